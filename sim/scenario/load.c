/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* load.c - loads a scenario: the steps in their order. */
#include "scenario/note.h"

#include <string.h>

enum { LAYERS_ROOM = 1 << 18, SCENARIO_ROOM = 1 << 16 };

/* The place of a file among the layers, so that faults come in the order of reading. */
static int rank_of(const struct ab_layers *layers, const char *file)
{
    int rank = 0;
    while (rank < layers->sources.count &&
           strncmp(layers->sources.source[rank].path, file,
                   sizeof((struct ab_error *)NULL)->file - 1) != 0) {
        rank++;
    }
    return rank;
}

/* Sorts faults by file and line: the steps find them in another order than a reader of the file
 * wants to mend them. Insertion sort, because it is stable. */
static void sort_faults(struct ab_errors *errors, const struct ab_layers *layers)
{
    const int kept = errors->count < AB_ERRORS_MAX ? errors->count : AB_ERRORS_MAX;
    for (int i = 1; i < kept; i++) {
        const struct ab_error error = errors->error[i];
        const int rank = rank_of(layers, error.file);
        int place = i;
        for (; place > 0; place--) {
            const struct ab_error *before = &errors->error[place - 1];
            const int rank_before = rank_of(layers, before->file);
            if (rank_before < rank || (rank_before == rank && before->line <= error.line)) {
                break;
            }
            errors->error[place] = *before;
        }
        errors->error[place] = error;
    }
}

/* Adds one list of faults to another. */
static void append_faults(struct ab_errors *errors, const struct ab_errors *found)
{
    const int kept = found->count < AB_ERRORS_MAX ? found->count : AB_ERRORS_MAX;
    for (int i = 0; i < kept; i++) {
        const struct ab_error *error = &found->error[i];
        ab_errors_add(errors, found->status, error->file, error->line, error->section, error->key,
                      "%s", error->text);
    }
    errors->count += found->count - kept;
}

/* The steps. Every step runs in spite of faults of the steps before it, so that all are found in
 * one pass; only what could not be read at all keeps the later ones from judging. */
static void build_scenario(struct ab_build *build, const char *path, const char *const *assignments,
                           int count, struct ab_arena *scratch)
{
    if (ab_layers_read(build->layers, path, assignments, count, scratch, build->errors) ==
        AB_IO_ERROR) {
        return;
    }
    ab_build_convert(build);
    if (build->out_of_memory) {
        return;
    }
    if (build->errors->count == 0) {
        build->scenario->hash = ab_build_hash(build);
    }
    if (!build->layers->incomplete) {
        ab_build_remove_inactive(build);
        ab_build_resolve_changes(build);
        ab_build_audit(build);
        ab_build_audit_airfields(build);
        ab_build_audit_carriage(build);
        ab_build_audit_flying(build);
    }
    if (build->notes != NULL && build->errors->count == 0) {
        ab_build_note(build, build->notes);
        sort_faults(build->notes, build->layers);
    }
    if (build->scenario->general.deterministic) {
        ab_build_make_deterministic(build);
    }
}

enum ab_status ab_scenario_load(struct ab_scenario **scenario, const char *path,
                                const char *const *assignments, int assignment_count,
                                struct ab_errors *errors)
{
    return ab_scenario_examine(scenario, path, assignments, assignment_count, NULL, errors);
}

enum ab_status ab_scenario_examine(struct ab_scenario **scenario, const char *path,
                                   const char *const *assignments, int assignment_count,
                                   struct ab_errors *notes, struct ab_errors *errors)
{
    struct ab_arena *arena = ab_arena_create(SCENARIO_ROOM);
    struct ab_arena *scratch = ab_arena_create(LAYERS_ROOM);
    struct ab_build build = {.arena = arena, .notes = notes};
    enum ab_status status = AB_OK;
    *scenario = NULL;
    if (scratch != NULL) {
        build.layers = ab_arena_take(scratch, sizeof *build.layers);
        build.errors = ab_arena_take(scratch, sizeof *build.errors);
    }
    if (arena != NULL) {
        build.scenario = ab_arena_take(arena, sizeof *build.scenario);
    }
    if (build.layers == NULL || build.errors == NULL || build.scenario == NULL) {
        status = ab_errors_out_of_memory(errors);
    } else {
        build_scenario(&build, path, assignments, assignment_count, scratch);
        status = build.errors->status;
        sort_faults(build.errors, build.layers);
        append_faults(errors, build.errors);
    }
    ab_arena_destroy(scratch);
    if (status != AB_OK || build.scenario == NULL) {
        ab_arena_destroy(arena);
        return status;
    }
    build.scenario->memory = arena;
    *scenario = build.scenario;
    return AB_OK;
}

void ab_scenario_destroy(struct ab_scenario *scenario)
{
    if (scenario != NULL) {
        ab_arena_destroy(scenario->memory);
    }
}
