/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sensitivity.c - which inputs drive a result, of scenarios whose indices are known on paper. */
#include "insight/sensitivity.h"

#include "scenario/input.h"
#include "support/kept.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { TESTS = 10 };

/* Help is asked for in half of the replications. */
#define SELDOM "[command]\nrequest = mixture(1: uniform(0 h, 9 h), 1: uniform(500 h, 600 h))\n"

/* Closure of a flight is the sum of all that comes before it. */
#define FLIGHT ONE_FLIGHT
#define UNKNOWN                                                                                    \
    "[uncertain.a]\nkey = command.consultation\nvalue = uniform(0 h, 4 h)\n"                       \
    "[uncertain.b]\nkey = command.decision\nvalue = uniform(0 h, 2 h)\n"                           \
    "[uncertain.c]\nkey = command.orders\nvalue = uniform(0 h, 1 h)\n"

static struct ab_document *document;
static struct ab_inquiry *inquiry;
static struct ab_sensitivity answer;

static enum ab_status open_and_ask(const char *text, struct ab_sensitivity_question question)
{
    static const char *const column[] = {"closure_h"};
    write_text("flight.ini", text);
    ck_assert_int_eq(ab_document_load(&document, NULL, "flight.ini", NULL, 0, &errors), AB_OK);
    const struct ab_inquiry_options options = {.command = "sensitivity",
                                               .document = document,
                                               .column = column,
                                               .columns = 1,
                                               .seed = 3,
                                               .threads = 2};
    ck_assert_msg(ab_inquiry_open(&inquiry, &options, &errors) == AB_OK, "%s",
                  errors.error[0].text);
    question.inquiry = inquiry;
    question.seed = options.seed;
    question.measure = ab_measure_find(ab_inquiry_scenario(inquiry), "closure_h");
    const enum ab_status status = ab_sensitivity_ask(&answer, &question, &errors);
    ck_assert_msg(status == AB_OK, "%s", errors.error[0].text);
    return status;
}

static void setup(void)
{
    enter_folder();
}

static void teardown(void)
{
    ab_sensitivity_clear(&answer);
    ab_inquiry_close(inquiry);
    ab_document_destroy(document);
    inquiry = NULL;
    document = NULL;
    leave_folder();
}

/* Both indices are this, within what 1,024 rows tell. */
static void expect(const struct ab_sensitivity_input *input, const char *name, double index)
{
    ck_assert_str_eq(input->name, name);
    ck_assert(!input->is_screened);
    ck_assert_double_eq_tol(input->indices.first.value, index, 0.03);
    ck_assert_double_eq_tol(input->indices.total.value, index, 0.03);
}

START_TEST(a_sum_of_delays_has_the_indices_of_paper)
{
    const struct ab_sensitivity_question question = {.rows = 1024};
    ck_assert_int_eq(open_and_ask(FLIGHT UNKNOWN, question), AB_OK);
    ck_assert_int_eq(answer.inputs, 3);
    ck_assert_int_eq(answer.rows, 1024);
    expect(&answer.input[0], "a", 16.0 / 21);
    expect(&answer.input[1], "b", 4.0 / 21);
    expect(&answer.input[2], "c", 1.0 / 21);
    ck_assert_double_eq_tol(answer.luck.total.value, 0, 1e-12);
    ck_assert_double_eq_tol(answer.mean, 4 + 2 + 1 + 0.5, 0.02);
    ck_assert_double_eq_tol(answer.variance, 21.0 / 12, 0.05);
    for (int i = 0; i < 3; i++) {
        ck_assert_double_gt(answer.input[i].correlation, 0.1);
    }
}
END_TEST

/* The exponential has mean and standard deviation 1 h: 1 of 1 + 21 / 12 is luck. */
START_TEST(luck_is_told_apart_from_ignorance)
{
    const struct ab_sensitivity_question question = {.rows = 2048};
    write_text("base.ini", FLIGHT UNKNOWN);
    ck_assert_int_eq(open_and_ask("[scenario]\nbase = base.ini\n[aircraft.transport]\n"
                                  "onload_time = exponential(1 h)\n",
                                  question),
                     AB_OK);
    const double whole = 1 + 21.0 / 12;
    expect(&answer.input[0], "a", 16.0 / 12 / whole);
    expect(&answer.input[1], "b", 4.0 / 12 / whole);
    expect(&answer.input[2], "c", 1.0 / 12 / whole);
    ck_assert_double_eq_tol(answer.luck.first.value, 1 / whole, 0.04);
    ck_assert_double_eq_tol(answer.luck.total.value, 1 / whole, 0.04);
}
END_TEST

