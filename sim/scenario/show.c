/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* show.c - writes an effective scenario as INI that loads to the same scenario.
 *
 * Each value is written as it was said, with where it was said behind it. Names of files of samples
 * become absolute, so that the output means the same wherever it is put. Characters of a text that a
 * terminal would obey are shown escaped. */
#include "base/caseless.h"
#include "base/memory.h"
#include "base/nearest.h"
#include "base/visible.h"
#include "scenario/build.h"
#include "scenario/text.h"

#include <assert.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ORIGIN_COLUMN = 56, SHOW_ROOM = 1 << 18, FILE_NAME_SHOWN = 200 };

/* A file's name fit for a comment: visible, not so long that the line becomes too long, and without
 * a backslash at its end, which would join the next line to it. */
static void write_file_name(FILE *stream, const char *name)
{
    char shown[FILE_NAME_SHOWN + 1];
    size_t length = strlen(name);
    if (length > FILE_NAME_SHOWN) {
        (void)fputs("...", stream);
        for (name += length - FILE_NAME_SHOWN; ((unsigned char)*name & 0xc0) == 0x80;) {
            name++;
        }
    }
    length = strlen(ab_visible_copy(shown, sizeof shown, name));
    assert(length > 0);
    if (shown[length - 1] == '\\') {
        shown[length - 1] = '?';
    }
    (void)fputs(shown, stream);
}

static void write_origin(FILE *stream, const struct ab_assignment *said)
{
    if (said == NULL) {
        (void)fputs("default", stream);
        return;
    }
    write_file_name(stream, said->file);
    if (said->line > 0) {
        (void)fprintf(stream, ":%d", said->line);
    }
}

/* The absolute form of a file's name, also of one that is not there; NULL when memory is out. */
static const char *absolute_name(const char *path, struct ab_arena *arena)
{
    char absolute[PATH_MAX], here[PATH_MAX], folder[PATH_MAX + 1] = "";
    if (realpath(path, absolute) != NULL) {
        return ab_arena_copy_text(arena, absolute);
    }
    if (getcwd(here, sizeof here) != NULL) {
        (void)snprintf(folder, sizeof folder, "%s/", here);
    }
    return ab_path_join(arena, folder, path);
}

/* Whether a key's value may be a distribution, which may name a file. */
static bool may_name_file(const struct ab_key *key, enum ab_section section)
{
    return ab_key_may_be_random(key) || key->type == AB_VALUE_ARRIVALS ||
           ((section == AB_SECTION_CHANGE || section == AB_SECTION_UNCERTAIN) &&
            strcmp(key->name, "value") == 0);
}

/* A text with the part [start, start + length) replaced by the absolute form of the name that it is;
 * *end is behind it. NULL when memory is out. */
static const char *with_absolute_name(const char *text, size_t start, size_t length,
                                      const char *folder, struct ab_arena *arena, size_t *end)
{
    char *name = ab_arena_copy_text(arena, text + start);
    if (name == NULL) {
        return NULL;
    }
    name[length] = '\0';
    const char *path = ab_path_join(arena, folder, name);
    const char *absolute = path != NULL ? absolute_name(path, arena) : NULL;
    const size_t size = absolute != NULL ? strlen(text) + strlen(absolute) + 1 : 0;
    char *result = absolute != NULL ? ab_arena_take(arena, size) : NULL;
    if (result != NULL) {
        (void)snprintf(result, size, "%.*s%s%s", (int)start, text, absolute, text + start + length);
        *end = start + strlen(absolute);
    }
    return result;
}

/* The value with the names of files in it made absolute; NULL when memory is out. *kept (if not NULL)
 * tells whether they are read as they were: in a mixture a bracket in one may end it. */
static const char *portable_value(const struct ab_thing *thing, const struct ab_key *key,
                                  const struct ab_assignment *said, struct ab_arena *arena,
                                  bool *kept)
{
    const char *value = said->value;
    size_t start = 0, length = strlen(value), end = 0, again;
    if (key->type == AB_VALUE_FILE) {
        return ab_value_is_none(key, value)
                   ? value
                   : with_absolute_name(value, 0, length, said->folder, arena, &end);
    }
    for (size_t from = 0; value != NULL && may_name_file(key, thing->section) &&
                          ab_value_file_name(value, from, &start, &length);
         from = end) {
        value = with_absolute_name(value, start, length, said->folder, arena, &end);
        if (kept != NULL && value != NULL) {
            *kept &= ab_value_file_name(value, from, &again, &length) && again + length == end;
        }
    }
    return value;
}

