/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* state.h - everything a replication holds.
 *
 * One struct ab_run per thread; no other state exists. Things are arrays indexed by the scenario's
 * own indices; flights and loads are arrays of the run. Memory is taken when the run is created, or
 * when a replication needs more than those before it, and kept.
 *
 * The files of this floor call each other downwards only. From the top: run, which knows them all;
 * beginning and bound, over bound_loads, bound_places and bounds; tasking beside arrival; sortie, alternate, choice; departure, hub, command, prospect, traffic;
 * contingent, clearance, measure; waiting, batch, supply, evacuation; outline, flow, preparation; cut;
 * window, callup, errand, fleet, fuel, shuttle; service, site, soon, stage; accounts, foresight, geography, idle, authority,
 * blackout, notification; and airfield, chain, diary, errands, loadplan, luck, milestone, record, timesheet,
 * way, yard, which call none. Where a later stage must wake an earlier one it posts an event
 * (kind_rows.h), and run
 * dispatches it. */
#ifndef AB_MODEL_STATE_H
#define AB_MODEL_STATE_H

#include "base/pack.h"
#include "engine/list.h"
#include "engine/meter.h"
#include "engine/pairing.h"
#include "engine/resource.h"
#include "engine/stream.h"
#include "engine/tournament.h"
#include "model/errands.h"
#include "model/run.h"
#include "model/timesheet.h"
#include "scenario/evacuation.h"
#include "scenario/rules.h"

#include <assert.h>

/* What can happen, and to what. */
enum ab_kind {
#define KIND_ALONE(kind, handler)    AB_EV_##kind,
#define KIND(kind, subject, handler) AB_EV_##kind,
#include "model/kind_rows.h"
    AB_EV_COUNT
};
enum ab_subject {
    AB_SUBJECT_CHANGE,
    AB_SUBJECT_CONTINGENT,
    AB_SUBJECT_CHALK,
    AB_SUBJECT_TAIL,
    AB_SUBJECT_CREWS,
    AB_SUBJECT_SITE,
    AB_SUBJECT_SORTIE,
    AB_SUBJECT_AIRFIELD,
    AB_SUBJECT_TRAFFIC,
    AB_SUBJECT_VISITOR,
    AB_SUBJECT_RELEASE, /* a contingent, or the number behind them: the withdrawal */
    AB_SUBJECT_NOTIFICATION,
    AB_SUBJECT_EVACUATION,
    AB_SUBJECT_PASSAGE,
};

/* An aircraft. */
enum ab_tail_state { AB_TAIL_UNAVAILABLE, AB_TAIL_FREE, AB_TAIL_BUSY };
enum ab_tail_batch { AB_BATCH_NONE, AB_BATCH_WAITS, AB_BATCH_OPENS };
struct ab_tail {
    int fleet, number; /* number within the fleet, from 1 */
    int type, home;
    int at;          /* airfield, or AB_NOBODY in the air */
    int sortie;      /* the one under way (of the same index), or AB_NOBODY */
    int last_sortie; /* number of the latest that ended, or AB_NOBODY */
    int place_at;    /* airfield whose working place it holds, or AB_NOBODY */
    struct {         /* stage.c */
        int at;      /* airfield whose stands it holds, or AB_NOBODY (never home: own dispersal) */
        int ahead;   /* one more, at its destination, while it stands at an alternate */
        bool beyond; /* it took the stands it holds in an emergency, free or not */
        bool gives_way; /* comes on from its alternate without any (alternate.c) */
    } stand;

    /* Its neighbours among those who are free, come home for a load, wait for their batch, for a slot
     * or a permit, or stand at an alternate in line for a stand. */
    struct ab_list_link link;

    enum ab_tail_state state : 8;
    enum ab_tail_batch batch : 8; /* at home, loaded: waits for its batch, or for its ceremony */
    bool speaks;                  /* while it waits for that: it came first of its batch */
    bool used;
    bool expected;          /* at home, where a load waits for it */
    bool light;             /* `last_chalk` would be larger without the fuel for the way out */
    bool waits_for_landing; /* that is foreseen (clearance.c) */
    bool waits_for_yard;    /* on its stand, for that of a hub (hub.c) */
    bool waits_for_slot;    /* at its origin (clearance.c) */
    bool fuel_is_out;       /* but for the way to its alternate, on which it is */
    bool crew_aboard;
    bool crew_rests; /* it waits at rest */
    int foreseen_at; /* with a load over this field (prospect.c), or AB_NOBODY */
    int soon_group;  /* free again, of these (soon.c), or AB_NOBODY */
    int slot_at;     /* the field that it is at or cleared to go to, or AB_NOBODY */

    /* fleet.c and tasking.c */
    ab_time alerted, available, free_since;
    int chalk;                   /* tasked for, or AB_NOBODY */
    int destination;             /* where it will take that chalk in the end */
    int last_chalk;              /* the latest tasked for: names the luck of the flight home ... */
    int chalk_before;            /* ... unless one of its fleet takes that over: then this does */
    double cargo_t;              /* of `last_chalk`, without people */
    struct {                     /* of `chalk`: way.c */
        const struct ab_way *by; /* NULL: directly */
        int flown;               /* flights of it that are behind */
    } way;

    /* the flight under way */
    struct {                      /* stage.c: the line it stood in last, and its place there, ... */
        struct ab_resource *line; /* ... which is stale once it was served; NULL: in none yet */
        ab_wait_handle place;
    } wait;
    struct {
        ab_time agreed; /* when landing and crew were last found in order for leaving then */
        double luck;    /* the number for its block time, or 0: not drawn yet */
        int attempts;   /* departures that failed so far */
        int8_t step;    /* of its preparation */
        bool permitted; /* it has its place under all ceilings (flow.c) */
    } departure;
    int family;                   /* of the people aboard a return leg, or AB_NOBODY */
    struct ab_resource *holds_in; /* the line it stands in while it holds, or NULL (arrival.c) */
    struct {                      /* block time of flights that are over ... */
        ab_time total;
        ab_time before; /* ... and up to the first take-off with a load (measure.c) */
    } aloft;
};

