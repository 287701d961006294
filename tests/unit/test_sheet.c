/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_sheet.c - text and tables on sheets of some width. */
#include "output/grid.h"
#include "support/suite.h"

#include <fcntl.h>
#include <pty.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { TESTS = 15 };

static char *printed;
static size_t size;

static struct ab_sheet begin(int width)
{
    free(printed);
    printed = NULL;
    return ab_sheet_on(open_memstream(&printed, &size), width);
}

static void assert_printed(struct ab_sheet *sheet, const char *expected)
{
    ck_assert_int_eq(fclose(sheet->stream), 0);
    ck_assert_str_eq(printed, expected);
}

static void assert_broken(const char *text, int width, int hang, const char *expected)
{
    struct ab_sheet sheet = begin(width);
    sheet.hang = hang;
    ab_sheet_put(&sheet, text);
    ab_sheet_end(&sheet);
    assert_printed(&sheet, expected);
}

START_TEST(a_line_is_broken_at_blanks_and_goes_on_further_right)
{
    assert_broken("one two three", 20, 2, "one two three\n");
    assert_broken("one two three", 13, 2, "one two three\n");
    assert_broken("one two three", 12, 2, "one two\n  three\n");
    assert_broken("  one two three  ", 9, 4, "  one two\n    three\n");
    assert_broken("", 7, 4, "\n");
    /* A number and its unit of one letter stay together. */
    assert_broken("its 95 % band", 6, 0, "its\n95 %\nband\n");
    assert_broken("after 7 h, 3 t", 8, 0, "after\n7 h, 3 t\n");
    assert_broken("7 have", 4, 0, "7\nhave\n");
    assert_broken("all 7 ", 5, 0, "all 7\n");
}
END_TEST

START_TEST(a_word_that_is_longer_than_a_line_is_broken_where_that_ends)
{
    assert_broken("abcdefghij", 4, 1, "abcd\n efg\n hij\n");
    assert_broken("x abcdefghij", 6, 1, "x\n abcde\n fghij\n");
    /* Where no column is left behind the indent, each line takes a character all the same. */
    assert_broken("abcdefg", 1, 4, "abcde\n    f\n    g\n");
    char text[1001], expected[1011] = "";
    memset(text, 'x', 1000);
    text[1000] = '\0';
    for (int i = 0; i < 10; i++) {
        (void)snprintf(expected + 101 * i, 102, "%.100s\n", text);
    }
    assert_broken(text, 100, 0, expected);
}
END_TEST

START_TEST(wide_characters_take_two_columns_and_those_that_combine_none)
{
    assert_broken("東京 東京", 9, 0, "東京 東京\n");
    assert_broken("東京 東京", 8, 0, "東京\n東京\n");
    assert_broken("東京東京", 5, 0, "東京\n東京\n");
    assert_broken("e\xCC\x81"
                  "e\xCC\x81 e",
                  4, 0,
                  "e\xCC\x81"
                  "e\xCC\x81 e\n");
    ck_assert_int_eq(ab_sheet_columns("東a\xCC\x81"), 3);
    ck_assert_int_eq(ab_sheet_columns("\xF4\x8F\xBF\xBD"),
                     1); /* behind all that have another width */
}
END_TEST

START_TEST(control_characters_and_ill_formed_bytes_never_reach_the_terminal)
{
    assert_broken("a\033[2Jb\xFF\n", 40, 0, "a\\x1b[2Jb\\xff\\x0a\n");
    assert_broken("ab\xE2\x80\xAE", 5, 0, "ab\\u2\n02e\n");
}
END_TEST

START_TEST(what_is_said_in_parts_is_one_text)
{
    struct ab_sheet sheet = begin(12);
    ab_sheet_say(&sheet, "%d of", 3);
    ab_sheet_put(&sheet, "fi");
    ab_sheet_say(&sheet, "cers %s", "and");
    ab_sheet_end(&sheet);
    ab_sheet_place(&sheet, 4, "a b");
    ab_sheet_place(&sheet, 5, "c");
    ab_sheet_end(&sheet);
    assert_printed(&sheet, "3 officers\nand\n    a b c\n");
}
END_TEST

/* ---- tables ---- */

static const struct ab_grid_column columns[] = {
    {.width = 8}, {.width = 8}, {.width = 6, .line = true}, {.width = 6}, {.left = true}};
static const struct ab_grid_form form = {.label = 10, .column = columns, .columns = 5};

