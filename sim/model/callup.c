/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* callup.c - a look along the line, as far as anybody in it may have to be called for. */
#include "model/callup.h"

#include "base/memory.h"
#include "model/service.h"
#include "scenario/rules.h"

#include <stddef.h>

static const struct ab_contingent *plan_of(const struct ab_run *run, int serial)
{
    return &run->scenario->contingent[serial / AB_SERIALS];
}

bool ab_callup_prepare(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    const size_t fields = (size_t)scenario->airfield_count;
    const size_t serials = AB_SERIALS * (size_t)scenario->contingent_count;
    run->outload.farthest = ab_arena_take(run->arena, fields * sizeof *run->outload.farthest);
    run->outload.next = ab_arena_take(run->arena, serials * sizeof *run->outload.next);
    run->outload.busy = ab_memory_take((size_t)run->chalk_room, sizeof *run->outload.busy);
    for (int i = 0; run->outload.farthest && i < AB_DIRECTIONS * scenario->contingent_count; i++) {
        const struct ab_contingent *plan = &scenario->contingent[i / AB_DIRECTIONS];
        const int field = ab_contingent_origin(plan, (enum ab_direction)(i % AB_DIRECTIONS));
        if (field != AB_NOBODY && scenario->airfield[field].yard_loads == AB_NO_LIMIT &&
            !ab_scenario_changes_airfield(scenario, field,
                                          offsetof(struct ab_airfield, yard_loads)) &&
            plan->call_forward > run->outload.farthest[field]) {
            run->outload.farthest[field] = plan->call_forward;
        }
    }
    return run->outload.farthest && run->outload.next && run->outload.busy;
}

void ab_callup(struct ab_run *run, int load, ab_time due)
{
    struct ab_chalk *chalk = &run->chalk[load];
    run->outload.load[load].due = due;
    chalk->called = ab_now(run);
    chalk->ready = due;
    chalk->called_ahead = true;
    ab_simulation_resume(&run->simulation, AB_EV_CHALK_CALLED, (uint32_t)load);
}

/* --- who goes first --------------------------------------------------------------------------- */

struct ab_in_line ab_callup_in_line(const struct ab_run *run, int serial, int load)
{
    const struct ab_contingent *plan = plan_of(run, serial);
    const bool out = run->chalk[load].lot->direction == AB_OUT;
    return (struct ab_in_line){.priority = out ? plan->withdrawal_priority : plan->priority,
                               .brought = run->outload.load[load].brought,
                               .serial = serial,
                               .load = load};
}

bool ab_callup_goes_before(const struct ab_in_line *a, const struct ab_in_line *b)
{
    if (a->priority != b->priority) {
        return a->priority < b->priority;
    }
    return a->brought != b->brought ? a->brought < b->brought : a->serial < b->serial;
}

/* A binary heap: whoever goes first stands at its top. */
static void sink(struct ab_in_line *heap, int count)
{
    const struct ab_in_line entry = heap[0];
    int at = 0;
    for (int child; (child = 2 * at + 1) < count; at = child) {
        child += child + 1 < count && ab_callup_goes_before(&heap[child + 1], &heap[child]);
        if (!ab_callup_goes_before(&heap[child], &entry)) {
            break;
        }
        heap[at] = heap[child];
    }
    heap[at] = entry;
}

static void push(struct ab_in_line *heap, int *count, struct ab_in_line entry)
{
    int at = (*count)++;
    for (; at > 0 && ab_callup_goes_before(&entry, &heap[(at - 1) / 2]); at = (at - 1) / 2) {
        heap[at] = heap[(at - 1) / 2];
    }
    heap[at] = entry;
}

static struct ab_in_line pop(struct ab_in_line *heap, int *count)
{
    const struct ab_in_line first = heap[0];
    heap[0] = heap[--*count];
    if (*count > 1) {
        sink(heap, *count);
    }
    return first;
}

/* --- along the line --------------------------------------------------------------------------- */

/* When the teams will have done, as a heap by time; of more than there are, those that give nobody a
 * turn are left out. */
