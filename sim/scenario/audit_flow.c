/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_flow.c - ceilings that contradict themselves, and those that hold nobody, or for ever. */
#include "scenario/build.h"
#include "scenario/evacuation.h"
#include "scenario/rules.h"

#include <stddef.h>

static struct ab_thing *thing_of(const struct ab_build *build, const struct ab_ceiling *flow)
{
    return ab_build_thing(build, AB_SECTION_FLOW, &flow->named);
}

static void audit_what_it_says(struct ab_build *build, int index)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_ceiling *flow = &scenario->flow[index];
    struct ab_thing *thing = thing_of(build, flow);
    int place = 0;
    const bool changes =
        ab_scenario_next_change(scenario, AB_SECTION_FLOW, index,
                                offsetof(struct ab_ceiling, flights), &place) != NULL;
    if (thing->doubtful) {
        return;
    }
    /* Unlimited is well said in a what-if. */
    if (ab_thing_value(thing, "flights") == NULL && flow->together == 0 && !changes) {
        ab_thing_fault(thing, "flights", build->errors, "is missing; so is together");
    } else if (flow->together == 0 && flow->together_time->high > 0) {
        ab_thing_fault(thing, "together_time", build->errors, "needs together: how many wait");
    }
}

/* Whether something else says of whom the loads of a contingent wait for: its batch, or a flow before. */
static const char *said_by(const struct ab_scenario *scenario, int flow, int contingent,
                           enum ab_direction direction)
{
    if (direction == AB_OUT && scenario->contingent[contingent].batch > 0) {
        return "batch";
    }
    for (int i = 0; i < flow; i++) {
        if (ab_ceiling_keeps_together(scenario, &scenario->flow[i], contingent, direction)) {
            return scenario->flow[i].named.id;
        }
    }
    return NULL;
}

static void audit_together(struct ab_build *build, int index)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_ceiling *flow = &scenario->flow[index];
    for (int i = 0; i < AB_DIRECTIONS * scenario->contingent_count; i++) {
        const int c = i / AB_DIRECTIONS;
        const enum ab_direction direction = (enum ab_direction)(i % AB_DIRECTIONS);
        if (!ab_ceiling_keeps_together(scenario, flow, c, direction)) {
            continue;
        }
        const char *id = scenario->contingent[c].named.id;
        const char *other = said_by(scenario, index, c, direction);
        if (other != NULL) {
            ab_thing_fault(thing_of(build, flow), "together", build->errors,
                           "'%s' says the same of [contingent.%s]: give one or the other", other,
                           id);
        } else if (ab_contingent_goals(&scenario->contingent[c], direction).count > 1) {
            ab_thing_fault(thing_of(build, flow), "together", build->errors,
                           "[contingent.%s] may go to several airfields: its loads cannot wait for "
                           "each other",
                           id);
        }
    }
}

void ab_build_audit_flows(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->flow_count; i++) {
        const struct ab_ceiling *flow = &scenario->flow[i];
        ab_build_audit_span(build, thing_of(build, flow), &flow->from, &flow->until, AB_AT_START);
        audit_what_it_says(build, i);
        audit_together(build, i);
    }
    if (scenario->flow_count > AB_FLOWS_MAX) {
        ab_thing_fault(thing_of(build, &scenario->flow[AB_FLOWS_MAX]), NULL, build->errors,
                       "is one flow too many: there may be %d", AB_FLOWS_MAX);
    }
}

/* ---- what holds nobody ---- */

/* Whether one of the ceiling's airfields sees flights of a contingent in a direction. */
static bool sees(const struct ab_ceiling *flow, const struct ab_contingent *contingent,
                 enum ab_direction direction)
{
    const struct ab_goals goals = ab_contingent_goals(contingent, direction);
    const int origin = ab_contingent_origin(contingent, direction);
    bool is = flow->airfields.count == 0 || ab_references_name(&flow->airfields, origin);
    for (int i = 0; !is && i < goals.count; i++) {
        is = ab_references_name(&flow->airfields, goals.airfield[i]);
    }
    return is && (direction == AB_ON    ? ab_contingent_has_second_tier(contingent)
                  : direction == AB_OUT ? contingent->mode_out == AB_MODE_AIR
                                        : ab_contingent_flies_in(contingent));
}

/* Flights for evacuations leave the theatre, and are of no contingent. */
static bool has_evacuation(const struct ab_scenario *scenario, const struct ab_ceiling *flow)
{
    bool has = false;
    for (int e = 0; !has && e < scenario->evacuation_count; e++) {
        const struct ab_evacuation *evacuation = &scenario->evacuation[e];
        for (int i = 0; !has && i < ab_evacuation_families(evacuation); i++) {
            const struct ab_contingent party = ab_evacuation_as_contingent(evacuation, i);
            has = evacuation->calls_flights && sees(flow, &party, AB_OUT);
        }
    }
    return has && flow->direction != AB_FLOW_IN && flow->contingents.count == 0;
}

static bool has_flights(const struct ab_scenario *scenario, const struct ab_ceiling *flow)
{
    bool has = false;
    for (int c = 0; !has && c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        if (flow->contingents.count > 0 && !ab_references_name(&flow->contingents, c)) {
            continue;
        }
        has = (flow->direction != AB_FLOW_OUT &&
               (sees(flow, contingent, AB_IN) || sees(flow, contingent, AB_ON))) ||
              (flow->direction != AB_FLOW_IN && ab_contingent_leaves(scenario, contingent) &&
               sees(flow, contingent, AB_OUT));
    }
    return has;
}

void ab_build_note_flows(struct ab_build *build, struct ab_errors *notes)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->flow_count; i++) {
        const struct ab_ceiling *flow = &scenario->flow[i];
        int place = 0;
        if (!has_flights(scenario, flow) && !has_evacuation(scenario, flow)) {
            ab_thing_fault(thing_of(build, flow), "flights", notes,
                           "no flight with a load comes under this ceiling");
        } else if (flow->flights == 0 && flow->until.kind == AB_WHEN_UNSET &&
                   ab_scenario_next_change(scenario, AB_SECTION_FLOW, i,
                                           offsetof(struct ab_ceiling, flights), &place) == NULL) {
            ab_thing_fault(thing_of(build, flow), "flights", notes,
                           "'0' without `until` is a ground stop for ever");
        }
    }
}
