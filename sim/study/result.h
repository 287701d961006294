/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* result.h - the storage of a study's result, for those who fill it. */
#ifndef AB_STUDY_RESULT_H
#define AB_STUDY_RESULT_H

#include "study/study.h"

/* The result of `replications` (at least 1) of a scenario, all zero, with room for their curves;
 * the scenario is borrowed. NULL when memory is out. The caller destroys it with
 * ab_result_destroy. */
struct ab_result *ab_result_create(const struct ab_scenario *scenario, int replications);

/* Copies the records of the replication just run into the result's trace. False when memory is
 * out. */
bool ab_result_store_trace(struct ab_result *result, int replication, const struct ab_run *run);

#endif
