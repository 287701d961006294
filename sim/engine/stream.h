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

#include <stdint.h>

/* The luck of one replication: shared by all its streams. */
struct ab_luck {
    uint64_t seed;
    uint32_t replication;
};

/* 64-bit id of the stream `entity/purpose` (FNV-1a over "entity/purpose" in lower case, because ids
 * are told apart without case; then mixed). */
uint64_t ab_stream_id(const char *entity, const char *purpose);

/* The uniform number number `index` of a stream: the middle of one of 2^52 equal parts of the
 * interval (0, 1), never 0 and never 1. */
double ab_stream_uniform(const struct ab_luck *luck, uint64_t stream, uint32_t index);

/* The four 32-bit words of block `index`, of which a uniform number is made. */
void ab_stream_block(const struct ab_luck *luck, uint64_t stream, uint32_t index, uint32_t word[4]);

#endif
