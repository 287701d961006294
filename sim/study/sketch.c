/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sketch.c - counts of numbers by their leading binary digits. */
#include "study/sketch.h"

#include "base/memory.h"
#include "study/moments.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* A double is a sign, 11 bits of exponent and 52 of fraction. */
enum { FRACTION_BITS = 52, POWERS = 1 << 11, SIGNS = 2 };

/* The buckets of a power of two. */
struct power {
    int64_t count;                     /* of all buckets */
    int64_t bucket[AB_SKETCH_BUCKETS]; /* by the leading bits of the fraction */
};

struct ab_sketch {
    int64_t count;
    double min, max;
    struct power *power[SIGNS][POWERS]; /* negative ones in [1]; NULL: no such numbers */
};

struct ab_sketch *ab_sketch_create(void)
{
    return ab_memory_take(1, sizeof(struct ab_sketch));
}

void ab_sketch_destroy(struct ab_sketch *sketch)
{
    for (int i = 0; sketch != NULL && i < SIGNS * POWERS; i++) {
        ab_memory_give(sketch->power[i / POWERS][i % POWERS]);
    }
    ab_memory_give(sketch);
}

/* The buckets of a power, made when there are none; NULL when memory is out. */
static struct power *power_at(struct ab_sketch *sketch, int sign, int exponent)
{
    struct power **power = &sketch->power[sign][exponent];
    if (*power == NULL) {
        *power = ab_memory_take(1, sizeof **power);
    }
    return *power;
}

static void widen(struct ab_sketch *sketch, double min, double max)
{
    sketch->min = sketch->count == 0 || min < sketch->min ? min : sketch->min;
    sketch->max = sketch->count == 0 || max > sketch->max ? max : sketch->max;
}

bool ab_sketch_add(struct ab_sketch *sketch, double value)
{
    assert(!isnan(value));
    uint64_t bits;
    value += 0.0; /* makes -0 a 0 */
    memcpy(&bits, &value, sizeof bits);
    const int exponent = (int)(bits >> FRACTION_BITS) & (POWERS - 1);
    const int bucket = (int)(bits >> (FRACTION_BITS - AB_SKETCH_DIGITS)) & (AB_SKETCH_BUCKETS - 1);
    struct power *power = power_at(sketch, (int)(bits >> 63), exponent);
    if (power == NULL) {
        return false;
    }
    widen(sketch, value, value);
    power->bucket[bucket]++;
    power->count++;
    sketch->count++;
    return true;
}

int64_t ab_sketch_count(const struct ab_sketch *sketch)
{
    return sketch->count;
}

double ab_sketch_min(const struct ab_sketch *sketch)
{
    assert(sketch->count > 0);
    return sketch->min;
}

double ab_sketch_max(const struct ab_sketch *sketch)
{
    assert(sketch->count > 0);
    return sketch->max;
}

/* ---- order statistics ---- */

/* The end of a bucket that is nearer to zero. */
static double end_of(int sign, int exponent, int bucket)
{
    const uint64_t bits = (uint64_t)sign << 63 | (uint64_t)exponent << FRACTION_BITS |
                          (uint64_t)bucket << (FRACTION_BITS - AB_SKETCH_DIGITS);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* The number of rank `rank`, from 0 upwards. Negative numbers come first, the largest exponent and
 * fraction before all others. */
static double at_rank(const struct ab_sketch *sketch, int64_t rank)
{
    const struct power *power;
    int i = 0, sign, exponent;
    assert(rank >= 0 && rank < sketch->count);
    for (;; i++) {
        sign = i < POWERS;
        exponent = sign != 0 ? POWERS - 1 - i : i - POWERS;
        power = sketch->power[sign][exponent];
        if (power != NULL && rank < power->count) {
            break;
        }
        rank -= power != NULL ? power->count : 0;
    }
    int bucket = sign != 0 ? AB_SKETCH_BUCKETS - 1 : 0;
    while (rank >= power->bucket[bucket]) {
        rank -= power->bucket[bucket];
        bucket += sign != 0 ? -1 : 1;
    }
    return fmin(fmax(end_of(sign, exponent, bucket), sketch->min), sketch->max);
}

double ab_sketch_ranked(const struct ab_sketch *sketch, int64_t rank)
{
    return at_rank(sketch, rank - 1);
}

double ab_sketch_quantile(const struct ab_sketch *sketch, double share)
{
    assert(sketch->count > 0 && share >= 0 && share <= 1);
    const double position = share * (double)(sketch->count - 1);
    const int64_t below = (int64_t)position;
    const double low = at_rank(sketch, below);
    if (below >= sketch->count - 1) {
        return low;
    }
    return ab_order_between(low, at_rank(sketch, below + 1), position - (double)below);
}
