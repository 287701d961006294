/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* normal.c - Wichura, Algorithm AS 241: the percentage points of the normal distribution, Applied
 * Statistics 37 (1988), PPND16: a rational function in the middle and two in each tail. The same
 * operations as GSL's inverse, written out. */
#include "engine/normal.h"

#include <math.h>

enum { TERMS = 8 };

static inline double polynomial(const double c[TERMS], double x)
{
    return ((((((c[7] * x + c[6]) * x + c[5]) * x + c[4]) * x + c[3]) * x + c[2]) * x + c[1]) * x +
           c[0];
}

static double middle(double q)
{
    static const double a[TERMS] = {
        3.3871328727963666080, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
        45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727};
    static const double b[TERMS] = {1.0,
                                    42.313330701600911252,
                                    687.18700749205790830,
                                    5394.1960214247511077,
                                    21213.794301586595867,
                                    39307.895800092710610,
                                    28729.085735721942674,
                                    5226.4952788528545610};
    const double r = 0.180625 - q * q;
    return q * polynomial(a, r) / polynomial(b, r);
}

/* How far out the tail is, as a positive number; r is the root of -log(tail). */
static double near_tail(double r)
{
    static const double a[TERMS] = {1.42343711074968357734,   4.63033784615654529590,
                                    5.76949722146069140550,   3.64784832476320460504,
                                    1.27045825245236838258,   0.241780725177450611770,
                                    0.0227238449892691845833, 7.74545014278341407640e-4};
    static const double b[TERMS] = {1.0,
                                    2.05319162663775882187,
                                    1.67638483018380384940,
                                    0.689767334985100004550,
                                    0.148103976427480074590,
                                    0.0151986665636164571966,
                                    5.47593808499534494600e-4,
                                    1.05075007164441684324e-9};
    return polynomial(a, r - 1.6) / polynomial(b, r - 1.6);
}

static double far_tail(double r)
{
    static const double a[TERMS] = {6.65790464350110377720,    5.46378491116411436990,
                                    1.78482653991729133580,    0.296560571828504891230,
                                    0.0265321895265761230930,  1.24266094738807843860e-3,
                                    2.71155556874348757815e-5, 2.01033439929228813265e-7};
    static const double b[TERMS] = {1.0,
                                    0.599832206555887937690,
                                    0.136929880922735805310,
                                    0.0148753612908506148525,
                                    7.86869131145613259100e-4,
                                    1.84631831751005468180e-5,
                                    1.42151175831644588870e-7,
                                    2.04426310338993978564e-15};
    return polynomial(a, r - 5.0) / polynomial(b, r - 5.0);
}

double ab_normal_quantile(double lower, double upper)
{
    const double q = upper < 0.5 ? 0.5 - upper : lower - 0.5;
    if (fabs(q) <= 0.425) {
        return middle(q);
    }
    const double r = sqrt(-log(q < 0.0 ? lower : upper));
    const double z = r <= 5.0 ? near_tail(r) : far_tail(r);
    return q < 0.0 ? -z : z;
}
