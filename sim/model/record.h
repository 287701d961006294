/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* record.h - what a run leaves behind: plain records of flights, loads, units and sites.
 *
 * Instants are milliseconds since the scenario's start, AB_TIME_NEVER where a thing did not
 * happen. References are indices into the scenario's arrays, or into the run's own. */
#ifndef AB_MODEL_RECORD_H
#define AB_MODEL_RECORD_H

#include "base/time.h"

#include "scenario/scenario.h"
#include <assert.h>
#include <stdbool.h>

/* "in", "out", "on". */
const char *ab_direction_name(enum ab_direction direction);

/* What a waiting hour is charged to: exactly one of these. */
enum ab_cause {
    AB_CAUSE_CARGO,       /* aircraft waits: its load is not ready */
    AB_CAUSE_AIRCRAFT,    /* load waits: no aircraft is free for it, or its own is maintained */
    AB_CAUSE_POSITIONING, /* load waits: its aircraft is on the way, and waits for nothing itself */
    AB_CAUSE_STAND,       /* on the ground, for want of a stand where it wants to go */
    AB_CAUSE_WORKING,     /* on a stand, for want of a working place */
    AB_CAUSE_FUEL,
    AB_CAUSE_CREW,
    AB_CAUSE_REPAIR,
    AB_CAUSE_SLOT,   /* held at the origin by slot control or a daily flight ceiling */
    AB_CAUSE_RUNWAY, /* for a landing or take-off turn */
    AB_CAUSE_WEATHER,
    AB_CAUSE_HOURS,   /* landing, take-off or working hours */
    AB_CAUSE_CLOSED,  /* a dated closure, or the airfield is not open at all */
    AB_CAUSE_HOLDING, /* in the air over the field, for want of a stand */
    AB_CAUSE_DIVERSION,
    AB_CAUSE_YARD,        /* the yard that the load is to stand in is full */
    AB_CAUSE_PREPARATION, /* load waits: the preparation teams have others in hand */
    AB_CAUSE_WINDOW,      /* for the earliest arrival of its load */
    AB_CAUSE_FLOW,        /* held at the origin by a ceiling on flights, or a ground stop */
    AB_CAUSE_COUNT
};
/* The name used in column and measure names, e.g. "working", and what that is in words, "working
 * place", in at most AB_CAUSE_WORDS_WIDTH ASCII characters. */
enum { AB_CAUSE_WORDS_WIDTH = 26 };
const char *ab_cause_name(enum ab_cause cause);
const char *ab_cause_words(enum ab_cause cause);

/* What the time of a sortie or chalk goes to: a cause, or work. At every moment exactly one state
 * runs, so work plus waits equal elapsed time by construction. */
enum { AB_WORK = AB_CAUSE_COUNT, AB_STATE_COUNT = AB_CAUSE_COUNT + 1 };
struct ab_account {
    ab_time since;
    int state; /* enum ab_cause or AB_WORK; -1: not begun or closed */
    int field; /* of a flight: the airfield that this time is charged to (stage.h) */
};

/* Ends the running state at `now` and begins another (-1: none); returns how long it was. */
static inline ab_time ab_account_charge(struct ab_account *account, ab_time now, int state)
{
    assert(account->state >= 0 && now >= account->since);
    const ab_time spent = now - account->since;
    account->since = now;
    account->state = state;
    return spent;
}

/* Where the time of one went, in a traced run. */
struct ab_spent {
    ab_time in[AB_STATE_COUNT];
};

enum ab_bound { AB_BOUND_NOTHING, AB_BOUND_MASS, AB_BOUND_DECK, AB_BOUND_SEATS, AB_BOUND_COUNT };
/* "remainder" (nothing bound: the last of it), "mass", "deck", "seats". */
const char *ab_bound_name(enum ab_bound bound);

