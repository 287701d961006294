/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_tasking.c - which aircraft takes which load, where to, and how long each stage
 * takes: single choices, each with its times worked out on paper. */
#include "support/oracle.h"

enum { TESTS = 34 };

/* When the one load of each of the two contingents is off its aircraft. */
static void expect_off(double first, double second)
{
    oracle_expect_instants("chalks.csv", "offloaded", "chalk", "first-in-001", &first, 1);
    oracle_expect_instants("chalks.csv", "offloaded", "chalk", "second-in-001", &second, 1);
}

/* Flights of a purpose, in their order, have these words in a column. */
static void expect_words(const char *column, const char *purpose, const char *const *word,
                         int count)
{
    table_open(&oracle_table, oracle_folder, "sorties.csv");
    int found = 0;
    for (int i = 0; i < oracle_table.rows; i++) {
        if (strcmp(table_cell(&oracle_table, i, "purpose"), purpose) != 0) {
            continue;
        }
        ck_assert_int_lt(found, count);
        ck_assert_str_eq(table_cell(&oracle_table, i, column), word[found]);
        found++;
    }
    ck_assert_int_eq(found, count);
    table_close(&oracle_table);
}

#define WORDS(...)                                                                                 \
    (const char *const[]){__VA_ARGS__},                                                            \
        (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

/* ---- which load ---- */

/* Off at 4 h, back with the next at 6 h, off at 10 h. */
START_TEST(the_load_of_the_better_priority_goes_first)
{
    oracle_run("tasking.ini", "-n 2 --set contingent.second.priority=1");
    expect_off(10, 4);
    oracle_run("tasking.ini", "-n 2 --set contingent.first.priority=1");
    expect_off(4, 10);
}
END_TEST

/* The aircraft comes at 3 h, when both loads have waited for it, the second longer. */
START_TEST(of_equal_priority_the_load_that_was_ready_first_goes_first)
{
    oracle_run("tasking.ini", "-n 2 --set 'fleet.near.available=3 h' "
                              "--set 'contingent.first.notice=2 h' "
                              "--set 'contingent.second.notice=1 h'");
    expect_off(13, 7);
}
END_TEST

START_TEST(a_type_that_may_no_longer_land_leaves_the_loads_to_others)
{
    oracle_run("banned-type.ini", "-n 1");
    oracle_expect_measure("closure_h", 14);
    oracle_expect_measure("inbound_flights", 6);
}
END_TEST

START_TEST(priority_counts_more_than_readiness)
{
    oracle_run("tasking.ini", "-n 2 --set 'fleet.near.available=3 h' "
                              "--set 'contingent.first.notice=2 h' "
                              "--set 'contingent.second.notice=1 h' "
                              "--set contingent.first.priority=99");
    expect_off(7, 13);
}
END_TEST

START_TEST(an_aircraft_flies_from_when_it_is_released_on)
{
    oracle_run("tasking.ini", "-n 2 --set 'fleet.near.available=5 h'");
    expect_off(9, 15);
    oracle_expect_chain({"aircraft released", 5}, {"onload", 2}, {"flight", 6}, {"offload", 2});
}
END_TEST

/* ---- which aircraft ---- */

START_TEST(the_aircraft_that_can_be_there_first_is_taken)
{
    oracle_run("tasking.ini", "-n 2 --set fleet.distant.active=yes "
                              "--set contingent.second.active=no");
    expect_words("fleet", "deployment", WORDS("near"));
    oracle_expect_measure("closure_h", 4);
}
END_TEST

/* The near one takes the first load; the distant one the second, 3 h later, rather than after
 * it. */
START_TEST(a_distant_aircraft_is_better_than_none)
{
    oracle_run("tasking.ini", "-n 2 --set fleet.distant.active=yes");
    expect_words("fleet", "deployment", WORDS("near", "distant"));
    expect_off(4, 7);
    oracle_expect_waits({"positioning", 3});
}
END_TEST

/* See take-over.ini. A fleet that may not carry the load leaves it where it is. */
START_TEST(a_load_goes_with_whoever_of_a_fleet_is_ready_first)
{
    oracle_run("take-over.ini", "-n 2");
    expect_off(4, 12);
    expect_words("tail", "deployment", WORDS("near-01", "near-02"));
    expect_words("tail", "return", WORDS("near-01"));
    oracle_expect_measure("aircraft_used", 2);
    oracle_expect_measure("flying_hours", 6);
    oracle_expect_waits({"positioning", 2}, {"aircraft", 4 + 2});
    oracle_expect_chain({"decision", 8}, {"onload", 1}, {"flight", 2}, {"offload", 1});
    oracle_run("take-over.ini", "-n 2 --set 'change.more.at=27 h'");
    expect_off(4, 30);
}
END_TEST

START_TEST(a_contingent_is_carried_only_by_the_fleets_that_may)
{
    oracle_run("tasking.ini", "-n 2 --set fleet.distant.active=yes "
                              "--set contingent.first.fleets=distant");
    expect_off(7, 4);
}
END_TEST

/* Loads at 0, 10 and 20 h, two aircraft: at 10 h the second has been free since 0 h and the first
 * since 6 h; at 20 h the first has been free since 6 h and the second since 16 h. */
START_TEST(of_equal_aircraft_the_one_that_has_been_free_longest_is_taken)
{
    oracle_run("tasking.ini", "-n 2 --set contingent.second.active=no "
                              "--set contingent.first.loads=3 --set fleet.near.number=2 "
                              "--set 'contingent.first.load_interval=10 h'");
    expect_words("tail", "deployment", WORDS("near-01", "near-02", "near-01"));
    oracle_expect_deliveries(4, 14, 24);
}
END_TEST

/* ---- who is not free yet ---- */

#define GREEDY " --set scenario.tasking=greedy"

/* See look-ahead.ini: ready at 5 h, with the near one from 6 h on, off at 10 h. */
START_TEST(a_load_waits_for_who_has_it_off_soonest)
{
    oracle_run("look-ahead.ini", "-n 2");
    expect_off(4, 10);
    oracle_expect_waits({"aircraft", 1});
    oracle_expect_measure("aircraft_used", 1);
    oracle_run("look-ahead.ini", "-n 2" GREEDY);
    expect_off(4, 12);
    oracle_expect_waits({"positioning", 3});
}
END_TEST

/* Two are ready at 5 h. The near aircraft is promised to one of them, so the distant one is taken, by
 * the first of the two as they are alike: off at 12 h, the other at 10 h. */
START_TEST(nobody_is_promised_twice)
{
    oracle_run("look-ahead.ini", "-n 2 --set contingent.second.loads=2");
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "second", ORACLE_HOURS(12, 10));
}
END_TEST

