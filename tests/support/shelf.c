/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* shelf.c - files in memory. */
#include "support/shelf.h"

#include "base/file.h"
#include "base/log.h"
#include "base/memory.h"
#include "base/path.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* What stands in: the linker calls these where the program calls the ones without __wrap_. */
enum ab_status __wrap_ab_file_read(const char *path, size_t limit, char **content, size_t *size,
                                   struct ab_errors *errors);
enum ab_status __wrap_ab_file_read_start(const char *path, char *bytes, size_t size, size_t *got,
                                         struct ab_errors *errors);
enum ab_status __wrap_ab_lines_open(struct ab_lines **lines, const char *path,
                                    struct ab_errors *errors);
void __wrap_ab_lines_close(struct ab_lines *lines);
const char *__wrap_ab_lines_next(struct ab_lines *lines, size_t *length, bool *torn,
                                 enum ab_status *status, struct ab_errors *errors);
uint64_t __wrap_ab_lines_offset(const struct ab_lines *lines);
int __wrap_ab_path_stat(const char *path, struct stat *status);
int __wrap_ab_path_open(const char *path, int flags);
void __wrap_ab_writer_put(struct ab_writer *writer, const char *bytes, size_t size);
enum ab_status __wrap_ab_writer_report(const struct ab_writer *writer, struct ab_errors *errors);
int __wrap_sqlite3_open_v2(const char *path, sqlite3 **handle, int flags, const char *module);

/* The one that stands in. The functions above know nothing but a name. */
static struct shelf *standing;

static void *take(size_t size)
{
    void *memory = malloc(size);
    if (memory == NULL) {
        abort();
    }
    return memory;
}

/* ---- filling ---- */

void shelf_put(struct shelf *shelf, const char *name, const char *bytes, size_t size)
{
    struct shelf_file *file = shelf->file;
    while (file < shelf->file + shelf->count && strcmp(file->name, name) != 0) {
        file++;
    }
    if (file == shelf->file + SHELF_FILES_MAX || strlen(name) >= sizeof file->name) {
        return;
    }
    if (file == shelf->file + shelf->count) {
        shelf->count++;
        memcpy(file->name, name, strlen(name) + 1);
    } else {
        free((char *)file->bytes);
    }
    file->bytes = memcpy(take(size + (size == 0)), bytes, size);
    file->size = size;
}

/* Where the next line `=== NAME` begins, or the end. */
static const char *next_name(const char *at, const char *end)
{
    while (end - at > 4 && memcmp(at, "=== ", 4) != 0) {
        const char *line = memchr(at, '\n', (size_t)(end - at));
        at = line != NULL ? line + 1 : end;
    }
    return end - at > 4 ? at : end;
}

void shelf_fill(struct shelf *shelf, const char *first, const uint8_t *data, size_t size)
{
    const char *at = (const char *)data, *end = at + size, *next = next_name(at, end);
    *shelf = (struct shelf){0};
    if (next > at) {
        shelf_put(shelf, first, at, (size_t)(next - at));
    }
    while (next < end) {
        char name[SHELF_NAME_SIZE] = "";
        const char *line = memchr(next, '\n', (size_t)(end - next));
        at = line != NULL ? line + 1 : end;
        const size_t length = (size_t)((line != NULL ? line : end) - next) - 4;
        memcpy(name, next + 4, length < sizeof name ? length : sizeof name - 1);
        next = next_name(at, end);
        shelf_put(shelf, name, at, (size_t)(next - at));
    }
}

void shelf_clear(struct shelf *shelf)
{
    for (int i = 0; i < shelf->count; i++) {
        free((char *)shelf->file[i].bytes);
    }
    free(shelf->written);
    *shelf = (struct shelf){0};
}

const struct shelf_file *shelf_find(const struct shelf *shelf, const char *path)
{
    const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
    for (int i = 0; i < shelf->count; i++) {
        if (strcmp(shelf->file[i].name, path) == 0 || strcmp(shelf->file[i].name, name) == 0) {
            return &shelf->file[i];
        }
    }
    return NULL;
}

int shelf_read(void *owner, const char *name, const char **bytes, size_t *size)
{
    const struct shelf_file *file = shelf_find(owner, name);
    if (file == NULL) {
        return ENOENT;
    }
    *bytes = file->bytes;
    *size = file->size;
    return 0;
}

void shelf_open(struct shelf *shelf)
{
    standing = shelf;
}

/* ---- what stands in ---- */

static const struct shelf_file *find(const char *path, struct ab_errors *errors)
{
    const struct shelf_file *file = standing != NULL ? shelf_find(standing, path) : NULL;
    if (file == NULL) {
        (void)ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "cannot open: not there");
    }
    return file;
}

