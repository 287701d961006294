/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_rare.c - what happens rarely: two at one instant, the last of a kind, a way that is not
 * known, worked out on paper. */
#include "support/oracle.h"

enum { TESTS = 28 };

#define ONCE "-n 2 "
#define LIGHT                                                                                      \
    "--set 'aircraft.light.payload_range=15 t: 1000 km, 8 t: 2000 km, 0 t: 3000 km' "              \
    "--set 'aircraft.light.cruise_speed=500 km/h' --set fleet.light.type=light "                   \
    "--set fleet.light.number=2 --set fleet.light.home=home --set fleet.fleet.number=1 "

/* ---- hours ---- */

/* As hours.ini says; that its days begin at midnight holds before 1970 too. */
START_TEST(hours_are_those_of_the_day_in_any_year)
{
    static const char *const start[] = {"1948-06-26", "1969-12-31", "1970-01-01", "2100-02-28"};
    for (int i = 0; i < 4; i++) {
        char words[128];
        (void)snprintf(words, sizeof words, ONCE "--set scenario.start=%sT00:00Z", start[i]);
        oracle_run_untraced("hours.ini", words);
        oracle_expect_measure("tonnes_delivered", 300);
    }
}
END_TEST

/* Hours of eleven, since 3 h, for twelve of work: who comes when they begin is not a moment too late for
 * it. */
START_TEST(work_longer_than_the_hours_begins_when_they_do)
{
    oracle_run("hours.ini",
               ONCE "--set airfield.away.overrun=wait --set contingent.cargo.loads=2 "
                    "--set scenario.end=closed --set 'aircraft.transport.offload_time=12 h' "
                    "--set 'leg.home-away.block_time=6 h' --set 'change.short.at=3 h' "
                    "--set change.short.value=09:00-20:00 "
                    "--set change.short.key=airfield.away.working_hours");
    oracle_expect_deliveries(6 + 12, 30 + 12);
    oracle_expect_waits({"hours", 12}, {"working", 12});
}
END_TEST

/* ---- slots ---- */

START_TEST(of_two_who_ask_for_a_slot_at_one_instant_the_lower_is_first)
{
    static const double own[] = {8, 11}, visitor[] = {14};
    oracle_run("slot-lines.ini", ONCE);
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "own", own, 2);
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "visitor", visitor, 1);
    oracle_expect_measure("wait_h.slot", 3 + 6);
}
END_TEST

/* In slots.ini two leave at 1 h, and four wait. */
START_TEST(who_waits_for_a_slot_leaves_when_none_is_needed_any_more)
{
    oracle_run("slots.ini", ONCE "--set 'change.free.at=3 h' --set change.free.value=no "
                                 "--set change.free.key=airfield.away.slot_control");
    oracle_expect_instants("chalks.csv", "departed", NULL, NULL, ORACLE_HOURS(1, 1, 3, 3, 3, 3));
    oracle_expect_deliveries(8, 8, 11, 11, 14, 14);
    oracle_expect_waits({"slot", 4 * 2}, {"holding", 2 * 1 + 2 * 4});
}
END_TEST

/* ---- alternates of alternates ---- */

#define BEYOND                                                                                     \
    "--set airfield.spare.parking_mog=1 --set airfield.spare.alternate=beyond "                    \
    "--set airfield.beyond.name=Beyond --set leg.spare-beyond.from=spare "                         \
    "--set leg.spare-beyond.to=beyond --set 'leg.spare-beyond.block_time=1 h' "
#define KNOWN                                                                                      \
    "--set leg.away-beyond.from=away --set leg.away-beyond.to=beyond "                             \
    "--set 'leg.away-beyond.block_time=2 h' "

/* In diversion.ini four divert at 6 h. One has the stand of the alternate from 7 h on, three go two
 * hours to the next: at 8 h, when two stands are free, for the one and the first of these, off at 12 and
 * 13 h; for the others from then on, two hours away and three to unload. Where it is not known how far
 * the next one is, three land beyond the stands of the first, and so they do where all would be unloaded
 * and the way home from there is not known. */
