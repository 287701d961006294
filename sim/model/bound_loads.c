/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bound_loads.c - what each contingent takes by itself, at the least: its loads, or its road column, and who
 * goes before it. */
#include "model/bounds.h"

#include "model/authority.h"
#include "model/contingent.h"
#include "model/cut.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/service.h"
#include "model/window.h"
#include "scenario/rules.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* --- when loads are ready ------------------------------------------------------------------------ */

static ab_time or_ended(const struct ab_run *run, ab_time time)
{
    return time != AB_TIME_NEVER ? time : ab_now(run);
}

/* When a load came, or will not have come when the replication ended. */
static ab_time came(const struct ab_run *run, int load)
{
    const struct ab_lot *lot = run->chalk[load].lot;
    const bool is_brought =
        run->outload.load &&
        run->outload.takes[AB_DIRECTIONS * lot->contingent + (int)lot->direction];
    return is_brought ? run->outload.load[load].brought : run->chalk[load].ready;
}

/* Whether when a contingent may go depends on what others do. */
static bool depends(const struct ab_run *run, const struct ab_contingent *plan)
{
    return plan->after != AB_NOBODY ||
           (plan->standby && ab_authority_is_asked(run, AB_RELEASE_RESERVE));
}

/* The moment that those wait for who go behind another, at the least. */
static ab_time least_lead(const struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    if (plan->after == AB_NOBODY) {
        return 0;
    }
    const struct ab_limit *lead = &run->unit[plan->after].record.limit;
    const ab_time complete = lead->time == AB_TIME_NEVER ? 0 : lead->time;
    const ab_time landed = run->bounds->arrives[plan->after];
    const ab_time delay =
        run->original->past.is_given
            ? ab_time_round(plan->after_delay->low)
            : ab_luck_time(run, plan->after_delay,
                           ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_WINDOW),
                           AB_WINDOW_PARTS);
    return delay +
           (plan->after_event == AB_LEAD_FIRST_LANDING && landed < complete ? landed : complete);
}

/* When a contingent whose going depends on others may go at the least, from its own march on. */
static ab_time least_going(const struct ab_run *run, int contingent, ab_time marched)
{
    const ab_time held =
        run->original->past.is_given ? 0 : ab_contingent_held_until(run, contingent);
    return ab_time_later(ab_time_later(marched, held), least_lead(run, contingent));
}

/* An errand as it is kept begins so much later than its load came. */
struct ab_errand ab_bounds_errand(const struct ab_run *run, int load)
{
    struct ab_errand errand = ab_errands_get(&run->errands, load);
    errand.start += or_ended(run, came(run, load));
    return errand;
}

static void keep_errand(struct ab_run *run, int load, const struct ab_errand *errand)
{
    struct ab_errand kept = *errand;
    kept.start -= or_ended(run, came(run, load));
    ab_errands_put(&run->errands, load, &kept);
}

/* When each of its loads comes at the least: as it came, or so long behind the first as it did. */
static void set_starts(struct ab_run *run, int contingent)
{
    struct ab_unit *unit = &run->unit[contingent];
    ab_time first = AB_TIME_NEVER, going = 0;
    if (!depends(run, &run->scenario->contingent[contingent])) {
        return;
    }
    for (int i = unit->begun, head = AB_NOBODY; i < unit->inbound_chalks; i++) {
        const int load = unit->first_chalk + i;
        const int forward = run->chalk[load].lot->forward;
        const ab_time came_then = came(run, load);
        if (head != forward) { /* a line of their own begins */
            head = forward;
            first = came_then;
            going = least_going(run, contingent,
                                forward ? unit->forward_from : or_ended(run, unit->record.marched));
        }
        const bool is_known =
            !run->original->past.is_given && first != AB_TIME_NEVER && came_then != AB_TIME_NEVER;
        const ab_time start = going + (is_known ? came_then - first : 0);
        ab_errands_put_start(&run->errands, load, start - or_ended(run, came_then));
    }
}

/* --- each by itself ------------------------------------------------------------------------------ */

static struct ab_luck luck_before(const struct ab_run *run)
{
    const struct ab_past *past = &run->original->past;
    return ab_stream_luck((uint64_t)past->seed, (uint32_t)past->replication);
}

