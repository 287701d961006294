/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* note_flying.c - surprises about aircraft and the airfields they use: loads that are too small for
 * who carries them, fleets that never fly, waiting in the air without end, places nobody can use. */
#include "scenario/note.h"
#include "scenario/rules.h"

#include <math.h>
#include <stddef.h>

/* Loads that fill less of an aircraft than this are worth a word. */
static const double SHARE_LEAST = 0.75;

struct flights {
    struct ab_build *build;
    const struct ab_scenario *scenario;
    struct ab_errors *list;
    uint64_t *landing; /* [airfields]: the types that may land there under way, a bit each */
    bool *used;        /* [fleets]: it may fly */
};

static struct ab_thing *airfield_thing(const struct flights *flights, int airfield)
{
    return &flights->build->layers->thing[AB_SECTION_AIRFIELD][airfield];
}

/* ---- who may fly where ---- */

static void note_landing(const struct flights *flights, int airfield, int fleet)
{
    if (airfield != AB_NOBODY) {
        flights->landing[airfield] |= UINT64_C(1) << flights->scenario->fleet[fleet].type;
    }
}

/* The landings of a fleet that carries loads from one airfield to another. At home it has its own
 * stands. */
static void add_way(const struct flights *flights, int fleet, int from, int to)
{
    const struct ab_leg *leg = ab_scenario_leg(flights->scenario, from, to);
    const int home = flights->scenario->fleet[fleet].home;
    flights->used[fleet] = true;
    note_landing(flights, from != home ? from : AB_NOBODY, fleet);
    note_landing(flights, to != home ? to : AB_NOBODY, fleet);
    note_landing(flights, leg != NULL ? leg->stop : AB_NOBODY, fleet);
}

static void add_contingent(const struct flights *flights, const struct ab_contingent *contingent,
                           int fleet)
{
    const struct ab_scenario *scenario = flights->scenario;
    const bool leaves = scenario->withdrawal.order.kind != AB_WHEN_UNSET;
    if (!ab_contingent_comes(contingent) || !ab_contingent_allows(contingent, fleet) ||
        ab_scenario_most_aircraft(scenario, fleet) == 0) {
        return;
    }
    if (contingent->mode_in == AB_MODE_AIR &&
        ab_scenario_planned_payload(scenario, contingent, fleet, false, false) >= 0) {
        for (int i = 0; i < contingent->apod.count; i++) {
            add_way(flights, fleet, contingent->apoe, contingent->apod.index[i]);
        }
    }
    if (leaves && contingent->mode_out == AB_MODE_AIR &&
        ab_scenario_planned_payload(scenario, contingent, fleet, true, false) >= 0) {
        add_way(flights, fleet, ab_contingent_leaves_from(contingent),
                ab_contingent_returns_to(contingent));
    }
}

/* ---- fleets ---- */

static void note_fleets(const struct flights *flights)
{
    const struct ab_scenario *scenario = flights->scenario;
    for (int f = 0; f < scenario->fleet_count; f++) {
        const struct ab_thing *thing =
            ab_build_thing(flights->build, AB_SECTION_FLEET, &scenario->fleet[f].named);
        const struct ab_aircraft_type *type = &scenario->aircraft[scenario->fleet[f].type];
        if (!flights->used[f] && ab_scenario_most_aircraft(scenario, f) > 0) {
            ab_thing_fault(thing, "number", flights->list,
                           "there is no contingent that it may carry: it never flies");
        } else if (flights->used[f] && type->crew_duty != AB_TIME_NEVER &&
                   isfinite(scenario->fleet[f].crews) && scenario->fleet[f].crew_rest.mean <= 0) {
            ab_thing_fault(thing, "crew_rest", flights->list,
                           "is zero: a crew at the end of its duty is fit again at once");
        }
    }
}

static void note_repairs(const struct flights *flights)
{
    const struct ab_scenario *scenario = flights->scenario;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const struct ab_aircraft_type *type = &scenario->aircraft[t];
        bool used = false;
        for (int f = 0; f < scenario->fleet_count; f++) {
            used |= flights->used[f] && scenario->fleet[f].type == t;
        }
        if (used && type->departure_reliability < 1 && type->repair_home.mean <= 0 &&
            type->repair_away.mean <= 0) {
            ab_thing_fault(&flights->build->layers->thing[AB_SECTION_AIRCRAFT][t],
                           "departure_reliability", flights->list,
                           "'%.6g' changes nothing: repair_home and repair_away are zero",
                           type->departure_reliability);
        }
    }
}

/* ---- loads ---- */

