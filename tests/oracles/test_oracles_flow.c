/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_flow.c - windows of loads, ceilings, order and one-way contingents, worked out on
 * paper: the base of windows is tests/oracles/windows.ini. */
#include "support/oracle.h"
#include "support/windows.h"

enum { TESTS = 51 };

/* ---- windows ---- */

/* Onload 1 h and flight 3 h before 10 h: called at 6 h, and off at 11 h. */
START_TEST(nothing_lands_before_its_earliest_arrival)
{
    oracle_title = "earliest arrival";
    static const char *const said[] = {"10 h", "2022-01-01T10:00Z"};
    for (int i = 0; i < 2; i++) {
        char words[256];
        (void)snprintf(words, sizeof words,
                       ONCE ALONE "--set 'contingent.alpha.earliest_arrival=%s'", said[i]);
        oracle_run("windows.ini", words);
        oracle_expect_deliveries(11);
        oracle_expect_instants("chalks.csv", "called", NULL, NULL, ORACLE_HOURS(6));
        oracle_expect_instants("chalks.csv", "departed", NULL, NULL, ORACLE_HOURS(7));
        oracle_expect_waits({"window", 6});
        oracle_expect_chain({"waiting: earliest arrival", 6}, {"onload", 1}, {"flight", 3},
                            {"offload", 1});
    }
}
END_TEST

/* Called at 4 h, loaded at 5 h: then it is the aircraft that waits, beside the runway, until 7 h. */
START_TEST(whoever_is_loaded_early_waits_at_the_origin)
{
    oracle_run("windows.ini",
               ONCE ALONE ALPHA("earliest_arrival", "10 h") ALPHA("call_forward", "2 h"));
    oracle_expect_deliveries(11);
    oracle_expect_instants("chalks.csv", "loaded", NULL, NULL, ORACLE_HOURS(5));
    oracle_expect_instants("chalks.csv", "departed", NULL, NULL, ORACLE_HOURS(7));
    oracle_expect_waits({"window", 6});
}
END_TEST

/* It leaves when it lands in time on average, at 7 h. Uniform between 1 and 5 h, a flight that is
 * quicker takes its time: 10 h + E[(U - 3 h)+] = 10.5 h. */
START_TEST(luck_does_not_bring_it_in_early)
{
    double landed[ORACLE_SAMPLE_MAX];
    oracle_title = "earliest arrival, random flight";
    oracle_run("windows.ini",
               "-n 200 " ALONE ALPHA("earliest_arrival",
                                     "10 h") "--set "
                                             "'leg.home-away.block_time=uniform(1 h, 5 h)'");
    const int count = oracle_sample("first_landing_h", landed);
    for (int i = 0; i < count; i++) {
        ck_assert_double_ge(landed[i], 10);
    }
    oracle_expect_sample("first_landing_h", landed, count, 10.5, 0.05);
}
END_TEST

/* Two flights of 1 h with a stop of 1 h between them: on its way from 7 h as well. */
START_TEST(the_way_over_a_stop_is_foreseen_as_a_whole)
{
    oracle_run("windows.ini",
               ONCE ALONE OVER_MID ALPHA("earliest_arrival", "10 h") ALPHA("call_forward", "6 h"));
    oracle_expect_deliveries(11);
    oracle_expect_instants("chalks.csv", "departed", NULL, NULL, ORACLE_HOURS(7));
    oracle_expect_waits({"window", 6});
}
END_TEST

/* A road column of 3 h is no earlier either. */
START_TEST(a_road_column_comes_in_no_earlier)
{
    oracle_run("windows.ini",
               ONCE ALONE ALPHA("earliest_arrival", "10 h") ALPHA("latest_arrival", "10 h")
                   ALPHA("mode_in", "road") ALPHA("road_in_time", "3 h") ALPHA("loads", "0")
                       ALPHA("people", "10"));
    oracle_expect_measure("closure_h", 10);
    oracle_expect_measure("late_loads", 0);
    oracle_run("windows.ini", ONCE ALONE ALPHA("available", "8 h") ALPHA("latest_arrival", "10 h")
                                  ALPHA("mode_in", "road") ALPHA("road_in_time", "3 h")
                                      ALPHA("loads", "0") ALPHA("people", "10"));
    oracle_expect_measure("closure_h", 11);
    oracle_expect_measure("late_loads", 1);
    oracle_expect_measure("late_tonnes", 1.2);
    oracle_run("windows.ini",
               ONCE ALONE ALPHA("latest_arrival", "2 h") ALPHA("mode_in", "road")
                   ALPHA("road_in_time", "3 h") ALPHA("loads", "0") ALPHA("bulk", "5 t")
                       ALPHA("oversize", "11 t") ALPHA("outsize", "7 t"));
    oracle_expect_measure("late_tonnes", 5 + 11 + 7);
}
END_TEST

/* One aircraft: the first load is off at 5 h, the second at 13 h. */
START_TEST(the_latest_arrival_decides_who_goes_first)
{
    oracle_title = "latest arrival";
    oracle_run("windows.ini", ONCE);
    oracle_expect_deliveries(5, 13);
    oracle_run("windows.ini", ONCE BETA("latest_arrival", "6 h"));
    oracle_expect_deliveries(13, 5);
    oracle_run("windows.ini", ONCE BETA("latest_arrival", "12 h") ALPHA("latest_arrival", "13 h"));
    oracle_expect_deliveries(13, 5);
    oracle_expect_measure("on_time_share", 1);
    oracle_expect_measure("late_loads", 0);
    oracle_run("windows.ini", ONCE BETA("latest_arrival", "13 h") ALPHA("latest_arrival", "13 h"));
    oracle_expect_deliveries(5, 13);
    oracle_run("windows.ini", ONCE BETA("latest_arrival", "6 h") BETA("priority", "101"));
    oracle_expect_deliveries(5, 13);
    oracle_expect_measure("on_time_share", 0);
    oracle_expect_measure("late_loads", 1);
}
END_TEST

/* While alpha waits for its window the aircraft serves beta: home again at 8 h, and alpha lands at
 * 12 h. Of its wait of 8 h for an aircraft that is ready for it, 6 h are its window's. */
START_TEST(a_load_that_waits_for_its_window_holds_no_aircraft)
{
    oracle_run("windows.ini", ONCE ALPHA("earliest_arrival", "10 h"));
    oracle_expect_deliveries(13, 5);
    oracle_expect_waits({"window", 6}, {"aircraft", 2});
}
END_TEST

