/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_bound.c - how soon any plan could be in: met exactly where the operation is worked by hand. */
#include "support/oracle.h"

enum { TESTS = 10 };

/* One contingent in each of two replications is all of the force, and bound as that is. */
static void expect_bound_of_all(double hours)
{
    table_open(&oracle_table, oracle_folder, "contingents.csv");
    for (int i = 0; oracle_table.rows == 2 && i < 2; i++) {
        const char *bound = table_cell(&oracle_table, i, "bound");
        ck_assert_double_eq_tol(oracle_hours(bound), hours, ORACLE_TOLERANCE);
    }
    table_close(&oracle_table);
}

/* What is worked out by hand beside each of these scenarios is the best that can be done. */
START_TEST(where_nothing_can_be_better_the_bound_is_the_closure)
{
    static const char *const files[] = {"fleet-bound.ini", "onload-bound.ini", "offload-bound.ini",
                                        "stand-bound.ini", "runway-bound.ini", "ceiling.ini",
                                        "roads.ini"};
    static const double closure[] = {26, 17, 14, 14, 3.3, 4, 16};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        oracle_run(files[i], "-n 2");
        oracle_expect_measure("closure_h", closure[i]);
        oracle_expect_measure("bound_h", closure[i]);
        oracle_expect_measure("gap", 0);
        expect_bound_of_all(closure[i]);
    }
}
END_TEST

/* Onload 2 h, 5 h out, offload 1 h, 5 h back: the tenth delivery of three aircraft is the fourth of one. */
START_TEST(trips_of_a_fleet_are_whole)
{
    oracle_run("fleet-bound.ini", "-n 1 --set aircraft.transport.onload_time=2h "
                                  "--set leg.home-away.block_time=5h "
                                  "--set contingent.cargo.loads=10 --set fleet.fleet.number=3");
    oracle_expect_measure("closure_h", 8 + 3 * 13);
    oracle_expect_measure("bound_h", 8 + 3 * 13);
    struct table bounds;
    table_open(&bounds, oracle_folder, "bounds.csv");
    ck_assert_str_eq(table_cell(&bounds, 0, "bound_by"), "aircraft");
    ck_assert_str_eq(table_cell(&bounds, 0, "bound_thing"), "fleet");
    table_close(&bounds);
}
END_TEST

/* Their home is 10 h from anywhere, but at the start two aircraft are overhead where the loads are, and
 * unload in no time: onload 1 h, 4 h out, and the next of two each after 4 h back. Beyond its end no run
 * has a bound: this one goes on. */
START_TEST(who_is_in_the_air_at_the_start_does_not_come_from_home)
{
    oracle_run("fleet-bound.ini",
               "-n 1 --set scenario.end=horizon --set scenario.horizon=2d "
               "--set airfield.base.name=Base --set fleet.fleet.home=base "
               "--set leg.out.from=base --set leg.out.to=home --set leg.out.block_time=10h "
               "--set leg.far.from=base --set leg.far.to=away --set leg.far.block_time=10h "
               "--set aircraft.transport.offload_time=0h --set contingent.cargo.loads=2 "
               "--set contingent.cargo.airborne=fleet:2 --set contingent.cargo.airborne_time=0h "
               "--set contingent.second.loads=4 --set contingent.second.apoe=away "
               "--set contingent.second.apod=home");
    oracle_expect_measure("closure_h", 5 + 4 + 5);
    oracle_expect_measure("bound_h", 5 + 4 + 5);
    oracle_expect_measure("gap", 0);
}
END_TEST

/* With places, the bound is that of the places; with few aircraft again that of these: 2 aircraft, 6 loads,
 * trips of 10 h, the second and later one behind the other at one place that takes 3 h. */
START_TEST(whatever_binds_most_is_told)
{
    oracle_run("fleet-bound.ini",
               "-n 1 --set fleet.fleet.number=6 --set airfield.away.working_mog=1");
    oracle_expect_measure("closure_h", 1 + 4 + 6 * 1);
    oracle_expect_measure("bound_h", 1 + 4 + 6 * 1);
    struct table bounds;
    table_open(&bounds, oracle_folder, "bounds.csv");
    ck_assert_str_eq(table_cell(&bounds, 0, "bound_by"), "working");
    ck_assert_str_eq(table_cell(&bounds, 0, "bound_thing"), "away");
    ck_assert_int_eq(bounds.rows, 1);
    table_close(&bounds);
}
END_TEST

/* The bound of a contingent, hours after the start, in the first replication. */
static void expect_bound(const char *contingent, double hours)
{
    table_open(&oracle_table, oracle_folder, "contingents.csv");
    for (int i = 0; i < oracle_table.rows; i++) {
        if (strcmp(table_cell(&oracle_table, i, "contingent"), contingent) == 0) {
            const double bound = oracle_hours(table_cell(&oracle_table, i, "bound"));
            ck_assert_double_eq_tol(bound, hours, 1e-6);
            table_close(&oracle_table);
            return;
        }
    }
    ck_abort_msg("no such contingent");
}

/* Two contingents on one fleet: each alone could be in after two rounds of its own, both need four. */
START_TEST(contingents_have_bounds_of_their_own)
{
    oracle_run("fleet-bound.ini",
               "-n 1 --set contingent.cargo.loads=4 --set contingent.second.loads=4 "
               "--set contingent.second.apoe=home --set contingent.second.apod=away "
               "--set contingent.cargo.priority=1 --set contingent.second.priority=2");
    oracle_expect_measure("bound_h", 36);
    oracle_expect_measure("closure_h", 36);
    expect_bound("cargo", 16);
    oracle_expect_measure("closure_h.cargo", 16);
    expect_bound("second", 16);
    oracle_expect_measure("closure_h.second", 36);
}
END_TEST

