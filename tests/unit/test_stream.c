/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_stream.c - random streams: the published answers, and that nothing is shared by accident. */
#include "support/gsl_stream.h"
#include "support/suite.h"

#include <check.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS = 20 };

static const double SIGNIFICANCE = 0.001;

/* The known answers for philox2x64, 10 rounds, of the Random123 distribution (kat_vectors). The
 * counter is stream, and replication and index; the key is the seed. */
START_TEST(blocks_agree_with_the_published_known_answers)
{
    static const struct {
        uint64_t counter[2], key, block[2];
    } known[] = {
        {{0, 0}, 0, {UINT64_C(0xca00a0459843d731), UINT64_C(0x66c24222c9a845b5)}},
        {{UINT64_MAX, UINT64_MAX},
         UINT64_MAX,
         {UINT64_C(0x65b021d60cd8310f), UINT64_C(0x4d02f3222f86df20)}},
        {{UINT64_C(0x243f6a8885a308d3), UINT64_C(0x13198a2e03707344)},
         UINT64_C(0xa4093822299f31d0),
         {UINT64_C(0x0a5e742c2997341c), UINT64_C(0xb0f883d38000de5d)}},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        const uint64_t *counter = known[i].counter;
        const struct ab_luck luck = ab_stream_luck(known[i].key, (uint32_t)(counter[1] >> 32));
        uint64_t word[2];
        ab_stream_block(&luck, counter[0], (uint32_t)counter[1], word);
        ck_assert_mem_eq(word, known[i].block, sizeof word);
    }
}
END_TEST

/* From the first known answer: the first 52 bits of a word, plus one half, over 2^52. */
START_TEST(a_uniform_is_the_middle_of_its_part)
{
    const struct ab_luck luck = ab_stream_luck(0, 0);
    const double first = ((double)UINT64_C(0xca00a0459843d) + 0.5) / 0x1p52;
    const double second = ((double)UINT64_C(0x66c24222c9a84) + 0.5) / 0x1p52;
    ck_assert(ab_stream_uniform(&luck, 0, 0) == first);
    ck_assert(ab_stream_uniforms(&luck, 0, 0).first == first);
    ck_assert(ab_stream_uniforms(&luck, 0, 0).second == second);
}
END_TEST

START_TEST(seeds_beyond_32_bits_are_different_seeds)
{
    const struct ab_luck a = ab_stream_luck(1, 0), b = ab_stream_luck(1 + (UINT64_C(1) << 32), 0),
                         c = ab_stream_luck(UINT64_C(1) << 63, 0);
    ck_assert(ab_stream_uniform(&a, 5, 5) != ab_stream_uniform(&b, 5, 5));
    const struct ab_luck zero = ab_stream_luck(0, 0);
    ck_assert(ab_stream_uniform(&zero, 5, 5) != ab_stream_uniform(&c, 5, 5));
}
END_TEST

START_TEST(seed_replication_stream_and_index_each_make_another_number)
{
    const struct ab_luck luck = ab_stream_luck(7, 3), other_seed = ab_stream_luck(8, 3),
                         other_replication = ab_stream_luck(7, 4);
    const double u = ab_stream_uniform(&luck, 11, 2);
    ck_assert(u != ab_stream_uniform(&other_seed, 11, 2));
    ck_assert(u != ab_stream_uniform(&other_replication, 11, 2));
    ck_assert(u != ab_stream_uniform(&luck, 12, 2));
    ck_assert(u != ab_stream_uniform(&luck, 11 + (UINT64_C(1) << 40), 2));
    ck_assert(u != ab_stream_uniform(&luck, 11, 3));
    ck_assert(u == ab_stream_uniform(&luck, 11, 2));
}
END_TEST

START_TEST(uniforms_lie_strictly_between_0_and_1)
{
    /* The extremes of the 52 bits, computed as the stream does, and a million real ones. */
    ck_assert(0.5 * 0x1p-52 > 0.0);
    ck_assert(((double)((UINT64_C(1) << 52) - 1) + 0.5) * 0x1p-52 < 1.0);
    const struct ab_luck luck = ab_stream_luck(1, 1);
    for (uint32_t i = 0; i < 1000000; i++) {
        const double u = ab_stream_uniform(&luck, 1, i);
        ck_assert(u > 0.0 && u < 1.0);
    }
}
END_TEST

