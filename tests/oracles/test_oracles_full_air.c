/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_full_air.c - holding, diversion, slots, weather, wind, stops, passengers, batches
 * and dated changes, worked out on paper. The tables are in the scenarios of tests/oracles; the
 * numbers never come from the program. */
#include "support/oracle.h"

enum { TESTS = 31 };

#define ONCE "-n 2 "

/* ---- holding and diversion ---- */

START_TEST(diverted_loads_are_unloaded_at_the_alternate)
{
    oracle_title = "diversion, unloaded there";
    oracle_run("diversion.ini", ONCE "--set airfield.away.offload_at_alternate=yes");
    oracle_expect_deliveries(8, 8, 10, 10, 10, 10);
    oracle_expect_measure("diversions", 4);
    oracle_expect_measure("inbound_flights", 6);
    oracle_expect_measure("wait_h.holding", 4);
    oracle_expect_measure("wait_h.diversion", 4);
    oracle_expect_waits({"holding", 4}, {"diversion", 4});
    oracle_expect_measure("flying_hours", 2 * 4 + 4 * (4 + 1 + 1)); /* two are still on their way */
}
END_TEST

START_TEST(diverted_aircraft_come_back_when_a_stand_is_theirs)
{
    oracle_title = "diversion and return";
    oracle_run("diversion.ini", ONCE);
    oracle_expect_deliveries(8, 8, 12, 12, 16, 16);
    oracle_expect_measure("diversions", 4);
    oracle_expect_measure("closure_h", 16);
    oracle_expect_waits({"holding", 4}, {"diversion", 8}, {"stand", 12});
}
END_TEST

/* In shut-meanwhile.ini; by dated closures and weather as by hours. */
START_TEST(who_waits_for_the_runway_does_not_land_at_a_field_that_shuts)
{
    oracle_title = "a field that shuts meanwhile";
    oracle_run("shut-meanwhile.ini", ONCE);
    oracle_expect_deliveries(3, 4, 5, 26, 27, 28);
    oracle_expect_waits({"runway", 1 + 2 + 3 * 3 + 1 + 2 + 5 * 1}, {"hours", 3 * 20});
    oracle_run("shut-meanwhile.ini",
               ONCE "--set airfield.away.landing_hours=always "
                    "--set airfield.away.closures_stop=landings --set "
                    "airfield.away.closures=2022-01-01T03:30Z/2022-01-02T00:00Z");
    oracle_expect_deliveries(3, 4, 5, 26, 27, 28);
    oracle_run("shut-meanwhile.ini", ONCE "--set airfield.away.landing_hours=always "
                                          "--set airfield.away.weather_stops=landings "
                                          "--set 'airfield.away.weather_open=3.5 h' "
                                          "--set 'airfield.away.weather_closed=20.5 h'");
    oracle_expect_deliveries(3, 4, 5, 26, 27, 28);
}
END_TEST

START_TEST(who_waits_for_a_stand_does_not_land_at_a_field_that_shuts)
{
    oracle_run("shut-meanwhile.ini", ONCE "--set 'airfield.away.runway_occupancy=0 h' "
                                          "--set airfield.away.parking_mog=1 "
                                          "--set contingent.cargo.loads=2 "
                                          "--set 'aircraft.transport.servicing_time=19 h'");
    oracle_expect_deliveries(3, 25);
    oracle_expect_waits({"holding", 20}, {"hours", 2});
}
END_TEST

/* Out in 2 x 4 h, and 4 x 7 h with holding and the alternate; home in 6 x 4 h, at 5 t/h. Six leave home with an
 * hour's reserve besides, which is still aboard in the end: what holding and diverting burnt was taken on
 * again at the field. */
