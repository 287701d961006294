/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* curve.h - how landings, people, sites and departures grew over time, replication by replication.
 *
 * A curve is kept as its values at equal steps, because quantiles over replications need the values
 * of all of them at the same instants. How long a run lasts is known only when it has ended, so
 * every replication takes the finest step of a fixed ladder in which its own length fits. Each rung
 * is a multiple of the one below: at the coarsest step that some replication took, all of them have
 * exact values. */
#ifndef AB_STUDY_CURVE_H
#define AB_STUDY_CURVE_H

#include "study/study.h"

/* The curves of one replication. */
struct ab_curves {
    int rung; /* which step its points have */
    int last; /* its end: every point behind it is as this one */
    ab_time ended;
    unsigned used; /* a bit for each curve that anything happened on; the others have no values */
    int64_t value[AB_CURVE_COUNT][AB_CURVE_STEPS];
    struct ab_numbers diary; /* of the same replication, where a journal gave both, */
    struct ab_pack packed;   /* and room for what the journal says of it */
};
enum { AB_CURVE_RUNGS = 34 }; /* a step of more has no meaning: no horizon is so far */

/* Makes the curves of the replication just run. */
void ab_curves_make(struct ab_curves *curves, const struct ab_scenario *scenario,
                    const struct ab_run *run, const struct ab_run_outcome *outcome);

void ab_curves_clear(struct ab_curves *curves);

/* Room for the curves of so many replications, at which nothing has happened yet. NULL when memory is
 * out. The caller destroys it; NULL is allowed there. */
struct ab_curve_rows *ab_curve_rows_create(int rows);
void ab_curve_rows_destroy(struct ab_curve_rows *rows);

/* Copies curves into row `row` (from 0), which must be one of the first result->curve_rows and has none;
 * by one thread at a time. */
void ab_curves_store(struct ab_result *result, int row, const struct ab_curves *curves);

/* The percentiles of ab_result_curve at a moment after the scenario's start, for less. */
struct ab_percentiles ab_result_curve_percentiles(const struct ab_result *result,
                                                  enum ab_curve curve, ab_time time);

#endif