START_TEST(who_finds_an_alternate_full_goes_to_the_next_if_its_way_is_known)
{
    oracle_run("diversion.ini", ONCE BEYOND KNOWN);
    oracle_expect_deliveries(8, 8, 12, 13, 17, 18);
    oracle_expect_waits({"holding", 4}, {"diversion", 2 + 3 * 4}, {"stand", 1 + 0 + 4 + 5});
    oracle_expect_measure("emergencies", 0);
    oracle_run("diversion.ini", ONCE BEYOND);
    oracle_expect_deliveries(8, 8, 12, 12, 16, 16);
    oracle_expect_measure("emergencies", 3);
    oracle_run("diversion.ini", ONCE BEYOND KNOWN "--set airfield.away.offload_at_alternate=yes");
    oracle_expect_deliveries(8, 8, 10, 10, 10, 10);
    oracle_expect_measure("emergencies", 3);
}
END_TEST

/* ---- loads ---- */

/* And of loads that are cut for two types, one with a deck for twelve rows: 24 and 12 are there at 2 h,
 * 4 at 6 h. */
START_TEST(a_deck_has_so_many_rows)
{
    oracle_run("rows.ini", ONCE);
    oracle_expect_deliveries(2, 6);
    oracle_run("rows.ini",
               ONCE "--set 'aircraft.small.payload_range=20 t: 5000 km' "
                    "--set 'aircraft.small.deck_length=6 m' --set 'aircraft.small.deck_width=3 m' "
                    "--set 'aircraft.small.deck_gap=0 m' --set fleet.small.type=small "
                    "--set fleet.small.number=1 --set fleet.small.home=home");
    oracle_expect_deliveries(2, 2, 6);
}
END_TEST

START_TEST(nobody_is_sent_to_a_goal_that_stays_shut)
{
    static const char *const goals[] = {"near, far", "far, near"};
    for (int i = 0; i < 2; i++) {
        char words[256];
        (void)snprintf(words, sizeof words, ONCE "--set 'contingent.cargo.apod=%s'", goals[i]);
        oracle_run("shut-goal.ini", words);
        oracle_expect_deliveries(4, 4);
        (void)snprintf(words, sizeof words,
                       ONCE "--set 'contingent.cargo.apod=%s' --set "
                            "airfield.near.closures=2021-12-31T00:00Z/2022-03-01T00:00Z",
                       goals[i]);
        oracle_run("shut-goal.ini", words);
        oracle_expect_deliveries(6, 6, 6);
        oracle_expect_measure("wait_h.closed", 0);
    }
}
END_TEST

/* Fast, but able to take nothing that far: exactly at the end of its range. */
START_TEST(nobody_is_sent_who_can_take_nothing_that_far)
{
    oracle_run("shut-goal.ini",
               ONCE "--set contingent.cargo.apod=far "
                    "--set 'aircraft.empty.payload_range=20 t: 1000 km, 0 t: 2000 km' "
                    "--set 'aircraft.empty.cruise_speed=900 km/h' --set fleet.empty.type=empty "
                    "--set fleet.empty.number=5 --set fleet.empty.home=home");
    oracle_expect_deliveries(6, 6, 6);
}
END_TEST

/* Ten aircraft with five hundred seats each, of a fleet that may not come: as without them, ten flights. */
START_TEST(people_who_leave_do_not_wait_for_who_may_not_come)
{
    oracle_run("evacuation.ini", ONCE "--set aircraft.large.seats=500 --set fleet.other.type=large "
                                      "--set fleet.other.number=10 --set fleet.other.home=home "
                                      "--set evacuation.people.fleets=fleet");
    oracle_expect_measure("flying_hours", 10 * 4);
    oracle_run("evacuation.ini", ONCE "--set aircraft.large.seats=500 --set fleet.other.type=large "
                                      "--set fleet.other.number=10 --set fleet.other.home=home");
    oracle_expect_measure("flying_hours", 2 * 4);
}
END_TEST

/* ---- ways ---- */

/* Back through customs: 3 h, the stop, 2 h; between an hour to load and one to unload. */
START_TEST(a_leg_of_its_own_goes_before_the_way_back_of_another)
{
    static const char *const there =
        "--set contingent.cargo.loads=1 --set contingent.cargo.apoe=away "
        "--set contingent.cargo.apod=home --set fleet.fleet.home=away ";
    char words[512];
    (void)snprintf(words, sizeof words, ONCE "%s", there);
    oracle_run("stop.ini", words);
    oracle_expect_deliveries(1 + 3 + 1.5 + 2 + 1);
    (void)snprintf(words, sizeof words,
                   ONCE "%s --set leg.own.from=away --set leg.own.to=home "
                        "--set leg.own.stop=customs --set 'leg.own.block_time=4 h' "
                        "--set leg.own.both_ways=no --set 'leg.own.stop_time=30 min'",
                   there);
    oracle_run("stop.ini", words);
    oracle_expect_deliveries(1 + 3 + 0.5 + 2 + 1);
}
END_TEST

