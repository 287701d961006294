/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* shuttle.c - trips of aircraft, as few and short as they can be. */
#include "model/shuttle.h"

#include "base/memory.h"
#include "model/geography.h"
#include "model/luck.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>

/* --- the ways between airfields ---------------------------------------------------------------- */

/* Airfields cubed, times types: more take too long to look at. */
enum { STEPS_MAX = 100000 };

static double *place_of(const struct ab_shuttle *shuttle, int type, int from, int to)
{
    const ptrdiff_t fields = shuttle->fields;
    return &shuttle->reach[((ptrdiff_t)type * fields + from) * fields + to];
}

/* A flight without its random factor, or with it where that is constant. */
static double flight_time(const struct ab_run *run, int type, int from, int to)
{
    const struct ab_block_time time = ab_geography_block_time(run, type, from, to);
    const bool is_of_leg = time.factor != run->scenario->aircraft[type].block_factor;
    const double factor = time.factor->kind == AB_CONSTANT ? time.factor->a
                          : is_of_leg                      ? time.factor->low
                                                           : 1;
    return from == to ? 0 : isnan(time.unit) ? (double)INFINITY : time.unit * factor;
}

static void find_ways(const struct ab_run *run, struct ab_shuttle *shuttle, int type)
{
    const int fields = shuttle->fields;
    for (int i = 0; i < fields; i++) {
        for (int j = 0; j < fields; j++) {
            *place_of(shuttle, type, i, j) = flight_time(run, type, i, j);
        }
    }
    for (int k = 0; k < fields; k++) {
        for (int i = 0; i < fields; i++) {
            for (int j = 0; j < fields; j++) {
                const double over = *place_of(shuttle, type, i, k) + *place_of(shuttle, type, k, j);
                double *direct = place_of(shuttle, type, i, j);
                *direct = over < *direct ? over : *direct;
            }
        }
    }
}

/* Whether all flights of a replication up to closure are known by their loads. */
static bool is_closed(const struct ab_run *run)
{
    const struct ab_scenario *scenario = run->original;
    bool closed = scenario->evacuation_count == 0 && scenario->backhaul_count == 0 &&
                  !(scenario->supply.consumption > 0) && !scenario->past.is_given &&
                  scenario->withdrawal.order.kind != AB_WHEN_DATE && scenario->change_count == 0 &&
                  run->ways.count == 0;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *plan = &scenario->contingent[c];
        closed =
            closed && plan->via == AB_NOBODY && !plan->joins_later && ab_contingent_comes(plan);
    }
    for (int f = 0; f < scenario->fleet_count; f++) {
        closed = closed && scenario->fleet[f].position_count == 0;
    }
    for (int i = 0; i < scenario->airfield_count; i++) {
        closed = closed && !scenario->airfield[i].offload_at_alternate;
    }
    return closed;
}

/* How many of each fleet are not at home at the start: they stand elsewhere, or are in the air with a load
 * (beginning.c gives these the next numbers). */
static void count_away(const struct ab_run *run, int64_t *away)
{
    const struct ab_scenario *scenario = run->original;
    for (int f = 0; f < scenario->fleet_count; f++) {
        const struct ab_fleet *fleet = &scenario->fleet[f];
        away[f] = 0;
        for (int p = 0; p < fleet->position_count; p++) {
            away[f] += fleet->positions[p].count;
        }
    }
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *plan = &scenario->contingent[c];
        for (int i = 0; i < plan->airborne_count; i++) {
            away[plan->airborne[i].index] += plan->airborne[i].count;
        }
    }
}

bool ab_shuttle_prepare(struct ab_run *run, struct ab_shuttle *shuttle)
{
    const size_t fields = (size_t)run->scenario->airfield_count;
    const size_t types = (size_t)run->scenario->aircraft_count;
    const size_t tails = (size_t)run->tail_count + 1;
    const double cubed = (double)fields * (double)fields * (double)fields;
    const bool few = cubed * (double)types <= STEPS_MAX;
    *shuttle = (struct ab_shuttle){
        .fields = few ? (int)fields : 0,
        .reach =
            few ? ab_arena_take(run->arena, (fields * fields * types + 1) * sizeof *shuttle->reach)
                : NULL,
        .factor = ab_arena_take(run->arena, (types + 1) * sizeof *shuttle->factor),
        .away = ab_arena_take(run->arena,
                              ((size_t)run->scenario->fleet_count + 1) * sizeof *shuttle->away),
        .is_closed = is_closed(run),
        .carrier = ab_memory_take(tails, sizeof *shuttle->carrier),
        .spare = ab_memory_take(tails, sizeof *shuttle->spare),
        .from = ab_arena_take(run->arena, fields + 1),
        .to = ab_arena_take(run->arena, fields + 1),
    };
    if (!shuttle->factor || !shuttle->away || !shuttle->carrier || !shuttle->spare ||
        !shuttle->from || !shuttle->to || (few && !shuttle->reach)) {
        return false;
    }
    count_away(run, shuttle->away);
    return true;
}

