/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inverse.c - quantiles of gamma and beta laws, exact and tabulated. */
#include "engine/inverse.h"

#include "engine/elementary.h"
#include "engine/normal.h"

#include <assert.h>
#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>
#include <sched.h>
#include <stdatomic.h>

/* How far the tables reach on either side, in normal quantiles: the last uniform number, 1 - 2^-53, is
 * at 8.21. */
static const double REACH = 8.25;

enum { CELLS = 32, CELLS_OF_SKEWED = 128, COEFFICIENTS = 6 };
static const double SKEWED = 0.5;

enum state { EMPTY, BEING_FILLED, READY };

struct ab_inverse {
    atomic_int state;
    int cells;
    double scale; /* cells per unit */
    struct ab_law law;
    double coefficient[]; /* COEFFICIENTS for each cell, the constant first */
};

static double tail_at(const struct ab_law *law, bool upper, double x)
{
    if (law->beta > 0.0) {
        assert(!upper); /* it is mirrored */
        return gsl_cdf_beta_P(x, law->alpha, law->beta);
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
    const double z = upper ? ab_normal_quantile(p, tail) : ab_normal_quantile(tail, 1.0 - tail);
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

/* ---- tables ---- */

/* A quantile as a function of the normal quantile z: value, slope and curvature; the latter per width of a
 * cell, and per its square. */
struct knot {
    double value, slope, curvature;
};

/* What becomes part of the model: of a gamma 32 significant bits; of a beta whole multiples of 2^-34,
 * since next to 1 its rise is far smaller than its value. So the last bits, in which C libraries and
 * releases of GSL differ, are gone, and the polynomials are the same on every machine. Where a beta
 * hardly rises any more it is made level: rounded slopes would make it fall here and there. */
static struct knot on_grid(const struct ab_law *law, struct knot knot)
{
    static const double GRAIN = 0x1p-34, LEVEL = 16.0;
    enum { BITS = 32 };
    if (law->beta == 0.0) {
        return (struct knot){ab_settled(knot.value, BITS), ab_settled(knot.slope, BITS),
                             ab_settled(knot.curvature, BITS)};
    }
    const bool is_level = fabs(knot.slope) < LEVEL * GRAIN;
    return (struct knot){.value = rint(knot.value / GRAIN) * GRAIN,
                         .slope = is_level ? 0.0 : rint(knot.slope / GRAIN) * GRAIN,
                         .curvature = is_level ? 0.0 : rint(knot.curvature / GRAIN) * GRAIN};
}

/* The side of a law from its median outwards. */
struct side {
    struct ab_law law;
    double norm;
    bool upper;    /* of the law above */
    bool mirrored; /* which is the mirror image of the one that is tabulated */
    bool rises;    /* z rises outwards */
};

static struct side side_of(const struct ab_law *law, bool upper)
{
    const bool mirrored = is_mirrored(law, upper);
    const struct ab_law own = mirrored ? (struct ab_law){law->beta, law->alpha} : *law;
    return (struct side){own, log_norm(&own), upper && !mirrored, mirrored, upper};
}

/* The knot at a distance from the median, in normal quantiles. *guess is near its quantile, and is
 * made to be near that of the next one, a step further out: the width of a cell. */
static struct knot knot_at(const struct side *side, double distance, double step, double *guess)
{
    const struct ab_law *law = &side->law;
    const double x = solve(law, side->norm, side->upper, gsl_cdf_ugaussian_Q(distance), *guess);
    if (x <= 0.0) {
        *guess = 0.0;
        return (struct knot){.value = side->mirrored ? 1.0 : 0.0};
    }
    /* The densities of z over that of log x, and how the latter changes. */
    const double ratio = gsl_ran_ugaussian_pdf(distance) / density_times_x(law, side->norm, x);
    const double pull = law->beta > 0.0 ? (law->beta - 1.0) * x / (1.0 - x) : x;
    const double outwards = side->upper ? ratio : -ratio;
    const double slope = x * outwards;
    const double curvature = -slope * (distance + outwards * (law->alpha - 1.0 - pull));
    const double sign = side->mirrored ? -1.0 : 1.0;
    *guess = x * exp(outwards * step);
    const struct knot knot = {.value = side->mirrored ? 1.0 - x : x,
                              .slope = sign * (side->rises ? slope : -slope) * step,
                              .curvature = sign * curvature * step * step};
    return on_grid(law, knot);
}

/* The polynomial over a cell, in the share of its width. */
static void fit(double *c, const struct knot *left, const struct knot *right)
{
    const double slope0 = left->slope, slope1 = right->slope;
    const double bend0 = left->curvature, bend1 = right->curvature;
    const double rise = right->value - left->value - slope0 - bend0 / 2.0;
    const double turn = slope1 - slope0 - bend0;
    const double bend = bend1 - bend0;
    c[0] = left->value;
    c[1] = slope0;
    c[2] = bend0 / 2.0;
    c[3] = 10.0 * rise - 4.0 * turn + bend / 2.0;
    c[4] = -15.0 * rise + 7.0 * turn - bend;
    c[5] = 6.0 * rise - 3.0 * turn + bend / 2.0;
}

/* Both sides meet in one knot at the median, which the lower one makes. */
static void fill_side(struct ab_inverse *inverse, bool upper, struct knot *median)
{
    const struct side side = side_of(&inverse->law, upper);
    const double width = 1.0 / inverse->scale;
    const int half = inverse->cells / 2;
    double guess = first_guess(&side.law, side.norm, side.upper, 0.5);
    struct knot inner = knot_at(&side, 0.0, width, &guess);
    *(upper ? &inner : median) = upper ? *median : inner;
    for (int i = 0; i < half; i++) {
        const struct knot outer = knot_at(&side, (i + 1) * width, width, &guess);
        const int cell = upper ? half + i : half - 1 - i;
        fit(inverse->coefficient + (ptrdiff_t)cell * COEFFICIENTS, upper ? &inner : &outer,
            upper ? &outer : &inner);
        inner = outer;
    }
}

/* The first to ask fills the table; others wait for the moment that this takes. */
static void fill(struct ab_inverse *inverse)
{
    int expected = EMPTY;
    if (atomic_compare_exchange_strong(&inverse->state, &expected, BEING_FILLED)) {
        struct knot median = {0};
        fill_side(inverse, false, &median);
        fill_side(inverse, true, &median);
        atomic_store_explicit(&inverse->state, READY, memory_order_release);
    }
    while (atomic_load_explicit(&inverse->state, memory_order_acquire) != READY) {
        (void)sched_yield();
    }
}

static int cells_of(const struct ab_law *law)
{
    return law->beta == 0.0 && law->alpha < SKEWED ? CELLS_OF_SKEWED : CELLS;
}

size_t ab_inverse_size(const struct ab_law *law)
{
    return sizeof(struct ab_inverse) + sizeof(double) * COEFFICIENTS * (size_t)cells_of(law);
}

void ab_inverse_begin(struct ab_inverse *inverse, const struct ab_law *law)
{
    atomic_init(&inverse->state, EMPTY);
    inverse->cells = cells_of(law);
    inverse->scale = inverse->cells / (2.0 * REACH);
    inverse->law = *law;
}

static inline double look_up(const struct ab_inverse *inverse, double z)
{
    const double place = (z + REACH) * inverse->scale;
    const int cell = (int)place;
    assert(cell >= 0 && cell < inverse->cells);
    const double t = place - cell;
    const double *c = inverse->coefficient + (ptrdiff_t)cell * COEFFICIENTS;
    return c[0] + t * (c[1] + t * (c[2] + t * (c[3] + t * (c[4] + t * c[5]))));
}

static double fill_and_look_up(struct ab_inverse *inverse, double z)
{
    fill(inverse);
    return look_up(inverse, z);
}

double ab_inverse_at(struct ab_inverse *inverse, double z)
{
    return atomic_load_explicit(&inverse->state, memory_order_acquire) == READY
               ? look_up(inverse, z)
               : fill_and_look_up(inverse, z);
}
