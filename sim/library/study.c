/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* study.c - studies for programs: simulate and compare. */
#include "library/handle.h"

#include "study/executor.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Takes the precisions that are asked for. */
static enum ab_status take_precisions(struct ab_study *study, struct ab_errors *errors)
{
    const ab_study_options *asked = &study->asked;
    if (asked->until_count > AB_PRECISIONS_MAX) {
        return ab_errors_refuse(errors, "`until` may have %d precisions at most",
                                AB_PRECISIONS_MAX);
    }
    for (int i = 0; i < asked->until_count; i++) {
        const enum ab_status status = ab_precision_parse(
            &study->precision[i], study->scenario->scenario, asked->until[i], errors);
        if (status != AB_OK) {
            return status;
        }
    }
    study->options.until = study->precision;
    study->options.precisions = asked->until_count > 0 ? asked->until_count : 0;
    study->options.least = ab_until_first_look(asked->least, asked->replications);
    return AB_OK;
}

/* Refuses what does not go together. */
static enum ab_status check_output(const ab_study_options *asked, struct ab_errors *errors)
{
    const bool divided = asked->shards != 0 || asked->shard != 0;
    const char *fault = NULL;
    if ((asked->resume || divided) && asked->output == NULL) {
        fault = "`resume` and `shards` need a folder: give `output`";
    } else if (asked->resume && asked->force) {
        fault = "`resume` goes on with what is there and `force` begins anew: give one of them";
    } else if (divided &&
               (asked->shard < 1 || asked->shard > asked->shards || asked->shards > AB_PARTS_MAX)) {
        fault = "`shard` is from 1 to `shards`, of which there are 1000000 at most";
        static_assert(AB_PARTS_MAX == 1000000, "as is said");
    } else if (divided && asked->trace != 0) {
        fault = "a part has no `trace`";
    }
    return fault == NULL ? AB_OK : ab_errors_refuse(errors, "%s", fault);
}

static enum ab_status take_options(struct ab_study *study, struct ab_errors *errors)
{
    const ab_study_options *asked = &study->asked;
    const int64_t seed = asked->seed >= 0 ? asked->seed : study->scenario->scenario->general.seed;
    study->options = (struct ab_study_options){
        .replications = asked->only > 0 ? asked->only : asked->replications,
        .only = asked->only,
        .seed = (uint64_t)seed,
        .threads = asked->threads,
        .trace = asked->trace,
        .interrupted = &study->interrupted,
        .progress = asked->progress,
        .progress_owner = asked->progress_owner,
        .sink = ab_study_tell,
        .sink_owner = study,
    };
    enum ab_status status = check_output(asked, errors);
    if (status == AB_OK) {
        status = take_precisions(study, errors);
    }
    return status == AB_OK ? ab_study_check(&study->options, errors) : status;
}

/* Makes a study of options that are not NULL. */
static enum ab_status make_study(struct ab_study **study, const ab_scenario *scenario,
                                 const ab_study_options *options, struct ab_errors *errors)
{
    enum ab_status status = ab_call_check(options->version, 2, "ab_study_options", errors);
    if (status != AB_OK) {
        return status;
    }
    struct ab_study *made = ab_memory_take(1, sizeof *made);
    if (made == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    made->scenario = scenario;
    memcpy(&made->asked, options,
           options->version == 1 ? offsetof(ab_study_options, resume) : sizeof *options);
    atomic_init(&made->interrupted, false);
    status = take_options(made, errors);
    if (status != AB_OK) {
        ab_memory_give(made);
        return status;
    }
    *study = made;
    return AB_OK;
}

ab_status ab_study_new(ab_study **study, const ab_scenario *scenario,
                       const ab_study_options *options, ab_errors *errors)
{
    const ab_study_options usual = AB_STUDY_OPTIONS_INIT;
    struct ab_call call;
    *study = NULL;
    const enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    options = options != NULL ? options : &usual;
    return ab_call_end(&call, make_study(study, scenario, options, call.errors));
}

void ab_study_free(ab_study *study)
{
    ab_memory_give(study);
}

void ab_study_interrupt(ab_study *study)
{
    atomic_store(&study->interrupted, true);
}

bool ab_study_tell(void *owner, const struct ab_replication *replication)
{
    struct ab_study *study = owner;
    const ab_study_options *asked = &study->asked;
    const struct ab_told told = {*replication, study->of != NULL ? study->of[replication->scenario]
                                                                 : study->scenario->scenario};
    if (asked->replication == NULL ||
        asked->replication(asked->replication_owner, &told.replication) == 0) {
        return true;
    }
    ab_study_interrupt(study);
    return false;
}

/* A study that was stopped ends so, whatever that made fail. */
static enum ab_status ended(const struct ab_study *study, enum ab_status status, bool is_there)
{
    return !is_there && atomic_load(&study->interrupted) ? AB_INTERRUPTED : status;
}

/* Adds why a result is not all that was asked for. */
static enum ab_status judge(const struct ab_study *study, int failed, int replications,
                            const char *reason, bool precise, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    if (failed > 0) {
        status = ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                               "%d of %d replication%s did not reach the scenario's end: %s",
                               failed, replications, replications == 1 ? "" : "s", reason);
    }
    if (study->options.precisions > 0 && !precise) {
        status = ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                               "what `until` asks for is not reached after %d replications",
                               replications);
    }
    return status;
}