/* More of an aircraft, which few scenarios need: apart, and written only then, so that it takes no memory
 * in others, as pages that were never written are none. Only `tank` begins anew with a replication. */
struct ab_tail_aside {
    ab_time booked;     /* it was foreseen to leave then, under all ceilings (flow.c) */
    ab_time crew_since; /* on duty, or ready when it rests: where duty has a limit */
    struct {            /* while it holds, or waits at its alternate */
        ab_wait_handle place;
        ab_event_handle limit;
        ab_time until; /* when its holding fuel will be used, if that is limited; and when ... */
        ab_time fuel_lasts_until; /* ... all its fuel in the air will be */
    } holding;
    struct {                      /* while it waits for a landing that is foreseen ... */
        ab_event_handle again;    /* ... when it asks again */
        struct ab_list_link link; /* among those who wait, who did first first */
    } landing;
    ab_wait_handle yard;          /* its place in line for that of a hub */
    struct {                      /* of its visit to `slot_at`, or before */
        ab_time since;            /* waits for it */
        ab_time until;            /* when it should leave that again */
        struct ab_list_link link; /* among those expected there */
    } slot;
    struct {                     /* prospect.c: over `foreseen_at` ... */
        ab_time arrival;         /* ... at this time, where it ... */
        ab_time landing, leaves; /* ... lands, and needs its place no more */
        bool has_landed;
        struct ab_list_link link; /* among those foreseen there, who arrives first first */
    } foreseen;
    struct {                      /* soon.c: free again ... */
        ab_time at;               /* ... then */
        uint64_t promised;        /* in this round, to a load that waits for it */
        struct ab_list_link link; /* in its group */
    } soon;
    struct {            /* fuel.c, when its type's fuel is followed */
        double stock_t; /* in its tanks for the way and as reserve; negative: so much of what is
                          * for holding was used */
        double order_t; /* being taken on */
    } tank;
};

/* Loads of one plan that are alike. */
struct ab_lot {
    int contingent, loads;
    int planned_type;
    enum ab_direction direction;
    bool forward, sustainment;
    bool evacuation; /* a call for people who leave, or they (evacuation.h) */
    bool light;      /* they would be larger without the fuel for the way out */
    bool is_uncut;   /* it has no aircraft yet, and nothing in it */
    bool has_lapsed; /* it is not needed: others have taken all */
    uint64_t types;  /* bit per aircraft type that can carry them */
    int64_t people, vehicles;
    double mass_t;  /* people, vehicles and bulk; negative: full loads of whatever type */
    double cargo_t; /* mass without people */
    double bulk_t;  /* of which divisible ... */
    double oversize_t, outsize_t;    /* ... and parts of it ... */
    enum ab_cargo_class cargo_class; /* ... of which this is the largest class */
    enum ab_bound bound;
    const int64_t *by_class; /* vehicles, of a load that is to be unloaded at a hub; else NULL */
    struct ab_uncut
        *part_of; /* of what is cut for its aircraft (cut.h); NULL: planned beforehand */
};

/* How a load that is prepared came to be ready (preparation.c). */
struct ab_prepared {
    ab_time brought, taken_up, done; /* AB_TIME_NEVER: not yet */
    ab_time due;                     /* ready, as foreseen when it was called: its place in rows */
    ab_wait_handle place;            /* in line for the yard */
    struct ab_list_link link;        /* among those that the teams of a field have */
    bool in_yard;
};

/* Loads that come to a field to be prepared, one after another: of a contingent those of its forward
 * element, the others inbound, and those outbound. */
enum { AB_SERIALS = 3 }; /* a contingent */
struct ab_serial {
    int airfield;
    int next;    /* the first that no team has taken up ... */
    int brought; /* ... and the first that has not come yet */
    int end;
    struct ab_pairing_node node; /* in the heap of its field, while it has some that wait */
};

/* A load in the line for a team (callup.c). */
struct ab_in_line {
    int64_t priority;
    ab_time brought;
    int serial, load;
};

/* The loads of a contingent in one direction for a headcount (outline.c). */
struct ab_plan {
    int64_t people; /* -1: not planned yet */
    struct ab_lot *lot;
    int lots, room;
    int64_t *by_class; /* of the lots, where a hub wants to know */
    int loads;
};

/* An aircraft load. Its account runs from ready to offloaded. */
struct ab_chalk {
    const struct ab_lot *lot;
    int number;                       /* within the contingent and direction, from 1 */
    int tail;                         /* the aircraft that was tasked for it, or AB_NOBODY */
    int sortie;                       /* number of the flight that carries it, or AB_NOBODY */
    uint32_t waited : AB_CAUSE_COUNT; /* a bit per cause that was the load's own waiting */
    bool is_followed : 1;             /* the load behind it becomes ready after it */
    bool called_ahead : 1;            /* before it was ready */
    bool too_early : 1;               /* it would be called, but for its earliest arrival */
    bool
        in_hand : 1; /* being prepared, or it waits for that or for room: not ready yet, and `ready`,
                         once it was called, is what is foreseen */
    bool boarded : 1;      /* people of an evacuation have: who and how many is settled */
    bool detained : 1;     /* it has waited for what few wait for: see below */
    bool waited_uncut : 1; /* likewise */
    int state : 6; /* enum ab_cause or AB_WORK; -1: its account has not begun, or is closed */
    ab_time since; /* in that state */
    ab_time called, ready, tasked, departed, landed, offloaded;
};

