/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_proportion.c - limits of shares, and the sign test. */
#include "study/moments.h"
#include "support/suite.h"

#include <check.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

enum { TESTS = 5 };

static void assert_limits(int64_t k, int64_t n, double low, double high)
{
    double found_low, found_high;
    ab_proportion_limits(k, n, &found_low, &found_high);
    ck_assert_double_eq_tol(found_low, low, 5e-6);
    ck_assert_double_eq_tol(found_high, high, 5e-6);
}

START_TEST(limits_are_those_of_clopper_and_pearson)
{
    /* None or all of n: 1 - 0.025^(1/n). */
    assert_limits(0, 300, 0, 1 - pow(0.025, 1.0 / 300));
    assert_limits(300, 300, pow(0.025, 1.0 / 300), 1);
    assert_limits(0, 1, 0, 0.975);
    assert_limits(10, 100, 0.04900, 0.17622);
}
END_TEST

START_TEST(limits_are_where_what_was_seen_becomes_unlikely)
{
    for (int64_t n = 1; n < 3000; n += 1 + n / 3) {
        for (int64_t k = 0; k <= n; k += 1 + n / 7) {
            double low, high;
            ab_proportion_limits(k, n, &low, &high);
            ck_assert(low <= (double)k / (double)n && (double)k / (double)n <= high);
            if (k > 0) {
                ck_assert_double_eq_tol(gsl_cdf_binomial_Q((unsigned)k - 1, low, (unsigned)n),
                                        0.025, 1e-9);
            }
            if (k < n) {
                ck_assert_double_eq_tol(gsl_cdf_binomial_P((unsigned)k, high, (unsigned)n), 0.025,
                                        1e-9);
            }
        }
    }
}
END_TEST

START_TEST(the_sign_test_has_the_probabilities_of_a_fair_coin)
{
    ck_assert_double_eq_tol(ab_proportion_sign_test(12, 3), 0.03516, 5e-6);
    ck_assert_double_eq_tol(ab_proportion_sign_test(5, 15), 0.04139, 5e-6);
    ck_assert_double_eq_tol(ab_proportion_sign_test(6, 0), 0.03125, 1e-12);
    ck_assert_double_eq_tol(ab_proportion_sign_test(0, 5), 0.0625, 1e-12);
    ck_assert_double_eq(ab_proportion_sign_test(4, 4), 1);
}
END_TEST

START_TEST(without_a_winner_there_is_nothing_to_test)
{
    ck_assert(isnan(ab_proportion_sign_test(0, 0)));
}
END_TEST

START_TEST(a_summary_of_ones_and_zeros_takes_the_limits_of_its_share)
{
    double value[100] = {0};
    for (int i = 0; i < 10; i++) {
        value[7 * i] = 1;
    }
    struct ab_summary summary = ab_summarise(value, 100, 1, value);
    struct ab_known_limits known = {{{0}}};
    ab_proportion_take_limits(&summary, &known);
    ck_assert_double_eq_tol(summary.mean, 0.1, 1e-15);
    ck_assert_double_eq_tol(summary.ci95_low, 0.04900, 5e-6);
    ck_assert_double_eq_tol(summary.ci95_high, 0.17622, 5e-6);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("proportion");
    TCase *tests = tcase_create("proportion");
    tcase_add_test(tests, limits_are_those_of_clopper_and_pearson);
    tcase_add_test(tests, limits_are_where_what_was_seen_becomes_unlikely);
    tcase_add_test(tests, the_sign_test_has_the_probabilities_of_a_fair_coin);
    tcase_add_test(tests, without_a_winner_there_is_nothing_to_test);
    tcase_add_test(tests, a_summary_of_ones_and_zeros_takes_the_limits_of_its_share);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
