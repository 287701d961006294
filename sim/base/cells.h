/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cells.h - rows of cells as spreadsheets and programs write them.
 *
 * CSV as RFC 4180 has it, but that a cell ends on its line unless `breaks` are allowed. Lines end in LF or CRLF, a byte-order
 * mark before UTF-8 is passed over, and cells are separated by commas, or by semicolons or tabs
 * where those stand in the first row: only one of the three, found once for the whole file, or told
 * by a first line `sep=;`. */
#ifndef AB_BASE_CELLS_H
#define AB_BASE_CELLS_H

#include <stdbool.h>
#include <stddef.h>

struct ab_cells {
    char *next; /* the content, which is changed while it is read, from here on */
    char separator;
    bool comments; /* lines that begin with a # and a blank are passed over */
    bool breaks;   /* a cell in quotes may go over several lines; to be set before the first row */
    int line;      /* of the row read last, its first, from 1 */
    int more;      /* lines that the row has besides */
    int column;    /* of the fault, from 1; 0: it is of no column */
    const char *reason; /* what is at fault, NULL: nothing yet */
};

/* Begins to read a content that ends in a NUL; a fault is one of the whole content. */
bool ab_cells_begin(struct ab_cells *cells, char *content, size_t size, bool comments);

/* Reads the next row whose line is not blank and no comment, without quotes and outer blanks of the
 * cells. At most `room` of them are given, *count says how many there are. False at the end, or
 * with a reason. */
bool ab_cells_row(struct ab_cells *cells, const char **cell, int room, int *count);

/* Whether a column has no name: its heading is empty, or "Unnamed: 0", as pandas names those. */
bool ab_cells_is_unnamed(const char *heading);

#endif
