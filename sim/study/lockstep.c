/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* lockstep.c - makes replications on several threads and tells them in order. */
#include "study/lockstep.h"

#include "base/clock.h"
#include "base/memory.h"
#include "study/order.h"
#include "study/threads.h"

#include <stdatomic.h>
#include <string.h>

enum { REPLICATIONS_MAX = 10000000, BLOCK_MAX = 16, SLOTS_PER_THREAD = 4 * BLOCK_MAX };

/* Threads take pieces of about so much work at a time, so that they seldom get in each other's
 * way. */
static const double block_s = 1e-3;

/* What the threads share. Piece p of the work is replication p / scenarios, from 0, of scenario p %
 * scenarios; the ring holds a whole number of replications, so that a slot is always of the same
 * scenario. */
struct job {
    const struct ab_lockstep *lockstep;
    struct ab_order order;
    struct ab_replication *slot; /* of the thread that makes its piece until it is submitted */
    struct ab_arena *arena;      /* holds the slots' arrays */
    atomic_int wanted;           /* replications, as `take` said last */
    bool all_told, refused;      /* `take` wanted no more: it has all; or it cannot go on */
    atomic_bool memory_out;
};

enum ab_status ab_lockstep_check(const struct ab_study_options *options, struct ab_errors *errors)
{
    if (options->replications < 1 || options->replications > REPLICATIONS_MAX) {
        return ab_errors_refuse(errors, "%d replications asked for: it must be 1 to %d",
                                options->replications, REPLICATIONS_MAX);
    }
    if (options->threads < 0 || options->threads > AB_THREADS_MAX) {
        return ab_errors_refuse(errors,
                                "%d threads asked for: it must be 1 to %d, or 0 for all cores",
                                options->threads, AB_THREADS_MAX);
    }
    if (options->trace < 0 || options->trace > options->replications) {
        return ab_errors_refuse(errors,
                                "replication %d cannot be traced: replications 1 to %d are run",
                                options->trace, options->replications);
    }
    const int fewest =
        options->replications < AB_UNTIL_LEAST ? options->replications : AB_UNTIL_LEAST;
    if (options->precisions > 0 &&
        (options->least < fewest || options->least > options->replications ||
         options->trace > options->least)) {
        return ab_errors_refuse(
            errors,
            "at least %d and at most %d replications asked for: the least must be %d "
            "or more, no more than the most, and hold the traced one",
            options->least, options->replications, AB_UNTIL_LEAST);
    }
    return AB_OK;
}

/* ---- telling ---- */

static bool tell(void *owner, int64_t piece)
{
    struct job *job = owner;
    const struct ab_lockstep *lockstep = job->lockstep;
    const int scenario = (int)(piece % lockstep->scenarios);
    const struct ab_replication *replication = &job->slot[piece % job->order.slots];
    const int wanted = lockstep->take(lockstep->owner, scenario, replication);
    if (wanted < 0) {
        job->refused = true;
        return false;
    }
    atomic_store(&job->wanted, wanted);
    job->all_told = scenario == lockstep->scenarios - 1 && replication->number >= wanted;
    return !job->all_told;
}

static void tell_progress(struct job *job)
{
    const struct ab_study_options *options = job->lockstep->options;
    if (options->progress != NULL) {
        const int wanted = atomic_load(&job->wanted);
        const int done = (int)(ab_order_head(&job->order) / job->lockstep->scenarios);
        options->progress(options->progress_owner, done, done > wanted ? done : wanted);
    }
}

/* ---- making ---- */

/* memcpy whose source may be NULL when there is nothing to copy. */
static void copy_records(void *to, const void *from, int count, size_t size)
{
    if (count > 0) {
        memcpy(to, from, (size_t)count * size);
    }
}

static void collect(struct ab_replication *replication, const struct ab_scenario *scenario,
                    const struct ab_run *run)
{
    ab_run_measures(run, replication->measure);
    ab_run_milestones(run, replication->milestone);
    ab_run_chain(run, replication->chain_h);
    ab_run_waits(run, replication->wait_h, replication->wait_flights);
    copy_records(replication->contingent, ab_run_contingents(run), scenario->contingent_count,
                 sizeof *replication->contingent);
    copy_records(replication->site, ab_run_sites(run), scenario->site_count,
                 sizeof *replication->site);
}

/* Simulates a piece into its slot; *run is that of its scenario, NULL before the first. False when
 * memory is out, or when interrupted. */
static bool make_piece(struct job *job, struct ab_run **run, int64_t piece)
{
    const struct ab_lockstep *lockstep = job->lockstep;
    const struct ab_study_options *study = lockstep->options;
    const struct ab_scenario *scenario = lockstep->scenario[piece % lockstep->scenarios];
    struct ab_replication *replication = &job->slot[piece % job->order.slots];
    replication->number = (int)(piece / lockstep->scenarios) + 1;
    replication->scenario = (int)(piece % lockstep->scenarios);
    const struct ab_run_options options = {
        .seed = study->seed,
        .replication = (uint32_t)replication->number,
        .trace = replication->number == study->trace,
        .interrupted = study->interrupted,
    };
    if (*run == NULL) {
        *run = ab_run_create(scenario);
    }
    if (*run == NULL || !ab_run_replicate(*run, &options, &replication->outcome)) {
        return false;
    }
    collect(replication, scenario, *run);
    return lockstep->look == NULL || lockstep->look(lockstep->owner, *run, replication);
}

