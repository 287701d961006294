/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* alternate.c - the way to the alternate and back. */
#include "model/alternate.h"

#include "model/airfield.h"
#include "model/batch.h"
#include "model/clearance.h"
#include "model/fleet.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/prospect.h"
#include "model/service.h"
#include "model/stage.h"
#include "model/trace.h"

#include <math.h>

/* --- away ------------------------------------------------------------------------------------ */

/* Every flight to the alternate and back has its own luck. Later ones draw from the streams that
 * follow the first one's: ids of streams are hashes of 64 bits, so these are nobody else's. */
static ab_time diversion_block(const struct ab_run *run, const struct ab_sortie_record *sortie,
                               int from, int to, enum ab_contingent_purpose purpose)
{
    const struct ab_chalk *luck = ab_stage_served(run, sortie);
    const uint64_t stream =
        ab_luck_stream(run, AB_OF_CONTINGENT, luck->lot->contingent, (int)purpose) +
        (uint64_t)(sortie->diversions - 1);
    return ab_geography_block(run, run->tail[sortie->tail].type, from, to, stream,
                              ab_luck_of_chalk(luck));
}

/* Whether a load stays at the alternate instead of coming on: one that would be offloaded at the
 * destination, not to go on from there, and does not come from the alternate. */
static bool stays_at(const struct ab_run *run, const struct ab_sortie_record *sortie, int alternate)
{
    return run->scenario->airfield[sortie->destination].offload_at_alternate &&
           sortie->chalk != AB_NOBODY && !sortie->stops && alternate != sortie->origin &&
           !ab_goes_to_hub(run, run->chalk[sortie->chalk].lot);
}

/* --- which alternate ------------------------------------------------------------------------- */

/* Whether it is known how long the flights take that it may have to make. */
static bool is_in_reach(const struct ab_run *run, const struct ab_sortie_record *sortie,
                        int alternate)
{
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const int onward = stays_at(run, sortie, alternate) ? tail->home : sortie->destination;
    return !isnan(ab_geography_mean_block(run, tail->type, sortie->destination, alternate)) &&
           !isnan(ab_geography_mean_block(run, tail->type, alternate, onward));
}

/* Whether an alternate will be open for it, as far as is known now. */
static bool is_open(const struct ab_run *run, const struct ab_sortie_record *sortie, int alternate)
{
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const ab_time flight =
        ab_time_round(ab_geography_mean_block(run, tail->type, sortie->destination, alternate));
    return ab_airfield_accepts(run, alternate, tail->type, tail->home == alternate) &&
           !run->field[alternate].landings.weather &&
           ab_timetable_at(run, alternate, AB_LANDINGS, ab_now(run) + flight).cause == AB_WORK;
}

/* Whether it has a stand for it that nobody takes who is on the same way. */
static bool has_room(const struct ab_run *run, const struct ab_sortie_record *sortie, int alternate)
{
    const struct ab_resource *stands = &run->field[alternate].stands;
    const int64_t taken =
        stands->in_use + ab_stage_stands(run, sortie) + run->field[alternate].coming;
    return run->tail[sortie->tail].home == alternate ||
           (stands->in_line == 0 && taken <= stands->capacity);
}

/* The first of its destination's alternates that is open and has room, else the first that is open,
 * else the first. */
static int choose(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_airfield *airfield = run->scenario->airfield;
    const int first = airfield[sortie->destination].alternate;
    int open = AB_NOBODY, candidate = first;
    for (int steps = 0; steps < run->scenario->airfield_count && candidate != AB_NOBODY &&
                        candidate != sortie->destination;
         steps++, candidate = airfield[candidate].alternate) {
        if (!is_in_reach(run, sortie, candidate) || !is_open(run, sortie, candidate)) {
            continue;
        }
        if (has_room(run, sortie, candidate)) {
            return candidate;
        }
        open = open == AB_NOBODY ? candidate : open;
    }
    return open != AB_NOBODY ? open : first != AB_NOBODY ? first : sortie->origin;
}

/* --- the way there --------------------------------------------------------------------------- */

