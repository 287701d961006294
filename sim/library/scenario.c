/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario.c - scenarios and their measures, for programs. */
#include "library/handle.h"

#include "base/path.h"
#include "output/comparison.h"
#include "scenario/build.h"
#include "study/journal.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { HANDLE_ROOM = 1 << 13 };

/* Names of measures, once for all threads. False when memory is out. */
static bool name_measures(struct ab_handle *handle)
{
    handle->measures = ab_measure_count(handle->scenario);
    handle->measure = ab_arena_take(handle->arena, (size_t)handle->measures * sizeof(char *));
    for (int i = 0; handle->measure != NULL && i < handle->measures; i++) {
        char buffer[128];
        handle->measure[i] = ab_arena_copy_text(
            handle->arena, ab_measure_name(handle->scenario, i, buffer, sizeof buffer));
        if (handle->measure[i] == NULL) {
            return false;
        }
    }
    return handle->measure != NULL;
}

/* ---- where scenarios come from ---- */

/* Gives the text in memory by its name, and what the program's own reader has. */
static int give(void *owner, const char *name, const char **bytes, size_t *size)
{
    const struct ab_origin *origin = owner;
    if (origin->text != NULL && strcmp(name, origin->name) == 0) {
        *bytes = origin->text;
        *size = origin->size;
        return 0;
    }
    return origin->read != NULL && origin->read(origin->read_owner, name, bytes, size) == 0
               ? 0
               : ENOENT;
}

static void leave(struct ab_origin *origin)
{
    if (atomic_fetch_sub(&origin->users, 1) == 1) {
        ab_document_destroy(origin->document);
        ab_arena_destroy(origin->arena);
    }
}

/* Makes an origin, with copies of what it is given, that has one user. */
static struct ab_origin *make_origin(const char *name, const char *text, size_t size,
                                     const ab_scenario_options *options)
{
    struct ab_arena *arena = ab_arena_create(HANDLE_ROOM);
    struct ab_origin *origin = arena != NULL ? ab_arena_take(arena, sizeof *origin) : NULL;
    const char *kept = origin != NULL ? ab_arena_copy_text(arena, name) : NULL;
    char *copy = kept != NULL && text != NULL ? ab_arena_take(arena, size + 1) : NULL;
    if (kept == NULL || (text != NULL && copy == NULL)) {
        ab_arena_destroy(arena);
        return NULL;
    }
    if (copy != NULL && size > 0) {
        memcpy(copy, text, size);
    }
    origin->set = ab_arena_take(arena, (size_t)(options->set_count + 1) * sizeof *origin->set);
    origin->set_count = options->set_count;
    bool kept_all = origin->set != NULL;
    for (int i = 0; kept_all && i < options->set_count; i++) {
        origin->set[i] = ab_arena_copy_text(arena, options->set[i]);
        kept_all = origin->set[i] != NULL;
    }
    if (!kept_all) {
        ab_arena_destroy(arena);
        return NULL;
    }
    atomic_init(&origin->users, 1);
    origin->arena = arena;
    origin->name = kept;
    origin->text = copy;
    origin->size = size;
    origin->read = options->read;
    origin->read_owner = options->read_owner;
    return origin;
}

/* ---- binding ---- */

/* Splits SECTION.KEY=VALUE; false when memory is out. What is no assignment becomes a key by itself,
 * which is refused where it is bound. */
static bool split(struct ab_override *override, const char *assignment, struct ab_arena *arena)
{
    char *key = ab_arena_copy_text(arena, assignment);
    char *equals = key != NULL ? strchr(key, '=') : NULL;
    *override = (struct ab_override){.key = key, .value = ""};
    if (equals != NULL) {
        *equals = '\0';
        override->value = equals + 1;
    }
    return key != NULL;
}

