/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_errands.c - least times come back as they were, or not above; and columns are there when needed. */
#include "model/errands.h"
#include "support/suite.h"

enum { TESTS = 5, LOADS = 4 };

static struct ab_errands errands;

/* One type, one field, no runways: all follows from onload, way and offload. */
static const struct ab_errand plain = {.onload = 7,
                                       .least_onload = 7,
                                       .offload = 5,
                                       .lift = 27,
                                       .overhead = 27,
                                       .rest = 25,
                                       .whole = 32,
                                       .put_down = 5};

/* Of several, each is the least by itself. */
static const struct ab_errand various = {.start = -9,
                                         .preparation = 1,
                                         .onload = 7,
                                         .least_onload = 4,
                                         .offload = 5,
                                         .takeoff = 2,
                                         .landing = 3,
                                         .service = 6,
                                         .lift = 6,
                                         .overhead = 7,
                                         .rest = 24,
                                         .whole = 40,
                                         .put_down = 9,
                                         .onward = 11};

static void assert_same(const struct ab_errand *a, const struct ab_errand *b)
{
#define SAME(member) ck_assert_int_eq(a->member, b->member);
    SAME(start)
    SAME(preparation)
    SAME(onload)
    SAME(offload)
    SAME(least_onload)
    SAME(takeoff)
    SAME(landing)
    SAME(service)
    SAME(lift)
    SAME(overhead)
    SAME(rest)
    SAME(whole)
    SAME(put_down)
    SAME(onward)
#undef SAME
}

static void assert_kept(int load, const struct ab_errand *errand)
{
    const struct ab_errand kept = ab_errands_get(&errands, load);
    assert_same(&kept, errand);
}

static void begin(void)
{
    errands = (struct ab_errands){0};
    ck_assert(ab_errands_reserve(&errands, LOADS));
}

static void end(void)
{
    ab_errands_give(&errands);
}

START_TEST(no_column_is_written_while_all_loads_have_one_choice)
{
    for (int load = 0; load < LOADS; load++) {
        ab_errands_put(&errands, load, &plain);
    }
    ck_assert_uint_eq(errands.used, 0);
    assert_kept(LOADS - 1, &plain);
}
END_TEST

/* Also beside those that were put when nobody had something in a column, and when there is more room. */
START_TEST(times_come_back_as_they_were)
{
    ab_errands_put(&errands, 0, &plain);
    ab_errands_put(&errands, 1, &various);
    ck_assert(ab_errands_reserve(&errands, 1000 * LOADS));
    ab_errands_put(&errands, 1000 * LOADS - 1, &various);
    ab_errands_put(&errands, 2, &various);
    ab_errands_put(&errands, 2, &plain);
    ab_errands_put_start(&errands, 0, 3);
    struct ab_errand later = plain;
    later.start = 3;
    assert_kept(0, &later);
    assert_kept(1, &various);
    assert_kept(2, &plain);
    assert_kept(1000 * LOADS - 1, &various);
}
END_TEST

START_TEST(what_takes_very_long_is_kept_as_49_days)
{
    struct ab_errand longest = various, kept = various;
    longest.onload = longest.least_onload = (ab_time)1 << 33;
    longest.lift = longest.overhead = longest.whole = (ab_time)3 << 32;
    kept.onload = kept.least_onload = kept.lift = kept.overhead = kept.whole = UINT32_MAX;
    ab_errands_put(&errands, 0, &longest);
    assert_kept(0, &kept);
}
END_TEST

START_TEST(what_was_flown_is_known_unless_it_took_too_long)
{
    const struct ab_flown flown = {7, 5, 20, 0, 3};
    const struct ab_flown too_long = {7, (ab_time)1 << 32, 20, 0, 3};
    ab_errands_put(&errands, 0, &various);
    ab_errands_forget(&errands, 0);
    ck_assert_int_eq(ab_errands_flown(&errands, 0).block, 0);
    ab_errands_note(&errands, 0, &too_long);
    ck_assert_int_eq(ab_errands_flown(&errands, 0).block, 0);
    ab_errands_note(&errands, 0, &flown);
    const struct ab_flown kept = ab_errands_flown(&errands, 0);
    ck_assert_int_eq(kept.block, flown.block);
    ck_assert_int_eq(kept.onload, flown.onload);
    ck_assert_int_eq(kept.offload, flown.offload);
    ck_assert_int_eq(kept.takeoff, flown.takeoff);
    ck_assert_int_eq(kept.landing, flown.landing);
}
END_TEST

START_TEST(what_was_flown_is_all_that_there_is_while_no_column_is_written)
{
    const struct ab_flown flown = {7, 5, 20, 0, 0};
    ab_errands_forget(&errands, 0);
    ck_assert(!ab_errands_is_plain(&errands, 0));
    ab_errands_note(&errands, 0, &flown);
    ck_assert(ab_errands_is_plain(&errands, 0));
    assert_kept(0, &plain);
    ab_errands_put(&errands, 1, &various);
    ck_assert(!ab_errands_is_plain(&errands, 0));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("errands");
    TCase *times = tcase_create("times");
    tcase_add_checked_fixture(times, begin, end);
    tcase_add_test(times, no_column_is_written_while_all_loads_have_one_choice);
    tcase_add_test(times, times_come_back_as_they_were);
    tcase_add_test(times, what_takes_very_long_is_kept_as_49_days);
    tcase_add_test(times, what_was_flown_is_known_unless_it_took_too_long);
    tcase_add_test(times, what_was_flown_is_all_that_there_is_while_no_column_is_written);
    suite_add_tcase(suite, times);
    return suite_run(suite, TESTS);
}
