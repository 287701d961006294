/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_accounts.c - every hour is charged to what it is, when that begins; and maxima, rates and
 * shares are of one moment, or of the same things over the same time. Each answer is by hand. */
#include "support/clockwork.h"
#include "support/suite.h"

enum { TESTS = 18 };

static void expect_wait(int chalk, enum ab_cause cause, double hours)
{
    const double waited = ab_time_hours(run->loads.spent[chalk].in[cause]);
    ck_assert_msg(fabs(waited - hours) < 1e-9, "load %d waited %g h for %s, not %g", chalk + 1,
                  waited, ab_cause_name(cause), hours);
}

static void expect(const char *name, double value)
{
    const double is = measure(name);
    ck_assert_msg(fabs(is - value) < 1e-9, "%s is %.12g, not %.12g", name, is, value);
}

/* ---- charged when it begins ---- */

#define ONE_A_DAY                                                                                  \
    "[withdrawal]\norder = 6 h\nflights_per_day = 1\n[fleet.f]\nnumber = 3\n"                      \
    "[contingent.c]\nloads = 2\ncall_forward = 4 h\noutload_interval = 7 h\n"

/* Ready at 17 h, when the only flight of the day has left: the slot is at midnight. */
START_TEST(a_load_that_becomes_ready_under_a_full_ceiling_waits_for_its_slot)
{
    play("withdrawn.ini", ONE_A_DAY);
    expect_wait(3, AB_CAUSE_AIRCRAFT, 0);
    expect_wait(3, AB_CAUSE_SLOT, 7);
    expect_wait(3, AB_CAUSE_POSITIONING, 2);
}
END_TEST

START_TEST(a_change_that_changes_nothing_changes_no_account)
{
    struct ab_chalk before[4];
    struct ab_spent spent[4];
    play("withdrawn.ini", ONE_A_DAY);
    memcpy(before, run->chalk, sizeof before);
    memcpy(spent, run->loads.spent, sizeof spent);
    play("withdrawn.ini",
         ONE_A_DAY "[change.a]\nat = 19 h\nkey = airfield.away.working_mog\nvalue = unlimited\n"
                   "[change.b]\nat = 20 h\nkey = withdrawal.flights_per_day\nvalue = 1\n");
    for (int k = 0; k < 4; k++) {
        ck_assert_mem_eq(&spent[k], &run->loads.spent[k], sizeof spent[k]);
        ck_assert_int_eq(before[k].offloaded, run->chalk[k].offloaded);
    }
}
END_TEST

/* The aircraft are all called away while the ceiling is reached; then the ceiling goes, and only
 * then is it the aircraft that the load waits for: nobody is there to look at it. */
START_TEST(a_ceiling_that_goes_without_an_aircraft_in_sight_is_charged_no_longer)
{
    play("withdrawn.ini",
         ONE_A_DAY "[change.a]\nat = 14 h\nkey = fleet.f.number\nvalue = 0\n"
                   "[change.b]\nat = 19 h\nkey = withdrawal.flights_per_day\nvalue = 0\n"
                   "[change.c]\nat = 22 h\nkey = fleet.f.number\nvalue = 3\n");
    expect_wait(3, AB_CAUSE_SLOT, 2);
    expect_wait(3, AB_CAUSE_AIRCRAFT, 3);
}
END_TEST

/* Weather shuts the field from 2 to 6 h, and a closure from 4 to 8 h: who is
 * overhead at 3 h waits an hour for the weather, then four for the closure. */
START_TEST(a_wait_goes_to_what_shuts_the_field_at_the_time)
{
    play("clockwork.ini", "[contingent.c]\nloads = 1\n[airfield.away]\n"
                          "weather_open = 2 h\nweather_closed = 4 h\n"
                          "closures = 2022-01-01T04:00Z/2022-01-01T08:00Z\n");
    expect_wait(0, AB_CAUSE_WEATHER, 1);
    expect_wait(0, AB_CAUSE_CLOSED, 4);
    expect("closure_h", 9);
}
END_TEST

/* The same for taking off: ready to leave at 1 h, weather until 3 h and from 3.5 to 6 h, shut from 2
 * to 5 h. */
