/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* arrival.c - from overhead to on blocks. */
#include "model/arrival.h"

#include "model/airfield.h"
#include "model/alternate.h"
#include "model/batch.h"
#include "model/contingent.h"
#include "model/milestone.h"
#include "model/prospect.h"
#include "model/sortie.h"
#include "model/stage.h"
#include "model/trace.h"
#include "model/window.h"

#include <assert.h>

/* How long it may hold is over and done with. */
static void forget_limit(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    ab_event_handle *limit = &run->aside[sortie->tail].holding.limit;
    if (ab_stage_may_run_dry(run, sortie->tail) && *limit != AB_EVENT_NONE) {
        ab_simulation_cancel(&run->simulation, *limit);
        *limit = AB_EVENT_NONE;
    }
}

/* When its holding fuel will be used, as was found when it came overhead. */
static ab_time holds_until(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return ab_stage_may_run_dry(run, sortie->tail) ? run->aside[sortie->tail].holding.until
                                                   : AB_TIME_NEVER;
}

/* It has to wait in line overhead: until then at the latest. */
static void hold(struct ab_run *run, struct ab_sortie_record *sortie, struct ab_resource *line,
                 ab_wait_handle place, ab_time until)
{
    struct ab_tail_aside *aside = &run->aside[sortie->tail];
    if (until <= ab_now(run)) {
        const bool left = ab_resource_leave(line, place);
        assert(left);
        (void)left;
        forget_limit(run, sortie); /* of this instant: it was held for something else before */
        ab_alternate_divert(run, sortie);
        return;
    }
    ab_airfield_hold(run, sortie->destination, ab_stage_tail(run, sortie), line);
    aside->holding.place = place;
    if (until != AB_TIME_NEVER && aside->holding.limit == AB_EVENT_NONE) {
        aside->holding.limit =
            ab_simulation_plan(&run->simulation, until, AB_PRIORITY_NORMAL,
                               (uint16_t)AB_EV_HOLDING_LIMIT, (uint32_t)sortie->tail);
    }
}

static void stop_holding(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    if (tail->holds_in != NULL) {
        ab_airfield_hold(run, sortie->destination, tail, NULL);
    }
    forget_limit(run, sortie);
}

/* The first load of a contingent that only leaves is where it goes to. */
static void note_leaver(struct ab_run *run, const struct ab_chalk *chalk)
{
    const int contingent = chalk->lot->contingent;
    ab_time *first = &run->unit[contingent].record.first_landing;
    if (!ab_contingent_comes(&run->scenario->contingent[contingent]) && *first == AB_TIME_NEVER) {
        *first = ab_now(run);
        ab_contingent_leads(run, contingent, AB_LEAD_FIRST_LANDING);
    }
}

static void note_landing(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_chalk *chalk = &run->chalk[sortie->chalk];
    if (sortie->stops) {
        return;
    }
    chalk->landed = ab_now(run);
    ab_prospect_landed(run, sortie->tail);
    if (chalk->lot->sustainment || chalk->lot->evacuation) {
        return;
    }
    if (chalk->lot->direction == AB_OUT) {
        run->count.outbound_flights++;
        note_leaver(run, chalk);
        return;
    }
    const struct ab_concern concern = {chalk->lot->contingent, sortie->destination, AB_NOBODY};
    ab_milestone_note(run, AB_ON_LANDING, concern, 1);
    if (chalk->lot->vehicles > 0) {
        ab_milestone_note(run, AB_ON_VEHICLE_LANDING, concern, 1);
    }
    if (ab_goes_to_hub(run, chalk->lot)) {
        return;
    }
    run->count.inbound_flights++;
    if (run->count.first_landing == AB_TIME_NEVER) {
        run->count.first_landing = ab_now(run);
    }
    ab_time *first = &run->unit[chalk->lot->contingent].record.first_landing;
    if (*first == AB_TIME_NEVER) {
        *first = ab_now(run);
        ab_milestone_note(run, AB_ON_ARRIVED, concern, 1);
        ab_contingent_leads(run, chalk->lot->contingent, AB_LEAD_FIRST_LANDING);
    }
}

/* The runway is its own. */
static inline void land(struct ab_run *run, struct ab_sortie_record *sortie)
{
    ab_simulation_assert(&run->simulation,
                         ab_stage_tail(run, sortie)->fuel_is_out ||
                             ab_gate_is_open(&run->field[sortie->destination].landings));
    run->field[sortie->destination].overhead.count--;
    stop_holding(run, sortie);
    ab_alternate_end_way(run, sortie);
    ab_stage_charge(run, sortie, AB_WORK);
    sortie->landing = ab_now(run);
    if (sortie->chalk != AB_NOBODY) {
        note_landing(run, sortie);
    }
    ab_airfield_trace(run, sortie->destination);
    if (sortie->landing_runway == 0) {
        ab_sortie_on_blocks(run, sortie->tail);
    } else {
        ab_stage_after(run, sortie, sortie->landing_runway, AB_EV_ON_BLOCKS);
    }
}

static void wait_for_field(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_gate *gate = &run->field[sortie->destination].landings;
    const ab_wait_handle place = ab_gate_wait(gate, AB_EV_CLEARED, (uint32_t)sortie->tail);
    ab_stage_charge(run, sortie, (int)ab_gate_cause(gate));
    hold(run, sortie, &gate->way, place, holds_until(run, sortie));
}

