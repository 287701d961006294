/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_rows.c - what a row of a traced replication costs in CSV, beside fprintf of the same row.
 *
 *     bench_rows SCENARIO
 *
 * Rows of flights, loads and airfields go into files, by the program's own way and by fprintf: a
 * call per cell, with the value and the conversion that its column needs, and an instant as its seven
 * numbers, so that neither calendar nor records are counted against it. Both must come to the same
 * bytes. The two take turns; the medians of several rounds are told. */
#include "base/cells.h"
#include "base/memory.h"
#include "output/column.h"

#include <gsl/gsl_errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SEED = 1, ROUNDS = 7, CELLS_MAX = 128, BYTES_MAX = 1 << 28 };

/* About so many bytes are written in a round. */
static const double round_bytes = 2e7;

static struct ab_errors errors;

/* ---- the program's own way ---- */

/* Writes the rows of a table a number of times into a file; false when it fails. */
static bool put_own(const char *path, enum ab_table table, const struct ab_result *result,
                    int times)
{
    static struct ab_csv csv;
    const struct ab_subject subject = {.scenario = result->scenario};
    struct ab_writer *writer = ab_writer_open(path, &errors);
    if (writer == NULL) {
        return false;
    }
    ab_csv_init(&csv, writer, ab_table_columns(table, &subject), result->scenario->general.start);
    ab_row_belong(&csv.row, table, &subject);
    for (int i = 0; i < times; i++) {
        ab_layout_of(table)->rows(&csv.row, result);
    }
    ab_csv_flush(&csv);
    const bool good = !ab_writer_has_failed(writer);
    if (times == 1) { /* to be read */
        return ab_writer_commit(writer, &errors) == AB_OK;
    }
    ab_writer_abandon(writer);
    return good;
}

/* ---- by fprintf ---- */

/* What a cell says to fprintf. */
struct value {
    enum { WORDS, WHOLE, FIXED, INSTANT } kind;
    const char *words;
    int64_t whole;
    double fixed;
    int decimals, part[7];
};

struct rows {
    char *content; /* words point into it */
    size_t bytes;
    struct value *value; /* [rows * columns] */
    int rows, columns;
};

static struct value value_of(enum ab_column_type type, const char *text)
{
    struct value value = {.kind = WORDS, .words = text};
    const char *point = strchr(text, '.');
    int *part = value.part;
    if (text[0] == '\0' || type == AB_COLUMN_TEXT) {
        return value;
    }
    if (type == AB_COLUMN_INSTANT) {
        value.kind = INSTANT;
        (void)sscanf(text, "%d-%d-%dT%d:%d:%d.%dZ", part, part + 1, part + 2, part + 3, part + 4,
                     part + 5, part + 6);
    } else if (point == NULL) {
        value.kind = WHOLE;
        value.whole = strtoll(text, NULL, 10);
    } else {
        value.kind = FIXED;
        value.fixed = strtod(text, NULL);
        value.decimals = (int)strlen(point + 1);
    }
    return value;
}

/* Reads rows back; false when memory is out. */
static bool read_rows(struct rows *rows, const char *path, enum ab_table table,
                      const struct ab_subject *subject)
{
    const char *cell[CELLS_MAX];
    struct ab_cells cells;
    int count;
    rows->columns = ab_table_columns(table, subject);
    if (ab_file_read(path, BYTES_MAX, &rows->content, &rows->bytes, &errors) != AB_OK ||
        !ab_cells_begin(&cells, rows->content, rows->bytes, false)) {
        return false;
    }
    while (ab_cells_row(&cells, cell, CELLS_MAX, &count)) {
        struct value *larger = ab_memory_resize(
            rows->value, (size_t)(rows->rows + 1) * (size_t)rows->columns, sizeof *larger);
        if (larger == NULL || count != rows->columns) {
            return false;
        }
        rows->value = larger;
        for (int i = 0; i < count; i++) {
            struct ab_column column;
            ab_table_column(table, subject, i, &column);
            larger[rows->rows * count + i] = value_of(column.type, cell[i]);
        }
        rows->rows++;
    }
    return true;
}

static void print_value(FILE *stream, const struct value *value, char end)
{
    const int *part = value->part;
    switch (value->kind) {
    case WORDS: (void)fprintf(stream, "%s%c", value->words, end); break;
    case WHOLE: (void)fprintf(stream, "%" PRId64 "%c", value->whole, end); break;
    case FIXED: (void)fprintf(stream, "%.*f%c", value->decimals, value->fixed, end); break;
    case INSTANT:
        (void)fprintf(stream, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ%c", part[0], part[1], part[2],
                      part[3], part[4], part[5], part[6], end);
        break;
    }
}

