/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* waiting.h - called loads that wait for an aircraft.
 *
 * Loads that are alike stand in one row: of a contingent, direction and mass, for the same types.
 * What holds for the first holds for all of them. Rows that the same fleets can take as things are
 * now make up a demand. A demand is asked in a round of tasking when something was called, or an
 * aircraft of its fleets became free, since it was asked last: else the answer is the same. So a
 * round costs the demands that may be met, and the loads that are tasked.
 *
 * In a round, whose load comes first by priority, then latest arrival, then readiness, then
 * contingent and number is asked first, over all demands. */
#ifndef AB_MODEL_WAITING_H
#define AB_MODEL_WAITING_H

#include "model/state.h"

/* Finds out which contingents allow the same fleets; false when memory is out. */
bool ab_waiting_prepare(struct ab_run *run);
void ab_waiting_reset(struct ab_run *run);

/* A load is called. */
void ab_waiting_add(struct ab_run *run, int load);

/* A round, in which each load that is asked is taken or refused. */
void ab_waiting_begin_round(struct ab_run *run);
void ab_waiting_end_round(struct ab_run *run);

/* The demand whose first load is asked now, and that load; NULL when all have been asked. */
const struct ab_demand *ab_waiting_ask(struct ab_run *run);
int ab_waiting_first(const struct ab_run *run, const struct ab_demand *demand);

/* It gets an aircraft. */
void ab_waiting_take(struct ab_run *run);

/* It gets none, nor do those that are like it; or none of its demand does. */
void ab_waiting_refuse_row(struct ab_run *run);
void ab_waiting_refuse_demand(struct ab_run *run);

/* It gets none now, nor do those that are like it, and all are asked again in the next round. */
void ab_waiting_put_off_row(struct ab_run *run);

/* Ceilings hold it, and those that are like it, or all of its demand: it is asked again in the next
 * round. */
void ab_waiting_hold(struct ab_run *run, bool alike);

/* Whether loads of the force wait that no aircraft may take, as things are now. */
bool ab_waiting_is_stranded(const struct ab_run *run);

/* Where a load starts. */
int ab_waiting_origin(const struct ab_run *run, const struct ab_chalk *chalk);

#endif
