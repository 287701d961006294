/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* prospect.c - when and where a load is foreseen to be off its aircraft. */
#include "model/prospect.h"

#include "model/airfield.h"
#include "model/batch.h"
#include "model/cut.h"
#include "model/flow.h"
#include "model/foresight.h"
#include "model/geography.h"
#include "model/outline.h"
#include "model/service.h"
#include "model/soon.h"
#include "model/way.h"
#include "model/window.h"
#include "scenario/rules.h"

/* The only fleet that has aircraft, and all of them at home; AB_NOBODY: there is none. */
static int only_fleet(const struct ab_scenario *scenario)
{
    int only = AB_NOBODY, fleets = 0;
    bool at_home = true;
    for (int f = 0; f < scenario->fleet_count; f++) {
        if (ab_scenario_most_aircraft(scenario, f) > 0) {
            only = f;
            fleets++;
            at_home = at_home && scenario->fleet[f].position_count == 0;
        }
    }
    return fleets == 1 && at_home ? only : AB_NOBODY;
}

/* Whether all aircraft are of one fleet and at home where all loads begin: who is free there is never
 * worse than who will be. Loads begin elsewhere at hubs, where contingents leave, and where people are
 * called for. */
static bool are_equally_near(const struct ab_scenario *scenario)
{
    const int fleet = only_fleet(scenario);
    bool all = fleet != AB_NOBODY;
    for (int c = 0; all && c < scenario->contingent_count; c++) {
        const struct ab_contingent *plan = &scenario->contingent[c];
        all = ab_contingent_origin(plan, AB_IN) == scenario->fleet[fleet].home &&
              plan->via == AB_NOBODY && !ab_contingent_leaves(scenario, plan);
    }
    for (int e = 0; all && e < scenario->evacuation_count; e++) {
        all = !scenario->evacuation[e].calls_flights;
    }
    return all;
}

void ab_prospect_prepare(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->original;
    const bool looks_ahead = scenario->general.tasking == AB_TASKING_LOOKAHEAD;
    bool shuts = scenario->change_count > 0, chooses = false;
    for (int i = 0; i < scenario->airfield_count; i++) {
        shuts = shuts || ab_airfield_may_shut(&scenario->airfield[i]);
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        chooses = chooses || scenario->contingent[c].apod.count > 1;
    }
    run->foresees_hours = shuts;
    run->foresees_places = looks_ahead && chooses;
    run->foresees_tails = looks_ahead && !are_equally_near(scenario);
}

void ab_prospect_reset(struct ab_run *run)
{
    for (int i = 0; i < AB_LEASTS * run->scenario->aircraft_count; i++) {
        run->tasking.least[i].lot = NULL;
    }
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        run->field[i].foreseen.tails = AB_LIST_EMPTY;
        run->field[i].foreseen.due = 0;
    }
}

/* --- who is foreseen at a field --------------------------------------------------------------- */

static struct ab_list_links of_foreseen(const struct ab_run *run)
{
    return (struct ab_list_links){&run->aside[0].foreseen.link, sizeof run->aside[0]};
}

/* Aircraft are tasked about in the order in which they arrive: so many are looked at that may come
 * later than one that is tasked after them. Were there more, they would count as before it. */
enum { LATER_MAX = 32 };

/* Who comes before an aircraft that is foreseen over a field at some time: the last who arrives no
 * later, or AB_NOBODY, and how many of them have not landed. */
struct queue {
    int last, due;
};

static struct queue queue_before(const struct ab_run *run, int airfield, ab_time arrival)
{
    struct queue queue = {run->field[airfield].foreseen.tails.last,
                          run->field[airfield].foreseen.due};
    for (int i = 0; i < LATER_MAX && queue.last != AB_NOBODY &&
                    run->aside[queue.last].foreseen.arrival > arrival;
         i++) {
        queue.due -= !run->aside[queue.last].foreseen.has_landed;
        queue.last = run->aside[queue.last].foreseen.link.previous;
    }
    return queue;
}

