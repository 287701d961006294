/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* errand.c - least times of loads. */
#include "model/errand.h"

#include "base/memory.h"
#include "model/fleet.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/service.h"
#include "model/way.h"
#include "scenario/keys.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>

/* --- the choice -------------------------------------------------------------------------------- */

static int most_choices(const struct ab_run *run)
{
    int most = 1;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const int goals = ab_contingent_goals(&run->scenario->contingent[c], AB_IN).count;
        most = goals > most ? goals : most;
    }
    return most * (run->scenario->aircraft_count + 1);
}

/* Whether onload and offload in each type take as long all the time. */
static bool keeps_work(const struct ab_scenario *scenario)
{
    bool keeps = !scenario->past.is_given;
    for (int i = 0; keeps && i < scenario->change_count; i++) {
        keeps = scenario->change[i].section != AB_SECTION_AIRCRAFT;
    }
    return keeps;
}

bool ab_errand_choices_prepare(struct ab_run *run, struct ab_errand_choices *choices)
{
    const struct ab_aircraft_type *aircraft = run->original->aircraft;
    const int types = run->original->aircraft_count;
    choices->choice =
        ab_arena_take(run->arena, (size_t)most_choices(run) * sizeof *choices->choice);
    choices->works_as = ab_arena_take(run->arena, ((size_t)types + 1) * sizeof *choices->works_as);
    if (!choices->choice || !choices->works_as) {
        return false;
    }
    choices->is_kept = keeps_work(run->original);
    for (int t = 0; t < types; t++) {
        int first = choices->is_kept ? 0 : t;
        while (first < t && !ab_service_is_alike(&aircraft[first], &aircraft[t])) {
            first++;
        }
        choices->works_as[t] = first;
    }
    return true;
}

/* Whether how long it takes a runway is the same for the whole of a replication. */
static bool keeps_occupancy(const struct ab_run *run, int airfield)
{
    return !ab_scenario_changes_airfield(run->original, airfield,
                                         offsetof(struct ab_airfield, runway_occupancy));
}

/* The least of a flight, ms. */
static double least_flight(const struct ab_run *run, int type, int from, int to)
{
    const struct ab_block_time time = ab_geography_block_time(run, type, from, to);
    return isnan(time.unit) ? (double)INFINITY : time.unit * time.factor->low;
}

/* The least time from unloaded at the hub to off at one of its fields, whatever it is cut into. */
static ab_time least_onward(const struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const struct ab_goals goals = ab_contingent_goals(plan, AB_ON);
    double least = (double)INFINITY;
    for (uint64_t left = ab_fleet_types(run->original, contingent, AB_ON); left != 0;
         left &= left - 1) {
        const int t = __builtin_ctzll(left);
        const struct ab_aircraft_type *type = &run->scenario->aircraft[t];
        for (int i = 0; i < goals.count; i++) {
            const int to = goals.airfield[i];
            const bool stops = ab_geography_flight(run, t, plan->via, to)->course != AB_NOBODY;
            const double flight = stops ? 0 : least_flight(run, t, plan->via, to);
            const double all = type->onload_time->low + flight + type->offload_time->low;
            least = all < least ? all : least;
        }
    }
    return isfinite(least) ? (ab_time)least : 0;
}

void ab_errand_prepare(const struct ab_run *run, struct ab_errand_plan *plan, int contingent,
                       const bool *is_home)
{
    const struct ab_contingent *whole = &run->scenario->contingent[contingent];
    const struct ab_goals goals = ab_contingent_goals(whole, AB_IN);
    const bool flies = ab_contingent_flies_in(whole);
    *plan = (struct ab_errand_plan){
        .types = flies ? ab_fleet_types(run->original, contingent, AB_IN) : 0,
        .onward = flies && ab_contingent_has_second_tier(whole) ? least_onward(run, contingent) : 0,
    };
    for (int i = 0; i < goals.count; i++) {
        plan->ends_at_home = plan->ends_at_home || is_home[goals.airfield[i]];
    }
}

static void look_at_runways(const struct ab_run *run, const struct ab_contingent *plan,
                            struct ab_errand_choices *to)
{
    const struct ab_goals goals = ab_contingent_goals(plan, AB_IN);
    to->counts_takeoff =
        run->field[plan->apoe].has_runway_queue && keeps_occupancy(run, plan->apoe);
    to->counts_landing = to->lands_at_once = true;
    for (int i = 0; i < goals.count; i++) {
        const bool has_line = run->field[goals.airfield[i]].has_runway_queue;
        to->lands_at_once = to->lands_at_once && !has_line;
        to->counts_landing =
            to->counts_landing && has_line && keeps_occupancy(run, goals.airfield[i]);
    }
}

