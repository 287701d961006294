/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* layers.h - what a scenario says in the end: defaults < base < file < --set.
 *
 * A table of things belongs to the layer in which its section stands (table.h). The layers are folded
 * into one list of things per kind of section, sorted by id without case,
 * each with the assignments that won; the default holds for keys without. Names of sections and keys are checked here, values are not. */
#ifndef AB_SCENARIO_LAYERS_H
#define AB_SCENARIO_LAYERS_H

#include "scenario/document.h"
#include "scenario/keys.h"
#include "scenario/source.h"
#include "scenario/statement.h"

/* The origin of assignments from the command line, in place of a file's name. */
#define AB_ORIGIN_SET "--set"

/* A section, all layers together. */
struct ab_thing {
    enum ab_section section;
    const char *id; /* as its first header has it; "" for sections without */
    const char *file;
    int line;   /* of its first header; 0 when only --set speaks of it, or nobody */
    int column; /* 0: all of the line */
    const struct ab_statement *said; /* of its keys, in their order: those that won */
    int saids;
    bool doubtful; /* a value of it was not accepted: do not judge what depends on it */
};

/* A key of a thing that an override gave. */
struct ab_changed_slot {
    enum ab_section section;
    int index, key;
};

struct ab_layers {
    struct ab_sources sources;
    const char **table; /* the files of its tables of things, in the order of their ids */
    int tables;
    int count[AB_SECTION_COUNT];
    struct ab_thing *thing[AB_SECTION_COUNT];
    bool incomplete; /* some sections could not be read: what is missing may be there */
    bool too_large;  /* there are more sections than may be, told: nothing is usable */
    const char *path;
    const struct ab_statement
        *statement; /* sorted: of each thing a header and what its keys are in the end */
    int statements;
    bool has_new_things; /* beyond those of the layers they were made of; then `changed` is empty */
    struct ab_changed_slot *changed;
    int changes;
};

/* Reads the files and the assignments (SECTION.KEY=VALUE) and folds them. Adds every fault to
 * errors; the layers are usable in spite of them unless AB_IO_ERROR is returned. */
enum ab_status ab_layers_read(struct ab_layers *layers, struct ab_files *files, const char *path,
                              const char *const *assignments, int count, struct ab_arena *arena,
                              struct ab_errors *errors);

/* Makes layers that say what others do, and some overrides on top. Which things are doubtful is their
 * own; the rest is shared with the others, which must stay. */
enum ab_status ab_layers_override(struct ab_layers *layers, const struct ab_layers *base,
                                  const struct ab_override *override, int count,
                                  struct ab_arena *arena, struct ab_errors *errors);

/* Writes the layers as INI that loads to the same scenario (show.c), whose hash is given; and gives
 * the value of one key of it, see ab_document_value. */
enum ab_status ab_layers_show(FILE *stream, const struct ab_layers *layers, const char *only,
                              uint64_t hash, struct ab_errors *errors);
enum ab_status ab_layers_value(char **value, const struct ab_layers *layers, const char *key,
                               struct ab_arena *arena, struct ab_errors *errors);

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

/* What was said of a key, by its number: all NULL when nothing was. */
const struct ab_assignment *ab_thing_said(const struct ab_thing *thing, int key);

/* The assignment of a key, or NULL when it was not given or was taken back with `none`. */
const struct ab_assignment *ab_thing_value(const struct ab_thing *thing, const char *key);

/* Whether a key is said to be something else than it is anyway. */
bool ab_thing_differs(const struct ab_thing *thing, const char *key);

/* Whether a text may be an id: letters, digits and '-', not too many of them. */
bool ab_layers_is_id(const char *text);

/* A copy of a value as a file or the command line gives it: without outer blanks, and without the
 * quotes around it. NULL when memory is out. */
char *ab_value_copy(struct ab_arena *arena, const char *value);

/* Whether the value is the word `none`, which takes back a key that has no default. */
bool ab_value_is_none(const struct ab_key *key, const char *value);

#endif