/* Takes the overrides of another handle (NULL: none), and assignments; false when memory is out. */
static bool take_overrides(struct ab_handle *handle, const struct ab_handle *from,
                           const char *const *set, int set_count)
{
    const int before = from != NULL ? from->overrides : 0;
    handle->overrides = before + set_count;
    handle->override =
        ab_arena_take(handle->arena, (size_t)(handle->overrides + 1) * sizeof *handle->override);
    bool good = handle->override != NULL;
    for (int i = 0; good && i < before; i++) {
        struct ab_override *copy = &handle->override[i];
        copy->key = ab_arena_copy_text(handle->arena, from->override[i].key);
        copy->value = ab_arena_copy_text(handle->arena, from->override[i].value);
        good = copy->key != NULL && copy->value != NULL;
    }
    for (int i = 0; good && i < set_count; i++) {
        good = split(&handle->override[before + i], set[i], handle->arena);
    }
    return good;
}

/* Makes a handle of an origin, which it is a user of. */
static enum ab_status make_handle(struct ab_handle **made, struct ab_origin *origin,
                                  const struct ab_handle *from, const char *const *set,
                                  int set_count, struct ab_errors *errors)
{
    struct ab_arena *arena = ab_arena_create(HANDLE_ROOM);
    struct ab_handle *handle = arena != NULL ? ab_arena_take(arena, sizeof *handle) : NULL;
    *made = NULL;
    if (handle == NULL) {
        ab_arena_destroy(arena);
        return ab_errors_out_of_memory(errors);
    }
    handle->arena = arena;
    handle->origin = origin;
    (void)atomic_fetch_add(&origin->users, 1);
    enum ab_status status = take_overrides(handle, from, set, set_count)
                                ? ab_document_bind(&handle->scenario, origin->document,
                                                   handle->override, handle->overrides, errors)
                                : ab_errors_out_of_memory(errors);
    if (status == AB_OK && !name_measures(handle)) {
        status = ab_errors_out_of_memory(errors);
    }
    if (status == AB_OK) {
        *made = handle;
    } else {
        ab_scenario_free(handle);
    }
    return status;
}

enum ab_status ab_handle_bind(struct ab_handle **bound, const struct ab_handle *handle,
                              const char *const *set, int set_count, struct ab_errors *errors)
{
    return make_handle(bound, handle->origin, handle, set, set_count, errors);
}

/* ---- what scenarios are called ---- */

/* KEY=VALUE of an override; NULL when memory is out. */
static const char *join(const struct ab_override *override, struct ab_arena *arena)
{
    const size_t size = strlen(override->key) + strlen(override->value) + 2;
    char *text = ab_arena_take(arena, size);
    if (text != NULL) {
        (void)snprintf(text, size, "%s=%s", override->key, override->value);
    }
    return text;
}

/* All assignments of a handle; NULL when memory is out. */
static const char **list_assignments(const struct ab_handle *handle, struct ab_arena *arena)
{
    const int before = handle->origin->set_count;
    const char **set = ab_arena_take(arena, (size_t)(before + handle->overrides + 1) * sizeof *set);
    for (int i = 0; set != NULL && i < before; i++) {
        set[i] = handle->origin->set[i];
    }
    for (int i = 0; set != NULL && i < handle->overrides; i++) {
        set[before + i] = join(&handle->override[i], arena);
        if (set[before + i] == NULL) {
            return NULL;
        }
    }
    return set;
}

/* How many overrides two handles begin with that are the same. */
static int shared(const struct ab_handle *a, const struct ab_handle *b)
{
    int count = 0;
    while (count < a->overrides && count < b->overrides &&
           strcmp(a->override[count].key, b->override[count].key) == 0 &&
           strcmp(a->override[count].value, b->override[count].value) == 0) {
        count++;
    }
    return count;
}

/* Assignments from `first` on, with semicolons between them; NULL when memory is out. */
static const char *join_all(const char *const *set, int first, int count, struct ab_arena *arena)
{
    size_t size = 1;
    for (int i = first; i < count; i++) {
        size += strlen(set[i]) + 1;
    }
    char *text = ab_arena_take(arena, size);
    for (int i = first, used = 0; text != NULL && i < count; i++) {
        used += snprintf(text + used, size - (size_t)used, "%s%s", i > first ? ";" : "", set[i]);
    }
    return text;
}

