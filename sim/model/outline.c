/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* outline.c - headcounts and the chalks of every contingent. */
#include "model/outline.h"

#include "base/memory.h"
#include "model/airfield.h"
#include "model/fleet.h"
#include "model/fuel.h"
#include "model/geography.h"
#include "model/loadplan.h"
#include "model/luck.h"
#include "scenario/rules.h"

#include <assert.h>
#include <string.h>

int ab_outline_leaves_from(const struct ab_run *run, int contingent)
{
    return ab_contingent_leaves_from(&run->scenario->contingent[contingent]);
}

int ab_outline_returns_to(const struct ab_run *run, int contingent)
{
    return ab_contingent_returns_to(&run->scenario->contingent[contingent]);
}

/* --- which aircraft may carry how much ------------------------------------------------------- */

/* The payloads that a contingent's loads are planned with in one direction, by type; and those if
 * all airfields had fuel. */
static double *payloads_of(const struct ab_run *run, int contingent, bool outbound, bool fuelled)
{
    const ptrdiff_t row = 2 * (2 * (ptrdiff_t)contingent + outbound) + fuelled;
    return &run->payload_t[row * run->scenario->aircraft_count];
}

/* Whether a contingent has ends to fly between: one that goes by road may have none. */
static bool has_ways(const struct ab_run *run, int contingent, bool outbound)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    return outbound ? ab_contingent_leaves_from(plan) != AB_NOBODY &&
                          ab_contingent_returns_to(plan) != AB_NOBODY
                    : plan->apoe != AB_NOBODY;
}

static bool is_on_way(const struct ab_scenario *scenario, int from, int to, int airfield)
{
    const struct ab_leg *leg = ab_scenario_leg(scenario, from, to);
    return airfield == from || airfield == to || (leg != NULL && leg->stop == airfield);
}

/* Whether an airfield is one of those that a contingent's loads use in one direction. */
static bool is_on_ways(const struct ab_run *run, int contingent, bool outbound, int airfield)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    if (outbound) {
        return is_on_way(run->scenario, ab_contingent_leaves_from(plan),
                         ab_contingent_returns_to(plan), airfield);
    }
    bool is = false;
    for (int i = 0; !is && i < plan->apod.count; i++) {
        is = is_on_way(run->scenario, plan->apoe, plan->apod.index[i], airfield);
    }
    return is;
}

/* Negative when no fleet of the type may carry them. Fleets of one type that are at home at none of
 * the airfields carry as much as each other. */
static void plan_payloads(struct ab_run *run, int contingent, bool outbound, bool fuelled)
{
    const struct ab_scenario *scenario = run->scenario;
    const struct ab_contingent *plan = &scenario->contingent[contingent];
    double *payload = payloads_of(run, contingent, outbound, fuelled);
    for (int t = 0; t < scenario->aircraft_count; t++) {
        payload[t] = -1;
    }
    const int listed = plan->fleets.count;
    const int count = !has_ways(run, contingent, outbound) ? 0
                      : listed > 0                         ? listed
                                                           : scenario->fleet_count;
    uint64_t known = 0; /* types of which a fleet that is at home elsewhere was looked at */
    for (int i = 0; i < count; i++) {
        const int f = listed > 0 ? plan->fleets.index[i] : i;
        const int type = scenario->fleet[f].type;
        const bool at_home = is_on_ways(run, contingent, outbound, scenario->fleet[f].home);
        if (ab_scenario_most_aircraft(scenario, f) > 0 && (at_home || (known >> type & 1) == 0)) {
            const double own = ab_scenario_planned_payload(scenario, plan, f, outbound, fuelled);
            payload[type] = own > payload[type] ? own : payload[type];
            known |= (uint64_t)!at_home << type;
        }
    }
}

void ab_outline_prepare(struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        for (int i = 0; i < 4; i++) {
            plan_payloads(run, c, i / 2 == 1, i % 2 == 1);
        }
    }
}

