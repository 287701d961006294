/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* grid.h - tables on a sheet: a label per row, and cells in columns.
 *
 * A table is drawn twice: to find out how wide its columns are, and to print it. Nothing is kept in
 * between, so that no memory can be out. The widths are the usual ones where they have room, else what
 * the cells need; where all cells of a row still have no room beside each other, the columns that begin
 * a line (`line`) do that, each under those of the line before; then the label gets a line of its
 * own, as it does where it alone is too long. No cell is ever cut.
 *
 *     static const struct ab_grid_column columns[] = {{.width = 17}, {.width = 7, .line = true}};
 *     static const struct ab_grid_form form = {.label = 26, .column = columns, .columns = 2};
 *     static void draw(struct ab_grid *grid, const void *of)
 *     {
 *         ab_grid_row(grid, "Closure");
 *         ab_grid_cell(grid, 0, "2022-01-09 11:08");
 *         ab_grid_cell(grid, 1, "88.6");
 *         ab_grid_end(grid);
 *     }
 *     ab_grid_print(sheet, &form, draw, NULL);
 */
#ifndef AB_OUTPUT_GRID_H
#define AB_OUTPUT_GRID_H

#include "base/sheet.h"

enum { AB_GRID_COLUMNS = 8, AB_GRID_CELL_SIZE = 64 };

struct ab_grid_column {
    int width; /* usual one, with the blanks before it */
    bool left; /* its cells begin below each other; else they end so */
    bool line; /* begins a line where not all columns have room in one */
    int over;  /* columns before it that its cells may reach over where these are empty */
};

struct ab_grid_form {
    int indent; /* of the labels, */
    int label;  /* and their usual width with it */
    const struct ab_grid_column *column;
    int columns;
};

struct ab_grid {
    struct ab_sheet *sheet;
    const struct ab_grid_form *form;
    bool measures; /* nothing is printed yet */
    bool stacked;  /* not all columns in a line */
    int longest;   /* label */
    int need[AB_GRID_COLUMNS];
    int reach[AB_GRID_COLUMNS]; /* what cells need that reach over others */
    int label;                  /* columns of the labels; 0: a line of their own */
    int width[AB_GRID_COLUMNS];
    /* The row in progress. */
    const char *text;
    enum ab_ink ink;
    bool is_heading;
    char cell[AB_GRID_COLUMNS][AB_GRID_CELL_SIZE];
};

typedef void ab_grid_draw(struct ab_grid *grid, const void *of);

void ab_grid_print(struct ab_sheet *sheet, const struct ab_grid_form *form, ab_grid_draw *draw,
                   const void *of);

/* Begins a row; the label is borrowed until its end. A heading names its columns in its first line
 * alone. */
void ab_grid_row(struct ab_grid *grid, const char *label);
void ab_grid_heading(struct ab_grid *grid, const char *label);
void ab_grid_cell(struct ab_grid *grid, int column, const char *text);
/* What the row in progress is about. */
void ab_grid_ink(struct ab_grid *grid, enum ab_ink ink);
void ab_grid_end(struct ab_grid *grid);

/* The sheet for a line of text between rows, NULL when the table is only measured. */
struct ab_sheet *ab_grid_text(struct ab_grid *grid);

#endif
