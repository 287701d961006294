/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* preparation.c - the teams and the yard. */
#include "model/preparation.h"

#include "base/memory.h"
#include "model/airfield.h"
#include "model/callup.h"
#include "model/luck.h"
#include "model/service.h"
#include "model/stage.h"
#include "model/yard.h"
#include "scenario/rules.h"

#include <assert.h>

enum { FORWARD, INBOUND, OUTBOUND }; /* serials of a contingent */

/* --- who is prepared -------------------------------------------------------------------------- */

static bool takes(const struct ab_run *run, int contingent, enum ab_direction direction)
{
    return ab_scenario_prepares(run->scenario, &run->scenario->contingent[contingent], direction);
}

bool ab_preparation_prepare(struct ab_run *run)
{
    const int ways = AB_DIRECTIONS * run->scenario->contingent_count;
    bool any = false;
    for (int i = 0; !any && i < ways; i++) {
        any = takes(run, i / AB_DIRECTIONS, (enum ab_direction)(i % AB_DIRECTIONS));
    }
    if (!any) {
        return true;
    }
    const size_t serials = AB_SERIALS * (size_t)run->scenario->contingent_count;
    run->outload.takes = ab_arena_take(run->arena, (size_t)ways * sizeof *run->outload.takes);
    run->outload.serial = ab_arena_take(run->arena, serials * sizeof *run->outload.serial);
    run->outload.load = ab_memory_take((size_t)run->chalk_room, sizeof *run->outload.load);
    for (int i = 0; run->outload.takes && i < ways; i++) {
        run->outload.takes[i] =
            takes(run, i / AB_DIRECTIONS, (enum ab_direction)(i % AB_DIRECTIONS));
    }
    return run->outload.takes && run->outload.serial && run->outload.load && ab_callup_prepare(run);
}

/* --- the line --------------------------------------------------------------------------------- */

static int serial_of(const struct ab_lot *lot)
{
    return AB_SERIALS * lot->contingent + (lot->direction == AB_OUT ? OUTBOUND
                                           : lot->forward           ? FORWARD
                                                                    : INBOUND);
}

static bool goes_before(const void *owner, int a, int b)
{
    const struct ab_run *run = owner;
    const struct ab_in_line first = ab_callup_in_line(run, a, run->outload.serial[a].next);
    const struct ab_in_line second = ab_callup_in_line(run, b, run->outload.serial[b].next);
    return ab_callup_goes_before(&first, &second);
}

static struct ab_pairing in_order(const struct ab_run *run)
{
    return (struct ab_pairing){&run->outload.serial[0].node, sizeof run->outload.serial[0],
                               goes_before, run};
}

static void line_up(struct ab_run *run, int serial)
{
    const struct ab_pairing serials = in_order(run);
    int *line = &run->field[run->outload.serial[serial].airfield].brought;
    *line = ab_pairing_add(&serials, *line, serial);
}

/* The load whose turn it is. */
static int take_first(struct ab_run *run, int airfield)
{
    const struct ab_pairing serials = in_order(run);
    int *line = &run->field[airfield].brought;
    const int index = *line;
    struct ab_serial *serial = &run->outload.serial[index];
    *line = ab_pairing_take(&serials, *line);
    const int load = serial->next++;
    ab_resource_count_waiting(&run->field[airfield].teams, -1);
    if (serial->next < serial->brought) {
        line_up(run, index);
    }
    return load;
}

/* --- coming ----------------------------------------------------------------------------------- */

void ab_preparation_expect(struct ab_run *run, int first, int count, ab_time from)
{
    const struct ab_lot *lot = run->chalk[first].lot;
    run->outload.serial[serial_of(lot)] = (struct ab_serial){
        .airfield =
            ab_contingent_origin(&run->scenario->contingent[lot->contingent], lot->direction),
        .next = first,
        .brought = first,
        .end = first + count,
    };
    ab_simulation_at(&run->simulation, from, AB_PRIORITY_NORMAL, AB_EV_LOAD_BROUGHT,
                     (uint32_t)first);
}

/* Comes to the field, and into the line for a team if it needs one. */
static void bring(struct ab_run *run, int load)
{
    struct ab_chalk *chalk = &run->chalk[load];
    struct ab_serial *serial = &run->outload.serial[serial_of(chalk->lot)];
    run->outload.load[load].brought = ab_now(run);
    chalk->in_hand = true;
    chalk->since = ab_now(run);
    chalk->state = AB_CAUSE_PREPARATION;
    serial->brought++;
    if (!ab_contingent_is_prepared(&run->scenario->contingent[chalk->lot->contingent])) {
        serial->next++;
        ab_simulation_resume(&run->simulation, AB_EV_LOAD_PREPARED, (uint32_t)load);
    } else {
        if (serial->next == load) {
            line_up(run, serial_of(chalk->lot));
        }
        ab_resource_count_waiting(&run->field[serial->airfield].teams, 1);
        ab_preparation_post(run, serial->airfield);
    }
}

void ab_preparation_brought(struct ab_run *run, int load)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    const struct ab_contingent *plan = &run->scenario->contingent[lot->contingent];
    const struct ab_distribution *interval =
        lot->direction == AB_OUT ? plan->outload_interval : plan->load_interval;
    const uint64_t stream = ab_luck_stream(run, AB_OF_CONTINGENT, lot->contingent, AB_FOR_INTERVAL);
    const int end = run->outload.serial[serial_of(lot)].end;
    for (ab_time later = 0; later == 0; load++) {
        bring(run, load);
        later = load + 1 < end
                    ? ab_luck_time(run, interval, stream, ab_luck_of_chalk(&run->chalk[load + 1]))
                    : AB_TIME_NEVER;
        if (later > 0 && later != AB_TIME_NEVER) {
            ab_simulation_after(&run->simulation, later, AB_EV_LOAD_BROUGHT, (uint32_t)load + 1);
        }
    }
}

