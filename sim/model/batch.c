/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* batch.c - the gate of a batch, and circles of waiting. */
#include "model/batch.h"

#include "model/airfield.h"
#include "model/fleet.h"
#include "model/flow.h"
#include "model/luck.h"
#include "model/outline.h"
#include "model/stage.h"
#include "scenario/rules.h"

#include <assert.h>

/* --- circles of waiting ----------------------------------------------------------------------- */

/* The airfield whose stands a tail waits for, overhead, at an alternate or for a slot, or
 * AB_NOBODY. */
static int goal_of(const struct ab_run *run, const struct ab_tail *tail)
{
    if (tail->sortie == AB_NOBODY) {
        return AB_NOBODY;
    }
    const struct ab_sortie_record *sortie = &run->sortie[tail->sortie];
    return tail->waits_for_slot || tail->holds_in == &run->field[sortie->destination].stands
               ? sortie->destination
               : AB_NOBODY;
}

static int64_t stands_of(const struct ab_run *run, const struct ab_tail *tail)
{
    return run->scenario->aircraft[tail->type].stands;
}

/* Stands that the first in line for an airfield wants, overhead or with slot control; 0 when nobody
 * waits. Those behind do not overtake it. */
static int64_t wanted_at(const struct ab_run *run, int airfield)
{
    const struct ab_resource *stands = &run->field[airfield].stands;
    if (stands->in_line > 0) {
        return ab_resource_wanted(stands);
    }
    const int first = ab_airfield_first_for_slot(run, airfield);
    return first != AB_NOBODY ? stands_of(run, &run->tail[first]) : 0;
}

/* The stands that a tail holds are left to others, or are not. */
static void count_stands(struct ab_run *run, int tail, int sign)
{
    const struct ab_tail *holder = &run->tail[tail];
    if (holder->stand.at != AB_NOBODY) {
        run->lock[holder->stand.at].left += sign * stands_of(run, holder);
    }
}

/* Those who wait at hubs to be unloaded hold their stands for as long. */
static void count_at_yards(struct ab_run *run)
{
    for (int t = 0, left = run->hub.waiting; left > 0; t++) {
        if (run->tail[t].waits_for_yard) {
            count_stands(run, t, -1);
            left--;
        }
    }
}

/* The same of all who hold stands and wait for those of an airfield. */
static void count_waiting(struct ab_run *run, int airfield, int sign)
{
    for (int t = run->parked.first; t != AB_NOBODY; t = run->tail[t].link.next) {
        if (goal_of(run, &run->tail[t]) == airfield) {
            count_stands(run, t, sign);
        }
    }
    const struct ab_list *line = &run->field[airfield].slot.abroad;
    for (int t = line->first; t != AB_NOBODY; t = run->tail[t].link.next) {
        count_stands(run, t, sign);
    }
}

/* At first all airfields that are waited for are taken to be locked; then those are freed that will
 * have stands enough when everybody has left who neither waits for a locked airfield nor, if batches
 * last, for the rest of his batch; until no more are. */
static void find_locked(struct ab_run *run, bool batches_last)
{
    const int airfields = run->scenario->airfield_count;
    for (int i = 0; i < airfields; i++) {
        const int64_t wanted = wanted_at(run, i);
        run->lock[i] = (struct ab_lock){
            .is_on = wanted > 0, .wanted = wanted, .left = run->field[i].stands.capacity};
    }
    for (int i = 0; i < airfields; i++) {
        if (run->lock[i].is_on) {
            count_waiting(run, i, -1);
        }
    }
    for (int t = run->batches.waiting.first; batches_last && t != AB_NOBODY;
         t = run->tail[t].link.next) {
        count_stands(run, t, -1);
    }
    if (batches_last) {
        count_at_yards(run);
    }
    for (bool freed = true; freed;) {
        freed = false;
        for (int i = 0; i < airfields; i++) {
            struct ab_lock *lock = &run->lock[i];
            if (lock->is_on && lock->left >= lock->wanted) {
                lock->is_on = false;
                count_waiting(run, i, 1);
                freed = true;
            }
        }
    }
}

void ab_lock_find(struct ab_run *run)
{
    find_locked(run, false);
}

bool ab_lock_is_on(struct ab_run *run, int airfield)
{
    ab_lock_find(run);
    return run->lock[airfield].is_on;
}

