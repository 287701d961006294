/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* lockstep.h - replications of one or several scenarios, on several threads, told in order.
 *
 * Replication 1 of every scenario comes first, then replication 2 of every one, and so on: what
 * compares scenarios has the two sides of a pair at hand together, and nothing needs to be kept for
 * all replications. The threads take whatever is next; what they make waits in a ring (order.h)
 * until its turn. So neither memory nor what is told depends on how many replications there are,
 * nor on who was faster. */
#ifndef AB_STUDY_LOCKSTEP_H
#define AB_STUDY_LOCKSTEP_H

#include "study/study.h"

struct ab_lockstep {
    const struct ab_scenario *const *scenario;
    int scenarios;
    /* Of these: replications, seed, threads, trace, interrupted and progress, which counts
     * replications of all scenarios. */
    const struct ab_study_options *options;
    void *owner;
    /* Looks at a replication while its run is at hand, on the thread that made it; may be NULL.
     * False when memory is out. */
    bool (*look)(void *owner, const struct ab_run *run, const struct ab_replication *replication);
    /* Is told every replication in order, by whatever thread, by one at a time. Returns how many
     * seem to be wanted in all: when that is not more than this one's number, it was the last, once
     * it was told of every scenario. Negative: stop at once. */
    int (*take)(void *owner, int scenario, const struct ab_replication *replication);
};

/* Checks the options as ab_study_run does; a fault is AB_BAD_SCENARIO. */
enum ab_status ab_lockstep_check(const struct ab_study_options *options, struct ab_errors *errors);

/* Makes the replications, of options that were checked. AB_INTERRUPTED when stopped before all that
 * were wanted were told; AB_IO_ERROR when memory ran out, which is added to errors, or when `take`
 * wanted to stop. *threads says how many worked. */
enum ab_status ab_lockstep_run(const struct ab_lockstep *lockstep, int *threads,
                               struct ab_errors *errors);

#endif
