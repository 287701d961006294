/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* distribution.c - random quantities: checked and compiled once, then drawn by inversion.
 *
 * Formulas: Johnson, Kotz, Balakrishnan, Continuous univariate distributions, 2nd edition (1994,
 * 1995), chapters 10 (normal, truncated), 14 (lognormal), 17 (gamma), 19 (exponential), 21
 * (Weibull), 25 (beta); PERT as in Malcolm, Roseboom, Clark, Fazar, Operations Research 7
 * (1959). */
#include "engine/distribution.h"

#include "engine/elementary.h"
#include "engine/inverse.h"
#include "engine/normal.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sf_gamma.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* No quantity is larger: a billion in any parameter that makes sense, with room for a far tail, and
 * still well inside a 64-bit time. Milliseconds: thirty million years. */
static const double QUANTILE_MAX = 1e18;
static const double PARAMETER_MAX = 1e15;

static const double NO_END = (double)INFINITY;

/* What GSL computes becomes part of the model with so many bits: the others differ between machines. */
enum { SETTLED_BITS = 40 };

/* The range of sd / mean within which the heavy tails stay numbers and the quantiles of the gamma
 * stay exact. */
static const double LOGNORMAL_SPREAD_MAX = 100.0;
static const double GAMMA_SPREAD_MAX = 10.0;
static const double GAMMA_SPREAD_MIN = 0.005;

static const double WEIBULL_SHAPE_MIN = 0.1;
static const double WEIBULL_SHAPE_MAX = 1000.0;

/* A support of one point is a quantity that is always the same, whatever kind it was written as: the
 * functions below look for that first. */
static void set_support(struct ab_distribution *d, double low, double high, double mean)
{
    d->low = low;
    d->high = high;
    d->mean = mean;
}

static const char *check_values(const double *value, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(value[i])) {
            return "every value must be a finite number";
        }
        if (value[i] < 0.0) {
            return "no value may be negative";
        }
        if (value[i] > PARAMETER_MAX) {
            return "a value is too large (1e15 at most)";
        }
    }
    return NULL;
}

/* ---- constant ---- */

static const char *prepare_constant(struct ab_distribution *d)
{
    set_support(d, d->a, d->a, d->a);
    return NULL;
}

/* ---- uniform ---- */

static const char *prepare_uniform(struct ab_distribution *d)
{
    if (d->a > d->b) {
        return "the low end must not be above the high end";
    }
    set_support(d, d->a, d->b, (d->a + d->b) / 2.0);
    return NULL;
}

static double quantile_uniform(const struct ab_distribution *d, double u)
{
    return d->a + u * (d->b - d->a);
}

/* ---- triangular ---- */

/* In the mean the mode counts so many times as much as an end. */
static const char *prepare_mode(struct ab_distribution *d, double weight)
{
    if (d->a > d->c) {
        return "the low end must not be above the high end";
    }
    if (d->b < d->a || d->b > d->c) {
        return "the mode must lie between low and high";
    }
    const double sum = d->a + weight * d->b + d->c;
    set_support(d, d->a, d->c, d->a == d->c ? d->a : sum / (weight + 2.0));
    return NULL;
}

static const char *prepare_triangular(struct ab_distribution *d)
{
    const char *fault = prepare_mode(d, 1.0);
    if (fault == NULL && d->a < d->c) {
        d->p1 = (d->b - d->a) / (d->c - d->a); /* P(X <= mode) */
    }
    return fault;
}

static double quantile_triangular(const struct ab_distribution *d, double u)
{
    /* One root for both sides: which it is, is a coin's toss that no processor foresees. */
    const bool is_below = u < d->p1;
    const double width = d->c - d->a;
    const double tail = is_below ? u : 1.0 - u, side = is_below ? d->b - d->a : d->c - d->b;
    const double root = sqrt(tail * width * side);
    return is_below ? d->a + root : d->c - root;
}

