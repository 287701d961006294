/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* rules.h - may a type use a field, carry a thing, fly a way, and with what payload.
 *
 * Each rule is said once. The reader asks before a run, in the best of times: what an airfield is at
 * the start is no obstacle when a change alters it. The model asks the same of things as they are. */
#ifndef AB_SCENARIO_RULES_H
#define AB_SCENARIO_RULES_H

#include "scenario/scenario.h"

/* Masses and lengths are decimal in scenarios and binary here: three 0.1 t must fit into 0.3 t. */
#define AB_SLACK 1e-9

/* ---- ways ---- */

/* How a load gets from one airfield to another: by one flight, or by several with the stops of a
 * route, or of legs, between them. */
struct ab_flight {
    int from, to;
    struct ab_route route;
};
struct ab_way {
    int flights;
    struct ab_flight flight[AB_STOPS_MAX + 1];
    struct ab_stopover stop[AB_STOPS_MAX]; /* behind the flight of the same number */
};

struct ab_way ab_scenario_way(const struct ab_scenario *scenario, int from, int to);

/* The same for who asks for few ways again and again, as of each fleet in turn: those asked for last
 * are kept. All zero at first. */
struct ab_known_way {
    const struct ab_scenario *scenario; /* NULL: none yet */
    int from, to;
    struct ab_way way;
};
enum { AB_WAYS_KEPT = 8 };
const struct ab_way *ab_scenario_known_way(struct ab_known_way known[AB_WAYS_KEPT],
                                           const struct ab_scenario *scenario, int from, int to);

/* The same behind so many of its flights. */
struct ab_way ab_way_rest(const struct ab_way *way, int flights);

/* Between which of its airfields a type flies furthest without taking fuel, by the purposes of the
 * stops: flights first .. last, so many kilometres of still air; NAN when unknown. */
struct ab_stretch {
    int first, last;
    double km;
};
struct ab_stretch ab_way_longest(const struct ab_way *way, const struct ab_aircraft_type *type);

/* Fuel is not taken at stops where there is none. */
void ab_way_dry_stops(struct ab_way *way, const struct ab_scenario *scenario);

/* The mean block time of the longest flight of a way, ms; NAN when unknown. */
double ab_way_longest_block(const struct ab_way *way, const struct ab_aircraft_type *type);

/* The type of a fleet's aircraft. */
const struct ab_aircraft_type *ab_scenario_type(const struct ab_scenario *scenario, int fleet);

/* ---- payload ---- */

/* Payload in tonnes a type can carry over a distance (interpolated payload-range points, capped by
 * cargo_limit): INFINITY without either, negative when out of range even empty. A distance that is
 * not known (NAN: a leg given by its block time alone) does not cost payload. */
double ab_type_payload(const struct ab_aircraft_type *type, double distance_km);

/* The same over the longest stretch of a way that is flown with the load aboard and without taking fuel.
 * A destination without fuel is left on the same fuel, empty and directly: to the last stop, where that
 * has some, else to the origin. An origin without fuel was come to so, from the destination. Negative where
 * it cannot fly, or how long it takes is not known. */
enum { AB_DRY_FROM = 1, AB_DRY_TO = 2 }; /* which ends have none */
unsigned ab_way_dry_ends(const struct ab_way *way, const struct ab_scenario *scenario);
double ab_way_payload(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                      const struct ab_way *way, unsigned dry);

/* From one airfield to another with the fuel that there is at the start, or as if there were fuel at
 * both. */
double ab_scenario_payload(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                           int from, int to, bool fuelled);

/* The same of a fleet's aircraft; negative also when an airfield of the way never takes it. */
double ab_scenario_payload_with(const struct ab_scenario *scenario, int fleet, int from, int to,
                                bool fuelled);

/* Payload in tonnes of a fleet's aircraft over the ways that a contingent's loads of one direction may
 * fly, negative when there is none. Closed airfields count: a change may open them. */
struct ab_payloads {
    double least, most;
};
struct ab_payloads ab_scenario_payloads(const struct ab_scenario *scenario,
                                        const struct ab_contingent *contingent, int fleet,
                                        enum ab_direction direction, bool fuelled);

/* What loads that are planned beforehand are planned with: the least, so that any of the ways may be
 * chosen. */
