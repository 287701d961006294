/* audit_carriage.c - can every contingent be carried, by somebody, from where it is to where it
 * goes?
 *
 * For each contingent that flies, the fleets that may carry it are sifted step by step: runway and
 * stands at both ends, a known flying time, the range. The step at which none is left says what is
 * wrong. Of those that are left, one must be able to take each of its parts. A contingent is not
 * judged when something it depends on was reported already. */
#include "scenario/build.h"

#include <math.h>
#include <string.h>

struct judge {
    struct ab_build *build;
    const struct ab_scenario *scenario;
    const struct ab_contingent *contingent;
    struct ab_thing *thing; /* the contingent's section */
    int *fleet;             /* that may carry it and have aircraft */
    int fleets;
};

static bool is_doubtful(const struct judge *judge, enum ab_section section, int index)
{
    return judge->build->layers->thing[section][index].doubtful;
}

static const struct ab_aircraft_type *type_of(const struct judge *judge, int fleet)
{
    return &judge->scenario->aircraft[judge->scenario->fleet[fleet].type];
}

static const char *airfield_id(const struct judge *judge, int airfield)
{
    return judge->scenario->airfield[airfield].named.id;
}

static void fault(const struct judge *judge, const char *key, const char *text)
{
    judge->thing->doubtful = true;
    ab_thing_fault(judge->thing, key, judge->build->errors, "%s", text);
}

/* ---- flying ---- */

bool ab_build_way_is_known(const struct ab_scenario *scenario, int from, int to)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return (leg != NULL && leg->has_block_time) || !isnan(ab_scenario_distance(scenario, from, to));
}

/* Whether a type's time for a way is known: from the leg, or from its speed. */
static bool has_block_time(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                           int from, int to)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return from == to || (leg != NULL && leg->has_block_time) || type->cruise_speed > 0;
}

/* The steps of the sieve, in the order in which they are tried. */
enum step {
    BANNED_FROM,
    BANNED_TO,
    RUNWAY_FROM,
    RUNWAY_TO,
    STANDS_FROM,
    STANDS_TO,
    SPEED,
    RANGE,
    STEP_COUNT
};

static bool may_use(const struct judge *judge, int fleet, int airfield)
{
    const struct ab_airfield *field = &judge->scenario->airfield[airfield];
    for (int i = 0; i < field->banned.count; i++)
        if (field->banned.index[i] == judge->scenario->fleet[fleet].type)
            return ab_build_changes_airfield(judge->build, field, "banned");
    return true;
}

static bool can_land(const struct judge *judge, int fleet, int airfield)
{
    const struct ab_airfield *field = &judge->scenario->airfield[airfield];
    return type_of(judge, fleet)->runway <= field->runway_length ||
           ab_build_changes_airfield(judge->build, field, "runway_length");
}

/* At home aircraft need no stands of the airfield's. */
static bool can_park(const struct judge *judge, int fleet, int airfield)
{
    const struct ab_airfield *field = &judge->scenario->airfield[airfield];
    return type_of(judge, fleet)->stands <= field->parking_mog ||
           judge->scenario->fleet[fleet].home == airfield ||
           ab_build_changes_airfield(judge->build, field, "parking_mog");
}

static bool passes(const struct judge *judge, int fleet, int from, int to, enum step step)
{
    const struct ab_aircraft_type *type = type_of(judge, fleet);
    switch (step) {
    case BANNED_FROM: return may_use(judge, fleet, from);
    case BANNED_TO: return may_use(judge, fleet, to);
    case RUNWAY_FROM: return can_land(judge, fleet, from);
    case RUNWAY_TO: return can_land(judge, fleet, to);
    case STANDS_FROM: return can_park(judge, fleet, from);
    case STANDS_TO: return can_park(judge, fleet, to);
    case SPEED: return has_block_time(judge->scenario, type, from, to);
    case RANGE: return ab_type_payload(type, ab_scenario_distance(judge->scenario, from, to)) >= 0;
    case STEP_COUNT: break;
    }
    return true;
}

/* Whether a fleet can fly a way at all. */
static bool can_fly(const struct judge *judge, int fleet, int from, int to)
{
    for (int step = 0; step < STEP_COUNT; step++)
        if (!passes(judge, fleet, from, to, (enum step)step))
            return false;
    return true;
}

