/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tasking.c - which aircraft takes which load. */
#include "model/tasking.h"

#include "model/batch.h"
#include "model/clearance.h"
#include "model/contingent.h"
#include "model/evacuation.h"
#include "model/fleet.h"
#include "model/flow.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "model/idle.h"
#include "model/outline.h"
#include "model/prospect.h"
#include "model/service.h"
#include "model/sortie.h"
#include "model/stage.h"
#include "model/waiting.h"
#include "model/window.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>

void ab_tasking_reset(struct ab_run *run)
{
    run->tasking.posted = false;
    run->tasking.held_in_doubt = false;
    ab_prospect_reset(run);
    ab_waiting_reset(run);
}

static void call(struct ab_run *run, int index)
{
    struct ab_chalk *chalk = &run->chalk[index];
    const ab_time when = ab_window_call(run, chalk);
    chalk->too_early = when > ab_now(run);
    if (chalk->too_early) {
        chalk->called = when;
        ab_simulation_at(&run->simulation, when, AB_PRIORITY_NORMAL, AB_EV_WINDOW_NEAR,
                         (uint32_t)index);
        if (chalk->account.state >= 0 && !chalk->in_hand) {
            ab_stage_charge_load(run, index, AB_CAUSE_WINDOW);
        }
    } else {
        ab_waiting_add(run, index);
        ab_post_tasking(run);
    }
}

void ab_tasking_window_near(struct ab_run *run, int chalk)
{
    call(run, chalk);
    if (run->chalk[chalk].account.state == AB_CAUSE_WINDOW) {
        ab_stage_charge_load(run, chalk, (int)ab_held_cause(run, &run->chalk[chalk]));
    }
}

void ab_tasking_ready(struct ab_run *run, int chalk)
{
    do {
        ab_contingent_chalk_ready(run, chalk);
        if (!run->chalk[chalk].called_ahead) {
            call(run, chalk);
        }
    } while (ab_contingent_goes_on(run, AB_EV_CHALK_READY, &chalk));
}

void ab_tasking_called(struct ab_run *run, int chalk)
{
    do {
        call(run, chalk);
    } while (ab_contingent_goes_on(run, AB_EV_CHALK_CALLED, &chalk));
}

/* --- the match ------------------------------------------------------------------------------- */

/* How long a free aircraft takes until a load can be put aboard, ms: its flight there and, when
 * that brings it home, its maintenance. */
static double time_to(const struct ab_run *run, const struct ab_tail *tail, int origin)
{
    const double flight = ab_geography_mean_block(run, tail->type, tail->at, origin);
    const bool comes_home = origin == tail->home && tail->at != origin;
    return comes_home ? flight + run->scenario->aircraft[tail->type].maintenance_time->mean
                      : flight;
}

/* The best of the free aircraft that were looked at, and whether there were any. */
struct choice {
    int tail;
    double arrival;
    bool any;
};

/* Of a group, whose aircraft are equally far, the one that has been free longest and may go there;
 * AB_NOBODY when none may. */
static int first_of(const struct ab_run *run, const struct ab_idle_group *group, int origin)
{
    int t = group->tails.first;
    while (t != AB_NOBODY && !(ab_fleet_belongs(run, &run->tail[t]) &&
                               ab_fuel_suffices(run, &run->tail[t], origin))) {
        t = run->tail[t].link.next;
    }
    return t;
}

/* Whether a tail has been free longer than another, or as long and comes before it. */
static bool is_longer_free(const struct ab_run *run, int a, int b)
{
    const ab_time first = run->tail[a].free_since, second = run->tail[b].free_since;
    return first != second ? first < second : a < b;
}

static void look_at_fleet(const struct ab_run *run, int fleet, int origin, struct choice *best)
{
    const struct ab_idle_group *all = run->idle.group;
    for (int g = run->idle.fleet[fleet].groups.first; g != AB_NOBODY; g = all[g].of_fleet.next) {
        best->any = true;
        const int tail = run->tasking.passed[fleet] == run->tasking.asked
                             ? AB_NOBODY
                             : first_of(run, &all[g], origin);
        if (tail == AB_NOBODY) {
            continue;
        }
        const double arrival = time_to(run, &run->tail[tail], origin);
        if (arrival < best->arrival || (best->tail != AB_NOBODY && arrival <= best->arrival &&
                                        is_longer_free(run, tail, best->tail))) {
            best->arrival = arrival;
            best->tail = tail;
        }
    }
}