/* Nor are all loads in before they can be by the least of the luck of all flights. */
START_TEST(a_bound_holds_where_the_luck_of_flights_is_a_mixture)
{
    double gap[ORACLE_SAMPLE_MAX];
    oracle_run("shut-goal.ini",
               "-n 100 --set scenario.deterministic=no --set fleet.fleet.number=1 --set "
               "'aircraft.transport.block_factor=mixture(3: 1, 1: uniform(0.5, 2))'");
    const int count = oracle_sample("gap", gap);
    for (int i = 0; i < count; i++) {
        ck_assert_double_ge(gap[i], 0);
        ck_assert_double_le(gap[i], 1);
    }
}
END_TEST

/* Drafts of loads are kept by type and goal, in a few places: two of them share one on a map with three
 * airfields more. */
START_TEST(what_else_is_on_the_map_changes_nothing)
{
    oracle_run("shut-goal.ini", ONCE LIGHT);
    oracle_expect_deliveries(2, 2);
    oracle_run("wide-map.ini", ONCE LIGHT);
    oracle_expect_deliveries(2, 2);
}
END_TEST

/* One aircraft takes 20 t and 10 t to the near goal, 1 h, 2 h and 1 h each, and 2 h home between them.
 * Among very many airfields nobody looks for the shortest ways, and no time is counted for that. */
START_TEST(a_bound_holds_among_many_airfields)
{
    oracle_run("shut-goal.ini", ONCE "--set fleet.fleet.number=1");
    oracle_expect_measure("closure_h", 10);
    oracle_expect_measure("bound_h", 10);
    oracle_run("wide-map.ini", ONCE "--set fleet.fleet.number=1");
    oracle_expect_measure("closure_h", 10);
    oracle_expect_measure("bound_h", 8);
}
END_TEST

/* In cut.ini, planned for a type that takes no tank: each of 30 t for the smallest that takes one, 40 t,
 * where another would take two. */
START_TEST(a_vehicle_that_is_too_large_is_planned_for_the_smallest_that_takes_it)
{
    oracle_run("cut.ini",
               ONCE "--set 'contingent.cargo.vehicles=tank: 2' --set 'contingent.cargo.bulk=0 t' "
                    "--set contingent.cargo.load_type=small "
                    "--set 'aircraft.xl.payload_range=60 t: 5000 km' "
                    "--set 'aircraft.xl.deck_length=40 m' --set 'aircraft.xl.deck_width=3 m' "
                    "--set 'aircraft.xl.onload_time=1 h' --set 'aircraft.xl.offload_time=1 h' "
                    "--set fleet.xl.type=xl --set fleet.xl.number=1 --set fleet.xl.home=home");
    oracle_expect_deliveries(4, 4);
}
END_TEST

/* ---- hubs ---- */

/* A forward element of 25 comes in loads of 13 and 12, at 4 h and 10 h; 15 others at 16 h. Who comes on
 * has 20 seats and waits for those who are due to be forward with them: two loads from 10 h on, off at
 * 12 h and, after an hour back, at 15 h. */
START_TEST(a_forward_element_waits_at_a_hub_for_its_own)
{
    oracle_run("hub.ini",
               ONCE "--set contingent.cargo.people=40 --set contingent.cargo.forward_people=25 "
                    "--set aircraft.large.seats=15 --set aircraft.small.seats=20 "
                    "--set 'contingent.cargo.bulk=0 t'");
    oracle_expect_instants("chalks.csv", "offloaded", "direction", "on", ORACLE_HOURS(12, 15, 18));
}
END_TEST

/* ---- the beginning ---- */

START_TEST(who_stands_at_home_at_the_start_stands_where_he_would)
{
    oracle_run("slot-lines.ini", ONCE "--set 'fleet.own.positions=home: 2'");
    oracle_expect_measure("closure_h", 14);
    oracle_expect_measure("wait_h.slot", 3 + 6);
}
END_TEST

/* ---- late ---- */

/* By how much a contingent is late, and what is told of it. */
static void expect_late(double hours, const char *cause, const char *spent)
{
    table_open(&oracle_table, oracle_folder, "late.csv");
    ck_assert_int_eq(oracle_table.rows, 1);
    ck_assert_double_eq(oracle_number(table_cell(&oracle_table, 0, "lateness_p50_h")), hours);
    ck_assert_str_eq(table_cell(&oracle_table, 0, "cause"), cause);
    ck_assert_str_eq(table_cell(&oracle_table, 0, "cause_h"), spent);
    table_close(&oracle_table);
}

