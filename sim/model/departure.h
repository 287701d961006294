/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* departure.h - what an aircraft needs before it leaves its stand, one step after the other:
 * fuel, a landing that is foreseen (clearance.h), a crew with duty left, a working aircraft, a
 * place under the daily ceiling, a slot, an open field, the runway. When time has passed since the
 * landing was foreseen and the crew found, both are looked at again. */
#ifndef AB_MODEL_DEPARTURE_H
#define AB_MODEL_DEPARTURE_H

#include "model/state.h"

/* Finds the steps that a flight of this scenario may ever need; once per run. */
void ab_departure_plan(struct ab_run *run);

/* Begins the steps; the sortie's block-out follows by itself. */
void ab_departure_prepare(struct ab_run *run, int sortie);

/* A step that had to wait is done. */
void ab_departure_prepared(struct ab_run *run, int sortie);

/* It has the runway: off the stand and away, unless the field was shut in the meantime. */
void ab_departure_block_out(struct ab_run *run, int sortie);
void ab_departure_airborne(struct ab_run *run, int sortie);

/* It left before the run began, and is overhead so much later. */
void ab_departure_begin_airborne(struct ab_run *run, int sortie, ab_time left);

#endif
