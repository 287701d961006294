/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_evacuation.c - evacuations, worked out on paper: what binds each, in turn. */
#include "support/oracle.h"

enum { TESTS = 15 };

#define ONCE   "-n 1 "
#define PLENTY "--set fleet.fleet.number=20 "

static void expect_over(double hours)
{
    oracle_expect_measure("evacuation_h.people", hours);
}

START_TEST(aircraft_bind)
{
    oracle_title = "evacuation bound by aircraft";
    oracle_run("evacuation.ini", ONCE);
    expect_over(25);
    oracle_expect_measure("evacuated.people", 1000);
    oracle_expect_measure("left_behind.people", 0);
    oracle_expect_measure("boarding_wait_h.people", 200 * (2 + 7 + 12 + 17 + 22));
    oracle_expect_measure("processing_wait_h.people", 0);
    oracle_expect_measure("flying_hours", 10 * 4);
    oracle_expect_measure("backhaul_people", 0);
    table_open(&oracle_table, oracle_folder, "milestones.csv");
    for (int i = 0; i < 3; i++) {
        ck_assert_str_eq(table_cell(&oracle_table, i, "verdict"), "within");
    }
    table_close(&oracle_table);
    oracle_run("evacuation.ini", ONCE "--set fleet.fleet.number=5");
    expect_over(10);
}
END_TEST

/* Seats, more of them with the seats out, a bound of its own, or payload: 5 t for 100 kg each. */
START_TEST(seats_bind)
{
    oracle_title = "evacuation bound by seats";
    oracle_run("evacuation.ini", ONCE "--set aircraft.transport.seats=50");
    expect_over(10 * 5);
    oracle_run("evacuation.ini", ONCE "--set aircraft.transport.seats_evacuation=250");
    expect_over(2 * 5);
    oracle_run("evacuation.ini", ONCE "--set evacuation.people.per_flight=50");
    expect_over(10 * 5);
    oracle_run("evacuation.ini", ONCE "--set 'aircraft.transport.cargo_limit=5 t'");
    expect_over(10 * 5);
    oracle_run("evacuation.ini", ONCE "--set 'aircraft.transport.cargo_limit=5 t' "
                                      "--set 'evacuation.people.person_mass=40 kg'");
    expect_over(5 * 5);
}
END_TEST

/* Called for 50 at a time; each aircraft takes the hundred that are there, so that every other call is
 * for nobody, and lapses. */
START_TEST(an_aircraft_takes_more_than_it_was_called_for)
{
    oracle_run("evacuation.ini", ONCE "--set evacuation.people.call_size=50");
    expect_over(25);
    oracle_expect_measure("flying_hours", 10 * 4);
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    int answered = 0;
    for (int i = 0; i < oracle_table.rows; i++) {
        answered += strcmp(table_cell(&oracle_table, i, "people"), "100") == 0;
    }
    ck_assert_int_eq(oracle_table.rows, 1000 / 50);
    ck_assert_int_eq(answered, 10);
    table_close(&oracle_table);
}
END_TEST

/* 100 are cleared every 4 h: the aircraft for the last of them is called at 40 h. Person i waits i / 25 h
 * to be cleared. An aircraft takes those who have waited longest, 100 of the 150 that are there: the
 * first of its hundred 3.96 h longer than the last, who waits for 2 h. */
START_TEST(processing_binds)
{
    oracle_title = "evacuation bound by processing";
    oracle_run("evacuation.ini", ONCE PLENTY "--set evacuation.people.processing_rate=25");
    expect_over(40 + 5);
    oracle_expect_measure("processing_wait_h.people", 1000.0 * 1001 / 2 / 25);
    oracle_expect_measure("boarding_wait_h.people", 10 * (100 * 2 + 99.0 * 100 / 2 / 25));
}
END_TEST

