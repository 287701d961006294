/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_ways.c - routes of many legs and hubs, worked by hand. */
#include "support/oracle.h"

#define ONCE "-n 1 "
enum { TESTS = 24 };

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

#define PRICED                                                                                     \
    ONCE "--set contingent.cargo.loads=1 --set scenario.end=horizon --set 'scenario.horizon=3 d' " \
         "--set 'aircraft.transport.fuel_burn=10 t/h' --set airfield.home.fuel_price=1 "           \
         "--set airfield.customs.fuel_price=100 --set airfield.away.fuel_price=10000 "

/* Out in 2 and 3 h, and straight home in 4 h: 20, 30 and 40 t, each from where it is needed, or all for the
 * way out from home. */
START_TEST(fuel_is_taken_at_a_stop_that_has_it)
{
    oracle_run("stop.ini", PRICED);
    oracle_expect_measure("fuel_t", 90);
    oracle_expect_measure("cost", 20 * 1 + 30 * 100 + 40 * 10000);
    oracle_run("stop.ini", PRICED "--set airfield.customs.fuel=no");
    oracle_expect_measure("fuel_t", 90);
    oracle_expect_measure("cost", 50 * 1 + 40 * 10000);
}
END_TEST

static void expect_first_load(const char *settings, const char *tonnes)
{
    oracle_run("dry-ends.ini", settings);
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    ck_assert_str_eq(table_cell(&oracle_table, 0, "cargo_t"), tonnes);
    table_close(&oracle_table);
}

/* Who finds no fuel at the end goes back to the stop on what was taken there: 1,000 km and as many back, for
 * which all 30 t go at once. Without fuel at the stop either it is 2,500 km, and 2,200 km home. From an
 * origin without fuel, come to from the end, it is 2,200 and 1,500 km. */
START_TEST(fuel_for_the_way_back_counts_from_the_last_stop_that_has_some)
{
    expect_first_load(ONCE, "30.000");
    expect_first_load(ONCE "--set airfield.away.fuel=no", "30.000");
    oracle_expect_deliveries(8);
    expect_first_load(ONCE "--set airfield.away.fuel=no --set airfield.between.fuel=no", "3.000");
    expect_first_load(ONCE "--set airfield.home.fuel=no --set fleet.fleet.home=away", "13.000");
    expect_first_load(ONCE "--set airfield.home.fuel=no --set fleet.fleet.home=away "
                           "--set airfield.away.fuel=no",
                      "13.000");
}
END_TEST