/* Its account goes on in a state, or is closed: -1. */
static inline void ab_chalk_enter(struct ab_chalk *chalk, int state)
{
    enum { LAST_STATE = 31 };
    assert(state >= -1 && state <= LAST_STATE);
    chalk->state = state < 0 ? -1 : state & LAST_STATE;
}

/* How long a load waited, untasked: of those that did. */
struct ab_detention {
    ab_time shut; /* for want of an airfield that is used */
    ab_time kept; /* by a ceiling */
};

/* What a load has waited for that is not cut yet: counted when it is, since it may not be needed. */
enum { AB_UNCUT_CAUSES = 5 };
struct ab_uncut_waits {
    ab_time of[AB_UNCUT_CAUSES]; /* stage.c */
};

/* A movement is possible while nothing shuts the gate. */
struct ab_gate {
    struct ab_resource way; /* the line before it: not limited while open, nothing while shut */
    struct ab_resource sky; /* the same for the weather alone */
    bool weather;           /* shuts it */
    int shut_by;            /* what was known before (airfield.h), or AB_WORK */
    bool for_good;          /* nothing known shuts it again */
};

/* The chain of what was waited for, but for the waits: see chain.c. */
struct ab_chain {
    int load; /* how this came to be ready comes before; AB_NOBODY: its aircraft's alert */
    ab_time begun;
    ab_time onload, flight, offload, servicing;
};

/* What was behind the last to arrive. */
struct ab_closing {
    bool by_air; /* it was a load, and this is its chain */
    struct ab_chain chain;
    ab_time spent[AB_LINK_COUNT];
};

/* The chain up to a moment. */
struct ab_hindsight {
    ab_time time;
    struct ab_closing closing;
};

/* A load that goes on from a hub. */
struct ab_passage {
    struct ab_lot lot;        /* of its own; by road: not used */
    int load;                 /* the chalk; by road: of the first tier */
    ab_time arrived;          /* by road */
    struct ab_hindsight past; /* of the latest load that came to the hub before */
};

/* What is at a hub of a contingent and in no load, or still to come (hub.c). */
struct ab_stock {
    int64_t forward, people;
    int64_t *vehicles; /* by its classes */
    double cargo_t[AB_CARGO_CLASSES];
};

/* What of a contingent is in no load yet, where loads are cut for the aircraft that take them (cut.c). */
struct ab_uncut {
    int contingent;
    enum ab_direction direction;
    bool forward;                /* its forward element, else all others */
    bool is_mixed;               /* several types take some of it */
    int *order;                  /* its classes of vehicles as they are put aboard */
    double *floor_t;             /* by type: with less payload it is not used */
    int64_t loads_of_things;     /* that vehicles and cargo may be at the most ... */
    int64_t least_room;          /* ... and people that loads of these have at the least */
    struct ab_lot token, lapsed; /* loads that are not cut yet, or are not needed any more */
    struct ab_lot *lot;          /* those that were cut, and ... */
    int64_t *by_class;           /* ... what they have of each class, where a hub wants to know */
    int first, loads, taken;     /* chalks, and how many of them were cut */
    struct ab_stock left, kept;
    int64_t vehicles;               /* in `left` */
    bool is_supposed;               /* `kept` was left when supposing began */
    uint64_t version, kept_version; /* of what is left */
};

/* A load as a type would take it. */
struct ab_draft {
    const struct ab_uncut *of; /* NULL: none yet */
    uint64_t version;
    int type, to;
    double payload_t;
    bool is_nothing;
    struct ab_lot lot;
    int64_t *by_class;
};
struct ab_transit {
    struct ab_stock here, due;
    struct ab_number_of *wanted; /* scratch */
    bool posted;                 /* CUT comes at this instant */
    struct { /* loads of the first tier that are not all gone on, who came first first */
        int *load;
        int first, count, room;
    } yard;
    struct { /* on, of the first of these */
        int64_t people, vehicles;
        double bulk_t;
    } gone;
    int taken;                /* loads of the second tier */
    int latest;               /* passage by road that arrived */
    struct ab_hindsight past; /* of the latest load that came */
};

/* An airfield's places. */
struct ab_field {
    struct ab_resource stands, places, runway;
    struct ab_resource teams; /* that prepare loads; idle: who keep a load for want of room */
    struct ab_resource yard;  /* loads: see yard.h */
    int brought;              /* heap of the serials whose loads wait for a team (preparation.c) */
    bool teams_posted;        /* TEAMS comes at this instant */
    struct ab_list with_team; /* loads */
    ab_time calls_at;         /* LINE_CALLS comes then */
    ab_time look_from;        /* the line is not looked along before */
    bool is_long;             /* it was */
    struct {
        struct ab_books places, stands, teams;
    } before; /* the request */
    struct ab_gate landings, takeoffs;
    ab_event_handle opening;
    ab_time opens_at; /* that event; AB_TIME_NEVER: none */
    struct {
        bool bad;
        uint32_t spells; /* so far */
    } weather;
    struct {
        uint64_t known, takes;
    } types[2];            /* a bit for each: away from home and at home (ab_airfield_accepts) */
    bool has_slots;        /* slot control, or it may come */
    bool has_runway_queue; /* runway occupancy is not zero, or may become so */
    struct {
        int count;   /* aircraft overhead, not landing yet */
        int in_line; /* of these, for a stand or an open field ... */
        int most;    /* ... since when, and the most before */
        ab_time since;
    } overhead;
    int waiting; /* aircraft on the ground waiting for a working place */
    int inbound; /* loaded inbound aircraft tasked to it and not yet off */
    struct {     /* these, when dispatch looks ahead (prospect.c) */
        struct ab_list tails;
        int due; /* of these, who has not landed */
    } foreseen;
    struct {
        struct ab_resource places;
        double stock_t;
        double taken_t;          /* by aircraft so far, its own at home included */
        struct ab_resource line; /* one at a time draws on a limited stock */
        int first;               /* the sortie that waits for stock with the line, or AB_NOBODY */
        uint32_t deliveries;     /* so far */
    } fuel;
    bool changes; /* with a known date */
    struct {
        struct ab_list expected; /* who is at it or cleared to go to it ... */
        struct ab_list at_home;  /* ... and who waits for that, at home or on the stands ... */
        struct ab_list abroad;   /* ... of an airfield: who has waited longest first */
        ab_event_handle review;
    } slot;
    int64_t coming; /* stands for those out of fuel on their way to it as their alternate */
    int64_t ours;   /* stands that aircraft of the force hold */
};

