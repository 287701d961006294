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

/* --- which measures there are ---------------------------------------------------------------- */

enum plain {
    CLOSURE,
    FIRST_LANDING,
    CLOSED,
    DEPLOYED_PEOPLE,
    DEPLOYED_VEHICLES,
    INBOUND_FLIGHTS,
    FLYING_HOURS,
    UTE,
    TONNES,
    MTKM,
    AIRCRAFT_USED,
    DIVERSIONS,
    EMERGENCIES,
    TURNED_AWAY,
    MAX_HOLDING,
    LIGHT_FLIGHTS,
    BACKHAUL_PEOPLE,
    SUSTAINMENT_FLIGHTS,
    SUPPLY_SHORT,
    SITES_GUARDED,
    HOST_RELIEVED,
    UNGUARDED,
    WITHDRAWAL,
    OUTBOUND_FLIGHTS,
    PLAIN_COUNT
};
static const struct {
    const char *name, *unit, *description;
} plain_measure[PLAIN_COUNT] = {
    [CLOSURE] = {"closure_h", "h",
                 "from the request until the last load of the force is off its aircraft"},
    [CLOSED] = {"closed", "share",
                "whether the force closed before the replication ended; over all: the share"},
    [FIRST_LANDING] = {"first_landing_h", "h",
                       "from the request until the first load of the force lands in the theatre"},
    [DEPLOYED_PEOPLE] = {"deployed_people", "people",
                         "people of the force brought into the theatre"},
    [DEPLOYED_VEHICLES] = {"deployed_vehicles", "vehicles",
                           "vehicles of the force brought into the theatre"},
    [INBOUND_FLIGHTS] = {"inbound_flights", "flights",
                         "landings in the theatre with loads of the force"},
    [FLYING_HOURS] = {"flying_hours", "h",
                      "block hours of the flights that are over, without waits on the ground at "
                      "alternates"},
    [UTE] = {"ute_h_per_day", "h/d",
             "block hours per aircraft that flew and day, all three from the first take-off with a "
             "load to closure or end"},
    [TONNES] = {"tonnes_delivered", "t",
                "mass brought into the theatre: people, vehicles, bulk cargo and supplies"},
    [MTKM] =
        {"mtkm_per_day", "Mt km/d",
         "million tonne-kilometres delivered from the first take-off with a load to closure or "
         "end, per day of that time"},
    [AIRCRAFT_USED] = {"aircraft_used", "aircraft", "aircraft that were tasked at all"},
    [DIVERSIONS] = {"diversions", "flights",
                    "flights to an alternate because a field could not be awaited longer"},
    [EMERGENCIES] = {"emergencies", "flights",
                     "landings at an alternate that was full or shut, for want of fuel"},
    [TURNED_AWAY] = {"turned_away", "flights",
                     "flights of other traffic that found no stand, or the field shut"},
    [LIGHT_FLIGHTS] = {"light_flights", "flights",
                       "flights whose load would have been larger but for the fuel for the way "
                       "out"},
    [BACKHAUL_PEOPLE] = {"backhaul_people", "people", "people brought out on return legs"},
    [SUSTAINMENT_FLIGHTS] = {"sustainment_flights", "flights",
                             "supply flights that were unloaded in the theatre"},
    [SUPPLY_SHORT] = {"supply_short_h", "h",
                      "time in which people in the theatre had no supplies left"},
    [MAX_HOLDING] = {"max_holding", "aircraft",
                     "most aircraft in the air at one moment that waited for a stand of one field, "
                     "or for it to open"},
    [SITES_GUARDED] = {"sites_guarded", "sites", "sites where the host was relieved"},
    [HOST_RELIEVED] = {"host_relieved", "people", "host people freed by relief in place"},
    [UNGUARDED] = {"unguarded_site_h", "h", "site-hours from the request of a guard to the relief"},
    [WITHDRAWAL] = {"withdrawal_h", "h",
                    "from the withdrawal order until everybody and everything is home"},
    [OUTBOUND_FLIGHTS] = {"outbound_flights", "flights",
                          "landings with loads of the force on its way home"},
};

/* Then, per thing: closure_h.CONTINGENT, working_use.AIRFIELD, parking_use.AIRFIELD,
 * wait_h.CAUSE. */
