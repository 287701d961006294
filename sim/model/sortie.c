/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sortie.c - the story of a flight, on the ground. */
#include "model/sortie.h"

#include "base/memory.h"
#include "model/accounts.h"
#include "model/airfield.h"
#include "model/batch.h"
#include "model/chain.h"
#include "model/contingent.h"
#include "model/departure.h"
#include "model/diary.h"
#include "model/evacuation.h"
#include "model/fleet.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "model/hub.h"
#include "model/idle.h"
#include "model/measure.h"
#include "model/milestone.h"
#include "model/preparation.h"
#include "model/prospect.h"
#include "model/service.h"
#include "model/stage.h"
#include "model/supply.h"
#include "model/trace.h"
#include "model/way.h"
#include "model/window.h"

#include <assert.h>
#include <math.h>

void ab_sortie_reset(struct ab_run *run)
{
    run->sortie_count = 0;
}

/* A load or passengers: something to onload and offload. */
static bool is_loaded(const struct ab_sortie_record *sortie)
{
    return sortie->chalk != AB_NOBODY || sortie->passengers > 0;
}

/* Asks for a working place: true when one is free. Otherwise waits in line, and `kind` follows when
 * a place is its own. */
static bool take_place(struct ab_run *run, struct ab_sortie_record *sortie, int airfield,
                       enum ab_kind kind)
{
    if (ab_stage_wait(run, sortie, &run->field[airfield].places, 1, AB_PRIORITY_NORMAL,
                      AB_CAUSE_WORKING, kind)) {
        return true;
    }
    run->field[airfield].waiting++;
    ab_airfield_trace(run, airfield);
    return false;
}

/* Work on a place that is its own begins now: true; or, by `begin_kind`, when the working hours of
 * the airfield allow. */
static bool occupy_place(struct ab_run *run, struct ab_sortie_record *sortie, int airfield,
                         ab_time duration, enum ab_kind begin_kind)
{
    const ab_time from = ab_timetable_work_begin(run, airfield, duration);
    ab_stage_tail(run, sortie)->place_at = airfield;
    ab_trace_hold(run, sortie->tail, AB_HELD_WORKING, airfield);
    if (from <= ab_now(run)) {
        return true;
    }
    ab_resource_idle(&run->field[airfield].places, 1);
    ab_stage_charge(run, sortie, AB_CAUSE_HOURS);
    ab_stage_after(run, sortie, from - ab_now(run), begin_kind);
    ab_airfield_trace(run, airfield);
    return false;
}

/* Whoever is next in line for its place begins at once. */
static void leave_place(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    struct ab_turn next;
    const bool served = ab_resource_pass_on(&run->field[tail->place_at].places, &next);
    tail->place_at = AB_NOBODY;
    ab_trace_hold(run, sortie->tail, AB_HELD_WORKING, AB_NOBODY);
    if (!served) {
        return;
    }
    switch ((enum ab_kind)next.kind) {
    case AB_EV_ONLOAD: ab_sortie_onload(run, (int)next.subject); break;
    case AB_EV_OFFLOAD: ab_sortie_offload(run, (int)next.subject); break;
    default: ab_simulation_resume(&run->simulation, next.kind, next.subject);
    }
}

/* --- begin ----------------------------------------------------------------------------------- */

/* Room in the trace for all flights so far. */
static bool reserve_trace(struct ab_run *run)
{
    if (run->sortie_count <= run->flights.room) {
        return true;
    }
    const size_t room = 2 * (size_t)run->sortie_count + 256;
    if (!AB_ENLARGE(run->flights.record, room) || !AB_ENLARGE(run->flights.spent, room)) {
        ab_run_out_of_memory(run);
        return false;
    }
    run->flights.room = (int)room;
    return true;
}

static void keep_flight(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    run->flights.record[sortie->number] = *sortie;
    ab_time *spent = run->flights.spent[sortie->number].in;
    spent[AB_WORK] = sortie->account.since - sortie->tasked;
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        spent[cause] = ab_timesheet_time(&run->spent, sortie->tail, cause);
        spent[AB_WORK] -= spent[cause];
    }
}

