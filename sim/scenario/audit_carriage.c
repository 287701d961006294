/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_carriage.c - can every contingent be carried, by somebody, from where it is to where it
 * goes, and what flying needs besides a way: crews, fuel in the tanks, somewhere to divert to, stands.
 *
 * For each contingent that flies, the fleets that may carry it are sifted step by step: runway and
 * stands at both ends, a known flying time, the range, the duty of a crew. The step at which none
 * is left says what is wrong. Of those that are left, one must be able to take each of its parts,
 * in and out, over one of the ways that may be chosen, or, where its loads are not cut for the way
 * that they go (rules.h), over the least of them. A contingent is not judged when something it
 * depends on was reported already. */
#include "scenario/carriage.h"
#include "scenario/evacuation.h"
#include "scenario/rules.h"
#include "scenario/tanks.h"

#include "base/limits.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

/* A contingent under judgement: who may carry it, and over which ways. */
struct judge {
    struct ab_build *build;
    const struct ab_scenario *scenario;
    const struct ab_contingent *contingent;
    struct ab_thing *thing;    /* the contingent's section */
    struct ab_carriage *group; /* that it is of, and who may carry that */
    const int *fleet;          /* all that may carry it and have aircraft */
    int fleets;
    int *sorted;    /* room for as many, in the order of their ids */
    int *difficult; /* fleets that may not find a way even between airfields with positions */
    int difficulties;
    bool has_doubts; /* about a fleet with its type and its home */
    struct ab_known_way *way;
};

/* ---- what there is to know ---- */

static bool is_doubtful(const struct judge *judge, enum ab_section section, int index)
{
    return judge->build->layers->thing[section][index].doubtful;
}

static struct ab_thing *fleet_thing(const struct judge *judge, int fleet)
{
    return ab_build_thing(judge->build, AB_SECTION_FLEET, &judge->scenario->fleet[fleet].named);
}

static const struct ab_aircraft_type *type_of(const struct judge *judge, int fleet)
{
    return &judge->scenario->aircraft[judge->scenario->fleet[fleet].type];
}

/* The first of the fleets that are alike. */
static int carrier_at(const struct judge *judge, int place)
{
    return judge->group->carrier[place].fleet;
}

static const char *id_of(const struct judge *judge, int airfield)
{
    return judge->scenario->airfield[airfield].named.id;
}

static void fault_contingent(const struct judge *judge, const char *key, const char *text)
{
    judge->thing->doubtful = true;
    ab_thing_fault(judge->thing, key, judge->build->errors, "%s", text);
}

/* ---- flying ---- */

/* The steps of the sieve, in the order in which they are tried: each obstacle at three places, then
 * the flight. */
enum place { FROM, TO, STOP, PLACES };
enum step { SPEED = AB_OBSTACLE_COUNT * PLACES, RANGE, DUTY, STEP_COUNT };

static enum ab_obstacle obstacle_of(enum step step)
{
    return (enum ab_obstacle)((int)step / PLACES);
}

/* The first and the last of the airfields of a way that a step looks at, numbered from its beginning;
 * there may be no stop. */
static int first_place(const struct ab_way *way, enum step step)
{
    switch ((enum place)((int)step % PLACES)) {
    case FROM: return 0;
    case STOP: return 1;
    case TO:
    case PLACES: break;
    }
    return way->flights;
}

static int last_place(const struct ab_way *way, enum step step)
{
    switch ((enum place)((int)step % PLACES)) {
    case FROM: return 0;
    case STOP: return way->flights - 1;
    case TO:
    case PLACES: break;
    }
    return way->flights;
}

static int airfield_at(const struct ab_way *way, int place)
{
    return place > 0 ? way->flight[place - 1].to : way->flight[0].from;
}

/* The first airfield that a step looks at and where its obstacle is in the way of a fleet, or
 * AB_NOBODY. */
static int obstructed(const struct judge *judge, int fleet, const struct ab_way *way,
                      enum step step)
{
    for (int place = first_place(way, step); place <= last_place(way, step); place++) {
        const int airfield = airfield_at(way, place);
        if (!ab_scenario_is_free_of(obstacle_of(step), judge->scenario, airfield, fleet)) {
            return airfield;
        }
    }
    return AB_NOBODY;
}

static ab_time crew_duty(const struct judge *judge, int fleet)
{
    const struct ab_aircraft_type *type = type_of(judge, fleet);
    return judge->scenario->fleet[fleet].augmented ? type->crew_duty_augmented : type->crew_duty;
}

static bool passes(const struct judge *judge, int fleet, const struct ab_way *way, enum step step)
{
    const struct ab_aircraft_type *type = type_of(judge, fleet);
    const int from = airfield_at(way, 0), to = airfield_at(way, way->flights);
    if (step < SPEED) {
        return obstructed(judge, fleet, way, step) == AB_NOBODY;
    }
    switch (step) {
    case SPEED: return ab_way_is_timed(judge->scenario, type, way);
    case RANGE: return ab_scenario_payload(judge->scenario, type, from, to, false) >= 0;
    case DUTY: return !(ab_way_longest_block(way, type) > (double)crew_duty(judge, fleet));
    case STEP_COUNT: break;
    }
    return true;
}

/* The first step that a fleet does not pass; STEP_COUNT: it passes all. */
static int passes_until(const struct judge *judge, int fleet, const struct ab_way *way)
{
    int step = 0;
    while (step < STEP_COUNT && passes(judge, fleet, way, (enum step)step)) {
        step++;
    }
    return step;
}

