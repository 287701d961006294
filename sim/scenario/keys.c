/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* keys.c - the table of keys.
 *
 * Every row says what a key is called, what its values are and where they go. Rows stand in the
 * order in which `keys` and `show` print them and in which values are converted, which matters
 * twice: [scenario] start comes before every date, and a milestone's `since` and `by` come before
 * the bounds whose meaning they decide. */
#include "scenario/keys.h"

#include "base/limits.h"

#include <math.h>

/* clang-format off */

/* A key is named like its field, unless NAMED. Ranges of durations are in hours. */
#define FIELD(type, field) .name = #field, .offset = offsetof(struct type, field)
#define NAMED(key, type, field) .name = (key), .offset = offsetof(struct type, field)
#define COMPANION(type, field) .companion = offsetof(struct type, field)

#define TEXT .type = AB_VALUE_TEXT
#define FLAG(text) .type = AB_VALUE_FLAG, .preset = (text)
#define COUNT(text, low, high) .type = AB_VALUE_COUNT, .preset = (text), .minimum = (low), \
    .maximum = (high)
#define NUMBER(dim, text, low, high) .type = AB_VALUE_NUMBER, .dimension = AB_DIMENSION_##dim, \
    .preset = (text), .minimum = (low), .maximum = (high)
#define TIME_BETWEEN(text, low, high) .type = AB_VALUE_DURATION, .dimension = AB_DIMENSION_TIME, \
    .preset = (text), .minimum = (low), .maximum = (high)
#define RANDOM_TIME(text) .type = AB_VALUE_DISTRIBUTION, .dimension = AB_DIMENSION_TIME, \
    .preset = (text), .minimum = 0, .maximum = AB_HOURS_MAX
#define WHEN(text) .type = AB_VALUE_WHEN, .dimension = AB_DIMENSION_TIME, .preset = (text), \
    .minimum = 0, .maximum = AB_HOURS_MAX
#define CHOICE(text, list) .type = AB_VALUE_CHOICE, .preset = (text), .choice = (list)
#define ONE_OF(kind) .type = AB_VALUE_REFERENCE, .target = AB_SECTION_##kind
#define SOME_OF(kind) .type = AB_VALUE_REFERENCES, .target = AB_SECTION_##kind
#define NUMBERS_OF(kind) .type = AB_VALUE_NUMBERS_OF, .target = AB_SECTION_##kind, \
    .minimum = 1, .maximum = AB_COUNT_MAX

/* What `worth` tries of a key. */
#define ONE_MORE(noun) .worth = AB_WORTH_ONE, .one = (noun)
#define ONE_CREW .worth = AB_WORTH_CREW, .one = "crew"
#define HOUR_MORE .worth = AB_WORTH_HOUR
#define FASTER .worth = AB_WORTH_FASTER
#define SHORTER .worth = AB_WORTH_SHORTER


/* The choices: name and meaning, in the order of their enum. */
static const struct ab_choice ends[] = {
    [AB_END_CLOSED] = {"closed", "the last load of the force is off its aircraft"},
    [AB_END_WITHDRAWN] = {"withdrawn", "everybody and everything is home again"},
    [AB_END_HORIZON] = {"horizon", "whatever has happened, at the horizon"},
    [AB_END_EVACUATED] = {"evacuated", "nobody of any evacuation is left to fly, or it has ended"},
    {NULL, NULL}};
static const struct ab_choice taskings[] = {
    [AB_TASKING_LOOKAHEAD] = {"lookahead", "as the load is foreseen to be off its aircraft soonest"},
    [AB_TASKING_GREEDY] = {"greedy", "who can be there first, to where the fewest are bound"},
    {NULL, NULL}};
static const struct ab_choice vehicle_orders[] = {
    [AB_LONGEST_FIRST] = {"longest", "by falling length, then mass"},
    [AB_AS_LISTED] = {"listed", "as vehicles lists the classes: what matters first goes first"},
    {NULL, NULL}};
static const struct ab_choice spans[] = {
    [AB_SPANS_OF_HOURS] = {"hour", "hours of the clock, UTC"},
    [AB_SPANS_OF_DAYS] = {"day", "days, UTC"}, {NULL, NULL}};
static const struct ab_choice leads[] = {
    [AB_LEAD_COMPLETE] = {"complete", "its last load is off its aircraft, or its column in"},
    [AB_LEAD_FIRST_LANDING] = {"first_landing", "its first load has landed, or its column is in"},
    {NULL, NULL}};
static const struct ab_choice journeys[] = {
    [AB_JOURNEY_RETURN] = {"return", "it comes, and goes home when that is ordered"},
    [AB_JOURNEY_STAY] = {"stay", "it comes and stays: the withdrawal does not wait for it"},
    [AB_JOURNEY_LEAVE] = {"leave", "it is there at the start, and only leaves"},
    {NULL, NULL}};
static const struct ab_choice flow_directions[] = {
    [AB_FLOW_IN] = {"in", "flights into the theatre, to a hub and on from it included"},
    [AB_FLOW_OUT] = {"out", "flights out of the theatre"},
    [AB_FLOW_BOTH] = {"both", "both together"}, {NULL, NULL}};
static const struct ab_choice alerts[] = {
    [AB_ALERT_REQUEST] = {"request", "the request for help"},
    [AB_ALERT_DECISION] = {"decision", "the decision to send help"},
    [AB_ALERT_ORDERS] = {"orders", "the orders that follow the decision"}, {NULL, NULL}};
static const struct ab_choice modes[] = {
    [AB_MODE_AIR] = {"air", "in loads of aircraft"},
    [AB_MODE_ROAD] = {"road", "in a column of its own"}, {NULL, NULL}};
static const struct ab_choice uses[] = {
    [AB_USE_INPUT] = {"input", "a scenario's numbers were taken from it: it is bound to hold"},
    [AB_USE_CALIBRATION] = {"calibration", "unknown numbers were chosen so that it holds"},
    [AB_USE_VALIDATION] = {"validation", "kept apart: it tells whether the rest is right"},
    {NULL, NULL}};
static const struct ab_choice cargo_classes[] = {
    [AB_CARGO_BULK] = {"bulk", "what fits on a pallet, 104 by 84 by 96 inches"},
    [AB_CARGO_OVERSIZE] = {"oversize", "what does not, up to 1,090 by 117 by 105 inches"},
    [AB_CARGO_OUTSIZE] = {"outsize", "what is larger still: for a C-5, C-17 or An-124"},
    {NULL, NULL}};
static const struct ab_choice movements[] = {
    [AB_BOTH_MOVEMENTS] = {"both", "landings and take-offs"},
    [AB_LANDINGS] = {"landings", "landings only"},
    [AB_TAKEOFFS] = {"takeoffs", "take-offs only"}, {NULL, NULL}};
static const struct ab_choice overruns[] = {
    [AB_OVERRUN_FINISH] = {"finish", "work that has begun goes on behind the hours"},
    [AB_OVERRUN_WAIT] = {"wait", "work that would not be done within the hours begins the next day"},
    {NULL, NULL}};
static const struct ab_choice designs[] = {
    [AB_DESIGN_PRODUCT] = {"product", "every combination of the values of all keys"},
    [AB_DESIGN_ZIP] = {"zip", "the first values of all keys, then the second ones, and so on"},
    [AB_DESIGN_LHS] = {"lhs", "a Latin hypercube: each slice of each range once, places by the seed"},
    [AB_DESIGN_SOBOL] = {"sobol", "the Sobol sequence, even over all ranges, the same for any seed"},
    {NULL, NULL}};
static const struct ab_choice events[] = {
    [AB_ON_REQUEST] = {"request", "help is asked for"},
    [AB_ON_DECISION] = {"decision", "it is decided"},
    [AB_ON_ORDERS] = {"orders", "orders are out"},
    [AB_ON_BOARDING] = {"boarding", "the onload of an inbound load begins"},
    [AB_ON_DEPARTURE] = {"departure", "an aircraft with an inbound load takes off"},
    [AB_ON_LANDING] = {"landing", "an aircraft with an inbound load lands"},
    [AB_ON_VEHICLE_LANDING] = {"vehicle_landing", "the same, with vehicles aboard"},
    [AB_ON_ARRIVED] = {"arrived", "the first load of a contingent lands, or its road column is in"},
    [AB_ON_COMPLETE] = {"complete", "the last load of a contingent is off its aircraft"},
    [AB_ON_PEOPLE] = {"people", "people are delivered: counted one by one"},
    [AB_ON_VEHICLES] = {"vehicles", "vehicles are delivered: counted one by one"},
    [AB_ON_CLOSED] = {"closed", "all contingents are complete"},
    [AB_ON_HEADQUARTERS] = {"headquarters", "the headquarters is up"},
    [AB_ON_GUARDED] = {"guarded", "a site is guarded: the relief in place is over"},
    [AB_ON_HOST_RELIEVED] = {"host_relieved", "host people are freed by it: counted one by one"},
    [AB_ON_WITHDRAWAL_ORDER] = {"withdrawal_order", "the withdrawal is ordered"},
    [AB_ON_HANDBACK] = {"handback", "a site begins to be handed back"},
    [AB_ON_OUT_DEPARTURE] = {"out_departure", "an aircraft with a homeward load takes off"},
    [AB_ON_COLUMN] = {"column", "a homeward road column leaves"},
    [AB_ON_RETURNED] = {"returned", "everybody of a contingent is home"},
    [AB_ON_WITHDRAWN] = {"withdrawn", "everybody of the force is home"},
    [AB_ON_BACKHAUL] = {"backhaul", "passengers take off on return legs: counted one by one"},
    [AB_ON_BACKHAUL_FLIGHT] = {"backhaul_flight", "a return leg with passengers takes off"},
    [AB_ON_SUSTAINMENT] = {"sustainment", "a sustainment flight is unloaded"},
    [AB_ON_NOTIFICATION] = {"notification", "another organisation is told"},
    [AB_ON_RELEASE] = {"release", "the authority releases a standby contingent, or the withdrawal"},
    [AB_ON_REPORTED] = {"reported", "command knows that a site is guarded"},
    [AB_ON_EVACUEES] = {"evacuees", "evacuees take off, on any flight, those of back-hauls too: counted one by one"},
    [AB_ON_EVACUATION_FLIGHT] = {"evacuation_flight", "a flight with evacuees takes off, called or not"},
    [AB_ON_EVACUATED] = {"evacuated", "evacuees are off their aircraft: counted one by one"},
    [AB_ON_EVACUATION_OVER] = {"evacuation_over", "nobody of an evacuation is left to fly, or it ended"},
    [AB_ON_COUNT] = {NULL, NULL}};
static const struct ab_choice releases[] = {
    [AB_RELEASE_NOTHING] = {"none", "nothing is asked for: command decides by itself"},
    [AB_RELEASE_WITHDRAWAL] = {"withdrawal", "the withdrawal is ordered when it is released"},
    [AB_RELEASE_RESERVE] = {"reserve", "standby contingents are committed when they are released"},
    [AB_RELEASE_BOTH] = {"both", "withdrawal and reserve"}, {NULL, NULL}};
