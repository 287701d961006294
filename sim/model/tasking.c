/* tasking.c - which aircraft takes which load. */
#include "model/tasking.h"

#include "model/airfield.h"
#include "model/fleet.h"
#include "model/geography.h"
#include "model/outline.h"
#include "model/sortie.h"
#include "model/waits.h"

#include <assert.h>
#include <math.h>
#include <string.h>

void ab_tasking_reset(struct ab_run *run)
{
    run->tasking_first = AB_NOBODY;
    run->tasking_last = AB_NOBODY;
    run->tasking_posted = false;
}

/* --- the list -------------------------------------------------------------------------------- */

static int64_t priority_of(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    const struct ab_contingent *contingent = &run->scenario->contingent[chalk->contingent];
    return chalk->outbound ? contingent->withdrawal_priority : contingent->priority;
}

static bool goes_before(const struct ab_run *run, int a, int b)
{
    const struct ab_chalk_record *first = &run->chalk[a], *second = &run->chalk[b];
    const int64_t pa = priority_of(run, first), pb = priority_of(run, second);
    if (pa != pb) {
        return pa < pb;
    }
    return first->ready != second->ready ? first->ready < second->ready : a < b;
}

static void put_in_list(struct ab_run *run, int chalk)
{
    struct ab_tasking_link *link = run->tasking_link;
    int before = run->tasking_last;
    while (before != AB_NOBODY && goes_before(run, chalk, before)) {
        before = link[before].previous;
    }
    const int after = before == AB_NOBODY ? run->tasking_first : link[before].next;
    link[chalk] = (struct ab_tasking_link){.next = after, .previous = before};
    *(before == AB_NOBODY ? &run->tasking_first : &link[before].next) = chalk;
    *(after == AB_NOBODY ? &run->tasking_last : &link[after].previous) = chalk;
}

static void take_from_list(struct ab_run *run, int chalk)
{
    struct ab_tasking_link *link = run->tasking_link;
    const int before = link[chalk].previous, after = link[chalk].next;
    *(before == AB_NOBODY ? &run->tasking_first : &link[before].next) = after;
    *(after == AB_NOBODY ? &run->tasking_last : &link[after].previous) = before;
}

void ab_tasking_call(struct ab_run *run, int chalk)
{
    put_in_list(run, chalk);
    ab_post_tasking(run);
}

/* --- the match ------------------------------------------------------------------------------- */

static int origin_of(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    return chalk->outbound ? ab_outline_leaves_from(run, chalk->contingent)
                           : run->scenario->contingent[chalk->contingent].apoe;
}

/* The free aircraft that can be there first, or AB_NOBODY. */
static int choose_tail(const struct ab_run *run, const struct ab_chalk_record *chalk, int origin)
{
    int best = AB_NOBODY;
    double soonest = INFINITY;
    for (int t = 0; t < run->tail_count; t++) {
        const struct ab_tail *tail = &run->tail[t];
        if (tail->state != AB_TAIL_FREE || (chalk->types >> tail->type & 1) == 0 ||
            !ab_fleet_may_carry(run->scenario, chalk->contingent, tail->fleet) ||
            !ab_airfield_accepts(run, origin, tail->type, tail->home == origin)) {
            continue;
        }
        const double arrival = ab_geography_mean_block(run, tail->type, tail->at, origin);
        if (arrival < soonest || (best != AB_NOBODY && arrival <= soonest &&
                                  tail->free_since < run->tail[best].free_since)) {
            soonest = arrival;
            best = t;
        }
    }
    return best;
}

/* Under a daily ceiling no more loads are under way than may still leave today, so that aircraft do
 * not fill the stands of the theatre waiting for tomorrow. */
static bool is_held_by_ceiling(const struct ab_run *run, const struct ab_chalk_record *chalk)
{
    const int64_t ceiling = run->scenario->withdrawal.flights_per_day;
    return chalk->outbound && ceiling > 0 &&
           run->permits.in_use + run->outbound_in_progress >= ceiling;
}

static void load_to_the_full(struct ab_run *run, struct ab_chalk_record *chalk, int type, int from,
                             int to)
{
    const double payload =
        ab_type_payload(&run->scenario->aircraft[type], ab_geography_distance(run, from, to));
    chalk->cargo_t = isfinite(payload) ? payload : 0;
}

static void assign(struct ab_run *run, int index, int tail_index, int origin, int destination)
{
    struct ab_chalk_record *chalk = &run->chalk[index];
    struct ab_tail *tail = &run->tail[tail_index];
    chalk->tasked = ab_now(run);
    if (chalk->mass_t < 0) {
        load_to_the_full(run, chalk, tail->type, origin, destination);
    }
    if (chalk->account.state >= 0) {
        ab_account_charge(&chalk->account, ab_now(run), AB_CAUSE_POSITIONING);
    }
    if (chalk->outbound) {
        run->outbound_in_progress++;
    } else {
        run->field[destination].inbound++;
    }
    tail->state = AB_TAIL_BUSY;
    tail->used = true;
    tail->chalk = index;
    tail->last_chalk = index;
    tail->destination = destination;
    run->tails_free--;
    if (tail->at == origin) {
        ab_sortie_begin_loaded(run, tail_index);
    } else {
        ab_sortie_begin_empty(run, tail_index, origin, AB_PURPOSE_POSITIONING);
    }
}

/* Tries to give a load an aircraft; false when none of the types it can fly on is to be had. */
static bool task(struct ab_run *run, int index)
{
    const struct ab_chalk_record *chalk = &run->chalk[index];
    const int origin = origin_of(run, chalk);
    const int tail = choose_tail(run, chalk, origin);
    if (tail == AB_NOBODY) {
        return false;
    }
    const int destination =
        chalk->outbound
            ? ab_outline_returns_to(run, chalk->contingent)
            : ab_airfield_choose(run, &run->scenario->contingent[chalk->contingent].apod,
                                 run->tail[tail].type);
    if (destination == AB_NOBODY) {
        return false;
    }
    take_from_list(run, index);
    assign(run, index, tail, origin, destination);
    return true;
}

static void send_home(struct ab_run *run)
{
    for (int t = 0; t < run->tail_count && run->tails_free > 0; t++) {
        struct ab_tail *tail = &run->tail[t];
        if (tail->state == AB_TAIL_FREE && tail->at != tail->home) {
            tail->state = AB_TAIL_BUSY;
            run->tails_free--;
            ab_sortie_begin_empty(run, t, tail->home, AB_PURPOSE_RETURN);
        }
    }
}

void ab_tasking_round(struct ab_run *run)
{
    run->tasking_posted = false;
    memset(run->tasking_failed, 0,
           2 * (size_t)run->scenario->contingent_count * sizeof *run->tasking_failed);
    for (int i = run->tasking_first; i != AB_NOBODY && run->tails_free > 0;) {
        const struct ab_chalk_record *chalk = &run->chalk[i];
        const int next = run->tasking_link[i].next;
        uint64_t *failed = &run->tasking_failed[2 * chalk->contingent + chalk->outbound];
        if ((chalk->types & ~*failed) != 0 && !is_held_by_ceiling(run, chalk) && !task(run, i)) {
            *failed |= chalk->types;
        }
        i = next;
    }
    send_home(run);
}
