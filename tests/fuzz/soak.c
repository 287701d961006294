/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* soak.c - tries as many scenarios made up by chance as one likes.
 *
 *     soak SEED COUNT       tries scenarios SEED, SEED + 1, ...
 *     soak SEED             prints scenario SEED
 *     soak FILE             tries the scenario of a file */
#include "support/random_scenario.h"
#include "support/random_trial.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>

static bool read_number(const char *text, uint64_t *number)
{
    char *end;
    errno = 0;
    *number = strtoull(text, &end, 10);
    return errno == 0 && end != text && *end == '\0' && *text != '-';
}

int main(int argc, char **argv)
{
    uint64_t seed, count = 1;
    const bool is_file = argc == 2 && !read_number(argv[1], &seed);
    if (argc == 2 && !is_file) {
        random_scenario_write(stdout, seed);
        return 0;
    }
    if (!is_file && (argc != 3 || !read_number(argv[1], &seed) || !read_number(argv[2], &count))) {
        (void)fprintf(stderr, "usage: soak SEED [COUNT] | FILE\n");
        return 2;
    }
    struct random_tally tally = {0};
    if (is_file) {
        random_trial_of(argv[1], &tally);
    } else {
        random_trials(seed, count, &tally);
    }
    (void)printf("%llu scenarios: %llu refused; runs: %llu completed, %llu cut short, %llu broken; "
                 "%llu events\n",
                 (unsigned long long)count, (unsigned long long)tally.refused,
                 (unsigned long long)tally.completed, (unsigned long long)tally.cut_short,
                 (unsigned long long)tally.broken, (unsigned long long)tally.events);
    return tally.broken == 0 && tally.completed + tally.cut_short > 0 ? 0 : 1;
}
