/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_csv.c - text as it stands in tables and in the manifest. */
#include "base/memory.h"
#include "base/visible.h"
#include "output/json.h"
#include "output/row.h"
#include "support/scratch.h"
#include "support/suite.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS = 12 };

static struct ab_errors errors;
static char folder[SCRATCH_SIZE];

static void make_folder(void)
{
    ab_errors_clear(&errors);
    scratch_make(folder);
}

static void remove_folder(void)
{
    scratch_remove(folder);
}

static struct ab_writer *open_out(void)
{
    char path[256];
    (void)snprintf(path, sizeof path, "%s/out", folder);
    struct ab_writer *writer = ab_writer_open(path, &errors);
    ck_assert_ptr_nonnull(writer);
    return writer;
}

/* Commits and returns what is in the file; the caller gives it back. */
static char *finish(struct ab_writer *writer)
{
    char path[256], *content = NULL;
    size_t size;
    (void)snprintf(path, sizeof path, "%s/out", folder);
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    ck_assert_int_eq(ab_file_read(path, 1 << 20, &content, &size, &errors), AB_OK);
    return content;
}

static size_t length_of(const char *text)
{
    return ab_utf8_length(text, strlen(text) + 1);
}

START_TEST(characters_of_utf_8_are_told_from_ill_formed_bytes)
{
    ck_assert_uint_eq(length_of("a"), 1);
    ck_assert_uint_eq(length_of("\xC3\xA4"), 2);
    ck_assert_uint_eq(length_of("\xE2\x82\xAC"), 3);
    ck_assert_uint_eq(length_of("\xF0\x9F\x9B\xA9"), 4);
    const char *const ill_formed[] = {"\x80",
                                      "\xC3",
                                      "\xC3(",
                                      "\xC0\xAF",
                                      "\xE0\x80\xAF",
                                      "\xED\xA0\x80",
                                      "\xF0\x80\x80\x80",
                                      "\xF4\x90\x80\x80",
                                      "\xE2\x82(",
                                      "\xE2\x82\xC3",
                                      "\xFF"};
    for (size_t i = 0; i < sizeof ill_formed / sizeof ill_formed[0]; i++) {
        ck_assert_uint_eq(length_of(ill_formed[i]), 0);
    }
}
END_TEST

/* What one row of text cells looks like. */
static void assert_cell(const char *text, const char *expected)
{
    struct ab_csv csv;
    struct ab_writer *writer = open_out();
    ab_csv_init(&csv, writer, 1, 0);
    ab_row_text(&csv.row, text);
    ab_row_end(&csv.row);
    ab_csv_flush(&csv);
    char *content = finish(writer);
    ck_assert_str_eq(content, expected);
    ab_memory_give(content);
}

START_TEST(plain_text_is_not_quoted)
{
    assert_cell("zhetygen; 'field' #1", "zhetygen; 'field' #1\n");
}
END_TEST

START_TEST(text_with_a_comma_is_quoted)
{
    assert_cell("a,b", "\"a,b\"\n");
}
END_TEST

START_TEST(quotes_are_doubled)
{
    assert_cell("the \"bridge\"", "\"the \"\"bridge\"\"\"\n");
}
END_TEST

START_TEST(text_of_several_lines_is_quoted)
{
    assert_cell("a\nb", "\"a\nb\"\n");
    assert_cell("a\rb", "\"a\rb\"\n");
}
END_TEST

START_TEST(cells_of_every_kind_make_a_row)
{
    struct ab_csv csv;
    struct ab_writer *writer = open_out();
    ab_csv_init(&csv, writer, 11, 0);
    ab_row_text(&csv.row, NULL);
    ab_row_integer(&csv.row, -3);
    ab_row_boolean(&csv.row, true);
    ab_row_number(&csv.row, 0.25);
    ab_row_number(&csv.row, (double)NAN);
    ab_row_tonnes(&csv.row, 12.3456);
    ab_row_hours(&csv.row, 90 * AB_MINUTE);
    ab_row_hours(&csv.row, AB_TIME_NEVER);
    ab_row_instant(&csv.row, AB_DAY);
    ab_row_instant(&csv.row, AB_TIME_NEVER);
    ab_row_empty(&csv.row);
    ab_row_end(&csv.row);
    ab_csv_flush(&csv);
    char *content = finish(writer);
    ck_assert_str_eq(content, ",-3,1,0.25,,12.346,1.5000,,1970-01-02T00:00:00.000Z,,\n");
    ab_memory_give(content);
}
END_TEST

