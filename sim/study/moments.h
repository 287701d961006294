/* moments.h - the mean and the spread of numbers that come one after another.
 *
 * Everything is kept relative to the first number: a large offset then costs no precision, and a
 * constant has exactly its mean and no spread. The sum of squared deviations follows the updating
 * formula of Youngs and Cramer ("Some results relevant to choice of sum and sum-of-product
 * algorithms", Technometrics 13, 1971), which is as accurate as two passes are for all that a
 * simulation measures, and keeps the plain sum, so that a mean does not depend on how many of the
 * numbers were still there when it was taken. */
#ifndef AB_STUDY_MOMENTS_H
#define AB_STUDY_MOMENTS_H

#include <stdint.h>

/* All zero: no numbers yet. */
struct ab_moments {
    int64_t n;
    double first;
    double sum;     /* of the numbers less the first */
    double squares; /* of their deviations from the mean */
};

/* Adds a number, which must not be NAN. */
void ab_moments_add(struct ab_moments *moments, double value);

/* The mean, NAN of no numbers; the standard deviation of the population they are a sample of, NAN
 * of fewer than two. */
double ab_moments_mean(const struct ab_moments *moments);
double ab_moments_sd(const struct ab_moments *moments);

/* Half the width of Student's 95 % interval of a mean of n numbers, 2 or more. */
double ab_student_half(double sd, int64_t n);

#endif
