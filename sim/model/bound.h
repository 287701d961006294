/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bound.h - how soon the force could be in at best: no schedule of the same loads closes sooner under
 * the same luck.
 *
 * A schedule is free to send any aircraft that may carry a load for it whenever it likes, to any of its
 * destinations. It is not free to cut other loads, nor of what is drawn for a load: when it is ready,
 * how long onload, flight and offload take. The bound is the largest of
 *
 *   - each load: when it is ready, and its own least times (errand.h);
 *   - the teams, working places, stands and runways that loads must use: least head, work over the most
 *     places that there ever are, least tail (engine/least.h), of a field or of all fields that they
 *     may choose from;
 *   - the aircraft that may carry them: when each is there, trips out and back (shuttle.h);
 *   - ceilings on flights;
 *   - road columns, and who goes before whom.
 *
 * Left out is what does not surely bind: fuel and its delivery, crews, repairs, weather, closures and
 * hours, holding and diversion, slots, yards, other traffic, and what is cut anew at a hub but for its
 * least way on. Where a load has a choice the least of each counts, and where a scenario goes on from a
 * past, the luck before and after. So the bound is never above what a replication does. */
#ifndef AB_MODEL_BOUND_H
#define AB_MODEL_BOUND_H

#include "model/errand.h"
#include "model/shuttle.h"

/* Room for it, once, before a replication begins; false when memory is out. */
bool ab_bounds_prepare(struct ab_run *run);
void ab_bounds_give(struct ab_run *run);

/* Finds the bounds of the replication that is over: of contingents into their records, and of the force.
 * False when memory is out. */
bool ab_bounds_find(struct ab_run *run);

#endif
