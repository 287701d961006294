/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_values.h - dice, and values made up by them: what tests/support/random_scenario.c is made of.
 *
 * A scenario has a mood: which features it uses at all, and whether its times are whole hours. The
 * latter makes many things happen at one instant, where the order of events is put to the test.
 *
 * The dice are thrown one at a time, never twice in one expression: the order in which arguments
 * are evaluated is the compiler's affair, and a number must name the same scenario everywhere. */
#ifndef TEST_RANDOM_VALUES_H
#define TEST_RANDOM_VALUES_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum feature {
    ALWAYS,
    FUEL,
    CREWS,
    RELIABILITY,
    WEATHER,
    HOURS,
    HOLDING,
    SLOTS,
    RUNWAYS,
    TRAFFIC,
    SUPPLY,
    BACKHAUL,
    BATCHES,
    STOPS,
    HUBS,
    CHANGES,
    WITHDRAWAL,
    SITES,
    CONTENT, /* service times by what is aboard */
    ABSTRACT,
    COMMAND, /* blackouts, releases, notifications, posture */
    OUTLOAD, /* loads are prepared by teams */
    WINDOWS,
    FLOWS,
    MIDDLE, /* of an operation, at the start */
    FEATURES
};

struct maker {
    FILE *out;
    uint64_t state;
    unsigned features;
    bool whole_hours;
    int airfields, types, vehicles, fleets, contingents, flows;

    /* what was made before, for keys that go together */
    int stands[3];  /* that an aircraft of a type takes */
    int parking[6]; /* that an airfield has left */
    int decks[3];   /* 0 bulk, 1 oversize, 2 outsize */
    int flown[3];   /* the type of a fleet */
    int idle[3];    /* aircraft of a fleet that are at home at the start */
    int supplied;   /* the contingent that supplies come with, or -1 */
    int holder;     /* a contingent that is there at the start, or -1 */
};

/* What a key of a table is given: numbers with a unit, or something of the scenario's. */
enum shape {
    NUMBER,   /* low to high, with the unit */
    SPAN,     /* a duration without chance: up to high minutes */
    TIME,     /* a distribution: up to high minutes in the mean */
    DATE,     /* low to high hours after the start */
    WHEN,     /* a date or a delay: low to high hours */
    FLAG,     /* yes or no */
    WORD,     /* one of those in `unit`, separated by blanks */
    CLOCK,    /* local hours, open at least so long */
    AIRFIELD, /* any */
    APOD,     /* of the second half, where nobody embarks */
    TYPE,
    FLEET,
    CONTINGENT
};

struct row {
    enum feature feature;
    int percent; /* how often it is given when the mood has the feature */
    const char *key;
    enum shape shape;
    int low, high;
    const char *unit;
};

/* low..high, both possible. */
int random_pick(struct maker *maker, int low, int high);

bool random_chance(struct maker *maker, int percent);

/* Whether the mood has a feature. */
bool random_has(const struct maker *maker, enum feature feature);

/* An airfield from `first` on that is not `airfield`, unless there is no other. */
int random_another(struct maker *maker, int airfield, int first);

/* A duration of so many minutes in the mean. */
void random_say_distribution(struct maker *maker, int mean);

/* A date so many hours after the start. */
void random_say_date(struct maker *maker, int hour);

void random_say_value(struct maker *maker, const struct row *row);

/* "[kind.x0]" */
void random_begin(struct maker *maker, const char *kind, char letter, int number);

/* The keys of a table that the mood and the dice want, each with its value. */
void random_say_rows(struct maker *maker, const struct row *row, int count);

#define COUNT(rows)          ((int)(sizeof(rows) / sizeof(rows)[0]))
#define SAY_ROWS(maker, row) random_say_rows((maker), (row), COUNT(row))

#endif
