/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_ranking.c - the ranking that costs least, against trying every one. */
#include "study/ranking.h"

#include "base/memory.h"
#include "engine/stream.h"
#include "support/suite.h"

#include <math.h>
#include <string.h>

enum { TESTS = 9, PARTIES = 6, MACHINES = 3, MOST = 1000 };

/* A flow shop: each party passes all machines, in the order of ranks; those that share one go by how
 * short their first piece is, and hand over at some cost. */
struct shop {
    int parties;
    double work[PARTIES][MACHINES];
    double handing_over;
    int told, stop_at;
    int *seen; /* [told][parties] */
};

static double makespan(const struct shop *shop, const int *rank)
{
    double done[MACHINES] = {0};
    bool taken[PARTIES] = {false};
    int last = -1;
    for (int n = 0; n < shop->parties; n++) {
        int next = -1;
        for (int i = 0; i < shop->parties; i++) {
            if (!taken[i] && (next < 0 || rank[i] < rank[next] ||
                              (rank[i] == rank[next] && shop->work[i][0] < shop->work[next][0]))) {
                next = i;
            }
        }
        taken[next] = true;
        double from = rank[next] == last ? shop->handing_over : 0;
        last = rank[next];
        for (int m = 0; m < MACHINES; m++) {
            from = done[m] = fmax(from, done[m]) + shop->work[next][m];
        }
    }
    return done[MACHINES - 1];
}

static bool tell(void *owner, const int *ranking, int count, double *cost)
{
    struct shop *shop = owner;
    const size_t size = (size_t)shop->parties * sizeof *ranking;
    for (int i = 0; i < count; i++) {
        const int *one = ranking + (size_t)i * (size_t)shop->parties;
        for (int k = 0; k < shop->told; k++) {
            ck_assert_int_ne(memcmp(shop->seen + (size_t)k * (size_t)shop->parties, one, size), 0);
        }
        memcpy(shop->seen + (size_t)shop->told * (size_t)shop->parties, one, size);
        if (++shop->told == shop->stop_at) {
            return false;
        }
        cost[i] = makespan(shop, one);
    }
    return true;
}

static struct shop make(int parties, uint32_t seed)
{
    const struct ab_luck luck = ab_stream_luck(5, seed);
    const uint64_t stream = ab_stream_id("ranking", "shop");
    uint32_t draw = 0;
    struct shop shop = {.parties = parties};
    for (int i = 0; i < parties; i++) {
        for (int m = 0; m < MACHINES; m++) {
            shop.work[i][m] = 1 + 9 * ab_stream_uniform(&luck, stream, draw++);
        }
    }
    shop.handing_over = ab_stream_uniform(&luck, stream, draw++);
    shop.seen = ab_memory_take((size_t)(MOST + 1) * (size_t)parties, sizeof *shop.seen);
    ck_assert_ptr_nonnull(shop.seen);
    return shop;
}

static const int in_file[PARTIES] = {0, 1, 2, 3, 4, 5};

static struct ab_ranking search_of(struct shop *shop, int all, int most)
{
    return (struct ab_ranking){.parties = shop->parties,
                               .start = in_file,
                               .starts = 1,
                               .all = all,
                               .most = most,
                               .cost = tell,
                               .owner = shop};
}

/* The least cost of all rankings, and how many there are: of numbers without a gap. */
static double least_cost(const struct shop *shop, int *count)
{
    double least = (double)INFINITY;
    const int parties = shop->parties;
    int lists = 1;
    for (int i = 0; i < parties; i++) {
        lists *= parties;
    }
    *count = 0;
    for (int number = 0; number < lists; number++) {
        int rank[PARTIES], bits = 0, left = number;
        for (int i = 0; i < parties; i++, left /= parties) {
            rank[i] = left % parties;
            bits |= 1 << rank[i];
        }
        if ((bits & (bits + 1)) == 0) {
            least = fmin(least, makespan(shop, rank));
            (*count)++;
        }
    }
    return least;
}

