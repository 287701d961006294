/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* airfield.h - stands, working places and the runway of every airfield.
 *
 * Parking MOG bounds the visiting aircraft on the ground; aircraft at their own home field stand on
 * their own dispersal and take no visitor's stand. Working MOG bounds how many are loaded or
 * unloaded at once, visitors and residents alike. */
#ifndef AB_MODEL_AIRFIELD_H
#define AB_MODEL_AIRFIELD_H

#include "model/state.h"

/* Priorities in the line for a runway: landings go first. */
enum { AB_RUNWAY_EMERGENCY = 32, AB_RUNWAY_LANDING = 64, AB_RUNWAY_TAKEOFF = 128 };

void ab_airfield_reset(struct ab_run *run);

/* An aircraft over an airfield stands in this line from now on, or in none (NULL). */
void ab_airfield_hold(struct ab_run *run, int airfield, struct ab_tail *tail,
                      struct ab_resource *line);

/* The most that waited there for a stand or for the field to open at one moment so far. What lasts
 * for no time at all is no moment. */
int ab_airfield_most_holding(const struct ab_run *run, int airfield);

/* Whether a type may be sent to an airfield now: it is open or will be, as far as is known, long
 * enough, does not ban the type, and has stands enough for it unless that is at home there. */
bool ab_airfield_accepts(const struct ab_run *run, int airfield, int type, bool at_home);

/* Records the state of an airfield, in traced runs, as long as there is room. */
void ab_airfield_trace(struct ab_run *run, int airfield);

#endif
