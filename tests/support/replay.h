/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* replay.h - runs scenarios in the process of the test, replication by replication. The working
 * folder is the root of the sources. */
#ifndef TEST_REPLAY_H
#define TEST_REPLAY_H

#include "model/run.h"
#include "scenario/scenario.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { REPLAY_ASSIGNMENTS_MAX = 8 };

static struct ab_errors replay_errors;

/* Loads a scenario with assignments, at most REPLAY_ASSIGNMENTS_MAX, closed by NULL. */
static inline struct ab_scenario *replay_load(const char *path, const char *const *assignment)
{
    int count = 0;
    while (assignment != NULL && assignment[count] != NULL) {
        count++;
    }
    struct ab_scenario *scenario;
    ab_errors_clear(&replay_errors);
    if (ab_scenario_load(&scenario, path, assignment, count, &replay_errors) != AB_OK) {
        ab_errors_print(&replay_errors, stderr);
        ck_abort_msg("%s cannot be loaded", path);
    }
    return scenario;
}

#define REPLAY_SET(...)                                                                            \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

/* One replication; the outcome is returned. */
static inline struct ab_run_outcome replay_one(struct ab_run *run, uint64_t seed,
                                               uint32_t replication)
{
    struct ab_run_outcome outcome;
    const struct ab_run_options options = {
        .seed = seed, .replication = replication, .bounds = true};
    ck_assert(ab_run_replicate(run, &options, &outcome));
    return outcome;
}

/* The same, with records of its flights. */
static inline struct ab_run_outcome replay_traced(struct ab_run *run, uint64_t seed,
                                                  uint32_t replication)
{
    struct ab_run_outcome outcome;
    const struct ab_run_options options = {.seed = seed, .replication = replication, .trace = true};
    ck_assert(ab_run_replicate(run, &options, &outcome));
    return outcome;
}

/* The measure of this name in the replication just run. */
static inline double replay_measure(const struct ab_scenario *scenario, const struct ab_run *run,
                                    const char *name)
{
    const int count = ab_measure_count(scenario);
    double *value = calloc((size_t)count, sizeof *value);
    ck_assert_ptr_nonnull(value);
    ab_run_measures(run, value);
    char buffer[128];
    int found = 0;
    while (found < count &&
           strcmp(ab_measure_name(scenario, found, buffer, sizeof buffer), name) != 0) {
        found++;
    }
    ck_assert_msg(found < count, "no measure %s", name);
    const double result = value[found];
    free(value);
    return result;
}

#endif
