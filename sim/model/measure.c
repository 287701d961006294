/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* measure.c - the numbers a replication is judged by. */
#include "model/measure.h"

#include "model/airfield.h"
#include "model/site.h"
#include "model/state.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- what is kept at closure ----------------------------------------------------------------- */

static struct ab_use use_of(struct ab_resource *resource)
{
    ab_resource_settle(resource);
    return (struct ab_use){resource->used_ms, resource->capacity_ms};
}

/* Share of places used between the request and now, over the time in which they were limited. */
static double share_used(const struct ab_run *run, struct ab_resource *resource,
                         const struct ab_use *before)
{
    const struct ab_use use = use_of(resource);
    const int64_t capacity_ms = use.capacity_ms - before->capacity_ms;
    return run->command.request != AB_TIME_NEVER && capacity_ms > 0
               ? (double)(use.used_ms - before->used_ms) / (double)capacity_ms
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
        field->before.places = use_of(&field->places);
        field->before.stands = use_of(&field->stands);
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
    run->count.flown = 0;
    run->count.flyers = 0;
    run->count.light_flights = run->count.diversions = run->count.emergencies = 0;
}

void ab_measure_deployment(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        struct ab_field *field = &run->field[i];
        run->count.working_use[i] = share_used(run, &field->places, &field->before.places);
        run->count.parking_use[i] = share_used(run, &field->stands, &field->before.stands);
    }
    for (int t = 0; t < run->tail_count; t++) {
        const ab_time since = flown(run, &run->tail[t]) - run->tail[t].aloft.before;
        run->count.flown += since;
        run->count.flyers += since > 0;
    }
}

/* --- hours ------------------------------------------------------------------------------------- */

static void add_wait(enum ab_cause cause, ab_time spent, ab_time *total, int *flights)
{
    total[cause] += spent;
    flights[cause] += spent > 0;
}

void ab_run_waits(const struct ab_run *run, double *hours, int *flights)
{
    ab_time total[AB_CAUSE_COUNT] = {0};
    memset(flights, 0, AB_CAUSE_COUNT * sizeof *flights);
    for (int s = 0; s < run->sortie_count; s++) {
        for (int c = 0; c < AB_CAUSE_COUNT; c++) {
            add_wait((enum ab_cause)c, run->sortie[s].account.spent[c], total, flights);
        }
    }
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk_record *chalk = &run->chalk[k];
        const ab_time *spent = chalk->account.spent;
        const bool tasked = chalk->tasked != AB_TIME_NEVER;
        add_wait(AB_CAUSE_AIRCRAFT, spent[AB_CAUSE_AIRCRAFT], total, flights);
        add_wait(AB_CAUSE_POSITIONING, spent[AB_CAUSE_POSITIONING], total, flights);
        add_wait(AB_CAUSE_SLOT, tasked ? chalk->held : spent[AB_CAUSE_SLOT], total, flights);
        add_wait(AB_CAUSE_CLOSED, tasked ? chalk->shut : spent[AB_CAUSE_CLOSED], total, flights);
    }
    for (int c = 0; c < AB_CAUSE_COUNT; c++) {
        hours[c] = ab_time_hours(total[c]);
    }
}

/* Hours from one moment to another that was to come. */
static double hours_to(ab_time moment, ab_time base)
{
    return moment == AB_TIME_NEVER || base == AB_TIME_NEVER ? AB_BEYOND
                                                            : ab_time_hours(moment - base);
}

