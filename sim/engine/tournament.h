/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tournament.h - of numbers in a row, the first that is large enough.
 *
 * Each number plays against its neighbour, the larger one goes on to the next round. To change one, and
 * to find the first from a place on that is at least so large, takes O(log n) steps:
 *
 *     ab_tournament_clear(&row);
 *     ab_tournament_set(&row, 17, 60);
 *     ab_tournament_first(&row, 0, 50) == 17
 */
#ifndef AB_ENGINE_TOURNAMENT_H
#define AB_ENGINE_TOURNAMENT_H

#include <stddef.h>
#include <stdint.h>

enum { AB_TOURNAMENT_NOBODY = -1 };

/* Less than all numbers: there is none at this place. */
#define AB_TOURNAMENT_NONE INT64_MIN

struct ab_tournament {
    int64_t *best; /* the caller's: of all, of each half, of each quarter ..., last the numbers */
    size_t places; /* a power of two */
};

/* How many elements of `best` so many numbers take. */
size_t ab_tournament_room(size_t count);

/* `best` has that room; all places are empty. */
void ab_tournament_init(struct ab_tournament *row, int64_t *best, size_t count);
void ab_tournament_clear(struct ab_tournament *row);

void ab_tournament_set(struct ab_tournament *row, int place, int64_t number);

/* The first place from one on with a number that is not less than `least`, which is one itself, or
 * AB_TOURNAMENT_NOBODY. */
int ab_tournament_first(const struct ab_tournament *row, int from, int64_t least);

/* The largest number. */
static inline int64_t ab_tournament_most(const struct ab_tournament *row)
{
    return row->best[1];
}

#endif
