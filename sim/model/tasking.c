/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tasking.c - which aircraft takes which load. */
#include "model/tasking.h"

#include "model/batch.h"
#include "model/choice.h"
#include "model/contingent.h"
#include "model/cut.h"
#include "model/evacuation.h"
#include "model/fleet.h"
#include "model/flow.h"
#include "model/fuel.h"
#include "model/idle.h"
#include "model/outline.h"
#include "model/prospect.h"
#include "model/service.h"
#include "model/soon.h"
#include "model/sortie.h"
#include "model/stage.h"
#include "model/waiting.h"
#include "model/window.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void ab_tasking_reset(struct ab_run *run)
{
    run->tasking.posted = false;
    run->tasking.held_in_doubt = false;
    memset(run->tasking.nearest, 0, sizeof run->tasking.nearest);
    run->tasking.looks_at = AB_TIME_NEVER;
    ab_prospect_reset(run);
    ab_soon_reset(run);
    ab_waiting_reset(run);
}

static void call(struct ab_run *run, int index)
{
    struct ab_chalk *chalk = &run->chalk[index];
    if (chalk->lot->has_lapsed) {
        return;
    }
    const ab_time when = ab_window_call(run, chalk);
    chalk->too_early = when > ab_now(run);
    if (chalk->too_early) {
        chalk->called = when;
        ab_simulation_at(&run->simulation, when, AB_PRIORITY_NORMAL, AB_EV_WINDOW_NEAR,
                         (uint32_t)index);
        if (chalk->state >= 0 && !chalk->in_hand) {
            ab_stage_charge_load(run, index, AB_CAUSE_WINDOW);
        }
    } else {
        ab_waiting_add(run, index);
        ab_post_tasking(run);
    }
}

void ab_tasking_window_near(struct ab_run *run, int chalk)
{
    call(run, chalk);
    if (run->chalk[chalk].state == AB_CAUSE_WINDOW) {
        ab_stage_charge_load(run, chalk, (int)ab_held_cause(run, &run->chalk[chalk]));
    }
}

void ab_tasking_ready(struct ab_run *run, int chalk)
{
    do {
        if (!run->chalk[chalk].lot->has_lapsed) {
            ab_contingent_chalk_ready(run, chalk);
        }
        if (!run->chalk[chalk].called_ahead) {
            call(run, chalk);
        }
    } while (ab_contingent_goes_on(run, AB_EV_CHALK_READY, &chalk));
}

void ab_tasking_called(struct ab_run *run, int chalk)
{
    do {
        call(run, chalk);
    } while (ab_contingent_goes_on(run, AB_EV_CHALK_CALLED, &chalk));
}

/* --- the match ------------------------------------------------------------------------------- */

/* What is put aboard: the load as it was planned, or as much as the aircraft can carry. */
static void fill(struct ab_run *run, struct ab_tail *tail, int load, int from, int to)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    tail->cargo_t = lot->cargo_t;
    tail->light = lot->light;
    if (lot->mass_t < 0) {
        const double payload = ab_fuel_payload(run, tail->type, from, to, &tail->light);
        tail->cargo_t = isfinite(payload) ? payload : 0;
    }
    if (run->trace) {
        run->loads.record[load].cargo_t = tail->cargo_t;
    }
}

/* An aircraft is foreseen where it takes its load, and to be free there. */
static void foresee(struct ab_run *run, int tail, const struct ab_prospect *prospect)
{
    const struct ab_lot *lot = run->chalk[run->tail[tail].chalk].lot;
    if (run->foresees_places && lot->direction != AB_OUT) {
        ab_prospect_expect(run, tail, prospect);
    }
    if (run->foresees_tails) {
        ab_soon_expect(run, tail, prospect->destination,
                       ab_prospect_free(run, tail, prospect->off));
    }
}

/* A free aircraft and a load are each other's. */
static void commit(struct ab_run *run, int load, int index, int destination)
{
    struct ab_tail *tail = &run->tail[index];
    run->chalk[load].tasked = ab_now(run);
    run->chalk[load].tail = index;
    ab_idle_leave(run, index);
    tail->state = AB_TAIL_BUSY;
    tail->used = true;
    tail->chalk = load;
    tail->chalk_before = tail->last_chalk;
    tail->last_chalk = load;
    tail->destination = destination;
}

