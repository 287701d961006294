/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fuel.c - tanks, fuelling places, stock and deliveries. */
#include "model/fuel.h"

#include "model/accounts.h"
#include "model/airfield.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/stage.h"
#include "model/trace.h"
#include "model/way.h"
#include "scenario/rules.h"

#include <math.h>

/* --- what a flight needs --------------------------------------------------------------------- */

static const struct ab_aircraft_type *type_of(const struct ab_run *run, const struct ab_tail *tail)
{
    return &run->scenario->aircraft[tail->type];
}

static double trip_fuel(const struct ab_run *run, const struct ab_tail *tail, int from, int to)
{
    const double block = ab_geography_mean_block(run, tail->type, from, to);
    return isnan(block) ? 0 : block / (double)AB_HOUR * type_of(run, tail)->fuel_burn;
}

static bool has_fuel(const struct ab_run *run, const struct ab_tail *tail, int airfield)
{
    return run->scenario->airfield[airfield].fuel || airfield == tail->home;
}

/* Whether it takes fuel where it lands next, or goes on with what it has. */
static bool takes_fuel(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const struct ab_stopover *stop = sortie->stops ? ab_way_next_stop(tail) : NULL;
    return has_fuel(run, tail, sortie->destination) &&
           (!stop || stop->fuels || sortie->destination == tail->home);
}

int ab_fuel_way_back(const struct ab_run *run, const struct ab_tail *tail, int from, int origin)
{
    return isnan(ab_geography_mean_block(run, tail->type, from, origin)) ? tail->home : origin;
}

static double fuel_back(const struct ab_run *run, const struct ab_tail *tail, int from, int origin)
{
    return trip_fuel(run, tail, from, ab_fuel_way_back(run, tail, from, origin));
}

/* What a loaded aircraft burns from the stop that it is bound for to the next fuel. */
static double fuel_behind_stop(const struct ab_run *run, const struct ab_tail *tail)
{
    const struct ab_way *way = tail->way.by;
    double fuel = 0;
    for (int i = tail->way.flown + 1; i < way->flights; i++) {
        fuel += trip_fuel(run, tail, way->flight[i].from, way->flight[i].to);
        if (i + 1 < way->flights && way->stop[i].fuels &&
            has_fuel(run, tail, way->stop[i].airfield)) {
            return fuel;
        }
    }
    return has_fuel(run, tail, tail->destination)
               ? fuel
               : fuel + fuel_back(run, tail, tail->destination, way->flight[0].from);
}

/* Where it goes on to from where it takes no fuel: on from a stop; with its load when it comes to
 * fetch one; else back where it came from. */
static double needed(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const struct ab_aircraft_type *type = type_of(run, tail);
    double fuel = trip_fuel(run, tail, sortie->origin, sortie->destination) +
                  ab_time_hours(type->fuel_reserve) * type->fuel_burn;
    if (sortie->stops && !takes_fuel(run, sortie)) {
        fuel += fuel_behind_stop(run, tail);
    } else if (!takes_fuel(run, sortie)) {
        fuel += sortie->purpose == AB_PURPOSE_POSITIONING
                    ? trip_fuel(run, tail, sortie->destination, tail->destination)
                    : fuel_back(run, tail, sortie->destination, sortie->origin);
    }
    return fuel < type->fuel_capacity ? fuel : type->fuel_capacity;
}

void ab_fuel_begin_with(struct ab_run *run, struct ab_tail *tail)
{
    const struct ab_aircraft_type *type = type_of(run, tail);
    const double fuel = trip_fuel(run, tail, tail->at, tail->home) +
                        ab_time_hours(type->fuel_reserve) * type->fuel_burn;
    const double stock = fuel < type->fuel_capacity ? fuel : type->fuel_capacity;
    run->aside[tail - run->tail].tank.stock_t = stock;
    run->fuel_begun_t += stock;
}

void ab_fuel_begin_airborne(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    run->aside[sortie->tail].tank.stock_t = needed(run, sortie);
    run->fuel_begun_t += run->aside[sortie->tail].tank.stock_t;
}

