/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* note_needs.c - keys that are said, and can have no effect, for what they need is not there.
 *
 * A row is certain for all that a run may do: who needs a key that is itself to change, is not known, or
 * is varied, is not judged. Nor is what a layer above takes away: that is what it is for. */
#include "scenario/build.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A thing that is looked at. */
struct seen {
    const struct ab_build *build;
    const struct ab_scenario *scenario;
    const struct ab_thing *said;
    const void *thing;
};

/* What of another thing may help out: its keys, "" where there is one; and where they are said. */
struct elsewhere {
    enum ab_section section;
    const char *key[2];
    const struct ab_thing *(*said)(const struct seen *seen);
};

struct need {
    const char *key[6]; /* keys, NULL behind the last, that need ... */
    const char *with;   /* ... one of the same section */
    bool (*has_effect)(const struct seen *seen);
    const char *needs;             /* in words */
    const struct elsewhere *other; /* NULL: the key `with` decides alone */
};

/* ---- contingents ---- */

static const struct ab_contingent *contingent_of(const struct seen *seen)
{
    return seen->thing;
}

static bool is_standby(const struct seen *seen)
{
    return contingent_of(seen)->standby;
}

static bool comes_by_road(const struct seen *seen)
{
    return contingent_of(seen)->mode_in == AB_MODE_ROAD;
}

static bool leaves_by_road(const struct seen *seen)
{
    return contingent_of(seen)->mode_out == AB_MODE_ROAD;
}

/* Whoever comes, or goes home if that is ordered. */
static bool flies_in(const struct seen *seen)
{
    return !ab_contingent_comes(contingent_of(seen)) || !comes_by_road(seen);
}

static bool flies_home(const struct seen *seen)
{
    return contingent_of(seen)->journey == AB_JOURNEY_STAY || !leaves_by_road(seen);
}

static bool flies(const struct seen *seen)
{
    return ab_contingent_flies_in(contingent_of(seen)) ||
           (contingent_of(seen)->journey != AB_JOURNEY_STAY && !leaves_by_road(seen));
}

static const struct ab_thing *itself(const struct seen *seen)
{
    return seen->said;
}

static bool has_forward(const struct seen *seen)
{
    return contingent_of(seen)->forward_people > 0;
}

/* Whom it names may be inactive. */
static bool goes_after(const struct seen *seen)
{
    return ab_thing_value(seen->said, "after") != NULL;
}

static bool is_airborne(const struct seen *seen)
{
    return contingent_of(seen)->airborne_count > 0;
}

static bool has_batch(const struct seen *seen)
{
    return contingent_of(seen)->batch > 0;
}

static bool has_vehicles(const struct seen *seen)
{
    return contingent_of(seen)->vehicle_counts > 0;
}

static bool goes_home(const struct seen *seen)
{
    return contingent_of(seen)->journey != AB_JOURNEY_STAY;
}

/* Of who stays no order is asked for. */
static bool is_ordered_home(const struct seen *seen)
{
    return !goes_home(seen) || ab_contingent_leaves(seen->scenario, contingent_of(seen));
}

static const struct ab_thing *withdrawal_of(const struct seen *seen)
{
    return &seen->build->layers->thing[AB_SECTION_WITHDRAWAL][0];
}

/* ---- airfields ---- */

static const struct ab_airfield *airfield_of(const struct seen *seen)
{
    return seen->thing;
}

/* At home aircraft take fuel in any case. */
static bool gives_fuel(const struct seen *seen)
{
    bool gives = airfield_of(seen)->fuel;
    for (int f = 0; !gives && f < seen->scenario->fleet_count; f++) {
        gives = &seen->scenario->airfield[seen->scenario->fleet[f].home] == airfield_of(seen);
    }
    return gives;
}

/* Whether anybody who burns fuel may come and is not at home there; where there is none, see above. */
static bool fuels_visitors(const struct seen *seen)
{
    const struct ab_scenario *scenario = seen->scenario;
    bool does = !airfield_of(seen)->fuel;
    for (int f = 0; !does && f < scenario->fleet_count; f++) {
        const struct ab_fleet *fleet = &scenario->fleet[f];
        does = &scenario->airfield[fleet->home] != airfield_of(seen) &&
               scenario->aircraft[fleet->type].fuel_burn > 0;
    }
    return does;
}

static bool runs_out_of_fuel(const struct seen *seen)
{
    return isfinite(airfield_of(seen)->fuel_stock);
}

static bool has_deliveries(const struct seen *seen)
{
    return airfield_of(seen)->fuel_delivery > 0;
}