/* ---- PERT and gamma, of which the quantiles are tabulated ---- */

/* Without a table. */
static double search_standard(struct ab_law law, double u)
{
    return ab_inverse_exact(&law, u >= 0.5, u >= 0.5 ? 1.0 - u : u);
}

static inline double look_up(const struct ab_distribution *d, double u)
{
    return ab_inverse_at(d->table, ab_normal_quantile(u, 1.0 - u));
}

/* The shapes of the beta law add up to 6, so that the mean is (low + 4 mode + high) / 6. */
static const char *prepare_pert(struct ab_distribution *d)
{
    const char *fault = prepare_mode(d, 4.0);
    if (fault == NULL && d->a < d->c) {
        d->p1 = 1.0 + 4.0 * (d->b - d->a) / (d->c - d->a);
        d->p2 = 1.0 + 4.0 * (d->c - d->b) / (d->c - d->a);
    }
    return fault;
}

static struct ab_law standard_pert(const struct ab_distribution *d)
{
    return (struct ab_law){.alpha = d->p1, .beta = d->p2};
}

static double quantile_pert(const struct ab_distribution *d, double u)
{
    const double x = d->table != NULL ? look_up(d, u) : search_standard(standard_pert(d), u);
    return d->a + (d->c - d->a) * x;
}

static const char *prepare_gamma(struct ab_distribution *d)
{
    if (d->b == 0.0) {
        set_support(d, d->a, d->a, d->a);
        return NULL;
    }
    if (d->b > GAMMA_SPREAD_MAX * d->a || d->b < GAMMA_SPREAD_MIN * d->a) {
        return "the standard deviation of a gamma must be 0, or from 0.005 to 10 times the mean";
    }
    const double steadiness = d->a / d->b;
    d->p1 = steadiness * steadiness; /* shape and scale */
    d->p2 = d->b / steadiness;
    set_support(d, 0.0, NO_END, d->a);
    return NULL;
}

static struct ab_law standard_gamma(const struct ab_distribution *d)
{
    return (struct ab_law){.alpha = d->p1};
}

static double quantile_gamma(const struct ab_distribution *d, double u)
{
    return d->p2 * (d->table != NULL ? look_up(d, u) : search_standard(standard_gamma(d), u));
}

/* ---- normal ---- */

/* Cut at zero: what is left has probability p1, what is cut off p3. p2 is the hazard at the cut, in
 * units of 1 / sd. */
static const char *prepare_normal(struct ab_distribution *d)
{
    if (d->b == 0.0) {
        set_support(d, d->a, d->a, d->a);
        return NULL;
    }
    const double cut = d->a / d->b;
    d->p3 = ab_settled(gsl_cdf_ugaussian_Q(cut), SETTLED_BITS);
    d->p1 = 1.0 - d->p3;
    d->p2 = ab_settled(gsl_ran_ugaussian_pdf(cut), SETTLED_BITS) / d->p1;
    set_support(d, 0.0, NO_END, d->a + d->b * d->p2);
    return NULL;
}

static double quantile_normal(const struct ab_distribution *d, double u)
{
    return d->a + d->b * ab_normal_quantile(d->p3 + u * d->p1, (1.0 - u) * d->p1);
}

/* ---- lognormal ---- */

static const char *prepare_lognormal(struct ab_distribution *d)
{
    if (d->b > LOGNORMAL_SPREAD_MAX * d->a) {
        return "the standard deviation of a lognormal must be at most 100 times the mean";
    }
    if (d->b == 0.0) {
        set_support(d, d->a, d->a, d->a);
        return NULL;
    }
    const double spread = d->b / d->a;
    const double variance = ab_log1p(spread * spread);
    d->p1 = ab_log(d->a) - variance / 2.0; /* mean and sd of the logarithm */
    d->p2 = sqrt(variance);
    set_support(d, 0.0, NO_END, d->a);
    return NULL;
}