/* A contingent that goes when another is complete: from there it takes what it takes alone. */
START_TEST(who_goes_behind_another_is_bound_by_it)
{
    oracle_run("fleet-bound.ini",
               "-n 1 --set contingent.cargo.loads=2 --set contingent.second.loads=2 "
               "--set contingent.second.apoe=home --set contingent.second.apod=away "
               "--set contingent.second.after=cargo --set contingent.second.after_delay=20h");
    expect_bound("cargo", 6);
    expect_bound("second", 6 + 20 + 6);
    oracle_expect_measure("closure_h", 32);
    oracle_expect_measure("gap", 0);
}
END_TEST

/* Contingents with one list of fields share what bounds them: two of two loads on two places are in
 * after 1 h and 2 h, each alone after 1 h and 1 h. One is looked for among the latest sixteen lists; of
 * one before that the bound is lower. */
START_TEST(who_may_choose_from_the_same_fields_is_bound_together)
{
    static const char *const left_out[] = {"zulu", "beta"};
    for (int i = 0; i < 2; i++) {
        char words[64];
        (void)snprintf(words, sizeof words, "-n 1 --set contingent.%s.active=no", left_out[i]);
        oracle_run_untraced("choices.ini", words);
        oracle_expect_measure("bound_h", i == 0 ? 3 : 2);
    }
}
END_TEST

/* A contingent of nobody has nothing to wait for, whoever it is to go behind; of one it takes 6 h behind
 * the 6 h that each of the others takes. */
START_TEST(nobody_is_in_at_once_whoever_goes_before)
{
    oracle_run_untraced("fleet-bound.ini",
                        "-n 20 --set scenario.deterministic=no --set aircraft.transport.seats=10 "
                        "--set contingent.second.apoe=home --set contingent.second.apod=away "
                        "--set 'contingent.second.people=triangular(0,0,1)' "
                        "--set contingent.second.after=cargo --set fleet.fleet.number=2");
    table_open(&oracle_table, oracle_folder, "contingents.csv");
    int empty = 0;
    for (int i = 1; i < oracle_table.rows; i += 2) {
        const bool any = oracle_number(table_cell(&oracle_table, i, "people")) > 0;
        const char *bound = table_cell(&oracle_table, i, "bound");
        ck_assert_double_eq_tol(oracle_hours(bound), any ? 6 + 6 : 0, ORACLE_TOLERANCE);
        ck_assert_double_le(oracle_hours(bound),
                            oracle_hours(table_cell(&oracle_table, i, "closed")));
        empty += !any;
    }
    ck_assert(empty > 0 && empty < 20);
    table_close(&oracle_table);
}
END_TEST

/* Behind a contingent that is in at 7 h loads come every 10 h, and each takes 7 h more. What has not
 * come by the horizon may not be bound by when it would have. */
START_TEST(what_did_not_come_by_the_horizon_bounds_nothing)
{
    static const double horizon[] = {18, 72}, bound[] = {17 + 7, 27 + 7};
    for (int i = 0; i < 2; i++) {
        char words[512];
        (void)snprintf(words, sizeof words,
                       "-n 1 --set scenario.end=horizon --set 'scenario.horizon=%g h' "
                       "--set contingent.cargo.loads=1 --set contingent.second.apoe=home "
                       "--set contingent.second.apod=away --set contingent.second.loads=3 "
                       "--set 'contingent.second.preparation_time=3 h' "
                       "--set 'contingent.second.load_interval=10 h' "
                       "--set contingent.second.after=cargo",
                       horizon[i]);
        oracle_run_untraced("outload.ini", words);
        expect_bound("cargo", 7);
        expect_bound("second", bound[i]);
    }
    oracle_expect_measure("closure_h.second", bound[1]);
}
END_TEST

/* A column that is in when another contingent is home: the force was in with it. */
START_TEST(who_leaves_at_that_moment_does_not_close_the_force)
{
    oracle_run("windows.ini",
               "-n 1 --set contingent.alpha.active=no --set scenario.end=horizon "
               "--set 'scenario.horizon=10 h' --set contingent.aaa.people=10 "
               "--set contingent.aaa.journey=leave --set contingent.aaa.mode_out=road "
               "--set contingent.aaa.withdraw_from=away "
               "--set contingent.aaa.return_to=home "
               "--set 'contingent.aaa.road_out_time=2 h' "
               "--set 'contingent.aaa.assembly=3 h' --set contingent.beta.loads=0 "
               "--set contingent.beta.people=10 --set contingent.beta.mode_in=road "
               "--set 'contingent.beta.road_in_time=5 h'");
    oracle_expect_measure("closure_h", 5);
    oracle_expect_measure("closure_h.aaa", 5);
    oracle_expect_chain({"road", 5});
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("bound");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, where_nothing_can_be_better_the_bound_is_the_closure);
    tcase_add_test(paper, trips_of_a_fleet_are_whole);
    tcase_add_test(paper, who_is_in_the_air_at_the_start_does_not_come_from_home);
    tcase_add_test(paper, whatever_binds_most_is_told);
    tcase_add_test(paper, contingents_have_bounds_of_their_own);
    tcase_add_test(paper, who_goes_behind_another_is_bound_by_it);
    tcase_add_test(paper, who_may_choose_from_the_same_fields_is_bound_together);
    tcase_add_test(paper, nobody_is_in_at_once_whoever_goes_before);
    tcase_add_test(paper, what_did_not_come_by_the_horizon_bounds_nothing);
    tcase_add_test(paper, who_leaves_at_that_moment_does_not_close_the_force);
    Suite *suite = suite_create("bound");
    suite_add_tcase(suite, paper);
    return suite_run(suite, TESTS);
}
