/* csv.h - rows of a table, as RFC 4180 has them but with lines ending in \n alone.
 *
 * Cells are put one after another; ab_csv_end_row ends the row. The first row is the header and
 * fixes the number of cells of every other row. Text is quoted only when it must be. Failures of
 * the file are kept by the writer below. */
#ifndef AB_OUTPUT_CSV_H
#define AB_OUTPUT_CSV_H

#include "base/file.h"

#include <airbridge/time.h>

struct ab_csv {
    struct ab_writer *writer; /* borrowed */
    ab_time start;            /* of the scenario, milliseconds since 1970 */
    int cell;                 /* cells in this row so far */
    int columns;              /* cells in the first row; 0 while it is being written */
    size_t used;
    char buffer[8192];
};

void ab_csv_init(struct ab_csv *csv, struct ab_writer *writer, ab_time start);

void ab_csv_text(struct ab_csv *csv, const char *text); /* NULL is an empty cell */
void ab_csv_integer(struct ab_csv *csv, int64_t value);
void ab_csv_limit(struct ab_csv *csv, int64_t places);                 /* AB_NO_LIMIT is empty */
void ab_csv_boolean(struct ab_csv *csv, bool value);                   /* 1 or 0 */
void ab_csv_number(struct ab_csv *csv, double value);                  /* NAN is empty */
void ab_csv_decimal(struct ab_csv *csv, int64_t scaled, int decimals); /* fixed point */
void ab_csv_tonnes(struct ab_csv *csv, double tonnes);   /* to the kilogram; empty if not finite */
void ab_csv_hours(struct ab_csv *csv, ab_time duration); /* NEVER is empty */
void ab_csv_instant(struct ab_csv *csv, ab_time time);   /* NEVER is empty */
void ab_csv_empty(struct ab_csv *csv);

void ab_csv_end_row(struct ab_csv *csv);

/* Hands everything to the writer. */
void ab_csv_flush(struct ab_csv *csv);

#endif
