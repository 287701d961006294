/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_carriage.c - can every contingent be carried, by somebody, from where it is to where it
 * goes?
 *
 * For each contingent that flies, the fleets that may carry it are sifted step by step: runway and
 * stands at both ends, a known flying time, the range, the duty of a crew. The step at which none
 * is left says what is wrong. Of those that are left, one must be able to take each of its parts,
 * in and out, over the least of the ways that may be chosen: loads are planned for that. A
 * contingent is not judged when something it depends on was reported already. */
#include "scenario/judge.h"

#include <math.h>
#include <string.h>

/* ---- loads ---- */

/* Payload that loads are planned with on a fleet's aircraft; negative when it cannot fly. */
static double payload_of(const struct ab_judge *judge, int fleet, bool outbound)
{
    return ab_scenario_planned_payload(judge->scenario, judge->contingent, fleet, outbound, false);
}

enum { DESTINATION_SIZE = AB_SECTION_NAME_SIZE + 8 };

/* The candidate airfield whose distance bounds the payload on a fleet's aircraft, where another would
 * allow more: " to [airfield.far]"; else "". */
static const char *bounding_apod(const struct ab_judge *judge, int fleet, bool outbound,
                                 char text[DESTINATION_SIZE])
{
    const struct ab_contingent *contingent = judge->contingent;
    const double least = payload_of(judge, fleet, outbound);
    int bounding = AB_NOBODY;
    bool others = false;
    for (int i = 0; !outbound && i < contingent->apod.count; i++) {
        const int candidate = contingent->apod.index[i];
        const double payload = ab_scenario_payload(judge->scenario, ab_judge_type(judge, fleet),
                                                   contingent->apoe, candidate, false);
        others |= payload > least;
        bounding =
            bounding == AB_NOBODY && !(payload > least) && payload >= 0 ? candidate : bounding;
    }
    text[0] = '\0';
    if (others && bounding != AB_NOBODY) {
        (void)snprintf(text, DESTINATION_SIZE, " to [airfield.%s]",
                       ab_judge_airfield(judge, bounding));
    }
    return text;
}

static bool takes_vehicle(const struct ab_judge *judge, int fleet,
                          const struct ab_vehicle_class *vehicle, bool outbound)
{
    return ab_type_takes_vehicle(ab_judge_type(judge, fleet), vehicle,
                                 payload_of(judge, fleet, outbound));
}

/* Says what the vehicle is and what the first few aircraft can take. */
static void fault_vehicle(const struct ab_judge *judge, const struct ab_vehicle_class *vehicle,
                          bool outbound)
{
    char text[600];
    int named = 0;
    int used = snprintf(
        text, sizeof text,
        "'%s' (%.6g t, %.6g m long, %.6g m wide) fits no aircraft that may carry it%s:",
        vehicle->named.id, vehicle->mass, vehicle->length, vehicle->width, outbound ? " home" : "");
    for (int i = 0; i < judge->fleets && used > 0 && (size_t)used < sizeof text; i++) {
        const struct ab_aircraft_type *type = ab_judge_type(judge, judge->fleet[i]);
        bool again = false;
        for (int j = 0; j < i; j++) {
            again |= ab_judge_type(judge, judge->fleet[j]) == type;
        }
        if (again || named == 3) {
            continue;
        }
        const double payload = payload_of(judge, judge->fleet[i], outbound);
        char to[DESTINATION_SIZE] = "";
        if (vehicle->mass > payload) {
            bounding_apod(judge, judge->fleet[i], outbound, to);
        }
        used +=
            snprintf(text + used, sizeof text - (size_t)used,
                     "%s '%s' takes %.6g t%s, %.6g m, %.6g m", named > 0 ? ";" : "", type->named.id,
                     payload < 0 ? 0 : payload, to, type->deck_length, type->deck_width);
        named++;
    }
    ab_judge_fault(judge, "vehicles", text);
}

static void judge_vehicles(const struct ab_judge *judge, bool outbound)
{
    const struct ab_contingent *contingent = judge->contingent;
    for (int v = 0; v < contingent->vehicle_counts; v++) {
        const int index = contingent->vehicles[v].index;
        const struct ab_vehicle_class *vehicle = &judge->scenario->vehicle[index];
        bool fits = ab_judge_is_doubtful(judge, AB_SECTION_VEHICLE, index);
        for (int i = 0; i < judge->fleets && !fits; i++) {
            fits = takes_vehicle(judge, judge->fleet[i], vehicle, outbound);
        }
        if (!fits) {
            fault_vehicle(judge, vehicle, outbound);
        }
    }
}

