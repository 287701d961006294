/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* supply.h - what the people in the theatre consume, and the flights that bring more.
 *
 * Consumption is continuous; stock is brought up to date whenever people come or go. When stock and
 * what is on its way fall to the trigger, a sustainment load is asked for, which competes for
 * aircraft with all others under the priority of the contingent it flies for. */
#ifndef AB_MODEL_SUPPLY_H
#define AB_MODEL_SUPPLY_H

#include "model/state.h"

void ab_supply_reset(struct ab_run *run);

/* Brings the stock up to date; call before the number of people in the theatre changes. */
void ab_supply_settle(struct ab_run *run);

/* The stock has reached the trigger, or its end: asks for loads if need be and schedules the next
 * look. It may move run->chalk. */
void ab_supply_due(struct ab_run *run);

/* The same at this instant, but after the running handler: call after people changed. */
void ab_supply_post_review(struct ab_run *run);

/* A sustainment load is off its aircraft. */
void ab_supply_delivered(struct ab_run *run, int chalk);

#endif
