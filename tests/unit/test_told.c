/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_told.c - what the accounts of questions say of answers made by hand, as luck seldom gives them. */
#include "insight/calibrate_answer.h"
#include "insight/changes.h"
#include "insight/order_answer.h"
#include "insight/size_answer.h"
#include "insight/worth_answer.h"

#include "scenario/input.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS = 11, PARTIES = 3 };

#define PLAN                                                                                       \
    "[scenario]\nstart = 2022-01-01T00:00Z\ntitle = the plan\n"                                    \
    "[aircraft.transport]\nonload_time = 1 h\n[airfield.home]\n[airfield.away]\n"                  \
    "[leg.l]\nfrom = home\nto = away\nblock_time = 2 h\n"                                          \
    "[fleet.f]\ntype = transport\nnumber = 2\nhome = home\n"                                       \
    "[contingent.a]\napoe = home\napod = away\nloads = 1\n"                                        \
    "[contingent.b]\napoe = home\napod = away\nloads = 1\npriority = 1\n"                          \
    "[contingent.c]\napoe = home\napod = away\nloads = 1\npriority = 2\n"

static struct ab_document *document;
static struct ab_inquiry *inquiry;
static char *text;

static void setup(void)
{
    static const char *const column[] = {"closure_h"};
    enter_folder();
    write_text("plan.ini", PLAN);
    ck_assert_int_eq(ab_document_load(&document, NULL, "plan.ini", NULL, 0, &errors), AB_OK);
    const struct ab_inquiry_options options = {
        .command = "size", .document = document, .column = column, .columns = 1, .threads = 1};
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
}

static void teardown(void)
{
    ab_inquiry_close(inquiry);
    ab_document_destroy(document);
    free(text);
    leave_folder();
}

/* Prints an account without breaking its lines. */
static void print(void (*account)(struct ab_sheet *sheet, const void *told), const void *told)
{
    size_t size;
    FILE *stream;
    free(text);
    text = NULL;
    stream = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(stream);
    struct ab_sheet sheet = ab_sheet_on(stream, 10000);
    account(&sheet, told);
    ck_assert_int_eq(fclose(stream), 0);
}

static void says(const char *words)
{
    ck_assert_msg(strstr(text, words) != NULL, "'%s' is not in:\n%s", words, text);
}

static void says_nothing_of(const char *words)
{
    ck_assert_msg(strstr(text, words) == NULL, "'%s' is in:\n%s", words, text);
}

/* ---- worth ---- */

static struct ab_worth_row row_of(enum ab_worth_sort sort, enum ab_worth_state state,
                                  const char *words, double gain, double half)
{
    return (struct ab_worth_row){.sort = sort,
                                 .state = state,
                                 .words = words,
                                 .other_words = "",
                                 .key = "",
                                 .other_key = "",
                                 .reason = "",
                                 .gain = gain,
                                 .low = gain - half,
                                 .high = gain + half,
                                 .all_low = gain - half,
                                 .all_high = gain + half,
                                 .price = (double)NAN};
}

static struct ab_worth_result worth_of(struct ab_worth_row *row, int rows)
{
    return (struct ab_worth_result){.scenario = ab_inquiry_scenario(inquiry),
                                    .of = "closure_h",
                                    .unit = "h",
                                    .row = row,
                                    .rows = rows,
                                    .replications = 300,
                                    .base_mean = 22,
                                    .delta = 0.11};
}

