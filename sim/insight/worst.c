/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worst.c - denials as points of an inquiry, and which of them hurts most. */
#include "insight/worst.h"

#include "base/caseless.h"
#include "base/memory.h"
#include "insight/race.h"
#include "insight/value.h"
#include "scenario/keys.h"
#include "scenario/rules.h"
#include "study/moments.h"
#include "study/study.h"

#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Replications that tell whether a thing matters at all; at how many moments a denial may begin. */
enum { IDLE_RUNS = 5, MOMENTS_LEAST = 8, MOMENTS_MAX = 48 };
/* In how many replications it is sought when what seems idle matters: what does in 1 of 50 is found but for 5
 * times in 100. What matters in no more than one of so many is rare. */
enum { SOUGHT = 150, RARE = 5 };
/* How many overrides a denial has, but for those of changes. */
enum { OF_DENIAL = 11 };
#define ALPHA 0.05
/* What a closed airfield, and a ground stop, are called, and what is behind it where the plan has such. */
#define BEGINS "denial-begins"
#define ENDS   "denial-ends"
#define STOP   "denial"

struct work {
    const struct ab_worst_question *question;
    const struct ab_scenario *scenario;
    struct ab_worst *worst;
    struct ab_errors *errors;
    double *base;         /* [begun] of the plan, where what its hours are since had come */
    double *loss;         /* [denials][replications] */
    int begun, idle_runs; /* so many begun, or all, are in these first replications */
    int sought;           /* replications in which it is known when what is rare matters */
    ab_time moment[MOMENTS_MAX];
};

/* ---- what can be denied ---- */

static const char *say(struct ab_arena *arena, const char *format, const char *a, const char *b)
{
    const size_t size = strlen(format) + strlen(a) + strlen(b) + 1;
    char *text = ab_arena_take(arena, size);
    if (text != NULL) {
        (void)snprintf(text, size, format, a, b); /* NOLINT: the formats are below */
    }
    return text;
}

static bool add_thing(struct ab_worst *worst, const struct ab_denied *thing, int room)
{
    assert(worst->things < room);
    (void)room;
    worst->thing[worst->things++] = *thing;
    return thing->what != NULL && thing->name != NULL;
}

/* The way that a contingent comes first, if it flies: from its origin to its hub, or its destinations. */
static int destinations(const struct ab_contingent *contingent, const int **to)
{
    if (!ab_contingent_flies_in(contingent)) {
        return 0;
    }
    if (contingent->via != AB_NOBODY) {
        *to = &contingent->via;
        return 1;
    }
    *to = contingent->apod.index;
    return contingent->apod.count;
}

static bool flies(const struct ab_contingent *contingent, int from, int to)
{
    const int *end = NULL;
    const int ends = destinations(contingent, &end);
    for (int i = 0; i < ends && contingent->apoe == from; i++) {
        if (end[i] == to) {
            return true;
        }
    }
    return false;
}

/* The ids of those that fly a way, with commas. */
static const char *list_users(const struct work *work, int from, int to)
{
    const struct ab_scenario *scenario = work->scenario;
    const char *list = NULL;
    for (int i = 0; i < scenario->contingent_count; i++) {
        const struct ab_contingent *contingent = &scenario->contingent[i];
        if (flies(contingent, from, to)) {
            list = list == NULL ? contingent->named.id
                                : say(work->worst->arena, "%s, %s", list, contingent->named.id);
            if (list == NULL) {
                return NULL;
            }
        }
    }
    return list;
}

static bool list_ways(struct work *work, int room)
{
    struct ab_worst *worst = work->worst;
    const struct ab_scenario *scenario = work->scenario;
    bool good = true;
    for (int from = 0; from < scenario->airfield_count && good; from++) {
        for (int to = 0; to < scenario->airfield_count && good; to++) {
            bool flown = false;
            for (int i = 0; i < scenario->contingent_count && !flown; i++) {
                flown = flies(&scenario->contingent[i], from, to);
            }
            if (!flown) {
                continue;
            }
            const struct ab_airfield *a = &scenario->airfield[from], *b = &scenario->airfield[to];
            const struct ab_denied way = {
                .kind = AB_DENIED_WAY,
                .index = from,
                .to = to,
                .what = say(worst->arena, "way.%s-%s", a->named.id, b->named.id),
                .name = say(worst->arena, "%s to %s", a->name, b->name),
                .contingents = list_users(work, from, to),
                .destination = b->named.id,
            };
            good = way.contingents != NULL && add_thing(worst, &way, room);
        }
    }
    return good;
}

/* What says whether a thing that is denied is open or, a fleet, in service. */
static const char *const openness[AB_DENIED_KINDS] = {".open", ".active", ""};

