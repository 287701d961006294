/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_samples.c - files of samples as spreadsheets and programs write them: what has one reading
 * is read, what has two or none is refused with file and line. */
#include "support/scenario_files.h"
#include "support/suite.h"

#include <string.h>

/* A file, the unit behind the brackets, and the samples in minutes in ascending order. */
struct good {
    const char *content, *unit;
    double minutes[3]; /* up to a zero */
};

#define MARK "\xEF\xBB\xBF"

static const struct good good[] = {
    {"20\n40\n", "min", {20, 40}},
    {"20\n40", "min", {20, 40}},
    {MARK "20\r\n40\r\n", "min", {20, 40}},
    {"\n\nminutes\n\n20\n \t\n40\n\n", "min", {20, 40}},
    {"  20  \n +40\t\n", "min", {20, 40}},
    {"2e1\n4.0E+1\n", "min", {20, 40}},
    {"# measured in 2021\n#\nminutes\n20\n# later\n40\n", "min", {20, 40}},
    {"minutes,day\n20,1\n40,2\n", "min", {20, 40}},
    {"minutes,day\n20\n40,\n", "min", {20, 40}},
    {"\"minutes\",\"day, hour\"\n\"20\",\"1\"\n\"40\",\"2\"\n", "min", {20, 40}},
    {",minutes\n0,20.0\n1,40.0\n", "min", {20, 40}},
    {"Unnamed: 0,minutes\n0,20.0\n1,40.0\n", "min", {20, 40}},
    {"20,\n40,\n", "min", {20, 40}},
    {"20,,\n,,\n40,,\n,,,\n", "min", {20, 40}},
    {"minutes,,\n20,,\n", "min", {20}},
    {"minutes;day\n20,5;1\n10;2\n", "min", {10, 20.5}},
    {"minutes;day\n0,125;1\n1234,5;2\n", "min", {0.125, 1234.5}},
    {"minutes\tday\n20,5\t1\n10\t2\n", "min", {10, 20.5}},
    {"minutes;day\n20.5;1\n10;2\n", "min", {10, 20.5}},
    {"\"20,5\"\n\"10,25\"\n", "min", {10.25, 20.5}},
    {"Zeit (min)\n5\n", "min", {5}},
    {"_minutes\n5\n", "min", {5}},
    {"(minutes)\n5\n", "min", {5}},
    {"minutes;day\n1234,567;1\n", "min", {1234.567}},
    {"\xC3\x9C"
     "berzeit\n5\n",
     "min",
     {5}},
    {"2:15\n1+05\n", "", {65, 135}},
    {"20 min\n0.5 h\n", "", {20, 30}},
};

struct bad {
    const char *content, *message; /* behind FILE, and the section and key in front */
};

#define COMMAS "; decimals have a point, and thousands no mark"
#define TWO_WAYS                                                                                   \
    "' can be read in two ways, by decimals or by thousands; write decimals with a point and "     \
    "thousands without a mark"