/* Behind a stop without fuel as before it: 2,500 km, and 2,200 km home where the end has none either. */
START_TEST(the_limit_behind_a_stop_without_fuel_is_that_before_it)
{
    static const struct {
        const char *settings, *tonnes;
    } cases[] = {{"", "25.000"}, {"--set airfield.away.fuel=no", "3.000"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char settings[200];
        (void)snprintf(settings, sizeof settings, ONCE "--set airfield.between.fuel=no %s",
                       cases[i].settings);
        oracle_run("dry-ends.ini", settings);
        table_open(&oracle_table, oracle_folder, "sorties.csv");
        for (int row = 0; row < 2; row++) {
            ck_assert_str_eq(table_cell(&oracle_table, row, "payload_limit_t"), cases[i].tonnes);
        }
        table_close(&oracle_table);
    }
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

/* --- hubs ------------------------------------------------------------------------------------- */

/* The second tier binds with one small aircraft, the first with two and with four. */
START_TEST(two_tiers_bind_in_turn)
{
    oracle_title = "a shuttle through a hub";
    oracle_run("hub.ini", ONCE);
    oracle_expect_measure("closure_h", 39);
    oracle_expect_measure("tonnes_delivered", 120);
    oracle_expect_measure("inbound_flights", 12);
    oracle_expect_measure("flying_hours", 6 * 2 + 23 * 1);
    oracle_expect_instants("chalks.csv", "offloaded", "direction", "in", ORACLE_HOURS(4, 10, 16));
    oracle_expect_instants("chalks.csv", "offloaded", "direction", "on",
                           ORACLE_HOURS(6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36, 39));
    oracle_run("hub.ini", ONCE "--set fleet.tactical.number=2");
    oracle_expect_measure("closure_h", 21);
    oracle_run("hub.ini", ONCE "--set fleet.tactical.number=4");
    oracle_expect_measure("closure_h", 18);
    /* Three loads far and one near, from the first onload on: nothing else was waited for. */
    oracle_expect_chain({"onload", 3 + 0.5}, {"flight", 5 * 2 + 1}, {"offload", 3 + 0.5});
}
END_TEST

/* What has come is in the yard until the onload of the fourth load out of it begins: at 13 and 25 h. The
 * second large aircraft is there at 3 h, the first again at 9. */
START_TEST(a_yard_of_one_keeps_aircraft_waiting)
{
    oracle_run("hub.ini", ONCE "--set fleet.strategic.number=2 --set airfield.hub.yard_loads=1");
    oracle_expect_instants("chalks.csv", "offloaded", "direction", "in", ORACLE_HOURS(4, 14, 26));
    oracle_expect_measure("closure_h", 39);
    oracle_expect_measure("wait_h.yard", 10 + 16);
}
END_TEST

/* With one stand the aircraft that waits for the yard is in the way of the one that would empty it: it
 * unloads all the same, at 5 h and 9 h. */
START_TEST(nobody_waits_for_a_yard_that_nobody_can_empty)
{
    oracle_run("hub.ini", ONCE "--set fleet.strategic.number=2 --set airfield.hub.yard_loads=1 "
                               "--set airfield.hub.parking_mog=1 --set fleet.tactical.home=field");
    oracle_expect_instants("chalks.csv", "offloaded", "direction", "in", ORACLE_HOURS(4, 6, 10));
    oracle_expect_measure("wait_h.yard", 1);
    oracle_expect_measure("wait_h.holding", 3);
    oracle_expect_measure("closure_h", 42);
}
END_TEST

/* Two large aircraft come at 3 h. What the first brings fills the yard, and the second alone may fetch it, which waits
 * for the yard. So it would go in as soon as the first is unloaded, at 4 h; but a load that begins at the hub is still
 * to go, and its aircraft comes for it at 5 h: from then on nothing is, and the second goes in, off at 6 h. It takes on
 * 40 t at a time, 1 h and half an hour and 1 h, and comes back in half an hour. */
START_TEST(who_waits_for_a_yard_goes_in_when_the_last_that_was_to_go_is_gone)
{
    oracle_run("hub.ini",
               ONCE "--set fleet.b.type=large --set fleet.b.number=1 --set fleet.b.home=alfa "
                    "--set 'contingent.cargo.fleets=b, strategic' --set fleet.tactical.home=field "
                    "--set contingent.cargo.onward_fleets=strategic "
                    "--set airfield.hub.yard_loads=1 --set 'contingent.cargo.bulk=80 t' "
                    "--set contingent.local.apoe=hub --set contingent.local.apod=field "
                    "--set contingent.local.fleets=tactical --set contingent.local.loads=1 "
                    "--set 'contingent.local.assembly=4 h' --set leg.back.from=alfa "
                    "--set leg.back.to=field --set 'leg.back.distance=1250 km'");
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "cargo",
                           ORACLE_HOURS(4, 6, 8.5, 11.5));
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "local", ORACLE_HOURS(7));
    oracle_expect_measure("wait_h.yard", 2 + 1);
}
END_TEST

/* The same with a load that is prepared at the hub, and would need room in the yard for it: an idle aircraft that could
 * fetch it would find no stand either. */
START_TEST(who_could_not_park_at_a_hub_does_not_empty_its_yard)
{
    oracle_run("hub.ini", ONCE "--set fleet.strategic.number=2 --set airfield.hub.yard_loads=1 "
                               "--set airfield.hub.parking_mog=1 --set fleet.tactical.home=field "
                               "--set airfield.hub.preparation_teams=1 "
                               "--set contingent.local.apoe=hub --set contingent.local.apod=field "
                               "--set 'contingent.local.bulk=10 t' "
                               "--set 'contingent.local.available=4.5 h' "
                               "--set 'contingent.local.preparation_time=1 h' "
                               "--set contingent.local.fleets=other --set fleet.other.type=small "
                               "--set fleet.other.number=1 --set fleet.other.home=alfa "
                               "--set leg.back.from=field --set leg.back.to=alfa "
                               "--set 'leg.back.distance=1000 km'");
    oracle_expect_instants("chalks.csv", "offloaded", "chalk", "cargo-in-002", ORACLE_HOURS(6));
}
END_TEST

