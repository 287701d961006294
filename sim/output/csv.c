/* csv.c - rows of a table. Cells gather in a buffer of the caller's, so that a cell costs no call
 * into the file layer. */
#include "output/csv.h"

#include "output/format.h"

#include <airbridge/scenario.h>
#include <assert.h>
#include <math.h>
#include <string.h>

void ab_csv_init(struct ab_csv *csv, struct ab_writer *writer, ab_time start)
{
    csv->writer = writer;
    csv->start = start;
    csv->cell = 0;
    csv->columns = 0;
    csv->used = 0;
}

void ab_csv_flush(struct ab_csv *csv)
{
    ab_writer_put(csv->writer, csv->buffer, csv->used);
    csv->used = 0;
}

/* Room for `size` more bytes, at most the size of a formatted number and a comma. */
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

/* Begins a cell and returns where a formatted number may be written. */
static char *begin_cell(struct ab_csv *csv)
{
    assert(csv->columns == 0 || csv->cell < csv->columns);
    if (csv->cell++ > 0) {
        put_char(csv, ',');
    }
    return take_room(csv, AB_FORMAT_SIZE);
}

void ab_csv_text(struct ab_csv *csv, const char *text)
{
    begin_cell(csv);
    if (text == NULL) {
        return;
    }
    bool quoted = strpbrk(text, ",\"\r\n") != NULL;
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

void ab_csv_integer(struct ab_csv *csv, int64_t value)
{
    csv->used += ab_format_integer(value, begin_cell(csv));
}

void ab_csv_limit(struct ab_csv *csv, int64_t places)
{
    if (places == AB_NO_LIMIT) {
        ab_csv_empty(csv);
    } else {
        ab_csv_integer(csv, places);
    }
}

void ab_csv_boolean(struct ab_csv *csv, bool value)
{
    ab_csv_integer(csv, value);
}

void ab_csv_number(struct ab_csv *csv, double value)
{
    csv->used += ab_format_number(value, begin_cell(csv));
}

void ab_csv_decimal(struct ab_csv *csv, int64_t scaled, int decimals)
{
    csv->used += ab_format_decimal(scaled, decimals, begin_cell(csv));
}

void ab_csv_tonnes(struct ab_csv *csv, double tonnes)
{
    if (isfinite(tonnes)) {
        ab_csv_decimal(csv, (int64_t)llround(tonnes * 1000), 3);
    } else {
        ab_csv_empty(csv);
    }
}

void ab_csv_hours(struct ab_csv *csv, ab_time duration)
{
    if (duration == AB_TIME_NEVER) {
        ab_csv_empty(csv);
    } else {
        ab_csv_decimal(csv, ab_format_hour_units(duration), AB_HOURS_DECIMALS);
    }
}

void ab_csv_instant(struct ab_csv *csv, ab_time time)
{
    csv->used += ab_format_instant(csv->start, time, begin_cell(csv));
}

void ab_csv_empty(struct ab_csv *csv)
{
    begin_cell(csv);
}

void ab_csv_end_row(struct ab_csv *csv)
{
    if (csv->columns == 0) {
        csv->columns = csv->cell;
    }
    assert(csv->cell == csv->columns && csv->columns > 0);
    csv->cell = 0;
    put_char(csv, '\n');
}
