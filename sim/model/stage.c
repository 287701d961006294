/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* stage.c - time charged to sortie and load together. */
#include "model/stage.h"

#include "model/accounts.h"
#include "model/diary.h"
#include "model/trace.h"
#include "scenario/rules.h"

#include <assert.h>

int ab_stage_of_load(const struct ab_sortie_record *sortie)
{
    if (sortie->purpose != AB_PURPOSE_POSITIONING || sortie->account.state != AB_WORK) {
        return sortie->account.state;
    }
    return sortie->block_in == AB_TIME_NEVER ? AB_CAUSE_POSITIONING : AB_CAUSE_AIRCRAFT;
}

/* What is no wait was work: it need not be kept. */
void ab_stage_charge_flight(struct ab_run *run, struct ab_sortie_record *sortie, int state)
{
    const int before = sortie->account.state, field = sortie->account.field;
    if (run->trace) {
        ab_trace_add_stretch(run, sortie);
    }
    const ab_time spent = ab_account_charge(&sortie->account, ab_now(run), state);
    sortie->account.field =
        sortie->block_out == AB_TIME_NEVER ? sortie->origin : sortie->destination;
    if (spent > 0 && before != AB_WORK) {
        run->count.waited[before] += spent;
        run->count.waits[before] += !ab_timesheet_has(&run->spent, sortie->tail, before);
        ab_timesheet_add(&run->spent, sortie->tail, before, spent);
        if (run->accounts.are_kept) {
            ab_accounts_wait(run, ab_stage_served(run, sortie)->lot->contingent, field, before,
                             spent);
        }
    }
}

void ab_stage_blame(struct ab_run *run, struct ab_sortie_record *sortie, int airfield)
{
    if (sortie->account.field != airfield) {
        ab_stage_charge_flight(run, sortie, sortie->account.state);
        sortie->account.field = airfield;
    }
}

/* What may keep a load from having an aircraft: all that it can wait for before it is cut. */
static const enum ab_cause before_tasked[AB_UNCUT_CAUSES] = {
    AB_CAUSE_AIRCRAFT, AB_CAUSE_SLOT, AB_CAUSE_CLOSED, AB_CAUSE_WINDOW, AB_CAUSE_FLOW};

/* The place of a cause among those; AB_UNCUT_CAUSES when it is none. */
static int place_before_tasked(int cause)
{
    int i = 0;
    while (i < AB_UNCUT_CAUSES && (int)before_tasked[i] != cause) {
        i++;
    }
    return i;
}

/* Waiting for an aircraft, for one under way, to be prepared, for the yard where it leaves from, and before
 * one is tasked for what keeps it from having one, is the load's; every other is its aircraft's. */
static bool is_own_wait(const struct ab_chalk *chalk, int state)
{
    return state == AB_CAUSE_AIRCRAFT || state == AB_CAUSE_POSITIONING ||
           state == AB_CAUSE_PREPARATION ||
           (chalk->departed == AB_TIME_NEVER && state == AB_CAUSE_YARD) ||
           (chalk->tasked == AB_TIME_NEVER && place_before_tasked(state) < AB_UNCUT_CAUSES);
}

static void count_wait(struct ab_run *run, struct ab_chalk *chalk, int cause, ab_time spent)
{
    const uint32_t bit = UINT32_C(1) << cause;
    run->count.waited[cause] += spent;
    run->count.waits[cause] += (chalk->waited & bit) == 0;
    chalk->waited = (chalk->waited | bit) & ((UINT32_C(1) << AB_CAUSE_COUNT) - 1);
    if (cause == AB_CAUSE_CLOSED || cause == AB_CAUSE_FLOW) {
        assert(chalk->tasked == AB_TIME_NEVER);
        struct ab_detention detention = ab_detention_of(run, chalk);
        *(cause == AB_CAUSE_CLOSED ? &detention.shut : &detention.kept) += spent;
        run->detention[chalk - run->chalk] = detention;
        chalk->detained = true;
    }
    if (run->accounts.are_kept) {
        const struct ab_lot *lot = chalk->lot;
        ab_accounts_wait(
            run, lot->contingent,
            ab_contingent_origin(&run->scenario->contingent[lot->contingent], lot->direction),
            cause, spent);
    }
}

static void keep_wait(struct ab_run *run, int load, int cause, ab_time spent)
{
    struct ab_uncut_waits *waits = &run->cuts.waited[load];
    const int i = place_before_tasked(cause);
    assert(i < AB_UNCUT_CAUSES);
    if (!run->chalk[load].waited_uncut) {
        *waits = (struct ab_uncut_waits){0};
        run->chalk[load].waited_uncut = true;
    }
    waits->of[i] += spent;
}

