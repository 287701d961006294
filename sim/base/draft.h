/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* draft.h - files that are whole or not there.
 *
 * A draft is written in a file of the same folder that has no name yet (where the system has no
 * such files, a temporary one), so that nothing is left of it when the program is killed. A commit
 * syncs it and gives it the name; where that is taken, by way of a hidden one, as `.NAME.next.tmp`,
 * so that it takes the place of what was there at once.
 *
 * All functions keep the first failure, after which nothing is written any more. */
#ifndef AB_BASE_DRAFT_H
#define AB_BASE_DRAFT_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ab_draft;

/* Begins an empty draft of a file; NULL with a fault when that fails, or where a device or a pipe has the
 * name, which a file that took its place would end for everybody. */
struct ab_draft *ab_draft_open(const char *path, struct ab_errors *errors);

/* Writes behind what was written so before. */
void ab_draft_write(struct ab_draft *draft, const char *bytes, size_t size);

/* Writes at an offset, or reads what is there: *got says how much, less than asked for at the end.
 * False when this or something before failed. */
bool ab_draft_write_at(struct ab_draft *draft, const void *bytes, size_t size, int64_t offset);
bool ab_draft_read_at(struct ab_draft *draft, void *bytes, size_t size, int64_t offset,
                      size_t *got);
bool ab_draft_cut(struct ab_draft *draft, int64_t size);
bool ab_draft_size(struct ab_draft *draft, int64_t *size);

/* Keeps a failure of the caller's: `action` is a verb, `error` an errno. */
void ab_draft_fail(struct ab_draft *draft, const char *action, int error);

/* Whether something failed already, so that to go on is in vain; and the fault, AB_OK when there is
 * none. */
bool ab_draft_has_failed(const struct ab_draft *draft);
enum ab_status ab_draft_report(const struct ab_draft *draft, struct ab_errors *errors);

/* Waits until what was written is on the disk, so that nothing but the name can fail; a commit does, where
 * this was not called before. */
void ab_draft_sync(struct ab_draft *draft);

/* Makes the draft the file. On any failure it is removed, the old file (if any) is untouched, and
 * the reason goes to errors. Destroys the draft. */
enum ab_status ab_draft_commit(struct ab_draft *draft, struct ab_errors *errors);

/* Gives up. Destroys the draft; NULL is allowed. */
void ab_draft_abandon(struct ab_draft *draft);

/* Syncs the folder that a file or a folder lies in, so that its name, or that it has none any more, is not
 * lost with the power: 0 or an errno. One that may be written but not read is left out. */
int ab_draft_sync_name(const char *path);

/* Begins a draft and gives it up: 0, or the errno of why none can be begun there. To ask the
 * permission bits would not notice a read-only file system or a used-up quota. */
int ab_draft_try(const char *path);

#endif
