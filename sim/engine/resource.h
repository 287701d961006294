/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* resource.h - places that are held for a while: stands, working places, runways.
 *
 * A resource has a capacity in units. Whoever needs units acquires them: they are granted at once,
 * or the subject waits in line. The line is ordered by priority (lower number first), then by
 * arrival; the first in line is served first and is never overtaken by a smaller request behind
 * it, so nobody starves. When units are released they are handed straight to the next in line: the
 * units are already the waiter's, and its (kind, subject) is resumed at the same instant through
 * the simulation (see ab_simulation_resume).
 *
 * Cancelling a wait and being served exclude each other: ab_resource_leave returns false once the
 * units were handed over, even when the resumption has not run yet.
 *
 * A wait that ends at the instant it began counts as a wait of zero length.
 *
 * Books are kept, and exact: integrals in unit-milliseconds as integers. */
#ifndef AB_ENGINE_RESOURCE_H
#define AB_ENGINE_RESOURCE_H

#include "engine/meter.h"
#include "engine/simulation.h"

#define AB_UNLIMITED INT32_MAX

/* Waiting places, shared by the resources of a run. */
struct ab_resource;
struct ab_waiter {
    const struct ab_resource *resource; /* in whose line; NULL while the place is free */
    ab_time since;
    uint32_t next, previous; /* in line, or the free list */
    uint32_t generation;     /* counts who waited in this place; part of the handle */
    uint32_t subject;
    int32_t units;
    uint16_t kind;
    uint8_t priority;
};
struct ab_waiting_room {
    struct ab_waiter *waiter;
    uint32_t room, free;
};
bool ab_waiting_room_init(struct ab_waiting_room *waiting_room, size_t expected);
void ab_waiting_room_clear(struct ab_waiting_room *waiting_room);
/* Empties it and keeps the memory. The resources that use it must be initialised again. */
void ab_waiting_room_reset(struct ab_waiting_room *waiting_room);

/* Names a place in line. A handle of somebody who was served or left is stale and recognised as
 * such, even when another waits in the same place by then. */
typedef uint64_t ab_wait_handle;
#define AB_WAIT_NONE ((ab_wait_handle)0)

struct ab_resource {
    struct ab_simulation *simulation;
    struct ab_waiting_room *waiting_room;
    int32_t capacity;     /* units, AB_UNLIMITED for no bound; may fall below in_use */
    int32_t in_use;       /* units */
    int32_t idle;         /* of these, held without being used */
    int32_t in_line;      /* subjects waiting */
    uint32_t first, last; /* the line */
    /* Books since init. Of an amount that changes by d at a moment t, the integral up to now is the
     * amount times now, less the sum of d times t: that sum is kept. */
    int64_t used_less, capacity_less, line_less;
    uint64_t granted;         /* requests served, at once or later */
    uint64_t waited;          /* of these, served later */
    ab_time waited_ms;        /* their waiting time, total */
    struct ab_meters *meters; /* one of these tells what goes on, span by span; NULL: none does */
    int meter;
};

/* Integrals up to now, in unit-milliseconds and subject-milliseconds. */
struct ab_books {
    int64_t used_ms;     /* of in_use without idle, while it is limited */
    int64_t capacity_ms; /* over the same time: of capacity, or of in_use where that is more (units
                            that are still being drained) */
    int64_t line_ms;     /* of in_line */
};

/* --- what is free ----------------------------------------------------------------------------- */

static inline bool ab_resource_fits(const struct ab_resource *resource, int32_t units)
{
    return (int64_t)resource->in_use + units <= resource->capacity;
}

/* Tells its meter what is so now. */
void ab_resource_tell(const struct ab_resource *resource);

/* More units are in use from now on, or fewer: `units` of either sign. Beyond the capacity there are
 * as many as are in use. */
static inline void ab_resource_use(struct ab_resource *resource, int32_t units)
{
    const int32_t before = resource->in_use, capacity = resource->capacity;
    const int32_t after = before + units;
    resource->in_use = after;
    if (capacity == AB_UNLIMITED) {
        return;
    }
    const ab_time now = resource->simulation->now;
    resource->used_less += units * now;
    if (before > capacity || after > capacity) {
        resource->capacity_less +=
            ((after > capacity ? after : capacity) - (before > capacity ? before : capacity)) * now;
    }
    if (resource->meters != NULL) {
        ab_resource_tell(resource);
    }
}

