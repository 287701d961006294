/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* comparison_tables.c - the result of a comparison, as tables and a manifest, or in JSON. */
#include "output/comparison.h"

#include "base/memory.h"
#include "output/result_json.h"
#include "output/runs.h"

#include <stdio.h>
#include <string.h>

/* ---- names ---- */

static bool is_taken(const char *const *name, int count, const char *text)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(name[i], text) == 0) {
            return true;
        }
    }
    return false;
}

bool ab_comparison_name(const char **name, int number, const char *text, struct ab_arena *arena)
{
    const size_t size = strlen(text) + sizeof "-2147483647";
    char *copy = ab_arena_take(arena, size);
    if (copy == NULL) {
        return false;
    }
    (void)snprintf(copy, size, "%s", text);
    for (int n = 2; is_taken(name, number, copy); n++) {
        (void)snprintf(copy, size, "%s-%d", text, n);
    }
    name[number] = copy;
    return true;
}

const char *ab_comparison_origin(const char *with, struct ab_arena *arena)
{
    const size_t size = strlen(with) + sizeof "--with ''";
    char *text = ab_arena_take(arena, size);
    if (text != NULL) {
        (void)snprintf(text, size, "--with '%s'", with);
    }
    return text;
}

/* ---- tables ---- */

struct ab_comparison_output {
    struct ab_store *store;
    struct ab_row *row;        /* of the table of differences */
    struct ab_runs *runs;      /* of a database, else NULL */
    struct ab_series **series; /* [scenarios], likewise */
};

/* Begins the tables that a database has for single runs. */
static enum ab_status begin_runs(struct ab_comparison_output *output,
                                 const struct ab_comparison_place *place, struct ab_errors *errors)
{
    const enum ab_status status = ab_runs_create(&output->runs, output->store, errors);
    if (output->runs == NULL) {
        return status;
    }
    output->series = ab_memory_take((size_t)place->scenarios, sizeof(struct ab_series *));
    if (output->series == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < place->scenarios; i++) {
        const struct ab_subject subject = {.scenario = place->scenario[i]};
        output->series[i] = ab_series_begin(output->runs, &subject, place->name[i], errors);
        if (output->series[i] == NULL) {
            return AB_IO_ERROR;
        }
    }
    return AB_OK;
}

static enum ab_status open_store(struct ab_comparison_output *output,
                                 const struct ab_comparison_place *place, struct ab_errors *errors)
{
    const struct ab_scenario *base = place->scenario[0];
    const struct ab_store_options options = {
        .path = place->path,
        .claim = place->claim,
        .title = base->general.title,
        .subject.scenario = base,
        .said = base,
        .journalled = true,
        .kind = AB_PLAN_COMPARE,
        .start = base->general.start,
        .argc = place->argc,
        .argv = place->argv,
    };
    output->store = ab_store_open(&options, errors);
    if (output->store != NULL) {
        output->row = ab_store_begin(output->store, AB_TABLE_COMPARISON, errors);
    }
    return output->row != NULL ? begin_runs(output, place, errors) : AB_IO_ERROR;
}

static void destroy(struct ab_comparison_output *output)
{
    ab_runs_destroy(output->runs);
    ab_memory_give(output->series);
    ab_memory_give(output);
}

enum ab_status ab_comparison_output_begin(struct ab_comparison_output **output,
                                          const struct ab_comparison_place *place,
                                          struct ab_errors *errors)
{
    struct ab_comparison_output *begun = ab_memory_take(1, sizeof *begun);
    *output = begun;
    if (begun == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    const enum ab_status status = open_store(begun, place, errors);
    if (status != AB_OK) {
        ab_store_abandon(begun->store);
        destroy(begun);
        *output = NULL;
    }
    return status;
}

bool ab_comparison_output_put(void *output, const struct ab_replication *replication)
{
    const struct ab_comparison_output *begun = output;
    if (begun->runs != NULL) {
        ab_series_put_replication(begun->series[replication->scenario], replication);
    }
    return !ab_store_has_failed(begun->store);
}

/* What a comparison is, and its scenarios are called. */
struct called {
    const struct ab_comparison *comparison;
    const char *const *name;
};

static void put_facts(struct ab_json *json, const void *owner)
{
    const struct called *called = owner;
    const struct ab_comparison *comparison = called->comparison;
    ab_json_text(json, "generator", "philox2x64-10");
    ab_json_integer(json, "seed", (int64_t)comparison->seed);
    ab_json_integer(json, "replications", comparison->replications);
    if (comparison->before > 0) {
        ab_json_integer(json, "only_replication", comparison->before + 1);
    }
    ab_json_integer(json, "traced_replication", 0);
    ab_json_begin_array(json, "scenarios");
    for (int i = 0; i < comparison->scenarios; i++) {
        const struct ab_compared *compared = &comparison->compared[i];
        ab_json_begin_object(json, NULL);
        ab_json_text(json, "name", called->name[i]);
        ab_json_hash(json, "scenario_hash", compared->scenario->hash);
        ab_json_hash(json, "trajectory_hash", compared->hash);
        ab_json_integer(json, "failed", compared->failed);
        ab_json_end(json);
    }
    ab_json_end(json);
}

enum ab_status ab_comparison_output_finish(struct ab_comparison_output *output,
                                           const struct ab_comparison *comparison,
                                           const char *const *name, struct ab_errors *errors)
{
    const struct called called = {.comparison = comparison, .name = name};
    ab_comparison_put_rows(output->row, comparison, name);
    ab_runs_destroy(output->runs);
    output->runs = NULL;
    const enum ab_status status = ab_store_commit(output->store, put_facts, &called, errors);
    destroy(output);
    return status;
}

enum ab_status ab_comparison_output_abandon(struct ab_comparison_output *output,
                                            struct ab_errors *errors)
{
    const enum ab_status status = ab_store_report(output->store, errors);
    ab_runs_destroy(output->runs);
    output->runs = NULL;
    ab_store_abandon(output->store);
    destroy(output);
    return status;
}

enum ab_status ab_comparison_print_json(FILE *stream, const struct ab_comparison *comparison,
                                        const char *const *name, struct ab_errors *errors)
{
    const struct called called = {.comparison = comparison, .name = name};
    const struct ab_scenario *base = comparison->compared[0].scenario;
    const struct ab_subject subject = {.scenario = base};
    struct ab_json json;
    ab_json_begin_result(&json, stream, "compare", base->general.title);
    put_facts(&json, &called);
    struct ab_row *row =
        ab_json_begin_table(&json, AB_TABLE_COMPARISON, &subject, base->general.start, errors);
    if (row == NULL) {
        return AB_IO_ERROR;
    }
    ab_comparison_put_rows(row, comparison, name);
    ab_json_end_table(row, true);
    ab_json_end(&json);
    return AB_OK;
}
