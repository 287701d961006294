/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* hub.c - unloaded, in the yard, cut into loads again. */
#include "model/hub.h"

#include "base/memory.h"
#include "model/chain.h"
#include "model/contingent.h"
#include "model/luck.h"
#include "model/outline.h"
#include "model/stage.h"
#include "model/window.h"
#include "model/yard.h"
#include "scenario/rules.h"

#include <assert.h>

/* --- what there is at a hub ------------------------------------------------------------------- */

static const struct ab_contingent *plan_of(const struct ab_run *run, int contingent)
{
    return &run->scenario->contingent[contingent];
}

static bool take_transit(struct ab_run *run, int contingent)
{
    const size_t classes = (size_t)plan_of(run, contingent)->vehicle_counts + 1;
    struct ab_transit *transit = &run->hub.transit[contingent];
    transit->here.vehicles = ab_arena_take(run->arena, classes * sizeof *transit->here.vehicles);
    transit->due.vehicles = ab_arena_take(run->arena, classes * sizeof *transit->due.vehicles);
    transit->wanted = ab_arena_take(run->arena, classes * sizeof *transit->wanted);
    return transit->here.vehicles && transit->due.vehicles && transit->wanted;
}

bool ab_hub_prepare(struct ab_run *run)
{
    const int contingents = run->scenario->contingent_count;
    int with_hubs = 0;
    for (int c = 0; c < contingents; c++) {
        with_hubs += plan_of(run, c)->via != AB_NOBODY;
    }
    if (with_hubs == 0) {
        return true;
    }
    run->hub.transit = ab_arena_take(run->arena, (size_t)contingents * sizeof *run->hub.transit);
    bool taken = run->hub.transit != NULL;
    for (int c = 0; taken && c < contingents; c++) {
        taken = plan_of(run, c)->via == AB_NOBODY || take_transit(run, c);
    }
    return taken;
}

void ab_hub_clear(struct ab_run *run)
{
    for (int c = 0; run->hub.transit && c < run->scenario->contingent_count; c++) {
        ab_memory_give(run->hub.transit[c].yard.load);
    }
    for (int i = 0; i < run->hub.made; i++) {
        ab_memory_give(run->hub.passage[i]);
    }
    ab_memory_give(run->hub.passage);
}

static void reset_transit(struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = plan_of(run, contingent);
    const struct ab_unit *unit = &run->unit[contingent];
    struct ab_transit *transit = &run->hub.transit[contingent];
    const int64_t people = unit->record.people;
    transit->due.forward = plan->forward_people < people ? plan->forward_people : people;
    transit->due.people = people - transit->due.forward;
    for (enum ab_cargo_class c = AB_CARGO_BULK; c < AB_CARGO_CLASSES; c++) {
        transit->due.cargo_t[c] = ab_contingent_cargo(plan, c);
        transit->here.cargo_t[c] = 0;
    }
    transit->here.people = transit->here.forward = 0;
    for (int i = 0; i < plan->vehicle_counts; i++) {
        transit->due.vehicles[i] = plan->vehicles[i].count;
        transit->here.vehicles[i] = 0;
    }
    transit->yard.first = transit->yard.count = transit->taken = 0;
    transit->gone.people = transit->gone.vehicles = 0;
    transit->gone.bulk_t = 0;
    transit->posted = false;
}

void ab_hub_reset(struct ab_run *run)
{
    run->hub.used = run->hub.waiting = 0;
    for (int c = 0; run->hub.transit && c < run->scenario->contingent_count; c++) {
        if (plan_of(run, c)->via != AB_NOBODY) {
            reset_transit(run, c);
        }
    }
}

/* One more of those that are kept for ever; NULL when memory is out. */
static struct ab_passage *next_passage(struct ab_run *run)
{
    if (!AB_EXTEND(run->hub.passage, run->hub.room, run->hub.used)) {
        return NULL;
    }
    if (run->hub.used == run->hub.made) {
        struct ab_passage *made = ab_memory_take(1, sizeof *made);
        if (!made) {
            return NULL;
        }
        run->hub.passage[run->hub.made++] = made;
    }
    return run->hub.passage[run->hub.used++];
}

/* --- into the yard ---------------------------------------------------------------------------- */

static void post_cut(struct ab_run *run, int contingent)
{
    struct ab_transit *transit = &run->hub.transit[contingent];
    if (!transit->posted) {
        transit->posted = true;
        ab_simulation_resume(&run->simulation, AB_EV_CUT, (uint32_t)contingent);
    }
}

