/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_prescan.c - the structure of scenario files: what is accepted and read like iniparser does,
 * and the exact message for what is not. */
#include "scenario/prescan.h"
#include "scenario/source.h"
#include "scenario/text.h"
#include "support/faults.h"
#include "support/suite.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

static struct ab_arena *arena;
static struct ab_prescan prescan;

static void setup(void)
{
    ab_errors_clear(&errors);
    arena = ab_arena_create(0);
    ck_assert_ptr_nonnull(arena);
}

static void teardown(void)
{
    ab_arena_destroy(arena);
}

static enum ab_status scan_bytes(const char *bytes, size_t size)
{
    return ab_prescan(&prescan, "f.ini", bytes, size, arena, arena, &errors);
}

static enum ab_status scan(const char *text)
{
    return scan_bytes(text, strlen(text));
}

static void assert_printed(const char *expected)
{
    char *text = printed_faults();
    ck_assert_str_eq(text, expected);
    free(text);
}

/* ---- what is accepted ---- */

START_TEST(sections_and_keys_have_their_lines)
{
    ck_assert_int_eq(scan("; comment\n\n[scenario]\ntitle = x\n# more\n\tend=closed\n"
                          "[airfield.a-1]\nname = y"),
                     AB_OK);
    ck_assert_int_eq(prescan.count, 5);
    ck_assert_int_eq(prescan.sections, 2);
    ck_assert_str_eq(prescan.entry[0].section, "scenario");
    ck_assert_ptr_null(prescan.entry[0].key);
    ck_assert_int_eq(prescan.entry[0].line, 3);
    ck_assert_str_eq(prescan.entry[2].key, "end");
    ck_assert_str_eq(prescan.entry[2].value, "closed");
    ck_assert_int_eq(prescan.entry[2].line, 6);
    ck_assert_str_eq(prescan.entry[4].section, "airfield.a-1");
    ck_assert_int_eq(prescan.entry[4].line, 8);
}
END_TEST

START_TEST(an_empty_file_has_no_entries)
{
    ck_assert_int_eq(scan(""), AB_OK);
    ck_assert_int_eq(prescan.count, 0);
    ck_assert_int_eq(scan("\n\n  \n; only this"), AB_OK);
    ck_assert_int_eq(prescan.count, 0);
}
END_TEST

struct reading {
    const char *line, *value;
};

static const struct reading readings[] = {
    {"k=v", "v"},
    {"k = v w", "v w"},
    {"k\t=\tv\t", "v"},
    {"k = v ; comment", "v"},
    {"k = v # comment", "v"},
    {"k = v;comment", "v"},
    {"k = v#comment", "v"},
    {"k = \"v; w # x\"", "v; w # x"},
    {"k = \"v\" ; comment", "v"},
    {"k = 'v; w' # comment", "v; w"},
    {"k = \"it's\"", "it's"},
    {"k = 'say \"x\"; y'", "say \"x\"; y"},
    {"k = the king's men", "the king's men"},
    {"k = an \"inner\" quote", "an \"inner\" quote"},
    {"k = \"  blanks  \"", "  blanks  "},
    {"k = a = b", "a = b"},
    {"k = = b", "= b"},
    {"k == b", "= b"},
    {"k = \xC3\xA9t\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x9B\xAC",
     "\xC3\xA9t\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x9B\xAC"},
    {"k = C:\\temp\\x", "C:\\temp\\x"},
    {"k = 'C:\\temp\\'", "C:\\temp\\"},
    {"k = [x]", "[x]"},
    {"k = triangular(60 min, 90 min, 2 h)", "triangular(60 min, 90 min, 2 h)"},
};

START_TEST(a_value_is_read)
{
    char text[256];
    (void)snprintf(text, sizeof text, "[s]\n%s\n", readings[_i].line);
    ck_assert_int_eq(scan(text), AB_OK);
    ck_assert_int_eq(prescan.count, 2);
    ck_assert_str_eq(prescan.entry[1].key, "k");
    ck_assert_str_eq(prescan.entry[1].value, readings[_i].value);
}
END_TEST

