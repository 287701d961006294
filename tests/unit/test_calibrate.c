/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_calibrate.c - what history says about inputs, where that is known on paper. */
#include "insight/calibrate.h"

#include "support/kept.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <math.h>
#include <string.h>

enum { TESTS = 6, DRAWS = 4000 };

/* It comes after two delays that are not known. */
#define FLIGHT                                                                                     \
    ONE_FLIGHT                                                                                     \
    "[uncertain.a]\nkey = command.decision\nvalue = uniform(0 h, 4 h)\n"                           \
    "[uncertain.b]\nkey = command.orders\nvalue = uniform(0 h, 4 h)\n"
#define MILESTONE(id, use, earliest, latest)                                                       \
    "[milestone." id "]\nname = " id "\nevent = closed\nsource = paper\nuse = " use                \
    "\nearliest = 2022-01-01T" earliest "Z\nlatest = 2022-01-01T" latest "Z\n"

static struct ab_document *document;
static struct ab_inquiry *inquiry;
static struct ab_calibration answer;

static void ask(const char *text, const char *const *column, int columns)
{
    write_text("flight.ini", text);
    ck_assert_msg(ab_document_load(&document, NULL, "flight.ini", NULL, 0, &errors) == AB_OK, "%s",
                  errors.error[0].text);
    const struct ab_inquiry_options options = {.command = "calibrate",
                                               .document = document,
                                               .column = column,
                                               .columns = columns,
                                               .seed = 7,
                                               .threads = 2};
    ck_assert_msg(ab_inquiry_open(&inquiry, &options, &errors) == AB_OK, "%s",
                  errors.error[0].text);
    const struct ab_calibrate_question question = {
        .inquiry = inquiry, .seed = 7, .draws = DRAWS, .measures = 1};
    ck_assert_msg(ab_calibrate_ask(&answer, &question, &errors) == AB_OK, "%s",
                  errors.error[0].text);
}

static void forget(void)
{
    ab_calibration_clear(&answer);
    ab_inquiry_close(inquiry);
    ab_document_destroy(document);
    inquiry = NULL;
    document = NULL;
}

static void setup(void)
{
    enter_folder();
}

static void teardown(void)
{
    forget();
    leave_folder();
}

/* a + b between 2 h and 3 h: the triangle below 3 less that below 2, of 16. */
START_TEST(draws_within_all_intervals_are_accepted_and_no_others)
{
    static const char *const column[] = {"milestone.later", "milestone.sum", "closure_h"};
    ask(FLIGHT MILESTONE("sum", "calibration", "06:00", "07:00")
            MILESTONE("later", "validation", "06:30", "12:00"),
        column, 3);
    ck_assert_int_eq(answer.draws, DRAWS);
    const double share = (4.5 - 2) / 16;
    ck_assert_double_eq_tol((double)answer.accepted / DRAWS, share,
                            4 * sqrt(share * (1 - share) / DRAWS));
    const struct ab_calibrated_milestone *sum = &answer.milestone[1];
    ck_assert(sum->accepts && !answer.milestone[0].accepts);
    ck_assert_double_eq(sum->within_after, 1);
    ck_assert_double_eq(sum->within, (double)answer.accepted / DRAWS);
    ck_assert_int_eq(sum->accepted_without, DRAWS);
    ck_assert_double_eq(sum->within_without, sum->within);
    ck_assert_int_eq(answer.excludes_most, 1);
    ck_assert_double_ge(answer.measure[0].after.p10, 6);
    ck_assert_double_le(answer.measure[0].after.p90, 7);
    /* The validation milestone is predicted: of those between 6 and 7 h, with density x / 2.5 at
     * 4 + x, (9 - 6.25) / 5 lie above 6.5. */
    ck_assert_double_eq_tol(answer.milestone[0].within_after, 0.55,
                            4 * sqrt(0.55 * 0.45 / answer.accepted));
    ck_assert_int_eq(answer.milestone[0].outcome_after, AB_INSIDE);
}
END_TEST

START_TEST(what_only_the_sum_of_is_known_goes_against_each_other)
{
    static const char *const column[] = {"milestone.sum", "closure_h"};
    ask(FLIGHT MILESTONE("sum", "calibration", "07:30", "08:30"), column, 2);
    ck_assert_int_ge(answer.accepted, AB_CALIBRATE_LEAST);
    ck_assert_double_lt(answer.correlation[1], -0.9);
    ck_assert_double_eq(answer.correlation[1], answer.correlation[2]);
    ck_assert_double_eq_tol(answer.correlation[0], 1, 1e-12);
}
END_TEST

