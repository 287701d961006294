/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_loads.c - can what a contingent is made of be carried?
 *
 * Of the fleets that may fly its ways (audit_reach.c) one must be able to take each of its parts, in and
 * out, over one of the ways that may be chosen, or, where its loads are not cut for the way that they go
 * (rules.h), over the least of them. */
#include "scenario/audit_carriage.h"
#include "scenario/rules.h"

#include "base/limits.h"

#include <assert.h>
#include <math.h>

/* Payload that loads are planned with on a carrier's aircraft; negative when it cannot fly. */
static double payload_of(const struct ab_judge *judge, int carrier, enum ab_direction direction)
{
    return ab_carrier_payload(&judge->group->carrier[carrier], judge->scenario, judge->contingent,
                              direction);
}

enum { DESTINATION_SIZE = AB_SECTION_NAME_SIZE + 8 };

static bool cuts(const struct ab_judge *judge, enum ab_direction direction)
{
    return ab_scenario_cuts(judge->scenario, judge->contingent, direction);
}

/* The candidate airfield that loads of a carrier's aircraft are judged by, where they would be others to
 * another: the one that allows most when they are cut for where they go, else the one that bounds them:
 * " to [airfield.far]"; else "". */
static const char *bounding_apod(const struct ab_judge *judge, int carrier,
                                 enum ab_direction direction, char text[DESTINATION_SIZE])
{
    const struct ab_contingent *contingent = judge->contingent;
    const double by = payload_of(judge, carrier, direction);
    const bool most = cuts(judge, direction);
    int bounding = AB_NOBODY;
    bool others = false;
    const struct ab_goals goals = ab_contingent_goals(contingent, direction);
    for (int i = 0; direction != AB_OUT && i < goals.count; i++) {
        const int candidate = goals.airfield[i];
        const double payload = ab_scenario_payload(judge->scenario, ab_judge_type(judge, carrier),
                                                   contingent->apoe, candidate, false);
        others |= most ? payload < by : payload > by;
        bounding = bounding == AB_NOBODY && !(most ? payload < by : payload > by) && payload >= 0
                       ? candidate
                       : bounding;
    }
    text[0] = '\0';
    if (others && bounding != AB_NOBODY) {
        (void)snprintf(text, DESTINATION_SIZE, " to [airfield.%s]",
                       judge->scenario->airfield[bounding].named.id);
    }
    return text;
}

static bool takes_vehicle(const struct ab_judge *judge, int carrier,
                          const struct ab_vehicle_class *vehicle, enum ab_direction direction)
{
    return ab_type_takes_vehicle(ab_judge_type(judge, carrier), vehicle,
                                 payload_of(judge, carrier, direction));
}

enum { LIMIT_SIZE = 24 };

/* What an aircraft takes of something, as in "20 m", or "any length". */
static const char *limit_text(double limit, const char *unit, const char *what,
                              char text[LIMIT_SIZE])
{
    if (isinf(limit)) {
        (void)snprintf(text, LIMIT_SIZE, "any %s", what);
    } else {
        (void)snprintf(text, LIMIT_SIZE, "%.6g %s", limit, unit);
    }
    return text;
}

/* Says what the vehicle is and what the first few aircraft can take. */
static void fault_vehicle(const struct ab_judge *judge, const struct ab_vehicle_class *vehicle,
                          enum ab_direction direction)
{
    char text[800];
    int named = 0;
    int used =
        snprintf(text, sizeof text,
                 "'%s' (%.6g t, %.6g m long, %.6g m wide) fits no aircraft that may carry it%s:",
                 vehicle->named.id, vehicle->mass, vehicle->length, vehicle->width,
                 direction == AB_OUT ? " home" : "");
    for (int i = 0; i < judge->group->carriers; i++) {
        const struct ab_aircraft_type *type = ab_judge_type(judge, i);
        bool again = false;
        for (int j = 0; j < i; j++) {
            again |= ab_judge_type(judge, j) == type;
        }
        if (again || named == 3) {
            continue;
        }
        const double payload = payload_of(judge, i, direction);
        char to[DESTINATION_SIZE] = "", mass[LIMIT_SIZE], length[LIMIT_SIZE], width[LIMIT_SIZE];
        if (vehicle->mass > payload) {
            bounding_apod(judge, i, direction, to);
        }
        used += snprintf(text + used, sizeof text - (size_t)used, "%s '%s' takes %s%s, %s, %s",
                         named > 0 ? ";" : "", type->named.id,
                         limit_text(payload < 0 ? 0 : payload, "t", "mass", mass), to,
                         limit_text(type->deck_length, "m", "length", length),
                         limit_text(type->deck_width, "m", "width", width));
        named++;
    }
    assert((size_t)used < sizeof text);
    ab_judge_fault(judge, "vehicles", text);
}

static void judge_vehicles(const struct ab_judge *judge, enum ab_direction direction)
{
    const struct ab_contingent *contingent = judge->contingent;
    for (int v = 0; v < contingent->vehicle_counts; v++) {
        const int index = contingent->vehicles[v].index;
        const struct ab_vehicle_class *vehicle = &judge->scenario->vehicle[index];
        bool fits = ab_build_doubts(judge->build, AB_SECTION_VEHICLE, index);
        for (int i = 0; i < judge->group->carriers && !fits; i++) {
            fits = takes_vehicle(judge, i, vehicle, direction);
        }
        if (!fits) {
            fault_vehicle(judge, vehicle, direction);
        }
    }
}

