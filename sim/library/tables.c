/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tables.c - studies that leave journals and tables behind. The one place of the library that knows
 * the floor of files: built without them, it says so. */
#include "library/handle.h"

#ifdef AB_WITHOUT_FILES

static enum ab_status refuse(const struct ab_study *study, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_IO_ERROR, study->asked.output, 0, NULL, NULL,
                         "cannot be written: this library is built without files");
}

enum ab_status ab_study_tabulate(struct ab_result **result, struct ab_study *study,
                                 struct ab_errors *errors)
{
    *result = NULL;
    return refuse(study, errors);
}

enum ab_status ab_study_tabulate_comparison(struct ab_versus *versus, struct ab_study *study,
                                            const struct ab_handle *const *handle,
                                            const struct ab_scenario *const *scenario, int count,
                                            struct ab_errors *errors)
{
    (void)versus, (void)handle, (void)scenario, (void)count;
    return refuse(study, errors);
}

enum ab_status ab_study_tabulate_sweep(struct ab_study *study, const struct ab_design *design,
                                       bool runs, struct ab_errors *errors)
{
    (void)design, (void)runs;
    return refuse(study, errors);
}

ab_status ab_study_merge(ab_study *study, const char *const *part, int parts, ab_errors *errors)
{
    (void)part, (void)parts;
    return refuse(study, errors);
}

#else

#include "base/time.h"
#include "output/comparison.h"
#include "output/output.h"
#include "output/place.h"
#include "output/store.h"
#include "output/sweep_tables.h"
#include "study/sweep.h"

/* What is made at the study's `output`. */
struct making {
    struct ab_study *study;
    struct ab_errors *errors;
    struct ab_study_options options;
    struct ab_journal_head head;
    struct ab_place place;
    void *output; /* on its way, and what puts a replication into it */
    bool (*put)(void *output, const struct ab_replication *replication);
};

static bool put(void *owner, const struct ab_replication *replication)
{
    const struct making *making = owner;
    return making->put(making->output, replication) && ab_study_tell(making->study, replication);
}

static struct making begin(struct ab_study *study, struct ab_errors *errors)
{
    return (struct making){.study = study, .errors = errors, .options = study->options};
}

static struct ab_place_options place_of(const struct ab_study *study)
{
    return (struct ab_place_options){.path = study->asked.output,
                                     .resume = study->asked.resume != 0,
                                     .force = study->asked.force != 0,
                                     .interrupted = &study->interrupted};
}

/* Opens the place of the plan that the head describes. */
static enum ab_status open_place(struct making *making)
{
    const ab_study_options *asked = &making->study->asked;
    const struct ab_place_options options = place_of(making->study);
    if (asked->shards > 0 && ab_store_is_file(asked->output)) {
        return ab_errors_add(making->errors, AB_BAD_SCENARIO, asked->output, 0, NULL, NULL,
                             "`shards` need a folder; ab_study_merge writes a database");
    }
    if (asked->shards > 0 && asked->until_count > 0 && making->head.kind != AB_PLAN_SWEEP) {
        return ab_errors_refuse(making->errors, "`shards` divide a known number of replications, "
                                                "or the points of a sweep: give no `until`");
    }
    ab_place_divide(&making->place, asked->shard, asked->shards, &making->head);
    const enum ab_status status =
        ab_place_open(&making->place, &making->head, &options, making->errors);
    making->options.ledger = making->place.ledger;
    return status;
}

/* Opens the place of a run or a comparison, and makes it when it is a part: *is_part. */
static enum ab_status open_plan(struct making *making, struct ab_journal_source *source,
                                const struct ab_scenario *const *scenario, int count, bool *is_part)
{
    *is_part = making->study->asked.shards > 0;
    ab_study_describe(&making->head, source, scenario, count, &making->options);
    enum ab_status status = open_place(making);
    if (status != AB_OK || !*is_part) {
        return status;
    }
    int64_t failed;
    making->options.sink = NULL;
    status = ab_study_run_part(&making->head, scenario, &making->options, &failed, making->errors);
    if (status == AB_OK) {
        status = ab_place_finish(&making->place, 0, making->errors);
    }
    return status == AB_OK ? ab_place_report(&making->place, failed, making->errors) : status;
}

