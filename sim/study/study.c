/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* study.c - many replications of one scenario: their statistics. */
#include "study/study.h"

#include "base/clock.h"
#include "study/curve.h"
#include "study/lockstep.h"
#include "study/result.h"
#include "study/tally.h"
#include "study/until.h"

/* What is being made. */
struct study {
    const struct ab_study_options *options;
    struct ab_tally *tally;
    struct ab_until until;
    bool memory_out;
};

/* Keeps what only the run itself knows. Every replication has room of its own for it. */
static bool look(void *owner, const struct ab_run *run, const struct ab_replication *replication)
{
    struct study *study = owner;
    struct ab_result *result = ab_tally_result(study->tally);
    if (replication->number <= result->curve_rows) {
        ab_curve_store(result, replication->number - 1, run, &replication->outcome);
    }
    return replication->number != study->options->trace ||
           ab_result_store_trace(result, replication->number, run);
}

static int take(void *owner, int scenario, const struct ab_replication *replication)
{
    struct study *study = owner;
    const struct ab_study_options *options = study->options;
    (void)scenario;
    if (!ab_tally_add(study->tally, replication)) {
        study->memory_out = true;
        return -1;
    }
    if (options->sink != NULL && !options->sink(options->sink_owner, replication)) {
        return -1;
    }
    for (int i = 0; i < options->precisions; i++) {
        const double value = replication->measure[options->until[i].measure];
        ab_until_look(&study->until, 0, i, value, value);
    }
    return ab_until_wanted(&study->until, replication->number);
}

/* Makes the replications and adds them up, with all that is needed at hand. */
static enum ab_status run(struct study *study, struct ab_result **result,
                          const struct ab_scenario *scenario, struct ab_errors *errors)
{
    const struct ab_lockstep lockstep = {.scenario = &scenario,
                                         .scenarios = 1,
                                         .options = study->options,
                                         .owner = study,
                                         .look = look,
                                         .take = take};
    const double begun = ab_clock_seconds();
    int threads;
    const enum ab_status status = ab_lockstep_run(&lockstep, &threads, errors);
    if (status != AB_OK) {
        return status;
    }
    *result = ab_tally_finish(study->tally);
    (*result)->seed = study->options->seed;
    (*result)->threads = threads;
    (*result)->wall_s = ab_clock_seconds() - begun;
    (*result)->precise = study->until.reached;
    (*result)->shortfall = study->until.shortfall;
    return (*result)->failed > 0 ? AB_FAILED : AB_OK;
}

enum ab_status ab_study_run(struct ab_result **result, const struct ab_scenario *scenario,
                            const struct ab_study_options *options, struct ab_errors *errors)
{
    *result = NULL;
    enum ab_status status = ab_lockstep_check(options, errors);
    if (status != AB_OK) {
        return status;
    }
    struct study study = {.options = options,
                          .tally = ab_tally_create(scenario, options->replications)};
    study.memory_out = !ab_until_init(&study.until, options, 1) || study.tally == NULL;
    if (!study.memory_out) {
        status = run(&study, result, scenario, errors);
    }
    if (study.memory_out) {
        status = ab_errors_out_of_memory(errors);
    }
    ab_until_clear(&study.until);
    ab_tally_destroy(study.tally);
    return status;
}