/* Whether whoever flies to one field is never sooner than to the other: by the same luck the longer of
 * two flights takes longer, and all else is the same. */
static bool is_farther(const struct ab_run *run, const struct ab_errand_choice *choice,
                       const struct ab_errand_choice *than)
{
    const struct ab_airfield *airfield = run->original->airfield;
    return than->type == choice->type && than->course == AB_NOBODY && than->unit <= choice->unit &&
           than->factor == choice->factor &&
           airfield[than->to].runway_occupancy == airfield[choice->to].runway_occupancy;
}

/* Leaves out those that never are the least. */
static void drop_farther(const struct ab_run *run, struct ab_errand_choices *choices)
{
    int kept = 0;
    for (int i = 0; i < choices->count; i++) {
        const struct ab_errand_choice choice = choices->choice[i];
        bool is_needed = true;
        for (int j = 0; choice.course == AB_NOBODY && is_needed && j < choices->count; j++) {
            const struct ab_errand_choice *other = &choices->choice[j];
            const bool comes_first = j < kept || (j > i && other->unit < choice.unit);
            is_needed = !(comes_first && is_farther(run, &choice, other));
        }
        if (is_needed) {
            choices->choice[kept++] = choice;
        }
    }
    choices->count = kept;
}

void ab_errand_choose(const struct ab_run *run, const struct ab_errand_plan *plan, int contingent,
                      struct ab_errand_choices *to)
{
    const struct ab_contingent *whole = &run->scenario->contingent[contingent];
    const struct ab_goals goals = ab_contingent_goals(whole, AB_IN);
    *to = (struct ab_errand_choices){
        .plan = plan, .choice = to->choice, .works_as = to->works_as, .is_kept = to->is_kept};
    look_at_runways(run, whole, to);
    for (uint64_t left = plan->types; left != 0; left &= left - 1) {
        const int type = __builtin_ctzll(left);
        for (int i = 0; i < goals.count; i++) {
            const int field = goals.airfield[i];
            const struct ab_known_flight flight =
                *ab_geography_flight(run, type, whole->apoe, field);
            if (flight.payload_t < 0) {
                continue;
            }
            const struct ab_block_time time =
                ab_geography_block_time(run, type, whole->apoe, field);
            to->choice[to->count++] = (struct ab_errand_choice){
                .type = type,
                .to = field,
                .course = flight.course,
                .factor = time.factor,
                .unit = time.unit,
            };
        }
    }
    to->is_told = to->is_kept && to->count == 1 && run->original->change_count == 0;
    drop_farther(run, to);
}

/* --- in the air -------------------------------------------------------------------------------- */

/* A number that is drawn for a load, which all types and fields share, and what the latest distribution
 * made of it. */
struct draw {
    int leg;       /* the flight that it is for */
    double number; /* 0: not drawn yet */
    const struct ab_distribution *of;
    double value;
};
struct luck {
    uint32_t index;
    struct draw flight, landing, service;
    struct ab_load_luck work;
};

static uint64_t stream_of(const struct ab_run *run, const struct ab_chalk *chalk, int purpose)
{
    return ab_luck_stream(run, AB_OF_CONTINGENT, chalk->lot->contingent, purpose);
}

/* Flights beyond the second of a way have streams of their own (service.c). */
static uint64_t further(int leg)
{
    return leg > 1 ? UINT64_C(1000) * (uint64_t)(leg - 1) : 0;
}

static double draw(const struct ab_run *run, const struct ab_chalk *chalk, struct draw *draw,
                   const struct ab_distribution *of, int purpose, int leg, uint32_t index)
{
    if (of->kind == AB_CONSTANT) {
        return of->a;
    }
    if (draw->number <= 0 || draw->leg != leg) {
        const uint64_t stream = stream_of(run, chalk, purpose) + further(leg);
        *draw = (struct draw){leg, ab_stream_uniform(&run->luck, stream, index), NULL, 0};
    }
    if (draw->of != of) {
        draw->of = of;
        draw->value = ab_distribution_quantile(of, draw->number);
    }
    return draw->value;
}

