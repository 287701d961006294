/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* draft.c - files that are whole or not there. */
#include "base/draft.h"

#include "base/claim.h"
#include "base/memory.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct ab_draft {
    int fd;
    int folder;         /* descriptor of the folder, to sync the new name; -1: unreadable */
    int error;          /* errno of the first failure, 0: none */
    const char *action; /* what failed, e.g. "write" */
    char *path;         /* final name */
    char *temporary;    /* name until then */
    bool named;         /* it has a name at all */
    bool synced;        /* its bytes are on the disk */
};

void ab_draft_fail(struct ab_draft *draft, const char *action, int error)
{
    if (draft->error == 0) {
        draft->error = error;
        draft->action = action;
    }
}

bool ab_draft_has_failed(const struct ab_draft *draft)
{
    return draft->error != 0;
}

enum ab_status ab_draft_report(const struct ab_draft *draft, struct ab_errors *errors)
{
    return draft->error == 0 ? AB_OK
                             : ab_errors_fail(errors, draft->path, draft->error, draft->action);
}

/* ---- names ---- */

/* The position after the last slash. */
static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash != NULL ? slash + 1 : path;
}

enum {
    TEMPORARY_TRIES = 100,
    TEMPORARY_EXTRA = 48, /* dots, a process number, a counter, "tmp" */
    NAME_SHOWN = NAME_MAX - TEMPORARY_EXTRA,
};

/* Room for the hidden name of a draft. */
static size_t temporary_size(const char *path)
{
    return strlen(path) + TEMPORARY_EXTRA;
}

/* Makes the name `FOLDER/.NAME.MARK.tmp`, hidden, so that `*.csv` never catches it. A NAME that is
 * nearly as long as a name may be is cut, so that this one is not longer: else the file could be
 * written to its end and then not be named. */
static void name_temporary(struct ab_draft *draft, const char *mark)
{
    const char *name = last_name(draft->path);
    (void)snprintf(draft->temporary, temporary_size(draft->path), "%.*s.%.*s.%s.tmp",
                   (int)(name - draft->path), draft->path, NAME_SHOWN, name, mark);
}

/* Creates a file under a temporary name that nobody else uses. Returns the descriptor, or -1 with
 * errno set. */
static int create_named(struct ab_draft *draft)
{
    for (int n = 0;; n++) {
        char mark[40];
        (void)snprintf(mark, sizeof mark, "%ld-%d", (long)getpid(), n);
        name_temporary(draft, mark);
        int fd = ab_path_open(draft->temporary, O_RDWR | O_CREAT | O_EXCL);
        if (fd >= 0 || errno != EEXIST || n == TEMPORARY_TRIES) {
            return fd;
        }
    }
}

enum { PROCESS_LINK_SIZE = 48 };

/* The link by which the system lets an open file be given a name, see open(2). */
static void process_link(int fd, char link[PROCESS_LINK_SIZE])
{
    (void)snprintf(link, PROCESS_LINK_SIZE, "/proc/self/fd/%d", fd);
}

/* Creates a file without a name in an open folder: should the program be killed, nothing is left of
 * it. Returns the descriptor, or -1 where there are no such files, or none that can be named. */