START_TEST(a_wait_to_take_off_goes_to_what_shuts_the_field_at_the_time)
{
    play("clockwork.ini", "[contingent.c]\nloads = 1\n[airfield.home]\nweather_stops = takeoffs\n"
                          "weather_open = 30 min\nweather_closed = 150 min\n"
                          "closures = 2022-01-01T02:00Z/2022-01-01T05:00Z\nclosures_stop = both\n");
    expect_wait(0, AB_CAUSE_WEATHER, 2);
    expect_wait(0, AB_CAUSE_CLOSED, 3);
}
END_TEST

/* Nobody knows when the field will open: nothing is sent there, though the aircraft stands by. */
START_TEST(a_load_for_a_shut_field_waits_for_the_field)
{
    double chain[AB_LINK_COUNT];
    play("clockwork.ini", "deterministic = no\n[contingent.c]\nloads = 1\n"
                          "[airfield.away]\nopen = no\n"
                          "[change.b]\nat = uniform(10 h, 10 h)\nkey = airfield.away.open\n"
                          "value = yes\n");
    expect_wait(0, AB_CAUSE_CLOSED, 10);
    expect_wait(0, AB_CAUSE_AIRCRAFT, 0);
    ab_run_chain(run, chain);
    ck_assert_double_eq_tol(chain[AB_CAUSE_CLOSED], 10, 1e-9);
    ck_assert_double_eq_tol(chain[AB_CAUSE_AIRCRAFT], 0, 1e-9);
}
END_TEST

/* ---- on its way ---- */

/* The aircraft of `away` fetch the load at home, which is where they are maintained when they come:
 * an aircraft that is maintained is not on its way. */
START_TEST(an_aircraft_in_maintenance_is_not_on_its_way)
{
    play("withdrawn.ini", "[withdrawal]\norder = 0 h\n[aircraft.a]\nmaintenance_time = 5 h\n"
                          "[fleet.f]\nhome = away\nnumber = 1\n[contingent.c]\nloads = 1\n");
    /* In: 2 h flight. Out: the aircraft is home with its load, 5 h in maintenance. */
    expect_wait(0, AB_CAUSE_POSITIONING, 2);
    expect_wait(1, AB_CAUSE_AIRCRAFT, 5);
    /* The second is tasked for at away and fetched from home. */
    play("clockwork.ini", "[aircraft.a]\nmaintenance_time = 5 h\nservicing_time = 0 h\n"
                          "[fleet.f]\nnumber = 1\n[contingent.c]\nloads = 2\n");
    expect_wait(1, AB_CAUSE_AIRCRAFT, 4 + 5);
    expect_wait(1, AB_CAUSE_POSITIONING, 2);
}
END_TEST

/* The second aircraft is tasked to fetch a load and has no crew until the first is home again. */
START_TEST(a_load_waits_for_the_crew_of_the_aircraft_that_is_to_fetch_it)
{
    play("clockwork.ini", "[airfield.near]\n[leg.n]\nfrom = home\nto = near\nblock_time = 1 h\n"
                          "[leg.m]\nfrom = near\nto = away\nblock_time = 2 h\n"
                          "[fleet.f]\ncrews = 0.5\n[contingent.c]\nloads = 2\napoe = near\n");
    /* The first: 1 + 1 + 2 + 1 h, and 2 h home. */
    expect_wait(1, AB_CAUSE_CREW, 7);
    expect_wait(1, AB_CAUSE_POSITIONING, 1);
    expect_wait(1, AB_CAUSE_AIRCRAFT, 0);
}
END_TEST

/* ---- maxima ---- */

/* Each holds for half an hour, alone, and then stands at the alternate in line for the one stand:
 * whoever is parked does not hold. */
START_TEST(aircraft_parked_at_an_alternate_do_not_hold)
{
    play("clockwork.ini", "[fleet.f]\nnumber = 6\n[aircraft.a]\nholding_fuel = 30 min\n"
                          "offload_time = 20 h\n"
                          "[airfield.away]\nparking_mog = 1\nalternate = near\n[airfield.near]\n"
                          "[leg.n]\nfrom = near\nto = away\nblock_time = 1 h\n"
                          "[leg.m]\nfrom = home\nto = near\nblock_time = 1 h\n"
                          "[contingent.c]\nloads = 6\nload_interval = 1 h\n");
    ck_assert_int_eq(run->count.diversions, 5);
    ck_assert_double_eq(measure("max_holding"), 1);
}
END_TEST