/* ---- runs ---- */

/* Finishes the journal, then the tables of a result. */
static enum ab_status finish_run(struct making *making, const struct ab_result *result)
{
    const enum ab_status status =
        ab_place_finish(&making->place, result->before + result->replications, making->errors);
    if (status != AB_OK) {
        (void)ab_output_abandon(making->output, making->errors);
        return status;
    }
    return ab_output_finish(making->output, result, making->errors);
}

static enum ab_status run(struct making *making, struct ab_result **result, const char *name)
{
    const struct ab_scenario *scenario = making->study->scenario->scenario;
    const struct ab_output_options options = {.path = making->study->asked.output,
                                              .claim = making->place.claim,
                                              .journalled = true,
                                              .scenario = name};
    struct ab_output *output;
    enum ab_status status = ab_output_begin(&output, scenario, &options, making->errors);
    if (status != AB_OK) {
        return status;
    }
    making->output = output;
    making->put = ab_output_put;
    making->options.sink = put;
    making->options.sink_owner = making;
    status = ab_study_run(result, scenario, &making->options, making->errors);
    const enum ab_status written =
        *result != NULL ? finish_run(making, *result) : ab_output_abandon(output, making->errors);
    if (written != AB_OK) {
        ab_result_destroy(*result);
        *result = NULL;
    }
    return written != AB_OK ? written : status;
}

enum ab_status ab_study_tabulate(struct ab_result **result, struct ab_study *study,
                                 struct ab_errors *errors)
{
    struct making making = begin(study, errors);
    const struct ab_handle *handle = study->scenario;
    const struct ab_scenario *scenario = handle->scenario;
    struct ab_arena *arena = ab_arena_create(0);
    const char *name = NULL;
    bool is_part = false;
    *result = NULL;
    struct ab_journal_source *source =
        arena != NULL ? ab_handle_sources(&handle, 1, &name, arena) : NULL;
    enum ab_status status = source != NULL ? open_plan(&making, source, &scenario, 1, &is_part)
                                           : ab_errors_out_of_memory(errors);
    if (status == AB_OK && !is_part) {
        status = run(&making, result, name);
    }
    ab_place_close(&making.place);
    ab_arena_destroy(arena);
    return status;
}

/* ---- comparisons ---- */

static enum ab_status finish_comparison(struct making *making, const struct ab_versus *versus)
{
    const struct ab_comparison *made = versus->made;
    const enum ab_status status =
        ab_place_finish(&making->place, made->before + made->replications, making->errors);
    if (status != AB_OK) {
        (void)ab_comparison_output_abandon(making->output, making->errors);
        return status;
    }
    return ab_comparison_output_finish(making->output, made, versus->name, making->errors);
}

static enum ab_status compare(struct making *making, struct ab_versus *versus,
                              const struct ab_scenario *const *scenario, int count)
{
    const struct ab_comparison_place place = {.path = making->study->asked.output,
                                              .claim = making->place.claim,
                                              .scenario = scenario,
                                              .name = versus->name,
                                              .scenarios = count};
    struct ab_comparison_output *output;
    enum ab_status status = ab_comparison_output_begin(&output, &place, making->errors);
    if (status != AB_OK) {
        return status;
    }
    making->output = output;
    making->put = ab_comparison_output_put;
    making->options.sink = put;
    making->options.sink_owner = making;
    status = ab_compare_run(&versus->made, scenario, count, &making->options, making->errors);
    const enum ab_status written = versus->made != NULL
                                       ? finish_comparison(making, versus)
                                       : ab_comparison_output_abandon(output, making->errors);
    if (written != AB_OK) {
        ab_comparison_destroy(versus->made);
        versus->made = NULL;
    }
    return written != AB_OK ? written : status;
}

enum ab_status ab_study_tabulate_comparison(struct ab_versus *versus, struct ab_study *study,
                                            const struct ab_handle *const *handle,
                                            const struct ab_scenario *const *scenario, int count,
                                            struct ab_errors *errors)
{
    struct making making = begin(study, errors);
    bool is_part = false;
    making.options.trace = 0;
    struct ab_journal_source *source =
        ab_handle_sources(handle, count, versus->name, versus->arena);
    enum ab_status status = source != NULL ? open_plan(&making, source, scenario, count, &is_part)
                                           : ab_errors_out_of_memory(errors);
    if (status == AB_OK && !is_part) {
        status = compare(&making, versus, scenario, count);
    }
    ab_place_close(&making.place);
    return status;
}