START_TEST(what_makes_it_worse_and_what_cannot_be_tried_are_counted)
{
    struct ab_worth_row row[] = {
        row_of(AB_WORTH_MORE, AB_WORTH_MOVED, "one more of a", 3, 0.5),
        row_of(AB_WORTH_MORE, AB_WORTH_MOVED, "one more of b", 0.1, 0.5),
        row_of(AB_WORTH_MORE, AB_WORTH_MOVED, "one more of c", -2, 0.5),
        row_of(AB_WORTH_MORE, AB_WORTH_FAULTY, "one more of d", (double)NAN, 0),
        row_of(AB_WORTH_MORE, AB_WORTH_FAULTY, "one more of e", (double)NAN, 0),
    };
    row[3].reason = "not in this world";
    row[4].reason = "nor this one";
    struct ab_worth_result worth = worth_of(row, 5);
    print(ab_worth_print, &worth);
    says("the plan\n");
    says("one more of a: closes 3.0 h earlier (2.5 to 3.5)\n");
    says("1 more moves it by less, or not for sure, 1 makes it worse; 0 move it in none of 20 "
         "replications\n");
    says("2 could not be tried; the first of them, one more of d: not in this world\n");
    row[1].low = 0.01;
    worth.held = 3;
    print(ab_worth_print, &worth);
    says("1 more moves it by less, or not for sure, of which 1 helps by its own interval, but may "
         "be "
         "luck among 3, 1 makes it worse; 0 move it in none of 20 replications\n");
    row[1].gain = row[1].low = row[1].high = row[1].all_low = row[1].all_high = -1;
    worth.replications = 1;
    print(ab_worth_print, &worth);
    says("0 more move it by less, or not for sure, 2 make it worse; 0 move it in none of 1 "
         "replication\n");
    says("Nothing can be given up for nothing\n");
}
END_TEST

START_TEST(what_moves_nothing_alone_is_told_with_what_it_does_together)
{
    struct ab_worth_result worth = worth_of(NULL, 0);
    struct ab_worth_together *together = &worth.together[AB_WORTH_MORE];
    *together = (struct ab_worth_together){.count = 1, .parts = 1, .n = 100, .moved = 3};
    print(ab_worth_print, &worth);
    says("1 moves it in none of 20 replications, in 3 of 100\n");
    together->moved = 0;
    print(ab_worth_print, &worth);
    says("1 moves it in none of 20 replications, nor of 100\n");
    *together = (struct ab_worth_together){.count = 250, .parts = 3, .n = 100};
    print(ab_worth_print, &worth);
    says("250 move it in none of 20 replications, a hundred of them together in none of 100\n");
    together->moved = 1;
    together->gain = together->low = together->high = -0.5;
    print(ab_worth_print, &worth);
    says("a hundred of them together by this much: closes 0.50 h later\n"); /* for sure so much */
    says_nothing_of("(");
    together->low = -0.7;
    together->high = -0.2;
    print(ab_worth_print, &worth);
    says("by this much: closes 0.50 h later (0.20 to 0.70)\n");
}
END_TEST

START_TEST(pairs_are_told_that_help_for_sure)
{
    static const struct ab_what_if other = {.words = "another"};
    struct ab_worth_row row[] = {
        row_of(AB_WORTH_MORE, AB_WORTH_MOVED, "one more of a", 3, 0.5),
        row_of(AB_WORTH_PAIR, AB_WORTH_MOVED, "one more of b", 2, 2.5),
        row_of(AB_WORTH_PAIR, AB_WORTH_MOVED, "one more of c", 4, 0.5),
    };
    for (int i = 1; i < 3; i++) {
        row[i].other = &other;
        row[i].other_words = i == 1 ? "one more of d" : "one more of e";
    }
    struct ab_worth_result worth = worth_of(row, 2);
    print(ab_worth_print, &worth);
    says_nothing_of("Together more than alone");
    worth.rows = 3;
    print(ab_worth_print, &worth);
    says("Together more than alone\n    one more of c, and one more of e: closes 4.0 h earlier");
    says_nothing_of("one more of b");
}
END_TEST

