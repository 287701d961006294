/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* meter.h - how much of something was in use, how many waited for it, and how long it was full, in one
 * span of time after another: hour by hour, say.
 *
 * A set of meters goes through the spans together. Whoever changes something says what is so from now
 * on; when a span is over its owner is told what went on with each active meter in it. What lasts for
 * no time at all leaves no mark. A meter costs nothing while nothing goes on with it.
 *
 *     ab_meter_set(&meters, RUNWAY, now, 1, 3, true);   in use, with three in line, and full
 */
#ifndef AB_ENGINE_METER_H
#define AB_ENGINE_METER_H

#include "base/time.h"

#include <stdbool.h>

struct ab_meter {
    int64_t in_use, in_line;           /* now */
    int64_t used_ms, line_ms, full_ms; /* in this span, if that stays so until its end */
    bool full, active;
};

/* What went on with a meter in a span. */
struct ab_use {
    int meter;
    int64_t used_ms, line_ms, full_ms;
};

struct ab_meters {
    struct ab_meter *meter; /* [count] */
    int *active;            /* [count]: those with something to tell, the first `actives` */
    struct ab_use *use;     /* [count]: of those, when a span is over */
    int count, actives;
    ab_time step, until; /* length of a span; the end of the one at hand */
    int span;            /* its number, from 0 */
    /* A span is over, in which there were so many uses; there is at most one call for a span, and none
     * where nothing is active unless `busy` says so, which it then takes back. */
    void (*turned)(void *owner, const struct ab_use *use, int uses);
    void *owner;
    bool busy;
};

/* Begins anew: nothing goes on, and the first span ends at `until`. The arrays stay as they are. */
void ab_meters_reset(struct ab_meters *meters, ab_time step, ab_time until);

/* Ends the spans that are over by now. */
void ab_meters_turn(struct ab_meters *meters, ab_time now);

/* From now on so much is in use, and so many are in line: when a span may be over, or not. */
void ab_meter_set_anew(struct ab_meters *meters, int index, ab_time now, int64_t in_use,
                       int64_t in_line, bool full);
static inline void ab_meter_set(struct ab_meters *meters, int index, ab_time now, int64_t in_use,
                                int64_t in_line, bool full)
{
    struct ab_meter *meter = &meters->meter[index];
    const ab_time left = meters->until - now;
    if (left <= 0) {
        ab_meter_set_anew(meters, index, now, in_use, in_line, full);
        return;
    }
    if (!meter->active) {
        meter->active = true;
        meters->active[meters->actives++] = index;
    }
    if (meter->in_use != in_use) { /* mostly one of them changes */
        meter->used_ms += (in_use - meter->in_use) * left;
        meter->in_use = in_use;
    }
    if (meter->in_line != in_line) {
        meter->line_ms += (in_line - meter->in_line) * left;
        meter->in_line = in_line;
    }
    if (meter->full != full) {
        meter->full_ms += full ? left : -left;
        meter->full = full;
    }
}

/* Ends the span at hand with what has passed of it, if anything has. */
void ab_meters_close(struct ab_meters *meters, ab_time now);

#endif
