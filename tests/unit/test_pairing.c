/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_pairing.c - a pairing heap gives what it was given, the first first; a list keeps its order. */
#include "engine/list.h"
#include "engine/pairing.h"
#include "support/suite.h"

#include <check.h>
#include <stdint.h>

enum { TESTS = 4, THINGS = 2000 };

struct thing {
    int rank; /* equal ones go by their number */
    struct ab_pairing_node node;
    struct ab_list_link link;
};

static struct thing thing[THINGS];
static uint64_t compared;

static bool goes_before(const void *owner, int a, int b)
{
    const struct thing *things = owner;
    compared++;
    return things[a].rank != things[b].rank ? things[a].rank < things[b].rank : a < b;
}

static const struct ab_pairing pairing = {&thing[0].node, sizeof thing[0], goes_before, thing};

static uint32_t chance; /* a linear congruence: the same in every run */

static uint32_t draw(uint32_t below)
{
    chance = chance * 1664525U + 1013904223U;
    return (chance >> 8) % below;
}

static int fill(int heap, int from, int to)
{
    for (int i = from; i < to; i++) {
        thing[i].rank = (int)draw(THINGS / 4);
        heap = ab_pairing_add(&pairing, heap, i);
    }
    return heap;
}

static void expect_order(int heap, int count)
{
    for (int taken = 0, before = heap; taken < count; taken++) {
        ck_assert_int_ne(heap, AB_PAIRING_EMPTY);
        ck_assert(heap == before || goes_before(thing, before, heap));
        before = heap;
        heap = ab_pairing_take(&pairing, heap);
    }
    ck_assert_int_eq(heap, AB_PAIRING_EMPTY);
}

START_TEST(whatever_order_they_come_in_they_leave_in_theirs)
{
    chance = 1;
    expect_order(fill(AB_PAIRING_EMPTY, 0, THINGS), THINGS);
}
END_TEST

START_TEST(they_come_and_go)
{
    chance = 2;
    int heap = fill(AB_PAIRING_EMPTY, 0, THINGS / 2);
    for (int i = 0; i < 10 * THINGS; i++) { /* the first comes again, later */
        const int first = heap;
        heap = ab_pairing_take(&pairing, heap);
        thing[first].rank += 1 + (int)draw(THINGS);
        heap = ab_pairing_add(&pairing, heap, first);
    }
    expect_order(heap, THINGS / 2);
}
END_TEST

/* Each is compared a few times per halving: never with all others. */
START_TEST(taking_the_first_costs_a_logarithm)
{
    chance = 3;
    compared = 0;
    int heap = fill(AB_PAIRING_EMPTY, 0, THINGS);
    ck_assert_uint_lt(compared, THINGS);
    while (heap != AB_PAIRING_EMPTY) {
        heap = ab_pairing_take(&pairing, heap);
    }
    ck_assert_uint_lt(compared, 2 * 11 * THINGS); /* 2^11 > THINGS */
}
END_TEST

START_TEST(a_list_is_joined_and_left_anywhere)
{
    const struct ab_list_links links = {&thing[0].link, sizeof thing[0]};
    struct ab_list list = AB_LIST_EMPTY;
    ab_list_put(&list, links, 5, AB_LIST_END);
    ab_list_put(&list, links, 3, AB_LIST_END); /* 3 5 */
    ab_list_put(&list, links, 9, list.last);   /* 3 5 9 */
    ab_list_put(&list, links, 7, 5);           /* 3 5 7 9 */
    ab_list_take(&list, links, 5);
    const int expected[] = {3, 7, 9};
    int before = AB_LIST_END, i = list.first;
    for (int n = 0; n < 3; n++) {
        ck_assert_int_eq(i, expected[n]);
        ck_assert_int_eq(thing[i].link.previous, before);
        before = i;
        i = thing[i].link.next;
    }
    ck_assert_int_eq(i, AB_LIST_END);
    ck_assert_int_eq(list.last, 9);
    ab_list_take(&list, links, 9);
    ab_list_take(&list, links, 3);
    ab_list_take(&list, links, 7);
    ck_assert_int_eq(list.first, AB_LIST_END);
    ck_assert_int_eq(list.last, AB_LIST_END);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pairing");
    TCase *tests = tcase_create("order");
    tcase_add_test(tests, whatever_order_they_come_in_they_leave_in_theirs);
    tcase_add_test(tests, they_come_and_go);
    tcase_add_test(tests, taking_the_first_costs_a_logarithm);
    tcase_add_test(tests, a_list_is_joined_and_left_anywhere);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
