/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_checks.c - sums and bounds, counted from the records alone where that can be done; and
 * whoever still waits at the end must wait for something that the scenario withholds. */
#include "support/random_checks.h"

#include "model/airfield.h"
#include "model/choice.h"
#include "model/fleet.h"
#include "model/flow.h"
#include "model/foresight.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/outline.h"
#include "model/service.h"
#include "model/window.h"
#include "scenario/evacuation.h"
#include "scenario/rules.h"
#include "study/study.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- flights and loads ---- */

static bool in_order(const ab_time *moment, int count)
{
    ab_time latest = moment[0];
    for (int i = 1; i < count; i++) {
        if (moment[i] == AB_TIME_NEVER) {
            continue;
        }
        if (moment[i] < latest) {
            return false;
        }
        latest = moment[i];
    }
    return true;
}

static const char *check_spent(const struct ab_spent *spent, ab_time begun, ab_time until)
{
    ab_time total = 0;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        total += spent->in[state];
        if (spent->in[state] < 0) {
            return "somebody waited for less than no time";
        }
    }
    return total == until - begun ? NULL : "work plus waits are not the time that passed";
}

static const char *check_sortie(const struct ab_sortie_record *s, const struct ab_spent *spent)
{
    const ab_time moment[] = {s->tasked,      s->onload_begin, s->onload_end, s->block_out,
                              s->takeoff,     s->landing,      s->block_in,   s->offload_begin,
                              s->offload_end, s->ended};
    if (!in_order(moment, 10)) {
        return "the stages of a flight are out of order";
    }
    if (s->landing != AB_TIME_NEVER && s->block_in != AB_TIME_NEVER &&
        s->block_in - s->landing != s->landing_runway) {
        return "a landing took another time than its runway";
    }
    return check_spent(spent, s->tasked, s->account.since);
}

static const char *check_chalk(const struct ab_run *run, int index)
{
    const struct ab_chalk *c = &run->chalk[index];
    const ab_time loaded = run->trace ? run->loads.record[index].loaded : AB_TIME_NEVER;
    const ab_time moment[] = {c->called,   c->tasked, run->trace ? loaded : c->departed,
                              c->departed, c->landed, c->offloaded};
    if (!in_order(moment, 6) || (loaded != AB_TIME_NEVER && loaded < c->ready)) {
        return "the stages of a load are out of order";
    }
    const bool begun = c->state >= 0 || c->offloaded != AB_TIME_NEVER;
    const struct ab_prepared *p = run->outload.load ? &run->outload.load[index] : NULL;
    const bool brought = p && p->brought != AB_TIME_NEVER;
    if (brought) {
        const ab_time way[] = {p->brought, p->taken_up, p->done,
                               c->in_hand ? AB_TIME_NEVER : c->ready, c->departed};
        if (!in_order(way, 5)) {
            return "a load was prepared out of order";
        }
    }
    return begun && run->trace
               ? check_spent(&run->loads.spent[index], brought ? p->brought : c->ready, c->since)
               : NULL;
}

/* Those on record: of a traced run all. */
static int flights_of(const struct ab_run *run)
{
    return run->trace ? run->sortie_count : 0;
}

static const char *check_records(const struct ab_run *run)
{
    const int flights = flights_of(run);
    const char *wrong = NULL;
    for (int s = 0; !wrong && s < flights; s++) {
        wrong = check_sortie(&run->flights.record[s], &run->flights.spent[s]);
    }
    for (int k = 0; !wrong && k < run->chalk_count; k++) {
        wrong = check_chalk(run, k);
    }
    return wrong;
}

/* ---- people, passengers, fuel, crews ---- */

static const char *check_people(const struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_unit *unit = &run->unit[c];
        int64_t people = 0, vehicles = 0;
        for (int place = 0; place < AB_PLACE_COUNT; place++) {
            people += unit->people[place];
            vehicles += unit->vehicles[place];
        }
        if (people != unit->record.people || vehicles != unit->record.vehicles) {
            return "people or vehicles were lost";
        }
    }
    const int flights = flights_of(run);
    int64_t carried = 0, delivered = 0, called = 0, taken = 0;
    for (int f = 0; f < run->evacuation.families; f++) {
        taken += run->evacuation.family[f].aboard + run->evacuation.family[f].delivered;
    }
    for (int k = 0; k < run->chalk_count; k++) {
        called += run->chalk[k].boarded ? run->chalk[k].lot->people : 0;
    }
    for (int s = 0; s < flights; s++) {
        carried += run->flights.record[s].passengers;
        delivered += run->flights.record[s].offload_end != AB_TIME_NEVER
                         ? run->flights.record[s].passengers
                         : 0;
    }
    return run->trace && (called + carried != taken || delivered != run->evacuation.carried)
               ? "passengers were lost"
               : NULL;
}

