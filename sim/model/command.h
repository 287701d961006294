/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* command.h - request, consultation, decision, orders: who is told what, when. */
#ifndef AB_MODEL_COMMAND_H
#define AB_MODEL_COMMAND_H

#include "model/state.h"

/* Schedules the request. */
void ab_command_reset(struct ab_run *run);

/* The host asks: sites are named, the decision and orders take their course, and whoever is
 * alerted by the request alone is alerted. */
void ab_command_request(struct ab_run *run);
void ab_command_decision(struct ab_run *run);
void ab_command_orders(struct ab_run *run);

#endif