/* The load of the better priority waits for the near one; what it leaves is for the other that is
 * ready at 5 h, as the near one is promised. */
START_TEST(who_comes_behind_takes_what_is_left)
{
    oracle_run("look-ahead.ini", "-n 2 --set contingent.second.priority=1 "
                                 "--set contingent.first.loads=2 "
                                 "--set 'contingent.first.load_interval=5 h'");
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "first", ORACLE_HOURS(4, 12));
    oracle_expect_instants("chalks.csv", "offloaded", "contingent", "second", ORACLE_HOURS(10));
}
END_TEST

/* Of those that are free too: the distant one has it off at 7 h, the one beside it at 9 h. Greedy it is
 * the one beside it. */
START_TEST(the_aircraft_with_which_it_is_off_soonest_is_taken)
{
    const char *options = "-n 2 --set fleet.sluggish.active=yes --set fleet.near.active=no "
                          "--set contingent.second.active=no";
    char greedy[256];
    (void)snprintf(greedy, sizeof greedy, "%s%s", options, GREEDY);
    oracle_run("look-ahead.ini", options);
    expect_words("fleet", "deployment", WORDS("distant"));
    oracle_expect_measure("closure_h", 7);
    oracle_run("look-ahead.ini", greedy);
    expect_words("fleet", "deployment", WORDS("sluggish"));
    oracle_expect_measure("closure_h", 9);
}
END_TEST

