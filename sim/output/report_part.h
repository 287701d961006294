/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report_part.h - the parts of the report at the terminal, and what they share. */
#ifndef AB_OUTPUT_REPORT_PART_H
#define AB_OUTPUT_REPORT_PART_H

#include "study/study.h"
#include <stdio.h>

enum { AB_REPORT_WIDTH = 100 }; /* columns of a terminal that no line exceeds */

/* The summary of the measure called `name`; n is 0 when the scenario has none of this name. */
struct ab_summary ab_report_summary_of(const struct ab_result *result, const char *name);

/* The percentiles to show, and how many: the median alone says all of a single replication. */
int ab_report_percentiles(const struct ab_result *result, const struct ab_summary *summary,
                          double value[3]);
void ab_report_percentile_names(FILE *stream, const struct ab_result *result, int width);

/* What took the time: the chain behind the last delivery, and all waits; nothing when there is
 * neither. */
void ab_report_time(FILE *stream, const struct ab_result *result);

/* How much of everything, and how full the busiest airfield was. */
void ab_report_amounts(FILE *stream, const struct ab_result *result);

#endif
