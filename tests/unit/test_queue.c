/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_queue.c - the pending-event set: its order, its handles, and what happens at its limits. */
#include "base/memory.h"
#include "support/queue_take.h"
#include "support/suite.h"

#include <check.h>
#include <limits.h>
#include <stdlib.h>

enum { TESTS = 27 };

static void insert(struct ab_queue *queue, ab_time time, uint32_t subject)
{
    ck_assert(ab_queue_insert(queue, time, AB_PRIORITY_NORMAL, 1, subject));
}

static ab_event_handle plan(struct ab_queue *queue, ab_time time, uint32_t subject)
{
    return ab_queue_plan(queue, time, AB_PRIORITY_NORMAL, 1, subject);
}

/* Takes the first event, which must be there, and returns its subject. */
static uint32_t take(struct ab_queue *queue)
{
    struct ab_event event;
    ck_assert(queue_take(queue, &event));
    return event.subject;
}

START_TEST(an_empty_queue_gives_nothing)
{
    struct ab_queue *queue = ab_queue_create(0);
    struct ab_event event;
    ck_assert_uint_eq(ab_queue_size(queue), 0);
    ck_assert(!queue_take(queue, &event));
    ck_assert_int_eq(ab_queue_next(queue), AB_TIME_NEVER);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(earlier_events_come_first)
{
    struct ab_queue *queue = ab_queue_create(0);
    const ab_time times[] = {30, 0, AB_QUEUE_TIME_MAX, 20, 10, AB_QUEUE_TIME_MAX - 1};
    for (uint32_t i = 0; i < 6; i++) {
        insert(queue, times[i], i);
    }
    const uint32_t expected[] = {1, 4, 3, 0, 5, 2};
    for (int i = 0; i < 6; i++) {
        ck_assert_uint_eq(take(queue), expected[i]);
    }
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(at_equal_times_the_lower_priority_number_comes_first)
{
    struct ab_queue *queue = ab_queue_create(0);
    const uint8_t priorities[] = {AB_PRIORITY_LAST, AB_PRIORITY_NORMAL, AB_PRIORITY_FIRST, 129, 1};
    for (uint32_t i = 0; i < 5; i++) {
        ab_queue_insert(queue, 7, priorities[i], 1, i);
    }
    const uint32_t expected[] = {2, 4, 1, 3, 0};
    for (int i = 0; i < 5; i++) {
        ck_assert_uint_eq(take(queue), expected[i]);
    }
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(an_earlier_time_outranks_a_more_urgent_priority)
{
    struct ab_queue *queue = ab_queue_create(0);
    ab_queue_insert(queue, 8, AB_PRIORITY_FIRST, 1, 1);
    ab_queue_insert(queue, 7, AB_PRIORITY_LAST, 1, 2);
    ck_assert_uint_eq(take(queue), 2);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(at_equal_times_and_priorities_the_earlier_insertion_comes_first)
{
    struct ab_queue *queue = ab_queue_create(0);
    for (uint32_t i = 0; i < 1000; i++) {
        insert(queue, 7, i);
    }
    for (uint32_t i = 0; i < 1000; i++) {
        ck_assert_uint_eq(take(queue), i);
    }
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(slots_used_again_do_not_disturb_the_order_of_insertion)
{
    struct ab_queue *queue = ab_queue_create(0);
    for (uint32_t i = 0; i < 10; i++) {
        insert(queue, 1, i);
    }
    for (int i = 0; i < 10; i++) {
        take(queue);
    }
    for (uint32_t i = 0; i < 20; i++) {
        insert(queue, 2, i);
    }
    for (uint32_t i = 0; i < 20; i++) {
        ck_assert_uint_eq(take(queue), i);
    }
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(an_event_comes_back_as_it_was_inserted)
{
    struct ab_queue *queue = ab_queue_create(0);
    ab_queue_insert(queue, 123456789012345, 255, AB_QUEUE_KINDS - 1, UINT32_MAX);
    ab_queue_plan(queue, 123456789012346, 254, AB_QUEUE_KINDS - 1, UINT32_MAX);
    for (int i = 0; i < 2; i++) {
        struct ab_event event;
        ck_assert(queue_take(queue, &event));
        ck_assert_int_eq(event.time, 123456789012345 + i);
        ck_assert_uint_eq(event.kind, AB_QUEUE_KINDS - 1);
        ck_assert_uint_eq(event.subject, UINT32_MAX);
    }
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(a_look_at_the_first_event_does_not_take_it)
{
    struct ab_queue *queue = ab_queue_create(0);
    insert(queue, 5, 50);
    insert(queue, 4, 40);
    insert(queue, 6, 60);
    take(queue);
    ck_assert_int_eq(ab_queue_next(queue), 5);
    ck_assert_uint_eq(ab_queue_size(queue), 2);
    ck_assert_uint_eq(take(queue), 50);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(the_size_counts_what_is_pending)
{
    struct ab_queue *queue = ab_queue_create(0);
    ab_event_handle handle = plan(queue, 1, 1);
    insert(queue, 2, 2);
    insert(queue, 3, 3);
    ck_assert_uint_eq(ab_queue_size(queue), 3);
    ab_queue_cancel(queue, handle);
    ck_assert_uint_eq(ab_queue_size(queue), 2);
    take(queue);
    ck_assert_uint_eq(ab_queue_size(queue), 1);
    insert(queue, 4, 4);
    ck_assert_uint_eq(ab_queue_size(queue), 2);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(a_cancelled_event_does_not_come)
{
    struct ab_queue *queue = ab_queue_create(0);
    insert(queue, 1, 1);
    ab_event_handle handle = plan(queue, 2, 2);
    insert(queue, 3, 3);
    ck_assert(ab_queue_cancel(queue, handle));
    ck_assert_uint_eq(take(queue), 1);
    ck_assert_uint_eq(take(queue), 3);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(what_was_cancelled_or_taken_cannot_be_cancelled_or_moved)
{
    struct ab_queue *queue = ab_queue_create(0);
    ab_event_handle cancelled = plan(queue, 1, 1);
    ab_event_handle taken = plan(queue, 2, 2);
    ab_event_handle pending = plan(queue, 3, 3);
    ab_queue_cancel(queue, cancelled);
    take(queue);
    ck_assert(!ab_queue_cancel(queue, cancelled));
    ck_assert(!ab_queue_cancel(queue, taken));
    ck_assert(!ab_queue_is_pending(queue, taken));
    ck_assert(ab_queue_is_pending(queue, pending));
    ck_assert_uint_eq(ab_queue_size(queue), 1);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(a_handle_stays_stale_when_its_slot_is_used_again)
{
    struct ab_queue *queue = ab_queue_create(0);
    ab_event_handle stale = plan(queue, 1, 1);
    take(queue);
    for (uint32_t i = 0; i < 200; i++) {
        ab_event_handle next = plan(queue, 2, i);
        ck_assert(next != stale);
        ck_assert(!ab_queue_cancel(queue, stale));
        ck_assert(ab_queue_is_pending(queue, next));
        ck_assert_uint_eq(take(queue), i);
    }
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(an_event_that_is_cancelled_while_it_is_first_gives_way_to_the_next)
{
    struct ab_queue *queue = ab_queue_create(0);
    const ab_event_handle first = plan(queue, 1, 1);
    const ab_event_handle second = plan(queue, 2, 2);
    insert(queue, 3, 3);
    ck_assert(ab_queue_cancel(queue, first));
    ck_assert_int_eq(ab_queue_next(queue), 2);
    ck_assert(ab_queue_cancel(queue, second));
    ck_assert_uint_eq(take(queue), 3);
    ck_assert_int_eq(ab_queue_next(queue), AB_TIME_NEVER);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(what_is_to_come_never_does_not_come_and_can_be_cancelled)
{
    struct ab_queue *queue = ab_queue_create(0);
    insert(queue, AB_TIME_NEVER, 1);
    const ab_event_handle never = plan(queue, AB_TIME_NEVER, 2);
    ck_assert_uint_eq(ab_queue_size(queue), 0);
    ck_assert_int_eq(ab_queue_next(queue), AB_TIME_NEVER);
    ck_assert(ab_queue_is_pending(queue, never));
    ck_assert(ab_queue_cancel(queue, never));
    ck_assert(!ab_queue_cancel(queue, never));
    insert(queue, AB_TIME_NEVER - 1, 3);
    ck_assert_int_eq(ab_queue_next(queue), AB_QUEUE_TIME_MAX);
    ab_queue_destroy(queue);
}
END_TEST

/* With few there is nothing to tell; after each that is taken, which one follows. */
START_TEST(what_comes_next_is_seen_at_a_glance)
{
    enum { MANY = 4000, FEW = 1000 };
    struct ab_queue *queue = ab_queue_create(64);
    struct ab_event next;
    for (uint32_t i = 0; i < MANY; i++) {
        insert(queue, i * 7919 % MANY, i * 7919 % MANY);
    }
    ck_assert(!ab_queue_glance(queue, &next)); /* nothing was taken yet */
    for (uint32_t i = 0; i < MANY - FEW - 100; i++) {
        ck_assert_uint_eq(take(queue), i);
        ck_assert(ab_queue_glance(queue, &next));
        ck_assert_uint_eq(next.subject, i + 1);
    }
    while (ab_queue_size(queue) > FEW) {
        (void)take(queue);
    }
    ck_assert(!ab_queue_glance(queue, &next));
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(cancelled_events_do_not_fill_the_queue)
{
    struct ab_queue *queue = ab_queue_create(64);
    for (uint32_t i = 0; i < 40; i++) {
        insert(queue, 1000 + i, i);
    }
    for (uint32_t i = 0; i < 24; i++) {
        ck_assert(ab_queue_cancel(queue, plan(queue, 2000, i)));
    }
    for (uint32_t i = 0; i < 100; i++) { /* slots and heap have grown by now */
        ck_assert(ab_queue_cancel(queue, plan(queue, 2000, i)));
    }
    const uint64_t allocations = ab_memory_count();
    for (uint32_t i = 0; i < 10000; i++) {
        const ab_event_handle handle = plan(queue, 2000 + i, i);
        ck_assert(handle != AB_EVENT_NONE && ab_queue_cancel(queue, handle));
    }
    ck_assert_uint_eq(ab_memory_count(), allocations);
    ck_assert_uint_eq(ab_queue_size(queue), 40);
    for (uint32_t i = 0; i < 40; i++) {
        ck_assert_uint_eq(take(queue), i);
    }
    ck_assert_int_eq(ab_queue_next(queue), AB_TIME_NEVER);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(no_handle_names_nothing)
{
    struct ab_queue *queue = ab_queue_create(0);
    ck_assert(!ab_queue_is_pending(queue, AB_EVENT_NONE));
    ck_assert(plan(queue, 1, 1) != AB_EVENT_NONE);
    ck_assert(!ab_queue_cancel(queue, AB_EVENT_NONE));
    ck_assert(!ab_queue_is_pending(queue, UINT64_MAX));
    (void)plan(queue, 1, 1);
    ck_assert(
        !ab_queue_is_pending(queue, UINT64_C(1) << 32 | 2)); /* of a place that was never used */
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(a_reset_empties_the_queue_and_makes_all_handles_stale)
{
    struct ab_queue *queue = ab_queue_create(0);
    ab_event_handle before[3];
    for (uint32_t i = 0; i < 3; i++) {
        before[i] = plan(queue, i, i);
    }
    take(queue);
    ab_queue_reset(queue);
    ck_assert_uint_eq(ab_queue_size(queue), 0);
    for (uint32_t i = 0; i < 3; i++) {
        insert(queue, i, i);
    }
    for (int i = 0; i < 3; i++) {
        ck_assert(!ab_queue_cancel(queue, before[i]));
    }
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(after_a_reset_the_same_use_allocates_nothing)
{
    struct ab_queue *queue = ab_queue_create(0);
    uint64_t allocations = 0;
    for (int use = 0; use < 2; use++) {
        allocations = ab_memory_count();
        for (uint32_t i = 0; i < 5000; i++) {
            insert(queue, i % 77, i);
        }
        ab_queue_reset(queue);
    }
    ck_assert_uint_eq(ab_memory_count(), allocations);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(without_memory_no_queue_is_made)
{
    for (uint64_t n = 1; n <= 2; n++) {
        ab_memory_fail_after(n);
        struct ab_queue *queue = ab_queue_create(100);
        ab_memory_fail_after(0);
        ck_assert_ptr_null(queue);
    }
}
END_TEST

START_TEST(an_insertion_without_memory_changes_nothing)
{
    struct ab_queue *queue = ab_queue_create(64);
    ab_event_handle handle[64];
    for (uint32_t i = 0; i < 64; i++) {
        handle[i] = plan(queue, 1000 - i, i);
    }
    ab_memory_fail_after(1);
    ck_assert(!ab_queue_insert(queue, 0, AB_PRIORITY_NORMAL, 1, 64));
    ab_memory_fail_after(1);
    ck_assert(plan(queue, AB_TIME_NEVER, 64) == AB_EVENT_NONE); /* no slot */
    ab_memory_fail_after(0);
    ck_assert_uint_eq(ab_queue_size(queue), 64);
    insert(queue, 0, 64);
    ck_assert_uint_eq(take(queue), 64);
    ck_assert(ab_queue_cancel(queue, handle[63]));
    for (uint32_t i = 62; i < 64; i--) {
        ck_assert_uint_eq(take(queue), i);
    }
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(a_full_queue_takes_in_as_many_as_were_taken_out_without_growing)
{
    struct ab_queue *queue = ab_queue_create(64);
    for (uint32_t i = 0; i < 64; i++) {
        insert(queue, i, i);
    }
    const uint64_t allocations = ab_memory_count();
    take(queue);
    insert(queue, 100, 100);
    ck_assert_uint_eq(ab_memory_count(), allocations);
    ck_assert_uint_eq(ab_queue_size(queue), 64);
    ab_queue_destroy(queue);
}
END_TEST

/* Events that may be cancelled, or others, or such as never come, up to the most that there may be. */
START_TEST(a_queue_takes_so_many_events_and_no_more)
{
    const uint32_t most = AB_QUEUE_CAPACITY_MAX;
    struct ab_queue *queue = ab_queue_create(_i == 0 ? most + 1 : 0);
    bool taken = true;
    ab_event_handle last = AB_EVENT_NONE;
    if (_i == 2) {
        for (uint32_t i = 0; taken && i < most; i++) {
            taken = plan(queue, AB_TIME_NEVER, 0) != AB_EVENT_NONE;
        }
        ck_assert(taken);
        ck_assert(plan(queue, AB_TIME_NEVER, 0) == AB_EVENT_NONE);
        ck_assert_uint_eq(ab_queue_size(queue), 0);
        ab_queue_destroy(queue);
        return;
    }
    for (uint32_t i = 0; taken && i < most; i++) {
        taken = _i == 0 ? ab_queue_insert(queue, i, AB_PRIORITY_NORMAL, 1, 0)
                        : (last = plan(queue, i, 0)) != AB_EVENT_NONE;
    }
    ck_assert_uint_eq(ab_queue_size(queue), most);
    ck_assert(!ab_queue_insert(queue, 0, AB_PRIORITY_FIRST, 1, 0));
    ck_assert(plan(queue, 0, 0) == AB_EVENT_NONE);
    if (_i == 1) { /* the room of one that is cancelled is found */
        ck_assert(ab_queue_cancel(queue, last));
        ck_assert(ab_queue_insert(queue, most, AB_PRIORITY_NORMAL, 1, 0));
        ck_assert(!ab_queue_insert(queue, most, AB_PRIORITY_NORMAL, 1, 0));
    }
    struct ab_event event;
    ck_assert(queue_take(queue, &event));
    ck_assert_int_eq(event.time, 0);
    insert(queue, 0, 1); /* in its place */
    ck_assert(!ab_queue_insert(queue, 0, AB_PRIORITY_FIRST, 1, 0));
    ck_assert_uint_eq(take(queue), 1);
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(used_up_insertion_numbers_change_neither_order_nor_handles)
{
    struct ab_queue *queue = ab_queue_create(0);
    ab_event_handle handle[500];
    for (uint32_t i = 0; i < 500; i++) {
        handle[i] = ab_queue_plan(queue, 10 - i % 5, AB_PRIORITY_NORMAL, 1, i);
    }
    ab_queue_skip_insertions(queue, 5);
    ab_queue_skip_insertions(queue, UINT32_MAX);
    insert(queue, 6, 500);
    ck_assert(ab_queue_cancel(queue, handle[4]));
    for (uint32_t group = 4; group < 5; group--) {
        for (uint32_t i = group + (group == 4 ? 5 : 0); i < 500; i += 5) {
            ck_assert_uint_eq(take(queue), i);
        }
        if (group == 4) {
            ck_assert_uint_eq(take(queue), 500);
        }
    }
    ab_queue_destroy(queue);
}
END_TEST

START_TEST(insertion_numbers_may_run_out_right_after_a_take)
{
    struct ab_queue *queue = ab_queue_create(0);
    for (uint32_t i = 0; i < 10; i++) {
        insert(queue, 1, i);
    }
    ck_assert_uint_eq(take(queue), 0);
    ab_queue_skip_insertions(queue, UINT32_MAX);
    ab_event_handle last = plan(queue, 1, 10);
    ck_assert(ab_queue_is_pending(queue, last));
    for (uint32_t i = 1; i <= 10; i++) {
        ck_assert_uint_eq(take(queue), i);
    }
    ab_queue_destroy(queue);
}
END_TEST

static Suite *queue_suite(void)
{
    Suite *suite = suite_create("queue");
    TCase *order = tcase_create("order");
    tcase_add_test(order, an_empty_queue_gives_nothing);
    tcase_add_test(order, what_comes_next_is_seen_at_a_glance);
    tcase_add_test(order, earlier_events_come_first);
    tcase_add_test(order, at_equal_times_the_lower_priority_number_comes_first);
    tcase_add_test(order, an_earlier_time_outranks_a_more_urgent_priority);
    tcase_add_test(order, at_equal_times_and_priorities_the_earlier_insertion_comes_first);
    tcase_add_test(order, slots_used_again_do_not_disturb_the_order_of_insertion);
    tcase_add_test(order, an_event_comes_back_as_it_was_inserted);
    tcase_add_test(order, a_look_at_the_first_event_does_not_take_it);
    tcase_add_test(order, the_size_counts_what_is_pending);
    suite_add_tcase(suite, order);
    TCase *handles = tcase_create("handles");
    tcase_add_test(handles, a_cancelled_event_does_not_come);
    tcase_add_test(handles, what_was_cancelled_or_taken_cannot_be_cancelled_or_moved);
    tcase_add_test(handles, a_handle_stays_stale_when_its_slot_is_used_again);
    tcase_add_test(handles, an_event_that_is_cancelled_while_it_is_first_gives_way_to_the_next);
    tcase_add_test(handles, what_is_to_come_never_does_not_come_and_can_be_cancelled);
    tcase_add_test(handles, no_handle_names_nothing);
    suite_add_tcase(suite, handles);
    TCase *limits = tcase_create("limits");
    tcase_add_test(limits, a_reset_empties_the_queue_and_makes_all_handles_stale);
    tcase_add_test(limits, after_a_reset_the_same_use_allocates_nothing);
    tcase_add_test(limits, without_memory_no_queue_is_made);
    tcase_add_test(limits, an_insertion_without_memory_changes_nothing);
    tcase_add_test(limits, cancelled_events_do_not_fill_the_queue);
    tcase_add_test(limits, a_full_queue_takes_in_as_many_as_were_taken_out_without_growing);
    tcase_add_loop_test(limits, a_queue_takes_so_many_events_and_no_more, 0, 3);
    tcase_add_test(limits, used_up_insertion_numbers_change_neither_order_nor_handles);
    tcase_add_test(limits, insertion_numbers_may_run_out_right_after_a_take);
    suite_add_tcase(suite, limits);
    return suite;
}

int main(void)
{
    return suite_run(queue_suite(), TESTS);
}
