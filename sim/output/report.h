/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h - the short result at the terminal: plain ASCII (but for names of the scenario), at most
 * 100 columns, the same bytes whenever the result is the same. */
#ifndef AB_OUTPUT_REPORT_H
#define AB_OUTPUT_REPORT_H

#include "study/study.h"
#include <stdio.h>

/* Prints when help landed and closed, what held the closure back, what was waited for, how much,
 * the milestones that were missed and the failures: about forty lines. The caller checks the
 * stream. */
void ab_report_print(FILE *stream, const struct ab_result *result);

/* Prints the table of milestones alone, in the order of time; returns how many were missed: median
 * outside interval and tolerance, or missing, and no known miss. Nothing is printed for a scenario
 * without any. */
int ab_report_milestones(FILE *stream, const struct ab_result *result);

/* Prints how many milestones passed, and how, and the first of the others. */
void ab_report_misses(FILE *stream, const struct ab_result *result);

#endif