/* Who waits for the weather at one moment is not added to who waits for a stand at another; and a
 * turn on the runway is not waited for in a holding pattern. */
START_TEST(most_aircraft_holding_are_those_of_one_moment)
{
    play("clockwork.ini", "[fleet.f]\nnumber = 3\n[airfield.away]\nrunway_occupancy = 10 min\n"
                          "[contingent.c]\nloads = 3\n");
    ck_assert_double_eq(measure("max_holding"), 0);
    play("clockwork.ini", "[fleet.f]\nnumber = 4\n[contingent.c]\nloads = 4\n"
                          "[airfield.away]\nparking_mog = 1\n"
                          "weather_open = 2 h\nweather_closed = 2 h\n");
    ck_assert_double_eq(measure("max_holding"), 4);
}
END_TEST

START_TEST(an_aircraft_that_lands_as_it_comes_has_not_held)
{
    play("clockwork.ini", "[contingent.c]\nloads = 2\n");
    ck_assert_double_eq(measure("max_holding"), 0);
}
END_TEST

/* ---- rates and shares ---- */

/* Both aircraft fetch their loads, and are in the air from the first take-off with a load until the
 * last landing; the flights before it count no more than their time. */
START_TEST(an_aircraft_never_flies_more_than_24_hours_a_day)
{
    play("clockwork.ini", "[aircraft.a]\nonload_time = 0 h\noffload_time = 0 h\n"
                          "[contingent.c]\napoe = away\napod = home\nloads = 4\n");
    expect("closure_h", 8);
    expect("flying_hours", 16);
    expect("ute_h_per_day", 24);
}
END_TEST

/* First take-off at 1 h, closure at 5 h. One aircraft has flown 2 h by then and is on its way home
 * for another hour, the second has flown 2 h; the third is never needed. */
START_TEST(a_flight_in_progress_counts_as_far_as_it_came)
{
    play("clockwork.ini", "end = closed\n[fleet.f]\nnumber = 3\n"
                          "[contingent.c]\nloads = 2\nload_interval = 1 h\n");
    expect("closure_h", 5);
    expect("flying_hours", 4);
    expect("ute_h_per_day", 5.0 / 2 / (4.0 / 24));
}
END_TEST

/* The aircraft of the other fleet flies only when the force is in, and goes home. */
START_TEST(aircraft_that_fly_after_closure_are_none_of_its_rates)
{
    play("withdrawn.ini", "[fleet.f]\nnumber = 1\n[contingent.c]\nloads = 1\n"
                          "[fleet.g]\ntype = a\nnumber = 1\nhome = away\n"
                          "[withdrawal]\norder = 1 h\n");
    expect("aircraft_used", 2);
    expect("ute_h_per_day", 2 / (3.0 / 24));
}
END_TEST

/* Supplies come before and after: 20 t of the force in 3 h over 1000 km, and 10 t with it. */
START_TEST(tonne_kilometres_a_day_are_those_of_the_deployment)
{
    play("clockwork.ini", "end = horizon\nhorizon = 10 d\nperson_mass = 100 kg\n"
                          "[aircraft.a]\nseats = 200\npayload_range = 20 t: 5000 km\n"
                          "[leg.l]\ndistance = 1000 km\n[contingent.c]\npeople = 200\n"
                          "[contingent.depot]\napoe = home\napod = away\n"
                          "[supply]\nconsumption = 10 kg\nstock = 4 t\ntrigger = 2 t\nload = 10 t\n"
                          "contingent = depot\n");
    ck_assert_double_gt(measure("tonnes_delivered"), 20);
    expect("mtkm_per_day", 20 * 1000 / 1e6 / (3.0 / 24));
}
END_TEST

/* Work lasts an hour at a time, from 8 to 16 h local. The aircraft that lands at 15:30 keeps the one
 * place until it goes on at 8: the place is worked at for two hours in 33. */
START_TEST(a_place_held_overnight_is_not_used)
{
    play("clockwork.ini",
         "[command]\nrequest = 2022-01-01T00:00Z\n[airfield.away]\nworking_mog = 1\n"
         "working_hours = 08:00-16:00\noverrun = wait\n"
         "[contingent.c]\nloads = 2\nload_interval = 3 h\nassembly = 9.5 h\n");
    expect("closure_h", 33);
    expect("working_use.away", 2.0 / 33);
    expect("wait_h.hours", 16.5);
}
END_TEST

