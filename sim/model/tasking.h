/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tasking.h - matching loads and aircraft.
 *
 * Loads that have been called wait (waiting.h), by priority, then latest arrival, then readiness,
 * then contingent and number. In a round of tasking each, in this order, gets a free aircraft
 * (choice.h). Rounds happen whenever a load is called or an aircraft becomes free. An aircraft away
 * from home that no load wants then flies home.
 *
 * When tasking looks ahead, a load may do better with an aircraft that is not free yet: that is
 * promised to it in this round, the load waits, and those behind it may have what is free. Loads that
 * are alike do so only if there is such a one for each of them, or hours let no free one ever bring them. Nothing is kept: at the next round,
 * which is held when the aircraft should be free, or as soon as it is foreseen at another time, if nothing
 * happens before, all is weighed again, and who is late by then is not waited for.
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
void ab_tasking_look_again(struct ab_run *run);

#endif
