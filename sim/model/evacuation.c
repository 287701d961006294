/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* evacuation.c - people who leave: how they come, are cleared, and get aboard. */
#include "model/evacuation.h"

#include "base/limits.h"
#include "base/memory.h"
#include "model/airfield.h"
#include "model/fleet.h"
#include "model/flow.h"
#include "model/fuel.h"
#include "model/luck.h"
#include "model/milestone.h"
#include "model/outline.h"
#include "model/stage.h"
#include "scenario/keys.h"
#include "scenario/rules.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

static const struct ab_evacuation *plan_of(const struct ab_run *run, int evacuation)
{
    return run->evacuation.of[evacuation].plan;
}

static uint64_t stream_of(const struct ab_run *run, int evacuation,
                          enum ab_backhaul_purpose purpose)
{
    const int own = run->scenario->evacuation_count;
    return evacuation < own ? ab_luck_stream(run, AB_OF_EVACUATION, evacuation, (int)purpose)
                            : ab_luck_stream(run, AB_OF_BACKHAUL, evacuation - own, (int)purpose);
}

/* The first family of an evacuation; the others follow. */
static struct ab_family *families_of(const struct ab_run *run, int evacuation)
{
    return &run->evacuation.family[run->evacuation.of[evacuation].first_family];
}

static struct ab_family *family_of_load(const struct ab_run *run, const struct ab_chalk *chalk)
{
    return &run->evacuation.family[chalk->lot->contingent - run->scenario->contingent_count];
}

/* --- how they come and are cleared ------------------------------------------------------------ */

/* When the next person comes by a curve that is stretched to all of them. */
static inline double place_on_curve(const struct ab_evacuation *plan, int64_t people,
                                    int64_t person)
{
    const double all = (double)plan->arrivals[plan->arrival_points - 1].people;
    return (double)(person + 1) * (all / (double)people);
}

static inline bool is_beyond_point(const struct ab_evacuation *plan, double place, int point)
{
    return place > (double)plan->arrivals[point].people + 1e-6;
}

/* The first point that is not below a place. */
static int point_of(const struct ab_evacuation *plan, double place)
{
    int i = 0;
    for (int last = plan->arrival_points - 1; i < last;) {
        const int middle = i + (last - i) / 2;
        if (is_beyond_point(plan, place, middle)) {
            i = middle + 1;
        } else {
            last = middle;
        }
    }
    return i;
}

/* When the curve, which has come to this point, is at a place. */
static inline ab_time by_curve(const struct ab_evacuation *plan, double place, int i)
{
    const struct ab_arrivals *point = plan->arrivals;
    if (i == 0) {
        return point[0].after;
    }
    const double share =
        (place - (double)point[i - 1].people) / (double)(point[i].people - point[i - 1].people);
    return point[i - 1].after +
           ab_time_round(share * (double)(point[i].after - point[i - 1].after));
}

/* The same since the scenario's start; who would come before it begins is there then. */
static inline ab_time since_start(const struct ab_evacuation_state *state, ab_time when)
{
    return state->plan->arrivals[0].is_date ? ab_time_later(when, state->from) : state->from + when;
}

static ab_time comes_at(const struct ab_evacuation_state *state, int64_t person)
{
    const double place = place_on_curve(state->plan, state->people, person);
    return since_start(state, by_curve(state->plan, place, point_of(state->plan, place)));
}

/* How many come with the next person, at walk->arrived. */
static int64_t find_arrival(const struct ab_run *run, int evacuation, struct ab_walk *walk)
{
    const struct ab_evacuation *plan = plan_of(run, evacuation);
    const struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    const int64_t left = state->people - walk->person;
    if (plan->arrival_points > 0) {
        walk->arrived = comes_at(state, walk->person);
        return 1;
    }
    if (!plan->has_interval) {
        walk->arrived = state->from;
        return left;
    }
    if (walk->in_group == 0) {
        const uint32_t group = ++walk->groups;
        walk->group += ab_luck_time(run, plan->interval,
                                    stream_of(run, evacuation, AB_FOR_GROUP_INTERVAL), group);
        walk->in_group =
            ab_luck_count(run, plan->group, stream_of(run, evacuation, AB_FOR_GROUP_SIZE), group);
        walk->in_group = walk->in_group < left ? walk->in_group : left;
    }
    walk->arrived = walk->group;
    return walk->in_group;
}

/* The family furthest below its share, the earlier on ties. */
static int next_family(const struct ab_evacuation *plan, const struct ab_walk *walk)
{
    int64_t all = 0;
    int best = 0;
    double furthest = -1;
    for (int i = 0; i < plan->share_count; i++) {
        all += plan->shares[i].count;
    }
    for (int i = 0; i < plan->share_count; i++) {
        const double due = (double)(walk->person + 1) * (double)plan->shares[i].count / (double)all;
        if (due - (double)walk->given[i] > furthest + 1e-9) {
            furthest = due - (double)walk->given[i];
            best = i;
        }
    }
    return best;
}

/* Whether each comes alone by a curve and is cleared at once, so that their number says when. */
static bool come_alone(const struct ab_evacuation_state *state)
{
    return state->plan->arrival_points > 0 && state->plan->share_count == 0 && !state->has_door;
}

