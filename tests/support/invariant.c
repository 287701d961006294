/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* invariant.c - conservation, capacity and accounting, recounted from scratch. */
#include "support/invariant.h"

#include "model/airfield.h"
#include "model/batch.h"
#include "model/contingent.h"
#include "model/cut.h"
#include "model/evacuation.h"
#include "model/fleet.h"
#include "model/fuel.h"
#include "model/idle.h"
#include "model/outline.h"
#include "model/stage.h"
#include "model/window.h"
#include "scenario/rules.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- people and vehicles --------------------------------------------------------------------- */

/* Where everybody of a contingent must be, by the time stamps of its loads and its own. */
struct tally {
    int64_t people[AB_PLACE_COUNT], vehicles[AB_PLACE_COUNT];
};

static void shift(struct tally *tally, enum ab_place from, enum ab_place to, int64_t people,
                  int64_t vehicles)
{
    tally->people[from] -= people;
    tally->people[to] += people;
    tally->vehicles[from] -= vehicles;
    tally->vehicles[to] += vehicles;
}

static bool goes_on_by_road(const struct ab_run *run, const struct ab_lot *lot)
{
    return ab_goes_to_hub(run, lot) &&
           run->scenario->contingent[lot->contingent].onward_mode == AB_MODE_ROAD;
}

/* Whether a load that went on by road has arrived. */
static bool has_come_on(const struct ab_run *run, const struct ab_chalk *chalk)
{
    for (int i = 0; i < run->hub.used; i++) {
        const struct ab_passage *passage = run->hub.passage[i];
        if (&run->chalk[passage->load] == chalk) {
            return passage->arrived != AB_TIME_NEVER;
        }
    }
    return false;
}

static enum ab_place place_of_load(const struct ab_run *run, const struct ab_chalk *chalk)
{
    if (chalk->offloaded != AB_TIME_NEVER && goes_on_by_road(run, chalk->lot)) {
        return has_come_on(run, chalk) ? AB_IN_THEATRE : AB_ABOARD;
    }
    if (chalk->offloaded != AB_TIME_NEVER) {
        return chalk->lot->direction == AB_OUT   ? AB_RETURNED
               : ab_goes_to_hub(run, chalk->lot) ? AB_IN_YARD
                                                 : AB_IN_THEATRE;
    }
    if (chalk->departed != AB_TIME_NEVER) {
        return AB_ABOARD;
    }
    if (chalk->lot->direction != AB_IN) {
        return chalk->lot->direction == AB_OUT ? AB_IN_THEATRE : AB_IN_YARD;
    }
    /* Its account begins when it is ready, or comes to the field to be prepared. */
    return chalk->state >= 0 && !chalk->in_hand ? AB_WAITING : AB_AT_HOME;
}

/* Who only leaves is in the theatre from the start, or since it joined: at that instant, or not yet. */
static enum ab_place where_it_begins(const struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const struct ab_unit *unit = &run->unit[contingent];
    const bool joins_now = plan->joins_later && plan->joins == ab_now(run);
    const bool has_joined =
        !plan->joins_later || plan->joins < ab_now(run) ||
        (joins_now && unit->people[AB_AT_HOME] + unit->vehicles[AB_AT_HOME] == 0);
    return !ab_contingent_comes(plan) && has_joined ? AB_IN_THEATRE : AB_AT_HOME;
}

static struct tally count_contingent(const struct ab_run *run, const struct ab_unit *unit)
{
    const struct ab_contingent_record *record = &unit->record;
    const enum ab_place begins = where_it_begins(run, (int)(unit - run->unit));
    struct tally tally = {{0}, {0}};
    tally.people[begins] = record->people;
    tally.vehicles[begins] = record->vehicles;
    const struct ab_chalk *chalk = &run->chalk[unit->first_chalk];
    for (int i = 0; i < unit->inbound_chalks + unit->outbound_chalks; i++, chalk++) {
        const enum ab_place from = chalk->lot->direction == AB_OUT ? AB_IN_THEATRE : AB_AT_HOME;
        shift(&tally, from, place_of_load(run, chalk), chalk->lot->people, chalk->lot->vehicles);
    }
    const int contingent = (int)(unit - run->unit);
    for (int k = 0; unit->onward_chalks > 0 && k < run->chalk_count; k++) {
        chalk = &run->chalk[k];
        if (chalk->lot->contingent == contingent && chalk->lot->direction == AB_ON) {
            shift(&tally, AB_IN_YARD, place_of_load(run, chalk), chalk->lot->people,
                  chalk->lot->vehicles);
        }
    }
    const bool comes = ab_contingent_comes(&run->scenario->contingent[contingent]);
    if (comes && unit->inbound_chalks == 0 && record->closed != AB_TIME_NEVER) { /* by road */
        shift(&tally, AB_AT_HOME, AB_IN_THEATRE, record->people, record->vehicles);
    }
    if (unit->outbound_chalks == 0 && record->withdrawn != AB_TIME_NEVER) {
        shift(&tally, AB_IN_THEATRE, AB_RETURNED, record->people, record->vehicles);
    }
    return tally;
}

static const char *check_places(const struct ab_run *run, const struct ab_unit *unit)
{
    const struct tally tally = count_contingent(run, unit);
    int64_t people = 0, vehicles = 0;
    for (int p = 0; p < AB_PLACE_COUNT; p++) {
        if (unit->people[p] < 0 || unit->vehicles[p] < 0) {
            return "fewer than no people or vehicles are somewhere";
        }
        if (unit->people[p] != tally.people[p] || unit->vehicles[p] != tally.vehicles[p]) {
            return "people or vehicles are not where their loads are";
        }
        people += unit->people[p];
        vehicles += unit->vehicles[p];
    }
    return people != unit->record.people || vehicles != unit->record.vehicles
               ? "people or vehicles of a contingent were lost or doubled"
               : NULL;
}

/* What is in no load yet, people in *people. */
static void add_uncut(const struct ab_run *run, int contingent, enum ab_direction direction,
                      int64_t *people, int64_t *vehicles, double tonnes[AB_CARGO_CLASSES])
{
    for (int forward = 0; forward < 2; forward++) {
        const struct ab_uncut *uncut = ab_cut_of(run, contingent, direction, forward != 0);
        for (enum ab_cargo_class c = AB_CARGO_BULK; uncut && c < AB_CARGO_CLASSES; c++) {
            tonnes[c] += uncut->left.cargo_t[c];
        }
        *people += uncut ? uncut->left.people : 0;
        *vehicles += uncut ? uncut->vehicles : 0;
    }
}

/* Loads that are cut, and what is in none, are the contingent to the tonne of each class; and the numbers
 * that lapsed are those that nobody needs. */
