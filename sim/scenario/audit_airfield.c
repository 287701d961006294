/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_airfield.c - what goes on at airfields and on the way: alternates, fuel, weather, other
 * traffic, stops. Whatever happens again and again must take time, or a run would never end. */
#include "scenario/build.h"

static struct ab_thing *airfield_thing(const struct ab_build *build, int airfield)
{
    return &build->layers->thing[AB_SECTION_AIRFIELD][airfield];
}

static void audit_alternate(struct ab_build *build, int index)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_airfield *airfield = &scenario->airfield[index];
    const struct ab_thing *thing = airfield_thing(build, index);
    if (airfield->offload_at_alternate && airfield->alternate < 0) {
        ab_thing_fault(thing, "offload_at_alternate", build->errors, "'yes' needs an alternate");
    }
    if (airfield->alternate < 0 || airfield_thing(build, airfield->alternate)->doubtful) {
        return;
    }
    const struct ab_airfield *alternate = &scenario->airfield[airfield->alternate];
    if (airfield->alternate == index) {
        ab_thing_fault(thing, "alternate", build->errors, "is the airfield itself");
    } else if (!alternate->open && !ab_build_changes_airfield(build, alternate, "open")) {
        ab_thing_fault(thing, "alternate", build->errors, "[airfield.%s] is closed (open = no)",
                       alternate->named.id);
    } else if (!ab_build_way_is_known(scenario, index, airfield->alternate)) {
        ab_thing_fault(thing, "alternate", build->errors,
                       "the way to [airfield.%s] is not known: give positions, or a [leg.ID] with "
                       "distance or block_time",
                       alternate->named.id);
    }
}

/* One answer to what local time is, at the start and after every change. */
static void audit_local_time(struct ab_build *build, int index)
{
    const struct ab_airfield *airfield = &build->scenario->airfield[index];
    const struct ab_thing *thing = airfield_thing(build, index);
    if (airfield->time_zone == NULL) {
        return;
    }
    if (ab_thing_value(thing, "utc_offset") != NULL) {
        ab_thing_fault(thing, "time_zone", build->errors,
                       "'%s' and utc_offset both say what local time is: leave one out "
                       "(utc_offset = none takes back that of a base)",
                       airfield->time_zone->name);
    } else if (ab_build_changes_airfield(build, airfield, "utc_offset")) {
        ab_thing_fault(thing, "time_zone", build->errors,
                       "'%s' says what local time is through the year: no change may alter "
                       "utc_offset",
                       airfield->time_zone->name);
    }
}

static void audit_fuel_and_weather(struct ab_build *build, int index)
{
    const struct ab_airfield *airfield = &build->scenario->airfield[index];
    const struct ab_thing *thing = airfield_thing(build, index);
    if (airfield->fuel && airfield->fuel_stock <= 0 && airfield->fuel_delivery <= 0) {
        ab_thing_fault(thing, "fuel_stock", build->errors,
                       "'0 t' without deliveries is no fuel for ever: say fuel = no");
    }
    if (airfield->fuel_delivery > 0 && airfield->fuel_interval.mean <= 0) {
        ab_thing_fault(thing, "fuel_interval", build->errors,
                       "must be more than zero when there are deliveries");
    }
    if (!airfield->has_weather && airfield->weather_closed.mean > 0) {
        ab_thing_fault(thing, "weather_closed", build->errors, "needs weather_open");
    }
    if (airfield->has_weather && airfield->weather_open.mean + airfield->weather_closed.mean <= 0) {
        ab_thing_fault(thing, "weather_open", build->errors,
                       "must be more than zero, or weather_closed must");
    }
}

/* Work that must wait for the next day when it would overrun should fit a day's hours as a rule.
 * (The model begins work that does not with the hours.) The set-up part of a service is part of
 * every one. */
