/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story_answer.h - the story of a load, an aircraft or a contingent, for people and as JSON.
 *
 * Names come from whoever made the tables, and are shown as a sheet shows what it is given. */
#ifndef AB_INSIGHT_STORY_ANSWER_H
#define AB_INSIGHT_STORY_ANSWER_H

#include "insight/story.h"

#include "base/sheet.h"
#include "output/json.h"

void ab_story_print_load(struct ab_sheet *sheet, const struct ab_story *story,
                         const struct ab_chain_told *chain);
void ab_story_print_tail(struct ab_sheet *sheet, const struct ab_story *story,
                         const struct ab_chain_told *chain, const char *tail);
void ab_story_print_loads(struct ab_sheet *sheet, const struct ab_story *story,
                          const char *contingent);
void ab_story_print_unit(struct ab_sheet *sheet, const struct ab_story *story, int unit);

/* Members of an object that is begun. */
void ab_story_put_load(struct ab_json *json, const struct ab_story *story,
                       const struct ab_chain_told *chain);
void ab_story_put_tail(struct ab_json *json, const struct ab_story *story,
                       const struct ab_chain_told *chain, const char *tail);
void ab_story_put_loads(struct ab_json *json, const struct ab_story *story, const char *contingent);
void ab_story_put_unit(struct ab_json *json, const struct ab_story *story, int unit);

#endif
