/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* morris.h - which of many inputs matter at all: elementary effects, for a few runs an input.
 *
 * Inputs have four levels, 0, 1/3, 2/3 and 1. A trajectory begins at random levels and changes one
 * input after another by 2/3, in random order; what each step changes, divided by its length, is an
 * elementary effect of that input (Morris, "Factorial sampling plans for preliminary computational
 * experiments", Technometrics 33, 1991). Over trajectories the mean of its magnitude tells how much the
 * input matters (Campolongo, Cariboni, Saltelli, "An effective screening design for sensitivity
 * analysis of large models", Environmental Modelling & Software 22, 2007), its spread how much that
 * depends on the others. */
#ifndef AB_STUDY_MORRIS_H
#define AB_STUDY_MORRIS_H

#include <stdbool.h>
#include <stdint.h>

struct ab_morris {
    int inputs, trajectories;
    int8_t *level; /* [trajectories][inputs + 1][inputs]: 0 .. 3 */
    int *changed;  /* [trajectories][inputs]: the input that a step changes */
};

/* 1 or more inputs and trajectories; the same ones always. False when memory is out. */
bool ab_morris_init(struct ab_morris *design, int inputs, int trajectories);
void ab_morris_clear(struct ab_morris *design);

/* What an input is at a point, from 0 to `inputs`, of a trajectory: 0, 1/3, 2/3 or 1. */
double ab_morris_setting(const struct ab_morris *design, int trajectory, int point, int input);

/* Drops the trajectories that are not to be kept, of kept[trajectories], with their values; returns how many
 * are left. */
int ab_morris_keep(struct ab_morris *design, double *value, const bool *kept);

/* The effects of an input: of what the function is at all points, value[trajectory * (inputs + 1) +
 * point]. */
struct ab_effects {
    double magnitude; /* the mean of the magnitudes */
    double sd;        /* of the effects, over these trajectories */
};
struct ab_effects ab_morris_effects(const struct ab_morris *design, const double *value, int input);

#endif
