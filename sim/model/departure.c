/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* departure.c - from ready on the stand to airborne. */
#include "model/departure.h"

#include "model/airfield.h"
#include "model/batch.h"
#include "model/clearance.h"
#include "model/contingent.h"
#include "model/diary.h"
#include "model/evacuation.h"
#include "model/fleet.h"
#include "model/flow.h"
#include "model/fuel.h"
#include "model/luck.h"
#include "model/measure.h"
#include "model/milestone.h"
#include "model/service.h"
#include "model/stage.h"
#include "model/trace.h"
#include "model/window.h"

#include <assert.h>

static ab_time mean_flight(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    return ab_service_mean_flight(run, run->tail[sortie->tail].type, sortie->origin,
                                  sortie->destination);
}

/* --- steps: true when done, false when AB_EV_PREPARED will come ------------------------------- */

enum { STEP_LOOK_AHEAD = 5 };

/* Who takes no fuel here has done with that. */
static bool order_fuel(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const bool has_place = ab_fuel_take_place(run, sortie);
    if (run->aside[sortie->tail].tank.order_t <= 0) {
        run->tail[sortie->tail].departure.step = STEP_LOOK_AHEAD;
    }
    return has_place;
}

/* The landing must be foreseen, and then the crew must have duty left. */
static bool look_ahead(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    const ab_time flight = mean_flight(run, sortie);
    tail->departure.agreed = ab_now(run);
    if (ab_foresight_lets_go(run, sortie, flight)) {
        return true;
    }
    const ab_time departure =
        ab_foresight_departure(run, sortie->origin, sortie->destination, flight,
                               ab_time_later(ab_window_opens(run, sortie), ab_now(run)));
    tail->departure.step--; /* and again */
    ab_crew_stand_down(run, sortie, departure);
    ab_slot_postpone(run, sortie, departure);
    ab_flow_postpone(run, sortie, departure);
    return false;
}

static bool find_crew(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (!ab_crew_check(run, sortie)) {
        run->tail[sortie->tail].departure.step = STEP_LOOK_AHEAD;
        ab_flow_postpone(run, sortie, run->aside[sortie->tail].crew_since);
        return false;
    }
    return true;
}

/* Attempts that share a stream. Later ones draw from the streams that follow it: ids of streams are
 * hashes of 64 bits, so these are nobody else's. */
enum { ATTEMPTS_OF_STREAM = 64 };

/* A draw for an attempt to depart other than the first, or for the repair after any. */
struct draw {
    uint64_t stream;
    uint32_t index;
};
static struct draw draw_of_attempt(const struct ab_run *run, const struct ab_sortie_record *sortie,
                                   enum ab_contingent_purpose purpose)
{
    const int attempt = run->tail[sortie->tail].departure.attempts;
    const int contingent = ab_stage_served(run, sortie)->lot->contingent;
    return (struct draw){
        .stream = ab_luck_stream(run, AB_OF_CONTINGENT, contingent, (int)purpose) +
                  ab_service_further(sortie) + (uint64_t)(attempt / ATTEMPTS_OF_STREAM),
        .index = ATTEMPTS_OF_STREAM * ab_service_movement(run, sortie) +
                 (uint32_t)(attempt % ATTEMPTS_OF_STREAM),
    };
}

static bool succeeds(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const double reliability = run->scenario->aircraft[tail->type].departure_reliability;
    if (reliability >= 1) {
        return true;
    }
    if (run->scenario->general.deterministic) {
        return tail->departure.attempts > 0; /* one repair stands for the mean of all */
    }
    if (tail->departure.attempts == 0) {
        return ab_service_first_departure(run, sortie) <= reliability;
    }
    const struct draw draw = draw_of_attempt(run, sortie, AB_FOR_RELIABILITY);
    return ab_stream_uniform(&run->luck, draw.stream, draw.index) <= reliability;
}

/* How long a failed attempt is repaired: without luck as long as all that are to be expected together,
 * of which there are (1 - p) / p. */
