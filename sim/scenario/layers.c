/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* layers.c - folds files and --set assignments into things with slots. */
#include "scenario/layers.h"

#include "base/caseless.h"
#include "base/nearest.h"
#include "scenario/text.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* A statement of some layer. The rank grows with the layers: the highest wins. */
struct statement {
    enum ab_section section;
    const char *id;
    int key; /* -1: a section header */
    struct ab_assignment said;
    int rank;
};

struct fold {
    struct ab_layers *layers;
    struct ab_arena *arena;
    struct ab_errors *errors;
    struct statement *statement;
    int count, room;
};

/* ---- names ---- */

/* Finds what a section name means; complains of an unknown one at the given place. */
static bool resolve_section(struct fold *fold, const char *file, int line, const char *name,
                            enum ab_section *section, const char **id)
{
    const char *dot = strchr(name, '.');
    const size_t length = dot != NULL ? (size_t)(dot - name) : strlen(name);
    char kind[AB_SECTION_NAME_SIZE];
    (void)snprintf(kind, sizeof kind, "%.*s", (int)length, name);
    *id = dot != NULL ? dot + 1 : "";
    if (!ab_section_find(name, length, section)) {
        const char *nearest = ab_section_nearest(kind);
        if (nearest != NULL) {
            ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, name, NULL,
                          "unknown section; did you mean '%s'?", nearest);
        } else {
            ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, name, NULL,
                          "unknown section; `airbridge keys` lists them");
        }
        return false;
    }
    if (ab_section_kind(*section)->named != (dot != NULL)) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, name, NULL,
                      dot != NULL ? "this section takes no id; write [%s]"
                                  : "this section needs an id; write [%s.ID]",
                      kind);
        return false;
    }
    if (ab_caseless_equal(*id, "none")) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, name, NULL,
                      "the id 'none' is reserved: as a value it means that there is none");
        return false;
    }
    return true;
}

/* Finds a key; complains of an unknown one at the given place. */
static int resolve_key(struct fold *fold, const char *file, int line, const char *section_name,
                       enum ab_section section, const char *key)
{
    const int found = ab_key_find(section, key);
    if (found >= 0) {
        return found;
    }
    const char *nearest = ab_key_nearest(section, key);
    if (nearest != NULL) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, section_name, key,
                      "unknown key; did you mean '%s'?", nearest);
    } else {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, file, line, section_name, key,
                      "unknown key; `airbridge keys %s` lists those of the section",
                      ab_section_kind(section)->name);
    }
    return -1;
}

static void state(struct fold *fold, enum ab_section section, const char *id, int key,
                  const struct ab_assignment *said)
{
    fold->statement[fold->count] = (struct statement){section, id, key, *said, fold->count};
    fold->count++;
}

/* ---- layers ---- */

static void fold_source(struct fold *fold, const struct ab_source *source)
{
    enum ab_section section = AB_SECTION_SCENARIO;
    const char *id = "";
    bool known = false;
    fold->layers->incomplete |= source->scan.lost_section;
    for (int i = 0; i < source->scan.count; i++) {
        const struct ab_entry *entry = &source->scan.entry[i];
        const struct ab_assignment said = {entry->value, source->path, source->folder, entry->line};
        int key = -1;
        if (entry->key == NULL) {
            known = resolve_section(fold, source->path, entry->line, entry->section, &section, &id);
        } else if (known) {
            key = resolve_key(fold, source->path, entry->line, entry->section, section, entry->key);
        }
        if (known && (entry->key == NULL || key >= 0)) {
            state(fold, section, id, key, &said);
        }
    }
}

static bool is_section_name(const char *name)
{
    int dots = 0;
    const size_t length = strlen(name);
    for (size_t i = 0; i < length; i++) {
        if (name[i] == '.' && (++dots > 1 || i == 0 || i == length - 1)) {
            return false;
        }
        if (name[i] != '.' &&
            strchr("abcdefghijklmnopqrstuvwxyz0123456789-", ab_lower(name[i])) == NULL) {
            return false;
        }
    }
    return length > 0 && length <= AB_ID_LENGTH_MAX;
}