static void draw(struct ab_grid *grid, const void *of)
{
    ab_grid_heading(grid, "what");
    ab_grid_cell(grid, 0, "10 %");
    ab_grid_cell(grid, 2, "10 %");
    ab_grid_end(grid);
    ab_grid_row(grid, of);
    ab_grid_cell(grid, 0, "123456");
    ab_grid_cell(grid, 1, "1");
    ab_grid_cell(grid, 2, "22");
    ab_grid_cell(grid, 3, "333");
    ab_grid_cell(grid, 4, "*");
    ab_grid_end(grid);
    if (ab_grid_text(grid) != NULL) {
        ab_sheet_say(ab_grid_text(grid), "text");
        ab_sheet_end(ab_grid_text(grid));
    }
}

static void assert_drawn(int width, const char *label, const char *expected)
{
    struct ab_sheet sheet = begin(width);
    ab_grid_print(&sheet, &form, draw, label);
    assert_printed(&sheet, expected);
}

static void assert_told(const char *text, int width, const char *expected)
{
    struct ab_sheet sheet = begin(width);
    sheet.hang = 3;
    ab_sheet_text(&sheet, text);
    ck_assert_int_eq(sheet.hang, 3);
    assert_printed(&sheet, expected);
}

START_TEST(text_for_another_width_is_broken_anew)
{
    /* Paragraphs are joined, and divided by empty lines. */
    assert_told("one two\nthree four\n\nfive\n", 13, "one two three\nfour\n\nfive\n");
    assert_told("one two\nthree", 40, "one two three\n");
    /* Items stay apart, with the lines of their second column. */
    assert_told("a list:\n  -x    one two\n        three\n  -y    four\n", 24,
                "a list:\n  -x    one two three\n  -y    four\n");
    assert_told("  -x    one two\n        three\n  -y    four\n", 16,
                "  -x    one two\n        three\n  -y    four\n");
    assert_told("  --long-name    one two\n                 three\n", 20,
                "  --long-name\n      one two three\n");
    /* Those without one stay apart too, but for a list. */
    assert_told("  key = value\n  next = one\n", 40, "  key = value\n  next = one\n");
    assert_told("  one, two,\n  three\n", 40, "  one, two, three\n");
    assert_told("", 40, "");
    /* A first column that begins the line has its second below it; blanks at an end begin none. */
    assert_told("a long name  one two\n", 16, "a long name\none two\n");
    assert_told("  key   \n  next\n", 40, "  key\n  next\n");
}
END_TEST

START_TEST(a_table_has_its_usual_widths_where_they_have_room_else_what_it_needs)
{
    /* 10 for the label, 8 + 8 + 6 + 6 for the numbers, and two blanks before the mark: 41. */
    const char *usual = "what          10 %          10 %\n"
                        "row         123456       1    22   333  *\n"
                        "text\n";
    assert_drawn(50, "row", usual);
    assert_drawn(41, "row", usual);
    /* Two blanks before each number, or one, take 25 or 21; the label has the rest, 4 at least. */
    assert_drawn(32, "row",
                 "what       10 %     10 %\n"
                 "row      123456  1    22  333  *\n"
                 "text\n");
    assert_drawn(26, "row",
                 "what    10 %   10 %\n"
                 "row   123456 1   22 333  *\n"
                 "text\n");
}
END_TEST

START_TEST(columns_begin_lines_and_labels_get_their_own_where_there_is_no_room)
{
    /* Lines below each other are aligned: 8 + 8 and the mark are 19, 5 are left for the label. */
    assert_drawn(24, "row",
                 "what     10 %\n"
                 "row    123456       1\n"
                 "           22     333  *\n"
                 "text\n");
    assert_drawn(24, "a label that is long",
                 "what         10 %\n"
                 "a label that is long\n"
                 "           123456   1\n"
                 "               22 333  *\n"
                 "text\n");
}
END_TEST

/* Where not even a line has room beside a label, cells go on in the next, as far as they have to. */
START_TEST(cells_that_have_no_room_beside_each_other_go_below_each_other)
{
    assert_drawn(12, "row",
                 "what\n"
                 "       10 %\n"
                 "row\n"
                 "     123456\n"
                 "       1\n"
                 "         22\n"
                 "     333  *\n"
                 "text\n");
}
END_TEST

/* A cell that is wider than any line is broken like a word, without an empty line before it. */
static void draw_wide(struct ab_grid *grid, const void *of)
{
    (void)of;
    ab_grid_row(grid, "row");
    ab_grid_cell(grid, 0, "123456789");
    ab_grid_end(grid);
}

