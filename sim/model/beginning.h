/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* beginning.h - where everybody is when a scenario begins in the middle of an operation: aircraft
 * away from home, loads delivered or in the air, sites held. */
#ifndef AB_MODEL_BEGINNING_H
#define AB_MODEL_BEGINNING_H

#include "model/state.h"

/* Puts them there, in a run that was reset. What cannot be, because the luck of the replication gives a
 * contingent fewer loads or people than are said to be there, is told in run->misbegun. */
void ab_beginning_set(struct ab_run *run);

/* Help is asked for: who was in as a whole then is complete, whatever it would have had to assemble. */
void ab_beginning_close(struct ab_run *run);

#endif