/* More loads than this are a slip of the pen, and would fill the memory. */
static const double LOADS_MAX = 100000;

static void judge_people(const struct ab_judge *judge, bool outbound)
{
    bool seats = judge->contingent->people.high <= 0;
    for (int i = 0; i < judge->fleets; i++) {
        const double payload = payload_of(judge, judge->fleet[i], outbound);
        seats |= payload >= 0 &&
                 ab_type_takes_people(ab_judge_type(judge, judge->fleet[i]), false, payload,
                                      judge->scenario->general.person_mass, NULL) > 0;
    }
    if (!seats) {
        char text[200], to[DESTINATION_SIZE];
        (void)snprintf(
            text, sizeof text, "no aircraft that may carry this contingent%s can take a person%s",
            outbound ? " home" : "", bounding_apod(judge, judge->fleet[0], outbound, to));
        ab_judge_fault(judge, "people", text);
    }
}

static void judge_bulk(const struct ab_judge *judge)
{
    const double bulk = judge->contingent->bulk;
    char text[200], to[DESTINATION_SIZE];
    double most = -1;
    for (int i = 0; i < judge->fleets; i++) {
        most = fmax(most, payload_of(judge, judge->fleet[i], false));
    }
    if (bulk > 0 && most <= 0) {
        (void)snprintf(text, sizeof text,
                       "no aircraft that may carry this contingent can take cargo%s",
                       bounding_apod(judge, judge->fleet[0], false, to));
        ab_judge_fault(judge, "bulk", text);
    } else if (bulk > most * LOADS_MAX) {
        (void)snprintf(text, sizeof text,
                       "'%.6g t' are more than %.0f loads: no aircraft that may carry this "
                       "contingent takes more than %.3g t",
                       bulk, LOADS_MAX, most);
        ab_judge_fault(judge, "bulk", text);
    }
}

/* Sustainment flies with the aircraft and over the ways of this contingent. */
static void judge_sustainment(const struct ab_judge *judge)
{
    const struct ab_supply *supply = &judge->scenario->supply;
    const struct ab_thing *thing = &judge->build->layers->thing[AB_SECTION_SUPPLY][0];
    double most = -1;
    for (int i = 0; i < judge->fleets; i++) {
        most = fmax(most, payload_of(judge, judge->fleet[i], false));
    }
    if (judge->contingent == &judge->scenario->contingent[supply->contingent] &&
        supply->load > most) {
        ab_thing_fault(thing, "load", judge->build->errors,
                       "'%.6g t' fits no aircraft that may carry [contingent.%s]: they take %.6g t "
                       "at most",
                       supply->load, judge->contingent->named.id, most < 0 ? 0 : most);
    }
}

/* ---- a contingent ---- */

/* What it is made of. */
static void judge_make_up(const struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const bool people = contingent->people.high > 0;
    const bool other = contingent->vehicle_counts > 0 || contingent->bulk > 0;
    const int supplies = judge->scenario->supply.contingent;
    const bool sustains = supplies >= 0 && contingent == &judge->scenario->contingent[supplies];
    char text[160];
    if (contingent->loads > 0 && (people || other)) {
        ab_judge_fault(judge, "loads",
                       "stands instead of people, vehicles and bulk; give one or the other");
    } else if (contingent->loads == 0 && !people && !other && !sustains) {
        ab_judge_fault(judge, NULL,
                       "there is nothing to carry: give people, vehicles, bulk or loads");
    }
    if (contingent->loads > 0 && contingent->mode_in == AB_MODE_ROAD) {
        ab_judge_fault(judge, "loads", "are aircraft loads, and this contingent comes by road");
    }
    if (contingent->loads == 0 && (double)contingent->forward_people > contingent->people.low) {
        (void)snprintf(text, sizeof text, "'%lld' is more than the least number of people, %.6g",
                       (long long)contingent->forward_people, contingent->people.low);
        ab_judge_fault(judge, "forward_people", text);
    }
}

static bool judge_open(const struct ab_judge *judge, const char *key, int airfield)
{
    char text[160];
    if (judge->scenario->airfield[airfield].open ||
        ab_build_changes_airfield(judge->build, &judge->scenario->airfield[airfield], "open")) {
        return true;
    }
    (void)snprintf(text, sizeof text, "[airfield.%s] is closed (open = no)",
                   ab_judge_airfield(judge, airfield));
    ab_judge_fault(judge, key, text);
    return false;
}

