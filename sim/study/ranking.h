/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* ranking.h - the ranking of some parties that costs least.
 *
 * A ranking gives each party a rank: 0 goes first, then 1, without a gap; parties that share a rank go
 * together. There are 3 rankings of two parties, 13 of three, 75 of four, 541 of five, 4683 of six. Where
 * there are few, all are tried. Else it is an iterated local search (Lourenço, Martin and Stützle,
 * "Iterated local search", Handbook of Metaheuristics, 2003) over the moves that work best where jobs
 * are put in order (Nawaz, Enscore and Ham, "A heuristic algorithm for the m-machine, n-job flow-shop
 * sequencing problem", Omega 11, 1983): one party is taken out, and put in wherever that costs least,
 * between two ranks or into one, until this helps with no party. It begins with every start; then some
 * parties of the best that is known are put elsewhere by chance, and it goes down from there. Chance is the
 * same every time.
 *
 * What is found is the best of all where all were tried, else the best of those that were. */
#ifndef AB_STUDY_RANKING_H
#define AB_STUDY_RANKING_H

#include <stdbool.h>

struct ab_ranking {
    int parties;      /* 1 or more */
    const int *start; /* [starts][parties], rankings; the first is that of the plan */
    int starts;       /* 1 or more */
    int all;          /* all are tried when there are no more than so many */
    int most;         /* no more than so many are tried else */
    /* Told `count` rankings, [count][parties], none of which it was told before: what each costs. False:
     * the search ends at once. */
    bool (*cost)(void *owner, const int *ranking, int count, double *cost);
    void *owner;
};

enum ab_ranking_outcome {
    AB_RANKING_FOUND,
    AB_RANKING_STOPPED, /* `cost` wanted so */
    AB_RANKING_NO_MEMORY
};

struct ab_ranking_answer {
    int tried;
    int *
        ranking; /* [tried][parties], in the order in which they were told; the first is the first start */
    double *cost; /* [tried] */
    int best;     /* the first of the cheapest */
    bool all;     /* there are no others */
};

/* Searches. The caller clears the answer whatever is returned. */
enum ab_ranking_outcome ab_ranking_search(struct ab_ranking_answer *answer,
                                          const struct ab_ranking *ranking);
void ab_ranking_answer_clear(struct ab_ranking_answer *answer);

/* How many rankings there are of so many parties, or `most` + 1 when there are more than that. */
int ab_ranking_count(int parties, int most);

/* Makes ranks of any numbers: of the same order, from 0, without a gap. */
void ab_ranking_of(int *ranking, const double *number, int parties);

#endif
