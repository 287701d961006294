/* state.h - everything a replication holds, and every kind of thing that can happen in it.
 *
 * One struct ab_run per thread; no other state exists. Things are arrays indexed by the scenario's
 * own indices; flights and loads are arrays of the run. All memory is taken when the run is
 * created and only rewound between replications.
 *
 * The files of this floor call each other downwards only: run knows them all; withdrawal, site,
 * tasking, sortie, fleet, contingent, airfield, milestone, waits, geography follow. Where a later
 * stage must wake an earlier one it posts an event (enum ab_kind), and run dispatches it. */
#ifndef AB_MODEL_STATE_H
#define AB_MODEL_STATE_H

#include "engine/resource.h"
#include "engine/stream.h"
#include "model/purpose.h"
#include <airbridge/run.h>

/* What can happen. The subject is named in brackets. */
enum ab_kind {
    AB_EV_REQUEST, /* the host asks for help */
    AB_EV_DECISION,
    AB_EV_ORDERS,
    AB_EV_ASSEMBLED,        /* [contingent] */
    AB_EV_MARCHED,          /* [contingent] at its airfield of embarkation */
    AB_EV_CHALK_CALLED,     /* [chalk] an aircraft may be tasked for it */
    AB_EV_CHALK_READY,      /* [chalk] it stands beside the apron */
    AB_EV_ROAD_IN,          /* [contingent] its road column reaches the theatre */
    AB_EV_TAIL_AVAILABLE,   /* [tail] released to the operation */
    AB_EV_TASKING,          /* match loads and aircraft */
    AB_EV_CARGO,            /* [sortie] the load it waited for is ready */
    AB_EV_ONLOAD,           /* [sortie] it has a working place */
    AB_EV_ONLOADED,         /* [sortie] */
    AB_EV_PERMIT,           /* [sortie] it may leave under the daily ceiling */
    AB_EV_BLOCK_OUT,        /* [sortie] it has the runway */
    AB_EV_AIRBORNE,         /* [sortie] */
    AB_EV_OVERHEAD,         /* [sortie] over its destination */
    AB_EV_STAND,            /* [sortie] a stand is its own */
    AB_EV_LANDING,          /* [sortie] it has the runway */
    AB_EV_ON_BLOCKS,        /* [sortie] */
    AB_EV_OFFLOAD,          /* [sortie] it has a working place */
    AB_EV_OFFLOADED,        /* [sortie] */
    AB_EV_SERVICED,         /* [sortie] the tail is free */
    AB_EV_FORMED_UP,        /* [chalk] its people are fit for a task */
    AB_EV_COLUMN_FORMED_UP, /* [contingent] the same for a road column */
    AB_EV_CLOSED,           /* the last load of all is off its aircraft */
    AB_EV_HEADQUARTERS_UP,
    AB_EV_SITE_REQUESTED, /* [site] */
    AB_EV_ASSIGNMENT,     /* give landed people to sites */
    AB_EV_GUARD_ARRIVED,  /* [site] */
    AB_EV_GUARDED,        /* [site] relieved in place */
    AB_EV_WITHDRAWAL_ORDER,
    AB_EV_HANDBACK,    /* [site] the host begins to take it over */
    AB_EV_HANDED_BACK, /* [site] */
    AB_EV_GUARD_BACK,  /* [site] its guards are back at the airfield */
    AB_EV_HOMEWARD,    /* [contingent] may leave: loads are called, or its column goes */
    AB_EV_COLUMN_HOME, /* [contingent] */
    AB_EV_NEW_DAY,     /* the daily flight ceiling starts afresh */
    AB_EV_WITHDRAWN,   /* everybody is home */
    AB_EV_COUNT
};

/* An aircraft. */
enum ab_tail_state { AB_TAIL_UNAVAILABLE, AB_TAIL_FREE, AB_TAIL_BUSY };
struct ab_tail {
    int fleet, number; /* number within the fleet, from 1 */
    int type, home;
    enum ab_tail_state state;
    int at;        /* airfield, or AB_NOBODY in the air */
    bool on_stand; /* holds stands at `at` (never at home: own dispersal) */
    bool used;
    int sortie;      /* the one under way, or AB_NOBODY */
    int last_sortie; /* the latest that ended, or AB_NOBODY */
    int chalk;       /* tasked for, or AB_NOBODY */
    int destination; /* where it will take that chalk */
    int last_chalk;  /* the latest tasked for: names the luck of the flight home */
    ab_time available, free_since;
    ab_time flown; /* block hours, ms */
};

/* An airfield's places. */
struct ab_field {
    struct ab_resource stands, places, runway;
    int holding;           /* aircraft overhead waiting for a stand or the runway */
    int waiting;           /* aircraft on the ground waiting for a working place */
    int inbound;           /* loaded inbound aircraft tasked to it and not yet off */
    bool has_runway_queue; /* its runway occupancy is not zero */
};

