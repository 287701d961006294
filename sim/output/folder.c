/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* folder.c - the files of a result folder. */
#include "output/folder.h"

#include "base/memory.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

char *ab_folder_path(const char *folder, const char *file, struct ab_errors *errors)
{
    const size_t size = strlen(folder) + strlen(file) + 2;
    char *path = ab_memory_take(size, 1);
    if (path == NULL) {
        ab_errors_out_of_memory(errors);
    } else {
        (void)snprintf(path, size, "%s/%s", folder, file);
    }
    return path;
}

struct ab_writer *ab_folder_open_file(const char *folder, const char *file,
                                      struct ab_errors *errors)
{
    char *path = ab_folder_path(folder, file, errors);
    if (path == NULL) {
        return NULL;
    }
    struct ab_writer *writer = ab_writer_open(path, errors);
    ab_memory_give(path);
    return writer;
}

/* Takes no memory: what is being replaced must not be left half replaced for want of it. */
enum ab_status ab_folder_remove_file(const char *folder, const char *file, struct ab_errors *errors)
{
    char path[PATH_MAX + NAME_MAX];
    (void)snprintf(path, sizeof path, "%s/%s", folder, file);
    return ab_file_remove(path, errors);
}
