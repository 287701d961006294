/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* row.h - rows of a table, cell by cell, whatever the table is kept in.
 *
 * Cells are put one after another in the order of the table's columns (see layout.h); ab_row_end
 * ends the row. How a cell is kept is the business of a format: text in a CSV file (csv.h), a typed
 * value in a database (database.h). Both keep the same values: numbers have the digits that
 * format.h gives them. Failures are kept by what lies below and told when the table is finished. */
#ifndef AB_OUTPUT_ROW_H
#define AB_OUTPUT_ROW_H

#include "base/time.h"
#include <stdbool.h>

struct ab_row;

/* How cells are kept. `row->cell` counts the cells of the row, this one included. */
struct ab_row_format {
    void (*text)(struct ab_row *row, const char *text); /* neither NULL nor empty */
    void (*integer)(struct ab_row *row, int64_t value);
    void (*decimal)(struct ab_row *row, int64_t scaled, int decimals); /* scaled / 10^decimals */
    void (*number)(struct ab_row *row, double value);                  /* not NAN */
    void (*empty)(struct ab_row *row);
    void (*end)(struct ab_row *row);
};

/* The first member of what a format keeps of a table. */
struct ab_row {
    const struct ab_row_format *format;
    ab_time start; /* of the scenario, milliseconds since 1970 */
    int columns;   /* cells of every row */
    int cell;      /* cells in this row so far */
};

void ab_row_init(struct ab_row *row, const struct ab_row_format *format, int columns,
                 ab_time start);

void ab_row_text(struct ab_row *row, const char *text); /* NULL and "" are empty cells */
void ab_row_integer(struct ab_row *row, int64_t value);
void ab_row_limit(struct ab_row *row, int64_t places); /* AB_NO_LIMIT is empty */
void ab_row_boolean(struct ab_row *row, bool value);   /* 1 or 0 */
void ab_row_number(struct ab_row *row, double value);  /* NAN and what is beyond are empty */
/* So many measures of a run, then how many of them are beyond. */
void ab_row_measures(struct ab_row *row, const double *value, int count);
void ab_row_decimal(struct ab_row *row, int64_t scaled, int decimals); /* fixed point */
void ab_row_tonnes(struct ab_row *row, double tonnes);   /* to the kilogram; empty if not finite */
void ab_row_hours(struct ab_row *row, ab_time duration); /* NEVER is empty */
void ab_row_instant(struct ab_row *row, ab_time time);   /* NEVER is empty */
void ab_row_hash(struct ab_row *row, uint64_t hash);     /* 16 hexadecimal digits */
void ab_row_empty(struct ab_row *row);

void ab_row_end(struct ab_row *row);

#endif
