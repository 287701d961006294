/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_elementary.c - logarithms and powers that are the same on every machine. */
#include "engine/elementary.h"
#include "engine/stream.h"
#include "support/suite.h"

#include <check.h>
#include <float.h>
#include <math.h>
#include <string.h>

enum { TESTS = 6, N = 50000 };

/* How many units in the last place a result is off. */
static double units(double got, long double exact)
{
    const double rounded = fabs((double)exact);
    const double unit = nextafter(rounded, (double)INFINITY) - rounded;
    return (double)(fabsl((long double)got - exact) / (long double)unit);
}

/* A number by chance: of any size that scenarios have, or next to 1. */
static double argument(uint32_t i)
{
    const struct ab_luck luck = ab_stream_luck(15, 1);
    const struct ab_uniforms u = ab_stream_uniforms(&luck, 4, i);
    return i % 2 == 0 ? exp2(110 * u.first - 60) : 1 + (u.first - 0.5) * exp2(-45 * u.second);
}

START_TEST(logarithms_are_within_a_unit)
{
    double worst = 0;
    for (uint32_t i = 0; i < N; i++) {
        const double x = argument(i);
        worst = fmax(worst, units(ab_log(x), logl((long double)x)));
    }
    ck_assert_double_le(worst, 1.0);
    ck_assert(ab_log(1) == 0.0);
    ck_assert_double_le(units(ab_log(DBL_TRUE_MIN), logl((long double)DBL_TRUE_MIN)), 1.0);
    ck_assert_double_le(units(ab_log(DBL_MAX), logl((long double)DBL_MAX)), 1.0);
}
END_TEST

START_TEST(logarithms_of_1_and_more_are_within_some_units)
{
    double worst = 0;
    for (uint32_t i = 0; i < N; i++) {
        const double x = argument(i);
        worst = fmax(worst, units(ab_log1p(x), log1pl((long double)x)));
    }
    ck_assert_double_le(worst, 4.0);
    ck_assert(ab_log1p(0) == 0.0);
    ck_assert(ab_log1p(0x1p-80) == 0x1p-80);
}
END_TEST

START_TEST(powers_are_within_a_unit)
{
    const struct ab_luck luck = ab_stream_luck(15, 2);
    double worst = 0;
    for (uint32_t i = 0; i < N; i++) {
        const double u = ab_stream_uniform(&luck, 4, i) - 0.5, x = i % 2 == 0 ? 1414 * u : u;
        worst = fmax(worst, units(ab_exp(x), expl((long double)x)));
    }
    ck_assert_double_le(worst, 1.0);
    ck_assert(ab_exp(0) == 1.0);
    ck_assert(ab_exp(-709) == 0.0 && ab_exp(-(double)INFINITY) == 0.0);
    ck_assert(isinf(ab_exp(710)) && isinf(ab_exp((double)INFINITY)));
}
END_TEST

/* Every bit of many results, in one number: what any machine must get. */
START_TEST(results_are_the_same_to_the_last_bit_everywhere)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < N; i++) {
        const double x = 0x1p-20 * (i + 1) * (i + 1);
        const double result[] = {ab_log(x), ab_log1p(x), ab_exp(x / 1000 - 40)};
        for (int k = 0; k < 3; k++) {
            uint64_t bits;
            memcpy(&bits, &result[k], sizeof bits);
            sum = (sum ^ bits) * UINT64_C(0x9e3779b97f4a7c15);
            sum ^= sum >> 29;
        }
    }
    ck_assert_uint_eq(sum, UINT64_C(15073859157562847146));
}
END_TEST

START_TEST(settled_numbers_have_as_many_bits_as_were_asked_for)
{
    int wrong = 0;
    for (uint32_t i = 0; i < N; i++) {
        const double x = argument(i), settled = ab_settled(x, 40);
        int exponent;
        const double whole = ldexp(frexp(settled, &exponent), 40);
        wrong += whole != rint(whole) || fabs(settled - x) > 0x1p-40 * x ||
                 ab_settled(-x, 40) != -settled;
    }
    ck_assert_int_eq(wrong, 0);
    ck_assert(ab_settled(0, 40) == 0 && ab_settled(7200000, 40) == 7200000);
}
END_TEST

/* Hardly a number of 100,000 is within a unit of the middle, where it may go either way. */
START_TEST(a_unit_in_the_last_place_hardly_ever_shows)
{
    int shows = 0;
    for (uint32_t i = 0; i < 2 * N; i++) {
        const double x = argument(i);
        shows += ab_settled(x, 32) != ab_settled(nextafter(x, (double)INFINITY), 32);
    }
    ck_assert_int_le(shows, 4);
}
END_TEST

static Suite *elementary_suite(void)
{
    Suite *suite = suite_create("elementary");
    TCase *tcase = tcase_create("elementary");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, logarithms_are_within_a_unit);
    tcase_add_test(tcase, logarithms_of_1_and_more_are_within_some_units);
    tcase_add_test(tcase, powers_are_within_a_unit);
    tcase_add_test(tcase, results_are_the_same_to_the_last_bit_everywhere);
    tcase_add_test(tcase, settled_numbers_have_as_many_bits_as_were_asked_for);
    tcase_add_test(tcase, a_unit_in_the_last_place_hardly_ever_shows);
    suite_add_tcase(suite, tcase);
    return suite;
}

int main(void)
{
    return suite_run(elementary_suite(), TESTS);
}
