/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* arrivals.c - reads the curve by which people of an evacuation come from a CSV file.
 *
 *     hour,people          date,people
 *     0,200                1991-05-24T09:00+03:00,200
 *     12,800               1991-05-24T21:00+03:00,800
 *
 * An hour is one after the evacuation began, or a time with a unit; a date has its offset. So many have
 * come by then, in all. Other columns are passed over. */
#include "scenario/arrivals.h"

#include "base/caseless.h"
#include "base/cells.h"
#include "base/limits.h"
#include "base/memory.h"
#include "scenario/units.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

struct reading {
    struct ab_conversion *conversion;
    const char *path;
    struct ab_cells cells;
    const char *cell[AB_ARRIVALS_CELLS_MAX]; /* of the row */
    int count, columns;                      /* of the row, and of the headings */
    int column[2];                           /* that has when, and how many; -1: none yet */
    bool has_dates;                          /* not hours */
    struct ab_arrival_curve curve;
};
enum { WHEN, HOW_MANY };

static bool refuse(struct reading *reading, int column, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Complains at the row that was read last, and a column of it; -1: none. What stands there is not told: a
 * scenario may name any file. */
static bool refuse(struct reading *reading, int column, const char *format, ...)
{
    struct ab_complaint *complaint = &reading->conversion->complaint;
    char text[sizeof complaint->text];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    ab_complaint_add(complaint, "%s", text);
    (void)snprintf(complaint->file, sizeof complaint->file, "%s", reading->path);
    complaint->line = reading->cells.line;
    complaint->column = column + 1;
    return false;
}

/* ---- headings ---- */

/* Takes a column for what it has; a second one of the kind could be read in two ways. */
static bool take_column(struct reading *reading, int kind, int column)
{
    if (reading->column[kind] >= 0) {
        return refuse(reading, column, "there is a second column of %s",
                      kind == WHEN ? "hours or dates" : "people");
    }
    reading->column[kind] = column;
    return true;
}

static bool take_headings(struct reading *reading)
{
    for (int i = 0; i < reading->count; i++) {
        const char *heading = reading->cell[i];
        const bool is_date = ab_caseless_equal(heading, "date");
        const bool is_when = is_date || ab_caseless_equal(heading, "hour");
        const bool is_count = ab_caseless_equal(heading, "people");
        reading->has_dates |= is_date;
        if ((is_when || is_count) && !take_column(reading, is_when ? WHEN : HOW_MANY, i)) {
            return false;
        }
    }
    reading->columns = reading->count;
    return (reading->column[WHEN] >= 0 && reading->column[HOW_MANY] >= 0) ||
           refuse(reading, -1, "the first row needs the headings people, and hour or date");
}

/* ---- cells ---- */

static const char *cell_of(const struct reading *reading, int kind)
{
    const int column = reading->column[kind];
    return column < reading->count ? reading->cell[column] : "";
}

/* A plain number of hours, or a time with its unit. */
static bool read_hour(struct reading *reading, const char *cell, double *after)
{
    struct ab_measured measured;
    struct ab_complaint inner;
    const char *cursor = cell;
    ab_complaint_clear(&inner);
    if (!ab_scan_measured(&cursor, &measured)) {
        return refuse(reading, reading->column[WHEN], "the hour is not a number");
    }
    if (measured.unit[0] == '\0') {
        (void)snprintf(measured.unit, sizeof measured.unit, "h");
    }
    return (ab_measured_is_all(&measured, cursor, &inner) &&
            ab_measured_convert(&measured, AB_DIMENSION_TIME, after, &inner) &&
            ab_range_check(*after, AB_DIMENSION_TIME, 0, AB_HOURS_MAX, &inner)) ||
           refuse(reading, reading->column[WHEN], "the hour %s", inner.text);
}

static bool read_when(struct reading *reading, struct ab_arrivals *point)
{
    const char *cell = cell_of(reading, WHEN);
    double after;
    if (!reading->has_dates) {
        point->after = read_hour(reading, cell, &after) ? ab_time_round(after) : 0;
        return reading->conversion->complaint.status == AB_OK;
    }
    if (!ab_time_parse_iso(cell, &point->after)) {
        char why[AB_TIME_WHY_SIZE];
        return refuse(reading, reading->column[WHEN],
                      "this is no date%s; dates are written 2022-01-06T01:20+03:00, with the "
                      "offset from UTC",
                      ab_time_missing_day(cell, why));
    }
    point->after -= reading->conversion->start;
    point->is_date = true;
    return true;
}

static bool read_people(struct reading *reading, struct ab_arrivals *point)
{
    struct ab_complaint inner;
    double people;
    ab_complaint_clear(&inner);
    if (!ab_quantity_parse(cell_of(reading, HOW_MANY), AB_DIMENSION_NONE, &people, &inner) ||
        !ab_range_check(people, AB_DIMENSION_NONE, 0, 1e6, &inner) || floor(people) < people) {
        return refuse(reading, reading->column[HOW_MANY], "the number of people %s",
                      inner.text[0] != '\0' ? inner.text : "is no whole number");
    }
    point->people = (int64_t)people;
    return true;
}

static bool read_point(struct reading *reading)
{
    struct ab_arrivals *point = &reading->curve.point[reading->curve.points];
    const bool is_first = reading->curve.points == 0;
    if (reading->count > reading->columns) {
        return refuse(
            reading, -1,
            "the row has %d cells under %d headings; decimals have a point, and thousands "
            "no mark",
            reading->count, reading->columns);
    }
    if (!read_when(reading, point) || !read_people(reading, point)) {
        return false;
    }
    if (!is_first && point->after <= point[-1].after) {
        return refuse(reading, reading->column[WHEN],
                      "the time is not later than in the row before");
    }
    if (!is_first && point->people < point[-1].people) {
        return refuse(
            reading, reading->column[HOW_MANY],
            "fewer people have come than in the row before; the column is of all who have "
            "come by then");
    }
    reading->curve.points++;
    return true;
}

/* ---- the file ---- */

/* How many cells of a row there are, empty ones at its end apart. */
static int trimmed(const struct reading *reading)
{
    int count = reading->count;
    while (count > 0 && reading->cell[count - 1][0] == '\0') {
        count--;
    }
    return count;
}

static bool read_rows(struct reading *reading)
{
    bool headed = false;
    while (ab_cells_row(&reading->cells, reading->cell, AB_ARRIVALS_CELLS_MAX, &reading->count)) {
        if (reading->count > AB_ARRIVALS_CELLS_MAX) {
            return refuse(reading, -1, "the row has more than %d cells", AB_ARRIVALS_CELLS_MAX);
        }
        reading->count = trimmed(reading);
        if (reading->count == 0) {
            continue; /* an empty row of a spreadsheet */
        }
        if (!(headed ? read_point(reading) : take_headings(reading))) {
            return false;
        }
        headed = true;
    }
    if (reading->cells.reason != NULL) {
        return refuse(reading, reading->cells.column - 1, "%s", reading->cells.reason);
    }
    reading->cells.line = 0;
    return reading->curve.points > 0 || refuse(reading, -1, "the file has no arrivals");
}

static bool read_content(struct reading *reading, char *content, size_t size)
{
    size_t lines = 1;
    for (size_t i = 0; i < size; i++) {
        lines += content[i] == '\n';
    }
    reading->curve.point =
        ab_conversion_take(reading->conversion, lines * sizeof *reading->curve.point);
    if (reading->curve.point == NULL) {
        return false;
    }
    return ab_cells_begin(&reading->cells, content, size, true)
               ? read_rows(reading)
               : refuse(reading, -1, "%s", reading->cells.reason);
}

bool ab_arrivals_read(struct ab_conversion *conversion, const char *file,
                      struct ab_arrival_curve *curve)
{
    char *content;
    size_t size;
    struct reading *reading = ab_conversion_take(conversion, sizeof *reading);
    if (reading == NULL) {
        return ab_complain_of_memory(&conversion->complaint);
    }
    if (!ab_conversion_read(conversion, "arrivals", file, AB_ARRIVALS_BYTES_MAX, &reading->path,
                            &content, &size)) {
        return false;
    }
    reading->conversion = conversion;
    reading->column[WHEN] = reading->column[HOW_MANY] = -1;
    const bool good = read_content(reading, content, size);
    ab_memory_give(content);
    *curve = reading->curve;
    return good;
}
