/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_resource_books.c - places that come and go, and the books that a resource keeps. */
#include "base/memory.h"
#include "support/gsl_stream.h"
#include "support/resource_scene.h"
#include "support/suite.h"

#include <math.h>

enum { TESTS = 15 };

/* The mean share of the capacity used so far. */
static double utilisation(const struct ab_resource *resource)
{
    const struct ab_books books = ab_resource_books(resource);
    return books.capacity_ms > 0 ? (double)books.used_ms / (double)books.capacity_ms : 0.0;
}

START_TEST(a_raised_capacity_serves_the_line)
{
    set_up(1);
    for (uint32_t i = 0; i < 4; i++) {
        want(i);
    }
    at(10, RESIZE, 3);
    run();
    expect_served(2, (const uint32_t[]){1, 2});
    ck_assert_int_eq(scene.when[1], 10);
    ck_assert_int_eq(scene.resource.in_use, 3);
    tear_down();
}
END_TEST

START_TEST(a_capacity_below_the_units_in_use_drains)
{
    struct ab_resource *resource = set_up(3);
    acquire(0, 3, AB_PRIORITY_NORMAL);
    want(1);
    at(10, RESIZE, 1);
    at(20, RELEASE, 1);
    at(30, RELEASE, 1);
    at(40, RELEASE, 1);
    run();
    expect_served(1, (const uint32_t[]){1});
    ck_assert_int_eq(scene.when[0], 40);
    ck_assert_int_eq(resource->in_use, 1);
    tear_down();
}
END_TEST

/* Nor is one of them passed on to whoever is first in line. */
START_TEST(what_is_in_use_above_the_capacity_is_not_passed_on)
{
    struct ab_resource *resource = set_up(2);
    struct ab_turn next;
    ck_assert(want(0) && want(1) && !want(2));
    ab_resource_set_capacity(resource, 1);
    ck_assert(!ab_resource_pass_on(resource, &next));
    ck_assert_int_eq(resource->in_use, 1);
    ck_assert(ab_resource_pass_on(resource, &next));
    ck_assert_uint_eq(next.subject, 2);
    ck_assert_int_eq(resource->in_use, 1);
    tear_down();
}
END_TEST

/* Nothing is full of which there is none, until somebody waits for it. */
START_TEST(a_resource_of_which_there_is_none_is_full_when_it_is_wanted)
{
    struct ab_meter meter = {0};
    int active;
    struct ab_use use;
    struct ab_meters meters = {.meter = &meter, .active = &active, .use = &use, .count = 1};
    struct ab_resource *resource = set_up(0);
    ab_meters_reset(&meters, 1000, 1000);
    ab_resource_meter(resource, &meters, 0);
    ab_resource_tell(resource);
    ck_assert(!meter.full);
    ck_assert(!want(0));
    ck_assert(meter.full);
    tear_down();
}
END_TEST

START_TEST(a_closed_resource_serves_when_it_opens_again)
{
    set_up(0);
    ck_assert(!want(0));
    at(10, RESIZE, 1);
    run();
    expect_served(1, (const uint32_t[]){0});
    tear_down();
}
END_TEST

START_TEST(an_unlimited_resource_never_makes_anybody_wait)
{
    struct ab_resource *resource = set_up(AB_UNLIMITED);
    for (int i = 0; i < 1000; i++) {
        ck_assert(acquire(0, 1000000, AB_PRIORITY_NORMAL));
    }
    ck_assert_int_eq(resource->in_use, 1000000000);
    ck_assert(utilisation(resource) <= 0.0);
    tear_down();
}
END_TEST

/* By hand: 2 units; 2 in use from 0, 1 of them from 30 for the second subject in line, ...
 *   time       0..10  10..30  30..60  60..100
 *   in use       2       2       2       1
 *   in line      0       1       0       0       (subject 2 joins at 10, is served at 30)  */
START_TEST(the_integrals_agree_with_a_calculation_by_hand)
{
    struct ab_resource *resource = set_up(2);
    want(0);
    want(1);
    at(10, RESIZE, 2); /* changes nothing, moves the clock */
    ab_simulation_step(&scene.simulation);
    want(2);
    at(30, RELEASE, 1);
    at(60, RELEASE, 1);
    at(100, RESIZE, 2);
    run();
    const struct ab_books books = ab_resource_books(resource);
    ck_assert_int_eq(books.used_ms, 2 * 60 + 1 * 40);
    ck_assert_int_eq(books.line_ms, 20);
    ck_assert_int_eq(books.capacity_ms, 200);
    ck_assert_int_eq(resource->waited_ms, 20);
    ck_assert_uint_eq(resource->granted, 3);
    ck_assert_uint_eq(resource->waited, 1);
    ck_assert(fabs(utilisation(resource) - 0.8) < 1e-15);
    tear_down();
}
END_TEST

