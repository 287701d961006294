/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* yard.c - places for loads at airfields. */
#include "model/yard.h"

static int32_t room_of(const struct ab_run *run, int airfield)
{
    return (int32_t)run->scenario->airfield[airfield].yard_loads;
}

void ab_yard_reset(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        ab_resource_init(&run->field[i].yard, &run->simulation, &run->waiting_room,
                         room_of(run, i));
    }
}

bool ab_yard_enter(struct ab_run *run, int airfield, enum ab_kind kind, int subject,
                   ab_wait_handle *place)
{
    return ab_resource_acquire(&run->field[airfield].yard, 1, AB_PRIORITY_NORMAL, (uint16_t)kind,
                               (uint32_t)subject, place);
}

void ab_yard_leave(struct ab_run *run, int airfield)
{
    ab_resource_release(&run->field[airfield].yard, 1);
}

void ab_yard_refresh(struct ab_run *run, int airfield)
{
    struct ab_resource *yard = &run->field[airfield].yard;
    if (yard->capacity != room_of(run, airfield)) {
        ab_resource_set_capacity(yard, room_of(run, airfield));
    }
}
