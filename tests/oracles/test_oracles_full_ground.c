/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_full_ground.c - fuel, crews, hours, repairs and supply, worked out on paper. The
 * tables are in the scenarios of tests/oracles; the numbers never come from the program. */
#include "support/oracle.h"

enum { TESTS = 27 };

#define ONCE "-n 2 "

/* ---- working hours ---- */

START_TEST(work_that_may_finish_overruns_the_hours)
{
    oracle_title = "opening hours, may finish";
    oracle_run("hours.ini", ONCE "--set contingent.cargo.loads=6 --set scenario.end=closed");
    oracle_expect_deliveries(10, 15, 20, 34, 39, 44);
    oracle_expect_measure("wait_h.hours", 3 + 9);
    oracle_run_untraced("hours.ini", ONCE);
    oracle_expect_measure("tonnes_delivered", 300);
}
END_TEST

START_TEST(work_that_must_wait_is_put_off_to_the_next_day)
{
    oracle_title = "opening hours, must wait";
    oracle_run("hours.ini", ONCE "--set airfield.away.overrun=wait "
                                 "--set contingent.cargo.loads=6 --set scenario.end=closed");
    oracle_expect_deliveries(10, 15, 34, 39, 58, 63);
    oracle_expect_measure("wait_h.hours", 3 + 14 + 14);
    oracle_run_untraced("hours.ini", ONCE "--set airfield.away.overrun=wait");
    oracle_expect_measure("tonnes_delivered", 200);
}
END_TEST

START_TEST(work_that_just_fits_the_hours_is_done_under_both_rules)
{
    static const char *const rule[] = {"finish", "wait"};
    for (int i = 0; i < 2; i++) {
        char words[128];
        (void)snprintf(words, sizeof words,
                       ONCE "--set airfield.away.overrun=%s "
                            "--set 'aircraft.transport.offload_time=4 h'",
                       rule[i]);
        oracle_title =
            i == 0 ? "opening hours, exact fit, may finish" : "opening hours, exact fit, must wait";
        oracle_run_untraced("hours.ini", words);
        oracle_expect_measure("tonnes_delivered", 300);
    }
}
END_TEST

/* Twelve hours of work, and hours that a change shortens to eleven. */
START_TEST(work_longer_than_the_hours_begins_with_them)
{
    oracle_run("hours.ini",
               ONCE "--set airfield.away.overrun=wait --set contingent.cargo.loads=3 "
                    "--set scenario.end=closed --set 'aircraft.transport.offload_time=12 h' "
                    "--set 'change.short.at=1 h' --set change.short.value=08:00-19:00 "
                    "--set change.short.key=airfield.away.working_hours");
    oracle_expect_deliveries(5 + 12, 29 + 12, 53 + 12);
}
END_TEST

/* Landings from 05:00 to 17:00 UTC: all forty come at 2 h and hold until 5 h; then one every 5
 * h. */
START_TEST(aircraft_hold_until_a_field_opens_for_landings)
{
    oracle_run("hours.ini", ONCE "--set airfield.away.working_hours=always "
                                 "--set airfield.away.landing_hours=08:00-20:00 "
                                 "--set contingent.cargo.loads=3 --set scenario.end=closed");
    oracle_expect_deliveries(10, 15, 20);
    oracle_expect_waits({"hours", 9}, {"working", 15});
}
END_TEST

/* Off at 7, 12 and 17 h; take-offs from 05:00 to 17:00 UTC: the last leaves at 29 h. */
START_TEST(aircraft_wait_until_a_field_opens_for_take_offs)
{
    oracle_run("hours.ini", ONCE "--set airfield.away.working_hours=always "
                                 "--set airfield.away.takeoff_hours=08:00-20:00 "
                                 "--set contingent.cargo.loads=3");
    oracle_expect_instants("sorties.csv", "block_out", "purpose", "return",
                           ORACLE_HOURS(7, 12, 29));
    oracle_expect_waits({"hours", 12}, {"working", 15});
}
END_TEST

/* ---- fuel ---- */