/* The next change of that, as of ab_scenario_next_change. */
static const struct ab_change *next_change(const struct ab_scenario *scenario,
                                           const struct ab_denied *denied, int *place)
{
    return denied->kind == AB_DENIED_FLEET
               ? ab_scenario_next_change(scenario, AB_SECTION_FLEET, denied->index,
                                         offsetof(struct ab_fleet, active), place)
               : ab_scenario_next_change(scenario, AB_SECTION_AIRFIELD, denied->index,
                                         offsetof(struct ab_airfield, open), place);
}

static bool opens(const struct ab_change *change)
{
    return *(const bool *)change->bytes;
}

/* Whether an airfield is open when the plan begins, or one day. */
static bool is_there(const struct ab_scenario *scenario, const struct ab_denied *denied)
{
    bool there = scenario->airfield[denied->index].open;
    const struct ab_change *change;
    for (int place = 0; !there && (change = next_change(scenario, denied, &place)) != NULL;) {
        there = opens(change);
    }
    return there;
}

/* Lists airfields that are open one day, fleets, and the ways of contingents. */
static bool list_things(struct work *work)
{
    struct ab_worst *worst = work->worst;
    const struct ab_scenario *scenario = work->scenario;
    int room = scenario->airfield_count + scenario->fleet_count;
    for (int i = 0; i < scenario->contingent_count; i++) {
        const int *to;
        room += destinations(&scenario->contingent[i], &to);
    }
    worst->thing = ab_arena_take(worst->arena, ((size_t)room + 1) * sizeof *worst->thing);
    bool good = worst->thing != NULL;
    for (int i = 0; i < scenario->airfield_count && good; i++) {
        const struct ab_airfield *airfield = &scenario->airfield[i];
        const struct ab_denied thing = {
            .kind = AB_DENIED_AIRFIELD,
            .index = i,
            .to = AB_NOBODY,
            .what = say(worst->arena, "airfield.%s%s", airfield->named.id, ""),
            .name = airfield->name};
        good = !is_there(scenario, &thing) || add_thing(worst, &thing, room);
    }
    for (int i = 0; i < scenario->fleet_count && good; i++) {
        const struct ab_fleet *fleet = &scenario->fleet[i];
        const struct ab_denied thing = {
            .kind = AB_DENIED_FLEET,
            .index = i,
            .to = AB_NOBODY,
            .what = say(worst->arena, "fleet.%s%s", fleet->named.id, ""),
            .name = say(worst->arena, "fleet %s%s", fleet->named.id, "")};
        good = add_thing(worst, &thing, room);
    }
    return good && list_ways(work, room);
}

/* ---- denials as overrides ---- */

struct denial_text {
    const struct ab_scenario *scenario;
    struct ab_override *override;
    int count; /* -1: memory is out */
    struct ab_arena *arena;
    const char *number, *time[2]; /* behind its ids; when it begins and ends */
};

/* Adds SECTION.ID.KEY = VALUE, `kind` being SECTION.ID without its number. */
static void state(struct denial_text *text, const char *kind, const char *key, const char *value)
{
    const char *section = say(text->arena, "%s%s", kind, text->number);
    const char *whole = section != NULL ? say(text->arena, "%s.%s", section, key) : NULL;
    if (text->count >= 0 && value != NULL && whole != NULL) {
        text->override[text->count++] = (struct ab_override){.key = whole, .value = value};
    } else {
        text->count = -1;
    }
}

static const char *time_text(struct ab_arena *arena, ab_time time)
{
    char text[40];
    (void)snprintf(text, sizeof text, "%" PRId64 " ms", time);
    return ab_arena_copy_text(arena, text);
}

/* Gives a key another value for a while, which nobody knew of. */
static void change(struct denial_text *text, const char *key, const char *value, const char *again)
{
    static const char *const kind[2] = {"change." BEGINS, "change." ENDS};
    for (int i = 0; i < 2; i++) {
        state(text, kind[i], "at", text->time[i]);
        state(text, kind[i], "key", key);
        state(text, kind[i], "value", i == 0 ? value : again);
        state(text, kind[i], "foreseen", "no");
    }
}

static bool may_alter(const struct ab_scenario *scenario, const struct ab_change *planned)
{
    const struct ab_past *past = &scenario->past;
    return !past->is_given ||
           (ab_change_is_to_come(planned, past->at) && !ab_change_is_of_past(scenario, planned));
}

/* Whether the plan opens it once in spite of any denial. */
static bool is_opened(const struct ab_scenario *scenario, const struct ab_denied *denied)
{
    const struct ab_change *planned = NULL;
    bool opened = false;
    for (int place = 0; denied->kind != AB_DENIED_WAY && !opened &&
                        (planned = next_change(scenario, denied, &place)) != NULL;) {
        opened = opens(planned) && !may_alter(scenario, planned);
    }
    return opened;
}

