/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* errands.h - the least times of many loads, in few bytes.
 *
 * Most loads have a choice of one type and one field: then all follows from onload, way and offload.
 * What differs from that, and what few scenarios have at all, stands in columns of its own, each
 * written once a load has something in it: a column that never is takes no memory, as pages that were
 * never written are none. What takes longer than 49 days is kept as that, which is still the least.
 *
 * While a replication goes on the same room keeps what loads took that were flown, for whoever would
 * draw that again (errand.c). */
#ifndef AB_MODEL_ERRANDS_H
#define AB_MODEL_ERRANDS_H

#include "base/time.h"

#include <stdbool.h>
#include <stdint.h>

struct ab_errand {
    ab_time start; /* ready, or brought where it is prepared: not before */
    ab_time preparation, onload, offload;
    ab_time least_onload;     /* the same, where which load this is is known */
    ab_time takeoff, landing; /* runway occupancies */
    ab_time service;          /* of its aircraft, after it */
    ab_time lift;             /* onload and flight, from ready to on blocks ... */
    ab_time overhead;         /* ... but for the runway where it lands */
    ab_time rest;             /* flight and offload */
    ab_time whole;            /* onload, flight and offload */
    ab_time put_down;         /* landing and offload */
    ab_time onward;           /* from a hub on */
};

/* Of a load that has one type and one field to choose from, by the times that all others follow from. A landing is
 * the end of its way, but may keep the runway for longer than all of that takes. */
static inline struct ab_errand ab_errand_of(ab_time onload, ab_time way, ab_time offload,
                                            ab_time landing)
{
    return (struct ab_errand){
        .onload = onload,
        .offload = offload,
        .least_onload = onload,
        .landing = landing,
        .lift = onload + way,
        .overhead = onload + (way > landing ? way - landing : 0),
        .rest = way + offload,
        .whole = onload + way + offload,
        .put_down = landing + offload,
    };
}

/* What a load has taken that was flown directly, as drawn. */
struct ab_flown {
    ab_time onload, offload, block, takeoff, landing;
};

enum { AB_ERRAND_COLUMNS = 10 };
struct ab_errands {
    struct ab_haul {
        uint32_t onload, offload, way; /* ms */
    } * haul;                          /* by load; NULL: none are kept */
    uint32_t *column[AB_ERRAND_COLUMNS];
    ab_time *start;
    uint32_t used; /* a bit per column, and one for `start` */
    int room;
};

/* Room for so many loads, in which what was is kept; false when memory is out (and as much as ever). */
bool ab_errands_reserve(struct ab_errands *errands, int loads);
void ab_errands_give(struct ab_errands *errands);

/* A load has not flown; it has, and took that long (unless it was more than can be kept); what it took
 * then: block 0, if that is not known. */
static inline void ab_errands_forget(struct ab_errands *errands, int load)
{
    errands->haul[load].way = 0;
}
void ab_errands_note(struct ab_errands *errands, int load, const struct ab_flown *flown);
struct ab_flown ab_errands_flown(const struct ab_errands *errands, int load);

/* Whether anything stands in columns: else all that there is to a load are onload, way and offload, and when
 * it starts. */
static inline bool ab_errands_have_columns(const struct ab_errands *errands)
{
    return (errands->used & ((UINT32_C(1) << AB_ERRAND_COLUMNS) - 1)) != 0;
}

/* Whether a load was flown, and there is no more to it. */
static inline bool ab_errands_is_plain(const struct ab_errands *errands, int load)
{
    return errands->haul[load].way > 0 && !ab_errands_have_columns(errands);
}

/* The least times of a load, in place of that; and when it starts alone. */
void ab_errands_put(struct ab_errands *errands, int load, const struct ab_errand *errand);
void ab_errands_put_start(struct ab_errands *errands, int load, ab_time start);
struct ab_errand ab_errands_get_from_columns(const struct ab_errands *errands, int load);
static inline struct ab_errand ab_errands_get(const struct ab_errands *errands, int load)
{
    if (ab_errands_have_columns(errands)) {
        return ab_errands_get_from_columns(errands, load);
    }
    const struct ab_haul *haul = &errands->haul[load];
    struct ab_errand errand = ab_errand_of(haul->onload, haul->way, haul->offload, 0);
    errand.start = errands->used != 0 ? errands->start[load] : 0;
    return errand;
}

#endif
