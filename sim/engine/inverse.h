/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inverse.h - quantiles of the laws that have no closed one: gamma and beta.
 *
 * The exact quantile is found by Newton's method on the logarithm of the tail probability, inside
 * a bracket, so it always ends; it takes microseconds. For drawing it is therefore tabulated as a
 * function of the normal quantile at the same probability, of which it is smooth far into both
 * tails: nearly a cubic for a gamma (Wilson and Hilferty 1931). In each of 32 cells of that number a
 * polynomial of degree five agrees with value, slope and curvature at both ends; a gamma of a shape
 * below 1/2 has 128, being steeper.
 *
 * The table's error is below 2^-20 of the law's standard deviation, for every law that the scenario
 * accepts and every uniform number, and it rises (tested).
 *
 * A table is filled when the first quantile is asked for, so that laws which nobody draws from cost
 * nothing. It is made of functions of the C library and GSL, whose last bits differ between machines.
 * Those are not part of the model: values, slopes and curvatures are rounded, to 32 significant bits
 * of a gamma and to 2^-34 of the width of a beta, and the polynomials are made of what is left. */
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

/* A table: its size in bytes for a law; begins one in so much memory; and the quantile where the
 * normal one is z, -8.25 < z < 8.25, which every uniform number from 2^-53 to 1 - 2^-53 has. Threads
 * may share a table. */
struct ab_inverse;
size_t ab_inverse_size(const struct ab_law *law);
void ab_inverse_begin(struct ab_inverse *inverse, const struct ab_law *law);
double ab_inverse_at(struct ab_inverse *inverse, double z);

#endif
