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
    return open(path, flags | O_CLOEXEC, 0666);
#endif
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
    return ab_path_stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Joins three parts of a path; false when they don't fit. */
static bool join(char folder[PATH_MAX], const char *first, const char *second, const char *third)
{
    const int length = snprintf(folder, PATH_MAX, "%s%s%s", first, second, third);
    return length >= 0 && length < PATH_MAX;
}

/* Puts the folder of the running program into `folder`. */
static bool find_own_folder(char folder[PATH_MAX])
{
    const ssize_t length = readlink("/proc/self/exe", folder, PATH_MAX - 1);
    if (length <= 0) {
        return false;
    }
    folder[length] = '\0';
    char *slash = strrchr(folder, '/');
    if (slash == NULL) {
        return false;
    }
    *slash = '\0';
    return true;
}

bool ab_share_is_named(const char *variable)
{
    const char *wanted = getenv(variable);
    return wanted != NULL && wanted[0] != '\0';
}

bool ab_share_find(const char *variable, const char *name, char folder[PATH_MAX])
{
    static const char *const beside[] = {"/../share/airbridge/", "/../", "/share/"};
    char own[PATH_MAX];
    if (ab_share_is_named(variable)) {
        return join(folder, getenv(variable), "", "") && ab_share_is_folder(folder);
    }
    for (size_t i = 0; find_own_folder(own) && i < sizeof beside / sizeof beside[0]; i++) {
        if (join(folder, own, beside[i], name) && ab_share_is_folder(folder)) {
            return true;
        }
    }
    return join(folder, AB_SHARE_FOLDER, "/", name) && ab_share_is_folder(folder);
}
