/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* carriage.c - who may carry what from where to where, in the best of times.
 *
 * The reader asks this before a run and refuses what nobody could ever carry; the model asks the
 * same when it plans loads. What an airfield is at the start is no obstacle when a change alters
 * it. */
#include "scenario/scenario.h"

#include <stddef.h>

bool ab_references_name(const struct ab_references *references, int index)
{
    for (int i = 0; i < references->count; i++) {
        if (references->index[i] == index) {
            return true;
        }
    }
    return false;
}

bool ab_contingent_allows(const struct ab_contingent *contingent, int fleet)
{
    return contingent->fleets.count == 0 || ab_references_name(&contingent->fleets, fleet);
}

bool ab_contingent_is_committed(const struct ab_contingent *contingent)
{
    return !contingent->standby || contingent->commit.kind != AB_WHEN_UNSET;
}

bool ab_contingent_is_force(const struct ab_contingent *contingent)
{
    return ab_contingent_is_committed(contingent) &&
           (contingent->people.mean > 0 || contingent->vehicle_counts > 0 || contingent->bulk > 0 ||
            contingent->loads > 0);
}

bool ab_scenario_has_force(const struct ab_scenario *scenario)
{
    bool has_force = false;
    for (int i = 0; i < scenario->contingent_count; i++) {
        has_force = has_force || ab_contingent_is_force(&scenario->contingent[i]);
    }
    return has_force;
}

bool ab_scenario_withdraws(const struct ab_scenario *scenario)
{
    return ab_scenario_has_force(scenario) && scenario->general.end != AB_END_CLOSED &&
           scenario->withdrawal.order.kind != AB_WHEN_UNSET;
}

bool ab_scenario_allows_type(const struct ab_scenario *scenario, int airfield, int fleet)
{
    return !ab_references_name(&scenario->airfield[airfield].banned, scenario->fleet[fleet].type) ||
           ab_scenario_changes_airfield(scenario, airfield, offsetof(struct ab_airfield, banned));
}

bool ab_scenario_has_runway(const struct ab_scenario *scenario, int airfield, int fleet)
{
    const double needed = scenario->aircraft[scenario->fleet[fleet].type].runway;
    return needed <= scenario->airfield[airfield].runway_length ||
           ab_scenario_changes_airfield(scenario, airfield,
                                        offsetof(struct ab_airfield, runway_length));
}

/* At home aircraft need no stands of the airfield's. */
bool ab_scenario_has_stands(const struct ab_scenario *scenario, int airfield, int fleet)
{
    const int64_t needed = scenario->aircraft[scenario->fleet[fleet].type].stands;
    return needed <= scenario->airfield[airfield].parking_mog ||
           scenario->fleet[fleet].home == airfield ||
           ab_scenario_changes_airfield(scenario, airfield,
                                        offsetof(struct ab_airfield, parking_mog));
}

int ab_contingent_leaves_from(const struct ab_contingent *contingent)
{
    if (contingent->withdraw_from != AB_NOBODY) {
        return contingent->withdraw_from;
    }
    return contingent->apod.count > 0 ? contingent->apod.index[0] : AB_NOBODY;
}

int ab_contingent_returns_to(const struct ab_contingent *contingent)
{
    return contingent->return_to != AB_NOBODY ? contingent->return_to : contingent->apoe;
}

static bool may_use(const struct ab_scenario *scenario, int airfield, int fleet)
{
    return ab_scenario_allows_type(scenario, airfield, fleet) &&
           ab_scenario_has_runway(scenario, airfield, fleet) &&
           ab_scenario_has_stands(scenario, airfield, fleet);
}

typedef double payload_between(const struct ab_scenario *scenario,
                               const struct ab_aircraft_type *type, int from, int to);

static double leg_payload(const struct ab_scenario *scenario, int fleet, int from, int to,
                          payload_between *payload)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    const int stop = leg != NULL && leg->stop != AB_NOBODY ? leg->stop : to;
    return may_use(scenario, from, fleet) && may_use(scenario, to, fleet) &&
                   may_use(scenario, stop, fleet)
               ? payload(scenario, &scenario->aircraft[scenario->fleet[fleet].type], from, to)
               : -1;
}

static double planned_payload(const struct ab_scenario *scenario,
                              const struct ab_contingent *contingent, int fleet, bool outbound,
                              payload_between *between)
{
    if (outbound) {
        return leg_payload(scenario, fleet, ab_contingent_leaves_from(contingent),
                           ab_contingent_returns_to(contingent), between);
    }
    double least = -1;
    for (int i = 0; i < contingent->apod.count; i++) {
        const double payload =
            leg_payload(scenario, fleet, contingent->apoe, contingent->apod.index[i], between);
        if (payload >= 0 && (least < 0 || payload < least)) {
            least = payload;
        }
    }
    return least;
}

double ab_scenario_planned_payload(const struct ab_scenario *scenario,
                                   const struct ab_contingent *contingent, int fleet, bool outbound)
{
    return planned_payload(scenario, contingent, fleet, outbound, ab_scenario_payload);
}

double ab_scenario_planned_fuelled_payload(const struct ab_scenario *scenario,
                                           const struct ab_contingent *contingent, int fleet,
                                           bool outbound)
{
    return planned_payload(scenario, contingent, fleet, outbound, ab_scenario_fuelled_payload);
}