/* When a person is cleared with whom they begin at a moment, ms. Who is at it when the pace changes
 * goes on at the new one. */
static double done_with(const struct ab_evacuation_state *state, double begin)
{
    int i = state->paces - 1;
    while (i > 0 && state->pace[i].since > begin) {
        i--;
    }
    double left = 1;
    for (; !isinf(state->pace[i].rate); i++) {
        const double end = begin + left * (double)AB_HOUR / state->pace[i].rate;
        const double until = i + 1 < state->paces ? state->pace[i + 1].since : HUGE_VAL;
        if (end <= until) {
            return end;
        }
        left -= (until - begin) * state->pace[i].rate / (double)AB_HOUR;
        begin = until;
    }
    return begin;
}

/* Finds the next person, and who comes and is cleared together with that one. */
static void look_at_next(const struct ab_run *run, int evacuation, struct ab_walk *walk)
{
    const struct ab_evacuation *plan = plan_of(run, evacuation);
    walk->count = walk->behind = 0;
    walk->cleared = AB_TIME_NEVER;
    if (walk->person >= run->evacuation.of[evacuation].people) {
        return;
    }
    if (come_alone(&run->evacuation.of[evacuation])) {
        walk->arrived = walk->cleared = comes_at(&run->evacuation.of[evacuation], walk->person);
        walk->count = 1;
        return;
    }
    walk->count = find_arrival(run, evacuation, walk);
    walk->cleared = walk->arrived;
    if (run->evacuation.of[evacuation].has_door) {
        const struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
        const double begin =
            (double)walk->arrived > walk->busy ? (double)walk->arrived : walk->busy;
        const ab_time open =
            ab_timetable_next(run, plan->airfield, &plan->processing_hours, (ab_time)floor(begin));
        walk->before = walk->busy;
        walk->busy = done_with(state, (double)open > begin ? (double)open : begin);
        walk->cleared = ab_time_round(walk->busy);
        walk->behind = plan->share_count == 0 && ab_hours_are_always(&plan->processing_hours)
                           ? walk->count - 1
                           : 0;
        walk->count = 1;
    }
    if (plan->share_count > 0) {
        walk->family = next_family(plan, walk);
        walk->count = 1;
    }
}

static void begin_walk(const struct ab_run *run, int evacuation, struct ab_walk *walk)
{
    *walk = (struct ab_walk){.group = run->evacuation.of[evacuation].from};
    look_at_next(run, evacuation, walk);
}

/* To one of those who came with the last and are cleared behind, one after the other. */
static void clear_behind(const struct ab_evacuation_state *state, struct ab_walk *walk,
                         int64_t people)
{
    for (int64_t i = 0; i < people; i++) { /* a product might differ in the last bit */
        walk->before = walk->busy;
        walk->busy = done_with(state, walk->busy);
    }
    walk->cleared = ab_time_round(walk->busy);
    walk->behind -= people;
    walk->count = 1;
}

/* So many of the next have been dealt with. */
static void go_on(const struct ab_run *run, int evacuation, struct ab_walk *walk, int64_t people)
{
    walk->person += people;
    walk->given[walk->family] += people;
    walk->in_group -= walk->in_group > 0 ? people : 0;
    walk->count -= people;
    if (walk->count == 0 && walk->behind > 0) {
        clear_behind(&run->evacuation.of[evacuation], walk, 1);
    } else if (walk->count == 0) {
        look_at_next(run, evacuation, walk);
    }
}

/* To one so many behind the next where all are one family, whoever is between. */
static void pass_by(const struct ab_run *run, int evacuation, struct ab_walk *walk, int64_t people)
{
    if (come_alone(&run->evacuation.of[evacuation])) {
        walk->person += people;
        walk->given[0] += people;
        look_at_next(run, evacuation, walk);
        return;
    }
    while (walk->count > 0 && people >= walk->count) {
        const int64_t some = people < walk->behind ? people : walk->behind;
        if (some > 0) {
            walk->person += some;
            walk->given[0] += some;
            walk->in_group -= walk->in_group > 0 ? some : 0;
            clear_behind(&run->evacuation.of[evacuation], walk, some);
            people -= some;
        } else {
            people -= walk->count;
            go_on(run, evacuation, walk, walk->count);
        }
    }
}

/* To the next of a family, of whom one is still to come. */
static void seek(const struct ab_run *run, const struct ab_family *family, struct ab_walk *walk)
{
    while (walk->family != family->number) {
        assert(walk->count > 0);
        go_on(run, family->evacuation, walk, walk->count);
    }
}

/* How many of those who come alone have come by a moment, if so many had before. */
static int64_t who_have_come(const struct ab_evacuation_state *state, int64_t before, ab_time by)
{
    int64_t come = before, beyond = state->people;
    while (come < beyond) {
        const int64_t middle = come + (beyond - come) / 2;
        if (comes_at(state, middle) <= by) {
            come = middle + 1;
        } else {
            beyond = middle;
        }
    }
    return come;
}