/* Prepared for 3 h, loaded, flown and unloaded in 4 h, which nobody can help; or there at once, a day
 * too late. */
START_TEST(who_is_late_without_a_wait_is_told_of_the_teams_or_of_nothing)
{
    oracle_run("outload.ini", ONCE "--set contingent.cargo.loads=1 "
                                   "--set 'contingent.cargo.latest_arrival=1 h'");
    expect_late(6, "preparation", "3");
    oracle_run("windows.ini", ONCE "--set contingent.beta.active=no --set contingent.alpha.loads=0 "
                                   "--set contingent.alpha.people=10 "
                                   "--set contingent.alpha.mode_in=road "
                                   "--set 'contingent.alpha.road_in_time=0 h' "
                                   "--set contingent.alpha.latest_arrival=2021-12-31T00:00Z");
    expect_late(24, "", "");
}
END_TEST

/* ---- aircraft ---- */

/* At 12 h p leaves, its stand at bravo is for r, whose stand at alfa is for p at 14 h. There it is
 * loaded at 15 h: q lands then, and the other r, who has its stand, leaves with it at 13 h. */
START_TEST(in_a_circle_the_aircraft_that_is_listed_first_gives_way)
{
    oracle_run("give-way.ini", ONCE);
    oracle_expect_deliveries(12, 11, 15, 16, 19, 19);
    oracle_expect_instants("sorties.csv", "block_out", "tail", "p-01", ORACLE_HOURS(0, 2, 12, 15));
    oracle_expect_instants("sorties.csv", "block_out", "tail", "q-01", ORACLE_HOURS(0, 2, 13, 16));
}
END_TEST

/* One load of alpha's two is there at the start, the other is assembled at 2 h and off at 7 h, when both
 * go home, one by one. Then the aircraft is for beta: behind its delivery stand the loads home, and
 * before these how the first came to be free to go. */
START_TEST(who_was_there_in_part_at_the_start_came_by_its_own_alert)
{
    oracle_run("windows.ini",
               ONCE "--set aircraft.transport.seats=10 "
                    "--set withdrawal.order=2022-01-01T07:00Z "
                    "--set contingent.alpha.loads=0 --set contingent.alpha.people=20 "
                    "--set contingent.alpha.delivered=1 "
                    "--set 'contingent.alpha.assembly=2 h' "
                    "--set 'contingent.beta.available=9 h'");
    oracle_expect_measure("closure_h", 7 + 3 * 5 + 3);
    oracle_expect_chain({"notice, assembly, road march", 2}, {"approval or release", 5},
                        {"onload", 3}, {"flight", 3 * 3 + 3}, {"offload", 3});
}
END_TEST

/* The last load is unloaded at the hub as the one before it comes in: what it goes on as is still to come. */
START_TEST(what_is_unloaded_at_a_hub_as_the_others_come_in_is_waited_for)
{
    oracle_run("hub.ini", ONCE "--set contingent.cargo.bulk=80t "
                               "--set 'aircraft.small.cargo_limit=40 t' "
                               "--set fleet.tactical.number=2 --set fleet.late.type=large "
                               "--set fleet.late.number=1 --set fleet.late.home=alfa "
                               "--set 'fleet.late.available=2 h' "
                               "--set 'contingent.cargo.fleets=strategic, late'");
    oracle_expect_deliveries(4, 6, 6, 8);
    oracle_expect_measure("closure_h", 8);
}
END_TEST

/* Twice 10 t over 500 km and 300 km, from the first take-off at 10 h to 24 h. What was not flown does
 * not count. */
START_TEST(a_flight_that_was_given_up_carried_nothing)
{
    oracle_run("gives-up.ini", ONCE);
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "beta", ORACLE_HOURS(24));
    oracle_expect_measure("mtkm_per_day", 2 * 10 * 800 / 1e6 / ((24 - 10) / 24.0));
}
END_TEST

/* The field shuts behind it, and opens at 4 h, when it is there; then the fleet is called away, at the
 * same instant: it goes home. */
