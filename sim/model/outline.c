/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* outline.c - headcounts and the chalks of every contingent. */
#include "model/outline.h"

#include "base/limits.h"
#include "base/memory.h"
#include "model/airfield.h"
#include "model/cut.h"
#include "model/fleet.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "model/loadplan.h"
#include "model/luck.h"
#include "model/way.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

int ab_outline_leaves_from(const struct ab_run *run, int contingent)
{
    return ab_contingent_leaves_from(&run->scenario->contingent[contingent]);
}

/* --- which aircraft may carry how much ------------------------------------------------------- */

/* The payloads that a contingent's loads are planned with in one direction, by type; and those if
 * all airfields had fuel. */
static double *payloads_of(const struct ab_run *run, int contingent, enum ab_direction direction,
                           bool fuelled)
{
    const size_t row = 2 * ((size_t)AB_DIRECTIONS * (size_t)contingent + direction) + fuelled;
    return &run->payload_t[row * (size_t)run->scenario->aircraft_count];
}

/* Whether a contingent has ends to fly between: one that goes by road may have none. */
static bool has_ways(const struct ab_contingent *plan, enum ab_direction direction)
{
    return ab_contingent_origin(plan, direction) != AB_NOBODY &&
           ab_contingent_goals(plan, direction).count > 0;
}

/* Marks the airfields that a contingent's loads use in one direction, or no more. */
static void mark_ways(struct ab_run *run, const struct ab_contingent *plan,
                      enum ab_direction direction, bool used)
{
    const int origin = ab_contingent_origin(plan, direction);
    const struct ab_goals goals = ab_contingent_goals(plan, direction);
    for (int i = 0; i < goals.count; i++) {
        const struct ab_way way = ab_scenario_way(run->scenario, origin, goals.airfield[i]);
        run->on_ways[origin] = used;
        for (int leg = 0; leg < way.flights; leg++) {
            run->on_ways[way.flight[leg].to] = used;
        }
    }
}

/* Negative when no fleet of the type may carry them. Fleets of one type that are at home at none of
 * the airfields carry as much as each other. */
static void plan_payloads(struct ab_run *run, int contingent, enum ab_direction direction)
{
    const struct ab_scenario *scenario = run->scenario;
    const struct ab_contingent *plan = &scenario->contingent[contingent];
    double *payload = payloads_of(run, contingent, direction, false);
    double *fuelled = payloads_of(run, contingent, direction, true);
    for (int t = 0; t < scenario->aircraft_count; t++) {
        payload[t] = fuelled[t] = -1;
    }
    const struct ab_references *fleets = ab_contingent_fleets(plan, direction);
    const int listed = fleets->count;
    const int count = listed > 0 ? listed : scenario->fleet_count;
    uint64_t known = 0; /* types of which a fleet that is at home elsewhere was looked at */
    if (!has_ways(plan, direction)) {
        return;
    }
    mark_ways(run, plan, direction, true);
    for (int i = 0; i < count; i++) {
        const int f = listed > 0 ? fleets->index[i] : i;
        const int type = scenario->fleet[f].type;
        const bool at_home = run->on_ways[scenario->fleet[f].home];
        if ((at_home || (known >> type & 1) == 0) && ab_scenario_most_aircraft(scenario, f) > 0) {
            payload[type] = fmax(payload[type],
                                 ab_scenario_planned_payload(scenario, plan, f, direction, false));
            fuelled[type] = fmax(fuelled[type],
                                 ab_scenario_planned_payload(scenario, plan, f, direction, true));
            known |= (uint64_t)!at_home << type;
        }
    }
    mark_ways(run, plan, direction, false);
}

static bool same_numbers(int count, const int *a, int others, const int *b)
{
    return count == others && (count == 0 || memcmp(a, b, (size_t)count * sizeof *a) == 0);
}