static double quantile_lognormal(const struct ab_distribution *d, double u)
{
    return ab_exp(d->p1 + d->p2 * ab_normal_quantile(u, 1.0 - u));
}

/* ---- exponential ---- */

static const char *prepare_exponential(struct ab_distribution *d)
{
    set_support(d, 0.0, d->a > 0.0 ? NO_END : 0.0, d->a);
    return NULL;
}

/* The grain of u is 2^-53, so that 1 - u is exact. */
static double quantile_exponential(const struct ab_distribution *d, double u)
{
    return -d->a * ab_log(1.0 - u);
}

/* ---- Weibull ---- */

static const char *prepare_weibull(struct ab_distribution *d)
{
    if (d->b < WEIBULL_SHAPE_MIN || d->b > WEIBULL_SHAPE_MAX) {
        return "the shape of a weibull must be from 0.1 to 1000";
    }
    set_support(d, 0.0, d->a > 0.0 ? NO_END : 0.0,
                d->a * ab_settled(gsl_sf_gamma(1.0 + 1.0 / d->b), SETTLED_BITS));
    return d->mean > PARAMETER_MAX ? "the mean is too large (1e15 at most)" : NULL;
}

static double quantile_weibull(const struct ab_distribution *d, double u)
{
    return d->a * ab_exp(ab_log(-ab_log(1.0 - u)) / d->b);
}

/* ---- samples ---- */

static const char *prepare_empirical(struct ab_distribution *d)
{
    double sum = 0.0;
    for (size_t i = 0; i < d->count; i++) {
        sum += d->sample[i];
    }
    set_support(d, d->sample[0], d->sample[d->count - 1], sum / (double)d->count);
    return NULL;
}

static double quantile_empirical(const struct ab_distribution *d, double u)
{
    const size_t index = (size_t)(u * (double)d->count);
    return d->sample[index < d->count ? index : d->count - 1];
}

/* ---- mixtures ---- */

/* A component that is rarer would be drawn too coarsely: 2^-52 is the grain of a uniform number. */
static const double SHARE_MIN = 1e-9;

static const char *prepare_mixture(struct ab_distribution *d)
{
    const struct ab_component *part = d->component;
    double low = NO_END, high = 0.0, mean = 0.0;
    for (size_t i = 0; i < d->count; i++) {
        if (part[i].share < SHARE_MIN) {
            return "a weight is less than a billionth of all";
        }
        low = fmin(low, part[i].law.low);
        high = fmax(high, part[i].law.high);
        mean += part[i].share * part[i].law.mean;
    }
    set_support(d, low, high, mean);
    return NULL;
}

/* The component that u draws from, and in its place what is left of u for it. */
static const struct ab_component *picked(const struct ab_distribution *d, double *u)
{
    static const double FIRST = 0x1p-53, LAST = 1.0 - 0x1p-53;
    const struct ab_component *part = d->component, *last = part + d->count - 1;
    while (part < last && *u >= part[1].from) {
        part++;
    }
    const double rest = (*u - part->from) / part->share;
    *u = rest < FIRST ? FIRST : rest > LAST ? LAST : rest;
    return part;
}

static double quantile_mixture(const struct ab_distribution *d, double u)
{
    const struct ab_component *part = picked(d, &u);
    return ab_distribution_quantile(&part->law, u);
}

/* ---- the laws ---- */

/* All that there is to a law. */
struct law {
    struct ab_distribution_form form;
    const char *(*prepare)(struct ab_distribution *d);
    /* The standard law whose quantiles have no closed form and are tabulated; NULL: none. */
    struct ab_law (*standard)(const struct ab_distribution *d);
    double (*quantile)(const struct ab_distribution *d, double u); /* not of a constant */
};

