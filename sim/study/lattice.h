/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* lattice.h - the cheapest point of a lattice that passes a test, where more never does worse.
 *
 * Each axis has levels, from the least to the most, each with its price; a point costs the sum of its
 * levels' prices. A test is dear (hundreds of runs), so as few points as possible are tested: what lies
 * below a point that failed fails, what lies above one that passed passes. A greedy descent finds a good
 * point; then boxes of the lattice are taken by the price of their lowest corner, dropped when their
 * highest corner fails or they cost more than the best point known, and halved otherwise (branch and
 * bound). Many looks at one sample of luck favour a point that is lucky in it; so the winner is
 * confirmed, with luck of its own, and when it fails there it counts as failed and the search goes on.
 *
 * That more never does worse is an assumption: scheduling anomalies (Graham, "Bounds on
 * multiprocessing timing anomalies", SIAM Journal on Applied Mathematics 17, 1969) are possible, and
 * whoever asks should test the neighbours of the answer. */
#ifndef AB_STUDY_LATTICE_H
#define AB_STUDY_LATTICE_H

#include <stdbool.h>

enum { AB_LATTICE_AXES_MAX = 12 };

enum ab_lattice_verdict {
    AB_LATTICE_FAILS,
    AB_LATTICE_PASSES,
    AB_LATTICE_STOPS /* no verdict: the search ends at once */
};

struct ab_lattice {
    int axes;                   /* 1 .. AB_LATTICE_AXES_MAX */
    const int *levels;          /* [axes], each 1 or more */
    const double *const *price; /* [axes][levels], never falling */
    /* Told a point, level[axes] from 0; asked at most once of any. */
    enum ab_lattice_verdict (*test)(void *owner, const int *level);
    enum ab_lattice_verdict (*confirm)(void *owner, const int *level); /* NULL: no need to */
    void *owner;
};

enum ab_lattice_outcome {
    AB_LATTICE_FOUND,
    AB_LATTICE_NONE,    /* with all there is it still fails */
    AB_LATTICE_STOPPED, /* a test wanted so */
    AB_LATTICE_NO_MEMORY
};

struct ab_lattice_answer {
    int level[AB_LATTICE_AXES_MAX];
    double price;
    int tested;      /* points */
    int unconfirmed; /* points that passed the test and failed when they were confirmed */
};
enum ab_lattice_outcome ab_lattice_search(const struct ab_lattice *lattice,
                                          struct ab_lattice_answer *answer);

/* What a point costs. */
double ab_lattice_price(const struct ab_lattice *lattice, const int *level);

#endif
