/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_full_ahead.c - nobody takes off toward a field known to be shut on arrival; fuel
 * bounds every flight. Worked out on paper: the base is tests/oracles/ahead.ini. */
#include "support/oracle.h"

enum { TESTS = 30 };

#define ONCE        "-n 1 "
#define DAY_CLOSED  "--set airfield.away.closures=2022-01-01T00:00Z/2022-01-02T00:00Z "
#define LANDINGS(h) "--set airfield.away.landing_hours=" h " "
/* A change by the name of `id`, and one that nobody knows of until it comes. */
#define CHANGE(id, at, key, value)                                                                 \
    "--set 'change." id ".at=" at "' --set change." id ".key=" key " --set change." id             \
    ".value=" value " "
#define BY_CHANCE(at) "uniform(" at " h, " at " h)"

/* ---- closures and hours ---- */

START_TEST(a_closure_is_waited_for_at_home)
{
    oracle_title = "dated closure, foreseen";
    static const char *const slots[] = {"", "--set airfield.away.slot_control=yes "};
    for (int i = 0; i < 2; i++) {
        char words[256];
        (void)snprintf(words, sizeof words, ONCE DAY_CLOSED "%s", slots[i]);
        oracle_run("ahead.ini", words);
        oracle_expect_deliveries(25);
        oracle_expect_instants("chalks.csv", "departed", NULL, NULL, ORACLE_HOURS(21));
        oracle_expect_measure("flying_hours", 3);
        oracle_expect_waits({"closed", 20});
        oracle_expect_chain({"waiting: field closed", 20}, {"onload", 1}, {"flight", 3},
                            {"offload", 1});
    }
}
END_TEST

START_TEST(landing_hours_are_waited_for_at_home)
{
    oracle_title = "landing hours, foreseen";
    oracle_run("ahead.ini", ONCE LANDINGS("06:00-10:00"));
    oracle_expect_deliveries(7);
    oracle_expect_waits({"hours", 2});
    oracle_run("ahead.ini", ONCE LANDINGS("09:00-13:00") "--set 'airfield.away.utc_offset=3 h'");
    oracle_expect_deliveries(7);
}
END_TEST

START_TEST(a_landing_is_planned_a_quarter_of_an_hour_before_the_field_shuts)
{
    oracle_run("ahead.ini", ONCE LANDINGS("00:00-04:15"));
    oracle_expect_deliveries(5);
    oracle_run("ahead.ini", ONCE LANDINGS("00:00-04:14"));
    oracle_expect_deliveries(25);
    oracle_expect_waits({"hours", 20});
    oracle_run("ahead.ini", ONCE "--set airfield.away.closures="
                                 "2022-01-01T04:14Z/2022-01-01T08:00Z");
    oracle_expect_deliveries(9);
    oracle_expect_waits({"closed", 4});
}
END_TEST

START_TEST(a_time_shorter_than_the_allowance_is_met_in_its_first_half)
{
    oracle_run("ahead.ini", ONCE LANDINGS("03:55-04:15"));
    oracle_expect_deliveries(5);
    oracle_run("ahead.ini", ONCE LANDINGS("03:50-04:10")); /* in its very middle */
    oracle_expect_deliveries(5);
    oracle_run("ahead.ini", ONCE LANDINGS("03:45-04:05"));
    oracle_expect_deliveries(28.75);
}
END_TEST

START_TEST(hours_that_meet_the_next_do_not_shut_the_field)
{
    oracle_run("ahead.ini", ONCE LANDINGS("00:00-24:00"));
    oracle_expect_deliveries(5);
    oracle_run("ahead.ini", ONCE "--set airfield.away.closures="
                                 "2022-01-01T03:00Z/2022-01-01T05:00Z,"
                                 "2022-01-01T05:00Z/2022-01-01T07:00Z");
    oracle_expect_deliveries(8);
    oracle_expect_waits({"closed", 3});
}
END_TEST

/* Loaded at 1 h. Off between 8 and 12 h, down between 14 and 18 h: off at 11 h. */
START_TEST(take_off_and_landing_must_both_be_allowed)
{
    oracle_title = "take-off and landing hours together";
    oracle_run("ahead.ini", ONCE LANDINGS("14:00-18:00") "--set "
                                                         "airfield.home.takeoff_hours=08:00-12:00");
    oracle_expect_deliveries(15);
    oracle_expect_waits({"hours", 10});
    oracle_run("ahead.ini", ONCE LANDINGS("02:00-16:00") "--set "
                                                         "airfield.home.takeoff_hours=12:00-16:00");
    oracle_expect_deliveries(16);
}
END_TEST

