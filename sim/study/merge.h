/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* merge.h - journals of the parts of a study as one journal. */
#ifndef AB_STUDY_MERGE_H
#define AB_STUDY_MERGE_H

#include "base/file.h"
#include "study/journal.h"

/* Looks at the parts, whose journals may come in any order, and sorts them: together they must hold
 * every run of one study once. AB_BAD_SCENARIO when they do not. */
enum ab_status ab_merge_check(const char **path, int count, struct ab_errors *errors);

/* Puts the journal that a single process would have written, of parts that have been checked.
 * AB_BAD_SCENARIO when a part lacks runs of its own, AB_INTERRUPTED soon after that became true. A failure of the writer is its to report. */
enum ab_status ab_merge_write(struct ab_writer *writer, const char *const *path, int count,
                              const atomic_bool *interrupted, struct ab_errors *errors);

/* A journal that takes runs of others, in its own order. */
struct ab_copier {
    const struct ab_journal_head *head;
    struct ab_writer *writer;
    struct ab_errors *errors;
    struct ab_journal_text text; /* not written yet */
};
/* Puts so many runs as come next in a journal, fewer where it ends; and writes what is left. */
enum ab_status ab_copier_put(struct ab_copier *copier, struct ab_journal *journal, int64_t runs);
enum ab_status ab_copier_flush(struct ab_copier *copier);

#endif
