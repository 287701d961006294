/* test_random_scenarios.c - thousands of scenarios with any mixture of features, each tried as
 * random_trial.h says. `make soak` tries more of them. */
#include "random_trial.h"
#include "suite.h"

#include <check.h>
#include <stdlib.h>

/* More than half of the scenarios that chance makes up contradict themselves; the others run. */
enum { FIRST = 1, SCENARIOS = 12000, LEAST_RUN = 4000, TESTS = 1 };

START_TEST(every_scenario_is_refused_or_runs_by_the_rules)
{
    struct random_tally tally = {0};
    random_trials(FIRST, SCENARIOS, &tally);
    ck_assert_uint_eq(tally.broken, 0);
    ck_assert_uint_ge(SCENARIOS - tally.refused, LEAST_RUN);
    ck_assert_uint_eq(tally.completed + tally.cut_short, 2 * (SCENARIOS - tally.refused));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("random_scenarios");
    TCase *cases = tcase_create("random");
    tcase_add_test(cases, every_scenario_is_refused_or_runs_by_the_rules);
    tcase_set_timeout(cases, 0); /* each trial has a limit of its own */
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