/* Loaded at 1 h, and closed there until 30 h: off by 27 h, when take-offs are allowed here, before 4 h of each day. What
 * forbids the take-off here counts before the closure there, whenever a change makes it look. */
START_TEST(what_is_in_the_way_here_counts_before_what_is_there)
{
    static const char *const changes[] = {"", CHANGE("c", "3 h", "airfield.home.working_mog", "9"),
                                          CHANGE("c", "10 h", "airfield.home.working_mog", "9"),
                                          CHANGE("c", "25 h", "airfield.away.working_mog", "9")};
    oracle_title = "take-off hours here and a closure there";
    for (int i = 0; i < 4; i++) {
        char words[640];
        (void)snprintf(words, sizeof words,
                       ONCE "--set airfield.away.closures=2022-01-01T00:00Z/2022-01-02T06:00Z "
                            "--set airfield.home.takeoff_hours=00:00-04:00 %s",
                       changes[i]);
        oracle_run("ahead.ini", words);
        oracle_expect_deliveries(31);
        oracle_expect_waits({"closed", 3 + 3}, {"hours", 20});
    }
}
END_TEST

/* Two loads, of 2 t and 1 t, an hour a tonne: the smaller is aboard first, at 1 h, and has the runway first
 * when take-offs begin at 6 h, for half an hour, whatever else changes while they wait. */
START_TEST(who_waited_first_leaves_first_whatever_changes_meanwhile)
{
    static const char *const changes[] = {"",
                                          CHANGE("c", "5 h", "airfield.spare.working_mog", "9")};
    for (int i = 0; i < 2; i++) {
        char words[640];
        (void)snprintf(
            words, sizeof words,
            ONCE "--set fleet.fleet.number=2 --set contingent.cargo.loads=0 "
                 "--set 'contingent.cargo.bulk=3 t' --set 'aircraft.transport.cargo_limit=2 t' "
                 "--set 'aircraft.transport.onload_per_tonne=1 h' --set "
                 "'aircraft.transport.onload_time=0 h' "
                 "--set 'airfield.home.runway_occupancy=0.5 h' "
                 "--set airfield.home.takeoff_hours=06:00-20:00 %s",
            changes[i]);
        oracle_run("ahead.ini", words);
        oracle_expect_deliveries(6.5 + 3 + 1, 6 + 3 + 1);
        oracle_expect_waits({"hours", 4 + 5}, {"runway", 0.5});
    }
}
END_TEST

/* Who leaves by 10 h lands by 13 h: before 14 h. It waits at home, 1 h to 240 h. */
START_TEST(hours_that_never_match_keep_it_at_home)
{
    oracle_run("ahead.ini",
               ONCE LANDINGS("14:00-18:00") "--set airfield.home.takeoff_hours=08:00-10:00 "
                                            "--set scenario.end=horizon --set "
                                            "'scenario.horizon=10 d'");
    oracle_expect_measure("flying_hours", 0);
    oracle_expect_measure("inbound_flights", 0);
    oracle_expect_waits({"hours", 239});
}
END_TEST

/* Working hours of the day before the closure, then the closure: each is charged its own. */
START_TEST(what_is_in_the_way_one_after_the_other_is_charged_in_turn)
{
    oracle_run("ahead.ini", ONCE LANDINGS("06:00-20:00") "--set airfield.away.closures="
                                                         "2022-01-01T05:00Z/2022-01-01T21:00Z");
    oracle_expect_deliveries(31);
    oracle_expect_waits({"hours", 1 + 9}, {"closed", 16});
}
END_TEST

/* ---- every take-off ---- */

/* Stop at customs, 2 h away, for 1.5 h, and on in 3 h. Customs opens at 6 h: off at 4 h, on at
 * 7.5 h. The field opens at 12 h: on at 9 h. */
START_TEST(a_flight_with_a_stop_looks_as_far_as_the_stop_and_on_from_there)
{
    oracle_title = "a stop, foreseen";
    oracle_run("stop.ini", ONCE "--set contingent.cargo.loads=1 "
                                "--set airfield.customs.landing_hours=06:00-20:00");
    oracle_expect_deliveries(11.5);
    oracle_expect_waits({"hours", 3});
    oracle_run("stop.ini", ONCE "--set contingent.cargo.loads=1 " LANDINGS("12:00-14:00"));
    oracle_expect_deliveries(13);
    oracle_expect_waits({"hours", 4.5});
    oracle_expect_instants("sorties.csv", "block_out", "chalk", "cargo-in-001", ORACLE_HOURS(1, 9));
}
END_TEST