static const char *check_cuts(const struct ab_run *run, int contingent, enum ab_direction direction)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    double tonnes[AB_CARGO_CLASSES] = {0};
    int64_t people = 0, vehicles = 0;
    int lapsed = 0;
    add_uncut(run, contingent, direction, &people, &vehicles, tonnes);
    for (int forward = 0; forward < 2; forward++) {
        const struct ab_uncut *uncut = ab_cut_of(run, contingent, direction, forward != 0);
        int cut = 0;
        for (int k = uncut ? uncut->first : 0; uncut && k < uncut->first + uncut->loads; k++) {
            const struct ab_chalk *chalk = &run->chalk[k];
            const struct ab_lot *lot = chalk->lot;
            tonnes[AB_CARGO_BULK] += lot->bulk_t - lot->oversize_t - lot->outsize_t;
            tonnes[AB_CARGO_OVERSIZE] += lot->oversize_t;
            tonnes[AB_CARGO_OUTSIZE] += lot->outsize_t;
            lapsed += lot->has_lapsed;
            cut += !lot->is_uncut && !lot->has_lapsed;
            if (chalk->tasked != AB_TIME_NEVER && (lot->is_uncut || lot->has_lapsed)) {
                return "a load has an aircraft and nothing in it";
            }
            if (chalk->tail != AB_NOBODY && chalk->tasked == ab_now(run) &&
                lot->mass_t > ab_fuel_payload(run, run->tail[chalk->tail].type,
                                              ab_contingent_origin(plan, direction),
                                              run->tail[chalk->tail].destination, NULL) +
                                  AB_SLACK) {
                return "a load is heavier than its aircraft takes";
            }
            if (lot->has_lapsed && (!ab_cut_is_empty(uncut) || chalk->state >= 0)) {
                return "a load lapsed that is needed";
            }
        }
        if (uncut && cut != uncut->taken) {
            return "loads were cut that are not there";
        }
    }
    for (enum ab_cargo_class c = AB_CARGO_BULK; c < AB_CARGO_CLASSES; c++) {
        const bool stays = direction == AB_OUT && ab_contingent_comes(plan);
        const double all = stays ? 0 : ab_contingent_cargo(plan, c);
        if (fabs(tonnes[c] - all) > 1e-6 * (1 + all)) {
            return "cargo of a contingent was lost or doubled as its loads were cut";
        }
    }
    return lapsed != run->unit[contingent].lapsed[direction] ? "the loads that lapsed do not add up"
                                                             : NULL;
}

/* All loads of a direction together, and what is in none yet, are the contingent. */
static const char *check_loads(const struct ab_run *run, int contingent)
{
    const struct ab_unit *unit = &run->unit[contingent];
    const int chalks[2] = {unit->inbound_chalks, unit->outbound_chalks};
    int64_t people[2] = {0, 0}, vehicles[2] = {0, 0};
    const struct ab_chalk *chalk = &run->chalk[unit->first_chalk];
    for (int i = 0; i < chalks[0] + chalks[1]; i++, chalk++) {
        people[chalk->lot->direction == AB_OUT] += chalk->lot->people;
        vehicles[chalk->lot->direction == AB_OUT] += chalk->lot->vehicles;
    }
    for (int way = 0; way < 2; way++) {
        const enum ab_direction direction = way == 0 ? AB_IN : AB_OUT;
        double tonnes[AB_CARGO_CLASSES] = {0};
        add_uncut(run, contingent, direction, &people[way], &vehicles[way], tonnes);
        const char *broken = ab_cut_of(run, contingent, direction, false)
                                 ? check_cuts(run, contingent, direction)
                                 : NULL;
        if (broken) {
            return broken;
        }
        if (chalks[way] > 0 && run->scenario->contingent[contingent].loads == 0 &&
            (people[way] != unit->record.people || vehicles[way] != unit->record.vehicles)) {
            return "the loads of a contingent are not its people and vehicles";
        }
    }
    return NULL;
}

/* What has come to a hub is there, or in loads of the second tier, to the person, the vehicle and the
 * tonne; and who holds places in its yard. */
static const char *check_hub(const struct ab_run *run, int contingent)
{
    const struct ab_unit *unit = &run->unit[contingent];
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const struct ab_transit *transit = &run->hub.transit[contingent];
    int64_t people = transit->here.forward + transit->here.people, vehicles = 0;
    double tonnes[AB_CARGO_CLASSES];
    memcpy(tonnes, transit->here.cargo_t, sizeof tonnes);
    int unloaded = 0, onward = 0;
    for (int i = 0; i < plan->vehicle_counts; i++) {
        if (transit->here.vehicles[i] < 0 || transit->due.vehicles[i] < 0) {
            return "a hub has fewer than no vehicles";
        }
        vehicles += transit->here.vehicles[i];
    }
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_lot *lot = run->chalk[k].lot;
        const bool in = ab_goes_to_hub(run, lot) && run->chalk[k].offloaded != AB_TIME_NEVER;
        if (lot->contingent == contingent && (in || lot->direction == AB_ON)) {
            people -= in ? lot->people : -lot->people;
            vehicles -= in ? lot->vehicles : -lot->vehicles;
            const double sign = in ? -1 : 1;
            tonnes[AB_CARGO_BULK] += sign * (lot->bulk_t - lot->oversize_t - lot->outsize_t);
            tonnes[AB_CARGO_OVERSIZE] += sign * lot->oversize_t;
            tonnes[AB_CARGO_OUTSIZE] += sign * lot->outsize_t;
            unloaded += in;
            onward += lot->direction == AB_ON;
        }
    }
    for (int c = 0; c < AB_CARGO_CLASSES; c++) {
        if (fabs(tonnes[c]) > 1e-6) {
            return "cargo of a class that came to a hub is not what is there and what went on";
        }
    }
    if (people != 0 || vehicles != 0 || unloaded != unit->unloaded ||
        onward != unit->onward_chalks) {
        return "what came to a hub is not what is there and what went on";
    }
    return transit->yard.count > unloaded || (transit->yard.count == 0 && unit->uncut)
               ? "a yard holds loads that did not come, or not those that did"
               : NULL;
}

/* The places of a yard that loads of a first tier hold: not all gone on, or being unloaded. */
static int64_t held_by_hubs(const struct ab_run *run, int airfield)
{
    int64_t held = 0;
    for (int c = 0; run->hub.transit && c < run->scenario->contingent_count; c++) {
        held += run->scenario->contingent[c].via == airfield ? run->hub.transit[c].yard.count : 0;
    }
    for (int t = 0; run->hub.transit && t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const struct ab_sortie_record *sortie = &run->sortie[t];
        if (tail->sortie != AB_NOBODY && tail->at == airfield && tail->chalk != AB_NOBODY &&
            sortie->chalk == tail->chalk && !sortie->stops && sortie->block_in != AB_TIME_NEVER) {
            const struct ab_lot *lot = run->chalk[tail->chalk].lot;
            held += ab_goes_to_hub(run, lot) && !goes_on_by_road(run, lot) && !tail->waits_for_yard;
        }
    }
    return held;
}

static const char *check_yards(const struct ab_run *run)
{
    int waiting = 0;
    for (int t = 0; t < run->tail_count; t++) {
        waiting += run->tail[t].waits_for_yard;
    }
    for (int i = 0; run->simulation.resumed.count == 0 && i < run->scenario->airfield_count; i++) {
        int64_t held = held_by_hubs(run, i);
        for (int k = 0; run->outload.load && k < run->chalk_count; k++) {
            const struct ab_lot *lot = run->chalk[k].lot;
            held += run->outload.load[k].in_yard &&
                    ab_contingent_origin(&run->scenario->contingent[lot->contingent],
                                         lot->direction) == i;
        }
        if (held != run->field[i].yard.in_use) {
            return "loads stand in a yard without a place, or the other way round";
        }
    }
    return waiting != run->hub.waiting ? "the aircraft that wait for a yard do not add up" : NULL;
}

/* Whoever is in the theatre guards a site, is on the road to or from one, forms up, or is at
 * hand. */
