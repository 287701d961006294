/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story_help.h - what would have brought a load in sooner, as its chain tells. */
#ifndef AB_INSIGHT_STORY_HELP_H
#define AB_INSIGHT_STORY_HELP_H

#include "insight/story.h"

enum { AB_HELPS_TOLD = 5, AB_HELP_THING_SIZE = 128, AB_HELP_WITH_SIZE = 400 };

struct ab_help {
    ab_time time;                   /* that was lost to it in the chain */
    const char *before, *after;     /* in words, around the name of the thing */
    char thing[AB_HELP_THING_SIZE]; /* an airfield, a fleet, ...: as in the tables */
    bool is_less;                   /* what is to be tried is a tenth less, not one more */
    char with[AB_HELP_WITH_SIZE];   /* KEY=VALUE for compare --with; "": the tables tell none */
    char only[AB_HELP_WITH_SIZE];   /* then for worth --only; "": likewise */
};

/* Finds the most important, by the time lost, then by the order in which it was; returns how many. What is
 * to be typed is made only of names that a scenario may have. */
int ab_story_find_help(struct ab_help help[AB_HELPS_TOLD], const struct ab_story *story,
                       const struct ab_chain_told *chain);

#endif
