/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_error.c - the list of faults, how it is printed, and the nearest name. */
#include "base/nearest.h"
#include "support/suite.h"

#include "base/error.h"
#include <check.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { TESTS = 21 };

static struct ab_errors errors;

static void clear(void)
{
    /* Left-overs of another list must not show. */
    memset(&errors, 'x', sizeof errors);
    ab_errors_clear(&errors);
}

/* What printing the list gives; in a buffer that the next call overwrites. */
static const char *printed(void)
{
    static char text[20000];
    FILE *stream = fmemopen(text, sizeof text, "w");
    ab_errors_print(&errors, stream);
    (void)fclose(stream);
    return text;
}

START_TEST(an_empty_list_is_ok_and_prints_nothing)
{
    ck_assert_int_eq(errors.status, AB_OK);
    ck_assert_int_eq(errors.count, 0);
    char text[16] = "untouched";
    FILE *stream = fmemopen(text, sizeof text, "r+");
    ab_errors_print(&errors, stream);
    (void)fclose(stream);
    ck_assert_str_eq(text, "untouched");
}
END_TEST

START_TEST(of_no_list_nothing_is_kept_or_printed)
{
    char text[16] = "untouched";
    FILE *stream = fmemopen(text, sizeof text, "r+");
    ab_errors_add(&errors, AB_BAD_SCENARIO, "a", 1, NULL, NULL, "x");
    ck_assert_int_eq(ab_errors_add(NULL, AB_FAILED, "a", 1, NULL, NULL, "x"), AB_FAILED);
    ck_assert_int_eq(ab_errors_out_of_memory(NULL), AB_IO_ERROR);
    ck_assert(!ab_errors_have_ended(NULL));
    ab_errors_append(NULL, &errors);
    ab_errors_tell_column(NULL, 0, 3);
    ab_errors_print(NULL, stream);
    (void)fclose(stream);
    ck_assert_str_eq(text, "untouched");
}
END_TEST

START_TEST(a_full_fault_prints_file_line_section_key_and_text)
{
    ab_errors_add(&errors, AB_BAD_SCENARIO, "a.ini", 12, "fleet.x", "number", "'%s' is no number",
                  "3x");
    ck_assert_str_eq(printed(), "a.ini:12: error: [fleet.x] number: '3x' is no number\n");
}
END_TEST