static int create_nameless(int folder)
{
    char link[PROCESS_LINK_SIZE];
    int fd = folder >= 0 ? openat(folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666) : -1;
    if (fd < 0) {
        return -1;
    }
    process_link(fd, link);
    if (access(link, F_OK) != 0) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

/* Links a file without a name to one that is free; false with errno set. */
static bool link_to(int fd, const char *name)
{
    char link[PROCESS_LINK_SIZE];
    process_link(fd, link);
    return linkat(AT_FDCWD, link, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

/* Gives a file its final name instead of its temporary one. */
static void rename_file(struct ab_draft *draft)
{
    if (rename(draft->temporary, draft->path) != 0) {
        ab_draft_fail(draft, "rename", errno);
    }
}

/* Claims the temporary name, which others use who replace the same file in the same moment. NULL when it
 * cannot be claimed, or is not free for long. */
static struct ab_claim *claim_temporary(const struct ab_draft *draft)
{
    enum { WAITS = 5000 };
    const struct timespec wait = {.tv_nsec = 1000000};
    struct ab_claim *claim = NULL;
    for (int n = 0; n < WAITS; n++) {
        if (ab_claim_file(&claim, draft->temporary, NULL) != AB_BAD_SCENARIO) {
            break;
        }
        (void)nanosleep(&wait, NULL);
    }
    return claim;
}

/* Gives a file without a name its own, by way of a temporary one when that is taken, for no link
 * replaces a file. The temporary name is the same each time: should the program be killed before it
 * renames the file, the next draft that is committed there takes the place of what was left. */
static void give_name(struct ab_draft *draft)
{
    name_temporary(draft, "next");
    draft->named = link_to(draft->fd, draft->path);
    if (draft->named) {
        (void)unlink(draft->temporary);
    } else if (errno == EEXIST) {
        struct ab_claim *claim = claim_temporary(draft);
        (void)unlink(draft->temporary);
        draft->named = link_to(draft->fd, draft->temporary);
        if (draft->named) {
            rename_file(draft);
        } else {
            ab_draft_fail(draft, "name", errno);
        }
        ab_claim_release(claim);
    } else {
        ab_draft_fail(draft, "name", errno);
    }
}

/* Opens the folder that a file lies in, to be synced; -1 with errno when that fails. */
static int folder_of(const char *path)
{
    const size_t length = (size_t)(last_name(path) - path);
    char folder[PATH_MAX];
    if (length >= sizeof folder) {
        errno = ENAMETOOLONG;
        return -1;
    }
    (void)snprintf(folder, sizeof folder, "%.*s", (int)length, path);
    return ab_path_open(length > 0 ? folder : ".", O_RDONLY | O_DIRECTORY);
}

int ab_draft_sync_name(const char *path)
{
    const int folder = folder_of(path);
    if (folder < 0) {
        return errno == EACCES ? 0 : errno;
    }
    const int error = ab_path_sync(folder) ? 0 : errno;
    (void)close(folder);
    return error;
}

/* ---- opening ---- */

static void destroy(struct ab_draft *draft)
{
    if (draft->folder >= 0) {
        (void)close(draft->folder);
    }
    ab_memory_give(draft->temporary);
    ab_memory_give(draft->path);
    ab_memory_give(draft);
}

/* A draft without a file; NULL when memory is out. */
static struct ab_draft *take(const char *path)
{
    struct ab_draft *draft = ab_memory_take(1, sizeof *draft);
    if (draft == NULL) {
        return NULL;
    }
    draft->fd = -1;
    draft->folder = -1;
    draft->path = ab_memory_copy_text(path);
    draft->temporary = ab_memory_take(temporary_size(path), 1);
    if (draft->path == NULL || draft->temporary == NULL) {
        destroy(draft);
        return NULL;
    }
    return draft;
}

/* Whether a device or a pipe has this name, itself or through a link such as /dev/stdout. */
static bool is_special(const char *path)
{
    struct stat status;
    return ab_path_stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

/* Creates the file; false with errno set. */
static bool create(struct ab_draft *draft)
{
    draft->folder = folder_of(draft->path);
    /* A folder that may be written but not read is unusual, not wrong: its sync is left out. */
    if (draft->folder < 0 && errno != EACCES) {
        return false;
    }
    /* A file that has no name yet could be written to its end and then not take its own. */
    if (access(draft->path, F_OK) != 0 && errno == ENAMETOOLONG) {
        return false;
    }
    draft->fd = create_nameless(draft->folder);
    if (draft->fd < 0) {
        draft->fd = create_named(draft);
        draft->named = draft->fd >= 0;
    }
    return draft->fd >= 0;
}

struct ab_draft *ab_draft_open(const char *path, struct ab_errors *errors)
{
    struct ab_draft *draft = take(path);
    if (draft == NULL) {
        ab_errors_no_memory_for(errors, path);
        return NULL;
    }
    if (is_special(path)) {
        ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL,
                      "this is a device or a pipe; no file takes its place");
        destroy(draft);
        return NULL;
    }
    if (!create(draft)) {
        (void)ab_errors_fail(errors, path, errno, "create");
        destroy(draft);
        return NULL;
    }
    return draft;
}

int ab_draft_try(const char *path)
{
    struct ab_draft *draft = take(path);
    if (draft == NULL) {
        return ENOMEM;
    }
    if (!create(draft)) {
        const int error = errno;
        destroy(draft);
        return error;
    }
    ab_draft_abandon(draft);
    return 0;
}

/* ---- bytes ---- */

void ab_draft_write(struct ab_draft *draft, const char *bytes, size_t size)
{
    while (size > 0 && draft->error == 0) {
        const ssize_t written = write(draft->fd, bytes, size);
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            ab_draft_fail(draft, "write", errno);
            return;
        }
        bytes += written;
        size -= (size_t)written;
    }
}

bool ab_draft_write_at(struct ab_draft *draft, const void *bytes, size_t size, int64_t offset)
{
    const char *from = bytes;
    while (size > 0 && draft->error == 0) {
        const ssize_t written = pwrite(draft->fd, from, size, (off_t)offset);
        if (written < 0 && errno != EINTR) {
            ab_draft_fail(draft, "write", errno);
        } else if (written > 0) {
            from += written;
            offset += written;
            size -= (size_t)written;
        }
    }
    return draft->error == 0;
}

bool ab_draft_read_at(struct ab_draft *draft, void *bytes, size_t size, int64_t offset, size_t *got)
{
    ssize_t part;
    *got = 0;
    do {
        part = pread(draft->fd, (char *)bytes + *got, size - *got, (off_t)(offset + (int64_t)*got));
        *got += part > 0 ? (size_t)part : 0;
    } while ((part > 0 && *got < size) || (part < 0 && errno == EINTR));
    if (part < 0) {
        ab_draft_fail(draft, "read", errno);
    }
    return draft->error == 0;
}

bool ab_draft_cut(struct ab_draft *draft, int64_t size)
{
    if (!ab_path_cut(draft->fd, size)) {
        ab_draft_fail(draft, "cut", errno);
    }
    return draft->error == 0;
}

bool ab_draft_size(struct ab_draft *draft, int64_t *size)
{
    struct stat status;
    if (fstat(draft->fd, &status) != 0) {
        ab_draft_fail(draft, "read", errno);
        return false;
    }
    *size = status.st_size;
    return true;
}

/* ---- the end ---- */

/* Removes the file of a draft that has not got its final name. */
static void remove_file(const struct ab_draft *draft)
{
    if (draft->named) {
        (void)unlink(draft->temporary);
    }
}

void ab_draft_sync(struct ab_draft *draft)
{
    if (draft->error != 0 || draft->synced) {
        return;
    }
    if (!ab_path_sync(draft->fd)) {
        ab_draft_fail(draft, "sync", errno);
        return;
    }
    /* Some file systems tell only at a close, whichever descriptor it is of. */
    const int copy = dup(draft->fd);
    if (copy >= 0 && close(copy) != 0 && errno != EINTR) {
        ab_draft_fail(draft, "close", errno);
    }
    draft->synced = true;
}

enum ab_status ab_draft_commit(struct ab_draft *draft, struct ab_errors *errors)
{
    ab_draft_sync(draft);
    if (draft->error == 0) {
        (draft->named ? rename_file : give_name)(draft);
    }
    (void)close(draft->fd);
    if (draft->error != 0) {
        remove_file(draft);
    } else if (draft->folder >= 0 && !ab_path_sync(draft->folder)) {
        ab_draft_fail(draft, "sync the folder of", errno); /* whole, but a power cut may lose it */
    }
    const enum ab_status status = ab_draft_report(draft, errors);
    destroy(draft);
    return status;
}

void ab_draft_abandon(struct ab_draft *draft)
{
    if (draft != NULL) {
        (void)close(draft->fd);
        remove_file(draft);
        destroy(draft);
    }
}
