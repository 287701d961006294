/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_lattice.c - the cheapest point that passes, against looking at every point. */
#include "study/lattice.h"

#include "base/memory.h"
#include "engine/stream.h"
#include "support/suite.h"

#include <check.h>
#include <math.h>

enum { TESTS = 7, AXES = 4, LEVELS = 8, POINTS = LEVELS * LEVELS * LEVELS * LEVELS };

/* A made-up operation: its time is that of the slowest of several stages, and some of all of them. */
struct scene {
    double work[AXES], goal;
    double price[AXES][LEVELS];
    const double *row[AXES];
    int levels[AXES];
    char asked[POINTS];
    int refused; /* the point that is not confirmed, -1: all are */
    int stop_at; /* tests until it wants to stop, 0: never, -1: when it is asked to confirm */
    int tests;
};

static int number(const int *level)
{
    int at = 0;
    for (int i = 0; i < AXES; i++) {
        at = at * LEVELS + level[i];
    }
    return at;
}

static bool is_good(const struct scene *scene, const int *level)
{
    double slowest = 0, all = 0;
    for (int i = 0; i < AXES; i++) {
        const double time = scene->work[i] / (level[i] + 1);
        slowest = fmax(slowest, time);
        all += time;
    }
    return 24 + slowest + 0.3 * all / AXES <= scene->goal;
}

static enum ab_lattice_verdict test(void *owner, const int *level)
{
    struct scene *scene = owner;
    ck_assert_int_eq(scene->asked[number(level)], 0);
    scene->asked[number(level)] = 1;
    if (++scene->tests == scene->stop_at) {
        return AB_LATTICE_STOPS;
    }
    return is_good(scene, level) ? AB_LATTICE_PASSES : AB_LATTICE_FAILS;
}

static enum ab_lattice_verdict confirm(void *owner, const int *level)
{
    const struct scene *scene = owner;
    return scene->stop_at < 0                ? AB_LATTICE_STOPS
           : number(level) == scene->refused ? AB_LATTICE_FAILS
                                             : AB_LATTICE_PASSES;
}

static struct ab_lattice make(struct scene *scene, uint32_t seed)
{
    const struct ab_luck luck = ab_stream_luck(9, seed);
    const uint64_t stream = ab_stream_id("lattice", "scene");
    uint32_t draw = 0;
    *scene = (struct scene){.refused = -1};
    scene->goal = 40 + 60 * ab_stream_uniform(&luck, stream, draw++);
    for (int i = 0; i < AXES; i++) {
        scene->work[i] = 20 + 180 * ab_stream_uniform(&luck, stream, draw++);
        scene->levels[i] = 1 + (int)(LEVELS * ab_stream_uniform(&luck, stream, draw++));
        double price = 0;
        for (int level = 0; level < scene->levels[i]; level++) {
            scene->price[i][level] = price;
            price +=
                floor(4 * ab_stream_uniform(&luck, stream, draw++)); /* ties, and for nothing */
        }
        scene->row[i] = scene->price[i];
    }
    return (struct ab_lattice){AXES, scene->levels, scene->row, test, confirm, scene};
}

/* The next point of the lattice; false: that was the last. */
static bool next(const struct scene *scene, int *level)
{
    for (int i = 0; i < AXES; i++) {
        if (++level[i] < scene->levels[i]) {
            return true;
        }
        level[i] = 0;
    }
    return false;
}

static bool lies_below(const int *a, const int *b)
{
    for (int i = 0; i < AXES; i++) {
        if (a[i] > b[i]) {
            return false;
        }
    }
    return true;
}

/* The least price of all points that are good and do not lie below `not` (NULL: none is left out). */
static double least_price(const struct scene *scene, const struct ab_lattice *lattice,
                          const int * not )
{
    double least = (double)INFINITY;
    int level[AXES] = {0};
    do {
        if (is_good(scene, level) && (not == NULL || !lies_below(level, not ))) {
            least = fmin(least, ab_lattice_price(lattice, level));
        }
    } while (next(scene, level));
    return least;
}

