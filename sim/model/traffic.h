/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* traffic.h - other users of the airfields: civil and foreign flights.
 *
 * They arrive by their own process, land on the same runway, hold the same stands (and, when they
 * are handled, working places) for their ground time, and leave. One that finds too few stands
 * free, or the field shut, is turned away. */
#ifndef AB_MODEL_TRAFFIC_H
#define AB_MODEL_TRAFFIC_H

#include "model/state.h"

void ab_traffic_reset(struct ab_run *run);

void ab_traffic_arrive(struct ab_run *run, int traffic);
void ab_traffic_landing(struct ab_run *run, int visitor);
void ab_traffic_parked(struct ab_run *run, int visitor);
void ab_traffic_handled(struct ab_run *run, int visitor);
void ab_traffic_ready(struct ab_run *run, int visitor);
void ab_traffic_leaving(struct ab_run *run, int visitor);
void ab_traffic_takeoff(struct ab_run *run, int visitor);
void ab_traffic_gone(struct ab_run *run, int visitor);

#endif
