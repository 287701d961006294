/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* samples.c - reads the file of an empirical distribution.
 *
 * One number a line, or the first column that has a name of a table with headings: what people
 * measured, as spreadsheets and programs write it. Lines that begin with a # and a blank are
 * comments.
 *
 *     minutes           ,minutes,day      the column without a name is an index
 *     20                0,20.0,Monday
 *     25.5              1,25.5,Tuesday
 *
 * Only what can be read in one way is read. Numbers have a decimal point; a decimal comma is read
 * where commas don't separate columns (between semicolons, tabs or quotes), unless it could be a
 * mark of thousands (1,234), or the file has points as well. Cells may have units of their own, and
 * times may be 2:15, where no unit stands behind the brackets. */
#include "scenario/value.h"

#include "base/caseless.h"
#include "base/cells.h"
#include "base/limits.h"
#include "scenario/text.h"

#include <stdarg.h>
#include <string.h>

enum { CELL_SHOWN = 60, UNIT_SHOWN = 8 };

#define NUMBER_BYTES "0123456789+-.,:;'eE \t"

struct reading {
    struct ab_conversion *conversion;
    const struct ab_key *key;
    const char *path, *unit;
    struct ab_samples *samples;
    struct ab_cells cells;
    const char *cell[AB_SAMPLES_CELLS_MAX]; /* of the row */
    int columns;                            /* of the table */
    int column;                             /* which of them has the numbers */
    char quote[CELL_SHOWN + 3];
    int comma, point; /* the first line with that mark in its number; 0: none yet */
};

static bool refuse(struct reading *reading, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Complains at the line that was read last. */
static bool refuse(struct reading *reading, const char *format, ...)
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
    return false;
}

/* ---- what may be quoted ---- */

/* Words by which programs mean that there is no number. */
static bool is_gap(const char *cell)
{
    static const char *const gaps[] = {"nan", "inf",  "infinity", "na",
                                       "n/a", "null", "none",     "nil"};
    for (size_t i = 0; i < sizeof gaps / sizeof gaps[0]; i++) {
        if (ab_caseless_equal(cell, gaps[i])) {
            return true;
        }
    }
    return false;
}

/* The length of what numbers are made of and what stands between them, at the start of a text. */
static size_t number_length(const char *text)
{
    /* Minus, and blanks of fixed width. */
    static const char *const others[] = {"\xE2\x88\x92", "\xC2\xA0", "\xE2\x80\xAF"};
    enum { OTHERS = sizeof others / sizeof others[0] };
    size_t length = strspn(text, NUMBER_BYTES);
    for (int i = 0; i < OTHERS;) {
        const size_t size = strlen(others[i]);
        const bool is_it = strncmp(text + length, others[i], size) == 0;
        length += is_it ? size : 0;
        length += is_it ? strspn(text + length, NUMBER_BYTES) : 0;
        i = is_it ? 0 : i + 1;
    }
    return length;
}

/* Whether a text looks like numbers, of which the last may have a unit, or like the lack of one. A
 * scenario may name any file: what else stands in it is not for whoever reads the messages. */
static bool is_quotable(const char *text)
{
    const size_t length = number_length(text);
    size_t letters = 0;
    while ((ab_lower(text[length + letters]) >= 'a' && ab_lower(text[length + letters]) <= 'z') ||
           (text[length + letters] != '\0' && strchr("/%", text[length + letters]) != NULL)) {
        letters++;
    }
    const bool has_digit = strcspn(text, "0123456789") < length;
    return (has_digit && letters <= UNIT_SHOWN && text[length + letters] == '\0') ||
           is_gap(text + strspn(text, "+-#"));
}

/* What is quotable between quotes, or that it is a cell; valid until the next call. */
static const char *quoted(struct reading *reading, const char *cell)
{
    if (!is_quotable(cell)) {
        return "the cell";
    }
    (void)snprintf(reading->quote, sizeof reading->quote, "'%.*s'",
                   (int)ab_text_shown(cell, strlen(cell), CELL_SHOWN), cell);
    return reading->quote;
}

/* ---- headings ---- */

/* Whether a cell can only be a heading: it begins with a letter; or with something that is not
 * ASCII, without any digit (which leaves out a minus or a blank of another kind). */
static bool is_heading(const char *cell)
{
    const char first = ab_lower(cell[0]);
    const bool letter = first >= 'a' && first <= 'z';
    const bool foreign = ((unsigned char)first & 0x80) != 0 && strpbrk(cell, "0123456789") == NULL;
    return (letter || foreign || first == '_' || first == '(') && !is_gap(cell);
}

/* How many cells of a row there are, empty ones at its end apart. */
static int trimmed(const struct reading *reading, int count)
{
    while (count > 0 && reading->cell[count - 1][0] == '\0') {
        count--;
    }
    return count;
}

