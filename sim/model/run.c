/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - one replication: the room that knows all others, and the table of what follows what. */
#include "model/run.h"

#include "base/memory.h"
#include "model/airfield.h"
#include "model/alternate.h"
#include "model/arrival.h"
#include "model/backhaul.h"
#include "model/change.h"
#include "model/command.h"
#include "model/contingent.h"
#include "model/crew.h"
#include "model/departure.h"
#include "model/fleet.h"
#include "model/fuel.h"
#include "model/gate.h"
#include "model/geography.h"
#include "model/invariant.h"
#include "model/loadplan.h"
#include "model/luck.h"
#include "model/measure.h"
#include "model/milestone.h"
#include "model/outline.h"
#include "model/site.h"
#include "model/slot.h"
#include "model/sortie.h"
#include "model/supply.h"
#include "model/tasking.h"
#include "model/timetable.h"
#include "model/traffic.h"
#include "model/waits.h"
#include "model/withdrawal.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* --- what follows what ----------------------------------------------------------------------- */

static void on_closed(struct ab_run *run)
{
    run->closed = ab_now(run);
    ab_measure_deployment(run);
    ab_milestone_note(run, AB_ON_CLOSED, (struct ab_concern){AB_NOBODY, AB_NOBODY, AB_NOBODY}, 1);
    ab_withdrawal_after_closure(run);
    if (run->scenario->general.end == AB_END_CLOSED) {
        ab_simulation_stop(&run->simulation);
    }
}

static void on_assignment(struct ab_run *run)
{
    ab_site_assign(run);
    ab_withdrawal_release(run);
}

static void on_supply(struct ab_run *run)
{
    ab_supply_settle(run);
    ab_supply_review(run);
}

static void on_withdrawn(struct ab_run *run)
{
    if (run->scenario->general.end == AB_END_WITHDRAWN) {
        ab_simulation_stop(&run->simulation);
    }
}

/* Events that concern the operation as a whole. */
static bool dispatch_command(struct ab_run *run, enum ab_kind kind)
{
    switch (kind) {
    case AB_EV_REQUEST: ab_command_request(run); return true;
    case AB_EV_DECISION: ab_command_decision(run); return true;
    case AB_EV_ORDERS: ab_command_orders(run); return true;
    case AB_EV_TASKING: ab_tasking_round(run); return true;
    case AB_EV_ASSIGNMENT: on_assignment(run); return true;
    case AB_EV_HEADQUARTERS_UP: ab_site_headquarters_up(run); return true;
    case AB_EV_CLOSED: on_closed(run); return true;
    case AB_EV_WITHDRAWAL_ORDER: ab_withdrawal_order(run); return true;
    case AB_EV_NEW_DAY: ab_withdrawal_new_day(run); return true;
    case AB_EV_SUPPLY: on_supply(run); return true;
    case AB_EV_WITHDRAWN: on_withdrawn(run); return true;
    default: return false;
    }
}

static bool dispatch_sortie(struct ab_run *run, enum ab_kind kind, int sortie)
{
    switch (kind) {
    case AB_EV_CREW_REPORTED: ab_sortie_crew_reported(run, sortie); return true;
    case AB_EV_CARGO: ab_sortie_cargo(run, sortie); return true;
    case AB_EV_ONLOAD: ab_sortie_onload(run, sortie); return true;
    case AB_EV_ONLOAD_BEGIN: ab_sortie_onload_begin(run, sortie); return true;
    case AB_EV_ONLOADED: ab_sortie_onloaded(run, sortie); return true;
    case AB_EV_PREPARED: ab_departure_prepared(run, sortie); return true;
    case AB_EV_BLOCK_OUT: ab_departure_block_out(run, sortie); return true;
    case AB_EV_AIRBORNE: ab_departure_airborne(run, sortie); return true;
    case AB_EV_OVERHEAD: ab_arrival_overhead(run, sortie); return true;
    case AB_EV_CLEARED: ab_arrival_cleared(run, sortie); return true;
    case AB_EV_STAND: ab_arrival_stand(run, sortie); return true;
    case AB_EV_LANDING: ab_arrival_landing(run, sortie); return true;
    case AB_EV_HOLDING_LIMIT: ab_arrival_holding_limit(run, sortie); return true;
    case AB_EV_AT_ALTERNATE: ab_alternate_reached(run, sortie); return true;
    case AB_EV_ONWARD: ab_alternate_onward(run, sortie); return true;
    case AB_EV_ONWARD_CLEAR: ab_alternate_onward_clear(run, sortie); return true;
    case AB_EV_ONWARD_STAND: ab_alternate_onward_stand(run, sortie); return true;
    case AB_EV_ON_BLOCKS: ab_sortie_on_blocks(run, sortie); return true;
    case AB_EV_STOPPED: ab_sortie_stopped(run, sortie); return true;
    case AB_EV_OFFLOAD: ab_sortie_offload(run, sortie); return true;
    case AB_EV_OFFLOAD_BEGIN: ab_sortie_offload_begin(run, sortie); return true;
    case AB_EV_OFFLOADED: ab_sortie_offloaded(run, sortie); return true;
    case AB_EV_SERVICED: ab_sortie_serviced(run, sortie); return true;
    default: return false;
    }
}