static const struct ab_choice precedings[] = {
    [AB_PRECEDES_NOTHING] = {"nothing", "it is told, and nobody waits for that"},
    [AB_PRECEDES_DECISION] = {"decision", "the decision"},
    [AB_PRECEDES_ORDERS] = {"orders", "the orders"},
    [AB_PRECEDES_MOVEMENT] = {"movement", "the first load or road column of every contingent"},
    [AB_PRECEDES_WITHDRAWAL] = {"withdrawal", "the withdrawal order"}, {NULL, NULL}};

static const struct ab_choice table_rows[] = {
    [AB_ROWS_ALL] = {"all", "each"},
    [AB_ROWS_REFERENCED] = {"referenced", "those whose id something else in the scenario names"},
    {NULL, NULL}};

static const struct ab_key scenario_keys[] = {
    {.name = "base", .type = AB_VALUE_BASE,
     .help = "scenario to inherit from, or several, FILE, FILE; beside the file that says it, else an "
             "installed one",
     .rule = "What a file says itself has the last word; of its bases the later overrides the "
             "earlier. One that several are based on is read once, before them."},
    {FIELD(ab_general, start), .type = AB_VALUE_START, .flags = AB_KEY_REQUIRED,
     .help = "simulated time zero, 9979-12-31 at the latest"},
    {FIELD(ab_general, title), TEXT, .help = "one line, for reports"},
    {FIELD(ab_general, note), TEXT, .help = "anything worth knowing"},
    {FIELD(ab_general, end), CHOICE("closed", ends),
     .help = "what ends a replication, at the horizon at the latest"},
    {FIELD(ab_general, horizon), TIME_BETWEEN("60 d", 0.001, AB_HOURS_MAX),
     .help = "a replication ends here at the latest"},
    {FIELD(ab_general, event_limit), COUNT("10000000", 1, 1e15),
     .help = "a replication with more events than this fails"},
    {FIELD(ab_general, tasking), CHOICE("lookahead", taskings),
     .help = "how aircraft, loads and airfields of debarkation are matched",
     .rule = "lookahead: of the free aircraft a load gets the one with which it is foreseen to be off "
             "soonest, on ties the one that can be there first, then the one that has been free "
             "longest; and it waits when it would be off sooner still with an aircraft that is not "
             "free yet. It does not wait for one that is promised to a load before it, or that comes home "
             "where no crew is rested; nor when more than four like it wait, or there is not one for each "
             "of these, unless hours let no free one ever bring it. "
             "It goes to the airfield of apod where it is off soonest, the earlier in the list on "
             "ties. Where loads are cut for their aircraft (contingent.load_type), and more would be in "
             "it with one than with another, or to one airfield than to another, it is the one with most "
             "tonnes per hour until it is off; and a load only waits if all that is left would be off "
             "sooner than with any that is free. Foreseen are mean times for the way to the load, maintenance, onload, the flight "
             "with its stops and the offload; hours and dated closures, of the way to the load too; and who is due at the "
             "airfield before it and keeps runway and places. greedy: the free aircraft that can be "
             "there first, hours and closures included, and the airfield that opens first and to which the fewest loaded aircraft "
             "are bound per place, this one included."},
    {FIELD(ab_general, deterministic), FLAG("no"),
     .help = "every distribution is replaced by its mean, and repairs before a departure by what they take on average"},
    {FIELD(ab_general, seed), COUNT("1", 0, 1e18), .help = "of the random streams"},
    {FIELD(ab_general, spans), CHOICE("hour", spans),
     .help = "flows.csv and binding.csv go by the hour or by the day; by the day in any case where hours until "
             "the horizon and places would be more than a million cells"},
    {FIELD(ab_general, deadline), .type = AB_VALUE_DATE, COMPANION(ab_general, has_deadline),
     .help = "how probable it is that the force, and each contingent, is in by then is told, in the "
             "account, deadlines.csv and the measure closed_by; --by DATE gives it",
     .rule = "Nothing that happens depends on it. It must not lie behind the horizon: what is not in by "
             "then is not followed."},
    {FIELD(ab_general, nth_delivery), COUNT("0", 0, 1e9),
     .help = "the measure nth_delivery_h is of this load of the force, counted as they come off their "
             "aircraft; 0: of none"},
    {FIELD(ab_general, route_factor), NUMBER(NONE, "1", 1, 10),
     .help = "flown distance over geodesic, unless a leg says otherwise"},
    {FIELD(ab_general, person_mass), NUMBER(MASS, "0.12 t", 0, 10), .help = "a person with kit"},
    {FIELD(ab_general, road_factor), NUMBER(NONE, "1.3", 1, 10),
     .help = "road distance over geodesic, for sites given by position"},
    {FIELD(ab_general, road_speed), NUMBER(SPEED, "40 km/h", 0.1, 200),
     .help = "of columns to sites given by position"},
    {FIELD(ab_general, wind), NUMBER(SPEED, "0 km/h", -500, 500),
     .help = "mean wind from the west at cruising level; negative: from the east"},
};

static const struct ab_key past_keys[] = {
    {FIELD(ab_past, scenario), .type = AB_VALUE_FILE,
     .help = "scenario that was simulated until then; `run --from DIR` says all of this",
     .rule = "Until then everything is as in that replication: its scenario, its luck. From then on "
             "what this scenario says otherwise holds, and luck is that of this run; what was drawn "
             "before, as the arrival of a flight in the air or the end of a spell of weather, stays. "
             "What may differ is what [change.ID] may alter, what was to happen later in the "
             "withdrawal, changes to come that nobody knew of, and what is new: contingents, fleets, "
             "sites, evacuations, flows, blackouts, notifications, changes, milestones. That comes in "
             "then, or later if it says so."},
    {FIELD(ab_past, set), TEXT, .help = "the --set of it, separated by semicolons"},
    {FIELD(ab_past, at), .type = AB_VALUE_DATE, COMPANION(ab_past, is_given),
     .help = "this scenario goes on from here"},
    {FIELD(ab_past, seed), COUNT("1", 0, 1e18), .help = "of the random streams before"},
    {FIELD(ab_past, replication), COUNT("1", 1, 1e7), .help = "which replication of it"},
};

static const struct ab_key command_keys[] = {
    {FIELD(ab_command, request), WHEN("0 h"), .help = "help is asked for; a delay is after start"},
    {FIELD(ab_command, consultation), SHORTER,
     WHEN("0 h"), .help = "allies were consulted, after the request"},
    {FIELD(ab_command, decision), SHORTER,
     WHEN("0 h"), .help = "the decision, after the consultation"},
    {FIELD(ab_command, orders), SHORTER, WHEN("0 h"), .help = "orders are out, after the decision"},
    {FIELD(ab_command, headquarters), ONE_OF(CONTINGENT),
     .help = "the contingent that brings the headquarters"},
    {FIELD(ab_command, headquarters_setup), SHORTER, RANDOM_TIME("0 h"),
     .help = "from the closure of that contingent until the headquarters is up"},
    {FIELD(ab_command, headquarters_needed), FLAG("no"),
     .help = "sites are assigned only when the headquarters is up"},
    {FIELD(ab_command, release), CHOICE("none", releases),
     .help = "what one authority must release: it is asked when the withdrawal is to be ordered, or a "
             "standby contingent to be committed"},
    {FIELD(ab_command, release_time), SHORTER, RANDOM_TIME("0 h"),
     .help = "that the authority takes for a request; drawn for each"},
    {FIELD(ab_command, release_from), WHEN(NULL),
     .help = "nothing is released before, after the request for help; not given: no such date"},
    {FIELD(ab_command, release_one_by_one), FLAG("no"),
     .help = "a request is looked at when those before it are released, in the order in which they "
             "came, of one instant the contingents by id and then the withdrawal"},
    {FIELD(ab_command, site_classes), TEXT, .flags = AB_KEY_DECIDES,
     .help = "posture: the classes of sites that the force may be given, with commas; not given: all"},
};

static const struct ab_key withdrawal_keys[] = {
    {FIELD(ab_withdrawal, order), SHORTER, WHEN(NULL), .flags = AB_KEY_CHANGEABLE,
     .help = "the withdrawal order; a delay is after closure; without it nobody leaves",
     .rule = "A change of it, or of handback and start, counts if the order has not been given yet; "
             "what is past by then is given at once."},
    {FIELD(ab_withdrawal, handback), SHORTER, WHEN("0 h"), .flags = AB_KEY_CHANGEABLE,
     .help = "first handbacks, after the order"},
    {FIELD(ab_withdrawal, start), SHORTER, WHEN("0 h"), .flags = AB_KEY_CHANGEABLE,
     .help = "first outbound loading, after the order"},
    {FIELD(ab_withdrawal, flights_per_day), ONE_MORE("flight a day"),
     COUNT("0", 0, 100000), .flags = AB_KEY_CHANGEABLE,
     .help = "ceiling on outbound departures; 0 is none; a [flow] says more",
     .rule = "Other than a flow it looks no further than today: no more loads are given aircraft "
             "than may still leave today. Waiting is charged to `slot`."},
    {FIELD(ab_withdrawal, day_offset), TIME_BETWEEN("0 h", -24, 24),
     .help = "days of that ceiling begin at 00:00 UTC minus this"},
};

