/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* own_folder.h - a folder of its own for each test, which is the working folder while it runs. */
#ifndef TEST_OWN_FOLDER_H
#define TEST_OWN_FOLDER_H

#include "base/file.h"
#include "base/memory.h"
#include "support/faults.h"
#include "support/scratch.h"

#include <dirent.h>
#include <string.h>
#include <unistd.h>

static char own_folder[SCRATCH_SIZE], own_folder_before[4096];

static inline void own_folder_enter(void)
{
    ab_errors_clear(&errors);
    scratch_make(own_folder);
    ck_assert_ptr_nonnull(getcwd(own_folder_before, sizeof own_folder_before));
    ck_assert_int_eq(chdir(own_folder), 0);
}

static inline void own_folder_leave(void)
{
    ck_assert_int_eq(chdir(own_folder_before), 0);
    scratch_remove(own_folder);
}

static inline void write_bytes(const char *name, const char *bytes, size_t size)
{
    FILE *stream = fopen(name, "wb");
    ck_assert_ptr_nonnull(stream);
    ck_assert_uint_eq(fwrite(bytes, 1, size, stream), size);
    ck_assert_int_eq(fclose(stream), 0);
}

static inline void write_text(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

/* How many files and folders a folder holds. */
static inline int entries(const char *path)
{
    int count = 0;
    DIR *stream = opendir(path);
    ck_assert_ptr_nonnull(stream);
    while (readdir(stream) != NULL) {
        count++;
    }
    (void)closedir(stream);
    return count - 2; /* . and .. */
}

static inline void assert_content(const char *path, const char *expected)
{
    char *content;
    size_t size;
    ck_assert_int_eq(ab_file_read(path, 1 << 24, &content, &size, &errors), AB_OK);
    ck_assert_str_eq(content, expected);
    ab_memory_give(content);
}

#endif
