/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_outload.c - tempo that is a result: teams that prepare loads and a yard, on paper (the
 * tables are in the scenarios of tests/oracles), and as the queue that they are. */
#include "support/oracle.h"

enum { TESTS = 12 };

#define ONCE "-n 2 "

START_TEST(two_teams_make_two_loads_ready_at_a_time)
{
    oracle_title = "outload, two teams";
    oracle_run("outload.ini", ONCE);
    oracle_expect_deliveries(7, 7, 10, 10, 13);
    oracle_expect_waits({"preparation", 12});
    oracle_expect_chain({"waiting: preparation team", 6}, {"preparation", 3}, {"onload", 1},
                        {"flight", 2}, {"offload", 1});
}
END_TEST

#define CALLED_FORWARD                                                                             \
    "--set 'contingent.cargo.assembly=0 h' --set airfield.home.preparation_teams=%d "              \
    "--set 'contingent.cargo.preparation_time=%d h' --set contingent.cargo.loads=%d "              \
    "--set fleet.fleet.number=%d --set 'contingent.cargo.call_forward=%d h' "

/* One of two teams goes at 1 h, when both have a load in hand until 3 h: the other one makes the third ready at 6 h and
 * the fourth at 9 h. Each is called 4 h before; its aircraft comes in 3 h, and a load is off 4 h after it is ready. */
START_TEST(fewer_teams_than_are_at_work_are_foreseen)
{
    char words[512];
    (void)snprintf(words, sizeof words,
                   ONCE CALLED_FORWARD "--set 'change.teams.at=1 h' --set change.teams.value=1 "
                                       "--set change.teams.key=airfield.home.preparation_teams",
                   2, 3, 4, 4, 4);
    oracle_run("call-forward.ini", words);
    oracle_expect_deliveries(7, 7, 10, 13);
    oracle_expect_instants("chalks.csv", "called", NULL, NULL, ORACLE_HOURS(0, 0, 2, 5));
}
END_TEST

/* Four hundred loads, one ready every hour, each called 320 h before: nobody later, and in so long a line nobody more
 * than a 64th of that sooner. */
START_TEST(in_a_long_line_nobody_is_called_late)
{
    enum { LOADS = 400, AHEAD = 320 };
    char words[512];
    (void)snprintf(words, sizeof words, "-n 1 " CALLED_FORWARD, 1, 1, LOADS, LOADS, AHEAD);
    oracle_run("call-forward.ini", words);
    oracle_expect_measure("closure_h", LOADS + 4);
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    ck_assert_int_eq(oracle_table.rows, LOADS);
    for (int row = 0; row < LOADS; row++) {
        const double due = oracle_hours(table_cell(&oracle_table, row, "ready")) - AHEAD;
        const double called = oracle_hours(table_cell(&oracle_table, row, "called"));
        ck_assert_double_le(called, fmax(due, 0));
        ck_assert_double_ge(called, fmax(due - AHEAD / 64.0, 0));
    }
    table_close(&oracle_table);
}
END_TEST

/* ceil(n / k) rounds, and the k-th load waits for floor(k / teams) of them. */
START_TEST(the_pace_of_any_number_of_teams_is_by_rounds)
{
    oracle_title = "outload, k teams";
    for (int teams = 1; teams <= 6; teams++) {
        char words[128];
        int waited = 0;
        for (int i = 0; i < 17; i++) {
            waited += 3 * (i / teams);
        }
        (void)snprintf(words, sizeof words,
                       ONCE "--set airfield.home.preparation_teams=%d "
                            "--set contingent.cargo.loads=17",
                       teams);
        oracle_run_untraced("outload.ini", words);
        oracle_expect_measure("closure_h", 3 * ((17 + teams - 1) / teams) + 4);
        oracle_expect_measure("wait_h.preparation", waited);
    }
}
END_TEST

/* Two teams until 4 h, when a change takes one of them away as soon as it has done. */
START_TEST(a_team_that_is_taken_away_finishes_its_load)
{
    oracle_title = "outload, a team is taken away";
    oracle_run("outload.ini", ONCE "--set change.x.at='4 h' --set change.x.value=1 "
                                   "--set change.x.key=airfield.home.preparation_teams "
                                   "--set contingent.cargo.loads=6");
    oracle_expect_deliveries(7, 7, 10, 10, 13, 16);
}
END_TEST

START_TEST(contingents_that_share_a_team_go_by_priority)
{
    oracle_title = "outload, a shared team";
    oracle_run_untraced("outload-shared.ini", ONCE);
    oracle_expect_measure("closure_h.first", 11);
    oracle_expect_measure("closure_h.second", 17);
    oracle_expect_measure("wait_h.preparation", 23);
    oracle_expect_measure("team_use.home", 13.0 / 17);
}
END_TEST

