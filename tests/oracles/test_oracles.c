/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles.c - airlifts whose course can be worked out on paper.
 *
 * Each scenario of tests/oracles carries its table of hand-worked times; the numbers below are read
 * off these tables, or follow from the formula beside them. They never come from the program. */
#include "support/oracle.h"

enum { TESTS = 19 };

#define DETERMINISTIC "-n 2 --set scenario.deterministic=yes "

/* ---- closed fleets ---- */

START_TEST(two_aircraft_deliver_in_pairs_a_round_trip_apart)
{
    oracle_run("fleet-bound.ini", "-n 2");
    oracle_expect_deliveries(6, 6, 16, 16, 26, 26);
    oracle_expect_measure("closure_h", 26);
    oracle_expect_measure("first_landing_h", 5);
    oracle_expect_measure("flying_hours", 40);
    oracle_expect_measure("aircraft_used", 2);
    oracle_expect_measure("inbound_flights", 6);
    oracle_expect_waits({"aircraft", 44}, {"positioning", 16});
    oracle_expect_chain({"onload", 3}, {"flight", 20}, {"offload", 3});
}
END_TEST

/* One load per aircraft and round, ten hours a round; the last round ends with its offload. */
START_TEST(closure_of_a_closed_fleet_is_the_number_of_rounds)
{
    for (int aircraft = 1; aircraft <= 6; aircraft++) {
        char words[64];
        (void)snprintf(words, sizeof words, "-n 1 --set fleet.fleet.number=%d", aircraft);
        oracle_run("fleet-bound.ini", words);
        const int rounds_before_the_last = (6 + aircraft - 1) / aircraft - 1;
        oracle_expect_measure("closure_h", 1 + 4 + 1 + 10 * rounds_before_the_last);
    }
}
END_TEST

START_TEST(one_loading_place_lets_one_load_go_every_onload_time)
{
    oracle_run("onload-bound.ini", "-n 2");
    oracle_expect_deliveries(7, 9, 11, 13, 15, 17);
    oracle_expect_measure("closure_h", 17);
    oracle_expect_measure("working_use.home", 12.0 / 17);
    oracle_expect_waits({"working", 30});
    oracle_expect_chain({"waiting: working place", 10}, {"onload", 2}, {"flight", 4},
                        {"offload", 1});
}
END_TEST

START_TEST(two_unloading_places_let_two_loads_go_every_offload_time)
{
    oracle_run("offload-bound.ini", "-n 2");
    oracle_expect_deliveries(8, 8, 11, 11, 14, 14);
    oracle_expect_measure("closure_h", 14);
    oracle_expect_measure("working_use.away", 18.0 / 28);
    oracle_expect_measure("max_holding", 0);
    oracle_expect_waits({"working", 18});
    oracle_expect_chain({"onload", 1}, {"flight", 4}, {"waiting: working place", 6},
                        {"offload", 3});
}
END_TEST

START_TEST(two_stands_do_the_same_and_the_wait_is_holding)
{
    oracle_run("stand-bound.ini", "-n 2");
    oracle_expect_deliveries(8, 8, 11, 11, 14, 14);
    oracle_expect_measure("closure_h", 14);
    oracle_expect_measure("parking_use.away", 18.0 / 28);
    oracle_expect_measure("max_holding", 4);
    oracle_expect_waits({"holding", 18});
    oracle_expect_chain({"onload", 1}, {"flight", 4}, {"holding: no stand", 6}, {"offload", 3});
}
END_TEST

START_TEST(three_aircraft_between_two_single_places_follow_the_table)
{
    oracle_run("mixed.ini", "-n 2");
    oracle_expect_deliveries(9, 12, 15, 22, 25, 28, 35);
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL,
                           ORACLE_HOURS(0, 0, 0, 9, 12, 15, 22));
    oracle_expect_instants("chalks.csv", "loaded", NULL, NULL,
                           ORACLE_HOURS(2, 4, 6, 15, 18, 21, 28));
    oracle_expect_instants("chalks.csv", "landed", NULL, NULL,
                           ORACLE_HOURS(6, 8, 10, 19, 22, 25, 32));
    oracle_expect_measure("closure_h", 35);
    oracle_expect_measure("flying_hours", 52);
    oracle_expect_waits({"working", 9}, {"aircraft", 58}, {"positioning", 16});
    oracle_expect_chain({"onload", 6}, {"flight", 20}, {"offload", 9});
}
END_TEST

