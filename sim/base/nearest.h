/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* nearest.h - the known name that somebody who wrote an unknown one most likely meant.
 *
 *     struct ab_nearest nearest;
 *     ab_nearest_begin(&nearest, "parkng_mog");
 *     for (each known name)
 *         ab_nearest_offer(&nearest, known);
 *     const char *meant = ab_nearest_found(&nearest);   // "parking_mog", or NULL
 *     char room[AB_NEAREST_SIZE];
 *     "unknown key%s", ab_nearest_ask(room, "'", meant, "'?", "")   // "; did you mean 'parking_mog'?"
 *
 * Names are compared byte by byte without regard to ASCII case, by the number of insertions,
 * deletions, substitutions and swaps of neighbours (optimal string alignment). A name is near
 * enough when at most a third of the written characters (at least one) are wrong, or when what was
 * written, three characters or more, is its beginning, which is as good as one wrong character, but for a name that
 * has no more: `runway` is `runways` sooner than `runway_length`. Among equals the first offered wins. */
#ifndef AB_BASE_NEAREST_H
#define AB_BASE_NEAREST_H

#include <stdbool.h>
#include <stddef.h>

struct ab_nearest {
    const char *written;
    const char *best;  /* nearest name offered so far, or NULL */
    size_t distance;   /* a name must be nearer than this to replace it, ... */
    bool is_beginning; /* ... or as near by its letters, if the best is so by its beginning alone */
};

/* Both texts are borrowed until ab_nearest_found was called. */
void ab_nearest_begin(struct ab_nearest *nearest, const char *written);
bool ab_nearest_offer(struct ab_nearest *nearest, const char *known); /* it is the nearest so far */
const char *ab_nearest_found(const struct ab_nearest *nearest);

/* The nearest of the names that stand first in each of `count` rows of `size` bytes, or NULL. */
const char *ab_nearest_in(const char *written, const void *rows, size_t size, int count);

/* Writes what a complaint of an unknown name ends in into the room and returns it: "; did you mean "
 * and the name meant between what stands before and behind it, or `otherwise` when none is meant. */
enum { AB_NEAREST_SIZE = 320 };
const char *ab_nearest_ask(char room[AB_NEAREST_SIZE], const char *before, const char *meant,
                           const char *behind, const char *otherwise);

/* The number of edits between two names, of which at most the first 63 bytes are looked at, or a limit that
 * it reaches. */
size_t ab_name_distance(const char *first, const char *second, size_t limit);

#endif
