/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* log.h - files that grow line by line, so that what was done survives the end of the program.
 *
 * Unlike a result, which appears whole or not at all, a log is there from its first line on; bytes
 * handed to the system survive the program being killed, and after a sync also the machine losing
 * power. Who reads a log must expect its last line to be torn. */
#ifndef AB_BASE_LOG_H
#define AB_BASE_LOG_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- appending ---- */

struct ab_log;

/* Opens a log for appending behind its first `keep` bytes (which must be there; what follows them
 * is cut off) and keeps every other process from doing the same; makes the file when it is not
 * there. AB_BAD_SCENARIO when another process has it open so, AB_IO_ERROR when the name is a link or
 * anything else than a file. The caller closes the log. */
enum ab_status ab_log_open(struct ab_log **log, const char *path, uint64_t keep,
                           struct ab_errors *errors);

/* Complains (AB_BAD_SCENARIO) when another process has a log open for appending; none need be
 * there. */
enum ab_status ab_log_check_free(const char *path, struct ab_errors *errors);

/* Appends bytes, all of them before it returns. A file that was removed meanwhile is a fault: what
 * is appended would be gone with it. */
enum ab_status ab_log_append(struct ab_log *log, const char *bytes, size_t size,
                             struct ab_errors *errors);

/* Waits until everything is on the disk. */
enum ab_status ab_log_sync(struct ab_log *log, struct ab_errors *errors);

/* Closes it; NULL is allowed. What could fail is reported by a sync before. */
void ab_log_close(struct ab_log *log);

/* ---- reading ---- */

struct ab_lines;

enum { AB_LINE_SIZE_MAX = 1 << 28 };

/* Opens a regular file for reading line by line; the caller closes it. */
enum ab_status ab_lines_open(struct ab_lines **lines, const char *path, struct ab_errors *errors);
void ab_lines_close(struct ab_lines *lines);

/* The next line, NUL-terminated without its line end, valid until the next call; its length goes to
 * *length. NULL with AB_OK in *status at the end. *torn: the last line has no line end. A line of
 * more than AB_LINE_SIZE_MAX bytes is torn as well: no more is read. */
const char *ab_lines_next(struct ab_lines *lines, size_t *length, bool *torn,
                          enum ab_status *status, struct ab_errors *errors);

/* The offset of the line that comes next. */
uint64_t ab_lines_offset(const struct ab_lines *lines);

/* Finds out whether a file of this name is there; AB_IO_ERROR, with the fault told, where that can't be
 * found out. */
enum ab_status ab_file_look(bool *is_there, const char *path, struct ab_errors *errors);

/* Whether two names lead to one and the same file, which is there. */
bool ab_file_is_same(const char *path, const char *other);

#endif
