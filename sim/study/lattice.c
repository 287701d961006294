/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* lattice.c - branch and bound over the boxes of a lattice. */
#include "study/lattice.h"

#include "base/memory.h"

#include <assert.h>
#include <string.h>

struct point {
    int level[AB_LATTICE_AXES_MAX];
};

/* A point whose verdict is known. */
struct verdict {
    struct point point;
    bool passes;
};

struct box {
    struct point low, high;
    double price; /* of its lowest corner */
};

struct search {
    const struct ab_lattice *lattice;
    struct verdict *verdict;
    int verdicts, verdict_room;
    struct box *box; /* a heap, the cheapest first */
    int boxes, box_room;
    int tested, unconfirmed;
    enum ab_lattice_outcome why; /* it has ended; AB_LATTICE_FOUND: it has not */
};

double ab_lattice_price(const struct ab_lattice *lattice, const int *level)
{
    double price = 0;
    for (int axis = 0; axis < lattice->axes; axis++) {
        price += lattice->price[axis][level[axis]];
    }
    return price;
}

/* ---- what is known of points ---- */

static bool is_below(const struct ab_lattice *lattice, const struct point *a, const struct point *b)
{
    for (int axis = 0; axis < lattice->axes; axis++) {
        if (a->level[axis] > b->level[axis]) {
            return false;
        }
    }
    return true;
}

/* The verdict that follows from those that are known; NULL: none does. A failure counts more: a point
 * that was not confirmed may lie above one that passed the test. */
static const struct verdict *known(const struct search *search, const struct point *point)
{
    const struct verdict *passed = NULL;
    for (int i = 0; i < search->verdicts; i++) {
        const struct verdict *verdict = &search->verdict[i];
        if (!verdict->passes && is_below(search->lattice, point, &verdict->point)) {
            return verdict;
        }
        if (verdict->passes && is_below(search->lattice, &verdict->point, point)) {
            passed = verdict;
        }
    }
    return passed;
}

static void remember(struct search *search, const struct point *point, bool passes)
{
    if (!AB_EXTEND(search->verdict, search->verdict_room, search->verdicts)) {
        search->why = AB_LATTICE_NO_MEMORY;
        return;
    }
    search->verdict[search->verdicts++] = (struct verdict){*point, passes};
}

/* Whether a point passes: as is known, or by a test. False too when the search has ended. */
static bool passes(struct search *search, const struct point *point)
{
    if (search->why != AB_LATTICE_FOUND) {
        return false;
    }
    const struct verdict *verdict = known(search, point);
    if (verdict != NULL) {
        return verdict->passes;
    }
    const enum ab_lattice_verdict found =
        search->lattice->test(search->lattice->owner, point->level);
    if (found == AB_LATTICE_STOPS) {
        search->why = AB_LATTICE_STOPPED;
        return false;
    }
    search->tested++;
    remember(search, point, found == AB_LATTICE_PASSES);
    return found == AB_LATTICE_PASSES;
}

/* ---- a good point to begin with ---- */

static struct point top_of(const struct ab_lattice *lattice)
{
    struct point top = {0};
    for (int axis = 0; axis < lattice->axes; axis++) {
        top.level[axis] = lattice->levels[axis] - 1;
    }
    return top;
}

/* The least level of an axis that passes with all others at the top, which passes. */
static int least_of(struct search *search, const struct point *top, int axis)
{
    int fails = -1, good = top->level[axis];
    while (good - fails > 1) {
        struct point middle = *top;
        middle.level[axis] = fails + (good - fails) / 2;
        if (passes(search, &middle)) {
            good = middle.level[axis];
        } else {
            fails = middle.level[axis];
        }
    }
    return good;
}

/* Goes down by `step` on the axis where that saves most, if one passes. */
static bool step_down(struct search *search, struct point *at, const struct point *low, int step)
{
    const struct ab_lattice *lattice = search->lattice;
    bool tried[AB_LATTICE_AXES_MAX] = {false};
    for (;;) {
        int best = -1;
        double most = 0;
        for (int axis = 0; axis < lattice->axes; axis++) {
            const int level = at->level[axis] - step;
            if (tried[axis] || level < low->level[axis]) {
                continue;
            }
            const double saved =
                lattice->price[axis][at->level[axis]] - lattice->price[axis][level];
            if (best < 0 || saved > most) {
                best = axis;
                most = saved;
            }
        }
        if (best < 0) {
            return false;
        }
        tried[best] = true;
        struct point next = *at;
        next.level[best] -= step;
        if (passes(search, &next)) {
            *at = next;
            return true;
        }
    }
}

static struct point descend(struct search *search, const struct point *top, const struct point *low)
{
    int step = 1;
    for (int axis = 0; axis < search->lattice->axes; axis++) {
        while (step < search->lattice->levels[axis] / 2) {
            step *= 2;
        }
    }
    struct point at = *top;
    for (; step > 0; step /= 2) {
        while (step_down(search, &at, low, step)) {
        }
    }
    return at;
}

