/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* queue.c - the pending-event set as an indexed 4-ary heap.
 *
 * An entry is 16 bytes: the time, and an `order` word that packs priority, insertion number and
 * slot, so that one 128-bit comparison decides and no branch depends on the data. The root stands
 * at index 3 of an array aligned to cache lines; then the four children of every entry share one
 * line. Unused entries at the end hold a sentinel later than any event, so that a group of four
 * children is always complete and no comparison has to ask where the heap ends.
 *
 * Taking the first event leaves a hole at the root. Since most events cause another, the next
 * insertion as a rule fills it and sinks from there, which saves moving the last entry up and the
 * new one to the end; every other operation closes the hole first.
 *
 * What an event is (kind, subject) lies in a table of slots beside the heap and never moves. The
 * table also knows where each slot's entry is, which is what makes cancelling by handle
 * possible. */
#include "engine/queue.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

enum {
    LINE = 64,   /* bytes in a cache line */
    ROOT = 3,    /* index of the first entry, so that children start at multiples of 4 */
    PADDING = 8, /* entries beyond the room: ROOT, and the rest of the last group of four */
    ROOM_MIN = 64,
    PREFETCH_SIZE = 8192, /* below this the heap is in the cache anyway */
    SLOT_BITS = 24,
    INSERTION_BITS = 32,
    PRIORITY_SHIFT = SLOT_BITS + INSERTION_BITS,
};
#define SLOT_MASK ((UINT32_C(1) << SLOT_BITS) - 1)
#define NO_SLOT   UINT32_MAX

struct entry {
    uint64_t time;
    uint64_t order; /* priority (8 bits), insertion number (32), slot (24) */
};

static const struct entry SENTINEL = {UINT64_MAX, UINT64_MAX};

struct slot {
    uint32_t generation; /* counts the events this slot has held; part of the handle */
    uint32_t subject;
    uint16_t kind;
};

struct ab_queue {
    struct entry *heap; /* aligned within heap_memory */
    uint32_t *position; /* of each slot: its index in the heap, or the next free slot */
    struct slot *slot;
    void *heap_memory;
    bool hole;          /* the root was taken, and nothing has filled its place */
    size_t size;        /* entries in the heap, the hole included */
    size_t room;        /* events there is memory for */
    uint32_t slots;     /* slots handed out since the last reset */
    uint32_t free;      /* the first of the slots given back, or NO_SLOT */
    uint32_t insertion; /* the next insertion number */
};

__extension__ typedef unsigned __int128 wide;

/* Whether a comes before b. As one wide number each, the comparison is a subtraction with carry. */
static inline bool is_before(struct entry a, struct entry b)
{
    return ((wide)a.time << 64 | a.order) < ((wide)b.time << 64 | b.order);
}

static inline uint32_t slot_of(struct entry entry)
{
    return (uint32_t)entry.order & SLOT_MASK;
}

static inline void place(struct ab_queue *queue, size_t index, struct entry entry)
{
    queue->heap[index] = entry;
    queue->position[slot_of(entry)] = (uint32_t)index;
}

/* Moves the hole at `index` towards the root until `entry` fits, and puts it there. */
static void sift_up(struct ab_queue *queue, size_t index, struct entry entry)
{
    while (index > ROOT) {
        size_t parent = index / 4 + 2;
        if (!is_before(entry, queue->heap[parent])) {
            break;
        }
        place(queue, index, queue->heap[parent]);
        index = parent;
    }
    place(queue, index, entry);
}

/* Moves the hole at `index` away from the root until `entry` fits, and puts it there. */
static void sift_down(struct ab_queue *queue, size_t index, struct entry entry)
{
    const size_t end = ROOT + queue->size;
    for (;;) {
        size_t child = (index - 2) * 4;
        if (child >= end) {
            break;
        }
        const struct entry *group = queue->heap + child;
        if (end > PREFETCH_SIZE) {
            /* One of the four groups below this one comes next. Not a function of its own: gcc
             * takes one that only prefetches for one without effect. */
            const struct entry *below = queue->heap + (child - 2) * 4;
            __builtin_prefetch(below);
            __builtin_prefetch(below + 4);
            __builtin_prefetch(below + 8);
            __builtin_prefetch(below + 12);
        }
        size_t left = is_before(group[1], group[0]);
        size_t right = 2 + (size_t)is_before(group[3], group[2]);
        /* Picked by a mask, since compilers make a branch of a question mark here. */
        size_t is_right = is_before(group[right], group[left]);
        size_t first = left ^ ((left ^ right) & (0 - is_right));
        if (!is_before(group[first], entry)) {
            break;
        }
        place(queue, index, group[first]);
        index = child + first;
    }
    place(queue, index, entry);
}

