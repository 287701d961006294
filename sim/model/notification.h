/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* notification.h - other organisations that are told, and what waits for that. */
#ifndef AB_MODEL_NOTIFICATION_H
#define AB_MODEL_NOTIFICATION_H

#include "model/state.h"

/* Nobody knows yet when they will be sent. */
void ab_notification_reset(struct ab_run *run);

/* Help was asked for: schedules them all. */
void ab_notification_schedule(struct ab_run *run);

void ab_notification_sent(struct ab_run *run, int notification);

/* The moment, or later when a notification precedes what is to happen then. */
ab_time ab_notification_allows(const struct ab_run *run, enum ab_precedes what, ab_time moment);

#endif