static const struct bad bad[] = {
    {"minutes\n10\n20,5\n", ":3: '20,5' has 2 cells under 1 heading" COMMAS},
    {"10,20,30\n", ":1: '10,20,30' has 3 cells and no heading says what they are" COMMAS},
    {"1.234,5\n20\n", ":1: '1.234,5' has 2 cells and no heading says what they are" COMMAS},
    {"20;30\n", ":1: '20;30' has 2 cells and no heading says what they are" COMMAS},
    {"minutes,day\n20,5,3\n", ":2: '20,5,3' has 3 cells under 2 headings" COMMAS},
    {"\"1,234\"\n", ":1: '1,234" TWO_WAYS},
    {"minutes;day\n1,234;2\n", ":2: '1,234" TWO_WAYS},
    {"minutes;day\n12.345;2\n", ":2: '12.345" TWO_WAYS},
    {"minutes;day\n20,5;1\n1.5;2\n", ":3: '1.5' has a decimal point, and line 2 a decimal comma"},
    {"minutes;day\n20.5;1\n1,5;2\n", ":3: '1,5' has a decimal comma, and line 2 a decimal point"},
    {"minutes;day\n1.234,5;1\n", ":2: '1.234,5' has more than one comma or point; decimals have "
                                 "one point, and thousands no mark"},
    {"1.234.567\n", ":1: '1.234.567' has more than one comma or point; decimals have one point, "
                    "and thousands no mark"},
    {"1 234\n", ":1: '1 234' has more than a number and a unit"},
    {"1'234\n", ":1: '1'234' has more than a number and a unit"},
    {"1e400\n20\n", ":1: '1e400' is not a number, or one too large or too small to be read"},
    {"20\n-1e400\n", ":2: '-1e400' is not a number, or one too large or too small to be read"},
    {"0x1F\n", ":1: the cell has more than a number and a unit"},
    {"nan\n20\n", ":1: 'nan' is not a number"},
    {"NaN\n20\n", ":1: 'NaN' is not a number"},
    {"Infinity\n20\n", ":1: 'Infinity' is not a number"},
    {"-inf\n20\n", ":1: '-inf' is not a number"},
    {"Unnamed: 0\n20\n", ":1: the cell is not a number"},
    {"minutes;day\n,125;1\n",
     ":2: ',125' is not a number, or one too large or too small to be read"},
    {"1.0000000000000000000000000000000000000000000000000000000000000000\n",
     ":1: '1.0000000000000000000000000000000000000000000000000000000000' is not a number"},
    {"N/A\n20\n", ":1: 'N/A' is not a number"},
    {"#N/A\n20\n", ":1: '#N/A' is not a number"},
    {"20\nnan\n", ":2: 'nan' is not a number"},
    {"\xE2\x88\x92"
     "5\n",
     ":1: '\xE2\x88\x92"
     "5' is not a number"},
    {"\xC2\xA0"
     "5\n",
     ":1: '\\u00a05' is not a number"},
    {"-5\n", ":1: the number '-5' is out of range; allowed is 0 h to 87600 h"},
    {"1e300\n", ":1: the number '1e300' is out of range; allowed is 0 h to 87600 h"},
    {"hours\n1\nmany\n", ":3: the cell is not a number"},
    {"minutes\nmore\n5\n", ":2: the cell is not a number"},
    {"minutes,7\n5,6\n", ":1: column 2 of the headings is '7', which is no heading"},
    {",,minutes\n1,2,5\n", ":1: the first 2 columns have no heading; only one, an index, may"},
    {"minutes,day\n,2\n", ":2: column 1 is empty, where a number is needed"},
    {",minutes\n0,20\n1,\n", ":3: column 2 is empty, where a number is needed"},
    {"20 min\n", ":1: '20 min' has a unit, and so has empirical(...) min"},
    {"2:15\n", ":1: '2:15' has a unit, and so has empirical(...) min"},
    {"20 parsecs\n", ":1: '20 parsecs' has a unit, and so has empirical(...) min"},
    {"5\r10\r", ":1: a carriage return stands inside a line; lines end in LF or CRLF"},
    {"\"5\n10\"\n", ":1: a quote is not closed on its line"},
    {"\"5\" x\n", ":1: text stands behind a closing quote"},
    {"5\n\xA0"
     "6\n",
     ":2: the cell is not UTF-8; save the file as UTF-8"},
    {"5\n6\x1B[1m\n", ":2: the cell holds a control character"},
    {"", ": the file has no numbers"},
    {"\n \n,,\n", ": the file has no numbers"},
    {"minutes\n", ": the file has no numbers"},
};

enum {
    GOOD = sizeof good / sizeof good[0],
    BAD = sizeof bad / sizeof bad[0],
    TESTS = GOOD + BAD + 1
};

START_TEST(what_has_one_reading_is_read)
{
    char set[80];
    const char *sets[] = {set};
    write_text("t.csv", good[_i].content);
    (void)snprintf(set, sizeof set, "contingent.rifles.notice=empirical(t.csv) %s", good[_i].unit);
    struct ab_scenario *scenario = load_good("good.ini", sets, 1);
    const struct ab_distribution *notice = scenario->contingent[0].notice;
    size_t count = 0;
    while (count < 3 && good[_i].minutes[count] > 0) {
        count++;
    }
    ck_assert_uint_eq(notice->count, count);
    for (size_t i = 0; i < count; i++) {
        ck_assert_double_eq_tol(notice->sample[i], good[_i].minutes[i] * 60000, 1e-9);
    }
    ab_scenario_destroy(scenario);
}
END_TEST

/* The message with what says where, as in t.csv:3: error: [contingent.rifles] notice: REASON. */
static void assert_samples_refused(const char *message)
{
    const char *sets[] = {"contingent.rifles.notice=empirical(t.csv) min"};
    const size_t place = strcspn(message + 1, " ") + 1;
    char expected[400];
    (void)snprintf(expected, sizeof expected, "t.csv%.*s error: [contingent.rifles] notice: %s\n",
                   (int)place, message, message + place + 1);
    assert_refused("good.ini", sets, 1, AB_BAD_SCENARIO, expected);
}

START_TEST(what_has_two_readings_or_none_is_refused)
{
    write_text("t.csv", bad[_i].content);
    assert_samples_refused(bad[_i].message);
}
END_TEST

START_TEST(what_is_no_text_is_refused)
{
    write_bytes("t.csv",
                "20\0"
                "30\n",
                6);
    assert_samples_refused(": the file holds a NUL byte");
    ab_errors_clear(&errors);
    write_bytes("t.csv",
                "\xFF\xFE"
                "2\0"
                "0\0\n\0",
                8);
    assert_samples_refused(": the file is UTF-16; save it as UTF-8");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("samples");
    TCase *cases = tcase_create("samples");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_loop_test(cases, what_has_one_reading_is_read, 0, GOOD);
    tcase_add_loop_test(cases, what_has_two_readings_or_none_is_refused, 0, BAD);
    tcase_add_test(cases, what_is_no_text_is_refused);
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
