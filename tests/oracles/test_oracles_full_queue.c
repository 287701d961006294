/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_full_queue.c - what the full model's mechanisms do under random times, each a
 * scenario file, run through the program and held against theory within the 99.9 % confidence
 * interval.
 *
 * Every mean is over at least 100,000 visits. Seeds are fixed: a test that passes passes always. */
#include "support/oracle.h"

#include <gsl/gsl_randist.h>

enum { TESTS = 22, REPLICATIONS = 20 };

#define MANY "-n 20 "

/* ---- the formulas ---- */

START_TEST(the_formulas_agree_where_they_meet)
{
    double lost, wait, rate, other;
    theory_mmck(2, 4, 3.6, 0.5, &lost, &wait); /* the weights are in diversion-queue.ini */
    ck_assert_double_eq_tol(lost, 1.3122 / 7.1902, 1e-12);
    ck_assert_double_eq_tol(wait, 4.0824 / 7.1902 / (3.6 * (1 - lost)), 1e-12);
    theory_mmck(3, 3, 4, 1, &lost, &wait); /* as many places as stands */
    ck_assert_double_eq_tol(lost, theory_erlang_b(3, 4), 1e-12);
    ck_assert_double_eq_tol(wait, 0, 1e-12);
    theory_mmck(3, 4000, 4.5, 0.5, &lost, &wait); /* no end of stands */
    ck_assert_double_eq_tol(wait, theory_wait_mmc(3, 4.5, 0.5), 1e-9);
    ck_assert_double_eq_tol(theory_erlang_b(4, 3), 3.375 / 16.375, 1e-12);
    theory_machine_repair(5, 2, 6, 2, &rate, &wait); /* the other queue with a place for each */
    other = theory_closed_line(5, 2, 2, 5, 4, 2);
    ck_assert_double_eq_tol(rate, other, 1e-12);
}
END_TEST

/* One: p q^k; the largest of two: 2 q / p - q^2 / (1 - q^2), as the smaller is geometric, too. */
START_TEST(the_attempts_and_the_hours_agree_with_small_cases)
{
    const double p = 0.8, q = 1 - p;
    ck_assert_double_eq_tol(theory_most_failures(p, 1), q / p, 1e-12);
    ck_assert_double_eq_tol(theory_most_failures(p, 2), 2 * q / p - q * q / (1 - q * q), 1e-12);
    ck_assert_double_eq_tol(theory_failures_at_most(p, 1, 2), 1 - q * q * q, 1e-12);
    ck_assert_double_eq_tol(theory_failures_at_most(p, 2, 0), p * p, 1e-12);
    /* Steps of a Poisson process: 12 h hold 6 of 2 h on average. */
    ck_assert_double_eq_tol(theory_begun_within(12, 1, 2), 7, 1e-9);
    ck_assert_double_eq_tol(theory_wait_gate(6, 2, 0), 0.25, 1e-12);
}
END_TEST

/* ---- few stands ---- */

enum { VISITS = 10000 };

static void run_few_stands(int places, const char *stands, double rate, const char *time)
{
    char words[512];
    (void)snprintf(words, sizeof words,
                   MANY "--set airfield.away.working_mog=%d --set airfield.away.parking_mog=%s "
                        "--set contingent.cargo.loads=%d "
                        "--set 'contingent.cargo.load_interval=exponential(%.12g h)' "
                        "--set 'aircraft.transport.offload_time=%s'",
                   places, stands, VISITS, 1 / rate, time);
    oracle_run_untraced("diversion-queue.ini", words);
}

static void expect_few_stands(int places, int room, double rate)
{
    char stands[16];
    (void)snprintf(stands, sizeof stands, "%d", room);
    run_few_stands(places, stands, rate, "exponential(0.5 h)");
    double lost, wait;
    theory_mmck(places, room, rate, 0.5, &lost, &wait);
    oracle_expect_mean("diversions", VISITS, lost, 0.06);
    double hours[ORACLE_SAMPLE_MAX], diverted[ORACLE_SAMPLE_MAX];
    const int count = oracle_sample("wait_h.working", hours);
    ck_assert_int_eq(oracle_sample("diversions", diverted), count);
    for (int i = 0; i < count; i++) {
        hours[i] /= VISITS - diverted[i];
    }
    oracle_expect_sample("wait_h.working of those not diverted", hours, count, wait, 0.06);
    oracle_expect_measure("wait_h.holding", 0);
    oracle_expect_measure("inbound_flights", VISITS);
}

