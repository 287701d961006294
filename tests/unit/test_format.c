/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_format.c - numbers and instants as text: the same bytes as printf and the calendar of the
 * system give, for a million of each by chance and those on which a short way would stumble. */
#include "base/format.h"
#include "support/suite.h"

#include <check.h>
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TESTS = 17, MANY = 1000000 };

/* Check notes down each of its assertions, which a million of them would wait for. */
#define ASSERT_FORMAT(call, expected)                                                              \
    do {                                                                                           \
        char text[AB_FORMAT_SIZE] = "untouched";                                                   \
        const size_t length = call;                                                                \
        if (length != strlen(expected) || strcmp(text, expected) != 0) {                           \
            ck_abort_msg("it is '%s', not '%s'", text, expected);                                  \
        }                                                                                          \
    } while (0)

START_TEST(whole_numbers_are_exact_to_both_ends)
{
    ASSERT_FORMAT(ab_format_integer(0, text), "0");
    ASSERT_FORMAT(ab_format_integer(-7, text), "-7");
    ASSERT_FORMAT(ab_format_integer(INT64_MAX, text), "9223372036854775807");
    ASSERT_FORMAT(ab_format_integer(INT64_MIN, text), "-9223372036854775808");
}
END_TEST

START_TEST(fixed_point_keeps_its_zeros)
{
    ASSERT_FORMAT(ab_format_decimal(12345, 4, text), "1.2345");
    ASSERT_FORMAT(ab_format_decimal(0, 4, text), "0.0000");
    ASSERT_FORMAT(ab_format_decimal(-5, 4, text), "-0.0005");
    ASSERT_FORMAT(ab_format_decimal(1000, 3, text), "1.000");
    ASSERT_FORMAT(ab_format_decimal(INT64_MIN, 9, text), "-9223372036.854775808");
}
END_TEST

START_TEST(real_numbers_have_nine_digits_and_no_idle_zeros)
{
    ASSERT_FORMAT(ab_format_number(0.1, text), "0.1");
    ASSERT_FORMAT(ab_format_number(1.0 / 3, text), "0.333333333");
    ASSERT_FORMAT(ab_format_number(123456.7891234, text), "123456.789");
    ASSERT_FORMAT(ab_format_number(1500, text), "1500");
    ASSERT_FORMAT(ab_format_number(1e-12, text), "1e-12");
    ASSERT_FORMAT(ab_format_number(-2.5e20, text), "-2.5e+20");
}
END_TEST

START_TEST(whole_values_look_the_same_however_they_are_formatted)
{
    /* The short way for whole values must not be visible. */
    const double value[] = {1, -1, 999999999, -999999999, 1e9, 123456789, 100000};
    for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
        char expected[64];
        (void)snprintf(expected, sizeof expected, "%.9g", value[i]);
        ASSERT_FORMAT(ab_format_number(value[i], text), expected);
    }
}
END_TEST

START_TEST(an_undefined_number_is_empty)
{
    ASSERT_FORMAT(ab_format_number((double)NAN, text), "");
}
END_TEST

START_TEST(minus_zero_is_zero)
{
    ASSERT_FORMAT(ab_format_number(-0.0, text), "0");
}
END_TEST

START_TEST(hours_are_rounded_to_the_nearest_unit)
{
    ck_assert_int_eq(ab_format_hour_units(AB_HOUR), 10000);
    ck_assert_int_eq(ab_format_hour_units(179), 0);
    ck_assert_int_eq(ab_format_hour_units(180), 1);
    ck_assert_int_eq(ab_format_hour_units(-180), -1);
}
END_TEST

START_TEST(real_numbers_read_back_to_nine_digits)
{
    for (int i = -300; i < 300; i++) {
        const double value = (1 + fabs(sin(i))) * pow(10, i);
        char text[AB_FORMAT_SIZE], *end;
        (void)ab_format_number(value, text);
        const double back = strtod(text, &end);
        ck_assert_int_eq(*end, '\0');
        ck_assert(fabs(back - value) <= 5e-9 * value);
    }
}
END_TEST

/* ---- against printf ---- */

/* 64 bits by chance, the i-th of a test: SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t bits_of(int test, uint32_t i)
{
    uint64_t bits = ((uint64_t)test << 32 | i) * UINT64_C(0x9e3779b97f4a7c15);
    bits = (bits ^ bits >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    bits = (bits ^ bits >> 27) * UINT64_C(0x94d049bb133111eb);
    return bits ^ bits >> 31;
}

/* As printf has it with so many digits, but for the sign of zero. */
static void assert_with_digits(double value, int digits, size_t (*format)(double value, char *text))
{
    char expected[AB_FORMAT_SIZE], text[AB_FORMAT_SIZE];
    (void)snprintf(expected, sizeof expected, "%.*g", digits, value == 0 ? 0 : value);
    const size_t length = format(value, text);
    if (length != strlen(expected) || strcmp(text, expected) != 0) {
        ck_abort_msg("%a is '%s', not '%s'", value, text, expected);
    }
}

