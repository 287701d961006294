/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* library.c - gives the INI library what it can read, and takes the values. */
#include "scenario/library.h"

#include <errno.h>
#include <iniparser/iniparser.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PIECE_ENTRIES = 1000 }; /* a few milliseconds of the library's time */

/* Some entries of a file, whole sections. */
struct piece {
    struct ab_entry *entry;
    int count;
    const char *text;
    size_t size;
};

/* ---- memory ---- */

/* What the library can need at once for a piece. It copies names and values one by one, in three
 * arrays that double from 128 entries on, the old ones beside the new; the rest is for the allocator,
 * which adds to every copy and takes memory of the system in larger steps, and for the stream. */
static size_t library_need(const struct piece *piece)
{
    enum { ROOM_MIN = 128, PER_ROOM = 40, PER_COPY = 32, OTHERS = 1 << 18 };
    size_t room = ROOM_MIN, bytes = OTHERS;
    while (room < (size_t)piece->count) {
        room *= 2;
    }
    bytes += room * PER_ROOM;
    for (int i = 0; i < piece->count; i++) {
        const struct ab_entry *entry = &piece->entry[i];
        bytes += strlen(entry->section) + PER_COPY;
        if (entry->key != NULL) {
            bytes += strlen(entry->key) + strlen(entry->value) + (size_t)2 * PER_COPY;
        }
    }
    return bytes;
}

/* Makes sure of the memory that the library can need, because it crashes where it gets none: sets as
 * much aside, and gives it back for the library to take. */
static bool memory_is_there(const struct piece *piece)
{
    void *aside = ab_memory_resize(NULL, library_need(piece), 1);
    ab_memory_give(aside);
    return aside != NULL;
}

/* ---- reading ---- */

/* Takes the values of all entries from the library's dictionary. False when they are not what the
 * pre-scan says, which nothing but a want of memory can bring about. */
static bool take_values(const struct piece *piece, const dictionary *values, struct ab_arena *arena)
{
    if (values == NULL || values->n != piece->count) {
        return false;
    }
    for (int i = 0; i < piece->count; i++) {
        struct ab_entry *entry = &piece->entry[i];
        if (entry->key == NULL) {
            continue;
        }
        char name[2 * AB_LINE_BYTES_MAX];
        (void)snprintf(name, sizeof name, "%s:%s", entry->section, entry->key);
        const char *value = iniparser_getstring(values, name, NULL);
        if (value == NULL || strcmp(value, entry->value) != 0) {
            return false;
        }
        entry->value = ab_arena_copy_text(arena, value);
        if (entry->value == NULL) {
            return false;
        }
    }
    return true;
}

/* Lets the library read a file for a piece; NULL, or what is wrong. */
static const char *read_file(const char *path, const struct piece *piece, struct ab_arena *arena)
{
    if (access(path, R_OK) != 0) {
        return "cannot read: files in memory are not in /proc here";
    }
    dictionary *values = memory_is_there(piece) ? iniparser_load(path) : NULL;
    const bool good = take_values(piece, values, arena);
    iniparser_freedict(values);
    return good ? NULL : "out of memory";
}

static bool write_all(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        const ssize_t part = write(file, bytes, size);
        if (part < 0 && errno != EINTR) {
            return false;
        }
        bytes += part > 0 ? part : 0;
        size -= part > 0 ? (size_t)part : 0;
    }
    return true;
}

/* Lets the library read a piece by way of a file in memory; NULL, or what is wrong. */
static const char *read_piece(const struct piece *piece, struct ab_arena *arena)
{
    char path[64];
    const int file = memfd_create("scenario", MFD_CLOEXEC);
    if (file < 0) {
        return errno == ENOMEM ? "out of memory" : strerror(errno);
    }
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    const char *reason =
        write_all(file, piece->text, piece->size) ? read_file(path, piece, arena) : "out of memory";
    (void)close(file);
    return reason;
}

/* The first header at or behind entry `from`, or the end. */
static int next_header(const struct ab_prescan *scan, int from)
{
    while (from < scan->count && scan->entry[from].key != NULL) {
        from++;
    }
    return from;
}

enum ab_status ab_library_read(const char *path, const char *content, size_t size,
                               struct ab_prescan *scan, struct ab_arena *arena,
                               struct ab_errors *errors)
{
    for (int first = 0, end; first < scan->count; first = end) {
        end = next_header(scan, first + 1);
        for (int more = end; more - first <= PIECE_ENTRIES && end < scan->count;) {
            end = more;
            more = next_header(scan, end + 1);
        }
        const size_t from = scan->entry[first].at;
        const size_t to = end < scan->count ? scan->entry[end].at : size;
        const struct piece piece = {scan->entry + first, end - first, content + from, to - from};
        const char *reason = read_piece(&piece, arena);
        if (reason != NULL) {
            return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "%s", reason);
        }
    }
    return AB_OK;
}
