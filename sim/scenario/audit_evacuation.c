/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_evacuation.c - what an evacuation's keys must not say together, and whether anybody can fly its
 * people to where they may go. */
#include "scenario/build.h"
#include "scenario/evacuation.h"
#include "scenario/rules.h"

#include <math.h>
#include <stddef.h>

/* An evacuation under judgement. */
struct judge {
    struct ab_build *build;
    const struct ab_evacuation *evacuation;
    struct ab_thing *thing;
};

static void fault(const struct judge *judge, const char *key, const char *text)
{
    ab_thing_fault(judge->thing, key, judge->build->errors, "%s", text);
}

/* Complains of a key that says something else than its default, and is read without effect. */
static void refuse(const struct judge *judge, bool idle, bool differs, const char *key,
                   const char *why)
{
    if (idle && differs) {
        ab_thing_fault(judge->thing, key, judge->build->errors, "has no effect %s", why);
    }
}

/* ---- how they come ---- */

static void judge_arrivals(const struct judge *judge)
{
    const struct ab_evacuation *evacuation = judge->evacuation;
    const int points = evacuation->arrival_points;
    if (points == 0 && ab_thing_value(judge->thing, "people") == NULL) {
        fault(judge, "people", "is missing; arrivals would say it too");
    }
    if (points > 0 && evacuation->has_interval) {
        fault(judge, "interval", "and arrivals both say how they come; one must do");
    }
    if (points > 0 && evacuation->arrivals[points - 1].people == 0) {
        fault(judge, "arrivals", "never has anybody come");
    }
    refuse(judge, !evacuation->has_interval, evacuation->group->high > 1, "group",
           "without an interval between the groups");
    refuse(judge, isinf(evacuation->processing_rate),
           evacuation->processing_hours.to > evacuation->processing_hours.from, "processing_hours",
           "without a processing_rate: all are cleared when they come");
    refuse(judge, !evacuation->has_onload_time, evacuation->onload_per_person->high > 0,
           "onload_per_person", "without onload_time: the type's times hold");
    refuse(judge, !evacuation->has_offload_time, evacuation->offload_per_person->high > 0,
           "offload_per_person", "without offload_time: the type's times hold");
    ab_build_audit_span(judge->build, judge->thing, &evacuation->from, &evacuation->until,
                        ab_scenario_request(judge->build->scenario));
}

/* ---- who flies them ---- */

static bool goes_nowhere(const struct judge *judge)
{
    const struct ab_evacuation *evacuation = judge->evacuation;
    bool stays = ab_references_name(&evacuation->to, evacuation->airfield);
    for (int i = 0; i < evacuation->share_count; i++) {
        stays = stays || evacuation->shares[i].index == evacuation->airfield;
    }
    return stays;
}

static bool judge_goals(const struct judge *judge)
{
    const struct ab_evacuation *evacuation = judge->evacuation;
    const int errors = judge->build->errors->count;
    if (evacuation->to.count > 0 && evacuation->share_count > 0) {
        fault(judge, "shares", "and to both say where they go; one must do");
    } else if (goes_nowhere(judge)) {
        fault(judge, evacuation->share_count > 0 ? "shares" : "to",
              "names the airfield they leave");
    }
    if (evacuation->share_count > AB_FAMILIES_MAX) {
        ab_thing_fault(judge->thing, "shares", judge->build->errors,
                       "has too many fields; there may be %d", AB_FAMILIES_MAX);
    }
    if (!evacuation->calls_flights && !evacuation->fills_returns) {
        fault(judge, "calls_flights", "and fills_returns are both 'no': nobody would ever fly");
    }
    if (evacuation->calls_flights && evacuation->to.count == 0 && evacuation->share_count == 0) {
        fault(judge, "to", "is missing; flights are called for them, and need to know where to");
    }
    refuse(judge, !evacuation->calls_flights, evacuation->priority != 100, "priority",
           "where no flights are called");
    refuse(judge, !evacuation->calls_flights, evacuation->call_size > 0, "call_size",
           "where no flights are called");
    refuse(judge, !evacuation->calls_flights, evacuation->longest_wait != AB_TIME_NEVER,
           "longest_wait", "where no flights are called");
    return errors == judge->build->errors->count;
}

static bool knows_way(const struct ab_scenario *scenario, int fleet, int from, int to)
{
    return ab_way_is_known(scenario, from, to) &&
           ab_way_has_block_time(scenario, ab_scenario_type(scenario, fleet), from, to);
}

