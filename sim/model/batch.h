/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* batch.h - loaded aircraft that wait, where they go to, for the rest of their batch.
 *
 * A contingent's loads of one direction, most often home, may be kept aboard until so many of them are in (loads 1 to n, then
 * n + 1 to 2 n, ...); the last batch is as large as what is left. When the last of a batch is on
 * blocks and its ceremony is over, all are offloaded. A batch is not waited for in vain: when every
 * aircraft that could fetch what is missing stands in such a line itself, or waits for a crew or a
 * stand of those that do, or is not tasked since such loads use the daily ceiling up, or has left
 * the operation, the batch that has waited longest is offloaded as it is. The same holds of aircraft
 * that wait at a hub for its yard (hub.h): who has waited longest is unloaded, when every aircraft that
 * could fetch what is in the yard waits so. */
#ifndef AB_MODEL_BATCH_H
#define AB_MODEL_BATCH_H

#include "model/state.h"

/* Finds the flows that keep loads together. Once per run. */
void ab_batch_prepare(struct ab_run *run);

/* Whether a load that is in now waits for others: the flow that says so may not hold yet, or any more. */
bool ab_batch_keeps(const struct ab_run *run, const struct ab_lot *lot);

/* On blocks with a load: true when it stays aboard until AB_EV_BATCH. */
bool ab_batch_hold(struct ab_run *run, struct ab_sortie_record *sortie);

/* The loads that a load waits with: first .. end - 1. */
struct ab_batch {
    int number; /* of the contingent's in that direction, from 0 */
    int first, end;
};
struct ab_batch ab_batch_of(const struct ab_run *run, int load);

/* AB_EV_BATCH: whether this load of the batch is let go now. */
bool ab_batch_lets_go(struct ab_run *run, int load);

/* Ends waiting in vain, and lets go who waits under a flow that is over; call when an aircraft waits for a
 * stand, when one waits for the yard of a hub and what was still to go from there is taken aboard, and at a
 * tasking round when run->batches.in_doubt says that one waits for a crew, has left the operation or may fly no
 * more, or that a batch was let go and others may still wait. */
void ab_batch_review(struct ab_run *run);

/* --- circles of waiting ----------------------------------------------------------------------- */

/* Aircraft that wait for each other's stands.
 *
 * An aircraft may stand at one airfield and wait there for a stand at another: diverted to an
 * alternate, or held by slot control. When those who hold the stands of its destination wait in the
 * same way for the stands of others, round in a circle, nobody would ever leave. Then the one who
 * closes the circle gives way: it leaves without the stand that it waited for. */

/* Finds all airfields for which that is so: run->lock tells them until an aircraft moves. */
void ab_lock_find(struct ab_run *run);

/* Whether the first who waits for a stand of this airfield will never get it, unless somebody gives
 * way. */
bool ab_lock_is_on(struct ab_run *run, int airfield);

#endif