void ab_stage_count_waits(struct ab_run *run, int load)
{
    for (int i = 0; run->chalk[load].waited_uncut && i < AB_UNCUT_CAUSES; i++) {
        const ab_time spent = run->cuts.waited[load].of[i];
        if (spent > 0) {
            count_wait(run, &run->chalk[load], (int)before_tasked[i], spent);
        }
    }
}

void ab_stage_charge_load(struct ab_run *run, int load, int state)
{
    struct ab_chalk *chalk = &run->chalk[load];
    const int before = chalk->state;
    if (run->trace) {
        ab_trace_add_load_stretch(run, load);
    }
    const ab_time spent = ab_now(run) - chalk->since;
    assert(before >= 0 && spent >= 0);
    chalk->since = ab_now(run);
    ab_chalk_enter(chalk, state);
    if (spent > 0 && is_own_wait(chalk, before)) {
        if (chalk->lot->is_uncut) {
            keep_wait(run, load, before, spent);
        } else {
            count_wait(run, chalk, before, spent);
        }
    }
    if (run->diary.is_kept && (before == AB_CAUSE_AIRCRAFT) != (state == AB_CAUSE_AIRCRAFT)) {
        ab_diary_load(run, chalk->lot, state == AB_CAUSE_AIRCRAFT ? 1 : -1);
    }
    if (run->trace) {
        run->loads.spent[load].in[before] += spent;
    }
}

/* The load shares its aircraft's state. */
static void charge_load_with(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const int load =
        sortie->purpose == AB_PURPOSE_POSITIONING ? run->tail[sortie->tail].chalk : sortie->chalk;
    if (load != AB_NOBODY) {
        const int of_load = ab_stage_of_load(sortie);
        const int before = run->chalk[load].state;
        if (before >= 0 && before != of_load && !run->chalk[load].in_hand) {
            ab_stage_charge_load(run, load, of_load);
        }
    }
}

void ab_stage_change(struct ab_run *run, struct ab_sortie_record *sortie, int state)
{
    if (sortie->account.state != state) {
        ab_stage_charge_flight(run, sortie, state);
    }
    if (run->trace || sortie->purpose == AB_PURPOSE_POSITIONING) {
        charge_load_with(run, sortie);
    }
}

void ab_stage_take_aboard(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const struct ab_chalk *chalk = &run->chalk[sortie->chalk];
    if (chalk->state >= 0 && !chalk->in_hand) {
        ab_stage_charge_load(run, sortie->chalk, sortie->account.state);
    }
}

void ab_stage_after(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time delay,
                    enum ab_kind kind)
{
    const uint32_t subject = (uint32_t)sortie->tail;
    if (delay == 0) {
        ab_simulation_resume(&run->simulation, (uint16_t)kind, subject);
    } else {
        ab_simulation_after(&run->simulation, delay, (uint16_t)kind, subject);
    }
}

bool ab_stage_wait(struct ab_run *run, struct ab_sortie_record *sortie,
                   struct ab_resource *resource, int32_t units, uint8_t priority,
                   enum ab_cause cause, enum ab_kind kind)
{
    ab_wait_handle place;
    if (ab_resource_acquire(resource, units, priority, (uint16_t)kind, (uint32_t)sortie->tail,
                            &place)) {
        return true;
    }
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    tail->wait.line = resource;
    tail->wait.place = place;
    ab_stage_charge(run, sortie, (int)cause);
    return false;
}

ab_time ab_stage_endurance(const struct ab_run *run, const struct ab_sortie_record *sortie,
                           ab_time flight)
{
    const ab_time holding = run->scenario->aircraft[run->tail[sortie->tail].type].holding_fuel;
    return ab_now(run) + flight + holding + AB_FINAL_RESERVE;
}

void ab_stage_set_out(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time flight)
{
    if (ab_stage_may_run_dry(run, sortie->tail)) {
        run->aside[sortie->tail].holding.fuel_lasts_until = ab_stage_endurance(run, sortie, flight);
    }
}

int32_t ab_stage_stands(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return (int32_t)run->scenario->aircraft[run->tail[sortie->tail].type].stands;
}

void ab_stage_stand_at(struct ab_run *run, struct ab_tail *tail, int airfield)
{
    const int64_t stands = run->scenario->aircraft[tail->type].stands;
    if (tail->stand.at != AB_NOBODY) {
        run->field[tail->stand.at].ours -= stands;
    }
    if (airfield != AB_NOBODY) {
        run->field[airfield].ours += stands;
    }
    tail->stand.at = airfield;
    ab_trace_hold(run, (int)(tail - run->tail), AB_HELD_STAND, airfield);
}

void ab_stage_leave_stand(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    if (tail->stand.at != AB_NOBODY) {
        ab_resource_release(&run->field[tail->stand.at].stands, ab_stage_stands(run, sortie));
        ab_stage_stand_at(run, tail, AB_NOBODY);
        tail->stand.beyond = false;
    }
}
