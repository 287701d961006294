/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* report.h - the short result at the terminal: plain ASCII (but for names of the scenario), no line
 * wider than it is, the same figures at every width, the same bytes whenever the result is the same. */
#ifndef AB_OUTPUT_REPORT_H
#define AB_OUTPUT_REPORT_H

#include "output/grid.h"
#include "study/study.h"
#include <stdio.h>

/* Prints when help landed and closed, what held the closure back, what was waited for, how much,
 * the milestones that were missed and the failures: about forty lines. The caller checks the
 * stream. */
void ab_report_print(FILE *stream, int width, const struct ab_result *result);

/* Prints the table of milestones alone, in the order of time; returns how many were missed: median
 * outside interval and tolerance, or missing, and no known miss. Nothing is printed for a scenario
 * without any. */
int ab_report_milestones(FILE *stream, int width, const struct ab_result *result);

/* Prints how many milestones passed, and how, and the first of the others. */
void ab_report_misses(struct ab_sheet *sheet, const struct ab_result *result);

/* Prints the places that kept most waiting (or, where nobody waited, were full for longest), three at
 * most, with the hours of nine tenths of that: UTC and local. Nothing where there are none. */
void ab_report_fullest(struct ab_sheet *sheet, const struct ab_result *result);

/* How much sooner any other plan could close at the most, and what keeps it from that
 * (report_bound.c). */
void ab_report_bound(struct ab_sheet *sheet, const struct ab_result *result);

/* The evacuations, if there are any. */
void ab_report_evacuations(struct ab_sheet *sheet, const struct ab_result *result);

/* "what was never seen in 100 runs may still happen in up to 3 of 100": what has a larger share than
 * 1 - 0.05^(1/n), about 3/n, would have been seen in n runs with 95 % probability (Hanley and
 * Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 249, 1983). */
void ab_unseen_print(struct ab_sheet *sheet, int runs);

/* Luck alone beside luck with drawn inputs, and in how many replications milestones are within (in a few
 * lines); nothing where none were drawn (report_bands.c). */
void ab_report_bands(struct ab_sheet *sheet, const struct ab_result *result);
void ab_report_shares_within(FILE *stream, int width, const struct ab_result *result);

/* How probable it is that the force and its contingents are in by the deadline, if there is one
 * (report_deadline.c). */
void ab_report_deadline(struct ab_sheet *sheet, const struct ab_result *result);

/* ---- for the parts of the report ---- */

/* The percentiles to show, and how many: the median alone says all of a single replication. */
int ab_report_percentiles(const struct ab_result *result, const struct ab_summary *summary,
                          double value[3]);

/* What else than the horizon may end a replication before this measure, of hours, has come about; NULL:
 * nothing, until then it is followed. */
const char *ab_report_ending(const struct ab_scenario *scenario, const char *measure);

/* Writes "17:08", the time of day at an instant since the start where loads of a contingent (AB_NOBODY:
 * of all of the force) land, when that is the same at all these airfields; "" where it is UTC. */
void ab_report_there(char *text, const struct ab_scenario *scenario, int contingent, ab_time when);

/* Prints the lines of a movement list that are late, the five worst of them; nothing when none has a
 * latest arrival (report_late.c). */
void ab_report_late(struct ab_sheet *sheet, const struct ab_result *result);

#endif
