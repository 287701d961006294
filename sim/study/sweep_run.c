/* sweep_run.c - makes the runs of a sweep on several threads and journals them in their order.
 *
 * A thread takes the next few runs of one design point, loads that point's scenario, and makes them.
 * The line of a run waits in its slot of a ring until all runs before it are done; then it goes to
 * the journal. Nobody runs further ahead than the ring is long, so that memory is bounded. Lines are
 * handed to the system some at a time, but never later than a moment after they are due: what a
 * killed program loses is a fraction of a second of work per thread. */
#include "study/sweep.h"

#include "study/threads.h"

#include <math.h>
#include <pthread.h>
#include <time.h>

enum { BLOCK_MAX = 128, SLOTS_PER_THREAD = 3 * BLOCK_MAX, FLUSH_BYTES = 1 << 16 };
static const double block_s = 0.25, flush_s = 0.1, sync_s = 10;

/* The line of a run, with the line of its point before it when it is the first there. */
struct slot {
    struct ab_journal_text text;
    bool ready;
};

/* What the threads of a sweep share; all below the lock belongs to who holds it. */
struct job {
    const struct ab_experiment *sweep;
    const struct ab_experiment_options *options;
    struct ab_log *log;
    struct ab_errors *errors;
    int slots;
    struct slot *slot; /* of run r: slot[r % slots], of the thread that makes r until it is ready */
    int64_t begun;     /* the run at which this process began */

    pthread_mutex_t lock;
    pthread_cond_t moved;           /* `head` grew, or `status` is no longer AB_OK */
    int64_t next;                   /* the run that nobody has taken yet */
    int64_t head;                   /* the run that the journal gets next */
    int64_t written;                /* runs before it were handed to the system */
    int64_t failed;                 /* among those made */
    struct ab_journal_text pending; /* lines for the journal */
    double flushed, synced;         /* when, in seconds */
    enum ab_status status;
};

static double seconds_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- the journal; the lock is held ---- */

static void stop(struct job *job, enum ab_status status)
{
    if (job->status == AB_OK) {
        job->status = status;
    }
    (void)pthread_cond_broadcast(&job->moved);
}

static void stop_for_memory(struct job *job)
{
    if (job->status == AB_OK) {
        stop(job, ab_errors_add(job->errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory"));
    }
}

static void flush(struct job *job)
{
    if (job->pending.failed) {
        stop_for_memory(job);
    }
    if (job->status == AB_IO_ERROR || job->pending.used == 0) {
        return;
    }
    const enum ab_status status =
        ab_log_append(job->log, job->pending.bytes, job->pending.used, job->errors);
    job->pending.used = 0;
    if (status == AB_OK) {
        job->written = job->head;
    } else {
        stop(job, status);
    }
}

/* Moves the lines that are due from the ring to the journal. */
static void advance(struct job *job)
{
    const int64_t before = job->head;
    for (;;) {
        struct slot *slot = &job->slot[job->head % job->slots];
        if (!slot->ready || job->head == job->sweep->head.last) {
            break;
        }
        ab_journal_text_append(&job->pending, &slot->text);
        slot->ready = false;
        job->head++;
    }
    if (job->head == before) {
        return;
    }
    (void)pthread_cond_broadcast(&job->moved);
    const double now = seconds_now();
    if (job->pending.used < FLUSH_BYTES && now - job->flushed < flush_s) {
        return;
    }
    flush(job);
    job->flushed = now;
    if (now - job->synced >= sync_s) {
        const enum ab_status status = ab_log_sync(job->log, job->errors);
        if (status != AB_OK) {
            stop(job, status);
        }
        job->synced = now;
    }
}

static void submit(struct job *job, int64_t run, bool failed)
{
    struct slot *slot = &job->slot[run % job->slots];
    (void)pthread_mutex_lock(&job->lock);
    if (slot->text.failed) {
        stop_for_memory(job);
    }
    slot->ready = true;
    job->failed += failed;
    advance(job);
    (void)pthread_mutex_unlock(&job->lock);
}

/* ---- runs ---- */

/* A block of runs of one point. */
struct block {
    int64_t first, last;
};

/* Takes the next runs, at most `size`; false when there are none, or all shall stop. */
static bool take_block(struct job *job, int size, struct block *block)
{
    const struct ab_journal_head *head = &job->sweep->head;
    const atomic_bool *interrupted = job->options->interrupted;
    (void)pthread_mutex_lock(&job->lock);
    /* Somebody else makes the run that all wait for, so this ends. */
    while (job->status == AB_OK && job->next < head->last &&
           job->next + size > job->head + job->slots) {
        (void)pthread_cond_wait(&job->moved, &job->lock);
    }
    if (interrupted != NULL && *interrupted) {
        stop(job, AB_INTERRUPTED);
    }
    const bool taken = job->status == AB_OK && job->next < head->last;
    if (taken) {
        const int64_t point_end = (job->next / head->replications + 1) * head->replications;
        block->first = job->next;
        block->last = block->first + size;
        if (block->last > point_end) {
            block->last = point_end;
        }
        if (block->last > head->last) {
            block->last = head->last;
        }
        job->next = block->last;
    }
    (void)pthread_mutex_unlock(&job->lock);
    return taken;
}

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
        worker->told[i] = ab_design_value(design, number, i, worker->text[i]);
    }
    ab_journal_put_point(text, number, worker->told, ab_design_keys(design));
}

