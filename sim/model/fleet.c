/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* fleet.c - who may carry whom, when, and with which crew. */
#include "model/fleet.h"

#include "model/geography.h"
#include "model/idle.h"
#include "model/luck.h"
#include "model/soon.h"
#include "model/stage.h"
#include "model/trace.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <string.h>

int ab_fleet_count_tails(const struct ab_scenario *scenario)
{
    int64_t tails = 0;
    for (int i = 0; i < scenario->fleet_count; i++) {
        tails += ab_scenario_most_aircraft(scenario, i);
    }
    return (int)tails;
}

uint64_t ab_fleet_types(const struct ab_scenario *scenario, int contingent,
                        enum ab_direction direction)
{
    uint64_t types = 0;
    for (int i = 0; i < scenario->fleet_count; i++) {
        const uint64_t type = (uint64_t)1 << scenario->fleet[i].type;
        if ((types & type) == 0 && ab_scenario_most_aircraft(scenario, i) > 0 &&
            ab_contingent_allows(&scenario->contingent[contingent], direction, i)) {
            types |= type;
        }
    }
    return types;
}

int64_t ab_fleet_tails_of_type(const struct ab_scenario *scenario, int contingent,
                               enum ab_direction direction, int type)
{
    int64_t tails = 0;
    for (int i = 0; i < scenario->fleet_count; i++) {
        if (scenario->fleet[i].type == type &&
            ab_contingent_allows(&scenario->contingent[contingent], direction, i)) {
            tails += scenario->fleet[i].number;
        }
    }
    return tails;
}

bool ab_fleet_belongs(const struct ab_run *run, const struct ab_tail *tail)
{
    const struct ab_fleet *fleet = &run->scenario->fleet[tail->fleet];
    return fleet->active && tail->number <= fleet->number;
}

void ab_fleet_reset(struct ab_run *run)
{
    int next = 0;
    for (int i = 0; i < run->scenario->fleet_count; i++) {
        const struct ab_fleet *fleet = &run->scenario->fleet[i];
        const int64_t tails = ab_scenario_most_aircraft(run->original, i);
        run->fleet_tails[i] = next;
        for (int number = 1; number <= tails; number++) {
            if (run->scenario->aircraft[fleet->type].fuel_burn > 0) {
                memset(&run->aside[next].tank, 0, sizeof run->aside[next].tank);
            }
            run->tail[next++] = (struct ab_tail){
                .fleet = i,
                .number = number,
                .type = fleet->type,
                .home = fleet->home,
                .state = AB_TAIL_UNAVAILABLE,
                .at = fleet->home,
                .stand.at = AB_NOBODY,
                .stand.ahead = AB_NOBODY,
                .place_at = AB_NOBODY,
                .sortie = AB_NOBODY,
                .last_sortie = AB_NOBODY,
                .chalk = AB_NOBODY,
                .last_chalk = AB_NOBODY,
                .chalk_before = AB_NOBODY,
                .destination = AB_NOBODY,
                .slot_at = AB_NOBODY,
                .foreseen_at = AB_NOBODY,
                .family = AB_NOBODY,
                .soon_group = AB_NOBODY,
                .available = AB_TIME_NEVER,
                .alerted = AB_TIME_NEVER,
            };
        }
    }
    run->fleet_tails[run->scenario->fleet_count] = next;
    ab_idle_reset(run);
    run->batches.waiting = run->parked = run->foreseeing = AB_LIST_EMPTY;
    run->batches.in_doubt = false;
}

static void alert_tail(struct ab_run *run, int index)
{
    struct ab_tail *tail = &run->tail[index];
    const struct ab_fleet *fleet = &run->scenario->fleet[tail->fleet];
    const ab_time delay = ab_luck_time(
        run, fleet->available, ab_luck_stream(run, AB_OF_FLEET, tail->fleet, AB_FOR_AVAILABLE),
        (uint32_t)tail->number);
    tail->alerted = ab_now(run);
    if (delay == 0) {
        ab_fleet_release_tail(run, index);
    } else {
        ab_simulation_after(&run->simulation, delay, AB_EV_TAIL_AVAILABLE, (uint32_t)index);
    }
}