static const char *check_tasks(const struct ab_run *run, int contingent)
{
    const struct ab_unit *unit = &run->unit[contingent];
    int64_t at_sites = 0;
    int held = 0;
    for (int s = 0; s < run->scenario->site_count; s++) {
        const struct ab_site_state *site = &run->site[s];
        if (site->guard_out && site->record.contingent == contingent) {
            at_sites += run->scenario->site[s].guards;
            held++;
        }
    }
    if (held != unit->sites_held || at_sites != unit->people_at_sites) {
        return "a contingent holds other sites than it thinks";
    }
    if (unit->homeward) {
        return NULL;
    }
    const bool forming_up = unit->forming_up > 0 || unit->column_pending;
    const int64_t known = unit->pool + at_sites;
    const int64_t present = unit->people[AB_IN_THEATRE];
    return known > present || (known < present && !forming_up)
               ? "the people in the theatre are not those at sites, forming up and at hand"
               : NULL;
}

static const char *check_sites(const struct ab_run *run)
{
    int guarded = 0, wanted = 0;
    int64_t relieved = 0;
    for (int s = 0; s < run->scenario->site_count; s++) {
        const struct ab_site_state *site = &run->site[s];
        const struct ab_site_record *record = &site->record;
        const bool relief_done = record->guarded != AB_TIME_NEVER;
        guarded += relief_done;
        wanted += site->wanted;
        relieved += relief_done ? run->scenario->site[s].host_strength : 0;
        if (site->on_guard != (relief_done && record->handed_back == AB_TIME_NEVER) ||
            (site->on_guard && !site->guard_out) ||
            (site->wanted && record->assigned != AB_TIME_NEVER)) {
            return "a site is guarded by nobody, or twice";
        }
    }
    if (wanted != run->assignment.wanted) {
        return "the sites that want people do not add up";
    }
    return guarded != run->count.sites_guarded || relieved != run->count.host_relieved
               ? "the sites guarded or the host's people relieved do not add up"
               : NULL;
}

static const char *check_contingents(const struct ab_run *run)
{
    int closed = 0, returned = 0;
    int64_t people = 0;
    const char *broken = NULL;
    for (int c = 0; !broken && c < run->scenario->contingent_count; c++) {
        const struct ab_contingent_record *record = &run->unit[c].record;
        people += run->unit[c].people[AB_IN_THEATRE];
        closed +=
            record->closed != AB_TIME_NEVER && ab_contingent_comes(&run->scenario->contingent[c]);
        returned += record->withdrawn != AB_TIME_NEVER;
        broken = check_places(run, &run->unit[c]);
        broken = broken ? broken : check_loads(run, c);
        broken = broken ? broken : check_tasks(run, c);
        if (!broken && ab_contingent_has_second_tier(&run->scenario->contingent[c])) {
            broken = check_hub(run, c);
        }
    }
    if (!broken && people != run->supply.people) {
        broken = "the people who consume are not those in the theatre";
    }
    if (!broken && (closed != run->command.units_closed || returned != run->withdrawal.returned)) {
        broken = "the contingents that are in, or home, do not add up";
    }
    return broken;
}

/* --- aircraft -------------------------------------------------------------------------------- */

static bool is_flying(const struct ab_sortie_record *sortie)
{
    return sortie && sortie->block_out != AB_TIME_NEVER && sortie->block_in == AB_TIME_NEVER;
}

/* Over its destination, waiting for an open field, a stand or the runway. */
static bool is_holding(const struct ab_tail *tail, const struct ab_sortie_record *sortie)
{
    const int state = sortie ? sortie->account.state : -1;
    return is_flying(sortie) && tail->at == AB_NOBODY && sortie->takeoff != AB_TIME_NEVER &&
           sortie->landing == AB_TIME_NEVER &&
           (state == AB_CAUSE_HOLDING || state == AB_CAUSE_RUNWAY || state == AB_CAUSE_WEATHER ||
            state == AB_CAUSE_HOURS || state == AB_CAUSE_CLOSED);
}

/* On the ground at an alternate in mid-flight. */
static bool is_parked(const struct ab_tail *tail, const struct ab_sortie_record *sortie)
{
    return is_flying(sortie) && sortie->landing == AB_TIME_NEVER &&
           sortie->diverted_to != AB_NOBODY && tail->at == sortie->diverted_to;
}

static const struct ab_sortie_record *sortie_of(const struct ab_run *run,
                                                const struct ab_tail *tail)
{
    return tail->sortie == AB_NOBODY ? NULL : &run->sortie[tail->sortie];
}

static bool is_working(const struct ab_sortie_record *sortie, int airfield)
{
    const bool onloading = sortie->onload_begin != AB_TIME_NEVER &&
                           sortie->onload_end == AB_TIME_NEVER && sortie->origin == airfield;
    const bool offloading = sortie->offload_begin != AB_TIME_NEVER &&
                            sortie->offload_end == AB_TIME_NEVER && sortie->destination == airfield;
    return onloading || offloading;
}

static ab_time total(const struct ab_spent *spent)
{
    ab_time total = 0;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        total += spent->in[state];
    }
    return total;
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
    const struct ab_sortie_record *sortie = sortie_of(run, tail);
    if ((is_flying(sortie) && !is_parked(tail, sortie)) != (tail->at == AB_NOBODY)) {
        return "an aircraft is in two places or in none";
    }
    if ((tail->state == AB_TAIL_BUSY) != (sortie != NULL)) {
        return "an aircraft is busy without a flight, or flies without being tasked";
    }
    if (sortie && is_working(sortie, tail->at) && tail->place_at != tail->at) {
        return "an aircraft is worked on without a working place";
    }
    if (sortie && sortie->tail != index) {
        return "two aircraft make the same flight";
    }
    if (sortie && waited_so_far(run, index) > sortie->account.since - sortie->tasked) {
        return "a sortie has waited longer than it has taken";
    }
    if (sortie && !is_flying(sortie) &&
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

/* The aircraft of a group are free and stand there, who has been free longest first. */
static const char *check_group(const struct ab_run *run, int fleet,
                               const struct ab_idle_group *group, int *tails)
{
    for (int t = group->tails.first, other = t; t != AB_NOBODY;
         other = t, t = run->tail[t].link.next) {
        const struct ab_tail *tail = &run->tail[t], *before = &run->tail[other];
        if (tail->state != AB_TAIL_FREE || tail->fleet != fleet || tail->at != group->field) {
            return "an aircraft is in a group that is not its own";
        }
        if (before->free_since > tail->free_since ||
            (before->free_since == tail->free_since && other > t)) {
            return "an aircraft stands before another that has been free longer";
        }
        ++*tails;
    }
    return NULL;
}

/* Those expected at home are on their way there for a load, or maintained there. */
static const char *check_expected(const struct ab_run *run)
{
    int expected = 0;
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        for (int t = run->idle.fleet[f].expected.first; t != AB_NOBODY;
             t = run->tail[t].link.next) {
            const struct ab_tail *tail = &run->tail[t];
            if (!tail->expected || tail->fleet != f || tail->chalk == AB_NOBODY ||
                run->chalk[tail->chalk].tail != t || tail->sortie == AB_NOBODY ||
                run->sortie[tail->sortie].purpose != AB_PURPOSE_POSITIONING ||
                run->sortie[tail->sortie].destination != tail->home) {
                return "an aircraft is expected at home that does not come for a load";
            }
            expected++;
        }
        const int free = ab_idle_first_at_home(run, f);
        if (free != AB_NOBODY && run->idle.fleet[f].expected.first != AB_NOBODY &&
            ab_fleet_belongs(run, &run->tail[free]) && !run->tasking.posted) {
            return "an aircraft is free at home, and a load waits there for another of its fleet";
        }
    }
    for (int t = 0; t < run->tail_count; t++) {
        expected -= run->tail[t].expected;
    }
    return expected != 0 ? "those expected at home do not add up" : NULL;
}