static const char *check_tanks(const struct ab_run *run)
{
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const double most = run->scenario->aircraft[tail->type].fuel_capacity;
        if (run->aside[t].tank.stock_t > most * (1 + 1e-14)) { /* filled up, in binary fractions */
            return "an aircraft has more fuel than its tanks hold";
        }
        if (run->aside[t].tank.stock_t < 0 && run->scenario->aircraft[tail->type].fuel_burn <= 0) {
            return "an aircraft that burns no fuel lacks some";
        }
    }
    return NULL;
}

static bool differ(double a, double b)
{
    return fabs(a - b) > 1e-6 * (1 + fabs(a) + fabs(b));
}

static double measure_of(const struct ab_run *run, const char *name)
{
    double *value = calloc((size_t)ab_measure_count(run->original), sizeof *value);
    if (value == NULL) {
        abort();
    }
    ab_run_measures(run, value);
    const double found = value[ab_measure_find(run->original, name)];
    free(value);
    return found;
}

/* What was taken on is in the tanks, or was burnt; fields gave what aircraft took, and the measures
 * say so, at the prices of the scenario. */
static const char *check_fuel(const struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    double taken = 0, burnt = 0, in_tanks = 0, given = 0, price = 0, hours = 0;
    if (!run->trace) {
        return NULL;
    }
    for (int s = 0; s < flights_of(run); s++) {
        const struct ab_sortie_record *sortie = &run->flights.record[s];
        const struct ab_aircraft_type *type = &scenario->aircraft[run->tail[sortie->tail].type];
        const bool is_over = sortie->block_in != AB_TIME_NEVER;
        const double flown =
            is_over ? ab_time_hours(sortie->block_in - sortie->block_out - sortie->parked) : 0;
        if (differ(sortie->fuel_burnt_t, flown * type->fuel_burn)) {
            return "a flight did not burn what its block time takes";
        }
        taken += sortie->fuel_taken_t;
        burnt += sortie->fuel_burnt_t;
        hours += flown;
        price += flown * type->cost_per_hour +
                 sortie->fuel_taken_t * scenario->airfield[sortie->origin].fuel_price;
    }
    for (int t = 0; t < run->tail_count; t++) {
        in_tanks += run->aside[t].tank.stock_t;
    }
    for (int i = 0; i < scenario->airfield_count; i++) {
        given += run->field[i].fuel.taken_t;
    }
    const double fuel = measure_of(run, "fuel_t");
    const double cost = measure_of(run, "cost");
    return differ(run->fuel_begun_t + taken, burnt + in_tanks)
               ? "fuel was lost, or came from nowhere"
           : differ(taken, given)                ? "aircraft took other fuel than fields gave"
           : !isnan(fuel) && differ(fuel, burnt) ? "the fuel measured is not what was burnt"
           : !isnan(cost) && differ(cost, price) ? "the cost is not that of hours and fuel"
           : differ(hours, measure_of(run, "flying_hours"))
               ? "the hours flown are not those of the flights"
               : NULL;
}

/* ---- what is kept by thing and by the hour ---- */

/* The waits, flights and hours of contingents, and those of airfields, are all there are. */
static const char *check_accounts(const struct ab_run *run)
{
    const int count[] = {[AB_BY_CONTINGENT] = ab_scenario_owners(run->scenario),
                         [AB_BY_AIRFIELD] = run->scenario->airfield_count,
                         [AB_BY_TYPE] = run->scenario->aircraft_count};
    ab_time flown = 0;
    for (int t = 0; t < run->tail_count; t++) {
        flown += run->tail[t].aloft.total;
    }
    for (int part = 0; part < AB_PARTS; part++) {
        ab_time waited[AB_CAUSE_COUNT] = {0}, own = 0;
        for (int i = 0; i < count[part]; i++) {
            own += run->accounts.expense[part][i].flown;
            for (int cause = 0; part != AB_BY_TYPE && cause < AB_CAUSE_COUNT; cause++) {
                waited[cause] += ab_timesheet_time(&run->accounts.waits[part], i, cause);
            }
        }
        if (own != flown ||
            (part != AB_BY_TYPE && memcmp(waited, run->count.waited, sizeof waited) != 0)) {
            return "hours flown or waited by thing are not those of all";
        }
    }
    return NULL;
}

