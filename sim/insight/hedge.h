/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* hedge.h - what makes the worst denial less bad: one more of each thing, while it lasts, under the same
 * luck.
 *
 * Of the changes that `worth` knows (changes.h) those that alter the measure while the denial lasts are
 * sifted out (sift.h), in 20 replications, and compared with the denial alone in up to 100; what saves something by
 * its own interval, but may save nothing, or less than half, by that which holds for all at once, in up to all. Where there are prices, hedges are
 * told by what a unit of money saves. */
#ifndef AB_INSIGHT_HEDGE_H
#define AB_INSIGHT_HEDGE_H

#include "insight/changes.h"
#include "insight/worst.h"

struct ab_hedge {
    const struct ab_what_if *what;
    int point, n;
    double saved, low,
        high; /* of the loss, on average, with a 95 % interval; NAN: of one replication */
    double all_low, all_high; /* with one that holds for all that were tried at once */
};

struct ab_hedges {
    /* [count], those that save something for sure, at 95 % over all that were tried, or in the one replication
     * that there is: the best first */
    struct ab_hedge *hedge;
    int count, tried;
    int open;      /* of those that were left out: they save something by their own interval */
    bool by_price; /* ordered by what a unit of money saves */
    struct ab_what_ifs ifs;
};

/* Asks for hedges against a denial. The caller clears them whatever is returned. */
enum ab_status ab_hedges_ask(struct ab_hedges *hedges, const struct ab_worst_question *question,
                             const struct ab_worst *worst, const struct ab_denial *denial,
                             const struct ab_document *document, struct ab_errors *errors);
void ab_hedges_clear(struct ab_hedges *hedges);

#endif
