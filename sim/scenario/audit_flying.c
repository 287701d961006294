/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_flying.c - what flying needs besides a way: crews, fuel in the tanks, somewhere to divert to,
 * stands, and aircraft for all loads of a batch. */
#include "scenario/carriage.h"
#include "scenario/evacuation.h"
#include "scenario/rules.h"
#include "scenario/tanks.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/* Who judges, and what is needed for it. */
struct judge {
    struct ab_build *build;
    const struct ab_scenario *scenario;
    int *sorted; /* room for all fleets, in the order of their ids */
    struct ab_known_way *way;
};

static struct ab_thing *fleet_thing(const struct judge *judge, int fleet)
{
    return ab_build_thing(judge->build, AB_SECTION_FLEET, &judge->scenario->fleet[fleet].named);
}

static const char *id_of(const struct judge *judge, int airfield)
{
    return judge->scenario->airfield[airfield].named.id;
}

static struct ab_thing *contingent_thing(const struct judge *judge, int contingent)
{
    return ab_build_thing(judge->build, AB_SECTION_CONTINGENT,
                          &judge->scenario->contingent[contingent].named);
}

/* A fleet with aircraft of which nothing is in doubt. */
static bool is_judged(const struct judge *judge, int fleet)
{
    return ab_scenario_most_aircraft(judge->scenario, fleet) > 0 &&
           !ab_build_doubts_fleet(judge->build, fleet);
}

/* ---- flights that there may be ---- */

/* What is called for every flight that a fleet may have to make for a contingent: to its load, with
 * it, home, both ways, where stops are ends of flights; and, if it is not NULL, for each way with a load as a
 * whole. */
typedef void ab_flight_visitor(const struct judge *judge, int fleet, int from, int to);
/* Contingents have many of these in common, of which there is nothing to tell twice: those lately seen are
 * left out. One that is forgotten is only judged once more, so that any number does. */
struct seen {
    int number, from, to; /* of the fleet, from 1 on; 0: nothing is kept here */
};
enum { VISITS_KEPT = 256 };
struct visitor {
    ab_flight_visitor *flight, *way;
    struct seen flights[VISITS_KEPT], ways[VISITS_KEPT]; /* at the place of their numbers */
};

/* Whether it is new, and notes that it is not any more. */
static bool is_new(struct seen *seen, int fleet, int from, int to)
{
    struct seen *kept =
        &seen[((unsigned)fleet * 31 + (unsigned)from * 7 + (unsigned)to) % VISITS_KEPT];
    const struct seen one = {fleet + 1, from, to};
    if (memcmp(kept, &one, sizeof one) == 0) {
        return false;
    }
    *kept = one;
    return true;
}

static void visit_flight(const struct judge *judge, int fleet, int from, int to,
                         struct visitor *visit)
{
    if (is_new(visit->flights, fleet, from, to)) {
        visit->flight(judge, fleet, from, to);
    }
}

static void visit_loaded(const struct judge *judge, int fleet, int from, int to,
                         struct visitor *visit)
{
    if (!is_new(visit->ways, fleet, from, to)) {
        return;
    }
    const struct ab_way *way = ab_scenario_known_way(judge->way, judge->scenario, from, to);
    for (int i = 0; i < way->flights; i++) {
        visit_flight(judge, fleet, way->flight[i].from, way->flight[i].to, visit);
    }
    if (visit->way != NULL) {
        visit->way(judge, fleet, from, to);
    }
}

static void visit_way(const struct judge *judge, int fleet, int from, int to, struct visitor *visit)
{
    const int home = judge->scenario->fleet[fleet].home;
    if (from < 0 || to < 0) { /* it is not said, and told where a contingent is judged */
        return;
    }
    visit_flight(judge, fleet, home, from, visit);
    visit_loaded(judge, fleet, from, to, visit);
    visit_flight(judge, fleet, to, home, visit);
}

/* The fleets that a contingent allows and that have aircraft, in the order of their ids. */
static const int *fleets_in_order(const struct judge *judge, const struct ab_contingent *contingent,
                                  int *count)
{
    const int *fleet = ab_build_allowed_fleets(judge->build, contingent, count);
    if (contingent->fleets.count == 0) {
        return fleet;
    }
    for (int i = 0; i < *count; i++) {
        int place = i;
        for (; place > 0 && judge->sorted[place - 1] > fleet[i]; place--) {
            judge->sorted[place] = judge->sorted[place - 1];
        }
        judge->sorted[place] = fleet[i];
    }
    return judge->sorted;
}