START_TEST(it_finds_what_looking_at_every_point_finds)
{
    struct scene scene;
    int found = 0, none = 0, tested = 0, points = 0;
    for (uint32_t seed = 1; seed <= 500; seed++) {
        const struct ab_lattice lattice = make(&scene, seed);
        struct ab_lattice_answer answer;
        const enum ab_lattice_outcome outcome = ab_lattice_search(&lattice, &answer);
        const double least = least_price(&scene, &lattice, NULL);
        if (isinf(least)) {
            ck_assert_int_eq(outcome, AB_LATTICE_NONE);
            ck_assert_int_eq(answer.tested, 1);
            none++;
            continue;
        }
        ck_assert_int_eq(outcome, AB_LATTICE_FOUND);
        ck_assert(is_good(&scene, answer.level));
        ck_assert_double_eq(answer.price, least);
        ck_assert_int_eq(answer.tested, scene.tests);
        found++;
        tested += answer.tested;
        points += scene.levels[0] * scene.levels[1] * scene.levels[2] * scene.levels[3];
    }
    ck_assert_int_gt(found, 100);
    ck_assert_int_gt(none, 50);
    ck_assert_int_lt(tested * 5, points); /* few of them are looked at */
}
END_TEST

START_TEST(a_winner_that_is_not_confirmed_counts_as_failed)
{
    struct scene scene;
    int went_on = 0;
    for (uint32_t seed = 1; seed <= 300; seed++) {
        struct ab_lattice lattice = make(&scene, seed);
        struct ab_lattice_answer first, second;
        if (ab_lattice_search(&lattice, &first) != AB_LATTICE_FOUND) {
            continue;
        }
        lattice = make(&scene, seed);
        scene.refused = number(first.level);
        const enum ab_lattice_outcome outcome = ab_lattice_search(&lattice, &second);
        ck_assert_int_eq(second.unconfirmed, 1);
        const double least = least_price(&scene, &lattice, first.level);
        if (isinf(least)) {
            ck_assert_int_eq(outcome, AB_LATTICE_NONE);
        } else {
            ck_assert_int_eq(outcome, AB_LATTICE_FOUND);
            ck_assert_double_eq(second.price, least);
            ck_assert(!lies_below(second.level, first.level));
            went_on++;
        }
    }
    ck_assert_int_gt(went_on, 50);
}
END_TEST

START_TEST(one_level_on_each_axis_is_one_point)
{
    struct scene scene;
    struct ab_lattice lattice = make(&scene, 3);
    for (int i = 0; i < AXES; i++) {
        scene.levels[i] = 1;
    }
    struct ab_lattice_answer answer;
    scene.goal = 1e9;
    ck_assert_int_eq(ab_lattice_search(&lattice, &answer), AB_LATTICE_FOUND);
    ck_assert_int_eq(answer.tested, 1);
    lattice = make(&scene, 3);
    scene.goal = 0;
    ck_assert_int_eq(ab_lattice_search(&lattice, &answer), AB_LATTICE_NONE);
}
END_TEST

START_TEST(it_stops_when_a_test_wants_so)
{
    struct scene scene;
    int tests = 1;
    for (;; tests++) {
        const struct ab_lattice lattice = make(&scene, 1);
        scene.goal = 100;
        scene.stop_at = tests;
        struct ab_lattice_answer answer;
        const enum ab_lattice_outcome outcome = ab_lattice_search(&lattice, &answer);
        if (outcome == AB_LATTICE_FOUND) {
            break;
        }
        ck_assert_int_eq(outcome, AB_LATTICE_STOPPED);
        ck_assert_int_eq(scene.tests, tests);
        ck_assert_int_eq(answer.tested, tests - 1);
    }
    ck_assert_int_gt(tests, 5);
    const struct ab_lattice lattice = make(&scene, 1);
    struct ab_lattice_answer answer;
    scene.goal = 100;
    scene.stop_at = -1;
    ck_assert_int_eq(ab_lattice_search(&lattice, &answer), AB_LATTICE_STOPPED);
    ck_assert_int_eq(answer.unconfirmed, 0);
}
END_TEST