START_TEST(fuel_for_holding_and_diverting_is_taken_on_again)
{
    oracle_run("diversion.ini", ONCE "--set scenario.end=horizon --set 'scenario.horizon=3 d' "
                                     "--set 'aircraft.transport.fuel_burn=5 t/h' "
                                     "--set 'aircraft.transport.fuel_reserve=1 h' "
                                     "--set airfield.home.fuel_price=1 "
                                     "--set airfield.away.fuel_price=100 "
                                     "--set airfield.spare.fuel_price=10000");
    oracle_expect_measure("fuel_t", 5 * (2 * 4 + 4 * 7 + 6 * 4));
    oracle_expect_measure("cost", 6 * 25 * 1 + (2 * 20 + 4 * 35) * 100);
}
END_TEST

START_TEST(who_has_the_fuel_to_hold_lands_before_who_has_diverted)
{
    oracle_run("diversion.ini", ONCE "--set 'aircraft.transport.holding_fuel=4 h'");
    oracle_expect_deliveries(8, 8, 11, 11, 15, 15);
    oracle_expect_measure("diversions", 2);
    oracle_expect_waits({"holding", 2 * 3 + 2 * 4}, {"diversion", 4}, {"stand", 2});
}
END_TEST

/* The third pair holds 6 h, to 11 h. */
START_TEST(holding_fuel_that_just_suffices_is_used)
{
    oracle_run("diversion.ini", ONCE "--set 'aircraft.transport.holding_fuel=6.001 h'");
    oracle_expect_deliveries(8, 8, 11, 11, 14, 14);
    oracle_expect_measure("diversions", 0);
    oracle_run("diversion.ini", ONCE "--set 'aircraft.transport.holding_fuel=5.999 h'");
    oracle_expect_measure("diversions", 2);
}
END_TEST

/* Without an alternate it goes back where it came from, 4 h away: there at 10 h, where nothing is
 * short; a stand has been free since 8 h: over the field again at 14 h, off at 17 h; the others
 * leave home at 17 h, off at 24 h. */
START_TEST(without_an_alternate_aircraft_divert_to_where_they_came_from)
{
    oracle_run("diversion.ini", ONCE "--set airfield.away.alternate=none");
    oracle_expect_deliveries(8, 8, 17, 17, 24, 24);
    oracle_expect_measure("diversions", 4);
}
END_TEST

/* ---- slots ---- */

START_TEST(slots_move_the_wait_from_the_air_to_the_origin)
{
    oracle_title = "slot control";
    oracle_run("slots.ini", ONCE);
    oracle_expect_deliveries(8, 8, 11, 11, 14, 14);
    oracle_expect_measure("wait_h.slot", 18);
    oracle_expect_measure("wait_h.holding", 0);
    oracle_expect_measure("closure_h", 14);
    oracle_expect_instants("chalks.csv", "departed", NULL, NULL, ORACLE_HOURS(1, 1, 4, 4, 7, 7));
    oracle_expect_waits({"slot", 18});
}
END_TEST

START_TEST(launch_and_hold_is_as_fast_and_waits_in_the_air)
{
    oracle_title = "the same by launch and hold";
    oracle_run("slots.ini", ONCE "--set airfield.away.slot_control=no");
    oracle_expect_deliveries(8, 8, 11, 11, 14, 14);
    oracle_expect_measure("wait_h.slot", 0);
    oracle_expect_measure("wait_h.holding", 18);
    oracle_expect_measure("closure_h", 14);
}
END_TEST

/* Holding fuel for an hour: with slots nobody needs it, without four divert. */
START_TEST(slots_avoid_diversions)
{
    oracle_run("diversion.ini", ONCE "--set airfield.away.slot_control=yes");
    oracle_expect_deliveries(8, 8, 11, 11, 14, 14);
    oracle_expect_measure("diversions", 0);
}
END_TEST

/* ---- weather ---- */

#define CLOSED_IN_THE_MORNING "2022-01-01T04:30Z/2022-01-01T07:30Z"