/* Planned for: the contingent's load type, or the most numerous among its fleets that can fly. */
static int default_type(const struct ab_run *run, int contingent, uint64_t types,
                        const double *payload)
{
    const struct ab_scenario *scenario = run->scenario;
    const int wanted = scenario->contingent[contingent].load_type;
    if (wanted != AB_NOBODY && (types >> wanted & 1) != 0 && payload[wanted] >= 0) {
        return wanted;
    }
    int best = AB_NOBODY;
    int64_t most = -1;
    for (int t = 0; t < scenario->aircraft_count; t++) {
        const int64_t tails = ab_fleet_tails_of_type(scenario, contingent, t);
        if ((types >> t & 1) != 0 && payload[t] >= 0 && tails > most) {
            best = t;
            most = tails;
        }
    }
    return best;
}

bool ab_outline_can_go(const struct ab_run *run, const struct ab_chalk_record *chalk,
                       const struct ab_tail *tail, int from, int to)
{
    const double payload = ab_fuel_payload(run, tail->type, from, to, NULL);
    const int stop = ab_geography_flight(run, tail->type, from, to)->stop;
    return ab_airfield_accepts(run, from, tail->type, tail->home == from) &&
           ab_airfield_accepts(run, to, tail->type, tail->home == to) &&
           (stop == AB_NOBODY || ab_airfield_accepts(run, stop, tail->type, tail->home == stop)) &&
           payload >= 0 && chalk->mass_t <= payload + 1e-9;
}

/* --- loads of one contingent in one direction ------------------------------------------------ */

static int plan_loads(struct ab_run *run, int contingent, bool outbound, int64_t people)
{
    const struct ab_scenario *scenario = run->scenario;
    const struct ab_contingent *plan = &scenario->contingent[contingent];
    if ((outbound ? plan->mode_out : plan->mode_in) == AB_MODE_ROAD ||
        !ab_contingent_is_committed(plan) ||
        (outbound && scenario->withdrawal.order.kind == AB_WHEN_UNSET)) {
        return run->planner->loads = 0;
    }
    const uint64_t types = ab_fleet_types(scenario, contingent);
    const double *payload = payloads_of(run, contingent, outbound, false);
    const struct ab_load_request request = {
        .scenario = scenario,
        .contingent = plan,
        .people = people,
        .forward_people = outbound ? 0 : plan->forward_people,
        .bulk_t = outbound ? 0 : plan->bulk,
        .types = types,
        .default_type = default_type(run, contingent, types, payload),
        .payload_t = payload,
        .fuelled_payload_t = payloads_of(run, contingent, outbound, true),
    };
    assert(request.default_type != AB_NOBODY && "a contingent nothing can carry passed the reader");
    return ab_load_plan(run->planner, &request);
}

int ab_outline_most_loads(struct ab_run *run)
{
    int total = 0;
    for (int i = 0; i < run->scenario->contingent_count; i++) {
        const struct ab_distribution *people = run->scenario->contingent[i].people;
        for (int outbound = 0; outbound < 2; outbound++) {
            const int loads = plan_loads(run, i, outbound != 0, (int64_t)people->high);
            if (loads < 0) {
                return -1;
            }
            total += loads;
        }
    }
    return total;
}

static bool reserve_trace(struct ab_run *run, int count)
{
    if (!run->trace || count <= run->loads.room) {
        return true;
    }
    struct ab_spent *spent = ab_memory_resize(run->loads.spent, (size_t)count, sizeof *spent);
    if (!spent) {
        return false;
    }
    run->loads.spent = spent;
    run->loads.room = count;
    return true;
}

static bool reserve_chalks(struct ab_run *run, int count)
{
    if (count <= run->chalk_room) {
        return reserve_trace(run, count);
    }
    void *chalk = ab_memory_resize(run->chalk, (size_t)count, sizeof *run->chalk);
    run->chalk = chalk ? chalk : run->chalk;
    void *next = ab_memory_resize(run->waiting.next, (size_t)count, sizeof *run->waiting.next);
    run->waiting.next = next ? next : run->waiting.next;
    if (!chalk || !next) {
        return false;
    }
    run->chalk_room = count;
    return reserve_trace(run, count);
}