/* Clears whoever is by now. */
static void clear_people(struct ab_run *run, int evacuation)
{
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    while (!state->ended && state->door.cleared <= ab_now(run)) {
        struct ab_walk *door = &state->door;
        if (come_alone(state)) {
            const int64_t come = who_have_come(state, door->person, ab_now(run)) - door->person;
            families_of(run, evacuation)->cleared += come;
            pass_by(run, evacuation, door, come);
            return;
        }
        families_of(run, evacuation)[door->family].cleared += door->count;
        state->processing_ms += (double)door->count * (double)(door->cleared - door->arrived);
        go_on(run, evacuation, door, door->count);
    }
}

/* Counts how long so many of those who come alone have waited. */
static void count_waits_alone(struct ab_run *run, int evacuation, int64_t first, int64_t people)
{
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    const struct ab_evacuation *plan = state->plan;
    int point = point_of(plan, place_on_curve(plan, state->people, first));
    ab_time waited = 0;
    for (int64_t i = first; i < first + people; i++) { /* along the curve */
        const double place = place_on_curve(plan, state->people, i);
        while (point < plan->arrival_points - 1 && is_beyond_point(plan, place, point)) {
            point++;
        }
        waited += ab_now(run) - since_start(state, by_curve(plan, place, point));
    }
    state->waiting_ms += (double)waited;
}

/* Counts how long the next so many of a family have waited, and goes on to those behind them. */
static void count_waits_of(struct ab_run *run, const struct ab_family *family, int64_t people,
                           struct ab_walk *gate)
{
    const int evacuation = family->evacuation;
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    if (come_alone(state)) {
        count_waits_alone(run, evacuation, gate->person, people);
        pass_by(run, evacuation, gate, people);
        return;
    }
    while (people > 0) {
        seek(run, family, gate);
        const int64_t some = people < gate->count ? people : gate->count;
        assert(some > 0 && gate->cleared <= ab_now(run));
        state->waiting_ms += (double)some * (double)(ab_now(run) - gate->cleared);
        go_on(run, evacuation, gate, some);
        people -= some;
    }
}

/* Takes people off those who wait, the first first. */
static void take_aboard(struct ab_run *run, struct ab_family *family, int64_t people)
{
    family->cleared -= people;
    family->aboard += people;
    count_waits_of(run, family, people, &family->gate);
}

/* --- calls ------------------------------------------------------------------------------------ */

/* Who waits without an aircraft, tasked or called; negative when calls outnumber them. */
static int64_t without_call(const struct ab_family *family)
{
    return family->cleared - family->promised - family->called;
}

static bool is_last(const struct ab_run *run, const struct ab_family *family)
{
    return run->evacuation.of[family->evacuation].door.count == 0;
}

/* When the first of those who wait behind so many others was cleared: one does. Families come one by one. */
static ab_time cleared_behind(const struct ab_run *run, const struct ab_family *family,
                              int64_t others)
{
    struct ab_walk walk = family->gate;
    if (plan_of(run, family->evacuation)->share_count == 0) {
        pass_by(run, family->evacuation, &walk, others);
        return walk.cleared;
    }
    for (seek(run, family, &walk); others > 0; seek(run, family, &walk)) {
        assert(walk.count == 1);
        go_on(run, family->evacuation, &walk, 1);
        others--;
    }
    assert(walk.count > 0);
    return walk.cleared;
}

/* Whether an aircraft is called now for those who wait behind so many others, though they don't
 * fill it. */
static bool is_due(const struct ab_run *run, const struct ab_family *family, int64_t others)
{
    const ab_time longest = plan_of(run, family->evacuation)->longest_wait;
    return is_last(run, family) || (longest != AB_TIME_NEVER &&
                                    cleared_behind(run, family, others) + longest <= ab_now(run));
}

/* So many people of a family as a load: a call, which whoever can take one of them may answer, or
 * those aboard. */
static const struct ab_lot *lot_of(const struct ab_run *run, const struct ab_family *family,
                                   int64_t people, bool aboard)
{
    const double mass = ab_evacuation_person_mass(run->scenario, plan_of(run, family->evacuation));
    struct ab_lot *lot = &family->lot[2 * people + aboard];
    *lot = (struct ab_lot){
        .contingent = family->party,
        .loads = 1,
        .planned_type = family->planned_type,
        .direction = AB_OUT,
        .evacuation = true,
        .types = family->types,
        .people = people,
        .mass_t = mass * (double)(aboard ? people : 1),
        .bound = people == family->fill ? AB_BOUND_SEATS : AB_BOUND_NOTHING,
    };
    return lot;
}

static void call(struct ab_run *run, struct ab_family *family, int64_t people)
{
    const int load = ab_outline_add(run, lot_of(run, family, people, false),
                                    ++run->evacuation.of[family->evacuation].loads);
    if (load == AB_NOBODY) {
        ab_run_out_of_memory(run);
        return;
    }
    family->called += people;
    ab_simulation_resume(&run->simulation, (uint16_t)AB_EV_CHALK_READY, (uint32_t)load);
}

static void call_for(struct ab_run *run, struct ab_family *family)
{
    while (without_call(family) >= family->fill && !run->out_of_memory) {
        call(run, family, family->fill);
    }
    if (without_call(family) > 0 && is_due(run, family, family->promised + family->called)) {
        call(run, family, without_call(family));
    }
}

/* When those at the door fill an aircraft for the one family there is, or the last of them is
 * cleared. */
