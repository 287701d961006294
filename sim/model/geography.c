/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* geography.c - distances and times between places. */
#include "model/geography.h"

#include "model/luck.h"

#include <math.h>

/* Routes that were asked for before, each in the place that its pair has. With up to ROUTES pairs
 * every one has its own; beyond that pairs share places, the latest asked for being there, so that
 * memory does not grow with the square of the airfields. A prime spreads them. */
enum { ROUTES = 65521 };

size_t ab_geography_routes(const struct ab_scenario *scenario)
{
    const uint64_t airfields = (uint64_t)scenario->airfield_count;
    return airfields * airfields < ROUTES ? airfields * airfields : ROUTES;
}

void ab_geography_prepare(struct ab_run *run)
{
    for (size_t i = ab_geography_routes(run->scenario); i-- > 0;) {
        run->route[i].from = AB_NOBODY;
    }
}

static void find_route(const struct ab_run *run, struct ab_known_route *known, int from, int to)
{
    known->from = from;
    known->to = to;
    known->route = ab_scenario_route(run->scenario, from, to);
}

static inline const struct ab_route *route_between(const struct ab_run *run, int from, int to)
{
    const uint64_t pair = (uint64_t)from * (uint64_t)run->scenario->airfield_count + (uint64_t)to;
    struct ab_known_route *known = &run->route[pair < ROUTES ? pair : pair % ROUTES];
    if (known->from != from || known->to != to) {
        find_route(run, known, from, to);
    }
    return &known->route;
}

double ab_geography_distance(const struct ab_run *run, int from, int to)
{
    return route_between(run, from, to)->distance_km;
}

const struct ab_leg *ab_geography_leg(const struct ab_run *run, int from, int to)
{
    return route_between(run, from, to)->leg;
}

/* --- in the air ------------------------------------------------------------------------------ */

static struct ab_route known_route(const void *run, int from, int to)
{
    return *route_between(run, from, to);
}

struct ab_way ab_geography_way(const struct ab_run *run, int from, int to)
{
    return ab_way_between(known_route, run, from, to);
}

/* A leg that holds both ways has its stop both ways. */
int ab_geography_stop(const struct ab_run *run, int from, int to)
{
    const struct ab_leg *leg = ab_geography_leg(run, from, to);
    return leg ? leg->stop : AB_NOBODY;
}

static bool has_own_block_time(const struct ab_route *route)
{
    return route->leg && route->leg->has_block_time;
}

double ab_geography_mean_block(const struct ab_run *run, int type, int from, int to)
{
    if (from == to) {
        return 0;
    }
    return ab_route_mean_block(route_between(run, from, to), &run->scenario->aircraft[type]);
}

ab_time ab_geography_block(const struct ab_run *run, int type, int from, int to, uint64_t stream,
                           uint32_t index)
{
    if (from == to) {
        return 0;
    }
    const struct ab_route *route = route_between(run, from, to);
    if (has_own_block_time(route)) {
        return ab_luck_time(run, route->leg->block_time, stream, index);
    }
    const struct ab_aircraft_type *aircraft = &run->scenario->aircraft[type];
    const double factor = ab_luck_real(run, aircraft->block_factor, stream, index);
    return ab_time_round(ab_route_planned_block(route, aircraft) * factor);
}

/* --- on the road ----------------------------------------------------------------------------- */

ab_time ab_geography_road(const struct ab_run *run, int airfield, int site, uint64_t stream)
{
    const struct ab_site *place = &run->scenario->site[site];
    if (place->has_road_time) {
        return ab_luck_time(run, place->road_time, stream, 0);
    }
    if (airfield == AB_NOBODY || !place->located || !run->scenario->airfield[airfield].located) {
        return 0;
    }
    const struct ab_airfield *field = &run->scenario->airfield[airfield];
    const double km =
        ab_geodesic_km(field->latitude, field->longitude, place->latitude, place->longitude) *
        run->scenario->general.road_factor;
    return ab_time_round(km / run->scenario->general.road_speed * (double)AB_HOUR);
}
