/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* library.c - gives the INI library what it can read, and takes the values.
 *
 * The library looks names up one after another, so that a file of 100,000 keys would take it
 * seconds, and it knows no byte-order mark. So it gets pieces, each some whole sections, as files in
 * memory, which hold what the pre-scan saw and nothing else.
 *
 * And it does not look at what the allocator gives it: where it gets nothing it crashes. So it reads
 * only when as much memory as it can need for the piece could be had a moment before, set aside and
 * given back. What is left: another thread or process may take that memory in that moment, and an
 * allocation may fail with memory at hand, as tests of faults let it.
 *
 * With AB_WITHOUT_INIPARSER, or without files, the values of the pre-scan serve, which are the same. */
#include "scenario/source.h"

#if defined AB_WITHOUT_INIPARSER || defined AB_WITHOUT_FILES

enum ab_status ab_library_read(const char *path, const char *content, size_t size,
                               struct ab_prescan *scan, struct ab_arena *arena,
                               struct ab_errors *errors)
{
    (void)path;
    (void)content;
    (void)size;
    (void)scan;
    (void)arena;
    (void)errors;
    return AB_OK;
}

#else

#include <errno.h>
#include <iniparser/iniparser.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PIECE_ENTRIES = 100 };

/* Some entries of a file, whole sections, and their lines. */
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
        char name[2 * AB_LINE_BYTES_MAX], *end = stpcpy(name, entry->section);
        *end = ':';
        (void)stpcpy(end + 1, entry->key);
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

/* A file in memory that the library can open by its path. */
struct memory_file {
    int file;
    char path[64];
};

/* NULL, or what is wrong. */
static const char *open_memory(struct memory_file *memory)
{
    memory->file = memfd_create("scenario", MFD_CLOEXEC);
    if (memory->file < 0) {
        return errno == ENOMEM ? "out of memory" : strerror(errno);
    }
    (void)snprintf(memory->path, sizeof memory->path, "/proc/self/fd/%d", memory->file);
    return access(memory->path, R_OK) == 0 ? NULL
                                           : "cannot read: files in memory are not in /proc here";
}

/* Makes a piece all that the file holds. */
static bool fill_memory(const struct memory_file *memory, const struct piece *piece)
{
    for (size_t done = 0; done < piece->size;) {
        const ssize_t part =
            pwrite(memory->file, piece->text + done, piece->size - done, (off_t)done);
        if (part < 0 && errno != EINTR) {
            return false;
        }
        done += part > 0 ? (size_t)part : 0;
    }
    return ftruncate(memory->file, (off_t)piece->size) == 0;
}

/* Lets the library read a piece; NULL, or what is wrong. */
static const char *read_piece(const struct memory_file *memory, const struct piece *piece,
                              struct ab_arena *arena)
{
    dictionary *values =
        fill_memory(memory, piece) && memory_is_there(piece) ? iniparser_load(memory->path) : NULL;
    const bool good = take_values(piece, values, arena);
    iniparser_freedict(values);
    return good ? NULL : "out of memory";
}

/* The first header at or behind entry `from`, or the end. */
static int next_header(const struct ab_prescan *scan, int from)
{
    while (from < scan->count && scan->entry[from].key != NULL) {
        from++;
    }
    return from;
}

/* The lines of some entries, without what stands between them; returns where they end. */
static char *copy_lines(char *text, const struct ab_entry *entry, int count, const char *content,
                        size_t size)
{
    for (int i = 0; i < count; i++) {
        const char *line = content + entry[i].at;
        const char *feed = memchr(line, '\n', size - entry[i].at);
        const size_t length = (size_t)((feed != NULL ? feed : content + size) - line);
        text = (char *)mempcpy(text, line, length);
        *text++ = '\n';
    }
    return text;
}

static const char *read_pieces(const struct memory_file *memory, const char *content, size_t size,
                               char *text, struct ab_prescan *scan, struct ab_arena *arena)
{
    const char *reason = NULL;
    for (int first = 0, end; reason == NULL && first < scan->count; first = end) {
        end = next_header(scan, first + 1);
        for (int more = end; more - first <= PIECE_ENTRIES && end < scan->count;) {
            end = more;
            more = next_header(scan, end + 1);
        }
        struct piece piece = {.entry = scan->entry + first, .count = end - first, .text = text};
        piece.size = (size_t)(copy_lines(text, piece.entry, piece.count, content, size) - text);
        reason = read_piece(memory, &piece, arena);
    }
    return reason;
}

enum ab_status ab_library_read(const char *path, const char *content, size_t size,
                               struct ab_prescan *scan, struct ab_arena *arena,
                               struct ab_errors *errors)
{
    struct memory_file memory;
    const char *reason = open_memory(&memory);
    char *text = reason == NULL ? ab_memory_resize(NULL, size + 1, 1) : NULL;
    if (text != NULL) {
        reason = read_pieces(&memory, content, size, text, scan, arena);
    } else if (reason == NULL) {
        reason = "out of memory";
    }
    ab_memory_give(text);
    if (memory.file >= 0) {
        (void)close(memory.file);
    }
    return reason == NULL ? AB_OK
                          : ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "%s", reason);
}

#endif