/* Takes the last entry off the end of the heap. */
static struct entry cut_last(struct ab_queue *queue)
{
    queue->size--;
    struct entry *last = &queue->heap[ROOT + queue->size];
    struct entry entry = *last;
    *last = SENTINEL;
    return entry;
}

/* Puts `entry` where the one at `index` was, wherever it belongs from there. */
static void replace(struct ab_queue *queue, size_t index, struct entry entry)
{
    if (index > ROOT && is_before(entry, queue->heap[index / 4 + 2])) {
        sift_up(queue, index, entry);
    } else {
        sift_down(queue, index, entry);
    }
}

/* Removes the entry at `index`; its slot is the caller's business. */
static void take_out(struct ab_queue *queue, size_t index)
{
    struct entry last = cut_last(queue);
    if (index < ROOT + queue->size) {
        replace(queue, index, last);
    }
}

/* Fills the place of a taken root with the last entry, as though it had been done at once. */
static void close_hole(struct ab_queue *queue)
{
    if (queue->hole) {
        queue->hole = false;
        take_out(queue, ROOT);
    }
}

/* Makes room for `room` events. On failure nothing that matters is changed. */
static bool grow(struct ab_queue *queue, size_t room)
{
    uint32_t *position = ab_memory_resize(queue->position, room, sizeof *position);
    if (position == NULL) {
        return false;
    }
    queue->position = position;
    struct slot *slot = ab_memory_resize(queue->slot, room, sizeof *slot);
    if (slot == NULL) {
        return false;
    }
    queue->slot = slot;
    void *memory = ab_memory_take((room + PADDING) * sizeof(struct entry) + LINE, 1);
    if (memory == NULL) {
        return false;
    }
    struct entry *heap = (struct entry *)(((uintptr_t)memory + LINE - 1) & ~(uintptr_t)(LINE - 1));
    for (size_t i = 0; i < room + PADDING; i++) {
        heap[i] = i >= ROOT && i < ROOT + queue->size ? queue->heap[i] : SENTINEL;
    }
    for (size_t i = queue->room; i < room; i++) {
        slot[i] = (struct slot){.generation = 1};
    }
    ab_memory_give(queue->heap_memory);
    queue->heap_memory = memory;
    queue->heap = heap;
    queue->room = room;
    return true;
}

struct ab_queue *ab_queue_create(size_t expected)
{
    struct ab_queue *queue = ab_memory_take(1, sizeof *queue);
    if (queue == NULL) {
        return NULL;
    }
    size_t room = expected < ROOM_MIN ? ROOM_MIN : expected;
    if (!grow(queue, room < AB_QUEUE_CAPACITY_MAX ? room : AB_QUEUE_CAPACITY_MAX)) {
        ab_queue_destroy(queue);
        return NULL;
    }
    queue->free = NO_SLOT;
    return queue;
}

void ab_queue_destroy(struct ab_queue *queue)
{
    if (queue == NULL) {
        return;
    }
    ab_memory_give(queue->heap_memory);
    ab_memory_give(queue->position);
    ab_memory_give(queue->slot);
    ab_memory_give(queue);
}

/* Ends the event in a slot: from here on its handle is stale. Zero is left out of the generations
 * so that no handle is ever AB_EVENT_NONE. */
static void retire(struct ab_queue *queue, uint32_t slot)
{
    uint32_t generation = queue->slot[slot].generation + 1;
    queue->slot[slot].generation = generation + (generation == 0);
}

static void free_slot(struct ab_queue *queue, uint32_t slot)
{
    retire(queue, slot);
    queue->position[slot] = queue->free;
    queue->free = slot;
}

void ab_queue_reset(struct ab_queue *queue)
{
    close_hole(queue);
    while (queue->size > 0) {
        retire(queue, slot_of(cut_last(queue)));
    }
    queue->slots = 0;
    queue->free = NO_SLOT;
    queue->insertion = 0;
}

/* Gives the pending events the insertion numbers 0, 1, 2, ... in the order in which they will be
 * taken, which keeps the order of any two of them. Needed once in 2^32 insertions. Shell's sort
 * with Knuth's gaps needs no memory, so this cannot fail; a sorted array is a heap as it is. */
