/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sample.c - statistics of a quantity: exact to a limit, then with the error of a sketch. */
#include "base/memory.h"
#include "engine/stream.h"
#include "study/sample.h"
#include "support/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS = 15, LIMIT = 500, MANY = 5000 };

static double value[MANY], scratch[MANY];
static struct ab_sample sample;
static struct ab_student student;

static void setup(void)
{
    const struct ab_luck luck = ab_stream_luck(9, 1);
    const uint64_t stream = ab_stream_id("test", "sample");
    for (uint32_t i = 0; i < MANY; i++) {
        value[i] = 80 - 12 * log(ab_stream_uniform(&luck, stream, i));
    }
    ab_sample_init(&sample, LIMIT);
}

static void teardown(void)
{
    ab_sample_clear(&sample);
}

static void add(const double *from, int count)
{
    for (int i = 0; i < count; i++) {
        ck_assert(ab_sample_add(&sample, from[i]));
    }
}

/* All of a summary but its number: nine doubles that follow each other. */
static void assert_same_bits(const struct ab_summary *a, const struct ab_summary *b)
{
    ck_assert_int_eq(a->n, b->n);
    ck_assert_mem_eq(&a->mean, &b->mean, 9 * sizeof a->mean);
}

static void assert_near(double found, double exact, double share)
{
    ck_assert_msg(fabs(found - exact) <= share * fabs(exact), "%.17g instead of %.17g", found,
                  exact);
}

/* The share that a rank is of all may be a rounding too large: of 26, the eighth is. */
START_TEST(a_rank_below_what_is_beyond_has_a_number)
{
    enum { ALL = 26 };
    for (int rank = 1; rank < ALL; rank++) {
        ab_sample_init(&sample, 4);
        for (int i = 1; i <= ALL; i++) {
            ck_assert(ab_sample_add(&sample, i <= rank ? i : AB_BEYOND));
        }
        assert_near(ab_sample_ranked(&sample, rank), rank, 1.0 / 2048);
        ck_assert(ab_is_beyond(ab_sample_ranked(&sample, rank + 1)));
        ab_sample_clear(&sample);
    }
}
END_TEST

START_TEST(up_to_the_limit_a_sample_is_what_its_values_say_bit_for_bit)
{
    const int count[] = {0, 1, 2, 3, 64, 65, LIMIT - 1, LIMIT};
    for (size_t i = 0; i < sizeof count / sizeof count[0]; i++) {
        add(value, count[i]);
        const struct ab_summary found = ab_sample_take_summary(&sample, &student);
        const struct ab_summary exact = ab_summarise(value, count[i], 1, scratch);
        assert_same_bits(&found, &exact);
    }
}
END_TEST

START_TEST(beyond_the_limit_only_percentiles_have_an_error_and_it_is_bounded)
{
    for (int count = LIMIT + 1; count <= MANY; count += 1499) {
        add(value, count);
        const struct ab_summary found = ab_sample_take_summary(&sample, &student);
        const struct ab_summary exact = ab_summarise(value, count, 1, scratch);
        ck_assert_int_eq(found.n, count);
        ck_assert_double_eq(found.mean, exact.mean);
        ck_assert_double_eq(found.min, exact.min);
        ck_assert_double_eq(found.max, exact.max);
        assert_near(found.sd, exact.sd, 1e-12);
        assert_near(found.ci95_low, exact.ci95_low, 1e-12);
        assert_near(found.ci95_high, exact.ci95_high, 1e-12);
        assert_near(found.p10, exact.p10, 1.0 / 2048);
        assert_near(found.p50, exact.p50, 1.0 / 2048);
        assert_near(found.p90, exact.p90, 1.0 / 2048);
        ck_assert(found.p10 <= exact.p10 && found.p50 <= exact.p50 && found.p90 <= exact.p90);
    }
}
END_TEST