enum ab_status __wrap_ab_file_read(const char *path, size_t limit, char **content, size_t *size,
                                   struct ab_errors *errors)
{
    const struct shelf_file *file = find(path, errors);
    if (file == NULL || file->size > limit) {
        return AB_IO_ERROR;
    }
    char *copy = ab_memory_take(file->size + 1, 1);
    if (copy == NULL) {
        return ab_errors_no_memory_for(errors, path);
    }
    *content = memcpy(copy, file->bytes, file->size);
    *size = file->size;
    return AB_OK;
}

enum ab_status __wrap_ab_file_read_start(const char *path, char *bytes, size_t size, size_t *got,
                                         struct ab_errors *errors)
{
    const struct shelf_file *file = find(path, errors);
    if (file == NULL) {
        return AB_IO_ERROR;
    }
    *got = file->size < size ? file->size : size;
    memcpy(bytes, file->bytes, *got);
    return AB_OK;
}

/* A line at a time in memory of its own, as ab_lines_next gives them. */
struct ab_lines {
    const struct shelf_file *file;
    size_t at;
    char *line;
};

enum ab_status __wrap_ab_lines_open(struct ab_lines **lines, const char *path,
                                    struct ab_errors *errors)
{
    const struct shelf_file *file = find(path, errors);
    *lines = NULL;
    if (file == NULL) {
        return AB_IO_ERROR;
    }
    *lines = take(sizeof **lines);
    **lines = (struct ab_lines){.file = file};
    return AB_OK;
}

void __wrap_ab_lines_close(struct ab_lines *lines)
{
    if (lines != NULL) {
        free(lines->line);
        free(lines);
    }
}

const char *__wrap_ab_lines_next(struct ab_lines *lines, size_t *length, bool *torn,
                                 enum ab_status *status, struct ab_errors *errors)
{
    (void)errors;
    const char *begin = lines->file->bytes + lines->at;
    const size_t left = lines->file->size - lines->at;
    *status = AB_OK;
    *torn = false;
    *length = 0;
    free(lines->line);
    lines->line = NULL;
    if (left == 0) {
        return NULL;
    }
    const char *end = memchr(begin, '\n', left);
    *torn = end == NULL;
    *length = end != NULL ? (size_t)(end - begin) : left;
    lines->at += *length + (end != NULL);
    lines->line = take(*length + 1);
    memcpy(lines->line, begin, *length);
    lines->line[*length] = '\0';
    return lines->line;
}

uint64_t __wrap_ab_lines_offset(const struct ab_lines *lines)
{
    return lines->at;
}

/* Every file of the shelf is there, and every folder. */
int __wrap_ab_path_stat(const char *path, struct stat *status)
{
    const struct shelf_file *file = standing != NULL ? shelf_find(standing, path) : NULL;
    if (standing == NULL || (file == NULL && strchr(path, '.') != NULL)) {
        errno = ENOENT;
        return -1;
    }
    *status = (struct stat){.st_mode = file != NULL ? S_IFREG | 0644 : S_IFDIR | 0755,
                            .st_size = file != NULL ? (off_t)file->size : 0,
                            .st_ino = file != NULL ? (ino_t)(file - standing->file) + 1 : 0};
    return 0;
}

int __wrap_ab_path_open(const char *path, int flags)
{
    (void)path;
    (void)flags;
    errno = ENOENT;
    return -1;
}

void __wrap_ab_writer_put(struct ab_writer *writer, const char *bytes, size_t size)
{
    (void)writer;
    char *more = realloc(standing->written, standing->written_size + size + 1);
    if (more == NULL) {
        abort();
    }
    memcpy(more + standing->written_size, bytes, size);
    standing->written = more;
    standing->written_size += size;
}

enum ab_status __wrap_ab_writer_report(const struct ab_writer *writer, struct ab_errors *errors)
{
    (void)writer;
    (void)errors;
    return AB_OK;
}

int __wrap_sqlite3_open_v2(const char *path, sqlite3 **handle, int flags, const char *module)
{
    (void)flags;
    (void)module;
    const struct shelf_file *file = standing != NULL ? shelf_find(standing, path) : NULL;
    const int opened = sqlite3_open(":memory:", handle);
    if (opened != SQLITE_OK || file == NULL) {
        return opened != SQLITE_OK ? opened : SQLITE_CANTOPEN;
    }
    unsigned char *copy = sqlite3_malloc64(file->size + 1);
    if (copy == NULL) {
        abort();
    }
    memcpy(copy, file->bytes, file->size);
    return sqlite3_deserialize(*handle, "main", copy, (sqlite3_int64)file->size,
                               (sqlite3_int64)file->size,
                               SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY);
}
