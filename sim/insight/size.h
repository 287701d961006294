/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* size.h - the cheapest mix that reaches a goal with a stated confidence.
 *
 * Keys with prices are axes of a lattice, from the least of each to the most (study/lattice.h); a mix
 * is to reach all goals in a stated share of replications. A test looks at a mix after 30, 60, 100 ...
 * and at last `most` replications, the same luck for every mix: it passes when the one-sided limit of
 * Clopper and Pearson ("The use of confidence or fiducial limits illustrated in the case of the
 * binomial", Biometrika 26, 1934) is no lower than the share, fails when the upper one is below it (at
 * 99.5 % before the last look), and fails at the last look unless it passes (at 95 %). So a mix that is
 * far off is known after 30 runs. Because many looks at one sample favour who is lucky in it, the
 * winner is confirmed by replications that nobody saw before; when it fails there the search goes on.
 *
 * More is taken never to do worse, which is checked at the end: the mixes next to the winner are
 * tested, one level less and one more on each axis, and what contradicts is told. */
#ifndef AB_INSIGHT_SIZE_H
#define AB_INSIGHT_SIZE_H

#include "insight/goal.h"
#include "insight/inquiry.h"
#include "study/lattice.h"

/* What may be had more or less of. */
struct ab_size_axis {
    const char *key;
    const char *const *value; /* [levels], from the least that it can do to the most */
    const double *price;      /* [levels], never falling */
    int levels;
};

struct ab_size_question {
    struct ab_inquiry *inquiry; /* its first columns are the goals' measures, in order */
    const struct ab_goal *goal; /* [goals] */
    int goals;
    const struct ab_size_axis *axis; /* [axes], 1 .. AB_LATTICE_AXES_MAX */
    int axes;
    double share; /* of replications that are to reach all goals: 0.5 .. 0.995 */
    int most;     /* replications of a test */
    int confirm;  /* replications of a confirmation */
};

/* What is known of a mix. */
enum ab_size_verdict {
    AB_SIZE_OPEN, /* it was not tested, or not to the end */
    AB_SIZE_FAILS,
    AB_SIZE_PASSES,
    AB_SIZE_UNCONFIRMED /* it passed, and failed when it was confirmed */
};
struct ab_size_mix {
    int level[AB_LATTICE_AXES_MAX];
    double price;
    int point; /* of the inquiry */
    int n;     /* replications with the luck that all mixes have ... */
    int met;   /* ... and those of them that reach all goals */
    enum ab_size_verdict verdict;
    /* The value of the first goal's measure that the share of these n replications reaches: AB_BEYOND
     * when it is beyond; NAN before there are any. */
    double reached;
    bool on_front; /* no mix of those that were looked at is as good for less */
};

struct ab_size_answer {
    enum ab_lattice_outcome outcome;
    struct ab_size_mix
        *mix; /* [mixes] that were looked at, by price and then in the order of levels */
    int mixes;
    int winner;             /* among them, with AB_LATTICE_FOUND; */
    int confirmed, reached; /* its fresh replications, and those that reach all goals, */
    double low, high;       /* and the 95 % limits of their share */
    int unconfirmed;        /* mixes that passed the test and failed when they were confirmed */
    int less
        [AB_LATTICE_AXES_MAX]; /* the mixes with one level less, and one more, than the winner ... */
    int more[AB_LATTICE_AXES_MAX]; /* ... on an axis; AB_NOBODY: there is none */
};

/* Searches. AB_OK with an answer, found or not, that the caller clears; AB_INTERRUPTED; AB_FAILED when
 * a mix is no scenario that can be simulated, with the reason. */
enum ab_status ab_size_search(struct ab_size_answer *answer,
                              const struct ab_size_question *question, struct ab_errors *errors);
void ab_size_answer_clear(struct ab_size_answer *answer);

/* Whether so many of n replications, which reach the goals, prove that `share` of all do: with what
 * probability of being wrong at most. The last look at a mix, and what confirms it, take this one. */
#define AB_SIZE_ALPHA 0.05
bool ab_size_is_proved(int met, int n, double share, double alpha);

#endif
