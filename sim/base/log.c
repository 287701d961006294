/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* log.c - files that grow line by line. */
#include "base/log.h"

#include "base/draft.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/memory.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LINES_ROOM = 1 << 16 };

static enum ab_status fault(struct ab_errors *errors, const char *path, const char *action)
{
    return ab_errors_fail(errors, path, errno, action);
}

/* ---- appending ---- */

struct ab_log {
    int fd;
    char *path;
};

/* Takes the log for this process alone. A file system that knows no locks is trusted. */
static enum ab_status lock(const struct ab_log *log, struct ab_errors *errors)
{
    if (flock(log->fd, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_BAD_SCENARIO, log->path, 0, NULL, NULL,
                         "another process is writing this file");
}

enum ab_status ab_log_check_free(const char *path, struct ab_errors *errors)
{
    const struct ab_log log = {
        .fd = ab_path_open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK),
        .path = (char *)path, /* only read */
    };
    if (log.fd < 0) {
        return AB_OK; /* what is wrong with it is the opener's to tell */
    }
    const enum ab_status status = lock(&log, errors);
    (void)close(log.fd);
    return status;
}

/* Opens the file, or makes it: never another one that a link of its name leads to. O_NONBLOCK: a pipe
 * that nobody reads must not hold up who finds it here. */
static int open_own(const char *path, bool *made)
{
    const int fd = ab_path_open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK);
    *made = fd < 0 && errno == ENOENT;
    return *made ? ab_path_open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW) : fd;
}

/* Syncs the folder of a file that was made, so that its name is not lost with the power. */
static enum ab_status sync_folder(const char *path, struct ab_errors *errors)
{
    errno = ab_draft_sync_name(path);
    return errno == 0 ? AB_OK : fault(errors, path, "sync the folder of");
}

static enum ab_status prepare(const struct ab_log *log, uint64_t keep, struct ab_errors *errors)
{
    struct stat state;
    if (log->fd < 0 && errno == ELOOP) {
        return ab_errors_add(errors, AB_IO_ERROR, log->path, 0, NULL, NULL,
                             "this is a symbolic link; nothing is written through one");
    }
    if (log->fd < 0 || fstat(log->fd, &state) != 0) {
        return fault(errors, log->path, "open");
    }
    if (!S_ISREG(state.st_mode)) {
        return ab_errors_add(errors, AB_IO_ERROR, log->path, 0, NULL, NULL,
                             "cannot write: it is not a regular file");
    }
    const enum ab_status status = lock(log, errors);
    if (status != AB_OK) {
        return status;
    }
    if (!ab_path_cut(log->fd, (int64_t)keep) || lseek(log->fd, 0, SEEK_END) < 0) {
        return fault(errors, log->path, "cut");
    }
    return AB_OK;
}

enum ab_status ab_log_open(struct ab_log **log, const char *path, uint64_t keep,
                           struct ab_errors *errors)
{
    *log = NULL;
    struct ab_log *made = ab_memory_take(1, sizeof *made);
    char *copy = ab_memory_copy_text(path);
    if (made == NULL || copy == NULL) {
        ab_memory_give(made);
        ab_memory_give(copy);
        return ab_errors_no_memory_for(errors, path);
    }
    made->path = copy;
    bool is_new;
    made->fd = open_own(path, &is_new);
    enum ab_status status = prepare(made, keep, errors);
    if (status == AB_OK && is_new) {
        status = sync_folder(path, errors);
    }
    if (status == AB_OK) {
        *log = made;
    } else {
        ab_log_close(made);
    }
    return status;
}

enum ab_status ab_log_append(struct ab_log *log, const char *bytes, size_t size,
                             struct ab_errors *errors)
{
    struct stat state;
    if (fstat(log->fd, &state) == 0 && state.st_nlink == 0) {
        return ab_errors_add(errors, AB_IO_ERROR, log->path, 0, NULL, NULL,
                             "this file was removed while it was written");
    }
    while (size > 0) {
        const ssize_t written = write(log->fd, bytes, size);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return fault(errors, log->path, "write");
        }
        bytes += written;
        size -= (size_t)written;
    }
    return AB_OK;
}

enum ab_status ab_log_sync(struct ab_log *log, struct ab_errors *errors)
{
    if (ab_path_sync(log->fd)) {
        return AB_OK;
    }
    return fault(errors, log->path, "sync");
}

void ab_log_close(struct ab_log *log)
{
    if (log == NULL) {
        return;
    }
    if (log->fd >= 0) {
        (void)close(log->fd);
    }
    ab_memory_give(log->path);
    ab_memory_give(log);
}

/* ---- reading ---- */

struct ab_lines {
    int fd;
    char *path;
    char *buffer; /* [room], the bytes from `begin` to `end` are not handed out yet */
    size_t room, begin, end;
    uint64_t offset; /* in the file, of buffer[begin] */
    bool at_end;     /* the file has no more */
};

