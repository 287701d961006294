/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* align.h - cells of a table on a terminal: lines of a text, and short forms of values. */
#ifndef AB_OUTPUT_ALIGN_H
#define AB_OUTPUT_ALIGN_H

#include "base/time.h"
#include <stdio.h>

enum { AB_CELL_SIZE = 24 };

/* Writes as much of a text into `line` as fits in `width` (at least 1) columns of a terminal, ending at
 * a blank where there is one; returns the rest, "" when that is all. */
const char *ab_align_line(char *line, size_t size, const char *text, int width);

/* Writes an instant (milliseconds since 1970) as "2022-01-06 18:20", or without the year as
 * "01-06 18:20", into `text` of AB_CELL_SIZE bytes; "-" for AB_TIME_NEVER. */
void ab_align_date(char *text, ab_time instant);
void ab_align_short_date(char *text, ab_time instant);

/* Decimals that suit a row of values: none when all are whole numbers, else one. NANs are whole. */
int ab_align_decimals(const double *value, int count);

/* Decimals of a share in per cent: near none and near all, whole ones would say it is that. */
int ab_align_share_decimals(double share);

/* Writes a number, "-" for NAN. */
void ab_align_number(char *text, double value, int decimals);

#endif