/* As closed-in-flight, by a dated closure: all hold from 5 h to 7.5 h. */
START_TEST(a_dated_closure_holds_landings)
{
    oracle_run("stand-bound.ini", ONCE "--set airfield.away.closures=" CLOSED_IN_THE_MORNING
                                       " --set airfield.away.closures_stop=landings");
    oracle_expect_deliveries(10.5, 10.5, 13.5, 13.5, 16.5, 16.5);
    oracle_expect_waits({"closed", 15}, {"holding", 18});
}
END_TEST

/* Two loads are there from 5 h to 6 h; long after that the field is shut for an hour. */
START_TEST(the_table_of_airfields_tells_when_a_field_opens_and_shuts)
{
    oracle_run("fleet-bound.ini",
               ONCE "--set contingent.cargo.loads=2 --set scenario.end=horizon "
                    "--set 'scenario.horizon=24 h' "
                    "--set airfield.away.closures=2022-01-01T20:00Z/2022-01-01T21:00Z");
    oracle_expect_instants("airfields.csv", "time", "airfield", "away", ORACLE_HOURS(5, 6, 20, 21));
    oracle_expect_instants("airfields.csv", "time", "open", "0", ORACLE_HOURS(20));
    oracle_run("fleet-bound.ini",
               ONCE "--set contingent.cargo.loads=2 --set scenario.end=horizon "
                    "--set 'scenario.horizon=24 h' --set 'airfield.away.weather_open=14 h' "
                    "--set 'airfield.away.weather_closed=2 h'");
    oracle_expect_instants("airfields.csv", "time", "airfield", "away", ORACLE_HOURS(5, 6, 14, 16));
    oracle_expect_instants("airfields.csv", "time", "open", "0", ORACLE_HOURS(14));
}
END_TEST

/* The first pair could leave at 8 h; closed for take-offs until 9 h it keeps its stands: the next
 * land at 9 h and 12 h. */
START_TEST(a_closure_for_take_offs_keeps_aircraft_on_their_stands)
{
    oracle_run("stand-bound.ini",
               ONCE "--set airfield.away.closures=2022-01-01T04:30Z/2022-01-01T09:00Z "
                    "--set airfield.away.closures_stop=takeoffs");
    oracle_expect_deliveries(8, 8, 12, 12, 15, 15);
    oracle_expect_waits({"closed", 2}, {"holding", 2 * 4 + 2 * 7});
}
END_TEST

/* Spells of 6 h open and 2 h shut, from time zero on: shut from 6 to 8 h and from 14 to 16 h. The
 * second pair waits for the stands of the first, which leaves at 8 h, as the field opens; the third
 * lands at 11 h and could leave at 14 h. */
START_TEST(constant_spells_shut_the_field_by_the_clock)
{
    oracle_run("stand-bound.ini", ONCE "--set 'airfield.away.weather_open=6 h' "
                                       "--set 'airfield.away.weather_closed=2 h' "
                                       "--set scenario.end=horizon --set 'scenario.horizon=30 h'");
    oracle_expect_instants("sorties.csv", "block_out", "purpose", "return",
                           ORACLE_HOURS(8, 8, 11, 11, 16, 16));
    oracle_expect_measure("wait_h.weather", 2 * 2);
}
END_TEST

/* ---- wind ---- */

START_TEST(a_wind_helps_one_way_and_hinders_the_other)
{
    const double km = 6378.137 * acos(-1) / 18, out = km / 700, back = km / 500;
    oracle_title = "wind";
    oracle_run("wind.ini", ONCE);
    oracle_expect_measure("first_landing_h", out);
    oracle_expect_measure("closure_h", out + back + out);
    oracle_expect_measure("tonnes_delivered", 2 * (20 - 10 * (600 * out - 500) / 1000));
    oracle_title = "wind from the east";
    oracle_run("wind.ini", ONCE "--set 'scenario.wind=-100 km/h'");
    oracle_expect_measure("closure_h", back + out + back);
}
END_TEST