START_TEST(the_sure_first_is_told_by_what_it_was_measured_by)
{
    struct ab_worth_row row[] = {
        row_of(AB_WORTH_MORE, AB_WORTH_MOVED, "one more of a", 3, 0),
        row_of(AB_WORTH_PAIR, AB_WORTH_MOVED, "one more of a", 5, 0),
    };
    struct ab_worth_result worth = worth_of(row, 2);
    row[0].price = 2;
    row[0].first = true;
    row[1].other = (const struct ab_what_if *)(const void *)row; /* there is one */
    row[1].other_words = "one more of b";
    row[1].extra = row[1].extra_low = row[1].extra_high = 1;
    worth.moved[AB_WORTH_PAIR] = 1;
    worth.raced = true;
    worth.left = 1;
    print(ab_worth_print, &worth);
    says("  * one more of a: closes 3.0 h earlier; 1.5 h for one of money\n");
    says("* the best, to within 0.11 h, with a probability of at least 95 % (KN)\n");
    says("one more of a, and one more of b: closes 5.0 h earlier, 1.0 h of that only together\n");
    struct ab_worth_row tied[] = {row[0], row[0]};
    worth.row = tied;
    worth.left = 2;
    print(ab_worth_print, &worth);
    says("* one of these 2 is the best, at 95 %: 300 replications tell no more apart\n");
    worth.row = row;
    worth.left = 1;
    worth.by_price = true;
    print(ab_worth_print, &worth);
    says("What it would buy, by what a unit of money buys, with 95 % intervals that hold for all "
         "at once\n");
    says("* the only one that has a price and moves it; with the others it is not compared\n");
    struct ab_worth_row dear = row[0], free[] = {row[1], row[0]};
    dear.low = dear.all_low = -1; /* not for sure */
    free[0] = dear;
    free[1].price = (double)NAN;
    free[1].first = false;
    worth.row = free;
    worth.left = 2;
    print(ab_worth_print, &worth);
    says("What it would buy, with 95 % intervals that hold for all at once\n");
    says("  nothing of this has a price; what has one does not help for sure\n");
    worth.left = 1;
    tied[1].first = false; /* a rival of the first */
    worth.row = tied;
    worth.moved[AB_WORTH_PAIR] = 0;
    print(ab_worth_print, &worth);
    says("* the best for its price, to within 0.11 h for one of money, with a probability of at "
         "least "
         "95 % (KN)\n");
}
END_TEST

START_TEST(what_is_no_time_becomes_more_or_less)
{
    struct ab_worth_row row[] = {
        row_of(AB_WORTH_MORE, AB_WORTH_MOVED, "one more of a", 0.2, 0.1),
    };
    struct ab_worth_result worth = worth_of(row, 1);
    worth.unit = "share";
    worth.of = "closed"; /* much of it is wanted */
    print(ab_worth_print, &worth);
    says("one more of a: 0.20 share more (0.10 to 0.30)\n");
    worth.of = "flown_h"; /* little of it */
    worth.unit = "h";
    print(ab_worth_print, &worth);
    says("one more of a: 0.20 h less (0.10 to 0.30)\n");
    worth.of = "withdrawal_h"; /* since the order to go home */
    print(ab_worth_print, &worth);
    says("one more of a: 0.20 h earlier (0.10 to 0.30)\n");
}
END_TEST

START_TEST(what_can_be_given_up_is_listed_by_its_kind)
{
    struct ab_worth_row row[] = {
        row_of(AB_WORTH_SPARE, AB_WORTH_SAME, "one less stand at almaty", 0, 0),
        row_of(AB_WORTH_SPARE, AB_WORTH_UNMOVED, "one less stand at moscow", 0, 0),
        row_of(AB_WORTH_SPARE, AB_WORTH_UNMOVED, "one less slots at moscow", 0, 0),
        row_of(AB_WORTH_SPARE, AB_WORTH_UNMOVED, "one less working place at moscow", 0, 0),
        row_of(AB_WORTH_SPARE, AB_WORTH_UNMOVED, "an hour less of hours at almaty", 0, 0),
        row_of(AB_WORTH_SPARE, AB_WORTH_MOVED, "one less aircraft of f", -1, 0),
        row_of(AB_WORTH_SPARE, AB_WORTH_UNMOVED, "an hour less of hours at moscow", 0, 0),
    };
    struct ab_worth_result worth = worth_of(row, 7);
    worth.together[AB_WORTH_SPARE] = (struct ab_worth_together){.count = 6, .parts = 1, .n = 100};
    print(ab_worth_print, &worth);
    says("Can be given up for nothing: each of these 6 moves it in none of 20 replications, all of "
         "them together in none of 100\n"
         "    one less stand at almaty, moscow\n"
         "    one less slots at moscow\n"
         "    one less working place at moscow\n"
         "    an hour less of hours at almaty\n"
         "    an hour less of hours at moscow\n");
    worth.replications = 1;
    print(ab_worth_print, &worth);
    says("Can be given up for nothing: each of these 6 moves it in none of 1 replication, ");
}
END_TEST

