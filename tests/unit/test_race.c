/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_race.c - which of several systems has the largest mean: constants of the procedures, and how
 * often they are right where the truth is known. */
#include "insight/race.h"

#include "engine/stream.h"
#include "study/moments.h"
#include "support/suite.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { TESTS = 12, SYSTEMS = 5, MOST = 3000 };

static double value[SYSTEMS * MOST];

/* The constant of the procedure, worked out by its formula elsewhere (Kim and Nelson, 2001). */
START_TEST(the_constant_of_the_race_is_that_of_the_paper)
{
    static const struct {
        int systems, first;
        double h2;
    } known[] = {{2, 10, 6.0129},  {5, 10, 11.4294},  {10, 10, 15.4635},  {10, 20, 11.5115},
                 {10, 50, 9.8791}, {10, 300, 9.1364}, {100, 300, 14.1186}};
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        ck_assert_double_eq_tol(ab_race_h2(known[i].systems, known[i].first, 0.05), known[i].h2,
                                5e-5);
    }
}
END_TEST

/* A value of mean 0 and variance 1, nearly normal: a sum of four uniform ones. */
static double bell(const struct ab_luck *luck, uint64_t stream, int k)
{
    double sum = 0;
    for (int i = 0; i < 4; i++) {
        sum += ab_stream_uniform(luck, stream, (uint32_t)(4 * k + i));
    }
    return (sum - 2) * sqrt(3);
}

/* Draws values whose means differ, under luck that is mostly the same: correlation 0.8. */
static void draw(uint32_t trial, const double *mean, int n)
{
    const struct ab_luck luck = ab_stream_luck(7, trial);
    for (int k = 0; k < n; k++) {
        const double shared = bell(&luck, 100, k);
        for (int i = 0; i < SYSTEMS; i++) {
            const double alone = bell(&luck, (uint64_t)i, k);
            value[i * n + k] = mean[i] + sqrt(0.8) * shared + sqrt(0.2) * alone;
        }
    }
}

START_TEST(the_best_is_seldom_screened_out)
{
    static const double mean[SYSTEMS] = {0.1, 0, 0, 0, 0};
    int lost = 0, dropped = 0;
    for (uint32_t trial = 0; trial < 400; trial++) {
        int better[SYSTEMS];
        draw(trial, mean, 50);
        ab_race_screen(value, SYSTEMS, 50, 0.05, better);
        lost += better[0] > 0;
        for (int i = 1; i < SYSTEMS; i++) {
            dropped += better[i] > 0;
        }
    }
    ck_assert_int_le(lost, 20 + 13); /* 5 %, and three standard deviations */
    ck_assert_int_gt(dropped, 0);
}
END_TEST

START_TEST(what_is_far_behind_is_screened_out)
{
    static const double mean[SYSTEMS] = {2, 1.9, 0, 0, -1};
    int better[SYSTEMS];
    draw(1, mean, 20);
    ab_race_screen(value, SYSTEMS, 20, 0.05, better);
    ck_assert_int_eq(better[0], 0);
    for (int i = 2; i < SYSTEMS; i++) {
        ck_assert_int_ge(better[i], 2);
    }
}
END_TEST

START_TEST(without_spread_values_are_what_they_are)
{
    const double exact[] = {1, 1, 1, 2, 2, 2, 2, 2, 2};
    int better[3];
    ab_race_screen(exact, 3, 3, 0.05, better);
    ck_assert_int_eq(better[0], 2);
    ck_assert_int_eq(better[1], 0);
    ck_assert_int_eq(better[2], 0); /* they are tied */
    const double alone[] = {1, 2};
    ab_race_screen(alone, 2, 1, 0.05, better);
    ck_assert_int_eq(better[0], 1);
    ck_assert_double_eq(ab_race_most(exact, 3, 0.01), 1);
}
END_TEST

START_TEST(the_upper_limit_is_students)
{
    /* Mean 3, sd 1.5811, t(0.975, 4) 2.7764. */
    const double five[] = {1, 2, 3, 4, 5};
    ck_assert_double_eq_tol(ab_race_most(five, 5, 0.025), 3 + 2.77644511 * 1.58113883 / sqrt(5),
                            1e-6);
}
END_TEST

