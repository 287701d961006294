/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* units.c - the table of units, and strict reading of numbers. */
#include "scenario/units.h"

#include "scenario/text.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A value in the inner unit is number * multiply / divide: dividing by a whole number gives the
 * nearest double, where multiplying by its reciprocal would not (0.3 kg is 0.0003 t). */
struct unit {
    enum ab_dimension dimension;
    const char *name;
    double multiply, divide;
};

static const struct unit units[] = {
    {AB_DIMENSION_TIME, "ms", 1, 1},
    {AB_DIMENSION_TIME, "s", 1000, 1},
    {AB_DIMENSION_TIME, "min", 60000, 1},
    {AB_DIMENSION_TIME, "h", 3600000, 1},
    {AB_DIMENSION_TIME, "d", 86400000, 1},
    {AB_DIMENSION_TIME, "w", 604800000, 1},
    {AB_DIMENSION_LENGTH, "mm", 1, 1000},
    {AB_DIMENSION_LENGTH, "cm", 1, 100},
    {AB_DIMENSION_LENGTH, "m", 1, 1},
    {AB_DIMENSION_LENGTH, "km", 1000, 1},
    {AB_DIMENSION_LENGTH, "ft", 3048, 10000},
    {AB_DIMENSION_LENGTH, "in", 254, 10000},
    {AB_DIMENSION_DISTANCE, "m", 1, 1000},
    {AB_DIMENSION_DISTANCE, "km", 1, 1},
    {AB_DIMENSION_DISTANCE, "nmi", 1852, 1000},
    {AB_DIMENSION_DISTANCE, "nm", 1852, 1000},
    {AB_DIMENSION_MASS, "kg", 1, 1000},
    {AB_DIMENSION_MASS, "t", 1, 1},
    {AB_DIMENSION_MASS, "lb", 45359237, 1e11},
    {AB_DIMENSION_MASS, "ston", 90718474, 1e8},
    {AB_DIMENSION_SPEED, "km/h", 1, 1},
    {AB_DIMENSION_SPEED, "m/s", 3600, 1000},
    {AB_DIMENSION_SPEED, "kt", 1852, 1000},
    {AB_DIMENSION_SPEED, "kts", 1852, 1000},
    {AB_DIMENSION_MASS_RATE, "t/h", 1, 1},
    {AB_DIMENSION_MASS_RATE, "kg/h", 1, 1000},
    {AB_DIMENSION_MASS_RATE, "kg/min", 60, 1000},
    {AB_DIMENSION_MASS_RATE, "lb/h", 45359237, 1e11},
    {AB_DIMENSION_MASS_RATE, "lb/min", 45359237 * 60.0, 1e11},
    {AB_DIMENSION_MASS_RATE, "ston/h", 90718474, 1e8},
};
enum { UNIT_COUNT = sizeof units / sizeof units[0], EXPONENT_MAX = 10000 };

/* Units as people write them out, where they can mean nothing else. */
static const struct {
    const char *name, *unit;
} aliases[] = {
    {"sec", "s"},        {"secs", "s"},        {"second", "s"},     {"seconds", "s"},
    {"mins", "min"},     {"minute", "min"},    {"minutes", "min"},  {"hr", "h"},
    {"hrs", "h"},        {"hour", "h"},        {"hours", "h"},      {"day", "d"},
    {"days", "d"},       {"week", "w"},        {"weeks", "w"},      {"metre", "m"},
    {"metres", "m"},     {"meter", "m"},       {"meters", "m"},     {"foot", "ft"},
    {"feet", "ft"},      {"inch", "in"},       {"inches", "in"},    {"stons", "ston"},
    {"kilometre", "km"}, {"kilometres", "km"}, {"kilometer", "km"}, {"kilometers", "km"},
    {"tonne", "t"},      {"tonnes", "t"},      {"lbs", "lb"},       {"pound", "lb"},
    {"pounds", "lb"},    {"knot", "kt"},       {"knots", "kt"},
};

struct dimension {
    const char *name, *unit, *units;
    double scale;
};