static void renumber(struct ab_queue *queue)
{
    struct entry *sorted = queue->heap + ROOT;
    const size_t size = queue->size;
    size_t gap = 1;
    while (gap < size / 3) {
        gap = 3 * gap + 1;
    }
    for (; gap > 0; gap /= 3) {
        for (size_t i = gap; i < size; i++) {
            struct entry entry = sorted[i];
            size_t hole = i;
            for (; hole >= gap && is_before(entry, sorted[hole - gap]); hole -= gap) {
                sorted[hole] = sorted[hole - gap];
            }
            sorted[hole] = entry;
        }
    }
    const uint64_t mask = (uint64_t)UINT32_MAX << SLOT_BITS;
    for (size_t i = 0; i < size; i++) {
        struct entry entry = sorted[i];
        entry.order = (entry.order & ~mask) | (uint64_t)i << SLOT_BITS;
        place(queue, ROOT + i, entry);
    }
    queue->insertion = (uint32_t)size;
}

/* The order word of the next insertion. UINT32_MAX is never used as a number, so that every order
 * word is below the sentinel's. */
static uint64_t next_order(struct ab_queue *queue, uint64_t priority, uint32_t slot)
{
    if (queue->insertion == UINT32_MAX) {
        close_hole(queue);
        renumber(queue);
    }
    return priority << PRIORITY_SHIFT | (uint64_t)queue->insertion++ << SLOT_BITS | slot;
}

ab_event_handle ab_queue_insert(struct ab_queue *queue, ab_time time, uint8_t priority,
                                uint16_t kind, uint32_t subject)
{
    assert(time >= 0);
    if (queue->size == queue->room && !queue->hole) {
        size_t room = queue->room * 2;
        room = room < AB_QUEUE_CAPACITY_MAX ? room : AB_QUEUE_CAPACITY_MAX;
        if (queue->size >= room || !grow(queue, room)) {
            return AB_EVENT_NONE;
        }
    }
    uint32_t slot = queue->free;
    if (slot != NO_SLOT) {
        queue->free = queue->position[slot];
    } else {
        slot = queue->slots++;
    }
    queue->slot[slot].kind = kind;
    queue->slot[slot].subject = subject;
    struct entry entry = {(uint64_t)time, next_order(queue, priority, slot)};
    if (queue->hole) {
        queue->hole = false;
        sift_down(queue, ROOT, entry);
    } else {
        sift_up(queue, ROOT + queue->size++, entry);
    }
    return (ab_event_handle)queue->slot[slot].generation << SLOT_BITS | slot;
}

bool ab_queue_peek(struct ab_queue *queue, struct ab_event *event)
{
    close_hole(queue);
    if (queue->size == 0) {
        return false;
    }
    struct entry first = queue->heap[ROOT];
    const struct slot *slot = &queue->slot[slot_of(first)];
    *event = (struct ab_event){(ab_time)first.time, slot->kind, slot->subject};
    return true;
}

bool ab_queue_take(struct ab_queue *queue, struct ab_event *event)
{
    if (!ab_queue_peek(queue, event)) {
        return false;
    }
    free_slot(queue, slot_of(queue->heap[ROOT]));
    queue->hole = true;
    return true;
}

static bool is_pending(const struct ab_queue *queue, ab_event_handle handle)
{
    uint32_t slot = (uint32_t)handle & SLOT_MASK;
    return slot < queue->slots && queue->slot[slot].generation == handle >> SLOT_BITS;
}

bool ab_queue_cancel(struct ab_queue *queue, ab_event_handle handle)
{
    if (!is_pending(queue, handle)) {
        return false;
    }
    close_hole(queue);
    uint32_t slot = (uint32_t)handle & SLOT_MASK;
    size_t index = queue->position[slot];
    free_slot(queue, slot);
    take_out(queue, index);
    return true;
}

#ifdef AB_CHECKED
size_t ab_queue_size(const struct ab_queue *queue)
{
    return queue->size - queue->hole;
}

bool ab_queue_is_pending(const struct ab_queue *queue, ab_event_handle handle)
{
    return is_pending(queue, handle);
}

void ab_queue_skip_insertions(struct ab_queue *queue, uint32_t insertions)
{
    uint32_t left = UINT32_MAX - queue->insertion;
    queue->insertion += insertions < left ? insertions : left;
}
#endif