static int list_teams(const struct ab_run *run, int airfield)
{
    const struct ab_field *field = &run->field[airfield];
    int busy = 0;
    for (int i = field->with_team.first; i != AB_LIST_END; i = run->outload.load[i].link.next) {
        const ab_time done =
            run->outload.load[i].taken_up + ab_service_mean_preparation(run, run->chalk[i].lot);
        push(run->outload.busy, &busy,
             (struct ab_in_line){.brought = ab_time_later(done, ab_now(run)), .serial = i});
    }
    while (busy > field->teams.capacity) {
        (void)pop(run->outload.busy, &busy);
    }
    return busy;
}

/* Those who stand behind one in the line: its serial's next load, and the serials below it in the
 * heap. */
static void push_behind(struct ab_run *run, int *count, const struct ab_in_line *entry)
{
    const struct ab_serial *serial = &run->outload.serial[entry->serial];
    if (entry->load == serial->next) {
        for (int p = serial->node.child; p != AB_PAIRING_EMPTY;
             p = run->outload.serial[p].node.sibling) {
            push(run->outload.next, count, ab_callup_in_line(run, p, run->outload.serial[p].next));
        }
    }
    if (entry->load + 1 < serial->brought) {
        push(run->outload.next, count, ab_callup_in_line(run, entry->serial, entry->load + 1));
    }
}

/* Calls a load that will be ready then, if it is time by `until`; returns when it is, if later. */
static ab_time call_in_time(struct ab_run *run, const struct ab_in_line *entry, ab_time ready,
                            ab_time until)
{
    const ab_time ahead = plan_of(run, entry->serial)->call_forward;
    if (run->chalk[entry->load].called_ahead || ahead == 0) {
        return AB_TIME_NEVER;
    }
    if (ready - ahead <= until) {
        ab_callup(run, entry->load, ready);
        return AB_TIME_NEVER;
    }
    return ready - ahead;
}

/* Calls whom it is time to call by `until`; returns when it is for the next, and how many were looked
 * at. */
static ab_time look_along(struct ab_run *run, int airfield, ab_time until, int *looked_at)
{
    const struct ab_field *field = &run->field[airfield];
    const ab_time farthest = run->outload.farthest[airfield];
    struct ab_in_line *busy = run->outload.busy;
    const int teams = list_teams(run, airfield);
    ab_time again = AB_TIME_NEVER;
    int count = 0;
    push(run->outload.next, &count,
         ab_callup_in_line(run, field->brought, run->outload.serial[field->brought].next));
    for (*looked_at = 0; count > 0; ++*looked_at) {
        const struct ab_in_line entry = pop(run->outload.next, &count);
        if (busy[0].brought - farthest > until) {
            return ab_time_earlier(again, busy[0].brought - farthest);
        }
        busy[0].brought += ab_service_mean_preparation(run, run->chalk[entry.load].lot);
        again = ab_time_earlier(again, call_in_time(run, &entry, busy[0].brought, until));
        sink(busy, teams);
        push_behind(run, &count, &entry);
    }
    return again;
}

static void look_again(struct ab_run *run, int airfield, ab_time when)
{
    struct ab_field *field = &run->field[airfield];
    if (when < field->calls_at || field->calls_at <= ab_now(run)) {
        field->calls_at = when;
        ab_simulation_at(&run->simulation, when, AB_PRIORITY_NORMAL, AB_EV_LINE_CALLS,
                         (uint32_t)airfield);
    }
}

/* A long line is looked along only so often, and each time for those who are due until the next. */
enum { LONG_LINE = 256, LOOKS = 64 };

void ab_callup_look(struct ab_run *run, int airfield)
{
    struct ab_field *field = &run->field[airfield];
    const ab_time farthest = run->outload.farthest[airfield], now = ab_now(run);
    if (farthest == 0 || field->brought == AB_PAIRING_EMPTY || field->teams_posted) {
        return; /* nobody to call, or teams are free at this instant and a round looks again */
    }
    if (now < field->look_from) {
        look_again(run, airfield, field->look_from);
        return;
    }
    int looked_at;
    field->look_from = now + (field->is_long ? farthest / LOOKS : 0);
    const ab_time again = look_along(run, airfield, field->look_from, &looked_at);
    field->is_long = looked_at > LONG_LINE;
    look_again(run, airfield, ab_time_later(again, field->look_from));
}
