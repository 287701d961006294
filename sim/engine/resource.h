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
 * Statistics are built in and exact: integrals are kept in unit-milliseconds as integers. */
#ifndef AB_ENGINE_RESOURCE_H
#define AB_ENGINE_RESOURCE_H

#include "engine/simulation.h"

#define AB_UNLIMITED INT32_MAX

/* Waiting places, shared by the resources of a run. */
struct ab_waiter {
    uint32_t next, previous;   /* in line, or the free list */
    uint32_t subject;
    uint16_t kind;
    uint8_t priority;
    bool queued;
    int32_t units;
    ab_time since;
};
struct ab_waiting_room {
    struct ab_waiter *waiter;
    uint32_t room, free;
};
bool ab_waiting_room_init(struct ab_waiting_room *waiting_room, size_t expected);
void ab_waiting_room_clear(struct ab_waiting_room *waiting_room);
void ab_waiting_room_reset(struct ab_waiting_room *waiting_room);   /* empties it, keeps memory */

typedef uint32_t ab_wait_handle;
#define AB_WAIT_NONE UINT32_MAX

struct ab_resource {
    struct ab_simulation *simulation;
    struct ab_waiting_room *waiting_room;
    int32_t capacity;           /* units, AB_UNLIMITED for no bound; may fall below in_use */
    int32_t in_use;             /* units */
    int32_t in_line;            /* subjects waiting */
    uint32_t first, last;       /* the line */
    /* statistics since init */
    ab_time updated;
    int64_t use_ms;             /* integral of in_use, unit-milliseconds */
    int64_t line_ms;            /* integral of in_line, subject-milliseconds */
    int64_t capacity_ms;        /* integral of capacity (0 while unlimited) */
    int32_t in_use_max, in_line_max;
    uint64_t granted;           /* requests served, at once or later */
    uint64_t waited;            /* of these, served later */
    ab_time waited_ms;          /* their waiting time, total */
};

void ab_resource_init(struct ab_resource *resource, struct ab_simulation *simulation,
                      struct ab_waiting_room *waiting_room, int32_t capacity);

/* Takes `units` (1 .. capacity) if nobody is in line and they are free: returns true. Otherwise
 * puts the subject in line, to be resumed as (kind, subject) when served, stores the place in line
 * in *handle if it is not NULL, and returns false. */
bool ab_resource_acquire(struct ab_resource *resource, int32_t units, uint8_t priority,
                         uint16_t kind, uint32_t subject, ab_wait_handle *handle);

/* Gives units back and serves the line. */
void ab_resource_release(struct ab_resource *resource, int32_t units);

/* Leaves the line without being served; false when the units were handed over already (they must
 * then be released as usual). */
bool ab_resource_leave(struct ab_resource *resource, ab_wait_handle handle);

/* Changes the capacity from now on. Units in use beyond it stay until they are released. */
void ab_resource_set_capacity(struct ab_resource *resource, int32_t capacity);

/* Brings the integrals up to now; call before reading them. */
void ab_resource_settle(struct ab_resource *resource);

/* Mean share of the capacity in use since init, 0..1; 0 for unlimited or at time zero. */
double ab_resource_utilisation(struct ab_resource *resource);

#endif
