/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* morris.c - trajectories and their elementary effects. */
#include "study/morris.h"

#include "base/memory.h"
#include "engine/stream.h"

#include <math.h>
#include <string.h>

enum { STEP = 2 }; /* levels: two thirds of the way */

/* The random numbers of a design, one after another. */
struct dice {
    struct ab_luck luck;
    uint64_t stream;
    uint32_t next;
};

static int roll(struct dice *dice, int sides)
{
    return (int)(ab_stream_uniform(&dice->luck, dice->stream, dice->next++) * sides);
}

static int8_t *levels_of(const struct ab_morris *design, int trajectory, int point)
{
    const size_t points = (size_t)design->inputs + 1;
    return design->level + ((size_t)trajectory * points + (size_t)point) * (size_t)design->inputs;
}

static int *order_of(const struct ab_morris *design, int trajectory)
{
    return design->changed + (size_t)trajectory * (size_t)design->inputs;
}

/* Each input begins at any of the four levels, and can go either up or down by the step from there. */
static void walk(struct ab_morris *design, int trajectory, struct dice *dice)
{
    int *order = order_of(design, trajectory);
    int8_t *level = levels_of(design, trajectory, 0);
    for (int i = 0; i < design->inputs; i++) {
        level[i] = (int8_t)roll(dice, 2 * STEP);
        const int other = roll(dice, i + 1);
        order[i] = order[other];
        order[other] = i;
    }
    for (int step = 0; step < design->inputs; step++) {
        int8_t *next = levels_of(design, trajectory, step + 1);
        memcpy(next, levels_of(design, trajectory, step), (size_t)design->inputs);
        next[order[step]] = (int8_t)((next[order[step]] + STEP) % (2 * STEP));
    }
}

bool ab_morris_init(struct ab_morris *design, int inputs, int trajectories)
{
    const size_t steps = (size_t)trajectories * (size_t)inputs;
    struct dice dice = {.luck = ab_stream_luck(1, 1), .stream = ab_stream_id("morris", "walk")};
    *design = (struct ab_morris){
        .inputs = inputs,
        .trajectories = trajectories,
        .level = ab_memory_take(steps + (size_t)trajectories, (size_t)inputs),
        .changed = ab_memory_take(steps, sizeof *design->changed),
    };
    if (design->level == NULL || design->changed == NULL) {
        ab_morris_clear(design);
        return false;
    }
    for (int i = 0; i < trajectories; i++) {
        walk(design, i, &dice);
    }
    return true;
}

void ab_morris_clear(struct ab_morris *design)
{
    ab_memory_give(design->level);
    ab_memory_give(design->changed);
    *design = (struct ab_morris){0};
}

double ab_morris_setting(const struct ab_morris *design, int trajectory, int point, int input)
{
    return levels_of(design, trajectory, point)[input] / (2.0 * STEP - 1);
}

int ab_morris_keep(struct ab_morris *design, double *value, const bool *kept)
{
    const size_t inputs = (size_t)design->inputs, points = inputs + 1;
    int left = 0;
    for (int i = 0; i < design->trajectories; i++) {
        if (kept[i]) {
            memmove(levels_of(design, left, 0), levels_of(design, i, 0), points * inputs);
            memmove(order_of(design, left), order_of(design, i), inputs * sizeof(int));
            memmove(value + (size_t)left * points, value + (size_t)i * points,
                    points * sizeof *value);
            left++;
        }
    }
    design->trajectories = left;
    return left;
}

struct ab_effects ab_morris_effects(const struct ab_morris *design, const double *value, int input)
{
    double sum = 0, magnitudes = 0, squares = 0;
    for (int i = 0; i < design->trajectories; i++) {
        const double *at = value + (size_t)i * ((size_t)design->inputs + 1);
        const int *order = order_of(design, i);
        int step = 0;
        while (order[step] != input) {
            step++;
        }
        const double length = ab_morris_setting(design, i, step + 1, input) -
                              ab_morris_setting(design, i, step, input);
        const double effect = (at[step + 1] - at[step]) / length;
        sum += effect;
        magnitudes += fabs(effect);
        squares += effect * effect;
    }
    const double n = design->trajectories;
    return (struct ab_effects){magnitudes / n, sqrt(fmax(squares / n - sum / n * (sum / n), 0))};
}
