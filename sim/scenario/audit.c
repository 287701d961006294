/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit.c - values that are good one by one but not together: all but carriage.
 *
 * Whatever happens again and again must take time, or a run would never end. */
#include "base/nearest.h"
#include "scenario/build.h"
#include "scenario/rules.h"

#include "base/limits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Whether a key was given, even if its value could not be read. */
static bool is_given(const struct ab_thing *thing, const char *key)
{
    const int number = ab_key_find(thing->section, key);
    const struct ab_assignment *said = ab_thing_said(thing, number);
    return said->file != NULL &&
           (said->value == NULL ||
            !ab_value_is_none(&ab_section_kind(thing->section)->key[number], said->value));
}

/* Whether somebody is to go home by an order, or nobody leaves without one. */
static bool waits_for_order(const struct ab_scenario *scenario)
{
    bool leaves = false, returns = false;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        leaves |= ab_contingent_is_leaver(contingent);
        returns |= ab_contingent_is_force(contingent) && contingent->journey == AB_JOURNEY_RETURN;
    }
    return returns || !leaves;
}

static void audit_general(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_thing *general = &build->layers->thing[AB_SECTION_SCENARIO][0];
    const struct ab_thing *command = &build->layers->thing[AB_SECTION_COMMAND][0];
    const struct ab_thing *withdrawal = &build->layers->thing[AB_SECTION_WITHDRAWAL][0];
    const struct ab_thing *supply = &build->layers->thing[AB_SECTION_SUPPLY][0];
    if (scenario->general.end == AB_END_WITHDRAWN && !is_given(withdrawal, "order") &&
        waits_for_order(scenario)) {
        ab_thing_fault(general, "end", build->errors,
                       "'withdrawn' needs a withdrawal: [withdrawal] order is not given");
    }
    if (scenario->general.end == AB_END_EVACUATED && scenario->evacuation_count == 0) {
        ab_thing_fault(general, "end", build->errors,
                       "'evacuated' needs an active [evacuation.ID]");
    }
    if (scenario->general.has_deadline && scenario->general.deadline <= 0 && !general->doubtful) {
        ab_thing_fault(general, "deadline", build->errors, "is not after the scenario's start");
    }
    if (scenario->general.has_deadline && scenario->general.deadline > scenario->general.horizon &&
        !general->doubtful) {
        ab_thing_fault(general, "deadline", build->errors,
                       "is behind the horizon: what is not in by then is not followed");
    }
    if (scenario->command.headquarters_needed && scenario->command.headquarters < 0 &&
        !command->doubtful) {
        ab_thing_fault(command, "headquarters_needed", build->errors,
                       "'yes' needs an active contingent named by the key headquarters");
    }
    if (scenario->supply.trigger > 0 && scenario->supply.contingent < 0 && !supply->doubtful) {
        ab_thing_fault(supply, "trigger", build->errors,
                       "needs an active contingent named by the key contingent");
    }
    if (scenario->supply.contingent >= 0 &&
        ab_contingent_drives_in(&scenario->contingent[scenario->supply.contingent])) {
        ab_thing_fault(supply, "contingent", build->errors,
                       "[contingent.%s] comes by road, and sustainment flies with its aircraft",
                       scenario->contingent[scenario->supply.contingent].named.id);
    }
}

static void audit_types(struct ab_build *build)
{
    if (build->scenario->aircraft_count > AB_TYPES_MAX) {
        ab_thing_fault(&build->layers->thing[AB_SECTION_AIRCRAFT][AB_TYPES_MAX], NULL,
                       build->errors, "is one aircraft type too many: there may be %d",
                       AB_TYPES_MAX);
    }
}

/* Each aircraft has its room in a run. */
static void audit_aircraft(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    int64_t aircraft = 0;
    for (int i = 0; i < scenario->fleet_count && aircraft <= AB_AIRCRAFT_MAX; i++) {
        aircraft += ab_scenario_most_aircraft(scenario, i);
        if (aircraft > AB_AIRCRAFT_MAX) {
            ab_thing_fault(&build->layers->thing[AB_SECTION_FLEET][i], "number", build->errors,
                           "the fleets, this and those before it by their ids, have more than %d "
                           "aircraft",
                           AB_AIRCRAFT_MAX);
        }
    }
}