START_TEST(who_is_called_away_as_it_becomes_free_elsewhere_flies_home)
{
    oracle_run("windows.ini", ONCE
               "--set aircraft.transport.onload_time=0h --set aircraft.transport.offload_time=0h "
               "--set contingent.beta.active=no --set contingent.alpha.loads=2 "
               "--set scenario.end=horizon --set 'scenario.horizon=2 d' "
               "--set change.a.at=1h --set change.a.foreseen=no "
               "--set change.a.key=airfield.away.landing_hours "
               "--set change.a.value=20:00-23:00 "
               "--set change.b.at=4h --set change.b.key=airfield.away.landing_hours "
               "--set change.b.value=always --set change.b.foreseen=no "
               "--set change.c.at=4h --set change.c.key=fleet.fleet.number "
               "--set change.c.value=0 --set change.c.foreseen=no");
    oracle_expect_instants("sorties.csv", "block_in", NULL, NULL, ORACLE_HOURS(4, 4 + 3));
    oracle_expect_measure("tonnes_delivered", 0);
    oracle_expect_waits({"aircraft", 48}, {"hours", 1});
}
END_TEST

/* From away, where there is no fuel, the way back to where it came from is not known: it takes 30 t
 * there and 50 t on to its home, 5 h away. */
START_TEST(who_cannot_fly_back_takes_the_fuel_for_the_way_home)
{
#define ONE_WAY                                                                                    \
    ONCE "--set airfield.farm.name=Farm --set leg.f.from=away --set leg.f.to=farm "                \
         "--set 'leg.f.distance=2500 km' --set leg.g.from=farm --set leg.g.to=home "               \
         "--set 'leg.g.distance=500 km' --set leg.home-away.both_ways=no "                         \
         "--set fleet.fleet.home=farm --set 'contingent.force.bulk=20 t' "
    oracle_run("no-fuel.ini", ONE_WAY "--set 'aircraft.transport.fuel_capacity=80 t' "
                                      "--set scenario.end=horizon --set 'scenario.horizon=1 d'");
    table_open(&oracle_table, oracle_folder, "sorties.csv");
    static const double taken[] = {10, 80, 0}, burnt[] = {10, 30, 50};
    ck_assert_int_eq(oracle_table.rows, 3);
    for (int i = 0; i < 3; i++) {
        ck_assert_double_eq(oracle_number(table_cell(&oracle_table, i, "fuel_taken_t")), taken[i]);
        ck_assert_double_eq(oracle_number(table_cell(&oracle_table, i, "fuel_burnt_t")), burnt[i]);
    }
    table_close(&oracle_table);
}
END_TEST

/* Whether it was there from the start or came in by itself at first, or was there in a load that was cut for one
 * of two types, of more that there might have been; and with a second load home, 10 h later, for
 * which the last one in waits 5 h. */
START_TEST(what_goes_home_first_is_behind_the_last_delivery_from_its_leave_on)
{
    static const char *const ways[] = {
        ONCE, ONCE "--set contingent.a.delivered=0",
        ONCE "--set contingent.a.assembly=100h --set aircraft.z.seats=20 "
             "--set 'aircraft.z.cargo_limit=1 t' --set fleet.z.type=z --set fleet.z.number=1 "
             "--set fleet.z.home=home --set 'fleet.z.available=2000 h'"};
    for (int i = 0; i < 3; i++) {
        oracle_run("home-first.ini", ways[i]);
        oracle_expect_chain({"approval or release", 24}, {"onload", 2}, {"flight", 6},
                            {"offload", 2});
    }
    oracle_run("home-first.ini", ONCE
               "--set contingent.a.people=50 --set contingent.a.delivered=2 "
               "--set 'contingent.a.outload_interval=10 h' --set 'contingent.b.assembly=35 h'");
    oracle_expect_chain({"approval or release", 24}, {"loads one after another", 10}, {"onload", 2},
                        {"flight", 6}, {"offload", 2});
}
END_TEST

START_TEST(guests_may_not_use_a_field_that_is_too_small_for_them)
{
    oracle_run("guests.ini", ONCE);
    oracle_expect_deliveries(3, 8);
}
END_TEST

START_TEST(who_does_not_know_the_way_to_a_load_goes_home_first)
{
    oracle_run("unknown-way.ini", ONCE);
    oracle_expect_deliveries(5, 8);
}
END_TEST

/* Periods of 10 h begin at 8 h and at 18 h. To far, 3,500 km away, one type flies with 20 t, and the other not at all. */
START_TEST(a_ceiling_holds_loads_that_not_all_types_take_everywhere)
{
    oracle_run("cut-ways.ini", ONCE
               "--set 'leg.far.distance=3500 km' --set 'aircraft.long.cruise_speed=500 km/h' "
               "--set 'aircraft.long.payload_range=20 t: 4000 km, 0 t: 8000 km' "
               "--set fleet.long.type=long --set fleet.long.number=1 --set fleet.long.home=home "
               "--set flow.a.flights=1 --set 'flow.a.per=10 h'");
    oracle_expect_deliveries(1, 9, 19);
}
END_TEST

