/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* errand.h - the least times that a load of the force takes, whatever aircraft comes for it and whichever
 * of its destinations it flies to, under the luck of the replication.
 *
 * What is drawn for a load is drawn from its own streams (luck.h): onload, flight, offload are the
 * same whatever the order in which loads fly. Of several types and fields the least is taken, of each
 * time by itself and of their sums. */
#ifndef AB_MODEL_ERRAND_H
#define AB_MODEL_ERRAND_H

#include "model/state.h"

/* What is the same in all replications: the types that may carry a contingent's loads, and the least time
 * in which those that go on by air from a hub are in. */
struct ab_errand_plan {
    uint64_t types;
    ab_time onward;
    bool ends_at_home; /* some fleet has its home where they are unloaded */
};
void ab_errand_prepare(const struct ab_run *run, struct ab_errand_plan *plan, int contingent,
                       const bool *is_home);

/* What the loads of a contingent have in common: the types and fields that they have a choice of. */
struct ab_errand_choice {
    int type, to, course;
    const struct ab_distribution *factor;
    double unit; /* ms */
};
struct ab_errand_choices {
    const struct ab_errand_plan *plan;
    struct ab_errand_choice *choice; /* by type */
    int *works_as;                   /* by type: the first in which any load takes as long */
    int count;
    bool counts_takeoff,
        counts_landing; /* runways have lines, and no change alters how long each takes */
    bool lands_at_once; /* no runway has */
    bool is_kept;       /* a flight has drawn what any other of its type would have ... */
    bool is_told;       /* ... and there is no other */
};

/* Room for the choices of any contingent, in the run's arena; false when memory is out. */
bool ab_errand_choices_prepare(struct ab_run *run, struct ab_errand_choices *choices);

/* Finds the choices of a contingent's inbound loads, in what was prepared for them. */
void ab_errand_choose(const struct ab_run *run, const struct ab_errand_plan *plan, int contingent,
                      struct ab_errand_choices *to);

/* The least times of one of its loads, by the luck as it is; all but `start`. */
void ab_errand_find(const struct ab_run *run, const struct ab_errand_choices *choices,
                    const struct ab_chalk *chalk, struct ab_errand *errand);

/* The smaller of each. */
struct ab_errand ab_errand_least(const struct ab_errand *a, const struct ab_errand *b);

#endif
