/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* held.h - what a load waits for that has no aircraft yet. */
#ifndef AB_MODEL_HELD_H
#define AB_MODEL_HELD_H

#include "model/state.h"

/* Whether the daily ceiling keeps outbound loads from being tasked. No more loads are under way
 * than may still leave today, so that aircraft do not fill the stands of the theatre waiting for
 * tomorrow. */
bool ab_held_by_ceiling(const struct ab_run *run);

/* The cause that a load's wait is charged to, as things are now: what would keep it from leaving
 * even with an aircraft at its side comes first, then the want of an aircraft. */
enum ab_cause ab_held_cause(const struct ab_run *run, const struct ab_chalk_record *chalk);

#endif
