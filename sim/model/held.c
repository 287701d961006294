/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* held.c - loads before they are tasked. */
#include "model/held.h"

#include "model/timetable.h"
#include "scenario/rules.h"

bool ab_held_by_ceiling(const struct ab_run *run)
{
    const int64_t ceiling = run->scenario->withdrawal.flights_per_day;
    return ceiling > 0 && run->withdrawal.permits.in_use + run->withdrawal.in_progress >= ceiling;
}

/* Whether the airfield that it leaves from, or all that it may go to, are not used any more. */
static bool is_held_by_closure(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->contingent];
    if (chalk->outbound) {
        return !ab_timetable_is_used(run, ab_contingent_leaves_from(plan)) ||
               !ab_timetable_is_used(run, ab_contingent_returns_to(plan));
    }
    bool used = false;
    for (int i = 0; !used && i < plan->apod.count; i++) {
        used = ab_timetable_is_used(run, plan->apod.index[i]);
    }
    return !used || !ab_timetable_is_used(run, plan->apoe);
}

enum ab_cause ab_held_cause(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    if (is_held_by_closure(run, chalk)) {
        return AB_CAUSE_CLOSED;
    }
    return chalk->outbound && ab_held_by_ceiling(run) ? AB_CAUSE_SLOT : AB_CAUSE_AIRCRAFT;
}