START_TEST(a_fault_without_a_file_is_the_programs)
{
    ab_errors_add(&errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
    ck_assert_str_eq(printed(), "airbridge: error: out of memory\n");
}
END_TEST

START_TEST(a_fault_without_a_line_names_the_file_alone)
{
    ab_errors_add(&errors, AB_IO_ERROR, "a.ini", 0, NULL, NULL, "cannot open");
    ck_assert_str_eq(printed(), "a.ini: error: cannot open\n");
}
END_TEST

START_TEST(a_section_or_a_key_can_stand_alone)
{
    ab_errors_add(&errors, AB_BAD_SCENARIO, "a.ini", 1, "airfeild.x", NULL, "unknown");
    ab_errors_add(&errors, AB_BAD_SCENARIO, "a.ini", 2, NULL, "seed", "unknown");
    ck_assert_str_eq(printed(),
                     "a.ini:1: error: [airfeild.x]: unknown\na.ini:2: error: seed: unknown\n");
}
END_TEST

START_TEST(adding_returns_the_status_given)
{
    ck_assert_int_eq(ab_errors_add(&errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "x"), AB_IO_ERROR);
    ck_assert_int_eq(ab_errors_add(&errors, AB_FAILED, NULL, 0, NULL, NULL, "x"), AB_FAILED);
}
END_TEST

START_TEST(the_list_has_the_status_of_its_first_fault)
{
    ab_errors_add(&errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL, "x");
    ab_errors_add(&errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "x");
    ck_assert_int_eq(errors.status, AB_BAD_SCENARIO);
}
END_TEST

START_TEST(a_failure_of_the_machine_is_the_last_that_is_told)
{
    ab_errors_add(&errors, AB_BAD_SCENARIO, "a", 1, NULL, NULL, "x");
    ck_assert_int_eq(ab_errors_fail(&errors, "b", EIO, "read"), AB_IO_ERROR);
    ck_assert_int_eq(ab_errors_add(&errors, AB_BAD_SCENARIO, "a", 2, NULL, NULL, "y"), AB_IO_ERROR);
    ck_assert_int_eq(ab_errors_out_of_memory(&errors), AB_IO_ERROR);
    ck_assert_int_eq(errors.status, AB_IO_ERROR);
    ck_assert_str_eq(printed(), "a:1: error: x\nb: error: cannot read: Input/output error\n");
}
END_TEST

START_TEST(a_file_that_is_not_there_ends_no_list)
{
    ck_assert_int_eq(ab_errors_fail(&errors, "b", ENOENT, "open"), AB_IO_ERROR);
    ck_assert(!ab_errors_have_ended(&errors));
    ck_assert_int_eq(ab_errors_add(&errors, AB_BAD_SCENARIO, "a", 2, NULL, NULL, "y"),
                     AB_BAD_SCENARIO);
    ck_assert_int_eq(errors.count, 2);
}
END_TEST

START_TEST(a_list_goes_on_when_its_end_is_taken_back_or_opened)
{
    ab_errors_add(&errors, AB_BAD_SCENARIO, "a", 1, NULL, NULL, "x");
    ab_errors_out_of_memory(&errors);
    ab_errors_take_back(&errors, 2);
    ck_assert(ab_errors_have_ended(&errors));
    ab_errors_take_back(&errors, 1);
    ck_assert(!ab_errors_have_ended(&errors));
    ck_assert_int_eq(errors.status, AB_BAD_SCENARIO);
    ab_errors_out_of_memory(&errors);
    ab_errors_open(&errors);
    ab_errors_add(&errors, AB_BAD_SCENARIO, "a", 2, NULL, NULL, "y");
    ck_assert_int_eq(errors.count, 3);
}
END_TEST

START_TEST(a_list_ends_with_what_is_added_of_one_that_has)
{
    struct ab_errors *found = calloc(1, sizeof *found);
    ck_assert_ptr_nonnull(found);
    ab_errors_add(found, AB_BAD_SCENARIO, "a", 1, NULL, NULL, "x");
    ab_errors_append(&errors, found);
    ck_assert_int_eq(errors.status, AB_BAD_SCENARIO);
    ck_assert(!ab_errors_have_ended(&errors));
    ab_errors_no_memory_for(found, "b");
    ab_errors_append(&errors, found);
    ab_errors_append(&errors, found);
    free(found);
    ck_assert(ab_errors_have_ended(&errors));
    ck_assert_int_eq(errors.status, AB_IO_ERROR);
    ck_assert_str_eq(printed(), "a:1: error: x\na:1: error: x\nb: error: out of memory\n");
}
END_TEST

START_TEST(faults_beyond_the_room_are_counted_and_told)
{
    for (int i = 0; i < AB_ERRORS_MAX + 7; i++) {
        ab_errors_add(&errors, AB_BAD_SCENARIO, "a", i + 1, NULL, NULL, "x");
    }
    ck_assert_int_eq(errors.count, AB_ERRORS_MAX + 7);
    const char *text = printed();
    ck_assert_ptr_nonnull(strstr(text, "a:100: error: x\n"));
    ck_assert_ptr_null(strstr(text, "a:101:"));
    ck_assert_ptr_nonnull(strstr(text, "\nairbridge: error: 7 more faults are not shown\n"));
}
END_TEST

START_TEST(long_texts_are_cut_to_their_room)
{
    char text[2000];
    memset(text, 'y', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    ab_errors_add(&errors, AB_BAD_SCENARIO, text, 1, text, text, "%s", text);
    const struct ab_error *error = &errors.error[0];
    ck_assert_uint_eq(strlen(error->file), sizeof error->file - 1);
    ck_assert_uint_eq(strlen(error->section), sizeof error->section - 1);
    ck_assert_uint_eq(strlen(error->key), sizeof error->key - 1);
    ck_assert_uint_eq(strlen(error->text), sizeof error->text - 1);
}
END_TEST

/* Behind any number of bytes, characters of two, three and four bytes fill the room, which is cut. */
START_TEST(a_cut_never_splits_a_character)
{
    static const char *const character[] = {"\xd0\x96", "\xe2\x82\xac", "\xf0\x9f\x9b\xa9"};
    const size_t room = sizeof errors.error[0].text;
    for (int before = 0; before < 4; before++) {
        for (size_t i = 0; i < 3; i++) {
            char text[3 * sizeof errors.error[0].text] = "abc";
            const size_t size = strlen(character[i]);
            for (size_t used = (size_t)before; used <= room; used += size) {
                memcpy(text + used, character[i], size + 1);
            }
            ab_errors_clear(&errors);
            ab_errors_add(&errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL, "%s", text);
            const size_t length = strlen(errors.error[0].text);
            ck_assert(length < room && length + size >= room);
            ck_assert_uint_eq((length - (size_t)before) % size, 0);
            ck_assert_mem_eq(errors.error[0].text, text, length);
        }
    }
}
END_TEST

START_TEST(control_characters_never_reach_the_terminal)
{
    ab_errors_add(&errors, AB_BAD_SCENARIO, "a\n", 1, "b\033[2J", "c\x7f",
                  "d\r\n\t\xe2\x80\xae\xff%s", "e");
    ck_assert_str_eq(printed(),
                     "a\\x0a:1: error: [b\\x1b[2J] c\\x7f: d\\x0d\\x0a\\x09\\u202e\\xffe\n");
}
END_TEST

START_TEST(the_distance_counts_insertions_deletions_changes_and_swaps)
{
    ck_assert_uint_eq(ab_name_distance("number", "number", 9), 0);
    ck_assert_uint_eq(ab_name_distance("number", "Number", 9), 0);
    ck_assert_uint_eq(ab_name_distance("nmber", "number", 9), 1);
    ck_assert_uint_eq(ab_name_distance("numbber", "number", 9), 1);
    ck_assert_uint_eq(ab_name_distance("namber", "number", 9), 1);
    ck_assert_uint_eq(ab_name_distance("nubmer", "number", 9), 1);
    ck_assert_uint_eq(ab_name_distance("", "number", 9), 6);
    ck_assert_uint_eq(ab_name_distance("kitten", "sitting", 9), 3);
    ck_assert_uint_eq(ab_name_distance("kitten", "sitting", 3), 3);
    ck_assert_uint_eq(ab_name_distance("kitten", "sitting", 2), 2);
}
END_TEST

/* The nearest of the program's commands. */
static const char *nearest_command(const char *written)
{
    static const char *const known[] = {"check", "run", "validate", "keys", "show", "plot"};
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, written);
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        ab_nearest_offer(&nearest, known[i]);
    }
    return ab_nearest_found(&nearest);
}

