/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* resource.c - places that are held for a while, and the line of those who wait for them.
 *
 * A line is a doubly linked list through the waiting room, ordered by priority and arrival. Places
 * in the waiting room are named by index and generation, so that a stale handle is recognised even
 * after its place was given to somebody else. */
#include "engine/resource.h"

#include <assert.h>

#include "base/memory.h"

enum { WAITERS_MIN = 64 };
#define NOBODY UINT32_MAX /* the end of a line, or of the free list */

/* Adds the places from `begin` to the end of the room to the free list, lowest first. */
static void free_places(struct ab_waiting_room *waiting_room, uint32_t begin)
{
    for (uint32_t i = waiting_room->room; i-- > begin;) {
        waiting_room->waiter[i].resource = NULL;
        waiting_room->waiter[i].next = waiting_room->free;
        waiting_room->free = i;
    }
}

static bool grow(struct ab_waiting_room *waiting_room, uint32_t room)
{
    if (!AB_ENLARGE(waiting_room->waiter, room)) {
        return false;
    }
    struct ab_waiter *waiter = waiting_room->waiter;
    const uint32_t before = waiting_room->room;
    waiting_room->room = room;
    for (uint32_t i = before; i < room; i++) {
        waiter[i] = (struct ab_waiter){.generation = 1};
    }
    free_places(waiting_room, before);
    return true;
}

bool ab_waiting_room_init(struct ab_waiting_room *waiting_room, size_t expected)
{
    *waiting_room = (struct ab_waiting_room){.free = NOBODY};
    size_t room = expected < WAITERS_MIN ? WAITERS_MIN : expected;
    return room <= UINT32_MAX / 2 && grow(waiting_room, (uint32_t)room);
}

void ab_waiting_room_clear(struct ab_waiting_room *waiting_room)
{
    ab_memory_give(waiting_room->waiter);
    *waiting_room = (struct ab_waiting_room){.free = NOBODY};
}

/* Ends a wait: the handle is stale from here on. Zero is left out of the generations so that no
 * handle is ever AB_WAIT_NONE. */
static void retire(struct ab_waiter *waiter)
{
    waiter->resource = NULL;
    waiter->generation++;
    waiter->generation += waiter->generation == 0;
}

void ab_waiting_room_reset(struct ab_waiting_room *waiting_room)
{
    for (uint32_t i = 0; i < waiting_room->room; i++) {
        if (waiting_room->waiter[i].resource != NULL) {
            retire(&waiting_room->waiter[i]);
        }
    }
    waiting_room->free = NOBODY;
    free_places(waiting_room, 0);
}

/* --- books ------------------------------------------------------------------------------------ */

/* What counts as used and as capacity: nothing while there is no limit. */
static int64_t used(const struct ab_resource *resource)
{
    return resource->capacity != AB_UNLIMITED ? resource->in_use - resource->idle : 0;
}

static int64_t provided(const struct ab_resource *resource)
{
    if (resource->capacity == AB_UNLIMITED) {
        return 0;
    }
    return resource->capacity > resource->in_use ? resource->capacity : resource->in_use;
}

void ab_resource_tell(const struct ab_resource *resource)
{
    ab_meter_set(resource->meters, resource->meter, resource->simulation->now,
                 resource->in_use - resource->idle, resource->in_line,
                 resource->in_line > 0 ||
                     (resource->capacity > 0 && resource->in_use >= resource->capacity));
}

static void tell(const struct ab_resource *resource)
{
    if (resource->meters != NULL) {
        ab_resource_tell(resource);
    }
}

void ab_resource_meter(struct ab_resource *resource, struct ab_meters *meters, int meter)
{
    resource->meters = meters;
    resource->meter = meter;
    assert(resource->in_use == 0 && resource->in_line == 0);
}

/* Notes what has changed since these amounts were so. */
static void note(struct ab_resource *resource, int64_t used_before, int64_t provided_before)
{
    const ab_time now = resource->simulation->now;
    resource->used_less += (used(resource) - used_before) * now;
    resource->capacity_less += (provided(resource) - provided_before) * now;
}