/* A flight of other traffic. */
struct ab_visitor {
    int traffic; /* or AB_NOBODY: a free record */
    uint32_t number, next_free;
    int stands; /* it holds */
    bool working, on_runway;
    int holding[AB_HELD_FUELLING]; /* in a traced run */
};

/* Where the people and vehicles of a contingent are: always somewhere, never in two places. */
enum ab_place {
    AB_AT_HOME,
    AB_WAITING,
    AB_ABOARD, /* or on the road from a hub */
    AB_IN_YARD,
    AB_IN_THEATRE,
    AB_RETURNED,
    AB_PLACE_COUNT
};

struct ab_unit { /* a contingent in a run */
    struct ab_contingent_record record;
    int64_t people[AB_PLACE_COUNT], vehicles[AB_PLACE_COUNT];
    int64_t pool; /* people in theatre, formed up, without a task */
    int first_chalk, inbound_chalks, outbound_chalks; /* contiguous: inbound, then outbound */
    int delivered, returned;                          /* chalks */
    int unloaded, onward_chalks; /* at its hub, and made of them there so far */
    bool uncut;                  /* there is something at the hub that is in no chalk yet */
    int lapsed[AB_DIRECTIONS];   /* of these, those that are not needed, since others took all */
    int begun;               /* inbound chalks that were there, in the air or lapsed as it began */
    int late;                /* of those delivered ... */
    double late_t;           /* ... and their mass */
    int sites_held;          /* assigned and not back */
    int64_t people_at_sites; /* their guards, on the road included */
    ab_time earliest;        /* nothing of it lands before */
    struct {                 /* another goes before it, or others behind it (contingent.c) */
        int first, next;     /* of those behind it; of those behind the same */
        bool waits;          /* it would go now ... */
        ab_time marched, committed; /* ... from then on */
        ab_time came;               /* what is waited for of the other */
    } order;
    ab_time forward_from; /* its forward element may be loaded from then on, if it is committed */
    ab_time
        column_from; /* its road column in set out then; AB_TIME_NEVER: there is none, or not yet */
    ab_time release_from; /* not released before; AB_TIME_NEVER without an order */
    bool homeward;        /* its departure is scheduled or under way */
    bool column_pending;  /* its road column has not formed up yet */
    int forming_up;       /* chalks landed and not formed up yet */
    int airfield;         /* where its latest people came in */
    int next_kept;        /* scratch: of those whose people are kept for a site (site.c) */
    int sustainment;      /* sustainment loads made in its name */
    bool asks;            /* more of its people are at hand, or may go, since the latest round of
                             assignment ... */
    struct ab_list_link link; /* ... as for these */
};

/* A release that the authority is asked for (authority.c). */
struct ab_release_request {
    ab_time asked; /* AB_TIME_NEVER: not yet */
    bool is_in;    /* it looks at it, or will */
    bool is_released;
};

struct ab_site_state {
    struct ab_site_record record;
    bool wanted; /* requested, and no guard on the way or there */
    bool closed; /* its handback has begun or would have: no relief any more */
    bool on_guard;
    bool reported;  /* command knows that */
    bool guard_out; /* its guards are there, or on the road to it or back */
    int airfield;   /* where its guards came from */
};

/* Things in the order in which they are chosen, and of each a number (site.c). */
struct ab_by_preference {
    struct ab_tournament row;
    int *thing, *place; /* by place, and by thing */
};

/* Whether those who wait for an airfield's stands wait for ever (batch.c). */
struct ab_lock {
    bool is_on;
    int64_t wanted; /* stands, by the first of them; 0: nobody waits */
    int64_t left;   /* stands that it will have when all who may leave have left */
};

struct ab_milestone_state {
    int64_t total;
    double value;
    int next; /* of the same event, or AB_NOBODY */
};

/* A walk along the people of an evacuation in the order in which they come: the next of them, who are
 * so many that come and are cleared together. */
struct ab_walk {
    int64_t person, count; /* its number, from 0; count 0: nobody is left */
    int family;            /* within the evacuation */
    ab_time arrived, cleared;
    int64_t in_group; /* of the group that came last, this person included ... */
    uint32_t groups;  /* ... and how many have come ... */
    ab_time group;    /* ... the last of them when */
    double busy;      /* until then those who clear are, ms ... */
    double before;    /* ... and were with those before this person */
    int64_t behind;   /* came with this person, and are cleared one after the other */
    int64_t given[AB_FAMILIES_MAX];
};

/* People are cleared so fast from then on. */
struct ab_pace {
    double
        since; /* ms; half of one behind a change: what is done by then was cleared at it, or before */
    double rate; /* per hour; INFINITY: at once */
};

