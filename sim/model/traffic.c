/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* traffic.c - the short life of a visitor. */
#include "model/traffic.h"

#include "base/memory.h"
#include "model/airfield.h"
#include "model/clearance.h"
#include "model/luck.h"
#include "model/trace.h"

#include <string.h>

static const uint32_t no_visitor = UINT32_MAX;

/* --- visitors -------------------------------------------------------------------------------- */

static const struct ab_traffic *plan_of(const struct ab_run *run, const struct ab_visitor *visitor)
{
    return &run->scenario->traffic[visitor->traffic];
}

static struct ab_field *field_of(struct ab_run *run, const struct ab_visitor *visitor)
{
    return &run->field[plan_of(run, visitor)->airfield];
}

static void go_on(struct ab_run *run, const struct ab_visitor *visitor, ab_time delay,
                  enum ab_kind kind)
{
    ab_simulation_after(&run->simulation, delay, (uint16_t)kind,
                        (uint32_t)(visitor - run->traffic.visitor));
}

/* Takes a unit of a resource: true when one was free, else `kind` follows when it is handed over. */
static bool take(const struct ab_run *run, const struct ab_visitor *visitor,
                 struct ab_resource *resource, uint8_t priority, enum ab_kind kind)
{
    const uint32_t subject = (uint32_t)(visitor - run->traffic.visitor);
    return ab_resource_acquire(resource, 1, priority, (uint16_t)kind, subject, NULL);
}

static ab_time draw(const struct ab_run *run, const struct ab_visitor *visitor,
                    const struct ab_distribution *distribution, enum ab_traffic_purpose purpose,
                    uint32_t index)
{
    return ab_luck_time(run, distribution,
                        ab_luck_stream(run, AB_OF_TRAFFIC, visitor->traffic, (int)purpose), index);
}

static ab_time runway_time(const struct ab_run *run, const struct ab_visitor *visitor, bool takeoff)
{
    const struct ab_airfield *airfield = &run->scenario->airfield[plan_of(run, visitor)->airfield];
    return draw(run, visitor, airfield->runway_occupancy, AB_FOR_VISITOR_RUNWAY,
                2 * visitor->number + takeoff);
}

static void leave_runway(struct ab_run *run, struct ab_visitor *visitor)
{
    if (visitor->on_runway) {
        visitor->on_runway = false;
        ab_trace_visitor(run, visitor, AB_HELD_RUNWAY, false);
        ab_resource_release(&field_of(run, visitor)->runway, 1);
    }
}

static struct ab_visitor *new_visitor(struct ab_run *run, int traffic, uint32_t number)
{
    uint32_t index = run->traffic.free;
    if (index != no_visitor) {
        run->traffic.free = run->traffic.visitor[index].next_free;
    } else {
        if (run->traffic.visitors == run->traffic.room) {
            const uint32_t room = run->traffic.room ? 2 * run->traffic.room : 64;
            if (!AB_ENLARGE(run->traffic.visitor, room)) {
                ab_run_out_of_memory(run);
                return NULL;
            }
            run->traffic.room = room;
        }
        index = run->traffic.visitors++;
    }
    struct ab_visitor *visitor = &run->traffic.visitor[index];
    *visitor = (struct ab_visitor){.traffic = traffic, .number = number};
    return visitor;
}

/* --- arrivals -------------------------------------------------------------------------------- */

static void schedule_arrival(struct ab_run *run, int traffic)
{
    const struct ab_traffic *plan = &run->scenario->traffic[traffic];
    const ab_time interval = ab_luck_time(
        run, plan->interval, ab_luck_stream(run, AB_OF_TRAFFIC, traffic, AB_FOR_ARRIVAL),
        run->traffic.arrivals[traffic]++);
    const ab_time until = ab_luck_when(
        run, &plan->until, 0, ab_luck_stream(run, AB_OF_TRAFFIC, traffic, AB_FOR_TRAFFIC_UNTIL));
    if (until == AB_TIME_NEVER || ab_now(run) + interval < until) {
        ab_simulation_after(&run->simulation, interval, (uint16_t)AB_EV_TRAFFIC, (uint32_t)traffic);
    }
}