static ab_time next_full(const struct ab_run *run, int evacuation)
{
    const struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    const struct ab_family *family = families_of(run, evacuation);
    const int64_t lacking = family->fill - without_call(family);
    const int64_t left = state->people - state->door.person;
    const int64_t before = (lacking < left ? lacking : left) - 1;
    struct ab_walk walk = state->door;
    pass_by(run, evacuation, &walk, before > 0 ? before : 0);
    return walk.cleared;
}

/* When an aircraft is to be called next if nobody boards before: a family fills one, one of them has
 * waited for the longest wait, or nobody more comes. */
static ab_time next_call(const struct ab_run *run, int evacuation)
{
    const struct ab_evacuation *plan = plan_of(run, evacuation);
    const struct ab_family *family = families_of(run, evacuation);
    if (plan->share_count == 0 && plan->longest_wait == AB_TIME_NEVER) {
        return next_full(run, evacuation);
    }
    struct ab_walk walk = run->evacuation.of[evacuation].door;
    int64_t waiting[AB_FAMILIES_MAX];
    ab_time limit = AB_TIME_NEVER, last = AB_TIME_NEVER;
    for (int i = 0; i < ab_evacuation_families(plan); i++) {
        waiting[i] = without_call(&family[i]);
        if (waiting[i] > 0 && plan->longest_wait != AB_TIME_NEVER) {
            const ab_time first =
                cleared_behind(run, &family[i], family[i].promised + family[i].called);
            limit = first + plan->longest_wait < limit ? first + plan->longest_wait : limit;
        }
    }
    while (walk.count > 0 && walk.cleared < limit) {
        last = walk.cleared;
        int64_t *some = &waiting[walk.family];
        if (*some <= 0 && *some + walk.count > 0 && plan->longest_wait != AB_TIME_NEVER) {
            limit = last + plan->longest_wait < limit ? last + plan->longest_wait : limit;
        }
        *some += walk.count;
        if (*some >= family[walk.family].fill) {
            return last;
        }
        go_on(run, evacuation, &walk, walk.count);
    }
    return walk.count > 0 ? limit : last;
}

static void plan_look(struct ab_run *run, int evacuation, ab_time when)
{
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    ab_simulation_cancel(&run->simulation, state->look);
    state->look = when == AB_TIME_NEVER
                      ? AB_EVENT_NONE
                      : ab_simulation_plan(&run->simulation, when, AB_PRIORITY_NORMAL,
                                           (uint16_t)AB_EV_EVACUATION, (uint32_t)evacuation);
}

/* Looks at them again at this instant, after what happens now. */
static void ask_for_look(struct ab_run *run, int evacuation)
{
    if (plan_of(run, evacuation)->calls_flights && !run->evacuation.of[evacuation].ended) {
        plan_look(run, evacuation, ab_now(run));
    }
}

void ab_evacuation_look(struct ab_run *run, int evacuation)
{
    run->evacuation.of[evacuation].look = AB_EVENT_NONE;
    clear_people(run, evacuation);
    struct ab_family *family = families_of(run, evacuation);
    for (int i = 0; i < ab_evacuation_families(plan_of(run, evacuation)); i++) {
        call_for(run, &family[i]);
    }
    plan_look(run, evacuation, next_call(run, evacuation));
}

/* --- when it is over -------------------------------------------------------------------------- */

struct ab_evacuation_count ab_evacuation_count(const struct ab_run *run, int evacuation)
{
    const struct ab_family *family = families_of(run, evacuation);
    struct ab_evacuation_count count = {0};
    for (int i = 0; i < ab_evacuation_families(plan_of(run, evacuation)); i++) {
        count.cleared += family[i].cleared;
        count.aboard += family[i].aboard;
        count.delivered += family[i].delivered;
    }
    return count;
}

/* Back-hauls are counted as well, but none is asked for by its id. */
static void tell(struct ab_run *run, enum ab_milestone_event event, int evacuation, int airfield,
                 int64_t amount)
{
    const bool has_id = evacuation < run->scenario->evacuation_count;
    ab_milestone_note_evacuees(run, event, has_id ? evacuation : AB_NOBODY, airfield, amount);
}

static void close_if_over(struct ab_run *run, int evacuation)
{
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    const struct ab_evacuation_count count = ab_evacuation_count(run, evacuation);
    assert(state->over == AB_TIME_NEVER);
    if (count.aboard > 0 || count.delivered + state->left < state->people) {
        return;
    }
    state->over = ab_now(run);
    tell(run, AB_ON_EVACUATION_OVER, evacuation, plan_of(run, evacuation)->airfield, 1);
    run->evacuation.going_on -= evacuation < run->scenario->evacuation_count;
    if (run->evacuation.going_on == 0 && run->scenario->general.end == AB_END_EVACUATED) {
        ab_simulation_stop(&run->simulation);
    }
}

/* Counts the waits, up to now, of those who have come and are not aboard. */
static void count_waits(struct ab_run *run, int evacuation)
{
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    struct ab_walk walk = state->door;
    while (walk.count > 0 && walk.arrived <= ab_now(run)) {
        state->processing_ms += (double)walk.count * (double)(ab_now(run) - walk.arrived);
        go_on(run, evacuation, &walk, walk.count);
    }
    for (int i = 0; i < ab_evacuation_families(plan_of(run, evacuation)); i++) {
        const struct ab_family *family = &families_of(run, evacuation)[i];
        walk = family->gate;
        count_waits_of(run, family, family->cleared, &walk);
    }
}

