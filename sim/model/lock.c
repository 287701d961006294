/* lock.c - circles of waiting. */
#include "model/lock.h"

/* The airfield whose stands a tail waits for while it holds one elsewhere, or AB_NOBODY. */
static int waits_for(const struct ab_run *run, const struct ab_tail *tail)
{
    if (tail->stand_at == AB_NOBODY || tail->sortie == AB_NOBODY) {
        return AB_NOBODY;
    }
    const int destination = run->sortie[tail->sortie].destination;
    const bool in_line = tail->line == &run->field[destination].stands;
    return in_line || tail->slot_since != AB_TIME_NEVER ? destination : AB_NOBODY;
}

static int64_t stands_of(const struct ab_run *run, const struct ab_tail *tail)
{
    return run->scenario->aircraft[tail->type].stands;
}

/* The fewest stands that somebody wants who waits for this airfield; 0: nobody waits. */
static int64_t least_wanted(const struct ab_run *run, int airfield)
{
    int64_t least = 0;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (waits_for(run, tail) == airfield && (least == 0 || stands_of(run, tail) < least)) {
            least = stands_of(run, tail);
        }
    }
    return least;
}

/* Stands that will be there when everybody has left who does not wait for a locked airfield. */
static int64_t stands_left(const struct ab_run *run, int airfield)
{
    int64_t stands = run->field[airfield].stands.capacity;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        const int wanted = waits_for(run, tail);
        if (tail->stand_at == airfield && wanted != AB_NOBODY && run->locked[wanted]) {
            stands -= stands_of(run, tail);
        }
    }
    return stands;
}

/* At first all airfields that are waited for are taken to be locked; then those are freed that will
 * have stands enough, until no more are. */
bool ab_lock_is_on(struct ab_run *run, int airfield)
{
    const int airfields = run->scenario->airfield_count;
    for (int i = 0; i < airfields; i++) {
        run->locked[i] = least_wanted(run, i) > 0;
    }
    for (bool freed = true; freed;) {
        freed = false;
        for (int i = 0; i < airfields; i++) {
            if (run->locked[i] && stands_left(run, i) >= least_wanted(run, i)) {
                run->locked[i] = false;
                freed = true;
            }
        }
    }
    return run->locked[airfield];
}
