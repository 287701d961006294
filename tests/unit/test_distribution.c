/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_distribution.c - every kind of distribution against its theory: moments by hand, draws by
 * Kolmogorov and Smirnov, and what happens at the edges. */
#include "engine/stream.h"
#include "support/distributions.h"
#include "support/law.h"
#include "support/suite.h"

#include <gsl/gsl_cdf.h>
#include <stdlib.h>
#include <string.h>

/* Mean and sd are worked out by hand or from textbook formulas other than the program's. */
struct law {
    enum ab_distribution_kind kind;
    double a, b, c;
    double mean, sd;
};
static const struct law LAWS[] = {
    {AB_CONSTANT, 3.5, 0, 0, 3.5, 0},
    {AB_UNIFORM, 2, 10, 0, 6, 2.309401076758503}, /* 8 / sqrt 12 */
    {AB_UNIFORM, 5, 5, 0, 5, 0},
    {AB_TRIANGULAR, 1, 2, 6, 3, 1.0801234497346435}, /* sqrt(21 / 18) */
    {AB_TRIANGULAR, 0, 0, 3, 1, 0.7071067811865476},
    {AB_TRIANGULAR, 0, 3, 3, 2, 0.7071067811865476},
    {AB_TRIANGULAR, 4, 4, 4, 4, 0},
    {AB_PERT, 1, 2, 6, 2.5, 0.8660254037844386}, /* sqrt(1.5 * 3.5 / 7) */
    {AB_PERT, 0, 5, 10, 5, 1.8898223650461363},  /* sqrt(25 / 7) */
    {AB_PERT, 0, 0, 6, 1, 0.8451542547285166},   /* sqrt(5 / 7) */
    {AB_PERT, 0, 6, 6, 5, 0.8451542547285166},
    {AB_PERT, 7, 7, 7, 7, 0},
    {AB_NORMAL, 10, 1, 0, 10, 1},                                 /* the cut is 10 sd away */
    {AB_NORMAL, 0, 1, 0, 0.7978845608028654, 0.6028102749890869}, /* half-normal */
    {AB_NORMAL, 1, 1, 0, 1.2875999709391783, 0.793527747326207},
    {AB_NORMAL, 4, 0, 0, 4, 0},
    {AB_LOGNORMAL, 10, 5, 0, 10, 5},
    {AB_LOGNORMAL, 10, 0.01, 0, 10, 0.01},
    {AB_LOGNORMAL, 1, 3, 0, 1, 3},
    {AB_LOGNORMAL, 2, 0, 0, 2, 0},
    {AB_EXPONENTIAL, 7, 0, 0, 7, 7},
    {AB_EXPONENTIAL, 0, 0, 0, 0, 0},
    {AB_GAMMA, 10, 5, 0, 10, 5},
    {AB_GAMMA, 3, 3, 0, 3, 3},
    {AB_GAMMA, 1, 2, 0, 1, 2},
    {AB_GAMMA, 1, 3, 0, 1, 3},
    {AB_GAMMA, 100, 1, 0, 100, 1},
    {AB_GAMMA, 2, 0, 0, 2, 0},
    {AB_WEIBULL, 3, 1, 0, 3, 3},                                  /* the exponential */
    {AB_WEIBULL, 2, 2, 0, 1.772453850905516, 0.9265027503521769}, /* Rayleigh */
    {AB_WEIBULL, 2, 0.5, 0, 4, 8.94427190999916},                 /* 2 * 2!, 2 * sqrt(4! - 2!^2) */
    {AB_WEIBULL, 0, 2, 0, 0, 0},
    {AB_EMPIRICAL, 0, 0, 0, 4, 2.8284271247461903},
};
enum { LAW_COUNT = sizeof LAWS / sizeof LAWS[0] };

enum { TESTS = 8 + 3 * LAW_COUNT };

static struct ab_distribution compile_law(int i)
{
    return compile(LAWS[i].kind, LAWS[i].a, LAWS[i].b, LAWS[i].c);
}

