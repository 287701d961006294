/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_force.c - the life of a force, worked out on paper: alert, assembly, relief in
 * place, handback and the way home. The tables are in the scenarios of tests/oracles. */
#include "support/oracle.h"

enum { TESTS = 14 };

/* ---- from the request to the last load ---- */

START_TEST(staff_work_notice_assembly_and_march_follow_one_another)
{
    oracle_run("forward.ini", "-n 2");
    oracle_expect_instants("contingents.csv", "alerted", "replication", "1", ORACLE_HOURS(10));
    oracle_expect_instants("contingents.csv", "assembled", "replication", "1", ORACLE_HOURS(22));
    oracle_expect_instants("contingents.csv", "marched", "replication", "1", ORACLE_HOURS(26));
    oracle_expect_instants("contingents.csv", "first_departure", "replication", "1",
                           ORACLE_HOURS(20));
    oracle_expect_instants("contingents.csv", "first_landing", "replication", "1",
                           ORACLE_HOURS(23));
    oracle_expect_instants("contingents.csv", "closed", "replication", "1", ORACLE_HOURS(32.5));
}
END_TEST

START_TEST(a_forward_element_goes_as_soon_as_it_is_assembled)
{
    oracle_run("forward.ini", "-n 2");
    oracle_expect_instants("chalks.csv", "ready", NULL, NULL, ORACLE_HOURS(19, 26, 26.5, 27, 27.5));
    oracle_expect_instants("chalks.csv", "ready", "forward", "1", ORACLE_HOURS(19));
    oracle_expect_deliveries(24, 31, 31.5, 32, 32.5);
    oracle_expect_measure("first_landing_h", 22);
    oracle_expect_measure("closure_h", 31.5);
    oracle_expect_measure("deployed_people", 50);
    oracle_expect_waits({"aircraft", 0});
    oracle_expect_chain({"decision", 9}, {"notice, assembly, road march", 16},
                        {"loads one after another", 1.5}, {"onload", 1}, {"flight", 3},
                        {"offload", 1});
}
END_TEST

START_TEST(nothing_leaves_before_the_national_approval)
{
    /* Approved 20 h after the request, at 21 h: the forward element waits, the others do not. */
    oracle_run("forward.ini", "-n 2 --set 'contingent.force.approval=20 h'");
    oracle_expect_instants("chalks.csv", "ready", NULL, NULL, ORACLE_HOURS(21, 26, 26.5, 27, 27.5));
    /* A date counts as one. */
    oracle_run("forward.ini", "-n 2 --set contingent.force.approval=2022-01-02T06:00Z");
    oracle_expect_instants("chalks.csv", "ready", NULL, NULL, ORACLE_HOURS(30, 30, 30.5, 31, 31.5));
    oracle_expect_chain({"decision", 9}, {"notice, assembly, road march", 16},
                        {"approval or release", 4}, {"loads one after another", 1.5}, {"onload", 1},
                        {"flight", 3}, {"offload", 1});
}
END_TEST

START_TEST(an_alert_by_the_request_or_the_decision_saves_the_rest_of_the_staff_work)
{
    oracle_run("forward.ini", "-n 2 --set contingent.force.alerted_by=request "
                              "--set fleet.fleet.alerted_by=request");
    oracle_expect_measure("closure_h", 31.5 - 9);
    oracle_run("forward.ini", "-n 2 --set contingent.force.alerted_by=decision "
                              "--set fleet.fleet.alerted_by=decision");
    oracle_expect_measure("closure_h", 31.5 - 4);
}
END_TEST

/* ---- relief in place ---- */

START_TEST(sites_are_relieved_by_priority_and_the_host_is_freed)
{
    oracle_run("relief.ini", "-n 2");
    oracle_expect_deliveries(4, 6, 8);
    oracle_expect_instants("sites.csv", "assigned", "replication", "1", ORACLE_HOURS(7, 9));
    oracle_expect_instants("sites.csv", "guarded", "replication", "1", ORACLE_HOURS(12, 11.5));
    oracle_expect_instants("sites.csv", "host_freed", "replication", "1", ORACLE_HOURS(12, 11.5));
    oracle_expect_instants("contingents.csv", "on_task", "replication", "1", ORACLE_HOURS(11.5));
    oracle_expect_measure("sites_guarded", 2);
    oracle_expect_measure("host_relieved", 80);
    oracle_expect_measure("unguarded_site_h", 21.5);
}
END_TEST

