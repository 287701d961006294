/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sketch.h - the quantiles of any number of numbers, in memory that does not grow with them.
 *
 * Numbers are counted in buckets as wide as 1/2048 of the power of two below them: a bucket is all
 * doubles that begin with the same sign, exponent and 11 bits of the fraction. So the buckets are
 * even within a power of two and grow with it, as those of HdrHistogram (Tene, hdrhistogram.org)
 * do, and the error of a quantile is relative and the same everywhere, which is what makes such a
 * sketch mergeable (Masson, Rim and Lee, "DDSketch: a fast and fully-mergeable quantile sketch with
 * relative-error guarantees", Proceedings of the VLDB Endowment 12, 2019).
 *
 * A number counts as that end of its bucket which is nearer to zero: less than 2^-11 (0.049 %) of
 * itself nearer, whatever its size. What has at most 12 significant binary digits is such an end:
 * zero, whole numbers up to 4,096 and halves up to 2,048 come out exactly. Of numbers below 2^-1022
 * the error is below 2^-1033 instead.
 *
 * Counts do not depend on the order of the numbers, nor on how parts of them were merged: a sketch
 * of the same numbers is the same bit for bit. Memory is 16 KB per power of two that occurs, and 32
 * KB for finding them. */
#ifndef AB_STUDY_SKETCH_H
#define AB_STUDY_SKETCH_H

#include <stdbool.h>
#include <stdint.h>

enum { AB_SKETCH_DIGITS = 11, AB_SKETCH_BUCKETS = 1 << AB_SKETCH_DIGITS };

struct ab_sketch;

/* NULL when memory is out. The caller destroys it; NULL is allowed there. */
struct ab_sketch *ab_sketch_create(void);
void ab_sketch_destroy(struct ab_sketch *sketch);

/* Counts a number, which must not be NAN; -0 is 0, and an infinity is kept as such. False when memory is out: nothing was
 * counted. */
bool ab_sketch_add(struct ab_sketch *sketch, double value);

int64_t ab_sketch_count(const struct ab_sketch *sketch);

/* The least and the greatest number, exactly; of one or more. */
double ab_sketch_min(const struct ab_sketch *sketch);
double ab_sketch_max(const struct ab_sketch *sketch);

/* The quantile of a share from 0 to 1, of one or more numbers: type 7 of Hyndman and Fan, as in
 * ab_summarise, between two order statistics with the error above, and never beyond the least and
 * the greatest number. */
double ab_sketch_quantile(const struct ab_sketch *sketch, double share);

/* The number of a rank, from 1 on, with the same error. */
double ab_sketch_ranked(const struct ab_sketch *sketch, int64_t rank);

#endif