/* Home lands from 10 h on: empty at 5 h it leaves at 7 h, is loaded at 11 h and off at 15 h. */
START_TEST(the_way_home_is_looked_at_as_well)
{
    oracle_run("ahead.ini", ONCE "--set contingent.cargo.loads=2 "
                                 "--set airfield.home.landing_hours=10:00-20:00");
    oracle_expect_deliveries(5, 15);
    oracle_expect_waits({"hours", 2}, {"aircraft", 5}, {"positioning", 3});
}
END_TEST

/* It stands at base, 2 h from home, which lands from 5 h on: off at 3 h. */
START_TEST(so_is_the_way_to_a_load)
{
    oracle_run("ahead.ini", ONCE "--set airfield.base.name=Base --set leg.base-home.from=base "
                                 "--set leg.base-home.to=home --set 'leg.base-home.block_time=2 h' "
                                 "--set leg.base-away.from=base --set leg.base-away.to=away "
                                 "--set 'leg.base-away.block_time=3 h' "
                                 "--set leg.base-spare.from=base --set leg.base-spare.to=spare "
                                 "--set 'leg.base-spare.block_time=3 h' "
                                 "--set fleet.fleet.home=base "
                                 "--set airfield.home.landing_hours=05:00-20:00");
    oracle_expect_deliveries(10);
    oracle_expect_measure("wait_h.hours", 3);
}
END_TEST

/* The runway is part of the flight: over the field at its opening, on blocks 12 minutes later. */
START_TEST(an_aircraft_is_over_the_field_as_it_opens)
{
    oracle_run("ahead.ini",
               ONCE LANDINGS("06:00-10:00") "--set 'airfield.away.runway_occupancy=12 min'");
    oracle_expect_deliveries(7.2);
    oracle_expect_waits({"hours", 2.2});
    oracle_expect_measure("max_holding", 0);
}
END_TEST

/* ---- changes ---- */

START_TEST(a_known_opening_is_met)
{
    oracle_title = "known opening";
    oracle_run("ahead.ini", ONCE "--set airfield.away.open=no " CHANGE(
                                "opening", "24 h", "airfield.away.open", "yes"));
    oracle_expect_deliveries(25);
    oracle_expect_waits({"closed", 20});
}
END_TEST

/* Nobody knows that it will open at 24 h: then the load is put aboard. */
START_TEST(an_opening_by_chance_is_not_known)
{
    oracle_run("ahead.ini", ONCE "--set airfield.away.open=no " CHANGE(
                                "opening", BY_CHANCE("24"), "airfield.away.open", "yes"));
    oracle_expect_deliveries(29);
    oracle_expect_waits({"closed", 24});
}
END_TEST

/* It would land at 4 h. */
START_TEST(a_known_closing_is_waited_for)
{
    oracle_run("ahead.ini", ONCE CHANGE("closing", "3 h", "airfield.away.open", "no")
                                CHANGE("opening", "20 h", "airfield.away.open", "yes"));
    oracle_expect_deliveries(21);
    oracle_expect_waits({"closed", 16});
    oracle_run("ahead.ini", ONCE CHANGE("hours", "2022-01-01T02:00Z", "airfield.away.landing_hours",
                                        "08:00-10:00"));
    oracle_expect_deliveries(9);
    oracle_expect_waits({"hours", 4});
}
END_TEST

/* Closed for good: it waits for 240 h with its load, and so does the load that has no aircraft. */
START_TEST(a_field_that_stays_shut_is_never_flown_to)
{
    oracle_run("ahead.ini", ONCE "--set scenario.end=horizon --set 'scenario.horizon=10 d' " CHANGE(
                                "closing", "3 h", "airfield.away.open", "no"));
    oracle_expect_measure("flying_hours", 0);
    oracle_expect_waits({"closed", 239});
}
END_TEST

