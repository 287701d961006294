/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* answer.h - what an insight command found, as a result: tables and a manifest beside the journal of the
 * inquiry (output/store.h), or one object of JSON. */
#ifndef AB_INSIGHT_ANSWER_H
#define AB_INSIGHT_ANSWER_H

#include "base/sheet.h"
#include "insight/inquiry.h"
#include "output/store.h"

enum { AB_ANSWER_TABLES_MAX = 4 };

struct ab_answer {
    const char *command; /* "size" */
    const struct ab_inquiry *inquiry;
    struct ab_subject subject; /* what the columns of its tables are of */
    uint64_t seed;
    struct {
        enum ab_table table;
        void (*rows)(struct ab_row *row, const void *owner); /* puts all of them */
    } table[AB_ANSWER_TABLES_MAX];
    int tables;
    /* What manifest and object say besides program, seed, scenario and runs; may be NULL. */
    ab_store_facts *facts;
    const void *owner; /* of rows and facts */
};

/* Writes it to the place that the inquiry has claimed, whose journal it finishes first. `argc` and
 * `argv`: the command line, for the manifest. */
enum ab_status ab_answer_write(const struct ab_answer *answer, struct ab_inquiry *inquiry,
                               const char *path, int argc, char *const *argv,
                               struct ab_errors *errors);

/* Says what so many replications may not have seen. */
void ab_answer_say_unseen(struct ab_sheet *sheet, int replications);

/* Prints it on a stream, which the caller checks. */
enum ab_status ab_answer_print_json(FILE *stream, const struct ab_answer *answer,
                                    struct ab_errors *errors);

#endif
