/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* file.c - whole-file reading, all-or-nothing writing, and result folders. */
#include "base/file.h"

#include "base/claim.h"
#include "base/draft.h"
#include "base/memory.h"
#include "base/path.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_STEP = 1 << 16, WRITER_ROOM = 1 << 16 };

/* ---- reading ---- */

/* Opens a regular file; -1 with the reason in errors when it cannot be or is something else. */
static int open_regular(const char *path, struct ab_errors *errors)
{
    /* O_NONBLOCK: opening a pipe nobody writes to must not wait for a writer. */
    int fd = ab_path_open(path, O_RDONLY | O_NONBLOCK);
    if (fd < 0) {
        (void)ab_errors_fail(errors, path, errno, "open");
        return -1;
    }
    struct stat status;
    if (fstat(fd, &status) != 0) {
        (void)ab_errors_fail(errors, path, errno, "read");
    } else if (!S_ISREG(status.st_mode)) {
        (void)ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "cannot read: it is %s",
                            S_ISDIR(status.st_mode) ? "a folder, not a file"
                                                    : "not a regular file");
    } else {
        return fd;
    }
    (void)close(fd);
    return -1;
}

static enum ab_status too_large(struct ab_errors *errors, const char *path, size_t limit)
{
    return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL,
                         "cannot read: it is larger than %zu bytes", limit);
}

/* Reads to the end of an open file. The size that fstat tells is not relied on: the file may grow
 * meanwhile, and files made by the kernel tell 0. */
static enum ab_status read_all(int fd, const char *path, size_t limit, char **content, size_t *size,
                               struct ab_errors *errors)
{
    char *buffer = NULL;
    size_t used = 0, room = 0;
    enum ab_status status = AB_OK;
    for (;;) {
        if (room - used < 2) { /* a byte of content and the NUL */
            size_t larger = room == 0 ? READ_STEP : room * 2;
            if (!AB_ENLARGE(buffer, larger)) {
                status = ab_errors_no_memory_for(errors, path);
                break;
            }
            room = larger;
        }
        ssize_t got = read(fd, buffer + used, room - used - 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            status = ab_errors_fail(errors, path, errno, "read");
            break;
        }
        if (got == 0) {
            break;
        }
        used += (size_t)got;
        if (used > limit) {
            status = too_large(errors, path, limit);
            break;
        }
    }
    if (status != AB_OK) {
        ab_memory_give(buffer);
        return status;
    }
    assert(buffer != NULL); /* the first pass took some */
    buffer[used] = '\0';
    *content = buffer;
    *size = used;
    return AB_OK;
}

enum ab_status ab_file_read(const char *path, size_t limit, char **content, size_t *size,
                            struct ab_errors *errors)
{
    int fd = open_regular(path, errors);
    if (fd < 0) {
        return AB_IO_ERROR;
    }
    struct stat known; /* spares reading what is too large anyway */
    const bool large = fstat(fd, &known) == 0 && known.st_size > 0 && (size_t)known.st_size > limit;
    const enum ab_status status =
        large ? too_large(errors, path, limit) : read_all(fd, path, limit, content, size, errors);
    (void)close(fd);
    return status;
}

enum ab_status ab_file_read_start(const char *path, char *bytes, size_t size, size_t *got,
                                  struct ab_errors *errors)
{
    const int fd = open_regular(path, errors);
    if (fd < 0) {
        return AB_IO_ERROR;
    }
    ssize_t part;
    *got = 0;
    do {
        part = read(fd, bytes + *got, size - *got);
        *got += part > 0 ? (size_t)part : 0;
    } while ((part > 0 && *got < size) || (part < 0 && errno == EINTR));
    const enum ab_status status = part >= 0 ? AB_OK : ab_errors_fail(errors, path, errno, "read");
    (void)close(fd);
    return status;
}

/* ---- writing ---- */