/* A copy of a part of a text, or NULL when memory is out. */
static char *copy_part(struct ab_arena *arena, const char *text, size_t length)
{
    char *copy = ab_arena_take(arena, length + 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
    }
    return copy;
}

/* Cuts SECTION.KEY=VALUE in two, without blanks around either, and without what a shell left of
 * quotes around the value: as a line of a file is read. */
static void cut_assignment(struct fold *fold, const char *text, const char *equals, char **name,
                           char **value)
{
    const char *said = equals != NULL ? equals + 1 : "";
    size_t name_length = equals != NULL ? (size_t)(equals - text) : 0;
    size_t length = strlen(said);
    ab_text_trim(&text, &name_length);
    ab_text_trim(&said, &length);
    ab_text_unquote(&said, &length);
    *name = copy_part(fold->arena, text, name_length);
    *value = copy_part(fold->arena, said, length);
}

static void fold_set(struct fold *fold, const char *text)
{
    const char *equals = strchr(text, '=');
    char *name, *value;
    cut_assignment(fold, text, equals, &name, &value);
    if (name == NULL || value == NULL) {
        ab_errors_out_of_memory(fold->errors);
        return;
    }
    char *dot = strrchr(name, '.');
    if (equals == NULL || dot == NULL) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, AB_ORIGIN_SET, 0, NULL, NULL,
                      "'%.*s' is not SECTION.KEY=VALUE, as in airfield.almaty.parking_mog=6",
                      (int)ab_text_shown(text, strlen(text), 100), text);
        return;
    }
    *dot = '\0';
    const char *key_name = dot + 1;
    if (!is_section_name(name)) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, AB_ORIGIN_SET, 0, NULL, NULL,
                      "'%.*s' is not a section name; names are KIND or KIND.ID of letters a to z, "
                      "digits and '-'",
                      (int)ab_text_shown(name, strlen(name), 60), name);
        return;
    }
    enum ab_section section;
    const char *id;
    if (!resolve_section(fold, AB_ORIGIN_SET, 0, name, &section, &id)) {
        return;
    }
    const int key = resolve_key(fold, AB_ORIGIN_SET, 0, name, section, key_name);
    if (key < 0) {
        return;
    }
    const char *reason = ab_value_unwritable(value);
    if (ab_section_kind(section)->key[key].type == AB_VALUE_BASE) {
        reason = "stands only in a file";
    }
    if (reason != NULL) {
        ab_errors_add(fold->errors, AB_BAD_SCENARIO, AB_ORIGIN_SET, 0, name, key_name,
                      "the value %s", reason);
        return;
    }
    const struct ab_assignment said = {value, AB_ORIGIN_SET, "", 0};
    state(fold, section, id, -1, &said);
    state(fold, section, id, key, &said);
}

/* ---- folding ---- */

/* By section, id, key (headers first), rank. */
static int compare_statements(const void *a, const void *b)
{
    const struct statement *left = a, *right = b;
    if (left->section != right->section) {
        return left->section < right->section ? -1 : 1;
    }
    const int order = ab_caseless_compare(left->id, right->id);
    if (order != 0) {
        return order;
    }
    if (left->key != right->key) {
        return left->key < right->key ? -1 : 1;
    }
    return (left->rank > right->rank) - (left->rank < right->rank);
}

static bool starts_thing(const struct statement *statement, int i)
{
    return i == 0 || statement[i].section != statement[i - 1].section ||
           !ab_caseless_equal(statement[i].id, statement[i - 1].id);
}

/* Makes room for the things of each kind; sections without id are always there. */
static bool take_things(struct fold *fold, const char *path)
{
    struct ab_layers *layers = fold->layers;
    for (int i = 0; i < fold->count; i++) {
        layers->count[fold->statement[i].section] += starts_thing(fold->statement, i);
    }
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        if (!kind->named) {
            layers->count[s] = 1;
        }
        const size_t count = (size_t)layers->count[s];
        layers->thing[s] = ab_arena_take(fold->arena, count * sizeof *layers->thing[s]);
        if (layers->thing[s] == NULL) {
            return false;
        }
        for (size_t i = 0; i < count; i++) {
            struct ab_thing *thing = &layers->thing[s][i];
            thing->section = (enum ab_section)s;
            thing->id = "";
            thing->file = path; /* until a header is found */
            thing->slot = ab_arena_take(fold->arena, (size_t)kind->key_count * sizeof *thing->slot);
            if (thing->slot == NULL) {
                return false;
            }
        }
    }
    return true;
}

