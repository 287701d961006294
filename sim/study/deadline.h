/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* deadline.h - how probable it is that the force, and each contingent, is in by a deadline.
 *
 * What had not come by the end of its replication was not in. Limits of shares are those of Clopper and
 * Pearson (moments.h), those of dates are order statistics: of n dates in their order, the one of rank
 * ceil(0.9 n) is met by nine in ten, and the true date of that kind lies between two ranks which the
 * binomial distribution gives (David and Nagaraja, "Order Statistics", 2003). Of fewer than 36
 * replications there is no upper limit. */
#ifndef AB_STUDY_DEADLINE_H
#define AB_STUDY_DEADLINE_H

#include "study/sample.h"

struct ab_deadlines;

/* Of a scenario with a deadline; of others there is nothing to add. NULL when memory is out. */
struct ab_deadlines *ab_deadlines_create(const struct ab_scenario *scenario);
void ab_deadlines_destroy(struct ab_deadlines *deadlines);

/* Adds a replication; false when memory is out. */
bool ab_deadlines_add(struct ab_deadlines *deadlines, const struct ab_replication *replication);

/* Gives the result its deadlines. */
void ab_deadlines_finish(struct ab_deadlines *deadlines, struct ab_result *result);

/* The ranks, from 1, between which the quantile of a share lies at 95 % among n values in their order;
 * 0: n values tell no lower limit, n + 1: no upper one. */
void ab_rank_limits(int n, double share, int *low, int *high);

#endif