static void begin_way(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    tail->fuel_is_out = true;
    if (tail->home != sortie->diverted_to) {
        run->field[sortie->diverted_to].coming += ab_stage_stands(run, sortie);
    }
}

void ab_alternate_end_way(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    if (tail->fuel_is_out && tail->home != sortie->diverted_to) {
        run->field[sortie->diverted_to].coming -= ab_stage_stands(run, sortie);
    }
    tail->fuel_is_out = false;
}

/* Leaves for the alternate. Its flight there and back, and the wait there for the field to open,
 * are the price of the diversion and of what shut the field. */
void ab_alternate_divert(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    const int from = sortie->destination, alternate = choose(run, sortie);
    run->field[from].overhead.count--;
    ab_airfield_hold(run, from, tail, NULL);
    run->count.diversions++;
    sortie->diversions++;
    ab_stage_leave_stand(run, sortie); /* one kept for it from its alternate: given up */
    ab_airfield_trace(run, from);
    sortie->diverted_to = alternate;
    ab_slot_give_up(run, sortie);
    ab_stage_charge(run, sortie, AB_CAUSE_DIVERSION);
    const ab_time block = diversion_block(run, sortie, from, alternate, AB_FOR_DIVERSION);
    begin_way(run, sortie);
    ab_time *lasts_until = &run->aside[sortie->tail].holding.fuel_lasts_until;
    *lasts_until = ab_now(run) + block;
    if (stays_at(run, sortie, alternate)) {
        ab_prospect_expect_no_more(run, sortie->tail);
        if (sortie->purpose == AB_PURPOSE_DEPLOYMENT) {
            run->field[from].inbound--;
            run->field[alternate].inbound++;
        }
        sortie->destination = alternate;
        tail->destination = alternate;
        *lasts_until = run->field[alternate].has_runway_queue
                           ? AB_TIME_NEVER /* until those before it have landed */
                           : *lasts_until + sortie->landing_runway;
        ab_slot_depart(run, sortie, from);
        ab_stage_after(run, sortie, block, AB_EV_OVERHEAD);
    } else {
        ab_stage_after(run, sortie, block, AB_EV_AT_ALTERNATE);
    }
    ab_alternate_review(run);
}

/* --- there ------------------------------------------------------------------------------------- */

/* Flies to its destination, where a stand is kept for it or not. */
static void fly_on(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    const int from = tail->at;
    const ab_time block = diversion_block(run, sortie, from, sortie->destination, AB_FOR_ONWARD);
    ab_stage_leave_stand(run, sortie);
    tail->at = AB_NOBODY;
    tail->stand.gives_way = false;
    ab_stage_set_out(run, sortie, block + sortie->landing_runway);
    sortie->parked += ab_now(run);
    ab_slot_depart(run, sortie, from);
    ab_stage_charge(run, sortie, AB_CAUSE_DIVERSION);
    ab_airfield_trace(run, from);
    ab_stage_after(run, sortie, block, AB_EV_OVERHEAD);
}

static struct ab_list_links of_parked(const struct ab_run *run)
{
    return (struct ab_list_links){&run->tail[0].link, sizeof run->tail[0]};
}

static void stand_in_line(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    int before = run->parked.last;
    while (before > sortie->tail) {
        before = run->tail[before].link.previous;
    }
    ab_list_put(&run->parked, of_parked(run), sortie->tail, before);
    ab_stage_tail(run, sortie)->holds_in = &run->field[sortie->destination].stands;
}

static void leave_line(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    ab_list_take(&run->parked, of_parked(run), sortie->tail);
    ab_stage_tail(run, sortie)->holds_in = NULL;
}

/* Comes on without a stand when it would never get one, as was found last (batch.h). */
static bool give_way(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    if (!run->lock[sortie->destination].is_on ||
        !ab_resource_leave(tail->holds_in, run->aside[sortie->tail].holding.place)) {
        return false;
    }
    leave_line(run, sortie);
    tail->stand.gives_way = true;
    ab_simulation_resume(&run->simulation, (uint16_t)AB_EV_ONWARD, (uint32_t)sortie->tail);
    return true;
}

