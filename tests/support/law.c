/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* law.c - distribution functions and standard deviations, from textbooks. */
#include "support/law.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sf_gamma.h>
#include <math.h>

static double cdf_uniform(const struct ab_distribution *d, double x)
{
    return (x - d->a) / (d->b - d->a);
}

static double sd_uniform(const struct ab_distribution *d)
{
    return (d->high - d->low) / sqrt(12.0);
}

static double cdf_triangular(const struct ab_distribution *d, double x)
{
    const double width = d->c - d->a;
    if (x < d->b) {
        return (x - d->a) * (x - d->a) / (width * (d->b - d->a));
    }
    return d->c > d->b ? 1.0 - (d->c - x) * (d->c - x) / (width * (d->c - d->b)) : 1.0;
}

static double sd_triangular(const struct ab_distribution *d)
{
    return (d->high - d->low) * sqrt((1.0 - d->p1 + d->p1 * d->p1) / 18.0);
}

static double cdf_pert(const struct ab_distribution *d, double x)
{
    return gsl_cdf_beta_P((x - d->a) / (d->c - d->a), d->p1, d->p2);
}

static double sd_pert(const struct ab_distribution *d)
{
    return sqrt((d->mean - d->a) * (d->c - d->mean) / 7.0);
}

static double cdf_gamma(const struct ab_distribution *d, double x)
{
    return gsl_cdf_gamma_P(x / d->p2, d->p1, 1.0);
}

/* The standard deviation of laws that are given by it. */
static double sd_given(const struct ab_distribution *d)
{
    return d->b;
}

static double cdf_normal(const struct ab_distribution *d, double x)
{
    const double z = (x - d->a) / d->b;
    if (z > 0.0) {
        return 1.0 - gsl_cdf_ugaussian_Q(z) / d->p1;
    }
    return (gsl_cdf_ugaussian_P(z) - d->p3) / d->p1;
}

static double sd_normal(const struct ab_distribution *d)
{
    return d->p2 > 0.0 ? d->b * sqrt(1.0 - d->p2 * (d->a / d->b + d->p2)) : d->b;
}

static double cdf_lognormal(const struct ab_distribution *d, double x)
{
    return x > 0.0 ? gsl_cdf_ugaussian_P((log(x) - d->p1) / d->p2) : 0.0;
}

static double cdf_exponential(const struct ab_distribution *d, double x)
{
    return -expm1(-x / d->a);
}

static double sd_exponential(const struct ab_distribution *d)
{
    return d->a;
}

static double cdf_weibull(const struct ab_distribution *d, double x)
{
    return -expm1(-pow(x / d->a, d->b));
}

/* From the variance of the standardised law; written so that nothing cancels for large shapes. */
static double sd_weibull(const struct ab_distribution *d)
{
    const double first = gsl_sf_lngamma(1.0 + 1.0 / d->b);
    const double second = gsl_sf_lngamma(1.0 + 2.0 / d->b);
    return d->mean * sqrt(expm1(second - 2.0 * first));
}

static double cdf_empirical(const struct ab_distribution *d, double x)
{
    size_t low = 0; /* values before `low` are at most x, those from `high` on are above */
    size_t high = d->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (d->sample[middle] <= x) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return (double)low / (double)d->count;
}

static double sd_empirical(const struct ab_distribution *d)
{
    double sum = 0.0;
    for (size_t i = 0; i < d->count; i++) {
        sum += (d->sample[i] - d->mean) * (d->sample[i] - d->mean);
    }
    return sqrt(sum / (double)d->count);
}

static double cdf_mixture(const struct ab_distribution *d, double x)
{
    double sum = 0.0;
    for (size_t i = 0; i < d->count; i++) {
        sum += d->component[i].share * law_cdf(&d->component[i].law, x);
    }
    return sum;
}

static double sd_mixture(const struct ab_distribution *d)
{
    double sum = 0.0;
    for (size_t i = 0; i < d->count; i++) {
        const double sd = law_sd(&d->component[i].law);
        const double apart = d->component[i].law.mean - d->mean;
        sum += d->component[i].share * (sd * sd + apart * apart);
    }
    return sqrt(sum);
}

static const struct {
    double (*cdf)(const struct ab_distribution *d, double x); /* within the support */
    double (*sd)(const struct ab_distribution *d);
} laws[] = {
    [AB_UNIFORM] = {cdf_uniform, sd_uniform},
    [AB_TRIANGULAR] = {cdf_triangular, sd_triangular},
    [AB_PERT] = {cdf_pert, sd_pert},
    [AB_NORMAL] = {cdf_normal, sd_normal},
    [AB_LOGNORMAL] = {cdf_lognormal, sd_given},
    [AB_EXPONENTIAL] = {cdf_exponential, sd_exponential},
    [AB_GAMMA] = {cdf_gamma, sd_given},
    [AB_WEIBULL] = {cdf_weibull, sd_weibull},
    [AB_EMPIRICAL] = {cdf_empirical, sd_empirical},
    [AB_MIXTURE] = {cdf_mixture, sd_mixture},
};

double law_cdf(const struct ab_distribution *d, double x)
{
    if (x < d->low) {
        return 0.0;
    }
    return x >= d->high ? 1.0 : laws[d->kind].cdf(d, x);
}

double law_sd(const struct ab_distribution *d)
{
    return d->low == d->high ? 0.0 : laws[d->kind].sd(d);
}