/* --- batches --------------------------------------------------------------------------------- */

void ab_batch_prepare(struct ab_run *run)
{
    for (int i = 0; i < AB_DIRECTIONS * run->scenario->contingent_count; i++) {
        run->batches.flow_of[i] = AB_NOBODY;
        for (int f = run->scenario->flow_count; f-- > 0;) {
            if (ab_ceiling_keeps_together(run->scenario, &run->scenario->flow[f], i / AB_DIRECTIONS,
                                          (enum ab_direction)(i % AB_DIRECTIONS))) {
                run->batches.flow_of[i] = f;
            }
        }
    }
}

/* The flow that says with how many others of its contingent a load waits; AB_NOBODY: the contingent
 * itself does, or nobody. */
static int flow_of(const struct ab_run *run, const struct ab_lot *lot)
{
    return run->batches.flow_of[AB_DIRECTIONS * lot->contingent + (int)lot->direction];
}

/* How many they are; 0: it waits for nobody. */
static int64_t size_of(const struct ab_run *run, const struct ab_lot *lot)
{
    if (lot->contingent >= run->scenario->contingent_count || lot->sustainment) {
        return 0;
    }
    const struct ab_contingent *plan = &run->scenario->contingent[lot->contingent];
    const int flow = flow_of(run, lot);
    return flow != AB_NOBODY          ? run->scenario->flow[flow].together
           : lot->direction == AB_OUT ? plan->batch
                                      : 0;
}

bool ab_batch_keeps(const struct ab_run *run, const struct ab_lot *lot)
{
    const int flow = size_of(run, lot) > 0 ? flow_of(run, lot) : AB_NOBODY;
    return flow == AB_NOBODY ? size_of(run, lot) > 0 : ab_flow_holds_now(run, flow);
}

struct ab_batch ab_batch_of(const struct ab_run *run, int load)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_unit *unit = &run->unit[chalk->lot->contingent];
    const bool out = chalk->lot->direction == AB_OUT;
    const int64_t size = size_of(run, chalk->lot);
    assert(size > 0);
    const int64_t number = (chalk->number - 1) / size, before = number * size;
    const int64_t left = (out ? unit->outbound_chalks : unit->inbound_chalks) - before;
    const int first = unit->first_chalk + (out ? unit->inbound_chalks : 0) + (int)before;
    return (struct ab_batch){
        .number = (int)number, .first = first, .end = first + (int)(left < size ? left : size)};
}

/* Whether nobody has to wait for a load: it is in, or is not needed since others have taken all. */
static bool is_in(const struct ab_run *run, const struct ab_chalk *chalk)
{
    return chalk->lot->has_lapsed || chalk->offloaded != AB_TIME_NEVER ||
           (chalk->sortie != AB_NOBODY && !run->sortie[chalk->tail].stops &&
            run->sortie[chalk->tail].block_in != AB_TIME_NEVER);
}

/* The airfields that are locked, or are unless aircraft that wait for the rest of their batch are let go, are
 * found when that is asked for the first time in a review. */
static void look_at_locks(struct ab_run *run)
{
    if (!run->batches.locks_known) {
        find_locked(run, true);
        run->batches.locks_known = true;
    }
}

/* Whether an aircraft waits for a stand that it never gets while these wait. */
static bool waits_for_their_stands(struct ab_run *run, const struct ab_tail *tail)
{
    const int goal = goal_of(run, tail);
    if (goal == AB_NOBODY) {
        return false;
    }
    look_at_locks(run);
    return run->lock[goal].is_on;
}

/* Whether an aircraft that is to fetch a load from an airfield has a stand there, or may get one. */
static bool may_park(struct ab_run *run, const struct ab_tail *tail, int airfield)
{
    look_at_locks(run);
    return tail->home == airfield || tail->stand.at == airfield || !run->lock[airfield].is_on;
}

/* How many crews of a fleet wait aboard these, or aboard others that wait for their stands: counted
 * when it is asked for the first time in a review. */
static int crews_held(struct ab_run *run, int fleet)
{
    int *held = &run->batches.crews_held[fleet];
    if (*held == AB_NOBODY) {
        *held = 0;
        for (int t = run->fleet_tails[fleet]; t < run->fleet_tails[fleet + 1]; t++) {
            const struct ab_tail *tail = &run->tail[t];
            *held += tail->crew_aboard && (tail->batch == AB_BATCH_WAITS || tail->waits_for_yard ||
                                           waits_for_their_stands(run, tail));
        }
    }
    return *held;
}

