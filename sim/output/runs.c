/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* runs.c - every single run of a result.
 *
 * Measures of a run are put in the order of their names, so that the rows of the long table come in
 * the order of its key: the database then fills its pages one after another, and full. */
#include "output/runs.h"

#include "base/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A measure, and where its value stands among those of a run. */
struct named {
    const char *name; /* among those that are told */
    int index;
};

struct ab_runs {
    struct ab_row *run, *measure, *unit;
    int64_t count;
    struct ab_arena *arena;
    const char **told; /* measures that have a row with their unit */
    size_t told_count;
};

struct ab_series {
    struct ab_runs *runs;
    const char *scenario;
    const struct ab_journal_head *sweep; /* NULL: no keys are varied */
    int measures;
    struct named *named; /* [measures], by name */
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

/* The name of a measure as it is kept, once its unit is told; NULL when memory is out. */
static const char *tell_measure(struct ab_runs *runs, const struct ab_column *measure)
{
    for (size_t i = 0; i < runs->told_count; i++) {
        if (strcmp(runs->told[i], measure->name) == 0) {
            return runs->told[i];
        }
    }
    const char **larger = ab_memory_resize(runs->told, runs->told_count + 1, sizeof *larger);
    if (larger == NULL) {
        return NULL;
    }
    runs->told = larger;
    const char *name = ab_arena_copy_text(runs->arena, measure->name);
    if (name != NULL) {
        runs->told[runs->told_count++] = name;
        ab_row_text(runs->unit, name);
        ab_row_text(runs->unit, measure->unit);
        ab_row_text(runs->unit, measure->description);
        ab_row_end(runs->unit);
    }
    return name;
}

/* Sorts the measures of a subject by name; false when memory is out. */
static bool take_names(struct ab_series *series, const struct ab_subject *subject)
{
    struct ab_runs *runs = series->runs;
    series->measures = ab_subject_measures(subject);
    series->named = ab_arena_take(runs->arena, (size_t)series->measures * sizeof *series->named);
    if (series->named == NULL) {
        return false;
    }
    for (int i = 0; i < series->measures; i++) {
        struct ab_column measure;
        ab_subject_measure(subject, i, &measure);
        series->named[i] = (struct named){tell_measure(runs, &measure), i};
        if (series->named[i].name == NULL) {
            return false;
        }
    }
    qsort(series->named, (size_t)series->measures, sizeof *series->named, compare_names);
    return true;
}

struct ab_series *ab_series_begin(struct ab_runs *runs, const struct ab_subject *subject,
                                  const char *scenario, struct ab_errors *errors)
{
    struct ab_series *series = ab_arena_take(runs->arena, sizeof *series);
    if (series != NULL) {
        *series = (struct ab_series){.runs = runs, .scenario = scenario, .sweep = subject->sweep};
    }
    if (series == NULL || !take_names(series, subject)) {
        ab_errors_out_of_memory(errors);
        return NULL;
    }
    return series;
}

enum ab_status ab_runs_create(struct ab_runs **runs, struct ab_store *store,
                              struct ab_errors *errors)
{
    static const enum ab_table table[] = {AB_TABLE_RUN, AB_TABLE_MEASURE, AB_TABLE_MEASURE_UNIT};
    struct ab_row *row[3];
    *runs = NULL;
    if (!ab_store_is_database(store)) {
        return AB_OK;
    }
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        row[i] = ab_store_begin(store, table[i], errors);
        if (row[i] == NULL) {
            return AB_IO_ERROR;
        }
    }
    struct ab_runs *made = ab_memory_take(1, sizeof *made);
    struct ab_arena *arena = ab_arena_create(0);
    if (made == NULL || arena == NULL) {
        ab_memory_give(made);
        ab_arena_destroy(arena);
        return ab_errors_out_of_memory(errors);
    }
    *made = (struct ab_runs){.run = row[0], .measure = row[1], .unit = row[2], .arena = arena};
    *runs = made;
    return AB_OK;
}

void ab_runs_destroy(struct ab_runs *runs)
{
    if (runs != NULL) {
        ab_memory_give(runs->told);
        ab_arena_destroy(runs->arena);
        ab_memory_give(runs);
    }
}

void ab_row_keys(struct ab_row *row, const struct ab_journal_head *sweep, const char *const *value)
{
    for (int i = 0; i < sweep->keys; i++) {
        char number[64];
        const size_t unit = strlen(sweep->key_unit[i]), length = strlen(value[i]);
        if (unit == 0 || length <= unit || length - unit >= sizeof number) {
            ab_row_text(row, value[i]);
            continue;
        }
        size_t end = length - unit;
        while (end > 0 && value[i][end - 1] == ' ') {
            end--;
        }
        memcpy(number, value[i], end);
        number[end] = '\0';
        ab_row_text(row, number);
    }
}

static void put_measures(const struct ab_series *series, const double *value)
{
    struct ab_row *row = series->runs->measure;
    for (int i = 0; i < series->measures; i++) {
        const struct named *named = &series->named[i];
        if (isnan(value[named->index])) {
            continue;
        }
        ab_row_integer(row, series->runs->count);
        ab_row_text(row, named->name);
        ab_row_number(row, value[named->index]);
        ab_row_boolean(row, ab_is_beyond(value[named->index]));
        ab_row_end(row);
    }
}

void ab_series_put(const struct ab_series *series, const struct ab_single_run *run)
{
    struct ab_row *row = series->runs->run;
    ab_row_integer(row, ++series->runs->count);
    ab_row_text(row, series->scenario);
    if (run->point > 0) {
        ab_row_integer(row, run->point);
    } else {
        ab_row_empty(row);
    }
    ab_row_integer(row, run->replication);
    if (series->sweep != NULL) {
        assert(run->key != NULL);
        ab_row_keys(row, series->sweep, run->key);
    }
    ab_row_boolean(row, run->reason != NULL);
    ab_row_text(row, run->reason);
    ab_row_integer(row, (int64_t)run->events);
    ab_row_hash(row, run->hash);
    ab_row_end(row);
    put_measures(series, run->value);
}

void ab_series_put_replication(const struct ab_series *series,
                               const struct ab_replication *replication)
{
    const struct ab_run_outcome *outcome = &replication->outcome;
    const struct ab_single_run run = {
        .replication = replication->number,
        .reason = outcome->complete ? NULL : outcome->reason,
        .events = outcome->events,
        .hash = outcome->hash,
        .value = replication->measure,
    };
    ab_series_put(series, &run);
}
