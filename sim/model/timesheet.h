/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* timesheet.h - times by owner and state (or link), in columns.
 *
 * A column is written when somebody has time in its state. What nobody ever waits for takes no
 * memory then, as pages that were never written are none; and an owner's states are those that it has
 * time in, so that what it did not wait for is passed over. */
#ifndef AB_MODEL_TIMESHEET_H
#define AB_MODEL_TIMESHEET_H

#include "base/time.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ab_timesheet {
    ab_time *time; /* [state * owners + owner], where the owner has any */
    uint32_t *met; /* by owner: a bit per state that it has time in */
    uint32_t used; /* the states that anybody ever had */
    size_t owners;
};

/* False when memory is out. There are at most 31 states. */
bool ab_timesheet_take(struct ab_timesheet *sheet, int owners, int states);
void ab_timesheet_give(struct ab_timesheet *sheet);

/* The owner's times are all 0 again. */
static inline void ab_timesheet_forget(struct ab_timesheet *sheet, int owner)
{
    sheet->met[owner] = 0;
}

/* All times are 0 again. */
void ab_timesheet_clear(struct ab_timesheet *sheet);

static inline bool ab_timesheet_has(const struct ab_timesheet *sheet, int owner, int state)
{
    return (sheet->met[owner] >> state & 1) != 0;
}

static inline ab_time ab_timesheet_time(const struct ab_timesheet *sheet, int owner, int state)
{
    return ab_timesheet_has(sheet, owner, state)
               ? sheet->time[(size_t)state * sheet->owners + (size_t)owner]
               : 0;
}

static inline void ab_timesheet_add(struct ab_timesheet *sheet, int owner, int state, ab_time time)
{
    if (time != 0) {
        const ab_time before = ab_timesheet_time(sheet, owner, state);
        sheet->time[(size_t)state * sheet->owners + (size_t)owner] = before + time;
        sheet->met[owner] |= UINT32_C(1) << state;
        sheet->used |= UINT32_C(1) << state;
    }
}

/* Has at hand what an owner may have time in. */
static inline void ab_timesheet_fetch(const struct ab_timesheet *sheet, int owner)
{
    __builtin_prefetch(&sheet->met[owner]);
    for (uint32_t left = sheet->used; left != 0; left &= left - 1) {
        const size_t state = (size_t)__builtin_ctz(left);
        __builtin_prefetch(&sheet->time[state * sheet->owners + (size_t)owner]);
    }
}

/* The owner's first state from `state` on, or 32: for (s = next(0); s < 32; s = next(s + 1)). */
static inline int ab_timesheet_next(const struct ab_timesheet *sheet, int owner, int state)
{
    const uint32_t left = sheet->met[owner] >> state;
    return left ? state + __builtin_ctz(left) : 32;
}

#endif
