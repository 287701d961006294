/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_tournament.c - the first number that is large enough is found as by looking at all. */
#include "engine/tournament.h"
#include "support/suite.h"

#include <check.h>

enum { TESTS = 2, MOST = 70 };

static uint32_t chance; /* a linear congruence: the same in every run */

static int draw(int below)
{
    chance = chance * 1664525U + 1013904223U;
    return (int)((chance >> 8) % (uint32_t)below);
}

static int first_of(const int64_t *number, int count, int from, int64_t least)
{
    for (int i = from; i < count; i++) {
        if (number[i] >= least) {
            return i;
        }
    }
    return AB_TOURNAMENT_NOBODY;
}

START_TEST(the_first_that_is_large_enough_is_found)
{
    chance = 1;
    for (int count = 1; count <= MOST; count++) {
        struct ab_tournament row;
        int64_t best[4 * MOST], number[MOST];
        ck_assert_uint_le(ab_tournament_room((size_t)count), 4 * MOST);
        ab_tournament_init(&row, best, (size_t)count);
        for (int i = 0; i < count; i++) {
            number[i] = AB_TOURNAMENT_NONE;
        }
        for (int step = 0; step < 20 * count; step++) {
            const int place = draw(count);
            number[place] = draw(4) == 0 ? AB_TOURNAMENT_NONE : draw(20) - 10;
            ab_tournament_set(&row, place, number[place]);
            const int from = draw(count + 1), least = draw(22) - 11;
            ck_assert_int_eq(ab_tournament_first(&row, from, least),
                             first_of(number, count, from, least));
            const int64_t most = ab_tournament_most(&row);
            ck_assert_int_eq(most == AB_TOURNAMENT_NONE ? -1 : first_of(number, count, 0, most),
                             most == AB_TOURNAMENT_NONE ? -1 : ab_tournament_first(&row, 0, most));
        }
    }
}
END_TEST

START_TEST(what_is_cleared_is_empty)
{
    struct ab_tournament row;
    int64_t best[8];
    ab_tournament_init(&row, best, 3);
    ab_tournament_set(&row, 2, -5);
    ck_assert_int_eq(ab_tournament_first(&row, 0, -5), 2);
    ck_assert_int_eq(ab_tournament_first(&row, 3, -5), AB_TOURNAMENT_NOBODY);
    ab_tournament_clear(&row);
    ck_assert_int_eq(ab_tournament_first(&row, 0, INT64_MIN + 1), AB_TOURNAMENT_NOBODY);
    ck_assert_int_eq(ab_tournament_most(&row), AB_TOURNAMENT_NONE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tournament");
    TCase *tests = tcase_create("first");
    tcase_add_test(tests, the_first_that_is_large_enough_is_found);
    tcase_add_test(tests, what_is_cleared_is_empty);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
