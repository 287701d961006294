/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* milestone.c - moments and amounts that history can be held against. */
#include "model/milestone.h"

#include <math.h>

void ab_milestone_reset(struct ab_run *run)
{
    for (int e = 0; e < AB_ON_COUNT; e++) {
        run->milestones_of[e] = AB_NOBODY;
    }
    for (int i = run->scenario->milestone_count; i-- > 0;) {
        const struct ab_milestone *milestone = &run->scenario->milestone[i];
        int *first = &run->milestones_of[milestone->event];
        run->milestone[i] =
            (struct ab_milestone_state){0, milestone->is_amount ? 0 : AB_BEYOND, *first};
        *first = i;
    }
}

static bool passes(const struct ab_references *filter, int index)
{
    return filter->count == 0 || ab_references_name(filter, index);
}

static void count(const struct ab_run *run, const struct ab_milestone *milestone,
                  struct ab_milestone_state *state, int64_t amount)
{
    if (milestone->is_amount) {
        if (ab_now(run) >= milestone->from && ab_now(run) < milestone->by) {
            state->value += (double)amount;
        }
        return;
    }
    const int64_t before = state->total;
    state->total += amount;
    if (milestone->nth == 0 || (before < milestone->nth && state->total >= milestone->nth)) {
        state->value = (double)ab_now(run);
    }
}

void ab_milestone_count(struct ab_run *run, enum ab_milestone_event event,
                        struct ab_concern concern, int64_t amount)
{
    for (int i = run->milestones_of[event]; i != AB_NOBODY; i = run->milestone[i].next) {
        const struct ab_milestone *milestone = &run->scenario->milestone[i];
        if (passes(&milestone->contingents, concern.contingent) &&
            passes(&milestone->airfields, concern.airfield) &&
            passes(&milestone->sites, concern.site)) {
            count(run, milestone, &run->milestone[i], amount);
        }
    }
}

void ab_milestone_note_evacuees(struct ab_run *run, enum ab_milestone_event event, int evacuation,
                                int airfield, int64_t amount)
{
    for (int i = run->milestones_of[event]; i != AB_NOBODY; i = run->milestone[i].next) {
        const struct ab_milestone *milestone = &run->scenario->milestone[i];
        if (passes(&milestone->airfields, airfield) &&
            passes(&milestone->evacuations, evacuation)) {
            count(run, milestone, &run->milestone[i], amount);
        }
    }
}

void ab_milestone_note_notification(struct ab_run *run, int notification)
{
    for (int i = run->milestones_of[AB_ON_NOTIFICATION]; i != AB_NOBODY;
         i = run->milestone[i].next) {
        if (passes(&run->scenario->milestone[i].notifications, notification)) {
            count(run, &run->scenario->milestone[i], &run->milestone[i], 1);
        }
    }
}

/* Whether something that is to be the last of its kind may be followed by another: the replication
 * ended before all was done. Nothing of the deployment comes after closure. */
static bool is_open(const struct ab_run *run, const struct ab_milestone *milestone)
{
    const bool deployment = milestone->event <= AB_ON_CLOSED;
    return !milestone->is_amount && milestone->nth == 0 && !run->complete &&
           !(deployment && run->command.closed != AB_TIME_NEVER);
}

static double value_of(const struct ab_run *run, int milestone)
{
    return is_open(run, &run->scenario->milestone[milestone]) ? AB_BEYOND
                                                              : run->milestone[milestone].value;
}

void ab_run_milestones(const struct ab_run *run, double *value)
{
    for (int i = 0; i < run->scenario->milestone_count; i++) {
        const struct ab_milestone *milestone = &run->scenario->milestone[i];
        value[i] = value_of(run, i);
        if (milestone->since != AB_NOBODY) {
            const double from = value_of(run, milestone->since);
            value[i] = ab_is_beyond(from) ? AB_BEYOND : value[i] - from;
        }
    }
}

enum ab_verdict ab_milestone_verdict(const struct ab_milestone *milestone, double value)
{
    if (!isfinite(value)) {
        return AB_MISSING;
    }
    if (milestone->has_earliest && value < milestone->earliest - milestone->tolerance) {
        return AB_EARLY;
    }
    if (milestone->has_latest && value > milestone->latest + milestone->tolerance) {
        return AB_LATE;
    }
    return AB_WITHIN;
}