static bool flies_in(const struct ab_scenario *scenario)
{
    bool flies = false;
    for (int c = 0; c < scenario->contingent_count; c++) {
        flies = flies || (ab_contingent_is_force(&scenario->contingent[c]) &&
                          scenario->contingent[c].mode_in == AB_MODE_AIR);
    }
    return flies;
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
VALUE(closed,
      ab_scenario_has_force(run->scenario) ? run->command.closed != AB_TIME_NEVER : (double)NAN)
VALUE(first_landing, flies_in(run->scenario)
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
VALUE(backhaul_people, run->backhaul.carried)
VALUE(sustainment_flights, run->supply.flights)
VALUE(supply_short, ab_time_hours(run->supply.short_ms))
VALUE(sites_guarded, run->count.sites_guarded)
VALUE(host_relieved, run->count.host_relieved)

static double flying_hours(const struct ab_run *run)
{
    ab_time landed = 0;
    for (int t = 0; t < run->tail_count; t++) {
        landed += run->tail[t].aloft.total;
    }
    return ab_time_hours(landed);
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

static int contingents(const struct ab_scenario *scenario)
{
    return scenario->contingent_count;
}

static const char *contingent_id(const struct ab_scenario *scenario, int index)
{
    return scenario->contingent[index].named.id;
}

static void closures(const struct ab_run *run, double *value)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        value[c] = ab_contingent_is_force(&run->scenario->contingent[c])
                       ? hours_to(run->unit[c].record.closed, run->command.request)
                       : (double)NAN;
    }
}

static int airfields(const struct ab_scenario *scenario)
{
    return scenario->airfield_count;
}

static const char *airfield_id(const struct ab_scenario *scenario, int index)
{
    return scenario->airfield[index].named.id;
}

static void working_uses(const struct ab_run *run, double *value)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        value[i] = run->count.working_use[i];
    }
}

static void parking_uses(const struct ab_run *run, double *value)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        value[i] = run->count.parking_use[i];
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
};
static const struct measure measures[] = {
    {"closure_h", "h", SINCE_REQUEST,
     "from the request until the last load of the force is off its aircraft", .value = closure},
    {"first_landing_h", "h", SINCE_REQUEST,
     "from the request until the first load of the force lands in the theatre",
     .value = first_landing},
    {"closed", "share", YES_OR_NO,
     "whether the force closed before the replication ended; over all: the share", .value = closed},
    {"deployed_people", "people", AMOUNT, "people of the force brought into the theatre",
     .value = deployed_people},
    {"deployed_vehicles", "vehicles", AMOUNT, "vehicles of the force brought into the theatre",
     .value = deployed_vehicles},
    {"inbound_flights", "flights", AMOUNT, "landings in the theatre with loads of the force",
     .value = inbound_flights},
    {"flying_hours", "h", AMOUNT,
     "block hours of the flights that are over, without waits on the ground at "
     "alternates",
     .value = flying_hours},
    {"ute_h_per_day", "h/d", AMOUNT,
     "block hours per aircraft that flew and day, all three from the first take-off with a "
     "load to closure or end",
     .value = ute},
    {"tonnes_delivered", "t", AMOUNT,
     "mass brought into the theatre: people, vehicles, bulk cargo and supplies", .value = tonnes},
    {"mtkm_per_day", "Mt km/d", AMOUNT,
     "million tonne-kilometres delivered from the first take-off with a load to closure or "
     "end, per day of that time",
     .value = mtkm},
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
     .value = backhaul_people},
    {"sustainment_flights", "flights", AMOUNT, "supply flights that were unloaded in the theatre",
     .value = sustainment_flights},
    {"supply_short_h", "h", AMOUNT, "time in which people in the theatre had no supplies left",
     .value = supply_short},
    {"sites_guarded", "sites", AMOUNT, "sites where the host was relieved", .value = sites_guarded},
    {"host_relieved", "people", AMOUNT, "host people freed by relief in place",
     .value = host_relieved},
    {"unguarded_site_h", "h", AMOUNT, "site-hours from the request of a guard to the relief",
     .value = ab_site_unguarded_hours},
    {"withdrawal_h", "h", SINCE_ORDER,
     "from the withdrawal order until everybody and everything is home", .value = withdrawal},
    {"outbound_flights", "flights", AMOUNT, "landings with loads of the force on its way home",
     .value = outbound_flights},
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
    {"wait_h", "h", AMOUNT, "hours of all flights and loads charged to this cause",
     .things = causes, .thing = cause_name, .values = waits},
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

/* --- the chain behind the last delivery ------------------------------------------------------- */

/* What held the closure back.
 *
 * Walks backwards from the last delivery to the request along the thing that was waited for: the
 * flight that brought the last load; before it, if the load was waiting for an aircraft, what that
 * aircraft did before (its flight home, its load before that, ...); else how the load came to be
 * ready. Every moment between request and closure belongs to exactly one link, so the hours of the
 * links add up to the closure time. */

struct chain {
    const struct ab_run *run;
    ab_time spent[AB_LINK_COUNT];
};

