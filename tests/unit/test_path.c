/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_path.c - names of files that are unusual, and who else has what they name. */
#include "base/claim.h"
#include "base/log.h"
#include "base/path.h"
#include "support/own_folder.h"
#include "support/suite.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>

enum { TESTS = 9, VARIABLE_TOO_LONG = PATH_MAX + 10 };

static void assert_told(enum ab_status status, enum ab_status expected, const char *text)
{
    ck_assert_int_eq(status, expected);
    ck_assert_int_eq(errors.count, 1);
    ck_assert_str_eq(errors.error[0].text, text);
}

START_TEST(what_a_program_may_take_for_an_option_or_a_command_is_guarded)
{
    for (int c = 1; c <= UCHAR_MAX; c++) {
        const char path[] = {(char)c, 'a', '\0'};
        const bool plain = c >= 0x80 || isalnum(c) || c == '/' || c == '.' || c == '_';
        ck_assert_str_eq(ab_path_guard(path), plain ? "" : "./");
    }
}
END_TEST

START_TEST(a_variable_names_the_folder_of_what_comes_with_the_program)
{
    char folder[PATH_MAX], *longer = ab_memory_take(VARIABLE_TOO_LONG + 1, 1);
    ck_assert_int_eq(mkdir("mine", 0777), 0);
    ck_assert_int_eq(setenv("AIRBRIDGE_TEST", "mine", 1), 0);
    ck_assert(ab_share_find("AIRBRIDGE_TEST", "test", folder));
    ck_assert_str_eq(folder, "mine");
    memset(longer, 'x', VARIABLE_TOO_LONG);
    ck_assert_int_eq(setenv("AIRBRIDGE_TEST", longer, 1), 0);
    ck_assert(!ab_share_find("AIRBRIDGE_TEST", "test", folder));
    ck_assert_int_eq(errno, ENOENT);
    ck_assert_uint_lt(strlen(folder), sizeof folder);
    ck_assert_int_eq(setenv("AIRBRIDGE_TEST", "", 1), 0); /* as if it were not there */
    ck_assert(!ab_share_is_named("AIRBRIDGE_TEST"));
    ck_assert(!ab_share_find("AIRBRIDGE_TEST", "no-such-folder", folder));
    ck_assert_str_eq(strrchr(folder, '/'), "/no-such-folder");
    memset(longer, '/', VARIABLE_TOO_LONG);
    ck_assert(!ab_share_find("AIRBRIDGE_TEST", longer,
                             folder)); /* would lead to folders that are there */
    ab_memory_give(longer);
}
END_TEST

START_TEST(files_are_the_same_by_what_they_are_not_by_their_names)
{
    write_text("a", "x");
    write_text("b", "x");
    ck_assert_int_eq(symlink("a", "c"), 0);
    ck_assert(ab_file_is_same("a", "c"));
    ck_assert(!ab_file_is_same("a", "b"));
    ck_assert(!ab_file_is_same("a", "/proc/self/status")); /* of another file system */
    ck_assert(!ab_file_is_same("a", "missing"));
}
END_TEST

START_TEST(what_is_no_file_takes_no_lines)
{
    struct ab_log *log;
    assert_told(ab_log_open(&log, "/dev/null", 0, &errors), AB_IO_ERROR,
                "cannot write: it is not a regular file");
    ck_assert_ptr_null(log);
}
END_TEST

START_TEST(a_file_of_the_root_can_be_claimed_once)
{
    char path[60];
    struct ab_claim *claim, *again;
    (void)snprintf(path, sizeof path, "/airbridge-test-%ld", (long)getpid()); /* never made */
    ck_assert_int_eq(ab_claim_file(&claim, path, &errors), AB_OK);
    assert_told(ab_claim_file(&again, path, &errors), AB_BAD_SCENARIO,
                "another process is writing this result");
    ck_assert_ptr_null(again);
    ab_claim_release(claim);
    ck_assert_int_eq(ab_claim_file(&again, path, NULL), AB_OK);
    ab_claim_release(again);
}
END_TEST