START_TEST(cargo_of_a_class_flies_on_types_that_take_it)
{
    oracle_run("cargo-classes.ini", "-n 2");
    oracle_expect_deliveries(4, 10, 4);
    oracle_expect_measure("closure_h", 10);
    oracle_expect_measure("tonnes_delivered", 125);
    oracle_expect_waits({"aircraft", 4}, {"positioning", 2});
}
END_TEST

START_TEST(each_type_takes_what_it_can_carry)
{
    oracle_run("cut.ini", "-n 2");
    oracle_expect_deliveries(4, 4, 10, 10);
    oracle_expect_measure("closure_h", 10);
    oracle_expect_measure("tonnes_delivered", 120);
    oracle_expect_measure("inbound_flights", 4);
    oracle_expect_waits({"aircraft", 8}, {"positioning", 4});

    oracle_run("cut.ini", "-n 2 --set contingent.cargo.load_type=small");
    oracle_expect_deliveries(4, 4, 10, 10, 16, 16);
    oracle_run("cut.ini", "-n 2 --set contingent.cargo.load_type=large");
    oracle_expect_deliveries(4, 10, 16);

    /* The last 10 t are as well off with either: who may be there first. */
    oracle_run("cut.ini", "-n 2 --set 'contingent.cargo.bulk=70 t'");
    oracle_expect_deliveries(4, 4, 10);

    /* A load in the morning, the next six hours later: who carries more goes. */
    oracle_run(
        "cut.ini",
        "-n 2 --set 'contingent.cargo.bulk=60 t' --set 'contingent.cargo.load_interval=1 h'");
    oracle_expect_deliveries(4, 5);
    oracle_expect_measure("tonnes_delivered", 60);
}
END_TEST

/* Of the numbers that loads of 20 t would need two are not needed: they have waited for nothing, whatever
 * changes meanwhile. The third and the fourth wait for 4 h, and for 2 h while one comes. */
START_TEST(numbers_that_are_not_needed_have_waited_for_nothing)
{
    static const char *const changes[] = {"", "--set 'change.c.at=3 h' --set change.c.value=9 "
                                              "--set change.c.key=airfield.home.working_mog"};
    for (int i = 0; i < 2; i++) {
        char words[256];
        (void)snprintf(words, sizeof words, "-n 1 %s", changes[i]);
        oracle_run("cut.ini", words);
        oracle_expect_waits({"aircraft", 2 * 4}, {"positioning", 2 * 2});
    }
}
END_TEST

START_TEST(what_fewer_types_take_goes_first)
{
    /* A tank and a lorry fill the large aircraft, a lorry the small one; the other tank is next. Were the
     * lorries put aboard first, the small one would have nothing, and both tanks were to follow. */
    static const char vehicles[] = "-n 2 --set 'contingent.cargo.bulk=0 t' --set "
                                   "'contingent.cargo.vehicles=lorry: 2, tank: 2' ";
    char listed[256];
    oracle_run("cut.ini", vehicles);
    oracle_expect_deliveries(4, 4, 10);
    /* The small one would never have taken the tank that is left. */
    static const char *const bound_by[] = {"mass", "remainder", "remainder"};
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    for (int i = 0; i < 3; i++) {
        ck_assert_str_eq(table_cell(&oracle_table, i, "bound_by"), bound_by[i]);
    }
    table_close(&oracle_table);
    (void)snprintf(listed, sizeof listed, "%s--set contingent.cargo.vehicle_order=listed",
                   vehicles);
    oracle_run("cut.ini", listed);
    oracle_expect_deliveries(4, 10, 16);

    /* People fill each aircraft: 150 have room in both, 151 have not. */
    oracle_run("cut.ini",
               "-n 2 --set 'contingent.cargo.bulk=0 t' --set contingent.cargo.people=150");
    oracle_expect_deliveries(4, 4);
    oracle_run("cut.ini",
               "-n 2 --set 'contingent.cargo.bulk=0 t' --set contingent.cargo.people=151");
    oracle_expect_deliveries(4, 4, 10);
}
END_TEST