static void fault_step(const struct judge *judge, const char *key, int from, int to, enum step step)
{
    char text[300];
    const bool here = step == BANNED_FROM || step == RUNWAY_FROM || step == STANDS_FROM;
    const int at = here ? from : to;
    const struct ab_airfield *airfield = &judge->scenario->airfield[at];
    switch (step) {
    case BANNED_FROM:
    case BANNED_TO:
        (void)snprintf(text, sizeof text,
                       "every aircraft that may carry this contingent is banned from [airfield.%s]",
                       airfield->named.id);
        break;
    case RUNWAY_FROM:
    case RUNWAY_TO:
        (void)snprintf(text, sizeof text,
                       "the runway of [airfield.%s], %.6g m, is too short for every aircraft that "
                       "may carry this contingent",
                       airfield->named.id, airfield->runway_length);
        break;
    case STANDS_FROM:
    case STANDS_TO:
        (void)snprintf(text, sizeof text,
                       "the parking_mog of [airfield.%s], %lld, is too small for every aircraft "
                       "that may carry this contingent",
                       airfield->named.id, (long long)airfield->parking_mog);
        break;
    case SPEED:
        (void)snprintf(text, sizeof text,
                       "the leg %s - %s has no block_time, and no aircraft that may carry this "
                       "contingent has a cruise_speed",
                       airfield_id(judge, from), airfield_id(judge, to));
        break;
    case RANGE:
    case STEP_COUNT:
        (void)snprintf(text, sizeof text,
                       "the leg %s - %s, %.0f km, is out of range, even empty, for every aircraft "
                       "that may carry this contingent",
                       airfield_id(judge, from), airfield_id(judge, to),
                       ab_scenario_distance(judge->scenario, from, to));
        break;
    }
    fault(judge, key, text);
}

/* Sifts the fleets for a way; complains at the key when none is left. */
static void judge_way(const struct judge *judge, const char *key, int from, int to)
{
    if (!ab_build_way_is_known(judge->scenario, from, to)) {
        char text[300];
        (void)snprintf(text, sizeof text,
                       "the leg %s - %s cannot be flown: the airfields have no positions and no "
                       "[leg.ID] gives its distance or block_time",
                       airfield_id(judge, from), airfield_id(judge, to));
        fault(judge, key, text);
        return;
    }
    for (int step = 0; step < STEP_COUNT; step++) {
        bool any = false;
        for (int i = 0; i < judge->fleets && !any; i++) {
            any = true;
            for (int s = 0; s <= step && any; s++)
                any = passes(judge, judge->fleet[i], from, to, (enum step)s);
        }
        if (!any) {
            fault_step(judge, key, from, to, (enum step)step);
            return;
        }
    }
}

/* The empty flights from and to the homes of the fleets. A fleet is reported once. */
static void judge_homes(const struct judge *judge, int apoe, int apod)
{
    for (int i = 0; i < judge->fleets; i++) {
        const struct ab_fleet *fleet = &judge->scenario->fleet[judge->fleet[i]];
        struct ab_thing *thing = ab_build_thing(judge->build, AB_SECTION_FLEET, fleet->named.id);
        const bool out = ab_build_way_is_known(judge->scenario, fleet->home, apoe);
        if (thing->doubtful || (out && ab_build_way_is_known(judge->scenario, apod, fleet->home)))
            continue;
        thing->doubtful = true;
        ab_thing_fault(thing, "home", judge->build->errors,
                       "the leg %s - %s cannot be flown: the airfields have no positions and no "
                       "[leg.ID] gives its distance or block_time",
                       airfield_id(judge, out ? apod : fleet->home),
                       airfield_id(judge, out ? fleet->home : apoe));
    }
}

/* ---- loads ---- */

/* Payload of a fleet's aircraft on the best way in that it can fly; negative when there is none. */
static double best_payload(const struct judge *judge, int fleet)
{
    const struct ab_contingent *contingent = judge->contingent;
    double best = -1;
    for (int i = 0; i < contingent->apod.count; i++) {
        const int to = contingent->apod.index[i];
        if (!can_fly(judge, fleet, contingent->apoe, to))
            continue;
        const double payload = ab_type_payload(
            type_of(judge, fleet), ab_scenario_distance(judge->scenario, contingent->apoe, to));
        if (payload > best)
            best = payload;
    }
    return best;
}

static bool takes_vehicle(const struct judge *judge, int fleet,
                          const struct ab_vehicle_class *vehicle)
{
    const struct ab_aircraft_type *type = type_of(judge, fleet);
    return vehicle->length <= type->deck_length && vehicle->width <= type->deck_width &&
           vehicle->mass <= best_payload(judge, fleet);
}