static ab_time between(ab_time begin, ab_time end)
{
    return begin == AB_TIME_NEVER ? 0 : end - begin;
}

/* What a flight spent between its tasking and `until`, which is the end of its offload or its own
 * end. Work that is neither onload, flight nor offload is servicing: fuelling, a stop,
 * turn-round. */
static void add_flight(struct chain *chain, const struct ab_sortie_record *sortie, ab_time until)
{
    const ab_time onload = between(sortie->onload_begin, sortie->onload_end);
    const ab_time offload = between(sortie->offload_begin, sortie->offload_end);
    ab_time other = until - sortie->tasked - onload - offload - sortie->block_time;
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        chain->spent[cause] += sortie->account.spent[cause];
        other -= sortie->account.spent[cause];
    }
    chain->spent[AB_LINK_ONLOAD] += onload;
    chain->spent[AB_LINK_OFFLOAD] += offload;
    chain->spent[AB_LINK_FLIGHT] += sortie->block_time;
    chain->spent[AB_LINK_SERVICING] += other;
}

/* From the request to the alert of whoever was alerted at `alerted`. */
static void add_decision(struct chain *chain, ab_time alerted)
{
    chain->spent[AB_LINK_DECISION] += alerted - chain->run->command.request;
}

/* How a load had come as far as it was at `point`, its readiness at the latest: assembly and road
 * march up to its contingent's first load, then one load after the other. */
static void add_readiness(struct chain *chain, const struct ab_chalk_record *chalk, ab_time point)
{
    const struct ab_unit *unit = &chain->run->unit[chalk->contingent];
    if (chalk->sustainment) {
        chain->spent[AB_LINK_READINESS] += point - chain->run->command.request;
        return;
    }
    int first = unit->first_chalk;
    while (!chalk->forward && chain->run->chalk[first].forward) {
        first++;
    }
    const ab_time begun = chain->run->chalk[first].ready;
    const ab_time assembled = point < begun ? point : begun;
    chain->spent[AB_LINK_READINESS] += point - assembled;
    chain->spent[AB_LINK_ASSEMBLY] += assembled - unit->record.alerted;
    add_decision(chain, unit->record.alerted);
}

/* The flight made for the same load right before this one (to fetch it, or to a stop on the way),
 * or NULL. */
static const struct ab_sortie_record *flight_before(const struct ab_run *run,
                                                    const struct ab_sortie_record *sortie)
{
    if (sortie->previous == AB_NOBODY) {
        return NULL;
    }
    const struct ab_sortie_record *before = &run->sortie[sortie->previous];
    const bool same_load = before->purpose == AB_PURPOSE_POSITIONING || before->stops;
    return same_load && before->ended == sortie->tasked ? before : NULL;
}

/* When the aircraft that flew `sortie` became free for it. */
static ab_time freed(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return sortie->previous != AB_NOBODY ? run->sortie[sortie->previous].ended
                                         : run->tail[sortie->tail].available;
}

/* The aircraft had not flown before: it was waited for until it was released to the operation. */
static void add_availability(struct chain *chain, const struct ab_sortie_record *first)
{
    const ab_time alerted = chain->run->tail[first->tail].alerted;
    chain->spent[AB_LINK_AVAILABILITY] += first->tasked - alerted;
    add_decision(chain, alerted);
}

/* What the aircraft did until it became free for the flight `first`: flights home, and the flight
 * with a load before that, which is returned. */
static const struct ab_sortie_record *add_previous(struct chain *chain,
                                                   const struct ab_sortie_record *first)
{
    const struct ab_run *run = chain->run;
    const struct ab_sortie_record *before = &run->sortie[first->previous];
    add_flight(chain, before, before->ended);
    while (before->chalk == AB_NOBODY) {
        before = &run->sortie[before->previous];
        add_flight(chain, before, before->ended);
    }
    return before;
}

