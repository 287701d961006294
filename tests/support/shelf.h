/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* shelf.h - files in memory, for what reads files by their names.
 *
 * The linker lets the shelf stand in for the few functions of sim/base that all reading goes through, and
 * for opening a database (SHELF_WRAPS in the Makefile). While something stands on the shelf, what is read
 * is there or nowhere; what is written is kept in `written`. So a reader of whole results can be tried
 * some thousand times a second, and no file system has a say in it.
 *
 * A shelf is made of one run of bytes, in which a line `=== NAME` begins the file of that name:
 *
 *     === run.json
 *     {"format": 1}
 *     === chalks.csv
 *     chalk,contingent */
#ifndef TEST_SHELF_H
#define TEST_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SHELF_FILES_MAX = 16, SHELF_NAME_SIZE = 64 };

struct shelf_file {
    char name[SHELF_NAME_SIZE];
    const char *bytes; /* of memory of their own, so that a sanitizer sees who reads beyond */
    size_t size;
};

struct shelf {
    struct shelf_file file[SHELF_FILES_MAX];
    int count;
    char *written;
    size_t written_size;
};

/* Puts up the files in `data`; what stands before the first name is the file `first`. */
void shelf_fill(struct shelf *shelf, const char *first, const uint8_t *data, size_t size);

/* Gives everything back; nothing stands on it any more. */
void shelf_clear(struct shelf *shelf);

/* Puts up another file, or one anew, whose bytes are copied. */
void shelf_put(struct shelf *shelf, const char *name, const char *bytes, size_t size);

/* The file of that name, or the one that a path ends with; NULL: there is none. */
const struct shelf_file *shelf_find(const struct shelf *shelf, const char *path);

/* Lets it stand in for all files, until NULL is given. */
void shelf_open(struct shelf *shelf);

/* The same for a scenario's reader (scenario/files.h), whose owner is a shelf. */
int shelf_read(void *owner, const char *name, const char **bytes, size_t *size);

#endif
