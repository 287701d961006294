/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_window.c - windows of contingents that contradict themselves, or that nobody can meet. */
#include "scenario/carriage.h"
#include "scenario/rules.h"

#include <math.h>

/* The first and the last moment that something may come about at, ms since the start. */
struct range {
    double low, high;
};

static struct range range_of(const struct ab_when *when, struct range base)
{
    switch (when->kind) {
    case AB_WHEN_DATE: return (struct range){(double)when->date, (double)when->date};
    case AB_WHEN_DELAY:
        return (struct range){base.low + when->delay->low, base.high + when->delay->high};
    case AB_WHEN_UNSET: break;
    }
    return base;
}

static struct range request_of(const struct ab_scenario *scenario)
{
    return range_of(&scenario->command.request, (struct range){0, 0});
}

/* ---- contradictions ---- */

/* Whether one moment always comes after another. Delays count from the same request. */
static bool comes_after(const struct ab_scenario *scenario, const struct ab_when *one,
                        const struct ab_when *other)
{
    const bool both_delays = one->kind == AB_WHEN_DELAY && other->kind == AB_WHEN_DELAY;
    const struct range base = both_delays ? (struct range){0, 0} : request_of(scenario);
    return one->kind != AB_WHEN_UNSET && other->kind != AB_WHEN_UNSET &&
           range_of(one, base).low > range_of(other, base).high;
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
        const bool early =
            comes_after(scenario, &contingent->earliest_arrival, &contingent->latest_arrival);
        if (early || comes_after(scenario, &contingent->available, &contingent->latest_arrival)) {
            ab_thing_fault(thing, "latest_arrival", build->errors, "is earlier than %s",
                           early ? "earliest_arrival" : "available");
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
    const struct range request = request_of(scenario);
    const bool by_road = contingent->mode_in == AB_MODE_ROAD;
    const bool forward = contingent->forward_people > 0 && !by_road;
    double ready = request.low + contingent->notice->low + contingent->road_march->low +
                   (forward ? 0 : contingent->assembly->low);
    ready = fmax(ready, range_of(&contingent->available, request).low);
    ready = fmax(ready, range_of(&contingent->approval, request).low);
    const double arrival =
        ready + (by_road ? contingent->road_in_time->low : quickest_way(build, contingent));
    return fmax(arrival, range_of(&contingent->earliest_arrival, request).low);
}

void ab_build_note_windows(struct ab_build *build, struct ab_errors *notes)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        if (contingent->latest_arrival.kind == AB_WHEN_UNSET ||
            !ab_contingent_is_committed(contingent)) {
            continue;
        }
        const double late = soonest(build, contingent) -
                            range_of(&contingent->latest_arrival, request_of(scenario)).high;
        if (isfinite(late) && late > 0) {
            ab_thing_fault(ab_build_thing(build, AB_SECTION_CONTINGENT, &contingent->named),
                           "latest_arrival", notes,
                           "cannot be met: even an unhindered flight is %.4g h late",
                           late / (double)AB_HOUR);
        }
    }
}
