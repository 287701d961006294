/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_file.c - reading whole files, writing all or nothing.
 *
 * Faults are made with what also binds root: a path below a regular file, a file size limit, a
 * folder of the kernel, failing allocations. */
#include "base/file.h"
#include "base/memory.h"
#include "support/own_folder.h"
#include "support/suite.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { TESTS = 35 };

/* Reads a file that must be refused with exactly this message. */
static void assert_unreadable(const char *path, size_t limit, const char *message)
{
    char *content;
    size_t size;
    ck_assert_int_eq(ab_file_read(path, limit, &content, &size, &errors), AB_IO_ERROR);
    ck_assert_int_eq(errors.count, 1);
    ck_assert_int_eq(errors.status, AB_IO_ERROR);
    ck_assert_str_eq(errors.error[0].file, path);
    ck_assert_str_eq(errors.error[0].text, message);
}

/* ---- reading ---- */

START_TEST(a_file_is_read_with_its_nul_bytes_and_ended_by_one)
{
    write_bytes("f", "a\0b\n", 4);
    char *content;
    size_t size;
    ck_assert_int_eq(ab_file_read("f", 100, &content, &size, &errors), AB_OK);
    ck_assert_uint_eq(size, 4);
    ck_assert_mem_eq(content, "a\0b\n", 5);
    ab_memory_give(content);
}
END_TEST

START_TEST(an_empty_file_is_an_empty_text)
{
    write_bytes("f", "", 0);
    assert_content("f", "");
}
END_TEST

START_TEST(a_file_of_exactly_the_limit_is_read)
{
    write_bytes("f", "12345", 5);
    char *content;
    size_t size;
    ck_assert_int_eq(ab_file_read("f", 5, &content, &size, &errors), AB_OK);
    ab_memory_give(content);
}
END_TEST

START_TEST(a_file_beyond_the_limit_is_refused)
{
    write_bytes("f", "123456", 6);
    assert_unreadable("f", 5, "cannot read: it is larger than 5 bytes");
}
END_TEST

START_TEST(a_file_larger_than_a_read_step_is_whole)
{
    enum { SIZE = 300000 };
    char *bytes = ab_memory_take(SIZE, 1), *content;
    size_t size;
    for (int i = 0; i < SIZE; i++) {
        bytes[i] = (char)(i % 251);
    }
    write_bytes("f", bytes, SIZE);
    ck_assert_int_eq(ab_file_read("f", SIZE, &content, &size, &errors), AB_OK);
    ck_assert_uint_eq(size, SIZE);
    ck_assert_mem_eq(content, bytes, SIZE);
    ab_memory_give(content);
    ab_memory_give(bytes);
}
END_TEST

START_TEST(a_missing_file_is_named)
{
    assert_unreadable("none.ini", 5, "cannot open: No such file or directory");
}
END_TEST

START_TEST(a_folder_is_not_read)
{
    assert_unreadable(".", 5, "cannot read: it is a folder, not a file");
}
END_TEST

START_TEST(a_device_is_not_read)
{
    assert_unreadable("/dev/zero", 5, "cannot read: it is not a regular file");
}
END_TEST

START_TEST(a_pipe_without_a_writer_is_refused_at_once)
{
    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    assert_unreadable("pipe", 5, "cannot read: it is not a regular file");
}
END_TEST

START_TEST(a_read_error_is_an_error_not_an_end)
{
    /* The memory of a process is a regular file whose first page cannot be read. */
    assert_unreadable("/proc/self/mem", 1 << 20, "cannot read: Input/output error");
}
END_TEST

START_TEST(reading_without_memory_says_so)
{
    write_bytes("f", "x", 1);
    ab_memory_fail_after(1);
    assert_unreadable("f", 5, "out of memory");
}
END_TEST

/* ---- writing ---- */

static struct ab_writer *opened(const char *path)
{
    struct ab_writer *writer = ab_writer_open(path, &errors);
    ck_assert_ptr_nonnull(writer);
    return writer;
}

START_TEST(a_committed_file_has_what_was_written_and_nothing_else_is_left)
{
    struct ab_writer *writer = opened("t.csv");
    ab_writer_put(writer, "a,b\n", 4);
    ab_writer_printf(writer, "%d,%s\n", 1, "x");
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    assert_content("t.csv", "a,b\n1,x\n");
    ck_assert_int_eq(entries("."), 1);
}
END_TEST

START_TEST(nothing_shows_under_the_name_before_the_commit)
{
    struct ab_writer *writer = opened("t.csv");
    ab_writer_put(writer, "a\n", 2);
    ck_assert_int_ne(access("t.csv", F_OK), 0);
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    ck_assert_int_eq(access("t.csv", F_OK), 0);
}
END_TEST