/* Request at 10 h; a visitor of 4 h comes at 8 h. Two stands, one from 12 h on, unlimited from 14 h:
 * of 2 x 2 + 2 x 1 stand-hours the visitor takes 2 and the first aircraft, at 13 h, takes 1. The
 * second holds until 14 h. */
START_TEST(shares_are_of_what_there_was_while_it_was_limited)
{
    play("clockwork.ini", "[command]\nrequest = 10 h\n[airfield.away]\nparking_mog = 2\n"
                          "[traffic.t]\nairfield = away\ninterval = 8 h\nuntil = 10 h\n"
                          "ground_time = 4 h\n"
                          "[contingent.c]\nloads = 2\n"
                          "[change.a]\nat = 12 h\nkey = airfield.away.parking_mog\nvalue = 1\n"
                          "[change.b]\nat = 14 h\nkey = airfield.away.parking_mog\n"
                          "value = unlimited\n");
    expect("closure_h", 5);
    expect("parking_use.away", (2.0 + 1) / (2 * 2 + 2 * 1));
}
END_TEST

/* ---- causes that bind ---- */

/* 100 people are 12 t of 32 t: it is the seats that bind. Then 40 t of bulk from there, as 32 t and
 * the rest: one flight would carry more if it could refuel. */
START_TEST(a_flight_is_light_only_when_it_would_carry_more_with_fuel)
{
    static const char shut[] = "[aircraft.a]\ncruise_speed = 700 km/h\nseats = 100\n"
                               "payload_range = 40 t: 3000 km, 0 t: 8000 km\nfuel_burn = 4 t/h\n"
                               "fuel_capacity = 50 t\n[airfield.away]\nfuel = no\n"
                               "[leg.l]\ndistance = 2000 km\n"
                               "[contingent.c]\napoe = away\napod = home\n";
    static const struct {
        const char *load;
        double light;
    } flight[] = {{"people = 400\n", 0}, {"bulk = 40 t\n", 1}, {"loads = 3\n", 3}};
    for (int i = 0; i < 3; i++) {
        char text[1000];
        (void)snprintf(text, sizeof text, "%s%s", shut, flight[i].load);
        play("clockwork.ini", text);
        expect("light_flights", flight[i].light);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("accounts");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_load_that_becomes_ready_under_a_full_ceiling_waits_for_its_slot);
    tcase_add_test(tests, a_change_that_changes_nothing_changes_no_account);
    tcase_add_test(tests, a_ceiling_that_goes_without_an_aircraft_in_sight_is_charged_no_longer);
    tcase_add_test(tests, a_wait_goes_to_what_shuts_the_field_at_the_time);
    tcase_add_test(tests, a_wait_to_take_off_goes_to_what_shuts_the_field_at_the_time);
    tcase_add_test(tests, a_load_for_a_shut_field_waits_for_the_field);
    tcase_add_test(tests, an_aircraft_in_maintenance_is_not_on_its_way);
    tcase_add_test(tests, a_load_waits_for_the_crew_of_the_aircraft_that_is_to_fetch_it);
    tcase_add_test(tests, aircraft_parked_at_an_alternate_do_not_hold);
    tcase_add_test(tests, most_aircraft_holding_are_those_of_one_moment);
    tcase_add_test(tests, an_aircraft_that_lands_as_it_comes_has_not_held);
    tcase_add_test(tests, an_aircraft_never_flies_more_than_24_hours_a_day);
    tcase_add_test(tests, a_flight_in_progress_counts_as_far_as_it_came);
    tcase_add_test(tests, aircraft_that_fly_after_closure_are_none_of_its_rates);
    tcase_add_test(tests, tonne_kilometres_a_day_are_those_of_the_deployment);
    tcase_add_test(tests, a_place_held_overnight_is_not_used);
    tcase_add_test(tests, shares_are_of_what_there_was_while_it_was_limited);
    tcase_add_test(tests, a_flight_is_light_only_when_it_would_carry_more_with_fuel);
    Suite *suite = suite_create("accounts");
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
