/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* proportion.h - how often something happens: the limits of a share, and whether one of two sides
 * wins more often.
 *
 * The limits of a share are those of Clopper and Pearson ("The use of confidence or fiducial limits
 * illustrated in the case of the binomial", Biometrika 26, 1934): they hold the true share at least
 * 95 times in 100, whatever it is; what was never seen in n replications may still have a share of
 * about 3.7 / n. */
#ifndef AB_STUDY_PROPORTION_H
#define AB_STUDY_PROPORTION_H

#include "study/study.h"

/* The 95 % limits of the share of what was seen k times in n, n at least 1. */
void ab_proportion_limits(int64_t k, int64_t n, double *low, double *high);

/* Gives the summary of a yes or no (of ones and zeros) the limits of its share as interval. */
void ab_proportion_take_limits(struct ab_summary *summary);

/* The probability that two sides which win equally often differ at least as much as these, or NAN
 * when neither won (the sign test; McNemar, "Note on the sampling error of the difference between
 * correlated proportions or percentages", Psychometrika 12, 1947). */
double ab_proportion_sign_test(int64_t wins, int64_t losses);

#endif