START_TEST(names_give_ids_by_entity_and_purpose)
{
    const uint64_t id = ab_stream_id("contingent.belarus", "onload");
    ck_assert_uint_eq(id, ab_stream_id("contingent.belarus", "onload"));
    ck_assert_uint_ne(id, ab_stream_id("contingent.belarus", "offload"));
    ck_assert_uint_ne(id, ab_stream_id("contingent.armenia", "onload"));
    ck_assert_uint_ne(ab_stream_id("ab", "c"), ab_stream_id("a", "bc"));
    ck_assert_uint_ne(ab_stream_id("", "x"), ab_stream_id("x", ""));
}
END_TEST

static int compare_ids(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

START_TEST(similar_names_never_share_an_id)
{
    enum { NAMES = 100000 };
    uint64_t *id = malloc(NAMES * sizeof *id);
    ck_assert_ptr_nonnull(id);
    for (int i = 0; i < NAMES; i++) {
        char entity[32];
        snprintf(entity, sizeof entity, "tail.fleet-%d", i);
        id[i] = ab_stream_id(entity, "repair");
    }
    qsort(id, NAMES, sizeof *id, compare_ids);
    for (int i = 1; i < NAMES; i++) {
        ck_assert_uint_ne(id[i - 1], id[i]);
    }
    free(id);
}
END_TEST

static int compare_numbers(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* The n uniforms of a stream by index, or of n streams or replications at one index; or both of each
 * block. */
enum along { INDEX, STREAM, REPLICATION, SEED, BLOCK };
static double number(enum along along, uint32_t i)
{
    if (along == BLOCK) {
        const struct ab_luck luck = ab_stream_luck(1, 1);
        const struct ab_uniforms both = ab_stream_uniforms(&luck, 99, i / 2);
        return i % 2 == 0 ? both.first : both.second;
    }
    const struct ab_luck luck = ab_stream_luck(along == SEED ? i : 1, along == REPLICATION ? i : 1);
    return ab_stream_uniform(&luck, along == STREAM ? i : 99, along == INDEX ? i : 5);
}

/* Kolmogorov and Smirnov: sqrt(n) D stays below 1.95 in 999 of 1000 cases. */
START_TEST(numbers_are_uniform_along_every_coordinate)
{
    enum { N = 100000 };
    double *u = malloc(N * sizeof *u);
    ck_assert_ptr_nonnull(u);
    for (uint32_t i = 0; i < N; i++) {
        u[i] = number((enum along)_i, i);
    }
    qsort(u, N, sizeof *u, compare_numbers);
    double distance = 0.0;
    for (int i = 0; i < N; i++) {
        distance = fmax(distance, fmax((i + 1.0) / N - u[i], u[i] - (double)i / N));
    }
    ck_assert_double_lt(distance * sqrt(N), 1.95);
    free(u);
}
END_TEST

/* Chi-squared on a 32 by 32 grid of pairs: neighbours along a coordinate are independent. */
START_TEST(neighbours_along_every_coordinate_are_independent)
{
    enum { N = 200000, SIDE = 32 };
    static int cell[SIDE][SIDE];
    memset(cell, 0, sizeof cell);
    for (uint32_t i = 0; i < N; i++) {
        const double a = number((enum along)_i, 2 * i);
        const double b = number((enum along)_i, 2 * i + 1);
        cell[(int)(a * SIDE)][(int)(b * SIDE)]++;
    }
    const double expected = (double)N / (SIDE * SIDE);
    double chi2 = 0.0;
    for (int i = 0; i < SIDE * SIDE; i++) {
        const double excess = cell[i / SIDE][i % SIDE] - expected;
        chi2 += excess * excess / expected;
    }
    ck_assert_double_lt(chi2, gsl_cdf_chisq_Qinv(SIGNIFICANCE, SIDE * SIDE - 1));
    ck_assert_double_gt(chi2, gsl_cdf_chisq_Pinv(SIGNIFICANCE, SIDE * SIDE - 1));
}
END_TEST

START_TEST(a_fresh_gsl_generator_begins_at_the_origin)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_stream_type);
    ck_assert_str_eq(gsl_rng_name(rng), "philox2x64-10");
    ck_assert_uint_eq(gsl_rng_get(rng), UINT64_C(0xca00a0459843d731));
    ck_assert_uint_eq(gsl_rng_get(rng), UINT64_C(0x66c24222c9a845b5));
    const struct ab_luck luck = ab_stream_luck(0, 0);
    uint64_t word[2];
    ab_stream_block(&luck, 0, 1, word);
    ck_assert_uint_eq(gsl_rng_get(rng), word[0]);
    gsl_rng_free(rng);
}
END_TEST