START_TEST(nothing_is_loaded_before_it_is_available)
{
    oracle_title = "available";
    oracle_run("windows.ini", ONCE ALONE ALPHA("available", "4 h") ALPHA("assembly", "3 h"));
    oracle_expect_deliveries(9);
    oracle_run("windows.ini", ONCE ALONE ALPHA("available", "4 h") ALPHA("assembly", "6 h"));
    oracle_expect_deliveries(11);
}
END_TEST

/* Beta is ready at 1 h, and has waited 4 h for the aircraft and 3 h more for its flight home when that
 * is there. */
START_TEST(late_lines_are_told_with_what_was_waited_for_longest)
{
    oracle_run("windows.ini", "-n 3 " ALPHA("latest_arrival", "6 h") BETA("latest_arrival", "12 h")
                                  BETA("available", "1 h"));
    table_open(&oracle_table, oracle_folder, "late.csv");
    ck_assert_int_eq(oracle_table.rows, 2);
    const char *const expected[][6] = {{"alpha", "0", "-1", "", "", ""},
                                       {"beta", "1", "1", "waiting: no aircraft", "1", "4"}};
    const char *const column[] = {"contingent", "late_share",  "lateness_p50_h",
                                  "cause",      "cause_share", "cause_h"};
    for (int row = 0; row < 2; row++) {
        for (int i = 0; i < 6; i++) {
            ck_assert_str_eq(table_cell(&oracle_table, row, column[i]), expected[row][i]);
        }
        ck_assert_double_eq(oracle_hours(table_cell(&oracle_table, row, "latest_arrival")),
                            row == 0 ? 6 : 12);
    }
    table_close(&oracle_table);
}
END_TEST

/* ---- ceilings ---- */

#define LOADS(alpha, beta) ALPHA("loads", alpha) BETA("loads", beta)

#define STOP(from) FLOW("stop", "flights", "0") FLOW("stop", "from", from)

/* Both have their permits at 1 h, before the stop, and beta does not get away before that: the runway is
 * free for it at 1.5 h, or it has its slot at 2 h. */
START_TEST(a_ground_stop_keeps_who_has_its_permit_and_has_not_left)
{
    oracle_run("windows.ini",
               ONCE STOP("1.25 h")
                   FLOW("stop", "until", "10 h") "--set fleet.fleet.number=2 "
                                                 "--set 'airfield.home.runway_occupancy=30 min'");
    oracle_expect_deliveries(5, 14);
    oracle_expect_waits({"runway", 0.5}, {"flow", 8.5});
    oracle_run("windows.ini",
               ONCE STOP("1.25 h")
                   FLOW("stop", "until", "10 h") "--set fleet.fleet.number=2 "
                                                 "--set airfield.away.slot_control=yes "
                                                 "--set airfield.away.parking_mog=1");
    oracle_expect_deliveries(5, 14);
    oracle_expect_waits({"slot", 1}, {"flow", 8});
}
END_TEST

/* Aboard after three days, and one flight an hour: permits are booked for the next 64 hours. All set out
 * at once, and leave one behind the other. */
START_TEST(what_is_aboard_later_than_permits_are_booked_leaves_in_turn)
{
    oracle_run("windows.ini",
               ONCE ALPHA("loads", "2")
                   QUOTA("q", "1", "1 h") "--set 'aircraft.transport.onload_time=3 d' "
                                          "--set fleet.fleet.number=3");
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(0, 0, 0));
    oracle_expect_deliveries(72 + 4, 73 + 4, 74 + 4);
}
END_TEST

/* Loads planned for a type that is aboard in an hour, and the only aircraft there takes three: the stop
 * without an end would begin meanwhile, and nobody is loaded before it is lifted. */
START_TEST(nobody_is_loaded_into_a_stop_whatever_was_planned)
{
    oracle_run("windows.ini",
               ONCE ALONE STOP("2 h") ALPHA("loads", "0") ALPHA("people", "10")
                   ALPHA("load_type", "transport") "--set 'fleet.fleet.available=3 d' "
                                                   "--set aircraft.transport.seats=50 "
                                                   "--set aircraft.slow.seats=50 "
                                                   "--set 'aircraft.slow.onload_time=3 h' "
                                                   "--set 'aircraft.slow.offload_time=1 h' "
                                                   "--set fleet.slow.type=slow "
                                                   "--set fleet.slow.number=1 "
                                                   "--set fleet.slow.home=home "
                                                   "--set 'change.lift.at=40 h' "
                                                   "--set change.lift.key=flow.stop.flights "
                                                   "--set change.lift.value=1 "
                                                   "--set change.lift.foreseen=no");
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(40));
    oracle_expect_deliveries(40 + 3 + 3 + 1);
    oracle_expect_waits({"flow", 40});
}
END_TEST

/* Two a day leave: at 1 h, and when the next days begin, with onloads that are over then. */
START_TEST(a_quota_of_flights_in_is_used_as_each_day_begins)
{
    oracle_title = "ceiling inbound";
    oracle_run("windows.ini", ONCE ALONE SIX ALPHA("loads", "6") QUOTA("q", "2", "24 h"));
    oracle_expect_deliveries(5, 5, 28, 28, 52, 52);
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(0, 0, 23, 23, 47, 47));
    oracle_expect_waits({"flow", 2 * 23 + 2 * 47});
    oracle_expect_chain({"waiting: flight ceiling", 47}, {"onload", 1}, {"flight", 3},
                        {"offload", 1});
}
END_TEST

/* Days of UTC + 6 h begin at 18 h, 42 h. */
START_TEST(days_may_be_those_of_local_time)
{
    oracle_run("windows.ini", ONCE ALONE SIX ALPHA("loads", "6") QUOTA("q", "2", "24 h")
                                  FLOW("q", "day_offset", "6 h"));
    oracle_expect_deliveries(5, 5, 22, 22, 46, 46);
}
END_TEST

/* A period shorter than the onload: one leaves in each hour from the first on in which one can. */
START_TEST(short_periods_are_all_used)
{
    oracle_title = "ceiling, short periods";
    oracle_run("windows.ini", ONCE ALONE SIX ALPHA("loads", "6") QUOTA("q", "1", "1 h"));
    oracle_expect_deliveries(5, 6, 7, 8, 9, 10);
    oracle_expect_waits({"flow", 1 + 2 + 3 + 4 + 5});
}
END_TEST

/* Aircraft come from a base 2 h or 5 h away, and the onload takes an hour: for the flights that leave as
 * days begin at 24 h and 48 h they set out 3 h before; for one in each hour, one in each hour. */