static const struct ab_key aircraft_keys[] = {
    {FIELD(ab_aircraft_type, name), TEXT, .flags = AB_KEY_NAMED_BY_ID, .help = "for reports"},
    {FIELD(ab_aircraft_type, cruise_speed), NUMBER(SPEED, "0 km/h", 0, 4000),
     .help = "block speed; 0: flies only legs with a block time"},
    {FIELD(ab_aircraft_type, allowance), SHORTER, TIME_BETWEEN("0 h", 0, 24),
     .help = "taxi, climb and approach, added to every flight"},
    {FIELD(ab_aircraft_type, block_factor), .type = AB_VALUE_DISTRIBUTION, .preset = "1",
     .minimum = 0, .maximum = 100, .help = "random factor on the block time"},
    {FIELD(ab_aircraft_type, payload_range), .type = AB_VALUE_PAYLOAD_RANGE, .dimension = AB_DIMENSION_MASS,
     COMPANION(ab_aircraft_type, payload_points),
     .help = "payload falling, range rising: 47 t: 3700 km, 0 t: 7800 km; none: no limit"},
    {FIELD(ab_aircraft_type, cargo_limit), NUMBER(MASS, "unlimited", 0, 1000),
     .word = "unlimited", .word_value = HUGE_VAL, .help = "cap on the payload"},
    {FIELD(ab_aircraft_type, cargo_class), CHOICE("bulk", cargo_classes),
     .help = "largest class of a contingent's cargo that it takes; vehicles go by deck and mass alone"},
    {FIELD(ab_aircraft_type, seats), COUNT("0", 0, 10000), .help = "people without vehicles aboard"},
    {FIELD(ab_aircraft_type, seats_with_vehicles), COUNT("seats", 0, 10000), .word = "seats",
     .word_value = -1, .help = "people beside vehicles"},
    {FIELD(ab_aircraft_type, seats_evacuation), COUNT("seats", 0, 10000), .word = "seats",
     .word_value = -1, .help = "people of an evacuation aboard, as with the seats out"},
    {FIELD(ab_aircraft_type, deck_length), NUMBER(LENGTH, "0 m", 0, 200),
     .help = "cargo deck; 0: carries no vehicles"},
    {FIELD(ab_aircraft_type, deck_width), NUMBER(LENGTH, "0 m", 0, 50), .help = "cargo deck"},
    {FIELD(ab_aircraft_type, deck_gap), NUMBER(LENGTH, "0.4 m", 0, 50),
     .help = "between vehicles in a column"},
    {FIELD(ab_aircraft_type, stands), COUNT("1", 1, 100), .help = "parking stands it takes"},
    {FIELD(ab_aircraft_type, runway), NUMBER(LENGTH, "0 m", 0, 10000), .help = "shortest it uses"},
    {FIELD(ab_aircraft_type, onload_time), SHORTER,
     RANDOM_TIME("0 h"), .help = "onload, set-up part"},
    {FIELD(ab_aircraft_type, onload_per_vehicle), SHORTER, RANDOM_TIME("0 h"),
     .help = "onload, part per vehicle"},
    {FIELD(ab_aircraft_type, onload_per_tonne), SHORTER, RANDOM_TIME("0 h"),
     .help = "onload, part per tonne of bulk cargo"},
    {FIELD(ab_aircraft_type, onload_per_person), SHORTER, RANDOM_TIME("0 h"),
     .help = "onload, part per person"},
    {FIELD(ab_aircraft_type, offload_time), SHORTER,
     RANDOM_TIME("0 h"), .help = "offload, set-up part"},
    {FIELD(ab_aircraft_type, offload_per_vehicle), SHORTER, RANDOM_TIME("0 h"),
     .help = "offload, part per vehicle"},
    {FIELD(ab_aircraft_type, offload_per_tonne), SHORTER, RANDOM_TIME("0 h"),
     .help = "offload, part per tonne of bulk cargo"},
    {FIELD(ab_aircraft_type, offload_per_person), SHORTER, RANDOM_TIME("0 h"),
     .help = "offload, part per person"},
    {FIELD(ab_aircraft_type, servicing_time), SHORTER, RANDOM_TIME("0 h"),
     .help = "on the stand after a flight, away from home"},
    {FIELD(ab_aircraft_type, maintenance_time), SHORTER,
     RANDOM_TIME("0 h"), .help = "at home after a flight",
     .rule = "A load at home, for which an aircraft comes or is maintained, goes with another of its "
             "fleet that is ready there before and that no other load has taken; of several such loads "
             "the one whose aircraft was sent first. Until its maintenance is done the load waits for `aircraft`."},
    {FIELD(ab_aircraft_type, fuel_burn), NUMBER(MASS_RATE, "0 t/h", 0, 100),
     .help = "per hour of block time; 0: its fuel is not followed"},
    {FIELD(ab_aircraft_type, fuel_capacity), NUMBER(MASS, "unlimited", 0.1, 1000),
     .word = "unlimited", .word_value = HUGE_VAL, .help = "of the tanks"},
    {FIELD(ab_aircraft_type, fuel_reserve), TIME_BETWEEN("0 h", 0, 24),
     .help = "flying time left in the tanks on landing",
     .rule = "Away from home an aircraft takes on what is missing for its next flight, by its mean time, and "
             "this. What it burnt in holding is missing, too: no more than the reserve where holding_fuel is "
             "unlimited."},
    {FIELD(ab_aircraft_type, cost_per_hour), NUMBER(NONE, "0", 0, 1e9),
     .help = "of block time, in the money of fuel_price; the measure cost adds both up"},
    {FIELD(ab_aircraft_type, holding_fuel), TIME_BETWEEN("unlimited", 0, 24), .word = "unlimited",
     .help = "it diverts after holding so long; half an hour later if only the runway is taken"},
    {FIELD(ab_aircraft_type, crew_duty), TIME_BETWEEN("unlimited", 0.1, 100), .word = "unlimited",
     .help = "longest duty of a crew: from when its aircraft is tasked at home, or it takes over, to the "
             "last block in"},
    {FIELD(ab_aircraft_type, crew_duty_augmented), TIME_BETWEEN("unlimited", 0.1, 100),
     .word = "unlimited",
     .help = "the same for fleets with augmented crews"},
    {FIELD(ab_aircraft_type, departure_reliability), NUMBER(NONE, "1", 0.001, 1),
     .help = "probability that a departure goes as planned; else it is repaired first"},
    {FIELD(ab_aircraft_type, repair_home), SHORTER, RANDOM_TIME("0 h"), .help = "repair at home"},
    {FIELD(ab_aircraft_type, repair_away), SHORTER, RANDOM_TIME("0 h"),
     .help = "repair away from home, on the stand"},
};

static const struct ab_key vehicle_keys[] = {
    {FIELD(ab_vehicle_class, name), TEXT, .flags = AB_KEY_NAMED_BY_ID, .help = "for reports"},
    {FIELD(ab_vehicle_class, mass), NUMBER(MASS, NULL, 0, 1000), .flags = AB_KEY_REQUIRED,
     .help = "combat or kerb mass, as flown"},
    {FIELD(ab_vehicle_class, length), NUMBER(LENGTH, NULL, 0.01, 200), .flags = AB_KEY_REQUIRED,
     .help = "overall"},
    {FIELD(ab_vehicle_class, width), NUMBER(LENGTH, NULL, 0.01, 50), .flags = AB_KEY_REQUIRED,
     .help = "overall"},
    {FIELD(ab_vehicle_class, height), NUMBER(LENGTH, "0 m", 0, 50), .help = "overall; for reference"},
};

static const struct ab_key fleet_keys[] = {
    {FIELD(ab_fleet, active), FLAG("yes"), .flags = AB_KEY_CHANGEABLE,
     .help = "no: left out, with all references to it"},
    {FIELD(ab_fleet, type), ONE_OF(AIRCRAFT), .flags = AB_KEY_REQUIRED, .help = "aircraft type"},
    {FIELD(ab_fleet, number), ONE_MORE("aircraft"),
     COUNT(NULL, 0, 100000), .flags = AB_KEY_REQUIRED | AB_KEY_CHANGEABLE,
     .help = "aircraft"},
    {FIELD(ab_fleet, home), ONE_OF(AIRFIELD), .flags = AB_KEY_REQUIRED, .help = "home airfield"},
    {FIELD(ab_fleet, alerted_by), CHOICE("orders", alerts), .help = "what alerts it"},
    {FIELD(ab_fleet, available), SHORTER, RANDOM_TIME("0 h"),
     .help = "until a tail is available, after the alert; drawn per tail"},
    {FIELD(ab_fleet, crews), ONE_CREW, NUMBER(NONE, "unlimited", 0, 100), .word = "unlimited",
     .word_value = HUGE_VAL,
     .help = "per aircraft, rested at home when it is alerted; rounded to whole crews of the fleet"},
    {FIELD(ab_fleet, augmented), FLAG("no"), .help = "crews are augmented: the longer duty holds"},
    {FIELD(ab_fleet, crew_rest), SHORTER, RANDOM_TIME("0 h"),
     .help = "of a crew whose duty is over, before the next; its aircraft waits for it where no "
             "other crew does",
     .rule = "At home every crew's duty is over when its aircraft is maintained; elsewhere that of one "
             "that would not be there in time with the next flight."},
    {FIELD(ab_fleet, positions), NUMBERS_OF(AIRFIELD), COMPANION(ab_fleet, position_count),
     .help = "where its first aircraft stand at the start: almaty: 3, orenburg: 5; the others at home",
     .rule = "They have a crew, if the fleet has one left, and in their tanks what a flight from home leaves. When they are "
             "available they take a load, or go home."},
    {FIELD(ab_fleet, crew_stage), NUMBERS_OF(AIRFIELD), COMPANION(ab_fleet, crew_stage_count),
     .help = "crews that wait abroad: almaty: 4"},
};

