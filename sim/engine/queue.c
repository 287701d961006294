/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* queue.c - the pending-event set as a 4-ary heap.
 *
 * An entry is 16 bytes: time, priority and insertion number, by which it is ordered, and behind them
 * kind and subject, so that one 128-bit comparison decides, no branch depends on the data, and an
 * event is nowhere but in its entry. The root stands at index 3 of an array aligned to cache lines;
 * then the four children of every entry share one line. Unused entries at the end hold a sentinel
 * later than any event, so that a group of four children is always complete and no comparison has to
 * ask where the heap ends.
 *
 * Taking the first event leaves a hole at the root. Since most events cause another, the next
 * insertion as a rule fills it and sinks from there, which saves moving the last entry up and the
 * new one to the end; every other operation closes the hole first.
 *
 * An event that may be cancelled lies in a slot beside the heap, and its entry names the slot. Such
 * events are few. One that is cancelled leaves its entry where it is, to be dropped when it comes to
 * the root, or all of them when room is needed and many are. */
#include "engine/queue.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

enum {
    LINE = 64,   /* bytes in a cache line */
    ROOT = 3,    /* index of the first entry, so that children start at multiples of 4 */
    PADDING = 8, /* entries beyond the room: ROOT, and the rest of the last group of four */
    ROOM_MIN = 64,
    SLOTS_MIN = 16,
    GLANCE_SIZE = 1024,       /* with fewer, what events happen to is in the cache anyway */
    PREFETCH_SIZE = 8192,     /* below this the heap is in the cache anyway */
    PLANNED = AB_QUEUE_KINDS, /* the kind of an entry whose subject is a slot */
    KIND_BITS = 8,
    KIND_SHIFT = 32, /* above the subject */
    INSERTION_SHIFT = KIND_SHIFT + KIND_BITS,
    INSERTION_LOW = 64 - INSERTION_SHIFT, /* bits of the insertion number in the low word */
    PRIORITY_SHIFT = 32 - INSERTION_LOW,  /* the others are below the priority */
    TIME_SHIFT = PRIORITY_SHIFT + 8,
};
#define NO_SLOT UINT32_MAX

struct entry {
    uint64_t high; /* time (48 bits), priority (8), insertion number (8 of 32) */
    uint64_t low;  /* insertion number (24), kind (8), subject (32) */
};

static const struct entry SENTINEL = {UINT64_MAX, UINT64_MAX};

enum state { FREE, PENDING, NEVER, CANCELLED }; /* NEVER: pending, without an entry */

struct slot {
    uint32_t generation; /* counts the events this slot has held; part of the handle */
    uint32_t subject;    /* or, while it is free, the next free slot */
    uint16_t kind;
    enum state state;
};

struct ab_queue {
    struct entry *heap; /* aligned within heap_memory */
    void *heap_memory;
    struct slot *slot;
    bool hole;          /* the root was taken, and nothing has filled its place */
    size_t size;        /* entries in the heap, the hole included */
    size_t room;        /* entries there is memory for */
    size_t cancelled;   /* of the entries */
    uint32_t slots;     /* there are */
    uint32_t free;      /* the first of those that are free, or NO_SLOT */
    uint32_t insertion; /* the next insertion number */
};

/* Whether a comes before b. As one wide number each, the comparison is a subtraction with carry, where
 * there are wide numbers. */
#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 wide;

static inline bool is_before(struct entry a, struct entry b)
{
    return ((wide)a.high << 64 | a.low) < ((wide)b.high << 64 | b.low);
}
#else
static inline bool is_before(struct entry a, struct entry b)
{
    return a.high != b.high ? a.high < b.high : a.low < b.low;
}
#endif

static inline uint32_t subject_of(struct entry entry)
{
    return (uint32_t)entry.low;
}

static inline uint8_t kind_of(struct entry entry)
{
    return (uint8_t)(entry.low >> KIND_SHIFT);
}

static inline ab_time time_of(struct entry entry)
{
    return (ab_time)(entry.high >> TIME_SHIFT);
}

static inline bool is_cancelled(const struct ab_queue *queue, struct entry entry)
{
    return kind_of(entry) == PLANNED && queue->slot[subject_of(entry)].state == CANCELLED;
}

/* Moves the hole at `index` towards the root until `entry` fits, and puts it there. */
static void sift_up(struct ab_queue *queue, size_t index, struct entry entry)
{
    while (index > ROOT) {
        size_t parent = index / 4 + 2;
        if (!is_before(entry, queue->heap[parent])) {
            break;
        }
        queue->heap[index] = queue->heap[parent];
        index = parent;
    }
    queue->heap[index] = entry;
}