/* What lies behind the closure of a contingent goes back to the request; who flies has no road in it. */
static const char *check_chains(const struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const ab_time closed = run->unit[c].record.closed;
        ab_time sum = 0;
        for (int link = 0; link < AB_LINK_COUNT; link++) {
            sum += ab_timesheet_time(&run->accounts.chain[AB_BY_CONTINGENT], c, link);
        }
        if (closed != AB_TIME_NEVER && sum != closed - run->command.request) {
            return "the chain behind a contingent is not as long as it took";
        }
        if (ab_contingent_lands(&run->scenario->contingent[c]) &&
            ab_timesheet_time(&run->accounts.chain[AB_BY_CONTINGENT], c, AB_LINK_ROAD) > 0) {
            return "a contingent that flies came by road";
        }
    }
    return NULL;
}

/* Reads what went on in a span behind its number; NULL when it makes no sense, or else its end. */
static const int64_t *read_span(const struct ab_run *run, const int64_t *at, const int64_t *end,
                                int64_t flights[2])
{
    const ab_time step = ab_diary_step(run->original);
    while (end - at > 2 && *at >= 0) {
        const int fields = *at % 2 != 0 ? AB_FLOW_FIELDS : 2;
        if (*at / 2 >= 2 * run->original->airfield_count || end - at <= fields) {
            return NULL;
        }
        for (int i = 1; i <= fields; i++) {
            if (at[i] < 0) {
                return NULL;
            }
        }
        flights[*at / 2 % 2] += at[1];
        at += 1 + fields;
    }
    if (at == end || *at++ != AB_PACK_END) {
        return NULL;
    }
    while (end - at > 1 && *at >= 0) {
        const bool has_line = *at / 2 % 2 != 0, was_full = *at % 2 != 0;
        const int times = 1 + has_line + was_full;
        if (*at / 4 >= ab_diary_meters(run->original) || end - at <= times || at[1] < 0 ||
            (has_line && at[2] <= 0) ||
            (was_full && (at[times] <= 0 || ab_unpack_times(at[times], step) > step))) {
            return NULL;
        }
        at += 1 + times;
    }
    return at < end && *at == AB_PACK_END ? at + 1 : NULL;
}

/* Reads a diary: how many flights went in and out in all; false when it makes no sense. */
static bool read_diary(const struct ab_run *run, int64_t flights[2])
{
    const struct ab_numbers *diary = ab_run_diary(run);
    const int64_t *at = diary->number, *end = at != NULL ? at + diary->used : NULL;
    int64_t before = -1;
    flights[0] = flights[1] = 0;
    while (at != end && *at > before) {
        before = *at;
        at = read_span(run, at + 1, end, flights);
        if (at == NULL) {
            return false;
        }
    }
    return at == end;
}

/* Whether a flight was under way when the run began: the first of a load's way. */
static bool has_begun(const struct ab_run *run, const struct ab_sortie_record *s)
{
    const int contingent = s->chalk != AB_NOBODY ? run->chalk[s->chalk].lot->contingent : AB_NOBODY;
    return contingent != AB_NOBODY &&
           s->chalk < run->unit[contingent].first_chalk + run->unit[contingent].begun &&
           s->origin == run->original->contingent[contingent].apoe;
}

static const char *check_diary(const struct ab_run *run)
{
    int64_t flights[2], landed = 0, left = 0;
    if (!read_diary(run, flights)) {
        return "the diary makes no sense";
    }
    for (int s = 0; s < flights_of(run); s++) {
        landed += run->flights.record[s].block_in != AB_TIME_NEVER;
        left += run->flights.record[s].block_out != AB_TIME_NEVER &&
                !(run->flights.record[s].block_out == 0 && has_begun(run, &run->flights.record[s]));
    }
    return run->trace && (flights[AB_SIDE_IN] != landed || flights[AB_SIDE_OUT] != left)
               ? "flights are missing in the diary"
               : NULL;
}

/* ---- lateness ---- */

static double mass_of(const struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    double mass_t =
        (double)run->unit[contingent].record.people * run->scenario->general.person_mass;
    for (enum ab_cargo_class c = AB_CARGO_BULK; c < AB_CARGO_CLASSES; c++) {
        mass_t += ab_contingent_cargo(plan, c);
    }
    for (int i = 0; i < plan->vehicle_counts; i++) {
        mass_t +=
            (double)plan->vehicles[i].count * run->scenario->vehicle[plan->vehicles[i].index].mass;
    }
    return mass_t;
}

