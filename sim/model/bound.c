/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bound.c - no plan is in sooner: what aircraft and ceilings allow, and all together. */
#include "model/bound.h"
#include "model/bounds.h"

#include "base/memory.h"
#include "model/contingent.h"
#include "scenario/keys.h"
#include "scenario/rules.h"

#include <stddef.h>
#include <stdlib.h>

/* --- what is the same in all replications ------------------------------------------------------- */

static bool plan_contingents(struct ab_run *run, struct ab_bounds *bounds)
{
    const struct ab_scenario *scenario = run->original;
    bool *is_home = ab_memory_take((size_t)scenario->airfield_count + 1, sizeof *is_home);
    for (int f = 0; is_home != NULL && f < scenario->fleet_count; f++) {
        is_home[scenario->fleet[f].home] = true;
    }
    for (int c = 0; is_home != NULL && c < scenario->contingent_count; c++) {
        ab_errand_prepare(run, &bounds->plan[c], c, is_home);
    }
    ab_memory_give(is_home);
    return is_home != NULL;
}

/* Contingents that fly, by the list of fleets that may carry them, in the same way. */
static void gather_customers(const struct ab_run *run, struct ab_bounds *bounds)
{
    int *first = bounds->first_of_list;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        first[run->waiting.list_of[(ptrdiff_t)AB_TIERS * c]] += ab_bounds_flies(bounds, c);
    }
    for (int list = 0; list < run->waiting.lists; list++) {
        first[list + 1] += first[list];
    }
    for (int c = run->scenario->contingent_count; c-- > 0;) {
        if (ab_bounds_flies(bounds, c)) {
            bounds->customer[--first[run->waiting.list_of[(ptrdiff_t)AB_TIERS * c]]] = c;
        }
    }
}

/* --- room --------------------------------------------------------------------------------------- */

static bool take_arrays(struct ab_run *run, struct ab_bounds *bounds)
{
    const size_t contingents = (size_t)run->scenario->contingent_count;
#define TAKE(member, count)                                                                        \
    ((bounds->member = ab_arena_take(run->arena, ((count) + 1) * sizeof *bounds->member)) != NULL)
    return TAKE(plan, contingents) && TAKE(customer, contingents) &&
           TAKE(first_of_list, (size_t)run->waiting.lists) &&
           ab_errand_choices_prepare(run, &bounds->choices) && TAKE(counts, contingents) &&
           TAKE(is_settled, contingents) && TAKE(path, contingents) && TAKE(first, contingents) &&
           TAKE(end, contingents) && TAKE(arrives, contingents);
#undef TAKE
}

/* All but the room for loads. */
static bool prepare(struct ab_run *run, struct ab_bounds *bounds)
{
    if (!take_arrays(run, bounds) || !ab_shuttle_prepare(run, &bounds->shuttle) ||
        !plan_contingents(run, bounds)) {
        return false;
    }
    gather_customers(run, bounds);
    return ab_bound_places_prepare(run);
}

bool ab_bounds_prepare(struct ab_run *run)
{
    if (run->bounds) {
        return true;
    }
    run->bounds = ab_memory_take(1, sizeof *run->bounds);
    if (run->bounds && ab_errands_reserve(&run->errands, run->chalk_room) &&
        prepare(run, run->bounds)) {
        return true;
    }
    ab_bounds_give(run);
    return false;
}

void ab_bounds_give(struct ab_run *run)
{
    if (run->bounds) {
        ab_memory_give(run->bounds->time);
        ab_shuttle_give(&run->bounds->shuttle);
    }
    ab_memory_give(run->bounds);
    ab_errands_give(&run->errands);
    run->bounds = NULL;
}

/* Room for so many times. */
static bool reserve(struct ab_bounds *bounds, int times)
{
    const bool grows = times > bounds->room && AB_ENLARGE(bounds->time, times);
    bounds->room = grows ? times : bounds->room;
    return times <= bounds->room;
}

/* --- aircraft ----------------------------------------------------------------------------------- */

static void add_freight(struct ab_freight *freight, const struct ab_errand *errand)
{
    const ab_time ready = errand->start + errand->preparation;
    const bool any = freight->loads++ > 0;
    freight->ready = any && freight->ready < ready ? freight->ready : ready;
    freight->least = any && freight->least < errand->whole ? freight->least : errand->whole;
    freight->least_service =
        any && freight->least_service < errand->service ? freight->least_service : errand->service;
    freight->longest_service = ab_time_later(freight->longest_service, errand->service);
    freight->work += (double)errand->whole;
    freight->service += (double)errand->service;
}

