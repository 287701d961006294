/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_distribution_tables.c - the tabulated quantiles of gamma and PERT against exact ones, and
 * these and the normal ones against GSL's. */
#include "engine/normal.h"
#include "support/distributions.h"
#include "support/law.h"
#include "support/suite.h"

#include <gsl/gsl_cdf.h>
#include <pthread.h>
#include <stdlib.h>

/* Dense over the body, and geometrically as far into the tails as uniform numbers go; irrational steps
 * miss the ends of cells. */
static double probe(int i)
{
    const double step = fmod(i * 0.6180339887498949, 1.0);
    const double tail = exp2(-1.0 - 52.0 * step);
    return i % 3 == 0 ? fmin(fmax(step, 1e-9), 1.0 - 1e-9) : i % 3 == 1 ? tail : 1.0 - tail;
}

/* The worst error of the tabulated quantile over 12,000 places, as a share of the standard
 * deviation. */
static double table_error(const struct ab_distribution *tabulated, double sd)
{
    struct ab_distribution exact = *tabulated;
    exact.table = NULL;
    double worst = 0.0;
    for (int i = 1; i <= 12000; i++) {
        const double u = fmin(probe(i), 1.0 - 0x1p-53);
        const double q = ab_distribution_quantile(&exact, u);
        worst = fmax(worst, fabs(ab_distribution_quantile(tabulated, u) - q) / sd);
    }
    return worst;
}

START_TEST(tabulated_pert_is_within_a_millionth_of_its_spread)
{
    const double mode = _i / 16.0;
    const struct ab_distribution d = compile(AB_PERT, 0.0, mode, 1.0);
    ck_assert_ptr_nonnull(d.table);
    ck_assert_double_le(table_error(&d, law_sd(&d)), 0x1p-20);
}
END_TEST

static const double SDS[] = {0.005, 0.01,  0.05, 0.2, 0.5, 0.9, 1.0, 1.2,
                             1.414, 1.415, 1.6,  2.0, 3.0, 5.0, 8.0, 10.0};
enum { PERTS = 17, SD_COUNT = sizeof SDS / sizeof SDS[0], TESTS = PERTS + SD_COUNT + 6 };

START_TEST(tabulated_gamma_is_within_a_millionth_of_its_spread)
{
    const struct ab_distribution d = compile(AB_GAMMA, 1.0, SDS[_i], 0.0);
    ck_assert_ptr_nonnull(d.table);
    ck_assert_double_le(table_error(&d, SDS[_i]), 0x1p-20);
}
END_TEST

/* Where they rise by less than a share of 1e-12 of the spread, rounding may show. */
static void expect_rising(const struct ab_distribution *d, double sd)
{
    double before = 0.0, fall = 0.0;
    for (int i = 1; i < 200000; i++) {
        const double z = -8.2 + 16.4 * i / 200000;
        const double u = z < 0.0 ? gsl_cdf_ugaussian_P(z) : 1.0 - gsl_cdf_ugaussian_Q(z);
        const double x = ab_distribution_quantile(d, fmin(fmax(u, 0x1p-53), 1.0 - 0x1p-53));
        fall = fmax(fall, before - x);
        before = x;
    }
    ck_assert_double_le(fall, 1e-12 * sd);
}

START_TEST(tabulated_quantiles_rise)
{
    for (int i = 0; i < SD_COUNT; i++) {
        const struct ab_distribution gamma = compile(AB_GAMMA, 1.0, SDS[i], 0.0);
        const struct ab_distribution pert = compile(AB_PERT, 0.0, i / (SD_COUNT - 1.0), 1.0);
        expect_rising(&gamma, SDS[i]);
        expect_rising(&pert, law_sd(&pert));
    }
}
END_TEST

/* Threads that ask for the first quantile at once see one table. */
static void *ask(void *distribution)
{
    double sum = 0.0;
    for (int i = 1; i < 1000; i++) {
        sum += ab_distribution_quantile(distribution, i / 1000.0);
    }
    double *answer = malloc(sizeof *answer);
    ck_assert_ptr_nonnull(answer);
    *answer = sum;
    return answer;
}

