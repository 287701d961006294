/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* oracle.h - runs a scenario of tests/oracles through the program itself and reads its tables back.
 *
 * The program is the one named by AIRBRIDGE, as tests/run sets it; the working folder is the root
 * of the sources. Scenarios of theory start at ORACLE_START, so their instants are plain hours.
 *
 * What is compared with theory under a title is also written as a row of a table when ORACLE_TABLE
 * names a file: `make oracles` runs the tests and prints it. */
#ifndef TEST_ORACLE_H
#define TEST_ORACLE_H

#include "support/scratch.h"
#include "support/suite.h"
#include "support/table.h"
#include "support/theory.h"

#include "base/time.h"
#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ORACLE_START     "2022-01-01T00:00:00Z"
#define ORACLE_TOLERANCE 1e-6 /* tables have nine digits */

enum { ORACLE_SAMPLE_MAX = 200 };

static char oracle_folder[SCRATCH_SIZE];
static struct table oracle_table;
static const char *oracle_title; /* of the answer under test, or NULL: no row of the table */

static inline void oracle_setup(void)
{
    scratch_make(oracle_folder);
    oracle_title = NULL;
}

static inline void oracle_teardown(void)
{
    scratch_remove(oracle_folder);
}

/* Runs tests/oracles/SCENARIO with further words of the command line. */
static inline void oracle_run_untraced(const char *scenario, const char *words)
{
    const char *program = getenv("AIRBRIDGE");
    ck_assert_msg(program != NULL, "AIRBRIDGE must name the program to test");
    char command[1536];
    const int length =
        snprintf(command, sizeof command, "'%s' run tests/oracles/%s -o '%s' --force -q %s",
                 program, scenario, oracle_folder, words);
    ck_assert(length > 0 && (size_t)length < sizeof command);
    ck_assert_int_eq(system(command), 0);
}

/* The same with the tables of flights and loads. */
static inline void oracle_run(const char *scenario, const char *words)
{
    char traced[1280];
    const int length = snprintf(traced, sizeof traced, "--trace %s", words);
    ck_assert(length > 0 && (size_t)length < sizeof traced);
    oracle_run_untraced(scenario, traced);
}

static inline double oracle_number(const char *cell)
{
    char *end;
    const double value = strtod(cell, &end);
    ck_assert_msg(end != cell && *end == '\0', "no number: '%s'", cell);
    return value;
}

/* Hours from the scenario's start to an instant. */
static inline double oracle_hours(const char *cell)
{
    ab_time start, instant;
    ck_assert(ab_time_parse_iso(ORACLE_START, &start));
    ck_assert_msg(ab_time_parse_iso(cell, &instant), "no instant: '%s'", cell);
    return ab_time_hours(instant - start);
}

/* The values of a measure, one per replication; returns how many. */
static inline int oracle_sample(const char *measure, double value[ORACLE_SAMPLE_MAX])
{
    table_open(&oracle_table, oracle_folder, "replications.csv");
    const int rows = oracle_table.rows;
    ck_assert(rows > 0 && rows <= ORACLE_SAMPLE_MAX);
    for (int i = 0; i < rows; i++) {
        value[i] = oracle_number(table_cell(&oracle_table, i, measure));
    }
    table_close(&oracle_table);
    return rows;
}

/* Writes a row of the table of answers: what theory says, and what was simulated, to within
 * `half`. */
static inline void oracle_note(const char *quantity, double expected, double simulated, double half)
{
    const char *path = getenv("ORACLE_TABLE");
    if (path == NULL || oracle_title == NULL) {
        return;
    }
    FILE *stream = fopen(path, "a");
    ck_assert_ptr_nonnull(stream);
    const bool inside = fabs(simulated - expected) <= (half > 0 ? half : ORACLE_TOLERANCE);
    (void)fprintf(stream, "%s\t%s\t%.6g\t%.6g\t", oracle_title, quantity, expected, simulated);
    if (half > 0) {
        (void)fprintf(stream, "%.6g .. %.6g", simulated - half, simulated + half);
    } else {
        (void)fputs("exact", stream);
    }
    (void)fprintf(stream, "\t%s\n", inside ? "inside" : "OUTSIDE");
    ck_assert_int_eq(fclose(stream), 0);
}

/* A measure of a deterministic scenario, the same in every replication. */
static inline void oracle_expect_measure(const char *measure, double expected)
{
    double value[ORACLE_SAMPLE_MAX];
    const int count = oracle_sample(measure, value);
    oracle_note(measure, expected, value[0], 0);
    for (int i = 0; i < count; i++) {
        ck_assert_msg(value[i] > expected - ORACLE_TOLERANCE &&
                          value[i] < expected + ORACLE_TOLERANCE,
                      "%s is %.9g, worked out as %.9g", measure, value[i], expected);
    }
}

/* A mean is `expected` within `half` to each side, its 99.9 % interval, which is at most `width` times
 * `expected`: narrow enough to tell it from others. */
