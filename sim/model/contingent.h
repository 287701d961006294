/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* contingent.h - a contingent's life: alerted, assembled, at its airfield, load by load into the
 * theatre, formed up; and home again. Keeps the count of where everybody is. */
#ifndef AB_MODEL_CONTINGENT_H
#define AB_MODEL_CONTINGENT_H

#include "model/state.h"

/* Alerts every contingent that waits for this signal. */
void ab_contingent_alert(struct ab_run *run, enum ab_alert signal);

void ab_contingent_assembled(struct ab_run *run, int contingent);
void ab_contingent_marched(struct ab_run *run, int contingent);
void ab_contingent_road_in(struct ab_run *run, int contingent);

/* The loads first .. first + count - 1 (of one contingent and direction) become ready one after
 * another, the first at `ready`; aircraft are called ahead of each. */
void ab_contingent_schedule_loads(struct ab_run *run, int first, int count, ab_time ready);

/* The load stands ready; an aircraft that waits for it goes on. */
void ab_contingent_chalk_ready(struct ab_run *run, int chalk);

/* The load is aboard an aircraft that takes off; off it in the theatre; off it at home. */
void ab_contingent_aboard(struct ab_run *run, int chalk);
void ab_contingent_landed(struct ab_run *run, int chalk);
void ab_contingent_home(struct ab_run *run, int chalk);

/* Landed people are fit for a task. */
void ab_contingent_formed_up(struct ab_run *run, int chalk);
void ab_contingent_column_formed_up(struct ab_run *run, int contingent);

/* Everybody not in an aircraft load moves from the theatre home (by road). */
void ab_contingent_column_home(struct ab_run *run, int contingent);

#endif