START_TEST(who_leaves_counts_in_the_line_but_not_as_served)
{
    struct ab_resource *resource = set_up(1);
    want(0);
    want(1);
    at(25, LEAVE, 1);
    run();
    ck_assert_int_eq(ab_resource_books(resource).line_ms, 25);
    ck_assert_uint_eq(resource->granted, 1);
    ck_assert_uint_eq(resource->waited, 0);
    ck_assert_int_eq(resource->waited_ms, 0);
    tear_down();
}
END_TEST

START_TEST(units_being_drained_count_as_capacity)
{
    struct ab_resource *resource = set_up(4);
    acquire(0, 4, AB_PRIORITY_NORMAL);
    at(10, RESIZE, 1);
    at(20, RELEASE, 4);
    at(30, RESIZE, 1);
    run();
    const struct ab_books books = ab_resource_books(resource);
    ck_assert_int_eq(books.used_ms, 80);
    ck_assert_int_eq(books.capacity_ms, 40 + 40 + 10);
    ck_assert(utilisation(resource) <= 1.0);
    tear_down();
}
END_TEST

/* Two units of four are in use from 0 to 40, one of them idle from 10 to 30; no limit from 30 on. */
START_TEST(shares_leave_out_idle_units_and_time_without_a_limit)
{
    struct ab_resource *resource = set_up(4);
    acquire(0, 2, AB_PRIORITY_NORMAL);
    at(10, RESIZE, 4); /* changes nothing, moves the clock */
    ab_simulation_step(&scene.simulation);
    ab_resource_idle(resource, 1);
    at(30, RESIZE, AB_UNLIMITED);
    ab_simulation_step(&scene.simulation);
    ab_resource_idle(resource, -1);
    at(40, RELEASE, 2);
    run();
    const struct ab_books books = ab_resource_books(resource);
    ck_assert_int_eq(books.capacity_ms, 4 * 30);
    ck_assert_int_eq(books.used_ms, 2 * 10 + 20);
    ck_assert(fabs(utilisation(resource) - 40.0 / 120) < 1e-15);
    tear_down();
}
END_TEST

START_TEST(statistics_begin_when_the_resource_is_initialised)
{
    struct ab_resource *resource = set_up(1);
    at(50, RESIZE, 1);
    ab_simulation_step(&scene.simulation);
    ab_resource_init(resource, &scene.simulation, &scene.room, 2);
    want(0);
    at(60, RELEASE, 1);
    run();
    const struct ab_books books = ab_resource_books(resource);
    ck_assert_int_eq(books.used_ms, 10);
    ck_assert_int_eq(books.capacity_ms, 20);
    tear_down();
}
END_TEST

START_TEST(at_time_zero_nothing_was_used)
{
    struct ab_resource *resource = set_up(1);
    want(0);
    ck_assert(utilisation(resource) <= 0.0);
    tear_down();
}
END_TEST

START_TEST(a_line_of_any_length_finds_room_and_a_reset_keeps_the_room)
{
    struct ab_resource *resource = set_up(0);
    uint64_t allocations = 0;
    for (int use = 0; use < 2; use++) {
        allocations = ab_memory_count();
        for (uint32_t i = 0; i < 1000; i++) {
            ab_resource_acquire(resource, 1, AB_PRIORITY_NORMAL, SERVED, i, &scene.handle[0]);
        }
        ck_assert_int_eq(resource->in_line, 1000);
        ab_waiting_room_reset(&scene.room);
        ab_resource_init(resource, &scene.simulation, &scene.room, 0);
        ck_assert(!ab_resource_leave(resource, scene.handle[0]));
    }
    ck_assert_uint_eq(ab_memory_count(), allocations);
    tear_down();
}
END_TEST

START_TEST(a_wait_that_cannot_be_stored_ends_the_run)
{
    struct ab_resource *resource = set_up(0);
    ab_memory_fail_after(1);
    for (uint32_t i = 0; i < 1000; i++) {
        ck_assert(!ab_resource_acquire(resource, 1, AB_PRIORITY_NORMAL, SERVED, i, NULL));
    }
    ab_memory_fail_after(0);
    ck_assert_int_eq(ab_simulation_run(&scene.simulation), AB_STOP_MEMORY);
    tear_down();
}
END_TEST

