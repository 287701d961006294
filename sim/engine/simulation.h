/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* simulation.h - clock, run loop and guards: the heart of a run.
 *
 * A model owns a simulation, schedules events on it and gives one dispatch function that knows
 * every kind of event. The loop takes the earliest event, moves the clock, dispatches, and drains
 * the list of *resumptions*: subjects that were handed a resource during the dispatch continue at
 * the same instant, in the order they were served, without an event in the queue and without
 * nesting handlers (see resource.h). What concludes an instant follows when nothing else is left to
 * happen at it. A resumption or a conclusion is dispatched, counted and hashed exactly like an
 * event.
 *
 * A run always ends, and says why: the model stopped it, nothing was left to happen, the horizon
 * came, the event limit was reached, the clock stood still, somebody interrupted it, or memory ran
 * out. But for the last, what was still to happen stays where it was. */
#ifndef AB_ENGINE_SIMULATION_H
#define AB_ENGINE_SIMULATION_H

#include "engine/queue.h"

#include <stdatomic.h>

enum ab_stop {
    AB_STOP_NONE,        /* still running */
    AB_STOP_MODEL,       /* the model called ab_simulation_stop: the regular end */
    AB_STOP_EXHAUSTED,   /* nothing left to happen */
    AB_STOP_HORIZON,     /* the next event lies beyond the horizon; the clock stands at it */
    AB_STOP_EVENT_LIMIT, /* more events than allowed */
    AB_STOP_STUCK,       /* too many events without the clock moving */
    AB_STOP_INTERRUPTED, /* somebody asked to stop */
    AB_STOP_MEMORY,      /* an event could not be stored */
};

/* Those who act at this instant without an event in the queue, first come first. */
struct ab_turn {
    uint32_t subject;
    uint16_t kind;
};
struct ab_ring {
    struct ab_turn *turn;
    uint32_t head, count, room; /* a power of two */
};

typedef void ab_dispatch(void *model, uint16_t kind, uint32_t subject);

struct ab_simulation {
    struct ab_queue *queue;
    ab_dispatch *dispatch;
    void *model;
    ab_time now;
    ab_time horizon; /* AB_TIME_NEVER: none */
    uint64_t event_limit;
    uint64_t stuck_limit;           /* events at one instant, default 1,000,000 */
    const atomic_bool *interrupted; /* true: stop before the next event; NULL: nobody asks */
    uint64_t events;                /* dispatched so far */
    uint64_t hash; /* trajectory hash over (time, kind, subject) of every dispatch */
    /* Dispatched since the clock last moved; not beside `events`: both at once would be read in one piece,
     * which the clock has just written in part. */
    uint64_t events_at_now;
    struct ab_turn last; /* being dispatched, for assertion messages */
    enum ab_stop stop;
    struct ab_ring resumed;    /* continue now */
    struct ab_ring concluding; /* act when nothing else is left at this instant */
};

/* Prepares caller's storage; false when memory is out (nothing to clear then). `expected` pending
 * events. There is no horizon, no event limit and nobody who interrupts until the caller sets them. `dispatch` is called
 * with `model`, which is borrowed. */
bool ab_simulation_init(struct ab_simulation *simulation, ab_dispatch *dispatch, void *model,
                        size_t expected);
void ab_simulation_clear(struct ab_simulation *simulation);

/* Back to time zero with nothing pending and the hash at its start; limits and memory stay. */
void ab_simulation_reset(struct ab_simulation *simulation);

/* Schedules an event `delay` >= 0 after now at normal priority, or at an absolute `time` >= now at
 * a given one. Never fails visibly: when memory is out the run stops with AB_STOP_MEMORY. An event
 * at AB_TIME_NEVER (or beyond) does not happen. */
static inline void ab_simulation_after(struct ab_simulation *simulation, ab_time delay,
                                       uint16_t kind, uint32_t subject);
void ab_simulation_at(struct ab_simulation *simulation, ab_time time, uint8_t priority,
                      uint16_t kind, uint32_t subject);

/* The same for an event that may be cancelled, also one at AB_TIME_NEVER. */
ab_event_handle ab_simulation_plan(struct ab_simulation *simulation, ab_time time, uint8_t priority,
                                   uint16_t kind, uint32_t subject);
bool ab_simulation_cancel(struct ab_simulation *simulation, ab_event_handle handle);

/* Lets `subject` continue at this instant, after the running handler. */
void ab_simulation_resume(struct ab_simulation *simulation, uint16_t kind, uint32_t subject);

/* Lets `subject` act at this instant when nothing else is left to happen at it, whatever is posted
 * for it until then; those who conclude it act in the order in which they were posted. */
void ab_simulation_conclude(struct ab_simulation *simulation, uint16_t kind, uint32_t subject);

/* Ends the run after the running handler; resumptions that still wait are not dispatched. */
void ab_simulation_stop(struct ab_simulation *simulation);

/* Lets a run that stopped at its horizon go on at a later moment, up to another horizon; nothing that
 * is pending may be earlier than that moment. */
void ab_simulation_go_on(struct ab_simulation *simulation, ab_time now, ab_time horizon);

/* Runs to the end and says why it ended. An ended run stays ended until ab_simulation_reset. */
enum ab_stop ab_simulation_run(struct ab_simulation *simulation);

#ifdef AB_CHECKED
/* Dispatches one event and the resumptions it caused (or, when some wait already, these alone);
 * false at the end. For tests that check invariants after every event. */
bool ab_simulation_step(struct ab_simulation *simulation);
#endif

/* A sentence for each reason, e.g. "the horizon was reached". */
const char *ab_stop_text(enum ab_stop stop);

/* A programming error found in mid-run: says what, where, the simulated time and the event, and
 * aborts. Always compiled in, since it costs next to nothing. */
_Noreturn void ab_simulation_fault(const struct ab_simulation *simulation, const char *what,
                                   const char *file, int line);
#define ab_simulation_assert(simulation, condition)                                                \
    ((condition) ? (void)0                                                                         \
                 : ab_simulation_fault((simulation), "not true: " #condition, __FILE__, __LINE__))

static inline void ab_simulation_after(struct ab_simulation *simulation, ab_time delay,
                                       uint16_t kind, uint32_t subject)
{
    ab_simulation_assert(simulation, delay >= 0);
    const ab_time left = AB_TIME_NEVER - simulation->now;
    ab_simulation_at(simulation, delay < left ? simulation->now + delay : AB_TIME_NEVER,
                     AB_PRIORITY_NORMAL, kind, subject);
}

#endif
