/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inverse.c - quantiles of gamma and beta laws, exact and tabulated. */
#include "engine/inverse.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum {
    OCTAVES = 17,  /* the table reaches down to a tail of 2^-18 */
    CELL_BITS = 4, /* 16 cells to the octave */
    FRACTION_BITS = DBL_MANT_DIG - 1 - CELL_BITS,
    CELLS = OCTAVES << CELL_BITS,
    COEFFICIENTS = 4,
};
static const double SMALLEST = 0x1p-18; /* 2^-(OCTAVES + 1) */

static double tail_at(const struct ab_law *law, bool upper, double x)
{
    if (law->beta > 0.0) {
        return upper ? gsl_cdf_beta_Q(x, law->alpha, law->beta)
                     : gsl_cdf_beta_P(x, law->alpha, law->beta);
    }
    return upper ? gsl_cdf_gamma_Q(x, law->alpha, 1.0) : gsl_cdf_gamma_P(x, law->alpha, 1.0);
}

/* The logarithm of the integral that norms the density. */
static double log_norm(const struct ab_law *law)
{
    return law->beta > 0.0 ? gsl_sf_lnbeta(law->alpha, law->beta) : gsl_sf_lngamma(law->alpha);
}

/* The density times x: the slope of the distribution function over log x. */
static double density_times_x(const struct ab_law *law, double norm, double x)
{
    const double decay = law->beta > 0.0 ? (law->beta - 1.0) * log1p(-x) : -x;
    return exp(law->alpha * log(x) + decay - norm);
}

/* Solves tail_at(x) = tail from a guess. Over log x the logarithm of either tail is concave and,
 * far out, nearly straight, so Newton's method takes a few steps; where a step would leave the
 * bracket, the bracket is halved instead. */
static double solve(const struct ab_law *law, double norm, bool upper, double tail, double guess)
{
    double low = log(DBL_MIN);
    double high = law->beta > 0.0 ? 0.0 : log(2.0 * law->alpha + 1000.0);
    const double goal = log(tail);
    double y = guess > DBL_MIN ? log(guess) : low;
    y = y < high ? y : (low + high) / 2.0;
    for (int i = 0; i < 200 && high - low > 1e-15; i++) {
        const double x = exp(y);
        const double probability = tail_at(law, upper, x);
        const double error = log(probability) - goal;
        *((error > 0.0) == upper ? &low : &high) = y;
        double slope = density_times_x(law, norm, x) / probability;
        slope = upper ? -slope : slope;
        const double step = error / slope;
        const double next = y - step;
        if (fabs(step) < 1e-9) {
            y = next;
            break;
        }
        y = next > low && next < high ? next : (low + high) / 2.0;
    }
    const double x = exp(y);
    return x > DBL_MIN ? x : 0.0;
}

/* Where to start: Wilson and Hilferty's cube of a normal for a gamma that is not too skewed, else
 * the power law at the lower end, which never exceeds the quantile. */
static double first_guess(const struct ab_law *law, double norm, bool upper, double tail)
{
    const double p = upper ? 1.0 - tail : tail;
    const double power = exp((log(p * law->alpha) + norm) / law->alpha);
    if (law->beta > 0.0) {
        return power;
    }
    const double z = upper ? gsl_cdf_ugaussian_Qinv(tail) : gsl_cdf_ugaussian_Pinv(tail);
    const double k = 9.0 * law->alpha;
    const double root = 1.0 - 1.0 / k + z / sqrt(k);
    const double cube = law->alpha * root * root * root;
    return cube > power ? cube : power;
}

/* The upper tail of a beta law is the lower tail of its mirror image, where Newton's method over
 * log x does as well as at the lower end. */
static bool is_mirrored(const struct ab_law *law, bool upper)
{
    return upper && law->beta > 0.0;
}

double ab_inverse_exact(const struct ab_law *law, bool upper, double tail)
{
    if (is_mirrored(law, upper)) {
        return 1.0 - ab_inverse_exact(&(struct ab_law){law->beta, law->alpha}, false, tail);
    }
    const double norm = log_norm(law);
    return solve(law, norm, upper, tail, first_guess(law, norm, upper, tail));
}

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* The tail probability at which a cell begins; cells rise with the tail, 0 begins at SMALLEST. */
static double cell_begin(int cell)
{
    const int octave = cell >> CELL_BITS;
    const int part = cell & ((1 << CELL_BITS) - 1);
    return ldexp(SMALLEST * (1.0 + part * ldexp(1.0, -CELL_BITS)), octave);
}

/* Cubic of Hermite over a cell of width 1 from values and slopes at its ends. Where the slopes
 * are more than three times the rise, it might not be monotone (Fritsch and Carlson 1980): such a
 * cell is marked by NAN. */
static void fit_cubic(double *c, double value0, double slope0, double value1, double slope1)
{
    const double rise = value1 - value0;
    const double steep0 = slope0 / rise;
    const double steep1 = slope1 / rise;
    c[0] = steep0 >= 0.0 && steep0 <= 3.0 && steep1 >= 0.0 && steep1 <= 3.0 ? value0 : (double)NAN;
    c[1] = slope0;
    c[2] = 3.0 * rise - 2.0 * slope0 - slope1;
    c[3] = slope0 + slope1 - 2.0 * rise;
}

/* Fills the cells of one tail from the median outwards, each knot being the guess for the next. */
static void tabulate_tail(const struct ab_law *law, bool upper, double *table)
{
    const bool mirrored = is_mirrored(law, upper);
    const struct ab_law side = mirrored ? (struct ab_law){law->beta, law->alpha} : *law;
    const bool side_upper = upper && !mirrored;
    const double norm = log_norm(&side);
    double x = solve(&side, norm, side_upper, 0.5, first_guess(&side, norm, side_upper, 0.5));
    double value1 = 0.0;
    double slope1 = 0.0;
    for (int knot = CELLS; knot >= 0; knot--) {
        if (knot < CELLS) {
            x = solve(&side, norm, side_upper, cell_begin(knot), x);
        }
        const double value = mirrored ? 1.0 - x : x;
        const double slope = (upper ? -x : x) / density_times_x(&side, norm, x);
        if (knot < CELLS) {
            const double width = cell_begin(knot + 1) - cell_begin(knot);
            fit_cubic(table + (size_t)knot * COEFFICIENTS, value, slope * width, value1,
                      slope1 * width);
        }
        value1 = value;
        slope1 = slope;
    }
}

size_t ab_inverse_table_size(void)
{
    return sizeof(double) * 2 * CELLS * COEFFICIENTS;
}

void ab_inverse_tabulate(const struct ab_law *law, double *table)
{
    tabulate_tail(law, false, table);
    tabulate_tail(law, true, table + (size_t)CELLS * COEFFICIENTS);
}

double ab_inverse_look_up(const struct ab_law *law, const double *table, double u)
{
    const bool upper = u >= 0.5;
    const double tail = upper ? 1.0 - u : u;
    if (tail >= SMALLEST && tail < 0.5) {
        const uint64_t bits = bits_of(tail);
        const uint64_t cell = (bits >> FRACTION_BITS) - (bits_of(SMALLEST) >> FRACTION_BITS);
        const double *c = table + (cell + (upper ? CELLS : 0)) * COEFFICIENTS;
        const uint64_t fraction = bits & ((UINT64_C(1) << FRACTION_BITS) - 1);
        const double t = (double)(int64_t)fraction * 0x1p-48;
        const double x = c[0] + t * (c[1] + t * (c[2] + t * c[3]));
        if (!isnan(x)) {
            return x;
        }
    }
    return ab_inverse_exact(law, upper, tail);
}
