/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cut.c - what an aircraft takes of what is in no load yet. */
#include "model/cut.h"

#include "base/memory.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

static const struct ab_contingent *plan_of(const struct ab_run *run, const struct ab_uncut *uncut)
{
    return &run->original->contingent[uncut->contingent];
}

/* --- one load --------------------------------------------------------------------------------- */

/* A load that is being put together. */
struct making {
    const struct ab_scenario *scenario;
    const struct ab_uncut *uncut;
    const struct ab_contingent *plan;
    const struct ab_aircraft_type *type;
    double payload_t;
    struct ab_deck deck;
    struct ab_lot lot;
    int64_t *by_class; /* what it has of each class of vehicles; NULL: nobody asks */
};

/* How many vehicles of a class alone a type takes at once. */
static int64_t takes_alone(const struct ab_aircraft_type *type,
                           const struct ab_vehicle_class *vehicle, double payload_t)
{
    const double rows =
        floor((type->deck_length + type->deck_gap + AB_SLACK) / (vehicle->length + type->deck_gap));
    const double abreast = floor((type->deck_width + AB_SLACK) / vehicle->width);
    const double lifted =
        vehicle->mass > 0 ? floor((payload_t + AB_SLACK) / vehicle->mass) : (double)INT32_MAX;
    return (int64_t)fmin(fmin(rows, (double)AB_DECK_ROWS) * abreast,
                         fmin(lifted, (double)INT32_MAX));
}

/* What it refuses does not bind it where it never takes any of that class. */
static void refuse(struct making *load, const struct ab_vehicle_class *vehicle, enum ab_bound bound)
{
    if (ab_type_takes_vehicle(load->type, vehicle, load->payload_t)) {
        load->lot.bound = bound;
    }
}

static int64_t put_vehicles_aboard(struct making *load, int which)
{
    const int64_t left = load->uncut->left.vehicles[which];
    const struct ab_vehicle_class *vehicle =
        &load->scenario->vehicle[load->plan->vehicles[which].index];
    int64_t taken = 0;
    for (; taken < left; taken++) {
        if (load->lot.cargo_t + vehicle->mass > load->payload_t + AB_SLACK) {
            refuse(load, vehicle, AB_BOUND_MASS);
            break;
        }
        if (!ab_deck_place(&load->deck, load->type, vehicle)) {
            refuse(load, vehicle, AB_BOUND_DECK);
            break;
        }
        load->lot.cargo_t += vehicle->mass;
    }
    if (load->by_class != NULL) {
        load->by_class[which] = taken;
    }
    load->lot.vehicles += taken;
    return taken;
}

/* The loads that all vehicles would be that are left, if this type took all that it can. */
static int64_t loads_of_vehicles(const struct making *load)
{
    double loads = 0;
    for (int i = 0; i < load->plan->vehicle_counts; i++) {
        const int64_t left = load->uncut->left.vehicles[i];
        const int64_t each = takes_alone(
            load->type, &load->scenario->vehicle[load->plan->vehicles[i].index], load->payload_t);
        loads += left > 0 && each > 0 ? (double)left / (double)each : 0;
    }
    return loads > 1 ? (int64_t)ceil(loads - AB_SLACK) : 1;
}

/* An even share where one type alone takes them; of several each takes as many as it can, for another may
 * take fewer. */
static void put_people_aboard(struct making *load, bool all_vehicles)
{
    const int64_t left = load->uncut->left.people;
    const bool beside = load->lot.vehicles > 0;
    bool by_mass;
    const int64_t room =
        ab_type_takes_people(load->type, beside, load->payload_t - load->lot.cargo_t,
                             load->scenario->general.person_mass, &by_mass);
    if (left == 0 || room <= 0) {
        return;
    }
    const int64_t own = (left + room - 1) / room;
    const int64_t loads = load->uncut->is_mixed ? 1
                          : !beside             ? own
                          : all_vehicles        ? 1
                                                : loads_of_vehicles(load);
    const int64_t share = (left + loads - 1) / loads;
    load->lot.people = share < room ? share : room;
    if (!beside && own > 1) {
        load->lot.bound = by_mass ? AB_BOUND_MASS : AB_BOUND_SEATS;
    }
}