/* Looks at the first row: whether it is one of headings, and which column has the numbers. */
static bool take_headings(struct reading *reading, int count, bool *is_headings)
{
    int named = -1;
    for (int i = 0; i < count; i++) {
        if (ab_cells_is_unnamed(reading->cell[i])) {
            continue;
        }
        named = named < 0 ? i : named;
    }
    *is_headings = named >= 0 && is_heading(reading->cell[named]);
    if (!*is_headings) {
        reading->columns = 1;
        reading->column = 0;
        return true;
    }
    for (int i = 0; i < count; i++) {
        if (reading->cell[i][0] != '\0' && !is_heading(reading->cell[i])) {
            return is_quotable(reading->cell[i])
                       ? refuse(reading, "column %d of the headings is %s, which is no heading",
                                i + 1, quoted(reading, reading->cell[i]))
                       : refuse(reading, "column %d of the headings is no heading", i + 1);
        }
    }
    if (named > 1) {
        return refuse(reading, "the first %d columns have no heading; only one, an index, may",
                      named);
    }
    reading->columns = count;
    reading->column = named;
    return true;
}

/* ---- numbers ---- */

/* Marks in the number at the start of a cell. */
struct marks {
    size_t length; /* of digits and marks, behind a sign */
    int commas, points;
    size_t whole;  /* digits before the first mark */
    size_t behind; /* digits behind the last one */
    bool leading_zero;
};

static struct marks marks_of(const char *cell)
{
    struct marks marks = {0};
    cell += *cell == '+' || *cell == '-';
    marks.leading_zero = *cell == '0';
    for (; strchr("0123456789,.", cell[marks.length]) != NULL && cell[marks.length] != '\0';
         marks.length++) {
        const char c = cell[marks.length];
        if (c == ',' || c == '.') {
            marks.commas += c == ',';
            marks.points += c == '.';
            marks.behind = 0;
        } else if (marks.commas + marks.points == 0) {
            marks.whole++;
        } else {
            marks.behind++;
        }
    }
    return marks;
}

/* Whether a number with one mark may have it for thousands: 1,234 but not 0,234 or 12,5. */
static bool may_be_thousands(const struct marks *marks)
{
    return marks->behind == 3 && marks->whole >= 1 && marks->whole <= 3 && !marks->leading_zero;
}

/* Notes which mark a number has; refuses what can be read in two ways. */
static bool check_marks(struct reading *reading, const char *cell, const struct marks *marks)
{
    if (marks->commas + marks->points > 1) {
        return refuse(reading,
                      "%s has more than one comma or point; decimals have one point, "
                      "and thousands no mark",
                      quoted(reading, cell));
    }
    const bool other_comma = marks->commas > 0 || reading->cells.separator == ';';
    if (marks->commas + marks->points == 1 && other_comma && may_be_thousands(marks)) {
        return refuse(reading,
                      "%s can be read in two ways, by decimals or by thousands; write "
                      "decimals with a point and thousands without a mark",
                      quoted(reading, cell));
    }
    reading->comma =
        reading->comma == 0 && marks->commas > 0 ? reading->cells.line : reading->comma;
    reading->point =
        reading->point == 0 && marks->points > 0 ? reading->cells.line : reading->point;
    if (reading->comma > 0 && reading->point > 0) {
        return refuse(reading, "%s has a decimal %s, and line %d a decimal %s",
                      quoted(reading, cell), marks->commas > 0 ? "comma" : "point",
                      marks->commas > 0 ? reading->point : reading->comma,
                      marks->commas > 0 ? "point" : "comma");
    }
    return true;
}

/* Reads a number, with its unit; complains of what is none. */
static bool scan_cell(struct reading *reading, const char *cell, struct ab_measured *measured)
{
    char text[64];
    const struct marks marks = marks_of(cell);
    if (cell[0] == '\0') {
        return refuse(reading, "column %d is empty, where a number is needed", reading->column + 1);
    }
    if (marks.length == 0 || strlen(cell) >= sizeof text) {
        return refuse(reading, "%s is not a number", quoted(reading, cell));
    }
    if (!check_marks(reading, cell, &marks)) {
        return false;
    }
    (void)snprintf(text, sizeof text, "%s", cell);
    if (marks.commas > 0) {
        *strchr(text, ',') = '.';
    }
    const char *cursor = text;
    struct ab_complaint inner;
    ab_complaint_clear(&inner);
    if (!ab_scan_measured(&cursor, measured)) {
        return refuse(reading, "%s is not a number, or one too large or too small to be read",
                      quoted(reading, cell));
    }
    return ab_measured_is_all(measured, cursor, &inner) ||
           refuse(reading, "%s %s", quoted(reading, cell), inner.text);
}

