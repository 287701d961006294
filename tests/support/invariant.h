/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* invariant.h - what must hold after every event. The library of the checked builds holds it, and a
 * run recounts everything there (ab_run_check). */
#ifndef TEST_INVARIANT_H
#define TEST_INVARIANT_H

#include "model/state.h"

/* Recounts everything and returns NULL, or a sentence about what does not hold:
 * people and vehicles of every contingent are all somewhere and none twice; every aircraft is in
 * one place, and the stands, working places, ceilings in use are those the aircraft hold and never
 * more than there are; nobody is at a site twice; running accounts add up. O(size of the state). */
const char *ab_invariant_broken(const struct ab_run *run);

/* The same for the records at the end of a replication: work plus waits equal elapsed time for
 * every finished sortie and chalk, to the millisecond, and the work is the work that was drawn. */
const char *ab_invariant_broken_at_end(const struct ab_run *run);

#endif