double ab_scenario_planned_payload(const struct ab_scenario *scenario,
                                   const struct ab_contingent *contingent, int fleet,
                                   enum ab_direction direction, bool fuelled);

/* ---- airfields ---- */

/* What may keep a type from an airfield: it is banned, the runway is too short for it, or it takes
 * more stands than there are, unless it is at home there. */
enum ab_obstacle { AB_BANNED, AB_SHORT_RUNWAY, AB_FEW_STANDS, AB_OBSTACLE_COUNT };

/* Whether an airfield as it is at the start or after a change is free of an obstacle; and whether one
 * as it is is free of all of them. */
bool ab_scenario_is_free_of(enum ab_obstacle obstacle, const struct ab_scenario *scenario,
                            int airfield, int fleet);
bool ab_field_takes(const struct ab_airfield *airfield, const struct ab_scenario *scenario,
                    int type, bool at_home);

/* ---- what fits ---- */

enum { AB_DECK_ROWS = 24 };

/* Vehicles on a cargo deck: rows one behind the other, each with vehicles side by side. */
struct ab_deck {
    int rows;
    double length_used; /* m, with a gap behind every row */
    struct {
        double length, width_used;
    } row[AB_DECK_ROWS];
};

/* Puts a vehicle on the deck; false when it does not fit (the deck is unchanged). A row is as long as
 * its first vehicle, so that least room is wasted when vehicles come by falling length. */
bool ab_deck_place(struct ab_deck *deck, const struct ab_aircraft_type *type,
                   const struct ab_vehicle_class *vehicle);

/* Whether a type takes a vehicle alone, with so much payload. */
bool ab_type_takes_vehicle(const struct ab_aircraft_type *type,
                           const struct ab_vehicle_class *vehicle, double payload_t);

/* The seats of a type, with vehicles aboard or without. */
int64_t ab_type_seats(const struct ab_aircraft_type *type, bool with_vehicles);

/* How many people a type takes, with so much payload to spare; *by_mass (if not NULL) tells whether
 * that is what bounds them, not the seats. */
int64_t ab_type_takes_people(const struct ab_aircraft_type *type, bool with_vehicles,
                             double spare_t, double person_mass, bool *by_mass);

/* A contingent's cargo of a class, and of all, t. */
double ab_contingent_cargo(const struct ab_contingent *contingent, enum ab_cargo_class cargo_class);
double ab_contingent_all_cargo(const struct ab_contingent *contingent);

/* ---- who carries whom ---- */

/* The fleets that may carry a contingent's loads of one direction, none given: all; and whether this
 * one may. */
const struct ab_references *ab_contingent_fleets(const struct ab_contingent *contingent,
                                                 enum ab_direction direction);
bool ab_contingent_allows(const struct ab_contingent *contingent, enum ab_direction direction,
                          int fleet);

/* Whether a contingent goes on from a hub in loads of a second tier; and what that tier is as a
 * contingent of its own, from the hub, that shares all lists with it. */
bool ab_contingent_has_second_tier(const struct ab_contingent *contingent);
struct ab_contingent ab_contingent_onward(const struct ab_contingent *contingent);

/* Whether it comes at all: who only leaves is there from the start; and whether it comes by air, or by
 * road. Whether it is to leave the theatre, and by air. */
bool ab_contingent_comes(const struct ab_contingent *contingent);
bool ab_contingent_flies_in(const struct ab_contingent *contingent);
bool ab_contingent_drives_in(const struct ab_contingent *contingent);
bool ab_contingent_leaves(const struct ab_scenario *scenario,
                          const struct ab_contingent *contingent);
bool ab_contingent_flies_home(const struct ab_scenario *scenario,
                              const struct ab_contingent *contingent);

/* Whether its loads land in the theatre: not those that come by road, all the way or from a hub. */
bool ab_contingent_lands(const struct ab_contingent *contingent);

/* A standby contingent without a commitment stays where it is, and is not part of the force; nor is one
 * that brings nothing, and only lends its name to supplies, or one that only leaves. */
bool ab_contingent_is_committed(const struct ab_contingent *contingent);
bool ab_contingent_is_leaver(const struct ab_contingent *contingent);
bool ab_contingent_is_force(const struct ab_contingent *contingent);