static struct ab_axis axis_of(const char *key, const char *values, struct ab_arena *arena)
{
    struct ab_axis axis;
    ck_assert_int_eq(ab_axis_parse(&axis, key, values, arena, &errors), AB_OK);
    return axis;
}

START_TEST(keys_with_ranges_take_the_place_of_inputs)
{
    struct ab_arena *arena = ab_arena_create(0);
    const struct ab_axis over[] = {axis_of("leg.home-away.block_time", "2 h..6 h", arena),
                                   axis_of("command.request", "0 h..2 h", arena),
                                   axis_of("aircraft.transport.offload_time", "1..3 h", arena)};
    const struct ab_sensitivity_question question = {.over = over, .overs = 3, .rows = 1024};
    ck_assert_int_eq(open_and_ask(FLIGHT UNKNOWN, question), AB_OK);
    ck_assert_int_eq(answer.inputs, 3);
    expect(&answer.input[0], "leg.home-away.block_time", 0.8);
    expect(&answer.input[1], "command.request", 0); /* closure is counted from the request */
    expect(&answer.input[2], "aircraft.transport.offload_time", 0.2);
    ab_arena_destroy(arena);
}
END_TEST

START_TEST(rows_are_doubled_until_it_is_precise)
{
    const struct ab_sensitivity_question question = {.rows = 4096, .precise = 0.1};
    ck_assert_int_eq(open_and_ask(FLIGHT UNKNOWN, question), AB_OK);
    ck_assert(answer.precise);
    ck_assert_int_lt(answer.rows, 4096);
    ck_assert_int_ge(answer.rows, 512);
}
END_TEST

/* Writes a scenario with three inputs that matter among so many that do not. */
static void write_many(char text[8192], const char *and)
{
    char more[300];
    (void)snprintf(text, 8192,
                   "[scenario]\nbase = base.ini\n%s[contingent.cargo]\nassembly = 10 h\n"
                   "[fleet.other]\ntype = transport\nnumber = 20\nhome = home\n",
                   and);
    write_text("base.ini", FLIGHT UNKNOWN);
    for (int i = 0; i < 20; i++) {
        (void)snprintf(more, sizeof more,
                       "[contingent.small%d]\napoe = home\napod = away\nloads = 1\nfleets = other\n"
                       "[uncertain.small%d]\nkey = contingent.small%d.notice\n"
                       "value = uniform(0 h, 1 h)\n",
                       i, i, i);
        (void)strncat(text, more, 8192 - strlen(text) - 1);
    }
}

START_TEST(of_many_inputs_those_that_matter_are_found)
{
    char text[8192];
    write_many(text, "");
    const struct ab_sensitivity_question question = {.rows = 512};
    ck_assert_int_eq(open_and_ask(text, question), AB_OK);
    ck_assert_int_eq(answer.inputs, 23);
    int screened = 0;
    for (int i = 0; i < answer.inputs; i++) {
        const struct ab_sensitivity_input *input = &answer.input[i];
        screened += input->is_screened;
        ck_assert(!isnan(input->effects.magnitude));
        ck_assert(input->is_screened == isnan(input->indices.first.value));
        if (strlen(input->name) == 1) {
            ck_assert(!input->is_screened);
            ck_assert_double_gt(input->effects.magnitude, 0.74); /* 3/4 of its range */
        } else {
            ck_assert_double_eq(input->effects.magnitude, 0);
        }
    }
    ck_assert_int_eq(screened, 23 - AB_SENSITIVITY_MOST);
}
END_TEST

START_TEST(what_never_varies_has_no_indices)
{
    const struct ab_sensitivity_question question = {.rows = 512};
    ck_assert_int_eq(open_and_ask(FLIGHT "[airfield.idle]\n[uncertain.idle]\n"
                                         "key = airfield.idle.working_mog\n"
                                         "value = uniform(1, 5)\n",
                                  question),
                     AB_OK);
    ck_assert_double_eq(answer.variance, 0);
    ck_assert(isnan(answer.input[0].indices.total.value));
    ck_assert(isnan(answer.input[0].correlation));
}
END_TEST