/* A flight is over, or the replication is: a trace keeps it. */
static void note_flight(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    if (run->trace && reserve_trace(run)) {
        keep_flight(run, sortie);
    }
}

void ab_sortie_settle(struct ab_run *run)
{
    for (int t = 0; t < run->tail_count; t++) {
        if (run->tail[t].sortie != AB_NOBODY) {
            struct ab_sortie_record *sortie = &run->sortie[t];
            ab_stage_charge_flight(run, sortie, sortie->account.state);
            note_flight(run, sortie);
        }
    }
}

/* How far the load of the flight that an aircraft made last has been flown; 0 where a distance is
 * not known. */
static double distance_flown(const struct ab_run *run, const struct ab_sortie_record *last)
{
    const double km =
        ab_geography_flight(run, run->tail[last->tail].type, last->origin, last->destination)
            ->distance_km;
    return (isnan(km) ? 0 : km) + last->flown_km;
}

static struct ab_sortie_record *begin(struct ab_run *run, int tail_index, int destination,
                                      enum ab_purpose purpose, int chalk)
{
    struct ab_sortie_record *sortie = &run->sortie[tail_index];
    struct ab_tail *tail = &run->tail[tail_index];
    ab_chain_begin(run, tail_index);
    const bool goes_on = tail->last_sortie != AB_NOBODY && sortie->stops && sortie->chalk == chalk;
    const double flown_km = goes_on ? distance_flown(run, sortie) : 0;
    *sortie = (struct ab_sortie_record){
        .number = run->sortie_count++,
        .tail = tail_index,
        .origin = tail->at,
        .destination = destination,
        .diverted_to = AB_NOBODY,
        .chalk = chalk,
        .flown_km = flown_km,
        .previous = tail->last_sortie,
        .purpose = purpose,
        .payload_t = (double)NAN,
        .tasked = ab_now(run),
        .offload_time = AB_TIME_NEVER,
        .onload_begin = AB_TIME_NEVER,
        .onload_end = AB_TIME_NEVER,
        .block_out = AB_TIME_NEVER,
        .takeoff = AB_TIME_NEVER,
        .landing = AB_TIME_NEVER,
        .block_in = AB_TIME_NEVER,
        .offload_begin = AB_TIME_NEVER,
        .offload_end = AB_TIME_NEVER,
        .ended = AB_TIME_NEVER,
        .account = {ab_now(run), AB_WORK, tail->at},
    };
    ab_timesheet_forget(&run->spent, tail_index);
    tail->sortie = tail_index;
    if (run->diary.is_kept) {
        ab_diary_fleet(run, tail->fleet, 1, 0);
    }
    return sortie;
}

static void onload(struct ab_run *run, struct ab_sortie_record *sortie);

static void ask_for_onload(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (take_place(run, sortie, sortie->origin, AB_EV_ONLOAD)) {
        onload(run, sortie);
    }
}

/* The crew is aboard: what comes first depends on what is to be carried. */
static void start(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (sortie->chalk == AB_NOBODY) {
        if (sortie->passengers > 0) {
            ask_for_onload(run, sortie);
        } else {
            ab_departure_prepare(run, sortie->tail);
        }
        return;
    }
    const struct ab_chalk *chalk = &run->chalk[sortie->chalk];
    const bool is_ready = chalk->state >= 0; /* its event may come later at this instant */
    if (chalk->in_hand || !is_ready) {
        ab_stage_charge(run, sortie, AB_CAUSE_CARGO); /* chalk ready: AB_EV_CARGO */
        if (chalk->in_hand) {
            ab_preparation_fetch(run, sortie->chalk);
        }
        return;
    }
    ask_for_onload(run, sortie);
}

static void report_crew(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (ab_crew_report(run, sortie)) {
        start(run, sortie);
    }
}

void ab_sortie_crew_reported(struct ab_run *run, int index)
{
    ab_crew_come_aboard(run, &run->sortie[index]);
    start(run, &run->sortie[index]);
}

