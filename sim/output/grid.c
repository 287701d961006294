/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* grid.c - tables on a sheet. */
#include "output/grid.h"

#include <string.h>

enum { LABEL_LEAST = 16, INDENT = 4 };

static int larger(int a, int b)
{
    return a > b ? a : b;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* ---- what a table needs ---- */

/* Adds the columns of the lines of a row up: the widest line, all of them in one if they are not
 * stacked. */
static int widest_line(const struct ab_grid *grid, bool stacked)
{
    int widest = 0, line = 0;
    for (int c = 0; c < grid->form->columns; c++) {
        line = stacked && grid->form->column[c].line ? 0 : line;
        line += grid->width[c];
        widest = larger(widest, line);
    }
    return widest;
}

/* Makes columns of lines below each other as wide as each other. */
static void align_lines(struct ab_grid *grid)
{
    const struct ab_grid_form *form = grid->form;
    int common[AB_GRID_COLUMNS] = {0};
    for (int pass = 0; pass < 2; pass++) {
        for (int c = 0, at = 0; c < form->columns; c++, at++) {
            at = form->column[c].line ? 0 : at;
            if (form->column[c].left) {
                continue;
            }
            common[at] = larger(common[at], grid->width[c]);
            grid->width[c] = pass == 1 ? common[at] : grid->width[c];
        }
    }
}

static void take_widths(struct ab_grid *grid, bool usual, int gap)
{
    for (int c = 0; c < grid->form->columns; c++) {
        const struct ab_grid_column *column = &grid->form->column[c];
        const int before = column->left ? 2 : gap;
        const int need = grid->need[c] > 0 ? grid->need[c] + before : 0;
        grid->width[c] =
            usual && grid->need[c] + grid->reach[c] > 0 ? larger(column->width, need) : need;
        int all = grid->width[c];
        for (int i = 1; i <= column->over; i++) {
            int *width = &grid->width[c - i];
            *width = usual && grid->reach[c] > 0 ? larger(*width, column[-i].width) : *width;
            all += *width;
        }
        grid->width[c] += grid->reach[c] > 0 ? larger(0, grid->reach[c] + gap - all) : 0;
    }
}

/* Decides how the table is laid out: with room in `width` for the label, or not. */
static bool fits(struct ab_grid *grid, bool stacked, int label)
{
    const int room = grid->sheet->width - widest_line(grid, stacked);
    grid->stacked = stacked;
    if (room < label) {
        return false;
    }
    /* Longer labels get a line of their own, unless there is room for all. */
    grid->label = smaller(room, larger(grid->form->label, grid->longest));
    return true;
}

static void lay_out(struct ab_grid *grid)
{
    const int label = smaller(grid->longest, grid->form->label);
    for (int gap = 3; gap > 0; gap--) {
        take_widths(grid, gap == 3, gap == 3 ? 1 : gap);
        if (fits(grid, false, label)) {
            return;
        }
    }
    for (int gap = 3; gap > 0; gap--) {
        take_widths(grid, gap == 3, gap == 3 ? 1 : gap);
        align_lines(grid);
        if (fits(grid, true, smaller(label, LABEL_LEAST))) {
            return;
        }
    }
    grid->label = 0;
}

/* ---- rows ---- */

static void begin(struct ab_grid *grid, const char *label, bool is_heading)
{
    grid->text = label;
    grid->is_heading = is_heading;
    grid->ink = AB_INK_PLAIN;
    memset(grid->cell, 0, sizeof grid->cell);
}

void ab_grid_row(struct ab_grid *grid, const char *label)
{
    begin(grid, label, false);
}

void ab_grid_heading(struct ab_grid *grid, const char *label)
{
    begin(grid, label, true);
}

void ab_grid_cell(struct ab_grid *grid, int column, const char *text)
{
    (void)snprintf(grid->cell[column], AB_GRID_CELL_SIZE, "%s", text);
}

void ab_grid_ink(struct ab_grid *grid, enum ab_ink ink)
{
    grid->ink = ink;
}

/* Prints the label; what goes on of it is indented more. */
static void print_label(struct ab_grid *grid)
{
    const int hang = grid->sheet->hang;
    grid->sheet->hang = grid->form->indent + (int)strspn(grid->text, " ") + 2;
    grid->sheet->blanks = grid->form->indent;
    ab_sheet_put(grid->sheet, grid->text);
    ab_sheet_settle(grid->sheet);
    grid->sheet->hang = hang;
}

/* Whether any cell of the line that begins with a column has something in it. */
static bool has_line(const struct ab_grid *grid, int from)
{
    for (int c = from; c < grid->form->columns && (c == from || !grid->form->column[c].line); c++) {
        if (grid->cell[c][0] != '\0') {
            return true;
        }
    }
    return false;
}

/* Goes to the next line, if the cell begins one or has no room in this; returns where it begins. */
static int next_place(struct ab_grid *grid, int column, int at)
{
    const int from = grid->label > 0 ? grid->label : INDENT;
    const int columns = ab_sheet_columns(grid->cell[column]);
    const int width = larger(grid->width[column], columns);
    if ((grid->stacked && grid->form->column[column].line && column > 0) ||
        (grid->label == 0 && columns > 0 && at + width > grid->sheet->width && at > from)) {
        ab_sheet_end(grid->sheet);
        return from;
    }
    return at;
}

static void print_cells(struct ab_grid *grid)
{
    const int from = grid->label > 0 ? grid->label : INDENT;
    int at = from;
    for (int c = 0; c < grid->form->columns; c++) {
        const bool is_line = grid->stacked && grid->form->column[c].line && c > 0;
        if (is_line && (grid->is_heading || !has_line(grid, c))) {
            for (c++; c < grid->form->columns && !grid->form->column[c].line; c++) {
            }
            c--;
            continue;
        }
        at = next_place(grid, c, at);
        const int columns = ab_sheet_columns(grid->cell[c]);
        const int behind = at + grid->width[c];
        if (columns > 0) {
            const int left = at + (is_line ? 0 : 2);
            ab_sheet_place(grid->sheet, grid->form->column[c].left ? left : behind - columns,
                           grid->cell[c]);
        }
        at = behind;
    }
}

/* Notes what a cell needs, of its own column or of those before it. */
static void measure(struct ab_grid *grid, int column)
{
    const int columns = ab_sheet_columns(grid->cell[column]);
    bool reaches = grid->form->column[column].over > 0;
    for (int i = 1; i <= grid->form->column[column].over; i++) {
        reaches = reaches && grid->cell[column - i][0] == '\0';
    }
    int *need = reaches ? &grid->reach[column] : &grid->need[column];
    *need = larger(*need, columns);
}

void ab_grid_end(struct ab_grid *grid)
{
    bool any = false;
    for (int c = 0; c < grid->form->columns; c++) {
        if (grid->measures) {
            measure(grid, c);
        }
        any = any || grid->cell[c][0] != '\0';
    }
    const int columns = grid->form->indent + ab_sheet_columns(grid->text);
    if (grid->measures) {
        grid->longest = larger(grid->longest, columns);
        return;
    }
    ab_sheet_ink(grid->sheet, grid->ink);
    print_label(grid);
    if (any && columns > grid->label) {
        ab_sheet_end(grid->sheet);
    }
    print_cells(grid);
    ab_sheet_ink(grid->sheet, AB_INK_PLAIN);
    ab_sheet_end(grid->sheet);
}

struct ab_sheet *ab_grid_text(struct ab_grid *grid)
{
    return grid->measures ? NULL : grid->sheet;
}

void ab_grid_print(struct ab_sheet *sheet, const struct ab_grid_form *form, ab_grid_draw *draw,
                   const void *of)
{
    struct ab_grid grid = {.sheet = sheet, .form = form, .measures = true};
    draw(&grid, of);
    lay_out(&grid);
    grid.measures = false;
    draw(&grid, of);
}