/* Along the border all points cost about the same, so that most of them are looked at. */
enum { SIDE = 100, ENOUGH = 1234 };

static enum ab_lattice_verdict has_enough(void *owner, const int *level)
{
    int *tests = owner;
    ++*tests;
    return (level[0] + 1) * (level[1] + 1) >= ENOUGH ? AB_LATTICE_PASSES : AB_LATTICE_FAILS;
}

START_TEST(a_border_that_costs_the_same_is_looked_at_point_by_point)
{
    double price[SIDE], least = (double)INFINITY;
    for (int i = 0; i < SIDE; i++) {
        price[i] = log(i + 1);
    }
    for (int i = 0; i < SIDE * SIDE; i++) {
        const int level[] = {i / SIDE, i % SIDE};
        int none = 0;
        if (has_enough(&none, level) == AB_LATTICE_PASSES) {
            least = fmin(least, price[level[0]] + price[level[1]]);
        }
    }
    int tests = 0;
    const int levels[] = {SIDE, SIDE};
    const double *row[] = {price, price};
    const struct ab_lattice lattice = {2, levels, row, has_enough, NULL, &tests};
    struct ab_lattice_answer answer;
    ck_assert_int_eq(ab_lattice_search(&lattice, &answer), AB_LATTICE_FOUND);
    ck_assert_double_eq(answer.price, least);
    ck_assert_int_eq(answer.tested, tests);
    ck_assert_int_gt(tests, 64);
    for (uint64_t fail = 1; fail <= 4; fail++) { /* two lists that grow */
        ab_memory_fail_at(fail, true);
        ck_assert_int_eq(ab_lattice_search(&lattice, &answer), AB_LATTICE_NO_MEMORY);
        ab_memory_fail_at(0, false);
    }
}
END_TEST

START_TEST(what_is_free_is_taken_as_it_costs)
{
    struct scene scene;
    const struct ab_lattice lattice = make(&scene, 2);
    for (int i = 0; i < AXES; i++) {
        scene.levels[i] = LEVELS;
        for (int level = 0; level < LEVELS; level++) {
            scene.price[i][level] = 0;
        }
    }
    scene.goal = 60;
    struct ab_lattice_answer answer;
    ck_assert_int_eq(ab_lattice_search(&lattice, &answer), AB_LATTICE_FOUND);
    ck_assert_double_eq(answer.price, 0);
    ck_assert(is_good(&scene, answer.level));
}
END_TEST

START_TEST(memory_that_is_out_is_told)
{
    struct scene scene;
    uint64_t fail = 1;
    for (;; fail++) {
        const struct ab_lattice lattice = make(&scene, 1);
        scene.goal = 100;
        struct ab_lattice_answer answer;
        ab_memory_fail_at(fail, true);
        const enum ab_lattice_outcome outcome = ab_lattice_search(&lattice, &answer);
        ab_memory_fail_at(0, false);
        if (outcome == AB_LATTICE_FOUND) {
            break;
        }
        ck_assert_int_eq(outcome, AB_LATTICE_NO_MEMORY);
    }
    ck_assert_uint_ge(fail, 3);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lattice");
    TCase *tests = tcase_create("lattice");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, it_finds_what_looking_at_every_point_finds);
    tcase_add_test(tests, a_winner_that_is_not_confirmed_counts_as_failed);
    tcase_add_test(tests, one_level_on_each_axis_is_one_point);
    tcase_add_test(tests, it_stops_when_a_test_wants_so);
    tcase_add_test(tests, a_border_that_costs_the_same_is_looked_at_point_by_point);
    tcase_add_test(tests, what_is_free_is_taken_as_it_costs);
    tcase_add_test(tests, memory_that_is_out_is_told);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