/* clang-format off */
static const struct law LAWS[] = {
    [AB_CONSTANT] = {
        .form = {.name = "constant", .arity = 1, .parameter = {"value"}, .counts = true},
        .prepare = prepare_constant},
    [AB_UNIFORM] = {
        .form = {.name = "uniform", .arity = 2, .parameter = {"low", "high"}, .counts = true},
        .prepare = prepare_uniform, .quantile = quantile_uniform},
    [AB_TRIANGULAR] = {
        .form = {.name = "triangular", .arity = 3, .parameter = {"low", "mode", "high"}, .counts = true},
        .prepare = prepare_triangular, .quantile = quantile_triangular},
    [AB_PERT] = {
        .form = {.name = "pert", .arity = 3, .parameter = {"low", "mode", "high"}, .counts = true},
        .prepare = prepare_pert, .standard = standard_pert, .quantile = quantile_pert},
    [AB_NORMAL] = {
        .form = {.name = "normal", .arity = 2, .parameter = {"mean", "sd"}},
        .prepare = prepare_normal, .quantile = quantile_normal},
    [AB_LOGNORMAL] = {
        .form = {.name = "lognormal", .arity = 2, .parameter = {"mean", "sd"}},
        .prepare = prepare_lognormal, .quantile = quantile_lognormal},
    [AB_EXPONENTIAL] = {
        .form = {.name = "exponential", .arity = 1, .parameter = {"mean"}, .above_zero = true},
        .prepare = prepare_exponential, .quantile = quantile_exponential},
    [AB_GAMMA] = {
        .form = {.name = "gamma", .arity = 2, .parameter = {"mean", "sd"}},
        .prepare = prepare_gamma, .standard = standard_gamma, .quantile = quantile_gamma},
    [AB_WEIBULL] = {
        .form = {.name = "weibull", .arity = 2, .parameter = {"scale", "shape"}, .plain = {[1] = true}},
        .prepare = prepare_weibull, .quantile = quantile_weibull},
    [AB_EMPIRICAL] = {
        .form = {.name = "empirical", .inside = "FILE.csv"},
        .prepare = prepare_empirical, .quantile = quantile_empirical},
    [AB_MIXTURE] = {
        .form = {.name = "mixture", .inside = "weight: distribution, ...",
                 .parameter = {"weight"}, .plain = {true}, .counts = true},
        .quantile = quantile_mixture}, /* ab_distribution_mix prepares it */
};
/* clang-format on */

const struct ab_distribution_form *ab_distribution_form(int kind)
{
    return kind >= 0 && kind < (int)(sizeof LAWS / sizeof LAWS[0]) ? &LAWS[kind].form : NULL;
}

int ab_distribution_find(const char *name, size_t length)
{
    for (int i = 0; i < (int)(sizeof LAWS / sizeof LAWS[0]); i++) {
        if (strlen(LAWS[i].form.name) == length && memcmp(LAWS[i].form.name, name, length) == 0) {
            return i;
        }
    }
    return -1;
}

const char *ab_distribution_name(enum ab_distribution_kind kind)
{
    return LAWS[kind].form.name;
}

/* ---- compiling ---- */

static int compare_values(const void *left, const void *right)
{
    const double a = *(const double *)left;
    const double b = *(const double *)right;
    return (a > b) - (a < b);
}

static const char *keep_sample(struct ab_distribution *d, const double *sample, size_t count,
                               ab_take_memory *take, void *owner)
{
    if (sample == NULL || count == 0) {
        return "a sample needs at least one value";
    }
    const char *fault = check_values(sample, count);
    if (fault != NULL) {
        return fault;
    }
    double *sorted = NULL;
    if (take != NULL && count <= SIZE_MAX / sizeof *sorted) {
        sorted = take(owner, count * sizeof *sorted);
    }
    if (sorted == NULL) {
        return "there is no memory left for the sample";
    }
    memcpy(sorted, sample, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, compare_values);
    d->sample = sorted;
    d->count = count;
    return NULL;
}

