/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - one replication: the room that knows all others, and the table of what follows what. */
#include "model/run.h"

#include "base/memory.h"
#include "model/accounts.h"
#include "model/airfield.h"
#include "model/alternate.h"
#include "model/arrival.h"
#include "model/authority.h"
#include "model/batch.h"
#include "model/beginning.h"
#include "model/blackout.h"
#include "model/bound.h"
#include "model/callup.h"
#include "model/clearance.h"
#include "model/command.h"
#include "model/contingent.h"
#include "model/departure.h"
#include "model/diary.h"
#include "model/evacuation.h"
#include "model/fleet.h"
#include "model/flow.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "model/hub.h"
#include "model/idle.h"
#include "model/loadplan.h"
#include "model/luck.h"
#include "model/measure.h"
#include "model/milestone.h"
#include "model/notification.h"
#include "model/outline.h"
#include "model/preparation.h"
#include "model/prospect.h"
#include "model/site.h"
#include "model/sortie.h"
#include "model/stage.h"
#include "model/supply.h"
#include "model/tasking.h"
#include "model/traffic.h"
#include "model/waiting.h"
#include "model/way.h"
#include "model/window.h"
#include "model/yard.h"
#include "scenario/keys.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- changes --------------------------------------------------------------------------------- */

/* Keys that change while the run goes on.
 *
 * A run works on its own copies of the things that changes may alter. A change overwrites one field
 * of its copy; then whatever depends on any such field is brought up to date, aircraft in the air
 * and on the ground included: places beyond a smaller number stay in use until they are left, a
 * closed field turns landings away, aircraft called away leave the operation when they are home. */

/* The families of an evacuation go first as it does. */
static void set_priorities(struct ab_run *run)
{
    struct ab_contingent *party = run->effective.contingent + run->original->contingent_count;
    for (int e = 0; e < run->original->evacuation_count; e++) {
        const struct ab_evacuation *evacuation = &run->effective.evacuation[e];
        for (int i = 0; i < ab_evacuation_families(evacuation); i++, party++) {
            party->priority = party->withdrawal_priority = evacuation->priority;
        }
    }
}

/* Changes may alter airfields, fleets, flows, evacuations and the withdrawal (see the table of keys). */
static void copy(struct ab_run *run)
{
    const struct ab_scenario *original = run->original;
    memcpy(run->effective.airfield, original->airfield,
           (size_t)original->airfield_count * sizeof *original->airfield);
    memcpy(run->effective.fleet, original->fleet,
           (size_t)original->fleet_count * sizeof *original->fleet);
    if (original->flow_count > 0) {
        memcpy(run->effective.flow, original->flow,
               (size_t)original->flow_count * sizeof *original->flow);
    }
    if (original->evacuation_count > 0) {
        memcpy(run->effective.evacuation, original->evacuation,
               (size_t)original->evacuation_count * sizeof *original->evacuation);
        set_priorities(run);
    }
    run->effective.withdrawal = original->withdrawal;
}

/* The families of evacuations carry loads as contingents do, behind which they stand. */
static bool add_parties(struct ab_run *run)
{
    const struct ab_scenario *original = run->original;
    struct ab_contingent *party = ab_arena_take(run->arena, (size_t)ab_scenario_parties(original) *
                                                                sizeof *original->contingent);
    if (!party) {
        return false;
    }
    run->effective.contingent = party;
    for (int c = 0; c < original->contingent_count; c++) {
        *party++ = original->contingent[c];
    }
    for (int e = 0; e < original->evacuation_count; e++) {
        for (int i = 0; i < ab_evacuation_families(&original->evacuation[e]); i++) {
            *party++ = ab_evacuation_as_contingent(&original->evacuation[e], i);
        }
    }
    return true;
}