START_TEST(deliveries_of_fuel_bound_the_flights)
{
    oracle_title = "fuel-limited throughput";
    oracle_run_untraced("fuel-stock.ini", ONCE);
    oracle_expect_measure("tonnes_delivered", 30 + 2 * 199);
    /* 60 t every 7.5 h are as much: at 1000 h the 132 deliveries until 990 h count. */
    oracle_title = "fuel-limited throughput, 60 t every 7.5 h";
    oracle_run_untraced("fuel-stock.ini", ONCE "--set 'airfield.away.fuel_delivery=60 t' "
                                               "--set 'airfield.away.fuel_interval=7.5 h'");
    oracle_expect_measure("tonnes_delivered", 30 + 3 * 132);
}
END_TEST

/* One aircraft lands at 2.5 h and leaves with half of the first 40 t at 5 h; nobody takes the rest,
 * nor what comes later. */
START_TEST(the_table_of_airfields_tells_when_fuel_comes)
{
    oracle_run("fuel-stock.ini", ONCE "--set fleet.fleet.number=1 --set contingent.cargo.loads=1 "
                                      "--set 'scenario.horizon=19 h'");
    oracle_expect_instants("airfields.csv", "time", "airfield", "away",
                           ORACLE_HOURS(2.5, 5, 10, 15));
    oracle_expect_instants("airfields.csv", "time", "fuel_t", "20.000", ORACLE_HOURS(5));
    oracle_expect_instants("airfields.csv", "time", "fuel_t", "100.000", ORACLE_HOURS(15));
}
END_TEST

START_TEST(one_fuelling_place_fuels_one_after_the_other)
{
    oracle_title = "one fuelling place";
    oracle_run("fuelling.ini", ONCE);
    oracle_expect_instants("sorties.csv", "block_out", "purpose", "return",
                           ORACLE_HOURS(4.5, 6.5, 8.5));
    oracle_expect_measure("wait_h.fuel", 6);
    oracle_expect_waits({"fuel", 6});
}
END_TEST

/* Six flights of 2.5 h, each with the 20 t that it burns: 60 t taken on at each end. */
START_TEST(fuel_and_cost_are_those_of_the_hours_flown)
{
    oracle_title = "fuel and cost";
    oracle_run("fuelling.ini", ONCE "--set aircraft.transport.cost_per_hour=1000 "
                                    "--set airfield.home.fuel_price=2 "
                                    "--set airfield.away.fuel_price=5");
    oracle_expect_measure("flying_hours.transport", 15);
    oracle_expect_measure("fuel_t", 120);
    oracle_expect_measure("cost", 15 * 1000 + 60 * 2 + 60 * 5);
    oracle_run_untraced("fuelling.ini", ONCE "--set airfield.away.fuel_price=5");
    oracle_expect_measure("cost", 60 * 5);
}
END_TEST

/* Ten loads, one aircraft: the k-th is off at 4k - 2 h, but for the time at the pump. */
START_TEST(the_nth_delivery_and_nine_in_ten_are_loads_off_their_aircraft)
{
    oracle_title = "deliveries counted";
    oracle_run("fuelling.ini",
               ONCE "--set contingent.cargo.loads=10 --set fleet.fleet.number=1 "
                    "--set airfield.away.fuel_rate=unlimited --set scenario.horizon=60h "
                    "--set leg.home-away.block_time=2h --set scenario.nth_delivery=3");
    oracle_expect_measure("nth_delivery_h", 10);
    oracle_expect_measure("delivery_90_h", 34);
    oracle_expect_measure("closure_h", 38);
    oracle_run("fuelling.ini",
               ONCE "--set contingent.cargo.loads=11 --set fleet.fleet.number=1 "
                    "--set airfield.away.fuel_rate=unlimited --set scenario.horizon=60h "
                    "--set leg.home-away.block_time=2h --set scenario.nth_delivery=11");
    oracle_expect_measure("nth_delivery_h", 42);
    oracle_expect_measure("delivery_90_h", 38);
}
END_TEST

START_TEST(three_fuelling_places_fuel_all_at_once)
{
    oracle_run("fuelling.ini", ONCE "--set airfield.away.fuel_mog=3");
    oracle_expect_instants("sorties.csv", "block_out", "purpose", "return",
                           ORACLE_HOURS(4.5, 4.5, 4.5));
    oracle_expect_measure("wait_h.fuel", 0);
}
END_TEST