/* A table for the quantiles of a law that has no closed form for them. */
static const char *add_table(struct ab_distribution *d, ab_take_memory *take, void *owner)
{
    const struct ab_law law = LAWS[d->kind].standard(d);
    if (take == NULL || d->low == d->high) {
        return NULL;
    }
    d->table = take(owner, ab_inverse_size(&law));
    if (d->table == NULL) {
        return "there is no memory left for the table of the distribution";
    }
    ab_inverse_begin(d->table, &law);
    return NULL;
}

const char *ab_distribution_compile(struct ab_distribution *distribution,
                                    enum ab_distribution_kind kind, double a, double b, double c,
                                    const double *sample, size_t count, ab_take_memory *take,
                                    void *owner)
{
    struct ab_distribution *d = distribution;
    const struct law *law = &LAWS[kind];
    const int arity = law->form.arity;
    assert(kind != AB_MIXTURE);
    const double parameter[] = {arity >= 1 ? a : 0.0, arity >= 2 ? b : 0.0, arity >= 3 ? c : 0.0};
    *d = (struct ab_distribution){.kind = kind};
    const char *fault = check_values(parameter, sizeof parameter / sizeof *parameter);
    if (fault != NULL) {
        return fault;
    }
    d->a = parameter[0];
    d->b = parameter[1];
    d->c = parameter[2];
    fault = kind == AB_EMPIRICAL ? keep_sample(d, sample, count, take, owner) : NULL;
    if (fault == NULL) {
        fault = law->prepare(d);
    }
    return fault == NULL && law->standard != NULL ? add_table(d, take, owner) : fault;
}

static const char *keep_components(struct ab_distribution *d, const struct ab_component *component,
                                   size_t count, ab_take_memory *take, void *owner)
{
    if (count == 0) {
        return "a mixture needs at least one component";
    }
    double total = 0.0, from = 0.0;
    for (size_t i = 0; i < count; i++) {
        if (!(component[i].weight > 0.0) || component[i].weight > PARAMETER_MAX) {
            return "a weight must be above zero, and 1e15 at most";
        }
        total += component[i].weight;
    }
    struct ab_component *kept = take(owner, count * sizeof *kept);
    if (kept == NULL) {
        return "there is no memory left for the components";
    }
    memcpy(kept, component, count * sizeof *kept);
    for (size_t i = 0; i < count; i++) {
        kept[i].share = kept[i].weight / total;
        kept[i].from = from / total;
        from += kept[i].weight;
    }
    d->component = kept;
    d->count = count;
    return NULL;
}

const char *ab_distribution_mix(struct ab_distribution *distribution,
                                const struct ab_component *component, size_t count,
                                ab_take_memory *take, void *owner)
{
    *distribution = (struct ab_distribution){.kind = AB_MIXTURE};
    const char *fault = keep_components(distribution, component, count, take, owner);
    return fault == NULL ? prepare_mixture(distribution) : fault;
}

/* ---- asking ---- */

double ab_distribution_quantile(const struct ab_distribution *distribution, double u)
{
    const struct ab_distribution *d = distribution;
    if (d->low == d->high) {
        return d->low;
    }
    double x = LAWS[d->kind].quantile(d, u);
    x = x > d->low ? x : d->low;
    x = x < d->high ? x : d->high;
    return x < QUANTILE_MAX ? x : QUANTILE_MAX;
}

static bool is_whole(double x)
{
    return x == floor(x);
}

long ab_distribution_count(const struct ab_distribution *distribution, double u)
{
    const struct ab_distribution *d = distribution;
    if (d->kind == AB_UNIFORM && is_whole(d->low) && is_whole(d->high)) {
        const double count = floor(d->low + u * (d->high - d->low + 1.0));
        return (long)(count < d->high ? count : d->high);
    }
    if (d->kind == AB_MIXTURE) {
        const struct ab_component *part = picked(d, &u);
        return ab_distribution_count(&part->law, u);
    }
    return lround(ab_distribution_quantile(d, u));
}
