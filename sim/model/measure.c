/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* measure.c - the numbers a replication is judged by. */
#include "model/measure.h"

#include "model/airfield.h"
#include "model/evacuation.h"
#include "model/site.h"
#include "model/state.h"
#include "model/window.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- what is kept at closure ----------------------------------------------------------------- */

/* Share of places used between the request and now, over the time in which they were limited. */
static double share_used(const struct ab_run *run, const struct ab_resource *resource,
                         const struct ab_books *before)
{
    const struct ab_books now = ab_resource_books(resource);
    const int64_t capacity_ms = now.capacity_ms - before->capacity_ms;
    return run->command.request != AB_TIME_NEVER && capacity_ms > 0
               ? (double)(now.used_ms - before->used_ms) / (double)capacity_ms
               : (double)NAN;
}

/* Block time of an aircraft so far, that of the flight under way included. */
static ab_time flown(const struct ab_run *run, const struct ab_tail *tail)
{
    const struct ab_sortie_record *sortie =
        tail->sortie != AB_NOBODY ? &run->sortie[tail->sortie] : NULL;
    if (!sortie || sortie->block_out == AB_TIME_NEVER || sortie->block_in != AB_TIME_NEVER) {
        return tail->aloft.total;
    }
    /* Below zero the time parked is still counting: minus the moment it began. */
    const ab_time parked = sortie->parked < 0 ? sortie->parked + ab_now(run) : sortie->parked;
    return tail->aloft.total + ab_now(run) - sortie->block_out - parked;
}

void ab_measure_request(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        struct ab_field *field = &run->field[i];
        field->before.places = ab_resource_books(&field->places);
        field->before.stands = ab_resource_books(&field->stands);
        field->before.teams = ab_resource_books(&field->teams);
    }
}

void ab_measure_first_takeoff(struct ab_run *run)
{
    run->count.first_takeoff = ab_now(run);
    for (int t = 0; t < run->tail_count; t++) {
        run->tail[t].aloft.before = flown(run, &run->tail[t]);
    }
}

/* Supplies may come before the force, and go on coming when it is in. */
void ab_measure_delivery(struct ab_run *run, double tkm)
{
    const bool is_over = run->command.closed != AB_TIME_NEVER && run->command.closed < ab_now(run);
    run->count.delivered_tkm += run->count.first_takeoff != AB_TIME_NEVER && !is_over ? tkm : 0;
}

void ab_measure_reset(struct ab_run *run)
{
    run->command.closed = AB_TIME_NEVER;
    run->count.first_takeoff = run->count.first_landing = AB_TIME_NEVER;
    run->command.units_closed = 0;
    run->count.inbound_flights = run->count.outbound_flights = 0;
    run->count.delivered_people = run->count.delivered_vehicles = 0;
    run->count.delivered_t = run->count.delivered_tkm = 0;
    run->count.light_flights = run->count.diversions = run->count.emergencies = 0;
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        run->count.waited[cause] = 0;
        run->count.waits[cause] = 0;
    }
}

void ab_measure_deployment(struct ab_run *run)
{
    run->count.flown = 0;
    run->count.flyers = 0;
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        struct ab_field *field = &run->field[i];
        run->count.working_use[i] = share_used(run, &field->places, &field->before.places);
        run->count.parking_use[i] = share_used(run, &field->stands, &field->before.stands);
        run->count.team_use[i] = share_used(run, &field->teams, &field->before.teams);
    }
    for (int t = 0; t < run->tail_count; t++) {
        const ab_time since = flown(run, &run->tail[t]) - run->tail[t].aloft.before;
        run->count.flown += since;
        run->count.flyers += since > 0;
    }
}

/* --- hours ------------------------------------------------------------------------------------- */

void ab_run_waits(const struct ab_run *run, double *hours, int *flights)
{
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        hours[cause] = ab_time_hours(run->count.waited[cause]);
        flights[cause] = run->count.waits[cause];
    }
}

