/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_scenario.h - scenarios made up by chance, with any mixture of features.
 *
 * Scenario number `seed` is always the same text. It is small (a few aircraft, a few dozen loads,
 * three weeks) but may use every key there is: fuel, crews, reliability, weather, hours, holding,
 * diversion, slots, other traffic, supply, back-haul, the batch gate, stops, dated changes, wind.
 * Values are plausible one by one; together they may contradict each other, and then the reader
 * refuses the scenario. */
#ifndef TEST_RANDOM_SCENARIO_H
#define TEST_RANDOM_SCENARIO_H

#include <stdint.h>
#include <stdio.h>

void random_scenario_write(FILE *stream, uint64_t seed);

#endif