/* One aircraft brings 40 t to the hub, off at 4 h, fetches 40 more, is there again at 9 h and alone may take on what fills
 * the yard: it unloads at once, whoever is still fetched from the hub, who has no place in the yard. */
START_TEST(people_who_are_fetched_from_a_hub_do_not_empty_its_yard)
{
    oracle_run("hub.ini",
               ONCE "--set contingent.cargo.onward_fleets=strategic "
                    "--set airfield.hub.yard_loads=1 --set 'contingent.cargo.bulk=80 t' "
                    "--set fleet.tactical.home=field --set aircraft.small.seats=50 "
                    "--set leg.back.from=field --set leg.back.to=alfa "
                    "--set 'leg.back.distance=1250 km' "
                    "--set evacuation.people.airfield=hub --set evacuation.people.to=field "
                    "--set evacuation.people.fleets=tactical "
                    "--set evacuation.people.people=500");
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "cargo",
                           ORACLE_HOURS(4, 10, 12.5, 15.5));
    oracle_expect_measure("wait_h.yard", 0);
}
END_TEST

#define CARGO(key, value) "--set 'contingent.cargo." key "=" value "' "
#define BY_ROAD                                                                                    \
    CARGO("onward_mode", "road") CARGO("onward_fleets", "none") CARGO("onward_road_time", "5 h")

START_TEST(a_second_tier_by_road_takes_its_time)
{
    oracle_run("hub.ini", ONCE BY_ROAD);
    oracle_expect_measure("closure_h", 16 + 5);
    oracle_expect_measure("tonnes_delivered", 120);
    oracle_expect_chain({"onload", 3}, {"flight", 10}, {"offload", 3}, {"road", 5});
}
END_TEST

/* The flight that ends at that instant ends at the hub: what is behind the closure is the road. */
START_TEST(a_second_tier_of_no_time_is_a_road_all_the_same)
{
    oracle_run("hub.ini", ONCE BY_ROAD CARGO("onward_road_time", "0 h"));
    oracle_expect_measure("closure_h", 16);
    oracle_expect_chain({"onload", 3}, {"flight", 10}, {"offload", 3});
}
END_TEST

/* Fourteen people and a car come to the hub at 4 h, six people at 10 h. From there ten fly, or four beside the car:
 * of those of the first flight nobody need wait for the second. */
START_TEST(at_a_hub_who_flies_beside_a_vehicle_fills_no_load_of_people)
{
    oracle_run(
        "hub.ini",
        ONCE CARGO("bulk", "0 t") CARGO("people", "20") CARGO(
            "vehicles",
            "car:1") "--set vehicle.car.mass=1t --set vehicle.car.length=5m "
                     "--set vehicle.car.width=2m --set aircraft.large.seats=14 "
                     "--set aircraft.large.deck_length=6m --set aircraft.large.deck_width=3m "
                     "--set aircraft.small.seats=10 --set aircraft.small.seats_with_vehicles=4 "
                     "--set aircraft.small.deck_length=6m --set aircraft.small.deck_width=3m "
                     "--set fleet.tactical.number=2");
    oracle_expect_instants("chalks.csv", "offloaded", "direction", "in", ORACLE_HOURS(4, 10));
    oracle_expect_instants("chalks.csv", "offloaded", "direction", "on", ORACLE_HOURS(6, 6, 12));
}
END_TEST

#define UNTIL(hours) "--set scenario.end=horizon --set 'scenario.horizon=" hours " h' "
#define TRUCKS                                                                                     \
    "--set 'vehicle.truck.mass=15 t' --set 'vehicle.truck.length=5 m' "                            \
    "--set 'vehicle.truck.width=2 m' --set 'aircraft.large.deck_length=20 m' "                     \
    "--set 'aircraft.large.deck_width=3 m' --set 'aircraft.small.deck_length=20 m' "               \
    "--set 'aircraft.small.deck_width=3 m' "
#define SEATS                                                                                      \
    "--set aircraft.large.seats=40 --set aircraft.small.seats=60 "                                 \
    "--set 'aircraft.small.cargo_limit=60 t' --set 'scenario.person_mass=500 kg' "

