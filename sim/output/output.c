/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* output.c - the tables of a run: those that grow with its replications, and those of their sum. */
#include "output/output.h"

#include "base/memory.h"
#include "output/column.h"
#include "output/manifest.h"
#include "output/runs.h"

struct ab_output {
    const struct ab_scenario *scenario;
    struct ab_claim *claim; /* its own, or NULL */
    struct ab_store *store;
    struct ab_row *growing[AB_TABLE_SWEEP]; /* NULL: it is filled at the end */
    struct ab_runs *runs;                   /* of a database, else NULL */
    struct ab_series *series;
};

static void put_facts(struct ab_json *json, const void *owner)
{
    ab_manifest_put_result(json, owner);
}

/* Begins the tables that grow with the replications. */
static enum ab_status begin_tables(struct ab_output *output, const char *name,
                                   struct ab_errors *errors)
{
    for (int t = 0; t < AB_TABLE_SWEEP; t++) {
        if (ab_layout_of((enum ab_table)t)->rows_of_one == NULL) {
            continue;
        }
        output->growing[t] = ab_store_begin(output->store, (enum ab_table)t, errors);
        if (output->growing[t] == NULL) {
            return AB_IO_ERROR;
        }
    }
    const struct ab_subject subject = {.scenario = output->scenario};
    const enum ab_status status = ab_runs_create(&output->runs, output->store, errors);
    if (output->runs != NULL) {
        output->series = ab_series_begin(output->runs, &subject, name, errors);
    }
    return output->runs != NULL && output->series == NULL ? AB_IO_ERROR : status;
}

static void destroy(struct ab_output *output)
{
    ab_runs_destroy(output->runs);
    ab_claim_release(output->claim);
    ab_memory_give(output);
}

/* Claims the place and tries it, unless the caller did. */
static enum ab_status take_place(struct ab_output *output, const struct ab_output_options *options,
                                 struct ab_errors *errors)
{
    if (options->claim != NULL) {
        return AB_OK;
    }
    const enum ab_status status = ab_store_claim(&output->claim, options->path, errors);
    return status == AB_OK ? ab_store_prepare(options->path, options->force, errors) : status;
}

/* Opens the place of the result, which may be written. */
static enum ab_status open_place(struct ab_output *output, const struct ab_output_options *options,
                                 struct ab_errors *errors)
{
    const struct ab_scenario *scenario = output->scenario;
    const struct ab_store_options place = {
        .path = options->path,
        .claim = options->claim != NULL ? options->claim : output->claim,
        .title = scenario->general.title,
        .subject.scenario = scenario,
        .said = scenario,
        .journalled = options->journalled,
        .start = scenario->general.start,
        .argc = options->argc,
        .argv = options->argv,
    };
    output->store = ab_store_open(&place, errors);
    return output->store != NULL ? begin_tables(output, options->scenario, errors) : AB_IO_ERROR;
}

enum ab_status ab_output_begin(struct ab_output **output, const struct ab_scenario *scenario,
                               const struct ab_output_options *options, struct ab_errors *errors)
{
    struct ab_output *begun = ab_memory_take(1, sizeof *begun);
    *output = NULL;
    if (begun == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    begun->scenario = scenario;
    enum ab_status status = take_place(begun, options, errors);
    if (status == AB_OK) {
        status = open_place(begun, options, errors);
    }
    if (status != AB_OK) {
        ab_store_abandon(begun->store);
        destroy(begun);
        return status;
    }
    *output = begun;
    return AB_OK;
}

bool ab_output_put(void *output, const struct ab_replication *replication)
{
    struct ab_output *begun = output;
    for (int t = 0; t < AB_TABLE_SWEEP; t++) {
        const struct ab_layout *layout = ab_layout_of((enum ab_table)t);
        if (layout->rows_of_one != NULL) {
            layout->rows_of_one(begun->growing[t], begun->scenario, replication);
        }
    }
    if (begun->series != NULL) {
        ab_series_put_replication(begun->series, replication);
    }
    return !ab_store_has_failed(begun->store);
}

/* Fills the tables that are not yet there. */
static enum ab_status fill_tables(const struct ab_output *output, const struct ab_result *result,
                                  struct ab_errors *errors)
{
    for (int t = 0; t < AB_TABLE_SWEEP; t++) {
        const enum ab_table table = (enum ab_table)t;
        const struct ab_layout *layout = ab_layout_of(table);
        const bool untraced = result->trace.replication == 0 && ab_table_is_traced(table);
        if (untraced || layout->rows == NULL) {
            continue;
        }
        struct ab_row *row = ab_store_begin(output->store, table, errors);
        if (row == NULL) {
            return AB_IO_ERROR;
        }
        layout->rows(row, result);
    }
    return AB_OK;
}

enum ab_status ab_output_finish(struct ab_output *output, const struct ab_result *result,
                                struct ab_errors *errors)
{
    enum ab_status status = fill_tables(output, result, errors);
    if (status == AB_OK) {
        status = ab_store_commit(output->store, put_facts, result, errors);
    } else {
        ab_store_abandon(output->store);
    }
    destroy(output);
    return status;
}

enum ab_status ab_output_abandon(struct ab_output *output, struct ab_errors *errors)
{
    const enum ab_status status = ab_store_report(output->store, errors);
    ab_store_abandon(output->store);
    destroy(output);
    return status;
}
