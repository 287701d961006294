/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_preparation.c - loads in the hands of teams: what they are made of, whom they call, and who
 * takes them from there. Each answer is by hand. */
#include "support/clockwork.h"
#include "support/suite.h"

enum { TESTS = 11 };

static void expect_off(int chalk, double hours)
{
    const double off = ab_time_hours(run->chalk[chalk].offloaded);
    ck_assert_msg(fabs(off - hours) < 1e-9, "load %d is off at %g h, not %g", chalk + 1, off,
                  hours);
}

static void expect_spent(int chalk, int state, double hours)
{
    const double spent = ab_time_hours(run->loads.spent[chalk].in[state]);
    ck_assert_msg(fabs(spent - hours) < 1e-9, "load %d spent %g h in state %d, not %g", chalk + 1,
                  spent, state, hours);
}

/* 10 min, 20 min for each of 2 vehicles, 6 min for each of 5 t, 1 min for each of 20 people. */
START_TEST(a_load_takes_as_long_as_what_it_is_made_of)
{
    play("clockwork.ini", "[vehicle.v]\nmass = 1 t\nlength = 2 m\nwidth = 2 m\n[aircraft.a]\n"
                          "seats = 50\ndeck_length = 20 m\ndeck_width = 3 m\n[contingent.c]\n"
                          "people = 20\nvehicles = v: 2\nbulk = 5 t\npreparation_time = 10 min\n"
                          "preparation_per_vehicle = 20 min\npreparation_per_tonne = 6 min\n"
                          "preparation_per_person = 1 min\n");
    expect_off(0, 100.0 / 60 + 4);
    ck_assert_int_eq(run->chalk_count, 1);
}
END_TEST

#define FAR                                                                                        \
    "[airfield.base]\n[leg.b]\nfrom = base\nto = home\nblock_time = 2 h\n"                         \
    "[leg.c]\nfrom = base\nto = away\nblock_time = 4 h\n[fleet.f]\nhome = base\nnumber = 9\n"      \
    "[airfield.home]\npreparation_teams = 1\n"

/* Aircraft are two hours away, and called two hours before three of preparation are over. */
START_TEST(aircraft_are_there_when_a_load_is_foreseen_ready)
{
    play("clockwork.ini", FAR "[contingent.c]\nloads = 3\npreparation_time = 3 h\n"
                              "call_forward = 2 h\n");
    for (int k = 0; k < 3; k++) {
        expect_off(k, 3 * (k + 1) + 4);
        ck_assert_int_eq(run->chalk[k].called, (3 * k + 1) * AB_HOUR);
        expect_spent(k, AB_CAUSE_PREPARATION, 3 * k);
        expect_spent(k, AB_CAUSE_POSITIONING, 0);
    }
    play("clockwork.ini", FAR "[contingent.c]\nloads = 3\npreparation_time = 3 h\n");
    expect_off(2, 9 + 2 + 4);
    expect_spent(2, AB_CAUSE_POSITIONING, 2);
}
END_TEST

static void expect_cargo(double hours)
{
    double waited[AB_CAUSE_COUNT];
    int flights[AB_CAUSE_COUNT];
    ab_run_waits(run, waited, flights);
    ck_assert_double_eq_tol(waited[AB_CAUSE_CARGO], hours, 1e-9);
}

/* Five hours ahead: the second will be ready at 6 h when the first is with the team, the third at 9 h.
 * The first is called when it is taken up, three hours ahead. */
START_TEST(aircraft_are_called_for_those_in_line_as_foreseen)
{
    play("clockwork.ini", FAR "[contingent.c]\nloads = 3\npreparation_time = 3 h\n"
                              "call_forward = 5 h\n");
    const ab_time called[] = {0, 1, 4};
    for (int k = 0; k < 3; k++) {
        ck_assert_int_eq(run->chalk[k].called, called[k] * AB_HOUR);
        expect_off(k, 3 * (k + 1) + 4);
    }
    expect_cargo(1 + 3 + 3);
}
END_TEST

/* Two teams, so that the third and the fourth are foreseen ready at 6 h; but a load of better priority,
 * an hour's work, comes at 2 h and is foreseen before them, and one of them at 7 h then. */