/* As a table has it, and as a value that is drawn is written. */
static void assert_as_printed(double value)
{
    if (isfinite(value)) {
        assert_with_digits(value, 9, ab_format_number);
        assert_with_digits(value, 15, ab_format_exact);
    }
}

/* The same of a number and the two beside it, of both signs. */
static void assert_around(double value)
{
    const double near[] = {value, nextafter(value, -(double)INFINITY),
                           nextafter(value, (double)INFINITY)};
    for (int i = 0; i < 3; i++) {
        assert_as_printed(near[i]);
        assert_as_printed(-near[i]);
    }
}

START_TEST(any_real_number_is_written_as_printf_writes_it)
{
    for (uint32_t i = 0; i < MANY; i++) {
        const uint64_t bits = bits_of(1, i);
        double value;
        memcpy(&value, &bits, sizeof value);
        assert_as_printed(value);
    }
}
END_TEST

START_TEST(numbers_of_the_size_of_tables_are_written_as_printf_writes_them)
{
    for (uint32_t i = 0; i < MANY; i++) {
        const uint64_t bits = bits_of(2, i);
        assert_as_printed(ldexp((double)(bits >> 11), -(int)(bits % 128)));
    }
}
END_TEST

/* Ten or sixteen digits of which the last is a 5, exactly where a double can be: then the even one is right. */
START_TEST(half_ways_are_rounded_as_printf_rounds_them)
{
    for (uint32_t i = 0; i < MANY; i++) {
        const uint64_t bits = bits_of(3, i);
        const double digits = (double)(100000000 + (bits >> 8) % 900000000);
        const int size = (int)(bits % 30);
        assert_as_printed(ldexp(digits + 0.5, -size));
        assert_as_printed(ldexp(1e14 + (double)((bits >> 8) % 900000000000000) + 0.5, -size));
        assert_as_printed((digits * 10 + 5) / pow(10, size));
    }
}
END_TEST

START_TEST(powers_of_ten_and_their_neighbours_are_written_as_printf_writes_them)
{
    static const char *const begin[] = {"1",           "9.9999999949",     "9.99999999499999",
                                        "9.999999995", "9.99999999500001", "9.9999999999",
                                        "4.5",         "1.000000005",      "9.9999999999999949"};
    for (int power = -324; power < 309; power++) {
        for (size_t i = 0; i < sizeof begin / sizeof begin[0]; i++) {
            char text[AB_FORMAT_SIZE];
            (void)snprintf(text, sizeof text, "%se%d", begin[i], power);
            assert_around(strtod(text, NULL));
        }
    }
    for (int power = -1074; power < 1024; power++) {
        assert_around(ldexp(1, power));
    }
}
END_TEST

START_TEST(any_whole_number_is_written_as_printf_writes_it)
{
    for (uint32_t i = 0; i < MANY; i++) {
        const uint64_t bits = bits_of(4, i), value = bits >> (bits % 64);
        char expected[AB_FORMAT_SIZE];
        (void)snprintf(expected, sizeof expected, "%" PRIu64, value);
        ASSERT_FORMAT(ab_format_natural(value, text), expected);
        (void)snprintf(expected, sizeof expected, "%" PRId64, -(int64_t)(value >> 1));
        ASSERT_FORMAT(ab_format_integer(-(int64_t)(value >> 1), text), expected);
        (void)snprintf(expected, sizeof expected, "%03" PRIu64, value % 2000);
        ASSERT_FORMAT(ab_format_padded(value % 2000, 3, text), expected);
        (void)snprintf(expected, sizeof expected, "%016" PRIx64, value);
        ASSERT_FORMAT(ab_format_hex(value, 16, text), expected);
    }
}
END_TEST

START_TEST(any_decimal_is_its_whole_and_its_part)
{
    static const uint64_t unit[] = {1,      10,      100,      1000,      10000,
                                    100000, 1000000, 10000000, 100000000, 1000000000};
    for (uint32_t i = 0; i < MANY; i++) {
        const uint64_t bits = bits_of(5, i), magnitude = bits >> 1 >> (bits % 63);
        const int decimals = 1 + (int)(i % 9);
        char expected[2 * AB_FORMAT_SIZE];
        (void)snprintf(expected, sizeof expected, "-%" PRIu64 ".%0*" PRIu64,
                       magnitude / unit[decimals], decimals, magnitude % unit[decimals]);
        const char *unsigned_part = expected + 1;
        ASSERT_FORMAT(ab_format_decimal((int64_t)magnitude, decimals, text), unsigned_part);
        if (magnitude > 0) {
            ASSERT_FORMAT(ab_format_decimal(-(int64_t)magnitude, decimals, text), expected);
        }
    }
}
END_TEST

/* ---- instants ---- */

