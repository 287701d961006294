/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bound.c - no plan is in sooner. */
#include "model/bound.h"

#include "base/memory.h"
#include "model/authority.h"
#include "model/contingent.h"
#include "model/cut.h"
#include "model/geography.h"
#include "model/luck.h"
#include "model/service.h"
#include "model/window.h"
#include "scenario/keys.h"
#include "scenario/rules.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* A field, or several that the same loads may choose from, and whose loads must use it: those of `call`
 * first .. end - 1 of all calls. */
struct pool {
    int airfield;                       /* the first of them */
    const struct ab_references *fields; /* NULL: that alone */
    int first, end;
};
struct call {
    int pool;
    unsigned contingent : 31;
    unsigned begins : 1; /* its loads leave from there; else they are unloaded there */
};

/* So many jobs are kept at once. */
enum { JOBS = 1024 };

struct ab_bounds {
    int64_t *most[4]; /* by airfield, of any time: teams, working places, stands, runways */
    bool *is_home;    /* of some fleet */
    struct ab_errand_plan *plan; /* by contingent */
    int64_t *stands;             /* that an aircraft of theirs takes at the least */
    bool *may_be_elsewhere;      /* unloaded at an alternate */
    struct pool *pool;
    int pools;
    struct call *call;
    int calls;
    int *customer, *first_of_list; /* contingents, by the list of their fleets, and one more */
    struct ab_shuttle shuttle;
    struct ab_errand_choices choices;

    /* of a replication */
    bool *counts;       /* contingents that have to be in */
    bool *is_settled;   /* what each by itself takes is known */
    int *path;          /* scratch: those who go before each other */
    int *first, *end;   /* loads that have an errand, by contingent */
    ab_time *arrives;   /* the first of it lands, or is in by road, not before */
    struct ab_job *job; /* scratch, JOBS of them */
    ab_time *time;      /* scratch, of loads: where some are cut, or leave under ceilings */
    int room;
};

static const enum ab_limit_kind kind_of_most[4] = {AB_LIMIT_TEAMS, AB_LIMIT_WORKING,
                                                   AB_LIMIT_STANDS, AB_LIMIT_RUNWAY};
static const size_t field_of_most[4] = {
    offsetof(struct ab_airfield, preparation_teams), offsetof(struct ab_airfield, working_mog),
    offsetof(struct ab_airfield, parking_mog), offsetof(struct ab_airfield, runways)};

/* --- what is the same in all replications ------------------------------------------------------- */

static int64_t number_at(const void *bytes)
{
    int64_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

static int64_t most_ever(const struct ab_scenario *scenario, int section, int index,
                         const void *thing, size_t offset)
{
    int64_t most = number_at((const char *)thing + offset);
    const struct ab_change *change;
    for (int place = 0;
         scenario->change_count > 0 &&
         (change = ab_scenario_next_change(scenario, section, index, offset, &place)) != NULL;) {
        const int64_t number = number_at(change->bytes);
        most = number > most ? number : most;
    }
    return most;
}

static void find_most(const struct ab_run *run, struct ab_bounds *bounds)
{
    const struct ab_scenario *scenario = run->original;
    for (int i = 0; i < scenario->airfield_count; i++) {
        for (int m = 0; m < 4; m++) {
            bounds->most[m][i] = most_ever(scenario, AB_SECTION_AIRFIELD, i, &scenario->airfield[i],
                                           field_of_most[m]);
        }
    }
    for (int f = 0; f < scenario->fleet_count; f++) {
        bounds->is_home[scenario->fleet[f].home] = true;
    }
}

static int64_t least_stands(const struct ab_scenario *scenario, uint64_t types)
{
    int64_t least = types != 0 ? INT64_MAX : 0;
    for (; types != 0; types &= types - 1) {
        const int64_t stands = scenario->aircraft[__builtin_ctzll(types)].stands;
        least = stands < least ? stands : least;
    }
    return least;
}

static bool may_be_elsewhere(const struct ab_scenario *scenario, const struct ab_goals *goals)
{
    bool may = false;
    for (int i = 0; i < goals->count; i++) {
        may = may || scenario->airfield[goals->airfield[i]].offload_at_alternate;
    }
    return may;
}

static void plan_contingents(struct ab_run *run, struct ab_bounds *bounds)
{
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_goals goals = ab_contingent_goals(&run->scenario->contingent[c], AB_IN);
        ab_errand_prepare(run, &bounds->plan[c], c, bounds->is_home);
        bounds->stands[c] = least_stands(run->scenario, bounds->plan[c].types);
        bounds->may_be_elsewhere[c] = may_be_elsewhere(run->scenario, &goals);
    }
}