/* Shuts a field, or takes a fleet out of service, for a while. What the plan would open meanwhile stays shut;
 * then it is as the plan has it. A change whose moment is drawn counts where all that it may be does. What was
 * known in the past of a run that goes on stays: there the plan's opening ends the denial. */
static void shut(struct denial_text *text, const struct ab_denied *denied, ab_time from,
                 ab_time until)
{
    const struct ab_scenario *scenario = text->scenario;
    bool again = denied->kind != AB_DENIED_AIRFIELD || scenario->airfield[denied->index].open;
    double last = 0;
    const struct ab_change *planned;
    for (int place = 0; (planned = next_change(scenario, denied, &place)) != NULL;) {
        const struct ab_bracket at = ab_when_range(&planned->at, AB_AT_START);
        if (opens(planned) && text->count >= 0 && may_alter(scenario, planned) &&
            at.low >= (double)from && at.high < (double)until) {
            const char *key = say(text->arena, "change.%s.%s", planned->named.id, "value");
            text->override[text->count] = (struct ab_override){.key = key, .value = "no"};
            text->count = key != NULL ? text->count + 1 : -1;
        }
        if (at.high <= (double)until && at.high >= last) {
            last = at.high;
            again = opens(planned);
        }
    }
    change(text, say(text->arena, "%s%s", denied->what, openness[denied->kind]), "no",
           again ? "yes" : "no");
}

static void stop(struct denial_text *text, const struct ab_denied *denied, bool unforeseen)
{
    state(text, "flow." STOP, "direction", "both");
    state(text, "flow." STOP, "contingents", denied->contingents);
    state(text, "flow." STOP, "airfields", denied->destination);
    if (unforeseen) {
        const char *section = say(text->arena, "flow." STOP "%s%s", text->number, "");
        change(text, section != NULL ? say(text->arena, "%s.%s", section, "flights") : NULL, "0",
               "unlimited");
    } else {
        state(text, "flow." STOP, "flights", "0");
        state(text, "flow." STOP, "from", text->time[0]);
        state(text, "flow." STOP, "until", text->time[1]);
    }
}

/* Whether the plan has a section that a denial with a number behind its ids would alter. */
static bool is_taken(const struct ab_scenario *scenario, const char *number)
{
    static const char *const id[] = {BEGINS, ENDS, STOP};
    bool taken = false;
    for (int k = 0; k < 3; k++) {
        const size_t length = strlen(id[k]);
        const bool is_flow = strcmp(id[k], STOP) == 0;
        const int count = is_flow ? scenario->flow_count : scenario->change_count;
        for (int i = 0; i < count && !taken; i++) {
            const char *other = is_flow ? scenario->flow[i].named.id : scenario->change[i].named.id;
            taken = ab_caseless_begins(other, id[k]) && strcmp(other + length, number) == 0;
        }
    }
    return taken;
}

/* The overrides of a denial, one of some at once: *last is what was behind the ids of that before, 0 before the
 * first. */
static int override_next(const struct ab_worst_question *question, const struct ab_denied *denied,
                         ab_time from, ab_time lasts, int *last, struct ab_override **override,
                         struct ab_arena *arena)
{
    char number[16] = "";
    const struct ab_scenario *scenario = ab_inquiry_scenario(question->inquiry);
    const size_t room = OF_DENIAL + (size_t)scenario->change_count;
    do {
        *last += 1;
        if (*last > 1) {
            (void)snprintf(number, sizeof number, "-%d", *last);
        }
    } while (is_taken(scenario, number));
    struct denial_text text = {
        .scenario = scenario,
        .override = ab_arena_take(arena, room * sizeof *text.override),
        .arena = arena,
        .number = number,
        .time = {time_text(arena, from), time_text(arena, from + lasts)},
    };
    if (text.override == NULL) {
        return 0;
    }
    if (denied->kind == AB_DENIED_WAY) {
        stop(&text, denied, question->unforeseen);
    } else {
        shut(&text, denied, from, from + lasts);
    }
    *override = text.override;
    return text.count > 0 ? text.count : 0;
}

int ab_denial_overrides(const struct ab_worst_question *question, const struct ab_denied *denied,
                        ab_time from, ab_time lasts, struct ab_override **override,
                        struct ab_arena *arena)
{
    int last = 0;
    return override_next(question, denied, from, lasts, &last, override, arena);
}

static enum ab_status take_point(struct work *work, const struct ab_denied *denied, ab_time from,
                                 ab_time lasts, int *point)
{
    struct ab_override *override = NULL;
    struct ab_arena *arena = ab_arena_create(1024);
    const int count =
        arena != NULL ? ab_denial_overrides(work->question, denied, from, lasts, &override, arena)
                      : 0;
    const enum ab_status status =
        count > 0 ? ab_inquiry_point(work->question->inquiry, override, count, point, work->errors)
                  : ab_errors_out_of_memory(work->errors);
    ab_arena_destroy(arena);
    return status;
}

