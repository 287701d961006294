/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* geography.c - distances and times between places. */
#include "model/geography.h"

#include "base/memory.h"
#include "model/luck.h"
#include "model/way.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

size_t ab_geography_flights(const struct ab_scenario *scenario)
{
    const uint64_t airfields = (uint64_t)scenario->airfield_count;
    const uint64_t flights = airfields * airfields * (uint64_t)scenario->aircraft_count;
    return flights < AB_FLIGHTS_MAX ? (size_t)flights : AB_FLIGHTS_MAX;
}

void ab_geography_prepare(struct ab_run *run)
{
    for (size_t i = ab_geography_flights(run->scenario); i-- > 0;) {
        run->flight[i].number = UINT64_MAX;
    }
}

/* --- which airfields lie apart --------------------------------------------------------------- */

static int compare_latitudes(const void *a, const void *b)
{
    const struct ab_airfield *first = *(const struct ab_airfield *const *)a;
    const struct ab_airfield *second = *(const struct ab_airfield *const *)b;
    return (first->latitude > second->latitude) - (first->latitude < second->latitude);
}

/* Degrees; near a pole whoever is as far north. An assumption: apart is far enough that no rounding makes
 * a flight take no time. */
static const double NEAR = 0.005, POLAR = 89;

static bool is_near(const struct ab_airfield *a, const struct ab_airfield *b)
{
    const double east = fabs(a->longitude - b->longitude);
    return east < NEAR || 360 - east < NEAR || fabs(a->latitude) > POLAR;
}

/* Each is held against those that are as far north. Of very many all are taken to be near, which costs time
 * alone. */
static void find_near(const struct ab_scenario *scenario, const struct ab_airfield **by_latitude,
                      int count, bool *is_apart)
{
    enum { LOOKS = 64 };
    qsort(by_latitude, (size_t)count, sizeof *by_latitude, compare_latitudes);
    for (int i = 0; i < count; i++) {
        const struct ab_airfield *field = by_latitude[i];
        for (int j = i + 1; j < count && by_latitude[j]->latitude - field->latitude < NEAR; j++) {
            if (j - i >= LOOKS || is_near(field, by_latitude[j])) {
                is_apart[field - scenario->airfield] = false;
                is_apart[by_latitude[j] - scenario->airfield] = false;
            }
        }
    }
}

static bool takes_time(const struct ab_scenario *scenario)
{
    bool takes = true;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        takes = takes && scenario->aircraft[t].block_factor->mean > 0;
    }
    return takes;
}

bool ab_geography_tell_apart(const struct ab_scenario *scenario, bool *is_apart)
{
    const size_t airfields = (size_t)scenario->airfield_count;
    const struct ab_airfield **by_latitude = ab_memory_take(airfields, sizeof *by_latitude);
    const bool takes = takes_time(scenario);
    int located = 0;
    for (int i = 0; by_latitude && i < scenario->airfield_count; i++) {
        is_apart[i] = takes;
        if (scenario->airfield[i].located) {
            by_latitude[located++] = &scenario->airfield[i];
        }
    }
    if (by_latitude) {
        find_near(scenario, by_latitude, located, is_apart);
    }
    for (int i = 0; i < scenario->leg_count; i++) {
        const struct ab_leg *leg = &scenario->leg[i];
        if (leg->has_block_time && !(leg->block_time->mean > 0)) {
            is_apart[leg->from] = is_apart[leg->to] = false;
        }
    }
    ab_memory_give(by_latitude);
    return by_latitude != NULL;
}

/* --- in the air ------------------------------------------------------------------------------ */

void ab_geography_find(const struct ab_run *run, struct ab_known_flight *known, int type, int from,
                       int to)
{
    const struct ab_scenario *scenario = run->scenario;
    const struct ab_aircraft_type *aircraft = &scenario->aircraft[type];
    const struct ab_route route = ab_scenario_route(scenario, from, to);
    const int course = ab_way_find(run, from, to);
    const struct ab_way *stopping = ab_way_of(run, course);
    const struct ab_way way =
        stopping ? *stopping : (struct ab_way){.flights = 1, .flight = {{from, to, route}}};
    *known = (struct ab_known_flight){
        .number = ab_geography_number(run, type, from, to),
        .type = type,
        .from = from,
        .to = to,
        .course = course,
        .leg = route.leg,
        .distance_km = route.distance_km,
        .planned_block = from == to ? 0 : ab_route_planned_block(&route, aircraft),
        .mean_block = from == to ? 0 : ab_route_mean_block(&route, aircraft),
        .payload_t = ab_way_payload(scenario, aircraft, &way, 0),
        .payload_out_and_back_t = ab_way_payload(scenario, aircraft, &way, AB_DRY_TO),
    };
}

struct ab_block_time ab_geography_block_time(const struct ab_run *run, int type, int from, int to)
{
    const struct ab_known_flight *flight = ab_geography_flight(run, type, from, to);
    if (flight->leg && flight->leg->has_block_time) {
        return (struct ab_block_time){flight->leg->block_time, 1};
    }
    return (struct ab_block_time){run->scenario->aircraft[type].block_factor,
                                  flight->planned_block};
}

ab_time ab_geography_block(const struct ab_run *run, int type, int from, int to, uint64_t stream,
                           uint32_t index)
{
    const struct ab_block_time time = ab_geography_block_time(run, type, from, to);
    return ab_time_round(time.unit * ab_luck_real(run, time.factor, stream, index));
}

/* --- on the road ----------------------------------------------------------------------------- */

ab_time ab_geography_road(const struct ab_run *run, int airfield, int site, uint64_t stream)
{
    const struct ab_site *place = &run->scenario->site[site];
    if (place->has_road_time) {
        return ab_luck_time(run, place->road_time, stream, 0);
    }
    if (airfield == AB_NOBODY) {
        return 0;
    }
    const struct ab_airfield *field = &run->scenario->airfield[airfield];
    assert(field->located && place->located);
    const double km =
        ab_geodesic_km(field->latitude, field->longitude, place->latitude, place->longitude) *
        run->scenario->general.road_factor;
    return ab_time_round(km / run->scenario->general.road_speed * (double)AB_HOUR);
}
