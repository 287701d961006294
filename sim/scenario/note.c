/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* note.c - what is allowed in a scenario, but may surprise: a default that nobody wrote and that does
 * more than one would think, or what is written and can have no effect. */
#include "scenario/carriage.h"
#include "scenario/rules.h"
#include "scenario/tanks.h"

#include <assert.h>
#include <math.h>
#include <string.h>

struct notes {
    struct ab_build *build;
    const struct ab_scenario *scenario;
    struct ab_errors *list;
    uint64_t *landing; /* [airfields]: the types that may land there under way, a bit each */
    bool *used;        /* [fleets]: it may fly */
    bool *is_home;     /* [airfields]: of a fleet */
    uint64_t thirsty;  /* the types whose tanks were noted, a bit each */
    struct ab_known_way *way;
};

static struct ab_thing *thing_of(const struct notes *notes, enum ab_section section, int index)
{
    const struct ab_named *named = ab_scenario_thing(notes->scenario, section, index);
    return ab_section_kind(section)->named ? ab_build_thing(notes->build, section, named)
                                           : &notes->build->layers->thing[section][0];
}

/* ---- the force ---- */

/* False when there is nobody. */
static bool note_force(const struct notes *notes)
{
    const struct ab_scenario *scenario = notes->scenario;
    const struct ab_thing *general = &notes->build->layers->thing[AB_SECTION_SCENARIO][0];
    bool comes = false;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        comes |= ab_contingent_is_committed(contingent);
        if (!ab_contingent_is_committed(contingent)) {
            ab_thing_fault(thing_of(notes, AB_SECTION_CONTINGENT, c), "standby", notes->list,
                           "'yes' without `commit`: it is never committed, and never comes");
        }
    }
    if (!comes && scenario->general.end != AB_END_HORIZON &&
        scenario->general.end != AB_END_EVACUATED) {
        ab_thing_fault(general, "end", notes->list,
                       "no contingent comes%s: a run that waits for the force to close fails at "
                       "the horizon; say end = horizon",
                       scenario->traffic_count > 0 ? ", only visitors do" : "");
    }
    return comes;
}

/* Who says no end, and flies people out beside the force. */
static void note_end(const struct notes *notes)
{
    const struct ab_thing *general = &notes->build->layers->thing[AB_SECTION_SCENARIO][0];
    if (notes->scenario->general.end == AB_END_CLOSED && notes->scenario->evacuation_count > 0 &&
        ab_thing_value(general, "end") == NULL) {
        ab_thing_fault(general, "end", notes->list,
                       "is not given, which means closed: a run ends when the force is in, and "
                       "whoever is still to be flown out is not followed; say end = horizon to "
                       "follow both");
    }
}

/* The most people that a contingent can give to a site. */
static double people_of(const struct ab_contingent *contingent)
{
    return ab_contingent_is_committed(contingent) ? contingent->people->high : 0;
}

/* The most that anyone has who may be given this site. */
static double people_for(const struct ab_scenario *scenario, const struct ab_site *site)
{
    double most = 0;
    for (int c = 0; c < scenario->contingent_count; c++) {
        if (ab_contingent_may_guard(scenario, &scenario->contingent[c], site)) {
            most = fmax(most, people_of(&scenario->contingent[c]));
        }
    }
    return most;
}

static void note_sites(const struct notes *notes)
{
    const struct ab_scenario *scenario = notes->scenario;
    double of_all = 0, together = 0, needed = 0;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const double people = people_of(&scenario->contingent[c]);
        of_all = fmax(of_all, people);
        together += ab_contingent_is_force(&scenario->contingent[c]) ? people : 0;
    }
    const bool posture = ab_scenario_has_posture(scenario);
    int sites = 0;
    for (int s = 0; s < scenario->site_count; s++) {
        const struct ab_site *site = &scenario->site[s];
        if (posture) {
            of_all = people_for(scenario, site);
        }
        const double most = site->contingent == AB_NOBODY
                                ? of_all
                                : people_of(&scenario->contingent[site->contingent]);
        if ((double)site->guards > most) {
            ab_thing_fault(thing_of(notes, AB_SECTION_SITE, s), "guards", notes->list,
                           "'%lld' are more people than any contingent that may guard it has, "
                           "%.0f: it is never guarded, for a site is manned by one contingent",
                           (long long)site->guards, most);
        } else {
            needed += (double)site->guards;
            sites++;
        }
    }
    if (needed > together) {
        ab_thing_fault(thing_of(notes, AB_SECTION_SITE, scenario->site_count - 1), "guards",
                       notes->list,
                       "%d sites together take %.0f people, and the force has %.0f: not all "
                       "are guarded",
                       sites, needed, together);
    }
}

