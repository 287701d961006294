/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_saltelli.c - Sobol' indices of functions whose indices are known on paper. */
#include "study/saltelli.h"

#include "base/memory.h"
#include "engine/normal.h"
#include "engine/stream.h"
#include "support/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

typedef double (*function)(const double *u, int luck);

enum { TESTS = 7, ROWS = 4096, MOST = 15 };

static void work_out_seed(uint64_t seed, function f, int inputs, int rows, struct ab_indices *index,
                          double *variance)
{
    struct ab_saltelli design;
    ck_assert(ab_saltelli_init(&design, inputs, rows, seed));
    const int matrices = ab_saltelli_matrices(inputs);
    double *value = malloc((size_t)matrices * (size_t)rows * sizeof *value);
    ck_assert_ptr_nonnull(value);
    for (int matrix = 0; matrix < matrices; matrix++) {
        for (int row = 0; row < rows; row++) {
            double u[MOST];
            for (int i = 0; i < inputs; i++) {
                u[i] = ab_saltelli_setting(&design, matrix, row, i);
            }
            value[matrix * rows + row] = f(u, ab_saltelli_luck(&design, matrix, row));
        }
    }
    *variance = ab_saltelli_estimate(index, value, inputs, rows);
    free(value);
    ab_saltelli_clear(&design);
}

static void work_out(function f, int inputs, int rows, struct ab_indices *index, double *variance)
{
    work_out_seed(1, f, inputs, rows, index, variance);
}

/* The sampling spread of either index is at most .026 at this size with rows drawn at random
 * (methods: 4,000 rows); with a Sobol' sequence it is less. */
static void expect(const struct ab_indices *index, int input, double first, double total)
{
    ck_assert_double_eq_tol(index[input].first.value, first, 0.03);
    ck_assert_double_eq_tol(index[input].total.value, total, 0.03);
    ck_assert_double_le(index[input].first.low - 0.01, first);
    ck_assert_double_ge(index[input].first.high + 0.01, first);
    ck_assert_double_le(index[input].total.low - 0.01, total);
    ck_assert_double_ge(index[input].total.high + 0.01, total);
    ck_assert_double_le(index[input].first.low, index[input].first.value);
    ck_assert_double_ge(index[input].first.high, index[input].first.value);
}

static double ishigami(const double *u, int luck)
{
    (void)luck;
    const double pi = 3.14159265358979323846;
    const double x = pi * (2 * u[0] - 1), y = pi * (2 * u[1] - 1), z = pi * (2 * u[2] - 1);
    return sin(x) + 7 * sin(y) * sin(y) + 0.1 * pow(z, 4) * sin(x);
}

START_TEST(ishigami_has_the_indices_of_theory)
{
    struct ab_indices index[4];
    double variance;
    work_out(ishigami, 3, ROWS, index, &variance);
    ck_assert_double_eq_tol(variance, 13.844588, 0.15);
    expect(index, 0, 0.313905, 0.557589);
    expect(index, 1, 0.442411, 0.442411);
    expect(index, 2, 0, 0.243684);
    ck_assert_double_eq(index[3].total.value, 0); /* no luck in it */
    ck_assert_double_eq(index[3].total.high, 0);
}
END_TEST