START_TEST(an_aircraft_from_elsewhere_sets_out_for_the_period_in_which_it_may_leave)
{
    oracle_title = "ceiling, aircraft from elsewhere";
#define FROM_BASE(hours)                                                                           \
    "--set airfield.base.name=Base --set fleet.fleet.home=base --set leg.b.from=base "             \
    "--set leg.b.to=home --set 'leg.b.block_time=" hours " h' --set leg.c.from=base "              \
    "--set leg.c.to=away --set 'leg.c.block_time=5 h' "
    oracle_run("windows.ini",
               ONCE ALONE SIX ALPHA("loads", "5") QUOTA("q", "2", "24 h") FROM_BASE("2"));
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(0, 0, 21, 21, 45));
    oracle_expect_deliveries(7, 7, 28, 28, 52);
    oracle_expect_waits({"flow", 2 * 21 + 45}, {"positioning", 5 * 2});
    oracle_run("windows.ini",
               ONCE ALONE SIX ALPHA("loads", "5") QUOTA("q", "1", "1 h") FROM_BASE("5"));
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(0, 1, 2, 3, 4));
    oracle_expect_deliveries(10, 11, 12, 13, 14);
    oracle_expect_waits({"flow", 1 + 2 + 3 + 4}, {"positioning", 5 * 5});
}
END_TEST

/* Aircraft of beta, which goes behind, come 5 h from a base: they set out at 18 h for the second day. Of
 * its two flights one is kept for the third load of alpha, whose aircraft stand beside it and set out at
 * 23 h. */
START_TEST(who_sets_out_earlier_does_not_take_the_permit_of_who_goes_before)
{
    oracle_title = "ceiling, aircraft from near and far";
    oracle_run("windows.ini",
               ONCE SIX ALPHA("loads", "3") ALPHA("fleets", "fleet") BETA("loads", "2")
                   BETA("priority", "101") BETA("apoe", "port") BETA("fleets", "far")
                       QUOTA("q", "2", "24 h") "--set airfield.port.name=Port "
                                               "--set airfield.base.name=Base "
                                               "--set fleet.far.type=transport "
                                               "--set fleet.far.number=2 "
                                               "--set fleet.far.home=base "
                                               "--set leg.b.from=base --set leg.b.to=port "
                                               "--set 'leg.b.block_time=5 h' "
                                               "--set leg.c.from=base --set leg.c.to=away "
                                               "--set 'leg.c.block_time=5 h' "
                                               "--set leg.d.from=port --set leg.d.to=away "
                                               "--set 'leg.d.block_time=3 h' ");
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "alpha", ORACLE_HOURS(0, 0, 23));
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "beta", ORACLE_HOURS(18, 42));
    oracle_expect_deliveries(5, 5, 28, 28, 52);
}
END_TEST

/* Beta is off at 5 h. Alpha's two leave at 12 h, with one that is back at 8 h, and two more at 20 h:
 * both are home again at 19 h. With one aircraft more three are kept as long as it stands there. */
START_TEST(no_more_permits_are_kept_than_there_are_aircraft_left)
{
    oracle_title = "ceiling, permits kept";
    oracle_run("kept-permits.ini", ONCE);
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "gamma", ORACLE_HOURS(0));
    oracle_expect_deliveries(16, 16, 24, 24, 5, 17);
    oracle_run("kept-permits.ini", ONCE "--set fleet.fleet.number=3");
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "gamma", ORACLE_HOURS(5));
    oracle_expect_deliveries(16, 16, 16, 24, 5, 22);
}
END_TEST

/* One flight in six hours, two small aircraft at home. The first takes all of the bulk, and leaves at 1
 * h. The tank is only for the large one, which comes from 5 h away: it is aboard at 6 h when it sets out
 * at once. That the other small one could be there at 5 h does not matter. */
START_TEST(who_cannot_take_what_is_left_is_not_waited_for_under_a_ceiling)
{
    oracle_title = "ceiling, what is left";
    oracle_run("cut.ini", ONCE QUOTA("q", "1", "6 h") "--set scenario.tasking=greedy "
                                                      "--set 'contingent.cargo.bulk=20 t' "
                                                      "--set contingent.cargo.vehicles=tank:1 "
                                                      "--set airfield.base.name=Base "
                                                      "--set fleet.large.home=base "
                                                      "--set fleet.small.number=2 "
                                                      "--set leg.b.from=base --set leg.b.to=home "
                                                      "--set 'leg.b.block_time=5 h' "
                                                      "--set leg.c.from=base --set leg.c.to=away "
                                                      "--set 'leg.c.block_time=5 h' ");
    oracle_expect_deliveries(4, 9);
}
END_TEST

/* The near one goes home, and the far one comes at once, whether that stays or not; but one that stays
 * an hour away comes at 4 h. */
START_TEST(who_goes_home_is_not_waited_for_under_a_ceiling)
{
    oracle_title = "ceiling, who stays";
    static const struct {
        const char *aircraft;
        double tasked;
    } cases[] = {
        {"", 0},
        {"--set fleet.near.number=2 --set 'fleet.near.positions=port:1, base:1' "
         "--set fleet.far.number=0 ",
         0},
        {"--set fleet.other.home=port --set fleet.other.type=transport --set fleet.other.number=1 ",
         4},
    };
    for (int i = 0; i < 6; i++) {
        char words[512];
        (void)snprintf(words, sizeof words, ONCE "%s--set scenario.tasking=%s",
                       cases[i / 2].aircraft, i % 2 == 0 ? "lookahead" : "greedy");
        oracle_run("who-stays.ini", words);
        oracle_expect_instants("chalks.csv", "tasked", NULL, NULL,
                               ORACLE_HOURS(cases[i / 2].tasked));
        oracle_expect_deliveries(10);
    }
}
END_TEST

/* Ceilings hold no aircraft for the time that another takes to come. Of a stop until 6 h the far one
 * makes nothing when it sets out at once: off at 10 h, when the near one would be at 29 h. */
START_TEST(who_is_farther_and_better_is_not_held_by_who_is_near)
{
    oracle_title = "ceiling, farther and better";
    oracle_run("farther-better.ini", ONCE);
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(0));
    oracle_expect_deliveries(10);
}
END_TEST

/* Unloaded within 3 h, the near one has it off 6 h after it leaves: when a stop ends before 4 h it is
 * waited for, since the far one, which may come at once, has it off at 10 h. It sets out 2 h before. */
START_TEST(who_is_near_and_better_is_waited_for_though_another_may_come)
{
    oracle_title = "ceiling, near and better";
    oracle_run("farther-better.ini", ONCE "--set 'aircraft.sluggish.offload_time=3 h' "
                                          "--set 'flow.stop.until=3.9 h'");
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(1.9));
    oracle_expect_deliveries(9.9);
    oracle_run("farther-better.ini", ONCE "--set 'aircraft.sluggish.offload_time=3 h' "
                                          "--set 'flow.stop.until=4.1 h'");
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(0));
    oracle_expect_deliveries(10);
}
END_TEST