/* How much of a contingent an aircraft takes: tonnes, or people where there is nothing else. */
static double room_of(const struct flights *flights, const struct ab_contingent *contingent,
                      int fleet)
{
    const struct ab_scenario *scenario = flights->scenario;
    const double payload = ab_scenario_planned_payload(scenario, contingent, fleet, false, false);
    if (contingent->bulk > 0 || contingent->vehicle_counts > 0 || payload < 0) {
        return payload;
    }
    return (double)ab_type_takes_people(&scenario->aircraft[scenario->fleet[fleet].type], false,
                                        payload, scenario->general.person_mass, NULL);
}

/* The type that loads are planned for unless the scenario says otherwise: the most numerous, the
 * first by id on ties. */
static int planned_type(const struct flights *flights, const struct ab_contingent *contingent)
{
    const struct ab_scenario *scenario = flights->scenario;
    int best = AB_NOBODY;
    int64_t most = 0;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        int64_t number = 0;
        for (int f = 0; f < scenario->fleet_count; f++) {
            const bool may = scenario->fleet[f].type == t && ab_contingent_allows(contingent, f) &&
                             room_of(flights, contingent, f) > 0;
            number += may ? scenario->fleet[f].number : 0;
        }
        if (number > most) {
            most = number;
            best = t;
        }
    }
    return best;
}

static bool has_loads_of_its_own(const struct ab_contingent *contingent, int type)
{
    for (int i = 0; i < contingent->load_plan_count; i++) {
        if (contingent->load_plan[i].index == type) {
            return true;
        }
    }
    return false;
}

/* Whether all of a contingent, or more than that, goes into one load of an aircraft. */
static bool is_one_load(const struct flights *flights, const struct ab_contingent *contingent,
                        double room)
{
    const struct ab_scenario *scenario = flights->scenario;
    double mass = contingent->bulk + contingent->people.high * scenario->general.person_mass;
    for (int v = 0; v < contingent->vehicle_counts; v++) {
        const struct ab_number_of *vehicles = &contingent->vehicles[v];
        mass += (double)vehicles->count * scenario->vehicle[vehicles->index].mass;
    }
    const bool weighs = contingent->bulk > 0 || contingent->vehicle_counts > 0;
    return (weighs ? mass : contingent->people.high) <= room;
}

/* Finds the aircraft that loads planned for a type leave emptiest. */
static void note_loads(const struct flights *flights, int index)
{
    const struct ab_scenario *scenario = flights->scenario;
    const struct ab_contingent *contingent = &scenario->contingent[index];
    const int planned = planned_type(flights, contingent);
    double room = 0, largest = 0;
    int other = AB_NOBODY;
    for (int f = 0; planned != AB_NOBODY && f < scenario->fleet_count; f++) {
        const int type = scenario->fleet[f].type;
        if (!ab_contingent_allows(contingent, f) || scenario->fleet[f].number == 0 ||
            (type != planned && has_loads_of_its_own(contingent, type))) {
            continue;
        }
        const double takes = room_of(flights, contingent, f);
        room = type == planned ? fmax(room, takes) : room;
        if (takes > largest) {
            largest = takes;
            other = type;
        }
    }
    if (other == AB_NOBODY || other == planned || room >= SHARE_LEAST * largest ||
        is_one_load(flights, contingent, room)) {
        return;
    }
    ab_thing_fault(ab_build_thing(flights->build, AB_SECTION_CONTINGENT, &contingent->named),
                   "load_type", flights->list,
                   "is not given: loads are planned for '%s', the most numerous, and leave '%s', "
                   "which may carry them, at %.0f %% of what it takes; name a load_type, or loads "
                   "for both in load_plan",
                   scenario->aircraft[planned].named.id, scenario->aircraft[other].named.id,
                   100 * room / largest);
}

static void note_all_loads(const struct flights *flights)
{
    for (int c = 0; c < flights->scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &flights->scenario->contingent[c];
        if (ab_contingent_comes(contingent) && contingent->mode_in == AB_MODE_AIR &&
            contingent->load_type == AB_NOBODY && contingent->loads == 0) {
            note_loads(flights, c);
        }
    }
}

/* ---- airfields ---- */

/* The fewest stands that a type takes which lands at an airfield. */
static int64_t least_stands(const struct flights *flights, int airfield)
{
    int64_t least = 0;
    for (int t = 0; t < flights->scenario->aircraft_count; t++) {
        const int64_t stands = flights->scenario->aircraft[t].stands;
        if ((flights->landing[airfield] >> t & 1) != 0 && (least == 0 || stands < least)) {
            least = stands;
        }
    }
    return least > 0 ? least : 1;
}

static bool is_home(const struct flights *flights, int airfield)
{
    for (int f = 0; f < flights->scenario->fleet_count; f++) {
        if (flights->scenario->fleet[f].home == airfield) {
            return true;
        }
    }
    return false;
}