void ab_prospect_expect(struct ab_run *run, int index, const struct ab_prospect *prospect)
{
    struct ab_tail_aside *aside = &run->aside[index];
    ab_list_put(&run->field[prospect->destination].foreseen.tails, of_foreseen(run), index,
                queue_before(run, prospect->destination, prospect->arrival).last);
    run->field[prospect->destination].foreseen.due++;
    run->tail[index].foreseen_at = prospect->destination;
    aside->foreseen.arrival = prospect->arrival;
    aside->foreseen.landing = prospect->landing;
    aside->foreseen.leaves = prospect->leaves;
    aside->foreseen.has_landed = false;
}

ab_time ab_prospect_free(const struct ab_run *run, int index, ab_time off)
{
    const struct ab_tail *tail = &run->tail[index];
    const struct ab_lot *lot = run->chalk[tail->chalk].lot;
    const struct ab_aircraft_type *type = &run->scenario->aircraft[tail->type];
    const bool at_home = tail->destination == tail->home;
    if (ab_batch_keeps(run, lot) || off == AB_TIME_NEVER) {
        return AB_TIME_NEVER;
    }
    return off + ab_time_round(at_home ? type->maintenance_time->mean : type->servicing_time->mean);
}

void ab_prospect_landed(struct ab_run *run, int index)
{
    const struct ab_tail *tail = &run->tail[index];
    struct ab_tail_aside *aside = &run->aside[index];
    if (run->foresees_tails) {
        const ab_time off =
            ab_now(run) + ab_service_mean_offload(run, tail->type, run->chalk[tail->chalk].lot);
        ab_soon_expect(run, index, tail->destination, ab_prospect_free(run, index, off));
    }
    if (tail->foreseen_at != AB_NOBODY) {
        assert(!aside->foreseen.has_landed);
        aside->foreseen.has_landed = true;
        aside->foreseen.leaves += ab_now(run) - aside->foreseen.landing;
        aside->foreseen.landing = ab_now(run);
        run->field[tail->foreseen_at].foreseen.due--;
    }
}

void ab_prospect_expect_no_more(struct ab_run *run, int index)
{
    struct ab_tail *tail = &run->tail[index];
    if (tail->foreseen_at != AB_NOBODY) {
        ab_list_take(&run->field[tail->foreseen_at].foreseen.tails, of_foreseen(run), index);
        run->field[tail->foreseen_at].foreseen.due -= !run->aside[index].foreseen.has_landed;
        tail->foreseen_at = AB_NOBODY;
    }
}

/* --- one way ---------------------------------------------------------------------------------- */

/* Where there are more places than this nobody is foreseen to wait for one. */
enum { PLACES_MAX = 64 };

/* Aircraft of a type that a field unloads at once, and whether its stands are what bounds them. */
static int64_t places_for(const struct ab_run *run, int airfield, int type, bool *by_stands)
{
    const struct ab_airfield *field = &run->scenario->airfield[airfield];
    const int64_t visitors = field->parking_mog / run->scenario->aircraft[type].stands;
    *by_stands = visitors <= field->working_mog;
    return *by_stands ? visitors : field->working_mog;
}

/* The last but so many of those foreseen at a field, from one of them on; AB_NOBODY when they are
 * fewer, or too many to be in each other's way. */
static int last_but(const struct ab_run *run, int tail, int64_t count)
{
    for (int64_t i = count <= PLACES_MAX ? count : 0; i > 0 && tail != AB_NOBODY; i--) {
        tail = run->aside[tail].foreseen.link.previous;
    }
    return count <= PLACES_MAX ? tail : AB_NOBODY;
}

/* Those who come and go by chance do not keep a runway as busy as a timetable would: the queueing
 * efficiency that airlift planners reckon with. */
static const double EFFICIENCY = 0.85;

