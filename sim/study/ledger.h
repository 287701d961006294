/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger.h - the journal of a study while the study is made.
 *
 * A ledger is opened, gives the runs that are there already, and takes those that are made, by any
 * thread and in any order. When all are there it is finished: its runs are put in order, and the
 * journal gets its name if it had another so far. A journal that was begun while an earlier result
 * lies there has the name of a draft, so that the earlier one stays whole until the end. */
#ifndef AB_STUDY_LEDGER_H
#define AB_STUDY_LEDGER_H

#include "study/journal.h"

struct ab_claim;
struct ab_ledger;

struct ab_ledger_options {
    const char *path, *draft;           /* of the journal, and of the one on its way */
    bool resume;                        /* go on with the draft, else the journal, that is there */
    bool beside;                        /* begin a draft: what is there stays */
    const struct ab_journal_head *head; /* what is to be made; its texts are borrowed */
    const atomic_bool *interrupted;     /* true: reading ends soon; may be NULL */
    /* Complains when the folder they lie in, which is claimed, is not the one of its name any more;
     * NULL: nobody cares. */
    enum ab_status (*check)(const struct ab_claim *claim, struct ab_errors *errors);
    const struct ab_claim *claim;
    /* Is called before a draft takes the place of the journal that is there: `result`, which was made of
     * that one, is none any more. NULL: there are no drafts. */
    enum ab_status (*withdraw)(const char *result, struct ab_errors *errors);
    const char *result; /* is borrowed */
};

/* Opens a ledger. AB_BAD_SCENARIO when what is there is of another study, or damaged, and
 * AB_IO_ERROR when it cannot be read or written. What is there is not touched yet. The caller closes
 * the ledger. */
enum ab_status ab_ledger_open(struct ab_ledger **ledger, const struct ab_ledger_options *options,
                              struct ab_errors *errors);
void ab_ledger_close(struct ab_ledger *ledger);

/* ---- what is there ---- */

/* Gives the runs that are there, and the ends of points, in their order, up to the first that is missing, and checks those
 * behind; false at the end, or with a fault in *status. Then: the head of the part that is being
 * made, of which runs from ab_ledger_next_run on are missing but for those that are held. */
bool ab_ledger_next(struct ab_ledger *ledger, struct ab_journal_run *run, enum ab_status *status,
                    struct ab_errors *errors);
const struct ab_journal_head *ab_ledger_head(const struct ab_ledger *ledger);
int64_t ab_ledger_next_run(const struct ab_ledger *ledger);

/* How many runs are there in all: what need not be made again. */
int64_t ab_ledger_count(const struct ab_ledger *ledger);

/* Of what was there, the number of the line that was damaged, 0: there was none, though the end may have been torn.
 * It and what stood behind it is made again. And where it stood. */
int ab_ledger_damaged_line(const struct ab_ledger *ledger);
const char *ab_ledger_path(const struct ab_ledger *ledger);

/* Whether its file is there, and was not removed meanwhile. */
bool ab_ledger_is_there(const struct ab_ledger *ledger);

/* Fills a replication with one that is held, with the reason why it failed in a place of its own;
 * *held is false when it is not held. False when memory is out. Threads may ask at once. */
bool ab_ledger_take(struct ab_ledger *ledger, int64_t run, struct ab_replication *replication,
                    struct ab_curves *curves, char reason[AB_REASON_SIZE], bool *held);

/* Refuses to make less than is there, when all that is wanted was given; where a rule decides how
 * many that is, only of a journal that is finished. */
enum ab_status ab_ledger_check_rest(struct ab_ledger *ledger, bool by_rule,
                                    struct ab_errors *errors);

/* The fault that what is there makes no sense. */
enum ab_status ab_ledger_refuse(const struct ab_ledger *ledger, struct ab_errors *errors);

/* ---- what is made ---- */

/* Whether it holds a part of the runs of its plan; and what made the part: the build, and the hash of the
 * plan's first run, which goes into the head. AB_BAD_SCENARIO when the part was begun by a program that
 * made another of it. Before ab_ledger_begin. */
bool ab_ledger_is_part(const struct ab_ledger *ledger);
enum ab_status ab_ledger_sign(struct ab_ledger *ledger, const char *build, uint64_t probe,
                              struct ab_errors *errors);

/* Makes the journal ready to be written. */
enum ab_status ab_ledger_begin(struct ab_ledger *ledger, struct ab_errors *errors);

/* Appends the lines of runs from `first` to before `end`, of which so many are new; all of them are
 * with the system when it returns. Threads may call at once. False when that fails or has failed
 * before, which ab_ledger_sync tells. */
bool ab_ledger_append(struct ab_ledger *ledger, const struct ab_journal_text *text, int64_t first,
                      int64_t end, int64_t news);

/* Ends a point, as a rule says, of which so many replications were appended, and none of the next. */
bool ab_ledger_end_point(struct ab_ledger *ledger, int64_t point, int replications, bool reached);

/* Goes on with more replications, where all before are there. */
enum ab_status ab_ledger_grow(struct ab_ledger *ledger, struct ab_errors *errors);

/* Ends the writing: what is there is on the disk, or the first fault is told. */
enum ab_status ab_ledger_sync(struct ab_ledger *ledger, struct ab_errors *errors);

/* Puts the runs in order, of which the journal is to hold so many replications (0: as planned), and
 * gives it its name. AB_INTERRUPTED soon after that became true; the ledger is then as it was. */
enum ab_status ab_ledger_finish(struct ab_ledger *ledger, int64_t replications,
                                const atomic_bool *interrupted, struct ab_errors *errors);

#endif
