/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* unseen.h - what replications that were all the same do not say. */
#ifndef AB_OUTPUT_UNSEEN_H
#define AB_OUTPUT_UNSEEN_H

#include <stdio.h>

/* "what was never seen in 100 runs may still happen in up to 3 of 100": what has a larger share than
 * 1 - 0.05^(1/n), about 3/n, would have been seen in n runs with 95 % probability (Hanley and
 * Lippman-Hand, "If nothing goes wrong, is everything all right?", JAMA 249, 1983). */
void ab_unseen_print(FILE *stream, int runs);

#endif
