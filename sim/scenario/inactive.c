/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inactive.c - leaves out what a scenario switches off.
 *
 * A fleet, contingent, site, traffic, evacuation, backhaul, blackout, notification or flow with
 * `active = no` is as if it had not been
 * written: references to it go with it. A site that only an inactive contingent may guard goes too,
 * and so does a milestone that filters on nothing but inactive things, or counts from a milestone
 * that is gone. Airfields with `open = no` stay (aircraft may still be based there in another
 * scenario of the family) but are no destinations, unless a change opens them. */
#include "scenario/build.h"

#include "base/caseless.h"

#include <string.h>

/* Who flies a type among the fleets that may carry a contingent. */
enum carried { UNKNOWN, BY_NOBODY, BY_INACTIVE_FLEETS, BY_ACTIVE_FLEETS };

/* For each kind that can lose things: where thing number i goes, AB_NOBODY for nowhere; NULL for
 * kinds that stay as they are. */
struct moves {
    int *to[AB_SECTION_COUNT];
    enum carried *by_all; /* [types]: who flies it among all fleets, if it was asked for */
};

static bool kept(const struct moves *moves, enum ab_section section, int index)
{
    return moves->to[section][index] != AB_NOBODY;
}

static void drop(struct moves *moves, enum ab_section section, int index)
{
    moves->to[section][index] = AB_NOBODY;
}

/* At first everything stays where it is. */
static bool take_moves(struct ab_build *build, struct moves *moves, enum ab_section section)
{
    const int count = ab_scenario_thing_count(build->scenario, section);
    moves->to[section] = ab_arena_take(build->scratch, (size_t)count * sizeof(int));
    if (moves->to[section] == NULL) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        moves->to[section][i] = i;
    }
    return true;
}

/* ---- what goes ---- */

static void drop_switched_off(const struct ab_scenario *scenario, struct moves *moves)
{
    for (int i = 0; i < scenario->fleet_count; i++) {
        if (!scenario->fleet[i].active) {
            drop(moves, AB_SECTION_FLEET, i);
        }
    }
    for (int i = 0; i < scenario->contingent_count; i++) {
        if (!scenario->contingent[i].active) {
            drop(moves, AB_SECTION_CONTINGENT, i);
        }
    }
    for (int i = 0; i < scenario->traffic_count; i++) {
        if (!scenario->traffic[i].active) {
            drop(moves, AB_SECTION_TRAFFIC, i);
        }
    }
    for (int i = 0; i < scenario->evacuation_count; i++) {
        if (!scenario->evacuation[i].active) {
            drop(moves, AB_SECTION_EVACUATION, i);
        }
    }
    for (int i = 0; i < scenario->backhaul_count; i++) {
        if (!scenario->backhaul[i].active) {
            drop(moves, AB_SECTION_BACKHAUL, i);
        }
    }
    for (int i = 0; i < scenario->notification_count; i++) {
        if (!scenario->notification[i].active) {
            drop(moves, AB_SECTION_NOTIFICATION, i);
        }
    }
    for (int i = 0; i < scenario->flow_count; i++) {
        const struct ab_references *named = &scenario->flow[i].contingents;
        bool concerns = named->count == 0;
        for (int k = 0; k < named->count; k++) {
            concerns |= kept(moves, AB_SECTION_CONTINGENT, named->index[k]);
        }
        if (!scenario->flow[i].active || !concerns) { /* one of nobody would be one of all */
            drop(moves, AB_SECTION_FLOW, i);
        }
    }
    for (int i = 0; i < scenario->site_count; i++) {
        const struct ab_site *site = &scenario->site[i];
        if (!site->active ||
            (site->contingent >= 0 && !kept(moves, AB_SECTION_CONTINGENT, site->contingent))) {
            drop(moves, AB_SECTION_SITE, i);
        }
    }
}

/* Whether a list was given and nothing of it is left. */
static bool is_emptied(const struct moves *moves, enum ab_section section,
                       const struct ab_references *list)
{
    for (int i = 0; i < list->count; i++) {
        if (kept(moves, section, list->index[i])) {
            return false;
        }
    }
    return list->count > 0;
}

/* A blackout of nothing but sites that are gone is none. */
static void drop_blackouts(const struct ab_scenario *scenario, struct moves *moves)
{
    for (int i = 0; i < scenario->blackout_count; i++) {
        const struct ab_blackout *blackout = &scenario->blackout[i];
        if (!blackout->active || is_emptied(moves, AB_SECTION_SITE, &blackout->sites)) {
            drop(moves, AB_SECTION_BLACKOUT, i);
        }
    }
}