struct ab_writer {
    struct ab_draft *draft;
    size_t used; /* bytes waiting in the buffer */
    char buffer[WRITER_ROOM];
};

struct ab_writer *ab_writer_open(const char *path, struct ab_errors *errors)
{
    struct ab_writer *writer = ab_memory_resize(NULL, 1, sizeof *writer);
    if (writer == NULL) {
        ab_errors_no_memory_for(errors, path);
        return NULL;
    }
    writer->used = 0;
    writer->draft = ab_draft_open(path, errors);
    if (writer->draft == NULL) {
        ab_memory_give(writer);
        return NULL;
    }
    return writer;
}

static void flush_buffer(struct ab_writer *writer)
{
    ab_draft_write(writer->draft, writer->buffer, writer->used);
    writer->used = 0;
}

void ab_writer_put(struct ab_writer *writer, const char *bytes, size_t size)
{
    if (size > WRITER_ROOM - writer->used) {
        flush_buffer(writer);
    }
    if (size > WRITER_ROOM) {
        ab_draft_write(writer->draft, bytes, size);
        return;
    }
    memcpy(writer->buffer + writer->used, bytes, size);
    writer->used += size;
}

void ab_writer_printf(struct ab_writer *writer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t room = WRITER_ROOM - writer->used;
    int length = vsnprintf(writer->buffer + writer->used, room, format, arguments);
    if (length < 0) {
        ab_draft_fail(writer->draft, "write", errno);
    } else if ((size_t)length < room) {
        writer->used += (size_t)length;
    } else {
        /* It does not fit: format it again in memory of its own. */
        char *text = ab_memory_resize(NULL, (size_t)length + 1, 1);
        if (text == NULL) {
            ab_draft_fail(writer->draft, "write", ENOMEM);
        } else {
            (void)vsnprintf(text, (size_t)length + 1, format, again);
            ab_writer_put(writer, text, (size_t)length);
            ab_memory_give(text);
        }
    }
    va_end(again);
    va_end(arguments);
}

bool ab_writer_has_failed(const struct ab_writer *writer)
{
    return ab_draft_has_failed(writer->draft);
}

enum ab_status ab_writer_report(const struct ab_writer *writer, struct ab_errors *errors)
{
    return ab_draft_report(writer->draft, errors);
}

enum ab_status ab_writer_sync(struct ab_writer *writer, struct ab_errors *errors)
{
    flush_buffer(writer);
    ab_draft_sync(writer->draft);
    return ab_writer_report(writer, errors);
}

enum ab_status ab_writer_commit(struct ab_writer *writer, struct ab_errors *errors)
{
    flush_buffer(writer);
    const enum ab_status status = ab_draft_commit(writer->draft, errors);
    ab_memory_give(writer);
    return status;
}

void ab_writer_abandon(struct ab_writer *writer)
{
    if (writer != NULL) {
        ab_draft_abandon(writer->draft);
        ab_memory_give(writer);
    }
}

enum ab_status ab_file_remove(const char *path, struct ab_errors *errors)
{
    if (unlink(path) != 0) {
        return errno == ENOENT ? AB_OK : ab_errors_fail(errors, path, errno, "remove");
    }
    const int error = ab_draft_sync_name(path);
    return error == 0 ? AB_OK : ab_errors_fail(errors, path, error, "sync the folder of");
}

/* ---- folders ---- */

static enum ab_status folder_fault(struct ab_errors *errors, const char *path, int error)
{
    return ab_errors_fail(errors, path, error, "use this folder");
}

/* Makes a folder whose parent is there, with a name that no power cut takes away. One that is there may
 * have been made by a process that was killed before it could see to that, but not where nothing can be
 * made. Returns 0 or an errno. */
static int make_folder(const char *path)
{
    const bool made = mkdir(path, 0777) == 0;
    if (!made && errno != EEXIST) {
        return errno;
    }
    const int error = ab_draft_sync_name(path);
    return !made && error == EROFS ? 0 : error;
}

