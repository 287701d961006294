/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* rules.c - may a type use a field, carry a thing, fly a way, and with what payload. */
#include "scenario/rules.h"

#include "base/caseless.h"
#include "scenario/keys.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

/* ---- ways ---- */

/* The next flight of a way begins behind this stop. */
static void add_stop(struct ab_way *way, const struct ab_scenario *scenario, int from,
                     struct ab_stopover stop)
{
    way->stop[way->flights] = stop;
    way->flight[way->flights++] =
        (struct ab_flight){from, stop.airfield, ab_scenario_route(scenario, from, stop.airfield)};
}

/* What a route says of an airfield on it. */
static struct ab_stopover stop_at(const struct ab_itinerary *route, int airfield)
{
    for (int i = 0; i < route->stop_count; i++) {
        if (route->stops[i].airfield == airfield) {
            return route->stops[i];
        }
    }
    return (struct ab_stopover){.airfield = airfield};
}

static void add_stops_of_route(struct ab_way *way, const struct ab_scenario *scenario,
                               const struct ab_itinerary *route, bool backwards)
{
    const int last = route->legs.count - 1;
    for (int i = 1; i < last && way->flights < AB_STOPS_MAX; i++) {
        const int before = route->legs.index[backwards ? last - i + 1 : i - 1];
        add_stop(way, scenario, before,
                 stop_at(route, route->legs.index[backwards ? last - i : i]));
    }
}

/* A leg to the destination may have a stop, and the leg from there another. */
static void add_stops_of_legs(struct ab_way *way, const struct ab_scenario *scenario, int from,
                              int to)
{
    const struct ab_leg *leg;
    while (way->flights < AB_STOPS_MAX && (leg = ab_scenario_leg(scenario, from, to)) != NULL &&
           leg->stop != AB_NOBODY && leg->stop != to) {
        add_stop(
            way, scenario, from,
            (struct ab_stopover){.airfield = leg->stop, .time = leg->stop_time, .fuels = true});
        from = leg->stop;
    }
}

struct ab_way ab_scenario_way(const struct ab_scenario *scenario, int from, int to)
{
    struct ab_way way = {.flights = 0};
    bool backwards;
    const struct ab_itinerary *route = ab_scenario_itinerary(scenario, from, to, &backwards);
    if (route != NULL) {
        add_stops_of_route(&way, scenario, route, backwards);
    } else {
        add_stops_of_legs(&way, scenario, from, to);
    }
    const int last = way.flights > 0 ? way.stop[way.flights - 1].airfield : from;
    way.flight[way.flights++] = (struct ab_flight){last, to, ab_scenario_route(scenario, last, to)};
    return way;
}

const struct ab_way *ab_scenario_known_way(struct ab_known_way known[AB_WAYS_KEPT],
                                           const struct ab_scenario *scenario, int from, int to)
{
    struct ab_known_way *kept = &known[(unsigned)to % AB_WAYS_KEPT];
    if (kept->scenario != scenario || kept->from != from || kept->to != to) {
        *kept = (struct ab_known_way){scenario, from, to, ab_scenario_way(scenario, from, to)};
    }
    return &kept->way;
}

struct ab_way ab_way_rest(const struct ab_way *way, int flights)
{
    struct ab_way rest = {.flights = way->flights - flights};
    for (int i = 0; i < rest.flights; i++) {
        rest.flight[i] = way->flight[i + flights];
        if (i + 1 < rest.flights) {
            rest.stop[i] = way->stop[i + flights];
        }
    }
    return rest;
}

void ab_way_dry_stops(struct ab_way *way, const struct ab_scenario *scenario)
{
    for (int i = 0; i + 1 < way->flights; i++) {
        way->stop[i].fuels &= scenario->airfield[way->stop[i].airfield].fuel;
    }
}

