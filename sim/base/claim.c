/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* claim.c - a result for one process alone. */
#include "base/claim.h"

#include "base/fold.h"
#include "base/memory.h"
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { TRIES = 100, NAME_SHOWN = NAME_MAX - (int)sizeof "..lock" };

struct ab_claim {
    int fd;
    bool folder; /* what is claimed is one */
    char *path;  /* as its user named it */
    char *file;  /* the hidden file that is locked, or NULL */
};

static enum ab_status fault(const char *path, const char *action, struct ab_errors *errors)
{
    return ab_errors_fail(errors, path, errno, action);
}

static enum ab_status refuse(const struct ab_claim *claim, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, claim->path, 0, NULL, NULL,
                         "another process is writing this result");
}

/* Whether what was opened still has its name; *unknown: that cannot be found out, errno says why. */
static bool is_named(const struct ab_claim *claim, bool *unknown)
{
    struct stat one, two;
    const char *path = claim->file != NULL ? claim->file : claim->path;
    const bool looked = fstat(claim->fd, &one) == 0 && ab_path_stat(path, &two) == 0;
    *unknown = !looked && !ab_path_is_absent(errno);
    return looked && one.st_dev == two.st_dev && one.st_ino == two.st_ino;
}

/* Locks the hidden file. Whoever had it removes it, so that what was opened may have no name by the
 * time it is locked: then it is no lock that others see. A file system that knows no locks is
 * trusted. */
