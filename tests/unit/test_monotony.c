/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_monotony.c - more of what binds is never worse, replication by replication.
 *
 * Loads keep their luck whatever happens around them (common random numbers), so where theory says
 * "not later" it says so of every single replication, not only on average. The theory: in a line
 * that is served first come, first served, every start is a function of maxima and sums of arrival
 * and service times that does not increase with the number of places (Kiefer and Wolfowitz); and a
 * closed fleet between two single places is a cyclic line without overtaking, whose starts are such
 * a function of the number of aircraft as well. Where orders can change, adding something can hurt
 * (Graham), so nothing is claimed there. */
#include "support/oracle.h"
#include "support/replay.h"

enum { TESTS = 7, REPLICATIONS = 25 };

/* The closure of each replication with further assignments, `varied` being KEY=%d of `value`. */
static void closures(const char *path, const char *const *assignment, const char *varied, int value,
                     double closure[REPLICATIONS])
{
    char text[128];
    (void)snprintf(text, sizeof text, "%s=%d", varied, value);
    const char *all[REPLAY_ASSIGNMENTS_MAX + 1] = {text};
    for (int i = 0; assignment[i] != NULL; i++) {
        ck_assert_int_lt(i + 1, REPLAY_ASSIGNMENTS_MAX);
        all[i + 1] = assignment[i];
    }
    struct ab_scenario *scenario = replay_load(path, all);
    struct ab_run *run = ab_run_create(scenario);
    ck_assert_ptr_nonnull(run);
    for (int r = 0; r < REPLICATIONS; r++) {
        ck_assert(replay_one(run, 1, (uint32_t)r + 1).complete);
        closure[r] = replay_measure(scenario, run, "closure_h");
    }
    ab_run_destroy(run);
    ab_scenario_destroy(scenario);
}

/* Raising a number from `from` to `to` never makes a closure later, and makes some earlier. */
static void expect_never_later(const char *path, const char *const *assignment, const char *varied,
                               int from, int to)
{
    double less[REPLICATIONS], more[REPLICATIONS];
    int earlier = 0;
    closures(path, assignment, varied, from, less);
    for (int value = from + 1; value <= to; value++) {
        closures(path, assignment, varied, value, more);
        for (int r = 0; r < REPLICATIONS; r++) {
            ck_assert_msg(more[r] <= less[r], "%s = %d closes %g h later in replication %d", varied,
                          value, more[r] - less[r], r + 1);
            earlier += more[r] < less[r];
            less[r] = more[r];
        }
    }
    ck_assert_int_gt(earlier, REPLICATIONS);
}

#define RANDOM_OFFLOAD                                                                             \
    "scenario.deterministic=no", "contingent.cargo.loads=40", "fleet.fleet.number=40",             \
        "aircraft.transport.offload_time=exponential(3 h)"

START_TEST(more_unloading_places_never_close_later)
{
    expect_never_later("tests/oracles/offload-bound.ini", REPLAY_SET(RANDOM_OFFLOAD),
                       "airfield.away.working_mog", 1, 8);
}
END_TEST

START_TEST(more_stands_never_close_later)
{
    expect_never_later("tests/oracles/stand-bound.ini", REPLAY_SET(RANDOM_OFFLOAD),
                       "airfield.away.parking_mog", 1, 8);
}
END_TEST

START_TEST(more_loading_places_never_close_later)
{
    expect_never_later("tests/oracles/onload-bound.ini",
                       REPLAY_SET("scenario.deterministic=no", "contingent.cargo.loads=40",
                                  "fleet.fleet.number=40",
                                  "aircraft.transport.onload_time=gamma(2 h, 1 h)"),
                       "airfield.home.working_mog", 1, 8);
}
END_TEST

START_TEST(more_aircraft_in_a_cycle_without_overtaking_never_close_later)
{
    expect_never_later("tests/oracles/mixed.ini",
                       REPLAY_SET("scenario.deterministic=no", "contingent.cargo.loads=40",
                                  "aircraft.transport.onload_time=exponential(2 h)",
                                  "aircraft.transport.offload_time=exponential(3 h)"),
                       "fleet.fleet.number", 1, 8);
}
END_TEST

/* ---- and what does not bind changes nothing ---- */

static void expect_the_same(const char *path, const char *const *assignment, const char *varied,
                            const int *values, int count)
{
    double first[REPLICATIONS], other[REPLICATIONS];
    closures(path, assignment, varied, values[0], first);
    for (int i = 1; i < count; i++) {
        closures(path, assignment, varied, values[i], other);
        ck_assert_mem_eq(first, other, sizeof first);
    }
}

/* One loading place of 2 h, a round trip of 2 + 4 + 1 + 4 = 11 h: from six aircraft on one is
 * always back before it is needed, and sixty loads close at 60 x 2 + 4 + 1 = 125 h. With five, each
 * waits for its aircraft: a round of five takes 11 h, the twelfth begins at 121 h and its last load
 * is loaded from 121 + 8 h on: 121 + 10 + 5 = 136 h. */
START_TEST(aircraft_beyond_what_the_loading_place_can_load_change_nothing)
{
    static const struct {
        int aircraft;
        double closure;
    } expected[] = {{5, 136}, {6, 125}, {7, 125}, {20, 125}, {60, 125}};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        double closure[REPLICATIONS];
        closures("tests/oracles/onload-bound.ini", REPLAY_SET("contingent.cargo.loads=60"),
                 "fleet.fleet.number", expected[i].aircraft, closure);
        ck_assert_double_eq_tol(closure[0], expected[i].closure, 1e-9);
    }
}
END_TEST

START_TEST(places_beyond_the_number_of_aircraft_change_nothing)
{
    expect_the_same("tests/oracles/mixed.ini",
                    REPLAY_SET("scenario.deterministic=no", "contingent.cargo.loads=40",
                               "aircraft.transport.offload_time=exponential(3 h)"),
                    "airfield.away.working_mog", (const int[]){3, 4, 50}, 3);
    expect_the_same("tests/oracles/mixed.ini",
                    REPLAY_SET("scenario.deterministic=no", "contingent.cargo.loads=40",
                               "aircraft.transport.offload_time=exponential(3 h)"),
                    "airfield.away.parking_mog", (const int[]){3, 4, 50}, 3);
}
END_TEST

/* Aircraft beyond the number of loads stay at home. */
START_TEST(aircraft_beyond_the_number_of_loads_change_nothing)
{
    expect_the_same("tests/oracles/offload-bound.ini",
                    REPLAY_SET("scenario.deterministic=no", "contingent.cargo.loads=20",
                               "aircraft.transport.offload_time=exponential(3 h)"),
                    "fleet.fleet.number", (const int[]){20, 21, 60}, 3);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("monotony");
    tcase_add_test(tests, more_unloading_places_never_close_later);
    tcase_add_test(tests, more_stands_never_close_later);
    tcase_add_test(tests, more_loading_places_never_close_later);
    tcase_add_test(tests, more_aircraft_in_a_cycle_without_overtaking_never_close_later);
    tcase_add_test(tests, aircraft_beyond_what_the_loading_place_can_load_change_nothing);
    tcase_add_test(tests, places_beyond_the_number_of_aircraft_change_nothing);
    tcase_add_test(tests, aircraft_beyond_the_number_of_loads_change_nothing);
    Suite *suite = suite_create("monotony");
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