static bool is_of_types(const struct ab_run *run, const struct ab_demand *demand, int fleet)
{
    return (demand->types >> run->scenario->fleet[fleet].type & 1) != 0;
}

/* The free aircraft that can be there first, of those fleets that were not passed over. */
static struct choice choose_tail(const struct ab_run *run, const struct ab_demand *demand,
                                 int origin)
{
    struct choice best = {.tail = AB_NOBODY, .arrival = (double)INFINITY};
    const struct ab_references *listed = run->waiting.list[demand->list].fleets;
    for (int i = 0; i < listed->count; i++) {
        if (is_of_types(run, demand, listed->index[i])) {
            look_at_fleet(run, listed->index[i], origin, &best);
        }
    }
    for (int f = run->idle.fleets.first; listed->count == 0 && f != AB_NOBODY;
         f = run->idle.fleet[f].link.next) {
        if (is_of_types(run, demand, f)) {
            look_at_fleet(run, f, origin, &best);
        }
    }
    return best;
}

/* When an aircraft may leave for a candidate, as far as is foreseen, once the load is aboard. */
static ab_time departure_for(const struct ab_run *run, const struct ab_tail *tail, int origin,
                             int candidate)
{
    const double aboard =
        time_to(run, tail, origin) + run->scenario->aircraft[tail->type].onload_time->mean;
    return ab_foresight_departure(run, origin, candidate,
                                  ab_service_mean_flight(run, tail->type, origin, candidate),
                                  ab_now(run) + ab_time_round(aboard));
}

/* Where a load goes by the simple rule: of the candidates that need not be waited for to open, or can be
 * reached first, the one with the fewest loaded aircraft bound for it per place, the earlier in the
 * list on ties; AB_NOBODY when none takes it. */