START_TEST(a_typing_error_finds_the_name_that_was_meant)
{
    ck_assert_str_eq(nearest_command("chekc"), "check");
    ck_assert_str_eq(nearest_command("rnu"), "run");
    ck_assert_str_eq(nearest_command("KEYS"), "keys");
    ck_assert_str_eq(nearest_command("vlaidte"), "validate");
}
END_TEST

START_TEST(the_beginning_of_a_name_finds_it)
{
    ck_assert_str_eq(nearest_command("val"), "validate");
}
END_TEST

/* One letter is missing, or a word: in either order of the names it is the letter. */
START_TEST(a_name_with_one_wrong_letter_is_nearer_than_one_that_only_begins_so)
{
    static const char *const known[] = {"runway_length", "runway_occupancy", "runways",
                                        "runway_lights"};
    const int count = (int)(sizeof known / sizeof *known);
    ck_assert_str_eq(ab_nearest_in("runway", known, sizeof *known, count), "runways");
    ck_assert_str_eq(ab_nearest_in("runway", &known[2], sizeof *known, count - 2), "runways");
    ck_assert_str_eq(ab_nearest_in("runway", known, sizeof *known, 2), "runway_length");
    ck_assert_str_eq(ab_nearest_in("runway_le", known, sizeof *known, count), "runway_length");
}
END_TEST

START_TEST(a_name_like_no_other_finds_nothing)
{
    ck_assert_ptr_null(nearest_command("simulate"));
    ck_assert_ptr_null(nearest_command("xy"));
    ck_assert_ptr_null(nearest_command(""));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("error");
    TCase *list = tcase_create("list");
    tcase_add_checked_fixture(list, clear, NULL);
    tcase_add_test(list, an_empty_list_is_ok_and_prints_nothing);
    tcase_add_test(list, of_no_list_nothing_is_kept_or_printed);
    tcase_add_test(list, a_full_fault_prints_file_line_section_key_and_text);
    tcase_add_test(list, a_fault_without_a_file_is_the_programs);
    tcase_add_test(list, a_fault_without_a_line_names_the_file_alone);
    tcase_add_test(list, a_section_or_a_key_can_stand_alone);
    tcase_add_test(list, adding_returns_the_status_given);
    tcase_add_test(list, the_list_has_the_status_of_its_first_fault);
    tcase_add_test(list, a_failure_of_the_machine_is_the_last_that_is_told);
    tcase_add_test(list, a_file_that_is_not_there_ends_no_list);
    tcase_add_test(list, a_list_goes_on_when_its_end_is_taken_back_or_opened);
    tcase_add_test(list, a_list_ends_with_what_is_added_of_one_that_has);
    tcase_add_test(list, faults_beyond_the_room_are_counted_and_told);
    tcase_add_test(list, long_texts_are_cut_to_their_room);
    tcase_add_test(list, a_cut_never_splits_a_character);
    tcase_add_test(list, control_characters_never_reach_the_terminal);
    suite_add_tcase(suite, list);
    TCase *names = tcase_create("names");
    tcase_add_test(names, the_distance_counts_insertions_deletions_changes_and_swaps);
    tcase_add_test(names, a_typing_error_finds_the_name_that_was_meant);
    tcase_add_test(names, the_beginning_of_a_name_finds_it);
    tcase_add_test(names, a_name_with_one_wrong_letter_is_nearer_than_one_that_only_begins_so);
    tcase_add_test(names, a_name_like_no_other_finds_nothing);
    suite_add_tcase(suite, names);

    return suite_run(suite, TESTS);
}
