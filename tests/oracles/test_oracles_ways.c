/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_ways.c - routes of many legs and hubs, worked by hand. */
#include "support/oracle.h"

#define ONCE "-n 1 "
enum { TESTS = 4 };

/* --- routes ----------------------------------------------------------------------------------- */

START_TEST(a_route_is_flown_leg_by_leg)
{
    oracle_title = "a route of three stops";
    oracle_run("route.ini", ONCE);
    oracle_expect_deliveries(10.5, 25.8, 41.1);
    oracle_expect_measure("flying_hours", 3 * 5.5 + 2 * 4.8);
    oracle_expect_waits({"aircraft", 10.5 + 25.8}, {"positioning", 2 * 4.8});
    oracle_expect_instants("sorties.csv", "block_in", "chalk", "cargo-in-001",
                           ORACLE_HOURS(2, 4.5, 6.5, 9.5));
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    ck_assert_int_eq(oracle_table.rows, 3);
    ck_assert_str_eq(table_cell(&oracle_table, 0, "cargo_t"), "10.000");
    table_close(&oracle_table);
}
END_TEST

/* Fuel at bravo and not at charlie: 500 km, and 2250 km that nothing flies. */
START_TEST(the_longest_way_without_fuel_bounds_the_load)
{
    oracle_run("route.ini", ONCE "--set 'route.south.stops=bravo: 30 min customs fuel, "
                                 "charlie: 1.5 h fuel, echo: 1 h crew fuel'");
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    ck_assert_str_eq(table_cell(&oracle_table, 0, "cargo_t"), "20.000"); /* 1000 km */
    table_close(&oracle_table);
}
END_TEST

/* Out of charlie's 90 min it has 5 t to take for 2.5 h: half an hour more. */
START_TEST(fuel_is_taken_where_the_route_says)
{
    oracle_run("route.ini", ONCE "--set 'aircraft.transport.fuel_burn=2 t/h' "
                                 "--set 'airfield.bravo.fuel_rate=1 t/h' "
                                 "--set 'airfield.echo.fuel_rate=1 t/h' "
                                 "--set 'airfield.charlie.fuel_rate=10 t/h'");
    oracle_expect_instants("sorties.csv", "block_in", "chalk", "cargo-in-001",
                           ORACLE_HOURS(2, 4.5, 7, 10));
}
END_TEST

/* Where nobody takes over at echo the crew rests there. */
START_TEST(a_stop_for_the_crew_begins_a_fresh_duty)
{
    oracle_run("route.ini", ONCE "--set 'route.south.stops=bravo: 30 min customs, "
                                 "charlie: 1.5 h fuel, echo: 1 h'");
    oracle_expect_instants("sorties.csv", "block_in", "chalk", "cargo-in-001",
                           ORACLE_HOURS(2, 4.5, 6.5, 19.5));
    /* One waits at echo and takes over; whom it relieved rests until 27.5 h, too late for the second
     * load, whose crew rests from 22.8 h on, and in time for the third. */
    oracle_run("route.ini", ONCE "--set 'fleet.fleet.crew_stage=echo: 1' "
                                 "--set 'fleet.fleet.crew_rest=20 h'");
    oracle_expect_deliveries(10.5, 45.8, 61.1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("oracles_ways");
    TCase *cases = tcase_create("by hand");
    tcase_add_checked_fixture(cases, oracle_setup, oracle_teardown);
    tcase_add_test(cases, a_route_is_flown_leg_by_leg);
    tcase_add_test(cases, the_longest_way_without_fuel_bounds_the_load);
    tcase_add_test(cases, fuel_is_taken_where_the_route_says);
    tcase_add_test(cases, a_stop_for_the_crew_begins_a_fresh_duty);
    suite_add_tcase(suite, cases);
    return suite_run(suite, TESTS);
}