/* An aircraft waits for the yard of a hub: what is there goes on as it is. */
static void press(struct ab_run *run, int airfield)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        if (plan_of(run, c)->via == airfield && run->unit[c].uncut) {
            post_cut(run, c);
        }
    }
    run->batches.in_doubt = true;
    ab_post_tasking(run);
}

bool ab_hub_enter(struct ab_run *run, struct ab_sortie_record *sortie)
{
    const struct ab_lot *lot = run->chalk[sortie->chalk].lot;
    struct ab_tail *tail = ab_stage_tail(run, sortie);
    if (!ab_contingent_has_second_tier(plan_of(run, lot->contingent)) ||
        ab_yard_enter(run, sortie->destination, AB_EV_YARD, sortie->tail,
                      &run->aside[sortie->tail].yard)) {
        return true;
    }
    tail->waits_for_yard = true;
    run->hub.waiting++;
    ab_stage_charge(run, sortie, AB_CAUSE_YARD);
    press(run, sortie->destination);
    return false;
}

void ab_hub_entered(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    run->tail[sortie->tail].waits_for_yard = false;
    run->hub.waiting--;
}

/* --- out of it -------------------------------------------------------------------------------- */

static bool line_up(struct ab_transit *transit, int load)
{
    const int behind = transit->yard.first + transit->yard.count;
    if (!AB_EXTEND(transit->yard.load, transit->yard.room, behind)) {
        return false;
    }
    transit->yard.load[behind] = load;
    transit->yard.count++;
    return true;
}

/* Tonnes are divided and added up again: they may differ by this. */
static const double TONNES_SLACK = 1e-6;

static bool is_all_gone(const struct ab_run *run, const struct ab_unit *unit,
                        const struct ab_transit *transit)
{
    const struct ab_lot *lot = run->chalk[transit->yard.load[transit->yard.first]].lot;
    const bool nothing_left = !unit->uncut && transit->taken == unit->onward_chalks;
    return nothing_left ||
           (transit->gone.people >= lot->people && transit->gone.vehicles >= lot->vehicles &&
            transit->gone.bulk_t >= lot->bulk_t - TONNES_SLACK);
}

void ab_hub_taken(struct ab_run *run, int load)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    const struct ab_unit *unit = &run->unit[lot->contingent];
    struct ab_transit *transit = &run->hub.transit[lot->contingent];
    transit->taken++;
    transit->gone.people += lot->people;
    transit->gone.vehicles += lot->vehicles;
    transit->gone.bulk_t += lot->bulk_t;
    while (transit->yard.count > 0 && is_all_gone(run, unit, transit)) {
        const struct ab_lot *first = run->chalk[transit->yard.load[transit->yard.first]].lot;
        transit->gone.people -= first->people;
        transit->gone.vehicles -= first->vehicles;
        transit->gone.bulk_t -= first->bulk_t;
        transit->yard.first++;
        transit->yard.count--;
        ab_yard_leave(run, plan_of(run, lot->contingent)->via);
    }
}

/* --- by road ---------------------------------------------------------------------------------- */

static void set_out_by_road(struct ab_run *run, int load, const struct ab_hindsight *past)
{
    struct ab_passage *passage = next_passage(run);
    const struct ab_chalk *chalk = &run->chalk[load];
    if (!passage) {
        ab_run_out_of_memory(run);
        return;
    }
    *passage = (struct ab_passage){.load = load, .arrived = AB_TIME_NEVER, .past = *past};
    const int contingent = chalk->lot->contingent;
    const ab_time road =
        ab_luck_time(run, plan_of(run, contingent)->onward_road_time,
                     ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_ONWARD_ROAD),
                     ab_luck_of_chalk(chalk));
    ab_simulation_after(&run->simulation, road, AB_EV_ROAD_ON, (uint32_t)run->hub.used - 1);
}

void ab_hub_arrived(struct ab_run *run, int index)
{
    struct ab_passage *passage = run->hub.passage[index];
    const struct ab_lot *lot = run->chalk[passage->load].lot;
    passage->arrived = ab_now(run);
    run->hub.transit[lot->contingent].latest = index;
    run->count.delivered_t += lot->mass_t;
    ab_window_delivered(run, passage->load, lot->mass_t);
    ab_contingent_came_on(run, passage->load);
}

/* --- unloaded --------------------------------------------------------------------------------- */