/* One of the four groups below a group comes next. */
static inline void prefetch_below(const struct entry *heap, size_t child)
{
    const struct entry *below = heap + (child - 2) * 4;
    __builtin_prefetch(below);
    __builtin_prefetch(below + 4);
    __builtin_prefetch(below + 8);
    __builtin_prefetch(below + 12);
}

/* Which of four comes first. Picked by masks, since compilers make branches of question marks here. */
static inline struct entry *first_of_pair(struct entry *pair)
{
    const size_t is_second = is_before(pair[1], pair[0]);
    return (struct entry *)(void *)((char *)pair + (sizeof *pair & (0 - is_second)));
}

static inline struct entry *first_of_group(struct entry *group)
{
    struct entry *const left = first_of_pair(group), *const right = first_of_pair(group + 2);
    const size_t is_right = is_before(*right, *left);
    return (struct entry *)(void *)((char *)left +
                                    (((char *)right - (char *)left) & (ptrdiff_t)(0 - is_right)));
}

/* The first of the children of an entry. In bytes, for a shift less. */
static inline struct entry *children_of(struct entry *heap, struct entry *entry)
{
    const ptrdiff_t index = (char *)entry - (char *)heap;
    return (struct entry *)(void *)((char *)heap + 4 * index - 8 * (ptrdiff_t)sizeof *heap);
}

static inline void sink(struct ab_queue *queue, struct entry entry, bool is_large)
{
    struct entry *const heap = queue->heap, *const end = heap + ROOT + queue->size;
    struct entry *hole = heap + ROOT, *group = children_of(heap, hole);
    while (group < end) {
        if (is_large) {
            prefetch_below(heap, (size_t)(group - heap));
        }
        struct entry *const first = first_of_group(group);
        if (!is_before(*first, entry)) {
            break;
        }
        *hole = *first;
        hole = first;
        group = children_of(heap, first);
    }
    *hole = entry;
}