/* Four hours a day, 100 an hour: 400, 400, and the last 200 by 10:00 on the third day. */
START_TEST(people_are_cleared_by_day)
{
    oracle_run("evacuation.ini",
               ONCE PLENTY "--set evacuation.people.processing_rate=100 "
                           "--set evacuation.people.processing_hours=08:00-12:00");
    expect_over(48 + 10 + 5);
}
END_TEST

/* 200 at once, then 80 an hour: the last hundred is there at 10 h. */
START_TEST(arrivals_bind)
{
    oracle_title = "evacuation bound by arrivals";
    oracle_run("evacuation.ini",
               ONCE PLENTY "--set 'evacuation.people.arrivals=0 h: 200, 10 h: 1000'");
    expect_over(10 + 5);
    oracle_run("evacuation.ini",
               ONCE PLENTY "--set 'evacuation.people.arrivals=0 h: 2, 10 h: 10'"); /* stretched */
    expect_over(10 + 5);
    oracle_expect_measure("evacuated.people", 1000);
}
END_TEST

/* Groups of 50 every hour, from 1 h to 20 h. */
START_TEST(people_come_in_groups)
{
    oracle_run("evacuation.ini", ONCE PLENTY "--set 'evacuation.people.interval=1 h' "
                                             "--set evacuation.people.group=50");
    expect_over(20 + 5);
    oracle_expect_instants("chalks.csv", "called", "contingent", "people",
                           ORACLE_HOURS(2, 4, 6, 8, 10, 12, 14, 16, 18, 20));
}
END_TEST

/* The door clears each group of 50 in half an hour: person j waits j / 100 h. Every second group fills an
 * aircraft, half an hour after it came; that is there 2 h later, and takes the group before as well. */
START_TEST(groups_are_cleared_one_by_one)
{
    oracle_run("evacuation.ini", ONCE PLENTY "--set 'evacuation.people.interval=1 h' "
                                             "--set evacuation.people.group=50 "
                                             "--set evacuation.people.processing_rate=100");
    expect_over(20.5 + 5);
    oracle_expect_measure("processing_wait_h.people", 20 * (50.0 * 51 / 2 / 100));
    oracle_expect_measure("boarding_wait_h.people",
                          10 * (50 * 3.5 + 50 * 2.5 - 2 * (50.0 * 51 / 2 / 100)));
    oracle_expect_instants("chalks.csv", "called", "contingent", "people",
                           ORACLE_HOURS(2.5, 4.5, 6.5, 8.5, 10.5, 12.5, 14.5, 16.5, 18.5, 20.5));
}
END_TEST

/* Who is aboard at 13 h flies: three rounds of 200. At 11 h the third is on its way to the town, and
 * finds nobody. */
START_TEST(the_end_binds)
{
    oracle_title = "evacuation bound by its end";
    oracle_run("evacuation.ini", ONCE "--set 'evacuation.people.until=13 h'");
    oracle_expect_measure("evacuated.people", 600);
    oracle_expect_measure("left_behind.people", 400);
    expect_over(15);
    oracle_run("evacuation.ini", ONCE "--set 'evacuation.people.until=11 h' --set "
                                      "scenario.end=horizon --set 'scenario.horizon=3 d'");
    oracle_expect_measure("evacuated.people", 400);
    oracle_expect_measure("left_behind.people", 600);
    oracle_expect_measure("boarding_wait_h.people", 200 * 2 + 200 * 7 + 600 * 11);
    oracle_expect_measure("flying_hours", 2 * 8 + 2 * 4); /* there and back in vain */
    expect_over(11);
}
END_TEST

/* One comes every hour. The first has waited ten hours at 11 h; the aircraft is there at 13 h and takes
 * all thirteen. So it goes on every 13 h, seven times; for the last nine it is called when the hundredth
 * has come. */
