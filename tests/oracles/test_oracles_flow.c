/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_flow.c - windows of loads, ceilings, order and one-way contingents, worked out on
 * paper: the base of windows is tests/oracles/windows.ini. */
#include "support/oracle.h"

enum { TESTS = 8 };

#define ONCE              "-n 1 "
#define ALONE             "--set contingent.beta.active=no "
#define ALPHA(key, value) "--set 'contingent.alpha." key "=" value "' "
#define BETA(key, value)  "--set 'contingent.beta." key "=" value "' "

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
    oracle_run(
        "windows.ini",
        ONCE ALONE ALPHA("earliest_arrival", "10 h") ALPHA(
            "call_forward",
            "6 h") "--set "
                   "leg.home-away.stop=mid --set 'leg.home-away.stop_time=1 h' --set "
                   "leg.a.from=home "
                   "--set leg.a.to=mid --set 'leg.a.block_time=1 h' --set leg.b.from=mid --set "
                   "leg.b.to=away --set 'leg.b.block_time=1 h' --set airfield.mid.name=Mid");
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
    Suite *suite = suite_create("windows and flows");
    suite_add_tcase(suite, windows);
    return suite_run(suite, TESTS);
}