/* Moves cargo of a load, of each class; `sign` is -1 to take it out. */
static void move_cargo(struct ab_stock *stock, double sign, double bulk_t, double oversize_t,
                       double outsize_t)
{
    stock->cargo_t[AB_CARGO_BULK] += sign * (bulk_t - oversize_t - outsize_t);
    stock->cargo_t[AB_CARGO_OVERSIZE] += sign * oversize_t;
    stock->cargo_t[AB_CARGO_OUTSIZE] += sign * outsize_t;
}

static void add(struct ab_stock *here, struct ab_stock *due, const struct ab_lot *lot, int classes)
{
    int64_t *people = lot->forward ? &here->forward : &here->people;
    *people += lot->people;
    *(lot->forward ? &due->forward : &due->people) -= lot->people;
    move_cargo(here, 1, lot->bulk_t, lot->oversize_t, lot->outsize_t);
    move_cargo(due, -1, lot->bulk_t, lot->oversize_t, lot->outsize_t);
    for (int i = 0; i < classes; i++) {
        here->vehicles[i] += lot->by_class[i];
        due->vehicles[i] -= lot->by_class[i];
    }
}

void ab_hub_unloaded(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    const struct ab_lot *lot = run->chalk[sortie->chalk].lot;
    const struct ab_contingent *plan = plan_of(run, lot->contingent);
    struct ab_transit *transit = &run->hub.transit[lot->contingent];
    transit->past = ab_chain_look_back(run, sortie);
    ab_contingent_at_hub(run, sortie->chalk);
    if (plan->onward_mode == AB_MODE_ROAD) {
        set_out_by_road(run, sortie->chalk, &transit->past);
        return;
    }
    if (!line_up(transit, sortie->chalk)) {
        ab_run_out_of_memory(run);
        return;
    }
    add(&transit->here, &transit->due, lot, plan->vehicle_counts);
    run->unit[lot->contingent].uncut = true;
    post_cut(run, lot->contingent);
}

/* --- cut -------------------------------------------------------------------------------------- */

/* Whether a load as it is planned has room for something that is still to come. */
static bool has_room_for(const struct ab_run *run, const struct ab_contingent *plan,
                         const struct ab_load *load, const struct ab_stock *due)
{
    const struct ab_aircraft_type *type = &run->scenario->aircraft[load->type];
    const double person = run->scenario->general.person_mass;
    const double spare =
        ab_outline_payload(run, (int)(plan - run->scenario->contingent), load->type) - load->mass_t;
    const int64_t people = load->forward ? due->forward : due->people;
    if (people > 0 && load->people < ab_type_seats(type, load->vehicles > 0) &&
        spare + AB_SLACK >= person) {
        return true;
    }
    bool has = false;
    for (enum ab_cargo_class c = AB_CARGO_BULK; !load->forward && c <= type->cargo_class; c++) {
        has |= due->cargo_t[c] > TONNES_SLACK && spare > TONNES_SLACK;
    }
    for (int i = 0; !load->forward && !has && i < plan->vehicle_counts; i++) {
        const struct ab_vehicle_class *vehicle = &run->scenario->vehicle[plan->vehicles[i].index];
        struct ab_deck deck = ab_load_deck(run->planner, run->scenario, load);
        has = due->vehicles[i] > 0 && vehicle->mass <= spare + AB_SLACK &&
              ab_deck_place(&deck, type, vehicle);
    }
    return has;
}

static bool is_full(const struct ab_run *run, const struct ab_contingent *plan,
                    const struct ab_load *load, const struct ab_stock *due)
{
    return load->bound != AB_BOUND_NOTHING || !has_room_for(run, plan, load, due);
}

/* People in loads of their own that they do not fill: they are spread over all of them, where fewer
 * would be full. How many are to wait so that the others are. */
static int64_t too_many(const struct ab_run *run, int contingent)
{
    int64_t people = 0, room = 0;
    for (int i = 0; i < run->planner->loads; i++) {
        const struct ab_load *load = &run->planner->load[i];
        if (load->vehicles == 0 && load->people > 0) {
            people += load->people;
            room = ab_type_takes_people(&run->scenario->aircraft[load->type], false,
                                        ab_outline_payload(run, contingent, load->type),
                                        run->scenario->general.person_mass, NULL);
        }
    }
    return room > 0 ? people % room : 0;
}

static double there_is(const struct ab_stock *here, enum ab_cargo_class cargo_class)
{
    return here->cargo_t[cargo_class] > TONNES_SLACK ? here->cargo_t[cargo_class] : 0;
}

