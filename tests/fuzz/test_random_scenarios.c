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
enum { FIRST = 1, SCENARIOS = 6000, LEAST_RUN = 3400, TESTS = 2 };

START_TEST(every_scenario_is_refused_or_runs_by_the_rules)
{
    struct random_tally tally = {0};
    random_trials(FIRST, SCENARIOS, &tally);
    ck_assert_uint_eq(tally.broken, 0);
    ck_assert_uint_ge(SCENARIOS - tally.refused, LEAST_RUN);
    ck_assert_uint_eq(tally.completed + tally.cut_short, 2 * (SCENARIOS - tally.refused));
}
END_TEST

/* All that chance made up once and that broke, in once/. Somebody waited for ever: for crews aboard a
 * batch, under a daily ceiling or for its stands, for stands when one who wants fewer leaves the line, and for the end of a
 * ground stop at one of two destinations of which the other is closed; or for room in a yard, which
 * an aircraft that had unloaded beyond the limit did not make; or people, for an aircraft of a type that
 * those before them, when they were aboard, would have been too heavy for, or behind fewer of them whom
 * a ceiling held; or for others of a batch that are not needed any more. And an aircraft was in the air
 * with a load that is not needed; or was to stop holding when it had left for its alternate, at once. Or
 * people were aboard who, when the rate of clearing had changed once more, had not been cleared. Or the
 * force was in sooner than its bound, which took those in the air at the start to come from home. Or a
 * load that a ceiling held seemed to be left alone, when the field of its aircraft had shut meanwhile. And a
 * load was held for an aircraft that hours let leave no more, which broke nothing; as did a daily
 * ceiling for aircraft that wait for each other's stands. And loads were left for ever when a change had taken the fuel
 * of where they go, but not of the stops before. Some of them are refused now, for what can't come about. */
START_TEST(what_broke_once_breaks_no_more)
{
    struct random_tally tally = {0};
    glob_t kept;
    ck_assert_int_eq(glob("tests/fuzz/once/*.ini", 0, NULL, &kept), 0);
    for (size_t i = 0; i < kept.gl_pathc; i++) {
        random_trial_of(kept.gl_pathv[i], &tally);
    }
    ck_assert_uint_ge(kept.gl_pathc - tally.refused, 20);
    globfree(&kept);
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