/* Whether two contingents go the same ways in one direction, and may be carried by the same fleets. */
static bool goes_alike(const struct ab_contingent *a, const struct ab_contingent *b,
                       enum ab_direction direction)
{
    const struct ab_references *fleets = ab_contingent_fleets(a, direction);
    const struct ab_references *others = ab_contingent_fleets(b, direction);
    const struct ab_goals goals = ab_contingent_goals(a, direction);
    const struct ab_goals ends = ab_contingent_goals(b, direction);
    return ab_contingent_origin(a, direction) == ab_contingent_origin(b, direction) &&
           same_numbers(goals.count, goals.airfield, ends.count, ends.airfield) &&
           same_numbers(fleets->count, fleets->index, others->count, others->index);
}

/* Where the latest of those that go like this one is kept; others may be there as well. */
enum { SORTS = 512 };
static unsigned sort_of(const struct ab_contingent *plan, enum ab_direction direction)
{
    const struct ab_references *fleets = ab_contingent_fleets(plan, direction);
    const struct ab_goals goals = ab_contingent_goals(plan, direction);
    const unsigned from = (unsigned)ab_contingent_origin(plan, direction);
    const unsigned to = goals.count > 0 ? (unsigned)goals.airfield[0] : 0;
    const unsigned by = fleets->count > 0 ? (unsigned)fleets->index[0] : 0;
    return (from * 31 + to * 131 + by) % SORTS;
}

/* A long movement list goes few ways, over which the payloads are those of whoever went before. */
static void find_payloads(struct ab_run *run, int contingent, enum ab_direction direction,
                          int latest[SORTS])
{
    const struct ab_contingent *plan = run->scenario->contingent;
    const size_t rows = 2 * (size_t)run->scenario->aircraft_count * sizeof *run->payload_t;
    int *before = &latest[sort_of(&plan[contingent], direction)];
    if (*before != AB_NOBODY && goes_alike(&plan[contingent], &plan[*before], direction)) {
        memcpy(payloads_of(run, contingent, direction, false),
               payloads_of(run, *before, direction, false), rows);
    } else {
        plan_payloads(run, contingent, direction);
    }
    *before = contingent;
}

/* Planned for: the contingent's load type, or the most numerous among its fleets that can fly. */
static int default_type(const struct ab_run *run, int contingent, enum ab_direction direction,
                        uint64_t types, const double *payload)
{
    const struct ab_scenario *scenario = run->scenario;
    const int wanted = scenario->contingent[contingent].load_type;
    if (wanted != AB_NOBODY && (types >> wanted & 1) != 0 && payload[wanted] >= 0) {
        return wanted;
    }
    int best = AB_NOBODY;
    int64_t most = -1;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const int64_t tails = ab_fleet_tails_of_type(scenario, contingent, direction, t);
        if ((types >> t & 1) != 0 && payload[t] >= 0 && tails > most) {
            best = t;
            most = tails;
        }
    }
    return best;
}

static bool is_planned(const struct ab_scenario *scenario, const struct ab_contingent *plan,
                       enum ab_direction direction)
{
    return ab_contingent_is_committed(plan) &&
           (direction == AB_OUT ? ab_contingent_flies_home(scenario, plan)
                                : ab_contingent_flies_in(plan));
}

/* Finds what is cut of a contingent in a direction. */
static bool prepare_cuts(struct ab_run *run, int contingent, enum ab_direction direction)
{
    const struct ab_scenario *scenario = run->original;
    const struct ab_contingent *plan = &scenario->contingent[contingent];
    const double *payload = payloads_of(run, contingent, direction, false);
    return direction == AB_ON || !is_planned(scenario, plan, direction) ||
           ab_cut_prepare(run, contingent, direction, payload,
                          default_type(run, contingent, direction,
                                       ab_fleet_types(scenario, contingent, direction), payload),
                          (int64_t)plan->people->high);
}

bool ab_outline_prepare(struct ab_run *run)
{
    int latest[AB_DIRECTIONS][SORTS];
    bool good = true;
    for (int i = 0; i < AB_DIRECTIONS * SORTS; i++) {
        latest[i / SORTS][i % SORTS] = AB_NOBODY;
    }
    for (int c = 0; good && c < run->scenario->contingent_count; c++) {
        for (enum ab_direction d = AB_IN; good && d < AB_DIRECTIONS; d++) {
            run->plan[(size_t)AB_DIRECTIONS * (size_t)c + d].people = -1;
            find_payloads(run, c, d, latest[d]);
            good = prepare_cuts(run, c, d);
        }
    }
    return good;
}

