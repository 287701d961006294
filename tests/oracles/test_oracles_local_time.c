/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_local_time.c - hours of the local day through the year, worked out by the calendar
 * in the head of tests/oracles/local-time.ini. */
#include "support/oracle.h"

#define NIGHT  "--set airfield.paris.working_hours=02:15-02:45 "
#define AUTUMN "--set scenario.start=2022-10-29T00:00Z "

static const struct {
    const char *title, *words;
    double closure_h;
} answer[] = {
    {"winter time", "--set 'contingent.cargo.approval=4 h'", 6},
    {"summer time", "--set 'contingent.cargo.approval=28 h'", 30},
    {"night of the change to summer time", "--set 'contingent.cargo.approval=25 h'", 29},
    {"hours that the night leaves out", NIGHT "--set 'contingent.cargo.approval=23 h'", 49.25},
    {"hours that come twice, the second", AUTUMN NIGHT "--set 'contingent.cargo.approval=24 h'",
     26.25},
    {"hours that come twice, the first", AUTUMN NIGHT "--set 'contingent.cargo.approval=23 h'",
     25.25},
    /* The same clock, by an offset that a change puts forward. */
    {"offset changed in mid-run",
     "--set airfield.paris.time_zone=none --set 'airfield.paris.utc_offset=1 h' "
     "--set change.summer.at=2022-03-27T01:00Z --set change.summer.key=airfield.paris.utc_offset "
     "--set 'change.summer.value=2 h' --set 'contingent.cargo.approval=25 h'",
     29},
    {"offset without the change",
     "--set airfield.paris.time_zone=none --set 'airfield.paris.utc_offset=1 h' "
     "--set 'contingent.cargo.approval=25 h'",
     30},
    /* Off at 04:00 UTC by the clock of home, and worked at once. */
    {"take-off hours",
     "--set airfield.paris.working_hours=always --set airfield.home.time_zone=Europe/Paris "
     "--set airfield.home.takeoff_hours=06:00-22:00 --set 'contingent.cargo.approval=25 h'",
     28 + 1 + 1},
    /* Down at 04:00 UTC. */
    {"landing hours",
     "--set airfield.paris.working_hours=always --set airfield.paris.landing_hours=06:00-22:00 "
     "--set 'contingent.cargo.approval=25 h'",
     28 + 1},
};

START_TEST(hours_follow_the_local_clock)
{
    oracle_title = answer[_i].title;
    oracle_run_untraced("local-time.ini", answer[_i].words);
    oracle_expect_measure("closure_h", answer[_i].closure_h);
}
END_TEST

int main(void)
{
    enum { ANSWERS = sizeof answer / sizeof answer[0] };
    Suite *suite = suite_create("oracles: local time");
    TCase *tcase = tcase_create("local time");
    tcase_add_checked_fixture(tcase, oracle_setup, oracle_teardown);
    tcase_add_loop_test(tcase, hours_follow_the_local_clock, 0, ANSWERS);
    suite_add_tcase(suite, tcase);
    return suite_run(suite, ANSWERS);
}
