/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bound_places.c - what the teams, working places, stands and runways that loads must use allow at best. */
#include "model/bounds.h"

#include "base/memory.h"
#include "scenario/keys.h"
#include "scenario/rules.h"

#include <assert.h>
#include <limits.h>
#include <stddef.h>
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

struct ab_bound_places {
    int64_t *most[4]; /* by airfield, of any time: teams, working places, stands, runways */
    int64_t *stands;  /* that an aircraft of a contingent takes at the least */
    struct pool *pool;
    int pools;
    struct call *call;
    int calls;
    struct ab_job *job; /* scratch, JOBS of them */
};

static const enum ab_limit_kind kind_of_most[4] = {AB_LIMIT_TEAMS, AB_LIMIT_WORKING,
                                                   AB_LIMIT_STANDS, AB_LIMIT_RUNWAY};
static const size_t field_of_most[4] = {
    offsetof(struct ab_airfield, preparation_teams), offsetof(struct ab_airfield, working_mog),
    offsetof(struct ab_airfield, parking_mog), offsetof(struct ab_airfield, runways)};

/* --- what is the same in all replications ------------------------------------------------------- */

static void find_most(const struct ab_run *run)
{
    const struct ab_scenario *scenario = run->original;
    for (int i = 0; i < scenario->airfield_count; i++) {
        for (int m = 0; m < 4; m++) {
            run->bounds->place->most[m][i] = ab_scenario_most(
                scenario, AB_SECTION_AIRFIELD, i, &scenario->airfield[i], field_of_most[m]);
        }
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

/* --- pools --------------------------------------------------------------------------------------- */

static bool are_same(const struct ab_references *a, const struct ab_references *b)
{
    return a->count == b->count &&
           memcmp(a->index, b->index, (size_t)a->count * sizeof *a->index) == 0;
}

/* The pool of some fields: one field has its own, for several the latest are looked through. */
static int pool_of(struct ab_bound_places *places, const struct ab_contingent *plan, int airfields)
{
    enum { LOOKS = 16 };
    const struct ab_goals goals = ab_contingent_goals(plan, AB_IN);
    if (goals.count == 1) {
        return goals.airfield[0];
    }
    for (int p = places->pools; p-- > airfields && p >= places->pools - LOOKS;) {
        if (are_same(places->pool[p].fields, &plan->apod)) {
            return p;
        }
    }
    places->pool[places->pools] =
        (struct pool){.airfield = goals.airfield[0], .fields = &plan->apod};
    return places->pools++;
}

/* Calls in the order of contingents. */
static void find_calls(const struct ab_run *run, struct ab_bound_places *places)
{
    const int airfields = run->scenario->airfield_count;
    places->pools = airfields;
    for (int i = 0; i < airfields; i++) {
        places->pool[i] = (struct pool){.airfield = i};
    }
    for (int c = 0; c < run->scenario->contingent_count; c++) {
        const struct ab_contingent *plan = &run->scenario->contingent[c];
        const struct ab_goals goals = ab_contingent_goals(plan, AB_IN);
        places->stands[c] = least_stands(run->scenario, run->bounds->plan[c].types);
        if (!ab_bounds_flies(run->bounds, c)) {
            continue;
        }
        places->call[places->calls++] = (struct call){plan->apoe, (unsigned)c & INT_MAX, true};
        if (!may_be_elsewhere(run->scenario, &goals)) {
            places->call[places->calls++] =
                (struct call){pool_of(places, plan, airfields), (unsigned)c & INT_MAX, false};
        }
    }
}

/* And by pool: `spare` is room for as many. From the back, so that ends become beginnings. */
static void gather_calls(struct ab_bound_places *places, struct call *spare)
{
    for (int i = 0; i < places->calls; i++) {
        places->pool[places->call[i].pool].end++;
        spare[i] = places->call[i];
    }
    for (int p = 0, end = 0; p < places->pools; p++) {
        end += places->pool[p].end;
        places->pool[p].first = places->pool[p].end = end;
    }
    for (int i = places->calls; i-- > 0;) {
        places->call[--places->pool[spare[i].pool].first] = spare[i];
    }
}

bool ab_bound_places_prepare(struct ab_run *run)
{
    const size_t airfields = (size_t)run->scenario->airfield_count;
    const size_t contingents = (size_t)run->scenario->contingent_count;
    struct ab_bound_places *places = ab_arena_take(run->arena, sizeof *places);
    run->bounds->place = places;
#define TAKE(member, count)                                                                        \
    ((places->member = ab_arena_take(run->arena, ((count) + 1) * sizeof *places->member)) != NULL)
    bool taken = places != NULL;
    for (int m = 0; taken && m < 4; m++) {
        taken = TAKE(most[m], airfields);
    }
    if (!taken || !TAKE(stands, contingents) || !TAKE(pool, airfields + contingents) ||
        !TAKE(call, 2 * contingents) || !TAKE(job, JOBS)) {
        return false;
    }
#undef TAKE
    find_most(run);
    find_calls(run, places);
    struct call *spare = ab_memory_take((size_t)places->calls + 1, sizeof *spare);
    if (spare) {
        gather_calls(places, spare);
        ab_memory_give(spare);
    }
    return spare != NULL;
}

/* --- what is asked of a place -------------------------------------------------------------------- */

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
        job->head =
            call->begins
                ? ready
                : ab_time_later(ready + errand->lift,
                                ab_bounds_earliest(run, call->contingent) + errand->landing);
        job->time = call->begins ? errand->onload : errand->offload;
        job->tail = (call->begins ? errand->rest : 0) + errand->onward;
        break;
    case AB_LIMIT_STANDS:
        job->head = ab_bounds_overhead(run, call->contingent, errand);
        job->time = errand->put_down + errand->service;
        job->tail = errand->onward - errand->service;
        job->machines = run->bounds->place->stands[call->contingent];
        return !call->begins && !run->bounds->plan[call->contingent].ends_at_home && job->time > 0;
    default:
        job->head = call->begins ? ready + errand->onload
                                 : ab_bounds_overhead(run, call->contingent, errand);
        job->time = call->begins ? errand->takeoff : errand->landing;
        job->tail =
            (call->begins ? errand->rest - errand->takeoff : errand->offload) + errand->onward;
    }
    return job->time > 0;
}

