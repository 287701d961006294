/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fastrng.h - about the fastest random numbers there are, for the loop that the simulator is measured
 * against.
 *
 * xoshiro256++ by Blackman and Vigna (public domain), seeded by splitmix64; normal by a ziggurat of
 * 256 layers of equal area (Marsaglia and Tsang 2000); gamma by Marsaglia and Tsang's squeeze of the
 * same year. The tables are made by fastrng_init. */
#ifndef BENCH_FASTRNG_H
#define BENCH_FASTRNG_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

enum { LAYERS = 256 };

struct fastrng {
    uint64_t s[4];
    double x[LAYERS + 1], f[LAYERS + 1]; /* of the ziggurat: edges of the layers, density there */
};

static const double ZIGGURAT_TAIL = 3.6541528853610088, ZIGGURAT_AREA = 0.00492867323399;

static inline void fastrng_init(struct fastrng *rng)
{
    double f = exp(-0.5 * ZIGGURAT_TAIL * ZIGGURAT_TAIL);
    rng->x[0] = ZIGGURAT_AREA / f;
    rng->x[1] = ZIGGURAT_TAIL;
    rng->x[LAYERS] = 0;
    for (int i = 2; i < LAYERS; i++) {
        rng->x[i] = sqrt(-2 * log(ZIGGURAT_AREA / rng->x[i - 1] + f));
        f = exp(-0.5 * rng->x[i] * rng->x[i]);
    }
    for (int i = 0; i <= LAYERS; i++) {
        rng->f[i] = exp(-0.5 * rng->x[i] * rng->x[i]);
    }
}

static inline uint64_t splitmix64(uint64_t *x)
{
    uint64_t z = (*x += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* A stream of its own for each replication of a seed. */
static inline void fastrng_seed(struct fastrng *rng, uint64_t seed, uint64_t replication)
{
    uint64_t state = splitmix64(&seed) ^ (replication * UINT64_C(0xd1342543de82ef95));
    for (int i = 0; i < 4; i++) {
        rng->s[i] = splitmix64(&state);
    }
}

static inline uint64_t fastrng_next(struct fastrng *rng)
{
    uint64_t *s = rng->s;
    const uint64_t sum = s[0] + s[3], next = ((sum << 23) | (sum >> 41)) + s[0],
                   shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = (s[3] << 45) | (s[3] >> 19);
    return next;
}

static inline double fastrng_unit(struct fastrng *rng)
{
    return (double)(fastrng_next(rng) >> 11) * 0x1p-53;
}

static inline double fastrng_positive(struct fastrng *rng)
{
    return ((double)(fastrng_next(rng) >> 11) + 0.5) * 0x1p-53;
}

static inline double fastrng_normal_tail(struct fastrng *rng, bool low)
{
    double a, b;
    do {
        a = -log(fastrng_positive(rng)) / ZIGGURAT_TAIL;
        b = -log(fastrng_positive(rng));
    } while (b + b < a * a);
    return low ? -(ZIGGURAT_TAIL + a) : ZIGGURAT_TAIL + a;
}

static inline double fastrng_normal(struct fastrng *rng)
{
    for (;;) {
        const uint64_t u = fastrng_next(rng);
        const unsigned i = u % LAYERS;
        const double v = (double)((int64_t)u >> 10) * 0x1p-53, x = v * rng->x[i];
        if (__builtin_expect(fabs(x) < rng->x[i + 1], 1)) {
            return x;
        }
        if (i == 0) {
            return fastrng_normal_tail(rng, v < 0);
        }
        if (rng->f[i] + fastrng_unit(rng) * (rng->f[i + 1] - rng->f[i]) < exp(-0.5 * x * x)) {
            return x;
        }
    }
}

/* Of shape 1 or more. */
static inline double fastrng_gamma(struct fastrng *rng, double shape, double scale)
{
    const double d = shape - 1.0 / 3.0, c = 1.0 / sqrt(9.0 * d);
    for (;;) {
        double x, v;
        do {
            x = fastrng_normal(rng);
            v = 1.0 + c * x;
        } while (v <= 0);
        v = v * v * v;
        const double u = fastrng_positive(rng);
        if (u < 1.0 - 0.0331 * x * x * x * x || log(u) < 0.5 * x * x + d * (1.0 - v + log(v))) {
            return d * v * scale;
        }
    }
}

static inline double fastrng_lognormal(struct fastrng *rng, double mu, double sigma)
{
    return exp(mu + sigma * fastrng_normal(rng));
}

#endif