/* What was in the theatre by a moment, by its loads, or by those that went on by road from a hub. */
static double mass_by(const struct ab_run *run, int contingent, ab_time moment)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const bool comes = ab_contingent_comes(plan);
    const enum ab_direction last = !comes                                ? AB_OUT
                                   : ab_contingent_has_second_tier(plan) ? AB_ON
                                                                         : AB_IN;
    double mass_t = 0;
    if (moment == AB_TIME_NEVER) { /* nobody was ever asked to come */
        return 0;
    }
    if ((comes ? plan->mode_in : plan->mode_out) == AB_MODE_ROAD) {
        return run->unit[contingent].record.closed <= moment ? mass_of(run, contingent) : 0;
    }
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        if (chalk->lot->contingent != contingent || chalk->lot->direction != last ||
            chalk->lot->sustainment) {
            continue;
        }
        ab_time there = chalk->offloaded;
        for (int i = 0; plan->via != AB_NOBODY && last == AB_IN && i < run->hub.used; i++) {
            there = run->hub.passage[i]->load == k ? run->hub.passage[i]->arrived : there;
        }
        mass_t += there <= moment ? chalk->lot->mass_t : 0;
    }
    return mass_t;
}

/* What has a latest arrival was there by then, or is late. */
static const char *check_lateness(const struct ab_run *run)
{
    double whole = 0, in_time = 0;
    if (run->misbegun) {
        return NULL;
    }
    for (int c = 0; run->is_due && c < run->scenario->contingent_count; c++) {
        const struct ab_contingent *plan = &run->scenario->contingent[c];
        if (plan->latest_arrival.kind == AB_WHEN_UNSET || !run->unit[c].record.committed) {
            continue;
        }
        if (plan->loads > 0) { /* of whatever mass */
            return NULL;
        }
        whole += mass_of(run, c);
        in_time += mass_by(run, c, run->unit[c].record.due);
    }
    const double late = measure_of(run, "late_tonnes");
    return !isnan(late) && differ(late, whole - in_time)
               ? "what was late and what was not are not all"
               : NULL;
}

static const char *check_supply(const struct ab_run *run)
{
    const struct ab_supply_state *supply = &run->supply;
    int64_t under_way = 0;
    for (int k = 0; k < run->chalk_count; k++) {
        under_way += run->chalk[k].lot->sustainment && run->chalk[k].offloaded == AB_TIME_NEVER;
    }
    if (supply->stock_t < 0 || supply->short_ms < 0 || supply->short_ms > ab_now(run)) {
        return "the supply in stock is less than none, or short for longer than there was time";
    }
    return fabs(supply->coming_t - (double)under_way * run->scenario->supply.load) > 1e-6
               ? "the supply on the way is not in its loads"
               : NULL;
}

/* ---- foresight and endurance ---- */

/* Whether an airfield is open at a moment by what its section says, worked out anew. */
static bool is_open_then(const struct ab_run *run, int airfield, bool landing, ab_time when)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    const struct ab_hours hours = landing ? plan->landing_hours : plan->takeoff_hours;
    const bool all_day = (hours.to - hours.from) % AB_DAY == 0;
    const ab_time instant = run->scenario->general.start + when + ab_airfield_offset(plan, when);
    const ab_time since_opening = ((instant - hours.from) % AB_DAY + AB_DAY) % AB_DAY;
    const enum ab_movement spared = landing ? AB_TAKEOFFS : AB_LANDINGS;
    for (int i = 0; i < plan->closure_count && plan->closures_stop != spared; i++) {
        if (plan->closures[i].from <= when && when < plan->closures[i].to) {
            return false;
        }
    }
    return plan->open && (all_day || since_opening < hours.to - hours.from);
}

/* Nobody has left for a field that he knew to be shut on arrival (without changes everything is
 * known from the beginning), nor flown beyond his fuel. Of a flight that has diverted only the
 * first is on record. */
static const char *check_flight(const struct ab_run *run, const struct ab_sortie_record *s)
{
    const int type = run->tail[s->tail].type;
    const ab_time holding = run->scenario->aircraft[type].holding_fuel;
    if (s->block_out == AB_TIME_NEVER || s->diverted_to == s->destination ||
        (s->block_out == 0 && has_begun(run, s))) {
        return NULL;
    }
    const ab_time slower = run->flights.spent[s->number].in[AB_CAUSE_WINDOW];
    const ab_time arrival =
        s->block_out + ab_service_mean_flight(run, type, s->origin, s->destination);
    if (run->scenario->change_count == 0 && (!is_open_then(run, s->origin, false, s->block_out) ||
                                             !is_open_then(run, s->destination, true, arrival))) {
        return "an aircraft left for a field that was known to be shut on arrival";
    }
    return s->block_in != AB_TIME_NEVER && s->diverted_to == AB_NOBODY &&
                   holding != AB_TIME_NEVER &&
                   s->block_in - s->block_out > s->block_time + slower + holding + 30 * AB_MINUTE
               ? "an aircraft flew longer than its fuel lasts"
               : NULL;
}