/* Complains of a value that cannot be written once the name in it is absolute. */
static enum ab_status check_value(const struct ab_thing *thing, const struct ab_key *key,
                                  const struct ab_assignment *said, struct ab_arena *arena,
                                  struct ab_errors *errors)
{
    bool kept = true;
    const char *value = portable_value(thing, key, said, arena, &kept);
    if (value == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    const char *reason = value != said->value ? ab_value_unwritable(value) : NULL;
    if (reason == NULL && !kept) {
        reason = "has a bracket in it that ends the name";
    }
    if (reason == NULL && value != said->value && !ab_visible_is(value)) {
        reason = "holds what a terminal obeys";
    }
    return reason == NULL ? AB_OK
                          : ab_thing_fault(thing, key->name, errors,
                                           "cannot be shown: with the whole name of the file, the "
                                           "value %s",
                                           reason);
}

/* A text as it is shown, which is no other but for characters that a terminal would obey. */
static const char *visible_text(const char *text, struct ab_arena *arena)
{
    if (ab_visible_is(text)) {
        return text;
    }
    char *shown = ab_arena_take(arena, AB_VALUE_BYTES_MAX + 1);
    return shown != NULL ? ab_visible_copy(shown, AB_VALUE_BYTES_MAX + 1, text) : NULL;
}

/* The value of a key as it is shown, but for its quotes; NULL when it has none, or, then it was said,
 * memory is out. */
static const char *shown_value(const struct ab_thing *thing, const struct ab_key *key,
                               const struct ab_assignment *said, struct ab_arena *arena)
{
    const char *value =
        said->value != NULL ? portable_value(thing, key, said, arena, NULL) : key->preset;
    const bool is_text = said->value != NULL && key->type == AB_VALUE_TEXT;
    return value != NULL && is_text ? visible_text(value, arena) : value;
}

/* Writes `key = value` with its quotes; returns how many bytes that were. */
static int write_assignment(FILE *stream, const struct ab_key *key, const char *value)
{
    const char quote[2] = {ab_value_quote(value), '\0'};
    return fprintf(stream, "%s = %s%s%s", key->name, quote, value, quote);
}

static bool show_key(FILE *stream, const struct ab_thing *thing, const struct ab_key *key,
                     const struct ab_assignment *said, struct ab_arena *arena)
{
    const struct ab_assignment *origin = said->value != NULL ? said : NULL;
    if (key->type == AB_VALUE_BASE) {
        return true;
    }
    const char *value = shown_value(thing, key, said, arena);
    if (value == NULL && origin == NULL) {
        (void)fprintf(stream, "; %s is not given\n", key->name);
        return true;
    }
    if (value == NULL) {
        return false;
    }
    /* Behind a long value the origin would make the line too long: it goes before. */
    const bool before = strlen(value) > AB_LINE_BYTES_MAX / 2;
    if (before) {
        (void)fputs("; ", stream);
        write_origin(stream, origin);
        (void)fputc('\n', stream);
    }
    const int written = write_assignment(stream, key, value);
    if (!before) {
        (void)fprintf(stream, "%*s ; ", written < ORIGIN_COLUMN ? ORIGIN_COLUMN - written : 0, "");
        write_origin(stream, origin);
    }
    (void)fputc('\n', stream);
    return true;
}

/* Whether a section is asked for: by its kind, by its name, or because all are. What a table says
 * stands in the sections that its rows are. */
static bool is_wanted(const char *only, const char *kind, const char *name)
{
    return only == NULL ? strcmp(kind, ab_section_kind(AB_SECTION_TABLE)->name) != 0
                        : ab_caseless_equal(only, kind) || ab_caseless_equal(only, name);
}

static bool show_layers(FILE *stream, const struct ab_layers *layers, const char *only,
                        struct ab_arena *arena)
{
    char name[AB_SECTION_NAME_SIZE];
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        for (int i = 0; i < layers->count[s]; i++) {
            const struct ab_thing *thing = &layers->thing[s][i];
            if (!is_wanted(only, kind->name, ab_section_name(thing->section, thing->id, name))) {
                continue;
            }
            (void)fprintf(stream, "\n[%s]\n", name);
            for (int k = 0; k < kind->key_count; k++) {
                if (!show_key(stream, thing, &kind->key[k], ab_thing_said(thing, k), arena)) {
                    return false;
                }
            }
        }
    }
    return true;
}

