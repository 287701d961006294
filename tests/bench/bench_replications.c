/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_replications.c - how fast a scenario is simulated: replications and events per second.
 *
 *     bench_replications SCENARIO [SECONDS]
 *
 * First one run on one thread, which is what a replication costs; then whole studies, and what a
 * second thread gains. Times are of the wall clock and mean little on a machine that does other
 * work; the events of a seed are exact. */
#include "bench/bench_scaling.h"

#include "study/study.h"
#include <gsl/gsl_errno.h>

enum { SEED = 1, WARM_UP = 2, BATCH = 10 };

static void tell(const char *what, int replications, uint64_t events, double elapsed)
{
    (void)printf("%-12s %7d replications, %10llu events in %6.2f s: %9.1f replications/s, "
                 "%10.0f events/s\n",
                 what, replications, (unsigned long long)events, elapsed, replications / elapsed,
                 (double)events / elapsed);
}

/* Replicates on this thread for some seconds; how many it did, 0 when memory is out. */
static int measure_run(const struct ab_scenario *scenario, double seconds)
{
    struct ab_run *run = ab_run_create(scenario);
    struct ab_run_outcome outcome;
    struct ab_run_options options = {.seed = SEED};
    uint64_t events = 0;
    int done = 0;
    bool running = run != NULL;
    for (uint32_t i = 1; running && i <= WARM_UP; i++) {
        options.replication = i;
        running = ab_run_replicate(run, &options, &outcome);
    }
    double begun = ab_clock_seconds(), elapsed = 0;
    while (running && elapsed < seconds) {
        for (int i = 0; running && i < BATCH; i++) {
            options.replication = (uint32_t)++done;
            running = ab_run_replicate(run, &options, &outcome);
            events += outcome.events;
        }
        elapsed = ab_clock_seconds() - begun;
    }
    ab_run_destroy(run);
    if (running) {
        tell("one thread", done, events, elapsed);
    }
    return running ? done : 0;
}

struct study {
    const struct ab_scenario *scenario;
    int replications;
};

/* Makes the replications; those that do not finish are simulated as well. */
static bool make_study(void *owner, int threads)
{
    const struct study *study = owner;
    const struct ab_study_options options = {
        .replications = study->replications, .seed = SEED, .threads = threads};
    static struct ab_errors errors;
    struct ab_result *result;
    (void)ab_study_run(&result, study->scenario, &options, &errors);
    const bool made = result != NULL;
    ab_result_destroy(result);
    return made;
}

int main(int argc, char **argv)
{
    static struct ab_errors errors;
    struct ab_scenario *scenario;
    if (argc < 2) {
        (void)fputs("usage: bench_replications SCENARIO [SECONDS]\n", stderr);
        return AB_BAD_SCENARIO;
    }
    (void)gsl_set_error_handler_off();
    ab_errors_clear(&errors);
    enum ab_status status = ab_scenario_load(&scenario, argv[1], NULL, 0, &errors);
    if (status == AB_OK) {
        int done = measure_run(scenario, argc > 2 ? strtod(argv[2], NULL) : 3);
        /* Rounds of two thirds of that time. */
        struct study study = {scenario, done * 2 / 3};
        if (done == 0 || !scaling_measure("studies", make_study, &study, 2)) {
            status = ab_errors_add(&errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
        }
    }
    ab_errors_print(&errors, stderr);
    ab_scenario_destroy(scenario);
    return (int)status;
}