static bool read_number(struct reading *reading, const char *cell)
{
    const struct ab_key *key = reading->key;
    struct ab_measured measured;
    struct ab_complaint inner;
    double value;
    if (!scan_cell(reading, cell, &measured)) {
        return false;
    }
    if (measured.unit[0] != '\0' && reading->unit[0] != '\0') {
        return refuse(reading, "%s has a unit, and so has empirical(...) %s", quoted(reading, cell),
                      reading->unit);
    }
    if (reading->unit[0] != '\0') {
        (void)snprintf(measured.unit, sizeof measured.unit, "%s", reading->unit);
    }
    ab_complaint_clear(&inner);
    if (!ab_measured_convert(&measured, key->dimension, &value, &inner) ||
        !ab_range_check(value, key->dimension, key->minimum, key->maximum, &inner)) {
        return is_quotable(cell)
                   ? refuse(reading, "the number %s %s", quoted(reading, cell), inner.text)
                   : refuse(reading, "the cell is a number with a unit that is none");
    }
    reading->samples->value[reading->samples->count++] = value;
    return true;
}

/* ---- rows ---- */

/* Complains of a row that has more cells than there are columns, and quotes its beginning. */
static bool refuse_row(struct reading *reading, int count, bool headed)
{
    char row[2 * CELL_SHOWN] = "";
    bool quotable = true;
    for (int i = 0; i < count && strlen(row) < CELL_SHOWN; i++) {
        const size_t used = strlen(row);
        (void)snprintf(row + used, sizeof row - used, "%.*s%.*s", i > 0, &reading->cells.separator,
                       CELL_SHOWN / 2, reading->cell[i]);
        quotable &= is_quotable(reading->cell[i]) || reading->cell[i][0] == '\0';
    }
    const char *said = quotable ? quoted(reading, row) : "the row";
    if (headed) {
        return refuse(reading,
                      "%s has %d cells under %d heading%s; decimals have a point, and "
                      "thousands no mark",
                      said, count, reading->columns, reading->columns == 1 ? "" : "s");
    }
    return refuse(reading,
                  "%s has %d cells and no heading says what they are; decimals have a "
                  "point, and thousands no mark",
                  said, count);
}

static bool take_row(struct reading *reading, int count, bool headed)
{
    const int column = reading->column;
    return count <= reading->columns
               ? read_number(reading, column < count ? reading->cell[column] : "")
               : refuse_row(reading, count, headed);
}

static bool read_rows(struct reading *reading)
{
    bool first = true, headed = false;
    int count;
    while (ab_cells_row(&reading->cells, reading->cell, AB_SAMPLES_CELLS_MAX, &count)) {
        if (count > AB_SAMPLES_CELLS_MAX) {
            return refuse(reading, "the line has more than %d cells", AB_SAMPLES_CELLS_MAX);
        }
        count = trimmed(reading, count);
        if (count == 0) {
            continue; /* an empty row of a spreadsheet */
        }
        if (first && !take_headings(reading, count, &headed)) {
            return false;
        }
        if (!(first && headed) && !take_row(reading, count, headed)) {
            return false;
        }
        first = false;
    }
    if (reading->cells.reason != NULL) {
        return refuse(reading, "%s", reading->cells.reason);
    }
    reading->cells.line = 0;
    return reading->samples->count > 0 || refuse(reading, "the file has no numbers");
}

static bool read_content(struct reading *reading, char *content, size_t size)
{
    size_t lines = 1;
    for (size_t i = 0; i < size; i++) {
        lines += content[i] == '\n';
    }
    struct ab_samples *samples = reading->samples;
    samples->value = ab_conversion_take(reading->conversion, lines * sizeof *samples->value);
    if (samples->value == NULL) {
        return false;
    }
    return ab_cells_begin(&reading->cells, content, size, true)
               ? read_rows(reading)
               : refuse(reading, "%s", reading->cells.reason);
}

bool ab_samples_read(struct ab_conversion *conversion, const struct ab_key *key, const char *file,
                     const char *unit, struct ab_samples *samples)
{
    char *content;
    size_t size;
    struct reading *reading = ab_conversion_take(conversion, sizeof *reading);
    if (reading == NULL) {
        return ab_complain_of_memory(&conversion->complaint);
    }
    if (!ab_conversion_read(conversion, "samples", file, AB_SAMPLES_BYTES_MAX, &reading->path,
                            &content, &size)) {
        return false;
    }
    reading->conversion = conversion;
    reading->key = key;
    reading->unit = unit;
    reading->samples = samples;
    const bool good = read_content(reading, content, size);
    ab_memory_give(content);
    return good;
}
