/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* memory.c - the allocator behind the whole program, and arenas. */
#include "base/memory.h"

#include <assert.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#ifdef AB_CHECKED
/* The counters are atomic because every thread allocates through here; they order nothing, so
 * relaxed access is enough. */
static _Atomic uint64_t allocations;                 /* made or attempted so far */
static _Atomic uint64_t first_failure, last_failure; /* numbers of those to fail; 0: none */

/* Counts an allocation; false when a test wants this one to fail. */
static bool allowed(void)
{
    uint64_t number = atomic_fetch_add_explicit(&allocations, 1, memory_order_relaxed) + 1;
    uint64_t failing = atomic_load_explicit(&first_failure, memory_order_relaxed);
    uint64_t last = atomic_load_explicit(&last_failure, memory_order_relaxed);
    return failing == 0 || number < failing || number > last;
}

uint64_t ab_memory_count(void)
{
    return atomic_load_explicit(&allocations, memory_order_relaxed);
}

void ab_memory_fail_at(uint64_t count, bool alone)
{
    const uint64_t first = count == 0 ? 0 : ab_memory_count() + count;
    atomic_store_explicit(&last_failure, alone ? first : UINT64_MAX, memory_order_relaxed);
    atomic_store_explicit(&first_failure, first, memory_order_relaxed);
}

void ab_memory_fail_after(uint64_t count)
{
    ab_memory_fail_at(count, false);
}
#else
static bool allowed(void)
{
    return true;
}
#endif

/* count * size, at least 1, in *bytes; false where no object is that large. */
static bool product(size_t count, size_t size, size_t *bytes)
{
    if (size != 0 && count > PTRDIFF_MAX / size) {
        return false;
    }
    *bytes = count * size;
    if (*bytes == 0) {
        *bytes = 1;
    }
    return true;
}

void *ab_memory_take(size_t count, size_t size)
{
    size_t bytes;
    if (!product(count, size, &bytes) || !allowed()) {
        return NULL;
    }
    return calloc(1, bytes);
}

void *ab_memory_resize(void *memory, size_t count, size_t size)
{
    size_t bytes;
    if (!product(count, size, &bytes) || !allowed()) {
        return NULL;
    }
    return realloc(memory, bytes);
}

bool ab_memory_enlarge(void *array, size_t count, size_t size)
{
    void *memory; /* any pointer to an object looks like one to void */
    memcpy(&memory, array, sizeof memory);
    memory = ab_memory_resize(memory, count, size);
    if (memory != NULL) {
        memcpy(array, &memory, sizeof memory);
    }
    return memory != NULL;
}

bool ab_memory_extend(void *array, int *room, int count, size_t size)
{
    enum { ROOM_MIN = 32 };
    if (count < *room) {
        return true;
    }
    const int more = *room > INT_MAX / 2 ? INT_MAX : *room > 0 ? 2 * *room : ROOM_MIN;
    const bool good = more > *room && ab_memory_enlarge(array, (size_t)more, size);
    *room = good ? more : *room;
    return good;
}

void ab_memory_give(void *memory)
{
    free(memory);
}

char *ab_memory_copy_text(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = ab_memory_take(size, 1);
    if (copy != NULL) {
        memcpy(copy, text, size);
    }
    return copy;
}

/* A chunk's pieces follow its header; the header is padded so that the first piece is aligned. */
struct chunk {
    struct chunk *older;
    size_t room, used; /* bytes after the header */
    _Alignas(max_align_t) unsigned char piece[];
};

enum { CHUNK_MIN = 4096 };

struct ab_arena {
    struct chunk *newest; /* there is one from the beginning */
};

/* Adds a chunk of at least `room` bytes in front; false when memory is out. */
static bool add_chunk(struct ab_arena *arena, size_t room)
{
    if (room > SIZE_MAX - sizeof(struct chunk)) {
        return false;
    }
    struct chunk *chunk = ab_memory_resize(NULL, 1, sizeof *chunk + room);
    if (chunk == NULL) {
        return false;
    }
    chunk->older = arena->newest;
    chunk->room = room;
    chunk->used = 0;
    arena->newest = chunk;
    return true;
}

static void give_chunks(struct ab_arena *arena)
{
    while (arena->newest != NULL) {
        struct chunk *older = arena->newest->older;
        ab_memory_give(arena->newest);
        arena->newest = older;
    }
}

/* `size` rounded up to the alignment of any type, at least one unit; 0 on overflow. */
static size_t aligned(size_t size)
{
    const size_t unit = _Alignof(max_align_t);
    if (size > SIZE_MAX - unit) {
        return 0;
    }
    return size == 0 ? unit : (size + unit - 1) / unit * unit;
}

struct ab_arena *ab_arena_create(size_t expected)
{
    struct ab_arena *arena = ab_memory_take(1, sizeof *arena);
    if (arena == NULL) {
        return NULL;
    }
    const size_t room = expected < CHUNK_MIN ? CHUNK_MIN : aligned(expected);
    if (room == 0 || !add_chunk(arena, room)) {
        ab_memory_give(arena);
        return NULL;
    }
    return arena;
}

void ab_arena_destroy(struct ab_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    give_chunks(arena);
    ab_memory_give(arena);
}

size_t ab_arena_bytes(const struct ab_arena *arena)
{
    size_t bytes = 0;
    for (const struct chunk *c = arena != NULL ? arena->newest : NULL; c != NULL; c = c->older) {
        bytes += sizeof *c + c->room;
    }
    return bytes;
}

#ifdef AB_CHECKED
static _Atomic uint64_t pieces_left; /* until one finds no memory; 0: all do */

void ab_memory_fail_piece(uint64_t pieces)
{
    atomic_store_explicit(&pieces_left, pieces, memory_order_relaxed);
}

/* Asks for memory for every piece, so that where a test leaves none (tests/trust/fail) each who takes a
 * piece may get none, not only the few for whom a chunk is added. */
static bool is_left(void)
{
    if (atomic_load_explicit(&pieces_left, memory_order_relaxed) > 0 &&
        atomic_fetch_sub_explicit(&pieces_left, 1, memory_order_relaxed) == 1) {
        return false;
    }
    void *volatile any = malloc(1);
    free(any);
    return any != NULL;
}
#else
static bool is_left(void)
{
    return true;
}
#endif

void *ab_arena_take(struct ab_arena *arena, size_t size)
{
    size_t room = aligned(size);
    if (room == 0 || !is_left()) {
        return NULL;
    }
    struct chunk *chunk = arena->newest;
    if (chunk->room - chunk->used < room) {
        /* Doubling keeps the number of chunks logarithmic in the arena's size. */
        const size_t wanted = chunk->room <= SIZE_MAX / 4 ? 2 * chunk->room : chunk->room;
        if (!add_chunk(arena, wanted < room ? room : wanted)) {
            return NULL;
        }
        chunk = arena->newest;
    }
    void *piece = chunk->piece + chunk->used;
    chunk->used += room;
    assert(chunk->used <= chunk->room);
    return memset(piece, 0, room);
}

char *ab_arena_copy_text(struct ab_arena *arena, const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = ab_arena_take(arena, size);
    if (copy != NULL) {
        memcpy(copy, text, size);
    }
    return copy;
}