/* Whether there is fuel now wherever a way takes some. */
static bool is_fuelled(const struct ab_run *run, const struct ab_way *way)
{
    bool is = true;
    for (int i = 0; is && i + 1 < way->flights; i++) {
        is = !way->stop[i].fuels || run->scenario->airfield[way->stop[i].airfield].fuel;
    }
    return is;
}

double ab_fuel_payload_by_stops(const struct ab_run *run, const struct ab_known_flight *flight)
{
    const struct ab_scenario *scenario = run->scenario;
    const struct ab_airfield *airfield = scenario->airfield;
    return airfield[flight->from].fuel && airfield[flight->to].fuel &&
                   is_fuelled(run, ab_way_of(run, flight->course))
               ? flight->payload_t
               : ab_scenario_payload(scenario, &scenario->aircraft[flight->type], flight->from,
                                     flight->to, false);
}

double ab_fuel_payload_ahead(const struct ab_run *run, const struct ab_tail *tail, bool *light)
{
    const struct ab_aircraft_type *type = type_of(run, tail);
    struct ab_way way = *tail->way.by;
    int from = tail->way.flown;
    ab_way_dry_stops(&way, run->scenario);
    while (from > 0 && !way.stop[from - 1].fuels) { /* what is aboard was taken before */
        from--;
    }
    const struct ab_way plan = ab_way_rest(tail->way.by, from), rest = ab_way_rest(&way, from);
    const double fuelled = ab_way_payload(run->scenario, type, &plan, 0);
    const double payload =
        ab_way_payload(run->scenario, type, &rest, ab_way_dry_ends(&rest, run->scenario));
    *light = payload < fuelled;
    return payload;
}

bool ab_fuel_suffices(const struct ab_run *run, const struct ab_tail *tail, int to)
{
    return type_of(run, tail)->fuel_burn <= 0 || has_fuel(run, tail, tail->at) ||
           trip_fuel(run, tail, tail->at, to) <= run->aside[tail - run->tail].tank.stock_t + 1e-9;
}

/* What a flight burns beyond trip fuel and reserve is owed to the fuel for holding and alternates, which
 * whoever may hold for so long has as well: it is taken on with the next. Who may hold without end burns
 * what nobody reckons with. */
void ab_fuel_burn(struct ab_run *run, struct ab_sortie_record *sortie, ab_time flown)
{
    const struct ab_aircraft_type *type = type_of(run, &run->tail[sortie->tail]);
    double *stock = &run->aside[sortie->tail].tank.stock_t;
    if (type->fuel_burn <= 0) {
        return;
    }
    sortie->fuel_burnt_t = ab_time_hours(flown) * type->fuel_burn;
    *stock -= sortie->fuel_burnt_t;
    if (*stock < 0 && type->holding_fuel == AB_TIME_NEVER) {
        run->fuel_begun_t -= *stock;
        *stock = 0;
    }
}

/* So much more is in the tanks of an aircraft. */
static void take_on(struct ab_run *run, struct ab_sortie_record *sortie, double fuel)
{
    run->aside[sortie->tail].tank.stock_t += fuel;
    run->field[sortie->origin].fuel.taken_t += fuel;
    sortie->fuel_taken_t += fuel;
    if (run->accounts.are_kept) {
        ab_accounts_fuel(run, sortie, fuel);
    }
}

/* --- fuelling, step by step ------------------------------------------------------------------ */

bool ab_fuel_take_place(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const struct ab_tail *tail = &run->tail[sortie->tail];
    struct ab_tail_aside *aside = &run->aside[sortie->tail];
    const struct ab_stopover *stop = sortie->chalk != AB_NOBODY ? ab_way_stop(tail) : NULL;
    if (type_of(run, tail)->fuel_burn <= 0) {
        return true;
    }
    aside->tank.order_t = 0;
    if (stop && !stop->fuels && sortie->origin != tail->home) {
        return true;
    }
    const double lacking = needed(run, sortie) - aside->tank.stock_t;
    if (lacking <= 0) {
        return true;
    }
    if (sortie->origin == tail->home) {
        take_on(run, sortie, lacking);
        return true;
    }
    if (!run->scenario->airfield[sortie->origin].fuel) {
        return true; /* it goes with what it has: the reserve is for that */
    }
    aside->tank.order_t = lacking;
    return ab_stage_wait(run, sortie, &run->field[sortie->origin].fuel.places, 1,
                         AB_PRIORITY_NORMAL, AB_CAUSE_FUEL, AB_EV_PREPARED);
}