static void note_supply(const struct notes *notes)
{
    const struct ab_supply *supply = &notes->scenario->supply;
    if (supply->consumption > 0 && supply->stock <= 0 && supply->trigger <= 0) {
        ab_thing_fault(thing_of(notes, AB_SECTION_SUPPLY, 0), "consumption", notes->list,
                       "there is no stock, and no trigger that asks for sustainment: nobody is "
                       "ever supplied");
    }
}

/* ---- dates ---- */

static void note_changes(const struct notes *notes)
{
    const ab_time horizon = notes->scenario->general.horizon;
    for (int i = 0; i < notes->scenario->change_count; i++) {
        const struct ab_when *at = &notes->scenario->change[i].at;
        if ((at->kind == AB_WHEN_DATE ? (double)at->date : at->delay->low) > (double)horizon) {
            ab_thing_fault(thing_of(notes, AB_SECTION_CHANGE, i), "at", notes->list,
                           "is behind the horizon: it never happens");
        }
    }
}

/* Whether a change may bring a moment forward: of the withdrawal, the only ones that may change. */
static bool may_move(const struct ab_scenario *scenario, enum ab_section section, size_t offset)
{
    bool may = false;
    for (int i = 0; i < scenario->change_count; i++) {
        may |= scenario->change[i].section == (int)section && scenario->change[i].offset == offset;
    }
    return may;
}

/* Something that begins behind the horizon. */
static void note_beginning(const struct notes *notes, enum ab_section section, const char *name)
{
    const struct ab_scenario *scenario = notes->scenario;
    const struct ab_key *key = &ab_section_kind(section)->key[ab_key_find(section, name)];
    const int things = ab_scenario_thing_count(scenario, section);
    for (int i = 0; i < things; i++) {
        const char *at = (const char *)ab_scenario_thing(scenario, section, i) + key->offset;
        const double from = key->type == AB_VALUE_WHEN
                                ? ab_when_range((const void *)at, AB_AT_START).low
                                : (double)*(const ab_time *)(const void *)at;
        if (from > (double)scenario->general.horizon && !may_move(scenario, section, key->offset)) {
            ab_thing_fault(thing_of(notes, section, i), name, notes->list,
                           "is behind the horizon: it never happens");
        }
    }
}

static void note_beginnings(const struct notes *notes)
{
    static const struct {
        enum ab_section section;
        const char *key;
    } beginning[] = {
        {AB_SECTION_COMMAND, "request"},   {AB_SECTION_COMMAND, "consultation"},
        {AB_SECTION_COMMAND, "decision"},  {AB_SECTION_COMMAND, "orders"},
        {AB_SECTION_WITHDRAWAL, "order"},  {AB_SECTION_WITHDRAWAL, "handback"},
        {AB_SECTION_WITHDRAWAL, "start"},  {AB_SECTION_EVACUATION, "from"},
        {AB_SECTION_BACKHAUL, "ready"},    {AB_SECTION_CONTINGENT, "joins"},
        {AB_SECTION_CONTINGENT, "commit"}, {AB_SECTION_SITE, "requested"},
        {AB_SECTION_NOTIFICATION, "at"},   {AB_SECTION_BLACKOUT, "from"},
        {AB_SECTION_TRAFFIC, "from"},      {AB_SECTION_FLOW, "from"},
    };
    for (size_t i = 0; i < sizeof beginning / sizeof beginning[0]; i++) {
        note_beginning(notes, beginning[i].section, beginning[i].key);
    }
}

static const char *const stopped[] = {[AB_BOTH_MOVEMENTS] = "landing and no take-off",
                                      [AB_LANDINGS] = "landing",
                                      [AB_TAKEOFFS] = "take-off"};

