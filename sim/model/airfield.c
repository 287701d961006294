/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* airfield.c - what an airfield is, and whether it is open: by its hours, closures and changes that are
 * known, and by the weather. */
#include "model/airfield.h"

#include "base/memory.h"
#include "model/luck.h"
#include "model/stage.h"
#include "model/trace.h"
#include "scenario/keys.h"
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
        field->slot.expected = field->slot.at_home = field->slot.abroad = AB_LIST_EMPTY;
        struct ab_simulation *simulation = &run->simulation;
        struct ab_waiting_room *waiting_room = &run->waiting_room;
        ab_resource_init(&field->stands, simulation, waiting_room, (int32_t)airfield->parking_mog);
        ab_resource_init(&field->places, simulation, waiting_room, (int32_t)airfield->working_mog);
        ab_resource_init(&field->teams, simulation, waiting_room,
                         (int32_t)airfield->preparation_teams);
        field->brought = AB_PAIRING_EMPTY;
        field->with_team = AB_LIST_EMPTY;
        field->calls_at = AB_TIME_NEVER;
        ab_resource_init(&field->runway, simulation, waiting_room, (int32_t)airfield->runways);
        field->has_slots = airfield->slot_control ||
                           ab_scenario_changes_airfield(run->scenario, i,
                                                        offsetof(struct ab_airfield, slot_control));
        field->has_runway_queue =
            airfield->runway_occupancy->kind != AB_CONSTANT || airfield->runway_occupancy->a > 0 ||
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
    field->overhead.in_line += is_held_in(field, line) - is_held_in(field, tail->holds_in);
    field->overhead.since = ab_now(run);
    tail->holds_in = line;
}

int ab_airfield_first_for_slot(const struct ab_run *run, int airfield)
{
    const int home = run->field[airfield].slot.at_home.first;
    const int abroad = run->field[airfield].slot.abroad.first;
    if (home == AB_NOBODY || abroad == AB_NOBODY) {
        return home == AB_NOBODY ? abroad : home;
    }
    const ab_time first = run->aside[home].slot.since, second = run->aside[abroad].slot.since;
    return first < second || (first == second && home < abroad) ? home : abroad;
}

void ab_airfield_judge(const struct ab_run *run, int airfield, int type, bool at_home)
{
    struct ab_field *field = &run->field[airfield];
    const uint64_t bit = (uint64_t)1 << type;
    const bool takes =
        ab_field_takes(&run->scenario->airfield[airfield], run->scenario, type, at_home);
    field->types[at_home].known |= bit;
    field->types[at_home].takes |= takes ? bit : 0;
}

void ab_airfield_record(struct ab_run *run, int airfield)
{
    if (run->airfields.count == AB_TRACE_STATES_MAX) {
        ab_trace_leave_out(run);
        return;
    }
    if (!AB_EXTEND(run->airfields.record, run->airfields.room, run->airfields.count)) {
        ab_run_out_of_memory(run);
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
        .preparation_teams = field->teams.capacity,
        .yard_loads = field->yard.capacity,
        .preparing = field->teams.in_use,
        .in_yard = field->yard.in_use,
        .holding = field->overhead.count,
        .waiting = field->waiting,
        .open = ab_gate_is_open(&field->landings),
        .fuelling = field->fuel.places.in_use,
        .fuel_t = field->fuel.stock_t,
    };
}

/* --- the timetable ---------------------------------------------------------------------------- */

/* --- what an airfield will be ---------------------------------------------------------------- */

static ab_time date_of(const struct ab_when *at)
{
    return at->kind == AB_WHEN_DATE ? at->date : ab_time_round(at->delay->a);
}

/* Keeps the changes to come in the order in which they will be made. */
static void insert(struct ab_run *run, int change, ab_time date)
{
    struct ab_known_change *known = run->timetable.change;
    int place = run->timetable.changes++;
    for (; place > 0 && known[place - 1].date > date; place--) {
        known[place] = known[place - 1];
    }
    known[place] = (struct ab_known_change){.date = date, .change = change};
}

/* Whether it may open or shut an airfield: others, and what is as it was, nobody needs to look out for. */
static bool opens_or_shuts(const struct ab_run *run, const struct ab_change *change)
{
    return ab_airfield_opens_by(change->offset) &&
           ab_scenario_changes_airfield(run->original, change->index, change->offset);
}

void ab_timetable_reset(struct ab_run *run)
{
    run->timetable.changes = 0;
    for (int i = 0; i < run->scenario->change_count; i++) {
        const struct ab_change *change = &run->scenario->change[i];
        if (change->section == AB_SECTION_AIRFIELD && change->foreseen &&
            ab_when_is_dated(&change->at) && opens_or_shuts(run, change)) {
            insert(run, i, date_of(&change->at));
            run->field[change->index].changes = true;
        }
    }
}

/* The airfield as it will be at `when`: itself, or `copy` with the changes made by then. *until is
 * the date of the next. */