/* ---- orders ---- */

static const struct ab_order_party party[PARTIES] = {
    {0, "contingent.a.priority", 0},
    {1, "contingent.b.priority", 1},
    {2, "contingent.c.priority", 2},
};
static const int ranks[2][PARTIES] = {{0, 1, 2}, {1, 0, 2}};
static const int64_t priorities[2][PARTIES] = {{0, 1, 2}, {1, 0, 2}};

/* The plan, and another order that seemed better by 2 h. */
static void make_orders(struct ab_order order[2], struct ab_order_answer *answer,
                        struct ab_order_question *question)
{
    for (int i = 0; i < 2; i++) {
        order[i] = (struct ab_order){
            .rank = ranks[i], .priority = priorities[i], .by.gain = i == 0 ? 0 : 2};
    }
    *answer = (struct ab_order_answer){.order = order,
                                       .orders = 2,
                                       .plan = 0,
                                       .best = 1,
                                       .all = true,
                                       .fresh = 40,
                                       .by = {20, 19, 1, -0.5, 2.5, 0},
                                       .bound = (double)NAN};
    *question = (struct ab_order_question){
        .inquiry = inquiry,
        .measure = ab_measure_find(ab_inquiry_scenario(inquiry), "closure_h"),
        .party = party,
        .parties = PARTIES,
        .replications = 40};
}

START_TEST(the_plan_stays_where_none_is_better_for_sure)
{
    struct ab_order order[2];
    struct ab_order_answer answer;
    struct ab_order_question question;
    const struct ab_goal goal = {ab_measure_find(ab_inquiry_scenario(inquiry), "closure_h"), true,
                                 20};
    const struct ab_order_told told = {&question, &answer, "plan.ini", NULL, 0, -1};
    make_orders(order, &answer, &question);
    print(ab_order_print, &told);
    says("The plan's order stays: none of the 1 others that there are is better for sure. The one "
         "that looked best, by 2 h, gains 1 h (95 % interval -0.5 to 2.5) in 40 replications that "
         "did not choose it.\n");
    says("2 orders, all there are, ");
    answer.all = false;
    answer.bound = 10;
    answer.unclosed = 1;
    print(ab_order_print, &told);
    says("did not choose it; there may be one that the search did not come by.\n");
    says("What is left to gain is not known: 1 replication ended before the force was in.\n");
    says("\n2 orders, 0 runs.\n");
    question.goal = &goal;
    question.goals = 1;
    order[1].by.gain = 0.2;
    answer.by = (struct ab_order_gain){0.5, 0.6, 0.1, -0.05, 0.25, 0};
    answer.unclosed = 2;
    print(ab_order_print, &told);
    says("by 20 %, gains 10 % (95 % interval -5 to 25) in");
    says("2 replications ended");
    answer.best = 0;
    answer.by = (struct ab_order_gain){0};
    print(ab_order_print, &told);
    says("none of the 1 others that were tried is better; there may be one");
}
END_TEST