/* Two are waited for by two. With one, one of two that are alike goes with the far one at once. */
START_TEST(who_is_near_is_waited_for_by_as_many_as_there_are)
{
    for (int i = 0; i < 2; i++) {
        oracle_run("farther-better.ini",
                   i == 0 ? ONCE ALPHA("loads", "2") "--set 'flow.stop.until=3.9 h' "
                                                     "--set 'aircraft.sluggish.offload_time=3 h' "
                                                     "--set fleet.near.number=2 "
                                                     "--set fleet.near.positions=port:2 "
                          : ONCE ALPHA("loads", "2") "--set 'flow.stop.until=3.9 h' "
                                                     "--set 'aircraft.sluggish.offload_time=3 h' ");
        oracle_expect_deliveries(i == 0 ? 9.9 : 10, 9.9);
    }
}
END_TEST

/* A stop from 3 h to 30 h: the near one leaves before it, at 2 h, and is off at 25 h. The far one would
 * be off at 34 h. */
START_TEST(who_could_not_leave_for_a_ceiling_is_not_better)
{
    oracle_title = "ceiling, who could not leave";
    oracle_run("farther-better.ini",
               ONCE "--set 'flow.stop.from=3 h' --set 'flow.stop.until=30 h'");
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(0));
    oracle_expect_deliveries(25);
}
END_TEST

/* See no-sooner.ini: a load is looked at again when its aircraft must set out, be it that hours would have it there
 * too late. Ready at once, and an hour from being aboard, the second could be there 2 h after it sets out, but
 * may leave from 12 h on. The port lets nobody leave from 6 h to 24 h. */
START_TEST(who_would_be_there_no_sooner_sets_out_when_it_must)
{
    oracle_title = "ceiling, no sooner";
    oracle_run("no-sooner.ini", ONCE);
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(13, 48 + 1 / 3600.0));
    oracle_run("no-sooner.ini",
               ONCE "--set contingent.c.notice=0h --set 'aircraft.t.onload_time=1 h' "
                    "--set airfield.origin.closures=none --set 'flow.x.per=12 h' "
                    "--set airfield.port.takeoff_hours=00:00-06:00");
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(0, 6));
    oracle_expect_deliveries(5, 29);
}
END_TEST

/* See look-ahead.ini: the near one, unloaded within 2 h, is home again at 7 h, and would have what is
 * ready at 5.5 h off at 12 h, half an hour before the distant one. A stop from 7.5 h to 9.2 h makes that
 * 13.2 h, and nothing to the distant one, with which the load is aboard at 9.5 h. */
START_TEST(nobody_waits_for_who_could_not_leave_for_a_ceiling)
{
    oracle_title = "ceiling, who is not free yet";
    static const char *const stop[] = {"", FLOW("s", "flights", "0") FLOW("s", "from", "7.5 h")
                                               FLOW("s", "until", "9.2 h")};
    for (int i = 0; i < 2; i++) {
        char words[512];
        (void)snprintf(words, sizeof words,
                       ONCE "--set fleet.near.type=sluggish "
                            "--set 'aircraft.sluggish.offload_time=2 h' "
                            "--set 'contingent.second.notice=5.5 h' %s",
                       stop[i]);
        oracle_run("look-ahead.ini", words);
        oracle_expect_instants("chalks.csv", "offloaded", "contingent", "second",
                               ORACLE_HOURS(i == 0 ? 12 : 12.5));
    }
}
END_TEST

/* One aircraft from 5 h away, one flight in 6 h. The first is aboard at 6 h, and uses up the period that
 * begins then: until then the second waits for an aircraft, from then on for the ceiling, whatever
 * changes meanwhile; at 10 h the aircraft is off it and comes back. */
START_TEST(a_ceiling_is_waited_for_from_the_period_that_is_full)
{
    static const char *const changes[] = {"", "--set 'change.c.at=7 h' --set change.c.value=9 "
                                              "--set change.c.key=airfield.home.working_mog "};
    for (int i = 0; i < 2; i++) {
        char words[640];
        (void)snprintf(words, sizeof words,
                       ONCE ALONE ALPHA("loads", "2") "--set fleet.fleet.number=1 " QUOTA(
                           "q", "1", "6 h") FROM_BASE("5") "%s",
                       changes[i]);
        oracle_run("windows.ini", words);
        oracle_expect_deliveries(10, 18);
        oracle_expect_waits({"aircraft", 6}, {"flow", 4}, {"positioning", 5 + 3});
    }
}
END_TEST

/* What loads wait for is what holds, not what was known when somebody looked: a change that alters
 * nothing is a look at its moment. Onloads are shorter and longer than foreseen, so that flights leave
 * in other periods than they are booked for. */
START_TEST(a_look_moves_no_wait_from_one_cause_to_another)
{
    static const char *const looks[] = {"", "20", "25", "31"};
    double waited[4][ORACLE_SAMPLE_MAX];
    for (int i = 0; i < 4; i++) {
        char words[512], change[160] = "";
        if (i > 0) {
            (void)snprintf(change, sizeof change,
                           "--set 'change.c.at=%s h' --set change.c.value=9 "
                           "--set change.c.key=airfield.home.working_mog",
                           looks[i]);
        }
        (void)snprintf(words, sizeof words,
                       "-n 40 " ALONE ALPHA("loads", "12") QUOTA(
                           "q", "2", "3 h") "--set fleet.fleet.number=3 "
                                            "--set 'aircraft.transport.onload_time=uniform(5 min, "
                                            "235 min)' %s",
                       change);
        oracle_run("windows.ini", words);
        ck_assert_int_eq(oracle_sample("wait_h.flow", waited[i]), 40);
        double all = 0;
        for (int k = 0; k < 40; k++) {
            ck_assert_double_eq_tol(waited[i][k], waited[0][k], 1e-6);
            all += waited[i][k];
        }
        ck_assert_double_gt(all, 0);
    }
}
END_TEST

/* A ground stop of beta has no end: alpha is off at 5 h, its aircraft home at 8 h, and nothing more
 * happens. 6 hours are flown by then, from 1 h on, and beta waits until the horizon of ten days, as it
 * does when visitors come. */
START_TEST(who_never_closes_lasts_until_the_horizon)
{
    static const char *const visitors[] = {"", "--set traffic.x.airfield=away "
                                               "--set 'traffic.x.interval=12 h' "
                                               "--set 'traffic.x.ground_time=1 h'"};
    for (int i = 0; i < 2; i++) {
        char words[512];
        (void)snprintf(words, sizeof words,
                       ONCE FLOW("q", "flights", "0")
                           FLOW("q", "contingents",
                                "beta") "--set 'scenario.horizon=10 d' %s 2>&1 || [ $? = 1 ]",
                       visitors[i]);
        oracle_run("windows.ini", words);
        oracle_expect_waits({"flow", 240});
        oracle_expect_measure("ute_h_per_day", 6 / (239.0 / 24));
    }
}
END_TEST