static enum ab_status lock_file(struct ab_claim *claim, struct ab_errors *errors)
{
    for (int i = 0; i < TRIES; i++) {
        struct stat status;
        claim->fd = ab_path_open(claim->file, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK);
        if (claim->fd < 0 || fstat(claim->fd, &status) != 0) {
            return fault(claim->file, "create", errors);
        }
        if (!S_ISREG(status.st_mode)) {
            return ab_errors_add(errors, AB_IO_ERROR, claim->file, 0, NULL, NULL,
                                 "cannot lock: it is not a regular file");
        }
        if (flock(claim->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
            return refuse(claim, errors);
        }
        bool unknown;
        if (is_named(claim, &unknown)) {
            return AB_OK;
        }
        if (unknown) {
            return fault(claim->file, "look at it", errors);
        }
        (void)close(claim->fd);
        claim->fd = -1;
    }
    return refuse(claim, errors);
}

/* Locks a folder, or where that cannot be, a hidden file in it. */
static enum ab_status lock_folder(struct ab_claim *claim, struct ab_errors *errors)
{
    claim->folder = true;
    claim->fd = ab_path_open(claim->path, O_RDONLY | O_DIRECTORY);
    if (claim->fd < 0) {
        return fault(claim->path, "use this folder", errors);
    }
    if (flock(claim->fd, LOCK_EX | LOCK_NB) == 0) {
        return AB_OK;
    }
    if (errno == EWOULDBLOCK) {
        return refuse(claim, errors);
    }
    (void)close(claim->fd);
    claim->fd = -1;
    const size_t size = strlen(claim->path) + sizeof "/" AB_CLAIM_NAME;
    claim->file = ab_memory_take(size, 1);
    if (claim->file == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    (void)snprintf(claim->file, size, "%s/" AB_CLAIM_NAME, claim->path);
    return lock_file(claim, errors);
}

/* Frees a claim without a lock that others see. */
static void give(struct ab_claim *claim)
{
    if (claim->fd >= 0) {
        (void)close(claim->fd);
    }
    ab_memory_give(claim->file);
    ab_memory_give(claim->path);
    ab_memory_give(claim);
}

static struct ab_claim *take(const char *path, struct ab_errors *errors)
{
    struct ab_claim *claim = ab_memory_take(1, sizeof *claim);
    if (claim != NULL) {
        claim->fd = -1;
        claim->path = ab_memory_copy_text(path);
    }
    if (claim == NULL || claim->path == NULL) {
        ab_memory_give(claim);
        (void)ab_errors_out_of_memory(errors);
        return NULL;
    }
    return claim;
}

/* Makes a claim of what a lock can be had of. */
static enum ab_status claim_with(enum ab_status (*lock)(struct ab_claim *, struct ab_errors *),
                                 struct ab_claim **claim, const char *path,
                                 struct ab_errors *errors)
{
    struct ab_claim *made = take(path, errors);
    const enum ab_status status = made != NULL ? lock(made, errors) : AB_IO_ERROR;
    *claim = status == AB_OK ? made : NULL;
    if (status != AB_OK && made != NULL) {
        give(made);
    }
    return status;
}

enum ab_status ab_claim_folder(struct ab_claim **claim, const char *path, struct ab_errors *errors)
{
    return claim_with(lock_folder, claim, path, errors);
}

/* Names the hidden file of a file; false when memory is out. */
static bool name_file(struct ab_claim *claim)
{
    const char *slash = strrchr(claim->path, '/');
    const char *name = slash != NULL ? slash + 1 : claim->path;
    const size_t size = strlen(claim->path) + sizeof "..lock";
    claim->file = ab_memory_take(size, 1);
    if (claim->file != NULL) {
        (void)snprintf(claim->file, size, "%.*s.%.*s.lock", (int)(name - claim->path), claim->path,
                       NAME_SHOWN, name);
    }
    return claim->file != NULL;
}

/* Takes the name that stands for the file in `folder`. False when it cannot be taken; *taken when that is
 * because somebody has it. */
static bool bind_name(struct ab_claim *claim, const struct stat *folder, bool *taken)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    char *name = address.sun_path + 1; /* behind a NUL: in no file system */
    const char *slash = strrchr(claim->path, '/');
    const char *last = slash != NULL ? slash + 1 : claim->path;
    *taken = false;
    claim->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (claim->fd < 0) {
        return false;
    }
    const int length = snprintf(name, sizeof address.sun_path - 1, "airbridge-%jx-%jx-%016jx",
                                (uintmax_t)folder->st_dev, (uintmax_t)folder->st_ino,
                                (uintmax_t)ab_fold_text(AB_FOLD_START, last));
    const socklen_t size = (socklen_t)(offsetof(struct sockaddr_un, sun_path) + 1 + (size_t)length);
    if (bind(claim->fd, (struct sockaddr *)&address, size) == 0) {
        return true;
    }
    *taken = errno == EADDRINUSE;
    (void)close(claim->fd);
    claim->fd = -1;
    return false;
}

/* Locks what stands for a file. */
static enum ab_status lock_name(struct ab_claim *claim, struct ab_errors *errors)
{
    const char *slash = strrchr(claim->path, '/');
    char *parent = ab_memory_copy_text(slash != NULL ? claim->path : ".");
    if (parent == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    if (slash != NULL) {
        parent[slash == claim->path ? 1 : slash - claim->path] = '\0';
    }
    struct stat folder;
    const int error = ab_path_stat(parent, &folder) == 0 ? 0 : errno;
    ab_memory_give(parent);
    if (error != 0) {
        errno = error;
        return fault(claim->path, "look at its folder", errors);
    }
    bool taken;
    if (bind_name(claim, &folder, &taken)) {
        return AB_OK;
    }
    if (taken) {
        return refuse(claim, errors);
    }
    return name_file(claim) ? lock_file(claim, errors) : ab_errors_out_of_memory(errors);
}

enum ab_status ab_claim_file(struct ab_claim **claim, const char *path, struct ab_errors *errors)
{
    return claim_with(lock_name, claim, path, errors);
}

enum ab_status ab_claim_check(const struct ab_claim *claim, struct ab_errors *errors)
{
    bool unknown;
    if (!claim->folder || is_named(claim, &unknown)) {
        return AB_OK;
    }
    if (unknown) {
        return fault(claim->path, "look at it", errors);
    }
    return ab_errors_add(errors, AB_IO_ERROR, claim->path, 0, NULL, NULL,
                         "this was removed or replaced while its result was made");
}

void ab_claim_release(struct ab_claim *claim)
{
    if (claim == NULL) {
        return;
    }
    bool unknown;
    if (claim->file != NULL && is_named(claim, &unknown)) {
        (void)unlink(claim->file); /* while it is locked: nobody else can have begun */
    }
    give(claim);
}