static void fill_things(struct fold *fold)
{
    int filled[AB_SECTION_COUNT] = {0};
    struct ab_thing *thing = NULL;
    for (int i = 0; i < fold->count; i++) {
        const struct statement *statement = &fold->statement[i];
        if (starts_thing(fold->statement, i)) {
            thing = &fold->layers->thing[statement->section][filled[statement->section]++];
            thing->id = statement->id;
            thing->file = statement->said.file;
            thing->line = statement->said.line;
        }
        if (statement->key >= 0) {
            thing->slot[statement->key] = statement->said;
        }
    }
}

enum ab_status ab_layers_read(struct ab_layers *layers, const char *path,
                              const char *const *assignments, int count, struct ab_arena *arena,
                              struct ab_errors *errors)
{
    const int faults = errors->count;
    struct fold fold = {.layers = layers, .arena = arena, .errors = errors};
    *layers = (struct ab_layers){0};
    if (ab_sources_read(&layers->sources, path, arena, errors) == AB_IO_ERROR) {
        return AB_IO_ERROR;
    }
    layers->incomplete = layers->sources.broken;
    fold.room = 2 * count;
    for (int i = 0; i < layers->sources.count; i++) {
        fold.room += layers->sources.source[i].scan.count;
    }
    fold.statement = ab_arena_take(arena, (size_t)fold.room * sizeof *fold.statement);
    if (fold.statement == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < layers->sources.count; i++) {
        fold_source(&fold, &layers->sources.source[i]);
    }
    for (int i = 0; i < count; i++) {
        fold_set(&fold, assignments[i]);
    }
    qsort(fold.statement, (size_t)fold.count, sizeof *fold.statement, compare_statements);
    if (!take_things(&fold, path)) {
        return ab_errors_out_of_memory(errors);
    }
    fill_things(&fold);
    return errors->count == faults ? AB_OK : errors->status;
}

/* ---- asking ---- */

int ab_layers_find(const struct ab_layers *layers, enum ab_section section, const char *id)
{
    int low = 0, high = layers->count[section];
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const int order = ab_caseless_compare(layers->thing[section][middle].id, id);
        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return -1;
}

const char *ab_layers_nearest(const struct ab_layers *layers, enum ab_section section,
                              const char *id)
{
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, id);
    for (int i = 0; i < layers->count[section]; i++) {
        if (!ab_caseless_equal(layers->thing[section][i].id, id)) {
            ab_nearest_offer(&nearest, layers->thing[section][i].id);
        }
    }
    return ab_nearest_found(&nearest);
}

bool ab_value_is_none(const struct ab_key *key, const char *value)
{
    return key->preset == NULL && (key->flags & (AB_KEY_REQUIRED | AB_KEY_NAMED_BY_ID)) == 0 &&
           strcmp(value, "none") == 0;
}

const struct ab_assignment *ab_thing_value(const struct ab_thing *thing, const char *key)
{
    const int found = ab_key_find(thing->section, key);
    const struct ab_assignment *said = &thing->slot[found];
    const bool given = said->value != NULL &&
                       !ab_value_is_none(&ab_section_kind(thing->section)->key[found], said->value);
    return given ? said : NULL;
}

enum ab_status ab_thing_fault(const struct ab_thing *thing, const char *key,
                              struct ab_errors *errors, const char *format, ...)
{
    char name[AB_SECTION_NAME_SIZE], text[sizeof errors->error[0].text];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const int found = key != NULL ? ab_key_find(thing->section, key) : -1;
    const struct ab_assignment *said = found >= 0 ? &thing->slot[found] : NULL;
    const bool given = said != NULL && said->file != NULL;
    return ab_errors_add(errors, AB_BAD_SCENARIO, given ? said->file : thing->file,
                         given ? said->line : thing->line,
                         ab_section_name(thing->section, thing->id, name), key, "%s", text);
}
