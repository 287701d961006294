/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* judge_way.c - can anybody fly this way?
 *
 * The fleets are sifted step by step; the step at which none is left says what is wrong. */
#include "scenario/judge.h"

#include <math.h>

bool ab_judge_is_doubtful(const struct ab_judge *judge, enum ab_section section, int index)
{
    return judge->build->layers->thing[section][index].doubtful;
}

const struct ab_aircraft_type *ab_judge_type(const struct ab_judge *judge, int fleet)
{
    return &judge->scenario->aircraft[judge->scenario->fleet[fleet].type];
}

const char *ab_judge_airfield(const struct ab_judge *judge, int airfield)
{
    return judge->scenario->airfield[airfield].named.id;
}

void ab_judge_fault(const struct ab_judge *judge, const char *key, const char *text)
{
    judge->thing->doubtful = true;
    ab_thing_fault(judge->thing, key, judge->build->errors, "%s", text);
}

/* ---- flying ---- */

bool ab_build_way_is_known(const struct ab_scenario *scenario, int from, int to)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return (leg != NULL && leg->has_block_time) || !isnan(ab_scenario_distance(scenario, from, to));
}

/* Whether a type's time for a way is known: from the leg, or from its speed. */
static bool has_block_time(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                           int from, int to)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return from == to || (leg != NULL && leg->has_block_time) || type->cruise_speed > 0;
}

/* Where loaded aircraft land between two airfields, or AB_NOBODY. */
static int stop_between(const struct ab_scenario *scenario, int from, int to)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return leg != NULL ? leg->stop : AB_NOBODY;
}

/* The steps of the sieve, in the order in which they are tried: each obstacle at three places, then
 * the flight. */
enum place { FROM, TO, STOP, PLACES };
enum step { SPEED = AB_OBSTACLE_COUNT * PLACES, RANGE, DUTY, STEP_COUNT };

static enum ab_obstacle obstacle_of(enum step step)
{
    return (enum ab_obstacle)((int)step / PLACES);
}

/* The airfield that a step looks at; AB_NOBODY for a stop that there is not. */
static int place_of(const struct ab_scenario *scenario, int from, int to, enum step step)
{
    switch ((enum place)((int)step % PLACES)) {
    case FROM: return from;
    case TO: return to;
    case STOP: return stop_between(scenario, from, to);
    case PLACES: break;
    }
    return AB_NOBODY;
}

/* The longest flight of a way without a change of crew, ms. */
static double longest_block(const struct ab_judge *judge, int fleet, int from, int to)
{
    const struct ab_way way = ab_scenario_way(judge->scenario, from, to);
    return ab_way_longest_block(&way, ab_judge_type(judge, fleet));
}

static ab_time crew_duty(const struct ab_judge *judge, int fleet)
{
    const struct ab_aircraft_type *type = ab_judge_type(judge, fleet);
    return judge->scenario->fleet[fleet].augmented ? type->crew_duty_augmented : type->crew_duty;
}

static bool passes(const struct ab_judge *judge, int fleet, int from, int to, enum step step)
{
    const struct ab_scenario *scenario = judge->scenario;
    const struct ab_aircraft_type *type = ab_judge_type(judge, fleet);
    const int place = place_of(scenario, from, to, step);
    if (step < SPEED) {
        return place == AB_NOBODY ||
               ab_scenario_is_free_of(obstacle_of(step), scenario, place, fleet);
    }
    switch (step) {
    case SPEED: return has_block_time(scenario, type, from, to);
    case RANGE: return ab_scenario_payload(scenario, type, from, to, false) >= 0;
    case DUTY: return !(longest_block(judge, fleet, from, to) > (double)crew_duty(judge, fleet));
    case STEP_COUNT: break;
    }
    return true;
}

/* Whether a fleet passes all steps up to this one. */
static bool comes_through(const struct ab_judge *judge, int fleet, int from, int to, enum step last)
{
    for (int step = 0; step <= (int)last; step++) {
        if (!passes(judge, fleet, from, to, (enum step)step)) {
            return false;
        }
    }
    return true;
}

/* Whether a fleet could fly the way if there were fuel at both ends. */
static bool would_have_range(const struct ab_judge *judge, int from, int to)
{
    bool any = false;
    for (int i = 0; i < judge->fleets && !any; i++) {
        any = ab_type_payload(ab_judge_type(judge, judge->fleet[i]),
                              ab_scenario_distance(judge->scenario, from, to)) >= 0;
    }
    const struct ab_airfield *airfield = judge->scenario->airfield;
    return any && (!airfield[from].fuel || !airfield[to].fuel);
}

