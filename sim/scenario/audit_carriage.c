/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_carriage.c - can every contingent be carried, by somebody, from where it is to where it goes?
 *
 * Somebody must be able to fly its ways (audit_reach.c), and of those who are left, one to take each of
 * its parts (audit_loads.c). A contingent is not judged when something it depends on was reported
 * already. */
#include "scenario/audit_carriage.h"
#include "scenario/rules.h"

#include <stddef.h>

void ab_judge_fault(const struct ab_judge *judge, const char *key, const char *text)
{
    judge->thing->doubtful = true;
    ab_thing_fault(judge->thing, key, judge->build->errors, "%s", text);
}

const struct ab_aircraft_type *ab_judge_type(const struct ab_judge *judge, int carrier)
{
    return ab_scenario_type(judge->scenario, judge->group->carrier[carrier].fleet);
}

/* What it is made of. */
static void judge_make_up(const struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const bool people = contingent->people->high > 0;
    const bool other = contingent->vehicle_counts > 0 || ab_contingent_all_cargo(contingent) > 0;
    const int supplies = judge->scenario->supply.contingent;
    const bool sustains = supplies >= 0 && contingent == &judge->scenario->contingent[supplies];
    char text[160];
    if (contingent->loads > 0 && (people || other)) {
        ab_judge_fault(judge, "loads",
                       "stands instead of people, vehicles and cargo; give one or the other");
    } else if (contingent->loads == 0 && !people && !other && !sustains) {
        ab_judge_fault(judge, NULL,
                       "there is nothing to carry: give people, vehicles, cargo or loads");
    }
    if (contingent->loads > 0 &&
        (ab_contingent_drives_in(contingent) ||
         (!ab_contingent_comes(contingent) && contingent->mode_out == AB_MODE_ROAD))) {
        ab_judge_fault(judge, "loads",
                       ab_contingent_comes(contingent)
                           ? "are aircraft loads, and this contingent comes by road"
                           : "are aircraft loads, and this contingent leaves by road");
    }
    if (contingent->loads == 0 && (double)contingent->forward_people > contingent->people->low) {
        (void)snprintf(text, sizeof text, "'%lld' is more than the least number of people, %.6g",
                       (long long)contingent->forward_people, contingent->people->low);
        ab_judge_fault(judge, "forward_people", text);
    }
}

static bool judge_open(const struct ab_judge *judge, const char *key, int airfield)
{
    char text[160];
    if (ab_build_may_open(judge->build, &judge->scenario->airfield[airfield])) {
        return true;
    }
    (void)snprintf(text, sizeof text, "[airfield.%s] is closed (open = no)",
                   judge->scenario->airfield[airfield].named.id);
    ab_judge_fault(judge, key, text);
    return false;
}

/* Whether something is in doubt about a fleet that the contingent allows. */
static bool has_doubts(const struct ab_judge *judge)
{
    const struct ab_references *listed = &judge->contingent->fleets;
    bool doubts = listed->count == 0 && judge->has_doubts;
    for (int i = 0; i < listed->count && !doubts; i++) {
        doubts = ab_build_doubts_fleet(judge->build, listed->index[i]);
    }
    return doubts;
}

/* Collects the fleets that may carry the contingent; false when it cannot be judged. */
static bool find_fleets(struct ab_judge *judge)
{
    if (has_doubts(judge)) {
        return false;
    }
    judge->fleet = ab_build_allowed_fleets(judge->build, judge->contingent, &judge->fleets);
    if (judge->fleets == 0) {
        ab_judge_fault(judge, "fleets",
                       "nothing may carry this contingent: there is no fleet with aircraft");
        return false;
    }
    judge->group =
        ab_build_carriers(judge->build, (int)(judge->contingent - judge->scenario->contingent));
    return true;
}

/* The ways in. */
static void judge_ways_in(struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const struct ab_goals goals = ab_contingent_goals(contingent, AB_IN);
    const char *key = contingent->via != AB_NOBODY ? "via" : "apod";
    for (int i = 0; i < goals.count; i++) {
        const int goal = goals.airfield[i];
        if (ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, goal)) {
            return;
        }
        if (goal == contingent->apoe) {
            ab_judge_fault(judge, key, "names the airfield of embarkation");
        } else {
            ab_judge_way(judge, key, contingent->apoe, goal);
        }
        if (judge->thing->doubtful) {
            return;
        }
        ab_judge_homes(judge, contingent->apoe, goal);
    }
    judge->group->goes_in = true;
}

static void judge_inbound(struct ab_judge *judge)
{
    if (!judge->group->goes_in) {
        judge_ways_in(judge);
    }
    if (!judge->group->goes_in) {
        return;
    }
    ab_judge_loads(judge, AB_IN);
    if (judge->scenario->supply.contingent >= 0) {
        ab_judge_sustainment(judge);
    }
}

/* The way home: from where it came to and to where it came from, unless the scenario says
 * otherwise. */
