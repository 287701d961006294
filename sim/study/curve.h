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
    ab_time ended;
    int64_t value[AB_CURVE_COUNT][AB_CURVE_STEPS];
};
enum { AB_CURVE_RUNGS = 34 }; /* a step of more has no meaning: no horizon is so far */

/* Makes the curves of the replication just run. */
void ab_curves_make(struct ab_curves *curves, const struct ab_scenario *scenario,
                    const struct ab_run *run, const struct ab_run_outcome *outcome);

/* Copies curves into row `row` (from 0), which must be one of the first result->curve_rows. */
void ab_curves_store(struct ab_result *result, int row, const struct ab_curves *curves);

#endif
