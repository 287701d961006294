/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* files.c - the files of a scenario, from the system or from a reader, and those that are kept. */
#include "scenario/files.h"

#include "scenario/held.h"

#include "base/file.h"
#include "base/fold.h"
#include "base/memory.h"
#include "base/path.h"

#include <errno.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct kept {
    struct kept *next;
    const char *path;
    const char *bytes;
    size_t size;
};

struct ab_files {
    struct ab_reader reader; /* without `read`: the system */
    struct ab_arena *arena;  /* of what is kept */
    struct kept *kept;
    atomic_flag asked; /* by one thread at a time; seldom by several, and never for long */
};

struct ab_files *ab_files_create(const struct ab_reader *reader)
{
    struct ab_files *files = ab_memory_take(1, sizeof *files);
    if (files == NULL) {
        return NULL;
    }
    if (reader != NULL) {
        files->reader = *reader;
    }
    files->arena = ab_arena_create(0);
    if (files->arena == NULL) {
        ab_memory_give(files);
        return NULL;
    }
    atomic_flag_clear(&files->asked);
    return files;
}

void ab_files_destroy(struct ab_files *files)
{
    if (files == NULL) {
        return;
    }
    ab_arena_destroy(files->arena);
    ab_memory_give(files);
}

size_t ab_files_bytes(const struct ab_files *files)
{
    return ab_arena_bytes(files->arena);
}

const struct ab_reader *ab_files_reader(const struct ab_files *files)
{
    return files->reader.read != NULL ? &files->reader : NULL;
}

static bool has_reader(const struct ab_files *files)
{
    return files != NULL && files->reader.read != NULL;
}

/* Whether no file of the system is looked at. */
static bool is_closed(const struct ab_files *files)
{
    return has_reader(files) && !files->reader.beside_system;
}

/* ---- the system ---- */

static int look_at_system(const char *path, struct ab_identity *identity)
{
    struct stat status;
    if (ab_path_stat(path, &status) != 0) {
        return errno;
    }
    *identity = (struct ab_identity){{(uint64_t)status.st_dev, (uint64_t)status.st_ino}};
    return 0;
}

void ab_files_installed(const struct ab_files *files, char *folder, size_t size)
{
    char found[PATH_MAX], plain[PATH_MAX];
    folder[0] = '\0';
    if (is_closed(files)) {
        return;
    }
    const bool is_there = ab_share_find("AIRBRIDGE_SCENARIOS", "scenarios", found);
    const char *said = is_there && realpath(found, plain) != NULL ? plain : found;
    (void)snprintf(folder, size, "%s/", said);
}

/* ---- looking and reading ---- */

int ab_files_look(const struct ab_files *files, const char *path, struct ab_identity *identity)
{
    const char *bytes;
    size_t size;
    if (!has_reader(files)) {
        return look_at_system(path, identity);
    }
    *identity = (struct ab_identity){{ab_fold_text(AB_FOLD_START, path), strlen(path)}};
    const int reason = files->reader.read(files->reader.owner, path, &bytes, &size);
    return reason != 0 && !is_closed(files) ? look_at_system(path, identity) : reason;
}

/* A copy that ends in a NUL, as the caller of ab_file_read gets it. */
static enum ab_status give_copy(const char *path, const char *bytes, size_t size, char **content,
                                size_t *copied, struct ab_errors *errors)
{
    char *copy = ab_memory_resize(NULL, size + 1, 1);
    if (copy == NULL) {
        return ab_errors_no_memory_for(errors, path);
    }
    memcpy(copy, bytes, size);
    copy[size] = '\0';
    *content = copy;
    *copied = size;
    return AB_OK;
}

static enum ab_status read_anew(const struct ab_files *files, const char *path, size_t limit,
                                char **content, size_t *size, struct ab_errors *errors)
{
    const char *bytes = NULL;
    size_t there = 0;
    const int reason =
        has_reader(files) ? files->reader.read(files->reader.owner, path, &bytes, &there) : ENOENT;
    if (reason != 0 && !is_closed(files)) {
        return ab_file_read(path, limit, content, size, errors);
    }
    if (reason != 0) {
        return ab_errors_fail(errors, path, reason, "open");
    }
    if (there > limit) {
        return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL,
                             "cannot read: it is larger than %zu bytes", limit);
    }
    return give_copy(path, there > 0 ? bytes : "", there, content, size, errors);
}

static const struct kept *find_kept(const struct ab_files *files, const char *path)
{
    const struct kept *kept = files->kept;
    while (kept != NULL && strcmp(kept->path, path) != 0) {
        kept = kept->next;
    }
    return kept;
}

/* Keeps what was read; false when memory is out. */
static bool keep_file(struct ab_files *files, const char *path, const char *content, size_t size)
{
    struct kept *kept = ab_arena_take(files->arena, sizeof *kept);
    char *bytes = kept != NULL ? ab_arena_take(files->arena, size) : NULL;
    const char *name = bytes != NULL ? ab_arena_copy_text(files->arena, path) : NULL;
    if (name == NULL) {
        return false;
    }
    memcpy(bytes, content, size);
    *kept = (struct kept){files->kept, name, bytes, size};
    files->kept = kept;
    return true;
}

static enum ab_status read_once(struct ab_files *files, const char *path, size_t limit,
                                char **content, size_t *size, struct ab_errors *errors)
{
    const struct kept *kept = find_kept(files, path);
    if (kept != NULL) {
        return give_copy(path, kept->bytes, kept->size, content, size, errors);
    }
    const enum ab_status status = read_anew(files, path, limit, content, size, errors);
    if (status == AB_OK && !keep_file(files, path, *content, *size)) {
        ab_memory_give(*content);
        return ab_errors_no_memory_for(errors, path);
    }
    return status;
}

enum ab_status ab_files_read(struct ab_files *files, const char *path, size_t limit, int keep,
                             char **content, size_t *size, struct ab_errors *errors)
{
    if (files == NULL || keep == AB_FILES_PASS) {
        return read_anew(files, path, limit, content, size, errors);
    }
    while (atomic_flag_test_and_set(&files->asked)) {
        (void)sched_yield();
    }
    const enum ab_status status = read_once(files, path, limit, content, size, errors);
    atomic_flag_clear(&files->asked);
    return status;
}

void ab_files_zone(const struct ab_files *files, const char *name, char *path, size_t size)
{
    const char *folder = is_closed(files) ? "zoneinfo" : getenv("TZDIR");
    (void)snprintf(path, size, "%s/%s",
                   folder != NULL && folder[0] != '\0' ? folder : "/usr/share/zoneinfo", name);
}