static void judge_outbound(struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const char *key = contingent->withdraw_from >= 0 ? "withdraw_from" : "return_to";
    const int from = ab_contingent_leaves_from(contingent);
    const int to = ab_contingent_returns_to(contingent);
    if (from < 0) {
        ab_build_fault_missing(judge->build, judge->thing, "withdraw_from",
                               " for a contingent that leaves by air");
    }
    if (to < 0) {
        ab_build_fault_missing(judge->build, judge->thing, "return_to",
                               " for a contingent that leaves by air");
    }
    if (from < 0 || to < 0 || ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, from) ||
        ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, to)) {
        return;
    }
    const bool from_open = judge_open(judge, "withdraw_from", from);
    const bool to_open = judge_open(judge, "return_to", to);
    if (!from_open || !to_open) {
        return;
    }
    if (from == to) {
        ab_judge_fault(judge, key, "the way home ends where it begins");
    } else if (!judge->group->goes_out) {
        ab_judge_way(judge, key, from, to);
    }
    if (judge->thing->doubtful) {
        return;
    }
    if (!judge->group->goes_out) {
        ab_judge_homes(judge, from, to);
    }
    judge->group->goes_out = true;
    ab_judge_loads(judge, AB_OUT);
}

/* From the hub on, as a contingent of its own that comes from there; false when the contingent itself
 * cannot be judged any more. */
static bool judge_second_tier(struct ab_judge *judge)
{
    const struct ab_contingent *whole = judge->contingent;
    const struct ab_contingent onward = ab_contingent_onward(whole);
    struct ab_carriage tier = {.members = 1}, *group = judge->group;
    judge->contingent = &onward;
    judge->group = &tier;
    if (!has_doubts(judge)) {
        judge->fleet = ab_build_allowed_fleets(judge->build, &onward, &judge->fleets);
        if (judge->fleets == 0) {
            ab_judge_fault(judge, "onward_fleets",
                           "nothing may carry this contingent on: there is no fleet with aircraft");
        } else {
            ab_build_find_carriers(judge->build, &onward, &tier);
            judge_inbound(judge);
        }
    }
    judge->contingent = whole;
    judge->group = group;
    return find_fleets(judge); /* as before, if no fleet has come into doubt */
}

/* The hub is open, and neither end of the way. */
static bool judge_hub(const struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    if (ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, contingent->via)) {
        return false;
    }
    if (ab_references_name(&contingent->apod, contingent->via)) {
        ab_judge_fault(judge, "via",
                       "is an airfield of debarkation as well; what ends there needs no `via`");
        return false;
    }
    return judge_open(judge, "via", contingent->via);
}

static bool judge_has_ways(struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    /* Who says how long the road takes, may think that it is taken then. */
    const char *const by_air = contingent->road_in_time->mean > 0
                                   ? " for a contingent that comes by air, as all do without "
                                     "mode_in = road"
                                   : " for a contingent that comes by air";
    if (contingent->apoe < 0) {
        ab_build_fault_missing(judge->build, judge->thing, "apoe", by_air);
    }
    if (contingent->apod.count == 0) {
        ab_build_fault_missing(judge->build, judge->thing, "apod", by_air);
    }
    return !judge->thing->doubtful &&
           !ab_build_doubts(judge->build, AB_SECTION_AIRFIELD, contingent->apoe) &&
           judge_open(judge, "apoe", contingent->apoe) &&
           (contingent->via == AB_NOBODY || judge_hub(judge));
}

static void judge_contingent(struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const bool flies_in = ab_contingent_flies_in(contingent);
    const bool flies_out = ab_contingent_flies_home(judge->scenario, contingent);
    if (judge->thing->doubtful) {
        return;
    }
    judge_make_up(judge);
    if (flies_in && !judge_has_ways(judge)) {
        return;
    }
    if ((!flies_in && !flies_out) || !find_fleets(judge)) {
        return;
    }
    if (flies_in) {
        judge_inbound(judge);
    }
    if (flies_in && !judge->thing->doubtful && ab_contingent_has_second_tier(contingent) &&
        !judge_second_tier(judge)) {
        return;
    }
    if (flies_out && !judge->thing->doubtful) { /* what is wrong both ways is told of the way in */
        judge_outbound(judge);
    }
}

/* Notes which fleets are in doubt, and which are not at home everywhere. */
static void look_at_fleets(struct ab_judge *judge)
{
    const struct ab_scenario *scenario = judge->scenario;
    for (int f = 0; f < scenario->fleet_count; f++) {
        if (ab_build_doubts_fleet(judge->build, f)) {
            judge->has_doubts = true;
        } else if (ab_scenario_most_aircraft(scenario, f) > 0 &&
                   (!scenario->airfield[scenario->fleet[f].home].located ||
                    ab_scenario_type(scenario, f)->cruise_speed <= 0)) {
            judge->difficult[judge->difficulties++] = f;
        }
    }
}

void ab_build_audit_carriage(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    struct ab_judge judge = {.build = build, .scenario = scenario};
    judge.difficult =
        ab_arena_take(build->scratch, (size_t)scenario->fleet_count * sizeof *judge.difficult);
    if (judge.difficult == NULL || !ab_build_group_carriage(build)) {
        ab_build_fault_memory(build);
        return;
    }
    look_at_fleets(&judge);
    for (int i = 0; i < scenario->contingent_count; i++) {
        judge.contingent = &scenario->contingent[i];
        judge.group = ab_build_carriage(build, i);
        judge.thing = ab_build_thing(build, AB_SECTION_CONTINGENT, &judge.contingent->named);
        judge_contingent(&judge);
    }
    ab_build_audit_flying(build);
}
