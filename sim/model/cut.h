/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cut.h - loads that are cut for the aircraft that takes them.
 *
 * Where a contingent may be carried by several types, or over ways on which a type takes unlike
 * amounts, what a load consists of is settled when it is given its aircraft: of what is in no load
 * yet it takes what an aircraft of that type takes on that way. What fewer types take goes first, then
 * what comes first in the order of vehicles; then as many people as have room (where one type alone
 * takes them a share that is even over as many loads as the rest would be); cargo fills what payload
 * remains, larger classes first. Before that a load is a number alone, with its
 * own readiness and luck. There are as many numbers as there can be loads, whoever takes them; those
 * that are not needed in the end lapse. */
#ifndef AB_MODEL_CUT_H
#define AB_MODEL_CUT_H

#include "model/state.h"

/* Finds what of a contingent is cut in a direction, where `payload_t` is the least by type over its
 * ways, by the scenario's start; false when memory is out. After run->flight is ready. */
bool ab_cut_prepare(struct ab_run *run, int contingent, enum ab_direction direction,
                    const double *payload_t, int planned_type, int64_t most_people);

/* What is cut of a contingent in a direction, its forward element or the others; NULL: nothing, its loads
 * are planned beforehand. */
struct ab_uncut *ab_cut_of(const struct ab_run *run, int contingent, enum ab_direction direction,
                           bool forward);

/* All of it is in no load yet. Returns how many loads there can be, the first being chalk `first`. */
int ab_cut_reset(struct ab_run *run, struct ab_uncut *uncut, int64_t people, int first);

/* A load as an aircraft of a type would take it to one of its destinations as things are now, NULL when
 * there is nothing that it takes; good until the next is asked for. */
const struct ab_lot *ab_cut_draft(const struct ab_run *run, const struct ab_lot *lot, int type,
                                  int to);
static inline const struct ab_lot *ab_cut_lot(const struct ab_run *run, const struct ab_lot *lot,
                                              int type, int to)
{
    return !lot->is_uncut ? lot : ab_cut_draft(run, lot, type, to);
}

/* Takes that load, or the one that was planned before anything ran dry, out of what is left: the lot that it is from
 * then on, or NULL when it takes nothing. */
const struct ab_lot *ab_cut_take(struct ab_run *run, const struct ab_lot *lot, int type, int to,
                                 bool as_planned);
bool ab_cut_is_empty(const struct ab_uncut *uncut);

/* The same as if it were so, of something that it takes: until all is put back again. */
void ab_cut_suppose(struct ab_run *run, const struct ab_lot *lot, int type, int to);
void ab_cut_put_back(struct ab_run *run, struct ab_uncut *uncut);

#endif
