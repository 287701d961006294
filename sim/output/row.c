/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* row.c - what the cells of a table are, before a format keeps them. */
#include "output/row.h"

#include "output/format.h"

#include "model/run.h"
#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

void ab_row_init(struct ab_row *row, const struct ab_row_format *format, int columns, ab_time start)
{
    *row = (struct ab_row){.format = format, .start = start, .columns = columns};
}

static void begin_cell(struct ab_row *row)
{
    row->cell++;
    assert(row->cell <= row->columns);
}

void ab_row_empty(struct ab_row *row)
{
    begin_cell(row);
    row->format->empty(row);
}

void ab_row_text(struct ab_row *row, const char *text)
{
    if (text == NULL || text[0] == '\0') {
        ab_row_empty(row);
        return;
    }
    begin_cell(row);
    row->format->text(row, text);
}

void ab_row_integer(struct ab_row *row, int64_t value)
{
    begin_cell(row);
    row->format->integer(row, value);
}

void ab_row_limit(struct ab_row *row, int64_t places)
{
    if (places == AB_NO_LIMIT) {
        ab_row_empty(row);
    } else {
        ab_row_integer(row, places);
    }
}

void ab_row_boolean(struct ab_row *row, bool value)
{
    ab_row_integer(row, value);
}

void ab_row_number(struct ab_row *row, double value)
{
    if (!isfinite(value)) {
        ab_row_empty(row);
        return;
    }
    begin_cell(row);
    row->format->number(row, value);
}

void ab_row_measures(struct ab_row *row, const double *value, int count)
{
    int beyond = 0;
    for (int i = 0; i < count; i++) {
        ab_row_number(row, value[i]);
        beyond += ab_is_beyond(value[i]);
    }
    ab_row_integer(row, beyond);
}

void ab_row_decimal(struct ab_row *row, int64_t scaled, int decimals)
{
    begin_cell(row);
    row->format->decimal(row, scaled, decimals);
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
    char text[AB_FORMAT_SIZE];
    (void)ab_format_instant(row->start, time, text);
    ab_row_text(row, text);
}

void ab_row_hash(struct ab_row *row, uint64_t hash)
{
    char text[AB_FORMAT_SIZE];
    (void)snprintf(text, sizeof text, "%016" PRIx64, hash);
    ab_row_text(row, text);
}

void ab_row_end(struct ab_row *row)
{
    assert(row->cell == row->columns && row->columns > 0);
    row->format->end(row);
    row->cell = 0;
}
