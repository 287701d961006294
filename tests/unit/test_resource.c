/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_resource.c - places and the line before them: who is served when. */
#include "support/resource_scene.h"
#include "support/suite.h"

enum { TESTS = 18 };

START_TEST(free_units_are_granted_at_once)
{
    struct ab_resource *resource = set_up(2);
    ck_assert(want(0));
    ck_assert(want(1));
    ck_assert_int_eq(resource->in_use, 2);
    ck_assert(scene.handle[0] == AB_WAIT_NONE);
    run();
    ck_assert_int_eq(scene.served, 0);
    tear_down();
}
END_TEST

START_TEST(who_finds_no_unit_waits_until_one_is_released)
{
    struct ab_resource *resource = set_up(1);
    ck_assert(want(0));
    ck_assert(!want(1));
    ck_assert_int_eq(resource->in_line, 1);
    at(10, RELEASE, 1);
    run();
    expect_served(1, (const uint32_t[]){1});
    ck_assert_int_eq(scene.when[0], 10);
    ck_assert_int_eq(resource->in_use, 1);
    ck_assert_int_eq(resource->in_line, 0);
    tear_down();
}
END_TEST

START_TEST(released_units_belong_to_the_next_in_line_at_once)
{
    struct ab_resource *resource = set_up(1);
    want(0);
    want(1);
    ab_resource_release(resource, 1);
    /* Subject 1 has not been resumed yet, and still nobody gets its unit. */
    ck_assert_int_eq(resource->in_use, 1);
    ck_assert(!want(2));
    tear_down();
}
END_TEST

START_TEST(a_unit_that_is_passed_on_belongs_to_the_next_whom_the_caller_lets_go_on)
{
    struct ab_resource *resource = set_up(2);
    struct ab_turn next = {.subject = 99};
    want(0);
    ck_assert(!ab_resource_pass_on(resource, &next)); /* nobody waits */
    ck_assert_int_eq(resource->in_use, 0);
    want(0);
    want(1);
    want(2);
    acquire(3, 2, AB_PRIORITY_NORMAL);
    ck_assert(ab_resource_pass_on(resource, &next));
    ck_assert_uint_eq(next.subject, 2);
    ck_assert_uint_eq(next.kind, SERVED);
    ck_assert_int_eq(resource->in_use, 2);
    ck_assert_uint_eq(resource->waited, 1);
    ck_assert(!ab_resource_leave(resource, scene.handle[2]));
    ck_assert(!ab_resource_pass_on(resource, &next)); /* he wants two */
    ck_assert_int_eq(resource->in_use, 1);
    ck_assert(ab_resource_pass_on(resource, &next));
    ck_assert_uint_eq(next.subject, 3);
    run();
    ck_assert_int_eq(scene.served, 0);
    tear_down();
}
END_TEST

START_TEST(the_line_is_served_in_order_of_arrival)
{
    set_up(1);
    for (uint32_t i = 0; i < 5; i++) {
        want(i);
    }
    for (int i = 1; i <= 4; i++) {
        at(i, RELEASE, 1);
    }
    run();
    expect_served(4, (const uint32_t[]){1, 2, 3, 4});
    tear_down();
}
END_TEST

START_TEST(the_line_is_served_by_priority_then_arrival)
{
    set_up(1);
    want(0);
    const uint8_t priority[] = {5, 9, 5, 1, 9, 1};
    for (uint32_t i = 0; i < 6; i++) {
        acquire(i + 1, 1, priority[i]);
    }
    for (int i = 1; i <= 6; i++) {
        at(i, RELEASE, 1);
    }
    run();
    expect_served(6, (const uint32_t[]){4, 6, 1, 3, 2, 5});
    tear_down();
}
END_TEST

