/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fold.h - one number for many, for telling things apart, not against forgers.
 *
 * Texts are folded by FNV-1a of 64 bits (Fowler, Noll, Vo, "The FNV non-cryptographic hash
 * algorithm"). */
#ifndef AB_BASE_FOLD_H
#define AB_BASE_FOLD_H

#include "base/caseless.h"

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define AB_FOLD_START UINT64_C(14695981039346656037)

static inline uint64_t ab_fold_byte(uint64_t hash, char byte)
{
    return (hash ^ (unsigned char)byte) * UINT64_C(1099511628211);
}

static inline uint64_t ab_fold_bytes(uint64_t hash, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        hash = ab_fold_byte(hash, bytes[i]);
    }
    return hash;
}

/* The same for many, eight at a time, the lowest first, and what is left one by one. */
static inline uint64_t ab_fold_block(uint64_t hash, const char *bytes, size_t size)
{
    enum { WORD = sizeof hash };
    size_t at = 0;
    for (; size - at >= WORD; at += WORD) {
        uint64_t word;
        memcpy(&word, bytes + at, WORD);
        hash = (hash ^ le64toh(word)) * UINT64_C(0xff51afd7ed558ccd);
        hash ^= hash >> 32; /* a product tells the low half nothing of the high one */
    }
    return ab_fold_bytes(hash, bytes + at, size - at);
}

/* Folds a text with its end, so that "ab", "c" and "a", "bc" differ. */
static inline uint64_t ab_fold_text(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++) {
        hash = ab_fold_byte(hash, *text);
    }
    return ab_fold_byte(hash, '\0');
}

/* Folds the letters of a name, which is the same in whatever case, without its end. */
static inline uint64_t ab_fold_name(uint64_t hash, const char *name)
{
    for (; *name != '\0'; name++) {
        hash = ab_fold_byte(hash, ab_lower(*name));
    }
    return hash;
}

/* FNV leaves the high bits of similar names alike; the finaliser of MurmurHash3 spreads them. */
static inline uint64_t ab_fold_spread(uint64_t hash)
{
    hash = (hash ^ hash >> 33) * UINT64_C(0xff51afd7ed558ccd);
    hash = (hash ^ hash >> 33) * UINT64_C(0xc4ceb9fe1a85ec53);
    return hash ^ hash >> 33;
}

/* Folds two numbers: of a trajectory, or of what is made of trajectories. Multiplies and folds the
 * high half down, twice: every input bit reaches every bit of the hash, and no two trajectories of
 * different order share it but by chance. The multipliers are those of the finaliser of SplitMix64
 * (Steele, Lea, Flood 2014). */
static inline uint64_t ab_fold_pair(uint64_t hash, uint64_t a, uint64_t b)
{
    hash = (hash ^ a) * UINT64_C(0xbf58476d1ce4e5b9);
    hash ^= hash >> 29;
    hash = (hash ^ b) * UINT64_C(0x94d049bb133111eb);
    return hash ^ hash >> 32;
}

#endif