static bool flies(const struct ab_bounds *bounds, int contingent)
{
    return bounds->plan[contingent].types != 0;
}

/* --- pools -------------------------------------------------------------------------------------- */

static bool are_same(const struct ab_references *a, const struct ab_references *b)
{
    return a->count == b->count &&
           memcmp(a->index, b->index, (size_t)a->count * sizeof *a->index) == 0;
}

/* The pool of some fields: one field has its own, for several the latest are looked through. */
static int pool_of(struct ab_bounds *bounds, const struct ab_contingent *plan, int airfields)
{
    enum { LOOKS = 16 };
    const struct ab_goals goals = ab_contingent_goals(plan, AB_IN);
    if (goals.count == 1) {
        return goals.airfield[0];
    }
    for (int p = bounds->pools; p-- > airfields && p >= bounds->pools - LOOKS;) {
        if (are_same(bounds->pool[p].fields, &plan->apod)) {
            return p;
        }
    }
    bounds->pool[bounds->pools] =
        (struct pool){.airfield = goals.airfield[0], .fields = &plan->apod};
    return bounds->pools++;
}

/* Calls in the order of contingents. */
static void find_calls(const struct ab_run *run, struct ab_bounds *bounds)
{
    const int airfields = run->scenario->airfield_count;
    bounds->pools = airfields;
    for (int i = 0; i < airfields; i++) {
        bounds->pool[i] = (struct pool){.airfield = i};
    }
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_contingent *plan = &run->scenario->contingent[c];
        if (!flies(bounds, c)) {
            continue;
        }
        bounds->call[bounds->calls++] = (struct call){plan->apoe, (unsigned)c & INT_MAX, true};
        if (!bounds->may_be_elsewhere[c]) {
            bounds->call[bounds->calls++] =
                (struct call){pool_of(bounds, plan, airfields), (unsigned)c & INT_MAX, false};
        }
    }
}

/* And by pool: `spare` is room for as many. From the back, so that ends become beginnings. */
static void gather_calls(struct ab_bounds *bounds, struct call *spare)
{
    for (int i = 0; i < bounds->calls; i++) {
        bounds->pool[bounds->call[i].pool].end++;
        spare[i] = bounds->call[i];
    }
    for (int p = 0, end = 0; p < bounds->pools; p++) {
        end += bounds->pool[p].end;
        bounds->pool[p].first = bounds->pool[p].end = end;
    }
    for (int i = bounds->calls; i-- > 0;) {
        bounds->call[--bounds->pool[spare[i].pool].first] = spare[i];
    }
}

/* Contingents that fly, by the list of fleets that may carry them, in the same way. */
static void gather_customers(const struct ab_run *run, struct ab_bounds *bounds)
{
    int *first = bounds->first_of_list;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        first[run->waiting.list_of[(ptrdiff_t)AB_TIERS * c]] += flies(bounds, c);
    }
    for (int list = 0; list < run->waiting.lists; list++) {
        first[list + 1] += first[list];
    }
    for (int c = run->scenario->contingent_count; c-- > 0;) {
        if (flies(bounds, c)) {
            bounds->customer[--first[run->waiting.list_of[(ptrdiff_t)AB_TIERS * c]]] = c;
        }
    }
}

/* --- room --------------------------------------------------------------------------------------- */

