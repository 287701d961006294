/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* stream.h - named streams of random numbers, counter based.
 *
 * A uniform number is a pure function of (seed, replication, stream, index): Philox 2x64-10 with
 * the seed as its key and the counter words
 *     { stream, replication in the high half and index in the low half }.
 * So replication 17 is the same whatever ran before it and on any thread, and the k-th onload of a
 * contingent has the same luck whatever else a scenario changes (common random numbers). A stream
 * is named by what it is for ("contingent.belarus/onload") and identified by a 64-bit hash of the
 * name, never by an array index: adding a site does not change the weather.
 *
 * There is no state to seed; drawing costs one Philox block, which holds two numbers. */
#ifndef AB_ENGINE_STREAM_H
#define AB_ENGINE_STREAM_H

/* Where Random123 knows nothing better for a machine, it multiplies 64 bits by 64 in parts, if told. */
#ifndef R123_USE_MULHILO64_C99
#define R123_USE_MULHILO64_C99 1
#endif
#include <Random123/philox.h>
#include <stdint.h>

/* The luck of one replication: shared by all its streams. The key of each round follows from the
 * seed. */
enum { AB_LUCK_ROUNDS = 10 };
struct ab_luck {
    philox2x64_key_t key[AB_LUCK_ROUNDS];
    uint64_t replication; /* in the high half */
};
struct ab_luck ab_stream_luck(uint64_t seed, uint32_t replication);

/* 64-bit id of the stream `entity/purpose` (FNV-1a over "entity/purpose" in lower case, because ids
 * are told apart without case; then mixed). */
uint64_t ab_stream_id(const char *entity, const char *purpose);

/* The two words of block `index`, of each of which a uniform number is made. Philox 2x64-10 (Salmon,
 * Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; SC 2011). */
static inline void ab_stream_block(const struct ab_luck *luck, uint64_t stream, uint32_t index,
                                   uint64_t word[2])
{
    const philox2x64_key_t *key = luck->key;
    philox2x64_ctr_t block = {{stream, luck->replication | index}};
    block = _philox2x64round(block, key[0]);
    block = _philox2x64round(block, key[1]);
    block = _philox2x64round(block, key[2]);
    block = _philox2x64round(block, key[3]);
    block = _philox2x64round(block, key[4]);
    block = _philox2x64round(block, key[5]);
    block = _philox2x64round(block, key[6]);
    block = _philox2x64round(block, key[7]);
    block = _philox2x64round(block, key[8]);
    block = _philox2x64round(block, key[9]);
    word[0] = block.v[0];
    word[1] = block.v[1];
}

/* The uniform number number `index` of a stream: the middle of one of 2^52 equal parts of the
 * interval (0, 1), never 0 and never 1. */
double ab_stream_uniform(const struct ab_luck *luck, uint64_t stream, uint32_t index);

/* The same, and a second one of the same block, for who needs both at once. */
struct ab_uniforms {
    double first, second;
};
struct ab_uniforms ab_stream_uniforms(const struct ab_luck *luck, uint64_t stream, uint32_t index);

#endif