START_TEST(there_are_so_many)
{
    static const int fubini[] = {1, 1, 3, 13, 75, 541, 4683, 47293};
    for (int n = 1; n < 8; n++) {
        ck_assert_int_eq(ab_ranking_count(n, 100000), fubini[n]);
        ck_assert_int_eq(ab_ranking_count(n, fubini[n] - 1), fubini[n]);
    }
    ck_assert_int_eq(ab_ranking_count(200, 541), 542);
}
END_TEST

START_TEST(numbers_become_ranks)
{
    static const double number[] = {40, 5, 40, -1.5, 100, 5};
    static const int expected[] = {2, 1, 2, 0, 3, 1};
    int rank[PARTIES];
    ab_ranking_of(rank, number, PARTIES);
    ck_assert_mem_eq(rank, expected, sizeof rank);
}
END_TEST

START_TEST(where_there_are_few_all_are_tried)
{
    for (int parties = 1; parties <= 5; parties++) {
        struct shop shop = make(parties, 3);
        const struct ab_ranking search = search_of(&shop, 541, 1);
        struct ab_ranking_answer answer;
        int count;
        const double least = least_cost(&shop, &count);
        ck_assert_int_eq(ab_ranking_search(&answer, &search), AB_RANKING_FOUND);
        ck_assert(answer.all);
        ck_assert_int_eq(answer.tried, count);
        ck_assert_int_eq(shop.told, count);
        ck_assert_double_eq(answer.cost[answer.best], least);
        ck_assert_mem_eq(answer.ranking, in_file, (size_t)parties * sizeof *answer.ranking);
        ab_ranking_answer_clear(&answer);
        ab_memory_give(shop.seen);
    }
}
END_TEST

/* Of 4683 rankings it tries 1000 at most. */
START_TEST(else_it_mostly_finds_the_best_and_never_says_a_better_one)
{
    int found = 0, tried = 0;
    enum { SHOPS = 60 };
    for (uint32_t seed = 1; seed <= SHOPS; seed++) {
        struct shop shop = make(PARTIES, seed);
        const struct ab_ranking search = search_of(&shop, 541, MOST);
        struct ab_ranking_answer answer;
        int count;
        const double least = least_cost(&shop, &count);
        ck_assert_int_eq(count, 4683);
        ck_assert_int_eq(ab_ranking_search(&answer, &search), AB_RANKING_FOUND);
        ck_assert(!answer.all);
        ck_assert_int_le(answer.tried, MOST);
        ck_assert_int_eq(answer.tried, shop.told);
        const int *best = answer.ranking + (size_t)answer.best * PARTIES;
        ck_assert_double_eq(answer.cost[answer.best], makespan(&shop, best));
        ck_assert_double_ge(answer.cost[answer.best], least);
        ck_assert_double_le(answer.cost[answer.best], answer.cost[0]);
        found += answer.cost[answer.best] == least;
        tried += answer.tried;
        ab_ranking_answer_clear(&answer);
        ab_memory_give(shop.seen);
    }
    ck_assert_int_ge(found, SHOPS - 3);
    ck_assert_int_le(tried, SHOPS * 600);
}
END_TEST

START_TEST(it_keeps_to_its_limit)
{
    static const int starts[2][PARTIES] = {{0, 1, 2, 3, 4, 5}, {5, 4, 3, 2, 1, 0}};
    for (int most = 1; most < 100; most++) {
        struct shop shop = make(PARTIES, 7);
        struct ab_ranking search = search_of(&shop, 0, most);
        search.start = starts[0];
        search.starts = 2;
        struct ab_ranking_answer answer;
        ck_assert_int_eq(ab_ranking_search(&answer, &search), AB_RANKING_FOUND);
        ck_assert_int_le(answer.tried, most);
        ck_assert_int_ge(answer.tried, 1);
        for (int i = 0; i < answer.tried; i++) {
            ck_assert_double_ge(answer.cost[i], answer.cost[answer.best]);
        }
        ab_ranking_answer_clear(&answer);
        ab_memory_give(shop.seen);
    }
}
END_TEST