/* Supplies that are asked for all at once would fill the memory. */
static void audit_supply(struct ab_build *build)
{
    const struct ab_supply *supply = &build->scenario->supply;
    const double loads_max = AB_SUPPLY_LOADS_MAX;
    if (supply->contingent >= 0 && supply->trigger > supply->load * loads_max) {
        ab_thing_fault(&build->layers->thing[AB_SECTION_SUPPLY][0], "trigger", build->errors,
                       "'%.6g t' are more than %.0f loads of %.6g t", supply->trigger, loads_max,
                       supply->load);
    }
}

/* Dates that follow one another; delays count from the step before and cannot be wrong. */
struct step {
    const char *key;
    const struct ab_when *when;
};

static void audit_dates(struct ab_build *build, const struct ab_thing *thing,
                        const struct step *step, int count)
{
    const struct step *before = NULL;
    for (int i = 0; i < count && !thing->doubtful; i++) {
        if (step[i].when->kind != AB_WHEN_DATE) {
            continue;
        }
        if (before != NULL && step[i].when->date < before->when->date) {
            ab_thing_fault(thing, step[i].key, build->errors, "is earlier than %s", before->key);
        }
        before = &step[i];
    }
}

static void audit_order_of_dates(struct ab_build *build)
{
    const struct ab_command *command = &build->scenario->command;
    const struct ab_withdrawal *withdrawal = &build->scenario->withdrawal;
    const struct step decisions[] = {{"request", &command->request},
                                     {"consultation", &command->consultation},
                                     {"decision", &command->decision},
                                     {"orders", &command->orders}};
    const struct step handbacks[] = {{"order", &withdrawal->order},
                                     {"handback", &withdrawal->handback}};
    const struct step flights[] = {{"order", &withdrawal->order}, {"start", &withdrawal->start}};
    audit_dates(build, &build->layers->thing[AB_SECTION_COMMAND][0], decisions, 4);
    audit_dates(build, &build->layers->thing[AB_SECTION_WITHDRAWAL][0], handbacks, 2);
    audit_dates(build, &build->layers->thing[AB_SECTION_WITHDRAWAL][0], flights, 2);
}

/* Nobody makes way against a wind of his own speed. Such a type is not judged further. */
static void audit_wind(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    bool said = false;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        struct ab_thing *thing = &build->layers->thing[AB_SECTION_AIRCRAFT][t];
        const double cruise = scenario->aircraft[t].cruise_speed;
        if (thing->doubtful || cruise <= 0 || fabs(scenario->general.wind) < cruise) {
            continue;
        }
        thing->doubtful = true;
        if (!said) {
            ab_thing_fault(&build->layers->thing[AB_SECTION_SCENARIO][0], "wind", build->errors,
                           "'%.6g km/h' is not below the cruise_speed of [aircraft.%s], %.6g km/h",
                           scenario->general.wind, scenario->aircraft[t].named.id, cruise);
        }
        said = true;
    }
}

/* Complains that a key is missing beside another: where the thing begins or, when another layer gives
 * that key, where it does. */
static void fault_beside(struct ab_build *build, struct ab_thing *thing, const char *key,
                         const char *beside)
{
    char why[AB_ID_LENGTH_MAX + 16];
    const struct ab_assignment *said = ab_thing_said(thing, ab_key_find(thing->section, beside));
    (void)snprintf(why, sizeof why, " beside %s", beside);
    if (thing->line == 0 || strcmp(said->file, thing->file) == 0) {
        ab_build_fault_missing(build, thing, key, why);
        return;
    }
    struct ab_thing there = *thing;
    there.file = said->file;
    there.line = said->line;
    there.column = said->column;
    ab_thing_fault(&there, key, build->errors, "is missing%s", why);
    thing->doubtful = true;
}