/* Those that a pool has at most; AB_NO_LIMIT. */
static int64_t most_of(const struct ab_bound_places *places, const struct pool *pool, int most)
{
    if (pool->fields == NULL) {
        return places->most[most][pool->airfield];
    }
    int64_t all = 0;
    for (int i = 0; i < pool->fields->count && all < AB_NO_LIMIT; i++) {
        const int64_t own = places->most[most][pool->fields->index[i]];
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
        const struct call *call = &bounds->place->call[work->call];
        work->load = work->load == AB_NOBODY ? bounds->first[call->contingent] : work->load;
        for (; work->load < bounds->end[call->contingent]; work->load++) {
            if (jobs == work->room) {
                return jobs;
            }
            const struct ab_errand errand = ab_bounds_errand(work->run, work->load);
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
        .job = run->bounds->place->job,
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
        const int c = bounds->place->call[i].contingent;
        loads += bounds->end[c] - bounds->first[c];
    }
    return loads;
}

/* Of each contingent, and of all: their jobs stand one behind the other, if there is room. */
static void bound_pool(struct ab_run *run, const struct pool *pool, int most)
{
    const struct ab_bounds *bounds = run->bounds;
    const int64_t machines = most_of(bounds->place, pool, most);
    const enum ab_limit_kind kind = kind_of_most[most];
    const int thing = pool->fields == NULL ? pool->airfield : AB_NOBODY;
    if (machines >= AB_NO_LIMIT || !is_asked(run, pool, most)) {
        return;
    }
    const bool fit = loads_of(bounds, pool) <= JOBS;
    struct work all = work_of(run, most, pool->first, pool->end);
    int last = 0;
    for (int i = pool->first; i < pool->end; i++) {
        const int contingent = bounds->place->call[i].contingent;
        struct work own = work_of(run, most, i, i + 1);
        own.job += fit ? all.jobs : 0;
        own.room -= fit ? all.jobs : 0;
        find_jobs(&own);
        join(&all, &own);
        last = own.jobs > 0 ? own.jobs : last;
        ab_bounds_raise(run, contingent, weigh(&own, machines, &run->unit[contingent].record.limit),
                        kind, thing);
    }
    if (!fit) {
        find_jobs(&all);
    }
    if (all.jobs > last) { /* of more than one contingent */
        ab_bounds_raise_force(run, weigh(&all, machines, &run->limit), kind, thing);
    }
}

void ab_bound_places(struct ab_run *run)
{
    for (int p = 0; p < run->bounds->place->pools; p++) {
        for (int most = 0; most < 4; most++) {
            bound_pool(run, &run->bounds->place->pool[p], most);
        }
    }
}
