/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* failing_malloc.h - lets the n-th allocation of a process fail, whichever library makes it.
 *
 * The program that includes this has its own malloc, calloc and realloc, which all libraries use (of
 * glibc; a sanitizer has its own, so no program that includes this is for such builds). They count
 * in a process that has armed a plan. The plan lies in memory that is shared with its parent, and
 * outlives its crash. */
#ifndef TEST_FAILING_MALLOC_H
#define TEST_FAILING_MALLOC_H

#include <check.h>
#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>

struct failing_plan {
    bool once;          /* only that one fails, not all that follow */
    bool inside;        /* a certain library is at work, as who wants to know it says */
    bool failed_inside; /* an allocation was made to fail meanwhile */
    atomic_long count;  /* allocations since the plan was armed */
    long first;         /* the one that fails; 0: none */
    size_t last;        /* the bytes that were asked for last outside of the library */
    int loads;          /* readings of the library */
    bool overrun;       /* one of them took more than `last` */
    size_t held, peak;  /* bytes of the allocator that are taken inside, now and at most */
};

static struct failing_plan *failing;
static bool failing_is_armed; /* for this process */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void __libc_free(void *memory);

/* Counts an allocation; false when it is to fail. */
static inline bool failing_allows(size_t size)
{
    if (!failing_is_armed) {
        return true;
    }
    const long number = ++failing->count;
    failing->last = failing->inside ? failing->last : size;
    if (failing->first == 0 ||
        (failing->once ? number != failing->first : number < failing->first)) {
        return true;
    }
    failing->failed_inside = failing->failed_inside || failing->inside;
    errno = ENOMEM;
    return false;
}

/* Adds what the allocator spends on a piece of memory, which has a header of one word. */
static inline void *failing_note(void *memory)
{
    if (failing_is_armed && failing->inside && memory != NULL) {
        failing->held += malloc_usable_size(memory) + sizeof(size_t);
        failing->peak = failing->held > failing->peak ? failing->held : failing->peak;
    }
    return memory;
}

void *malloc(size_t size)
{
    return failing_allows(size) ? failing_note(__libc_malloc(size)) : NULL;
}

void *calloc(size_t count, size_t size)
{
    return failing_allows(count * size) ? failing_note(__libc_calloc(count, size)) : NULL;
}

void *realloc(void *memory, size_t size)
{
    return failing_allows(size) ? __libc_realloc(memory, size) : NULL;
}

void free(void *memory)
{
    if (failing_is_armed && failing->inside && memory != NULL) {
        failing->held -= malloc_usable_size(memory) + sizeof(size_t);
    }
    __libc_free(memory);
}

static inline void failing_begin(void)
{
    failing =
        mmap(NULL, sizeof *failing, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    ck_assert_ptr_ne(failing, MAP_FAILED);
}

/* Arms a new plan for this process. */
static inline void failing_arm(long first, bool once)
{
    *failing = (struct failing_plan){.first = first, .once = once};
    failing_is_armed = true;
}

#endif
