/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* distributions.h - compiles distributions for tests, with memory from an arena or without any. */
#ifndef TEST_DISTRIBUTIONS_H
#define TEST_DISTRIBUTIONS_H

#include "base/memory.h"

#include "engine/distribution.h"
#include <check.h>
#include <gsl/gsl_errno.h>
#include <math.h>

/* What the sample of AB_EMPIRICAL is in these tests: mean 4, variance 8, unsorted. */
static const double SAMPLE[] = {8.0, 2.0, 6.0, 0.0, 4.0};
enum { SAMPLE_COUNT = sizeof SAMPLE / sizeof SAMPLE[0] };

static inline void *take(void *owner, size_t size)
{
    return ab_arena_take(owner, size);
}

static inline void *take_nothing(void *owner, size_t size)
{
    (void)owner;
    (void)size;
    return NULL;
}

static struct ab_arena *arena;

static inline void set_up(void)
{
    gsl_set_error_handler_off();
    arena = ab_arena_create(100000);
    ck_assert_ptr_nonnull(arena);
}

static inline void tear_down(void)
{
    ab_arena_destroy(arena);
}

static inline const char *fault_of(enum ab_distribution_kind kind, double a, double b, double c)
{
    struct ab_distribution d;
    return ab_distribution_compile(&d, kind, a, b, c, SAMPLE, SAMPLE_COUNT, take, arena);
}

static inline struct ab_distribution compile(enum ab_distribution_kind kind, double a, double b,
                                             double c)
{
    struct ab_distribution d;
    const char *fault =
        ab_distribution_compile(&d, kind, a, b, c, SAMPLE, SAMPLE_COUNT, take, arena);
    ck_assert_msg(fault == NULL, "%s", fault);
    return d;
}

static inline void expect_close(double value, double expected, double relative)
{
    ck_assert_double_le(fabs(value - expected), relative * fabs(expected) + 1e-300);
}

#endif
