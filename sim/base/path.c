/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* path.c - names of files. */
#include "base/path.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

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