struct ab_stretch ab_way_longest(const struct ab_way *way, const struct ab_aircraft_type *type)
{
    struct ab_stretch longest = {0, 0, (double)NAN}, now = {0, 0, 0};
    for (int i = 0; i < way->flights; i++) {
        now.last = i;
        now.km += ab_route_still_air(&way->flight[i].route, type);
        if (i + 1 < way->flights && !way->stop[i].fuels) {
            continue;
        }
        if (isnan(longest.km) || now.km > longest.km) {
            longest = now;
        }
        now = (struct ab_stretch){i + 1, i + 1, 0};
    }
    return longest;
}

double ab_way_longest_block(const struct ab_way *way, const struct ab_aircraft_type *type)
{
    double longest = (double)NAN;
    for (int i = 0; i < way->flights; i++) {
        longest = fmax(longest, ab_route_mean_block(&way->flight[i].route, type));
    }
    return longest;
}

/* ---- airfields ---- */

static bool is_free_of(enum ab_obstacle obstacle, const struct ab_airfield *airfield,
                       const struct ab_scenario *scenario, int type, bool at_home)
{
    const struct ab_aircraft_type *aircraft = &scenario->aircraft[type];
    switch (obstacle) {
    case AB_BANNED: return !ab_references_name(&airfield->banned, type);
    case AB_SHORT_RUNWAY: return aircraft->runway <= airfield->runway_length;
    case AB_FEW_STANDS: return at_home || aircraft->stands <= airfield->parking_mog;
    case AB_OBSTACLE_COUNT: break;
    }
    return true;
}

bool ab_scenario_is_free_of(enum ab_obstacle obstacle, const struct ab_scenario *scenario,
                            int airfield, int fleet)
{
    static const size_t field[AB_OBSTACLE_COUNT] = {
        [AB_BANNED] = offsetof(struct ab_airfield, banned),
        [AB_SHORT_RUNWAY] = offsetof(struct ab_airfield, runway_length),
        [AB_FEW_STANDS] = offsetof(struct ab_airfield, parking_mog),
    };
    return is_free_of(obstacle, &scenario->airfield[airfield], scenario,
                      scenario->fleet[fleet].type, scenario->fleet[fleet].home == airfield) ||
           ab_scenario_changes_airfield(scenario, airfield, field[obstacle]);
}

bool ab_field_takes(const struct ab_airfield *airfield, const struct ab_scenario *scenario,
                    int type, bool at_home)
{
    bool takes = true;
    for (int i = 0; takes && i < AB_OBSTACLE_COUNT; i++) {
        takes = is_free_of((enum ab_obstacle)i, airfield, scenario, type, at_home);
    }
    return takes;
}

/* Whether it is free of all of them so. */
static bool may_use(const struct ab_scenario *scenario, int airfield, int fleet)
{
    bool may = true;
    for (int i = 0; may && i < AB_OBSTACLE_COUNT; i++) {
        may = ab_scenario_is_free_of((enum ab_obstacle)i, scenario, airfield, fleet);
    }
    return may;
}

/* ---- payload ---- */

/* Payload by the curve alone. Up to the first point's range it is the first payload; beyond the
 * last point nothing flies. */
static double payload_by_range(const struct ab_aircraft_type *type, double distance_km)
{
    const struct ab_payload_point *point = type->payload_range;
    if (type->payload_points == 0) {
        return (double)INFINITY;
    }
    if (isnan(distance_km) || distance_km <= point[0].range_km) {
        return point[0].payload_t;
    }
    for (int i = 1; i < type->payload_points; i++) {
        if (distance_km > point[i].range_km) {
            continue;
        }
        const double share =
            (distance_km - point[i - 1].range_km) / (point[i].range_km - point[i - 1].range_km);
        return point[i - 1].payload_t + share * (point[i].payload_t - point[i - 1].payload_t);
    }
    return -1;
}

const struct ab_aircraft_type *ab_scenario_type(const struct ab_scenario *scenario, int fleet)
{
    return &scenario->aircraft[scenario->fleet[fleet].type];
}

double ab_type_payload(const struct ab_aircraft_type *type, double distance_km)
{
    const double payload = payload_by_range(type, distance_km);
    return payload > type->cargo_limit ? type->cargo_limit : payload;
}

/* What is flown before the first fuel of a way, and behind its last. */
struct ends {
    double first, last; /* km; the same where there is no fuel on the way */
    bool is_whole;      /* there is none */
};