/* Spells of flying weather that take no time: who waits may go between two spells without. */
static void note_weather(const struct notes *notes)
{
    for (int i = 0; i < notes->scenario->airfield_count; i++) {
        const struct ab_airfield *airfield = &notes->scenario->airfield[i];
        if (airfield->has_weather && airfield->weather_open->high <= 0 &&
            airfield->weather_closed->high > 0) {
            ab_thing_fault(thing_of(notes, AB_SECTION_AIRFIELD, i), "weather_open", notes->list,
                           "is zero: no %s but in the moment between two spells of weather_closed",
                           stopped[airfield->weather_stops]);
        }
    }
}

static void note_closures(const struct notes *notes)
{
    const ab_time horizon = notes->scenario->general.horizon;
    for (int i = 0; i < notes->scenario->airfield_count; i++) {
        const struct ab_airfield *airfield = &notes->scenario->airfield[i];
        for (int p = 0; p < airfield->closure_count; p++) {
            const struct ab_period *period = &airfield->closures[p];
            if (period->from <= 0 && period->to >= horizon) {
                ab_thing_fault(thing_of(notes, AB_SECTION_AIRFIELD, i), "closures", notes->list,
                               "number %d of them lasts from the start to the horizon: no %s at "
                               "all",
                               p + 1, stopped[airfield->closures_stop]);
            }
            if (period->to > 0 && period->from <= horizon) {
                continue;
            }
            ab_thing_fault(thing_of(notes, AB_SECTION_AIRFIELD, i), "closures", notes->list,
                           "number %d of them is %s: it shuts nothing", p + 1,
                           period->to <= 0 ? "over before the scenario starts"
                                           : "behind the horizon");
        }
    }
}

/* A milestone that is looked for beyond the end of all runs. */
static void note_milestones(const struct notes *notes)
{
    const ab_time horizon = notes->scenario->general.horizon;
    for (int i = 0; i < notes->scenario->milestone_count; i++) {
        const struct ab_milestone *milestone = &notes->scenario->milestone[i];
        const struct ab_thing *thing = thing_of(notes, AB_SECTION_MILESTONE, i);
        const bool is_date = !milestone->is_amount && milestone->since == AB_NOBODY;
        if (is_date && milestone->has_earliest && milestone->earliest > (double)horizon) {
            ab_thing_fault(thing, "earliest", notes->list,
                           "is behind the horizon: no run can come so far");
        } else if (is_date && milestone->has_latest &&
                   milestone->latest + milestone->tolerance > (double)horizon) {
            ab_thing_fault(thing, "latest", notes->list,
                           "is%s behind the horizon: what would come between the two counts as "
                           "missed",
                           milestone->latest > (double)horizon ? "" : ", with its tolerance,");
        } else if (milestone->is_amount && milestone->by > horizon) {
            ab_thing_fault(thing, "by", notes->list,
                           "is behind the horizon, from where on nothing is counted");
        }
    }
}

/* ---- distributions ---- */

/* Complains of a normal distribution, alone or in a mixture, whose mean is not what was written,
 * because it is cut at zero. */
static void note_normal(const struct notes *notes, const struct ab_thing *thing, const char *key,
                        const struct ab_distribution *distribution)
{
    const double moved = distribution->mean / distribution->a - 1;
    for (size_t i = 0; distribution->kind == AB_MIXTURE && i < distribution->count; i++) {
        note_normal(notes, thing, key, &distribution->component[i].law);
    }
    if (distribution->kind != AB_NORMAL || fabs(moved) <= 0.01) {
        return;
    }
    if (distribution->a > 0) {
        ab_thing_fault(thing, key, notes->list,
                       "normal is cut at zero, which makes its mean %.3g %% larger than was "
                       "written; lognormal and gamma keep it",
                       100 * moved);
    } else {
        ab_thing_fault(thing, key, notes->list,
                       "normal is cut at zero, and a mean of zero becomes another one; exponential "
                       "keeps what is written");
    }
}

static void note_distributions(const struct notes *notes)
{
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const enum ab_section section = (enum ab_section)s;
        const struct ab_section_kind *kind = ab_section_kind(section);
        for (int i = 0; i < ab_scenario_thing_count(notes->scenario, section); i++) {
            void *thing = ab_scenario_thing(notes->scenario, section, i);
            for (int k = 0; k < kind->key_count; k++) {
                const struct ab_distribution *const *field = ab_value_random(&kind->key[k], thing);
                if (field != NULL) {
                    note_normal(notes, thing_of(notes, section, i), kind->key[k].name, *field);
                }
            }
        }
    }
}