/* Says what the vehicle is and what the first few aircraft can take. */
static void fault_vehicle(const struct judge *judge, const struct ab_vehicle_class *vehicle)
{
    char text[380];
    int named = 0;
    int used =
        snprintf(text, sizeof text,
                 "'%s' (%.6g t, %.6g m long, %.6g m wide) fits no aircraft that may carry it:",
                 vehicle->named.id, vehicle->mass, vehicle->length, vehicle->width);
    for (int i = 0; i < judge->fleets && used > 0 && (size_t)used < sizeof text; i++) {
        const struct ab_aircraft_type *type = type_of(judge, judge->fleet[i]);
        bool again = false;
        for (int j = 0; j < i; j++)
            again |= type_of(judge, judge->fleet[j]) == type;
        if (again || named == 3)
            continue;
        const double payload = best_payload(judge, judge->fleet[i]);
        used +=
            snprintf(text + used, sizeof text - (size_t)used,
                     "%s '%s' takes %.6g t, %.6g m, %.6g m", named > 0 ? ";" : "", type->named.id,
                     payload < 0 ? 0 : payload, type->deck_length, type->deck_width);
        named++;
    }
    fault(judge, "vehicles", text);
}

static void judge_vehicles(const struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    for (int v = 0; v < contingent->vehicle_counts; v++) {
        const int index = contingent->vehicles[v].index;
        const struct ab_vehicle_class *vehicle = &judge->scenario->vehicle[index];
        bool fits = is_doubtful(judge, AB_SECTION_VEHICLE, index);
        for (int i = 0; i < judge->fleets && !fits; i++)
            fits = takes_vehicle(judge, judge->fleet[i], vehicle);
        if (!fits)
            fault_vehicle(judge, vehicle);
    }
}

static void judge_people_and_bulk(const struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    bool seats = false, payload = false;
    for (int i = 0; i < judge->fleets; i++) {
        const double best = best_payload(judge, judge->fleet[i]);
        seats |= type_of(judge, judge->fleet[i])->seats > 0 &&
                 best >= judge->scenario->general.person_mass;
        payload |= best > 0;
    }
    if (contingent->people.high > 0 && !seats)
        fault(judge, "people", "no aircraft that may carry this contingent can take a person");
    if (contingent->bulk > 0 && !payload)
        fault(judge, "bulk", "no aircraft that may carry this contingent can take cargo");
}

/* ---- a contingent ---- */

/* What it is made of. */
static void judge_make_up(const struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const bool people = contingent->people.high > 0;
    const bool other = contingent->vehicle_counts > 0 || contingent->bulk > 0;
    const int supplies = judge->scenario->supply.contingent;
    const bool sustains = supplies >= 0 && contingent == &judge->scenario->contingent[supplies];
    char text[160];
    if (contingent->loads > 0 && (people || other))
        fault(judge, "loads", "stands instead of people, vehicles and bulk; give one or the other");
    else if (contingent->loads == 0 && !people && !other && !sustains)
        fault(judge, NULL, "there is nothing to carry: give people, vehicles, bulk or loads");
    if (contingent->loads > 0 && contingent->mode_in == AB_MODE_ROAD)
        fault(judge, "loads", "are aircraft loads, and this contingent comes by road");
    if (contingent->loads == 0 && (double)contingent->forward_people > contingent->people.low) {
        (void)snprintf(text, sizeof text, "'%lld' is more than the least number of people, %.6g",
                       (long long)contingent->forward_people, contingent->people.low);
        fault(judge, "forward_people", text);
    }
}

static bool judge_open(const struct judge *judge, const char *key, int airfield)
{
    char text[160];
    if (judge->scenario->airfield[airfield].open ||
        ab_build_changes_airfield(judge->build, &judge->scenario->airfield[airfield], "open"))
        return true;
    (void)snprintf(text, sizeof text, "[airfield.%s] is closed (open = no)",
                   airfield_id(judge, airfield));
    fault(judge, key, text);
    return false;
}

