/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_queueing_theory.c - the engine as a whole against exact results of queueing theory.
 *
 * Customers arrive at random at a counter with c servers, built directly from simulation, resource
 * and streams. The mean over independent replications must lie within the 99.9 % confidence
 * interval (Student's t) of the theory, and the interval must be narrow enough to mean something.
 * Formulas: Gross, Shortle, Thompson, Harris, Fundamentals of queueing theory, 4th edition (2008):
 * Erlang C and B in chapter 2, Pollaczek and Khinchine in chapter 5. */
#include "base/memory.h"
#include "engine/resource.h"
#include "engine/stream.h"
#include "support/suite.h"

#include "engine/distribution.h"
#include <check.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>

enum {
    REPLICATIONS = 100,
    WARM_UP = 2000, /* customers that find the counter emptier than it is in the long run */
    CUSTOMERS = 22000,
};

static const double HOUR = 3600000.0;

enum { ARRIVAL, SERVICE, DEPARTURE };
enum { INTERVALS, SERVICES }; /* streams */

struct counter {
    struct ab_simulation simulation;
    struct ab_waiting_room room;
    struct ab_resource servers;
    struct ab_luck luck;
    struct ab_distribution interval, service;
    bool patient; /* otherwise who cannot be served at once goes away */
    ab_time arrived[CUSTOMERS];
    ab_time service_ms;    /* total, as drawn */
    ab_time wait_ms;       /* of the customers after the warm-up */
    uint32_t waited, lost; /* how many of them */
};

static ab_time draw(const struct counter *counter, const struct ab_distribution *distribution,
                    uint64_t stream, uint32_t index)
{
    const double u = ab_stream_uniform(&counter->luck, stream, index);
    return ab_time_round(ab_distribution_quantile(distribution, u));
}

static void serve(struct counter *counter, uint32_t customer)
{
    const ab_time duration = draw(counter, &counter->service, SERVICES, customer);
    counter->service_ms += duration;
    ab_simulation_after(&counter->simulation, duration, DEPARTURE, customer);
    if (customer >= WARM_UP) {
        const ab_time wait = counter->simulation.now - counter->arrived[customer];
        counter->wait_ms += wait;
        counter->waited += wait > 0;
    }
}

static void arrive(struct counter *counter, uint32_t customer)
{
    counter->arrived[customer] = counter->simulation.now;
    if (customer + 1 < CUSTOMERS) {
        const ab_time interval = draw(counter, &counter->interval, INTERVALS, customer + 1);
        ab_simulation_after(&counter->simulation, interval, ARRIVAL, customer + 1);
    }
    ab_wait_handle handle;
    if (ab_resource_acquire(&counter->servers, 1, AB_PRIORITY_NORMAL, SERVICE, customer, &handle)) {
        serve(counter, customer);
    } else if (!counter->patient) {
        ck_assert(ab_resource_leave(&counter->servers, handle));
        counter->lost += customer >= WARM_UP;
    }
}

static void act(void *model, uint16_t kind, uint32_t subject)
{
    struct counter *counter = model;
    switch (kind) {
    case ARRIVAL: arrive(counter, subject); break;
    case SERVICE: serve(counter, subject); break;
    default: ab_resource_release(&counter->servers, 1); break;
    }
}

static struct counter *open_counter(int servers, double load, enum ab_distribution_kind service,
                                    double a, double b)
{
    struct counter *counter = ab_memory_take(1, sizeof *counter);
    ck_assert_ptr_nonnull(counter);
    ck_assert(ab_simulation_init(&counter->simulation, act, counter, 1000));
    ck_assert(ab_waiting_room_init(&counter->room, 1000));
    ck_assert_ptr_null(
        ab_distribution_compile(&counter->service, service, a, b, 0, NULL, 0, NULL, NULL));
    const double interval = counter->service.mean / (load * servers);
    ck_assert_ptr_null(ab_distribution_compile(&counter->interval, AB_EXPONENTIAL, interval, 0, 0,
                                               NULL, 0, NULL, NULL));
    counter->patient = true;
    return counter;
}

static void close_counter(struct counter *counter)
{
    ab_waiting_room_clear(&counter->room);
    ab_simulation_clear(&counter->simulation);
    ab_memory_give(counter);
}

/* Serves all customers of one replication, until the counter is empty again. */
static void replicate(struct counter *counter, int servers, uint32_t replication)
{
    ab_simulation_reset(&counter->simulation);
    ab_waiting_room_reset(&counter->room);
    ab_resource_init(&counter->servers, &counter->simulation, &counter->room, servers);
    counter->luck = ab_stream_luck(1917, replication);
    counter->service_ms = 0;
    counter->wait_ms = 0;
    counter->waited = 0;
    counter->lost = 0;
    ab_simulation_after(&counter->simulation, 0, ARRIVAL, 0);
    ck_assert_int_eq(ab_simulation_run(&counter->simulation), AB_STOP_EXHAUSTED);
}

/* Whether the mean of the replications agrees with theory at 99.9 %, by an interval of no more than
 * 5 % to either side. */
static void expect_mean(const double value[REPLICATIONS], double theory)
{
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < REPLICATIONS; i++) {
        sum += value[i];
    }
    const double mean = sum / REPLICATIONS;
    for (int i = 0; i < REPLICATIONS; i++) {
        squares += (value[i] - mean) * (value[i] - mean);
    }
    const double error = sqrt(squares / (REPLICATIONS - 1) / REPLICATIONS);
    const double half_width = gsl_cdf_tdist_Qinv(0.0005, REPLICATIONS - 1) * error;
    ck_assert_double_le(half_width, 0.05 * theory);
    ck_assert_msg(fabs(mean - theory) <= half_width, "mean %g +- %g, theory %g", mean, half_width,
                  theory);
}

