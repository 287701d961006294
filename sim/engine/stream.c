/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.c - uniform numbers as a pure function of where they are used. */
#include "engine/stream.h"

#include "base/fold.h"

#include <assert.h>
#include <float.h>

/* The same answer on every machine begins here: with doubles of IEEE 754 that are rounded to doubles
 * after each operation, in the order that is written. */
static_assert(DBL_MANT_DIG == 53 && DBL_MAX_EXP == 1024, "doubles must be those of IEEE 754");
static_assert(
    FLT_EVAL_METHOD == 0 || FLT_EVAL_METHOD == 1,
    "doubles are computed wider than they are, as by the x87: build with -msse2 -mfpmath=sse");
#ifdef __FAST_MATH__
#error "with -ffast-math (-Ofast) every compiler has answers of its own: build without it"
#endif

uint64_t ab_stream_id(const char *entity, const char *purpose)
{
    const uint64_t owner = ab_fold_name(ab_fold_name(AB_FOLD_START, entity), "/");
    return ab_fold_spread(ab_fold_name(owner, purpose));
}

struct ab_luck ab_stream_luck(uint64_t seed, uint32_t replication)
{
    struct ab_luck luck = {.replication = (uint64_t)replication << 32};
    philox2x64_key_t key = {{seed}};
    for (int i = 0; i < AB_LUCK_ROUNDS; i++) {
        luck.key[i] = key;
        key = _philox2x64bumpkey(key);
    }
    return luck;
}

/* With 53 bits the middle of the topmost part would not fit into a double and round to 1. */
static inline double middle_of_part(uint64_t bits)
{
    return ((double)(int64_t)(bits >> 12) + 0.5) * 0x1p-52;
}

double ab_stream_uniform(const struct ab_luck *luck, uint64_t stream, uint32_t index)
{
    uint64_t word[2];
    ab_stream_block(luck, stream, index, word);
    return middle_of_part(word[0]);
}

struct ab_uniforms ab_stream_uniforms(const struct ab_luck *luck, uint64_t stream, uint32_t index)
{
    uint64_t word[2];
    ab_stream_block(luck, stream, index, word);
    return (struct ab_uniforms){middle_of_part(word[0]), middle_of_part(word[1])};
}
