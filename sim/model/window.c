/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* window.c - when loads may be loaded and may land, and by when they should be off. */
#include "model/window.h"

#include "model/geography.h"
#include "model/luck.h"
#include "model/service.h"
#include "model/way.h"
#include "scenario/rules.h"

#include <math.h>

/* --- the window -------------------------------------------------------------------------------- */

enum part { AVAILABLE, EARLIEST, LATEST };

/* A date is a date, even before the request. */
static ab_time moment(const struct ab_run *run, int contingent, const struct ab_when *when,
                      enum part part, ab_time otherwise)
{
    switch (when->kind) {
    case AB_WHEN_DATE: return when->date;
    case AB_WHEN_DELAY:
        return run->command.request +
               ab_luck_time(run, when->delay,
                            ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_WINDOW),
                            (uint32_t)part);
    case AB_WHEN_UNSET: break;
    }
    return otherwise;
}

void ab_window_prepare(struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_contingent *plan = &run->scenario->contingent[c];
        run->opens = run->opens || plan->earliest_arrival.kind != AB_WHEN_UNSET;
        run->is_due = run->is_due || plan->latest_arrival.kind != AB_WHEN_UNSET;
    }
}

void ab_window_set(struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_contingent *plan = &run->scenario->contingent[c];
        run->unit[c].earliest = moment(run, c, &plan->earliest_arrival, EARLIEST, 0);
        run->unit[c].record.due = moment(run, c, &plan->latest_arrival, LATEST, AB_TIME_NEVER);
    }
}

ab_time ab_window_available(const struct ab_run *run, int contingent)
{
    return moment(run, contingent, &run->scenario->contingent[contingent].available, AVAILABLE, 0);
}

/* --- calling ----------------------------------------------------------------------------------- */

/* Mean time in ms from leaving an airfield to being over another, directly or by what is left of a way
 * when so many of its flights are flown. */
static ab_time way_time(const struct ab_run *run, int type, int from, int to,
                        const struct ab_way *way, int flown)
{
    double stops = 0;
    for (int i = flown; way && i + 1 < way->flights; i++) {
        stops += ab_geography_mean_block(run, type, from, way->stop[i].airfield) +
                 way->stop[i].time->mean;
        from = way->stop[i].airfield;
    }
    return ab_time_round(stops) + ab_service_mean_flight(run, type, from, to);
}

/* The longest of the ways to where a load may go. */
static ab_time longest_way(const struct ab_run *run, const struct ab_goals *goals, int from,
                           int type)
{
    ab_time longest = 0;
    for (int i = 0; i < goals->count; i++) {
        const int to = goals->airfield[i];
        const struct ab_way *way = ab_way_of(run, ab_geography_flight(run, type, from, to)->course);
        longest = ab_time_later(longest, way_time(run, type, from, to, way, 0));
    }
    return longest;
}

ab_time ab_window_call(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->lot->contingent];
    const ab_time earliest = run->unit[chalk->lot->contingent].earliest;
    if (ab_window_earliest(run, chalk->lot) <= ab_now(run)) {
        return 0;
    }
    const struct ab_goals goals = ab_contingent_goals(plan, chalk->lot->direction);
    const int from = ab_contingent_origin(plan, chalk->lot->direction);
    double nearest = (double)INFINITY;
    ab_time lead = 0;
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        const struct ab_fleet *fleet = &run->scenario->fleet[f];
        if (run->fleet_tails[f] < run->fleet_tails[f + 1] &&
            ab_contingent_allows(plan, chalk->lot->direction, f) &&
            (chalk->lot->types >> fleet->type & 1) != 0) {
            const double there = ab_geography_mean_block(run, fleet->type, fleet->home, from);
            nearest = there < nearest ? there : nearest;
            lead = ab_time_later(
                lead, ab_time_round(run->scenario->aircraft[fleet->type].onload_time->mean) +
                          longest_way(run, &goals, from, fleet->type));
        }
    }
    return earliest - lead - (isfinite(nearest) ? ab_time_round(nearest) : 0) - plan->call_forward;
}