/* Names one, and fills its source; false when memory is out. */
static bool name_one(struct ab_journal_source *source, const struct ab_handle *const *handle,
                     int number, const char **name, struct ab_arena *arena)
{
    const struct ab_handle *one = handle[number];
    const struct ab_origin *origin = one->origin;
    const char **set = list_assignments(one, arena);
    const int count = origin->set_count + one->overrides;
    const int same = shared(one, handle[0]);
    char file[AB_PATH_NAME_SIZE];
    const char *called = file, *from = origin->name;
    ab_path_scenario_name(origin->name, file);
    if (set != NULL && origin == handle[0]->origin && same < one->overrides) {
        called = join_all(set, origin->set_count + same, count, arena);
        from = called != NULL ? ab_comparison_origin(called, arena) : NULL;
    }
    if (set == NULL || from == NULL || !ab_comparison_name(name, number, called, arena)) {
        return false;
    }
    *source = (struct ab_journal_source){
        .name = name[number], .origin = from, .path = origin->name, .set = set, .set_count = count};
    return true;
}

struct ab_journal_source *ab_handle_sources(const struct ab_handle *const *handle, int count,
                                            const char **name, struct ab_arena *arena)
{
    struct ab_journal_source *source = ab_arena_take(arena, (size_t)count * sizeof *source);
    for (int i = 0; source != NULL && i < count; i++) {
        if (!name_one(&source[i], handle, i, name, arena)) {
            return NULL;
        }
    }
    return source;
}

/* ---- opening ---- */