/* Whether a fleet can fetch people of a family, and be home again. */
static bool can_fly(const struct judge *judge, const struct ab_contingent *party, int fleet, int to)
{
    const struct ab_scenario *scenario = judge->build->scenario;
    const int home = scenario->fleet[fleet].home, from = judge->evacuation->airfield;
    if (ab_scenario_most_aircraft(scenario, fleet) == 0 ||
        !ab_contingent_allows(party, AB_OUT, fleet) || !knows_way(scenario, fleet, home, from) ||
        !knows_way(scenario, fleet, from, to) || !knows_way(scenario, fleet, to, home)) {
        return false;
    }
    struct ab_contingent to_there = *party;
    to_there.return_to = to;
    to_there.homes = (struct ab_references){0, NULL};
    const double payload = ab_scenario_planned_payload(scenario, &to_there, fleet, AB_OUT, false);
    return payload >= 0 && ab_evacuation_capacity(scenario, judge->evacuation,
                                                  scenario->fleet[fleet].type, payload) > 0;
}

static void judge_family(const struct judge *judge, int family)
{
    const struct ab_scenario *scenario = judge->build->scenario;
    const struct ab_contingent party = ab_evacuation_as_contingent(judge->evacuation, family);
    const struct ab_goals goals = ab_contingent_goals(&party, AB_OUT);
    for (int i = 0; i < goals.count; i++) {
        bool can = false;
        for (int f = 0; !can && f < scenario->fleet_count; f++) {
            can = can_fly(judge, &party, f, goals.airfield[i]);
        }
        if (!can) {
            ab_thing_fault(
                judge->thing, judge->evacuation->share_count > 0 ? "shares" : "to",
                judge->build->errors,
                "no fleet that may carry them can fly people from [airfield.%s] to "
                "[airfield.%s] and itself home again: by seats, payload, runways, stands "
                "or an unknown way",
                scenario->airfield[judge->evacuation->airfield].named.id,
                scenario->airfield[goals.airfield[i]].named.id);
        }
    }
}

/* ---- all ---- */

static bool has_doubts(const struct ab_build *build)
{
    const enum ab_section kinds[] = {AB_SECTION_AIRCRAFT, AB_SECTION_FLEET, AB_SECTION_AIRFIELD,
                                     AB_SECTION_LEG};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        for (int i = 0; i < build->layers->count[kinds[k]]; i++) {
            if (ab_build_doubts(build, kinds[k], i)) {
                return true;
            }
        }
    }
    return false;
}

/* Loads are named after whose they are. */
static void judge_name(const struct judge *judge)
{
    const int same =
        ab_layers_find(judge->build->layers, AB_SECTION_CONTINGENT, judge->evacuation->named.id);
    if (same >= 0) {
        fault(judge, NULL, "has the id of a contingent: nobody could tell their loads apart");
    }
}

/* A change of what has no effect where no flights are called. */
static void judge_changes(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->change_count; i++) {
        const struct ab_change *change = &scenario->change[i];
        const bool is_idle = change->offset == offsetof(struct ab_evacuation, priority) ||
                             change->offset == offsetof(struct ab_evacuation, longest_wait);
        if (change->section != AB_SECTION_EVACUATION ||
            scenario->evacuation[change->index].calls_flights) {
            continue;
        }
        const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CHANGE, &change->named);
        if (is_idle) {
            ab_thing_fault(thing, "key", build->errors,
                           "'%s' has no effect where no flights are called", change->key);
        } else if (change->offset == offsetof(struct ab_evacuation, fills_returns)) {
            ab_thing_fault(thing, "key", build->errors,
                           "'%s' cannot change where no flights are called: nobody would fly",
                           change->key);
        }
    }
}

void ab_build_audit_evacuations(struct ab_build *build)
{
    judge_changes(build);
    const bool doubts = build->scenario->evacuation_count > 0 && has_doubts(build);
    for (int e = 0; e < build->scenario->evacuation_count; e++) {
        const struct ab_evacuation *evacuation = &build->scenario->evacuation[e];
        const struct judge judge = {
            build, evacuation, ab_build_thing(build, AB_SECTION_EVACUATION, &evacuation->named)};
        if (judge.thing->doubtful) {
            continue;
        }
        judge_name(&judge);
        judge_arrivals(&judge);
        if (judge_goals(&judge) && evacuation->calls_flights && !doubts) {
            for (int i = 0; i < ab_evacuation_families(evacuation); i++) {
                judge_family(&judge, i);
            }
        }
    }
}
