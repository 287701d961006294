/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_run.c - a scenario, and the first thousand events of it.
 *
 * What is accepted runs: it ends with a reason, and what it comes to are numbers, or none. */
#include "fuzz/targets.h"
#include "model/run.h"

#include <math.h>

enum { EVENTS = 1000, MEASURES_MAX = 4000 };

static void run(const struct ab_scenario *scenario)
{
    struct ab_run_outcome outcome;
    const struct ab_run_options options = {.seed = 1,
                                           .replication = 1,
                                           .trace = true,
                                           .diary = true,
                                           .accounts = true,
                                           .bounds = scenario->contingent_count < 8};
    struct ab_run *replications = ab_run_create(scenario);
    const int measures = ab_measure_count(scenario);
    double *value = calloc((size_t)measures + 1, sizeof *value);
    require(replications != NULL && value != NULL);
    require(ab_run_replicate(replications, &options, &outcome));
    require(outcome.events <= EVENTS && outcome.complete == (outcome.reason == NULL));
    ab_run_measures(replications, value);
    for (int i = 0; i < measures; i++) {
        require(!isinf(value[i]) || value[i] > 0);
    }
    free(value);
    ab_run_destroy(replications);
}

void fuzz_run(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    static const struct ab_override limit = {.key = "scenario.event_limit", .value = "1000"};
    struct shelf shelf;
    struct ab_scenario *scenario = NULL;
    shelf_fill(&shelf, "f.ini", data, size);
    ab_errors_clear(&errors);
    struct ab_document *document = fuzz_load(&shelf, NULL, NULL, 0, &errors);
    if (document != NULL) {
        const enum ab_status status = ab_document_bind(&scenario, document, &limit, 1, &errors);
        require_faults(status, &errors);
        require((status == AB_OK) == (scenario != NULL));
    }
    if (scenario != NULL) {
        run(scenario);
    }
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    shelf_clear(&shelf);
}
