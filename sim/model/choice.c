/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* choice.c - which aircraft a load gets, and where that takes it. */
#include "model/choice.h"

#include "model/fleet.h"
#include "model/flow.h"
#include "model/foresight.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "model/outline.h"
#include "model/service.h"
#include "model/soon.h"
#include "model/waiting.h"
#include "scenario/rules.h"

#include <math.h>

/* --- how far ---------------------------------------------------------------------------------- */

/* How long who would fly from one field to another waits at the first until the hours and closures of both
 * allow it, ms; when they never do, until the horizon. */
static ab_time held_back(const struct ab_run *run, int from, int to, double flight, ab_time when)
{
    if (!run->foresees_hours || from == to || !isfinite(flight)) {
        return 0;
    }
    const ab_time leaves = ab_foresight_departure(run, from, to, ab_time_round(flight), when);
    return ab_time_later(leaves == AB_TIME_NEVER ? run->scenario->general.horizon : leaves, when) -
           when;
}

/* How long an aircraft of a fleet that is free at a field at `when` takes until a load can be put aboard, ms: until it
 * may leave, its flight there and, when that brings it home, its maintenance. INFINITY where flight and
 * maintenance alone take longer than `most`. */
static inline double time_to(const struct ab_run *run, int fleet, int from, int origin,
                             ab_time when, double most)
{
    const struct ab_fleet *plan = &run->scenario->fleet[fleet];
    const double flight = ab_geography_mean_block(run, plan->type, from, origin);
    const double unheld = from != origin && origin == plan->home
                              ? flight + run->scenario->aircraft[plan->type].maintenance_time->mean
                              : flight;
    return unheld > most ? (double)INFINITY
                         : unheld + (double)held_back(run, from, origin, flight, when);
}

/* The same of one that is free now. */
static double time_now(const struct ab_run *run, const struct ab_tail *tail, int origin)
{
    return time_to(run, tail->fleet, tail->at, origin, ab_now(run), (double)INFINITY);
}

ab_time ab_choice_there(const struct ab_run *run, const struct ab_tail *tail, int origin)
{
    return ab_now(run) + ab_time_round(time_now(run, tail, origin));
}

/* --- who is free ------------------------------------------------------------------------------ */