START_TEST(a_cell_that_is_wider_than_any_line_is_broken)
{
    struct ab_sheet sheet = begin(10);
    ab_grid_print(&sheet, &form, draw_wide, NULL);
    assert_printed(&sheet, "row\n     12345\n6789\n");
}
END_TEST

/* Lines with nothing in them are not there, and those behind them are. */
static const struct ab_grid_column lined[] = {
    {.width = 8}, {.width = 8, .line = true}, {.width = 8}, {.width = 8, .line = true}};
static const struct ab_grid_form lines = {.label = 10, .column = lined, .columns = 4};

static void draw_lines(struct ab_grid *grid, const void *of)
{
    (void)of;
    ab_grid_row(grid, "first");
    ab_grid_cell(grid, 0, "1");
    ab_grid_cell(grid, 3, "4");
    ab_grid_end(grid);
    ab_grid_row(grid, "second");
    ab_grid_cell(grid, 1, "2222");
    ab_grid_cell(grid, 2, "3333");
    ab_grid_end(grid);
}

START_TEST(a_line_without_a_cell_is_left_out)
{
    struct ab_sheet sheet = begin(40);
    ab_grid_print(&sheet, &lines, draw_lines, NULL);
    assert_printed(&sheet, "first          1                       4\n"
                           "second              2222    3333\n");
    sheet = begin(16);
    ab_grid_print(&sheet, &lines, draw_lines, NULL);
    assert_printed(&sheet, "first     1\n"
                           "          4\n"
                           "second\n"
                           "       2222 3333\n");
}
END_TEST

/* What may reach over others and does not makes nothing wider. */
static const struct ab_grid_column over[] = {{.width = 4}, {.width = 4}, {.width = 4, .over = 2}};
static const struct ab_grid_form overs = {.label = 6, .column = over, .columns = 3};

static void draw_over(struct ab_grid *grid, const void *of)
{
    if (of != NULL) {
        ab_grid_row(grid, "");
        ab_grid_cell(grid, 2, of);
        ab_grid_end(grid);
    }
    ab_grid_row(grid, "row");
    ab_grid_cell(grid, 0, "1");
    ab_grid_cell(grid, 1, "2");
    ab_grid_cell(grid, 2, "3");
    ab_grid_end(grid);
}

START_TEST(a_cell_that_may_reach_over_others_widens_them_when_it_does)
{
    struct ab_sheet sheet = begin(40);
    ab_grid_print(&sheet, &overs, draw_over, NULL);
    assert_printed(&sheet, "row      1   2   3\n");
    sheet = begin(40);
    ab_grid_print(&sheet, &overs, draw_over, "over all of them");
    assert_printed(&sheet, "       over all of them\n"
                           "row      1   2        3\n");
}
END_TEST

/* Of two lines, the first with a remark; and a label of one letter. */
static const struct ab_grid_column remarked[] = {
    {.width = 6}, {.left = true}, {.width = 6, .line = true}, {.width = 6}};
static const struct ab_grid_form remarks = {.label = 1, .column = remarked, .columns = 4};

static void draw_remark(struct ab_grid *grid, const void *of)
{
    ab_grid_heading(grid, "");
    ab_grid_cell(grid, 0, "one");
    ab_grid_cell(grid, 2, "two");
    ab_grid_cell(grid, 3, "three");
    ab_grid_end(grid);
    ab_grid_row(grid, of);
    ab_grid_cell(grid, 0, "1");
    ab_grid_cell(grid, 1, "a remark");
    ab_grid_cell(grid, 2, "22");
    ab_grid_cell(grid, 3, "333");
    ab_grid_end(grid);
}

START_TEST(a_remark_moves_no_number_of_the_next_line)
{
    struct ab_sheet sheet = begin(40);
    ab_grid_print(&sheet, &remarks, draw_remark, "r");
    assert_printed(&sheet, "    one             two three\n"
                           "r     1  a remark    22   333\n");
    sheet = begin(22);
    ab_grid_print(&sheet, &remarks, draw_remark, "r");
    assert_printed(&sheet, "    one\n"
                           "r     1  a remark\n"
                           "     22   333\n");
}
END_TEST

/* ---- terminals ---- */