START_TEST(sites_are_handed_back_before_their_guards_go_home)
{
    oracle_run("relief.ini", "-n 2");
    oracle_expect_instants("sites.csv", "handback", "replication", "1", ORACLE_HOURS(20, 23));
    oracle_expect_instants("sites.csv", "handed_back", "replication", "1", ORACLE_HOURS(22, 24));
    oracle_expect_instants("contingents.csv", "released", "replication", "1", ORACLE_HOURS(25));
    oracle_expect_instants("chalks.csv", "ready", "outbound", "1", ORACLE_HOURS(25, 26, 27));
    oracle_expect_instants("chalks.csv", "offloaded", "outbound", "1", ORACLE_HOURS(31, 32, 33));
    oracle_expect_instants("contingents.csv", "withdrawn", "replication", "1", ORACLE_HOURS(33));
    oracle_expect_measure("withdrawal_h", 15);
    oracle_expect_measure("flying_hours", 24);
    oracle_expect_measure("outbound_flights", 3);
}
END_TEST

/* Beta is to be handed back from 20 h on and is asked for at 21.5 h only, with ten people at
 * hand. */
START_TEST(a_site_that_is_asked_for_after_its_handback_gets_no_guard)
{
    oracle_run("relief.ini", "-n 2 --set 'site.beta.requested=21.5 h' "
                             "--set 'site.beta.handback_after=0 h'");
    oracle_expect_instants("sites.csv", "guarded", "site", "alpha", ORACLE_HOURS(12, 12));
    oracle_expect_measure("sites_guarded", 1);
    /* Alpha's guards are back at 24 h. */
    oracle_expect_instants("contingents.csv", "released", "replication", "1", ORACLE_HOURS(24));
}
END_TEST

START_TEST(the_better_priority_takes_the_people_that_are_there)
{
    /* Turned round, beta takes the first ten at 5 h, when it has been asked for; alpha its twenty
     * at 9 h: 9 + 2 + 3 = 14 h. */
    oracle_run("relief.ini", "-n 2 --set site.alpha.priority=3");
    oracle_expect_instants("sites.csv", "assigned", "replication", "1", ORACLE_HOURS(9, 5));
    oracle_expect_instants("sites.csv", "guarded", "replication", "1", ORACLE_HOURS(14, 7.5));
    oracle_expect_measure("unguarded_site_h", 14 + 5.5);
}
END_TEST

START_TEST(nobody_is_kept_for_a_site_that_a_contingent_can_serve_no_more)
{
    oracle_run("relief-three.ini", "-n 2");
    oracle_expect_instants("sites.csv", "guarded", "site", "alpha", ORACLE_HOURS(12, 12));
    oracle_expect_instants("sites.csv", "guarded", "site", "gamma", ORACLE_HOURS(11, 11));
    oracle_expect_measure("sites_guarded", 2);
    oracle_expect_measure("host_relieved", 55);
}
END_TEST

START_TEST(sites_wait_for_the_headquarters_where_it_is_needed)
{
    /* The force brings it: closure 8 h, set up 3 h. Both sites are assigned at 11 h. */
    oracle_run("relief.ini", "-n 2 --set command.headquarters=force "
                             "--set command.headquarters_needed=yes "
                             "--set 'command.headquarters_setup=3 h'");
    oracle_expect_instants("sites.csv", "assigned", "replication", "1", ORACLE_HOURS(11, 11));
    oracle_expect_instants("sites.csv", "guarded", "replication", "1", ORACLE_HOURS(16, 13.5));
}
END_TEST

/* ---- the way home ---- */

START_TEST(a_daily_ceiling_counts_the_days_it_is_told_to)
{
    oracle_run("ceiling.ini", "-n 2");
    oracle_expect_instants("chalks.csv", "tasked", "outbound", "1",
                           ORACLE_HOURS(14, 14, 18, 18, 42));
    oracle_expect_instants("chalks.csv", "departed", "outbound", "1",
                           ORACLE_HOURS(17, 17, 21, 21, 45));
    oracle_expect_instants("chalks.csv", "offloaded", "outbound", "1",
                           ORACLE_HOURS(20, 20, 24, 24, 48));
    oracle_expect_measure("withdrawal_h", 34);
    oracle_run("ceiling.ini", "-n 2 --set 'withdrawal.day_offset=0 h'");
    oracle_expect_instants("chalks.csv", "departed", "outbound", "1",
                           ORACLE_HOURS(17, 17, 27, 27, 51));
    oracle_expect_measure("withdrawal_h", 40);
    oracle_run("ceiling.ini", "-n 2 --set withdrawal.flights_per_day=0");
    oracle_expect_measure("withdrawal_h", 6);
}
END_TEST