static const struct ab_key airfield_keys[] = {
    {FIELD(ab_airfield, name), TEXT, .flags = AB_KEY_NAMED_BY_ID, .help = "for reports"},
    {FIELD(ab_airfield, icao), TEXT, .help = "location indicator"},
    {FIELD(ab_airfield, country), TEXT, .help = "for reports"},
    {FIELD(ab_airfield, latitude), NUMBER(NONE, NULL, -90, 90), COMPANION(ab_airfield, located),
     .help = "degrees north, WGS84"},
    {FIELD(ab_airfield, longitude), NUMBER(NONE, NULL, -180, 180), COMPANION(ab_airfield, located),
     .help = "degrees east, WGS84"},
    {FIELD(ab_airfield, elevation), NUMBER(LENGTH, "0 m", -500, 9000), .help = "above sea level"},
    {FIELD(ab_airfield, runway_length), NUMBER(LENGTH, "any", 0, 20000), .word = "any",
     .word_value = HUGE_VAL, .flags = AB_KEY_CHANGEABLE,
     .help = "longest runway; any: enough for every type"},
    {FIELD(ab_airfield, utc_offset), .type = AB_VALUE_HOURS, .dimension = AB_DIMENSION_TIME,
     .minimum = -14, .maximum = 14, .flags = AB_KEY_CHANGEABLE,
     .help = "local time minus UTC, the year round; none: local time is UTC, or time_zone says it"},
    {FIELD(ab_airfield, time_zone), .type = AB_VALUE_ZONE,
     .help = "local time by the system's table of a zone, summer time included: Asia/Almaty"},
    {FIELD(ab_airfield, open), FLAG("yes"), .flags = AB_KEY_CHANGEABLE,
     .help = "no: not used in this operation, unless a change opens it"},
    {FIELD(ab_airfield, runways), ONE_MORE("runway"),
     COUNT("1", 1, 100), .flags = AB_KEY_CHANGEABLE,
     .help = "usable at the same time",
     .rule = "Landings go before take-offs. Those who may go at one instant, when the field opens "
             "say, take the runway in the order in which they began to wait for that."},
    {FIELD(ab_airfield, runway_occupancy), SHORTER,
     RANDOM_TIME("0 min"), .flags = AB_KEY_CHANGEABLE,
     .help = "of a runway, per landing and per take-off",
     .rule = "It is part of the block time: a take-off begins it and leaves the stand, a landing, which needs "
             "a stand before, ends it. Hours and closures allow a landing when it may begin."},
    {FIELD(ab_airfield, parking_mog), ONE_MORE("stand"),
     COUNT("unlimited", 1, AB_COUNT_MAX), .word = "unlimited",
     .word_value = AB_NO_LIMIT, .flags = AB_KEY_CHANGEABLE, .help = "stands"},
    {FIELD(ab_airfield, working_mog), ONE_MORE("working place"),
     COUNT("unlimited", 1, AB_COUNT_MAX), .word = "unlimited",
     .word_value = AB_NO_LIMIT, .flags = AB_KEY_CHANGEABLE,
     .help = "aircraft loaded or unloaded at once",
     .rule = "First come, first served. When loads become ready at one instant, each with an "
             "aircraft that waits for it, they take places by contingent, in the order of ids, "
             "then by number."},
    {FIELD(ab_airfield, preparation_teams), ONE_MORE("preparation team"),
     COUNT("unlimited", 1, AB_COUNT_MAX), .word = "unlimited",
     .word_value = AB_NO_LIMIT, .flags = AB_KEY_CHANGEABLE,
     .help = "loads marshalled, weighed and inspected at once, of all that leave from here",
     .rule = "A team takes up the load of the best priority (of loads home the withdrawal_priority), "
             "of equals the one that has waited longest, then by contingent, in the order of ids, "
             "then by number, and keeps it until it has done and the yard has room. How long it "
             "takes is said by the contingents: see preparation_time. Supplies need no team."},
    {FIELD(ab_airfield, yard_loads), ONE_MORE("place in the yard"),
     COUNT("unlimited", 1, AB_COUNT_MAX), .word = "unlimited",
     .word_value = AB_NO_LIMIT, .flags = AB_KEY_CHANGEABLE,
     .help = "loads that its yard holds: ready, until their onload begins; at a hub, unloaded and not "
             "all gone on",
     .rule = "Who finds the yard full waits, first come, first served: a load where it leaves from "
             "stays with its team, which takes up no other meanwhile, or outside if no team prepares "
             "it. An aircraft may be called for it there, and takes it from there. Supplies stand "
             "elsewhere."},
    {FIELD(ab_airfield, banned), SOME_OF(AIRCRAFT), .flags = AB_KEY_CHANGEABLE,
     .help = "aircraft types that may not use it"},
    {FIELD(ab_airfield, slot_control), FLAG("no"), .flags = AB_KEY_CHANGEABLE,
     .help = "aircraft leave for it only when a stand is foreseen free on arrival"},
    {FIELD(ab_airfield, alternate), ONE_OF(AIRFIELD),
     .help = "where aircraft go whose holding fuel is used; when it is full, to its own alternate"},
    {FIELD(ab_airfield, offload_at_alternate), FLAG("no"),
     .help = "a diverted load is offloaded there instead of flying on"},
    {FIELD(ab_airfield, fuel), FLAG("yes"), .flags = AB_KEY_CHANGEABLE,
     .help = "no: aircraft bring the fuel for the way out, which costs payload",
     .rule = "From a destination they fly back, empty and directly, on what they took at the last stop "
             "before it, or at the origin. At its home an aircraft is fuelled with its maintenance, "
             "whatever this and the four keys that follow say."},
    {FIELD(ab_airfield, fuel_mog), ONE_MORE("fuel place"),
     COUNT("unlimited", 1, AB_COUNT_MAX), .word = "unlimited",
     .word_value = AB_NO_LIMIT, .flags = AB_KEY_CHANGEABLE, .help = "aircraft fuelled at once"},
    {FIELD(ab_airfield, fuel_rate), FASTER, NUMBER(MASS_RATE, "unlimited", 0.1, 10000),
     .word = "unlimited", .word_value = HUGE_VAL, .flags = AB_KEY_CHANGEABLE,
     .help = "per aircraft"},
    {FIELD(ab_airfield, fuel_stock), NUMBER(MASS, "unlimited", 0, 1e9), .word = "unlimited",
     .word_value = HUGE_VAL, .help = "at the start"},
    {FIELD(ab_airfield, fuel_delivery), NUMBER(MASS, "0 t", 0, 1e6), .help = "per delivery"},
    {FIELD(ab_airfield, fuel_interval), SHORTER, RANDOM_TIME("0 h"), .help = "between deliveries"},
    {FIELD(ab_airfield, fuel_price), NUMBER(NONE, "0", 0, 1e9),
     .help = "of a tonne that aircraft take on here, in the money of cost_per_hour"},
    {FIELD(ab_airfield, landing_hours), HOUR_MORE, .type = AB_VALUE_DAY_HOURS, .preset = "always",
     .flags = AB_KEY_CHANGEABLE, .help = "local hours of landing, known to those who leave for it: 08:00-21:00"},
    {FIELD(ab_airfield, takeoff_hours), HOUR_MORE, .type = AB_VALUE_DAY_HOURS, .preset = "always",
     .flags = AB_KEY_CHANGEABLE, .help = "local hours of take-off"},
    {FIELD(ab_airfield, working_hours), HOUR_MORE, .type = AB_VALUE_DAY_HOURS, .preset = "always",
     .flags = AB_KEY_CHANGEABLE, .help = "local hours of onload and offload",
     .rule = "Who waits for them with a working place keeps it."},
    {FIELD(ab_airfield, overrun), CHOICE("finish", overruns),
     .help = "work that would overrun the working hours may finish, or must wait for the next day"},
    {FIELD(ab_airfield, weather_open), RANDOM_TIME(NULL), COMPANION(ab_airfield, has_weather),
     .help = "length of a spell of flying weather; with weather_closed"},
    {FIELD(ab_airfield, weather_closed), RANDOM_TIME("0 h"),
     .help = "length of a spell without, alternating"},
    {FIELD(ab_airfield, weather_stops), CHOICE("both", movements),
     .help = "what bad weather stops"},
    {FIELD(ab_airfield, closures), .type = AB_VALUE_PERIODS, COMPANION(ab_airfield, closure_count),
     .help = "dated, known to all before: 2022-01-13T03:00Z/2022-01-13T09:00Z, ...; one that nobody "
             "foresees is a change of open that says foreseen = no"},
    {FIELD(ab_airfield, closures_stop), CHOICE("both", movements),
     .help = "what dated closures stop"},
};

static const struct ab_key leg_keys[] = {
    {FIELD(ab_leg, from), ONE_OF(AIRFIELD), .flags = AB_KEY_REQUIRED, .help = "one end"},
    {FIELD(ab_leg, to), ONE_OF(AIRFIELD), .flags = AB_KEY_REQUIRED, .help = "other end"},
    {FIELD(ab_leg, both_ways), FLAG("yes"), .help = "it is flown in both directions"},
    {FIELD(ab_leg, distance), NUMBER(DISTANCE, "geodesic", 0.001, 45000), .word = "geodesic",
     .word_value = 0, .help = "as flown; geodesic: by the positions, times the route factor"},
    {FIELD(ab_leg, route_factor), NUMBER(NONE, "general", 1, 10), .word = "general",
     .word_value = 0, .help = "flown distance over geodesic; general: that of [scenario]"},
    {FIELD(ab_leg, block_time), SHORTER, RANDOM_TIME(NULL), COMPANION(ab_leg, has_block_time),
     .help = "block out to block in, instead of distance over speed"},
    {FIELD(ab_leg, stop), ONE_OF(AIRFIELD), .help = "loaded aircraft land here on the way"},
    {FIELD(ab_leg, stop_time), SHORTER,
     RANDOM_TIME("0 h"), .help = "on blocks there: customs, fuel",
     .rule = "The short form of a [route.ID] of one stop, where fuel is taken and the crew stays."},
};

static const struct ab_key route_keys[] = {
    {FIELD(ab_itinerary, legs), SOME_OF(AIRFIELD), .flags = AB_KEY_REQUIRED,
     .help = "airfields in their order: a, b, c, d is flown from a to d, with stops at b and c",
     .rule = "It is for loads that go from the first to the last, which stay aboard at the stops; empty "
             "aircraft fly there directly. Distances and times of its legs are those of [leg.ID], or by "
             "the positions."},
    {FIELD(ab_itinerary, stops), .type = AB_VALUE_STOPS, .dimension = AB_DIMENSION_TIME,
     .target = AB_SECTION_AIRFIELD, .minimum = 0, .maximum = AB_HOURS_MAX,
     .flags = AB_KEY_REQUIRED, COMPANION(ab_itinerary, stop_count),
     .help = "time on blocks at each, and what for: b: 90 min fuel, c: 2 h crew fuel, or customs or "
             "other, where only time passes",
     .rule = "Payload goes by the longest way between two stops for fuel, or ends; see airfield.fuel for "
             "an end without. A stop for the crew "
             "begins a fresh duty: with a crew of crew_stage there, or home, if the fleet has any "
             "(when none is rested, its own rests); else one is taken to be there."},
    {FIELD(ab_itinerary, both_ways), FLAG("yes"), .help = "it holds from the last to the first, too"},
};

