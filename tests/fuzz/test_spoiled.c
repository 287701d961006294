/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_spoiled.c - good input of which one word was replaced, or a line dropped or doubled, given to the targets
 * of the fuzzers: whatever a reader looks at is wrong once. Seeds are made by the program that is tested. */
#include "fuzz/targets.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <glob.h>
#include <iniparser/iniparser.h>
#include <string.h>

enum { INPUT_MAX = 1 << 20, TARGETS = 13, WAYS_MAX = 12000 };

static const char *const odd[] = {
    "", "-1", "0", "2", "x", "%2", "9007199254740993", "99999999999999999999", "-", "a,b", "\"",
};
enum { ODD = (int)(sizeof odd / sizeof odd[0]), LINE_WAYS = 2, WAYS = ODD + LINE_WAYS };

static char folder[SCRATCH_SIZE];

static int say_nothing(const char *format, ...)
{
    (void)format;
    return 0;
}

/* ---- one input ---- */

struct input {
    char *bytes;
    size_t size;
};

static bool is_between(char c)
{
    return c != '\0' && strchr(" ,=\n;:|\t()", c) != NULL;
}

/* The next word from a place on: its length, 0 at the end; moves the place there. */
static size_t next_word(const struct input *input, size_t *at)
{
    while (*at < input->size && is_between(input->bytes[*at])) {
        ++*at;
    }
    size_t end = *at;
    while (end < input->size && !is_between(input->bytes[end])) {
        end++;
    }
    return end - *at;
}

static size_t count_words(const struct input *input)
{
    size_t count = 0, at = 0;
    for (size_t length; (length = next_word(input, &at)) > 0; at += length) {
        count++;
    }
    return count;
}

/* Gives a target the input with `length` bytes from `at` on replaced; in memory of its own size, so that who reads
 * beyond is seen by a sanitizer. */
static void give(fuzz_target *target, const struct input *input, size_t at, size_t length,
                 const char *put, size_t put_size)
{
    const size_t size = input->size - length + put_size;
    char *spoiled = malloc(size + (size == 0));
    ck_assert_ptr_nonnull(spoiled);
    memcpy(spoiled, input->bytes, at);
    memcpy(spoiled + at, put, put_size);
    memcpy(spoiled + at + put_size, input->bytes + at + length, input->size - at - length);
    (void)target((const uint8_t *)spoiled, size);
    free(spoiled);
}

/* Spoils the word at a place in one of the ways. */
static void spoil(fuzz_target *target, const struct input *input, size_t at, size_t length, int way)
{
    if (way < ODD) {
        give(target, input, at, length, odd[way], strlen(odd[way]));
        return;
    }
    size_t begin = at, end = at;
    while (begin > 0 && input->bytes[begin - 1] != '\n') {
        begin--;
    }
    while (end < input->size && input->bytes[end] != '\n') {
        end++;
    }
    end += end < input->size;
    if (way == ODD) { /* the line is gone, or there twice */
        give(target, input, begin, end - begin, "", 0);
    } else {
        give(target, input, begin, 0, input->bytes + begin, end - begin);
    }
}

/* ---- all of a target ---- */

static struct input read_input(const char *path)
{
    struct input input = {.bytes = malloc(INPUT_MAX)};
    FILE *file = fopen(path, "rb");
    ck_assert(file != NULL && input.bytes != NULL);
    input.size = fread(input.bytes, 1, INPUT_MAX, file);
    ck_assert(input.size < INPUT_MAX && fclose(file) == 0);
    return input;
}

/* Gives the target each input as it is, and spoiled in every `step`-th way. */
static void spoil_all(fuzz_target *target, const glob_t *found, size_t step)
{
    size_t number = 0;
    for (size_t i = 0; i < found->gl_pathc; i++) {
        const struct input input = read_input(found->gl_pathv[i]);
        give(target, &input, 0, 0, "", 0);
        size_t at = 0;
        for (size_t length; (length = next_word(&input, &at)) > 0; at += length) {
            for (int way = 0; way < WAYS; way++) {
                if (number++ % step == 0) {
                    spoil(target, &input, at, length, way);
                }
            }
        }
        free(input.bytes);
    }
}

START_TEST(a_word_that_is_wrong_breaks_nothing)
{
    const struct fuzz_named *named = &fuzz_targets[_i];
    char pattern[SCRATCH_SIZE + 40];
    glob_t found;
    size_t words = 0;
    (void)snprintf(pattern, sizeof pattern, "%s/%s/*", folder, named->name);
    ck_assert_int_eq(glob(pattern, 0, NULL, &found), 0);
    for (size_t i = 0; i < found.gl_pathc; i++) {
        const struct input input = read_input(found.gl_pathv[i]);
        words += count_words(&input);
        free(input.bytes);
    }
    ck_assert_uint_gt(words, 20);
    size_t step = words * WAYS / WAYS_MAX + 1;
    step += step % WAYS == 0; /* or it would always be the same way */
    spoil_all(named->target, &found, step);
    globfree(&found);
}
END_TEST

static void make_seeds(void)
{
    const char *program = getenv("AIRBRIDGE");
    char command[3 * SCRATCH_SIZE];
    ck_assert_msg(program != NULL, "AIRBRIDGE is to name the program");
    scratch_make(folder);
    (void)snprintf(command, sizeof command, "tests/fuzz/seeds '%s' '%s'", program, folder);
    ck_assert_int_eq(system(command), 0);
}

static void remove_seeds(void)
{
    scratch_remove(folder);
}

int main(void)
{
    Suite *suite = suite_create("spoiled");
    TCase *cases = tcase_create("spoiled");
    iniparser_set_error_callback(say_nothing);
    tcase_add_unchecked_fixture(cases, make_seeds, remove_seeds);
    tcase_add_loop_test(cases, a_word_that_is_wrong_breaks_nothing, 0, TARGETS);
    tcase_set_timeout(cases, 0);
    suite_add_tcase(suite, cases);
    return suite_run(suite, TARGETS);
}
