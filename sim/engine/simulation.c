/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* simulation.c - the run loop: take the earliest event, move the clock, let the model act.
 *
 * Subjects that were handed something during a dispatch wait in a ring and continue at the same
 * instant, before the next event; those who conclude an instant wait in another, until the next
 * event is a later one. Every dispatch, from the queue or from a ring, passes through one function
 * that counts it and folds it into the trajectory hash, once the guards have let it pass. */
#include "engine/simulation.h"

#include "base/fold.h"
#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

enum { TURNS_MIN = 64 }; /* a power of two */

static const uint64_t STUCK_LIMIT = 1000000;

/* The first 64 bits of the fractional part of pi: where every trajectory hash starts. */
static const uint64_t HASH_START = UINT64_C(0x243f6a8885a308d3);

static bool init_ring(struct ab_ring *ring)
{
    *ring = (struct ab_ring){.turn = ab_memory_take(TURNS_MIN, sizeof *ring->turn)};
    ring->room = TURNS_MIN;
    return ring->turn != NULL;
}

static void clear_ring(struct ab_ring *ring)
{
    ab_memory_give(ring->turn);
    ring->turn = NULL;
}

static void empty_ring(struct ab_ring *ring)
{
    ring->head = 0;
    ring->count = 0;
}

bool ab_simulation_init(struct ab_simulation *simulation, ab_dispatch *dispatch, void *model,
                        size_t expected)
{
    *simulation = (struct ab_simulation){
        .dispatch = dispatch,
        .model = model,
        .horizon = AB_TIME_NEVER,
        .event_limit = UINT64_MAX,
        .stuck_limit = STUCK_LIMIT,
        .hash = HASH_START,
    };
    simulation->queue = ab_queue_create(expected);
    if (simulation->queue == NULL || !init_ring(&simulation->resumed) ||
        !init_ring(&simulation->concluding)) {
        ab_simulation_clear(simulation);
        return false;
    }
    return true;
}

void ab_simulation_clear(struct ab_simulation *simulation)
{
    ab_queue_destroy(simulation->queue);
    clear_ring(&simulation->resumed);
    clear_ring(&simulation->concluding);
    simulation->queue = NULL;
}

void ab_simulation_reset(struct ab_simulation *simulation)
{
    ab_queue_reset(simulation->queue);
    simulation->now = 0;
    simulation->events = 0;
    simulation->events_at_now = 0;
    simulation->hash = HASH_START;
    simulation->last = (struct ab_turn){0};
    simulation->stop = AB_STOP_NONE;
    empty_ring(&simulation->resumed);
    empty_ring(&simulation->concluding);
}

_Noreturn void ab_simulation_fault(const struct ab_simulation *simulation, const char *what,
                                   const char *file, int line)
{
    fprintf(stderr,
            "%s:%d: fault in the simulation: %s (at %lld ms = %.3f h, event %llu of kind %u, "
            "subject %lu)\n",
            file, line, what, (long long)simulation->now, ab_time_hours(simulation->now),
            (unsigned long long)simulation->events, (unsigned)simulation->last.kind,
            (unsigned long)simulation->last.subject);
    abort();
}

void ab_simulation_at(struct ab_simulation *simulation, ab_time time, uint8_t priority,
                      uint16_t kind, uint32_t subject)
{
    ab_simulation_assert(simulation, time >= simulation->now);
    if (!ab_queue_insert(simulation->queue, time, priority, kind, subject)) {
        simulation->stop = AB_STOP_MEMORY;
    }
}

ab_event_handle ab_simulation_plan(struct ab_simulation *simulation, ab_time time, uint8_t priority,
                                   uint16_t kind, uint32_t subject)
{
    ab_simulation_assert(simulation, time >= simulation->now);
    const ab_event_handle handle = ab_queue_plan(simulation->queue, time, priority, kind, subject);
    if (handle == AB_EVENT_NONE) {
        simulation->stop = AB_STOP_MEMORY;
    }
    return handle;
}

bool ab_simulation_cancel(struct ab_simulation *simulation, ab_event_handle handle)
{
    return ab_queue_cancel(simulation->queue, handle);
}

/* Doubles a ring, laying its content out from the start. */
static bool grow_ring(struct ab_ring *ring)
{
    struct ab_turn *turn = NULL;
    if (ring->room <= UINT32_MAX / 2) {
        turn = ab_memory_take((size_t)ring->room * 2, sizeof *turn);
    }
    if (turn == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < ring->count; i++) {
        turn[i] = ring->turn[(ring->head + i) & (ring->room - 1)];
    }
    ab_memory_give(ring->turn);
    *ring = (struct ab_ring){.turn = turn, .count = ring->count, .room = ring->room * 2};
    return true;
}

static inline void put(struct ab_simulation *simulation, struct ab_ring *ring, struct ab_turn turn)
{
    if (ring->count == ring->room && !grow_ring(ring)) {
        simulation->stop = AB_STOP_MEMORY;
        return;
    }
    ring->turn[(ring->head + ring->count++) & (ring->room - 1)] = turn;
}

static struct ab_turn take(struct ab_ring *ring)
{
    const struct ab_turn turn = ring->turn[ring->head];
    ring->head = (ring->head + 1) & (ring->room - 1);
    ring->count--;
    return turn;
}