static const char *check_flights(const struct ab_run *run)
{
    const int flights = flights_of(run);
    int64_t emergencies = 0;
    const char *wrong = NULL;
    for (int s = 0; !wrong && s < flights; s++) {
        emergencies += run->flights.record[s].emergency;
        wrong = check_flight(run, &run->flights.record[s]);
    }
    return wrong || emergencies <= run->count.emergencies ? wrong : "an emergency was not counted";
}

/* ---- the chain, the measures ---- */

static const char *check_chain(const struct ab_run *run)
{
    double hours[AB_LINK_COUNT], total = 0;
    ab_run_chain(run, hours);
    if (run->command.closed == AB_TIME_NEVER) {
        return NULL;
    }
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        total += hours[link];
        if (hours[link] < 0) {
            return "a link of the chain behind the last delivery is shorter than nothing";
        }
    }
    return fabs(total - ab_time_hours(run->command.closed - run->command.request)) > 1e-6
               ? "the chain behind the last delivery does not add up to closure"
               : NULL;
}

static const char *check_waits(const struct ab_run *run)
{
    double hours[AB_CAUSE_COUNT];
    int flights[AB_CAUSE_COUNT];
    ab_run_waits(run, hours, flights);
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        if (!(hours[cause] >= 0) || (hours[cause] > 0) != (flights[cause] > 0)) {
            return "hours of waiting without anybody who waits";
        }
    }
    return NULL;
}

/* The most aircraft that were over an airfield at one moment without landing, by the trace: what
 * lasted for no time at all is no moment. */
static int most_holding(const struct ab_run *run, int airfield)
{
    const struct ab_airfield_record *before = NULL;
    int most = 0;
    for (int i = 0; i < run->airfields.count; i++) {
        const struct ab_airfield_record *record = &run->airfields.record[i];
        if (record->airfield == airfield) {
            if (before && record->time > before->time && before->holding > most) {
                most = before->holding;
            }
            before = record;
        }
    }
    return before && ab_now(run) > before->time && before->holding > most ? before->holding : most;
}

/* The stretches of each of so many flights or loads, which come in the order of time, join, and those
 * of a state add up to what it spent. until[] is when the first of each begins, AB_TIME_NEVER
 * where that is not known, and gets when the last ends. */
static const char *check_stretches(const struct ab_stretches *stretches, int owners,
                                   const struct ab_spent *spent, ab_time *until)
{
    struct ab_spent *sum = calloc((size_t)owners + 1, sizeof *sum);
    const char *wrong = NULL;
    for (int i = 0; i < stretches->count; i++) {
        const struct ab_stretch_record *stretch = &stretches->record[i];
        const bool is_first = until[stretch->of] == AB_TIME_NEVER;
        if ((!is_first && stretch->begin != until[stretch->of]) || stretch->end <= stretch->begin) {
            wrong = "the stretches of a flight or a load do not join";
        }
        until[stretch->of] = stretch->end;
        sum[stretch->of].in[stretch->state] += stretch->end - stretch->begin;
    }
    for (int i = 0; i < owners; i++) {
        if (memcmp(&sum[i], &spent[i], sizeof sum[i]) != 0) {
            wrong = wrong ? wrong : "the stretches of a flight or a load are not what it spent";
        }
    }
    free(sum);
    return wrong;
}

static const char *check_stretches_of_flights(const struct ab_run *run)
{
    ab_time *until = malloc(((size_t)run->sortie_count + 1) * sizeof *until);
    for (int i = 0; i < run->sortie_count; i++) {
        until[i] = run->flights.record[i].tasked;
    }
    const char *wrong =
        check_stretches(&run->stretches, run->sortie_count, run->flights.spent, until);
    for (int i = 0; i < run->sortie_count; i++) {
        const ab_time ended = run->flights.record[i].ended;
        if (until[i] != (ended != AB_TIME_NEVER ? ended : ab_now(run))) {
            wrong = wrong ? wrong : "the stretches of a flight do not reach its end";
        }
    }
    free(until);
    return wrong;
}

