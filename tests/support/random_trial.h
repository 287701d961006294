/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_trial.h - runs scenarios made up by chance and judges what comes out.
 *
 * Every scenario that the reader accepts must run: with the invariants of the checked build after
 * every event, with an end that is explained, with accounts and numbers that add up, and alike when
 * it is run again, or told in another way (random_alike.h: one in four). */
#ifndef TEST_RANDOM_TRIAL_H
#define TEST_RANDOM_TRIAL_H

#include <stdint.h>

struct random_tally {
    uint64_t refused;   /* by the reader */
    uint64_t completed; /* runs that reached the scenario's end */
    uint64_t cut_short; /* that did not, for a reason that the scenario gives */
    uint64_t broken;    /* that broke a rule, or died */
    uint64_t events;
};

/* Tries the scenarios `first`, `first` + 1, ... in child processes, so that one that dies is found
 * and the others go on. Each that breaks a rule is printed with its number, its text and what is
 * wrong. Adds to the tally. */
void random_trials(uint64_t first, uint64_t count, struct random_tally *tally);

/* Tries the scenario of a file, likewise, in this process. */
void random_trial_of(const char *path, struct random_tally *tally);

#endif
