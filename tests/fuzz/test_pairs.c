/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_pairs.c - keys that are each right and contradict each other, in a scenario with a little of
 * everything (pairs.h): each two keys of a section, and some of two sections, and of several. All
 * there are take hours: `pairs` tries them. */
#include "support/pairs.h"
#include "support/processor_time.h"
#include "support/suite.h"

#include <sys/resource.h>

enum { TESTS = 2, ACROSS_ONE_IN = 4000, DRAWS = 500, LEAST_TRIED = 6000, EVENTS = 200 };

START_TEST(keys_that_contradict_each_other_break_nothing)
{
    const struct pairs_choice choice = {
        .keys = true, .across = ACROSS_ONE_IN, .many = DRAWS, .most = 1000, .events = EVENTS};
    struct pairs_tally tally = {0};
    pairs_try("tests/fuzz/everything.ini", &choice, &tally);
    ck_assert_uint_eq(tally.broken, 0);
    ck_assert_uint_gt(tally.tried, LEAST_TRIED);
    ck_assert_uint_gt(tally.refused, tally.tried / 10); /* neither all nor none */
    ck_assert_uint_lt(tally.refused, tally.tried - tally.tried / 10);
}
END_TEST

/* Check forks for each test, so that the limit is of this one. */
START_TEST(a_limit_of_processor_time_can_be_given_again_without_being_root)
{
    struct rlimit before, after;
    ck_assert_int_eq(getrlimit(RLIMIT_CPU, &before), 0);
    limit_processor_time(1000);
    limit_processor_time(2000);
    ck_assert_int_eq(getrlimit(RLIMIT_CPU, &after), 0);
    ck_assert_uint_eq(after.rlim_max, before.rlim_max);
    ck_assert_uint_ge(after.rlim_cur, before.rlim_max < 2000 ? before.rlim_max : 2000);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pairs");
    TCase *cases = tcase_create("pairs");
    tcase_add_test(cases, keys_that_contradict_each_other_break_nothing);
    tcase_add_test(cases, a_limit_of_processor_time_can_be_given_again_without_being_root);
    tcase_set_timeout(cases, 0); /* each trial has a limit of its own */
    suite_add_tcase(suite, cases);
    return suite_run(suite, TESTS);
}