void ab_evacuation_settle(struct ab_run *run)
{
    for (int e = 0; e < run->scenario->evacuation_count; e++) {
        if (run->evacuation.of[e].from != AB_TIME_NEVER && !run->evacuation.of[e].ended) {
            clear_people(run, e);
            count_waits(run, e);
        }
    }
}

/* A call that nobody is left for. */
static void lapse(struct ab_run *run, int load)
{
    struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_family *family = family_of_load(run, chalk);
    chalk->lot = lot_of(run, family, 0, false);
    if (chalk->state >= 0) {
        ab_stage_charge_load(run, load, -1);
    }
}

/* The calls of whom others have taken aboard, or will, lapse, the latest first: an aircraft is called
 * for those who come now when it is time for these. One that would be called now for who is left
 * stands, and so does that of the load that is answered now. */
static void lapse_in_excess(struct ab_run *run, struct ab_family *family, int answered)
{
    for (int k = run->chalk_count - 1; without_call(family) < 0; k--) {
        assert(k >= 0);
        const struct ab_chalk *chalk = &run->chalk[k];
        if (k == answered || !chalk->lot->evacuation || chalk->tasked != AB_TIME_NEVER ||
            family_of_load(run, chalk) != family) {
            continue;
        }
        const int64_t people = chalk->lot->people;
        if (people + without_call(family) > 0 &&
            is_due(run, family, family->promised + family->called - people)) {
            return;
        }
        family->called -= people;
        lapse(run, k);
    }
}

void ab_evacuation_end(struct ab_run *run, int evacuation)
{
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    struct ab_family *family = families_of(run, evacuation);
    state->end = AB_EVENT_NONE;
    if (state->over != AB_TIME_NEVER) {
        return;
    }
    clear_people(run, evacuation);
    count_waits(run, evacuation);
    plan_look(run, evacuation, AB_TIME_NEVER);
    state->ended = true;
    state->over_by = ab_now(run);
    const struct ab_evacuation_count count = ab_evacuation_count(run, evacuation);
    state->left = state->people - count.aboard - count.delivered;
    for (int i = 0; i < ab_evacuation_families(plan_of(run, evacuation)); i++) {
        family[i].promised = family[i].called = 0;
    }
    for (int k = 0; k < run->chalk_count; k++) {
        const struct ab_lot *lot = run->chalk[k].lot;
        if (lot->evacuation && family_of_load(run, &run->chalk[k])->evacuation == evacuation &&
            !run->chalk[k].boarded) {
            lapse(run, k);
        }
    }
    close_if_over(run, evacuation);
}

/* --- what is told afterwards ------------------------------------------------------------------ */

static void tell_of_those_alone(const struct ab_evacuation_state *state, ab_time step, ab_time end,
                                ab_evacuees_told *come, ab_evacuees_told *cleared, void *owner)
{
    for (int64_t before = 0, i = 0; i < state->people; before = i) {
        const ab_time first = comes_at(state, i), last = ab_time_steps(first, step) * step;
        i = who_have_come(state, before, last < end ? last : end);
        if (i == before) { /* nobody else by then */
            return;
        }
        come(owner, first, i - before);
        cleared(owner, first, i - before);
    }
}

void ab_run_evacuees_come(const struct ab_run *run, ab_time step, ab_evacuees_told *come,
                          ab_evacuees_told *cleared, void *owner)
{
    for (int e = 0; e < ab_scenario_evacuations(run->scenario); e++) {
        const struct ab_evacuation_state *state = &run->evacuation.of[e];
        const ab_time end = state->ended ? state->over_by : ab_now(run);
        struct ab_walk walk;
        if (state->from == AB_TIME_NEVER) {
            continue;
        }
        if (come_alone(state)) {
            tell_of_those_alone(state, step, end, come, cleared, owner);
            continue;
        }
        begin_walk(run, e, &walk);
        while (walk.count > 0 && walk.arrived <= end) {
            come(owner, walk.arrived, walk.count);
            if (walk.cleared <= end) {
                cleared(owner, walk.cleared, walk.count);
            }
            go_on(run, e, &walk, walk.count);
        }
    }
}

void ab_run_evacuees_off(const struct ab_run *run, ab_evacuees_told *off, void *owner)
{
    for (int i = 0; i < run->evacuation.notes; i++) {
        off(owner, run->evacuation.note[i].time, run->evacuation.note[i].people);
    }
}

/* --- begin ------------------------------------------------------------------------------------ */