struct ab_evacuation_state {
    const struct ab_evacuation *plan;
    struct ab_pace *pace; /* so far ... */
    int paces;
    bool has_door;   /* ... of which one takes time, or clearing has hours */
    int64_t people;  /* who wish to leave */
    ab_time from;    /* it begins; AB_TIME_NEVER: not known yet */
    bool ended;      /* its end by date has come ... */
    ab_time over_by; /* ... then */
    ab_time over;    /* since when, or AB_TIME_NEVER */
    int64_t left;    /* people who stayed */
    int loads;       /* called so far */
    int first_family;
    struct ab_walk door; /* the next to be cleared */
    ab_event_handle look, end;
    double processing_ms, waiting_ms; /* people times time: from arrival, and then from clearance */
};

/* Those of an evacuation who go to the same fields. Each is somewhere, once: not yet cleared, cleared
 * and waiting, aboard, off the aircraft, or left behind. */
struct ab_family {
    int evacuation, number; /* which of its families */
    int party;              /* whose loads it has (scenario/evacuation.h), or AB_NOBODY */
    int64_t cleared;        /* and waiting; of these ... */
    int64_t promised;       /* ... to aircraft that are tasked for them, and ... */
    int64_t called;         /* ... for so many aircraft are called */
    int64_t aboard, delivered;
    struct ab_walk gate; /* the next to board */
    int64_t fill;        /* for so many an aircraft is called at once */
    int planned_type;    /* which they fill */
    uint64_t types;      /* that may carry some of them */
    int64_t most;        /* aboard any of these */
    struct ab_lot *lot;  /* [2 * people + whether they are aboard] */
};

/* So many were off their aircraft. */
struct ab_evacuation_note {
    ab_time time;
    int64_t people;
};

/* What the force consumes (supply.c). */
struct ab_supply_state {
    int64_t people;           /* in the theatre */
    double stock_t, coming_t; /* stock as of `settled`; loads asked for and not delivered */
    ab_time settled;
    ab_time short_ms; /* time with people in the theatre and nothing in stock */
    ab_event_handle review;
    int flights; /* delivered */
};

/* A change of an airfield whose date is no matter of chance (airfield.c). */
struct ab_known_change {
    ab_time date;
    int change;
};

/* Free aircraft of a fleet at one field (idle.h), and those of a fleet. */
struct ab_idle_group {
    int fleet, field;
    struct ab_list tails; /* who has been free longest is the first */
    struct ab_list_link of_fleet,
        of_away;                  /* among its fleet's, and among those away from home, ... */
    struct ab_list_link of_field; /* ... and of whatever fleet at its field */
};
struct ab_idle_fleet {
    struct ab_list groups;
    struct ab_list soon;           /* groups of those that are foreseen to be free */
    struct ab_list_link soon_link; /* among the fleets that have some */
    struct ab_list expected; /* at home, for a load there, in the order in which they were tasked */
    struct ab_list_link link; /* among the fleets that have free aircraft */
    bool is_fresh;            /* one became free since the latest round of tasking ... */
    int next_fresh;           /* ... as in this fleet */
};

/* Aircraft of a fleet that are foreseen to be free at one field (soon.h). */
struct ab_soon_group {
    int fleet, field;
    struct ab_list tails; /* who will be free first is the first */
    struct ab_list_link of_fleet;
};

/* How long a load takes at least, with aircraft of a type (prospect.c). */
enum { AB_LEASTS = 16 }; /* by type, so many for contingents, which share them */
struct ab_least {
    const struct ab_lot *lot; /* the latest that was asked about, or NULL */
    ab_time time;
};

/* Loads that wait for an aircraft (waiting.h): those of a row are alike, those of a demand can be
 * taken by the same fleets. */
struct ab_row {
    int first;                   /* load, or AB_NOBODY */
    int last;                    /* the latest that came, whether it waits still or not */
    int next;                    /* of the same contingent and direction */
    int demand;                  /* or AB_NOBODY: to be found when a load stands in it */
    struct ab_pairing_node node; /* in the heap of its demand */
};
struct ab_demand {
    int list;       /* of fleets (below) */
    uint64_t types; /* of these, the types that can take them as things are now */
    enum ab_direction direction;
    bool evacuation;
    int rows;      /* heap of those that wait */
    int next;      /* with the same list */
    bool is_held;  /* a row of it was, in this round, and will be asked again */
    bool is_open;  /* loads were called or aircraft became free for it since the latest round ... */
    int next_open; /* ... as for this demand */
    struct ab_pairing_node node; /* in the heap of a round */
};
struct ab_fleet_list { /* the fleets that some contingents allow */
    const struct ab_references *fleets;
    int demands;
};
struct ab_listing { /* of a fleet in such a list */
    int list, next;
};

/* What the flights of a type from one airfield to another have in common (geography.c). */
struct ab_known_flight {
    uint64_t number; /* among all; UINT64_MAX: none yet */
    int type, from, to;
    int course;               /* of loaded aircraft, if it has stops (way.h), or AB_NOBODY */
    const struct ab_leg *leg; /* the section that applies, or NULL */
    double distance_km;       /* NAN: unknown */
    double planned_block,
        mean_block;                /* ms, from block out to block in without waits; NAN: unknown */
    double payload_t;              /* loaded, with fuel at both ends; negative: out of range */
    double payload_out_and_back_t; /* with fuel at one */
};

/* A way with stops. */
struct ab_course {
    int from, to;
    struct ab_way way;
};

/* By contingent, airfield and type (accounts.c); only what the options ask for is kept. */
struct ab_accounts {
    bool are_kept;
    struct ab_timesheet waits[AB_BY_TYPE], chain[AB_BY_TYPE];
    struct ab_chain *latest; /* by airfield: behind what came in last, with the waits in chain[] */
    struct ab_expense *expense[AB_PARTS];
    struct ab_pack pack; /* at the end */
};