/* Milestones may hang on one another: each falls that comes, from `since` to `since`, to one that does.
 * A walk ends at one that was looked at, and what is found there holds for all that it passed. */
static bool drop_milestones(struct ab_build *build, struct moves *moves)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_milestone *milestone = scenario->milestone;
    bool *seen = ab_arena_take(build->scratch, (size_t)scenario->milestone_count * sizeof *seen);
    for (int i = 0; seen != NULL && i < scenario->milestone_count; i++) {
        int at = i;
        while (at >= 0 && !seen[at]) {
            seen[at] = true;
            if (is_emptied(moves, AB_SECTION_CONTINGENT, &milestone[at].contingents) ||
                is_emptied(moves, AB_SECTION_SITE, &milestone[at].sites) ||
                is_emptied(moves, AB_SECTION_NOTIFICATION, &milestone[at].notifications) ||
                is_emptied(moves, AB_SECTION_EVACUATION, &milestone[at].evacuations)) {
                drop(moves, AB_SECTION_MILESTONE, at);
                break;
            }
            at = milestone[at].since;
        }
        const bool falls = at >= 0 && !kept(moves, AB_SECTION_MILESTONE, at);
        for (at = i; falls && kept(moves, AB_SECTION_MILESTONE, at); at = milestone[at].since) {
            drop(moves, AB_SECTION_MILESTONE, at);
        }
    }
    return seen != NULL;
}

/* ---- what contingents lose ---- */

/* A fleet with faults gets the benefit of the doubt. */
static enum carried carried_by_fleets(const struct ab_build *build,
                                      const struct ab_references *listed, int type)
{
    const struct ab_scenario *scenario = build->scenario;
    enum carried result = BY_NOBODY;
    for (int i = 0; i < (listed->count > 0 ? listed->count : scenario->fleet_count); i++) {
        const int index = listed->count > 0 ? listed->index[i] : i;
        if (ab_build_thing(build, AB_SECTION_FLEET, &scenario->fleet[index].named)->doubtful) {
            return BY_ACTIVE_FLEETS;
        }
        if (scenario->fleet[index].type != type) {
            continue;
        }
        if (scenario->fleet[index].active && scenario->fleet[index].number > 0) {
            return BY_ACTIVE_FLEETS;
        }
        result = BY_INACTIVE_FLEETS;
    }
    return result;
}

static enum carried carried_by(const struct ab_build *build, const struct moves *moves,
                               const struct ab_contingent *contingent, int type)
{
    if (contingent->fleets.count > 0) {
        return carried_by_fleets(build, &contingent->fleets, type);
    }
    if (moves->by_all[type] == UNKNOWN) {
        moves->by_all[type] = carried_by_fleets(build, &contingent->fleets, type);
    }
    return moves->by_all[type];
}

/* Things may be another scenario's as well, and their lists: what is to change is copied. NULL when
 * memory is out. */
static void *own_list(struct ab_build *build, const void *list, size_t size)
{
    void *copy = ab_arena_take(build->arena, size);
    if (copy == NULL) {
        ab_build_fault_memory(build);
    } else {
        memcpy(copy, list, size);
    }
    return copy;
}

static bool own_references(struct ab_build *build, struct ab_references *list)
{
    int *index = own_list(build, list->index, (size_t)list->count * sizeof *index);
    list->index = index != NULL ? index : list->index;
    return index != NULL;
}

static struct ab_contingent *own_contingent(struct ab_build *build, int index)
{
    return ab_build_own(build, AB_SECTION_CONTINGENT) ? &build->scenario->contingent[index] : NULL;
}

/* Leaves out of the plan what only inactive fleets could carry; complains of what no fleet could. */
static void trim_planned(struct ab_build *build, const struct moves *moves, int index,
                         const struct ab_thing *thing)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_contingent *contingent = &scenario->contingent[index];
    struct ab_number_of *plan =
        own_list(build, contingent->load_plan,
                 (size_t)contingent->load_plan_count * sizeof *contingent->load_plan);
    int left = 0;
    for (int i = 0; plan != NULL && i < contingent->load_plan_count; i++) {
        const struct ab_number_of planned = plan[i];
        const enum carried by = carried_by(build, moves, contingent, planned.index);
        if (by == BY_NOBODY) {
            ab_thing_fault(thing, "load_plan", build->errors,
                           "no fleet that may carry this contingent flies '%s'",
                           scenario->aircraft[planned.index].named.id);
        }
        if (by == BY_ACTIVE_FLEETS) {
            plan[left++] = planned;
        }
    }
    struct ab_contingent *own =
        plan != NULL && left < contingent->load_plan_count ? own_contingent(build, index) : NULL;
    if (own != NULL) {
        own->load_plan = plan;
        own->load_plan_count = left;
    }
}

