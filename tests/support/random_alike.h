/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_alike.h - what must make no difference makes none.
 *
 * A scenario made up by chance is told in another way: as the base of another file, with changes that
 * set keys to the values that they have, with things that nobody uses, or so many whole days and periods of
 * its ceilings later. Every flight and every load must go at the same instants. */
#ifndef TEST_RANDOM_ALIKE_H
#define TEST_RANDOM_ALIKE_H

#include "scenario/scenario.h"

/* Tells the scenario of a file in a way that `seed` chooses and runs both. What differs, or NULL. */
const char *random_alike(const char *path, const struct ab_scenario *scenario, uint64_t seed);

#endif
