/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_mixture.c - mixtures of distributions: against theory, under common random numbers, as
 * counts, and as values of a scenario. */
#include "engine/stream.h"
#include "support/distributions.h"
#include "support/law.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <stdlib.h>
#include <string.h>

enum { TESTS = 12 };

static uint64_t hash_of(const char *name, const char *set)
{
    struct ab_scenario *scenario = load_good(name, &set, 1);
    const uint64_t hash = scenario->hash;
    ab_scenario_destroy(scenario);
    return hash;
}

static struct ab_component part(double weight, enum ab_distribution_kind kind, double a, double b)
{
    return (struct ab_component){.weight = weight, .law = compile(kind, a, b, 0)};
}

static struct ab_distribution mix(const struct ab_component *component, size_t count)
{
    struct ab_distribution d;
    const char *fault = ab_distribution_mix(&d, component, count, take, arena);
    ck_assert_msg(fault == NULL, "%s", fault);
    return d;
}

/* Mostly nothing, and sometimes long. */
static struct ab_distribution rare_repair(double mean)
{
    const struct ab_component repair[] = {part(19, AB_CONSTANT, 0, 0),
                                          part(1, AB_LOGNORMAL, mean, mean / 2)};
    return mix(repair, 2);
}

START_TEST(mean_and_support_are_those_of_the_components)
{
    const struct ab_component one[] = {part(1, AB_UNIFORM, 2, 4), part(3, AB_GAMMA, 10, 5)};
    const struct ab_distribution inner = mix(one, 2);
    expect_close(inner.mean, (3 + 3 * 10) / 4.0, 1e-15);
    ck_assert(inner.low == 0 && isinf(inner.high));
    const struct ab_component two[] = {{.weight = 0.5, .law = inner}, part(0.5, AB_CONSTANT, 7, 0)};
    expect_close(mix(two, 2).mean, (8.25 + 7) / 2, 1e-15);
    const struct ab_component same[] = {part(1, AB_CONSTANT, 5, 0), part(2, AB_CONSTANT, 5, 0)};
    const struct ab_distribution constant = mix(same, 2);
    ck_assert(constant.low == 5 && constant.high == 5 && constant.mean == 5);
    expect_close(rare_repair(8).mean, 0.4, 1e-15);
}
END_TEST