void ab_sortie_begin_empty(struct ab_run *run, int tail, int destination, enum ab_purpose purpose)
{
    struct ab_sortie_record *sortie = begin(run, tail, destination, purpose, AB_NOBODY);
    if (run->evacuation.families > 0) {
        ab_evacuation_fill_return(run, sortie);
    }
    report_crew(run, sortie);
}

static enum ab_purpose purpose_of(const struct ab_chalk *chalk)
{
    return chalk->lot->evacuation            ? AB_PURPOSE_EVACUATION
           : chalk->lot->direction == AB_OUT ? AB_PURPOSE_WITHDRAWAL
           : chalk->lot->sustainment         ? AB_PURPOSE_SUSTAINMENT
                                             : AB_PURPOSE_DEPLOYMENT;
}

/* The next flight of the way of its load. */
static struct ab_sortie_record *begin_loaded(struct ab_run *run, int tail_index)
{
    struct ab_tail *tail = &run->tail[tail_index];
    struct ab_chalk *chalk = &run->chalk[tail->chalk];
    struct ab_sortie_record *sortie =
        begin(run, tail_index, ab_way_next(tail), purpose_of(chalk), tail->chalk);
    ab_stage_take_aboard(run, sortie);
    chalk->sortie = sortie->number;
    sortie->leg = tail->way.flown;
    sortie->stops = ab_way_next_stop(tail) != NULL;
    sortie->payload_t = sortie->leg > 0 ? ab_fuel_payload_ahead(run, tail, &sortie->light)
                                        : ab_fuel_payload(run, tail->type, sortie->origin,
                                                          tail->destination, &sortie->light);
    sortie->light = sortie->light && tail->light;
    run->count.light_flights += sortie->light && chalk->departed == AB_TIME_NEVER;
    return sortie;
}

/* Those whom an aircraft came for have been left behind. */
static void release_without_load(struct ab_run *run, int index)
{
    ab_idle_expect_no_more(run, index);
    ab_prospect_expect_no_more(run, index);
    ab_evacuation_forget(run, run->tail[index].chalk);
    run->tail[index].chalk = AB_NOBODY;
    ab_fleet_release_tail(run, index);
}

void ab_sortie_begin_loaded(struct ab_run *run, int index)
{
    struct ab_tail *tail = &run->tail[index];
    if (ab_evacuation_is_void(&run->chalk[tail->chalk])) {
        release_without_load(run, index);
        return;
    }
    const int course = ab_geography_flight(run, tail->type, tail->at, tail->destination)->course;
    ab_way_set_out(tail, ab_way_of(run, course));
    report_crew(run, begin_loaded(run, index));
}

void ab_sortie_begin_airborne(struct ab_run *run, int index, ab_time left)
{
    struct ab_tail *tail = &run->tail[index];
    const int course = ab_geography_flight(run, tail->type, tail->at, tail->destination)->course;
    ab_way_set_out(tail, ab_way_of(run, course));
    struct ab_sortie_record *sortie = begin_loaded(run, index);
    ab_crew_come_aboard(run, sortie);
    ab_fuel_begin_airborne(run, sortie);
    ab_departure_begin_airborne(run, index, left);
}

/* --- onload ---------------------------------------------------------------------------------- */

void ab_sortie_cargo(struct ab_run *run, int index)
{
    ab_chain_load_ready(run, &run->sortie[index]);
    ask_for_onload(run, &run->sortie[index]);
}

