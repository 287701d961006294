/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage_until.c - prints how often 95 % intervals of --until hold the truth.
 *
 *     coverage_until [RUNS]      runs of each line, 1000 unless given
 *
 * Each line is a scenario, run until the mean closure (or what a variant changes in it) is known to
 * so much: how many of the intervals hold the true mean, how many lie above and below it, and how
 * many replications were made on average. It takes some minutes. */
#include "bench/coverage.h"

#include <stdio.h>
#include <stdlib.h>

#define RARE                                                                                       \
    "aircraft.transport.departure_reliability=0.999", "aircraft.transport.repair_home=48 h",       \
        "aircraft.transport.repair_away=48 h"

static const struct {
    const char *name, *path;
    const char *set[3], *with[4]; /* the last of `with` is what the variant changes */
    int replications;
    double half[3]; /* hours, or a share of the mean when less than 0.1 */
} lines[] = {
    {.name = "rare breakdown",
     .path = "scenarios/small/shuttle.ini",
     .set = {RARE},
     .replications = 200000,
     .half = {1, 0.5, 0.1}},
    {.name = "rare breakdown, repaired at home in a day",
     .path = "scenarios/small/shuttle.ini",
     .set = {RARE},
     .with = {RARE, "aircraft.transport.repair_home=24 h"},
     .replications = 200000,
     .half = {0.5, 0.2, 0.1}},
    {.name = "one runway",
     .path = "scenarios/small/one-runway.ini",
     .replications = 200000,
     .half = {0.5, 0.2, 0.01}},
    {.name = "January 2022",
     .path = "scenarios/january-2022.ini",
     .replications = 100000,
     .half = {0.5, 0.1, 0.002}},
};
enum { LINES = sizeof lines / sizeof lines[0], HALVES = 3 };

static struct ab_scenario *load(int line, const char *const *set, int room)
{
    struct ab_errors errors = {0};
    struct ab_scenario *scenario = NULL;
    const char *list[4];
    int count = 0;
    for (int i = 0; i < room && set[i] != NULL; i++) {
        list[count++] = set[i];
    }
    (void)ab_scenario_load(&scenario, lines[line].path, list, count, &errors);
    ab_errors_print(&errors, stderr);
    return scenario;
}

static bool print_line(int line, int runs)
{
    struct population population = {0};
    struct ab_scenario *base = load(line, lines[line].set, 3), *variant = NULL;
    const bool compares = lines[line].with[0] != NULL;
    if (compares) {
        variant = load(line, lines[line].with, 4);
    }
    const bool good =
        base != NULL && (variant != NULL || !compares) &&
        population_make(&population, base, variant, "closure_h", lines[line].replications);
    for (int i = 0; good && i < HALVES; i++) {
        const double half = lines[line].half[i];
        const bool of_mean = half < 0.1;
        const struct coverage found = coverage_of(&population, half, of_mean, runs);
        (void)printf("%-44s %6.1f %s %6d %6d %6d %6d %9.0f\n", lines[line].name,
                     of_mean ? 100 * half : half, of_mean ? "%" : "h", found.runs, found.held,
                     found.above, found.below, found.replications);
        (void)fflush(stdout);
    }
    population_clear(&population);
    ab_scenario_destroy(variant);
    ab_scenario_destroy(base);
    return good;
}

int main(int argc, char **argv)
{
    const long runs = argc > 1 ? strtol(argv[1], NULL, 10) : 1000;
    bool good = runs > 0 && runs <= 1000000;
    (void)printf("%-44s %8s %6s %6s %6s %6s %9s\n", "mean closure", "known to", "runs", "hold",
                 "too low", "high", "replications");
    for (int line = 0; good && line < LINES; line++) {
        good = print_line(line, (int)runs);
    }
    return good ? 0 : 1;
}