/* What of its types may carry a family, and which it fills: the most numerous. */
static void find_types(struct ab_run *run, struct ab_family *family)
{
    const struct ab_scenario *scenario = run->scenario;
    const struct ab_evacuation *plan = plan_of(run, family->evacuation);
    const struct ab_contingent *party = &scenario->contingent[family->party];
    int64_t tails = -1;
    family->planned_type = AB_NOBODY;
    for (int f = 0; f < scenario->fleet_count; f++) {
        const int type = scenario->fleet[f].type;
        const double payload =
            ab_contingent_allows(party, AB_OUT, f) && ab_scenario_most_aircraft(scenario, f) > 0
                ? ab_scenario_planned_payload(scenario, party, f, AB_OUT, false)
                : -1;
        const int64_t people = ab_evacuation_capacity(scenario, plan, type, payload);
        const int64_t most = ab_evacuation_capacity(scenario, plan, type, (double)INFINITY);
        if (payload < 0 || people < 1) {
            continue;
        }
        const int64_t own = ab_fleet_tails_of_type(scenario, family->party, AB_OUT, type);
        family->types |= (uint64_t)1 << type;
        family->most = most > family->most ? most : family->most;
        if (own > tails || (own == tails && type < family->planned_type)) {
            tails = own;
            family->planned_type = type;
            family->fill = plan->call_size > 0 ? plan->call_size : people;
        }
    }
    family->most = family->fill > family->most ? family->fill : family->most;
}

/* How often it may change how fast its people are cleared. */
static int changes_of_pace(const struct ab_scenario *scenario, int evacuation)
{
    int changes = 0;
    for (int i = 0; i < scenario->change_count; i++) {
        const struct ab_change *change = &scenario->change[i];
        changes += change->section == AB_SECTION_EVACUATION && change->index == evacuation &&
                   change->offset == offsetof(struct ab_evacuation, processing_rate);
    }
    return changes;
}

bool ab_evacuation_prepare(struct ab_run *run)
{
    int next = 0;
    bool good = true;
    run->evacuation.families = ab_scenario_families(run->scenario);
    for (int e = 0; e < ab_scenario_evacuations(run->scenario); e++) {
        const struct ab_evacuation *plan = ab_scenario_evacuation(run->scenario, e);
        const size_t paces = 1 + (size_t)changes_of_pace(run->scenario, e);
        run->evacuation.of[e].plan = plan;
        run->evacuation.of[e].pace =
            ab_arena_take(run->arena, paces * sizeof *run->evacuation.of[e].pace);
        good = good && run->evacuation.of[e].pace != NULL;
        run->evacuation.of[e].first_family = next;
        for (int i = 0; i < ab_evacuation_families(plan); i++, next++) {
            struct ab_family *family = &run->evacuation.family[next];
            const bool has_loads = e < run->scenario->evacuation_count;
            *family = (struct ab_family){.evacuation = e, .number = i, .party = AB_NOBODY};
            if (has_loads && plan->calls_flights) {
                family->party = run->scenario->contingent_count + next;
                find_types(run, family);
                family->lot =
                    ab_arena_take(run->arena, (2 * (size_t)family->most + 2) * sizeof *family->lot);
                good = good && family->lot != NULL;
            }
        }
    }
    return good;
}

int ab_evacuation_most_loads(const struct ab_run *run)
{
    int64_t loads = 0;
    for (int f = 0; f < run->evacuation.families; f++) {
        const struct ab_family *family = &run->evacuation.family[f];
        const struct ab_evacuation *plan = plan_of(run, family->evacuation);
        const double most = plan->people->mean > 0 || plan->arrival_points == 0
                                ? plan->people->high
                                : (double)plan->arrivals[plan->arrival_points - 1].people;
        loads += family->fill > 0 ? (int64_t)most / family->fill + 1 : 0;
    }
    return loads <= AB_LOADS_MAX ? (int)loads : AB_LOADS_MAX + 1;
}

/* People are cleared as the plan says from a moment on. */
static void set_pace(struct ab_run *run, int evacuation, double since)
{
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    const double rate = state->plan->processing_rate > 0 ? state->plan->processing_rate : HUGE_VAL;
    if (state->paces > 1 && state->pace[state->paces - 1].since >= since) {
        state->paces--; /* of changes at one instant the last holds */
    }
    state->pace[state->paces++] = (struct ab_pace){since, rate};
    state->has_door |= !isinf(rate) || !ab_hours_are_always(&state->plan->processing_hours);
}

void ab_evacuation_reset(struct ab_run *run)
{
    run->evacuation.notes = 0;
    run->evacuation.carried = 0;
    run->evacuation.going_on = run->scenario->evacuation_count;
    for (int e = 0; e < ab_scenario_evacuations(run->scenario); e++) {
        const struct ab_evacuation *plan = plan_of(run, e);
        struct ab_evacuation_state *state = &run->evacuation.of[e];
        int64_t people =
            ab_luck_count(run, plan->people, stream_of(run, e, AB_FOR_BACKHAUL_PEOPLE), 0);
        if (plan->arrival_points > 0 && !(plan->people->high > 0)) {
            people = plan->arrivals[plan->arrival_points - 1].people;
        }
        *state = (struct ab_evacuation_state){.plan = plan,
                                              .people = people,
                                              .from = AB_TIME_NEVER,
                                              .over = AB_TIME_NEVER,
                                              .look = AB_EVENT_NONE,
                                              .end = AB_EVENT_NONE,
                                              .first_family = state->first_family,
                                              .pace = state->pace,
                                              .door = {.cleared = AB_TIME_NEVER}};
        set_pace(run, e, 0);
        struct ab_family *family = families_of(run, e);
        for (int i = 0; i < ab_evacuation_families(plan); i++) {
            family[i].cleared = family[i].promised = family[i].called = 0;
            family[i].aboard = family[i].delivered = 0;
        }
    }
}

