/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* align.c - cells of a table on a terminal. */
#include "output/align.h"

#include "base/time.h"
#include "base/visible.h"

#include <math.h>
#include <string.h>

int ab_align_width(const char *text)
{
    int count = 0;
    for (int columns; *text != '\0'; count += columns) {
        text += ab_visible_length(text, &columns);
    }
    return count;
}

/* Prints as many characters as have room in `width` columns, at least one; *used gets how many these
 * need. Returns what follows them. */
static const char *print_characters(FILE *stream, const char *text, int width, int *used)
{
    const char *end = text;
    *used = 0;
    while (*end != '\0') {
        int columns;
        const size_t length = ab_visible_length(end, &columns);
        if (*used > 0 && *used + columns > width) {
            break;
        }
        *used += columns;
        end += length;
    }
    ab_visible_print_part(stream, text, (size_t)(end - text));
    return end;
}

/* How many columns of a text make its first line: up to the last blank that `width` reaches, or as
 * many as fit when there is none. */
static int first_line(const char *text, int width)
{
    int line = 0, count = 0;
    for (int columns; count <= width; count += columns) {
        if (*text == '\0') {
            return count;
        }
        if (*text == ' ' && count > 0) {
            line = count;
        }
        text += ab_visible_length(text, &columns);
    }
    return line > 0 ? line : width;
}

static void fill(FILE *stream, int blanks)
{
    if (blanks > 0) {
        (void)fprintf(stream, "%*s", blanks, "");
    }
}

const char *ab_align_line(FILE *stream, const char *text, int width, bool filled)
{
    if (text == NULL) {
        text = "";
    }
    int used;
    const char *rest = print_characters(stream, text, first_line(text, width), &used);
    if (filled) {
        fill(stream, width - used);
    }
    return rest + strspn(rest, " ");
}

void ab_align_text(FILE *stream, const char *text, int width)
{
    if (text == NULL) {
        text = "";
    }
    int used;
    const bool cut = ab_align_width(text) > width;
    (void)print_characters(stream, text, cut ? width - 1 : width, &used);
    if (cut) {
        (void)fputc('~', stream);
    }
    fill(stream, width - used - cut);
}

void ab_align_date(char *text, ab_time instant)
{
    char iso[AB_TIME_ISO_SIZE];
    if (instant == AB_TIME_NEVER) {
        (void)snprintf(text, AB_CELL_SIZE, "-");
        return;
    }
    (void)ab_time_format_iso(instant, iso, sizeof iso);
    char *hour = strchr(iso, 'T');
    *hour = ' ';
    (void)snprintf(text, AB_CELL_SIZE, "%.*s", (int)(hour - iso) + 6, iso);
}

void ab_align_short_date(char *text, ab_time instant)
{
    ab_align_date(text, instant);
    if (instant != AB_TIME_NEVER) {
        memmove(text, text + 5, strlen(text + 5) + 1); /* the year and its dash */
    }
}

int ab_align_decimals(const double *value, int count)
{
    for (int i = 0; i < count; i++) {
        if (!isnan(value[i]) && value[i] != trunc(value[i])) {
            return 1;
        }
    }
    return 0;
}

void ab_align_number(char *text, double value, int decimals)
{
    if (isnan(value)) {
        (void)snprintf(text, AB_CELL_SIZE, "-");
    } else {
        (void)snprintf(text, AB_CELL_SIZE, "%.*f", decimals, value);
    }
}
