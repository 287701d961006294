/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* way.h - the ways of loaded aircraft that have stops.
 *
 * A load goes from its origin to its destination by one flight, or by several with stops between
 * them (struct ab_way of scenario/rules.h). Its aircraft remembers by which, and how many flights of
 * it are behind it: where it goes next, what is done at the stop and what is left to fly follow from
 * that. Empty aircraft fly directly. */
#ifndef AB_MODEL_WAY_H
#define AB_MODEL_WAY_H

#include "model/state.h"

/* How many ways with stops a scenario may have at most; finds them, once per run. */
size_t ab_way_most(const struct ab_scenario *scenario);
void ab_way_prepare(struct ab_run *run);

/* The number of the way between two airfields if it has stops, or AB_NOBODY; and the way, NULL for
 * AB_NOBODY. */
int ab_way_find(const struct ab_run *run, int from, int to);
static inline const struct ab_way *ab_way_of(const struct ab_run *run, int course)
{
    return course != AB_NOBODY ? &run->ways.course[course].way : NULL;
}

/* A tail sets out on a way, or directly (NULL), with the load it is tasked for; it has come to the
 * next stop of it. */
void ab_way_set_out(struct ab_tail *tail, const struct ab_way *way);
void ab_way_go_on(struct ab_tail *tail);

/* Where it lands next, and the stop that this is; NULL: its destination. */
int ab_way_next(const struct ab_tail *tail);
const struct ab_stopover *ab_way_next_stop(const struct ab_tail *tail);

/* The stop where it stands, or NULL: it has not set out, or has arrived. */
const struct ab_stopover *ab_way_stop(const struct ab_tail *tail);

#endif