static void add_up(struct ab_books *books, const struct ab_resource *resource, ab_time span)
{
    if (resource->capacity != AB_UNLIMITED) {
        const int32_t most =
            resource->in_use > resource->capacity ? resource->in_use : resource->capacity;
        books->used_ms += (resource->in_use - resource->idle) * span;
        books->capacity_ms += most * span;
    }
    books->line_ms += resource->in_line * span;
}

/* Subjects come, wait, lose patience and release at random; after every step the books balance. */
START_TEST(at_every_moment_units_and_waiters_are_accounted_for)
{
    struct ab_resource *resource = set_up(5);
    gsl_rng *rng = gsl_rng_alloc(gsl_stream_type);
    ab_wait_handle waiting[500];
    int joined = 0, left = 0;
    int64_t released = 0, acquired = 0;
    struct ab_books naive = {0}; /* added up moment by moment */
    for (int step = 0; step < 20000; step++) {
        const unsigned long dice = gsl_rng_uniform_int(rng, 100);
        at(scene.simulation.now + (ab_time)gsl_rng_uniform_int(rng, 3), RESIZE,
           (uint32_t)(dice == 5 ? AB_UNLIMITED
                      : dice < 5 || resource->capacity == AB_UNLIMITED
                          ? gsl_rng_uniform_int(rng, 9)
                          : (unsigned long)resource->capacity));
        scene.served = 0;
        const struct ab_resource before_step = *resource;
        const ab_time since = scene.simulation.now;
        ab_simulation_step(&scene.simulation);
        add_up(&naive, &before_step, scene.simulation.now - since);
        if (dice < 40) {
            ab_wait_handle handle;
            const int32_t before = resource->in_line;
            if (!ab_resource_acquire(resource, 1, (uint8_t)(dice % 3), SERVED, 0, &handle)) {
                waiting[joined++ % 500] = handle;
                ck_assert_int_eq(resource->in_line, before + 1);
            }
            acquired++;
        } else if (dice < 75 && resource->in_use > 0) {
            ab_resource_release(resource, 1);
            released++;
        } else if (joined > 0) {
            const unsigned long span = joined < 500 ? (unsigned long)joined : 500;
            left += ab_resource_leave(resource, waiting[gsl_rng_uniform_int(rng, span)]);
        }
        ck_assert_int_eq(acquired, (int64_t)resource->granted + left + resource->in_line);
        ck_assert_int_eq((int64_t)resource->granted, released + resource->in_use);
        ck_assert(resource->in_line == 0 || resource->in_use >= resource->capacity);
        const struct ab_books books = ab_resource_books(resource);
        ck_assert_int_eq(books.used_ms, naive.used_ms);
        ck_assert_int_eq(books.capacity_ms, naive.capacity_ms);
        ck_assert_int_eq(books.line_ms, naive.line_ms);
    }
    ck_assert_int_gt(left, 100);
    ck_assert_int_gt((int)resource->waited, 1000);
    gsl_rng_free(rng);
    tear_down();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("resource books");
    TCase *capacity = tcase_create("capacity");
    tcase_add_test(capacity, a_raised_capacity_serves_the_line);
    tcase_add_test(capacity, a_capacity_below_the_units_in_use_drains);
    tcase_add_test(capacity, a_closed_resource_serves_when_it_opens_again);
    tcase_add_test(capacity, what_is_in_use_above_the_capacity_is_not_passed_on);
    tcase_add_test(capacity, a_resource_of_which_there_is_none_is_full_when_it_is_wanted);
    tcase_add_test(capacity, an_unlimited_resource_never_makes_anybody_wait);
    tcase_add_test(capacity, a_line_of_any_length_finds_room_and_a_reset_keeps_the_room);
    tcase_add_test(capacity, a_wait_that_cannot_be_stored_ends_the_run);
    suite_add_tcase(suite, capacity);
    TCase *books = tcase_create("books");
    tcase_set_timeout(books, 60);
    tcase_add_test(books, the_integrals_agree_with_a_calculation_by_hand);
    tcase_add_test(books, who_leaves_counts_in_the_line_but_not_as_served);
    tcase_add_test(books, units_being_drained_count_as_capacity);
    tcase_add_test(books, shares_leave_out_idle_units_and_time_without_a_limit);
    tcase_add_test(books, statistics_begin_when_the_resource_is_initialised);
    tcase_add_test(books, at_time_zero_nothing_was_used);
    tcase_add_test(books, at_every_moment_units_and_waiters_are_accounted_for);
    suite_add_tcase(suite, books);
    return suite_run(suite, TESTS);
}
