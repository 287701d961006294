/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* study.c - many replications of one scenario: their statistics. */
#include "study/study.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/time.h"
#include "base/version.h"
#include "study/accounts.h"
#include "study/executor.h"
#include "study/split.h"
#include "study/tally.h"
#include "study/until.h"

#include <limits.h>
#include <pthread.h>
#include <string.h>

/* What is being made. */
struct study {
    const struct ab_study_options *options;
    struct ab_tally *tally[AB_POINT_DRAWN + 1]; /* with drawn inputs NULL, unless they are */
    int points, wanted;
    double *value;          /* [measures] of the replication with drawn inputs */
    struct ab_twins *pairs; /* [measures], if the variance is split; else NULL */
    int measures;
    struct ab_until until;
    bool memory_out;
    pthread_mutex_t lock; /* of what threads keep of their replications */
};

/* The points of a run. */
static int points_of(enum ab_inputs inputs)
{
    return inputs == AB_INPUTS_SPLIT  ? AB_RUN_POINTS_MAX
           : inputs == AB_INPUTS_BOTH ? AB_POINT_DRAWN + 1
                                      : AB_POINT_BASE + 1;
}

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
        head->points = points_of(options->inputs);
        head->last = ab_journal_runs(head);
    } else {
        head->drawn = options->inputs == AB_INPUTS_DRAWN;
    }
}

/* Keeps curves and diary of a replication; false when memory is out. */
static bool keep(struct ab_result *result, const struct ab_replication *replication)
{
    const int row = replication->number - result->before - 1;
    if (replication->curves != NULL) {
        ab_curves_store(result, row, replication->curves);
    }
    return replication->diary == NULL ||
           ab_diary_add(result, row, replication->diary, replication->outcome.ended);
}

/* Keeps what only the run itself knows. */
static bool look(void *owner, const struct ab_run *run, const struct ab_replication *replication)
{
    struct study *study = owner;
    if (replication->scenario == AB_POINT_OTHER_LUCK) {
        return true;
    }
    struct ab_result *result = ab_tally_result(study->tally[replication->scenario]);
    (void)pthread_mutex_lock(&study->lock);
    const bool good = keep(result, replication);
    (void)pthread_mutex_unlock(&study->lock);
    return good && (run == NULL || replication->number != study->options->trace ||
                    replication->scenario != AB_POINT_BASE ||
                    ab_result_store_trace(result, replication->number, run));
}

/* Adds the second of two replications with the same inputs. */
static bool add_pair(struct study *study, const struct ab_replication *replication)
{
    bool good = true;
    for (int i = 0; good && i < study->measures; i++) {
        good = ab_twins_add(&study->pairs[i], study->value[i], replication->measure[i]);
    }
    return good;
}

static bool add(struct study *study, const struct ab_replication *replication)
{
    if (replication->scenario == AB_POINT_OTHER_LUCK) {
        return add_pair(study, replication);
    }
    if (replication->scenario == AB_POINT_DRAWN && study->value != NULL) {
        memcpy(study->value, replication->measure, (size_t)study->measures * sizeof *study->value);
    }
    return ab_tally_add(study->tally[replication->scenario], replication);
}