/* It begins at 3 h. Of three who could be aboard at 3.5 h one comes at once, the others for the next
 * hours. */
START_TEST(a_ceiling_that_is_to_begin_is_looked_ahead_to)
{
    oracle_run("windows.ini", ONCE ALONE SIX ALPHA("loads", "3") ALPHA("available", "2.5 h")
                                  QUOTA("q", "1", "1 h") FLOW("q", "from", "3 h"));
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(2.5, 3, 4));
    oracle_expect_deliveries(7.5, 8, 9);
}
END_TEST

/* One flight in 6 h, from 4 h on. Aircraft come from 2 h away: the first load is aboard and away at 3 h, which does
 * not count. Who is aboard at 4.5 h is the one who does, and the next leaves at 6 h. */
START_TEST(flights_before_a_ceiling_begins_do_not_count)
{
    oracle_title = "ceiling, flights before it";
    oracle_run("windows.ini", ONCE SIX BETA("available", "1.5 h") BETA("loads", "2")
                                  QUOTA("q", "1", "6 h") FLOW("q", "from", "4 h") FROM_BASE("2"));
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "alpha", ORACLE_HOURS(0));
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "beta", ORACLE_HOURS(1.5, 3));
    oracle_expect_deliveries(7, 8.5, 10);
}
END_TEST

/* One flight a day, from 1.9 h on, and onloads of 2 h on average. Alpha is booked for 2 h, and beta
 * waits for the next day. When alpha is aboard before 1.9 h there is room for beta, at once. */
START_TEST(who_leaves_before_a_ceiling_begins_makes_room)
{
    double landed[ORACLE_SAMPLE_MAX], waited[ORACLE_SAMPLE_MAX];
    oracle_run("windows.ini",
               "-n 40 " QUOTA("q", "1", "24 h")
                   FLOW("q", "from", "1.9 h") "--set fleet.fleet.number=2 "
                                              "--set 'aircraft.transport.onload_time=uniform(5 "
                                              "min, 235 min)'");
    const int count = oracle_sample("first_landing_h", landed);
    ck_assert_int_eq(oracle_sample("wait_h.flow", waited), count);
    int before = 0;
    for (int i = 0; i < count; i++) {
        const double aboard = landed[i] - 3;
        before += aboard < 1.9;
        if (aboard < 1.9) {
            ck_assert_double_eq_tol(waited[i], aboard, 1e-6);
        } else {
            ck_assert_double_ge(waited[i], 22);
        }
    }
    ck_assert_int_gt(before, 0);
    ck_assert_int_lt(before, count);
}
END_TEST

/* One that would be aboard at 4 h begins at 3 h, whether or not the run ends before that. */
START_TEST(who_is_aboard_after_the_horizon_begins_before_it)
{
    for (int i = 0; i < 2; i++) {
        oracle_run("windows.ini", i == 0 ? ONCE ALONE SIX ALPHA("loads", "4") QUOTA("q", "1", "1 h")
                                         : ONCE ALONE SIX ALPHA("loads", "4") QUOTA(
                                               "q", "1", "1 h") "--set scenario.end=horizon "
                                                                "--set 'scenario.horizon=3.5 h' ");
        oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(0, 1, 2, 3));
    }
}
END_TEST

/* Aboard at 2.5 h, it could not leave before 10 h: an aircraft comes for it at 9 h. One that nobody
 * foresaw finds it aboard. */
START_TEST(a_ground_stop_is_waited_for_at_the_origin)
{
    oracle_title = "ground stop";
    oracle_run("windows.ini", ONCE ALONE ALPHA("available", "1.5 h") FLOW("stop", "flights", "0")
                                  FLOW("stop", "from", "2 h") FLOW("stop", "until", "10 h"));
    oracle_expect_deliveries(14);
    oracle_expect_instants("chalks.csv", "tasked", NULL, NULL, ORACLE_HOURS(9));
    oracle_expect_waits({"flow", 7.5});
    oracle_run("windows.ini",
               ONCE ALONE ALPHA("available", "1.5 h") FLOW("stop", "flights", "0")
                   FLOW("stop", "from", "uniform(2 h, 2 h)") FLOW("stop", "until", "10 h"));
    oracle_expect_deliveries(14);
    oracle_expect_instants("chalks.csv", "loaded", NULL, NULL, ORACLE_HOURS(2.5));
    oracle_expect_waits({"flow", 7.5});
    oracle_run("windows.ini", ONCE ALONE FLOW("stop", "flights", "0") FLOW("stop", "from", "2 h")
                                  FLOW("stop", "until", "10 h"));
    oracle_expect_deliveries(5);
    oracle_run("windows.ini", ONCE ALONE FLOW("stop", "flights", "0")
                                  FLOW("stop", "direction", "out") FLOW("stop", "until", "10 h"));
    oracle_expect_deliveries(5);
}
END_TEST

/* Alpha has one a day of its own, both have two, then three together. */
START_TEST(a_flight_needs_a_permit_of_each_of_its_ceilings)
{
    oracle_title = "two ceilings on one flight";
    oracle_run("windows.ini", ONCE SIX LOADS("3", "3") QUOTA("a", "1", "24 h")
                                  FLOW("a", "contingents", "alpha") QUOTA("b", "2", "24 h"));
    oracle_expect_deliveries(5, 28, 52, 5, 28, 52);
    oracle_run("windows.ini", ONCE SIX LOADS("3", "3") QUOTA("a", "1", "24 h")
                                  FLOW("a", "contingents", "alpha") QUOTA("b", "3", "24 h"));
    oracle_expect_deliveries(5, 28, 52, 5, 5, 28);
    oracle_run("windows.ini",
               ONCE SIX LOADS("3", "3") QUOTA("a", "1", "24 h") QUOTA("b", "1", "12 h")
                   FLOW("a", "contingents", "alpha") FLOW("b", "airfields", "home"));
    oracle_expect_deliveries(5, 28, 52, 16, 40, 64);
}
END_TEST

/* One a day: who is due first, then who goes first. */
START_TEST(permits_go_by_priority_and_latest_arrival)
{
    oracle_run("windows.ini", ONCE SIX LOADS("2", "2") QUOTA("q", "1", "24 h"));
    oracle_expect_deliveries(5, 28, 52, 76);
    oracle_run("windows.ini",
               ONCE SIX LOADS("2", "2") QUOTA("q", "1", "24 h") BETA("latest_arrival", "30 h"));
    oracle_expect_deliveries(52, 76, 5, 28);
    oracle_run("windows.ini", ONCE SIX LOADS("2", "2") QUOTA("q", "1", "24 h")
                                  BETA("latest_arrival", "30 h") ALPHA("priority", "1"));
    oracle_expect_deliveries(5, 28, 52, 76);
}
END_TEST