/* What goes on hour by hour (diary.c); only what the options ask for is kept. */
struct ab_diary {
    bool is_kept;
    struct ab_meters meters;
    struct ab_flow *flow;    /* in the span at hand, [2 * airfield + side] */
    int *touched, touches;   /* those with something in it */
    int *flying, *free;      /* aircraft, by fleet */
    int *waiting;            /* loads, by the list of fleets that may take them */
    struct ab_use *of_fleet; /* room for the uses of fleets and lists, by meter */
    struct ab_numbers numbers;
};

/* A ceiling in a run (flow.c). Books are kept for so many periods ahead. */
enum { AB_PERIODS = 64 };

/* A permit of some ceilings, a bit each, to leave then. */
struct ab_permit {
    uint64_t flows;
    ab_time when;
};
struct ab_quota {
    ab_time from, until;
    bool knows_from, knows_until; /* before they come */
    int64_t period;               /* that the books are of: */
    int64_t left;                 /* flights that left in it, while it held */
    int64_t cleared;              /* may leave, and have not */
    int64_t tasked;               /* have a load under it, and are not cleared: */
    int64_t due;                  /* booked for this period or one before */
    int32_t booked[AB_PERIODS];   /* for one to come, by its number */
    int64_t first;                /* booked from when it begins until that period ends */
    ab_time room,
        known_until;     /* of the withdrawal's: first room from now on, as it is until then ... */
    int64_t known_under; /* ... while so many may leave in a period */
};

struct ab_run {
    const struct ab_scenario *scenario; /* &effective */
    const struct ab_scenario *original;
    struct ab_scenario effective; /* with copies of the arrays that changes may alter */
    struct ab_arena *arena;
    struct ab_simulation simulation;
    struct ab_waiting_room waiting_room;
    struct ab_luck luck;
    bool trace;
    double fuel_begun_t;  /* in the tanks when it began; and what comes from nowhere (fuel.c) */
    const char *misbegun; /* why it cannot begin as the scenario says, or NULL */

    /* fixed when the run is created */
    int tail_count;
    int *fleet_tails;               /* the first tail of each fleet; last, the count of all */
    struct ab_known_flight *flight; /* as they are asked for (geography.c) */
    uint64_t *stream;               /* by thing, see luck.h ... */
    uint64_t *stream_purpose;       /* ... and by purpose */
    const uint64_t *stream_of[16];  /* where the things of a kind begin ... */
    const uint64_t *stream_for[16]; /* ... and their purposes */
    struct {                        /* sorted by their ends (way.c) */
        struct ab_course *course;
        int count;
    } ways;
    struct ab_load_planner *planner;
    double *payload_t;         /* loads are planned with (outline.c) */
    bool *on_ways;             /* scratch, by airfield (outline.c) */
    bool foresees_hours;       /* an airfield may shut (prospect.c) */
    bool foresees_places;      /* a load has a choice of airfields to go to */
    bool opens, is_due;        /* a contingent has an earliest, a latest arrival (window.h) */
    bool foresees_tails;       /* a free aircraft may not be the best */
    uint32_t preparation;      /* bit per step of it that is ever needed (departure.c) */
    struct ab_plan *plan;      /* [AB_DIRECTIONS * contingent + direction] */
    struct ab_lot sustainment; /* loads of supplies are all alike */
    struct ab_chalk no_load;   /* whose luck a flight has where there are no loads at all */