static bool is_interrupted(const struct job *job)
{
    const atomic_bool *interrupted = job->lockstep->options->interrupted;
    return interrupted != NULL && atomic_load(interrupted);
}

/* Takes pieces until none is left, or until interrupted; false when memory is out. Only one thread,
 * the leader, tells the progress. */
static bool make_pieces(struct job *job, struct ab_run **run, bool leads)
{
    const int scenarios = job->lockstep->scenarios;
    int64_t first, end;
    int size = 1;
    while (!is_interrupted(job) && ab_order_take(&job->order, size, &first, &end)) {
        const double begun = ab_clock_seconds();
        int64_t piece = first;
        bool good = true;
        while (good && piece < end && !is_interrupted(job)) {
            good = make_piece(job, &run[piece % scenarios], piece);
            piece += good;
        }
        ab_order_submit(&job->order, first, piece);
        if (!good) {
            return is_interrupted(job);
        }
        size = ab_order_next_size(end - first, ab_clock_seconds() - begun, block_s, BLOCK_MAX);
        if (leads) {
            tell_progress(job);
        }
    }
    return true;
}

static void work(void *memory, bool leads)
{
    struct job *job = memory;
    const int scenarios = job->lockstep->scenarios;
    struct ab_run **run = ab_memory_take((size_t)scenarios, sizeof(struct ab_run *));
    if (run == NULL || !make_pieces(job, run, leads)) {
        atomic_store(&job->memory_out, true);
    }
    ab_order_close(&job->order); /* whatever the reason, it is one for all threads */
    for (int i = 0; run != NULL && i < scenarios; i++) {
        ab_run_destroy(run[i]);
    }
    ab_memory_give(run);
}

/* ---- the whole ---- */

/* Gives a slot its arrays; false when memory is out. */
static bool furnish(struct ab_arena *arena, struct ab_replication *slot,
                    const struct ab_scenario *scenario)
{
    const size_t measures = (size_t)ab_measure_count(scenario);
    const size_t milestones = (size_t)scenario->milestone_count;
    const size_t contingents = (size_t)scenario->contingent_count;
    const size_t sites = (size_t)scenario->site_count;
    slot->measure = ab_arena_take(arena, measures * sizeof *slot->measure);
    slot->milestone = ab_arena_take(arena, milestones * sizeof *slot->milestone);
    slot->chain_h = ab_arena_take(arena, AB_LINK_COUNT * sizeof *slot->chain_h);
    slot->wait_h = ab_arena_take(arena, AB_CAUSE_COUNT * sizeof *slot->wait_h);
    slot->wait_flights = ab_arena_take(arena, AB_CAUSE_COUNT * sizeof *slot->wait_flights);
    slot->contingent = ab_arena_take(arena, contingents * sizeof *slot->contingent);
    slot->site = ab_arena_take(arena, sites * sizeof *slot->site);
    return slot->measure != NULL && slot->milestone != NULL && slot->chain_h != NULL &&
           slot->wait_h != NULL && slot->wait_flights != NULL && slot->contingent != NULL &&
           slot->site != NULL;
}

/* Makes the ring for so many threads; false when memory is out. */
static bool prepare(struct job *job, int threads, int64_t pieces)
{
    const struct ab_lockstep *lockstep = job->lockstep;
    const int scenarios = lockstep->scenarios;
    const int replications = (threads * SLOTS_PER_THREAD + scenarios - 1) / scenarios;
    const int slots = replications * scenarios;
    job->arena = ab_arena_create(0);
    job->slot = ab_memory_take((size_t)slots, sizeof *job->slot);
    bool good = job->arena != NULL && job->slot != NULL;
    for (int i = 0; good && i < slots; i++) {
        good = furnish(job->arena, &job->slot[i], lockstep->scenario[i % scenarios]);
    }
    return good && ab_order_init(&job->order, slots, threads, 0, pieces, tell, job);
}

/* Works with a ring that is there. */
static enum ab_status run_job(struct job *job, int *threads, struct ab_errors *errors)
{
    const struct ab_study_options *options = job->lockstep->options;
    *threads = ab_threads_run(*threads, work, job);
    const int told = (int)(ab_order_head(&job->order) / job->lockstep->scenarios);
    ab_order_clear(&job->order);
    if (job->all_told) { /* a signal that came after the last one has nothing left to stop */
        if (options->progress != NULL) {
            options->progress(options->progress_owner, told, told);
        }
        return AB_OK;
    }
    if (job->refused) {
        return AB_IO_ERROR;
    }
    return *threads == 0 || job->memory_out ? ab_errors_out_of_memory(errors) : AB_INTERRUPTED;
}

enum ab_status ab_lockstep_run(const struct ab_lockstep *lockstep, int *threads,
                               struct ab_errors *errors)
{
    const struct ab_study_options *options = lockstep->options;
    const int64_t pieces = (int64_t)options->replications * lockstep->scenarios;
    struct job job = {.lockstep = lockstep, .wanted = options->replications};
    *threads = ab_threads_wanted(options->threads, pieces);
    const enum ab_status status = prepare(&job, *threads, pieces) ? run_job(&job, threads, errors)
                                                                  : ab_errors_out_of_memory(errors);
    ab_memory_give(job.slot);
    ab_arena_destroy(job.arena);
    return status;
}
