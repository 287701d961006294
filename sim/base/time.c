/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* time.c - reading and writing instants as ISO 8601.
 *
 * The calendar is the proleptic Gregorian one. Days are counted with the year beginning in March,
 * which puts the leap day last, so that the days before a month are (153 m + 2) / 5 for month m
 * counted from March (Fliegel and Van Flandern, CACM 11(10), 1968; here in the form for all years
 * that Howard Hinnant describes in "chrono-compatible low-level date algorithms"). */
#include "base/time.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

enum {
    DAYS_PER_ERA = 146097,
    YEARS_PER_ERA = 400,
    DAYS_TO_1970 = 719468,
    OFFSET_MAX_MINUTES = 840
};

static int64_t floor_divide(int64_t a, int64_t b)
{
    int64_t quotient = a / b;
    return a % b < 0 ? quotient - 1 : quotient;
}

/* Days from 1970-01-01 to a date. */
static int64_t days_of_date(int64_t year, int month, int day)
{
    if (month <= 2) {
        year--;
    }
    const int64_t era = floor_divide(year, YEARS_PER_ERA);
    const int64_t year_of_era = year - era * YEARS_PER_ERA;
    const int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

static void date_of_days(int64_t days, int64_t *year, int *month, int *day)
{
    days += DAYS_TO_1970;
    const int64_t era = floor_divide(days, DAYS_PER_ERA);
    const int64_t day_of_era = days - era * DAYS_PER_ERA;
    const int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int from_march = (int)((5 * day_of_year + 2) / 153);
    *day = (int)(day_of_year - (153 * from_march + 2) / 5 + 1);
    *month = from_march < 10 ? from_march + 3 : from_march - 9;
    *year = year_of_era + era * YEARS_PER_ERA + (*month <= 2);
}

ab_time ab_time_of_date(int64_t year, int month, int day)
{
    return days_of_date(year, month, day) * AB_DAY;
}

int64_t ab_time_year(ab_time instant)
{
    int64_t year;
    int month, day;
    date_of_days(floor_divide(instant, AB_DAY), &year, &month, &day);
    return year;
}

static const int month_days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static int days_in_month(int64_t year, int month)
{
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month_days[month - 1] + (month == 2 && leap);
}

/* Reads exactly `digits` digits whose value lies in low..high and moves the cursor behind them. */
static bool scan_digits(const char **cursor, int digits, int low, int high, int *value)
{
    int number = 0;
    for (int i = 0; i < digits; i++) {
        const char c = (*cursor)[i];
        if (c < '0' || c > '9') {
            return false;
        }
        number = number * 10 + (c - '0');
    }
    if (number < low || number > high) {
        return false;
    }
    *cursor += digits;
    *value = number;
    return true;
}

static bool scan_character(const char **cursor, char c)
{
    if (**cursor != c) {
        return false;
    }
    (*cursor)++;
    return true;
}

/* Reads `.5`, `.50` or `.500` as milliseconds. */
static bool scan_fraction(const char **cursor, int *ms)
{
    int weight = 100;
    *ms = 0;
    for (; **cursor >= '0' && **cursor <= '9' && weight > 0; (*cursor)++, weight /= 10) {
        *ms += weight * (**cursor - '0');
    }
    return weight < 100 && (**cursor < '0' || **cursor > '9');
}

/* Reads `Z` or an offset like `+03:00` as minutes east of Greenwich. */
static bool scan_offset(const char **cursor, int *minutes)
{
    *minutes = 0;
    if (scan_character(cursor, 'Z')) {
        return true;
    }
    const bool west = **cursor == '-';
    int hour, minute;
    if (!west && **cursor != '+') {
        return false;
    }
    (*cursor)++;
    if (!scan_digits(cursor, 2, 0, 14, &hour) || !scan_character(cursor, ':') ||
        !scan_digits(cursor, 2, 0, 59, &minute) || hour * 60 + minute > OFFSET_MAX_MINUTES) {
        return false;
    }
    *minutes = west ? -(hour * 60 + minute) : hour * 60 + minute;
    return true;
}

bool ab_time_parse_iso(const char *text, ab_time *instant)
{
    int year, month, day, hour, minute, second = 0, ms = 0, offset;
    const char *cursor = text;
    if (!scan_digits(&cursor, 4, 1, 9999, &year) || !scan_character(&cursor, '-') ||
        !scan_digits(&cursor, 2, 1, 12, &month) || !scan_character(&cursor, '-') ||
        !scan_digits(&cursor, 2, 1, days_in_month(year, month), &day) ||
        !scan_character(&cursor, 'T') || !scan_digits(&cursor, 2, 0, 23, &hour) ||
        !scan_character(&cursor, ':') || !scan_digits(&cursor, 2, 0, 59, &minute)) {
        return false;
    }
    if (scan_character(&cursor, ':')) {
        if (!scan_digits(&cursor, 2, 0, 59, &second)) {
            return false;
        }
        if (scan_character(&cursor, '.') && !scan_fraction(&cursor, &ms)) {
            return false;
        }
    }
    if (!scan_offset(&cursor, &offset) || *cursor != '\0') {
        return false;
    }
    const ab_time utc = days_of_date(year, month, day) * AB_DAY + hour * AB_HOUR +
                        (minute - offset) * AB_MINUTE + second * AB_SECOND + ms;
    if (utc < AB_TIME_FIRST || utc > AB_TIME_LAST) { /* in UTC it has no such year */
        return false;
    }
    *instant = utc;
    return true;
}

const char *ab_time_missing_day(const char *text, char why[AB_TIME_WHY_SIZE])
{
    static const char *const month_name[12] = {"January",   "February", "March",    "April",
                                               "May",       "June",     "July",     "August",
                                               "September", "October",  "November", "December"};
    int year, month, day;
    why[0] = '\0';
    if (!scan_digits(&text, 4, 1, 9999, &year) || !scan_character(&text, '-') ||
        !scan_digits(&text, 2, 0, 99, &month) || !scan_character(&text, '-') ||
        !scan_digits(&text, 2, 0, 99, &day)) {
        return why;
    }
    if (month < 1 || month > 12) {
        (void)snprintf(why, AB_TIME_WHY_SIZE, ": there is no month %d", month);
    } else if (day < 1 || day > days_in_month(year, month)) {
        (void)snprintf(why, AB_TIME_WHY_SIZE, ": %s %d has %d days", month_name[month - 1], year,
                       days_in_month(year, month));
    }
    return why;
}

/* Writes a number below 100. */
static void put_two(char *to, unsigned number)
{
    to[0] = (char)('0' + number / 10);
    to[1] = (char)('0' + number % 10);
}

/* Writes an instant of a year that has no four digits. */
static size_t put_far(ab_time instant, int64_t year, int month, int day, char *text)
{
    const int64_t rest = instant % AB_DAY;
    const int ms = (int)(rest < 0 ? rest + AB_DAY : rest), second = ms / (int)AB_SECOND;
    return (size_t)snprintf(text, AB_TIME_ISO_SIZE, "%04lld-%02d-%02dT%02d:%02d:%02d.%03dZ",
                            (long long)year, month, day, second / 3600, second / 60 % 60,
                            second % 60, ms % (int)AB_SECOND);
}

size_t ab_time_put_iso(struct ab_time_day *day, ab_time instant, char text[AB_TIME_ISO_SIZE])
{
    static const char pattern[] = "2022-01-05T22:20:00.000Z";
    if (instant < day->begin || instant >= day->end) {
        const int64_t days = floor_divide(instant, AB_DAY);
        int64_t year;
        int month, of_month;
        date_of_days(days, &year, &month, &of_month);
        if (year < 0 || year > 9999) {
            return put_far(instant, year, month, of_month, text);
        }
        day->begin = days * AB_DAY;
        day->end = day->begin + AB_DAY;
        memcpy(day->date, pattern, sizeof day->date);
        put_two(day->date, (unsigned)year / 100);
        put_two(day->date + 2, (unsigned)year % 100);
        put_two(day->date + 5, (unsigned)month);
        put_two(day->date + 8, (unsigned)of_month);
    }
    const unsigned ms = (unsigned)(instant - day->begin), second = ms / 1000;
    const unsigned minute = second / 60;
    memcpy(text, pattern, sizeof pattern);
    memcpy(text, day->date, sizeof day->date);
    put_two(text + 11, minute / 60);
    put_two(text + 14, minute % 60);
    put_two(text + 17, second % 60);
    put_two(text + 20, ms % 1000 / 10);
    text[22] = (char)('0' + ms % 10);
    return sizeof pattern - 1;
}

size_t ab_time_format_iso(ab_time instant, char *text, size_t size)
{
    struct ab_time_day day = {0};
    assert(size >= AB_TIME_ISO_SIZE);
    (void)size;
    return ab_time_put_iso(&day, instant, text);
}

double ab_clock_seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}
