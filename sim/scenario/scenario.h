/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario.h - one checked, typed, read-only scenario.
 *
 * A scenario is built from layers, the last one winning: defaults of the table of keys, the files
 * named by `base`, the file itself, `--set` assignments. It is immutable after loading and shared
 * by all threads. Things of one kind are arrays sorted by id, so the order of sections in a file
 * never matters; references between things are indices into these arrays.
 *
 * Units inside: durations and instants in milliseconds (instants since the scenario's start),
 * lengths in metres, distances in kilometres, masses in tonnes, speeds in km/h, angles in
 * degrees. */
#ifndef AB_SCENARIO_SCENARIO_H
#define AB_SCENARIO_SCENARIO_H

#include "base/error.h"
#include "base/time.h"
#include "engine/distribution.h"

#define AB_NOBODY   (-1)      /* a reference that is not set */
#define AB_NO_LIMIT INT32_MAX /* a number of places that is not limited */

/* A moment that a scenario gives either as a date or as a delay after the step before it. */
struct ab_when {
    enum { AB_WHEN_UNSET, AB_WHEN_DATE, AB_WHEN_DELAY } kind;
    ab_time date;                        /* since the scenario's start; may be negative */
    const struct ab_distribution *delay; /* milliseconds */
};

/* A list of references, in the order written. count 0 means "not given". */
struct ab_references {
    int count;
    int *index;
};

/* So many of a thing: "bmd-2: 30". */
struct ab_number_of {
    int index;
    int64_t count;
};

/* Every thing starts with its id and the place of its first section header in the sources. */
struct ab_named {
    char *id; /* as written there; told apart without case */
    char *file;
    int line;
    int place; /* private: among all of its kind, the inactive included */
};

enum ab_end { AB_END_CLOSED, AB_END_WITHDRAWN, AB_END_HORIZON, AB_END_EVACUATED };
enum ab_spans { AB_SPANS_OF_HOURS, AB_SPANS_OF_DAYS };
enum ab_alert { AB_ALERT_REQUEST, AB_ALERT_DECISION, AB_ALERT_ORDERS }; /* what alerts a unit */
enum ab_mode { AB_MODE_AIR, AB_MODE_ROAD };
enum ab_journey { AB_JOURNEY_RETURN, AB_JOURNEY_STAY, AB_JOURNEY_LEAVE };
enum ab_lead { AB_LEAD_COMPLETE, AB_LEAD_FIRST_LANDING };
enum ab_tasking { AB_TASKING_LOOKAHEAD, AB_TASKING_GREEDY };
enum ab_vehicle_order { AB_LONGEST_FIRST, AB_AS_LISTED };

/* Where a load goes. */
enum ab_direction {
    AB_IN,  /* into the theatre, or to the hub on the way there */
    AB_OUT, /* home */
    AB_ON,  /* from that hub into the theatre: the second tier */
    AB_DIRECTIONS
};

struct ab_general { /* [scenario] */
    char *title, *note;
    ab_time start; /* milliseconds since 1970: simulated time zero */
    enum ab_end end;
    ab_time horizon;
    int64_t event_limit;
    enum ab_spans spans;     /* of what is told hour by hour or day by day */
    bool has_deadline;       /* by when everything should be in: */
    ab_time deadline;        /* since start */
    int64_t nth_delivery;    /* the load that the measure of that name is of; 0: none */
    enum ab_tasking tasking; /* how aircraft and loads are matched */
    bool deterministic;      /* every distribution replaced by its mean */
    int64_t seed;
    double route_factor; /* flown distance / geodesic, default for legs */
    double person_mass;  /* t, with kit */
    double road_factor;  /* road distance / geodesic */
    double road_speed;   /* km/h, for sites given by position */
    double wind;         /* km/h, mean wind from the west at cruising level; negative: east */
};

/* What moves only when one authority has released it. */
enum ab_release { AB_RELEASE_NOTHING, AB_RELEASE_WITHDRAWAL, AB_RELEASE_RESERVE, AB_RELEASE_BOTH };

struct ab_command {              /* [command] */
    struct ab_when request;      /* after start */
    struct ab_when consultation; /* after request: allies consulted */
    struct ab_when decision;     /* after consultation */
    struct ab_when orders;       /* after decision */
    int headquarters; /* contingent whose arrival brings the headquarters, or AB_NOBODY */
    const struct ab_distribution *headquarters_setup; /* from its closure to "up" */
    bool headquarters_needed;                         /* sites are assigned only when it is up */
    enum ab_release release;
    const struct ab_distribution *release_time; /* of the authority, per request for a release */
    struct ab_when release_from;                /* no release before, after the request for help */
    bool release_one_by_one;
    char *site_classes; /* that the force may be given, with commas; "": all */
};

/* The run that this one goes on from: what happened in it before `at` is what happens here, too. */
struct ab_past {    /* [past] */
    char *scenario; /* file of what was simulated */
    char *set;      /* the assignments that were made to it, separated by semicolons */
    bool is_given;  /* there is one: */
    ab_time at;     /* since start; from then on the plan and the luck are this scenario's */
    int64_t seed, replication; /* whose luck held before */
};

struct ab_withdrawal {       /* [withdrawal] */
    struct ab_when order;    /* after closure; unset: nobody withdraws */
    struct ab_when handback; /* first handbacks may begin, after order */
    struct ab_when start;    /* first outbound flight may be loaded, after order */
    int64_t flights_per_day; /* ceiling on outbound departures; 0: none */
    ab_time day_offset;      /* days for the ceiling begin at 00:00 UTC minus this */
};

/* Cargo by what it fits: on a pallet, into the deck of a tactical transport, or only into the largest. */
enum ab_cargo_class { AB_CARGO_BULK, AB_CARGO_OVERSIZE, AB_CARGO_OUTSIZE, AB_CARGO_CLASSES };

struct ab_payload_point {
    double payload_t, range_km;
};
enum { AB_TYPES_MAX = 64 }; /* sets of types are kept as bits */
struct ab_aircraft_type {   /* [aircraft.ID] */
    struct ab_named named;
    char *name;
    double cruise_speed;                        /* km/h; 0: only legs with a block time */
    ab_time allowance;                          /* taxi, climb, approach: added to every flight */
    const struct ab_distribution *block_factor; /* random factor on the block time, mean about 1 */
    int payload_points;
    struct ab_payload_point *payload_range; /* payload falling, range rising; none: unlimited */
    double cargo_limit;              /* t; cap on payload, e.g. floor strength; INFINITY: none */
    enum ab_cargo_class cargo_class; /* the largest that it takes */
    int64_t seats;                   /* people without vehicles aboard */
    int64_t seats_with_vehicles;     /* people beside vehicles; -1: as seats */
    int64_t seats_evacuation;        /* people of an evacuation; -1: as seats */
    double deck_length, deck_width;  /* m */
    double deck_gap;                 /* m between vehicles in a column */
    int64_t stands;                  /* parking stands it takes */
    double runway;                   /* m, shortest it uses */
    const struct ab_distribution *onload_time, *onload_per_vehicle, *onload_per_tonne,
        *onload_per_person;
    const struct ab_distribution *offload_time, *offload_per_vehicle, *offload_per_tonne,
        *offload_per_person;
    const struct ab_distribution *servicing_time; /* on the stand after a flight, away from home */
    const struct ab_distribution *maintenance_time; /* at home after a flight */
    double fuel_burn;                               /* t/h of block time; 0: fuel is not followed */
    double fuel_capacity;                           /* t; INFINITY: not a limit */
    ab_time fuel_reserve;                           /* flying time left in the tanks on landing */
    double cost_per_hour;                   /* of block time, in whatever money; 0: not counted */
    ab_time holding_fuel;                   /* it diverts after holding so long; NEVER: no limit */
    ab_time crew_duty, crew_duty_augmented; /* longest duty of a crew; NEVER: no limit */
    double departure_reliability;           /* probability that a departure goes as planned */
    const struct ab_distribution *repair_home, *repair_away;
};

struct ab_vehicle_class { /* [vehicle.ID] */
    struct ab_named named;
    char *name;
    double mass, length, width, height; /* t, m, m, m */
};

struct ab_fleet { /* [fleet.ID] */
    struct ab_named named;
    bool active;
    int type;
    int64_t number;
    int home;
    enum ab_alert alerted_by;
    const struct ab_distribution *available; /* per tail, after the alert */
    double crews;                            /* per aircraft, rested at home when it is alerted */
    bool augmented; /* crews fly with a relief crew: the longer duty holds */
    const struct ab_distribution *crew_rest; /* of a crew that reached its duty limit, or is home */
    int position_count;
    struct ab_number_of *positions; /* where its first aircraft are at the start; else at home */
    int crew_stage_count;
    struct ab_number_of *crew_stage; /* crews waiting at airfields abroad */
};

/* Hours of the local day, [from, to) in ms after midnight; to may lie beyond midnight. from == to:
 * all day. */
struct ab_hours {
    ab_time from, to;
};
struct ab_period { /* dated closure, [from, to) since the scenario's start */
    ab_time from, to;
};
/* Local time by the rules of a time zone: from each shift on, local time minus UTC is `offset`. The
 * first shift is from the beginning of time, and they cover every year a scenario can last. */
struct ab_zone_shift {
    ab_time from, offset; /* ms since the scenario's start; ms */
};
struct ab_zone {
    char *name; /* Europe/Paris */
    int count;
    struct ab_zone_shift *shift;
};
enum ab_movement { AB_BOTH_MOVEMENTS, AB_LANDINGS, AB_TAKEOFFS };
enum ab_overrun { AB_OVERRUN_FINISH, AB_OVERRUN_WAIT };

struct ab_airfield { /* [airfield.ID] */
    struct ab_named named;
    char *name, *icao, *country;
    bool located; /* latitude and longitude given */
    double latitude, longitude, elevation;
    double runway_length;      /* m; INFINITY: not given */
    double utc_offset;         /* hours, where there is no zone: */
    struct ab_zone *time_zone; /* or NULL */
    bool open;                 /* no: not used in this operation */
    int64_t runways;
    const struct ab_distribution *runway_occupancy; /* per landing and per take-off */
    int64_t parking_mog, working_mog;               /* AB_NO_LIMIT when not given */
    int64_t preparation_teams, yard_loads;          /* likewise */
    struct ab_references banned;                    /* aircraft types that may not use it */
    bool slot_control;         /* aircraft leave for it only when a stand is foreseen */
    int alternate;             /* where aircraft that cannot hold longer go, or AB_NOBODY */
    bool offload_at_alternate; /* a diverted load stays there and goes on by road */
    /* fuel */
    bool fuel;                        /* no: aircraft must bring the fuel for their way out */
    int64_t fuel_mog;                 /* aircraft fuelled at once */
    double fuel_rate;                 /* t/h per aircraft; INFINITY: fuelling takes no time */
    double fuel_stock, fuel_delivery; /* t; stock INFINITY: never runs out */
    const struct ab_distribution *fuel_interval; /* between deliveries */
    double fuel_price;                           /* of a tonne, in the same money */
    /* hours and weather */
    struct ab_hours landing_hours, takeoff_hours, working_hours; /* local */
    enum ab_overrun overrun; /* onload or offload that would overrun working hours */
    bool has_weather;
    const struct ab_distribution *weather_open,
        *weather_closed; /* lengths of the spells, alternating */
    enum ab_movement weather_stops;
    int closure_count;
    struct ab_period *closures; /* dated */
    enum ab_movement closures_stop;
};

struct ab_leg { /* [leg.ID] */
    struct ab_named named;
    int from, to;
    bool both_ways;
    double distance;     /* km as flown; 0: geodesic times route factor */
    double route_factor; /* 0: the scenario's */
    bool has_block_time;
    const struct ab_distribution *block_time;
    int stop;                                /* airfield where loaded aircraft stop, or AB_NOBODY */
    const struct ab_distribution *stop_time; /* on blocks there: customs, fuel */
};

/* Where loaded aircraft land on the way, with the load aboard. */
struct ab_stopover {
    int airfield;
    const struct ab_distribution *time; /* on blocks there */
    bool fuels;                         /* takes fuel, where there is some */
    bool changes_crew;
};
enum { AB_STOPS_MAX = 8 }; /* of one way */

/* How loaded aircraft get from the first of some airfields to the last. */
struct ab_itinerary { /* [route.ID] */
    struct ab_named named;
    struct ab_references legs; /* airfields, in their order */
    int stop_count;
    struct ab_stopover *stops; /* what is done at those between, in any order */
    bool both_ways;
};

struct ab_contingent { /* [contingent.ID] */
    struct ab_named named;
    char *name, *nation;
    bool active;
    int apoe;                             /* airfield of embarkation */
    struct ab_references apod;            /* candidates for debarkation, preferred first */
    const struct ab_distribution *people; /* a count */
    int64_t forward_people;               /* forward element, people only, flies first */
    int vehicle_counts;
    struct ab_number_of *vehicles;
    enum ab_vehicle_order vehicle_order; /* in which they are put aboard */
    double bulk;                         /* t, divisible */
    double oversize, outsize;            /* t, the same of larger classes */
    int64_t loads;                       /* abstract: identical full loads; excludes the above */
    int64_t priority;                    /* lower goes first */
    struct ab_references fleets;         /* that may carry it; none given: all */
    int load_plan_count;
    struct ab_number_of *load_plan; /* loads planned for special types first */
    int load_type;                  /* type the other loads are planned for, or AB_NOBODY: the
                                             most numerous among the fleets */
    enum ab_mode mode_in, mode_out;
    int via;                            /* hub on the way in, or AB_NOBODY */
    enum ab_mode onward_mode;           /* from there on ... */
    struct ab_references onward_fleets; /* ... by these; none given: all */
    const struct ab_distribution *onward_road_time;
    enum ab_alert alerted_by;
    int64_t delivered; /* of its loads, in the theatre at the start */
    int airborne_count;
    struct ab_number_of *airborne;               /* of its next loads, by fleet, in the air then */
    const struct ab_distribution *airborne_time; /* until they are overhead */
    bool joins_later;                            /* it is no part of the force before: */
    ab_time joins;                               /* since start */
    struct ab_when approval; /* national approval, after the request; no departure before */
    struct ab_when available, earliest_arrival, latest_arrival; /* after the request */
    int after;                /* another contingent that goes before, or AB_NOBODY */
    enum ab_lead after_event; /* what of it is waited for ... */
    const struct ab_distribution *after_delay; /* ... and how much longer */
    enum ab_journey journey;
    const struct ab_distribution *notice, *assembly, *road_march;
    const struct ab_distribution
        *forward_assembly;                       /* for the forward element, instead of assembly */
    const struct ab_distribution *load_interval; /* between its loads becoming ready */
    ab_time call_forward; /* aircraft are called this long before a load is ready */
    const struct ab_distribution *preparation_time, *preparation_per_vehicle,
        *preparation_per_tonne, *preparation_per_person; /* by a team of the field it leaves from */
    const struct ab_distribution *road_in_time, *road_out_time; /* for AB_MODE_ROAD */
    const struct ab_distribution *form_up;                      /* from offload to fit for a task */
    bool standby;                                               /* assembles and waits */
    struct ab_when commit; /* a standby contingent is committed, after its assembly */
    char *site_classes;    /* that it may be given, with commas; "": all that the force may */
    int withdraw_from;     /* airfield, or AB_NOBODY: the first open of apod */
    int return_to;         /* airfield, or AB_NOBODY: apoe */
    int64_t withdrawal_priority;
    struct ab_when withdraw_after;                  /* not before, after the withdrawal order */
    const struct ab_distribution *outload_interval; /* between its homeward loads becoming ready */
    int64_t batch; /* homeward loads kept aboard until so many are in; 0: none */
    const struct ab_distribution
        *batch_time;            /* from the last of a batch on blocks to its offload */
    bool goes_on;               /* private: a second tier, as one of its own (rules.h) */
    struct ab_references homes; /* private: of an evacuation, where it may go; none: return_to */
};

struct ab_site { /* [site.ID] */
    struct ab_named named;
    char *name, *site_class;
    bool active;
    bool located;
    double latitude, longitude;
    bool has_road_time;
    const struct ab_distribution *road_time; /* from any airfield; else from the distance */
    int64_t guards;                          /* people it takes */
    int64_t host_strength;                   /* host people freed by the relief */
    int64_t priority;
    struct ab_when requested;               /* after the request */
    const struct ab_distribution *handover; /* relief in place */
    const struct ab_distribution *handback;
    struct ab_when handback_after; /* not before, after the withdrawal order */
    int contingent;                /* only this one, or AB_NOBODY: any */
    int held_by;                   /* guarded by this one at the start, or AB_NOBODY */
};

/* What happens at sites becomes known to command only later. */
struct ab_blackout { /* [blackout.ID] */
    struct ab_named named;
    bool active;
    struct ab_when from, until;          /* after the scenario's start */
    struct ab_references sites;          /* none given: all */
    const struct ab_distribution *delay; /* until a report is through, at `until` at the latest */
};

/* Another organisation is told; what is to come after it waits for it. */
enum ab_precedes {
    AB_PRECEDES_NOTHING,
    AB_PRECEDES_DECISION,
    AB_PRECEDES_ORDERS,
    AB_PRECEDES_MOVEMENT,
    AB_PRECEDES_WITHDRAWAL,
    AB_PRECEDES_COUNT
};
struct ab_notification { /* [notification.ID] */
    struct ab_named named;
    bool active;
    char *name, *source;
    struct ab_when at; /* after the request */
    enum ab_precedes before;
};

/* Civil or foreign flights that use an airfield: they land, stand, are handled and leave. One that
 * finds no stand is turned away. */
struct ab_traffic { /* [traffic.ID] */
    struct ab_named named;
    bool active;
    int airfield;
    const struct ab_distribution *interval; /* between arrivals */
    const struct ab_distribution
        *ground_time; /* on the stand, from touchdown or from its working place */
    int64_t stands;
    bool handled;               /* it needs a working place for its ground time */
    struct ab_when from, until; /* after the scenario's start */
    struct ab_hours hours;      /* local; arrivals outside do not come */
};

/* So many people have come by then, after the evacuation began. */
struct ab_arrivals {
    ab_time after;
    int64_t people;
    bool is_date; /* `after` is since the scenario's start */
};

/* People who wish to leave: they come to an airfield, are cleared there, and fly on aircraft that are
 * called for them, on empty legs, or both. A back-haul is the short form of one that calls none. */
struct ab_evacuation { /* [evacuation.ID], [backhaul.ID] */
    struct ab_named named;
    bool active;
    char *name;
    int airfield;                         /* where they come to */
    const struct ab_distribution *people; /* a count */
    int arrival_points;
    struct ab_arrivals *arrivals; /* the curve by which they come; none: all at once, or: */
    bool has_interval;
    const struct ab_distribution *interval; /* between groups ... */
    const struct ab_distribution *group;    /* ... of so many */
    struct ab_when from, until;
    double processing_rate;           /* people cleared per hour, one by one; INFINITY: at once */
    struct ab_hours processing_hours; /* local */
    struct ab_references to;          /* fields they may go to; of a back-haul none given: any */
    int share_count;                  /* instead: ... */
    struct ab_number_of *shares;      /* so many of each so many go to this field, and no other */
    struct ab_references fleets;      /* that may carry them; none given: all */
    int64_t priority;                 /* as for contingents */
    bool calls_flights;               /* aircraft come for them */
    bool fills_returns;               /* they board empty legs; so do those who call no flights */
    int64_t call_size;    /* for so many an aircraft is called; 0: as fill the most numerous type */
    ab_time longest_wait; /* cleared, until an aircraft is called for fewer than fill it */
    int64_t per_flight;   /* at most; also bounded by the seats */
    double person_mass;   /* t; 0: as if they had none; negative: the scenario's */
    bool has_onload_time, has_offload_time; /* else the type's times hold */
    const struct ab_distribution *onload_time, *offload_time;
    const struct ab_distribution *onload_per_person, *offload_per_person;
};

struct ab_supply {      /* [supply] */
    double consumption; /* t per person in the theatre and day; 0: none followed */
    double stock;       /* t in the theatre at the start */
    double trigger;     /* t: a sustainment flight is asked for below it */
    double load;        /* t per sustainment flight */
    int contingent;     /* whose apoe, apod, fleets and priority it flies with */
};

/* A ceiling on loaded flights: so many may leave in each period. */
enum ab_flow_direction { AB_FLOW_IN, AB_FLOW_OUT, AB_FLOW_BOTH };
struct ab_ceiling { /* [flow.ID] */
    struct ab_named named;
    bool active;
    enum ab_flow_direction direction;
    struct ab_references contingents; /* none given: all */
    struct ab_references airfields;   /* at an end of the flight; none given: all */
    int64_t flights;                  /* in a period; 0: none; AB_NO_LIMIT */
    ab_time per, day_offset;          /* periods begin at 00:00 UTC minus this, and every so long */
    int64_t together;                 /* loads of a contingent kept aboard until so many are in */
    const struct ab_distribution
        *together_time;         /* from the last of them on blocks to their offload */
    struct ab_when from, until; /* after the scenario's start */
};
enum { AB_FLOWS_MAX = 63 };

/* A changeable key that gets another value while the run goes on. */
struct ab_change { /* [change.ID] */
    struct ab_named named;
    struct ab_when at;   /* after the scenario's start */
    bool foreseen;       /* known ahead, if its date is */
    char *key, *value;   /* as written: airfield.almaty.open, yes */
    int section, index;  /* private: the thing ... */
    size_t offset, size; /* ... and the field in it ... */
    void *bytes;         /* ... that is overwritten with these */
    bool alters;         /* they are not what the thing has at the start */
};

/* What a milestone counts. Each occurrence has a contingent, an airfield or a site, and an
 * amount. */
enum ab_milestone_event {
    AB_ON_REQUEST,
    AB_ON_DECISION,
    AB_ON_ORDERS,
    AB_ON_BOARDING,        /* an onload of an inbound load begins */
    AB_ON_DEPARTURE,       /* a loaded inbound aircraft takes off */
    AB_ON_LANDING,         /* a loaded inbound aircraft lands */
    AB_ON_VEHICLE_LANDING, /* ... with vehicles aboard */
    AB_ON_ARRIVED,         /* the first load of a contingent lands (or its road column is in) */
    AB_ON_COMPLETE,        /* the last load of a contingent is off its aircraft */
    AB_ON_PEOPLE,          /* people delivered */
    AB_ON_VEHICLES,        /* vehicles delivered */
    AB_ON_CLOSED,          /* all contingents complete */
    AB_ON_HEADQUARTERS,    /* the headquarters is up */
    AB_ON_GUARDED,         /* a site is guarded */
    AB_ON_HOST_RELIEVED,   /* host people freed */
    AB_ON_WITHDRAWAL_ORDER,
    AB_ON_HANDBACK,          /* a site begins to be handed back */
    AB_ON_OUT_DEPARTURE,     /* a loaded outbound aircraft takes off */
    AB_ON_COLUMN,            /* a homeward road column leaves */
    AB_ON_RETURNED,          /* everybody of a contingent is home */
    AB_ON_WITHDRAWN,         /* everybody is home */
    AB_ON_BACKHAUL,          /* passengers on a return leg take off (an amount) */
    AB_ON_BACKHAUL_FLIGHT,   /* a return leg with passengers takes off */
    AB_ON_SUSTAINMENT,       /* a sustainment flight is off its aircraft */
    AB_ON_NOTIFICATION,      /* an organisation is told */
    AB_ON_RELEASE,           /* the authority releases a contingent, or the withdrawal */
    AB_ON_REPORTED,          /* command knows that a site is guarded */
    AB_ON_EVACUEES,          /* people of an evacuation take off, on whatever flight (an amount) */
    AB_ON_EVACUATION_FLIGHT, /* a flight with them takes off */
    AB_ON_EVACUATED,         /* people of an evacuation are off their aircraft (an amount) */
    AB_ON_EVACUATION_OVER,   /* nobody of an evacuation is left to fly, or it has ended */
    AB_ON_COUNT
};
enum ab_milestone_use { AB_USE_INPUT, AB_USE_CALIBRATION, AB_USE_VALIDATION };

/* A milestone is either a moment (the nth occurrence) or, when `by` is given, an amount (how much
 * happened in [from, by)). */
struct ab_milestone { /* [milestone.ID] */
    struct ab_named named;
    char *name, *source, *confidence;
    enum ab_milestone_event event;
    struct ab_references contingents;   /* filter; none given: all */
    struct ab_references airfields;     /* filter on landings and departures */
    struct ab_references sites;         /* filter */
    struct ab_references notifications; /* filter on notifications */
    struct ab_references evacuations;   /* filter on people who leave, and their flights */
    int64_t nth;                        /* 1: the first; 0 (written "last"): the last */
    int since;                          /* another milestone: the value is a duration after it */
    bool is_amount;
    ab_time from, by; /* since start; from defaults to time zero */
    bool has_earliest, has_latest;
    double earliest, latest; /* ms since start, ms after `since`, or an amount */
    double tolerance;        /* ms or amount */
    enum ab_milestone_use use;
    char *known_miss; /* reason, or NULL */
};

/* Which runs a sweep makes: the points of a design. */
enum ab_design_kind { AB_DESIGN_PRODUCT, AB_DESIGN_ZIP, AB_DESIGN_LHS, AB_DESIGN_SOBOL };
struct ab_sweep { /* [sweep] */
    enum ab_design_kind design;
    int64_t points;       /* of an lhs or sobol design */
    char *cases;          /* CSV file, or "" */
    int64_t replications; /* of each point */
};
struct ab_vary { /* [vary.ID] */
    struct ab_named named;
    char *key, *values;    /* as written: airfield.almaty.parking_mog, 2..10 step 2 */
    char *key_file, *file; /* where the key and its values are said */
    int key_line, line;
};

/* What is not known, and what it is drawn from (input.h). */
struct ab_uncertain { /* [uncertain.ID] */
    struct ab_named named;
    bool active;
    char *key;   /* as written, with commas: airfield.almaty.parking_mog */
    char *value; /* as written: a distribution, or one among the parameters of one; or "" */
    bool has_factor;
    const struct ab_distribution *factor; /* what the base values are multiplied with */
    char *source;
};

struct ab_price { /* [price.ID] */
    struct ab_named named;
    char *key;       /* as written: airfield.almaty.working_mog */
    double per_unit; /* of one more, or of an hour */
};

/* Where sections stand that are rows of a CSV file; what they say is in the things themselves. */
enum ab_table_rows { AB_ROWS_ALL, AB_ROWS_REFERENCED };
struct ab_thing_table { /* [table.ID] */
    struct ab_named named;
    char *kind, *file, *columns, *ignore, *every; /* as written */
    enum ab_table_rows only;
    ab_time day_zero;
};

/* Legs, or routes, by their ends (geography.c). */
struct ab_joints {
    const struct ab_joint *joint; /* sorted; NULL: no table, they are looked for one by one */
    const int *first;             /* [airfields + 2]: from AB_NOBODY, from each airfield, the end */
};

struct ab_document; /* document.h */

struct ab_scenario {
    struct ab_general general;
    struct ab_command command;
    struct ab_past past;
    struct ab_withdrawal withdrawal;
    struct ab_supply supply;
    int blackout_count, notification_count;
    struct ab_blackout *blackout;
    struct ab_notification *notification;
    int traffic_count, evacuation_count, backhaul_count, change_count;
    struct ab_traffic *traffic;
    struct ab_evacuation *evacuation, *backhaul;
    int flow_count;
    struct ab_ceiling *flow;
    struct ab_change *change;
    int aircraft_count, vehicle_count, fleet_count, airfield_count, leg_count, itinerary_count;
    int contingent_count, site_count, milestone_count;
    struct ab_aircraft_type *aircraft;
    struct ab_vehicle_class *vehicle;
    struct ab_fleet *fleet;
    struct ab_airfield *airfield;
    struct ab_leg *leg;
    struct ab_itinerary *itinerary;
    struct ab_contingent *contingent;
    struct ab_site *site;
    struct ab_milestone *milestone;
    int uncertain_count, input_count;
    struct ab_uncertain *uncertain;
    const struct ab_input *input; /* private: what is to be drawn of these (input.h) */
    struct ab_sweep sweep;
    int vary_count, price_count, table_count;
    struct ab_vary *vary;
    struct ab_price *price;
    struct ab_thing_table *table;
    uint64_t hash;              /* of the effective assignments, not of layout, comments, sweeps */
    const struct ab_span *span; /* private: [from][to] of the airfields; NULL: no table */
    struct ab_joints leg_joints, route_joints; /* private */
    bool has_hubs;                             /* whether any contingent goes by one */
    const struct ab_altered *altered; /* private: changes by what they alter; NULL: as for legs */
    void *memory;                     /* private: owns everything above */
    struct ab_document *document;     /* private: goes with it; NULL: the caller's */
    const struct ab_layers *layers;   /* private: what was written of it, see said.h */
};

/* Reads, layers and checks a scenario; `assignments` are `--set` texts, SECTION.KEY=VALUE. All
 * faults of all its files are found in one pass; on any fault *scenario is NULL. Things that are
 * not active are left out, with the references to them. The caller destroys the scenario. */
enum ab_status ab_scenario_load(struct ab_scenario **scenario, const char *path,
                                const char *const *assignments, int assignment_count,
                                struct ab_errors *errors);
void ab_scenario_destroy(struct ab_scenario *scenario);

/* Prints the effective scenario as INI that loads to the same scenario, each value followed by a
 * comment saying where it came from (file:line, --set or default): all of it, or one kind of section
 * ("airfield"), or one section ("airfield.almaty"). */
enum ab_status ab_scenario_show(FILE *stream, const char *path, const char *const *assignments,
                                int assignment_count, const char *section,
                                struct ab_errors *errors);

/* Reference of keys, in lines so wide: all, of one section ("airfield"), of one key
 * ("airfield.parking_mog"), or of all whose name has a word in it ("parking"). Unknown names are a
 * fault with the nearest known name. The second: of all of which something that is said holds a
 * word. */
enum ab_status ab_scenario_print_keys(FILE *stream, const char *name, int width,
                                      struct ab_errors *errors);
enum ab_status ab_scenario_search_keys(FILE *stream, const char *word, int width,
                                       struct ab_errors *errors);

/* Distance on the WGS84 ellipsoid, km (Lambert's first-order correction of the sphere). Against
 * Karney's geodesics over the whole globe: within 0.0002 % (2 m per 1,000 km) up to 10,000 km,
 * 0.003 % up to 18,000 km, 0.2 % next to the antipode. To the nearest 2^-20 km, as winds along a way are
 * to the nearest 2^-20 km/h: the last bit of a sine, in which C libraries differ, is not part of the
 * model. Degrees in. */
double ab_geodesic_km(double latitude_a, double longitude_a, double latitude_b, double longitude_b);

/* The way from one airfield to another: its distance as flown, by the leg that overrides it or from the
 * positions, the wind's part along it, and the leg section that applies, or NULL. */
struct ab_route {
    double distance_km; /* 0 to itself; NAN: unknown */
    double tailwind;    /* km/h */
    const struct ab_leg *leg;
};
struct ab_route ab_scenario_route(const struct ab_scenario *scenario, int from, int to);

/* Kilometres of still air that a type flies through on a route, and its block time in ms without
 * any random factor and on average; NAN when unknown. */
double ab_route_still_air(const struct ab_route *route, const struct ab_aircraft_type *type);
double ab_route_planned_block(const struct ab_route *route, const struct ab_aircraft_type *type);
double ab_route_mean_block(const struct ab_route *route, const struct ab_aircraft_type *type);

/* The next change of the field at this offset of a thing, in the order of their ids: *place is 0 at
 * first. NULL when there is no more. */
const struct ab_change *ab_scenario_next_change(const struct ab_scenario *scenario, int section,
                                                int index, size_t offset, int *place);

/* The most that the number at this offset of a thing ever is: what it says, or what a change makes of
 * it; and so the most aircraft a fleet ever has. */
int64_t ab_scenario_most(const struct ab_scenario *scenario, int section, int index,
                         const void *thing, size_t offset);
int64_t ab_scenario_most_aircraft(const struct ab_scenario *scenario, int fleet);

/* Whether the field at this offset of an airfield may come to be another than at the start. */
bool ab_scenario_changes_airfield(const struct ab_scenario *scenario, int airfield, size_t offset);

/* Local time minus UTC at an airfield, ms, at a moment since the scenario's start; and when it will
 * shift by the rules of its time zone, later than `when`, or AB_TIME_NEVER. */
ab_time ab_airfield_offset(const struct ab_airfield *airfield, ab_time when);
ab_time ab_airfield_next_shift(const struct ab_airfield *airfield, ab_time when);

/* The leg section that applies from one airfield to another, or NULL. */
const struct ab_leg *ab_scenario_leg(const struct ab_scenario *scenario, int from, int to);

/* The route section that applies from one airfield to another, or NULL; *backwards: from its end to
 * its beginning. */
const struct ab_itinerary *ab_scenario_itinerary(const struct ab_scenario *scenario, int from,
                                                 int to, bool *backwards);

/* Whether a list names the thing of this index. */
bool ab_references_name(const struct ab_references *references, int index);

#endif
