/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sorted_queue.c - another pending-event set: a list in the order in which events come.
 *
 * Linked before the library it takes the place of engine/queue.c. It is as plain as can be, and shares
 * nothing with the heap but its interface: what the heap takes in another order than this, it takes
 * wrongly. Inserting takes time in proportion to what is pending. */
#include "base/memory.h"
#include "engine/queue.h"

#include <string.h>

struct item {
    struct ab_event event;
    uint64_t insertion; /* never used again; also the handle of an event that may be cancelled */
    uint8_t priority;
};

struct ab_queue {
    struct item *item; /* in order, the first one last, so that it is taken off the end */
    size_t size, room;
    uint64_t insertion;
};

struct ab_queue *ab_queue_create(size_t expected)
{
    (void)expected;
    return ab_memory_take(1, sizeof(struct ab_queue));
}

void ab_queue_destroy(struct ab_queue *queue)
{
    if (queue != NULL) {
        ab_memory_give(queue->item);
        ab_memory_give(queue);
    }
}

void ab_queue_reset(struct ab_queue *queue)
{
    queue->size = 0;
}

static bool is_before(const struct item *a, const struct item *b)
{
    if (a->event.time != b->event.time) {
        return a->event.time < b->event.time;
    }
    return a->priority != b->priority ? a->priority < b->priority : a->insertion < b->insertion;
}

/* The insertion number, from 1; 0 when memory is out. */
static uint64_t put(struct ab_queue *queue, ab_time time, uint8_t priority, uint16_t kind,
                    uint32_t subject)
{
    if (queue->size == queue->room) {
        const size_t room = 2 * queue->room + 64;
        struct item *larger = queue->size < AB_QUEUE_CAPACITY_MAX
                                  ? ab_memory_resize(queue->item, room, sizeof *larger)
                                  : NULL;
        if (larger == NULL) {
            return 0;
        }
        queue->item = larger;
        queue->room = room;
    }
    const bool never = time == AB_TIME_NEVER;
    const struct item item = {
        .event = {never || time < AB_QUEUE_TIME_MAX ? time : AB_QUEUE_TIME_MAX, kind, subject},
        .insertion = ++queue->insertion,
        .priority = priority};
    size_t place = queue->size++;
    for (; place > 0 && is_before(&queue->item[place - 1], &item); place--) {
        queue->item[place] = queue->item[place - 1];
    }
    queue->item[place] = item;
    return item.insertion;
}

bool ab_queue_insert(struct ab_queue *queue, ab_time time, uint8_t priority, uint16_t kind,
                     uint32_t subject)
{
    return time == AB_TIME_NEVER || put(queue, time, priority, kind, subject) != 0;
}

ab_event_handle ab_queue_plan(struct ab_queue *queue, ab_time time, uint8_t priority, uint16_t kind,
                              uint32_t subject)
{
    return put(queue, time, priority, kind, subject);
}

bool ab_queue_cancel(struct ab_queue *queue, ab_event_handle handle)
{
    for (size_t i = 0; handle != AB_EVENT_NONE && i < queue->size; i++) {
        if (queue->item[i].insertion == handle) {
            memmove(queue->item + i, queue->item + i + 1,
                    (--queue->size - i) * sizeof *queue->item);
            return true;
        }
    }
    return false;
}

ab_time ab_queue_next(struct ab_queue *queue)
{
    return queue->size > 0 ? queue->item[queue->size - 1].event.time : AB_TIME_NEVER;
}

struct ab_event ab_queue_take_next(struct ab_queue *queue)
{
    return queue->item[--queue->size].event;
}

/* No hints: nothing may depend on them. */
bool ab_queue_glance(const struct ab_queue *queue, struct ab_event *next)
{
    (void)queue;
    (void)next;
    return false;
}

#ifdef AB_CHECKED
size_t ab_queue_size(const struct ab_queue *queue)
{
    size_t size = 0;
    while (size < queue->size && queue->item[queue->size - 1 - size].event.time != AB_TIME_NEVER) {
        size++;
    }
    return size;
}

bool ab_queue_is_pending(const struct ab_queue *queue, ab_event_handle handle)
{
    for (size_t i = 0; i < queue->size; i++) {
        if (queue->item[i].insertion == handle) {
            return handle != AB_EVENT_NONE;
        }
    }
    return false;
}

void ab_queue_skip_insertions(struct ab_queue *queue, uint32_t insertions)
{
    queue->insertion += insertions;
}
#endif