/* Plans what is there of the forward element, or of the others. */
static int plan(struct ab_run *run, int contingent, bool forward, int64_t people)
{
    const struct ab_contingent *whole = plan_of(run, contingent);
    struct ab_transit *transit = &run->hub.transit[contingent];
    struct ab_contingent content = *whole;
    content.vehicles = transit->wanted;
    content.vehicle_counts = 0;
    content.load_plan_count = 0;
    for (int i = 0; !forward && i < whole->vehicle_counts; i++) {
        if (transit->here.vehicles[i] > 0) {
            content.vehicles[content.vehicle_counts++] =
                (struct ab_number_of){whole->vehicles[i].index, transit->here.vehicles[i]};
        }
    }
    content.bulk = forward ? 0 : there_is(&transit->here, AB_CARGO_BULK);
    content.oversize = forward ? 0 : there_is(&transit->here, AB_CARGO_OVERSIZE);
    content.outsize = forward ? 0 : there_is(&transit->here, AB_CARGO_OUTSIZE);
    content.forward_people = forward ? people : 0;
    return ab_outline_plan_onward(run, contingent, &content, people);
}

/* Takes what a load consists of out of what is there. */
static void take_out(const struct ab_run *run, const struct ab_contingent *whole,
                     struct ab_stock *here, const struct ab_load *load)
{
    *(load->forward ? &here->forward : &here->people) -= load->people;
    move_cargo(here, -1, load->bulk_t, load->oversize_t, load->outsize_t);
    for (int i = 0; i < whole->vehicle_counts; i++) {
        here->vehicles[i] -= ab_load_vehicles(run->planner, load, whole->vehicles[i].index);
        assert(here->vehicles[i] >= 0);
    }
}

static bool make_load(struct ab_run *run, int contingent, const struct ab_load *load)
{
    struct ab_passage *passage = next_passage(run);
    const int chalk =
        passage ? ab_outline_add_onward(run, contingent, load, &passage->lot) : AB_NOBODY;
    if (chalk == AB_NOBODY) {
        ab_run_out_of_memory(run);
        return false;
    }
    passage->load = chalk;
    passage->past = run->hub.transit[contingent].past;
    ab_simulation_resume(&run->simulation, AB_EV_CHALK_READY, (uint32_t)chalk);
    return true;
}

/* Makes loads of a part of what is there; `all`: whether they are full or not. */
static void cut_part(struct ab_run *run, int contingent, bool forward, bool all)
{
    const struct ab_contingent *whole = plan_of(run, contingent);
    struct ab_transit *transit = &run->hub.transit[contingent];
    const int64_t people = forward ? transit->here.forward : transit->here.people;
    int loads = plan(run, contingent, forward, people);
    const int64_t due = forward ? transit->due.forward : transit->due.people;
    const int64_t waiting = loads > 0 && !all && due > 0 ? too_many(run, contingent) : 0;
    if (waiting > 0) {
        loads = plan(run, contingent, forward, people - waiting);
    }
    if (loads < 0) {
        ab_run_out_of_memory(run);
    }
    bool made = true;
    for (int i = 0; made && i < loads; i++) {
        const struct ab_load *load = &run->planner->load[i];
        if (all || is_full(run, whole, load, &transit->due)) {
            take_out(run, whole, &transit->here, load);
            made = make_load(run, contingent, load);
        }
    }
}

static bool is_empty(const struct ab_stock *here, int classes)
{
    int64_t vehicles = 0;
    for (int i = 0; i < classes; i++) {
        vehicles += here->vehicles[i];
    }
    return here->people == 0 && here->forward == 0 && vehicles == 0 &&
           there_is(here, AB_CARGO_BULK) + there_is(here, AB_CARGO_OVERSIZE) +
                   there_is(here, AB_CARGO_OUTSIZE) <=
               0;
}

void ab_hub_cut(struct ab_run *run, int contingent)
{
    const struct ab_contingent *whole = plan_of(run, contingent);
    struct ab_transit *transit = &run->hub.transit[contingent];
    struct ab_unit *unit = &run->unit[contingent];
    const bool pressed = run->field[whole->via].yard.in_line > 0;
    const bool all = pressed || unit->unloaded == ab_loads_in(unit);
    transit->posted = false;
    if (transit->here.forward > 0) {
        cut_part(run, contingent, true, all || transit->due.forward == 0);
    }
    cut_part(run, contingent, false, all);
    unit->uncut = !is_empty(&transit->here, whole->vehicle_counts);
}