START_TEST(who_does_not_close_counts_as_the_horizon)
{
    const struct ab_sensitivity_question question = {.rows = 512};
    ck_assert_int_eq(open_and_ask(FLIGHT "[uncertain.late]\nkey = command.orders\n"
                                         "value = uniform(0 h, 500 h)\n",
                                  question),
                     AB_OK);
    /* 240 h are followed; some (500 - 236) / 500 of the settings are later. */
    ck_assert_double_eq_tol(answer.beyond / 1024.0, 0.528, 0.02);
    ck_assert_double_eq_tol(answer.input[0].indices.total.value, 1, 0.02);
}
END_TEST

/* A row has two lucks: a quarter of them is left, and of these all is as it would be of all. */
START_TEST(rows_in_which_nobody_asked_for_help_are_left_out)
{
    const struct ab_sensitivity_question question = {.rows = 4096};
    write_text("base.ini", FLIGHT UNKNOWN);
    ck_assert_int_eq(open_and_ask("[scenario]\nbase = base.ini\n" SELDOM "[aircraft.transport]\n"
                                  "onload_time = exponential(1 h)\n",
                                  question),
                     AB_OK);
    const double whole = 1 + 21.0 / 12;
    ck_assert_int_eq(answer.rows, 4096);
    ck_assert_double_eq_tol(answer.left_out / 4096.0, 0.75, 0.03);
    ck_assert(!answer.inputs_decide);
    ck_assert_int_eq(answer.beyond, 0);
    expect(&answer.input[0], "a", 16.0 / 12 / whole);
    expect(&answer.input[1], "b", 4.0 / 12 / whole);
    expect(&answer.input[2], "c", 1.0 / 12 / whole);
    ck_assert_double_eq_tol(answer.luck.total.value, 1 / whole, 0.05);
    ck_assert_double_eq_tol(answer.variance, whole, 0.2);
    ck_assert_double_gt(answer.input[0].correlation, 0.5);
}
END_TEST

START_TEST(an_input_that_decides_whether_it_comes_is_told)
{
    struct ab_arena *arena = ab_arena_create(0);
    const struct ab_axis over[] = {axis_of("command.consultation", "0 h..4 h", arena),
                                   axis_of("command.decision", "0 h..2 h", arena),
                                   axis_of("command.request", "0 h..460 h", arena)};
    const struct ab_sensitivity_question question = {.over = over, .overs = 3, .rows = 4096};
    write_text("base.ini", FLIGHT);
    ck_assert_int_eq(open_and_ask("[scenario]\nbase = base.ini\nhorizon = 230 h\n", question),
                     AB_OK);
    ck_assert_double_eq_tol(answer.left_out / 4096.0, 0.75, 0.03);
    ck_assert(answer.inputs_decide);
    ab_arena_destroy(arena);
}
END_TEST

START_TEST(a_screening_leaves_out_what_nobody_asked_for)
{
    char text[8192];
    write_many(text, SELDOM);
    const struct ab_sensitivity_question question = {.rows = 512};
    ck_assert_int_eq(open_and_ask(text, question), AB_OK);
    for (int i = 0; i < answer.inputs; i++) {
        const struct ab_sensitivity_input *input = &answer.input[i];
        const double range[] = {4, 2, 1}; /* each effect is the same everywhere */
        const bool matters = strlen(input->name) == 1;
        ck_assert_double_eq_tol(input->effects.magnitude,
                                matters ? 0.75 * range[input->name[0] - 'a'] : 0, 1e-6);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sensitivity");
    TCase *tests = tcase_create("sensitivity");
    tcase_set_timeout(tests, 240);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_sum_of_delays_has_the_indices_of_paper);
    tcase_add_test(tests, luck_is_told_apart_from_ignorance);
    tcase_add_test(tests, keys_with_ranges_take_the_place_of_inputs);
    tcase_add_test(tests, rows_are_doubled_until_it_is_precise);
    tcase_add_test(tests, of_many_inputs_those_that_matter_are_found);
    tcase_add_test(tests, what_never_varies_has_no_indices);
    tcase_add_test(tests, who_does_not_close_counts_as_the_horizon);
    tcase_add_test(tests, rows_in_which_nobody_asked_for_help_are_left_out);
    tcase_add_test(tests, an_input_that_decides_whether_it_comes_is_told);
    tcase_add_test(tests, a_screening_leaves_out_what_nobody_asked_for);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
