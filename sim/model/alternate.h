/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* alternate.h - diversion: to the alternate, and on from there.
 *
 * An aircraft that cannot hold longer flies to the airfield's alternate, or back to where it came
 * from when there is none. It has the fuel for that way and no more. Where the alternate is not open
 * or has no room, as far as that is known when it leaves, it flies to the alternate's own alternate,
 * and so on; when that holds of all, to the first that is open, else to the first. Whoever finds its
 * alternate full or shut in the end lands there all the same, beyond its stands: an emergency, which
 * is counted. There it waits on a stand until its landing at its destination is foreseen
 * (clearance.h), the weather there is good and a stand at that is its own, and comes on; or its load
 * is offloaded there and goes on by road. When diverted aircraft stand at each other's
 * destinations, so that none of them would ever get a stand, the last of them gives way: it comes
 * on without a stand of its own, and holds again. */
#ifndef AB_MODEL_ALTERNATE_H
#define AB_MODEL_ALTERNATE_H

#include "model/state.h"

/* Overhead its destination, it leaves for the alternate. */
void ab_alternate_divert(struct ab_run *run, struct ab_sortie_record *sortie);

/* Out of fuel over its alternate, it takes stands there, free or not (none at its home). */
void ab_alternate_take_stand(struct ab_run *run, struct ab_sortie_record *sortie, int alternate);

/* It lands: its way to its alternate is over, if it was on that. */
void ab_alternate_end_way(struct ab_run *run, const struct ab_sortie_record *sortie);

/* The stages there, by the event that starts them. */
void ab_alternate_reached(struct ab_run *run, int sortie);
void ab_alternate_onward(struct ab_run *run, int sortie);
void ab_alternate_onward_clear(struct ab_run *run, int sortie);
void ab_alternate_onward_stand(struct ab_run *run, int sortie);

/* Call when somebody has left a line for stands: who is first there now may want more of them than
 * the one before, and close a circle (batch.h). */
void ab_alternate_review(struct ab_run *run);

#endif
