/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* theory.h - what queueing theory says of the scenarios of tests/oracles, in closed form.
 *
 * Times are in one unit, rates per that unit. Nothing here comes from the program. Sources:
 * Kleinrock, Queueing Systems I (1975), for the queues; Buzen, Communications of the ACM 16 (1973),
 * for closed networks; Cox, Renewal Theory (1962), for spells and places that are never idle. */
#ifndef TEST_THEORY_H
#define TEST_THEORY_H

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { THEORY_CLOSED_MAX = 64 }; /* aircraft of a closed fleet */

/* Student's t of a 99.9 % interval. */
static inline double theory_student(double degrees)
{
    return gsl_cdf_tdist_Pinv(1 - 0.0005, degrees);
}

/* Half the width of Student's 99.9 % interval for the mean of `count` values. */
static inline double theory_interval(const double *value, int count, double *mean)
{
    double sum = 0, squares = 0;
    for (int i = 0; i < count; i++) {
        sum += value[i];
    }
    *mean = sum / count;
    for (int i = 0; i < count; i++) {
        squares += (value[i] - *mean) * (value[i] - *mean);
    }
    return theory_student(count - 1) * sqrt(squares / (count - 1) / count);
}

/* ---- open queues ---- */

/* Erlang's B: the share turned away at c places under an offered load a = r m, whatever the
 * distribution of the times. */
static inline double theory_erlang_b(int places, double load)
{
    double share = 1;
    for (int k = 1; k <= places; k++) {
        share = load * share / (k + load * share);
    }
    return share;
}

/* Erlang's C: the chance to wait at c places. */
static inline double theory_erlang_c(int places, double load)
{
    const double lost = theory_erlang_b(places, load);
    return lost / (1 - load / places * (1 - lost));
}

/* Mean wait of M/M/c. */
static inline double theory_wait_mmc(int places, double rate, double mean)
{
    return theory_erlang_c(places, rate * mean) / (places / mean - rate);
}

/* Mean wait of M/G/1 (Pollaczek and Khinchine); v is the squared coefficient of variation of the
 * service time. */
static inline double theory_wait_mg1(double rate, double mean, double v)
{
    return rate * mean * mean * (1 + v) / (2 * (1 - rate * mean));
}

/* M/M/c/K: the share turned away for want of one of `room` stands, and the mean wait for one of
 * `places` of those who get one (Little). */
static inline void theory_mmck(int places, int room, double rate, double mean, double *lost,
                               double *wait)
{
    double weight = 1, sum = 0, queue = 0, full = 0;
    for (int n = 0; n <= room; n++) {
        const int busy = n < places ? n : places;
        sum += weight;
        queue += weight * (n - busy);
        full = weight;
        weight *= rate * mean / (n + 1 < places ? n + 1 : places);
    }
    *lost = full / sum;
    *wait = queue / sum / (rate * (1 - *lost));
}

/* ---- closed fleets ---- */

/* Machine repair, M/M/c//f: throughput and mean wait of f aircraft that are away for z between two
 * visits, whatever the distribution of that time. */
static inline void theory_machine_repair(int aircraft, int places, double away, double mean,
                                         double *rate, double *wait)
{
    double weight = 1, sum = 0, busy = 0, queue = 0;
    for (int n = 0; n <= aircraft; n++) {
        const int at_work = n < places ? n : places;
        sum += weight;
        busy += weight * at_work;
        queue += weight * (n - at_work);
        const int next = n + 1 < places ? n + 1 : places;
        weight *= (aircraft - n) * mean / away / next;
    }
    *rate = busy / sum / mean;
    *wait = queue / sum / *rate;
}

/* Folds a station into the normalising constants g[0..aircraft] of a closed network (Buzen). */
static inline void theory_fold(double *g, int aircraft, int places, double mean)
{
    double folded[THEORY_CLOSED_MAX + 1];
    for (int n = 0; n <= aircraft; n++) {
        double weight = 1;
        folded[n] = 0;
        for (int k = 0; k <= n; k++) {
            folded[n] += weight * g[n - k];
            weight *= mean / (k + 1 < places ? k + 1 : places);
        }
    }
    for (int n = 0; n <= aircraft; n++) {
        g[n] = folded[n];
    }
}

/* Throughput of f aircraft that go round between two queues with exponential times and are `away`
 * in between, whatever the distribution of that time (Gordon and Newell's product form). */
static inline double theory_closed_line(int aircraft, int places_a, double mean_a, int places_b,
                                        double mean_b, double away)
{
    double g[THEORY_CLOSED_MAX + 1] = {1};
    theory_fold(g, aircraft, aircraft + 1, away); /* a place for each */
    theory_fold(g, aircraft, places_a, mean_a);
    theory_fold(g, aircraft, places_b, mean_b);
    return g[aircraft - 1] / g[aircraft];
}

/* ---- spells, attempts, hours ---- */

/* Mean wait at a gate that opens and shuts by itself, of somebody who comes at random: the shut
 * share of the time, times the mean rest of a shut spell; v is the spells' squared coefficient of
 * variation. */
static inline double theory_wait_gate(double open, double shut, double v)
{
    return shut / (open + shut) * shut * (1 + v) / 2;
}

/* Failures before `successes` departures that each succeed with probability p: the distribution. */
static inline double theory_failures_at_most(double p, int successes, int failures)
{
    return failures < 0 ? 0 : gsl_cdf_negative_binomial_P((unsigned)failures, p, successes);
}

/* Mean of the largest of n independent numbers of failures before one success. */
static inline double theory_most_failures(double p, int n)
{
    double mean = 0, more = 1;
    for (int k = 0; more > 1e-15; k++) {
        more = -expm1(n * log1p(-pow(1 - p, k + 1)));
        mean += more;
    }
    return mean;
}

/* Mean number of services that begin within `hours` of an opening at a place that is never idle:
 * one, and one more for each whole service that has ended by then. Service times are gamma with a
 * whole shape, so that they are sums of steps of a Poisson process. */
static inline double theory_begun_within(double hours, int shape, double scale)
{
    double mean = 1;
    for (int k = 1;; k++) {
        const double ended = gsl_cdf_poisson_Q((unsigned)(k * shape - 1), hours / scale);
        mean += ended;
        if (ended < 1e-15) {
            return mean;
        }
    }
}

#endif
