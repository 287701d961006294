/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* time.h - simulated time and its units.
 *
 * Simulated time is a signed 64-bit count of milliseconds since the scenario's start, in UTC.
 * Absolute instants (in the reader and in tables) are milliseconds since 1970-01-01T00:00:00Z.
 * Integer time makes equal instants equal on every machine and lets waits add up exactly. */
#ifndef AB_BASE_TIME_H
#define AB_BASE_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int64_t ab_time;

#define AB_SECOND ((ab_time)1000)
#define AB_MINUTE (60 * AB_SECOND)
#define AB_HOUR   (60 * AB_MINUTE)
#define AB_DAY    (24 * AB_HOUR)

/* Later than anything that happens: "not yet", "not at all". */
#define AB_TIME_NEVER INT64_MAX

/* The instants that ISO 8601 has a year of four digits for: 0001-01-01T00:00:00Z to
 * 9999-12-31T23:59:59.999Z. */
#define AB_TIME_FIRST INT64_C(-62135596800000)
#define AB_TIME_LAST  INT64_C(253402300799999)

/* Hours as a real number, for reports only. */
static inline double ab_time_hours(ab_time t)
{
    return (double)t / (double)AB_HOUR;
}

static inline ab_time ab_time_later(ab_time a, ab_time b)
{
    return a > b ? a : b;
}
static inline ab_time ab_time_earlier(ab_time a, ab_time b)
{
    return a < b ? a : b;
}

/* How many whole steps from the start reach to a moment: none up to the start. */
static inline ab_time ab_time_steps(ab_time time, ab_time step)
{
    return time <= 0 ? 0 : (time - 1) / step + 1;
}

/* Milliseconds from a real number of them, rounded half away from zero. `ms` must be finite. */
static inline ab_time ab_time_round(double ms)
{
    return (ab_time)(ms < 0 ? ms - 0.5 : ms + 0.5);
}

/* Midnight UTC before a day of the proleptic Gregorian calendar, and the year of an instant. */
ab_time ab_time_of_date(int64_t year, int month, int day);
int64_t ab_time_year(ab_time instant);

enum { AB_TIME_WHY_SIZE = 48 };

/* Reads `2022-01-06T01:20+03:00`, `2022-01-06T01:20:30.5Z` or `2022-01-06T01:20Z` (proleptic
 * Gregorian calendar, years 1..9999 also in UTC, offset required, at most 14 h). Stores
 * milliseconds since 1970 and returns true; on anything else returns false and leaves *instant alone. */
bool ab_time_parse_iso(const char *text, ab_time *instant);

/* What to say behind a text that begins like a date, but with a month or day that there is not:
 * ": February 2026 has 28 days". Nothing behind any other. */
const char *ab_time_missing_day(const char *text, char why[AB_TIME_WHY_SIZE]);

/* Writes an instant (milliseconds since 1970) as `2022-01-05T22:20:00.000Z`, always to the
 * millisecond; returns the length without the NUL. `size` must be at least AB_TIME_ISO_SIZE. */
#define AB_TIME_ISO_SIZE 32
size_t ab_time_format_iso(ab_time instant, char *text, size_t size);

/* The day of the instant that was written last, which most in a table share with the next one. All
 * zero: there is none. */
struct ab_time_day {
    ab_time begin, end;
    char date[10];
};

/* The same; most often without a look at the calendar. */
size_t ab_time_put_iso(struct ab_time_day *day, ab_time instant, char text[AB_TIME_ISO_SIZE]);

/* How long something takes, by the clock on the wall; nothing that is simulated may depend on it:
 * seconds of a clock that never goes back, from an arbitrary moment on. */
double ab_clock_seconds(void);

#endif