/* Two have left on the second day; from 30 h on there may be four. */
START_TEST(a_ceiling_changes_in_mid_run)
{
    oracle_run("windows.ini",
               ONCE ALONE SIX ALPHA("loads", "6") QUOTA(
                   "q", "2", "24 h") "--set 'change.c.at=30 h' "
                                     "--set change.c.key=flow.q.flights --set change.c.value=4");
    oracle_expect_deliveries(5, 5, 28, 28, 35, 35);
}
END_TEST

/* The ceiling is of one field, and there is another. */
START_TEST(a_load_goes_where_there_is_room)
{
    oracle_run(
        "windows.ini",
        ONCE ALONE SIX ALPHA("loads", "3") ALPHA("apod", "away, other") QUOTA("q", "1", "24 h")
            FLOW("q", "airfields",
                 "away") "--set airfield.other.name=Other --set "
                         "leg.o.from=home --set leg.o.to=other --set 'leg.o.block_time=4 h'");
    oracle_expect_deliveries(5, 6, 6);
}
END_TEST

/* ---- together ---- */

#define NO_BATCH               "--set contingent.force.batch=0 --set 'contingent.force.batch_time=0 h' "
#define TOGETHER(direction, n) "--set flow.q.direction=" direction " --set flow.q.together=" n " "
#define CEREMONY               "--set 'flow.q.together_time=30 min' "
#define ONE_BY_ONE             "--set 'contingent.force.load_interval=1 h' "

/* The way home is worked out in batch.ini. In, with loads ready at 0, 1 and 2 h: on blocks at 3, 4 and
 * 5 h, and all off at 5 + 0.5 + 1 h; in twos the third, which is all that is left, does not
 * wait. The order is then given at 16 h, and all are home at 16 + 8.5 h. */
START_TEST(loads_wait_for_each_other_whichever_way_they_go)
{
    oracle_title = "together";
    oracle_run("batch.ini", ONCE NO_BATCH TOGETHER("out", "3") CEREMONY);
    oracle_expect_instants("chalks.csv", "offloaded", "outbound", "1",
                           ORACLE_HOURS(22.5, 22.5, 22.5));
    oracle_run("batch.ini", ONCE NO_BATCH ONE_BY_ONE TOGETHER("in", "3") CEREMONY);
    oracle_expect_deliveries(6.5, 6.5, 6.5);
    oracle_expect_waits({"cargo", 2 + 1 + 3 * 0.5}, {"positioning", 3 * 2});
    oracle_run("batch.ini", ONCE ONE_BY_ONE TOGETHER("in", "2"));
    oracle_expect_deliveries(5, 5, 6);
    oracle_expect_instants("chalks.csv", "offloaded", "outbound", "1",
                           ORACLE_HOURS(24.5, 24.5, 24.5));
}
END_TEST

/* A larger aircraft, for twenty people: with it the first of the loads takes as much as two others, and
 * as few are left as one takes, so that the third is not needed. The second is in at 20 h: both are off
 * at 20 + 0.5 + 1 h. Of two or of three, whether the contingent says so or a flow. */
START_TEST(loads_are_cut_for_their_aircraft_however_they_are_kept_together)
{
    static const char *const ways[] = {"--set contingent.force.batch=2 ", "",
                                       NO_BATCH TOGETHER("out", "2") CEREMONY,
                                       NO_BATCH TOGETHER("out", "3") CEREMONY};
    oracle_title = "together, two sizes";
    for (int i = 0; i < 4; i++) {
        char words[768];
        (void)snprintf(words, sizeof words,
                       ONCE "--set aircraft.large.seats=20 --set 'aircraft.large.onload_time=1 h' "
                            "--set 'aircraft.large.offload_time=1 h' --set fleet.large.home=home "
                            "--set fleet.large.type=large --set fleet.large.number=1 %s",
                       ways[i]);
        oracle_run("batch.ini", words);
        oracle_expect_instants("chalks.csv", "offloaded", "outbound", "1",
                               ORACLE_HOURS(21.5, 21.5));
        oracle_expect_measure("withdrawal_h", 7.5);
    }
}
END_TEST

/* Two aircraft, five loads, two of which are off together half an hour after the second is in: off at 5.5
 * and 14 h, and the last alone at 22.5 h. Behind it are all flights of its aircraft, there and back, each
 * with half an hour of waiting for the batch, and no load that was not ready. */
START_TEST(who_waits_for_its_batch_has_its_aircraft_behind_it)
{
    oracle_title = "loads together, chain";
    oracle_run("windows.ini", ONCE ALONE "--set fleet.fleet.number=2 " ALPHA("loads", "5")
                                  FLOW("w", "together", "2") FLOW("w", "together_time", "0.5 h"));
    oracle_expect_deliveries(5.5, 5.5, 14, 14, 22.5);
    oracle_expect_chain({"waiting: load not ready", 3 * 0.5}, {"onload", 3}, {"flight", 5 * 3},
                        {"offload", 3});
}
END_TEST

/* Nobody need wait any more at 3.5 h: the first, there since 3 h, is let go then. With one aircraft fewer
 * the third cannot come while two wait for it, and they are let go at 4 h. */
START_TEST(who_waits_is_let_go_when_all_are_in_or_none_can_come)
{
    oracle_run("batch.ini", ONCE ONE_BY_ONE TOGETHER("in", "2") "--set 'flow.q.until=3.5 h' ");
    oracle_expect_deliveries(4.5, 5, 6);
    oracle_run("batch.ini",
               ONCE NO_BATCH ONE_BY_ONE TOGETHER("in", "3") "--set scenario.end=closed --set "
                                                            "change.c.at=1.5h --set "
                                                            "change.c.key=fleet.fleet.number "
                                                            "--set change.c.value=2 ");
    oracle_expect_measure("closure_h", 11);
}
END_TEST

/* On blocks at 3 h, the first waits for the others, who leave when a ground stop is over, at 10 h. */
START_TEST(who_waits_is_not_let_go_while_the_others_wait_for_a_known_end)
{
    oracle_run("batch.ini",
               ONCE NO_BATCH ONE_BY_ONE TOGETHER("in", "3") FLOW("stop", "flights", "0")
                   FLOW("stop", "from", "1.5 h") FLOW("stop", "until", "10 h"));
    oracle_expect_deliveries(13, 13, 13);
}
END_TEST

/* ---- order ---- */