/* Who is foreseen at a field brings it a load; some have landed already. */
static const char *check_foreseen(const struct ab_run *run)
{
    int foreseen = 0;
    for (int a = 0; a < run->scenario->airfield_count; a++) {
        int due = 0;
        for (int t = run->field[a].foreseen.tails.first; t != AB_NOBODY;
             t = run->aside[t].foreseen.link.next) {
            const struct ab_tail *tail = &run->tail[t];
            if (tail->foreseen_at != a || tail->chalk == AB_NOBODY || tail->destination != a ||
                run->aside[t].foreseen.has_landed !=
                    (run->chalk[tail->chalk].landed != AB_TIME_NEVER)) {
                return "an aircraft is foreseen where it brings no load";
            }
            due += !run->aside[t].foreseen.has_landed;
            foreseen++;
        }
        if (due != run->field[a].foreseen.due) {
            return "those who are due at an airfield do not add up";
        }
    }
    for (int t = 0; t < run->tail_count; t++) {
        foreseen -= run->tail[t].foreseen_at != AB_NOBODY;
    }
    return foreseen != 0 ? "those foreseen at airfields do not add up" : NULL;
}

/* Who is foreseen to be free is busy, and stands in one group of its fleet, which has somebody. */
static const char *check_soon(const struct ab_run *run)
{
    int foreseen = 0;
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        for (int g = run->idle.fleet[f].soon.first; g != AB_NOBODY;
             g = run->soon.group[g].of_fleet.next) {
            const int before = foreseen;
            for (int t = run->soon.group[g].tails.first; t != AB_NOBODY;
                 t = run->aside[t].soon.link.next) {
                if (run->tail[t].soon_group != g || run->tail[t].fleet != f ||
                    run->tail[t].state != AB_TAIL_BUSY) {
                    return "an aircraft is foreseen to be free that is not busy, or is elsewhere";
                }
                foreseen++;
            }
            if (foreseen == before) {
                return "nobody is foreseen in a group";
            }
        }
    }
    for (int t = 0; t < run->tail_count; t++) {
        foreseen -= run->tail[t].soon_group != AB_NOBODY;
    }
    return foreseen != 0 ? "those foreseen to be free do not add up" : NULL;
}

/* The groups hold the free aircraft, one per fleet and field where there are any. */
static const char *check_idle(const struct ab_run *run)
{
    int grouped = 0, away = 0, fleets = 0, at_fields = 0, tails_free = 0;
    const char *broken = NULL;
    for (int f = 0; !broken && f < run->scenario->fleet_count; f++) {
        const struct ab_idle_fleet *fleet = &run->idle.fleet[f];
        fleets += fleet->groups.first != AB_NOBODY;
        for (int g = fleet->groups.first; !broken && g != AB_NOBODY;) {
            const struct ab_idle_group *group = &run->idle.group[g];
            const int before = grouped;
            away += group->field != run->scenario->fleet[f].home;
            broken = check_group(run, f, group, &grouped);
            g = group->of_fleet.next;
            for (int other = g; other != AB_NOBODY; other = run->idle.group[other].of_fleet.next) {
                away += run->idle.group[other].field == group->field; /* there should be none */
            }
            away += grouped == before;
            at_fields++;
        }
    }
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        for (int g = run->idle.at[i].first; g != AB_NOBODY; g = run->idle.group[g].of_field.next) {
            at_fields -=
                run->idle.group[g].field == i && run->idle.group[g].tails.first != AB_NOBODY;
        }
    }
    for (int g = run->idle.away.first; g != AB_NOBODY; g = run->idle.group[g].of_away.next) {
        away--;
    }
    for (int f = run->idle.fleets.first; f != AB_NOBODY; f = run->idle.fleet[f].link.next) {
        fleets--;
    }
    for (int t = 0; t < run->tail_count; t++) {
        tails_free += run->tail[t].state == AB_TAIL_FREE;
    }
    return broken ? broken
           : tails_free != run->tails_free || grouped != tails_free
               ? "the free aircraft do not add up"
           : away != 0 || fleets != 0 || at_fields != 0
               ? "the groups of free aircraft do not add up"
               : NULL;
}

/* Rows in the heap under one of them, its own included; -1 when one goes before that above it. */
static int count_heap(const struct ab_run *run, int top, int demand)
{
    int rows = 1;
    const struct ab_row *row = &run->waiting.row[top];
    const struct ab_chalk *first = &run->chalk[row->first];
    if (row->first == AB_NOBODY || row->demand != demand) {
        return -1;
    }
    for (int r = row->node.child; r != AB_PAIRING_EMPTY; r = run->waiting.row[r].node.sibling) {
        const int below = count_heap(run, r, demand);
        const struct ab_chalk *other = below > 0 ? &run->chalk[run->waiting.row[r].first] : NULL;
        if (!other || (other->lot->contingent == first->lot->contingent &&
                       other->lot->direction == first->lot->direction &&
                       other->lot->sustainment == first->lot->sustainment &&
                       ab_due(run, (int)(other - run->chalk)) < ab_due(run, row->first))) {
            return -1;
        }
        rows += below;
    }
    return rows;
}

/* The loads of a row are alike, have no aircraft, and stand in order. */
static const char *check_row(const struct ab_run *run, const struct ab_row *row, int *loads,
                             int *lapsed)
{
    const struct ab_chalk *last = &run->chalk[row->last];
    for (int i = row->first; i != AB_NOBODY; i = run->waiting.next[i]) {
        const int next = run->waiting.next[i];
        const struct ab_chalk *load = &run->chalk[i];
        if (load->tasked != AB_TIME_NEVER || load->called > ab_now(run) ||
            load->lot->contingent != last->lot->contingent ||
            load->lot->direction != last->lot->direction ||
            load->lot->part_of != last->lot->part_of ||
            (!load->lot->part_of && load->lot->types != last->lot->types) ||
            (next == AB_NOBODY && i != row->last)) {
            return "a load waits in a row that is not its own";
        }
        if (next != AB_NOBODY && (ab_due(run, next) < ab_due(run, i) ||
                                  (ab_due(run, next) == ab_due(run, i) && next < i))) {
            return "a load waits before another that goes before it";
        }
        ++*loads;
        *lapsed += load->lot->has_lapsed; /* until the row is asked */
    }
    return NULL;
}

/* The rows hold the loads that were called and have no aircraft, and each that is not empty is in
 * the heap of its demand. */
