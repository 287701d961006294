/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* needs.h - how much memory a study takes at most, before it takes it.
 *
 * Computed from the scenarios as they are bound: how many loads, aircraft, airfields and so on there are.
 * Each thread has a run of every scenario that goes in step; statistics are there once, and keep values
 * of up to AB_SAMPLE_LIMIT replications. */
#ifndef AB_STUDY_NEEDS_H
#define AB_STUDY_NEEDS_H

#include "scenario/held.h"

/* What is to be simulated. */
struct ab_needs_of {
    const struct ab_scenario *const *scenario; /* [points] that go in step, or that of a sweep */
    int points;
    const struct ab_document *document; /* that they are bound from; NULL: each has its own */
    int replications;
    bool by_points; /* each thread binds the scenario of the point that it is at */
    bool traced;
};

/* Bytes. The program and its libraries are part of `scenario`. */
struct ab_needs {
    int64_t scenario, thread, statistics, trace;
    int loads; /* of the scenario that has most of them */
};

/* AB_IO_ERROR when memory is out for a run of one of them, AB_BAD_SCENARIO when there is a run with
 * too many loads. */
enum ab_status ab_needs_find(struct ab_needs *needs, const struct ab_needs_of *of,
                             struct ab_errors *errors);

/* What so many threads take, and how many threads fit into so much (0: not even one does). */
int64_t ab_needs_total(const struct ab_needs *needs, int threads);
int ab_needs_threads(const struct ab_needs *needs, int64_t bytes);

#endif
