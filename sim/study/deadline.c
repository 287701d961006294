/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* deadline.c - who is in by a deadline, from replications to shares and dates. */
#include "study/deadline.h"

#include "base/memory.h"
#include "scenario/rules.h"
#include "study/moments.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double share_told = 0.9, tail = 0.025;

struct ab_deadlines {
    const struct ab_scenario *scenario;
    int closure; /* the measure */
    int count;   /* the force, then its contingents; 0: there is no deadline */
    struct ab_deadline *deadline;
    struct ab_sample *closed; /* [count]: when each was in, ms since start */
};

void ab_deadlines_destroy(struct ab_deadlines *deadlines)
{
    if (deadlines != NULL) {
        ab_samples_destroy(deadlines->closed, deadlines->count);
        ab_memory_give(deadlines->deadline);
        ab_memory_give(deadlines);
    }
}

struct ab_deadlines *ab_deadlines_create(const struct ab_scenario *scenario)
{
    struct ab_deadlines *deadlines = ab_memory_take(1, sizeof *deadlines);
    if (deadlines == NULL) {
        return NULL;
    }
    deadlines->scenario = scenario;
    deadlines->closure = ab_measure_find(scenario, "closure_h");
    deadlines->count = scenario->general.has_deadline ? 1 + scenario->contingent_count : 0;
    deadlines->deadline = ab_memory_take((size_t)deadlines->count, sizeof *deadlines->deadline);
    deadlines->closed = ab_samples_create(deadlines->count);
    if (deadlines->deadline == NULL || deadlines->closed == NULL) {
        ab_deadlines_destroy(deadlines);
        return NULL;
    }
    for (int i = 0; i < deadlines->count; i++) {
        struct ab_deadline *deadline = &deadlines->deadline[i];
        deadline->contingent = i - 1;
        deadline->is_due =
            i > 0 && scenario->contingent[i - 1].latest_arrival.kind != AB_WHEN_UNSET;
    }
    return deadlines;
}

/* Counts one that was to come. */
static bool add(struct ab_deadlines *deadlines, int i, ab_time closed, ab_time due)
{
    struct ab_deadline *deadline = &deadlines->deadline[i];
    const bool is_in = closed != AB_TIME_NEVER;
    deadline->n++;
    deadline->in_by += is_in && closed <= deadlines->scenario->general.deadline;
    deadline->in_time += is_in && closed <= due;
    return ab_sample_add(&deadlines->closed[i], is_in ? (double)closed : AB_BEYOND);
}

bool ab_deadlines_add(struct ab_deadlines *deadlines, const struct ab_replication *replication)
{
    const struct ab_scenario *scenario = deadlines->scenario;
    bool good = true;
    for (int i = 1; good && i < deadlines->count; i++) {
        const struct ab_contingent_record *record = &replication->contingent[i - 1];
        if (record->committed && ab_contingent_comes(&scenario->contingent[i - 1])) {
            good = add(deadlines, i, record->closed, record->due);
        }
    }
    const double closure =
        deadlines->count > 0 ? replication->measure[deadlines->closure] : (double)NAN;
    if (good && !isnan(closure)) {
        const ab_time closed = ab_is_beyond(closure) ? AB_TIME_NEVER
                                                     : replication->outcome.request +
                                                           ab_time_round(closure * (double)AB_HOUR);
        good = add(deadlines, 0, closed, closed);
    }
    return good;
}

/* ---- ranks ---- */

/* The least number of n of which at most that many have this probability or more. */
static int least_with(int n, double share, double probability)
{
    int low = 0, high = n;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (gsl_cdf_binomial_P((unsigned)middle, share, (unsigned)n) >= probability) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

void ab_rank_limits(int n, double share, int *low, int *high)
{
    /* The greatest l with P(B <= l - 1) <= 0.025, the least u with P(B <= u - 1) >= 0.975. */
    int rank = least_with(n, share, tail);
    rank += gsl_cdf_binomial_P((unsigned)rank, share, (unsigned)n) <= tail;
    *low = rank;
    *high = least_with(n, share, 1 - tail) + 1;
}

/* ---- the result ---- */

static ab_time date_of(struct ab_sample *sample, int rank)
{
    const double value = ab_sample_ranked(sample, rank);
    return ab_is_beyond(value) ? AB_TIME_NEVER : ab_time_round(value);
}

void ab_deadlines_finish(struct ab_deadlines *deadlines, struct ab_result *result)
{
    for (int i = 0; i < deadlines->count; i++) {
        struct ab_deadline *deadline = &deadlines->deadline[i];
        int low, high;
        deadline->met = deadline->met_limit = AB_TIME_NEVER;
        if (deadline->n == 0) {
            continue;
        }
        ab_proportion_limits(deadline->in_by, deadline->n, &deadline->low, &deadline->high);
        ab_proportion_limits(deadline->in_time, deadline->n, &deadline->in_time_low,
                             &deadline->in_time_high);
        deadline->met = date_of(&deadlines->closed[i], (int)ceil(share_told * deadline->n - 1e-9));
        ab_rank_limits(deadline->n, share_told, &low, &high);
        if (high <= deadline->n) {
            deadline->met_limit = date_of(&deadlines->closed[i], high);
        }
        deadline->has_limit = high <= deadline->n;
    }
    result->deadlines = deadlines->count;
    result->deadline = deadlines->deadline;
    deadlines->deadline = NULL;
}