static void expect_late(double loads, double tonnes, double of)
{
    oracle_expect_measure("late_loads", loads);
    oracle_expect_measure("late_tonnes", tonnes);
    oracle_expect_measure("on_time_share", 1 - loads / of);
}

/* What counts is when the second tier's loads are off: of 6, 9, ... 39 h seven come after 20 h. At 11.5 h
 * one was off by 8 h and one after; six are at the hub or on their way on, and 40 t not yet there. At
 * 5 h one of 25 t is on its way on, 15 t in the yard wait for more, and two of 40 t are not there. */
START_TEST(who_goes_through_a_hub_is_late_in_the_theatre)
{
    oracle_title = "late through a hub";
    oracle_run("hub.ini", ONCE CARGO("latest_arrival", "20 h"));
    expect_late(7, 70, 12);
    oracle_run("hub.ini", ONCE CARGO("latest_arrival", "8 h") UNTIL("11.5"));
    expect_late(1 + 6 + 1, 10 + 60 + 40, 9);
    oracle_run("hub.ini", ONCE CARGO("latest_arrival", "4.5 h")
                              UNTIL("5") "--set 'aircraft.small.cargo_limit=25 t'");
    expect_late(1 + 1 + 2, 25 + 15 + 80, 4);
    /* Two trucks and half the people wait for the third truck. */
    oracle_run("hub.ini", ONCE CARGO("latest_arrival", "4.5 h") UNTIL("5") CARGO("bulk", "0")
                              CARGO("vehicles", "truck: 3") CARGO("people", "20") TRUCKS SEATS);
    expect_late(1 + 1, 3 * 15 + 20 * 0.5, 2);
    /* By road they are there at 9, 15 and 21 h; at 20.5 h the last is on the road. */
    oracle_run("hub.ini", ONCE BY_ROAD CARGO("latest_arrival", "14 h"));
    expect_late(2, 80, 3);
    oracle_run("hub.ini", ONCE BY_ROAD CARGO("latest_arrival", "15 h") UNTIL("20.5"));
    expect_late(1, 40, 3);
}
END_TEST

/* The first tier comes as ever. Four small aircraft are called 1.5 h before 12 h for the first four loads,
 * land at 12 h, and are back for the next at 13.5 h, and at 16.5 h for the last. Off at 12.5, 15.5
 * and 18.5 h. */
START_TEST(an_earliest_arrival_holds_in_the_theatre)
{
    oracle_title = "earliest arrival through a hub";
    oracle_run("hub.ini", ONCE CARGO("earliest_arrival", "12 h") "--set fleet.tactical.number=4 ");
    oracle_expect_instants("chalks.csv", "offloaded", "direction", "in", ORACLE_HOURS(4, 10, 16));
    oracle_expect_instants("chalks.csv", "landed", "direction", "on",
                           ORACLE_HOURS(12, 12, 12, 12, 15, 15, 15, 15, 18, 18, 18, 18));
    oracle_expect_measure("closure_h", 18.5);
    oracle_expect_waits({"window", 4 * 6.5 + 4 * 0.5}, {"aircraft", 4 + 10 + 4 * 2 + 4 * 0.5},
                        {"positioning", 2 * 2 + 4});
}
END_TEST

static void expect_late_line(const char *share, const char *hours, const char *cause,
                             const char *cause_hours)
{
    table_open(&oracle_table, oracle_folder, "late.csv");
    ck_assert_int_eq(oracle_table.rows, 1);
    ck_assert_str_eq(table_cell(&oracle_table, 0, "contingent"), "cargo");
    ck_assert_str_eq(table_cell(&oracle_table, 0, "late_share"), share);
    ck_assert_str_eq(table_cell(&oracle_table, 0, "lateness_p50_h"), hours);
    ck_assert_str_eq(table_cell(&oracle_table, 0, "cause"), cause);
    ck_assert_str_eq(table_cell(&oracle_table, 0, "cause_h"), cause_hours);
    table_close(&oracle_table);
}

