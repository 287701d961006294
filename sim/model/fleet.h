/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet.h - the tails: who may carry whom, and when each becomes available. */
#ifndef AB_MODEL_FLEET_H
#define AB_MODEL_FLEET_H

#include "model/state.h"

int ab_fleet_count_tails(const struct ab_scenario *scenario);

/* Whether a fleet may carry a contingent; the types (a bit each) and the number of tails of a type
 * among the fleets that may. */
bool ab_fleet_may_carry(const struct ab_scenario *scenario, int contingent, int fleet);
uint64_t ab_fleet_types(const struct ab_scenario *scenario, int contingent);
int64_t ab_fleet_tails_of_type(const struct ab_scenario *scenario, int contingent, int type);

/* All tails at home and not yet released to the operation. */
void ab_fleet_reset(struct ab_run *run);

/* Alerts the fleets that wait for this signal: their tails become available one by one. */
void ab_fleet_alert(struct ab_run *run, enum ab_alert signal);

/* After a change: aircraft called away leave, aircraft called in come. */
void ab_fleet_refresh(struct ab_run *run);

/* Whether the operation has this tail now: its fleet is active and large enough. */
bool ab_fleet_belongs(const struct ab_run *run, const struct ab_tail *tail);

/* Free, and not called away. */
bool ab_fleet_may_be_tasked(const struct ab_run *run, int tail);

/* The tail is free where it stands: tasking may use it. */
void ab_fleet_release_tail(struct ab_run *run, int tail);

#endif
