/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_flying.c - what flying needs besides a way: crews, fuel in the tanks, somewhere to divert
 * to, stands. */
#include "scenario/build.h"
#include "scenario/rules.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

struct flying {
    struct ab_build *build;
    const struct ab_scenario *scenario;
};

static const struct ab_aircraft_type *type_of(const struct flying *flying, int fleet)
{
    return &flying->scenario->aircraft[flying->scenario->fleet[fleet].type];
}

static const char *id_of(const struct flying *flying, int airfield)
{
    return flying->scenario->airfield[airfield].named.id;
}

static bool is_doubtful(const struct flying *flying, enum ab_section section, int index)
{
    return flying->build->layers->thing[section][index].doubtful;
}

static struct ab_thing *fleet_thing(const struct flying *flying, int fleet)
{
    return ab_build_thing(flying->build, AB_SECTION_FLEET, &flying->scenario->fleet[fleet].named);
}

static struct ab_thing *contingent_thing(const struct flying *flying, int contingent)
{
    return ab_build_thing(flying->build, AB_SECTION_CONTINGENT,
                          &flying->scenario->contingent[contingent].named);
}

/* A fleet with aircraft of which nothing is in doubt. */
static bool is_judged(const struct flying *flying, int fleet)
{
    const struct ab_fleet *plan = &flying->scenario->fleet[fleet];
    return ab_scenario_most_aircraft(flying->scenario, fleet) > 0 &&
           !fleet_thing(flying, fleet)->doubtful &&
           !is_doubtful(flying, AB_SECTION_AIRCRAFT, plan->type) &&
           !is_doubtful(flying, AB_SECTION_AIRFIELD, plan->home);
}

static bool leaves_by_air(const struct flying *flying, const struct ab_contingent *contingent)
{
    return flying->scenario->withdrawal.order.kind != AB_WHEN_UNSET &&
           contingent->mode_out == AB_MODE_AIR;
}

/* ---- flights that there may be ---- */

/* Calls `visit` for every flight that a fleet may have to make for a contingent: to its load, with
 * it, home, both ways; stops are ends of flights. */
typedef void ab_flight_visitor(const struct flying *flying, int fleet, int from, int to);

static void visit_loaded(const struct flying *flying, int fleet, int from, int to,
                         ab_flight_visitor *visit)
{
    const struct ab_way way = ab_scenario_way(flying->scenario, from, to);
    for (int i = 0; i < way.flights; i++) {
        visit(flying, fleet, way.flight[i].from, way.flight[i].to);
    }
}

static void visit_way(const struct flying *flying, int fleet, int from, int to,
                      ab_flight_visitor *visit)
{
    const int home = flying->scenario->fleet[fleet].home;
    visit(flying, fleet, home, from);
    visit_loaded(flying, fleet, from, to, visit);
    visit(flying, fleet, to, home);
}

static void visit_flights(const struct flying *flying, ab_flight_visitor *visit)
{
    const struct ab_scenario *scenario = flying->scenario;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        for (int f = 0; f < scenario->fleet_count; f++) {
            if (contingent_thing(flying, c)->doubtful || !is_judged(flying, f) ||
                !ab_contingent_allows(contingent, f)) {
                continue;
            }
            for (int i = 0; contingent->mode_in == AB_MODE_AIR && i < contingent->apod.count; i++) {
                visit_way(flying, f, contingent->apoe, contingent->apod.index[i], visit);
            }
            if (leaves_by_air(flying, contingent)) {
                visit_way(flying, f, ab_contingent_leaves_from(contingent),
                          ab_contingent_returns_to(contingent), visit);
            }
        }
    }
}

/* ---- fuel in the tanks ---- */

static double hours_of(const struct flying *flying, int fleet, int from, int to)
{
    const struct ab_route route = ab_scenario_route(flying->scenario, from, to);
    const double block = ab_route_mean_block(&route, type_of(flying, fleet));
    return from == to || isnan(block) ? 0 : block / (double)AB_HOUR;
}

/* The tanks hold the fuel of the flight. (Whether it can carry that of the way back from a field
 * without fuel, too, is judged by its range.) */
