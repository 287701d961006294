/* until.h - how many replications are enough: the sequential rule behind --until.
 *
 * Rows are looked at in the order of replications, one after another, and the first number of them
 * at which every precision holds is the answer. How many were simulated at a time, and by how many
 * threads, therefore does not matter. The rule is the fixed-width procedure of Chow and Robbins ("On
 * the asymptotic theory of fixed-width sequential confidence intervals for the mean", Annals of
 * Mathematical Statistics 36, 1965): its coverage approaches the nominal one as the width shrinks,
 * and is a little less for few replications, which is what `least` is for. */
#ifndef AB_STUDY_UNTIL_H
#define AB_STUDY_UNTIL_H

#include <airbridge/study.h>

enum { AB_PRECISIONS_MAX = 16 };

/* Running moments of one measure, relative to its first value. */
struct ab_moments {
    int n;
    double first, mean, squares;
};

struct ab_until {
    const struct ab_study_options *options; /* borrowed */
    int rows;                               /* looked at */
    double excess; /* the largest ratio of half width and precision; INFINITY: not known */
    struct ab_moments moments[AB_PRECISIONS_MAX];
};

/* The options have 1 to AB_PRECISIONS_MAX precisions. */
void ab_until_begin(struct ab_until *until, const struct ab_study_options *options);

/* Looks at the rows up to `limit` that were not looked at; true when it came to enough of them:
 * `rows` says how many. */
bool ab_until_follow(struct ab_until *until, const struct ab_result *result, int limit);

/* How many rows to simulate next: about as many as seem to be needed, at most twice those there
 * are, at most options->replications. */
int ab_until_next(const struct ab_until *until);

#endif
