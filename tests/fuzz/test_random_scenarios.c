/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_random_scenarios.c - thousands of scenarios with any mixture of features, each tried as
 * random_trial.h says. `make soak` tries more of them. */
#include "support/random_trial.h"
#include "support/suite.h"

#include <check.h>
#include <stdlib.h>

/* More than half of the scenarios that chance makes up contradict themselves; the others run. */
enum { FIRST = 1, SCENARIOS = 12000, LEAST_RUN = 4000, TESTS = 2 };

START_TEST(every_scenario_is_refused_or_runs_by_the_rules)
{
    struct random_tally tally = {0};
    random_trials(FIRST, SCENARIOS, &tally);
    ck_assert_uint_eq(tally.broken, 0);
    ck_assert_uint_ge(SCENARIOS - tally.refused, LEAST_RUN);
    ck_assert_uint_eq(tally.completed + tally.cut_short, 2 * (SCENARIOS - tally.refused));
}
END_TEST

/* Mixtures that so many scenarios hold once, and in which aircraft waited for each other for ever:
 * for crews aboard a batch, under a daily ceiling or for its stands, and for stands when one who
 * wants fewer leaves the line. */
START_TEST(nobody_waits_for_ever_where_somebody_once_did)
{
    static const uint64_t seed[] = {770056200, 770101591, 770146988,
                                    770244950, 880186179, 990269455};
    struct random_tally tally = {0};
    for (size_t i = 0; i < sizeof seed / sizeof seed[0]; i++) {
        random_trials(seed[i], 1, &tally);
    }
    ck_assert_uint_eq(tally.broken + tally.refused, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random_scenarios");
    TCase *cases = tcase_create("random");
    tcase_add_test(cases, every_scenario_is_refused_or_runs_by_the_rules);
    tcase_add_test(cases, nobody_waits_for_ever_where_somebody_once_did);
    tcase_set_timeout(cases, 0); /* each trial has a limit of its own */
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