/* Events of airfields and their other users. */
static bool dispatch_airfield(struct ab_run *run, enum ab_kind kind, int subject)
{
    switch (kind) {
    case AB_EV_WEATHER: ab_gate_weather(run, subject); return true;
    case AB_EV_OPENING: ab_gate_opening(run, subject); return true;
    case AB_EV_FUEL_DELIVERY: ab_fuel_delivery(run, subject); return true;
    case AB_EV_SLOT_REVIEW: ab_slot_review(run, subject); return true;
    case AB_EV_TRAFFIC: ab_traffic_arrive(run, subject); return true;
    case AB_EV_VISITOR_LANDING: ab_traffic_landing(run, subject); return true;
    case AB_EV_VISITOR_PARKED: ab_traffic_parked(run, subject); return true;
    case AB_EV_VISITOR_HANDLED: ab_traffic_handled(run, subject); return true;
    case AB_EV_VISITOR_READY: ab_traffic_ready(run, subject); return true;
    case AB_EV_VISITOR_LEAVING: ab_traffic_leaving(run, subject); return true;
    case AB_EV_VISITOR_TAKEOFF: ab_traffic_takeoff(run, subject); return true;
    case AB_EV_VISITOR_GONE: ab_traffic_gone(run, subject); return true;
    default: return false;
    }
}

/* Events of contingents, chalks, tails and sites. */
static bool dispatch_thing(struct ab_run *run, enum ab_kind kind, int subject)
{
    switch (kind) {
    case AB_EV_ASSEMBLED: ab_contingent_assembled(run, subject); return true;
    case AB_EV_MARCHED: ab_contingent_marched(run, subject); return true;
    case AB_EV_CHALK_READY: ab_contingent_chalk_ready(run, subject); return true;
    case AB_EV_CHALK_CALLED: ab_tasking_call(run, subject); return true;
    case AB_EV_ROAD_IN: ab_contingent_road_in(run, subject); return true;
    case AB_EV_TAIL_AVAILABLE: ab_fleet_release_tail(run, subject); return true;
    case AB_EV_FORMED_UP: ab_contingent_formed_up(run, subject); return true;
    case AB_EV_COLUMN_FORMED_UP: ab_contingent_column_formed_up(run, subject); return true;
    case AB_EV_SITE_REQUESTED: ab_site_requested(run, subject); return true;
    case AB_EV_GUARD_ARRIVED: ab_site_guard_arrived(run, subject); return true;
    case AB_EV_GUARDED: ab_site_guarded(run, subject); return true;
    case AB_EV_HANDBACK: ab_site_begin_handback(run, subject); return true;
    case AB_EV_HANDED_BACK: ab_site_handed_back(run, subject); return true;
    case AB_EV_GUARD_BACK: ab_site_guard_back(run, subject); return true;
    case AB_EV_HOMEWARD: ab_withdrawal_homeward(run, subject); return true;
    case AB_EV_BATCH: ab_sortie_batch(run, subject); return true;
    case AB_EV_CREW_RESTED: ab_crew_rested(run, subject); return true;
    case AB_EV_CHANGE: ab_change_apply(run, subject); return true;
    case AB_EV_COLUMN_HOME: ab_contingent_column_home(run, subject); return true;
    default: return false;
    }
}

#ifdef AB_CHECKED
/* Everything is recounted after every event, or every AB_CHECKED-th where that is a number above 1.
 * A recount takes as long as there are loads: with n times this many it comes n times more rarely.
 * What is broken stays broken. */
enum { LOADS_RECOUNTED_AT_ONCE = 250 };

static bool is_time_to_recount(const struct ab_run *run)
{
    const int interval = AB_CHECKED * (1 + run->chalk_count / LOADS_RECOUNTED_AT_ONCE);
    return run->simulation.events % (uint64_t)interval == 0;
}

static void check(const struct ab_run *run, const char *broken)
{
    if (broken) {
        const struct ab_event *last = &run->simulation.last;
        fprintf(stderr, "airbridge: invariant broken at %lld ms after event kind %u of %u: %s\n",
                (long long)ab_now(run), (unsigned)last->kind, (unsigned)last->subject, broken);
        abort();
    }
}
#endif