static inline void oracle_expect_within(const char *quantity, double mean, double half,
                                        double expected, double width)
{
    oracle_note(quantity, expected, mean, half);
    ck_assert_msg(fabs(mean - expected) <= half, "%s: %.6g +- %.2g, theory says %.6g", quantity,
                  mean, half, expected);
    ck_assert_msg(half > 0 && half <= width * expected, "%s: +- %.2g is no width for %.6g",
                  quantity, half, expected);
}

/* So is the mean of random values, one per replication. */
static inline void oracle_expect_sample(const char *quantity, const double *value, int count,
                                        double expected, double width)
{
    double mean;
    const double half = theory_interval(value, count, &mean);
    oracle_expect_within(quantity, mean, half, expected, width);
}

/* So is that of a measure over any number of replications, by the summary. */
static inline void oracle_expect_summary(const char *measure, double expected, double width)
{
    table_open(&oracle_table, oracle_folder, "summary.csv");
    int row = 0;
    while (row < oracle_table.rows &&
           strcmp(table_cell(&oracle_table, row, "measure"), measure) != 0) {
        row++;
    }
    ck_assert_int_lt(row, oracle_table.rows);
    const double n = oracle_number(table_cell(&oracle_table, row, "n"));
    const double sd = oracle_number(table_cell(&oracle_table, row, "sd"));
    const double mean = oracle_number(table_cell(&oracle_table, row, "mean"));
    table_close(&oracle_table);
    oracle_expect_within(measure, mean, theory_student(n - 1) * sd / sqrt(n), expected, width);
}

/* The same for a measure divided by `per`. */
static inline void oracle_expect_mean(const char *measure, double per, double expected,
                                      double width)
{
    double value[ORACLE_SAMPLE_MAX];
    const int count = oracle_sample(measure, value);
    for (int i = 0; i < count; i++) {
        value[i] /= per;
    }
    char quantity[128];
    (void)snprintf(quantity, sizeof quantity, per == 1 ? "%s" : "%s / %g", measure, per);
    oracle_expect_sample(quantity, value, count, expected, width);
}

/* One row of a table whose first column is a name. */
struct oracle_row {
    const char *name;
    double hours;
};

/* FILE has these values in the column, and zero in every row that is not named. */
static inline void oracle_expect_rows(const char *file, const char *column,
                                      const struct oracle_row *row, int count)
{
    table_open(&oracle_table, oracle_folder, file);
    int found = 0;
    for (int i = 0; i < oracle_table.rows; i++) {
        const char *name = oracle_table.cell[(i + 1) * oracle_table.columns];
        double expected = 0;
        for (int k = 0; k < count; k++) {
            if (strcmp(row[k].name, name) == 0) {
                expected = row[k].hours;
                found++;
            }
        }
        const double value = oracle_number(table_cell(&oracle_table, i, column));
        ck_assert_msg(value > expected - ORACLE_TOLERANCE && value < expected + ORACLE_TOLERANCE,
                      "%s: %s is %.9g, worked out as %.9g", file, name, value, expected);
    }
    ck_assert_int_eq(found, count);
    table_close(&oracle_table);
}

#define ORACLE_ROWS(...)                                                                           \
    (const struct oracle_row[]){__VA_ARGS__},                                                      \
        (int)(sizeof((const struct oracle_row[]){__VA_ARGS__}) / sizeof(struct oracle_row))

/* Hours waited by cause, and hours by link of the chain behind the last delivery. */
#define oracle_expect_waits(...)                                                                   \
    oracle_expect_rows("waits.csv", "hours_mean", ORACLE_ROWS(__VA_ARGS__))
#define oracle_expect_chain(...)                                                                   \
    oracle_expect_rows("chain.csv", "hours_mean", ORACLE_ROWS(__VA_ARGS__))

/* The instants of a column, in the order of the table, are these hours; rows where the column
 * `filter` (NULL: none) is not `wanted` are left out. */
static inline void oracle_expect_instants(const char *file, const char *column, const char *filter,
                                          const char *wanted, const double *hours, int count)
{
    table_open(&oracle_table, oracle_folder, file);
    int found = 0;
    for (int i = 0; i < oracle_table.rows; i++) {
        if (filter != NULL && strcmp(table_cell(&oracle_table, i, filter), wanted) != 0) {
            continue;
        }
        ck_assert_msg(found < count, "%s has more than %d rows", file, count);
        const char *cell = table_cell(&oracle_table, i, column);
        const double value = oracle_hours(cell), expected = hours[found];
        ck_assert_msg(value > expected - ORACLE_TOLERANCE && value < expected + ORACLE_TOLERANCE,
                      "%s: %s of row %d is %.9g h, worked out as %.9g h", file, column, i + 1,
                      value, expected);
        found++;
    }
    ck_assert_int_eq(found, count);
    table_close(&oracle_table);
}

#define ORACLE_HOURS(...)                                                                          \
    (const double[]){__VA_ARGS__}, (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

/* When the loads come off their aircraft, in the order of the table, which is the loads' order. */
#define oracle_expect_deliveries(...)                                                              \
    oracle_expect_instants("chalks.csv", "offloaded", "outbound", "0", ORACLE_HOURS(__VA_ARGS__))

#endif
