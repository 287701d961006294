/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_beginning.c - whether a scenario can begin in the middle as it says. */
#include "scenario/build.h"

#include "scenario/rules.h"

#include <inttypes.h>

static void audit_positions(struct ab_build *build, int index)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_fleet *fleet = &scenario->fleet[index];
    const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_FLEET, &fleet->named);
    int64_t placed = 0;
    if (ab_build_doubts_fleet(build, index)) {
        return;
    }
    for (int p = 0; p < fleet->position_count; p++) {
        const int airfield = fleet->positions[p].index;
        placed += fleet->positions[p].count;
        if (!ab_field_takes(&scenario->airfield[airfield], scenario, fleet->type,
                            airfield == fleet->home)) {
            ab_thing_fault(
                thing, "positions", build->errors,
                "[airfield.%s] does not take '%s': its runway is too short, or the type is "
                "banned or larger than its stands",
                scenario->airfield[airfield].named.id, scenario->aircraft[fleet->type].named.id);
        }
        if (!ab_way_is_known(scenario, airfield, fleet->home)) {
            ab_thing_fault(
                thing, "positions", build->errors,
                "the leg %s - %s cannot be flown: the airfields have no positions and no "
                "[leg.ID] gives its distance or block_time",
                scenario->airfield[airfield].named.id, scenario->airfield[fleet->home].named.id);
        }
    }
    if (scenario->contingent_count == 0) {
        ab_thing_fault(thing, "positions", build->errors, "there is no contingent to carry");
    }
    if (placed > fleet->number) {
        ab_thing_fault(thing, "positions", build->errors,
                       "places %" PRId64 " aircraft, and the fleet has %" PRId64, placed,
                       fleet->number);
    }
}

/* Stands that are taken at the start, by the fleet that takes one too many. */
static void audit_stands(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    int64_t *taken =
        ab_arena_take(build->scratch, ((size_t)scenario->airfield_count + 1) * sizeof *taken);
    if (taken == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int f = 0; f < scenario->fleet_count; f++) {
        const struct ab_fleet *fleet = &scenario->fleet[f];
        const int positions = ab_build_doubts_fleet(build, f) ? 0 : fleet->position_count;
        for (int p = 0; p < positions; p++) {
            const int a = fleet->positions[p].index;
            const int64_t before = taken[a], most = scenario->airfield[a].parking_mog;
            taken[a] += a != fleet->home
                            ? fleet->positions[p].count * scenario->aircraft[fleet->type].stands
                            : 0;
            const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_FLEET, &fleet->named);
            if (before <= most && taken[a] > most) {
                ab_thing_fault(thing, "positions", build->errors,
                               "[airfield.%s] has %" PRId64 " stands, and the aircraft that are "
                               "there at the start take %" PRId64,
                               scenario->airfield[a].named.id, most, taken[a]);
            }
        }
    }
}

/* Whether a fleet whose aircraft is under way with a load may carry it, reach where it is bound, and land
 * there. */
static void audit_airborne(struct ab_build *build, const struct ab_contingent *contingent,
                           int fleet)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_fleet *of = &scenario->fleet[fleet];
    const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named);
    const bool is_bound = ab_contingent_flies_in(contingent);
    const int to = is_bound ? contingent->apod.index[0] : AB_NOBODY;
    if (!ab_contingent_allows(contingent, AB_IN, fleet)) {
        ab_thing_fault(thing, "airborne", build->errors,
                       "[fleet.%s] is none of those that may carry it", of->named.id);
    } else if (is_bound && ab_scenario_payload(scenario, &scenario->aircraft[of->type],
                                               contingent->apoe, to, false) < 0) {
        ab_thing_fault(thing, "airborne", build->errors,
                       "[airfield.%s], where it is bound, is out of range for [fleet.%s]",
                       scenario->airfield[to].named.id, of->named.id);
    } else if (is_bound &&
               !ab_field_takes(&scenario->airfield[to], scenario, of->type, to == of->home)) {
        ab_thing_fault(thing, "airborne", build->errors,
                       "[airfield.%s], where it is bound, does not take '%s' of [fleet.%s]: its "
                       "runway is too short, or the type is banned or larger than its stands",
                       scenario->airfield[to].named.id, scenario->aircraft[of->type].named.id,
                       of->named.id);
    }
}

