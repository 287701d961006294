/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* batch.c - the gate of a batch, and circles of waiting. */
#include "model/batch.h"

#include "model/fleet.h"
#include "model/luck.h"
#include "model/outline.h"
#include "model/stage.h"

/* --- circles of waiting ----------------------------------------------------------------------- */

/* The airfield whose stands a tail waits for, overhead, at an alternate or for a slot, or
 * AB_NOBODY. */
static int goal_of(const struct ab_run *run, const struct ab_tail *tail)
{
    if (tail->sortie == AB_NOBODY) {
        return AB_NOBODY;
    }
    const struct ab_sortie_record *sortie = &run->sortie[tail->sortie];
    return tail->slot.since != AB_TIME_NEVER ||
                   tail->holding.line == &run->field[sortie->destination].stands
               ? sortie->destination
               : AB_NOBODY;
}

static int64_t stands_of(const struct ab_run *run, const struct ab_tail *tail)
{
    return run->scenario->aircraft[tail->type].stands;
}

/* Finds the stands that the first in line for each airfield wants, overhead or with slot control.
 * Those behind do not overtake it. */
static void find_wanted(struct ab_run *run)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        const struct ab_resource *stands = &run->field[i].stands;
        run->lock[i] = (struct ab_lock){
            .wanted = stands->in_line > 0 ? ab_resource_wanted(stands) : 0, .since = AB_TIME_NEVER};
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (tail->slot.since == AB_TIME_NEVER) {
            continue;
        }
        const int goal = run->sortie[tail->sortie].destination;
        struct ab_lock *lock = &run->lock[goal];
        if (run->field[goal].stands.in_line == 0 &&
            (lock->since == AB_TIME_NEVER || tail->slot.since < lock->since)) {
            lock->since = tail->slot.since;
            lock->wanted = stands_of(run, tail);
        }
    }
}

/* Stands that will be there when everybody has left who neither waits for a locked airfield nor, if
 * batches last, for the rest of his batch. */
static int64_t stands_left(const struct ab_run *run, int airfield, bool batches_last)
{
    int64_t stands = run->field[airfield].stands.capacity;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const int goal = goal_of(run, tail);
        const bool stays = (goal != AB_NOBODY && run->lock[goal].is_on) ||
                           (batches_last && tail->batch == AB_BATCH_WAITS);
        stands -= tail->stand.at == airfield && stays ? stands_of(run, tail) : 0;
    }
    return stands;
}

/* At first all airfields that are waited for are taken to be locked; then those are freed that will
 * have stands enough, until no more are. */
static void find_locked(struct ab_run *run, bool batches_last)
{
    const int airfields = run->scenario->airfield_count;
    find_wanted(run);
    for (int i = 0; i < airfields; i++) {
        run->lock[i].is_on = run->lock[i].wanted > 0;
    }
    for (bool freed = true; freed;) {
        freed = false;
        for (int i = 0; i < airfields; i++) {
            struct ab_lock *lock = &run->lock[i];
            if (lock->is_on && stands_left(run, i, batches_last) >= lock->wanted) {
                lock->is_on = false;
                freed = true;
            }
        }
    }
}

bool ab_lock_is_on(struct ab_run *run, int airfield)
{
    find_locked(run, false);
    return run->lock[airfield].is_on;
}

/* Finds the airfields for which that is so, or is unless aircraft that wait for the rest of their
 * batch are let go: run->lock tells them until an aircraft moves. */
static void find_locks_by_batches(struct ab_run *run)
{
    find_locked(run, true);
}

/* --- batches --------------------------------------------------------------------------------- */

static int64_t size_of(const struct ab_run *run, int contingent)
{
    return run->scenario->contingent[contingent].batch;
}

/* Loads of one contingent with the same number travel together. */
static int64_t number_of(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    return (chalk->number - 1) / size_of(run, chalk->contingent);
}

static bool is_in(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    return chalk->offloaded != AB_TIME_NEVER ||
           (chalk->sortie != AB_NOBODY && !run->sortie[chalk->tail].stops &&
            run->sortie[chalk->tail].block_in != AB_TIME_NEVER);
}

/* Whether an aircraft waits for a stand that it never gets while these wait, as was found last. */
static bool waits_for_their_stands(const struct ab_run *run, const struct ab_tail *tail)
{
    const int goal = goal_of(run, tail);
    return goal != AB_NOBODY && run->lock[goal].is_on;
}

/* Whether an aircraft waits for a crew, and all crews of its fleet wait aboard these, or aboard
 * others that wait for their stands. */
static bool waits_for_their_crews(const struct ab_run *run, const struct ab_tail *tail)
{
    if (tail->crew.aboard || tail->sortie == AB_NOBODY ||
        run->sortie[tail->sortie].account.state != AB_CAUSE_CREW) {
        return false;
    }
    int aboard = 0;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *other = &run->tail[t];
        aboard += other->fleet == tail->fleet && other->crew.aboard &&
                  (other->batch == AB_BATCH_WAITS || waits_for_their_stands(run, other));
    }
    return run->crews.pool[tail->fleet * run->scenario->airfield_count + tail->home].in_use <=
           aboard;
}

/* Whether an aircraft comes back without the end of a batch. */
static bool is_on_the_move(const struct ab_run *run, const struct ab_tail *tail)
{
    return tail->batch != AB_BATCH_WAITS && !waits_for_their_crews(run, tail) &&
           !waits_for_their_stands(run, tail);
}

/* Whether a load has an aircraft that waits for these before the load is cleared to leave: it counts
 * under the daily ceiling. */