/* --- with a team ------------------------------------------------------------------------------ */

static bool needs_team(const struct ab_run *run, int load)
{
    return ab_contingent_is_prepared(&run->scenario->contingent[run->chalk[load].lot->contingent]);
}

static struct ab_list_links links_of(const struct ab_run *run)
{
    return (struct ab_list_links){&run->outload.load[0].link, sizeof run->outload.load[0]};
}

void ab_preparation_call(struct ab_run *run, int load)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    if (chalk->in_hand && !chalk->called_ahead) {
        ab_callup(run, load,
                  ab_now(run) + run->scenario->contingent[chalk->lot->contingent].call_forward);
    }
}

static void take_up(struct ab_run *run, int airfield, int load)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    struct ab_list *with_team = &run->field[airfield].with_team;
    const ab_time ahead = run->scenario->contingent[chalk->lot->contingent].call_forward;
    const ab_time mean = ab_service_mean_preparation(run, chalk->lot);
    ab_list_put(with_team, links_of(run), load, with_team->last);
    run->outload.load[load].taken_up = ab_now(run);
    ab_stage_charge_load(run, load, AB_WORK);
    if (!chalk->called_ahead && ahead >= mean && ahead > 0) {
        ab_callup(run, load, ab_now(run) + mean);
    } else if (!chalk->called_ahead && ahead > 0) {
        ab_simulation_after(&run->simulation, mean - ahead, AB_EV_LOAD_CALL, (uint32_t)load);
    }
    ab_simulation_after(&run->simulation, ab_service_preparation(run, chalk), AB_EV_LOAD_PREPARED,
                        (uint32_t)load);
}

void ab_preparation_post(struct ab_run *run, int airfield)
{
    struct ab_field *field = &run->field[airfield];
    if (field->brought != AB_PAIRING_EMPTY && !field->teams_posted) {
        field->teams_posted = true;
        ab_simulation_conclude(&run->simulation, AB_EV_TEAMS, (uint32_t)airfield);
    }
}

void ab_preparation_round(struct ab_run *run, int airfield)
{
    struct ab_field *field = &run->field[airfield];
    field->teams_posted = false;
    while (field->brought != AB_PAIRING_EMPTY && field->teams.in_use < field->teams.capacity) {
        ab_resource_seize(&field->teams, 1);
        take_up(run, airfield, take_first(run, airfield));
    }
    ab_callup_look(run, airfield);
    ab_airfield_trace(run, airfield);
}

/* --- the yard --------------------------------------------------------------------------------- */

static int field_of_load(const struct ab_run *run, int load)
{
    return run->outload.serial[serial_of(run->chalk[load].lot)].airfield;
}

static bool is_awaited(const struct ab_run *run, const struct ab_chalk *chalk)
{
    return chalk->tail != AB_NOBODY && run->sortie[chalk->tail].chalk == chalk - run->chalk &&
           run->sortie[chalk->tail].account.state == AB_CAUSE_CARGO;
}

/* Ready, and no team has it any more. */
static void release(struct ab_run *run, int load)
{
    const int airfield = field_of_load(run, load);
    struct ab_chalk *chalk = &run->chalk[load];
    if (needs_team(run, load)) {
        ab_list_take(&run->field[airfield].with_team, links_of(run), load);
        ab_resource_release(&run->field[airfield].teams, 1);
        ab_preparation_post(run, airfield);
    }
    if (!chalk->called_ahead) {
        chalk->called = run->outload.load[load].due = ab_now(run);
    }
    ab_simulation_resume(&run->simulation, AB_EV_CHALK_READY, (uint32_t)load);
    ab_airfield_trace(run, airfield);
}

void ab_preparation_done(struct ab_run *run, int load)
{
    struct ab_chalk *chalk = &run->chalk[load];
    struct ab_prepared *prepared = &run->outload.load[load];
    const int airfield = field_of_load(run, load);
    struct ab_field *field = &run->field[airfield];
    prepared->done = ab_now(run);
    if (field->yard.in_use < field->yard.capacity || !is_awaited(run, chalk)) {
        prepared->in_yard =
            ab_yard_enter(run, airfield, AB_EV_LOAD_IN_YARD, load, &prepared->place);
    }
    if (prepared->in_yard || is_awaited(run, chalk)) {
        release(run, load);
        return;
    }
    ab_stage_charge_load(run, load, AB_CAUSE_YARD);
    if (needs_team(run, load)) {
        ab_resource_idle(&field->teams, 1);
    }
    if (!chalk->called_ahead) {
        ab_callup(run, load, ab_now(run));
    }
}

static void stop_keeping(struct ab_run *run, int load)
{
    if (needs_team(run, load)) {
        ab_resource_idle(&run->field[field_of_load(run, load)].teams, -1);
    }
    release(run, load);
}

void ab_preparation_in_yard(struct ab_run *run, int load)
{
    run->outload.load[load].in_yard = true;
    stop_keeping(run, load);
}

void ab_preparation_fetch(struct ab_run *run, int load)
{
    struct ab_prepared *prepared = &run->outload.load[load];
    if (prepared->done != AB_TIME_NEVER &&
        ab_resource_leave(&run->field[field_of_load(run, load)].yard, prepared->place)) {
        stop_keeping(run, load);
    }
}

void ab_preparation_leave_yard(struct ab_run *run, int load)
{
    struct ab_prepared *prepared = &run->outload.load[load];
    if (prepared->in_yard) {
        prepared->in_yard = false;
        ab_yard_leave(run, field_of_load(run, load));
    }
}