/* Compared with the pre-scan's by what gives it the lines; releases differ in what a backslash is. */
static enum ab_status let_iniparser_read(const char *text)
{
    return ab_library_read("f.ini", text, strlen(text), &prescan, &errors);
}

START_TEST(iniparser_reads_the_same_value)
{
    char text[256];
    (void)snprintf(text, sizeof text, "[s]\n%s\n", readings[_i].line);
    ck_assert_int_eq(scan(text), AB_OK);
    ck_assert_int_eq(let_iniparser_read(text), AB_OK);
}
END_TEST

START_TEST(a_value_that_iniparser_reads_otherwise_is_found_out)
{
    ck_assert_int_eq(scan("[s]\nk = a\\b\n"), AB_OK);
    ck_assert_int_eq(let_iniparser_read("[s]\nk = a\\c\n"), AB_IO_ERROR);
    ck_assert_int_eq(let_iniparser_read("[s]\nk = a\n  \n"), AB_IO_ERROR);
    ck_assert_int_eq(let_iniparser_read("[s]\nk = a\\bc\n"), AB_IO_ERROR);
    ck_assert_int_eq(let_iniparser_read("[s]\nk = a\\b;\n"), AB_OK);
}
END_TEST

START_TEST(crlf_ends_lines_like_lf)
{
    ck_assert_int_eq(scan("[s]\r\nk = v\r\n\r\nl = \"w\"\r\n"), AB_OK);
    ck_assert_int_eq(prescan.count, 3);
    ck_assert_str_eq(prescan.entry[1].value, "v");
    ck_assert_str_eq(prescan.entry[2].value, "w");
    ck_assert_int_eq(prescan.entry[2].line, 4);
}
END_TEST

START_TEST(the_longest_line_is_accepted_by_iniparser_too)
{
    char text[AB_LINE_BYTES_MAX + 16];
    memset(text, 'x', sizeof text);
    memcpy(text, "[s]\nk = v ;", 11);
    memcpy(text + 4 + AB_LINE_BYTES_MAX, "\nl = w\n", 8);
    ck_assert_int_eq(scan(text), AB_OK);
    ck_assert_int_eq(let_iniparser_read(text), AB_OK);
}
END_TEST

/* ---- what is refused ---- */

struct fault {
    const char *text;
    const char *message;
};