static bool is_limited(const struct ab_run *run, int airfield)
{
    return isfinite(run->field[airfield].fuel.stock_t);
}

bool ab_fuel_take_line(struct ab_run *run, struct ab_sortie_record *sortie)
{
    ab_trace_hold(run, sortie->tail, AB_HELD_FUELLING, sortie->origin); /* the place is its own */
    return !is_limited(run, sortie->origin) ||
           ab_stage_wait(run, sortie, &run->field[sortie->origin].fuel.line, 1, AB_PRIORITY_NORMAL,
                         AB_CAUSE_FUEL, AB_EV_PREPARED);
}

/* First in line: takes the fuel, or waits for the delivery that brings enough. */
bool ab_fuel_draw(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_field *field = &run->field[sortie->origin];
    struct ab_tail *tail = &run->tail[sortie->tail];
    if (!is_limited(run, sortie->origin)) {
        return true;
    }
    if (field->fuel.stock_t < run->aside[sortie->tail].tank.order_t) {
        ab_stage_charge(run, sortie, AB_CAUSE_FUEL);
        field->fuel.first = sortie->tail;
        tail->departure.step--; /* and again */
        return false;
    }
    field->fuel.stock_t -= run->aside[sortie->tail].tank.order_t;
    ab_resource_release(&field->fuel.line, 1);
    return true;
}

bool ab_fuel_pump(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const double rate = run->scenario->airfield[sortie->origin].fuel_rate;
    const ab_time pumping =
        ab_time_round(run->aside[sortie->tail].tank.order_t / rate * (double)AB_HOUR);
    sortie->fuelling = pumping;
    ab_stage_charge(run, sortie, AB_WORK);
    ab_stage_after(run, sortie, pumping, AB_EV_PREPARED);
    return false;
}

bool ab_fuel_leave(struct ab_run *run, struct ab_sortie_record *sortie)
{
    take_on(run, sortie, run->aside[sortie->tail].tank.order_t);
    ab_resource_release(&run->field[sortie->origin].fuel.places, 1);
    ab_trace_hold(run, sortie->tail, AB_HELD_FUELLING, AB_NOBODY);
    return true;
}

/* --- the stock ------------------------------------------------------------------------------- */

static void schedule_delivery(struct ab_run *run, int airfield)
{
    const struct ab_airfield *plan = &run->scenario->airfield[airfield];
    struct ab_field *field = &run->field[airfield];
    const ab_time interval =
        ab_luck_time(run, plan->fuel_interval,
                     ab_luck_stream(run, AB_OF_AIRFIELD, airfield, AB_FOR_FUEL_DELIVERY),
                     field->fuel.deliveries++);
    ab_simulation_after(&run->simulation, interval, AB_EV_FUEL_DELIVERY, (uint32_t)airfield);
}

void ab_fuel_reset(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        const struct ab_airfield *plan = &run->scenario->airfield[i];
        struct ab_field *field = &run->field[i];
        ab_resource_init(&field->fuel.places, &run->simulation, &run->waiting_room,
                         (int32_t)plan->fuel_mog);
        ab_resource_init(&field->fuel.line, &run->simulation, &run->waiting_room, 1);
        field->fuel.stock_t = plan->fuel_stock;
        field->fuel.taken_t = 0;
        field->fuel.first = AB_NOBODY;
        if (isfinite(plan->fuel_stock) && plan->fuel_delivery > 0) {
            schedule_delivery(run, i);
        }
    }
}

void ab_fuel_delivery(struct ab_run *run, int airfield)
{
    struct ab_field *field = &run->field[airfield];
    field->fuel.stock_t += run->scenario->airfield[airfield].fuel_delivery;
    ab_airfield_trace(run, airfield);
    if (field->fuel.first != AB_NOBODY) {
        ab_simulation_resume(&run->simulation, AB_EV_PREPARED, (uint32_t)field->fuel.first);
        field->fuel.first = AB_NOBODY;
    }
    schedule_delivery(run, airfield);
}
