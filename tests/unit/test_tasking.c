/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_tasking.c - free aircraft in groups, waiting loads in rows, and who is asked in a round. */
#include "model/fleet.h"
#include "model/idle.h"
#include "model/waiting.h"
#include "support/invariant.h"
#include "support/replay.h"
#include "support/suite.h"

enum { TESTS = 7 };

static struct ab_scenario *scenario;
static struct ab_run *run;

/* Aircraft 0 to 2 are the distant fleet's, 3 to 8 the near one's. */
#define TWO_FLEETS "fleet.distant.active=yes", "fleet.distant.number=3", "fleet.near.number=6"

static void make(const char *const *assignment)
{
    scenario = replay_load("tests/oracles/tasking.ini", assignment);
    run = ab_run_create(scenario);
    ck_assert_ptr_nonnull(run);
    (void)replay_one(run, 1, 1);
}

static void teardown(void)
{
    ab_run_destroy(run);
    ab_scenario_destroy(scenario);
    run = NULL;
    scenario = NULL;
}

/* ---- free aircraft ---- */

static void join(int tail, ab_time now, int field)
{
    run->simulation.now = now;
    run->tail[tail].at = field;
    ab_idle_join(run, tail);
}

static void expect_group(int fleet, int field, int count, const int *tails)
{
    int g = run->idle.fleet[fleet].groups.first;
    while (g != AB_NOBODY && run->idle.group[g].field != field) {
        g = run->idle.group[g].of_fleet.next;
    }
    ck_assert_int_eq(g == AB_NOBODY, count == 0);
    int t = g == AB_NOBODY ? AB_NOBODY : run->idle.group[g].tails.first;
    for (int i = 0; i < count; i++) {
        ck_assert_int_eq(t, tails[i]);
        t = run->tail[t].link.next;
    }
    ck_assert_int_eq(t, AB_NOBODY);
}

START_TEST(who_has_been_free_longest_is_first_then_the_lower_tail)
{
    make(REPLAY_SET(TWO_FLEETS));
    ab_fleet_reset(run);
    const int home = run->tail[3].home;
    join(7, 10, home);
    join(8, 20, home);
    join(5, 20, home);
    join(6, 20, home);
    join(3, 30, home);
    expect_group(1, home, 5, (const int[]){7, 5, 6, 8, 3});
    ab_idle_leave(run, 6);
    ab_idle_leave(run, 7);
    expect_group(1, home, 3, (const int[]){5, 8, 3});
    ck_assert_int_eq(run->tails_free, 3);
}
END_TEST

START_TEST(there_are_groups_only_where_aircraft_are_free)
{
    make(REPLAY_SET(TWO_FLEETS));
    ab_fleet_reset(run);
    const int home = run->tail[3].home, base = run->tail[0].home;
    join(4, 0, base);
    join(3, 0, base);
    join(0, 0, home);
    join(5, 0, home);
    join(1, 0, base);
    expect_group(1, base, 2, (const int[]){3, 4});
    expect_group(0, home, 1, (const int[]){0});
    ck_assert_int_eq(ab_idle_first_away(run), 0);
    ab_idle_leave(run, 0);
    ck_assert_int_eq(ab_idle_first_away(run), 3);
    ab_idle_leave(run, 3);
    ab_idle_leave(run, 4);
    ck_assert_int_eq(ab_idle_first_away(run), AB_NOBODY);
    expect_group(1, base, 0, NULL);
    expect_group(0, home, 0, NULL);
    ab_idle_leave(run, 1);
    ck_assert_int_eq(run->idle.fleets.first, 1);
    ck_assert_int_eq(run->idle.fleets.last, 1);
    const int used = run->idle.groups;
    join(0, 0, home); /* in a group that was closed */
    ck_assert_int_eq(run->idle.groups, used);
}
END_TEST

/* ---- waiting loads ---- */

static void call(int load, ab_time ready)
{
    run->chalk[load].ready = ready;
    run->chalk[load].called = ab_now(run);
    run->chalk[load].tasked = AB_TIME_NEVER;
    ab_waiting_add(run, load);
}

/* Takes all that wait, and says in which order. */
static void expect_asked(int count, const int *loads)
{
    ab_waiting_begin_round(run);
    for (int i = 0; i < count; i++) {
        const struct ab_demand *demand = ab_waiting_ask(run);
        ck_assert_ptr_nonnull(demand);
        ck_assert_int_eq(ab_waiting_first(run, demand), loads[i]);
        ab_waiting_take(run);
    }
    ck_assert_ptr_null(ab_waiting_ask(run));
    ab_waiting_end_round(run);
}

