/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* heading.h - what the columns of a table of things are: its headings, and what a scenario says of
 * them by `columns` and `ignore`. */
#ifndef AB_SCENARIO_HEADING_H
#define AB_SCENARIO_HEADING_H

#include "base/limits.h"
#include "scenario/layers.h"

/* What a column is the value of, beside the numbers of keys. */
enum { AB_COLUMN_ID = -1, AB_COLUMN_IGNORED = -2, AB_COLUMN_UNNAMED = -3 };

/* How its cells are to be read. */
enum ab_cell_form {
    AB_CELL_AS_SAID,
    AB_CELL_IN_UNIT,   /* a plain number has the unit `word` */
    AB_CELL_DAY_START, /* a day means its beginning */
    AB_CELL_DAY_END,
    AB_CELL_NUMBER_OF /* a number of the thing `word` */
};

struct ab_column {
    int key; /* or one of the above */
    enum ab_cell_form form;
    char word[AB_ID_LENGTH_MAX + 1];
};

struct ab_columns {
    int count;
    int id; /* which of them */
    struct ab_column column[AB_COLUMNS_MAX];
};

/* Finds out what the headings of a file, which is there as `path`, are for the table that a thing
 * says, of the given kind. Faults are told: those of the file in line `line`. False when rows cannot be
 * read in spite of them. */
bool ab_columns_read(struct ab_columns *columns, const struct ab_thing *table, enum ab_section kind,
                     const char *path, int line, const char *const *heading, int count,
                     struct ab_errors *errors);

#endif
