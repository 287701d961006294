/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tally.h - adds replications up to the result of a study, one at a time, in their order. */
#ifndef AB_STUDY_TALLY_H
#define AB_STUDY_TALLY_H

#include "study/study.h"

/* The result of `replications` (at least 1) of a scenario, all zero, with room for their curves;
 * the scenario is borrowed. NULL when memory is out. The caller destroys it with
 * ab_result_destroy. */
struct ab_result *ab_result_create(const struct ab_scenario *scenario, int replications);

/* Copies the records of the replication just run into the result's trace. False when memory is
 * out. */
bool ab_result_store_trace(struct ab_result *result, int replication, const struct ab_run *run);

struct ab_tally;

/* A tally of at most `replications` (at least 1) of a scenario, which is borrowed. NULL when memory
 * is out. The caller destroys it; NULL is allowed there. */
struct ab_tally *ab_tally_create(const struct ab_scenario *scenario, int replications);
void ab_tally_destroy(struct ab_tally *tally);

/* The result on its way, for its curves and its trace, which are stored while a replication is at
 * hand: those of replications that are never added are left out at the end. */
struct ab_result *ab_tally_result(struct ab_tally *tally);

/* Adds the replication that comes next: numbers go up from 1. False when memory is out. */
bool ab_tally_add(struct ab_tally *tally, const struct ab_replication *replication);

/* The result of all that was added (at least one), which is the caller's (ab_result_destroy). The
 * tally can then only be destroyed. NULL when memory is out. */
struct ab_result *ab_tally_finish(struct ab_tally *tally);

#endif