START_TEST(aircraft_that_find_no_stand_and_divert_are_m_m_2_4)
{
    oracle_title = "M/M/2/4 with diversion";
    expect_few_stands(2, 4, 3.6);
}
END_TEST

START_TEST(an_overloaded_field_diverts_what_m_m_1_3_loses)
{
    oracle_title = "M/M/1/3 with diversion, overloaded";
    expect_few_stands(1, 3, 2.4);
}
END_TEST

START_TEST(a_field_with_six_stands_diverts_what_m_m_3_6_loses)
{
    oracle_title = "M/M/3/6 with diversion";
    expect_few_stands(3, 6, 5.4);
}
END_TEST

START_TEST(without_a_bound_on_stands_nobody_diverts_and_it_is_m_m_c)
{
    oracle_title = "M/M/2, stands not limited";
    run_few_stands(2, "unlimited", 3, "exponential(0.5 h)");
    oracle_expect_mean("wait_h.working", VISITS, theory_wait_mmc(2, 3, 0.5), 0.1);
    oracle_expect_measure("diversions", 0);
}
END_TEST

/* Three ground times of one mean: constant, exponential, lognormal. */
#define THREE_TIMES(hours)                                                                         \
    {"constant", hours " h"}, {"exponential", "exponential(" hours " h)"},                         \
    {                                                                                              \
        "lognormal", "lognormal(" hours " h, 1 h)"                                                 \
    }

START_TEST(diversions_do_not_depend_on_the_distribution_of_the_ground_time)
{
    static const struct {
        const char *name, *time;
    } law[] = {THREE_TIMES("0.5")};
    for (size_t i = 0; i < sizeof law / sizeof law[0]; i++) {
        char title[64];
        (void)snprintf(title, sizeof title, "M/G/3/3 with diversion, %s", law[i].name);
        oracle_title = title;
        run_few_stands(3, "3", 5, law[i].time);
        oracle_expect_mean("diversions", VISITS, theory_erlang_b(3, 2.5), 0.05);
    }
}
END_TEST

/* ---- other traffic ---- */

START_TEST(traffic_is_turned_away_as_erlang_says_whatever_its_ground_time)
{
    static const struct {
        const char *name, *time;
    } law[] = {THREE_TIMES("1.5")};
    for (size_t i = 0; i < sizeof law / sizeof law[0]; i++) {
        char words[128], title[64];
        (void)snprintf(title, sizeof title, "M/G/4/4 other traffic, %s", law[i].name);
        oracle_title = title;
        (void)snprintf(words, sizeof words, MANY "--set 'traffic.civil.ground_time=%s'",
                       law[i].time);
        oracle_run_untraced("traffic-loss.ini", words);
        oracle_expect_mean("turned_away", 5000 * 2, theory_erlang_b(4, 3), 0.04);
    }
}
END_TEST

/* Two kinds of traffic share the stands: their loads add up. */
START_TEST(two_kinds_of_traffic_are_turned_away_as_their_sum)
{
    oracle_title = "M/G/4/4, two kinds of traffic";
    oracle_run_untraced("traffic-loss.ini",
                        MANY "--set 'traffic.civil.interval=exponential(1 h)' "
                             "--set traffic.other.airfield=away "
                             "--set 'traffic.other.interval=exponential(2 h)' "
                             "--set 'traffic.other.ground_time=uniform(1 h, 5 h)'");
    oracle_expect_mean("turned_away", 5000 * 1.5, theory_erlang_b(4, 1.5 + 1.5), 0.05);
}
END_TEST