/* Moves the hole at the root away from it until `entry` fits, and puts it there. */
static void sift_down(struct ab_queue *queue, struct entry entry)
{
    if (queue->size < PREFETCH_SIZE) {
        sink(queue, entry, false);
    } else {
        sink(queue, entry, true);
    }
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

/* Fills the place of a taken root with the last entry, as though it had been done at once. */
static void close_hole(struct ab_queue *queue)
{
    queue->hole = false;
    const struct entry last = cut_last(queue);
    if (queue->size > 0) {
        sift_down(queue, last);
    }
}

/* Makes room for `room` entries. On failure nothing is changed. */
static bool grow(struct ab_queue *queue, size_t room)
{
    void *memory = ab_memory_take((room + PADDING) * sizeof(struct entry) + LINE, 1);
    if (memory == NULL) {
        return false;
    }
    struct entry *heap = (struct entry *)(((uintptr_t)memory + LINE - 1) & ~(uintptr_t)(LINE - 1));
    for (size_t i = 0; i < room + PADDING; i++) {
        heap[i] = i >= ROOT && i < ROOT + queue->size ? queue->heap[i] : SENTINEL;
    }
    ab_memory_give(queue->heap_memory);
    queue->heap_memory = memory;
    queue->heap = heap;
    queue->room = room;
    return true;
}

static void free_slot(struct ab_queue *queue, uint32_t index)
{
    queue->slot[index].state = FREE;
    queue->slot[index].subject = queue->free;
    queue->free = index;
}

static bool grow_slots(struct ab_queue *queue)
{
    const uint32_t slots = queue->slots ? 2 * queue->slots : SLOTS_MIN;
    struct slot *slot = NULL;
    if (slots <= AB_QUEUE_CAPACITY_MAX) {
        slot = ab_memory_resize(queue->slot, slots, sizeof *slot);
    }
    if (slot == NULL) {
        return false;
    }
    queue->slot = slot;
    for (uint32_t i = slots; i-- > queue->slots;) {
        slot[i].generation = 1;
        free_slot(queue, i);
    }
    queue->slots = slots;
    return true;
}

/* Ends the event in a slot: from here on its handle is stale. Zero is left out of the generations
 * so that no handle is ever AB_EVENT_NONE. */
static void retire(struct slot *slot)
{
    slot->generation++;
    slot->generation += slot->generation == 0;
}

struct ab_queue *ab_queue_create(size_t expected)
{
    struct ab_queue *queue = ab_memory_take(1, sizeof *queue);
    if (queue == NULL) {
        return NULL;
    }
    queue->free = NO_SLOT;
    size_t room = expected < ROOM_MIN ? ROOM_MIN : expected;
    if (!grow(queue, room < AB_QUEUE_CAPACITY_MAX ? room : AB_QUEUE_CAPACITY_MAX)) {
        ab_queue_destroy(queue);
        return NULL;
    }
    return queue;
}

void ab_queue_destroy(struct ab_queue *queue)
{
    if (queue == NULL) {
        return;
    }
    ab_memory_give(queue->heap_memory);
    ab_memory_give(queue->slot);
    ab_memory_give(queue);
}

void ab_queue_reset(struct ab_queue *queue)
{
    for (size_t i = 0; i < queue->size; i++) {
        queue->heap[ROOT + i] = SENTINEL;
    }
    queue->free = NO_SLOT;
    for (uint32_t i = queue->slots; i-- > 0;) {
        if (queue->slot[i].state == PENDING || queue->slot[i].state == NEVER) {
            retire(&queue->slot[i]);
        }
        free_slot(queue, i);
    }
    queue->hole = false;
    queue->size = 0;
    queue->cancelled = 0;
    queue->insertion = 0;
}

/* Drops the entries of all events that were cancelled. The others come in the same order whatever
 * the heap looks like. */
static void sweep(struct ab_queue *queue)
{
    const size_t end = ROOT + queue->size;
    queue->size = 0;
    for (size_t i = ROOT; i < end; i++) {
        const struct entry entry = queue->heap[i];
        queue->heap[i] = SENTINEL;
        if (is_cancelled(queue, entry)) {
            free_slot(queue, subject_of(entry));
        } else {
            sift_up(queue, ROOT + queue->size++, entry);
        }
    }
    queue->cancelled = 0;
}

static inline bool has_room(const struct ab_queue *queue)
{
    return queue->hole || queue->size < queue->room;
}

/* Room for one entry more, by dropping those that were cancelled when they are many. */
static bool make_room(struct ab_queue *queue)
{
    size_t room = queue->room * 2;
    room = room < AB_QUEUE_CAPACITY_MAX ? room : AB_QUEUE_CAPACITY_MAX;
    if (queue->cancelled >= queue->room / 2 || (queue->size >= room && queue->cancelled > 0)) {
        sweep(queue);
        return true;
    }
    return queue->size < room && grow(queue, room);
}

static struct entry make_entry(ab_time time, uint8_t priority, uint32_t insertion, uint8_t kind,
                               uint32_t subject)
{
    return (struct entry){(uint64_t)time << TIME_SHIFT | (uint64_t)priority << PRIORITY_SHIFT |
                              insertion >> INSERTION_LOW,
                          (uint64_t)insertion << INSERTION_SHIFT | (uint64_t)kind << KIND_SHIFT |
                              subject};
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
    for (size_t i = 0; i < size; i++) {
        sorted[i] = make_entry(time_of(sorted[i]), (uint8_t)(sorted[i].high >> PRIORITY_SHIFT),
                               (uint32_t)i, kind_of(sorted[i]), subject_of(sorted[i]));
    }
    queue->insertion = (uint32_t)size;
}

static inline void put(struct ab_queue *queue, struct entry entry)
{
    if (queue->hole) {
        queue->hole = false;
        sift_down(queue, entry);
    } else {
        sift_up(queue, ROOT + queue->size++, entry);
    }
}

/* Inserts an entry for which there is room. UINT32_MAX is never used as a number, so that every entry
 * is before the sentinel. */
static void insert(struct ab_queue *queue, ab_time time, uint8_t priority, uint8_t kind,
                   uint32_t subject)
{
    if (queue->insertion == UINT32_MAX) {
        if (queue->hole) {
            close_hole(queue);
        }
        renumber(queue);
    }
    put(queue, make_entry(time < AB_QUEUE_TIME_MAX ? time : AB_QUEUE_TIME_MAX, priority,
                          queue->insertion++, kind, subject));
}

static bool insert_with_care(struct ab_queue *queue, ab_time time, uint8_t priority, uint8_t kind,
                             uint32_t subject)
{
    if (time == AB_TIME_NEVER) {
        return true;
    }
    if (!has_room(queue) && !make_room(queue)) {
        return false;
    }
    insert(queue, time, priority, kind, subject);
    return true;
}

bool ab_queue_insert(struct ab_queue *queue, ab_time time, uint8_t priority, uint16_t kind,
                     uint32_t subject)
{
    assert(time >= 0 && kind < AB_QUEUE_KINDS);
    if (time >= AB_QUEUE_TIME_MAX || !has_room(queue) || queue->insertion == UINT32_MAX) {
        return insert_with_care(queue, time, priority, (uint8_t)kind, subject);
    }
    put(queue, make_entry(time, priority, queue->insertion++, (uint8_t)kind, subject));
    return true;
}

ab_event_handle ab_queue_plan(struct ab_queue *queue, ab_time time, uint8_t priority, uint16_t kind,
                              uint32_t subject)
{
    assert(time >= 0 && kind < AB_QUEUE_KINDS);
    if ((time != AB_TIME_NEVER && !has_room(queue) && !make_room(queue)) ||
        (queue->free == NO_SLOT && !grow_slots(queue))) {
        return AB_EVENT_NONE;
    }
    const uint32_t index = queue->free;
    struct slot *slot = &queue->slot[index];
    queue->free = slot->subject;
    slot->subject = subject;
    slot->kind = kind;
    slot->state = time == AB_TIME_NEVER ? NEVER : PENDING;
    if (slot->state == PENDING) {
        insert(queue, time, priority, PLANNED, index);
    }
    return (ab_event_handle)slot->generation << 32 | index;
}

static struct slot *find_pending(const struct ab_queue *queue, ab_event_handle handle)
{
    const uint32_t index = (uint32_t)handle;
    struct slot *slot = index < queue->slots ? &queue->slot[index] : NULL;
    const bool pending = slot != NULL && slot->generation == handle >> 32 &&
                         (slot->state == PENDING || slot->state == NEVER);
    return pending ? slot : NULL;
}

bool ab_queue_cancel(struct ab_queue *queue, ab_event_handle handle)
{
    struct slot *slot = find_pending(queue, handle);
    if (slot == NULL) {
        return false;
    }
    retire(slot);
    if (slot->state == NEVER) {
        free_slot(queue, (uint32_t)handle);
    } else {
        slot->state = CANCELLED;
        queue->cancelled++;
    }
    return true;
}

/* Drops entries of cancelled events from the root; when the first that was not comes. */
static ab_time next_of_planned(struct ab_queue *queue)
{
    while (queue->size > 0 && is_cancelled(queue, queue->heap[ROOT])) {
        free_slot(queue, subject_of(queue->heap[ROOT]));
        queue->cancelled--;
        close_hole(queue);
    }
    return queue->size == 0 ? AB_TIME_NEVER : time_of(queue->heap[ROOT]);
}

/* Where there is no entry, the sentinel at the root seems to be of a planned event. */
ab_time ab_queue_next(struct ab_queue *queue)
{
    if (queue->hole) {
        close_hole(queue);
    }
    const struct entry first = queue->heap[ROOT];
    if (kind_of(first) == PLANNED) {
        return next_of_planned(queue);
    }
    return time_of(first);
}

static struct ab_event take_planned(struct ab_queue *queue, struct entry entry)
{
    const uint32_t index = subject_of(entry);
    const struct slot *slot = &queue->slot[index];
    const struct ab_event event = {time_of(entry), slot->kind, slot->subject};
    retire(&queue->slot[index]);
    free_slot(queue, index);
    return event;
}

struct ab_event ab_queue_take_next(struct ab_queue *queue)
{
    const struct entry first = queue->heap[ROOT];
    assert(!queue->hole && queue->size > 0);
    queue->hole = true;
    return kind_of(first) == PLANNED
               ? take_planned(queue, first)
               : (struct ab_event){time_of(first), kind_of(first), subject_of(first)};
}

bool ab_queue_glance(const struct ab_queue *queue, struct ab_event *next)
{
    if (!queue->hole || queue->size < GLANCE_SIZE) {
        return false;
    }
    const struct entry first = *first_of_group(children_of(queue->heap, queue->heap + ROOT));
    *next = (struct ab_event){time_of(first), kind_of(first), subject_of(first)};
    return next->kind != PLANNED;
}

#ifdef AB_CHECKED
size_t ab_queue_size(const struct ab_queue *queue)
{
    return queue->size - queue->hole - queue->cancelled;
}

bool ab_queue_is_pending(const struct ab_queue *queue, ab_event_handle handle)
{
    return find_pending(queue, handle) != NULL;
}

void ab_queue_skip_insertions(struct ab_queue *queue, uint32_t insertions)
{
    uint32_t left = UINT32_MAX - queue->insertion;
    queue->insertion += insertions < left ? insertions : left;
}
#endif
