/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* accounts.c - who waited for what and where, and what flights took, by the things they are of. */
#include "model/accounts.h"

#include "base/memory.h"
#include "model/chain.h"
#include "model/stage.h"
#include "scenario/evacuation.h"

#include <string.h>

bool ab_accounts_prepare(struct ab_run *run)
{
    struct ab_accounts *accounts = &run->accounts;
    bool good = true;
    if (accounts->expense[0] != NULL) {
        return true;
    }
    for (int part = 0; good && part < AB_PARTS; part++) {
        const int count = ab_part_things(run->original, part) + 1;
        accounts->expense[part] = ab_memory_take((size_t)count, sizeof **accounts->expense);
        good = accounts->expense[part] != NULL;
        if (good && part != AB_BY_TYPE) {
            good = ab_timesheet_take(&accounts->waits[part], count, AB_CAUSE_COUNT) &&
                   ab_timesheet_take(&accounts->chain[part], count, AB_LINK_COUNT);
        }
    }
    if (good) {
        accounts->latest = ab_memory_take((size_t)ab_part_things(run->original, AB_BY_AIRFIELD) + 1,
                                          sizeof *accounts->latest);
    }
    return good && accounts->latest;
}

void ab_accounts_give(struct ab_run *run)
{
    for (int part = 0; part < AB_PARTS; part++) {
        ab_memory_give(run->accounts.expense[part]);
        if (part != AB_BY_TYPE) {
            ab_timesheet_give(&run->accounts.waits[part]);
            ab_timesheet_give(&run->accounts.chain[part]);
        }
    }
    ab_memory_give(run->accounts.latest);
    ab_pack_clear(&run->accounts.pack);
}

void ab_accounts_reset(struct ab_run *run)
{
    struct ab_accounts *accounts = &run->accounts;
    for (int part = 0; part < AB_PARTS; part++) {
        memset(accounts->expense[part], 0,
               ((size_t)ab_part_things(run->original, part) + 1) * sizeof **accounts->expense);
        if (part != AB_BY_TYPE) {
            ab_timesheet_clear(&accounts->waits[part]);
            ab_timesheet_clear(&accounts->chain[part]);
        }
    }
}

void ab_accounts_wait(struct ab_run *run, int contingent, int airfield, int cause, ab_time spent)
{
    ab_timesheet_add(&run->accounts.waits[AB_BY_CONTINGENT],
                     ab_scenario_owner(run->scenario, contingent), cause, spent);
    ab_timesheet_add(&run->accounts.waits[AB_BY_AIRFIELD], airfield, cause, spent);
}

/* What a flight is of, one thing of each kind. */
static void find_expenses(const struct ab_run *run, const struct ab_sortie_record *sortie,
                          struct ab_expense *expense[AB_PARTS])
{
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const int of[AB_PARTS] = {
        [AB_BY_CONTINGENT] =
            ab_scenario_owner(run->scenario, ab_stage_served(run, sortie)->lot->contingent),
        [AB_BY_AIRFIELD] = sortie->origin,
        [AB_BY_TYPE] = tail->type,
    };
    for (int part = 0; part < AB_PARTS; part++) {
        expense[part] = &run->accounts.expense[part][of[part]];
    }
}

void ab_accounts_fuel(struct ab_run *run, const struct ab_sortie_record *sortie, double taken_t)
{
    struct ab_expense *expense[AB_PARTS];
    find_expenses(run, sortie, expense);
    for (int part = 0; part < AB_PARTS; part++) {
        expense[part]->taken_t += taken_t;
        expense[part]->cost += taken_t * run->scenario->airfield[sortie->origin].fuel_price;
    }
}

void ab_accounts_flight(struct ab_run *run, const struct ab_sortie_record *sortie, ab_time flown)
{
    struct ab_expense *expense[AB_PARTS];
    const struct ab_aircraft_type *type = &run->scenario->aircraft[run->tail[sortie->tail].type];
    const double cost = ab_time_hours(flown) * type->cost_per_hour;
    find_expenses(run, sortie, expense);
    for (int part = 0; part < AB_PARTS; part++) {
        expense[part]->flights++;
        expense[part]->flown += flown;
        expense[part]->burnt_t += sortie->fuel_burnt_t;
        expense[part]->cost += cost;
    }
}