bool ab_outline_can_go(const struct ab_run *run, const struct ab_chalk *chalk,
                       const struct ab_tail *tail, int from, int to)
{
    const struct ab_known_flight *flight = ab_geography_flight(run, tail->type, from, to);
    const double payload = ab_fuel_payload_of(run, flight);
    const struct ab_way *way = ab_way_of(run, flight->course);
    bool accepted = ab_airfield_accepts(run, from, tail->type, tail->home == from) &&
                    ab_airfield_accepts(run, to, tail->type, tail->home == to);
    for (int i = 0; way && accepted && i + 1 < way->flights; i++) {
        const int stop = way->stop[i].airfield;
        accepted = ab_airfield_accepts(run, stop, tail->type, tail->home == stop);
    }
    const struct ab_lot *lot =
        accepted && payload >= 0 ? ab_cut_lot(run, chalk->lot, tail->type, to) : NULL;
    return lot && lot->mass_t <= payload + 1e-9;
}

bool ab_outline_can_take(const struct ab_run *run, const struct ab_chalk *chalk, int fleet)
{
    const struct ab_contingent *plan = &run->scenario->contingent[chalk->lot->contingent];
    const struct ab_tail tail = {.type = run->scenario->fleet[fleet].type,
                                 .home = run->scenario->fleet[fleet].home};
    const int origin = ab_contingent_origin(plan, chalk->lot->direction);
    const struct ab_goals goals = ab_contingent_goals(plan, chalk->lot->direction);
    bool can = false;
    for (int i = 0; !can && i < goals.count; i++) {
        can = ab_outline_can_go(run, chalk, &tail, origin, goals.airfield[i]);
    }
    return can;
}

/* --- loads of one contingent in one direction ------------------------------------------------ */

/* Fills the planner; returns how many loads it has planned, or -1 when memory is out. */
static int plan_loads(struct ab_run *run, int contingent, enum ab_direction direction,
                      const struct ab_contingent *plan, int64_t people)
{
    const struct ab_scenario *scenario = run->original; /* whatever was called away since */
    const uint64_t types = ab_fleet_types(scenario, contingent, direction);
    const double *payload = payloads_of(run, contingent, direction, false);
    const bool stays = direction == AB_OUT && ab_contingent_comes(plan); /* its cargo */
    const struct ab_load_request request = {
        .scenario = scenario,
        .contingent = plan,
        .people = people,
        .forward_people = direction == AB_OUT ? 0 : plan->forward_people,
        .bulk_t = stays ? 0 : plan->bulk,
        .oversize_t = stays ? 0 : plan->oversize,
        .outsize_t = stays ? 0 : plan->outsize,
        .types = types,
        .default_type = default_type(run, contingent, direction, types, payload),
        .payload_t = payload,
        .fuelled_payload_t = payloads_of(run, contingent, direction, true),
    };
    assert(request.default_type != AB_NOBODY && "a contingent nothing can carry passed the reader");
    return ab_load_plan(run->planner, &request);
}

int ab_outline_plan_onward(struct ab_run *run, int contingent, const struct ab_contingent *content,
                           int64_t people)
{
    return plan_loads(run, contingent, AB_ON, content, people);
}

double ab_outline_payload(const struct ab_run *run, int contingent, int type)
{
    return payloads_of(run, contingent, AB_ON, false)[type];
}

static struct ab_lot lot_of(const struct ab_load *load, int contingent, enum ab_direction direction)
{
    return (struct ab_lot){
        .contingent = contingent,
        .loads = load->count,
        .planned_type = load->type,
        .direction = direction,
        .forward = load->forward,
        .light = load->light,
        .types = load->types,
        .people = load->people,
        .vehicles = load->vehicles,
        .mass_t = load->mass_t,
        .cargo_t = load->cargo_t,
        .bulk_t = load->bulk_t,
        .cargo_class = load->cargo_class,
        .oversize_t = load->oversize_t,
        .outsize_t = load->outsize_t,
        .bound = load->bound,
    };
}

