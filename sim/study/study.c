/* study.c - runs replications on several threads. */
#include "study/result.h"

#include "study/threads.h"
#include "study/until.h"

#include <stdatomic.h>
#include <time.h>

enum { REPLICATIONS_MAX = 10000000 };

/* What the threads of a study share. */
struct study {
    const struct ab_study_options *options;
    struct ab_result *result;
    int limit;              /* rows from here on are not taken */
    atomic_int next;        /* row that nobody has taken yet */
    atomic_int done;        /* rows stored */
    atomic_bool memory_out; /* somebody ran out of memory: all stop */
};

static bool is_stopped(struct study *study)
{
    const atomic_bool *interrupted = study->options->interrupted;
    return atomic_load(&study->memory_out) || (interrupted != NULL && *interrupted);
}

/* Simulates the replication of a row and stores it. False when memory is out. */
static bool replicate_row(struct study *study, struct ab_run *run, int row)
{
    struct ab_run_options options = {
        .seed = study->options->seed,
        .replication = (uint32_t)row + 1,
        .trace = row + 1 == study->options->trace,
    };
    struct ab_run_outcome outcome;
    if (!ab_run_replicate(run, &options, &outcome)) {
        return false;
    }
    ab_result_store(study->result, row, run, &outcome);
    return !options.trace || ab_result_store_trace(study->result, row + 1, run);
}

/* Takes rows until none is left. Only one thread, the leader, tells the progress. */
static void work(void *job, bool leads)
{
    struct study *study = job;
    const struct ab_study_options *options = study->options;
    struct ab_run *run = ab_run_create(study->result->scenario);
    if (run == NULL) {
        atomic_store(&study->memory_out, true);
    }
    while (!is_stopped(study)) {
        int row = atomic_fetch_add(&study->next, 1);
        if (row >= study->limit) {
            break;
        }
        if (!replicate_row(study, run, row)) {
            atomic_store(&study->memory_out, true);
            break;
        }
        int done = atomic_fetch_add(&study->done, 1) + 1;
        if (leads && options->progress != NULL) {
            options->progress(options->progress_owner, done, study->limit);
        }
    }
    ab_run_destroy(run);
}

static enum ab_status check_options(const struct ab_study_options *options,
                                    struct ab_errors *errors)
{
    if (options->replications < 1 || options->replications > REPLICATIONS_MAX) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL,
                             "%d replications asked for: it must be 1 to %d", options->replications,
                             REPLICATIONS_MAX);
    }
    if (options->threads < 0 || options->threads > AB_THREADS_MAX) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL,
                             "%d threads asked for: it must be 1 to %d, or 0 for all cores",
                             options->threads, AB_THREADS_MAX);
    }
    if (options->trace < 0 || options->trace > options->replications) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL,
                             "replication %d cannot be traced: replications 1 to %d are run",
                             options->trace, options->replications);
    }
    if (options->precisions > 0 && (options->least < 2 || options->least > options->replications ||
                                    options->trace > options->least)) {
        return ab_errors_add(
            errors, AB_BAD_SCENARIO, NULL, 0, NULL, NULL,
            "at least %d and at most %d replications asked for: the least must be 2 "
            "or more, no more than the most, and hold the traced one",
            options->least, options->replications);
    }
    return AB_OK;
}

static double seconds_between(const struct timespec *begin, const struct timespec *end)
{
    return (double)(end->tv_sec - begin->tv_sec) + (double)(end->tv_nsec - begin->tv_nsec) * 1e-9;
}

/* Simulates the rows up to `limit` that are missing. AB_INTERRUPTED when stopped before all were
 * there: a signal that came after the last one has nothing left to stop. */
static enum ab_status simulate_up_to(struct study *study, int limit)
{
    const int rows = atomic_load(&study->done);
    study->limit = limit;
    atomic_store(&study->next, rows); /* an earlier batch counted on beyond its limit */
    const int wanted = ab_threads_wanted(study->options->threads, limit - rows);
    const int threads = ab_threads_run(wanted, work, study);
    if (threads == 0 || atomic_load(&study->memory_out)) {
        return AB_IO_ERROR;
    }
    if (threads > study->result->threads) {
        study->result->threads = threads;
    }
    return atomic_load(&study->done) < limit ? AB_INTERRUPTED : AB_OK;
}

/* Simulates batch by batch until the precisions hold, and drops what was too much. */
static enum ab_status simulate_until(struct study *study)
{
    struct ab_until until;
    int limit = study->options->least;
    ab_until_begin(&until, study->options);
    for (;;) {
        const enum ab_status status = simulate_up_to(study, limit);
        if (status != AB_OK) {
            return status;
        }
        study->result->precise = ab_until_follow(&until, study->result, limit);
        if (study->result->precise || limit == study->options->replications) {
            break;
        }
        limit = ab_until_next(&until);
    }
    ab_result_cut(study->result, until.rows);
    return AB_OK;
}

enum ab_status ab_study_run(struct ab_result **result, const struct ab_scenario *scenario,
                            const struct ab_study_options *options, struct ab_errors *errors)
{
    *result = NULL;
    enum ab_status status = check_options(options, errors);
    if (status != AB_OK) {
        return status;
    }
    struct timespec begin, end;
    (void)clock_gettime(CLOCK_MONOTONIC, &begin);
    struct study study = {.options = options,
                          .result = ab_result_create(scenario, options->replications)};
    if (study.result == NULL) {
        status = AB_IO_ERROR;
    } else if (options->precisions > 0) {
        status = simulate_until(&study);
    } else {
        status = simulate_up_to(&study, options->replications);
    }
    if (status != AB_OK) {
        ab_result_destroy(study.result);
        return status == AB_INTERRUPTED
                   ? status
                   : ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
    }
    if (options->progress != NULL) {
        options->progress(options->progress_owner, study.limit, study.limit);
    }
    (void)clock_gettime(CLOCK_MONOTONIC, &end);
    study.result->seed = options->seed;
    study.result->wall_s = seconds_between(&begin, &end);
    ab_result_total(study.result);
    *result = study.result;
    return study.result->failed > 0 ? AB_FAILED : AB_OK;
}
