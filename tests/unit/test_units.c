/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_units.c - numbers and units as scenarios write them. */
#include "scenario/units.h"
#include "support/suite.h"

#include <check.h>
#include <math.h>
#include <string.h>

struct good {
    const char *text;
    enum ab_dimension dimension;
    double value;
};

/* The inner units are ms, m, km, t and km/h. Equality is exact: a conversion is one rounding. */
static const struct good good[] = {
    {"30 minutes", AB_DIMENSION_TIME, 1800000},
    {"2 days", AB_DIMENSION_TIME, 172800000},
    {"10 feet", AB_DIMENSION_LENGTH, 3.048},
    {"100 knots", AB_DIMENSION_SPEED, 185.2},
    {"90", AB_DIMENSION_NONE, 90},
    {"010", AB_DIMENSION_NONE, 10},
    {"-1.5", AB_DIMENSION_NONE, -1.5},
    {"+2.5e-3", AB_DIMENSION_NONE, 0.0025},
    {"1E3", AB_DIMENSION_NONE, 1000},
    {"0", AB_DIMENSION_TIME, 0},
    {"0.0", AB_DIMENSION_MASS, 0},
    {"250 ms", AB_DIMENSION_TIME, 250},
    {"1.5 s", AB_DIMENSION_TIME, 1500},
    {"90 min", AB_DIMENSION_TIME, 5400000},
    {"90min", AB_DIMENSION_TIME, 5400000},
    {"4.5 h", AB_DIMENSION_TIME, 16200000},
    {"2 d", AB_DIMENSION_TIME, 172800000},
    {"1 w", AB_DIMENSION_TIME, 604800000},
    {"2400 mm", AB_DIMENSION_LENGTH, 2.4},
    {"240 cm", AB_DIMENSION_LENGTH, 2.4},
    {"20 m", AB_DIMENSION_LENGTH, 20},
    {"2.5 km", AB_DIMENSION_LENGTH, 2500},
    {"1500 m", AB_DIMENSION_DISTANCE, 1.5},
    {"3700 km", AB_DIMENSION_DISTANCE, 3700},
    {"10 nmi", AB_DIMENSION_DISTANCE, 18.52},
    {"300 kg", AB_DIMENSION_MASS, 0.3},
    {"47 t", AB_DIMENSION_MASS, 47},
    {"750 km/h", AB_DIMENSION_SPEED, 750},
    {"10 m/s", AB_DIMENSION_SPEED, 36},
    {"100 kt", AB_DIMENSION_SPEED, 185.2},
    {"100 kts", AB_DIMENSION_SPEED, 185.2},
    {"10 nm", AB_DIMENSION_DISTANCE, 18.52},
    {"1742 ft", AB_DIMENSION_LENGTH, 530.9616},
    {"10 lb", AB_DIMENSION_MASS, 0.0045359237},
    {"100 ston", AB_DIMENSION_MASS, 90.718474},
    {"10000 lb/h", AB_DIMENSION_MASS_RATE, 4.5359237},
    {"100 lb/min", AB_DIMENSION_MASS_RATE, 2.72155422},
    {"10 ston/h", AB_DIMENSION_MASS_RATE, 9.0718474},
    {"2:15", AB_DIMENSION_TIME, 8100000},
    {"2+15", AB_DIMENSION_TIME, 8100000},
    {" 02:05 ", AB_DIMENSION_TIME, 7500000},
    {"+5:30", AB_DIMENSION_TIME, 19800000},
    {"-0:30", AB_DIMENSION_TIME, -1800000},
    {"100:00", AB_DIMENSION_TIME, 360000000},
    {"2e+15 ms", AB_DIMENSION_TIME, 2e15},
    {"\t5 h \t", AB_DIMENSION_TIME, 18000000},
};

#define CLOCK                                                                                      \
    "has more than a number and a unit; hours and minutes are written 2:15, without a unit"

struct bad {
    const char *text;
    enum ab_dimension dimension;
    const char *complaint;
};