static void put_cargo_aboard(struct making *load)
{
    for (enum ab_cargo_class c = load->type->cargo_class;; c--) {
        const double left = load->uncut->left.cargo_t[c];
        const double spare = load->payload_t - load->lot.cargo_t -
                             (double)load->lot.people * load->scenario->general.person_mass;
        const double taken = left <= AB_SLACK ? 0 : spare < left ? spare : left;
        if (taken > AB_SLACK) {
            load->lot.cargo_t += taken;
            load->lot.bulk_t += taken;
            load->lot.oversize_t += c == AB_CARGO_OVERSIZE ? taken : 0;
            load->lot.outsize_t += c == AB_CARGO_OUTSIZE ? taken : 0;
            load->lot.cargo_class = c > load->lot.cargo_class ? c : load->lot.cargo_class;
        }
        if (left - taken > AB_SLACK) {
            load->lot.bound = AB_BOUND_MASS;
        }
        if (c == AB_CARGO_BULK) {
            return;
        }
    }
}

static bool is_nothing(const struct ab_lot *lot)
{
    return lot->vehicles == 0 && lot->people == 0 && lot->bulk_t <= 0;
}

/* What a type takes with so much payload. */
static struct ab_lot make(const struct ab_run *run, struct ab_uncut *uncut, int type,
                          double payload_t, int64_t *by_class)
{
    struct making load = {
        .scenario = run->original,
        .uncut = uncut,
        .plan = plan_of(run, uncut),
        .type = &run->original->aircraft[type],
        .payload_t = payload_t,
        .lot = {.contingent = uncut->contingent,
                .loads = 1,
                .planned_type = type,
                .direction = uncut->direction,
                .forward = uncut->forward,
                .types = (uint64_t)1 << type,
                .part_of = uncut},
        .by_class = by_class,
    };
    int64_t vehicles = 0;
    for (int i = 0; !uncut->forward && i < load.plan->vehicle_counts; i++) {
        vehicles += put_vehicles_aboard(&load, uncut->order[i]);
    }
    put_people_aboard(&load, vehicles == uncut->vehicles);
    put_cargo_aboard(&load);
    load.lot.mass_t =
        load.lot.cargo_t + (double)load.lot.people * run->original->general.person_mass;
    return load.lot;
}

/* --- drafts ----------------------------------------------------------------------------------- */

/* What was asked for last is kept: the same loads are weighed again and again between two that are cut. */
enum { DRAFTS = 64 };

static bool take_drafts(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->original;
    int classes = 1;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const int own = scenario->contingent[c].vehicle_counts;
        classes = own > classes ? own : classes;
    }
    run->cuts.draft = ab_arena_take(run->arena, DRAFTS * sizeof *run->cuts.draft);
    int64_t *by_class = ab_arena_take(run->arena, DRAFTS * (size_t)classes * sizeof *by_class);
    for (int i = 0; run->cuts.draft && by_class && i < DRAFTS; i++) {
        run->cuts.draft[i].by_class = &by_class[(ptrdiff_t)i * classes];
    }
    return run->cuts.draft && by_class;
}

/* With the fuel that its way has now, or as it was planned. */
static struct ab_draft *draft_of(const struct ab_run *run, struct ab_uncut *uncut, int type, int to,
                                 bool as_planned)
{
    const int from =
        ab_contingent_origin(&run->scenario->contingent[uncut->contingent], uncut->direction);
    const struct ab_known_flight *flight = ab_geography_flight(run, type, from, to);
    const double fuelled = flight->payload_t;
    const double payload = as_planned ? fuelled : ab_fuel_payload(run, type, from, to, NULL);
    const unsigned place = (unsigned)uncut->contingent * 7u + (unsigned)uncut->forward * 3u +
                           (unsigned)type * 5u + (unsigned)to;
    struct ab_draft *draft = &run->cuts.draft[place % DRAFTS];
    if (draft->of == uncut && draft->version == uncut->version && draft->type == type &&
        draft->to == to && !(draft->payload_t < payload) && !(payload < draft->payload_t)) {
        return draft;
    }
    draft->of = uncut;
    draft->version = uncut->version;
    draft->type = type;
    draft->to = to;
    draft->payload_t = payload;
    draft->is_nothing = payload < uncut->floor_t[type] - AB_SLACK;
    if (!draft->is_nothing) {
        draft->lot = make(run, uncut, type, payload, draft->by_class);
        draft->is_nothing = is_nothing(&draft->lot);
        draft->lot.light =
            fuelled > payload + AB_SLACK &&
            make(run, uncut, type, fuelled, NULL).mass_t > draft->lot.mass_t + AB_SLACK;
    }
    return draft;
}

