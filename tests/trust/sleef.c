/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sleef.c - the C library's functions by SLEEF, another library of mathematics: loaded before the
 * program (LD_PRELOAD). Its results are within one unit in the last place, and mostly, but not
 * always, those of the GNU C library. */
#define _GNU_SOURCE
#include <math.h>
#include <sleef.h>

#define ONE(name)                                                                                  \
    double name(double x)                                                                          \
    {                                                                                              \
        return Sleef_##name##_u10(x);                                                              \
    }
ONE(sin)
ONE(cos)
ONE(tan)
ONE(asin)
ONE(acos)
ONE(atan)
ONE(exp)
ONE(log)
ONE(log1p)
ONE(cbrt)

double atan2(double y, double x)
{
    return Sleef_atan2_u10(y, x);
}

double pow(double x, double y)
{
    return Sleef_pow_u10(x, y);
}

void sincos(double x, double *sine, double *cosine)
{
    *sine = Sleef_sin_u10(x);
    *cosine = Sleef_cos_u10(x);
}
