/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* invariant_aircraft.c - what aircraft do, what they carry, and who flies them. */
#include "support/invariant_parts.h"

#include "model/contingent.h"
#include "model/stage.h"
#include "model/window.h"
#include "scenario/rules.h"

bool ab_recount_is_flying(const struct ab_sortie_record *sortie)
{
    return sortie && sortie->block_out != AB_TIME_NEVER && sortie->block_in == AB_TIME_NEVER;
}

/* On the ground at an alternate in mid-flight. */
bool ab_recount_is_parked(const struct ab_tail *tail, const struct ab_sortie_record *sortie)
{
    return ab_recount_is_flying(sortie) && sortie->landing == AB_TIME_NEVER &&
           sortie->diverted_to != AB_NOBODY && tail->at == sortie->diverted_to;
}

const struct ab_sortie_record *ab_recount_sortie(const struct ab_run *run,
                                                 const struct ab_tail *tail)
{
    return tail->sortie == AB_NOBODY ? NULL : &run->sortie[tail->sortie];
}

bool ab_recount_is_working(const struct ab_sortie_record *sortie, int airfield)
{
    const bool onloading = sortie->onload_begin != AB_TIME_NEVER &&
                           sortie->onload_end == AB_TIME_NEVER && sortie->origin == airfield;
    const bool offloading = sortie->offload_begin != AB_TIME_NEVER &&
                            sortie->offload_end == AB_TIME_NEVER && sortie->destination == airfield;
    return onloading || offloading;
}

/* What the flight that an aircraft makes has waited, up to the state that runs. */
static ab_time waited_so_far(const struct ab_run *run, int tail)
{
    ab_time total = 0;
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        total += ab_timesheet_time(&run->spent, tail, cause);
    }
    return total;
}

/* Nothing lands before its earliest arrival, nor is loaded before it is available. */
static const char *check_window(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    if (!sortie || sortie->purpose != AB_PURPOSE_DEPLOYMENT) {
        return NULL;
    }
    const int contingent = run->chalk[sortie->chalk].lot->contingent;
    const struct ab_unit *unit = &run->unit[contingent];
    const bool had_left = sortie->chalk < unit->first_chalk + unit->begun; /* before it began */
    if (sortie->onload_begin < unit->order.came && !had_left) {
        return "a load goes before the one that it is to go after";
    }
    return (sortie->landing < run->unit[contingent].earliest && !sortie->stops &&
            !ab_goes_to_hub(run, run->chalk[sortie->chalk].lot)) ||
                   (!had_left && sortie->onload_begin < ab_window_available(run, contingent))
               ? "a load has landed, or was loaded, before it may"
               : NULL;
}

static const char *check_tail(const struct ab_run *run, int index)
{
    const struct ab_tail *tail = &run->tail[index];
    const struct ab_sortie_record *sortie = ab_recount_sortie(run, tail);
    if ((ab_recount_is_flying(sortie) && !ab_recount_is_parked(tail, sortie)) !=
        (tail->at == AB_NOBODY)) {
        return "an aircraft is in two places or in none";
    }
    if ((tail->state == AB_TAIL_BUSY) != (sortie != NULL)) {
        return "an aircraft is busy without a flight, or flies without being tasked";
    }
    if (sortie && ab_recount_is_working(sortie, tail->at) && tail->place_at != tail->at) {
        return "an aircraft is worked on without a working place";
    }
    if (sortie && sortie->tail != index) {
        return "two aircraft make the same flight";
    }
    if (sortie && waited_so_far(run, index) > sortie->account.since - sortie->tasked) {
        return "a sortie has waited longer than it has taken";
    }
    if (sortie && !ab_recount_is_flying(sortie) &&
        tail->at != (sortie->block_in == AB_TIME_NEVER ? sortie->origin : sortie->destination)) {
        return "an aircraft stands where its flight did not bring it";
    }
    if (tail->at == AB_NOBODY && ab_stage_may_run_dry(run, index) &&
        ab_now(run) > run->aside[index].holding.fuel_lasts_until) {
        return "an aircraft is in the air beyond its fuel";
    }
    if (tail->at != AB_NOBODY && (tail->stand.at == tail->at) != (tail->at != tail->home)) {
        return "a visiting aircraft has no stand, or one at home has a visitor's";
    }
    return NULL;
}

static bool has_left(const struct ab_run *run, const struct ab_chalk *chalk)
{
    return chalk->departed != AB_TIME_NEVER ||
           (chalk->sortie != AB_NOBODY && run->sortie[chalk->tail].block_out != AB_TIME_NEVER);
}