static void assign(struct ab_run *run, int index, int origin, const struct ab_choice *choice)
{
    const int tail_index = choice->tail, destination = choice->prospect.destination;
    const struct ab_chalk *chalk = &run->chalk[index];
    struct ab_tail *tail = &run->tail[tail_index];
    if (chalk->lot->is_uncut) {
        ab_contingent_cut(run, index, tail->type, destination);
    }
    if (chalk->lot->evacuation) {
        ab_evacuation_promise(run, index, tail->type, destination);
    }
    fill(run, tail, index, origin, destination);
    if (chalk->state >= 0 && !chalk->in_hand) {
        ab_stage_charge_load(run, index, AB_CAUSE_POSITIONING);
    }
    if (chalk->lot->direction != AB_OUT && !chalk->lot->sustainment) {
        run->field[destination].inbound++;
    }
    commit(run, index, tail_index, destination);
    ab_flow_book(run, index, choice->there);
    foresee(run, tail_index, &choice->prospect);
    if (tail->at == origin) {
        ab_sortie_begin_loaded(run, tail_index);
    } else {
        ab_sortie_begin_empty(run, tail_index, origin, AB_PURPOSE_POSITIONING);
        if (origin == tail->home) {
            ab_idle_expect(run, tail_index);
        }
    }
}

void ab_tasking_begin_airborne(struct ab_run *run, int load, int index, ab_time left)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->lot->contingent];
    struct ab_tail *tail = &run->tail[index];
    tail->at = plan->apoe;
    tail->alerted = tail->available = ab_now(run);
    run->chalk[load].called = run->chalk[load].ready = ab_now(run);
    ab_contingent_chalk_ready(run, load);
    ab_idle_join(run, index);
    fill(run, tail, load, plan->apoe, plan->apod.index[0]);
    run->field[plan->apod.index[0]].inbound++;
    commit(run, load, index, plan->apod.index[0]);
    if (run->foresees_places || run->foresees_tails) {
        struct ab_prospect prospect =
            ab_prospect_at(run, chalk, tail, plan->apoe, plan->apod.index[0], ab_now(run));
        prospect.off -= prospect.arrival - (ab_now(run) + left);
        prospect.leaves -= prospect.arrival - (ab_now(run) + left);
        prospect.arrival = prospect.landing = ab_now(run) + left;
        foresee(run, index, &prospect);
    }
    ab_sortie_begin_airborne(run, index, left);
}

/* So many of those that are alike may do without a free aircraft at once. When more wait, any is
 * welcome. */
enum { PROMISES_MAX = 4 };

/* The load behind one to which an aircraft is promised, or AB_NOBODY: of loads that are cut, as if that
 * had taken what it takes. */
static int next_to_promise(struct ab_run *run, int load, int tail, int destination)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    if (lot->is_uncut) {
        ab_cut_suppose(run, lot, run->tail[tail].type, destination);
    }
    return lot->is_uncut && ab_cut_is_empty(lot->part_of) ? AB_NOBODY : run->waiting.next[load];
}

/* Whether those of the row that is asked all do better with aircraft that are not free yet: each of
 * them is promised its own. Where hours let none that is free ever bring it there, one of them is enough. */
static bool is_worth_waiting(struct ab_run *run, struct ab_ask *first, ab_time off)
{
    int promised[PROMISES_MAX], count = 0;
    int next = first->load;
    struct ab_ask *ask = first, other;
    while (next != AB_NOBODY && count < PROMISES_MAX) {
        int destination;
        const int tail = ab_choice_soon(run, ask, off, &destination);
        if (tail == AB_NOBODY) {
            break;
        }
        ab_soon_promise(run, tail, true);
        promised[count++] = tail;
        next = next_to_promise(run, ask->load, tail, destination);
        if (next != AB_NOBODY) {
            ab_choice_ask(&other, run, ask->demand, next);
            ask = &other;
        }
    }
    if (run->chalk[first->load].lot->is_uncut) {
        ab_cut_put_back(run, run->chalk[first->load].lot->part_of);
    }
    const bool worth = next == AB_NOBODY || (off == AB_TIME_NEVER && count > 0);
    for (int i = 0; i < count; i++) {
        const ab_time at = run->aside[promised[i]].soon.at;
        if (!worth) {
            ab_soon_promise(run, promised[i], false);
        } else if (at < run->tasking.next_look) {
            run->tasking.next_look = at;
        }
    }
    return worth;
}

/* How many free aircraft are as good for a load as one, at their home where that is. */
static int count_as_good(const struct ab_run *run, int load, const struct ab_tail *tail)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    const struct ab_contingent *plan = &run->scenario->contingent[lot->contingent];
    int count = 0;
    for (int f = run->idle.fleets.first; f != AB_NOBODY; f = run->idle.fleet[f].link.next) {
        const struct ab_fleet *fleet = &run->scenario->fleet[f];
        const bool is_as_good = fleet->type == tail->type && fleet->home == tail->at &&
                                ab_contingent_allows(plan, lot->direction, f);
        int t = is_as_good ? ab_idle_first_at_home(run, f) : AB_NOBODY;
        for (; t != AB_NOBODY; t = run->tail[t].link.next) {
            count++;
        }
    }
    return count;
}

