/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_pack.c - what is packed comes back as it was, and nothing else is taken for it. */
#include "base/memory.h"
#include "base/pack.h"
#include "support/suite.h"

#include <math.h>

enum { TESTS = 6 };

static struct ab_pack pack;

static void begin(void)
{
    pack = (struct ab_pack){0};
}

static void end(void)
{
    ab_pack_clear(&pack);
}

START_TEST(whole_numbers_come_back_and_small_ones_are_short)
{
    static const int64_t value[] = {0,    -1,    63,        -64,       64,        8191,
                                    8192, -8193, INT32_MAX, INT32_MIN, INT64_MAX, INT64_MIN};
    static const size_t size[] = {1, 1, 1, 1, 2, 2, 3, 3, 5, 5, 10, 10};
    size_t used = 0;
    for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
        ab_pack_put(&pack, value[i]);
        ck_assert_uint_eq(pack.used - used, size[i]);
        used = pack.used;
    }
    struct ab_unpack rest = ab_unpack_begin(&pack);
    for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
        int64_t found;
        ck_assert(ab_unpack(&rest, &found));
        ck_assert_int_eq(found, value[i]);
    }
    int64_t none;
    ck_assert(!ab_unpack(&rest, &none));
}
END_TEST

START_TEST(real_numbers_come_back_to_the_last_bit)
{
    static const double value[] = {0, 0.1, -1e300, 5e-324, 12345.678};
    for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
        ab_pack_put_real(&pack, value[i]);
    }
    ck_assert_uint_eq(pack.used, 1 + 4 * 9);
    struct ab_unpack rest = ab_unpack_begin(&pack);
    double found;
    for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
        ck_assert(ab_unpack_real(&rest, &found));
        ck_assert_mem_eq(&found, &value[i], sizeof found);
    }
    ck_assert(!ab_unpack_real(&rest, &found));
}
END_TEST

START_TEST(several_of_a_step_are_short_and_all_others_come_back)
{
    static const int64_t value[] = {0, 3600000, 7 * 3600000, 1, 3599999, INT64_C(1) << 60};
    for (size_t i = 0; i < sizeof value / sizeof value[0]; i++) {
        const int64_t packed = ab_pack_times(value[i], 3600000);
        ck_assert(i > 2 || packed < 64);
        ck_assert_int_eq(ab_unpack_times(packed, 3600000), value[i]);
    }
}
END_TEST

START_TEST(numbers_come_back_up_to_what_is_none)
{
    enum { COUNT = 1000 };
    struct ab_numbers all = {0}, found = {0};
    ck_assert_ptr_nonnull(ab_numbers_room(&all, COUNT));
    for (int i = 0; i < COUNT; i++) {
        all.number[all.used++] = (i % 2 == 0 ? 1 : -1) * (INT64_C(1) << i % 60);
    }
    ab_pack_put_all(&pack, &all);
    ab_unpack_all(&pack, &found);
    ck_assert_uint_eq(found.used, COUNT);
    ck_assert_mem_eq(found.number, all.number, COUNT * sizeof *found.number);
    pack.used--;
    ab_numbers_empty(&found);
    ab_unpack_all(&pack, &found);
    ck_assert_uint_eq(found.used, COUNT - 1);
    ab_numbers_clear(&all);
    ab_memory_fail_at(1, true);
    ab_unpack_all(&pack, &all);
    ab_memory_fail_at(0, true);
    ck_assert(all.failed);
    ck_assert_uint_eq(all.used, 0);
    ab_numbers_clear(&all);
    ab_numbers_clear(&found);
}
END_TEST

START_TEST(what_is_cut_short_or_too_large_is_no_number)
{
    unsigned char cut[] = {0x80, 0x80}, endless[12];
    int64_t found;
    memset(endless, 0xff, sizeof endless);
    struct ab_unpack rest = {cut, cut + sizeof cut};
    ck_assert(!ab_unpack(&rest, &found));
    rest = (struct ab_unpack){endless, endless + sizeof endless};
    ck_assert(!ab_unpack(&rest, &found));
}
END_TEST

START_TEST(memory_that_runs_out_is_told_once_and_for_all)
{
    ab_memory_fail_at(1, true);
    ab_pack_put(&pack, 1);
    ab_memory_fail_at(0, true);
    ab_pack_put(&pack, 2);
    ck_assert(pack.failed);
    ck_assert_uint_eq(pack.used, 0);
    ab_pack_empty(&pack);
    ab_pack_put(&pack, 3);
    ck_assert(!pack.failed);
    struct ab_pack copy = {0};
    ck_assert(ab_pack_copy(&copy, &pack));
    ck_assert_uint_eq(copy.used, 1);
    ab_pack_empty(&pack); /* of nothing a copy is empty */
    ck_assert(ab_pack_copy(&copy, &pack));
    ck_assert_uint_eq(copy.used, 0);
    ab_pack_clear(&copy);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pack");
    TCase *numbers = tcase_create("numbers");
    tcase_add_checked_fixture(numbers, begin, end);
    tcase_add_test(numbers, whole_numbers_come_back_and_small_ones_are_short);
    tcase_add_test(numbers, real_numbers_come_back_to_the_last_bit);
    tcase_add_test(numbers, several_of_a_step_are_short_and_all_others_come_back);
    tcase_add_test(numbers, numbers_come_back_up_to_what_is_none);
    tcase_add_test(numbers, what_is_cut_short_or_too_large_is_no_number);
    tcase_add_test(numbers, memory_that_runs_out_is_told_once_and_for_all);
    suite_add_tcase(suite, numbers);
    return suite_run(suite, TESTS);
}