static bool is_held_uncleared(const struct ab_run *run, const struct ab_tail *tail)
{
    return tail->chalk != AB_NOBODY && run->chalk[tail->chalk].outbound &&
           (waits_for_their_crews(run, tail) ||
            (run->sortie[tail->sortie].purpose == AB_PURPOSE_POSITIONING &&
             waits_for_their_stands(run, tail)));
}

/* Whether no load more will ever be tasked under the daily ceiling, since those under way that wait
 * for these are as many. */
static bool is_ceiling_used_up(const struct ab_run *run)
{
    const int64_t ceiling = run->scenario->withdrawal.flights_per_day;
    int64_t held = 0;
    if (ceiling == 0 || run->withdrawal.in_progress < ceiling) {
        return false;
    }
    for (int t = 0; t < run->tail_count; t++) {
        held += is_held_uncleared(run, &run->tail[t]);
    }
    return held >= ceiling;
}

/* Whether an aircraft of the operation may still fetch a load, as things are now. */
static bool may_be_fetched(struct ab_run *run, const struct ab_chalk_record *chalk)
{
    const int from = ab_outline_leaves_from(run, chalk->contingent);
    const int to = ab_outline_returns_to(run, chalk->contingent);
    if (is_ceiling_used_up(run)) {
        return false;
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (is_on_the_move(run, tail) && (chalk->types >> tail->type & 1) != 0 &&
            ab_fleet_belongs(run, tail) && ab_outline_can_go(run, chalk, tail, from, to) &&
            ab_fleet_may_carry(run->scenario, chalk->contingent, tail->fleet)) {
            return true;
        }
    }
    return false;
}

/* Whether a load that has an aircraft will come. */
static bool is_coming(const struct ab_run *run, int load)
{
    const struct ab_tail *tail = &run->tail[run->chalk[load].tail];
    return tail->chalk == load && is_on_the_move(run, tail);
}

enum prospect { COMPLETE, HOPEFUL, IN_VAIN };

/* What may become of the batch of a load. */
static enum prospect prospect_of(struct ab_run *run, const struct ab_chalk_record *chalk)
{
    const struct ab_unit *unit = &run->unit[chalk->contingent];
    const struct ab_chalk_record *other = &run->chalk[unit->first_chalk + unit->inbound_chalks];
    enum prospect prospect = COMPLETE;
    for (int i = 0; i < unit->outbound_chalks; i++, other++) {
        if (number_of(run, other) != number_of(run, chalk) || is_in(run, other)) {
            continue;
        }
        if (other->tasked == AB_TIME_NEVER ? !may_be_fetched(run, other)
                                           : !is_coming(run, (int)(other - run->chalk))) {
            return IN_VAIN;
        }
        prospect = HOPEFUL;
    }
    return prospect;
}

/* The ceremony begins for all of a batch that wait. */
static void open_gate(struct ab_run *run, int load)
{
    const struct ab_chalk_record *chalk = &run->chalk[load];
    for (int t = 0; t < run->tail_count; t++) {
        struct ab_tail *tail = &run->tail[t];
        if (tail->batch == AB_BATCH_WAITS &&
            run->chalk[tail->chalk].contingent == chalk->contingent &&
            number_of(run, &run->chalk[tail->chalk]) == number_of(run, chalk)) {
            tail->batch = AB_BATCH_OPENS;
            run->batches.waiting--;
        }
    }
    const ab_time ceremony =
        ab_luck_time(run, &run->scenario->contingent[chalk->contingent].batch_time,
                     ab_luck_stream(run, AB_OF_CONTINGENT, chalk->contingent, AB_FOR_BATCH),
                     (uint32_t)number_of(run, chalk));
    ab_simulation_after(&run->simulation, ceremony, AB_EV_BATCH, (uint32_t)load);
}

void ab_batch_review(struct ab_run *run)
{
    const struct ab_tail *longest = NULL;
    if (run->batches.waiting > 0) {
        find_locks_by_batches(run);
    }
    for (int t = 0; t < run->tail_count && run->batches.waiting > 0; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (tail->batch == AB_BATCH_WAITS &&
            (!longest ||
             run->sortie[tail->sortie].block_in < run->sortie[longest->sortie].block_in) &&
            prospect_of(run, &run->chalk[tail->chalk]) == IN_VAIN) {
            longest = tail;
        }
    }
    run->batches.in_doubt = longest != NULL; /* when its aircraft are free, others may still wait */
    if (longest) {
        open_gate(run, longest->chalk); /* and its aircraft may fetch what others wait for */
    }
}

bool ab_batch_hold(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (sortie->purpose != AB_PURPOSE_WITHDRAWAL ||
        size_of(run, run->chalk[sortie->chalk].contingent) == 0) {
        return false;
    }
    ab_stage_charge(run, sortie, AB_CAUSE_CARGO);
    run->tail[sortie->tail].batch = AB_BATCH_WAITS;
    run->batches.waiting++;
    find_locks_by_batches(run);
    if (prospect_of(run, &run->chalk[sortie->chalk]) == COMPLETE) {
        open_gate(run, sortie->chalk);
    } else {
        ab_batch_review(run);
    }
    return true;
}

bool ab_batch_lets_go(struct ab_run *run, int load, int last)
{
    const struct ab_chalk_record *chalk = &run->chalk[load];
    if (chalk->sortie == AB_NOBODY || number_of(run, chalk) != number_of(run, &run->chalk[last])) {
        return false;
    }
    struct ab_tail *tail = &run->tail[chalk->tail];
    if (tail->chalk != load || tail->batch != AB_BATCH_OPENS) {
        return false;
    }
    tail->batch = AB_BATCH_NONE;
    return true;
}
