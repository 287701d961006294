/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* beginning.c - in the middle of an operation. */
#include "model/beginning.h"

#include "model/contingent.h"
#include "model/fleet.h"
#include "model/fuel.h"
#include "model/luck.h"
#include "model/site.h"
#include "model/stage.h"
#include "model/tasking.h"

/* An aircraft stands away from home, as after a flight from there. */
static void place(struct ab_run *run, int index, int airfield)
{
    struct ab_tail *tail = &run->tail[index];
    if (airfield == tail->home) {
        return;
    }
    tail->at = airfield;
    (void)ab_resource_seize(&run->field[airfield].stands,
                            (int32_t)run->scenario->aircraft[tail->type].stands);
    ab_stage_stand_at(run, tail, airfield);
    ab_fuel_begin_with(run, tail);
    (void)ab_crew_begin_with(run, tail); /* without one it waits for one */
}

static void place_fleet(struct ab_run *run, int fleet)
{
    const struct ab_fleet *plan = &run->scenario->fleet[fleet];
    int index = run->fleet_tails[fleet];
    for (int p = 0; p < plan->position_count; p++) {
        for (int64_t n = 0; n < plan->positions[p].count; n++) {
            place(run, index++, plan->positions[p].index);
        }
    }
}

/* The first aircraft of a fleet that is at home and has nothing to do, behind those that have positions;
 * AB_NOBODY when there is none. */
static int find_tail(const struct ab_run *run, int fleet)
{
    const struct ab_fleet *plan = &run->scenario->fleet[fleet];
    int index = run->fleet_tails[fleet];
    for (int p = 0; p < plan->position_count; p++) {
        index += (int)plan->positions[p].count;
    }
    while (index < run->fleet_tails[fleet + 1] &&
           (run->tail[index].used || !ab_fleet_belongs(run, &run->tail[index]))) {
        index++;
    }
    return index < run->fleet_tails[fleet + 1] ? index : AB_NOBODY;
}

/* The next load of a contingent that has not begun and is needed, or AB_NOBODY. */
static int next_load(struct ab_run *run, int contingent)
{
    struct ab_unit *unit = &run->unit[contingent];
    while (unit->begun < unit->inbound_chalks &&
           run->chalk[unit->first_chalk + unit->begun].lot->has_lapsed) {
        unit->begun++;
    }
    if (unit->begun == unit->inbound_chalks) {
        run->misbegun = "more loads are delivered, or in the air, at its start than there are";
        return AB_NOBODY;
    }
    return unit->first_chalk + unit->begun;
}

static void fly(struct ab_run *run, int contingent, int fleet)
{
    const int load = next_load(run, contingent), tail = find_tail(run, fleet);
    if (load == AB_NOBODY) {
        return;
    }
    ab_simulation_assert(&run->simulation, tail != AB_NOBODY); /* the audit has counted them */
    const struct ab_lot *lot = run->chalk[load].lot;
    const int type = run->tail[tail].type;
    if ((lot->types >> type & 1) == 0 ||
        (lot->is_uncut &&
         !ab_contingent_cut(run, load, type,
                            run->scenario->contingent[contingent].apod.index[0]))) {
        run->misbegun = "a load is in the air at its start with an aircraft that cannot take it";
        return;
    }
    if (!ab_crew_begin_with(run, &run->tail[tail])) {
        run->misbegun = "more aircraft are in the air at its start than a fleet has crews";
        return;
    }
    const ab_time left =
        ab_luck_time(run, run->scenario->contingent[contingent].airborne_time,
                     ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_AIRBORNE),
                     ab_luck_of_chalk(&run->chalk[load]));
    run->unit[contingent].begun++;
    ab_tasking_begin_airborne(run, load, tail, left);
}

static void begin_contingent(struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    for (int64_t n = 0; n < plan->delivered && run->misbegun == NULL; n++) {
        const int load = next_load(run, contingent);
        if (load != AB_NOBODY) {
            ab_contingent_begin_with(run, load);
        }
    }
    for (int i = 0; i < plan->airborne_count; i++) {
        for (int64_t n = 0; n < plan->airborne[i].count && run->misbegun == NULL; n++) {
            fly(run, contingent, plan->airborne[i].index);
        }
    }
}

void ab_beginning_set(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->scenario;
    run->misbegun = NULL;
    run->fuel_begun_t = 0;
    run->sustainment = (struct ab_lot){0}; /* whatever the replication before had */
    run->no_load.lot = &run->sustainment;
    for (int f = 0; f < scenario->fleet_count; f++) {
        place_fleet(run, f);
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        if (!scenario->contingent[c].joins_later) {
            ab_contingent_begin_there(run, c);
        }
        begin_contingent(run, c);
    }
    for (int s = 0; s < scenario->site_count; s++) {
        if (scenario->site[s].held_by != AB_NOBODY && !ab_site_begin_held(run, s)) {
            run->misbegun = "a site is held at its start by more people than are in the theatre";
        }
    }
}

void ab_beginning_close(struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        if (run->scenario->contingent[c].delivered > 0) {
            ab_contingent_begun(run, c);
        }
    }
}