static void begin_onload(struct ab_run *run, struct ab_sortie_record *sortie)
{
    ab_stage_charge(run, sortie, AB_WORK);
    sortie->onload_begin = ab_now(run);
    if (run->outload.load && sortie->chalk != AB_NOBODY) {
        ab_preparation_leave_yard(run, sortie->chalk);
    }
    if (sortie->chalk != AB_NOBODY && run->chalk[sortie->chalk].lot->direction == AB_ON) {
        ab_hub_taken(run, sortie->chalk);
    }
    if (run->hub.waiting > 0 && run->field[sortie->origin].yard.in_line > 0) {
        /* maybe in vain: what was still to go from here is gone */
        ab_batch_review(run);
    }
    if (sortie->purpose == AB_PURPOSE_DEPLOYMENT) {
        ab_milestone_note(run, AB_ON_BOARDING,
                          (struct ab_concern){run->chalk[sortie->chalk].lot->contingent,
                                              sortie->origin, AB_NOBODY},
                          1);
    }
    ab_stage_after(run, sortie, sortie->onload_time, AB_EV_ONLOADED);
    ab_airfield_trace(run, sortie->origin);
}

static void onload(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    if (sortie->chalk != AB_NOBODY && run->chalk[sortie->chalk].lot->evacuation) {
        ab_evacuation_board(run, sortie->chalk, tail->type, tail->destination);
    }
    ab_service_work(run, sortie);
    if (occupy_place(run, sortie, sortie->origin, sortie->onload_time, AB_EV_ONLOAD_BEGIN)) {
        begin_onload(run, sortie);
    }
}

/* Waited for its place. */
void ab_sortie_onload(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    run->field[sortie->origin].waiting--;
    onload(run, sortie);
}

/* Waited for the hour. */
void ab_sortie_onload_begin(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    ab_resource_idle(&run->field[sortie->origin].places, -1);
    begin_onload(run, sortie);
}

static void note_loaded(struct ab_run *run, int load)
{
    if (run->trace) {
        run->loads.record[load].loaded = ab_now(run);
    }
}

void ab_sortie_onloaded(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    sortie->onload_end = ab_now(run);
    if (sortie->chalk != AB_NOBODY) {
        note_loaded(run, sortie->chalk);
    }
    leave_place(run, sortie);
    ab_airfield_trace(run, sortie->origin);
    ab_departure_prepare(run, index);
}

/* --- offload --------------------------------------------------------------------------------- */

static void begin_offload(struct ab_run *run, struct ab_sortie_record *sortie)
{
    ab_stage_charge(run, sortie, AB_WORK);
    sortie->offload_begin = ab_now(run);
    ab_stage_after(run, sortie, sortie->offload_time, AB_EV_OFFLOADED);
    ab_airfield_trace(run, sortie->destination);
}

static void offload(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (sortie->offload_time == AB_TIME_NEVER) { /* put aboard before a stop on the way */
        ab_service_work(run, sortie);
    }
    if (occupy_place(run, sortie, sortie->destination, sortie->offload_time, AB_EV_OFFLOAD_BEGIN)) {
        begin_offload(run, sortie);
    }
}

static void ask_for_offload(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (take_place(run, sortie, sortie->destination, AB_EV_OFFLOAD)) {
        offload(run, sortie);
    }
}

/* Waited for room in the yard of the hub. */
void ab_sortie_yard(struct ab_run *run, int index)
{
    ab_hub_entered(run, &run->sortie[index]);
    ask_for_offload(run, &run->sortie[index]);
}

/* Waited for its place. */
void ab_sortie_offload(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    run->field[sortie->destination].waiting--;
    offload(run, sortie);
}

/* Waited for the hour. */
void ab_sortie_offload_begin(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    ab_resource_idle(&run->field[sortie->destination].places, -1);
    begin_offload(run, sortie);
}

/* --- on blocks ------------------------------------------------------------------------------- */

static void end(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    sortie->ended = ab_now(run);
    ab_stage_charge_flight(run, sortie, -1);
    ab_chain_end(run, sortie);
    note_flight(run, sortie);
    tail->last_sortie = sortie->number;
    tail->sortie = AB_NOBODY;
    if (run->diary.is_kept) {
        ab_diary_fleet(run, tail->fleet, -1, 0);
    }
}

/* Those whom it came for have been left behind, before they were aboard: it is not flown, and its
 * aircraft is free. */
