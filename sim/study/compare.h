/* compare.h - what a change does: paired differences between two results of the same luck.
 *
 * Replication k has the same luck in both, so the difference within a replication is due to the
 * change alone, and its spread over replications is mostly far smaller than that of either: the
 * method of common random numbers with a paired t interval (Law, "Simulation Modeling and
 * Analysis", chapter 10). Each interval holds at 95 % by itself, not all of them together. */
#ifndef AB_STUDY_COMPARE_H
#define AB_STUDY_COMPARE_H

#include <airbridge/study.h>

/* A measure in two results, over the replications in which both have it. */
struct ab_paired {
    double base_mean, mean;
    struct ab_summary difference; /* of the second less the first; n: pairs */
    bool resolved;                /* the interval of the difference leaves out zero */
};

/* Compares measure `measure` of the base with the one of the same name in the other result, which
 * must have as many replications. False when the other has none of that name. */
bool ab_compare(struct ab_paired *paired, const struct ab_result *base,
                const struct ab_result *other, int measure);

#endif
