/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* invariant_people.c - who is where: people and vehicles, in loads, at hubs and in yards, at sites and in evacuations. */
#include "support/invariant_parts.h"

#include "model/contingent.h"
#include "model/cut.h"
#include "model/evacuation.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "scenario/rules.h"

#include <math.h>
#include <string.h>

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

bool ab_recount_goes_on_by_road(const struct ab_run *run, const struct ab_lot *lot)
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
    if (chalk->offloaded != AB_TIME_NEVER && ab_recount_goes_on_by_road(run, chalk->lot)) {
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

/* What a load may weigh that a tail was just given. At its home that may be one that another of its fleet leaves to it,
 * cut before: if the fuel on its way ended since, it was taken for more. */
static double most_taken(const struct ab_run *run, const struct ab_tail *tail, int origin)
{
    return tail->home == origin
               ? ab_geography_flight(run, tail->type, origin, tail->destination)->payload_t
               : ab_fuel_payload(run, tail->type, origin, tail->destination, NULL);
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
                lot->mass_t > most_taken(run, &run->tail[chalk->tail],
                                         ab_contingent_origin(plan, direction)) +
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

/* --- evacuations --------------------------------------------------------------------------------- */

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
        const struct ab_sortie_record *sortie = ab_recount_sortie(run, &run->tail[t]);
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

const char *ab_recount_people(const struct ab_run *run)
{
    const char *broken = check_contingents(run);
    broken = broken ? broken : check_evacuations(run);
    return broken ? broken : check_sites(run);
}
