/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tasking.h - matching loads and aircraft.
 *
 * Loads that have been called wait (waiting.h), by priority, then latest arrival, then readiness,
 * then contingent and number. In a round of tasking each, in this order, gets the free aircraft (idle.h) that can be
 * there first, by mean block time; among equals the one that has been free longest, then the one
 * whose fleet comes first by its id, and that comes first in it. Rounds happen whenever a load is called
 * or an aircraft becomes free. An aircraft away from home that no load wants then flies home.
 *
 * A load at the home of the aircraft that comes for it is taken over by one of the same fleet that is
 * free there first: which aircraft of a fleet flies is decided when it is ready. The one that came
 * for it is then free when it is ready, and its flight was its way home. */
#ifndef AB_MODEL_TASKING_H
#define AB_MODEL_TASKING_H

#include "model/state.h"

void ab_tasking_reset(struct ab_run *run);

/* A load stands ready, or is called ahead of that, and with it those behind it that do so at this
 * instant. */
void ab_tasking_ready(struct ab_run *run, int chalk);
void ab_tasking_called(struct ab_run *run, int chalk);

/* A load that was called too early for its earliest arrival is so no more. */
void ab_tasking_window_near(struct ab_run *run, int chalk);

/* A load is in the air when the run begins, and overhead so much later. */
void ab_tasking_begin_airborne(struct ab_run *run, int load, int tail, ab_time left);

void ab_tasking_round(struct ab_run *run);

#endif