static const struct dimension dimensions[AB_DIMENSION_COUNT] = {
    [AB_DIMENSION_NONE] = {"number", "", "", 1},
    [AB_DIMENSION_TIME] = {"time", "h", "ms, s, min, h, d, w", 3600000},
    [AB_DIMENSION_LENGTH] = {"length", "m", "mm, cm, m, km, ft, in", 1},
    [AB_DIMENSION_DISTANCE] = {"distance", "km", "m, km, nmi, nm", 1},
    [AB_DIMENSION_MASS] = {"mass", "t", "kg, t, lb, ston", 1},
    [AB_DIMENSION_SPEED] = {"speed", "km/h", "km/h, m/s, kt, kts", 1},
    [AB_DIMENSION_MASS_RATE] = {"mass rate", "t/h", "t/h, kg/h, kg/min, ston/h, lb/h, lb/min", 1},
};

const char *ab_dimension_name(enum ab_dimension dimension)
{
    return dimensions[dimension].name;
}

const char *ab_dimension_unit(enum ab_dimension dimension)
{
    return dimensions[dimension].unit;
}

double ab_dimension_scale(enum ab_dimension dimension)
{
    return dimensions[dimension].scale;
}

const char *ab_dimension_units(enum ab_dimension dimension)
{
    return dimensions[dimension].units;
}

/* ---- scanning ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t digits_at(const char *text)
{
    size_t length = 0;
    while (is_digit(text[length])) {
        length++;
    }
    return length;
}

void ab_scan_blanks(const char **cursor)
{
    while (**cursor == ' ' || **cursor == '\t') {
        (*cursor)++;
    }
}

/* Length of the number at the start of the text; 0 when there is none. The shape is checked here
 * because strtod would also take hexadecimal, "inf" and "nan". */
static size_t number_length(const char *text)
{
    size_t length = text[0] == '+' || text[0] == '-';
    size_t digits = digits_at(text + length);
    if (digits == 0) {
        return 0;
    }
    length += digits;
    if (text[length] == '.') {
        digits = digits_at(text + length + 1);
        if (digits == 0) {
            return 0;
        }
        length += 1 + digits;
    }
    if (text[length] == 'e' || text[length] == 'E') {
        const size_t sign = text[length + 1] == '+' || text[length + 1] == '-';
        digits = digits_at(text + length + 1 + sign);
        if (digits == 0) {
            return 0;
        }
        length += 1 + sign + digits;
    }
    return length;
}

bool ab_scan_number(const char **cursor, double *number)
{
    char copy[64];
    const size_t length = number_length(*cursor);
    if (length == 0 || length >= sizeof copy) {
        return false;
    }
    memcpy(copy, *cursor, length);
    copy[length] = '\0';
    errno = 0;
    const double value = strtod(copy, NULL);
    /* Both a number too large and one that is not zero but would become so. */
    if (errno == ERANGE) {
        return false;
    }
    *cursor += length;
    *number = value == 0 ? 0 : value; /* -0 is zero, and must look like it */
    return true;
}

bool ab_scan_unit(const char **cursor, char unit[AB_UNIT_SIZE])
{
    size_t length = 0;
    for (;; length++) {
        const char c = (*cursor)[length];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '/' || c == '%')) {
            break;
        }
        if (length == AB_UNIT_SIZE - 1) {
            return false;
        }
        unit[length] = c;
    }
    unit[length] = '\0';
    *cursor += length;
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        if (ab_text_equal(aliases[i].name, unit)) {
            (void)snprintf(unit, AB_UNIT_SIZE, "%s", aliases[i].unit);
        }
    }
    return true;
}

/* Reads hours and minutes, 2:15 or 2+15, which are a number of minutes; false, cursor unmoved, when
 * there are none. */
