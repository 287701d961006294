/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_ways.c - routes: what they say of their stops, and that each way is said once; hubs: what
 * goes together. Whether somebody may fly them is judged with the contingents that do
 * (audit_carriage.c). */
#include "scenario/build.h"

#include <stdlib.h>

static struct ab_thing *route_thing(const struct ab_build *build, int route)
{
    return &build->layers->thing[AB_SECTION_ROUTE][route];
}

static const char *id_of(const struct ab_build *build, int airfield)
{
    return build->scenario->airfield[airfield].named.id;
}

/* ---- stops ---- */

static bool is_between(const struct ab_itinerary *route, int airfield)
{
    bool is = false;
    for (int i = 1; !is && i + 1 < route->legs.count; i++) {
        is = route->legs.index[i] == airfield;
    }
    return is;
}

static bool is_told(const struct ab_itinerary *route, int airfield)
{
    bool is = false;
    for (int i = 0; !is && i < route->stop_count; i++) {
        is = route->stops[i].airfield == airfield;
    }
    return is;
}

static void audit_stops_told(struct ab_build *build, int index)
{
    const struct ab_itinerary *route = &build->scenario->itinerary[index];
    const struct ab_thing *thing = route_thing(build, index);
    for (int i = 0; i < route->stop_count; i++) {
        if (!is_between(route, route->stops[i].airfield)) {
            ab_thing_fault(thing, "stops", build->errors,
                           "[airfield.%s] is not between the ends of the route",
                           id_of(build, route->stops[i].airfield));
        }
    }
    for (int i = 1; i + 1 < route->legs.count; i++) {
        const struct ab_airfield *stop = &build->scenario->airfield[route->legs.index[i]];
        if (!is_told(route, route->legs.index[i])) {
            ab_thing_fault(thing, "stops", build->errors,
                           "says nothing of [airfield.%s], where the route lands", stop->named.id);
        } else if (!ab_build_may_open(build, stop)) {
            ab_thing_fault(thing, "legs", build->errors, "[airfield.%s] is closed (open = no)",
                           stop->named.id);
        }
    }
}

static void audit_route(struct ab_build *build, int index)
{
    const struct ab_itinerary *route = &build->scenario->itinerary[index];
    struct ab_thing *thing = route_thing(build, index);
    if (thing->doubtful) {
        return;
    }
    if (route->legs.count < 3) {
        thing->doubtful = true;
        ab_thing_fault(thing, "legs", build->errors,
                       "needs a stop between its ends; a way without is a [leg.ID]");
    } else if (route->legs.count > AB_STOPS_MAX + 2) {
        thing->doubtful = true;
        ab_thing_fault(thing, "legs", build->errors, "has more than %d stops", AB_STOPS_MAX);
    } else {
        audit_stops_told(build, index);
    }
}

/* ---- each way once ---- */

/* That a route leads from one airfield to another. */
struct bound {
    int from, to, route;
};

static int compare_bounds(const void *a, const void *b)
{
    const struct bound *left = a, *right = b;
    if (left->from != right->from) {
        return left->from < right->from ? -1 : 1;
    }
    return left->to != right->to ? (left->to < right->to ? -1 : 1) : left->route - right->route;
}

static int list_bounds(const struct ab_build *build, struct bound *bound)
{
    const struct ab_scenario *scenario = build->scenario;
    int count = 0;
    for (int i = 0; i < scenario->itinerary_count; i++) {
        const struct ab_itinerary *route = &scenario->itinerary[i];
        if (route_thing(build, i)->doubtful) {
            continue;
        }
        const int from = route->legs.index[0], to = route->legs.index[route->legs.count - 1];
        bound[count++] = (struct bound){from, to, i};
        if (route->both_ways) {
            bound[count++] = (struct bound){to, from, i};
        }
    }
    if (count > 1) {
        qsort(bound, (size_t)count, sizeof *bound, compare_bounds);
    }
    return count;
}

