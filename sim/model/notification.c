/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* notification.c - dates, and what waits for them. */
#include "model/notification.h"

#include "model/luck.h"
#include "model/milestone.h"

void ab_notification_reset(struct ab_run *run)
{
    for (int what = 0; what < AB_PRECEDES_COUNT; what++) {
        run->notified[what] = 0;
    }
}

void ab_notification_schedule(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->notification_count; i++) {
        const struct ab_notification *plan = &run->scenario->notification[i];
        const ab_time at =
            ab_luck_when(run, &plan->at, ab_now(run),
                         ab_luck_stream(run, AB_OF_NOTIFICATION, i, AB_FOR_NOTIFICATION));
        ab_time *until = &run->notified[plan->before];
        *until = ab_time_later(*until, at);
        ab_simulation_at(&run->simulation, at, AB_PRIORITY_NORMAL, AB_EV_NOTIFIED, (uint32_t)i);
    }
}

void ab_notification_sent(struct ab_run *run, int notification)
{
    ab_milestone_note_notification(run, notification);
}

ab_time ab_notification_allows(const struct ab_run *run, enum ab_precedes what, ab_time moment)
{
    return ab_time_later(moment, run->notified[what]);
}