/* A visitor that is handled holds its stand while it waits for a working place: M/M/c/K again. */
START_TEST(handled_traffic_is_turned_away_as_m_m_2_4)
{
    oracle_title = "M/M/2/4 other traffic, handled";
    double lost, wait;
    theory_mmck(2, 4, 2, 0.9, &lost, &wait);
    oracle_run_untraced("traffic-loss.ini",
                        MANY "--set airfield.away.working_mog=2 --set traffic.civil.handled=yes "
                             "--set 'traffic.civil.ground_time=exponential(0.9 h)'");
    oracle_expect_mean("turned_away", 5000 * 2, lost, 0.05);
}
END_TEST

/* ---- the runway ---- */

START_TEST(landings_on_a_runway_with_constant_occupancy_are_m_d_1)
{
    oracle_title = "M/D/1 runway, landings";
    oracle_run_untraced("runway-landings.ini", "-n 80");
    oracle_expect_mean("wait_h.runway", 2500, theory_wait_mg1(6, 0.1, 0), 0.06);
    oracle_expect_measure("max_holding", 0); /* waiting for the runway is not holding for a stand */
}
END_TEST

START_TEST(landings_on_a_runway_with_random_occupancy_are_m_g_1)
{
    oracle_title = "M/G/1 runway, landings";
    oracle_run_untraced("runway-landings.ini",
                        "-n 80 --set 'airfield.away.runway_occupancy=uniform(2 min, 10 min)'");
    oracle_expect_mean("wait_h.runway", 2500, theory_wait_mg1(6, 0.1, 64.0 / 12 / 36), 0.06);
}
END_TEST

START_TEST(landings_on_two_runways_are_m_m_2)
{
    oracle_title = "M/M/2 runways, landings";
    oracle_run_untraced("runway-landings.ini",
                        "-n 80 --set airfield.away.runways=2 "
                        "--set 'airfield.away.runway_occupancy=exponential(12 min)'");
    oracle_expect_mean("wait_h.runway", 2500, theory_wait_mmc(2, 6, 0.2), 0.06);
}
END_TEST

/* ---- closed fleets ---- */

START_TEST(a_closed_fleet_between_two_queues_has_the_product_form)
{
    oracle_title = "closed fleet, two queues";
    oracle_run_untraced("closed-line.ini", MANY);
    oracle_expect_mean("closure_h", VISITS, 1 / theory_closed_line(6, 2, 3, 1, 1.2, 5), 0.01);
    oracle_title = "closed fleet, two queues, f = 12";
    oracle_run_untraced("closed-line.ini", MANY "--set fleet.fleet.number=12");
    oracle_expect_mean("closure_h", VISITS, 1 / theory_closed_line(12, 2, 3, 1, 1.2, 5), 0.01);
}
END_TEST

START_TEST(a_closed_fleet_with_one_queue_is_the_machine_repair_model)
{
    oracle_title = "closed fleet, M/M/1//6";
    double rate, wait;
    theory_machine_repair(6, 1, 3 + 5, 1.2, &rate, &wait);
    oracle_run_untraced("closed-line.ini", MANY "--set airfield.home.working_mog=unlimited");
    oracle_expect_mean("closure_h", VISITS, 1 / rate, 0.01);
    oracle_expect_mean("wait_h.working", VISITS, wait, 0.04);
}
END_TEST

/* Crews are customers, aircraft are places: see crews.ini. */
START_TEST(crews_that_take_turns_are_the_machine_repair_model)
{
    oracle_title = "crews as machine repair, M/M/4//6";
    enum { AIRCRAFT = 4, CREWS = 6, LOADS = 5000 };
    double rate, wait;
    theory_machine_repair(CREWS, AIRCRAFT, 8, 6, &rate, &wait);
    oracle_run_untraced("crews.ini",
                        "-n 40 --set scenario.end=closed --set 'scenario.horizon=87600 h' "
                        "--set fleet.fleet.number=4 "
                        "--set 'fleet.fleet.crew_rest=lognormal(8 h, 4 h)' "
                        "--set 'leg.out.block_time=exponential(6 h)' "
                        "--set 'leg.back.block_time=0 h'");
    oracle_expect_mean("closure_h", LOADS, 1 / rate, 0.01);
    oracle_expect_mean("wait_h.crew", LOADS, AIRCRAFT / rate - 6, 0.03);
}
END_TEST

