/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_time.c - instants as ISO 8601. */
#include "support/suite.h"

#include "base/time.h"
#include <check.h>
#include <string.h>

struct reading {
    const char *text;
    ab_time instant;
};

/* Checked with `date -u -d TEXT +%s`. */
static const struct reading readings[] = {
    {"1970-01-01T00:00Z", 0},
    {"1970-01-01T00:00:00Z", 0},
    {"1970-01-01T00:00:00.001Z", 1},
    {"1969-12-31T23:59:59.5Z", -500},
    {"2022-01-06T01:20+03:00", INT64_C(1641421200000)},
    {"2022-01-05T22:20Z", INT64_C(1641421200000)},
    {"2022-01-05T22:20:00-00:00", INT64_C(1641421200000)},
    {"2022-01-05T16:50:30.25-05:30", INT64_C(1641421230250)},
    {"2000-02-29T12:00Z", INT64_C(951825600000)},
    {"1900-03-01T00:00Z", INT64_C(-2203891200000)},
    {"0001-01-01T00:00Z", INT64_C(-62135596800000)},
    {"9999-12-31T23:59:59.999Z", INT64_C(253402300799999)},
    {"2022-01-06T00:00+14:00", INT64_C(1641376800000)},
};

static const char *const refused[] = {
    "",
    "2022-01-06",
    "2022-01-06T01:20",
    "2022-01-06 01:20Z",
    "2022-01-06t01:20Z",
    "2022-01-06T01:20z",
    "2022-1-6T01:20Z",
    "22-01-06T01:20Z",
    "0000-01-06T01:20Z",
    "2022-00-06T01:20Z",
    "2022-13-06T01:20Z",
    "2022-01-00T01:20Z",
    "2022-01-32T01:20Z",
    "2022-04-31T01:20Z",
    "2021-02-29T01:20Z",
    "1900-02-29T01:20Z",
    "2022-01/06T01:20Z",
    "2022-01-06T01.20Z",
    "2022-01-06T24:00Z",
    "9999-12-31T23:59-00:01", /* the year 10000, in UTC */
    "0001-01-01T00:00+00:01",
    "2022-01-06T01:60Z",
    "2022-01-06T01:20:60Z",
    "2022-01-06T01:20:30.Z",
    "2022-01-06T01:20:30.1234Z",
    "2022-01-06T01:20.5Z",
    "2022-01-06T01:20+3:00",
    "2022-01-06T01:20+0300",
    "2022-01-06T01:20+03",
    "2022-01-06T01:20+14:01",
    "2022-01-06T01:20+15:00",
    "2022-01-06T01:20+03:60",
    "2022-01-06T01:20Z ",
    " 2022-01-06T01:20Z",
    "2022-01-06T01:20ZZ",
    "+022-01-06T01:20Z",
    "-2022-01-06T01:20Z",
};

enum {
    READINGS = sizeof readings / sizeof readings[0],
    REFUSED = sizeof refused / sizeof refused[0],
    TESTS = READINGS + REFUSED + 6
};

START_TEST(a_date_is_read)
{
    ab_time instant = -1;
    ck_assert_msg(ab_time_parse_iso(readings[_i].text, &instant), "%s", readings[_i].text);
    ck_assert_int_eq(instant, readings[_i].instant);
}
END_TEST

START_TEST(what_is_not_a_date_is_refused_and_changes_nothing)
{
    ab_time instant = 42;
    ck_assert_msg(!ab_time_parse_iso(refused[_i], &instant), "'%s'", refused[_i]);
    ck_assert_int_eq(instant, 42);
}
END_TEST

static void assert_written(ab_time instant, const char *expected)
{
    char text[AB_TIME_ISO_SIZE];
    ck_assert_uint_eq(ab_time_format_iso(instant, text, sizeof text), strlen(expected));
    ck_assert_str_eq(text, expected);
}

START_TEST(instants_are_written_to_the_millisecond)
{
    assert_written(0, "1970-01-01T00:00:00.000Z");
    assert_written(999, "1970-01-01T00:00:00.999Z");
    assert_written(-1, "1969-12-31T23:59:59.999Z");
    assert_written(INT64_C(1641421200000), "2022-01-05T22:20:00.000Z");
    assert_written(INT64_C(951782400000), "2000-02-29T00:00:00.000Z");
    assert_written(INT64_C(253402300799999), "9999-12-31T23:59:59.999Z");
}
END_TEST