/* What a change makes of a key may be a distribution, too. */
static void note_changed_distributions(const struct notes *notes)
{
    for (int i = 0; i < notes->scenario->change_count; i++) {
        const struct ab_change *change = &notes->scenario->change[i];
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)change->section);
        for (int k = 0; k < kind->key_count; k++) {
            const struct ab_distribution *const *field =
                kind->key[k].offset == change->offset
                    ? ab_value_random(&kind->key[k], (char *)change->bytes - change->offset)
                    : NULL;
            if (field != NULL) {
                note_normal(notes, thing_of(notes, AB_SECTION_CHANGE, i), "value", *field);
            }
        }
    }
}

/* ---- flying ---- */

/* Loads that fill less of an aircraft than this are worth a word. */
static const double SHARE_LEAST = 0.75;

static struct ab_thing *airfield_thing(const struct notes *notes, int airfield)
{
    return &notes->build->layers->thing[AB_SECTION_AIRFIELD][airfield];
}

/* ---- who may fly where ---- */

static void note_landing(const struct notes *notes, int airfield, int fleet)
{
    if (airfield != AB_NOBODY) {
        notes->landing[airfield] |= UINT64_C(1) << notes->scenario->fleet[fleet].type;
    }
}

/* A type with a range flies as far as that says, whatever its tanks hold. */
static void note_tanks(struct notes *notes, const struct ab_way *way, int fleet, int from, int to)
{
    const int index = notes->scenario->fleet[fleet].type;
    const struct ab_aircraft_type *type = &notes->scenario->aircraft[index];
    if (type->payload_points == 0 || isinf(type->fuel_capacity) ||
        (notes->thirsty >> index & 1) != 0) {
        return;
    }
    const struct ab_dry_stretch stretch = ab_tanks_longest(notes->scenario, way, fleet, from, to);
    if (stretch.fuel_t > type->fuel_capacity) {
        notes->thirsty |= UINT64_C(1) << index;
        ab_thing_fault(&notes->build->layers->thing[AB_SECTION_AIRCRAFT][index], "fuel_capacity",
                       notes->list,
                       "'%.6g t' is less than %s takes, without fuel between, %.6g t: it is flown "
                       "all the same, for payload_range says how far it flies",
                       type->fuel_capacity, stretch.over, stretch.fuel_t);
    }
}

/* The landings of a fleet that carries loads from one airfield to another, and the fuel for it. At home it
 * has its own stands. */
static void add_way(struct notes *notes, int fleet, int from, int to)
{
    const struct ab_way *way = ab_scenario_known_way(notes->way, notes->scenario, from, to);
    const int home = notes->scenario->fleet[fleet].home;
    notes->used[fleet] = true;
    note_tanks(notes, way, fleet, from, to);
    note_landing(notes, from != home ? from : AB_NOBODY, fleet);
    note_landing(notes, to != home ? to : AB_NOBODY, fleet);
    for (int i = 0; i + 1 < way->flights; i++) {
        note_landing(notes, way->stop[i].airfield, fleet);
    }
}

/* The carrier that stands for a fleet. */
static struct ab_carrier *carrier_of(const struct notes *notes, const struct ab_carriage *group,
                                     int fleet)
{
    const struct ab_fleet *plan = &notes->scenario->fleet[fleet];
    struct ab_carrier *away = NULL;
    for (int i = 0; i < group->carriers; i++) {
        struct ab_carrier *carrier = &group->carrier[i];
        if (notes->scenario->fleet[carrier->fleet].type != plan->type ||
            carrier->augmented != plan->augmented) {
            continue;
        }
        if (carrier->home == plan->home) {
            return carrier;
        }
        away = carrier->home == AB_NOBODY ? carrier : away;
    }
    return away;
}

/* Adds the ways of a contingent with one of the fleets that may carry it. */
static void add_ways(struct notes *notes, const struct ab_contingent *contingent,
                     const struct ab_carriage *group, int fleet)
{
    const struct ab_scenario *scenario = notes->scenario;
    struct ab_carrier *carrier = carrier_of(notes, group, fleet);
    if (ab_contingent_flies_in(contingent) &&
        ab_carrier_payload(carrier, scenario, contingent, AB_IN) >= 0) {
        const struct ab_goals goals = ab_contingent_goals(contingent, AB_IN);
        for (int i = 0; i < goals.count; i++) {
            add_way(notes, fleet, contingent->apoe, goals.airfield[i]);
        }
    }
    if (ab_contingent_flies_home(scenario, contingent) &&
        ab_carrier_payload(carrier, scenario, contingent, AB_OUT) >= 0) {
        add_way(notes, fleet, ab_contingent_leaves_from(contingent),
                ab_contingent_returns_to(contingent));
    }
}

