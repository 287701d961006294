/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_scaling.h - what further threads gain, measured so that a machine with other work to do
 * does not decide it.
 *
 * Work on one thread, on several threads, and on one thread in as many processes that know nothing
 * of each other takes turns, some rounds of seconds each; the medians of the ratios are told. What
 * the processes reach is the most that the machine allows just then: threads that reach as much
 * lose nothing to each other. */
#ifndef BENCH_SCALING_H
#define BENCH_SCALING_H

#include "base/time.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SCALING_ROUNDS = 7 };

/* Does a fixed amount of work on that many threads; false when it fails. */
typedef bool scaling_work(void *owner, int threads);

/* The seconds that the work takes; 0 when it fails. */
static inline double scaling_time(scaling_work *work, void *owner, int threads)
{
    const double begun = ab_clock_seconds();
    return work(owner, threads) ? ab_clock_seconds() - begun : 0;
}

/* The seconds until each of some processes has done all of the work on one thread; 0: it fails. */
static inline double scaling_time_apart(scaling_work *work, void *owner, int processes)
{
    const double begun = ab_clock_seconds();
    bool good = true;
    (void)fflush(stdout);
    for (int i = 0; i < processes; i++) {
        const pid_t child = fork();
        if (child == 0) {
            _exit(work(owner, 1) ? 0 : 1);
        }
        good = good && child > 0;
    }
    int status;
    while (wait(&status) > 0) {
        good = good && status == 0;
    }
    return good ? ab_clock_seconds() - begun : 0;
}

static inline int scaling_compare(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

static inline double scaling_median(double *value)
{
    qsort(value, SCALING_ROUNDS, sizeof *value, scaling_compare);
    return value[SCALING_ROUNDS / 2];
}

/* Measures and tells what `threads` threads gain. */
static inline bool scaling_measure(const char *what, scaling_work *work, void *owner, int threads)
{
    double gain[SCALING_ROUNDS], apart[SCALING_ROUNDS], alone[SCALING_ROUNDS];
    for (int i = 0; i < SCALING_ROUNDS; i++) {
        alone[i] = scaling_time(work, owner, 1);
        const double together = scaling_time(work, owner, threads);
        const double each = scaling_time_apart(work, owner, threads);
        if (alone[i] <= 0 || together <= 0 || each <= 0) {
            return false;
        }
        gain[i] = alone[i] / together;
        apart[i] = threads * alone[i] / each;
    }
    const double gained = scaling_median(gain), most = scaling_median(apart);
    (void)printf(
        "%s: %d threads do %.2f times the work of one, %.0f %% per added core;\n"
        "  that is %.0f %% of the %.2f times of %d processes apart (medians of %d rounds of "
        "%.1f s)\n",
        what, threads, gained, 100 * (gained - 1) / (threads - 1), 100 * gained / most, most,
        threads, SCALING_ROUNDS, scaling_median(alone));
    return true;
}

#endif
