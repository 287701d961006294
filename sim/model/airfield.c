/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* airfield.c - the places of airfields, and who may use them. */
#include "model/airfield.h"

#include "base/memory.h"
#include "model/gate.h"
#include "model/timetable.h"
#include "scenario/rules.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static_assert(AB_NO_LIMIT == AB_UNLIMITED, "scenario and engine must agree on 'not limited'");

void ab_airfield_reset(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        const struct ab_airfield *airfield = &run->scenario->airfield[i];
        struct ab_field *field = &run->field[i];
        memset(field, 0, sizeof *field);
        struct ab_simulation *simulation = &run->simulation;
        struct ab_waiting_room *waiting_room = &run->waiting_room;
        ab_resource_init(&field->stands, simulation, waiting_room, (int32_t)airfield->parking_mog);
        ab_resource_init(&field->places, simulation, waiting_room, (int32_t)airfield->working_mog);
        ab_resource_init(&field->runway, simulation, waiting_room, (int32_t)airfield->runways);
        field->has_runway_queue =
            airfield->runway_occupancy.kind != AB_CONSTANT || airfield->runway_occupancy.a > 0 ||
            ab_scenario_changes_airfield(run->scenario, i,
                                         offsetof(struct ab_airfield, runway_occupancy));
    }
}

int ab_airfield_most_holding(const struct ab_run *run, int airfield)
{
    const struct ab_field *field = &run->field[airfield];
    const bool lasts = ab_now(run) > field->overhead.since;
    return lasts && field->overhead.in_line > field->overhead.most ? field->overhead.in_line
                                                                   : field->overhead.most;
}

static bool is_held_in(const struct ab_field *field, const struct ab_resource *line)
{
    return line == &field->stands || line == &field->landings.way;
}

void ab_airfield_hold(struct ab_run *run, int airfield, struct ab_tail *tail,
                      struct ab_resource *line)
{
    struct ab_field *field = &run->field[airfield];
    field->overhead.most = ab_airfield_most_holding(run, airfield);
    field->overhead.in_line += is_held_in(field, line) - is_held_in(field, tail->holding.line);
    field->overhead.since = ab_now(run);
    tail->holding.line = line;
}

bool ab_airfield_accepts(const struct ab_run *run, int airfield, int type, bool at_home)
{
    const struct ab_airfield *field = &run->scenario->airfield[airfield];
    return (field->open || ab_timetable_is_used(run, airfield)) &&
           ab_field_takes(field, run->scenario, type, at_home);
}

static bool grow_records(struct ab_run *run)
{
    if (run->airfields.count < run->airfields.room) {
        return true;
    }
    const int room = run->airfields.room ? 2 * run->airfields.room : 1024;
    struct ab_airfield_record *grown =
        ab_memory_resize(run->airfields.record, (size_t)room, sizeof *grown);
    if (!grown) {
        ab_run_out_of_memory(run);
        return false;
    }
    run->airfields.record = grown;
    run->airfields.room = room;
    return true;
}

void ab_airfield_trace(struct ab_run *run, int airfield)
{
    if (!run->trace || run->airfields.count == AB_TRACE_STATES_MAX || !grow_records(run)) {
        return;
    }
    const struct ab_field *field = &run->field[airfield];
    run->airfields.record[run->airfields.count++] = (struct ab_airfield_record){
        .airfield = airfield,
        .time = ab_now(run),
        .parking_mog = field->stands.capacity,
        .working_mog = field->places.capacity,
        .on_ground = field->stands.in_use,
        .working = field->places.in_use,
        .holding = field->overhead.count,
        .waiting = field->waiting,
        .open = ab_gate_is_open(&field->landings),
        .fuelling = field->fuel.places.in_use,
        .fuel_t = field->fuel.stock_t,
    };
}