const struct ab_lot *ab_cut_draft(const struct ab_run *run, const struct ab_lot *lot, int type,
                                  int to)
{
    const struct ab_draft *draft = draft_of(run, lot->part_of, type, to, false);
    return draft->is_nothing ? NULL : &draft->lot;
}

/* --- taking ----------------------------------------------------------------------------------- */

bool ab_cut_is_empty(const struct ab_uncut *uncut)
{
    bool empty = uncut->left.people == 0 && uncut->vehicles == 0;
    for (enum ab_cargo_class c = AB_CARGO_BULK; empty && c < AB_CARGO_CLASSES; c++) {
        empty = uncut->left.cargo_t[c] <= AB_SLACK;
    }
    return empty;
}

static void changed(struct ab_run *run, struct ab_uncut *uncut)
{
    uncut->version = ++run->cuts.version;
}

static int classes_of(const struct ab_run *run, const struct ab_uncut *uncut)
{
    return uncut->forward ? 0 : plan_of(run, uncut)->vehicle_counts;
}

static void take_out(struct ab_run *run, struct ab_uncut *uncut, const struct ab_draft *draft)
{
    const struct ab_lot *lot = &draft->lot;
    uncut->left.people -= lot->people;
    uncut->left.cargo_t[AB_CARGO_BULK] -= lot->bulk_t - lot->oversize_t - lot->outsize_t;
    uncut->left.cargo_t[AB_CARGO_OVERSIZE] -= lot->oversize_t;
    uncut->left.cargo_t[AB_CARGO_OUTSIZE] -= lot->outsize_t;
    for (int i = 0; i < classes_of(run, uncut); i++) {
        uncut->left.vehicles[i] -= draft->by_class[i];
    }
    uncut->vehicles -= lot->vehicles;
    changed(run, uncut);
}

const struct ab_lot *ab_cut_take(struct ab_run *run, const struct ab_lot *lot, int type, int to,
                                 bool as_planned)
{
    struct ab_uncut *uncut = lot->part_of;
    const struct ab_draft *draft = draft_of(run, uncut, type, to, as_planned);
    if (draft->is_nothing) {
        return NULL;
    }
    assert(uncut->taken < uncut->loads && "more loads are cut than there can be");
    struct ab_lot *own = &uncut->lot[uncut->taken];
    *own = draft->lot;
    if (uncut->by_class != NULL) {
        const int classes = classes_of(run, uncut);
        int64_t *by_class = &uncut->by_class[(ptrdiff_t)uncut->taken * classes];
        memcpy(by_class, draft->by_class, (size_t)classes * sizeof *by_class);
        own->by_class = by_class;
    }
    uncut->taken++;
    take_out(run, uncut, draft);
    return own;
}

static void copy_stock(struct ab_stock *to, const struct ab_stock *from, int classes)
{
    int64_t *vehicles = to->vehicles;
    *to = *from;
    to->vehicles = vehicles;
    for (int i = 0; i < classes; i++) {
        vehicles[i] = from->vehicles[i];
    }
}

void ab_cut_suppose(struct ab_run *run, const struct ab_lot *lot, int type, int to)
{
    struct ab_uncut *uncut = lot->part_of;
    const struct ab_draft *draft = draft_of(run, uncut, type, to, false);
    assert(!draft->is_nothing);
    if (!uncut->is_supposed) {
        copy_stock(&uncut->kept, &uncut->left, classes_of(run, uncut));
        uncut->kept_version = uncut->version;
        uncut->is_supposed = true;
    }
    take_out(run, uncut, draft);
}

