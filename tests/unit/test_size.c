/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_size.c - goals, and the cheapest mix that reaches one: against trying every mix. */
#include "insight/size.h"

#include "support/kept.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <math.h>
#include <string.h>

enum { TESTS = 8, MOST = 200, CONFIRM = 600, AIRCRAFT = 5, PLACES = 3, TEAMS = 3 };

/* A shuttle whose places and aircraft bind in turn. */
#define SHUTTLE                                                                                    \
    "[scenario]\nstart = 2022-01-01T00:00Z\nend = closed\nhorizon = 30 d\n"                        \
    "[aircraft.transport]\nonload_time = exponential(1 h)\noffload_time = exponential(2 h)\n"      \
    "[airfield.home]\nworking_mog = 1\n[airfield.away]\nworking_mog = 1\n"                         \
    "[leg.home-away]\nfrom = home\nto = away\nblock_time = 2 h\n"                                  \
    "[fleet.shuttle]\ntype = transport\nnumber = 1\nhome = home\n"                                 \
    "[contingent.cargo]\napoe = home\napod = away\nloads = 10\n"

static struct ab_document *document;
static struct ab_inquiry *inquiry;
static struct ab_goal goal;

static const char *const aircraft[AIRCRAFT] = {"1", "2", "3", "4", "5"};
static const char *const places[PLACES] = {"1", "2", "3"};
static const double aircraft_price[AIRCRAFT] = {0, 4, 8, 12, 16}, places_price[PLACES] = {0, 3, 6},
                    teams_price[TEAMS] = {0, 1, 2};
static const struct ab_size_axis axis[] = {
    {"fleet.shuttle.number", aircraft, aircraft_price, AIRCRAFT},
    {"airfield.away.working_mog", places, places_price, PLACES},
    {"airfield.home.working_mog", places, teams_price, TEAMS},
};
enum { AXES = sizeof axis / sizeof axis[0] };

static void open_inquiry(uint64_t seed)
{
    static const char *const column[] = {"closure_h"};
    const struct ab_inquiry_options options = {.command = "size",
                                               .document = document,
                                               .column = column,
                                               .columns = 1,
                                               .seed = seed,
                                               .threads = 2};
    ab_inquiry_close(inquiry);
    ck_assert_int_eq(ab_inquiry_open(&inquiry, &options, &errors), AB_OK);
}

static void setup(void)
{
    enter_folder();
    write_text("shuttle.ini", SHUTTLE);
    ck_assert_int_eq(ab_document_load(&document, NULL, "shuttle.ini", NULL, 0, &errors), AB_OK);
    open_inquiry(0);
}

static void teardown(void)
{
    ab_inquiry_close(inquiry);
    ab_document_destroy(document);
    leave_folder();
}

static enum ab_status parse(const char *text)
{
    ab_errors_clear(&errors);
    return ab_goal_parse(&goal, ab_inquiry_scenario(inquiry), text, &errors);
}

START_TEST(a_goal_is_a_bound_in_the_units_of_its_measure)
{
    const struct {
        const char *text;
        bool at_most;
        double bound;
    } line[] = {
        {"closure_h <= 72", true, 72},       {"closure_h<=3 d", true, 72},
        {" Closure_H  >= 72 h ", false, 72}, {"closure_h <= 2:30", true, 2.5},
        {"closed >= 95 %", false, 0.95},     {"closed>=0.5", false, 0.5},
    };
    for (size_t i = 0; i < sizeof line / sizeof line[0]; i++) {
        ck_assert_msg(parse(line[i].text) == AB_OK, "%s: %s", line[i].text, errors.error[0].text);
        ck_assert_int_eq(goal.at_most, line[i].at_most);
        ck_assert_double_eq_tol(goal.bound, line[i].bound, 1e-12);
    }
    ck_assert_int_eq(parse("closure_h <= 72"), AB_OK);
    ck_assert(ab_goal_is_met(&goal, 72) && !ab_goal_is_met(&goal, 72.001));
    ck_assert(!ab_goal_is_met(&goal, AB_BEYOND) && !ab_goal_is_met(&goal, (double)NAN));
    ck_assert_int_eq(parse("on_time_share >= 99.9 %"), AB_OK); /* which has other last digits */
    ck_assert(ab_goal_is_met(&goal, 999 / 1000.0) && !ab_goal_is_met(&goal, 998 / 1000.0));
}
END_TEST

START_TEST(what_is_no_goal_is_refused)
{
    static const char *const text[] = {
        "",
        "closure_h",
        "closure_h 72",
        "closure_h < 72",
        "closure_h = 72",
        "<= 72",
        "closure_h <=",
        "closure_h <= x",
        "closure_h <= 72 t",
        "closure_h <= 50 %",
        "closure_h <= 72 h h",
        "closed >= 1 h",
        "closure_x <= 72",
        "closure_h <= nan",
    };
    for (size_t i = 0; i < sizeof text / sizeof text[0]; i++) {
        ck_assert_int_eq(parse(text[i]), AB_BAD_SCENARIO);
        ck_assert_int_eq(errors.count, 1);
    }
    char longer[200] = "x";
    memset(longer, 'x', 150);
    (void)snprintf(longer + 150, sizeof longer - 150, " <= 72");
    ck_assert_int_eq(parse(longer), AB_BAD_SCENARIO);
    ck_assert_ptr_nonnull(strstr(errors.error[0].text, "it must be MEASURE <= NUMBER"));
    (void)parse("closur_h <= 72");
    ck_assert_ptr_nonnull(strstr(errors.error[0].text, "'closure_h'?"));
}
END_TEST