/* Whether another type may carry it too, or none. And where the stop is dry at first, and away 1,100 km from
 * there: 18 t, then for 2,200 km there and back 16 t, and nothing without fuel at either. */
START_TEST(loads_are_cut_for_the_fuel_that_is_left)
{
    static const char *const ways[] = {ONCE, ONCE "--set fleet.small.active=no"};
    for (int i = 0; i < 2; i++) {
        oracle_run("runs-dry.ini", ways[i]);
        oracle_expect_deliveries(5.8, 5.8, 5.8, 5.8, 5.8);
        oracle_expect_measure("tonnes_delivered", 100);
    }
    oracle_run("runs-dry.ini",
               ONCE "--set airfield.stop.fuel=no --set 'change.wet.at=1 h' "
                    "--set change.wet.key=airfield.stop.fuel --set change.wet.value=yes "
                    "--set 'leg.stop-away.distance=1100 km' --set fleet.small.active=no "
                    "--set 'leg.home-away.distance=2100 km' --set 'contingent.cargo.bulk=64 t'");
    oracle_expect_deliveries(6.2, 6.2, 6.2, 6.2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("oracles_rare");
    TCase *cases = tcase_create("by hand");
    tcase_add_checked_fixture(cases, oracle_setup, oracle_teardown);
    tcase_add_test(cases, hours_are_those_of_the_day_in_any_year);
    tcase_add_test(cases, work_longer_than_the_hours_begins_when_they_do);
    tcase_add_test(cases, of_two_who_ask_for_a_slot_at_one_instant_the_lower_is_first);
    tcase_add_test(cases, who_waits_for_a_slot_leaves_when_none_is_needed_any_more);
    tcase_add_test(cases, who_finds_an_alternate_full_goes_to_the_next_if_its_way_is_known);
    tcase_add_test(cases, a_deck_has_so_many_rows);
    tcase_add_test(cases, nobody_is_sent_to_a_goal_that_stays_shut);
    tcase_add_test(cases, a_bound_holds_among_many_airfields);
    tcase_add_test(cases, a_vehicle_that_is_too_large_is_planned_for_the_smallest_that_takes_it);
    tcase_add_test(cases, what_else_is_on_the_map_changes_nothing);
    tcase_add_test(cases, a_forward_element_waits_at_a_hub_for_its_own);
    tcase_add_test(cases, who_stands_at_home_at_the_start_stands_where_he_would);
    tcase_add_test(cases, nobody_is_sent_who_can_take_nothing_that_far);
    tcase_add_test(cases, people_who_leave_do_not_wait_for_who_may_not_come);
    tcase_add_test(cases, a_leg_of_its_own_goes_before_the_way_back_of_another);
    tcase_add_test(cases, a_bound_holds_where_the_luck_of_flights_is_a_mixture);
    tcase_add_test(cases, who_is_late_without_a_wait_is_told_of_the_teams_or_of_nothing);
    tcase_add_test(cases, a_flight_that_was_given_up_carried_nothing);
    tcase_add_test(cases, who_is_called_away_as_it_becomes_free_elsewhere_flies_home);
    tcase_add_test(cases, who_cannot_fly_back_takes_the_fuel_for_the_way_home);
    tcase_add_test(cases, in_a_circle_the_aircraft_that_is_listed_first_gives_way);
    tcase_add_test(cases, who_was_there_in_part_at_the_start_came_by_its_own_alert);
    tcase_add_test(cases, what_is_unloaded_at_a_hub_as_the_others_come_in_is_waited_for);
    tcase_add_test(cases, what_goes_home_first_is_behind_the_last_delivery_from_its_leave_on);
    tcase_add_test(cases, guests_may_not_use_a_field_that_is_too_small_for_them);
    tcase_add_test(cases, who_does_not_know_the_way_to_a_load_goes_home_first);
    tcase_add_test(cases, a_ceiling_holds_loads_that_not_all_types_take_everywhere);
    tcase_add_test(cases, loads_are_cut_for_the_fuel_that_is_left);
    suite_add_tcase(suite, cases);
    return suite_run(suite, TESTS);
}