/* A terminal that takes what is printed; *other reads it. */
static FILE *open_terminal(int *other, unsigned short wide)
{
    int terminal;
    const struct winsize shape = {.ws_col = wide};
    ck_assert_int_eq(openpty(other, &terminal, NULL, NULL, &shape), 0);
    ck_assert_int_eq(fcntl(*other, F_SETFL, O_NONBLOCK), 0);
    (void)unsetenv("COLUMNS");
    (void)unsetenv("NO_COLOR");
    (void)setenv("TERM", "xterm", 1);
    return fdopen(terminal, "w");
}

static void assert_shown(const char *line, const char *expected)
{
    static char shown[20000];
    int other;
    FILE *stream = open_terminal(&other, 10000);
    ab_sheet_message(stream, line);
    ck_assert_int_eq(fflush(stream), 0);
    size_t length = 0; /* a terminal hands over a part at a time */
    do {
        const ssize_t got = read(other, shown + length, sizeof shown - 1 - length);
        ck_assert_int_gt(got, 0);
        length += (size_t)got;
    } while (shown[length - 1] != '\n');
    shown[length] = '\0';
    ck_assert_str_eq(shown, expected);
    (void)fclose(stream);
    (void)close(other);
}

START_TEST(the_word_that_says_what_a_message_is_has_its_ink)
{
    assert_shown("a.ini:1: error: x", "a.ini:1: \033[31merror: \033[0mx\r\n");
    assert_shown("a.ini: note: x", "a.ini: \033[33mnote: \033[0mx\r\n");
    assert_shown("a.ini: neither", "a.ini: neither\r\n");
    /* Behind a name of some thousand columns, which only escapes can make, it is plain. */
    char line[1200], expected[sizeof line + 2];
    (void)snprintf(line, sizeof line, "%0*d: error: x", 1100, 0);
    (void)snprintf(expected, sizeof expected, "%s\r\n", line);
    assert_shown(line, expected);
}
END_TEST

static int width_of(unsigned short wide, const char *said)
{
    int other;
    FILE *stream = open_terminal(&other, wide);
    if (said != NULL) {
        (void)setenv("COLUMNS", said, 1);
    }
    const int width = ab_terminal_width(stream);
    (void)fclose(stream);
    (void)close(other);
    return width;
}

START_TEST(a_line_is_as_wide_as_the_terminal_or_as_said_within_bounds)
{
    ck_assert_int_eq(width_of(120, NULL), 120);
    ck_assert_int_eq(width_of(0, NULL), AB_SHEET_USUAL);
    ck_assert_int_eq(width_of(5, NULL), AB_SHEET_NARROWEST);
    ck_assert_int_eq(width_of(20000, NULL), 10000);
    ck_assert_int_eq(width_of(120, "90"), 90);
    ck_assert_int_eq(width_of(120, "5"), AB_SHEET_NARROWEST);
    ck_assert_int_eq(width_of(120, "99999999999999999999"), 10000);
    ck_assert_int_eq(width_of(120, "90x"), 120);
    ck_assert_int_eq(width_of(120, "-90"), 120);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sheet");
    TCase *sheets = tcase_create("sheets");
    tcase_add_test(sheets, a_line_is_broken_at_blanks_and_goes_on_further_right);
    tcase_add_test(sheets, a_word_that_is_longer_than_a_line_is_broken_where_that_ends);
    tcase_add_test(sheets, wide_characters_take_two_columns_and_those_that_combine_none);
    tcase_add_test(sheets, control_characters_and_ill_formed_bytes_never_reach_the_terminal);
    tcase_add_test(sheets, what_is_said_in_parts_is_one_text);
    tcase_add_test(sheets, text_for_another_width_is_broken_anew);
    tcase_add_test(sheets, a_table_has_its_usual_widths_where_they_have_room_else_what_it_needs);
    tcase_add_test(sheets, columns_begin_lines_and_labels_get_their_own_where_there_is_no_room);
    tcase_add_test(sheets, cells_that_have_no_room_beside_each_other_go_below_each_other);
    tcase_add_test(sheets, a_cell_that_is_wider_than_any_line_is_broken);
    tcase_add_test(sheets, a_line_without_a_cell_is_left_out);
    tcase_add_test(sheets, a_cell_that_may_reach_over_others_widens_them_when_it_does);
    tcase_add_test(sheets, a_remark_moves_no_number_of_the_next_line);
    tcase_add_test(sheets, the_word_that_says_what_a_message_is_has_its_ink);
    tcase_add_test(sheets, a_line_is_as_wide_as_the_terminal_or_as_said_within_bounds);
    suite_add_tcase(suite, sheets);

    return suite_run(suite, TESTS);
}