/* Whether more loads than so many are alike; of those that are cut nobody knows it before. */
static bool are_more(const struct ab_run *run, int load, int count)
{
    int next = run->chalk[load].lot->is_uncut ? AB_NOBODY : load;
    for (; next != AB_NOBODY && count > 0; count--) {
        next = run->waiting.next[next];
    }
    return next != AB_NOBODY;
}

static struct ab_comer comer_of(const struct ab_run *run, const struct ab_choice *choice)
{
    return ab_comer_of(run, &run->tail[choice->tail], choice->there);
}

/* Chooses for the load that is asked. Where ceilings hold it for an aircraft, and more that are alike wait
 * than such aircraft are there, one of them may go with another now, when these have the next permits. */
static void choose(struct ab_run *run, struct ab_ask *ask, struct ab_choice *choice)
{
    run->tasking.asked++;
    ab_choice_of(choice, run, ask);
    if (!choice->held || !run->foresees_tails) {
        return;
    }
    const int count = count_as_good(run, ask->load, &run->tail[choice->tail]);
    if (are_more(run, ask->load, count)) {
        const int kept = run->flows.kept_count;
        struct ab_choice now;
        ask->now = true;
        ab_flow_keep(run, ask->load, count, comer_of(run, choice));
        run->tasking.asked++;
        ab_choice_of(&now, run, ask);
        ab_flow_keep_no_more(run, kept);
        if (!now.held) { /* there is always one: if no other, the one that is held */
            *choice = now;
        }
    }
}

/* Ceilings hold a load until an aircraft that is free may come for it: permits are kept. */
static void hold(struct ab_run *run, int load, const struct ab_choice *choice)
{
    const struct ab_comer comer = comer_of(run, choice);
    ab_flow_hold(run, load, comer);
    ab_flow_keep(run, load, run->tails_free, comer);
    run->flows.holds = true;
    ab_waiting_hold(run, false);
}

/* Whether a load waits for an aircraft that is not free yet, rather than take the one that is chosen. */
static bool does_better_later(struct ab_run *run, struct ab_ask *ask,
                              const struct ab_choice *choice)
{
    if (choice->prospect.off == AB_TIME_NEVER || choice->there > run->scenario->general.horizon) {
        return is_worth_waiting(run, ask, AB_TIME_NEVER);
    }
    const bool is_uncut = run->chalk[ask->load].lot->is_uncut;
    return !are_more(run, ask->load, PROMISES_MAX) &&
           is_worth_waiting(run, ask, is_uncut ? choice->soonest : choice->prospect.off);
}

/* Tries to give the load that is asked an aircraft; a load that none may carry, or that waits for a
 * better one, stays where it is. */
static void task(struct ab_run *run, const struct ab_demand *demand)
{
    const int load = ab_waiting_first(run, demand);
    if (run->chalk[load].lot->evacuation && !ab_evacuation_stands(run, load)) {
        ab_waiting_take(run);
        ab_evacuation_forget(run, load);
        return;
    }
    struct ab_ask ask;
    ab_choice_ask(&ask, run, demand, load);
    struct ab_choice choice;
    choose(run, &ask, &choice);
    if (choice.tail == AB_NOBODY && !choice.any) {
        ab_waiting_refuse_demand(run);
    } else if (choice.tail == AB_NOBODY) {
        ab_waiting_refuse_row(run);
    } else if (choice.held) {
        hold(run, load, &choice);
    } else if (run->foresees_tails && does_better_later(run, &ask, &choice)) {
        ab_waiting_put_off_row(run);
    } else {
        ab_waiting_take(run);
        assign(run, ask.load, ask.origin, &choice);
    }
}

/* An aircraft that comes home for a load, or is maintained there, leaves it to one of its fleet that
 * is free there now, and is free itself when it is ready. */
static void take_over(struct ab_run *run, int free, int expected)
{
    struct ab_tail *tail = &run->tail[expected];
    const int load = tail->chalk;
    ab_idle_expect_no_more(run, expected);
    ab_prospect_expect_no_more(run, expected);
    commit(run, load, free, tail->destination);
    ab_flow_take_over(run, expected, load);
    run->tail[free].cargo_t = tail->cargo_t;
    run->tail[free].light = tail->light;
    if (run->foresees_places || run->foresees_tails) {
        const struct ab_prospect prospect = ab_prospect_at(
            run, &run->chalk[load], &run->tail[free], tail->home, tail->destination, ab_now(run));
        ab_soon_forget(run, expected);
        foresee(run, free, &prospect);
    }
    run->sortie[expected].purpose = AB_PURPOSE_RETURN;
    tail->chalk = AB_NOBODY;
    tail->last_chalk = tail->chalk_before;
    ab_sortie_begin_loaded(run, free);
}

