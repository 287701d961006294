/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* row.c - what the cells of a table are, before a format keeps them. */
#include "output/column.h"

#include "base/format.h"
#include "model/run.h"
#include "scenario/units.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

void ab_row_init(struct ab_row *row, const struct ab_row_format *format, int columns, ab_time start)
{
    *row = (struct ab_row){.format = format, .start = start, .columns = columns};
}

void ab_row_belong(struct ab_row *row, enum ab_table table, const struct ab_subject *subject)
{
    row->layout = ab_layout_of(table);
    for (int repeat = 0; repeat < AB_REPEAT_COUNT; repeat++) {
        row->repetitions[repeat] = ab_repetitions((enum ab_repeat)repeat, subject);
    }
}

/* Puts one cell of a row. */
static inline void put_cell(struct ab_row *row, const struct ab_item *item,
                            const struct ab_definition *definition, size_t repetition)
{
    const int before = row->cell;
    definition->put(row, item, definition->at + repetition * definition->step);
    assert(row->cell == before + 1);
    (void)before;
}

void ab_row_put(struct ab_row *row, const struct ab_item *item)
{
    const struct ab_definition *definition = row->layout->definition,
                               *end = definition + row->layout->definitions;
    for (; definition < end; definition += definition->together) {
        if (definition->repeat == AB_ONCE) {
            put_cell(row, item, definition, 0);
            continue;
        }
        const size_t repetitions = (size_t)row->repetitions[definition->repeat];
        for (size_t i = 0; i < repetitions; i++) {
            for (int part = 0; part < definition->together; part++) {
                put_cell(row, item, definition + part, i);
            }
        }
    }
    ab_row_end(row);
}

static inline void begin_cell(struct ab_row *row)
{
    row->cell++;
}

void ab_row_empty(struct ab_row *row)
{
    begin_cell(row);
    row->format->empty(row);
}

static bool is_of_type(const struct ab_row *row, enum ab_column_type type)
{
    return row->type != NULL && row->type[row->cell - 1] == type;
}

/* Puts text that stands for a number, such as what a scenario's key was given, as one; false when it
 * stands for none. */
static bool put_as_number(struct ab_row *row, const char *text)
{
    char *end;
    if (is_of_type(row, AB_COLUMN_INTEGER)) {
        const long long value = strtoll(text, &end, 10);
        if (*end == '\0') { /* else it is 1e+12 */
            row->format->integer(row, value);
            return true;
        }
    } else if (is_of_type(row, AB_COLUMN_NUMBER)) {
        (void)strtod(text, &end);
        if (*end == '\0') { /* else a journal says so */
            row->format->figure(row, text);
            return true;
        }
    }
    return false;
}

void ab_row_text(struct ab_row *row, const char *text)
{
    if (text == NULL || text[0] == '\0') {
        ab_row_empty(row);
        return;
    }
    begin_cell(row);
    if (row->type == NULL || !put_as_number(row, text)) {
        row->format->text(row, text);
    }
}

void ab_row_integer(struct ab_row *row, int64_t value)
{
    begin_cell(row);
    if (is_of_type(row, AB_COLUMN_TEXT)) {
        char text[AB_FORMAT_SIZE];
        (void)ab_format_integer(value, text);
        row->format->text(row, text);
    } else {
        row->format->integer(row, value);
    }
}

static void put_limit(struct ab_row *row, int64_t places)
{
    if (places == AB_NO_LIMIT) {
        ab_row_empty(row);
    } else {
        ab_row_integer(row, places);
    }
}

void ab_row_boolean(struct ab_row *row, bool value)
{
    begin_cell(row);
    row->format->boolean(row, value);
}

void ab_row_number(struct ab_row *row, double value)
{
    char digits[AB_FORMAT_SIZE];
    if (!isfinite(value)) {
        ab_row_empty(row);
        return;
    }
    begin_cell(row);
    if (is_of_type(row, AB_COLUMN_TEXT)) {
        (void)ab_format_number(value, digits);
        row->format->text(row, digits);
    } else {
        row->format->number(row, value);
    }
}