START_TEST(a_large_request_is_not_overtaken_by_a_small_one)
{
    struct ab_resource *resource = set_up(3);
    acquire(0, 2, AB_PRIORITY_NORMAL);
    ck_assert(!acquire(1, 3, AB_PRIORITY_NORMAL));
    ck_assert(!want(2)); /* one unit is free, but 1 is first */
    at(10, RELEASE, 2);
    at(20, RELEASE, 3);
    run();
    expect_served(2, (const uint32_t[]){1, 2});
    ck_assert_int_eq(scene.when[0], 10);
    ck_assert_int_eq(scene.when[1], 20);
    ck_assert_int_eq(resource->in_use, 1);
    tear_down();
}
END_TEST

START_TEST(a_more_urgent_newcomer_takes_free_units_that_the_line_cannot_use)
{
    struct ab_resource *resource = set_up(3);
    acquire(0, 2, AB_PRIORITY_NORMAL);
    acquire(1, 3, AB_PRIORITY_NORMAL);
    ck_assert(acquire(2, 1, AB_PRIORITY_FIRST));
    ck_assert_int_eq(resource->in_use, 3);
    ck_assert_int_eq(resource->in_line, 1);
    tear_down();
}
END_TEST

START_TEST(one_release_may_serve_several)
{
    set_up(4);
    acquire(0, 4, AB_PRIORITY_NORMAL);
    want(1);
    acquire(2, 2, AB_PRIORITY_NORMAL);
    acquire(3, 2, AB_PRIORITY_NORMAL);
    at(10, RELEASE, 4);
    run();
    expect_served(2, (const uint32_t[]){1, 2});
    ck_assert_int_eq(scene.resource.in_use, 3);
    ck_assert_int_eq(scene.resource.in_line, 1);
    tear_down();
}
END_TEST

START_TEST(who_leaves_the_line_is_not_served)
{
    set_up(1);
    want(0);
    want(1);
    want(2);
    at(5, LEAVE, 1);
    at(10, RELEASE, 1);
    run();
    ck_assert(scene.left[1]);
    expect_served(1, (const uint32_t[]){2});
    tear_down();
}
END_TEST

START_TEST(a_release_event_before_a_timeout_of_the_same_instant_serves)
{
    set_up(1);
    want(0);
    want(1);
    want(2);
    at(10, RELEASE, 1);
    at(10, LEAVE, 1);
    run();
    ck_assert(!scene.left[1]);
    expect_served(1, (const uint32_t[]){1});
    ck_assert_int_eq(scene.resource.in_line, 1);
    tear_down();
}
END_TEST

START_TEST(a_timeout_before_a_release_of_the_same_instant_passes_the_unit_on)
{
    set_up(1);
    want(0);
    want(1);
    want(2);
    at(10, LEAVE, 1);
    at(10, RELEASE, 1);
    run();
    ck_assert(scene.left[1]);
    expect_served(1, (const uint32_t[]){2});
    ck_assert_int_eq(scene.resource.in_line, 0);
    ck_assert_int_eq(scene.resource.in_use, 1);
    tear_down();
}
END_TEST

START_TEST(within_one_handler_a_release_excludes_leaving_before_the_resumption_runs)
{
    set_up(1);
    want(0);
    want(1);
    at(10, RELEASE_THEN_LEAVE, 1);
    run();
    ck_assert(!scene.left[1]);
    expect_served(1, (const uint32_t[]){1});
    ck_assert_int_eq(scene.resource.in_use, 1);
    tear_down();
}
END_TEST

START_TEST(within_one_handler_leaving_excludes_being_served)
{
    set_up(1);
    want(0);
    want(1);
    at(10, LEAVE_THEN_RELEASE, 1);
    run();
    ck_assert(scene.left[1]);
    ck_assert_int_eq(scene.served, 0);
    ck_assert_int_eq(scene.resource.in_use, 0);
    tear_down();
}
END_TEST

START_TEST(those_behind_one_who_leaves_are_served_if_their_request_fits)
{
    set_up(3);
    acquire(0, 2, AB_PRIORITY_NORMAL);
    acquire(1, 3, AB_PRIORITY_NORMAL);
    want(2);
    at(10, LEAVE, 1);
    run();
    expect_served(1, (const uint32_t[]){2});
    ck_assert_int_eq(scene.when[0], 10);
    ck_assert_int_eq(scene.resource.in_use, 3);
    tear_down();
}
END_TEST