/* Collects the fleets that may carry the contingent; false when it cannot be judged. */
static bool find_fleets(struct judge *judge)
{
    const struct ab_references *listed = &judge->contingent->fleets;
    const int count = listed->count > 0 ? listed->count : judge->scenario->fleet_count;
    judge->fleets = 0;
    for (int i = 0; i < count; i++) {
        const int index = listed->count > 0 ? listed->index[i] : i;
        const struct ab_fleet *fleet = &judge->scenario->fleet[index];
        if (ab_build_thing(judge->build, AB_SECTION_FLEET, fleet->named.id)->doubtful ||
            is_doubtful(judge, AB_SECTION_AIRCRAFT, fleet->type) ||
            is_doubtful(judge, AB_SECTION_AIRFIELD, fleet->home))
            return false;
        if (fleet->number > 0)
            judge->fleet[judge->fleets++] = index;
    }
    if (judge->fleets == 0)
        fault(judge, "fleets",
              "nothing may carry this contingent: there is no fleet with aircraft");
    return judge->fleets > 0;
}

/* The way in. */
static void judge_inbound(const struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const struct ab_references *apod = &contingent->apod;
    for (int i = 0; i < apod->count; i++) {
        if (is_doubtful(judge, AB_SECTION_AIRFIELD, apod->index[i]))
            return;
        judge_way(judge, "apod", contingent->apoe, apod->index[i]);
        if (judge->thing->doubtful)
            return;
        judge_homes(judge, contingent->apoe, apod->index[i]);
    }
    judge_vehicles(judge);
    judge_people_and_bulk(judge);
}

/* The way home: from where it came to and to where it came from, unless the scenario says
 * otherwise. */
static void judge_outbound(struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const int from = contingent->withdraw_from >= 0 ? contingent->withdraw_from
                     : contingent->apod.count > 0   ? contingent->apod.index[0]
                                                    : AB_NOBODY;
    const int to = contingent->return_to >= 0 ? contingent->return_to : contingent->apoe;
    if (from < 0)
        ab_build_fault_missing(judge->build, judge->thing, "withdraw_from",
                               " for a contingent that leaves by air");
    if (to < 0)
        ab_build_fault_missing(judge->build, judge->thing, "return_to",
                               " for a contingent that leaves by air");
    if (from < 0 || to < 0 || is_doubtful(judge, AB_SECTION_AIRFIELD, from) ||
        is_doubtful(judge, AB_SECTION_AIRFIELD, to))
        return;
    const bool from_open = judge_open(judge, "withdraw_from", from);
    const bool to_open = judge_open(judge, "return_to", to);
    if (!from_open || !to_open)
        return;
    judge_way(judge, contingent->withdraw_from >= 0 ? "withdraw_from" : "return_to", from, to);
    if (!judge->thing->doubtful)
        judge_homes(judge, from, to);
}

static bool judge_has_ways(struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    if (contingent->apoe < 0)
        ab_build_fault_missing(judge->build, judge->thing, "apoe",
                               " for a contingent that comes by air");
    if (contingent->apod.count == 0)
        ab_build_fault_missing(judge->build, judge->thing, "apod",
                               " for a contingent that comes by air");
    return !judge->thing->doubtful && !is_doubtful(judge, AB_SECTION_AIRFIELD, contingent->apoe) &&
           judge_open(judge, "apoe", contingent->apoe);
}

static void judge_contingent(struct judge *judge)
{
    const struct ab_contingent *contingent = judge->contingent;
    const bool leaves = judge->scenario->withdrawal.order.kind != AB_WHEN_UNSET;
    const bool flies_in = contingent->mode_in == AB_MODE_AIR;
    const bool flies_out = leaves && contingent->mode_out == AB_MODE_AIR;
    if (judge->thing->doubtful)
        return;
    judge_make_up(judge);
    if (flies_in && !judge_has_ways(judge))
        return;
    if ((!flies_in && !flies_out) || !find_fleets(judge))
        return;
    if (flies_in)
        judge_inbound(judge);
    if (flies_out && !judge->thing->doubtful)
        judge_outbound(judge);
}

void ab_build_audit_carriage(struct ab_build *build)
{
    struct judge judge = {.build = build, .scenario = build->scenario};
    judge.fleet = ab_arena_take(build->arena, (size_t)build->scenario->fleet_count * sizeof(int));
    if (judge.fleet == NULL) {
        ab_errors_add(build->errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
        return;
    }
    for (int i = 0; i < build->scenario->contingent_count; i++) {
        judge.contingent = &build->scenario->contingent[i];
        judge.thing = ab_build_thing(build, AB_SECTION_CONTINGENT, judge.contingent->named.id);
        judge_contingent(&judge);
    }
}
