/* until.h - how many replications are enough: the sequential rule behind --until.
 *
 * Replications are looked at in their order, one after another, and the first number of them at
 * which every precision holds is the answer. How many were simulated at a time, and by how many
 * threads, therefore does not matter. The rule is the fixed-width procedure of Chow and Robbins
 * ("On the asymptotic theory of fixed-width sequential confidence intervals for the mean", Annals
 * of Mathematical Statistics 36, 1965): its coverage approaches the nominal one as the width
 * shrinks, and is a little less for few replications, which is what `least` is for. */
#ifndef AB_STUDY_UNTIL_H
#define AB_STUDY_UNTIL_H

#include "study/moments.h"

#include <airbridge/study.h>

/* A quantity whose mean is to be known, and the one whose mean is 100 % to it. */
struct ab_watch {
    struct ab_moments value, scale;
};

struct ab_until {
    const struct ab_study_options *options; /* borrowed */
    int variants;
    struct ab_watch *watch; /* [variants][precisions of the options] */
    bool reached;           /* every precision holds */
};

/* To follow the precisions of the options, of which there may be none, in each of so many variants.
 * False when memory is out. The caller clears it in any case. */
bool ab_until_init(struct ab_until *until, const struct ab_study_options *options, int variants);
void ab_until_clear(struct ab_until *until);

/* Looks at the value that a precision (its index) is about in a variant, in the replication that
 * comes next; a NAN does not count. A precision in percent is one of the mean of `scale`. */
void ab_until_look(struct ab_until *until, int variant, int precision, double value, double scale);

/* After `rows` replications: about how many seem to be needed in all, at most
 * options->replications. When that is not more than `rows`, they are enough, or all there may
 * be. */
int ab_until_wanted(struct ab_until *until, int rows);

#endif