static void visit_second_tier(const struct judge *judge, const struct ab_contingent *contingent,
                              struct visitor *visit)
{
    const struct ab_contingent onward = ab_contingent_onward(contingent);
    int fleets;
    const int *fleet = fleets_in_order(judge, &onward, &fleets);
    for (int f = 0; f < fleets; f++) {
        for (int i = 0; i < onward.apod.count && !ab_build_doubts_fleet(judge->build, fleet[f]);
             i++) {
            visit_way(judge, fleet[f], onward.apoe, onward.apod.index[i], visit);
        }
    }
}

/* The first of a group whose section is in no doubt speaks for all of it. */
static void visit_flights(const struct judge *judge, bool *visited, struct visitor *visit)
{
    const struct ab_scenario *scenario = judge->scenario;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        bool *is_done = &visited[ab_build_carriage(judge->build, c)->first];
        if (*is_done || contingent_thing(judge, c)->doubtful) {
            continue;
        }
        *is_done = true;
        int fleets;
        const int *fleet = fleets_in_order(judge, contingent, &fleets);
        for (int f = 0; f < fleets; f++) {
            if (ab_build_doubts_fleet(judge->build, fleet[f])) {
                continue;
            }
            const struct ab_goals goals = ab_contingent_goals(contingent, AB_IN);
            for (int i = 0; ab_contingent_flies_in(contingent) && i < goals.count; i++) {
                visit_way(judge, fleet[f], contingent->apoe, goals.airfield[i], visit);
            }
            if (ab_contingent_flies_home(scenario, contingent)) {
                visit_way(judge, fleet[f], ab_contingent_leaves_from(contingent),
                          ab_contingent_returns_to(contingent), visit);
            }
        }
        if (ab_contingent_has_second_tier(contingent)) {
            visit_second_tier(judge, contingent, visit);
        }
    }
}

/* The same of the flights of a fleet with people of an evacuation or a back-haul, from their field to one
 * to which they go; those that no flights are called for have their aircraft there. */
static void visit_people(const struct judge *judge, const struct ab_evacuation *evacuation,
                         const struct ab_contingent *party, int fleet, struct visitor *visit)
{
    const struct ab_scenario *scenario = judge->scenario;
    const struct ab_goals goals = ab_contingent_goals(party, AB_OUT);
    const int home = scenario->fleet[fleet].home;
    for (int i = 0; i < goals.count; i++) {
        struct ab_contingent to_there = *party;
        to_there.return_to = goals.airfield[i];
        to_there.homes = (struct ab_references){0, NULL};
        if (ab_way_is_known(scenario, evacuation->airfield, goals.airfield[i]) &&
            ab_way_has_block_time(scenario, ab_scenario_type(judge->scenario, fleet),
                                  evacuation->airfield, goals.airfield[i]) &&
            ab_scenario_planned_payload(scenario, &to_there, fleet, AB_OUT, false) >= 0) {
            if (evacuation->calls_flights) {
                visit_flight(judge, fleet, home, evacuation->airfield, visit);
            }
            visit_loaded(judge, fleet, evacuation->airfield, goals.airfield[i], visit);
            if (evacuation->calls_flights) {
                visit_flight(judge, fleet, goals.airfield[i], home, visit);
            }
        }
    }
}

static bool is_evacuation_in_doubt(const struct judge *judge, int evacuation)
{
    const enum ab_section section = evacuation < judge->scenario->evacuation_count
                                        ? AB_SECTION_EVACUATION
                                        : AB_SECTION_BACKHAUL;
    return ab_build_thing(judge->build, section,
                          &ab_scenario_evacuation(judge->scenario, evacuation)->named)
        ->doubtful;
}

/* The same of all of them. */
static void visit_evacuations(const struct judge *judge, struct visitor *visit)
{
    const struct ab_scenario *scenario = judge->scenario;
    for (int e = 0; e < ab_scenario_evacuations(scenario); e++) {
        const struct ab_evacuation *evacuation = ab_scenario_evacuation(scenario, e);
        const int families =
            is_evacuation_in_doubt(judge, e) ? 0 : ab_evacuation_families(evacuation);
        for (int family = 0; family < families; family++) {
            const struct ab_contingent party = ab_evacuation_as_contingent(evacuation, family);
            for (int f = 0; f < scenario->fleet_count; f++) {
                if (is_judged(judge, f) && ab_contingent_allows(&party, AB_OUT, f)) {
                    visit_people(judge, evacuation, &party, f, visit);
                }
            }
        }
    }
}

