/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* split.c - luck and ignorance in a variance. */
#include "study/split.h"

#include "base/memory.h"
#include "engine/stream.h"

#include <math.h>
#include <stdlib.h>

enum { RESAMPLES = 500, LEAST = 2 };

bool ab_twins_add(struct ab_twins *pairs, double a, double b)
{
    if (!isfinite(a) || !isfinite(b)) {
        pairs->missing++;
        return true;
    }
    if (pairs->count == AB_SPLIT_PAIRS) {
        return true;
    }
    if (pairs->pair == NULL) {
        pairs->pair = ab_memory_take(AB_SPLIT_PAIRS, sizeof *pairs->pair);
        if (pairs->pair == NULL) {
            return false;
        }
    }
    pairs->pair[pairs->count][0] = a;
    pairs->pair[pairs->count++][1] = b;
    return true;
}

void ab_twins_clear(struct ab_twins *pairs)
{
    ab_memory_give(pairs->pair);
    *pairs = (struct ab_twins){0};
}

/* Sums over some pairs, of means around `center`. */
struct sums {
    double within, mean, square;
};

static void add(struct sums *sums, const double pair[2], double center)
{
    const double difference = pair[0] - pair[1];
    const double mean = (pair[0] + pair[1]) / 2 - center;
    sums->within += difference * difference / 2;
    sums->mean += mean;
    sums->square += mean * mean;
}

static void take_variances(const struct sums *sums, int count, double *luck, double *ignorance)
{
    const double n = count;
    const double between = (sums->square - sums->mean * sums->mean / n) / (n - 1);
    *luck = sums->within / n;
    *ignorance = between - *luck / 2;
}

static double share_of(double luck, double ignorance)
{
    return luck + ignorance > 0 ? ignorance / (luck + ignorance) : 0;
}

static int compare(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

/* The share over pairs that are taken with replacement, many times: its 2.5 and 97.5 %. */
static void take_interval(const struct ab_twins *pairs, double center, uint64_t seed,
                          struct ab_split *split)
{
    double share[RESAMPLES];
    const uint64_t stream = ab_stream_id("split", "pairs");
    for (int r = 0; r < RESAMPLES; r++) {
        const struct ab_luck luck = ab_stream_luck(seed, (uint32_t)r + 1);
        struct sums sums = {0};
        double of_luck, of_ignorance;
        for (int i = 0; i < pairs->count; i++) {
            const double u = ab_stream_uniform(&luck, stream, (uint32_t)i);
            add(&sums, pairs->pair[(int)(u * pairs->count)], center);
        }
        take_variances(&sums, pairs->count, &of_luck, &of_ignorance);
        share[r] = share_of(of_luck, of_ignorance);
    }
    qsort(share, RESAMPLES, sizeof share[0], compare);
    split->low = share[(int)(0.025 * RESAMPLES)];
    split->high = share[(int)(0.975 * RESAMPLES)];
}

/* Few pairs, resampled, hardly differ. Of values that are about normal Fisher's interval is right for
 * any number of them: (1 + share) / (1 - share) is known to this factor. The wider of both is told. */
static void widen(struct ab_split *split, int count)
{
    const double factor = exp(2 * 1.96 / sqrt(count - 1.5));
    const double odds = 1 + split->share, against = 1 - split->share;
    split->low = fmin(split->low, (odds - factor * against) / (odds + factor * against));
    split->high = fmax(split->high, (factor * odds - against) / (factor * odds + against));
}

struct ab_split ab_twins_split(const struct ab_twins *pairs, uint64_t seed)
{
    struct ab_split split = {(double)NAN, (double)NAN, (double)NAN, (double)NAN, (double)NAN};
    struct sums sums = {0};
    if (pairs->count < LEAST || pairs->missing > 0) {
        return split;
    }
    const double center = pairs->pair[0][0];
    for (int i = 0; i < pairs->count; i++) {
        add(&sums, pairs->pair[i], center);
    }
    take_variances(&sums, pairs->count, &split.luck, &split.ignorance);
    if (split.luck + split.ignorance > 0) {
        split.share = share_of(split.luck, split.ignorance);
        take_interval(pairs, center, seed, &split);
        widen(&split, pairs->count);
    }
    return split;
}
