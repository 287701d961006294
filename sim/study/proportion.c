/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* proportion.c - limits of shares, and the sign test. */
#include "study/proportion.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double tail = 0.025;
enum { HALVINGS = 60 };

/* How likely it is that what has share p is seen more than k times in n. */
static double more_than(int64_t k, double p, int64_t n)
{
    return k < 0 ? 1 : gsl_cdf_binomial_Q((unsigned)k, p, (unsigned)n);
}

/* The share with which more than k in n have this probability, which grows with the share. Found by
 * halving: GSL's inverse of the beta distribution, which would give it at once, fails at times. */
static double share_of(int64_t k, int64_t n, double probability)
{
    double low = 0, high = 1;
    for (int i = 0; i < HALVINGS; i++) {
        const double middle = (low + high) / 2;
        if (more_than(k, middle, n) < probability) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return (low + high) / 2;
}

void ab_proportion_limits(int64_t k, int64_t n, double *low, double *high)
{
    *low = k > 0 ? share_of(k - 1, n, tail) : 0;
    *high = k < n ? share_of(k, n, 1 - tail) : 1;
}

void ab_proportion_take_limits(struct ab_summary *summary)
{
    if (summary->n > 0) {
        ab_proportion_limits(llround(summary->mean * summary->n), summary->n, &summary->ci95_low,
                             &summary->ci95_high);
    }
}

double ab_proportion_sign_test(int64_t wins, int64_t losses)
{
    const int64_t fewer = wins < losses ? wins : losses;
    if (wins + losses == 0) {
        return (double)NAN;
    }
    return fmin(1, 2 * gsl_cdf_binomial_P((unsigned)fewer, 0.5, (unsigned)(wins + losses)));
}
