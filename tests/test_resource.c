/* test_resource.c - places and the line before them: who is served when, and the books kept. */
#include "base/memory.h"
#include "engine/resource.h"
#include "engine/stream.h"
#include "suite.h"

#include <check.h>
#include <math.h>
#include <string.h>

enum { TESTS = 29 };

/* A script: events release, leave or resize, resumptions are written down. */
enum kind { SERVED, RELEASE, LEAVE, RESIZE, RELEASE_THEN_LEAVE, LEAVE_THEN_RELEASE };

enum { SERVED_MAX = 64 };
struct scene {
    struct ab_simulation simulation;
    struct ab_waiting_room room;
    struct ab_resource resource;
    ab_wait_handle handle[16]; /* of subject 0, 1, ... */
    bool left[16];             /* what leaving returned */
    int served;
    uint32_t who[SERVED_MAX];
    ab_time when[SERVED_MAX];
};

static void leave(struct scene *scene, uint32_t subject)
{
    scene->left[subject] = ab_resource_leave(&scene->resource, scene->handle[subject]);
}

static void act(void *owner, uint16_t kind, uint32_t subject)
{
    struct scene *scene = owner;
    switch ((enum kind)kind) {
    case SERVED:
        scene->who[scene->served] = subject;
        scene->when[scene->served++] = scene->simulation.now;
        break;
    case RELEASE: ab_resource_release(&scene->resource, (int32_t)subject); break;
    case LEAVE: leave(scene, subject); break;
    case RESIZE: ab_resource_set_capacity(&scene->resource, (int32_t)subject); break;
    case RELEASE_THEN_LEAVE:
        ab_resource_release(&scene->resource, 1);
        leave(scene, subject);
        break;
    case LEAVE_THEN_RELEASE:
        leave(scene, subject);
        ab_resource_release(&scene->resource, 1);
        break;
    }
}

static struct scene scene;

static struct ab_resource *set_up(int32_t capacity)
{
    memset(&scene, 0, sizeof scene);
    ck_assert(ab_simulation_init(&scene.simulation, act, &scene, 0));
    ck_assert(ab_waiting_room_init(&scene.room, 0));
    ab_resource_init(&scene.resource, &scene.simulation, &scene.room, capacity);
    return &scene.resource;
}

static void tear_down(void)
{
    ab_waiting_room_clear(&scene.room);
    ab_simulation_clear(&scene.simulation);
}

static bool acquire(uint32_t subject, int32_t units, uint8_t priority)
{
    return ab_resource_acquire(&scene.resource, units, priority, SERVED, subject,
                               &scene.handle[subject]);
}

static bool want(uint32_t subject)
{
    return acquire(subject, 1, AB_PRIORITY_NORMAL);
}

static void at(ab_time time, enum kind kind, uint32_t subject)
{
    ab_simulation_at(&scene.simulation, time, AB_PRIORITY_NORMAL, (uint16_t)kind, subject);
}

static void run(void)
{
    ck_assert_int_eq(ab_simulation_run(&scene.simulation), AB_STOP_EXHAUSTED);
}

static void expect_served(int count, const uint32_t *who)
{
    ck_assert_int_eq(scene.served, count);
    for (int i = 0; i < count; i++) {
        ck_assert_uint_eq(scene.who[i], who[i]);
    }
}

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
    ck_assert_int_eq(scene.resource.in_line, 1);
    tear_down();
}
END_TEST

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
    ck_assert(ab_resource_utilisation(resource) <= 0.0);
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
    ab_resource_settle(resource);
    ck_assert_int_eq(resource->use_ms, 2 * 60 + 1 * 40);
    ck_assert_int_eq(resource->line_ms, 20);
    ck_assert_int_eq(resource->capacity_ms, 200);
    ck_assert_int_eq(resource->waited_ms, 20);
    ck_assert_uint_eq(resource->granted, 3);
    ck_assert_uint_eq(resource->waited, 1);
    ck_assert_int_eq(resource->in_use_max, 2);
    ck_assert_int_eq(resource->in_line_max, 1);
    ck_assert(fabs(ab_resource_utilisation(resource) - 0.8) < 1e-15);
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
    ck_assert_int_eq(resource->line_ms, 25);
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
    ck_assert_int_eq(resource->use_ms, 80);
    ck_assert_int_eq(resource->capacity_ms, 40 + 40 + 10);
    ck_assert(ab_resource_utilisation(resource) <= 1.0);
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
    ck_assert_int_eq(resource->use_ms, 10);
    ck_assert_int_eq(resource->capacity_ms, 20);
    tear_down();
}
END_TEST

START_TEST(at_time_zero_nothing_was_used)
{
    struct ab_resource *resource = set_up(1);
    want(0);
    ck_assert(ab_resource_utilisation(resource) <= 0.0);
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

/* Subjects come, wait, lose patience and release at random; after every step the books balance. */
START_TEST(at_every_moment_units_and_waiters_are_accounted_for)
{
    struct ab_resource *resource = set_up(5);
    gsl_rng *rng = gsl_rng_alloc(ab_stream_gsl_type);
    ab_wait_handle waiting[500];
    int joined = 0, left = 0;
    int64_t released = 0, acquired = 0;
    for (int step = 0; step < 20000; step++) {
        const unsigned long dice = gsl_rng_uniform_int(rng, 100);
        at(scene.simulation.now + (ab_time)gsl_rng_uniform_int(rng, 3), RESIZE,
           (uint32_t)(dice < 5 ? gsl_rng_uniform_int(rng, 9) : (unsigned long)resource->capacity));
        scene.served = 0;
        ab_simulation_step(&scene.simulation);
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
    }
    ck_assert_int_gt(left, 100);
    ck_assert_int_gt((int)resource->waited, 1000);
    gsl_rng_free(rng);
    tear_down();
}
END_TEST

static Suite *resource_suite(void)
{
    Suite *suite = suite_create("resource");
    TCase *line = tcase_create("line");
    tcase_add_test(line, free_units_are_granted_at_once);
    tcase_add_test(line, who_finds_no_unit_waits_until_one_is_released);
    tcase_add_test(line, released_units_belong_to_the_next_in_line_at_once);
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
    TCase *capacity = tcase_create("capacity");
    tcase_add_test(capacity, a_raised_capacity_serves_the_line);
    tcase_add_test(capacity, a_capacity_below_the_units_in_use_drains);
    tcase_add_test(capacity, a_closed_resource_serves_when_it_opens_again);
    tcase_add_test(capacity, an_unlimited_resource_never_makes_anybody_wait);
    tcase_add_test(capacity, a_line_of_any_length_finds_room_and_a_reset_keeps_the_room);
    tcase_add_test(capacity, a_wait_that_cannot_be_stored_ends_the_run);
    suite_add_tcase(suite, capacity);
    TCase *books = tcase_create("books");
    tcase_set_timeout(books, 60);
    tcase_add_test(books, the_integrals_agree_with_a_calculation_by_hand);
    tcase_add_test(books, who_leaves_counts_in_the_line_but_not_as_served);
    tcase_add_test(books, units_being_drained_count_as_capacity);
    tcase_add_test(books, statistics_begin_when_the_resource_is_initialised);
    tcase_add_test(books, at_time_zero_nothing_was_used);
    tcase_add_test(books, at_every_moment_units_and_waiters_are_accounted_for);
    suite_add_tcase(suite, books);
    return suite;
}

int main(void)
{
    return suite_run(resource_suite(), TESTS);
}