/* Where the people and vehicles of a contingent are: always somewhere, never in two places. */
enum ab_place { AB_AT_HOME, AB_WAITING, AB_ABOARD, AB_IN_THEATRE, AB_RETURNED, AB_PLACE_COUNT };

struct ab_unit { /* a contingent in a run */
    struct ab_contingent_record record;
    int64_t people[AB_PLACE_COUNT], vehicles[AB_PLACE_COUNT];
    int64_t pool; /* people in theatre, formed up, without a task */
    int first_chalk, inbound_chalks, outbound_chalks; /* contiguous: inbound, then outbound */
    int delivered, returned;                          /* chalks */
    int sites_held;                                   /* assigned and not back */
    int64_t people_at_sites;                          /* their guards, on the road included */
    ab_time release_from; /* not released before; AB_TIME_NEVER without an order */
    bool homeward;        /* its departure is scheduled or under way */
    bool column_pending;  /* its road column has not formed up yet */
    int forming_up;       /* chalks landed and not formed up yet */
    int airfield;         /* where its latest people came in */
    bool reserved;        /* scratch: its people are kept for a site of higher priority */
};

struct ab_site_state {
    struct ab_site_record record;
    bool wanted; /* requested, and no guard on the way or there */
    bool closed; /* its handback has begun or would have: no relief any more */
    bool on_guard;
    bool guard_out; /* its guards are there, or on the road to it or back */
    int airfield;   /* where its guards came from */
};

struct ab_milestone_state {
    int64_t total;
    double value;
};

/* Block times, computed once. */
struct ab_route {
    double distance_km;       /* NAN: unknown */
    const struct ab_leg *leg; /* with a block time of its own, or NULL */
};

struct ab_run {
    const struct ab_scenario *scenario;
    struct ab_arena *arena;
    struct ab_simulation simulation;
    struct ab_waiting_room waiting_room;
    struct ab_luck luck;
    bool trace;

    /* fixed when the run is created */
    int tail_count;
    int *site_order;        /* sites by priority, then id */
    struct ab_route *route; /* [from * airfields + to] */
    uint64_t *stream;       /* see purpose.h */
    struct ab_load_planner *planner;
    double *payload_t; /* scratch, by type */

    /* the state of one replication */
    struct ab_field *field;
    struct ab_tail *tail;
    struct ab_unit *unit;
    struct ab_site_state *site;
    struct ab_milestone_state *milestone;
    struct ab_chalk_record *chalk;
    int chalk_count, chalk_room;
    struct ab_tasking_link {
        int next, previous;
    } * tasking_link;                /* by chalk: the tasking list, by priority then readiness */
    int tasking_first, tasking_last; /* or AB_NOBODY */
    uint64_t *tasking_failed; /* scratch, [2 * contingent + outbound]: types without an aircraft */
    struct ab_sortie_record *sortie;
    int sortie_count, sortie_room;
    struct ab_airfield_record *airfield_record; /* traced runs only */
    int airfield_record_count, airfield_record_room;
    bool tasking_posted, assignment_posted;
    int tails_free;

    /* command and withdrawal */
    ab_time request, decision, orders, closed, withdrawn;
    ab_time withdrawal_order; /* AB_TIME_NEVER: not ordered yet */
    ab_time homeward_from;    /* no outbound load is called before */
    bool headquarters_up;
    int units_committed, units_closed, units_returned;
    struct ab_resource permits; /* outbound departures of the day */
    int outbound_in_progress;   /* outbound loads tasked and not cleared to leave */
    int outbound_cleared;       /* cleared to leave under the ceiling, and not departed */

    /* what the measures need */
    ab_time first_takeoff, first_landing;
    int64_t inbound_flights, outbound_flights;
    int64_t delivered_people, delivered_vehicles;
    double delivered_t, delivered_tkm;
    ab_time flown_at_closure;
    double *working_use, *parking_use; /* at closure, NAN when unlimited */
    int sites_guarded;                 /* ever */
    int64_t host_relieved;
    bool out_of_memory;

    /* for readers: the records of units and sites, copied out of the state at the end */
    struct ab_contingent_record *contingent_record;
    struct ab_site_record *site_record;
};

/* A round of tasking, or of giving people to sites, at this instant and once: after everything else
 * that happens at it, so that who becomes free or is called at the same instant is weighed together
 * and priorities hold whatever the order of events. */
static inline void ab_post_round(struct ab_run *run, enum ab_kind kind)
{
    ab_simulation_at(&run->simulation, run->simulation.now, AB_PRIORITY_LAST, (uint16_t)kind, 0);
}

static inline void ab_post_tasking(struct ab_run *run)
{
    if (!run->tasking_posted) {
        run->tasking_posted = true;
        ab_post_round(run, AB_EV_TASKING);
    }
}

static inline void ab_post_assignment(struct ab_run *run)
{
    if (!run->assignment_posted) {
        run->assignment_posted = true;
        ab_post_round(run, AB_EV_ASSIGNMENT);
    }
}

static inline ab_time ab_now(const struct ab_run *run)
{
    return run->simulation.now;
}

#endif