/* An instant in the calendar of the system. */
static void print_instant(ab_time instant, char *text, size_t size)
{
    const time_t second = (time_t)(instant >= 0 ? instant / 1000 : -((999 - instant) / 1000));
    struct tm tm;
    char date[AB_TIME_ISO_SIZE];
    if (gmtime_r(&second, &tm) == NULL ||
        strftime(date, sizeof date, "-%m-%dT%H:%M:%S", &tm) == 0) {
        ck_abort_msg("the system has no date for %" PRId64, instant);
    }
    (void)snprintf(text, size, "%04d%s.%03dZ", tm.tm_year + 1900, date,
                   (int)(instant - (ab_time)second * 1000));
}

static void assert_instants(int test, ab_time begin, ab_time end)
{
    struct ab_time_day day = {0};
    for (uint32_t i = 0; i < MANY; i++) {
        const ab_time instant = begin + (ab_time)(bits_of(test, i) % (uint64_t)(end - begin));
        char expected[2 * AB_TIME_ISO_SIZE], text[AB_TIME_ISO_SIZE];
        print_instant(instant, expected, sizeof expected);
        if (ab_time_put_iso(&day, instant, text) != strlen(expected) ||
            strcmp(text, expected) != 0) {
            ck_abort_msg("%" PRId64 " is '%s', not '%s'", instant, text, expected);
        }
    }
}

START_TEST(any_instant_is_written_as_the_calendar_has_it)
{
    assert_instants(6, AB_TIME_FIRST, AB_TIME_LAST);
}
END_TEST

START_TEST(instants_of_some_days_are_written_as_the_calendar_has_them)
{
    assert_instants(7, INT64_C(1641340800000), INT64_C(1641600000000)); /* of January 2022 */
    assert_instants(8, -2 * AB_DAY, 2 * AB_DAY);
}
END_TEST

START_TEST(people_read_numbers_without_an_exponent)
{
    static const struct {
        double value;
        int digits;
        const char *text, *change;
    } number[] = {
        {0, 3, "0", "+0"},
        {-0.0, 3, "0", "+0"},
        {3.14159, 3, "3.14", "+3.14"},
        {-0.5, 3, "-0.5", "-0.5"},
        {999.4, 3, "999", "+999"},
        {999.6, 3, "1000", "+1000"},
        {1183.4, 3, "1183", "+1183"},
        {-1234567, 4, "-1234567", "-1234567"},
        {99.7, 2, "100", "+100"},
        {0.00001234, 3, "0.0000123", "+0.0000123"},
        {-0.00002, 3, "-0.00002", "-0.00002"},
        {999999999999999, 6, "999999999999999", "+999999999999999"},
        {1e15, 6, "1e+15", "+1e+15"},
        {-0.00000123456, 6, "-0.00000123456", "-0.00000123456"},
        {9e-7, 6, "9e-07", "+9e-07"},
        {-2.34567e-300, 6, "-2.34567e-300", "-2.34567e-300"},
        {-999999999999999.9, 6, "-1000000000000000", "-1000000000000000"},
    };
    for (size_t i = 0; i < sizeof number / sizeof number[0]; i++) {
        ck_assert_str_eq(ab_figures(number[i].value, number[i].digits).text, number[i].text);
        ck_assert_str_eq(ab_figures_change(number[i].value, number[i].digits).text,
                         number[i].change);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("format");
    TCase *texts = tcase_create("texts");
    tcase_add_test(texts, whole_numbers_are_exact_to_both_ends);
    tcase_add_test(texts, fixed_point_keeps_its_zeros);
    tcase_add_test(texts, real_numbers_have_nine_digits_and_no_idle_zeros);
    tcase_add_test(texts, whole_values_look_the_same_however_they_are_formatted);
    tcase_add_test(texts, an_undefined_number_is_empty);
    tcase_add_test(texts, minus_zero_is_zero);
    tcase_add_test(texts, hours_are_rounded_to_the_nearest_unit);
    tcase_add_test(texts, real_numbers_read_back_to_nine_digits);
    tcase_add_test(texts, people_read_numbers_without_an_exponent);
    suite_add_tcase(suite, texts);
    TCase *printed = tcase_create("printed");
    tcase_set_timeout(printed, 120);
    tcase_add_test(printed, any_real_number_is_written_as_printf_writes_it);
    tcase_add_test(printed, numbers_of_the_size_of_tables_are_written_as_printf_writes_them);
    tcase_add_test(printed, half_ways_are_rounded_as_printf_rounds_them);
    tcase_add_test(printed, powers_of_ten_and_their_neighbours_are_written_as_printf_writes_them);
    tcase_add_test(printed, any_whole_number_is_written_as_printf_writes_it);
    tcase_add_test(printed, any_decimal_is_its_whole_and_its_part);
    suite_add_tcase(suite, printed);
    TCase *instants = tcase_create("instants");
    tcase_set_timeout(instants, 120);
    tcase_add_test(instants, any_instant_is_written_as_the_calendar_has_it);
    tcase_add_test(instants, instants_of_some_days_are_written_as_the_calendar_has_them);
    suite_add_tcase(suite, instants);
    return suite_run(suite, TESTS);
}
