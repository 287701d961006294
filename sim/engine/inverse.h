/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inverse.h - quantiles of the laws that have no closed one: gamma and beta.
 *
 * The exact quantile is found by Newton's method on the logarithm of the tail probability, inside
 * a bracket, so it always ends; it takes microseconds. For drawing it is therefore tabulated: the
 * probability of the nearer tail is divided into octaves (1/4..1/2, 1/8..1/4, ...) and each octave
 * into 16 cells, with a cubic in each cell that agrees with value and slope at both ends. A power
 * law of the tail looks the same in every octave, so the relative precision holds far out, and the
 * cell is read off the exponent and first mantissa bits of the number. Beyond the table, once in
 * 260,000 draws, and in cells where the cubic would not rise, the exact quantile is computed.
 *
 * The table's error is below 1e-6 of the value or, for beta, of the width of the support
 * (tested). */
#ifndef AB_ENGINE_INVERSE_H
#define AB_ENGINE_INVERSE_H

#include <stdbool.h>
#include <stddef.h>

/* A law in standard form: gamma with shape `alpha` and scale 1 (beta 0), or beta on (0, 1) with
 * shapes `alpha` and `beta`, both at least 1. */
struct ab_law {
    double alpha, beta;
};

/* The value x with P(X <= x) = tail, or with `upper` P(X > x) = tail, for tail in (0, 1/2]. Beneath
 * the smallest normal number the result is 0. */
double ab_inverse_exact(const struct ab_law *law, bool upper, double tail);

/* The size of a table in bytes; fills one; and the quantile at u in (0, 1) from one. */
size_t ab_inverse_table_size(void);
void ab_inverse_tabulate(const struct ab_law *law, double *table);
double ab_inverse_look_up(const struct ab_law *law, const double *table, double u);

#endif