/* ---- boxes ---- */

static void push(struct search *search, const struct point *low, const struct point *high)
{
    if (!AB_EXTEND(search->box, search->box_room, search->boxes)) {
        search->why = AB_LATTICE_NO_MEMORY;
        return;
    }
    struct box *list = search->box;
    const struct box box = {*low, *high, ab_lattice_price(search->lattice, low->level)};
    int at = search->boxes++;
    while (at > 0 && list[(at - 1) / 2].price > box.price) {
        list[at] = list[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    list[at] = box;
}

static struct box pop(struct search *search)
{
    struct box *list = search->box;
    const struct box first = list[0], last = list[--search->boxes];
    int at = 0;
    for (;;) {
        int child = 2 * at + 1;
        if (child >= search->boxes) {
            break;
        }
        if (child + 1 < search->boxes && list[child + 1].price < list[child].price) {
            child++;
        }
        if (list[child].price >= last.price) {
            break;
        }
        list[at] = list[child];
        at = child;
    }
    list[at] = last;
    return first;
}

/* Leaves out of a box what costs as much as the best point known. */
static void clip(const struct ab_lattice *lattice, struct box *box, double best)
{
    for (int axis = 0; axis < lattice->axes; axis++) {
        const double others = box->price - lattice->price[axis][box->low.level[axis]];
        while (box->high.level[axis] > box->low.level[axis] &&
               others + lattice->price[axis][box->high.level[axis]] >= best) {
            box->high.level[axis]--;
        }
    }
}

static void halve(struct search *search, const struct box *box)
{
    int longest = 0;
    for (int axis = 1; axis < search->lattice->axes; axis++) {
        if (box->high.level[axis] - box->low.level[axis] >
            box->high.level[longest] - box->low.level[longest]) {
            longest = axis;
        }
    }
    const int from = box->low.level[longest], to = box->high.level[longest];
    assert(from < to);
    struct point high = box->high, low = box->low;
    high.level[longest] = from + (to - from) / 2;
    low.level[longest] = high.level[longest] + 1;
    push(search, &box->low, &high);
    push(search, &low, &box->high);
}

/* Looks for a cheaper point than `best` in all of the lattice from `low` up. */
static void improve(struct search *search, const struct point *top, const struct point *low,
                    struct point *best)
{
    const struct ab_lattice *lattice = search->lattice;
    search->boxes = 0;
    push(search, low, top);
    while (search->boxes > 0 && search->why == AB_LATTICE_FOUND) {
        struct box box = pop(search);
        const double price = ab_lattice_price(lattice, best->level);
        if (box.price >= price) {
            return; /* so do all others */
        }
        clip(lattice, &box, price);
        if (!passes(search, &box.high)) {
            continue;
        }
        if (passes(search, &box.low)) {
            *best = box.low;
        } else if (search->why == AB_LATTICE_FOUND) { /* it failed, and is not the highest */
            halve(search, &box);
        }
    }
}

/* Whether the winner passes with luck of its own; if not it counts as failed. */
static bool confirm(struct search *search, const struct point *best)
{
    if (search->why != AB_LATTICE_FOUND || search->lattice->confirm == NULL) {
        return search->why == AB_LATTICE_FOUND;
    }
    const enum ab_lattice_verdict verdict =
        search->lattice->confirm(search->lattice->owner, best->level);
    if (verdict == AB_LATTICE_STOPS) {
        search->why = AB_LATTICE_STOPPED;
    } else if (verdict == AB_LATTICE_FAILS) {
        search->unconfirmed++;
        remember(search, best, false);
    }
    return verdict == AB_LATTICE_PASSES;
}

static void look(struct search *search, struct point *best)
{
    const struct point top = top_of(search->lattice);
    while (search->why == AB_LATTICE_FOUND) {
        if (!passes(search, &top)) {
            if (search->why == AB_LATTICE_FOUND) {
                search->why = AB_LATTICE_NONE;
            }
            return;
        }
        struct point low = top;
        for (int axis = 0; axis < search->lattice->axes; axis++) {
            low.level[axis] = least_of(search, &top, axis);
        }
        *best = descend(search, &top, &low);
        improve(search, &top, &low, best);
        if (confirm(search, best)) {
            return;
        }
    }
}

enum ab_lattice_outcome ab_lattice_search(const struct ab_lattice *lattice,
                                          struct ab_lattice_answer *answer)
{
    struct search search = {.lattice = lattice, .why = AB_LATTICE_FOUND};
    struct point best = {0};
    look(&search, &best);
    *answer =
        (struct ab_lattice_answer){.tested = search.tested, .unconfirmed = search.unconfirmed};
    if (search.why == AB_LATTICE_FOUND) {
        memcpy(answer->level, best.level, sizeof answer->level);
        answer->price = ab_lattice_price(lattice, best.level);
    }
    ab_memory_give(search.box);
    ab_memory_give(search.verdict);
    return search.why;
}