static const struct ab_key contingent_keys[] = {
    {FIELD(ab_contingent, name), TEXT, .flags = AB_KEY_NAMED_BY_ID, .help = "for reports"},
    {FIELD(ab_contingent, nation), TEXT, .help = "for reports"},
    {FIELD(ab_contingent, active), FLAG("yes"),
     .help = "no: left out, with all references to it"},
    {FIELD(ab_contingent, mode_in), CHOICE("air", modes), .help = "how it comes"},
    {FIELD(ab_contingent, mode_out), CHOICE("air", modes), .help = "how it leaves"},
    {FIELD(ab_contingent, apoe), ONE_OF(AIRFIELD),
     .help = "airfield of embarkation; needed when it comes by air"},
    {FIELD(ab_contingent, apod), SOME_OF(AIRFIELD),
     .help = "candidate airfields of debarkation; needed when it comes by air",
     .rule = "Where a load goes is decided when it is given its aircraft, of the candidates that "
             "take it then, by the rule of scenario.tasking; of equals the first in the list. Loads "
             "that are cut for their aircraft (load_type) are cut for where they go, too. Loads that are "
             "planned beforehand are planned for the least payload over all candidates, so that any can "
             "be chosen: a far one makes the loads for all of them smaller."},
    {FIELD(ab_contingent, via), ONE_OF(AIRFIELD),
     .help = "hub on the way in: unloaded there, it goes on in loads of a second tier",
     .rule = "The first tier flies from apoe to the hub with `fleets`. What is unloaded stands in the yard "
             "there (airfield.yard_loads) and goes on to apod in loads that are planned for onward_fleets, "
             "and are ready as soon as enough is there to fill them; when all has come, or an aircraft "
             "waits to unload since the yard is full, with what there is. The forward element goes on by "
             "itself. They are tasked like other loads, by the contingent's priority, and delivered at "
             "apod. If nobody comes for what fills a yard, since all wait for each other, who has waited "
             "longest unloads beyond the limit. The way home is direct, with `fleets`."},
    {FIELD(ab_contingent, onward_mode), CHOICE("air", modes),
     .help = "how it goes on from the hub",
     .rule = "By road each load sets out as it is off its aircraft, and stands in no yard."},
    {FIELD(ab_contingent, onward_fleets), SOME_OF(FLEET),
     .help = "that may carry it on from the hub; none given: all"},
    {FIELD(ab_contingent, onward_road_time), SHORTER, RANDOM_TIME("0 h"),
     .help = "from the hub to the first of apod, when it goes on by road; drawn per load"},
    {FIELD(ab_contingent, people), .type = AB_VALUE_COUNT_DISTRIBUTION, .preset = "0",
     .minimum = 0, .maximum = AB_COUNT_MAX, .help = "all of them, the forward element included",
     .rule = "Beside vehicles, each load in turn takes an even share of the people left, as far as "
             "its seats and its payload go; those that still stand there then fill the first load "
             "that has room, and so on. The rest, and the forward element, fly in loads of people "
             "only, as few as will do, over which they are spread evenly: 210 people on 100 seats "
             "are loads of 70, 70 and 70. Where several types take some of a contingent whose loads are "
             "cut for their aircraft (load_type), each takes as many as it can."},
    {FIELD(ab_contingent, forward_people), COUNT("0", 0, AB_COUNT_MAX),
     .help = "forward element, people only, flies first"},
    {FIELD(ab_contingent, vehicles), NUMBERS_OF(VEHICLE), COMPANION(ab_contingent, vehicle_counts),
     .help = "by class: bmd-2: 30, btr-mdm: 10",
     .rule = "They are loaded in their vehicle_order, each into the first load that takes it, side by side and row "
             "behind row; one is never split. What the type of a load never takes is planned for "
             "the allowed type of the least payload that does take it, of equals the first by id. In "
             "loads that are cut for their aircraft (load_type) what fewer of the types take goes first, "
             "unless the order is listed."},
    {FIELD(ab_contingent, vehicle_order), CHOICE("longest", vehicle_orders),
     .help = "in which its vehicles are put aboard",
     .rule = "longest: by falling length, of equal length the heavier first, of equal mass by id of "
             "the class, which wastes least room. listed: all of the first class that vehicles "
             "names, then all of the second, and so on, so that the loads of the first go first."},
    {FIELD(ab_contingent, bulk), NUMBER(MASS, "0 t", 0, AB_COUNT_MAX), .help = "divisible cargo",
     .rule = "It fills the payload that vehicles, people and larger classes of cargo leave, the "
             "first load first, and then loads of its own. It needs no deck."},
    {FIELD(ab_contingent, oversize), NUMBER(MASS, "0 t", 0, AB_COUNT_MAX),
     .help = "divisible cargo that is too large for pallets",
     .rule = "It is loaded before bulk and as bulk is, but only into loads of types whose "
             "cargo_class is oversize or outsize, and a load that has any flies on no others. Loads of its "
             "own are planned for the load type or, where that does not take it, for the allowed type that "
             "does and carries most, of equals the first by id. Only the class counts: what has length and "
             "width is a vehicle. It stays in the theatre, as bulk does."},
    {FIELD(ab_contingent, outsize), NUMBER(MASS, "0 t", 0, AB_COUNT_MAX),
     .help = "divisible cargo that only the largest decks take: cargo_class = outsize; loaded before "
             "oversize, and otherwise like it"},
    {FIELD(ab_contingent, loads), COUNT("0", 0, AB_COUNT_MAX),
     .help = "identical full aircraft loads, instead of people, vehicles and cargo"},
    {FIELD(ab_contingent, priority), COUNT("100", 0, AB_COUNT_MAX),
     .help = "lower goes first",
     .rule = "Loads of equal priority go by latest arrival, then by readiness, then by contingent, in "
             "the order of ids, then by number. In this order each takes an aircraft by the rule of "
             "scenario.tasking."},
    {FIELD(ab_contingent, fleets), SOME_OF(FLEET), .help = "that may carry it; none given: all"},
    {FIELD(ab_contingent, load_plan), NUMBERS_OF(AIRCRAFT),
     COMPANION(ab_contingent, load_plan_count),
     .help = "loads planned for special types, before the others, all of them beforehand: an-124: 2"},
    {FIELD(ab_contingent, load_type), ONE_OF(AIRCRAFT),
     .help = "type the loads are planned for beforehand; not given: each is cut for its aircraft",
     .rule = "When it is not given, and several types may carry the contingent, or one over ways on "
             "which its payload differs, or where a [change.ID] may take or bring fuel, a load is no more "
             "than a number, with its own readiness and luck, until it is given an aircraft; then as much "
             "is put into it, of what is in no load yet, as that type takes on that way. Vehicles that fewer "
             "types take go first (unless they are listed), then as many people as have room, then cargo. "
             "Numbers that are not needed in the end lapse. Fuel that leaves a type less than an eighth of "
             "its payload is not reckoned with: it takes nothing then. So a large aircraft flies full, and a "
             "small one is of use. All loads are "
             "planned beforehand where load_plan or load_type is given, where teams prepare them or a "
             "yard is limited, since they stand ready as they are, and where they go on from a hub: "
             "for this type, or the most numerous over the fleets that may carry "
             "it, of equals the first by id. People or bulk that it cannot take at all are planned for "
             "the allowed type that takes most of them. A load may fly on any allowed type whose limits "
             "it meets."},
    {FIELD(ab_contingent, alerted_by), CHOICE("orders", alerts), .help = "what alerts it"},
    {FIELD(ab_contingent, delivered), COUNT("0", 0, AB_COUNT_MAX),
     .help = "of its loads, the first so many are in the theatre at the start, at its first apod",
     .rule = "Their people are fit for a task. No flight of this run brought them: they count as "
             "people and vehicles deployed, not as tonnes or flights, and no milestone counts them."},
    {FIELD(ab_contingent, airborne), NUMBERS_OF(FLEET), COMPANION(ab_contingent, airborne_count),
     .help = "of its next loads, so many are in the air at the start, with aircraft of these fleets: "
             "il-76: 2",
     .rule = "They are bound for its first apod, in the order of the list, with the aircraft behind "
             "those that have positions, by contingent in the order of ids."},
    {FIELD(ab_contingent, airborne_time), RANDOM_TIME("0 h"),
     .help = "from the start until they are overhead; drawn per load"},
    {FIELD(ab_contingent, joins), .type = AB_VALUE_DATE, COMPANION(ab_contingent, joins_later),
     .help = "it is called up then, and is no part of the force before; not given: from the start",
     .rule = "It is alerted then at the earliest. The force may close without it before; when it "
             "joins, closure is open again, and a scenario that ends with closure does not end "
             "before. What was behind its closure counts the time until then as decision."},
    {FIELD(ab_contingent, approval), SHORTER, WHEN(NULL),
     .help = "national approval, after the request; no load is ready, or put aboard, before"},
    {FIELD(ab_contingent, available), SHORTER, WHEN(NULL),
     .help = "nothing of it is loaded before, after the request; a date of a movement list: ALD"},
    {FIELD(ab_contingent, earliest_arrival), WHEN(NULL),
     .help = "nothing of it lands before, after the request: EAD",
     .rule = "The wait is spent at the origin: an aircraft is called so early that the nearest of "
             "its fleets is in time (call_forward comes on top), and one that is loaded leaves when "
             "by the mean time of its flight it is there at the earliest arrival. One that would "
             "be faster takes its time on the way. A road column comes in no earlier either. "
             "Waiting is charged to `window`."},
    {FIELD(ab_contingent, latest_arrival), WHEN(NULL),
     .help = "by then its last load should be off its aircraft, or its column in, after the "
             "request: LAD or RDD",
     .rule = "Loads of equal priority go by their latest arrival, those without one last. A load "
             "that is off later, or never, is late; late.csv tells of each contingent how often "
             "and why."},
    {FIELD(ab_contingent, after), ONE_OF(CONTINGENT),
     .help = "nothing of it is loaded, nor its column leaves, before this one is as far as after_event says",
     .rule = "Assembly and road march go on meanwhile. Where that one never comes, this does not."},
    {FIELD(ab_contingent, after_event), CHOICE("complete", leads),
     .help = "what of that one is waited for"},
    {FIELD(ab_contingent, after_delay), SHORTER, RANDOM_TIME("0 h"), .help = "and how much longer"},
    {FIELD(ab_contingent, journey), CHOICE("return", journeys), .help = "whether it comes, and leaves",
     .rule = "leave: from the start, or since it joins, it is in the theatre; by air it leaves from "
             "withdraw_from and goes to return_to, with its cargo too. It does not wait for the "
             "withdrawal order but is alerted as others are; its loads are ready when it is assembled and "
             "has marched, not before available, approval and after, one outload_interval after the other. "
             "Closure does not count it; it is complete when its last load is off where it goes to, by "
             "latest_arrival if it has one. A replication that ends with the withdrawal lasts until it is, "
             "and until those who come are in. It guards nothing."},
    {FIELD(ab_contingent, notice), SHORTER,
     RANDOM_TIME("0 h"), .help = "from the alert to the assembly"},
    {FIELD(ab_contingent, assembly), SHORTER, RANDOM_TIME("0 h"), .help = "at home"},
    {FIELD(ab_contingent, road_march), SHORTER,
     RANDOM_TIME("0 h"), .help = "to the airfield of embarkation"},
    {FIELD(ab_contingent, forward_assembly), SHORTER, RANDOM_TIME("0 h"),
     .help = "of the forward element, instead of assembly"},
    {FIELD(ab_contingent, load_interval), SHORTER, RANDOM_TIME("0 h"),
     .help = "between its loads becoming ready; where they are prepared first, between their coming "
             "to the field",
     .rule = "It counts from the first, which is ready when all that holds the contingent is over: road "
             "march, approval, available, after and commit."},
    {FIELD(ab_contingent, call_forward), TIME_BETWEEN("0 h", 0, AB_HOURS_MAX),
     .help = "aircraft are called this long before a load is ready",
     .rule = "Of a load that is prepared this is foreseen by mean times: when the teams will have done "
             "with what they have, and whom they will take up then as things are; where hundreds stand "
             "in line, to a 64th of this. Where the yard has a limit, no aircraft is called before a team has "
             "taken the load up. "
             "After the withdrawal order none is called before the contingent may go (withdrawal.start, "
             "withdraw_after)."},
    {FIELD(ab_contingent, preparation_time), SHORTER, RANDOM_TIME("0 h"),
     .help = "to marshal, weigh and inspect a load, set-up part",
     .rule = "With any of the four parts, a load is ready when a team of the field that it leaves "
             "from, on its way in or home (preparation_teams), has prepared it. The pace is a result "
             "then: load_interval and outload_interval, if said as well, are how fast loads come to "
             "the teams. Who knows only the pace says an interval and none of the parts."},
    {FIELD(ab_contingent, preparation_per_vehicle), SHORTER, RANDOM_TIME("0 h"),
     .help = "preparation, part per vehicle"},
    {FIELD(ab_contingent, preparation_per_tonne), SHORTER, RANDOM_TIME("0 h"),
     .help = "preparation, part per tonne of bulk cargo"},
    {FIELD(ab_contingent, preparation_per_person), SHORTER, RANDOM_TIME("0 h"),
     .help = "preparation, part per person"},
    {FIELD(ab_contingent, road_in_time), SHORTER,
     RANDOM_TIME("0 h"), .help = "when it comes by road"},
    {FIELD(ab_contingent, road_out_time), SHORTER,
     RANDOM_TIME("0 h"), .help = "when it leaves by road"},
    {FIELD(ab_contingent, form_up), SHORTER,
     RANDOM_TIME("0 h"), .help = "from offload to fit for a task"},
    {FIELD(ab_contingent, standby), FLAG("no"), .help = "assembles and waits to be committed"},
    {FIELD(ab_contingent, commit), SHORTER, WHEN(NULL),
     .help = "a standby contingent is committed, after its assembly; not given: never",
     .rule = "Where the reserve must be released ([command] release), it is asked for then."},
    {FIELD(ab_contingent, site_classes), TEXT, .flags = AB_KEY_DECIDES,
     .help = "posture: the classes of sites that it may be given, of those that the force may: power "
             "plant, water; not given: all of these"},
    {FIELD(ab_contingent, withdraw_from), ONE_OF(AIRFIELD),
     .help = "airfield it leaves from; not given: the first of apod"},
    {FIELD(ab_contingent, return_to), ONE_OF(AIRFIELD), .help = "not given: apoe"},
    {FIELD(ab_contingent, withdrawal_priority), COUNT("100", 0, AB_COUNT_MAX),
     .help = "lower leaves first"},
    {FIELD(ab_contingent, withdraw_after), SHORTER,
     WHEN("0 h"), .help = "not before, after the order"},
    {FIELD(ab_contingent, outload_interval), SHORTER, RANDOM_TIME("0 h"),
     .help = "between its homeward loads becoming ready, or coming to be prepared"},
    {FIELD(ab_contingent, batch), COUNT("0", 0, AB_COUNT_MAX),
     .help = "at home loads stay aboard until so many are in; 0: none; flow.together says it of any way"},
    {FIELD(ab_contingent, batch_time), SHORTER, RANDOM_TIME("0 h"),
     .help = "from the last of a batch on blocks to its offload"},
};

