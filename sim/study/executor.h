/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* executor.h - makes the runs of a plan, on several threads, and tells them in order.
 *
 * A plan is points x replications: one point is a run, several that go in step are a comparison, the
 * points of a design one after another a sweep. Replication k has the same luck at every point
 * (common random numbers), and a run depends on nothing but its scenario, the seed and k: so it does
 * not matter which thread or which machine makes it.
 *
 * Threads take whatever is next. What they make goes to the ledger at once and waits in a ring
 * (order.h) until its turn to be told. So neither memory nor what is told depends on how many runs
 * there are, nor on who was faster, nor on what a program before this one had made. */
#ifndef AB_STUDY_EXECUTOR_H
#define AB_STUDY_EXECUTOR_H

#include "study/ledger.h"

/* The scenario of a point with a run of it, or why there is none. */
struct ab_point {
    int64_t number; /* -1: none loaded */
    const struct ab_scenario *scenario;
    struct ab_scenario *drawn; /* with inputs drawn, whose the run is then; NULL: they are not */
    int drawn_for;             /* of which replication */
    struct ab_scenario *own;   /* the same, when it is the point's to destroy */
    struct ab_run *run;
    int *column;                 /* of each of its measures, in the head; NULL: they are its own */
    double *measured;            /* room for its measures, with columns */
    char reason[AB_REASON_SIZE]; /* why it has no run */
};
void ab_point_clear(struct ab_point *point);

/* Says why a point has no run: the first fault of a list, without the names of files, which have no place
 * in a table. */
void ab_point_refuse(struct ab_point *point, const struct ab_errors *errors);

/* A run by its point and its replication. */
struct ab_cell {
    int point;       /* from 0 */
    int replication; /* from 1 */
};

struct ab_plan {
    const struct ab_journal_head *head;
    /* [runs] of a plan without an order of its own: which run is of what. NULL: as the head says. The
     * head is that of a sweep of so many points of one replication, and there is no ledger. */
    const struct ab_cell *cell;
    /* Takes the values of a run at a point, NULL: the measures, each into its column of the head. */
    void (*collect)(void *owner, const struct ab_point *point, double *value);
    bool without_bounds; /* of which none needs how soon the force could be in: it costs time */
    const struct ab_scenario *const *scenario; /* [points], borrowed; NULL: `load` makes them */
    /* Loads a point in place of another. AB_IO_ERROR when memory is out; a point whose scenario is not
     * good has a reason and no run. */
    enum ab_status (*load)(void *loader, struct ab_point *point, int64_t number);
    /* Makes the scenario of a point that is loaded with the inputs of a replication: `drawn`, of which
     * the executor makes the run. As above; NULL: from the document that its scenario has. */
    enum ab_status (*draw)(void *loader, struct ab_point *point, uint64_t seed, int replication);
    bool draws; /* inputs are drawn: at all points, but for the first of a run */
    void *loader;
    const struct ab_design *design; /* of a sweep: what the keys are at a point */
    void *owner;
    /* Looks at a replication on the thread that made it; may be NULL. `run` is NULL when it was made
     * before. False when memory is out. */
    bool (*look)(void *owner, const struct ab_run *run, const struct ab_replication *replication);
    /* Is told every replication in order, by whatever thread, by one at a time. Returns how many
     * seem to be wanted in all: when that is not more than this one's number, it was the last, once
     * it was told of every scenario. Negative: stop at once. */
    int (*take)(void *owner, const struct ab_replication *replication);
    /* Of a sweep whose head has a rule: how many replications of the point at hand are needed, as far
     * as is known after those that were told. When it has them it ends, which `end` is told, and the
     * next one is at hand; `end` returns whether the rule was satisfied. */
    int (*needed)(void *owner);
    bool (*end)(void *owner, int64_t point);
};

/* Checks the options as ab_study_run does; a fault is AB_BAD_SCENARIO. */
enum ab_status ab_study_check(const struct ab_study_options *options, struct ab_errors *errors);

/* Makes the runs of a plan that its ledger (NULL: none) does not hold. Of the options: threads,
 * trace, interrupted, progress, which counts replications of all scenarios, or runs of a sweep, that
 * are made now. AB_INTERRUPTED when stopped before all that were wanted were told; AB_IO_ERROR when
 * memory ran out or the journal could not be written, which is added to errors, or when `take` wanted
 * to stop. *threads says how many worked. */
enum ab_status ab_plan_execute(const struct ab_plan *plan, const struct ab_study_options *options,
                               struct ab_ledger *ledger, int *threads, struct ab_errors *errors);

#endif
