/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* bench_bind.c - what a point of a sweep costs before it is simulated: loading a document, binding
 * it with a changed key, and that against a replication.
 *
 *     bench_bind SCENARIO KEY=VALUE [SECONDS]
 *
 * Times are of the wall clock and mean little on a machine that does other work. */
#include "base/time.h"
#include "scenario/document.h"

#include "model/run.h"
#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Does a step again and again for some seconds; how long one takes, in milliseconds. */
typedef bool step(void *memory);

static double measure(step *take, void *memory, double seconds)
{
    int done = 0;
    const double begun = ab_clock_seconds();
    double elapsed = 0;
    while (elapsed < seconds) {
        if (!take(memory)) {
            return -1;
        }
        done++;
        elapsed = ab_clock_seconds() - begun;
    }
    return elapsed / done * 1000;
}

struct bench {
    const char *path;
    struct ab_document *document;
    struct ab_override override;
    struct ab_run *run;
    struct ab_run_options options;
    struct ab_errors errors;
};

static bool load(void *memory)
{
    struct bench *bench = memory;
    struct ab_document *document;
    const enum ab_status status =
        ab_document_load(&document, NULL, bench->path, NULL, 0, &bench->errors);
    ab_document_destroy(document);
    return status == AB_OK;
}

static bool bind_one(void *memory)
{
    struct bench *bench = memory;
    struct ab_scenario *scenario;
    const enum ab_status status =
        ab_document_bind(&scenario, bench->document, &bench->override, 1, &bench->errors);
    ab_scenario_destroy(scenario);
    return status == AB_OK;
}

static bool replicate(void *memory)
{
    struct bench *bench = memory;
    struct ab_run_outcome outcome;
    bench->options.replication++;
    return ab_run_replicate(bench->run, &bench->options, &outcome);
}

static int bench_all(struct bench *bench, double seconds)
{
    struct ab_scenario *scenario = NULL;
    if (ab_document_load(&bench->document, NULL, bench->path, NULL, 0, &bench->errors) == AB_OK &&
        ab_document_bind(&scenario, bench->document, NULL, 0, &bench->errors) == AB_OK) {
        bench->run = ab_run_create(scenario);
    }
    if (bench->run == NULL) {
        ab_errors_print(&bench->errors, stderr);
        ab_document_destroy(bench->document);
        return EXIT_FAILURE;
    }
    bench->options.seed = 1;
    const double loaded = measure(load, bench, seconds), bound = measure(bind_one, bench, seconds);
    const double replicated = measure(replicate, bench, seconds);
    (void)printf("load %.3f ms, bind with %s = %s %.3f ms, replication %.3f ms: "
                 "a point costs %.2f replications\n",
                 loaded, bench->override.key, bench->override.value, bound, replicated,
                 bound / replicated);
    ab_errors_print(&bench->errors, stderr);
    ab_run_destroy(bench->run);
    ab_scenario_destroy(scenario);
    ab_document_destroy(bench->document);
    return loaded > 0 && bound > 0 && replicated > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

int main(int argc, char **argv)
{
    static struct bench bench;
    char *equals = argc > 2 ? strchr(argv[2], '=') : NULL;
    if (equals == NULL) {
        (void)fprintf(stderr, "usage: bench_bind SCENARIO KEY=VALUE [SECONDS]\n");
        return EXIT_FAILURE;
    }
    *equals = '\0';
    (void)gsl_set_error_handler_off();
    bench.path = argv[1];
    bench.override = (struct ab_override){.key = argv[2], .value = equals + 1};
    return bench_all(&bench, argc > 3 ? strtod(argv[3], NULL) : 1);
}
