/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* waits.h - where the time went: every moment of a sortie and of a chalk is work or one cause. */
#ifndef AB_MODEL_WAITS_H
#define AB_MODEL_WAITS_H

#include "model/record.h"

void ab_account_begin(struct ab_account *account, ab_time now, int state);

/* Ends the running state at `now` and begins another (an enum ab_cause, or AB_WORK). */
void ab_account_charge(struct ab_account *account, ab_time now, int state);
void ab_account_close(struct ab_account *account, ab_time now);

#endif
