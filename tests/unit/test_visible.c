/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_visible.c - text from outside, on a terminal and as a word of a shell. */
#include "base/shell.h"
#include "base/visible.h"
#include "support/suite.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS = 9 };

/* What is shown of a text, in a buffer that the next call overwrites. */
static const char *shown(const char *text)
{
    static char room[2000];
    return ab_visible_copy(room, sizeof room, text);
}

START_TEST(text_is_shown_as_it_is)
{
    static const char *const texts[] = {
        "",
        "plain",
        "back\\slash",
        "\"'`$(x)%s",
        "\xc3\xa9 \xd0\x96 \xe2\x82\xac \xf0\x9f\x9b\xa9",
        "\xc2\xa0" /* the first behind C1 */,
        "\xe2\x80\x8d" /* joins emoji */,
        "\xe2\x80\xaf",
        "\xe2\x81\xa5",
        "\xe2\x81\xaa",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        ck_assert_str_eq(shown(texts[i]), texts[i]);
        ck_assert(ab_visible_is(texts[i]));
    }
}
END_TEST

START_TEST(control_characters_are_escaped)
{
    for (int c = 1; c < 0x20; c++) {
        const char text[] = {'a', (char)c, 'b', '\0'};
        char expected[16];
        (void)snprintf(expected, sizeof expected, "a\\x%02xb", (unsigned)c);
        ck_assert_str_eq(shown(text), expected);
    }
    ck_assert_str_eq(shown("\x7f"), "\\x7f");
    for (int c = 0x80; c < 0xa0; c++) {
        const char text[] = {'\xc2', (char)c, '\0'};
        char expected[16];
        (void)snprintf(expected, sizeof expected, "\\u%04x", (unsigned)c);
        ck_assert_str_eq(shown(text), expected);
        ck_assert(!ab_visible_is(text));
    }
}
END_TEST

START_TEST(marks_of_direction_and_of_line_ends_are_escaped)
{
    ck_assert_str_eq(shown("\xd8\x9c"), "\\u061c");
    ck_assert_str_eq(shown("\xe2\x80\x8e\xe2\x80\x8f"), "\\u200e\\u200f");
    ck_assert_str_eq(
        shown("\xe2\x80\xa8\xe2\x80\xa9\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad"
              "\xe2\x80\xae"),
        "\\u2028\\u2029\\u202a\\u202b\\u202c\\u202d\\u202e");
    ck_assert_str_eq(shown("\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9"),
                     "\\u2066\\u2067\\u2068\\u2069");
}
END_TEST

START_TEST(bytes_that_are_no_utf8_are_escaped)
{
    ck_assert_str_eq(shown("a\x80\xff"
                           "b"),
                     "a\\x80\\xffb");
    ck_assert_str_eq(shown("\xe2\x82"), "\\xe2\\x82");
    ck_assert_str_eq(shown("\xc0\xaf\xed\xa0\x80"), "\\xc0\\xaf\\xed\\xa0\\x80");
}
END_TEST

START_TEST(what_is_at_fault_shows_what_nobody_sees)
{
    static const struct {
        const char *text, *shown;
    } tests[] = {
        {"2\xc2\xa0h", "2\\u00a0h"},
        {"\xef\xbb\xbf[scenario]", "\\ufeff[scenario]"},
        {"1 h\xe2\x80\x8b", "1 h\\u200b"},
        {"\xe2\x80\xaf"
         "1\xe3\x80\x80"
         "2\xc2\xad",
         "\\u202f1\\u30002\\u00ad"},
        {"\xe2\xa0\x80\xe3\x85\xa4\xef\xbe\xa0", "\\u2800\\u3164\\uffa0"},
        {"\033\xe2\x80\xae", "\\x1b\\u202e"},
        {"\xd9\x85\xe2\x80\x8c\xd9\x85",
         "\xd9\x85\xe2\x80\x8c\xd9\x85"}, /* joiners belong to words */
        {"\xe2\x80\x9c"
         "2 h\xe2\x80\x9d",
         "\xe2\x80\x9c"
         "2 h\xe2\x80\x9d"},
    };
    char room[64];
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        ck_assert_str_eq(ab_visible_copy_read(room, sizeof room, tests[i].text), tests[i].shown);
    }
}
END_TEST

