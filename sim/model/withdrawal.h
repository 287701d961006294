/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* withdrawal.h - the way home: order, handback of the sites, release, loads or road column, under
 * a daily ceiling of flights. */
#ifndef AB_MODEL_WITHDRAWAL_H
#define AB_MODEL_WITHDRAWAL_H

#include "model/state.h"

/* Nothing ordered yet; schedules the order when the scenario gives its date. */
void ab_withdrawal_reset(struct ab_run *run);

/* Everybody is in: schedules the order when the scenario gives it as a delay. */
void ab_withdrawal_after_closure(struct ab_run *run);

void ab_withdrawal_order(struct ab_run *run);

/* Lets every contingent go that is complete, has no site left and all its people at hand. */
void ab_withdrawal_release(struct ab_run *run);

/* The contingent may leave: its homeward loads become ready one after another, or its column
 * goes. */
void ab_withdrawal_homeward(struct ab_run *run, int contingent);

/* The ceiling is another from now on. One that begins in the middle of a day counts the departures
 * from then on. */
void ab_withdrawal_refresh(struct ab_run *run);

/* A new day of the flight ceiling. */
void ab_withdrawal_new_day(struct ab_run *run);

#endif