static const struct bad bad[] = {
    {"", AB_DIMENSION_NONE, "is not a number"},
    {"abc", AB_DIMENSION_NONE, "is not a number"},
    {"nan", AB_DIMENSION_NONE, "is not a number"},
    {"inf", AB_DIMENSION_NONE, "is not a number"},
    {"-inf", AB_DIMENSION_NONE, "is not a number"},
    {".5", AB_DIMENSION_NONE, "is not a number"},
    {"5.", AB_DIMENSION_NONE, "is not a number"},
    {"--5", AB_DIMENSION_NONE, "is not a number"},
    {"1e", AB_DIMENSION_NONE, "is not a number"},
    {"1e999", AB_DIMENSION_NONE, "is not a number"},
    {"1e-999", AB_DIMENSION_NONE, "is not a number"},
    {"0x1F", AB_DIMENSION_NONE, "has more than a number and a unit"},
    {"1,5", AB_DIMENSION_NONE,
     "has a comma in its number; decimals have a point, and thousands no mark"},
    {"2:5", AB_DIMENSION_TIME, CLOCK},
    {"2:60", AB_DIMENSION_TIME, CLOCK},
    {"2:155", AB_DIMENSION_TIME, CLOCK},
    {"2:15:00", AB_DIMENSION_TIME, CLOCK},
    {"2:15 h", AB_DIMENSION_TIME, CLOCK},
    {"2.5:15", AB_DIMENSION_TIME, CLOCK},
    {"2:15", AB_DIMENSION_NONE, "is hours and minutes where a number is needed"},
    {"2+15", AB_DIMENSION_MASS, "is hours and minutes where a mass is needed"},
    {"5 nm", AB_DIMENSION_LENGTH,
     "has a unit of distance where a length is needed; allowed are mm, cm, m, km, ft, in"},
    {"1 2", AB_DIMENSION_NONE, "has more than a number and a unit"},
    {"1.5.2", AB_DIMENSION_NONE, "has more than a number and a unit"},
    {"3 t", AB_DIMENSION_NONE, "has the unit 't' where a plain number is needed"},
    {"90", AB_DIMENSION_TIME, "has no unit; a time is given in ms, s, min, h, d, w"},
    {"90 minuts", AB_DIMENSION_TIME,
     "has the unknown unit 'minuts'; a time is given in ms, s, min, h, d, w"},
    {"30 minutes", AB_DIMENSION_MASS,
     "has a unit of time where a mass is needed; allowed are kg, t, lb, ston"},
    {"90 Min", AB_DIMENSION_TIME,
     "has the unknown unit 'Min'; a time is given in ms, s, min, h, d, w"},
    {"90 km", AB_DIMENSION_TIME,
     "has a unit of length where a time is needed; allowed are ms, s, min, h, d, w"},
    {"5 h", AB_DIMENSION_MASS,
     "has a unit of time where a mass is needed; allowed are kg, t, lb, ston"},
    {"5 km/h/s", AB_DIMENSION_SPEED,
     "has the unknown unit 'km/h/s'; a speed is given in km/h, m/s, kt, kts"},
    {"1e308 w", AB_DIMENSION_TIME, "is too large a number"},
    {"1.0000000000000000000000000000000000000000000000000000000000000000", AB_DIMENSION_NONE,
     "is not a number"},
    {"5 km..7 km", AB_DIMENSION_LENGTH,
     "is a range where one value is needed; only --vary and [vary.ID] take ranges"},
    {"1 abcdefghijklmnopqrstuvwxyz", AB_DIMENSION_TIME, "is not a number"},
};

enum {
    GOOD = sizeof good / sizeof good[0],
    BAD = sizeof bad / sizeof bad[0],
    TESTS = GOOD + BAD + 8
};

static struct ab_complaint complaint;

static void setup(void)
{
    ab_complaint_clear(&complaint);
}

START_TEST(a_quantity_is_converted_exactly)
{
    double value = -1;
    ck_assert_msg(ab_quantity_parse(good[_i].text, good[_i].dimension, &value, &complaint),
                  "'%s' %s", good[_i].text, complaint.text);
    ck_assert_double_eq(value, good[_i].value);
    ck_assert_int_eq(complaint.status, AB_OK);
}
END_TEST

START_TEST(what_is_not_a_quantity_is_refused_with_its_reason)
{
    double value;
    ck_assert(!ab_quantity_parse(bad[_i].text, bad[_i].dimension, &value, &complaint));
    ck_assert_str_eq(complaint.text, bad[_i].complaint);
    ck_assert_int_eq(complaint.status, AB_BAD_SCENARIO);
}
END_TEST

START_TEST(whole_numbers_are_exact_to_eighteen_digits)
{
    int64_t value = 0;
    ck_assert(ab_integer_parse("999999999999999999", &value, &complaint));
    ck_assert_int_eq(value, INT64_C(999999999999999999));
    ck_assert(ab_integer_parse(" -12 ", &value, &complaint));
    ck_assert_int_eq(value, -12);
    ck_assert(ab_integer_parse("+12", &value, &complaint));
    ck_assert_int_eq(value, 12);
    ck_assert(ab_integer_parse("010", &value, &complaint));
    ck_assert_int_eq(value, 10);
    ck_assert(ab_integer_parse("2.0", &value, &complaint)); /* as other programs write it */
    ck_assert_int_eq(value, 2);
    ck_assert(ab_integer_parse("-16.000 ", &value, &complaint));
    ck_assert_int_eq(value, -16);
}
END_TEST

START_TEST(whole_numbers_may_have_an_exponent_that_leaves_them_whole)
{
    static const struct {
        const char *text;
        int64_t value;
    } whole[] = {{"1e5", 100000},
                 {"1e+15", 1000000000000000},
                 {"1E3", 1000},
                 {"1.5e3", 1500},
                 {"25e-1 ", -1}, /* 2.5 */
                 {"20e-1", 2},
                 {"-1200e-2", -12},
                 {"0e99999999999", 0},
                 {"0.000e-5", 0},
                 {"1e18", 1000000000000000000},
                 {"999999999999999999", 999999999999999999},
                 {"1000000000000000000", 1000000000000000000},
                 {"0.000000000000000001e18", 1},
                 {"1e19", -1},
                 {"1000000000000000001", 1000000000000000001},
                 {"9223372036854775799", 9223372036854775799},
                 {"92233720368547757990e-1", 9223372036854775799},
                 {"1e-1", -1},
                 {"1e99999999999", -1},
                 {"1e-99999999999", -1},
                 {"1e", -1},
                 {"e5", -1}};
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++) {
        int64_t value = -1;
        ab_complaint_clear(&complaint);
        ck_assert_msg(ab_integer_parse(whole[i].text, &value, &complaint) == (whole[i].value != -1),
                      "'%s'", whole[i].text);
        ck_assert_int_eq(value, whole[i].value);
    }
}
END_TEST