/* A contingent of nobody, or of one who is off at 6 h and lands at 5 h. Who goes 2 h after it is aboard,
 * on its way and off in another 6 h: bound as it comes. */
START_TEST(who_goes_after_nobody_goes_at_once)
{
    static const char *const event[] = {"complete", "first_landing"};
    int empty = 0;
    for (int e = 0; e < 2; e++) {
        char words[512];
        (void)snprintf(words, sizeof words,
                       "-n 20 --set scenario.deterministic=no --set contingent.cargo.loads=0 "
                       "--set 'contingent.cargo.people=triangular(0,0,1)' "
                       "--set aircraft.transport.seats=10 --set contingent.second.apoe=home "
                       "--set contingent.second.apod=away --set contingent.second.loads=1 "
                       "--set contingent.second.after=cargo --set contingent.second.after_event=%s "
                       "--set 'contingent.second.after_delay=2 h'",
                       event[e]);
        oracle_run_untraced("fleet-bound.ini", words);
        table_open(&oracle_table, oracle_folder, "contingents.csv");
        ck_assert_int_eq(oracle_table.rows, 2 * 20);
        for (int i = 0; i < 2 * 20; i += 2) {
            const bool any = oracle_number(table_cell(&oracle_table, i, "people")) > 0;
            const double lead = !any ? 0 : e == 0 ? 6 : 5, in[] = {any ? 6 : 0, lead + 2 + 6};
            for (int c = 0; c < 2; c++) {
                const char *closed = table_cell(&oracle_table, i + c, "closed");
                ck_assert_double_eq_tol(oracle_hours(closed), in[c], ORACLE_TOLERANCE);
                ck_assert_str_eq(table_cell(&oracle_table, i + c, "bound"), closed);
            }
            empty += !any;
        }
        table_close(&oracle_table);
    }
    ck_assert(empty > 0 && empty < 2 * 20);
}
END_TEST

/* Two aircraft: alpha lands at 4 h and is off at 5 h. */
START_TEST(a_contingent_goes_after_another)
{
    oracle_title = "after another";
    oracle_run("windows.ini", ONCE SIX BETA("after", "alpha"));
    oracle_expect_deliveries(5, 10);
    oracle_run("windows.ini", ONCE SIX BETA("after", "alpha") BETA("after_event", "first_landing"));
    oracle_expect_deliveries(5, 9);
    oracle_run("windows.ini", ONCE SIX BETA("after", "alpha") BETA("after_delay", "2 h"));
    oracle_expect_deliveries(5, 12);
    oracle_run("windows.ini", ONCE SIX BETA("after", "alpha") BETA("assembly", "9 h"));
    oracle_expect_deliveries(5, 14);
}
END_TEST

/* Both are in at 5 h, the order comes at 6 h. An aircraft from home is there at 9 h, has beta aboard
 * at 10 h, and is off at 14 h; alpha stays. */
START_TEST(who_stays_is_not_waited_for)
{
    oracle_title = "one stays";
    oracle_run("windows.ini",
               ONCE SIX ALPHA("journey", "stay") "--set scenario.end=withdrawn --set "
                                                 "'withdrawal.order=1 h'");
    oracle_expect_measure("closure_h", 5);
    oracle_expect_measure("outbound_flights", 1);
    oracle_expect_measure("withdrawal_h", 8);
}
END_TEST

/* ---- who only leaves ---- */

#define NEW_AWAY        "--set contingent.new.active=no "
#define NEW(key, value) "--set 'contingent.new." key "=" value "' "
#define OLD(key, value) "--set 'contingent.old." key "=" value "' "

static void expect_home(const double *hours, int count)
{
    oracle_expect_instants("chalks.csv", "offloaded", "outbound", "1", hours, count);
}

/* Worked out in leave.ini. */
START_TEST(who_only_leaves_goes_home_when_it_is_ready)
{
    oracle_title = "leaving";
    oracle_run("leave.ini", ONCE NEW_AWAY);
    expect_home(ORACLE_HOURS(9, 9, 9));
    oracle_expect_measure("closure_h.old", 9);
    oracle_run("leave.ini", ONCE NEW_AWAY OLD("people", "0") OLD("bulk", "30 t"));
    expect_home(ORACLE_HOURS(9, 9, 9));
    oracle_run("leave.ini", ONCE NEW_AWAY OLD("people", "0") OLD("loads", "3"));
    expect_home(ORACLE_HOURS(9, 9, 9));
    oracle_run("leave.ini", ONCE NEW_AWAY OLD("call_forward", "2 h"));
    expect_home(ORACLE_HOURS(7, 7, 7));
    oracle_run("leave.ini", ONCE NEW_AWAY OLD("mode_out", "road") OLD("road_out_time", "5 h"));
    oracle_expect_measure("closure_h.old", 8);
}
END_TEST

/* One flight home a day, and one a day in all. The second of the old goes with the second day, aboard at
 * 27 h and off at 30 h. The new, who go behind, could be aboard at 24.5 h, before an aircraft may set
 * out for the old; the flight of that day is kept for those. */
START_TEST(a_permit_is_kept_while_the_withdrawal_waits_for_its_day)
{
    oracle_title = "ceiling, with the withdrawal's";
    oracle_run("leave.ini",
               ONCE OLD("people", "20") NEW("people", "10") NEW("priority", "101")
                   NEW("available", "23.5 h") "--set withdrawal.flights_per_day=1 "
                                              "--set flow.q.flights=1 --set flow.q.direction=both");
    expect_home(ORACLE_HOURS(9, 30));
    oracle_expect_deliveries(51);
}
END_TEST

START_TEST(a_relief_comes_before_those_whom_it_relieves_go)
{
    oracle_title = "relief by air";
    oracle_run("leave.ini", ONCE OLD("after", "new"));
    expect_home(ORACLE_HOURS(8, 8, 10));
    oracle_expect_measure("closure_h", 4);
    oracle_expect_measure("closure_h.old", 10);
    oracle_run("leave.ini", ONCE OLD("after", "new") OLD("batch", "3") OLD("batch_time", "30 min"));
    expect_home(ORACLE_HOURS(10.5, 10.5, 10.5));
    oracle_run("leave.ini", ONCE OLD("after", "new") "--set withdrawal.flights_per_day=2");
    expect_home(ORACLE_HOURS(8, 8, 30));
    oracle_run("leave.ini", ONCE OLD("after", "new") OLD("available", "5 h"));
    expect_home(ORACLE_HOURS(11, 11, 12));
}
END_TEST