/* Whether all values can be shown: nothing is, unless all can. */
static enum ab_status check_layers(const struct ab_layers *layers, struct ab_arena *arena,
                                   struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        for (int i = 0; i < layers->count[s]; i++) {
            const struct ab_thing *thing = &layers->thing[s][i];
            for (int k = 0; k < kind->key_count; k++) {
                const struct ab_assignment *said = ab_thing_said(thing, k);
                if (said->value != NULL &&
                    check_value(thing, &kind->key[k], said, arena, errors) != AB_OK) {
                    status = errors->status;
                }
            }
        }
    }
    return status;
}

/* Complains of a section that is not there. */
static enum ab_status check_wanted(const struct ab_layers *layers, const char *only,
                                   struct ab_errors *errors)
{
    char name[AB_SECTION_NAME_SIZE], full[AB_SECTION_NAME_SIZE], room[AB_NEAREST_SIZE];
    const char *meant = NULL; /* the section whose id was written alone */
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, only);
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const char *kind = ab_section_kind((enum ab_section)s)->name;
        ab_nearest_offer(&nearest, kind);
        for (int i = 0; i < layers->count[s]; i++) {
            const struct ab_thing *thing = &layers->thing[s][i];
            if (is_wanted(only, kind, ab_section_name(thing->section, thing->id, name))) {
                return AB_OK;
            }
            if (meant == NULL && ab_caseless_equal(thing->id, only)) {
                meant = ab_section_name(thing->section, thing->id, full);
            }
        }
    }
    meant = meant != NULL ? meant : ab_nearest_found(&nearest);
    return ab_errors_refuse(errors, "the scenario has no section '%.100s'%s", only,
                            ab_nearest_ask(room, "'", meant, "'?", ""));
}

enum ab_status ab_layers_show(FILE *stream, const struct ab_layers *layers, const char *only,
                              uint64_t hash, struct ab_errors *errors)
{
    struct ab_arena *arena = ab_arena_create(SHOW_ROOM);
    bool shown = false;
    enum ab_status status = arena != NULL ? check_layers(layers, arena, errors) : AB_OK;
    if (status == AB_OK && only != NULL) {
        status = check_wanted(layers, only, errors);
    }
    if (arena != NULL && status == AB_OK) {
        (void)fprintf(stream, "; effective scenario %016llx of ", (unsigned long long)hash);
        write_file_name(stream, layers->path);
        (void)fputc('\n', stream);
        shown = show_layers(stream, layers, only, arena);
    }
    ab_arena_destroy(arena);
    if (status == AB_OK && !shown) {
        status = ab_errors_out_of_memory(errors);
    }
    return status;
}

enum ab_status ab_layers_value(char **value, const struct ab_layers *layers, const char *key,
                               struct ab_arena *arena, struct ab_errors *errors)
{
    struct ab_key_path path;
    const bool known = ab_key_path(key, &path) && path.key >= 0;
    const int index = known ? ab_layers_find(layers, path.section, path.id) : -1;
    if (index < 0) {
        return ab_errors_refuse(errors,
                                known ? "the scenario has no section of the key '%.100s'"
                                      : "'%.100s' is not a key; keys are written "
                                        "airfield.almaty.parking_mog",
                                key);
    }
    const struct ab_thing *thing = &layers->thing[path.section][index];
    const struct ab_key *row = &ab_section_kind(path.section)->key[path.key];
    const struct ab_assignment *said = ab_thing_said(thing, path.key);
    if (said->value != NULL && check_value(thing, row, said, arena, errors) != AB_OK) {
        return errors->status;
    }
    const char *shown = shown_value(thing, row, said, arena);
    if (shown == NULL) {
        return said->value != NULL ? ab_errors_out_of_memory(errors) : AB_OK;
    }
    *value = ab_memory_take(strlen(shown) + 1, 1);
    if (*value == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    memcpy(*value, shown, strlen(shown) + 1);
    return AB_OK;
}