static struct ab_chalk_record *add_chalk(struct ab_run *run, int contingent, int number)
{
    struct ab_chalk_record *chalk = &run->chalk[run->chalk_count++];
    *chalk = (struct ab_chalk_record){
        .contingent = contingent,
        .number = number,
        .called = AB_TIME_NEVER,
        .ready = AB_TIME_NEVER,
        .tasked = AB_TIME_NEVER,
        .loaded = AB_TIME_NEVER,
        .departed = AB_TIME_NEVER,
        .landed = AB_TIME_NEVER,
        .offloaded = AB_TIME_NEVER,
        .tail = AB_NOBODY,
        .sortie = AB_NOBODY,
        .account = {.state = -1},
    };
    if (run->trace) {
        run->loads.spent[run->chalk_count - 1] = (struct ab_spent){0};
    }
    return chalk;
}

static void add_chalks(struct ab_run *run, int contingent, bool outbound, int count)
{
    const struct ab_load *load = run->planner->load;
    for (int i = 0, left = count > 0 ? load->count : 0; i < count; i++, left--) {
        if (left == 0) {
            left = (++load)->count;
        }
        struct ab_chalk_record *chalk = add_chalk(run, contingent, i + 1);
        chalk->outbound = outbound;
        chalk->forward = load->forward;
        chalk->planned_type = load->type;
        chalk->types = load->types;
        chalk->people = load->people;
        chalk->vehicles = load->vehicles;
        chalk->mass_t = load->mass_t;
        chalk->cargo_t = load->cargo_t;
        chalk->bulk_t = load->bulk_t;
        chalk->bound = load->bound;
        chalk->light = load->light;
    }
}

int ab_outline_add_sustainment(struct ab_run *run, int contingent, double load_t)
{
    const struct ab_scenario *scenario = run->scenario;
    if (!reserve_chalks(run, run->chalk_count < run->chalk_room ? run->chalk_count + 1
                                                                : 2 * run->chalk_count + 1)) {
        return AB_NOBODY;
    }
    struct ab_chalk_record *chalk = add_chalk(run, contingent, ++run->unit[contingent].sustainment);
    chalk->sustainment = true;
    chalk->mass_t = chalk->cargo_t = chalk->bulk_t = load_t;
    chalk->ready = chalk->called = ab_now(run);
    const uint64_t types = ab_fleet_types(scenario, contingent);
    for (int t = 0; t < scenario->aircraft_count; t++) {
        if ((types >> t & 1) != 0 && payloads_of(run, contingent, false, false)[t] >= load_t) {
            chalk->types |= (uint64_t)1 << t;
            chalk->planned_type = t;
        }
    }
    return run->chalk_count - 1;
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
        .first_departure = AB_TIME_NEVER,
        .first_landing = AB_TIME_NEVER,
        .closed = AB_TIME_NEVER,
        .on_task = AB_TIME_NEVER,
        .released = AB_TIME_NEVER,
        .withdrawn = AB_TIME_NEVER,
    };
    unit->people[AB_AT_HOME] = people;
    unit->vehicles[AB_AT_HOME] = vehicles;
    unit->release_from = AB_TIME_NEVER;
    unit->airfield = ab_outline_leaves_from(run, contingent);
    unit->first_chalk = run->chalk_count;
    run->command.committed += unit->record.committed;
}

bool ab_outline_reset(struct ab_run *run)
{
    run->chalk_count = 0;
    run->command.committed = 0;
    for (int i = 0; i < run->scenario->contingent_count; i++) {
        reset_unit(run, i);
        struct ab_unit *unit = &run->unit[i];
        for (int outbound = 0; outbound < 2; outbound++) {
            const int loads = plan_loads(run, i, outbound != 0, unit->record.people);
            if (loads < 0 || !reserve_chalks(run, run->chalk_count + loads)) {
                return false;
            }
            add_chalks(run, i, outbound != 0, loads);
            *(outbound ? &unit->outbound_chalks : &unit->inbound_chalks) = loads;
        }
    }
    return true;
}