START_TEST(a_wind_across_the_way_changes_nothing)
{
    double calm[ORACLE_SAMPLE_MAX], windy[ORACLE_SAMPLE_MAX];
    static const char north[] = ONCE "--set airfield.away.latitude=10 "
                                     "--set airfield.away.longitude=0 ";
    char words[192];
    (void)snprintf(words, sizeof words, "%s--set 'scenario.wind=0 km/h'", north);
    oracle_run_untraced("wind.ini", words);
    (void)oracle_sample("closure_h", calm);
    oracle_run_untraced("wind.ini", north);
    (void)oracle_sample("closure_h", windy);
    ck_assert_double_eq_tol(calm[0], windy[0], ORACLE_TOLERANCE);
    ck_assert_double_eq_tol(calm[0], 3 * 1105.85 / 600, 1e-4); /* ten degrees of a meridian */
}
END_TEST

/* ---- on the way ---- */

START_TEST(loaded_aircraft_stop_on_the_way_one_after_the_other)
{
    oracle_title = "a stop on the way";
    oracle_run("stop.ini", ONCE);
    oracle_expect_deliveries(8.5, 10, 21);
    oracle_expect_measure("closure_h", 21);
    oracle_expect_measure("inbound_flights", 3);
    oracle_expect_measure("wait_h.holding", 1.5);
    oracle_expect_measure("flying_hours", 3 * 5 + 1.5 + 2 * 4);
}
END_TEST

START_TEST(fourteen_flights_take_1719_people_home)
{
    oracle_title = "back-haul of 1,719 people";
    oracle_run("backhaul.ini", ONCE);
    oracle_expect_measure("backhaul_people", 1719);
    oracle_expect_measure("closure_h", 128.5);
    table_open(&oracle_table, oracle_folder, "milestones.csv");
    for (int i = 0; i < 2; i++) {
        ck_assert_str_eq(table_cell(&oracle_table, i, "verdict"), "within");
    }
    table_close(&oracle_table);
}
END_TEST

/* 1719 / 50 = 34.4: more than nineteen flights home before the last load; 19 x 50 = 950. */
START_TEST(seats_bound_the_passengers)
{
    oracle_run("backhaul.ini", ONCE "--set aircraft.transport.seats=50");
    oracle_expect_measure("backhaul_people", 950);
}
END_TEST

START_TEST(passengers_go_only_where_they_wish)
{
    oracle_run("backhaul.ini", ONCE "--set backhaul.civilians.to=away");
    oracle_expect_measure("backhaul_people", 0);
    oracle_expect_measure("closure_h", 19 * 6 + 4);
}
END_TEST

START_TEST(a_batch_of_homeward_loads_is_unloaded_together)
{
    oracle_title = "batch gate of three";
    oracle_run("batch.ini", ONCE);
    oracle_expect_instants("chalks.csv", "offloaded", "outbound", "1",
                           ORACLE_HOURS(22.5, 22.5, 22.5));
    oracle_expect_measure("withdrawal_h", 8.5);
    oracle_expect_measure("wait_h.cargo", 4.5);
}
END_TEST

START_TEST(batches_follow_the_order_of_the_loads)
{
    oracle_title = "batch gate of two";
    oracle_run("batch.ini", ONCE "--set contingent.force.batch=2");
    oracle_expect_instants("chalks.csv", "offloaded", "outbound", "1",
                           ORACLE_HOURS(21.5, 21.5, 22.5));
    oracle_expect_measure("wait_h.cargo", 1.5 + 0.5 + 0.5);
    oracle_run("batch.ini", ONCE "--set contingent.force.batch=0");
    oracle_expect_instants("chalks.csv", "offloaded", "outbound", "1", ORACLE_HOURS(20, 21, 22));
}
END_TEST

/* ---- dated changes ---- */

