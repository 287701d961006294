/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* axis.h - one key that a sweep varies, and its values.
 *
 * An axis is written KEY=VALUES, where VALUES is a list whose elements are separated by commas
 * outside of parentheses and quotes:
 *
 *     airfield.almaty.parking_mog=2, 4, 8..16 step 4
 *     contingent.force.assembly=exponential(4 h), uniform(1 h, 7 h)
 *     contingent.force.apod="almaty, zhetygen", almaty
 *     fleet.north.crews=1..2.5                         (only for a sampled design)
 *     contingent.force.notice=exponential(1 h..6 h)    (one parameter of a random value)
 *
 * An element LOW..HIGH with a step stands for its values from low on; a whole-number key has step 1
 * without saying so. A bound without a unit has that of the other. A range among the parameters of a
 * distribution varies that parameter and keeps the law. */
#ifndef AB_STUDY_AXIS_H
#define AB_STUDY_AXIS_H

#include "base/memory.h"
#include "scenario/units.h"

#include "base/error.h"

enum { AB_AXIS_VALUES_MAX = 100000, AB_AXIS_NUMBER_SIZE = 64, AB_AXIS_TEXT_SIZE = 256 };

/* What all values of a key are, their common unit apart. */
enum ab_value_kind { AB_VALUES_TEXT, AB_VALUES_NUMBER, AB_VALUES_INTEGER };
enum { AB_VALUE_KINDS = AB_VALUES_INTEGER + 1 };

struct ab_range {
    double low, high; /* in the unit; low <= high */
    double step;      /* 0: every value between */
    char unit[AB_UNIT_SIZE];
};

/* What stands around the number that is varied, where it is a parameter of a distribution:
 * `exponential(` and `)`. */
struct ab_form {
    const char *before, *behind; /* NULL: nothing does */
    const char *parameter;       /* "mean"; "" when the distribution is not known */
    char unit[AB_UNIT_SIZE];     /* that of a number without one, from behind the bracket; or "" */
};

struct ab_axis {
    const char *key; /* SECTION.KEY */
    int count;       /* of values; 0: only a range, without a step */
    const char **value;
    bool is_range; /* the values are one range: what a sampled design may sample */
    struct ab_range range;
    struct ab_form form; /* of all values, or none */
};

/* Reads an axis; texts live in the arena. */
enum ab_status ab_axis_parse(struct ab_axis *axis, const char *key, const char *values,
                             struct ab_arena *arena, struct ab_errors *errors);

/* Whether a key takes whole numbers only. */
bool ab_axis_is_whole(const char *key);

/* Whether a name begins as that of a key does, with a kind of sections. */
bool ab_axis_is_key(const char *name);

/* Refuses a key that cannot be varied, because it is the same at every point of a sweep, and one
 * that its section does not have. */
enum ab_status ab_axis_check_key(const char *key, struct ab_errors *errors);

/* Writes the value at `share` (0 to below 1) of a range, as a scenario writes it: one of its steps,
 * all alike probable, or a number with nine digits. */
void ab_range_write(const struct ab_range *range, double share, char text[AB_AXIS_NUMBER_SIZE]);

/* The same with what stands around the number. */
void ab_form_write(const struct ab_form *form, const struct ab_range *range, double share,
                   char text[AB_AXIS_TEXT_SIZE]);

/* The number that is varied in a value, with its unit: all of it where nothing stands around. */
void ab_form_take_number(const struct ab_form *form, const char *value,
                         char text[AB_AXIS_TEXT_SIZE]);

#endif