/* Of loads that are counted no more have begun than there are. How many others make is known with a run. */
static void audit_begun(struct ab_build *build, const struct ab_contingent *contingent,
                        const struct ab_thing *thing, const char *key)
{
    int64_t begun = contingent->delivered;
    for (int i = 0; i < contingent->airborne_count; i++) {
        begun += contingent->airborne[i].count;
    }
    if (contingent->loads > 0 && begun > contingent->loads) {
        ab_thing_fault(thing, key, build->errors,
                       "%" PRId64 " loads are delivered, or in the air, at the start, of %" PRId64,
                       begun, contingent->loads);
    }
}

static void audit_loads(struct ab_build *build, const struct ab_contingent *contingent)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named);
    const char *key = contingent->delivered > 0 ? "delivered" : "airborne";
    if (thing->doubtful ||
        !ab_contingent_comes(contingent) || /* of who only leaves it is told elsewhere */
        (contingent->delivered == 0 && contingent->airborne_count == 0)) {
        return;
    }
    if (!ab_contingent_flies_in(contingent)) {
        ab_thing_fault(thing, key, build->errors, "no aircraft brings this contingent in");
    }
    if (scenario->command.request.kind == AB_WHEN_DATE
            ? scenario->command.request.date > 0
            : scenario->command.request.delay->high > 0) {
        ab_thing_fault(thing, key, build->errors,
                       "the scenario begins in the middle, and the request comes later: [command] "
                       "request must be its start");
    }
    if (contingent->joins_later || !ab_contingent_is_committed(contingent)) {
        ab_thing_fault(thing, key, build->errors, "it is no part of the force at the start");
    }
    audit_begun(build, contingent, thing, key);
    for (int i = 0; i < contingent->airborne_count; i++) {
        if (!ab_build_doubts_fleet(build, contingent->airborne[i].index)) {
            audit_airborne(build, contingent, contingent->airborne[i].index);
        }
    }
}

/* Aircraft in the air at the start, by the contingent that has one too many of a fleet. */
static void audit_aloft(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    int64_t *away =
        ab_arena_take(build->scratch, ((size_t)scenario->fleet_count + 1) * sizeof *away);
    if (away == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int f = 0; f < scenario->fleet_count; f++) {
        for (int p = 0; p < scenario->fleet[f].position_count; p++) {
            away[f] += scenario->fleet[f].positions[p].count;
        }
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        for (int i = 0; i < contingent->airborne_count; i++) {
            const int f = contingent->airborne[i].index;
            const int64_t before = away[f], most = scenario->fleet[f].number;
            away[f] += contingent->airborne[i].count;
            if (before <= most && away[f] > most && !ab_build_doubts_fleet(build, f)) {
                ab_thing_fault(ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named),
                               "airborne", build->errors,
                               "%" PRId64 " aircraft of [fleet.%s] are in the air at the start or "
                               "have positions, and it has %" PRId64,
                               away[f], scenario->fleet[f].named.id, most);
            }
        }
    }
}

static void audit_sites(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    int64_t *held =
        ab_arena_take(build->scratch, ((size_t)scenario->contingent_count + 1) * sizeof *held);
    if (held == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int s = 0; s < scenario->site_count; s++) {
        const struct ab_site *site = &scenario->site[s];
        const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_SITE, &site->named);
        if (thing->doubtful || site->held_by == AB_NOBODY ||
            ab_build_doubts(build, AB_SECTION_CONTINGENT, site->held_by)) {
            continue;
        }
        const struct ab_contingent *contingent = &scenario->contingent[site->held_by];
        held[site->held_by] += site->guards;
        if (contingent->delivered == 0) {
            ab_thing_fault(thing, "held_by", build->errors,
                           "[contingent.%s] has no loads that are delivered at the start",
                           contingent->named.id);
        } else if (site->contingent != AB_NOBODY && site->contingent != site->held_by) {
            ab_thing_fault(thing, "held_by", build->errors,
                           "only [contingent.%s] may guard this site",
                           scenario->contingent[site->contingent].named.id);
        } else if ((double)held[site->held_by] > contingent->people->high) {
            ab_thing_fault(thing, "held_by", build->errors,
                           "%" PRId64 " people of [contingent.%s] hold sites at the start, and it "
                           "has %.0f",
                           held[site->held_by], contingent->named.id, contingent->people->high);
        }
    }
}

void ab_build_audit_beginning(struct ab_build *build)
{
    for (int f = 0; f < build->scenario->fleet_count; f++) {
        if (build->scenario->fleet[f].position_count > 0) {
            audit_positions(build, f);
        }
    }
    audit_stands(build);
    if (build->failed) {
        return;
    }
    for (int c = 0; c < build->scenario->contingent_count; c++) {
        audit_loads(build, &build->scenario->contingent[c]);
    }
    audit_aloft(build);
    audit_sites(build);
}
