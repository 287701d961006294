/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* file.h - the only place that reads and writes files.
 *
 * A result appears whole or not at all: it is written into a file of the same folder that has no
 * name yet (where the system has no such files, a temporary one), flushed and synced, and only then
 * takes its name, or the place of what has that, with every step checked. */
#ifndef AB_BASE_FILE_H
#define AB_BASE_FILE_H

#include "base/error.h"
#include <stdbool.h>
#include <stddef.h>

/* Reads a whole regular file of at most `limit` bytes; *content is NUL-terminated (the NUL is not
 * counted in *size) and owned by the caller (ab_memory_give). A directory, device or pipe, a
 * larger file, or a read error is an error with the file's name. */
enum ab_status ab_file_read(const char *path, size_t limit, char **content, size_t *size,
                            struct ab_errors *errors);

/* Reads the first bytes of a regular file, at most `size`; *got says how many there were. */
enum ab_status ab_file_read_start(const char *path, char *bytes, size_t size, size_t *got,
                                  struct ab_errors *errors);

/* A file being written. All functions keep the first failure; only ab_writer_commit reports it. */
struct ab_writer;
struct ab_writer *ab_writer_open(const char *path, struct ab_errors *errors);
void ab_writer_put(struct ab_writer *writer, const char *bytes, size_t size);
void ab_writer_printf(struct ab_writer *writer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Whether something failed already, so that to go on is in vain; and the fault, AB_OK when there is
 * none. */
bool ab_writer_has_failed(const struct ab_writer *writer);
enum ab_status ab_writer_report(const struct ab_writer *writer, struct ab_errors *errors);
/* Flush and fsync: what a commit can fail of then is the name. */
enum ab_status ab_writer_sync(struct ab_writer *writer, struct ab_errors *errors);
/* Flush, fsync, name, close, fsync of the folder. On any failure the new file is removed, the
 * old file (if any) is untouched, and the reason goes to errors. Destroys the writer. */
enum ab_status ab_writer_commit(struct ab_writer *writer, struct ab_errors *errors);
/* Gives up: removes the temporary file. Destroys the writer. NULL is allowed. */
void ab_writer_abandon(struct ab_writer *writer);

/* Removes a file, so that no power cut brings it back; one that does not exist is no fault. */
enum ab_status ab_file_remove(const char *path, struct ab_errors *errors);

/* Creates a folder, and its parents, when missing; one that cannot be made is AB_IO_ERROR. */
enum ab_status ab_folder_make(const char *path, struct ab_errors *errors);

/* Makes `path` a folder for results: creates it (and its parents) when missing, and tries that a
 * file can be made in it. A non-empty one is refused with AB_BAD_SCENARIO unless `force`; one that
 * cannot be made or written is AB_IO_ERROR. */
enum ab_status ab_folder_prepare(const char *path, bool force, struct ab_errors *errors);

/* Makes a folder for what is not kept, where the environment variable TMPDIR says, else in /tmp; NULL with
 * a fault. Discarding it removes the files in it, and gives the path back (NULL: nothing). */
char *ab_folder_scratch(struct ab_errors *errors);
void ab_folder_discard(char *path);

#endif
