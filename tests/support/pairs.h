/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* pairs.h - two keys that are each right, and may contradict each other.
 *
 * A scenario is taken as it is, and of each two keys of one of its things, and of things that have to do
 * with each other, both get one of their typical values (offers.h). Whatever comes of it: it is refused
 * with a message that says where, or it runs by the rules; it is shown as the same scenario, and is the
 * same when a --set or a file on top of it says so. */
#ifndef TEST_PAIRS_H
#define TEST_PAIRS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct pairs_choice {
    bool keys; /* each two keys of a section once, of a thing and with values that are drawn */
    uint64_t within;  /* of the pairs of settings of one thing one in so many; 0: none */
    uint64_t across;  /* of those of two things */
    uint64_t many;    /* so many times three to six keys of anything, drawn */
    uint64_t seed;    /* of what is drawn */
    const char *only; /* a kind of section, of which one of both must be; NULL: any */
    double most;      /* the largest count or number that is set */
    uint64_t events;  /* of a run, at most */
    FILE *log;        /* what was accepted without a word is written there; may be NULL */
};

struct pairs_tally {
    uint64_t tried;
    uint64_t refused; /* by the reader */
    uint64_t noted;   /* accepted, with more notes than without */
    uint64_t broken;  /* broke a rule, or the program */
    uint64_t events;
};

/* Tries the pairs of a scenario, or those chosen, in child processes; each that breaks a rule is told. */
void pairs_try(const char *path, const struct pairs_choice *choice, struct pairs_tally *tally);

#endif