static void give_up(struct ab_run *run, struct ab_sortie_record *sortie)
{
    run->count.light_flights -= sortie->light;
    sortie->light = false;
    sortie->payload_t = (double)NAN;
    sortie->chalk = AB_NOBODY;
    end(run, sortie);
    release_without_load(run, sortie->tail);
}

/* Whether an aircraft that stands in line does so before the onload of its load, or for the crew that
 * is to fetch it with nobody else aboard. */
static bool may_give_up(const struct ab_tail *tail, const struct ab_sortie_record *sortie)
{
    return sortie->chalk == tail->chalk || (sortie->passengers == 0 && !tail->crew_aboard);
}

/* Those whom an aircraft is to take have been left behind: while it stands in line, it gives up. */
static void withdraw(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    const struct ab_tail *tail = &run->tail[index];
    if (tail->wait.line == NULL || !may_give_up(tail, sortie)) {
        return;
    }
    const bool left = ab_resource_leave(tail->wait.line, tail->wait.place);
    assert(left);
    (void)left;
    if (tail->wait.line == &run->field[sortie->origin].places) {
        run->field[sortie->origin].waiting--;
        ab_airfield_trace(run, sortie->origin);
    }
    give_up(run, sortie);
}

void ab_sortie_end_evacuation(struct ab_run *run, int evacuation)
{
    ab_evacuation_end(run, evacuation);
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (tail->sortie != AB_NOBODY && tail->chalk != AB_NOBODY &&
            ab_evacuation_is_void(&run->chalk[tail->chalk])) {
            withdraw(run, t);
        }
    }
}

/* The load is off, or there was none: the aircraft is made ready for what comes next. */
static void service(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const ab_time turnaround = ab_service_turnaround(run, sortie);
    if (turnaround == 0) {
        ab_sortie_serviced(run, sortie->tail);
        return;
    }
    ab_stage_charge(run, sortie, AB_WORK);
    ab_stage_after(run, sortie, turnaround, AB_EV_SERVICED);
}

void ab_sortie_batch(struct ab_run *run, int last)
{
    const struct ab_batch batch = ab_batch_of(run, last);
    for (int i = batch.first; i < batch.end; i++) {
        if (ab_batch_lets_go(run, i)) {
            ask_for_offload(run, &run->sortie[run->chalk[i].tail]);
        }
    }
}

void ab_sortie_on_blocks(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    if (run->field[sortie->destination].has_runway_queue) {
        ab_resource_release(&run->field[sortie->destination].runway, 1);
        ab_trace_held(run, sortie->tail, AB_HELD_RUNWAY, sortie->destination, sortie->landing,
                      ab_now(run));
    }
    sortie->block_in = ab_now(run);
    const ab_time flown = sortie->block_in - sortie->block_out - sortie->parked;
    tail->at = sortie->destination;
    tail->aloft.total += flown;
    ab_fuel_burn(run, sortie, flown);
    if (run->accounts.are_kept) {
        ab_accounts_flight(run, sortie, flown);
    }
    if (run->diary.is_kept) {
        ab_diary_flight(run, sortie, AB_SIDE_IN, sortie->fuel_burnt_t);
    }
    ab_airfield_trace(run, sortie->destination);
    if (sortie->stops) {
        ab_stage_after(run, sortie, ab_service_stop(run, sortie), AB_EV_STOPPED);
    } else if (ab_batch_hold(run, sortie) ||
               (sortie->chalk != AB_NOBODY && ab_goes_to_hub(run, run->chalk[sortie->chalk].lot) &&
                !ab_hub_enter(run, sortie))) {
        return;
    } else if (is_loaded(sortie)) {
        ask_for_offload(run, sortie);
    } else if (sortie->purpose == AB_PURPOSE_POSITIONING && tail->at != tail->home) {
        end(run, sortie);
        ab_sortie_begin_loaded(run, sortie->tail);
    } else {
        service(run, sortie);
    }
}