void ab_simulation_resume(struct ab_simulation *simulation, uint16_t kind, uint32_t subject)
{
    put(simulation, &simulation->resumed, (struct ab_turn){.subject = subject, .kind = kind});
}

void ab_simulation_conclude(struct ab_simulation *simulation, uint16_t kind, uint32_t subject)
{
    put(simulation, &simulation->concluding, (struct ab_turn){.subject = subject, .kind = kind});
}

void ab_simulation_stop(struct ab_simulation *simulation)
{
    /* A run that lost an event stays a run that lost an event. */
    if (simulation->stop == AB_STOP_NONE) {
        simulation->stop = AB_STOP_MODEL;
    }
}

/* Whether the guards let one more event happen; else the run stops. They are asked before it leaves
 * the queue or the ring, so that a run that was stopped has lost nothing. */
static inline bool may_dispatch(struct ab_simulation *simulation)
{
    if (simulation->events >= simulation->event_limit) {
        simulation->stop = AB_STOP_EVENT_LIMIT;
    } else if (simulation->events_at_now >= simulation->stuck_limit) {
        simulation->stop = AB_STOP_STUCK;
    } else if (simulation->interrupted != NULL &&
               atomic_load_explicit(simulation->interrupted, memory_order_relaxed)) {
        simulation->stop = AB_STOP_INTERRUPTED;
    }
    return simulation->stop == AB_STOP_NONE;
}

/* Lets the model act. */
static inline void dispatch(struct ab_simulation *simulation, uint16_t kind, uint32_t subject)
{
    simulation->last = (struct ab_turn){.subject = subject, .kind = kind};
    simulation->events++;
    simulation->events_at_now++;
    simulation->hash =
        ab_fold_pair(simulation->hash, (uint64_t)simulation->now, (uint64_t)kind << 32 | subject);
    simulation->dispatch(simulation->model, kind, subject);
}

static void dispatch_turn(struct ab_simulation *simulation, struct ab_ring *ring)
{
    if (may_dispatch(simulation)) {
        const struct ab_turn next = take(ring);
        dispatch(simulation, next.kind, next.subject);
    }
}

/* The next event is not of this instant. Those who conclude the instant come before the clock moves;
 * whether it moved. */
static inline bool move_clock(struct ab_simulation *simulation, ab_time next)
{
    if (simulation->concluding.count > 0) {
        dispatch_turn(simulation, &simulation->concluding);
        return false;
    }
    if (next == AB_TIME_NEVER) {
        simulation->stop = AB_STOP_EXHAUSTED;
        return false;
    }
    if (next > simulation->horizon) {
        if (simulation->horizon > simulation->now) {
            simulation->now = simulation->horizon;
        }
        simulation->stop = AB_STOP_HORIZON;
        return false;
    }
    ab_simulation_assert(simulation, next >= simulation->now);
    simulation->now = next;
    simulation->events_at_now = 0;
    return true;
}

/* Moves the clock to the next event and dispatches it, or says why there is none to dispatch. */
static inline void advance(struct ab_simulation *simulation)
{
    const ab_time next = ab_queue_next(simulation->queue);
    if (next != simulation->now && !move_clock(simulation, next)) {
        return;
    }
    if (may_dispatch(simulation)) {
        const struct ab_event event = ab_queue_take_next(simulation->queue);
        dispatch(simulation, event.kind, event.subject);
    }
}

void ab_simulation_go_on(struct ab_simulation *simulation, ab_time now, ab_time horizon)
{
    ab_simulation_assert(simulation, simulation->stop == AB_STOP_HORIZON &&
                                         ab_queue_next(simulation->queue) >= now);
    simulation->stop = AB_STOP_NONE;
    simulation->now = now;
    simulation->events_at_now = 0;
    simulation->horizon = horizon;
}

enum ab_stop ab_simulation_run(struct ab_simulation *simulation)
{
    while (simulation->stop == AB_STOP_NONE) {
        if (simulation->resumed.count > 0) {
            dispatch_turn(simulation, &simulation->resumed);
        } else {
            advance(simulation);
        }
    }
    return simulation->stop;
}

#ifdef AB_CHECKED
/* Continues those who were handed something, in the order in which they were. */
static void drain(struct ab_simulation *simulation)
{
    while (simulation->resumed.count > 0 && simulation->stop == AB_STOP_NONE) {
        dispatch_turn(simulation, &simulation->resumed);
    }
}

bool ab_simulation_step(struct ab_simulation *simulation)
{
    if (simulation->stop == AB_STOP_NONE && simulation->resumed.count == 0) {
        advance(simulation);
    }
    drain(simulation);
    return simulation->stop == AB_STOP_NONE;
}
#endif

const char *ab_stop_text(enum ab_stop stop)
{
    switch (stop) {
    case AB_STOP_NONE: return "the run has not ended";
    case AB_STOP_MODEL: return "the model ended the run";
    case AB_STOP_EXHAUSTED: return "nothing was left to happen";
    case AB_STOP_HORIZON: return "the horizon was reached";
    case AB_STOP_EVENT_LIMIT: return "the limit on the number of events was reached";
    case AB_STOP_STUCK: return "the clock stood still: too many events at one instant";
    case AB_STOP_INTERRUPTED: return "the run was interrupted";
    case AB_STOP_MEMORY: return "memory ran out";
    }
    return "unknown";
}
