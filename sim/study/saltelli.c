/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* saltelli.c - the design, the estimators and their limits. */
#include "study/saltelli.h"

#include "base/memory.h"
#include "engine/stream.h"
#include "study/design.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

enum { DRAWS = 1000 };

/* Of each number of GSL's Sobol' sequence. */
enum { BITS = 30 };

/* Shifts each number of a row by the random digits of its column. */
static void shift_row(double *setting, int columns, const struct ab_luck *luck, uint64_t stream)
{
    const double scale = 1 << BITS;
    for (int i = 0; i < columns; i++) {
        const uint32_t shift = (uint32_t)(ab_stream_uniform(luck, stream, (uint32_t)i) * scale);
        setting[i] = (((uint32_t)(setting[i] * scale) ^ shift) + 0.5) / scale;
    }
}

bool ab_saltelli_init(struct ab_saltelli *design, int inputs, int rows, uint64_t seed)
{
    const int columns = 2 * inputs;
    const struct ab_luck luck = ab_stream_luck(seed, 0);
    const uint64_t stream = ab_stream_id("saltelli", "shift of a column");
    *design = (struct ab_saltelli){.inputs = inputs, .rows = rows};
    design->setting = ab_memory_take((size_t)rows * (size_t)columns, sizeof *design->setting);
    const bool made = design->setting != NULL && ab_sobol_fill(design->setting, columns, rows);
    for (int row = 0; made && row < rows; row++) {
        shift_row(design->setting + (size_t)row * (size_t)columns, columns, &luck, stream);
    }
    if (!made) {
        ab_saltelli_clear(design);
    }
    return made;
}

void ab_saltelli_clear(struct ab_saltelli *design)
{
    ab_memory_give(design->setting);
    *design = (struct ab_saltelli){0};
}

double ab_saltelli_setting(const struct ab_saltelli *design, int matrix, int row, int input)
{
    const bool of_b = matrix == AB_SALTELLI_B || matrix == AB_SALTELLI_FIRST + input;
    return design->setting[(size_t)row * (size_t)(2 * design->inputs) +
                           (size_t)((of_b ? design->inputs : 0) + input)];
}

int ab_saltelli_luck(const struct ab_saltelli *design, int matrix, int row)
{
    const bool of_b = matrix == AB_SALTELLI_B || matrix == AB_SALTELLI_FIRST + design->inputs;
    return 2 * row + of_b;
}

/* What a row adds to the estimates: everything is a sum over rows, drawn once each or anew. */
struct terms {
    int columns, rows;
    const double *square; /* [rows][2 * columns]: first order and total of each input and luck */
    const double *sum, *power; /* [rows]: of both values less their mean, and of their squares */
};

/* The estimates from so many of each row (NULL: one). Returns the variance; without any, all are NAN. */
static double estimate(const struct terms *terms, const int *times, double *index)
{
    const int count = 2 * terms->columns;
    double sum = 0, power = 0;
    for (int i = 0; i < count; i++) {
        index[i] = 0;
    }
    for (int row = 0; row < terms->rows; row++) {
        const int n = times == NULL ? 1 : times[row];
        if (n == 0) {
            continue;
        }
        const double *square = terms->square + (size_t)row * (size_t)count;
        for (int i = 0; i < count; i++) {
            index[i] += n * square[i];
        }
        sum += n * terms->sum[row];
        power += n * terms->power[row];
    }
    const double values = 2.0 * terms->rows;
    const double variance = fmax((power - sum * sum / values) / (values - 1), 0);
    for (int i = 0; i < count; i++) {
        const double share = variance > 0 ? index[i] / (values * variance) : (double)NAN;
        index[i] = i % 2 == 0 ? 1 - share : share;
    }
    return variance;
}

static double squared(double value)
{
    return value * value;
}

/* Fills the terms in from the values. A function that is the same everywhere has no variance, to the
 * last digit: values are taken relative to the first. */