START_TEST(rows_longer_than_the_buffer_are_whole)
{
    enum { CELLS = 3000, LENGTH = 20000 };
    static char text[LENGTH + 1];
    memset(text, 'x', LENGTH);
    struct ab_csv csv;
    struct ab_writer *writer = open_out();
    ab_csv_init(&csv, writer, CELLS + 1, 0);
    for (int i = 0; i < CELLS; i++) {
        ab_row_integer(&csv.row, 1000000 + i);
    }
    ab_row_text(&csv.row, text);
    ab_row_end(&csv.row);
    ab_csv_flush(&csv);
    char *content = finish(writer), *cell = content;
    for (int i = 0; i < CELLS; i++) {
        ck_assert_int_eq(strtol(cell, &cell, 10), 1000000 + i);
        ck_assert_int_eq(*cell++, ',');
    }
    ck_assert_uint_eq(strlen(cell), LENGTH + 1);
    ck_assert_uint_eq(strspn(cell, "x"), LENGTH);
    ab_memory_give(content);
}
END_TEST

/* The manifest's writer with one member, e.g. {"key": VALUE}. */
static void begin_json(struct ab_json *json, struct ab_writer *writer)
{
    ab_json_init(json, writer);
    ab_json_begin_object(json, NULL);
}

static void assert_json(struct ab_json *json, const char *expected)
{
    ab_json_end(json);
    char *content = finish(json->owner);
    ck_assert_str_eq(content, expected);
    ab_memory_give(content);
}

START_TEST(json_members_are_separated_and_indented)
{
    struct ab_json json;
    begin_json(&json, open_out());
    ab_json_integer(&json, "a", 1);
    ab_json_begin_array(&json, "b");
    ab_json_text(&json, NULL, "x");
    ab_json_number(&json, NULL, 0.5);
    ab_json_end(&json);
    ab_json_begin_object(&json, "c");
    ab_json_end(&json);
    assert_json(&json, "{\n  \"a\": 1,\n  \"b\": [\n    \"x\",\n    0.5\n  ],\n  \"c\": {}\n}\n");
}
END_TEST

START_TEST(json_text_escapes_what_it_must)
{
    struct ab_json json;
    begin_json(&json, open_out());
    ab_json_text(&json, "k\"", "a\"b\\c\n\x01\xC3\xA4");
    assert_json(&json, "{\n  \"k\\\"\": \"a\\\"b\\\\c\\u000a\\u0001\xC3\xA4\"\n}\n");
}
END_TEST

START_TEST(json_text_that_is_not_utf_8_is_replaced)
{
    struct ab_json json;
    begin_json(&json, open_out());
    ab_json_text(&json, "k", "a\xFFz\xC3");
    assert_json(&json, "{\n  \"k\": \"a\\ufffdz\\ufffd\"\n}\n");
}
END_TEST

START_TEST(json_has_null_for_what_has_no_value)
{
    struct ab_json json;
    begin_json(&json, open_out());
    ab_json_text(&json, "a", NULL);
    ab_json_number(&json, "b", (double)NAN);
    ab_json_number(&json, "c", (double)INFINITY);
    assert_json(&json, "{\n  \"a\": null,\n  \"b\": null,\n  \"c\": null\n}\n");
}
END_TEST

START_TEST(json_hashes_have_sixteen_digits)
{
    struct ab_json json;
    begin_json(&json, open_out());
    ab_json_hash(&json, "a", 0xABC);
    ab_json_hash(&json, "b", UINT64_MAX);
    assert_json(&json, "{\n  \"a\": \"0000000000000abc\",\n  \"b\": \"ffffffffffffffff\"\n}\n");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv");
    TCase *text = tcase_create("text");
    tcase_add_test(text, characters_of_utf_8_are_told_from_ill_formed_bytes);
    suite_add_tcase(suite, text);
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, make_folder, remove_folder);
    tcase_add_test(rows, plain_text_is_not_quoted);
    tcase_add_test(rows, text_with_a_comma_is_quoted);
    tcase_add_test(rows, quotes_are_doubled);
    tcase_add_test(rows, text_of_several_lines_is_quoted);
    tcase_add_test(rows, cells_of_every_kind_make_a_row);
    tcase_add_test(rows, rows_longer_than_the_buffer_are_whole);
    suite_add_tcase(suite, rows);
    TCase *json = tcase_create("json");
    tcase_add_checked_fixture(json, make_folder, remove_folder);
    tcase_add_test(json, json_members_are_separated_and_indented);
    tcase_add_test(json, json_text_escapes_what_it_must);
    tcase_add_test(json, json_text_that_is_not_utf_8_is_replaced);
    tcase_add_test(json, json_has_null_for_what_has_no_value);
    tcase_add_test(json, json_hashes_have_sixteen_digits);
    suite_add_tcase(suite, json);

    return suite_run(suite, TESTS);
}
