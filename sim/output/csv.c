/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* csv.c - rows as lines of text. Cells gather in a buffer of the caller's, so that a cell costs no
 * call into the file layer. */
#include "output/csv.h"

#include "output/format.h"

#include <string.h>

void ab_csv_flush(struct ab_csv *csv)
{
    ab_writer_put(csv->writer, csv->buffer, csv->used);
    csv->used = 0;
}

/* Room for `size` more bytes, at most the size of a formatted number. */
static char *take_room(struct ab_csv *csv, size_t size)
{
    if (sizeof csv->buffer - csv->used < size) {
        ab_csv_flush(csv);
    }
    return csv->buffer + csv->used;
}

static void put_char(struct ab_csv *csv, char c)
{
    *take_room(csv, 1) = c;
    csv->used++;
}

/* The file that a row belongs to, behind the comma that this cell may need. */
static struct ab_csv *begin_cell(struct ab_row *row)
{
    struct ab_csv *csv = (struct ab_csv *)(void *)row;
    if (row->cell > 1) {
        put_char(csv, ',');
    }
    return csv;
}

static void put_text(struct ab_row *row, const char *text)
{
    struct ab_csv *csv = begin_cell(row);
    const bool quoted = strpbrk(text, ",\"\r\n") != NULL;
    if (quoted) {
        put_char(csv, '"');
    }
    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '"') {
            put_char(csv, '"');
        }
        put_char(csv, *c);
    }
    if (quoted) {
        put_char(csv, '"');
    }
}

static void put_integer(struct ab_row *row, int64_t value)
{
    struct ab_csv *csv = begin_cell(row);
    csv->used += ab_format_integer(value, take_room(csv, AB_FORMAT_SIZE));
}

static void put_decimal(struct ab_row *row, int64_t scaled, int decimals)
{
    struct ab_csv *csv = begin_cell(row);
    csv->used += ab_format_decimal(scaled, decimals, take_room(csv, AB_FORMAT_SIZE));
}

static void put_number(struct ab_row *row, double value)
{
    struct ab_csv *csv = begin_cell(row);
    csv->used += ab_format_number(value, take_room(csv, AB_FORMAT_SIZE));
}

static void put_nothing(struct ab_row *row)
{
    (void)begin_cell(row);
}

static void end_row(struct ab_row *row)
{
    put_char((struct ab_csv *)(void *)row, '\n');
}

static const struct ab_row_format format = {
    .text = put_text,
    .integer = put_integer,
    .decimal = put_decimal,
    .number = put_number,
    .empty = put_nothing,
    .end = end_row,
};

void ab_csv_init(struct ab_csv *csv, struct ab_writer *writer, int columns, ab_time start)
{
    ab_row_init(&csv->row, &format, columns, start);
    csv->writer = writer;
    csv->used = 0;
}