START_TEST(threads_share_a_table)
{
    enum { THREADS = 8 };
    for (int round = 0; round < 10; round++) {
        struct ab_distribution d = compile(AB_GAMMA, 1.0, 0.5 + round / 10.0, 0.0);
        pthread_t thread[THREADS];
        void *answer[THREADS];
        for (int i = 0; i < THREADS; i++) {
            ck_assert_int_eq(pthread_create(&thread[i], NULL, ask, &d), 0);
        }
        for (int i = 0; i < THREADS; i++) {
            ck_assert_int_eq(pthread_join(thread[i], &answer[i]), 0);
            ck_assert(*(double *)answer[i] == *(double *)answer[0]);
        }
        for (int i = 0; i < THREADS; i++) {
            free(answer[i]);
        }
    }
}
END_TEST

/* The normal quantile of a tail below 1/2, by Newton's method in long doubles from a guess. */
static long double normal_at(long double tail, long double guess)
{
    static const long double ROOT_2 = 1.41421356237309504880L, TURN = 6.28318530717958647693L;
    long double z = guess;
    for (int i = 0; i < 4; i++) {
        z += (erfcl(z / ROOT_2) / 2 - tail) * sqrtl(TURN) * expl(z * z / 2);
    }
    return z;
}

/* The same operations as GSL's in the middle; the same exactness in the tails, where logarithms differ in
 * the last bit. */
START_TEST(normal_quantiles_are_as_exact_as_gsl_s)
{
    double worst = 0.0, worst_of_gsl = 0.0;
    for (int i = 1; i <= 60000; i++) {
        const double u = fmin(probe(i), 1.0 - 0x1p-53), tail = u < 0.5 ? u : 1.0 - u;
        const double gsl = u < 0.5 ? gsl_cdf_ugaussian_Pinv(u) : gsl_cdf_ugaussian_Qinv(1.0 - u);
        const double ours = ab_normal_quantile(u, 1.0 - u);
        if (tail > 0.08) {
            ck_assert_double_le(fabs(ours - gsl), 4e-16 * fabs(gsl));
            continue;
        }
        const long double exact = normal_at((long double)tail, (long double)fabs(gsl));
        worst = fmax(worst, (double)(fabsl((long double)fabs(ours) - exact) / exact));
        worst_of_gsl = fmax(worst_of_gsl, (double)(fabsl((long double)fabs(gsl) - exact) / exact));
        ck_assert(signbit(ours) == signbit(gsl));
    }
    ck_assert_double_le(worst, 9e-16);
    ck_assert_double_le(worst, 1.05 * worst_of_gsl);
    ck_assert(ab_normal_quantile(0.5, 0.5) == 0.0);
}
END_TEST

/* GSL's inverses are the second opinion; they are sound for these shapes. */
START_TEST(exact_gamma_quantiles_agree_with_gsl)
{
    const double shapes[] = {0.3, 1.0, 2.5, 30.0, 1000.0};
    for (size_t k = 0; k < sizeof shapes / sizeof shapes[0]; k++) {
        struct ab_distribution d = compile(AB_GAMMA, 1.0, 1.0 / sqrt(shapes[k]), 0.0);
        d.table = NULL;
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
        d.table = NULL;
        for (int i = 1; i < 1000; i++) {
            const double expected =
                gsl_cdf_beta_Pinv(i / 1000.0, 1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
            expect_close(ab_distribution_quantile(&d, i / 1000.0), expected, 1e-9);
        }
    }
}
END_TEST

START_TEST(the_same_parameters_give_the_same_quantiles)
{
    const struct ab_distribution a = compile(AB_PERT, 1, 2, 6), b = compile(AB_PERT, 1, 2, 6);
    ck_assert_ptr_ne(a.table, b.table);
    for (int i = 1; i < 5000; i++) {
        const double u = fmin(probe(i), 1.0 - 0x1p-53);
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
    tcase_add_loop_test(tables, tabulated_pert_is_within_a_millionth_of_its_spread, 0, PERTS);
    tcase_add_loop_test(tables, tabulated_gamma_is_within_a_millionth_of_its_spread, 0, SD_COUNT);
    tcase_add_test(tables, tabulated_quantiles_rise);
    tcase_add_test(tables, threads_share_a_table);
    tcase_add_test(tables, normal_quantiles_are_as_exact_as_gsl_s);
    tcase_add_test(tables, exact_gamma_quantiles_agree_with_gsl);
    tcase_add_test(tables, exact_pert_quantiles_agree_with_gsl);
    tcase_add_test(tables, the_same_parameters_give_the_same_quantiles);
    suite_add_tcase(suite, tables);
    return suite_run(suite, TESTS);
}