START_TEST(mean_and_sd_agree_with_theory)
{
    const struct ab_distribution d = compile_law(_i);
    expect_close(d.mean, LAWS[_i].mean, 1e-12);
    expect_close(law_sd(&d), LAWS[_i].sd, 1e-12);
}
END_TEST

static int compare_values(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The greatest distance of the sample from the distribution function. At each run of equal values
 * the function is also approached from below, for the sake of laws with steps. */
static double distance_from(const struct ab_distribution *d, double *x, int n)
{
    qsort(x, (size_t)n, sizeof *x, compare_values);
    double distance = 0.0;
    for (int begin = 0, end = 0; begin < n; begin = end) {
        while (end < n && !(x[end] > x[begin])) {
            end++;
        }
        const double below = law_cdf(d, nextafter(x[begin], -1.0));
        const double above = law_cdf(d, x[begin]);
        distance =
            fmax(distance, fmax(fabs(above - (double)end / n), fabs(below - (double)begin / n)));
    }
    return distance;
}

/* 200,000 draws, each test at 99.9 %: mean by its standard error, variance by the standard error
 * from the fourth moment (where that exists in practice), shape by Kolmogorov and Smirnov. */
START_TEST(draws_follow_the_law)
{
    enum { N = 200000 };
    const struct law *law = &LAWS[_i];
    const struct ab_distribution d = compile_law(_i);
    const struct ab_luck luck = ab_stream_luck(2022, 1);
    double *x = malloc(N * sizeof *x);
    ck_assert_ptr_nonnull(x);
    double sum = 0.0;
    for (uint32_t i = 0; i < N; i++) {
        x[i] = ab_distribution_quantile(&d, ab_stream_uniform(&luck, (uint64_t)_i, i));
        sum += x[i];
    }
    const double mean = sum / N;
    ck_assert_double_le(fabs(mean - law->mean), 3.29 * law->sd / sqrt(N) + 1e-9 * law->mean);
    if (law->sd <= 1.01 * law->mean) {
        double second = 0.0, fourth = 0.0;
        for (int i = 0; i < N; i++) {
            const double square = (x[i] - law->mean) * (x[i] - law->mean);
            second += square / N;
            fourth += square * square / N;
        }
        const double error = sqrt(fmax(fourth - second * second, 0.0) / N);
        ck_assert_double_le(fabs(second - law->sd * law->sd), 3.29 * error + 1e-12);
    }
    ck_assert_double_le(distance_from(&d, x, N) * sqrt(N), 1.95);
    free(x);
}
END_TEST

static bool is_continuous(const struct law *law)
{
    return law->sd > 0.0 && law->kind != AB_EMPIRICAL;
}

/* Through the middle and 2^-50 deep into both tails, within the error that a table may have; and never
 * back, but for rounding. */
START_TEST(cdf_undoes_quantile_and_quantiles_never_fall)
{
    const struct ab_distribution d = compile_law(_i);
    double before = 0.0;
    for (int i = -5000; i <= 5000; i++) {
        const double u = i < 0 ? exp2(-1.0 - (double)-i / 102.0) : 1.0 - exp2(-1.0 - i / 102.0);
        const double x = ab_distribution_quantile(&d, u);
        ck_assert_double_ge(x, before - 1e-15 * d.mean);
        ck_assert(x >= d.low && x <= d.high);
        before = x;
        if (is_continuous(&LAWS[_i])) {
            const double slack = 1e-9 * (u < 0.5 ? u : 1.0 - u) + 1e-12;
            const double error = d.table != NULL ? 0x1p-20 * LAWS[_i].sd : 0.0;
            ck_assert_double_ge(law_cdf(&d, x + error), u - slack);
            ck_assert_double_le(law_cdf(&d, x - error), u + slack);
        }
    }
}
END_TEST

/* The first and last numbers a stream can give, for the most extreme parameters accepted. */
START_TEST(extreme_draws_of_extreme_laws_are_finite_and_within_the_support)
{
    const struct law extreme[] = {
        {AB_LOGNORMAL, 1e15, 1e17 / 1e2, 0, 0, 0},
        {AB_LOGNORMAL, 1e9, 1e11, 0, 0, 0},
        {AB_GAMMA, 1e9, 1e10, 0, 0, 0},
        {AB_GAMMA, 1e9, 5e6, 0, 0, 0},
        {AB_WEIBULL, 1e8, 0.1, 0, 0, 0},
        {AB_WEIBULL, 1e8, 1000, 0, 0, 0},
        {AB_NORMAL, 0, 1e15, 0, 0, 0},
        {AB_NORMAL, 1e15, 1e-300, 0, 0, 0},
        {AB_EXPONENTIAL, 1e15, 0, 0, 0, 0},
        {AB_PERT, 0, 0, 1e15, 0, 0},
        {AB_PERT, 1, 1, 1 + 1e-9, 0, 0},
        {AB_UNIFORM, 0, 1e15, 0, 0, 0},
    };
    const double us[] = {0x1p-53, 0.5 - 0x1p-53, 0.5, 0.5 + 0x1p-53, 1.0 - 0x1p-53};
    for (size_t i = 0; i < sizeof extreme / sizeof extreme[0]; i++) {
        const struct law *law = &extreme[i];
        const struct ab_distribution d = compile(law->kind, law->a, law->b, law->c);
        double before = 0.0;
        for (size_t j = 0; j < sizeof us / sizeof us[0]; j++) {
            const double x = ab_distribution_quantile(&d, us[j]);
            ck_assert(isfinite(x) && x >= before && x >= d.low && x <= d.high && x <= 1e18);
            before = x;
        }
        ck_assert(isfinite(law_sd(&d)) && isfinite(d.mean));
    }
}
END_TEST

START_TEST(a_degenerate_law_is_a_constant)
{
    for (int i = 0; i < LAW_COUNT; i++) {
        if (LAWS[i].sd > 0.0) {
            continue;
        }
        const struct ab_distribution d = compile_law(i);
        for (int j = 1; j < 100; j++) {
            ck_assert(ab_distribution_quantile(&d, j / 100.0) == LAWS[i].mean);
        }
        ck_assert(law_cdf(&d, nextafter(LAWS[i].mean, -1.0)) == 0.0);
        ck_assert(law_cdf(&d, LAWS[i].mean) == 1.0);
    }
}
END_TEST

START_TEST(an_empirical_law_gives_each_value_the_same_share)
{
    const struct ab_distribution d = compile(AB_EMPIRICAL, 0, 0, 0);
    for (int i = 0; i < SAMPLE_COUNT; i++) {
        ck_assert(ab_distribution_quantile(&d, (i + 0.01) / SAMPLE_COUNT) == 2.0 * i);
        ck_assert(ab_distribution_quantile(&d, (i + 0.99) / SAMPLE_COUNT) == 2.0 * i);
    }
    ck_assert(law_cdf(&d, 3.0) == 0.4);
    ck_assert(law_cdf(&d, 4.0) == 0.6);
}
END_TEST

START_TEST(what_stands_behind_a_sample_is_none_of_it)
{
    const double sample[] = {3.0, 1.0, (double)NAN};
    struct ab_distribution d;
    ck_assert_ptr_null(ab_distribution_compile(&d, AB_EMPIRICAL, 0, 0, 0, sample, 2, take, arena));
    ck_assert_ptr_nonnull(
        ab_distribution_compile(&d, AB_EMPIRICAL, 0, 0, 0, sample, 3, take, arena));
}
END_TEST

START_TEST(an_empirical_law_owns_a_copy_of_its_sample)
{
    double sample[] = {3.0, 1.0};
    struct ab_distribution d;
    ck_assert_ptr_null(ab_distribution_compile(&d, AB_EMPIRICAL, 0, 0, 0, sample, 2, take, arena));
    sample[0] = sample[1] = 9.0;
    ck_assert(ab_distribution_quantile(&d, 0.25) == 1.0);
    ck_assert(ab_distribution_quantile(&d, 0.75) == 3.0);
}
END_TEST

/* Chi-squared over 101 cells; rounding a continuous uniform would halve the first and the last. */
START_TEST(a_range_of_counts_gives_each_number_the_same_chance)
{
    enum { N = 505000 };
    const struct ab_distribution d = compile(AB_UNIFORM, 100, 200, 0);
    const struct ab_luck luck = ab_stream_luck(1, 1);
    int seen[101] = {0};
    for (uint32_t i = 0; i < N; i++) {
        const long count = ab_distribution_count(&d, ab_stream_uniform(&luck, 3, i));
        ck_assert(count >= 100 && count <= 200);
        seen[count - 100]++;
    }
    double chi2 = 0.0;
    for (int i = 0; i < 101; i++) {
        chi2 += (seen[i] - N / 101.0) * (seen[i] - N / 101.0) / (N / 101.0);
    }
    ck_assert_double_lt(chi2, gsl_cdf_chisq_Qinv(0.001, 100));
    ck_assert_int_eq(ab_distribution_count(&d, 0x1p-53), 100);
    ck_assert_int_eq(ab_distribution_count(&d, 1.0 - 0x1p-53), 200);
}
END_TEST

/* Within 2^-20 of the standard deviation. */
START_TEST(a_law_without_a_table_is_the_same_law)
{
    struct ab_distribution bare;
    const struct ab_distribution pert = compile(AB_PERT, 1, 2, 6);
    ck_assert_ptr_null(ab_distribution_compile(&bare, AB_PERT, 1, 2, 6, NULL, 0, NULL, NULL));
    for (int i = 1; i < 1000; i++) {
        ck_assert_double_eq_tol(ab_distribution_quantile(&bare, i / 1000.0),
                                ab_distribution_quantile(&pert, i / 1000.0), 0x1p-20);
    }
}
END_TEST

START_TEST(counts_of_other_laws_are_rounded)
{
    const struct ab_distribution triangular = compile(AB_TRIANGULAR, 0, 5, 10);
    const struct ab_distribution broken = compile(AB_UNIFORM, 0.6, 2.4, 0);
    const struct ab_distribution half = compile(AB_UNIFORM, 1, 2.5, 0);
    const struct ab_distribution constant = compile(AB_CONSTANT, 2.5, 0, 0);
    for (int i = 1; i < 100; i++) {
        const double u = i / 100.0;
        ck_assert_int_eq(ab_distribution_count(&triangular, u),
                         lround(ab_distribution_quantile(&triangular, u)));
        ck_assert_int_eq(ab_distribution_count(&broken, u), u < 0.5 ? 1 : 2);
        ck_assert_int_eq(ab_distribution_count(&half, u), lround(1 + 1.5 * u));
    }
    ck_assert_int_eq(ab_distribution_count(&constant, 0.3), 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("distribution");
    TCase *theory = tcase_create("theory");
    tcase_add_checked_fixture(theory, set_up, tear_down);
    tcase_set_timeout(theory, 120);
    tcase_add_loop_test(theory, mean_and_sd_agree_with_theory, 0, LAW_COUNT);
    tcase_add_loop_test(theory, draws_follow_the_law, 0, LAW_COUNT);
    tcase_add_loop_test(theory, cdf_undoes_quantile_and_quantiles_never_fall, 0, LAW_COUNT);
    suite_add_tcase(suite, theory);
    TCase *edges = tcase_create("edges");
    tcase_add_checked_fixture(edges, set_up, tear_down);
    tcase_set_timeout(edges, 60);
    tcase_add_test(edges, extreme_draws_of_extreme_laws_are_finite_and_within_the_support);
    tcase_add_test(edges, a_degenerate_law_is_a_constant);
    tcase_add_test(edges, an_empirical_law_gives_each_value_the_same_share);
    tcase_add_test(edges, what_stands_behind_a_sample_is_none_of_it);
    tcase_add_test(edges, an_empirical_law_owns_a_copy_of_its_sample);
    tcase_add_test(edges, a_range_of_counts_gives_each_number_the_same_chance);
    tcase_add_test(edges, a_law_without_a_table_is_the_same_law);
    tcase_add_test(edges, counts_of_other_laws_are_rounded);
    suite_add_tcase(suite, edges);
    return suite_run(suite, TESTS);
}