void ab_cut_put_back(struct ab_run *run, struct ab_uncut *uncut)
{
    if (uncut->is_supposed) {
        const int classes = classes_of(run, uncut);
        copy_stock(&uncut->left, &uncut->kept, classes);
        uncut->vehicles = 0;
        for (int i = 0; i < classes; i++) {
            uncut->vehicles += uncut->left.vehicles[i];
        }
        uncut->version = uncut->kept_version;
        uncut->is_supposed = false;
    }
}

/* --- how many loads there can be -------------------------------------------------------------- */

/* Of a type, the least and the most that a load may weigh on its ways; both negative: it has none. */
struct range {
    double least, most;
};

/* The fields of a way, a bit for each from its first on: which have no fuel at the start, and where a change may take
 * it or bring some. */
struct fuelling {
    unsigned dry, may_change;
};

static struct fuelling fuelling_of(const struct ab_scenario *scenario, const struct ab_way *way)
{
    struct fuelling fuelling = {0, 0};
    for (int i = 0; i <= way->flights; i++) {
        const int field = i == 0 ? way->flight[0].from : way->flight[i - 1].to;
        fuelling.dry |= (unsigned)!scenario->airfield[field].fuel << i;
        fuelling.may_change |= (unsigned)ab_scenario_changes_airfield(
                                   scenario, field, offsetof(struct ab_airfield, fuel))
                               << i;
    }
    return fuelling;
}

/* The payload over a way when these of its fields are without fuel. */
static double payload_without(const struct ab_scenario *scenario, int type, struct ab_way way,
                              unsigned dry)
{
    for (int i = 0; i + 1 < way.flights; i++) {
        way.stop[i].fuels = way.stop[i].fuels && (dry >> (i + 1) & 1) == 0;
    }
    unsigned ends =
        ((dry & 1) != 0 ? AB_DRY_FROM : 0U) | ((dry >> way.flights & 1) != 0 ? AB_DRY_TO : 0U);
    if (way.flights == 1 && ends != 0) {
        ends = AB_DRY_TO; /* what is flown directly takes the fuel for the way back (fuel.h) */
    }
    return ab_way_payload(scenario, &scenario->aircraft[type], &way, ends);
}

/* The least payload that is to be reckoned with on a way, whatever changes take or bring fuel, as far as that
 * leaves enough to fly for. */
static double least_on(const struct ab_scenario *scenario, int type, int from, int to,
                       double planned)
{
    enum { WORTH_FLYING = 8 }; /* a part of what is planned */
    const struct ab_way way = ab_scenario_way(scenario, from, to);
    const struct fuelling fuelling = fuelling_of(scenario, &way);
    if (fuelling.may_change == 0) {
        return planned;
    }
    const unsigned always = fuelling.dry & ~fuelling.may_change;
    double least = planned;
    unsigned dry = fuelling.may_change;
    do { /* each part of them, none as well: some may be dry at the start */
        const double payload = payload_without(scenario, type, way, always | dry);
        if (payload * WORTH_FLYING > planned && payload < least) {
            least = payload;
        }
        dry = (dry - 1) & fuelling.may_change;
    } while (dry != fuelling.may_change);
    return least;
}

/* Adds the ways of a fleet. */
static void add_ways(const struct ab_scenario *scenario, const struct ab_uncut *uncut,
                     const struct ab_contingent *plan, int fleet, struct range *range)
{
    const int from = ab_contingent_origin(plan, uncut->direction);
    const struct ab_goals goals = ab_contingent_goals(plan, uncut->direction);
    for (int i = 0; i < goals.count; i++) {
        const int to = goals.airfield[i];
        const double planned = ab_scenario_payload_with(scenario, fleet, from, to, false);
        range->most = fmax(range->most, planned);
        if (planned > AB_SLACK) {
            const double least = least_on(scenario, scenario->fleet[fleet].type, from, to, planned);
            range->least = range->least > AB_SLACK ? fmin(range->least, least) : least;
        } else {
            range->least = fmax(range->least, planned);
        }
    }
}

/* Whether there is one way, on which the payload is always the same. */
static bool is_one_way(const struct ab_scenario *scenario, int from, const struct ab_goals *goals)
{
    if (goals->count != 1 || scenario->change_count == 0) {
        return goals->count < 2;
    }
    const struct ab_way way = ab_scenario_way(scenario, from, goals->airfield[0]);
    return fuelling_of(scenario, &way).may_change == 0;
}