static struct ab_freight freight_of(const struct ab_run *run, const struct ab_customers *customers)
{
    const struct ab_bounds *bounds = run->bounds;
    struct ab_freight freight = {0};
    for (int i = 0; i < customers->count; i++) {
        const int c = customers->contingent[i];
        for (int e = bounds->first[c]; e < bounds->end[c]; e++) {
            const struct ab_errand errand = ab_bounds_errand(run, e);
            add_freight(&freight, &errand);
        }
    }
    return freight;
}

/* Aircraft that come after the end are not known: nothing is said of later. */
static ab_time bound_aircraft(struct ab_run *run, const struct ab_customers *customers,
                              const struct ab_limit *known)
{
    const struct ab_freight freight = freight_of(run, customers);
    if (freight.loads == 0) {
        return AB_LEAST_NONE;
    }
    const ab_time in =
        ab_shuttle_bound(run, &run->bounds->shuttle, customers, &freight, known->time);
    return in < ab_now(run) ? in : ab_now(run);
}

static int tails_of(const struct ab_run *run, const struct ab_references *fleets)
{
    int tails = fleets->count == 0 ? run->tail_count : 0;
    for (int i = 0; i < fleets->count; i++) {
        tails += run->fleet_tails[fleets->index[i] + 1] - run->fleet_tails[fleets->index[i]];
    }
    return tails;
}

/* Those with one list of fleets together, and each that has more loads than these have aircraft. */
static void bound_list(struct ab_run *run, int list)
{
    const struct ab_bounds *bounds = run->bounds;
    const struct ab_references *fleets = run->waiting.list[list].fleets;
    const int first = bounds->first_of_list[list], end = bounds->first_of_list[list + 1];
    const bool is_one = fleets->count == 1;
    const int thing = is_one ? fleets->index[0] : run->scenario->fleet_count == 1 ? 0 : AB_NOBODY;
    const int tails = tails_of(run, fleets);
    bool done = false;
    for (int i = first; i < end; i++) {
        const int c = bounds->customer[i];
        if (bounds->end[c] - bounds->first[c] > tails) {
            const struct ab_customers one = {&bounds->customer[i], 1, fleets};
            ab_bounds_raise(run, c, bound_aircraft(run, &one, &run->unit[c].record.limit),
                            AB_LIMIT_AIRCRAFT, thing);
            done = true;
        }
    }
    const struct ab_customers all = {&bounds->customer[first], end - first, fleets};
    if (end - first != 1 || !done) {
        ab_bounds_raise_force(run, bound_aircraft(run, &all, &run->limit), AB_LIMIT_AIRCRAFT,
                              thing);
    }
}

static void bound_fleets(struct ab_run *run)
{
    struct ab_bounds *bounds = run->bounds;
    bounds->shuttle.is_known = false;
    for (int list = 0; list < run->waiting.lists; list++) {
        bound_list(run, list);
    }
    if (run->waiting.lists > 1) {
        const struct ab_customers all = {bounds->customer,
                                         bounds->first_of_list[run->waiting.lists], NULL};
        ab_bounds_raise_force(run, bound_aircraft(run, &all, &run->limit), AB_LIMIT_AIRCRAFT,
                              AB_NOBODY);
    }
}

/* --- ceilings ----------------------------------------------------------------------------------- */

static bool are_named(const struct ab_references *named, const struct ab_goals *goals)
{
    bool are = goals->count > 0;
    for (int i = 0; are && i < goals->count; i++) {
        are = ab_references_name(named, goals->airfield[i]);
    }
    return are;
}

/* Whether all loads of a contingent leave under a ceiling, wherever they go. */
static bool is_under(const struct ab_run *run, int flow, int contingent)
{
    const struct ab_ceiling *ceiling = &run->original->flow[flow];
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const struct ab_goals goals = ab_contingent_goals(plan, AB_IN);
    return (run->flows.of[contingent] >> (flow + 1) & 1) != 0 &&
           (ceiling->airfields.count == 0 || ab_references_name(&ceiling->airfields, plan->apoe) ||
            are_named(&ceiling->airfields, &goals));
}