/* Three departures a day, onload 6 min, and a runway that every movement holds for 30 min: the last
 * half hour of a flight is its landing, and landings go first. Days begin at 18 h and 42 h.
 *
 *   load  given an aircraft  on blocks  onload ends  takes the runway
 *   1     14.25 h            16.25 h    16.35 h      17.25 h (two more land until then)
 *   2     14.25 h            16.75 h    16.85 h      17.75 h
 *   3     14.25 h            17.25 h    17.35 h      18.25 h: on the new day, of which two are left
 *   4     18 h               20 h       20.1 h       20.5 h (another lands)
 *   5     18 h               20.5 h     20.6 h       21 h
 *   6, 7  42 h               a day after 4 and 5 */
START_TEST(a_departure_that_the_runway_holds_over_midnight_counts_for_the_new_day)
{
    oracle_run("ceiling.ini", "-n 2 --set withdrawal.flights_per_day=3 "
                              "--set contingent.cargo.loads=7 --set fleet.fleet.number=7 "
                              "--set 'airfield.away.runway_occupancy=30 min' "
                              "--set 'aircraft.transport.onload_time=6 min' "
                              "--set withdrawal.order=2022-01-01T14:15Z");
    oracle_expect_instants("sorties.csv", "block_out", "purpose", "withdrawal",
                           ORACLE_HOURS(17.25, 17.75, 18.25, 20.5, 21, 44.5, 45));
}
END_TEST

START_TEST(contingents_come_and_go_by_road)
{
    oracle_run("roads.ini", "-n 2");
    /* convoy, drivers, flyers */
    oracle_expect_instants("contingents.csv", "marched", "replication", "1", ORACLE_HOURS(6, 6, 6));
    oracle_expect_instants("contingents.csv", "closed", "replication", "1",
                           ORACLE_HOURS(16, 10, 10));
    oracle_expect_instants("contingents.csv", "withdrawn", "replication", "1",
                           ORACLE_HOURS(32, 26, 25));
    oracle_expect_measure("closure_h", 16);
    oracle_expect_measure("withdrawal_h", 12);
    oracle_expect_measure("deployed_people", 70);
    oracle_expect_measure("deployed_vehicles", 3);
    oracle_expect_measure("inbound_flights", 2);
    oracle_expect_measure("outbound_flights", 2);
    oracle_expect_chain({"notice, assembly, road march", 6}, {"road", 10});
    /* The column has marched at 6 h, and sets out when it may. */
    oracle_run("roads.ini", "-n 2 --set 'contingent.convoy.approval=9 h'");
    oracle_expect_measure("closure_h", 19);
    oracle_expect_chain({"notice, assembly, road march", 6}, {"approval or release", 3},
                        {"road", 10});
}
END_TEST

START_TEST(a_standby_goes_only_when_it_is_committed)
{
    oracle_run("standby.ini", "-n 2");
    oracle_expect_measure("closure_h", 4);
    oracle_expect_measure("deployed_people", 10);
    oracle_run("standby.ini", "-n 2 --set 'contingent.reserve.commit=5 h'");
    oracle_expect_measure("closure_h", 15);
    oracle_expect_measure("closure_h.reserve", 15);
    oracle_expect_chain({"notice, assembly, road march", 6}, {"approval or release", 5},
                        {"flight", 2}, {"onload", 1}, {"offload", 1});
    oracle_expect_measure("deployed_people", 20);
    oracle_run("standby.ini", "-n 2 --set contingent.reserve.commit=2022-01-01T03:00Z");
    oracle_expect_measure("closure_h", 10);
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("on paper");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, staff_work_notice_assembly_and_march_follow_one_another);
    tcase_add_test(paper, a_forward_element_goes_as_soon_as_it_is_assembled);
    tcase_add_test(paper, nothing_leaves_before_the_national_approval);
    tcase_add_test(paper, an_alert_by_the_request_or_the_decision_saves_the_rest_of_the_staff_work);
    tcase_add_test(paper, sites_are_relieved_by_priority_and_the_host_is_freed);
    tcase_add_test(paper, sites_are_handed_back_before_their_guards_go_home);
    tcase_add_test(paper, a_site_that_is_asked_for_after_its_handback_gets_no_guard);
    tcase_add_test(paper, the_better_priority_takes_the_people_that_are_there);
    tcase_add_test(paper, nobody_is_kept_for_a_site_that_a_contingent_can_serve_no_more);
    tcase_add_test(paper, sites_wait_for_the_headquarters_where_it_is_needed);
    tcase_add_test(paper, a_daily_ceiling_counts_the_days_it_is_told_to);
    tcase_add_test(paper, a_departure_that_the_runway_holds_over_midnight_counts_for_the_new_day);
    tcase_add_test(paper, contingents_come_and_go_by_road);
    tcase_add_test(paper, a_standby_goes_only_when_it_is_committed);
    Suite *suite = suite_create("force");
    suite_add_tcase(suite, paper);
    return suite_run(suite, TESTS);
}
