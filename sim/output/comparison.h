/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* comparison.h - compare.csv and its account at the terminal. */
#ifndef AB_OUTPUT_COMPARISON_H
#define AB_OUTPUT_COMPARISON_H

#include "output/row.h"
#include "study/compare.h"

#include <stdio.h>

/* Puts a row per variant and measure that it and the base have. `name` gives each scenario's name, the
 * base's first. */
void ab_comparison_put_rows(struct ab_row *row, const struct ab_comparison *comparison,
                            const char *const *name);

/* Prints what the change does to the measures of the whole (not to those of single contingents and
 * fields): the mean of both, the difference and its interval. The caller checks the stream. */
void ab_comparison_print(FILE *stream, const char *base_name, const char *name,
                         const struct ab_comparison *comparison, int variant);

/* Prints a line per variant about the measure that matters most and that they have: the closure of
 * the force, else the tonnes delivered. `name` gives each scenario's name, the base's first. */
void ab_comparison_print_overview(FILE *stream, const struct ab_comparison *comparison,
                                  const char *const *name);

#endif
