/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.h - named streams of random numbers, counter based.
 *
 * A uniform number is a pure function of (seed, replication, stream, index): Philox 4x32-10 with
 * the 64-bit seed as its key and the counter words
 *     { index, replication, stream low 32 bits, stream high 32 bits }.
 * So replication 17 is the same whatever ran before it and on any thread, and the k-th onload of a
 * contingent has the same luck whatever else a scenario changes (common random numbers). A stream
 * is named by what it is for ("contingent.belarus/onload") and identified by a 64-bit hash of the
 * name, never by an array index: adding a site does not change the weather.
 *
 * There is no state to seed; drawing costs one Philox block. */
#ifndef AB_ENGINE_STREAM_H
#define AB_ENGINE_STREAM_H

#include <Random123/philox.h>
#include <stdint.h>

/* The luck of one replication: shared by all its streams. */
struct ab_luck {
    uint64_t seed;
    uint32_t replication;
};

/* 64-bit id of the stream `entity/purpose` (FNV-1a over "entity/purpose" in lower case, because ids
 * are told apart without case; then mixed). */
uint64_t ab_stream_id(const char *entity, const char *purpose);

/* The four 32-bit words of block `index`, of which a uniform number is made. Philox 4x32-10 (Salmon,
 * Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011). */
static inline void ab_stream_block(const struct ab_luck *luck, uint64_t stream, uint32_t index,
                                   uint32_t word[4])
{
    const philox4x32_ctr_t counter = {
        {index, luck->replication, (uint32_t)stream, (uint32_t)(stream >> 32)}};
    const philox4x32_key_t key = {{(uint32_t)luck->seed, (uint32_t)(luck->seed >> 32)}};
    const philox4x32_ctr_t block = philox4x32_R(10, counter, key);
    for (int i = 0; i < 4; i++) {
        word[i] = block.v[i];
    }
}

/* The uniform number number `index` of a stream: the middle of one of 2^52 equal parts of the
 * interval (0, 1), never 0 and never 1. With 53 bits the middle of the topmost part would not fit into
 * a double and round to 1. */
static inline double ab_stream_uniform(const struct ab_luck *luck, uint64_t stream, uint32_t index)
{
    uint32_t word[4];
    ab_stream_block(luck, stream, index, word);
    const uint64_t bits = (uint64_t)word[0] << 32 | word[1];
    return ((double)(int64_t)(bits >> 12) + 0.5) * 0x1p-52;
}

#endif