void ab_fleet_alert(struct ab_run *run, enum ab_alert signal)
{
    for (int t = 0; t < run->tail_count; t++) {
        if (run->scenario->fleet[run->tail[t].fleet].alerted_by == signal &&
            run->tail[t].alerted == AB_TIME_NEVER && ab_fleet_belongs(run, &run->tail[t])) {
            alert_tail(run, t);
        }
    }
}

bool ab_fleet_is_signalled(const struct ab_run *run, enum ab_alert signal)
{
    const ab_time given = signal == AB_ALERT_REQUEST    ? run->command.request
                          : signal == AB_ALERT_DECISION ? run->command.decision
                                                        : run->command.orders;
    return given != AB_TIME_NEVER;
}

/* Called away: a free aircraft at home leaves at once, the others when they come home. Called in:
 * one that never had its alert gets it now, one that had left is free again. */
void ab_fleet_refresh(struct ab_run *run)
{
    for (int t = 0; t < run->tail_count; t++) {
        struct ab_tail *tail = &run->tail[t];
        const bool wanted = ab_fleet_belongs(run, tail);
        if (!wanted && tail->state == AB_TAIL_FREE && tail->at == tail->home) {
            ab_idle_leave(run, t);
            tail->state = AB_TAIL_UNAVAILABLE;
        } else if (wanted && tail->state == AB_TAIL_UNAVAILABLE) {
            if (tail->alerted != AB_TIME_NEVER && tail->available != AB_TIME_NEVER) {
                ab_fleet_release_tail(run, t);
            } else if (tail->alerted == AB_TIME_NEVER &&
                       ab_fleet_is_signalled(run, run->scenario->fleet[tail->fleet].alerted_by)) {
                alert_tail(run, t);
            }
        }
    }
}

/* Whether a round of tasking finds anything to do for an aircraft that is free at its home. */
static bool is_wanted(const struct ab_run *run, const struct ab_tail *tail)
{
    const bool is_taken_over = run->idle.fleet[tail->fleet].expected.first != AB_NOBODY;
    return run->waiting.loads > 0 || is_taken_over || run->batches.in_doubt ||
           run->hub.waiting > 0 || run->flows.full != 0;
}

void ab_fleet_release_tail(struct ab_run *run, int index)
{
    struct ab_tail *tail = &run->tail[index];
    assert(tail->state != AB_TAIL_FREE);
    ab_soon_forget(run, index);
    if (tail->available == AB_TIME_NEVER) {
        tail->available = ab_now(run);
    }
    if (!ab_fleet_belongs(run, tail) && tail->at == tail->home) {
        tail->state = AB_TAIL_UNAVAILABLE;
        run->batches.in_doubt = true; /* they may have waited for it */
        ab_post_tasking(run);
        return;
    }
    ab_idle_join(run, index);
    if (tail->at != tail->home || is_wanted(run, tail)) {
        ab_post_tasking(run);
    }
}

/* --- crews ------------------------------------------------------------------------------------ */

static const struct ab_fleet *fleet_of(const struct ab_run *run, const struct ab_tail *tail)
{
    return &run->scenario->fleet[tail->fleet];
}

size_t ab_crew_pools(const struct ab_scenario *scenario)
{
    size_t pools = (size_t)scenario->fleet_count;
    for (int f = 0; f < scenario->fleet_count; f++) {
        pools += (size_t)scenario->fleet[f].crew_stage_count;
    }
    return pools;
}

/* The number of a fleet's pool at an airfield, or AB_NOBODY when it has no crews there. */
static int find_pool(const struct ab_run *run, int fleet, int airfield)
{
    const struct ab_fleet *plan = &run->scenario->fleet[fleet];
    const int first = run->crews.first[fleet];
    if (airfield == plan->home) {
        return first;
    }
    int stage = 0;
    while (stage < plan->crew_stage_count && plan->crew_stage[stage].index != airfield) {
        stage++;
    }
    return stage < plan->crew_stage_count ? first + 1 + stage : AB_NOBODY;
}