static const struct fault faults[] = {
    {"[s]\nk = a\rl = b\n",
     "f.ini:2: error: [s]: byte 6 of the line is a carriage return without a line feed; lines end "
     "in LF or CRLF\n"},
    {"[s]\rk = v\r",
     "f.ini:1: error: byte 4 of the line is a carriage return without a line feed; lines end in LF "
     "or CRLF\n"},
    {"[s]\nk = \xE9t\xE9\n",
     "f.ini:2: error: [s]: byte 5 of the line, 0xE9, is not UTF-8; save the file as UTF-8\n"},
    {"[s]\nk = \xC0\xAF\n",
     "f.ini:2: error: [s]: byte 5 of the line, 0xC0, is not UTF-8; save the file as UTF-8\n"},
    {"[s]\nk = \xED\xA0\x80\n",
     "f.ini:2: error: [s]: byte 5 of the line, 0xED, is not UTF-8; save the file as UTF-8\n"},
    {"[s]\nk = \xF4\x90\x80\x80\n",
     "f.ini:2: error: [s]: byte 5 of the line, 0xF4, is not UTF-8; save the file as UTF-8\n"},
    {"[s]\nk = a\x07"
     "b\n",
     "f.ini:2: error: [s]: byte 6 of the line is the control character 0x07\n"},
    {"[s]\nk = a\x0C\n", "f.ini:2: error: [s]: byte 6 of the line is the control character 0x0C\n"},
    {"k = v\n[s]\n", "f.ini:1: error: k: this key stands before any section\n"},
    {"[s]\nhello\n", "f.ini:2: error: [s]: 'hello' is not a section, a key = value or a comment\n"},
    {"[s]\nx: 2\n", "f.ini:2: error: [s]: 'x: 2' is not a section, a key = value or a comment\n"},
    {"[s]\nx", "f.ini:2: error: [s]: 'x' is not a section, a key = value or a comment\n"},
    {"[s]\n= 5\n", "f.ini:2: error: [s]: there is no key before '='\n"},
    {"[s]\nKey = 5\n",
     "f.ini:2: error: [s]: the key 'Key' has upper-case letters; keys are lower case\n"},
    {"[s]\na b = 5\n",
     "f.ini:2: error: [s]: 'a b' is not a key; keys are made of a-z, 0-9 and '_'\n"},
    {"[s]\na-b = 5\n",
     "f.ini:2: error: [s]: 'a-b' is not a key; keys are made of a-z, 0-9 and '_'\n"},
    {"[s]\nk =\n", "f.ini:2: error: [s] k: the value is empty\n"},
    {"[s]\nk = ; nothing\n",
     "f.ini:2: error: [s] k: the value is empty (an unquoted ';' or '#' begins a comment)\n"},
    {"[s]\nk = #fff\n",
     "f.ini:2: error: [s] k: the value is empty (an unquoted ';' or '#' begins a comment)\n"},
    {"[s]\nk = \"\"\n",
     "f.ini:2: error: [s] k: the value is empty (an unquoted ';' or '#' begins a comment)\n"},
    {"[s]\nk = \"open\n", "f.ini:2: error: [s] k: the quote \" is not closed\n"},
    {"[s]\nk = 'open\n", "f.ini:2: error: [s] k: the quote ' is not closed\n"},
    {"[s]\nk = ab \"mid;dle\" cd\n", "f.ini:2: error: [s] k: the quote \" is not closed\n"},
    {"[s]\nk = \"a\" b\n",
     "f.ini:2: error: [s] k: 'b' behind the closing quote; there are no escapes in quotes\n"},
    {"[s]\nk = \"a\\\"b\"\n",
     "f.ini:2: error: [s] k: 'b\"' behind the closing quote; there are no escapes in quotes\n"},
    {"[s]\nk = C:\\temp\\\nl = w\n",
     "f.ini:2: error: [s]: the line ends in a backslash, which would join the next line to it\n"},
    {"[s]\n; comment \\\nl = w\n",
     "f.ini:2: error: [s]: the line ends in a backslash, which would join the next line to it\n"},
    {"[s]\n\\\nl = w\n",
     "f.ini:2: error: [s]: the line ends in a backslash, which would join the next line to it\n"},
    {"[s]\nk = a\\ ; comment\n",
     "f.ini:2: error: [s] k: the value ends in a backslash; put it in quotes\n"},
    {"[s\nk = v\n", "f.ini:1: error: the section header has no ']'\n"},
    {"[s] ; comment\n",
     "f.ini:1: error: [s]: '; comment' behind the section header; not even a comment may stand "
     "there\n"},
    {"[s] ; note: k=2\n",
     "f.ini:1: error: [s]: '; note: k=2' behind the section header; not even a comment may stand "
     "there\n"},
    {"[s]junk]\n",
     "f.ini:1: error: [s]: 'junk]' behind the section header; not even a comment may stand "
     "there\n"},
    {"[]\n", "f.ini:1: error: the section name is empty\n"},
    {"[ ]\n",
     "f.ini:1: error: the section name ' ' is not KIND or KIND.ID; names are made of letters a "
     "to z, digits and '-'\n"},
    {"[a:b]\n", "f.ini:1: error: the section name 'a:b' is not KIND or KIND.ID; names are made of "
                "letters a to z, digits and '-'\n"},
    {"[a.b.c]\n",
     "f.ini:1: error: the section name 'a.b.c' is not KIND or KIND.ID; names are made of letters "
     "a to z, digits and '-'\n"},
    {"[a.]\n",
     "f.ini:1: error: the section name 'a.' is not KIND or KIND.ID; names are made of letters a "
     "to z, digits and '-'\n"},
    {"[a.b_c]\n",
     "f.ini:1: error: the section name 'a.b_c' is not KIND or KIND.ID; names are made of letters "
     "a to z, digits and '-'\n"},
    {"[Airfield.almaty]\n",
     "f.ini:1: error: the section name 'Airfield.almaty' has upper-case letters before its id; "
     "kinds of sections are lower case\n"},
    {"[t.UAAA]\nk = 1\n[t.uaaA]\nk = 2\n",
     "f.ini:3: error: [t.uaaA]: duplicate section; the first is in line 1 (ids that differ only by "
     "case are one)\n"
     "f.ini:4: error: [t.uaaA] k: duplicate key; the first is in line 2 (ids that differ only by "
     "case are one)\n"},
    {"[s]\nk = 1\nl = 2\nk = 3\n",
     "f.ini:4: error: [s] k: duplicate key; the first is in line 2\n"},
    {"[s]\nk = 1\n[t]\n[s]\nl = 2\n",
     "f.ini:4: error: [s]: duplicate section; the first is in line 1\n"},
};

