/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* order.h - in which order contingents had better go.
 *
 * What is free is the priority of each contingent, or on the way home its withdrawal_priority: every order,
 * and who goes together with whom (study/ranking.h). The numbers are those that the plan has, given out
 * anew, so that what else has a priority stays where it was among them; where several go one after
 * another that had one number, the next ones are taken too. What a contingent waits for (after) is part of the
 * task, and stays.
 *
 * Orders are tried under the same luck: all of them up to five contingents, else those that a search comes
 * by, each in the first 10 replications. Of those that are the same there, the one that
 * changes least goes on, and of these the best 40; after 10 replications, 30, 60 and so on those go no
 * further that are worse for sure than the best (subset selection, as in worst.h). The best of those that are left, of
 * equals the one that changes least, was chosen by its luck too; so it is compared with the plan once more, in
 * replications that no order had before. What is told of it is of these.
 *
 * With goals an order is the better the more replications reach all of them. Without any, replications in
 * which the request, or order, that hours are since came neither in the plan nor with an order make no
 * difference, and means, gains and intervals are of the others; a search looks at so many that it came in
 * 10 of the plan. */
#ifndef AB_INSIGHT_ORDER_H
#define AB_INSIGHT_ORDER_H

#include "insight/goal.h"
#include "insight/inquiry.h"

/* Who is put in order. */
struct ab_order_party {
    int contingent;   /* of the scenario */
    const char *key;  /* "contingent.ID.priority" */
    int64_t priority; /* in the plan */
};

struct ab_order_question {
    struct ab_inquiry *inquiry; /* its first columns are the goals' measures, or the measure */
    const struct ab_goal *goal; /* [goals] */
    int goals;                  /* 0: there is a measure, */
    int measure;
    bool more_is_better;                /* of which this is said */
    const struct ab_order_party *party; /* [parties], 2 or more */
    int parties;
    int replications; /* of an order at most, and fresh ones of the best; 1: there is no luck */
    int bound;        /* the column of bound_h; AB_NOBODY: it is no bound on the measure */
    int hours; /* the column of the first party's closure, the others follow; AB_NOBODY: none */
};

/* The difference to the plan, replication by replication, more than 0 where the order is better. */
struct ab_order_gain {
    double before, then; /* means in the plan and of the order */
    double gain;
    double low, high; /* 95 % interval of the mean gain; NAN: of one of many */
    int left_out;     /* replications that had in neither what hours are since */
};

struct ab_order {
    const int *rank;         /* [parties]: 0 goes first */
    const int64_t *priority; /* [parties]: what that comes to */
    int changes;             /* of keys */
    int point, n; /* of the inquiry, and replications that were made, from the first on */
    struct ab_order_gain by; /* in these */
    bool is_finalist;        /* it went on to the last look */
};

struct ab_order_answer {
    struct ab_order *order; /* [orders]: finalists first, by their gain */
    int orders;
    int plan, best; /* among them; the same when none is better in the replications that chose it */
    bool all;       /* there are no other orders */
    int fresh;      /* replications of what follows, behind those that chose; 0: the same ones */
    struct ab_order_gain by;
    struct ab_order_gain *hours; /* [parties]: when each contingent is in; NULL: not asked for */
    double bound;                /* mean; NAN: there is none */
    int unclosed; /* where there is a bound: replications of the best that the scenario's end cut short */
    struct ab_arena *arena;
};

/* Asks. AB_OK with an answer that the caller clears, whatever is returned; AB_BAD_SCENARIO when the
 * measure has no value, or an order makes no scenario that can be simulated; AB_INTERRUPTED. */
enum ab_status ab_order_ask(struct ab_order_answer *answer,
                            const struct ab_order_question *question, struct ab_errors *errors);
void ab_order_answer_clear(struct ab_order_answer *answer);

/* Whether the best order is better than the plan for sure. */
bool ab_order_is_better(const struct ab_order_answer *answer);

/* The mean of the order that is told: the best if it is better for sure, else the plan. */
double ab_order_told(const struct ab_order_answer *answer);

/* The part of that which a plan could gain at most; NAN: there is no bound, or a
 * replication was cut short, so that the mean is later than known. */
double ab_order_left(const struct ab_order_answer *answer);

#endif
