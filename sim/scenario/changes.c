/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* changes.c - which field a change alters, and what it becomes.
 *
 * A change names a key as `--set` does, SECTION.KEY or SECTION.ID.KEY. It is resolved here, once:
 * a run only copies the bytes of the new value over its own copy of the thing. */
#include "scenario/build.h"

#include "base/caseless.h"
#include "base/memory.h"
#include "base/nearest.h"

#include <stddef.h>
#include <string.h>

struct target {
    enum ab_section section;
    int index;
    const struct ab_key *key;
};

/* The index of a thing among those that are left; the layers still count the inactive ones. */
static int find_thing(const struct ab_scenario *scenario, enum ab_section section, const char *id)
{
    for (int i = 0; i < ab_scenario_thing_count(scenario, section); i++) {
        const struct ab_named *named = ab_scenario_thing(scenario, section, i);
        if (ab_caseless_equal(named->id, id)) {
            return i;
        }
    }
    return AB_NOBODY;
}

/* Complains that a change names a thing that is not there. What is inactive is not there either,
 * but then the change goes with it, unless it was to make the thing active: it cannot come back. */
static void fault_thing(struct ab_build *build, const struct ab_thing *thing, const char *name,
                        const struct ab_key_path *path)
{
    char room[AB_NEAREST_SIZE];
    const char *kind = ab_section_kind(path->section)->name;
    if (ab_layers_find(build->layers, path->section, path->id) < 0) {
        const char *nearest = ab_layers_nearest(build->layers, path->section, path->id);
        ab_thing_fault(thing, "key", build->errors, "'%s' is of [%s.%s], which is not there%s",
                       name, kind, path->id, ab_nearest_ask(room, "'", nearest, "'?", ""));
    } else if (strcmp(path->name, "active") == 0) {
        ab_thing_fault(thing, "key", build->errors,
                       "'%s' cannot change: [%s.%s] is inactive from the start (active = no)", name,
                       kind, path->id);
    }
}

/* Finds what "airfield.almaty.open" is. */
static bool find_target(struct ab_build *build, const struct ab_thing *thing, const char *name,
                        struct target *target)
{
    char room[AB_NEAREST_SIZE];
    struct ab_key_path path;
    if (!ab_key_path(name, &path) || (path.id[0] != '\0') != ab_section_kind(path.section)->named) {
        ab_thing_fault(thing, "key", build->errors,
                       "'%s' is not a key; keys are written airfield.almaty.open", name);
        return false;
    }
    if (path.key < 0) {
        const char *nearest = ab_key_nearest(path.section, path.name);
        ab_thing_fault(thing, "key", build->errors, "'%s' is unknown%s", name,
                       ab_nearest_ask(room, "'", nearest, "'?", ""));
        return false;
    }
    target->section = path.section;
    target->key = &ab_section_kind(path.section)->key[path.key];
    if ((target->key->flags & AB_KEY_CHANGEABLE) == 0) {
        ab_thing_fault(thing, "key", build->errors,
                       "'%s' cannot change while a run goes on (see `airbridge keys %s`)", name,
                       ab_section_kind(path.section)->name);
        return false;
    }
    target->index = path.id[0] == '\0' ? 0 : find_thing(build->scenario, path.section, path.id);
    if (target->index == AB_NOBODY) {
        fault_thing(build, thing, name, &path);
    }
    return target->index != AB_NOBODY;
}

/* False when the change has faults or nothing to alter. */
static bool resolve(struct ab_build *build, struct ab_conversion *conversion,
                    struct ab_thing *thing, struct ab_change *change)
{
    struct target target;
    if (!find_target(build, thing, change->key, &target)) {
        return false;
    }
    const struct ab_section_kind *kind = ab_section_kind(target.section);
    char *changed = ab_arena_take(build->arena, kind->size);
    if (changed == NULL) {
        ab_build_fault_memory(build);
        return false;
    }
    memcpy(changed, ab_scenario_thing(build->scenario, target.section, target.index), kind->size);
    const struct ab_assignment *said = ab_thing_value(thing, "value");
    conversion->folder = said != NULL ? said->folder : "";
    ab_complaint_clear(&conversion->complaint);
    if (!ab_value_convert(conversion, target.key, change->value, changed)) {
        ab_thing_fault(thing, "value", build->errors, "'%s' %s", change->value,
                       conversion->complaint.text);
        return false;
    }
    if (build->scenario->general.deterministic) {
        ab_build_make_constant(target.key, changed);
    }
    change->section = (int)target.section;
    change->index = target.index;
    change->offset = target.key->offset;
    change->size = ab_value_size(target.key->type);
    change->bytes = changed + target.key->offset;
    return true;
}

void ab_build_resolve_changes(struct ab_build *build)
{
    struct ab_conversion conversion = {.layers = build->layers,
                                       .arena = build->arena,
                                       .files = build->files,
                                       .start = build->scenario->general.start,
                                       .folder = ""};
    struct ab_change *change = build->scenario->change;
    int left = 0;
    for (int i = 0; i < build->scenario->change_count; i++) {
        struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CHANGE, &change[i].named);
        if (!thing->doubtful && resolve(build, &conversion, thing, &change[i])) {
            change[left++] = change[i];
        }
    }
    build->scenario->change_count = left;
}

bool ab_build_changes_airfield(const struct ab_build *build, const struct ab_airfield *airfield,
                               const char *key)
{
    char name[AB_SECTION_NAME_SIZE + AB_ID_LENGTH_MAX];
    (void)snprintf(name, sizeof name, "airfield.%s.%s", airfield->named.id, key);
    for (int i = 0; i < build->scenario->change_count; i++) {
        if (build->scenario->change[i].key != NULL &&
            ab_caseless_equal(build->scenario->change[i].key, name)) {
            return true;
        }
    }
    return false;
}

/* ---- what changes may do ---- */

int64_t ab_scenario_most_aircraft(const struct ab_scenario *scenario, int fleet)
{
    int64_t most = scenario->fleet[fleet].number;
    for (int i = 0; i < scenario->change_count; i++) {
        const struct ab_change *change = &scenario->change[i];
        if (change->section == AB_SECTION_FLEET && change->index == fleet &&
            change->offset == offsetof(struct ab_fleet, number)) {
            int64_t number;
            memcpy(&number, change->bytes, sizeof number);
            most = number > most ? number : most;
        }
    }
    return most;
}

bool ab_scenario_changes_airfield(const struct ab_scenario *scenario, int airfield, size_t offset)
{
    for (int i = 0; i < scenario->change_count; i++) {
        const struct ab_change *change = &scenario->change[i];
        if (change->section == AB_SECTION_AIRFIELD && change->index == airfield &&
            change->offset == offset) {
            return true;
        }
    }
    return false;
}
