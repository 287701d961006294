/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* diary.c - flights, places and fleets by the hour. */
#include "model/diary.h"

#include "base/memory.h"
#include "scenario/evacuation.h"

#include <math.h>
#include <string.h>

enum { CELLS_MAX = 1 << 20 };

/* Meters: of places at each airfield, of the aircraft of each fleet, of each pool of crews; and, for
 * what is told of fleets, of the loads that wait for an aircraft of one of a list. */
static int fleets_begin(const struct ab_scenario *scenario)
{
    return AB_PLACES * scenario->airfield_count;
}

static int crews_begin(const struct ab_scenario *scenario)
{
    return fleets_begin(scenario) + scenario->fleet_count;
}

static int lists_begin(const struct ab_scenario *scenario)
{
    int pools = scenario->fleet_count;
    for (int f = 0; f < scenario->fleet_count; f++) {
        pools += scenario->fleet[f].crew_stage_count;
    }
    return crews_begin(scenario) + pools;
}

int ab_diary_meters(const struct ab_scenario *scenario)
{
    return lists_begin(scenario);
}

struct ab_metered ab_diary_metered(const struct ab_scenario *scenario, int meter)
{
    const int fleets = fleets_begin(scenario), crews = crews_begin(scenario);
    if (meter < fleets) {
        return (struct ab_metered){.airfield = meter / AB_PLACES,
                                   .fleet = AB_NOBODY,
                                   .place = (enum ab_metered_place)(meter % AB_PLACES)};
    }
    if (meter < crews) {
        return (struct ab_metered){
            .airfield = AB_NOBODY, .fleet = meter - fleets, .place = AB_AIRCRAFT};
    }
    int fleet = 0, pool = meter - crews;
    for (; pool > scenario->fleet[fleet].crew_stage_count; fleet++) {
        pool -= 1 + scenario->fleet[fleet].crew_stage_count;
    }
    return (struct ab_metered){
        .airfield = pool > 0 ? scenario->fleet[fleet].crew_stage[pool - 1].index
                             : scenario->fleet[fleet].home,
        .fleet = fleet,
        .place = AB_CREWS,
    };
}

const char *ab_metered_name(enum ab_metered_place place)
{
    static const char *const name[] = {
        [AB_STANDS] = "stands",           [AB_WORKING] = "working places",
        [AB_RUNWAY] = "runway",           [AB_FUELLING] = "fuelling",
        [AB_TEAMS] = "preparation teams", [AB_YARD] = "yard",
        [AB_AIRCRAFT] = "aircraft",       [AB_CREWS] = "crews",
    };
    return name[place];
}

ab_time ab_diary_step(const struct ab_scenario *scenario)
{
    const double places = 2.0 * scenario->airfield_count + ab_diary_meters(scenario);
    const double horizon = (double)scenario->general.horizon;
    ab_time step = scenario->general.spans == AB_SPANS_OF_HOURS ? AB_HOUR : AB_DAY;
    if (places * horizon / (double)step > CELLS_MAX) {
        step = AB_DAY;
    }
    while (places * horizon / (double)step > CELLS_MAX) {
        step *= 2;
    }
    return step;
}

ab_time ab_diary_begins(const struct ab_scenario *scenario)
{
    const ab_time step = ab_diary_step(scenario), start = scenario->general.start;
    return -((start % step + step) % step);
}

int ab_diary_spans(const struct ab_scenario *scenario)
{
    const ab_time length = scenario->general.horizon - ab_diary_begins(scenario);
    return (int)(length / ab_diary_step(scenario)) + 1;
}

/* --- memory ------------------------------------------------------------------------------------ */

static void turned(void *owner, const struct ab_use *use, int uses);

bool ab_diary_prepare(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->original;
    struct ab_diary *diary = &run->diary;
    if (diary->meters.meter != NULL) {
        return true;
    }
    diary->meters.count = lists_begin(scenario) + run->waiting.lists;
    diary->meters.turned = turned;
    diary->meters.owner = run;
    const size_t meters = (size_t)diary->meters.count, fleets = (size_t)scenario->fleet_count + 1;
    const size_t cells = 2 * (size_t)scenario->airfield_count;
    diary->flow = ab_memory_take(cells, sizeof *diary->flow);
    diary->touched = ab_memory_take(cells, sizeof *diary->touched);
    diary->flying = ab_memory_take(fleets, sizeof *diary->flying);
    diary->free = ab_memory_take(fleets, sizeof *diary->free);
    diary->waiting = ab_memory_take((size_t)run->waiting.lists, sizeof *diary->waiting);
    diary->of_fleet = ab_memory_take(meters, sizeof *diary->of_fleet);
    diary->meters.active = ab_memory_take(meters, sizeof *diary->meters.active);
    diary->meters.use = ab_memory_take(meters, sizeof *diary->meters.use);
    diary->meters.meter = ab_memory_take(meters, sizeof *diary->meters.meter);
    return diary->flow != NULL && diary->touched != NULL && diary->flying != NULL &&
           diary->free != NULL && diary->waiting != NULL && diary->of_fleet != NULL &&
           diary->meters.active != NULL && diary->meters.use != NULL && diary->meters.meter != NULL;
}