static struct ends ends_of(const struct ab_way *way, const struct ab_aircraft_type *type)
{
    struct ends ends = {.is_whole = true};
    for (int i = 0; i < way->flights; i++) {
        ends.last += ab_route_still_air(&way->flight[i].route, type);
        ends.first = ends.is_whole ? ends.last : ends.first;
        if (i + 1 < way->flights && way->stop[i].fuels) {
            ends.last = 0;
            ends.is_whole = false;
        }
    }
    return ends;
}

/* What an aircraft flies directly, 0 km where that is not known. */
static double direct(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                     int from, int to)
{
    const struct ab_route route = ab_scenario_route(scenario, from, to);
    const double km = ab_route_still_air(&route, type);
    return isnan(km) ? 0 : km;
}

double ab_way_payload(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                      const struct ab_way *way, unsigned dry)
{
    if (!ab_way_is_timed(scenario, type, way)) {
        return -1;
    }
    if (type->payload_points == 0 || dry == 0) {
        return ab_type_payload(type, ab_way_longest(way, type).km);
    }
    const int last = way->flights - 1, from = way->flight[0].from, to = way->flight[last].to;
    const bool stops_last = last > 0 && way->stop[last - 1].fuels;
    const int behind = stops_last ? way->stop[last - 1].airfield : from;
    const double home = (dry & AB_DRY_TO) != 0 ? direct(scenario, type, to, behind) : 0;
    const double come = (dry & AB_DRY_FROM) != 0 ? direct(scenario, type, to, from) : 0;
    const struct ends ends = ends_of(way, type);
    const double longest =
        ends.is_whole
            ? ends.first + fmax(home, come) /* once, where neither end has fuel */
            : fmax(ab_way_longest(way, type).km, fmax(ends.first + come, ends.last + home));
    return ab_type_payload(type, longest);
}

unsigned ab_way_dry_ends(const struct ab_way *way, const struct ab_scenario *scenario)
{
    const struct ab_airfield *airfield = scenario->airfield;
    return (airfield[way->flight[0].from].fuel ? 0U : AB_DRY_FROM) |
           (airfield[way->flight[way->flights - 1].to].fuel ? 0U : AB_DRY_TO);
}

/* The payload over a way, whose stops become dry where there is no fuel. */
static double payload_over(struct ab_way *way, const struct ab_scenario *scenario,
                           const struct ab_aircraft_type *type, bool fuelled)
{
    if (fuelled) {
        return ab_way_payload(scenario, type, way, 0);
    }
    ab_way_dry_stops(way, scenario);
    return ab_way_payload(scenario, type, way, ab_way_dry_ends(way, scenario));
}

double ab_scenario_payload(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                           int from, int to, bool fuelled)
{
    struct ab_way way = ab_scenario_way(scenario, from, to);
    return payload_over(&way, scenario, type, fuelled);
}

double ab_scenario_payload_with(const struct ab_scenario *scenario, int fleet, int from, int to,
                                bool fuelled)
{
    struct ab_way way = ab_scenario_way(scenario, from, to);
    bool may = may_use(scenario, from, fleet);
    for (int i = 0; may && i < way.flights; i++) {
        may = may_use(scenario, way.flight[i].to, fleet);
    }
    return may ? payload_over(&way, scenario, ab_scenario_type(scenario, fleet), fuelled) : -1;
}

struct ab_payloads ab_scenario_payloads(const struct ab_scenario *scenario,
                                        const struct ab_contingent *contingent, int fleet,
                                        enum ab_direction direction, bool fuelled)
{
    const int origin = ab_contingent_origin(contingent, direction);
    const struct ab_goals goals = ab_contingent_goals(contingent, direction);
    struct ab_payloads found = {-1, -1};
    for (int i = 0; i < goals.count; i++) {
        const double payload =
            ab_scenario_payload_with(scenario, fleet, origin, goals.airfield[i], fuelled);
        if (payload >= 0 && (found.least < 0 || payload < found.least)) {
            found.least = payload;
        }
        found.most = payload > found.most ? payload : found.most;
    }
    return found;
}