enum family { CLOSURE_OF, WORKING_USE_OF, PARKING_USE_OF, WAIT_FOR, FAMILY_COUNT };
static const struct {
    const char *name, *unit, *description;
} family_measure[FAMILY_COUNT] = {
    [CLOSURE_OF] = {"closure_h", "h",
                    "from the request until the last load of this contingent is off its aircraft"},
    [WORKING_USE_OF] =
        {"working_use", "share",
         "share of this airfield's working places at which work went on, from request to closure "
         "or end, while they were limited; who holds one until working hours begin does not work"},
    [PARKING_USE_OF] = {"parking_use", "share",
                        "share of this airfield's stands taken, from request to closure or end, "
                        "while they were limited"},
    [WAIT_FOR] = {"wait_h", "h", "hours of all flights and loads charged to this cause"},
};

static int family_size(const struct ab_scenario *scenario, enum family family)
{
    switch (family) {
    case CLOSURE_OF: return scenario->contingent_count;
    case WORKING_USE_OF:
    case PARKING_USE_OF: return scenario->airfield_count;
    default: return AB_CAUSE_COUNT;
    }
}

static const char *member_name(const struct ab_scenario *scenario, enum family family, int member)
{
    switch (family) {
    case CLOSURE_OF: return scenario->contingent[member].named.id;
    case WORKING_USE_OF:
    case PARKING_USE_OF: return scenario->airfield[member].named.id;
    default: return ab_cause_name((enum ab_cause)member);
    }
}

/* Splits a measure's number into family and member; false for the plain ones. */
static bool is_of_family(const struct ab_scenario *scenario, int measure, enum family *family,
                         int *member)
{
    *member = measure - PLAIN_COUNT;
    for (*family = CLOSURE_OF; *member >= 0 && *family < FAMILY_COUNT; ++*family) {
        const int size = family_size(scenario, *family);
        if (*member < size) {
            return true;
        }
        *member -= size;
    }
    return false;
}

int ab_measure_count(const struct ab_scenario *scenario)
{
    int count = PLAIN_COUNT;
    for (enum family f = CLOSURE_OF; f < FAMILY_COUNT; f++) {
        count += family_size(scenario, f);
    }
    return count;
}

const char *ab_measure_name(const struct ab_scenario *scenario, int measure, char *buffer,
                            size_t size)
{
    enum family family;
    int member;
    if (!is_of_family(scenario, measure, &family, &member)) {
        return plain_measure[measure].name;
    }
    snprintf(buffer, size, "%s.%s", family_measure[family].name,
             member_name(scenario, family, member));
    return buffer;
}

/* What follows the name of a family and a dot, or NULL where that is not how a name begins. */
static const char *after_family(const char *name, enum family family)
{
    const size_t length = strlen(family_measure[family].name);
    const bool begins = strncmp(family_measure[family].name, name, length) == 0;
    return begins && name[length] == '.' ? name + length + 1 : NULL;
}

int ab_measure_find(const struct ab_scenario *scenario, const char *name)
{
    for (int i = 0; i < PLAIN_COUNT; i++) {
        if (strcmp(plain_measure[i].name, name) == 0) {
            return i;
        }
    }
    int first = PLAIN_COUNT;
    for (enum family f = CLOSURE_OF; f < FAMILY_COUNT; f++) {
        const int size = family_size(scenario, f);
        const char *member = after_family(name, f);
        for (int i = 0; member != NULL && i < size; i++) {
            if (strcmp(member_name(scenario, f, i), member) == 0) {
                return first + i;
            }
        }
        first += size;
    }
    return AB_NOBODY;
}

const char *ab_measure_unit(const struct ab_scenario *scenario, int measure)
{
    enum family family;
    int member;
    return is_of_family(scenario, measure, &family, &member) ? family_measure[family].unit
                                                             : plain_measure[measure].unit;
}

const char *ab_measure_meaning(const char *name)
{
    for (int i = 0; i < PLAIN_COUNT; i++) {
        if (strcmp(plain_measure[i].name, name) == 0) {
            return plain_measure[i].description;
        }
    }
    for (enum family f = CLOSURE_OF; f < FAMILY_COUNT; f++) {
        if (after_family(name, f) != NULL) {
            return family_measure[f].description;
        }
    }
    return name;
}

bool ab_measure_is_yes_or_no(const char *name)
{
    return strcmp(name, plain_measure[CLOSED].name) == 0;
}

