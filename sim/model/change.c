/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* change.c - the scenario as it is now. */
#include "model/change.h"

#include "base/memory.h"
#include "model/airfield.h"
#include "model/command.h"
#include "model/crew.h"
#include "model/fleet.h"
#include "model/foresight.h"
#include "model/gate.h"
#include "model/luck.h"
#include "model/slot.h"
#include "scenario/keys.h"

#include <string.h>

/* --- the copies ------------------------------------------------------------------------------ */

/* Changes may alter airfields, fleets and the withdrawal (see the table of keys). */
static void copy(struct ab_run *run)
{
    const struct ab_scenario *original = run->original;
    memcpy(run->effective.airfield, original->airfield,
           (size_t)original->airfield_count * sizeof *original->airfield);
    memcpy(run->effective.fleet, original->fleet,
           (size_t)original->fleet_count * sizeof *original->fleet);
    run->effective.withdrawal = original->withdrawal;
}

bool ab_change_prepare(struct ab_run *run)
{
    const struct ab_scenario *original = run->original;
    run->effective = *original;
    run->scenario = &run->effective;
    run->effective.airfield = ab_arena_take(run->arena, ((size_t)original->airfield_count + 1) *
                                                            sizeof *original->airfield);
    run->effective.fleet =
        ab_arena_take(run->arena, ((size_t)original->fleet_count + 1) * sizeof *original->fleet);
    if (!run->effective.airfield || !run->effective.fleet) {
        return false;
    }
    copy(run);
    return true;
}

void ab_change_reset(struct ab_run *run)
{
    copy(run);
    for (int i = 0; i < run->scenario->change_count; i++) {
        const ab_time at = ab_luck_when(run, &run->scenario->change[i].at, 0,
                                        ab_luck_stream(run, AB_OF_CHANGE, i, AB_FOR_CHANGE));
        ab_simulation_at(&run->simulation, at, AB_PRIORITY_FIRST, (uint16_t)AB_EV_CHANGE,
                         (uint32_t)i);
    }
}

/* The thing that a change alters, in the run's own copy. */
static char *thing_of(struct ab_run *run, const struct ab_change *change)
{
    struct ab_scenario *effective = &run->effective;
    switch ((enum ab_section)change->section) {
    case AB_SECTION_AIRFIELD: return (char *)&effective->airfield[change->index];
    case AB_SECTION_FLEET: return (char *)&effective->fleet[change->index];
    default: return (char *)&effective->withdrawal;
    }
}

/* --- bringing things up to date -------------------------------------------------------------- */

static void set_capacity(struct ab_resource *resource, int64_t capacity)
{
    if (resource->capacity != (int32_t)capacity) {
        ab_resource_set_capacity(resource, (int32_t)capacity);
    }
}

static void refresh_airfield(struct ab_run *run, int index)
{
    const struct ab_airfield *airfield = &run->scenario->airfield[index];
    struct ab_field *field = &run->field[index];
    set_capacity(&field->stands, airfield->parking_mog);
    set_capacity(&field->places, airfield->working_mog);
    set_capacity(&field->runway, airfield->runways);
    set_capacity(&field->fuel.places, airfield->fuel_mog);
    ab_gate_opening(run, index);
    ab_slot_review(run, index);
}

void ab_change_apply(struct ab_run *run, int index)
{
    const struct ab_change *change = &run->scenario->change[index];
    memcpy(thing_of(run, change) + change->offset, change->bytes, change->size);
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        refresh_airfield(run, i);
    }
    if (change->section == AB_SECTION_AIRFIELD) {
        ab_airfield_trace(run, change->index);
    }
    ab_foresight_review(run);
    ab_command_refresh_ceiling(run);
    ab_crew_refresh(run);
    ab_fleet_refresh(run);
    run->batches.in_doubt = true;
    run->tasking.held_in_doubt = true;
    ab_post_tasking(run);
    ab_post_assignment(run);
}
