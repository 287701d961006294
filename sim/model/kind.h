/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* kind.h - every kind of thing that can happen in a run. The subject of each is named in
 * brackets. */
#ifndef AB_MODEL_KIND_H
#define AB_MODEL_KIND_H

enum ab_kind {
    /* command */
    AB_EV_REQUEST, /* the host asks for help */
    AB_EV_DECISION,
    AB_EV_ORDERS,
    AB_EV_TASKING,    /* match loads and aircraft */
    AB_EV_ASSIGNMENT, /* give landed people to sites */
    AB_EV_HEADQUARTERS_UP,
    AB_EV_CLOSED, /* the last load of all is off its aircraft */
    AB_EV_WITHDRAWAL_ORDER,
    AB_EV_NEW_DAY,   /* the daily flight ceiling starts afresh */
    AB_EV_WITHDRAWN, /* everybody is home */
    AB_EV_SUPPLY,    /* the stock has reached the trigger, or its end */
    AB_EV_CHANGE,    /* [change] */

    /* contingents, loads, aircraft */
    AB_EV_ASSEMBLED,        /* [contingent] */
    AB_EV_MARCHED,          /* [contingent] at its airfield of embarkation */
    AB_EV_CHALK_READY,      /* [chalk] it stands beside the apron */
    AB_EV_CHALK_CALLED,     /* [chalk] an aircraft may be tasked for it */
    AB_EV_ROAD_IN,          /* [contingent] its road column reaches the theatre */
    AB_EV_FORMED_UP,        /* [chalk] its people are fit for a task */
    AB_EV_COLUMN_FORMED_UP, /* [contingent] the same for a road column */
    AB_EV_HOMEWARD,         /* [contingent] may leave: loads are called, or its column goes */
    AB_EV_COLUMN_HOME,      /* [contingent] */
    AB_EV_BATCH,            /* [chalk] the batch of homeward loads it completed may be offloaded */
    AB_EV_TAIL_AVAILABLE,   /* [tail] released to the operation */
    AB_EV_CREW_RESTED,      /* [fleet * airfields + airfield] */

    /* sites */
    AB_EV_SITE_REQUESTED, /* [site] */
    AB_EV_GUARD_ARRIVED,  /* [site] */
    AB_EV_GUARDED,        /* [site] relieved in place */
    AB_EV_HANDBACK,       /* [site] the host begins to take it over */
    AB_EV_HANDED_BACK,    /* [site] */
    AB_EV_GUARD_BACK,     /* [site] its guards are back at the airfield */

    /* the life of a sortie [sortie] */
    AB_EV_CREW_REPORTED, /* a rested crew has come aboard */
    AB_EV_CARGO,         /* the load it waited for is ready */
    AB_EV_ONLOAD,        /* it has a working place */
    AB_EV_ONLOAD_BEGIN,  /* and working hours have begun */
    AB_EV_ONLOADED,
    AB_EV_PREPARED,  /* one step of its preparation is done */
    AB_EV_BLOCK_OUT, /* it has the runway */
    AB_EV_AIRBORNE,
    AB_EV_OVERHEAD,      /* over its destination */
    AB_EV_CLEARED,       /* the field is open for landings */
    AB_EV_STAND,         /* a stand is its own */
    AB_EV_LANDING,       /* it has the runway */
    AB_EV_HOLDING_LIMIT, /* its holding fuel is used */
    AB_EV_AT_ALTERNATE,  /* over its alternate */
    AB_EV_ONWARD,        /* on the alternate: its landing may be foreseen, or its crew be there */
    AB_EV_ONWARD_CLEAR,  /* on the alternate: the weather at the destination is good again */
    AB_EV_ONWARD_STAND,  /* on the alternate: a stand is its own at the destination */
    AB_EV_ON_BLOCKS,
    AB_EV_STOPPED,       /* its stop on the way is over */
    AB_EV_OFFLOAD,       /* it has a working place */
    AB_EV_OFFLOAD_BEGIN, /* and working hours have begun */
    AB_EV_OFFLOADED,
    AB_EV_SERVICED, /* the tail is free */

    /* airfields and their other users */
    AB_EV_WEATHER,         /* [airfield] the other spell begins */
    AB_EV_OPENING,         /* [airfield] hours or a dated closure begin or end */
    AB_EV_FUEL_DELIVERY,   /* [airfield] */
    AB_EV_SLOT_REVIEW,     /* [airfield] a stand may be foreseen free now */
    AB_EV_TRAFFIC,         /* [traffic] a visitor arrives */
    AB_EV_VISITOR_LANDING, /* [visitor] it has the runway */
    AB_EV_VISITOR_PARKED,  /* [visitor] */
    AB_EV_VISITOR_HANDLED, /* [visitor] it has a working place */
    AB_EV_VISITOR_READY,   /* [visitor] its ground time is over */
    AB_EV_VISITOR_LEAVING, /* [visitor] the field is open for take-offs */
    AB_EV_VISITOR_TAKEOFF, /* [visitor] it has the runway */
    AB_EV_VISITOR_GONE,    /* [visitor] */
    AB_EV_COUNT
};

#endif
