/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_full_buffer.c - what binds a field: stands, working places, aircraft, departures.
 *
 * Loads keep their luck whatever happens around them (common random numbers), so replications are
 * compared one by one. With one unloading time for all and arrivals that do not depend on the
 * field, a field with one stand more has at every instant taken in at least as many: nobody turned
 * away earlier for the stand could have been unloaded sooner than who takes his place. With random
 * times this holds on average. */
#include "support/oracle.h"
#include "support/replay.h"

enum { TESTS = 7, REPLICATIONS = 25 };

enum { DIVERTED, TONNES, MEASURES };
static const char *const measure[MEASURES] = {"diversions", "tonnes_delivered"};

typedef double outcome[REPLICATIONS][MEASURES];

/* buffer.ini with further assignments, of which one is VARIED = VALUE. */
static void replay(const char *const *assignment, const char *varied, const char *value,
                   outcome result)
{
    char text[128];
    (void)snprintf(text, sizeof text, "%s=%s", varied, value);
    const char *all[REPLAY_ASSIGNMENTS_MAX + 1] = {text};
    for (int i = 0; assignment[i] != NULL; i++) {
        ck_assert_int_lt(i + 1, REPLAY_ASSIGNMENTS_MAX);
        all[i + 1] = assignment[i];
    }
    struct ab_scenario *scenario = replay_load("tests/oracles/buffer.ini", all);
    struct ab_run *run = ab_run_create(scenario);
    ck_assert_ptr_nonnull(run);
    for (int r = 0; r < REPLICATIONS; r++) {
        ck_assert(replay_one(run, 1, (uint32_t)r + 1).complete);
        for (int m = 0; m < MEASURES; m++) {
            result[r][m] = replay_measure(scenario, run, measure[m]);
        }
    }
    ab_run_destroy(run);
    ab_scenario_destroy(scenario);
}

static double mean_of(outcome result, int m)
{
    double sum = 0;
    for (int r = 0; r < REPLICATIONS; r++) {
        sum += result[r][m];
    }
    return sum / REPLICATIONS;
}

/* ---- stands ---- */

enum { FEWEST_STANDS = 2, ENOUGH_STANDS = 6, MOST_STANDS = 8 };

static void with_stands(const char *const *assignment, int stands, outcome result)
{
    char value[16];
    (void)snprintf(value, sizeof value, "%d", stands);
    replay(assignment, "airfield.away.parking_mog", value, result);
}

START_TEST(more_stands_divert_fewer_in_every_replication)
{
    const char *const *fixed = REPLAY_SET("aircraft.transport.offload_time=1 h");
    outcome less, more;
    int fewer = 0;
    with_stands(fixed, FEWEST_STANDS, less);
    for (int stands = FEWEST_STANDS + 1; stands <= MOST_STANDS; stands++) {
        with_stands(fixed, stands, more);
        for (int r = 0; r < REPLICATIONS; r++) {
            ck_assert_msg(more[r][DIVERTED] <= less[r][DIVERTED],
                          "%d stands divert %g, one less %g, in replication %d", stands,
                          more[r][DIVERTED], less[r][DIVERTED], r + 1);
            fewer += more[r][DIVERTED] < less[r][DIVERTED];
        }
        memcpy(less, more, sizeof less);
    }
    ck_assert_int_gt(fewer, 5 * REPLICATIONS);
}
END_TEST

START_TEST(more_stands_divert_fewer_on_average_when_times_are_random)
{
    const char *const *random = REPLAY_SET("aircraft.transport.offload_time=exponential(1 h)");
    outcome less, more;
    with_stands(random, FEWEST_STANDS, less);
    for (int stands = FEWEST_STANDS + 1; stands <= MOST_STANDS; stands++) {
        with_stands(random, stands, more);
        ck_assert_double_lt(mean_of(more, DIVERTED), mean_of(less, DIVERTED));
        memcpy(less, more, sizeof less);
    }
}
END_TEST

/* Twelve aircraft that come back from the alternate when a stand is theirs: a diversion costs
 * flying time, and a stand that is kept for who is still on the way, so a buffer raises the
 * deliveries until it keeps the two places busy; beyond that it only spares diversions. */