/* More loads than this are a slip of the pen, and would fill the memory. */
static const double LOADS_MAX = AB_PARTY_LOADS_MAX;

static void judge_people(const struct ab_judge *judge, enum ab_direction direction)
{
    bool seats = judge->contingent->people->high <= 0;
    for (int i = 0; i < judge->group->carriers && !seats; i++) {
        const double payload = payload_of(judge, i, direction);
        seats =
            payload >= 0 && ab_type_takes_people(ab_judge_type(judge, i), false, payload,
                                                 judge->scenario->general.person_mass, NULL) > 0;
    }
    if (!seats) {
        char text[200], to[DESTINATION_SIZE];
        (void)snprintf(text, sizeof text,
                       "no aircraft that may carry this contingent%s can take a person%s",
                       direction == AB_OUT ? " home" : "", bounding_apod(judge, 0, direction, to));
        ab_judge_fault(judge, "people", text);
    }
}

/* The largest payload on aircraft that take a class of cargo; negative when there are none. */
static double most_payload(const struct ab_judge *judge, enum ab_direction direction,
                           enum ab_cargo_class cargo_class)
{
    double most = -1;
    for (int i = 0; i < judge->group->carriers; i++) {
        if (ab_judge_type(judge, i)->cargo_class >= cargo_class) {
            most = fmax(most, payload_of(judge, i, direction));
        }
    }
    return most;
}

/* Says that nobody takes cargo of a class; with more payload, or a larger class, they would. */
static void fault_class(const struct ab_judge *judge, enum ab_direction direction, const char *key,
                        enum ab_cargo_class cargo_class)
{
    char text[300], to[DESTINATION_SIZE];
    if (most_payload(judge, direction, AB_CARGO_BULK) > 0) {
        (void)snprintf(text, sizeof text,
                       "no aircraft that may carry this contingent takes %s cargo: that needs a "
                       "cargo_class of %s, and payload left",
                       key, cargo_class == AB_CARGO_OUTSIZE ? key : "oversize or outsize");
    } else {
        (void)snprintf(text, sizeof text,
                       "no aircraft that may carry this contingent can take cargo%s",
                       bounding_apod(judge, 0, direction, to));
    }
    ab_judge_fault(judge, key, text);
}

/* Loads that are cut may all have to be as small as the smallest that its fleets can fly. */
static void judge_smallest(const struct ab_judge *judge, enum ab_direction direction)
{
    const double cargo = ab_contingent_all_cargo(judge->contingent);
    double least = (double)INFINITY;
    int smallest = AB_NOBODY;
    for (int i = 0; i < judge->group->carriers; i++) {
        (void)payload_of(judge, i, direction);
        const double payload = judge->group->carrier[i].payload[direction].least;
        if (payload > AB_SLACK && payload < least) {
            least = payload;
            smallest = i;
        }
    }
    if (smallest != AB_NOBODY && cargo > least * LOADS_MAX) {
        char text[240];
        (void)snprintf(
            text, sizeof text,
            "'%.6g t' of cargo may become more than %.0f loads: '%s', which may carry this "
            "contingent, takes %.3g t on one of its ways",
            cargo, LOADS_MAX, ab_judge_type(judge, smallest)->named.id, least);
        ab_judge_fault(judge, "fleets", text);
    }
}

static void judge_cargo(const struct ab_judge *judge, enum ab_direction direction)
{
    static const char *const key[AB_CARGO_CLASSES] = {"bulk", "oversize", "outsize"};
    for (enum ab_cargo_class c = AB_CARGO_BULK; c < AB_CARGO_CLASSES; c++) {
        const double cargo = ab_contingent_cargo(judge->contingent, c);
        const double most = cargo > 0 ? most_payload(judge, direction, c) : 0;
        char text[200];
        if (cargo > 0 && most <= 0) {
            fault_class(judge, direction, key[c], c);
        } else if (cargo > most * LOADS_MAX) {
            (void)snprintf(text, sizeof text,
                           "'%.6g t' are more than %.0f loads: no aircraft that may carry this "
                           "contingent takes more than %.3g t",
                           cargo, LOADS_MAX, most);
            ab_judge_fault(judge, key[c], text);
        }
    }
    if (!judge->thing->doubtful && cuts(judge, direction)) {
        judge_smallest(judge, direction);
    }
}

void ab_judge_loads(const struct ab_judge *judge, enum ab_direction direction)
{
    judge_vehicles(judge, direction);
    judge_people(judge, direction);
    if (direction != AB_OUT || !ab_contingent_comes(judge->contingent)) {
        judge_cargo(judge, direction);
    }
}

/* Sustainment flies with the aircraft and over the ways of this contingent. */
void ab_judge_sustainment(const struct ab_judge *judge)
{
    const struct ab_supply *supply = &judge->scenario->supply;
    const struct ab_thing *thing = &judge->build->layers->thing[AB_SECTION_SUPPLY][0];
    if (judge->contingent != &judge->scenario->contingent[supply->contingent]) {
        return;
    }
    double most = -1; /* where they go is decided last, and they are not cut for it */
    for (int i = 0; i < judge->group->carriers; i++) {
        (void)payload_of(judge, i, AB_IN);
        most = fmax(most, judge->group->carrier[i].payload[AB_IN].least);
    }
    if (supply->load > most) {
        ab_thing_fault(thing, "load", judge->build->errors,
                       "'%.6g t' fits no aircraft that may carry [contingent.%s]: they take %.6g t "
                       "at most",
                       supply->load, judge->contingent->named.id, most < 0 ? 0 : most);
    }
}