    /* the state of one replication */
    struct ab_tail *tail;
    struct ab_tail_aside *aside; /* by tail */
    int tails_free;
    struct ab_list parked; /* at alternates, in line for stands at their destinations, by tail */
    struct ab_list foreseeing; /* tails that wait for a landing that is foreseen */
    struct ab_field *field;
    struct ab_unit *unit;
    struct ab_chalk *chalk;
    struct ab_detention *detention; /* by chalk, of those that have any */
    struct ab_errands errands;      /* by chalk, where somebody asks for bounds */
    int chalk_count, chalk_room;
    struct ab_sortie_record *sortie; /* by aircraft: its flight under way, or else its latest */
    int sortie_count;                /* begun so far */
    struct ab_timesheet spent;       /* of these flights, by aircraft and cause */
    struct {
        struct ab_chain *chain;    /* by aircraft ... */
        struct ab_timesheet spent; /* ... and link */
    } chains;
    struct ab_closing closing;
    struct ab_site_state *site;
    struct {
        bool posted;
        struct ab_list asking; /* contingents, in their order */
        int wanted;            /* sites that are */
        bool in_doubt;         /* what is wanted, and whose people are kept for it, has changed */
        int kept;              /* scratch: the first whose people are, or AB_NOBODY */
        struct ab_by_preference sites, people; /* not used where there are no sites */
    } assignment;
    struct ab_period *blackout;          /* drawn */
    ab_time notified[AB_PRECEDES_COUNT]; /* what these precede does not come before */
    struct {
        struct ab_release_request *request; /* by contingent, and the withdrawal last */
        struct ab_resource desk;
        ab_time from; /* nothing is released before */
        bool posted;  /* RELEASES comes at this instant */
    } authority;
    struct ab_milestone_state *milestone;
    int milestones_of[AB_ON_COUNT]; /* the first of each event, or AB_NOBODY */
    struct ab_supply_state supply;
    struct ab_lock *lock; /* scratch, by airfield (batch.c) */
    struct {              /* traced runs only: by number */
        struct ab_sortie_record *record;
        struct ab_spent *spent;
        int room;
    } flights;
    struct { /* traced runs only: by chalk */
        struct ab_chalk_record *record;
        struct ab_spent *spent;
        int room;
    } loads;
    struct { /* traced runs only */
        struct ab_airfield_record *record;
        int count, room;
    } airfields;
    struct ab_stretches {
        struct ab_stretch_record *record;
        int count, room;
    } stretches, load_stretches; /* likewise */
    struct {                     /* likewise */
        struct ab_holding_record *record;
        int count, room;
        int *open; /* [AB_HELD_COUNT * tail + held]: that it has now, or AB_NOBODY */
    } holdings;
    ab_time
        untraced; /* since when some of the airfields or holdings are left out, or AB_TIME_NEVER */
    struct {
        struct ab_known_change *change; /* by date */
        int changes;
    } timetable;
    struct {
        struct ab_idle_group *group;
        int groups;            /* ever used in this replication ... */
        struct ab_list unused; /* ... and closed again */
        struct ab_idle_fleet *fleet;
        struct ab_list fleets; /* that have free aircraft */
        struct ab_list away;   /* groups away from home */
        struct ab_list *at;    /* groups, by airfield */
        bool *is_apart;        /* by airfield: to come there from elsewhere takes time */
        int expected;          /* aircraft at their homes, for loads there */
        int fresh;             /* the first fleet that is, or AB_NOBODY */
    } idle;
    struct {
        struct ab_soon_group *group;
        int groups;            /* ever used in this replication ... */
        struct ab_list unused; /* ... and closed again */
        struct ab_list fleets; /* that have some */
        uint64_t round;        /* of tasking */
    } soon;
    struct {
        int *next; /* by chalk: that behind it in its row, or AB_NOBODY */
        int loads; /* in all rows */
        struct ab_row *row;
        int rows, row_room;
        int *rows_of; /* the first, [AB_DIRECTIONS * contingent + direction] */
        struct ab_demand *demand;
        int demands, demand_room;
        int open;                   /* the first that is, or AB_NOBODY */
        int round;                  /* heap of those that are asked now */
        int aside;                  /* rows that were refused in this round */
        struct ab_fleet_list *list; /* list 0: all fleets */
        int lists;
        int *list_of; /* [AB_TIERS * contingent + goes on from a hub] */
        struct ab_listing *listing;
        int *listings_of; /* the first of them, by fleet */
        bool in_doubt;    /* a change has altered what can be taken */
    } waiting;
    struct {
        struct ab_uncut **of; /* [AB_SERIALS * contingent + which]; NULL: no loads are cut */
        struct ab_draft *draft;
        uint64_t version;              /* the latest of anybody */
        struct ab_uncut_waits *waited; /* by load */
    } cuts;
    struct {
        uint64_t *passed; /* by fleet: the load asked for last that it was passed over for */
        uint64_t asked;   /* loads so far */
        double nearest[AB_TYPES_MAX]; /* by type, ms: who is there before is passed by */
        struct ab_latest {
            int at;
            double arrival;
        } latest[AB_TYPES_MAX]; /* the last of these, and where it is; AB_NOBODY: none */
        bool posted;
        bool held_in_doubt;     /* what keeps loads may be another than at the latest round */
        ab_time next_look;      /* wanted by those who wait for who is not free yet ... */
        ab_time looks_at;       /* ... and when it will be */
        struct ab_least *least; /* [AB_LEASTS * type + which] */
    } tasking;
    struct { /* nothing is prepared, and no yard limited, in a scenario without (NULL) */
        struct ab_prepared *load; /* by chalk */
        struct ab_serial *serial; /* [AB_SERIALS * contingent + which] */
        bool *takes;              /* [AB_DIRECTIONS * contingent + direction]: they are prepared */
        ab_time *farthest;        /* by airfield: the most that those who leave call ahead, or 0 */
        struct ab_in_line *busy, *next; /* scratch, by chalk and by serial (callup.c) */
    } outload;
    struct {
        struct ab_list waiting; /* for the rest of their batch, by time on blocks ... */
        bool in_doubt;          /* ... perhaps in vain: look at the next tasking */
        int *flow_of; /* [AB_DIRECTIONS * contingent + direction]: that says it, or AB_NOBODY */
        /* scratch of a review (batch.c) */
        bool locks_known;
        int *crews_held; /* by fleet; AB_NOBODY: not counted yet */
    } batches;
    struct {
        struct ab_resource *pool; /* rested, where a fleet has any: at home, then at its stages */
        int *first;               /* by fleet; last, the count of all */
        uint32_t *rests;          /* begun, by fleet */
    } crews;
    struct {
        struct ab_visitor *visitor;
        uint32_t visitors, room, free;
        uint32_t *arrivals; /* by traffic */
    } traffic;
    struct {
        struct ab_evacuation_state *of; /* by evacuation */
        struct ab_family *family;
        int families;
        struct ab_evacuation_note *note; /* in the order of time */
        int notes, note_room;
        int going_on;    /* evacuations that are not over */
        int64_t carried; /* people on return legs, off their aircraft */
    } evacuation;
    struct {
        struct ab_transit *transit; /* by contingent; NULL: there are no hubs */
        struct ab_passage **passage;
        int used, made, room;
        int waiting; /* aircraft, for a yard */
    } hub;
    struct {
        ab_time request, decision, orders, closed;
        bool headquarters_up;
        int staying;                 /* contingents of these that do not go home */
        int committed, units_closed; /* contingents ... */
        int joining;                 /* ... and those that are to be committed later */
        int leaving;                 /* beside these: those that only leave */
    } command;
    struct {
        ab_time order; /* AB_TIME_NEVER: not ordered yet */
        ab_time from;  /* no outbound load is called before */
        ab_time done;
        int returned;           /* contingents */
        ab_event_handle coming; /* the order, once its moment is known */
    } withdrawal;
    struct {
        bool any;
        int count;
        struct ab_quota *quota;
        uint64_t *of; /* by contingent: the ceilings that may apply, a bit each, ... */
        uint64_t towards[AB_DIRECTIONS]; /* ... by direction */
        uint64_t full; /* those under which none more may leave in this period, or that held
                                   a load, as at the latest round */
        uint64_t held, used_up; /* scratch: those that hold one in this round; under which none will
                                   ever leave (batch.c) */
        struct ab_permit *kept; /* in this round, for those who were asked and wait for them */
        int kept_count;
        bool holds;             /* those of sections have held a load in this pass of a round */
        struct ab_list waiting; /* tails ready to leave, who goes first before others */
        ab_event_handle again;  /* a review ... */
        ab_time again_at;       /* ... then; AB_TIME_NEVER: none */
    } flows;
    struct { /* what the measures need */
        ab_time first_takeoff, first_landing;
        int64_t inbound_flights, outbound_flights, light_flights;
        int64_t delivered_people, delivered_vehicles, turned_away, diversions, emergencies;
        double delivered_t;
        double delivered_tkm; /* from the first take-off with a load to closure ... */
        ab_time flown;        /* ... as is the block time flown, and by how many aircraft */
        int flyers;
        double *working_use, *parking_use, *team_use; /* at closure, NAN when unlimited */
        int sites_guarded;                            /* ever */
        ab_time report_delay, release_wait;           /* in all */
        int64_t host_relieved;
        ab_time waited[AB_CAUSE_COUNT]; /* by flights that are over, and loads off them ... */
        int waits[AB_CAUSE_COUNT];      /* ... and how many of them */
    } count;
    struct ab_accounts accounts;
    struct ab_diary diary;
    bool complete; /* the replication reached the scenario's end */
    bool out_of_memory;