/* How many failures are allowed in n, as computed for methods: share .9 and .95. */
START_TEST(so_many_failures_still_prove_a_share)
{
    const struct {
        int n, failures;
        double share;
    } line[] = {{60, 1, 0.9},    {100, 4, 0.9},    {300, 21, 0.9},
                {1000, 84, 0.9}, {3000, 272, 0.9}, {1000, 38, 0.95}};
    for (size_t i = 0; i < sizeof line / sizeof line[0]; i++) {
        const int met = line[i].n - line[i].failures;
        ck_assert(ab_size_is_proved(met, line[i].n, line[i].share, 0.05));
        ck_assert(!ab_size_is_proved(met - 1, line[i].n, line[i].share, 0.05));
    }
    ck_assert(!ab_size_is_proved(0, 10, 0.5, 0.05));
}
END_TEST

static struct ab_size_question question_of(const struct ab_goal *of, double share)
{
    return (struct ab_size_question){.inquiry = inquiry,
                                     .goal = of,
                                     .goals = 1,
                                     .axis = axis,
                                     .axes = AXES,
                                     .share = share,
                                     .most = MOST,
                                     .confirm = CONFIRM};
}

/* How many of replications `first` to `last` of a mix reach the goal. */
static int count_met(const int *level, const struct ab_goal *of, int first, int last)
{
    struct ab_override override[AXES];
    int point, met = 0;
    for (int i = 0; i < AXES; i++) {
        override[i] = (struct ab_override){.key = axis[i].key, .value = axis[i].value[level[i]]};
    }
    ck_assert_int_eq(ab_inquiry_point(inquiry, override, AXES, &point, &errors), AB_OK);
    ck_assert_int_eq(ab_inquiry_make(inquiry, &point, 1, first, last, &errors), AB_OK);
    for (int i = first; i <= last; i++) {
        met += ab_goal_is_met(of, ab_inquiry_value(inquiry, point, i, 0));
    }
    return met;
}

static double price_of(const int *level)
{
    double price = 0;
    for (int i = 0; i < AXES; i++) {
        price += axis[i].price[level[i]];
    }
    return price;
}

/* The least price of all mixes that pass, each with all replications; INFINITY: none does. */
static double least_price(const struct ab_goal *of, double share)
{
    double least = (double)INFINITY;
    for (int i = 0; i < AIRCRAFT * PLACES * TEAMS; i++) {
        const int level[AXES] = {i % AIRCRAFT, i / AIRCRAFT % PLACES, i / AIRCRAFT / PLACES};
        if (price_of(level) < least &&
            ab_size_is_proved(count_met(level, of, 1, MOST), MOST, share, 0.05)) {
            least = price_of(level);
        }
    }
    return least;
}

START_TEST(it_finds_what_trying_every_mix_finds)
{
    int found = 0;
    for (int bound = 14; bound <= 50; bound += 4) {
        const struct ab_goal of = {.measure =
                                       ab_measure_find(ab_inquiry_scenario(inquiry), "closure_h"),
                                   .at_most = true,
                                   .bound = bound};
        const struct ab_size_question question = question_of(&of, 0.9);
        struct ab_size_answer answer;
        ck_assert_int_eq(ab_size_search(&answer, &question, &errors), AB_OK);
        const double least = least_price(&of, 0.9);
        if (isinf(least)) {
            ck_assert_int_eq(answer.outcome, AB_LATTICE_NONE);
        } else if (answer.unconfirmed == 0) {
            ck_assert_int_eq(answer.outcome, AB_LATTICE_FOUND);
            ck_assert_double_eq(answer.mix[answer.winner].price, least);
            /* The confirmation is of luck that no test saw, and of nothing else. */
            ck_assert_int_eq(answer.reached, count_met(answer.mix[answer.winner].level, &of,
                                                       MOST + 1, MOST + CONFIRM));
            found++;
        }
        ab_size_answer_clear(&answer);
    }
    ck_assert_int_ge(found, 4);
}
END_TEST