void ab_shuttle_give(struct ab_shuttle *shuttle)
{
    ab_memory_give(shuttle->carrier);
    ab_memory_give(shuttle->spare);
}

/* Finds the ways, when they are asked for. */
static void find_all_ways(const struct ab_run *run, struct ab_shuttle *shuttle)
{
    for (int t = 0; shuttle->fields > 0 && t < run->scenario->aircraft_count; t++) {
        find_ways(run, shuttle, t);
    }
    shuttle->has_ways = true;
}

/* --- the random factor ------------------------------------------------------------------------- */

/* The least number that is drawn for a flight for a load of the force, with it or empty. */
static double least_luck(const struct ab_run *run)
{
    static const int flights[] = {AB_FOR_POSITIONING, AB_FOR_FLIGHT, AB_FOR_RETURN};
    double least = 1;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_unit *unit = &run->unit[c];
        for (int f = 0; f < 3; f++) {
            const uint64_t stream = ab_luck_stream(run, AB_OF_CONTINGENT, c, flights[f]);
            for (int i = 0; i < unit->inbound_chalks; i++) {
                const double luck = ab_stream_uniform(
                    &run->luck, stream, ab_luck_of_chalk(&run->chalk[unit->first_chalk + i]));
                least = luck < least ? luck : least;
            }
        }
    }
    return least;
}

static void find_factors(const struct ab_run *run, struct ab_shuttle *shuttle)
{
    double luck = 2; /* not drawn yet */
    for (int t = 0; t < run->scenario->aircraft_count; t++) {
        const struct ab_distribution *factor = run->scenario->aircraft[t].block_factor;
        double least = factor->low;
        if (factor->kind == AB_CONSTANT) {
            least = 1; /* it is in the ways */
        } else if (shuttle->is_closed && factor->kind != AB_MIXTURE) {
            luck = luck > 1 ? least_luck(run) : luck;
            least = ab_distribution_quantile(factor, luck);
        }
        shuttle->factor[t] = least < 1 ? least : 1; /* legs with times of their own have none */
    }
    shuttle->is_known = true;
}

/* The least time from one airfield to another, ms; or at first, no less than that. */
static double time_between(const struct ab_run *run, const struct ab_shuttle *shuttle, int type,
                           int from, int to, bool roughly)
{
    return roughly ? flight_time(run, type, from, to)
                   : *place_of(shuttle, type, from, to) * shuttle->factor[type];
}

/* --- aircraft ---------------------------------------------------------------------------------- */

static ab_time whole(double ms)
{
    return isfinite(ms) ? (ab_time)ms : 0;
}

/* Marks where the loads of some contingents come from and go to. */
static void mark_ends(const struct ab_run *run, struct ab_shuttle *shuttle,
                      const struct ab_customers *customers)
{
    for (int i = 0; i < run->scenario->airfield_count; i++) {
        shuttle->from[i] = shuttle->to[i] = false;
    }
    for (int i = 0; i < customers->count; i++) {
        const struct ab_contingent *plan = &run->scenario->contingent[customers->contingent[i]];
        const struct ab_goals goals = ab_contingent_goals(plan, AB_IN);
        shuttle->from[plan->apoe] = true;
        for (int g = 0; g < goals.count; g++) {
            shuttle->to[goals.airfield[g]] = true;
        }
    }
}

/* The least from an airfield to where a load is; AB_NOBODY: from any where one was put down, with the
 * maintenance of whoever comes home. */
static ab_time time_to_load(const struct ab_run *run, const struct ab_shuttle *shuttle, int fleet,
                            int at, bool roughly)
{
    const struct ab_fleet *plan = &run->scenario->fleet[fleet];
    const struct ab_aircraft_type *type = &run->scenario->aircraft[plan->type];
    double least = (double)INFINITY;
    for (int to = 0; to < shuttle->fields; to++) {
        for (int from = 0; shuttle->from[to] && from < shuttle->fields; from++) {
            if (at == AB_NOBODY ? shuttle->to[from] : from == at) {
                const bool comes_home = at == AB_NOBODY && to == plan->home && from != to;
                const double time = time_between(run, shuttle, plan->type, from, to, roughly) +
                                    (comes_home ? floor(type->maintenance_time->low) : 0);
                least = time < least ? time : least;
            }
        }
    }
    return whole(least);
}

static bool is_listed(const struct ab_customers *customers, int fleet)
{
    return customers->fleets == NULL || customers->fleets->count == 0 ||
           ab_references_name(customers->fleets, fleet);
}

