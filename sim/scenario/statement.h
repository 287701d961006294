/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* statement.h - what one place of a scenario says: that there is a section, or the value of a key.
 *
 * Files, tables of things, --set and overrides all come to statements; layers.c folds them. */
#ifndef AB_SCENARIO_STATEMENT_H
#define AB_SCENARIO_STATEMENT_H

#include <stdbool.h>
#include <stdint.h>

/* A value and where it was said. With a file but without a value: it was said, but could not be
 * read, which is reported already. */
struct ab_assignment {
    const char *value;
    const char *file;   /* AB_ORIGIN_SET: on the command line, line 0 */
    const char *folder; /* what relative file names in the value start from */
    int line, column;   /* column 0: all of the line */
};

/* There are a million in a list of 100,000 movements. */
struct ab_statement {
    const char *id;
    struct ab_assignment said;
    int rank;        /* grows with the layers: the highest wins */
    int16_t section; /* enum ab_section */
    int16_t key;     /* -1: a section header */
};

/* A list of them, which grows. Empty when it is all zeros. */
struct ab_statements {
    struct ab_statement *statement;
    int count, room;
};

/* Adds one; false when memory is out. */
bool ab_statements_add(struct ab_statements *list, const struct ab_statement *statement);

void ab_statements_clear(struct ab_statements *list);

#endif