/* ---- reliability ---- */

enum { DEPARTURES = 500, SERIES = 200 };

/* Failures per series of departures, in each of SERIES replications. */
static void count_failures(double failures[ORACLE_SAMPLE_MAX])
{
    ck_assert_int_eq(oracle_sample("wait_h.repair", failures), SERIES);
    for (int i = 0; i < SERIES; i++) {
        failures[i] /= 3;
        ck_assert_double_eq_tol(failures[i], round(failures[i]), 1e-6);
    }
}

START_TEST(failures_before_so_many_departures_have_the_negative_binomial_mean)
{
    oracle_title = "negative binomial departures, p = 0.8";
    oracle_run_untraced("reliability.ini", "-n 200");
    double failures[ORACLE_SAMPLE_MAX];
    count_failures(failures);
    oracle_expect_sample("failures before 500 departures", failures, SERIES, 125, 0.04);
    oracle_expect_mean("closure_h", 1, 2 + 3 * theory_most_failures(0.8, DEPARTURES), 0.05);
}
END_TEST

/* Groups of about a tenth of the probability each; Pearson's chi squared with the true shares. */
START_TEST(failures_before_so_many_departures_are_negative_binomial)
{
    enum { GROUPS = 10 };
    oracle_run_untraced("reliability.ini", "-n 200");
    double failures[ORACLE_SAMPLE_MAX], squared = 0, below = 0;
    count_failures(failures);
    for (int g = 0, from = 0; g < GROUPS; g++) {
        int to = from, seen = 0;
        while (g < GROUPS - 1 &&
               theory_failures_at_most(0.8, DEPARTURES, to) < (g + 1.0) / GROUPS) {
            to++;
        }
        const double up_to = g < GROUPS - 1 ? theory_failures_at_most(0.8, DEPARTURES, to) : 1;
        for (int i = 0; i < SERIES; i++) {
            seen += failures[i] > from - 0.5 && (g == GROUPS - 1 || failures[i] < to + 0.5);
        }
        const double expected = SERIES * (up_to - below);
        squared += (seen - expected) * (seen - expected) / expected;
        below = up_to;
        from = to + 1;
    }
    ck_assert_double_lt(squared, gsl_cdf_chisq_Qinv(0.001, GROUPS - 1));
}
END_TEST

/* So unreliable that most departures need more attempts than any small number: all leave. */
START_TEST(a_departure_that_fails_a_hundred_times_leaves_in_the_end)
{
    oracle_title = "negative binomial departures, p = 0.01";
    oracle_run_untraced("reliability.ini", "-n 200 --set aircraft.transport.departure_reliability="
                                           "0.01");
    double failures[ORACLE_SAMPLE_MAX];
    count_failures(failures);
    oracle_expect_sample("failures before 500 departures", failures, SERIES, 500 * 99, 0.02);
}
END_TEST

/* ---- hours, fuel, weather ---- */

START_TEST(random_work_that_may_finish_is_begun_as_often_as_the_hours_allow)
{
    oracle_title = "opening hours, random, may finish";
    oracle_run_untraced("hours.ini",
                        MANY "--set 'aircraft.transport.offload_time=gamma(2 h, 1 h)' "
                             "--set 'scenario.horizon=1000 d' --set contingent.cargo.loads=8000");
    oracle_expect_mean("tonnes_delivered", 1000, theory_begun_within(12, 4, 0.5), 0.01);
}
END_TEST