static void take_terms(double *square, double *sum, double *power, const double *value, int columns,
                       int rows)
{
    const double *a = value, *b = value + rows;
    double mean = 0;
    for (int row = 0; row < 2 * rows; row++) {
        mean += value[row] - value[0];
    }
    mean /= 2.0 * rows;
    for (int row = 0; row < rows; row++) {
        const double of_a = a[row] - value[0] - mean, of_b = b[row] - value[0] - mean;
        sum[row] = of_a + of_b;
        power[row] = squared(of_a) + squared(of_b);
        for (int i = 0; i < columns; i++) {
            const double ab = value[(size_t)(AB_SALTELLI_FIRST + i) * (size_t)rows + (size_t)row];
            double *of = square + ((size_t)row * (size_t)columns + (size_t)i) * 2;
            of[0] = squared(b[row] - ab);
            of[1] = squared(a[row] - ab);
        }
    }
}

static struct ab_share limits(double value, double *drawn, int count)
{
    gsl_sort(drawn, 1, (size_t)count);
    return (struct ab_share){
        .value = value,
        .low = gsl_stats_quantile_from_sorted_data(drawn, 1, (size_t)count, 0.025),
        .high = gsl_stats_quantile_from_sorted_data(drawn, 1, (size_t)count, 0.975),
    };
}

/* Draws rows anew and estimates from each draw. Draws that have no variance, of a function that is
 * nearly always the same, say nothing and are left out. */
static int draw_indices(const struct terms *terms, int *times, double *index, double *drawn)
{
    const struct ab_luck luck = ab_stream_luck(1, 1);
    const uint64_t stream = ab_stream_id("saltelli", "rows");
    uint32_t number = 0;
    int kept = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
        for (int row = 0; row < terms->rows; row++) {
            times[row] = 0;
        }
        for (int row = 0; row < terms->rows; row++) {
            times[(int)(ab_stream_uniform(&luck, stream, number++) * terms->rows)]++;
        }
        if (estimate(terms, times, index) > 0) {
            for (int i = 0; i < 2 * terms->columns; i++) {
                drawn[(size_t)i * DRAWS + (size_t)kept] = index[i];
            }
            kept++;
        }
    }
    return kept;
}

static double estimate_all(struct ab_indices *of, const struct terms *terms, int *times,
                           double *index, double *drawn)
{
    const int kept = draw_indices(terms, times, index, drawn);
    const double variance = estimate(terms, NULL, index);
    for (int i = 0; i < terms->columns; i++) {
        const double *own = &index[2 * (size_t)i];
        double *first = drawn + 2 * (size_t)i * DRAWS, *total = first + DRAWS;
        if (variance > 0 && kept > 0) {
            of[i].first = limits(own[0], first, kept);
            of[i].total = limits(own[1], total, kept);
        } else {
            of[i].first = of[i].total = (struct ab_share){(double)NAN, (double)NAN, (double)NAN};
        }
    }
    return variance;
}

double ab_saltelli_estimate(struct ab_indices *index, const double *value, int inputs, int rows)
{
    const int columns = inputs + 1;
    const size_t indices = 2 * (size_t)columns;
    double *square = ab_memory_take((size_t)rows * indices, sizeof *square);
    double *sum = ab_memory_take((size_t)rows, sizeof *sum);
    double *power = ab_memory_take((size_t)rows, sizeof *power);
    int *times = ab_memory_take((size_t)rows, sizeof *times);
    double *one = ab_memory_take(indices, sizeof *one);
    double *drawn = ab_memory_take(indices, DRAWS * sizeof *drawn);
    double variance = -1;
    if (square != NULL && sum != NULL && power != NULL && times != NULL && one != NULL &&
        drawn != NULL) {
        take_terms(square, sum, power, value, columns, rows);
        const struct terms terms = {columns, rows, square, sum, power};
        variance = estimate_all(index, &terms, times, one, drawn);
    }
    ab_memory_give(drawn);
    ab_memory_give(one);
    ab_memory_give(times);
    ab_memory_give(power);
    ab_memory_give(sum);
    ab_memory_give(square);
    return variance;
}
