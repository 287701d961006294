/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* geography.h - how far it is, and how long a flight or a road march takes. */
#ifndef AB_MODEL_GEOGRAPHY_H
#define AB_MODEL_GEOGRAPHY_H

#include "model/state.h"
#include "scenario/rules.h"

/* How many routes run->route must have room for; none is known at first. */
size_t ab_geography_routes(const struct ab_scenario *scenario);
void ab_geography_prepare(struct ab_run *run);

double ab_geography_distance(const struct ab_run *run, int from, int to); /* km, NAN: unknown */

/* How a loaded aircraft gets there, over the leg's stop if it has one. */
struct ab_way ab_geography_way(const struct ab_run *run, int from, int to);

/* The leg section that applies, or NULL; where loaded aircraft stop on the way, or AB_NOBODY. */
const struct ab_leg *ab_geography_leg(const struct ab_run *run, int from, int to);
int ab_geography_stop(const struct ab_run *run, int from, int to);

/* Mean block time in ms (block out to block in, without waits): distance / ground speed plus the
 * type's allowance, or the leg's own mean; 0 to the same airfield. NAN when the type cannot know
 * it. */
double ab_geography_mean_block(const struct ab_run *run, int type, int from, int to);

/* A drawn block time: the above with its random factor. */
ab_time ab_geography_block(const struct ab_run *run, int type, int from, int to, uint64_t stream,
                           uint32_t index);

/* Road time between an airfield and a site: the site's own, or distance * road factor / speed. */
ab_time ab_geography_road(const struct ab_run *run, int airfield, int site, uint64_t stream);

#endif