/* The first interval runs from the moment the traffic begins. */
void ab_traffic_reset(struct ab_run *run)
{
    run->traffic.visitors = 0;
    run->traffic.free = no_visitor;
    run->count.turned_away = 0;
    for (int i = 0; i < run->scenario->traffic_count; i++) {
        const struct ab_traffic *plan = &run->scenario->traffic[i];
        const ab_time from = ab_luck_when(
            run, &plan->from, 0, ab_luck_stream(run, AB_OF_TRAFFIC, i, AB_FOR_TRAFFIC_FROM));
        const ab_time interval = ab_luck_time(
            run, plan->interval, ab_luck_stream(run, AB_OF_TRAFFIC, i, AB_FOR_ARRIVAL), 0);
        run->traffic.arrivals[i] = 1;
        ab_simulation_at(&run->simulation, from + interval, AB_PRIORITY_NORMAL,
                         (uint16_t)AB_EV_TRAFFIC, (uint32_t)i);
    }
}

void ab_traffic_arrive(struct ab_run *run, int traffic)
{
    const struct ab_traffic *plan = &run->scenario->traffic[traffic];
    struct ab_field *field = &run->field[plan->airfield];
    const uint32_t number = run->traffic.arrivals[traffic];
    schedule_arrival(run, traffic);
    if (!ab_timetable_within(run, plan->airfield, &plan->hours)) {
        return; /* not scheduled to come */
    }
    if (!ab_gate_is_open(&field->landings) || field->stands.in_line > 0 ||
        (int64_t)field->stands.in_use + plan->stands > field->stands.capacity) {
        run->count.turned_away++;
        return;
    }
    struct ab_visitor *visitor = new_visitor(run, traffic, number);
    if (!visitor) {
        return;
    }
    const bool taken =
        ab_resource_acquire(&field->stands, (int32_t)plan->stands, AB_PRIORITY_NORMAL, 0, 0, NULL);
    (void)taken; /* they were free */
    visitor->stands = (int)plan->stands;
    ab_trace_visitor(run, visitor, AB_HELD_STAND, true);
    ab_airfield_trace(run, plan->airfield);
    const int index = (int)(visitor - run->traffic.visitor);
    if (!field->has_runway_queue) {
        ab_traffic_parked(run, index);
    } else if (take(run, visitor, &field->runway, AB_RUNWAY_LANDING, AB_EV_VISITOR_LANDING)) {
        ab_traffic_landing(run, index);
    }
}

/* Gives back a stand. */
static void leave_stand(struct ab_run *run, struct ab_visitor *visitor)
{
    ab_resource_release(&field_of(run, visitor)->stands, visitor->stands);
    visitor->stands = 0;
    ab_trace_visitor(run, visitor, AB_HELD_STAND, false);
}

/* The field may have shut while it waited for the runway. */
void ab_traffic_landing(struct ab_run *run, int index)
{
    struct ab_visitor *visitor = &run->traffic.visitor[index];
    struct ab_field *field = field_of(run, visitor);
    if (!ab_gate_is_open(&field->landings)) {
        run->count.turned_away++;
        ab_resource_release(&field->runway, 1);
        leave_stand(run, visitor);
        ab_airfield_trace(run, plan_of(run, visitor)->airfield);
        ab_traffic_gone(run, index);
        return;
    }
    visitor->on_runway = true;
    ab_trace_visitor(run, visitor, AB_HELD_RUNWAY, true);
    go_on(run, visitor, runway_time(run, visitor, false), AB_EV_VISITOR_PARKED);
}

/* --- on the ground --------------------------------------------------------------------------- */

