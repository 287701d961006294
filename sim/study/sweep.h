/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.h - a sweep: the plan of a design's points one after another, each in a scenario of its
 * own. */
#ifndef AB_STUDY_SWEEP_H
#define AB_STUDY_SWEEP_H

#include "study/design.h"
#include "study/executor.h"

#include "scenario/document.h"

struct ab_experiment_request {
    const char *path;                   /* of the scenario, after which the sweep is named */
    const struct ab_document *document; /* of it, with the --set assignments */
    const struct ab_override *override; /* [overrides] that hold at all points */
    int overrides;
    const struct ab_design *design;
    int64_t replications;     /* of each point; with `until` the most */
    const char *const *until; /* [precisions]: what ends each point, see ab_precision_parse */
    int precisions;           /* 0: all have `replications` */
    int64_t least;            /* replications at the first look */
    bool drawn;   /* inputs are drawn, the same in replication k of all points that have them */
    int64_t only; /* the only one that is made, which must be `replications`; 0: all are */
    uint64_t seed;
};

/* A sweep that can be run: it is known what there is to measure. */
struct ab_experiment {
    struct ab_experiment_request request; /* everything in it is borrowed */
    struct ab_journal_head head;          /* with the span of all runs; the caller may narrow it */
    struct ab_study_options rule;         /* what ends a point, when the head has a rule */
    int64_t short_points, first_short;    /* found by a run of it: points whose rule was not
                                           * satisfied, and the first of them, from 0 */
    struct ab_arena *arena;               /* holds the head's texts */
};

enum { AB_SWEEP_RUNS_MAX = 2000000000 };

/* Binds the scenario by itself and at the design's first point, either of which must be good,
 * judges every value of the design by itself, and finds out what measures there are over all
 * points. The caller clears the sweep whatever is returned. */
enum ab_status ab_experiment_prepare(struct ab_experiment *sweep,
                                     const struct ab_experiment_request *request,
                                     struct ab_errors *errors);
void ab_experiment_clear(struct ab_experiment *sweep);

/* Makes scenario and run of a cleared point, of a document with some overrides. AB_IO_ERROR when memory
 * is out; a point whose scenario is not good has a reason and no run. */
enum ab_status ab_point_bind(struct ab_point *point, const struct ab_document *document,
                             const struct ab_override *override, int count);

/* Binds a design point in place of the one before. AB_IO_ERROR when memory is out; a point whose
 * scenario is not good has a reason. Made for a plan (executor.h): `sweep` is the struct ab_experiment. */
enum ab_status ab_experiment_load(void *sweep, struct ab_point *point, int64_t number);

/* Makes the runs of the span that the ledger lacks; with a rule it must be one of whole points.
 * *failed gets how many of all runs failed, which is no fault here. Of the options: threads,
 * interrupted and progress. */
enum ab_status ab_experiment_run(struct ab_experiment *sweep, struct ab_ledger *ledger,
                                 const struct ab_study_options *options, int64_t *failed,
                                 struct ab_errors *errors);

#endif