/* Whether a fleet could fly the way if there were fuel at both ends. */
static bool would_have_range(const struct judge *judge, const struct ab_way *way)
{
    bool any = false;
    for (int i = 0; i < judge->group->carriers && !any; i++) {
        const struct ab_aircraft_type *type = type_of(judge, carrier_at(judge, i));
        any = ab_type_payload(type, ab_way_longest(way, type).km) >= 0;
    }
    const struct ab_airfield *airfield = judge->scenario->airfield;
    return any &&
           (!airfield[airfield_at(way, 0)].fuel || !airfield[airfield_at(way, way->flights)].fuel);
}

/* What is told is the stretch that is longest for the first of those that may fly it. */
static void write_range(const struct judge *judge, const struct ab_way *way, char *text,
                        size_t size)
{
    const bool is_there = would_have_range(judge, way);
    const int to = airfield_at(way, way->flights);
    const int dry = judge->scenario->airfield[to].fuel ? airfield_at(way, 0) : to;
    struct ab_way fuelled = *way;
    ab_way_dry_stops(&fuelled, judge->scenario);
    const struct ab_stretch longest =
        ab_way_longest(&fuelled, type_of(judge, carrier_at(judge, 0)));
    double km = 0;
    for (int i = longest.first; i <= longest.last; i++) {
        km += way->flight[i].route.distance_km;
    }
    (void)snprintf(text, size,
                   "the leg %s - %s, %.0f km%s, is out of range, even empty, for every aircraft "
                   "that may carry this contingent%s%s%s",
                   id_of(judge, way->flight[longest.first].from),
                   id_of(judge, way->flight[longest.last].to), km,
                   longest.first < longest.last ? " without fuel on the way" : "",
                   is_there ? ", with the fuel for the way back: [airfield." : "",
                   is_there ? id_of(judge, dry) : "", is_there ? "] has none" : "");
}

static void write_duty(const struct judge *judge, const struct ab_way *way, char *text, size_t size)
{
    const int fleet = carrier_at(judge, 0);
    const struct ab_aircraft_type *type = type_of(judge, fleet);
    const double block = ab_way_longest_block(way, type);
    int longest = 0;
    while (longest + 1 < way->flights &&
           ab_route_mean_block(&way->flight[longest].route, type) < block) {
        longest++;
    }
    (void)snprintf(text, size,
                   "the leg %s - %s takes longer than the duty of any crew that may fly this "
                   "contingent: %.4g h against %.4g h",
                   id_of(judge, way->flight[longest].from), id_of(judge, way->flight[longest].to),
                   block / (double)AB_HOUR, ab_time_hours(crew_duty(judge, fleet)));
}

static void write_obstacle(enum ab_obstacle obstacle, const struct ab_airfield *airfield,
                           char *text, size_t size)
{
    switch (obstacle) {
    case AB_BANNED:
        (void)snprintf(text, size,
                       "every aircraft that may carry this contingent is banned from [airfield.%s]",
                       airfield->named.id);
        break;
    case AB_SHORT_RUNWAY:
        (void)snprintf(text, size,
                       "the runway of [airfield.%s], %.6g m, is too short for every aircraft that "
                       "may carry this contingent",
                       airfield->named.id, airfield->runway_length);
        break;
    case AB_FEW_STANDS:
    case AB_OBSTACLE_COUNT:
        (void)snprintf(text, size,
                       "the parking_mog of [airfield.%s], %lld, is too small for every aircraft "
                       "that may carry this contingent",
                       airfield->named.id, (long long)airfield->parking_mog);
        break;
    }
}

/* The flight of a way whose time is not known for the first of those that may fly it. */
static const struct ab_flight *untimed(const struct judge *judge, const struct ab_way *way)
{
    int i = 0;
    while (i + 1 < way->flights &&
           ab_way_has_block_time(judge->scenario, type_of(judge, carrier_at(judge, 0)),
                                 way->flight[i].from, way->flight[i].to)) {
        i++;
    }
    return &way->flight[i];
}

/* The airfield where a step's obstacle is in the way of all, or of the first that comes so far. */
static int obstructing(const struct judge *judge, const struct ab_way *way, enum step step)
{
    int airfield = AB_NOBODY;
    for (int i = 0; airfield == AB_NOBODY; i++) {
        assert(i < judge->group->carriers);
        airfield = obstructed(judge, carrier_at(judge, i), way, step);
    }
    return airfield;
}

static void fault_step(const struct judge *judge, const char *key, const struct ab_way *way,
                       enum step step)
{
    char text[400];
    if (step < SPEED) {
        write_obstacle(obstacle_of(step), &judge->scenario->airfield[obstructing(judge, way, step)],
                       text, sizeof text);
    } else if (step == SPEED) {
        const struct ab_flight *flight = untimed(judge, way);
        (void)snprintf(text, sizeof text,
                       "the leg %s - %s has no block_time, and no aircraft that may carry this "
                       "contingent has a cruise_speed",
                       id_of(judge, flight->from), id_of(judge, flight->to));
    } else if (step == RANGE) {
        write_range(judge, way, text, sizeof text);
    } else {
        write_duty(judge, way, text, sizeof text);
    }
    fault_contingent(judge, key, text);
}

/* Complains of a way whose length nobody knows. */
static void fault_way(const struct judge *judge, const char *key, int from, int to)
{
    char text[300];
    (void)snprintf(text, sizeof text,
                   "the leg %s - %s cannot be flown: the airfields have no positions and no "
                   "[leg.ID] gives its distance or block_time",
                   id_of(judge, from), id_of(judge, to));
    fault_contingent(judge, key, text);
}