static void add_tier(struct notes *notes, const struct ab_contingent *contingent,
                     const struct ab_carriage *group)
{
    int fleets;
    const int *fleet = ab_build_allowed_fleets(notes->build, contingent, &fleets);
    for (int i = 0; i < fleets; i++) {
        add_ways(notes, contingent, group, fleet[i]);
    }
}

/* The first of a group that comes speaks for all of it. */
static void add_contingent(struct notes *notes, int index)
{
    const struct ab_contingent *contingent = &notes->scenario->contingent[index];
    if (!ab_contingent_is_committed(contingent) ||
        ab_build_carriage(notes->build, index)->has_marks) {
        return;
    }
    struct ab_carriage *group = ab_build_carriers(notes->build, index);
    add_tier(notes, contingent, group);
    if (ab_contingent_has_second_tier(contingent)) {
        struct ab_contingent onward = ab_contingent_onward(contingent);
        struct ab_carriage tier = {.members = 1};
        onward.journey = AB_JOURNEY_STAY; /* the way home is that of the whole */
        ab_build_find_carriers(notes->build, &onward, &tier);
        add_tier(notes, &onward, &tier);
    }
    group->has_marks = true;
}

/* ---- fleets ---- */

static void note_fleets(const struct notes *notes)
{
    const struct ab_scenario *scenario = notes->scenario;
    for (int f = 0; f < scenario->fleet_count; f++) {
        const struct ab_thing *thing =
            ab_build_thing(notes->build, AB_SECTION_FLEET, &scenario->fleet[f].named);
        const struct ab_aircraft_type *type = ab_scenario_type(scenario, f);
        if (!notes->used[f] && ab_scenario_most_aircraft(scenario, f) > 0) {
            ab_thing_fault(thing, "number", notes->list,
                           "there is no contingent that it may carry: it never flies");
        } else if (notes->used[f] && type->crew_duty != AB_TIME_NEVER &&
                   isfinite(scenario->fleet[f].crews) && scenario->fleet[f].crew_rest->mean <= 0) {
            ab_thing_fault(thing, "crew_rest", notes->list,
                           "is zero: a crew at the end of its duty is fit again at once");
        }
    }
}

static void note_repairs(const struct notes *notes)
{
    const struct ab_scenario *scenario = notes->scenario;
    uint64_t used = 0; /* types, a bit each */
    for (int f = 0; f < scenario->fleet_count; f++) {
        used |= notes->used[f] ? UINT64_C(1) << scenario->fleet[f].type : 0;
    }
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const struct ab_aircraft_type *type = &scenario->aircraft[t];
        if ((used >> t & 1) != 0 && type->departure_reliability < 1 &&
            type->repair_home->mean <= 0 && type->repair_away->mean <= 0) {
            ab_thing_fault(&notes->build->layers->thing[AB_SECTION_AIRCRAFT][t],
                           "departure_reliability", notes->list,
                           "'%.6g' changes nothing: repair_home and repair_away are zero",
                           type->departure_reliability);
        }
    }
}

/* ---- loads ---- */

static int type_of(const struct notes *notes, const struct ab_carrier *carrier)
{
    return notes->scenario->fleet[carrier->fleet].type;
}

/* How much of a contingent an aircraft takes: tonnes, or people where there is nothing else. */
static double room_of(const struct notes *notes, const struct ab_contingent *contingent,
                      struct ab_carrier *carrier)
{
    const struct ab_scenario *scenario = notes->scenario;
    const double payload = ab_carrier_payload(carrier, scenario, contingent, AB_IN);
    if (ab_contingent_all_cargo(contingent) > 0 || contingent->vehicle_counts > 0 || payload < 0) {
        return payload;
    }
    return (double)ab_type_takes_people(&scenario->aircraft[type_of(notes, carrier)], false,
                                        payload, scenario->general.person_mass, NULL);
}

/* The type that loads are planned for unless the scenario says otherwise: the most numerous, the
 * first by id on ties. */