static const char *check_stretches_of_loads(const struct ab_run *run)
{
    ab_time *until = malloc(((size_t)run->chalk_count + 1) * sizeof *until);
    for (int i = 0; i < run->chalk_count; i++) {
        until[i] = AB_TIME_NEVER;
    }
    const char *wrong =
        check_stretches(&run->load_stretches, run->chalk_count, run->loads.spent, until);
    for (int i = 0; i < run->chalk_count; i++) {
        const ab_time off = run->loads.record[i].offloaded;
        if (off != AB_TIME_NEVER && until[i] != AB_TIME_NEVER && until[i] != off) {
            wrong = wrong ? wrong : "the stretches of a load do not reach its delivery";
        }
    }
    free(until);
    return wrong;
}

/* No aircraft flies more than 24 hours a day, and no more of anything is used than there is. */
static const char *check_rates(const struct ab_run *run)
{
    const int count = ab_measure_count(run->scenario);
    double value[4096];
    if (count > (int)(sizeof value / sizeof value[0])) {
        return "a scenario has more measures than this test has room for";
    }
    ab_run_measures(run, value);
    for (int m = 0; m < count; m++) {
        char buffer[128];
        const char *name = ab_measure_name(run->scenario, m, buffer, sizeof buffer);
        const bool is_share = strcmp(ab_measure_unit(run->scenario, m), "share") == 0;
        if ((strcmp(name, "ute_h_per_day") == 0 && value[m] > 24 + 1e-9) ||
            (is_share && (value[m] < 0 || value[m] > 1 + 1e-9))) {
            return "more is flown or used than can be";
        }
    }
    return NULL;
}

static const char *check_holding(const struct ab_run *run)
{
    for (int i = 0; run->trace && i < run->scenario->airfield_count; i++) {
        const int most = most_holding(run, i), told = ab_airfield_most_holding(run, i);
        if (told > most || (told < most && !run->field[i].has_runway_queue)) {
            return "the most aircraft holding at one moment are not those of the trace";
        }
    }
    return NULL;
}

/* ---- whoever waits at the end ---- */

/* Everything that comes again by itself comes within that. */
static const ab_time LONG_WAIT = 8 * AB_DAY;

static bool is_stuck(const struct ab_run *run, const struct ab_tail *tail)
{
    return tail->sortie != AB_NOBODY &&
           (run->simulation.stop == AB_STOP_EXHAUSTED ||
            ab_now(run) - run->sortie[tail->sortie].account.since > LONG_WAIT);
}

/* Whether a crew of its fleet rests, or flies with an aircraft that goes on. */
static bool others_have_its_crews(const struct ab_run *run, const struct ab_tail *tail)
{
    int stuck = 0;
    for (int t = 0; t < run->tail_count; t++) {
        stuck += run->tail[t].fleet == tail->fleet && run->tail[t].crew_aboard &&
                 is_stuck(run, &run->tail[t]);
    }
    return ab_crew_pool_at_home(run, tail->fleet)->in_use > stuck;
}

/* Whether there is other traffic on an airfield: it may be too much for it. */
static bool others_are_there(const struct ab_run *run, int airfield)
{
    for (uint32_t v = 0; v < run->traffic.visitors; v++) {
        const struct ab_visitor *visitor = &run->traffic.visitor[v];
        if (visitor->traffic != AB_NOBODY &&
            run->scenario->traffic[visitor->traffic].airfield == airfield) {
            return true;
        }
    }
    return false;
}

/* Whether an aircraft that holds stands of an airfield, or will, is not stuck. */
static bool somebody_goes_on(const struct ab_run *run, int airfield)
{
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if ((tail->stand.at == airfield || tail->stand.ahead == airfield) && !is_stuck(run, tail)) {
            return true;
        }
    }
    return others_are_there(run, airfield);
}

/* Whether aircraft fly for loads that go before the rest of a load's batch. */
static bool somebody_goes_first(const struct ab_run *run)
{
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (tail->state == AB_TAIL_BUSY && !is_stuck(run, tail)) {
            return true;
        }
    }
    return false;
}

static bool is_shut(const struct ab_gate *gate)
{
    return !ab_gate_is_open(gate);
}

/* Whether there is a ground stop. */
static bool is_stopped(const struct ab_run *run)
{
    bool is = false;
    for (int i = 0; i < run->scenario->flow_count; i++) {
        is |= run->scenario->flow[i].flights == 0;
    }
    return is;
}