static bool has_bad_weather(const struct seen *seen)
{
    const struct ab_airfield *airfield = airfield_of(seen);
    return airfield->has_weather && airfield->weather_closed->mean > 0;
}

static bool has_closures(const struct seen *seen)
{
    return airfield_of(seen)->closure_count > 0;
}

static bool has_hours(const struct seen *seen)
{
    return !ab_hours_are_always(&airfield_of(seen)->working_hours);
}

/* ---- aircraft types ---- */

static const struct ab_aircraft_type *type_of(const struct seen *seen)
{
    return seen->thing;
}

static bool burns_fuel(const struct seen *seen)
{
    return type_of(seen)->fuel_burn > 0;
}

static bool breaks_down(const struct seen *seen)
{
    return type_of(seen)->departure_reliability < 1;
}

/* Whether a flight may take as long as its distance says, on a leg or by positions. */
static bool flies_by_speed(const struct seen *seen)
{
    const struct ab_scenario *scenario = seen->scenario;
    bool may = false;
    for (int i = 0; !may && i < scenario->leg_count; i++) {
        may = !scenario->leg[i].has_block_time;
    }
    for (int i = 0; !may && i < scenario->airfield_count; i++) {
        for (int k = 0; !may && scenario->airfield[i].located && k < scenario->airfield_count;
             k++) {
            may =
                k != i && scenario->airfield[k].located && ab_scenario_leg(scenario, i, k) == NULL;
        }
    }
    return may && type_of(seen)->cruise_speed > 0;
}

/* ---- fleets ---- */

static const struct ab_fleet *fleet_of(const struct seen *seen)
{
    return seen->thing;
}

/* Crews that are counted rest whenever they are home; others when their duty is over, abroad. */
static bool rests_crews(const struct seen *seen)
{
    const struct ab_fleet *fleet = fleet_of(seen);
    const struct ab_aircraft_type *type = &seen->scenario->aircraft[fleet->type];
    return isfinite(fleet->crews) ||
           AB_TIME_NEVER != (fleet->augmented ? type->crew_duty_augmented : type->crew_duty);
}

static const struct ab_thing *type_said(const struct seen *seen)
{
    return ab_build_thing(seen->build, AB_SECTION_AIRCRAFT,
                          &seen->scenario->aircraft[fleet_of(seen)->type].named);
}

/* ---- the others ---- */

static bool has_stop(const struct seen *seen)
{
    const struct ab_leg *leg = seen->thing;
    return leg->stop != AB_NOBODY;
}

static bool goes_by_positions(const struct seen *seen)
{
    const struct ab_leg *leg = seen->thing;
    return leg->distance <= 0;
}

static bool is_ceiling(const struct seen *seen)
{
    const struct ab_ceiling *flow = seen->thing;
    return flow->flights != AB_NO_LIMIT;
}

/* Whom it names may be inactive. */
static bool has_headquarters(const struct seen *seen)
{
    return ab_thing_value(seen->said, "headquarters") != NULL;
}

/* Who only leaves needs no order, and counts against the ceiling as well. */
static bool may_leave(const struct seen *seen)
{
    bool may = seen->scenario->withdrawal.order.kind != AB_WHEN_UNSET;
    for (int c = 0; !may && c < seen->scenario->contingent_count; c++) {
        may = ab_contingent_is_leaver(&seen->scenario->contingent[c]);
    }
    return may;
}

static bool has_daily_ceiling(const struct seen *seen)
{
    return seen->scenario->withdrawal.flights_per_day > 0;
}

static bool asks_for_sustainment(const struct seen *seen)
{
    return seen->scenario->supply.trigger > 0;
}

static bool consumes(const struct seen *seen)
{
    return seen->scenario->supply.consumption > 0;
}

/* ---- all ---- */

static const struct elsewhere in_withdrawal = {AB_SECTION_WITHDRAWAL, {"order", ""}, withdrawal_of};
static const struct elsewhere in_type = {
    AB_SECTION_AIRCRAFT, {"crew_duty", "crew_duty_augmented"}, type_said};

static const struct elsewhere in_way_home = {
    AB_SECTION_CONTINGENT, {"mode_out", "journey"}, itself};

#define PREPARATION                                                                                \
    "preparation_time", "preparation_per_vehicle", "preparation_per_tonne", "preparation_per_person"
#define BY_AIR       "a way by air, in or home"
#define LEAVING      "withdraw_after", "outload_interval", "batch"
#define FUELLING     "fuel_mog", "fuel_rate", "fuel_stock"
#define BY_POSITIONS "a flight that is not by a leg's block_time"
#define VISITORS     "aircraft with a fuel_burn that are not at home there"