/* Both coordinates or none. */
static void audit_position(struct ab_build *build, struct ab_thing *thing)
{
    const bool latitude = is_given(thing, "latitude"), longitude = is_given(thing, "longitude");
    if (latitude && !longitude) {
        fault_beside(build, thing, "longitude", "latitude");
    }
    if (longitude && !latitude) {
        fault_beside(build, thing, "latitude", "longitude");
    }
}

static void audit_airfields(struct ab_build *build)
{
    for (int i = 0; i < build->scenario->airfield_count; i++) {
        audit_position(build, &build->layers->thing[AB_SECTION_AIRFIELD][i]);
    }
}

/* Whether two legs between the same airfields are one. */
static bool same_leg(const struct ab_leg *a, const struct ab_leg *b)
{
    return a->from == b->from || (a->both_ways && b->both_ways);
}

/* The two airfields that a leg joins, in either direction. */
struct ends {
    int low, high, leg;
};

static int compare_ends(const void *a, const void *b)
{
    const struct ends *left = a, *right = b;
    if (left->low != right->low) {
        return left->low < right->low ? -1 : 1;
    }
    return left->high != right->high ? (left->high < right->high ? -1 : 1) : left->leg - right->leg;
}

/* Lists the legs that can be judged, those between the same airfields one behind the other; returns
 * how many there are. */
static int list_ends(const struct ab_build *build, struct ends *ends)
{
    const struct ab_scenario *scenario = build->scenario;
    int count = 0;
    for (int i = 0; i < scenario->leg_count; i++) {
        const struct ab_leg *leg = &scenario->leg[i];
        const bool forth = leg->from < leg->to;
        if (!ab_build_doubts(build, AB_SECTION_LEG, i)) {
            ends[count++] =
                (struct ends){forth ? leg->from : leg->to, forth ? leg->to : leg->from, i};
        }
    }
    if (count > 1) {
        qsort(ends, (size_t)count, sizeof *ends, compare_ends);
    }
    return count;
}

/* Finds for each leg the first that is the same, or AB_NOBODY. */
static void find_same_legs(const struct ab_scenario *scenario, const struct ends *ends, int count,
                           int *same)
{
    int first = 0; /* of those between the same airfields */
    for (int i = 0; i < count; i++) {
        first = ends[i].low == ends[first].low && ends[i].high == ends[first].high ? first : i;
        int place = first;
        while (place < i &&
               !same_leg(&scenario->leg[ends[i].leg], &scenario->leg[ends[place].leg])) {
            place++;
        }
        same[ends[i].leg] = place < i ? ends[place].leg : AB_NOBODY;
    }
}

static void audit_legs(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    const size_t legs = (size_t)scenario->leg_count;
    struct ends *ends = ab_arena_take(build->scratch, legs * sizeof *ends);
    int *same = ab_arena_take(build->scratch, legs * sizeof *same);
    if (ends == NULL || same == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    find_same_legs(scenario, ends, list_ends(build, ends), same);
    for (int i = 0; i < scenario->leg_count; i++) {
        const struct ab_leg *leg = &scenario->leg[i];
        const struct ab_thing *thing = &build->layers->thing[AB_SECTION_LEG][i];
        if (thing->doubtful) {
            continue;
        }
        if (leg->from == leg->to) {
            ab_thing_fault(thing, "to", build->errors, "is the airfield that the leg comes from");
        }
        if (same[i] != AB_NOBODY) {
            ab_thing_fault(thing, NULL, build->errors, "[leg.%s] is the same leg",
                           scenario->leg[same[i]].named.id);
        }
    }
}

static void audit_fleets(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->fleet_count; i++) {
        const struct ab_fleet *fleet = &scenario->fleet[i];
        struct ab_thing *thing = ab_build_thing(build, AB_SECTION_FLEET, &fleet->named);
        if (ab_build_doubts_fleet(build, i)) {
            continue;
        }
        const struct ab_airfield *home = &scenario->airfield[fleet->home];
        const struct ab_aircraft_type *type = &scenario->aircraft[fleet->type];
        if (!ab_build_may_open(build, home)) {
            ab_thing_fault(thing, "home", build->errors, "[airfield.%s] is closed (open = no)",
                           home->named.id);
        }
        if (type->runway > home->runway_length &&
            !ab_build_changes_airfield(build, home, "runway_length")) {
            ab_thing_fault(thing, "home", build->errors,
                           "[airfield.%s] has a runway of %.6g m, and '%s' needs %.6g m",
                           home->named.id, home->runway_length, type->named.id, type->runway);
        }
    }
}

