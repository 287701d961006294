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

/* Adds a replication in which the contingents did what their records say; after hour 100 less its number
 * nothing was left to happen. */
static void add_one(struct ab_tally *tally, const struct ab_scenario *scenario, int number,
                    double closure, struct ab_contingent_record *record, const char *reason)
{
    const int measures = ab_measure_count(scenario);
    double *measure = ab_memory_take((size_t)measures, sizeof *measure);
    double milestone = 0, chain[AB_LINK_COUNT] = {0}, wait[AB_CAUSE_COUNT] = {0};
    int flights[AB_CAUSE_COUNT] = {0};
    struct ab_site_record site = {0};
    measure[ab_measure_find(scenario, "closure_h")] = closure;
    const struct ab_replication one = {.number = number,
                                       .measure = measure,
                                       .milestone = &milestone,
                                       .chain_h = chain,
                                       .wait_h = wait,
                                       .wait_flights = flights,
                                       .contingent = record,
                                       .site = &site,
                                       .outcome = {.complete = reason == NULL,
                                                   .reason = reason,
                                                   .idle_from = (100 - number) * AB_HOUR}};
    ck_assert(ab_tally_add(tally, &one));
    ab_memory_give(measure);
}

/* A contingent that closes in replication k at hour k, of 100 the last ten never; what is due at hour
 * 40 on its own, and by hour 60. Another, which is there and only leaves, is never in. */
START_TEST(who_never_came_is_not_in)
{
    write_text("mine.ini", "[scenario]\nbase = good.ini\ndeadline = 2022-01-07T12:00Z\n"
                           "[contingent.rifles]\nlatest_arrival = 40 h\n"
                           "[contingent.zouaves]\njourney = leave\nwithdraw_from = almaty\n"
                           "return_to = chkalovsky\npeople = 10\n");
    struct ab_scenario *scenario = load_good("mine.ini", NULL, 0);
    struct ab_tally *tally = ab_tally_create(scenario, 100);
    struct ab_contingent_record record[] = {
        {.committed = true, .due = 40 * AB_HOUR, .late_link = AB_NOBODY},
        {.committed = true, .closed = AB_HOUR, .due = AB_TIME_NEVER, .late_link = AB_NOBODY}};
    for (int k = 1; k <= 100; k++) {
        record[0].closed = k <= 90 ? k * AB_HOUR : AB_TIME_NEVER;
        add_one(tally, scenario, k, k <= 90 ? k : AB_BEYOND, record, k <= 90 ? NULL : "late");
    }
    struct ab_result *result = ab_tally_finish(tally);
    ck_assert_int_eq(result->deadlines, 3);
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
    ck_assert_int_eq(result->deadline[2].n, 0);
    ab_result_destroy(result);
    ab_tally_destroy(tally);
    ab_scenario_destroy(scenario);
}
END_TEST

/* Late by two causes alike often: that of more hours; and by none, which is late all the same. */
START_TEST(what_made_late_is_told_by_how_often_then_by_how_long)
{
    const char *due[] = {"contingent.rifles.latest_arrival=40 h"};
    struct ab_scenario *scenario = load_good("good.ini", due, 1);
    for (int longer = 0; longer < 2; longer++) {
        struct ab_tally *tally = ab_tally_create(scenario, 5);
        for (int k = 0; k < 5; k++) {
            struct ab_contingent_record record = {.committed = true,
                                                  .due = 40 * AB_HOUR,
                                                  .closed = 50 * AB_HOUR,
                                                  .late_link = k == 4 ? AB_NOBODY : k % 2,
                                                  .late_by =
                                                      k % 2 == longer ? 3 * AB_HOUR : 2 * AB_HOUR};
            add_one(tally, scenario, k + 1, 50, &record, NULL);
        }
        struct ab_result *result = ab_tally_finish(tally);
        ck_assert_int_eq(result->lines, 1);
        ck_assert_int_eq(result->line[0].link, longer);
        ck_assert_double_eq(result->line[0].late_share, 1);
        ck_assert_double_eq(result->line[0].link_share, 2.0 / 5);
        ck_assert_double_eq(result->line[0].link_h, 3);
        ab_result_destroy(result);
        ab_tally_destroy(tally);
    }
    ab_scenario_destroy(scenario);
}
END_TEST

/* More than there is room for are told together. */
START_TEST(many_reasons_of_failures_are_told_as_others)
{
    enum { MANY = AB_FAILURES_MAX + 3 };
    struct ab_scenario *scenario = load_good("good.ini", NULL, 0);
    struct ab_tally *tally = ab_tally_create(scenario, MANY);
    struct ab_contingent_record record = {.late_link = AB_NOBODY};
    for (int k = 1; k <= MANY; k++) {
        char reason[32];
        (void)snprintf(reason, sizeof reason, "reason %d", k);
        add_one(tally, scenario, k, AB_BEYOND, &record, reason);
    }
    struct ab_result *result = ab_tally_finish(tally);
    ck_assert_int_eq(result->failed, MANY);
    ck_assert_int_eq(result->failures, AB_FAILURES_MAX);
    ck_assert_str_eq(result->failure[0].reason, "reason 1");
    ck_assert_int_eq(result->failure[0].replications, 1);
    ck_assert_str_eq(result->failure[AB_FAILURES_MAX - 1].reason, "other reasons");
    ck_assert_int_eq(result->failure[AB_FAILURES_MAX - 1].replications, 4);
    ck_assert_int_eq(result->idle, MANY);
    ck_assert_int_eq(result->idle_from, (100 - MANY) * AB_HOUR);
    ab_result_destroy(result);
    ab_tally_destroy(tally);
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
    tcase_add_test(tests, what_made_late_is_told_by_how_often_then_by_how_long);
    tcase_add_test(tests, many_reasons_of_failures_are_told_as_others);
    suite_add_tcase(suite, tests);
    return suite_run(suite, 5);
}