static double sobol_g(const double *u, int luck)
{
    (void)luck;
    static const double a[8] = {0, 1, 4.5, 9, 99, 99, 99, 99};
    double product = 1;
    for (int i = 0; i < 8; i++) {
        product *= (fabs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
    }
    return product;
}

START_TEST(the_g_function_has_the_indices_of_theory)
{
    struct ab_indices index[9];
    double variance;
    work_out(sobol_g, 8, ROWS, index, &variance);
    ck_assert_double_eq_tol(variance, 0.465424, 0.01);
    expect(index, 0, 0.716192, 0.787144);
    expect(index, 1, 0.179048, 0.242198);
    expect(index, 2, 0.023676, 0.034317);
    expect(index, 3, 0.007162, 0.010460);
    for (int i = 4; i < 8; i++) {
        expect(index, i, 0.000072, 0.000105);
    }
}
END_TEST

static double linear(const double *u, int luck)
{
    (void)luck;
    return 4 * u[0] + 2 * u[1] + u[2];
}

START_TEST(without_joint_effects_both_indices_are_one)
{
    struct ab_indices index[4];
    double variance;
    work_out(linear, 3, ROWS, index, &variance);
    expect(index, 0, 16.0 / 21, 16.0 / 21);
    expect(index, 1, 4.0 / 21, 4.0 / 21);
    expect(index, 2, 1.0 / 21, 1.0 / 21);
}
END_TEST

/* 4 x1 + 2 x2 + (.5 + x1) Z, Z normal luck: variance 2.75. */
static double with_luck(const double *u, int luck)
{
    const struct ab_luck draw = ab_stream_luck(5, (uint32_t)luck + 1);
    const double p = ab_stream_uniform(&draw, ab_stream_id("luck", "z"), 0);
    return 4 * u[0] + 2 * u[1] + (0.5 + u[0]) * ab_normal_quantile(p, 1 - p);
}

START_TEST(luck_is_an_input_like_others)
{
    struct ab_indices index[3];
    double variance;
    work_out(with_luck, 2, 4 * ROWS, index, &variance);
    ck_assert_double_eq_tol(variance, 2.75, 0.1);
    expect(index, 0, 0.484848, 0.515152);
    expect(index, 1, 0.121212, 0.121212);
    expect(index, 2, 0.363636, 0.393939);
}
END_TEST

/* Fifteen inputs and luck, all alike. */
static double of_many(const double *u, int luck)
{
    const struct ab_luck draw = ab_stream_luck(7, (uint32_t)luck + 1);
    double sum = ab_stream_uniform(&draw, ab_stream_id("luck", "of many"), 0);
    for (int i = 0; i < 15; i++) {
        sum += u[i];
    }
    return sum;
}

/* By the sequence without its shifts two intervals in three. */
START_TEST(limits_hold_of_many_inputs_too)
{
    int held = 0, all = 0;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        struct ab_indices index[16];
        double variance;
        work_out_seed(seed, of_many, 15, 256, index, &variance);
        for (int i = 0; i < 15; i++, all++) {
            held += index[i].first.low <= 1.0 / 16 && 1.0 / 16 <= index[i].first.high;
        }
    }
    ck_assert_msg(held >= all * 9 / 10, "%d of %d intervals hold the index", held, all);
}
END_TEST

static double constant(const double *u, int luck)
{
    (void)u;
    (void)luck;
    return 88.6;
}

START_TEST(what_never_varies_has_no_indices)
{
    struct ab_indices index[3];
    double variance;
    work_out(constant, 2, 64, index, &variance);
    ck_assert_double_eq(variance, 0);
    for (int i = 0; i < 3; i++) {
        ck_assert(isnan(index[i].first.value) && isnan(index[i].total.value));
        ck_assert(isnan(index[i].first.low) && isnan(index[i].total.high));
    }
}
END_TEST

START_TEST(memory_that_is_out_is_told)
{
    const uint64_t before = ab_memory_count();
    double value[5 * 8] = {0};
    struct ab_indices index[3];
    ab_memory_fail_at(1, true);
    struct ab_saltelli design;
    ck_assert(!ab_saltelli_init(&design, 2, 8, 1));
    for (uint64_t i = 1; i <= 6; i++) {
        ab_memory_fail_at(i, true);
        ck_assert_double_lt(ab_saltelli_estimate(index, value, 2, 8), 0);
    }
    ab_memory_fail_at(0, false);
    ck_assert_uint_gt(ab_memory_count(), before);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("saltelli");
    TCase *test = tcase_create("saltelli");
    tcase_set_timeout(test, 60);
    tcase_add_test(test, ishigami_has_the_indices_of_theory);
    tcase_add_test(test, the_g_function_has_the_indices_of_theory);
    tcase_add_test(test, without_joint_effects_both_indices_are_one);
    tcase_add_test(test, luck_is_an_input_like_others);
    tcase_add_test(test, limits_hold_of_many_inputs_too);
    tcase_add_test(test, what_never_varies_has_no_indices);
    tcase_add_test(test, memory_that_is_out_is_told);
    suite_add_tcase(suite, test);
    return suite_run(suite, TESTS);
}
