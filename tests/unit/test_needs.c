/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_needs.c - what a study is said to take grows with all that it keeps. */
#include "study/needs.h"
#include "study/order.h"
#include "support/scenario_files.h"
#include "support/suite.h"

enum { TESTS = 5, NUMBER = (int)sizeof(double) };

static struct ab_needs needs_of(const char *loads, struct ab_needs_of of)
{
    const char *const set[] = {loads};
    struct ab_scenario *scenario = load_good("one.ini", set, 1);
    const struct ab_scenario *const both[] = {scenario, scenario};
    struct ab_needs needs;
    of.scenario = both;
    ck_assert_int_eq(ab_needs_find(&needs, &of, &errors), AB_OK);
    ab_scenario_destroy(scenario);
    return needs;
}

static void setup(void)
{
    enter_folder();
    write_text("one.ini", ONE_FLIGHT);
}

#define FEW  "contingent.cargo.loads=1"
#define MANY "contingent.cargo.loads=1001"

/* Of what is compared, the differences are kept besides. */
START_TEST(a_comparison_keeps_more_than_both_alone)
{
    const struct ab_needs one =
        needs_of(FEW, (struct ab_needs_of){.points = 1, .replications = 100});
    const struct ab_needs two =
        needs_of(FEW, (struct ab_needs_of){.points = 2, .replications = 100});
    const int measures = 20; /* there are more */
    ck_assert_int_ge(two.statistics, 2 * one.statistics + measures * 100 * NUMBER);
    ck_assert_int_ge(two.thread, one.thread + NUMBER);
    ck_assert_int_gt(two.scenario, one.scenario);
}
END_TEST

/* A diary has a time of each load in each replication. */
START_TEST(a_diary_grows_with_loads_and_with_replications)
{
    int64_t grown[2];
    for (int i = 0; i < 2; i++) {
        const char *loads = i == 0 ? FEW : MANY;
        grown[i] =
            needs_of(loads, (struct ab_needs_of){.points = 1, .replications = 51}).statistics -
            needs_of(loads, (struct ab_needs_of){.points = 1, .replications = 1}).statistics;
        ck_assert_int_gt(grown[i], 0);
    }
    ck_assert_int_ge(grown[1] - grown[0], 50 * 1000 * NUMBER);
}
END_TEST

START_TEST(only_a_trace_takes_what_a_trace_takes)
{
    const struct ab_needs_of plain = {.points = 1, .replications = 1};
    struct ab_needs_of traced = plain;
    traced.traced = true;
    ck_assert_int_eq(needs_of(MANY, plain).trace, 0);
    ck_assert_int_ge(needs_of(MANY, traced).trace, needs_of(FEW, traced).trace + 1000 * NUMBER);
    ck_assert_int_ge(needs_of(MANY, traced).loads, 1001);
}
END_TEST

START_TEST(as_many_threads_fit_as_are_told_to_fit)
{
    const struct ab_needs needs =
        needs_of(MANY, (struct ab_needs_of){.points = 1, .replications = 9});
    for (int threads = 1; threads <= 9; threads++) {
        const int64_t bytes = ab_needs_total(&needs, threads);
        ck_assert_int_eq(ab_needs_threads(&needs, bytes), threads);
        ck_assert_int_eq(ab_needs_threads(&needs, bytes - 1), threads - 1);
    }
    ck_assert_int_eq(ab_needs_threads(&needs, 0), 0);
    ck_assert_int_eq(ab_needs_threads(&needs, INT64_MAX), AB_THREADS_MAX);
}
END_TEST

/* One of what is compared is traced at a time. */
START_TEST(a_trace_is_as_large_as_the_largest)
{
    const char *few[] = {FEW}, *many[] = {MANY};
    struct ab_scenario *small = load_good("one.ini", few, 1),
                       *large = load_good("one.ini", many, 1);
    const struct ab_scenario *const order[][2] = {{small, large}, {large, small}};
    int64_t trace[2];
    for (int i = 0; i < 2; i++) {
        struct ab_needs needs;
        const struct ab_needs_of of = {
            .scenario = order[i], .points = 2, .replications = 1, .traced = true};
        ck_assert_int_eq(ab_needs_find(&needs, &of, &errors), AB_OK);
        trace[i] = needs.trace;
    }
    ck_assert_int_eq(trace[0], trace[1]);
    ck_assert_int_eq(
        trace[0],
        needs_of(MANY, (struct ab_needs_of){.points = 1, .replications = 1, .traced = true}).trace);
    ab_scenario_destroy(small);
    ab_scenario_destroy(large);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("needs");
    TCase *tests = tcase_create("needs");
    tcase_add_checked_fixture(tests, setup, leave_folder);
    tcase_add_test(tests, a_comparison_keeps_more_than_both_alone);
    tcase_add_test(tests, a_diary_grows_with_loads_and_with_replications);
    tcase_add_test(tests, only_a_trace_takes_what_a_trace_takes);
    tcase_add_test(tests, as_many_threads_fit_as_are_told_to_fit);
    tcase_add_test(tests, a_trace_is_as_large_as_the_largest);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
