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

/* Takes the values of all entries from the library's dictionary; NULL, or what is wrong. */
static const char *take_values(const struct piece *piece, const dictionary *values,
                               struct ab_arena *arena)
{
    if (values->n != piece->count) {
        return "the library read another number of entries";
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
            return "the library read another value";
        }
        entry->value = ab_arena_copy_text(arena, value);
        if (entry->value == NULL) {
            return "out of memory";
        }
    }
    return NULL;
}

/* Lets the library read a file for a piece; NULL, or what is wrong. */
static const char *read_file(const char *path, const struct piece *piece, struct ab_arena *arena)
{
    dictionary *values = iniparser_load(path);
    const char *reason =
        values != NULL ? take_values(piece, values, arena) : "the library could not read the file";
    iniparser_freedict(values);
    return reason;
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
        return strerror(errno);
    }
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    const char *reason = write_all(file, piece->text, piece->size) ? read_file(path, piece, arena)
                                                                   : "no room for a file in memory";
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

static const char *read_pieces(const char *content, size_t size, struct ab_prescan *scan,
                               struct ab_arena *arena)
{
    const char *reason = NULL;
    for (int first = 0, end; first < scan->count && reason == NULL; first = end) {
        end = next_header(scan, first + 1);
        for (int more = end; more - first <= PIECE_ENTRIES && end < scan->count;) {
            end = more;
            more = next_header(scan, end + 1);
        }
        const size_t from = scan->entry[first].at;
        const size_t to = end < scan->count ? scan->entry[end].at : size;
        const struct piece piece = {scan->entry + first, end - first, content + from, to - from};
        reason = read_piece(&piece, arena);
    }
    return reason;
}

enum ab_status ab_library_read(const char *path, const char *content, size_t size,
                               struct ab_prescan *scan, struct ab_arena *arena,
                               struct ab_errors *errors)
{
    const struct piece whole = {scan->entry, scan->count, content, size};
    const char *reason = scan->begin == 0 && scan->count <= PIECE_ENTRIES
                             ? read_file(path, &whole, arena)
                             : read_pieces(content, size, scan, arena);
    if (reason == NULL) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL,
                         "cannot read: %s (was it changed meanwhile?)", reason);
}