/* The closure of a day is over at 10 h, by chance: who waits asks again. */
START_TEST(a_change_by_chance_wakes_who_waits)
{
    oracle_run("ahead.ini", ONCE CHANGE("closing", "0.5 h", "airfield.away.open", "no")
                                CHANGE("opening", BY_CHANCE("10"), "airfield.away.open", "yes"));
    oracle_expect_deliveries(14);
    oracle_expect_waits({"closed", 9});
}
END_TEST

/* Nobody knew that it shuts from 3 h on: overhead from 4 h to 5 h, on the alternate at 6 h. All know
 * by then that it opens at 20 h: on at 19 h. Who sits at home then waits there: off at 17 h. Its
 * date is as unforeseen with every distribution at its mean. */
START_TEST(a_dated_change_may_be_one_that_nobody_foresees)
{
    static const char *const means[] = {"", "--set scenario.deterministic=yes "};
    for (int i = 0; i < 2; i++) {
        char words[1024];
        (void)snprintf(words, sizeof words, "%s%s", means[i],
                       ONCE "--set change.shock.foreseen=no " CHANGE("shock", "3 h",
                                                                     "airfield.away.open", "no")
                           CHANGE("repair", "20 h", "airfield.away.open", "yes"));
        oracle_run("ahead.ini", words);
        oracle_expect_deliveries(21);
        oracle_expect_measure("diversions", 1);
        oracle_expect_waits({"closed", 1 + 13}, {"diversion", 2});
        (void)snprintf(words + strlen(words), sizeof words - strlen(words),
                       "--set 'aircraft.transport.onload_time=3.5 h'");
        oracle_run("ahead.ini", words);
        oracle_expect_deliveries(21);
        oracle_expect_measure("diversions", 0);
        oracle_expect_waits({"closed", 13.5});
    }
}
END_TEST

/* ---- at the alternate ---- */

/* Shut at 3.5 h by chance. Overhead from 4 h to 5 h, on the alternate at 6 h; open again at 5.5 h,
 * but landings end at 5 h: from 2 h on the next day. With an alternate four hours away it leaves at
 * 22 h, twenty hours before it could land by leaving as the field opens. */
START_TEST(coming_on_is_timed_by_the_hours_too)
{
    oracle_title = "hours, from the alternate";
    oracle_run("ahead.ini", ONCE LANDINGS("02:00-05:00") CHANGE("closing", BY_CHANCE("3.5"),
                                                                "airfield.away.open", "no")
                                CHANGE("opening", BY_CHANCE("5.5"), "airfield.away.open", "yes"));
    oracle_expect_deliveries(27);
    oracle_expect_waits({"closed", 1}, {"diversion", 2}, {"hours", 19});
    oracle_run("ahead.ini",
               ONCE LANDINGS("02:00-05:00") "--set 'leg.away-spare.block_time=4 h' " CHANGE(
                   "closing", BY_CHANCE("3.5"), "airfield.away.open", "no")
                   CHANGE("opening", BY_CHANCE("5.5"), "airfield.away.open", "yes"));
    oracle_expect_deliveries(27);
    oracle_expect_waits({"closed", 1}, {"diversion", 8}, {"hours", 13});
    oracle_expect_measure("diversions", 1);
}
END_TEST

/* An hour a day, which nobody knew of, and a way of 2 to 6 h from the alternate: half of those who
 * come on by its mean meet the hour or the one before it, every day anew. Nobody flies too fast
 * all his life. */
START_TEST(who_has_come_on_in_vain_has_other_luck_the_next_time)
{
    oracle_run("ahead.ini", "-n 20 --set 'scenario.horizon=30 d' --set change.closing.foreseen=no "
                            "--set 'leg.away-spare.block_time=uniform(2 h, 6 h)' " CHANGE(
                                "closing", "3.5 h", "airfield.away.landing_hours", "06:00-07:00"));
}
END_TEST

/* ---- crews ---- */

/* On duty since 0 h, for 10 h; off at 21 h. It rests while it waits; a rest that ends at 22 h costs
 * an hour more. */
