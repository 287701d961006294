/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* row.h - rows of a table, whatever the table is kept in.
 *
 * A row is put as a whole (ab_row_put): each column of the table takes its cell from what the row
 * is of (see column.h). How a cell is kept is the business of a format: text in a CSV file, as below,
 * a typed value in a database (database.h) or in JSON (result_json.h). All keep the same values:
 * numbers have the digits that base/format.h gives them. Failures are kept by what lies below and told
 * when the table is finished. */
#ifndef AB_OUTPUT_ROW_H
#define AB_OUTPUT_ROW_H

#include "base/file.h"
#include "base/time.h"
#include "output/layout.h"
#include <stdbool.h>

struct ab_row;
struct ab_item;

/* How cells are kept. `row->cell` counts the cells of the row, this one included. */
struct ab_row_format {
    void (*text)(struct ab_row *row, const char *text); /* neither NULL nor empty */
    void (*integer)(struct ab_row *row, int64_t value);
    void (*decimal)(struct ab_row *row, int64_t scaled, int decimals);
    void (*number)(struct ab_row *row, double value);       /* finite; nine digits of it */
    void (*figure)(struct ab_row *row, const char *digits); /* a number that somebody wrote */
    void (*instant)(struct ab_row *row, ab_time instant);   /* milliseconds since 1970 */
    void (*boolean)(struct ab_row *row, bool value);
    void (*empty)(struct ab_row *row);
    void (*end)(struct ab_row *row);
};

/* Instants of a row are of several days. */
enum { AB_ROW_DAYS = 16 };

/* The first member of what a format keeps of a table. */
struct ab_row {
    const struct ab_row_format *format;
    ab_time start; /* of the scenario, milliseconds since 1970 */
    struct ab_time_day day[AB_ROW_DAYS];
    int columns; /* cells of every row */
    int cell;    /* cells in this row so far */
    /* The types of the columns, in which a format keeps their cells: text that stands for a number as
     * one, and numbers as text where the column has text; NULL: it keeps them as they come. */
    const enum ab_column_type *type;
    const struct ab_layout *layout;   /* of its table, */
    int repetitions[AB_REPEAT_COUNT]; /* and how often its columns are repeated */
};

void ab_row_init(struct ab_row *row, const struct ab_row_format *format, int columns,
                 ab_time start);

/* Lets rows be those of a table, with as many columns. */
void ab_row_belong(struct ab_row *row, enum ab_table table, const struct ab_subject *subject);

/* Puts a row of its table. */
void ab_row_put(struct ab_row *row, const struct ab_item *item);

/* An instant as text, in a row's cells. */
static inline size_t ab_row_put_iso(struct ab_row *row, ab_time instant,
                                    char text[AB_TIME_ISO_SIZE])
{
    const uint64_t day = (uint64_t)(instant / AB_DAY);
    return ab_time_put_iso(&row->day[day % AB_ROW_DAYS], instant, text);
}

/* ---- one cell after another ---- */

void ab_row_text(struct ab_row *row, const char *text); /* NULL and "" are empty cells */
void ab_row_integer(struct ab_row *row, int64_t value);
void ab_row_boolean(struct ab_row *row, bool value);  /* 1 or 0 */
void ab_row_number(struct ab_row *row, double value); /* NAN and what is beyond are empty */
void ab_row_decimal(struct ab_row *row, int64_t scaled, int decimals); /* fixed point */
void ab_row_tonnes(struct ab_row *row, double tonnes);   /* to the kilogram; empty if not finite */
void ab_row_hours(struct ab_row *row, ab_time duration); /* NEVER is empty */
void ab_row_instant(struct ab_row *row, ab_time time);   /* NEVER is empty */
void ab_row_hash(struct ab_row *row, uint64_t hash);     /* 16 hexadecimal digits */
void ab_row_empty(struct ab_row *row);

void ab_row_end(struct ab_row *row);

/* ---- rows as lines of text ---- */

/* RFC 4180, but with lines ending in \n alone; text is quoted only when it must be. Cells gather in a
 * buffer of the caller's, so that a cell costs no call into the file layer, whose writer keeps its
 * failures. */
struct ab_csv {
    struct ab_row row;        /* where cells are put */
    struct ab_writer *writer; /* borrowed */
    size_t used;
    char buffer[8192];
};

void ab_csv_init(struct ab_csv *csv, struct ab_writer *writer, int columns, ab_time start);

/* Hands everything to the writer. */
void ab_csv_flush(struct ab_csv *csv);

#endif