START_TEST(stands_added_in_mid_run_are_used_at_once)
{
    oracle_title = "stands added in mid-run";
    oracle_run("changes.ini", ONCE);
    oracle_expect_deliveries(8, 8, 11, 11, 12, 12);
    oracle_expect_measure("closure_h", 12);
    oracle_expect_measure("wait_h.holding", 14);
}
END_TEST

/* One stand from 6 h on: both that stand there stay, the next land one by one: 8, 11, 14, 17 h. */
START_TEST(stands_taken_away_in_mid_run_are_not_filled_again)
{
    oracle_title = "a stand taken away in mid-run";
    oracle_run("changes.ini", ONCE "--set change.stands.value=1 --set 'change.stands.at=6 h'");
    oracle_expect_deliveries(8, 8, 11, 14, 17, 20);
    oracle_expect_measure("wait_h.holding", 3 + 6 + 9 + 12);
}
END_TEST

START_TEST(aircraft_hold_over_a_field_that_closed_while_they_flew)
{
    oracle_title = "closed in flight, holding";
    oracle_run("closed-in-flight.ini", ONCE "--set aircraft.transport.holding_fuel=unlimited");
    oracle_expect_deliveries(10.5, 10.5, 13.5, 13.5, 16.5, 16.5);
    oracle_expect_measure("diversions", 0);
    oracle_expect_waits({"closed", 15}, {"holding", 18});
}
END_TEST

START_TEST(aircraft_divert_from_a_field_that_closed_while_they_flew)
{
    oracle_title = "closed in flight, diverting";
    oracle_run("closed-in-flight.ini", ONCE);
    oracle_expect_measure("diversions", 6);
    oracle_expect_deliveries(11.5, 11.5, 15.5, 15.5, 19.5, 19.5);
    oracle_run("closed-in-flight.ini", ONCE "--set airfield.away.offload_at_alternate=yes");
    oracle_expect_deliveries(10, 10, 10, 10, 10, 10);
    oracle_expect_measure("diversions", 6);
}
END_TEST

/* Two aircraft deliver at 6 h and 16 h; halved at 12 h, one leaves when it is home at 20 h and the
 * other delivers alone at 26 h and 36 h. */
START_TEST(a_fleet_halved_in_mid_run_finishes_its_round)
{
    oracle_title = "fleet halved in mid-run";
    oracle_run("fleet-bound.ini", ONCE "--set 'change.less.at=12 h' "
                                       "--set change.less.key=fleet.fleet.number "
                                       "--set change.less.value=1");
    oracle_expect_deliveries(6, 6, 16, 16, 26, 36);
    oracle_expect_measure("closure_h", 36);
    oracle_expect_measure("aircraft_used", 2);
}
END_TEST

/* Closed from the beginning, opened at 24 h, as is known: the first pair lands then. */
START_TEST(loads_wait_for_a_field_that_opens_later)
{
    oracle_title = "airfield opened at 24 h";
    oracle_run("fleet-bound.ini",
               ONCE "--set airfield.away.open=no --set 'change.opening.at=24 h' "
                    "--set change.opening.key=airfield.away.open --set change.opening.value=yes");
    oracle_expect_deliveries(25, 25, 35, 35, 45, 45);
    oracle_expect_measure("closure_h", 45);
}
END_TEST

/* Transports are banned at 5.5 h, when two have landed: they unload and go home. A ban counts for
 * who is tasked from then on: the one small aircraft does the rest of the seven loads alone. */
START_TEST(a_type_banned_in_mid_run_brings_no_more)
{
    oracle_title = "a type banned in mid-run";
    oracle_run("fleet-bound.ini",
               ONCE "--set contingent.cargo.loads=7 --set aircraft.small.onload_time='1 h' "
                    "--set aircraft.small.offload_time='1 h' --set fleet.other.type=small "
                    "--set fleet.other.number=1 --set fleet.other.home=home "
                    "--set 'change.ban.at=5.5 h' --set change.ban.key=airfield.away.banned "
                    "--set change.ban.value=transport");
    oracle_expect_deliveries(6, 6, 6, 16, 26, 36, 46);
    oracle_expect_measure("closure_h", 46);
}
END_TEST