/* ---- values ---- */

static enum ab_status take_value(struct work *work, int point, int replication, double *value)
{
    const struct ab_cell cell = {point, replication};
    return ab_insight_value(value, work->question->inquiry, cell, work->question->measure,
                            "a denial makes no scenario that can be simulated", work->errors);
}

/* Makes replications of the plan, and keeps their values. Refused where in none of them what its hours are
 * since had come, or that lacks in some and denials, which begin with the usual request, come too late. */
static enum ab_status run_base(struct work *work)
{
    struct ab_worst *worst = work->worst;
    struct ab_moments moments = {0};
    int unbegun = 0; /* the first that had not */
    enum ab_status status =
        ab_inquiry_point(work->question->inquiry, NULL, 0, &worst->base_point, work->errors);
    if (status == AB_OK) {
        status = ab_inquiry_make(work->question->inquiry, &worst->base_point, 1, 1,
                                 worst->replications, work->errors);
    }
    for (int i = 0; i < worst->replications && status == AB_OK; i++) {
        const struct ab_cell cell = {worst->base_point, i + 1};
        if (work->begun < IDLE_RUNS) {
            work->idle_runs = i + 1;
        }
        if (ab_insight_is_unbegun(work->question->inquiry, cell, work->question->measure)) {
            unbegun = unbegun == 0 ? cell.replication : unbegun;
        } else {
            status = take_value(work, cell.point, cell.replication, &work->base[work->begun]);
            ab_moments_add(&moments, work->base[work->begun++]);
        }
    }
    const bool is_late =
        ab_request_usual(work->scenario) >= work->scenario->general.horizon; /* for any denial */
    if (status == AB_OK && unbegun > 0 && (work->begun == 0 || is_late)) {
        double none;
        status = take_value(work, worst->base_point, unbegun, &none);
    }
    worst->base_mean = ab_moments_mean(&moments);
    return status;
}

/* By when nine in ten of the plan's replications had what is asked about, where that is hours since the
 * request; else by when they had ended. */
static ab_time last_moment(const struct work *work)
{
    const struct ab_inquiry *inquiry = work->question->inquiry;
    const struct ab_worst *worst = work->worst;
    double *sorted = work->loss; /* not used yet */
    char buffer[128];
    const char *name =
        ab_measure_name(work->scenario, work->question->measure, buffer, sizeof buffer);
    const bool is_since = ab_measure_is_since_request(name);
    const double request = (double)ab_request_usual(work->scenario);
    const int n = is_since ? work->begun : worst->replications;
    for (int i = 0; i < n; i++) {
        const ab_time end = ab_inquiry_followed(inquiry, worst->base_point, i + 1).followed;
        sorted[i] = is_since ? request + work->base[i] * (double)AB_HOUR : (double)end;
    }
    gsl_sort(sorted, 1, (size_t)n);
    return ab_time_round(sorted[(int)(0.9 * (n - 1))]);
}

/* From the request, or where the plan goes on from a past from then on: half a denial apart, or by halves of that
 * so many, or so that they are no more. */
static void choose_moments(struct work *work)
{
    struct ab_worst *worst = work->worst;
    const ab_time request = ab_request_usual(work->scenario), last = last_moment(work);
    const struct ab_past *past = &work->scenario->past;
    const ab_time first = past->is_given && past->at > request ? past->at : request;
    const ab_time whole = last > first ? last - first : 0;
    ab_time step = work->question->lasts / 2 > 0 ? work->question->lasts / 2 : 1;
    while (whole > 0 && whole / step + 1 < MOMENTS_LEAST && step > 1) {
        step /= 2;
    }
    if (whole / step >= MOMENTS_MAX) {
        step = whole / (MOMENTS_MAX - 1);
    }
    for (ab_time from = first; from <= last && worst->moments < MOMENTS_MAX; from += step) {
        work->moment[worst->moments++] = from;
    }
}

/* ---- what matters at all ---- */

/* Whether the measure is another at a point than in the plan. */
static enum ab_status differ(struct work *work, int point, int replication, bool *differs)
{
    const struct ab_inquiry *inquiry = work->question->inquiry;
    double value = ab_inquiry_value(inquiry, point, replication, 0);
    enum ab_status status = AB_OK;
    if (!ab_is_beyond(value)) {
        status = take_value(work, point, replication, &value);
    }
    *differs = value != ab_inquiry_value(inquiry, work->worst->base_point, replication, 0);
    return status;
}

/* Makes the first replications with a thing denied all the time. */
static enum ab_status deny_all(struct work *work, const struct ab_denied *thing, int runs,
                               int *point)
{
    const enum ab_status status = take_point(work, thing, ab_request_usual(work->scenario),
                                             work->scenario->general.horizon, point);
    return status == AB_OK
               ? ab_inquiry_make(work->question->inquiry, point, 1, 1, runs, work->errors)
               : status;
}