static void judge_way(const struct judge *judge, const char *key, int from, int to)
{
    const struct ab_way way = ab_scenario_way(judge->scenario, from, to);
    bool backwards;
    const struct ab_itinerary *route = ab_scenario_itinerary(judge->scenario, from, to, &backwards);
    if (route != NULL &&
        is_doubtful(judge, AB_SECTION_ROUTE, (int)(route - judge->scenario->itinerary))) {
        return;
    }
    if (!ab_way_is_known(judge->scenario, from, to)) { /* empty aircraft fly there directly */
        fault_way(judge, key, from, to);
        return;
    }
    for (int i = 0; i < way.flights; i++) {
        const struct ab_flight *flight = &way.flight[i];
        if (!ab_way_is_known(judge->scenario, flight->from, flight->to)) {
            fault_way(judge, key, flight->from, flight->to);
            return;
        }
    }
    int furthest = 0;
    for (int i = 0; i < judge->group->carriers && furthest < STEP_COUNT; i++) {
        const int until = passes_until(judge, carrier_at(judge, i), &way);
        furthest = until > furthest ? until : furthest;
    }
    if (furthest < STEP_COUNT) {
        fault_step(judge, key, &way, (enum step)furthest);
    }
}

/* ---- empty flights ---- */

/* Complains of a fleet, once. */
static void fault_fleet(struct judge *judge, int fleet, const char *text)
{
    struct ab_thing *thing = fleet_thing(judge, fleet);
    if (!thing->doubtful) {
        ab_thing_fault(thing, "home", judge->build->errors, "%s", text);
    }
    thing->doubtful = true;
    judge->has_doubts = true;
}

/* Whether a fleet can fly between two airfields as far as anybody knows. */
static void judge_empty_flight(struct judge *judge, int fleet, int from, int to)
{
    char text[300];
    const struct ab_aircraft_type *type = type_of(judge, fleet);
    if (from == to) {
        return;
    }
    if (!ab_way_is_known(judge->scenario, from, to)) {
        (void)snprintf(text, sizeof text,
                       "the leg %s - %s cannot be flown: the airfields have no positions and no "
                       "[leg.ID] gives its distance or block_time",
                       id_of(judge, from), id_of(judge, to));
        fault_fleet(judge, fleet, text);
    } else if (!ab_way_has_block_time(judge->scenario, type, from, to)) {
        (void)snprintf(text, sizeof text,
                       "the leg %s - %s has no block_time, and '%s' has no cruise_speed",
                       id_of(judge, from), id_of(judge, to), type->named.id);
        fault_fleet(judge, fleet, text);
    }
}

static void judge_homes(struct judge *judge, int from, int to)
{
    const struct ab_airfield *airfield = judge->scenario->airfield;
    const bool all = judge->contingent->fleets.count == 0;
    const bool few = all && airfield[from].located && airfield[to].located;
    const int count = few ? judge->difficulties : judge->fleets;
    for (int i = 0; i < count; i++) {
        const int fleet = few ? judge->difficult[i] : judge->fleet[i];
        const int home = judge->scenario->fleet[fleet].home;
        judge_empty_flight(judge, fleet, home, from);
        judge_empty_flight(judge, fleet, to, home);
    }
}

/* ---- loads ---- */

/* Payload that loads are planned with on a carrier's aircraft; negative when it cannot fly. */
static double payload_of(const struct judge *judge, int carrier, enum ab_direction direction)
{
    return ab_carrier_payload(&judge->group->carrier[carrier], judge->scenario, judge->contingent,
                              direction);
}

static const struct ab_aircraft_type *type_at(const struct judge *judge, int carrier)
{
    return type_of(judge, carrier_at(judge, carrier));
}

enum { DESTINATION_SIZE = AB_SECTION_NAME_SIZE + 8 };

static bool cuts(const struct judge *judge, enum ab_direction direction)
{
    return ab_scenario_cuts(judge->scenario, judge->contingent, direction);
}

/* The candidate airfield that loads of a carrier's aircraft are judged by, where they would be others to
 * another: the one that allows most when they are cut for where they go, else the one that bounds them:
 * " to [airfield.far]"; else "". */
static const char *bounding_apod(const struct judge *judge, int carrier,
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
        const double payload = ab_scenario_payload(judge->scenario, type_at(judge, carrier),
                                                   contingent->apoe, candidate, false);
        others |= most ? payload < by : payload > by;
        bounding = bounding == AB_NOBODY && !(most ? payload < by : payload > by) && payload >= 0
                       ? candidate
                       : bounding;
    }
    text[0] = '\0';
    if (others && bounding != AB_NOBODY) {
        (void)snprintf(text, DESTINATION_SIZE, " to [airfield.%s]", id_of(judge, bounding));
    }
    return text;
}

static bool takes_vehicle(const struct judge *judge, int carrier,
                          const struct ab_vehicle_class *vehicle, enum ab_direction direction)
{
    return ab_type_takes_vehicle(type_at(judge, carrier), vehicle,
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
static void fault_vehicle(const struct judge *judge, const struct ab_vehicle_class *vehicle,
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
        const struct ab_aircraft_type *type = type_at(judge, i);
        bool again = false;
        for (int j = 0; j < i; j++) {
            again |= type_at(judge, j) == type;
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
    fault_contingent(judge, "vehicles", text);
}

static void judge_vehicles(const struct judge *judge, enum ab_direction direction)
{
    const struct ab_contingent *contingent = judge->contingent;
    for (int v = 0; v < contingent->vehicle_counts; v++) {
        const int index = contingent->vehicles[v].index;
        const struct ab_vehicle_class *vehicle = &judge->scenario->vehicle[index];
        bool fits = is_doubtful(judge, AB_SECTION_VEHICLE, index);
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

static void judge_people(const struct judge *judge, enum ab_direction direction)
{
    bool seats = judge->contingent->people->high <= 0;
    for (int i = 0; i < judge->group->carriers && !seats; i++) {
        const double payload = payload_of(judge, i, direction);
        seats =
            payload >= 0 && ab_type_takes_people(type_at(judge, i), false, payload,
                                                 judge->scenario->general.person_mass, NULL) > 0;
    }
    if (!seats) {
        char text[200], to[DESTINATION_SIZE];
        (void)snprintf(text, sizeof text,
                       "no aircraft that may carry this contingent%s can take a person%s",
                       direction == AB_OUT ? " home" : "", bounding_apod(judge, 0, direction, to));
        fault_contingent(judge, "people", text);
    }
}

/* The largest payload on aircraft that take a class of cargo; negative when there are none. */
static double most_payload(const struct judge *judge, enum ab_direction direction,
                           enum ab_cargo_class cargo_class)
{
    double most = -1;
    for (int i = 0; i < judge->group->carriers; i++) {
        if (type_at(judge, i)->cargo_class >= cargo_class) {
            most = fmax(most, payload_of(judge, i, direction));
        }
    }
    return most;
}

/* Says that nobody takes cargo of a class; with more payload, or a larger class, they would. */
static void fault_class(const struct judge *judge, enum ab_direction direction, const char *key,
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
    fault_contingent(judge, key, text);
}

/* Loads that are cut may all have to be as small as the smallest that its fleets can fly. */
static void judge_smallest(const struct judge *judge, enum ab_direction direction)
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
            cargo, LOADS_MAX, type_at(judge, smallest)->named.id, least);
        fault_contingent(judge, "fleets", text);
    }
}

static void judge_cargo(const struct judge *judge, enum ab_direction direction)
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
            fault_contingent(judge, key[c], text);
        }
    }
    if (!judge->thing->doubtful && cuts(judge, direction)) {
        judge_smallest(judge, direction);
    }
}

