/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* unseen.c - the rule of three. */
#include "output/unseen.h"

#include <math.h>

enum { RULE_OF_THREE_FROM = 20 };

void ab_unseen_print(FILE *stream, int runs)
{
    (void)fprintf(stream, "what was never seen in %d run%s may still happen in up to ", runs,
                  runs == 1 ? "" : "s");
    if (runs >= RULE_OF_THREE_FROM) {
        (void)fprintf(stream, "3 of %d", runs);
    } else {
        (void)fprintf(stream, "%.0f %% of runs", 100 * (1 - pow(0.05, 1.0 / runs)));
    }
}