/* In how many of the first replications denying a thing all the time, if that can be, alters the measure. */
static enum ab_status count_first(struct work *work, const struct ab_denied *thing, int *count)
{
    const int runs = work->idle_runs;
    int point = AB_NOBODY;
    enum ab_status status = deny_all(work, thing, runs, &point);
    *count = 0;
    for (int i = 1; i <= runs && status == AB_OK; i++) {
        bool differs;
        status = differ(work, point, i, &differs);
        *count += differs;
    }
    return status;
}

/* The point at which some things are denied all the time. */
static enum ab_status take_joint(struct work *work, const int *thing, int things, int *point)
{
    struct ab_override all[AB_INQUIRY_OVERRIDES_MAX], *override = NULL;
    struct ab_arena *arena = ab_arena_create(1024);
    int count = 0, last = 0, one = arena != NULL;
    for (int i = 0; i < things && one > 0; i++) {
        one = override_next(work->question, &work->worst->thing[thing[i]],
                            ab_request_usual(work->scenario), work->scenario->general.horizon,
                            &last, &override, arena);
        assert(count + one <= AB_INQUIRY_OVERRIDES_MAX);
        for (int k = 0; k < one; k++) {
            all[count++] = override[k];
        }
    }
    const enum ab_status status =
        one > 0 ? ab_inquiry_point(work->question->inquiry, all, count, point, work->errors)
                : ab_errors_out_of_memory(work->errors);
    ab_arena_destroy(arena);
    return status;
}

/* Finds out in which replications a thing that seems idle matters when it is denied all the time: of those in
 * which all of some do at once. */
static enum ab_status seek_rare(struct work *work, struct ab_denied *thing, const bool *together)
{
    struct ab_cell cell[SOUGHT];
    int cells = 0, point = AB_NOBODY, count = 0;
    const size_t all = (size_t)work->sought;
    enum ab_status status = deny_all(work, thing, work->idle_runs, &point);
    thing->matters = ab_arena_take(work->worst->arena, all * sizeof *thing->matters);
    if (status == AB_OK && thing->matters == NULL) {
        status = ab_errors_out_of_memory(work->errors);
    }
    for (int i = 0; i < work->sought && status == AB_OK; i++) {
        thing->matters[i] = false;
        if (together[i] || i < work->idle_runs) {
            cell[cells++] = (struct ab_cell){point, i + 1};
        }
    }
    if (status == AB_OK) {
        status = ab_inquiry_make_cells(work->question->inquiry, cell, cells, work->errors);
    }
    for (int i = 0; i < cells && status == AB_OK; i++) {
        bool *matters = &thing->matters[cell[i].replication - 1];
        status = differ(work, point, cell[i].replication, matters);
        count += *matters;
    }
    thing->is_idle = count == 0;
    thing->is_rare = count * RARE <= work->sought;
    return status;
}

/* Does so for some things; of several, the replications are left out in which it makes no difference that all of
 * them are denied. */
static enum ab_status seek_some(struct work *work, const int *thing, int things)
{
    bool together[SOUGHT];
    int point = AB_NOBODY;
    enum ab_status status = AB_OK;
    if (things > 1) {
        status = take_joint(work, thing, things, &point);
        status = status == AB_OK ? ab_inquiry_make(work->question->inquiry, &point, 1, 1,
                                                   work->sought, work->errors)
                                 : status;
    }
    for (int i = 0; i < work->sought && status == AB_OK; i++) {
        together[i] = true;
        if (things > 1) {
            status = differ(work, point, i + 1, &together[i]);
        }
    }
    for (int i = 0; i < things && status == AB_OK; i++) {
        status = seek_rare(work, &work->worst->thing[thing[i]], together);
    }
    return status;
}

/* Finds out what is idle, and what matters rarely. What the plan opens in spite of a denial is neither. Airfields
 * that nobody needs may be many, and are tried many at once; fleets and ways are for something. */
static enum ab_status find_idle(struct work *work)
{
    struct ab_worst *worst = work->worst;
    const int part = AB_INQUIRY_OVERRIDES_MAX / (OF_DENIAL + work->scenario->change_count);
    int *field = ab_memory_take((size_t)worst->things + 1, sizeof *field), fields = 0;
    enum ab_status status = field != NULL ? AB_OK : ab_errors_out_of_memory(work->errors);
    for (int i = 0; i < worst->things && status == AB_OK; i++) {
        struct ab_denied *thing = &worst->thing[i];
        int count;
        status = count_first(work, thing, &count);
        const bool seems_idle =
            count * RARE <= work->idle_runs && !is_opened(work->scenario, thing);
        if (status == AB_OK && seems_idle && thing->kind == AB_DENIED_AIRFIELD) {
            field[fields++] = i;
        } else if (status == AB_OK && seems_idle) {
            status = seek_some(work, &i, 1);
        }
    }
    for (int from = 0, some; from < fields && status == AB_OK; from += some) {
        some = part < 1 ? 1 : part < fields - from ? part : fields - from;
        status = seek_some(work, field + from, some);
    }
    ab_memory_give(field);
    return status;
}