static void write_range(const struct ab_judge *judge, int from, int to, char *text, size_t size)
{
    const bool is_there = would_have_range(judge, from, to);
    const int dry = judge->scenario->airfield[to].fuel ? from : to;
    (void)snprintf(text, size,
                   "the leg %s - %s, %.0f km, is out of range, even empty, for every aircraft "
                   "that may carry this contingent%s%s%s",
                   ab_judge_airfield(judge, from), ab_judge_airfield(judge, to),
                   ab_scenario_distance(judge->scenario, from, to),
                   is_there ? ", with the fuel for the way back: [airfield." : "",
                   is_there ? ab_judge_airfield(judge, dry) : "", is_there ? "] has none" : "");
}

static void write_duty(const struct ab_judge *judge, int from, int to, char *text, size_t size)
{
    (void)snprintf(text, size,
                   "the leg %s - %s takes longer than the duty of any crew that may fly this "
                   "contingent: %.4g h against %.4g h",
                   ab_judge_airfield(judge, from), ab_judge_airfield(judge, to),
                   longest_block(judge, judge->fleet[0], from, to) / (double)AB_HOUR,
                   ab_time_hours(crew_duty(judge, judge->fleet[0])));
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

static void fault_step(const struct ab_judge *judge, const char *key, int from, int to,
                       enum step step)
{
    char text[400];
    const int place = place_of(judge->scenario, from, to, step);
    if (step < SPEED) {
        write_obstacle(obstacle_of(step), &judge->scenario->airfield[place < 0 ? to : place], text,
                       sizeof text);
    } else if (step == SPEED) {
        (void)snprintf(text, sizeof text,
                       "the leg %s - %s has no block_time, and no aircraft that may carry this "
                       "contingent has a cruise_speed",
                       ab_judge_airfield(judge, from), ab_judge_airfield(judge, to));
    } else if (step == RANGE) {
        write_range(judge, from, to, text, sizeof text);
    } else {
        write_duty(judge, from, to, text, sizeof text);
    }
    ab_judge_fault(judge, key, text);
}

/* Complains of a way whose length nobody knows. */
static void fault_way(const struct ab_judge *judge, const char *key, int from, int to)
{
    char text[300];
    (void)snprintf(text, sizeof text,
                   "the leg %s - %s cannot be flown: the airfields have no positions and no "
                   "[leg.ID] gives its distance or block_time",
                   ab_judge_airfield(judge, from), ab_judge_airfield(judge, to));
    ab_judge_fault(judge, key, text);
}

void ab_judge_way(const struct ab_judge *judge, const char *key, int from, int to)
{
    const int stop = stop_between(judge->scenario, from, to);
    if (!ab_build_way_is_known(judge->scenario, from, to)) {
        fault_way(judge, key, from, to);
        return;
    }
    if (stop >= 0 && (!ab_build_way_is_known(judge->scenario, from, stop) ||
                      !ab_build_way_is_known(judge->scenario, stop, to))) {
        const bool first = ab_build_way_is_known(judge->scenario, from, stop);
        fault_way(judge, key, first ? stop : from, first ? to : stop);
        return;
    }
    for (int step = 0; step < STEP_COUNT; step++) {
        bool any = false;
        for (int i = 0; i < judge->fleets && !any; i++) {
            any = comes_through(judge, judge->fleet[i], from, to, (enum step)step);
        }
        if (!any) {
            fault_step(judge, key, from, to, (enum step)step);
            return;
        }
    }
}

/* ---- empty flights ---- */

/* Complains of a fleet, once. */
static void fault_fleet(const struct ab_judge *judge, int fleet, const char *text)
{
    struct ab_thing *thing =
        ab_build_thing(judge->build, AB_SECTION_FLEET, &judge->scenario->fleet[fleet].named);
    if (!thing->doubtful) {
        ab_thing_fault(thing, "home", judge->build->errors, "%s", text);
    }
    thing->doubtful = true;
}

/* Whether a fleet can fly between two airfields as far as anybody knows. */
static void judge_empty_flight(const struct ab_judge *judge, int fleet, int from, int to)
{
    char text[300];
    const struct ab_aircraft_type *type = ab_judge_type(judge, fleet);
    if (from == to) {
        return;
    }
    if (!ab_build_way_is_known(judge->scenario, from, to)) {
        (void)snprintf(text, sizeof text,
                       "the leg %s - %s cannot be flown: the airfields have no positions and no "
                       "[leg.ID] gives its distance or block_time",
                       ab_judge_airfield(judge, from), ab_judge_airfield(judge, to));
        fault_fleet(judge, fleet, text);
    } else if (!has_block_time(judge->scenario, type, from, to)) {
        (void)snprintf(
            text, sizeof text, "the leg %s - %s has no block_time, and '%s' has no cruise_speed",
            ab_judge_airfield(judge, from), ab_judge_airfield(judge, to), type->named.id);
        fault_fleet(judge, fleet, text);
    }
}

void ab_judge_homes(const struct ab_judge *judge, int from, int to)
{
    for (int i = 0; i < judge->fleets; i++) {
        const int home = judge->scenario->fleet[judge->fleet[i]].home;
        judge_empty_flight(judge, judge->fleet[i], home, from);
        judge_empty_flight(judge, judge->fleet[i], to, home);
    }
}