static void judge_tanks(const struct flying *flying, int fleet, int from, int to)
{
    const struct ab_aircraft_type *type = type_of(flying, fleet);
    const double needed = hours_of(flying, fleet, from, to) * type->fuel_burn;
    struct ab_thing *thing =
        &flying->build->layers->thing[AB_SECTION_AIRCRAFT][flying->scenario->fleet[fleet].type];
    if (needed <= type->fuel_capacity || thing->doubtful) {
        return;
    }
    thing->doubtful = true;
    ab_thing_fault(thing, "fuel_capacity", flying->build->errors,
                   "'%.6g t' is less than the leg %s - %s takes, %.6g t", type->fuel_capacity,
                   id_of(flying, from), id_of(flying, to), needed);
}

/* ---- diversions ---- */

/* Whether it is known how long a type takes. */
static bool is_timed(const struct flying *flying, int fleet, int from, int to)
{
    const struct ab_route route = ab_scenario_route(flying->scenario, from, to);
    return from == to || !isnan(ab_route_mean_block(&route, type_of(flying, fleet)));
}

static void judge_alternate(const struct flying *flying, int fleet, int airfield)
{
    const int alternate = flying->scenario->airfield[airfield].alternate;
    struct ab_thing *thing = &flying->build->layers->thing[AB_SECTION_AIRFIELD][airfield];
    const char *wrong = NULL;
    if (!ab_scenario_is_free_of(AB_SHORT_RUNWAY, flying->scenario, alternate, fleet)) {
        wrong = "runway is too short";
    } else if (!ab_scenario_is_free_of(AB_FEW_STANDS, flying->scenario, alternate, fleet)) {
        wrong = "parking_mog is too small";
    } else if (!is_timed(flying, fleet, airfield, alternate) ||
               !is_timed(flying, fleet, alternate, airfield)) {
        wrong = "distance, there or back, is not known";
    } else if (flying->scenario->airfield[airfield].offload_at_alternate &&
               !is_timed(flying, fleet, alternate, flying->scenario->fleet[fleet].home)) {
        wrong = "distance to its home is not known";
    }
    if (wrong == NULL || thing->doubtful) {
        return;
    }
    thing->doubtful = true;
    ab_thing_fault(thing, "alternate", flying->build->errors,
                   "[airfield.%s] cannot take '%s': its %s", id_of(flying, alternate),
                   type_of(flying, fleet)->named.id, wrong);
}

/* Whoever may run out of holding fuel has an alternate that takes it, or a way back. */
static void judge_holding(const struct flying *flying, int fleet, int from, int to)
{
    struct ab_thing *thing =
        &flying->build->layers->thing[AB_SECTION_AIRCRAFT][flying->scenario->fleet[fleet].type];
    if (flying->scenario->airfield[to].alternate != AB_NOBODY) {
        judge_alternate(flying, fleet, to);
    } else if (!is_timed(flying, fleet, to, from) && !thing->doubtful) {
        thing->doubtful = true;
        ab_thing_fault(thing, "holding_fuel", flying->build->errors,
                       "is limited, but [airfield.%s] has no alternate and the way back to "
                       "[airfield.%s] is not known",
                       id_of(flying, to), id_of(flying, from));
    }
}

/* Whoever is under way to an airfield finds stands enough there, whatever changes in the meantime:
 * it would be in everybody's way. */
static void judge_stands(const struct flying *flying, int fleet, int airfield)
{
    const struct ab_scenario *scenario = flying->scenario;
    for (int i = 0; i < scenario->change_count && scenario->fleet[fleet].home != airfield; i++) {
        const struct ab_change *change = &scenario->change[i];
        struct ab_thing *thing = ab_build_thing(flying->build, AB_SECTION_CHANGE, &change->named);
        int64_t stands;
        if (thing->doubtful || change->section != AB_SECTION_AIRFIELD ||
            change->index != airfield ||
            change->offset != offsetof(struct ab_airfield, parking_mog)) {
            continue;
        }
        memcpy(&stands, change->bytes, sizeof stands);
        if (stands >= type_of(flying, fleet)->stands ||
            !ab_scenario_is_free_of(AB_BANNED, scenario, airfield, fleet)) {
            continue;
        }
        thing->doubtful = true;
        ab_thing_fault(thing, "value", flying->build->errors,
                       "'%lld' is less than '%s' takes, which may be on its way there: %lld",
                       (long long)stands, type_of(flying, fleet)->named.id,
                       (long long)type_of(flying, fleet)->stands);
    }
}

