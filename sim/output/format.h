/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* format.h - numbers and instants as text: the same bytes on every machine and in every locale.
 *
 * Every function writes a NUL-terminated text into `text`, which has room for AB_FORMAT_SIZE
 * bytes, and returns its length without the NUL. Whole and fixed-point numbers never pass through
 * printf: tables of flights are mostly made of them. */
#ifndef AB_OUTPUT_FORMAT_H
#define AB_OUTPUT_FORMAT_H

#include "base/time.h"

enum { AB_FORMAT_SIZE = 40 };

size_t ab_format_integer(int64_t value, char *text);

/* scaled / 10^decimals, e.g. (12345, 4) as "1.2345"; decimals 0 .. 9. */
size_t ab_format_decimal(int64_t scaled, int decimals, char *text);

/* A real number with at most nine significant digits and no trailing zeros; nothing for NAN.
 * Minus zero is written as 0, since its sign depends on the order of operations alone. */
size_t ab_format_number(double value, char *text);

/* An instant, `time` after the scenario's `start`, as ISO 8601 with Z and milliseconds; nothing
 * for AB_TIME_NEVER. */
size_t ab_format_instant(ab_time start, ab_time time, char *text);

/* Hours in tables have four decimals, so their unit is 0.36 s: the whole number of these units
 * nearest to a duration. */
enum { AB_HOURS_DECIMALS = 4 };
int64_t ab_format_hour_units(ab_time duration);

#endif
