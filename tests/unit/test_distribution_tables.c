/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_distribution_tables.c - the tabulated quantiles of gamma and PERT against exact ones, and
 * these against GSL's. */
#include "support/distributions.h"
#include "support/suite.h"

#include <gsl/gsl_cdf.h>
#include <string.h>

enum { TESTS = 6 };

/* Dense over the body, and geometrically into the tails; irrational steps miss the knots. */
static double probe(int i)
{
    const double step = fmod(i * 0.6180339887498949, 1.0);
    const double tail = exp2(-1.0 - 20.0 * step);
    return i % 3 == 0 ? fmin(fmax(step, 1e-9), 1.0 - 1e-9) : i % 3 == 1 ? tail : 1.0 - tail;
}

/* The worst error of the tabulated quantile over 60,000 places, as a share of its value or of
 * `range`, whichever is larger. */
static double table_error(const struct ab_distribution *tabulated, double range)
{
    struct ab_distribution exact = *tabulated;
    exact.knots = NULL;
    double worst = 0.0;
    for (int i = 1; i <= 60000; i++) {
        const double u = probe(i);
        const double q = ab_distribution_quantile(&exact, u);
        const double error = fabs(ab_distribution_quantile(tabulated, u) - q);
        worst = fmax(worst, error / fmax(q, range));
    }
    return worst;
}

START_TEST(tabulated_pert_is_within_a_millionth_of_its_range)
{
    for (double mode = 0.0; mode <= 1.0; mode += 0.125) {
        const struct ab_distribution d = compile(AB_PERT, 0.0, mode, 1.0);
        ck_assert_ptr_nonnull(d.knots);
        ck_assert_double_le(table_error(&d, 1.0), 1e-6);
    }
}
END_TEST

START_TEST(tabulated_gamma_is_within_a_millionth_of_its_value)
{
    const double sds[] = {0.005, 0.05, 0.2, 0.5, 1.0, 1.4142, 1.9999, 2.0};
    for (size_t i = 0; i < sizeof sds / sizeof sds[0]; i++) {
        const struct ab_distribution d = compile(AB_GAMMA, 1.0, sds[i], 0.0);
        ck_assert_ptr_nonnull(d.knots);
        ck_assert_double_le(table_error(&d, 0.0), 1e-6);
    }
}
END_TEST

START_TEST(a_very_skewed_gamma_is_drawn_without_a_table)
{
    ck_assert_ptr_null(compile(AB_GAMMA, 1.0, 2.1, 0.0).knots);
}
END_TEST

/* GSL's inverses are the second opinion; they are sound for these shapes. */
START_TEST(exact_gamma_quantiles_agree_with_gsl)
{
    const double shapes[] = {0.3, 1.0, 2.5, 30.0, 1000.0};
    for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++) {
        struct ab_distribution d = compile(AB_GAMMA, 1.0, 1.0 / sqrt(shapes[k]), 0.0);
        d.knots = NULL;
        for (int i = 1; i < 1000; i++) {
            const double expected = gsl_cdf_gamma_Pinv(i / 1000.0, d.p1, d.p2);
            expect_close(ab_distribution_quantile(&d, i / 1000.0), expected, 1e-9);
        }
    }
}
END_TEST

START_TEST(exact_pert_quantiles_agree_with_gsl)
{
    for (double mode = 0.0; mode <= 1.0; mode += 0.125) {
        struct ab_distribution d = compile(AB_PERT, 0.0, mode, 1.0);
        d.knots = NULL;
        for (int i = 1; i < 1000; i++) {
            const double expected =
                gsl_cdf_beta_Pinv(i / 1000.0, 1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
            expect_close(ab_distribution_quantile(&d, i / 1000.0), expected, 1e-9);
        }
    }
}
END_TEST

START_TEST(the_same_parameters_give_the_same_table)
{
    const struct ab_distribution a = compile(AB_PERT, 1, 2, 6), b = compile(AB_PERT, 1, 2, 6);
    ck_assert_ptr_ne(a.knots, b.knots);
    for (int i = 1; i < 5000; i++) {
        const double u = probe(i);
        ck_assert(ab_distribution_quantile(&a, u) == ab_distribution_quantile(&b, u));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tables of distributions");
    TCase *tables = tcase_create("tables");
    tcase_add_checked_fixture(tables, set_up, tear_down);
    tcase_set_timeout(tables, 120);
    tcase_add_test(tables, tabulated_pert_is_within_a_millionth_of_its_range);
    tcase_add_test(tables, tabulated_gamma_is_within_a_millionth_of_its_value);
    tcase_add_test(tables, a_very_skewed_gamma_is_drawn_without_a_table);
    tcase_add_test(tables, exact_gamma_quantiles_agree_with_gsl);
    tcase_add_test(tables, exact_pert_quantiles_agree_with_gsl);
    tcase_add_test(tables, the_same_parameters_give_the_same_table);
    suite_add_tcase(suite, tables);
    return suite_run(suite, TESTS);
}