/* The best of the aircraft of a type that were looked at. */
struct best {
    int tail;
    bool stays;     /* one that is as near stands at its home */
    double arrival; /* ms from now; nobody who comes later is looked for */
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

static bool is_passed(const struct ab_run *run, int fleet)
{
    return run->tasking.passed[fleet] == run->tasking.asked;
}

static void look_at_group(struct ab_run *run, const struct ab_idle_group *group, int origin,
                          struct best *best)
{
    const struct ab_fleet *plan = &run->scenario->fleet[group->fleet];
    const double arrival =
        time_to(run, group->fleet, group->field, origin, ab_now(run), best->arrival);
    const bool was_passed = !(arrival >= run->tasking.nearest[plan->type]);
    const int tail =
        arrival <= best->arrival || was_passed ? first_of(run, group, origin) : AB_NOBODY;
    if (tail == AB_NOBODY) {
        return;
    }
    const bool stays = group->field == plan->home;
    struct ab_latest *const latest = &run->tasking.latest[plan->type];
    if (was_passed) {
        *latest = arrival > latest->arrival ? (struct ab_latest){group->field, arrival} : *latest;
        return;
    }
    if (arrival < best->arrival) {
        *best = (struct best){tail, stays, arrival};
    } else if (best->tail != AB_NOBODY) {
        best->stays |= stays;
        best->tail = is_longer_free(run, tail, best->tail) ? tail : best->tail;
    }
}

typedef void ab_looker(struct ab_run *run, int fleet, int origin, struct best *best);

static void look_at_free(struct ab_run *run, int fleet, int origin, struct best *best)
{
    const struct ab_idle_group *all = run->idle.group;
    if (is_passed(run, fleet)) {
        return;
    }
    for (int g = run->idle.fleet[fleet].groups.first; g != AB_NOBODY; g = all[g].of_fleet.next) {
        look_at_group(run, &all[g], origin, best);
    }
}

/* Whether an aircraft of a fleet that will be free at a field can be counted on to leave it. */
static bool can_leave(const struct ab_run *run, int fleet, int field)
{
    const struct ab_fleet *plan = &run->scenario->fleet[fleet];
    const struct ab_resource *crews = ab_crew_pool_at_home(run, fleet);
    return field == plan->home ? crews->in_use < crews->capacity
                               : run->scenario->airfield[field].fuel ||
                                     run->scenario->aircraft[plan->type].fuel_burn <= 0;
}

static void look_at_soon(struct ab_run *run, int fleet, int origin, struct best *best)
{
    int next;
    for (int g = run->idle.fleet[fleet].soon.first; g != AB_NOBODY && !is_passed(run, fleet);
         g = next) {
        next = run->soon.group[g].of_fleet.next;
        const int field = run->soon.group[g].field;
        const int tail = ab_soon_first(run, g);
        const double free =
            tail != AB_NOBODY ? (double)(run->aside[tail].soon.at - ab_now(run)) : (double)INFINITY;
        if (free >= best->arrival || !can_leave(run, fleet, field) ||
            !ab_fleet_belongs(run, &run->tail[tail])) {
            continue;
        }
        const double arrival = free + time_to(run, fleet, field, origin,
                                              ab_now(run) + (ab_time)free, best->arrival - free);
        if (arrival < best->arrival) {
            best->arrival = arrival;
            best->tail = tail;
        }
    }
}

/* Looks at free aircraft that are where the load is: of their types none from elsewhere is better, if it
 * takes time to come. The types that are left. */
static uint64_t look_at_hand(struct ab_run *run, const struct ab_ask *ask, struct best *of_type)
{
    const struct ab_idle_group *all = run->idle.group;
    const struct ab_references *listed = run->waiting.list[ask->demand->list].fleets;
    uint64_t types = ask->demand->types;
    if (!run->idle.is_apart[ask->origin]) {
        return types;
    }
    for (int g = run->idle.at[ask->origin].first; g != AB_NOBODY; g = all[g].of_field.next) {
        const int fleet = all[g].fleet, type = run->scenario->fleet[fleet].type;
        if ((ask->demand->types >> type & 1) != 0 && !is_passed(run, fleet) &&
            (listed->count == 0 || ab_references_name(listed, fleet))) {
            look_at_group(run, &all[g], ask->origin, &of_type[type]);
            types &= ~((uint64_t)(of_type[type].tail != AB_NOBODY) << type);
        }
    }
    return types;
}

/* Looks at the fleets of some types that a demand may be met by, of those that have aircraft to look at: the best
 * of each type. Whether there were any. */
static bool look(struct ab_run *run, const struct ab_ask *ask, uint64_t types, bool soon,
                 struct best *of_type)
{
    ab_looker *const at = soon ? look_at_soon : look_at_free;
    const struct ab_fleet *fleet = run->scenario->fleet;
    const struct ab_references *listed = run->waiting.list[ask->demand->list].fleets;
    bool any = false;
    for (int i = 0; i < listed->count; i++) {
        const int f = listed->index[i];
        if ((types >> fleet[f].type & 1) != 0) {
            any = any || run->idle.fleet[f].groups.first != AB_NOBODY;
            at(run, f, ask->origin, &of_type[fleet[f].type]);
        }
    }
    int next;
    for (int f = soon ? run->soon.fleets.first : run->idle.fleets.first;
         listed->count == 0 && f != AB_NOBODY; f = next) {
        next = soon ? run->idle.fleet[f].soon_link.next : run->idle.fleet[f].link.next;
        if ((types >> fleet[f].type & 1) != 0) {
            any = true;
            at(run, f, ask->origin, &of_type[fleet[f].type]);
        }
    }
    return any;
}

/* --- where to --------------------------------------------------------------------------------- */

/* An aircraft comes from where it is to a load, which it may have to wait with for ceilings. */
struct coming {
    int origin; /* the load's */
    ab_time there;
    bool waits;
    ab_time latest; /* with another one it is off then */
};

/* When an aircraft may leave for a candidate, as far as is foreseen, once the load is aboard. */
static ab_time departure_for(const struct ab_run *run, const struct ab_tail *tail, int origin,
                             int candidate)
{
    const double aboard =
        time_now(run, tail, origin) + run->scenario->aircraft[tail->type].onload_time->mean;
    return ab_foresight_departure(run, origin, candidate,
                                  ab_service_mean_flight(run, tail->type, origin, candidate),
                                  ab_now(run) + ab_time_round(aboard));
}

/* Whether an aircraft that is beside a load at `there` may take it to a destination, now or when ceilings let
 * it come. */
static bool can_go(const struct ab_run *run, const struct ab_chalk *chalk,
                   const struct ab_tail *tail, const struct coming *coming, int to)
{
    const struct ab_comer comer = ab_comer_of(run, tail, coming->there);
    return ab_outline_can_go(run, chalk, tail, coming->origin, to) &&
           (coming->waits || ab_flow_wait(run, chalk, to, comer) == 0);
}

/* Where a load goes by the simple rule: of the candidates that need not be waited for to open, or can
 * be reached first, the one with the fewest loaded aircraft bound for it per place, the earlier in
 * the list on ties; AB_NOBODY when none takes it. */
static int spread(const struct ab_run *run, const struct ab_chalk *chalk,
                  const struct ab_tail *tail, const struct coming *coming, struct ab_goals goals)
{
    int best = AB_NOBODY;
    ab_time best_departure = 0;
    double best_share = 0;
    for (int i = 0; i < goals.count; i++) {
        const int candidate = goals.airfield[i];
        if (!can_go(run, chalk, tail, coming, candidate)) {
            continue;
        }
        const ab_time departure = departure_for(run, tail, coming->origin, candidate);
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

/* Where a free aircraft would take a load, and when it would be off if that needs to be foreseen. */
static void foresee_with(const struct ab_run *run, const struct ab_chalk *chalk,
                         const struct ab_tail *tail, const struct coming *coming,
                         struct ab_prospect *prospect)
{
    const struct ab_goals goals = ab_contingent_goals(
        &run->scenario->contingent[chalk->lot->contingent], chalk->lot->direction);
    if (run->foresees_tails || (run->foresees_places && goals.count > 1)) {
        *prospect = ab_prospect_of(run, chalk, tail, coming->origin, coming->there, coming->waits,
                                   coming->latest);
        return;
    }
    *prospect = (struct ab_prospect){.destination = AB_NOBODY};
    if (goals.count > 1) {
        prospect->destination = spread(run, chalk, tail, coming, goals);
    } else if (can_go(run, chalk, tail, coming, goals.airfield[0])) {
        prospect->destination = goals.airfield[0];
    }
}

/* --- which ------------------------------------------------------------------------------------ */

/* What is known by type is written when it is: there are many types, and few of them are asked. */
void ab_choice_ask(struct ab_ask *ask, const struct ab_run *run, const struct ab_demand *demand,
                   int load)
{
    ask->demand = demand;
    ask->load = load;
    ask->origin = ab_waiting_origin(run, &run->chalk[load]);
    ask->now = false;
    ask->known = 0;
}

/* The first of the free aircraft, of any type. */
static int first_type(const struct ab_run *run, const struct best *of_type, uint64_t types)
{
    int first = AB_NOBODY;
    for (; types != 0; types &= types - 1) {
        const int t = __builtin_ctzll(types);
        const struct best *best = &of_type[t];
        if (best->tail != AB_NOBODY &&
            (first == AB_NOBODY || best->arrival < of_type[first].arrival ||
             (best->arrival <= of_type[first].arrival &&
              is_longer_free(run, best->tail, of_type[first].tail)))) {
            first = t;
        }
    }
    return first;
}

static void begin_look(struct best *of_type, uint64_t types)
{
    for (; types != 0; types &= types - 1) {
        of_type[__builtin_ctzll(types)] = (struct best){AB_NOBODY, false, (double)INFINITY};
    }
}

/* When a load would be off at the earliest with an aircraft of a type that is there then. */
static ab_time off_at_least(struct ab_run *run, struct ab_ask *ask, int type, ab_time there)
{
    const struct ab_chalk *chalk = &run->chalk[ask->load];
    if ((ask->known >> type & 1) == 0) {
        ask->known |= (uint64_t)1 << type;
        ask->least[type] = ab_prospect_least(run, chalk->lot, type, ask->origin);
    }
    return ab_time_later(there, chalk->ready) + ask->least[type];
}

/* An aircraft that may not come now is not looked at again, nor, if now is what counts, those of its type that would
 * be there before ceilings let any come: all at once, they may be many. */
static void pass_by(struct ab_run *run, const struct ab_ask *ask, const struct best *first)
{
    const struct ab_tail *tail = &run->tail[first->tail];
    const ab_time longest = run->scenario->general.horizon - ab_now(run);
    double nearest = nextafter(first->arrival, (double)INFINITY);
    if (ask->now) {
        const struct ab_comer comer = {tail->type, tail->at, ab_time_round(first->arrival)};
        const ab_time wait = ab_flow_look_again(run, ask->load, comer);
        nearest = fmax(nearest, first->arrival + (double)(wait < longest ? wait : longest) - 1);
    }
    run->tasking.nearest[tail->type] = nearest;
}

/* Of those who were passed by the one that takes longest may come first. */
static void look_again(struct ab_run *run, const struct ab_ask *ask)
{
    for (uint64_t types = ask->now ? ask->demand->types : 0; types != 0; types &= types - 1) {
        const int type = __builtin_ctzll(types);
        const struct ab_latest *latest = &run->tasking.latest[type];
        if (latest->at != AB_NOBODY) {
            const struct ab_comer comer = {type, latest->at, ab_time_round(latest->arrival)};
            (void)ab_flow_look_again(run, ask->load, comer);
        }
    }
}

/* Whether the free aircraft of a type that can be there first may take the load, and what is foreseen with it:
 * now, or when ceilings let it come, if it stays until then. If it doesn't, its type is looked at again. */
static bool consider(struct ab_choice *best, struct ab_run *run, const struct ab_ask *ask,
                     const struct best *first, struct ab_prospect *prospect, bool *held)
{
    const struct ab_chalk *chalk = &run->chalk[ask->load];
    const struct ab_tail *tail = &run->tail[first->tail];
    struct coming coming = {ask->origin, ab_now(run) + ab_time_round(first->arrival), false,
                            best->tail != AB_NOBODY ? best->prospect.off : AB_TIME_NEVER};
    foresee_with(run, chalk, tail, &coming, prospect);
    if (prospect->destination == AB_NOBODY && run->flows.count > 1) {
        coming.waits = true;
        foresee_with(run, chalk, tail, &coming, prospect);
    }
    *held = coming.waits;
    if (prospect->destination == AB_NOBODY) {
        run->tasking.passed[tail->fleet] = run->tasking.asked;
        best->again = true;
        return false;
    }
    if (coming.waits && (!first->stays || ask->now)) {
        pass_by(run, ask, first);
        best->again = true;
        if (best->leaves == AB_NOBODY) {
            best->leaves = first->tail;
            best->leaves_there = coming.there;
        }
        return false;
    }
    return true;
}

/* Among the first of each type, who are looked at in the order in which they can be there. */
static void choose(struct ab_choice *best, struct ab_run *run, struct ab_ask *ask)
{
    struct best of_type[AB_TYPES_MAX];
    const struct ab_chalk *chalk = &run->chalk[ask->load];
    begin_look(of_type, ask->demand->types);
    best->tail = AB_NOBODY;
    best->held = best->again = false;
    best->soonest = AB_TIME_NEVER;
    const uint64_t elsewhere = look_at_hand(run, ask, of_type);
    best->any = elsewhere != ask->demand->types;
    best->any = (elsewhere != 0 && look(run, ask, elsewhere, false, of_type)) || best->any;
    look_again(run, ask);
    uint64_t left = ask->demand->types;
    struct ab_prospect other = {.destination = AB_NOBODY}; /* the first is written where it stays */
    for (int type; (type = first_type(run, of_type, left)) != AB_NOBODY;) {
        const ab_time there = ab_now(run) + ab_time_round(of_type[type].arrival);
        left &= ~((uint64_t)1 << type);
        if (best->tail != AB_NOBODY && !chalk->lot->is_uncut &&
            off_at_least(run, ask, type, there) >= best->prospect.off) {
            continue;
        }
        bool held;
        const bool is_first = best->tail == AB_NOBODY;
        struct ab_prospect *const prospect = is_first ? &best->prospect : &other;
        if (!consider(best, run, ask, &of_type[type], prospect, &held)) {
            continue;
        }
        best->soonest = prospect->off < best->soonest ? prospect->off : best->soonest;
        if (is_first || ab_prospect_is_better(run, prospect, &best->prospect)) {
            best->tail = of_type[type].tail;
            best->held = held;
            best->there = there;
            if (!is_first) {
                best->prospect = other;
            }
            if (!run->foresees_tails) {
                break;
            }
        }
    }
}

/* A fleet that no destination takes as things are now, because it is too large for any but its home,
 * is passed over, and so is an aircraft that goes home before it may come; the others are looked at again. */
void ab_choice_of(struct ab_choice *choice, struct ab_run *run, struct ab_ask *ask)
{
    for (uint64_t types = run->flows.count > 1 ? ask->demand->types : 0; types != 0;
         types &= types - 1) {
        run->tasking.nearest[__builtin_ctzll(types)] = 0;
        run->tasking.latest[__builtin_ctzll(types)] = (struct ab_latest){AB_NOBODY, -1};
    }
    choice->leaves = AB_NOBODY;
    do {
        choose(choice, run, ask);
    } while (choice->again);
    if (choice->tail == AB_NOBODY && choice->leaves != AB_NOBODY) {
        choice->tail = choice->leaves;
        choice->there = choice->leaves_there;
        choice->held = true;
    }
}

int ab_choice_soon(struct ab_run *run, struct ab_ask *ask, ab_time off, int *destination)
{
    struct best of_type[AB_TYPES_MAX];
    const struct ab_chalk *chalk = &run->chalk[ask->load];
    const ab_time early = ab_time_later(chalk->ready, ab_now(run)) - ab_now(run);
    int found = AB_NOBODY;
    uint64_t sooner = 0;
    for (uint64_t types = ask->demand->types; types != 0; types &= types - 1) {
        const int type = __builtin_ctzll(types);
        const ab_time spare = off - off_at_least(run, ask, type, ab_now(run));
        if (spare > 0) {
            sooner |= (uint64_t)1 << type;
            of_type[type] = (struct best){AB_NOBODY, false, (double)(spare + early)};
        }
    }
    if (sooner == 0 || !look(run, ask, sooner, true, of_type)) {
        return AB_NOBODY;
    }
    for (uint64_t types = sooner; types != 0; types &= types - 1) {
        const struct best *best = &of_type[__builtin_ctzll(types)];
        if (best->tail == AB_NOBODY) {
            continue;
        }
        const struct ab_prospect prospect =
            ab_prospect_of(run, chalk, &run->tail[best->tail], ask->origin,
                           ab_now(run) + ab_time_round(best->arrival), true, off);
        if (prospect.destination != AB_NOBODY && prospect.off < off) {
            found = best->tail;
            off = prospect.off;
            *destination = prospect.destination;
        }
    }
    return found;
}