static inline void ab_resource_grant(struct ab_resource *resource, int32_t units)
{
    ab_resource_use(resource, units);
    resource->granted++;
}

/* --- places and lines ------------------------------------------------------------------------- */

void ab_resource_init(struct ab_resource *resource, struct ab_simulation *simulation,
                      struct ab_waiting_room *waiting_room, int32_t capacity);

/* Lets a meter tell how many units are in use but for those held idle, how many are in line, and when
 * it is full: somebody is in line, or all of a limited capacity is in use. Nothing may be in use or in line
 * yet. */
void ab_resource_meter(struct ab_resource *resource, struct ab_meters *meters, int meter);

/* Takes `units` (at least 1) if they are free and nobody in line goes before: returns true, and
 * *handle is AB_WAIT_NONE. Otherwise puts the subject in line, to be resumed as (kind, subject)
 * when served, stores its place in line in *handle, and returns false. `handle` may be NULL. Who
 * asks for more than the capacity waits until that is raised, and so does everybody behind. When
 * memory is out the run stops with AB_STOP_MEMORY. Joining costs a step per waiter of lower
 * priority. */
bool ab_resource_ask(struct ab_resource *resource, int32_t units, uint8_t priority, uint16_t kind,
                     uint32_t subject, ab_wait_handle *handle);
static inline bool ab_resource_acquire(struct ab_resource *resource, int32_t units,
                                       uint8_t priority, uint16_t kind, uint32_t subject,
                                       ab_wait_handle *handle)
{
    ab_simulation_assert(resource->simulation, units >= 1);
    if (resource->in_line > 0 || !ab_resource_fits(resource, units)) {
        return ab_resource_ask(resource, units, priority, kind, subject, handle);
    }
    if (handle != NULL) {
        *handle = AB_WAIT_NONE;
    }
    ab_resource_grant(resource, units);
    return true;
}

/* Takes units at once, whether they are free or not and whoever is in line: true when they were
 * free and nobody was. Units beyond the capacity stay in use until they are released. */
bool ab_resource_seize(struct ab_resource *resource, int32_t units);

/* Hands free units to the line, first come first, until the next in line asks for too much. */
void ab_resource_serve(struct ab_resource *resource);

/* Gives units back and serves the line. */
static inline void ab_resource_release(struct ab_resource *resource, int32_t units)
{
    ab_simulation_assert(resource->simulation,
                         units >= 1 && units <= resource->in_use - resource->idle);
    ab_resource_use(resource, -units);
    if (resource->in_line > 0) {
        ab_resource_serve(resource);
    }
}

/* Gives one back, which serves one at most: true when it goes to the first in line, who is in *next
 * and is not resumed, but for the caller to let go on. */
bool ab_resource_pass_on(struct ab_resource *resource, struct ab_turn *next);

/* So many more of the units in use (fewer, when negative) are held and not used from now on: they
 * stay in use, and count in no share of the capacity until they are taken up again. */
void ab_resource_idle(struct ab_resource *resource, int32_t units);

/* Leaves the line without being served, which lets those behind move up; false when the units were
 * handed over already (they must then be released as usual). */
bool ab_resource_leave(struct ab_resource *resource, ab_wait_handle handle);

/* Calls `look` for everybody in line, from the first on. It must leave the line alone. */
typedef void ab_look(void *owner, uint16_t kind, uint32_t subject);
void ab_resource_look_at_line(const struct ab_resource *resource, ab_look *look, void *owner);

/* So many more subjects, or fewer, wait for units in a line that is kept elsewhere: the books count
 * them. */
void ab_resource_count_waiting(struct ab_resource *resource, int32_t subjects);

/* Units that the first in line waits for: somebody must. */
int32_t ab_resource_wanted(const struct ab_resource *resource);

/* Changes the capacity (>= 0) from now on and serves the line. Units in use beyond the capacity
 * stay until they are released. */
void ab_resource_set_capacity(struct ab_resource *resource, int32_t capacity);

struct ab_books ab_resource_books(const struct ab_resource *resource);

#endif