double ab_scenario_planned_payload(const struct ab_scenario *scenario,
                                   const struct ab_contingent *contingent, int fleet,
                                   enum ab_direction direction, bool fuelled)
{
    return ab_scenario_payloads(scenario, contingent, fleet, direction, fuelled).least;
}

/* ---- what fits ---- */

/* Whether a deck has room for a row that begins with a vehicle, behind others. */
static bool has_room_behind(double length_used, const struct ab_aircraft_type *type,
                            const struct ab_vehicle_class *vehicle)
{
    return !(vehicle->width > type->deck_width + AB_SLACK ||
             length_used + vehicle->length > type->deck_length + AB_SLACK);
}

bool ab_deck_place(struct ab_deck *deck, const struct ab_aircraft_type *type,
                   const struct ab_vehicle_class *vehicle)
{
    for (int r = 0; r < deck->rows; r++) {
        const double width = deck->row[r].width_used + vehicle->width;
        if (vehicle->length <= deck->row[r].length + AB_SLACK &&
            width <= type->deck_width + AB_SLACK) {
            deck->row[r].width_used = width;
            return true;
        }
    }
    if (deck->rows == AB_DECK_ROWS || !has_room_behind(deck->length_used, type, vehicle)) {
        return false;
    }
    deck->row[deck->rows].length = vehicle->length;
    deck->row[deck->rows].width_used = vehicle->width;
    deck->rows++;
    deck->length_used += vehicle->length + type->deck_gap;
    return true;
}

bool ab_type_takes_vehicle(const struct ab_aircraft_type *type,
                           const struct ab_vehicle_class *vehicle, double payload_t)
{
    return vehicle->mass <= payload_t + AB_SLACK && has_room_behind(0, type, vehicle);
}

int64_t ab_type_seats(const struct ab_aircraft_type *type, bool with_vehicles)
{
    return with_vehicles && type->seats_with_vehicles >= 0 ? type->seats_with_vehicles
                                                           : type->seats;
}

int64_t ab_type_takes_people(const struct ab_aircraft_type *type, bool with_vehicles,
                             double spare_t, double person_mass, bool *by_mass)
{
    const int64_t seats = ab_type_seats(type, with_vehicles);
    const bool mass = person_mass > 0 && spare_t < (double)seats * person_mass;
    if (by_mass != NULL) {
        *by_mass = mass;
    }
    return mass ? (int64_t)floor(spare_t / person_mass + AB_SLACK) : seats;
}

/* ---- who carries whom ---- */

bool ab_references_name(const struct ab_references *references, int index)
{
    for (int i = 0; i < references->count; i++) {
        if (references->index[i] == index) {
            return true;
        }
    }
    return false;
}

const struct ab_references *ab_contingent_fleets(const struct ab_contingent *contingent,
                                                 enum ab_direction direction)
{
    return direction == AB_ON ? &contingent->onward_fleets : &contingent->fleets;
}

bool ab_contingent_allows(const struct ab_contingent *contingent, enum ab_direction direction,
                          int fleet)
{
    const struct ab_references *fleets = ab_contingent_fleets(contingent, direction);
    return fleets->count == 0 || ab_references_name(fleets, fleet);
}

bool ab_contingent_has_second_tier(const struct ab_contingent *contingent)
{
    return contingent->via != AB_NOBODY && contingent->onward_mode == AB_MODE_AIR;
}

bool ab_contingent_comes(const struct ab_contingent *contingent)
{
    return contingent->journey != AB_JOURNEY_LEAVE;
}

bool ab_contingent_flies_in(const struct ab_contingent *contingent)
{
    return ab_contingent_comes(contingent) && contingent->mode_in == AB_MODE_AIR;
}

bool ab_contingent_drives_in(const struct ab_contingent *contingent)
{
    return ab_contingent_comes(contingent) && contingent->mode_in == AB_MODE_ROAD;
}