START_TEST(a_crew_rests_while_it_waits)
{
    oracle_title = "crew duty over a wait";
    const char *const duty = ONCE DAY_CLOSED "--set fleet.fleet.crews=1 "
                                             "--set 'aircraft.transport.crew_duty=10 h' ";
    char words[512];
    (void)snprintf(words, sizeof words, "%s--set 'fleet.fleet.crew_rest=8 h'", duty);
    oracle_run("ahead.ini", words);
    oracle_expect_deliveries(25);
    oracle_expect_waits({"closed", 20});
    (void)snprintf(words, sizeof words, "%s--set 'fleet.fleet.crew_rest=21 h'", duty);
    oracle_run("ahead.ini", words);
    oracle_expect_deliveries(26);
    oracle_expect_waits({"closed", 20}, {"crew", 1});
    /* With others at home the next crew is aboard when it is time. */
    static const char *const crews[] = {"2", "unlimited"};
    for (int i = 0; i < 2; i++) {
        char more[640];
        (void)snprintf(more, sizeof more, "%s --set fleet.fleet.crews=%s", words, crews[i]);
        oracle_run("ahead.ini", more);
        oracle_expect_deliveries(25);
        oracle_expect_waits({"closed", 20});
    }
}
END_TEST

/* 4.5 h of duty do not last until 6 h. Rested at 9 h it has missed the hour; at 27 h it is fresh. */
START_TEST(a_rest_may_miss_the_hours)
{
    oracle_run("ahead.ini", ONCE LANDINGS("06:00-07:00") "--set 'aircraft.transport.crew_duty="
                                                         "4.5 h' --set 'fleet.fleet.crew_rest=8 h' "
                                                         "--set fleet.fleet.crews=1");
    oracle_expect_deliveries(31);
    oracle_expect_waits({"hours", 2 + 18}, {"crew", 6});
}
END_TEST

/* ---- slots ---- */

/* Landings from 8 h to 10 h, one stand, offload 1 h. The first leaves at 5 h and is off at 9 h, as
 * the second lands; the third could land at 10 h, when the field shuts: it has its slot for the next
 * day from 6.75 h on, when it cannot arrive today any more. */
START_TEST(slots_are_for_hours_in_which_one_can_land)
{
    oracle_title = "slots and hours";
    oracle_run("ahead.ini", ONCE LANDINGS("08:00-10:00") "--set contingent.cargo.loads=3 "
                                                         "--set fleet.fleet.number=3 "
                                                         "--set airfield.away.parking_mog=1 "
                                                         "--set airfield.away.slot_control=yes");
    oracle_expect_deliveries(9, 10, 33);
    oracle_expect_waits({"hours", 3 * 4 + (29 - 6.75)}, {"slot", 1 + 1.75});
    oracle_expect_measure("wait_h.holding", 0);
}
END_TEST

/* ---- fuel ---- */

/* As diversion.ini, with two stands at the alternate. The second pair of four has none there: it
 * lands all the same. Nothing else changes. */
START_TEST(a_full_alternate_is_an_emergency)
{
    oracle_title = "full alternate";
    oracle_run("diversion.ini", ONCE "--set airfield.spare.parking_mog=2");
    oracle_expect_deliveries(8, 8, 12, 12, 16, 16);
    oracle_expect_measure("emergencies", 2);
    oracle_run("diversion.ini", ONCE "--set airfield.spare.parking_mog=2 "
                                     "--set airfield.away.offload_at_alternate=yes");
    oracle_expect_deliveries(8, 8, 10, 10, 10, 10);
    oracle_expect_measure("emergencies", 2);
    oracle_run("diversion.ini", ONCE);
    oracle_expect_measure("emergencies", 0);
}
END_TEST

START_TEST(full_fields_that_are_each_others_alternates_end_no_flight_in_the_air)
{
    oracle_title = "two full fields";
    oracle_run("alternate-full.ini", ONCE);
    oracle_expect_deliveries(202, 202, 403);
    oracle_expect_measure("emergencies", 1);
    oracle_expect_waits({"holding", 0.5}, {"diversion", 2}, {"stand", 198.5});
}
END_TEST

#define THIRD                                                                                      \
    "--set airfield.third.name=Third --set airfield.spare.alternate=third "                        \
    "--set leg.away-third.from=away --set leg.away-third.to=third "                                \
    "--set 'leg.away-third.block_time=2 h' --set leg.spare-third.from=spare "                      \
    "--set leg.spare-third.to=third --set 'leg.spare-third.block_time=1 h' "

/* Two find room at the alternate at 7 h, come on at 8 h: off at 12 h. The other two fly to its own
 * alternate: there at 8 h, on at 12 h: over the field at 14 h, off at 17 h. */
START_TEST(a_full_alternate_has_an_alternate)
{
    oracle_title = "the alternate's alternate";
    oracle_run("diversion.ini", ONCE THIRD "--set airfield.spare.parking_mog=2");
    oracle_expect_deliveries(8, 8, 12, 12, 17, 17);
    oracle_expect_measure("emergencies", 0);
    oracle_expect_measure("diversions", 4);
}
END_TEST