/* Loads planned for a type whose fleets are all inactive are planned for the others instead. */
static void trim_load_plan(struct ab_build *build, const struct moves *moves, int index,
                           const struct ab_thing *thing)
{
    if (build->scenario->contingent[index].load_plan_count > 0) {
        trim_planned(build, moves, index, thing);
    }
    const struct ab_contingent *contingent = &build->scenario->contingent[index];
    if (contingent->load_type < 0) {
        return;
    }
    const enum carried by = carried_by(build, moves, contingent, contingent->load_type);
    if (by == BY_NOBODY) {
        ab_thing_fault(thing, "load_type", build->errors,
                       "no fleet that may carry this contingent flies '%s'",
                       build->scenario->aircraft[contingent->load_type].named.id);
    }
    struct ab_contingent *own = by != BY_ACTIVE_FLEETS ? own_contingent(build, index) : NULL;
    if (own != NULL) {
        own->load_type = AB_NOBODY;
    }
}

/* Takes airfields that are closed for good off the list of destinations. */
static void trim_apod(struct ab_build *build, int index, struct ab_thing *thing)
{
    const struct ab_references *apod = &build->scenario->contingent[index].apod;
    int left = 0;
    while (left < apod->count &&
           ab_build_may_open(build, &build->scenario->airfield[apod->index[left]])) {
        left++;
    }
    if (left == apod->count) {
        return;
    }
    struct ab_contingent *own = own_contingent(build, index);
    if (own == NULL || !own_references(build, &own->apod)) {
        return;
    }
    for (int i = left; i < own->apod.count; i++) {
        if (ab_build_may_open(build, &build->scenario->airfield[own->apod.index[i]])) {
            own->apod.index[left++] = own->apod.index[i];
        }
    }
    own->apod.count = left;
    if (left == 0) {
        thing->doubtful = true;
        ab_thing_fault(thing, "apod", build->errors,
                       "all of these airfields are closed (open = no); one must be open");
    }
}

static void trim_evacuation(struct ab_build *build, const struct moves *moves, int index)
{
    const struct ab_evacuation *evacuation = &build->scenario->evacuation[index];
    struct ab_thing *thing = ab_build_thing(build, AB_SECTION_EVACUATION, &evacuation->named);
    if (!thing->doubtful && is_emptied(moves, AB_SECTION_FLEET, &evacuation->fleets)) {
        thing->doubtful = true;
        ab_thing_fault(thing, "fleets", build->errors,
                       "all of these fleets are inactive (active = no); one must be active");
    }
}

static void trim_contingent(struct ab_build *build, const struct moves *moves, int index)
{
    const struct ab_contingent *contingent = &build->scenario->contingent[index];
    struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named);
    if (thing->doubtful) {
        return;
    }
    if (is_emptied(moves, AB_SECTION_FLEET, &contingent->fleets)) {
        thing->doubtful = true;
        ab_thing_fault(thing, "fleets", build->errors,
                       "all of these fleets are inactive (active = no); one must be active");
        return;
    }
    if (is_emptied(moves, AB_SECTION_FLEET, &contingent->onward_fleets)) {
        thing->doubtful = true;
        ab_thing_fault(thing, "onward_fleets", build->errors,
                       "all of these fleets are inactive (active = no); one must be active");
        return;
    }
    trim_load_plan(build, moves, index, thing);
    trim_apod(build, index, thing);
}

/* ---- moving up ---- */

/* Moves up what is left of a kind; whether anything went, and with it moved. */
static bool compact(struct ab_build *build, struct moves *moves, enum ab_section section)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    struct ab_scenario *scenario = build->scenario;
    const int count = ab_scenario_thing_count(scenario, section);
    int left = 0;
    while (left < count && kept(moves, section, left)) {
        left++;
    }
    if (left == count || !ab_build_own(build, section)) {
        return false;
    }
    for (int i = left; i < count; i++) {
        if (kept(moves, section, i)) {
            memcpy(ab_scenario_thing(scenario, section, left),
                   ab_scenario_thing(scenario, section, i), kind->size);
            moves->to[section][i] = left++;
        }
    }
    *(int *)((char *)scenario + kind->place_count) = left;
    return true;
}