/* ---- fuel in the tanks ---- */

/* The section of a type whose tanks are limited, if nothing is told yet of it or of an end of the way; else
 * NULL. */
static struct ab_thing *tanks_of(const struct judge *judge, int fleet, int from, int to)
{
    struct ab_thing *thing =
        &judge->build->layers->thing[AB_SECTION_AIRCRAFT][judge->scenario->fleet[fleet].type];
    return isinf(ab_scenario_type(judge->scenario, fleet)->fuel_capacity) || thing->doubtful ||
                   ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, from) ||
                   ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, to)
               ? NULL
               : thing;
}

/* The tanks hold the fuel of the flight. */
static void judge_tanks(const struct judge *judge, int fleet, int from, int to)
{
    const struct ab_aircraft_type *type = ab_scenario_type(judge->scenario, fleet);
    struct ab_thing *thing = tanks_of(judge, fleet, from, to);
    if (thing == NULL) {
        return;
    }
    const double needed = ab_tanks_hours(judge->scenario, fleet, from, to) * type->fuel_burn;
    if (needed <= type->fuel_capacity) {
        return;
    }
    thing->doubtful = true;
    ab_thing_fault(thing, "fuel_capacity", judge->build->errors,
                   "'%.6g t' is less than the leg %s - %s takes, %.6g t", type->fuel_capacity,
                   id_of(judge, from), id_of(judge, to), needed);
}

/* The tanks hold the fuel from one fuelling to the next. Of a type with a range that is judged by it, with
 * the load, and tanks that hold less are noted (note.c). */
static void judge_way_tanks(const struct judge *judge, int fleet, int from, int to)
{
    const struct ab_aircraft_type *type = ab_scenario_type(judge->scenario, fleet);
    struct ab_thing *thing = tanks_of(judge, fleet, from, to);
    if (thing == NULL || type->payload_points > 0) {
        return;
    }
    const struct ab_way *way = ab_scenario_known_way(judge->way, judge->scenario, from, to);
    const struct ab_dry_stretch stretch = ab_tanks_longest(judge->scenario, way, fleet, from, to);
    if (stretch.fuel_t > type->fuel_capacity) {
        thing->doubtful = true;
        ab_thing_fault(thing, "fuel_capacity", judge->build->errors,
                       "'%.6g t' is less than %s takes, without fuel between: %.6g t",
                       type->fuel_capacity, stretch.over, stretch.fuel_t);
    }
}

/* An aircraft that is away at the start may have to fly home at once. */
static void judge_beginning(const struct judge *judge)
{
    for (int f = 0; f < judge->scenario->fleet_count; f++) {
        const struct ab_fleet *fleet = &judge->scenario->fleet[f];
        for (int p = 0; p < fleet->position_count && is_judged(judge, f); p++) {
            judge_tanks(judge, f, fleet->positions[p].index, fleet->home);
        }
    }
}

/* ---- diversions ---- */

/* Whether it is known how long a type takes. */
static bool is_timed(const struct judge *judge, int fleet, int from, int to)
{
    const struct ab_route route = ab_scenario_route(judge->scenario, from, to);
    return from == to ||
           !isnan(ab_route_mean_block(&route, ab_scenario_type(judge->scenario, fleet)));
}

static void judge_alternate(const struct judge *judge, int fleet, int airfield)
{
    const int alternate = judge->scenario->airfield[airfield].alternate;
    struct ab_thing *thing = &judge->build->layers->thing[AB_SECTION_AIRFIELD][airfield];
    const char *wrong = NULL;
    if (!ab_scenario_is_free_of(AB_SHORT_RUNWAY, judge->scenario, alternate, fleet)) {
        wrong = "runway is too short";
    } else if (!ab_scenario_is_free_of(AB_FEW_STANDS, judge->scenario, alternate, fleet)) {
        wrong = "parking_mog is too small";
    } else if (!is_timed(judge, fleet, airfield, alternate) ||
               !is_timed(judge, fleet, alternate, airfield)) {
        wrong = "distance, there or back, is not known";
    } else if (judge->scenario->airfield[airfield].offload_at_alternate &&
               !is_timed(judge, fleet, alternate, judge->scenario->fleet[fleet].home)) {
        wrong = "distance to its home is not known";
    }
    if (wrong == NULL) {
        return;
    }
    thing->doubtful = true;
    ab_thing_fault(thing, "alternate", judge->build->errors,
                   "[airfield.%s] cannot take '%s': its %s", id_of(judge, alternate),
                   ab_scenario_type(judge->scenario, fleet)->named.id, wrong);
}