/* The chance that all c servers are busy and an arrival is lost, offered a Erlangs; from it the
 * chance that an arrival must wait when it may. */
static double erlang_b(int c, double a)
{
    double b = 1.0;
    for (int k = 1; k <= c; k++) {
        b = a * b / (k + a * b);
    }
    return b;
}

static double erlang_c(int c, double a)
{
    const double b = erlang_b(c, a);
    return b / (1.0 - a / c * (1.0 - b));
}

static const struct {
    int servers;
    double load;
} COUNTERS[] = {{1, 0.5}, {1, 0.8}, {2, 0.5}, {2, 0.8}, {5, 0.5}, {5, 0.8}};
enum { COUNTER_COUNT = sizeof COUNTERS / sizeof COUNTERS[0] };

enum { TESTS = 2 * COUNTER_COUNT + 5 };

START_TEST(erlang_formulas_agree_with_published_values)
{
    ck_assert_double_eq_tol(erlang_b(1, 1.0), 0.5, 1e-15);
    ck_assert_double_eq_tol(erlang_b(2, 1.0), 0.2, 1e-15);
    ck_assert_double_eq_tol(erlang_c(1, 0.8), 0.8, 1e-15);
    ck_assert_double_eq_tol(erlang_c(2, 1.0), 1.0 / 3.0, 1e-15);
}
END_TEST

START_TEST(mmc_waits_are_those_of_erlang_c)
{
    const int servers = COUNTERS[_i].servers;
    const double load = COUNTERS[_i].load;
    struct counter *counter = open_counter(servers, load, AB_EXPONENTIAL, HOUR, 0);
    double wait[REPLICATIONS];
    double share[REPLICATIONS];
    for (uint32_t i = 0; i < REPLICATIONS; i++) {
        replicate(counter, servers, i + 1);
        wait[i] = (double)counter->wait_ms / HOUR / (CUSTOMERS - WARM_UP);
        share[i] = (double)counter->waited / (CUSTOMERS - WARM_UP);
    }
    const double must_wait = erlang_c(servers, load * servers);
    expect_mean(share, must_wait);
    expect_mean(wait, must_wait / (servers * (1.0 - load)));
    close_counter(counter);
}
END_TEST

/* Little's law holds to the last millisecond once the counter is empty: the integral of the line
 * is the sum of the waits, and the integral of the busy servers the sum of the services. */