static int planned_type(const struct notes *notes, const struct ab_contingent *contingent,
                        const struct ab_carriage *group)
{
    int64_t number[AB_TYPES_MAX] = {0};
    int best = AB_NOBODY;
    for (int i = 0; i < group->carriers; i++) {
        struct ab_carrier *carrier = &group->carrier[i];
        number[type_of(notes, carrier)] +=
            room_of(notes, contingent, carrier) > 0 ? carrier->aircraft : 0;
    }
    for (int t = 0; t < notes->scenario->aircraft_count; t++) {
        if (number[t] > (best == AB_NOBODY ? 0 : number[best])) {
            best = t;
        }
    }
    return best;
}

static bool has_loads_of_its_own(const struct ab_contingent *contingent, int type)
{
    for (int i = 0; i < contingent->load_plan_count; i++) {
        if (contingent->load_plan[i].index == type) {
            return true;
        }
    }
    return false;
}

/* Whether all of a contingent, or more than that, goes into one load of an aircraft. */
static bool is_one_load(const struct notes *notes, const struct ab_contingent *contingent,
                        double room)
{
    const struct ab_scenario *scenario = notes->scenario;
    double mass = ab_contingent_all_cargo(contingent) +
                  contingent->people->high * scenario->general.person_mass;
    for (int v = 0; v < contingent->vehicle_counts; v++) {
        const struct ab_number_of *vehicles = &contingent->vehicles[v];
        mass += (double)vehicles->count * scenario->vehicle[vehicles->index].mass;
    }
    const bool weighs = ab_contingent_all_cargo(contingent) > 0 || contingent->vehicle_counts > 0;
    return (weighs ? mass : contingent->people->high) <= room;
}

/* The carrier that takes most of a contingent, of those that get loads that are planned for a type;
 * *room is what that type takes. */
static const struct ab_carrier *roomiest(const struct notes *notes,
                                         const struct ab_contingent *contingent,
                                         const struct ab_carriage *group, int planned, double *room,
                                         double *largest)
{
    const struct ab_carrier *best = NULL;
    *room = *largest = 0;
    for (int i = 0; i < group->carriers; i++) {
        struct ab_carrier *carrier = &group->carrier[i];
        const int type = type_of(notes, carrier);
        if (carrier->aircraft == 0 || (type != planned && has_loads_of_its_own(contingent, type))) {
            continue;
        }
        const double takes = room_of(notes, contingent, carrier);
        *room = type == planned ? fmax(*room, takes) : *room;
        if (takes > *largest ||
            (best != NULL && !(takes < *largest) && carrier->lowest < best->lowest)) {
            *largest = takes;
            best = carrier;
        }
    }
    return best;
}

/* Finds the aircraft that loads planned for a type leave emptiest. */
static void note_loads(const struct notes *notes, int index)
{
    const struct ab_scenario *scenario = notes->scenario;
    const struct ab_contingent *contingent = &scenario->contingent[index];
    const struct ab_carriage *group = ab_build_carriers(notes->build, index);
    const int planned = planned_type(notes, contingent, group);
    if (planned == AB_NOBODY) {
        return;
    }
    double room, largest;
    const struct ab_carrier *best = roomiest(notes, contingent, group, planned, &room, &largest);
    assert(best != NULL); /* one of the planned type at least */
    const int other = type_of(notes, best);
    if (other == planned || room >= SHARE_LEAST * largest || is_one_load(notes, contingent, room)) {
        return;
    }
    ab_thing_fault(ab_build_thing(notes->build, AB_SECTION_CONTINGENT, &contingent->named),
                   "load_type", notes->list,
                   "is not given: loads are planned for '%s', the most numerous, and leave '%s', "
                   "which may carry them, at %.0f %% of what it takes; name a load_type, or loads "
                   "for both in load_plan",
                   scenario->aircraft[planned].named.id, scenario->aircraft[other].named.id,
                   100 * room / largest);
}

static void note_all_loads(const struct notes *notes)
{
    for (int c = 0; c < notes->scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &notes->scenario->contingent[c];
        if (ab_contingent_is_committed(contingent) && ab_contingent_flies_in(contingent) &&
            contingent->load_type == AB_NOBODY && contingent->loads == 0 &&
            !ab_scenario_cuts(notes->scenario, contingent, AB_IN)) {
            note_loads(notes, c);
        }
    }
}

