/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* race.h - which of several systems has the largest mean, of values under the same luck.
 *
 * Values of system i stand in value[i * n .. (i + 1) * n), replication by replication. */
#ifndef AB_INSIGHT_RACE_H
#define AB_INSIGHT_RACE_H

#include "study/moments.h"

#include <stdbool.h>

/* How many others are better than each system for sure: their mean is larger by more than Student's
 * quantile at 1 - alpha/(k-1), n - 1 degrees of freedom, times the standard error of the paired
 * difference (Nelson, Swann, Goldsman and Song, 2001). So the best of all is found worse than another
 * with a probability of alpha at most. Differences without spread are what they are. */
void ab_race_screen(const double *value, int systems, int n, double alpha, int *better);

/* Above which the mean of the population of n values does not lie but for alpha (Student's). */
double ab_race_most(const double *value, int n, double alpha);

/* At which alpha a row's interval is to be taken so that those of all `rows` hold at once at 95 %
 * (Bonferroni), whichever of so many looks it was the last one for: half of what may fail is for who was in
 * the last of all, for those are the ones that are told first. */
double ab_race_alpha(int rows, int looks, bool last);

/* The mean of a row's differences, with its own 95 % interval and one at such an alpha. Of one difference neither
 * is known, NAN, but where no luck is drawn. */
struct ab_race_row {
    double mean;
    struct ab_interval own, all;
};
struct ab_race_row ab_race_tell(const struct ab_moments *moments, bool no_luck, double alpha);

/* Whether a row is to be looked at once more: it helps by its own interval, but by that which holds for all at
 * once it may be luck, or help less than half as much as it seems to. As that interval holds at every look, who goes on
 * may be chosen by what was seen. */
bool ab_race_is_open(double mean, double low, double all_low);

/* The sequential procedure KN of Kim and Nelson (2001) with common random numbers. At least so many
 * values of each system are looked at first: with fewer, rare large differences mislead it. */
enum { AB_RACE_FIRST = 300 };

/* After how many values a row that stands at n of them is looked at next: four times up to AB_RACE_FIRST, the first
 * after 20, then 60 and 150, and from there on after twice as many, but `most` at most; and how many looks there are
 * from the first one on, the first counted. */
enum { AB_RACE_LOOK = 20, AB_RACE_LOOKS = 4 };
int ab_race_next(int n, int most);
int ab_race_looks(int first, int most);
struct ab_race {
    int systems;         /* that began */
    double alpha, delta; /* the system found is within delta of the best but for alpha */
};

/* h squared of the procedure for k systems after n0 first values. */
double ab_race_h2(int k, int n0, double alpha);

/* Drops of the systems of a race those that are behind, after n values of each, AB_RACE_FIRST or more:
 * those that go on come first in number[0 .. systems), the best first of all when only one does.
 * Returns how many go on. Systems that differ by less than rounding are one. */
int ab_race_step(const struct ab_race *race, const double *value, int *number, int systems, int n);

#endif
