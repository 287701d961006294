/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* race.c - which of several systems has the largest mean. */
#include "insight/race.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>

/* Mean and variance of the differences a - b of the first n values. */
static double difference(const double *a, const double *b, int n, double *variance)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < n; i++) {
        sum += a[i] - b[i];
    }
    const double mean = sum / n;
    for (int i = 0; i < n; i++) {
        const double off = a[i] - b[i] - mean;
        squares += off * off;
    }
    *variance = n > 1 ? squares / (n - 1) : 0;
    return mean;
}

void ab_race_screen(const double *value, int systems, int n, double alpha, int *better)
{
    assert(systems > 1);
    const double t = n > 1 ? gsl_cdf_tdist_Pinv(1 - alpha / (systems - 1), n - 1) : 0;
    for (int i = 0; i < systems; i++) {
        better[i] = 0;
    }
    for (int i = 0; i < systems; i++) {
        for (int l = 0; l < i; l++) {
            double variance;
            const double by = difference(value + (size_t)i * (size_t)n,
                                         value + (size_t)l * (size_t)n, n, &variance);
            const double most = t * sqrt(variance / n) + 1e-12;
            better[l] += by > most;
            better[i] += -by > most;
        }
    }
}

double ab_race_most(const double *value, int n, double alpha)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < n; i++) {
        sum += value[i];
    }
    for (int i = 0; i < n; i++) {
        squares += (value[i] - sum / n) * (value[i] - sum / n);
    }
    const double t = n > 1 ? gsl_cdf_tdist_Pinv(1 - alpha, n - 1) : 0;
    return sum / n + (n > 1 ? t * sqrt(squares / (n - 1) / n) : 0);
}

double ab_race_alpha(int rows, int looks, bool last)
{
    const double alpha = 0.05 / rows;
    return looks < 2 ? alpha : last ? alpha / 2 : alpha / 2 / (looks - 1);
}

struct ab_race_row ab_race_tell(const struct ab_moments *moments, bool no_luck, double alpha)
{
    const double mean = ab_moments_mean(moments), of_one = no_luck ? mean : (double)NAN;
    struct ab_race_row row = {mean, {of_one, of_one}, {of_one, of_one}};
    if (moments->n > 1) {
        const struct ab_interval all = ab_moments_interval(moments, alpha);
        row.own = ab_moments_interval(moments, 0.05);
        row.all = (struct ab_interval){fmin(all.low, row.own.low), fmax(all.high, row.own.high)};
    }
    return row;
}

bool ab_race_is_open(double mean, double low, double all_low)
{
    return low > 0 && !(all_low >= mean / 2);
}

int ab_race_next(int n, int most)
{
    static const int looks[AB_RACE_LOOKS] = {AB_RACE_LOOK, 60, 150, AB_RACE_FIRST};
    int64_t next = AB_RACE_FIRST;
    while (next <= n) {
        next *= 2;
    }
    for (int i = AB_RACE_LOOKS - 1; i >= 0 && looks[i] > n; i--) {
        next = looks[i];
    }
    return next < most ? (int)next : most;
}

int ab_race_looks(int first, int most)
{
    int looks = 1;
    for (int n = first; n < most; n = ab_race_next(n, most)) {
        looks++;
    }
    return looks;
}

double ab_race_h2(int k, int n0, double alpha)
{
    const double eta = (pow(2 * alpha / (k - 1), -2.0 / (n0 - 1)) - 1) / 2;
    return 2 * eta * (n0 - 1);
}

/* Whether system l leaves i behind after n values. */
static bool leaves(const struct ab_race *race, const double *l, const double *i, int n)
{
    double variance, ignored;
    (void)difference(l, i, AB_RACE_FIRST, &variance);
    const double sum = difference(l, i, n, &ignored) * n;
    const double delta = race->delta;
    if (delta <= 0) {
        return sum > 0;
    }
    const double h2 = ab_race_h2(race->systems, AB_RACE_FIRST, race->alpha);
    return sum > fmax(0, delta / 2 * (h2 * variance / (delta * delta) - n));
}

int ab_race_step(const struct ab_race *race, const double *value, int *number, int systems, int n)
{
    int kept = 0;
    for (int i = 0; i < systems; i++) {
        bool left = false;
        for (int l = 0; l < systems; l++) {
            left |= l != i &&
                    leaves(race, value + (size_t)l * (size_t)n, value + (size_t)i * (size_t)n, n);
        }
        if (!left) { /* whoever was before moves behind those that go on */
            const int one = number[i];
            for (int k = i; k > kept; k--) {
                number[k] = number[k - 1];
            }
            number[kept++] = one;
        }
    }
    return kept;
}
