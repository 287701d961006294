/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* queue.h - the pending-event set: what happens next.
 *
 * A flat 4-ary heap of 16-byte entries compared without branches by (time, priority, insertion).
 * The order is total and documented: earlier time first; at equal times the lower priority number
 * first; at equal priority the earlier insertion first. Never a pointer, never a hash.
 *
 * Costs: insert and take O(log n), cancel O(log n) by handle. Nothing is allocated
 * per event; the arrays grow by doubling and are kept by ab_queue_reset. Insertions are counted in
 * 32 bits; when the count is used up, the pending events are renumbered in order, once in four
 * billion insertions, and nothing else changes. */
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

/* Names a pending event. A handle of an event that was taken or cancelled is stale and is
 * recognised as such (slot plus generation), also after a reset, until its slot has held 2^32 more
 * events. */
typedef uint64_t ab_event_handle;
#define AB_EVENT_NONE ((ab_event_handle)0)

enum { AB_PRIORITY_FIRST = 0, AB_PRIORITY_NORMAL = 128, AB_PRIORITY_LAST = 255 };
enum { AB_QUEUE_CAPACITY_MAX = 1 << 24 }; /* pending at once */

struct ab_queue; /* opaque; see queue.c */

/* Returns NULL when memory is out. The caller owns the queue. */
struct ab_queue *ab_queue_create(size_t expected);
void ab_queue_destroy(struct ab_queue *queue);

/* Forgets all events and restarts the insertion count; keeps the memory. */
void ab_queue_reset(struct ab_queue *queue);

/* Inserts an event; AB_EVENT_NONE when memory or the capacity is out (nothing is changed).
 * time must be >= 0. */
ab_event_handle ab_queue_insert(struct ab_queue *queue, ab_time time, uint8_t priority,
                                uint16_t kind, uint32_t subject);

/* Takes the first event; false when there is none. */
bool ab_queue_take(struct ab_queue *queue, struct ab_event *event);

/* Looks at the first event without taking it (and tidies up after the last take). */
bool ab_queue_peek(struct ab_queue *queue, struct ab_event *event);

/* Removes a pending event; false (and nothing changed) when the handle is stale. */
bool ab_queue_cancel(struct ab_queue *queue, ab_event_handle handle);

#ifdef AB_CHECKED
/* For tests: what is pending; and to go on as though that many more insertions had been made (at
 * most until the numbers are used up, so that the next insertion renumbers). */
size_t ab_queue_size(const struct ab_queue *queue);
bool ab_queue_is_pending(const struct ab_queue *queue, ab_event_handle handle);
void ab_queue_skip_insertions(struct ab_queue *queue, uint32_t insertions);
#endif

#endif