static enum ab_status open_lines(struct ab_lines *lines, const char *path, struct ab_errors *errors)
{
    struct stat status;
    lines->path = ab_memory_copy_text(path);
    lines->buffer = ab_memory_resize(NULL, LINES_ROOM, 1);
    lines->room = LINES_ROOM;
    if (lines->path == NULL || lines->buffer == NULL) {
        return ab_errors_no_memory_for(errors, path);
    }
    /* O_NONBLOCK: opening a pipe nobody writes to must not wait for a writer. */
    lines->fd = ab_path_open(path, O_RDONLY | O_NONBLOCK);
    if (lines->fd < 0 || fstat(lines->fd, &status) != 0) {
        return fault(errors, path, "open");
    }
    if (!S_ISREG(status.st_mode)) {
        return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL,
                             "cannot read: it is not a regular file");
    }
    return AB_OK;
}

enum { MIB_BITS = 20 };

enum ab_status ab_lines_open(struct ab_lines **lines, const char *path, struct ab_errors *errors)
{
    *lines = NULL;
    struct ab_lines *made = ab_memory_take(1, sizeof *made);
    if (made == NULL) {
        return ab_errors_no_memory_for(errors, path);
    }
    made->fd = -1;
    enum ab_status status = open_lines(made, path, errors);
    struct stat known;
    if (status == AB_OK && fstat(made->fd, &known) == 0 &&
        known.st_size >> MIB_BITS >= AB_LINES_MIB_MAX) {
        status =
            ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                          "the file is too large: it must have less than %d MiB", AB_LINES_MIB_MAX);
    }
    if (status == AB_OK) {
        *lines = made;
    } else {
        ab_lines_close(made);
    }
    return status;
}

void ab_lines_close(struct ab_lines *lines)
{
    if (lines == NULL) {
        return;
    }
    if (lines->fd >= 0) {
        (void)close(lines->fd);
    }
    ab_memory_give(lines->buffer);
    ab_memory_give(lines->path);
    ab_memory_give(lines);
}

/* Moves what is left to the front and reads more behind it. */
static enum ab_status refill(struct ab_lines *lines, struct ab_errors *errors)
{
    const size_t left = lines->end - lines->begin;
    memmove(lines->buffer, lines->buffer + lines->begin, left);
    lines->begin = 0;
    lines->end = left;
    if (left + 1 >= lines->room) { /* more than one byte beyond the longest line is not looked at */
        const size_t most = (size_t)AB_LINE_SIZE_MAX + 2;
        const size_t room = 2 * lines->room < most ? 2 * lines->room : most;
        if (!AB_ENLARGE(lines->buffer, room)) {
            return ab_errors_no_memory_for(errors, lines->path);
        }
        lines->room = room;
    }
    ssize_t got;
    do { /* one byte stays free for a NUL */
        got = read(lines->fd, lines->buffer + left, lines->room - left - 1);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        return fault(errors, lines->path, "read");
    }
    lines->end += (size_t)got;
    lines->at_end = got == 0;
    return AB_OK;
}

/* Hands out `length` bytes and passes over `behind` more. */
static const char *hand_out(struct ab_lines *lines, size_t length, size_t behind)
{
    char *text = lines->buffer + lines->begin;
    text[length] = '\0';
    lines->begin += length + behind;
    lines->offset += length + behind;
    return text;
}

const char *ab_lines_next(struct ab_lines *lines, size_t *length, bool *torn,
                          enum ab_status *status, struct ab_errors *errors)
{
    *status = AB_OK;
    *torn = false;
    for (;;) {
        const size_t there = lines->end - lines->begin;
        const char *text = lines->buffer + lines->begin;
        const char *end = memchr(text, '\n', there);
        if (end != NULL) { /* the buffer holds no longer line */
            *length = (size_t)(end - text);
            return hand_out(lines, *length, 1);
        }
        if (lines->at_end || there > AB_LINE_SIZE_MAX) {
            *torn = there > 0;
            *length = there;
            return there > 0 ? hand_out(lines, there, 0) : NULL;
        }
        *status = refill(lines, errors);
        if (*status != AB_OK) {
            return NULL;
        }
    }
}

uint64_t ab_lines_offset(const struct ab_lines *lines)
{
    return lines->offset;
}

enum ab_status ab_file_look(bool *is_there, const char *path, struct ab_errors *errors)
{
    struct stat status;
    *is_there = ab_path_stat(path, &status) == 0;
    return *is_there || ab_path_is_absent(errno) ? AB_OK : fault(errors, path, "look at it");
}

bool ab_file_is_same(const char *path, const char *other)
{
    struct stat one, two;
    return ab_path_stat(path, &one) == 0 && ab_path_stat(other, &two) == 0 &&
           one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}
