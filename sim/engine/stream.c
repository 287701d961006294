/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.c - uniform numbers as a pure function of where they are used.
 *
 * The generator is Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as
 * 1, 2, 3; SC 2011) from the Random123 headers. */
#include "engine/stream.h"

#include "base/fold.h"

#include <Random123/philox.h>

#include <stdbool.h>

uint64_t ab_stream_id(const char *entity, const char *purpose)
{
    const uint64_t owner = ab_fold_name(ab_fold_name(AB_FOLD_START, entity), "/");
    return ab_fold_spread(ab_fold_name(owner, purpose));
}

void ab_stream_block(const struct ab_luck *luck, uint64_t stream, uint32_t index, uint32_t word[4])
{
    const philox4x32_ctr_t counter = {
        {index, luck->replication, (uint32_t)stream, (uint32_t)(stream >> 32)}};
    const philox4x32_key_t key = {{(uint32_t)luck->seed, (uint32_t)(luck->seed >> 32)}};
    const philox4x32_ctr_t block = philox4x32_R(10, counter, key);
    for (int i = 0; i < 4; i++) {
        word[i] = block.v[i];
    }
}

/* The middle of one of 2^52 equal parts of (0, 1). With 53 bits the middle of the topmost part
 * would not fit into a double and round to 1. */
static double uniform(const uint32_t word[4])
{
    const uint64_t bits = (uint64_t)word[0] << 32 | word[1];
    return ((double)(bits >> 12) + 0.5) * 0x1p-52;
}

double ab_stream_uniform(const struct ab_luck *luck, uint64_t stream, uint32_t index)
{
    uint32_t word[4];
    ab_stream_block(luck, stream, index, word);
    return uniform(word);
}