/* A load that is cut for its aircraft is taken to be of nothing: whoever takes it, it takes that long. */
static void find_errand(const struct ab_run *run, int load, bool is_prepared,
                        struct ab_errand *errand)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_uncut *whole = chalk->lot->part_of;
    if (whole != NULL) {
        struct ab_errand_choices choices = run->bounds->choices;
        const struct ab_lot nothing = {.contingent = whole->contingent,
                                       .direction = whole->direction,
                                       .types = whole->token.types};
        const struct ab_chalk number = {.lot = &nothing, .number = chalk->number};
        choices.is_kept = choices.is_told = false;
        ab_errand_find(run, &choices, &number, errand);
    } else {
        ab_errand_find(run, &run->bounds->choices, chalk, errand);
    }
    errand->preparation = is_prepared ? ab_service_preparation(run, &run->chalk[load]) : 0;
}

/* Where a run went on from a past, the least under the luck before and after. */
static void find_errand_of_either(struct ab_run *run, int load, bool is_prepared,
                                  struct ab_errand *errand)
{
    const struct ab_luck luck = run->luck;
    struct ab_errand before;
    run->luck = luck_before(run);
    find_errand(run, load, is_prepared, &before);
    run->luck = luck;
    find_errand(run, load, is_prepared, errand);
    *errand = ab_errand_least(errand, &before);
}

/* From a hub on by road, at the least. */
static ab_time road_from_hub(const struct ab_run *run, int contingent, int load)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    if (plan->via == AB_NOBODY || ab_contingent_has_second_tier(plan)) {
        return 0;
    }
    return run->original->past.is_given
               ? ab_time_round(plan->onward_road_time->low)
               : ab_luck_time(run, plan->onward_road_time,
                              ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_ONWARD_ROAD),
                              ab_luck_of_chalk(&run->chalk[load]));
}

/* Whether there is no more to the least times of a contingent's loads than onload, way and offload, nor
 * another choice: what was drawn for those that were flown stands as it is kept. */
static bool is_plain(const struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const struct ab_errand_choices *choices = &run->bounds->choices;
    assert(!choices->is_told || run->chalk[run->unit[contingent].first_chalk].lot->part_of == NULL);
    return !run->original->past.is_given && choices->is_told && plan->via == AB_NOBODY &&
           !ab_contingent_is_prepared(plan) &&
           (choices->plan->ends_at_home ||
            run->scenario->aircraft[choices->choice[0].type].servicing_time->high <= 0);
}

static void fill_errands(struct ab_run *run, int contingent)
{
    struct ab_bounds *bounds = run->bounds;
    const struct ab_unit *unit = &run->unit[contingent];
    struct ab_errand errand;
    const bool is_prepared = ab_contingent_is_prepared(&run->scenario->contingent[contingent]);
    ab_errand_choose(run, &bounds->plan[contingent], contingent, &bounds->choices);
    const bool plain = is_plain(run, contingent);
    for (int i = unit->begun; i < unit->inbound_chalks; i++) {
        const int load = unit->first_chalk + i;
        if (plain && ab_errands_is_plain(&run->errands, load)) {
            ab_errands_put_start(&run->errands, load, 0);
            continue;
        }
        if (run->original->past.is_given) {
            find_errand_of_either(run, load, is_prepared, &errand);
        } else {
            find_errand(run, load, is_prepared, &errand);
        }
        errand.onward += road_from_hub(run, contingent, load);
        errand.start = 0;
        ab_errands_put(&run->errands, load, &errand);
    }
}

/* Nothing of it lands before: those that change at a hub are not looked at. */
ab_time ab_bounds_earliest(const struct ab_run *run, int contingent)
{
    return run->scenario->contingent[contingent].via == AB_NOBODY ? run->unit[contingent].earliest
                                                                  : 0;
}

ab_time ab_bounds_overhead(const struct ab_run *run, int contingent, const struct ab_errand *errand)
{
    return ab_time_later(errand->start + errand->preparation + errand->overhead,
                         ab_bounds_earliest(run, contingent));
}

/* --- loads that are cut for their aircraft ------------------------------------------------------- */

/* What a load can take at the most. */
struct fill {
    int64_t people;
    double mass_t, area_m2;
};