/* --- flying ------------------------------------------------------------------------------------ */

/* When the load of a flight may land; 0 at any time. */
static ab_time earliest_of(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return run->opens && sortie->purpose == AB_PURPOSE_DEPLOYMENT
               ? ab_window_earliest(run, run->chalk[sortie->chalk].lot)
               : 0;
}

ab_time ab_window_opens(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const ab_time earliest = earliest_of(run, sortie);
    if (earliest <= ab_now(run)) {
        return 0;
    }
    const struct ab_tail *tail = &run->tail[sortie->tail];
    return earliest - way_time(run, tail->type, sortie->origin, tail->destination, tail->way.by,
                               tail->way.flown);
}

ab_time ab_window_early(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const ab_time earliest = sortie->stops ? 0 : earliest_of(run, sortie);
    return earliest > ab_now(run) ? earliest - ab_now(run) : 0;
}

ab_time ab_window_leaves(const struct ab_run *run, const struct ab_chalk *chalk, int type, int to,
                         ab_time aboard)
{
    const ab_time earliest = ab_window_earliest(run, chalk->lot);
    if (earliest <= aboard) {
        return aboard;
    }
    const int from = ab_contingent_origin(&run->scenario->contingent[chalk->lot->contingent],
                                          chalk->lot->direction);
    const struct ab_way *way = ab_way_of(run, ab_geography_flight(run, type, from, to)->course);
    return ab_time_later(aboard, earliest - way_time(run, type, from, to, way, 0));
}

/* --- lateness ---------------------------------------------------------------------------------- */

void ab_window_delivered(struct ab_run *run, int load, double mass_t)
{
    struct ab_unit *unit = &run->unit[run->chalk[load].lot->contingent];
    if (ab_window_due(run, &run->chalk[load]) < ab_now(run)) {
        unit->late++;
        unit->late_t += mass_t;
    }
}

/* A full load of whatever type that nobody took is as large as its type's. */
static double mass_of(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_lot *lot = chalk->lot;
    if (lot->mass_t >= 0) {
        return lot->mass_t;
    }
    const struct ab_contingent *plan = &run->scenario->contingent[lot->contingent];
    const double payload =
        ab_geography_flight(run, lot->planned_type, ab_contingent_origin(plan, lot->direction),
                            ab_contingent_goals(plan, lot->direction).airfield[0])
            ->payload_t;
    return isfinite(payload) ? fmax(payload, 0) : 0;
}

static void add_missing(const struct ab_run *run, const struct ab_unit *unit, int chalks,
                        struct ab_lateness *all)
{
    for (int k = unit->first_chalk; k < unit->first_chalk + chalks; k++) {
        if (run->chalk[k].offloaded == AB_TIME_NEVER && !run->chalk[k].lot->has_lapsed) {
            all->late++;
            all->late_t += mass_of(run, &run->chalk[k]);
        }
    }
}

/* What is in the yard of a hub and in no load of the second tier yet. */
static double uncut_mass(const struct ab_run *run, int contingent)
{
    const struct ab_stock *here = &run->hub.transit[contingent].here;
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    double mass_t = (double)(here->forward + here->people) * run->scenario->general.person_mass;
    for (enum ab_cargo_class c = AB_CARGO_BULK; c < AB_CARGO_CLASSES; c++) {
        mass_t += here->cargo_t[c];
    }
    for (int i = 0; i < plan->vehicle_counts; i++) {
        mass_t += (double)here->vehicles[i] * run->scenario->vehicle[plan->vehicles[i].index].mass;
    }
    return mass_t;
}

/* What goes on from a hub: loads of the second tier, and what is in none of them yet as one; or those
 * that go by road. */