static bool prepare_copies(struct ab_run *run)
{
    const struct ab_scenario *original = run->original;
    run->effective = *original;
    run->scenario = &run->effective;
    run->effective.airfield = ab_arena_take(run->arena, ((size_t)original->airfield_count + 1) *
                                                            sizeof *original->airfield);
    run->effective.fleet =
        ab_arena_take(run->arena, ((size_t)original->fleet_count + 1) * sizeof *original->fleet);
    run->effective.flow =
        ab_arena_take(run->arena, ((size_t)original->flow_count + 1) * sizeof *original->flow);
    run->effective.evacuation = ab_arena_take(run->arena, ((size_t)original->evacuation_count + 1) *
                                                              sizeof *original->evacuation);
    if (!run->effective.airfield || !run->effective.fleet || !run->effective.flow ||
        !run->effective.evacuation || (original->evacuation_count > 0 && !add_parties(run))) {
        return false;
    }
    copy(run);
    return true;
}

static void reset_changes(struct ab_run *run)
{
    copy(run);
    for (int i = 0; i < run->scenario->change_count; i++) {
        const ab_time at = ab_luck_when(run, &run->scenario->change[i].at, 0,
                                        ab_luck_stream(run, AB_OF_CHANGE, i, AB_FOR_CHANGE));
        ab_simulation_at(&run->simulation, at, AB_PRIORITY_FIRST, (uint16_t)AB_EV_CHANGE,
                         (uint32_t)i);
    }
}

/* The thing that a change alters, in the run's own copy. */
static char *thing_of(struct ab_run *run, const struct ab_change *change)
{
    struct ab_scenario *effective = &run->effective;
    switch ((enum ab_section)change->section) {
    case AB_SECTION_AIRFIELD: return (char *)&effective->airfield[change->index];
    case AB_SECTION_FLEET: return (char *)&effective->fleet[change->index];
    case AB_SECTION_FLOW: return (char *)&effective->flow[change->index];
    case AB_SECTION_EVACUATION: return (char *)&effective->evacuation[change->index];
    default: return (char *)&effective->withdrawal;
    }
}

static void set_capacity(struct ab_resource *resource, int64_t capacity)
{
    if (resource->capacity != (int32_t)capacity) {
        ab_resource_set_capacity(resource, (int32_t)capacity);
    }
}

static void refresh_airfield(struct ab_run *run, int index)
{
    const struct ab_airfield *airfield = &run->scenario->airfield[index];
    struct ab_field *field = &run->field[index];
    memset(field->types, 0, sizeof field->types);
    set_capacity(&field->stands, airfield->parking_mog);
    set_capacity(&field->places, airfield->working_mog);
    set_capacity(&field->teams, airfield->preparation_teams);
    ab_preparation_post(run, index);
    set_capacity(&field->runway, airfield->runways);
    set_capacity(&field->fuel.places, airfield->fuel_mog);
    ab_yard_refresh(run, index);
    ab_gate_opening(run, index);
}

/* Of all airfields: they look at when aircraft may leave where they are. */
static void review_slots(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        ab_slot_review(run, i);
    }
}

/* A value that stays as it is concerns nobody; one of an airfield concerns those who are there or go there. */
static void apply_change(struct ab_run *run, int index)
{
    const struct ab_change *change = &run->scenario->change[index];
    char *altered = thing_of(run, change) + change->offset;
    if (memcmp(altered, change->bytes, change->size) == 0) {
        return;
    }
    memcpy(altered, change->bytes, change->size);
    if (change->section == AB_SECTION_AIRFIELD) {
        refresh_airfield(run, change->index);
        review_slots(run);
        ab_foresight_review(run, change->index);
        ab_airfield_trace(run, change->index);
    }
    if (change->section == AB_SECTION_WITHDRAWAL &&
        change->offset == offsetof(struct ab_withdrawal, order)) {
        ab_command_refresh_order(run);
    }
    if (change->section == AB_SECTION_EVACUATION) {
        set_priorities(run);
        ab_flow_line_up_anew(run);
        ab_evacuation_changed(run, change->index, change->offset);
    }
    ab_flow_grant(run);
    ab_crew_refresh(run);
    ab_fleet_refresh(run);
    run->batches.in_doubt = true;
    run->tasking.held_in_doubt = true;
    run->waiting.in_doubt |=
        change->section == AB_SECTION_AIRFIELD || change->section == AB_SECTION_EVACUATION;
    ab_post_tasking(run);
    ab_post_assignment(run);
}

