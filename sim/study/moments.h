/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* moments.h - what a sample tells: the mean, the spread and the skewness of numbers that come one
 * after another, how often something happens, and whether one of two sides wins more often.
 *
 * Everything is kept relative to the first number: a large offset then costs no precision, and a
 * constant has exactly its mean and no spread. The sum of squared deviations follows the updating
 * formula of Youngs and Cramer ("Some results relevant to choice of sum and sum-of-product
 * algorithms", Technometrics 13, 1971), which is as accurate as two passes are for all that a
 * simulation measures, and keeps the plain sum, so that a mean does not depend on how many of the
 * numbers were still there when it was taken; that of their cubes the formula of Terriberry (Pebay,
 * "Formulas for robust, one-pass parallel computation of covariances and arbitrary-order
 * statistical moments", Sandia report SAND2008-6212).
 *
 * The limits of a share are those of Clopper and Pearson ("The use of confidence or fiducial limits
 * illustrated in the case of the binomial", Biometrika 26, 1934): they hold the true share at least
 * 95 times in 100, whatever it is; what was never seen in n replications may still have a share of
 * about 3.7 / n. */
#ifndef AB_STUDY_MOMENTS_H
#define AB_STUDY_MOMENTS_H

#include "study/study.h"

/* All zero: no numbers yet. */
struct ab_moments {
    int64_t n;
    double first;
    double sum;     /* of the numbers less the first */
    double squares; /* of their deviations from the mean */
    double cubes;   /* of the same */
};

/* Adds a number, which must be finite. */
void ab_moments_add(struct ab_moments *moments, double value);

/* The mean, NAN of no numbers; the standard deviation of the population they are a sample of, NAN
 * of fewer than two. */
double ab_moments_mean(const struct ab_moments *moments);
double ab_moments_sd(const struct ab_moments *moments);

/* The skewness of so many numbers of which these are the sums: the mean cube of their deviations
 * over the 1.5th power of the mean square; 0 when they have no spread. */
double ab_skewness(double squares, double cubes, int64_t n);
double ab_moments_skewness(const struct ab_moments *moments);

/* Where the mean of a population lies. */
struct ab_interval {
    double low, high;
};

/* Student's quantile that was needed last, since many samples are of one size. All zero: none was. */
struct ab_student {
    int64_t n;
    double alpha, t;
};

/* The interval that holds the mean of the population in all but `alpha` of samples, from the mean,
 * standard deviation and skewness of a sample of n, 2 or more: Student's, widened for skewness by
 * Hall ("On the removal of skewness by transformation", Journal of the Royal Statistical Society B
 * 54, 1992). Where rare, large values matter, few of them in a sample mean a small spread and a low
 * mean at once; Student's interval then misses the truth far more often on one side than it says.
 * On the other side Hall's would be the shorter, and Student's stands: where all but a few numbers are
 * the same, as differences under the same luck are, two or three that happen to lie on one side look
 * skewed, and the interval would leave out the others' value, a difference of none say, in a fifth of
 * samples where it is the truth. Without skewness it is Student's interval, without spread the mean
 * alone. */
struct ab_interval ab_mean_interval(double mean, double sd, double skewness, int64_t n,
                                    double alpha, struct ab_student *student);

/* The same of the numbers that were added, 2 or more. */
struct ab_interval ab_moments_interval(const struct ab_moments *moments, double alpha);

/* The longer of the two sides of an interval around a mean. */
double ab_interval_side(const struct ab_interval *interval, double mean);

/* Where `share` of the way from one order statistic to the next lies; both may be beyond. Equal ones
 * give exactly their value. */
double ab_order_between(double low, double high, double share);

/* ---- shares ---- */

/* The limits of the share of what was seen k times in n, n at least 1, which hold it in all but `alpha`
 * of samples; and those at 95 %. */
void ab_proportion_limits_at(int64_t k, int64_t n, double alpha, double *low, double *high);
void ab_proportion_limits(int64_t k, int64_t n, double *low, double *high);

/* Gives the summary of a yes or no (of ones and zeros) the limits of its share as interval. *known keeps
 * limits for the next one, often of as many: all 0 in the beginning. */
struct ab_known_limits {
    struct {
        int64_t k, n;
        double low, high;
    } of[4]; /* that of k in of[k % 4] */
};
void ab_proportion_take_limits(struct ab_summary *summary, struct ab_known_limits *known);

/* The probability that two sides which win equally often differ at least as much as these, or NAN
 * when neither won (the sign test; McNemar, "Note on the sampling error of the difference between
 * correlated proportions or percentages", Psychometrika 12, 1947). */
double ab_proportion_sign_test(int64_t wins, int64_t losses);

#endif
