/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* align.c - cells of a table on a terminal. */
#include "output/align.h"

#include "base/time.h"
#include "base/visible.h"

#include <math.h>
#include <string.h>

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

const char *ab_align_line(char *line, size_t size, const char *text, int width)
{
    if (text == NULL) {
        text = "";
    }
    const int most = first_line(text, width);
    size_t used = 0;
    for (int count = 0; *text != '\0';) {
        int columns;
        const size_t length = ab_visible_length(text, &columns);
        if ((count > 0 && count + columns > most) || used + length >= size) {
            break;
        }
        memcpy(line + used, text, length);
        used += length;
        text += length;
        count += columns;
    }
    line[used] = '\0';
    return text + strspn(text, " ");
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

int ab_align_share_decimals(double share)
{
    return share > 0 && share < 1 && (share < 0.01 || share > 0.99) ? 2 : 0;
}

void ab_align_number(char *text, double value, int decimals)
{
    if (isnan(value)) {
        (void)snprintf(text, AB_CELL_SIZE, "-");
    } else {
        (void)snprintf(text, AB_CELL_SIZE, "%.*f", decimals, value);
    }
}