/* Loads 0 to 4 are the first contingent's, 5 to 9 the second's. */
#define FIVE_EACH "contingent.first.loads=5", "contingent.second.loads=5"

START_TEST(loads_are_asked_by_priority_readiness_and_number)
{
    make(REPLAY_SET(FIVE_EACH, "contingent.first.priority=2", "contingent.second.priority=1"));
    ab_waiting_reset(run);
    call(0, 10);
    call(1, 20);
    call(6, 30);
    call(7, 30);
    call(2, 20);
    ck_assert_int_eq(run->waiting.rows, 2);
    expect_asked(5, (const int[]){6, 7, 0, 1, 2});
    call(3, 40);
    ck_assert_int_eq(run->waiting.rows, 2); /* in the row that was empty */
    expect_asked(1, (const int[]){3});
}
END_TEST

START_TEST(a_load_that_comes_out_of_order_is_asked_in_order)
{
    make(REPLAY_SET(FIVE_EACH));
    ab_waiting_reset(run);
    call(3, 40);
    call(1, 20);
    call(4, 50);
    call(8, 20);
    call(2, 30);
    expect_asked(5, (const int[]){1, 8, 2, 3, 4});
}
END_TEST

START_TEST(who_is_refused_is_asked_again_only_when_that_may_help)
{
    make(REPLAY_SET(TWO_FLEETS, FIVE_EACH, "contingent.first.fleets=near",
                    "contingent.second.fleets=distant"));
    ab_fleet_reset(run);
    ab_waiting_reset(run);
    call(0, 10);
    call(5, 20);
    ab_waiting_begin_round(run);
    ck_assert_ptr_nonnull(ab_waiting_ask(run));
    ab_waiting_refuse_demand(run);
    ck_assert_ptr_nonnull(ab_waiting_ask(run));
    ab_waiting_refuse_row(run);
    ab_waiting_end_round(run);
    expect_asked(0, NULL); /* nothing has changed */
    join(1, 30, run->tail[1].home);
    expect_asked(1, (const int[]){5});
    run->waiting.in_doubt = true;
    expect_asked(1, (const int[]){0});
}
END_TEST

/* ---- whole runs ---- */

/* One aircraft, three hundred loads that are ready at once, and six of another fleet that stand by:
 * in
 * a round one gets the aircraft, and the next none, which stands for all. */
START_TEST(a_load_is_asked_when_its_turn_comes)
{
    make(REPLAY_SET("contingent.first.loads=300", "contingent.first.fleets=near",
                    "contingent.second.fleets=distant", "contingent.second.loads=1",
                    "fleet.distant.active=yes", "fleet.distant.number=7",
                    "scenario.horizon=3000 h"));
    ck_assert(run->complete);
    ck_assert_uint_ge(run->tasking.asked, 301);
    ck_assert_uint_le(run->tasking.asked, 2 * 301);
}
END_TEST

/* A field that is not open and will not be: no aircraft is looked for. */
START_TEST(loads_that_nobody_can_take_are_not_asked)
{
    make(REPLAY_SET("contingent.first.loads=20", "contingent.second.loads=300",
                    "contingent.second.apod=strip", "change.shut.at=1 ms",
                    "change.shut.key=airfield.strip.open", "change.shut.value=no",
                    "scenario.end=horizon", "scenario.horizon=500 h"));
    ck_assert_uint_le(run->tasking.asked, 25);
    ck_assert_ptr_null(ab_invariant_broken(run));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tasking");
    TCase *tests = tcase_create("order");
    tcase_add_checked_fixture(tests, NULL, teardown);
    tcase_add_test(tests, who_has_been_free_longest_is_first_then_the_lower_tail);
    tcase_add_test(tests, there_are_groups_only_where_aircraft_are_free);
    tcase_add_test(tests, loads_are_asked_by_priority_readiness_and_number);
    tcase_add_test(tests, a_load_that_comes_out_of_order_is_asked_in_order);
    tcase_add_test(tests, who_is_refused_is_asked_again_only_when_that_may_help);
    tcase_add_test(tests, a_load_is_asked_when_its_turn_comes);
    tcase_add_test(tests, loads_that_nobody_can_take_are_not_asked);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