static void audit_working_hours(struct ab_build *build, int index)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_airfield *airfield = &scenario->airfield[index];
    const double length = (double)(airfield->working_hours.to - airfield->working_hours.from);
    if (airfield->overrun != AB_OVERRUN_WAIT || length <= 0) {
        return;
    }
    for (int f = 0; f < scenario->fleet_count; f++) {
        const struct ab_aircraft_type *type = &scenario->aircraft[scenario->fleet[f].type];
        const bool onload = type->onload_time.mean > length;
        if (ab_build_thing(build, AB_SECTION_FLEET, &scenario->fleet[f].named)->doubtful ||
            (!onload && type->offload_time.mean <= length)) {
            continue;
        }
        ab_thing_fault(
            airfield_thing(build, index), "working_hours", build->errors,
            "last %.4g h, and the %s of '%s' takes %.4g h on average: with overrun = wait it never "
            "fits",
            length / (double)AB_HOUR, onload ? "onload" : "offload", type->named.id,
            (onload ? type->onload_time.mean : type->offload_time.mean) / (double)AB_HOUR);
        return;
    }
}

static void audit_traffic(struct ab_build *build, const struct ab_traffic *traffic)
{
    const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_TRAFFIC, &traffic->named);
    if (thing->doubtful || airfield_thing(build, traffic->airfield)->doubtful) {
        return;
    }
    const struct ab_airfield *airfield = &build->scenario->airfield[traffic->airfield];
    if (traffic->interval.mean <= 0) {
        ab_thing_fault(thing, "interval", build->errors, "must be more than zero");
    }
    if (traffic->stands > airfield->parking_mog &&
        !ab_build_changes_airfield(build, airfield, "parking_mog")) {
        ab_thing_fault(thing, "stands", build->errors,
                       "'%lld' is more than the parking_mog of [airfield.%s], %lld",
                       (long long)traffic->stands, airfield->named.id,
                       (long long)airfield->parking_mog);
    }
    if (traffic->from.kind == AB_WHEN_DATE && traffic->until.kind == AB_WHEN_DATE &&
        traffic->until.date <= traffic->from.date) {
        ab_thing_fault(thing, "until", build->errors, "does not come after from");
    }
}

/* Whether a load that goes from stop to stop never comes to its destination. */
static bool never_arrives(const struct ab_scenario *scenario, int from, int to)
{
    for (int steps = 0; steps <= scenario->airfield_count; steps++) {
        const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
        if (leg == NULL || leg->stop < 0 || leg->stop == to) {
            return false;
        }
        from = leg->stop;
    }
    return true;
}

static void audit_stop(struct ab_build *build, int index)
{
    const struct ab_leg *leg = &build->scenario->leg[index];
    const struct ab_thing *thing = &build->layers->thing[AB_SECTION_LEG][index];
    if (thing->doubtful || leg->stop < 0) {
        return;
    }
    const struct ab_airfield *stop = &build->scenario->airfield[leg->stop];
    if (leg->stop == leg->from || leg->stop == leg->to) {
        ab_thing_fault(thing, "stop", build->errors, "is an end of the leg");
    } else if (!stop->open && !ab_build_changes_airfield(build, stop, "open")) {
        ab_thing_fault(thing, "stop", build->errors, "[airfield.%s] is closed (open = no)",
                       stop->named.id);
    } else if (never_arrives(build->scenario, leg->from, leg->to) ||
               (leg->both_ways && never_arrives(build->scenario, leg->to, leg->from))) {
        ab_thing_fault(thing, "stop", build->errors,
                       "leads round in a circle: the legs from stop to stop never arrive");
    }
}

void ab_build_audit_airfields(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->airfield_count; i++) {
        if (!airfield_thing(build, i)->doubtful) {
            audit_alternate(build, i);
            audit_local_time(build, i);
            audit_fuel_and_weather(build, i);
            audit_working_hours(build, i);
        }
    }
    for (int i = 0; i < scenario->traffic_count; i++) {
        audit_traffic(build, &scenario->traffic[i]);
    }
    for (int i = 0; i < scenario->leg_count; i++) {
        audit_stop(build, i);
    }
}
