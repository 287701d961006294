/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* scenario.c - scenarios and their measures, for programs. */
#include "library/handle.h"

#include "scenario/build.h"

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

/* Keeps copies of the assignments of a handle (NULL: none) and of further ones. */
static bool keep_set(struct ab_handle *handle, const struct ab_handle *from, const char *const *set,
                     int set_count)
{
    const int before = from != NULL ? from->set_count : 0;
    const char **text =
        ab_arena_take(handle->arena, ((size_t)(before + set_count) + 1) * sizeof *text);
    for (int i = 0; text != NULL && i < before + set_count; i++) {
        text[i] = ab_arena_copy_text(handle->arena, i < before ? from->set[i] : set[i - before]);
        if (text[i] == NULL) {
            return false;
        }
    }
    handle->set = text;
    handle->set_count = before + set_count;
    return text != NULL;
}

/* Makes a handle of a path and assignments; NULL, and nothing kept, when it fails. */
static enum ab_status make_handle(struct ab_handle **made, const char *path,
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
    handle->path = ab_arena_copy_text(arena, path);
    enum ab_status status = AB_OK;
    if (handle->path == NULL || !keep_set(handle, from, set, set_count)) {
        status = ab_errors_out_of_memory(errors);
    }
    if (status == AB_OK) {
        status = ab_scenario_load(&handle->scenario, handle->path, handle->set, handle->set_count,
                                  errors);
    }
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

ab_status ab_scenario_open(ab_scenario **scenario, const char *path,
                           const ab_scenario_options *options, ab_errors *errors)
{
    const ab_scenario_options usual = AB_SCENARIO_OPTIONS_INIT;
    struct ab_call call;
    *scenario = NULL;
    options = options != NULL ? options : &usual;
    enum ab_status status = ab_library_enter(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_library_check(options->version, "ab_scenario_options", call.errors);
    if (status == AB_OK) {
        status = make_handle(scenario, path, NULL, options->set, options->set_count, call.errors);
    }
    return ab_library_leave(&call, status);
}

enum ab_status ab_library_bind(struct ab_handle **bound, const struct ab_handle *handle,
                               const char *const *set, int set_count, struct ab_errors *errors)
{
    return make_handle(bound, handle->path, handle, set, set_count, errors);
}

ab_status ab_scenario_bind(ab_scenario **bound, const ab_scenario *scenario, const char *const *set,
                           int set_count, ab_errors *errors)
{
    struct ab_call call;
    *bound = NULL;
    const enum ab_status status = ab_library_enter(&call, errors);
    return status != AB_OK ? status
                           : ab_library_leave(&call, ab_library_bind(bound, scenario, set,
                                                                     set_count, call.errors));
}

void ab_scenario_free(ab_scenario *scenario)
{
    if (scenario != NULL) {
        ab_scenario_destroy(scenario->scenario);
        ab_arena_destroy(scenario->arena);
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
    enum ab_status status = ab_library_enter(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_scenario_examine(&examined, scenario->path, scenario->set, scenario->set_count,
                                 notes, call.errors);
    ab_scenario_destroy(examined);
    return ab_library_leave(&call, status);
}

/* Whether what was printed arrived. */
static enum ab_status check_stream(FILE *stream, enum ab_status status, struct ab_errors *errors)
{
    if (status == AB_OK && (fflush(stream) != 0 || ferror(stream))) {
        return ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "cannot print");
    }
    return status;
}

ab_status ab_scenario_print(const ab_scenario *scenario, FILE *stream, ab_errors *errors)
{
    struct ab_call call;
    enum ab_status status = ab_library_enter(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status =
        ab_scenario_show(stream, scenario->path, scenario->set, scenario->set_count, call.errors);
    return ab_library_leave(&call, check_stream(stream, status, call.errors));
}

ab_status ab_keys_print(FILE *stream, const char *name, ab_errors *errors)
{
    struct ab_call call;
    enum ab_status status = ab_library_enter(&call, errors);
    if (status != AB_OK) {
        return status;
    }
    status = ab_scenario_print_keys(stream, name, call.errors);
    return ab_library_leave(&call, check_stream(stream, status, call.errors));
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
