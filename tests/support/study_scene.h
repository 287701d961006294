/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* study_scene.h - a small deployment by chance for the tests of studies, and a run of it. */
#ifndef TEST_STUDY_SCENE_H
#define TEST_STUDY_SCENE_H

#include "base/file.h"
#include "support/kept.h"
#include "support/scratch.h"

#include "study/study.h"
#include <check.h>
#include <string.h>

enum { REPLICATIONS = 12 };

/* A field that can unload two of five aircraft at once, one site, and the way home. */
static const char *const scenario_text = "[scenario]\n"
                                         "start = 2022-01-01T00:00Z\n"
                                         "end = withdrawn\n"
                                         "horizon = 30 d\n"
                                         "[command]\n"
                                         "request = 1 h\n"
                                         "decision = triangular(1 h, 2 h, 6 h)\n"
                                         "[withdrawal]\n"
                                         "order = 1 d\n"
                                         "[aircraft.transport]\n"
                                         "seats = 50\n"
                                         "onload_time = exponential(1 h)\n"
                                         "offload_time = exponential(2 h)\n"
                                         "[airfield.home]\n"
                                         "[airfield.field]\n"
                                         "parking_mog = 3\n"
                                         "working_mog = 2\n"
                                         "[leg.there]\n"
                                         "from = home\n"
                                         "to = field\n"
                                         "block_time = gamma(3 h, 1 h)\n"
                                         "[fleet.pool]\n"
                                         "type = transport\n"
                                         "number = 5\n"
                                         "home = home\n"
                                         "[contingent.force]\n"
                                         "apoe = home\n"
                                         "apod = field\n"
                                         "people = uniform(500, 600)\n"
                                         "assembly = exponential(4 h)\n"
                                         "[site.plant]\n"
                                         "class = power plant\n"
                                         "road_time = 1 h\n"
                                         "guards = 40\n"
                                         "host_strength = 30\n"
                                         "[milestone.closure]\n"
                                         "event = closed\n"
                                         "latest = 2022-01-02T00:00Z\n";

static struct ab_errors errors;
static char folder[SCRATCH_SIZE];
static struct ab_scenario *scenario;
static struct ab_study_options options;
static struct kept kept; /* the replications of the study run last */

/* The scenario with one more assignment, or NULL for none. */
static inline struct ab_scenario *load(const char *assignment)
{
    char path[256];
    struct ab_scenario *loaded = NULL;
    (void)snprintf(path, sizeof path, "%s/study.ini", folder);
    struct ab_writer *writer = ab_writer_open(path, &errors);
    ck_assert_ptr_nonnull(writer);
    ab_writer_put(writer, scenario_text, strlen(scenario_text));
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    const int assignments = assignment != NULL;
    if (ab_scenario_load(&loaded, path, &assignment, assignments, &errors) != AB_OK) {
        ab_errors_print(&errors, stderr);
    }
    ck_assert_ptr_nonnull(loaded);
    return loaded;
}

static inline void setup(void)
{
    ab_errors_clear(&errors);
    scratch_make(folder);
    scenario = load(NULL);
    options = (struct ab_study_options){.replications = REPLICATIONS, .seed = 7, .threads = 1};
}

static inline void teardown(void)
{
    kept_clear(&kept);
    ab_scenario_destroy(scenario);
    scratch_remove(folder);
}

/* Runs the study of `options`, which must succeed, and keeps its replications. */
static inline struct ab_result *run(void)
{
    struct ab_result *result;
    kept_clear(&kept);
    kept_make(&kept, scenario, options.replications);
    if (options.sink == NULL || options.sink == kept_put) {
        options.sink = kept_put;
        options.sink_owner = &kept;
    }
    ck_assert_int_eq(ab_study_run(&result, scenario, &options, &errors), AB_OK);
    ck_assert_ptr_nonnull(result);
    return result;
}

/* The column of a measure. */
static inline int measure_of(const char *name)
{
    for (int i = 0; i < ab_measure_count(scenario); i++) {
        char known[128];
        if (strcmp(ab_measure_name(scenario, i, known, sizeof known), name) == 0) {
            return i;
        }
    }
    ck_abort_msg("no measure %s", name);
    return -1;
}

#endif