/* Whether a thing that is idle when it is denied from the first is so, too, when that begins at any moment, in one
 * replication: who is on the way to it then may lose what nobody does who knew of it. */
static enum ab_status doubt_idle(struct work *work, struct ab_denied *thing)
{
    const int moments = work->worst->moments, replication = work->idle_runs;
    int point[MOMENTS_MAX];
    enum ab_status status = AB_OK;
    for (int k = 0; k < moments && status == AB_OK; k++) {
        status = take_point(work, thing, work->moment[k], work->question->lasts, &point[k]);
    }
    if (status == AB_OK) {
        status = ab_inquiry_make(work->question->inquiry, point, moments, replication, replication,
                                 work->errors);
    }
    for (int k = 0; k < moments && status == AB_OK && thing->is_idle; k++) {
        bool differs;
        status = differ(work, point[k], replication, &differs);
        thing->is_idle = !differs;
        thing->is_rare = !differs;
    }
    return status;
}

/* ---- denials ---- */

static enum ab_status list_denials(struct work *work)
{
    struct ab_worst *worst = work->worst;
    enum ab_status status = find_idle(work);
    for (int i = 0; i < worst->things && status == AB_OK; i++) {
        status = worst->thing[i].is_idle ? doubt_idle(work, &worst->thing[i]) : AB_OK;
        for (int k = 0; k < worst->moments && status == AB_OK && !worst->thing[i].is_idle; k++) {
            struct ab_denial *denial = &worst->denial[worst->denials++];
            *denial = (struct ab_denial){
                .denied = i, .from = work->moment[k], .may_be_worst = true, .goes_on = true};
            status = take_point(work, &worst->thing[i], denial->from, work->question->lasts,
                                &denial->point);
        }
    }
    return status;
}

static double *losses_of(const struct work *work, int denial)
{
    return work->loss + (size_t)denial * (size_t)work->worst->replications;
}

/* Whether a denial is made in a replication: where it is rare, in a few first ones, then where it matters. */
static bool is_made(const struct work *work, const struct ab_denial *denial, int replication)
{
    const struct ab_denied *thing = &work->worst->thing[denial->denied];
    return !thing->is_rare || replication <= work->idle_runs || replication > work->sought ||
           thing->matters[replication - 1];
}

/* Takes a loss of a run that was made; where it was not there is none. */
static enum ab_status take_loss(struct work *work, int number, int replication)
{
    struct ab_worst *worst = work->worst;
    const struct ab_denial *denial = &worst->denial[number];
    const struct ab_cell cell = {denial->point, replication};
    enum ab_status status = AB_OK;
    double loss = 0;
    if (is_made(work, denial, replication)) {
        if (!ab_insight_is_unbegun(work->question->inquiry, cell, work->question->measure)) {
            double value; /* which is refused where there is none */
            status = take_value(work, cell.point, cell.replication, &value);
        }
        loss = ab_insight_loss(work->question->more_is_better,
                               ab_insight_difference(work->question->inquiry, cell,
                                                     worst->base_point, work->question->measure));
    }
    losses_of(work, number)[replication - 1] = loss;
    worst->thing[denial->denied].largest = fmax(worst->thing[denial->denied].largest, loss);
    return status;
}

/* Brings those that go on to n replications. */
static enum ab_status extend(struct work *work, int n)
{
    struct ab_worst *worst = work->worst;
    size_t cells = 0, room = 1;
    for (int i = 0; i < worst->denials; i++) {
        room += worst->denial[i].goes_on ? (size_t)(n - worst->denial[i].n) : 0;
    }
    struct ab_cell *cell = ab_memory_take(room, sizeof *cell);
    if (cell == NULL) {
        return ab_errors_out_of_memory(work->errors);
    }
    for (int i = 0; i < worst->denials; i++) {
        const struct ab_denial *denial = &worst->denial[i];
        for (int k = denial->n + 1; denial->goes_on && k <= n; k++) {
            if (is_made(work, denial, k)) {
                cell[cells++] = (struct ab_cell){denial->point, k};
            }
        }
    }
    enum ab_status status =
        ab_inquiry_make_cells(work->question->inquiry, cell, (int)cells, work->errors);
    for (int i = 0; i < worst->denials; i++) {
        struct ab_denial *denial = &worst->denial[i];
        for (; denial->goes_on && denial->n < n && status == AB_OK; denial->n++) {
            status = take_loss(work, i, denial->n + 1);
        }
    }
    ab_memory_give(cell);
    return status;
}