/* Shut from 6.5 h on, the alternate is passed over: all four are there at 8 h and two come on then:
 * off at 13 h; the others at 13 h: off at 18 h. */
START_TEST(an_alternate_that_will_be_shut_is_passed_over)
{
    oracle_run("diversion.ini", ONCE THIRD "--set airfield.spare.closures="
                                           "2022-01-01T06:30Z/2022-01-01T08:00Z");
    oracle_expect_deliveries(8, 8, 13, 13, 18, 18);
    oracle_expect_measure("emergencies", 0);
}
END_TEST

/* One landing an hour, over the field at 4 h, 45 minutes of holding fuel and half an hour of
 * reserve; offload 10 h, so that nobody leaves in between. Down at 4 and 5 h; four divert at 5.25 h and are back at 7.25 h: down then and at 8.25 h;
 * the last two divert at 8.5 h, are back at 10.5 h: down then and at 11.5 h. */
START_TEST(the_runway_is_waited_for_as_long_as_the_reserve_lasts)
{
    oracle_title = "fuel and the runway";
    oracle_run("diversion.ini", ONCE "--set airfield.away.parking_mog=unlimited "
                                     "--set 'airfield.away.runway_occupancy=1 h' "
                                     "--set 'aircraft.transport.holding_fuel=45 min' "
                                     "--set 'aircraft.transport.offload_time=10 h'");
    oracle_expect_deliveries(15, 16, 18.25, 19.25, 21.5, 22.5);
    oracle_expect_measure("diversions", 6);
    oracle_expect_measure("emergencies", 0);
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("on paper");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, a_closure_is_waited_for_at_home);
    tcase_add_test(paper, landing_hours_are_waited_for_at_home);
    tcase_add_test(paper, a_landing_is_planned_a_quarter_of_an_hour_before_the_field_shuts);
    tcase_add_test(paper, a_time_shorter_than_the_allowance_is_met_in_its_first_half);
    tcase_add_test(paper, hours_that_meet_the_next_do_not_shut_the_field);
    tcase_add_test(paper, take_off_and_landing_must_both_be_allowed);
    tcase_add_test(paper, what_is_in_the_way_here_counts_before_what_is_there);
    tcase_add_test(paper, who_waited_first_leaves_first_whatever_changes_meanwhile);
    tcase_add_test(paper, hours_that_never_match_keep_it_at_home);
    tcase_add_test(paper, what_is_in_the_way_one_after_the_other_is_charged_in_turn);
    tcase_add_test(paper, a_flight_with_a_stop_looks_as_far_as_the_stop_and_on_from_there);
    tcase_add_test(paper, the_way_home_is_looked_at_as_well);
    tcase_add_test(paper, so_is_the_way_to_a_load);
    tcase_add_test(paper, an_aircraft_is_over_the_field_as_it_opens);
    tcase_add_test(paper, a_known_opening_is_met);
    tcase_add_test(paper, an_opening_by_chance_is_not_known);
    tcase_add_test(paper, a_known_closing_is_waited_for);
    tcase_add_test(paper, a_field_that_stays_shut_is_never_flown_to);
    tcase_add_test(paper, a_change_by_chance_wakes_who_waits);
    tcase_add_test(paper, a_dated_change_may_be_one_that_nobody_foresees);
    tcase_add_test(paper, coming_on_is_timed_by_the_hours_too);
    tcase_add_test(paper, who_has_come_on_in_vain_has_other_luck_the_next_time);
    tcase_add_test(paper, a_crew_rests_while_it_waits);
    tcase_add_test(paper, a_rest_may_miss_the_hours);
    tcase_add_test(paper, slots_are_for_hours_in_which_one_can_land);
    tcase_add_test(paper, a_full_alternate_is_an_emergency);
    tcase_add_test(paper, full_fields_that_are_each_others_alternates_end_no_flight_in_the_air);
    tcase_add_test(paper, a_full_alternate_has_an_alternate);
    tcase_add_test(paper, an_alternate_that_will_be_shut_is_passed_over);
    tcase_add_test(paper, the_runway_is_waited_for_as_long_as_the_reserve_lasts);
    Suite *suite = suite_create("looking ahead");
    suite_add_tcase(suite, paper);
    return suite_run(suite, TESTS);
}