/* The near aircraft, 2 h away, may not leave before 12 h; the distant one is beside the load at 3 h and has it
 * off at 7 h. */
START_TEST(who_may_not_leave_yet_is_not_there_first)
{
    const char *options =
        "-n 2 --set contingent.second.active=no --set fleet.distant.active=yes "
        "--set fleet.near.home=port --set airfield.port.takeoff_hours=12:00-20:00";
    char greedy[256];
    (void)snprintf(greedy, sizeof greedy, "%s%s", options, GREEDY);
    oracle_run("tasking.ini", options);
    oracle_expect_measure("closure_h", 7);
    oracle_run("tasking.ini", greedy);
    oracle_expect_measure("closure_h", 7);
}
END_TEST

/* The port lets nobody out from 4 h on: the near aircraft is not back at 6 h, and the load that is ready at
 * 5 h goes with the distant one. */
START_TEST(nobody_waits_for_who_may_not_leave)
{
    oracle_run("look-ahead.ini", "-n 2 --set airfield.port.takeoff_hours=00:00-04:00");
    expect_off(4, 12);
}
END_TEST

/* Called at 3.5 h, an hour and a half before it is ready, it waits for the near one all the same: the distant
 * one would be beside it at 6.5 h and have it off at 10.5 h. */
START_TEST(a_load_that_is_called_early_waits_for_who_has_it_off_soonest)
{
    oracle_run("look-ahead.ini", "-n 2 --set 'contingent.second.call_forward=90 min'");
    expect_off(4, 10);
}
END_TEST

/* The base lets out until 1 h and home lets nobody land from 3 h to 5 h, so the distant one never comes: the
 * near one brings all six, every 6 h. */
START_TEST(nobody_goes_with_who_can_never_come)
{
    oracle_run("look-ahead.ini", "-n 2 --set contingent.second.loads=5 "
                                 "--set airfield.base.takeoff_hours=00:00-01:00 "
                                 "--set airfield.home.landing_hours=05:00-03:00");
    oracle_expect_measure("closure_h", 34);
}
END_TEST

/* Ready at 5 h, but called at 0 h: the distant one, at 3 h, is beside it in time and has it off at 9 h,
 * an hour before the near one could. */
START_TEST(who_is_there_before_the_load_is_ready_is_as_good_as_any)
{
    oracle_run("look-ahead.ini", "-n 2 --set 'contingent.second.call_forward=5 h'");
    expect_off(4, 9);
    expect_words("fleet", "deployment", WORDS("near", "distant"));
}
END_TEST

/* Unloaded within 3 h, the near one is foreseen at the port, free, at 6 h: what is ready at 5.2 h would be off at
 * 14 h with it, and at 14.2 h with the distant one, and waits. But the one stand is taken from 2 h to 5.5 h: landed
 * then, the near one has it off at 16.5 h, and the distant one, which sets out at once, at 14.5 h. */
START_TEST(who_waits_for_an_aircraft_looks_again_when_that_lands_late)
{
    oracle_run("late-landing.ini", "-n 2");
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "second", ORACLE_HOURS(5.5));
    expect_off(8.5, 14.5);
}
END_TEST

/* ---- where to ---- */

#define FOUR_FOR_TWO                                                                               \
    "-n 2 --set contingent.second.active=no --set contingent.first.loads=4 "                       \
    "--set fleet.near.number=4 --set contingent.first.apod=port,strip "                            \
    "--set airfield.port.working_mog=2 --set airfield.strip.parking_mog=1 "
#define NEAR_AND_FAR                                                                               \
    "-n 2 --set contingent.second.active=no --set fleet.near.number=5 "                            \
    "--set contingent.first.apod=port,strip --set 'leg.home-strip.block_time=5 h' "                \
    "--set airfield.port.working_mog=1 --set airfield.strip.working_mog=4 "
#define FIVE_FOR_NEAR_AND_FAR NEAR_AND_FAR "--set contingent.first.loads=5 "