/* Sustainment flies with the aircraft and over the ways of this contingent. */
static void judge_sustainment(const struct judge *judge)
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

/* ---- a contingent ---- */

/* What it is made of. */
static void judge_make_up(const struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const bool people = contingent->people->high > 0;
    const bool other = contingent->vehicle_counts > 0 || ab_contingent_all_cargo(contingent) > 0;
    const int supplies = judge->scenario->supply.contingent;
    const bool sustains = supplies >= 0 && contingent == &judge->scenario->contingent[supplies];
    char text[160];
    if (contingent->loads > 0 && (people || other)) {
        fault_contingent(judge, "loads",
                         "stands instead of people, vehicles and cargo; give one or the other");
    } else if (contingent->loads == 0 && !people && !other && !sustains) {
        fault_contingent(judge, NULL,
                         "there is nothing to carry: give people, vehicles, cargo or loads");
    }
    if (contingent->loads > 0 &&
        (ab_contingent_drives_in(contingent) ||
         (!ab_contingent_comes(contingent) && contingent->mode_out == AB_MODE_ROAD))) {
        fault_contingent(judge, "loads",
                         ab_contingent_comes(contingent)
                             ? "are aircraft loads, and this contingent comes by road"
                             : "are aircraft loads, and this contingent leaves by road");
    }
    if (contingent->loads == 0 && (double)contingent->forward_people > contingent->people->low) {
        (void)snprintf(text, sizeof text, "'%lld' is more than the least number of people, %.6g",
                       (long long)contingent->forward_people, contingent->people->low);
        fault_contingent(judge, "forward_people", text);
    }
}

static bool judge_open(const struct judge *judge, const char *key, int airfield)
{
    char text[160];
    if (ab_build_may_open(judge->build, &judge->scenario->airfield[airfield])) {
        return true;
    }
    (void)snprintf(text, sizeof text, "[airfield.%s] is closed (open = no)",
                   id_of(judge, airfield));
    fault_contingent(judge, key, text);
    return false;
}

/* Whether something is in doubt about a fleet that the contingent allows. */
static bool has_doubts(const struct judge *judge)
{
    const struct ab_references *listed = &judge->contingent->fleets;
    bool doubts = listed->count == 0 && judge->has_doubts;
    for (int i = 0; i < listed->count && !doubts; i++) {
        doubts = ab_build_doubts_fleet(judge->build, listed->index[i]);
    }
    return doubts;
}

/* Collects the fleets that may carry the contingent; false when it cannot be judged. */
static bool find_fleets(struct judge *judge)
{
    if (has_doubts(judge)) {
        return false;
    }
    judge->fleet = ab_build_allowed_fleets(judge->build, judge->contingent, &judge->fleets);
    if (judge->fleets == 0) {
        fault_contingent(judge, "fleets",
                         "nothing may carry this contingent: there is no fleet with aircraft");
        return false;
    }
    judge->group =
        ab_build_carriers(judge->build, (int)(judge->contingent - judge->scenario->contingent));
    return true;
}

/* The ways in. */
static void judge_ways_in(struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const struct ab_goals goals = ab_contingent_goals(contingent, AB_IN);
    const char *key = contingent->via != AB_NOBODY ? "via" : "apod";
    for (int i = 0; i < goals.count; i++) {
        const int goal = goals.airfield[i];
        if (is_doubtful(judge, AB_SECTION_AIRFIELD, goal)) {
            return;
        }
        if (goal == contingent->apoe) {
            fault_contingent(judge, key, "names the airfield of embarkation");
        } else {
            judge_way(judge, key, contingent->apoe, goal);
        }
        if (judge->thing->doubtful) {
            return;
        }
        judge_homes(judge, contingent->apoe, goal);
    }
    judge->group->goes_in = true;
}

static void judge_inbound(struct judge *judge)
{
    if (!judge->group->goes_in) {
        judge_ways_in(judge);
    }
    if (!judge->group->goes_in) {
        return;
    }
    judge_vehicles(judge, AB_IN);
    judge_people(judge, AB_IN);
    judge_cargo(judge, AB_IN);
    if (judge->scenario->supply.contingent >= 0) {
        judge_sustainment(judge);
    }
}

/* The way home: from where it came to and to where it came from, unless the scenario says
 * otherwise. */
