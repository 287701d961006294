/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* normal.c - Wichura, Algorithm AS 241: the percentage points of the normal distribution, Applied
 * Statistics 37 (1988), PPND16: a rational function in the middle and two in each tail. The same
 * operations as GSL's inverse, written out. */
#include "engine/normal.h"

#include "engine/elementary.h"

#include <math.h>

enum { TERMS = 8 };

/* The coefficients of the polynomials above and below the stroke, side by side: both are worked out at
 * once, each as it would be alone. */
typedef double pair __attribute__((vector_size(2 * sizeof(double))));

static inline pair polynomials(const pair c[TERMS], double x)
{
    const pair both = {x, x};
    pair sum = c[TERMS - 1];
    for (int i = TERMS - 1; i-- > 0;) {
        sum = sum * both + c[i];
    }
    return sum;
}

static double middle(double q)
{
    static const pair c[TERMS] = {{3.3871328727963666080, 1.0},
                                  {133.14166789178437745, 42.313330701600911252},
                                  {1971.5909503065514427, 687.18700749205790830},
                                  {13731.693765509461125, 5394.1960214247511077},
                                  {45921.953931549871457, 21213.794301586595867},
                                  {67265.770927008700853, 39307.895800092710610},
                                  {33430.575583588128105, 28729.085735721942674},
                                  {2509.0809287301226727, 5226.4952788528545610}};
    const pair of = polynomials(c, 0.180625 - q * q);
    return q * of[0] / of[1];
}

/* How far out the tail is, as a positive number; r is the root of -log(tail). */
static double near_tail(double r)
{
    static const pair c[TERMS] = {{1.42343711074968357734, 1.0},
                                  {4.63033784615654529590, 2.05319162663775882187},
                                  {5.76949722146069140550, 1.67638483018380384940},
                                  {3.64784832476320460504, 0.689767334985100004550},
                                  {1.27045825245236838258, 0.148103976427480074590},
                                  {0.241780725177450611770, 0.0151986665636164571966},
                                  {0.0227238449892691845833, 5.47593808499534494600e-4},
                                  {7.74545014278341407640e-4, 1.05075007164441684324e-9}};
    const pair of = polynomials(c, r - 1.6);
    return of[0] / of[1];
}

static double far_tail(double r)
{
    static const pair c[TERMS] = {{6.65790464350110377720, 1.0},
                                  {5.46378491116411436990, 0.599832206555887937690},
                                  {1.78482653991729133580, 0.136929880922735805310},
                                  {0.296560571828504891230, 0.0148753612908506148525},
                                  {0.0265321895265761230930, 7.86869131145613259100e-4},
                                  {1.24266094738807843860e-3, 1.84631831751005468180e-5},
                                  {2.71155556874348757815e-5, 1.42151175831644588870e-7},
                                  {2.01033439929228813265e-7, 2.04426310338993978564e-15}};
    const pair of = polynomials(c, r - 5.0);
    return of[0] / of[1];
}

/* From the median, by the smaller of both. Which that is, is a coin's toss that no processor foresees: the sign
 * is put to it without a branch. */
static double from_median(double lower, double upper)
{
    const double inwards = (upper < 0.5 ? upper : lower) - 0.5;
    return inwards * copysign(1.0, upper - 0.5);
}

double ab_normal_quantile(double lower, double upper)
{
    const double q = from_median(lower, upper);
    if (fabs(q) <= 0.425) {
        return middle(q);
    }
    const double r = sqrt(-ab_log(q < 0.0 ? lower : upper));
    const double z = r <= 5.0 ? near_tail(r) : far_tail(r);
    return q < 0.0 ? -z : z;
}
