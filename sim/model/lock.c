/* lock.c - circles of waiting. */
#include "model/lock.h"

int ab_lock_goal(const struct ab_run *run, const struct ab_tail *tail)
{
    if (tail->sortie == AB_NOBODY) {
        return AB_NOBODY;
    }
    const struct ab_sortie_record *sortie = &run->sortie[tail->sortie];
    if (tail->slot_since != AB_TIME_NEVER ||
        tail->line == &run->field[sortie->destination].stands) {
        return sortie->destination;
    }
    const int alternate = sortie->diverted_to;
    return alternate != AB_NOBODY && tail->line == &run->field[alternate].stands ? alternate
                                                                                 : AB_NOBODY;
}

static int64_t stands_of(const struct ab_run *run, const struct ab_tail *tail)
{
    return run->scenario->aircraft[tail->type].stands;
}

/* Stands that the first in line for an airfield wants, overhead or with slot control; 0: nobody
 * waits. Those behind do not overtake it. */
static int64_t wanted(const struct ab_run *run, int airfield)
{
    const struct ab_tail *first = NULL;
    if (run->field[airfield].stands.in_line > 0) {
        return ab_resource_wanted(&run->field[airfield].stands);
    }
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (tail->slot_since != AB_TIME_NEVER &&
            run->sortie[tail->sortie].destination == airfield &&
            (!first || tail->slot_since < first->slot_since)) {
            first = tail;
        }
    }
    return first ? stands_of(run, first) : 0;
}

/* Stands that will be there when everybody has left who neither waits for a locked airfield nor, if
 * batches last, for the rest of his batch. */
static int64_t stands_left(const struct ab_run *run, int airfield, bool batches_last)
{
    int64_t stands = run->field[airfield].stands.capacity;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const int goal = ab_lock_goal(run, tail);
        const bool stays = (goal != AB_NOBODY && run->locked[goal]) ||
                           (batches_last && tail->batch == AB_BATCH_WAITS);
        stands -= tail->stand_at == airfield && stays ? stands_of(run, tail) : 0;
    }
    return stands;
}

/* At first all airfields that are waited for are taken to be locked; then those are freed that will
 * have stands enough, until no more are. */
static void find_locked(struct ab_run *run, bool batches_last)
{
    const int airfields = run->scenario->airfield_count;
    for (int i = 0; i < airfields; i++) {
        run->locked[i] = wanted(run, i) > 0;
    }
    for (bool freed = true; freed;) {
        freed = false;
        for (int i = 0; i < airfields; i++) {
            if (run->locked[i] && stands_left(run, i, batches_last) >= wanted(run, i)) {
                run->locked[i] = false;
                freed = true;
            }
        }
    }
}

bool ab_lock_is_on(struct ab_run *run, int airfield)
{
    find_locked(run, false);
    return run->locked[airfield];
}

void ab_lock_find_by_batches(struct ab_run *run)
{
    find_locked(run, true);
}
