/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_sweep.c - what a sweep costs: its journal, another core, ten thousand points.
 *
 *     bench_sweep SCENARIO KEY=VALUES SMALL-SCENARIO
 *
 * Times are of the wall clock and mean little on a machine that does other work; the processor time
 * per run is steadier, and of several measurements the least is the one least disturbed. */
#include "base/memory.h"
#include "bench/bench_scaling.h"
#include "study/sweep.h"

#include <gsl/gsl_errno.h>
#include <sys/resource.h>
#include <time.h>

enum { REPLICATIONS = 100, TIMES = 15, ROUND_S = 2, POINTS = 10000, MANY_REPLICATIONS = 20 };

struct cost {
    double wall, processor; /* seconds */
    int64_t runs;
};

static double clock_of(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static void tell(const char *what, const struct cost *cost)
{
    (void)printf("%-34s %8lld runs in %7.2f s: %9.1f runs/s, %8.1f us of processor a run\n", what,
                 (long long)cost->runs, cost->wall, (double)cost->runs / cost->wall,
                 cost->processor / (double)cost->runs * 1e6);
}

/* Simulates the points without any journal, on this thread: what a sweep is measured against. */
static bool measure_bare(struct ab_experiment *experiment, struct cost *cost)
{
    struct ab_point point = {.number = -1};
    const double wall = clock_of(CLOCK_MONOTONIC), processor = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    bool good = true;
    for (int64_t run = 0; run < experiment->head.last && good; run++) {
        const int64_t number = run / experiment->head.replications;
        const struct ab_run_options options = {
            .seed = experiment->head.seed,
            .replication = (uint32_t)(run % experiment->head.replications) + 1};
        struct ab_run_outcome outcome;
        if (point.number != number) {
            good = ab_experiment_load(experiment, &point, number) == AB_OK && point.run != NULL;
        }
        good = good && ab_run_replicate(point.run, &options, &outcome);
        if (good) {
            ab_run_measures(point.run, point.measured);
        }
    }
    cost->wall = clock_of(CLOCK_MONOTONIC) - wall;
    cost->processor = clock_of(CLOCK_PROCESS_CPUTIME_ID) - processor;
    cost->runs = experiment->head.last;
    ab_point_clear(&point);
    return good;
}

static bool measure_sweep(struct ab_experiment *experiment, int threads, struct cost *cost,
                          struct ab_errors *errors)
{
    char path[] = P_tmpdir "/bench-sweep-XXXXXX";
    const int fd = mkstemp(path);
    struct ab_ledger *ledger = NULL;
    int64_t failed;
    const struct ab_study_options options = {.threads = threads};
    const struct ab_ledger_options place = {.path = path, .draft = path, .head = &experiment->head};
    enum ab_status status = ab_ledger_open(&ledger, &place, errors);
    const double wall = clock_of(CLOCK_MONOTONIC), processor = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    if (status == AB_OK) {
        status = ab_experiment_run(experiment, ledger, &options, &failed, errors);
    }
    if (status == AB_OK) {
        status = ab_ledger_finish(ledger, 0, NULL, errors);
    }
    cost->wall = clock_of(CLOCK_MONOTONIC) - wall;
    cost->processor = clock_of(CLOCK_PROCESS_CPUTIME_ID) - processor;
    cost->runs = experiment->head.last;
    ab_ledger_close(ledger);
    (void)close(fd);
    (void)unlink(path);
    return status == AB_OK;
}

/* The document of the scenario stays until the program ends. */
static bool prepare(struct ab_experiment *experiment, struct ab_design **design, const char *path,
                    const char *vary, int64_t replications, struct ab_errors *errors)
{
    struct ab_document *document;
    const struct ab_design_request request = {.vary = &vary, .vary_count = 1};
    *experiment = (struct ab_experiment){0};
    if (ab_design_create(design, &request, errors) != AB_OK ||
        ab_document_load(&document, NULL, path, NULL, 0, errors) != AB_OK) {
        return false;
    }
    const struct ab_experiment_request wanted = {.path = path,
                                                 .document = document,
                                                 .design = *design,
                                                 .replications = replications,
                                                 .seed = 1};
    return ab_experiment_prepare(experiment, &wanted, errors) == AB_OK;
}

static void keep_least(struct cost *least, const struct cost *cost, bool first)
{
    if (first || cost->processor < least->processor) {
        *least = *cost;
    }
}

/* The journal's cost, and how long a run takes with it. */
static bool measure_journal(const char *path, const char *vary, double *each,
                            struct ab_errors *errors)
{
    struct ab_experiment experiment;
    struct ab_design *design = NULL;
    struct cost bare, one;
    struct cost cost;
    bool good = prepare(&experiment, &design, path, vary, REPLICATIONS, errors);
    for (int i = 0; i < TIMES && good; i++) {
        good = measure_bare(&experiment, &cost);
        keep_least(&bare, &cost, i == 0);
        good = good && measure_sweep(&experiment, 1, &cost, errors);
        keep_least(&one, &cost, i == 0);
    }
    if (good) {
        tell("without a journal, 1 thread", &bare);
        tell("journalled, 1 thread", &one);
        (void)printf("the journal costs %.1f %% of the processor time\n",
                     100 * (one.processor / bare.processor - 1));
        *each = one.processor / (double)one.runs;
    }
    ab_experiment_clear(&experiment);
    ab_design_destroy(design);
    return good;
}

struct sweep {
    struct ab_experiment experiment;
    struct ab_errors *errors;
};

static bool make_sweep(void *owner, int threads)
{
    struct sweep *sweep = owner;
    struct cost cost;
    return measure_sweep(&sweep->experiment, threads, &cost, sweep->errors);
}

/* What a second thread gains, in rounds of ROUND_S seconds or so when a run takes `each`. */
static bool measure_threads(const char *path, const char *vary, double each,
                            struct ab_errors *errors)
{
    struct ab_design *design = NULL;
    struct sweep sweep = {.errors = errors};
    bool good = prepare(&sweep.experiment, &design, path, vary, 1, errors);
    if (good) {
        const int64_t points = ab_design_points(design);
        const int64_t replications = 1 + (int64_t)(ROUND_S / each) / points;
        ab_experiment_clear(&sweep.experiment);
        ab_design_destroy(design);
        good = prepare(&sweep.experiment, &design, path, vary, replications, errors) &&
               scaling_measure("journalled sweeps", make_sweep, &sweep, 2);
    }
    ab_experiment_clear(&sweep.experiment);
    ab_design_destroy(design);
    return good;
}

/* Many points: loading them counts, and memory must not. */
static bool measure_points(const char *path, struct ab_errors *errors)
{
    char vary[80];
    struct ab_experiment experiment;
    struct ab_design *design = NULL;
    struct cost cost;
    struct rusage usage;
    (void)snprintf(vary, sizeof vary, "scenario.horizon=61..%d d step 0.01 d", 61 + POINTS / 100);
    bool good = prepare(&experiment, &design, path, vary, MANY_REPLICATIONS, errors) &&
                measure_sweep(&experiment, 0, &cost, errors);
    if (good && getrusage(RUSAGE_SELF, &usage) == 0) {
        tell("10001 points x 20 replications", &cost);
        (void)printf("most memory used: %.1f MB\n", (double)usage.ru_maxrss / 1024);
    }
    ab_experiment_clear(&experiment);
    ab_design_destroy(design);
    return good;
}

int main(int argc, char **argv)
{
    static struct ab_errors errors;
    if (argc != 4) {
        (void)fputs("usage: bench_sweep SCENARIO KEY=VALUES SMALL-SCENARIO\n", stderr);
        return AB_BAD_SCENARIO;
    }
    (void)gsl_set_error_handler_off();
    double each;
    const bool good = measure_journal(argv[1], argv[2], &each, &errors) &&
                      measure_threads(argv[1], argv[2], each, &errors) &&
                      measure_points(argv[3], &errors);
    ab_errors_print(&errors, stderr);
    return good ? 0 : 1;
}
