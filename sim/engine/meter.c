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

/* Brings the sums of a meter up to a moment. */
static void settle(struct ab_meter *meter, ab_time now)
{
    const ab_time passed = now - meter->since;
    if (passed == 0) {
        return;
    }
    meter->used_ms += meter->in_use * passed;
    meter->line_ms += meter->in_line * passed;
    meter->full_ms += meter->full ? passed : 0;
    meter->since = now;
}

/* Tells of the span that ends now, and begins the next; those with which nothing goes on drop out. */
static void turn(struct ab_meters *meters, ab_time now)
{
    for (int i = 0; i < meters->actives; i++) {
        settle(&meters->meter[meters->active[i]], now);
    }
    meters->turned(meters->owner);
    int kept = 0;
    for (int i = 0; i < meters->actives; i++) {
        struct ab_meter *meter = &meters->meter[meters->active[i]];
        meter->used_ms = meter->line_ms = meter->full_ms = 0;
        meter->active = meter->in_use != 0 || meter->in_line != 0 || meter->full;
        if (meter->active) {
            meters->active[kept++] = meters->active[i];
        }
    }
    meters->actives = kept;
    meters->busy = false;
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
        turn(meters, meters->until);
        meters->span++;
        meters->until += meters->step;
    }
}

void ab_meter_set(struct ab_meters *meters, int index, ab_time now, int64_t in_use, int64_t in_line,
                  bool full)
{
    struct ab_meter *meter = &meters->meter[index];
    if (now >= meters->until) {
        ab_meters_turn(meters, now);
    }
    if (meter->active) {
        settle(meter, now);
    } else {
        meter->active = true;
        meter->since = now;
        meters->active[meters->actives++] = index;
    }
    meter->in_use = in_use;
    meter->in_line = in_line;
    meter->full = full;
}

void ab_meters_close(struct ab_meters *meters, ab_time now)
{
    ab_meters_turn(meters, now);
    const bool has_begun = now > meters->until - meters->step;
    if (meters->busy || (has_begun && meters->actives > 0)) {
        turn(meters, now);
    }
}