/* Hours from one moment to another that was to come. */
static double hours_to(ab_time moment, ab_time base)
{
    return moment == AB_TIME_NEVER || base == AB_TIME_NEVER ? AB_BEYOND
                                                            : ab_time_hours(moment - base);
}

/* Hours to a moment before which something cannot be. */
static double hours_of_limit(const struct ab_limit *limit, ab_time base)
{
    assert(limit->time == AB_TIME_NEVER || base != AB_TIME_NEVER);
    return limit->time == AB_TIME_NEVER ? (double)NAN : ab_time_hours(limit->time - base);
}

/* By what share a moment is later than the soonest that it could be. */
static double gap_of(ab_time moment, ab_time soonest, ab_time base)
{
    assert(soonest == AB_TIME_NEVER || base != AB_TIME_NEVER);
    if (soonest == AB_TIME_NEVER || soonest <= base) {
        return (double)NAN;
    }
    return moment == AB_TIME_NEVER ? AB_BEYOND
                                   : (double)(moment - soonest) / (double)(soonest - base);
}

static bool flies(const struct ab_contingent *contingent)
{
    return ab_contingent_flies_in(contingent);
}

/* Whether any contingent of the force is so. */
static bool any_of_force(const struct ab_scenario *scenario,
                         bool (*is_so)(const struct ab_contingent *contingent))
{
    bool any = false;
    for (int c = 0; c < scenario->contingent_count; c++) {
        any = any ||
              (ab_contingent_is_force(&scenario->contingent[c]) && is_so(&scenario->contingent[c]));
    }
    return any;
}

/* Days from the first take-off with a load to closure or end. */
static double days_flown(const struct ab_run *run)
{
    const ab_time until = run->command.closed != AB_TIME_NEVER ? run->command.closed : ab_now(run);
    return run->count.first_takeoff != AB_TIME_NEVER
               ? ab_time_hours(until - run->count.first_takeoff) / 24
               : 0;
}

/* --- the values of one of its kind ----------------------------------------------------------- */

/* A value that is one expression over the run. */
#define VALUE(name, expression)                                                                    \
    static double name(const struct ab_run *run)                                                   \
    {                                                                                              \
        return (double)(expression);                                                               \
    }

/* Moments of the force, which a scenario may have none of. */
VALUE(closure, ab_scenario_has_force(run->scenario)
                   ? hours_to(run->command.closed, run->command.request)
                   : (double)NAN)
VALUE(closed_by, run->scenario->general.has_deadline &&ab_scenario_has_force(run->scenario)
                     ? run->command.closed != AB_TIME_NEVER &&
                           run->command.closed <= run->scenario->general.deadline
                     : (double)NAN)
VALUE(closed,
      ab_scenario_has_force(run->scenario) ? run->command.closed != AB_TIME_NEVER : (double)NAN)
VALUE(bound, ab_scenario_has_force(run->scenario)
                 ? hours_of_limit(&run->limit, run->command.request)
                 : (double)NAN)
VALUE(gap, gap_of(run->command.closed, run->limit.time, run->command.request))
VALUE(first_landing, any_of_force(run->scenario, ab_contingent_lands)
                         ? hours_to(run->count.first_landing, run->command.request)
                         : (double)NAN)
VALUE(withdrawal, ab_scenario_withdraws(run->scenario)
                      ? hours_to(run->withdrawal.done, run->withdrawal.order)
                      : (double)NAN)

VALUE(deployed_people, run->count.delivered_people)
VALUE(deployed_vehicles, run->count.delivered_vehicles)
VALUE(inbound_flights, run->count.inbound_flights)
VALUE(outbound_flights, run->count.outbound_flights)
VALUE(tonnes, run->count.delivered_t)
VALUE(mtkm, days_flown(run) > 0 ? run->count.delivered_tkm / 1e6 / days_flown(run) : (double)NAN)
VALUE(ute, run->count.flyers > 0 && days_flown(run) > 0
               ? ab_time_hours(run->count.flown) / run->count.flyers / days_flown(run)
               : (double)NAN)
