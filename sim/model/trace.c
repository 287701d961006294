/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* trace.c - stretches of flights, and who held what. */
#include "model/trace.h"

#include "base/memory.h"

bool ab_trace_begin(struct ab_run *run)
{
    run->stretches.count = run->load_stretches.count = run->holdings.count = 0;
    if (!run->trace) {
        return true;
    }
    const size_t places = (size_t)run->tail_count * AB_HELD_COUNT;
    if (run->holdings.open == NULL) {
        run->holdings.open = ab_memory_take(places + 1, sizeof *run->holdings.open);
    }
    for (size_t i = 0; run->holdings.open != NULL && i < places; i++) {
        run->holdings.open[i] = AB_NOBODY;
    }
    return run->holdings.open != NULL;
}

void ab_trace_give(struct ab_run *run)
{
    ab_memory_give(run->stretches.record);
    ab_memory_give(run->load_stretches.record);
    ab_memory_give(run->holdings.record);
    ab_memory_give(run->holdings.open);
}

static void add_stretch(struct ab_run *run, struct ab_stretches *stretches, int of,
                        const struct ab_account *account)
{
    if (account->since == ab_now(run)) {
        return;
    }
    if (!AB_EXTEND(stretches->record, stretches->room, stretches->count)) {
        ab_run_out_of_memory(run);
        return;
    }
    stretches->record[stretches->count++] =
        (struct ab_stretch_record){of, account->state, account->field, account->since, ab_now(run)};
}

void ab_trace_add_stretch(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    add_stretch(run, &run->stretches, sortie->number, &sortie->account);
}

void ab_trace_add_load_stretch(struct ab_run *run, int load)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    add_stretch(run, &run->load_stretches, load,
                &(struct ab_account){chalk->since, chalk->state, AB_NOBODY});
}

/* Adds a holding; its number, or AB_NOBODY. */
static int add(struct ab_run *run, const struct ab_holding_record *holding)
{
    if (run->holdings.count == AB_TRACE_STATES_MAX) {
        ab_trace_leave_out(run);
        return AB_NOBODY;
    }
    if (!AB_EXTEND(run->holdings.record, run->holdings.room, run->holdings.count)) {
        ab_run_out_of_memory(run);
        return AB_NOBODY;
    }
    run->holdings.record[run->holdings.count] = *holding;
    return run->holdings.count++;
}

static struct ab_holding_record of_tail(const struct ab_run *run, int tail, enum ab_held held,
                                        int thing)
{
    const bool is_under_way = run->tail[tail].sortie != AB_NOBODY;
    return (struct ab_holding_record){
        .held = held,
        .thing = thing,
        .tail = tail,
        .traffic = AB_NOBODY,
        .sortie = is_under_way ? run->sortie[tail].number : run->tail[tail].last_sortie,
        .begin = ab_now(run),
        .end = AB_TIME_NEVER,
    };
}

void ab_trace_add_hold(struct ab_run *run, int tail, enum ab_held held, int thing)
{
    int *open = &run->holdings.open[AB_HELD_COUNT * tail + (int)held];
    if (*open != AB_NOBODY) {
        if (run->holdings.record[*open].thing == thing) {
            return;
        }
        run->holdings.record[*open].end = ab_now(run);
        *open = AB_NOBODY;
    }
    if (thing != AB_NOBODY) {
        const struct ab_holding_record holding = of_tail(run, tail, held, thing);
        *open = add(run, &holding);
    }
}

void ab_trace_visitor(struct ab_run *run, struct ab_visitor *visitor, enum ab_held held, bool holds)
{
    if (!run->trace) {
        return;
    }
    if (!holds) {
        if (visitor->holding[held] != AB_NOBODY) {
            run->holdings.record[visitor->holding[held]].end = ab_now(run);
        }
        return;
    }
    visitor->holding[held] =
        add(run, &(struct ab_holding_record){
                     .held = held,
                     .thing = run->scenario->traffic[visitor->traffic].airfield,
                     .tail = AB_NOBODY,
                     .traffic = visitor->traffic,
                     .sortie = AB_NOBODY,
                     .begin = ab_now(run),
                     .end = AB_TIME_NEVER,
                 });
}

void ab_trace_add_held(struct ab_run *run, int tail, enum ab_held held, int thing, ab_time begin,
                       ab_time end)
{
    struct ab_holding_record holding = of_tail(run, tail, held, thing);
    holding.begin = begin;
    holding.end = end;
    (void)add(run, &holding);
}