/* Whether an aircraft waits for a crew, and all crews of its fleet wait so. */
static bool waits_for_their_crews(struct ab_run *run, const struct ab_tail *tail)
{
    if (tail->crew_aboard || tail->sortie == AB_NOBODY) {
        return false;
    }
    assert(run->sortie[tail->sortie].account.state == AB_CAUSE_CREW);
    return ab_crew_pool_at_home(run, tail->fleet)->in_use <= crews_held(run, tail->fleet);
}

/* Whether an aircraft comes back without the end of a batch. */
static bool is_on_the_move(struct ab_run *run, const struct ab_tail *tail)
{
    return tail->batch != AB_BATCH_WAITS && !tail->waits_for_yard &&
           !waits_for_their_crews(run, tail) && !waits_for_their_stands(run, tail);
}

/* Whether an aircraft that has a load waits for these before that is cleared to leave: it counts under the
 * daily ceiling. */
static bool is_held_uncleared(struct ab_run *run, const struct ab_tail *tail)
{
    return waits_for_their_crews(run, tail) ||
           (run->sortie[tail->sortie].purpose == AB_PURPOSE_POSITIONING &&
            waits_for_their_stands(run, tail));
}

/* What holds for all who wait, until an aircraft moves, is to be found out. */
static void look_around(struct ab_run *run)
{
    run->batches.locks_known = false;
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        run->batches.crews_held[f] = AB_NOBODY;
    }
    if (run->flows.any) {
        ab_flow_find_used_up(run, is_held_uncleared);
    }
}

/* Whether a fleet may fetch a load as things are now, if it has an aircraft that is on the move. */
static bool may_fetch(const struct ab_run *run, const struct ab_chalk *chalk, int fleet)
{
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->lot->contingent];
    const struct ab_goals goals = ab_contingent_goals(plan, chalk->lot->direction);
    const int first = run->fleet_tails[fleet];
    bool may = false;
    for (int i = 0; !may && i < goals.count && first < run->fleet_tails[fleet + 1]; i++) {
        may =
            (chalk->lot->types >> run->scenario->fleet[fleet].type & 1) != 0 &&
            ab_outline_can_go(run, chalk, &run->tail[first],
                              ab_contingent_origin(plan, chalk->lot->direction), goals.airfield[i]);
    }
    return may;
}

/* Whether an aircraft of the operation may still fetch a load, as things are now. */
static bool may_be_fetched(struct ab_run *run, const struct ab_chalk *chalk)
{
    const struct ab_references *listed = ab_contingent_fleets(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    const int fleets = listed->count > 0 ? listed->count : run->scenario->fleet_count;
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->lot->contingent];
    const struct ab_goals goals = ab_contingent_goals(plan, chalk->lot->direction);
    const int origin = ab_contingent_origin(plan, chalk->lot->direction);
    bool used_up = goals.count > 0;
    for (int i = 0; i < goals.count && used_up; i++) {
        used_up = ab_flow_is_used_up(run, chalk, origin, goals.airfield[i]);
    }
    for (int i = 0; i < fleets && !used_up; i++) {
        const int fleet = listed->count > 0 ? listed->index[i] : i;
        if (!may_fetch(run, chalk, fleet)) {
            continue;
        }
        for (int t = run->fleet_tails[fleet]; t < run->fleet_tails[fleet + 1]; t++) {
            if (ab_fleet_belongs(run, &run->tail[t]) && may_park(run, &run->tail[t], origin) &&
                is_on_the_move(run, &run->tail[t])) {
                return true;
            }
        }
    }
    return false;
}

/* Whether a load that has an aircraft, and is not in, will come. */
static bool is_coming(struct ab_run *run, int load)
{
    const struct ab_tail *tail = &run->tail[run->chalk[load].tail];
    assert(tail->chalk == load);
    return is_on_the_move(run, tail);
}

/* Whether a batch is all in. */
static bool is_complete(const struct ab_run *run, const struct ab_batch *batch)
{
    int load = batch->first;
    while (load < batch->end && is_in(run, &run->chalk[load])) {
        load++;
    }
    return load == batch->end;
}

