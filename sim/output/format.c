/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* format.c - numbers and instants as text. */
#include "output/format.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>

/* Writes the digits of `magnitude`, at least `least` of them, with a point before the last
 * `decimals`. */
static size_t put_digits(uint64_t magnitude, int least, int decimals, char *text)
{
    char reversed[AB_FORMAT_SIZE];
    int n = 0;
    for (int digits = 0; magnitude != 0 || digits < least; digits++) {
        if (digits == decimals && decimals > 0) {
            reversed[n++] = '.';
        }
        reversed[n++] = (char)('0' + magnitude % 10);
        magnitude /= 10;
    }
    for (int i = 0; i < n; i++) {
        text[i] = reversed[n - 1 - i];
    }
    text[n] = '\0';
    return (size_t)n;
}

size_t ab_format_decimal(int64_t scaled, int decimals, char *text)
{
    assert(decimals >= 0 && decimals <= 9);
    size_t sign = scaled < 0;
    uint64_t magnitude = sign ? -(uint64_t)scaled : (uint64_t)scaled;
    text[0] = '-';
    return sign + put_digits(magnitude, decimals + 1, decimals, text + sign);
}

size_t ab_format_integer(int64_t value, char *text)
{
    return ab_format_decimal(value, 0, text);
}

size_t ab_format_number(double value, char *text)
{
    text[0] = '\0';
    if (isnan(value)) {
        return 0;
    }
    if (fabs(value) < 1e9 && value == trunc(value)) {
        return ab_format_integer((int64_t)value, text);
    }
    return (size_t)snprintf(text, AB_FORMAT_SIZE, "%.9g", value);
}

size_t ab_format_instant(ab_time start, ab_time time, char *text)
{
    text[0] = '\0';
    return time == AB_TIME_NEVER ? 0 : ab_time_format_iso(start + time, text, AB_FORMAT_SIZE);
}

int64_t ab_format_hour_units(ab_time duration)
{
    const ab_time unit = AB_HOUR / 10000;
    return (duration < 0 ? duration - unit / 2 : duration + unit / 2) / unit;
}