/* ---- sites ---- */

/* The first airfield without a position where a load for this one may be unloaded, itself or an alternate, or
 * AB_NOBODY. */
static int unlocated_end(const struct ab_scenario *scenario, int apod)
{
    const struct ab_airfield *airfield = scenario->airfield;
    if (!airfield[apod].located) {
        return apod;
    }
    int at = airfield[apod].offload_at_alternate ? airfield[apod].alternate : AB_NOBODY;
    for (int steps = 0; steps < scenario->airfield_count && at != AB_NOBODY && at != apod;
         steps++, at = airfield[at].alternate) {
        if (!airfield[at].located && ab_way_is_known(scenario, apod, at)) {
            return at;
        }
    }
    return AB_NOBODY;
}

/* Whether a contingent has people in the theatre who came by no aircraft of the run: they are where it leaves
 * from. */
static bool is_there_without_flight(const struct ab_contingent *contingent)
{
    return ab_contingent_drives_in(contingent) || contingent->delivered > 0;
}

/* The same of all that a contingent may come to, or is at. */
static int unlocated_apod(const struct ab_scenario *scenario,
                          const struct ab_contingent *contingent)
{
    int found = AB_NOBODY;
    for (int i = 0; i < contingent->apod.count && found == AB_NOBODY; i++) {
        found = unlocated_end(scenario, contingent->apod.index[i]);
    }
    const int at = ab_contingent_leaves_from(contingent);
    if (found == AB_NOBODY && at != AB_NOBODY && !scenario->airfield[at].located &&
        is_there_without_flight(contingent)) {
        found = at;
    }
    return found;
}

/* A contingent with such an airfield: most scenarios have none. */
struct stranger {
    int contingent, airfield;
};

/* Lists them; NULL when memory is out. */
static struct stranger *list_strangers(const struct ab_build *build, int *count)
{
    const struct ab_scenario *scenario = build->scenario;
    struct stranger *list =
        ab_arena_take(build->scratch, ((size_t)scenario->contingent_count + 1) * sizeof *list);
    *count = 0;
    for (int c = 0; list != NULL && c < scenario->contingent_count; c++) {
        const int airfield = unlocated_apod(scenario, &scenario->contingent[c]);
        if (airfield != AB_NOBODY) {
            list[(*count)++] = (struct stranger){c, airfield};
        }
    }
    return list;
}

/* The airfield of the first that may be given a site, or holds it at the start. */
static int first_unlocated_apod(const struct ab_scenario *scenario, const struct ab_site *site,
                                const struct stranger *list, int count)
{
    for (int i = 0; i < count; i++) {
        const int c = list[i].contingent;
        if (site->held_by == c ||
            ab_contingent_may_guard(scenario, &scenario->contingent[c], site)) {
            return list[i].airfield;
        }
    }
    return AB_NOBODY;
}

/* A site that is given by position alone needs airfields with positions to start from. */
static void audit_sites(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    int strangers;
    const struct stranger *stranger = list_strangers(build, &strangers);
    if (stranger == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int i = 0; i < scenario->site_count; i++) {
        const struct ab_site *site = &scenario->site[i];
        struct ab_thing *thing = ab_build_thing(build, AB_SECTION_SITE, &site->named);
        audit_position(build, thing);
        if (thing->doubtful || site->has_road_time) {
            continue;
        }
        if (!site->located) {
            ab_build_fault_missing(build, thing, "road_time", " (or latitude and longitude)");
            continue;
        }
        const int unlocated = first_unlocated_apod(scenario, site, stranger, strangers);
        if (unlocated != AB_NOBODY) {
            ab_thing_fault(thing, NULL, build->errors,
                           "the way from [airfield.%s] is not known: that has no position, and "
                           "this has no road_time",
                           scenario->airfield[unlocated].named.id);
        }
    }
}

