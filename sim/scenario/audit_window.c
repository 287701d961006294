/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_window.c - times that contradict each other: what ends before it begins, windows of contingents
 * that nobody can meet, and contingents that wait for themselves. */
#include "scenario/carriage.h"
#include "scenario/rules.h"

#include <math.h>

/* ---- contradictions ---- */

void ab_build_audit_span(struct ab_build *build, const struct ab_thing *thing,
                         const struct ab_when *from, const struct ab_when *until,
                         struct ab_bracket base)
{
    if (!thing->doubtful && ab_when_most_between(from, until, base) <= 0) {
        ab_thing_fault(thing, "until", build->errors, "does not come after from");
    }
}

/* Whether the latest arrival is always earlier than another moment. */
static bool is_missed(const struct ab_scenario *scenario, const struct ab_contingent *contingent,
                      const struct ab_when *other)
{
    return ab_when_most_between(other, &contingent->latest_arrival, ab_scenario_request(scenario)) <
           0;
}

void ab_build_audit_windows(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        if (contingent->latest_arrival.kind == AB_WHEN_UNSET) {
            continue;
        }
        const struct ab_thing *thing =
            ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named);
        if (thing->doubtful) {
            continue; /* what could not be read is no time */
        }
        const bool early = is_missed(scenario, contingent, &contingent->earliest_arrival);
        if (early || is_missed(scenario, contingent, &contingent->available)) {
            ab_thing_fault(thing, "latest_arrival", build->errors, "is earlier than %s",
                           early ? "earliest_arrival" : "available");
        }
    }
}

/* ---- who goes after whom ---- */

/* Complains of a contingent that waits for itself, with the way round. */
static void fault_circle(struct ab_build *build, int contingent)
{
    const struct ab_contingent *all = build->scenario->contingent;
    char path[400];
    int length = snprintf(path, sizeof path, "%s", all[contingent].named.id);
    for (int c = all[contingent].after; (size_t)length < sizeof path; c = all[c].after) {
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
        const struct ab_thing *thing =
            ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named);
        if (contingent->after < 0 && contingent->after_delay->mean > 0 && !thing->doubtful) {
            ab_thing_fault(thing, "after_delay", build->errors,
                           "needs `after`: whom it goes after");
        }
    }
}

/* ---- windows that are too short ---- */

/* How long the quickest fleet takes from onload to offload, to the nearest of where it may go, on average
 * and with nobody in its way; INFINITY when none can. */
static double quickest_tier(struct ab_build *build, const struct ab_contingent *contingent)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_goals goals = ab_contingent_goals(contingent, AB_IN);
    double quickest = HUGE_VAL;
    int fleets;
    const int *fleet = ab_build_allowed_fleets(build, contingent, &fleets);
    for (int i = 0; i < fleets; i++) {
        const struct ab_aircraft_type *type = &scenario->aircraft[scenario->fleet[fleet[i]].type];
        for (int a = 0; a < goals.count; a++) {
            const struct ab_way way =
                ab_scenario_way(scenario, contingent->apoe, goals.airfield[a]);
            double time = type->onload_time->mean + type->offload_time->mean;
            for (int f = 0; f < way.flights; f++) {
                time += ab_route_mean_block(&way.flight[f].route, type);
            }
            quickest = time < quickest ? time : quickest;
        }
    }
    return quickest;
}

/* By way of a hub, if it goes by one. */
static double quickest_way(struct ab_build *build, const struct ab_contingent *contingent)
{
    const double flown = quickest_tier(build, contingent);
    if (ab_contingent_has_second_tier(contingent)) {
        const struct ab_contingent onward = ab_contingent_onward(contingent);
        return flown + quickest_tier(build, &onward);
    }
    return contingent->via == AB_NOBODY ? flown : flown + contingent->onward_road_time->low;
}

/* When a contingent may be off its aircraft at the soonest, and what keeps it until it may leave. */
static double soonest(struct ab_build *build, const struct ab_contingent *contingent)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_bracket request = ab_scenario_request(scenario);
    const bool by_road = ab_contingent_drives_in(contingent);
    const bool forward = contingent->forward_people > 0 && !by_road;
    double ready = request.low + contingent->notice->low + contingent->road_march->low +
                   (forward ? 0 : contingent->assembly->low);
    ready = fmax(ready, ab_when_range(&contingent->available, request).low);
    ready = fmax(ready, ab_when_range(&contingent->approval, request).low);
    const double arrival =
        ready + (by_road ? contingent->road_in_time->low : quickest_way(build, contingent));
    return fmax(arrival, ab_when_range(&contingent->earliest_arrival, request).low);
}

/* What is dated beyond the end of all runs. */
static void note_behind_horizon(const struct ab_build *build,
                                const struct ab_contingent *contingent, struct ab_errors *notes)
{
    static const char never[] = "nothing of it ever comes";
    const struct ab_scenario *scenario = build->scenario;
    const struct {
        const char *key;
        const struct ab_when *when;
        const char *what;
    } date[] = {{"approval", &contingent->approval, never},
                {"available", &contingent->available, never},
                {"earliest_arrival", &contingent->earliest_arrival, never},
                {"latest_arrival", &contingent->latest_arrival,
                 "what is not in by the horizon counts as late"}};
    const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named);
    const struct ab_bracket request = ab_scenario_request(scenario);
    const double horizon = (double)scenario->general.horizon;
    for (size_t i = 0; i < sizeof date / sizeof date[0]; i++) {
        if (date[i].when->kind != AB_WHEN_UNSET &&
            ab_when_range(date[i].when, request).low > horizon) {
            ab_thing_fault(thing, date[i].key, notes, "is behind the horizon: %s", date[i].what);
        }
    }
}

static void note_short_window(struct ab_build *build, const struct ab_contingent *contingent,
                              struct ab_errors *notes)
{
    const struct ab_scenario *scenario = build->scenario;
    if (contingent->latest_arrival.kind == AB_WHEN_UNSET || !ab_contingent_comes(contingent)) {
        return;
    }
    const double late =
        soonest(build, contingent) -
        ab_when_range(&contingent->latest_arrival, ab_scenario_request(scenario)).high;
    if (isfinite(late) && late > 0) {
        ab_thing_fault(ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named),
                       "latest_arrival", notes,
                       "cannot be met: even an unhindered flight is %.4g h late",
                       late / (double)AB_HOUR);
    }
}

void ab_build_note_windows(struct ab_build *build, struct ab_errors *notes)
{
    for (int c = 0; c < build->scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &build->scenario->contingent[c];
        if (ab_contingent_is_committed(contingent)) {
            note_behind_horizon(build, contingent, notes);
            note_short_window(build, contingent, notes);
        }
    }
}
