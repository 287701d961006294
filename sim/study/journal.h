/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* journal.h - the runs of a sweep that are done, in a file that grows with them.
 *
 * A journal holds the runs from `first` to before `last` of a sweep, in their order, each in a line
 * that is written when the run and all before it are done. So the lines that are there tell how far
 * the sweep came, whatever ended it; two journals of adjacent runs make a longer one by putting
 * their lines behind each other; and a table is made in one pass, in memory that does not depend on
 * the number of runs.
 *
 * Lines are text, fields separated by blanks, and each ends in a checksum:
 *
 *     airbridge-journal 3 VERSION SOURCES SCENARIO DESIGN COLUMNS SEED POINTS REPLICATIONS KEYS
 *                         MEASURES FIRST LAST               the head, in one line
 *     n NAME                                                of the scenario
 *     k KEY UNIT KIND                                       a line per varied key
 *     m MEASURE UNIT                                        a line per measure
 *     p POINT VALUE...                                      before the runs of a design point
 *     r RUN EVENTS HASH MEASURE... [!REASON]                a run, and why it failed
 *
 * Texts have blanks, control characters and % as %XX. Measures are exact: whole numbers in
 * decimal, others as x and the 16 hexadecimal digits of their IEEE 754 form, - for none, > for one that
 * had not come about when the run ended. */
#ifndef AB_STUDY_JOURNAL_H
#define AB_STUDY_JOURNAL_H

#include "base/log.h"
#include "base/memory.h"
#include "study/axis.h"

#include <stdatomic.h>

/* What a sweep is. Journals with different heads do not belong together, but for the span. */
struct ab_journal_head {
    const char *version, *sources; /* of the program */
    uint64_t scenario;             /* hash, at the design's first point and without the design */
    uint64_t design, columns;      /* hashes */
    uint64_t seed;
    int64_t points, replications; /* run number = point * replications + replication, from 0 */
    int64_t first, last;          /* runs in this journal: [first, last) */
    int keys, measures;
    const char *name; /* of the scenario */
    const char **key, **key_unit, **measure, **unit;
    enum ab_value_kind *key_kind; /* [keys] */
};

/* One number for the names and units of the measures. */
uint64_t ab_journal_hash_columns(const struct ab_journal_head *head);

/* Compares what two sweeps are: NULL when they are the same but for the span, or what differs
 * ("another scenario"). */
const char *ab_journal_difference(const struct ab_journal_head *a, const struct ab_journal_head *b);

/* Room for why a run failed; a reason that is longer was cut when it was made. */
enum { AB_REASON_SIZE = 700 };

/* A run as it stands in a journal. */
struct ab_journal_run {
    int64_t run;
    uint64_t events, hash;
    const char *reason; /* why it failed, NULL: it did not */
    double *value;      /* [measures] */
};

/* ---- writing ---- */

/* Lines on their way to a journal: memory that grows. `failed`: memory ran out. */
struct ab_journal_text {
    char *bytes;
    size_t used, room;
    bool failed;
};
void ab_journal_text_clear(struct ab_journal_text *text);
void ab_journal_text_append(struct ab_journal_text *text, const struct ab_journal_text *more);

void ab_journal_put_head(struct ab_journal_text *text, const struct ab_journal_head *head);
void ab_journal_put_point(struct ab_journal_text *text, int64_t point, const char *const *value,
                          int keys);
void ab_journal_put_run(struct ab_journal_text *text, const struct ab_journal_run *run,
                        int measures);

/* ---- reading ---- */

struct ab_journal;

/* Opens a journal and reads its head. AB_IO_ERROR when it cannot be read, AB_BAD_SCENARIO when it
 * is no journal. *journal is NULL with AB_OK when the file ends, torn, within its head: nothing is
 * lost. The caller closes it. */
enum ab_status ab_journal_open(struct ab_journal **journal, const char *path,
                               struct ab_errors *errors);
void ab_journal_close(struct ab_journal *journal);
const struct ab_journal_head *ab_journal_head(const struct ab_journal *journal);

/* Lets reading end with AB_INTERRUPTED once this is true. */
void ab_journal_heed(struct ab_journal *journal, const atomic_bool *interrupted);

/* Reads the next run, valid until the next call; false at the end of what is good, or with a fault
 * in *status. A torn end is passed over; a line that is damaged before other lines is a fault. */
bool ab_journal_next(struct ab_journal *journal, struct ab_journal_run *run, enum ab_status *status,
                     struct ab_errors *errors);

/* The values of the keys at the point of the run just read. */
const char *const *ab_journal_point(const struct ab_journal *journal);

/* After the end: how many bytes of the file are good, and the run that is missing first. */
uint64_t ab_journal_good_bytes(const struct ab_journal *journal);
int64_t ab_journal_next_run(const struct ab_journal *journal);

#endif