bool ab_contingent_leaves(const struct ab_scenario *scenario,
                          const struct ab_contingent *contingent)
{
    return contingent->journey == AB_JOURNEY_LEAVE ||
           (contingent->journey == AB_JOURNEY_RETURN &&
            scenario->withdrawal.order.kind != AB_WHEN_UNSET);
}

bool ab_contingent_flies_home(const struct ab_scenario *scenario,
                              const struct ab_contingent *contingent)
{
    return contingent->mode_out == AB_MODE_AIR && ab_contingent_leaves(scenario, contingent);
}

bool ab_contingent_lands(const struct ab_contingent *contingent)
{
    return ab_contingent_flies_in(contingent) &&
           (contingent->via == AB_NOBODY || ab_contingent_has_second_tier(contingent));
}

struct ab_contingent ab_contingent_onward(const struct ab_contingent *contingent)
{
    struct ab_contingent onward = *contingent;
    onward.apoe = contingent->via;
    onward.via = AB_NOBODY;
    onward.fleets = contingent->onward_fleets;
    onward.load_plan_count = 0;
    onward.goes_on = true;
    return onward;
}

double ab_contingent_cargo(const struct ab_contingent *contingent, enum ab_cargo_class cargo_class)
{
    switch (cargo_class) {
    case AB_CARGO_BULK: return contingent->bulk;
    case AB_CARGO_OVERSIZE: return contingent->oversize;
    case AB_CARGO_OUTSIZE: return contingent->outsize;
    case AB_CARGO_CLASSES: break;
    }
    return 0;
}

double ab_contingent_all_cargo(const struct ab_contingent *contingent)
{
    return contingent->bulk + contingent->oversize + contingent->outsize;
}

bool ab_contingent_is_committed(const struct ab_contingent *contingent)
{
    return !contingent->standby || contingent->commit.kind != AB_WHEN_UNSET;
}

static bool has_content(const struct ab_contingent *contingent)
{
    return contingent->people->mean > 0 || contingent->vehicle_counts > 0 ||
           ab_contingent_all_cargo(contingent) > 0 || contingent->loads > 0;
}

bool ab_contingent_is_force(const struct ab_contingent *contingent)
{
    return ab_contingent_comes(contingent) && ab_contingent_is_committed(contingent) &&
           has_content(contingent);
}

bool ab_contingent_is_leaver(const struct ab_contingent *contingent)
{
    return !ab_contingent_comes(contingent) && ab_contingent_is_committed(contingent) &&
           has_content(contingent);
}

/* Whether a list of names with commas, "water, power plant", names a class; letters of both cases are
 * the same. An empty list names all. */
static bool names_class(const char *classes, const char *site_class)
{
    const size_t length = strlen(site_class);
    if (*classes == '\0') {
        return true;
    }
    for (const char *at = classes; at != NULL; at = strchr(at, ',')) {
        at += strspn(at, ", \t");
        size_t end = strcspn(at, ",");
        while (end > 0 && (at[end - 1] == ' ' || at[end - 1] == '\t')) {
            end--;
        }
        if (end == length && end > 0 && strncasecmp(at, site_class, length) == 0) {
            return true;
        }
    }
    return false;
}

bool ab_scenario_has_posture(const struct ab_scenario *scenario)
{
    bool said = *scenario->command.site_classes != '\0';
    for (int c = 0; !said && c < scenario->contingent_count; c++) {
        said = *scenario->contingent[c].site_classes != '\0';
    }
    return said && scenario->site_count > 0;
}

bool ab_contingent_may_guard(const struct ab_scenario *scenario,
                             const struct ab_contingent *contingent, const struct ab_site *site)
{
    return ab_contingent_comes(contingent) &&
           (site->contingent == AB_NOBODY ||
            &scenario->contingent[site->contingent] == contingent) &&
           names_class(scenario->command.site_classes, site->site_class) &&
           names_class(contingent->site_classes, site->site_class);
}

bool ab_contingent_is_prepared(const struct ab_contingent *contingent)
{
    return contingent->preparation_time->mean > 0 ||
           contingent->preparation_per_vehicle->mean > 0 ||
           contingent->preparation_per_tonne->mean > 0 ||
           contingent->preparation_per_person->mean > 0;
}