/* What keeps every plan for the same loads from having a contingent, or the force, in sooner (bound.h). */
enum ab_limit_kind {
    AB_LIMIT_NOTHING, /* it is in from the beginning, or nothing is known */
    AB_LIMIT_LOADS,   /* when its loads come, and what each takes by itself */
    AB_LIMIT_ROAD,    /* its march, or its way by road */
    AB_LIMIT_TEAMS,   /* the work of the preparation teams of an airfield ... */
    AB_LIMIT_WORKING, /* ... of its working places ... */
    AB_LIMIT_STANDS,
    AB_LIMIT_RUNWAY,
    AB_LIMIT_AIRCRAFT, /* the trips of the aircraft that may carry them */
    AB_LIMIT_FLOW,     /* a ceiling on flights */
    AB_LIMIT_COUNT
};
struct ab_limit {
    ab_time time; /* not in before; AB_TIME_NEVER: nothing is known */
    int kind;     /* enum ab_limit_kind */
    int thing;    /* the contingent, airfield, fleet or flow; AB_NOBODY: of several */
};
#define AB_LIMIT_UNKNOWN ((struct ab_limit){AB_TIME_NEVER, AB_LIMIT_NOTHING, AB_NOBODY})
/* As in tables, "working"; how many things there are that it may be of; and the id of that, or NULL. */
const char *ab_limit_name(enum ab_limit_kind kind);
int ab_limit_things(const struct ab_scenario *scenario, enum ab_limit_kind kind);
const char *ab_limit_thing(const struct ab_scenario *scenario, const struct ab_limit *limit);

enum ab_purpose {
    AB_PURPOSE_POSITIONING, /* empty, to where a load waits */
    AB_PURPOSE_DEPLOYMENT,  /* loaded, into the theatre */
    AB_PURPOSE_RETURN,      /* empty, home */
    AB_PURPOSE_WITHDRAWAL,  /* loaded, out of the theatre */
    AB_PURPOSE_SUSTAINMENT, /* supplies, into the theatre */
    AB_PURPOSE_EVACUATION,  /* people of an evacuation, who called for it */
    AB_PURPOSE_COUNT
};
const char *ab_purpose_name(enum ab_purpose purpose);

/* One flight. Members that begin alike stand together, for whoever writes them. */
struct ab_sortie_record {
    int number;                    /* within the replication, from 0 */
    int tail, origin, destination; /* destination: where it landed, in the end */
    int diverted_to;               /* alternate it flew to on the way, or AB_NOBODY */
    int chalk;                     /* AB_NOBODY when empty */
    int previous;                  /* number of the tail's sortie before this one, or AB_NOBODY */
    enum ab_purpose purpose;
    double payload_t;          /* what it could have carried; INFINITY: not limited, NAN: empty */
    double flown_km;           /* how far its load was flown before, to a stop on the way */
    struct ab_account account; /* from tasked to ended */
    ab_time tasked;

    int diversions;     /* how often it did */
    int leg;            /* of the way of its load, from 0 */
    bool emergency;     /* landed at an alternate that was full or shut */
    bool light;         /* its load is smaller for the fuel for the way out that it carries */
    bool stops;         /* ends at a stop on the way, its load stays aboard */
    int64_t passengers; /* on a return leg */
    ab_time block_time; /* block out to block in without waits, as drawn */
    ab_time takeoff_runway, landing_runway; /* occupancies, part of the block time */
    ab_time onload_time;                    /* as drawn */
    ab_time parked;                         /* on an alternate, not flown */
    ab_time fuelling;                       /* pumping time before departure, part of the work */
    double fuel_taken_t, fuel_burnt_t; /* before departure, and on the flight; 0: not followed */

    ab_time offload_time; /* as drawn */
    ab_time onload_begin, onload_end, block_out, takeoff, landing, block_in;
    ab_time offload_begin, offload_end;
    ab_time ended; /* serviced: the tail is free */
};

