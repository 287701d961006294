/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* gate.h - whether an airfield is open now: weather, and what is known beforehand (timetable.h).
 *
 * An airfield has a gate for landings and one for take-offs. Whoever comes to a shut gate waits in
 * line and goes on when it opens. */
#ifndef AB_MODEL_GATE_H
#define AB_MODEL_GATE_H

#include "model/state.h"

/* Opens and shuts all gates for time zero and schedules what will change them. */
void ab_gate_reset(struct ab_run *run);

bool ab_gate_is_open(const struct ab_gate *gate);

/* What shuts it: AB_CAUSE_CLOSED or AB_CAUSE_HOURS, else AB_CAUSE_WEATHER. */
enum ab_cause ab_gate_cause(const struct ab_gate *gate);

/* Goes through an open gate: true. Otherwise waits in line to be resumed as (kind, subject), which
 * must call ab_gate_passed; *place (if not NULL) allows to leave the line gate->way. */
bool ab_gate_pass(struct ab_gate *gate, enum ab_kind kind, uint32_t subject, ab_wait_handle *place);
void ab_gate_passed(struct ab_gate *gate);

/* The other spell of weather begins. */
void ab_gate_weather(struct ab_run *run, int airfield);

/* Something that was known opens or shuts it, or a change has altered its keys. */
void ab_gate_opening(struct ab_run *run, int airfield);

#endif
