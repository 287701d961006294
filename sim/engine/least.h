/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* least.h - by when a set of jobs can be done at the earliest, whatever the order.
 *
 * A job has a head (it cannot begin before), a time for which it holds a machine, and a tail (so long
 * passes from when it leaves the machine until it is done). No schedule is done sooner than
 *
 *     least head + sum of times / machines + least tail
 *
 * over any of the jobs, nor, when they are at least as many as the machines, than the mean over
 * machines of as many least heads, all times and as many least tails (Carlier, "Scheduling jobs with
 * release dates and tails on identical machines to minimize the makespan", EJOR 29, 1987). On one
 * machine the best of all these sets is what Jackson's preemptive schedule takes (Carlier, "The
 * one-machine sequencing problem", EJOR 11, 1982).
 *
 *     struct ab_job job[] = {{0, 4, 6, 1}, {2, 4, 6, 1}, {3, 4, 6, 1}, {5, 4, 6, 1}};
 *     ab_least_on_machines(job, spare, 4, 2) == 15, where 16 is possible
 *
 * Times are whole numbers of any unit. Bounds never err to the other side: they are rounded down to
 * what a schedule in whole numbers can take. */
#ifndef AB_ENGINE_LEAST_H
#define AB_ENGINE_LEAST_H

#include "base/time.h"

#include <stdbool.h>
#include <stdint.h>

/* No bound at all: before everything. */
#define AB_LEAST_NONE INT64_MIN

struct ab_job {
    ab_time head, time, tail; /* the tail may be negative: done before the machine is left */
    int64_t machines;         /* that it takes */
};

/* The bound for these jobs, at most AB_LEAST_SPARE, on so many machines; AB_LEAST_NONE without jobs. They
 * are put into another order, for which `spare` is room. */
enum { AB_LEAST_SPARE = 64 };
ab_time ab_least_on_machines(struct ab_job *job, struct ab_job *spare, int jobs, int64_t machines);

/* Jobs of which there may be too many to have them all at once: `next` gives some more of them, which stay
 * until the next call, and says how many; behind the last NULL, after which it begins anew. */
struct ab_jobs {
    const struct ab_job *(*next)(void *owner, int *jobs);
    void *owner;
};

/* A bound for any number of jobs, by fewer sets. */
ab_time ab_least_of_many(const struct ab_jobs *jobs, int64_t machines);

/* Carriers that go to and fro: so many that may begin from a moment on, and of each the least time
 * from there until its first delivery, and from one delivery to its next. */
struct ab_carriers {
    ab_time from, first, again;
    int64_t count;
};

/* Whether they can have made so many deliveries by a moment; and when they can at the soonest: without
 * carriers, or for none, AB_LEAST_NONE. */
bool ab_least_can_by_trips(const struct ab_carriers *carriers, int count, int64_t deliveries,
                           ab_time then);
ab_time ab_least_by_trips(const struct ab_carriers *carriers, int count, int64_t deliveries);

/* The same of the work that it takes: all trips, each with its way back, but that the last way back of
 * each carrier is not waited for, which takes at most so long. For the second, carriers come by rising
 * `from`. */
bool ab_least_can_by_work(const struct ab_carriers *carriers, int count, double work,
                          ab_time longest_back, ab_time then);
ab_time ab_least_by_work(const struct ab_carriers *carriers, int count, int64_t deliveries,
                         double work, ab_time longest_back);

/* Departures under a ceiling: at most so many in each period, which begin every `length` from
 * `phase` on, while it holds from one moment to another (AB_TIME_NEVER: for good). */
struct ab_periods {
    ab_time phase, length, from, until;
    int64_t most;
};

/* When the last of these can leave that may leave from `head` on, which rise: AB_TIME_NEVER when it
 * never may, AB_LEAST_NONE without any. */
ab_time ab_least_under_ceiling(const struct ab_periods *periods, const ab_time *head,
                               int departures);

#endif
