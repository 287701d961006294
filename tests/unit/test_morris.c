/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_morris.c - elementary effects of functions whose effects are known on paper. */
#include "study/morris.h"

#include "base/memory.h"
#include "support/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

enum { TESTS = 4, INPUTS = 3 };

/* x1 + 2 x2 + 4 x1 x3: effects 1 + 4 x3, 2, and 4 x1, so magnitudes 3, 2, 2 and spreads 1.4907, 0,
 * 1.4907 over the levels of the others. */
static double joint(const double *x)
{
    return x[0] + 2 * x[1] + 4 * x[0] * x[2];
}

static void work_out(int trajectories, struct ab_effects effects[INPUTS])
{
    struct ab_morris design;
    ck_assert(ab_morris_init(&design, INPUTS, trajectories));
    double *value = malloc((size_t)trajectories * (INPUTS + 1) * sizeof *value);
    ck_assert_ptr_nonnull(value);
    for (int i = 0; i < trajectories; i++) {
        for (int point = 0; point <= INPUTS; point++) {
            double x[INPUTS];
            for (int input = 0; input < INPUTS; input++) {
                x[input] = ab_morris_setting(&design, i, point, input);
            }
            value[i * (INPUTS + 1) + point] = joint(x);
        }
    }
    for (int input = 0; input < INPUTS; input++) {
        effects[input] = ab_morris_effects(&design, value, input);
    }
    free(value);
    ab_morris_clear(&design);
}

START_TEST(effects_are_those_of_theory)
{
    struct ab_effects effects[INPUTS];
    work_out(20000, effects); /* a mean's standard error is 1.49 / 141 */
    ck_assert_double_eq_tol(effects[0].magnitude, 3, 0.04);
    ck_assert_double_eq_tol(effects[1].magnitude, 2, 1e-9);
    ck_assert_double_eq_tol(effects[2].magnitude, 2, 0.04);
    ck_assert_double_eq_tol(effects[0].sd, 1.4907, 0.03);
    ck_assert_double_eq_tol(effects[1].sd, 0, 1e-6);
    ck_assert_double_eq_tol(effects[2].sd, 1.4907, 0.03);
}
END_TEST

START_TEST(a_few_trajectories_tell_which_matter)
{
    struct ab_effects effects[INPUTS];
    work_out(20, effects);
    ck_assert_double_eq_tol(effects[0].magnitude, 3, 4 * 1.4907 / sqrt(20));
    ck_assert_double_eq_tol(effects[1].magnitude, 2, 1e-9);
}
END_TEST

START_TEST(each_step_changes_one_input_and_each_input_once)
{
    struct ab_morris design;
    ck_assert(ab_morris_init(&design, 7, 50));
    int begins[4] = {0};
    for (int i = 0; i < 50; i++) {
        int changes[7] = {0};
        for (int point = 0; point < 7; point++) {
            int changed = 0;
            for (int input = 0; input < 7; input++) {
                const double step = ab_morris_setting(&design, i, point + 1, input) -
                                    ab_morris_setting(&design, i, point, input);
                if (step != 0) {
                    ck_assert_double_eq_tol(fabs(step), 2.0 / 3, 1e-12);
                    changes[input]++;
                    changed++;
                }
            }
            ck_assert_int_eq(changed, 1);
        }
        for (int input = 0; input < 7; input++) {
            ck_assert_int_eq(changes[input], 1);
            begins[(int)lround(3 * ab_morris_setting(&design, i, 0, input))]++;
        }
    }
    for (int level = 0; level < 4; level++) {
        ck_assert_int_gt(begins[level], 50); /* 87.5 on average, sd 8.1 */
    }
    ab_morris_clear(&design);
}
END_TEST

START_TEST(memory_that_is_out_is_told)
{
    struct ab_morris design;
    for (uint64_t i = 1; i <= 2; i++) {
        ab_memory_fail_at(i, true);
        ck_assert(!ab_morris_init(&design, 3, 4));
    }
    ab_memory_fail_at(0, false);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("morris");
    TCase *tests = tcase_create("morris");
    tcase_add_test(tests, effects_are_those_of_theory);
    tcase_add_test(tests, a_few_trajectories_tell_which_matter);
    tcase_add_test(tests, each_step_changes_one_input_and_each_input_once);
    tcase_add_test(tests, memory_that_is_out_is_told);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
