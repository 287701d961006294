/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* lateness.h - how late the contingents are that have a latest arrival, and what made them so. */
#ifndef AB_STUDY_LATENESS_H
#define AB_STUDY_LATENESS_H

#include "study/sample.h"

struct ab_lines;

/* One line per contingent with a latest arrival. NULL when memory is out. */
struct ab_lines *ab_lines_create(const struct ab_scenario *scenario);
void ab_lines_destroy(struct ab_lines *lines);

/* Adds a replication; false when memory is out. */
bool ab_lines_add(struct ab_lines *lines, const struct ab_replication *replication);

/* Gives the result its lines; false when memory is out. */
bool ab_lines_finish(struct ab_lines *lines, struct ab_result *result, struct ab_student *student);

#endif