/* ---- milestones ---- */

/* Follows `since` from each milestone on which nobody has been, and marks those to which it comes
 * back: seen[i] is the number of the walk that came by, 0 of none. */
static void find_circles(const struct ab_scenario *scenario, int *seen, bool *circular)
{
    for (int start = 0; start < scenario->milestone_count; start++) {
        int at = start;
        while (at >= 0 && seen[at] == 0) {
            seen[at] = start + 1;
            at = scenario->milestone[at].since;
        }
        while (at >= 0 && seen[at] == start + 1 && !circular[at]) {
            circular[at] = true;
            at = scenario->milestone[at].since;
        }
    }
}

/* What an event of the force happens to; evacuees and notifications have keys of their own. */
enum { TO_CONTINGENT = 1, AT_AIRFIELD = 2, AT_SITE = 4 };
static const unsigned happens[AB_ON_COUNT] = {
    [AB_ON_BOARDING] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_DEPARTURE] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_LANDING] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_VEHICLE_LANDING] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_ARRIVED] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_COMPLETE] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_PEOPLE] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_VEHICLES] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_HEADQUARTERS] = TO_CONTINGENT,
    [AB_ON_GUARDED] = TO_CONTINGENT | AT_SITE,
    [AB_ON_HOST_RELIEVED] = TO_CONTINGENT | AT_SITE,
    [AB_ON_HANDBACK] = TO_CONTINGENT | AT_SITE,
    [AB_ON_OUT_DEPARTURE] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_COLUMN] = TO_CONTINGENT,
    [AB_ON_RETURNED] = TO_CONTINGENT,
    [AB_ON_BACKHAUL] = AT_AIRFIELD,
    [AB_ON_BACKHAUL_FLIGHT] = AT_AIRFIELD,
    [AB_ON_SUSTAINMENT] = TO_CONTINGENT | AT_AIRFIELD,
    [AB_ON_RELEASE] = TO_CONTINGENT,
    [AB_ON_REPORTED] = TO_CONTINGENT | AT_SITE,
    [AB_ON_EVACUEES] = AT_AIRFIELD,
    [AB_ON_EVACUATION_FLIGHT] = AT_AIRFIELD,
    [AB_ON_EVACUATED] = AT_AIRFIELD,
    [AB_ON_EVACUATION_OVER] = AT_AIRFIELD,
};

/* A milestone of things to which its event never happens would never come. */
static void audit_concern(const struct ab_build *build, const struct ab_milestone *milestone,
                          struct ab_thing *thing)
{
    const struct {
        const char *key, *told;
        const struct ab_references *named;
        unsigned bit;
    } concerns[] = {
        {"contingents", "to none", &milestone->contingents, TO_CONTINGENT},
        {"airfields", "at none", &milestone->airfields, AT_AIRFIELD},
        {"sites", "at none", &milestone->sites, AT_SITE},
    };
    for (size_t i = 0; i < sizeof concerns / sizeof *concerns; i++) {
        if (concerns[i].named->count > 0 && (happens[milestone->event] & concerns[i].bit) == 0) {
            ab_thing_fault(thing, concerns[i].key, build->errors,
                           "needs an event of %s: this one happens %s", concerns[i].key,
                           concerns[i].told);
        }
    }
}