START_TEST(a_parking_buffer_raises_deliveries_where_working_places_bind)
{
    const char *const *closed = REPLAY_SET(
        "aircraft.transport.offload_time=exponential(1 h)", "airfield.away.offload_at_alternate=no",
        "aircraft.transport.holding_fuel=30 min", "fleet.fleet.number=12",
        "contingent.cargo.load_interval=0 h");
    outcome less, more;
    with_stands(closed, FEWEST_STANDS, less);
    for (int stands = FEWEST_STANDS + 1; stands <= MOST_STANDS; stands++) {
        with_stands(closed, stands, more);
        if (stands <= ENOUGH_STANDS) {
            ck_assert_double_gt(mean_of(more, TONNES), mean_of(less, TONNES));
        } else {
            ck_assert_double_eq_tol(mean_of(more, TONNES) / mean_of(less, TONNES), 1, 0.01);
        }
        ck_assert_double_lt(mean_of(more, DIVERTED), mean_of(less, DIVERTED));
        memcpy(less, more, sizeof less);
    }
}
END_TEST

/* ---- aircraft ---- */

#define SATURATED "airfield.away.parking_mog=unlimited", "contingent.cargo.load_interval=0 h"

/* A round takes 2 + 1 + 2 h and two places take two an hour: ten aircraft keep them busy from 2 h
 * to the horizon of 400 h, 2 x 398 loads. */
START_TEST(aircraft_beyond_what_the_places_can_unload_change_nothing)
{
    static const struct {
        const char *aircraft;
        double tonnes;
    } expected[] = {{"10", 796}, {"11", 796}, {"25", 796}, {"100", 796}};
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        outcome result;
        replay(REPLAY_SET(SATURATED), "fleet.fleet.number", expected[i].aircraft, result);
        ck_assert_double_eq_tol(result[0][TONNES], expected[i].tonnes, 1e-9);
    }
}
END_TEST

/* Of n aircraft, fewer than ten, each delivers 80 times: first at 3, 4, ... h, then every 5 h. */
START_TEST(below_that_each_aircraft_counts)
{
    for (int n = 1; n < 10; n++) {
        char aircraft[16];
        (void)snprintf(aircraft, sizeof aircraft, "%d", n);
        int tonnes = 0;
        for (int k = 0; k < n; k++) {
            tonnes += (400 - (3 + k / 2)) / 5 + 1;
        }
        outcome result;
        replay(REPLAY_SET(SATURATED), "fleet.fleet.number", aircraft, result);
        ck_assert_double_eq_tol(result[0][TONNES], tonnes, 1e-9);
    }
}
END_TEST

START_TEST(with_random_times_too_a_saturated_field_does_not_see_the_fleet)
{
    outcome some, many;
    const char *const *random =
        REPLAY_SET(SATURATED, "aircraft.transport.offload_time=exponential(1 h)");
    replay(random, "fleet.fleet.number", "40", some);
    replay(random, "fleet.fleet.number", "80", many);
    for (int r = 0; r < REPLICATIONS; r++) {
        ck_assert_double_eq(some[r][TONNES], many[r][TONNES]);
    }
}
END_TEST

/* ---- departures ---- */

/* 41 loads, one every d hours, at two places that take two an hour: flat up to half an hour, when
 * the places bind, 2 + 41 / 2 rounded up = 23 h; then 2 + 40 d + 1 h, when the departures do. */
START_TEST(closure_against_the_departure_interval_is_flat_and_then_a_line)
{
    oracle_setup();
    for (int minutes = 0; minutes <= 60; minutes += 5) {
        char words[320];
        (void)snprintf(words, sizeof words,
                       "-n 1 --set airfield.away.parking_mog=unlimited "
                       "--set contingent.cargo.loads=41 --set scenario.end=closed "
                       "--set 'contingent.cargo.load_interval=%d min'",
                       minutes);
        char title[64];
        (void)snprintf(title, sizeof title, "a departure every %d min", minutes);
        oracle_title = title;
        oracle_run_untraced("buffer.ini", words);
        oracle_expect_measure("closure_h", minutes <= 30 ? 23 : 3 + 40 * minutes / 60.0);
    }
    oracle_teardown();
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("buffer");
    tcase_add_test(tests, more_stands_divert_fewer_in_every_replication);
    tcase_add_test(tests, more_stands_divert_fewer_on_average_when_times_are_random);
    tcase_add_test(tests, a_parking_buffer_raises_deliveries_where_working_places_bind);
    tcase_add_test(tests, aircraft_beyond_what_the_places_can_unload_change_nothing);
    tcase_add_test(tests, below_that_each_aircraft_counts);
    tcase_add_test(tests, with_random_times_too_a_saturated_field_does_not_see_the_fleet);
    tcase_add_test(tests, closure_against_the_departure_interval_is_flat_and_then_a_line);
    Suite *suite = suite_create("what binds a field");
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
