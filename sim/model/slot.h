/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* slot.h - slot control: leave only when a stand is foreseen free on arrival.
 *
 * For every aircraft bound for or standing on an airfield with slot control there is an expected
 * moment of leaving it. An aircraft gets a slot when, at its own planned arrival (foresight.h), those that will
 * still be there leave enough stands for it. Those that wait at their origins are served in the
 * order in which they asked; they are looked at again whenever an aircraft leaves the airfield and
 * when the next is expected to. One that closes a circle of waiting goes without (lock.h). */
#ifndef AB_MODEL_SLOT_H
#define AB_MODEL_SLOT_H

#include "model/state.h"

/* Step of the preparation (departure.c). */
bool ab_slot_obtain(struct ab_run *run, struct ab_sortie_record *sortie);

/* The aircraft leaves `from` for its destination, with a slot or without. */
void ab_slot_depart(struct ab_run *run, const struct ab_sortie_record *sortie, int from);

/* It will not leave before `departure`: its slot, if it has one, is for later. */
void ab_slot_postpone(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time departure);

/* The aircraft leaves for its alternate: it is not expected any more, until it comes on. */
void ab_slot_give_up(struct ab_run *run, const struct ab_sortie_record *sortie);

/* A stand was left, or may be foreseen free now: grants slots. */
void ab_slot_left(struct ab_run *run, int airfield);
void ab_slot_review(struct ab_run *run, int airfield);

#endif
