/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_queue.c - queues whose mean wait theory knows, each a scenario file, run through the
 * program and held against the formula within the 99.9 % confidence interval of Student.
 *
 * Seeds are fixed: a test that passes passes always. An interval must also be narrow enough to tell
 * the formula from its neighbours, which every test demands in per cent of the expected value. */
#include "support/oracle.h"

enum { TESTS = 11, REPLICATIONS = 20 };

START_TEST(the_formulas_agree_where_they_meet)
{
    ck_assert_double_eq_tol(theory_wait_mmc(1, 1.4, 0.5), theory_wait_mg1(1.4, 0.5, 1), 1e-12);
    ck_assert_double_eq_tol(theory_erlang_c(1, 0.7), 0.7, 1e-12);
    ck_assert_double_eq_tol(theory_erlang_c(2, 1), 1.0 / 3, 1e-12);
    /* One aircraft never waits; two with one place: p = 1, 2 a, 2 a^2 with a = m / z = 1 / 2. */
    double rate, wait;
    theory_machine_repair(1, 1, 6, 2, &rate, &wait);
    ck_assert_double_eq_tol(rate, 1.0 / 8, 1e-12);
    ck_assert_double_eq_tol(wait, 0, 1e-12);
    theory_machine_repair(2, 1, 4, 2, &rate, &wait);
    ck_assert_double_eq_tol(rate, 1.5 / 2.5 / 2, 1e-12);
    ck_assert_double_eq_tol(wait, 0.5 / 2.5 / rate, 1e-12);
}
END_TEST

/* ---- arrivals at random ---- */

enum { VISITS = 10000 }; /* per replication; REPLICATIONS of them: 200,000 */

/* Runs the queue with `places` places, a load every 1 / rate hours and these unloading times. */
static void run_queue(int places, double rate, const char *time)
{
    char words[512];
    (void)snprintf(words, sizeof words,
                   "-n %d --set airfield.away.working_mog=%d --set contingent.cargo.loads=%d "
                   "--set 'contingent.cargo.load_interval=exponential(%.12g h)' "
                   "--set 'aircraft.transport.offload_time=%s'",
                   REPLICATIONS, places, VISITS, 1 / rate, time);
    oracle_run_untraced("queue.ini", words);
}

START_TEST(one_place_with_exponential_times_is_m_m_1)
{
    oracle_title = "M/M/1";
    run_queue(1, 1.4, "exponential(0.5 h)");
    oracle_expect_mean("wait_h.working", VISITS, theory_wait_mmc(1, 1.4, 0.5), 0.12);
    oracle_expect_measure("wait_h.aircraft", 0);
}
END_TEST

START_TEST(three_places_with_exponential_times_are_m_m_3)
{
    oracle_title = "M/M/3";
    run_queue(3, 4.5, "exponential(0.5 h)");
    oracle_expect_mean("wait_h.working", VISITS, theory_wait_mmc(3, 4.5, 0.5), 0.12);
}
END_TEST

START_TEST(eight_places_with_exponential_times_are_m_m_8)
{
    oracle_title = "M/M/8";
    run_queue(8, 13, "exponential(0.5 h)");
    oracle_expect_mean("wait_h.working", VISITS, theory_wait_mmc(8, 13, 0.5), 0.18);
}
END_TEST

/* The other half of demand_of_85_per_cent_does_not_queue_when_nothing_is_random: with random times
 * the same demand waits as long as Erlang says, which is what the planner's 0.85 allows for. */
START_TEST(demand_of_85_per_cent_queues_when_times_are_random)
{
    oracle_title = "M/M/4, 85 % demand";
    run_queue(4, 6.8, "exponential(0.5 h)");
    oracle_expect_mean("wait_h.working", VISITS, theory_wait_mmc(4, 6.8, 0.5), 0.18);
}
END_TEST

START_TEST(one_place_with_gamma_times_is_m_g_1)
{
    oracle_title = "M/G/1, gamma";
    run_queue(1, 1.4, "gamma(0.5 h, 0.25 h)");
    oracle_expect_mean("wait_h.working", VISITS, theory_wait_mg1(1.4, 0.5, 0.25), 0.12);
}
END_TEST