START_TEST(random_deliveries_of_fuel_send_home_what_they_bring)
{
    oracle_title = "fuel-limited throughput, random deliveries";
    enum { HORIZON = 10000 };
    oracle_run_untraced("fuel-stock.ini", "-n 40 --set 'scenario.horizon=10000 h' "
                                          "--set 'airfield.away.fuel_interval=exponential(5 h)' "
                                          "--set fleet.fleet.number=100");
    oracle_expect_mean("inbound_flights", 1, 100 + 2 * (HORIZON - 5) / 5.0, 0.02);
}
END_TEST

START_TEST(weather_holds_who_comes_at_random_for_the_rest_of_its_spell)
{
    static const struct {
        const char *name, *time;
        double v;
    } law[] = {{"exponential", "exponential(2 h)", 1},
               {"constant", "2 h", 0},
               {"gamma", "gamma(2 h, 1.5 h)", 0.5625}};
    for (size_t i = 0; i < sizeof law / sizeof law[0]; i++) {
        char words[192], title[64];
        (void)snprintf(title, sizeof title, "weather, %s closures", law[i].name);
        oracle_title = title;
        (void)snprintf(words, sizeof words, MANY "--set 'airfield.away.weather_closed=%s'",
                       law[i].time);
        oracle_run_untraced("weather.ini", words);
        oracle_expect_mean("wait_h.weather", VISITS, theory_wait_gate(6, 2, law[i].v), 0.1);
        (void)snprintf(words, sizeof words,
                       MANY "--set scenario.end=horizon --set 'scenario.horizon=5000 h' "
                            "--set 'airfield.away.weather_closed=%s'",
                       law[i].time);
        oracle_run_untraced("weather.ini", words);
        oracle_expect_mean("turned_away", 10000, 0.25, 0.08);
    }
}
END_TEST

int main(void)
{
    TCase *theory = tcase_create("theory");
    tcase_add_checked_fixture(theory, oracle_setup, oracle_teardown);
    tcase_add_test(theory, the_formulas_agree_where_they_meet);
    tcase_add_test(theory, the_attempts_and_the_hours_agree_with_small_cases);
    tcase_add_test(theory, aircraft_that_find_no_stand_and_divert_are_m_m_2_4);
    tcase_add_test(theory, an_overloaded_field_diverts_what_m_m_1_3_loses);
    tcase_add_test(theory, a_field_with_six_stands_diverts_what_m_m_3_6_loses);
    tcase_add_test(theory, without_a_bound_on_stands_nobody_diverts_and_it_is_m_m_c);
    tcase_add_test(theory, diversions_do_not_depend_on_the_distribution_of_the_ground_time);
    tcase_add_test(theory, traffic_is_turned_away_as_erlang_says_whatever_its_ground_time);
    tcase_add_test(theory, two_kinds_of_traffic_are_turned_away_as_their_sum);
    tcase_add_test(theory, handled_traffic_is_turned_away_as_m_m_2_4);
    tcase_add_test(theory, landings_on_a_runway_with_constant_occupancy_are_m_d_1);
    tcase_add_test(theory, landings_on_a_runway_with_random_occupancy_are_m_g_1);
    tcase_add_test(theory, landings_on_two_runways_are_m_m_2);
    tcase_add_test(theory, a_closed_fleet_between_two_queues_has_the_product_form);
    tcase_add_test(theory, a_closed_fleet_with_one_queue_is_the_machine_repair_model);
    tcase_add_test(theory, crews_that_take_turns_are_the_machine_repair_model);
    tcase_add_test(theory, failures_before_so_many_departures_have_the_negative_binomial_mean);
    tcase_add_test(theory, failures_before_so_many_departures_are_negative_binomial);
    tcase_add_test(theory, a_departure_that_fails_a_hundred_times_leaves_in_the_end);
    tcase_add_test(theory, random_work_that_may_finish_is_begun_as_often_as_the_hours_allow);
    tcase_add_test(theory, random_deliveries_of_fuel_send_home_what_they_bring);
    tcase_add_test(theory, weather_holds_who_comes_at_random_for_the_rest_of_its_spell);
    Suite *suite = suite_create("queues of the full model");
    suite_add_tcase(suite, theory);
    return suite_run(suite, TESTS);
}