static const char *check_waiting(const struct ab_run *run)
{
    int listed = 0, lapsed = 0, rows = 0, least = 0, most = 0;
    const char *broken = NULL;
    for (int r = 0; !broken && r < run->waiting.rows; r++) {
        rows += run->waiting.row[r].first != AB_NOBODY;
        broken = check_row(run, &run->waiting.row[r], &listed, &lapsed);
    }
    for (int d = 0; !broken && d < run->waiting.demands; d++) {
        const int top = run->waiting.demand[d].rows;
        const int count = top == AB_PAIRING_EMPTY ? 0 : count_heap(run, top, d);
        broken = count < 0 ? "a row is in a demand that is not its own, or out of order" : NULL;
        rows -= count;
    }
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        const bool untasked = chalk->tasked == AB_TIME_NEVER && !chalk->lot->has_lapsed;
        least += untasked && chalk->called < ab_now(run); /* one called now may not be told yet */
        most += untasked && chalk->called <= ab_now(run);
    }
    return broken ? broken
           : rows != 0 || listed != run->waiting.loads || listed - lapsed < least ||
                   listed - lapsed > most
               ? "the loads that wait for an aircraft do not add up"
               : NULL;
}

/* Every load is charged to what it waits for now: its aircraft's state, or what keeps it from having
 * one. What a round of tasking at this instant will alter is not looked at before it. */
static const char *check_charges(const struct ab_run *run)
{
    if (run->tasking.posted || run->simulation.resumed.count > 0) {
        return NULL;
    }
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        if (chalk->state >= 0 && !chalk->in_hand && chalk->tasked == AB_TIME_NEVER &&
            chalk->state != (int)ab_held_cause(run, chalk)) {
            return "a load without an aircraft is charged to what does not hold it";
        }
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_sortie_record *sortie = sortie_of(run, &run->tail[t]);
        const int load = run->tail[t].chalk;
        if (load != AB_NOBODY && (run->trace || sortie->purpose == AB_PURPOSE_POSITIONING) &&
            run->chalk[load].state >= 0 && !run->chalk[load].in_hand &&
            run->chalk[load].state != ab_stage_of_load(sortie)) {
            return "a load is charged to another cause than its aircraft";
        }
    }
    return NULL;
}

/* --- preparation ------------------------------------------------------------------------------ */

/* Loads at an airfield that wait for a team, are with one, are kept for want of room, and stand in the
 * yard, by their time stamps. */
struct outload {
    int waiting, with_team, kept, in_yard;
};

static struct outload count_outload(const struct ab_run *run, int airfield)
{
    struct outload count = {0};
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        const struct ab_prepared *load = &run->outload.load[k];
        const int field = ab_contingent_origin(&run->scenario->contingent[chalk->lot->contingent],
                                               chalk->lot->direction);
        if (field != airfield || load->brought == AB_TIME_NEVER) {
            continue;
        }
        const bool by_team =
            ab_contingent_is_prepared(&run->scenario->contingent[chalk->lot->contingent]);
        const bool taken_up = load->taken_up != AB_TIME_NEVER;
        count.waiting += by_team && !taken_up;
        count.with_team += taken_up && chalk->in_hand;
        count.kept += taken_up && chalk->in_hand && load->done != AB_TIME_NEVER;
        count.in_yard += load->in_yard;
    }
    return count;
}

/* No team is free while a load waits for one, and none keeps a load that has room. */
static const char *check_outload(const struct ab_run *run)
{
    for (int i = 0; run->outload.load && i < run->scenario->airfield_count; i++) {
        const struct ab_field *field = &run->field[i];
        const struct outload count = count_outload(run, i);
        if (run->simulation.resumed.count > 0) {
            return NULL;
        }
        if (count.with_team != field->teams.in_use || count.kept != field->teams.idle ||
            count.in_yard + held_by_hubs(run, i) != field->yard.in_use ||
            count.waiting != field->teams.in_line) {
            return "the teams, or the loads in a yard, do not add up";
        }
        if (count.waiting > 0 && !field->teams_posted &&
            field->teams.in_use < field->teams.capacity) {
            return "a load waits for a team while one is free";
        }
        if (count.kept > 0 && field->yard.in_use < field->yard.capacity) {
            return "a team keeps a load that the yard has room for";
        }
    }
    return NULL;
}

/* --- places at airfields --------------------------------------------------------------------- */

/* What the aircraft use at an airfield, by the time stamps of their flights. */
struct use {
    int64_t stands, working, idle, runway;
    int64_t beyond; /* stands taken in emergencies */
    int holding, held, waiting, inbound;
};

static bool is_on_runway(const struct ab_sortie_record *sortie, int airfield)
{
    const bool leaving = sortie->block_out != AB_TIME_NEVER && sortie->takeoff == AB_TIME_NEVER &&
                         sortie->origin == airfield;
    const bool landing = sortie->landing != AB_TIME_NEVER && sortie->block_in == AB_TIME_NEVER &&
                         sortie->destination == airfield;
    return leaving || landing;
}

static struct use count_use(const struct ab_run *run, int airfield)
{
    struct use use = {0};
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const struct ab_sortie_record *sortie = sortie_of(run, tail);
        const int64_t stands = run->scenario->aircraft[tail->type].stands;
        use.stands += tail->stand.at == airfield ? stands : 0;
        use.stands += tail->stand.ahead == airfield ? stands : 0;
        use.beyond += tail->stand.at == airfield && tail->stand.beyond ? stands : 0;
        use.working += tail->place_at == airfield;
        use.inbound += tail->chalk != AB_NOBODY &&
                       run->chalk[tail->chalk].lot->direction != AB_OUT &&
                       !run->chalk[tail->chalk].lot->sustainment && tail->destination == airfield;
        if (sortie) {
            use.idle += tail->place_at == airfield && !is_working(sortie, airfield);
            use.runway += is_on_runway(sortie, airfield);
            use.holding += is_holding(tail, sortie) && sortie->destination == airfield;
            use.held += is_flying(sortie) &&
                        (tail->holds_in == &run->field[airfield].stands ||
                         tail->holds_in == &run->field[airfield].landings.way) &&
                        tail->at == AB_NOBODY && sortie->destination == airfield;
            use.waiting += sortie->account.state == AB_CAUSE_WORKING && tail->at == airfield;
        }
    }
    for (uint32_t v = 0; v < run->traffic.visitors; v++) {
        const struct ab_visitor *visitor = &run->traffic.visitor[v];
        if (visitor->traffic != AB_NOBODY &&
            run->scenario->traffic[visitor->traffic].airfield == airfield) {
            use.stands += visitor->stands;
            use.working += visitor->working;
            use.runway += visitor->on_runway;
        }
    }
    return use;
}

static const char *check_field(const struct ab_run *run, int airfield)
{
    const struct ab_field *field = &run->field[airfield];
    const struct use use = count_use(run, airfield);
    const int64_t runway = field->has_runway_queue ? use.runway : 0;
    /* Places handed over at this instant belong to aircraft that have not gone on yet. */
    const bool settled = run->simulation.resumed.count == 0;
    if (use.stands > field->stands.in_use || use.working > field->places.in_use ||
        runway > field->runway.in_use) {
        return "an aircraft uses a stand, working place or runway that it does not hold";
    }
    if (settled && (use.stands != field->stands.in_use || use.working != field->places.in_use ||
                    runway != field->runway.in_use)) {
        return "a stand, working place or runway is held by nobody";
    }
    if (settled && use.idle != field->places.idle) {
        return "a working place counts as used without work, or the other way round";
    }
    /* A change may take places away that are still in use. */
    if (run->scenario->change_count == 0 &&
        (field->stands.in_use - use.beyond > field->stands.capacity ||
         field->places.in_use > field->places.capacity ||
         field->fuel.places.in_use > field->fuel.places.capacity ||
         field->runway.in_use > field->runway.capacity)) {
        return "more places are in use than there are";
    }
    if (field->fuel.stock_t < 0) {
        return "an airfield gave fuel that it did not have";
    }
    if (use.holding != field->overhead.count || use.held != field->overhead.in_line ||
        use.waiting != field->waiting || use.inbound != field->inbound) {
        return "the aircraft that hold, wait or are bound for an airfield do not add up";
    }
    return NULL;
}

