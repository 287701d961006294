/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_order.c - work in any order, results in theirs. */
#include "base/memory.h"
#include "study/order.h"
#include "support/suite.h"

#include <sched.h>
#include <stdatomic.h>

enum { TESTS = 8, PIECES = 3000, SLOTS = 12, MOST = 5 };

static struct ab_order order;
static int64_t used;                    /* pieces used so far; of the one that uses */
static int64_t enough;                  /* no more are wanted after so many */
static atomic_bool is_done[PIECES];     /* the piece was made */
static _Atomic int64_t taken;           /* pieces taken so far */
static _Atomic int64_t furthest;        /* most pieces taken and not used at a time */
static atomic_int close_after = PIECES; /* a thread that has this piece closes the order */

static bool use(void *owner, int64_t piece)
{
    (void)owner;
    ck_assert_int_eq(piece, used);
    ck_assert(atomic_load(&is_done[piece]));
    used++;
    return used < enough;
}

static void setup(void)
{
    used = 0;
    enough = PIECES + 1;
    close_after = PIECES;
    taken = furthest = 0;
    for (int i = 0; i < PIECES; i++) {
        is_done[i] = false;
    }
    ck_assert(ab_order_init(&order, SLOTS, 4, 0, PIECES, use, NULL));
}

static void teardown(void)
{
    ab_order_clear(&order);
}

/* Makes pieces that take unequal times, in blocks of unequal sizes. */
static void work(void *job, bool leads)
{
    int64_t first, end;
    (void)job;
    for (int size = leads ? 1 : 3; ab_order_take(&order, size, &first, &end);
         size = size % MOST + 1) {
        ck_assert_int_ge(end - first, 1);
        ck_assert_int_le(end - first, size);
        atomic_fetch_add(&taken, end - first);
        const int64_t ahead = end - ab_order_head(&order);
        int64_t most = atomic_load(&furthest);
        while (ahead > most && !atomic_compare_exchange_weak(&furthest, &most, ahead)) {
        }
        for (int64_t piece = first; piece < end; piece++) {
            for (int64_t i = 0; i < piece * 7919 % 5; i++) {
                (void)sched_yield();
            }
            ck_assert(!atomic_exchange(&is_done[piece], true));
            if (piece == close_after) {
                ab_order_close(&order);
            }
        }
        ab_order_submit(&order, first, end);
    }
}

START_TEST(every_piece_is_made_once_and_used_in_order)
{
    for (int threads = 1; threads <= 4; threads++) {
        ck_assert_int_ge(ab_threads_run(threads, work, NULL), 1);
        ck_assert_int_eq(used, PIECES);
        ck_assert_int_eq(ab_order_head(&order), PIECES);
        teardown();
        setup();
    }
}
END_TEST

START_TEST(nobody_works_further_ahead_than_the_ring_is_long)
{
    (void)ab_threads_run(4, work, NULL);
    ck_assert_int_gt(furthest, 0);
    ck_assert_int_le(furthest, SLOTS);
}
END_TEST

START_TEST(what_was_taken_before_a_close_is_used)
{
    close_after = 1000;
    (void)ab_threads_run(4, work, NULL);
    ck_assert_int_eq(used, taken);
    ck_assert_int_gt(used, 1000);
    ck_assert_int_lt(used, 1000 + SLOTS + MOST);
}
END_TEST

START_TEST(nothing_is_used_after_the_last_that_is_wanted)
{
    enough = 777;
    (void)ab_threads_run(4, work, NULL);
    ck_assert_int_eq(used, 777);
    ck_assert_int_eq(ab_order_head(&order), 777);
    int64_t first, end;
    ck_assert(!ab_order_take(&order, 1, &first, &end));
}
END_TEST

START_TEST(pieces_may_begin_anywhere)
{
    teardown();
    ck_assert(ab_order_init(&order, SLOTS, 2, PIECES - 10, PIECES, use, NULL));
    used = PIECES - 10;
    (void)ab_threads_run(2, work, NULL);
    ck_assert_int_eq(used, PIECES);
    ck_assert_int_eq(taken, 10);
}
END_TEST

START_TEST(towards_the_end_nobody_takes_more_than_a_small_share)
{
    int64_t first, end, shares = 0;
    while (ab_order_take(&order, MOST, &first, &end)) {
        const int64_t left = PIECES - first;
        ck_assert_int_le(end - first, left / (2 * 4) > 1 ? left / (2 * 4) : 1);
        ck_assert(end - first == MOST || left < 2 * 4 * MOST);
        shares += end - first == 1;
        for (int64_t piece = first; piece < end; piece++) {
            is_done[piece] = true;
        }
        ab_order_submit(&order, first, end);
    }
    ck_assert_int_eq(used, PIECES);
    ck_assert_int_ge(shares, 2 * 4);
}
END_TEST

START_TEST(blocks_last_about_as_long_as_is_asked)
{
    ck_assert_int_eq(ab_order_next_size(1, 10, 1, 8), 1);    /* a piece is too long already */
    ck_assert_int_eq(ab_order_next_size(10, 1, 0.35, 8), 3); /* 0.1 each */
    ck_assert_int_eq(ab_order_next_size(10, 1, 0.8, 8), 8);
    ck_assert_int_eq(ab_order_next_size(4, 0, 1, 8), 8); /* no time at all */
}
END_TEST

START_TEST(without_memory_there_is_no_ring)
{
    struct ab_order none;
    ab_memory_fail_after(1);
    ck_assert(!ab_order_init(&none, SLOTS, 1, 0, 1, use, NULL));
    ab_memory_fail_after(0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("order");
    TCase *tests = tcase_create("order");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, every_piece_is_made_once_and_used_in_order);
    tcase_add_test(tests, nobody_works_further_ahead_than_the_ring_is_long);
    tcase_add_test(tests, what_was_taken_before_a_close_is_used);
    tcase_add_test(tests, nothing_is_used_after_the_last_that_is_wanted);
    tcase_add_test(tests, pieces_may_begin_anywhere);
    tcase_add_test(tests, towards_the_end_nobody_takes_more_than_a_small_share);
    tcase_add_test(tests, blocks_last_about_as_long_as_is_asked);
    tcase_add_test(tests, without_memory_there_is_no_ring);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