/* Four loads over head at 3 h. Two are unloaded at the port by 4 h, as soon as at the strip, which
 * comes later in the list. A third would be off there at 5 h, on the strip at 4 h; a fourth at both
 * at 5 h. Greedy: aircraft bound for a field, per place, this one included: for the port 1/2, 2/2,
 * 3/2, 3/2; for the strip 1/1, 1/1, 1/1, 2/1. The lower, and on a tie the earlier of the list: port,
 * port (1 = 1), strip, port. */
START_TEST(loads_are_spread_over_the_airfields_by_their_places)
{
    for (int greedy = 0; greedy < 2; greedy++) {
        oracle_run("tasking.ini",
                   greedy ? FOUR_FOR_TWO "--set scenario.tasking=greedy" : FOUR_FOR_TWO);
        expect_words("destination", "deployment", WORDS("port", "port", "strip", "port"));
    }
}
END_TEST

/* The port is 2 h away and has one place, the airfield beyond it 5 h and four. Off at 4, 5, 6 and 7 h
 * there, and at 7 h here: the earlier in the list. The fifth would be off at 8 h there. */
START_TEST(a_load_goes_where_it_is_off_soonest)
{
    oracle_run("tasking.ini", FIVE_FOR_NEAR_AND_FAR);
    expect_words("destination", "deployment", WORDS("port", "port", "port", "port", "strip"));
    oracle_expect_deliveries(4, 5, 6, 7, 7);
    oracle_run("tasking.ini", FIVE_FOR_NEAR_AND_FAR "--set scenario.tasking=greedy");
    expect_words("destination", "deployment", WORDS("strip", "strip", "strip", "port", "strip"));
}
END_TEST

/* Nobody is bound for either. Greedy takes that with more places, though it is further. */
START_TEST(an_empty_field_that_is_nearer_is_better)
{
    oracle_run("tasking.ini", NEAR_AND_FAR "--set contingent.first.loads=1");
    expect_words("destination", "deployment", WORDS("port"));
    oracle_expect_measure("closure_h", 4);
    oracle_run("tasking.ini", NEAR_AND_FAR "--set contingent.first.loads=1 "
                                           "--set scenario.tasking=greedy");
    oracle_expect_measure("closure_h", 7);
}
END_TEST

/* Who has left a place by then is not in the way, nor is who comes later: the second load is ready
 * at 2 h, when the first is off the port at 4 h, and over the port at 5 h. */
START_TEST(only_who_is_there_at_that_time_is_in_the_way)
{
    oracle_run("tasking.ini", NEAR_AND_FAR "--set contingent.first.loads=2 "
                                           "--set 'contingent.first.load_interval=2 h'");
    expect_words("destination", "deployment", WORDS("port", "port"));
    oracle_expect_deliveries(4, 6);
}
END_TEST

/* Both are over the far field at 6 h and one is off there at 7 h: the other, with a choice, is off
 * the near field at 4 h, and nobody bound for the far field keeps it. */
START_TEST(who_comes_later_gives_way)
{
    oracle_run("tasking.ini", NEAR_AND_FAR "--set contingent.first.loads=1 "
                                           "--set contingent.first.apod=strip "
                                           "--set airfield.strip.working_mog=1 "
                                           "--set contingent.second.active=yes "
                                           "--set contingent.second.apod=strip,port");
    expect_words("destination", "deployment", WORDS("strip", "port"));
    expect_off(7, 4);
}
END_TEST

START_TEST(an_airfield_that_is_closed_is_left_out)
{
    oracle_run("tasking.ini", "-n 2 --set contingent.first.apod=port,strip "
                              "--set airfield.port.open=no --set contingent.second.active=no");
    expect_words("destination", "deployment", WORDS("strip"));
}
END_TEST

START_TEST(an_aircraft_is_sent_where_the_runway_is_long_enough_for_it)
{
    oracle_run("short-runway.ini", "-n 2");
    expect_words("type", "deployment", WORDS("large", "transport"));
    expect_words("destination", "deployment", WORDS("strip", "port"));
}
END_TEST

/* ---- how long ---- */