/* The same below a folder that could not be made for the reason `before`, 0: none. */
static int make_below(const char *path, int before)
{
    const int failed = make_folder(path);
    return failed == ENOENT && before != 0 ? before : failed;
}

/* Makes a folder and its missing parents. `path` is changed while it works and restored. Returns 0
 * or an errno. */
static int make_folders(char *path)
{
    int before = 0;
    for (char *c = path + 1; *c != '\0'; c++) {
        if (*c != '/') {
            continue;
        }
        *c = '\0';
        int failed = access(path, F_OK) != 0 ? make_below(path, before) : 0;
        *c = '/';
        if (failed != 0 && failed != EROFS && failed != EACCES) {
            return failed; /* what must not be written may yet exist: the last step tells */
        }
        before = failed != 0 ? failed : before;
    }
    return make_below(path, before);
}

/* 1 when the folder holds anything, 0 when it is empty, or minus an errno. */
static int holds_something(const char *path)
{
    DIR *folder = opendir(path);
    if (folder == NULL) {
        return -errno;
    }
    int found = 0;
    errno = 0;
    for (const struct dirent *entry; found == 0 && (entry = readdir(folder)) != NULL; errno = 0) {
        found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
                strcmp(entry->d_name, AB_CLAIM_NAME) != 0;
    }
    if (found == 0 && errno != 0) {
        found = -errno;
    }
    (void)closedir(folder);
    return found;
}

/* Whether a file can be made in the folder: 0 or an errno. */
static int probe_folder(const char *path)
{
    const size_t size = strlen(path) + sizeof "/probe";
    char *probe = ab_memory_take(size, 1);
    if (probe == NULL) {
        return ENOMEM;
    }
    (void)snprintf(probe, size, "%s/probe", path);
    const int error = ab_draft_try(probe);
    ab_memory_give(probe);
    return error;
}

enum ab_status ab_folder_make(const char *path, struct ab_errors *errors)
{
    if (path[0] == '\0') {
        return ab_errors_refuse(errors, "the name of the result folder is empty");
    }
    char *copy = ab_memory_copy_text(path);
    if (copy == NULL) {
        return ab_errors_no_memory_for(errors, path);
    }
    int error = make_folders(copy);
    ab_memory_give(copy);
    return error != 0 ? folder_fault(errors, path, error) : AB_OK;
}

enum ab_status ab_folder_prepare(const char *path, bool force, struct ab_errors *errors)
{
    const enum ab_status status = ab_folder_make(path, errors);
    if (status != AB_OK) {
        return status;
    }
    int something = holds_something(path);
    if (something < 0) {
        return folder_fault(errors, path, -something);
    }
    if (something > 0 && !force) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                             "this folder is not empty; give --force to replace results in it");
    }
    const int error = probe_folder(path);
    return error != 0 ? folder_fault(errors, path, error) : AB_OK;
}

char *ab_folder_scratch(struct ab_errors *errors)
{
    static const char name[] = "/airbridge-XXXXXX";
    const char *where = getenv("TMPDIR");
    where = where != NULL && where[0] != '\0' ? where : "/tmp";
    const size_t size = strlen(where) + sizeof name;
    char *path = ab_memory_take(size, 1);
    if (path == NULL) {
        ab_errors_out_of_memory(errors);
        return NULL;
    }
    (void)snprintf(path, size, "%s%s", where, name);
    if (mkdtemp(path) == NULL) {
        (void)folder_fault(errors, where, errno);
        ab_memory_give(path);
        return NULL;
    }
    return path;
}

void ab_folder_discard(char *path)
{
    DIR *folder = path != NULL ? opendir(path) : NULL;
    if (folder != NULL) {
        for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
            (void)unlinkat(dirfd(folder), entry->d_name, 0); /* not . and .., which are folders */
        }
        (void)closedir(folder);
        (void)rmdir(path);
    }
    ab_memory_give(path);
}
