/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tanks.h - the fuel that an aircraft needs from one fuelling to the next, by mean times. */
#ifndef AB_SCENARIO_TANKS_H
#define AB_SCENARIO_TANKS_H

#include "scenario/rules.h"

/* What is flown without fuel between: airfields, as text, and what it takes, t. */
struct ab_dry_stretch {
    char over[512];
    double hours, fuel_t;
};

/* Hours of a flight of a fleet; 0 where they are not known, and where it stays where it is. */
double ab_tanks_hours(const struct ab_scenario *scenario, int fleet, int from, int to);

/* Makes the stretch of a way with a load that takes most: from one fuelling to the next, and from a
 * destination without fuel back to where the last was, or home when that way is not known; from an origin
 * without fuel that of the way there, from home or from the destination, whichever is nearer; where neither
 * end has any, from home and back there. */
struct ab_dry_stretch ab_tanks_longest(const struct ab_scenario *scenario, const struct ab_way *way,
                                       int fleet, int from, int to);

#endif
