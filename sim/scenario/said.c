/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* said.c - walks what the layers of a scenario say. */
#include "scenario/said.h"

#include "scenario/layers.h"

#include <string.h>

struct walk {
    const struct ab_layers *layers;
    ab_said_tell *tell;
    void *owner;
};

/* A file's name seen from the folder of the scenario's own file, or the last part of it where it is
 * somewhere else: the same wherever the program is started. */
static const char *name_of_file(const struct ab_layers *layers, const char *file)
{
    const char *slash = strrchr(layers->path, '/');
    const size_t folder = slash != NULL ? (size_t)(slash + 1 - layers->path) : 0;
    const bool inside = strncmp(file, layers->path, folder) == 0 && file[folder] != '/' &&
                        strncmp(file + folder, "../", 3) != 0;
    const char *last = strrchr(file, '/');
    return inside ? file + folder : last != NULL ? last + 1 : file;
}

/* What is written behind a value; "" when nothing is, or it stands in no file of INI. */
static const char *comment_of(const struct ab_layers *layers, const struct ab_assignment *said)
{
    for (int i = 0; i < layers->sources.count; i++) {
        const struct ab_source *source = &layers->sources.source[i];
        if (strcmp(source->path, said->file) != 0) {
            continue;
        }
        int low = 0, high = source->scan.count;
        while (low < high) { /* they are in the order of their lines */
            const int middle = low + (high - low) / 2;
            if (source->scan.entry[middle].line < said->line) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        const struct ab_entry *entry = &source->scan.entry[low];
        return low < source->scan.count && entry->line == said->line ? entry->comment : "";
    }
    return "";
}

static const char *text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

/* Puts what was said into a row that has what holds without. */
static void take_said(struct ab_said *row, const struct walk *walk,
                      const struct ab_assignment *said)
{
    row->value = said->value;
    row->file = name_of_file(walk->layers, said->file);
    row->line = said->line;
    row->comment = comment_of(walk->layers, said);
}

static void tell_key(const struct walk *walk, const struct ab_section_kind *kind, int index,
                     const struct ab_thing *only)
{
    const struct ab_key *key = &kind->key[index];
    struct ab_said row = {.section = kind->name,
                          .id = "",
                          .key = key->name,
                          .value = text_or_empty(key->preset),
                          .file = "",
                          .comment = "",
                          .meaning = text_or_empty(key->help)};
    const struct ab_assignment *said = only != NULL ? ab_thing_said(only, index) : NULL;
    if (said != NULL && said->value != NULL) {
        take_said(&row, walk, said);
    }
    walk->tell(walk->owner, &row);
}

static void tell_thing(const struct walk *walk, const struct ab_section_kind *kind,
                       const struct ab_thing *thing)
{
    for (int k = 0; k < kind->key_count; k++) {
        const struct ab_assignment *said = ab_thing_said(thing, k);
        if (said->value == NULL) {
            continue;
        }
        struct ab_said row = {
            .section = kind->name, .id = thing->id, .key = kind->key[k].name, .meaning = ""};
        take_said(&row, walk, said);
        walk->tell(walk->owner, &row);
    }
}

void ab_scenario_tell_said(const struct ab_scenario *scenario, ab_said_tell *tell, void *owner)
{
    const struct ab_layers *layers = scenario->layers;
    const struct walk walk = {layers, tell, owner};
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        if (s == AB_SECTION_TABLE || layers->count[s] == 0) {
            continue;
        }
        for (int k = 0; k < kind->key_count; k++) {
            if (kind->key[k].type != AB_VALUE_BASE) {
                tell_key(&walk, kind, k, kind->named ? NULL : &layers->thing[s][0]);
            }
        }
        for (int i = 0; kind->named && i < layers->count[s]; i++) {
            tell_thing(&walk, kind, &layers->thing[s][i]);
        }
    }
}
