/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_deadline.c - ranks between which a quantile lies, and who is in by a deadline. */
#include "support/scenario_files.h"
#include "support/suite.h"

#include "study/deadline.h"
#include "study/tally.h"
#include <check.h>
#include <gsl/gsl_cdf.h>

/* The limits are those of the binomial distribution. */
START_TEST(ranks_are_those_of_order_statistics)
{
    static const struct {
        int n, low, high;
        double share, coverage;
    } row[] = {{100, 40, 61, 0.5, 0.9648},
               {100, 84, 96, 0.9, 0.9557},
               {300, 259, 281, 0.9, 0.9662},
               {1000, 881, 919, 0.9, 0.9549},
               {1000, 936, 964, 0.95, 0.9581}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        int low, high;
        ab_rank_limits(row[i].n, row[i].share, &low, &high);
        ck_assert_int_eq(low, row[i].low);
        ck_assert_int_eq(high, row[i].high);
        const unsigned n = (unsigned)row[i].n;
        ck_assert_double_eq_tol(gsl_cdf_binomial_P((unsigned)high - 1, row[i].share, n) -
                                    gsl_cdf_binomial_P((unsigned)low - 1, row[i].share, n),
                                row[i].coverage, 5e-5);
    }
}
END_TEST

START_TEST(few_values_have_no_upper_limit)
{
    int low, high;
    for (int n = 1; n <= 3000; n++) {
        ab_rank_limits(n, 0.9, &low, &high);
        ck_assert_int_eq(high <= n, n >= 36);
        ck_assert(low <= high && low >= 0 && high <= n + 1);
        ck_assert_double_le(low > 0 ? gsl_cdf_binomial_P((unsigned)low - 1, 0.9, (unsigned)n) : 0,
                            0.025);
        ck_assert_double_gt(gsl_cdf_binomial_P((unsigned)low, 0.9, (unsigned)n), 0.025);
        ck_assert_double_ge(gsl_cdf_binomial_P((unsigned)high - 1, 0.9, (unsigned)n), 0.975);
    }
}
END_TEST

/* A contingent that closes in replication k at hour k, of 100 the last ten never; what is due at hour
 * 40 on its own, and by hour 60. */
START_TEST(who_never_came_is_not_in)
{
    write_text("mine.ini", "[scenario]\nbase = good.ini\ndeadline = 2022-01-07T12:00Z\n"
                           "[contingent.rifles]\nlatest_arrival = 40 h\n");
    struct ab_scenario *scenario = load_good("mine.ini", NULL, 0);
    struct ab_tally *tally = ab_tally_create(scenario, 100);
    const int measures = ab_measure_count(scenario);
    double *measure = ab_memory_take((size_t)measures, sizeof *measure);
    double milestone = 0, chain[AB_LINK_COUNT] = {0}, wait[AB_CAUSE_COUNT] = {0};
    int flights[AB_CAUSE_COUNT] = {0};
    struct ab_contingent_record record = {.committed = true, .due = 40 * AB_HOUR};
    struct ab_site_record site = {0};
    for (int k = 1; k <= 100; k++) {
        record.closed = k <= 90 ? k * AB_HOUR : AB_TIME_NEVER;
        measure[ab_measure_find(scenario, "closure_h")] = k <= 90 ? k : AB_BEYOND;
        const struct ab_replication one = {.number = k,
                                           .measure = measure,
                                           .milestone = &milestone,
                                           .chain_h = chain,
                                           .wait_h = wait,
                                           .wait_flights = flights,
                                           .contingent = &record,
                                           .site = &site,
                                           .outcome = {.complete = k <= 90, .reason = "late"}};
        ck_assert(ab_tally_add(tally, &one));
    }
    struct ab_result *result = ab_tally_finish(tally);
    ck_assert_int_eq(result->deadlines, 2);
    for (int i = 0; i < 2; i++) {
        const struct ab_deadline *deadline = &result->deadline[i];
        ck_assert_int_eq(deadline->n, 100);
        ck_assert_int_eq(deadline->in_by, 60);
        ck_assert_double_eq_tol(gsl_cdf_binomial_Q(59, deadline->low, 100), 0.025, 1e-9);
        ck_assert_double_eq_tol(gsl_cdf_binomial_P(60, deadline->high, 100), 0.025, 1e-9);
        ck_assert_int_eq(deadline->met, 90 * AB_HOUR);
        ck_assert(deadline->has_limit && deadline->met_limit == AB_TIME_NEVER); /* rank 96 */
    }
    ck_assert(result->deadline[1].is_due && !result->deadline[0].is_due);
    ck_assert_int_eq(result->deadline[1].in_time, 40);
    ab_result_destroy(result);
    ab_tally_destroy(tally);
    ab_memory_give(measure);
    ab_scenario_destroy(scenario);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("deadline");
    TCase *tests = tcase_create("deadline");
    tcase_add_checked_fixture(tests, enter_folder, leave_folder);
    tcase_add_test(tests, ranks_are_those_of_order_statistics);
    tcase_add_test(tests, few_values_have_no_upper_limit);
    tcase_add_test(tests, who_never_came_is_not_in);
    suite_add_tcase(suite, tests);
    return suite_run(suite, 3);
}