enum {
    READINGS = sizeof readings / sizeof readings[0],
    FAULTS = sizeof faults / sizeof faults[0],
    TESTS = 2 * READINGS + FAULTS + 19
};

START_TEST(a_fault_of_structure_is_refused_with_its_line)
{
    ck_assert_int_eq(scan(faults[_i].text), AB_BAD_SCENARIO);
    assert_printed(faults[_i].message);
}
END_TEST

START_TEST(a_nul_byte_is_refused)
{
    ck_assert_int_eq(scan_bytes("[s]\nk = a\0b\n", 12), AB_BAD_SCENARIO);
    assert_printed("f.ini:2: error: [s]: byte 6 of the line is NUL\n");
}
END_TEST

START_TEST(a_line_too_long_is_refused)
{
    char text[1100];
    memset(text, 'x', sizeof text);
    memcpy(text, "[s]\n;", 5);
    ck_assert_int_eq(scan_bytes(text, 4 + AB_LINE_BYTES_MAX + 1), AB_BAD_SCENARIO);
    assert_printed("f.ini:2: error: [s]: the line is too long: 1023 bytes, allowed are 1022\n");
}
END_TEST

START_TEST(a_value_too_long_is_refused)
{
    char text[1000];
    memset(text, 'x', sizeof text);
    memcpy(text, "[s]\nk = ", 8);
    ck_assert_int_eq(scan_bytes(text, 8 + AB_VALUE_BYTES_MAX), AB_OK);
    ck_assert_int_eq(scan_bytes(text, 8 + AB_VALUE_BYTES_MAX + 1), AB_BAD_SCENARIO);
    assert_printed("f.ini:2: error: [s] k: the value is too long: 901 bytes, allowed are 900\n");
}
END_TEST

START_TEST(an_id_too_long_is_refused)
{
    const char *text = "[s.abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz]\n";
    ck_assert_int_eq(scan(text), AB_BAD_SCENARIO);
    assert_printed("f.ini:1: error: the section name 's.abcdefghijklmnopqrstuvwxyz-abcdefghijk...' "
                   "is too long; a name may have 48 bytes\n");
}
END_TEST

START_TEST(a_file_too_large_is_refused)
{
    ck_assert_int_eq(scan_bytes("", (size_t)AB_FILE_BYTES_MAX + 1), AB_BAD_SCENARIO);
    assert_printed("f.ini: error: the file is too large: 268435457 bytes, allowed are "
                   "268435456\n");
    ck_assert(prescan.lost_section);
}
END_TEST

START_TEST(a_byte_order_mark_is_passed_over)
{
    ck_assert_int_eq(scan("\xEF\xBB\xBF[s]\nk = v\n"), AB_OK);
    ck_assert_int_eq(prescan.count, 2);
    ck_assert_int_eq(prescan.entry[0].line, 1);
    ck_assert_str_eq(prescan.entry[1].value, "v");
    ck_assert_int_eq(scan("[s]\n\xEF\xBB\xBFk = v\n"), AB_BAD_SCENARIO);
}
END_TEST