/* One aircraft load, in a traced run. */
struct ab_chalk_record {
    int contingent;
    int number; /* within the contingent and direction, from 1 */
    enum ab_direction direction;
    bool forward, sustainment;
    bool evacuation; /* a called flight; of nobody: the call lapsed */
    bool has_lapsed; /* a number that was not needed: there is no such load */
    uint64_t types;  /* bit per aircraft type that can carry it */
    int64_t people, vehicles;
    double mass_t;  /* people, vehicles and bulk; negative: a full load of whatever type */
    double cargo_t; /* as flown: mass without people; set when tasked for full loads */
    double bulk_t;  /* of which bulk */
    enum ab_bound bound;
    ab_time brought, taken_up, prepared; /* by a team; AB_TIME_NEVER: by none */
    ab_time called, ready, tasked, loaded, departed, landed, offloaded;
    int sortie; /* number of the flight that carries it, or AB_NOBODY */
};

struct ab_contingent_record {
    int64_t people, vehicles;
    ab_time alerted, assembled, marched;
    ab_time hub_first, hub_complete; /* its first load, and its last, were unloaded at its hub */
    ab_time first_departure, first_landing, closed, on_task, released, withdrawn;
    ab_time due;     /* its latest arrival; AB_TIME_NEVER: it has none */
    bool committed;  /* false: a standby that stayed at home */
    int late_link;   /* what made it late: the longest link behind its last load ... */
    ab_time late_by; /* ... and how long that was; AB_NOBODY: it was not late, or never in */
    struct ab_limit limit;
};

struct ab_site_record {
    int contingent;
    ab_time requested, assigned, guarded, host_freed, handback, handed_back;
    ab_time request_known, guard_known, handback_known; /* to command */
    int64_t host_relieved;
};

/* One change of state at an airfield, in a traced run, of which the first so many are kept: some 150
 * MB in a study. (Flights and loads are bounded by the force.) */
enum { AB_TRACE_STATES_MAX = 1000000 };
struct ab_airfield_record {
    int airfield;
    ab_time time;
    int64_t parking_mog, working_mog; /* stands and working places there are, AB_NO_LIMIT */
    int on_ground;                    /* stands taken by aircraft on the ground */
    int working;                      /* working places in use */
    int fuelling;                     /* aircraft being fuelled */
    int holding; /* aircraft in the air waiting for a stand, the runway or an open field */
    int waiting; /* aircraft on the ground waiting for a working place */
    int64_t preparation_teams, yard_loads; /* that there are, AB_NO_LIMIT */
    int preparing, in_yard;                /* loads with the teams, and in a yard that is limited */
    double fuel_t;                         /* in stock; INFINITY: not limited */
    bool open;                             /* for landings */
};

/* What a flight or a load did or waited for, stretch by stretch, and who held what, in a traced run: of that the
 * first AB_TRACE_STATES_MAX. */
struct ab_stretch_record {
    int of, state; /* number of the flight, or the load; enum ab_cause or AB_WORK */
    int field;     /* of a flight: airfield that this is charged to */
    ab_time begin, end;
};

/* What others wait for while somebody has it. */
enum ab_held {
    AB_HELD_STAND,    /* at an airfield, as are ... */
    AB_HELD_WORKING,  /* a working place */
    AB_HELD_RUNWAY,   /* where there is a line for it */
    AB_HELD_FUELLING, /* a fuelling place */
    AB_HELD_AHEAD,    /* a stand that is kept for who comes on from its alternate */
    AB_HELD_SLOT, /* a stand that is foreseen, from when it is given until the aircraft has left */
    AB_HELD_CREW, /* of a fleet, where they are counted: aboard ... */
    AB_HELD_REST, /* ... and after that at rest, at home */
    AB_HELD_FLOW, /* a flight of a ceiling, until its period is over; of the withdrawal's, AB_NOBODY */
    AB_HELD_COUNT
};
const char *ab_held_name(enum ab_held held); /* as in tables, "working" */
struct ab_holding_record {
    enum ab_held held;
    int thing;          /* airfield, fleet or flow */
    int tail, traffic;  /* who: the other is AB_NOBODY */
    int sortie;         /* number of its flight under way, or of its last; AB_NOBODY: none */
    ab_time begin, end; /* AB_TIME_NEVER: still, when the replication ended */
};