START_TEST(leaving_from_the_front_the_middle_and_the_back_keeps_the_others_in_order)
{
    set_up(1);
    for (uint32_t i = 0; i < 7; i++) {
        want(i);
    }
    leave(&scene, 1);
    leave(&scene, 4);
    leave(&scene, 6);
    ck_assert(!want(7));
    for (int i = 1; i <= 4; i++) {
        at(i, RELEASE, 1);
    }
    run();
    expect_served(4, (const uint32_t[]){2, 3, 5, 7});
    tear_down();
}
END_TEST

START_TEST(a_stale_handle_does_not_remove_who_waits_in_the_same_place_now)
{
    set_up(1);
    want(0);
    want(1);
    ck_assert(ab_resource_leave(&scene.resource, scene.handle[1]));
    want(2); /* in the place that 1 had */
    ck_assert(!ab_resource_leave(&scene.resource, scene.handle[1]));
    ck_assert(!ab_resource_leave(&scene.resource, AB_WAIT_NONE));
    ck_assert(!ab_resource_leave(&scene.resource, UINT64_C(1) << 32 | 1000000));
    ck_assert_int_eq(scene.resource.in_line, 1);
    tear_down();
}
END_TEST

START_TEST(resources_share_a_waiting_room_without_mixing_their_lines)
{
    set_up(1);
    struct ab_resource other;
    ab_resource_init(&other, &scene.simulation, &scene.room, 0);
    want(0);
    for (uint32_t i = 1; i < 5; i++) {
        want(i);
        ab_resource_acquire(&other, 1, AB_PRIORITY_NORMAL, SERVED, 10 + i, NULL);
    }
    for (int i = 1; i <= 4; i++) {
        at(i, RELEASE, 1);
    }
    run();
    expect_served(4, (const uint32_t[]){1, 2, 3, 4});
    ab_resource_set_capacity(&other, 4);
    ck_assert_int_eq(other.in_use, 4);
    tear_down();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("resource");
    TCase *line = tcase_create("line");
    tcase_add_test(line, free_units_are_granted_at_once);
    tcase_add_test(line, who_finds_no_unit_waits_until_one_is_released);
    tcase_add_test(line, released_units_belong_to_the_next_in_line_at_once);
    tcase_add_test(line, a_unit_that_is_passed_on_belongs_to_the_next_whom_the_caller_lets_go_on);
    tcase_add_test(line, the_line_is_served_in_order_of_arrival);
    tcase_add_test(line, the_line_is_served_by_priority_then_arrival);
    tcase_add_test(line, a_large_request_is_not_overtaken_by_a_small_one);
    tcase_add_test(line, a_more_urgent_newcomer_takes_free_units_that_the_line_cannot_use);
    tcase_add_test(line, one_release_may_serve_several);
    tcase_add_test(line, resources_share_a_waiting_room_without_mixing_their_lines);
    suite_add_tcase(suite, line);
    TCase *leaving = tcase_create("leaving");
    tcase_add_test(leaving, who_leaves_the_line_is_not_served);
    tcase_add_test(leaving, a_release_event_before_a_timeout_of_the_same_instant_serves);
    tcase_add_test(leaving, a_timeout_before_a_release_of_the_same_instant_passes_the_unit_on);
    tcase_add_test(leaving,
                   within_one_handler_a_release_excludes_leaving_before_the_resumption_runs);
    tcase_add_test(leaving, within_one_handler_leaving_excludes_being_served);
    tcase_add_test(leaving, those_behind_one_who_leaves_are_served_if_their_request_fits);
    tcase_add_test(leaving,
                   leaving_from_the_front_the_middle_and_the_back_keeps_the_others_in_order);
    tcase_add_test(leaving, a_stale_handle_does_not_remove_who_waits_in_the_same_place_now);
    suite_add_tcase(suite, leaving);
    return suite_run(suite, TESTS);
}