/* `sortie`, already added, carried a load: how it came to begin, back to the request. */
static void walk(struct chain *chain, const struct ab_sortie_record *sortie)
{
    const struct ab_run *run = chain->run;
    for (;;) {
        const struct ab_chalk_record *chalk = &run->chalk[sortie->chalk];
        const struct ab_sortie_record *first = sortie, *before;
        ab_time early = sortie->account.spent[AB_CAUSE_CARGO];
        while (early == 0 && (before = flight_before(run, first)) != NULL) {
            add_flight(chain, before, before->ended);
            first = before;
            early = first->chalk == AB_NOBODY ? 0 : first->account.spent[AB_CAUSE_CARGO];
        }
        if (early > 0) { /* the aircraft stood there: the load alone counts */
            chain->spent[AB_CAUSE_CARGO] -= early;
            add_readiness(chain, chalk, first->tasked + early);
            return;
        }
        ab_time point = first->tasked;
        if (chalk->called < point && freed(run, first) == point) { /* it waited for the aircraft */
            if (first->previous == AB_NOBODY) {
                add_availability(chain, first);
                return;
            }
            sortie = add_previous(chain, first);
            continue;
        }
        if (point > chalk->ready) {
            chain->spent[AB_CAUSE_CLOSED] += chalk->shut;
            chain->spent[AB_CAUSE_AIRCRAFT] += point - chalk->ready - chalk->shut;
            point = chalk->ready;
        }
        add_readiness(chain, chalk, point);
        return;
    }
}

/* A road column was the last to arrive. */
static void add_column(struct chain *chain)
{
    const struct ab_run *run = chain->run;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_contingent_record *record = &run->unit[c].record;
        if (record->closed == run->command.closed) {
            chain->spent[AB_LINK_ROAD] += record->closed - record->marched;
            chain->spent[AB_LINK_ASSEMBLY] += record->marched - record->alerted;
            add_decision(chain, record->alerted);
            return;
        }
    }
    assert(false && "closed by nobody");
}

void ab_run_chain(const struct ab_run *run, double *hours)
{
    struct chain chain = {.run = run};
    if (run->command.closed == AB_TIME_NEVER) {
        for (int i = 0; i < AB_LINK_COUNT; i++) {
            hours[i] = (double)NAN;
        }
        return;
    }
    const struct ab_sortie_record *last = NULL;
    for (int s = 0; s < run->sortie_count && !last; s++) {
        const struct ab_sortie_record *sortie = &run->sortie[s];
        if (sortie->offload_end == run->command.closed &&
            sortie->purpose == AB_PURPOSE_DEPLOYMENT) {
            last = sortie;
        }
    }
    if (last) {
        add_flight(&chain, last, last->offload_end);
        walk(&chain, last);
    } else {
        add_column(&chain);
    }
    for (int i = 0; i < AB_LINK_COUNT; i++) {
        hours[i] = ab_time_hours(chain.spent[i]);
    }
}

const char *ab_link_name(int link)
{
    static const char *const cause[AB_CAUSE_COUNT] = {
        [AB_CAUSE_CARGO] = "waiting: load not ready",
        [AB_CAUSE_AIRCRAFT] = "waiting: no aircraft",
        [AB_CAUSE_POSITIONING] = "waiting: aircraft on the way",
        [AB_CAUSE_STAND] = "waiting: stand",
        [AB_CAUSE_WORKING] = "waiting: working place",
        [AB_CAUSE_FUEL] = "waiting: fuel",
        [AB_CAUSE_CREW] = "waiting: crew",
        [AB_CAUSE_REPAIR] = "waiting: repair",
        [AB_CAUSE_SLOT] = "waiting: slot",
        [AB_CAUSE_RUNWAY] = "waiting: runway",
        [AB_CAUSE_WEATHER] = "waiting: weather",
        [AB_CAUSE_HOURS] = "waiting: opening hours",
        [AB_CAUSE_CLOSED] = "waiting: field closed",
        [AB_CAUSE_HOLDING] = "holding: no stand",
        [AB_CAUSE_DIVERSION] = "diversion",
    };
    static const char *const stretch[AB_LINK_COUNT - AB_STATE_COUNT] = {
        "decision",
        "notice, assembly, road march",
        "loads one after another",
        "aircraft released",
        "onload",
        "flight",
        "offload",
        "servicing",
        "road",
    };
    assert(link >= 0 && link < AB_LINK_COUNT);
    if (link < AB_CAUSE_COUNT) {
        return cause[link];
    }
    return link == AB_WORK ? "work" : stretch[link - AB_STATE_COUNT];
}