/* Posture: whether classes of sites are said that the force, or a contingent, may be given; and whether
 * this one may be given this site. */
bool ab_scenario_has_posture(const struct ab_scenario *scenario);
bool ab_contingent_may_guard(const struct ab_scenario *scenario,
                             const struct ab_contingent *contingent, const struct ab_site *site);

/* Whether its loads are prepared by teams of the field that they leave from. */
bool ab_contingent_is_prepared(const struct ab_contingent *contingent);

/* Whether its loads of a direction pass through the hands of teams, or a yard that is limited. Those
 * that go on from a hub stand in its yard already. */
bool ab_scenario_prepares(const struct ab_scenario *scenario,
                          const struct ab_contingent *contingent, enum ab_direction direction);

/* Whether its loads of a direction may be cut when they are given their aircraft, for its type and the way
 * that it flies: not those that are stated, or that stand ready as they are (prepared, or cut at a hub). */
bool ab_scenario_cuts(const struct ab_scenario *scenario, const struct ab_contingent *contingent,
                      enum ab_direction direction);

/* Whether there is a force at all; whether it is to be home again before the scenario ends; and whether
 * anybody is to leave, by an order or without. */
bool ab_scenario_has_force(const struct ab_scenario *scenario);
bool ab_scenario_withdraws(const struct ab_scenario *scenario);
bool ab_scenario_empties(const struct ab_scenario *scenario);

/* Between which airfields a contingent's loads of one direction go: from where, AB_NOBODY when it
 * has no such ways, and where to, one of several or none. */
struct ab_goals {
    int count;
    const int *airfield;
};
int ab_contingent_origin(const struct ab_contingent *contingent, enum ab_direction direction);
struct ab_goals ab_contingent_goals(const struct ab_contingent *contingent,
                                    enum ab_direction direction);

/* Where a contingent's homeward flights leave from and go to; AB_NOBODY when it has neither ways
 * home nor ways in. */
int ab_contingent_leaves_from(const struct ab_contingent *contingent);
int ab_contingent_returns_to(const struct ab_contingent *contingent);

/* Whether it is known how long a way between airfields is or how long it takes; and how long a type
 * takes for it, from the leg or from its speed. */
bool ab_way_is_known(const struct ab_scenario *scenario, int from, int to);
bool ab_way_has_block_time(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                           int from, int to);
bool ab_way_is_timed(const struct ab_scenario *scenario, const struct ab_aircraft_type *type,
                     const struct ab_way *way);

/* Whether loads of a contingent wait, where they go to, for others of theirs, as a flow says. */
bool ab_ceiling_keeps_together(const struct ab_scenario *scenario, const struct ab_ceiling *flow,
                               int contingent, enum ab_direction direction);

/* Whether a milestone is of people who leave, or of flights with them. */
bool ab_milestone_is_of_evacuees(enum ab_milestone_event event);

/* ---- moments ---- */

/* The first and the last that a moment may be, ms since the start, where delays are after something that
 * comes between two others; and the request for help. */
struct ab_bracket {
    double low, high;
};
#define AB_AT_START ((struct ab_bracket){0, 0})
struct ab_bracket ab_when_range(const struct ab_when *when, struct ab_bracket base);
/* Whether it is known ahead: a date, or a delay that is no matter of chance. */
bool ab_when_is_dated(const struct ab_when *when);
struct ab_bracket ab_scenario_request(const struct ab_scenario *scenario);

/* Whether a change of this field opens or shuts an airfield: such are known ahead, and no others. */
bool ab_airfield_opens_by(size_t offset);

/* Whether a change comes no sooner than then, and nobody knows of it before; and whether the plan itself does
 * not say it: it stands for where that differs from its past, and has an id that begins like this. */
bool ab_change_is_to_come(const struct ab_change *change, ab_time when);
bool ab_change_is_of_past(const struct ab_scenario *scenario, const struct ab_change *change);
#define AB_OF_PAST "from-then-on-"

/* The longest that may lie between two moments, ms, delays being after the same; negative when the second
 * is always earlier, INFINITY when one of them is not given. */
double ab_when_most_between(const struct ab_when *first, const struct ab_when *second,
                            struct ab_bracket base);

/* Whether hours of the local day are all of it. */
bool ab_hours_are_always(const struct ab_hours *hours);

#endif
