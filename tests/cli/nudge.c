/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* nudge.c - another machine's mathematics: loaded before the program (LD_PRELOAD), it gives the
 * functions of the C library and of GSL back one unit in the last place higher, lower, or as they are.
 * Which follows from the argument and from NUDGE, a number in the environment: a function of a machine
 * always gives the same answer to the same question.
 *
 * Every function that the program takes from either and that need not be exact stands in a row below;
 * determinism.bats holds the rows against what the program imports. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long moves; /* results that were given back other than they were */

__attribute__((destructor)) static void tell(void)
{
    const char *path = getenv("NUDGE_LOG");
    FILE *log = path != NULL ? fopen(path, "w") : NULL;
    if (log != NULL) {
        (void)fprintf(log, "%s\n", moves > 0 ? "moved" : "nothing moved");
        (void)fclose(log);
    }
}

/* Which way a result is moved: -1, 0 or 1, from the bits of what was asked. */
static int way(double argument, double second, const char *name)
{
    uint64_t bits, more, mixed = 0;
    const char *seed = getenv("NUDGE");
    memcpy(&bits, &argument, sizeof bits);
    memcpy(&more, &second, sizeof more);
    mixed = bits ^ (more * 0x9e3779b97f4a7c15u) ^ (uint64_t)(seed ? atoll(seed) : 0) << 7;
    for (; *name; name++) {
        mixed = (mixed ^ (unsigned char)*name) * 0x100000001b3u;
    }
    mixed ^= mixed >> 31;
    mixed *= 0xbf58476d1ce4e5b9u;
    mixed ^= mixed >> 29;
    return (int)(mixed % 3) - 1;
}

static double moved(double value, int by)
{
    if (by == 0 || !isfinite(value) || value == 0) {
        return value;
    }
    moves++; /* threads may lose some */
    return nextafter(value, by > 0 ? 1e300 : -1e300);
}

/* A function: its parameters, what is handed on, and the two numbers that decide. */
#define FUNCTION(name, parameters, arguments, first, second)                                       \
    double name parameters                                                                         \
    {                                                                                              \
        static double(*real) parameters;                                                           \
        if (!real) {                                                                               \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        }                                                                                          \
        return moved(real arguments, way(first, second, #name));                                   \
    }
#define ONE(name)   FUNCTION(name, (double x), (x), x, 0)
#define TWO(name)   FUNCTION(name, (double x, double y), (x, y), x, y)
#define THREE(name) FUNCTION(name, (double x, double y, double z), (x, y, z), x, y + 3 * z)
/* Of a count, a share and a number of trials. */
#define TRIALS(name) FUNCTION(name, (unsigned k, double p, unsigned n), (k, p, n), p, k + 1e6 * n)
/* Of data. */
#define MEAN(name)                                                                                 \
    FUNCTION(name, (const double *data, size_t stride, size_t n), (data, stride, n), data[0],      \
             (double)n)
#define QUANTILE(name)                                                                             \
    FUNCTION(name, (const double *data, size_t stride, size_t n, double f), (data, stride, n, f),  \
             data[0], f)
#define RANKS(name)                                                                                \
    FUNCTION(name,                                                                                 \
             (const double *a, size_t a_stride, const double *b, size_t b_stride, size_t n,        \
              double *work),                                                                       \
             (a, a_stride, b, b_stride, n, work), a[0], b[0])

ONE(sin)
ONE(cos)
ONE(tan)
ONE(asin)
ONE(acos)
ONE(atan)
TWO(atan2)
ONE(exp)
ONE(log)
ONE(log1p)
ONE(cbrt)
TWO(pow)
ONE(gsl_sf_gamma)
ONE(gsl_sf_lngamma)
TWO(gsl_sf_lnbeta)
ONE(gsl_cdf_ugaussian_P)
ONE(gsl_cdf_ugaussian_Q)
ONE(gsl_ran_ugaussian_pdf)
THREE(gsl_cdf_gamma_P)
THREE(gsl_cdf_gamma_Q)
THREE(gsl_cdf_beta_P)
THREE(gsl_cdf_beta_Q)
TWO(gsl_cdf_tdist_Pinv)
TRIALS(gsl_cdf_binomial_P)
TRIALS(gsl_cdf_binomial_Q)
MEAN(gsl_stats_mean)
QUANTILE(gsl_stats_quantile_from_sorted_data)
RANKS(gsl_stats_spearman)

/* Both at once, as compilers ask for them. */
void sincos(double x, double *sine, double *cosine)
{
    static void (*real)(double, double *, double *);
    if (!real) {
        *(void **)&real = dlsym(RTLD_NEXT, "sincos");
    }
    real(x, sine, cosine);
    *sine = moved(*sine, way(x, 0, "sin"));
    *cosine = moved(*cosine, way(x, 0, "cos"));
}
