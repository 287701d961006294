/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* choice.h - which aircraft a load gets, and where that takes it.
 *
 * Greedy: the free aircraft that can be there first, by mean block time; among equals the one that
 * has been free longest, then the one whose fleet comes first by its id, and that comes first in it.
 *
 * Looking ahead: of each type the one that would be so chosen, and of these the one with which the
 * load is foreseen to be off soonest (prospect.h), the one that can be there first on ties; where loads
 * are cut, and types would take unlike amounts, the one with most of it per hour until then. A load
 * does without it when with an aircraft that is not free yet (soon.h), and promised to nobody before
 * it, it is foreseen to be off sooner still.
 *
 * Ceilings (flow.h) let each aircraft come when the load would be aboard it in a period with room, from where it
 * is. Of those of a type whoever may come now is chosen so; or the nearest that stays until he may: one at its
 * home, since whoever is away goes home. The load is held where it does best with one that may not come yet; but
 * of more that are alike than such aircraft stand there, one after the other goes with whoever may come now. */
#ifndef AB_MODEL_CHOICE_H
#define AB_MODEL_CHOICE_H

#include "model/prospect.h"
#include "model/state.h"

/* A load of a demand, for which an aircraft is asked. */
struct ab_ask {
    const struct ab_demand *demand;
    int load, origin;
    bool now;                    /* only for who may come now */
    uint64_t known;              /* private: a bit per type ... */
    ab_time least[AB_TYPES_MAX]; /* ... of which this is known */
};
void ab_choice_ask(struct ab_ask *ask, const struct ab_run *run, const struct ab_demand *demand,
                   int load);

struct ab_choice {
    int tail;                    /* AB_NOBODY: none of those that are free may take it */
    bool held;                   /* ceilings let it come later; it stays free */
    ab_time there;               /* if it comes now */
    struct ab_prospect prospect; /* when looking ahead; else only where it goes */
    ab_time soonest;             /* when it would be off with one of those that are free */
    bool any;                    /* whether any are free that it could do with */
    bool again;                  /* private */
    int leaves;                  /* private: the nearest of those that go home instead ... */
    ab_time leaves_there;        /* ... and when it would be there */
};

/* The free aircraft that it gets, or is held for. */
void ab_choice_of(struct ab_choice *choice, struct ab_run *run, struct ab_ask *ask);

/* One that is not free yet, nor promised to another, with which it is foreseen to be off before
 * `off`, and where; or AB_NOBODY. */
int ab_choice_soon(struct ab_run *run, struct ab_ask *ask, ab_time off, int *destination);

/* When a free aircraft is foreseen beside a load. */
ab_time ab_choice_there(const struct ab_run *run, const struct ab_tail *tail, int origin);

#endif