/* An alternate where loads are offloaded is a destination like any other: it may be missed, and
 * left for home. */
static void judge_arrival(const struct flying *flying, int fleet, int from, int to)
{
    const struct ab_scenario *scenario = flying->scenario;
    const bool may_divert = type_of(flying, fleet)->holding_fuel != AB_TIME_NEVER;
    for (int steps = 0; steps <= scenario->airfield_count && from != to; steps++) {
        const struct ab_airfield *airfield = &scenario->airfield[to];
        if (is_doubtful(flying, AB_SECTION_AIRFIELD, to)) {
            return;
        }
        judge_stands(flying, fleet, to);
        if (!may_divert) {
            return;
        }
        judge_holding(flying, fleet, from, to);
        if (airfield->alternate == AB_NOBODY || is_doubtful(flying, AB_SECTION_AIRFIELD, to)) {
            return;
        }
        judge_stands(flying, fleet, airfield->alternate);
        if (!airfield->offload_at_alternate) {
            return;
        }
        from = to;
        to = airfield->alternate;
    }
}

/* ---- crews ---- */

static void judge_crews(const struct flying *flying, int index)
{
    const struct ab_fleet *fleet = &flying->scenario->fleet[index];
    const int64_t most = ab_scenario_most_aircraft(flying->scenario, index);
    struct ab_thing *thing = fleet_thing(flying, index);
    if (isfinite(fleet->crews) && fleet->crews * (double)most < 0.5) {
        ab_thing_fault(thing, "crews", flying->build->errors,
                       "'%.6g' for each of %lld aircraft is no crew at all", fleet->crews,
                       (long long)most);
    }
    for (int s = 0; s < fleet->crew_stage_count; s++) {
        if (fleet->crew_stage[s].index == fleet->home) {
            ab_thing_fault(thing, "crew_stage", flying->build->errors,
                           "[airfield.%s] is the home of the fleet: crews there are given by crews",
                           id_of(flying, fleet->home));
        }
    }
}

/* ---- batches ---- */

/* A batch needs an aircraft for each of its loads, and stands for those that are not at home. */
static void judge_batch(const struct flying *flying, const struct ab_contingent *contingent,
                        struct ab_thing *thing)
{
    const struct ab_scenario *scenario = flying->scenario;
    const int to = ab_contingent_returns_to(contingent);
    int64_t aircraft = 0, at_home = 0, most_stands = 1;
    for (int f = 0; f < scenario->fleet_count; f++) {
        if (!ab_contingent_allows(contingent, f)) {
            continue;
        }
        if (fleet_thing(flying, f)->doubtful) {
            return;
        }
        const int64_t most = ab_scenario_most_aircraft(scenario, f);
        aircraft += most;
        at_home += scenario->fleet[f].home == to ? most : 0;
        if (most > 0 && type_of(flying, f)->stands > most_stands) {
            most_stands = type_of(flying, f)->stands;
        }
    }
    const int64_t needed = (contingent->batch - at_home) * most_stands;
    if (contingent->batch > aircraft) {
        ab_thing_fault(thing, "batch", flying->build->errors,
                       "'%lld' is more than the aircraft that may carry this contingent, %lld",
                       (long long)contingent->batch, (long long)aircraft);
    } else if (needed > scenario->airfield[to].parking_mog) {
        ab_thing_fault(thing, "batch", flying->build->errors,
                       "'%lld' loads kept aboard may need %lld stands of [airfield.%s], which has "
                       "%lld",
                       (long long)contingent->batch, (long long)needed, id_of(flying, to),
                       (long long)scenario->airfield[to].parking_mog);
    }
}

void ab_build_audit_flying(struct ab_build *build)
{
    const struct flying flying = {.build = build, .scenario = build->scenario};
    for (int f = 0; f < build->scenario->fleet_count; f++) {
        if (is_judged(&flying, f)) {
            judge_crews(&flying, f);
        }
    }
    for (int c = 0; c < build->scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &build->scenario->contingent[c];
        if (contingent->batch > 0 && leaves_by_air(&flying, contingent) &&
            !contingent_thing(&flying, c)->doubtful) {
            judge_batch(&flying, contingent, contingent_thing(&flying, c));
        }
    }
    visit_flights(&flying, judge_arrival);
    visit_flights(&flying, judge_tanks);
}