/* The last of each kind has no key. */
static const struct need of_contingent[] = {
    {{"commit"}, "standby", is_standby, "standby = yes", NULL},
    {{"road_in_time"}, "mode_in", comes_by_road, "mode_in = road", NULL},
    {{"road_out_time"}, "mode_out", leaves_by_road, "mode_out = road", NULL},
    {{"forward_assembly"}, "forward_people", has_forward, "forward_people", NULL},
    {{"after_event"}, "after", goes_after, "after", NULL},
    {{"airborne_time"}, "airborne", is_airborne, "airborne", NULL},
    {{"batch_time"}, "batch", has_batch, "batch", NULL},
    {{"vehicle_order"}, "vehicles", has_vehicles, "vehicles", NULL},
    {{"fleets", "load_type", "load_plan", "call_forward"}, "mode_in", flies, BY_AIR, &in_way_home},
    {{PREPARATION}, "mode_in", flies, BY_AIR, &in_way_home},
    {{"load_interval"}, "mode_in", flies_in, "mode_in = air", NULL},
    {{"return_to", "outload_interval", "batch"}, "mode_out", flies_home, "mode_out = air", NULL},
    {{LEAVING}, "journey", goes_home, "a journey that goes home", NULL},
    {{LEAVING}, "journey", is_ordered_home, "withdrawal.order", &in_withdrawal},
    {{NULL}, NULL, NULL, NULL, NULL},
};

static const struct need of_airfield[] = {
    {{FUELLING, "fuel_price", "fuel_delivery"}, "fuel", gives_fuel, "fuel = yes", NULL},
    {{FUELLING}, "fuel", fuels_visitors, VISITORS, NULL},
    {{"fuel_delivery"}, "fuel_stock", runs_out_of_fuel, "a fuel_stock that may run out", NULL},
    {{"fuel_interval"}, "fuel_delivery", has_deliveries, "fuel_delivery", NULL},
    {{"weather_open"}, "weather_closed", has_bad_weather, "weather_closed", NULL},
    {{"weather_stops"}, "weather_closed", has_bad_weather, "weather_open and weather_closed", NULL},
    {{"closures_stop"}, "closures", has_closures, "closures", NULL},
    {{"overrun"}, "working_hours", has_hours, "working_hours", NULL},
    {{NULL}, NULL, NULL, NULL, NULL},
};

static const struct need of_aircraft[] = {
    {{"fuel_capacity", "fuel_reserve"}, "fuel_burn", burns_fuel, "fuel_burn", NULL},
    {{"repair_home", "repair_away"},
     "departure_reliability",
     breaks_down,
     "departure_reliability below 1",
     NULL},
    {{"block_factor", "allowance"}, "cruise_speed", flies_by_speed, BY_POSITIONS, NULL},
    {{NULL}, NULL, NULL, NULL, NULL},
};

static const struct need of_fleet[] = {
    {{"crew_rest"}, "crews", rests_crews, "crews, or a crew_duty of its type", &in_type},
    {{NULL}, NULL, NULL, NULL, NULL},
};

static const struct need of_leg[] = {
    {{"stop_time"}, "stop", has_stop, "stop", NULL},
    {{"route_factor"}, "distance", goes_by_positions, "distance = geodesic", NULL},
    {{NULL}, NULL, NULL, NULL, NULL},
};

static const struct need of_flow[] = {
    {{"per", "day_offset"}, "flights", is_ceiling, "flights", NULL},
    {{NULL}, NULL, NULL, NULL, NULL},
};

static const struct need of_command[] = {
    {{"headquarters_setup"}, "headquarters", has_headquarters, "headquarters", NULL},
    {{NULL}, NULL, NULL, NULL, NULL},
};

static const struct need of_withdrawal[] = {
    {{"flights_per_day", "handback", "start"}, "order", may_leave, "order", NULL},
    {{"day_offset"}, "flights_per_day", has_daily_ceiling, "flights_per_day", NULL},
    {{NULL}, NULL, NULL, NULL, NULL},
};

static const struct need of_supply[] = {
    {{"stock", "trigger", "contingent"}, "consumption", consumes, "consumption", NULL},
    {{"load"}, "trigger", asks_for_sustainment, "trigger", NULL},
    {{NULL}, NULL, NULL, NULL, NULL},
};