static void audit_milestone(struct ab_build *build, const struct ab_milestone *milestone,
                            struct ab_thing *thing, bool circular)
{
    audit_concern(build, milestone, thing);
    if (milestone->is_amount && is_given(thing, "since")) {
        ab_thing_fault(thing, "since", build->errors,
                       "does not go with `by`: a milestone is a moment or an amount");
    }
    if (is_given(thing, "from") && !milestone->is_amount) {
        ab_thing_fault(thing, "from", build->errors, "needs `by`: it begins the time of an amount");
    }
    if (milestone->evacuations.count > 0 && !ab_milestone_is_of_evacuees(milestone->event)) {
        ab_thing_fault(thing, "evacuations", build->errors,
                       "needs an event of evacuees: nothing else happens to them");
    }
    if (milestone->notifications.count > 0 && milestone->event != AB_ON_NOTIFICATION) {
        ab_thing_fault(thing, "notifications", build->errors,
                       "needs event = notification: nothing else happens to them");
    }
    if (circular) {
        ab_thing_fault(thing, "since", build->errors, "is circular: it leads back to this one");
    }
    if (!is_given(thing, "earliest") && !is_given(thing, "latest")) {
        ab_build_fault_missing(build, thing, "earliest", " (or latest)");
    }
    if (thing->doubtful) {
        return;
    }
    if (milestone->is_amount && milestone->by <= milestone->from) {
        ab_thing_fault(thing, "by", build->errors, "does not come after %s",
                       is_given(thing, "from") ? "from" : "the start of the scenario");
    }
    if (milestone->has_earliest && milestone->has_latest &&
        milestone->latest < milestone->earliest) {
        ab_thing_fault(thing, "latest", build->errors, "is %s than earliest",
                       milestone->is_amount ? "less" : "earlier");
    }
}