/* What types take on their ways. Whether that is unlike. */
static bool find_ranges(const struct ab_run *run, const struct ab_uncut *uncut,
                        const double *payload_t, struct range *range)
{
    const struct ab_scenario *scenario = run->original;
    const struct ab_contingent *plan = plan_of(run, uncut);
    const struct ab_references *listed = ab_contingent_fleets(plan, uncut->direction);
    const int count = listed->count > 0 ? listed->count : scenario->fleet_count;
    int types = 0;
    bool unlike = false;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        range[t] = (struct range){-1, -1};
        types += payload_t[t] >= 0;
    }
    const struct ab_goals goals = ab_contingent_goals(plan, uncut->direction);
    if (types < 2 && is_one_way(scenario, ab_contingent_origin(plan, uncut->direction), &goals)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        const int f = listed->count > 0 ? listed->index[i] : i;
        const int type = scenario->fleet[f].type;
        if (payload_t[type] >= 0 && ab_scenario_most_aircraft(scenario, f) > 0) {
            add_ways(scenario, uncut, plan, f, &range[type]);
            unlike = unlike || range[type].least < range[type].most;
        }
    }
    return types > 1 || unlike;
}

/* The fewest vehicles of a class that a load has which begins with them, over all types; 0: none takes
 * them. And how many types take them. */
static int64_t fewest(const struct ab_scenario *scenario, const struct range *range,
                      const struct ab_vehicle_class *vehicle, int64_t count, int *takers)
{
    int64_t least = 0;
    *takers = 0;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const struct ab_aircraft_type *type = &scenario->aircraft[t];
        if (range[t].most < 0 || !ab_type_takes_vehicle(type, vehicle, range[t].most)) {
            continue;
        }
        struct ab_deck deck = {0};
        int64_t own = 0;
        while (own < count && (double)(own + 1) * vehicle->mass <= range[t].least + AB_SLACK &&
               ab_deck_place(&deck, type, vehicle)) {
            own++;
        }
        own = own > 0 ? own : 1; /* on another way than that */
        least = least == 0 || own < least ? own : least;
        ++*takers;
    }
    return least;
}

static int64_t parts(double whole, double part)
{
    assert(whole <= 0 || part > 0);
    return whole > 0 ? (int64_t)ceil(whole / part - AB_SLACK) : 0;
}

/* Cargo goes with the others, and stays in the theatre where it came. */
static bool takes_cargo(const struct ab_contingent *plan, const struct ab_uncut *uncut)
{
    return !uncut->forward && (uncut->direction != AB_OUT || !ab_contingent_comes(plan));
}

/* What it comes to if each load is as small as any may be: loads that begin with vehicles, and those
 * that cargo fills, with one of each class that is the last. */
static void count_loads(const struct ab_scenario *scenario, const struct ab_contingent *plan,
                        const struct range *range, struct ab_uncut *uncut, int *takers)
{
    double least_t = 0;
    int64_t loads = 0;
    for (int i = 0; !uncut->forward && i < plan->vehicle_counts; i++) {
        const struct ab_number_of *wanted = &plan->vehicles[i];
        const int64_t each =
            fewest(scenario, range, &scenario->vehicle[wanted->index], wanted->count, &takers[i]);
        loads += parts((double)wanted->count, (double)each);
    }
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const struct ab_aircraft_type *type = &scenario->aircraft[t];
        const double mass = scenario->general.person_mass;
        if (range[t].most >= 0 &&
            ab_type_takes_people(type, false, range[t].most, mass, NULL) > 0) {
            const int64_t own = ab_type_takes_people(type, false, range[t].least, mass, NULL);
            const int64_t room = own > 0 ? own : 1;
            uncut->least_room =
                uncut->least_room == 0 || room < uncut->least_room ? room : uncut->least_room;
        }
        if (range[t].least > AB_SLACK) {
            least_t = least_t > 0 ? fmin(least_t, range[t].least) : range[t].least;
        }
    }
    const double cargo = takes_cargo(plan, uncut) ? ab_contingent_all_cargo(plan) : 0;
    uncut->loads_of_things = loads + parts(cargo, least_t) + (cargo > 0 ? AB_CARGO_CLASSES : 0);
}