static ab_time repair_time(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const struct ab_aircraft_type *type = &run->scenario->aircraft[tail->type];
    const struct ab_distribution *repair =
        sortie->origin == tail->home ? type->repair_home : type->repair_away;
    if (run->scenario->general.deterministic) {
        const double p = type->departure_reliability;
        return ab_time_round(repair->mean * (1 - p) / p);
    }
    const struct draw draw = draw_of_attempt(run, sortie, AB_FOR_REPAIR);
    return ab_luck_time(run, repair, draw.stream, draw.index);
}

/* Each departure succeeds with the type's reliability; else it is repaired, on its stand, and tries
 * again, as often as it takes. */
static bool find_in_order(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (succeeds(run, sortie)) {
        return true;
    }
    struct ab_tail *tail = &run->tail[sortie->tail];
    const ab_time repair = repair_time(run, sortie);
    tail->departure.attempts++;
    tail->departure.step--; /* and again */
    if (repair == 0) {
        return true;
    }
    ab_flow_postpone(run, sortie, ab_now(run) + repair);
    ab_stage_charge(run, sortie, AB_CAUSE_REPAIR);
    ab_stage_after(run, sortie, repair, AB_EV_PREPARED);
    return false;
}

/* Whoever had to wait for them is looked at again, as time has passed. */
static bool obtain_permits(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const bool has = ab_flow_clear(run, sortie);
    if (!has) {
        run->tail[sortie->tail].departure.step = STEP_LOOK_AHEAD;
    }
    return has;
}

static bool wait_for_open_field(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_gate *gate = &run->field[sortie->origin].takeoffs;
    struct ab_tail *tail = &run->tail[sortie->tail];
    if (ab_gate_is_open(gate)) {
        tail->departure.step++; /* through at once: nothing to leave behind */
        return true;
    }
    if (gate->shut_by != AB_WORK) { /* when it opens is known, unlike the weather */
        ab_flow_postpone(run, sortie,
                         ab_foresight_departure(run, sortie->origin, sortie->destination,
                                                mean_flight(run, sortie), ab_now(run)));
    }
    (void)ab_gate_wait(gate, AB_EV_PREPARED, (uint32_t)sortie->tail);
    ab_stage_charge(run, sortie, (int)ab_gate_cause(gate));
    return false;
}

static bool leave_gate(struct ab_run *run, struct ab_sortie_record *sortie)
{
    ab_gate_passed(&run->field[sortie->origin].takeoffs);
    return true;
}

/* Whatever it waited for since landing and crew were found in order, they may not be any more. */
static bool keep_permit(struct ab_run *run, struct ab_sortie_record *sortie)
{
    if (!ab_flow_lets_go(run, sortie)) {
        run->tail[sortie->tail].departure.step = STEP_LOOK_AHEAD;
    }
    return true;
}

static bool look_again(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    if (tail->departure.agreed != ab_now(run)) {
        tail->departure.step = STEP_LOOK_AHEAD;
    }
    return true;
}

/* --- who needs them: what a scenario without changes has if a flight of it ever needs a step ---- */

static bool burns_fuel(const struct ab_scenario *scenario)
{
    bool burns = false;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        burns = burns || scenario->aircraft[t].fuel_burn > 0;
    }
    return burns;
}

static bool limits_duty(const struct ab_scenario *scenario)
{
    bool limits = false;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        limits = limits || scenario->aircraft[t].crew_duty != AB_TIME_NEVER ||
                 scenario->aircraft[t].crew_duty_augmented != AB_TIME_NEVER;
    }
    return limits;
}

static bool has_failures(const struct ab_scenario *scenario)
{
    bool fails = false;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        fails = fails || scenario->aircraft[t].departure_reliability < 1;
    }
    return fails;
}

static bool has_ceilings(const struct ab_scenario *scenario)
{
    return ab_flow_count(scenario) > 0;
}

static bool controls_slots(const struct ab_scenario *scenario)
{
    bool controls = false;
    for (int i = 0; i < scenario->airfield_count; i++) {
        controls = controls || scenario->airfield[i].slot_control;
    }
    return controls;
}

static bool shuts_fields(const struct ab_scenario *scenario)
{
    bool shuts = false;
    for (int i = 0; i < scenario->airfield_count; i++) {
        shuts = shuts || ab_airfield_may_shut(&scenario->airfield[i]);
    }
    return shuts;
}