START_TEST(an_input_that_is_seen_is_narrowed_to_what_was_seen)
{
    static const char *const column[] = {"milestone.told", "closure_h"};
    /* b is known to be 0: a is all that there is. */
    ask(FLIGHT
        "[uncertain.c]\nkey = aircraft.transport.onload_time\nvalue = uniform(1 h, 1.001 h)\n"
        "[milestone.told]\nname = told\nevent = decision\nsource = paper\nuse = calibration\n"
        "earliest = 2022-01-01T01:00Z\nlatest = 2022-01-01T02:00Z\n",
        column, 2);
    ck_assert_int_ge(answer.accepted, AB_CALIBRATE_LEAST);
    const struct ab_calibrated_input *a = &answer.input[0], *b = &answer.input[1];
    ck_assert(a->is_narrowed && !b->is_narrowed);
    ck_assert_double_eq_tol(a->before[0], 0.2, 0.06);
    ck_assert_double_eq_tol(a->before[1], 2, 0.15);
    ck_assert_double_eq_tol(a->before[2], 3.8, 0.06);
    ck_assert_double_eq_tol(a->after[0], 1.05, 0.03);
    ck_assert_double_eq_tol(a->after[1], 1.5, 0.06);
    ck_assert_double_eq_tol(a->after[2], 1.95, 0.03);
    ck_assert_double_eq_tol(b->after[1], 2, 0.25);
}
END_TEST

START_TEST(validation_has_no_part_in_it)
{
    static const char *const column[] = {"milestone.later", "milestone.sum", "closure_h"};
    ask(FLIGHT MILESTONE("later", "validation", "06:30", "12:00")
            MILESTONE("sum", "calibration", "06:00", "07:00"),
        column, 3);
    const int accepted = answer.accepted;
    const struct ab_calibrated_input a = answer.input[0];
    forget();
    ask(FLIGHT MILESTONE("later", "validation", "23:30", "23:59")
            MILESTONE("sum", "calibration", "06:00", "07:00"),
        column, 3);
    ck_assert_int_eq(answer.accepted, accepted);
    ck_assert_int_eq(memcmp(&a, &answer.input[0], sizeof a), 0);
    ck_assert_double_eq(answer.milestone[0].within_after, 0);
    ck_assert_int_eq(answer.milestone[0].outcome_after, AB_MISSED);
}
END_TEST

START_TEST(what_cannot_be_reached_is_named)
{
    static const char *const column[] = {"milestone.never", "milestone.sum", "closure_h"};
    ask(FLIGHT MILESTONE("never", "calibration", "20:00", "21:00")
            MILESTONE("sum", "calibration", "06:00", "07:00"),
        column, 3);
    ck_assert_int_eq(answer.accepted, 0);
    ck_assert_int_eq(answer.excludes_most, 0);
    ck_assert_double_gt(answer.milestone[0].implausible, 3);
    ck_assert_double_eq_tol(answer.milestone[0].implausible, (20 - 8) / sqrt(2 * 16 / 12.0), 0.3);
    ck_assert_int_gt(answer.milestone[0].accepted_without, 400);
    ck_assert_int_eq(answer.milestone[1].accepted_without, 0);
    ck_assert(isnan(answer.input[0].after[1]) && !isnan(answer.input[0].before[1]));
    ck_assert(isnan(answer.milestone[1].within_after));
    ck_assert(isnan(answer.correlation[1]));
}
END_TEST

START_TEST(a_known_miss_has_no_part_either)
{
    static const char *const column[] = {"milestone.never", "closure_h"};
    ask(FLIGHT MILESTONE("never", "calibration", "20:00",
                         "21:00") "known_miss = it was another day\n",
        column, 2);
    ck_assert_int_eq(answer.accepted, DRAWS);
    ck_assert(!answer.milestone[0].accepts);
    ck_assert_int_eq(answer.milestone[0].outcome, AB_KNOWN_MISS);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("calibrate");
    TCase *tests = tcase_create("calibrate");
    tcase_set_timeout(tests, 240);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, draws_within_all_intervals_are_accepted_and_no_others);
    tcase_add_test(tests, what_only_the_sum_of_is_known_goes_against_each_other);
    tcase_add_test(tests, an_input_that_is_seen_is_narrowed_to_what_was_seen);
    tcase_add_test(tests, validation_has_no_part_in_it);
    tcase_add_test(tests, what_cannot_be_reached_is_named);
    tcase_add_test(tests, a_known_miss_has_no_part_either);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