START_TEST(a_file_in_another_encoding_is_one_fault)
{
    ck_assert_int_eq(scan_bytes("\xFF\xFE[\0s\0]\0\n\0", 10), AB_BAD_SCENARIO);
    assert_printed("f.ini: error: the file is UTF-16; save it as UTF-8\n");
    ab_errors_clear(&errors);
    ck_assert_int_eq(scan_bytes("\xFE\xFF\0[\0s\0]\0\n", 10), AB_BAD_SCENARIO);
    assert_printed("f.ini: error: the file is UTF-16; save it as UTF-8\n");
}
END_TEST

START_TEST(any_number_of_entries_is_read)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    for (int i = 0; i < 20000; i++) {
        (void)fprintf(stream, "[s.%d]\n; comment\nk = %d\n", i, i);
    }
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_int_eq(scan_bytes(text, size), AB_OK);
    ck_assert_int_eq(prescan.count, 40000);
    ck_assert_str_eq(prescan.entry[39999].value, "19999");
    ck_assert_uint_eq(prescan.entry[39998].at, (size_t)(strstr(text, "[s.19999]") - text));
    free(text);
}
END_TEST

START_TEST(all_faults_of_a_file_are_found_in_one_pass)
{
    ck_assert_int_eq(scan("x = 1\n[s]\nk = \"a\nK = 2\nl =\n[t\n[u] x\nm = 1\n"), AB_BAD_SCENARIO);
    assert_printed("f.ini:1: error: x: this key stands before any section\n"
                   "f.ini:3: error: [s] k: the quote \" is not closed\n"
                   "f.ini:4: error: [s]: the key 'K' has upper-case letters; keys are lower case\n"
                   "f.ini:5: error: [s] l: the value is empty\n"
                   "f.ini:6: error: the section header has no ']'\n"
                   "f.ini:7: error: [u]: 'x' behind the section header; not even a comment may "
                   "stand there\n");
    ck_assert(prescan.lost_section);
}
END_TEST

START_TEST(what_was_readable_is_there_in_spite_of_faults)
{
    ck_assert_int_eq(scan("[s]\nk = \"a\nl = 2\n"), AB_BAD_SCENARIO);
    ck_assert_int_eq(prescan.count, 3);
    ck_assert_str_eq(prescan.entry[1].key, "k");
    ck_assert_ptr_null(prescan.entry[1].value);
    ck_assert_str_eq(prescan.entry[2].value, "2");
    ck_assert(!prescan.lost_section);
}
END_TEST

START_TEST(faults_do_not_quote_half_a_character)
{
    char text[256] = "[s]\n";
    for (int i = 0; i < 30; i++) {
        strncat(text, "\xE2\x82\xAC", 4);
    }
    ck_assert_int_eq(scan(text), AB_BAD_SCENARIO);
    size_t bad;
    ck_assert(ab_text_is_utf8(errors.error[0].text, strlen(errors.error[0].text), &bad));
}
END_TEST

/* ---- writing values ---- */

START_TEST(values_are_quoted_as_they_need)
{
    ck_assert_int_eq(ab_value_quote("plain text"), 0);
    ck_assert_int_eq(ab_value_quote("the king's men"), 0);
    ck_assert_int_eq(ab_value_quote("an \"inner\" quote"), 0);
    ck_assert_int_eq(ab_value_quote("a; b"), '"');
    ck_assert_int_eq(ab_value_quote("a # b"), '"');
    ck_assert_int_eq(ab_value_quote("'a'"), '"');
    ck_assert_int_eq(ab_value_quote("\"a\""), '\'');
    ck_assert_int_eq(ab_value_quote("say \"x\"; y"), '\'');
    ck_assert_int_eq(ab_value_quote(" a"), '"');
    ck_assert_int_eq(ab_value_quote("a\t"), '"');
    ck_assert_int_eq(ab_value_quote("C:\\"), '"');
}
END_TEST

