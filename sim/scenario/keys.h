/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* keys.h - the table of everything that a scenario can say.
 *
 * A scenario file has sections; a section is of a kind ([scenario], [airfield.ID]) and each kind
 * has its keys. One table describes them all: name, type of value, unit, default, range, meaning,
 * and where in struct ab_scenario the value goes. Reading, checking, `keys`, `show` and `--set` are
 * driven by it; a new key is a new row and a new field. */
#ifndef AB_SCENARIO_KEYS_H
#define AB_SCENARIO_KEYS_H

#include "scenario/units.h"

#include "scenario/scenario.h"

enum ab_section {
    AB_SECTION_SCENARIO,
    AB_SECTION_PAST,
    AB_SECTION_COMMAND,
    AB_SECTION_WITHDRAWAL,
    AB_SECTION_SUPPLY,
    AB_SECTION_AIRCRAFT,
    AB_SECTION_VEHICLE,
    AB_SECTION_FLEET,
    AB_SECTION_AIRFIELD,
    AB_SECTION_LEG,
    AB_SECTION_ROUTE,
    AB_SECTION_CONTINGENT,
    AB_SECTION_SITE,
    AB_SECTION_TRAFFIC,
    AB_SECTION_EVACUATION,
    AB_SECTION_BACKHAUL,
    AB_SECTION_BLACKOUT,
    AB_SECTION_NOTIFICATION,
    AB_SECTION_FLOW,
    AB_SECTION_CHANGE,
    AB_SECTION_MILESTONE,
    AB_SECTION_UNCERTAIN,
    AB_SECTION_SWEEP, /* this and the next two say what to ask of runs, not what happens in one */
    AB_SECTION_VARY,
    AB_SECTION_PRICE,
    AB_SECTION_TABLE, /* says where sections are that do */
    AB_SECTION_COUNT
};

enum { AB_ID_LENGTH_MAX = 48, AB_SECTION_NAME_SIZE = AB_ID_LENGTH_MAX + 16 };
enum { AB_SECTION_KEYS_MAX = 256 }; /* no kind of section has more */

/* What a value is and the type of the field it goes to. Each is a row of the table in value.c. */
enum ab_value_type {
    AB_VALUE_BASE,               /* a file name; no field: the reader of files follows it */
    AB_VALUE_TEXT,               /* char * */
    AB_VALUE_FILE,               /* char *, a file name made relative to the working folder */
    AB_VALUE_FLAG,               /* bool */
    AB_VALUE_COUNT,              /* int64_t */
    AB_VALUE_NUMBER,             /* double, in the inner unit of the dimension */
    AB_VALUE_HOURS,              /* double, hours */
    AB_VALUE_DURATION,           /* ab_time */
    AB_VALUE_START,              /* ab_time, milliseconds since 1970 */
    AB_VALUE_DATE,               /* ab_time, milliseconds since the scenario's start */
    AB_VALUE_CHOICE,             /* an enum: the index among the choices */
    AB_VALUE_DISTRIBUTION,       /* struct ab_distribution, in the inner unit */
    AB_VALUE_COUNT_DISTRIBUTION, /* struct ab_distribution of a whole number */
    AB_VALUE_WHEN,               /* struct ab_when */
    AB_VALUE_REFERENCE,          /* int */
    AB_VALUE_REFERENCES,         /* struct ab_references */
    AB_VALUE_NUMBERS_OF,         /* array of {int, int64_t}: "bmd-2: 30, btr-mdm: 10" */
    AB_VALUE_STOPS,              /* array of struct ab_stopover: "b: 90 min fuel, c: 2 h crew" */
    AB_VALUE_PAYLOAD_RANGE,      /* array of struct ab_payload_point */
    AB_VALUE_ARRIVALS,  /* array of struct ab_arrivals: "0 h: 200, 12 h: 800", curve(FILE.csv) */
    AB_VALUE_DAY_HOURS, /* struct ab_hours: "08:00-21:00" */
    AB_VALUE_PERIODS,   /* array of struct ab_period: "DATE/DATE, DATE/DATE" */
    AB_VALUE_ZONE,      /* struct ab_zone *: "Europe/Paris" */
    AB_VALUE_BOUND,     /* double: a date, a duration or an amount of a milestone */
    AB_VALUE_TOLERANCE, /* double: a duration, an amount or a share of the bound */
    AB_VALUE_TYPE_COUNT
};

