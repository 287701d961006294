/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cases.h - a table of cases: a column per key, a row per case.
 *
 *     case,fleet.shuttle.number,contingent.cargo.loads
 *     as planned,2,8
 *     double,4,
 *
 * The file is CSV as programs and spreadsheets write it (see cells.h). An empty cell leaves the key
 * as the scenario has it. A column `case` is no key: it labels the points, in all tables. The first
 * column may have no name: it is the index of a data frame, and is passed over, as are columns
 * without a name and without a value. */
#ifndef AB_STUDY_CASES_H
#define AB_STUDY_CASES_H

#include "base/memory.h"
#include "scenario/files.h"

#include "base/error.h"

#define AB_CASES_LABEL "case"

struct ab_cases {
    int keys, rows;
    const char **key;   /* [keys] */
    int *column;        /* [keys], of the file, from 1 */
    const char **value; /* [rows][keys], "" for an empty cell */
    int *line;          /* [rows], of the file */
    int line_of_keys;   /* of the header */
};

/* Reads a file; texts live in the arena. */
enum ab_status ab_cases_read(struct ab_cases *cases, struct ab_files *files, const char *path,
                             struct ab_arena *arena, struct ab_errors *errors);

/* Says of faults from number `first` on where in a table they are; column 0: all of the line. */
void ab_cases_tell_place(struct ab_errors *errors, int first, const char *path, int line,
                         int column);

#endif