static struct fill largest_fill(const struct ab_run *run, const struct ab_uncut *whole)
{
    const struct ab_contingent *plan = &run->scenario->contingent[whole->contingent];
    const struct ab_goals goals = ab_contingent_goals(plan, AB_IN);
    const double person = run->scenario->general.person_mass;
    struct fill most = {0, 0, 0};
    for (uint64_t left = whole->token.types; left != 0; left &= left - 1) {
        const int t = __builtin_ctzll(left);
        const struct ab_aircraft_type *type = &run->scenario->aircraft[t];
        for (int i = 0; i < goals.count; i++) {
            const double payload =
                ab_geography_flight(run, t, plan->apoe, goals.airfield[i])->payload_t;
            const int64_t alone = ab_type_takes_people(type, false, payload, person, NULL);
            const int64_t beside = ab_type_takes_people(type, true, payload, person, NULL);
            most.people = alone > most.people ? alone : most.people;
            most.people = beside > most.people ? beside : most.people;
            most.mass_t = fmax(most.mass_t, payload);
            most.area_m2 = fmax(most.area_m2, type->deck_length * type->deck_width);
        }
    }
    return most;
}

/* How many fills it takes. */
static int64_t fills_of(double amount, double most)
{
    const double fills = most > 0 ? ceil(amount / most * (1 - 1e-6) - 1e-6) : 0;
    return fills > 0 && isfinite(fills) ? (int64_t)fills : 0;
}

/* The fewest loads that it can be, of whatever types. */
static int64_t fewest_loads(const struct ab_run *run, const struct ab_uncut *whole)
{
    const struct ab_scenario *scenario = run->scenario;
    const struct ab_contingent *plan = &scenario->contingent[whole->contingent];
    const int64_t people = run->unit[whole->contingent].record.people;
    const int64_t ahead = plan->forward_people < people ? plan->forward_people : people;
    const int64_t own = whole->forward ? ahead : people - ahead;
    const struct fill most = largest_fill(run, whole);
    double mass = (double)own * scenario->general.person_mass, area = 0;
    for (int i = 0; !whole->forward && i < plan->vehicle_counts; i++) {
        const struct ab_vehicle_class *vehicle = &scenario->vehicle[plan->vehicles[i].index];
        mass += (double)plan->vehicles[i].count * vehicle->mass;
        area += (double)plan->vehicles[i].count * vehicle->length * vehicle->width;
    }
    mass += whole->forward ? 0 : ab_contingent_all_cargo(plan);
    const int64_t by_people = fills_of((double)own, (double)most.people);
    const int64_t by_mass = fills_of(mass, most.mass_t), by_area = fills_of(area, most.area_m2);
    const int64_t by_things = by_mass > by_area ? by_mass : by_area;
    return by_things > by_people ? by_things : by_people;
}

/* Puts a time of each into order. */
static void order_times(const struct ab_run *run, ab_time *time, int first, int count,
                        size_t member)
{
    for (int i = 0; i < count; i++) {
        const struct ab_errand errand = ab_bounds_errand(run, first + i);
        memcpy(&time[i], (const char *)&errand + member, sizeof *time);
    }
    qsort(time, (size_t)count, sizeof *time, ab_bounds_compare_times);
}

/* Which of the numbers fly is open: of so many that have to, those that begin last are given the least
 * work, and all the least way. Whatever set flies, what begins from a moment on is no less then. */
static void take_fewest(struct ab_run *run, int first, int count, int fewest)
{
    ab_time *start = run->bounds->time, *onload = start + count, *offload = onload + count;
    struct ab_errand least = ab_bounds_errand(run, first);
    for (int i = 1; i < count; i++) {
        const struct ab_errand other = ab_bounds_errand(run, first + i);
        least = ab_errand_least(&least, &other);
    }
    least.takeoff = least.landing = least.service = 0; /* parts of the others */
    least.least_onload = least.onload;
    order_times(run, start, first, count, offsetof(struct ab_errand, start));
    order_times(run, onload, first, count, offsetof(struct ab_errand, onload));
    order_times(run, offload, first, count, offsetof(struct ab_errand, offload));
    for (int i = 0; i < fewest; i++) {
        least.start = start[i];
        least.onload = onload[fewest - 1 - i];
        least.offload = offload[fewest - 1 - i];
        keep_errand(run, first + i, &least);
    }
}