/* --- chains ------------------------------------------------------------------------------------ */

static void keep_chain(struct ab_timesheet *sheet, int owner, const ab_time *spent)
{
    ab_timesheet_forget(sheet, owner);
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        ab_timesheet_add(sheet, owner, link, spent[link]);
    }
}

void ab_accounts_delivery(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const int airfield = sortie->destination;
    run->accounts.expense[AB_BY_AIRFIELD][airfield].delivered = true;
    ab_chain_note(run, sortie, &run->accounts.latest[airfield],
                  &run->accounts.chain[AB_BY_AIRFIELD], airfield);
}

void ab_accounts_closure(struct ab_run *run, int contingent, const ab_time *spent)
{
    run->accounts.expense[AB_BY_CONTINGENT][contingent].delivered = true;
    keep_chain(&run->accounts.chain[AB_BY_CONTINGENT], contingent, spent);
}

/* --- packing: see record.h ---------------------------------------------------------------------- */

static void pack_sheet(struct ab_pack *pack, const struct ab_timesheet *sheet, int owner)
{
    for (int state = ab_timesheet_next(sheet, owner, 0); state < 32;
         state = ab_timesheet_next(sheet, owner, state + 1)) {
        ab_pack_put(pack, state);
        ab_pack_put(pack, ab_timesheet_time(sheet, owner, state));
    }
    ab_pack_put(pack, AB_PACK_END);
}

static void pack_thing(struct ab_pack *pack, const struct ab_accounts *accounts, int part,
                       int thing)
{
    const struct ab_expense *expense = &accounts->expense[part][thing];
    const bool waited =
        part != AB_BY_TYPE && ab_timesheet_next(&accounts->waits[part], thing, 0) < 32;
    if (expense->flights == 0 && expense->taken_t == 0 && !waited && !expense->delivered) {
        return;
    }
    ab_pack_put(pack, thing);
    ab_pack_put(pack, expense->flights);
    ab_pack_put(pack, expense->flown);
    ab_pack_put_real(pack, expense->taken_t);
    ab_pack_put_real(pack, expense->burnt_t);
    ab_pack_put_real(pack, expense->cost);
    if (part == AB_BY_TYPE) {
        return;
    }
    pack_sheet(pack, &accounts->waits[part], thing);
    ab_pack_put(pack, expense->delivered);
    if (expense->delivered) {
        pack_sheet(pack, &accounts->chain[part], thing);
    }
}

/* Who came by road, or had nothing to bring. */
static void close_columns(struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        if (run->unit[c].record.closed != AB_TIME_NEVER &&
            !run->accounts.expense[AB_BY_CONTINGENT][c].delivered) {
            ab_time spent[AB_LINK_COUNT];
            ab_chain_of_column(run, c, spent);
            ab_accounts_closure(run, c, spent);
        }
    }
}

static void complete_chains(struct ab_run *run)
{
    struct ab_accounts *accounts = &run->accounts;
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        if (accounts->expense[AB_BY_AIRFIELD][i].delivered) {
            ab_chain_complete(run, &accounts->latest[i], &accounts->chain[AB_BY_AIRFIELD], i);
        }
    }
}

void ab_accounts_pack(struct ab_run *run)
{
    struct ab_pack *pack = &run->accounts.pack;
    close_columns(run);
    complete_chains(run);
    for (int part = 0; part < AB_PARTS; part++) {
        for (int thing = 0; thing < ab_part_things(run->original, part); thing++) {
            pack_thing(pack, &run->accounts, part, thing);
        }
        ab_pack_put(pack, AB_PACK_END);
    }
    ab_pack_put(pack, run->limit.kind);
    ab_pack_put(pack, run->limit.thing);
}