/* A thing is not rare where something was lost though it was held not to matter: what was not made of it is made. */
static enum ab_status doubt_rare(struct work *work)
{
    const int n = work->worst->denials > 0 ? work->worst->denial[0].n : 0;
    for (int i = 0; i < work->worst->denials; i++) {
        struct ab_denied *thing = &work->worst->thing[work->worst->denial[i].denied];
        for (int k = 0; k < n && thing->is_rare; k++) {
            thing->is_rare = losses_of(work, i)[k] == 0 || thing->matters[k];
            thing->is_doubted = !thing->is_rare;
        }
    }
    for (int i = 0; i < work->worst->denials; i++) {
        struct ab_denial *denial = &work->worst->denial[i];
        denial->n = work->worst->thing[denial->denied].is_doubted ? 0 : n;
    }
    return extend(work, n);
}

/* Gives a denial its mean loss and intervals, of which one holds for all of them at once. */
static void measure_loss(const struct work *work, int number)
{
    struct ab_denial *denial = &work->worst->denial[number];
    struct ab_moments moments = {0};
    for (int i = 0; i < denial->n; i++) {
        ab_moments_add(&moments, losses_of(work, number)[i]);
    }
    const int most = work->worst->replications;
    const double alpha =
        ab_race_alpha(work->worst->denials, ab_race_looks(AB_RACE_LOOK, most), denial->n == most);
    const struct ab_race_row row =
        ab_race_tell(&moments, work->scenario->general.deterministic, alpha);
    denial->loss = row.mean;
    denial->low = row.own.low;
    denial->high = row.own.high;
    denial->all_low = row.all.low;
    denial->all_high = row.all.high;
}

/* What may be lost on average by what was not seen of a thing in n replications. After the last of them nothing
 * more is to be seen. */
static double unseen(const struct work *work, const struct ab_denied *thing, int n)
{
    return n < work->worst->replications ? fmin(1, 3.0 / n) * thing->largest : 0;
}

/* Whether one denial is less bad than another for sure, both after n replications. */
static bool is_better(const struct work *work, int one, int other, int n, double t)
{
    const struct ab_denied *thing = &work->worst->thing[work->worst->denial[one].denied];
    struct ab_moments difference = {0};
    if (thing->is_rare && n < work->sought) {
        return false;
    }
    for (int i = 0; i < n; i++) {
        ab_moments_add(&difference, losses_of(work, other)[i] - losses_of(work, one)[i]);
    }
    const double margin = n > 1 ? t * ab_moments_sd(&difference) / sqrt(n) : 0;
    return ab_moments_mean(&difference) > margin + unseen(work, thing, n);
}

/* Leaves behind those that are better for sure than the one whose mean loss is the largest: without luck all that
 * are better. */
static void leave_behind(struct work *work, int n)
{
    struct ab_worst *worst = work->worst;
    int largest = AB_NOBODY, left = 0;
    for (int i = 0; i < worst->denials; i++) {
        if (worst->denial[i].may_be_worst) {
            measure_loss(work, i);
            left++;
            if (largest == AB_NOBODY || worst->denial[i].loss > worst->denial[largest].loss) {
                largest = i;
            }
        }
    }
    const bool is_certain = work->scenario->general.deterministic;
    if (left < 2 || (n < 2 && !is_certain)) {
        return;
    }
    const double t =
        is_certain ? 0 : gsl_cdf_tdist_Pinv(1 - ALPHA / AB_RACE_LOOKS / (left - 1), n - 1);
    for (int i = 0; i < worst->denials; i++) {
        struct ab_denial *denial = &worst->denial[i];
        if (i != largest && denial->may_be_worst && is_better(work, i, largest, n, t)) {
            denial->may_be_worst = denial->goes_on = false;
        }
    }
}

static enum ab_status race(struct work *work)
{
    const int all = work->worst->replications, most = all < AB_RACE_FIRST ? all : AB_RACE_FIRST;
    char buffer[128];
    const char *name =
        ab_measure_name(work->scenario, work->question->measure, buffer, sizeof buffer);
    enum ab_status status = AB_OK;
    const bool is_hours = ab_measure_since(name) != AB_SINCE_NOTHING;
    for (int i = 0; i < work->worst->things; i++) {
        work->worst->thing[i].largest = is_hours ? ab_time_hours(work->question->lasts) : 0;
    }
    ab_inquiry_expect(work->question->inquiry, ab_inquiry_runs(work->question->inquiry) +
                                                   (int64_t)work->worst->denials * AB_RACE_LOOK);
    for (int n = 0; n < most && status == AB_OK;) {
        const bool is_first = n == 0;
        n = ab_race_next(n, most);
        status = extend(work, n);
        if (status == AB_OK && is_first) {
            status = doubt_rare(work);
        }
        if (status == AB_OK) {
            leave_behind(work, n);
        }
    }
    return status;
}