VALUE(diversions, run->count.diversions)
VALUE(emergencies, run->count.emergencies)
VALUE(turned_away, run->count.turned_away)
VALUE(light_flights, run->count.light_flights)
VALUE(backhaul_people, run->evacuation.carried)
VALUE(sustainment_flights, run->supply.flights)
VALUE(supply_short, ab_time_hours(run->supply.short_ms))
VALUE(report_delay, ab_time_hours(run->count.report_delay))
VALUE(release_wait, ab_time_hours(run->count.release_wait))
VALUE(sites_guarded, run->count.sites_guarded)
VALUE(host_relieved, run->count.host_relieved)

/* The same over the loads that have a latest arrival, where there are any. */
#define OF_THE_DUE(name, expression)                                                               \
    static double name(const struct ab_run *run)                                                   \
    {                                                                                              \
        const struct ab_lateness due = ab_window_lateness(run);                                    \
        return due.loads > 0 ? (double)(expression) : (double)NAN;                                 \
    }

OF_THE_DUE(on_time_share, 1 - (double)due.late / (double)due.loads)
OF_THE_DUE(late_loads, due.late)
OF_THE_DUE(late_tonnes, due.late_t)

static double flying_hours(const struct ab_run *run)
{
    ab_time landed = 0;
    for (int t = 0; t < run->tail_count; t++) {
        landed += run->tail[t].aloft.total;
    }
    return ab_time_hours(landed);
}

/* Of types whose burn is given; others have none that counts. */
static double fuel_burnt(const struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    double burnt = 0;
    bool burns = false;
    for (int i = 0; i < scenario->aircraft_count; i++) {
        burns = burns || scenario->aircraft[i].fuel_burn > 0;
    }
    for (int t = 0; burns && t < run->tail_count; t++) {
        burnt += ab_time_hours(run->tail[t].aloft.total) *
                 scenario->aircraft[run->tail[t].type].fuel_burn;
    }
    return burns ? burnt : (double)NAN;
}

/* Hours at the price of their types and fuel at that of its fields; NAN when nothing has a price. */
static double cost(const struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    double spent = 0;
    bool priced = false;
    for (int i = 0; i < scenario->aircraft_count; i++) {
        priced = priced || scenario->aircraft[i].cost_per_hour > 0;
    }
    for (int i = 0; i < scenario->airfield_count; i++) {
        const double price = scenario->airfield[i].fuel_price;
        priced = priced || price > 0;
        spent += price * run->field[i].fuel.taken_t;
    }
    for (int t = 0; priced && t < run->tail_count; t++) {
        spent += ab_time_hours(run->tail[t].aloft.total) *
                 scenario->aircraft[run->tail[t].type].cost_per_hour;
    }
    return priced ? spent : (double)NAN;
}

/* The loads that bring a contingent in: none when it comes by road, or not at all. Of what is at a hub,
 * and in no load yet, one more at least. */
static int loads_of(const struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const struct ab_unit *unit = &run->unit[contingent];
    const bool flies = ab_contingent_is_force(plan) && ab_contingent_flies_in(plan);
    if (flies && ab_contingent_has_second_tier(plan)) {
        return unit->onward_chalks + (unit->uncut || unit->unloaded < ab_loads_in(unit));
    }
    return flies ? ab_loads_in(unit) : 0;
}

/* Loads that were in by a moment, and when the last of them was. */
struct deliveries {
    int64_t count;
    ab_time latest;
};

static void add_if_in(struct deliveries *by, ab_time at, ab_time time)
{
    if (at <= time) {
        by->count++;
        by->latest = ab_time_later(by->latest, at);
    }
}

static struct deliveries came_on_by(const struct ab_run *run, ab_time time)
{
    struct deliveries by = {0, 0};
    for (int i = 0; i < run->hub.used; i++) {
        const struct ab_passage *passage = run->hub.passage[i];
        const struct ab_chalk *chalk = &run->chalk[passage->load];
        const ab_time at = chalk->lot->direction == AB_ON ? chalk->offloaded : passage->arrived;
        add_if_in(&by, at, time);
    }
    return by;
}