/* The ban is lifted at 20.5 h: both transports, at home by then, take the last two. */
START_TEST(a_ban_is_lifted_by_a_change_to_none)
{
    oracle_title = "a ban that is lifted";
    oracle_run("fleet-bound.ini",
               ONCE "--set contingent.cargo.loads=7 --set aircraft.small.onload_time='1 h' "
                    "--set aircraft.small.offload_time='1 h' --set fleet.other.type=small "
                    "--set fleet.other.number=1 --set fleet.other.home=home "
                    "--set 'change.ban.at=5.5 h' --set change.ban.key=airfield.away.banned "
                    "--set change.ban.value=transport "
                    "--set 'change.lift.at=20.5 h' --set change.lift.key=airfield.away.banned "
                    "--set change.lift.value=none");
    oracle_expect_deliveries(6, 6, 6, 16, 26, 26.5, 26.5);
    oracle_expect_measure("closure_h", 26.5);
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("on paper");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, diverted_loads_are_unloaded_at_the_alternate);
    tcase_add_test(paper, diverted_aircraft_come_back_when_a_stand_is_theirs);
    tcase_add_test(paper, who_waits_for_the_runway_does_not_land_at_a_field_that_shuts);
    tcase_add_test(paper, who_waits_for_a_stand_does_not_land_at_a_field_that_shuts);
    tcase_add_test(paper, fuel_for_holding_and_diverting_is_taken_on_again);
    tcase_add_test(paper, who_has_the_fuel_to_hold_lands_before_who_has_diverted);
    tcase_add_test(paper, holding_fuel_that_just_suffices_is_used);
    tcase_add_test(paper, without_an_alternate_aircraft_divert_to_where_they_came_from);
    tcase_add_test(paper, slots_move_the_wait_from_the_air_to_the_origin);
    tcase_add_test(paper, launch_and_hold_is_as_fast_and_waits_in_the_air);
    tcase_add_test(paper, slots_avoid_diversions);
    tcase_add_test(paper, a_dated_closure_holds_landings);
    tcase_add_test(paper, the_table_of_airfields_tells_when_a_field_opens_and_shuts);
    tcase_add_test(paper, a_closure_for_take_offs_keeps_aircraft_on_their_stands);
    tcase_add_test(paper, constant_spells_shut_the_field_by_the_clock);
    tcase_add_test(paper, a_wind_helps_one_way_and_hinders_the_other);
    tcase_add_test(paper, a_wind_across_the_way_changes_nothing);
    tcase_add_test(paper, loaded_aircraft_stop_on_the_way_one_after_the_other);
    tcase_add_test(paper, fourteen_flights_take_1719_people_home);
    tcase_add_test(paper, seats_bound_the_passengers);
    tcase_add_test(paper, passengers_go_only_where_they_wish);
    tcase_add_test(paper, a_batch_of_homeward_loads_is_unloaded_together);
    tcase_add_test(paper, batches_follow_the_order_of_the_loads);
    tcase_add_test(paper, stands_added_in_mid_run_are_used_at_once);
    tcase_add_test(paper, stands_taken_away_in_mid_run_are_not_filled_again);
    tcase_add_test(paper, aircraft_hold_over_a_field_that_closed_while_they_flew);
    tcase_add_test(paper, aircraft_divert_from_a_field_that_closed_while_they_flew);
    tcase_add_test(paper, a_fleet_halved_in_mid_run_finishes_its_round);
    tcase_add_test(paper, loads_wait_for_a_field_that_opens_later);
    tcase_add_test(paper, a_type_banned_in_mid_run_brings_no_more);
    tcase_add_test(paper, a_ban_is_lifted_by_a_change_to_none);
    Suite *suite = suite_create("full model in the air");
    suite_add_tcase(suite, paper);
    return suite_run(suite, TESTS);
}
