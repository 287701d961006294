/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* geography.c - distances, winds, and times over routes. */
#include "scenario/build.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* WGS84: equatorial radius in km, flattening. */
#define RADIUS_KM  6378.137
#define FLATTENING (1 / 298.257223563)
#define RADIANS    (3.14159265358979323846 / 180)

/* To the nearest 2^-20 (a millimetre of a kilometre): what a C library's sine leaves open in the last
 * bit is gone, so that times are the same to the millisecond on every machine. */
static double on_grid(double value)
{
    return rint(value * 0x1p20) * 0x1p-20;
}

/* Lambert's formula: the central angle sigma is taken on the auxiliary sphere of reduced latitudes
 * and corrected to the first order of the flattening,
 *     d = a (sigma - f/2 (X + Y)),
 *     X = (sigma - sin sigma) sin^2 P cos^2 Q / cos^2 (sigma/2),
 *     Y = (sigma + sin sigma) cos^2 P sin^2 Q / sin^2 (sigma/2),
 * with P and Q the half sum and half difference of the reduced latitudes (P. D. Thomas, "Spheroidal
 * geodesics, reference systems and local geometry", US Naval Oceanographic Office SP-138, 1970).
 * sin (sigma/2) comes from the haversine, which keeps its precision for points close together. */
double ab_geodesic_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b)
{
    const double reduced_a = atan((1 - FLATTENING) * tan(latitude_a * RADIANS));
    const double reduced_b = atan((1 - FLATTENING) * tan(latitude_b * RADIANS));
    const double half_sum = (reduced_a + reduced_b) / 2, half_gap = (reduced_b - reduced_a) / 2;
    const double half_turn = sin((longitude_b - longitude_a) * RADIANS / 2);
    const double sin_gap = sin(half_gap), cos_gap = cos(half_gap);
    const double sin_sum = sin(half_sum), cos_sum = cos(half_sum);
    double sin2 = sin_gap * sin_gap + cos(reduced_a) * cos(reduced_b) * half_turn * half_turn;
    if (sin2 > 1) {
        sin2 = 1;
    }
    const double cos2 = 1 - sin2;
    if (sin2 == 0) {
        return 0;
    }
    const double sigma = 2 * atan2(sqrt(sin2), sqrt(cos2));
    /* Next to the antipode the correction has no limit; the sphere is then off by 0.3 % at most. */
    if (cos2 < 1e-3) {
        return on_grid(RADIUS_KM * (1 - FLATTENING / 2) * sigma);
    }
    const double x = (sigma - sin(sigma)) * sin_sum * sin_sum * cos_gap * cos_gap / cos2;
    const double y = (sigma + sin(sigma)) * cos_sum * cos_sum * sin_gap * sin_gap / sin2;
    return on_grid(RADIUS_KM * (sigma - FLATTENING / 2 * (x + y)));
}

/* A place as a unit vector. */
static void point_at(const struct ab_airfield *airfield, double point[3])
{
    const double latitude = airfield->latitude * RADIANS, longitude = airfield->longitude * RADIANS;
    point[0] = cos(latitude) * cos(longitude);
    point[1] = cos(latitude) * sin(longitude);
    point[2] = sin(latitude);
}

/* What there is to know of two positions, whatever flies between them. */
struct ab_span {
    double geodesic_km;
    double east, whole; /* the eastward part of the course is east / whole; whole 0: none */
};

/* On the sphere the course at the middle of a great circle is along the chord, and east at the
 * middle is square to its meridian. */
static struct ab_span span_between(const struct ab_airfield *a, const struct ab_airfield *b)
{
    double start[3], end[3];
    struct ab_span span = {
        .geodesic_km = ab_geodesic_km(a->latitude, a->longitude, b->latitude, b->longitude)};
    point_at(a, start);
    point_at(b, end);
    const double middle[2] = {start[0] + end[0], start[1] + end[1]};
    const double chord[3] = {end[0] - start[0], end[1] - start[1], end[2] - start[2]};
    const double across = sqrt(middle[0] * middle[0] + middle[1] * middle[1]);
    const double length = sqrt(chord[0] * chord[0] + chord[1] * chord[1] + chord[2] * chord[2]);
    if (across > 0 && length > 0) {
        span.east = chord[1] * middle[0] - chord[0] * middle[1];
        span.whole = across * length;
    }
    return span;
}