static struct deliveries delivered_by(const struct ab_run *run, ab_time time)
{
    struct deliveries by = came_on_by(run, time);
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_chalk *chalk = &run->chalk[run->unit[c].first_chalk];
        const bool counts = run->scenario->contingent[c].via == AB_NOBODY && loads_of(run, c) > 0;
        for (int i = 0; counts && i < run->unit[c].inbound_chalks; i++) {
            add_if_in(&by, chalk[i].offloaded, time);
        }
    }
    return by;
}

/* Hours from the request until so many loads of the force were off their aircraft. Where they come
 * evenly their share of the time tells nearly when, and halving helps where they do not. */
static double delivery(const struct ab_run *run, int64_t number)
{
    ab_time before = -1, at = ab_now(run); /* fewer were at the one, as many at the other */
    struct deliveries by = delivered_by(run, at);
    int64_t fewer = 0, more = by.count;
    if (more < number) {
        return AB_BEYOND;
    }
    for (bool halve = false; by.count != number && at - before > 1; halve = !halve) {
        const double share = halve ? 0.5 : (double)(number - fewer) / (double)(more - fewer);
        const ab_time between = before + 1 + (ab_time)(share * (double)(at - before - 2));
        by = delivered_by(run, between);
        *(by.count < number ? &before : &at) = between;
        *(by.count < number ? &fewer : &more) = by.count;
    }
    return hours_to(by.count == number ? by.latest : at, run->command.request);
}

static double nth_delivery(const struct ab_run *run)
{
    const int64_t number = run->scenario->general.nth_delivery;
    return number > 0 && any_of_force(run->scenario, flies) ? delivery(run, number) : (double)NAN;
}

/* Of those who stay at home nothing is to be delivered. */
static double most_deliveries(const struct ab_run *run)
{
    int64_t loads = 0;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        loads += loads_of(run, c);
    }
    return any_of_force(run->scenario, flies) && loads > 0 ? delivery(run, (9 * loads + 9) / 10)
                                                           : (double)NAN;
}

static double aircraft_used(const struct ab_run *run)
{
    int used = 0;
    for (int t = 0; t < run->tail_count; t++) {
        used += run->tail[t].used;
    }
    return used;
}

static double max_holding(const struct ab_run *run)
{
    int holding = 0;
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        const int most = ab_airfield_most_holding(run, i);
        holding = most > holding ? most : holding;
    }
    return holding;
}

/* --- the values of one per thing -------------------------------------------------------------- */

/* How many things of a kind there are, and their ids. */
#define THINGS(name, kind)                                                                         \
    static int name(const struct ab_scenario *scenario)                                            \
    {                                                                                              \
        return scenario->kind##_count;                                                             \
    }                                                                                              \
    static const char *kind##_id(const struct ab_scenario *scenario, int index)                    \
    {                                                                                              \
        return scenario->kind[index].named.id;                                                     \
    }

/* A value of each of them that is one expression over the run and its index, i. */
#define VALUES(name, things, expression)                                                           \
    static void name(const struct ab_run *run, double *value)                                      \
    {                                                                                              \
        for (int i = 0; i < things(run->scenario); i++) {                                          \
            value[i] = (double)(expression);                                                       \
        }                                                                                          \
    }

THINGS(contingents, contingent)
VALUES(closures, contingents,
       ab_contingent_is_force(&run->scenario->contingent[i]) ||
               ab_contingent_is_leaver(&run->scenario->contingent[i])
           ? hours_to(run->unit[i].record.closed, run->command.request)
           : (double)NAN)

/* All contingents where there is a deadline; else none. */
static int awaited(const struct ab_scenario *scenario)
{
    return scenario->general.has_deadline ? scenario->contingent_count : 0;
}
VALUES(closures_by, awaited,
       run->unit[i].record.committed &&ab_contingent_comes(&run->scenario->contingent[i])
           ? run->unit[i].record.closed != AB_TIME_NEVER &&
                 run->unit[i].record.closed <= run->scenario->general.deadline
           : (double)NAN)