/* What a trace says that an aircraft holds now, or AB_NOBODY. */
static int traced(const struct ab_run *run, int tail, enum ab_held held)
{
    const int open = run->holdings.open[AB_HELD_COUNT * tail + (int)held];
    return open == AB_NOBODY ? AB_NOBODY : run->holdings.record[open].thing;
}

/* A full trace leaves out what is held from then on. */
static bool is_full(const struct ab_run *run)
{
    return run->holdings.count == AB_TRACE_STATES_MAX;
}

static bool tail_holds(const struct ab_run *run, int tail, enum ab_held held, int thing)
{
    const int known = traced(run, tail, held);
    return known == thing || (known == AB_NOBODY && is_full(run));
}

static bool visitor_holds(const struct ab_run *run, const struct ab_visitor *visitor,
                          enum ab_held held, bool holds)
{
    if (!holds) {
        return true;
    }
    if (visitor->holding[held] == AB_NOBODY) {
        return is_full(run);
    }
    const struct ab_holding_record *holding = &run->holdings.record[visitor->holding[held]];
    return holding->held == held && holding->traffic == visitor->traffic &&
           holding->end == AB_TIME_NEVER;
}

/* A trace tells who holds what as the state has it. */
static const char *check_trace(const struct ab_run *run)
{
    int fuelling = 0;
    if (!run->trace || run->out_of_memory) {
        return NULL;
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const bool has_crew =
            tail->crew_aboard &&
            run->crews.pool[run->crews.first[tail->fleet]].capacity != AB_UNLIMITED;
        if (!tail_holds(run, t, AB_HELD_STAND, tail->stand.at) ||
            !tail_holds(run, t, AB_HELD_AHEAD, tail->stand.ahead) ||
            !tail_holds(run, t, AB_HELD_WORKING, tail->place_at) ||
            !tail_holds(run, t, AB_HELD_SLOT, tail->slot_at) ||
            !tail_holds(run, t, AB_HELD_CREW, has_crew ? tail->fleet : AB_NOBODY)) {
            return "the trace of who holds what is not so";
        }
        fuelling += traced(run, t, AB_HELD_FUELLING) != AB_NOBODY;
    }
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        fuelling -= run->field[i].fuel.places.in_use;
    }
    for (uint32_t v = 0; v < run->traffic.visitors; v++) {
        const struct ab_visitor *visitor = &run->traffic.visitor[v];
        if (visitor->traffic != AB_NOBODY &&
            (!visitor_holds(run, visitor, AB_HELD_STAND, visitor->stands > 0) ||
             !visitor_holds(run, visitor, AB_HELD_WORKING, visitor->working) ||
             !visitor_holds(run, visitor, AB_HELD_RUNWAY, visitor->on_runway))) {
            return "the trace of what other traffic holds is not so";
        }
    }
    return fuelling != 0 && !is_full(run) && run->simulation.resumed.count == 0
               ? "the trace of who is fuelled is not so"
               : NULL;
}

static bool is_as_recorded(const struct ab_field *field, const struct ab_airfield_record *record)
{
    return record->parking_mog == field->stands.capacity &&
           record->working_mog == field->places.capacity &&
           record->preparation_teams == field->teams.capacity &&
           record->yard_loads == field->yard.capacity &&
           record->on_ground == field->stands.in_use && record->working == field->places.in_use &&
           record->preparing == field->teams.in_use && record->in_yard == field->yard.in_use &&
           record->holding == field->overhead.count && record->waiting == field->waiting &&
           record->open == ab_gate_is_open(&field->landings) &&
           record->fuelling == field->fuel.places.in_use &&
           !(record->fuel_t < field->fuel.stock_t) && !(record->fuel_t > field->fuel.stock_t);
}

/* The latest rows of a trace tell of each airfield what is so now, once all is done that happens at
 * this instant. */
enum { ROWS_LOOKED_AT = 100 };

static const char *check_rows(const struct ab_run *run)
{
    if (!run->trace || run->out_of_memory || run->simulation.resumed.count > 0 ||
        run->untraced != AB_TIME_NEVER) {
        return NULL;
    }
    uint64_t seen = 0; /* of the first 64 airfields */
    for (int i = run->airfields.count - 1; i >= 0 && i >= run->airfields.count - ROWS_LOOKED_AT;
         i--) {
        const struct ab_airfield_record *record = &run->airfields.record[i];
        if (record->airfield < 64 && (seen >> record->airfield & 1) == 0 &&
            !is_as_recorded(&run->field[record->airfield], record)) {
            return "the latest row of an airfield does not tell what is so";
        }
        seen |= record->airfield < 64 ? (uint64_t)1 << record->airfield : 0;
    }
    return NULL;
}

/* --- lists of those who wait ------------------------------------------------------------------ */

/* Whether one waits at an alternate in line for a stand, or was handed it at this instant. */
static bool is_parked_in_line(const struct ab_run *run, const struct ab_tail *tail)
{
    const struct ab_sortie_record *sortie = sortie_of(run, tail);
    return sortie && is_parked(tail, sortie) &&
           tail->holds_in == &run->field[sortie->destination].stands;
}

/* Those of an airfield's line for slots, who has waited longest first. */
static const char *check_slot_line(const struct ab_run *run, int airfield,
                                   const struct ab_list *line, bool abroad, int *count)
{
    for (int t = line->first, other = t; t != AB_LIST_END; other = t, t = run->tail[t].link.next) {
        const struct ab_tail *tail = &run->tail[t];
        const ab_time since = run->aside[t].slot.since, before = run->aside[other].slot.since;
        ++*count;
        if (!tail->waits_for_slot || (tail->stand.at != AB_NOBODY) != abroad ||
            sortie_of(run, tail)->destination != airfield || before > since ||
            (before == since && other > t)) {
            return "an aircraft waits for a slot out of line";
        }
    }
    return NULL;
}

static const char *check_slots(const struct ab_run *run, int airfield, int *waiting, int *expected)
{
    const struct ab_field *field = &run->field[airfield];
    const char *broken = check_slot_line(run, airfield, &field->slot.at_home, false, waiting);
    broken = broken ? broken : check_slot_line(run, airfield, &field->slot.abroad, true, waiting);
    for (int t = field->slot.expected.first; !broken && t != AB_LIST_END;
         t = run->aside[t].slot.link.next) {
        ++*expected;
        broken = run->tail[t].slot_at != airfield ? "an aircraft is expected elsewhere" : NULL;
    }
    return broken;
}

/* What the force holds of an airfield's stands, and will have to. */
static const char *check_stands(const struct ab_run *run, int airfield)
{
    int64_t ours = 0, coming = 0;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const int64_t stands = run->scenario->aircraft[tail->type].stands;
        ours += tail->stand.at == airfield ? stands : 0;
        coming += tail->fuel_is_out && tail->home != airfield &&
                          sortie_of(run, tail)->diverted_to == airfield
                      ? stands
                      : 0;
    }
    return ours != run->field[airfield].ours || coming != run->field[airfield].coming
               ? "the stands of the force at an airfield, or on the way to it, do not add up"
               : NULL;
}