START_TEST(one_place_with_lognormal_times_is_m_g_1)
{
    oracle_title = "M/G/1, lognormal";
    run_queue(1, 1.2, "lognormal(0.5 h, 0.5 h)");
    oracle_expect_mean("wait_h.working", VISITS, theory_wait_mg1(1.2, 0.5, 1), 0.12);
}
END_TEST

START_TEST(a_runway_with_constant_occupancy_is_m_d_1)
{
    oracle_title = "M/D/1 runway, take-offs";
    enum { TAKEOFFS = 2500 };
    char words[32];
    (void)snprintf(words, sizeof words, "-n %d", 2 * REPLICATIONS);
    oracle_run_untraced("queue-runway.ini", words);
    oracle_expect_mean("wait_h.runway", TAKEOFFS, theory_wait_mg1(6, 0.1, 0), 0.12);
}
END_TEST

/* ---- a closed fleet, and saturation ---- */

START_TEST(a_closed_fleet_with_random_times_is_the_machine_repair_model)
{
    oracle_title = "machine repair, M/M/2//5";
    enum { LOADS = 5000 };
    char words[32];
    (void)snprintf(words, sizeof words, "-n %d", REPLICATIONS);
    double rate, wait;
    theory_machine_repair(5, 2, 6, 2, &rate, &wait);
    oracle_run_untraced("closed-fleet.ini", words);
    oracle_expect_mean("closure_h", LOADS, 1 / rate, 0.01);
    oracle_expect_mean("wait_h.working", LOADS, wait, 0.12);
}
END_TEST

/* The renewal theorem, see saturated.ini. */
START_TEST(saturated_places_pass_what_the_mean_ground_time_says)
{
    static const struct {
        const char *time;
        double v;
    } law[] = {{"gamma(1.5 h, 0.75 h)", 0.25},
               {"lognormal(1.5 h, 1.5 h)", 1},
               {"exponential(1.5 h)", 1},
               {"uniform(0.5 h, 2.5 h)", 4.0 / 12 / (1.5 * 1.5)}};
    for (size_t i = 0; i < sizeof law / sizeof law[0]; i++) {
        char words[128], title[64];
        (void)snprintf(title, sizeof title, "saturation, %s", law[i].time);
        oracle_title = title;
        (void)snprintf(words, sizeof words, "-n %d --set 'aircraft.transport.offload_time=%s'",
                       4 * REPLICATIONS, law[i].time);
        oracle_run_untraced("saturated.ini", words);
        oracle_expect_mean("tonnes_delivered", 1, 4 * (600 / 1.5 + (law[i].v - 1) / 2), 0.03);
    }
}
END_TEST

/* See core.ini. Places and flights decide; repairs while others wait hardly matter (58.686 h without),
 * and test_mixture.c holds their law against theory. */
START_TEST(the_core_closes_when_the_loop_written_by_hand_does)
{
    oracle_title = "air-bridge core";
    oracle_run_untraced("core.ini", "-n 4000");
    oracle_expect_summary("closure_h", 58.679, 0.002);
}
END_TEST

int main(void)
{
    TCase *theory = tcase_create("theory");
    tcase_add_checked_fixture(theory, oracle_setup, oracle_teardown);
    tcase_add_test(theory, the_formulas_agree_where_they_meet);
    tcase_add_test(theory, one_place_with_exponential_times_is_m_m_1);
    tcase_add_test(theory, three_places_with_exponential_times_are_m_m_3);
    tcase_add_test(theory, eight_places_with_exponential_times_are_m_m_8);
    tcase_add_test(theory, demand_of_85_per_cent_queues_when_times_are_random);
    tcase_add_test(theory, one_place_with_gamma_times_is_m_g_1);
    tcase_add_test(theory, one_place_with_lognormal_times_is_m_g_1);
    tcase_add_test(theory, a_runway_with_constant_occupancy_is_m_d_1);
    tcase_add_test(theory, a_closed_fleet_with_random_times_is_the_machine_repair_model);
    tcase_add_test(theory, saturated_places_pass_what_the_mean_ground_time_says);
    tcase_add_test(theory, the_core_closes_when_the_loop_written_by_hand_does);
    Suite *suite = suite_create("queues");
    suite_add_tcase(suite, theory);
    return suite_run(suite, TESTS);
}
