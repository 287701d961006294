/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inquiry_journal.h - the file of an inquiry (inquiry.h): claimed with its place, read line by line,
 * appended to, and written anew at the end. */
#ifndef AB_INSIGHT_INQUIRY_JOURNAL_H
#define AB_INSIGHT_INQUIRY_JOURNAL_H

#include "insight/inquiry.h"

#include "base/file.h"

struct ab_inquiry_journal;

/* What the first line says of an inquiry: texts, and what each is ("another seed") where it differs. */
struct ab_inquiry_head {
    const char **text, **difference; /* [texts] */
    int texts;
};

/* Claims the place of a result and opens the journal that lies there, when it is to be gone on with.
 * The head is borrowed. Nothing is written yet. The caller closes it whatever is returned. */
enum ab_status ab_inquiry_journal_open(struct ab_inquiry_journal **journal,
                                       const struct ab_inquiry_options *options,
                                       const struct ab_inquiry_head *head,
                                       struct ab_errors *errors);
void ab_inquiry_journal_close(struct ab_inquiry_journal *journal);
const struct ab_claim *ab_inquiry_journal_claim(const struct ab_inquiry_journal *journal);

/* Reads the next line, without its checksum, valid until the next call; NULL at the end, or with a fault
 * in *status. A torn or damaged line ends it: what stands from there on is made again. `key` gives the
 * key that the checksum of a line has, which is not checked yet. */
const char *ab_inquiry_journal_next(struct ab_inquiry_journal *journal,
                                    uint64_t (*key)(const void *owner, const char *line),
                                    const void *owner, enum ab_status *status,
                                    struct ab_errors *errors);

/* Ends the reading before the line just read, which makes no sense. */
void ab_inquiry_journal_drop(struct ab_inquiry_journal *journal);

/* The number of a line that was damaged, 0: there was none. And where it stands,
 * and the key of the lines of this inquiry. */
int ab_inquiry_journal_damaged_line(const struct ab_inquiry_journal *journal);
const char *ab_inquiry_journal_path(const struct ab_inquiry_journal *journal);
uint64_t ab_inquiry_journal_key(const struct ab_inquiry_journal *journal);

/* Makes it ready, behind what was read, and appends lines, which are with the system at once; syncs
 * what was appended. */
enum ab_status ab_inquiry_journal_begin(struct ab_inquiry_journal *journal,
                                        struct ab_errors *errors);
enum ab_status ab_inquiry_journal_append(struct ab_inquiry_journal *journal,
                                         const struct ab_journal_text *text,
                                         struct ab_errors *errors);
enum ab_status ab_inquiry_journal_sync(struct ab_inquiry_journal *journal,
                                       struct ab_errors *errors);

/* Begins it anew, with its head; what the caller commits takes the place of what is there. */
struct ab_writer *ab_inquiry_journal_rewrite(struct ab_inquiry_journal *journal,
                                             struct ab_errors *errors);

#endif