const struct ab_resource *ab_crew_pool_at_home(const struct ab_run *run, int fleet)
{
    return &run->crews.pool[run->crews.first[fleet]];
}

static ab_time duty_limit(const struct ab_run *run, const struct ab_tail *tail)
{
    const struct ab_aircraft_type *type = &run->scenario->aircraft[tail->type];
    return fleet_of(run, tail)->augmented ? type->crew_duty_augmented : type->crew_duty;
}

/* Crews that a fleet has at home for the aircraft it has now. */
static int32_t crews_at_home(const struct ab_fleet *fleet)
{
    return isfinite(fleet->crews) ? (int32_t)lround(fleet->crews * (double)fleet->number)
                                  : AB_UNLIMITED;
}

void ab_crew_refresh(struct ab_run *run)
{
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        const struct ab_fleet *fleet = &run->scenario->fleet[f];
        struct ab_resource *pool = &run->crews.pool[run->crews.first[f]];
        if (pool->capacity < crews_at_home(fleet)) {
            ab_resource_set_capacity(pool, crews_at_home(fleet));
        }
    }
}

static void add_pool(struct ab_run *run, int pool, int64_t crews)
{
    ab_resource_init(&run->crews.pool[pool], &run->simulation, &run->waiting_room, (int32_t)crews);
}

void ab_crew_reset(struct ab_run *run)
{
    int next = 0;
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        const struct ab_fleet *fleet = &run->scenario->fleet[f];
        run->crews.rests[f] = 0;
        run->crews.first[f] = next;
        add_pool(run, next++, crews_at_home(fleet));
        for (int s = 0; s < fleet->crew_stage_count; s++) {
            add_pool(run, next++, fleet->crew_stage[s].count);
        }
    }
    run->crews.first[run->scenario->fleet_count] = next;
}

/* Crews are counted: a trace tells which aircraft have them. */
static void hold_crew(struct ab_run *run, const struct ab_tail *tail, int fleet)
{
    if (run->trace && ab_crew_pool_at_home(run, tail->fleet)->capacity != AB_UNLIMITED) {
        ab_trace_add_hold(run, (int)(tail - run->tail), AB_HELD_CREW, fleet);
    }
}

static ab_time *crew_since(const struct ab_run *run, const struct ab_tail *tail)
{
    return &run->aside[tail - run->tail].crew_since;
}

/* Its duty counts from now on, if it ever does. */
static void begin_duty(struct ab_run *run, struct ab_tail *tail)
{
    const struct ab_aircraft_type *type = &run->scenario->aircraft[tail->type];
    tail->crew_rests = false;
    if (type->crew_duty != AB_TIME_NEVER || type->crew_duty_augmented != AB_TIME_NEVER) {
        *crew_since(run, tail) = ab_now(run);
    }
}

bool ab_crew_report(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    if (tail->crew_aboard) {
        return true;
    }
    if (!ab_stage_wait(run, sortie, &run->crews.pool[run->crews.first[tail->fleet]], 1,
                       AB_PRIORITY_NORMAL, AB_CAUSE_CREW, AB_EV_CREW_REPORTED)) {
        run->batches.in_doubt = true;
        return false;
    }
    ab_crew_come_aboard(run, sortie);
    return true;
}

void ab_crew_come_aboard(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    tail->crew_aboard = true;
    begin_duty(run, tail);
    hold_crew(run, tail, tail->fleet);
}

bool ab_crew_begin_with(struct ab_run *run, struct ab_tail *tail)
{
    struct ab_resource *pool = &run->crews.pool[run->crews.first[tail->fleet]];
    if (pool->in_use >= pool->capacity) {
        return false;
    }
    (void)ab_resource_seize(pool, 1);
    tail->crew_aboard = tail->crew_rests = true;
    *crew_since(run, tail) = ab_now(run);
    hold_crew(run, tail, tail->fleet);
    return true;
}