static void note_places(const struct flights *flights, int index)
{
    const struct ab_scenario *scenario = flights->scenario;
    const struct ab_airfield *airfield = &scenario->airfield[index];
    const int64_t fit = airfield->parking_mog / least_stands(flights, index);
    if (airfield->working_mog == AB_NO_LIMIT || airfield->working_mog <= fit ||
        is_home(flights, index) ||
        ab_scenario_changes_airfield(scenario, index, offsetof(struct ab_airfield, parking_mog)) ||
        ab_scenario_changes_airfield(scenario, index, offsetof(struct ab_airfield, working_mog))) {
        return;
    }
    ab_thing_fault(airfield_thing(flights, index), "working_mog", flights->list,
                   "'%lld' is more than the aircraft that find stands here at once, %lld: the rest "
                   "of the places is never used",
                   (long long)airfield->working_mog, (long long)fit);
}

/* Why an aircraft may have to hold here, however well its flight was planned; NULL: it need not. */
static const char *reason_to_hold(const struct ab_airfield *airfield)
{
    if (airfield->parking_mog != AB_NO_LIMIT && !airfield->slot_control) {
        return "full";
    }
    return airfield->has_weather && airfield->weather_stops != AB_TAKEOFFS ? "shut by weather"
                                                                           : NULL;
}

/* Whether nobody said how long a type can hold. */
static bool holds_by_default(const struct flights *flights, int type)
{
    const struct ab_thing *thing = &flights->build->layers->thing[AB_SECTION_AIRCRAFT][type];
    return ab_thing_value(thing, "holding_fuel") == NULL;
}

static void note_holding(const struct flights *flights, int type)
{
    const struct ab_scenario *scenario = flights->scenario;
    int first = AB_NOBODY, more = -1;
    char others[40] = "";
    for (int i = 0; i < scenario->airfield_count; i++) {
        if ((flights->landing[i] >> type & 1) != 0 && scenario->airfield[i].alternate < 0 &&
            reason_to_hold(&scenario->airfield[i]) != NULL) {
            first = first == AB_NOBODY ? i : first;
            more++;
        }
    }
    if (first == AB_NOBODY || !holds_by_default(flights, type)) {
        return;
    }
    if (more > 0) {
        (void)snprintf(others, sizeof others, " (and %d more)", more);
    }
    ab_thing_fault(
        &flights->build->layers->thing[AB_SECTION_AIRCRAFT][type], "holding_fuel", flights->list,
        "is not given, which means without end, and [airfield.%s]%s, which may be %s, "
        "has no alternate: it may hold there for days",
        scenario->airfield[first].named.id, others, reason_to_hold(&scenario->airfield[first]));
}

/* An alternate that nobody ever flies to: all hold without end. */
static void note_alternate(const struct flights *flights, int index)
{
    const struct ab_scenario *scenario = flights->scenario;
    bool lands = false, diverts = false;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const bool here = (flights->landing[index] >> t & 1) != 0;
        lands |= here;
        diverts |= here && scenario->aircraft[t].holding_fuel != AB_TIME_NEVER;
    }
    if (scenario->airfield[index].alternate != AB_NOBODY && lands && !diverts) {
        ab_thing_fault(airfield_thing(flights, index), "alternate", flights->list,
                       "is never used: the holding_fuel of all that land here is unlimited");
    }
}

static void note_traffic(const struct flights *flights)
{
    const struct ab_scenario *scenario = flights->scenario;
    for (int i = 0; i < scenario->traffic_count; i++) {
        const struct ab_traffic *traffic = &scenario->traffic[i];
        if (scenario->contingent_count == 0 || flights->landing[traffic->airfield] != 0 ||
            is_home(flights, traffic->airfield)) {
            continue;
        }
        ab_thing_fault(ab_build_thing(flights->build, AB_SECTION_TRAFFIC, &traffic->named),
                       "airfield", flights->list,
                       "no flight of the force comes to [airfield.%s]: only visitors use it",
                       scenario->airfield[traffic->airfield].named.id);
    }
}

void ab_build_note_flying(struct ab_build *build, struct ab_errors *list)
{
    const struct ab_scenario *scenario = build->scenario;
    struct flights flights = {.build = build, .scenario = scenario, .list = list};
    flights.landing =
        ab_arena_take(build->arena, (size_t)scenario->airfield_count * sizeof *flights.landing);
    flights.used =
        ab_arena_take(build->arena, (size_t)scenario->fleet_count * sizeof *flights.used);
    if (flights.landing == NULL || flights.used == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        for (int f = 0; f < scenario->fleet_count; f++) {
            add_contingent(&flights, &scenario->contingent[c], f);
        }
    }
    note_fleets(&flights);
    note_repairs(&flights);
    note_all_loads(&flights);
    for (int t = 0; t < scenario->aircraft_count; t++) {
        note_holding(&flights, t);
    }
    for (int i = 0; i < scenario->airfield_count; i++) {
        note_places(&flights, i);
        note_alternate(&flights, i);
    }
    note_traffic(&flights);
}