START_TEST(who_is_first_in_line_waits_for_the_delivery_that_brings_enough)
{
    static const char *const places[] = {"1", "2"};
    for (int i = 0; i < 2; i++) {
        char words[256];
        (void)snprintf(words, sizeof words,
                       ONCE "--set airfield.away.fuel_mog=%s --set 'airfield.away.fuel_stock=30 t' "
                            "--set 'airfield.away.fuel_delivery=20 t' "
                            "--set 'airfield.away.fuel_interval=6 h'",
                       places[i]);
        oracle_run("fuelling.ini", words);
        oracle_expect_instants("sorties.csv", "block_out", "purpose", "return",
                               ORACLE_HOURS(4.5, 8, 14));
    }
}
END_TEST

START_TEST(a_field_without_fuel_costs_the_payload_of_the_way_back)
{
    oracle_title = "no fuel at the destination";
    oracle_run_untraced("no-fuel.ini", ONCE);
    oracle_expect_measure("inbound_flights", 8);
    oracle_expect_measure("light_flights", 8);
    oracle_expect_measure("tonnes_delivered", 240);
    oracle_expect_measure("closure_h", 61);
    oracle_expect_measure("wait_h.fuel", 0);
}
END_TEST

START_TEST(a_field_with_fuel_takes_full_loads)
{
    oracle_title = "the same with fuel";
    oracle_run_untraced("no-fuel.ini", ONCE "--set airfield.away.fuel=yes");
    oracle_expect_measure("inbound_flights", 6);
    oracle_expect_measure("light_flights", 0);
    oracle_expect_measure("closure_h", 45);
}
END_TEST

/* ---- crews ---- */

START_TEST(three_crews_for_two_aircraft_fly_three_loads_a_round_and_rest)
{
    oracle_title = "crew-limited rate";
    oracle_run_untraced("crews.ini", ONCE);
    oracle_expect_measure("tonnes_delivered", 300);
    /* With 3 crews each the two aircraft bind: a round every 12 h, 2 x 300, the last off at 3594
     * h. */
    oracle_title = "the same with crews enough";
    oracle_run_untraced("crews.ini", ONCE "--set fleet.fleet.crews=3");
    oracle_expect_measure("tonnes_delivered", 600);
    oracle_expect_measure("wait_h.crew", 0);
}
END_TEST

START_TEST(a_crew_whose_duty_would_run_out_rests_where_it_is)
{
    oracle_title = "duty of 10 h, 15 h to go";
    oracle_run("duty.ini", ONCE);
    oracle_expect_deliveries(9, 32);
    oracle_expect_measure("closure_h", 32);
    oracle_expect_waits({"aircraft", 9}, {"positioning", 6}, {"crew", 8});
    oracle_expect_chain({"onload", 2}, {"flight", 18}, {"offload", 4}, {"waiting: crew", 8});
}
END_TEST

/* The same 20 h later, by the only crew: its duty begins when it comes aboard, not with the operation.
 * Home at 43 h it rests until 51 h; onload, flight and offload take 9 h. */
START_TEST(duty_begins_when_a_crew_comes_aboard)
{
    oracle_run("duty.ini", ONCE "--set 'contingent.cargo.preparation_time=20 h' "
                                "--set fleet.fleet.crews=1");
    oracle_expect_deliveries(20 + 9, 51 + 9);
    oracle_expect_measure("wait_h.crew", 8 + 8);
    oracle_expect_instants("holders.csv", "begin", "held", "crew_rest", ORACLE_HOURS(43));
    oracle_expect_instants("holders.csv", "end", "held", "crew_rest", ORACLE_HOURS(51));
    /* Of crews that nobody has to wait for nothing is told. */
    oracle_run("duty.ini", ONCE);
    table_open(&oracle_table, oracle_folder, "holders.csv");
    for (int row = 0; row < oracle_table.rows; row++) {
        ck_assert_str_ne(table_cell(&oracle_table, row, "held"), "crew");
        ck_assert_str_ne(table_cell(&oracle_table, row, "held"), "crew_rest");
    }
    table_close(&oracle_table);
}
END_TEST

