/* load.c - loads a scenario: the steps in their order. */
#include "scenario/build.h"

#include <string.h>

enum { LAYERS_ROOM = 1 << 18, SCENARIO_ROOM = 1 << 16 };

/* The place of a file among the layers, so that faults come in the order of reading. */
static int rank_of(const struct ab_layers *layers, const char *file)
{
    int rank = 0;
    while (rank < layers->sources.count && strncmp(layers->sources.source[rank].path, file,
                                                   sizeof((struct ab_error *)NULL)->file - 1) != 0)
        rank++;
    return rank;
}

/* Sorts the faults found since `first` by file and line: the steps find them in another order than
 * a reader of the file wants to mend them. Insertion sort, because it is stable. */
static void sort_faults(struct ab_errors *errors, int first, const struct ab_layers *layers)
{
    const int kept = errors->count < AB_ERRORS_MAX ? errors->count : AB_ERRORS_MAX;
    for (int i = first + 1; i < kept; i++) {
        const struct ab_error error = errors->error[i];
        const int rank = rank_of(layers, error.file);
        int place = i;
        for (; place > first; place--) {
            const struct ab_error *before = &errors->error[place - 1];
            const int rank_before = rank_of(layers, before->file);
            if (rank_before < rank || (rank_before == rank && before->line <= error.line))
                break;
            errors->error[place] = *before;
        }
        errors->error[place] = error;
    }
}

/* The steps. What depends on good values is not looked at when a value was lost for want of memory;
 * otherwise every step runs, so that all faults are found in one pass. */
static void build_scenario(struct ab_build *build, const char *path, const char *const *assignments,
                           int count, struct ab_arena *scratch)
{
    const int faults = build->errors->count;
    if (ab_layers_read(build->layers, path, assignments, count, scratch, build->errors) ==
        AB_IO_ERROR)
        return;
    ab_build_convert(build);
    if (build->errors->status == AB_IO_ERROR)
        return;
    if (build->errors->count == faults)
        build->scenario->hash = ab_build_hash(build);
    if (!build->layers->incomplete) {
        ab_build_remove_inactive(build);
        ab_build_audit(build);
        ab_build_audit_carriage(build);
    }
    if (build->scenario->general.deterministic)
        ab_build_make_deterministic(build);
}

enum ab_status ab_scenario_load(struct ab_scenario **scenario, const char *path,
                                const char *const *assignments, int assignment_count,
                                struct ab_errors *errors)
{
    const int faults = errors->count;
    struct ab_arena *arena = ab_arena_create(SCENARIO_ROOM);
    struct ab_arena *scratch = ab_arena_create(LAYERS_ROOM);
    struct ab_layers *layers = scratch != NULL ? ab_arena_take(scratch, sizeof *layers) : NULL;
    struct ab_build build = {.layers = layers, .arena = arena, .errors = errors};
    *scenario = NULL;
    if (arena != NULL)
        build.scenario = ab_arena_take(arena, sizeof *build.scenario);
    if (layers == NULL || build.scenario == NULL)
        ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
    else
        build_scenario(&build, path, assignments, assignment_count, scratch);
    if (errors->count > faults && layers != NULL)
        sort_faults(errors, faults, layers);
    ab_arena_destroy(scratch);
    if (errors->count > faults) {
        ab_arena_destroy(arena);
        return errors->status;
    }
    build.scenario->memory = arena;
    *scenario = build.scenario;
    return AB_OK;
}

void ab_scenario_destroy(struct ab_scenario *scenario)
{
    if (scenario != NULL)
        ab_arena_destroy(scenario->memory);
}
