/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inactive.c - leaves out what a scenario switches off.
 *
 * A fleet, contingent, site, traffic or backhaul with `active = no` is as if it had not been
 * written: references to it go with it. A site that only an inactive contingent may guard goes too,
 * and so does a milestone that filters on nothing but inactive things, or counts from a milestone
 * that is gone. Airfields with `open = no` stay (aircraft may still be based there in another
 * scenario of the family) but are no destinations, unless a change opens them. */
#include "scenario/build.h"

#include <string.h>

/* For each kind that can lose things: where thing number i goes, AB_NOBODY for nowhere; NULL for
 * kinds that stay as they are. */
struct moves {
    int *to[AB_SECTION_COUNT];
};

static bool kept(const struct moves *moves, enum ab_section section, int index)
{
    return moves->to[section] == NULL || moves->to[section][index] != AB_NOBODY;
}

static void drop(struct moves *moves, enum ab_section section, int index)
{
    moves->to[section][index] = AB_NOBODY;
}

/* At first everything stays where it is. */
static bool take_moves(struct ab_build *build, struct moves *moves, enum ab_section section)
{
    const int count = ab_scenario_thing_count(build->scenario, section);
    moves->to[section] = ab_arena_take(build->arena, (size_t)count * sizeof(int));
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
    for (int i = 0; i < scenario->backhaul_count; i++) {
        if (!scenario->backhaul[i].active) {
            drop(moves, AB_SECTION_BACKHAUL, i);
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
        if (list->index[i] < 0 || kept(moves, section, list->index[i])) {
            return false;
        }
    }
    return list->count > 0;
}

/* Milestones may hang on one another, so this goes on until nothing more falls. */
static void drop_milestones(const struct ab_scenario *scenario, struct moves *moves)
{
    bool fell = true;
    while (fell) {
        fell = false;
        for (int i = 0; i < scenario->milestone_count; i++) {
            const struct ab_milestone *milestone = &scenario->milestone[i];
            if (!kept(moves, AB_SECTION_MILESTONE, i)) {
                continue;
            }
            if (is_emptied(moves, AB_SECTION_CONTINGENT, &milestone->contingents) ||
                is_emptied(moves, AB_SECTION_SITE, &milestone->sites) ||
                (milestone->since >= 0 && !kept(moves, AB_SECTION_MILESTONE, milestone->since))) {
                drop(moves, AB_SECTION_MILESTONE, i);
                fell = true;
            }
        }
    }
}

/* ---- what contingents lose ---- */

enum carried { BY_NOBODY, BY_INACTIVE_FLEETS, BY_ACTIVE_FLEETS };

/* Who flies a type among the fleets that may carry a contingent. A fleet with faults gets the
 * benefit of the doubt. */
static enum carried carried_by(const struct ab_build *build, const struct ab_contingent *contingent,
                               int type)
{
    const struct ab_scenario *scenario = build->scenario;
    enum carried result = BY_NOBODY;
    const int listed = contingent->fleets.count;
    for (int i = 0; i < (listed > 0 ? listed : scenario->fleet_count); i++) {
        const int index = listed > 0 ? contingent->fleets.index[i] : i;
        if (index < 0) {
            continue;
        }
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

/* Lists may be another scenario's as well: what is to change is copied. NULL when memory is out. */
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

/* Loads planned for a type whose fleets are all inactive are planned for the others instead. */
static void trim_load_plan(struct ab_build *build, struct ab_contingent *contingent,
                           struct ab_thing *thing)
{
    const struct ab_scenario *scenario = build->scenario;
    int left = 0;
    if (contingent->load_plan_count > 0) {
        struct ab_number_of *plan =
            own_list(build, contingent->load_plan,
                     (size_t)contingent->load_plan_count * sizeof *contingent->load_plan);
        if (plan == NULL) {
            return;
        }
        contingent->load_plan = plan;
    }
    for (int i = 0; i < contingent->load_plan_count; i++) {
        const struct ab_number_of planned = contingent->load_plan[i];
        const enum carried by = carried_by(build, contingent, planned.index);
        if (by == BY_NOBODY) {
            ab_thing_fault(thing, "load_plan", build->errors,
                           "no fleet that may carry this contingent flies '%s'",
                           scenario->aircraft[planned.index].named.id);
        }
        if (by == BY_ACTIVE_FLEETS) {
            contingent->load_plan[left++] = planned;
        }
    }
    contingent->load_plan_count = left;
    if (contingent->load_type < 0) {
        return;
    }
    const enum carried by = carried_by(build, contingent, contingent->load_type);
    if (by == BY_NOBODY) {
        ab_thing_fault(thing, "load_type", build->errors,
                       "no fleet that may carry this contingent flies '%s'",
                       scenario->aircraft[contingent->load_type].named.id);
    }
    if (by != BY_ACTIVE_FLEETS) {
        contingent->load_type = AB_NOBODY;
    }
}

/* Takes airfields that are closed for good off the list of destinations. */
static void trim_apod(struct ab_build *build, struct ab_contingent *contingent,
                      struct ab_thing *thing)
{
    struct ab_references *apod = &contingent->apod;
    int left = 0;
    if (apod->count == 0 || !own_references(build, apod)) {
        return;
    }
    for (int i = 0; i < apod->count; i++) {
        const struct ab_airfield *airfield = &build->scenario->airfield[apod->index[i]];
        if (airfield->open || ab_build_changes_airfield(build, airfield, "open")) {
            apod->index[left++] = apod->index[i];
        }
    }
    apod->count = left;
    if (left > 0) {
        return;
    }
    thing->doubtful = true;
    ab_thing_fault(thing, "apod", build->errors,
                   "all of these airfields are closed (open = no); one must be open");
}

static void trim_contingent(struct ab_build *build, const struct moves *moves,
                            struct ab_contingent *contingent)
{
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
    trim_load_plan(build, contingent, thing);
    trim_apod(build, contingent, thing);
}

/* ---- moving up ---- */

/* Whether anything of a kind moved. */
static bool compact(struct ab_scenario *scenario, struct moves *moves, enum ab_section section)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    const int count = ab_scenario_thing_count(scenario, section);
    int left = 0;
    for (int i = 0; i < count; i++) {
        if (!kept(moves, section, i)) {
            continue;
        }
        if (left < i) {
            memcpy(ab_scenario_thing(scenario, section, left),
                   ab_scenario_thing(scenario, section, i), kind->size);
        }
        moves->to[section][i] = left++;
    }
    *(int *)((char *)scenario + kind->place_count) = left;
    return left < count;
}

static void move_references(struct ab_build *build, const struct moves *moves,
                            const struct ab_key *key, void *thing)
{
    void *field = (char *)thing + key->offset;
    const int *to = moves->to[key->target];
    if (key->type == AB_VALUE_REFERENCE && to != NULL && *(int *)field >= 0) {
        *(int *)field = to[*(int *)field];
    }
    if (key->type != AB_VALUE_REFERENCES || to == NULL) {
        return;
    }
    struct ab_references *list = field;
    int left = 0;
    if (list->count == 0 || !own_references(build, list)) {
        return;
    }
    for (int i = 0; i < list->count; i++) {
        if (list->index[i] >= 0 && to[list->index[i]] != AB_NOBODY) {
            list->index[left++] = to[list->index[i]];
        }
    }
    list->count = left;
}

void ab_build_remove_inactive(struct ab_build *build)
{
    const enum ab_section losing[] = {AB_SECTION_FLEET,    AB_SECTION_CONTINGENT,
                                      AB_SECTION_SITE,     AB_SECTION_TRAFFIC,
                                      AB_SECTION_BACKHAUL, AB_SECTION_MILESTONE};
    const size_t losing_count = sizeof losing / sizeof losing[0];
    struct ab_scenario *scenario = build->scenario;
    struct moves moves = {{NULL}};
    for (size_t i = 0; i < losing_count; i++) {
        if (!take_moves(build, &moves, losing[i])) {
            ab_build_fault_memory(build);
            return;
        }
    }
    drop_switched_off(scenario, &moves);
    drop_milestones(scenario, &moves);
    for (int i = 0; i < scenario->contingent_count; i++) {
        if (scenario->contingent[i].active) {
            trim_contingent(build, &moves, &scenario->contingent[i]);
        }
    }
    bool moved = false;
    for (size_t i = 0; i < losing_count; i++) {
        moved |= compact(scenario, &moves, losing[i]);
    }
    for (int s = 0; moved && s < AB_SECTION_COUNT; s++) {
        const enum ab_section section = (enum ab_section)s;
        const struct ab_section_kind *kind = ab_section_kind(section);
        for (int i = 0; i < ab_scenario_thing_count(scenario, section); i++) {
            for (int k = 0; k < kind->key_count; k++) {
                move_references(build, &moves, &kind->key[k],
                                ab_scenario_thing(scenario, section, i));
            }
        }
    }
}
