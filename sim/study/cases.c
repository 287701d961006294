/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cases.c - reads a table of cases. */
#include "study/cases.h"

#include "base/caseless.h"
#include "base/cells.h"
#include "base/limits.h"

#include <stdio.h>
#include <string.h>

struct scan {
    const char *path;
    struct ab_cells cells;
    struct ab_cases *cases;
    int columns;                   /* of the file */
    int key[AB_CASES_COLUMNS_MAX]; /* number of a column among the keys; -1: it is passed over */
    const char *cell[AB_CASES_COLUMNS_MAX]; /* of a row */
    struct ab_errors *errors;
};

/* Complains of a column of the row that was read last, or of all of it (0). */
static enum ab_status refuse(const struct scan *scan, int column, const char *why)
{
    const int first = scan->errors->count;
    (void)ab_errors_refuse(scan->errors, "%s", why);
    ab_cases_tell_place(scan->errors, first, scan->path, scan->cells.line, column);
    return AB_BAD_SCENARIO;
}

static enum ab_status refuse_width(const struct scan *scan)
{
    char why[64];
    (void)snprintf(why, sizeof why, "there are more than %d columns", AB_CASES_COLUMNS_MAX);
    return refuse(scan, AB_CASES_COLUMNS_MAX + 1, why);
}

static enum ab_status refuse_cells(const struct scan *scan)
{
    return refuse(scan, scan->cells.column, scan->cells.reason);
}

void ab_cases_tell_place(struct ab_errors *errors, int first, const char *path, int line,
                         int column)
{
    for (int i = first; i < errors->count && i < AB_ERRORS_MAX; i++) {
        struct ab_error *error = &errors->error[i];
        (void)snprintf(error->file, sizeof error->file, "%s", path);
        error->line = line;
    }
    ab_errors_tell_column(errors, first, column);
}

/* ---- the header ---- */

/* Names a column of the header: a key, which each is once, or none. */
static enum ab_status take_name(struct scan *scan, int column)
{
    struct ab_cases *cases = scan->cases;
    const char *name = scan->cell[column];
    scan->key[column] = -1;
    if (ab_cells_is_unnamed(name)) {
        return AB_OK;
    }
    for (int i = 0; i < cases->keys; i++) {
        if (ab_caseless_equal(cases->key[i], name)) {
            return refuse(scan, column + 1, "a key is the name of two columns");
        }
    }
    scan->key[column] = cases->keys;
    cases->column[cases->keys] = column + 1;
    cases->key[cases->keys++] = name;
    return AB_OK;
}

static enum ab_status take_header(struct scan *scan)
{
    if (!ab_cells_row(&scan->cells, scan->cell, AB_CASES_COLUMNS_MAX, &scan->columns)) {
        return scan->cells.reason != NULL ? refuse_cells(scan)
                                          : refuse(scan, 0, "there is no case in this file");
    }
    if (scan->columns > AB_CASES_COLUMNS_MAX) {
        return refuse_width(scan);
    }
    scan->cases->line_of_keys = scan->cells.line;
    for (int i = 0; i < scan->columns; i++) {
        const enum ab_status status = take_name(scan, i);
        if (status != AB_OK) {
            return status;
        }
    }
    return scan->cases->keys > 0 ? AB_OK
                                 : refuse(scan, 0,
                                          "no column has a name; each is a key, as in "
                                          "airfield.almaty.parking_mog");
}

/* ---- rows ---- */

/* Looks at the cells of a row that belong to no key. An index, first of all columns, says nothing;
 * what spreadsheets add is empty. */
static enum ab_status check_others(const struct scan *scan, int count)
{
    bool is_empty = true;
    for (int i = 0; i < count; i++) {
        const bool has_key = i < scan->columns && scan->key[i] >= 0;
        const bool is_index = i == 0 && !has_key;
        if (scan->cell[i][0] != '\0' && !has_key && !is_index) {
            return refuse(scan, i + 1,
                          i < scan->columns ? "the column has values and no name; it must be a "
                                              "key, as in airfield.almaty.parking_mog"
                                            : "the row has more cells than the header");
        }
        is_empty &= !has_key || scan->cell[i][0] == '\0';
    }
    if (count < scan->columns) {
        return refuse(scan, count + 1, "the row has fewer cells than the header");
    }
    return !is_empty ? AB_OK
                     : refuse(scan, 0,
                              "the row is empty; leave it out, or name the case in a "
                              "column `case`");
}

static enum ab_status take_row(struct scan *scan, int count)
{
    struct ab_cases *cases = scan->cases;
    if (count > AB_CASES_COLUMNS_MAX) {
        return refuse_width(scan);
    }
    const enum ab_status status = check_others(scan, count);
    if (status != AB_OK) {
        return status;
    }
    const char **row = cases->value + (size_t)cases->rows * (size_t)cases->keys;
    for (int i = 0; i < scan->columns; i++) {
        if (scan->key[i] >= 0) {
            row[scan->key[i]] = scan->cell[i];
        }
    }
    cases->line[cases->rows++] = scan->cells.line;
    return AB_OK;
}

static size_t lines_of(const char *text)
{
    size_t lines = 1;
    for (; (text = strchr(text, '\n')) != NULL; text++) {
        lines++;
    }
    return lines;
}

static enum ab_status take_rows(struct scan *scan, struct ab_arena *arena)
{
    struct ab_cases *cases = scan->cases;
    const size_t lines = lines_of(scan->cells.next);
    int count;
    cases->value = ab_arena_take(arena, lines * (size_t)cases->keys * sizeof *cases->value);
    cases->line = ab_arena_take(arena, lines * sizeof *cases->line);
    if (cases->value == NULL || cases->line == NULL) {
        return ab_errors_no_memory_for(scan->errors, scan->path);
    }
    while (ab_cells_row(&scan->cells, scan->cell, AB_CASES_COLUMNS_MAX, &count)) {
        const enum ab_status status = take_row(scan, count);
        if (status != AB_OK) {
            return status;
        }
    }
    if (scan->cells.reason != NULL) {
        return refuse_cells(scan);
    }
    return cases->rows > 0 ? AB_OK : refuse(scan, 0, "there is no case in this file");
}

/* ---- the whole ---- */

enum ab_status ab_cases_read(struct ab_cases *cases, struct ab_files *files, const char *path,
                             struct ab_arena *arena, struct ab_errors *errors)
{
    char *content;
    size_t size;
    *cases = (struct ab_cases){0};
    enum ab_status status =
        ab_files_read(files, path, AB_CASES_BYTES_MAX, AB_FILES_PASS, &content, &size, errors);
    if (status != AB_OK) {
        return status;
    }
    struct scan *scan = ab_arena_take(arena, sizeof *scan);
    char *copy = ab_arena_take(arena, size + 1);
    if (copy != NULL) {
        memcpy(copy, content, size);
    }
    ab_memory_give(content);
    cases->key = ab_arena_take(arena, AB_CASES_COLUMNS_MAX * sizeof *cases->key);
    cases->column = ab_arena_take(arena, AB_CASES_COLUMNS_MAX * sizeof *cases->column);
    if (scan == NULL || copy == NULL || cases->key == NULL || cases->column == NULL) {
        return ab_errors_no_memory_for(errors, path);
    }
    *scan = (struct scan){.path = path, .cases = cases, .errors = errors};
    if (!ab_cells_begin(&scan->cells, copy, size, false)) {
        return refuse_cells(scan);
    }
    status = take_header(scan);
    return status == AB_OK ? take_rows(scan, arena) : status;
}