/* ---- airfields ---- */

/* The fewest stands that a type takes which lands at an airfield. */
static int64_t least_stands(const struct notes *notes, int airfield)
{
    int64_t least = 0;
    for (int t = 0; t < notes->scenario->aircraft_count; t++) {
        const int64_t stands = notes->scenario->aircraft[t].stands;
        if ((notes->landing[airfield] >> t & 1) != 0 && (least == 0 || stands < least)) {
            least = stands;
        }
    }
    return least > 0 ? least : 1;
}

static void note_places(const struct notes *notes, int index)
{
    const struct ab_scenario *scenario = notes->scenario;
    const struct ab_airfield *airfield = &scenario->airfield[index];
    const int64_t fit = airfield->parking_mog / least_stands(notes, index);
    if (airfield->working_mog == AB_NO_LIMIT || airfield->working_mog <= fit ||
        notes->is_home[index] ||
        ab_scenario_changes_airfield(scenario, index, offsetof(struct ab_airfield, parking_mog)) ||
        ab_scenario_changes_airfield(scenario, index, offsetof(struct ab_airfield, working_mog))) {
        return;
    }
    ab_thing_fault(airfield_thing(notes, index), "working_mog", notes->list,
                   "'%lld' is more than the aircraft that find stands here at once, %lld: the rest "
                   "of the places is never used",
                   (long long)airfield->working_mog, (long long)fit);
}

/* Whether loads of a contingent leave from an airfield. */
static bool leaves_from(const struct ab_scenario *scenario, const struct ab_contingent *contingent,
                        int airfield)
{
    return (ab_contingent_flies_in(contingent) && contingent->apoe == airfield) ||
           (ab_contingent_flies_home(scenario, contingent) &&
            ab_contingent_leaves_from(contingent) == airfield);
}

/* Teams that nobody needs. */
static void note_teams(const struct notes *notes, int index)
{
    const struct ab_scenario *scenario = notes->scenario;
    bool needed = scenario->airfield[index].preparation_teams == AB_NO_LIMIT;
    for (int c = 0; !needed && c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        needed = ab_contingent_is_prepared(contingent) && leaves_from(scenario, contingent, index);
    }
    if (!needed) {
        ab_thing_fault(airfield_thing(notes, index), "preparation_teams", notes->list,
                       "no load that leaves from here needs a team: preparation_time of its "
                       "contingents is not given");
    }
}

/* Why an aircraft may have to hold here, however well its flight was planned; NULL: it need not. */
static const char *reason_to_hold(const struct ab_airfield *airfield)
{
    if (airfield->parking_mog != AB_NO_LIMIT && !airfield->slot_control) {
        return "full";
    }
    const bool has_weather = airfield->has_weather && airfield->weather_closed->mean > 0;
    return has_weather && airfield->weather_stops != AB_TAKEOFFS ? "shut by weather" : NULL;
}

/* Whether nobody said how long a type can hold. */
static bool holds_by_default(const struct notes *notes, int type)
{
    const struct ab_thing *thing = &notes->build->layers->thing[AB_SECTION_AIRCRAFT][type];
    return ab_thing_value(thing, "holding_fuel") == NULL;
}

static void note_holding(const struct notes *notes, int type)
{
    const struct ab_scenario *scenario = notes->scenario;
    int first = AB_NOBODY, more = -1;
    char others[40] = "";
    for (int i = 0; i < scenario->airfield_count; i++) {
        if ((notes->landing[i] >> type & 1) != 0 && scenario->airfield[i].alternate < 0 &&
            reason_to_hold(&scenario->airfield[i]) != NULL) {
            first = first == AB_NOBODY ? i : first;
            more++;
        }
    }
    if (first == AB_NOBODY || !holds_by_default(notes, type)) {
        return;
    }
    if (more > 0) {
        (void)snprintf(others, sizeof others, " (and %d more)", more);
    }
    ab_thing_fault(
        &notes->build->layers->thing[AB_SECTION_AIRCRAFT][type], "holding_fuel", notes->list,
        "is not given, which means without end, and [airfield.%s]%s, which may be %s, "
        "has no alternate: it may hold there for days",
        scenario->airfield[first].named.id, others, reason_to_hold(&scenario->airfield[first]));
}

