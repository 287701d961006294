/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fold.h - one number for many texts: FNV-1a of 64 bits (Fowler, Noll, Vo, "The FNV
 * non-cryptographic hash algorithm"). For telling things apart, not against forgers. */
#ifndef AB_BASE_FOLD_H
#define AB_BASE_FOLD_H

#include <stddef.h>
#include <stdint.h>

#define AB_FOLD_START UINT64_C(14695981039346656037)

static inline uint64_t ab_fold_bytes(uint64_t hash, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    }
    return hash;
}

/* Folds a text with its end, so that "ab", "c" and "a", "bc" differ. */
static inline uint64_t ab_fold_text(uint64_t hash, const char *text)
{
    for (; *text != '\0'; text++) {
        hash = ab_fold_bytes(hash, text, 1);
    }
    return ab_fold_bytes(hash, text, 1);
}

#endif
