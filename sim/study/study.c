/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* study.c - many replications of one scenario: their statistics. */
#include "study/study.h"

#include "base/fold.h"
#include "base/time.h"
#include "base/version.h"
#include "study/accounts.h"
#include "study/executor.h"
#include "study/tally.h"
#include "study/until.h"

#include <limits.h>

/* What is being made. */
struct study {
    const struct ab_study_options *options;
    struct ab_tally *tally;
    struct ab_until until;
    bool memory_out;
};

void ab_study_describe(struct ab_journal_head *head, struct ab_journal_source *source,
                       const struct ab_scenario *const *scenario, int scenarios,
                       const struct ab_study_options *options)
{
    *head = (struct ab_journal_head){
        .version = AB_VERSION,
        .sources = ab_version_sources(),
        .kind = scenarios > 1 ? AB_PLAN_COMPARE : AB_PLAN_RUN,
        .seed = options->seed,
        .points = scenarios,
        .replications = options->replications,
        .before = options->only > 0 ? options->only - 1 : 0,
        .name = source[0].name,
        .source = source,
    };
    for (int i = 0; i < scenarios; i++) {
        source[i].hash = scenario[i]->hash;
        source[i].measures = ab_measure_count(scenario[i]);
        head->measures = source[i].measures > head->measures ? source[i].measures : head->measures;
        head->scenario =
            i == 0 ? source[i].hash : ab_fold_pair(head->scenario, (uint64_t)i, source[i].hash);
        head->design = ab_fold_text(head->design, source[i].name);
    }
    head->columns = ab_journal_hash_columns(head);
    head->last = ab_journal_runs(head);
    if (head->kind == AB_PLAN_RUN) {
        head->milestones = scenario[0]->milestone_count;
        head->contingents = scenario[0]->contingent_count;
        head->sites = scenario[0]->site_count;
    }
}

/* Keeps what only the run itself knows. Every replication has room of its own for it. */
static bool look(void *owner, const struct ab_run *run, const struct ab_replication *replication)
{
    struct study *study = owner;
    struct ab_result *result = ab_tally_result(study->tally);
    const int row = replication->number - result->before - 1;
    if (replication->curves != NULL && row < result->curve_rows) {
        ab_curves_store(result, row, replication->curves);
    }
    if (replication->diary != NULL &&
        !ab_diary_store(result, row, replication->diary, replication->outcome.ended)) {
        return false;
    }
    return run == NULL || replication->number != study->options->trace ||
           ab_result_store_trace(result, replication->number, run);
}

static int take(void *owner, const struct ab_replication *replication)
{
    struct study *study = owner;
    const struct ab_study_options *options = study->options;
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

/* Makes the trace of a replication that was made by an earlier process: it is the same again. */
static enum ab_status remake_trace(struct study *study, struct ab_result *result)
{
    const struct ab_study_options *options = study->options;
    const struct ab_run_options one = {.seed = options->seed,
                                       .replication = (uint32_t)options->trace,
                                       .trace = true,
                                       .interrupted = options->interrupted};
    struct ab_run_outcome outcome;
    struct ab_run *run = ab_run_create(result->scenario);
    enum ab_status status = AB_OK;
    if (run != NULL && !ab_run_replicate(run, &one, &outcome) && options->interrupted != NULL &&
        *options->interrupted) {
        status = AB_INTERRUPTED;
    } else if (run == NULL || !ab_result_store_trace(result, options->trace, run)) {
        study->memory_out = true;
    }
    ab_run_destroy(run);
    return status;
}

/* Makes the replications and adds them up, with all that is needed at hand. */
static enum ab_status run(struct study *study, struct ab_result **result,
                          const struct ab_scenario *scenario, struct ab_errors *errors)
{
    const struct ab_study_options *options = study->options;
    struct ab_journal_source source = {.name = ""};
    struct ab_journal_head head;
    ab_study_describe(&head, &source, &scenario, 1, options);
    const struct ab_plan plan = {
        .head = &head, .scenario = &scenario, .owner = study, .look = look, .take = take};
    const double begun = ab_clock_seconds();
    int threads;
    enum ab_status status = ab_plan_execute(&plan, options, options->ledger, &threads, errors);
    struct ab_result *made = ab_tally_result(study->tally);
    if (status == AB_OK && options->trace > 0 && made->trace.replication == 0) {
        status = remake_trace(study, made);
    }
    if (status != AB_OK || study->memory_out) {
        return status;
    }
    *result = ab_tally_finish(study->tally);
    if (*result == NULL) {
        study->memory_out = true;
        return AB_OK;
    }
    (*result)->seed = options->seed;
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
    enum ab_status status = ab_study_check(options, errors);
    if (status != AB_OK) {
        return status;
    }
    const int before = options->only > 0 ? options->only - 1 : 0;
    struct study study = {.options = options,
                          .tally = ab_tally_create(scenario, options->replications - before)};
    study.memory_out = !ab_until_init(&study.until, options, 1) || study.tally == NULL;
    if (!study.memory_out) {
        ab_tally_result(study.tally)->before = before;
        status = run(&study, result, scenario, errors);
    }
    if (study.memory_out) {
        status = ab_errors_out_of_memory(errors);
    }
    ab_until_clear(&study.until);
    ab_tally_destroy(study.tally);
    return status;
}

/* Counts the runs that failed. */
static int count_failure(void *owner, const struct ab_replication *replication)
{
    int64_t *failed = owner;
    *failed += !replication->outcome.complete;
    return INT_MAX;
}

enum ab_status ab_study_run_part(const struct ab_journal_head *head,
                                 const struct ab_scenario *const *scenario,
                                 const struct ab_study_options *options, int64_t *failed,
                                 struct ab_errors *errors)
{
    const struct ab_plan plan = {
        .head = head, .scenario = scenario, .owner = failed, .take = count_failure};
    int threads;
    *failed = 0;
    return ab_plan_execute(&plan, options, options->ledger, &threads, errors);
}