enum {
    AB_KEY_REQUIRED = 1 << 0,
    AB_KEY_CHANGEABLE = 1 << 1,  /* may be altered while a run goes on */
    AB_KEY_NULLABLE = 1 << 2,    /* a text that is NULL, not "", when it is not given */
    AB_KEY_NAMED_BY_ID = 1 << 3, /* a text that is the section's id when it is not given */
    AB_KEY_DECIDES = 1 << 4      /* a text, and yet what happens depends on it */
};

/* What more of a key would be, where it is a capacity, or a time that work or waiting takes: what its
 * worth is asked of (insight/worth.h), and what a price may be of. */
enum ab_worth {
    AB_WORTH_NOTHING, /* it is neither */
    AB_WORTH_ONE,     /* one more of a number */
    AB_WORTH_CREW,    /* one more crew, where the key is crews per aircraft */
    AB_WORTH_HOUR,    /* an hour more of daily hours */
    AB_WORTH_FASTER,  /* a tenth more of a rate */
    AB_WORTH_SHORTER, /* a tenth less of a time */
};

/* One of the words that a value may be. */
struct ab_choice {
    const char *name, *meaning;
};

struct ab_key {
    const char *name;
    enum ab_value_type type;
    enum ab_dimension dimension;
    const char *preset;             /* the default as a scenario would write it; NULL: none */
    double minimum, maximum;        /* in the dimension's stated unit; INFINITY: no bound */
    const char *word;               /* a word that may stand instead of a number, or NULL */
    double word_value;              /* what it means */
    const struct ab_choice *choice; /* ended by one without a name; its index is the value */
    enum ab_section target;         /* what a reference names */
    unsigned flags;
    size_t offset;    /* of the field */
    size_t companion; /* of the bool "was given" or of the int "how many"; 0: none */
    enum ab_worth worth;
    const char *one;  /* what one more of a number is one of: "working place" */
    const char *help; /* one line */
    const char *rule; /* what follows from it that a planner would have to guess, or NULL */
};

struct ab_section_kind {
    const char *name;
    bool named;         /* [NAME.ID], any number of them; otherwise [NAME], once */
    size_t size;        /* of the struct that holds one */
    size_t place;       /* in struct ab_scenario: of the struct, or of the pointer to the array */
    size_t place_count; /* in struct ab_scenario: of the number of array elements */
    const struct ab_key *key;
    int key_count;
    const char *help;
};

/* The kind of a section; the kinds and their keys live for ever. */
const struct ab_section_kind *ab_section_kind(enum ab_section section);

/* Whether the companion of a key counts elements; otherwise it says whether the key was given. */
bool ab_key_is_counted(const struct ab_key *key);

/* SECTION.KEY or SECTION.ID.KEY, taken apart. False when it is of another form, or of a section that
 * there is not; the key may still be one that the section does not have, or need an id. */
struct ab_key_path {
    enum ab_section section;
    char id[AB_ID_LENGTH_MAX + 1]; /* "": none is given */
    int key;                       /* -1: there is none of that name */
    const char *name;              /* of the key */
};
bool ab_key_path(const char *text, struct ab_key_path *path);

/* The row of SECTION.KEY or SECTION.ID.KEY; NULL when there is none. */
const struct ab_key *ab_key_named(const char *name);

/* Whether the values of a key may be distributions. */
bool ab_key_may_be_random(const struct ab_key *key);

/* Finds a kind by name; false when there is none. */
bool ab_section_find(const char *name, size_t length, enum ab_section *section);

/* Finds a key of a section by name; its index, or -1. */
int ab_key_find(enum ab_section section, const char *name);

/* The kind of section or the key of a section whose name is nearest to an unknown one, or NULL. */
const char *ab_section_nearest(const char *name);
const char *ab_key_nearest(enum ab_section section, const char *name);

/* Writes a section's name ("scenario", "airfield.zhetygen") into text and returns text. */
const char *ab_section_name(enum ab_section section, const char *id,
                            char text[AB_SECTION_NAME_SIZE]);

#endif
