/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* layout.h - what the tables of a result are called and what their columns mean.
 *
 * The definitions (column.h) are the only ones: they make the header rows of CSV files, the columns
 * of a database, the members of JSON, the manual, and the data package that describes the tables to
 * others (result_json.h). */
#ifndef AB_OUTPUT_LAYOUT_H
#define AB_OUTPUT_LAYOUT_H

#include "study/journal.h"

#include "scenario/scenario.h"

/* Every table, in the order in which they are listed: NAME and the name of its layout (column.h). */
#define AB_TABLES(TABLE)                                                                           \
    /* of a run: */                                                                                \
    TABLE(SUMMARY, summary)                                                                        \
    TABLE(REPLICATIONS, replications)                                                              \
    TABLE(MILESTONES, milestones)                                                                  \
    TABLE(CONTINGENTS, contingents)                                                                \
    TABLE(SITES, sites)                                                                            \
    TABLE(WAITS, waits)                                                                            \
    TABLE(CHAIN, chain)                                                                            \
    TABLE(LATE, late)                                                                              \
    TABLE(CURVE, curve)                                                                            \
    TABLE(INPUTS, inputs)                                                                          \
    TABLE(BANDS, bands)                                                                            \
    TABLE(MILESTONE_BANDS, milestone_bands)                                                        \
    TABLE(CURVE_DRAWN, curve_drawn)                                                                \
    TABLE(DEADLINES, deadlines)                                                                    \
    TABLE(WAITS_BY, waits_by)                                                                      \
    TABLE(CHAIN_BY, chain_by)                                                                      \
    TABLE(ACCOUNTS, accounts)                                                                      \
    TABLE(FLOWS, flows)                                                                            \
    TABLE(BINDING, binding)                                                                        \
    TABLE(PLACES, places)                                                                          \
    TABLE(BOUNDS, bounds)                                                                          \
    /* of its traced replication: */                                                               \
    TABLE(SORTIES, sorties)                                                                        \
    TABLE(CHALKS, chalks)                                                                          \
    TABLE(AIRFIELDS, airfields)                                                                    \
    TABLE(STAGES, stages)                                                                          \
    TABLE(LOAD_STAGES, load_stages)                                                                \
    TABLE(HOLDERS, holders)                                                                        \
    /* of many: */                                                                                 \
    TABLE(SWEEP, sweep)                                                                            \
    TABLE(FAILURES, failures)                                                                      \
    TABLE(RUNS, runs)                                                                              \
    TABLE(COMPARISON, comparison)                                                                  \
    /* of insight commands (insight/): */                                                          \
    TABLE(SIZE, size)                                                                              \
    TABLE(ORDERS, orders)                                                                          \
    TABLE(ORDER_CONTINGENTS, order_contingents)                                                    \
    TABLE(SENSITIVITY, sensitivity)                                                                \
    TABLE(WORST, worst)                                                                            \
    TABLE(HEDGES, hedges)                                                                          \
    TABLE(CALIBRATION, calibration)                                                                \
    TABLE(PREDICTIONS, predictions)                                                                \
    TABLE(PAIRS, pairs)                                                                            \
    TABLE(WORTH, worth)                                                                            \
    /* of all but sweeps: */                                                                       \
    TABLE(SCENARIO, scenario)                                                                      \
    /* in databases only: */                                                                       \
    TABLE(RUN, run)                                                                                \
    TABLE(MEASURE, measure)                                                                        \
    TABLE(MEASURE_UNIT, measure_unit)                                                              \
    TABLE(FIELD, field)                                                                            \
    TABLE(META, meta)
#define AB_TABLE_NAMED(NAME, name) AB_TABLE_##NAME,
enum ab_table { AB_TABLES(AB_TABLE_NAMED) AB_TABLE_COUNT };

enum ab_column_type {
    AB_COLUMN_TEXT,
    AB_COLUMN_INTEGER,
    AB_COLUMN_NUMBER,
    AB_COLUMN_INSTANT, /* ISO 8601, UTC */
    AB_COLUMN_BOOLEAN, /* 1 or 0 */
};

/* What columns are repeated for, see column.h. */
enum ab_repeat { AB_ONCE, AB_PER_CAUSE, AB_PER_MEASURE, AB_PER_KEY, AB_REPEAT_COUNT };

/* A column of a result's table. Every cell may be empty but those of the key. */
struct ab_column {
    char name[256];
    enum ab_column_type type;
    char unit[32]; /* "" of texts, instants and yes or no; "1" of shares and of what only numbers */
    char description[512]; /* a sentence without a full stop */
};

/* What a result is of. Some columns are repeated per measure or per varied key: those of a sweep
 * when there is one, else the measures of the scenario. Both are borrowed. */
struct ab_subject {
    const struct ab_scenario *scenario;
    const struct ab_journal_head *sweep;
};

const char *ab_table_name(enum ab_table table); /* e.g. "summary" */
const char *ab_table_file(enum ab_table table); /* e.g. "summary.csv" */
const char *ab_table_description(enum ab_table table);
bool ab_table_is_traced(enum ab_table table);
bool ab_table_is_of_database(enum ab_table table); /* a folder has no such table */
bool ab_table_is_long(
    enum ab_table table); /* many short rows that come in the order of their keys */
int ab_table_key_columns(enum ab_table table); /* leading columns that identify a row */

/* What the type of a column is called, as in the table schema of Frictionless Data. */
const char *ab_column_type_name(enum ab_column_type type);

/* The columns of a table, in their order. */
int ab_table_columns(enum ab_table table, const struct ab_subject *subject);
void ab_table_column(enum ab_table table, const struct ab_subject *subject, int index,
                     struct ab_column *column);

/* The columns as a table defines them, whatever it is of: those that are repeated once, called after
 * what they are repeated for, as in wait_CAUSE_h and MEASURE_mean. */
int ab_table_patterns(enum ab_table table);
void ab_table_pattern(enum ab_table table, int index, struct ab_column *column);

/* The measures of a result: names and units, and what each is. */
int ab_subject_measures(const struct ab_subject *subject);
void ab_subject_measure(const struct ab_subject *subject, int index, struct ab_column *column);

#endif