START_TEST(a_crew_that_waits_at_the_field_takes_over)
{
    oracle_title = "a crew staged abroad";
    oracle_run("duty.ini", ONCE "--set fleet.fleet.crew_stage='away: 1' "
                                "--set contingent.cargo.loads=3");
    oracle_expect_deliveries(9, 24, 39);
    oracle_expect_measure("wait_h.crew", 0);
}
END_TEST

/* Half the way out there is a stop, and the field opens at 12 h. At 4 h it is known that the aircraft leaves
 * the stop at 9 h, when its crew has been on duty for too long: another takes over, at rest until 9 h.
 * With 11.5 h from there it flies home as soon as the load is off, at 14 h; had its duty begun when it took
 * over, it would rest before. */
START_TEST(the_duty_of_a_crew_that_takes_over_begins_when_it_leaves)
{
    oracle_run("duty.ini", ONCE "--set 'aircraft.transport.crew_duty=11.5 h' "
                                "--set fleet.fleet.crew_stage='stop: 1' "
                                "--set airfield.stop.name=Stop --set leg.home-away.stop=stop "
                                "--set leg.a.from=home --set leg.a.to=stop "
                                "--set 'leg.a.block_time=3 h' --set leg.b.from=stop "
                                "--set leg.b.to=away --set 'leg.b.block_time=3 h' --set "
                                "airfield.away.closures=2022-01-01T00:00Z/2022-01-01T12:00Z");
    oracle_expect_deliveries(14, 29);
    oracle_expect_measure("wait_h.crew", 0);
}
END_TEST

START_TEST(an_augmented_crew_flies_home)
{
    oracle_title = "augmented crews";
    oracle_run("duty.ini", ONCE "--set fleet.fleet.augmented=yes --set contingent.cargo.loads=3");
    oracle_expect_deliveries(9, 24, 39);
    oracle_expect_measure("wait_h.crew", 0);
}
END_TEST

/* A duty that begins at home at 0 h and a flight that begins at 1 h and takes 6 h: 7 h. */
START_TEST(a_duty_that_just_suffices_is_flown)
{
    oracle_run("duty.ini", ONCE "--set 'aircraft.transport.crew_duty=15 h'");
    oracle_expect_deliveries(9, 24);
    oracle_run("duty.ini", ONCE "--set 'aircraft.transport.crew_duty=14.999 h'");
    oracle_expect_deliveries(9, 32);
}
END_TEST

/* ---- supply ---- */

START_TEST(a_load_is_asked_for_whenever_the_stock_falls_to_the_trigger)
{
    oracle_title = "supply, trigger at 2 t";
    oracle_run("supply.ini", ONCE);
    oracle_expect_measure("sustainment_flights", 4);
    oracle_expect_measure("supply_short_h", 0);
    oracle_expect_instants("sorties.csv", "offload_end", "purpose", "sustainment",
                           ORACLE_HOURS(80, 320, 560, 800));
    oracle_expect_measure("tonnes_delivered", 100 * 0.12 + 4 * 10);
}
END_TEST

START_TEST(a_force_without_a_stock_is_short_until_its_loads_come)
{
    /* The stock is looked at a millisecond after it must have reached the trigger, each time. */
    const double late = 1 / (double)AB_HOUR;
    oracle_title = "supply, nothing in stock";
    oracle_run("supply.ini", ONCE "--set 'supply.stock=0 t' --set 'supply.trigger=0 t'");
    oracle_expect_instants(
        "sorties.csv", "offload_end", "purpose", "sustainment",
        ORACLE_HOURS(10, 254 + late, 498 + 2 * late, 742 + 3 * late, 986 + 4 * late));
    oracle_expect_measure("sustainment_flights", 5);
    double hours[ORACLE_SAMPLE_MAX]; /* to the millisecond that each load is asked for late */
    ck_assert_int_gt(oracle_sample("supply_short_h", hours), 0);
    ck_assert_double_eq_tol(hours[0], 22, 1e-5);
}
END_TEST

START_TEST(a_force_that_nobody_feeds_is_short_from_then_on)
{
    oracle_title = "supply, nobody brings more";
    oracle_run_untraced("supply.ini", ONCE "--set supply.contingent=none "
                                           "--set 'supply.trigger=0 t'");
    oracle_expect_measure("supply_short_h", 876);
    oracle_expect_measure("sustainment_flights", 0);
}
END_TEST

