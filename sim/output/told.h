/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* told.h - a table of a finished result, read back: of a folder or a database, from whomever.
 *
 *     struct ab_told told;
 *     if (ab_told_read(&told, "out/one", AB_TABLE_CHALKS, errors) == AB_OK && told.is_there) {
 *         const int name = ab_told_column(&told, "chalk", errors);
 *         const char *first = name >= 0 && told.rows > 0 ? ab_told_cell(&told, 0, name) : "";
 *     }
 *     ab_told_clear(&told);
 *
 * Nothing of it is taken for granted: a cell may be any text, and what is to be a number or an instant is
 * refused with its place when it is none. */
#ifndef AB_OUTPUT_TOLD_H
#define AB_OUTPUT_TOLD_H

#include "output/layout.h"

#include "base/error.h"

struct ab_told {
    bool is_there; /* a table that is not is no fault */
    int columns, rows;
    const char **name; /* [columns] */
    /* The rest is its own. */
    char *path;        /* its file, or its database and name */
    const char **cell; /* [rows][columns] */
    int *line;         /* [rows] */
    char *content;
    struct ab_arena *memory;
};

/* Reads a whole table. AB_BAD_SCENARIO with its place when it is none. The caller clears it whatever is
 * returned. */
enum ab_status ab_told_read(struct ab_told *told, const char *result, enum ab_table table,
                            struct ab_errors *errors);
void ab_told_clear(struct ab_told *told);

/* The column of this name; -1 with a fault when there is none (`errors` NULL: nobody wants to know). */
int ab_told_column(const struct ab_told *told, const char *name, struct ab_errors *errors);

/* A cell, "" when it is empty. */
const char *ab_told_cell(const struct ab_told *told, int row, int column);

/* The cells of one row by the names of their columns: after the first fault nothing is read any more, and
 * all that is asked for is "", 0 or AB_TIME_NEVER, as of an empty cell.
 *
 *     struct ab_told_row row = {.told = &told, .errors = errors};
 *     for (; row.row < told.rows && row.status == AB_OK; row.row++) {
 *         take(ab_told_row_text(&row, "tail"), ab_told_row_instant(&row, "takeoff"));
 *     } */
struct ab_told_row {
    const struct ab_told *told;
    struct ab_errors *errors;
    int row;
    enum ab_status status;
};
const char *ab_told_row_text(struct ab_told_row *row, const char *column);
double ab_told_row_number(struct ab_told_row *row, const char *column);
ab_time ab_told_row_instant(struct ab_told_row *row, const char *column);

/* A fault of a cell. */
enum ab_status ab_told_refuse(const struct ab_told *told, int row, int column, const char *why,
                              struct ab_errors *errors);

#endif
