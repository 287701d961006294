/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_found.c - what fuzzers found once, and seeds of theirs, given to the targets again: found/NAME/
 * holds input of the target NAME. It needs neither of them, and runs in any build. What was found by its
 * size is made here. */
#include "fuzz/targets.h"
#include "support/suite.h"

#include <check.h>
#include <glob.h>
#include <iniparser/iniparser.h>
#include <stdio.h>
#include <sys/resource.h>

enum { TESTS = 3, INPUT_MAX = 1 << 20 };

static int say_nothing(const char *format, ...)
{
    (void)format;
    return 0;
}

/* Gives a target every file of a pattern; so many. */
static size_t give_all(fuzz_target *target, const char *pattern)
{
    glob_t found;
    const int outcome = glob(pattern, 0, NULL, &found);
    if (outcome == GLOB_NOMATCH) {
        return 0;
    }
    ck_assert_int_eq(outcome, 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        FILE *file = fopen(found.gl_pathv[i], "rb");
        uint8_t *bytes = malloc(INPUT_MAX);
        ck_assert(file != NULL && bytes != NULL);
        const size_t size = fread(bytes, 1, INPUT_MAX, file);
        ck_assert(size < INPUT_MAX && fclose(file) == 0);
        /* Of its own size, so that who reads beyond is seen by a sanitizer. */
        uint8_t *exact = realloc(bytes, size + (size == 0));
        ck_assert_ptr_nonnull(exact);
        target(exact, size);
        free(exact);
    }
    const size_t count = found.gl_pathc;
    globfree(&found);
    return count;
}

START_TEST(what_was_found_breaks_no_more)
{
    char pattern[128];
    size_t count = 0;
    for (const struct fuzz_named *named = fuzz_targets; named->name != NULL; named++) {
        (void)snprintf(pattern, sizeof pattern, "tests/fuzz/found/%s/*", named->name);
        count += give_all(named->target, pattern);
    }
    ck_assert_uint_gt(count, 0);
}
END_TEST

START_TEST(good_scenarios_break_nothing)
{
    ck_assert_uint_gt(give_all(fuzz_prescan, "tests/oracles/*.ini"), 50);
    ck_assert_uint_gt(give_all(fuzz_statements, "tests/oracles/*.ini"), 50);
    ck_assert_uint_gt(give_all(fuzz_run, "tests/oracles/*.ini"), 50);
    ck_assert_uint_gt(give_all(fuzz_statements, "tests/fuzz/once/*.ini"), 20);
    ck_assert_uint_gt(give_all(fuzz_run, "tests/fuzz/once/*.ini"), 20);
}
END_TEST

/* The most kilobytes that this process has had so far. */
static long memory_had(void)
{
    struct rusage usage;
    ck_assert_int_eq(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

/* Of 100 kB: 2.5 GB, were room for the rest of the line taken for each of its fields. */
START_TEST(a_line_of_many_assignments_takes_memory_by_its_length)
{
    enum { FIELDS = 50000, KILOBYTES_MORE = 100000 };
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(stream);
    (void)fprintf(stream,
                  "airbridge-journal 9 0 0 run %016d %016d %016d 1 1 0 1 0 0 0 0 0 0 1\n"
                  "n x\ns x x x %016d 0 %d",
                  0, 0, 0, 0, FIELDS);
    for (int i = 0; i < FIELDS; i++) {
        (void)fputs(" x", stream);
    }
    (void)fputs("\n", stream);
    ck_assert_int_eq(fclose(stream), 0);
    const long before = memory_had();
    fuzz_journal((const uint8_t *)text, size);
    ck_assert_int_lt(memory_had() - before, KILOBYTES_MORE);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("found");
    TCase *cases = tcase_create("found");
    iniparser_set_error_callback(say_nothing);
    tcase_add_test(cases, what_was_found_breaks_no_more);
    tcase_add_test(cases, good_scenarios_break_nothing);
    tcase_add_test(cases, a_line_of_many_assignments_takes_memory_by_its_length);
    tcase_set_timeout(cases, 0);
    suite_add_tcase(suite, cases);
    return suite_run(suite, TESTS);
}
