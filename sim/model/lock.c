/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* lock.c - circles of waiting. */
#include "model/lock.h"

int ab_lock_goal(const struct ab_run *run, const struct ab_tail *tail)
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
        const int goal = ab_lock_goal(run, tail);
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

void ab_lock_find_by_batches(struct ab_run *run)
{
    find_locked(run, true);
}
