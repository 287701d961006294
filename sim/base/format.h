/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* format.h - numbers as text: the same bytes on every machine and in every locale.
 *
 * Tables and journals are mostly made of them, so none of it passes through printf but real numbers
 * that are very large or very small. Every function writes a NUL-terminated text into `text`, which
 * has room for AB_FORMAT_SIZE bytes, and returns its length without the NUL. Instants are in time.h. */
#ifndef AB_BASE_FORMAT_H
#define AB_BASE_FORMAT_H

#include "base/time.h"

enum { AB_FORMAT_SIZE = 40 };

size_t ab_format_integer(int64_t value, char *text);
size_t ab_format_natural(uint64_t value, char *text);

/* With zeros before it up to so many digits, 1 .. 20. */
size_t ab_format_padded(uint64_t value, int digits, char *text);

/* 1 .. 16 hexadecimal digits, zeros included. */
size_t ab_format_hex(uint64_t value, int digits, char *text);

/* scaled / 10^decimals, e.g. (12345, 4) as "1.2345"; decimals 0 .. 9. */
size_t ab_format_decimal(int64_t scaled, int decimals, char *text);

/* A real number with at most nine significant digits, rounded as printf does it, and no trailing
 * zeros; nothing for NAN. Minus zero is written as 0, since its sign depends on the order of
 * operations alone. */
size_t ab_format_number(double value, char *text);

/* The same with at most fifteen, and a word of printf's for NAN: a number that was read from no more digits
 * comes out as it was. */
size_t ab_format_exact(double value, char *text);

/* A real number for people: as printf's %g has it with so many significant digits, 1 .. 6, but never with
 * an exponent where it is of a size that is read without one (1e-6 .. 1e15); `ab_figures_change` has
 * a sign before what is not negative, too. Minus zero is 0.
 *
 *     ab_sheet_say(sheet, "%s h", ab_figures(hours, 3).text); */
struct ab_figures {
    char text[18];
};
struct ab_figures ab_figures(double value, int digits);
struct ab_figures ab_figures_change(double value, int digits);

/* Hours in tables have four decimals, so their unit is 0.36 s: the whole number of these units
 * nearest to a duration. */
enum { AB_HOURS_DECIMALS = 4 };
int64_t ab_format_hour_units(ab_time duration);

#endif
