/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* path.c - names of files, and the folders of what comes with the program. */
#include "base/path.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int ab_path_open(const char *path, int flags)
{
#ifdef AB_WITHOUT_FILES
    (void)path;
    (void)flags;
    errno = ENOSYS;
    return -1;
#else
    int fd;
    do {
        fd = open(path, flags | O_CLOEXEC, 0666);
    } while (fd < 0 && errno == EINTR);
    return fd;
#endif
}

bool ab_path_cut(int fd, int64_t size)
{
    int cut;
    do {
        cut = ftruncate(fd, (off_t)size);
    } while (cut != 0 && errno == EINTR);
    return cut == 0;
}

bool ab_path_sync(int fd)
{
    int synced;
    do {
        synced = fsync(fd);
    } while (synced != 0 && errno == EINTR);
    return synced == 0 || errno == EINVAL;
}

int ab_path_stat(const char *path, struct stat *status)
{
#ifdef AB_WITHOUT_FILES
    (void)path;
    (void)status;
    errno = ENOENT;
    return -1;
#else
    return stat(path, status);
#endif
}

bool ab_path_is_absent(int error)
{
    return error == ENOENT || error == ENOTDIR;
}

void ab_path_scenario_name(const char *path, char name[AB_PATH_NAME_SIZE])
{
    const char *slash = strrchr(path, '/');
    const char *file = slash != NULL ? slash + 1 : path;
    size_t length = strlen(file);
    if (length > 4 && strcmp(file + length - 4, ".ini") == 0) {
        length -= 4;
    }
    (void)snprintf(name, AB_PATH_NAME_SIZE, "%.*s", (int)length, file);
}

const char *ab_path_guard(const char *path)
{
    const unsigned char first = (unsigned char)path[0];
    const bool plain = (first >= '0' && first <= '9') || (first >= 'A' && first <= 'Z') ||
                       (first >= 'a' && first <= 'z') || first >= 0x80 ||
                       strchr("/._", first) != NULL;
    return plain ? "" : "./";
}

/* --- what comes with the program -------------------------------------------------------------- */

#ifndef AB_SHARE_FOLDER
#define AB_SHARE_FOLDER "/usr/local/share/airbridge"
#endif

bool ab_share_is_folder(const char *path)
{
    struct stat status;
    if (ab_path_stat(path, &status) != 0) {
        return false;
    }
    errno = ENOTDIR;
    return S_ISDIR(status.st_mode);
}

/* Joins three parts of a path; false when they don't fit. */
static bool join(char folder[PATH_MAX], const char *first, const char *second, const char *third)
{
    const int length = snprintf(folder, PATH_MAX, "%s%s%s", first, second, third);
    return (size_t)length < PATH_MAX;
}

/* Puts the folder of the running program into `folder`. */
static bool find_own_folder(char folder[PATH_MAX])
{
    const ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
    if (length <= 0) {
        return false;
    }
    folder[length] = '\0';
    *strrchr(folder, '/') = '\0'; /* the system names it from the root on */
    return true;
}

bool ab_share_is_named(const char *variable)
{
    const char *wanted = getenv(variable);
    return wanted != NULL && wanted[0] != '\0';
}

/* The same; where that cannot be found out, why goes to *reason. */
static bool is_folder(const char *path, int *reason)
{
    const bool found = ab_share_is_folder(path);
    *reason = found || ab_path_is_absent(errno) ? *reason : errno;
    return found;
}

bool ab_share_find(const char *variable, const char *name, char folder[PATH_MAX])
{
    static const char *const beside[] = {"/../share/airbridge/", "/../", "/share/"};
    enum { PLACES = sizeof beside / sizeof beside[0] };
    char own[PATH_MAX];
    int reason = ENOENT;
    bool found = false;
    if (ab_share_is_named(variable)) {
        found = join(folder, getenv(variable), "", "") && is_folder(folder, &reason);
    } else {
        const bool known = find_own_folder(own);
        reason = known ? ENOENT : errno;
        for (int i = 0; known && !found && i < PLACES; i++) {
            found = join(folder, own, beside[i], name) && is_folder(folder, &reason);
        }
        found = found || (join(folder, AB_SHARE_FOLDER, "/", name) && is_folder(folder, &reason));
    }
    errno = reason;
    return found;
}
