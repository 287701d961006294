/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* queue.h - the pending-event set: what happens next.
 *
 * A flat 4-ary heap of 16-byte entries compared without branches by (time, priority, insertion).
 * The order is total and documented: earlier time first; at equal times the lower priority number
 * first; at equal priority the earlier insertion first. Never a pointer, never a hash.
 *
 * Costs: insert, plan and take O(log n), cancel O(1). An entry is the event itself; only what may be
 * cancelled has a slot beside the heap. Nothing is allocated per event; the arrays grow by doubling
 * and are kept by ab_queue_reset. Insertions are counted in 32 bits; when the count is used up, the
 * pending events are renumbered in order, once in four billion insertions, and nothing else
 * changes. */
#ifndef AB_ENGINE_QUEUE_H
#define AB_ENGINE_QUEUE_H

#include "base/time.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What happens: a kind the owner of the queue understands, and whom it happens to. */
struct ab_event {
    ab_time time;
    uint16_t kind;
    uint32_t subject;
};

/* Names a pending event that may be cancelled. A handle of an event that was taken or cancelled is
 * stale and is recognised as such (slot plus generation), also after a reset, until its slot has
 * held 2^32 more events. */
typedef uint64_t ab_event_handle;
#define AB_EVENT_NONE ((ab_event_handle)0)

enum { AB_PRIORITY_FIRST = 0, AB_PRIORITY_NORMAL = 128, AB_PRIORITY_LAST = 255 };
enum { AB_QUEUE_CAPACITY_MAX = 1 << 24 }; /* pending at once */
enum { AB_QUEUE_KINDS = 255 };            /* kinds are 0 to 254 */

/* Times are kept to this, some 8,900 years. What is later, but comes, comes then. */
#define AB_QUEUE_TIME_MAX (((ab_time)1 << 48) - 1)

struct ab_queue; /* opaque; see queue.c */

/* Returns NULL when memory is out. The caller owns the queue. */
struct ab_queue *ab_queue_create(size_t expected);
void ab_queue_destroy(struct ab_queue *queue);

/* Forgets all events and restarts the insertion count; keeps the memory. */
void ab_queue_reset(struct ab_queue *queue);

/* Inserts an event; false when memory or the capacity is out (nothing is changed). time must be
 * >= 0; what is to come at AB_TIME_NEVER does not come, and takes no room. */
bool ab_queue_insert(struct ab_queue *queue, ab_time time, uint8_t priority, uint16_t kind,
                     uint32_t subject);

/* The same for an event that may be cancelled; AB_EVENT_NONE when memory or the capacity is out. One
 * at AB_TIME_NEVER is pending until it is cancelled. */
ab_event_handle ab_queue_plan(struct ab_queue *queue, ab_time time, uint8_t priority, uint16_t kind,
                              uint32_t subject);

/* Removes an event that was planned; false (and nothing changed) when the handle is stale. */
bool ab_queue_cancel(struct ab_queue *queue, ab_event_handle handle);

/* When the first event comes, AB_TIME_NEVER when none does (and tidies up after the last take). */
ab_time ab_queue_next(struct ab_queue *queue);

/* Takes the first event, of which ab_queue_next has just said when it comes. */
struct ab_event ab_queue_take_next(struct ab_queue *queue);

/* What comes next after an event that was just taken, where many are pending: a hint for whoever
 * wishes to have at hand what it will need. One that is put in meanwhile may come before. */
bool ab_queue_glance(const struct ab_queue *queue, struct ab_event *next);

#ifdef AB_CHECKED
/* For tests: what will come; whether it is pending; and to go on as though that many more insertions had been made (at
 * most until the numbers are used up, so that the next insertion renumbers). */
size_t ab_queue_size(const struct ab_queue *queue);
bool ab_queue_is_pending(const struct ab_queue *queue, ab_event_handle handle);
void ab_queue_skip_insertions(struct ab_queue *queue, uint32_t insertions);
#endif

#endif