/* Reads a document and binds it; `text` is NULL where there is a file of the name. */
static enum ab_status open_scenario(struct ab_handle **scenario, const char *name, const char *text,
                                    size_t size, const ab_scenario_options *options,
                                    struct ab_errors *errors)
{
    struct ab_origin *origin = make_origin(name, text, size, options);
    if (origin == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    const struct ab_reader reader = {
        .owner = origin, .read = give, .beside_system = options->read == NULL};
    const bool from_system = text == NULL && options->read == NULL;
    enum ab_status status =
        ab_document_load(&origin->document, from_system ? NULL : &reader, origin->name,
                         options->set, options->set_count, errors);
    if (status == AB_OK) {
        status = make_handle(scenario, origin, NULL, NULL, 0, errors);
    }
    leave(origin);
    return status;
}

static enum ab_status open_checked(ab_scenario **scenario, const char *path, const char *text,
                                   size_t size, const ab_scenario_options *options,
                                   ab_errors *errors)
{
    const ab_scenario_options usual = AB_SCENARIO_OPTIONS_INIT;
    struct ab_call call;
    *scenario = NULL;
    options = options != NULL ? options : &usual;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_call_check(options->version, 1, "ab_scenario_options", call.errors);
    if (status == AB_OK) {
        const char *name = path != NULL            ? path
                           : options->name != NULL ? options->name
                                                   : "scenario.ini";
        status = open_scenario(scenario, name, text, size, options, call.errors);
    }
    return ab_call_end(&call, status);
}

ab_status ab_scenario_open(ab_scenario **scenario, const char *path,
                           const ab_scenario_options *options, ab_errors *errors)
{
    return open_checked(scenario, path, NULL, 0, options, errors);
}

ab_status ab_scenario_open_text(ab_scenario **scenario, const char *text, size_t size,
                                const ab_scenario_options *options, ab_errors *errors)
{
    return open_checked(scenario, NULL, text, size, options, errors);
}

ab_status ab_scenario_bind(ab_scenario **bound, const ab_scenario *scenario, const char *const *set,
                           int set_count, ab_errors *errors)
{
    struct ab_call call;
    *bound = NULL;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_handle_bind(bound, scenario, set, set_count, call.errors);
    if (*bound != NULL) {
        const struct ab_handle *made = *bound;
        status = ab_document_hash(&made->scenario->hash, made->origin->document, made->override,
                                  made->overrides, call.errors);
    }
    if (status != AB_OK) {
        ab_scenario_free(*bound);
        *bound = NULL;
    }
    return ab_call_end(&call, status);
}

void ab_scenario_free(ab_scenario *scenario)
{
    if (scenario != NULL) {
        struct ab_origin *origin = scenario->origin;
        ab_scenario_destroy(scenario->scenario);
        ab_arena_destroy(scenario->arena);
        leave(origin);
    }
}

const char *ab_scenario_title(const ab_scenario *scenario)
{
    return scenario->scenario->general.title;
}

uint64_t ab_scenario_hash(const ab_scenario *scenario)
{
    return scenario->scenario->hash;
}

/* ---- things ---- */

/* The things of a kind, and their number; -1: there is no such kind. */
static int find_kind(const ab_scenario *scenario, const char *kind, enum ab_section *section)
{
    if (!ab_section_find(kind, strlen(kind), section) || !ab_section_kind(*section)->named) {
        return -1;
    }
    return ab_scenario_thing_count(scenario->scenario, *section);
}

int ab_scenario_count(const ab_scenario *scenario, const char *kind)
{
    enum ab_section section;
    return find_kind(scenario, kind, &section);
}

const char *ab_scenario_id(const ab_scenario *scenario, const char *kind, int index)
{
    enum ab_section section;
    if (index < 0 || index >= find_kind(scenario, kind, &section)) {
        return NULL;
    }
    /* Every thing with an id begins with its name. */
    const struct ab_named *named = ab_scenario_thing(scenario->scenario, section, index);
    return named->id;
}

/* ---- what is to be read ---- */

ab_status ab_scenario_notes(const ab_scenario *scenario, ab_errors *notes, ab_errors *errors)
{
    struct ab_call call;
    struct ab_scenario *examined = NULL;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_document_examine(&examined, scenario->origin->document, scenario->override,
                                 scenario->overrides, notes, call.errors);
    ab_scenario_destroy(examined);
    return ab_call_end(&call, status);
}

ab_status ab_scenario_print(const ab_scenario *scenario, FILE *stream, ab_errors *errors)
{
    struct ab_call call;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_document_show(stream, scenario->origin->document, scenario->override,
                              scenario->overrides, NULL, call.errors);
    return ab_call_end(&call, ab_call_printed(stream, status, call.errors));
}

ab_status ab_scenario_value(char **value, const ab_scenario *scenario, const char *key,
                            ab_errors *errors)
{
    struct ab_call call;
    *value = NULL;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_document_value(value, scenario->origin->document, scenario->override,
                               scenario->overrides, key, call.errors);
    return ab_call_end(&call, status);
}

void ab_value_free(char *value)
{
    ab_memory_give(value);
}

ab_status ab_keys_print(FILE *stream, const char *name, ab_errors *errors)
{
    struct ab_call call;
    enum ab_status status = ab_call_begin(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_scenario_print_keys(stream, name, 100, call.errors);
    return ab_call_end(&call, ab_call_printed(stream, status, call.errors));
}

/* ---- measures ---- */

int ab_scenario_measures(const ab_scenario *scenario)
{
    return scenario->measures;
}

static bool has_measure(const ab_scenario *scenario, int index)
{
    return index >= 0 && index < scenario->measures;
}

const char *ab_scenario_measure_name(const ab_scenario *scenario, int index)
{
    return has_measure(scenario, index) ? scenario->measure[index] : NULL;
}

const char *ab_scenario_measure_unit(const ab_scenario *scenario, int index)
{
    return has_measure(scenario, index) ? ab_measure_unit(scenario->scenario, index) : NULL;
}

const char *ab_scenario_measure_meaning(const ab_scenario *scenario, int index)
{
    return has_measure(scenario, index) ? ab_measure_meaning(scenario->measure[index]) : NULL;
}

int ab_scenario_measure(const ab_scenario *scenario, const char *name)
{
    return ab_measure_find(scenario->scenario, name);
}
