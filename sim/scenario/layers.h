/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* layers.h - what a scenario says in the end: defaults < base < file < --set.
 *
 * The layers are folded into one list of things per kind of section, sorted by id without case,
 * each with one slot per key of its kind: the assignment that won, or nothing (then the default
 * holds). Names of sections and keys are checked here, values are not. */
#ifndef AB_SCENARIO_LAYERS_H
#define AB_SCENARIO_LAYERS_H

#include "scenario/keys.h"
#include "scenario/source.h"

/* The origin of assignments from the command line, in place of a file's name. */
#define AB_ORIGIN_SET "--set"

/* A value and where it was said. With a file but without a value: it was said, but could not be
 * read, which is reported already. */
struct ab_assignment {
    const char *value;
    const char *file;   /* AB_ORIGIN_SET: on the command line, line 0 */
    const char *folder; /* what relative file names in the value start from */
    int line;
};

/* A section, all layers together. */
struct ab_thing {
    enum ab_section section;
    const char *id; /* as its first header has it; "" for sections without */
    const char *file;
    int line;                   /* of its first header; 0 when only --set speaks of it, or nobody */
    struct ab_assignment *slot; /* one per key of the kind; value NULL: not given */
    bool doubtful;  /* a value of it was not accepted: do not judge what depends on it */
    bool mentioned; /* another thing refers to it */
};

struct ab_layers {
    struct ab_sources sources;
    int count[AB_SECTION_COUNT];
    struct ab_thing *thing[AB_SECTION_COUNT];
    bool incomplete; /* some sections could not be read: what is missing may be there */
};

/* Reads the files and the assignments (SECTION.KEY=VALUE) and folds them. Adds every fault to
 * errors; the layers are usable in spite of them unless AB_IO_ERROR is returned. */
enum ab_status ab_layers_read(struct ab_layers *layers, const char *path,
                              const char *const *assignments, int count, struct ab_arena *arena,
                              struct ab_errors *errors);

/* The index of a thing among those of its kind, or -1; ids are told apart without case. */
int ab_layers_find(const struct ab_layers *layers, enum ab_section section, const char *id);

/* The id nearest to an unknown one, or NULL. */
const char *ab_layers_nearest(const struct ab_layers *layers, enum ab_section section,
                              const char *id);

/* Adds a fault about a thing, at the assignment of the key, or at the section's header when key is
 * NULL or not given. */
enum ab_status ab_thing_fault(const struct ab_thing *thing, const char *key,
                              struct ab_errors *errors, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The assignment of a key, or NULL when it was not given or was taken back with `none`. */
const struct ab_assignment *ab_thing_value(const struct ab_thing *thing, const char *key);

/* Whether the value is the word `none`, which takes back a key that has no default. */
bool ab_value_is_none(const struct ab_key *key, const char *value);

#endif