bool ab_scenario_prepares(const struct ab_scenario *scenario,
                          const struct ab_contingent *contingent, enum ab_direction direction)
{
    const int field = ab_contingent_origin(contingent, direction);
    return direction != AB_ON && field != AB_NOBODY &&
           (ab_contingent_is_prepared(contingent) ||
            scenario->airfield[field].yard_loads != AB_NO_LIMIT ||
            ab_scenario_changes_airfield(scenario, field,
                                         offsetof(struct ab_airfield, yard_loads)));
}

bool ab_scenario_cuts(const struct ab_scenario *scenario, const struct ab_contingent *contingent,
                      enum ab_direction direction)
{
    assert(direction != AB_ON); /* what goes on from a hub is loaded as it came */
    return !contingent->goes_on && contingent->loads == 0 && contingent->load_type == AB_NOBODY &&
           contingent->load_plan_count == 0 &&
           !ab_scenario_prepares(scenario, contingent, direction);
}

bool ab_scenario_has_force(const struct ab_scenario *scenario)
{
    bool has_force = false;
    for (int i = 0; i < scenario->contingent_count; i++) {
        has_force = has_force || ab_contingent_is_force(&scenario->contingent[i]);
    }
    return has_force;
}

bool ab_scenario_withdraws(const struct ab_scenario *scenario)
{
    bool returns = false;
    for (int c = 0; !returns && c < scenario->contingent_count; c++) {
        returns = ab_contingent_is_force(&scenario->contingent[c]) &&
                  scenario->contingent[c].journey == AB_JOURNEY_RETURN;
    }
    return returns && scenario->general.end != AB_END_CLOSED &&
           scenario->withdrawal.order.kind != AB_WHEN_UNSET;
}

bool ab_scenario_empties(const struct ab_scenario *scenario)
{
    bool leaves = ab_scenario_withdraws(scenario);
    for (int c = 0; !leaves && c < scenario->contingent_count; c++) {
        leaves = ab_contingent_is_leaver(&scenario->contingent[c]) &&
                 scenario->general.end != AB_END_CLOSED;
    }
    return leaves;
}

int ab_contingent_origin(const struct ab_contingent *contingent, enum ab_direction direction)
{
    switch (direction) {
    case AB_OUT: return ab_contingent_leaves_from(contingent);
    case AB_ON: return contingent->via;
    default: return contingent->apoe;
    }
}

struct ab_goals ab_contingent_goals(const struct ab_contingent *contingent,
                                    enum ab_direction direction)
{
    if (direction == AB_IN && contingent->via != AB_NOBODY) {
        return (struct ab_goals){1, &contingent->via};
    }
    if (direction != AB_OUT) {
        return (struct ab_goals){contingent->apod.count, contingent->apod.index};
    }
    if (contingent->homes.count > 0) {
        return (struct ab_goals){contingent->homes.count, contingent->homes.index};
    }
    const int *home =
        contingent->return_to != AB_NOBODY ? &contingent->return_to : &contingent->apoe;
    return (struct ab_goals){*home != AB_NOBODY, home};
}

int ab_contingent_leaves_from(const struct ab_contingent *contingent)
{
    if (contingent->withdraw_from != AB_NOBODY) {
        return contingent->withdraw_from;
    }
    return contingent->apod.count > 0 ? contingent->apod.index[0] : AB_NOBODY;
}

int ab_contingent_returns_to(const struct ab_contingent *contingent)
{
    return contingent->return_to != AB_NOBODY ? contingent->return_to : contingent->apoe;
}

bool ab_way_is_known(const struct ab_scenario *scenario, int from, int to)
{
    const struct ab_airfield *airfield = scenario->airfield;
    if (from == to || (airfield[from].located && airfield[to].located)) {
        return true;
    }
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return leg != NULL && (leg->has_block_time || leg->distance > 0);
}

bool ab_way_has_block_time(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                           int from, int to)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return from == to || (leg != NULL && leg->has_block_time) || type->cruise_speed > 0;
}