static ab_time rest(struct ab_run *run, const struct ab_tail *tail)
{
    return ab_luck_time(run, fleet_of(run, tail)->crew_rest,
                        ab_luck_stream(run, AB_OF_FLEET, tail->fleet, AB_FOR_CREW_REST),
                        run->crews.rests[tail->fleet]++);
}

static void send_to_rest(struct ab_run *run, const struct ab_tail *tail, int pool)
{
    const ab_time duration = rest(run, tail);
    if (run->trace && run->crews.pool[pool].capacity != AB_UNLIMITED &&
        pool == run->crews.first[tail->fleet]) {
        ab_trace_add_held(run, (int)(tail - run->tail), AB_HELD_REST, tail->fleet, ab_now(run),
                          ab_now(run) + duration);
    }
    if (duration == 0) {
        ab_crew_rested(run, pool);
    } else {
        ab_simulation_after(&run->simulation, duration, AB_EV_CREW_RESTED, (uint32_t)pool);
    }
}

/* Whether its crew may fly to its destination when it leaves at `departure`. A leg that is longer
 * than a whole duty is flown by a fresh crew all the same; the reader refuses a way that is so for
 * every fleet. */
static bool has_duty_left(const struct ab_run *run, const struct ab_tail *tail, int to,
                          ab_time departure)
{
    const ab_time limit = duty_limit(run, tail);
    if (limit == AB_TIME_NEVER) {
        return true;
    }
    const ab_time since = *crew_since(run, tail);
    return since >= departure ||
           (double)(departure - since) + ab_geography_mean_block(run, tail->type, tail->at, to) <=
               (double)limit;
}

/* Its duty is over: another crew of a pool (AB_NOBODY: of none) takes over, or it rests. */
static void relieve(struct ab_run *run, struct ab_tail *tail, int found)
{
    struct ab_resource *pool = found != AB_NOBODY ? &run->crews.pool[found] : NULL;
    tail->crew_rests = true;
    *crew_since(run, tail) = ab_now(run);
    if (pool && pool->in_use < pool->capacity) { /* nobody waits for one */
        const bool taken = ab_resource_acquire(pool, 1, AB_PRIORITY_NORMAL, 0, 0, NULL);
        (void)taken; /* one was free */
        send_to_rest(run, tail, found);
    } else {
        *crew_since(run, tail) += rest(run, tail);
    }
}

void ab_crew_stand_down(struct ab_run *run, const struct ab_sortie_record *sortie,
                        ab_time departure)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    if (!tail->crew_rests && !has_duty_left(run, tail, sortie->destination, departure)) {
        relieve(run, tail, find_pool(run, tail->fleet, tail->at));
    }
}

void ab_crew_change(struct ab_run *run, struct ab_tail *tail)
{
    const int pool = find_pool(run, tail->fleet, tail->at);
    if (duty_limit(run, tail) == AB_TIME_NEVER) {
        return;
    }
    if (pool != AB_NOBODY) {
        relieve(run, tail, pool);
    } else { /* one is taken to be there */
        begin_duty(run, tail);
    }
}

bool ab_crew_check(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    ab_crew_stand_down(run, sortie, ab_now(run));
    if (!tail->crew_rests) {
        return true;
    }
    const ab_time ready = *crew_since(run, tail);
    if (ready > ab_now(run)) {
        ab_stage_charge(run, sortie, AB_CAUSE_CREW);
        ab_stage_after(run, sortie, ready - ab_now(run), ab_stage_again(sortie));
        return false;
    }
    begin_duty(run, tail);
    return true;
}

void ab_crew_leave(struct ab_run *run, struct ab_tail *tail)
{
    assert(tail->crew_aboard);
    tail->crew_aboard = false;
    hold_crew(run, tail, AB_NOBODY);
    send_to_rest(run, tail, run->crews.first[tail->fleet]);
}

void ab_crew_rested(struct ab_run *run, int pool)
{
    ab_resource_release(&run->crews.pool[pool], 1);
}