static void audit_milestones(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    const size_t count = (size_t)scenario->milestone_count;
    int *seen = ab_arena_take(build->scratch, count * sizeof *seen);
    bool *circular = ab_arena_take(build->scratch, count * sizeof *circular);
    if (seen == NULL || circular == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    find_circles(scenario, seen, circular);
    for (int i = 0; i < scenario->milestone_count; i++) {
        const struct ab_milestone *milestone = &scenario->milestone[i];
        audit_milestone(build, milestone,
                        ab_build_thing(build, AB_SECTION_MILESTONE, &milestone->named),
                        circular[i]);
    }
}

/* ---- slips of the pen ---- */

/* Whether a key of a thing refers to thing number `index` of the kind that it may refer to. */
static bool refers(const struct ab_key *key, const char *thing, int index)
{
    const char *field = thing + key->offset;
    const struct ab_number_of *pair;
    switch (key->type) {
    case AB_VALUE_REFERENCE: return *(const int *)(const void *)field == index;
    case AB_VALUE_REFERENCES: return ab_references_name((const void *)field, index);
    case AB_VALUE_NUMBERS_OF:
        memcpy(&pair, field, sizeof pair);
        for (int i = 0; i < *(const int *)(const void *)(thing + key->companion); i++) {
            if (pair[i].index == index) {
                return true;
            }
        }
        return false;
    default: return false;
    }
}

static bool is_mentioned(const struct ab_scenario *scenario, enum ab_section section, int index)
{
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        for (int k = 0; k < kind->key_count; k++) {
            const int things = kind->key[k].target == section
                                   ? ab_scenario_thing_count(scenario, (enum ab_section)s)
                                   : 0;
            for (int i = 0; i < things; i++) {
                if (refers(&kind->key[k], ab_scenario_thing(scenario, (enum ab_section)s, i),
                           index)) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* The other kinds have keys that a new one needs. */
void ab_build_audit_strays(struct ab_build *build)
{
    const enum ab_section kinds[] = {AB_SECTION_AIRCRAFT, AB_SECTION_VEHICLE, AB_SECTION_AIRFIELD};
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        for (int i = 0; i < build->layers->count[kinds[k]]; i++) {
            char room[AB_NEAREST_SIZE];
            const struct ab_thing *thing = &build->layers->thing[kinds[k]][i];
            if (thing->line == 0 && !is_mentioned(build->scenario, kinds[k], i)) {
                const char *nearest = ab_layers_nearest(build->layers, kinds[k], thing->id);
                ab_thing_fault(
                    thing, NULL, build->errors, "there is no such section%s",
                    ab_nearest_ask(room, "'", nearest, "'?", ", and nothing refers to a new one"));
            }
        }
    }
}

/* ---- what goes on at airfields and on the way ---- */

static struct ab_thing *airfield_thing(const struct ab_build *build, int airfield)
{
    return &build->layers->thing[AB_SECTION_AIRFIELD][airfield];
}

static void audit_alternate(struct ab_build *build, int index)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_airfield *airfield = &scenario->airfield[index];
    const struct ab_thing *thing = airfield_thing(build, index);
    if (airfield->offload_at_alternate && airfield->alternate < 0) {
        ab_thing_fault(thing, "offload_at_alternate", build->errors, "'yes' needs an alternate");
    }
    if (airfield->alternate < 0 || airfield_thing(build, airfield->alternate)->doubtful) {
        return;
    }
    const struct ab_airfield *alternate = &scenario->airfield[airfield->alternate];
    if (airfield->alternate == index) {
        ab_thing_fault(thing, "alternate", build->errors, "is the airfield itself");
    } else if (!ab_build_may_open(build, alternate)) {
        ab_thing_fault(thing, "alternate", build->errors, "[airfield.%s] is closed (open = no)",
                       alternate->named.id);
    } else if (!ab_way_is_known(scenario, index, airfield->alternate)) {
        ab_thing_fault(thing, "alternate", build->errors,
                       "the way to [airfield.%s] is not known: give positions, or a [leg.ID] with "
                       "distance or block_time",
                       alternate->named.id);
    }
}

/* One answer to what local time is, at the start and after every change. */
static void audit_local_time(struct ab_build *build, int index)
{
    const struct ab_airfield *airfield = &build->scenario->airfield[index];
    const struct ab_thing *thing = airfield_thing(build, index);
    if (airfield->time_zone == NULL) {
        return;
    }
    if (ab_thing_value(thing, "utc_offset") != NULL) {
        ab_thing_fault(thing, "time_zone", build->errors,
                       "'%s' and utc_offset both say what local time is: leave one out "
                       "(utc_offset = none takes back that of a base)",
                       airfield->time_zone->name);
    } else if (ab_build_changes_airfield(build, airfield, "utc_offset")) {
        ab_thing_fault(thing, "time_zone", build->errors,
                       "'%s' says what local time is through the year: no change may alter "
                       "utc_offset",
                       airfield->time_zone->name);
    }
}

static void audit_fuel_and_weather(struct ab_build *build, int index)
{
    const struct ab_airfield *airfield = &build->scenario->airfield[index];
    const struct ab_thing *thing = airfield_thing(build, index);
    if (airfield->fuel && airfield->fuel_stock <= 0 && airfield->fuel_delivery <= 0) {
        ab_thing_fault(thing, "fuel_stock", build->errors,
                       "'0 t' without deliveries is no fuel for ever: say fuel = no");
    }
    if (airfield->fuel_delivery > 0 && airfield->fuel_interval->mean <= 0) {
        ab_thing_fault(thing, "fuel_interval", build->errors,
                       "must be more than zero when there are deliveries");
    }
    if (!airfield->has_weather && airfield->weather_closed->mean > 0) {
        ab_thing_fault(thing, "weather_closed", build->errors, "needs weather_open");
    }
    if (airfield->has_weather &&
        airfield->weather_open->mean + airfield->weather_closed->mean <= 0) {
        ab_thing_fault(thing, "weather_open", build->errors,
                       "must be more than zero, or weather_closed must");
    }
}

static void audit_traffic(struct ab_build *build, const struct ab_traffic *traffic)
{
    const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_TRAFFIC, &traffic->named);
    if (thing->doubtful || airfield_thing(build, traffic->airfield)->doubtful) {
        return;
    }
    const struct ab_airfield *airfield = &build->scenario->airfield[traffic->airfield];
    if (traffic->interval->mean <= 0) {
        ab_thing_fault(thing, "interval", build->errors, "must be more than zero");
    }
    if (traffic->stands > airfield->parking_mog &&
        !ab_build_changes_airfield(build, airfield, "parking_mog")) {
        ab_thing_fault(thing, "stands", build->errors,
                       "'%lld' is more than the parking_mog of [airfield.%s], %lld",
                       (long long)traffic->stands, airfield->named.id,
                       (long long)airfield->parking_mog);
    }
    ab_build_audit_span(build, thing, &traffic->from, &traffic->until, AB_AT_START);
}

/* Whether a load that goes from stop to stop comes to its destination: known of a leg in a direction. */
enum arrival { UNKNOWN, UNDER_WAY, ARRIVES, CIRCLES };

/* What is known of the way that a load takes between two airfields; NULL: it flies there. */
static enum arrival *arrival_of(const struct ab_scenario *scenario, enum arrival *known, int from,
                                int to)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return leg == NULL || leg->stop < 0 || leg->stop == to
               ? NULL
               : &known[2 * (leg - scenario->leg) + (leg->from != from)];
}

