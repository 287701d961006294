/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sensitivity.h - which of what we do not know drives a result, and how much of its spread is luck.
 *
 * The inputs are those of the scenario ([uncertain.ID]), or keys with ranges that the asker gives.
 * First-order and total Sobol' indices are estimated with luck as one more input (study/saltelli.h):
 * a design of as many rows as are asked for, or one of 512 that is doubled until no limit is further from its
 * estimate than is asked for. Beyond
 * AB_SENSITIVITY_MOST inputs elementary effects (study/morris.h), at their quantiles 1/8, 3/8, 5/8 and
 * 7/8, choose those that matter; the others then stay as the scenario has them.
 *
 * A measure that is beyond counts as the horizon: what came later was not looked at. Where hours are those
 * since a request, or order, a row is left out with all its runs when that had not come in one of them. The
 * luck of a row is that of A and that of B, so where luck alone decides whether it comes, those that are
 * left are a design like the whole one, of the luck with which it comes; likewise where one input alone
 * does. Where several decide, inputs that were drawn one by one are no longer independent among the rows that
 * are left, and shares are about right only. */
#ifndef AB_INSIGHT_SENSITIVITY_H
#define AB_INSIGHT_SENSITIVITY_H

#include "insight/inquiry.h"
#include "study/axis.h"
#include "study/morris.h"
#include "study/saltelli.h"

enum { AB_SENSITIVITY_MOST = 15, AB_SENSITIVITY_INPUTS_MAX = 1000, AB_SENSITIVITY_ROWS = 4096 };

/* Where rows, or trajectories of a screening, are left out, so many must be left. */
enum { AB_SENSITIVITY_LEAST = 20, AB_SENSITIVITY_LEAST_SCREENED = 5 };

struct ab_sensitivity_question {
    struct ab_inquiry *inquiry; /* its first column is the measure */
    int measure;                /* of the scenario */
    /* Keys that are varied over a range, [overs], instead of the scenario's inputs; 0: these. */
    const struct ab_axis *over;
    int overs;
    uint64_t seed; /* of the design */
    int rows;      /* of the design at most; 2 or more */
    /* How far a limit may be from its index before the design is doubled; 0: all rows are made. */
    double precise;
};

struct ab_sensitivity_input {
    const char *name;          /* the id of the [uncertain.ID], or the key */
    const char *keys;          /* what it touches */
    bool is_screened;          /* it is left as the scenario has it: only its effects are known */
    struct ab_indices indices; /* all NAN when the result has no spread, or it is screened */
    struct ab_effects effects; /* NAN unless there was a screening */
    double correlation; /* of ranks (Spearman's), over all rows: its sign tells the direction */
};

struct ab_sensitivity {
    struct ab_sensitivity_input
        *input; /* [inputs]; texts are borrowed of the scenario or the axes */
    int inputs;
    struct ab_indices luck;
    double mean, variance; /* of the measure over inputs and luck */
    int rows;              /* of the design, */
    int left_out;          /* and those of them in which what the hours are since had not come */
    bool inputs_decide;    /* whether that comes depends on the inputs, too */
    int beyond; /* of the replications of A and B in the others, those in which it had not come */
    bool precise;
};

/* Asks. AB_OK with an answer that the caller clears; AB_BAD_SCENARIO when there are no inputs, or
 * settings of them are no scenario, or the measure has no value in some replication; AB_INTERRUPTED. */
enum ab_status ab_sensitivity_ask(struct ab_sensitivity *answer,
                                  const struct ab_sensitivity_question *question,
                                  struct ab_errors *errors);
void ab_sensitivity_clear(struct ab_sensitivity *answer);

#endif