/* When the runways have served all of a queue from now on, each of them in and another one out. */
static ab_time landing_at(const struct ab_run *run, int airfield, struct queue queue,
                          ab_time arrival)
{
    const struct ab_airfield *field = &run->scenario->airfield[airfield];
    if (!run->field[airfield].has_runway_queue || queue.last == AB_NOBODY) {
        return arrival;
    }
    const double visit = 2 * field->runway_occupancy->mean / EFFICIENCY;
    const int before = last_but(run, queue.last, field->runways - 1);
    const ab_time all = ab_now(run) + ab_time_round(queue.due * visit / (double)field->runways);
    const ab_time next =
        before == AB_NOBODY ? arrival : run->aside[before].foreseen.landing + ab_time_round(visit);
    return ab_time_later(arrival, ab_time_later(all, next));
}

/* When one of so many places is free for who lands then, where each keeps one for `stay`. */
static ab_time place_at(const struct ab_run *run, struct queue queue, int64_t places, ab_time stay,
                        ab_time landing)
{
    const int before = places > 0 ? last_but(run, queue.last, places - 1) : AB_NOBODY;
    if (before == AB_NOBODY) {
        return landing;
    }
    const int64_t more = queue.due >= places ? queue.due - places + 1 : 0;
    const ab_time all = ab_now(run) + more * stay / places;
    return ab_time_later(landing, ab_time_later(all, run->aside[before].foreseen.leaves));
}

/* The mean time from block out to block in over a way, with its stops. */
static ab_time mean_way(const struct ab_run *run, int type, int from, int to)
{
    const struct ab_known_flight *whole = ab_geography_flight(run, type, from, to);
    const struct ab_way *way = ab_way_of(run, whole->course);
    double time = whole->mean_block;
    for (int i = 0; way != NULL && i < way->flights; i++) {
        time = i == 0 ? 0 : time + way->stop[i - 1].time->mean;
        time += ab_geography_mean_block(run, type, way->flight[i].from, way->flight[i].to);
    }
    return ab_time_round(time);
}

/* Beyond the horizon nobody asks whether it is open. */
static ab_time departure(const struct ab_run *run, int from, int to, ab_time way, ab_time aboard)
{
    return run->foresees_hours && aboard <= run->scenario->general.horizon
               ? ab_foresight_departure(run, from, to, way, aboard)
               : aboard;
}

/* Nobody knows when a load is off there. */
static struct ab_prospect unknown(const struct ab_lot *lot, int to)
{
    return (struct ab_prospect){to,
                                AB_TIME_NEVER,
                                AB_TIME_NEVER,
                                AB_TIME_NEVER,
                                AB_TIME_NEVER,
                                lot->mass_t > 0 ? lot->mass_t : (double)lot->people};
}

/* A load, or what an aircraft would take of what is not cut yet, from being beside it at `beside`, where it
 * takes so long on average to be put aboard, brought there and off. */
static struct ab_prospect look_at(const struct ab_run *run, const struct ab_lot *lot, int type,
                                  int origin, int to, ab_time beside, struct ab_load_times mean,
                                  ab_time way)
{
    const ab_time aboard = ab_time_later(beside + mean.onload, ab_window_earliest(run, lot) - way);
    const ab_time leaves = departure(run, origin, to, way, aboard);
    struct ab_prospect prospect = unknown(lot, to);
    if (leaves == AB_TIME_NEVER) {
        return prospect;
    }
    bool by_stands;
    const int64_t places = places_for(run, to, type, &by_stands);
    const ab_time after =
        by_stands ? ab_time_round(run->scenario->aircraft[type].servicing_time->mean) : 0;
    prospect.arrival = leaves + way;
    const struct queue queue = queue_before(run, to, prospect.arrival);
    prospect.landing = landing_at(run, to, queue, prospect.arrival);
    prospect.off =
        place_at(run, queue, places, mean.offload + after, prospect.landing) + mean.offload;
    prospect.leaves = prospect.off + after;
    return prospect;
}