void ab_diary_give(struct ab_run *run)
{
    ab_memory_give(run->diary.meters.meter);
    ab_memory_give(run->diary.meters.use);
    ab_memory_give(run->diary.meters.active);
    ab_memory_give(run->diary.of_fleet);
    ab_memory_give(run->diary.waiting);
    ab_memory_give(run->diary.free);
    ab_memory_give(run->diary.flying);
    ab_memory_give(run->diary.touched);
    ab_memory_give(run->diary.flow);
    ab_numbers_clear(&run->diary.numbers);
}

void ab_diary_reset(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->original;
    struct ab_diary *diary = &run->diary;
    const ab_time step = ab_diary_step(scenario);
    ab_meters_reset(&diary->meters, step, ab_diary_begins(scenario) + step);
    for (int i = 0; i < diary->touches; i++) {
        diary->flow[diary->touched[i]] = (struct ab_flow){0};
    }
    diary->touches = 0;
    for (int f = 0; f < scenario->fleet_count; f++) {
        diary->flying[f] = diary->free[f] = 0;
    }
    for (int l = 0; l < run->waiting.lists; l++) {
        diary->waiting[l] = 0;
    }
    ab_numbers_empty(&diary->numbers);
}

/* --- places ------------------------------------------------------------------------------------ */

/* Of what has no limit, and cannot get one, nothing binds. */
static void follow(struct ab_run *run, struct ab_resource *resource, int meter)
{
    if (resource->capacity != AB_UNLIMITED || run->original->change_count > 0) {
        ab_resource_meter(resource, &run->diary.meters, meter);
    }
}

void ab_diary_follow(struct ab_run *run)
{
    const struct ab_scenario *scenario = run->original;
    for (int i = 0; i < scenario->airfield_count; i++) {
        struct ab_field *field = &run->field[i];
        follow(run, &field->stands, AB_PLACES * i + AB_STANDS);
        follow(run, &field->places, AB_PLACES * i + AB_WORKING);
        if (field->has_runway_queue) {
            follow(run, &field->runway, AB_PLACES * i + AB_RUNWAY);
        }
        follow(run, &field->fuel.places, AB_PLACES * i + AB_FUELLING);
        follow(run, &field->teams, AB_PLACES * i + AB_TEAMS);
        follow(run, &field->yard, AB_PLACES * i + AB_YARD);
    }
    for (int f = 0; f < scenario->fleet_count; f++) {
        const int stages = scenario->fleet[f].crew_stage_count;
        for (int p = run->crews.first[f];
             isfinite(scenario->fleet[f].crews) && p <= run->crews.first[f] + stages; p++) {
            follow(run, &run->crews.pool[p], crews_begin(scenario) + p);
        }
    }
}

/* --- flights, fleets and loads ------------------------------------------------------------------- */

/* Rounded as llround does it, in a few instructions: nothing is below 0. */
static int64_t thousandths(double value)
{
    const double all = value * 1000;
    const int64_t whole = (int64_t)all;
    return whole + (all - (double)whole >= 0.5);
}

/* A person aboard, t: those of an evacuation may have a mass of their own; passengers of a back-haul
 * have none where payload is reckoned, but weigh what everybody does. */
static double person_mass(const struct ab_run *run, const struct ab_sortie_record *sortie,
                          const struct ab_lot *lot)
{
    const struct ab_scenario *scenario = run->scenario;
    if (sortie->passengers > 0 || (lot && lot->evacuation)) {
        const int family =
            lot ? lot->contingent - scenario->contingent_count : run->tail[sortie->tail].family;
        const int evacuation = run->evacuation.family[family].evacuation;
        if (evacuation < scenario->evacuation_count) {
            return ab_evacuation_person_mass(scenario, &scenario->evacuation[evacuation]);
        }
    }
    return scenario->general.person_mass;
}

void ab_diary_flight(struct ab_run *run, const struct ab_sortie_record *sortie, enum ab_side side,
                     double fuel_t)
{
    struct ab_diary *diary = &run->diary;
    const int airfield = side == AB_SIDE_IN ? sortie->destination : sortie->origin;
    const int cell = 2 * airfield + (int)side;
    struct ab_flow *flow = &diary->flow[cell];
    const struct ab_lot *lot = sortie->chalk != AB_NOBODY ? run->chalk[sortie->chalk].lot : NULL;
    const int64_t people = sortie->passengers + (lot ? lot->people : 0);
    ab_meters_turn(&diary->meters, ab_now(run));
    if (flow->flights == 0) {
        diary->touched[diary->touches++] = cell;
        diary->meters.busy = true;
    }
    flow->flights++;
    flow->loaded += lot != NULL || people > 0;
    flow->people += people;
    flow->vehicles += lot ? lot->vehicles : 0;
    flow->kg += thousandths((lot ? run->tail[sortie->tail].cargo_t : 0) +
                            (double)people * person_mass(run, sortie, lot));
    flow->fuel_kg += thousandths(fuel_t);
}