/* A stretch of the chain behind the last delivery (see model/measure.c). */
enum ab_link {
    AB_LINK_DECISION = AB_STATE_COUNT, /* after the causes and AB_WORK (which is unused here) */
    AB_LINK_ASSEMBLY,                  /* notice, assembly, road march */
    AB_LINK_RELEASE,                   /* ready to go, and not allowed to yet */
    AB_LINK_READINESS,                 /* loads becoming ready one after another */
    AB_LINK_AVAILABILITY,              /* the aircraft not yet released to the operation */
    AB_LINK_ONLOAD,
    AB_LINK_FLIGHT,
    AB_LINK_OFFLOAD,
    AB_LINK_SERVICING,
    AB_LINK_ROAD,
    AB_LINK_PREPARATION, /* a team at work on the load */
    AB_LINK_COUNT
};
const char *ab_link_name(int link); /* causes included: "waiting: working place", "onload" */

/* What a replication came to by contingent, airfield and type, packed (base/pack.h): for each of these
 * parts, its things with something to tell by their index,
 *
 *     thing flights flown taken_t burnt_t cost
 *
 * and but for types what was waited for, whether something was delivered, and if so what lies behind
 * the last of that; each as pairs, of cause or link and ms, and an end. Each part has an end too. Then what
 * bounds the force: the kind of its limit and the thing. And how many things a part may have. */
enum ab_part { AB_BY_CONTINGENT, AB_BY_AIRFIELD, AB_BY_TYPE, AB_PARTS };
enum { AB_PACK_END = -1 };
int ab_part_things(const struct ab_scenario *scenario, int part);

/* What went on in each span of a replication, as whole numbers: for each span in which something did,
 * its number, the flights of some cells (2 * airfield + side), an end; the use of some places, by meter, and
 * an end. Most flights come in loaded and leave empty, and most places are neither waited for nor full, so
 * that a number before them says what there is:
 *
 *     2 * cell, flights, fuel_kg                             none was loaded
 *     2 * cell + 1, the fields of a flow
 *     4 * meter + 2 if line + 1 if full, used [line] [full]  times (as of ab_pack_times, of a span) */
enum ab_side { AB_SIDE_IN, AB_SIDE_OUT };
struct ab_flow {
    int64_t flights, loaded; /* of which with a load, or people */
    int64_t people, vehicles;
    int64_t kg;      /* people, vehicles and bulk */
    int64_t fuel_kg; /* taken on before leaving, or burnt on the way in */
};
enum {
    AB_FLOW_FIELDS = sizeof(struct ab_flow) / sizeof(int64_t),
    AB_DIARY_FLOW = 1 + AB_FLOW_FIELDS, /* numbers of a flow, and of a use, at most */
    AB_DIARY_USE = 4
};

/* What a meter is of: places at an airfield, or the aircraft of a fleet, or its crews at one. */
enum ab_metered_place {
    AB_STANDS,
    AB_WORKING,
    AB_RUNWAY,
    AB_FUELLING,
    AB_TEAMS, /* that prepare loads */
    AB_YARD,
    AB_PLACES,
    AB_AIRCRAFT = AB_PLACES,
    AB_CREWS
};
struct ab_metered {
    int airfield, fleet; /* AB_NOBODY: of none */
    enum ab_metered_place place;
};
const char *ab_metered_name(enum ab_metered_place place);

/* What flights took. */
struct ab_expense {
    int64_t flights;
    ab_time flown;           /* block time of those that are over */
    double taken_t, burnt_t; /* fuel */
    double cost;
    bool delivered; /* a contingent: all of it; an airfield: some load */
};

#endif