static void dispatch(void *model, uint16_t kind, uint32_t subject)
{
    struct ab_run *run = model;
    const enum ab_kind what = (enum ab_kind)kind;
    const bool known = dispatch_sortie(run, what, (int)subject) ||
                       dispatch_thing(run, what, (int)subject) ||
                       dispatch_airfield(run, what, (int)subject) || dispatch_command(run, what);
    assert(known);
    (void)known;
#ifdef AB_CHECKED
    if (is_time_to_recount(run)) {
        check(run, ab_invariant_broken(run));
    }
#endif
}

/* --- creation -------------------------------------------------------------------------------- */

static bool take_arrays(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    const size_t airfields = (size_t)scenario->airfield_count;
    const size_t contingents = (size_t)scenario->contingent_count;
    run->tail_count = ab_fleet_count_tails(scenario);
#define TAKE(member, count)                                                                        \
    ((run->member = ab_arena_take(run->arena, ((count) + 1) * sizeof *run->member)) != NULL)
    return TAKE(site_order, (size_t)scenario->site_count) &&
           TAKE(route, ab_geography_routes(scenario)) &&
           TAKE(stream, (size_t)ab_luck_stream_count(scenario)) && TAKE(planner, 1) &&
           TAKE(payload_t, 4 * contingents * (size_t)scenario->aircraft_count) &&
           TAKE(field, airfields) && TAKE(tail, (size_t)run->tail_count) &&
           TAKE(unit, contingents) && TAKE(site, (size_t)scenario->site_count) &&
           TAKE(milestone, (size_t)scenario->milestone_count) &&
           TAKE(crew, (size_t)scenario->fleet_count * airfields) &&
           TAKE(crew_rests, (size_t)scenario->fleet_count) &&
           TAKE(arrivals, (size_t)scenario->traffic_count) &&
           TAKE(backhaul_people, (size_t)scenario->backhaul_count) &&
           TAKE(backhaul_ready, (size_t)scenario->backhaul_count) &&
           TAKE(fleet_passed, (size_t)scenario->fleet_count) &&
           TAKE(tasking_failed, 2 * contingents) && TAKE(working_use, airfields) &&
           TAKE(parking_use, airfields) && TAKE(lock, airfields) &&
           TAKE(known_change, (size_t)scenario->change_count) &&
           TAKE(contingent_record, contingents) && TAKE(site_record, (size_t)scenario->site_count);
#undef TAKE
}

/* Room for all flights a replication can need: to the load, with it (one stop), and home. */
static bool reserve_flights(struct ab_run *run, int loads)
{
    run->sortie_room = 4 * loads + 1;
    run->sortie = ab_memory_take((size_t)run->sortie_room, sizeof *run->sortie);
    run->chalk_room = loads + 1;
    run->chalk = ab_memory_take((size_t)run->chalk_room, sizeof *run->chalk);
    run->tasking_link = ab_memory_take((size_t)run->chalk_room, sizeof *run->tasking_link);
    return run->sortie && run->chalk && run->tasking_link;
}

struct ab_run *ab_run_create(const struct ab_scenario *scenario)
{
    struct ab_run *run = ab_memory_take(1, sizeof *run);
    if (!run) {
        return NULL;
    }
    run->original = scenario;
    run->arena = ab_arena_create(1 << 16);
    if (!run->arena || !ab_change_prepare(run) || !take_arrays(run)) {
        ab_run_destroy(run);
        return NULL;
    }
    ab_luck_name_streams(run);
    ab_geography_prepare(run);
    ab_site_prepare(run);
    ab_outline_prepare(run);
    const int loads = ab_outline_most_loads(run);
    const size_t expected = 2 * (size_t)(loads < 0 ? 0 : loads) + (size_t)run->tail_count +
                            8 * (size_t)(scenario->contingent_count + scenario->site_count) + 64;
    if (loads < 0 || !reserve_flights(run, loads) ||
        !ab_simulation_init(&run->simulation, dispatch, run, expected) ||
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
    ab_memory_give(run->tasking_link);
    ab_memory_give(run->sortie);
    ab_memory_give(run->visitor);
    ab_memory_give(run->airfield_record);
    ab_arena_destroy(run->arena);
    ab_memory_give(run);
}

/* --- a replication --------------------------------------------------------------------------- */

static bool reset(struct ab_run *run, const struct ab_run_options *options)
{
    run->luck = (struct ab_luck){options->seed, options->replication};
    run->trace = options->trace;
    run->simulation.interrupted = options->interrupted;
    run->out_of_memory = false;
    run->airfield_record_count = 0;
    ab_simulation_reset(&run->simulation);
    ab_waiting_room_reset(&run->waiting_room);
    ab_change_reset(run);
    ab_milestone_reset(run);
    ab_measure_reset(run);
    ab_airfield_reset(run);
    ab_timetable_reset(run);
    ab_gate_reset(run);
    ab_fuel_reset(run);
    ab_fleet_reset(run);
    ab_crew_reset(run);
    ab_tasking_reset(run);
    ab_sortie_reset(run);
    ab_site_reset(run);
    ab_withdrawal_reset(run);
    ab_supply_reset(run);
    ab_backhaul_reset(run);
    ab_traffic_reset(run);
    ab_command_reset(run);
    return ab_outline_reset(run);
}

/* Why the scenario's end was not reached, or NULL when it was. */
static const char *shortfall(const struct ab_run *run, enum ab_stop stop)
{
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
    if (!ab_scenario_has_force(run->original)) {
        return "the scenario has no force that could be in; end = horizon does without";
    }
    if (run->closed == AB_TIME_NEVER) {
        return stop == AB_STOP_HORIZON ? "the horizon was reached before the force was in"
                                       : "nothing was left to happen before the force was in";
    }
    return stop == AB_STOP_HORIZON ? "the horizon was reached before everybody was home"
                                   : "nothing was left to happen before everybody was home";
}

static void copy_records(struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        run->contingent_record[c] = run->unit[c].record;
    }
    for (int s = 0; s < run->scenario->site_count; s++) {
        run->site_record[s] = run->site[s].record;
    }
}