static bool is_same(double a, double b)
{
    return !(a < b) && !(a > b);
}

static bool are_alike(const struct ab_lot *a, const struct ab_lot *b, int classes)
{
    for (int i = 0; a->by_class && i < classes; i++) {
        if (a->by_class[i] != b->by_class[i]) {
            return false;
        }
    }
    return a->planned_type == b->planned_type && a->forward == b->forward && a->light == b->light &&
           a->types == b->types && a->cargo_class == b->cargo_class && a->people == b->people &&
           a->vehicles == b->vehicles && a->bound == b->bound && is_same(a->mass_t, b->mass_t) &&
           is_same(a->cargo_t, b->cargo_t) && is_same(a->bulk_t, b->bulk_t) &&
           is_same(a->oversize_t, b->oversize_t) && is_same(a->outsize_t, b->outsize_t);
}

/* Room for so many lots, and for what each has of so many classes of vehicles (-1: nobody asks). */
static bool take_lots(struct ab_run *run, struct ab_plan *plan, int entries, int classes)
{
    plan->lot = ab_arena_take(run->arena, (size_t)entries * sizeof *plan->lot);
    if (plan->lot && classes >= 0) {
        plan->by_class = ab_arena_take(run->arena, (size_t)entries * (size_t)(classes + 1) *
                                                       sizeof *plan->by_class);
    }
    const bool taken = plan->lot && (classes < 0 || plan->by_class);
    plan->room = taken ? entries : 0;
    return taken;
}

/* What a load has of each class, where the next lot of the plan has its own. */
static const int64_t *tell_classes(const struct ab_run *run, const struct ab_plan *plan,
                                   const struct ab_contingent *whole, const struct ab_load *load)
{
    int64_t *by_class = &plan->by_class[(ptrdiff_t)plan->lots * whole->vehicle_counts];
    for (int i = 0; i < whole->vehicle_counts; i++) {
        by_class[i] = ab_load_vehicles(run->planner, load, whole->vehicles[i].index);
    }
    return by_class;
}

/* Keeps what the planner has planned; false when memory is out. */
static bool keep_plan(struct ab_run *run, struct ab_plan *plan, int contingent,
                      enum ab_direction direction)
{
    const struct ab_contingent *whole = &run->scenario->contingent[contingent];
    const bool by_class = direction == AB_IN && whole->via != AB_NOBODY;
    const int entries = run->planner->loads;
    if (entries > plan->room &&
        !take_lots(run, plan, entries, by_class ? whole->vehicle_counts : -1)) {
        return false;
    }
    plan->lots = 0;
    for (int i = 0; i < entries; i++) {
        const struct ab_load *load = &run->planner->load[i];
        struct ab_lot lot = lot_of(load, contingent, direction);
        if (by_class) {
            lot.by_class = tell_classes(run, plan, whole, load);
        }
        if (i > 0 && are_alike(&lot, &plan->lot[plan->lots - 1], whole->vehicle_counts)) {
            plan->lot[plan->lots - 1].loads += lot.loads;
        } else {
            plan->lot[plan->lots++] = lot;
        }
    }
    return true;
}

/* The plan for a headcount: made once while that stays the same. NULL when memory is out. */
static const struct ab_plan *plan_for(struct ab_run *run, int contingent,
                                      enum ab_direction direction, int64_t people)
{
    struct ab_plan *plan = &run->plan[(size_t)AB_DIRECTIONS * (size_t)contingent + direction];
    if (plan->people == people ||
        !is_planned(run->scenario, &run->scenario->contingent[contingent], direction)) {
        return plan;
    }
    plan->people = -1;
    plan->loads =
        plan_loads(run, contingent, direction, &run->scenario->contingent[contingent], people);
    if (plan->loads < 0 || !keep_plan(run, plan, contingent, direction)) {
        return NULL;
    }
    plan->people = people;
    return plan;
}