/* --- what follows what ----------------------------------------------------------------------- */

/* What handles a kind, something that happens to one of the run's things, or to the run as a whole. */
struct handler {
    void (*of)(struct ab_run *run, int subject);
    bool is_of_sortie;
};

/* Those of the run as a whole have no use for a subject. */
#define KIND(kind, thing, handler)
#define KIND_ALONE(kind, handler)                                                                  \
    static void alone_##kind(struct ab_run *run, int subject)                                      \
    {                                                                                              \
        (void)subject;                                                                             \
        handler(run);                                                                              \
    }
#include "model/kind_rows.h"
#include "model/trace.h"

static const struct handler handlers[AB_EV_COUNT] = {
#define KIND_ALONE(kind, handler) [AB_EV_##kind] = {.of = alone_##kind},
#define KIND(kind, thing, handler)                                                                 \
    [AB_EV_##kind] = {handler, AB_SUBJECT_##thing == AB_SUBJECT_SORTIE},
#include "model/kind_rows.h"
};

/* Fetches from memory what a thing consists of. */
static inline void fetch(const void *thing, size_t size)
{
    enum { LINE = 64 };
    for (size_t i = 0; i < size; i += LINE) {
        __builtin_prefetch((const char *)thing + i);
    }
}

/* Among many aircraft the next one is seldom in the cache: its flight is on its way from memory while
 * the event before is handled. */
static void fetch_next(const struct ab_run *run)
{
    struct ab_event next;
    if (ab_queue_glance(run->simulation.queue, &next) && handlers[next.kind].is_of_sortie) {
        fetch(&run->tail[next.subject], sizeof *run->tail);
        fetch(&run->sortie[next.subject], sizeof *run->sortie);
        fetch(&run->chains.chain[next.subject], sizeof *run->chains.chain);
        ab_timesheet_fetch(&run->spent, (int)next.subject);
        ab_timesheet_fetch(&run->chains.spent, (int)next.subject);
    }
}

/* The load of a flight that is about to go on. */
static void fetch_load(const struct ab_run *run, uint16_t kind, uint32_t subject)
{
    const int load = handlers[kind].is_of_sortie ? run->tail[subject].last_chalk : AB_NOBODY;
    if (load != AB_NOBODY) {
        fetch(&run->chalk[load], sizeof *run->chalk);
    }
}

static void dispatch(void *model, uint16_t kind, uint32_t subject)
{
    struct ab_run *run = model;
#ifdef AB_CHECKED
    ab_run_check(run, AB_CHECK_EVENT);
#endif
    handlers[kind].of(run, (int)subject);
#ifdef AB_CHECKED
    ab_run_check(run, AB_CHECK_STATE);
#endif
}

enum { MANY_TAILS = 1024 };
static void dispatch_among_many(void *model, uint16_t kind, uint32_t subject)
{
    fetch_load(model, kind, subject);
    fetch_next(model);
    dispatch(model, kind, subject);
}

/* --- creation -------------------------------------------------------------------------------- */

static bool take_arrays(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    const size_t airfields = (size_t)scenario->airfield_count;
    const size_t contingents = (size_t)scenario->contingent_count;
    const size_t parties = (size_t)ab_scenario_parties(scenario);
    run->tail_count = ab_fleet_count_tails(scenario);
#define TAKE(member, count)                                                                        \
    ((run->member = ab_arena_take(run->arena, ((count) + 1) * sizeof *run->member)) != NULL)
    return TAKE(flight, ab_geography_flights(scenario)) && TAKE(stream, ab_luck_things(scenario)) &&
           TAKE(ways.course, ab_way_most(scenario)) && TAKE(stream_purpose, ab_luck_purposes()) &&
           TAKE(planner, 1) && TAKE(plan, AB_DIRECTIONS * contingents) &&
           TAKE(payload_t, contingents * 2 * AB_DIRECTIONS * (size_t)scenario->aircraft_count) &&
           TAKE(on_ways, airfields) && TAKE(field, airfields) &&
           TAKE(tail, (size_t)run->tail_count) && TAKE(sortie, (size_t)run->tail_count) &&
           TAKE(chains.chain, (size_t)run->tail_count) && TAKE(unit, parties) &&
           TAKE(site, (size_t)scenario->site_count) &&
           TAKE(milestone, (size_t)scenario->milestone_count) &&
           TAKE(blackout, (size_t)scenario->blackout_count) &&
           TAKE(authority.request, contingents) && TAKE(crews.pool, ab_crew_pools(scenario)) &&
           TAKE(crews.first, (size_t)scenario->fleet_count) &&
           TAKE(crews.rests, (size_t)scenario->fleet_count) &&
           TAKE(traffic.arrivals, (size_t)scenario->traffic_count) &&
           TAKE(evacuation.of, (size_t)ab_scenario_evacuations(scenario)) &&
           TAKE(evacuation.family, (size_t)ab_scenario_families(scenario)) &&
           TAKE(tasking.passed, (size_t)scenario->fleet_count) &&
           TAKE(fleet_tails, (size_t)scenario->fleet_count) &&
           TAKE(tasking.least, AB_LEASTS * (size_t)scenario->aircraft_count) &&
           TAKE(batches.crews_held, (size_t)scenario->fleet_count) &&
           TAKE(batches.flow_of, AB_DIRECTIONS * contingents) &&
           TAKE(idle.fleet, (size_t)scenario->fleet_count) &&
           TAKE(idle.group, ab_idle_most_groups(run)) && TAKE(idle.at, airfields) &&
           TAKE(idle.is_apart, airfields) && TAKE(waiting.rows_of, AB_DIRECTIONS * parties) &&
           TAKE(waiting.list, AB_TIERS * parties + 1) &&
           TAKE(waiting.list_of, AB_TIERS * parties) &&
           TAKE(soon.group, ab_idle_most_groups(run)) &&
           TAKE(waiting.listings_of, (size_t)scenario->fleet_count) &&
           TAKE(count.working_use, airfields) && TAKE(count.parking_use, airfields) &&
           TAKE(count.team_use, airfields) && TAKE(lock, airfields) &&
           TAKE(timetable.change, (size_t)scenario->change_count) && TAKE(flows.of, parties) &&
           TAKE(flows.quota, (size_t)ab_flow_count(scenario)) &&
           TAKE(flows.kept, ab_flow_count(scenario) > 0 ? (size_t)run->tail_count : 0);
#undef TAKE
}

/* What takes memory as far as it is written. */
static bool take_rare(struct ab_run *run)
{
    run->aside = ab_memory_take((size_t)run->tail_count, sizeof *run->aside);
    return run->aside && ab_timesheet_take(&run->spent, run->tail_count, AB_CAUSE_COUNT) &&
           ab_timesheet_take(&run->chains.spent, run->tail_count, AB_LINK_COUNT);
}

static bool reserve_loads(struct ab_run *run, int loads)
{
    run->chalk_room = loads + 1;
    run->chalk = ab_memory_take((size_t)run->chalk_room, sizeof *run->chalk);
    run->detention = ab_memory_take((size_t)run->chalk_room, sizeof *run->detention);
    run->waiting.next = ab_memory_take((size_t)run->chalk_room, sizeof *run->waiting.next);
    if (run->cuts.of) {
        run->cuts.waited = ab_memory_take((size_t)run->chalk_room, sizeof *run->cuts.waited);
    }
    return run->chalk && run->detention && run->waiting.next &&
           (!run->cuts.of || run->cuts.waited) && ab_preparation_prepare(run) &&
           ab_hub_prepare(run);
}

/* Loads whose people may be forming up at one moment. */
static int most_forming_up(const struct ab_scenario *scenario, int loads)
{
    for (int c = 0; c < scenario->contingent_count; c++) {
        if (scenario->contingent[c].form_up->high > 0) {
            return loads < 0 ? 0 : loads;
        }
    }
    return 0;
}

struct ab_run *ab_run_create(const struct ab_scenario *scenario)
{
    struct ab_run *run = ab_memory_take(1, sizeof *run);
    if (!run) {
        return NULL;
    }
    run->original = scenario;
    run->arena = ab_arena_create(1 << 16);
    if (!run->arena || !prepare_copies(run) || !take_arrays(run) || !take_rare(run) ||
        !ab_waiting_prepare(run)) {
        ab_run_destroy(run);
        return NULL;
    }
    ab_luck_name_streams(run);
    ab_way_prepare(run);
    ab_geography_prepare(run);
    const bool told_apart = ab_geography_tell_apart(run->scenario, run->idle.is_apart);
    const bool sites = ab_site_prepare(run);
    ab_window_prepare(run);
    ab_flow_prepare(run);
    ab_batch_prepare(run);
    ab_departure_plan(run);
    ab_prospect_prepare(run);
    const bool prepared = ab_outline_prepare(run) && ab_evacuation_prepare(run);
    const int loads =
        prepared ? ab_outline_most_loads(run) + ab_evacuation_most_loads(run) : AB_NOBODY;
    const size_t expected = (size_t)most_forming_up(scenario, loads) + (size_t)run->tail_count +
                            8 * (size_t)(scenario->contingent_count + scenario->site_count) + 64;
    if (!told_apart || !sites || loads < 0 || !reserve_loads(run, loads) ||
        !ab_simulation_init(&run->simulation,
                            run->tail_count < MANY_TAILS ? dispatch : dispatch_among_many, run,
                            expected) ||
        !ab_waiting_room_init(&run->waiting_room, (size_t)run->tail_count + 1)) {
        ab_run_destroy(run);
        return NULL;
    }
    run->simulation.horizon = scenario->general.horizon;
    /* All loads may be called at one instant; what repeats beyond that goes nowhere. */
    run->simulation.stuck_limit += 16 * (uint64_t)loads;
    run->simulation.event_limit = (uint64_t)scenario->general.event_limit;
    return run;
}

void ab_run_destroy(struct ab_run *run)
{
    if (!run) {
        return;
    }
    ab_simulation_clear(&run->simulation);
    ab_waiting_room_clear(&run->waiting_room);
    if (run->planner) {
        ab_load_planner_clear(run->planner);
    }
    ab_memory_give(run->chalk);
    ab_memory_give(run->detention);
    ab_memory_give(run->cuts.waited);
    ab_memory_give(run->waiting.next);
    ab_memory_give(run->outload.load);
    ab_memory_give(run->outload.busy);
    if (run->scenario) {
        ab_hub_clear(run);
    }
    ab_memory_give(run->waiting.row);
    ab_memory_give(run->waiting.demand);
    ab_memory_give(run->flights.record);
    ab_memory_give(run->flights.spent);
    ab_memory_give(run->loads.record);
    ab_memory_give(run->loads.spent);
    ab_accounts_give(run);
    ab_diary_give(run);
    ab_bounds_give(run);
    ab_memory_give(run->aside);
    ab_timesheet_give(&run->spent);
    ab_timesheet_give(&run->chains.spent);
    ab_memory_give(run->traffic.visitor);
    ab_memory_give(run->evacuation.note);
    ab_memory_give(run->airfields.record);
    ab_trace_give(run);
    ab_arena_destroy(run->arena);
    ab_memory_give(run);
}

/* --- a replication --------------------------------------------------------------------------- */

/* The luck that a replication begins with: that of the past, if there is one. */
static struct ab_luck first_luck(const struct ab_run *run, const struct ab_run_options *options)
{
    const struct ab_past *past = &run->scenario->past;
    return past->is_given ? ab_stream_luck((uint64_t)past->seed, (uint32_t)past->replication)
                          : ab_stream_luck(options->seed, options->replication);
}

/* Begins to keep what the options ask for; false when memory is out. */
static bool open_books(struct ab_run *run, const struct ab_run_options *options)
{
    run->accounts.are_kept = options->accounts;
    run->diary.is_kept = options->diary;
    ab_pack_empty(&run->accounts.pack);
    ab_numbers_empty(&run->diary.numbers);
    if ((options->accounts && !ab_accounts_prepare(run)) ||
        (options->diary && !ab_diary_prepare(run))) {
        return false;
    }
    if (options->accounts) {
        ab_accounts_reset(run);
    }
    if (options->diary) {
        ab_diary_reset(run);
    }
    return true;
}

static bool reset(struct ab_run *run, const struct ab_run_options *options)
{
    run->luck = first_luck(run, options);
    run->trace = options->trace;
    run->simulation.interrupted = options->interrupted;
    run->out_of_memory = false;
    run->limit = AB_LIMIT_UNKNOWN;
    run->airfields.count = 0;
    run->untraced = AB_TIME_NEVER;
    ab_simulation_reset(&run->simulation);
    if (!open_books(run, options) || !ab_trace_begin(run)) {
        return false;
    }
    ab_waiting_room_reset(&run->waiting_room);
    reset_changes(run);
    if (options->bounds && !ab_bounds_prepare(run)) {
        return false;
    }
    ab_milestone_reset(run);
    ab_measure_reset(run);
    ab_airfield_reset(run);
    ab_timetable_reset(run);
    ab_gate_reset(run);
    ab_fuel_reset(run);
    ab_yard_reset(run);
    ab_fleet_reset(run);
    ab_crew_reset(run);
    ab_tasking_reset(run);
    ab_sortie_reset(run);
    ab_site_reset(run);
    ab_command_reset_withdrawal(run);
    ab_blackout_reset(run);
    ab_authority_reset(run);
    ab_notification_reset(run);
    ab_flow_reset(run);
    ab_supply_reset(run);
    ab_evacuation_reset(run);
    ab_traffic_reset(run);
    ab_command_reset(run);
    if (run->diary.is_kept) {
        ab_diary_follow(run);
    }
    if (!ab_outline_reset(run)) {
        return false;
    }
    ab_hub_reset(run);
    ab_beginning_set(run);
    return true;
}

/* Why the scenario's end was not reached, or NULL when it was. */
static const char *shortfall(const struct ab_run *run, enum ab_stop stop)
{
    if (run->misbegun != NULL) {
        return run->misbegun;
    }
    if (run->scenario->past.is_given && ab_now(run) < run->scenario->past.at) {
        return "it had ended before the scenario was to go on from its past";
    }
    if (stop == AB_STOP_MODEL) {
        return NULL;
    }
    const enum ab_end end = run->scenario->general.end;
    if (end == AB_END_HORIZON && (stop == AB_STOP_HORIZON || stop == AB_STOP_EXHAUSTED)) {
        return NULL;
    }
    if (stop != AB_STOP_HORIZON && stop != AB_STOP_EXHAUSTED) {
        return ab_stop_text(stop);
    }
    if (end == AB_END_EVACUATED) {
        return stop == AB_STOP_HORIZON
                   ? "the horizon was reached before the evacuations were over"
                   : "nothing was left to happen before the evacuations were over";
    }
    const bool has_force = ab_scenario_has_force(run->original);
    if (!has_force && !(end == AB_END_WITHDRAWN && ab_scenario_empties(run->original))) {
        return "the scenario has no force that could be in; end = horizon does without";
    }
    if (has_force && run->command.closed == AB_TIME_NEVER) {
        if (stop == AB_STOP_HORIZON) {
            return "the horizon was reached before the force was in";
        }
        return ab_waiting_is_stranded(run)
                   ? "nothing was left to happen before the force was in: no aircraft may fly what "
                     "waits, as the airfields are at the end"
                   : "nothing was left to happen before the force was in";
    }
    return stop == AB_STOP_HORIZON ? "the horizon was reached before everybody was home"
                                   : "nothing was left to happen before everybody was home";
}

/* Brings up to the end what is only counted now and then. A run that does not reach the scenario's end lasts
 * until its horizon, even when nothing more happens in it, so that what is told by the day compares with runs
 * in which anything does. Returns from when on nothing happens in one that is to last so long, or AB_TIME_NEVER. */
static ab_time settle(struct ab_run *run, enum ab_stop stop)
{
    const struct ab_general *general = &run->scenario->general;
    ab_time idle_from = AB_TIME_NEVER;
    if (stop == AB_STOP_EXHAUSTED && run->simulation.now < general->horizon) {
        idle_from = general->end == AB_END_HORIZON ? run->simulation.now : AB_TIME_NEVER;
        run->simulation.now = general->horizon;
    }
    ab_supply_settle(run);
    ab_evacuation_settle(run);
    ab_sortie_settle(run);
    ab_contingent_cut_rest(run);
    for (int k = 0; k < run->chalk_count; k++) { /* who still waits has waited until now */
        if (run->chalk[k].state >= 0) {
            ab_stage_charge_load(run, k, run->chalk[k].state);
        }
    }
    if (run->trace) {
        ab_outline_keep_loads(run);
    }
    return idle_from;
}

/* Runs up to where the scenario goes on from its past. */
static enum ab_stop relive(struct ab_run *run)
{
    const ab_time horizon = run->simulation.horizon;
    run->simulation.horizon = run->scenario->past.at - 1;
    const enum ab_stop stop = ab_simulation_run(&run->simulation);
    if (stop == AB_STOP_HORIZON) {
        ab_simulation_go_on(&run->simulation, run->scenario->past.at, horizon);
    }
    run->simulation.horizon = horizon;
    return stop;
}

/* Runs to the end. */
static enum ab_stop live(struct ab_run *run, const struct ab_run_options *options)
{
    if (run->misbegun != NULL) {
        return AB_STOP_MODEL;
    }
    if (run->scenario->past.is_given) {
        const enum ab_stop stop = relive(run);
        if (stop != AB_STOP_HORIZON) {
            return stop;
        }
        run->luck = ab_stream_luck(options->seed, options->replication);
        ab_contingent_foresee_anew(run);
    }
    return ab_simulation_run(&run->simulation);
}

bool ab_run_replicate(struct ab_run *run, const struct ab_run_options *options,
                      struct ab_run_outcome *outcome)
{
    if (!reset(run, options)) {
        return false;
    }
    const enum ab_stop stop = live(run, options);
    if (run->out_of_memory || stop == AB_STOP_MEMORY || stop == AB_STOP_INTERRUPTED) {
        return false;
    }
    const ab_time idle_from = settle(run, stop);
    if (run->command.closed == AB_TIME_NEVER) {
        ab_measure_deployment(run);
    }
    if (run->out_of_memory) { /* for the trace of who was under way */
        return false;
    }
    if (options->bounds && !ab_bounds_find(run)) {
        return false;
    }
#ifdef AB_CHECKED
    ab_run_check(run, AB_CHECK_END);
#endif
    if (run->accounts.are_kept) {
        ab_accounts_pack(run);
    }
    if (run->diary.is_kept) {
        ab_diary_close(run);
    }
    if (run->accounts.pack.failed || run->diary.numbers.failed) {
        return false;
    }
    const char *reason = shortfall(run, stop);
    run->complete = reason == NULL;
    *outcome = (struct ab_run_outcome){
        .complete = run->complete,
        .reason = reason,
        .request = run->command.request,
        .idle_from = idle_from,
        .ended = ab_now(run),
        .followed = stop == AB_STOP_EXHAUSTED ? run->scenario->general.horizon : ab_now(run),
        .ordered = run->withdrawal.order,
        .events = run->simulation.events,
        .hash = run->simulation.hash,
    };
    return true;
}

/* --- what it leaves behind ------------------------------------------------------------------- */

const struct ab_sortie_record *ab_run_sorties(const struct ab_run *run, int *count)
{
    *count = run->trace ? run->sortie_count : 0;
    return run->flights.record;
}

const struct ab_spent *ab_run_sorties_spent(const struct ab_run *run)
{
    return run->flights.spent;
}

const struct ab_spent *ab_run_chalks_spent(const struct ab_run *run)
{
    return run->loads.spent;
}

const struct ab_chalk_record *ab_run_chalks(const struct ab_run *run, int *count)
{
    *count = run->trace ? run->chalk_count : 0;
    return run->loads.record;
}

const struct ab_pack *ab_run_accounts(const struct ab_run *run)
{
    return &run->accounts.pack;
}

const struct ab_numbers *ab_run_diary(const struct ab_run *run)
{
    return &run->diary.numbers;
}

int ab_run_loads(const struct ab_run *run)
{
    return run->chalk_count + run->hub.used;
}

/* What went on from a hub; what did so by air is among the loads. */
static struct ab_carriage passage_of(const struct ab_run *run, const struct ab_passage *passage)
{
    const struct ab_lot *lot = run->chalk[passage->load].lot;
    return (struct ab_carriage){
        .direction = AB_ON,
        .ends_at_hub = lot->direction == AB_ON,
        .people = lot->people,
        .departed = AB_TIME_NEVER,
        .landed = AB_TIME_NEVER,
        .offloaded = passage->arrived,
    };
}

struct ab_carriage ab_run_carriage(const struct ab_run *run, int load)
{
    if (load >= run->chalk_count) {
        return passage_of(run, run->hub.passage[load - run->chalk_count]);
    }
    const struct ab_chalk *chalk = &run->chalk[load];
    return (struct ab_carriage){
        .direction = chalk->lot->direction,
        .sustainment = chalk->lot->sustainment,
        .evacuation = chalk->lot->evacuation,
        .ends_at_hub = ab_goes_to_hub(run, chalk->lot),
        .people = chalk->lot->people,
        .departed = chalk->departed,
        .landed = chalk->landed,
        .offloaded = chalk->offloaded,
    };
}

const struct ab_airfield_record *ab_run_airfields(const struct ab_run *run, int *count)
{
    *count = run->airfields.count;
    return run->airfields.record;
}

const struct ab_stretch_record *ab_run_stretches(const struct ab_run *run, int *count)
{
    *count = run->stretches.count;
    return run->stretches.record;
}

const struct ab_stretch_record *ab_run_load_stretches(const struct ab_run *run, int *count)
{
    *count = run->load_stretches.count;
    return run->load_stretches.record;
}

const struct ab_holding_record *ab_run_holdings(const struct ab_run *run, int *count)
{
    *count = run->holdings.count;
    return run->holdings.record;
}

ab_time ab_run_untraced(const struct ab_run *run)
{
    return run->untraced;
}

const struct ab_contingent_record *ab_run_contingent(const struct ab_run *run, int contingent)
{
    return &run->unit[contingent].record;
}

const struct ab_site_record *ab_run_site(const struct ab_run *run, int site)
{
    return &run->site[site].record;
}