START_TEST(littles_law_holds_exactly)
{
    const int servers = COUNTERS[_i].servers;
    struct counter *counter = open_counter(servers, COUNTERS[_i].load, AB_EXPONENTIAL, HOUR, 0);
    for (uint32_t i = 0; i < 3; i++) {
        replicate(counter, servers, i + 1);
        const struct ab_resource *resource = &counter->servers;
        const struct ab_books books = ab_resource_books(resource);
        ck_assert_int_eq(resource->in_line, 0);
        ck_assert_int_eq(resource->in_use, 0);
        ck_assert_uint_eq(resource->granted, CUSTOMERS);
        ck_assert_int_gt(books.line_ms, 0);
        ck_assert_int_eq(books.line_ms, resource->waited_ms);
        ck_assert_int_ge(resource->waited_ms, counter->wait_ms);
        ck_assert_int_eq(books.used_ms, counter->service_ms);
        ck_assert_int_eq(books.capacity_ms, servers * counter->simulation.now);
    }
    close_counter(counter);
}
END_TEST

/* Service times that do not vary halve the wait: W = load / (2 (1 - load)) services. */
START_TEST(md1_waits_are_those_of_pollaczek_and_khinchine)
{
    const double load = 0.8;
    struct counter *counter = open_counter(1, load, AB_CONSTANT, HOUR, 0);
    double wait[REPLICATIONS];
    for (uint32_t i = 0; i < REPLICATIONS; i++) {
        replicate(counter, 1, i + 1);
        wait[i] = (double)counter->wait_ms / HOUR / (CUSTOMERS - WARM_UP);
    }
    expect_mean(wait, load / (2.0 * (1.0 - load)));
    close_counter(counter);
}
END_TEST

/* Service times that vary more lengthen it: W = load (1 + cv^2) / (2 (1 - load)) services. */
START_TEST(mg1_waits_are_those_of_pollaczek_and_khinchine)
{
    const double load = 0.5;
    struct counter *counter = open_counter(1, load, AB_LOGNORMAL, HOUR, 1.5 * HOUR);
    double wait[REPLICATIONS];
    for (uint32_t i = 0; i < REPLICATIONS; i++) {
        replicate(counter, 1, i + 1);
        wait[i] = (double)counter->wait_ms / HOUR / (CUSTOMERS - WARM_UP);
    }
    expect_mean(wait, load * (1.0 + 1.5 * 1.5) / (2.0 * (1.0 - load)));
    close_counter(counter);
}
END_TEST

static void expect_losses_of_erlang_b(enum ab_distribution_kind service, double a, double b)
{
    const int servers = 4;
    const double load = 0.9;
    struct counter *counter = open_counter(servers, load, service, a, b);
    counter->patient = false;
    double lost[REPLICATIONS];
    for (uint32_t i = 0; i < REPLICATIONS; i++) {
        replicate(counter, servers, i + 1);
        lost[i] = (double)counter->lost / (CUSTOMERS - WARM_UP);
        ck_assert_int_eq(counter->wait_ms, 0);
    }
    expect_mean(lost, erlang_b(servers, load * servers));
    close_counter(counter);
}

START_TEST(who_does_not_wait_is_lost_as_often_as_erlang_b_says)
{
    expect_losses_of_erlang_b(AB_EXPONENTIAL, HOUR, 0);
}
END_TEST

START_TEST(losses_depend_on_the_mean_service_time_alone)
{
    expect_losses_of_erlang_b(AB_UNIFORM, 0.5 * HOUR, 1.5 * HOUR);
}
END_TEST

static Suite *theory_suite(void)
{
    Suite *suite = suite_create("queueing theory");
    TCase *theory = tcase_create("theory");
    tcase_set_timeout(theory, 300);
    tcase_add_test(theory, erlang_formulas_agree_with_published_values);
    tcase_add_loop_test(theory, mmc_waits_are_those_of_erlang_c, 0, COUNTER_COUNT);
    tcase_add_loop_test(theory, littles_law_holds_exactly, 0, COUNTER_COUNT);
    tcase_add_test(theory, md1_waits_are_those_of_pollaczek_and_khinchine);
    tcase_add_test(theory, mg1_waits_are_those_of_pollaczek_and_khinchine);
    tcase_add_test(theory, who_does_not_wait_is_lost_as_often_as_erlang_b_says);
    tcase_add_test(theory, losses_depend_on_the_mean_service_time_alone);
    suite_add_tcase(suite, theory);
    return suite;
}

int main(void)
{
    gsl_set_error_handler_off();
    return suite_run(theory_suite(), TESTS);
}
