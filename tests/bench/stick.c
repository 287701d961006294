/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* stick.c - the yardstick of `make bench`: the air-bridge core as a loop written by hand.
 *
 *     stick REPLICATIONS [FACTOR [SEED]]
 *
 * What a program can hardly do faster that does nothing but this one model: aircraft are numbers,
 * stages a switch, queues rings, the pending events a 4-ary heap of 16 bytes each, and nothing is
 * recorded but the closure. tests/oracles/core.ini is the same model as a scenario.
 *
 * 75 aircraft at home take a load each while fewer than 200 were taken, wait in line for one of 8
 * loading places, load gamma(4, mean 2 h), fly normal(3.9 h, 0.2 h), wait in line for one of 6 places
 * at the destination, unload gamma(4, mean 1.5 h), fly back, are repaired by a chance of 5 % lognormal
 * (mean 8 h, sigma 0.5), and take the next. The closure is the end of the last unloading, and 58.679 +-
 * 0.011 h on average; SimPy and Cimba agree. FACTOR multiplies aircraft, loads and places. */
#include "bench/fastrng.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum stage { LOADED, AT_DESTINATION, UNLOADED, AT_HOME, REPAIRED };

/* In order of time, then of insertion. `time` holds the bits of a double that is not negative, which
 * are in the order of its values; `rest` the insertion, the stage and the aircraft. */
struct event {
    uint64_t time, rest;
};
enum { AIRCRAFT_BITS = 20, STAGE_BITS = 4, FACTOR_MAX = 10000 };

/* Aircraft that wait for a place, first come, first served. Each is in it once at most. */
struct line {
    uint32_t *aircraft, first, end;
    int free; /* places */
};

struct loop {
    struct event *heap;
    uint32_t size, inserted, mask; /* mask: of the rings */
    double now;
    struct line loading, unloading;
    int factor, taken, delivered;
    uint64_t events;
    struct fastrng rng;
};

static inline bool is_before(struct event a, struct event b)
{
    __extension__ typedef unsigned __int128 both;
    return (((both)a.time << 64) | a.rest) < (((both)b.time << 64) | b.rest);
}

static inline void insert(struct loop *loop, double after, enum stage stage, uint32_t aircraft)
{
    struct event event = {.rest = ((uint64_t)loop->inserted++ << (AIRCRAFT_BITS + STAGE_BITS)) |
                                  ((uint64_t)stage << AIRCRAFT_BITS) | aircraft};
    const double time = loop->now + after;
    memcpy(&event.time, &time, sizeof time);
    uint32_t i = loop->size++;
    while (i > 0 && is_before(event, loop->heap[(i - 1) / 4])) {
        loop->heap[i] = loop->heap[(i - 1) / 4];
        i = (i - 1) / 4;
    }
    loop->heap[i] = event;
}

/* The first of four, without branches that cannot be foreseen. */
static inline uint32_t first_of_four(const struct event *heap, uint32_t child)
{
    const uint32_t a = child + (uint32_t)is_before(heap[child + 1], heap[child]);
    const uint32_t b = child + 2 + (uint32_t)is_before(heap[child + 3], heap[child + 2]);
    return is_before(heap[b], heap[a]) ? b : a;
}

static inline struct event take(struct loop *loop)
{
    struct event *heap = loop->heap;
    const struct event first = heap[0], last = heap[--loop->size];
    uint32_t i = 0, child, next;
    while ((child = 4 * i + 1) + 3 < loop->size) {
        next = first_of_four(heap, child);
        if (!is_before(heap[next], last)) {
            heap[i] = last;
            return first;
        }
        heap[i] = heap[next];
        i = next;
    }
    if (child < loop->size) {
        next = child;
        for (uint32_t j = child + 1; j < loop->size; j++) {
            next = is_before(heap[j], heap[next]) ? j : next;
        }
        if (is_before(heap[next], last)) {
            heap[i] = heap[next];
            i = next;
        }
    }
    heap[i] = last;
    return first;
}

static inline void load(struct loop *loop, uint32_t aircraft)
{
    insert(loop, fastrng_gamma(&loop->rng, 4, 2.0 / 4), LOADED, aircraft);
}

static inline void unload(struct loop *loop, uint32_t aircraft)
{
    insert(loop, fastrng_gamma(&loop->rng, 4, 1.5 / 4), UNLOADED, aircraft);
}

static inline void fly(struct loop *loop, enum stage to, uint32_t aircraft)
{
    double hours;
    do {
        hours = 3.9 + 0.2 * fastrng_normal(&loop->rng);
    } while (hours <= 0);
    insert(loop, hours, to, aircraft);
}

static inline void stand_in_line(const struct loop *loop, struct line *line, uint32_t aircraft)
{
    line->aircraft[line->end++ & loop->mask] = aircraft;
}

static inline uint32_t next_in_line(const struct loop *loop, struct line *line)
{
    return line->aircraft[line->first++ & loop->mask];
}

