/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sample.c - statistics over replications: values, and from a limit on a sketch of them; and whether
 * milestones were met. */
#include "study/sample.h"

#include "base/memory.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

enum { ROOM_MIN = 4 };

/* ---- of values that are at hand ---- */

static void swap(double *a, double *b)
{
    const double kept = *a;
    *a = *b;
    *b = kept;
}

/* Puts that of values [low, high] which would be at `rank` if they were sorted there, smaller ones
 * before it and greater ones behind it (Hoare, "Algorithm 65: find", CACM 4, 1961, with the median
 * of three as what divides them). */
static void select_rank(double *value, int low, int high, int rank)
{
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (value[middle] < value[low]) {
            swap(&value[middle], &value[low]);
        }
        if (value[high] < value[low]) {
            swap(&value[high], &value[low]);
        }
        if (value[high] < value[middle]) {
            swap(&value[high], &value[middle]);
        }
        const double pivot = value[middle];
        int i = low, j = high;
        while (i <= j) {
            while (value[i] < pivot) {
                i++;
            }
            while (pivot < value[j]) {
                j--;
            }
            if (i <= j) {
                swap(&value[i++], &value[j--]);
            }
        }
        if (rank <= j) {
            high = j;
        } else if (rank >= i) {
            low = i;
        } else {
            return;
        }
    }
}

/* Values of which some are in their places already: those from `low` to `high` are among themselves. */
struct span {
    double *value;
    int zeros, n, beyond; /* in all, n of them at hand: above 0, where there are zeros */
    int low, high;
};

/* Type 7 of Hyndman and Fan: the order statistic at position share * (n - 1), counted from 0, with
 * linear interpolation. Returns its rank in *rank: it is in its place then. */
static double percentile(const struct span *span, double share, int *rank)
{
    const int all = span->zeros + span->n + span->beyond;
    const double position = share * (double)(all - 1);
    const int whole = (int)position, below = whole - span->zeros;
    *rank = below;
    if (below >= span->n) {
        return AB_BEYOND;
    }
    if (below < -1) { /* and so is the next */
        return 0;
    }
    if (below >= 0) {
        select_rank(span->value, span->low, span->high, below);
    }
    const double at = below >= 0 ? span->value[below] : 0;
    if (whole >= all - 1) {
        return at;
    }
    double next = below + 1 < span->n ? span->value[below + 1] : AB_BEYOND;
    for (int i = below + 2; i <= span->high; i++) {
        next = span->value[i] < next ? span->value[i] : next;
    }
    return ab_order_between(at, next, position - whole);
}

static struct ab_percentiles find_percentiles(struct span span)
{
    struct ab_percentiles found;
    int middle, rank;
    found.p50 = percentile(&span, 0.5, &middle);
    const bool is_at_hand = middle >= 0 && middle < span.n;
    span.high = is_at_hand ? middle : span.n - 1;
    found.p10 = percentile(&span, 0.1, &rank);
    span.low = is_at_hand ? middle : 0;
    span.high = span.n - 1;
    found.p90 = percentile(&span, 0.9, &rank);
    return found;
}

struct ab_percentiles ab_percentiles_of(double *value, int n, int beyond)
{
    return find_percentiles((struct span){.value = value, .n = n, .beyond = beyond, .high = n - 1});
}

struct ab_percentiles ab_percentiles_with_zeros(double *above, int n, int zeros)
{
    return find_percentiles((struct span){.value = above, .zeros = zeros, .n = n, .high = n - 1});
}

/* The mean is taken relative to the first value: the sum then loses nothing to a large offset, and
 * a constant has exactly its mean and no spread. */