/* From block out to block in of the last flight, with the times at its stops. */
static double time_with_stops(const struct ab_run *run, const struct ab_errand_choice *choice,
                              const struct ab_chalk *chalk, struct luck *luck)
{
    const struct ab_way *way = ab_way_of(run, choice->course);
    double total = 0;
    for (int leg = 0; leg < way->flights; leg++) {
        const struct ab_block_time time =
            ab_geography_block_time(run, choice->type, way->flight[leg].from, way->flight[leg].to);
        const uint64_t stream = stream_of(run, chalk, AB_FOR_SECOND_FLIGHT) + further(leg);
        const double factor =
            leg == 0 ? draw(run, chalk, &luck->flight, time.factor, AB_FOR_FLIGHT, 0, luck->index)
                     : ab_luck_real(run, time.factor, stream, luck->index);
        total += (double)ab_time_round(time.unit * factor);
        if (leg + 1 < way->flights) {
            total += (double)ab_luck_time(run, way->stop[leg].time,
                                          stream_of(run, chalk, AB_FOR_STOP) + (uint64_t)leg,
                                          luck->index);
        }
    }
    return total;
}

/* The same of a choice. */
static double way_time(const struct ab_run *run, const struct ab_errand_choice *choice,
                       const struct ab_chalk *chalk, struct luck *luck, ab_time runways)
{
    if (choice->course != AB_NOBODY) {
        return time_with_stops(run, choice, chalk, luck);
    }
    const ab_time block =
        ab_time_round(choice->unit * draw(run, chalk, &luck->flight, choice->factor, AB_FOR_FLIGHT,
                                          0, luck->index));
    return (double)(block > runways ? block : runways);
}

static uint32_t movement(uint32_t index, int flight)
{
    return 8 * index + (uint32_t)(flight - AB_FOR_POSITIONING);
}

/* How long it takes the runway where it leaves. */
static ab_time draw_takeoff(const struct ab_run *run, const struct ab_errand_choices *choices,
                            const struct ab_chalk *chalk, const struct luck *luck)
{
    const int from = run->scenario->contingent[chalk->lot->contingent].apoe;
    return !choices->counts_takeoff
               ? 0
               : ab_luck_time(run, run->original->airfield[from].runway_occupancy,
                              stream_of(run, chalk, AB_FOR_TAKEOFF_RUNWAY),
                              movement(luck->index, AB_FOR_FLIGHT));
}

/* The number of the last flight of a choice. */
static int last_leg(const struct ab_run *run, const struct ab_errand_choice *choice)
{
    const struct ab_way *way = ab_way_of(run, choice->course);
    return way != NULL ? way->flights - 1 : 0;
}

/* And where it lands. */
static ab_time draw_landing(const struct ab_run *run, const struct ab_errand_choices *choices,
                            const struct ab_errand_choice *choice, const struct ab_chalk *chalk,
                            int leg, struct luck *luck)
{
    return !choices->counts_landing
               ? 0
               : ab_time_round(draw(
                     run, chalk, &luck->landing,
                     run->original->airfield[choice->to].runway_occupancy, AB_FOR_LANDING_RUNWAY,
                     leg, movement(luck->index, leg == 0 ? AB_FOR_FLIGHT : AB_FOR_SECOND_FLIGHT)));
}

/* Its aircraft is serviced where it is unloaded, away from home. */
static ab_time service_after(const struct ab_run *run, const struct ab_errand_choices *choices,
                             int type, int leg, const struct ab_chalk *chalk, struct luck *luck)
{
    return choices->plan->ends_at_home
               ? 0
               : ab_time_round(draw(run, chalk, &luck->service,
                                    run->scenario->aircraft[type].servicing_time, AB_FOR_SERVICING,
                                    leg, movement(luck->index, AB_FOR_SECOND_FLIGHT)));
}

/* --- a load ------------------------------------------------------------------------------------ */

static void take_least(struct ab_errand *least, const struct ab_load_times *work, ab_time way,
                       ab_time landing)
{
    const struct ab_errand one = ab_errand_of(work->onload, way, work->offload, landing);
    least->onload = ab_time_earlier(least->onload, one.onload);
    least->offload = ab_time_earlier(least->offload, one.offload);
    least->landing = ab_time_earlier(least->landing, one.landing);
    least->lift = ab_time_earlier(least->lift, one.lift);
    least->overhead = ab_time_earlier(least->overhead, one.overhead);
    least->rest = ab_time_earlier(least->rest, one.rest);
    least->whole = ab_time_earlier(least->whole, one.whole);
    least->put_down = ab_time_earlier(least->put_down, one.put_down);
}