/* Goes from stop to stop as far as it is new, and says of all that was new where it led. */
static bool never_arrives(const struct ab_scenario *scenario, enum arrival *known, int from, int to)
{
    enum arrival *here, result = ARRIVES;
    for (int at = from; (here = arrival_of(scenario, known, at, to)) != NULL;
         at = ab_scenario_leg(scenario, at, to)->stop) {
        if (*here != UNKNOWN) {
            result = *here == ARRIVES ? ARRIVES : CIRCLES;
            break;
        }
        *here = UNDER_WAY;
    }
    for (int at = from; (here = arrival_of(scenario, known, at, to)) != NULL && *here == UNDER_WAY;
         at = ab_scenario_leg(scenario, at, to)->stop) {
        *here = result;
    }
    return result == CIRCLES;
}

static void audit_stop(struct ab_build *build, int index, enum arrival *known)
{
    const struct ab_leg *leg = &build->scenario->leg[index];
    const struct ab_thing *thing = &build->layers->thing[AB_SECTION_LEG][index];
    if (thing->doubtful || leg->stop < 0) {
        return;
    }
    const struct ab_airfield *stop = &build->scenario->airfield[leg->stop];
    if (leg->stop == leg->from || leg->stop == leg->to) {
        ab_thing_fault(thing, "stop", build->errors, "is an end of the leg");
    } else if (!ab_build_may_open(build, stop)) {
        ab_thing_fault(thing, "stop", build->errors, "[airfield.%s] is closed (open = no)",
                       stop->named.id);
    } else if (never_arrives(build->scenario, known, leg->from, leg->to) ||
               (leg->both_ways && never_arrives(build->scenario, known, leg->to, leg->from))) {
        ab_thing_fault(thing, "stop", build->errors,
                       "leads round in a circle: the legs from stop to stop never arrive");
    }
}

static void audit_stops(struct ab_build *build)
{
    const size_t legs = (size_t)build->scenario->leg_count;
    enum arrival *known = ab_arena_take(build->scratch, 2 * legs * sizeof *known);
    if (known == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (size_t i = 0; i < legs; i++) {
        audit_stop(build, (int)i, known);
    }
}

static void audit_goings_on(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->airfield_count; i++) {
        if (!airfield_thing(build, i)->doubtful) {
            audit_alternate(build, i);
            audit_local_time(build, i);
            audit_fuel_and_weather(build, i);
            ab_build_audit_working_hours(build, i);
        }
    }
    for (int i = 0; i < scenario->traffic_count; i++) {
        audit_traffic(build, &scenario->traffic[i]);
    }
    audit_stops(build);
}

void ab_build_audit(struct ab_build *build)
{
    audit_general(build);
    audit_types(build);
    audit_aircraft(build);
    audit_wind(build);
    audit_supply(build);
    audit_order_of_dates(build);
    audit_airfields(build);
    audit_legs(build);
    audit_fleets(build);
    audit_sites(build);
    ab_build_audit_windows(build);
    ab_build_audit_command(build);
    ab_build_audit_flows(build);
    ab_build_audit_order(build);
    ab_build_audit_prices(build);
    audit_milestones(build);
    audit_goings_on(build);
}