/* Keeps the fewest of a contingent's numbers: its forward element comes first. */
static void take_fewest_of(struct ab_run *run, int contingent)
{
    struct ab_bounds *bounds = run->bounds;
    const int first = bounds->first[contingent];
    int kept = first;
    for (int forward = 1; forward >= 0; forward--) {
        const struct ab_uncut *whole = ab_cut_of(run, contingent, AB_IN, forward != 0);
        if (whole == NULL || whole->loads == 0) {
            continue;
        }
        const int begun = whole->first < first ? first - whole->first : 0;
        const int from = whole->first + begun, count = whole->loads - begun;
        const int64_t fewest = fewest_loads(run, whole) - begun;
        assert(fewest <= count);
        const int keep = fewest > 0 ? (int)fewest : 0;
        if (keep > 0) {
            take_fewest(run, from, count, keep);
        }
        for (int i = 0; i < keep; i++) {
            const struct ab_errand errand = ab_bounds_errand(run, from + i);
            keep_errand(run, kept++, &errand);
        }
    }
    bounds->end[contingent] = kept;
}

/* --- all ----------------------------------------------------------------------------------------- */

static void settle_loads(struct ab_run *run, int contingent)
{
    struct ab_bounds *bounds = run->bounds;
    set_starts(run, contingent);
    if (run->chalk[run->unit[contingent].first_chalk].lot->part_of != NULL) {
        take_fewest_of(run, contingent);
    }
    ab_time arrives = bounds->arrives[contingent], in = AB_LEAST_NONE;
    for (int i = bounds->first[contingent]; i < bounds->end[contingent]; i++) {
        const struct ab_errand errand = ab_bounds_errand(run, i);
        const ab_time overhead = ab_bounds_overhead(run, contingent, &errand);
        const ab_time off = ab_time_later(errand.start + errand.preparation + errand.whole,
                                          overhead + errand.put_down);
        arrives = overhead < arrives ? overhead : arrives;
        in = ab_time_later(in, off + errand.onward);
    }
    bounds->arrives[contingent] = arrives;
    ab_bounds_raise(run, contingent, in, AB_LIMIT_LOADS, contingent);
}

/* By road, or with nothing to bring any more. */
static void settle_march(struct ab_run *run, int contingent)
{
    const struct ab_contingent *plan = &run->scenario->contingent[contingent];
    const struct ab_contingent_record *record = &run->unit[contingent].record;
    ab_time in = or_ended(run, record->closed);
    if (depends(run, plan) && ab_contingent_drives_in(plan)) {
        const ab_time road =
            run->original->past.is_given
                ? ab_time_round(plan->road_in_time->low)
                : ab_luck_time(run, plan->road_in_time,
                               ab_luck_stream(run, AB_OF_CONTINGENT, contingent, AB_FOR_ROAD_IN),
                               0);
        in = ab_time_later(least_going(run, contingent, or_ended(run, record->marched)) + road,
                           run->unit[contingent].earliest);
    }
    run->bounds->arrives[contingent] = in;
    ab_bounds_raise(run, contingent, in, AB_LIMIT_ROAD, contingent);
}

static void settle(struct ab_run *run, int contingent)
{
    struct ab_bounds *bounds = run->bounds;
    const struct ab_unit *unit = &run->unit[contingent];
    bounds->is_settled[contingent] = true;
    if (!bounds->counts[contingent]) {
        bounds->arrives[contingent] = 0;
        return;
    }
    if (bounds->first[contingent] < bounds->end[contingent]) {
        settle_loads(run, contingent);
    } else if (unit->inbound_chalks == 0) {
        settle_march(run, contingent);
    }
    ab_bounds_raise(run, contingent, 0, AB_LIMIT_NOTHING, contingent);
    if (unit->begun > 0) {
        bounds->arrives[contingent] = 0;
    }
}

/* Who goes before others is settled first. */
static void settle_all(struct ab_run *run)
{
    struct ab_bounds *bounds = run->bounds;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        int length = 0;
        for (int at = c; at != AB_NOBODY && !bounds->is_settled[at];
             at = run->scenario->contingent[at].after) {
            bounds->path[length++] = at;
        }
        while (length > 0) {
            settle(run, bounds->path[--length]);
        }
    }
}

void ab_bound_loads(struct ab_run *run)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        if (run->bounds->first[c] < run->bounds->end[c]) {
            fill_errands(run, c);
        }
    }
    settle_all(run);
}