static int compare_values(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Kolmogorov and Smirnov at 99.9 % over 200,000 draws; components that overlap, and steps. */
START_TEST(draws_follow_the_mixed_law)
{
    enum { N = 200000 };
    const struct ab_component inner[] = {part(1, AB_EXPONENTIAL, 2, 0), part(1, AB_UNIFORM, 0, 6)};
    const struct ab_component outer[] = {
        part(2, AB_NORMAL, 5, 1), {.weight = 5, .law = mix(inner, 2)}, part(1, AB_CONSTANT, 3, 0)};
    const struct ab_distribution d = mix(outer, 3);
    const struct ab_luck luck = ab_stream_luck(2022, 1);
    double *x = malloc(N * sizeof *x);
    ck_assert_ptr_nonnull(x);
    for (uint32_t i = 0; i < N; i++) {
        x[i] = ab_distribution_quantile(&d, ab_stream_uniform(&luck, 9, i));
    }
    qsort(x, N, sizeof *x, compare_values);
    double distance = 0;
    for (int begin = 0, end = 0; begin < N; begin = end) {
        for (; end < N && !(x[end] > x[begin]); end++) {
        }
        distance = fmax(distance, fabs(law_cdf(&d, x[begin]) - (double)end / N));
        distance = fmax(distance, fabs(law_cdf(&d, nextafter(x[begin], -1)) - (double)begin / N));
    }
    ck_assert_double_le(distance * sqrt(N), 1.95);
    free(x);
}
END_TEST

/* Where each component lies above those before it, this is the inverse of the whole. */
START_TEST(components_in_rising_order_are_drawn_by_inversion)
{
    const struct ab_distribution d = rare_repair(8);
    double before = 0;
    for (int i = 1; i < 4096; i++) {
        const double u = i / 4096.0, x = ab_distribution_quantile(&d, u);
        ck_assert(x >= before && (x > 0) == (u > 0.95));
        if (u > 0.95) {
            expect_close(law_cdf(&d, x), u, 1e-12);
        }
        before = x;
    }
}
END_TEST

/* The same luck: a repair that takes twice as long takes twice as long whenever there is one. */
START_TEST(a_parameter_moves_its_component_alone)
{
    const struct ab_distribution one = rare_repair(8), two = rare_repair(16);
    for (int i = 1; i < 10000; i++) {
        const double u = i / 10000.0;
        expect_close(ab_distribution_quantile(&two, u), 2 * ab_distribution_quantile(&one, u),
                     1e-12);
    }
}
END_TEST

START_TEST(the_first_and_last_numbers_are_drawn_from_the_ends)
{
    const struct ab_component wide[] = {part(1, AB_EXPONENTIAL, 2, 0), part(2, AB_UNIFORM, 3, 6),
                                        part(4, AB_LOGNORMAL, 9, 9)};
    const struct ab_distribution d = mix(wide, 3);
    const double us[] = {0x1p-53,    1 / 7.0, nextafter(1 / 7.0, 0), 3 / 7.0, nextafter(3 / 7.0, 0),
                         1 - 0x1p-53};
    for (size_t i = 0; i < sizeof us / sizeof us[0]; i++) {
        const double x = ab_distribution_quantile(&d, us[i]);
        ck_assert(isfinite(x) && x >= d.low && x <= d.high);
    }
}
END_TEST

/* 1/4 of 100, 3/4 of 120..129, each of them as likely as another. */
START_TEST(counts_are_those_of_the_component)
{
    const struct ab_component people[] = {part(1, AB_CONSTANT, 100, 0),
                                          part(3, AB_UNIFORM, 120, 129)};
    const struct ab_distribution d = mix(people, 2);
    int seen[130] = {0};
    for (int i = 0; i < 40000; i++) {
        const long count = ab_distribution_count(&d, (i + 0.5) / 40000);
        ck_assert(count == 100 || (count >= 120 && count <= 129));
        seen[count]++;
    }
    ck_assert_int_eq(seen[100], 10000);
    for (int n = 120; n < 130; n++) {
        ck_assert_int_eq(seen[n], 3000);
    }
}
END_TEST

START_TEST(without_memory_or_components_it_is_refused)
{
    struct ab_distribution d;
    const struct ab_component one = part(1, AB_CONSTANT, 1, 0);
    ck_assert_ptr_nonnull(
        strstr(ab_distribution_mix(&d, &one, 1, take_nothing, NULL), "no memory"));
    ck_assert_ptr_nonnull(strstr(ab_distribution_mix(&d, &one, 0, take, arena), "at least one"));
}
END_TEST

/* ---- in scenarios ---- */

START_TEST(it_is_read_with_units_inside_or_behind)
{
    struct ab_scenario *scenario =
        load_on_good("[contingent.rifles]\n"
                     "notice = mixture(19: 0 h, 1: lognormal(8 h, 4 h))\n"
                     "assembly = mixture( 3 : 1, 1:mixture(1: pert(1, 2, 3), 1: 5) ) h\n"
                     "road_march = mixture(1: 2:15, 1: 30 min)\n"
                     "people = mixture(1: 100, 2: uniform(120, 130))\n");
    const struct ab_contingent *rifles = &scenario->contingent[0];
    const struct ab_component *notice = rifles->notice->component;
    ck_assert_uint_eq(rifles->notice->count, 2);
    assert_distribution(&notice[0].law, AB_CONSTANT, 0, 0, 0);
    assert_distribution(&notice[1].law, AB_LOGNORMAL, 8 * 3600000.0, 4 * 3600000.0, 0);
    ck_assert_double_eq(notice[1].share, 0.05);
    ck_assert_double_eq(notice[1].from, 0.95);
    const struct ab_component *assembly = rifles->assembly->component;
    assert_distribution(&assembly[0].law, AB_CONSTANT, 3600000, 0, 0);
    assert_distribution(&assembly[1].law.component[0].law, AB_PERT, 3600000, 7200000, 10800000);
    assert_distribution(&assembly[1].law.component[1].law, AB_CONSTANT, 18000000, 0, 0);
    ck_assert_double_eq(rifles->road_march->mean, (135 + 30) * 60000.0 / 2);
    expect_close(rifles->people->mean, (100 + 2 * 125) / 3.0, 1e-15);
    ck_assert(rifles->people->high == 130 && rifles->people->low == 100);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(its_hash_is_of_what_is_meant)
{
    static const char *const same[] = {"mixture(19: 0 h, 1: lognormal(8 h, 4 h))",
                                       "mixture(38: 0, 2: lognormal(480, 240)) min",
                                       "mixture( 0.95 : 0 h,0.05:lognormal(8,4) h )"};
    static const char *const other[] = {
        "mixture(18: 0 h, 1: lognormal(8 h, 4 h))", "mixture(19: 0 h, 1: lognormal(8 h, 5 h))",
        "mixture(1: lognormal(8 h, 4 h), 19: 0 h)", "lognormal(8 h, 4 h)"};
    char set[200];
    (void)snprintf(set, sizeof set, "contingent.rifles.notice=%s", same[0]);
    const uint64_t hash = hash_of("good.ini", set);
    for (int i = 1; i < 3; i++) {
        (void)snprintf(set, sizeof set, "contingent.rifles.notice=%s", same[i]);
        ck_assert_uint_eq(hash_of("good.ini", set), hash);
    }
    for (int i = 0; i < 4; i++) {
        (void)snprintf(set, sizeof set, "contingent.rifles.notice=%s", other[i]);
        ck_assert_uint_ne(hash_of("good.ini", set), hash);
    }
}
END_TEST

/* What stands behind a factor is so many times as long, whatever it is; and never drawn in another
 * order. */
START_TEST(a_factor_multiplies_the_quantity)
{
    static const char *const law[] = {"4 h",
                                      "uniform(1 h, 3 h)",
                                      "triangular(1, 2, 4) h",
                                      "pert(1 h, 2 h, 6 h)",
                                      "lognormal(8 h, 4 h)",
                                      "normal(8 h, 4 h)",
                                      "exponential(2 h)",
                                      "gamma(2 h, 1 h)",
                                      "weibull(3 h, 1.5)",
                                      "mixture(19: 0 h, 1: gamma(8 h, 4 h))",
                                      "mixture(3: 1, 1: 0.5 * mixture(1: pert(1, 2, 3), 1: 5)) h",
                                      "empirical(t.csv) min"};
    write_text("t.csv", "20\n35\n90\n");
    for (size_t i = 0; i < sizeof law / sizeof law[0]; i++) {
        char text[200];
        (void)snprintf(text, sizeof text, "[contingent.rifles]\nnotice = %s\nassembly = 0.5*%s\n",
                       law[i], law[i]);
        struct ab_scenario *scenario = load_on_good(text);
        const struct ab_contingent *rifles = &scenario->contingent[0];
        expect_close(rifles->assembly->mean, rifles->notice->mean / 2, 1e-12);
        for (double u = 1 / 64.0; u < 1; u += 1 / 32.0) {
            const double whole = ab_distribution_quantile(rifles->notice, u);
            /* Tables are good to 2^-20 of the spread. */
            ck_assert_double_eq_tol(ab_distribution_quantile(rifles->assembly, u), whole / 2,
                                    1e-9 * whole + 8.0 * 3600000 / 1048576);
        }
        ab_scenario_destroy(scenario);
    }
    char set[] = "contingent.rifles.notice=0.5 * lognormal(8 h, 4 h)";
    ck_assert_uint_eq(hash_of("good.ini", set),
                      hash_of("good.ini", "contingent.rifles.notice=lognormal(4 h, 2 h)"));
}
END_TEST

START_TEST(a_factor_must_make_sense)
{
    static const struct fault faults[] = {
        {"[contingent.rifles]\nnotice = 0 * exponential(2 h)\n",
         "f.ini:4: error: [contingent.rifles] notice: '0 * exponential(2 h)' has a factor that is "
         "not "
         "more than 0 and at most 1000\n"},
        {"[contingent.rifles]\nnotice = -1 * 2 h\n",
         "f.ini:4: error: [contingent.rifles] notice: '-1 * 2 h' has a factor that is not more "
         "than 0 "
         "and at most 1000\n"},
        {"[contingent.rifles]\nnotice = 2 * \n", "f.ini:4: error: [contingent.rifles] notice: '2 "
                                                 "*' is neither a number nor a distribution\n"},
        {"[contingent.rifles]\npeople = 2 * uniform(10, 20)\n",
         "f.ini:4: error: [contingent.rifles] people: '2 * uniform(10, 20)' has a factor, but is "
         "of "
         "whole numbers\n"},
        {"[contingent.rifles]\nnotice = 900 * 100 h\n",
         "f.ini:4: error: [contingent.rifles] notice: '900 * 100 h' is out of range; allowed is 0 "
         "h "
         "to 87600 h\n"},
    };
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        assert_fault(&faults[i]);
        ab_errors_clear(&errors);
    }
}
END_TEST

START_TEST(a_deterministic_scenario_takes_its_mean)
{
    struct ab_scenario *scenario =
        load_on_good("deterministic = yes\n[contingent.rifles]\n"
                     "notice = mixture(19: 0 h, 1: lognormal(8 h, 4 h))\n"
                     "people = mixture(1: 100, 2: uniform(120, 131))\n");
    assert_distribution(scenario->contingent[0].notice, AB_CONSTANT, 0.4 * 3600000, 0, 0);
    assert_distribution(scenario->contingent[0].people, AB_CONSTANT, 117, 0, 0);
    ab_scenario_destroy(scenario);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("mixtures");
    TCase *law = tcase_create("law");
    tcase_add_checked_fixture(law, set_up, tear_down);
    tcase_set_timeout(law, 60);
    tcase_add_test(law, mean_and_support_are_those_of_the_components);
    tcase_add_test(law, draws_follow_the_mixed_law);
    tcase_add_test(law, components_in_rising_order_are_drawn_by_inversion);
    tcase_add_test(law, a_parameter_moves_its_component_alone);
    tcase_add_test(law, the_first_and_last_numbers_are_drawn_from_the_ends);
    tcase_add_test(law, counts_are_those_of_the_component);
    tcase_add_test(law, without_memory_or_components_it_is_refused);
    suite_add_tcase(suite, law);
    TCase *values = tcase_create("values");
    tcase_add_checked_fixture(values, enter_folder, leave_folder);
    tcase_add_test(values, it_is_read_with_units_inside_or_behind);
    tcase_add_test(values, its_hash_is_of_what_is_meant);
    tcase_add_test(values, a_deterministic_scenario_takes_its_mean);
    tcase_add_test(values, a_factor_multiplies_the_quantity);
    tcase_add_test(values, a_factor_must_make_sense);
    suite_add_tcase(suite, values);
    return suite_run(suite, TESTS);
}
