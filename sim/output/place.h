/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* place.h - where the result of a study goes, with its journal: what is there, and going on.
 *
 * A place is claimed before anything is judged by what is there, and the ledger of the study is
 * opened in it: that of what is there, or one that begins. Runs are made into the ledger; when all
 * of them are there the journal is finished, and then the tables are made. So whatever ends the
 * program, the same call with `resume` goes on, and comes to the same bytes. */
#ifndef AB_OUTPUT_PLACE_H
#define AB_OUTPUT_PLACE_H

#include "base/claim.h"
#include "study/ledger.h"

struct ab_place_options {
    const char *path;               /* see store.h */
    bool resume;                    /* go on with what is there, if there is anything */
    bool force;                     /* begin anew in place of what is there */
    const atomic_bool *interrupted; /* true: stop soon */
};

/* All zero: no place. */
struct ab_place {
    struct ab_place_options options;
    const struct ab_journal_head *head; /* what is to be made */
    struct ab_claim *claim;
    struct ab_ledger *ledger;
    int part, parts; /* from 1; parts is 0 when the plan is not divided */
    int64_t runs;    /* of all parts; with a rule the most */
};

/* Narrows the span of a plan to a part of it, of whole points where a rule ends them; all of it when
 * `parts` (at most AB_PARTS_MAX) is 0. */
void ab_place_divide(struct ab_place *place, int part, int parts, struct ab_journal_head *head);

/* Claims the place of the result of a plan, unless it has a claim, tries it, and opens the ledger.
 * Nothing is written yet. The head and what the options point to are borrowed. The caller closes the
 * place whatever is returned. */
enum ab_status ab_place_open(struct ab_place *place, const struct ab_journal_head *head,
                             const struct ab_place_options *options, struct ab_errors *errors);
void ab_place_close(struct ab_place *place);

/* Finishes the journal of a study, of so many replications (0: as planned). */
enum ab_status ab_place_finish(struct ab_place *place, int64_t replications,
                               struct ab_errors *errors);

/* The fault that so many runs of the span failed; AB_OK when none did. */
enum ab_status ab_place_report(const struct ab_place *place, int64_t failed,
                               struct ab_errors *errors);

/* ---- parts that come together ---- */

/* The parts of a study, each a folder, and where the whole goes. All zero but for what is given. */
struct ab_parts {
    const char *const *part; /* [parts] */
    int parts;
    struct ab_place_options options; /* of the whole; `resume` means nothing */
    const char **path;               /* private: of their journals, in the order of their runs */
    struct ab_journal *journal;      /* private: of the first of them */
    struct ab_journal_head head;     /* what the whole is */
    struct ab_claim *claim;          /* of its place */
};

/* Looks at the parts, which must make a whole, and at its place, which is then claimed. Nothing is
 * written yet. The caller clears the parts whatever is returned. */
enum ab_status ab_parts_open(struct ab_parts *parts, struct ab_errors *errors);
void ab_parts_clear(struct ab_parts *parts);

/* Puts the journal of the whole in its place: to go on with it is to make its tables. What an
 * earlier result left is removed when the parts have turned out to be complete, and not before. */
enum ab_status ab_parts_join(const struct ab_parts *parts, struct ab_errors *errors);

#endif