/* The line is that of the last load of the second tier, and of what brought that to the hub: three flights
 * to it and two back, 10 h, with no wait. One small aircraft: ready at 16 h, the load waits until that is
 * off at the field at 36 h, and one hour more for its way back. Four: all are back at 16 h, and the
 * flights are what took longest. Not before 24 h: the third four are held until 22.5 h, 1.5 h before
 * they could be there, and wait less for aircraft. By road, too, nothing is waited for. */
START_TEST(a_line_through_a_hub_is_late_for_what_held_its_last_load)
{
    oracle_title = "late line through a hub";
    oracle_run("hub.ini", "-n 3 " CARGO("latest_arrival", "20 h"));
    expect_late_line("1", "19", "waiting: no aircraft", "20");
    oracle_expect_measure("late_loads", 7);
    oracle_run("hub.ini", ONCE CARGO("latest_arrival", "39 h"));
    expect_late_line("0", "0", "", "");
    oracle_run("hub.ini", ONCE CARGO("latest_arrival", "15 h") "--set fleet.tactical.number=4 ");
    expect_late_line("1", "3", "flight", "11");
    oracle_run("hub.ini", ONCE CARGO("earliest_arrival", "24 h")
                              CARGO("latest_arrival", "26 h") "--set fleet.tactical.number=4 ");
    oracle_expect_instants(
        "chalks.csv", "offloaded", "direction", "on",
        ORACLE_HOURS(24.5, 24.5, 24.5, 24.5, 27.5, 27.5, 27.5, 27.5, 30.5, 30.5, 30.5, 30.5));
    expect_late_line("1", "4.5", "waiting: earliest arrival", "6.5");
    oracle_expect_measure("late_loads", 8);
    oracle_run("hub.ini", ONCE BY_ROAD CARGO("latest_arrival", "14 h"));
    expect_late_line("1", "7", "flight", "10");
}
END_TEST

#define NEAR(key, value) "--set 'flow.near." key "=" value "' "

/* Two of the second tier may leave in each half of a day: at 4.5 h, when the next periods begin at 12 h,
 * 24 h ... 60 h, and the first tier is not bound. The two left of the first four wait 7.5 h, of the second
 * four two 13.5 and two 25.5 h, of the third 31.5 and 43.5 h. And of one load and the four that it
 * becomes, the fourth is the fifth flight. */
START_TEST(a_ceiling_counts_a_load_again_from_its_hub)
{
    oracle_title = "ceiling behind a hub";
    oracle_run("hub.ini", ONCE NEAR("flights", "2") NEAR("per", "12 h")
                              NEAR("airfields", "field") "--set fleet.tactical.number=4 ");
    oracle_expect_instants("chalks.csv", "offloaded", "direction", "in", ORACLE_HOURS(4, 10, 16));
    oracle_expect_instants(
        "chalks.csv", "offloaded", "direction", "on",
        ORACLE_HOURS(6, 6, 13.5, 13.5, 25.5, 25.5, 37.5, 37.5, 49.5, 49.5, 61.5, 61.5));
    oracle_expect_measure("wait_h.flow", 2 * (7.5 + 13.5 + 25.5 + 31.5 + 43.5));
    oracle_run("hub.ini", ONCE CARGO("bulk", "40 t") NEAR("flights", "4")
                              NEAR("per", "24 h") "--set fleet.tactical.number=4 ");
    oracle_expect_measure("closure_h", 24 + 1.5);
}
END_TEST

/* Off at the hub at 4 h and in the theatre at 9 h, where nothing of it lands. */
START_TEST(who_comes_on_by_road_is_the_first_to_come)
{
    oracle_run("hub.ini", ONCE BY_ROAD "--set contingent.next.mode_in=road "
                                       "--set 'contingent.next.road_in_time=1 h' "
                                       "--set contingent.next.people=10 "
                                       "--set contingent.next.after=cargo "
                                       "--set contingent.next.after_event=first_landing");
    oracle_expect_instants("contingents.csv", "first_landing", NULL, NULL, ORACLE_HOURS(9, 10));
    table_open(&oracle_table, oracle_folder, "summary.csv");
    ck_assert_str_eq(table_cell(&oracle_table, 1, "measure"), "first_landing_h");
    ck_assert_str_eq(table_cell(&oracle_table, 1, "n"), "0");
    table_close(&oracle_table);
}
END_TEST