/* All contingents where any changes aircraft, so that their place tells which they are; else none. */
static int transfers(const struct ab_scenario *scenario)
{
    return scenario->has_hubs ? scenario->contingent_count : 0;
}

static double hours_to_hub(const struct ab_run *run, int contingent, ab_time moment)
{
    return run->scenario->contingent[contingent].via != AB_NOBODY
               ? hours_to(moment, run->command.request)
               : (double)NAN;
}
VALUES(first_at_hub, transfers, hours_to_hub(run, i, run->unit[i].record.hub_first))
VALUES(all_at_hub, transfers, hours_to_hub(run, i, run->unit[i].record.hub_complete))
THINGS(evacuations, evacuation)
static int64_t stayed(const struct ab_run *run, int evacuation)
{
    const struct ab_evacuation_count count = ab_evacuation_count(run, evacuation);
    return run->evacuation.of[evacuation].people - count.aboard - count.delivered;
}
VALUES(evacuations_over, evacuations, hours_to(run->evacuation.of[i].over, run->command.request))
VALUES(evacuated, evacuations, ab_evacuation_count(run, i).delivered)
VALUES(left_behind, evacuations, stayed(run, i))
VALUES(processing_waits, evacuations, run->evacuation.of[i].processing_ms / (double)AB_HOUR)
VALUES(boarding_waits, evacuations, run->evacuation.of[i].waiting_ms / (double)AB_HOUR)

THINGS(airfields, airfield)
VALUES(working_uses, airfields, run->count.working_use[i])
VALUES(parking_uses, airfields, run->count.parking_use[i])
VALUES(team_uses, airfields, run->count.team_use[i])

THINGS(types, aircraft)
static void hours_of_types(const struct ab_run *run, double *value)
{
    for (int i = 0; i < run->scenario->aircraft_count; i++) {
        value[i] = 0;
    }
    for (int t = 0; t < run->tail_count; t++) {
        value[run->tail[t].type] += ab_time_hours(run->tail[t].aloft.total);
    }
}

THINGS(milestones, milestone)
static void milestones_met(const struct ab_run *run, double *value)
{
    ab_run_milestones(run, value);
    for (int i = 0; i < run->scenario->milestone_count; i++) {
        value[i] = ab_milestone_verdict(&run->scenario->milestone[i], value[i]) == AB_WITHIN;
    }
}

static int causes(const struct ab_scenario *scenario)
{
    (void)scenario;
    return AB_CAUSE_COUNT;
}

static const char *cause_name(const struct ab_scenario *scenario, int index)
{
    (void)scenario;
    return ab_cause_name((enum ab_cause)index);
}

static void waits(const struct ab_run *run, double *value)
{
    int flights[AB_CAUSE_COUNT];
    ab_run_waits(run, value, flights);
}

/* --- the measures ------------------------------------------------------------------------------ */

/* What a value is, where that matters to statistics. */
enum sort { AMOUNT, YES_OR_NO, SINCE_REQUEST, SINCE_ORDER };

/* A measure is one row; its place here is its place in tables. One per thing of some kind is called
 * NAME.THING, and those come after all others. */