struct ab_prospect ab_prospect_at(const struct ab_run *run, const struct ab_chalk *chalk,
                                  const struct ab_tail *tail, int origin, int to, ab_time there)
{
    return look_at(run, chalk->lot, tail->type, origin, to, ab_time_later(there, chalk->ready),
                   ab_service_mean_times(run, tail->type, chalk->lot),
                   mean_way(run, tail->type, origin, to));
}

bool ab_prospect_is_better(const struct ab_run *run, const struct ab_prospect *a,
                           const struct ab_prospect *b)
{
    const bool alike = !(a->amount < b->amount) && !(b->amount < a->amount);
    if (alike || a->off == AB_TIME_NEVER || b->off == AB_TIME_NEVER) {
        return a->off < b->off;
    }
    const double own = a->amount * (double)(b->off - ab_now(run));
    const double other = b->amount * (double)(a->off - ab_now(run));
    return own < other || own > other ? own > other : a->off < b->off;
}

/* --- all ways --------------------------------------------------------------------------------- */

static ab_time find_least(const struct ab_run *run, const struct ab_lot *lot, int type, int origin)
{
    const struct ab_goals goals =
        ab_contingent_goals(&run->scenario->contingent[lot->contingent], lot->direction);
    struct ab_load_times mean = ab_service_mean_times(run, type, lot);
    ab_time least = AB_TIME_NEVER / 2;
    for (int i = 0; i < goals.count; i++) {
        const int to = goals.airfield[i];
        if (lot->is_uncut) {
            const struct ab_lot *taken = ab_cut_draft(run, lot, type, to);
            if (taken == NULL) {
                continue;
            }
            mean = ab_service_mean_times(run, type, taken);
        }
        const ab_time all = mean_way(run, type, origin, to) + mean.onload + mean.offload;
        least = all < least ? all : least;
    }
    return least;
}

ab_time ab_prospect_least(const struct ab_run *run, const struct ab_lot *lot, int type, int origin)
{
    struct ab_least *known = &run->tasking.least[AB_LEASTS * type + lot->contingent % AB_LEASTS];
    if (known->lot != lot || lot->is_uncut || lot->evacuation) {
        *known = (struct ab_least){lot, find_least(run, lot, type, origin)};
    }
    return known->time;
}

struct ab_prospect ab_prospect_of(const struct ab_run *run, const struct ab_chalk *chalk,
                                  const struct ab_tail *tail, int origin, ab_time there, bool waits,
                                  ab_time latest)
{
    const struct ab_goals goals = ab_contingent_goals(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    const struct ab_comer comer = ab_comer_of(run, tail, there);
    const ab_time beside = ab_time_later(there, chalk->ready);
    const bool is_uncut = chalk->lot->is_uncut;
    struct ab_load_times mean = ab_service_mean_times(run, tail->type, chalk->lot);
    struct ab_prospect best = {.destination = AB_NOBODY, .off = AB_TIME_NEVER};
    for (int i = 0; i < goals.count; i++) {
        const int to = goals.airfield[i];
        const ab_time way = mean_way(run, tail->type, origin, to);
        const bool is_late = !is_uncut && beside + mean.onload + way + mean.offload >= latest;
        ab_time wait;
        if ((is_late && best.destination != AB_NOBODY) ||
            !ab_outline_can_go(run, chalk, tail, origin, to) ||
            ((wait = ab_flow_wait(run, chalk, to, comer)) > 0 && !waits)) {
            continue;
        }
        const struct ab_lot *lot = ab_cut_lot(run, chalk->lot, tail->type, to); /* as it can go */
        if (is_uncut) {
            mean = ab_service_mean_times(run, tail->type, lot);
        }
        const struct ab_prospect found =
            wait == AB_TIME_NEVER || is_late
                ? unknown(lot, to)
                : look_at(run, lot, tail->type, origin, to, beside + wait, mean, way);
        if (best.destination == AB_NOBODY || ab_prospect_is_better(run, &found, &best)) {
            best = found;
            latest = found.off < latest ? found.off : latest;
        }
    }
    return best;
}