void ab_diary_fleet(struct ab_run *run, int fleet, int flying, int free)
{
    struct ab_diary *diary = &run->diary;
    diary->flying[fleet] += flying;
    diary->free[fleet] += free;
    ab_meter_set(&diary->meters, fleets_begin(run->original) + fleet, ab_now(run),
                 diary->flying[fleet], 0, diary->flying[fleet] > 0 && diary->free[fleet] == 0);
}

void ab_diary_load(struct ab_run *run, const struct ab_lot *lot, int waiting)
{
    struct ab_diary *diary = &run->diary;
    const int list = ab_list_of_fleets(run, lot);
    diary->waiting[list] += waiting;
    ab_meter_set(&diary->meters, lists_begin(run->original) + list, ab_now(run), 0,
                 diary->waiting[list], false);
}

/* --- the numbers: see record.h -------------------------------------------------------------------- */

static inline int64_t *put_use(int64_t *to, const struct ab_use *use, ab_time step)
{
    if ((use->used_ms | use->line_ms | use->full_ms) != 0) {
        int64_t *first = to++;
        *first = 4 * (int64_t)use->meter;
        *to++ = ab_pack_times(use->used_ms, step);
        if (use->line_ms != 0) {
            *first += 2;
            *to++ = ab_pack_times(use->line_ms, step);
        }
        if (use->full_ms != 0) {
            *first += 1;
            *to++ = ab_pack_times(use->full_ms, step);
        }
    }
    return to;
}

/* A load that waits for one of several fleets waits for each. */
static int64_t *put_fleets(struct ab_run *run, int64_t *to, const struct ab_use *use, int uses)
{
    const int fleets = fleets_begin(run->original), lists = lists_begin(run->original);
    struct ab_use *of = run->diary.of_fleet;
    memset(of + fleets, 0, (size_t)(run->diary.meters.count - fleets) * sizeof *of);
    for (int i = 0; i < uses; i++) {
        of[use[i].meter] = use[i];
    }
    for (int f = 0; f < run->original->fleet_count; f++) {
        struct ab_use *fleet = &of[fleets + f];
        fleet->meter = fleets + f;
        fleet->line_ms = of[lists].line_ms;
        for (int i = run->waiting.listings_of[f]; i != AB_NOBODY;
             i = run->waiting.listing[i].next) {
            fleet->line_ms += of[lists + run->waiting.listing[i].list].line_ms;
        }
        to = put_use(to, fleet, run->diary.meters.step);
    }
    return to;
}

/* Fleets come last when loads wait, for each may be waited for. */
static int64_t *put_uses(struct ab_run *run, int64_t *to, const struct ab_use *use, int uses)
{
    const int fleets = fleets_begin(run->original), crews = crews_begin(run->original);
    const int lists = lists_begin(run->original);
    bool loads_wait = false;
    for (int i = 0; i < uses; i++) {
        loads_wait = loads_wait || use[i].meter >= lists;
    }
    for (int i = 0; i < uses; i++) {
        const int meter = use[i].meter;
        if (!loads_wait || meter < fleets || (meter >= crews && meter < lists)) {
            to = put_use(to, &use[i], run->diary.meters.step);
        }
    }
    return loads_wait ? put_fleets(run, to, use, uses) : to;
}

static int64_t *put_flows(struct ab_diary *diary, int64_t *to)
{
    for (int i = 0; i < diary->touches; i++) {
        struct ab_flow *flow = &diary->flow[diary->touched[i]];
        *to++ = 2 * (int64_t)diary->touched[i] + (flow->loaded > 0);
        if (flow->loaded > 0) {
            memcpy(to, flow, sizeof *flow);
            to += AB_FLOW_FIELDS;
        } else {
            *to++ = flow->flights;
            *to++ = flow->fuel_kg;
        }
        *flow = (struct ab_flow){0};
    }
    diary->touches = 0;
    return to;
}

static void turned(void *owner, const struct ab_use *use, int uses)
{
    enum { OF_SPAN = 3 };
    struct ab_run *run = owner;
    struct ab_diary *diary = &run->diary;
    const int room = OF_SPAN + AB_DIARY_FLOW * diary->touches +
                     AB_DIARY_USE * (uses + run->original->fleet_count);
    int64_t *to = ab_numbers_room(&diary->numbers, (size_t)room);
    if (to == NULL) {
        return;
    }
    *to++ = diary->meters.span;
    to = put_flows(diary, to);
    *to++ = AB_PACK_END;
    to = put_uses(run, to, use, uses);
    *to++ = AB_PACK_END;
    diary->numbers.used = (size_t)(to - diary->numbers.number);
}

void ab_diary_close(struct ab_run *run)
{
    ab_meters_close(&run->diary.meters, ab_now(run));
}