/* All of a contingent is in no load yet; returns how many there can be. */
static int begin_cuts(struct ab_run *run, int contingent, enum ab_direction direction,
                      int64_t people)
{
    struct ab_uncut *forward = ab_cut_of(run, contingent, direction, true);
    struct ab_uncut *uncut = ab_cut_of(run, contingent, direction, false);
    const int64_t first =
        direction == AB_OUT ? 0 : run->scenario->contingent[contingent].forward_people;
    const int64_t ahead = forward ? first : 0;
    assert(ahead <= people);
    const int loads = forward ? ab_cut_reset(run, forward, ahead, run->chalk_count) : 0;
    return loads + ab_cut_reset(run, uncut, people - ahead, run->chalk_count + loads);
}

int ab_outline_most_loads(struct ab_run *run)
{
    int64_t total = 0;
    for (int i = 0; i < run->scenario->contingent_count && total <= AB_LOADS_MAX; i++) {
        const int64_t people = (int64_t)run->scenario->contingent[i].people->high;
        for (enum ab_direction d = AB_IN; d <= AB_OUT; d++) {
            if (ab_cut_of(run, i, d, false)) {
                total += begin_cuts(run, i, d, people);
                continue;
            }
            const struct ab_plan *plan = plan_for(run, i, d, people);
            if (!plan) {
                return -1;
            }
            total += plan->loads;
        }
    }
    return total <= AB_LOADS_MAX ? (int)total : AB_LOADS_MAX + 1;
}

static bool reserve_trace(struct ab_run *run, int count)
{
    if (!run->trace || count <= run->loads.room) {
        return true;
    }
    if (!AB_ENLARGE(run->loads.record, count) || !AB_ENLARGE(run->loads.spent, count)) {
        return false;
    }
    run->loads.room = count;
    return true;
}

static bool reserve_chalks(struct ab_run *run, int count)
{
    if (count <= run->chalk_room) {
        return reserve_trace(run, count);
    }
    if (!AB_ENLARGE(run->chalk, count) || !AB_ENLARGE(run->detention, count) ||
        !AB_ENLARGE(run->waiting.next, count) ||
        (run->cuts.waited && !AB_ENLARGE(run->cuts.waited, count)) ||
        (run->errands.haul && !ab_errands_reserve(&run->errands, count)) ||
        (run->outload.load &&
         (!AB_ENLARGE(run->outload.load, count) || !AB_ENLARGE(run->outload.busy, count)))) {
        return false;
    }
    run->chalk_room = count;
    return reserve_trace(run, count);
}

static struct ab_chalk *add_chalk(struct ab_run *run, const struct ab_lot *lot, int number)
{
    struct ab_chalk *chalk = &run->chalk[run->chalk_count++];
    *chalk = (struct ab_chalk){
        .lot = lot,
        .number = number,
        .called = AB_TIME_NEVER,
        .ready = AB_TIME_NEVER,
        .tasked = AB_TIME_NEVER,
        .departed = AB_TIME_NEVER,
        .landed = AB_TIME_NEVER,
        .offloaded = AB_TIME_NEVER,
        .tail = AB_NOBODY,
        .sortie = AB_NOBODY,
        .state = -1,
    };
    if (run->errands.haul) {
        ab_errands_forget(&run->errands, run->chalk_count - 1);
    }
    if (run->outload.load) {
        run->outload.load[run->chalk_count - 1] = (struct ab_prepared){
            .brought = AB_TIME_NEVER, .taken_up = AB_TIME_NEVER, .done = AB_TIME_NEVER};
    }
    if (run->trace) {
        run->loads.spent[run->chalk_count - 1] = (struct ab_spent){0};
        run->loads.record[run->chalk_count - 1] =
            (struct ab_chalk_record){.cargo_t = lot->cargo_t, .loaded = AB_TIME_NEVER};
    }
    return chalk;
}