struct measure {
    const char *name, *unit;
    enum sort sort;
    const char *description;
    double (*value)(const struct ab_run *run); /* of one per thing NULL, but: */
    int (*things)(const struct ab_scenario *scenario);
    const char *(*thing)(const struct ab_scenario *scenario, int index);
    void (*values)(const struct ab_run *run, double *value); /* [things] */
    bool
        is_gain; /* the more of it the better; of all others the less, as far as that can be said */
    bool is_of_bounds; /* known where they were asked for */
};
static const struct measure measures[] = {
    {"closure_h", "h", SINCE_REQUEST,
     "from the request until the last load of the force is off its aircraft", .value = closure},
    {"first_landing_h", "h", SINCE_REQUEST,
     "from the request until the first load of the force lands in the theatre",
     .value = first_landing},
    {"closed", "share", YES_OR_NO,
     "whether the force closed before the replication ended; over all: the share", .value = closed,
     .is_gain = true},
    {"closed_by", "share", YES_OR_NO,
     "whether the force closed by scenario.deadline (--by); over all: the share",
     .value = closed_by, .is_gain = true},
    {"deployed_people", "people", AMOUNT, "people of the force brought into the theatre",
     .value = deployed_people, .is_gain = true},
    {"deployed_vehicles", "vehicles", AMOUNT, "vehicles of the force brought into the theatre",
     .value = deployed_vehicles, .is_gain = true},
    {"inbound_flights", "flights", AMOUNT,
     "landings in the theatre with loads of the force; those at a hub on the way are none",
     .value = inbound_flights, .is_gain = true},
    {"flying_hours", "h", AMOUNT,
     "block hours of the flights that are over, without waits on the ground at "
     "alternates",
     .value = flying_hours},
    {"ute_h_per_day", "h/d", AMOUNT,
     "block hours per aircraft that flew and day, all three from the first take-off with a "
     "load to closure or end",
     .value = ute},
    {"tonnes_delivered", "t", AMOUNT,
     "mass brought into the theatre: people, vehicles, bulk cargo and supplies", .value = tonnes,
     .is_gain = true},
    {"mtkm_per_day", "Mt km/d", AMOUNT,
     "million tonne-kilometres delivered from the first take-off with a load to closure or "
     "end, per day of that time",
     .value = mtkm, .is_gain = true},
    {"aircraft_used", "aircraft", AMOUNT, "aircraft that were tasked at all",
     .value = aircraft_used},
    {"diversions", "flights", AMOUNT,
     "flights to an alternate because a field could not be awaited longer", .value = diversions},
    {"emergencies", "flights", AMOUNT,
     "landings at an alternate that was full or shut, for want of fuel", .value = emergencies},
    {"turned_away", "flights", AMOUNT,
     "flights of other traffic that found no stand, or the field shut", .value = turned_away},
    {"max_holding", "aircraft", AMOUNT,
     "most aircraft in the air at one moment that waited for a stand of one field, "
     "or for it to open",
     .value = max_holding},
    {"light_flights", "flights", AMOUNT,
     "flights whose load would have been larger but for the fuel for the way "
     "out",
     .value = light_flights},
    {"backhaul_people", "people", AMOUNT, "people brought out on return legs",
     .value = backhaul_people, .is_gain = true},
    {"sustainment_flights", "flights", AMOUNT, "supply flights that were unloaded in the theatre",
     .value = sustainment_flights},
    {"supply_short_h", "h", AMOUNT, "time in which people in the theatre had no supplies left",
     .value = supply_short},
    {"sites_guarded", "sites", AMOUNT, "sites where the host was relieved", .value = sites_guarded,
     .is_gain = true},
    {"host_relieved", "people", AMOUNT, "host people freed by relief in place",
     .value = host_relieved, .is_gain = true},
    {"unguarded_site_h", "h", AMOUNT, "site-hours from the request of a guard to the relief",
     .value = ab_site_unguarded_hours},
    {"withdrawal_h", "h", SINCE_ORDER,
     "from the withdrawal order until everybody and everything is home", .value = withdrawal},
    {"outbound_flights", "flights", AMOUNT, "landings with loads of the force on its way home",
     .value = outbound_flights, .is_gain = true},
    {"delivery_90_h", "h", SINCE_REQUEST,
     "from the request until nine loads in ten of the force, flown in, are off their aircraft",
     .value = most_deliveries},
    {"nth_delivery_h", "h", SINCE_REQUEST,
     "from the request until as many loads of the force, flown in, are off their aircraft as "
     "scenario.nth_delivery says",
     .value = nth_delivery},
    {"fuel_t", "t", AMOUNT,
     "fuel burnt in flights that are over: block hours by the burn of their types, of types that "
     "have one",
     .value = fuel_burnt},
    {"cost", "money", AMOUNT,
     "block hours of flights that are over by the cost_per_hour of their types, and fuel taken on "
     "by the fuel_price of the fields",
     .value = cost},
    {"on_time_share", "share", AMOUNT,
     "share of the loads with a latest arrival that were off their aircraft by then; a road column "
     "counts as one load",
     .value = on_time_share, .is_gain = true},
    {"late_loads", "loads", AMOUNT,
     "loads off their aircraft after their latest arrival, or not at all by the end of the "
     "replication",
     .value = late_loads},
    {"late_tonnes", "t", AMOUNT, "mass of these loads: people, vehicles and bulk cargo",
     .value = late_tonnes},
    {"report_delay_h", "h", AMOUNT,
     "site-hours from requests, reliefs and handbacks until command knows of them",
     .value = report_delay},
    {"release_wait_h", "h", AMOUNT,
     "hours for which withdrawal and reserve waited until the authority released them",
     .value = release_wait},
    {"bound_h", "h", AMOUNT,
     "from the request until the force can be in at the soonest: no plan for the same loads closes "
     "earlier under the same luck",
     .value = bound, .is_of_bounds = true},
    {"gap", "1", AMOUNT,
     "by how much of bound_h closure_h is later: the most by which any other plan could shorten it",
     .value = gap, .is_of_bounds = true},
    {"closure_h", "h", SINCE_REQUEST,
     "from the request until the last load of this contingent is off its aircraft",
     .things = contingents, .thing = contingent_id, .values = closures},
    {"working_use", "share", AMOUNT,
     "share of this airfield's working places at which work went on, from request to closure "
     "or end, while they were limited; who holds one until working hours begin does not work",
     .things = airfields, .thing = airfield_id, .values = working_uses},
    {"parking_use", "share", AMOUNT,
     "share of this airfield's stands taken, from request to closure or end, "
     "while they were limited",
     .things = airfields, .thing = airfield_id, .values = parking_uses},
    {"flying_hours", "h", AMOUNT,
     "block hours of this type's flights that are over, without waits on the ground at alternates",
     .things = types, .thing = aircraft_id, .values = hours_of_types},
    {"wait_h", "h", AMOUNT, "hours of all flights and loads charged to this cause",
     .things = causes, .thing = cause_name, .values = waits},
    {"team_use", "share", AMOUNT,
     "share of this airfield's preparation teams at work, from request to closure or end, while "
     "they were limited; who keeps a load because the yard is full does not work",
     .things = airfields, .thing = airfield_id, .values = team_uses},
    {"evacuation_h", "h", SINCE_REQUEST,
     "from the request until the last person of this evacuation is off the aircraft, or it ended",
     .things = evacuations, .thing = evacuation_id, .values = evacuations_over},
    {"evacuated", "people", AMOUNT, "people of this evacuation who are off their aircraft",
     .things = evacuations, .thing = evacuation_id, .values = evacuated, .is_gain = true},
    {"left_behind", "people", AMOUNT, "people of this evacuation who are not aboard at its end",
     .things = evacuations, .thing = evacuation_id, .values = left_behind},
    {"processing_wait_h", "h", AMOUNT,
     "people of this evacuation times the time that each waits to be cleared: person-hours",
     .things = evacuations, .thing = evacuation_id, .values = processing_waits},
    {"boarding_wait_h", "h", AMOUNT,
     "the same from when each is cleared until boarding: person-hours for want of an aircraft",
     .things = evacuations, .thing = evacuation_id, .values = boarding_waits},
    {"hub_first_h", "h", SINCE_REQUEST,
     "from the request until the first load of this contingent is unloaded at its hub",
     .things = transfers, .thing = contingent_id, .values = first_at_hub},
    {"hub_complete_h", "h", SINCE_REQUEST,
     "from the request until the last load of this contingent is unloaded at its hub",
     .things = transfers, .thing = contingent_id, .values = all_at_hub},
    {"within", "share", YES_OR_NO,
     "1 when this milestone is within its interval, or beside it by no more than its tolerance, "
     "else 0; its mean is the share of replications in which it is",
     .things = milestones, .thing = milestone_id, .values = milestones_met, .is_gain = true},
    {"closed_by", "share", YES_OR_NO,
     "whether this contingent was in by scenario.deadline (--by); over all: the share of those "
     "replications in which it was to come",
     .things = awaited, .thing = contingent_id, .values = closures_by, .is_gain = true},
};
enum { MEASURES = sizeof measures / sizeof *measures };