START_TEST(a_copy_is_cut_before_what_has_no_room)
{
    char room[8];
    ck_assert_str_eq(ab_visible_copy(room, 8, "abcdefghij"), "abcdefg");
    ck_assert_str_eq(ab_visible_copy(room, 8, "abcd\033"), "abcd");
    ck_assert_str_eq(ab_visible_copy(room, 8, "abc\033z"), "abc\\x1b");
    ck_assert_str_eq(ab_visible_copy(room, 8, "abcdef\xc3\xa9"), "abcdef");
    ck_assert_str_eq(ab_visible_copy(room, 1, "a"), "");
}
END_TEST

START_TEST(what_is_printed_is_what_is_copied_and_counted)
{
    const char *text = "a\033\xe2\x80\xae\xc3\xa9\xff\\";
    char *printed = NULL;
    size_t size = 0;
    int count = 0;
    FILE *stream = open_memstream(&printed, &size);
    ab_visible_print(stream, text);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_str_eq(printed, shown(text));
    for (int columns; *text != '\0'; count += columns) {
        text += ab_visible_length(text, &columns);
    }
    ck_assert_int_eq(count, 1 + 4 + 6 + 1 + 4 + 1);
    free(printed);
}
END_TEST

/* A text as a word of a shell; the caller frees it. */
static char *word_of(const char *text)
{
    char *word = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&word, &size);
    ab_shell_print_word(stream, text);
    ck_assert_int_eq(fclose(stream), 0);
    return word;
}

static void assert_word(const char *text, const char *expected)
{
    char *word = word_of(text);
    ck_assert_str_eq(word, expected);
    free(word);
}

START_TEST(a_word_has_quotes_where_it_needs_them)
{
    assert_word("plain-1.ini", "plain-1.ini");
    assert_word("", "''");
    assert_word("a b", "'a b'");
    assert_word("it's", "'it'\\''s'");
    assert_word("$(x) `y` \\ *", "'$(x) `y` \\ *'");
    assert_word("\xc3\xa9", "'\xc3\xa9'");
    assert_word("a\nb", "$'a\\012b'");
    assert_word("it's\t\\", "$'it\\047s\\011\\134'");
    assert_word("\xe2\x80\xae\xff", "$'\\342\\200\\256\\377'");
}
END_TEST

START_TEST(bash_reads_any_word_back)
{
    for (int c = 1; c < 0x100; c++) {
        const char text[] = {'x', (char)c, '0', '\'', (char)c, '\0'};
        char *word = word_of(text), script[100], read[20] = "";
        ck_assert_ptr_null(strchr(word, '\n'));
        (void)snprintf(script, sizeof script, "printf %%s %s", word);
        ck_assert_int_eq(setenv("WORD", script, 1), 0);
        FILE *shell = popen("LC_ALL=C exec bash -c \"$WORD\"", "r");
        const size_t size = fread(read, 1, sizeof read - 1, shell);
        ck_assert_int_eq(pclose(shell), 0);
        ck_assert_uint_eq(size, 5);
        ck_assert_str_eq(read, text);
        free(word);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("visible");
    TCase *terminal = tcase_create("terminal");
    tcase_add_test(terminal, text_is_shown_as_it_is);
    tcase_add_test(terminal, control_characters_are_escaped);
    tcase_add_test(terminal, marks_of_direction_and_of_line_ends_are_escaped);
    tcase_add_test(terminal, bytes_that_are_no_utf8_are_escaped);
    tcase_add_test(terminal, what_is_at_fault_shows_what_nobody_sees);
    tcase_add_test(terminal, a_copy_is_cut_before_what_has_no_room);
    tcase_add_test(terminal, what_is_printed_is_what_is_copied_and_counted);
    suite_add_tcase(suite, terminal);
    TCase *words = tcase_create("words");
    tcase_add_test(words, a_word_has_quotes_where_it_needs_them);
    tcase_add_test(words, bash_reads_any_word_back);
    suite_add_tcase(suite, words);
    return suite_run(suite, TESTS);
}