/* Two routes, or a route and the stop of a leg, would both say how a way is flown. */
static void audit_same_ways(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    struct bound *bound =
        ab_arena_take(build->scratch, 2 * (size_t)scenario->itinerary_count * sizeof *bound);
    if (bound == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    const int count = list_bounds(build, bound);
    for (int i = 0; i < count; i++) {
        const struct bound *one = &bound[i];
        struct ab_thing *thing = route_thing(build, one->route);
        const struct ab_leg *leg = ab_scenario_leg(scenario, one->from, one->to);
        if (thing->doubtful) {
            continue;
        }
        if (i > 0 && one[-1].from == one->from && one[-1].to == one->to) {
            thing->doubtful = true;
            ab_thing_fault(thing, NULL, build->errors, "[route.%s] is from %s to %s as well",
                           scenario->itinerary[one[-1].route].named.id, id_of(build, one->from),
                           id_of(build, one->to));
        } else if (leg != NULL && leg->stop != AB_NOBODY) {
            thing->doubtful = true;
            ab_thing_fault(thing, NULL, build->errors,
                           "[leg.%s] has a stop from %s to %s as well: give one or the other",
                           leg->named.id, id_of(build, one->from), id_of(build, one->to));
        }
    }
}

/* A chain of legs with stops is a way, too. */
static void audit_chain(struct ab_build *build, int index, int from, int to)
{
    const struct ab_thing *thing = &build->layers->thing[AB_SECTION_LEG][index];
    const struct ab_leg *leg;
    int stops = 0;
    while (stops <= AB_STOPS_MAX && (leg = ab_scenario_leg(build->scenario, from, to)) != NULL &&
           leg->stop >= 0) {
        from = leg->stop;
        stops++;
    }
    if (stops > AB_STOPS_MAX) {
        ab_thing_fault(thing, "stop", build->errors, "begins a way of more than %d stops",
                       AB_STOPS_MAX);
    }
}

/* ---- hubs ---- */

/* What says how a contingent goes on, where it does not go on so. */
static void audit_onward(struct ab_build *build, const struct ab_contingent *contingent,
                         const struct ab_thing *thing)
{
    const bool by_road = contingent->onward_mode == AB_MODE_ROAD;
    const bool flies = contingent->onward_fleets.count > 0;
    const bool drives = contingent->onward_road_time->high > 0;
    if (contingent->via == AB_NOBODY && (by_road || flies || drives)) {
        ab_thing_fault(thing,
                       by_road ? "onward_mode"
                       : flies ? "onward_fleets"
                               : "onward_road_time",
                       build->errors, "is of what goes on from a hub: give via");
    } else if (drives && !by_road) {
        ab_thing_fault(thing, "onward_road_time", build->errors, "needs onward_mode = road");
    } else if (flies && by_road) {
        ab_thing_fault(thing, "onward_fleets", build->errors,
                       "fly, and this contingent goes on by road (onward_mode)");
    }
}

static void audit_hub(struct ab_build *build, int index)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_contingent *contingent = &scenario->contingent[index];
    struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named);
    if (thing->doubtful) {
        return;
    }
    if (ab_contingent_comes(contingent)) {
        audit_onward(build, contingent, thing);
    }
    if (contingent->via == AB_NOBODY || !ab_contingent_comes(contingent)) {
        return;
    }
    if (contingent->mode_in == AB_MODE_ROAD) {
        thing->doubtful = true;
        ab_thing_fault(thing, "via", build->errors,
                       "is flown to, and this contingent comes by road");
    } else if (contingent->loads > 0) {
        thing->doubtful = true;
        ab_thing_fault(thing, "via", build->errors,
                       "needs to know what is to be loaded again: give people, vehicles or bulk "
                       "instead of loads");
    } else if (contingent->onward_mode == AB_MODE_ROAD &&
               contingent->earliest_arrival.kind != AB_WHEN_UNSET) {
        thing->doubtful = true;
        ab_thing_fault(thing, "earliest_arrival", build->errors,
                       "holds aircraft, and this contingent arrives by road (onward_mode)");
    } else if (contingent->delivered > 0 || contingent->airborne_count > 0) {
        thing->doubtful = true;
        ab_thing_fault(thing, contingent->delivered > 0 ? "delivered" : "airborne", build->errors,
                       "is not for a contingent that goes through a hub (via)");
    } else if (scenario->supply.contingent == index) {
        thing->doubtful = true;
        ab_thing_fault(thing, "via", build->errors,
                       "is not for [supply] contingent: supplies fly directly to its apod");
    }
}

void ab_build_audit_ways(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->contingent_count; i++) {
        audit_hub(build, i);
    }
    for (int i = 0; i < scenario->itinerary_count; i++) {
        audit_route(build, i);
    }
    audit_same_ways(build);
    for (int i = 0; build->errors->count == 0 && i < scenario->leg_count; i++) {
        const struct ab_leg *leg = &scenario->leg[i];
        if (leg->stop != AB_NOBODY) {
            audit_chain(build, i, leg->from, leg->to);
        }
    }
}