/* 30 + 90 people on seats of 40 and 25: two loads fill one and a half, and one waits for more. */
START_TEST(loads_are_cut_when_there_is_enough_to_fill_them)
{
    oracle_run("hub.ini",
               ONCE "--set contingent.cargo.bulk=0 --set contingent.cargo.people=120 "
                    "--set contingent.cargo.forward_people=30 --set aircraft.large.seats=45 "
                    "--set aircraft.small.seats=30 --set fleet.tactical.number=4 "
                    "--set 'scenario.person_mass=0 t'");
    oracle_expect_instants("chalks.csv", "ready", "direction", "on", ORACLE_HOURS(4, 10, 16, 16));
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    static const char *const people[] = {"30", "45", "45", "30", "30", "30", "30"};
    ck_assert_int_eq(oracle_table.rows, 7);
    for (int i = 0; i < 7; i++) {
        ck_assert_str_eq(table_cell(&oracle_table, i, "people"), people[i]);
    }
    table_close(&oracle_table);
}
END_TEST

enum { QUEUED = 8000 };

START_TEST(two_queues_and_a_hub_are_a_network_of_jackson)
{
    oracle_title = "two queues and a hub";
    oracle_run_untraced("hub-queue.ini", "-n 30");
    oracle_expect_mean("wait_h.working", QUEUED, theory_wait_mmc(2, 1.4, 1.1), 0.12);
    oracle_expect_mean("wait_h.aircraft", QUEUED, theory_wait_mmc(3, 1.4, 1.7), 0.12);
}
END_TEST

/* ---- what is not known ---- */

START_TEST(nobody_flies_a_way_that_takes_him_an_unknown_time)
{
    oracle_run("unknown-speed.ini", "-n 2");
    oracle_expect_deliveries(6, 18);
    oracle_expect_measure("flying_hours", 4 + 6 + 4);
    oracle_run("unknown-speed.ini", "-n 2 --set leg.out.stop=middle --set 'leg.out.stop_time=1 h'");
    oracle_expect_deliveries(7, 20);
    oracle_run("unknown-speed.ini", "-n 2 --set 'aircraft.other.cruise_speed=500 km/h'");
    oracle_expect_deliveries(6, 6);
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
    tcase_add_test(cases, fuel_is_taken_at_a_stop_that_has_it);
    tcase_add_test(cases, fuel_for_the_way_back_counts_from_the_last_stop_that_has_some);
    tcase_add_test(cases, the_limit_behind_a_stop_without_fuel_is_that_before_it);
    tcase_add_test(cases, a_stop_for_the_crew_begins_a_fresh_duty);
    tcase_add_test(cases, two_tiers_bind_in_turn);
    tcase_add_test(cases, at_a_hub_who_flies_beside_a_vehicle_fills_no_load_of_people);
    tcase_add_test(cases, a_yard_of_one_keeps_aircraft_waiting);
    tcase_add_test(cases, nobody_waits_for_a_yard_that_nobody_can_empty);
    tcase_add_test(cases, who_waits_for_a_yard_goes_in_when_the_last_that_was_to_go_is_gone);
    tcase_add_test(cases, who_could_not_park_at_a_hub_does_not_empty_its_yard);
    tcase_add_test(cases, people_who_are_fetched_from_a_hub_do_not_empty_its_yard);
    tcase_add_test(cases, a_second_tier_by_road_takes_its_time);
    tcase_add_test(cases, a_second_tier_of_no_time_is_a_road_all_the_same);
    tcase_add_test(cases, who_goes_through_a_hub_is_late_in_the_theatre);
    tcase_add_test(cases, an_earliest_arrival_holds_in_the_theatre);
    tcase_add_test(cases, a_line_through_a_hub_is_late_for_what_held_its_last_load);
    tcase_add_test(cases, a_ceiling_counts_a_load_again_from_its_hub);
    tcase_add_test(cases, who_comes_on_by_road_is_the_first_to_come);
    tcase_add_test(cases, loads_are_cut_when_there_is_enough_to_fill_them);
    tcase_add_test(cases, two_queues_and_a_hub_are_a_network_of_jackson);
    tcase_add_test(cases, nobody_flies_a_way_that_takes_him_an_unknown_time);
    suite_add_tcase(suite, cases);
    return suite_run(suite, TESTS);
}