START_TEST(any_instant_at_all_fits_its_room)
{
    char text[AB_TIME_ISO_SIZE];
    ck_assert_uint_lt(ab_time_format_iso(INT64_MAX, text, sizeof text), sizeof text);
    ck_assert_str_eq(text, "292278994-08-17T07:12:55.807Z");
    ck_assert_uint_lt(ab_time_format_iso(INT64_MIN, text, sizeof text), sizeof text);
}
END_TEST

/* Every day of 800 years, so that all kinds of leap years are among them. */
START_TEST(every_day_is_read_as_it_was_written)
{
    char text[AB_TIME_ISO_SIZE];
    for (int64_t day = -200 * 365; day < 600 * 365; day++) {
        const ab_time instant = day * AB_DAY + 3 * AB_HOUR + 7 * AB_SECOND + 250;
        ab_time again = 0;
        ab_time_format_iso(instant, text, sizeof text);
        ck_assert_msg(ab_time_parse_iso(text, &again), "%s", text);
        ck_assert_int_eq(again, instant);
    }
}
END_TEST

START_TEST(days_follow_one_another_without_a_gap)
{
    char text[AB_TIME_ISO_SIZE], before[AB_TIME_ISO_SIZE] = "";
    for (int64_t day = -200 * 365; day < 600 * 365; day++) {
        ab_time_format_iso(day * AB_DAY, text, sizeof text);
        ck_assert_int_lt(strcmp(before, text), 0);
        memcpy(before, text, sizeof text);
    }
}
END_TEST

START_TEST(a_day_or_a_month_that_there_is_not_is_told)
{
    static const char *const said[][2] = {
        {"2026-02-30T00:00Z", ": February 2026 has 28 days"},
        {"2024-02-30", ": February 2024 has 29 days"},
        {"1900-02-29/", ": February 1900 has 28 days"},
        {"2022-09-31 12:00", ": September 2022 has 30 days"},
        {"2022-01-00T00:00Z", ": January 2022 has 31 days"},
        {"2022-13-08T00:00Z", ": there is no month 13"},
        {"2022-00-08T00:00Z", ": there is no month 0"},
    };
    static const char *const others[] = {
        "2024-02-29T25:00Z", "0000-02-30T00:00Z", "2026-2-30", "now", "",
        "2026-02-3",         "2026-02.30"};
    char why[AB_TIME_WHY_SIZE];
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++) {
        ck_assert_str_eq(ab_time_missing_day(said[i][0], why), said[i][1]);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        ck_assert_str_eq(ab_time_missing_day(others[i], why), "");
    }
}
END_TEST

START_TEST(milliseconds_are_rounded_half_away_from_zero)
{
    ck_assert_int_eq(ab_time_round(0.5), 1);
    ck_assert_int_eq(ab_time_round(-0.5), -1);
    ck_assert_int_eq(ab_time_round(1.49), 1);
    ck_assert_int_eq(ab_time_round(0), 0);
    ck_assert_double_eq(ab_time_hours(90 * AB_MINUTE), 1.5);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("time");
    TCase *reading = tcase_create("reading");
    tcase_add_loop_test(reading, a_date_is_read, 0, READINGS);
    tcase_add_loop_test(reading, what_is_not_a_date_is_refused_and_changes_nothing, 0, REFUSED);
    tcase_add_test(reading, a_day_or_a_month_that_there_is_not_is_told);
    suite_add_tcase(suite, reading);
    TCase *writing = tcase_create("writing");
    tcase_add_test(writing, instants_are_written_to_the_millisecond);
    tcase_add_test(writing, any_instant_at_all_fits_its_room);
    tcase_add_test(writing, every_day_is_read_as_it_was_written);
    tcase_add_test(writing, days_follow_one_another_without_a_gap);
    tcase_add_test(writing, milliseconds_are_rounded_half_away_from_zero);
    suite_add_tcase(suite, writing);

    return suite_run(suite, TESTS);
}
