/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* until.h - how many replications are enough: the sequential rule behind --until.
 *
 * Replications are added in their order, one after another. At the first look, after `least` of
 * them, and at each further one, after 6/5 as many as at the last, the longer side of the interval
 * of every mean that is asked for (moments.h) is held against the side allowed; the first look at
 * which all are within is the end. The looks are fixed numbers of replications, so how many were
 * simulated at a time, and by how many threads, does not matter.
 *
 * A fixed-width rule (Chow and Robbins, "On the asymptotic theory of fixed-width sequential
 * confidence intervals for the mean", Annals of Mathematical Statistics 36, 1965) stops where chance
 * made the spread small. What keeps its intervals honest is to look late and seldom: an event of
 * share p is not seen in n replications with probability (1 - p)^n, and what was not seen is in no
 * interval. From 1,000 on, 95 % intervals hold the truth 96 to 99 times in 100 for means that rare,
 * large values decide, see tests/bench/coverage_until.c. Of k means, each has the level 1 - 0.05 / k, so
 * that all hold together. Without any spread nothing is known: the rule then never ends by itself. But the limits of
 * the share of a yes or no tell what was never seen, and so do without. */
#ifndef AB_STUDY_UNTIL_H
#define AB_STUDY_UNTIL_H

#include "study/moments.h"

#include "study/study.h"

/* A quantity whose mean is to be known, and the one whose mean is 100 % to it. */
struct ab_watch {
    struct ab_moments value, scale;
    int64_t beyond; /* replications that ended before it came about */
};

struct ab_until {
    const struct ab_study_options *options; /* borrowed */
    int variants;
    bool of_differences;           /* that is what is looked at, not the values themselves */
    struct ab_watch *watch;        /* [variants][precisions of the options] */
    int look, estimate;            /* replications at the next look; about, in all */
    bool reached;                  /* every precision holds */
    struct ab_shortfall shortfall; /* what the first that doesn't hold lacked at the last look */
};

/* To follow the precisions of the options, of which there may be none, in each of so many variants.
 * False when memory is out. The caller clears it in any case. */
bool ab_until_init(struct ab_until *until, const struct ab_study_options *options, int variants);
void ab_until_clear(struct ab_until *until);

/* Forgets all replications: the next one is the first of another study. */
void ab_until_restart(struct ab_until *until);

/* Looks at the value that a precision (its index) is about in a variant, in the replication that
 * comes next. A NAN does not count; an infinite one never came about, and while there is one no
 * mean is known. A precision in percent is one of the mean of `scale`. */
void ab_until_look(struct ab_until *until, int variant, int precision, double value, double scale);

/* After `rows` replications: about how many seem to be needed in all, at most
 * options->replications. When that is not more than `rows`, they are enough, or all there may
 * be. */
int ab_until_wanted(struct ab_until *until, int rows);

#endif
