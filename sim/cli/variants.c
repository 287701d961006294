/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* variants.c - the scenarios of a comparison: their names, and loading them. */
#include "cli/variants.h"

#include "base/limits.h"
#include "cli/simulate.h"

#include "base/memory.h"
#include "base/path.h"
#include "output/comparison.h"
#include "scenario/layers.h"

#include <stdio.h>
#include <string.h>

/* ---- names ---- */

/* Names a scenario after its file, without folder and ".ini". False when memory is out. */
static bool name_after_file(struct ab_cli_variants *variants, int number, const char *path)
{
    char name[AB_PATH_NAME_SIZE];
    ab_path_scenario_name(path, name);
    return ab_comparison_name(variants->name, number, name, variants->arena);
}

/* ---- loading ---- */

/* The length of the assignment that a --with begins with: up to the next semicolon, which a quoted
 * value may hold. A quote that nothing closes is one more character. */
static size_t assignment_length(const char *with)
{
    const size_t length = strcspn(with, ";"), name = strcspn(with, "=");
    const char *value = name < length ? with + name + 1 : with;
    value += strspn(value, " \t");
    if (*value != '"' && *value != '\'') {
        return length;
    }
    for (const char *quote = value; (quote = strchr(quote + 1, *value)) != NULL;) {
        const char *behind = quote + 1 + strspn(quote + 1, " \t");
        if (*behind == ';' || *behind == '\0') {
            return (size_t)(behind - with);
        }
    }
    return length;
}

/* The assignments of a scenario: those of --set, then those that a --with (or NULL) lists between
 * semicolons, which win. NULL when memory is out. */
static const char **list_assignments(struct ab_arena *arena, const struct ab_cli_list *set,
                                     const char *with, int *count)
{
    size_t room = (size_t)set->count + 1;
    for (const char *c = with; c != NULL && *c != '\0'; c++) {
        room += *c == ';';
    }
    const char **list = ab_arena_take(arena, room * sizeof *list);
    char *text = ab_arena_copy_text(arena, with != NULL ? with : "");
    if (list == NULL || text == NULL) {
        return NULL;
    }
    *count = 0;
    for (int i = 0; i < set->count; i++) {
        list[(*count)++] = set->text[i];
    }
    for (char *rest = with != NULL ? text : NULL, *next; rest != NULL; rest = next) {
        next = rest + assignment_length(rest);
        if (*next == '\0') {
            next = NULL;
        } else {
            *next++ = '\0';
        }
        list[(*count)++] = rest + strspn(rest, " \t");
    }
    return list;
}

/* Tells faults from `first` on that are of assignments as faults of this --with. */
static void tell_origin(struct ab_errors *errors, int first, const char *origin)
{
    for (int i = first; i < errors->count && i < AB_ERRORS_MAX; i++) {
        struct ab_error *error = &errors->error[i];
        if (strcmp(error->file, AB_ORIGIN_SET) == 0) {
            (void)snprintf(error->file, sizeof error->file, "%s", origin);
        }
    }
}

/* Refuses to vary the luck, which is the same on both sides. */
static enum ab_status check_seed(const struct ab_cli_variants *variants, int number,
                                 struct ab_errors *errors)
{
    const struct ab_scenario *base = variants->scenario[0], *variant = variants->scenario[number];
    if (variant->general.seed == base->general.seed) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_BAD_SCENARIO, variants->origin[number], 0, "scenario", "seed",
                         "cannot differ: all scenarios of a comparison have the same luck; --seed "
                         "gives them another");
}

/* Loads scenario `number` from a file, with the assignments of a --with, or NULL. */
static enum ab_status load(struct ab_cli_variants *variants, int number, const char *path,
                           const struct ab_cli_list *set, const char *with,
                           struct ab_errors *errors)
{
    const int faults = errors->count;
    int *count = &variants->set_count[number];
    const char **list = list_assignments(variants->arena, set, with, count);
    variants->path[number] = path;
    variants->set[number] = list;
    enum ab_status status =
        list != NULL ? ab_scenario_load(&variants->scenario[number], path, list, *count, errors)
                     : ab_errors_out_of_memory(errors);
    if (with != NULL && status == AB_OK) {
        status = check_seed(variants, number, errors);
    }
    if (with != NULL) {
        tell_origin(errors, faults, variants->origin[number]);
    }
    return status;
}