/* Whether a load was flown by an aircraft that takes as long: what that has drawn for it is kept. */
static bool is_kept(const struct ab_run *run, const struct ab_errand_choices *choices,
                    const struct ab_chalk *chalk, int type)
{
    return choices->is_kept &&
           ab_errands_flown(&run->errands, (int)(chalk - run->chalk)).block > 0 &&
           choices->works_as[run->tail[chalk->tail].type] == type;
}

static struct ab_load_times work_of(const struct ab_run *run,
                                    const struct ab_errand_choices *choices,
                                    const struct ab_chalk *chalk, int type, struct luck *luck)
{
    if (is_kept(run, choices, chalk, type)) {
        const struct ab_flown flown = ab_errands_flown(&run->errands, (int)(chalk - run->chalk));
        return (struct ab_load_times){flown.onload, flown.offload};
    }
    return ab_service_load_times(run, type, chalk, &luck->work);
}

/* Looks at all choices. */
static void look_at_choices(const struct ab_run *run, const struct ab_errand_choices *choices,
                            const struct ab_chalk *chalk, struct luck *luck,
                            struct ab_errand *least)
{
    struct ab_load_times work = {0, 0};
    for (int i = 0, works_as = AB_NOBODY; i < choices->count; i++) {
        const struct ab_errand_choice *choice = &choices->choice[i];
        if ((chalk->lot->types >> choice->type & 1) == 0) {
            continue;
        }
        const int leg = last_leg(run, choice);
        if (choices->works_as[choice->type] != works_as) {
            works_as = choices->works_as[choice->type];
            work = work_of(run, choices, chalk, works_as, luck);
        }
        const ab_time landing = draw_landing(run, choices, choice, chalk, leg, luck);
        const double way = way_time(run, choice, chalk, luck, least->takeoff + landing);
        take_least(least, &work, ab_time_round(way), landing);
        least->service = ab_time_earlier(
            least->service, service_after(run, choices, choice->type, leg, chalk, luck));
    }
}

/* Nothing need be drawn again. */
static void tell_flown(const struct ab_run *run, const struct ab_errand_choices *choices,
                       const struct ab_chalk *chalk, const struct ab_flown *flown,
                       struct ab_errand *errand)
{
    struct luck luck = {.index = ab_luck_of_chalk(chalk)};
    *errand = ab_errand_of(flown->onload, flown->block, flown->offload, flown->landing);
    errand->takeoff = flown->takeoff;
    errand->service = service_after(run, choices, choices->choice[0].type, 0, chalk, &luck);
    errand->onward = choices->plan->onward;
}

void ab_errand_find(const struct ab_run *run, const struct ab_errand_choices *choices,
                    const struct ab_chalk *chalk, struct ab_errand *errand)
{
    struct ab_flown flown = {.block = 0};
    if (choices->is_told) {
        flown = ab_errands_flown(&run->errands, (int)(chalk - run->chalk));
    }
    if (flown.block > 0) {
        tell_flown(run, choices, chalk, &flown, errand);
        return;
    }
    *errand = (struct ab_errand){.onload = AB_TIME_NEVER,
                                 .offload = AB_TIME_NEVER,
                                 .landing = AB_TIME_NEVER,
                                 .service = AB_TIME_NEVER,
                                 .lift = AB_TIME_NEVER,
                                 .overhead = AB_TIME_NEVER,
                                 .rest = AB_TIME_NEVER,
                                 .whole = AB_TIME_NEVER,
                                 .put_down = AB_TIME_NEVER};
    struct luck luck = {.index = ab_luck_of_chalk(chalk)};
    errand->takeoff = draw_takeoff(run, choices, chalk, &luck);
    look_at_choices(run, choices, chalk, &luck, errand);
    assert(errand->whole != AB_TIME_NEVER && "a load that nothing may carry");
    if (!choices->counts_landing && !choices->lands_at_once) {
        errand->overhead =
            errand->onload; /* how long the runway is part of the flight is not known */
    }
    errand->least_onload = errand->onload;
    errand->onward = choices->plan->onward;
}

struct ab_errand ab_errand_least(const struct ab_errand *a, const struct ab_errand *b)
{
#define LEAST(member) .member = ab_time_earlier(a->member, b->member)
    return (struct ab_errand){
        LEAST(start),   LEAST(preparation), LEAST(onload),   LEAST(offload), LEAST(least_onload),
        LEAST(takeoff), LEAST(landing),     LEAST(service),  LEAST(lift),    LEAST(overhead),
        LEAST(rest),    LEAST(whole),       LEAST(put_down), LEAST(onward),
    };
#undef LEAST
}