/* Whoever may run out of holding fuel has an alternate that takes it, or a way back. */
static void judge_holding(const struct judge *judge, int fleet, int from, int to)
{
    struct ab_thing *thing =
        &judge->build->layers->thing[AB_SECTION_AIRCRAFT][judge->scenario->fleet[fleet].type];
    if (judge->scenario->airfield[to].alternate != AB_NOBODY) {
        judge_alternate(judge, fleet, to);
    } else if (!is_timed(judge, fleet, to, from) && !thing->doubtful) {
        thing->doubtful = true;
        ab_thing_fault(thing, "holding_fuel", judge->build->errors,
                       "is limited, but [airfield.%s] has no alternate and the way back to "
                       "[airfield.%s] is not known",
                       id_of(judge, to), id_of(judge, from));
    }
}

/* Whoever is under way to an airfield finds stands enough there, whatever changes in the meantime:
 * it would be in everybody's way. */
static void judge_stands(const struct judge *judge, int fleet, int airfield)
{
    const struct ab_scenario *scenario = judge->scenario;
    const struct ab_change *change;
    const size_t field = offsetof(struct ab_airfield, parking_mog);
    int place = 0;
    while (scenario->fleet[fleet].home != airfield &&
           ab_scenario_changes_airfield(scenario, airfield, field) &&
           (change = ab_scenario_next_change(scenario, AB_SECTION_AIRFIELD, airfield, field,
                                             &place)) != NULL) {
        struct ab_thing *thing = ab_build_thing(judge->build, AB_SECTION_CHANGE, &change->named);
        int64_t stands;
        memcpy(&stands, change->bytes, sizeof stands);
        if (thing->doubtful || stands >= ab_scenario_type(judge->scenario, fleet)->stands ||
            !ab_scenario_is_free_of(AB_BANNED, scenario, airfield, fleet)) {
            continue;
        }
        thing->doubtful = true;
        ab_thing_fault(thing, "value", judge->build->errors,
                       "'%lld' is less than '%s' takes, which may be on its way there: %lld",
                       (long long)stands, ab_scenario_type(judge->scenario, fleet)->named.id,
                       (long long)ab_scenario_type(judge->scenario, fleet)->stands);
    }
}

/* Of who flies people, and may wait for a stand for ever. */
static void judge_room(const struct judge *judge, int fleet, int from, int to)
{
    (void)from;
    if (!ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, to)) {
        judge_stands(judge, fleet, to);
    }
}

/* An alternate where loads are offloaded is a destination like any other: it may be missed, and
 * left for home. */
static void judge_arrival(const struct judge *judge, int fleet, int from, int to)
{
    const struct ab_scenario *scenario = judge->scenario;
    const bool may_divert = ab_scenario_type(judge->scenario, fleet)->holding_fuel != AB_TIME_NEVER;
    for (int steps = 0; steps <= scenario->airfield_count && from != to; steps++) {
        const struct ab_airfield *airfield = &scenario->airfield[to];
        if (ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, to)) {
            return;
        }
        judge_stands(judge, fleet, to);
        if (!may_divert) {
            return;
        }
        judge_holding(judge, fleet, from, to);
        if (airfield->alternate == AB_NOBODY ||
            ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, to)) {
            return;
        }
        judge_stands(judge, fleet, airfield->alternate);
        if (!airfield->offload_at_alternate) {
            return;
        }
        from = to;
        to = airfield->alternate;
    }
}

/* ---- crews ---- */

static void judge_crews(const struct judge *judge, int index)
{
    const struct ab_fleet *fleet = &judge->scenario->fleet[index];
    const int64_t most = ab_scenario_most_aircraft(judge->scenario, index);
    struct ab_thing *thing = fleet_thing(judge, index);
    if (isfinite(fleet->crews) && fleet->crews * (double)most < 0.5) {
        ab_thing_fault(thing, "crews", judge->build->errors,
                       "'%.6g' for each of %lld aircraft is no crew at all", fleet->crews,
                       (long long)most);
    }
    for (int s = 0; s < fleet->crew_stage_count; s++) {
        if (fleet->crew_stage[s].index == fleet->home) {
            ab_thing_fault(thing, "crew_stage", judge->build->errors,
                           "[airfield.%s] is the home of the fleet: crews there are given by crews",
                           id_of(judge, fleet->home));
        }
    }
}

/* ---- batches ---- */

