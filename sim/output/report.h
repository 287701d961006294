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

/* Prints the places that kept most waiting (or, where nobody waited, were full for longest), three at
 * most, with the hours of nine tenths of that: UTC and local. Nothing where there are none. */
void ab_report_fullest(FILE *stream, const struct ab_result *result);

/* The evacuations, if there are any. */
void ab_report_evacuations(FILE *stream, const struct ab_result *result);

/* "what was never seen in 100 runs may still happen in up to 3 of 100": what has a larger share than
 * 1 - 0.05^(1/n), about 3/n, would have been seen in n runs with 95 % probability (Hanley and
 * Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 249, 1983). */
void ab_unseen_print(FILE *stream, int runs);

/* ---- for the parts of the report ---- */

enum { AB_REPORT_WIDTH = 100 }; /* columns of a terminal that no line exceeds */

/* The percentiles to show, and how many: the median alone says all of a single replication. */
int ab_report_percentiles(const struct ab_result *result, const struct ab_summary *summary,
                          double value[3]);
void ab_report_percentile_names(FILE *stream, const struct ab_result *result, int width);

/* Prints the lines of a movement list that are late, the five worst of them; nothing when none has a
 * latest arrival (report_late.c). */
void ab_report_late(FILE *stream, const struct ab_result *result);

#endif
