/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* saltelli.h - which of several independent inputs drive a result: first-order and total Sobol'
 * indices.
 *
 * Two matrices A and B hold `rows` settings each of all inputs, as numbers in (0, 1) of a Sobol'
 * sequence; for each input there is a further one, A with the input's column from B. The function is
 * worked out at every row of each. Each column is shifted at random, digit by digit (L'Ecuyer, Lemieux,
 * "Recent advances in randomized quasi-Monte Carlo methods", in Modeling Uncertainty, 2002): the first
 * rows of the sequence itself are alike in many columns, and with them A and B, so that indices
 * would be wrong by the same amount with every luck. The design is Saltelli's ("Variance based sensitivity analysis of
 * model output", Computer Physics Communications 181, 2010), both estimators are Jansen's ("Analysis
 * of variance designs for model output", the same 117, 1999):
 *
 *     first order   1 - sum (f(B) - f(AB_i))^2 / (2 rows V)    what is saved of the variance when it is known
 *     total         sum (f(A) - f(AB_i))^2 / (2 rows V)        what is left of it when all others are
 *
 * Luck is one input more, the last: its "value" is the replication whose luck a run has (Hart,
 * Alexanderian, Gremaud, "Efficient computation of Sobol' indices for stochastic models", SIAM Journal
 * on Scientific Computing 39, 2017). A and all AB_i have the luck of the row in A, so that inputs are
 * compared under one luck; B has luck of its own, and A with the luck of B is the last matrix. The
 * share of luck is then its total index, and what inputs do to the mean over luck is first order /
 * (1 - total of luck). */
#ifndef AB_STUDY_SALTELLI_H
#define AB_STUDY_SALTELLI_H

#include <stdbool.h>
#include <stdint.h>

/* GSL's Sobol' sequence has 40 dimensions, two for each input. */
enum { AB_SALTELLI_INPUTS_MAX = 20, AB_SALTELLI_ROWS_MAX = 1 << 20 };

/* Matrices of a design: A, B, A with an input from B for each input, A with the luck of B. */
enum { AB_SALTELLI_A, AB_SALTELLI_B, AB_SALTELLI_FIRST };
static inline int ab_saltelli_matrices(int inputs)
{
    return AB_SALTELLI_FIRST + inputs + 1;
}

struct ab_saltelli {
    int inputs, rows;
    double *setting; /* [rows][2 * inputs]: the row of A, then that of B */
};

/* 1 .. AB_SALTELLI_INPUTS_MAX inputs, 2 .. AB_SALTELLI_ROWS_MAX rows; the seed is that of the shifts.
 * False when memory is out. */
bool ab_saltelli_init(struct ab_saltelli *design, int inputs, int rows, uint64_t seed);
void ab_saltelli_clear(struct ab_saltelli *design);

/* What an input is in a row of a matrix, in (0, 1). */
double ab_saltelli_setting(const struct ab_saltelli *design, int matrix, int row, int input);
/* Whose luck a row of a matrix has, from 0: even numbers with that of A, odd ones with that of B. Rows
 * and their luck are the same in a design that has more of them, so that one can be gone on with. */
int ab_saltelli_luck(const struct ab_saltelli *design, int matrix, int row);

/* An index with the limits that hold it in 95 of 100 cases. Estimates near 0 come out negative. */
struct ab_share {
    double value, low, high;
};
struct ab_indices {
    struct ab_share first, total;
};

/* The indices of all inputs and, last, of luck: index[inputs + 1]. value[matrix * rows + row] is what
 * the function is there: finite. Returns the variance; when it is 0 there are no indices, all are NAN.
 * The limits come from 1,000 draws of rows with replacement (Archer, Saltelli, Sobol', "Sensitivity
 * measures, ANOVA-like techniques and the use of bootstrap", Journal of Statistical Computation and
 * Simulation 58, 1997), always the same ones. Negative when memory is out. */
double ab_saltelli_estimate(struct ab_indices *index, const double *value, int inputs, int rows);

#endif