static bool scan_clock(const char **cursor, struct ab_measured *measured)
{
    const char *text = *cursor;
    const size_t sign = *text == '+' || *text == '-';
    const size_t hours = digits_at(text + sign);
    const char *minutes = text + sign + hours + 1;
    if (hours == 0 || hours > 9 || (minutes[-1] != ':' && minutes[-1] != '+') ||
        digits_at(minutes) != 2 || minutes[0] > '5') {
        return false;
    }
    double number = 0;
    for (const char *digit = text + sign; digit < minutes - 1; digit++) {
        number = number * 10 + (*digit - '0');
    }
    number = number * 60 + (minutes[0] - '0') * 10 + (minutes[1] - '0');
    measured->number = *text == '-' && number > 0 ? -number : number;
    memcpy(measured->unit, "min", sizeof "min");
    measured->is_clock = true;
    *cursor = minutes + 2;
    return true;
}

bool ab_scan_measured(const char **cursor, struct ab_measured *measured)
{
    const char *ahead = *cursor;
    ab_scan_blanks(&ahead);
    measured->is_clock = false;
    if (scan_clock(&ahead, measured)) {
        *cursor = ahead;
        return true;
    }
    if (!ab_scan_number(&ahead, &measured->number)) {
        return false;
    }
    ab_scan_blanks(&ahead);
    if (!ab_scan_unit(&ahead, measured->unit)) {
        return false;
    }
    *cursor = ahead;
    return true;
}

/* ---- conversion ---- */

static bool complain_of_unit(const char *unit, enum ab_dimension dimension,
                             struct ab_complaint *complaint)
{
    for (int i = 0; i < UNIT_COUNT; i++) {
        if (ab_text_equal(units[i].name, unit)) {
            return ab_complain(complaint, "has a unit of %s where a %s is needed; allowed are %s",
                               dimensions[units[i].dimension].name, dimensions[dimension].name,
                               dimensions[dimension].units);
        }
    }
    return ab_complain(complaint, "has the unknown unit '%s'; a %s is given in %s", unit,
                       dimensions[dimension].name, dimensions[dimension].units);
}

bool ab_measured_convert(const struct ab_measured *measured, enum ab_dimension dimension,
                         double *value, struct ab_complaint *complaint)
{
    if (measured->is_clock && dimension != AB_DIMENSION_TIME) {
        return ab_complain(complaint, "is hours and minutes where a %s is needed",
                           dimensions[dimension].name);
    }
    if (dimension == AB_DIMENSION_NONE) {
        if (measured->unit[0] != '\0') {
            return ab_complain(complaint, "has the unit '%s' where a plain number is needed",
                               measured->unit);
        }
        *value = measured->number;
        return true;
    }
    if (measured->unit[0] == '\0') {
        if (measured->number != 0) {
            return ab_complain(complaint, "has no unit; a %s is given in %s",
                               dimensions[dimension].name, dimensions[dimension].units);
        }
        *value = 0;
        return true;
    }
    for (int i = 0; i < UNIT_COUNT; i++) {
        if (units[i].dimension == dimension && ab_text_equal(units[i].name, measured->unit)) {
            *value = measured->number * units[i].multiply / units[i].divide;
            if (!isfinite(*value)) {
                return ab_complain(complaint, "is too large a number");
            }
            return true;
        }
    }
    return complain_of_unit(measured->unit, dimension, complaint);
}

static bool is_unit_of_time(const char *unit)
{
    for (int i = 0; i < UNIT_COUNT; i++) {
        if (units[i].dimension == AB_DIMENSION_TIME && ab_text_equal(units[i].name, unit)) {
            return true;
        }
    }
    return false;
}

bool ab_measured_is_all(const struct ab_measured *measured, const char *rest,
                        struct ab_complaint *complaint)
{
    ab_scan_blanks(&rest);
    if (*rest == '\0') {
        return true;
    }
    if (strncmp(rest, "..", 2) == 0) {
        return ab_complain(complaint, AB_RANGE_COMPLAINT);
    }
    if (measured->is_clock || *rest == ':' || *rest == '+') {
        return ab_complain(complaint, "has more than a number and a unit; hours and minutes are "
                                      "written 2:15, without a unit");
    }
    if (*rest == ',') {
        return ab_complain(complaint, "has a comma in its number; decimals have a point, and "
                                      "thousands no mark");
    }
    if (*rest >= '0' && *rest <= '9' && is_unit_of_time(measured->unit)) {
        return ab_complain(complaint,
                           "is a time in two parts; times are written 52.5 h, 3150 min or "
                           "52:30");
    }
    return ab_complain(complaint, "has more than a number and a unit");
}