/* When so many can have left, and the last be in so long after; the heads are put in order. */
static ab_time leave(struct ab_run *run, const struct ab_periods *periods, ab_time *head, int count,
                     ab_time tail)
{
    if (count == 0) {
        return AB_LEAST_NONE;
    }
    qsort(head, (size_t)count, sizeof *head, ab_bounds_compare_times);
    const ab_time last = ab_least_under_ceiling(periods, head, count);
    return last == AB_TIME_NEVER ? ab_now(run) : last + tail;
}

static void bound_ceiling(struct ab_run *run, int flow)
{
    struct ab_bounds *bounds = run->bounds;
    ab_time *head = bounds->time;
    const struct ab_ceiling *ceiling = &run->original->flow[flow];
    const struct ab_quota *quota = &run->flows.quota[flow + 1];
    const struct ab_periods periods = {
        .phase = -(run->original->general.start + ceiling->day_offset),
        .length = ceiling->per,
        .from = quota->from,
        .until = quota->until,
        .most = ab_scenario_most(run->original, AB_SECTION_FLOW, flow, ceiling,
                                 offsetof(struct ab_ceiling, flights)),
    };
    int count = 0;
    ab_time tail = AB_TIME_NEVER;
    if (head == NULL) { /* nobody has anything to fly */
        return;
    }
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const int before = count;
        const bool under = bounds->first[c] < bounds->end[c] && is_under(run, flow, c);
        ab_time own = AB_TIME_NEVER;
        for (int e = bounds->first[c]; e < bounds->end[c] && under; e++) {
            const struct ab_errand errand = ab_bounds_errand(run, e);
            const ab_time rest = errand.rest + errand.onward;
            head[count++] = errand.start + errand.preparation + errand.least_onload;
            own = rest < own ? rest : own;
        }
        tail = own < tail ? own : tail;
        ab_bounds_raise(run, c, leave(run, &periods, head + before, count - before, own),
                        AB_LIMIT_FLOW, flow);
    }
    ab_bounds_raise_force(run, leave(run, &periods, head, count, tail), AB_LIMIT_FLOW, flow);
}

static void bound_ceilings(struct ab_run *run)
{
    for (int i = 0; i < run->original->flow_count; i++) {
        if (run->original->flow[i].direction != AB_FLOW_OUT) {
            bound_ceiling(run, i);
        }
    }
}

/* --- all ---------------------------------------------------------------------------------------- */

/* Those that had to be in when the force was, or else when it is to be. */
static bool counts(const struct ab_run *run, int contingent)
{
    const struct ab_contingent_record *record = &run->unit[contingent].record;
    if (!ab_contingent_comes(&run->scenario->contingent[contingent])) {
        return false;
    }
    return run->command.closed != AB_TIME_NEVER
               ? record->closed != AB_TIME_NEVER
               : record->committed && record->alerted != AB_TIME_NEVER;
}

/* Whose loads have errands, and which. */
static void lay_out(struct ab_run *run)
{
    struct ab_bounds *bounds = run->bounds;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        struct ab_unit *unit = &run->unit[c];
        bounds->counts[c] = counts(run, c);
        bounds->is_settled[c] = false;
        bounds->arrives[c] = AB_TIME_NEVER;
        bounds->first[c] = bounds->end[c] = unit->first_chalk + unit->begun;
        if (bounds->counts[c] && ab_bounds_flies(bounds, c)) {
            bounds->end[c] = unit->first_chalk + unit->inbound_chalks;
        }
    }
}

/* Three times of each load of a contingent that is cut for its aircraft, or one of all that may be under
 * a ceiling. */
static int times_wanted(const struct ab_run *run)
{
    const struct ab_bounds *bounds = run->bounds;
    int loads = 0, most_cut = 0;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const int own = bounds->end[c] - bounds->first[c];
        const bool is_cut = own > 0 && run->chalk[run->unit[c].first_chalk].lot->part_of != NULL;
        loads += own;
        most_cut = is_cut && own > most_cut ? own : most_cut;
    }
    loads = run->original->flow_count > 0 ? loads : 0;
    return loads > 3 * most_cut ? loads : 3 * most_cut;
}

bool ab_bounds_find(struct ab_run *run)
{
    struct ab_bounds *bounds = run->bounds;
    lay_out(run);
    if (!reserve(bounds, times_wanted(run))) {
        return false;
    }
    ab_bound_loads(run);
    bound_fleets(run);
    bound_ceilings(run);
    ab_bound_places(run);
    return true;
}
