/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_cut.c - what aircraft take of what is in no load yet, worked out on paper. */
#include "support/oracle.h"

enum { TESTS = 10 };

#define ONCE "-n 1 "
#define CHANGE(id, at, key, value)                                                                 \
    "--set 'change." id ".at=" at "' --set change." id ".key=" key " --set change." id             \
    ".value=" value " "
#define DISTANCES(near, far)                                                                       \
    "--set 'leg.near.distance=" near " km' --set 'leg.far.distance=" far " km' "
#define AIRCRAFT(number) "--set fleet.transport.number=" number " "

/* What a column of the loads says, in their order. */
static void expect_loads(const char *column, const double *amount, int count)
{
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    ck_assert_int_eq(oracle_table.rows, count);
    for (int i = 0; i < count; i++) {
        ck_assert_double_eq_tol(oracle_number(table_cell(&oracle_table, i, column)), amount[i],
                                1e-9);
    }
    table_close(&oracle_table);
}
#define AMOUNTS(...)                                                                               \
    (const double[]){__VA_ARGS__}, (int)(sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

START_TEST(who_waits_for_a_number_that_lapses_is_let_go)
{
    oracle_run("lapse.ini", ONCE);
    oracle_expect_deliveries(16, 16, 13);
    oracle_expect_waits({"cargo", 9 + 2}, {"aircraft", 10 + 12});
}
END_TEST

/* As in cut.ini. Loads to two of the fields, or for two aircraft, are kept at one place of those that are
 * known, and are not taken for each other. */
START_TEST(what_is_known_of_a_load_is_not_taken_for_another)
{
    static const char *const field[] = {"away07", "away66"};
    for (int i = 0; i < 2; i++) {
        char words[256];
        (void)snprintf(words, sizeof words,
                       ONCE "--set leg.b.from=home --set leg.b.to=%s --set 'leg.b.block_time=2 h' "
                            "--set 'contingent.cargo.apod=away, %s'",
                       field[i], field[i]);
        oracle_run("cut-fields.ini", words);
        oracle_expect_deliveries(4, 4, 10, 10);
        expect_loads("bulk_t", AMOUNTS(40, 20, 40, 20));
    }
}
END_TEST

/* One load a day, to near: 1.8 h away, and 24 t when both ways are flown with the fuel of home, as on
 * the second day. */
START_TEST(loads_follow_the_fuel_of_the_day)
{
    oracle_run(
        "cut-ways.ini",
        ONCE AIRCRAFT("2") DISTANCES(
            "900", "950") "--set flow.q.flights=1 "
                          "--set 'flow.q.per=24 h' " CHANGE("a", "2 h", "airfield.far.fuel", "no")
                              CHANGE("b", "3 h", "airfield.near.fuel", "no")
                                  CHANGE("c", "30 h", "airfield.near.fuel", "yes"));
    oracle_expect_deliveries(1.8, 25.8, 49.8);
    expect_loads("bulk_t", AMOUNTS(40, 24, 100 - 40 - 24));
}
END_TEST

#define OVER_MID                                                                                   \
    AIRCRAFT("1")                                                                                  \
    "--set airfield.mid.name=Mid --set leg.near.stop=mid --set leg.a.from=home "                   \
    "--set leg.a.to=mid --set 'leg.a.distance=600 km' --set leg.b.from=mid --set leg.b.to=near "   \
    "--set 'leg.b.distance=600 km' --set 'leg.near.distance=1200 km' " CHANGE(                     \
        "a", "1 h", "airfield.mid.fuel", "no")

/* Two flights of 600 km and 1.2 h. Without the fuel of mid it is one of 1,200 km, for which 36 t are
 * taken; without that of near too, 2,400 km: 12 t every 4.8 h, less than 20 t to far every 8 h. */
START_TEST(a_stop_that_runs_dry_costs_payload)
{
    oracle_run("cut-ways.ini", ONCE OVER_MID);
    oracle_expect_deliveries(2.4, 7.2, 12);
    expect_loads("bulk_t", AMOUNTS(40, 36, 24));
    oracle_run("cut-ways.ini", ONCE OVER_MID CHANGE("b", "1 h", "airfield.near.fuel", "no"));
    oracle_expect_deliveries(2.4, 8.8, 16.8, 24.8);
    expect_loads("bulk_t", AMOUNTS(40, 20, 20, 20));
}
END_TEST

/* To 1,420 km and 1,450 km 31.6 t and 31 t are planned. From 1 h on neither has fuel, and out and back
 * hardly anything is lifted, which nobody flies for: what is left waits to the end, as the loads that
 * were planned. */
START_TEST(what_nobody_takes_any_more_is_told_as_it_was_planned)
{
    oracle_run("cut-ways.ini",
               ONCE AIRCRAFT("1") DISTANCES("1420", "1450")
                   CHANGE("a", "1 h", "airfield.near.fuel", "no")
                       CHANGE("b", "1 h", "airfield.far.fuel",
                              "no") "--set scenario.end=horizon --set 'scenario.horizon=2 d' "
                                    "--set 'contingent.cargo.latest_arrival=1 d'");
    oracle_expect_measure("tonnes_delivered", 31.6);
    oracle_expect_measure("late_loads", 3);
    oracle_expect_measure("late_tonnes", 100 - 31.6);
    oracle_expect_waits({"aircraft", 3 * 48});
    expect_loads("bulk_t", AMOUNTS(31.6, 31.6, 31.6, 100 - 3 * 31.6));
}
END_TEST

/* To 2,997.5 km 50 kg are lifted, which is nobody. */
START_TEST(people_go_where_somebody_can_be_taken)
{
    oracle_run("cut-ways.ini",
               ONCE "--set 'leg.far.distance=2997.5 km' --set aircraft.transport.seats=100 "
                    "--set contingent.cargo.people=150 --set 'contingent.cargo.bulk=0 t'");
    oracle_expect_deliveries(1, 1);
    expect_loads("people", AMOUNTS(75, 75));
}
END_TEST

/* 40 t in 8 h are as much an hour as 20 t in 4 h: whoever is off sooner goes first. A little sooner, and
 * the large one does. */
START_TEST(of_equal_rates_the_sooner_goes_first)
{
    oracle_run("cut.ini", ONCE "--set 'contingent.cargo.bulk=60 t' "
                               "--set 'aircraft.large.onload_time=3 h' "
                               "--set 'aircraft.large.offload_time=3 h'");
    oracle_expect_deliveries(4, 8);
    expect_loads("bulk_t", AMOUNTS(20, 40));
    oracle_run("cut.ini", ONCE "--set 'contingent.cargo.bulk=60 t' "
                               "--set 'aircraft.large.onload_time=2.9 h' "
                               "--set 'aircraft.large.offload_time=3 h'");
    oracle_expect_deliveries(7.9, 4);
    expect_loads("bulk_t", AMOUNTS(40, 20));
}
END_TEST

/* Two stand on the deck of 20 m, whatever they weigh: six are three loads, over which 40 people are
 * spread. */
START_TEST(vehicles_without_a_mass_take_their_place)
{
    oracle_run("cut.ini",
               ONCE "--set 'vehicle.lorry.mass=0 t' --set 'contingent.cargo.bulk=0 t' "
                    "--set contingent.cargo.people=40 --set contingent.cargo.vehicles=lorry:6 "
                    "--set fleet.small.number=0 --set aircraft.large.seats_with_vehicles=20 "
                    "--set 'contingent.cargo.apod=away, far' --set airfield.far.name=Far "
                    "--set leg.f.from=home --set leg.f.to=far "
                    "--set 'leg.f.distance=8000 km' --set 'leg.f.block_time=9 h' "
                    "--set 'leg.home-away.distance=1000 km'");
    oracle_expect_deliveries(4, 10, 16);
    expect_loads("vehicles", AMOUNTS(2, 2, 2));
    expect_loads("people", AMOUNTS(14, 13, 13));
}
END_TEST

START_TEST(a_contingent_may_be_all_forward_element)
{
    oracle_run("cut.ini", ONCE "--set 'contingent.cargo.bulk=0 t' --set contingent.cargo.people=60 "
                               "--set contingent.cargo.forward_people=60");
    oracle_expect_deliveries(4);
    oracle_expect_measure("bound_h", 4);
    expect_loads("people", AMOUNTS(60));
}
END_TEST

/* 150 people go ahead to the hub, 50 at a time. A small aircraft lifts floor(10 t / 120 kg) = 83 of
 * them: of the first 100 the others wait for the last 50. */
START_TEST(a_forward_element_fills_its_aircraft_at_a_hub)
{
    oracle_run("hub.ini",
               ONCE "--set contingent.cargo.people=150 --set 'contingent.cargo.bulk=0 t' "
                    "--set contingent.cargo.forward_people=150 "
                    "--set aircraft.large.seats=50 --set aircraft.small.seats=100");
    oracle_expect_deliveries(4, 10, 16, 12, 18);
    expect_loads("people", AMOUNTS(50, 50, 50, 83, 150 - 83));
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("cut");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, who_waits_for_a_number_that_lapses_is_let_go);
    tcase_add_test(paper, what_is_known_of_a_load_is_not_taken_for_another);
    tcase_add_test(paper, loads_follow_the_fuel_of_the_day);
    tcase_add_test(paper, a_stop_that_runs_dry_costs_payload);
    tcase_add_test(paper, what_nobody_takes_any_more_is_told_as_it_was_planned);
    tcase_add_test(paper, people_go_where_somebody_can_be_taken);
    tcase_add_test(paper, of_equal_rates_the_sooner_goes_first);
    tcase_add_test(paper, vehicles_without_a_mass_take_their_place);
    tcase_add_test(paper, a_contingent_may_be_all_forward_element);
    tcase_add_test(paper, a_forward_element_fills_its_aircraft_at_a_hub);
    Suite *suite = suite_create("oracles_cut");
    suite_add_tcase(suite, paper);
    return suite_run(suite, TESTS);
}
