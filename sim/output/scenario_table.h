/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario_table.h - the table of what was simulated, so that a result tells it by itself. */
#ifndef AB_OUTPUT_SCENARIO_TABLE_H
#define AB_OUTPUT_SCENARIO_TABLE_H

#include "output/row.h"

#include "scenario/scenario.h"

/* Puts the values of a scenario, each with where it was said. */
void ab_scenario_table_put(struct ab_row *row, const struct ab_scenario *scenario);

#endif