/* Goes on from its stop with its load aboard. */
void ab_sortie_stopped(struct ab_run *run, int index)
{
    const int tail = run->sortie[index].tail;
    end(run, &run->sortie[index]);
    ab_way_go_on(&run->tail[tail]);
    if (ab_way_stop(&run->tail[tail])->changes_crew) {
        ab_crew_change(run, &run->tail[tail]);
    }
    (void)begin_loaded(run, tail);
    ab_departure_prepare(run, tail);
}

/* --- off -------------------------------------------------------------------------------------- */

/* What lies behind a load that is off now, for its airfield, and for its contingent when that was its
 * last. */
static void account_for(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const int contingent = run->chalk[sortie->chalk].lot->contingent;
    ab_accounts_delivery(run, sortie);
    if (run->unit[contingent].record.closed == ab_now(run)) {
        ab_time spent[AB_LINK_COUNT];
        ab_chain_behind(run, sortie, spent);
        ab_accounts_closure(run, contingent, spent);
    }
}

/* What only leaves has come to where it goes. */
static void take_home(struct ab_run *run, const struct ab_sortie_record *sortie, double mass)
{
    const int contingent = run->chalk[sortie->chalk].lot->contingent;
    if (ab_contingent_comes(&run->scenario->contingent[contingent])) {
        ab_contingent_home(run, sortie->chalk);
        return;
    }
    ab_window_delivered(run, sortie->chalk, mass);
    ab_contingent_home(run, sortie->chalk);
    if (run->accounts.are_kept) {
        account_for(run, sortie);
    }
}

/* What it was drawn, for whoever would draw it again. */
static void note_flown(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    if (run->errands.haul && sortie->leg == 0) {
        const struct ab_flown flown = {sortie->onload_time, sortie->offload_time,
                                       sortie->block_time, sortie->takeoff_runway,
                                       sortie->landing_runway};
        ab_errands_note(&run->errands, sortie->chalk, &flown);
    }
}

static void deliver(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_chalk *chalk = &run->chalk[sortie->chalk];
    note_flown(run, sortie);
    chalk->offloaded = ab_now(run);
    ab_stage_charge_load(run, sortie->chalk, -1);
    ab_prospect_expect_no_more(run, sortie->tail);
    if (chalk->lot->evacuation) {
        ab_evacuation_delivered(run, sortie);
        return;
    }
    const double mass = run->tail[sortie->tail].cargo_t +
                        (double)chalk->lot->people * run->scenario->general.person_mass;
    if (chalk->lot->direction == AB_OUT) {
        take_home(run, sortie, mass);
        return;
    }
    ab_measure_delivery(run, mass * distance_flown(run, sortie));
    if (ab_goes_to_hub(run, chalk->lot)) {
        run->field[sortie->destination].inbound--;
        ab_hub_unloaded(run, sortie);
        return;
    }
    run->count.delivered_t += mass;
    ab_window_delivered(run, sortie->chalk, mass);
    if (chalk->lot->sustainment) {
        ab_supply_delivered(run, sortie->chalk);
        return;
    }
    run->field[sortie->destination].inbound--;
    ab_contingent_landed(run, sortie->chalk);
    if (run->accounts.are_kept) {
        account_for(run, sortie);
    }
}

void ab_sortie_offloaded(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    sortie->offload_end = ab_now(run);
    leave_place(run, sortie);
    if (sortie->chalk != AB_NOBODY) {
        ab_stage_tail(run, sortie)->chalk = AB_NOBODY;
        deliver(run, sortie);
    } else {
        ab_evacuation_delivered(run, sortie);
    }
    ab_airfield_trace(run, sortie->destination);
    service(run, sortie);
}

/* Whoever is at home has had its maintenance and rests its crew there, even when a load waits. */
void ab_sortie_serviced(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    end(run, sortie);
    if (tail->at == tail->home) {
        ab_crew_leave(run, tail);
    }
    if (sortie->purpose == AB_PURPOSE_POSITIONING) {
        ab_idle_expect_no_more(run, sortie->tail);
        ab_sortie_begin_loaded(run, sortie->tail);
    } else {
        ab_fleet_release_tail(run, sortie->tail);
    }
}