/* Whether some of a batch is missing that will not come. Who may fetch one may fetch the next of its lot. */
static bool is_in_vain(struct ab_run *run, const struct ab_batch *batch)
{
    const struct ab_lot *fetched = NULL;
    bool in_vain = false;
    for (int load = batch->first; !in_vain && load < batch->end; load++) {
        const struct ab_chalk *chalk = &run->chalk[load];
        if (is_in(run, chalk)) {
            continue;
        }
        if (chalk->tasked != AB_TIME_NEVER) {
            in_vain = !is_coming(run, load);
        } else if (chalk->lot != fetched) {
            in_vain = !may_be_fetched(run, chalk);
            fetched = chalk->lot;
        }
    }
    return in_vain;
}

static struct ab_list_links of_waiting(const struct ab_run *run)
{
    return (struct ab_list_links){&run->tail[0].link, sizeof run->tail[0]};
}

static bool waits_with(const struct ab_run *run, int load)
{
    const int tail = run->chalk[load].tail;
    return tail != AB_NOBODY && run->tail[tail].chalk == load &&
           run->tail[tail].batch == AB_BATCH_WAITS;
}

/* The ceremony begins for all of a batch that wait. */
static void open_gate(struct ab_run *run, int load)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    const struct ab_batch batch = ab_batch_of(run, load);
    const int flow = flow_of(run, lot);
    const uint32_t others =
        lot->direction == AB_OUT ? 0 : UINT32_C(1) << 31; /* luck of their own */
    for (int i = batch.first; i < batch.end; i++) {
        if (waits_with(run, i)) {
            const int tail = run->chalk[i].tail;
            run->tail[tail].batch = AB_BATCH_OPENS;
            ab_list_take(&run->batches.waiting, of_waiting(run), tail);
        }
    }
    const ab_time ceremony =
        ab_luck_time(run,
                     flow != AB_NOBODY ? run->scenario->flow[flow].together_time
                                       : run->scenario->contingent[lot->contingent].batch_time,
                     ab_luck_stream(run, AB_OF_CONTINGENT, lot->contingent, AB_FOR_BATCH),
                     others | (uint32_t)batch.number);
    ab_simulation_after(&run->simulation, ceremony, AB_EV_BATCH, (uint32_t)load);
}

/* --- yards ------------------------------------------------------------------------------------ */

/* Whether a load stands in the yard of an airfield, or for it: people who are fetched and
 * sustainment have no place in a yard. */
static bool is_in_yard(const struct ab_run *run, int load, int airfield)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_sortie_record *sortie =
        chalk->sortie != AB_NOBODY ? &run->sortie[chalk->tail] : NULL;
    const bool is_aboard =
        chalk->departed != AB_TIME_NEVER || (sortie && sortie->onload_begin != AB_TIME_NEVER);
    return chalk->state >= 0 && !is_aboard && !chalk->lot->evacuation && !chalk->lot->sustainment &&
           ab_contingent_origin(&run->scenario->contingent[chalk->lot->contingent],
                                chalk->lot->direction) == airfield;
}

/* Whether an aircraft is being unloaded, or waits for its place, with a load that has its room in the
 * yard of an airfield. */
static bool is_at_work(const struct ab_run *run, const struct ab_tail *tail, int airfield)
{
    const struct ab_sortie_record *sortie =
        tail->sortie != AB_NOBODY ? &run->sortie[tail->sortie] : NULL;
    return sortie && tail->at == airfield && tail->chalk != AB_NOBODY &&
           sortie->chalk == tail->chalk && sortie->block_in != AB_TIME_NEVER && !sortie->stops &&
           !tail->waits_for_yard && ab_goes_to_hub(run, run->chalk[tail->chalk].lot);
}

/* Whether a yard will have room: a load that is there goes, or what is there is still to be cut, or
 * about to come in. */
static bool will_have_room(struct ab_run *run, int airfield)
{
    for (int t = 0; t < run->tail_count; t++) {
        if (is_at_work(run, &run->tail[t], airfield)) {
            return true;
        }
    }
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        if (run->scenario->contingent[c].via == airfield && run->unit[c].uncut) {
            return true;
        }
    }
    bool will = false;
    for (int load = 0; !will && load < run->chalk_count; load++) {
        const struct ab_chalk *chalk = &run->chalk[load];
        will = is_in_yard(run, load, airfield) &&
               (chalk->tasked == AB_TIME_NEVER ? may_be_fetched(run, chalk) : is_coming(run, load));
    }
    return will;
}

