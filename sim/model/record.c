/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* record.c - accounts of time, and the names of what is waited for, bounds and flown. */
#include "model/record.h"

#include "scenario/evacuation.h"

#include <assert.h>

static const struct {
    const char *name, *words;
} causes[AB_CAUSE_COUNT] = {
    [AB_CAUSE_CARGO] = {"cargo", "load not ready, batch gate"},
    [AB_CAUSE_AIRCRAFT] = {"aircraft", "no aircraft free"},
    [AB_CAUSE_POSITIONING] = {"positioning", "aircraft on its way"},
    [AB_CAUSE_STAND] = {"stand", "stand ahead, on the ground"},
    [AB_CAUSE_WORKING] = {"working", "working place"},
    [AB_CAUSE_FUEL] = {"fuel", "fuel"},
    [AB_CAUSE_CREW] = {"crew", "crew, or its rest"},
    [AB_CAUSE_REPAIR] = {"repair", "repair"},
    [AB_CAUSE_SLOT] = {"slot", "slot, or daily ceiling"},
    [AB_CAUSE_RUNWAY] = {"runway", "runway"},
    [AB_CAUSE_WEATHER] = {"weather", "weather"},
    [AB_CAUSE_HOURS] = {"hours", "opening hours"},
    [AB_CAUSE_CLOSED] = {"closed", "field closed"},
    [AB_CAUSE_HOLDING] = {"holding", "stand, holding in the air"},
    [AB_CAUSE_DIVERSION] = {"diversion", "diversion"},
    [AB_CAUSE_YARD] = {"yard", "yard full"},
    [AB_CAUSE_PREPARATION] = {"preparation", "preparation team"},
    [AB_CAUSE_WINDOW] = {"window", "earliest arrival"},
    [AB_CAUSE_FLOW] = {"flow", "flight ceiling"},
};

const char *ab_cause_name(enum ab_cause cause)
{
    assert((int)cause >= 0 && cause < AB_CAUSE_COUNT);
    return causes[cause].name;
}

const char *ab_cause_words(enum ab_cause cause)
{
    assert((int)cause >= 0 && cause < AB_CAUSE_COUNT);
    return causes[cause].words;
}

const char *ab_direction_name(enum ab_direction direction)
{
    static const char *const name[AB_DIRECTIONS] = {"in", "out", "on"};
    assert((int)direction >= 0 && direction < AB_DIRECTIONS);
    return name[direction];
}

const char *ab_bound_name(enum ab_bound bound)
{
    static const char *const name[AB_BOUND_COUNT] = {"remainder", "mass", "deck", "seats"};
    assert((int)bound >= 0 && bound < AB_BOUND_COUNT);
    return name[bound];
}

const char *ab_limit_name(enum ab_limit_kind kind)
{
    static const char *const name[AB_LIMIT_COUNT] = {
        "nothing", "loads", "road", "teams", "working", "parking", "runway", "aircraft", "flow",
    };
    assert((int)kind >= 0 && kind < AB_LIMIT_COUNT);
    return name[kind];
}

int ab_part_things(const struct ab_scenario *scenario, int part)
{
    return part == AB_BY_CONTINGENT ? ab_scenario_owners(scenario)
           : part == AB_BY_AIRFIELD ? scenario->airfield_count
                                    : scenario->aircraft_count;
}

int ab_limit_things(const struct ab_scenario *scenario, enum ab_limit_kind kind)
{
    switch (kind) {
    case AB_LIMIT_LOADS:
    case AB_LIMIT_ROAD: return scenario->contingent_count;
    case AB_LIMIT_TEAMS:
    case AB_LIMIT_WORKING:
    case AB_LIMIT_STANDS:
    case AB_LIMIT_RUNWAY: return scenario->airfield_count;
    case AB_LIMIT_AIRCRAFT: return scenario->fleet_count;
    case AB_LIMIT_FLOW: return scenario->flow_count;
    default: return 0;
    }
}

const char *ab_limit_thing(const struct ab_scenario *scenario, const struct ab_limit *limit)
{
    const int i = limit->thing;
    if (i < 0) {
        return NULL;
    }
    assert(i < ab_limit_things(scenario, (enum ab_limit_kind)limit->kind));
    switch (limit->kind) {
    case AB_LIMIT_LOADS:
    case AB_LIMIT_ROAD: return scenario->contingent[i].named.id;
    case AB_LIMIT_AIRCRAFT: return scenario->fleet[i].named.id;
    case AB_LIMIT_FLOW: return scenario->flow[i].named.id;
    default: return scenario->airfield[i].named.id;
    }
}

const char *ab_held_name(enum ab_held held)
{
    static const char *const name[AB_HELD_COUNT] = {
        "stand", "working", "runway",    "fuelling", "stand_ahead",
        "slot",  "crew",    "crew_rest", "flow",
    };
    assert((int)held >= 0 && held < AB_HELD_COUNT);
    return name[held];
}

const char *ab_purpose_name(enum ab_purpose purpose)
{
    static const char *const name[AB_PURPOSE_COUNT] = {
        "positioning", "deployment", "return", "withdrawal", "sustainment", "evacuation",
    };
    assert((int)purpose >= 0 && purpose < AB_PURPOSE_COUNT);
    return name[purpose];
}