    struct ab_bounds *bounds; /* bounds.h: what of them is the force's is ... */
    struct ab_limit limit;    /* ... this, when the replication is over */
};

/* The loads of a contingent in and out: so many as there can be, while some of it is in none yet. */
static inline int ab_loads_in(const struct ab_unit *unit)
{
    return unit->inbound_chalks - unit->lapsed[AB_IN];
}
static inline int ab_loads_out(const struct ab_unit *unit)
{
    return unit->outbound_chalks - unit->lapsed[AB_OUT];
}

static inline ab_time ab_now(const struct ab_run *run)
{
    return run->simulation.now;
}

/* When a load was to be ready, as it stands in line for an aircraft: as was foreseen when it was
 * called, of one that is prepared. */
static inline ab_time ab_due(const struct ab_run *run, int chalk)
{
    const struct ab_prepared *load = run->outload.load;
    return load && load[chalk].brought != AB_TIME_NEVER ? load[chalk].due : run->chalk[chalk].ready;
}

static inline struct ab_detention ab_detention_of(const struct ab_run *run,
                                                  const struct ab_chalk *chalk)
{
    return chalk->detained ? run->detention[chalk - run->chalk] : (struct ab_detention){0, 0};
}

static inline void ab_run_out_of_memory(struct ab_run *run)
{
    run->out_of_memory = true;
    ab_simulation_stop(&run->simulation);
}

#ifdef AB_CHECKED
/* Checks an event before it is handled, recounts everything after it, or at the end, and dies when
 * something does not add up: the tests define it (tests/support/invariant.c), the program does
 * without. */
enum ab_check { AB_CHECK_EVENT, AB_CHECK_STATE, AB_CHECK_END };
void ab_run_check(const struct ab_run *run, enum ab_check what);
#endif

/* Whether a load is unloaded at a hub, to go on from there. */
static inline bool ab_goes_to_hub(const struct ab_run *run, const struct ab_lot *lot)
{
    return run->hub.transit != NULL && lot->direction == AB_IN &&
           run->scenario->contingent[lot->contingent].via != AB_NOBODY;
}

/* The list of fleets that may take a load: those that go on from a hub have their own. */
enum { AB_TIERS = 2 };
static inline int ab_list_of_fleets(const struct ab_run *run, const struct ab_lot *lot)
{
    return run->waiting.list_of[AB_TIERS * lot->contingent + (lot->direction == AB_ON)];
}

/* A round of tasking, or of giving people to sites, at this instant and once: after everything else
 * that happens at it, so that who becomes free or is called at the same instant is weighed together
 * and priorities hold whatever the order of events. */
static inline void ab_post_round(struct ab_run *run, enum ab_kind kind)
{
    ab_simulation_conclude(&run->simulation, (uint16_t)kind, 0);
}

static inline void ab_post_tasking(struct ab_run *run)
{
    if (!run->tasking.posted) {
        run->tasking.posted = true;
        ab_post_round(run, AB_EV_TASKING);
    }
}

/* People give a site its guard, or go home once that is ordered: else nobody waits for them. */
static inline bool ab_is_assignment_needed(const struct ab_run *run)
{
    return run->assignment.wanted > 0 || run->withdrawal.order != AB_TIME_NEVER;
}

static inline void ab_post_assignment(struct ab_run *run)
{
    if (ab_is_assignment_needed(run) && !run->assignment.posted) {
        run->assignment.posted = true;
        ab_post_round(run, AB_EV_ASSIGNMENT);
    }
}

/* The same for what a contingent can do now. */
static inline void ab_post_assignment_of(struct ab_run *run, int contingent)
{
    const struct ab_list_links links = {&run->unit[0].link, sizeof run->unit[0]};
    if (ab_is_assignment_needed(run) && !run->unit[contingent].asks) {
        int before = run->assignment.asking.last;
        while (before > contingent) {
            before = run->unit[before].link.previous;
        }
        run->unit[contingent].asks = true;
        ab_list_put(&run->assignment.asking, links, contingent, before);
    }
    ab_post_assignment(run);
}

#endif
