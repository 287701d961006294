/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_flow.c - ceilings that contradict themselves, and those that hold nobody, or for ever. */
#include "scenario/build.h"
#include "scenario/rules.h"

static struct ab_thing *thing_of(const struct ab_build *build, const struct ab_ceiling *flow)
{
    return ab_build_thing(build, AB_SECTION_FLOW, &flow->named);
}

static bool never_holds(const struct ab_ceiling *flow)
{
    const struct ab_when *from = &flow->from, *until = &flow->until;
    if (from->kind == AB_WHEN_DATE && until->kind == AB_WHEN_DATE) {
        return until->date <= from->date;
    }
    return from->kind == AB_WHEN_DELAY && until->kind == AB_WHEN_DELAY &&
           until->delay->high <= from->delay->low;
}

void ab_build_audit_flows(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->flow_count; i++) {
        if (never_holds(&scenario->flow[i])) {
            ab_thing_fault(thing_of(build, &scenario->flow[i]), "until", build->errors,
                           "does not come after from");
        }
    }
    if (scenario->flow_count > AB_FLOWS_MAX) {
        ab_thing_fault(thing_of(build, &scenario->flow[AB_FLOWS_MAX]), NULL, build->errors,
                       "is one flow too many: there may be %d", AB_FLOWS_MAX);
    }
}

/* ---- who goes after whom ---- */

/* Complains of a contingent that waits for itself, with the way round. */
static void fault_circle(struct ab_build *build, int contingent)
{
    const struct ab_contingent *all = build->scenario->contingent;
    char path[400];
    int length = snprintf(path, sizeof path, "%s", all[contingent].named.id);
    for (int c = all[contingent].after; length > 0 && (size_t)length < sizeof path;
         c = all[c].after) {
        length +=
            snprintf(path + length, sizeof path - (size_t)length, ", after %s", all[c].named.id);
        if (c == contingent) {
            break;
        }
    }
    ab_thing_fault(ab_build_thing(build, AB_SECTION_CONTINGENT, &all[contingent].named), "after",
                   build->errors, "leads round in a circle: %s", path);
}

/* Follows `after` from each contingent on which nobody has been; a way that comes back to itself is
 * told once, from where it was met. */
void ab_build_audit_order(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    int *seen = ab_arena_take(build->scratch, (size_t)scenario->contingent_count * sizeof *seen);
    if (seen == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int start = 0; start < scenario->contingent_count; start++) {
        int at = start;
        while (at >= 0 && seen[at] == 0) {
            seen[at] = start + 1;
            at = scenario->contingent[at].after;
        }
        if (at >= 0 && seen[at] == start + 1) {
            fault_circle(build, at);
        }
        const struct ab_contingent *contingent = &scenario->contingent[start];
        if (contingent->after < 0 && contingent->after_delay->mean > 0) {
            ab_thing_fault(ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named),
                           "after_delay", build->errors, "needs `after`: whom it goes after");
        }
    }
}

/* ---- what holds nobody ---- */

/* Whether a contingent has flights in a direction that one end of the ceiling sees. */
static bool sees(const struct ab_ceiling *flow, const struct ab_contingent *contingent,
                 enum ab_direction direction)
{
    const struct ab_goals goals = ab_contingent_goals(contingent, direction);
    const int origin = ab_contingent_origin(contingent, direction);
    bool is = flow->airfields.count == 0 || ab_references_name(&flow->airfields, origin);
    for (int i = 0; !is && i < goals.count; i++) {
        is = ab_references_name(&flow->airfields, goals.airfield[i]);
    }
    return is && (direction == AB_OUT ? contingent->mode_out : contingent->mode_in) == AB_MODE_AIR;
}

static bool has_flights(const struct ab_scenario *scenario, const struct ab_ceiling *flow)
{
    const bool leaves = scenario->withdrawal.order.kind != AB_WHEN_UNSET;
    bool has = false;
    for (int c = 0; !has && c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        if (flow->contingents.count > 0 && !ab_references_name(&flow->contingents, c)) {
            continue;
        }
        has = (flow->direction != AB_FLOW_OUT &&
               (sees(flow, contingent, AB_IN) || sees(flow, contingent, AB_ON))) ||
              (flow->direction != AB_FLOW_IN && leaves &&
               contingent->journey == AB_JOURNEY_RETURN && sees(flow, contingent, AB_OUT));
    }
    return has;
}

void ab_build_note_flows(struct ab_build *build, struct ab_errors *notes)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->flow_count; i++) {
        const struct ab_ceiling *flow = &scenario->flow[i];
        int place = 0;
        if (!has_flights(scenario, flow)) {
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
