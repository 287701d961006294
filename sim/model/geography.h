/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* geography.h - how far it is, and how long a flight or a road march takes. */
#ifndef AB_MODEL_GEOGRAPHY_H
#define AB_MODEL_GEOGRAPHY_H

#include "model/state.h"

/* How many flights run->flight must have room for; none is known at first. With so few triples of type
 * and airfields that each may have a place of its own, it has: with one type, up to 500 airfields.
 * Beyond that they share places, the latest asked for being there, so that memory does not grow with
 * the square of the airfields. A prime spreads them. */
enum { AB_FLIGHTS_MAX = 262139 };
size_t ab_geography_flights(const struct ab_scenario *scenario);
void ab_geography_prepare(struct ab_run *run);

/* By airfield, whether every flight to it or from it takes time on average, as far as is seen at once: not
 * where another field is within half a kilometre or so, or a leg takes none. False when memory is out. */
bool ab_geography_tell_apart(const struct ab_scenario *scenario, bool *is_apart);

/* Finds what flights of a type between two airfields have in common, and keeps it at *known. */
void ab_geography_find(const struct ab_run *run, struct ab_known_flight *known, int type, int from,
                       int to);

/* The number of such flights among all that there may be. */
static inline uint64_t ab_geography_number(const struct ab_run *run, int type, int from, int to)
{
    const uint64_t airfields = (uint64_t)run->scenario->airfield_count;
    const uint64_t types = (uint64_t)run->scenario->aircraft_count;
    return ((uint64_t)from * airfields + (uint64_t)to) * types + (uint64_t)type;
}

/* What they have in common; until the next is asked for. */
static inline const struct ab_known_flight *ab_geography_flight(const struct ab_run *run, int type,
                                                                int from, int to)
{
    const uint64_t number = ab_geography_number(run, type, from, to);
    struct ab_known_flight *known =
        &run->flight[number < AB_FLIGHTS_MAX ? number : number % AB_FLIGHTS_MAX];
    if (known->number != number) {
        ab_geography_find(run, known, type, from, to);
    }
    return known;
}

/* Mean block time in ms (block out to block in, without waits): distance / ground speed plus the
 * type's allowance, or the leg's own mean; 0 to the same airfield. NAN when the type cannot know
 * it. */
static inline double ab_geography_mean_block(const struct ab_run *run, int type, int from, int to)
{
    return ab_geography_flight(run, type, from, to)->mean_block;
}

/* A drawn block time: the above with its random factor. What it is made of, and one draw of it. */
struct ab_block_time {
    const struct ab_distribution *factor;
    double unit; /* ms */
};
struct ab_block_time ab_geography_block_time(const struct ab_run *run, int type, int from, int to);
ab_time ab_geography_block(const struct ab_run *run, int type, int from, int to, uint64_t stream,
                           uint32_t index);

/* Road time between an airfield and a site: the site's own, or distance * road factor / speed. */
ab_time ab_geography_road(const struct ab_run *run, int airfield, int site, uint64_t stream);

#endif
