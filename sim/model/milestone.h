/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* milestone.h - what happened, counted against the scenario's milestones. */
#ifndef AB_MODEL_MILESTONE_H
#define AB_MODEL_MILESTONE_H

#include "model/state.h"

/* Whom a happening concerns; AB_NOBODY where it concerns no such thing. */
struct ab_concern {
    int contingent, airfield, site;
};

void ab_milestone_reset(struct ab_run *run);

/* The same to people of an evacuation (AB_NOBODY: of a back-haul), or to a flight with them. */
void ab_milestone_note_evacuees(struct ab_run *run, enum ab_milestone_event event, int evacuation,
                                int airfield, int64_t amount);

/* Something happened now: `amount` is 1 for events, people or vehicles for amounts. */
void ab_milestone_count(struct ab_run *run, enum ab_milestone_event event,
                        struct ab_concern concern, int64_t amount);
static inline void ab_milestone_note(struct ab_run *run, enum ab_milestone_event event,
                                     struct ab_concern concern, int64_t amount)
{
    if (run->milestones_of[event] != AB_NOBODY) {
        ab_milestone_count(run, event, concern, amount);
    }
}

/* A notification is sent now. */
void ab_milestone_note_notification(struct ab_run *run, int notification);

#endif
