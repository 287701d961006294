/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* nudge.c - another machine's mathematics: loaded before the program (LD_PRELOAD), it gives the
 * functions of the C library and of GSL back one unit in the last place higher, lower, or as they are.
 * Which follows from the argument and from NUDGE, a number in the environment: a function of a machine
 * always gives the same answer to the same question. */
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

/* Functions of one and of two numbers. */
#define ONE(name)                                                                                  \
    double name(double x)                                                                          \
    {                                                                                              \
        static double (*real)(double);                                                             \
        if (!real) {                                                                               \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        }                                                                                          \
        return moved(real(x), way(x, 0, #name));                                                   \
    }
#define TWO(name)                                                                                  \
    double name(double x, double y)                                                                \
    {                                                                                              \
        static double (*real)(double, double);                                                     \
        if (!real) {                                                                               \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        }                                                                                          \
        return moved(real(x, y), way(x, y, #name));                                                \
    }
#define THREE(name)                                                                                \
    double name(double x, double y, double z)                                                      \
    {                                                                                              \
        static double (*real)(double, double, double);                                             \
        if (!real) {                                                                               \
            *(void **)&real = dlsym(RTLD_NEXT, #name);                                             \
        }                                                                                          \
        return moved(real(x, y, z), way(x, y + 3 * z, #name));                                     \
    }
ONE(sin)
ONE(cos)
ONE(tan)
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
