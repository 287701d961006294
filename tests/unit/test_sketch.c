/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sketch.c - quantiles from counts: within the error that is stated, whatever the numbers. */
#include "base/memory.h"
#include "engine/stream.h"
#include "study/sketch.h"
#include "support/suite.h"

#include "study/study.h"
#include <check.h>
#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <string.h>

enum { TESTS = 13, MANY = 20000 };

static const double bound = 1.0 / 2048; /* 2^-11 */
static double value[MANY], sorted[MANY];
static struct ab_sketch *sketch, *other;

static void setup(void)
{
    sketch = ab_sketch_create();
    other = ab_sketch_create();
    ck_assert(sketch != NULL && other != NULL);
}

static void teardown(void)
{
    ab_sketch_destroy(sketch);
    ab_sketch_destroy(other);
}

static double uniform(uint32_t i)
{
    const struct ab_luck luck = ab_stream_luck(5, 1);
    return ab_stream_uniform(&luck, ab_stream_id("test", "sketch"), i);
}

/* Fills the values by a quantile function. */
static void fill(double (*quantile)(double share))
{
    for (uint32_t i = 0; i < MANY; i++) {
        value[i] = quantile(uniform(i));
    }
}

static void add_all(struct ab_sketch *to, const double *from, int count)
{
    for (int i = 0; i < count; i++) {
        ck_assert(ab_sketch_add(to, from[i]));
    }
}

/* Whether the order statistic of every rank is within the bound of the exact one, and never away
 * from zero. `tiny` is what numbers too small for a relative error may be off. */
static void assert_bound(double tiny)
{
    memcpy(sorted, value, sizeof sorted);
    gsl_sort(sorted, 1, MANY);
    add_all(sketch, value, MANY);
    ck_assert_int_eq(ab_sketch_count(sketch), MANY);
    ck_assert_double_eq(ab_sketch_min(sketch), sorted[0]);
    ck_assert_double_eq(ab_sketch_max(sketch), sorted[MANY - 1]);
    for (int i = 0; i < MANY; i += 7) {
        const double exact = sorted[i], found = ab_sketch_quantile(sketch, i / (MANY - 1.0));
        /* The share may fall just beside the rank: then it is interpolated with a neighbour. */
        const double low = sorted[i > 0 ? i - 1 : 0], high = sorted[i + 1 < MANY ? i + 1 : i];
        const double size = fmax(fabs(low), fmax(fabs(exact), fabs(high)));
        const double beside = 1e-9 * (high - low);
        ck_assert_msg(fabs(found - exact) <= bound * size + beside + tiny,
                      "rank %d: %.17g instead of %.17g", i, found, exact);
        ck_assert_msg(fabs(found) <= fabs(exact) + beside || found == sorted[0] ||
                          found == sorted[MANY - 1],
                      "rank %d: %.17g is further from zero than %.17g", i, found, exact);
    }
}

static double normal(double share)
{
    return 100 + 15 * gsl_cdf_ugaussian_Pinv(share);
}

static double both_signs(double share)
{
    return gsl_cdf_ugaussian_Pinv(share);
}

static double pareto(double share)
{
    return pow(1 - share, -3);
}

static double negative(double share)
{
    return log(share) - 1e-3;
}

static double denormal(double share)
{
    return DBL_MIN * (share - 0.5);
}

static double huge(double share)
{
    return DBL_MAX * (share - 0.5);
}

START_TEST(quantiles_of_a_normal_distribution_are_within_the_bound)
{
    fill(normal);
    assert_bound(0);
}
END_TEST

START_TEST(quantiles_of_numbers_of_both_signs_are_within_the_bound)
{
    fill(both_signs);
    assert_bound(0);
}
END_TEST

START_TEST(quantiles_of_a_heavy_tail_are_within_the_bound)
{
    fill(pareto);
    assert_bound(0);
}
END_TEST

START_TEST(quantiles_of_negative_numbers_are_within_the_bound)
{
    fill(negative);
    assert_bound(0);
}
END_TEST

START_TEST(the_smallest_numbers_there_are_have_a_bound_of_their_own)
{
    fill(denormal);
    assert_bound(ldexp(1, -1033));
}
END_TEST

START_TEST(quantiles_of_the_largest_numbers_are_within_the_bound)
{
    fill(huge);
    assert_bound(0);
}
END_TEST

/* An order statistic by its rank among `count`. */
static double at_rank(int rank, int count)
{
    return ab_sketch_quantile(sketch, count > 1 ? rank / (count - 1.0) : 0);
}

START_TEST(a_constant_is_exactly_itself)
{
    for (int i = 0; i < 1000; i++) {
        ck_assert(ab_sketch_add(sketch, 0.1));
    }
    ck_assert_double_eq(ab_sketch_quantile(sketch, 0), 0.1);
    ck_assert_double_eq(ab_sketch_quantile(sketch, 0.37), 0.1);
    ck_assert_double_eq(ab_sketch_quantile(sketch, 1), 0.1);
}
END_TEST