START_TEST(loads_are_as_large_as_their_way_allows)
{
    oracle_run("cut-ways.ini", "-n 2");
    oracle_expect_deliveries(1, 1, 1);
    oracle_expect_measure("tonnes_delivered", 100);
    oracle_run("cut-ways.ini", "-n 2 --set airfield.near.working_mog=1 --set "
                               "'aircraft.transport.offload_time=3 h'");
    oracle_expect_deliveries(4, 7, 7);
    oracle_run("cut-ways.ini", "-n 2 --set 'contingent.cargo.bulk=0 t' --set "
                               "'contingent.cargo.vehicles=excavator: 1' --set "
                               "'contingent.cargo.apod=far, near'");
    oracle_expect_deliveries(1);
    oracle_run("cut-ways.ini", "-n 2 --set contingent.cargo.load_type=transport");
    oracle_expect_deliveries(1, 1, 1, 3, 3);
}
END_TEST

/* ---- throughput ---- */

START_TEST(saturated_places_pass_their_number_times_hours_by_ground_time)
{
    oracle_run_untraced("saturated.ini", DETERMINISTIC);
    oracle_expect_measure("tonnes_delivered", 4 * 600 / 1.5);
}
END_TEST

START_TEST(places_and_ground_time_give_the_throughput_of_any_field)
{
    static const struct {
        int places;
        double ground_time;
    } field[] = {{1, 0.5}, {2, 2}, {3, 1.25}, {6, 3}};
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
        char words[256];
        (void)snprintf(words, sizeof words,
                       DETERMINISTIC "--set airfield.away.working_mog=%d "
                                     "--set 'aircraft.transport.offload_time=%g h'",
                       field[i].places, field[i].ground_time);
        oracle_run_untraced("saturated.ini", words);
        oracle_expect_measure("tonnes_delivered", field[i].places * 600 / field[i].ground_time);
    }
}
END_TEST

/* Below saturation constant times need no queue at all: what the planner's allowance is for comes
 * from randomness alone (see the queues in test_oracles_queue.c for the other half). */
START_TEST(demand_of_85_per_cent_does_not_queue_when_nothing_is_random)
{
    oracle_run_untraced("queue.ini",
                        DETERMINISTIC "--set airfield.away.working_mog=4 "
                                      "--set contingent.cargo.loads=2000 "
                                      "--set 'contingent.cargo.load_interval=150 ms' "
                                      "--set 'aircraft.transport.offload_time=510 ms'");
    oracle_expect_measure("wait_h.working", 0);
    oracle_expect_measure("inbound_flights", 2000);
}
END_TEST

/* ---- the runway ---- */

START_TEST(a_runway_passes_ten_movements_an_hour_landings_first)
{
    oracle_run("runway-bound.ini", "-n 2");
    double hours[12];
    for (int k = 0; k < 12; k++) {
        hours[k] = 2.0 + 0.1 * k;
    }
    oracle_expect_instants("sorties.csv", "block_in", "purpose", "deployment", hours, 12);
    for (int k = 0; k < 12; k++) {
        hours[k] = 2.2 + 0.1 * k;
    }
    oracle_expect_instants("sorties.csv", "offload_end", "purpose", "deployment", hours, 12);
    for (int k = 0; k < 12; k++) {
        hours[k] = 3.1 + 0.1 * k;
    }
    oracle_expect_instants("sorties.csv", "block_out", "purpose", "return", hours, 12);
    oracle_expect_measure("closure_h", 3.3);
    oracle_expect_waits({"runway", 17.4});
}
END_TEST