static void take_over_at_home(struct ab_run *run)
{
    int next;
    for (int f = run->idle.fleets.first; f != AB_NOBODY && run->idle.expected > 0; f = next) {
        next = run->idle.fleet[f].link.next;
        const struct ab_list *expected = &run->idle.fleet[f].expected;
        for (int free;
             expected->first != AB_NOBODY && (free = ab_idle_first_at_home(run, f)) != AB_NOBODY;) {
            assert(ab_fleet_belongs(run, &run->tail[free]));
            take_over(run, free, expected->first);
        }
    }
}

/* Home, or where it came from when what is in its tanks at a field without fuel does not do. */
static int way_home(const struct ab_run *run, const struct ab_tail *tail)
{
    if (ab_fuel_suffices(run, tail, tail->home)) { /* as does what there is at the start */
        return tail->home;
    }
    const int back = ab_fuel_way_back(run, tail, tail->at, run->sortie[tail - run->tail].origin);
    return run->scenario->airfield[back].fuel ? back : tail->home;
}

static void send_home(struct ab_run *run)
{
    for (int t; (t = ab_idle_first_away(run)) != AB_NOBODY;) {
        struct ab_tail *tail = &run->tail[t];
        ab_idle_leave(run, t);
        tail->state = AB_TAIL_BUSY;
        const int to = way_home(run, tail);
        if (run->foresees_tails && to == tail->home) {
            ab_soon_expect(run, t, to, ab_choice_there(run, tail, to));
        }
        ab_sortie_begin_empty(run, t, to, AB_PURPOSE_RETURN);
    }
}

/* Charges the loads that wait to what holds them from now on, when that is not what held them
 * before. Whatever changes it is followed by a round at the same instant, and a load that becomes
 * ready begins with what holds it then. */
static void charge_waiting(struct ab_run *run)
{
    if (!ab_flow_look(run) && !run->tasking.held_in_doubt) {
        return;
    }
    run->tasking.held_in_doubt = false;
    for (int r = 0; r < run->waiting.rows; r++) {
        for (int i = run->waiting.row[r].first; i != AB_NOBODY; i = run->waiting.next[i]) {
            const struct ab_chalk *chalk = &run->chalk[i];
            if (chalk->state >= 0 && !chalk->in_hand) {
                ab_stage_charge_load(run, i, (int)ab_held_cause(run, chalk));
            }
        }
    }
}

/* Those who wait for an aircraft that is not free yet look again when it should be, if not before. */
static void plan_next_look(struct ab_run *run)
{
    const ab_time at = run->tasking.next_look;
    if (at < run->tasking.looks_at) {
        run->tasking.looks_at = at;
        ab_simulation_at(&run->simulation, at, AB_PRIORITY_NORMAL, (uint16_t)AB_EV_NEXT_LOOK, 0);
    }
}

void ab_tasking_look_again(struct ab_run *run)
{
    run->tasking.looks_at = AB_TIME_NEVER;
    ab_post_tasking(run);
}

/* Asks all that may have an aircraft once. Whether somebody took one after ceilings had held others: these may
 * do with another one now, and no more permits need to be kept for them than there are aircraft left. */
static bool ask_all(struct ab_run *run)
{
    bool in_doubt = false;
    run->tasking.next_look = AB_TIME_NEVER;
    run->flows.held = 0;
    run->flows.holds = false;
    run->soon.round++;
    ab_waiting_begin_round(run);
    for (const struct ab_demand *demand;
         run->tails_free > 0 && (demand = ab_waiting_ask(run)) != NULL;) {
        const int free = run->tails_free;
        if (run->flows.any && ab_flow_holds_all(run, ab_waiting_first(run, demand))) {
            ab_waiting_hold(run, true);
        } else {
            task(run, demand);
        }
        in_doubt = in_doubt || (run->flows.holds && run->tails_free < free);
    }
    ab_flow_keep_no_more(run, 0);
    ab_waiting_end_round(run);
    return in_doubt;
}

void ab_tasking_round(struct ab_run *run)
{
    run->tasking.posted = false;
    while (ask_all(run)) {
    }
    plan_next_look(run);
    take_over_at_home(run);
    charge_waiting(run);
    send_home(run);
    if (run->batches.in_doubt || run->hub.waiting > 0) { /* who was to empty a yard may be free */
        ab_batch_review(run);
    }
}