START_TEST(whole_numbers_have_no_fraction_unit_or_twentieth_digit)
{
    const char *const texts[] = {"",      "1.5",  "1.",  "1.01", "1 .0", "1e-3",
                                 "12abc", "0x10", "5 t", "- 5",  "1 2",  "9999999999999999999",
                                 "one"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        int64_t value;
        ab_complaint_clear(&complaint);
        ck_assert_msg(!ab_integer_parse(texts[i], &value, &complaint), "'%s'", texts[i]);
        ck_assert_str_eq(complaint.text, "is not a whole number");
    }
}
END_TEST

START_TEST(ranges_include_their_ends_and_are_told_in_the_usual_unit)
{
    ck_assert(ab_range_check(0, AB_DIMENSION_TIME, 0, 24, &complaint));
    ck_assert(ab_range_check(86400000, AB_DIMENSION_TIME, 0, 24, &complaint));
    ck_assert(!ab_range_check(86400001, AB_DIMENSION_TIME, 0, 24, &complaint));
    ck_assert_str_eq(complaint.text, "is out of range; allowed is 0 h to 24 h");
    ab_complaint_clear(&complaint);
    ck_assert(!ab_range_check(-1, AB_DIMENSION_NONE, 0, HUGE_VAL, &complaint));
    ck_assert_str_eq(complaint.text, "is out of range; allowed is 0 or more");
    char any[32];
    ck_assert_str_eq(ab_range_text(AB_DIMENSION_TIME, -HUGE_VAL, HUGE_VAL, any, sizeof any), "any");
}
END_TEST

START_TEST(the_first_complaint_is_kept)
{
    ck_assert(!ab_complain(&complaint, "is %s", "first"));
    ck_assert(!ab_complain(&complaint, "is second"));
    ck_assert_str_eq(complaint.text, "is first");
}
END_TEST

START_TEST(minus_zero_is_zero)
{
    double value = 1;
    ck_assert(ab_quantity_parse("-0", AB_DIMENSION_NONE, &value, &complaint));
    ck_assert(!signbit(value));
}
END_TEST

START_TEST(scanning_a_number_leaves_the_cursor_behind_it_or_where_it_was)
{
    const char *text = "12.5abc", *cursor = text;
    double value;
    ck_assert(ab_scan_number(&cursor, &value));
    ck_assert_int_eq(cursor - text, 4);
    cursor = text + 4;
    ck_assert(!ab_scan_number(&cursor, &value));
    ck_assert_int_eq(cursor - text, 4);
}
END_TEST

/* What a dimension calls its unit must be among its units and be worth its scale. */
START_TEST(every_dimension_states_ranges_in_one_of_its_own_units)
{
    for (int d = AB_DIMENSION_NONE + 1; d < AB_DIMENSION_COUNT; d++) {
        const enum ab_dimension dimension = (enum ab_dimension)d;
        struct ab_measured measured = {.number = 1};
        double value = 0;
        (void)snprintf(measured.unit, sizeof measured.unit, "%s", ab_dimension_unit(dimension));
        ck_assert(ab_measured_convert(&measured, dimension, &value, &complaint));
        ck_assert_double_eq(value, ab_dimension_scale(dimension));
        ck_assert_ptr_nonnull(strstr(ab_dimension_units(dimension), measured.unit));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("units");
    TCase *units = tcase_create("units");
    tcase_add_checked_fixture(units, setup, NULL);
    tcase_add_loop_test(units, a_quantity_is_converted_exactly, 0, GOOD);
    tcase_add_loop_test(units, what_is_not_a_quantity_is_refused_with_its_reason, 0, BAD);
    tcase_add_test(units, whole_numbers_are_exact_to_eighteen_digits);
    tcase_add_test(units, whole_numbers_may_have_an_exponent_that_leaves_them_whole);
    tcase_add_test(units, whole_numbers_have_no_fraction_unit_or_twentieth_digit);
    tcase_add_test(units, ranges_include_their_ends_and_are_told_in_the_usual_unit);
    tcase_add_test(units, the_first_complaint_is_kept);
    tcase_add_test(units, minus_zero_is_zero);
    tcase_add_test(units, scanning_a_number_leaves_the_cursor_behind_it_or_where_it_was);
    tcase_add_test(units, every_dimension_states_ranges_in_one_of_its_own_units);
    suite_add_tcase(suite, units);

    return suite_run(suite, TESTS);
}