/* --- begin ------------------------------------------------------------------------------------ */

/* Classes as they are listed; or what fewer types take first, then by falling length, falling mass, and
 * as the scenario orders them. */
static bool goes_before(const struct ab_scenario *scenario, const struct ab_contingent *plan,
                        const int *takers, int a, int b)
{
    const struct ab_vehicle_class *va = &scenario->vehicle[plan->vehicles[a].index];
    const struct ab_vehicle_class *vb = &scenario->vehicle[plan->vehicles[b].index];
    if (plan->vehicle_order == AB_AS_LISTED) {
        return a < b;
    }
    if (takers[a] != takers[b]) {
        return takers[a] < takers[b];
    }
    if (va->length < vb->length || va->length > vb->length) {
        return va->length > vb->length;
    }
    if (va->mass < vb->mass || va->mass > vb->mass) {
        return va->mass > vb->mass;
    }
    return plan->vehicles[a].index < plan->vehicles[b].index;
}

static void order_classes(const struct ab_scenario *scenario, const struct ab_contingent *plan,
                          const int *takers, int *order)
{
    for (int i = 0; i < plan->vehicle_counts; i++) {
        int place = i;
        for (; place > 0 && goes_before(scenario, plan, takers, i, order[place - 1]); place--) {
            order[place] = order[place - 1];
        }
        order[place] = i;
    }
}

static int64_t loads_of(const struct ab_uncut *uncut, int64_t people)
{
    return uncut->loads_of_things +
           (uncut->least_room > 0 ? (people + uncut->least_room - 1) / uncut->least_room : people);
}

/* All that is to go, but for people. */
static void fill(const struct ab_run *run, struct ab_uncut *uncut)
{
    const struct ab_contingent *plan = plan_of(run, uncut);
    uncut->vehicles = 0;
    for (int i = 0; i < classes_of(run, uncut); i++) {
        uncut->left.vehicles[i] = plan->vehicles[i].count;
        uncut->vehicles += plan->vehicles[i].count;
    }
    for (enum ab_cargo_class c = AB_CARGO_BULK; c < AB_CARGO_CLASSES; c++) {
        uncut->left.cargo_t[c] = takes_cargo(plan, uncut) ? ab_contingent_cargo(plan, c) : 0;
    }
}

static bool take_arrays(struct ab_run *run, struct ab_uncut *uncut, int64_t most)
{
    const struct ab_contingent *plan = plan_of(run, uncut);
    const size_t classes = (size_t)classes_of(run, uncut),
                 types = (size_t)run->original->aircraft_count;
    const bool to_hub = uncut->direction == AB_IN && plan->via != AB_NOBODY;
    uncut->order = ab_arena_take(run->arena, (classes + 1) * sizeof *uncut->order);
    uncut->floor_t = ab_arena_take(run->arena, types * sizeof *uncut->floor_t);
    uncut->left.vehicles = ab_arena_take(run->arena, (classes + 1) * sizeof *uncut->left.vehicles);
    uncut->kept.vehicles = ab_arena_take(run->arena, (classes + 1) * sizeof *uncut->kept.vehicles);
    uncut->lot = ab_arena_take(run->arena, (size_t)(most + 1) * sizeof *uncut->lot);
    if (to_hub) {
        /* The forward element has none of any class. */
        const size_t room = uncut->forward ? (size_t)plan->vehicle_counts : (size_t)most * classes;
        uncut->by_class = ab_arena_take(run->arena, (room + 1) * sizeof *uncut->by_class);
    }
    return uncut->order && uncut->floor_t && uncut->left.vehicles && uncut->kept.vehicles &&
           uncut->lot && (!to_hub || uncut->by_class);
}

/* The types that take any of it. */
static uint64_t types_that_take(const struct ab_run *run, struct ab_uncut *uncut,
                                const struct range *range, int64_t people)
{
    uint64_t types = 0;
    uncut->left.people = people;
    fill(run, uncut);
    for (int t = 0; t < run->original->aircraft_count; t++) {
        if (range[t].most >= 0) { /* NOLINT(clang-analyzer-*): find_ranges has set them all */
            const struct ab_lot lot = make(run, uncut, t, range[t].most, NULL);
            types |= (uint64_t)!is_nothing(&lot) << t;
        }
    }
    return types;
}