START_TEST(a_better_order_is_told_with_the_command_that_flies_it)
{
    static const char *const set[] = {"contingent.a.priority = 7", "Contingent.B.priority=7",
                                      "contingent.c.priority=7", "fleet.f.number = 3",
                                      "contingent.a.priority_of = x"};
    struct ab_order order[2];
    struct ab_order_answer answer;
    struct ab_order_question question;
    const struct ab_order_told told = {&question, &answer, "plan.ini", set, 5, 9};
    make_orders(order, &answer, &question);
    answer.by = (struct ab_order_gain){20, 18, 2, 2, 2, 0};
    answer.fresh = 0;
    question.replications = 1; /* no luck: equals are as good */
    print(ab_order_print, &told);
    says("This order closes 2.00 h earlier: 18 h instead of 20.\n");
    says("  airbridge run plan.ini \\\n      --set contingent.c.priority=7 \\\n"
         "      --set 'fleet.f.number = 3' \\\n      --set 'contingent.a.priority_of = x' \\\n"
         "      --set contingent.a.priority=1 \\\n      --set contingent.b.priority=0 \\\n"
         "      --seed 9\n");
    says_nothing_of("later by"); /* nobody asked when each is in */
    says_nothing_of("good");
    order[0].by.gain = 2;
    print(ab_order_print, &told);
    says("1 other is as good.\n");
    struct ab_order more[3] = {order[0], order[1], order[0]};
    answer.order = more;
    answer.orders = 3;
    print(ab_order_print, &told);
    says("2 others are as good.\n");
    question.replications = 40;
    more[1].is_finalist = more[2].is_finalist = true;
    print(ab_order_print, &told);
    says("1 other may be as good or better.\n");
}
END_TEST

/* ---- mixes ---- */

START_TEST(what_contradicts_a_cheapest_mix_is_told)
{
    static const char *const value[] = {"1", "2", "3"};
    static const double price[] = {0, 2, 4};
    static const char *const now[] = {"2"};
    static char long_value[700];
    const char *longer[] = {"1", long_value, "3"};
    memset(long_value, 'x', sizeof long_value - 1);
    struct ab_size_axis axis = {"fleet.f.number", value, price, 3};
    const struct ab_goal goal = {ab_measure_find(ab_inquiry_scenario(inquiry), "closure_h"), true,
                                 20};
    const struct ab_size_question question = {.inquiry = inquiry,
                                              .goal = &goal,
                                              .goals = 1,
                                              .axis = &axis,
                                              .axes = 1,
                                              .share = 0.9,
                                              .most = 100,
                                              .confirm = 300};
    struct ab_size_mix mix[3];
    for (int i = 0; i < 3; i++) {
        mix[i] = (struct ab_size_mix){.level = {i},
                                      .price = price[i],
                                      .n = 100,
                                      .met = 95,
                                      .verdict = AB_SIZE_PASSES,
                                      .reached = 19,
                                      .on_front = i == 1};
    }
    struct ab_size_answer answer = {.outcome = AB_LATTICE_FOUND,
                                    .mix = mix,
                                    .mixes = 3,
                                    .winner = 1,
                                    .confirmed = 300,
                                    .reached = 285,
                                    .less = {0},
                                    .more = {2}};
    const struct ab_size_told told = {&question, &answer, NULL, now, 2, false};
    print(ab_size_print, &told);
    says("costs 0 against the plan as it is:\n");
    says(
        "With less of fleet.f.number the test passes all the same: it is not sure that this is the "
        "cheapest.\n");
    says_nothing_of("With more");
    says_nothing_of("new luck");
    mix[0].verdict = AB_SIZE_UNCONFIRMED;
    mix[2].verdict = AB_SIZE_FAILS;
    answer.unconfirmed = 1;
    print(ab_size_print, &told);
    says("1 cheaper that passed the test did not with new luck.\n");
    says(
        "With more of fleet.f.number the test fails: more does not always help here, and a cheaper "
        "mix may have been left out.\n");
    says_nothing_of("With less");
    axis.value =
        longer; /* a distribution, say, of which the front shows as much as there is room for */
    print(ab_size_print, &told);
    says("xxx");
    axis.value = value;
    const struct ab_size_axis two[] = {{"fleet.f.number", longer, price, 3}, axis};
    struct ab_size_question wider = question;
    const char *const both[] = {"2", "2"};
    const struct ab_size_told told_of_two = {&wider, &answer, NULL, both, 2, false};
    wider.axis = two;
    wider.axes = 2;
    answer.less[1] = answer.more[1] = AB_NOBODY;
    print(ab_size_print, &told_of_two);
    says("(the least there is)");
    says("xxx");
    says_nothing_of(" | "); /* no room is left for the second */
}
END_TEST