static const struct ab_airfield *plan_at(const struct ab_run *run, int airfield, ab_time when,
                                         struct ab_airfield *copy, ab_time *until)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    *until = AB_TIME_NEVER;
    for (int i = 0; run->field[airfield].changes && i < run->timetable.changes; i++) {
        const struct ab_known_change *known = &run->timetable.change[i];
        const struct ab_change *change = &run->scenario->change[known->change];
        if (change->index != airfield || known->date <= ab_now(run)) {
            continue;
        }
        if (known->date > when) {
            *until = known->date;
            break;
        }
        if (plan != copy) {
            *copy = *plan;
            plan = copy;
        }
        memcpy((char *)copy + change->offset, change->bytes, change->size);
    }
    return plan;
}

/* --- hours of the local day ------------------------------------------------------------------ */

/* Time into the local day. */
static ab_time local_time(const struct ab_run *run, const struct ab_airfield *plan, ab_time when)
{
    const ab_time local = run->scenario->general.start + when + ab_airfield_offset(plan, when);
    return local % AB_DAY < 0 ? local % AB_DAY + AB_DAY : local % AB_DAY;
}

static bool contain(const struct ab_hours *hours, ab_time local)
{
    return ab_hours_are_always(hours) || (local >= hours->from && local < hours->to) ||
           local + AB_DAY < hours->to;
}

/* From a local time to the next `clock` (which may lie beyond midnight), at least 1 ms. */
static ab_time until(ab_time local, ab_time clock)
{
    ab_time wait = (clock - local) % AB_DAY;
    if (wait <= 0) {
        wait += AB_DAY;
    }
    return wait;
}

/* When hours may next begin or end, or the local clock is put forward or back. */
static ab_time next_edge(const struct ab_run *run, const struct ab_airfield *plan,
                         const struct ab_hours *hours, ab_time when)
{
    const ab_time local = local_time(run, plan, when);
    const ab_time opening = until(local, hours->from), closing = until(local, hours->to);
    const ab_time edge = when + (opening < closing ? opening : closing);
    const ab_time shift = ab_airfield_next_shift(plan, when);
    return shift < edge ? shift : edge;
}

bool ab_airfield_may_shut(const struct ab_airfield *airfield)
{
    return !airfield->open || airfield->has_weather || airfield->closure_count > 0 ||
           !ab_hours_are_always(&airfield->landing_hours) ||
           !ab_hours_are_always(&airfield->takeoff_hours);
}

bool ab_timetable_within(const struct ab_run *run, int airfield, const struct ab_hours *hours)
{
    return contain(hours, local_time(run, &run->scenario->airfield[airfield], ab_now(run)));
}

/* From `when` on, the first moment within hours (or not within them). */
static ab_time when_within(const struct ab_run *run, const struct ab_airfield *plan,
                           const struct ab_hours *hours, bool within, ab_time when)
{
    while (contain(hours, local_time(run, plan, when)) != within) {
        when = next_edge(run, plan, hours, when);
    }
    return when;
}

ab_time ab_timetable_next(const struct ab_run *run, int airfield, const struct ab_hours *hours,
                          ab_time when)
{
    return ab_hours_are_always(hours)
               ? when
               : when_within(run, &run->original->airfield[airfield], hours, true, when);
}

ab_time ab_timetable_work_begin(const struct ab_run *run, int airfield, ab_time duration)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    const struct ab_hours *hours = &plan->working_hours;
    const ab_time now = ab_now(run);
    if (ab_hours_are_always(hours)) {
        return now;
    }
    if (!contain(hours, local_time(run, plan, now))) {
        return when_within(run, plan, hours, true, now);
    }
    const ab_time end = when_within(run, plan, hours, false, now);
    /* Work longer than a whole day's hours begins with the hours: it would never begin
     * otherwise. */
    const bool begins_day = local_time(run, plan, now) == hours->from % AB_DAY;
    return duration <= end - now || begins_day || plan->overrun == AB_OVERRUN_FINISH
               ? now
               : when_within(run, plan, hours, true, end);
}

/* --- open or shut ---------------------------------------------------------------------------- */

static void end_by(struct ab_outlook *outlook, ab_time moment)
{
    outlook->until = moment < outlook->until ? moment : outlook->until;
}

static void look_at_closures(struct ab_outlook *outlook, const struct ab_airfield *plan,
                             ab_time when)
{
    for (int i = 0; i < plan->closure_count; i++) {
        const struct ab_period *closure = &plan->closures[i];
        if (when < closure->from) {
            end_by(outlook, closure->from);
        } else if (when < closure->to) {
            outlook->cause = AB_CAUSE_CLOSED;
            end_by(outlook, closure->to);
        }
    }
}

static void look_at_hours(struct ab_outlook *outlook, const struct ab_run *run,
                          const struct ab_airfield *plan, const struct ab_hours *hours,
                          ab_time when)
{
    if (ab_hours_are_always(hours)) {
        return;
    }
    if (outlook->cause == AB_WORK && !contain(hours, local_time(run, plan, when))) {
        outlook->cause = AB_CAUSE_HOURS;
    }
    end_by(outlook, next_edge(run, plan, hours, when));
}