static void line_up(struct ab_resource *resource, int32_t subjects)
{
    resource->in_line += subjects;
    resource->line_less += subjects * resource->simulation->now;
    tell(resource);
}

struct ab_books ab_resource_books(const struct ab_resource *resource)
{
    const ab_time now = resource->simulation->now;
    return (struct ab_books){
        .used_ms = used(resource) * now - resource->used_less,
        .capacity_ms = provided(resource) * now - resource->capacity_less,
        .line_ms = resource->in_line * now - resource->line_less,
    };
}

void ab_resource_init(struct ab_resource *resource, struct ab_simulation *simulation,
                      struct ab_waiting_room *waiting_room, int32_t capacity)
{
    ab_simulation_assert(simulation, capacity >= 0);
    *resource = (struct ab_resource){
        .simulation = simulation,
        .waiting_room = waiting_room,
        .capacity = capacity,
        .first = NOBODY,
        .last = NOBODY,
    };
    note(resource, 0, 0);
}

/* --- the line -------------------------------------------------------------------------------- */

/* Whether somebody is in line whom a newcomer of this priority may not overtake. */
static bool has_to_queue(const struct ab_resource *resource, uint8_t priority)
{
    return resource->first != NOBODY &&
           resource->waiting_room->waiter[resource->first].priority <= priority;
}

/* Puts a place in line behind everybody of the same or a more urgent priority. */
static void link_waiter(struct ab_resource *resource, uint32_t place)
{
    struct ab_waiter *waiter = resource->waiting_room->waiter;
    uint32_t ahead = resource->last;
    while (ahead != NOBODY && waiter[ahead].priority > waiter[place].priority) {
        ahead = waiter[ahead].previous;
    }
    const uint32_t behind = ahead == NOBODY ? resource->first : waiter[ahead].next;
    waiter[place].previous = ahead;
    waiter[place].next = behind;
    *(ahead == NOBODY ? &resource->first : &waiter[ahead].next) = place;
    *(behind == NOBODY ? &resource->last : &waiter[behind].previous) = place;
    line_up(resource, 1);
}

/* Takes a place out of the line and gives it back to the waiting room. */
static void unlink_waiter(struct ab_resource *resource, uint32_t place)
{
    struct ab_waiting_room *waiting_room = resource->waiting_room;
    struct ab_waiter *waiter = waiting_room->waiter;
    const uint32_t ahead = waiter[place].previous;
    const uint32_t behind = waiter[place].next;
    *(ahead == NOBODY ? &resource->first : &waiter[ahead].next) = behind;
    *(behind == NOBODY ? &resource->last : &waiter[behind].previous) = ahead;
    line_up(resource, -1);
    retire(&waiter[place]);
    waiter[place].next = waiting_room->free;
    waiting_room->free = place;
}

/* The first in line has its units: from now on it is not in line. */
static void call_first(struct ab_resource *resource, struct ab_turn *next)
{
    const uint32_t place = resource->first;
    const struct ab_waiter *waiter = &resource->waiting_room->waiter[place];
    *next = (struct ab_turn){.subject = waiter->subject, .kind = waiter->kind};
    resource->granted++;
    resource->waited++;
    resource->waited_ms += resource->simulation->now - waiter->since;
    unlink_waiter(resource, place);
}

/* Hands free units to the first in line: false when nobody waits, or he asks for too much. */
static bool serve_first(struct ab_resource *resource, struct ab_turn *next)
{
    if (resource->first == NOBODY) {
        return false;
    }
    const int32_t units = ab_resource_wanted(resource);
    if (!ab_resource_fits(resource, units)) {
        return false;
    }
    ab_resource_use(resource, units);
    call_first(resource, next);
    return true;
}

void ab_resource_serve(struct ab_resource *resource)
{
    struct ab_turn next;
    while (serve_first(resource, &next)) {
        ab_simulation_resume(resource->simulation, next.kind, next.subject);
    }
}

