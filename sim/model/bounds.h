/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bounds.h - what those share who find the parts of a bound (bound.h): each contingent by itself,
 * bound_loads.c; places, bound_places.c; aircraft, ceilings and all together, bound.c. */
#ifndef AB_MODEL_BOUNDS_H
#define AB_MODEL_BOUNDS_H

#include "model/errand.h"
#include "model/shuttle.h"

struct ab_bounds {
    struct ab_errand_plan *plan;   /* by contingent */
    struct ab_bound_places *place; /* of bound_places.c */
    int *customer, *first_of_list; /* contingents, by the list of their fleets, and one more */
    struct ab_shuttle shuttle;
    struct ab_errand_choices choices;

    /* of a replication */
    bool *counts;     /* contingents that have to be in */
    bool *is_settled; /* what each by itself takes is known */
    int *path;        /* scratch: those who go before each other */
    int *first, *end; /* loads that have an errand, by contingent */
    ab_time *arrives; /* the first of it lands, or is in by road, not before */
    ab_time *time;    /* scratch, of loads: where some are cut, or leave under ceilings */
    int room;
};

/* Whether a contingent has loads that fly. */
bool ab_bounds_flies(const struct ab_bounds *bounds, int contingent);

/* It is not in before: of the force; of a contingent, and of the force. AB_LEAST_NONE says nothing. */
void ab_bounds_raise_force(struct ab_run *run, ab_time time, enum ab_limit_kind kind, int thing);
void ab_bounds_raise(struct ab_run *run, int contingent, ab_time time, enum ab_limit_kind kind,
                     int thing);

/* The order of two times, for qsort. */
int ab_bounds_compare_times(const void *a, const void *b);

/* Finds what each contingent by itself takes, and the errands of its loads, which may become fewer. */
void ab_bound_loads(struct ab_run *run);

/* The errand of a load; nothing of a contingent lands before; and an errand is over its field not before. */
struct ab_errand ab_bounds_errand(const struct ab_run *run, int load);
ab_time ab_bounds_earliest(const struct ab_run *run, int contingent);
ab_time ab_bounds_overhead(const struct ab_run *run, int contingent,
                           const struct ab_errand *errand);

/* Room for what is asked of places, when it is known who flies; false when memory is out. Then what they
 * allow, when the errands are known. */
bool ab_bound_places_prepare(struct ab_run *run);
void ab_bound_places(struct ab_run *run);

#endif