bool ab_way_is_timed(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                     const struct ab_way *way)
{
    bool is = true;
    for (int i = 0; is && i < way->flights; i++) {
        is = ab_way_has_block_time(scenario, type, way->flight[i].from, way->flight[i].to);
    }
    return is;
}

bool ab_ceiling_keeps_together(const struct ab_scenario *scenario, const struct ab_ceiling *flow,
                               int contingent, enum ab_direction direction)
{
    const struct ab_contingent *plan = &scenario->contingent[contingent];
    const bool goes = direction == AB_IN
                          ? flow->direction != AB_FLOW_OUT && ab_contingent_flies_in(plan) &&
                                plan->via == AB_NOBODY
                          : direction == AB_OUT && flow->direction != AB_FLOW_IN &&
                                ab_contingent_flies_home(scenario, plan);
    if (flow->together == 0 || !goes ||
        (flow->contingents.count > 0 && !ab_references_name(&flow->contingents, contingent))) {
        return false;
    }
    const struct ab_goals goals = ab_contingent_goals(plan, direction);
    bool is = flow->airfields.count == 0 ||
              ab_references_name(&flow->airfields, ab_contingent_origin(plan, direction));
    for (int i = 0; !is && i < goals.count; i++) {
        is = ab_references_name(&flow->airfields, goals.airfield[i]);
    }
    return is;
}

bool ab_milestone_is_of_evacuees(enum ab_milestone_event event)
{
    return event == AB_ON_BACKHAUL || event == AB_ON_BACKHAUL_FLIGHT || event == AB_ON_EVACUEES ||
           event == AB_ON_EVACUATION_FLIGHT || event == AB_ON_EVACUATED ||
           event == AB_ON_EVACUATION_OVER;
}

struct ab_bracket ab_when_range(const struct ab_when *when, struct ab_bracket base)
{
    switch (when->kind) {
    case AB_WHEN_DATE: return (struct ab_bracket){(double)when->date, (double)when->date};
    case AB_WHEN_DELAY:
        return (struct ab_bracket){base.low + when->delay->low, base.high + when->delay->high};
    case AB_WHEN_UNSET: break;
    }
    return base;
}

bool ab_when_is_dated(const struct ab_when *when)
{
    assert(when->kind != AB_WHEN_UNSET);
    return when->kind == AB_WHEN_DATE || when->delay->kind == AB_CONSTANT;
}

bool ab_airfield_opens_by(size_t offset)
{
    return offset == offsetof(struct ab_airfield, open) ||
           offset == offsetof(struct ab_airfield, utc_offset) ||
           offset == offsetof(struct ab_airfield, landing_hours) ||
           offset == offsetof(struct ab_airfield, takeoff_hours);
}

bool ab_change_is_to_come(const struct ab_change *change, ab_time when)
{
    const struct ab_key *key = ab_key_named(change->key);
    return ab_when_range(&change->at, AB_AT_START).low >= (double)when &&
           (!change->foreseen || !ab_when_is_dated(&change->at) ||
            !ab_caseless_begins(change->key, "airfield.") ||
            (key != NULL && !ab_airfield_opens_by(key->offset)));
}

bool ab_change_is_of_past(const struct ab_scenario *scenario, const struct ab_change *change)
{
    return scenario->past.is_given && ab_caseless_begins(change->named.id, AB_OF_PAST);
}

struct ab_bracket ab_scenario_request(const struct ab_scenario *scenario)
{
    return ab_when_range(&scenario->command.request, AB_AT_START);
}

double ab_when_most_between(const struct ab_when *first, const struct ab_when *second,
                            struct ab_bracket base)
{
    if (first->kind == AB_WHEN_UNSET || second->kind == AB_WHEN_UNSET) {
        return HUGE_VAL;
    }
    if (first->kind == AB_WHEN_DELAY && second->kind == AB_WHEN_DELAY) {
        base = AB_AT_START;
    }
    return ab_when_range(second, base).high - ab_when_range(first, base).low;
}

bool ab_hours_are_always(const struct ab_hours *hours)
{
    return hours->from == hours->to;
}