START_TEST(foreseen_is_the_order_in_which_they_will_be_taken_up)
{
    play("clockwork.ini", FAR "[contingent.c]\nloads = 4\npreparation_time = 3 h\n"
                              "call_forward = 3 h\npriority = 2\n"
                              "[contingent.d]\napoe = home\napod = away\nloads = 1\npriority = 1\n"
                              "preparation_time = 1 h\nassembly = 2 h\ncall_forward = 2 h\n"
                              "[change.x]\nat = 0 h\nkey = airfield.home.preparation_teams\n"
                              "value = 2\n");
    const ab_time called[] = {0, 0, 3, 4, 2};
    for (int k = 0; k < 5; k++) {
        ck_assert_msg(run->chalk[k].called == called[k] * AB_HOUR, "load %d is called at %g h", k,
                      ab_time_hours(run->chalk[k].called));
    }
    expect_off(2, 3 + 3 + 4);
    expect_off(3, 4 + 3 + 4);
    expect_off(4, 4 + 4);
}
END_TEST

/* Where the yard has a limit: when the team takes the load up, and not before, so that each aircraft
 * waits an hour. */
START_TEST(where_the_yard_has_a_limit_nobody_is_called_for_those_in_line)
{
    play("clockwork.ini", FAR "yard_loads = 9\n[contingent.c]\nloads = 3\n"
                              "preparation_time = 3 h\ncall_forward = 50 h\n");
    expect_cargo(3);
    for (int k = 0; k < 3; k++) {
        ck_assert_int_eq(run->chalk[k].called, 3 * k * AB_HOUR);
        expect_off(k, 3 * (k + 1) + 4);
    }
}
END_TEST

/* The load of x stands in the yard until its aircraft has come ten hours; those of y find the yard full
 * and go aboard from where the team has them. */
START_TEST(an_aircraft_takes_a_load_from_the_team_that_keeps_it)
{
    play("clockwork.ini",
         "[airfield.base]\n[leg.b]\nfrom = base\nto = home\nblock_time = 10 h\n"
         "[leg.c]\nfrom = base\nto = away\nblock_time = 10 h\n"
         "[fleet.g]\ntype = a\nhome = base\nnumber = 1\n"
         "[airfield.home]\npreparation_teams = 1\nyard_loads = 1\n"
         "[contingent.c]\nloads = 1\nfleets = g\npriority = 1\npreparation_time = 1 h\n"
         "[contingent.y]\napoe = home\napod = away\nloads = 2\nfleets = f\n"
         "preparation_time = 1 h\n");
    expect_off(0, 1 + 10 + 4);
    expect_off(1, 2 + 4);
    expect_off(2, 3 + 4);
    expect_spent(1, AB_CAUSE_YARD, 0);
}
END_TEST

/* A load that is kept is called where it stands: its aircraft sets out six hours away. */
START_TEST(a_load_that_is_kept_is_called)
{
    play("clockwork.ini",
         "[airfield.base]\n[leg.b]\nfrom = base\nto = home\nblock_time = 6 h\n"
         "[leg.c]\nfrom = base\nto = away\nblock_time = 8 h\n[fleet.f]\nhome = base\n"
         "[airfield.home]\npreparation_teams = 1\nyard_loads = 1\n"
         "[contingent.c]\nloads = 2\npreparation_time = 1 h\n");
    expect_off(0, 1 + 6 + 4);
    ck_assert_int_eq(run->chalk[1].called, 2 * AB_HOUR);
    expect_spent(1, AB_CAUSE_YARD, 5); /* from 2 until the first is put aboard at 7 */
    expect_spent(1, AB_CAUSE_POSITIONING, 1);
    expect_off(1, 2 + 6 + 4);
}
END_TEST

