/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.h - simulates the runs of a design and journals them.
 *
 * A run is one replication of one design point: run number point * replications + replication, all
 * from 0. Replication k has the same luck at every point (common random numbers), and a run depends
 * on nothing but its scenario, the seed and k: so it does not matter which thread or which machine
 * makes it. */
#ifndef AB_STUDY_SWEEP_H
#define AB_STUDY_SWEEP_H

#include "study/design.h"
#include "study/journal.h"

#include "scenario/document.h"

#include "study/study.h"

struct ab_experiment_request {
    const char *path;       /* of the scenario */
    const char *const *set; /* --set assignments */
    int set_count;
    const struct ab_design *design;
    int64_t replications; /* of each point */
    uint64_t seed;
};

/* A sweep that can be run: it is known what there is to measure. */
struct ab_experiment {
    struct ab_experiment_request request; /* everything in it is borrowed */
    struct ab_journal_head head;          /* with the span of all runs; the caller may narrow it */
    struct ab_arena *arena;               /* holds the head's texts */
    struct ab_document *document;         /* of the scenario with the --set assignments */
};

enum { AB_SWEEP_RUNS_MAX = 2000000000 };

/* Loads the scenario by itself and at the design's first point, either of which must be good,
 * judges every value of the design by itself, and finds out what measures there are over all
 * points. The caller clears the sweep whatever is returned. */
enum ab_status ab_experiment_prepare(struct ab_experiment *sweep,
                                     const struct ab_experiment_request *request,
                                     struct ab_errors *errors);
void ab_experiment_clear(struct ab_experiment *sweep);

/* The scenario of a design point with a run of it, or why there is none. */
struct ab_point {
    int64_t number; /* -1: none loaded */
    struct ab_scenario *scenario;
    struct ab_run *run;
    int *column;                 /* of each of its measures, in the head */
    double *measured;            /* room for its measures */
    char reason[AB_REASON_SIZE]; /* why it has no run */
};

/* Loads a point in place of the one before. False when memory is out; a point whose scenario is not
 * good has a reason. */
bool ab_point_load(struct ab_point *point, const struct ab_experiment *sweep, int64_t number);
void ab_point_clear(struct ab_point *point);

struct ab_experiment_options {
    int threads;                    /* 0: one per core that this process may use */
    const atomic_bool *interrupted; /* true: stop soon; may be NULL */
    void (*progress)(void *owner, int done, int total);
    void *progress_owner;
};

/* Makes the runs from `next` to the end of the span and appends them to the journal, whose head
 * must be there already. When interrupted it drops the runs that it is at, and *next
 * says how far the journal got. *failed gets how many of them failed, which is no fault here. */
enum ab_status ab_experiment_run(const struct ab_experiment *sweep, int64_t *next,
                                 struct ab_log *log, const struct ab_experiment_options *options,
                                 int64_t *failed, struct ab_errors *errors);

#endif