static void judge_outbound(struct judge *judge)
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
    if (from < 0 || to < 0 || is_doubtful(judge, AB_SECTION_AIRFIELD, from) ||
        is_doubtful(judge, AB_SECTION_AIRFIELD, to)) {
        return;
    }
    const bool from_open = judge_open(judge, "withdraw_from", from);
    const bool to_open = judge_open(judge, "return_to", to);
    if (!from_open || !to_open) {
        return;
    }
    if (from == to) {
        fault_contingent(judge, key, "the way home ends where it begins");
    } else if (!judge->group->goes_out) {
        judge_way(judge, key, from, to);
    }
    if (judge->thing->doubtful) {
        return;
    }
    if (!judge->group->goes_out) {
        judge_homes(judge, from, to);
    }
    judge->group->goes_out = true;
    judge_vehicles(judge, AB_OUT);
    judge_people(judge, AB_OUT);
    if (!ab_contingent_comes(contingent)) {
        judge_cargo(judge, AB_OUT);
    }
}

/* From the hub on, as a contingent of its own that comes from there; false when the contingent itself
 * cannot be judged any more. */
static bool judge_second_tier(struct judge *judge)
{
    const struct ab_contingent *whole = judge->contingent;
    const struct ab_contingent onward = ab_contingent_onward(whole);
    struct ab_carriage tier = {.members = 1}, *group = judge->group;
    judge->contingent = &onward;
    judge->group = &tier;
    if (!has_doubts(judge)) {
        judge->fleet = ab_build_allowed_fleets(judge->build, &onward, &judge->fleets);
        if (judge->fleets == 0) {
            fault_contingent(
                judge, "onward_fleets",
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
static bool judge_hub(const struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    if (is_doubtful(judge, AB_SECTION_AIRFIELD, contingent->via)) {
        return false;
    }
    if (ab_references_name(&contingent->apod, contingent->via)) {
        fault_contingent(judge, "via", "is an airfield of debarkation as well");
        return false;
    }
    return judge_open(judge, "via", contingent->via);
}

static bool judge_has_ways(struct judge *judge)
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
    return !judge->thing->doubtful && !is_doubtful(judge, AB_SECTION_AIRFIELD, contingent->apoe) &&
           judge_open(judge, "apoe", contingent->apoe) &&
           (contingent->via == AB_NOBODY || judge_hub(judge));
}

static void judge_contingent(struct judge *judge)
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

static struct ab_thing *contingent_thing(const struct judge *judge, int contingent)
{
    return ab_build_thing(judge->build, AB_SECTION_CONTINGENT,
                          &judge->scenario->contingent[contingent].named);
}

/* A fleet with aircraft of which nothing is in doubt. */
static bool is_judged(const struct judge *judge, int fleet)
{
    return ab_scenario_most_aircraft(judge->scenario, fleet) > 0 &&
           !ab_build_doubts_fleet(judge->build, fleet);
}

/* ---- flights that there may be ---- */

/* What is called for every flight that a fleet may have to make for a contingent: to its load, with
 * it, home, both ways, where stops are ends of flights; and, if it is not NULL, for each way with a load as a
 * whole. */
typedef void ab_flight_visitor(const struct judge *judge, int fleet, int from, int to);
struct visitor {
    ab_flight_visitor *flight, *way;
};

static void visit_loaded(const struct judge *judge, int fleet, int from, int to,
                         const struct visitor *visit)
{
    const struct ab_way *way = ab_scenario_known_way(judge->way, judge->scenario, from, to);
    for (int i = 0; i < way->flights; i++) {
        visit->flight(judge, fleet, way->flight[i].from, way->flight[i].to);
    }
    if (visit->way != NULL) {
        visit->way(judge, fleet, from, to);
    }
}

static void visit_way(const struct judge *judge, int fleet, int from, int to,
                      const struct visitor *visit)
{
    const int home = judge->scenario->fleet[fleet].home;
    if (from < 0 || to < 0) { /* it is not said, and told where a contingent is judged */
        return;
    }
    visit->flight(judge, fleet, home, from);
    visit_loaded(judge, fleet, from, to, visit);
    visit->flight(judge, fleet, to, home);
}

/* The fleets that a contingent allows and that have aircraft, in the order of their ids. */
static const int *fleets_in_order(const struct judge *judge, const struct ab_contingent *contingent,
                                  int *count)
{
    const int *fleet = ab_build_allowed_fleets(judge->build, contingent, count);
    if (contingent->fleets.count == 0) {
        return fleet;
    }
    for (int i = 0; i < *count; i++) {
        int place = i;
        for (; place > 0 && judge->sorted[place - 1] > fleet[i]; place--) {
            judge->sorted[place] = judge->sorted[place - 1];
        }
        judge->sorted[place] = fleet[i];
    }
    return judge->sorted;
}

static void visit_second_tier(const struct judge *judge, const struct ab_contingent *contingent,
                              const struct visitor *visit)
{
    const struct ab_contingent onward = ab_contingent_onward(contingent);
    int fleets;
    const int *fleet = fleets_in_order(judge, &onward, &fleets);
    for (int f = 0; f < fleets; f++) {
        for (int i = 0; i < onward.apod.count && !ab_build_doubts_fleet(judge->build, fleet[f]);
             i++) {
            visit_way(judge, fleet[f], onward.apoe, onward.apod.index[i], visit);
        }
    }
}

/* The first of a group whose section is in no doubt speaks for all of it. */
static void visit_flights(const struct judge *judge, bool *visited, const struct visitor *visit)
{
    const struct ab_scenario *scenario = judge->scenario;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        bool *is_done = &visited[ab_build_carriage(judge->build, c)->first];
        if (*is_done || contingent_thing(judge, c)->doubtful) {
            continue;
        }
        *is_done = true;
        int fleets;
        const int *fleet = fleets_in_order(judge, contingent, &fleets);
        for (int f = 0; f < fleets; f++) {
            if (ab_build_doubts_fleet(judge->build, fleet[f])) {
                continue;
            }
            const struct ab_goals goals = ab_contingent_goals(contingent, AB_IN);
            for (int i = 0; ab_contingent_flies_in(contingent) && i < goals.count; i++) {
                visit_way(judge, fleet[f], contingent->apoe, goals.airfield[i], visit);
            }
            if (ab_contingent_flies_home(scenario, contingent)) {
                visit_way(judge, fleet[f], ab_contingent_leaves_from(contingent),
                          ab_contingent_returns_to(contingent), visit);
            }
        }
        if (ab_contingent_has_second_tier(contingent)) {
            visit_second_tier(judge, contingent, visit);
        }
    }
}

/* The same of the flights of a fleet with people of an evacuation or a back-haul, from their field to one
 * to which they go; those that no flights are called for have their aircraft there. */
static void visit_people(const struct judge *judge, const struct ab_evacuation *evacuation,
                         const struct ab_contingent *party, int fleet, const struct visitor *visit)
{
    const struct ab_scenario *scenario = judge->scenario;
    const struct ab_goals goals = ab_contingent_goals(party, AB_OUT);
    const int home = scenario->fleet[fleet].home;
    for (int i = 0; i < goals.count; i++) {
        struct ab_contingent to_there = *party;
        to_there.return_to = goals.airfield[i];
        to_there.homes = (struct ab_references){0, NULL};
        if (ab_way_is_known(scenario, evacuation->airfield, goals.airfield[i]) &&
            ab_way_has_block_time(scenario, type_of(judge, fleet), evacuation->airfield,
                                  goals.airfield[i]) &&
            ab_scenario_planned_payload(scenario, &to_there, fleet, AB_OUT, false) >= 0) {
            if (evacuation->calls_flights) {
                visit->flight(judge, fleet, home, evacuation->airfield);
            }
            visit_loaded(judge, fleet, evacuation->airfield, goals.airfield[i], visit);
            if (evacuation->calls_flights) {
                visit->flight(judge, fleet, goals.airfield[i], home);
            }
        }
    }
}

static bool is_evacuation_in_doubt(const struct judge *judge, int evacuation)
{
    const enum ab_section section = evacuation < judge->scenario->evacuation_count
                                        ? AB_SECTION_EVACUATION
                                        : AB_SECTION_BACKHAUL;
    return ab_build_thing(judge->build, section,
                          &ab_scenario_evacuation(judge->scenario, evacuation)->named)
        ->doubtful;
}

/* The same of all of them. */
static void visit_evacuations(const struct judge *judge, const struct visitor *visit)
{
    const struct ab_scenario *scenario = judge->scenario;
    for (int e = 0; e < ab_scenario_evacuations(scenario); e++) {
        const struct ab_evacuation *evacuation = ab_scenario_evacuation(scenario, e);
        const int families =
            is_evacuation_in_doubt(judge, e) ? 0 : ab_evacuation_families(evacuation);
        for (int family = 0; family < families; family++) {
            const struct ab_contingent party = ab_evacuation_as_contingent(evacuation, family);
            for (int f = 0; f < scenario->fleet_count; f++) {
                if (is_judged(judge, f) && ab_contingent_allows(&party, AB_OUT, f)) {
                    visit_people(judge, evacuation, &party, f, visit);
                }
            }
        }
    }
}

/* ---- fuel in the tanks ---- */

/* The section of a type whose tanks are limited, if nothing is told of it yet; else NULL. */
static struct ab_thing *tanks_of(const struct judge *judge, int fleet)
{
    struct ab_thing *thing =
        &judge->build->layers->thing[AB_SECTION_AIRCRAFT][judge->scenario->fleet[fleet].type];
    return isinf(type_of(judge, fleet)->fuel_capacity) || thing->doubtful ? NULL : thing;
}

/* The tanks hold the fuel of the flight. */
static void judge_tanks(const struct judge *judge, int fleet, int from, int to)
{
    const struct ab_aircraft_type *type = type_of(judge, fleet);
    struct ab_thing *thing = tanks_of(judge, fleet);
    if (thing == NULL) {
        return;
    }
    const double needed = ab_tanks_hours(judge->scenario, fleet, from, to) * type->fuel_burn;
    if (needed <= type->fuel_capacity) {
        return;
    }
    thing->doubtful = true;
    ab_thing_fault(thing, "fuel_capacity", judge->build->errors,
                   "'%.6g t' is less than the leg %s - %s takes, %.6g t", type->fuel_capacity,
                   id_of(judge, from), id_of(judge, to), needed);
}

/* The tanks hold the fuel from one fuelling to the next. Of a type with a range that is judged by it, with
 * the load, and tanks that hold less are noted (note.c). */
static void judge_way_tanks(const struct judge *judge, int fleet, int from, int to)
{
    const struct ab_aircraft_type *type = type_of(judge, fleet);
    struct ab_thing *thing = tanks_of(judge, fleet);
    if (thing == NULL || type->payload_points > 0) {
        return;
    }
    const struct ab_way *way = ab_scenario_known_way(judge->way, judge->scenario, from, to);
    const struct ab_dry_stretch stretch = ab_tanks_longest(judge->scenario, way, fleet, from, to);
    if (stretch.fuel_t > type->fuel_capacity) {
        thing->doubtful = true;
        ab_thing_fault(thing, "fuel_capacity", judge->build->errors,
                       "'%.6g t' is less than %s takes, without fuel between: %.6g t",
                       type->fuel_capacity, stretch.over, stretch.fuel_t);
    }
}

/* ---- diversions ---- */

/* Whether it is known how long a type takes. */
static bool is_timed(const struct judge *judge, int fleet, int from, int to)
{
    const struct ab_route route = ab_scenario_route(judge->scenario, from, to);
    return from == to || !isnan(ab_route_mean_block(&route, type_of(judge, fleet)));
}

static void judge_alternate(const struct judge *judge, int fleet, int airfield)
{
    const int alternate = judge->scenario->airfield[airfield].alternate;
    struct ab_thing *thing = &judge->build->layers->thing[AB_SECTION_AIRFIELD][airfield];
    const char *wrong = NULL;
    if (!ab_scenario_is_free_of(AB_SHORT_RUNWAY, judge->scenario, alternate, fleet)) {
        wrong = "runway is too short";
    } else if (!ab_scenario_is_free_of(AB_FEW_STANDS, judge->scenario, alternate, fleet)) {
        wrong = "parking_mog is too small";
    } else if (!is_timed(judge, fleet, airfield, alternate) ||
               !is_timed(judge, fleet, alternate, airfield)) {
        wrong = "distance, there or back, is not known";
    } else if (judge->scenario->airfield[airfield].offload_at_alternate &&
               !is_timed(judge, fleet, alternate, judge->scenario->fleet[fleet].home)) {
        wrong = "distance to its home is not known";
    }
    if (wrong == NULL) {
        return;
    }
    thing->doubtful = true;
    ab_thing_fault(thing, "alternate", judge->build->errors,
                   "[airfield.%s] cannot take '%s': its %s", id_of(judge, alternate),
                   type_of(judge, fleet)->named.id, wrong);
}

/* Whoever may run out of holding fuel has an alternate that takes it, or a way back. */
static void judge_holding(const struct judge *judge, int fleet, int from, int to)
{
    struct ab_thing *thing =
        &judge->build->layers->thing[AB_SECTION_AIRCRAFT][judge->scenario->fleet[fleet].type];
    if (judge->scenario->airfield[to].alternate != AB_NOBODY) {
        judge_alternate(judge, fleet, to);
    } else if (!is_timed(judge, fleet, to, from) && !thing->doubtful) {
        thing->doubtful = true;
        ab_thing_fault(thing, "holding_fuel", judge->build->errors,
                       "is limited, but [airfield.%s] has no alternate and the way back to "
                       "[airfield.%s] is not known",
                       id_of(judge, to), id_of(judge, from));
    }
}

/* Whoever is under way to an airfield finds stands enough there, whatever changes in the meantime:
 * it would be in everybody's way. */
static void judge_stands(const struct judge *judge, int fleet, int airfield)
{
    const struct ab_scenario *scenario = judge->scenario;
    const struct ab_change *change;
    const size_t field = offsetof(struct ab_airfield, parking_mog);
    int place = 0;
    while (scenario->fleet[fleet].home != airfield &&
           ab_scenario_changes_airfield(scenario, airfield, field) &&
           (change = ab_scenario_next_change(scenario, AB_SECTION_AIRFIELD, airfield, field,
                                             &place)) != NULL) {
        struct ab_thing *thing = ab_build_thing(judge->build, AB_SECTION_CHANGE, &change->named);
        int64_t stands;
        memcpy(&stands, change->bytes, sizeof stands);
        if (thing->doubtful || stands >= type_of(judge, fleet)->stands ||
            !ab_scenario_is_free_of(AB_BANNED, scenario, airfield, fleet)) {
            continue;
        }
        thing->doubtful = true;
        ab_thing_fault(thing, "value", judge->build->errors,
                       "'%lld' is less than '%s' takes, which may be on its way there: %lld",
                       (long long)stands, type_of(judge, fleet)->named.id,
                       (long long)type_of(judge, fleet)->stands);
    }
}

/* Of who flies people, and may wait for a stand for ever. */
static void judge_room(const struct judge *judge, int fleet, int from, int to)
{
    (void)from;
    if (!is_doubtful(judge, AB_SECTION_AIRFIELD, to)) {
        judge_stands(judge, fleet, to);
    }
}

/* An alternate where loads are offloaded is a destination like any other: it may be missed, and
 * left for home. */
static void judge_arrival(const struct judge *judge, int fleet, int from, int to)
{
    const struct ab_scenario *scenario = judge->scenario;
    const bool may_divert = type_of(judge, fleet)->holding_fuel != AB_TIME_NEVER;
    for (int steps = 0; steps <= scenario->airfield_count && from != to; steps++) {
        const struct ab_airfield *airfield = &scenario->airfield[to];
        if (is_doubtful(judge, AB_SECTION_AIRFIELD, to)) {
            return;
        }
        judge_stands(judge, fleet, to);
        if (!may_divert) {
            return;
        }
        judge_holding(judge, fleet, from, to);
        if (airfield->alternate == AB_NOBODY || is_doubtful(judge, AB_SECTION_AIRFIELD, to)) {
            return;
        }
        judge_stands(judge, fleet, airfield->alternate);
        if (!airfield->offload_at_alternate) {
            return;
        }
        from = to;
        to = airfield->alternate;
    }
}

/* ---- crews ---- */

static void judge_crews(const struct judge *judge, int index)
{
    const struct ab_fleet *fleet = &judge->scenario->fleet[index];
    const int64_t most = ab_scenario_most_aircraft(judge->scenario, index);
    struct ab_thing *thing = fleet_thing(judge, index);
    if (isfinite(fleet->crews) && fleet->crews * (double)most < 0.5) {
        ab_thing_fault(thing, "crews", judge->build->errors,
                       "'%.6g' for each of %lld aircraft is no crew at all", fleet->crews,
                       (long long)most);
    }
    for (int s = 0; s < fleet->crew_stage_count; s++) {
        if (fleet->crew_stage[s].index == fleet->home) {
            ab_thing_fault(thing, "crew_stage", judge->build->errors,
                           "[airfield.%s] is the home of the fleet: crews there are given by crews",
                           id_of(judge, fleet->home));
        }
    }
}

/* ---- batches ---- */

/* A batch needs an aircraft for each of its loads, and stands for those that are not at home. */
static void judge_batch(const struct judge *judge, const struct ab_contingent *contingent, int to,
                        int64_t batch, struct ab_thing *thing, const char *key)
{
    const struct ab_scenario *scenario = judge->scenario;
    const struct ab_references *listed = &contingent->fleets;
    const int fleets = listed->count > 0 ? listed->count : scenario->fleet_count;
    int64_t aircraft = 0, at_home = 0, most_stands = 1;
    for (int i = 0; i < fleets; i++) {
        const int f = listed->count > 0 ? listed->index[i] : i;
        if (fleet_thing(judge, f)->doubtful) {
            return;
        }
        const int64_t most = ab_scenario_most_aircraft(scenario, f);
        aircraft += most;
        at_home += scenario->fleet[f].home == to ? most : 0;
        if (most > 0 && type_of(judge, f)->stands > most_stands) {
            most_stands = type_of(judge, f)->stands;
        }
    }
    const int64_t needed = (batch - at_home) * most_stands;
    if (batch > aircraft) {
        ab_thing_fault(thing, key, judge->build->errors,
                       "'%lld' is more than the aircraft that may carry this contingent, %lld",
                       (long long)batch, (long long)aircraft);
    } else if (needed > scenario->airfield[to].parking_mog) {
        ab_thing_fault(thing, key, judge->build->errors,
                       "'%lld' loads kept aboard may need %lld stands of [airfield.%s], which has "
                       "%lld",
                       (long long)batch, (long long)needed, id_of(judge, to),
                       (long long)scenario->airfield[to].parking_mog);
    }
}

/* The same of those that a flow keeps together. */
static void judge_together(const struct judge *judge, const struct ab_ceiling *flow)
{
    const struct ab_scenario *scenario = judge->scenario;
    struct ab_thing *thing = ab_build_thing(judge->build, AB_SECTION_FLOW, &flow->named);
    const int before = judge->build->errors->count;
    for (int i = 0; flow->together > 0 && i < AB_DIRECTIONS * scenario->contingent_count; i++) {
        const int c = i / AB_DIRECTIONS;
        const enum ab_direction direction = (enum ab_direction)(i % AB_DIRECTIONS);
        const struct ab_goals goals = ab_contingent_goals(&scenario->contingent[c], direction);
        if (!thing->doubtful && !contingent_thing(judge, c)->doubtful && goals.count == 1 &&
            judge->build->errors->count == before &&
            ab_ceiling_keeps_together(scenario, flow, c, direction)) {
            judge_batch(judge, &scenario->contingent[c], goals.airfield[0], flow->together, thing,
                        "together");
        }
    }
}

static void audit_flying(const struct judge *judge, bool *visited)
{
    const struct ab_scenario *scenario = judge->scenario;
    for (int f = 0; f < scenario->fleet_count; f++) {
        if (is_judged(judge, f)) {
            judge_crews(judge, f);
        }
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        const int to = ab_contingent_returns_to(contingent);
        if (contingent->batch > 0 && to >= 0 && ab_contingent_flies_home(scenario, contingent) &&
            !contingent_thing(judge, c)->doubtful) {
            judge_batch(judge, contingent, to, contingent->batch, contingent_thing(judge, c),
                        "batch");
        }
    }
    for (int i = 0; i < scenario->flow_count; i++) {
        judge_together(judge, &scenario->flow[i]);
    }
    visit_flights(judge, visited, &(struct visitor){judge_arrival, NULL});
    if (scenario->change_count > 0) {
        visit_evacuations(judge, &(struct visitor){judge_room, NULL});
    }
    const struct visitor tanks = {judge_tanks, judge_way_tanks};
    visit_flights(judge, visited + scenario->contingent_count, &tanks);
    visit_evacuations(judge, &tanks);
}

/* Notes which fleets are in doubt, and which are not at home everywhere. */
static void look_at_fleets(struct judge *judge)
{
    const struct ab_scenario *scenario = judge->scenario;
    for (int f = 0; f < scenario->fleet_count; f++) {
        if (ab_build_doubts_fleet(judge->build, f)) {
            judge->has_doubts = true;
        } else if (ab_scenario_most_aircraft(scenario, f) > 0 &&
                   (!scenario->airfield[scenario->fleet[f].home].located ||
                    type_of(judge, f)->cruise_speed <= 0)) {
            judge->difficult[judge->difficulties++] = f;
        }
    }
}

void ab_build_audit_carriage(struct ab_build *build)
{
    struct judge judge = {.build = build, .scenario = build->scenario};
    const size_t fleets = (size_t)build->scenario->fleet_count;
    const size_t contingents = (size_t)build->scenario->contingent_count;
    bool *visited = ab_arena_take(build->scratch, 2 * contingents * sizeof *visited);
    judge.sorted = ab_arena_take(build->scratch, fleets * sizeof *judge.sorted);
    judge.difficult = ab_arena_take(build->scratch, fleets * sizeof *judge.difficult);
    judge.way = ab_arena_take(build->scratch, AB_WAYS_KEPT * sizeof *judge.way);
    if (visited == NULL || judge.way == NULL || judge.sorted == NULL || judge.difficult == NULL ||
        !ab_build_group_carriage(build)) {
        ab_build_fault_memory(build);
        return;
    }
    look_at_fleets(&judge);
    for (size_t i = 0; i < contingents; i++) {
        judge.contingent = &build->scenario->contingent[i];
        judge.group = ab_build_carriage(build, (int)i);
        judge.thing = ab_build_thing(build, AB_SECTION_CONTINGENT, &judge.contingent->named);
        judge_contingent(&judge);
    }
    audit_flying(&judge, visited);
}