/* Who has waited longest for the yard of a hub, of the yards that nobody empties, goes in. */
static void review_yards(struct ab_run *run)
{
    int longest = AB_NOBODY;
    for (int t = 0, left = run->hub.waiting; left > 0; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (!tail->waits_for_yard) {
            continue;
        }
        left--;
        if ((longest == AB_NOBODY || run->sortie[t].block_in < run->sortie[longest].block_in) &&
            !will_have_room(run, tail->at)) {
            longest = t;
        }
    }
    struct ab_tail *tail = longest != AB_NOBODY ? &run->tail[longest] : NULL;
    if (tail && ab_resource_leave(&run->field[tail->at].yard, run->aside[longest].yard)) {
        ab_resource_seize(&run->field[tail->at].yard, 1);
        ab_simulation_resume(&run->simulation, AB_EV_YARD, (uint32_t)longest);
        run->batches.in_doubt = true;
        ab_post_tasking(run);
    }
}

/* Who waits under a flow that is over goes. */
static void let_go(struct ab_run *run)
{
    for (int t = run->batches.waiting.first; t != AB_NOBODY;) {
        const struct ab_tail *tail = &run->tail[t];
        if (ab_batch_keeps(run, run->chalk[tail->chalk].lot)) {
            t = tail->link.next;
        } else {
            open_gate(run, tail->chalk);
            t = run->batches.waiting.first; /* without them */
        }
    }
}

/* Who has waited longest speaks for its batch. When its aircraft are free, others may still wait,
 * and its aircraft may fetch what they wait for. */
void ab_batch_review(struct ab_run *run)
{
    run->batches.in_doubt = false;
    if (run->batches.waiting.first == AB_NOBODY && run->hub.waiting == 0) {
        return;
    }
    let_go(run);
    look_around(run);
    for (int t = run->batches.waiting.first; t != AB_NOBODY; t = run->tail[t].link.next) {
        const struct ab_tail *tail = &run->tail[t];
        const struct ab_batch batch = ab_batch_of(run, tail->chalk);
        if (tail->speaks && (is_complete(run, &batch) || is_in_vain(run, &batch))) {
            run->batches.in_doubt = true;
            open_gate(run, tail->chalk);
            return;
        }
    }
    if (run->hub.waiting > 0) {
        review_yards(run);
    }
}

/* Joins those who wait, by time on blocks, then tail; whoever is the first of its batch speaks. */
static void join(struct ab_run *run, int index, const struct ab_batch *batch)
{
    struct ab_tail *tail = &run->tail[index];
    tail->speaks = true;
    for (int i = batch->first; i < batch->end; i++) {
        if (waits_with(run, i)) {
            struct ab_tail *other = &run->tail[run->chalk[i].tail];
            const bool is_first =
                run->sortie[other->sortie].block_in == ab_now(run) && run->chalk[i].tail > index;
            other->speaks &= !is_first;
            tail->speaks &= is_first;
        }
    }
    int before = run->batches.waiting.last;
    while (before > index && run->sortie[run->tail[before].sortie].block_in == ab_now(run)) {
        before = run->tail[before].link.previous;
    }
    tail->batch = AB_BATCH_WAITS;
    ab_list_put(&run->batches.waiting, of_waiting(run), index, before);
}

bool ab_batch_hold(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (sortie->chalk == AB_NOBODY || !ab_batch_keeps(run, run->chalk[sortie->chalk].lot)) {
        return false; /* who waits under a flow that ends now goes at the end of this instant */
    }
    const struct ab_batch batch = ab_batch_of(run, sortie->chalk);
    ab_stage_charge(run, sortie, AB_CAUSE_CARGO);
    join(run, sortie->tail, &batch);
    if (is_complete(run, &batch)) {
        open_gate(run, sortie->chalk);
    } else {
        ab_batch_review(run);
    }
    return true;
}

bool ab_batch_lets_go(struct ab_run *run, int load)
{
    const int index = run->chalk[load].tail;
    struct ab_tail *tail = index != AB_NOBODY ? &run->tail[index] : NULL;
    if (!tail || tail->chalk != load || tail->batch != AB_BATCH_OPENS) {
        return false;
    }
    tail->batch = AB_BATCH_NONE;
    return true;
}