START_TEST(a_constant_beyond_the_limit_is_exactly_itself_without_spread)
{
    for (int i = 0; i < 3 * LIMIT; i++) {
        ck_assert(ab_sample_add(&sample, 0.1));
    }
    const struct ab_summary s = ab_sample_take_summary(&sample, &student);
    ck_assert(s.mean == 0.1 && s.sd == 0 && s.ci95_low == 0.1 && s.ci95_high == 0.1);
    ck_assert(s.min == 0.1 && s.p10 == 0.1 && s.p50 == 0.1 && s.p90 == 0.1 && s.max == 0.1);
}
END_TEST

START_TEST(a_large_offset_beyond_the_limit_costs_no_precision)
{
    for (int i = 0; i < 3 * LIMIT; i++) {
        value[i] = 1e12 + i % 2;
    }
    add(value, 3 * LIMIT);
    const struct ab_summary s = ab_sample_take_summary(&sample, &student);
    ck_assert_double_eq(s.mean, 1e12 + 0.5);
    ck_assert_double_eq_tol(s.sd, sqrt(0.25 * 3 * LIMIT / (3 * LIMIT - 1.0)), 1e-12);
}
END_TEST

START_TEST(undefined_values_are_left_out_and_not_counted)
{
    for (int i = 0; i < 2 * LIMIT; i++) {
        ck_assert(ab_sample_add(&sample, i % 2 == 0 ? (double)NAN : 7));
    }
    ck_assert_ptr_null(sample.sketch);
    ck_assert_int_eq(ab_sample_take_summary(&sample, &student).n, LIMIT);
}
END_TEST

START_TEST(what_is_beyond_is_later_than_all_others_before_and_after_the_limit)
{
    for (int count = LIMIT; count <= MANY; count += MANY - LIMIT) {
        for (int i = 0; i < count; i += 3) {
            value[i] = AB_BEYOND;
        }
        add(value, count);
        const struct ab_summary found = ab_sample_take_summary(&sample, &student);
        const struct ab_summary exact = ab_summarise(value, count, 1, scratch);
        ck_assert_int_eq(found.n, count);
        ck_assert_int_eq(found.beyond, (count + 2) / 3);
        ck_assert(isnan(found.mean) && isnan(found.sd) && isnan(found.ci95_high));
        ck_assert(ab_is_beyond(found.max) && ab_is_beyond(found.p90) && ab_is_beyond(exact.p90));
        assert_near(found.p10, exact.p10, 1.0 / 2048);
        assert_near(found.p50, exact.p50, 1.0 / 2048);
        assert_near(found.mean_of_finished, exact.mean_of_finished, 1e-12);
    }
}
END_TEST

START_TEST(nothing_leaves_everything_undefined)
{
    ck_assert(ab_sample_add(&sample, (double)NAN));
    const struct ab_summary s = ab_sample_take_summary(&sample, &student);
    ck_assert_int_eq(s.n, 0);
    ck_assert(isnan(s.mean) && isnan(s.sd) && isnan(s.min) && isnan(s.p50) && isnan(s.max));
}
END_TEST

START_TEST(a_sample_can_be_filled_again_without_new_memory)
{
    add(value, LIMIT);
    const struct ab_summary first = ab_sample_take_summary(&sample, &student);
    const uint64_t before = ab_memory_count();
    add(value, LIMIT);
    ck_assert_uint_eq(ab_memory_count(), before);
    const struct ab_summary second = ab_sample_take_summary(&sample, &student);
    assert_same_bits(&first, &second);
}
END_TEST

START_TEST(after_a_sketch_a_sample_is_exact_again)
{
    add(value, MANY);
    (void)ab_sample_take_summary(&sample, &student);
    add(value, LIMIT);
    const struct ab_summary found = ab_sample_take_summary(&sample, &student);
    const struct ab_summary exact = ab_summarise(value, LIMIT, 1, scratch);
    assert_same_bits(&found, &exact);
}
END_TEST

START_TEST(the_usual_limit_is_the_one_that_is_stated)
{
    struct ab_sample usual;
    ab_sample_init(&usual, 0);
    for (int i = 0; i < AB_SAMPLE_LIMIT; i++) {
        ck_assert(ab_sample_add(&usual, i));
    }
    ck_assert_ptr_null(usual.sketch);
    ck_assert(ab_sample_add(&usual, 0));
    ck_assert_ptr_nonnull(usual.sketch);
    ck_assert_ptr_null(usual.value);
    ab_sample_clear(&usual);
}
END_TEST