START_TEST(those_of_equal_priority_go_by_readiness)
{
    oracle_title = "outload, equal priority";
    oracle_run_untraced("outload-shared.ini", ONCE "--set contingent.second.priority=1");
    oracle_expect_measure("closure_h.first", 17);
    oracle_expect_measure("closure_h.second", 13);
}
END_TEST

START_TEST(a_full_yard_keeps_the_team)
{
    oracle_title = "outload, yard of one";
    oracle_run("yard.ini", ONCE);
    oracle_expect_deliveries(5, 11, 17, 23);
    oracle_expect_waits({"preparation", 10}, {"yard", 9}, {"aircraft", 11}, {"positioning", 6});
    oracle_expect_measure("team_use.home", 4.0 / 23);
}
END_TEST

/* The fourth load waits 7 h for the team, 5 h with it for the yard, 4 h for the aircraft and 2 h for its way. */
START_TEST(a_line_is_late_for_its_team)
{
    oracle_run("yard.ini", ONCE "--set 'contingent.cargo.latest_arrival=20 h'");
    table_open(&oracle_table, oracle_folder, "late.csv");
    ck_assert_str_eq(table_cell(&oracle_table, 0, "lateness_p50_h"), "3");
    ck_assert_str_eq(table_cell(&oracle_table, 0, "cause"), "waiting: preparation team");
    ck_assert_str_eq(table_cell(&oracle_table, 0, "cause_h"), "7");
    table_close(&oracle_table);
}
END_TEST

/* Taken up at 0 h, a load is done in one hour or in nine, three on average: its aircraft is called an hour before
 * that, unless it is done sooner, and not again. */
START_TEST(who_is_done_sooner_than_foreseen_is_called_once)
{
    int sooner = 0;
    oracle_title = NULL;
    oracle_run("outload.ini",
               "-n 1 --set scenario.deterministic=no --set contingent.cargo.loads=40 "
               "--set airfield.home.preparation_teams=40 "
               "--set contingent.cargo.call_forward='1 h' "
               "--set contingent.cargo.preparation_time='mixture(3: 1 h, 1: 9 h)'");
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    for (int row = 0; row < oracle_table.rows; row++) {
        const double done = oracle_hours(table_cell(&oracle_table, row, "prepared"));
        const double called = oracle_hours(table_cell(&oracle_table, row, "called"));
        ck_assert_double_eq(called, done < 2 ? done : 2);
        sooner += done < 2;
    }
    ck_assert_int_gt(sooner, 0);
    ck_assert_int_lt(sooner, 40);
    table_close(&oracle_table);
}
END_TEST

/* Loads come at random and teams take random times: the queue of theory, see queue.ini. */
static void run_teams(int teams, double rate)
{
    char words[512];
    (void)snprintf(words, sizeof words,
                   "-n 24 --set airfield.home.preparation_teams=%d "
                   "--set airfield.away.working_mog=unlimited "
                   "--set 'contingent.cargo.preparation_time=exponential(30 min)' "
                   "--set 'contingent.cargo.load_interval=exponential(%.12g h)'",
                   teams, 1 / rate);
    oracle_run_untraced("queue.ini", words);
}

START_TEST(one_team_with_random_times_is_m_m_1)
{
    oracle_title = "outload, M/M/1";
    run_teams(1, 1.4);
    oracle_expect_mean("wait_h.preparation", 10000, theory_wait_mmc(1, 1.4, 0.5), 0.12);
}
END_TEST

START_TEST(three_teams_with_random_times_are_m_m_3)
{
    oracle_title = "outload, M/M/3";
    run_teams(3, 4.5);
    oracle_expect_mean("wait_h.preparation", 10000, theory_wait_mmc(3, 4.5, 0.5), 0.12);
}
END_TEST

int main(void)
{
    TCase *outload = tcase_create("outload");
    tcase_add_checked_fixture(outload, oracle_setup, oracle_teardown);
    tcase_add_test(outload, two_teams_make_two_loads_ready_at_a_time);
    tcase_add_test(outload, the_pace_of_any_number_of_teams_is_by_rounds);
    tcase_add_test(outload, fewer_teams_than_are_at_work_are_foreseen);
    tcase_add_test(outload, in_a_long_line_nobody_is_called_late);
    tcase_add_test(outload, a_team_that_is_taken_away_finishes_its_load);
    tcase_add_test(outload, contingents_that_share_a_team_go_by_priority);
    tcase_add_test(outload, those_of_equal_priority_go_by_readiness);
    tcase_add_test(outload, a_full_yard_keeps_the_team);
    tcase_add_test(outload, a_line_is_late_for_its_team);
    tcase_add_test(outload, who_is_done_sooner_than_foreseen_is_called_once);
    tcase_add_test(outload, one_team_with_random_times_is_m_m_1);
    tcase_add_test(outload, three_teams_with_random_times_are_m_m_3);
    Suite *suite = suite_create("outload");
    suite_add_tcase(suite, outload);
    return suite_run(suite, TESTS);
}