/* Every load that has an aircraft has one, and no aircraft has a load that is not its own. */
static const char *check_tasking(const struct ab_run *run)
{
    int under_way = 0, with_tails = 0;
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        const bool tasked = chalk->tasked != AB_TIME_NEVER && chalk->offloaded == AB_TIME_NEVER;
        under_way += tasked;
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (tail->chalk == AB_NOBODY) {
            continue;
        }
        const struct ab_chalk *chalk = &run->chalk[tail->chalk];
        with_tails++;
        if (chalk->tasked == AB_TIME_NEVER || chalk->offloaded != AB_TIME_NEVER ||
            (chalk->lot->types >> tail->type & 1) == 0 || chalk->tail != t ||
            tail->sortie == AB_NOBODY ||
            (chalk->sortie != AB_NOBODY && chalk->sortie != run->sortie[t].number)) {
            return "an aircraft has a load that is not its own";
        }
        if (run->scenario->aircraft[tail->type].cargo_class < chalk->lot->cargo_class) {
            return "cargo is on an aircraft that does not take its class";
        }
    }
    return under_way != with_tails ? "a load has no aircraft, or two" : NULL;
}

/* Whether a ceiling, the first being the withdrawal's, is one of a load that has an aircraft. */
static bool is_under(const struct ab_run *run, int flow, const struct ab_chalk *chalk)
{
    const bool out = chalk->lot->direction == AB_OUT;
    if (flow == 0) {
        return out && !chalk->lot->evacuation;
    }
    const struct ab_ceiling *plan = &run->scenario->flow[flow - 1];
    const struct ab_contingent *contingent = &run->scenario->contingent[chalk->lot->contingent];
    const bool is_ours = plan->contingents.count == 0 ||
                         ab_references_name(&plan->contingents, chalk->lot->contingent);
    const bool is_here =
        plan->airfields.count == 0 ||
        ab_references_name(&plan->airfields,
                           ab_contingent_origin(contingent, chalk->lot->direction)) ||
        ab_references_name(&plan->airfields, run->tail[chalk->tail].destination);
    return is_ours && is_here &&
           (plan->direction == AB_FLOW_BOTH || (plan->direction == AB_FLOW_OUT) == out);
}

/* The books of a ceiling are those of the loads under it that have not left. */
static const char *check_flow(const struct ab_run *run, int flow)
{
    const struct ab_quota *quota = &run->flows.quota[flow];
    int64_t tasked = 0, cleared = 0, booked = quota->due;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (tail->chalk != AB_NOBODY && !has_left(run, &run->chalk[tail->chalk]) &&
            is_under(run, flow, &run->chalk[tail->chalk])) {
            const bool is_cleared = run->sortie[t].chalk == tail->chalk &&
                                    run->sortie[t].onload_end != AB_TIME_NEVER &&
                                    tail->departure.permitted;
            cleared += is_cleared;
            tasked += !is_cleared;
        }
    }
    for (int p = 0; p < AB_PERIODS; p++) {
        booked += quota->booked[p];
        if (quota->booked[p] < 0) {
            return "fewer than no loads are booked for a period";
        }
    }
    return tasked != quota->tasked || cleared != quota->cleared || booked != tasked ||
                   quota->due < 0
               ? "a load escapes a ceiling"
               : NULL;
}

/* No more have left in a period than may. */
static const char *check_flows(const struct ab_run *run)
{
    const char *broken = NULL;
    for (int i = 0; !broken && i < run->flows.count; i++) {
        const struct ab_quota *quota = &run->flows.quota[i];
        const int64_t daily = run->scenario->withdrawal.flights_per_day;
        const int64_t most = i > 0       ? run->scenario->flow[i - 1].flights
                             : daily > 0 ? daily
                                         : AB_NO_LIMIT;
        broken = run->scenario->change_count == 0 && quota->left > most
                     ? "more flights have left than may"
                     : check_flow(run, i);
    }
    return broken;
}

/* A crew is aboard, at rest or waiting, and a pool never gives more than it has. Changes only ever
 * add crews. */
static const char *check_crews(const struct ab_run *run, int fleet)
{
    const int pools = run->crews.first[fleet + 1] - run->crews.first[fleet];
    const struct ab_resource *pool = &run->crews.pool[run->crews.first[fleet]];
    int aboard = 0;
    for (int t = 0; t < run->tail_count; t++) {
        aboard += run->tail[t].fleet == fleet && run->tail[t].crew_aboard;
    }
    if (aboard > pool[0].in_use) {
        return "more crews are aboard than have reported";
    }
    for (int i = 0; i < pools; i++) {
        if (pool[i].in_use > pool[i].capacity) {
            return "more crews are in use than there are";
        }
    }
    return NULL;
}

const char *ab_recount_aircraft(const struct ab_run *run)
{
    const char *broken = NULL;
    for (int t = 0; !broken && t < run->tail_count; t++) {
        broken = check_tail(run, t);
        broken = broken ? broken : check_window(run, ab_recount_sortie(run, &run->tail[t]));
    }
    for (int f = 0; !broken && f < run->scenario->fleet_count; f++) {
        broken = check_crews(run, f);
    }
    broken = broken ? broken : check_tasking(run);
    return broken ? broken : check_flows(run);
}