/* Whether an aircraft waits for something that the scenario itself withholds. */
static bool is_withheld(const struct ab_run *run, const struct ab_tail *tail)
{
    const struct ab_sortie_record *sortie = &run->sortie[tail->sortie];
    switch (sortie->account.state) {
    case AB_CAUSE_REPAIR: return true; /* repairs may follow each other for weeks */
    case AB_CAUSE_FUEL: return isfinite(run->field[sortie->origin].fuel.stock_t);
    case AB_CAUSE_HOURS:
    case AB_CAUSE_CLOSED:
    case AB_CAUSE_WEATHER:
        return is_shut(&run->field[sortie->destination].landings) ||
               is_shut(&run->field[sortie->origin].takeoffs);
    case AB_CAUSE_RUNWAY:
    case AB_CAUSE_WORKING: return others_are_there(run, tail->at);
    case AB_CAUSE_CREW: return others_have_its_crews(run, tail);
    case AB_CAUSE_SLOT:
    case AB_CAUSE_STAND:
    case AB_CAUSE_HOLDING: return somebody_goes_on(run, sortie->destination);
    case AB_CAUSE_FLOW: return is_stopped(run);
    case AB_CAUSE_DIVERSION: return somebody_goes_on(run, sortie->diverted_to);
    case AB_CAUSE_CARGO:
        return run->chalk[sortie->chalk].in_hand || run->chalk[sortie->chalk].ready > ab_now(run) ||
               somebody_goes_first(run);
    default: return false;
    }
}

static const char *check_waiting(const struct ab_run *run)
{
    bool stuck = false, withheld = false;
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        withheld |= is_shut(&run->field[i].takeoffs); /* visitors may not be able to leave */
    }
    for (int t = 0; t < run->tail_count; t++) {
        stuck |= is_stuck(run, &run->tail[t]);
        withheld |= run->tail[t].sortie != AB_NOBODY && is_withheld(run, &run->tail[t]);
    }
    return stuck && !withheld ? "aircraft wait for each other" : NULL;
}

/* ---- whoever could work and does not ---- */

static int origin_of(const struct ab_run *run, const struct ab_chalk *chalk)
{
    return ab_contingent_origin(&run->scenario->contingent[chalk->lot->contingent],
                                chalk->lot->direction);
}

static bool could_come(const struct ab_run *run, const struct ab_chalk *chalk, int index)
{
    const struct ab_contingent *contingent = &run->scenario->contingent[chalk->lot->contingent];
    const struct ab_tail *tail = &run->tail[index];
    const int from = origin_of(run, chalk);
    return tail->state == AB_TAIL_FREE && ab_fleet_belongs(run, tail) &&
           (chalk->lot->types >> tail->type & 1) != 0 &&
           ab_contingent_allows(contingent, chalk->lot->direction, tail->fleet) &&
           ab_fuel_suffices(run, tail, from) &&
           !isnan(ab_geography_mean_block(run, tail->type, tail->at, from));
}

/* How long ceilings keep an aircraft from coming for a load that it would take to a destination; less than
 * 0 where it could not take it there. */
static ab_time kept_for(const struct ab_run *run, const struct ab_chalk *chalk, int index, int to)
{
    const struct ab_tail *tail = &run->tail[index];
    const int from = origin_of(run, chalk);
    const struct ab_comer comer = {tail->type, tail->at,
                                   ab_choice_there(run, tail, from) - ab_now(run)};
    return ab_outline_can_go(run, chalk, tail, from, to) ? ab_flow_wait(run, chalk, to, comer) : -1;
}

/* Whether ceilings keep a free aircraft from coming for a load, for which that may then wait. */
static bool may_wait(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_goals goals = ab_contingent_goals(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    bool may = false;
    for (int t = 0; t < run->tail_count && !may; t++) {
        for (int i = 0; could_come(run, chalk, t) && !may && i < goals.count; i++) {
            may = kept_for(run, chalk, t, goals.airfield[i]) > 0;
        }
    }
    return may;
}

/* Whether an aircraft that ceilings kept from coming for a load is asked again before it may set out: when its
 * field shuts meanwhile it would come so late that there is room, and nothing is lost until it opens. */
static bool is_asked_in_time(const struct ab_run *run, const struct ab_chalk *chalk, int index)
{
    const struct ab_tail *tail = &run->tail[index];
    const int from = origin_of(run, chalk);
    const double flight = ab_geography_mean_block(run, tail->type, tail->at, from);
    return run->flows.again_at != AB_TIME_NEVER && run->foresees_hours && tail->at != from &&
           run->flows.again_at <=
               ab_foresight_departure(run, tail->at, from, ab_time_round(flight), ab_now(run));
}

static bool could_go(const struct ab_run *run, const struct ab_chalk *chalk, int index)
{
    const struct ab_contingent *contingent = &run->scenario->contingent[chalk->lot->contingent];
    const struct ab_tail *tail = &run->tail[index];
    const int from = origin_of(run, chalk);
    const struct ab_goals goals = ab_contingent_goals(contingent, chalk->lot->direction);
    bool any = false;
    for (int i = 0; could_come(run, chalk, index) && i < goals.count; i++) {
        any |= kept_for(run, chalk, index, goals.airfield[i]) == 0;
    }
    return any && ab_airfield_accepts(run, from, tail->type, tail->home == from);
}

/* Whether a load leaves the aircraft that are free to others, for one that will be free soon: it asks
 * again then, and the run may end before. */
static bool waits_for_better(const struct ab_run *run, int load)
{
    for (int r = 0; run->tasking.looks_at != AB_TIME_NEVER && r < run->waiting.rows; r++) {
        const struct ab_row *row = &run->waiting.row[r];
        int i = row->first;
        while (i != AB_NOBODY && i != load) {
            i = run->waiting.next[i];
        }
        if (i == load) {
            return run->waiting.demand[row->demand].is_open;
        }
    }
    return false;
}

static bool waits_for_aircraft(const struct ab_run *run, int load)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    return chalk->called < ab_now(run) && chalk->tasked == AB_TIME_NEVER && !chalk->lot->has_lapsed;
}