static int spread(const struct ab_run *run, const struct ab_chalk *chalk,
                  const struct ab_tail *tail, int origin)
{
    const struct ab_goals goals = ab_contingent_goals(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    int best = AB_NOBODY;
    ab_time best_departure = 0;
    double best_share = 0;
    for (int i = 0; i < goals.count; i++) {
        const int candidate = goals.airfield[i];
        if (!ab_outline_can_go(run, chalk, tail, origin, candidate) ||
            ab_flow_bars(run, chalk, candidate)) {
            continue;
        }
        const ab_time departure = departure_for(run, tail, origin, candidate);
        const struct ab_airfield *airfield = &run->scenario->airfield[candidate];
        const int64_t places = airfield->working_mog < airfield->parking_mog
                                   ? airfield->working_mog
                                   : airfield->parking_mog;
        const double share = (double)(run->field[candidate].inbound + 1) / (double)places;
        if (best == AB_NOBODY || departure < best_departure ||
            (departure == best_departure && share < best_share)) {
            best = candidate;
            best_departure = departure;
            best_share = share;
        }
    }
    return best;
}

/* When a free aircraft is foreseen beside a load. */
static ab_time there_at(const struct ab_run *run, const struct ab_tail *tail, int origin)
{
    return ab_now(run) + ab_time_round(time_to(run, tail, origin));
}

static int choose_destination(const struct ab_run *run, const struct ab_chalk *chalk,
                              const struct ab_tail *tail, int origin)
{
    const struct ab_goals goals = ab_contingent_goals(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    if (goals.count == 1) {
        const int only = goals.airfield[0];
        return ab_outline_can_go(run, chalk, tail, origin, only) ? only : AB_NOBODY;
    }
    return run->foresees_places
               ? ab_prospect_of(run, chalk, tail, origin, there_at(run, tail, origin)).destination
               : spread(run, chalk, tail, origin);
}

/* What is put aboard: the load as it was planned, or as much as the aircraft can carry. */
static void fill(struct ab_run *run, struct ab_tail *tail, int load, int from, int to)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    tail->cargo_t = lot->cargo_t;
    tail->light = lot->light;
    if (lot->mass_t < 0) {
        const double payload = ab_fuel_payload(run, tail->type, from, to, &tail->light);
        tail->cargo_t = isfinite(payload) ? payload : 0;
    }
    if (run->trace) {
        run->loads.record[load].cargo_t = tail->cargo_t;
    }
}

/* An aircraft is foreseen where it takes an inbound load. */
static void foresee(struct ab_run *run, const struct ab_chalk *chalk, int tail, int origin)
{
    if (run->foresees_places && chalk->lot->direction != AB_OUT) {
        const struct ab_prospect prospect =
            ab_prospect_at(run, chalk, &run->tail[tail], origin, run->tail[tail].destination,
                           there_at(run, &run->tail[tail], origin));
        ab_prospect_expect(run, tail, &prospect);
    }
}

/* A free aircraft and a load are each other's. */
static void commit(struct ab_run *run, int load, int index, int destination)
{
    struct ab_tail *tail = &run->tail[index];
    run->chalk[load].tasked = ab_now(run);
    run->chalk[load].tail = index;
    ab_idle_leave(run, index);
    tail->state = AB_TAIL_BUSY;
    tail->used = true;
    tail->chalk = load;
    tail->chalk_before = tail->last_chalk;
    tail->last_chalk = load;
    tail->destination = destination;
}

static void assign(struct ab_run *run, int index, int tail_index, int origin, int destination)
{
    const struct ab_chalk *chalk = &run->chalk[index];
    struct ab_tail *tail = &run->tail[tail_index];
    if (chalk->lot->evacuation) {
        ab_evacuation_promise(run, index, tail->type, destination);
    }
    fill(run, tail, index, origin, destination);
    if (chalk->account.state >= 0 && !chalk->in_hand) {
        ab_stage_charge_load(run, index, AB_CAUSE_POSITIONING);
    }
    if (chalk->lot->direction != AB_OUT && !chalk->lot->sustainment) {
        run->field[destination].inbound++;
    }
    commit(run, index, tail_index, destination);
    ab_flow_book(run, index, there_at(run, tail, origin));
    foresee(run, chalk, tail_index, origin);
    if (tail->at == origin) {
        ab_sortie_begin_loaded(run, tail_index);
    } else {
        ab_sortie_begin_empty(run, tail_index, origin, AB_PURPOSE_POSITIONING);
        if (origin == tail->home) {
            ab_idle_expect(run, tail_index);
        }
    }
}

void ab_tasking_begin_airborne(struct ab_run *run, int load, int index, ab_time left)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->lot->contingent];
    struct ab_tail *tail = &run->tail[index];
    tail->at = plan->apoe;
    tail->alerted = tail->available = ab_now(run);
    run->chalk[load].called = run->chalk[load].ready = ab_now(run);
    ab_contingent_chalk_ready(run, load);
    ab_idle_join(run, index);
    fill(run, tail, load, plan->apoe, plan->apod.index[0]);
    run->field[plan->apod.index[0]].inbound++;
    commit(run, load, index, plan->apod.index[0]);
    foresee(run, chalk, index, plan->apoe);
    ab_sortie_begin_airborne(run, index, left);
}

/* Tries to give the load that is asked an aircraft. A fleet that no destination takes as things are
 * now, because it is too large for any but its home, leaves the load to the others; a load that none
 * may carry stays where it is. */
static void task(struct ab_run *run, const struct ab_demand *demand)
{
    const int load = ab_waiting_first(run, demand);
    const struct ab_chalk *chalk = &run->chalk[load];
    const int origin = ab_waiting_origin(run, chalk);
    if (chalk->lot->evacuation && !ab_evacuation_stands(run, load)) {
        ab_waiting_take(run);
        ab_evacuation_forget(run, load);
        return;
    }
    run->tasking.asked++;
    struct choice choice;
    while ((choice = choose_tail(run, demand, origin)).tail != AB_NOBODY) {
        const struct ab_tail *tail = &run->tail[choice.tail];
        const int destination = choose_destination(run, chalk, tail, origin);
        if (destination != AB_NOBODY) {
            ab_waiting_take(run);
            assign(run, load, choice.tail, origin, destination);
            return;
        }
        run->tasking.passed[tail->fleet] = run->tasking.asked;
    }
    if (choice.any) {
        ab_waiting_refuse_row(run);
    } else {
        ab_waiting_refuse_demand(run);
    }
}