static inline void begin_cycle(struct loop *loop, uint32_t aircraft)
{
    if (loop->taken == 200 * loop->factor) {
        return;
    }
    loop->taken++;
    if (loop->loading.free > 0) {
        loop->loading.free--;
        load(loop, aircraft);
    } else {
        stand_in_line(loop, &loop->loading, aircraft);
    }
}

static inline void end_loading(struct loop *loop, uint32_t aircraft)
{
    if (loop->loading.first != loop->loading.end) {
        load(loop, next_in_line(loop, &loop->loading));
    } else {
        loop->loading.free++;
    }
    fly(loop, AT_DESTINATION, aircraft);
}

static inline void arrive(struct loop *loop, uint32_t aircraft)
{
    if (loop->unloading.free > 0) {
        loop->unloading.free--;
        unload(loop, aircraft);
    } else {
        stand_in_line(loop, &loop->unloading, aircraft);
    }
}

static inline void end_unloading(struct loop *loop, uint32_t aircraft)
{
    if (loop->unloading.first != loop->unloading.end) {
        unload(loop, next_in_line(loop, &loop->unloading));
    } else {
        loop->unloading.free++;
    }
    fly(loop, AT_HOME, aircraft);
}

/* The closure, in hours. */
static double replicate(struct loop *loop)
{
    const double mu = log(8.0) - 0.5 * 0.5 / 2;
    loop->size = loop->inserted = 0;
    loop->now = 0;
    loop->taken = loop->delivered = 0;
    loop->loading.first = loop->loading.end = loop->unloading.first = loop->unloading.end = 0;
    loop->loading.free = 8 * loop->factor;
    loop->unloading.free = 6 * loop->factor;
    for (uint32_t i = 0; i < 75 * (uint32_t)loop->factor; i++) {
        begin_cycle(loop, i);
    }
    while (loop->size > 0) {
        const struct event event = take(loop);
        const uint32_t aircraft = event.rest & ((1 << AIRCRAFT_BITS) - 1);
        memcpy(&loop->now, &event.time, sizeof loop->now);
        loop->events++;
        switch ((enum stage)(event.rest >> AIRCRAFT_BITS & ((1 << STAGE_BITS) - 1))) {
        case LOADED: end_loading(loop, aircraft); break;
        case AT_DESTINATION: arrive(loop, aircraft); break;
        case UNLOADED:
            if (++loop->delivered == 200 * loop->factor) {
                return loop->now;
            }
            end_unloading(loop, aircraft);
            break;
        case AT_HOME:
            if (fastrng_unit(&loop->rng) < 0.05) {
                insert(loop, fastrng_lognormal(&loop->rng, mu, 0.5), REPAIRED, aircraft);
                break;
            }
            /* fall through */
        case REPAIRED: begin_cycle(loop, aircraft);
        }
    }
    return (double)NAN;
}

static bool make_loop(struct loop *loop, int factor)
{
    const size_t aircraft = 75 * (size_t)factor;
    *loop = (struct loop){.factor = factor, .mask = 1};
    while (loop->mask < aircraft) {
        loop->mask *= 2;
    }
    loop->heap = calloc(aircraft, sizeof *loop->heap);
    loop->loading.aircraft = calloc(loop->mask, sizeof *loop->loading.aircraft);
    loop->unloading.aircraft = calloc(loop->mask, sizeof *loop->unloading.aircraft);
    loop->mask--;
    fastrng_init(&loop->rng);
    return loop->heap != NULL && loop->loading.aircraft != NULL && loop->unloading.aircraft != NULL;
}

static void print(const struct loop *loop, long replications, double seconds, double mean,
                  double squares)
{
    const double deviation = sqrt(squares / (double)(replications - 1));
    (void)printf("%.3f us a replication, %.1f events, closure %.4f +- %.4f h\n",
                 seconds * 1e6 / (double)replications, (double)loop->events / (double)replications,
                 mean, 1.96 * deviation / sqrt((double)replications));
}

int main(int argc, char **argv)
{
    const long replications = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    const long factor = argc > 2 ? strtol(argv[2], NULL, 10) : 1;
    const uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    struct loop loop;
    if (replications < 1 || factor < 1 || factor > FACTOR_MAX) {
        (void)fputs("usage: stick REPLICATIONS [FACTOR [SEED]]\n", stderr);
        return 2;
    }
    if (!make_loop(&loop, (int)factor)) {
        (void)fputs("stick: out of memory\n", stderr);
        return 1;
    }
    const clock_t begun = clock();
    double mean = 0, squares = 0;
    for (long i = 0; i < replications; i++) {
        fastrng_seed(&loop.rng, seed, (uint64_t)i);
        const double closure = replicate(&loop), off = closure - mean;
        mean += off / (double)(i + 1);
        squares += off * (closure - mean);
    }
    print(&loop, replications, (double)(clock() - begun) / CLOCKS_PER_SEC, mean, squares);
    free(loop.heap);
    free(loop.loading.aircraft);
    free(loop.unloading.aircraft);
    return 0;
}
