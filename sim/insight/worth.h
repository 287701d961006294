/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worth.h - what more of each thing would buy: the change of a measure under the same luck.
 *
 * Every change (changes.h) is compared with the scenario as it is, replication by replication, as
 * compare does; and effort goes where the order of the best is not known yet:
 *
 *  1. Sifted (sift.h). Most changes alter nothing that is asked about. They are tried all at once,
 *     replication by replication, 20 of them; where the measure differs they are halved, down to those
 *     who do it ("group testing", Dorfman, "The detection of defective members of large populations",
 *     Annals of Mathematical Statistics 14, 1943). What can't be told so is of two changes that undo
 *     each other to the bit. Those that moved nothing are then compared, all of them together, in all
 *     replications: where that matters, those who do it are sought where it matters most.
 *  2. Looked at. After 20, 60, 150 and 300 replications a change goes no further when five others are
 *     better for sure, or when it is worth less than `delta` for sure: Student's t of paired
 *     differences with Bonferroni's correction for all looks and comparisons, which loses one of the
 *     true first five that are worth more than delta with a probability of at most 2.5 % (the
 *     screening of Nelson, Swann, Goldsman and Song, "Simple procedures for selecting the best
 *     simulated system when the number of alternatives is large", Operations Research 49, 2001).
 *     What is worth much in few replications looks like nothing in 20 others. So before the last look
 *     those that were left behind are made all together in all replications, and one by one in the 12 in
 *     which that gains most: they go on again where these are half of what they lacked to the fifth
 *     best, or to delta.
 *  3. Raced. From 300 replications on the first place is decided by the sequential procedure KN of Kim
 *     and Nelson ("A fully sequential procedure for indifference-zone selection in simulation", ACM
 *     Transactions on Modeling and Computer Simulation 11, 2001) at 97.5 %, indifferent to what is
 *     within `delta`. So the first of the list is within delta of the best with at least 95 % in all,
 *     as far as differences are about normal; what happens in fewer than 3 of 300 replications may not
 *     have been seen. With fewer replications there is no race, and nothing is said of that.
 *  4. Pairs. Among the first five, changes that together bring more than the two alone; and with the
 *     first three, and among themselves, those of the sifted that then matter all the same: two
 *     limits may hide each other.
 *     Since many are looked for, they must do so at 95 % over all that were tried.
 *  5. The other way round: one less of each number of things, sifted likewise. What moves nothing in 20
 *     replications can be given up for nothing, as far as that tells, and what all of it together does
 *     in all of them is told beside.
 *
 * Besides its own 95 % interval each row has one that holds for all of the table at once, at every look: who
 * looks at the first of many rows looks at those that luck favoured. What helps for sure is told by this one; where
 * nothing does anything on average, it tells so in at most 5 of 100 tables. In the end a change that helps by its own
 * interval, but may not, or less than half as much, by this one, goes on to the next looks, up to all replications (race.h).
 *
 * All of it depends on the replications' values alone, not on time or threads. */
#ifndef AB_INSIGHT_WORTH_H
#define AB_INSIGHT_WORTH_H

#include "insight/changes.h"
#include "insight/inquiry.h"
#include "insight/worth_answer.h"

struct ab_worth_options {
    const char *of;   /* the measure */
    const char *only; /* see ab_what_ifs_list */
    int replications; /* of each change at most; 1 or more */
};

/* An answer, and what its texts live in. */
struct ab_worth_answer {
    struct ab_worth_result told;
    struct ab_arena *arena;
    struct ab_what_ifs more, less;
};

/* Asks an inquiry whose first column is the measure. AB_INTERRUPTED when it was stopped. The caller
 * clears the answer whatever is returned. */
enum ab_status ab_worth_ask(struct ab_worth_answer *answer, struct ab_inquiry *inquiry,
                            const struct ab_document *document,
                            const struct ab_worth_options *options, struct ab_errors *errors);
void ab_worth_clear(struct ab_worth_answer *answer);

#endif