/* Comes on as soon as a stand is its own at its destination. */
static void ask_for_stand(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    struct ab_resource *stands = &run->field[sortie->destination].stands;
    if (ab_resource_acquire(stands, ab_stage_stands(run, sortie), AB_PRIORITY_NORMAL,
                            (uint16_t)AB_EV_ONWARD_STAND, (uint32_t)sortie->tail,
                            &run->aside[sortie->tail].holding.place)) {
        tail->stand.ahead = sortie->destination;
        ab_trace_hold(run, sortie->tail, AB_HELD_AHEAD, sortie->destination);
        ab_airfield_trace(run, sortie->destination);
        fly_on(run, sortie);
        return;
    }
    stand_in_line(run, sortie);
    ab_stage_charge(run, sortie, AB_CAUSE_STAND);
    ab_lock_find(run);
    (void)give_way(run, sortie);
    ab_batch_review(run);
}

/* Comes on when its landing is foreseen, a crew has duty left for the flight, and the weather there
 * is good; all three are asked again after whatever it waited for. */
static void come_on(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    const ab_time flight =
        ab_time_round(ab_geography_mean_block(run, tail->type, tail->at, sortie->destination));
    if (!ab_foresight_lets_go(run, sortie, flight)) {
        ab_crew_stand_down(
            run, sortie,
            ab_foresight_departure(run, tail->at, sortie->destination, flight, ab_now(run)));
        return;
    }
    if (!ab_crew_check(run, sortie)) {
        return;
    }
    struct ab_gate *gate = &run->field[sortie->destination].landings;
    if (gate->weather) {
        (void)ab_stage_wait(run, sortie, &gate->sky, 1, AB_PRIORITY_NORMAL, AB_CAUSE_WEATHER,
                            AB_EV_ONWARD_CLEAR);
    } else if (ab_stage_ends_at_home(run, sortie) || tail->stand.ahead != AB_NOBODY ||
               tail->stand.gives_way) {
        fly_on(run, sortie);
    } else {
        ask_for_stand(run, sortie);
    }
}

void ab_alternate_take_stand(struct ab_run *run, struct ab_sortie_record *sortie, int alternate)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    struct ab_field *field = &run->field[alternate];
    bool found = ab_gate_is_open(&field->landings);
    if (tail->home != alternate) {
        ab_stage_stand_at(run, tail, alternate);
        tail->stand.beyond = !ab_resource_seize(&field->stands, ab_stage_stands(run, sortie));
        found = found && !tail->stand.beyond;
    }
    if (!found) {
        sortie->emergency = true;
        run->count.emergencies++;
    }
}

void ab_alternate_reached(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    ab_alternate_take_stand(run, sortie, sortie->diverted_to);
    ab_alternate_end_way(run, sortie);
    tail->at = sortie->diverted_to;
    sortie->parked -= ab_now(run);
    ab_airfield_trace(run, sortie->diverted_to);
    come_on(run, sortie);
}

void ab_alternate_onward(struct ab_run *run, int index)
{
    come_on(run, &run->sortie[index]);
}

void ab_alternate_onward_clear(struct ab_run *run, int index)
{
    ab_resource_release(&run->field[run->sortie[index].destination].landings.sky, 1);
    come_on(run, &run->sortie[index]);
}

void ab_alternate_onward_stand(struct ab_run *run, int index)
{
    struct ab_tail *tail = ab_stage_tail(run, &run->sortie[index]);
    leave_line(run, &run->sortie[index]);
    tail->stand.ahead = run->sortie[index].destination;
    ab_trace_hold(run, run->sortie[index].tail, AB_HELD_AHEAD, tail->stand.ahead);
    come_on(run, &run->sortie[index]);
    ab_alternate_review(run);
}

void ab_alternate_review(struct ab_run *run)
{
    bool found = false;
    for (int t = run->parked.first, next; t != AB_NOBODY; t = next) {
        if (!found) {
            ab_lock_find(run);
        }
        next = run->tail[t].link.next;
        found = !give_way(run, &run->sortie[run->tail[t].sortie]); /* else a circle was broken */
    }
    ab_batch_review(run);
}
