/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* units.h - numbers with units, as scenarios write them: `90 min`, `47 t`, `750 km/h`.
 *
 * A number is decimal with an optional exponent: no hexadecimal, no `nan` or `inf`, no decimal
 * comma, and a leading zero means nothing. A quantity needs one of the units of its dimension; only
 * zero may stand alone, and a time may be hours and minutes, 2:15 or 2+15. Inside, every dimension has one unit (see enum ab_dimension). */
#ifndef AB_SCENARIO_UNITS_H
#define AB_SCENARIO_UNITS_H

#include "scenario/complaint.h"

#include <stdint.h>

enum ab_dimension {
    AB_DIMENSION_NONE,      /* a plain number */
    AB_DIMENSION_TIME,      /* inside: milliseconds */
    AB_DIMENSION_LENGTH,    /* inside: metres */
    AB_DIMENSION_DISTANCE,  /* inside: kilometres */
    AB_DIMENSION_MASS,      /* inside: tonnes */
    AB_DIMENSION_SPEED,     /* inside: kilometres per hour */
    AB_DIMENSION_MASS_RATE, /* inside: tonnes per hour */
    AB_DIMENSION_COUNT
};

/* "time", "length", ...; "number" for AB_DIMENSION_NONE. */
const char *ab_dimension_name(enum ab_dimension dimension);

/* The unit in which the reference states ranges ("h", "m", "km", "t", "km/h", ""), and what one of
 * it is inside. */
const char *ab_dimension_unit(enum ab_dimension dimension);
double ab_dimension_scale(enum ab_dimension dimension);

/* All units of a dimension, "kg, t, lb, ston"; "" for AB_DIMENSION_NONE. */
const char *ab_dimension_units(enum ab_dimension dimension);

enum { AB_UNIT_SIZE = 16 };

/* What is said of a range where there can be none. */
#define AB_RANGE_COMPLAINT                                                                         \
    "is a range where one value is needed; only --vary and [vary.ID] take ranges"

/* A number as written, with its unit as written ("" when there is none). */
struct ab_measured {
    double number;
    char unit[AB_UNIT_SIZE];
    bool is_clock; /* written as hours and minutes: the number of minutes, in "min" */
};

void ab_scan_blanks(const char **cursor);

/* Reads a number at the cursor and moves behind it; false (cursor unmoved) when there is none or
 * it does not fit a double. */
bool ab_scan_number(const char **cursor, double *number);

/* Reads a unit (letters and slashes) at the cursor, "" when there is none; false when it is longer
 * than any unit. */
bool ab_scan_unit(const char **cursor, char unit[AB_UNIT_SIZE]);

/* Reads a number and, after blanks, a unit; or hours and minutes. */
bool ab_scan_measured(const char **cursor, struct ab_measured *measured);

/* Complains of what stands in a text behind a number and its unit, blanks apart. */
bool ab_measured_is_all(const struct ab_measured *measured, const char *rest,
                        struct ab_complaint *complaint);

/* What was written, in the inner unit of the dimension. */
bool ab_measured_convert(const struct ab_measured *measured, enum ab_dimension dimension,
                         double *value, struct ab_complaint *complaint);

/* A whole text as one quantity. */
bool ab_quantity_parse(const char *text, enum ab_dimension dimension, double *value,
                       struct ab_complaint *complaint);

/* A whole text as a whole number of up to 9.2e18: 2, 2.0 or 2e3. */
bool ab_integer_parse(const char *text, int64_t *value, struct ab_complaint *complaint);

/* Complains unless minimum <= value <= maximum; the bounds are in the dimension's stated unit,
 * INFINITY for none. */
bool ab_range_check(double value, enum ab_dimension dimension, double minimum, double maximum,
                    struct ab_complaint *complaint);

/* Writes a range as "0 h to 24 h" or "0 or more" into text and returns text. */
const char *ab_range_text(enum ab_dimension dimension, double minimum, double maximum, char *text,
                          size_t size);

#endif
