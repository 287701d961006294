/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_hours.c - whether the work of a field fits its working hours. */
#include "scenario/build.h"
#include "scenario/evacuation.h"
#include "scenario/rules.h"

#include <math.h>

/* What of a type is done at a field: its loads are put aboard there, or come off. */
struct work {
    bool onload, offload;
};

/* The longest set-up part of a service, on average. */
static double longest_service(const struct ab_scenario *scenario)
{
    double longest = 0;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const struct ab_aircraft_type *type = &scenario->aircraft[t];
        longest = fmax(longest, fmax(type->onload_time->mean, type->offload_time->mean));
    }
    return longest;
}

static bool is_goal(struct ab_goals goals, int airfield)
{
    bool is = false;
    for (int i = 0; !is && i < goals.count; i++) {
        is = goals.airfield[i] == airfield;
    }
    return is;
}

/* Adds what a fleet does at a field for whoever has loads of a direction. */
static void add_loads(struct work *work, const struct ab_contingent *party,
                      enum ab_direction direction, int airfield, int fleet)
{
    const bool begins = ab_contingent_origin(party, direction) == airfield;
    const bool ends = is_goal(ab_contingent_goals(party, direction), airfield);
    if ((begins || ends) && ab_contingent_allows(party, direction, fleet)) {
        work->onload |= begins;
        work->offload |= ends;
    }
}

static void add_contingent(struct work *work, const struct ab_scenario *scenario,
                           const struct ab_contingent *contingent, int airfield, int fleet)
{
    if (ab_contingent_flies_in(contingent)) {
        add_loads(work, contingent, AB_IN, airfield, fleet);
    }
    if (ab_contingent_has_second_tier(contingent)) {
        add_loads(work, contingent, AB_ON, airfield, fleet);
    }
    if (ab_contingent_flies_home(scenario, contingent)) {
        add_loads(work, contingent, AB_OUT, airfield, fleet);
    }
}

/* People take the time that their evacuation says, if it does. Those that say no field go home with
 * their aircraft. */
static void add_evacuation(struct work *work, const struct ab_scenario *scenario,
                           const struct ab_evacuation *evacuation, int airfield, int fleet)
{
    struct work of = {false, false};
    for (int family = 0; family < ab_evacuation_families(evacuation); family++) {
        const struct ab_contingent party = ab_evacuation_as_contingent(evacuation, family);
        add_loads(&of, &party, AB_OUT, airfield, fleet);
        of.offload |= ab_contingent_goals(&party, AB_OUT).count == 0 &&
                      ab_contingent_allows(&party, AB_OUT, fleet) &&
                      scenario->fleet[fleet].home == airfield;
    }
    work->onload |= of.onload && !evacuation->has_onload_time;
    work->offload |= of.offload && !evacuation->has_offload_time;
}

static struct work work_of(const struct ab_scenario *scenario, int airfield, int fleet)
{
    struct work work = {false, false};
    for (int c = 0; c < scenario->contingent_count && !(work.onload && work.offload); c++) {
        add_contingent(&work, scenario, &scenario->contingent[c], airfield, fleet);
    }
    for (int e = 0; e < scenario->evacuation_count; e++) {
        add_evacuation(&work, scenario, &scenario->evacuation[e], airfield, fleet);
    }
    for (int i = 0; i < scenario->airfield_count; i++) { /* whoever diverts may end there */
        const struct ab_airfield *other = &scenario->airfield[i];
        work.offload |= other->offload_at_alternate && other->alternate == airfield;
    }
    return work;
}

/* Work that must wait for the next day when it would overrun should fit a day's hours as a rule.
 * (The model begins work that does not with the hours.) The set-up part of a service is part of
 * every one. */
void ab_build_audit_working_hours(struct ab_build *build, int index)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_airfield *airfield = &scenario->airfield[index];
    const double length = (double)(airfield->working_hours.to - airfield->working_hours.from);
    if (airfield->overrun != AB_OVERRUN_WAIT || length <= 0 ||
        longest_service(scenario) <= length) {
        return;
    }
    for (int f = 0; f < scenario->fleet_count; f++) {
        const struct ab_aircraft_type *type = ab_scenario_type(scenario, f);
        if (ab_build_doubts_fleet(build, f) ||
            fmax(type->onload_time->mean, type->offload_time->mean) <= length) {
            continue;
        }
        const struct work work = work_of(scenario, index, f);
        const bool onload = work.onload && type->onload_time->mean > length;
        if (!onload && !(work.offload && type->offload_time->mean > length)) {
            continue;
        }
        ab_thing_fault(
            &build->layers->thing[AB_SECTION_AIRFIELD][index], "working_hours", build->errors,
            "last %.4g h, and the %s of '%s' takes %.4g h on average: with overrun = wait it never "
            "fits",
            length / (double)AB_HOUR, onload ? "onload" : "offload", type->named.id,
            (onload ? type->onload_time->mean : type->offload_time->mean) / (double)AB_HOUR);
        return;
    }
}
