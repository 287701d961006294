/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* clearance.h - nobody takes off toward a field that is known to be shut on arrival.
 *
 * Before every take-off, from the alternate too, the landing is foreseen by the mean time of the
 * flight and held against what is known of both fields (airfield.h): leaving must be allowed, and
 * the landing must fall into a time when the field is open, a quarter of an hour before it shuts
 * at the latest (within the first half of a time shorter than half an hour). Otherwise the aircraft
 * waits where it stands, for as long as it takes, charged to what is in the way, and asks again
 * when that ends or a change alters it. Of what is in the way at one moment it is charged to the first
 * of these: what forbids the take-off here, what shuts the field there when it would be over it, the load's window;
 * and at either field to `closed` before `hours`. Weather and a full ramp are not known ahead; who meets
 * them, or is late, holds and diverts as ever. */
#ifndef AB_MODEL_CLEARANCE_H
#define AB_MODEL_CLEARANCE_H

#include "model/foresight.h"
#include "model/state.h"

/* --- foresight -------------------------------------------------------------------------------- */

/* True when the aircraft may leave where it stands now. Otherwise its sortie waits for
 * ab_stage_again (stage.h), to ask once more. */
bool ab_foresight_lets_go(struct ab_run *run, struct ab_sortie_record *sortie, ab_time flight);

/* A change has altered what is known of an airfield: all who wait to leave it, or to go there, ask again. */
void ab_foresight_review(struct ab_run *run, int airfield);

/* --- slot control ----------------------------------------------------------------------------- */

/* Slot control: leave only when a stand is foreseen free on arrival.
 *
 * For every aircraft bound for or standing on an airfield with slot control there is an expected
 * moment of leaving it. An aircraft gets a slot when, at its own planned arrival, those that will
 * still be there leave enough stands for it. Those that wait at their origins are served in the
 * order in which they asked; they are looked at again whenever an aircraft leaves the airfield and
 * when the next is expected to. One that closes a circle of waiting goes without (batch.h). */

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