void ab_row_decimal(struct ab_row *row, int64_t scaled, int decimals)
{
    char digits[AB_FORMAT_SIZE];
    begin_cell(row);
    if (is_of_type(row, AB_COLUMN_TEXT)) {
        (void)ab_format_decimal(scaled, decimals, digits);
        row->format->text(row, digits);
    } else {
        row->format->decimal(row, scaled, decimals);
    }
}

void ab_row_tonnes(struct ab_row *row, double tonnes)
{
    if (isfinite(tonnes)) {
        ab_row_decimal(row, (int64_t)llround(tonnes * 1000), 3);
    } else {
        ab_row_empty(row);
    }
}

void ab_row_hours(struct ab_row *row, ab_time duration)
{
    if (duration == AB_TIME_NEVER) {
        ab_row_empty(row);
    } else {
        ab_row_decimal(row, ab_format_hour_units(duration), AB_HOURS_DECIMALS);
    }
}

void ab_row_instant(struct ab_row *row, ab_time time)
{
    if (time == AB_TIME_NEVER) {
        ab_row_empty(row);
    } else {
        begin_cell(row);
        row->format->instant(row, row->start + time);
    }
}

void ab_row_hash(struct ab_row *row, uint64_t hash)
{
    char text[AB_FORMAT_SIZE];
    (void)ab_format_hex(hash, 16, text);
    ab_row_text(row, text);
}

void ab_row_end(struct ab_row *row)
{
    assert(row->cell == row->columns && row->columns > 0);
    row->format->end(row);
    row->cell = 0;
}

/* ---- accessors ---- */

static const void *value_at(const struct ab_item *item, size_t at)
{
    return (const char *)item->record + at;
}

void ab_cell_text(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_text(row, *(const char *const *)value_at(item, at));
}

void ab_cell_characters(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_text(row, value_at(item, at));
}

void ab_cell_flag(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_boolean(row, *(const bool *)value_at(item, at));
}

void ab_cell_instant(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_instant(row, *(const ab_time *)value_at(item, at));
}

void ab_cell_hours(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_hours(row, *(const ab_time *)value_at(item, at));
}

void ab_cell_int(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_integer(row, *(const int *)value_at(item, at));
}

void ab_cell_whole(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_integer(row, *(const int64_t *)value_at(item, at));
}

void ab_cell_limit(struct ab_row *row, const struct ab_item *item, size_t at)
{
    put_limit(row, *(const int64_t *)value_at(item, at));
}

void ab_cell_number(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_number(row, *(const double *)value_at(item, at));
}

void ab_cell_tonnes(struct ab_row *row, const struct ab_item *item, size_t at)
{
    ab_row_tonnes(row, *(const double *)value_at(item, at));
}

void ab_cell_point(struct ab_row *row, const struct ab_item *item, size_t at)
{
    (void)at;
    if (item->point > 0) {
        ab_row_integer(row, item->point);
    } else {
        ab_row_empty(row); /* of no sweep */
    }
}

void ab_cell_replication(struct ab_row *row, const struct ab_item *item, size_t at)
{
    (void)at;
    ab_row_integer(row, item->replication);
}

/* The index of the item is that of the measure. */
void ab_cell_measure_name(struct ab_row *row, const struct ab_item *item, size_t at)
{
    char name[128];
    (void)at;
    ab_row_text(row, ab_measure_name(item->scenario, item->index, name, sizeof name));
}

void ab_cell_measure_unit(struct ab_row *row, const struct ab_item *item, size_t at)
{
    (void)at;
    ab_row_text(row, ab_measure_unit(item->scenario, item->index));
}

/* The value of a varied key: a number without the unit, which is in the column's name and may be written
 * in several ways, 2 h and 2 hours. */