/* The table of spans has a row and a column for each airfield; beyond so many airfields it would be
 * larger than it is worth, and spans are reckoned when they are asked for. */
enum { TABLED_MAX = 64 };

bool ab_scenario_table_spans(struct ab_scenario *scenario, struct ab_arena *arena)
{
    const size_t count = (size_t)scenario->airfield_count;
    scenario->span = NULL;
    if (count > TABLED_MAX) {
        return true;
    }
    struct ab_span *table = ab_arena_take(arena, count * count * sizeof *table);
    scenario->span = table;
    for (size_t a = 0; table != NULL && a < count; a++) {
        for (size_t b = 0; b < a; b++) {
            if (scenario->airfield[a].located && scenario->airfield[b].located) {
                const struct ab_span span =
                    span_between(&scenario->airfield[a], &scenario->airfield[b]);
                table[a * count + b] = span;
                table[b * count + a] = (struct ab_span){span.geodesic_km, -span.east, span.whole};
            }
        }
    }
    return table != NULL;
}

static struct ab_span span_of(const struct ab_scenario *scenario, int from, int to)
{
    return scenario->span != NULL
               ? scenario->span[from * scenario->airfield_count + to]
               : span_between(&scenario->airfield[from], &scenario->airfield[to]);
}

/* The wind's part along the way between two airfields, km/h, positive when it helps: the wind
 * times the eastward component of the course at the middle of the great circle. 0 without
 * positions. */
static double tailwind_between(const struct ab_scenario *scenario, int from, int to)
{
    if (from == to || !scenario->airfield[from].located || !scenario->airfield[to].located) {
        return 0;
    }
    const struct ab_span span = span_of(scenario, from, to);
    return span.whole > 0 ? on_grid(scenario->general.wind * span.east / span.whole) : 0;
}

/* ---- legs ---- */

/* That a leg, or a route, leads from one airfield to another. */
struct ab_joint {
    int from, to, thing;
    bool backwards;
};

/* By ends; a leg of its own goes before one that is flown backwards, and the first before others. */
static int compare_joints(const void *a, const void *b)
{
    const struct ab_joint *left = a, *right = b;
    if (left->from != right->from) {
        return left->from < right->from ? -1 : 1;
    }
    if (left->to != right->to) {
        return left->to < right->to ? -1 : 1;
    }
    return left->backwards != right->backwards ? left->backwards - right->backwards
                                               : left->thing - right->thing;
}

/* Sorts them, and notes where those from each airfield begin; false when memory is out. */
static bool table_joints(struct ab_joints *joints, struct ab_joint *joint, int count, int airfields,
                         struct ab_arena *arena)
{
    int *first = ab_arena_take(arena, ((size_t)airfields + 2) * sizeof *first);
    if (joint == NULL || first == NULL) {
        return false;
    }
    if (count > 1) {
        qsort(joint, (size_t)count, sizeof *joint, compare_joints);
    }
    for (int from = AB_NOBODY, i = 0; from <= airfields; from++) {
        while (i < count && joint[i].from < from) {
            i++;
        }
        first[from - AB_NOBODY] = i;
    }
    *joints = (struct ab_joints){joint, first};
    return true;
}

static bool table_routes(struct ab_scenario *scenario, struct ab_arena *arena)
{
    struct ab_joint *joint =
        ab_arena_take(arena, 2 * (size_t)scenario->itinerary_count * sizeof *joint);
    int count = 0;
    for (int i = 0; joint != NULL && i < scenario->itinerary_count; i++) {
        const struct ab_references *legs = &scenario->itinerary[i].legs;
        if (legs->count > 1) {
            const int from = legs->index[0], to = legs->index[legs->count - 1];
            joint[count++] = (struct ab_joint){from, to, i, false};
            if (scenario->itinerary[i].both_ways) {
                joint[count++] = (struct ab_joint){to, from, i, true};
            }
        }
    }
    return table_joints(&scenario->route_joints, joint, count, scenario->airfield_count, arena);
}