/* ---- repairs ---- */

/* How often a departure fails does not depend on how long the repair takes. */
START_TEST(repairs_take_as_long_as_each_takes)
{
    double once[ORACLE_SAMPLE_MAX], twice[ORACLE_SAMPLE_MAX];
    oracle_run_untraced("reliability.ini", "-n 20");
    const int count = oracle_sample("wait_h.repair", once);
    oracle_run_untraced("reliability.ini", "-n 20 --set 'aircraft.transport.repair_home=6 h'");
    ck_assert_int_eq(oracle_sample("wait_h.repair", twice), count);
    for (int i = 0; i < count; i++) {
        ck_assert_double_eq_tol(twice[i], 2 * once[i], 1e-6);
    }
}
END_TEST

/* Without luck each departure waits for what repairs take on average: of one that goes as planned 4 times in
 * 5 a quarter of a repair, of 4 h at home and 8 h away. Loaded at 1 h, off at 1 + 1 + 6 + 2 h, back at 10 + 2 +
 * 6 h, and the second in as long. */
START_TEST(repairs_take_their_mean_without_luck)
{
    oracle_title = "repairs, means";
    oracle_run("duty.ini", "-n 1 --seed 3 --set aircraft.transport.crew_duty=unlimited "
                           "--set aircraft.transport.departure_reliability=0.8 "
                           "--set 'aircraft.transport.repair_home=4 h' "
                           "--set 'aircraft.transport.repair_away=exponential(8 h)'");
    oracle_expect_deliveries(10, 28);
    oracle_expect_measure("wait_h.repair", 1 + 2 + 1);
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("on paper");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, work_that_may_finish_overruns_the_hours);
    tcase_add_test(paper, work_that_must_wait_is_put_off_to_the_next_day);
    tcase_add_test(paper, work_that_just_fits_the_hours_is_done_under_both_rules);
    tcase_add_test(paper, work_longer_than_the_hours_begins_with_them);
    tcase_add_test(paper, aircraft_hold_until_a_field_opens_for_landings);
    tcase_add_test(paper, aircraft_wait_until_a_field_opens_for_take_offs);
    tcase_add_test(paper, deliveries_of_fuel_bound_the_flights);
    tcase_add_test(paper, the_table_of_airfields_tells_when_fuel_comes);
    tcase_add_test(paper, one_fuelling_place_fuels_one_after_the_other);
    tcase_add_test(paper, fuel_and_cost_are_those_of_the_hours_flown);
    tcase_add_test(paper, the_nth_delivery_and_nine_in_ten_are_loads_off_their_aircraft);
    tcase_add_test(paper, three_fuelling_places_fuel_all_at_once);
    tcase_add_test(paper, who_is_first_in_line_waits_for_the_delivery_that_brings_enough);
    tcase_add_test(paper, a_field_without_fuel_costs_the_payload_of_the_way_back);
    tcase_add_test(paper, a_field_with_fuel_takes_full_loads);
    tcase_add_test(paper, three_crews_for_two_aircraft_fly_three_loads_a_round_and_rest);
    tcase_add_test(paper, a_crew_whose_duty_would_run_out_rests_where_it_is);
    tcase_add_test(paper, duty_begins_when_a_crew_comes_aboard);
    tcase_add_test(paper, a_crew_that_waits_at_the_field_takes_over);
    tcase_add_test(paper, the_duty_of_a_crew_that_takes_over_begins_when_it_leaves);
    tcase_add_test(paper, an_augmented_crew_flies_home);
    tcase_add_test(paper, a_duty_that_just_suffices_is_flown);
    tcase_add_test(paper, a_load_is_asked_for_whenever_the_stock_falls_to_the_trigger);
    tcase_add_test(paper, a_force_without_a_stock_is_short_until_its_loads_come);
    tcase_add_test(paper, a_force_that_nobody_feeds_is_short_from_then_on);
    tcase_add_test(paper, repairs_take_as_long_as_each_takes);
    tcase_add_test(paper, repairs_take_their_mean_without_luck);
    Suite *suite = suite_create("full model on the ground");
    suite_add_tcase(suite, paper);
    return suite_run(suite, TESTS);
}