START_TEST(who_was_only_lucky_in_the_test_is_not_confirmed)
{
    enum { FEW = 60 };
    int unconfirmed = 0;
    struct ab_goal of = {.measure = ab_measure_find(ab_inquiry_scenario(inquiry), "closure_h"),
                         .at_most = true};
    for (int try = 0; try < 2000 && unconfirmed == 0; try++) {
        open_inquiry((uint64_t)try / 20);
        struct ab_size_question question = question_of(&of, 0.9);
        of.bound = 12 + 2 * (try % 20);
        question.most = FEW;
        struct ab_size_answer answer;
        ck_assert_int_eq(ab_size_search(&answer, &question, &errors), AB_OK);
        unconfirmed = answer.unconfirmed;
        int left = 0;
        for (int i = 0; i < answer.mixes; i++) {
            const struct ab_size_mix *mix = &answer.mix[i];
            if (mix->verdict == AB_SIZE_UNCONFIRMED) {
                left++;
                ck_assert(ab_size_is_proved(mix->met, mix->n, 0.9, 0.05));
                ck_assert_int_ne(i, answer.winner);
            }
            if (mix->verdict == AB_SIZE_UNCONFIRMED && unconfirmed == 1) {
                const int met = count_met(mix->level, &of, FEW + 1, FEW + CONFIRM);
                ck_assert(!ab_size_is_proved(met, CONFIRM, 0.9, 0.05));
            }
        }
        ck_assert_int_eq(left, unconfirmed);
        ab_size_answer_clear(&answer);
    }
    ck_assert_int_gt(unconfirmed, 0);
}
END_TEST

START_TEST(mixes_are_told_by_price_and_the_front_falls)
{
    const struct ab_goal of = {.measure =
                                   ab_measure_find(ab_inquiry_scenario(inquiry), "closure_h"),
                               .at_most = true,
                               .bound = 30};
    const struct ab_size_question question = question_of(&of, 0.8);
    struct ab_size_answer answer;
    ck_assert_int_eq(ab_size_search(&answer, &question, &errors), AB_OK);
    ck_assert_int_eq(answer.outcome, AB_LATTICE_FOUND);
    double best = AB_BEYOND;
    int front = 0;
    for (int i = 0; i < answer.mixes; i++) {
        const struct ab_size_mix *mix = &answer.mix[i];
        ck_assert_double_eq(mix->price, price_of(mix->level));
        ck_assert(i == 0 || mix->price >= answer.mix[i - 1].price);
        ck_assert_int_eq(mix->met, count_met(mix->level, &of, 1, mix->n));
        if (mix->on_front) {
            ck_assert_double_lt(mix->reached, best);
            ck_assert_int_ge(mix->n, MOST);
            best = mix->reached;
            front++;
        } else if (mix->n >= MOST) {
            ck_assert_double_ge(mix->reached, best);
        }
    }
    ck_assert_int_ge(front, 2);
    for (int i = 0; i < AXES; i++) {
        const struct ab_size_mix *winner = &answer.mix[answer.winner];
        if (answer.less[i] != AB_NOBODY) {
            ck_assert_int_eq(answer.mix[answer.less[i]].level[i], winner->level[i] - 1);
            ck_assert_int_eq(answer.mix[answer.less[i]].verdict, AB_SIZE_FAILS);
        }
        if (answer.more[i] != AB_NOBODY) {
            ck_assert_int_eq(answer.mix[answer.more[i]].level[i], winner->level[i] + 1);
        }
    }
    ab_size_answer_clear(&answer);
}
END_TEST

START_TEST(a_goal_out_of_reach_is_told)
{
    const struct ab_goal of = {.measure =
                                   ab_measure_find(ab_inquiry_scenario(inquiry), "closure_h"),
                               .at_most = true,
                               .bound = 2};
    const struct ab_size_question question = question_of(&of, 0.9);
    struct ab_size_answer answer;
    ck_assert_int_eq(ab_size_search(&answer, &question, &errors), AB_OK);
    ck_assert_int_eq(answer.outcome, AB_LATTICE_NONE);
    ck_assert_int_eq(answer.winner, AB_NOBODY);
    ck_assert_int_ge(answer.mixes, 1);
    ab_size_answer_clear(&answer);
}
END_TEST

START_TEST(a_mix_that_is_no_scenario_is_a_fault)
{
    static const char *const wrong[] = {"1", "none"};
    static const double price[] = {0, 1};
    const struct ab_size_axis one = {"fleet.shuttle.type", wrong, price, 2};
    const struct ab_goal of = {.measure =
                                   ab_measure_find(ab_inquiry_scenario(inquiry), "closure_h"),
                               .at_most = true,
                               .bound = 30};
    struct ab_size_question question = question_of(&of, 0.9);
    question.axis = &one;
    question.axes = 1;
    struct ab_size_answer answer;
    ck_assert_int_eq(ab_size_search(&answer, &question, &errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.count, 1);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("size");
    TCase *tests = tcase_create("size");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_goal_is_a_bound_in_the_units_of_its_measure);
    tcase_add_test(tests, what_is_no_goal_is_refused);
    tcase_add_test(tests, so_many_failures_still_prove_a_share);
    tcase_add_test(tests, it_finds_what_trying_every_mix_finds);
    tcase_add_test(tests, who_was_only_lucky_in_the_test_is_not_confirmed);
    tcase_add_test(tests, mixes_are_told_by_price_and_the_front_falls);
    tcase_add_test(tests, a_goal_out_of_reach_is_told);
    tcase_add_test(tests, a_mix_that_is_no_scenario_is_a_fault);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