static const struct ab_key site_keys[] = {
    {FIELD(ab_site, name), TEXT, .flags = AB_KEY_NAMED_BY_ID, .help = "for reports"},
    {NAMED("class", ab_site, site_class), TEXT, .flags = AB_KEY_DECIDES,
     .help = "power plant, water, airport, ..."},
    {FIELD(ab_site, active), FLAG("yes"), .help = "no: left out"},
    {FIELD(ab_site, latitude), NUMBER(NONE, NULL, -90, 90), COMPANION(ab_site, located),
     .help = "degrees north, WGS84"},
    {FIELD(ab_site, longitude), NUMBER(NONE, NULL, -180, 180), COMPANION(ab_site, located),
     .help = "degrees east, WGS84"},
    {FIELD(ab_site, road_time), SHORTER, RANDOM_TIME(NULL), COMPANION(ab_site, has_road_time),
     .help = "from any airfield; not given: by the positions"},
    {FIELD(ab_site, guards), COUNT(NULL, 1, AB_COUNT_MAX), .flags = AB_KEY_REQUIRED,
     .help = "people it takes"},
    {FIELD(ab_site, host_strength), COUNT("0", 0, AB_COUNT_MAX),
     .help = "host people whom the relief frees"},
    {FIELD(ab_site, priority), COUNT("100", 0, AB_COUNT_MAX),
     .help = "lower is guarded first",
     .rule = "Of equals the first by id. All its people are of one contingent: the first that has so many at hand, "
             "by priority, then id. When none has, what those have that will have enough when all their people are in is "
             "kept for it, and sites behind it get others. So it goes on after the withdrawal order, with people who "
             "have handed back another site and are back from there by road, too, until a site's own handback "
             "begins. But a contingent that is in, with all its people at hand and no site, goes home from the "
             "order on, and gets none any more while it waits for withdrawal.start or withdraw_after."},
    {FIELD(ab_site, requested), WHEN("0 h"), .help = "guards were asked for, after the request"},
    {FIELD(ab_site, handover), SHORTER, RANDOM_TIME("0 h"), .help = "relief in place"},
    {FIELD(ab_site, handback), SHORTER, RANDOM_TIME("0 h"), .help = "to the host"},
    {FIELD(ab_site, handback_after), SHORTER,
     WHEN("0 h"), .help = "not before, after the withdrawal order"},
    {FIELD(ab_site, contingent), ONE_OF(CONTINGENT), .help = "only this one; not given: any"},
    {FIELD(ab_site, held_by), ONE_OF(CONTINGENT),
     .help = "guarded at the start by people of this contingent that are delivered"},
};

static const struct ab_key supply_keys[] = {
    {FIELD(ab_supply, consumption), NUMBER(MASS, "0 t", 0, 10),
     .help = "per person in the theatre and day; 0: not followed"},
    {FIELD(ab_supply, stock), NUMBER(MASS, "0 t", 0, 1e9), .help = "in the theatre at the start"},
    {FIELD(ab_supply, trigger), NUMBER(MASS, "0 t", 0, 1e7),
     .help = "a sustainment flight is asked for when stock and what is on the way are no more than this"},
    {FIELD(ab_supply, load), NUMBER(MASS, "20 t", 0.1, 1000), .help = "of a sustainment flight"},
    {FIELD(ab_supply, contingent), ONE_OF(CONTINGENT),
     .help = "whose airfields, fleets and priority sustainment flies with"},
};

static const struct ab_key blackout_keys[] = {
    {FIELD(ab_blackout, active), FLAG("yes"), .help = "no: left out"},
    {FIELD(ab_blackout, from), WHEN("0 h"), .help = "it begins, after start"},
    {FIELD(ab_blackout, until), WHEN(NULL), .help = "it ends, after start; not given: never"},
    {FIELD(ab_blackout, sites), SOME_OF(SITE), .help = "that it cuts off; none given: all"},
    {FIELD(ab_blackout, delay), SHORTER, RANDOM_TIME(NULL), .flags = AB_KEY_REQUIRED,
     .help = "until command knows what happens at a site meanwhile; at the latest when it ends",
     .rule = "A guard is assigned when command knows of the request; a site is handed back when it "
             "knows that the relief is over; guards who have handed back are at hand, and their "
             "contingent may be let go, when it knows that as well. Drawn for each report. Where "
             "several hold, the last to let it through counts."},
};

static const struct ab_key notification_keys[] = {
    {FIELD(ab_notification, name), TEXT, .flags = AB_KEY_NAMED_BY_ID, .help = "who is told"},
    {FIELD(ab_notification, active), FLAG("yes"), .help = "no: left out"},
    {FIELD(ab_notification, at), SHORTER, WHEN(NULL), .flags = AB_KEY_REQUIRED,
     .help = "it is sent, after the request"},
    {FIELD(ab_notification, before), CHOICE("nothing", precedings),
     .help = "what may not come before it, and waits for it"},
    {FIELD(ab_notification, source), TEXT, .help = "where that is from"},
};

static const struct ab_key traffic_keys[] = {
    {FIELD(ab_traffic, active), FLAG("yes"), .help = "no: left out"},
    {FIELD(ab_traffic, airfield), ONE_OF(AIRFIELD), .flags = AB_KEY_REQUIRED, .help = "where"},
    {FIELD(ab_traffic, interval), RANDOM_TIME(NULL), .flags = AB_KEY_REQUIRED,
     .help = "between arrivals; more than zero"},
    {FIELD(ab_traffic, ground_time), RANDOM_TIME(NULL), .flags = AB_KEY_REQUIRED,
     .help = "on the stand, or on the working place when handled"},
    {FIELD(ab_traffic, stands), COUNT("1", 1, 100), .help = "it takes"},
    {FIELD(ab_traffic, handled), FLAG("no"), .help = "its ground time needs a working place"},
    {FIELD(ab_traffic, from), WHEN("0 h"), .help = "first arrivals, after start"},
    {FIELD(ab_traffic, until), WHEN(NULL), .help = "no arrivals after; not given: for ever"},
    {FIELD(ab_traffic, hours), .type = AB_VALUE_DAY_HOURS, .preset = "always",
     .help = "local hours of arrivals; those outside do not come"},
};

static const struct ab_key evacuation_keys[] = {
    {FIELD(ab_evacuation, name), TEXT, .flags = AB_KEY_NAMED_BY_ID, .help = "for reports"},
    {FIELD(ab_evacuation, active), FLAG("yes"), .help = "no: left out"},
    {FIELD(ab_evacuation, airfield), ONE_OF(AIRFIELD), .flags = AB_KEY_REQUIRED,
     .help = "where they come to, are cleared and board"},
    {FIELD(ab_evacuation, people), .type = AB_VALUE_COUNT_DISTRIBUTION, .minimum = 0,
     .maximum = AB_COUNT_MAX, .help = "who wish to leave; not given: as many as arrivals says"},
    {FIELD(ab_evacuation, from), WHEN("0 h"), .help = "it begins then, after the request"},
    {FIELD(ab_evacuation, until), WHEN(NULL), .flags = AB_KEY_CHANGEABLE,
     .help = "it ends then, after the request; not given: when nobody is left",
     .rule = "Who is aboard by then flies: people are aboard once the onload of their aircraft has "
             "its working place, on an empty leg as soon as it takes them. All others stay and are "
             "counted; an aircraft on its way to them is free again when it is there."},
    {FIELD(ab_evacuation, arrivals), .type = AB_VALUE_ARRIVALS, .dimension = AB_DIMENSION_TIME,
     COMPANION(ab_evacuation, arrival_points),
     .help = "how many have come by when, after it began: 0 h: 200, 12 h: 800, 24 h: 1000; else all "
             "are there at once",
     .rule = "The first number comes at its time all together; from point to point people come "
             "evenly, one by one. With people the curve is stretched to that many. curve(FILE.csv) takes "
             "it from a file whose headings are people and hour, or date, with a row for each point: "
             "hours after it began, or dates with their offset from UTC; who would come before it "
             "began is there then."},
    {FIELD(ab_evacuation, interval), RANDOM_TIME(NULL), COMPANION(ab_evacuation, has_interval),
     .help = "between the groups in which they come, until all have; instead of arrivals",
     .rule = "The first group comes one interval after it began."},
    {FIELD(ab_evacuation, group), .type = AB_VALUE_COUNT_DISTRIBUTION, .preset = "1",
     .minimum = 1, .maximum = AB_COUNT_MAX, .help = "people in such a group"},
    {FIELD(ab_evacuation, processing_rate), FASTER, NUMBER(NONE, "unlimited", 0.001, AB_COUNT_MAX),
     .word = "unlimited", .word_value = HUGE_VAL, .flags = AB_KEY_CHANGEABLE,
     .help = "people cleared per hour, one after another, before they may board",
     .rule = "When it changes, who is being cleared goes on at the new rate."},
    {FIELD(ab_evacuation, processing_hours), HOUR_MORE,
     .type = AB_VALUE_DAY_HOURS, .preset = "always",
     .help = "local hours in which clearing may begin: 06:00-22:00; by the local time at the start"},
    {FIELD(ab_evacuation, to), SOME_OF(AIRFIELD),
     .help = "fields they may be flown to; needed for flights that are called, unless shares are "
             "given; none given: the homes of the aircraft that take them",
     .rule = "Of several a called flight goes to the one that is chosen as of the airfields of "
             "debarkation of a contingent."},
    {FIELD(ab_evacuation, shares), NUMBERS_OF(AIRFIELD), COMPANION(ab_evacuation, share_count),
     .help = "instead of to: who goes where, in parts: athens: 60, larnaca: 40",
     .rule = "Each next person that comes belongs to the field that is furthest below its share, of "
             "equals to the first in the list, and flies to no other."},
    {FIELD(ab_evacuation, fleets), SOME_OF(FLEET), .help = "that may carry them; none given: all"},
    {FIELD(ab_evacuation, priority), COUNT("100", 0, AB_COUNT_MAX), .flags = AB_KEY_CHANGEABLE,
     .help = "of called flights against those of contingents, in and out; lower goes first"},
    {FIELD(ab_evacuation, calls_flights), FLAG("yes"), .help = "aircraft are called for them",
     .rule = "One is called as soon as so many are cleared and have none (call_size; the most numerous "
             "of the types that may come, of equals the first by id), when one of them has waited for "
             "the longest wait, or when nobody more will come. Whichever comes takes as many as are there "
             "and it may seat, but for those who are promised to others: of those who are there when an "
             "aircraft is tasked, as many as it may seat are promised to it. When empty legs take people, "
             "or an aircraft more than it was called for, calls lapse for want of people, the latest "
             "first; for who comes later aircraft are called anew. A call stands for "
             "however few are left when nobody more will come, or when the first of them has waited for "
             "the longest wait."},
    {FIELD(ab_evacuation, fills_returns), FLAG("yes"), .flags = AB_KEY_CHANGEABLE,
     .help = "they board aircraft that leave empty for where they may go",
     .rule = "All that are cleared and not promised to an aircraft tasked for them, as many as it may "
             "seat; also on the way to a load at such a field. Of several evacuations and back-hauls "
             "one boards, the first by id, evacuations first."},
    {FIELD(ab_evacuation, call_size), COUNT("seats", 1, AB_COUNT_MAX), .word = "seats", .word_value = 0,
     .help = "an aircraft is called for so many; seats: for as many as fill the most numerous type"},
    {FIELD(ab_evacuation, longest_wait), TIME_BETWEEN("unlimited", 0, AB_HOURS_MAX),
     .word = "unlimited", .flags = AB_KEY_CHANGEABLE,
     .help = "once cleared; then an aircraft is called, however few they are"},
    {FIELD(ab_evacuation, per_flight), COUNT("unlimited", 1, AB_COUNT_MAX), .word = "unlimited",
     .word_value = AB_NO_LIMIT, .help = "at most; bounded by seats and payload too"},
    {FIELD(ab_evacuation, person_mass), NUMBER(MASS, "general", 0, 10), .word = "general",
     .word_value = -1, .help = "with baggage; general: that of [scenario]"},
    {FIELD(ab_evacuation, onload_time), SHORTER,
     RANDOM_TIME(NULL), COMPANION(ab_evacuation, has_onload_time),
     .help = "set-up part; when it is given, this and the part per person hold, not the type's"},
    {FIELD(ab_evacuation, onload_per_person), SHORTER,
     RANDOM_TIME("0 h"), .help = "part per person, with it"},
    {FIELD(ab_evacuation, offload_time), SHORTER, RANDOM_TIME(NULL),
     COMPANION(ab_evacuation, has_offload_time), .help = "likewise"},
    {FIELD(ab_evacuation, offload_per_person), SHORTER, RANDOM_TIME("0 h"), .help = "likewise"},
};