START_TEST(a_service_takes_its_parts_together)
{
    oracle_run("service.ini", "-n 2");
    oracle_expect_measure("closure_h", 5.75);
    oracle_expect_measure("inbound_flights", 1);
    oracle_expect_measure("tonnes_delivered", 18);
    oracle_expect_chain({"onload", 110 / 60.0}, {"flight", 3}, {"offload", 55 / 60.0});
}
END_TEST

/* Serviced for half an hour where it has unloaded, and on to the next load, which waits 2 h away at
 * a field that is not its home: 7 + 0.5 + 2 + 4 = 13.5 h, and again 6.5 h later. */
START_TEST(an_aircraft_is_serviced_before_it_leaves)
{
    oracle_run("tasking.ini", "-n 2 --set contingent.second.active=no "
                              "--set contingent.first.loads=3 --set fleet.near.home=base "
                              "--set 'aircraft.transport.servicing_time=30 min' "
                              "--set 'aircraft.transport.maintenance_time=2 h'");
    oracle_expect_deliveries(7, 13.5, 20);
    oracle_expect_chain({"onload", 3}, {"flight", 13}, {"offload", 3}, {"servicing", 1});
}
END_TEST

/* The same from home: it is maintained there though a load waits. Home at 4 + 0.5 + 2 = 6.5 h,
 * maintained until 8.5 h, off 4 h later; and again 8.5 h later. */
START_TEST(a_load_that_waits_does_not_save_the_maintenance)
{
    oracle_run("tasking.ini", "-n 2 --set contingent.second.active=no "
                              "--set contingent.first.loads=3 "
                              "--set 'aircraft.transport.servicing_time=30 min' "
                              "--set 'aircraft.transport.maintenance_time=2 h'");
    oracle_expect_deliveries(4, 12.5, 21);
    oracle_expect_chain({"onload", 3}, {"flight", 10}, {"offload", 3}, {"servicing", 5});
}
END_TEST

/* The second load is ready at 4.5 h, when the aircraft of home has just unloaded: 2 h of flight and
 * 2 h of maintenance away. The other is 3 h away and goes: 4.5 + 3 + 1 + 2 + 1.5 = 12 h. */
START_TEST(maintenance_counts_for_who_can_be_there_first)
{
    oracle_run("tasking.ini", "-n 2 --set fleet.distant.active=yes "
                              "--set contingent.second.active=no "
                              "--set contingent.first.loads=2 "
                              "--set 'contingent.first.load_interval=4.5 h' "
                              "--set 'aircraft.transport.offload_time=90 min' "
                              "--set 'aircraft.transport.maintenance_time=2 h'");
    oracle_expect_deliveries(4.5, 12);
}
END_TEST

/* Loads at 0, 7 and 14 h. Home at 4 + 0.5 + 2 = 6.5 h, maintained until 8.5 h: off at 12.5 h; home
 * at 15 h, maintained until 17 h: off at 21 h. */
START_TEST(an_aircraft_is_maintained_at_home)
{
    oracle_run("tasking.ini", "-n 2 --set contingent.second.active=no "
                              "--set contingent.first.loads=3 "
                              "--set 'contingent.first.load_interval=7 h' "
                              "--set 'aircraft.transport.servicing_time=30 min' "
                              "--set 'aircraft.transport.maintenance_time=2 h'");
    oracle_expect_deliveries(4, 12.5, 21);
    oracle_expect_waits({"aircraft", 1.5 + 3});
}
END_TEST

/* ---- the way home ---- */

/* In at 4 and 10 h, ordered home at 20 h. The aircraft fetches a load in 2 h and has it home 4 h
 * later, at 26 and 32 h; the first of them is chosen by withdrawal_priority. */
#define HOME "-n 2 --set scenario.end=withdrawn --set 'withdrawal.order=10 h' "

START_TEST(the_better_withdrawal_priority_goes_home_first)
{
    oracle_run("tasking.ini", HOME "--set contingent.second.withdrawal_priority=1");
    oracle_expect_instants("contingents.csv", "withdrawn", "replication", "1",
                           ORACLE_HOURS(32, 26));
    oracle_run("tasking.ini", HOME "--set contingent.first.withdrawal_priority=1");
    oracle_expect_instants("contingents.csv", "withdrawn", "replication", "1",
                           ORACLE_HOURS(26, 32));
}
END_TEST

