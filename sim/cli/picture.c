/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* picture.c - looks at the end of pictures: both formats have a mark there. */
#include "cli/picture.h"

#include "base/file.h"
#include "base/memory.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How a format ends, newlines apart (PNG: the IEND chunk and its checksum; PNG specification,
 * third edition, section 11.2.5). */
static const struct ending {
    const char *suffix;
    const char *mark;
    size_t size;
} endings[] = {
    {".png", "IEND\xae\x42\x60\x82", 8},
    {".svg", "</svg>", 6},
};
enum { ENDINGS = sizeof endings / sizeof endings[0] };

static bool is_complete(const char *path, const struct ending *ending, struct ab_errors *errors)
{
    char *content = NULL;
    size_t size = 0;
    if (ab_file_read(path, SIZE_MAX / 4, &content, &size, errors) != AB_OK) {
        return false;
    }
    while (size > 0 && content[size - 1] == '\n') {
        size--;
    }
    const bool complete = size >= ending->size &&
                          memcmp(content + size - ending->size, ending->mark, ending->size) == 0;
    ab_memory_give(content);
    return complete;
}

bool ab_picture_remove_incomplete(const char *folder, const char *script)
{
    struct ab_errors *ignored = ab_memory_take(1, sizeof *ignored);
    const int stem = (int)strcspn(script, ".");
    bool removed = false;
    for (int i = 0; ignored != NULL && i < ENDINGS; i++) {
        char path[PATH_MAX + NAME_MAX + 2];
        (void)snprintf(path, sizeof path, "%s/%.*s%s", folder, stem, script, endings[i].suffix);
        if (access(path, F_OK) == 0 && !is_complete(path, &endings[i], ignored)) {
            (void)ab_file_remove(path, ignored);
            removed = true;
        }
    }
    ab_memory_give(ignored);
    return removed;
}
