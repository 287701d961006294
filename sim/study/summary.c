/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* summary.c - statistics over replications, and whether milestones were met. */
#include "study/moments.h"

#include "study/study.h"
#include <gsl/gsl_sort.h>
#include <math.h>

/* Type 7 of Hyndman and Fan: the order statistic at position share * (n - 1), counted from 0, with
 * linear interpolation. */
static double percentile(const double *sorted, int n, double share)
{
    double position = share * (double)(n - 1);
    int below = (int)position;
    if (below >= n - 1) {
        return sorted[n - 1];
    }
    return ab_order_between(sorted[below], sorted[below + 1], position - below);
}

/* The mean is taken relative to the first value: the sum then loses nothing to a large offset, and
 * a constant has exactly its mean and no spread. */
static void moments(const double *value, int n, struct ab_summary *summary)
{
    double sum = 0, squares = 0, cubes = 0;
    for (int i = 0; i < n; i++) {
        sum += value[i] - value[0];
    }
    summary->mean = value[0] + sum / n;
    if (n < 2) {
        return;
    }
    for (int i = 0; i < n; i++) {
        double deviation = value[i] - summary->mean;
        double square = deviation * deviation;
        squares += square;
        cubes += square * deviation;
    }
    summary->sd = sqrt(squares / (n - 1));
    const struct ab_interval interval =
        ab_mean_interval(summary->mean, summary->sd, ab_skewness(squares, cubes, n), n, 0.05);
    summary->ci95_low = interval.low;
    summary->ci95_high = interval.high;
}

struct ab_summary ab_summarise(const double *value, int count, int stride, double *scratch)
{
    int n = 0, beyond = 0;
    for (int i = 0; i < count; i++) {
        double x = value[(size_t)i * (size_t)stride];
        if (ab_is_beyond(x)) {
            beyond++;
        } else if (!isnan(x)) {
            scratch[n++] = x;
        }
    }
    const double none = (double)NAN;
    struct ab_summary summary = {.n = n + beyond, .beyond = beyond};
    summary.mean = summary.sd = summary.ci95_low = summary.ci95_high = none;
    summary.min = summary.p10 = summary.p50 = summary.p90 = summary.max = none;
    summary.mean_of_finished = none;
    if (n > 0) {
        moments(scratch, n, &summary);
        summary.mean_of_finished = summary.mean;
    }
    if (beyond > 0) {
        summary.mean = summary.sd = summary.ci95_low = summary.ci95_high = none;
    }
    gsl_sort(scratch, 1, (size_t)n); /* in place, unlike the qsort of some C libraries */
    for (int i = 0; i < beyond; i++) {
        scratch[n++] = AB_BEYOND;
    }
    if (n == 0) {
        return summary;
    }
    summary.min = scratch[0];
    summary.p10 = percentile(scratch, n, 0.1);
    summary.p50 = percentile(scratch, n, 0.5);
    summary.p90 = percentile(scratch, n, 0.9);
    summary.max = scratch[n - 1];
    return summary;
}

const char *ab_verdict_name(enum ab_verdict verdict)
{
    switch (verdict) {
    case AB_WITHIN: return "within";
    case AB_EARLY: return "early";
    case AB_LATE: return "late";
    case AB_MISSING: break;
    }
    return "missing";
}

const char *ab_outcome_name(enum ab_milestone_outcome outcome)
{
    switch (outcome) {
    case AB_INSIDE: return "inside";
    case AB_BY_TOLERANCE: return "by its tolerance";
    case AB_KNOWN_MISS: return "known miss";
    default: return "missed";
    }
}

enum ab_verdict ab_milestone_verdict(const struct ab_milestone *milestone, double value)
{
    if (!isfinite(value)) {
        return AB_MISSING;
    }
    if (milestone->has_earliest && value < milestone->earliest - milestone->tolerance) {
        return AB_EARLY;
    }
    if (milestone->has_latest && value > milestone->latest + milestone->tolerance) {
        return AB_LATE;
    }
    return AB_WITHIN;
}