/* Of four parties there are 75: all that it tries by chance too is soon spent; of five, 541, some of
 * which it then comes to by chance first. */
START_TEST(it_keeps_to_its_limit_wherever_that_is)
{
    for (int most = 1; most <= 75 + 300; most++) {
        struct shop shop = most <= 75 ? make(4, 7) : make(5, 7);
        const int limit = most <= 75 ? most : most - 75;
        const struct ab_ranking search = search_of(&shop, 0, limit);
        struct ab_ranking_answer answer;
        ck_assert_int_eq(ab_ranking_search(&answer, &search), AB_RANKING_FOUND);
        ck_assert_int_le(answer.tried, limit);
        ck_assert_int_eq(answer.tried, shop.told);
        ab_ranking_answer_clear(&answer);
        ab_memory_give(shop.seen);
    }
}
END_TEST

START_TEST(it_ends_when_it_is_told_to)
{
    for (int all = 0; all <= 541; all += 541) {
        struct shop shop = make(5, 7);
        struct ab_ranking_answer answer;
        const struct ab_ranking search = search_of(&shop, all, MOST);
        shop.stop_at = 20;
        ck_assert_int_eq(ab_ranking_search(&answer, &search), AB_RANKING_STOPPED);
        ck_assert_int_eq(shop.told, 20);
        ab_ranking_answer_clear(&answer);
        ab_memory_give(shop.seen);
    }
}
END_TEST

/* Also while it goes elsewhere by chance. */
START_TEST(it_ends_whenever_it_is_told_to)
{
    enum ab_ranking_outcome outcome = AB_RANKING_STOPPED;
    for (int most = 1; outcome == AB_RANKING_STOPPED; most++) {
        struct shop shop = make(5, 7);
        struct ab_ranking_answer answer;
        const struct ab_ranking search = search_of(&shop, 0, MOST);
        shop.stop_at = most;
        outcome = ab_ranking_search(&answer, &search);
        ck_assert_int_le(shop.told, most);
        ck_assert(outcome == AB_RANKING_FOUND || shop.told == most);
        ab_ranking_answer_clear(&answer);
        ab_memory_give(shop.seen);
    }
    ck_assert_int_eq(outcome, AB_RANKING_FOUND);
}
END_TEST

START_TEST(memory_that_is_out_is_told)
{
    for (int all = 0; all <= 541; all += 541) {
        uint64_t fail = 1;
        for (;; fail++) {
            struct shop shop = make(5, 7);
            struct ab_ranking_answer answer;
            const struct ab_ranking search = search_of(&shop, all, MOST);
            ab_memory_fail_at(fail, true);
            const enum ab_ranking_outcome outcome = ab_ranking_search(&answer, &search);
            ab_memory_fail_at(0, true);
            ab_ranking_answer_clear(&answer);
            ab_memory_give(shop.seen);
            if (outcome == AB_RANKING_FOUND) {
                break;
            }
            ck_assert_int_eq(outcome, AB_RANKING_NO_MEMORY);
        }
        ck_assert_uint_ge(fail, 4);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("ranking");
    TCase *tcase = tcase_create("ranking");
    suite_add_tcase(suite, tcase);
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, there_are_so_many);
    tcase_add_test(tcase, numbers_become_ranks);
    tcase_add_test(tcase, where_there_are_few_all_are_tried);
    tcase_add_test(tcase, else_it_mostly_finds_the_best_and_never_says_a_better_one);
    tcase_add_test(tcase, it_keeps_to_its_limit);
    tcase_add_test(tcase, it_keeps_to_its_limit_wherever_that_is);
    tcase_add_test(tcase, it_ends_when_it_is_told_to);
    tcase_add_test(tcase, it_ends_whenever_it_is_told_to);
    tcase_add_test(tcase, memory_that_is_out_is_told);
    return suite_run(suite, TESTS);
}
