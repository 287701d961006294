/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* library.c - gives the INI library what it can read, and takes the values.
 *
 * The library looks names up one after another, so that a file of 100,000 keys would take it
 * seconds, and it knows no byte-order mark. So it gets pieces, each some whole sections, as files in
 * memory, which hold what the pre-scan saw and nothing else. And of lines that are the same, byte by
 * byte, it gets the first: what a line says does not depend on where it stands, and it takes the library
 * 6,000 instructions to say it.
 *
 * In quotes a backslash is one for the library up to release 4.1, and for the pre-scan; since 4.2 it takes
 * the next character as it is, be it the quote that ends the value. So the library gets a slash instead.
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
                               const struct ab_prescan *scan, struct ab_errors *errors)
{
    (void)path;
    (void)content;
    (void)size;
    (void)scan;
    (void)errors;
    return AB_OK;
}

#else

#include "base/fold.h"
#include "base/path.h"

#include <errno.h>
#include <iniparser/iniparser.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PIECE_ENTRIES = 100 };

/* What the library is to read of a file. */
struct reading {
    const char *content;
    size_t size;
    const struct ab_entry **entry; /* headers, and keys whose lines are new */
    int count;
    char *text; /* room for the lines of a piece */
};

/* Some of the entries, whole sections, and their lines. */
struct piece {
    const struct ab_entry *const *entry;
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
        const struct ab_entry *entry = piece->entry[i];
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

static char without_backslash(char c)
{
    return c == '\\' ? '/' : c;
}

/* Whether the library tells a value, as it got it. */
static bool is_told(const char *value, const char *told)
{
    while (*value != 0 && without_backslash(*value) == *told) {
        value++;
        told++;
    }
    return *value == 0 && *told == 0;
}

/* Compares the values of all entries with the library's. False when they differ, which nothing but a
 * want of memory can bring about. */
static bool same_values(const struct piece *piece, const dictionary *values)
{
    /* The library counts by int, and since 4.2 without a sign. */
    if (values == NULL || (size_t)values->n != (size_t)piece->count) {
        return false;
    }
    for (int i = 0; i < piece->count; i++) {
        const struct ab_entry *entry = piece->entry[i];
        if (entry->key == NULL) {
            continue;
        }
        char name[2 * AB_LINE_BYTES_MAX], *end = stpcpy(name, entry->section);
        *end = ':';
        (void)stpcpy(end + 1, entry->key);
        const char *value = iniparser_getstring(values, name, NULL);
        if (value == NULL || !is_told(entry->value, value)) {
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

/* 0 or an errno: that of a file that is not there where there is no /proc. */
static int open_memory(struct memory_file *memory)
{
    memory->file = memfd_create("scenario", MFD_CLOEXEC);
    if (memory->file < 0) {
        return errno;
    }
    (void)snprintf(memory->path, sizeof memory->path, "/proc/self/fd/%d", memory->file);
    return access(memory->path, R_OK) == 0 ? 0 : errno;
}

/* Makes a piece all that the file holds; false with errno set. */
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
    return ab_path_cut(memory->file, (int64_t)piece->size);
}

/* Lets the library read a piece; 0 or an errno: where the file was read, a want of memory is all that
 * can be wrong. */
static int read_piece(const struct memory_file *memory, const struct piece *piece)
{
    if (!fill_memory(memory, piece)) {
        return errno;
    }
    if (!memory_is_there(piece)) {
        return ENOMEM;
    }
    errno = 0;
    dictionary *values = iniparser_load(memory->path);
    const int error = errno;
    const bool good = same_values(piece, values);
    iniparser_freedict(values);
    return good ? 0 : error != 0 ? error : ENOMEM;
}

/* The line of an entry. */
static const char *line_of(const struct reading *reading, const struct ab_entry *entry,
                           size_t *length)
{
    const char *line = reading->content + entry->at;
    const char *feed = memchr(line, '\n', reading->size - entry->at);
    *length = (size_t)((feed != NULL ? feed : reading->content + reading->size) - line);
    return line;
}

/* Whether no entry before has the same line; place[] has more places than there are entries, a power
 * of two, and holds entries whose lines were new. */
static bool is_new(const struct reading *reading, const struct ab_entry *entry,
                   const struct ab_entry **place, size_t places)
{
    size_t length, other_length;
    const char *line = line_of(reading, entry, &length);
    size_t at = (size_t)ab_fold_spread(ab_fold_bytes(AB_FOLD_START, line, length));
    for (at &= places - 1; place[at] != NULL; at = (at + 1) & (places - 1)) {
        const char *other = line_of(reading, place[at], &other_length);
        if (other_length == length && memcmp(other, line, length) == 0) {
            return false;
        }
    }
    place[at] = entry;
    return true;
}

/* Chooses the entries that the library is to read; false when memory is out. */
static bool choose(struct reading *reading, const struct ab_prescan *scan)
{
    size_t places = 16;
    while (places < 2 * (size_t)scan->count) {
        places *= 2;
    }
    const struct ab_entry **place = ab_memory_take(places, sizeof *place);
    reading->entry = ab_memory_take((size_t)scan->count, sizeof *reading->entry);
    const bool good = place != NULL && reading->entry != NULL;
    for (int i = 0; good && i < scan->count; i++) {
        const struct ab_entry *entry = &scan->entry[i];
        if (entry->key == NULL || is_new(reading, entry, place, places)) {
            reading->entry[reading->count++] = entry;
        }
    }
    ab_memory_give(place);
    return good;
}

/* The first header at or behind entry `from`, or the end. */
static int next_header(const struct reading *reading, int from)
{
    while (from < reading->count && reading->entry[from]->key != NULL) {
        from++;
    }
    return from;
}

/* Copies the lines of some entries, without what stands between them; returns their size. */
static size_t copy_lines(const struct reading *reading, int first, int end)
{
    char *text = reading->text;
    for (int i = first; i < end; i++) {
        size_t length;
        const char *line = line_of(reading, reading->entry[i], &length);
        for (size_t at = 0; at < length; at++) {
            *text++ = without_backslash(line[at]);
        }
        *text++ = '\n';
    }
    return (size_t)(text - reading->text);
}

static int read_pieces(const struct memory_file *memory, const struct reading *reading)
{
    int error = 0;
    for (int first = 0, end; error == 0 && first < reading->count; first = end) {
        end = next_header(reading, first + 1);
        for (int more = end; more - first <= PIECE_ENTRIES && end < reading->count;) {
            end = more;
            more = next_header(reading, end + 1);
        }
        const struct piece piece = {.entry = reading->entry + first,
                                    .count = end - first,
                                    .text = reading->text,
                                    .size = copy_lines(reading, first, end)};
        error = read_piece(memory, &piece);
    }
    return error;
}

enum ab_status ab_library_read(const char *path, const char *content, size_t size,
                               const struct ab_prescan *scan, struct ab_errors *errors)
{
    struct memory_file memory;
    struct reading reading = {.content = content, .size = size};
    int error = open_memory(&memory);
    if (error == 0) {
        reading.text = ab_memory_resize(NULL, size + 1, 1);
        const bool good = reading.text != NULL && choose(&reading, scan);
        error = good ? read_pieces(&memory, &reading) : ENOMEM;
    }
    ab_memory_give(reading.entry);
    ab_memory_give(reading.text);
    if (memory.file >= 0) {
        (void)close(memory.file);
    }
    if (error == ENOMEM) {
        return ab_errors_no_memory_for(errors, path);
    }
    if (ab_path_is_absent(error)) {
        return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL,
                             "cannot read: files in memory are not in /proc here");
    }
    return error == 0 ? AB_OK : ab_errors_fail(errors, path, error, "read");
}

#endif