static void move_references(struct ab_build *build, const int *to, const struct ab_key *key,
                            void *thing)
{
    void *field = (char *)thing + key->offset;
    if (key->type == AB_VALUE_REFERENCE && *(int *)field >= 0) {
        *(int *)field = to[*(int *)field];
    }
    if (key->type != AB_VALUE_REFERENCES) {
        return;
    }
    struct ab_references *list = field;
    int left = 0;
    if (list->count == 0 || !own_references(build, list)) {
        return;
    }
    for (int i = 0; i < list->count; i++) {
        if (to[list->index[i]] != AB_NOBODY) {
            list->index[left++] = to[list->index[i]];
        }
    }
    list->count = left;
}

/* The same of a list of how many of each: those of what is gone go with it. */
static void move_numbers(struct ab_build *build, const int *to, const struct ab_key *key,
                         void *thing)
{
    struct ab_number_of **numbers = (void *)((char *)thing + key->offset);
    int *count = (void *)((char *)thing + key->companion), left = 0;
    struct ab_number_of *own =
        *count > 0 ? own_list(build, *numbers, (size_t)*count * sizeof *own) : NULL;
    if (own == NULL) {
        return;
    }
    for (int i = 0; i < *count; i++) {
        if (to[own[i].index] != AB_NOBODY) {
            own[left++] = (struct ab_number_of){to[own[i].index], own[i].count};
        }
    }
    *numbers = own;
    *count = left;
}

/* Lets all references of one kind of things follow those that moved. */
static void move_all_references(struct ab_build *build, const struct moves *moves,
                                const bool moved[AB_SECTION_COUNT], enum ab_section section)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    for (int k = 0; k < kind->key_count; k++) {
        const struct ab_key *key = &kind->key[k];
        const bool refers = key->type == AB_VALUE_REFERENCE || key->type == AB_VALUE_REFERENCES ||
                            key->type == AB_VALUE_NUMBERS_OF;
        const int things = refers && moved[key->target] && ab_build_own(build, section)
                               ? ab_scenario_thing_count(build->scenario, section)
                               : 0;
        for (int i = 0; i < things; i++) {
            (key->type == AB_VALUE_NUMBERS_OF ? move_numbers : move_references)(
                build, moves->to[key->target], key, ab_scenario_thing(build->scenario, section, i));
        }
    }
}

void ab_build_remove_inactive(struct ab_build *build)
{
    const enum ab_section losing[] = {
        AB_SECTION_FLEET,      AB_SECTION_CONTINGENT, AB_SECTION_SITE,     AB_SECTION_TRAFFIC,
        AB_SECTION_EVACUATION, AB_SECTION_BACKHAUL,   AB_SECTION_BLACKOUT, AB_SECTION_NOTIFICATION,
        AB_SECTION_MILESTONE,  AB_SECTION_FLOW};
    const size_t losing_count = sizeof losing / sizeof losing[0];
    const struct ab_scenario *scenario = build->scenario;
    struct moves moves = {.by_all = ab_arena_take(build->scratch, (size_t)scenario->aircraft_count *
                                                                      sizeof *moves.by_all)};
    bool good = moves.by_all != NULL, moved[AB_SECTION_COUNT] = {false};
    for (size_t i = 0; good && i < losing_count; i++) {
        good = take_moves(build, &moves, losing[i]);
    }
    if (good) {
        drop_switched_off(scenario, &moves);
        drop_blackouts(scenario, &moves);
        good = drop_milestones(build, &moves);
    }
    if (!good) {
        ab_build_fault_memory(build);
        return;
    }
    for (int i = 0; i < scenario->contingent_count; i++) {
        if (scenario->contingent[i].active) {
            trim_contingent(build, &moves, i);
        }
    }
    for (int i = 0; i < scenario->evacuation_count; i++) {
        if (scenario->evacuation[i].active) {
            trim_evacuation(build, &moves, i);
        }
    }
    for (size_t i = 0; i < losing_count; i++) {
        moved[losing[i]] = compact(build, &moves, losing[i]);
    }
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        move_all_references(build, &moves, moved, (enum ab_section)s);
    }
}