/* When an aircraft may begin; AB_TIME_NEVER: not before the end of the replication. */
static ab_time available(const struct ab_run *run, const struct ab_tail *tail)
{
    if (tail->available != AB_TIME_NEVER || tail->alerted == AB_TIME_NEVER) {
        return tail->available;
    }
    return tail->alerted +
           ab_luck_time(run, run->scenario->fleet[tail->fleet].available,
                        ab_luck_stream(run, AB_OF_FLEET, tail->fleet, AB_FOR_AVAILABLE),
                        (uint32_t)tail->number);
}

/* Those of a fleet; returns how many entries there are then. */
static int add_fleet(const struct ab_run *run, struct ab_shuttle *shuttle, int fleet,
                     const struct ab_freight *freight, int count, bool roughly)
{
    const struct ab_fleet *plan = &run->scenario->fleet[fleet];
    const ab_time there = time_to_load(run, shuttle, fleet, plan->home, roughly);
    const ab_time back = time_to_load(run, shuttle, fleet, AB_NOBODY, roughly);
    const ab_time again = freight->least_service + back + freight->least;
    for (int t = run->fleet_tails[fleet]; t < run->fleet_tails[fleet + 1]; t++) {
        const ab_time begins = available(run, &run->tail[t]);
        if (begins == AB_TIME_NEVER) {
            continue;
        }
        const bool is_home = t - run->fleet_tails[fleet] >= shuttle->away[fleet];
        const ab_time from = ab_time_later(begins + (is_home ? there : 0), freight->ready);
        struct ab_carriers *last = &shuttle->carrier[count > 0 ? count - 1 : 0];
        if (count > 0 && last->from == from && last->again == again) {
            last->count++;
        } else {
            shuttle->carrier[count] = (struct ab_carriers){
                .from = from, .first = freight->least, .again = again, .count = 1};
            count++;
        }
    }
    return count;
}

/* By `from`, merging halves. */
static void sort(struct ab_carriers *carrier, struct ab_carriers *spare, int count)
{
    for (int width = 1; width < count; width *= 2) {
        for (int i = 0; i < count; i += 2 * width) {
            const int middle = i + width < count ? i + width : count;
            const int end = i + 2 * width < count ? i + 2 * width : count;
            for (int a = i, b = middle, to = i; to < end; to++) {
                const bool first = a < middle && (b >= end || carrier[a].from <= carrier[b].from);
                spare[to] = first ? carrier[a++] : carrier[b++];
            }
        }
        for (int i = 0; i < count; i++) {
            carrier[i] = spare[i];
        }
    }
}

/* All that may carry them, and how long the way back takes the nearest of them at the least. */
static int gather(const struct ab_run *run, struct ab_shuttle *shuttle,
                  const struct ab_customers *customers, const struct ab_freight *freight,
                  bool roughly, ab_time *back)
{
    int count = 0;
    *back = AB_TIME_NEVER;
    for (int f = 0; f < run->scenario->fleet_count; f++) {
        if (is_listed(customers, f)) {
            const int before = count;
            count = add_fleet(run, shuttle, f, freight, count, roughly);
            const ab_time own = shuttle->carrier[count > 0 ? count - 1 : 0].again -
                                freight->least_service - freight->least;
            *back = count > before && own < *back ? own : *back;
        }
    }
    return count;
}

static double work_of(const struct ab_freight *freight, ab_time back)
{
    return freight->work + freight->service + (double)freight->loads * (double)back;
}

/* Whether aircraft can do it by then, even on ways that may not be the shortest. */
static bool can_by(const struct ab_run *run, struct ab_shuttle *shuttle,
                   const struct ab_customers *customers, const struct ab_freight *freight,
                   ab_time then)
{
    ab_time back;
    const int count = gather(run, shuttle, customers, freight, true, &back);
    return count > 0 && ab_least_can_by_trips(shuttle->carrier, count, freight->loads, then) &&
           ab_least_can_by_work(shuttle->carrier, count, work_of(freight, back),
                                freight->longest_service + back, then);
}

ab_time ab_shuttle_bound(const struct ab_run *run, struct ab_shuttle *shuttle,
                         const struct ab_customers *customers, const struct ab_freight *freight,
                         ab_time known)
{
    mark_ends(run, shuttle, customers);
    assert(known != AB_TIME_NEVER);
    if (can_by(run, shuttle, customers, freight, known)) {
        return AB_LEAST_NONE;
    }
    if (!shuttle->has_ways) {
        find_all_ways(run, shuttle);
    }
    if (!shuttle->is_known) {
        find_factors(run, shuttle);
    }
    ab_time back;
    const int count = gather(run, shuttle, customers, freight, false, &back);
    if (count == 0) {
        return AB_LEAST_NONE;
    }
    sort(shuttle->carrier, shuttle->spare, count);
    return ab_time_later(ab_least_by_trips(shuttle->carrier, count, freight->loads),
                         ab_least_by_work(shuttle->carrier, count, freight->loads,
                                          work_of(freight, back), freight->longest_service + back));
}
