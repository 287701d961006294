/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_reach.c - can a contingent's aircraft fly from here to there, with a load over a way, and empty?
 *
 * The fleets that may carry it are sifted step by step: runway and stands at both ends, a known flying
 * time, the range, the duty of a crew. The step at which none is left says what is wrong. */
#include "scenario/audit_carriage.h"
#include "scenario/rules.h"

#include <assert.h>
#include <stddef.h>

/* The first of the fleets that are alike. */
static int carrier_at(const struct ab_judge *judge, int place)
{
    return judge->group->carrier[place].fleet;
}

static const char *id_of(const struct ab_judge *judge, int airfield)
{
    return judge->scenario->airfield[airfield].named.id;
}

enum { UNKNOWN_SIZE = 300 };

static const char *unknown_text(const struct ab_judge *judge, int from, int to,
                                char text[UNKNOWN_SIZE])
{
    (void)snprintf(text, UNKNOWN_SIZE,
                   "the leg %s - %s cannot be flown: the airfields have no positions and no "
                   "[leg.ID] gives its distance or block_time",
                   id_of(judge, from), id_of(judge, to));
    return text;
}

/* ---- with a load ---- */

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
static int obstructed(const struct ab_judge *judge, int fleet, const struct ab_way *way,
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

static ab_time crew_duty(const struct ab_judge *judge, int fleet)
{
    const struct ab_aircraft_type *type = ab_scenario_type(judge->scenario, fleet);
    return judge->scenario->fleet[fleet].augmented ? type->crew_duty_augmented : type->crew_duty;
}

static bool passes(const struct ab_judge *judge, int fleet, const struct ab_way *way,
                   enum step step)
{
    const struct ab_aircraft_type *type = ab_scenario_type(judge->scenario, fleet);
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
static int passes_until(const struct ab_judge *judge, int fleet, const struct ab_way *way)
{
    int step = 0;
    while (step < STEP_COUNT && passes(judge, fleet, way, (enum step)step)) {
        step++;
    }
    return step;
}

/* Whether a fleet could fly the way if there were fuel at both ends. */
static bool would_have_range(const struct ab_judge *judge, const struct ab_way *way)
{
    bool any = false;
    for (int i = 0; i < judge->group->carriers && !any; i++) {
        const struct ab_aircraft_type *type = ab_judge_type(judge, i);
        any = ab_type_payload(type, ab_way_longest(way, type).km) >= 0;
    }
    const struct ab_airfield *airfield = judge->scenario->airfield;
    return any &&
           (!airfield[airfield_at(way, 0)].fuel || !airfield[airfield_at(way, way->flights)].fuel);
}

/* What is told is the stretch that is longest for the first of those that may fly it. */
static void write_range(const struct ab_judge *judge, const struct ab_way *way, char *text,
                        size_t size)
{
    const bool is_there = would_have_range(judge, way);
    const int to = airfield_at(way, way->flights);
    const int dry = judge->scenario->airfield[to].fuel ? airfield_at(way, 0) : to;
    struct ab_way fuelled = *way;
    ab_way_dry_stops(&fuelled, judge->scenario);
    const struct ab_stretch longest = ab_way_longest(&fuelled, ab_judge_type(judge, 0));
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

static void write_duty(const struct ab_judge *judge, const struct ab_way *way, char *text,
                       size_t size)
{
    const int fleet = carrier_at(judge, 0);
    const struct ab_aircraft_type *type = ab_scenario_type(judge->scenario, fleet);
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
static const struct ab_flight *untimed(const struct ab_judge *judge, const struct ab_way *way)
{
    int i = 0;
    while (i + 1 < way->flights && ab_way_has_block_time(judge->scenario, ab_judge_type(judge, 0),
                                                         way->flight[i].from, way->flight[i].to)) {
        i++;
    }
    return &way->flight[i];
}

/* The airfield where a step's obstacle is in the way of all, or of the first that comes so far. */
static int obstructing(const struct ab_judge *judge, const struct ab_way *way, enum step step)
{
    int airfield = AB_NOBODY;
    for (int i = 0; airfield == AB_NOBODY; i++) {
        assert(i < judge->group->carriers);
        airfield = obstructed(judge, carrier_at(judge, i), way, step);
    }
    return airfield;
}

static void fault_step(const struct ab_judge *judge, const char *key, const struct ab_way *way,
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
    ab_judge_fault(judge, key, text);
}

/* Complains of a way whose length nobody knows. */
static void fault_way(const struct ab_judge *judge, const char *key, int from, int to)
{
    char text[UNKNOWN_SIZE];
    ab_judge_fault(judge, key, unknown_text(judge, from, to, text));
}

void ab_judge_way(const struct ab_judge *judge, const char *key, int from, int to)
{
    const struct ab_way way = ab_scenario_way(judge->scenario, from, to);
    bool backwards;
    const struct ab_itinerary *route = ab_scenario_itinerary(judge->scenario, from, to, &backwards);
    if (route != NULL && ab_build_doubts(judge->build, AB_SECTION_ROUTE,
                                         (int)(route - judge->scenario->itinerary))) {
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

/* ---- empty ---- */

/* Complains of a fleet, once. */
static void fault_fleet(struct ab_judge *judge, int fleet, const char *text)
{
    struct ab_thing *thing =
        ab_build_thing(judge->build, AB_SECTION_FLEET, &judge->scenario->fleet[fleet].named);
    if (!thing->doubtful) {
        ab_thing_fault(thing, "home", judge->build->errors, "%s", text);
    }
    thing->doubtful = true;
    judge->has_doubts = true;
}

/* Whether a fleet can fly between two airfields as far as anybody knows. */
static void judge_empty_flight(struct ab_judge *judge, int fleet, int from, int to)
{
    char text[UNKNOWN_SIZE];
    const struct ab_aircraft_type *type = ab_scenario_type(judge->scenario, fleet);
    if (from == to) {
        return;
    }
    if (!ab_way_is_known(judge->scenario, from, to)) {
        fault_fleet(judge, fleet, unknown_text(judge, from, to, text));
    } else if (!ab_way_has_block_time(judge->scenario, type, from, to)) {
        (void)snprintf(text, sizeof text,
                       "the leg %s - %s has no block_time, and '%s' has no cruise_speed",
                       id_of(judge, from), id_of(judge, to), type->named.id);
        fault_fleet(judge, fleet, text);
    }
}

void ab_judge_homes(struct ab_judge *judge, int from, int to)
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