/* ---- history ---- */

static const struct ab_uncertain unknowns[] = {{.named.id = (char *)"w"},
                                               {.named.id = (char *)"x"},
                                               {.named.id = (char *)"y"},
                                               {.named.id = (char *)"z"}};
static struct ab_input inputs[] = {{.of = &unknowns[0], .unit = "h"},
                                   {.of = &unknowns[1], .unit = "h"},
                                   {.of = &unknowns[2], .unit = "h"},
                                   {.of = &unknowns[3], .unit = ""}};

START_TEST(of_inputs_that_go_together_the_three_closest_pairs_are_told)
{
    struct ab_scenario scenario = {.input = inputs, .input_count = 4};
    struct ab_calibrated_input input[4] = {0};
    double correlation[16] = {1,    0.9, -0.5, 0.3, 0.9, 1,   0.4, 0.1,
                              -0.5, 0.4, 1,    0.2, 0.3, 0.1, 0.2, 1};
    struct ab_calibration answer = {.draws = 400,
                                    .accepted = 400,
                                    .inputs = 4,
                                    .input = input,
                                    .correlation = correlation,
                                    .excludes_most = AB_NOBODY};
    const struct ab_calibration_told told = {.answer = &answer, .scenario = &scenario};
    print(ab_calibration_print, &told);
    says("400 of 400 draws fit all 0 calibration milestones.\n");
    says("Only together: w and x go with each other, rank correlation +0.90.\n"
         "Only together: w and y go against each other, rank correlation -0.50.\n"
         "Only together: x and y go with each other, rank correlation +0.40.\n");
    says_nothing_of("+0.30");
}
END_TEST

START_TEST(goals_are_told_with_their_units)
{
    const struct ab_scenario *scenario = ab_inquiry_scenario(inquiry);
    const struct ab_goal goal[] = {{ab_measure_find(scenario, "closed"), false, 0.9},
                                   {ab_measure_find(scenario, "closure_h"), true, 20}};
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    struct ab_sheet sheet = ab_sheet_on(stream, 100);
    ab_goals_say(&sheet, scenario, goal, 2);
    ab_sheet_end(&sheet);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_str_eq(text, "closed >= 0.9 share and closure_h <= 20 h\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("told");
    TCase *tests = tcase_create("accounts");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, what_makes_it_worse_and_what_cannot_be_tried_are_counted);
    tcase_add_test(tests, what_moves_nothing_alone_is_told_with_what_it_does_together);
    tcase_add_test(tests, pairs_are_told_that_help_for_sure);
    tcase_add_test(tests, the_sure_first_is_told_by_what_it_was_measured_by);
    tcase_add_test(tests, what_is_no_time_becomes_more_or_less);
    tcase_add_test(tests, what_can_be_given_up_is_listed_by_its_kind);
    tcase_add_test(tests, the_plan_stays_where_none_is_better_for_sure);
    tcase_add_test(tests, a_better_order_is_told_with_the_command_that_flies_it);
    tcase_add_test(tests, what_contradicts_a_cheapest_mix_is_told);
    tcase_add_test(tests, of_inputs_that_go_together_the_three_closest_pairs_are_told);
    tcase_add_test(tests, goals_are_told_with_their_units);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
