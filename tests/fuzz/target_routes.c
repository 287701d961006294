/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_routes.c - legs, routes and hubs between four airfields, and who flies them.
 *
 * The input stands behind a scenario that has types and fields (small.h). Of what is accepted every way is
 * looked at, and what fleets carry over it: distances and payloads are numbers, flights join, and stops
 * are within bounds. */
#include "fuzz/small.h"
#include "fuzz/targets.h"
#include "scenario/rules.h"

#include <math.h>

static void check_way(const struct ab_scenario *scenario, int from, int to)
{
    struct ab_way way = ab_scenario_way(scenario, from, to);
    int at = from;
    require(way.flights >= 1 && way.flights <= AB_STOPS_MAX + 1);
    for (int i = 0; i < way.flights; i++) {
        require(way.flight[i].from == at);
        at = way.flight[i].to;
        require(at >= 0 && at < scenario->airfield_count);
    }
    require(at == to);
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const struct ab_aircraft_type *type = &scenario->aircraft[t];
        const struct ab_stretch longest = ab_way_longest(&way, type);
        require(longest.first >= 0 && longest.first <= longest.last && longest.last < way.flights);
        require(isnan(longest.km) || (isfinite(longest.km) && longest.km >= 0));
        const double payload = ab_way_payload(scenario, type, &way, AB_DRY_FROM | AB_DRY_TO);
        require(!isnan(payload));
        const double block = ab_way_longest_block(&way, type);
        require(isnan(block) || block >= 0);
    }
    ab_way_dry_stops(&way, scenario);
}

static void check_carriage(const struct ab_scenario *scenario)
{
    for (int k = 0; k < scenario->contingent_count; k++) {
        for (int f = 0; f < scenario->fleet_count; f++) {
            for (int d = 0; d < 2; d++) {
                const struct ab_payloads payloads = ab_scenario_payloads(
                    scenario, &scenario->contingent[k], f, (enum ab_direction)d, true);
                require(!isnan(payloads.least) && !isnan(payloads.most));
                require(payloads.least <= payloads.most);
            }
        }
    }
}

void fuzz_routes(const uint8_t *data, size_t size)
{
    static struct ab_errors errors;
    struct shelf shelf = {0};
    struct ab_document *document;
    struct ab_scenario *scenario =
        fuzz_bind_behind(&document, &shelf, SMALL_BEGINNING, data, size, &errors);
    for (int from = 0; scenario != NULL && from < scenario->airfield_count; from++) {
        for (int to = 0; to < scenario->airfield_count; to++) {
            if (from != to && ab_way_is_known(scenario, from, to)) {
                check_way(scenario, from, to);
            }
        }
    }
    if (scenario != NULL) {
        check_carriage(scenario);
    }
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    shelf_clear(&shelf);
}