/* What it does not say is zero: nobody calls a flight, and what is never walked along is no matter. */
static const struct ab_key backhaul_keys[] = {
    {FIELD(ab_evacuation, active), FLAG("yes"), .help = "no: left out"},
    {NAMED("from", ab_evacuation, airfield), ONE_OF(AIRFIELD), .flags = AB_KEY_REQUIRED,
     .help = "where they wait"},
    {FIELD(ab_evacuation, to), SOME_OF(AIRFIELD),
     .help = "home fields whose aircraft take them; none given: any"},
    {FIELD(ab_evacuation, people), .type = AB_VALUE_COUNT_DISTRIBUTION, .minimum = 0,
     .maximum = AB_COUNT_MAX, .flags = AB_KEY_REQUIRED, .help = "who wait"},
    {FIELD(ab_evacuation, per_flight), COUNT("unlimited", 1, AB_COUNT_MAX), .word = "unlimited",
     .word_value = AB_NO_LIMIT, .help = "at most; bounded by the seats too"},
    {NAMED("ready", ab_evacuation, from), WHEN("0 h"),
     .help = "they wait from then on, after the request"},
    {FIELD(ab_evacuation, onload_time), SHORTER, RANDOM_TIME("0 h"),
     COMPANION(ab_evacuation, has_onload_time), .help = "on a working place"},
    {FIELD(ab_evacuation, offload_time), SHORTER, RANDOM_TIME("0 h"),
     COMPANION(ab_evacuation, has_offload_time), .help = "on a working place at home"},
};

static const struct ab_key flow_keys[] = {
    {FIELD(ab_ceiling, active), FLAG("yes"), .help = "no: left out"},
    {FIELD(ab_ceiling, direction), CHOICE("in", flow_directions), .help = "which flights count"},
    {FIELD(ab_ceiling, contingents), SOME_OF(CONTINGENT),
     .help = "only flights with their loads, or supplies in their name; none given: all, those for "
             "evacuations too"},
    {FIELD(ab_ceiling, airfields), SOME_OF(AIRFIELD),
     .help = "only flights that leave one of these, or go to one; none given: all"},
    {FIELD(ab_ceiling, flights), ONE_MORE("flight in each period"),
     COUNT("unlimited", 0, AB_COUNT_MAX), .word = "unlimited", .word_value = AB_NO_LIMIT,
     .flags = AB_KEY_CHANGEABLE, .help = "that may leave in each period; 0: a ground stop",
     .rule = "A flight with a load counts in the period in which it leaves its origin; not again "
             "from a stop on its way, but again from a hub. Empty flights do not count. Who goes "
             "first by priority, latest arrival and readiness has the first permit. Where several "
             "ceilings apply it needs a permit of each. An aircraft comes for a load only when, as "
             "foreseen, the load can be aboard in a period that has room, and not too early for its "
             "earliest arrival. Its permit is of the period in which the hours of both fields then let it "
             "leave. Whoever hours, a closure or the rest of its crew keep has none until it may leave; "
             "whoever waits for a slot or the weather, none any more when its period is over and another "
             "may leave that does not wait for the same. The next permits are kept for who goes "
             "first while an aircraft is free for it; waiting is charged to `flow`."},
    {FIELD(ab_ceiling, per), TIME_BETWEEN("24 h", 0.01, AB_HOURS_MAX), .help = "length of a period"},
    {FIELD(ab_ceiling, day_offset), TIME_BETWEEN("0 h", -24, 24),
     .help = "periods are counted from 1970-01-01 00:00 UTC minus this, so that those that divide a day begin with it: local time minus UTC for local days"},
    {FIELD(ab_ceiling, together), COUNT("0", 0, AB_COUNT_MAX),
     .help = "where they go to, loads stay aboard until so many of their contingent are in; 0: none",
     .rule = "Of each contingent, and each direction, loads 1 to n wait for each other, then n + 1 to 2 n, "
             "and so on; the last of them are as many as are left. They are let go as they are when "
             "nobody who could bring the others is on the move any more. Loads to a hub and on from "
             "it, supplies and evacuees wait for nobody. contingent.batch is the short form of it, for a "
             "contingent's way home."},
    {FIELD(ab_ceiling, together_time), RANDOM_TIME("0 h"),
     .help = "from the last of them on blocks to their offload"},
    {FIELD(ab_ceiling, from), WHEN("0 h"),
     .help = "it holds from then on, after start; known ahead unless it is a distribution"},
    {FIELD(ab_ceiling, until), WHEN(NULL), .help = "and no longer than this; not given: to the end"},
};

static const struct ab_key change_keys[] = {
    {FIELD(ab_change, at), WHEN(NULL), .flags = AB_KEY_REQUIRED,
     .help = "after start; of an airfield's open, landing_hours, takeoff_hours and utc_offset it is known "
             "ahead unless it is a distribution, or foreseen = no; of all else nobody knows before "
             "(flow.from and flow.until are known ahead)"},
    {FIELD(ab_change, key), TEXT, .flags = AB_KEY_REQUIRED | AB_KEY_DECIDES,
     .help = "a changeable key, as `airbridge keys SECTION` tells: airfield.almaty.open"},
    {FIELD(ab_change, value), TEXT, .flags = AB_KEY_REQUIRED | AB_KEY_DECIDES,
     .help = "its value from then on; none lifts a ban"},
    {FIELD(ab_change, foreseen), FLAG("yes"),
     .help = "no: nobody knows of it before it happens, though it has a date"},
};

static const struct ab_key milestone_keys[] = {
    {FIELD(ab_milestone, name), TEXT, .flags = AB_KEY_NAMED_BY_ID, .help = "for reports"},
    {FIELD(ab_milestone, event), CHOICE(NULL, events), .flags = AB_KEY_REQUIRED,
     .help = "what it counts"},
    {FIELD(ab_milestone, contingents), SOME_OF(CONTINGENT), .help = "only of these"},
    {FIELD(ab_milestone, airfields), SOME_OF(AIRFIELD), .help = "only landings or departures here"},
    {FIELD(ab_milestone, sites), SOME_OF(SITE), .help = "only at these"},
    {FIELD(ab_milestone, notifications), SOME_OF(NOTIFICATION),
     .help = "only these, where notifications are counted"},
    {FIELD(ab_milestone, evacuations), SOME_OF(EVACUATION),
     .help = "only of these, where evacuees and their flights are counted"},
    {FIELD(ab_milestone, nth), COUNT("1", 1, 1e9), .word = "last", .word_value = 0,
     .help = "which occurrence; the last is known only when the run reaches its end"},
    {FIELD(ab_milestone, since), ONE_OF(MILESTONE), .help = "the bounds are durations after this one"},
    {FIELD(ab_milestone, from), .type = AB_VALUE_DATE, .help = "count from here; default: start"},
    {FIELD(ab_milestone, by), .type = AB_VALUE_DATE, COMPANION(ab_milestone, is_amount),
     .help = "count until here, not what happens at it, so that days add up: the bounds are "
             "amounts"},
    {FIELD(ab_milestone, earliest), .type = AB_VALUE_BOUND, COMPANION(ab_milestone, has_earliest),
     .help = "lower bound: a date, a duration after `since`, or an amount"},
    {FIELD(ab_milestone, latest), .type = AB_VALUE_BOUND, COMPANION(ab_milestone, has_latest),
     .help = "upper bound, likewise"},
    {FIELD(ab_milestone, tolerance), .type = AB_VALUE_TOLERANCE, .preset = "0",
     .help = "on both bounds: a duration; of an amount a number, or a share of the smaller bound: 25 %"},
    {FIELD(ab_milestone, source), TEXT, .help = "where the bounds are from"},
    {FIELD(ab_milestone, confidence), TEXT, .help = "how far the source is trusted"},
    {FIELD(ab_milestone, use), CHOICE("calibration", uses),
     .help = "an input, used for tuning, or kept for the verdict"},
    {FIELD(ab_milestone, known_miss), TEXT, .flags = AB_KEY_NULLABLE,
     .help = "why the model is known to miss it"},
};

static const struct ab_key uncertain_keys[] = {
    {FIELD(ab_uncertain, active), FLAG("yes"), .help = "no: what the scenario says holds"},
    {FIELD(ab_uncertain, key), TEXT, .flags = AB_KEY_REQUIRED | AB_KEY_DECIDES,
     .help = "what is not known, a number, a count or a time: airfield.almaty.parking_mog; several "
             "keys, with commas between them, are one unknown",
     .rule = "What the key says is its base value, and holds wherever inputs are not drawn. Who says it "
             "anew above the layer of the input (a what-if, --set, --vary) knows it: that holds then, "
             "and the input no longer touches it, which is noted."},
    {FIELD(ab_uncertain, value), TEXT, .flags = AB_KEY_DECIDES,
     .help = "what it is drawn from, once per replication: triangular(8, 12, 25)",
     .rule = "Any distribution, in the units of the key. Of a key that is random a parameter may be "
             "unknown, and then varies from day to day with that parameter: "
             "exponential(uniform(1 h, 6 h)), normal(triangular(4 h, 6 h, 12 h), 1 h). Counts are "
             "rounded; of uniform(2, 5) are 2, 3, 4 and 5 as probable. What lies beyond the range of the key in more than one draw of a thousand is "
             "refused, rarer values are moved into it. Each input has luck of its own, the same in "
             "replication k whatever else differs; with deterministic = yes it is its mean."},
    {FIELD(ab_uncertain, factor), .type = AB_VALUE_DISTRIBUTION, .minimum = 0, .maximum = 1000,
     COMPANION(ab_uncertain, has_factor),
     .help = "instead of value: what the base value is multiplied with, all times of a distribution "
             "alike: uniform(0.75, 1.5)"},
    {FIELD(ab_uncertain, source), TEXT, .help = "where the range is from"},
};

