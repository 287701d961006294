/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_cells.c - rows of cells, of contents whose end or beginning is unlike others. */
#include "base/cells.h"
#include "support/suite.h"

#include <string.h>

/* The rows of a content, cells in brackets; after them what is at fault. */
static const struct {
    const char *content, *rows;
    bool breaks;
} readings[] = {
    {"a,b\n1,2\n  \t", "[a][b] [1][2] ", false},
    {"a,b\r\n1,2\r", "[a][b] [1][2] ", false},
    {"a,b\n1,\"2\"\r", "[a][b] [1][2] ", false},
    {"a\t,b\n1,\t\"x\"", "[a][b] [1][\"x\"] ", false},
    {"a,\"b\tc\"\n", "[a][b\tc] ", false},
    /* What only begins like a declaration of the separator is a heading. */
    {"sep=", "[sep=] ", false},
    {"sep=;x,b\n1,2\n", "[sep=][x,b] [1,2] ", false},
    {"\"sep=;\nx\"\n1\n", "[sep=;\nx] [1] ", true},
    {"sep=;", "", false},
    {"\"sep=\t\"", "", false},
    {"sep=;\n1;2", "[1][2] ", false},
    {"sep=|", "after sep= stands none of the separators: comma, semicolon, tab", false},
    /* A cell in quotes may go over several lines, and hold nothing else that a terminal obeys. */
    {"\"a\nb\",\"c\r\nd\"\n1,2\n", "[a\nb][c\r\nd] [1][2] ", true},
    {"\"a\rb\"\n", "the cell holds a control character", true},
    {"\"a\nb\"\n", "a quote is not closed on its line", false},
    {"\"a\n", "a quote is not closed", true},
    {"a\x7f\n", "the cell holds a control character", false},
    {"a\x1b\n", "the cell holds a control character", false},
    {"a\rb\n", "a carriage return stands inside a line; lines end in LF or CRLF", false},
};

enum { READINGS = sizeof readings / sizeof readings[0], TESTS = READINGS + 1, CELLS = 4 };

START_TEST(a_content_is_read_to_its_end_or_its_fault)
{
    char content[100], rows[200] = "";
    struct ab_cells cells;
    const char *cell[CELLS];
    int count;
    (void)snprintf(content, sizeof content, "%s", readings[_i].content);
    if (ab_cells_begin(&cells, content, strlen(content), false)) {
        cells.breaks = readings[_i].breaks;
        while (ab_cells_row(&cells, cell, CELLS, &count)) {
            for (int i = 0; i < count; i++) {
                (void)snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "[%s]", cell[i]);
            }
            strcat(rows, " ");
        }
    }
    (void)snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "%s",
                   cells.reason != NULL ? cells.reason : "");
    ck_assert_str_eq(rows, readings[_i].rows);
}
END_TEST

START_TEST(a_column_without_a_name_is_told_from_one_that_is_called_so)
{
    ck_assert(ab_cells_is_unnamed(""));
    ck_assert(ab_cells_is_unnamed("Unnamed: 0"));
    ck_assert(ab_cells_is_unnamed("unnamed: 12"));
    ck_assert(!ab_cells_is_unnamed("Unnamed: 3rd"));
    ck_assert(!ab_cells_is_unnamed("Unnamed"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cells");
    TCase *tests = tcase_create("cells");
    tcase_add_loop_test(tests, a_content_is_read_to_its_end_or_its_fault, 0, READINGS);
    tcase_add_test(tests, a_column_without_a_name_is_told_from_one_that_is_called_so);
    suite_add_tcase(suite, tests);
    return suite_run(suite, TESTS);
}