/* Simulates a run and fills its row; false when memory is out. */
static bool replicate(const struct worker *worker, struct ab_journal_run *row)
{
    const struct ab_experiment *sweep = worker->job->sweep;
    const struct ab_point *point = &worker->point;
    const struct ab_run_options options = {
        .seed = sweep->head.seed,
        .replication = (uint32_t)(row->run % sweep->head.replications) + 1,
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

/* Makes a run and submits its line; false when memory is out. */
static bool make_run(const struct worker *worker, int64_t run)
{
    struct job *job = worker->job;
    const struct ab_journal_head *head = &job->sweep->head;
    struct ab_journal_text *text = &job->slot[run % job->slots].text;
    struct ab_journal_run row = {.run = run, .value = worker->value};
    if (!replicate(worker, &row)) {
        return false;
    }
    text->used = 0;
    if (run % head->replications == 0 || run == head->first) {
        put_point(worker, text, run / head->replications);
    }
    ab_journal_put_run(text, &row, head->measures);
    submit(job, run, row.reason != NULL);
    return true;
}

/* Makes the runs of a block; false when memory is out. */
static bool make_block(struct worker *worker, const struct block *block)
{
    const int64_t number = block->first / worker->job->sweep->head.replications;
    if (worker->point.number != number &&
        !ab_point_load(&worker->point, worker->job->sweep, number)) {
        return false;
    }
    for (int64_t run = block->first; run < block->last; run++) {
        if (!make_run(worker, run)) {
            return false;
        }
    }
    return true;
}

/* How many runs to take next so that they last about `block_s`: a request to stop is then heeded
 * soon, little is lost when the program is killed, and a scenario is not loaded for few runs. */
static int next_size(const struct block *block, double elapsed)
{
    const double each = elapsed / (double)(block->last - block->first);
    return each * BLOCK_MAX <= block_s ? BLOCK_MAX : each >= block_s ? 1 : (int)(block_s / each);
}

static void tell_progress(struct job *job)
{
    const struct ab_experiment_options *options = job->options;
    if (options->progress == NULL) {
        return;
    }
    (void)pthread_mutex_lock(&job->lock);
    const int done = (int)(job->head - job->begun);
    (void)pthread_mutex_unlock(&job->lock);
    options->progress(options->progress_owner, done, (int)(job->sweep->head.last - job->begun));
}

static void work(void *memory, bool leads)
{
    struct job *job = memory;
    const struct ab_journal_head *head = &job->sweep->head;
    struct worker worker = {.job = job, .point = {.number = -1}};
    struct block block;
    int size = 1;
    worker.value = ab_memory_take((size_t)head->measures, sizeof *worker.value);
    worker.told = ab_memory_take((size_t)head->keys, sizeof *worker.told);
    worker.text = ab_memory_take((size_t)head->keys, sizeof *worker.text);
    bool working = worker.value != NULL && worker.told != NULL && worker.text != NULL;
    while (working && take_block(job, size, &block)) {
        const double begun = seconds_now();
        working = make_block(&worker, &block);
        size = next_size(&block, seconds_now() - begun);
        if (leads) {
            tell_progress(job);
        }
    }
    if (!working) {
        (void)pthread_mutex_lock(&job->lock);
        stop_for_memory(job);
        (void)pthread_mutex_unlock(&job->lock);
    }
    ab_point_clear(&worker.point);
    ab_memory_give(worker.text);
    ab_memory_give(worker.told);
    ab_memory_give(worker.value);
}

/* ---- the whole ---- */

static bool take_ring(struct job *job, int threads)
{
    job->slots = threads * SLOTS_PER_THREAD;
    job->slot = ab_memory_take((size_t)job->slots, sizeof *job->slot);
    return job->slot != NULL;
}

static void give_ring(struct job *job)
{
    for (int i = 0; job->slot != NULL && i < job->slots; i++) {
        ab_journal_text_clear(&job->slot[i].text);
    }
    ab_memory_give(job->slot);
    ab_journal_text_clear(&job->pending);
}

enum ab_status ab_experiment_run(const struct ab_experiment *sweep, int64_t *next,
                                 struct ab_log *log, const struct ab_experiment_options *options,
                                 int64_t *failed, struct ab_errors *errors)
{
    const double now = seconds_now();
    struct job job = {.sweep = sweep,
                      .options = options,
                      .log = log,
                      .errors = errors,
                      .begun = *next,
                      .next = *next,
                      .head = *next,
                      .written = *next,
                      .flushed = now,
                      .synced = now};
    const int threads = ab_threads_wanted(options->threads, sweep->head.last - *next);
    *failed = 0;
    if (threads < 1) {
        return AB_OK;
    }
    (void)pthread_mutex_init(&job.lock, NULL);
    (void)pthread_cond_init(&job.moved, NULL);
    if (!take_ring(&job, threads) || ab_threads_run(threads, work, &job) == 0) {
        stop_for_memory(&job);
    }
    flush(&job);
    if (job.status != AB_IO_ERROR && ab_log_sync(log, errors) != AB_OK) {
        job.status = AB_IO_ERROR;
    }
    /* A signal that came after the last run has nothing left to stop. */
    if (job.status == AB_INTERRUPTED && job.written == sweep->head.last) {
        job.status = AB_OK;
    }
    if (job.status == AB_OK && options->progress != NULL) {
        options->progress(options->progress_owner, (int)(job.head - job.begun),
                          (int)(job.head - job.begun));
    }
    *next = job.written;
    *failed = job.failed;
    give_ring(&job);
    (void)pthread_cond_destroy(&job.moved);
    (void)pthread_mutex_destroy(&job.lock);
    return job.status;
}