/* The ceilings that a load may be under. */
static uint64_t ceilings_of(const struct ab_run *run, int load)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    return run->flows.any ? run->flows.of[lot->contingent] & run->flows.towards[(int)lot->direction]
                          : 0;
}

/* Whether permits of ceilings may be kept from a load, for one that goes before it and waits for some of
 * the same; what is cut at the end of a run was something else before. */
static bool may_be_held(const struct ab_run *run, int load)
{
    const uint64_t own = ceilings_of(run, load);
    bool may = own != 0 && run->chalk[load].lot->part_of != NULL;
    for (int k = 0; own != 0 && !may && k < run->chalk_count; k++) {
        may = k != load && (ceilings_of(run, k) & own) != 0 && waits_for_aircraft(run, k) &&
              ab_load_goes_before(run, k, load) && may_wait(run, &run->chalk[k]);
    }
    return may;
}

/* A load that was called, an aircraft that is free, and nothing between them. */
static const char *check_idle(const struct ab_run *run)
{
    for (int k = 0; k < run->chalk_count && !run->tasking.posted; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        if (!waits_for_aircraft(run, k) || waits_for_better(run, k) || may_wait(run, chalk)) {
            continue;
        }
        for (int t = 0; t < run->tail_count; t++) {
            if (could_go(run, chalk, t) && !may_be_held(run, k) &&
                !(ceilings_of(run, k) != 0 && is_asked_in_time(run, chalk, t))) {
                return "a free aircraft leaves a load alone that it could take";
            }
        }
    }
    return NULL;
}

static const char *check_end(const struct ab_run *run, const struct ab_run_outcome *outcome)
{
    if (outcome->complete != (outcome->reason == NULL)) {
        return "a run ended without a reason";
    }
    if (outcome->ended > run->scenario->general.horizon) {
        return "a run went beyond its horizon";
    }
    if (run->simulation.stop == AB_STOP_STUCK || run->simulation.stop == AB_STOP_EVENT_LIMIT) {
        return ab_stop_text(run->simulation.stop);
    }
    return check_waiting(run);
}

const char *random_checks(const struct ab_run *run, const struct ab_run_outcome *outcome)
{
    const char *wrong = check_end(run, outcome);
    wrong = wrong ? wrong : check_records(run);
    wrong = wrong ? wrong : check_flights(run);
    wrong = wrong ? wrong : check_people(run);
    wrong = wrong ? wrong : check_tanks(run);
    wrong = wrong ? wrong : check_fuel(run);
    wrong = wrong || !run->accounts.are_kept ? wrong : check_accounts(run);
    wrong = wrong || !run->accounts.are_kept ? wrong : check_chains(run);
    wrong = wrong || !run->diary.is_kept ? wrong : check_diary(run);
    wrong = wrong ? wrong : check_lateness(run);
    wrong = wrong ? wrong : check_supply(run);
    wrong = wrong ? wrong : check_chain(run);
    wrong = wrong ? wrong : check_waits(run);
    wrong = wrong ? wrong : check_holding(run);
    wrong = wrong || !run->trace ? wrong : check_stretches_of_flights(run);
    wrong = wrong || !run->trace ? wrong : check_stretches_of_loads(run);
    wrong = wrong ? wrong : check_rates(run);
    return wrong ? wrong : check_idle(run);
}