bool ab_measure_is_since_order(const char *name)
{
    return strcmp(name, plain_measure[WITHDRAWAL].name) == 0;
}

bool ab_measure_is_since_request(const char *name)
{
    const char *closure_of = family_measure[CLOSURE_OF].name;
    const size_t length = strlen(closure_of);
    return strcmp(name, plain_measure[CLOSURE].name) == 0 ||
           strcmp(name, plain_measure[FIRST_LANDING].name) == 0 ||
           (strncmp(name, closure_of, length) == 0 && name[length] == '.');
}

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

/* --- the values ------------------------------------------------------------------------------ */

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

/* Moments of the force, which a scenario may have none of. */
static double moment_value(const struct ab_run *run, enum plain measure)
{
    const struct ab_scenario *scenario = run->scenario;
    const double none = (double)NAN;
    switch (measure) {
    case CLOSURE:
        return ab_scenario_has_force(scenario) ? hours_to(run->command.closed, run->command.request)
                                               : none;
    case CLOSED:
        return ab_scenario_has_force(scenario) ? run->command.closed != AB_TIME_NEVER : none;
    case FIRST_LANDING:
        return flies_in(scenario) ? hours_to(run->count.first_landing, run->command.request) : none;
    default:
        return ab_scenario_withdraws(scenario)
                   ? hours_to(run->withdrawal.done, run->withdrawal.order)
                   : none;
    }
}

static double plain_value(const struct ab_run *run, enum plain measure)
{
    int used = 0, holding = 0;
    ab_time landed = 0;
    for (int t = 0; t < run->tail_count; t++) {
        used += run->tail[t].used;
        landed += run->tail[t].aloft.total;
    }
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        const int most = ab_airfield_most_holding(run, i);
        holding = most > holding ? most : holding;
    }
    const double days = days_flown(run);
    switch (measure) {
    case CLOSURE:
    case CLOSED:
    case FIRST_LANDING:
    case WITHDRAWAL: return moment_value(run, measure);
    case DEPLOYED_PEOPLE: return (double)run->count.delivered_people;
    case DEPLOYED_VEHICLES: return (double)run->count.delivered_vehicles;
    case INBOUND_FLIGHTS: return (double)run->count.inbound_flights;
    case FLYING_HOURS: return ab_time_hours(landed);
    case UTE:
        return run->count.flyers > 0 && days > 0
                   ? ab_time_hours(run->count.flown) / run->count.flyers / days
                   : (double)NAN;
    case TONNES: return run->count.delivered_t;
    case MTKM: return days > 0 ? run->count.delivered_tkm / 1e6 / days : (double)NAN;
    case AIRCRAFT_USED: return used;
    case MAX_HOLDING: return holding;
    case SITES_GUARDED: return run->count.sites_guarded;
    case HOST_RELIEVED: return (double)run->count.host_relieved;
    case DIVERSIONS: return (double)run->count.diversions;
    case EMERGENCIES: return (double)run->count.emergencies;
    case TURNED_AWAY: return (double)run->count.turned_away;
    case LIGHT_FLIGHTS: return (double)run->count.light_flights;
    case BACKHAUL_PEOPLE: return (double)run->backhaul.carried;
    case SUSTAINMENT_FLIGHTS: return run->supply.flights;
    case SUPPLY_SHORT: return ab_time_hours(run->supply.short_ms);
    case UNGUARDED: return ab_site_unguarded_hours(run);
    default: return (double)run->count.outbound_flights;
    }
}

void ab_run_measures(const struct ab_run *run, double *value)
{
    const struct ab_scenario *scenario = run->scenario;
    for (int m = 0; m < PLAIN_COUNT; m++) {
        *value++ = plain_value(run, (enum plain)m);
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        *value++ = ab_contingent_is_force(&scenario->contingent[c])
                       ? hours_to(run->unit[c].record.closed, run->command.request)
                       : (double)NAN;
    }
    for (int i = 0; i < scenario->airfield_count; i++) {
        *value++ = run->count.working_use[i];
    }
    for (int i = 0; i < scenario->airfield_count; i++) {
        *value++ = run->count.parking_use[i];
    }
    int flights[AB_CAUSE_COUNT];
    ab_run_waits(run, value, flights);
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
