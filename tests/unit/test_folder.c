/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_folder.c - making a folder for results, and what is in the way of it. */
#include "base/file.h"
#include "base/memory.h"
#include "support/own_folder.h"
#include "support/suite.h"

#include <sys/stat.h>

enum { TESTS = 9 };

START_TEST(a_missing_folder_is_made_with_its_parents)
{
    ck_assert_int_eq(ab_folder_prepare("a/b//c/", false, &errors), AB_OK);
    ck_assert_int_eq(entries("a/b/c"), 0);
}
END_TEST

START_TEST(an_empty_folder_is_taken)
{
    ck_assert_int_eq(mkdir("d", 0777), 0);
    ck_assert_int_eq(ab_folder_prepare("d", false, &errors), AB_OK);
    ck_assert_int_eq(ab_folder_prepare(".//d", false, &errors), AB_OK);
}
END_TEST

START_TEST(a_folder_with_a_file_is_refused_without_force)
{
    ck_assert_int_eq(mkdir("d", 0777), 0);
    write_bytes("d/mine", "x", 1);
    ck_assert_int_eq(ab_folder_prepare("d", false, &errors), AB_BAD_SCENARIO);
    ck_assert_str_eq(errors.error[0].file, "d");
    ck_assert_str_eq(errors.error[0].text,
                     "this folder is not empty; give --force to replace results in it");
}
END_TEST

START_TEST(force_takes_a_folder_and_leaves_its_files)
{
    ck_assert_int_eq(mkdir("d", 0777), 0);
    write_bytes("d/mine", "x", 1);
    ck_assert_int_eq(ab_folder_prepare("d", true, &errors), AB_OK);
    assert_content("d/mine", "x");
    ck_assert_int_eq(entries("d"), 1);
}
END_TEST

START_TEST(a_file_in_the_place_of_the_folder_is_an_error)
{
    write_bytes("d", "x", 1);
    ck_assert_int_eq(ab_folder_prepare("d", true, &errors), AB_IO_ERROR);
    ck_assert_str_eq(errors.error[0].text, "cannot use this folder: Not a directory");
}
END_TEST

START_TEST(a_folder_below_a_file_is_an_error)
{
    write_bytes("f", "x", 1);
    ck_assert_int_eq(ab_folder_prepare("f/d", false, &errors), AB_IO_ERROR);
    ck_assert_str_eq(errors.error[0].text, "cannot use this folder: Not a directory");
}
END_TEST

START_TEST(a_folder_that_takes_no_file_is_an_error_even_with_force)
{
    ck_assert_int_eq(ab_folder_prepare("/proc/self", true, &errors), AB_IO_ERROR);
    ck_assert_int_eq(errors.count, 1);
}
END_TEST

START_TEST(an_empty_name_is_a_usage_error)
{
    ck_assert_int_eq(ab_folder_prepare("", false, &errors), AB_BAD_SCENARIO);
}
END_TEST

START_TEST(preparing_without_memory_says_so)
{
    for (uint64_t n = 1; n <= 2; n++) {
        ab_errors_clear(&errors);
        ab_memory_fail_after(n);
        ck_assert_int_eq(ab_folder_prepare("d", false, &errors), AB_IO_ERROR);
        ab_memory_fail_after(0);
        ck_assert_ptr_nonnull(strcasestr(errors.error[0].text, "memory"));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("folder");
    TCase *tests = tcase_create("folders");
    tcase_add_checked_fixture(tests, own_folder_enter, own_folder_leave);
    tcase_add_test(tests, a_missing_folder_is_made_with_its_parents);
    tcase_add_test(tests, an_empty_folder_is_taken);
    tcase_add_test(tests, a_folder_with_a_file_is_refused_without_force);
    tcase_add_test(tests, force_takes_a_folder_and_leaves_its_files);
    tcase_add_test(tests, a_file_in_the_place_of_the_folder_is_an_error);
    tcase_add_test(tests, a_folder_below_a_file_is_an_error);
    tcase_add_test(tests, a_folder_that_takes_no_file_is_an_error_even_with_force);
    tcase_add_test(tests, an_empty_name_is_a_usage_error);
    tcase_add_test(tests, preparing_without_memory_says_so);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