/* An alternate that nobody ever flies to: all hold without end. */
static void note_alternate(const struct notes *notes, int index)
{
    const struct ab_scenario *scenario = notes->scenario;
    bool lands = false, diverts = false;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const bool here = (notes->landing[index] >> t & 1) != 0;
        lands |= here;
        diverts |= here && scenario->aircraft[t].holding_fuel != AB_TIME_NEVER;
    }
    if (scenario->airfield[index].alternate != AB_NOBODY && lands && !diverts) {
        ab_thing_fault(airfield_thing(notes, index), "alternate", notes->list,
                       "is never used: the holding_fuel of all that land here is unlimited");
    }
}

static void note_traffic(const struct notes *notes)
{
    const struct ab_scenario *scenario = notes->scenario;
    for (int i = 0; i < scenario->traffic_count; i++) {
        const struct ab_traffic *traffic = &scenario->traffic[i];
        if (scenario->contingent_count == 0 || notes->landing[traffic->airfield] != 0 ||
            notes->is_home[traffic->airfield]) {
            continue;
        }
        ab_thing_fault(ab_build_thing(notes->build, AB_SECTION_TRAFFIC, &traffic->named),
                       "airfield", notes->list,
                       "no flight of the force comes to [airfield.%s]: only visitors use it",
                       scenario->airfield[traffic->airfield].named.id);
    }
}

/* Who flies for an evacuation, and where. */
static void add_evacuation(struct notes *notes, const struct ab_evacuation *evacuation)
{
    for (int f = 0; evacuation->calls_flights && f < notes->scenario->fleet_count; f++) {
        if (evacuation->fleets.count > 0 && !ab_references_name(&evacuation->fleets, f)) {
            continue;
        }
        for (int i = 0; i < evacuation->to.count; i++) {
            add_way(notes, f, evacuation->airfield, evacuation->to.index[i]);
        }
        for (int i = 0; i < evacuation->share_count; i++) {
            add_way(notes, f, evacuation->airfield, evacuation->shares[i].index);
        }
    }
}

/* Looks at who may fly where; false when memory is out. */
static bool look_at_flights(struct notes *notes)
{
    const struct ab_scenario *scenario = notes->scenario;
    struct ab_arena *arena = notes->build->scratch;
    const size_t airfields = (size_t)scenario->airfield_count;
    notes->landing = ab_arena_take(arena, airfields * sizeof *notes->landing);
    notes->is_home = ab_arena_take(arena, airfields * sizeof *notes->is_home);
    notes->used = ab_arena_take(arena, (size_t)scenario->fleet_count * sizeof *notes->used);
    notes->way = ab_arena_take(arena, AB_WAYS_KEPT * sizeof *notes->way);
    if (notes->landing == NULL || notes->is_home == NULL || notes->used == NULL ||
        notes->way == NULL) {
        return false;
    }
    for (int f = 0; f < scenario->fleet_count; f++) {
        notes->is_home[scenario->fleet[f].home] = true;
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        add_contingent(notes, c);
    }
    for (int e = 0; e < scenario->evacuation_count; e++) {
        add_evacuation(notes, &scenario->evacuation[e]);
    }
    return true;
}

static void note_flying(struct notes *notes)
{
    const struct ab_scenario *scenario = notes->scenario;
    if (!look_at_flights(notes)) {
        ab_build_fault_memory(notes->build);
        return;
    }
    note_fleets(notes);
    note_repairs(notes);
    note_all_loads(notes);
    for (int t = 0; t < scenario->aircraft_count; t++) {
        note_holding(notes, t);
    }
    for (int i = 0; i < scenario->airfield_count; i++) {
        note_places(notes, i);
        note_teams(notes, i);
        note_alternate(notes, i);
    }
    note_traffic(notes);
}

void ab_build_note(struct ab_build *build, struct ab_errors *list)
{
    struct notes notes = {.build = build, .scenario = build->scenario, .list = list};
    if (note_force(&notes)) {
        note_end(&notes);
        note_sites(&notes);
    }
    ab_build_note_windows(build, list);
    ab_build_note_flows(build, list);
    ab_build_note_needs(build, list);
    note_supply(&notes);
    note_changes(&notes);
    note_beginnings(&notes);
    note_closures(&notes);
    note_weather(&notes);
    note_milestones(&notes);
    note_distributions(&notes);
    note_changed_distributions(&notes);
    note_flying(&notes);
}