static const struct need *const needs[AB_SECTION_COUNT] = {
    [AB_SECTION_CONTINGENT] = of_contingent,
    [AB_SECTION_AIRFIELD] = of_airfield,
    [AB_SECTION_AIRCRAFT] = of_aircraft,
    [AB_SECTION_FLEET] = of_fleet,
    [AB_SECTION_LEG] = of_leg,
    [AB_SECTION_FLOW] = of_flow,
    [AB_SECTION_COMMAND] = of_command,
    [AB_SECTION_WITHDRAWAL] = of_withdrawal,
    [AB_SECTION_SUPPLY] = of_supply,
};

/* Whether a list of keys, with commas, has one of that name in that kind of section, of whichever thing. */
static bool lists(const char *keys, enum ab_section section, const char *name)
{
    char one[AB_SECTION_NAME_SIZE + AB_ID_LENGTH_MAX];
    struct ab_key_path path;
    while (*(keys += strspn(keys, ", \t")) != '\0') {
        const size_t length = strcspn(keys, ", \t");
        (void)snprintf(one, sizeof one, "%.*s", (int)length, keys);
        if (ab_key_path(one, &path) && path.section == section && strcmp(path.name, name) == 0) {
            return true;
        }
        keys += length;
    }
    return false;
}

/* Whether what a scenario says of a key need not hold all the time, or in all runs. */
static bool may_differ(const struct ab_scenario *scenario, enum ab_section section, const char *key)
{
    bool may = false;
    for (int i = 0; !may && i < scenario->change_count; i++) {
        may = lists(scenario->change[i].key, section, key);
    }
    for (int i = 0; !may && i < scenario->uncertain_count; i++) {
        may = scenario->uncertain[i].active && lists(scenario->uncertain[i].key, section, key);
    }
    for (int i = 0; !may && i < scenario->vary_count; i++) {
        may = lists(scenario->vary[i].key, section, key);
    }
    return may;
}

/* The layer that says a key; -1: nobody does. */
static int layer_of(const struct ab_thing *said, const char *key)
{
    const int number = ab_key_find(said->section, key);
    for (int i = 0; i < said->saids; i++) {
        if (said->said[i].key == number) {
            return said->said[i].rank;
        }
    }
    return -1;
}

/* The numbers of the keys of a kind, so that a list of 100,000 contingents looks for none of them. */
enum { NEEDS_MAX = 40 };

/* Whether another thing leaves the key without an effect for certain, and no layer above does. */
static bool is_settled(const struct seen *seen, const struct elsewhere *other, int layer)
{
    bool is = true;
    for (int i = 0; is && other != NULL && i < 2 && other->key[i][0] != '\0'; i++) {
        is = layer_of(other->said(seen), other->key[i]) <= layer &&
             !may_differ(seen->scenario, other->section, other->key[i]);
    }
    return is;
}

static void note_key(const struct seen *seen, const struct need *need, const char *key,
                     const struct ab_assignment *value, struct ab_errors *notes)
{
    const struct ab_thing *said = seen->said;
    if (value->value != NULL && !need->has_effect(seen) && ab_thing_differs(said, key) &&
        layer_of(said, need->with) <= layer_of(said, key) &&
        !may_differ(seen->scenario, said->section, need->with) &&
        is_settled(seen, need->other, layer_of(said, key))) {
        ab_thing_fault(said, key, notes, "has no effect without %s", need->needs);
    }
}

static void note_section(const struct ab_build *build, enum ab_section section,
                         struct ab_errors *notes)
{
    const struct ab_scenario *scenario = build->scenario;
    const bool named = ab_section_kind(section)->named;
    int number[NEEDS_MAX] = {0}, count = 0;
    for (const struct need *need = needs[section]; need->key[0] != NULL; need++) {
        for (int k = 0; need->key[k] != NULL; k++) {
            assert(count < NEEDS_MAX);
            number[count++] = ab_key_find(section, need->key[k]);
        }
    }
    for (int i = 0; i < ab_scenario_thing_count(scenario, section); i++) {
        const void *thing = ab_scenario_thing(scenario, section, i);
        const struct ab_thing *said =
            named ? ab_build_thing(build, section, thing) : &build->layers->thing[section][0];
        const struct seen seen = {build, scenario, said, thing};
        const int *next = number;
        for (const struct need *need = needs[section]; need->key[0] != NULL; need++) {
            for (int k = 0; need->key[k] != NULL; k++) {
                note_key(&seen, need, need->key[k], ab_thing_said(said, *next++), notes);
            }
        }
    }
}

void ab_build_note_needs(const struct ab_build *build, struct ab_errors *notes)
{
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        if (needs[s] != NULL) {
            note_section(build, (enum ab_section)s, notes);
        }
    }
}
