/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep_run.c - makes the runs of a sweep on several threads and journals them in their order.
 *
 * A thread takes the next few runs, binds the scenario of their design point, and makes them. The
 * line of a run waits in its slot of a ring (order.h) until all runs before it are done; then it
 * goes to the journal. Lines are handed to the system some at a time, those of a moment together:
 * what a killed or interrupted program loses is a fraction of a second of work per thread, the runs
 * that lasted longer than that, and what the others did meanwhile. */
#include "study/sweep.h"

#include "base/clock.h"
#include "study/order.h"
#include "study/threads.h"

#include <math.h>

enum { BLOCK_MAX = 128, SLOTS_PER_THREAD = 3 * BLOCK_MAX, FLUSH_BYTES = 1 << 16 };
static const double block_s = 0.25, flush_s = 0.1, sync_s = 10;

/* The line of a run, with the line of its point before it when it is the first there. */
struct slot {
    struct ab_journal_text text;
    bool failed;
};

/* What the threads of a sweep share. */
struct job {
    const struct ab_experiment *sweep;
    const struct ab_experiment_options *options;
    struct ab_order order;
    struct slot *slot; /* of run r: slot[r % slots], of the thread that makes r until it is done */
    int64_t begun;     /* the run at which this process began */
    atomic_bool memory_out, interrupted;

    /* Of the thread that journals. */
    struct ab_log *log;
    struct ab_errors *errors;
    struct ab_journal_text pending; /* lines for the journal */
    int64_t gathered, written;      /* runs before it are pending; are with the system */
    int64_t failed;                 /* among those journalled */
    double flushed, synced;         /* when, in seconds */
    enum ab_status status;
};

/* ---- the journal ---- */

/* Hands what is pending to the system. */
static void flush(struct job *job)
{
    if (job->status != AB_OK || job->written == job->gathered) {
        return;
    }
    job->status = ab_log_append(job->log, job->pending.bytes, job->pending.used, job->errors);
    job->pending.used = 0;
    if (job->status == AB_OK) {
        job->written = job->gathered;
    }
}

/* Moves the line of the run that is due from the ring to the journal; false when that fails. */
static bool journal_run(void *owner, int64_t run)
{
    struct job *job = owner;
    const struct slot *slot = &job->slot[run % job->order.slots];
    if (!slot->text.failed) { /* else it is not whole */
        ab_journal_text_append(&job->pending, &slot->text);
    }
    if (slot->text.failed || job->pending.failed) {
        atomic_store(&job->memory_out, true);
        return false;
    }
    job->gathered = run + 1;
    job->failed += slot->failed;
    const double now = ab_clock_seconds();
    if (job->pending.used < FLUSH_BYTES && now - job->flushed < flush_s) {
        return true;
    }
    flush(job);
    job->flushed = now;
    if (job->status == AB_OK && now - job->synced >= sync_s) {
        job->status = ab_log_sync(job->log, job->errors);
        job->synced = now;
    }
    return job->status == AB_OK;
}

/* ---- runs ---- */

/* What a thread works with. */
struct worker {
    struct job *job;
    struct ab_point point;
    double *value;     /* [measures of the head] */
    const char **told; /* [keys]: the point's values */
    char (*text)[AB_AXIS_TEXT_SIZE];
};

static void put_point(const struct worker *worker, struct ab_journal_text *text, int64_t number)
{
    const struct ab_design *design = worker->job->sweep->request.design;
    for (int i = 0; i < ab_design_keys(design); i++) {
        worker->told[i] = ab_design_cell(design, number, i, worker->text[i]);
    }
    ab_journal_put_point(text, number, worker->told, ab_design_keys(design));
}

/* Simulates a run and fills its row; false when memory is out, or when interrupted. */
static bool replicate(const struct worker *worker, struct ab_journal_run *row)
{
    const struct ab_experiment *sweep = worker->job->sweep;
    const struct ab_point *point = &worker->point;
    const struct ab_run_options options = {
        .seed = sweep->head.seed,
        .replication = (uint32_t)(row->run % sweep->head.replications) + 1,
        .interrupted = worker->job->options->interrupted,
    };
    struct ab_run_outcome outcome;
    for (int i = 0; i < sweep->head.measures; i++) {
        row->value[i] = (double)NAN;
    }
    row->reason = point->reason;
    if (point->run == NULL) {
        return true;
    }
    if (!ab_run_replicate(point->run, &options, &outcome)) {
        return false;
    }
    ab_run_measures(point->run, point->measured);
    for (int i = 0; i < ab_measure_count(point->scenario); i++) {
        if (point->column[i] != AB_NOBODY) {
            row->value[point->column[i]] = point->measured[i];
        }
    }
    row->events = outcome.events;
    row->hash = outcome.hash;
    row->reason = outcome.complete ? NULL : outcome.reason;
    return true;
}

