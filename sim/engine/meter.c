/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* meter.c - use, lines and fullness by spans of time. */
#include "engine/meter.h"

void ab_meters_reset(struct ab_meters *meters, ab_time step, ab_time until)
{
    for (int i = 0; i < meters->actives; i++) {
        meters->meter[meters->active[i]] = (struct ab_meter){0};
    }
    meters->actives = 0;
    meters->busy = false;
    meters->step = step;
    meters->until = until;
    meters->span = 0;
}

/* Tells of the span at hand, and begins the next; meters with which nothing goes on drop out. */
static void turn(struct ab_meters *meters)
{
    const int uses = meters->actives;
    const ab_time step = meters->step;
    int kept = 0;
    for (int i = 0; i < uses; i++) {
        const int index = meters->active[i];
        struct ab_meter *meter = &meters->meter[index];
        meters->use[i] = (struct ab_use){index, meter->used_ms, meter->line_ms, meter->full_ms};
        meter->used_ms = meter->in_use * step;
        meter->line_ms = meter->in_line != 0 ? meter->in_line * step : 0;
        meter->full_ms = meter->full ? step : 0;
        meter->active = meter->in_use != 0 || meter->in_line != 0 || meter->full;
        meters->active[kept] = index;
        kept += meter->active;
    }
    meters->actives = kept;
    meters->busy = false;
    meters->turned(meters->owner, meters->use, uses);
}

/* Takes back what was foreseen for the rest of the span. */
static void cut_short(struct ab_meters *meters, ab_time left)
{
    for (int i = 0; i < meters->actives; i++) {
        struct ab_meter *meter = &meters->meter[meters->active[i]];
        meter->used_ms -= meter->in_use * left;
        meter->line_ms -= meter->in_line * left;
        meter->full_ms -= meter->full ? left : 0;
    }
}

void ab_meters_turn(struct ab_meters *meters, ab_time now)
{
    while (now >= meters->until) {
        if (meters->actives == 0 && !meters->busy) { /* nothing to tell until now */
            const ab_time spans = (now - meters->until) / meters->step + 1;
            meters->span += (int)spans;
            meters->until += spans * meters->step;
            return;
        }
        turn(meters);
        meters->span++;
        meters->until += meters->step;
    }
}

void ab_meter_set_anew(struct ab_meters *meters, int index, ab_time now, int64_t in_use,
                       int64_t in_line, bool full)
{
    ab_meters_turn(meters, now);
    ab_meter_set(meters, index, now, in_use, in_line, full);
}

void ab_meters_close(struct ab_meters *meters, ab_time now)
{
    ab_meters_turn(meters, now);
    const bool has_begun = now > meters->until - meters->step;
    if (meters->busy || (has_begun && meters->actives > 0)) {
        cut_short(meters, meters->until - now);
        turn(meters);
    }
}