ab_status ab_study_simulate(ab_result **result, ab_study *study, ab_errors *errors)
{
    struct ab_call call;
    *result = NULL;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = study->asked.output != NULL
                 ? ab_study_tabulate(result, study, call.errors)
                 : ab_study_run(result, study->scenario->scenario, &study->options, call.errors);
    status = ended(study, status, *result != NULL);
    if (*result != NULL && (status == AB_OK || status == AB_FAILED)) {
        const struct ab_result *made = *result;
        status =
            judge(study, made->failed, made->replications,
                  made->failures > 0 ? made->failure[0].reason : "", made->precise, call.errors);
    }
    return ab_call_end(&call, status);
}

void ab_result_free(ab_result *result)
{
    ab_result_destroy(result);
}

/* ---- comparisons ---- */

/* Compares the study's scenario with the others, all of which have handles. */
static enum ab_status compare(struct ab_versus *versus, struct ab_study *study,
                              const struct ab_handle *const *handle,
                              const struct ab_scenario *const *scenario, int count,
                              struct ab_errors *errors)
{
    struct ab_study_options options = study->options;
    options.trace = 0;
    study->of = scenario;
    enum ab_status status =
        study->asked.output != NULL
            ? ab_study_tabulate_comparison(versus, study, handle, scenario, count, errors)
            : ab_compare_run(&versus->made, scenario, count, &options, errors);
    study->of = NULL;
    const struct ab_comparison *made = versus->made;
    status = ended(study, status, made != NULL);
    for (int i = 0; made != NULL && i < count && status == AB_OK; i++) {
        const struct ab_compared *compared = &made->compared[i];
        status = judge(study, compared->failed, made->replications, compared->reason, made->precise,
                       errors);
    }
    return status;
}

/* Makes a comparison of handles, the study's first, whose scenarios have room. */
static enum ab_status make_comparison(ab_comparison **comparison, struct ab_study *study,
                                      const struct ab_handle **handle,
                                      const struct ab_scenario **scenario, int count,
                                      struct ab_errors *errors)
{
    ab_comparison *versus = ab_memory_take(1, sizeof *versus);
    if (versus == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    versus->arena = ab_arena_create(0);
    versus->name = versus->arena != NULL
                       ? ab_arena_take(versus->arena, (size_t)count * sizeof *versus->name)
                       : NULL;
    for (int i = 0; i < count; i++) {
        scenario[i] = handle[i]->scenario;
    }
    enum ab_status status =
        versus->name != NULL && ab_handle_sources(handle, count, versus->name, versus->arena)
            ? compare(versus, study, handle, scenario, count, errors)
            : ab_errors_out_of_memory(errors);
    if (versus->made != NULL) {
        *comparison = versus;
    } else {
        ab_comparison_free(versus);
    }
    return status;
}

ab_status ab_study_compare(ab_comparison **comparison, ab_study *study,
                           const ab_scenario *const *variant, int count, ab_errors *errors)
{
    *comparison = NULL;
    if (count < 1 || count == INT_MAX) {
        return ab_errors_refuse(errors, "a comparison needs at least one variant");
    }
    struct ab_call call;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    const size_t all = (size_t)count + 1;
    const struct ab_handle **handle = ab_memory_take(all, sizeof(struct ab_handle *));
    const struct ab_scenario **scenario = ab_memory_take(all, sizeof(struct ab_scenario *));
    if (handle != NULL && scenario != NULL) {
        handle[0] = study->scenario;
        memcpy(handle + 1, variant, (size_t)count * sizeof(struct ab_handle *));
        status = make_comparison(comparison, study, handle, scenario, count + 1, call.errors);
    } else {
        status = ab_errors_out_of_memory(call.errors);
    }
    ab_memory_give(scenario);
    ab_memory_give(handle);
    return ab_call_end(&call, status);
}

void ab_comparison_free(ab_comparison *comparison)
{
    if (comparison != NULL) {
        ab_comparison_destroy(comparison->made);
        ab_arena_destroy(comparison->arena);
        ab_memory_give(comparison);
    }
}