void ab_cell_key(struct ab_row *row, const struct ab_item *item, size_t at)
{
    char number[64]; /* none is longer */
    const char *value = item->key[at], *rest = value;
    double of;
    if (item->sweep->key_unit[at][0] == '\0') {
        ab_row_text(row, value);
        return;
    }
    (void)ab_scan_number(&rest, &of);
    (void)snprintf(number, sizeof number, "%.*s", (int)(rest - value), value);
    ab_row_text(row, number);
}

/* ---- rows as lines of text ---- */

void ab_csv_flush(struct ab_csv *csv)
{
    ab_writer_put(csv->writer, csv->buffer, csv->used);
    csv->used = 0;
}

static void put_bytes(struct ab_csv *csv, const char *bytes, size_t size)
{
    if (size > sizeof csv->buffer - csv->used) {
        ab_csv_flush(csv);
    }
    if (size > sizeof csv->buffer) {
        ab_writer_put(csv->writer, bytes, size);
    } else {
        memcpy(csv->buffer + csv->used, bytes, size);
        csv->used += size;
    }
}

/* Where a cell begins, behind the comma that it may need, with room for a number or an instant. */
static char *begin_short(struct ab_row *row)
{
    struct ab_csv *csv = (struct ab_csv *)(void *)row;
    if (sizeof csv->buffer - csv->used <= AB_FORMAT_SIZE) {
        ab_csv_flush(csv);
    }
    csv->buffer[csv->used] = ',';
    csv->used += row->cell > 1;
    return csv->buffer + csv->used;
}

static void end_short(struct ab_row *row, size_t length)
{
    ((struct ab_csv *)(void *)row)->used += length;
}

/* How many characters a text begins with that need no quotes. */
static size_t count_plain(const char *text)
{
    static const bool stops[UCHAR_MAX + 1] = {
        ['\0'] = true, [','] = true, ['"'] = true, ['\r'] = true, ['\n'] = true};
    size_t n = 0;
    while (!stops[(unsigned char)text[n]]) {
        n++;
    }
    return n;
}

static void put_text(struct ab_row *row, const char *text)
{
    struct ab_csv *csv = (struct ab_csv *)(void *)row;
    const size_t plain = count_plain(text);
    (void)begin_short(row);
    if (text[plain] == '\0') {
        put_bytes(csv, text, plain);
        return;
    }
    put_bytes(csv, "\"", 1);
    for (const char *c = text; *c != '\0'; c++) {
        put_bytes(csv, "\"\"", *c == '"');
        put_bytes(csv, c, 1);
    }
    put_bytes(csv, "\"", 1);
}

static void put_integer(struct ab_row *row, int64_t value)
{
    end_short(row, ab_format_integer(value, begin_short(row)));
}

static void put_decimal(struct ab_row *row, int64_t scaled, int decimals)
{
    end_short(row, ab_format_decimal(scaled, decimals, begin_short(row)));
}

static void put_number(struct ab_row *row, double value)
{
    end_short(row, ab_format_number(value, begin_short(row)));
}

static void put_instant(struct ab_row *row, ab_time instant)
{
    end_short(row, ab_row_put_iso(row, instant, begin_short(row)));
}

static void put_boolean(struct ab_row *row, bool value)
{
    *begin_short(row) = value ? '1' : '0';
    end_short(row, 1);
}

static void put_nothing(struct ab_row *row)
{
    (void)begin_short(row);
}

static void end_row(struct ab_row *row)
{
    put_bytes((struct ab_csv *)(void *)row, "\n", 1);
}

static const struct ab_row_format csv_format = {
    .text = put_text,
    .integer = put_integer,
    .decimal = put_decimal,
    .number = put_number,
    .figure = put_text,
    .instant = put_instant,
    .boolean = put_boolean,
    .empty = put_nothing,
    .end = end_row,
};

void ab_csv_init(struct ab_csv *csv, struct ab_writer *writer, int columns, ab_time start)
{
    ab_row_init(&csv->row, &csv_format, columns, start);
    csv->writer = writer;
    csv->used = 0;
}