bool ab_scenario_table_legs(struct ab_scenario *scenario, struct ab_arena *arena)
{
    struct ab_joint *joint = ab_arena_take(arena, 2 * (size_t)scenario->leg_count * sizeof *joint);
    int count = 0;
    for (int i = 0; joint != NULL && i < scenario->leg_count; i++) {
        const struct ab_leg *leg = &scenario->leg[i];
        joint[count++] = (struct ab_joint){leg->from, leg->to, i, false};
        if (leg->both_ways) {
            joint[count++] = (struct ab_joint){leg->to, leg->from, i, true};
        }
    }
    return table_joints(&scenario->leg_joints, joint, count, scenario->airfield_count, arena) &&
           table_routes(scenario, arena);
}

/* The first from one airfield to another, or NULL. */
static const struct ab_joint *find_joint(const struct ab_joints *joints, int from, int to)
{
    const int *first = &joints->first[from - AB_NOBODY];
    int low = first[0], high = first[1];
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (joints->joint[middle].to < to) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < first[1] && joints->joint[low].to == to ? &joints->joint[low] : NULL;
}

const struct ab_itinerary *ab_scenario_itinerary(const struct ab_scenario *scenario, int from,
                                                 int to, bool *backwards)
{
    const struct ab_joint *found =
        scenario->route_joints.joint != NULL ? find_joint(&scenario->route_joints, from, to) : NULL;
    *backwards = found != NULL && found->backwards;
    return found != NULL ? &scenario->itinerary[found->thing] : NULL;
}

const struct ab_leg *ab_scenario_leg(const struct ab_scenario *scenario, int from, int to)
{
    const struct ab_leg *backwards = NULL;
    if (scenario->leg_joints.joint != NULL) {
        const struct ab_joint *found = find_joint(&scenario->leg_joints, from, to);
        return found != NULL ? &scenario->leg[found->thing] : NULL;
    }
    for (int i = 0; i < scenario->leg_count; i++) {
        const struct ab_leg *leg = &scenario->leg[i];
        if (leg->from == from && leg->to == to) {
            return leg;
        }
        if (leg->both_ways && leg->from == to && leg->to == from && backwards == NULL) {
            backwards = leg;
        }
    }
    return backwards;
}

/* The distance, by the leg that applies or from the positions. */
static double distance_by(const struct ab_scenario *scenario, const struct ab_leg *leg, int from,
                          int to)
{
    if (from == to) {
        return 0;
    }
    if (leg != NULL && leg->distance > 0) {
        return leg->distance;
    }
    if (!scenario->airfield[from].located || !scenario->airfield[to].located) {
        return (double)NAN;
    }
    const double factor =
        leg != NULL && leg->route_factor > 0 ? leg->route_factor : scenario->general.route_factor;
    return factor * span_of(scenario, from, to).geodesic_km;
}

/* ---- routes ---- */

struct ab_route ab_scenario_route(const struct ab_scenario *scenario, int from, int to)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return (struct ab_route){.distance_km = distance_by(scenario, leg, from, to),
                             .tailwind = tailwind_between(scenario, from, to),
                             .leg = leg};
}

double ab_route_still_air(const struct ab_route *route, const struct ab_aircraft_type *type)
{
    const double cruise = type->cruise_speed;
    return cruise + route->tailwind > 0 ? route->distance_km * cruise / (cruise + route->tailwind)
                                        : route->distance_km;
}

double ab_route_planned_block(const struct ab_route *route, const struct ab_aircraft_type *type)
{
    const double km = ab_route_still_air(route, type);
    if (isnan(km) || type->cruise_speed <= 0) {
        return (double)NAN;
    }
    return km / type->cruise_speed * (double)AB_HOUR + (double)type->allowance;
}

double ab_route_mean_block(const struct ab_route *route, const struct ab_aircraft_type *type)
{
    if (route->leg != NULL && route->leg->has_block_time) {
        return route->leg->block_time->mean;
    }
    return ab_route_planned_block(route, type) * type->block_factor->mean;
}