/* Without teams of their own loads come ready to a yard of one: the second stands outside. */
START_TEST(whoever_comes_ready_needs_room_as_well)
{
    play("clockwork.ini", "[fleet.f]\nnumber = 1\n[airfield.home]\nyard_loads = 1\n"
                          "[contingent.c]\nloads = 3\nload_interval = 1 h\n");
    expect_spent(1, AB_CAUSE_YARD, 0); /* comes at 1, the first has left at 0 */
    expect_spent(2, AB_CAUSE_YARD, 4); /* from 2 until the second is put aboard at 6 */
    expect_spent(2, AB_CAUSE_AIRCRAFT, 4);
    expect_spent(2, AB_CAUSE_POSITIONING, 2);
    expect_off(2, 16);
}
END_TEST

/* Closed at 6 h: all come to the one team of the theatre, ready at 8, 10 and 12, and aircraft come from
 * home for each (2 h), load, fly, unload. */
START_TEST(homeward_loads_are_prepared_where_they_leave)
{
    play("withdrawn.ini", "[withdrawal]\norder = 0 h\n[fleet.f]\nnumber = 3\n"
                          "[airfield.away]\npreparation_teams = 1\n"
                          "[contingent.c]\nloads = 3\npreparation_time = 2 h\n");
    expect_off(2, 6);
    for (int k = 0; k < 3; k++) {
        expect_spent(3 + k, AB_CAUSE_PREPARATION, 2 * k);
        expect_off(3 + k, 8 + 2 * k + 2 + 4);
    }
}
END_TEST

/* Loads come every four hours to a team that takes one: it never binds; every hour, it does. */
START_TEST(the_interval_is_how_fast_loads_come_to_the_teams)
{
    play("clockwork.ini", "[fleet.f]\nnumber = 9\n[airfield.home]\npreparation_teams = 1\n"
                          "[contingent.c]\nloads = 3\npreparation_time = 2 h\n"
                          "load_interval = 4 h\n");
    expect_off(2, 8 + 2 + 4);
    expect_spent(2, AB_CAUSE_PREPARATION, 0);
    play("clockwork.ini", "[fleet.f]\nnumber = 9\n[airfield.home]\npreparation_teams = 1\n"
                          "[contingent.c]\nloads = 3\npreparation_time = 2 h\n"
                          "load_interval = 1 h\n");
    expect_off(2, 6 + 4);
    expect_spent(2, AB_CAUSE_PREPARATION, 2);
}
END_TEST

/* A load of better priority that comes at the same instant goes first, whatever came to be told
 * first; and one that comes later does not take a load from a team. */
START_TEST(who_comes_at_one_instant_is_weighed_together)
{
    play("clockwork.ini", "[fleet.f]\nnumber = 9\n[airfield.home]\npreparation_teams = 1\n"
                          "[contingent.c]\nloads = 1\npreparation_time = 2 h\npriority = 2\n"
                          "[contingent.d]\napoe = home\napod = away\nloads = 1\npriority = 1\n"
                          "preparation_time = 2 h\n");
    expect_off(1, 2 + 4);
    expect_off(0, 4 + 4);
}
END_TEST

int main(void)
{
    TCase *teams = tcase_create("teams");
    tcase_add_checked_fixture(teams, setup, teardown);
    tcase_add_test(teams, a_load_takes_as_long_as_what_it_is_made_of);
    tcase_add_test(teams, aircraft_are_there_when_a_load_is_foreseen_ready);
    tcase_add_test(teams, aircraft_are_called_for_those_in_line_as_foreseen);
    tcase_add_test(teams, foreseen_is_the_order_in_which_they_will_be_taken_up);
    tcase_add_test(teams, where_the_yard_has_a_limit_nobody_is_called_for_those_in_line);
    tcase_add_test(teams, an_aircraft_takes_a_load_from_the_team_that_keeps_it);
    tcase_add_test(teams, a_load_that_is_kept_is_called);
    tcase_add_test(teams, whoever_comes_ready_needs_room_as_well);
    tcase_add_test(teams, homeward_loads_are_prepared_where_they_leave);
    tcase_add_test(teams, the_interval_is_how_fast_loads_come_to_the_teams);
    tcase_add_test(teams, who_comes_at_one_instant_is_weighed_together);
    Suite *suite = suite_create("preparation");
    suite_add_tcase(suite, teams);
    return suite_run(suite, TESTS);
}