/* When it ends by date, of all or as it has become. */
static void plan_end(struct ab_run *run, int evacuation)
{
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    const ab_time end = ab_luck_when(run, &state->plan->until, run->command.request,
                                     stream_of(run, evacuation, AB_FOR_EVACUATION_END));
    ab_simulation_cancel(&run->simulation, state->end);
    state->end = end == AB_TIME_NEVER
                     ? AB_EVENT_NONE
                     : ab_simulation_plan(&run->simulation, ab_time_later(end, ab_now(run)),
                                          AB_PRIORITY_NORMAL, (uint16_t)AB_EV_EVACUATION_END,
                                          (uint32_t)evacuation);
}

static void begin(struct ab_run *run, int evacuation)
{
    const struct ab_evacuation *plan = plan_of(run, evacuation);
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    state->from = ab_luck_when(run, &plan->from, ab_now(run),
                               stream_of(run, evacuation, AB_FOR_BACKHAUL_READY));
    begin_walk(run, evacuation, &state->door);
    for (int i = 0; i < ab_evacuation_families(plan); i++) {
        families_of(run, evacuation)[i].gate = state->door;
    }
    if (evacuation >= run->scenario->evacuation_count) {
        return;
    }
    plan_end(run, evacuation);
    if (plan->calls_flights) {
        plan_look(run, evacuation, next_call(run, evacuation));
    }
    close_if_over(run, evacuation); /* nobody comes */
}

void ab_evacuation_schedule(struct ab_run *run)
{
    for (int e = 0; e < ab_scenario_evacuations(run->scenario); e++) {
        begin(run, e);
    }
}

/* --- changes ---------------------------------------------------------------------------------- */

/* Who is not cleared yet is so at another pace. */
static void look_again(const struct ab_run *run, int evacuation, struct ab_walk *walk)
{
    if (walk->count > 0 && walk->cleared > ab_now(run)) {
        walk->busy = walk->before;
        look_at_next(run, evacuation, walk);
    }
}

static void change_pace(struct ab_run *run, int evacuation)
{
    struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    const bool has_begun = state->from != AB_TIME_NEVER;
    if (has_begun) {
        clear_people(run, evacuation);
    }
    if (!has_begun || ab_now(run) < state->from) { /* nobody was cleared at another */
        state->paces = 0;
        state->has_door = false;
    }
    set_pace(run, evacuation, (double)ab_now(run) + 0.5);
    if (has_begun) {
        look_again(run, evacuation, &state->door);
        for (int i = 0; i < ab_evacuation_families(state->plan); i++) {
            look_again(run, evacuation, &families_of(run, evacuation)[i].gate);
        }
    }
}

void ab_evacuation_changed(struct ab_run *run, int evacuation, size_t offset)
{
    const struct ab_evacuation_state *state = &run->evacuation.of[evacuation];
    if (offset == offsetof(struct ab_evacuation, processing_rate)) {
        change_pace(run, evacuation);
    }
    if (state->from == AB_TIME_NEVER || state->over != AB_TIME_NEVER) {
        return;
    }
    if (offset == offsetof(struct ab_evacuation, until) && !state->ended) {
        plan_end(run, evacuation);
    }
    ask_for_look(run, evacuation);
}

/* --- called loads ----------------------------------------------------------------------------- */

bool ab_evacuation_stands(struct ab_run *run, int load)
{
    const struct ab_chalk *chalk = &run->chalk[load];
    const struct ab_family *family = family_of_load(run, chalk);
    const bool stands = chalk->lot->people > 0; /* else they have gone, at once when it was known */
    clear_people(run, family->evacuation);
    if (!stands) {
        lapse(run, load);
        ask_for_look(run, family->evacuation);
    }
    return stands;
}

void ab_evacuation_forget(struct ab_run *run, int load)
{
    struct ab_chalk *chalk = &run->chalk[load];
    if (chalk->tail != AB_NOBODY) {
        ab_flow_forget(run, load);
    }
    chalk->called = chalk->tasked = AB_TIME_NEVER;
    chalk->tail = chalk->sortie = AB_NOBODY;
}

/* As many of those who are there, and are not promised to others, as a type may take. */
static int64_t who_may_board(const struct ab_run *run, const struct ab_family *family, int type,
                             int to)
{
    const struct ab_evacuation *plan = plan_of(run, family->evacuation);
    const int64_t there = family->cleared - family->promised;
    const int64_t room = ab_evacuation_capacity(
        run->scenario, plan, type, ab_fuel_payload(run, type, plan->airfield, to, NULL));
    const int64_t people = there < room ? there : room;
    return people < family->most ? people : family->most;
}

void ab_evacuation_promise(struct ab_run *run, int load, int type, int to)
{
    struct ab_chalk *chalk = &run->chalk[load];
    struct ab_family *family = family_of_load(run, chalk);
    family->called -= chalk->lot->people;
    const int64_t people = who_may_board(run, family, type, to);
    family->promised += people;
    chalk->lot = lot_of(run, family, people, true);
    lapse_in_excess(run, family, load);
    ask_for_look(run, family->evacuation);
}

