/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_distribution_faults.c - parameters and samples that must be refused, and by which words. */
#include "support/distributions.h"
#include "support/suite.h"

#include <string.h>

enum { TESTS = 7 };

static void expect_fault(const char *fault, const char *words)
{
    ck_assert_msg(fault != NULL, "accepted, instead of: %s", words);
    ck_assert_msg(strstr(fault, words) != NULL, "\"%s\" instead of \"%s\"", fault, words);
}

START_TEST(a_negative_parameter_is_refused_by_every_kind)
{
    for (int kind = AB_CONSTANT; kind < AB_EMPIRICAL; kind++) {
        for (int i = 0; i < ab_distribution_form(kind)->arity; i++) {
            double p[] = {1, 2, 3};
            p[i] = -0.5;
            expect_fault(fault_of((enum ab_distribution_kind)kind, p[0], p[1], p[2]), "negative");
        }
    }
}
END_TEST

START_TEST(a_parameter_that_is_no_number_or_out_of_reason_is_refused)
{
    expect_fault(fault_of(AB_CONSTANT, (double)NAN, 0, 0), "finite");
    expect_fault(fault_of(AB_EXPONENTIAL, (double)INFINITY, 0, 0), "finite");
    expect_fault(fault_of(AB_PERT, 1, 2, 1.1e15), "too large");
    expect_fault(fault_of(AB_WEIBULL, 1e14, 0.1, 0), "too large");
}
END_TEST

START_TEST(parameters_that_contradict_each_other_are_refused)
{
    expect_fault(fault_of(AB_UNIFORM, 2, 1, 0), "low end");
    expect_fault(fault_of(AB_TRIANGULAR, 3, 2, 1), "low end");
    expect_fault(fault_of(AB_TRIANGULAR, 1, 0.5, 2), "mode");
    expect_fault(fault_of(AB_PERT, 1, 2.5, 2), "mode");
    expect_fault(fault_of(AB_PERT, 3, 2, 1), "low end");
}
END_TEST

START_TEST(shapes_out_of_reason_are_refused)
{
    expect_fault(fault_of(AB_LOGNORMAL, 1, 101, 0), "lognormal");
    expect_fault(fault_of(AB_LOGNORMAL, 0, 1, 0), "lognormal");
    expect_fault(fault_of(AB_GAMMA, 1, 11, 0), "gamma");
    expect_fault(fault_of(AB_GAMMA, 1, 0.001, 0), "gamma");
    expect_fault(fault_of(AB_GAMMA, 0, 1, 0), "gamma");
    expect_fault(fault_of(AB_WEIBULL, 1, 0, 0), "weibull");
    expect_fault(fault_of(AB_WEIBULL, 1, 2000, 0), "weibull");
}
END_TEST

START_TEST(a_sample_that_is_empty_or_negative_is_refused)
{
    const double negative[] = {1, -1}, broken[] = {1, (double)NAN};
    struct ab_distribution d;
    expect_fault(ab_distribution_compile(&d, AB_EMPIRICAL, 0, 0, 0, NULL, 0, take, arena),
                 "at least one");
    expect_fault(ab_distribution_compile(&d, AB_EMPIRICAL, 0, 0, 0, negative, 0, take, arena),
                 "at least one");
    expect_fault(ab_distribution_compile(&d, AB_EMPIRICAL, 0, 0, 0, negative, 2, take, arena),
                 "negative");
    expect_fault(ab_distribution_compile(&d, AB_EMPIRICAL, 0, 0, 0, broken, 2, take, arena),
                 "finite");
}
END_TEST

START_TEST(without_memory_for_a_table_or_sample_the_fault_is_memory)
{
    struct ab_distribution d;
    expect_fault(ab_distribution_compile(&d, AB_PERT, 1, 2, 3, NULL, 0, take_nothing, NULL),
                 "memory");
    expect_fault(ab_distribution_compile(&d, AB_GAMMA, 1, 1, 0, NULL, 0, take_nothing, NULL),
                 "memory");
    expect_fault(ab_distribution_compile(&d, AB_EMPIRICAL, 0, 0, 0, SAMPLE, SAMPLE_COUNT,
                                         take_nothing, NULL),
                 "memory");
    expect_fault(
        ab_distribution_compile(&d, AB_EMPIRICAL, 0, 0, 0, SAMPLE, SAMPLE_COUNT, NULL, NULL),
        "memory");
}
END_TEST

START_TEST(names_and_numbers_of_parameters_are_those_of_scenarios)
{
    ck_assert_str_eq(ab_distribution_name(AB_CONSTANT), "constant");
    ck_assert_str_eq(ab_distribution_name(AB_TRIANGULAR), "triangular");
    ck_assert_str_eq(ab_distribution_name(AB_EMPIRICAL), "empirical");
    ck_assert_int_eq(ab_distribution_form((int)AB_CONSTANT)->arity, 1);
    ck_assert_int_eq(ab_distribution_form((int)AB_PERT)->arity, 3);
    ck_assert_int_eq(ab_distribution_form((int)AB_WEIBULL)->arity, 2);
    ck_assert_int_eq(ab_distribution_form((int)AB_EMPIRICAL)->arity, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("faults of distributions");
    TCase *faults = tcase_create("faults");
    tcase_add_checked_fixture(faults, set_up, tear_down);
    tcase_add_test(faults, a_negative_parameter_is_refused_by_every_kind);
    tcase_add_test(faults, a_parameter_that_is_no_number_or_out_of_reason_is_refused);
    tcase_add_test(faults, parameters_that_contradict_each_other_are_refused);
    tcase_add_test(faults, shapes_out_of_reason_are_refused);
    tcase_add_test(faults, a_sample_that_is_empty_or_negative_is_refused);
    tcase_add_test(faults, without_memory_for_a_table_or_sample_the_fault_is_memory);
    tcase_add_test(faults, names_and_numbers_of_parameters_are_those_of_scenarios);
    suite_add_tcase(suite, faults);
    return suite_run(suite, TESTS);
}