static bool has_windows(const struct ab_scenario *scenario)
{
    bool has = false;
    for (int c = 0; c < scenario->contingent_count; c++) {
        has = has || scenario->contingent[c].earliest_arrival.kind != AB_WHEN_UNSET;
    }
    return has;
}

static bool looks_ahead(const struct ab_scenario *scenario)
{
    return shuts_fields(scenario) || limits_duty(scenario) || has_windows(scenario);
}

typedef bool ab_step(struct ab_run *run, struct ab_sortie_record *sortie);
static const struct {
    ab_step *step;
    bool (*is_needed)(const struct ab_scenario *scenario);
} steps[] = {
    {order_fuel, burns_fuel},
    {ab_fuel_take_line, burns_fuel},
    {ab_fuel_draw, burns_fuel},
    {ab_fuel_pump, burns_fuel},
    {ab_fuel_leave, burns_fuel},
    {look_ahead, looks_ahead},
    {find_crew, limits_duty},
    {find_in_order, has_failures},
    {obtain_permits, has_ceilings},
    {ab_slot_obtain, controls_slots},
    {wait_for_open_field, shuts_fields},
    {leave_gate, shuts_fields},
    {keep_permit, has_ceilings},
    {look_again, looks_ahead},
};
enum { STEP_COUNT = sizeof steps / sizeof steps[0] };

void ab_departure_plan(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->original;
    run->preparation = 0;
    for (int i = 0; i < STEP_COUNT; i++) {
        if (scenario->change_count > 0 || steps[i].is_needed(scenario)) {
            run->preparation |= UINT32_C(1) << i;
        }
    }
}

/* --- away ------------------------------------------------------------------------------------ */

static void leave_stand(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    assert(tail->stand.at == AB_NOBODY || tail->stand.at == sortie->origin);
    ab_stage_leave_stand(run, sortie);
    tail->at = AB_NOBODY;
    ab_slot_left(run, sortie->origin);
}

static void note_takeoff(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    struct ab_chalk *chalk = sortie->chalk == AB_NOBODY ? NULL : &run->chalk[sortie->chalk];
    if (sortie->passengers > 0) {
        ab_evacuation_took_off(run, sortie);
    }
    if (!chalk || chalk->departed != AB_TIME_NEVER) {
        return; /* empty, or it only goes on after a stop */
    }
    if (chalk->lot->sustainment || chalk->lot->evacuation) {
        chalk->departed = ab_now(run);
        if (chalk->lot->evacuation) {
            ab_evacuation_took_off(run, sortie);
        }
        return;
    }
    if (run->count.first_takeoff == AB_TIME_NEVER) {
        ab_measure_first_takeoff(run);
    }
    ab_contingent_aboard(run, sortie->chalk);
    ab_milestone_note(run, chalk->lot->direction == AB_OUT ? AB_ON_OUT_DEPARTURE : AB_ON_DEPARTURE,
                      (struct ab_concern){chalk->lot->contingent, sortie->origin, AB_NOBODY}, 1);
}

static inline void take_off(struct ab_run *run, struct ab_sortie_record *sortie)
{
    sortie->takeoff = ab_now(run);
    if (run->field[sortie->origin].has_runway_queue) {
        ab_resource_release(&run->field[sortie->origin].runway, 1);
        ab_trace_held(run, sortie->tail, AB_HELD_RUNWAY, sortie->origin, sortie->block_out,
                      ab_now(run));
    }
    note_takeoff(run, sortie);
    ab_stage_after(run, sortie,
                   sortie->block_time - sortie->takeoff_runway - sortie->landing_runway,
                   AB_EV_OVERHEAD);
}

void ab_departure_begin_airborne(struct ab_run *run, int index, ab_time left)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = &run->tail[sortie->tail];
    ab_stage_charge(run, sortie, AB_WORK);
    sortie->onload_begin = sortie->onload_end = sortie->block_out = sortie->takeoff = ab_now(run);
    ab_slot_depart(run, sortie, sortie->origin);
    tail->at = AB_NOBODY;
    ab_service_flight(run, sortie);
    sortie->takeoff_runway = 0;
    sortie->block_time = left + sortie->landing_runway;
    ab_stage_set_out(run, sortie, sortie->block_time);
    if (run->count.first_takeoff == AB_TIME_NEVER) {
        ab_measure_first_takeoff(run);
    }
    ab_contingent_aboard(run, sortie->chalk);
    ab_simulation_after(&run->simulation, left, AB_EV_OVERHEAD, (uint32_t)index);
}