void ab_traffic_parked(struct ab_run *run, int index)
{
    struct ab_visitor *visitor = &run->traffic.visitor[index];
    const struct ab_traffic *plan = plan_of(run, visitor);
    struct ab_field *field = field_of(run, visitor);
    leave_runway(run, visitor);
    if (plan->handled) {
        if (take(run, visitor, &field->places, AB_PRIORITY_NORMAL, AB_EV_VISITOR_HANDLED)) {
            ab_traffic_handled(run, index);
        }
    } else {
        go_on(run, visitor, draw(run, visitor, plan->ground_time, AB_FOR_GROUND, visitor->number),
              AB_EV_VISITOR_READY);
    }
}

void ab_traffic_handled(struct ab_run *run, int index)
{
    struct ab_visitor *visitor = &run->traffic.visitor[index];
    visitor->working = true;
    ab_trace_visitor(run, visitor, AB_HELD_WORKING, true);
    ab_airfield_trace(run, plan_of(run, visitor)->airfield);
    go_on(run, visitor,
          draw(run, visitor, plan_of(run, visitor)->ground_time, AB_FOR_GROUND, visitor->number),
          AB_EV_VISITOR_READY);
}

static void leave(struct ab_run *run, const struct ab_visitor *visitor)
{
    struct ab_field *field = field_of(run, visitor);
    if (!field->has_runway_queue ||
        take(run, visitor, &field->runway, AB_RUNWAY_TAKEOFF, AB_EV_VISITOR_TAKEOFF)) {
        ab_traffic_takeoff(run, (int)(visitor - run->traffic.visitor));
    }
}

static void ask_to_leave(struct ab_run *run, int index)
{
    const struct ab_visitor *visitor = &run->traffic.visitor[index];
    struct ab_gate *gate = &field_of(run, visitor)->takeoffs;
    if (ab_gate_is_open(gate)) {
        leave(run, visitor);
    } else {
        (void)ab_gate_wait(gate, AB_EV_VISITOR_LEAVING, (uint32_t)index);
    }
}

void ab_traffic_ready(struct ab_run *run, int index)
{
    struct ab_visitor *visitor = &run->traffic.visitor[index];
    struct ab_field *field = field_of(run, visitor);
    if (visitor->working) {
        visitor->working = false;
        ab_trace_visitor(run, visitor, AB_HELD_WORKING, false);
        ab_resource_release(&field->places, 1);
        ab_airfield_trace(run, plan_of(run, visitor)->airfield);
    }
    ask_to_leave(run, index);
}

void ab_traffic_leaving(struct ab_run *run, int index)
{
    ab_gate_passed(&field_of(run, &run->traffic.visitor[index])->takeoffs);
    ask_to_leave(run, index);
}

void ab_traffic_takeoff(struct ab_run *run, int index)
{
    struct ab_visitor *visitor = &run->traffic.visitor[index];
    struct ab_field *field = field_of(run, visitor);
    if (!ab_gate_is_open(&field->takeoffs)) { /* it shut while the runway was waited for */
        ab_resource_release(&field->runway, 1);
        ask_to_leave(run, index);
        return;
    }
    leave_stand(run, visitor);
    visitor->on_runway = field->has_runway_queue;
    if (visitor->on_runway) {
        ab_trace_visitor(run, visitor, AB_HELD_RUNWAY, true);
    }
    ab_slot_left(run, plan_of(run, visitor)->airfield);
    ab_airfield_trace(run, plan_of(run, visitor)->airfield);
    if (field->has_runway_queue) {
        go_on(run, visitor, runway_time(run, visitor, true), AB_EV_VISITOR_GONE);
    } else {
        ab_traffic_gone(run, index);
    }
}

void ab_traffic_gone(struct ab_run *run, int index)
{
    struct ab_visitor *visitor = &run->traffic.visitor[index];
    leave_runway(run, visitor);
    visitor->traffic = AB_NOBODY;
    visitor->next_free = run->traffic.free;
    run->traffic.free = (uint32_t)index;
}