static bool put_printed(const char *path, const struct rows *rows, int times)
{
    FILE *stream = fopen(path, "w");
    if (stream == NULL) {
        return false;
    }
    for (int i = 0; i < times; i++) {
        const struct value *value = rows->value;
        for (int row = 0; row < rows->rows; row++) {
            for (int column = 1; column <= rows->columns; column++, value++) {
                print_value(stream, value, column < rows->columns ? ',' : '\n');
            }
        }
    }
    return fclose(stream) == 0;
}

/* ---- beside each other ---- */

static int compare_doubles(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static double median_of(double *value)
{
    qsort(value, ROUNDS, sizeof *value, compare_doubles);
    return value[ROUNDS / 2];
}

/* Whether fprintf wrote what the program did, as `path` has it. */
static bool is_same(const char *path, const char *own, size_t size)
{
    char *printed = NULL;
    size_t length;
    const bool same = ab_file_read(path, BYTES_MAX, &printed, &length, &errors) == AB_OK &&
                      length == size && memcmp(own, printed, size) == 0;
    ab_memory_give(printed);
    return same;
}

/* Measures a table in a folder; false when it fails. */
static bool measure(const char *path, enum ab_table table, const struct ab_result *result)
{
    const struct ab_subject subject = {.scenario = result->scenario};
    struct rows rows = {0};
    char *own = NULL;
    double own_s[ROUNDS], printed_s[ROUNDS], ratio[ROUNDS];
    bool good = put_own(path, table, result, 1) && read_rows(&rows, path, table, &subject);
    /* Reading has cut the first content into cells. */
    good = good && ab_file_read(path, BYTES_MAX, &own, &rows.bytes, &errors) == AB_OK &&
           put_printed(path, &rows, 1);
    if (good && !is_same(path, own, rows.bytes)) {
        (void)fprintf(stderr, "%s: fprintf writes something else\n", ab_table_name(table));
        good = false;
    }
    const int times = 2 + (int)(round_bytes / (double)(rows.bytes + 1));
    for (int i = 0; good && i < ROUNDS; i++) {
        const double begun = ab_clock_seconds();
        good = put_own(path, table, result, times);
        const double middle = ab_clock_seconds();
        good = good && put_printed(path, &rows, times);
        own_s[i] = middle - begun;
        printed_s[i] = ab_clock_seconds() - middle;
        ratio[i] = own_s[i] / printed_s[i];
    }
    if (good) {
        const double per_row = 1e9 / times / rows.rows;
        (void)printf("%-10s %5d rows of %2d cells: %6.0f ns a row, fprintf %6.0f: ratio %.3f\n",
                     ab_table_name(table), rows.rows, rows.columns, median_of(own_s) * per_row,
                     median_of(printed_s) * per_row, median_of(ratio));
    }
    (void)unlink(path);
    ab_memory_give(own);
    ab_memory_give(rows.value);
    ab_memory_give(rows.content);
    return good;
}

static bool measure_all(const struct ab_result *result)
{
    static const enum ab_table table[] = {AB_TABLE_SORTIES, AB_TABLE_CHALKS, AB_TABLE_AIRFIELDS};
    char folder[] = "/tmp/airbridge-XXXXXX", path[sizeof folder + 8];
    bool good = mkdtemp(folder) != NULL;
    (void)snprintf(path, sizeof path, "%s/rows", folder);
    for (size_t i = 0; good && i < sizeof table / sizeof table[0]; i++) {
        good = measure(path, table[i], result);
    }
    (void)rmdir(folder);
    return good;
}

int main(int argc, char **argv)
{
    const struct ab_study_options options = {
        .replications = 1, .seed = SEED, .threads = 1, .trace = 1};
    struct ab_scenario *scenario;
    struct ab_result *result = NULL;
    if (argc < 2) {
        (void)fputs("usage: bench_rows SCENARIO\n", stderr);
        return AB_BAD_SCENARIO;
    }
    (void)gsl_set_error_handler_off();
    ab_errors_clear(&errors);
    enum ab_status status = ab_scenario_load(&scenario, argv[1], NULL, 0, &errors);
    if (status == AB_OK) {
        (void)ab_study_run(&result, scenario, &options, &errors);
        if (result == NULL || !measure_all(result)) {
            status = AB_IO_ERROR;
        }
    }
    ab_errors_print(&errors, stderr);
    ab_result_destroy(result);
    ab_scenario_destroy(scenario);
    return (int)status;
}