START_TEST(values_that_no_file_can_hold_are_told)
{
    char longest[AB_VALUE_BYTES_MAX + 2];
    memset(longest, 'x', sizeof longest);
    longest[AB_VALUE_BYTES_MAX + 1] = '\0';
    ck_assert_str_eq(ab_value_unwritable(longest), "is too long");
    longest[AB_VALUE_BYTES_MAX] = '\0';
    ck_assert_ptr_null(ab_value_unwritable(longest));
    ck_assert_str_eq(ab_value_unwritable(""), "is empty");
    ck_assert_str_eq(ab_value_unwritable(" \t"), "is empty");
    ck_assert_str_eq(ab_value_unwritable("a\nb"), "holds a control character");
    ck_assert_str_eq(ab_value_unwritable("\xE9"), "is not UTF-8");
    ck_assert_str_eq(ab_value_unwritable("it's \"x\"; y"), "holds both kinds of quotes");
    ck_assert_ptr_null(ab_value_unwritable("it's \"x\""));
    ck_assert_ptr_null(ab_value_unwritable("a\tb"));
    ck_assert_str_eq(ab_value_unwritable("a\x7f"), "holds a control character");
    ck_assert_uint_eq(ab_text_shown("\x80\x80\x80", 3, 2), 0);
}
END_TEST

START_TEST(memory_that_is_out_is_told)
{
    char text[20000] = "[s]\n";
    for (size_t i = 4; i < sizeof text - 1; i++) {
        text[i] = i % 2 == 0 ? 'k' : '\n';
    }
    ab_memory_fail_after(1);
    const enum ab_status status = scan(text);
    ab_memory_fail_after(0);
    ck_assert_int_eq(status, AB_IO_ERROR);
    assert_printed("f.ini: error: out of memory\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("prescan");
    TCase *accepted = tcase_create("accepted");
    tcase_add_checked_fixture(accepted, setup, teardown);
    tcase_add_test(accepted, sections_and_keys_have_their_lines);
    tcase_add_test(accepted, an_empty_file_has_no_entries);
    tcase_add_loop_test(accepted, a_value_is_read, 0, READINGS);
    tcase_add_loop_test(accepted, iniparser_reads_the_same_value, 0, READINGS);
    tcase_add_test(accepted, a_value_that_iniparser_reads_otherwise_is_found_out);
    tcase_add_test(accepted, crlf_ends_lines_like_lf);
    tcase_add_test(accepted, the_longest_line_is_accepted_by_iniparser_too);
    suite_add_tcase(suite, accepted);
    TCase *refused = tcase_create("refused");
    tcase_add_checked_fixture(refused, setup, teardown);
    tcase_add_loop_test(refused, a_fault_of_structure_is_refused_with_its_line, 0, FAULTS);
    tcase_add_test(refused, a_nul_byte_is_refused);
    tcase_add_test(refused, a_line_too_long_is_refused);
    tcase_add_test(refused, a_value_too_long_is_refused);
    tcase_add_test(refused, an_id_too_long_is_refused);
    tcase_add_test(refused, a_file_too_large_is_refused);
    tcase_add_test(refused, a_byte_order_mark_is_passed_over);
    tcase_add_test(refused, a_file_in_another_encoding_is_one_fault);
    tcase_add_test(refused, any_number_of_entries_is_read);
    tcase_add_test(refused, all_faults_of_a_file_are_found_in_one_pass);
    tcase_add_test(refused, what_was_readable_is_there_in_spite_of_faults);
    tcase_add_test(refused, faults_do_not_quote_half_a_character);
    tcase_add_test(refused, memory_that_is_out_is_told);
    suite_add_tcase(suite, refused);
    TCase *writing = tcase_create("writing");
    tcase_add_test(writing, values_are_quoted_as_they_need);
    tcase_add_test(writing, values_that_no_file_can_hold_are_told);
    suite_add_tcase(suite, writing);

    return suite_run(suite, TESTS);
}