/* ---- sweeps ---- */

/* Makes the tables of a sweep whose runs are all there. */
static enum ab_status write_sweep(struct making *making, bool runs, double wall_s)
{
    const struct ab_sweep_output output = {.path = making->study->asked.output,
                                           .claim = making->place.claim,
                                           .runs = runs,
                                           .wall_s = wall_s,
                                           .interrupted = &making->study->interrupted};
    struct ab_sweep_account account;
    enum ab_status status = ab_place_finish(&making->place, 0, making->errors);
    if (status == AB_OK) {
        status = ab_sweep_tables_write(&account, &output, making->errors);
    }
    return status == AB_OK ? ab_sweep_report_failures(&account, output.path, making->errors)
                           : status;
}

/* Makes the runs of a sweep that is prepared, and what is to be made of them. */
static enum ab_status sweep(struct making *making, struct ab_experiment *experiment, bool runs)
{
    const double begun = ab_clock_seconds();
    const struct ab_subject subject = {.sweep = &experiment->head};
    struct ab_errors *errors = making->errors;
    int64_t failed;
    enum ab_status status = ab_store_check(making->study->asked.output, &subject, errors);
    making->head = experiment->head;
    if (status == AB_OK) {
        status = open_place(making);
        experiment->head = making->head; /* with the span of the part */
    }
    if (status == AB_OK) {
        const struct ab_study_options options = {.threads = making->options.threads,
                                                 .interrupted = making->options.interrupted,
                                                 .progress = making->options.progress,
                                                 .progress_owner = making->options.progress_owner};
        status = ab_experiment_run(experiment, making->place.ledger, &options, &failed, errors);
    }
    if (status != AB_OK) {
        return status;
    }
    if (making->place.parts == 0) {
        return write_sweep(making, runs, ab_clock_seconds() - begun);
    }
    status = ab_place_finish(&making->place, 0, errors);
    return status == AB_OK ? ab_place_report(&making->place, failed, errors) : status;
}

enum ab_status ab_study_tabulate_sweep(struct ab_study *study, const struct ab_design *design,
                                       bool runs, struct ab_errors *errors)
{
    const struct ab_handle *handle = study->scenario;
    const struct ab_experiment_request request = {.path = handle->origin->name,
                                                  .document = handle->origin->document,
                                                  .override = handle->override,
                                                  .overrides = handle->overrides,
                                                  .design = design,
                                                  .replications = study->options.replications,
                                                  .until = study->asked.until,
                                                  .precisions = study->options.precisions,
                                                  .least = study->options.least,
                                                  .only = study->options.only,
                                                  .seed = study->options.seed};
    struct making making = begin(study, errors);
    struct ab_experiment experiment;
    enum ab_status status = ab_experiment_prepare(&experiment, &request, errors);
    if (status == AB_OK) {
        status = sweep(&making, &experiment, runs);
    }
    ab_place_close(&making.place);
    ab_experiment_clear(&experiment);
    return status;
}

/* ---- parts ---- */

static enum ab_status merge(struct ab_study *study, const char *const *part, int parts,
                            struct ab_errors *errors)
{
    if (study->asked.output == NULL || study->asked.shards > 0 || parts < 1) {
        return ab_errors_refuse(
            errors, "parts are joined in a study of the whole, with `output` and without "
                    "`shards`");
    }
    struct ab_parts whole = {.part = part, .parts = parts, .options = place_of(study)};
    enum ab_status status = ab_parts_open(&whole, errors);
    if (status == AB_OK) {
        status = ab_parts_join(&whole, errors);
    }
    ab_parts_clear(&whole);
    if (status == AB_OK) {
        study->asked.resume = 1;
        study->asked.force = 0;
    }
    return status;
}

ab_status ab_study_merge(ab_study *study, const char *const *part, int parts, ab_errors *errors)
{
    struct ab_call call;
    const enum ab_status status = ab_call_begin(&call, errors);
    return status == AB_OK ? ab_call_end(&call, merge(study, part, parts, call.errors)) : status;
}

#endif