/* Names all of them; false when memory is out. */
static bool name_all(struct ab_cli_variants *variants, const struct ab_cli_arguments *arguments)
{
    bool named = true;
    for (int i = 0; named && i < arguments->operands; i++) {
        variants->origin[i] = arguments->operand[i];
        named = name_after_file(variants, i, arguments->operand[i]);
    }
    for (int i = 0; named && i < arguments->with.count; i++) {
        const int number = arguments->operands + i;
        const char *with = arguments->with.text[i];
        variants->origin[number] = ab_comparison_origin(with, variants->arena);
        named = variants->origin[number] != NULL &&
                ab_comparison_name(variants->name, number, with, variants->arena);
    }
    return named;
}

/* Loads all of them: every one must be good before the first is simulated. What differs from a base
 * that is not good would tell its faults again. */
static enum ab_status load_all(struct ab_cli_variants *variants,
                               const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int i = 0; i < arguments->operands; i++) {
        const enum ab_status one =
            load(variants, i, arguments->operand[i], &arguments->set, NULL, errors);
        status = status == AB_OK ? one : status;
    }
    for (int i = 0; i < arguments->with.count && variants->scenario[0] != NULL; i++) {
        const enum ab_status one = load(variants, arguments->operands + i, arguments->operand[0],
                                        &arguments->set, arguments->with.text[i], errors);
        status = status == AB_OK ? one : status;
    }
    return status;
}

/* Room for all of them; false when memory is out. */
static bool take_room(struct ab_cli_variants *variants)
{
    const size_t count = (size_t)variants->count;
    variants->arena = ab_arena_create(0);
    variants->name = ab_memory_take(count, sizeof *variants->name);
    variants->origin = ab_memory_take(count, sizeof *variants->origin);
    variants->path = ab_memory_take(count, sizeof *variants->path);
    variants->set = ab_memory_take(count, sizeof(const char **));
    variants->set_count = ab_memory_take(count, sizeof *variants->set_count);
    variants->scenario = ab_memory_take(count, sizeof(struct ab_scenario *));
    return variants->arena != NULL && variants->name != NULL && variants->origin != NULL &&
           variants->path != NULL && variants->set != NULL && variants->set_count != NULL &&
           variants->scenario != NULL;
}

enum ab_status ab_cli_variants_load(struct ab_cli_variants *variants,
                                    const struct ab_cli_arguments *arguments,
                                    struct ab_errors *errors)
{
    *variants = (struct ab_cli_variants){.count = arguments->operands + arguments->with.count};
    const size_t count = (size_t)variants->count;
    if (count < 2) {
        return ab_errors_refuse(
            errors, "there is nothing to compare with: name a VARIANT, or say what differs "
                    "by --with KEY=VALUE");
    }
    if (count > AB_VARIANTS_MAX) {
        return ab_errors_refuse(errors, "compare: %zu scenarios; %d are compared at most", count,
                                AB_VARIANTS_MAX);
    }
    return take_room(variants) && name_all(variants, arguments)
               ? load_all(variants, arguments, errors)
               : ab_errors_out_of_memory(errors);
}

enum ab_status ab_cli_variants_reload(struct ab_cli_variants *variants,
                                      const struct ab_journal_head *head, struct ab_errors *errors)
{
    *variants = (struct ab_cli_variants){.count = (int)head->points};
    enum ab_status status = take_room(variants) ? AB_OK : ab_errors_out_of_memory(errors);
    for (int i = 0; status == AB_OK && i < variants->count; i++) {
        const struct ab_journal_source *source = &head->source[i];
        variants->name[i] = source->name;
        variants->origin[i] = source->origin;
        variants->path[i] = source->path;
        variants->set[i] = (const char **)source->set; /* only read */
        variants->set_count[i] = source->set_count;
        status = ab_cli_load_source(&variants->scenario[i], source, errors);
    }
    return status;
}

void ab_cli_variants_clear(struct ab_cli_variants *variants)
{
    for (int i = 0; variants->scenario != NULL && i < variants->count; i++) {
        ab_scenario_destroy(variants->scenario[i]);
    }
    ab_memory_give(variants->scenario);
    ab_memory_give(variants->set_count);
    ab_memory_give(variants->set);
    ab_memory_give(variants->path);
    ab_memory_give(variants->origin);
    ab_memory_give(variants->name);
    ab_arena_destroy(variants->arena);
    *variants = (struct ab_cli_variants){0};
}
