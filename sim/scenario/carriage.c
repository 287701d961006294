/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* carriage.c - contingents that are alike in who may carry them, and fleets that are alike on their
 * ways. */
#include "scenario/carriage.h"

#include "base/fold.h"
#include "scenario/rules.h"

#include <string.h>

struct ab_carriages {
    int *of; /* [contingents]: the group */
    struct ab_carriage *group;
    int count;
    int *fleet; /* those that ever have aircraft */
    int fleets;
    int *listed;                /* those of one contingent's list */
    int *mark;                  /* [airfields]: the mark of the last ways that touch it */
    int marks;                  /* made so far */
    struct ab_carrier *carrier; /* of one group */
};

/* ---- groups ---- */

static uint64_t fold_list(uint64_t hash, const struct ab_references *list)
{
    for (int i = 0; i < list->count; i++) {
        hash = ab_fold_pair(hash, (uint64_t)list->index[i], (uint64_t)i);
    }
    return ab_fold_pair(hash, (uint64_t)list->count, 0);
}

static uint64_t fold_carriage(const struct ab_contingent *contingent)
{
    uint64_t hash = fold_list(fold_list(AB_FOLD_START, &contingent->apod), &contingent->fleets);
    hash = ab_fold_pair(hash, (uint64_t)contingent->apoe, (uint64_t)contingent->mode_in);
    hash = ab_fold_pair(hash, (uint64_t)contingent->withdraw_from, (uint64_t)contingent->mode_out);
    hash = ab_fold_pair(hash, (uint64_t)contingent->via, (uint64_t)contingent->onward_mode);
    hash = fold_list(hash, &contingent->onward_fleets);
    return ab_fold_spread(ab_fold_pair(hash, (uint64_t)contingent->return_to, 0));
}

static bool same_list(const struct ab_references *a, const struct ab_references *b)
{
    return a->count == b->count &&
           (a->count == 0 || memcmp(a->index, b->index, (size_t)a->count * sizeof *a->index) == 0);
}

static bool is_alike(const struct ab_contingent *a, const struct ab_contingent *b)
{
    return a->apoe == b->apoe && a->withdraw_from == b->withdraw_from &&
           a->return_to == b->return_to && a->mode_in == b->mode_in && a->mode_out == b->mode_out &&
           a->journey == b->journey && a->via == b->via && a->onward_mode == b->onward_mode &&
           same_list(&a->apod, &b->apod) && same_list(&a->fleets, &b->fleets) &&
           same_list(&a->onward_fleets, &b->onward_fleets);
}

/* Gives each contingent its group; `place` has room for more than there are contingents, and holds
 * numbers of groups plus one. */
static void group_all(struct ab_carriages *made, const struct ab_scenario *scenario, int *place,
                      size_t room)
{
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        size_t at = (size_t)fold_carriage(contingent) & (room - 1);
        while (place[at] != 0 &&
               !is_alike(contingent, &scenario->contingent[made->group[place[at] - 1].first])) {
            at = (at + 1) & (room - 1);
        }
        if (place[at] == 0) {
            made->group[made->count].first = c;
            place[at] = ++made->count;
        }
        made->of[c] = place[at] - 1;
        made->group[made->of[c]].members++;
    }
}

static void list_fleets(struct ab_carriages *made, const struct ab_scenario *scenario)
{
    for (int f = 0; f < scenario->fleet_count; f++) {
        if (ab_scenario_most_aircraft(scenario, f) > 0) {
            made->fleet[made->fleets++] = f;
        }
    }
}

bool ab_build_group_carriage(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    const size_t contingents = (size_t)scenario->contingent_count;
    const size_t fleets = (size_t)scenario->fleet_count;
    size_t room = 16;
    while (room < 2 * contingents) {
        room *= 2;
    }
    struct ab_carriages *made = ab_arena_take(build->scratch, sizeof *made);
    int *place = ab_arena_take(build->scratch, room * sizeof *place);
    if (made == NULL || place == NULL) {
        return false;
    }
    build->carriages = made;
    made->of = ab_arena_take(build->scratch, contingents * sizeof *made->of);
    made->group = ab_arena_take(build->scratch, contingents * sizeof *made->group);
    made->fleet = ab_arena_take(build->scratch, fleets * sizeof *made->fleet);
    made->listed = ab_arena_take(build->scratch, fleets * sizeof *made->listed);
    made->carrier = ab_arena_take(build->scratch, fleets * sizeof *made->carrier);
    made->mark =
        ab_arena_take(build->scratch, (size_t)scenario->airfield_count * sizeof *made->mark);
    if (made->of == NULL || made->group == NULL || made->fleet == NULL || made->listed == NULL ||
        made->carrier == NULL || made->mark == NULL) {
        return false;
    }
    group_all(made, scenario, place, room);
    build->scenario->has_hubs = false;
    for (int g = 0; g < made->count; g++) {
        build->scenario->has_hubs |= scenario->contingent[made->group[g].first].via != AB_NOBODY;
    }
    list_fleets(made, scenario);
    return true;
}