static const struct ab_key sweep_keys[] = {
    {FIELD(ab_sweep, design), CHOICE("product", designs),
     .help = "lists multiply, go in step, or ranges are sampled: Latin hypercube, Sobol"},
    {FIELD(ab_sweep, points), COUNT("0", 0, 1e6),
     .help = "of an lhs or sobol design; sobol is balanced at powers of two"},
    {FIELD(ab_sweep, cases), .type = AB_VALUE_FILE,
     .help = "CSV file: a column per key, a row per case; a column `case` labels the points; "
             "relative to the file that says it"},
    {FIELD(ab_sweep, replications), COUNT("20", 1, 1e7), .help = "of each design point"},
};

static const struct ab_key vary_keys[] = {
    {FIELD(ab_vary, key), TEXT, .flags = AB_KEY_REQUIRED,
     .help = "a key of the scenario: airfield.almaty.parking_mog"},
    {FIELD(ab_vary, values), TEXT, .flags = AB_KEY_REQUIRED,
     .help = "its values: 2, 4, 8, or 2..10 step 2, or 1 h..3 h for a sampled design",
     .rule = "A plain number makes a key constant that is random in the scenario, which is noted. A "
             "range among the parameters of a distribution varies that one and keeps the law: "
             "exponential(1 h..6 h step 1 h), normal(8 h..12 h step 2 h, 1 h), or in a mixture "
             "mixture(19: 0 h, 1: gamma(6 h..9 h step 1 h, 4 h)). In tables its column "
             "is named after the parameter and holds its numbers, contingent.force.notice_mean_h; "
             "where laws differ it holds what was written."},
};

static const struct ab_key price_keys[] = {
    {FIELD(ab_price, key), TEXT, .flags = AB_KEY_REQUIRED,
     .help = "of which more, or less of a time, can be had: airfield.almaty.working_mog"},
    {FIELD(ab_price, per_unit), NUMBER(NONE, NULL, 1e-9, 1e12), .flags = AB_KEY_REQUIRED,
     .help = "of one more, of an hour more of opening, of an hour less of a time, in any money",
     .rule = "`airbridge worth` then tells what a unit of money buys there, and ranks by it. Of a "
             "time that is random the hours are those of its mean; of a time per vehicle, tonne or "
             "person, those of each."},
};

static const struct ab_key table_keys[] = {
    {FIELD(ab_thing_table, kind), TEXT, .flags = AB_KEY_REQUIRED,
     .help = "of section that each row is: contingent, airfield, aircraft, leg, site, ...",
     .rule = "A row is read as a section of that kind with its id, and each of its cells as the "
             "value of a key; an empty cell says nothing, and a row of empty cells is passed over. "
             "So --set, --vary, changes and later layers reach what a row says as they reach a "
             "section, and `show` writes the rows as sections."},
    {FIELD(ab_thing_table, file), .type = AB_VALUE_FILE,
     .help = "CSV file, relative to the file that says it; none: no rows",
     .rule = "Cells are separated by commas, or by semicolons or tabs where those stand in the first "
             "row, and may stand in double quotes, two of which are one inside. The first row has "
             "the headings. The rows belong to the layer in which the section first stands: a file "
             "based on it may say more of a row, or something else. The same id in two rows, or in "
             "a row and a section of the same file, is refused."},
    {FIELD(ab_thing_table, columns), TEXT,
     .help = "what headings mean, HEADING: KEY UNIT, ...: uln: id, ston: bulk ston, ald: available "
             "day-start",
     .rule = "One heading must be the id. A heading that is a key of the kind, alone or with a unit "
             "behind it (bulk, bulk_ston, Bulk (ston)), needs no mention; case does not count, "
             "nor whether words are joined by blanks, '_' or '-'. The unit is that of "
             "cells that are plain numbers. With day-start or day-end a cell may be a day: 3, C+3, "
             "D-1, C003 or 2022-01-08, and means when that day begins, or ends: a date in UTC, or by the "
             "offset that day_zero has (2022-01-08T00:00+06:00). Behind a key "
             "that is a list of numbers stands of what the cell is a number, and several columns add "
             "to it: trucks: vehicles truck. A heading that the file does not have is refused, unless a "
             "question mark follows it: rdd?: latest_arrival."},
    {FIELD(ab_thing_table, ignore), TEXT,
     .help = "headings of columns to leave out, also where `columns` says what they mean, HEADING, ...; "
             "one that may be missing has a question mark behind it; any other column that is no key "
             "is refused"},
    {FIELD(ab_thing_table, every), TEXT,
     .help = "what each row says whose cells do not, KEY: VALUE, ...: alerted_by: request, fleets: "
             "north, south",
     .rule = "A part that begins with a key of the kind and a colon begins the next value; any other "
             "belongs to the value before it, which is a list."},
    {FIELD(ab_thing_table, only), CHOICE("all", table_rows), .help = "which rows to take",
     .rule = "A list with only = referenced may have the whole world in it. A row is taken when something "
             "else names its id: a key that refers to things of the kind, in a file, a row or a "
             "--set, the key of a change, or a section with that id, which then adds to the row "
             "and has the last word, in the same file too."},
    {FIELD(ab_thing_table, day_zero), .type = AB_VALUE_DATE,
     .help = "when day 0 of day-start and day-end begins: C-day; not given: at the scenario's start",
     .rule = "Said with an offset from UTC, 2022-01-08T00:00+06:00, dates of the list are by it, too."},
};

#define KEYS(array) .key = (array), .key_count = (int)(sizeof(array) / sizeof((array)[0]))
#define SINGLE(type, field) .size = sizeof(struct type), .place = offsetof(struct ab_scenario, field)
#define ARRAY(type, field) .named = true, .size = sizeof(struct type), \
    .place = offsetof(struct ab_scenario, field), \
    .place_count = offsetof(struct ab_scenario, field##_count)

static const struct ab_section_kind kinds[AB_SECTION_COUNT] = {
    [AB_SECTION_SCENARIO] = {.name = "scenario", SINGLE(ab_general, general), KEYS(scenario_keys),
        .help = "the whole"},
    [AB_SECTION_PAST] = {.name = "past", SINGLE(ab_past, past), KEYS(past_keys),
        .help = "a replication that this scenario goes on from"},
    [AB_SECTION_COMMAND] = {.name = "command", SINGLE(ab_command, command), KEYS(command_keys),
        .help = "request, consultation, decision, orders, headquarters"},
    [AB_SECTION_WITHDRAWAL] = {.name = "withdrawal", SINGLE(ab_withdrawal, withdrawal),
        KEYS(withdrawal_keys), .help = "the way home"},
    [AB_SECTION_SUPPLY] = {.name = "supply", SINGLE(ab_supply, supply), KEYS(supply_keys),
        .help = "what the force consumes, and its sustainment"},
    [AB_SECTION_AIRCRAFT] = {.name = "aircraft", ARRAY(ab_aircraft_type, aircraft),
        KEYS(aircraft_keys), .help = "an aircraft type"},
    [AB_SECTION_VEHICLE] = {.name = "vehicle", ARRAY(ab_vehicle_class, vehicle), KEYS(vehicle_keys),
        .help = "a class of vehicles"},
    [AB_SECTION_FLEET] = {.name = "fleet", ARRAY(ab_fleet, fleet), KEYS(fleet_keys),
        .help = "aircraft of one type and home"},
    [AB_SECTION_AIRFIELD] = {.name = "airfield", ARRAY(ab_airfield, airfield), KEYS(airfield_keys),
        .help = "an airfield"},
    [AB_SECTION_LEG] = {.name = "leg", ARRAY(ab_leg, leg), KEYS(leg_keys),
        .help = "what is known of the way between two airfields"},
    [AB_SECTION_ROUTE] = {.name = "route", ARRAY(ab_itinerary, itinerary), KEYS(route_keys),
        .help = "a way of several legs with stops"},
    [AB_SECTION_CONTINGENT] = {.name = "contingent", ARRAY(ab_contingent, contingent),
        KEYS(contingent_keys), .help = "people, vehicles and cargo that deploy together"},
    [AB_SECTION_SITE] = {.name = "site", ARRAY(ab_site, site), KEYS(site_keys),
        .help = "a place to be guarded"},
    [AB_SECTION_BLACKOUT] = {.name = "blackout", ARRAY(ab_blackout, blackout), KEYS(blackout_keys),
        .help = "a time in which command hears of sites only later"},
    [AB_SECTION_NOTIFICATION] = {.name = "notification", ARRAY(ab_notification, notification),
        KEYS(notification_keys), .help = "another organisation is told"},
    [AB_SECTION_TRAFFIC] = {.name = "traffic", ARRAY(ab_traffic, traffic), KEYS(traffic_keys),
        .help = "other users of an airfield"},
    [AB_SECTION_EVACUATION] = {.name = "evacuation", ARRAY(ab_evacuation, evacuation),
        KEYS(evacuation_keys), .help = "people who wish to leave, on flights called for them or empty legs"},
    [AB_SECTION_BACKHAUL] = {.name = "backhaul", ARRAY(ab_evacuation, backhaul), KEYS(backhaul_keys),
        .help = "people who leave on empty return legs"},
    [AB_SECTION_FLOW] = {.name = "flow", ARRAY(ab_ceiling, flow), KEYS(flow_keys),
        .help = "a ceiling on flights per period, a ground stop, or loads that are off together"},
    [AB_SECTION_CHANGE] = {.name = "change", ARRAY(ab_change, change), KEYS(change_keys),
        .help = "a key that changes while the run goes on"},
    [AB_SECTION_MILESTONE] = {.name = "milestone", ARRAY(ab_milestone, milestone),
        KEYS(milestone_keys), .help = "something that history tells, to compare with"},
    [AB_SECTION_UNCERTAIN] = {.name = "uncertain", ARRAY(ab_uncertain, uncertain),
        KEYS(uncertain_keys), .help = "what is not known, as against what varies from day to day"},
    [AB_SECTION_SWEEP] = {.name = "sweep", SINGLE(ab_sweep, sweep), KEYS(sweep_keys),
        .help = "the design of a sweep over the scenario"},
    [AB_SECTION_VARY] = {.name = "vary", ARRAY(ab_vary, vary), KEYS(vary_keys),
        .help = "a key that a sweep varies"},
    [AB_SECTION_PRICE] = {.name = "price", ARRAY(ab_price, price), KEYS(price_keys),
        .help = "what more of a thing costs, or less of a time"},
    [AB_SECTION_TABLE] = {.name = "table", ARRAY(ab_thing_table, table), KEYS(table_keys),
        .help = "sections as rows of a CSV file"},
};

/* clang-format on */

const struct ab_section_kind *ab_section_kind(enum ab_section section)
{
    return &kinds[section];
}
