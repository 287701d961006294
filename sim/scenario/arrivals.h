/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* arrivals.h - how the people of an evacuation come, from a CSV file. */
#ifndef AB_SCENARIO_ARRIVALS_H
#define AB_SCENARIO_ARRIVALS_H

#include "scenario/value.h"

struct ab_arrival_curve {
    struct ab_arrivals *point; /* memory of the scenario */
    int points;
};

/* Reads a file; false with a complaint of its line and column. */
bool ab_arrivals_read(struct ab_conversion *conversion, const char *file,
                      struct ab_arrival_curve *curve);

#endif