struct ab_carriage *ab_build_carriage(const struct ab_build *build, int contingent)
{
    return &build->carriages->group[build->carriages->of[contingent]];
}

const int *ab_build_allowed_fleets(const struct ab_build *build,
                                   const struct ab_contingent *contingent, int *count)
{
    const struct ab_carriages *made = build->carriages;
    const struct ab_references *list = &contingent->fleets;
    *count = 0;
    if (list->count == 0) {
        *count = made->fleets;
        return made->fleet;
    }
    for (int i = 0; i < list->count; i++) {
        if (ab_scenario_most_aircraft(build->scenario, list->index[i]) > 0) {
            made->listed[(*count)++] = list->index[i];
        }
    }
    return made->listed;
}

/* ---- carriers ---- */

static void mark_airfield(const struct ab_carriages *made, int airfield)
{
    if (airfield >= 0) {
        made->mark[airfield] = made->marks;
    }
}

static void mark_way(const struct ab_carriages *made, const struct ab_scenario *scenario, int from,
                     int to)
{
    mark_airfield(made, from);
    mark_airfield(made, to);
    if (from >= 0 && to >= 0) {
        const struct ab_way way = ab_scenario_way(scenario, from, to);
        for (int i = 0; i + 1 < way.flights; i++) {
            mark_airfield(made, way.stop[i].airfield);
        }
    }
}

/* Marks where a contingent's loads may be put on board, taken off, or land in between. */
static void mark_ways(struct ab_carriages *made, const struct ab_scenario *scenario,
                      const struct ab_contingent *contingent)
{
    made->marks++;
    const struct ab_goals goals = ab_contingent_goals(contingent, AB_IN);
    for (int i = 0; i < goals.count; i++) {
        mark_way(made, scenario, contingent->apoe, goals.airfield[i]);
    }
    mark_way(made, scenario, ab_contingent_leaves_from(contingent),
             ab_contingent_returns_to(contingent));
}

/* The carrier that a fleet is one of, made if it is the first. */
static struct ab_carrier *carrier_of(struct ab_carriages *made, const struct ab_scenario *scenario,
                                     int fleet, int *carriers)
{
    const struct ab_fleet *plan = &scenario->fleet[fleet];
    const int home = made->mark[plan->home] == made->marks ? plan->home : AB_NOBODY;
    for (int i = 0; i < *carriers; i++) {
        struct ab_carrier *known = &made->carrier[i];
        if (scenario->fleet[known->fleet].type == plan->type && known->home == home &&
            known->augmented == plan->augmented) {
            return known;
        }
    }
    struct ab_carrier *carrier = &made->carrier[(*carriers)++];
    *carrier = (struct ab_carrier){
        .fleet = fleet, .home = home, .augmented = plan->augmented, .lowest = AB_NOBODY};
    return carrier;
}

/* Takes the carriers along for a group that may ask for them again. */
static void keep_carriers(const struct ab_build *build, struct ab_carriage *group)
{
    const size_t size = (size_t)group->carriers * sizeof *group->carrier;
    struct ab_carrier *kept = group->members > 1 ? ab_arena_take(build->scratch, size) : NULL;
    if (kept != NULL) { /* else they are found again */
        memcpy(kept, build->carriages->carrier, size);
        group->carrier = kept;
    }
}

void ab_build_find_carriers(const struct ab_build *build, const struct ab_contingent *plan,
                            struct ab_carriage *group)
{
    struct ab_carriages *made = build->carriages;
    const struct ab_scenario *scenario = build->scenario;
    int fleets;
    const int *fleet = ab_build_allowed_fleets(build, plan, &fleets);
    mark_ways(made, scenario, plan);
    group->carriers = 0;
    for (int i = 0; i < fleets; i++) {
        const int64_t aircraft = scenario->fleet[fleet[i]].number;
        struct ab_carrier *carrier = carrier_of(made, scenario, fleet[i], &group->carriers);
        carrier->aircraft += aircraft;
        if (aircraft > 0 && (carrier->lowest < 0 || fleet[i] < carrier->lowest)) {
            carrier->lowest = fleet[i];
        }
    }
    group->carrier = made->carrier;
}

struct ab_carriage *ab_build_carriers(const struct ab_build *build, int contingent)
{
    struct ab_carriage *group = ab_build_carriage(build, contingent);
    if (group->carrier == NULL || group->carrier == build->carriages->carrier) {
        ab_build_find_carriers(build, &build->scenario->contingent[contingent], group);
        keep_carriers(build, group);
    }
    return group;
}

double ab_carrier_payload(struct ab_carrier *carrier, const struct ab_scenario *scenario,
                          const struct ab_contingent *contingent, enum ab_direction direction)
{
    if (!carrier->has_payload[direction]) {
        carrier->payload[direction] =
            ab_scenario_payloads(scenario, contingent, carrier->fleet, direction, false);
        carrier->has_payload[direction] = true;
    }
    return ab_scenario_cuts(scenario, contingent, direction) ? carrier->payload[direction].most
                                                             : carrier->payload[direction].least;
}
