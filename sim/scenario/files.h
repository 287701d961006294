/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* files.h - where the files of a scenario come from.
 *
 * A scenario names other files: its bases, tables of samples, tables of cases, time zones. They come
 * from the file system or, for a program that has none, from a reader, which knows bytes by name:
 *
 *     static int give(void *owner, const char *name, const char **bytes, size_t *size)
 *     {
 *         ... point *bytes at what is called `name`, and return 0; or return ENOENT ...
 *     }
 *     struct ab_reader reader = {.owner = &mine, .read = give};
 *     ab_document_load(&document, &reader, "plan.ini", NULL, 0, errors);
 *
 * Names are made as paths are: what "folder/plan.ini" names as `base = common/fleet.ini` is asked for
 * as "folder/common/fleet.ini" and, if that is not there, as "common/fleet.ini". The table of a time
 * zone is "zoneinfo/Europe/Paris". Two names are two files. */
#ifndef AB_SCENARIO_FILES_H
#define AB_SCENARIO_FILES_H

#include "base/error.h"
#include <stdbool.h>
#include <stdint.h>

struct ab_reader {
    void *owner;
    /* Points *bytes at the content of the file of that name, which stays as it is until the next
     * call; 0, or why not: an errno, ENOENT when there is none. Calls come one at a time. */
    int (*read)(void *owner, const char *name, const char **bytes, size_t *size);
    bool beside_system; /* what it does not have may be a file of the system */
};

/* The files that a document reads, each once. */
struct ab_files;

/* From a reader, whose owner must stay, or (NULL) from the system. NULL when memory is out. */
struct ab_files *ab_files_create(const struct ab_reader *reader);
void ab_files_destroy(struct ab_files *files);

/* The reader that they come from; NULL: the system. */
const struct ab_reader *ab_files_reader(const struct ab_files *files);

/* Whether there is a file of that name, and which it is however it is spelled: 0, or an errno. */
struct ab_identity {
    uint64_t number[2];
};
int ab_files_look(const struct ab_files *files, const char *path, struct ab_identity *identity);

/* Reads a file as ab_file_read does (base/file.h). What is kept is read once: who asks again gets
 * what was there at first. Threads may ask at once. Without `files` (NULL) the system's is read. */
enum { AB_FILES_PASS, AB_FILES_KEEP };
enum ab_status ab_files_read(struct ab_files *files, const char *path, size_t limit, int keep,
                             char **content, size_t *size, struct ab_errors *errors);

/* The folder of scenarios that come with the program, ending in a slash, or "" of a reader. */
void ab_files_installed(const struct ab_files *files, char *folder, size_t size);

/* The name of a table below the folder of time zones. */
void ab_files_zone(const struct ab_files *files, const char *name, char *path, size_t size);

#endif
