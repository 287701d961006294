/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* trial.c - tries values of keys. */
#include "scenario/trial.h"

#include "base/memory.h"
#include "scenario/text.h"
#include "scenario/value.h"

#include <string.h>

enum { LAYERS_ROOM = 1 << 18 };

struct ab_trial {
    struct ab_arena *arena;   /* of the layers */
    struct ab_arena *scratch; /* of the value that is tried */
    struct ab_layers layers;
    ab_time start;
};

enum ab_status ab_trial_create(struct ab_trial **trial, const char *path,
                               const char *const *assignments, int count, ab_time start,
                               struct ab_errors *errors)
{
    struct ab_trial *made = ab_memory_take(1, sizeof *made);
    *trial = NULL;
    if (made == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    made->start = start;
    made->arena = ab_arena_create(LAYERS_ROOM);
    made->scratch = ab_arena_create(0);
    const enum ab_status status =
        made->arena != NULL && made->scratch != NULL
            ? ab_layers_read(&made->layers, path, assignments, count, made->arena, errors)
            : ab_errors_out_of_memory(errors);
    if (status == AB_OK) {
        *trial = made;
    } else {
        ab_trial_destroy(made);
    }
    return status;
}

void ab_trial_destroy(struct ab_trial *trial)
{
    if (trial == NULL) {
        return;
    }
    ab_arena_destroy(trial->scratch);
    ab_arena_destroy(trial->arena);
    ab_memory_give(trial);
}

/* The row of the table of keys for SECTION.KEY or SECTION.ID.KEY with the kind it belongs to; NULL
 * when the scenario has no such thing or it is not judged. */
static const struct ab_key *find_key(const struct ab_trial *trial, const char *name,
                                     const struct ab_section_kind **kind)
{
    const char *first = strchr(name, '.'), *last = strrchr(name, '.');
    char id[AB_ID_LENGTH_MAX + 1] = "";
    enum ab_section section;
    if (first == NULL || last - first - 1 > AB_ID_LENGTH_MAX ||
        !ab_section_find(name, (size_t)(first - name), &section)) {
        return NULL;
    }
    if (last > first) {
        memcpy(id, first + 1, (size_t)(last - first - 1));
    }
    const int key = ab_key_find(section, last + 1);
    if (key < 0 || ab_layers_find(&trial->layers, section, id) < 0) {
        return NULL;
    }
    *kind = ab_section_kind(section);
    const enum ab_value_type type = (*kind)->key[key].type;
    return type == AB_VALUE_BASE || type == AB_VALUE_BOUND || type == AB_VALUE_TOLERANCE
               ? NULL
               : &(*kind)->key[key];
}

/* A copy of a value as --set would take it. */
static const char *copy_value(struct ab_arena *arena, const char *value)
{
    size_t length = strlen(value);
    ab_text_trim(&value, &length);
    ab_text_unquote(&value, &length);
    char *copy = ab_arena_copy_text(arena, value);
    if (copy != NULL) {
        copy[length] = '\0';
    }
    return copy;
}

bool ab_trial_accepts(struct ab_trial *trial, const char *key, const char *value,
                      struct ab_complaint *complaint)
{
    const struct ab_section_kind *kind;
    const struct ab_key *row = find_key(trial, key, &kind);
    ab_complaint_clear(complaint);
    if (row == NULL) {
        return true;
    }
    ab_arena_reset(trial->scratch);
    void *thing = ab_arena_take(trial->scratch, kind->size);
    const char *text = copy_value(trial->scratch, value);
    if (thing == NULL || text == NULL) {
        return ab_complain_of_memory(complaint);
    }
    const char *unwritable = ab_value_unwritable(text);
    if (unwritable != NULL) {
        return ab_complain(complaint, "%s", unwritable);
    }
    struct ab_conversion conversion = {
        .layers = &trial->layers,
        .arena = trial->scratch,
        .start = trial->start,
        .folder = "",
    };
    ab_complaint_clear(&conversion.complaint);
    const bool accepted =
        ab_value_is_none(row, text) || ab_value_convert(&conversion, row, text, thing);
    *complaint = conversion.complaint;
    return accepted;
}
