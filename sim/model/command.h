/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* command.h - who is told what, when: request, consultation, decision, orders; and the way home:
 * order, handback of the sites, release, loads or road column, under a daily ceiling of flights. */
#ifndef AB_MODEL_COMMAND_H
#define AB_MODEL_COMMAND_H

#include "model/state.h"

/* Schedules the request. */
void ab_command_reset(struct ab_run *run);

/* No withdrawal is ordered yet; schedules the order when the scenario gives its date. */
void ab_command_reset_withdrawal(struct ab_run *run);

/* The host asks: sites are named, the decision and orders take their course, and whoever is
 * alerted by the request alone is alerted. */
void ab_command_request(struct ab_run *run);
void ab_command_decision(struct ab_run *run);
void ab_command_orders(struct ab_run *run);

/* People have landed, or come back: they are given to sites, and who has none is let go home. */
void ab_command_assignment(struct ab_run *run);

/* Everybody is in: schedules the withdrawal order when the scenario gives it as a delay. */
void ab_command_closed(struct ab_run *run);

/* The withdrawal is to be ordered: it is, or waits for a notification, or is asked for where one
 * authority must release it; so is a standby contingent that is to be committed. */
void ab_command_withdrawal_order(struct ab_run *run);
void ab_command_commit_due(struct ab_run *run, int contingent);

/* The authority has released a request. */
void ab_command_released(struct ab_run *run, int request);

/* The contingent may leave: its homeward loads become ready one after another, or its column
 * goes. */
void ab_command_homeward(struct ab_run *run, int contingent);

/* A change of what the withdrawal order says counts from now on. */
void ab_command_refresh_order(struct ab_run *run);

/* Everybody is home. */
void ab_command_withdrawn(struct ab_run *run);

#endif