START_TEST(the_old_file_stays_until_the_commit)
{
    write_bytes("t.csv", "old", 3);
    struct ab_writer *writer = opened("t.csv");
    ab_writer_put(writer, "new", 3);
    assert_content("t.csv", "old");
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    assert_content("t.csv", "new");
}
END_TEST

START_TEST(an_abandoned_file_leaves_nothing)
{
    struct ab_writer *writer = opened("t.csv");
    ab_writer_put(writer, "a\n", 2);
    ab_writer_abandon(writer);
    ck_assert_int_eq(entries("."), 0);
}
END_TEST

START_TEST(abandoning_nothing_is_allowed)
{
    ab_writer_abandon(NULL);
}
END_TEST

START_TEST(an_empty_file_can_be_committed)
{
    ck_assert_int_eq(ab_writer_commit(opened("t.csv"), &errors), AB_OK);
    assert_content("t.csv", "");
}
END_TEST

START_TEST(bytes_keep_their_order_through_full_buffers)
{
    /* Pieces smaller and larger than any buffer, by both functions. */
    enum { LARGE = 200000 };
    char *large = ab_memory_take(LARGE + 1, 1), *content;
    memset(large, 'z', LARGE);
    size_t size;
    struct ab_writer *writer = opened("t");
    ab_writer_put(writer, "1", 1);
    ab_writer_put(writer, large, LARGE);
    ab_writer_printf(writer, "2%s3", large);
    for (int i = 0; i < 40000; i++) {
        ab_writer_printf(writer, "%05d", i);
    }
    ab_writer_put(writer, "4", 1);
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);

    ck_assert_int_eq(ab_file_read("t", 1 << 24, &content, &size, &errors), AB_OK);
    ck_assert_uint_eq(size, 1 + LARGE + 1 + LARGE + 1 + 200000 + 1);
    ck_assert_mem_eq(content + 1, large, LARGE);
    ck_assert_int_eq(content[1 + LARGE], '2');
    ck_assert_mem_eq(content + 2 + LARGE, large, LARGE);
    ck_assert_mem_eq(content + 2 + 2 * LARGE, "30000000001", 11);
    ck_assert_mem_eq(content + size - 6, "399994", 6);
    ab_memory_give(content);
    ab_memory_give(large);
}
END_TEST

