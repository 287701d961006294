/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* prospect.h - when and where a load is foreseen to be off its aircraft.
 *
 * Foreseen is what a planner works out from mean times: the onload, which begins when both load and
 * aircraft are there; when the fields' hours and dated closures let it leave; the flight with its
 * stop; the landing, when the runway has landed whoever is foreseen before it and lets as many out; the
 * offload, which begins when one of those before it leaves a working place, or a stand where these
 * are no more. Who is foreseen later gives way. Weather and other traffic are not foreseen; but those
 * who have not landed yet, for whatever reason, take their time from now on. */
#ifndef AB_MODEL_PROSPECT_H
#define AB_MODEL_PROSPECT_H

#include "model/state.h"

struct ab_prospect {
    int destination; /* AB_NOBODY: it can go nowhere as things are now */
    ab_time arrival, landing, off;
    ab_time leaves; /* the place that it needs at its destination is free again */
    double amount;  /* that is off then: tonnes, or people where they weigh nothing */
};

/* Finds what needs to be foreseen in this scenario; once per run. */
void ab_prospect_prepare(struct ab_run *run);
void ab_prospect_reset(struct ab_run *run);

/* Whether one is better than another: off sooner or, where the load would not be the same, more of it
 * per hour from now on. */
bool ab_prospect_is_better(const struct ab_run *run, const struct ab_prospect *a,
                           const struct ab_prospect *b);

/* The best destination of a load, with an aircraft that is beside it at `there`; the earlier in the
 * contingent's list on ties. Where ceilings let it come later (flow.h), either none, or as it is then. When it
 * is off is not found out (AB_TIME_NEVER) if that cannot be before `latest`; of what is not cut it always is. */
struct ab_prospect ab_prospect_of(const struct ab_run *run, const struct ab_chalk *chalk,
                                  const struct ab_tail *tail, int origin, ab_time there, bool waits,
                                  ab_time latest);

/* How long it takes at least, from being beside the load until that is off. */
ab_time ab_prospect_least(const struct ab_run *run, const struct ab_lot *lot, int type, int origin);

/* The same to one destination, that it may go to or not. */
struct ab_prospect ab_prospect_at(const struct ab_run *run, const struct ab_chalk *chalk,
                                  const struct ab_tail *tail, int origin, int to, ab_time there);

/* When a tail is free again whose load is off then: it is serviced, or at home maintained. Nobody knows
 * (AB_TIME_NEVER) of homeward loads that stay aboard until others are in. */
ab_time ab_prospect_free(const struct ab_run *run, int tail, ab_time off);

/* From now on a tail is foreseen at its destination; it has landed there; it is off, or will not come
 * any more. */
void ab_prospect_expect(struct ab_run *run, int tail, const struct ab_prospect *prospect);
void ab_prospect_landed(struct ab_run *run, int tail);
void ab_prospect_expect_no_more(struct ab_run *run, int tail);

#endif
