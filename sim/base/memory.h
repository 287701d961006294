/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* memory.h - the only place that allocates.
 *
 * Every module allocates through these, so that a test can count allocations ("nothing is
 * allocated after the first replication") and make the n-th one fail. Third-party libraries
 * (iniparser, GSL, SQLite) allocate for themselves. */
#ifndef AB_BASE_MEMORY_H
#define AB_BASE_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* As malloc/calloc/realloc/free; NULL when memory is out. ab_memory_resize of NULL allocates. Sizes
 * are count * size with overflow checked; a zero product gives a unique pointer. */
void *ab_memory_take(size_t count, size_t size); /* zeroed */
void *ab_memory_resize(void *memory, size_t count, size_t size);
void ab_memory_give(void *memory);

/* The same of an array at whose pointer this points: it gets room for so many, or stays when memory is out:
 * false. And room for one more than the `count` that it has, twice as much whenever *room is used up. */
bool ab_memory_enlarge(void *array, size_t count, size_t size);
bool ab_memory_extend(void *array, int *room, int count, size_t size);
#define AB_ENLARGE(array, count)      ab_memory_enlarge(&(array), (size_t)(count), sizeof *(array))
#define AB_EXTEND(array, room, count) ab_memory_extend(&(array), &(room), count, sizeof *(array))

char *ab_memory_copy_text(const char *text);

#ifdef AB_CHECKED
/* For tests: allocations made so far by all threads, and "make the n-th allocation from now fail",
 * alone or with all after it (0: never). The program has no such counters. */
uint64_t ab_memory_count(void);
void ab_memory_fail_at(uint64_t allocations, bool alone);
void ab_memory_fail_after(uint64_t allocations);
/* The n-th piece from now that is taken from an arena finds no memory (0: all do). */
void ab_memory_fail_piece(uint64_t pieces);
#endif

/* An arena: memory taken piece by piece and given back all at once. Pieces are aligned for any type
 * and zeroed. */
struct ab_arena;
struct ab_arena *ab_arena_create(size_t expected);
void ab_arena_destroy(struct ab_arena *arena);
void *ab_arena_take(struct ab_arena *arena, size_t size); /* NULL when memory is out */
size_t ab_arena_bytes(
    const struct ab_arena *arena); /* had from the allocator, used or not; 0 of NULL */
char *ab_arena_copy_text(struct ab_arena *arena, const char *text);

#endif