struct ab_outlook ab_timetable_at(const struct ab_run *run, int airfield, enum ab_movement way,
                                  ab_time when)
{
    const struct ab_field *field = &run->field[airfield];
    struct ab_airfield copy;
    struct ab_outlook outlook = {.cause = AB_WORK, .until = AB_TIME_NEVER};
    if (way == AB_LANDINGS ? field->landings.for_good : field->takeoffs.for_good) {
        return outlook;
    }
    const struct ab_airfield *plan = plan_at(run, airfield, when, &copy, &outlook.until);
    if (!plan->open) {
        outlook.cause = AB_CAUSE_CLOSED;
        return outlook;
    }
    if (plan->closures_stop == AB_BOTH_MOVEMENTS || plan->closures_stop == way) {
        look_at_closures(&outlook, plan, when);
    }
    look_at_hours(&outlook, run, plan,
                  way == AB_LANDINGS ? &plan->landing_hours : &plan->takeoff_hours, when);
    return outlook;
}

bool ab_timetable_opens(const struct ab_run *run, int airfield)
{
    struct ab_airfield copy;
    for (ab_time when = ab_now(run); when != AB_TIME_NEVER;) {
        if (plan_at(run, airfield, when, &copy, &when)->open) {
            return true;
        }
    }
    return false;
}

/* --- the gates -------------------------------------------------------------------------------- */

/* --- gates ----------------------------------------------------------------------------------- */

enum ab_cause ab_gate_cause(const struct ab_gate *gate)
{
    return gate->shut_by == AB_WORK ? AB_CAUSE_WEATHER : (enum ab_cause)gate->shut_by;
}

ab_wait_handle ab_gate_wait(struct ab_gate *gate, enum ab_kind kind, uint32_t subject)
{
    ab_wait_handle place;
    const bool passed =
        ab_resource_acquire(&gate->way, 1, AB_PRIORITY_NORMAL, (uint16_t)kind, subject, &place);
    assert(!passed && "who waits at a gate that is open");
    (void)passed;
    return place;
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

/* --- weather --------------------------------------------------------------------------------- */

static void schedule_spell(struct ab_run *run, int airfield)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    struct ab_field *field = &run->field[airfield];
    const struct ab_distribution *length =
        field->weather.bad ? plan->weather_closed : plan->weather_open;
    const ab_time spell =
        ab_luck_time(run, length, ab_luck_stream(run, AB_OF_AIRFIELD, airfield, AB_FOR_WEATHER),
                     field->weather.spells++);
    ab_simulation_after(&run->simulation, spell, (uint16_t)AB_EV_WEATHER, (uint32_t)airfield);
}

void ab_gate_weather(struct ab_run *run, int airfield)
{
    const enum ab_movement stops = run->scenario->airfield[airfield].weather_stops;
    struct ab_field *field = &run->field[airfield];
    field->weather.bad = !field->weather.bad;
    field->landings.weather = field->weather.bad && stops != AB_TAKEOFFS;
    field->takeoffs.weather = field->weather.bad && stops != AB_LANDINGS;
    set_both(run, airfield);
    ab_airfield_trace(run, airfield);
    schedule_spell(run, airfield);
}

/* --- hours, dated closures, changes ----------------------------------------------------------- */

/* What is known: opens or shuts both gates, until anything of it changes. */
static void open_or_shut(struct ab_run *run, int airfield)
{
    struct ab_field *field = &run->field[airfield];
    field->landings.for_good = field->takeoffs.for_good = false;
    const struct ab_outlook landings = ab_timetable_at(run, airfield, AB_LANDINGS, ab_now(run));
    const struct ab_outlook takeoffs = ab_timetable_at(run, airfield, AB_TAKEOFFS, ab_now(run));
    const ab_time next = landings.until < takeoffs.until ? landings.until : takeoffs.until;
    field->landings.shut_by = landings.cause;
    field->takeoffs.shut_by = takeoffs.cause;
    field->landings.for_good = landings.cause == AB_WORK && landings.until == AB_TIME_NEVER;
    field->takeoffs.for_good = takeoffs.cause == AB_WORK && takeoffs.until == AB_TIME_NEVER;
    assert(next > ab_now(run));
    if (next != field->opens_at) {
        ab_simulation_cancel(&run->simulation, field->opening);
        field->opening = AB_EVENT_NONE;
        field->opens_at = next;
        if (next != AB_TIME_NEVER) { /* before whoever arrives at that moment */
            field->opening = ab_simulation_plan(&run->simulation, next, AB_PRIORITY_FIRST,
                                                (uint16_t)AB_EV_OPENING, (uint32_t)airfield);
        }
    }
    set_both(run, airfield);
}

void ab_gate_opening(struct ab_run *run, int airfield)
{
    const bool was_open = ab_gate_is_open(&run->field[airfield].landings);
    open_or_shut(run, airfield);
    if (ab_gate_is_open(&run->field[airfield].landings) != was_open) {
        ab_airfield_trace(run, airfield);
    }
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
        field->opening = AB_EVENT_NONE;
        field->opens_at = AB_TIME_NEVER;
        open_or_shut(run, i);
        if (run->scenario->airfield[i].has_weather) {
            schedule_spell(run, i);
        }
    }
}
