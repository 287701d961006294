/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.h - the known name that somebody who wrote an unknown one most likely meant.
 *
 *     struct ab_nearest nearest;
 *     ab_nearest_begin(&nearest, "parkng_mog");
 *     for (each known name)
 *         ab_nearest_offer(&nearest, known);
 *     const char *meant = ab_nearest_found(&nearest);   // "parking_mog", or NULL
 *
 * Names are compared byte by byte without regard to ASCII case, by the number of insertions,
 * deletions, substitutions and swaps of neighbours (optimal string alignment). A name is near
 * enough when at most a third of the written characters (at least one) are wrong, or when what was
 * written, three characters or more, is its beginning. Among equals the first offered wins. */
#ifndef AB_BASE_NEAREST_H
#define AB_BASE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

struct ab_nearest {
    const char *written;
    const char *best; /* nearest name offered so far, or NULL */
    size_t distance;  /* a name must be nearer than this to replace it */
};

/* Both texts are borrowed until ab_nearest_found was called. */
void ab_nearest_begin(struct ab_nearest *nearest, const char *written);
bool ab_nearest_offer(struct ab_nearest *nearest, const char *known); /* it is the nearest so far */
const char *ab_nearest_found(const struct ab_nearest *nearest);

/* The number of edits between two names, of which at most the first 63 bytes are looked at. */
size_t ab_name_distance(const char *a, const char *b);

#endif