static void add_onward(const struct ab_run *run, int contingent, struct ab_lateness *all)
{
    const struct ab_unit *unit = &run->unit[contingent];
    double missing_t = unit->uncut ? uncut_mass(run, contingent) : 0;
    for (int i = 0; i < run->hub.used; i++) {
        const struct ab_passage *passage = run->hub.passage[i];
        const struct ab_chalk *chalk = &run->chalk[passage->load];
        const bool by_air = chalk->lot->direction == AB_ON;
        if (chalk->lot->contingent == contingent &&
            (by_air ? chalk->offloaded : passage->arrived) == AB_TIME_NEVER) {
            all->late++;
            missing_t += chalk->lot->mass_t;
        }
    }
    add_missing(run, unit, unit->inbound_chalks, all);
    all->late_t += missing_t;
    if (!ab_contingent_has_second_tier(&run->scenario->contingent[contingent])) {
        all->loads += ab_loads_in(unit);
        return;
    }
    all->loads += unit->onward_chalks + (ab_loads_in(unit) - unit->unloaded) + unit->uncut;
    all->late += unit->uncut;
}

static void add_column(const struct ab_run *run, int contingent, struct ab_lateness *all)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const struct ab_contingent_record *record = &run->unit[contingent].record;
    all->loads++;
    if (record->closed == AB_TIME_NEVER || record->closed > record->due) {
        all->late++;
        all->late_t += (double)record->people * run->scenario->general.person_mass;
        for (enum ab_cargo_class k = AB_CARGO_BULK; k < AB_CARGO_CLASSES; k++) {
            all->late_t += ab_contingent_cargo(plan, k);
        }
        for (int i = 0; i < plan->vehicle_counts; i++) {
            all->late_t += (double)plan->vehicles[i].count *
                           run->scenario->vehicle[plan->vehicles[i].index].mass;
        }
    }
}

struct ab_lateness ab_window_lateness(const struct ab_run *run)
{
    struct ab_lateness all = {0, 0, 0};
    for (int c = 0; run->is_due && c < run->scenario->contingent_count; c++) {
        const struct ab_unit *unit = &run->unit[c];
        const struct ab_contingent *plan = &run->scenario->contingent[c];
        if (plan->latest_arrival.kind == AB_WHEN_UNSET || !unit->record.committed) {
            continue;
        }
        const bool comes = ab_contingent_comes(plan);
        if ((comes ? plan->mode_in : plan->mode_out) == AB_MODE_ROAD) {
            add_column(run, c, &all);
            continue;
        }
        all.late += unit->late;
        all.late_t += unit->late_t;
        if (plan->via != AB_NOBODY) {
            add_onward(run, c, &all);
            continue;
        }
        const int loads = comes ? ab_loads_in(unit) : ab_loads_out(unit);
        all.loads += loads;
        if ((comes ? unit->delivered : unit->returned) < loads) {
            add_missing(run, unit, comes ? unit->inbound_chalks : unit->outbound_chalks, &all);
        }
    }
    return all;
}

/* --- who goes first ---------------------------------------------------------------------------- */

static int64_t priority_of(const struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_contingent *contingent = &run->scenario->contingent[chalk->lot->contingent];
    return chalk->lot->direction == AB_OUT ? contingent->withdrawal_priority : contingent->priority;
}

bool ab_load_goes_before(const struct ab_run *run, int a, int b)
{
    const struct ab_chalk *first = &run->chalk[a], *second = &run->chalk[b];
    const int64_t pa = priority_of(run, first), pb = priority_of(run, second);
    if (pa != pb) {
        return pa < pb;
    }
    const ab_time late_a = ab_window_due(run, first), late_b = ab_window_due(run, second);
    if (late_a != late_b) {
        return late_a < late_b;
    }
    const ab_time ready_a = ab_due(run, a), ready_b = ab_due(run, b);
    return ready_a != ready_b ? ready_a < ready_b : a < b;
}
