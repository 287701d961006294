/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_queue.c - what an event costs: the queue of the simulator beside a plain binary heap.
 *
 * The HOLD model: a queue holds n events; again and again the first is taken and one is inserted an
 * exponentially distributed time later. Reported are nanoseconds per take-and-insert for n from
 * 10^2 to 10^6, the median of several repetitions that alternate between the two queues, so that
 * both meet the same weather on the machine. A program to be run by hand: times differ from machine
 * to machine and are never tested.
 *
 * usage: bench_queue [REPETITIONS] */
#include "base/memory.h"
#include "support/queue_take.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { QUANTILES = 4096, HOLDS = 1000000, REPETITIONS = 9, REPETITIONS_MAX = 99 };

/* The plain heap: an array of whole events in order of time, priority and insertion, compared
 * field by field. No handles. */
struct plain_event {
    ab_time time;
    uint64_t insertion;
    uint64_t handle;
    uint32_t subject;
    uint16_t kind;
    uint8_t priority;
};

struct plain {
    struct plain_event *event;
    size_t size;
    uint64_t insertion;
};

static bool plain_is_before(const struct plain_event *a, const struct plain_event *b)
{
    if (a->time != b->time) {
        return a->time < b->time;
    }
    if (a->priority != b->priority) {
        return a->priority < b->priority;
    }
    return a->insertion < b->insertion;
}

static void plain_insert(struct plain *plain, struct plain_event event)
{
    size_t i = plain->size++;
    event.insertion = plain->insertion++;
    while (i > 0 && plain_is_before(&event, &plain->event[(i - 1) / 2])) {
        plain->event[i] = plain->event[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    plain->event[i] = event;
}

static struct plain_event plain_take(struct plain *plain)
{
    struct plain_event first = plain->event[0];
    struct plain_event last = plain->event[--plain->size];
    size_t i = 0;
    for (size_t child = 1; child < plain->size; child = 2 * i + 1) {
        if (child + 1 < plain->size &&
            plain_is_before(&plain->event[child + 1], &plain->event[child])) {
            child++;
        }
        if (!plain_is_before(&plain->event[child], &last)) {
            break;
        }
        plain->event[i] = plain->event[child];
        i = child;
    }
    plain->event[i] = last;
    return first;
}

static double nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* Exponential increments with a mean of one day in ms, cheaply: the quantiles lie in a table, and a
 * xorshift generator points into it. A sequence that came round again would be learnt by heart by
 * the branch predictor and flatter whatever branches. */
struct increments {
    uint64_t state;
    uint32_t quantile[QUANTILES];
};

static void increments_init(struct increments *increments)
{
    increments->state = UINT64_C(88172645463325252);
    for (int i = 0; i < QUANTILES; i++) {
        increments->quantile[i] = (uint32_t)(-8.64e7 * log((i + 0.5) / QUANTILES));
    }
}

static inline ab_time increments_next(struct increments *increments)
{
    uint64_t x = increments->state;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    increments->state = x;
    return (ab_time)increments->quantile[x % QUANTILES];
}

/* Both return nanoseconds per hold. *last is the time of the last event taken: the queues must
 * agree on it, and the compiler cannot leave the work out. */
static double hold_queue(struct ab_queue *queue, struct increments *increments, ab_time *last)
{
    struct ab_event event = {0};
    const double begin = nanoseconds();
    for (uint32_t i = 0; i < HOLDS; i++) {
        queue_take(queue, &event);
        ab_queue_insert(queue, event.time + increments_next(increments), AB_PRIORITY_NORMAL,
                        event.kind, event.subject);
    }
    *last = event.time;
    return (nanoseconds() - begin) / HOLDS;
}

static double hold_plain(struct plain *plain, struct increments *increments, ab_time *last)
{
    struct plain_event event = {0};
    const double begin = nanoseconds();
    for (uint32_t i = 0; i < HOLDS; i++) {
        event = plain_take(plain);
        *last = event.time;
        event.time += increments_next(increments);
        plain_insert(plain, event);
    }
    return (nanoseconds() - begin) / HOLDS;
}

static int compare_times(const void *left, const void *right)
{
    const double a = *(const double *)left;
    const double b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *value, int count)
{
    qsort(value, (size_t)count, sizeof *value, compare_times);
    return (value[(count - 1) / 2] + value[count / 2]) / 2.0;
}

/* One row of the table, the median of `repetitions`; false when the queues do not agree. */
static bool measure(struct ab_queue *queue, struct plain *plain, size_t size, int repetitions)
{
    struct increments increments;
    increments_init(&increments);
    double ours[REPETITIONS_MAX];
    double theirs[REPETITIONS_MAX];
    ab_time last = 0;
    ab_time plain_last = 0;
    for (int i = 0; i < repetitions && last == plain_last; i++) {
        const uint64_t state = increments.state;
        ours[i] = hold_queue(queue, &increments, &last);
        increments.state = state;
        theirs[i] = hold_plain(plain, &increments, &plain_last);
    }
    if (last != plain_last) {
        return false;
    }
    const double mine = median(ours, repetitions);
    const double other = median(theirs, repetitions);
    printf("%10zu  %13.1f  %13.1f  %8.2f\n", size, mine, other, other / mine);
    return true;
}

static bool compare_at(size_t size, int repetitions)
{
    struct increments increments;
    increments_init(&increments);
    struct ab_queue *queue = ab_queue_create(size);
    struct plain plain = {.event = ab_memory_take(size, sizeof *plain.event)};
    bool done = queue != NULL && plain.event != NULL;
    for (uint32_t i = 0; done && i < size; i++) {
        const ab_time time = increments_next(&increments);
        ab_queue_insert(queue, time, AB_PRIORITY_NORMAL, 1, i);
        plain_insert(&plain,
                     (struct plain_event){.time = time, .priority = AB_PRIORITY_NORMAL, .kind = 1});
    }
    done = done && measure(queue, &plain, size, repetitions);
    ab_queue_destroy(queue);
    ab_memory_give(plain.event);
    return done;
}

int main(int argc, char **argv)
{
    const long asked = argc > 1 ? strtol(argv[1], NULL, 10) : REPETITIONS;
    if (argc > 2 || asked < 1 || asked > REPETITIONS_MAX) {
        fprintf(stderr, "usage: bench_queue [REPETITIONS], 1 to %d\n", REPETITIONS_MAX);
        return 2;
    }
    printf("take and insert, ns (median of %ld)\n", asked);
    printf("%10s  %13s  %13s  %8s\n", "pending", "4-ary 16 byte", "plain 32 byte", "ratio");
    for (size_t size = 100; size <= 1000000; size *= 10) {
        if (!compare_at(size, (int)asked)) {
            fprintf(stderr, "bench_queue: memory ran out, or the queues disagree\n");
            return 1;
        }
    }
    return 0;
}
