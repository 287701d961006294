/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* gate.c - weather spells, and what was known before. */
#include "model/gate.h"

#include "model/luck.h"
#include "model/stage.h"
#include "model/timetable.h"

/* --- gates ----------------------------------------------------------------------------------- */

bool ab_gate_is_open(const struct ab_gate *gate)
{
    return !gate->weather && gate->shut_by == AB_WORK;
}

enum ab_cause ab_gate_cause(const struct ab_gate *gate)
{
    return gate->shut_by == AB_WORK ? AB_CAUSE_WEATHER : (enum ab_cause)gate->shut_by;
}

bool ab_gate_pass(struct ab_gate *gate, enum ab_kind kind, uint32_t subject, ab_wait_handle *place)
{
    if (!ab_resource_acquire(&gate->way, 1, AB_PRIORITY_NORMAL, (uint16_t)kind, subject, place)) {
        return false;
    }
    ab_gate_passed(gate);
    return true;
}

void ab_gate_passed(struct ab_gate *gate)
{
    ab_resource_release(&gate->way, 1);
}

/* Whoever waits at a gate that something else shuts by now waits for that. */
static void charge(struct ab_run *run, const struct ab_gate *gate, struct ab_sortie_record *sortie)
{
    if (sortie->account.state != (int)ab_gate_cause(gate)) {
        ab_stage_charge(run, sortie, (int)ab_gate_cause(gate));
    }
}

static void charge_landing(void *owner, uint16_t kind, uint32_t subject)
{
    struct ab_run *run = owner;
    struct ab_sortie_record *sortie = &run->sortie[subject];
    (void)kind; /* visitors do not wait */
    charge(run, &run->field[sortie->destination].landings, sortie);
}

static void charge_takeoff(void *owner, uint16_t kind, uint32_t subject)
{
    struct ab_run *run = owner;
    if (kind != AB_EV_VISITOR_LEAVING) {
        charge(run, &run->field[run->sortie[subject].origin].takeoffs, &run->sortie[subject]);
    }
}

static void set(struct ab_gate *gate)
{
    const int32_t capacity = ab_gate_is_open(gate) ? AB_UNLIMITED : 0;
    const int32_t sky = gate->weather ? 0 : AB_UNLIMITED;
    if (gate->way.capacity != capacity) {
        ab_resource_set_capacity(&gate->way, capacity);
    }
    if (gate->sky.capacity != sky) {
        ab_resource_set_capacity(&gate->sky, sky);
    }
}

static void set_both(struct ab_run *run, int airfield)
{
    struct ab_field *field = &run->field[airfield];
    set(&field->landings);
    set(&field->takeoffs);
    if (!ab_gate_is_open(&field->landings)) {
        ab_resource_look_at_line(&field->landings.way, charge_landing, run);
    }
    if (!ab_gate_is_open(&field->takeoffs)) {
        ab_resource_look_at_line(&field->takeoffs.way, charge_takeoff, run);
    }
}

static void schedule(struct ab_run *run, ab_time delay, enum ab_kind kind, int airfield)
{
    ab_simulation_after(&run->simulation, delay, (uint16_t)kind, (uint32_t)airfield);
}

/* --- weather --------------------------------------------------------------------------------- */

static void schedule_spell(struct ab_run *run, int airfield)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    struct ab_field *field = &run->field[airfield];
    const struct ab_distribution *length =
        field->weather.bad ? &plan->weather_closed : &plan->weather_open;
    const ab_time spell =
        ab_luck_time(run, length, ab_luck_stream(run, AB_OF_AIRFIELD, airfield, AB_FOR_WEATHER),
                     field->weather.spells++);
    schedule(run, spell, AB_EV_WEATHER, airfield);
}

void ab_gate_weather(struct ab_run *run, int airfield)
{
    const enum ab_movement stops = run->scenario->airfield[airfield].weather_stops;
    struct ab_field *field = &run->field[airfield];
    field->weather.bad = !field->weather.bad;
    field->landings.weather = field->weather.bad && stops != AB_TAKEOFFS;
    field->takeoffs.weather = field->weather.bad && stops != AB_LANDINGS;
    set_both(run, airfield);
    schedule_spell(run, airfield);
}

/* --- hours, dated closures, changes ----------------------------------------------------------- */

/* What is known: opens or shuts both gates, until anything of it changes. */
void ab_gate_opening(struct ab_run *run, int airfield)
{
    struct ab_field *field = &run->field[airfield];
    const struct ab_outlook landings = ab_timetable_at(run, airfield, AB_LANDINGS, ab_now(run));
    const struct ab_outlook takeoffs = ab_timetable_at(run, airfield, AB_TAKEOFFS, ab_now(run));
    const ab_time next = landings.until < takeoffs.until ? landings.until : takeoffs.until;
    field->landings.shut_by = landings.cause;
    field->takeoffs.shut_by = takeoffs.cause;
    ab_simulation_cancel(&run->simulation, field->opening);
    field->opening = AB_EVENT_NONE;
    if (next != AB_TIME_NEVER) { /* before whoever arrives at that moment */
        field->opening = ab_simulation_at(&run->simulation, next, AB_PRIORITY_FIRST,
                                          (uint16_t)AB_EV_OPENING, (uint32_t)airfield);
    }
    set_both(run, airfield);
}

/* --- all of it ------------------------------------------------------------------------------- */

static void init(struct ab_run *run, struct ab_gate *gate)
{
    ab_resource_init(&gate->way, &run->simulation, &run->waiting_room, AB_UNLIMITED);
    ab_resource_init(&gate->sky, &run->simulation, &run->waiting_room, AB_UNLIMITED);
}

void ab_gate_reset(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        struct ab_field *field = &run->field[i];
        init(run, &field->landings);
        init(run, &field->takeoffs);
        ab_gate_opening(run, i);
        if (run->scenario->airfield[i].has_weather) {
            schedule_spell(run, i);
        }
    }
}