/* How many columns a row of the table has. */
static int columns_of(const struct ab_scenario *scenario, const struct measure *measure)
{
    return measure->value != NULL ? 1 : measure->things(scenario);
}

/* The row that a measure's number is of, and of which thing. */
static const struct measure *row_of(const struct ab_scenario *scenario, int measure, int *thing)
{
    const struct measure *row = measures;
    for (; measure >= columns_of(scenario, row); row++) {
        measure -= columns_of(scenario, row);
    }
    *thing = measure;
    return row;
}

/* What follows the name of a row and a dot, or NULL where that is not how a name begins. */
static const char *after_name(const char *name, const struct measure *row)
{
    const size_t length = strlen(row->name);
    const bool begins = strncmp(row->name, name, length) == 0;
    return begins && name[length] == '.' ? name + length + 1 : NULL;
}

/* The row of a measure of that name, in whatever scenario, or NULL. */
static const struct measure *row_named(const char *name)
{
    for (int i = 0; i < MEASURES; i++) {
        if (measures[i].value != NULL ? strcmp(measures[i].name, name) == 0
                                      : after_name(name, &measures[i]) != NULL) {
            return &measures[i];
        }
    }
    return NULL;
}

int ab_measure_count(const struct ab_scenario *scenario)
{
    int count = 0;
    for (int i = 0; i < MEASURES; i++) {
        count += columns_of(scenario, &measures[i]);
    }
    return count;
}