static bool prepare(struct ab_run *run, struct ab_uncut *uncut, const struct range *range,
                    int planned_type, int64_t people)
{
    const struct ab_scenario *scenario = run->original;
    const struct ab_contingent *plan = plan_of(run, uncut);
    int *takers = ab_arena_take(run->arena, ((size_t)plan->vehicle_counts + 1) * sizeof *takers);
    if (!takers) {
        return false;
    }
    count_loads(scenario, plan, range, uncut, takers);
    if (!take_arrays(run, uncut, loads_of(uncut, people))) {
        return false;
    }
    if (!uncut->forward) {
        order_classes(scenario, plan, takers, uncut->order);
    }
    for (int t = 0; t < scenario->aircraft_count; t++) {
        uncut->floor_t[t] = range[t].least >= 0 ? range[t].least : (double)INFINITY;
    }
    uncut->token = (struct ab_lot){
        .contingent = uncut->contingent,
        .planned_type = planned_type,
        .direction = uncut->direction,
        .forward = uncut->forward,
        .types = types_that_take(run, uncut, range, people),
        .part_of = uncut,
        .is_uncut = true,
    };
    uncut->is_mixed = (uncut->token.types & (uncut->token.types - 1)) != 0;
    uncut->lapsed = uncut->token;
    uncut->lapsed.is_uncut = false;
    uncut->lapsed.has_lapsed = true;
    return true;
}

/* Where it stands in run->cuts.of. */
static ptrdiff_t place_of(int contingent, enum ab_direction direction, bool forward)
{
    return AB_SERIALS * (ptrdiff_t)contingent + (direction == AB_OUT ? 2 : !forward);
}

struct ab_uncut *ab_cut_of(const struct ab_run *run, int contingent, enum ab_direction direction,
                           bool forward)
{
    assert(direction != AB_ON);
    return run->cuts.of && !(forward && direction == AB_OUT)
               ? run->cuts.of[place_of(contingent, direction, forward)]
               : NULL;
}

static bool take_lists(struct ab_run *run)
{
    const size_t serials = AB_SERIALS * (size_t)run->original->contingent_count;
    run->cuts.of = ab_arena_take(run->arena, serials * sizeof(struct ab_uncut *));
    return run->cuts.of && take_drafts(run);
}

static bool prepare_part(struct ab_run *run, const struct ab_uncut *like, const struct range *range,
                         int planned_type, int64_t people)
{
    struct ab_uncut *uncut = ab_arena_take(run->arena, sizeof *uncut);
    if (!uncut) {
        return false;
    }
    *uncut = *like;
    run->cuts.of[place_of(like->contingent, like->direction, like->forward)] = uncut;
    return prepare(run, uncut, range, planned_type, people);
}

bool ab_cut_prepare(struct ab_run *run, int contingent, enum ab_direction direction,
                    const double *payload_t, int planned_type, int64_t most_people)
{
    const struct ab_contingent *plan = &run->original->contingent[contingent];
    struct ab_uncut like = {.contingent = contingent, .direction = direction};
    struct range range[AB_TYPES_MAX];
    if (!ab_scenario_cuts(run->original, plan, direction) ||
        !find_ranges(run, &like, payload_t, range)) {
        return true;
    }
    if (!run->cuts.of && !take_lists(run)) {
        return false;
    }
    const int64_t forward = direction == AB_OUT ? 0 : plan->forward_people;
    bool good = prepare_part(run, &like, range, planned_type, most_people);
    if (good && forward > 0) {
        like.forward = true;
        good = prepare_part(run, &like, range, planned_type, forward);
    }
    return good;
}

int ab_cut_reset(struct ab_run *run, struct ab_uncut *uncut, int64_t people, int first)
{
    fill(run, uncut);
    uncut->left.people = people;
    uncut->is_supposed = false;
    uncut->taken = 0;
    uncut->first = first;
    uncut->loads = ab_cut_is_empty(uncut) ? 0 : (int)loads_of(uncut, people);
    changed(run, uncut);
    return uncut->loads;
}