START_TEST(whole_numbers_to_4096_and_halves_to_2048_are_exact)
{
    /* -2048, -2047.5 .. 2048 and on to 4096 by one: ranks are known. */
    int count = 0;
    for (double x = -2048; x <= 4096; x += x < 2048 ? 0.5 : 1) {
        ck_assert(ab_sketch_add(sketch, x));
        value[count++] = x;
    }
    for (int i = 0; i < count; i++) {
        ck_assert_double_eq_tol(at_rank(i, count), value[i], 1e-9);
    }
}
END_TEST

START_TEST(minus_zero_is_zero)
{
    ck_assert(ab_sketch_add(sketch, -0.0) && ab_sketch_add(sketch, 0.0));
    ck_assert(signbit(ab_sketch_min(sketch)) == 0);
    ck_assert(signbit(ab_sketch_quantile(sketch, 0)) == 0);
}
END_TEST

START_TEST(between_two_order_statistics_is_interpolated)
{
    ck_assert(ab_sketch_add(sketch, 10) && ab_sketch_add(sketch, 20) && ab_sketch_add(sketch, 40));
    ck_assert_double_eq_tol(ab_sketch_quantile(sketch, 0.25), 15, 1e-12);
    ck_assert_double_eq_tol(ab_sketch_quantile(sketch, 0.9), 36, 1e-12);
}
END_TEST

/* Whether two sketches say the same of every share. */
static void assert_same(const struct ab_sketch *a, const struct ab_sketch *b)
{
    ck_assert_int_eq(ab_sketch_count(a), ab_sketch_count(b));
    for (int i = 0; i <= 1000; i++) {
        const double x = ab_sketch_quantile(a, i / 1000.0), y = ab_sketch_quantile(b, i / 1000.0);
        ck_assert_mem_eq(&x, &y, sizeof x);
    }
}

START_TEST(the_order_of_the_numbers_does_not_matter)
{
    fill(both_signs);
    add_all(sketch, value, MANY);
    memcpy(sorted, value, sizeof sorted);
    gsl_sort(sorted, 1, MANY);
    add_all(other, sorted, MANY);
    assert_same(sketch, other);
}
END_TEST

START_TEST(memory_does_not_grow_with_the_numbers)
{
    for (uint32_t i = 0; i < 1000; i++) {
        ck_assert(ab_sketch_add(sketch, 1 + uniform(i)));
    }
    const uint64_t before = ab_memory_count();
    for (uint32_t i = 0; i < 100000; i++) {
        ck_assert(ab_sketch_add(sketch, 1 + uniform(i)));
    }
    ck_assert_uint_eq(ab_memory_count(), before);
}
END_TEST

START_TEST(without_memory_a_number_is_not_counted)
{
    ck_assert(ab_sketch_add(sketch, 1));
    ab_memory_fail_after(1);
    ck_assert(ab_sketch_add(sketch, 1.5)); /* has room */
    ck_assert(!ab_sketch_add(sketch, 3));
    ab_memory_fail_after(0);
    ck_assert_int_eq(ab_sketch_count(sketch), 2);
    ck_assert_double_eq(ab_sketch_max(sketch), 1.5);
    ab_memory_fail_after(1);
    ck_assert_ptr_null(ab_sketch_create());
    ab_memory_fail_after(0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sketch");
    TCase *quantiles = tcase_create("quantiles");
    tcase_add_checked_fixture(quantiles, setup, teardown);
    tcase_add_test(quantiles, quantiles_of_a_normal_distribution_are_within_the_bound);
    tcase_add_test(quantiles, quantiles_of_numbers_of_both_signs_are_within_the_bound);
    tcase_add_test(quantiles, quantiles_of_a_heavy_tail_are_within_the_bound);
    tcase_add_test(quantiles, quantiles_of_negative_numbers_are_within_the_bound);
    tcase_add_test(quantiles, the_smallest_numbers_there_are_have_a_bound_of_their_own);
    tcase_add_test(quantiles, quantiles_of_the_largest_numbers_are_within_the_bound);
    tcase_add_test(quantiles, a_constant_is_exactly_itself);
    tcase_add_test(quantiles, whole_numbers_to_4096_and_halves_to_2048_are_exact);
    tcase_add_test(quantiles, minus_zero_is_zero);
    tcase_add_test(quantiles, between_two_order_statistics_is_interpolated);
    suite_add_tcase(suite, quantiles);
    TCase *counts = tcase_create("counts");
    tcase_add_checked_fixture(counts, setup, teardown);
    tcase_add_test(counts, the_order_of_the_numbers_does_not_matter);
    tcase_add_test(counts, memory_does_not_grow_with_the_numbers);
    tcase_add_test(counts, without_memory_a_number_is_not_counted);
    suite_add_tcase(suite, counts);
    return suite_run(suite, TESTS);
}