static void add_chalks(struct ab_run *run, const struct ab_plan *plan)
{
    int number = 0;
    for (int i = 0; i < plan->lots; i++) {
        for (int left = plan->lot[i].loads; left > 0; left--) {
            add_chalk(run, &plan->lot[i], ++number);
        }
    }
}

/* Loads of which only the number is known. */
static void add_tokens(struct ab_run *run, const struct ab_uncut *uncut, int number)
{
    for (int i = 0; uncut && i < uncut->loads; i++) {
        add_chalk(run, &uncut->token, ++number);
    }
}

/* The loads of a contingent in a direction; how many, or -1 when memory is out. */
static int add_loads(struct ab_run *run, int contingent, enum ab_direction direction,
                     int64_t people)
{
    const struct ab_uncut *uncut = ab_cut_of(run, contingent, direction, false);
    if (uncut) {
        const int loads = begin_cuts(run, contingent, direction, people);
        const struct ab_uncut *forward = ab_cut_of(run, contingent, direction, true);
        if (!reserve_chalks(run, run->chalk_count + loads)) {
            return -1;
        }
        add_tokens(run, forward, 0);
        add_tokens(run, uncut, loads - uncut->loads);
        return loads;
    }
    const struct ab_plan *plan = plan_for(run, contingent, direction, people);
    if (!plan || !reserve_chalks(run, run->chalk_count + plan->loads)) {
        return -1;
    }
    add_chalks(run, plan);
    return plan->loads;
}

/* Whatever a change has called away since may still be on its way with such a load. */
static struct ab_lot lot_of_supplies(const struct ab_run *run, int contingent, double load_t)
{
    const struct ab_scenario *scenario = run->original;
    const uint64_t types = ab_fleet_types(scenario, contingent, AB_IN);
    struct ab_lot lot = {.contingent = contingent, .sustainment = true};
    lot.mass_t = lot.cargo_t = lot.bulk_t = load_t;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        if ((types >> t & 1) != 0 && payloads_of(run, contingent, AB_IN, false)[t] >= load_t) {
            lot.types |= (uint64_t)1 << t;
            lot.planned_type = t;
        }
    }
    return lot;
}

int ab_outline_add(struct ab_run *run, const struct ab_lot *lot, int number)
{
    if (!reserve_chalks(run, run->chalk_count < run->chalk_room ? run->chalk_count + 1
                                                                : 2 * run->chalk_count + 1)) {
        return AB_NOBODY;
    }
    struct ab_chalk *chalk = add_chalk(run, lot, number);
    chalk->ready = chalk->called = ab_now(run);
    return run->chalk_count - 1;
}

int ab_outline_add_sustainment(struct ab_run *run, int contingent, double load_t)
{
    run->sustainment = lot_of_supplies(run, contingent, load_t);
    return ab_outline_add(run, &run->sustainment, ++run->unit[contingent].sustainment);
}

int ab_outline_add_onward(struct ab_run *run, int contingent, const struct ab_load *load,
                          struct ab_lot *lot)
{
    *lot = lot_of(load, contingent, AB_ON);
    return ab_outline_add(run, lot, ++run->unit[contingent].onward_chalks);
}

void ab_outline_keep_loads(struct ab_run *run)
{
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_chalk *chalk = &run->chalk[k];
        const struct ab_lot *lot = chalk->lot;
        const struct ab_chalk_record *kept = &run->loads.record[k];
        const struct ab_prepared *prepared = run->outload.load ? &run->outload.load[k] : NULL;
        run->loads.record[k] = (struct ab_chalk_record){
            .contingent = lot->contingent,
            .number = chalk->number,
            .direction = lot->direction,
            .forward = lot->forward,
            .sustainment = lot->sustainment,
            .evacuation = lot->evacuation,
            .has_lapsed = lot->has_lapsed,
            .types = lot->types,
            .people = lot->people,
            .vehicles = lot->vehicles,
            .mass_t = lot->mass_t,
            .cargo_t = kept->cargo_t,
            .bulk_t = lot->bulk_t,
            .bound = lot->bound,
            .brought = prepared ? prepared->brought : AB_TIME_NEVER,
            .taken_up = prepared ? prepared->taken_up : AB_TIME_NEVER,
            .prepared = prepared ? prepared->done : AB_TIME_NEVER,
            .called = chalk->called,
            .ready = chalk->in_hand ? AB_TIME_NEVER : chalk->ready,
            .tasked = chalk->tasked,
            .loaded = kept->loaded,
            .departed = chalk->departed,
            .landed = chalk->landed,
            .offloaded = chalk->offloaded,
            .sortie = chalk->sortie,
        };
    }
}