START_TEST(a_second_runway_halves_the_wait_for_a_landing)
{
    oracle_run("runway-bound.ini", "-n 2 --set airfield.away.runways=2 --set scenario.end=closed");
    /* Pairs: 1.9, 1.9, 2.0, 2.0, ... begin; the sixth pair 0.5 h after the first. */
    oracle_expect_measure("closure_h", 2.0 + 0.5 + 0.2);
    double hours[12];
    for (int k = 0; k < 12; k++) {
        hours[k] = 2.0 + 0.1 * (k / 2);
    }
    oracle_expect_instants("sorties.csv", "block_in", "purpose", "deployment", hours, 12);
}
END_TEST

/* ---- stands of several sizes ---- */

START_TEST(a_large_aircraft_waits_for_two_stands_and_is_not_overtaken)
{
    oracle_run("two-stands.ini", "-n 2");
    oracle_expect_instants("chalks.csv", "landed", "contingent", "first", ORACLE_HOURS(2));
    oracle_expect_instants("chalks.csv", "landed", "contingent", "heavy", ORACLE_HOURS(6));
    oracle_expect_instants("chalks.csv", "landed", "contingent", "second", ORACLE_HOURS(3));
    oracle_expect_instants("chalks.csv", "landed", "contingent", "third", ORACLE_HOURS(7));
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "heavy", ORACLE_HOURS(12));
    oracle_expect_measure("closure_h", 12);
    oracle_expect_measure("max_holding", 2);
    oracle_expect_waits({"holding", 5.5});
}
END_TEST

/* ---- aircraft and loads that wait for each other ---- */

START_TEST(an_aircraft_called_ahead_waits_for_its_load)
{
    oracle_run("call-forward.ini", "-n 2");
    oracle_expect_measure("closure_h", 14);
    oracle_expect_waits({"cargo", 1});
    oracle_run("call-forward.ini", "-n 2 --set fleet.fleet.home=home");
    oracle_expect_measure("closure_h", 14);
    oracle_expect_waits({"cargo", 4});
}
END_TEST

START_TEST(a_load_whose_aircraft_is_not_called_ahead_waits_for_it)
{
    oracle_run("call-forward.ini", "-n 2 --set 'contingent.cargo.call_forward=0 h'");
    oracle_expect_measure("closure_h", 17);
    oracle_expect_waits({"positioning", 3});
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("on paper");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, two_aircraft_deliver_in_pairs_a_round_trip_apart);
    tcase_add_test(paper, closure_of_a_closed_fleet_is_the_number_of_rounds);
    tcase_add_test(paper, one_loading_place_lets_one_load_go_every_onload_time);
    tcase_add_test(paper, two_unloading_places_let_two_loads_go_every_offload_time);
    tcase_add_test(paper, two_stands_do_the_same_and_the_wait_is_holding);
    tcase_add_test(paper, three_aircraft_between_two_single_places_follow_the_table);
    tcase_add_test(paper, cargo_of_a_class_flies_on_types_that_take_it);
    tcase_add_test(paper, each_type_takes_what_it_can_carry);
    tcase_add_test(paper, numbers_that_are_not_needed_have_waited_for_nothing);
    tcase_add_test(paper, what_fewer_types_take_goes_first);
    tcase_add_test(paper, loads_are_as_large_as_their_way_allows);
    tcase_add_test(paper, saturated_places_pass_their_number_times_hours_by_ground_time);
    tcase_add_test(paper, places_and_ground_time_give_the_throughput_of_any_field);
    tcase_add_test(paper, demand_of_85_per_cent_does_not_queue_when_nothing_is_random);
    tcase_add_test(paper, a_runway_passes_ten_movements_an_hour_landings_first);
    tcase_add_test(paper, a_second_runway_halves_the_wait_for_a_landing);
    tcase_add_test(paper, a_large_aircraft_waits_for_two_stands_and_is_not_overtaken);
    tcase_add_test(paper, an_aircraft_called_ahead_waits_for_its_load);
    tcase_add_test(paper, a_load_whose_aircraft_is_not_called_ahead_waits_for_it);
    Suite *suite = suite_create("oracles");
    suite_add_tcase(suite, paper);
    return suite_run(suite, TESTS);
}