static int take(void *owner, const struct ab_replication *replication)
{
    struct study *study = owner;
    const struct ab_study_options *options = study->options;
    const int point = replication->scenario;
    if (!add(study, replication)) {
        study->memory_out = true;
        return -1;
    }
    if (point == AB_POINT_BASE && options->sink != NULL &&
        !options->sink(options->sink_owner, replication)) {
        return -1;
    }
    for (int i = 0; i < options->precisions && point == AB_POINT_BASE; i++) {
        const double value = replication->measure[options->until[i].measure];
        ab_until_look(&study->until, 0, i, value, value);
    }
    if (point == study->points - 1) {
        study->wanted = ab_until_wanted(&study->until, replication->number);
    }
    return study->wanted;
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

/* The result of what was added, with that of drawn inputs; NULL when memory is out. */
static struct ab_result *finish(struct study *study)
{
    struct ab_result *result = ab_tally_finish(study->tally[AB_POINT_BASE]);
    bool good = result != NULL;
    if (good && study->points > AB_POINT_DRAWN) {
        result->drawn = ab_tally_finish(study->tally[AB_POINT_DRAWN]);
        good = result->drawn != NULL;
    }
    if (good && study->pairs != NULL) {
        result->split = ab_memory_take((size_t)study->measures, sizeof *result->split);
        good = result->split != NULL;
    }
    for (int i = 0; good && study->pairs != NULL && i < study->measures; i++) {
        result->split[i] = ab_twins_split(&study->pairs[i], study->options->seed);
    }
    if (!good) {
        ab_result_destroy(result);
        return NULL;
    }
    return result;
}

/* Makes the replications and adds them up, with all that is needed at hand. */
static enum ab_status run(struct study *study, struct ab_result **result,
                          const struct ab_scenario *scenario, struct ab_errors *errors)
{
    const struct ab_study_options *options = study->options;
    struct ab_journal_source source = {.name = ""};
    struct ab_journal_head head;
    ab_study_describe(&head, &source, &scenario, 1, options);
    const struct ab_scenario *const points[AB_RUN_POINTS_MAX] = {scenario, scenario, scenario};
    const struct ab_plan plan = {.head = &head,
                                 .scenario = points,
                                 .draws = study->points > 1,
                                 .owner = study,
                                 .look = look,
                                 .take = take};
    const double begun = ab_clock_seconds();
    int threads;
    enum ab_status status = ab_plan_execute(&plan, options, options->ledger, &threads, errors);
    struct ab_result *made = ab_tally_result(study->tally[AB_POINT_BASE]);
    if (status == AB_OK && options->trace > 0 && made->trace.replication == 0) {
        status = remake_trace(study, made);
    }
    if (status != AB_OK || study->memory_out) {
        return status;
    }
    *result = finish(study);
    if (*result == NULL) {
        study->memory_out = true;
        return AB_OK;
    }
    (*result)->seed = options->seed;
    (*result)->threads = threads;
    (*result)->wall_s = ab_clock_seconds() - begun;
    (*result)->precise = study->until.reached;
    (*result)->shortfall = study->until.shortfall;
    const bool failed =
        (*result)->failed > 0 || ((*result)->drawn != NULL && (*result)->drawn->failed > 0);
    return failed ? AB_FAILED : AB_OK;
}

/* Takes what the points need; false when memory is out. */
static bool take_room(struct study *study, const struct ab_scenario *scenario)
{
    const struct ab_study_options *options = study->options;
    const int before = options->only > 0 ? options->only - 1 : 0;
    const int bands = study->points > AB_POINT_DRAWN ? AB_POINT_DRAWN + 1 : 1;
    bool good = ab_until_init(&study->until, options, 1); /* of luck alone, as without inputs */
    for (int i = 0; good && i < bands; i++) {
        study->tally[i] = ab_tally_create(scenario, options->replications - before);
        good = study->tally[i] != NULL;
        if (good) {
            ab_tally_result(study->tally[i])->before = before;
        }
    }
    if (good && study->points == AB_RUN_POINTS_MAX) {
        study->value = ab_memory_take((size_t)study->measures, sizeof *study->value);
        study->pairs = ab_memory_take((size_t)study->measures, sizeof *study->pairs);
        good = study->value != NULL && study->pairs != NULL;
    }
    return good;
}

static void clear(struct study *study)
{
    for (int i = 0; study->pairs != NULL && i < study->measures; i++) {
        ab_twins_clear(&study->pairs[i]);
    }
    ab_memory_give(study->pairs);
    ab_memory_give(study->value);
    ab_until_clear(&study->until);
    for (int i = 0; i <= AB_POINT_DRAWN; i++) {
        ab_tally_destroy(study->tally[i]);
    }
}

enum ab_status ab_study_run(struct ab_result **result, const struct ab_scenario *scenario,
                            const struct ab_study_options *options, struct ab_errors *errors)
{
    *result = NULL;
    enum ab_status status = ab_study_check(options, errors);
    if (status != AB_OK) {
        return status;
    }
    struct study study = {.options = options,
                          .points = points_of(options->inputs),
                          .wanted = options->replications,
                          .measures = ab_measure_count(scenario)};
    (void)pthread_mutex_init(&study.lock, NULL);
    if (!take_room(&study, scenario)) {
        study.memory_out = true;
    } else {
        status = run(&study, result, scenario, errors);
    }
    if (study.memory_out) {
        status = ab_errors_out_of_memory(errors);
    }
    clear(&study);
    (void)pthread_mutex_destroy(&study.lock);
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
    const struct ab_scenario *const points[AB_RUN_POINTS_MAX] = {scenario[0], scenario[0],
                                                                 scenario[0]};
    const bool is_run = head->kind == AB_PLAN_RUN;
    const struct ab_plan plan = {.head = head,
                                 .scenario = is_run ? points : scenario,
                                 .draws = is_run ? head->points > 1 : head->drawn,
                                 .owner = failed,
                                 .take = count_failure};
    int threads;
    *failed = 0;
    return ab_plan_execute(&plan, options, options->ledger, &threads, errors);
}
