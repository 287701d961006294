/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_split.c - luck and ignorance in a variance, of a function whose shares are known.
 *
 * T = 4 x1 + 2 x2 + (1/2 + x1) Z, x uniform, Z normal: E[Var(T|x)] = E[(1/2 + x1)^2] = 13/12, and
 * Var(E[T|x]) = (16 + 4)/12 = 5/3; so ignorance has 20/33 of it. */
#include "support/suite.h"

#include "engine/stream.h"
#include "study/split.h"
#include <check.h>
#include <gsl/gsl_cdf.h>
#include <math.h>

static double uniform(uint32_t replication, uint32_t index)
{
    const struct ab_luck luck = ab_stream_luck(1, replication);
    return ab_stream_uniform(&luck, ab_stream_id("test", "split"), index);
}

static double value(uint32_t replication, uint32_t luck, double b)
{
    const double x1 = uniform(replication, 0), x2 = uniform(replication, 1);
    return b * (4 * x1 + 2 * x2) +
           (0.5 + b * x1) * gsl_cdf_ugaussian_Pinv(uniform(replication, luck));
}

static struct ab_split split_of(uint32_t first, int count, double b)
{
    struct ab_twins twins = {0};
    for (uint32_t k = first; k < first + (uint32_t)count; k++) {
        ck_assert(ab_twins_add(&twins, value(k, 2, b), value(k, 3, b)));
    }
    const struct ab_split split = ab_twins_split(&twins, 3);
    ab_twins_clear(&twins);
    return split;
}

START_TEST(the_shares_of_a_known_function_are_found)
{
    double luck = 0, ignorance = 0;
    int held = 0;
    enum { TRIALS = 200, PAIRS = 500 };
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        const struct ab_split split = split_of(1 + trial * PAIRS, PAIRS, 1);
        luck += split.luck;
        ignorance += split.ignorance;
        held += split.low <= 20.0 / 33 && split.high >= 20.0 / 33;
    }
    /* 100,000 pairs: four standard errors or more of what one pair tells. */
    ck_assert_double_eq_tol(luck / TRIALS, 13.0 / 12, 0.03);
    ck_assert_double_eq_tol(ignorance / TRIALS, 5.0 / 3, 0.04);
    ck_assert_int_ge(held, TRIALS * 90 / 100); /* of 95, less 3.2 standard errors */
    ck_assert_int_lt(held, TRIALS);
}
END_TEST

/* With the bootstrap alone 66, 80 and 86 times in 100 (split.h). */
START_TEST(few_pairs_tell_what_they_do_not_know)
{
    enum { TRIALS = 400 };
    static const int pairs[] = {3, 5, 10};
    for (int i = 0; i < 3; i++) {
        int held = 0;
        for (uint32_t trial = 0; trial < TRIALS; trial++) {
            const struct ab_split split = split_of(1 + trial * (uint32_t)pairs[i], pairs[i], 1);
            held += split.low <= 20.0 / 33 && split.high >= 20.0 / 33;
            ck_assert_msg(split.low >= -1 - 1e-9 && split.low <= split.share &&
                              split.share <= split.high && split.high <= 1 + 1e-9,
                          "%.17g (%.17g to %.17g)", split.share, split.low, split.high);
        }
        ck_assert_msg(held >= TRIALS * 92 / 100, "%d of %d intervals of %d pairs hold the share",
                      held, (int)TRIALS, pairs[i]);
    }
}
END_TEST

START_TEST(where_inputs_do_nothing_none_is_seen)
{
    const struct ab_split split = split_of(1, 1000, 0);
    ck_assert_double_eq_tol(split.luck, 0.25, 0.05);
    ck_assert_double_le(split.low, 0);
    ck_assert_double_lt(split.high, 0.15);
}
END_TEST

START_TEST(where_luck_does_nothing_all_is_ignorance)
{
    struct ab_twins twins = {0};
    for (uint32_t k = 1; k <= 50; k++) {
        ck_assert(ab_twins_add(&twins, k, k));
    }
    const struct ab_split split = ab_twins_split(&twins, 1);
    ck_assert_double_eq(split.luck, 0);
    ck_assert_double_eq_tol(split.ignorance, 50.0 * 51 / 12, 1e-9);
    ck_assert_double_eq(split.low, 1);
    ck_assert_double_eq(split.high, 1);
    ab_twins_clear(&twins);
}
END_TEST

START_TEST(nothing_is_told_of_what_is_missing_or_the_same)
{
    struct ab_twins twins = {0};
    ck_assert(isnan(ab_twins_split(&twins, 1).share));
    ck_assert(ab_twins_add(&twins, 2, 2) && ab_twins_add(&twins, 2, 2));
    ck_assert_double_eq(ab_twins_split(&twins, 1).luck, 0);
    ck_assert(isnan(ab_twins_split(&twins, 1).share));
    ck_assert(ab_twins_add(&twins, (double)INFINITY, 2));
    ck_assert(isnan(ab_twins_split(&twins, 1).luck));
    ck_assert(ab_twins_add(&twins, 2, (double)NAN));
    ck_assert_int_eq(twins.missing, 2);
    ab_twins_clear(&twins);
}
END_TEST

START_TEST(pairs_behind_the_first_two_thousand_are_left_out)
{
    struct ab_twins twins = {0};
    for (int k = 0; k < AB_SPLIT_PAIRS; k++) {
        ck_assert(ab_twins_add(&twins, k, k + 1));
    }
    const struct ab_split before = ab_twins_split(&twins, 1);
    ck_assert(ab_twins_add(&twins, 1e9, -1e9));
    const struct ab_split after = ab_twins_split(&twins, 1);
    ck_assert_int_eq(twins.count, AB_SPLIT_PAIRS);
    ck_assert_double_eq(before.share, after.share);
    ck_assert_double_eq(before.luck, 0.5);
    ck_assert_double_eq(after.luck, 0.5);
    ab_twins_clear(&twins);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("split");
    TCase *tests = tcase_create("pairs");
    tcase_add_test(tests, the_shares_of_a_known_function_are_found);
    tcase_add_test(tests, few_pairs_tell_what_they_do_not_know);
    tcase_add_test(tests, where_inputs_do_nothing_none_is_seen);
    tcase_add_test(tests, where_luck_does_nothing_all_is_ignorance);
    tcase_add_test(tests, nothing_is_told_of_what_is_missing_or_the_same);
    tcase_add_test(tests, pairs_behind_the_first_two_thousand_are_left_out);
    tcase_set_timeout(tests, 120);
    suite_add_tcase(suite, tests);
    return suite_run(suite, 6);
}