/* Makes a run and its line; false when memory is out, or when interrupted. */
static bool make_run(struct worker *worker, int64_t run)
{
    struct job *job = worker->job;
    const struct ab_journal_head *head = &job->sweep->head;
    const int64_t number = run / head->replications;
    struct slot *slot = &job->slot[run % job->order.slots];
    struct ab_journal_run row = {.run = run, .value = worker->value};
    if (worker->point.number != number && !ab_point_load(&worker->point, job->sweep, number)) {
        return false;
    }
    if (!replicate(worker, &row)) {
        return false;
    }
    slot->text.used = 0;
    if (run % head->replications == 0 || run == head->first) {
        put_point(worker, &slot->text, number);
    }
    ab_journal_put_run(&slot->text, &row, head->measures);
    slot->failed = row.reason != NULL;
    return true;
}

static void tell_progress(struct job *job)
{
    const struct ab_experiment_options *options = job->options;
    if (options->progress != NULL) {
        const int done = (int)(ab_order_head(&job->order) - job->begun);
        options->progress(options->progress_owner, done, (int)(job->sweep->head.last - job->begun));
    }
}

/* Whether the sweep was interrupted. */
static bool shall_stop(struct job *job)
{
    const atomic_bool *interrupted = job->options->interrupted;
    if (interrupted != NULL && atomic_load(interrupted)) {
        atomic_store(&job->interrupted, true);
    }
    return atomic_load(&job->interrupted);
}

/* Makes runs, some of about block_s at a time: little is then lost when the program is killed, and a
 * scenario is not bound for few runs. False when memory is out and nobody interrupted. */
static bool make_runs(struct worker *worker, bool leads)
{
    struct job *job = worker->job;
    int64_t first, end;
    int size = 1;
    while (!shall_stop(job) && ab_order_take(&job->order, size, &first, &end)) {
        const double begun = ab_clock_seconds();
        for (int64_t run = first; run < end && !shall_stop(job); run++) {
            if (!make_run(worker, run)) {
                return shall_stop(job);
            }
            ab_order_submit(&job->order, run, run + 1);
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
    const struct ab_journal_head *head = &job->sweep->head;
    struct worker worker = {.job = job, .point = {.number = -1}};
    worker.value = ab_memory_take((size_t)head->measures, sizeof *worker.value);
    worker.told = ab_memory_take((size_t)head->keys, sizeof *worker.told);
    worker.text = ab_memory_take((size_t)head->keys, sizeof *worker.text);
    if (worker.value == NULL || worker.told == NULL || worker.text == NULL ||
        !make_runs(&worker, leads)) {
        atomic_store(&job->memory_out, true);
    }
    ab_order_close(&job->order); /* whatever the reason, it is one for all threads */
    ab_point_clear(&worker.point);
    ab_memory_give(worker.text);
    ab_memory_give(worker.told);
    ab_memory_give(worker.value);
}

/* ---- the whole ---- */

static bool take_ring(struct job *job, int threads)
{
    const int slots = threads * SLOTS_PER_THREAD;
    job->slot = ab_memory_take((size_t)slots, sizeof *job->slot);
    return job->slot != NULL && ab_order_init(&job->order, slots, threads, job->begun,
                                              job->sweep->head.last, journal_run, job);
}

static void give_ring(struct job *job)
{
    for (int i = 0; job->slot != NULL && i < job->order.slots; i++) {
        ab_journal_text_clear(&job->slot[i].text);
    }
    ab_memory_give(job->slot);
    ab_journal_text_clear(&job->pending);
}

/* Ends the journal; what went wrong first is told. */
static void finish(struct job *job)
{
    flush(job);
    if (job->status == AB_OK) {
        job->status = ab_log_sync(job->log, job->errors);
    }
    if (job->status == AB_OK && atomic_load(&job->memory_out)) {
        job->status = ab_errors_out_of_memory(job->errors);
    }
    /* A signal that came after the last run has nothing left to stop. */
    if (job->status == AB_OK && job->written < job->sweep->head.last) {
        job->status = AB_INTERRUPTED;
    }
}

enum ab_status ab_experiment_run(const struct ab_experiment *sweep, int64_t *next,
                                 struct ab_log *log, const struct ab_experiment_options *options,
                                 int64_t *failed, struct ab_errors *errors)
{
    const double now = ab_clock_seconds();
    struct job job = {.sweep = sweep,
                      .options = options,
                      .log = log,
                      .errors = errors,
                      .begun = *next,
                      .gathered = *next,
                      .written = *next,
                      .flushed = now,
                      .synced = now};
    const int threads = ab_threads_wanted(options->threads, sweep->head.last - *next);
    *failed = 0;
    if (threads < 1) {
        return AB_OK;
    }
    if (!take_ring(&job, threads)) {
        atomic_store(&job.memory_out, true);
    } else {
        if (ab_threads_run(threads, work, &job) == 0) {
            atomic_store(&job.memory_out, true);
        }
        ab_order_clear(&job.order);
    }
    finish(&job);
    if (job.status == AB_OK && options->progress != NULL) {
        const int done = (int)(job.written - job.begun);
        options->progress(options->progress_owner, done, done);
    }
    *next = job.written;
    *failed = job.failed;
    give_ring(&job);
    return job.status;
}