static void moments(const double *value, int n, struct ab_summary *summary,
                    struct ab_student *student)
{
    double sum = 0, squares = 0, cubes = 0;
    summary->min = summary->max = value[0];
    for (int i = 0; i < n; i++) {
        sum += value[i] - value[0];
        summary->min = value[i] < summary->min ? value[i] : summary->min;
        summary->max = value[i] > summary->max ? value[i] : summary->max;
    }
    summary->mean = value[0] + sum / n;
    if (n < 2) {
        return;
    }
    for (int i = 0; i < n; i++) {
        double deviation = value[i] - summary->mean;
        double square = deviation * deviation;
        squares += square;
        cubes += square * deviation;
    }
    summary->sd = sqrt(squares / (n - 1));
    const struct ab_interval interval = ab_mean_interval(
        summary->mean, summary->sd, ab_skewness(squares, cubes, n), n, 0.05, student);
    summary->ci95_low = interval.low;
    summary->ci95_high = interval.high;
}

static struct ab_summary summarise(const double *value, int count, int stride, double *scratch,
                                   struct ab_student *student)
{
    int n = 0, beyond = 0;
    for (int i = 0; i < count; i++) {
        double x = value[(size_t)i * (size_t)stride];
        if (ab_is_beyond(x)) {
            beyond++;
        } else if (!isnan(x)) {
            scratch[n++] = x;
        }
    }
    const double none = (double)NAN;
    struct ab_summary summary = {.n = n + beyond, .beyond = beyond};
    summary.mean = summary.sd = summary.ci95_low = summary.ci95_high = none;
    summary.min = summary.p10 = summary.p50 = summary.p90 = summary.max = none;
    summary.mean_of_finished = none;
    if (n > 0) {
        moments(scratch, n, &summary, student);
        summary.mean_of_finished = summary.mean;
    }
    if (beyond > 0) {
        summary.mean = summary.sd = summary.ci95_low = summary.ci95_high = none;
        summary.min = n > 0 ? summary.min : AB_BEYOND;
        summary.max = AB_BEYOND;
    }
    if (n + beyond > 0) {
        const struct ab_percentiles found = ab_percentiles_of(scratch, n, beyond);
        summary.p10 = found.p10;
        summary.p50 = found.p50;
        summary.p90 = found.p90;
    }
    return summary;
}

struct ab_summary ab_summarise(const double *value, int count, int stride, double *scratch)
{
    struct ab_student student = {0};
    return summarise(value, count, stride, scratch, &student);
}

const char *ab_verdict_name(enum ab_verdict verdict)
{
    switch (verdict) {
    case AB_WITHIN: return "within";
    case AB_EARLY: return "early";
    case AB_LATE: return "late";
    case AB_MISSING: break;
    }
    return "missing";
}

const char *ab_outcome_name(enum ab_milestone_outcome outcome)
{
    switch (outcome) {
    case AB_INSIDE: return "inside";
    case AB_BY_TOLERANCE: return "by its tolerance";
    case AB_KNOWN_MISS: return "known miss";
    default: return "missed";
    }
}

enum ab_milestone_outcome ab_milestone_outcome_of(const struct ab_milestone *milestone,
                                                  double median)
{
    struct ab_milestone strict = *milestone;
    strict.tolerance = 0;
    if (ab_milestone_verdict(&strict, median) == AB_WITHIN) {
        return AB_INSIDE;
    }
    if (ab_milestone_verdict(milestone, median) == AB_WITHIN) {
        return AB_BY_TOLERANCE;
    }
    return milestone->known_miss != NULL ? AB_KNOWN_MISS : AB_MISSED;
}

/* ---- of values that come one by one ---- */

void ab_sample_init(struct ab_sample *sample, int limit)
{
    assert(limit >= 0);
    *sample = (struct ab_sample){.limit = limit > 0 ? limit : AB_SAMPLE_LIMIT};
}

void ab_sample_clear(struct ab_sample *sample)
{
    ab_memory_give(sample->value);
    ab_sketch_destroy(sample->sketch);
    ab_sample_init(sample, sample->limit);
}

/* Doubles the room for values, up to the limit. */
static bool grow(struct ab_sample *sample)
{
    int room = sample->room > 0 ? 2 * sample->room : ROOM_MIN;
    room = room < sample->limit ? room : sample->limit;
    if (!AB_ENLARGE(sample->value, room)) {
        return false;
    }
    sample->room = room;
    return true;
}

