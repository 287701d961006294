/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_random_scenarios.c - thousands of scenarios with any mixture of features, each tried as
 * random_trial.h says. `make soak` tries more of them. */
#include "support/random_trial.h"
#include "support/suite.h"

#include <check.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

/* Four in ten of the scenarios that chance makes up contradict themselves; the others run. */
enum { FIRST = 1, SCENARIOS = 6000, LEAST_RUN = 3300, TESTS = 2 };

START_TEST(every_scenario_is_refused_or_runs_by_the_rules)
{
    struct random_tally tally = {0};
    random_trials(FIRST, SCENARIOS, &tally);
    ck_assert_uint_eq(tally.broken, 0);
    ck_assert_uint_ge(SCENARIOS - tally.refused, LEAST_RUN);
    ck_assert_uint_eq(tally.completed + tally.cut_short, 2 * (SCENARIOS - tally.refused));
}
END_TEST

/* All that chance made up once and that broke, in once/: the first line of each says what. Two are refused
 * now, for what cannot come about. */
enum { REFUSED_NOW = 2 };

START_TEST(what_broke_once_breaks_no_more)
{
    struct random_tally tally = {0};
    glob_t kept;
    ck_assert_int_eq(glob("tests/fuzz/once/*.ini", 0, NULL, &kept), 0);
    for (size_t i = 0; i < kept.gl_pathc; i++) {
        random_trial_of(kept.gl_pathv[i], &tally);
    }
    globfree(&kept);
    ck_assert_uint_eq(tally.refused, REFUSED_NOW);
    ck_assert_uint_eq(tally.broken, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random_scenarios");
    TCase *cases = tcase_create("random");
    tcase_add_test(cases, every_scenario_is_refused_or_runs_by_the_rules);
    tcase_add_test(cases, what_broke_once_breaks_no_more);
    tcase_set_timeout(cases, 0); /* each trial has a limit of its own */
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