START_TEST(a_claimed_folder_that_is_another_one_by_now_is_told)
{
    static const char *const instead[] = {".",
                                          "/proc"}; /* of the same file system and of another */
    for (int i = 0; i < 2; i++) {
        struct ab_claim *claim;
        ab_errors_clear(&errors);
        ck_assert_int_eq(mkdir("d", 0777), 0);
        ck_assert_int_eq(ab_claim_folder(&claim, "d", &errors), AB_OK);
        ck_assert_int_eq(ab_claim_check(claim, &errors), AB_OK);
        ck_assert_int_eq(rmdir("d"), 0);
        ck_assert_int_eq(symlink(instead[i], "d"), 0);
        assert_told(ab_claim_check(claim, &errors), AB_IO_ERROR,
                    "this was removed or replaced while its result was made");
        ab_claim_release(claim);
        ck_assert_int_eq(unlink("d"), 0);
    }
}
END_TEST

START_TEST(a_path_that_no_file_can_have_is_told)
{
    char *path = ab_memory_take(2 * PATH_MAX + 2, 1);
    for (int i = 0; i < PATH_MAX; i++) {
        memcpy(path + 2 * i, "./", 2);
    }
    path[2 * PATH_MAX] = 'x';
    struct ab_writer *writer = ab_writer_open(path, &errors);
    ck_assert_ptr_null(writer);
    assert_told(errors.status, AB_IO_ERROR, "cannot create: File name too long");
    ab_memory_give(path);
}
END_TEST

START_TEST(a_file_that_is_larger_than_the_system_tells_is_read_no_further_than_allowed)
{
    char *content;
    size_t size;
    assert_told(ab_file_read("/proc/self/status", 10, &content, &size, &errors), AB_IO_ERROR,
                "cannot read: it is larger than 10 bytes");
}
END_TEST

START_TEST(a_folder_for_a_while_is_where_the_system_says_and_leaves_nothing)
{
    char *path;
    ck_assert_int_eq(mkdir("there", 0777), 0);
    ck_assert_int_eq(setenv("TMPDIR", "there", 1), 0);
    path = ab_folder_scratch(&errors);
    ck_assert_ptr_nonnull(path);
    ck_assert_int_eq(strncmp(path, "there/airbridge-", 16), 0);
    ck_assert_int_eq(chdir(path), 0);
    write_text("x", "x");
    ck_assert_int_eq(chdir("../.."), 0);
    ab_folder_discard(path);
    ck_assert_int_eq(entries("there"), 0);
    for (int i = 0; i < 2; i++) {
        ck_assert_int_eq(i == 0 ? setenv("TMPDIR", "", 1) : unsetenv("TMPDIR"), 0);
        path = ab_folder_scratch(&errors);
        ck_assert_ptr_nonnull(path);
        ck_assert_int_eq(strncmp(path, "/tmp/airbridge-", 15), 0);
        ck_assert_int_eq(rmdir(path), 0);
        ab_folder_discard(path); /* somebody else was faster */
    }
    ab_folder_discard(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("path");
    TCase *tests = tcase_create("paths");
    tcase_add_checked_fixture(tests, own_folder_enter, own_folder_leave);
    tcase_add_test(tests, what_a_program_may_take_for_an_option_or_a_command_is_guarded);
    tcase_add_test(tests, a_variable_names_the_folder_of_what_comes_with_the_program);
    tcase_add_test(tests, files_are_the_same_by_what_they_are_not_by_their_names);
    tcase_add_test(tests, what_is_no_file_takes_no_lines);
    tcase_add_test(tests, a_file_of_the_root_can_be_claimed_once);
    tcase_add_test(tests, a_claimed_folder_that_is_another_one_by_now_is_told);
    tcase_add_test(tests, a_path_that_no_file_can_have_is_told);
    tcase_add_test(tests,
                   a_file_that_is_larger_than_the_system_tells_is_read_no_further_than_allowed);
    tcase_add_test(tests, a_folder_for_a_while_is_where_the_system_says_and_leaves_nothing);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
