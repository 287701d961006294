/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tournament.c - of numbers in a row, the first that is large enough. Node n has the children 2 n and
 * 2 n + 1, the root is 1. */
#include "engine/tournament.h"

#include <assert.h>

static size_t places_for(size_t count)
{
    size_t places = 1;
    while (places < count) {
        places *= 2;
    }
    return places;
}

size_t ab_tournament_room(size_t count)
{
    return 2 * places_for(count);
}

void ab_tournament_init(struct ab_tournament *row, int64_t *best, size_t count)
{
    *row = (struct ab_tournament){.best = best, .places = places_for(count)};
    ab_tournament_clear(row);
}

void ab_tournament_clear(struct ab_tournament *row)
{
    for (size_t node = 0; node < 2 * row->places; node++) {
        row->best[node] = AB_TOURNAMENT_NONE;
    }
}

void ab_tournament_set(struct ab_tournament *row, int place, int64_t number)
{
    size_t node = row->places + (size_t)place;
    row->best[node] = number;
    while (node > 1) {
        node /= 2;
        const int64_t left = row->best[2 * node], right = row->best[2 * node + 1];
        row->best[node] = left > right ? left : right;
    }
}

int ab_tournament_first(const struct ab_tournament *row, int from, int64_t least)
{
    assert(least > AB_TOURNAMENT_NONE);
    if ((size_t)from >= row->places) {
        return AB_TOURNAMENT_NOBODY;
    }
    size_t node = row->places + (size_t)from;
    while (row->best[node] < least) { /* what follows next, in as large a part as begins there */
        while (node % 2 == 1) {
            node /= 2;
        }
        if (node == 0) {
            return AB_TOURNAMENT_NOBODY;
        }
        node++;
    }
    while (node < row->places) {
        node *= 2;
        node += row->best[node] < least;
    }
    return (int)(node - row->places);
}
