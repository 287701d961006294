/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* runs.c - every single run of a result.
 *
 * Measures of a run are put in the order of their names, so that the rows of the long table come in
 * the order of its key: the database then fills its pages one after another, and full. */
#include "output/column.h"

#include "base/memory.h"
#include "output/runs.h"

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

/* ---- columns ---- */

/* A run as a row has it. */
struct run_row {
    struct ab_item item; /* first: accessors find the rest by it */
    int64_t number;      /* among all of the database, from 1 */
    int measures;
    const char *scenario;
    const struct ab_single_run *run;
    const struct named *measure; /* of a row of the long table */
};

CELL(put_number, ab_row_integer, AS(struct run_row)->number)
CELL(put_scenario, ab_row_text, AS(struct run_row)->scenario)
CELL(put_failed, ab_row_boolean, AS(struct run_row)->run->reason != NULL)
CELL(put_reason, ab_row_text, AS(struct run_row)->run->reason)
CELL(put_events, ab_row_integer, (int64_t)AS(struct run_row)->run->events)
CELL(put_hash, ab_row_hash, AS(struct run_row)->run->hash)
CELL(put_measure, ab_row_number, AS(struct run_row)->run->value[at])

static void put_beyond_count(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct run_row *of = AS(struct run_row);
    int beyond = 0;
    (void)at;
    for (int i = 0; i < of->measures; i++) {
        beyond += ab_is_beyond(of->run->value[i]);
    }
    ab_row_integer(row, beyond);
}

CELL(put_name, ab_row_text, AS(struct run_row)->measure->name)
CELL(put_value, ab_row_number, AS(struct run_row)->run->value[AS(struct run_row)->measure->index])
CELL(put_is_beyond, ab_row_boolean,
     ab_is_beyond(AS(struct run_row)->run->value[AS(struct run_row)->measure->index]))

#define MEASURES                                                                                   \
    REPEATED(AB_PER_MEASURE, 1, 1, AB_COLUMN_NUMBER, "%", "", "%", BY(put_measure)),               \
        INTEGER("beyond", "measures",                                                              \
                "of which had not come about when the run ended; their cells are empty",           \
                BY(put_beyond_count))
#define FAILED BOOLEAN("failed", "1: it did not reach the scenario's end", BY(put_failed))

static const struct ab_definition replications_columns[] = {REPLICATION, MEASURES};
static const struct ab_definition runs_columns[] = {POINT, REPLICATION, VARIED_KEYS, FAILED,
                                                    MEASURES};

static const struct ab_definition run_columns[] = {
    INTEGER("run", "1", "number of the run, from 1", BY(put_number)),
    TEXT("scenario", "name of the scenario's file, or what --with changes", BY(put_scenario)),
    INTEGER("point", "1", "number of the design point of a sweep, from 1", BY(ab_cell_point)),
    REPLICATION,
    VARIED_KEYS,
    FAILED,
    TEXT("reason", "why it failed", BY(put_reason)),
    INTEGER("events", "events", "events that were simulated", BY(put_events)),
    TEXT("trajectory_hash", "one number, in hexadecimal, over all its events", BY(put_hash)),
};

static const struct ab_definition measure_columns[] = {
    INTEGER("run", "1", "number of the run", BY(put_number)),
    TEXT("measure", "name of the measure", BY(put_name)),
    NUMBER("value", PER_ROW,
           "value; empty when it is beyond; a measure that a run does not have has no row",
           BY(put_value)),
    BOOLEAN("beyond", "1: it had not come about when the run ended, later than any value",
            BY(put_is_beyond)),
};

#define RECORD struct ab_column
static const struct ab_definition measure_unit_columns[] = {
    TEXT("measure", "name of the measure", CHARACTERS(name)),
    TEXT("unit", "its unit", CHARACTERS(unit)),
    TEXT("description", "what it is", CHARACTERS(description)),
};
#undef RECORD

const struct ab_layout ab_layout_runs =
    TABLE("runs", "measures of each run of a sweep", runs_columns, 2);
const struct ab_layout ab_layout_run = TABLE("run", "every single run", run_columns, 1);
const struct ab_layout ab_layout_measure =
    TABLE("measure", "measures of every run, one a row", measure_columns, 2);
const struct ab_layout ab_layout_measure_unit =
    TABLE("measure_unit", "measures and their units", measure_unit_columns, 1);

static struct run_row make_row(const struct ab_single_run *of, const struct ab_journal_head *sweep,
                               int measures)
{
    return (struct run_row){
        .item = {.sweep = sweep,
                 .key = of->key,
                 .point = of->point,
                 .replication = of->replication},
        .measures = measures,
        .run = of,
    };
}

void ab_runs_put_wide(struct ab_row *row, const struct ab_journal_head *sweep,
                      const struct ab_single_run *of, int measures)
{
    const struct run_row wide = make_row(of, sweep, measures);
    ab_row_put(row, &wide.item);
}

/* ---- series ---- */

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct named *)a)->name, ((const struct named *)b)->name);
}

/* The name of a measure as it is kept, once its unit is told; NULL when memory is out. *next is where
 * to look first, and the measure behind. */
static const char *tell_measure(struct ab_runs *runs, const struct ab_column *of, size_t *next)
{
    for (size_t tried = 0; tried < runs->told_count; tried++) {
        const size_t i = (*next + tried) % runs->told_count;
        if (strcmp(runs->told[i], of->name) == 0) {
            *next = i + 1;
            return runs->told[i];
        }
    }
    if (!AB_ENLARGE(runs->told, runs->told_count + 1)) {
        return NULL;
    }
    const char *name = ab_arena_copy_text(runs->arena, of->name);
    if (name != NULL) {
        runs->told[runs->told_count++] = name;
        const struct ab_item item = {.record = of};
        ab_row_put(runs->unit, &item);
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
    size_t next = 0;
    for (int i = 0; i < series->measures; i++) {
        struct ab_column of;
        ab_subject_measure(subject, i, &of);
        series->named[i] = (struct named){tell_measure(runs, &of, &next), i};
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

void ab_series_put(const struct ab_series *series, const struct ab_single_run *of)
{
    struct run_row one = make_row(of, series->sweep, series->measures);
    one.number = ++series->runs->count;
    one.scenario = series->scenario;
    ab_row_put(series->runs->run, &one.item);
    for (int i = 0; i < series->measures; i++) {
        one.measure = &series->named[i];
        if (!isnan(of->value[one.measure->index])) {
            ab_row_put(series->runs->measure, &one.item);
        }
    }
}

/* A replication of a study as one of its runs. */
static struct ab_single_run run_of(const struct ab_replication *replication)
{
    const struct ab_run_outcome *outcome = &replication->outcome;
    return (struct ab_single_run){
        .replication = replication->number,
        .reason = outcome->complete ? NULL : outcome->reason,
        .events = outcome->events,
        .hash = outcome->hash,
        .value = replication->measure,
    };
}

void ab_series_put_replication(const struct ab_series *series,
                               const struct ab_replication *replication)
{
    const struct ab_single_run of = run_of(replication);
    ab_series_put(series, &of);
}

static void put_replications(struct ab_row *row, const struct ab_scenario *scenario,
                             const struct ab_replication *replication)
{
    const struct ab_single_run of = run_of(replication);
    ab_runs_put_wide(row, NULL, &of, ab_measure_count(scenario));
}

const struct ab_layout ab_layout_replications =
    TABLE_OF("replications", "measures of each replication", replications_columns, 1, NULL,
             put_replications);
