/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* timetable.h - when an airfield is open, as far as that is known beforehand.
 *
 * Known are the hours of the local day, dated closures, whether the airfield is open at all, and
 * changes of these whose date is no matter of chance (with deterministic = yes none is), unless
 * they say foreseen = no. Weather is not known ahead, nor is a full ramp. What an airfield is now and what it will be are asked here, and nowhere else.
 *
 *     struct ab_outlook outlook = ab_timetable_at(run, airfield, AB_LANDINGS, when);
 *     if (outlook.cause == AB_WORK) ... it is open, at least until outlook.until
 */
#ifndef AB_MODEL_TIMETABLE_H
#define AB_MODEL_TIMETABLE_H

#include "model/state.h"

struct ab_outlook {
    int cause;     /* AB_WORK: open; else what shuts it, AB_CAUSE_CLOSED or AB_CAUSE_HOURS */
    ab_time until; /* nothing that is known changes it before; AB_TIME_NEVER: for good */
};

/* Notes which changes of airfields have a known date; the fields must be reset. */
void ab_timetable_reset(struct ab_run *run);

/* Whether an airfield is open for landings or take-offs at `when`, now or later. */
struct ab_outlook ab_timetable_at(const struct ab_run *run, int airfield, enum ab_movement way,
                                  ab_time when);

/* Whether it is used at all in this operation, now or after a change that is known. */
bool ab_timetable_is_used(const struct ab_run *run, int airfield);

/* Whether now lies within hours of the local day. */
bool ab_timetable_within(const struct ab_run *run, int airfield, const struct ab_hours *hours);

/* When work of this length may begin at an airfield: now, or when its working hours allow. */
ab_time ab_timetable_work_begin(const struct ab_run *run, int airfield, ab_time duration);

#endif