/* Races until one is left, or all values are used; returns who is first, and how many are left. */
static int race_to_the_end(uint32_t trial, const double *mean, double delta, int *left)
{
    static double taken[SYSTEMS * MOST];
    const struct ab_race race = {.systems = SYSTEMS, .alpha = 0.05, .delta = delta};
    int number[SYSTEMS] = {0, 1, 2, 3, 4};
    *left = SYSTEMS;
    draw(trial, mean, MOST);
    for (int n = AB_RACE_FIRST; n <= MOST && *left > 1; n += 50) {
        for (int i = 0; i < *left; i++) {
            for (int k = 0; k < n; k++) {
                taken[i * n + k] = value[number[i] * MOST + k];
            }
        }
        *left = ab_race_step(&race, taken, number, *left, n);
        ck_assert_int_ge(*left, 1);
    }
    return number[0];
}

START_TEST(the_race_finds_the_best_as_often_as_it_says)
{
    static const double mean[SYSTEMS] = {0, 0, 0.1, 0, 0};
    int right = 0, left;
    for (uint32_t trial = 1000; trial < 1200; trial++) {
        right += race_to_the_end(trial, mean, 0.1, &left) == 2;
        ck_assert_int_eq(left, 1);
    }
    ck_assert_int_ge(right, 190 - 9); /* 95 %, and three standard deviations */
}
END_TEST

START_TEST(ties_stay_tied)
{
    static const double mean[SYSTEMS] = {0};
    int left, first = 0;
    (void)race_to_the_end(1, mean, 1e-6, &left);
    ck_assert_int_gt(left, 1);
    const struct ab_race race = {.systems = 2, .alpha = 0.05, .delta = 0};
    static double same[2 * AB_RACE_FIRST];
    int number[2] = {4, 7};
    ck_assert_int_eq(ab_race_step(&race, same, number, 2, AB_RACE_FIRST), 2);
    same[AB_RACE_FIRST + first] = 1; /* the second is better */
    ck_assert_int_eq(ab_race_step(&race, same, number, 2, AB_RACE_FIRST), 1);
    ck_assert_int_eq(number[0], 7);
    ck_assert_int_eq(number[1], 4);
}
END_TEST

/* Noise of mean 0: nearly normal, or mostly nothing, and now and then as much for the better as for the worse. */
static double noise(const struct ab_luck *luck, int row, int k)
{
    if (row % 2 == 0) {
        return bell(luck, (uint64_t)row, k);
    }
    const double u = ab_stream_uniform(luck, (uint64_t)row, (uint32_t)k);
    return u < 0.1 ? -1 : u < 0.2 ? 1 : 0;
}

enum { NOISY_MOST = 300 };

/* Whether a row of this mean and noise that was left behind after `left` values is told to help, when it goes on as
 * long as it is open; or right then. */
static bool is_told(const struct ab_luck *luck, int row, int rows, double mean, int left,
                    bool goes_on)
{
    struct ab_moments moments = {0};
    for (int n = left;; n = ab_race_next(n, NOISY_MOST)) {
        while (moments.n < n) {
            ab_moments_add(&moments, mean + noise(luck, row, (int)moments.n));
        }
        const double alpha = ab_race_alpha(rows, ab_race_looks(20, NOISY_MOST), n == NOISY_MOST);
        const double low = ab_moments_interval(&moments, 0.05).low;
        const double all_low = ab_moments_interval(&moments, alpha).low;
        if (n == NOISY_MOST || !goes_on ||
            !ab_race_is_open(ab_moments_mean(&moments), low, all_low)) {
            return all_low > 0;
        }
    }
}

/* Of a table of changes that do nothing but noise, each looked at until its own interval says that it helps: how
 * many do by their own, and by that which holds for all at once. */
static void count_helpers(uint32_t trial, int rows, int *own, int *all)
{
    const struct ab_luck luck = ab_stream_luck(11, trial);
    *own = *all = 0;
    for (int row = 0; row < rows; row++) {
        struct ab_moments moments = {0};
        for (int n = 0, helps = 0; n < AB_RACE_FIRST && !helps;) {
            n = ab_race_next(n, AB_RACE_FIRST);
            while (moments.n < n) {
                ab_moments_add(&moments, noise(&luck, row, (int)moments.n));
            }
            helps = ab_moments_interval(&moments, 0.05).low > 0;
            if (helps || n == AB_RACE_FIRST) {
                const double alpha = ab_race_alpha(rows, AB_RACE_LOOKS, n == AB_RACE_FIRST);
                *own += helps;
                *all += ab_moments_interval(&moments, alpha).low > 0;
            }
        }
    }
}