void ab_outline_count(struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const bool counts = run->unit[contingent].record.committed;
    run->command.committed += counts && ab_contingent_comes(plan);
    run->command.staying += counts && plan->journey == AB_JOURNEY_STAY;
    run->command.leaving += counts && plan->journey == AB_JOURNEY_LEAVE;
}

static void reset_unit(struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    struct ab_unit *unit = &run->unit[contingent];
    memset(unit, 0, sizeof *unit);
    const int64_t people = ab_luck_count(
        run, plan->people, ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_PEOPLE), 0);
    int64_t vehicles = 0;
    for (int i = 0; i < plan->vehicle_counts; i++) {
        vehicles += plan->vehicles[i].count;
    }
    unit->record = (struct ab_contingent_record){
        .people = people,
        .vehicles = vehicles,
        .committed = ab_contingent_is_committed(plan),
        .alerted = AB_TIME_NEVER,
        .assembled = AB_TIME_NEVER,
        .marched = AB_TIME_NEVER,
        .hub_first = AB_TIME_NEVER,
        .hub_complete = AB_TIME_NEVER,
        .first_departure = AB_TIME_NEVER,
        .first_landing = AB_TIME_NEVER,
        .closed = AB_TIME_NEVER,
        .on_task = AB_TIME_NEVER,
        .limit = AB_LIMIT_UNKNOWN,
        .released = AB_TIME_NEVER,
        .withdrawn = AB_TIME_NEVER,
        .due = AB_TIME_NEVER,
        .late_link = AB_NOBODY,
    };
    unit->people[AB_AT_HOME] = people;
    unit->vehicles[AB_AT_HOME] = vehicles;
    unit->release_from = AB_TIME_NEVER;
    unit->column_from = AB_TIME_NEVER;
    unit->airfield = ab_outline_leaves_from(run, contingent);
    unit->first_chalk = run->chalk_count;
    unit->homeward = !ab_contingent_comes(plan); /* no order need let it go */
    if (plan->joins_later) {
        run->command.joining += unit->record.committed && ab_contingent_comes(plan);
        ab_simulation_at(&run->simulation, plan->joins, AB_PRIORITY_FIRST, AB_EV_JOINED,
                         (uint32_t)contingent);
    } else {
        ab_outline_count(run, contingent);
    }
    unit->order.first = unit->order.next = AB_NOBODY;
    unit->order.came = plan->after == AB_NOBODY ? 0 : AB_TIME_NEVER;
}

bool ab_outline_reset(struct ab_run *run)
{
    run->chalk_count = 0;
    run->command.committed = run->command.joining = 0;
    run->command.staying = run->command.leaving = 0;
    for (int i = 0; i < run->scenario->contingent_count; i++) {
        reset_unit(run, i);
        struct ab_unit *unit = &run->unit[i];
        for (enum ab_direction d = AB_IN; d <= AB_OUT; d++) {
            const int loads = add_loads(run, i, d, unit->record.people);
            if (loads < 0) {
                return false;
            }
            *(d == AB_OUT ? &unit->outbound_chalks : &unit->inbound_chalks) = loads;
        }
    }
    for (int i = run->scenario->contingent_count - 1; i >= 0; i--) {
        const int lead = run->scenario->contingent[i].after;
        if (lead != AB_NOBODY) {
            run->unit[i].order.next = run->unit[lead].order.first;
            run->unit[lead].order.first = i;
        }
    }
    return true;
}
