/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.c - uniform numbers as a pure function of where they are used. */
#include "engine/stream.h"

#include "base/fold.h"

uint64_t ab_stream_id(const char *entity, const char *purpose)
{
    const uint64_t owner = ab_fold_name(ab_fold_name(AB_FOLD_START, entity), "/");
    return ab_fold_spread(ab_fold_name(owner, purpose));
}

struct ab_luck ab_stream_luck(uint64_t seed, uint32_t replication)
{
    struct ab_luck luck = {.replication = replication};
    philox4x32_key_t key = {{(uint32_t)seed, (uint32_t)(seed >> 32)}};
    for (int i = 0; i < AB_LUCK_ROUNDS; i++) {
        luck.key[i] = key;
        key = _philox4x32bumpkey(key);
    }
    return luck;
}

/* With 53 bits the middle of the topmost part would not fit into a double and round to 1. */
double ab_stream_uniform(const struct ab_luck *luck, uint64_t stream, uint32_t index)
{
    uint32_t word[4];
    ab_stream_block(luck, stream, index, word);
    const uint64_t bits = (uint64_t)word[0] << 32 | word[1];
    return ((double)(int64_t)(bits >> 12) + 0.5) * 0x1p-52;
}
