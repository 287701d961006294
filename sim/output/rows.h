/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.h - the rows of every table, in the order of layout.c and sorted by key, header excluded. */
#ifndef AB_OUTPUT_ROWS_H
#define AB_OUTPUT_ROWS_H

#include "output/row.h"

#include "study/study.h"

/* Puts the rows that one replication has in a table: told in order, they make all of it. */
typedef void ab_rows_of_one(struct ab_row *row, const struct ab_scenario *scenario,
                            const struct ab_replication *replication);
ab_rows_of_one ab_rows_replications, ab_rows_contingents, ab_rows_sites;

/* Puts all rows of a table. */
typedef void ab_rows(struct ab_row *row, const struct ab_result *result);

/* rows.c: over all replications. */
ab_rows ab_rows_summary, ab_rows_milestones, ab_rows_waits, ab_rows_chain, ab_rows_curve;

/* rows.c: of the scenario. */
ab_rows ab_rows_places;

/* rows_trace.c: of the traced replication. */
ab_rows ab_rows_sorties, ab_rows_chalks, ab_rows_airfields;

#endif