bool ab_quantity_parse(const char *text, enum ab_dimension dimension, double *value,
                       struct ab_complaint *complaint)
{
    struct ab_measured measured;
    const char *cursor = text;
    if (!ab_scan_measured(&cursor, &measured)) {
        return ab_complain(complaint, "is not a number");
    }
    return ab_measured_is_all(&measured, cursor, complaint) &&
           ab_measured_convert(&measured, dimension, value, complaint);
}

/* Appends a digit, behind the zeros that wait, to a number that is not negative; false when it would
 * be too large. */
static bool append_digit(int64_t *number, int zeros, int digit)
{
    for (int i = 0; i <= zeros && *number > 0; i++) {
        if (*number > (INT64_MAX - 9) / 10) {
            return false;
        }
        *number *= 10;
    }
    *number += digit;
    return true;
}

/* The exponent behind an e, within what makes any number too large or too small. */
static int scan_exponent(const char *text)
{
    const bool negative = *text == '-';
    int exponent = 0;
    for (text += *text == '+' || negative; is_digit(*text) && exponent < EXPONENT_MAX; text++) {
        exponent = exponent * 10 + (*text - '0');
    }
    return negative ? -exponent : exponent;
}

/* The whole number that a number of so many characters is, without a sign; false when it is none or
 * too large. Digits are counted, since a double has not enough for a seed. */
static bool scan_integer(const char *text, size_t length, int64_t *number)
{
    int zeros = 0, decimals = 0, exponent = 0;
    bool fraction = false;
    *number = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == 'e' || text[i] == 'E') {
            exponent = scan_exponent(text + i + 1);
            break;
        }
        if (text[i] == '.') {
            fraction = true;
            continue;
        }
        decimals += fraction;
        if (text[i] == '0') {
            zeros++; /* until a digit follows that needs them */
        } else if (append_digit(number, zeros, text[i] - '0')) {
            zeros = 0;
        } else {
            return false;
        }
    }
    zeros += exponent - decimals;
    return *number == 0 || (zeros >= 0 && (zeros == 0 || append_digit(number, zeros - 1, 0)));
}

bool ab_integer_parse(const char *text, int64_t *value, struct ab_complaint *complaint)
{
    const char *cursor = text;
    ab_scan_blanks(&cursor);
    const size_t length = number_length(cursor), sign = *cursor == '+' || *cursor == '-';
    const char *rest = cursor + length;
    int64_t number;
    ab_scan_blanks(&rest);
    if (length == 0 || *rest != '\0' || !scan_integer(cursor + sign, length - sign, &number)) {
        return ab_complain(complaint, "is not a whole number");
    }
    *value = *cursor == '-' ? -number : number;
    return true;
}

const char *ab_range_text(enum ab_dimension dimension, double minimum, double maximum, char *text,
                          size_t size)
{
    const char *unit = dimensions[dimension].unit, *gap = *unit != '\0' ? " " : "";
    if (isfinite(minimum) && isfinite(maximum)) {
        (void)snprintf(text, size, "%.15g%s%s to %.15g%s%s", minimum, gap, unit, maximum, gap,
                       unit);
    } else if (isfinite(minimum)) {
        (void)snprintf(text, size, "%.15g%s%s or more", minimum, gap, unit);
    } else {
        (void)snprintf(text, size, "any");
    }
    return text;
}

bool ab_range_check(double value, enum ab_dimension dimension, double minimum, double maximum,
                    struct ab_complaint *complaint)
{
    const double scale = dimensions[dimension].scale;
    if (value >= minimum * scale && value <= maximum * scale) {
        return true;
    }
    char range[96];
    return ab_complain(complaint, "is out of range; allowed is %s",
                       ab_range_text(dimension, minimum, maximum, range, sizeof range));
}