START_TEST(the_gsl_generator_gives_the_uniforms_of_the_stream_it_was_pointed_at)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_stream_type);
    const struct ab_luck luck = ab_stream_luck(UINT64_C(0x123456789abcdef0), 17);
    gsl_stream_seek(rng, &luck, 42, 1000);
    for (uint32_t i = 0; i < 10; i++) {
        ck_assert(gsl_rng_uniform(rng) == ab_stream_uniform(&luck, 42, 1000 + i));
    }
    gsl_rng_get(rng); /* a word begins block 1010; the next uniform takes a fresh one */
    ck_assert(gsl_rng_uniform(rng) == ab_stream_uniform(&luck, 42, 1011));
    gsl_rng_free(rng);
}
END_TEST

START_TEST(setting_a_seed_rewinds_and_uses_all_its_bits)
{
    gsl_rng *rng = gsl_rng_alloc(gsl_stream_type);
    gsl_rng_set(rng, 5);
    const unsigned long first = gsl_rng_get(rng);
    gsl_rng_get(rng);
    gsl_rng_set(rng, 5);
    ck_assert_uint_eq(gsl_rng_get(rng), first);
    gsl_rng_set(rng, 5 + (1UL << 32));
    ck_assert_uint_ne(gsl_rng_get(rng), first);
    gsl_rng_free(rng);
}
END_TEST

static Suite *stream_suite(void)
{
    Suite *suite = suite_create("stream");
    TCase *identity = tcase_create("identity");
    tcase_set_timeout(identity, 60);
    tcase_add_test(identity, blocks_agree_with_the_published_known_answers);
    tcase_add_test(identity, a_uniform_is_the_middle_of_its_part);
    tcase_add_test(identity, seeds_beyond_32_bits_are_different_seeds);
    tcase_add_test(identity, seed_replication_stream_and_index_each_make_another_number);
    tcase_add_test(identity, uniforms_lie_strictly_between_0_and_1);
    tcase_add_test(identity, names_give_ids_by_entity_and_purpose);
    tcase_add_test(identity, similar_names_never_share_an_id);
    suite_add_tcase(suite, identity);
    TCase *chance = tcase_create("chance");
    tcase_set_timeout(chance, 60);
    tcase_add_loop_test(chance, numbers_are_uniform_along_every_coordinate, INDEX, BLOCK + 1);
    tcase_add_loop_test(chance, neighbours_along_every_coordinate_are_independent, INDEX,
                        BLOCK + 1);
    suite_add_tcase(suite, chance);
    TCase *gsl = tcase_create("gsl");
    tcase_add_test(gsl, a_fresh_gsl_generator_begins_at_the_origin);
    tcase_add_test(gsl, the_gsl_generator_gives_the_uniforms_of_the_stream_it_was_pointed_at);
    tcase_add_test(gsl, setting_a_seed_rewinds_and_uses_all_its_bits);
    suite_add_tcase(suite, gsl);
    return suite;
}

int main(void)
{
    gsl_set_error_handler_off();
    return suite_run(stream_suite(), TESTS);
}
