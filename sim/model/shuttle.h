/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* shuttle.h - how soon aircraft can have brought loads in, trip by trip.
 *
 * An aircraft that has put a load down is serviced there, and flies to where another load is, or home for
 * its maintenance first. The least that this takes is found once for each type: the shortest way over
 * any airfields, by block times without their random factor. That factor is the least that any flight of
 * the replication may draw, where these flights are known: while nobody flies but for the loads of the
 * force. Else it is the least that the type's may be.
 *
 * Whoever is not at home at the start, on the ground or with a load in the air, is taken to be where the
 * first load is. */
#ifndef AB_MODEL_SHUTTLE_H
#define AB_MODEL_SHUTTLE_H

#include "engine/least.h"
#include "model/state.h"

struct ab_shuttle {
    int fields;     /* 0: too many to know the ways between them, which then take no time */
    double *reach;  /* [type][from][to], ms; NULL likewise */
    bool has_ways;  /* they were asked for */
    double *factor; /* [type], in this replication ... */
    bool is_known;  /* ... if it was asked for */
    int64_t *away;  /* [fleet], so many are not at home at the start */
    bool is_closed; /* nobody flies but for the loads of the force */
    struct ab_carriers *carrier; /* room for all aircraft, of which those alike are one, and ... */
    struct ab_carriers *spare;   /* ... as many again */
    bool *from, *to;             /* scratch, by airfield */
};

/* Room for it, and what is the same in all replications; false when memory is out, and what there is of
 * it is to be given back as ever. */
bool ab_shuttle_prepare(struct ab_run *run, struct ab_shuttle *shuttle);
void ab_shuttle_give(struct ab_shuttle *shuttle);

/* Some contingents, whose loads these fleets may carry (none given: all). */
struct ab_customers {
    const int *contingent;
    int count;
    const struct ab_references *fleets;
};

/* What their loads come to. */
struct ab_freight {
    int64_t loads;
    ab_time ready;                          /* the first of them */
    ab_time least;                          /* from onload to offloaded, of any ... */
    double work;                            /* ... and of all */
    ab_time least_service, longest_service; /* of their aircraft behind them, likewise */
    double service;
};

/* By when they can be in, as far as aircraft go; AB_LEAST_NONE: nothing is known, or not later than a
 * moment that is (`known`, or AB_TIME_NEVER). */
ab_time ab_shuttle_bound(const struct ab_run *run, struct ab_shuttle *shuttle,
                         const struct ab_customers *customers, const struct ab_freight *freight,
                         ab_time known);

#endif
