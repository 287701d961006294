/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* calibrate.h - what history says about what we do not know.
 *
 * The inputs of the scenario are drawn as they are for a run, draw k with the luck of replication k. A
 * draw is accepted when every milestone for calibration is within its interval and tolerance, both
 * fixed in the scenario beforehand: rejection, which is exact for an error that is even over that width
 * (Wilkinson, "Approximate Bayesian computation (ABC) gives exact results under the assumption of model
 * error", Statistical Applications in Genetics and Molecular Biology 12, 2013). What is left of the
 * inputs, and what the accepted draws say of everything else, is the answer. Milestones for validation
 * have no part in acceptance: they are predicted by it.
 *
 * Of each calibration milestone is also told how implausible it is (Vernon, Goldstein, Bower, "Galaxy
 * formation: a Bayesian uncertainty analysis", Bayesian Analysis 5, 2010): how far the interval lies
 * from the mean of all draws, in their standard deviations; above 3 no draw is likely to reach it. A
 * milestone that is known to be missed is left out of acceptance, and told. */
#ifndef AB_INSIGHT_CALIBRATE_H
#define AB_INSIGHT_CALIBRATE_H

#include "insight/inquiry.h"
#include "study/study.h"

/* Below so many accepted draws nothing is said of ranges. */
enum { AB_CALIBRATE_LEAST = 200 };

struct ab_calibrate_question {
    /* Its columns are milestone.ID of each milestone of the scenario, in order, then `measures` more. */
    struct ab_inquiry *inquiry;
    int measures;
    uint64_t seed;
    int draws; /* 1 .. 10,000,000 */
};

/* An input, in its unit, over all draws and over the accepted ones. */
struct ab_calibrated_input {
    double before[3], after[3]; /* p5, p50, p95; after: NAN below AB_CALIBRATE_LEAST */
    bool is_narrowed;           /* from p5 to p95 it is less than 0.9 of what it was */
};

struct ab_calibrated_value {
    struct ab_percentiles before, after; /* after: NAN with no accepted draw */
};

struct ab_calibrated_milestone {
    struct ab_calibrated_value value;
    double within, within_after; /* shares of draws; NAN: of none */
    enum ab_milestone_outcome outcome,
        outcome_after;     /* of the median; after: as before without any */
    bool accepts;          /* it has a part in acceptance; if so ... */
    double implausible;    /* ... standard deviations, 0 when the mean is inside; */
    int accepted_without;  /* draws accepted if it had none, */
    double within_without; /* and the share of these in which it is within */
};

struct ab_calibration {
    int draws, accepted;
    int inputs, milestones, measures;
    struct ab_calibrated_input *input;
    struct ab_calibrated_milestone *milestone;
    struct ab_calibrated_value *measure;
    double *correlation; /* [inputs][inputs]: of ranks, over the accepted; NAN below the least */
    int excludes_most; /* the milestone whose absence would add most to the accepted; AB_NOBODY: none */
};

/* Asks. AB_OK with an answer that the caller clears; AB_BAD_SCENARIO when a draw is no scenario that can
 * be simulated; AB_INTERRUPTED. The scenario must have inputs and milestones for calibration. */
enum ab_status ab_calibrate_ask(struct ab_calibration *answer,
                                const struct ab_calibrate_question *question,
                                struct ab_errors *errors);
void ab_calibration_clear(struct ab_calibration *answer);

/* Whether a milestone has a part in acceptance. */
bool ab_calibrate_accepts(const struct ab_milestone *milestone);

#endif
