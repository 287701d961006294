/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* compare.h - what changes do: paired differences between scenarios under the same luck.
 *
 * Replication k has the same luck in all of them, so the difference within a replication is due to
 * the change alone, and its spread over replications is mostly far smaller than that of either: the
 * method of common random numbers with paired differences (Law, "Simulation Modeling and Analysis",
 * chapter 10), whose mean has the interval of moments.h. Each interval holds at 95 % by itself, not
 * all of them together. */
#ifndef AB_STUDY_COMPARE_H
#define AB_STUDY_COMPARE_H

#include "study/moments.h"

#include "study/study.h"

/* Means of both sides and the difference of the variant less the base, over pairs. */
struct ab_contrast {
    double base_mean, mean;
    struct ab_summary difference; /* n: pairs; percentiles: NAN */
    bool resolved;                /* its interval leaves out zero */
};

/* Who has the lower value, pair by pair; what is beyond is later than all that is not. */
struct ab_wins {
    int lower, higher, equal, both_beyond; /* of the variant; equal: both have one value */
    double p;                              /* of the sign test, NAN when all are equal */
};

/* A measure in the base and in a variant, over the replications in which there is such a thing in
 * both. When a value of one of them is beyond there are no means over all pairs, and `plain` has
 * none; then pairs won and hours up to the horizon tell what changes. Never the pairs that both
 * finished: those are the ones in which the slower side was lucky. */
struct ab_paired {
    bool known;                     /* the variant has a measure of that name; else all is zero */
    bool of_time;                   /* it is the hours since the request, or the order */
    int n, only_base, only_variant; /* replications in which both have it, and one alone */
    int base_beyond, beyond;        /* of these n, in the base and in the variant */
    struct ab_contrast plain;
    struct ab_wins wins;
    struct ab_contrast
        limited; /* of hours since something, which came in both, up to the horizon */
};

/* Pairs of values, added up one by one: memory does not grow with them. All zero: no pairs yet. */
struct ab_differences {
    struct ab_moments before, after, difference;
    double min, max; /* of the differences */
};
struct ab_pairs {
    int n, only_before, only_after, before_beyond, after_beyond;
    int timed; /* of these n, those with the hours since something */
    int lower, higher, equal, both_beyond;
    struct ab_differences finished; /* of pairs that have no value that is beyond */
    struct ab_differences limited;
};

/* What the values of a pair differ by, NAN when either is NAN or both are beyond. What two runs add
 * up in another order differs in its last digits: that is no difference. */
double ab_pairs_difference(double before, double after);

/* Up to how many hours both sides of a pair were followed; NAN: it is not the hours since anything.
 * `common`: both clocks began, so that hours up to there can be told of both. */
struct ab_pair_limit {
    double hours;
    bool common;
};

/* Adds a pair. */
void ab_pairs_add(struct ab_pairs *pairs, double before, double after, struct ab_pair_limit limit);

/* What is known of a replication beside its measures: when its clocks began, and how far it was
 * followed. */
struct ab_followed {
    ab_time request, ordered, followed; /* see struct ab_run_outcome */
    ab_time horizon;                    /* of its scenario */
};

/* What a measure is the hours since. */
enum ab_since { AB_SINCE_NOTHING, AB_SINCE_REQUEST, AB_SINCE_ORDER };
enum ab_since ab_measure_since(const char *measure);

/* From the later request, or order, to where the first of the two replications ends. Where that never came
 * in one of them, from that of the other: who is home by then is sooner than who was never ordered to go. */
struct ab_pair_limit ab_pairs_limit(enum ab_since since, const struct ab_followed *before_of,
                                    const struct ab_followed *after_of, double before,
                                    double after);

/* What the pairs say. */
struct ab_paired ab_pairs_tell(const struct ab_pairs *pairs);

/* What came of one of the scenarios. */
struct ab_compared {
    const struct ab_scenario *scenario; /* borrowed */
    int failed;                         /* replications that did not reach the scenario's end */
    int broken_off;              /* those of them that were not followed up to the horizon either */
    int first_failed;            /* the first of them, */
    char reason[AB_REASON_SIZE]; /* and why it did not */
    uint64_t hash;               /* of all its replications in order */
    struct ab_paired *paired;    /* [measures of the base]; NULL of the base */
};

struct ab_comparison {
    int before; /* replications that were left out before the first */
    int scenarios, replications, measures, threads; /* measures: of the base */
    uint64_t seed;
    bool precise;                  /* what `until` asked for was reached, */
    struct ab_shortfall shortfall; /* or else the first that was not */
    struct ab_compared *compared;  /* [scenarios], the base first */
};

/* Simulates a base and the variants after it (in all two or more, which are borrowed) and compares
 * them. Of the options, precisions are about the difference of a measure of the base in every
 * variant, with a percentage being of the base's mean; the sink is told replication 1 of every
 * scenario, then replication 2, and so on; there is no trace. AB_OK even when replications failed;
 * *comparison is NULL otherwise, as the result of ab_study_run. The caller destroys it. */
enum ab_status ab_compare_run(struct ab_comparison **comparison,
                              const struct ab_scenario *const *scenario, int scenarios,
                              const struct ab_study_options *options, struct ab_errors *errors);
void ab_comparison_destroy(struct ab_comparison *comparison);

#endif