/* Collects the fleets that may carry the contingent; false when it cannot be judged. */
static bool find_fleets(struct ab_judge *judge)
{
    const struct ab_references *listed = &judge->contingent->fleets;
    const int count = listed->count > 0 ? listed->count : judge->scenario->fleet_count;
    judge->fleets = 0;
    for (int i = 0; i < count; i++) {
        const int index = listed->count > 0 ? listed->index[i] : i;
        const struct ab_fleet *fleet = &judge->scenario->fleet[index];
        if (ab_build_thing(judge->build, AB_SECTION_FLEET, &fleet->named)->doubtful ||
            ab_judge_is_doubtful(judge, AB_SECTION_AIRCRAFT, fleet->type) ||
            ab_judge_is_doubtful(judge, AB_SECTION_AIRFIELD, fleet->home)) {
            return false;
        }
        if (ab_scenario_most_aircraft(judge->scenario, index) > 0) {
            judge->fleet[judge->fleets++] = index;
        }
    }
    if (judge->fleets == 0) {
        ab_judge_fault(judge, "fleets",
                       "nothing may carry this contingent: there is no fleet with aircraft");
    }
    return judge->fleets > 0;
}

/* The way in. */
static void judge_inbound(const struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const struct ab_references *apod = &contingent->apod;
    for (int i = 0; i < apod->count; i++) {
        if (ab_judge_is_doubtful(judge, AB_SECTION_AIRFIELD, apod->index[i])) {
            return;
        }
        if (apod->index[i] == contingent->apoe) {
            ab_judge_fault(judge, "apod", "names the airfield of embarkation");
        } else {
            ab_judge_way(judge, "apod", contingent->apoe, apod->index[i]);
        }
        if (judge->thing->doubtful) {
            return;
        }
        ab_judge_homes(judge, contingent->apoe, apod->index[i]);
    }
    judge_vehicles(judge, false);
    judge_people(judge, false);
    judge_bulk(judge);
    if (judge->scenario->supply.contingent >= 0) {
        judge_sustainment(judge);
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
    if (from < 0 || to < 0 || ab_judge_is_doubtful(judge, AB_SECTION_AIRFIELD, from) ||
        ab_judge_is_doubtful(judge, AB_SECTION_AIRFIELD, to)) {
        return;
    }
    const bool from_open = judge_open(judge, "withdraw_from", from);
    const bool to_open = judge_open(judge, "return_to", to);
    if (!from_open || !to_open) {
        return;
    }
    if (from == to) {
        ab_judge_fault(judge, key, "the way home ends where it begins");
    } else {
        ab_judge_way(judge, key, from, to);
    }
    if (judge->thing->doubtful) {
        return;
    }
    ab_judge_homes(judge, from, to);
    judge_vehicles(judge, true);
    judge_people(judge, true);
}

static bool judge_has_ways(struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    if (contingent->apoe < 0) {
        ab_build_fault_missing(judge->build, judge->thing, "apoe",
                               " for a contingent that comes by air");
    }
    if (contingent->apod.count == 0) {
        ab_build_fault_missing(judge->build, judge->thing, "apod",
                               " for a contingent that comes by air");
    }
    return !judge->thing->doubtful &&
           !ab_judge_is_doubtful(judge, AB_SECTION_AIRFIELD, contingent->apoe) &&
           judge_open(judge, "apoe", contingent->apoe);
}

static void judge_contingent(struct ab_judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const bool leaves = judge->scenario->withdrawal.order.kind != AB_WHEN_UNSET;
    const bool flies_in = contingent->mode_in == AB_MODE_AIR;
    const bool flies_out = leaves && contingent->mode_out == AB_MODE_AIR;
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
    if (flies_out && !judge->thing->doubtful) {
        judge_outbound(judge);
    }
}

void ab_build_audit_carriage(struct ab_build *build)
{
    struct ab_judge judge = {.build = build, .scenario = build->scenario};
    judge.fleet = ab_arena_take(build->arena, (size_t)build->scenario->fleet_count * sizeof(int));
    if (judge.fleet == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int i = 0; i < build->scenario->contingent_count; i++) {
        judge.contingent = &build->scenario->contingent[i];
        judge.thing = ab_build_thing(build, AB_SECTION_CONTINGENT, &judge.contingent->named);
        judge_contingent(&judge);
    }
}