/* An aircraft that comes home for a load, or is maintained there, leaves it to one of its fleet that
 * is free there now, and is free itself when it is ready. */
static void take_over(struct ab_run *run, int free, int expected)
{
    struct ab_tail *tail = &run->tail[expected];
    const int load = tail->chalk;
    ab_idle_expect_no_more(run, expected);
    ab_prospect_expect_no_more(run, expected);
    commit(run, load, free, tail->destination);
    ab_flow_take_over(run, expected, free);
    run->tail[free].cargo_t = tail->cargo_t;
    run->tail[free].light = tail->light;
    foresee(run, &run->chalk[load], free, tail->home);
    run->sortie[expected].purpose = AB_PURPOSE_RETURN;
    tail->chalk = AB_NOBODY;
    tail->last_chalk = tail->chalk_before;
    ab_sortie_begin_loaded(run, free);
}

static void take_over_at_home(struct ab_run *run)
{
    int next;
    for (int f = run->idle.fleets.first; f != AB_NOBODY; f = next) {
        next = run->idle.fleet[f].link.next;
        const struct ab_list *expected = &run->idle.fleet[f].expected;
        for (int free; expected->first != AB_NOBODY &&
                       (free = ab_idle_first_at_home(run, f)) != AB_NOBODY &&
                       ab_fleet_belongs(run, &run->tail[free]);) {
            take_over(run, free, expected->first);
        }
    }
}

/* Home, or where it came from when what is in its tanks at a field without fuel does not do. */
static int way_home(const struct ab_run *run, const struct ab_tail *tail)
{
    if (ab_fuel_suffices(run, tail, tail->home) || tail->last_sortie == AB_NOBODY) {
        return tail->home;
    }
    const int origin = run->sortie[tail - run->tail].origin;
    const bool known = !isnan(ab_geography_mean_block(run, tail->type, tail->at, origin));
    return run->scenario->airfield[origin].fuel && known ? origin : tail->home;
}

static void send_home(struct ab_run *run)
{
    for (int t; (t = ab_idle_first_away(run)) != AB_NOBODY;) {
        struct ab_tail *tail = &run->tail[t];
        ab_idle_leave(run, t);
        tail->state = AB_TAIL_BUSY;
        ab_sortie_begin_empty(run, t, way_home(run, tail), AB_PURPOSE_RETURN);
    }
}

/* Charges the loads that wait to what holds them from now on, when that is not what held them
 * before. Whatever changes it is followed by a round at the same instant, and a load that becomes
 * ready begins with what holds it then. */
static void charge_waiting(struct ab_run *run)
{
    if (!ab_flow_look(run) && !run->tasking.held_in_doubt) {
        return;
    }
    run->tasking.held_in_doubt = false;
    for (int r = 0; r < run->waiting.rows; r++) {
        for (int i = run->waiting.row[r].first; i != AB_NOBODY; i = run->waiting.next[i]) {
            const struct ab_chalk *chalk = &run->chalk[i];
            if (chalk->account.state >= 0 && !chalk->in_hand) {
                ab_stage_charge_load(run, i, (int)ab_held_cause(run, chalk));
            }
        }
    }
}

void ab_tasking_round(struct ab_run *run)
{
    run->tasking.posted = false;
    ab_waiting_begin_round(run);
    for (const struct ab_demand *demand;
         run->tails_free > 0 && (demand = ab_waiting_ask(run)) != NULL;) {
        task(run, demand);
    }
    ab_waiting_end_round(run);
    take_over_at_home(run);
    charge_waiting(run);
    send_home(run);
    if (run->batches.in_doubt) {
        ab_batch_review(run);
    }
}