START_TEST(nobody_goes_home_before_the_start_nor_before_his_own_time)
{
    oracle_run("tasking.ini", HOME "--set contingent.second.withdrawal_priority=1 "
                                   "--set 'withdrawal.start=5 h'");
    oracle_expect_instants("contingents.csv", "withdrawn", "replication", "1",
                           ORACLE_HOURS(37, 31));
    /* The second not before 20 + 10 = 30 h: the first is fetched at once. */
    oracle_run("tasking.ini", HOME "--set contingent.second.withdrawal_priority=1 "
                                   "--set 'contingent.second.withdraw_after=10 h'");
    oracle_expect_instants("contingents.csv", "withdrawn", "replication", "1",
                           ORACLE_HOURS(26, 36));
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("on paper");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, the_load_of_the_better_priority_goes_first);
    tcase_add_test(paper, of_equal_priority_the_load_that_was_ready_first_goes_first);
    tcase_add_test(paper, priority_counts_more_than_readiness);
    tcase_add_test(paper, a_type_that_may_no_longer_land_leaves_the_loads_to_others);
    tcase_add_test(paper, an_aircraft_flies_from_when_it_is_released_on);
    tcase_add_test(paper, the_aircraft_that_can_be_there_first_is_taken);
    tcase_add_test(paper, a_distant_aircraft_is_better_than_none);
    tcase_add_test(paper, a_load_goes_with_whoever_of_a_fleet_is_ready_first);
    tcase_add_test(paper, a_contingent_is_carried_only_by_the_fleets_that_may);
    tcase_add_test(paper, of_equal_aircraft_the_one_that_has_been_free_longest_is_taken);
    tcase_add_test(paper, a_load_waits_for_who_has_it_off_soonest);
    tcase_add_test(paper, nobody_is_promised_twice);
    tcase_add_test(paper, who_comes_behind_takes_what_is_left);
    tcase_add_test(paper, the_aircraft_with_which_it_is_off_soonest_is_taken);
    tcase_add_test(paper, who_may_not_leave_yet_is_not_there_first);
    tcase_add_test(paper, nobody_waits_for_who_may_not_leave);
    tcase_add_test(paper, a_load_that_is_called_early_waits_for_who_has_it_off_soonest);
    tcase_add_test(paper, nobody_goes_with_who_can_never_come);
    tcase_add_test(paper, who_is_there_before_the_load_is_ready_is_as_good_as_any);
    tcase_add_test(paper, who_waits_for_an_aircraft_looks_again_when_that_lands_late);
    tcase_add_test(paper, loads_are_spread_over_the_airfields_by_their_places);
    tcase_add_test(paper, a_load_goes_where_it_is_off_soonest);
    tcase_add_test(paper, an_empty_field_that_is_nearer_is_better);
    tcase_add_test(paper, only_who_is_there_at_that_time_is_in_the_way);
    tcase_add_test(paper, who_comes_later_gives_way);
    tcase_add_test(paper, an_airfield_that_is_closed_is_left_out);
    tcase_add_test(paper, an_aircraft_is_sent_where_the_runway_is_long_enough_for_it);
    tcase_add_test(paper, a_service_takes_its_parts_together);
    tcase_add_test(paper, an_aircraft_is_serviced_before_it_leaves);
    tcase_add_test(paper, an_aircraft_is_maintained_at_home);
    tcase_add_test(paper, a_load_that_waits_does_not_save_the_maintenance);
    tcase_add_test(paper, maintenance_counts_for_who_can_be_there_first);
    tcase_add_test(paper, the_better_withdrawal_priority_goes_home_first);
    tcase_add_test(paper, nobody_goes_home_before_the_start_nor_before_his_own_time);
    Suite *suite = suite_create("tasking");
    suite_add_tcase(suite, paper);
    return suite_run(suite, TESTS);
}