/* Who still waits at the end has waited until then. */
static void settle_account(const struct ab_run *run, struct ab_account *account)
{
    if (account->state >= 0) {
        ab_account_charge(account, ab_now(run), account->state);
    }
}

/* Brings up to the end what is only counted now and then. A run that is to last until its horizon
 * does so even when nothing more happens in it; returns from when on, or AB_TIME_NEVER. */
static ab_time settle(struct ab_run *run, enum ab_stop stop)
{
    const struct ab_general *general = &run->scenario->general;
    ab_time idle_from = AB_TIME_NEVER;
    if (stop == AB_STOP_EXHAUSTED && general->end == AB_END_HORIZON &&
        run->simulation.now < general->horizon) {
        idle_from = run->simulation.now;
        run->simulation.now = general->horizon;
    }
    ab_supply_settle(run);
    for (int s = 0; s < run->sortie_count; s++) {
        settle_account(run, &run->sortie[s].account);
    }
    for (int k = 0; k < run->chalk_count; k++) {
        settle_account(run, &run->chalk[k].account);
    }
    return idle_from;
}

bool ab_run_replicate(struct ab_run *run, const struct ab_run_options *options,
                      struct ab_run_outcome *outcome)
{
    if (!reset(run, options)) {
        return false;
    }
    const enum ab_stop stop = ab_simulation_run(&run->simulation);
    if (run->out_of_memory || stop == AB_STOP_MEMORY || stop == AB_STOP_INTERRUPTED) {
        return false;
    }
    const ab_time idle_from = settle(run, stop);
    if (run->closed == AB_TIME_NEVER) {
        ab_measure_deployment(run);
    }
#ifdef AB_CHECKED
    check(run, ab_invariant_broken(run));
    check(run, ab_invariant_broken_at_end(run));
#endif
    copy_records(run);
    const char *reason = shortfall(run, stop);
    run->complete = reason == NULL;
    *outcome = (struct ab_run_outcome){
        .complete = run->complete,
        .reason = reason,
        .request = run->request,
        .idle_from = idle_from,
        .ended = ab_now(run),
        .followed = stop == AB_STOP_EXHAUSTED ? run->scenario->general.horizon : ab_now(run),
        .ordered = run->withdrawal_order,
        .events = run->simulation.events,
        .hash = run->simulation.hash,
    };
    return true;
}

/* --- what it leaves behind ------------------------------------------------------------------- */

const struct ab_sortie_record *ab_run_sorties(const struct ab_run *run, int *count)
{
    *count = run->sortie_count;
    return run->sortie;
}

const struct ab_chalk_record *ab_run_chalks(const struct ab_run *run, int *count)
{
    *count = run->chalk_count;
    return run->chalk;
}

const struct ab_airfield_record *ab_run_airfields(const struct ab_run *run, int *count)
{
    *count = run->airfield_record_count;
    return run->airfield_record;
}

const struct ab_contingent_record *ab_run_contingents(const struct ab_run *run)
{
    return run->contingent_record;
}

const struct ab_site_record *ab_run_sites(const struct ab_run *run)
{
    return run->site_record;
}

int ab_run_tail_fleet(const struct ab_run *run, int tail, int *number)
{
    *number = run->tail[tail].number;
    return run->tail[tail].fleet;
}