START_TEST(nobody_waits_longer_than_is_said)
{
    oracle_run("evacuation.ini", ONCE "--set 'evacuation.people.longest_wait=10 h' "
                                      "--set evacuation.people.people=100 "
                                      "--set 'evacuation.people.arrivals=0 h: 0, 100 h: 100'");
    expect_over(100 + 5);
    oracle_expect_instants("chalks.csv", "called", "contingent", "people",
                           ORACLE_HOURS(11, 24, 37, 50, 63, 76, 89, 100));
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    for (int i = 0; i < oracle_table.rows; i++) {
        ck_assert_str_eq(table_cell(&oracle_table, i, "people"), i < 7 ? "13" : "9");
    }
    table_close(&oracle_table);
}
END_TEST

/* Three of four go home, 2 h away, one to the port, 1 h away, from where it is 3 h home. */
START_TEST(families_go_where_they_belong)
{
    oracle_run("evacuation-shares.ini", ONCE PLENTY);
    expect_over(5);
    oracle_expect_measure("evacuated.people", 400);
    table_open(&oracle_table, oracle_folder, "sorties.csv");
    int to_home = 0, to_port = 0;
    for (int i = 0; i < oracle_table.rows; i++) {
        const int people = atoi(table_cell(&oracle_table, i, "people"));
        const char *to = table_cell(&oracle_table, i, "destination");
        to_home += strcmp(to, "home") == 0 ? people : 0;
        to_port += strcmp(to, "port") == 0 ? people : 0;
    }
    table_close(&oracle_table);
    ck_assert_int_eq(to_home, 300);
    ck_assert_int_eq(to_port, 100);
}
END_TEST

START_TEST(people_before_cargo)
{
    oracle_title = "evacuation before cargo";
    oracle_run("evacuation-cargo.ini", ONCE "--set scenario.end=closed");
    expect_over(10);
    oracle_expect_measure("closure_h", 18);
}
END_TEST

START_TEST(cargo_before_people)
{
    oracle_title = "cargo before evacuation";
    oracle_run("evacuation-cargo.ini", ONCE "--set evacuation.people.priority=150 "
                                            "--set evacuation.people.fills_returns=no");
    expect_over(16);
    oracle_expect_measure("closure_h", 8);
    oracle_expect_measure("backhaul_people", 0);
}
END_TEST

START_TEST(people_fill_the_way_to_the_next_load)
{
    oracle_title = "filled return legs";
    oracle_run("evacuation-cargo.ini", ONCE "--set evacuation.people.priority=150");
    expect_over(12);
    oracle_expect_measure("closure_h", 9);
    oracle_expect_measure("backhaul_people", 100);
    oracle_expect_measure("evacuated.people", 200);
}
END_TEST

/* Nobody is called: only the two flights home take them, the second after the force is in: off at 12 h. */
START_TEST(people_who_call_nobody_fill_empty_legs)
{
    oracle_run("evacuation-cargo.ini", ONCE "--set evacuation.people.calls_flights=no "
                                            "--set evacuation.people.priority=100");
    expect_over(12);
    oracle_expect_measure("backhaul_people", 200);
    oracle_expect_measure("closure_h", 9);
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("on paper");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, aircraft_bind);
    tcase_add_test(paper, seats_bind);
    tcase_add_test(paper, an_aircraft_takes_more_than_it_was_called_for);
    tcase_add_test(paper, processing_binds);
    tcase_add_test(paper, people_are_cleared_by_day);
    tcase_add_test(paper, arrivals_bind);
    tcase_add_test(paper, people_come_in_groups);
    tcase_add_test(paper, groups_are_cleared_one_by_one);
    tcase_add_test(paper, the_end_binds);
    tcase_add_test(paper, nobody_waits_longer_than_is_said);
    tcase_add_test(paper, families_go_where_they_belong);
    tcase_add_test(paper, people_before_cargo);
    tcase_add_test(paper, cargo_before_people);
    tcase_add_test(paper, people_fill_the_way_to_the_next_load);
    tcase_add_test(paper, people_who_call_nobody_fill_empty_legs);
    Suite *suite = suite_create("evacuations");
    suite_add_tcase(suite, paper);
    return suite_run(suite, TESTS);
}
