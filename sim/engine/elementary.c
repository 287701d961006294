/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* elementary.c - series of Taylor, long enough for doubles; their coefficients are plain fractions. */
#include "engine/elementary.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

/* The logarithm of 2 in two parts. The first has 33 bits, so that it times an exponent is exact. */
#define LN2_HIGH 0x1.62e42fefp-1
#define LN2_LOW  0x1.473de6af278edp-34
#define ROOT_2   0x1.6a09e667f3bcdp+0

enum { MANTISSA = 52, BIAS = 1023 };

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double of_bits(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* x = 2^e m with m from about 0.7 to 1.4. With f = m - 1 and s = f / (2 + f),
 *     log m = 2 (s + s^3/3 + s^5/5 + ...) = f - s (f - R),  R = 2 (s^2/3 + s^4/5 + ...),
 * in which f is exact and the rest small. */
double ab_log(double x)
{
    int e = 0;
    if (x < DBL_MIN) {
        x *= 0x1p54;
        e = -54;
    }
    const uint64_t bits = bits_of(x);
    double m = of_bits((bits & ((UINT64_C(1) << MANTISSA) - 1)) | (uint64_t)BIAS << MANTISSA);
    e += (int)(bits >> MANTISSA) - BIAS;
    if (m > ROOT_2) {
        m /= 2;
        e++;
    }
    const double f = m - 1, s = f / (2 + f), t = s * s, t2 = t * t, t4 = t2 * t2;
    const double r = 2 * t *
                     ((1.0 / 3 + t / 5) + t2 * (1.0 / 7 + t / 9) +
                      t4 * ((1.0 / 11 + t / 13) + t2 * (1.0 / 15 + t / 17)) +
                      t4 * t4 * ((1.0 / 19 + t / 21) + t2 / 23));
    const double big = e * LN2_HIGH, sum = big + f, left = e == 0 ? 0 : (big - sum) + f;
    return sum + (left - (s * (f - r) - e * LN2_LOW));
}

double ab_log1p(double x)
{
    const double sum = 1 + x;
    return sum == 1 ? x : ab_log(sum) * (x / (sum - 1));
}

/* x = k log 2 + r, the last in two parts, of which the second is tiny. Of e^r - 1 - r the terms from
 * r^2/2 on. */
double ab_exp(double x)
{
    static const double inverse[] = {
        1.0 / 2,         1.0 / 6,          1.0 / 24,         1.0 / 120,     1.0 / 720,
        1.0 / 5040,      1.0 / 40320,      1.0 / 362880,     1.0 / 3628800, 1.0 / 39916800,
        1.0 / 479001600, 1.0 / 6227020800, 1.0 / 87178291200};
    enum { TERMS = sizeof inverse / sizeof inverse[0] };
    if (!(x > -708)) {
        return 0;
    }
    if (x > 709) {
        return (double)INFINITY;
    }
    const double k = rint(x * 0x1.71547652b82fep+0);
    const double high = x - k * LN2_HIGH, low = k * LN2_LOW, r = high - low;
    double sum = inverse[TERMS - 1];
    for (int i = TERMS - 1; i-- > 0;) {
        sum = sum * r + inverse[i];
    }
    const double rest = (high - r) - low; /* of r, what rounding took */
    return (1 + (r + (r * r * sum + rest))) * of_bits((uint64_t)((int64_t)k + BIAS) << MANTISSA);
}

double ab_settled(double x, int bits)
{
    int exponent;
    const double fraction = frexp(x, &exponent);
    return ldexp(rint(ldexp(fraction, bits)), exponent - bits);
}