/* Those who wait for the rest of their batch, by time on blocks; one of each batch speaks. */
static const char *check_batches(const struct ab_run *run, int *count)
{
    const struct ab_list *line = &run->batches.waiting;
    for (int t = line->first, other = t; t != AB_LIST_END; other = t, t = run->tail[t].link.next) {
        const struct ab_tail *tail = &run->tail[t];
        const struct ab_batch batch = ab_batch_of(run, tail->chalk);
        int speakers = 0;
        ++*count;
        for (int i = batch.first; i < batch.end; i++) {
            const int with = run->chalk[i].tail;
            speakers += with != AB_NOBODY && run->tail[with].chalk == i &&
                        run->tail[with].batch == AB_BATCH_WAITS && run->tail[with].speaks;
        }
        if (tail->batch != AB_BATCH_WAITS || speakers != 1 ||
            sortie_of(run, &run->tail[other])->block_in > sortie_of(run, tail)->block_in) {
            return "an aircraft waits for its batch out of line";
        }
    }
    return NULL;
}

static const char *check_lines(const struct ab_run *run)
{
    int slots = 0, expected = 0, batches = 0, parked = 0, foreseeing = 0;
    const char *broken = check_batches(run, &batches);
    for (int i = 0; !broken && i < run->scenario->airfield_count; i++) {
        broken = check_slots(run, i, &slots, &expected);
        broken = broken ? broken : check_stands(run, i);
    }
    for (int t = run->parked.first; !broken && t != AB_LIST_END; t = run->tail[t].link.next) {
        const int next = run->tail[t].link.next;
        parked++;
        broken = !is_parked_in_line(run, &run->tail[t]) || (next != AB_LIST_END && next < t)
                     ? "an aircraft at its alternate waits out of line"
                     : NULL;
    }
    for (int t = run->foreseeing.first; t != AB_LIST_END; t = run->aside[t].landing.link.next) {
        foreseeing++;
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        slots -= tail->waits_for_slot;
        expected -= tail->slot_at != AB_NOBODY;
        batches -= tail->batch == AB_BATCH_WAITS;
        parked -= is_parked_in_line(run, tail);
        foreseeing -= tail->waits_for_landing;
    }
    return broken ? broken
           : slots != 0 || expected != 0 || batches != 0 || parked != 0 || foreseeing != 0
               ? "the aircraft that wait in lines do not add up"
               : NULL;
}

/* --- evacuations ------------------------------------------------------------------------------ */

/* Who is where by the loads and flights: promised, called for, aboard and off. */
static void count_family(const struct ab_run *run, int family, int64_t count[4])
{
    const int party = run->evacuation.family[family].party;
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        if (chalk->lot->evacuation && chalk->lot->contingent == party) {
            count[chalk->offloaded != AB_TIME_NEVER ? 3
                  : chalk->boarded                  ? 2
                  : chalk->tasked != AB_TIME_NEVER  ? 0
                                                    : 1] += chalk->lot->people;
        }
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_sortie_record *sortie = sortie_of(run, &run->tail[t]);
        if (sortie && sortie->passengers > 0 && run->tail[t].family == family) {
            count[2] += sortie->offload_end == AB_TIME_NEVER ? sortie->passengers : 0;
        }
    }
}

static const char *check_family(const struct ab_run *run, int index)
{
    const struct ab_family *family = &run->evacuation.family[index];
    int64_t count[4] = {0};
    count_family(run, index, count);
    if (family->cleared < 0 || family->promised < 0 || family->promised > family->cleared) {
        return "more people of an evacuation are promised an aircraft than wait";
    }
    return count[0] != family->promised || count[1] != family->called ||
                   count[2] != family->aboard || count[3] > family->delivered
               ? "people of an evacuation are not where their loads are"
               : NULL;
}

/* Each of them is somewhere, once. */
static const char *check_evacuations(const struct ab_run *run)
{
    const char *broken = NULL;
    for (int f = 0; !broken && f < run->evacuation.families; f++) {
        broken = check_family(run, f);
    }
    for (int e = 0; !broken && e < ab_scenario_evacuations(run->scenario); e++) {
        const struct ab_evacuation_state *state = &run->evacuation.of[e];
        const struct ab_evacuation_count count = ab_evacuation_count(run, e);
        const int64_t gone = count.aboard + count.delivered;
        if (state->ended ? state->left + gone != state->people
                         : count.cleared + gone != state->door.person) {
            broken = "people of an evacuation were lost or doubled";
        }
    }
    return broken;
}

/* --- crews ----------------------------------------------------------------------------------- */

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

const char *ab_invariant_broken(const struct ab_run *run)
{
    const char *broken = check_contingents(run);
    for (int t = 0; !broken && t < run->tail_count; t++) {
        broken = check_tail(run, t);
        broken = broken ? broken : check_window(run, sortie_of(run, &run->tail[t]));
    }
    for (int i = 0; !broken && i < run->scenario->airfield_count; i++) {
        broken = check_field(run, i);
    }
    for (int f = 0; !broken && f < run->scenario->fleet_count; f++) {
        broken = check_crews(run, f);
    }
    broken = broken ? broken : check_trace(run);
    broken = broken ? broken : check_rows(run);
    broken = broken ? broken : check_tasking(run);
    broken = broken ? broken : check_flows(run);
    broken = broken ? broken : check_idle(run);
    broken = broken ? broken : check_expected(run);
    broken = broken ? broken : check_foreseen(run);
    broken = broken ? broken : check_soon(run);
    broken = broken ? broken : check_waiting(run);
    broken = broken ? broken : check_lines(run);
    broken = broken ? broken : check_yards(run);
    broken = broken ? broken : check_charges(run);
    broken = broken ? broken : check_outload(run);
    broken = broken ? broken : check_evacuations(run);
    return broken ? broken : check_sites(run);
}

/* --- accounts -------------------------------------------------------------------------------- */

/* Every stage of work as its own time stamps say. */
static ab_time work_of(const struct ab_sortie_record *sortie)
{
    ab_time work = sortie->fuelling + sortie->block_time;
    if (sortie->onload_end != AB_TIME_NEVER) {
        work += sortie->onload_end - sortie->onload_begin;
    }
    if (sortie->offload_end != AB_TIME_NEVER) {
        work += sortie->offload_end - sortie->offload_begin;
        work += sortie->ended - sortie->offload_end;
    } else if (sortie->block_in != AB_TIME_NEVER) {
        work += sortie->ended - sortie->block_in; /* a stop, or servicing */
    } /* or it never left: those whom it came for were left behind */
    return work;
}

/* What was waited for, by the records of a traced run: all of the flights', and of the loads' what
 * came before or without an aircraft at work. */