START_TEST(where_nothing_helps_few_tables_tell_that_something_does)
{
    enum { TABLES = 400, ROWS = 40 };
    int told = 0, by_own = 0;
    for (uint32_t trial = 0; trial < TABLES; trial++) {
        int own, all;
        count_helpers(trial, ROWS, &own, &all);
        told += all > 0;
        by_own += own > 0;
    }
    ck_assert_int_le(told, TABLES / 20);
    ck_assert_int_gt(by_own,
                     TABLES * 9 / 10); /* of forty looks at chance, and more, one is lucky */
}
END_TEST

START_TEST(where_nothing_helps_that_does_not_alter_when_rows_go_on)
{
    enum { TABLES = 400, ROWS = 40 };
    static const int left[] = {20, 60, 150};
    int told = 0;
    for (uint32_t trial = 0; trial < TABLES; trial++) {
        const struct ab_luck luck = ab_stream_luck(13, trial);
        bool any = false;
        for (int row = 0; row < ROWS; row++) {
            any = is_told(&luck, row, ROWS, 0, left[row % 3], true) || any;
        }
        told += any;
    }
    ck_assert_int_le(told, TABLES / 20);
}
END_TEST

/* What is 3 standard errors above zero after 20 values has an interval of its own that tells so nine times in ten. */
START_TEST(what_helps_is_told_when_it_goes_on)
{
    enum { TRIALS = 400, ROWS = 40 };
    int before = 0, after = 0;
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        const struct ab_luck luck = ab_stream_luck(17, trial);
        before += is_told(&luck, 0, ROWS, 3 / sqrt(20), 20, false);
        after += is_told(&luck, 0, ROWS, 3 / sqrt(20), 20, true);
    }
    ck_assert_int_lt(before, TRIALS / 4);
    ck_assert_int_gt(after, TRIALS * 3 / 4);
}
END_TEST

START_TEST(who_goes_on_is_looked_at_when_others_are)
{
    static const int look[] = {5, 20, 60, 150, 300, 600, 1200, 2000};
    for (int i = 0; i < 7; i++) {
        ck_assert_int_eq(ab_race_next(look[i], 2000), look[i + 1]);
    }
    ck_assert_int_eq(ab_race_next(100, 120), 120);
    ck_assert_int_eq(ab_race_looks(20, 300), 4);
    ck_assert_int_eq(ab_race_looks(20, 2000), 7);
    ck_assert_int_eq(ab_race_looks(20, 20), 1);
    ck_assert_int_eq(ab_race_looks(20, 5), 1);
    ck_assert(ab_race_is_open(2, 1, -1));
    ck_assert(ab_race_is_open(2, 1, 0.9));
    ck_assert(!ab_race_is_open(2, 1, 1));
    ck_assert(!ab_race_is_open(2, -0.1, -1));
    ck_assert(!ab_race_is_open(2, (double)NAN, (double)NAN)); /* of one */
    ck_assert(!ab_race_is_open(2, 2, 2));
}
END_TEST

START_TEST(an_alpha_is_shared_by_rows_and_looks)
{
    ck_assert_double_eq_tol(ab_race_alpha(1, 1, true), 0.05, 1e-15);
    ck_assert_double_eq_tol(ab_race_alpha(10, 1, true), 0.005, 1e-15);
    ck_assert_double_eq_tol(ab_race_alpha(10, 4, true), 0.0025, 1e-15);
    ck_assert_double_eq_tol(ab_race_alpha(10, 4, false) * 3, 0.0025, 1e-15);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("race");
    TCase *tests = tcase_create("race");
    tcase_add_test(tests, the_constant_of_the_race_is_that_of_the_paper);
    tcase_add_test(tests, the_best_is_seldom_screened_out);
    tcase_add_test(tests, what_is_far_behind_is_screened_out);
    tcase_add_test(tests, without_spread_values_are_what_they_are);
    tcase_add_test(tests, the_upper_limit_is_students);
    tcase_add_test(tests, the_race_finds_the_best_as_often_as_it_says);
    tcase_add_test(tests, ties_stay_tied);
    tcase_add_test(tests, where_nothing_helps_few_tables_tell_that_something_does);
    tcase_add_test(tests, where_nothing_helps_that_does_not_alter_when_rows_go_on);
    tcase_add_test(tests, what_helps_is_told_when_it_goes_on);
    tcase_add_test(tests, who_goes_on_is_looked_at_when_others_are);
    tcase_add_test(tests, an_alpha_is_shared_by_rows_and_looks);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