/* Whether the field is open to it, whatever it waited for before; else it holds until it is, and keeps the
 * stand that it has. Whoever is out of fuel lands. */
static inline bool is_let_in(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const bool is_let_in = ab_gate_is_open(&run->field[sortie->destination].landings) ||
                           ab_stage_tail(run, sortie)->fuel_is_out;
    if (!is_let_in) {
        wait_for_field(run, sortie);
    }
    return is_let_in;
}

/* The runway is free for it, after it waited for that. */
void ab_arrival_landing(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    const int airfield = sortie->destination; /* until it diverts */
    stop_holding(run, sortie);
    if (is_let_in(run, sortie)) {
        land(run, sortie);
    } else {
        ab_resource_release(&run->field[airfield].runway, 1);
        ab_airfield_trace(run, airfield);
    }
}

static void ask_to_land(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    const int airfield = sortie->destination;
    struct ab_resource *runway = &run->field[airfield].runway;
    const uint8_t priority = tail->fuel_is_out ? AB_RUNWAY_EMERGENCY : AB_RUNWAY_LANDING;
    const uint32_t subject = (uint32_t)sortie->tail;
    ab_wait_handle place;
    if (ab_resource_acquire(runway, 1, priority, (uint16_t)AB_EV_LANDING, subject, &place)) {
        land(run, sortie);
    } else {
        ab_stage_charge(run, sortie, AB_CAUSE_RUNWAY);
        hold(run, sortie, runway, place,
             tail->fuel_is_out || !ab_stage_may_run_dry(run, sortie->tail)
                 ? AB_TIME_NEVER
                 : holds_until(run, sortie) + AB_FINAL_RESERVE);
        ab_airfield_trace(run, airfield);
    }
}

/* A stand is its own (or it is at home): the runway is next. */
static inline void come_in(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const int airfield = sortie->destination; /* until it diverts */
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    const bool waited = tail->holds_in != NULL;
    stop_holding(run, sortie);
    ab_stage_stand_at(run, tail, ab_stage_ends_at_home(run, sortie) ? AB_NOBODY : airfield);
    if (waited) {
        ab_alternate_review(run);
    }
    if (!is_let_in(run, sortie)) {
        ab_airfield_trace(run, airfield);
    } else if (run->field[airfield].has_runway_queue) {
        ask_to_land(run, sortie);
    } else {
        land(run, sortie);
    }
}

void ab_arrival_stand(struct ab_run *run, int index)
{
    come_in(run, &run->sortie[index]);
}

static inline void ask_for_stand(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_field *field = &run->field[sortie->destination];
    const uint32_t subject = (uint32_t)sortie->tail;
    ab_wait_handle place;
    if (ab_stage_ends_at_home(run, sortie) ||
        ab_stage_tail(run, sortie)->stand.at == sortie->destination ||
        ab_resource_acquire(&field->stands, ab_stage_stands(run, sortie), AB_PRIORITY_NORMAL,
                            (uint16_t)AB_EV_STAND, subject, &place)) {
        come_in(run, sortie);
        return;
    }
    ab_stage_charge(run, sortie, AB_CAUSE_HOLDING);
    hold(run, sortie, &field->stands, place, holds_until(run, sortie));
    ab_batch_review(run);
}

void ab_arrival_overhead(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    const int airfield = sortie->destination;
    struct ab_field *field = &run->field[airfield];
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    const ab_time early = ab_window_early(run, sortie);
    if (early > 0) { /* it flies slower, for which it burns no more than was planned */
        if (ab_stage_may_run_dry(run, index)) {
            assert(run->aside[index].holding.fuel_lasts_until != AB_TIME_NEVER);
            run->aside[index].holding.fuel_lasts_until += early;
        }
        ab_stage_charge(run, sortie, AB_CAUSE_WINDOW);
        ab_stage_after(run, sortie, early, AB_EV_OVERHEAD);
        return;
    }
    field->overhead.count++;
    tail->holds_in = NULL;
    if (ab_stage_may_run_dry(run, index)) {
        run->aside[index].holding.limit = AB_EVENT_NONE;
        run->aside[index].holding.until = ab_stage_endurance(run, sortie, -AB_FINAL_RESERVE);
    }
    if (tail->stand.ahead != AB_NOBODY) { /* comes on from its alternate, where it got its stand */
        ab_stage_stand_at(run, tail, tail->stand.ahead);
        tail->stand.ahead = AB_NOBODY;
        ab_trace_hold(run, sortie->tail, AB_HELD_AHEAD, AB_NOBODY);
    }
    if (tail->fuel_is_out) {
        ab_alternate_take_stand(run, sortie, airfield);
        come_in(run, sortie);
    } else if (is_let_in(run, sortie)) {
        ask_for_stand(run, sortie);
    }
    ab_airfield_trace(run, airfield);
}

void ab_arrival_cleared(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    ab_gate_passed(&run->field[sortie->destination].landings);
    ab_airfield_hold(run, sortie->destination, ab_stage_tail(run, sortie), NULL);
    ask_for_stand(run, sortie);
}

void ab_arrival_holding_limit(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    run->aside[index].holding.limit = AB_EVENT_NONE;
    const bool left = ab_resource_leave(tail->holds_in, run->aside[index].holding.place);
    assert(left); /* whoever is handed what it waits for goes on before the next event */
    (void)left;
    ab_alternate_divert(run, sortie);
}