/* A free place, or NOBODY when memory is out. */
static uint32_t take_place(struct ab_waiting_room *waiting_room)
{
    if (waiting_room->free == NOBODY &&
        (waiting_room->room > UINT32_MAX / 4 || !grow(waiting_room, waiting_room->room * 2))) {
        return NOBODY;
    }
    const uint32_t place = waiting_room->free;
    waiting_room->free = waiting_room->waiter[place].next;
    return place;
}

bool ab_resource_ask(struct ab_resource *resource, int32_t units, uint8_t priority, uint16_t kind,
                     uint32_t subject, ab_wait_handle *handle)
{
    ab_wait_handle none = AB_WAIT_NONE;
    handle = handle == NULL ? &none : handle;
    *handle = AB_WAIT_NONE;
    if (!has_to_queue(resource, priority) && ab_resource_fits(resource, units)) {
        ab_resource_grant(resource, units);
        return true;
    }
    const uint32_t place = take_place(resource->waiting_room);
    if (place == NOBODY) {
        resource->simulation->stop = AB_STOP_MEMORY;
        return false;
    }
    struct ab_waiter *waiter = &resource->waiting_room->waiter[place];
    waiter->resource = resource;
    waiter->since = resource->simulation->now;
    waiter->subject = subject;
    waiter->units = units;
    waiter->kind = kind;
    waiter->priority = priority;
    link_waiter(resource, place);
    *handle = (ab_wait_handle)waiter->generation << 32 | place;
    return false;
}

bool ab_resource_seize(struct ab_resource *resource, int32_t units)
{
    ab_simulation_assert(resource->simulation, units >= 1 && units <= INT32_MAX - resource->in_use);
    const bool free = resource->first == NOBODY && ab_resource_fits(resource, units);
    ab_resource_grant(resource, units);
    return free;
}

bool ab_resource_pass_on(struct ab_resource *resource, struct ab_turn *next)
{
    ab_simulation_assert(resource->simulation, resource->in_use > resource->idle);
    if (resource->first != NOBODY && resource->in_use <= resource->capacity &&
        ab_resource_wanted(resource) == 1) {
        call_first(resource, next); /* as many are in use as before */
        return true;
    }
    ab_resource_use(resource, -1);
    return serve_first(resource, next);
}

void ab_resource_idle(struct ab_resource *resource, int32_t units)
{
    const int64_t used_before = used(resource);
    resource->idle += units;
    note(resource, used_before, provided(resource));
    tell(resource);
    ab_simulation_assert(resource->simulation,
                         resource->idle >= 0 && resource->idle <= resource->in_use);
}

bool ab_resource_leave(struct ab_resource *resource, ab_wait_handle handle)
{
    const struct ab_waiting_room *waiting_room = resource->waiting_room;
    const uint32_t place = (uint32_t)handle;
    if (place >= waiting_room->room || waiting_room->waiter[place].generation != handle >> 32) {
        return false;
    }
    ab_simulation_assert(resource->simulation, waiting_room->waiter[place].resource == resource);
    unlink_waiter(resource, place);
    /* Those behind may ask for less than the one who left, and find it free. */
    ab_resource_serve(resource);
    return true;
}

void ab_resource_look_at_line(const struct ab_resource *resource, ab_look *look, void *owner)
{
    const struct ab_waiter *waiter = resource->waiting_room->waiter;
    for (uint32_t place = resource->first; place != NOBODY; place = waiter[place].next) {
        look(owner, waiter[place].kind, waiter[place].subject);
    }
}

void ab_resource_count_waiting(struct ab_resource *resource, int32_t subjects)
{
    line_up(resource, subjects);
}

int32_t ab_resource_wanted(const struct ab_resource *resource)
{
    assert(resource->first != NOBODY);
    return resource->waiting_room->waiter[resource->first].units;
}

void ab_resource_set_capacity(struct ab_resource *resource, int32_t capacity)
{
    ab_simulation_assert(resource->simulation, capacity >= 0);
    const int64_t used_before = used(resource), provided_before = provided(resource);
    resource->capacity = capacity;
    note(resource, used_before, provided_before);
    tell(resource);
    ab_resource_serve(resource);
}