START_TEST(a_new_file_has_the_permissions_that_the_umask_leaves)
{
    struct stat status;
    (void)umask(027);
    ck_assert_int_eq(ab_writer_commit(opened("t"), &errors), AB_OK);
    ck_assert_int_eq(stat("t", &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0640);
}
END_TEST

START_TEST(a_file_that_cannot_be_created_is_named)
{
    write_bytes("file", "", 0);
    ck_assert_ptr_null(ab_writer_open("file/t.csv", &errors));
    ck_assert_int_eq(errors.status, AB_IO_ERROR);
    ck_assert_str_eq(errors.error[0].file, "file/t.csv");
    ck_assert_str_eq(errors.error[0].text, "cannot create: Not a directory");
}
END_TEST

START_TEST(a_pipe_or_a_device_stays_what_it_is)
{
    struct stat status;
    ck_assert_int_eq(mkfifo("pipe", 0600), 0);
    ck_assert_int_eq(symlink("/dev/null", "nothing"), 0);
    const char *const names[] = {"pipe", "nothing"};
    for (int i = 0; i < 2; i++) {
        ck_assert_ptr_null(ab_writer_open(names[i], &errors));
        ck_assert_str_eq(errors.error[i].file, names[i]);
        ck_assert_str_eq(errors.error[i].text,
                         "this is a device or a pipe; no file takes its place");
    }
    ck_assert_int_eq(lstat("pipe", &status), 0);
    ck_assert(S_ISFIFO(status.st_mode));
    ck_assert_int_eq(lstat("nothing", &status), 0);
    ck_assert(S_ISLNK(status.st_mode));
}
END_TEST

START_TEST(a_file_may_have_the_longest_name_there_is)
{
    char name[NAME_MAX + 1];
    memset(name, 'n', NAME_MAX);
    name[NAME_MAX] = '\0';
    struct ab_writer *writer = ab_writer_open(name, &errors);
    ck_assert_ptr_nonnull(writer);
    ab_writer_put(writer, "a", 1);
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    assert_content(name, "a");
}
END_TEST

START_TEST(a_name_that_is_too_long_is_told_before_anything_is_written)
{
    char name[NAME_MAX + 2];
    memset(name, 'n', NAME_MAX + 1);
    name[NAME_MAX + 1] = '\0';
    ck_assert_ptr_null(ab_writer_open(name, &errors));
    ck_assert_str_eq(errors.error[0].text, "cannot create: File name too long");
}
END_TEST

START_TEST(the_temporary_file_of_a_killed_writer_is_not_in_the_way)
{
    pid_t child = fork();
    if (child == 0) {
        struct ab_writer *writer = ab_writer_open("t", &errors);
        ab_writer_put(writer, "half", 4);
        (void)raise(SIGKILL);
    }
    int outcome;
    ck_assert_int_eq(waitpid(child, &outcome, 0), child);
    ck_assert(WIFSIGNALED(outcome));
    ck_assert_int_ne(access("t", F_OK), 0);
    /* Also not when the process number comes again. */
    char stale[100];
    (void)snprintf(stale, sizeof stale, ".t.%ld-0.tmp", (long)getpid());
    write_bytes(stale, "stale", 5);
    struct ab_writer *writer = opened("t");
    ab_writer_put(writer, "whole", 5);
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    assert_content("t", "whole");
    assert_content(stale, "stale");
}
END_TEST

START_TEST(nothing_is_left_of_a_writer_that_was_killed)
{
    const int nameless = open(".", O_TMPFILE | O_WRONLY, 0666);
    if (nameless < 0) {
        return; /* this file system has no files without a name */
    }
    (void)close(nameless);
    pid_t child = fork();
    if (child == 0) {
        struct ab_writer *writer = ab_writer_open("t", &errors);
        for (int i = 0; i < 200000; i++) {
            ab_writer_put(writer, "x", 1);
        }
        (void)raise(SIGKILL);
    }
    int outcome;
    ck_assert_int_eq(waitpid(child, &outcome, 0), child);
    ck_assert(WIFSIGNALED(outcome));
    ck_assert_int_eq(entries("."), 0);
}
END_TEST

START_TEST(a_file_has_the_permissions_of_any_other)
{
    struct stat status;
    const mode_t before = umask(027);
    ck_assert_int_eq(ab_writer_commit(opened("t"), &errors), AB_OK);
    (void)umask(before);
    ck_assert_int_eq(stat("t", &status), 0);
    ck_assert_int_eq(status.st_mode & 0777, 0640);
}
END_TEST

/* Makes writes beyond some bytes fail; the tests run in processes of their own. */
static void limit_file_size(rlim_t bytes)
{
    const struct rlimit limit = {bytes, bytes};
    ck_assert(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* Writes `size` bytes over "old" with room for 1000, which must fail and change nothing. */
static void write_too_much(size_t size)
{
    write_bytes("t.csv", "old", 3);
    limit_file_size(1000);
    struct ab_writer *writer = opened("t.csv");
    for (size_t i = 0; i < size; i++) {
        ab_writer_put(writer, "x", 1);
    }
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_IO_ERROR);
    ck_assert_str_eq(errors.error[0].file, "t.csv");
    ck_assert_str_eq(errors.error[0].text, "cannot write: File too large");
    assert_content("t.csv", "old");
    ck_assert_int_eq(entries("."), 1);
}

START_TEST(a_write_that_fails_at_the_commit_leaves_the_old_file)
{
    write_too_much(2000);
}
END_TEST

START_TEST(a_write_that_fails_in_between_leaves_the_old_file)
{
    write_too_much(500000);
}
END_TEST

START_TEST(a_failure_is_reported_once_however_much_follows)
{
    limit_file_size(0);
    struct ab_writer *writer = opened("t.csv");
    for (int i = 0; i < 100000; i++) {
        ab_writer_printf(writer, "%d\n", i);
    }
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_IO_ERROR);
    ck_assert_int_eq(errors.count, 1);
}
END_TEST

START_TEST(a_rename_that_fails_leaves_no_temporary_file)
{
    ck_assert_int_eq(mkdir("t", 0777), 0);
    write_bytes("t/inner", "", 0);
    ck_assert_int_eq(ab_writer_commit(opened("t"), &errors), AB_IO_ERROR);
    ck_assert_str_eq(errors.error[0].text, "cannot rename: Is a directory");
    ck_assert_int_eq(entries("."), 1);
}
END_TEST

START_TEST(wherever_memory_fails_the_old_file_stays_or_the_new_one_is_whole)
{
    char *large = ab_memory_take(100001, 1);
    memset(large, 'n', 100000);
    for (uint64_t n = 1;; n++) {
        write_bytes("t", "old", 3);
        ab_errors_clear(&errors);
        ab_memory_fail_at(n, _i == 1);
        struct ab_writer *writer = ab_writer_open("t", &errors);
        if (writer != NULL) {
            ab_writer_printf(writer, "%s", large);
        }
        enum ab_status status = writer != NULL ? ab_writer_commit(writer, &errors) : errors.status;
        ab_memory_fail_after(0);
        ck_assert_int_eq(entries("."), 1);
        if (status == AB_OK) {
            assert_content("t", large);
            ck_assert_uint_gt(n, 4);
            break;
        }
        ck_assert_int_eq(status, AB_IO_ERROR);
        ck_assert_int_eq(errors.count, 1);
        assert_content("t", "old");
    }
    ab_memory_give(large);
}
END_TEST

START_TEST(no_descriptor_is_left_open)
{
    int before = entries("/proc/self/fd");
    char *content;
    size_t size;
    ck_assert_int_eq(ab_writer_commit(opened("t"), &errors), AB_OK);
    ab_writer_abandon(opened("u"));
    ck_assert_int_eq(ab_file_read("t", 5, &content, &size, &errors), AB_OK);
    ab_memory_give(content);
    ck_assert_int_eq(ab_file_read(".", 5, &content, &size, &errors), AB_IO_ERROR);
    ck_assert_int_eq(ab_folder_prepare("d", false, &errors), AB_OK);
    ck_assert_int_eq(entries("/proc/self/fd"), before);
}
END_TEST

START_TEST(removing_a_file_that_is_not_there_is_done)
{
    write_bytes("t", "", 0);
    ck_assert_int_eq(ab_file_remove("t", &errors), AB_OK);
    ck_assert_int_eq(ab_file_remove("t", &errors), AB_OK);
    ck_assert_int_eq(entries("."), 0);
}
END_TEST

START_TEST(a_file_that_cannot_be_removed_is_named)
{
    ck_assert_int_eq(mkdir("d", 0777), 0);
    ck_assert_int_eq(ab_file_remove("d", &errors), AB_IO_ERROR);
    ck_assert_str_eq(errors.error[0].text, "cannot remove: Is a directory");
}
END_TEST

static TCase *new_case(Suite *suite, const char *name)
{
    TCase *tests = tcase_create(name);
    tcase_add_checked_fixture(tests, own_folder_enter, own_folder_leave);
    suite_add_tcase(suite, tests);
    return tests;
}

static void add_reading(TCase *tests)
{
    tcase_add_test(tests, a_file_is_read_with_its_nul_bytes_and_ended_by_one);
    tcase_add_test(tests, an_empty_file_is_an_empty_text);
    tcase_add_test(tests, a_file_of_exactly_the_limit_is_read);
    tcase_add_test(tests, a_file_beyond_the_limit_is_refused);
    tcase_add_test(tests, a_file_larger_than_a_read_step_is_whole);
    tcase_add_test(tests, a_missing_file_is_named);
    tcase_add_test(tests, a_folder_is_not_read);
    tcase_add_test(tests, a_device_is_not_read);
    tcase_add_test(tests, a_pipe_without_a_writer_is_refused_at_once);
    tcase_add_test(tests, a_read_error_is_an_error_not_an_end);
    tcase_add_test(tests, reading_without_memory_says_so);
}

static void add_writing(TCase *tests)
{
    tcase_add_test(tests, a_committed_file_has_what_was_written_and_nothing_else_is_left);
    tcase_add_test(tests, nothing_shows_under_the_name_before_the_commit);
    tcase_add_test(tests, the_old_file_stays_until_the_commit);
    tcase_add_test(tests, an_abandoned_file_leaves_nothing);
    tcase_add_test(tests, abandoning_nothing_is_allowed);
    tcase_add_test(tests, an_empty_file_can_be_committed);
    tcase_add_test(tests, bytes_keep_their_order_through_full_buffers);
    tcase_add_test(tests, a_new_file_has_the_permissions_that_the_umask_leaves);
    tcase_add_test(tests, a_file_that_cannot_be_created_is_named);
    tcase_add_test(tests, a_pipe_or_a_device_stays_what_it_is);
    tcase_add_test(tests, a_file_may_have_the_longest_name_there_is);
    tcase_add_test(tests, a_name_that_is_too_long_is_told_before_anything_is_written);
    tcase_add_test(tests, the_temporary_file_of_a_killed_writer_is_not_in_the_way);
    tcase_add_test(tests, nothing_is_left_of_a_writer_that_was_killed);
    tcase_add_test(tests, a_file_has_the_permissions_of_any_other);
    tcase_add_test(tests, a_write_that_fails_at_the_commit_leaves_the_old_file);
    tcase_add_test(tests, a_write_that_fails_in_between_leaves_the_old_file);
    tcase_add_test(tests, a_failure_is_reported_once_however_much_follows);
    tcase_add_test(tests, a_rename_that_fails_leaves_no_temporary_file);
    tcase_add_loop_test(tests, wherever_memory_fails_the_old_file_stays_or_the_new_one_is_whole, 0,
                        2);
    tcase_add_test(tests, no_descriptor_is_left_open);
    tcase_add_test(tests, removing_a_file_that_is_not_there_is_done);
    tcase_add_test(tests, a_file_that_cannot_be_removed_is_named);
}

int main(void)
{
    Suite *suite = suite_create("file");
    add_reading(new_case(suite, "reading"));
    add_writing(new_case(suite, "writing"));

    return suite_run(suite, TESTS);
}