static bool take_arrays(struct ab_run *run, struct ab_bounds *bounds)
{
    const size_t airfields = (size_t)run->scenario->airfield_count;
    const size_t contingents = (size_t)run->scenario->contingent_count;
    bool taken = true;
#define TAKE(member, count)                                                                        \
    ((bounds->member = ab_arena_take(run->arena, ((count) + 1) * sizeof *bounds->member)) != NULL)
    for (int m = 0; taken && m < 4; m++) {
        taken = TAKE(most[m], airfields);
    }
    return taken && TAKE(is_home, airfields) && TAKE(plan, contingents) &&
           TAKE(stands, contingents) && TAKE(may_be_elsewhere, contingents) &&
           TAKE(pool, airfields + contingents) && TAKE(call, 2 * contingents) &&
           TAKE(customer, contingents) && TAKE(first_of_list, (size_t)run->waiting.lists) &&
           ab_errand_choices_prepare(run, &bounds->choices) && TAKE(counts, contingents) &&
           TAKE(is_settled, contingents) && TAKE(path, contingents) && TAKE(first, contingents) &&
           TAKE(end, contingents) && TAKE(arrives, contingents) && TAKE(job, JOBS);
#undef TAKE
}

/* All but the room for loads. */
static bool prepare(struct ab_run *run, struct ab_bounds *bounds)
{
    if (!take_arrays(run, bounds) || !ab_shuttle_prepare(run, &bounds->shuttle)) {
        return false;
    }
    find_most(run, bounds);
    plan_contingents(run, bounds);
    find_calls(run, bounds);
    struct call *spare = ab_memory_take((size_t)bounds->calls + 1, sizeof *spare);
    if (spare) {
        gather_calls(bounds, spare);
        gather_customers(run, bounds);
        ab_memory_give(spare);
    }
    return spare != NULL;
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

/* --- what is found ------------------------------------------------------------------------------ */

static void raise_limit(struct ab_limit *limit, ab_time time, enum ab_limit_kind kind, int thing)
{
    if (time != AB_LEAST_NONE && (limit->time == AB_TIME_NEVER || time > limit->time)) {
        *limit = (struct ab_limit){time, (int)kind, thing};
    }
}

/* Of a contingent, and of the force. */
static void raise_both(struct ab_run *run, int contingent, ab_time time, enum ab_limit_kind kind,
                       int thing)
{
    raise_limit(&run->unit[contingent].record.limit, time, kind, thing);
    raise_limit(&run->limit, time, kind, thing);
}

/* --- when loads are ready ----------------------------------------------------------------------- */

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
static struct ab_errand errand_of(const struct ab_run *run, int load)
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

/* --- each by itself ----------------------------------------------------------------------------- */

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
    return !run->original->past.is_given && choices->is_told && choices->count == 1 &&
           plan->via == AB_NOBODY && !ab_contingent_is_prepared(plan) &&
           run->chalk[run->unit[contingent].first_chalk].lot->part_of == NULL &&
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
static ab_time earliest(const struct ab_run *run, int contingent)
{
    return run->scenario->contingent[contingent].via == AB_NOBODY ? run->unit[contingent].earliest
                                                                  : 0;
}

static ab_time overhead_at(const struct ab_run *run, int contingent, const struct ab_errand *errand)
{
    return ab_time_later(errand->start + errand->preparation + errand->overhead,
                         earliest(run, contingent));
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

static int compare_times(const void *a, const void *b)
{
    const ab_time first = *(const ab_time *)a, second = *(const ab_time *)b;
    return (first > second) - (first < second);
}

/* Puts a time of each into order. */
static void order_times(const struct ab_run *run, ab_time *time, int first, int count,
                        size_t member)
{
    for (int i = 0; i < count; i++) {
        const struct ab_errand errand = errand_of(run, first + i);
        memcpy(&time[i], (const char *)&errand + member, sizeof *time);
    }
    qsort(time, (size_t)count, sizeof *time, compare_times);
}

/* Which of the numbers fly is open: of so many that have to, those that begin last are given the least
 * work, and all the least way. Whatever set flies, what begins from a moment on is no less then. */
static void take_fewest(struct ab_run *run, int first, int count, int fewest)
{
    ab_time *start = run->bounds->time, *onload = start + count, *offload = onload + count;
    struct ab_errand least = errand_of(run, first);
    for (int i = 1; i < count; i++) {
        const struct ab_errand other = errand_of(run, first + i);
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
        const int keep = fewest < 0 ? 0 : fewest > count ? count : (int)fewest;
        if (keep > 0) {
            take_fewest(run, from, count, keep);
        }
        for (int i = 0; i < keep; i++) {
            const struct ab_errand errand = errand_of(run, from + i);
            keep_errand(run, kept++, &errand);
        }
    }
    bounds->end[contingent] = kept;
}

static void settle_loads(struct ab_run *run, int contingent)
{
    struct ab_bounds *bounds = run->bounds;
    set_starts(run, contingent);
    if (run->chalk[run->unit[contingent].first_chalk].lot->part_of != NULL) {
        take_fewest_of(run, contingent);
    }
    ab_time arrives = bounds->arrives[contingent], in = AB_LEAST_NONE;
    for (int i = bounds->first[contingent]; i < bounds->end[contingent]; i++) {
        const struct ab_errand errand = errand_of(run, i);
        const ab_time overhead = overhead_at(run, contingent, &errand);
        const ab_time off = ab_time_later(errand.start + errand.preparation + errand.whole,
                                          overhead + errand.put_down);
        arrives = overhead < arrives ? overhead : arrives;
        in = ab_time_later(in, off + errand.onward);
    }
    bounds->arrives[contingent] = arrives;
    raise_both(run, contingent, in, AB_LIMIT_LOADS, contingent);
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
    raise_both(run, contingent, in, AB_LIMIT_ROAD, contingent);
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
    raise_both(run, contingent, 0, AB_LIMIT_NOTHING, contingent);
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

/* --- places ------------------------------------------------------------------------------------- */

/* What a load asks of a place; false: nothing. */
static bool ask(const struct ab_run *run, int most, const struct call *call,
                const struct ab_errand *errand, struct ab_job *job)
{
    const ab_time ready = errand->start + errand->preparation;
    *job = (struct ab_job){.machines = 1};
    switch (kind_of_most[most]) {
    case AB_LIMIT_TEAMS:
        job->head = errand->start;
        job->time = call->begins ? errand->preparation : 0;
        job->tail = errand->whole + errand->onward;
        break;
    case AB_LIMIT_WORKING:
        job->head = call->begins ? ready
                                 : ab_time_later(ready + errand->lift,
                                                 earliest(run, call->contingent) + errand->landing);
        job->time = call->begins ? errand->onload : errand->offload;
        job->tail = (call->begins ? errand->rest : 0) + errand->onward;
        break;
    case AB_LIMIT_STANDS:
        job->head = overhead_at(run, call->contingent, errand);
        job->time = errand->put_down + errand->service;
        job->tail = errand->onward - errand->service;
        job->machines = run->bounds->stands[call->contingent];
        return !call->begins && !run->bounds->plan[call->contingent].ends_at_home &&
               job->time > 0 && job->machines > 0;
    default:
        job->head =
            call->begins ? ready + errand->onload : overhead_at(run, call->contingent, errand);
        job->time = call->begins ? errand->takeoff : errand->landing;
        job->tail =
            (call->begins ? errand->rest - errand->takeoff : errand->offload) + errand->onward;
    }
    return job->time > 0;
}

/* Those that a pool has at most; AB_NO_LIMIT. */
static int64_t most_of(const struct ab_bounds *bounds, const struct pool *pool, int most)
{
    if (pool->fields == NULL) {
        return bounds->most[most][pool->airfield];
    }
    int64_t all = 0;
    for (int i = 0; i < pool->fields->count && all < AB_NO_LIMIT; i++) {
        const int64_t own = bounds->most[most][pool->fields->index[i]];
        all = own >= AB_NO_LIMIT - all ? AB_NO_LIMIT : all + own;
    }
    return all;
}

/* What loads of some calls ask of places of a kind: all that there is room for at once is kept, else it is
 * asked again, some at a time, whenever it is walked along. */
struct work {
    const struct ab_run *run;
    int most;
    int first, end;     /* calls */
    struct ab_job *job; /* as many of its jobs as there is room for ... */
    int room;
    int jobs;                /* ... of so many in all ... */
    ab_time soonest, latest; /* ... and the heads of these */
    int call, load;          /* the next that is asked; AB_NOBODY: the first of that call */
    bool is_told;            /* what is kept was */
};

static bool is_kept(const struct work *work)
{
    return work->jobs <= work->room;
}

/* The jobs of the next loads; how many. Behind the last it begins anew. */
static int ask_more(struct work *work)
{
    const struct ab_bounds *bounds = work->run->bounds;
    int jobs = 0;
    for (; work->call < work->end; work->call++, work->load = AB_NOBODY) {
        const struct call *call = &bounds->call[work->call];
        work->load = work->load == AB_NOBODY ? bounds->first[call->contingent] : work->load;
        for (; work->load < bounds->end[call->contingent]; work->load++) {
            if (jobs == work->room) {
                return jobs;
            }
            const struct ab_errand errand = errand_of(work->run, work->load);
            struct ab_job job;
            if (ask(work->run, work->most, call, &errand, &job)) {
                work->job[jobs++] = job; /* what is kept stays, behind it nobody may ask */
            }
        }
    }
    work->call = jobs > 0 ? work->end : work->first;
    return jobs;
}

/* See engine/least.h. */
static const struct ab_job *next_jobs(void *owner, int *jobs)
{
    struct work *work = owner;
    if (is_kept(work)) {
        work->is_told = !work->is_told;
        *jobs = work->jobs;
        return work->is_told ? work->job : NULL;
    }
    *jobs = ask_more(work);
    return *jobs > 0 ? work->job : NULL;
}

static struct work work_of(const struct ab_run *run, int most, int first, int end)
{
    return (struct work){
        .run = run,
        .most = most,
        .first = first,
        .end = end,
        .job = run->bounds->job,
        .room = JOBS,
        .soonest = AB_TIME_NEVER,
        .latest = AB_LEAST_NONE,
        .call = first,
        .load = AB_NOBODY,
    };
}

static void join(struct work *all, const struct work *own)
{
    all->jobs += own->jobs;
    all->soonest = own->soonest < all->soonest ? own->soonest : all->soonest;
    all->latest = ab_time_later(all->latest, own->latest);
}

static void find_jobs(struct work *work)
{
    work->jobs = 0;
    for (int n; (n = ask_more(work)) > 0; work->jobs += n) {
        for (int i = 0; i < n; i++) {
            const ab_time head = work->job[i].head;
            work->soonest = head < work->soonest ? head : work->soonest;
            work->latest = ab_time_later(work->latest, head);
        }
    }
}

/* What no bound of some work can be above: head, work and tail of all that begin in a stretch or later, for
 * each of some stretches. */
static ab_time most_of_work(struct work *all, int64_t machines)
{
    enum { STRETCHES = 16 };
    ab_time work[STRETCHES] = {0}, tail[STRETCHES];
    const ab_time length = (all->latest - all->soonest) / STRETCHES + 1;
    const struct ab_job *job;
    int n;
    for (int i = 0; i < STRETCHES; i++) {
        tail[i] = AB_LEAST_NONE;
    }
    while ((job = next_jobs(all, &n)) != NULL) {
        for (int i = 0; i < n; i++) {
            const ab_time at = (job[i].head - all->soonest) / length;
            work[at] += job[i].time * job[i].machines;
            tail[at] = ab_time_later(tail[at], job[i].tail);
        }
    }
    ab_time most = AB_LEAST_NONE, behind = 0, longest = AB_LEAST_NONE;
    for (int i = STRETCHES; i-- > 0;) {
        behind += work[i];
        longest = ab_time_later(longest, tail[i]);
        if (longest != AB_LEAST_NONE) {
            const ab_time end = all->soonest + (i + 1) * length;
            most = ab_time_later(most, end + behind / machines + 1 + longest);
        }
    }
    return most;
}

/* The bound of some work, unless it is not above what is known. */
static ab_time weigh(struct work *work, int64_t machines, const struct ab_limit *known)
{
    assert(work->jobs == 0 || known->time != AB_TIME_NEVER);
    if (work->jobs == 0 || most_of_work(work, machines) <= known->time) {
        return AB_LEAST_NONE;
    }
    if (work->jobs > AB_LEAST_SPARE) {
        return ab_least_of_many(&(struct ab_jobs){next_jobs, work}, machines);
    }
    assert(is_kept(work));
    struct ab_job spare[AB_LEAST_SPARE];
    return ab_least_on_machines(work->job, spare, work->jobs, machines);
}

/* Whether something is asked of these places at all. */
static bool is_asked(const struct ab_run *run, const struct pool *pool, int most)
{
    if (kind_of_most[most] == AB_LIMIT_TEAMS) {
        return run->outload.load != NULL;
    }
    bool asked =
        kind_of_most[most] != AB_LIMIT_RUNWAY || run->field[pool->airfield].has_runway_queue;
    for (int i = 0; !asked && pool->fields != NULL && i < pool->fields->count; i++) {
        asked = run->field[pool->fields->index[i]].has_runway_queue;
    }
    return asked && pool->end > pool->first;
}

static int loads_of(const struct ab_bounds *bounds, const struct pool *pool)
{
    int loads = 0;
    for (int i = pool->first; i < pool->end && loads <= JOBS; i++) {
        const int c = bounds->call[i].contingent;
        loads += bounds->end[c] - bounds->first[c];
    }
    return loads;
}

/* Of each contingent, and of all: their jobs stand one behind the other, if there is room. */
static void bound_pool(struct ab_run *run, const struct pool *pool, int most)
{
    struct ab_bounds *bounds = run->bounds;
    const int64_t machines = most_of(bounds, pool, most);
    const enum ab_limit_kind kind = kind_of_most[most];
    const int thing = pool->fields == NULL ? pool->airfield : AB_NOBODY;
    if (machines >= AB_NO_LIMIT || machines < 1 || !is_asked(run, pool, most)) {
        return;
    }
    const bool fit = loads_of(bounds, pool) <= JOBS;
    struct work all = work_of(run, most, pool->first, pool->end);
    int last = 0;
    for (int i = pool->first; i < pool->end; i++) {
        const int contingent = bounds->call[i].contingent;
        struct work own = work_of(run, most, i, i + 1);
        own.job += fit ? all.jobs : 0;
        own.room -= fit ? all.jobs : 0;
        find_jobs(&own);
        join(&all, &own);
        last = own.jobs > 0 ? own.jobs : last;
        raise_both(run, contingent, weigh(&own, machines, &run->unit[contingent].record.limit),
                   kind, thing);
    }
    if (!fit) {
        find_jobs(&all);
    }
    if (all.jobs > last) { /* of more than one contingent */
        raise_limit(&run->limit, weigh(&all, machines, &run->limit), kind, thing);
    }
}

static void bound_places(struct ab_run *run)
{
    for (int p = 0; p < run->bounds->pools; p++) {
        for (int most = 0; most < 4; most++) {
            bound_pool(run, &run->bounds->pool[p], most);
        }
    }
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
            const struct ab_errand errand = errand_of(run, e);
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
            raise_both(run, c, bound_aircraft(run, &one, &run->unit[c].record.limit),
                       AB_LIMIT_AIRCRAFT, thing);
            done = true;
        }
    }
    const struct ab_customers all = {&bounds->customer[first], end - first, fleets};
    if (end - first != 1 || !done) {
        raise_limit(&run->limit, bound_aircraft(run, &all, &run->limit), AB_LIMIT_AIRCRAFT, thing);
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
        raise_limit(&run->limit, bound_aircraft(run, &all, &run->limit), AB_LIMIT_AIRCRAFT,
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
    qsort(head, (size_t)count, sizeof *head, compare_times);
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
        .most = most_ever(run->original, AB_SECTION_FLOW, flow, ceiling,
                          offsetof(struct ab_ceiling, flights)),
    };
    int count = 0;
    ab_time tail = AB_TIME_NEVER;
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const int before = count;
        const bool under = bounds->first[c] < bounds->end[c] && is_under(run, flow, c);
        ab_time own = AB_TIME_NEVER;
        for (int e = bounds->first[c]; e < bounds->end[c] && under; e++) {
            const struct ab_errand errand = errand_of(run, e);
            const ab_time rest = errand.rest + errand.onward;
            head[count++] = errand.start + errand.preparation + errand.least_onload;
            own = rest < own ? rest : own;
        }
        tail = own < tail ? own : tail;
        raise_both(run, c, leave(run, &periods, head + before, count - before, own), AB_LIMIT_FLOW,
                   flow);
    }
    raise_limit(&run->limit, leave(run, &periods, head, count, tail), AB_LIMIT_FLOW, flow);
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
        if (bounds->counts[c] && flies(bounds, c)) {
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
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        if (bounds->first[c] < bounds->end[c]) {
            fill_errands(run, c);
        }
    }
    settle_all(run);
    bound_fleets(run);
    bound_ceilings(run);
    bound_places(run);
    return true;
}