void ab_departure_airborne(struct ab_run *run, int index)
{
    take_off(run, &run->sortie[index]);
}

static inline void leave(struct ab_run *run, struct ab_sortie_record *sortie)
{
    ab_stage_charge(run, sortie, AB_WORK);
    sortie->block_out = ab_now(run);
    ab_slot_depart(run, sortie, sortie->origin);
    leave_stand(run, sortie);
    ab_service_flight(run, sortie);
    ab_stage_set_out(run, sortie, sortie->block_time);
    ab_flow_left(run, sortie);
    if (run->diary.is_kept) {
        ab_diary_flight(run, sortie, AB_SIDE_OUT, sortie->fuel_taken_t);
    }
    ab_airfield_trace(run, sortie->origin);
    if (sortie->takeoff_runway == 0) {
        take_off(run, sortie);
    } else {
        ab_stage_after(run, sortie, sortie->takeoff_runway, AB_EV_AIRBORNE);
    }
}

/* --- step by step ----------------------------------------------------------------------------- */

/* The next step that is needed, from this one on; STEP_COUNT at the end. */
static int next_step(const struct ab_run *run, int step)
{
    const uint32_t ahead = run->preparation >> step;
    return ahead != 0 ? step + __builtin_ctz(ahead) : STEP_COUNT;
}

static void ask_to_leave(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_field *field = &run->field[sortie->origin];
    if (!field->has_runway_queue || ab_stage_wait(run, sortie, &field->runway, 1, AB_RUNWAY_TAKEOFF,
                                                  AB_CAUSE_RUNWAY, AB_EV_BLOCK_OUT)) {
        leave(run, sortie);
    } else {
        ab_airfield_trace(run, sortie->origin);
    }
}

void ab_departure_prepared(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    struct ab_tail *tail = &run->tail[sortie->tail];
    int step;
    while ((step = next_step(run, tail->departure.step)) < STEP_COUNT) {
        tail->departure.step = (int8_t)(step + 1);
        if (!steps[step].step(run, sortie)) {
            if (tail->departure.permitted) { /* it may yield them now */
                ab_flow_grant(run);
            }
            if (tail->waits_for_slot) {
                ab_batch_review(run);
            }
            ab_airfield_trace(run, sortie->origin);
            return;
        }
    }
    ask_to_leave(run, sortie);
}

void ab_departure_prepare(struct ab_run *run, int index)
{
    assert(steps[STEP_LOOK_AHEAD].step == look_ahead);
    struct ab_tail *tail = &run->tail[run->sortie[index].tail];
    tail->departure.step = 0;
    tail->departure.attempts = 0;
    tail->departure.luck = 0;
    tail->departure.permitted = false;
    ab_departure_prepared(run, index);
}

/* Whether it may still leave after waiting for the runway. */
static bool may_leave(const struct ab_run *run, const struct ab_sortie_record *sortie)
{
    if ((run->preparation >> STEP_LOOK_AHEAD & 1) == 0) {
        return true;
    }
    return ab_gate_is_open(&run->field[sortie->origin].takeoffs) &&
           (run->tail[sortie->tail].departure.agreed == ab_now(run) ||
            ab_foresight_at(run, sortie->origin, sortie->destination, mean_flight(run, sortie),
                            ab_now(run))
                    .cause == AB_WORK);
}

void ab_departure_block_out(struct ab_run *run, int index)
{
    struct ab_sortie_record *sortie = &run->sortie[index];
    if (may_leave(run, sortie) && ab_flow_lets_go(run, sortie)) {
        leave(run, sortie);
        return;
    }
    ab_resource_release(&run->field[sortie->origin].runway, 1);
    run->tail[sortie->tail].departure.step = STEP_LOOK_AHEAD;
    ab_departure_prepared(run, index);
}
