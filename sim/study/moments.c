/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* moments.c - running mean, spread and skewness, the interval of a mean, and the limits of a share. */
#include "study/moments.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

void ab_moments_add(struct ab_moments *moments, double value)
{
    if (moments->n++ == 0) {
        moments->first = value;
        return; /* it is at no distance from itself: all sums stay 0 */
    }
    const double n = (double)moments->n, x = value - moments->first;
    moments->sum += x;
    const double apart = n * x - moments->sum, step = apart / (n * (n - 1)); /* of the mean */
    const double square = apart * step;
    moments->cubes += step * (square * (n - 2) - 3 * moments->squares);
    moments->squares += square;
}

double ab_moments_mean(const struct ab_moments *moments)
{
    return moments->n > 0 ? moments->first + moments->sum / (double)moments->n : (double)NAN;
}

double ab_moments_sd(const struct ab_moments *moments)
{
    return moments->n > 1 ? sqrt(moments->squares / (double)(moments->n - 1)) : (double)NAN;
}

double ab_order_between(double low, double high, double share)
{
    return share > 0 && low < high ? low + share * (high - low) : low;
}

double ab_skewness(double squares, double cubes, int64_t n)
{
    return squares > 0 ? sqrt((double)n) * (cubes / squares) / sqrt(squares) : 0;
}

double ab_moments_skewness(const struct ab_moments *moments)
{
    return ab_skewness(moments->squares, moments->cubes, moments->n);
}

/* The inverse of Hall's cubic at x, which is (3 / g) (cbrt(1 + g u) - 1) for a skewness g: written
 * so that a small one loses no digits, and none is no special case. */
static double uncorrect(double x, double skewness, double n)
{
    const double u = x - skewness / (6 * n), root = cbrt(1 + skewness * u);
    return 3 * u / (root * root + root + 1);
}

struct ab_interval ab_mean_interval(double mean, double sd, double skewness, int64_t n,
                                    double alpha, struct ab_student *student)
{
    const double size = (double)n;
    if (sd == 0) {
        return (struct ab_interval){mean, mean};
    }
    if (student->n != n || student->alpha != alpha) {
        *student = (struct ab_student){n, alpha, gsl_cdf_tdist_Pinv(1 - alpha / 2, size - 1)};
    }
    const double x = student->t / sqrt(size);
    return (struct ab_interval){.low = mean - sd * fmax(x, uncorrect(x, skewness, size)),
                                .high = mean - sd * fmin(-x, uncorrect(-x, skewness, size))};
}

struct ab_interval ab_moments_interval(const struct ab_moments *moments, double alpha)
{
    struct ab_student student = {0};
    return ab_mean_interval(ab_moments_mean(moments), ab_moments_sd(moments),
                            ab_moments_skewness(moments), moments->n, alpha, &student);
}

double ab_interval_side(const struct ab_interval *interval, double mean)
{
    return fmax(mean - interval->low, interval->high - mean);
}

/* ---- shares ---- */

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

void ab_proportion_limits_at(int64_t k, int64_t n, double alpha, double *low, double *high)
{
    *low = k > 0 ? share_of(k - 1, n, alpha / 2) : 0;
    *high = k < n ? share_of(k, n, 1 - alpha / 2) : 1;
}

void ab_proportion_limits(int64_t k, int64_t n, double *low, double *high)
{
    ab_proportion_limits_at(k, n, 0.05, low, high);
}

void ab_proportion_take_limits(struct ab_summary *summary, struct ab_known_limits *known)
{
    if (summary->n == 0) {
        return;
    }
    const int64_t k = llround(summary->mean * summary->n), n = summary->n;
    const size_t at = (size_t)k % (sizeof known->of / sizeof known->of[0]);
    if (known->of[at].k != k || known->of[at].n != n) {
        known->of[at].k = k;
        known->of[at].n = n;
        ab_proportion_limits(k, n, &known->of[at].low, &known->of[at].high);
    }
    summary->ci95_low = known->of[at].low;
    summary->ci95_high = known->of[at].high;
}

double ab_proportion_sign_test(int64_t wins, int64_t losses)
{
    const int64_t fewer = wins < losses ? wins : losses;
    if (wins + losses == 0) {
        return (double)NAN;
    }
    return fmin(1, 2 * gsl_cdf_binomial_P((unsigned)fewer, 0.5, (unsigned)(wins + losses)));
}