/* A batch needs an aircraft for each of its loads, and stands for those that are not at home. */
static void judge_batch(const struct judge *judge, const struct ab_contingent *contingent, int to,
                        int64_t batch, struct ab_thing *thing, const char *key)
{
    const struct ab_scenario *scenario = judge->scenario;
    const struct ab_references *listed = &contingent->fleets;
    const int fleets = listed->count > 0 ? listed->count : scenario->fleet_count;
    int64_t aircraft = 0, at_home = 0, most_stands = 1;
    for (int i = 0; i < fleets; i++) {
        const int f = listed->count > 0 ? listed->index[i] : i;
        if (fleet_thing(judge, f)->doubtful) {
            return;
        }
        const int64_t most = ab_scenario_most_aircraft(scenario, f);
        aircraft += most;
        at_home += scenario->fleet[f].home == to ? most : 0;
        if (most > 0 && ab_scenario_type(judge->scenario, f)->stands > most_stands) {
            most_stands = ab_scenario_type(judge->scenario, f)->stands;
        }
    }
    const int64_t needed = (batch - at_home) * most_stands;
    if (batch > aircraft) {
        ab_thing_fault(thing, key, judge->build->errors,
                       "'%lld' is more than the aircraft that may carry this contingent, %lld",
                       (long long)batch, (long long)aircraft);
    } else if (needed > scenario->airfield[to].parking_mog) {
        ab_thing_fault(thing, key, judge->build->errors,
                       "'%lld' loads kept aboard may need %lld stands of [airfield.%s], which has "
                       "%lld",
                       (long long)batch, (long long)needed, id_of(judge, to),
                       (long long)scenario->airfield[to].parking_mog);
    }
}

/* The same of those that a flow keeps together. */
static void judge_together(const struct judge *judge, const struct ab_ceiling *flow)
{
    const struct ab_scenario *scenario = judge->scenario;
    struct ab_thing *thing = ab_build_thing(judge->build, AB_SECTION_FLOW, &flow->named);
    const int before = judge->build->errors->count;
    for (int i = 0; flow->together > 0 && i < AB_DIRECTIONS * scenario->contingent_count; i++) {
        const int c = i / AB_DIRECTIONS;
        const enum ab_direction direction = (enum ab_direction)(i % AB_DIRECTIONS);
        const struct ab_goals goals = ab_contingent_goals(&scenario->contingent[c], direction);
        if (!thing->doubtful && !contingent_thing(judge, c)->doubtful && goals.count == 1 &&
            judge->build->errors->count == before &&
            ab_ceiling_keeps_together(scenario, flow, c, direction)) {
            judge_batch(judge, &scenario->contingent[c], goals.airfield[0], flow->together, thing,
                        "together");
        }
    }
}

/* Crews, and whole batches. */
static void judge_fleets(const struct judge *judge)
{
    const struct ab_scenario *scenario = judge->scenario;
    for (int f = 0; f < scenario->fleet_count; f++) {
        if (is_judged(judge, f)) {
            judge_crews(judge, f);
        }
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        const int to = ab_contingent_returns_to(contingent);
        if (contingent->batch > 0 && to >= 0 && ab_contingent_flies_home(scenario, contingent) &&
            !contingent_thing(judge, c)->doubtful) {
            judge_batch(judge, contingent, to, contingent->batch, contingent_thing(judge, c),
                        "batch");
        }
    }
    for (int i = 0; i < scenario->flow_count; i++) {
        judge_together(judge, &scenario->flow[i]);
    }
}

void ab_build_audit_flying(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    const size_t contingents = (size_t)scenario->contingent_count;
    struct judge judge = {.build = build, .scenario = scenario};
    bool *visited = ab_arena_take(build->scratch, 2 * contingents * sizeof *visited);
    judge.sorted =
        ab_arena_take(build->scratch, (size_t)scenario->fleet_count * sizeof *judge.sorted);
    judge.way = ab_arena_take(build->scratch, AB_WAYS_KEPT * sizeof *judge.way);
    if (visited == NULL || judge.way == NULL || judge.sorted == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    judge_fleets(&judge);
    visit_flights(&judge, visited, &(struct visitor){.flight = judge_arrival});
    if (scenario->change_count > 0) {
        visit_evacuations(&judge, &(struct visitor){.flight = judge_room});
    }
    struct visitor tanks = {.flight = judge_tanks, .way = judge_way_tanks};
    visit_flights(&judge, visited + contingents, &tanks);
    visit_evacuations(&judge, &tanks);
    judge_beginning(&judge);
}