static const char *check_waits(const struct ab_run *run)
{
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        const bool loads = cause == AB_CAUSE_AIRCRAFT || cause == AB_CAUSE_POSITIONING ||
                           cause == AB_CAUSE_PREPARATION ||
                           (cause == AB_CAUSE_YARD && run->hub.transit == NULL);
        const bool some = cause == AB_CAUSE_SLOT || cause == AB_CAUSE_CLOSED ||
                          cause == AB_CAUSE_WINDOW || cause == AB_CAUSE_FLOW || /* untasked ones */
                          (cause == AB_CAUSE_YARD && run->hub.transit != NULL);
        ab_time waited = 0;
        int waits = 0;
        for (int s = 0; s < run->sortie_count; s++) {
            waited += run->flights.spent[s].in[cause];
            waits += run->flights.spent[s].in[cause] > 0;
        }
        for (int k = 0; loads && k < run->chalk_count; k++) {
            const struct ab_lot *lot =
                run->chalk[k].lot; /* those that are not needed do not count */
            const ab_time spent =
                lot->is_uncut || lot->has_lapsed ? 0 : run->loads.spent[k].in[cause];
            waited += spent;
            waits += spent > 0;
        }
        if (some ? waited > run->count.waited[cause] || waits > run->count.waits[cause]
                 : waited != run->count.waited[cause] || waits != run->count.waits[cause]) {
            return "the waits of all flights and loads do not add up";
        }
    }
    return NULL;
}

/* When a load became ready, or was brought to be prepared. */
static ab_time account_begun(const struct ab_run *run, int load)
{
    const bool brought = run->outload.load && run->outload.load[load].brought != AB_TIME_NEVER;
    return brought ? run->outload.load[load].brought : run->chalk[load].ready;
}

/* Nobody is in sooner than any plan could have it. */
static const char *check_bounds(const struct ab_run *run)
{
    static const char *const sooner[AB_LIMIT_COUNT] = {
        [AB_LIMIT_NOTHING] = "in sooner than it begins",
        [AB_LIMIT_LOADS] = "in sooner than its loads can be",
        [AB_LIMIT_ROAD] = "in sooner than by road",
        [AB_LIMIT_TEAMS] = "in sooner than teams can prepare it",
        [AB_LIMIT_WORKING] = "in sooner than working places can handle it",
        [AB_LIMIT_STANDS] = "in sooner than stands can hold its aircraft",
        [AB_LIMIT_RUNWAY] = "in sooner than runways can take its aircraft",
        [AB_LIMIT_AIRCRAFT] = "in sooner than aircraft can bring it",
        [AB_LIMIT_FLOW] = "in sooner than a ceiling lets it",
    };
    const struct ab_limit *force = &run->limit;
    if (force->time != AB_TIME_NEVER && force->time > run->command.closed) {
        return sooner[force->kind];
    }
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_contingent_record *record = &run->unit[c].record;
        if (record->limit.time != AB_TIME_NEVER && record->limit.time > record->closed) {
            return sooner[record->limit.kind];
        }
    }
    return NULL;
}

const char *ab_invariant_broken_at_end(const struct ab_run *run)
{
    const char *broken = check_bounds(run);
    if (broken) {
        return broken;
    }
    for (int s = 0; run->trace && s < run->sortie_count; s++) {
        const struct ab_sortie_record *sortie = &run->flights.record[s];
        if (sortie->ended == AB_TIME_NEVER) {
            continue;
        }
        if (total(&run->flights.spent[s]) != sortie->ended - sortie->tasked) {
            return "work plus waits differ from the elapsed time of a sortie";
        }
        if (run->flights.spent[s].in[AB_WORK] != work_of(sortie)) {
            return "the work of a sortie is not the work of its stages";
        }
    }
    for (int k = 0; run->trace && k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        if (chalk->offloaded != AB_TIME_NEVER &&
            total(&run->loads.spent[k]) != chalk->offloaded - account_begun(run, k)) {
            return "work plus waits differ from the elapsed time of a chalk";
        }
    }
    return run->trace ? check_waits(run) : NULL;
}

/* --- in the checked builds ------------------------------------------------------------------- */

#ifdef AB_CHECKED
/* How many of the things that events happen to there are. */
static uint32_t count_of(const struct ab_run *run, enum ab_subject subject)
{
    const struct ab_scenario *scenario = run->scenario;
    switch (subject) {
    case AB_SUBJECT_CHANGE: return (uint32_t)scenario->change_count;
    case AB_SUBJECT_CONTINGENT: return (uint32_t)scenario->contingent_count;
    case AB_SUBJECT_CHALK: return (uint32_t)run->chalk_count;
    case AB_SUBJECT_TAIL: return (uint32_t)run->tail_count;
    case AB_SUBJECT_CREWS: return (uint32_t)run->crews.first[scenario->fleet_count];
    case AB_SUBJECT_SITE: return (uint32_t)scenario->site_count;
    case AB_SUBJECT_SORTIE: return (uint32_t)run->tail_count;
    case AB_SUBJECT_AIRFIELD: return (uint32_t)scenario->airfield_count;
    case AB_SUBJECT_TRAFFIC: return (uint32_t)scenario->traffic_count;
    case AB_SUBJECT_VISITOR: return run->traffic.visitors;
    case AB_SUBJECT_RELEASE: return (uint32_t)scenario->contingent_count + 1;
    case AB_SUBJECT_NOTIFICATION: return (uint32_t)scenario->notification_count;
    case AB_SUBJECT_EVACUATION: return (uint32_t)scenario->evacuation_count;
    case AB_SUBJECT_PASSAGE: return (uint32_t)run->hub.used;
    }
    return 0;
}

static const char *check_event(const struct ab_run *run, const struct ab_turn *event)
{
    uint32_t count = 0;
    switch ((enum ab_kind)event->kind) {
#define KIND_ALONE(kind, handler)                                                                  \
    case AB_EV_##kind:                                                                             \
        count = 1;                                                                                 \
        break;
#define KIND(kind, subject, handler)                                                               \
    case AB_EV_##kind:                                                                             \
        count = count_of(run, AB_SUBJECT_##subject);                                               \
        break;
#include "model/kind_rows.h"
    case AB_EV_COUNT: break;
    }
    return event->subject < count ? NULL : "an event happened to something that is not there";
}

static const char *name_of(const struct ab_turn *event)
{
    static const char *const names[] = {
#define KIND_ALONE(kind, handler)    #kind,
#define KIND(kind, subject, handler) #kind,
#include "model/kind_rows.h"
    };
    return event->kind < AB_EV_COUNT ? names[event->kind] : "unknown";
}

static void check(const struct ab_run *run, const char *broken)
{
    if (broken) {
        const struct ab_turn *last = &run->simulation.last;
        (void)fprintf(stderr, "airbridge: invariant broken at %lld ms by event %s of %u: %s\n",
                      (long long)ab_now(run), name_of(last), (unsigned)last->subject, broken);
        abort();
    }
}

/* Everything is recounted after every event, or every AB_CHECKED-th where that is a number above 1.
 * A recount takes as long as there are loads: with n times this many it comes n times more rarely.
 * What is broken stays broken. */
enum { LOADS_RECOUNTED_AT_ONCE = 250 };

void ab_run_check(const struct ab_run *run, enum ab_check what)
{
    const int interval = AB_CHECKED * (1 + run->chalk_count / LOADS_RECOUNTED_AT_ONCE);
    if (what == AB_CHECK_EVENT) {
        check(run, check_event(run, &run->simulation.last));
    } else if (what == AB_CHECK_END || run->simulation.events % (uint64_t)interval == 0) {
        check(run, ab_invariant_broken(run));
    }
    if (what == AB_CHECK_END) {
        check(run, ab_invariant_broken_at_end(run));
    }
}
#endif
