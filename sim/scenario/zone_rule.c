/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* zone_rule.c - the rule of a time zone in the notation of POSIX (the environment variable TZ). */
#include "scenario/zone.h"

#include <string.h>

/* ---- reading ---- */

/* "CET", or "<+03>". */
static bool scan_name(const char **cursor)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    const char *const text = *cursor;
    if (*text == '<') {
        const char *close = strchr(text, '>');
        *cursor = close != NULL ? close + 1 : text;
        return close != NULL;
    }
    *cursor += strspn(text, letters);
    return *cursor - text >= 3;
}

static bool scan_number(const char **cursor, int low, int high, int *number)
{
    const char *const text = *cursor;
    *number = 0;
    while (**cursor >= '0' && **cursor <= '9' && *cursor - text < 4) {
        *number = *number * 10 + (*(*cursor)++ - '0');
    }
    return *cursor > text && *number >= low && *number <= high;
}

/* "3", "-1:30", "167:59:59". */
static bool scan_time(const char **cursor, ab_time *time)
{
    const bool negative = **cursor == '-';
    int hours, minutes = 0, seconds = 0;
    *cursor += negative || **cursor == '+';
    if (!scan_number(cursor, 0, 167, &hours)) {
        return false;
    }
    if (**cursor == ':') {
        ++*cursor;
        if (!scan_number(cursor, 0, 59, &minutes)) {
            return false;
        }
    }
    if (**cursor == ':') {
        ++*cursor;
        if (!scan_number(cursor, 0, 59, &seconds)) {
            return false;
        }
    }
    *time = hours * AB_HOUR + minutes * AB_MINUTE + seconds * AB_SECOND;
    *time = negative ? -*time : *time;
    return true;
}

/* ",M3.5.0/2", ",J60" or ",59". */
static bool scan_moment(const char **cursor, struct ab_zone_moment *moment)
{
    *moment = (struct ab_zone_moment){.kind = AB_ZONE_DAY, .time = 2 * AB_HOUR};
    if (*(*cursor)++ != ',') {
        return false;
    }
    bool good;
    if (**cursor == 'M') {
        moment->kind = AB_ZONE_WEEKDAY;
        ++*cursor;
        good = scan_number(cursor, 1, 12, &moment->month) && *(*cursor)++ == '.' &&
               scan_number(cursor, 1, 5, &moment->week) && *(*cursor)++ == '.' &&
               scan_number(cursor, 0, 6, &moment->day);
    } else if (**cursor == 'J') {
        moment->kind = AB_ZONE_JULIAN;
        ++*cursor;
        good = scan_number(cursor, 1, 365, &moment->day);
    } else {
        good = scan_number(cursor, 0, 365, &moment->day);
    }
    if (good && **cursor == '/') {
        ++*cursor;
        good = scan_time(cursor, &moment->time);
    }
    return good;
}

bool ab_zone_parse_rule(const char *text, struct ab_zone_rule *rule)
{
    const char *cursor = text;
    ab_time west;
    *rule = (struct ab_zone_rule){0};
    if (!scan_name(&cursor) || !scan_time(&cursor, &west)) {
        return false;
    }
    rule->standard = -west;
    if (*cursor == '\0') {
        return true;
    }
    rule->alternates = true;
    rule->summer = rule->standard + AB_HOUR;
    if (!scan_name(&cursor)) {
        return false;
    }
    if (*cursor != ',') {
        if (!scan_time(&cursor, &west)) {
            return false;
        }
        rule->summer = -west;
    }
    return scan_moment(&cursor, &rule->begin) && scan_moment(&cursor, &rule->end) &&
           *cursor == '\0';
}

/* ---- the days of a year ---- */

/* Day of the week, 0 is Sunday: 1970 began on a Thursday. */
static int weekday_of(ab_time midnight)
{
    const int64_t days = midnight / AB_DAY - (midnight % AB_DAY < 0);
    return (int)(((days + 4) % 7 + 7) % 7);
}

/* Midnight before the nth weekday of a month; the last one when there are fewer. */
static ab_time weekday_in_month(int64_t year, const struct ab_zone_moment *moment)
{
    const ab_time first = ab_time_of_date(year, moment->month, 1);
    const ab_time next = moment->month < 12 ? ab_time_of_date(year, moment->month + 1, 1)
                                            : ab_time_of_date(year + 1, 1, 1);
    ab_time day = first + ((moment->day - weekday_of(first) + 7) % 7) * AB_DAY;
    for (int week = 1; week < moment->week && day + 7 * AB_DAY < next; week++) {
        day += 7 * AB_DAY;
    }
    return day;
}

/* The local time at which a moment falls in a year. */
static ab_time local_moment(const struct ab_zone_moment *moment, int64_t year)
{
    const ab_time new_year = ab_time_of_date(year, 1, 1);
    const bool leap = ab_time_of_date(year, 3, 1) - ab_time_of_date(year, 2, 1) > 28 * AB_DAY;
    switch (moment->kind) {
    case AB_ZONE_WEEKDAY: return weekday_in_month(year, moment) + moment->time;
    case AB_ZONE_JULIAN: /* 29 February is never counted */
        return new_year + (moment->day - 1 + (leap && moment->day >= 60)) * AB_DAY + moment->time;
    case AB_ZONE_DAY: break;
    }
    return new_year + moment->day * AB_DAY + moment->time;
}

ab_time ab_zone_begin(const struct ab_zone_rule *rule, int64_t year)
{
    return local_moment(&rule->begin, year) - rule->standard;
}

ab_time ab_zone_end(const struct ab_zone_rule *rule, int64_t year)
{
    return local_moment(&rule->end, year) - rule->summer;
}
