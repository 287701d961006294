/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worth_answer.h - what more of each thing would buy: its table, and its account at the terminal. What it is
 * made of is found out in insight/worth.h. */
#ifndef AB_INSIGHT_WORTH_ANSWER_H
#define AB_INSIGHT_WORTH_ANSWER_H

#include "base/sheet.h"
#include "output/json.h"
#include "output/row.h"
#include "study/compare.h"

enum ab_worth_sort {
    AB_WORTH_MORE,  /* of one thing */
    AB_WORTH_PAIR,  /* of two, together more than alone */
    AB_WORTH_SPARE, /* one less of a thing */
    AB_WORTH_SORTS
};

enum ab_worth_state {
    AB_WORTH_MOVED,   /* the measure was another in some replication */
    AB_WORTH_UNMOVED, /* it was the same in all of them, tried with others */
    AB_WORTH_SAME,    /* so was all else that happened */
    AB_WORTH_FAULTY,  /* the scenario with it is not good */
};

struct ab_what_if; /* insight/changes.h */

struct ab_worth_row {
    enum ab_worth_sort sort;
    int place; /* among those of its sort, from 1 */
    enum ab_worth_state state;
    const struct ab_what_if *what, *other; /* other: the second of a pair, or NULL */
    const char *key, *other_key;           /* of these; "": there is no other */
    const char *words, *other_words;
    const char *assign;      /* as compare --with takes it */
    int n;                   /* replications 1 to n were compared */
    struct ab_paired paired; /* as compare tells them */
    double gain, low,
        high; /* how much better, with a 95 % interval; up to the horizon where one side
                                did not come to an end by then */
    double all_low,
        all_high; /* an interval of the gain that holds for all rows that moved it at once */
    double price; /* NAN: it has none */
    double extra, extra_low, extra_high; /* of a pair: more than the two alone add up to */
    int rank;                            /* among those of its sort, from 1; 0: it moves nothing */
    bool first;                          /* nothing is shown to be better */
    const char *reason;                  /* why it is faulty, or NULL */
};

/* Changes that moved nothing one by one, all of them at once. */
struct ab_worth_together {
    int count, parts;       /* in so many parts: 1, but where a scenario is very large */
    int n, moved;           /* replications, and those in which the measure was another */
    double gain, low, high; /* of the part that does most */
};

struct ab_worth_result {
    const struct ab_scenario *scenario;
    const char *of, *unit;    /* the measure */
    struct ab_worth_row *row; /* [rows]: by sort, then by rank, then as listed */
    int rows, tried[AB_WORTH_SORTS], moved[AB_WORTH_SORTS];
    int replications; /* of the scenario as it is */
    double base_mean; /* NAN: it did not come about in base_beyond of them */
    int base_beyond;
    double delta;  /* what the race is indifferent to, */
    bool raced;    /* if there was one, */
    int left;      /* and how many may still be the first */
    bool by_price; /* ranked by what a unit of money buys, where there is a price */
    int held;      /* so many rows have an interval that holds for all of them at once */
    struct ab_worth_together together[AB_WORTH_SORTS];
    int64_t runs;
    int failed, first_failed; /* replications of the scenario as it is, and the first of them, */
    const char *reason;       /* and why */
};

/* Each of these is told a struct ab_worth_result, for answer.h: puts a row of the table per row of it;
 * puts what is known of all of them; prints the account. */
void ab_worth_put_rows(struct ab_row *row, const void *result);
void ab_worth_put_facts(struct ab_json *json, const void *result);
void ab_worth_print(struct ab_sheet *sheet, const void *result);

#endif
