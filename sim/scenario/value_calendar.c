/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value_calendar.c - hours of the day and dated periods. */
#include "scenario/value_part.h"

#include <string.h>

/* Reads "08:00" (00:00 to 24:00) and moves behind it. */
static bool scan_clock(const char **cursor, ab_time *clock)
{
    const char *text = *cursor;
    if (strspn(text, "0123456789") != 2 || text[2] != ':' || strspn(text + 3, "0123456789") != 2) {
        return false;
    }
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (minutes > 59 || hours * 60 + minutes > 24 * 60) {
        return false;
    }
    *clock = hours * AB_HOUR + minutes * AB_MINUTE;
    *cursor = text + 5;
    return true;
}

/* "08:00-21:00"; "20:00-06:00" runs over midnight; "always". */
bool ab_value_convert_day_hours(struct ab_conversion *conversion, const char *text,
                                struct ab_hours *hours)
{
    *hours = (struct ab_hours){0, 0};
    if (strcmp(text, "always") == 0) {
        return true;
    }
    const char *cursor = text;
    if (!scan_clock(&cursor, &hours->from) || *cursor++ != '-' ||
        !scan_clock(&cursor, &hours->to) || *cursor != '\0') {
        return ab_complain(&conversion->complaint,
                           "is not a span of hours; they are written 08:00-21:00, or 'always'");
    }
    if (hours->from == hours->to) {
        return ab_complain(&conversion->complaint, "never opens: it ends when it begins");
    }
    if (hours->to < hours->from) {
        hours->to += AB_DAY;
    }
    if (hours->to - hours->from >= AB_DAY) {
        *hours = (struct ab_hours){0, 0};
    }
    return true;
}

static bool convert_period(struct ab_conversion *conversion, const char *text, size_t length,
                           struct ab_period *period)
{
    char copy[128];
    if (length >= sizeof copy) {
        return ab_complain(&conversion->complaint, "has a period that is too long");
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    char *slash = strchr(copy, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
    if (slash == NULL || !ab_time_parse_iso(copy, &period->from) ||
        !ab_time_parse_iso(slash + 1, &period->to)) {
        return ab_complain(&conversion->complaint,
                           "is not a list of periods; they are written "
                           "2022-01-13T03:00Z/2022-01-13T09:00Z, separated by commas");
    }
    period->from -= conversion->start;
    period->to -= conversion->start;
    return period->from < period->to ||
           ab_complain(&conversion->complaint, "has a period that ends before it begins");
}

bool ab_value_convert_periods(struct ab_conversion *conversion, const char *text,
                              struct ab_period **periods, int *count)
{
    size_t parts = 1;
    for (const char *c = text; *c != '\0'; c++) {
        parts += *c == ',';
    }
    *count = 0;
    *periods = ab_conversion_take(conversion, parts * sizeof **periods);
    if (*periods == NULL) {
        return false;
    }
    for (size_t i = 0; i < parts; i++) {
        ab_scan_blanks(&text);
        const size_t length = strcspn(text, ",");
        size_t used = length;
        while (used > 0 && (text[used - 1] == ' ' || text[used - 1] == '\t')) {
            used--;
        }
        struct ab_period *period = &(*periods)[i];
        if (!convert_period(conversion, text, used, period)) {
            return false;
        }
        if (i > 0 && period->from < period[-1].to) {
            return ab_complain(&conversion->complaint,
                               "has periods that overlap or are not in order");
        }
        text += length + (text[length] == ',');
    }
    *count = (int)parts;
    return true;
}
