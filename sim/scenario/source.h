/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* source.h - a scenario's files: the one that was named and those it inherits from.
 *
 * Each file is read once. When the pre-scan finds no fault in it, the INI library reads the same
 * lines, and both readings must agree entry by entry, which catches memory failures that the library
 * does not report. A file that is no scenario is not quoted
 * in messages. */
#ifndef AB_SCENARIO_SOURCE_H
#define AB_SCENARIO_SOURCE_H

#include "scenario/files.h"
#include "scenario/prescan.h"

enum { AB_SOURCES_MAX = 16 };

struct ab_source {
    const char *path;   /* as named, bases relative to the file that names them */
    const char *folder; /* of that path, "" for the working folder */
    struct ab_prescan scan;
    struct ab_identity identity;
};

/* A file behind all that `base` names, which are in the order in which it names them: the last wins.
 * What several are based on is there once, before them all. */
struct ab_sources {
    int count;
    bool broken; /* a file of the chain could not be read */
    struct ab_source source[AB_SOURCES_MAX];
};

/* Reads a file and its bases. A base that is not beside the file that names it is looked for among
 * the scenarios that come with the program (base/path.h), in the folder that AIRBRIDGE_SCENARIOS
 * may name. Every fault is added to errors; what could be read in spite of faults is there. Texts
 * live in the arena, what was scanned in that of entries. */
enum ab_status ab_sources_read(struct ab_sources *sources, struct ab_files *files, const char *path,
                               struct ab_arena *arena, struct ab_arena *entries,
                               struct ab_errors *errors);

/* Keeps of what was scanned only the entries with a comment, in another arena; false, and none, when
 * memory is out. */
bool ab_sources_keep_comments(struct ab_sources *sources, struct ab_arena *arena);

/* Reads the entries of a scan without faults by the INI library (library.c). Their values must be what
 * the pre-scan says: the library differs from it only for want of memory. `content` is what was
 * scanned. */
enum ab_status ab_library_read(const char *path, const char *content, size_t size,
                               const struct ab_prescan *scan, struct ab_errors *errors);

/* Joins a folder ("" or ending in a slash) and a name, unless the name is absolute; NULL when
 * memory is out. */
char *ab_path_join(struct ab_arena *arena, const char *folder, const char *name);

#endif