/* Those that may be the worst first, each by its loss, equals as they are listed. */
static int compare_denials(const void *a, const void *b)
{
    const struct ab_denial *left = a, *right = b;
    if (left->may_be_worst != right->may_be_worst) {
        return left->may_be_worst ? -1 : 1;
    }
    if (left->loss != right->loss) {
        return left->loss > right->loss ? -1 : 1;
    }
    return left->denied != right->denied ? left->denied - right->denied
                                         : (left->from > right->from) - (left->from < right->from);
}

/* Of a thing the worst denial, or of those that cost something by their own interval; AB_NOBODY: none does. */
static int worst_of(const struct ab_worst *worst, int thing, bool own)
{
    int most = AB_NOBODY;
    for (int i = 0; i < worst->denials; i++) {
        const struct ab_denial *denial = &worst->denial[i];
        if (denial->denied == thing && (!own || denial->low > 0) &&
            (most == AB_NOBODY || compare_denials(denial, &worst->denial[most]) < 0)) {
            most = i;
        }
    }
    return most;
}

/* Says which denials go on to n replications, if any: of each thing the worst that costs something by its own
 * interval, where that which holds for all at once tells too little; and where it is told by that, the worst. */
static bool choose_open(struct work *work, int n)
{
    struct ab_worst *worst = work->worst;
    bool any = false;
    for (int i = 0; i < worst->denials; i++) {
        worst->denial[i].goes_on = false;
    }
    for (int i = 0; i < worst->things; i++) {
        const int own = worst_of(worst, i, true), most = worst_of(worst, i, false);
        if (own != AB_NOBODY) {
            struct ab_denial *denial = &worst->denial[own];
            denial->goes_on =
                denial->n < n && ab_race_is_open(denial->loss, denial->low, denial->all_low);
            worst->denial[most].goes_on |=
                most != own && worst->denial[most].n < n && denial->all_low > 0;
            any = any || denial->goes_on || worst->denial[most].goes_on;
        }
    }
    return any;
}

/* Looks again at those of which it is not known well enough yet what they cost. */
static enum ab_status look_again(struct work *work)
{
    const int most = work->worst->replications;
    enum ab_status status = AB_OK;
    for (int n = AB_RACE_LOOK; n < most && status == AB_OK;) {
        n = ab_race_next(n, most);
        while (status == AB_OK && choose_open(work, n)) {
            status = extend(work, n);
            for (int i = 0; i < work->worst->denials && status == AB_OK; i++) {
                if (work->worst->denial[i].goes_on) {
                    measure_loss(work, i);
                }
            }
        }
    }
    return status;
}

/* ---- the whole ---- */

static enum ab_status work_through(struct work *work)
{
    struct ab_worst *worst = work->worst;
    enum ab_status status = run_base(work);
    if (status == AB_OK && !list_things(work)) {
        status = ab_errors_out_of_memory(work->errors);
    }
    if (status != AB_OK) {
        return status;
    }
    choose_moments(work);
    const size_t most = (size_t)worst->things * (size_t)worst->moments + 1;
    worst->denial = ab_arena_take(worst->arena, most * sizeof *worst->denial);
    ab_memory_give(work->loss);
    work->loss = ab_memory_take(most * (size_t)worst->replications, sizeof *work->loss);
    if (worst->denial == NULL || work->loss == NULL) {
        return ab_errors_out_of_memory(work->errors);
    }
    status = list_denials(work);
    if (status == AB_OK) {
        status = race(work);
    }
    if (status == AB_OK) {
        status = look_again(work);
    }
    if (status == AB_OK) {
        qsort(worst->denial, (size_t)worst->denials, sizeof *worst->denial, compare_denials);
    }
    return status;
}

enum ab_status ab_worst_ask(struct ab_worst *worst, const struct ab_worst_question *question,
                            struct ab_errors *errors)
{
    const struct ab_scenario *scenario = ab_inquiry_scenario(question->inquiry);
    struct work work = {
        .question = question, .scenario = scenario, .worst = worst, .errors = errors};
    *worst = (struct ab_worst){.arena = ab_arena_create(0), .replications = question->replications};
    work.sought = question->replications < SOUGHT ? question->replications : SOUGHT;
    work.base = ab_memory_take((size_t)question->replications, sizeof *work.base);
    work.loss = ab_memory_take((size_t)question->replications, sizeof *work.loss);
    enum ab_status status = AB_OK;
    if (worst->arena == NULL || work.base == NULL || work.loss == NULL) {
        status = ab_errors_out_of_memory(errors);
    } else {
        status = work_through(&work);
    }
    ab_memory_give(work.loss);
    ab_memory_give(work.base);
    return status;
}

void ab_worst_clear(struct ab_worst *worst)
{
    ab_arena_destroy(worst->arena);
    *worst = (struct ab_worst){0};
}