void ab_evacuation_board(struct ab_run *run, int load, int type, int to)
{
    struct ab_chalk *chalk = &run->chalk[load];
    struct ab_family *family = family_of_load(run, chalk);
    assert(!ab_evacuation_is_void(chalk) && "its aircraft has given up");
    clear_people(run, family->evacuation);
    family->promised -= chalk->lot->people;
    const int64_t promised = chalk->lot->people; /* they go, though fuel for fewer is left */
    int64_t people = who_may_board(run, family, type, to);
    people = people > promised ? people : promised;
    take_aboard(run, family, people);
    chalk->lot = lot_of(run, family, people, true);
    chalk->boarded = true;
    lapse_in_excess(run, family, load);
    ask_for_look(run, family->evacuation);
}

/* --- people aboard ---------------------------------------------------------------------------- */

/* Whether a family may go where an empty leg goes. */
static bool may_go(const struct ab_run *run, const struct ab_family *family,
                   const struct ab_sortie_record *sortie)
{
    const struct ab_evacuation *plan = plan_of(run, family->evacuation);
    const struct ab_tail *tail = &run->tail[sortie->tail];
    const bool homeward = sortie->purpose == AB_PURPOSE_RETURN || sortie->destination == tail->home;
    if (plan->share_count > 0) {
        return plan->shares[family->number].index == sortie->destination;
    }
    return ab_references_name(&plan->to, sortie->destination) || (homeward && plan->to.count == 0);
}

static bool may_board(struct ab_run *run, const struct ab_family *family,
                      const struct ab_sortie_record *sortie)
{
    const struct ab_evacuation *plan = plan_of(run, family->evacuation);
    const bool is_backhaul = family->evacuation >= run->scenario->evacuation_count;
    assert(run->evacuation.of[family->evacuation].from != AB_TIME_NEVER); /* nobody flies before */
    if (plan->airfield != sortie->origin || (!is_backhaul && !plan->fills_returns) ||
        run->evacuation.of[family->evacuation].ended || !may_go(run, family, sortie) ||
        (plan->fleets.count > 0 &&
         !ab_references_name(&plan->fleets, run->tail[sortie->tail].fleet))) {
        return false;
    }
    clear_people(run, family->evacuation);
    return family->cleared > family->promised;
}

void ab_evacuation_fill_return(struct ab_run *run, struct ab_sortie_record *sortie)
{
    struct ab_tail *tail = &run->tail[sortie->tail];
    for (int f = 0; f < run->evacuation.families; f++) {
        struct ab_family *family = &run->evacuation.family[f];
        if (!may_board(run, family, sortie)) {
            continue;
        }
        const struct ab_evacuation *plan = plan_of(run, family->evacuation);
        const int64_t room = ab_evacuation_capacity(
            run->scenario, plan, tail->type,
            ab_fuel_payload(run, tail->type, sortie->origin, sortie->destination, NULL));
        const int64_t there = family->cleared - family->promised;
        const int64_t people = there < room ? there : room;
        if (people > 0) {
            take_aboard(run, family, people);
            sortie->passengers = people;
            tail->family = f;
            lapse_in_excess(run, family, AB_NOBODY);
            ask_for_look(run, family->evacuation);
            return;
        }
    }
}

/* The family aboard, and how many of them. */
static struct ab_family *aboard(const struct ab_run *run, const struct ab_sortie_record *sortie,
                                int64_t *people)
{
    if (sortie->chalk == AB_NOBODY) {
        *people = sortie->passengers;
        return &run->evacuation.family[run->tail[sortie->tail].family];
    }
    *people = run->chalk[sortie->chalk].lot->people;
    return family_of_load(run, &run->chalk[sortie->chalk]);
}

static void note(struct ab_run *run, int64_t people)
{
    if (!AB_EXTEND(run->evacuation.note, run->evacuation.note_room, run->evacuation.notes)) {
        ab_run_out_of_memory(run);
        return;
    }
    run->evacuation.note[run->evacuation.notes++] =
        (struct ab_evacuation_note){ab_now(run), people};
}

void ab_evacuation_took_off(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    int64_t people;
    const int evacuation = aboard(run, sortie, &people)->evacuation;
    if (sortie->chalk == AB_NOBODY) {
        tell(run, AB_ON_BACKHAUL, evacuation, sortie->origin, people);
        tell(run, AB_ON_BACKHAUL_FLIGHT, evacuation, sortie->origin, 1);
    }
    tell(run, AB_ON_EVACUEES, evacuation, sortie->origin, people);
    tell(run, AB_ON_EVACUATION_FLIGHT, evacuation, sortie->origin, 1);
}

void ab_evacuation_delivered(struct ab_run *run, const struct ab_sortie_record *sortie)
{
    int64_t people;
    struct ab_family *family = aboard(run, sortie, &people);
    family->aboard -= people;
    family->delivered += people;
    note(run, people);
    run->evacuation.carried += sortie->passengers;
    tell(run, AB_ON_EVACUATED, family->evacuation, sortie->destination, people);
    close_if_over(run, family->evacuation);
}