/* Adds what has a mean. */
static void add_moments(struct ab_sample *sample, double value)
{
    if (!ab_is_beyond(value)) {
        ab_moments_add(&sample->moments, value);
    }
}

/* Puts the values that were kept into a sketch. */
static bool pour(struct ab_sample *sample)
{
    struct ab_sketch *sketch = ab_sketch_create();
    bool good = sketch != NULL;
    for (int i = 0; good && i < sample->kept; i++) {
        good = ab_sketch_add(sketch, sample->value[i]);
    }
    if (!good) {
        ab_sketch_destroy(sketch);
        return false;
    }
    for (int i = 0; i < sample->kept; i++) {
        add_moments(sample, sample->value[i]);
    }
    ab_memory_give(sample->value);
    sample->value = NULL;
    sample->kept = sample->room = 0;
    sample->sketch = sketch;
    return true;
}

bool ab_sample_add(struct ab_sample *sample, double value)
{
    if (isnan(value)) {
        return true;
    }
    if (sample->sketch == NULL && sample->kept == sample->limit && !pour(sample)) {
        return false;
    }
    if (sample->sketch != NULL) {
        if (!ab_sketch_add(sample->sketch, value)) {
            return false;
        }
        add_moments(sample, value);
        return true;
    }
    if (sample->kept == sample->room && !grow(sample)) {
        return false;
    }
    sample->value[sample->kept++] = value;
    return true;
}

static struct ab_summary summary_of_sketch(const struct ab_sample *sample)
{
    const struct ab_moments *moments = &sample->moments;
    const int64_t n = ab_sketch_count(sample->sketch);
    struct ab_summary summary = {.n = (int)n,
                                 .beyond = (int)(n - moments->n),
                                 .mean = ab_moments_mean(moments),
                                 .sd = ab_moments_sd(moments),
                                 .min = ab_sketch_min(sample->sketch),
                                 .p10 = ab_sketch_quantile(sample->sketch, 0.1),
                                 .p50 = ab_sketch_quantile(sample->sketch, 0.5),
                                 .p90 = ab_sketch_quantile(sample->sketch, 0.9),
                                 .max = ab_sketch_max(sample->sketch)};
    summary.mean_of_finished = summary.mean;
    if (summary.beyond > 0) {
        summary.mean = summary.sd = summary.ci95_low = summary.ci95_high = (double)NAN;
    } else { /* there are two values or more */
        const struct ab_interval interval = ab_moments_interval(moments, 0.05);
        summary.ci95_low = interval.low;
        summary.ci95_high = interval.high;
    }
    return summary;
}

struct ab_summary ab_sample_take_summary(struct ab_sample *sample, struct ab_student *student)
{
    if (sample->sketch != NULL) {
        const struct ab_summary summary = summary_of_sketch(sample);
        ab_sample_clear(sample);
        return summary;
    }
    const int kept = sample->kept;
    sample->kept = 0;
    return summarise(sample->value, kept, 1, sample->value, student);
}

static int compare_values(const void *a, const void *b)
{
    const double *left = a, *right = b;
    return (*left > *right) - (*left < *right);
}

double ab_sample_ranked(struct ab_sample *sample, int rank)
{
    if (sample->sketch != NULL) {
        return ab_sketch_ranked(sample->sketch, rank);
    }
    qsort(sample->value, (size_t)sample->kept, sizeof *sample->value, compare_values);
    return sample->value[rank - 1];
}

struct ab_sample *ab_samples_create(int count)
{
    struct ab_sample *sample = ab_memory_take((size_t)count, sizeof *sample);
    for (int i = 0; sample != NULL && i < count; i++) {
        ab_sample_init(&sample[i], 0);
    }
    return sample;
}

void ab_samples_destroy(struct ab_sample *sample, int count)
{
    for (int i = 0; sample != NULL && i < count; i++) {
        ab_sample_clear(&sample[i]);
    }
    ab_memory_give(sample);
}