START_TEST(without_memory_a_value_is_not_added)
{
    add(value, LIMIT);
    for (uint64_t allocation = 1; sample.sketch == NULL; allocation++) {
        ab_memory_fail_after(allocation);
        const bool added = ab_sample_add(&sample, value[LIMIT]);
        ab_memory_fail_after(0);
        ck_assert_int_eq(added, sample.sketch != NULL);
    }
    const struct ab_summary found = ab_sample_take_summary(&sample, &student);
    ck_assert_int_eq(found.n, LIMIT + 1);
    ck_assert_double_eq(found.mean, ab_summarise(value, LIMIT + 1, 1, scratch).mean);
}
END_TEST

static int compare(const void *a, const void *b)
{
    const double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

START_TEST(beyond_the_limit_a_rank_is_within_the_error_of_a_sketch)
{
    const int rank[] = {1, 2, 500, 2500, 4999, MANY};
    add(value, MANY);
    ck_assert_ptr_nonnull(sample.sketch);
    memcpy(scratch, value, sizeof scratch);
    qsort(scratch, MANY, sizeof *scratch, compare);
    for (size_t i = 0; i < sizeof rank / sizeof rank[0]; i++) {
        assert_near(ab_sample_ranked(&sample, rank[i]), scratch[rank[i] - 1], 1.0 / 2048);
    }
}
END_TEST

START_TEST(without_memory_a_sketch_takes_no_number_of_another_size)
{
    add(value, MANY);
    ab_memory_fail_after(1);
    ck_assert(ab_sample_add(&sample, value[0]));
    ck_assert(!ab_sample_add(&sample, 1e300));
    ab_memory_fail_after(0);
    ck_assert_int_eq(ab_sample_take_summary(&sample, &student).n, MANY + 1);
}
END_TEST

/* Rounded, so that several are the same. */
START_TEST(zeros_count_whether_they_are_at_hand_or_not)
{
    const int of[] = {1, 2, 9, 10, 11, 99, 100, 101};
    for (size_t k = 0; k < sizeof of / sizeof of[0]; k++) {
        for (int zeros = 0; zeros <= of[k]; zeros++) {
            double all[101] = {0}, above[101] = {0};
            const int n = of[k] - zeros;
            for (int i = 0; i < n; i++) {
                all[zeros + i] = above[i] = 1 + floor(fabs(value[i]) / 8);
            }
            const struct ab_percentiles exact = ab_percentiles_of(all, of[k], 0);
            const struct ab_percentiles found = ab_percentiles_with_zeros(above, n, zeros);
            ck_assert_mem_eq(&found, &exact, sizeof found);
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sample");
    TCase *tests = tcase_create("sample");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_rank_below_what_is_beyond_has_a_number);
    tcase_add_test(tests, up_to_the_limit_a_sample_is_what_its_values_say_bit_for_bit);
    tcase_add_test(tests, beyond_the_limit_only_percentiles_have_an_error_and_it_is_bounded);
    tcase_add_test(tests, a_constant_beyond_the_limit_is_exactly_itself_without_spread);
    tcase_add_test(tests, a_large_offset_beyond_the_limit_costs_no_precision);
    tcase_add_test(tests, undefined_values_are_left_out_and_not_counted);
    tcase_add_test(tests, what_is_beyond_is_later_than_all_others_before_and_after_the_limit);
    tcase_add_test(tests, nothing_leaves_everything_undefined);
    tcase_add_test(tests, a_sample_can_be_filled_again_without_new_memory);
    tcase_add_test(tests, after_a_sketch_a_sample_is_exact_again);
    tcase_add_test(tests, the_usual_limit_is_the_one_that_is_stated);
    tcase_add_test(tests, without_memory_a_value_is_not_added);
    tcase_add_test(tests, beyond_the_limit_a_rank_is_within_the_error_of_a_sketch);
    tcase_add_test(tests, without_memory_a_sketch_takes_no_number_of_another_size);
    tcase_add_test(tests, zeros_count_whether_they_are_at_hand_or_not);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
