/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* soon.h - aircraft that are foreseen to be free, by their fleet and the field where they will be.
 *
 * Who has been given a load is foreseen at its destination when that is off and it has been made ready
 * again, who flies home at home; once it has landed, that is foreseen anew. Who is later than
 * foreseen is not foreseen any more, until it lands or is free. Of a group, who will be free first
 * is first. There are groups only where aircraft are foreseen. */
#ifndef AB_MODEL_SOON_H
#define AB_MODEL_SOON_H

#include "model/state.h"

void ab_soon_reset(struct ab_run *run);

/* From now on a tail is foreseen to be free at a field then, and nowhere else; or, as with
 * AB_TIME_NEVER, nowhere. There is a round when it was promised at another time in the latest one. */
void ab_soon_expect(struct ab_run *run, int tail, int field, ab_time at);
void ab_soon_forget(struct ab_run *run, int tail);

/* The first of a group that is promised to no load in this round; who is late is forgotten on the way,
 * and its group with the last of them. AB_NOBODY: there is none. */
int ab_soon_first(struct ab_run *run, int group);

/* It is promised, or it is not. */
void ab_soon_promise(struct ab_run *run, int tail, bool promised);

#endif