const char *ab_measure_name(const struct ab_scenario *scenario, int measure, char *buffer,
                            size_t size)
{
    int thing;
    const struct measure *row = row_of(scenario, measure, &thing);
    if (row->value != NULL) {
        return row->name;
    }
    (void)snprintf(buffer, size, "%s.%s", row->name, row->thing(scenario, thing));
    return buffer;
}

int ab_measure_find(const struct ab_scenario *scenario, const char *name)
{
    const struct measure *row = row_named(name);
    int first = 0, thing = 0;
    for (const struct measure *before = measures; row != NULL && before < row; before++) {
        first += columns_of(scenario, before);
    }
    const int things = row != NULL ? columns_of(scenario, row) : 0;
    while (thing < things && row->value == NULL &&
           strcmp(row->thing(scenario, thing), after_name(name, row)) != 0) {
        thing++;
    }
    return thing < things ? first + thing : AB_NOBODY;
}

const char *ab_measure_unit(const struct ab_scenario *scenario, int measure)
{
    int thing;
    return row_of(scenario, measure, &thing)->unit;
}

const char *ab_measure_meaning(const char *name)
{
    const struct measure *row = row_named(name);
    return row != NULL ? row->description : name;
}

static bool is_of_sort(const char *name, enum sort sort)
{
    const struct measure *row = row_named(name);
    return row != NULL && row->sort == sort;
}

bool ab_measure_is_gain(const char *name)
{
    const struct measure *row = row_named(name);
    return row != NULL && row->is_gain;
}

bool ab_measure_is_of_bounds(const char *name)
{
    const struct measure *row = row_named(name);
    return row != NULL && row->is_of_bounds;
}

bool ab_measure_is_yes_or_no(const char *name)
{
    return is_of_sort(name, YES_OR_NO);
}

bool ab_measure_is_since_order(const char *name)
{
    return is_of_sort(name, SINCE_ORDER);
}

bool ab_measure_is_since_request(const char *name)
{
    return is_of_sort(name, SINCE_REQUEST);
}

void ab_run_measures(const struct ab_run *run, double *value)
{
    for (int i = 0; i < MEASURES; i++) {
        if (measures[i].value != NULL) {
            *value = measures[i].value(run);
        } else {
            measures[i].values(run, value);
        }
        value += columns_of(run->scenario, &measures[i]);
    }
}
