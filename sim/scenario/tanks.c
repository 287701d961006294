/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tanks.c - the fuel that an aircraft needs from one fuelling to the next. */
#include "scenario/tanks.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

double ab_tanks_hours(const struct ab_scenario *scenario, int fleet, int from, int to)
{
    const struct ab_route route = ab_scenario_route(scenario, from, to);
    const double block = ab_route_mean_block(&route, ab_scenario_type(scenario, fleet));
    return from == to || isnan(block) ? 0 : block / (double)AB_HOUR;
}

/* Whether an aircraft can ever be fuelled at an airfield. */
static bool may_fuel(const struct ab_scenario *scenario, int fleet, int airfield)
{
    return scenario->airfield[airfield].fuel || airfield == scenario->fleet[fleet].home ||
           ab_scenario_changes_airfield(scenario, airfield, offsetof(struct ab_airfield, fuel));
}

static void begin(const struct ab_scenario *scenario, struct ab_dry_stretch *stretch, int from)
{
    (void)snprintf(stretch->over, sizeof stretch->over, "%s", scenario->airfield[from].named.id);
    stretch->hours = 0;
}

static void fly_on(const struct ab_scenario *scenario, int fleet, struct ab_dry_stretch *stretch,
                   int from, int to)
{
    const size_t length = strlen(stretch->over);
    (void)snprintf(stretch->over + length, sizeof stretch->over - length, " - %s",
                   scenario->airfield[to].named.id);
    stretch->hours += ab_tanks_hours(scenario, fleet, from, to);
}

static void keep_longer(struct ab_dry_stretch *longest, const struct ab_dry_stretch *stretch)
{
    if (stretch->hours > longest->hours) {
        *longest = *stretch;
    }
}

struct ab_dry_stretch ab_tanks_longest(const struct ab_scenario *scenario, const struct ab_way *way,
                                       int fleet, int from, int to)
{
    const int home = scenario->fleet[fleet].home;
    int fuelled = from;
    struct ab_dry_stretch stretch, longest = {.hours = 0};
    begin(scenario, &stretch, from);
    if (!may_fuel(scenario, fleet, from)) {
        const bool is_nearer =
            may_fuel(scenario, fleet, to) &&
            ab_tanks_hours(scenario, fleet, to, from) < ab_tanks_hours(scenario, fleet, home, from);
        begin(scenario, &stretch, is_nearer ? to : home);
        fly_on(scenario, fleet, &stretch, is_nearer ? to : home, from);
    }
    for (int i = 0; i < way->flights; i++) {
        fly_on(scenario, fleet, &stretch, way->flight[i].from, way->flight[i].to);
        if (i + 1 < way->flights && way->stop[i].fuels &&
            may_fuel(scenario, fleet, way->flight[i].to)) {
            keep_longer(&longest, &stretch);
            fuelled = way->flight[i].to;
            begin(scenario, &stretch, fuelled);
        }
    }
    if (!may_fuel(scenario, fleet, to)) {
        const bool returns =
            may_fuel(scenario, fleet, fuelled) && ab_way_is_known(scenario, to, fuelled);
        fly_on(scenario, fleet, &stretch, to, returns ? fuelled : home);
    }
    keep_longer(&longest, &stretch);
    longest.fuel_t = longest.hours * ab_scenario_type(scenario, fleet)->fuel_burn;
    return longest;
}