START_TEST(others_wait_for_those_who_leave)
{
    oracle_run("leave.ini", ONCE NEW("after", "old"));
    oracle_expect_deliveries(13, 13);
    oracle_run("leave.ini", ONCE NEW("after", "old") NEW("after_event", "first_landing"));
    oracle_expect_deliveries(12, 13);
    oracle_expect_measure("closure_h", 13);
}
END_TEST

/* Off at 9 h, an hour late: notice 3 h, its aircraft on the way 2 h, onload 1 h, flight 2 h. */
START_TEST(who_leaves_late_is_told_as_late)
{
    oracle_run("leave.ini", ONCE NEW_AWAY OLD("latest_arrival", "8 h"));
    oracle_expect_measure("late_loads", 3);
    oracle_expect_measure("late_tonnes", 3.6);
    oracle_expect_measure("on_time_share", 0);
    oracle_run("leave.ini", ONCE NEW_AWAY OLD("latest_arrival", "9 h"));
    oracle_expect_measure("late_loads", 0);
    oracle_expect_measure("on_time_share", 1);
    oracle_run("leave.ini", ONCE NEW_AWAY OLD("latest_arrival", "7 h") OLD("mode_out", "road")
                                OLD("road_out_time", "5 h"));
    oracle_expect_measure("late_loads", 1);
    oracle_expect_measure("late_tonnes", 3.6);
}
END_TEST

int main(void)
{
    TCase *windows = tcase_create("windows");
    tcase_add_checked_fixture(windows, oracle_setup, oracle_teardown);
    tcase_add_test(windows, nothing_lands_before_its_earliest_arrival);
    tcase_add_test(windows, whoever_is_loaded_early_waits_at_the_origin);
    tcase_add_test(windows, luck_does_not_bring_it_in_early);
    tcase_add_test(windows, the_way_over_a_stop_is_foreseen_as_a_whole);
    tcase_add_test(windows, a_road_column_comes_in_no_earlier);
    tcase_add_test(windows, the_latest_arrival_decides_who_goes_first);
    tcase_add_test(windows, a_load_that_waits_for_its_window_holds_no_aircraft);
    tcase_add_test(windows, nothing_is_loaded_before_it_is_available);
    tcase_add_test(windows, late_lines_are_told_with_what_was_waited_for_longest);
    TCase *flows = tcase_create("flows");
    tcase_add_checked_fixture(flows, oracle_setup, oracle_teardown);
    tcase_add_test(flows, a_quota_of_flights_in_is_used_as_each_day_begins);
    tcase_add_test(flows, days_may_be_those_of_local_time);
    tcase_add_test(flows, short_periods_are_all_used);
    tcase_add_test(flows, an_aircraft_from_elsewhere_sets_out_for_the_period_in_which_it_may_leave);
    tcase_add_test(flows, who_sets_out_earlier_does_not_take_the_permit_of_who_goes_before);
    tcase_add_test(flows, no_more_permits_are_kept_than_there_are_aircraft_left);
    tcase_add_test(flows, who_cannot_take_what_is_left_is_not_waited_for_under_a_ceiling);
    tcase_add_test(flows, who_goes_home_is_not_waited_for_under_a_ceiling);
    tcase_add_test(flows, who_is_farther_and_better_is_not_held_by_who_is_near);
    tcase_add_test(flows, who_is_near_and_better_is_waited_for_though_another_may_come);
    tcase_add_test(flows, who_is_near_is_waited_for_by_as_many_as_there_are);
    tcase_add_test(flows, who_could_not_leave_for_a_ceiling_is_not_better);
    tcase_add_test(flows, who_would_be_there_no_sooner_sets_out_when_it_must);
    tcase_add_test(flows, nobody_waits_for_who_could_not_leave_for_a_ceiling);
    tcase_add_test(flows, a_ceiling_is_waited_for_from_the_period_that_is_full);
    tcase_add_test(flows, a_look_moves_no_wait_from_one_cause_to_another);
    tcase_add_test(flows, who_never_closes_lasts_until_the_horizon);
    tcase_add_test(flows, a_ceiling_that_is_to_begin_is_looked_ahead_to);
    tcase_add_test(flows, flights_before_a_ceiling_begins_do_not_count);
    tcase_add_test(flows, who_leaves_before_a_ceiling_begins_makes_room);
    tcase_add_test(flows, who_is_aboard_after_the_horizon_begins_before_it);
    tcase_add_test(flows, a_ground_stop_is_waited_for_at_the_origin);
    tcase_add_test(flows, a_ground_stop_keeps_who_has_its_permit_and_has_not_left);
    tcase_add_test(flows, what_is_aboard_later_than_permits_are_booked_leaves_in_turn);
    tcase_add_test(flows, nobody_is_loaded_into_a_stop_whatever_was_planned);
    tcase_add_test(flows, a_flight_needs_a_permit_of_each_of_its_ceilings);
    tcase_add_test(flows, permits_go_by_priority_and_latest_arrival);
    tcase_add_test(flows, a_ceiling_changes_in_mid_run);
    tcase_add_test(flows, a_load_goes_where_there_is_room);
    TCase *together = tcase_create("together");
    tcase_add_checked_fixture(together, oracle_setup, oracle_teardown);
    tcase_add_test(together, loads_wait_for_each_other_whichever_way_they_go);
    tcase_add_test(together, loads_are_cut_for_their_aircraft_however_they_are_kept_together);
    tcase_add_test(together, who_waits_for_its_batch_has_its_aircraft_behind_it);
    tcase_add_test(together, who_waits_is_let_go_when_all_are_in_or_none_can_come);
    tcase_add_test(together, who_waits_is_not_let_go_while_the_others_wait_for_a_known_end);
    TCase *order = tcase_create("order");
    tcase_add_checked_fixture(order, oracle_setup, oracle_teardown);
    tcase_add_test(order, a_contingent_goes_after_another);
    tcase_add_test(order, who_goes_after_nobody_goes_at_once);
    tcase_add_test(order, who_stays_is_not_waited_for);
    TCase *leaving = tcase_create("leaving");
    tcase_add_checked_fixture(leaving, oracle_setup, oracle_teardown);
    tcase_add_test(leaving, who_only_leaves_goes_home_when_it_is_ready);
    tcase_add_test(leaving, a_permit_is_kept_while_the_withdrawal_waits_for_its_day);
    tcase_add_test(leaving, a_relief_comes_before_those_whom_it_relieves_go);
    tcase_add_test(leaving, others_wait_for_those_who_leave);
    tcase_add_test(leaving, who_leaves_late_is_told_as_late);
    Suite *suite = suite_create("windows and flows");
    suite_add_tcase(suite, windows);
    suite_add_tcase(suite, flows);
    suite_add_tcase(suite, order);
    suite_add_tcase(suite, together);
    suite_add_tcase(suite, leaving);
    return suite_run(suite, TESTS);
}
