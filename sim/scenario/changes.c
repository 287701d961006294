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
#include <stdlib.h>
#include <string.h>

struct target {
    enum ab_section section;
    int index;
    const struct ab_key *key;
};

/* The index of a thing among those that are left; the layers still count the inactive ones. */
static int find_thing(const struct ab_scenario *scenario, enum ab_section section, const char *id)
{
    int low = 0, high = ab_scenario_thing_count(scenario, section);
    while (low < high) {
        const int middle = low + (high - low) / 2;
        const struct ab_named *named = ab_scenario_thing(scenario, section, middle);
        const int order = ab_caseless_compare(named->id, id);
        if (order == 0) {
            return middle;
        }
        low = order < 0 ? middle + 1 : low;
        high = order < 0 ? high : middle;
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
        const bool is_heard = build->errors->count < AB_ERRORS_MAX;
        const char *nearest =
            is_heard ? ab_layers_nearest(build->layers, path->section, path->id) : NULL;
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

/* Whether a list becomes one of nothing: a ban is lifted. The value is that of the thing else. */
static bool empties(const struct ab_key *key, const char *value, void *field)
{
    const bool is_emptied = key->type == AB_VALUE_REFERENCES && ab_value_is_none(key, value);
    if (is_emptied) {
        memset(field, 0, ab_value_size(key->type));
    }
    return is_emptied;
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
    const char *begins = ab_scenario_thing(build->scenario, target.section, target.index);
    memcpy(changed, begins, kind->size);
    const struct ab_assignment *said = ab_thing_value(thing, "value");
    conversion->folder = said->folder;
    conversion->is_unheard = build->errors->count >= AB_ERRORS_MAX;
    ab_complaint_clear(&conversion->complaint);
    if (!empties(target.key, change->value, changed + target.key->offset) &&
        !ab_value_convert(conversion, target.key, change->value, changed)) {
        if (conversion->complaint.status == AB_IO_ERROR) {
            ab_build_fail(build, &conversion->complaint);
            return false;
        }
        ab_thing_fault(thing, "value", build->errors, "'%s' %s", change->value,
                       conversion->complaint.text);
        return false;
    }
    if (build->scenario->general.deterministic) {
        ab_build_make_constant(build, target.key, changed);
    }
    change->section = (int)target.section;
    change->index = target.index;
    change->offset = target.key->offset;
    change->size = ab_value_size(target.key->type);
    change->bytes = changed + target.key->offset;
    change->alters = ab_canon_of(build->layers, target.key, begins) !=
                     ab_canon_of(build->layers, target.key, changed);
    if (!change->alters) {
        memcpy(change->bytes, begins + change->offset, change->size);
    }
    return true;
}

/* ---- looking changes up ---- */

static int compare_keys(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return ab_caseless_compare(*left, *right);
}

void ab_build_list_changes(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    const char **key = ab_arena_take(build->arena, (size_t)scenario->change_count * sizeof *key);
    build->changed_key = key;
    build->changed_keys = 0;
    if (key == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int i = 0; i < scenario->change_count; i++) {
        key[build->changed_keys++] = scenario->change[i].key;
    }
    if (build->changed_keys > 1) {
        qsort(key, (size_t)build->changed_keys, sizeof *key, compare_keys);
    }
}

/* What a change alters. */
struct ab_altered {
    int section, index;
    size_t offset;
    int change;
};

static int compare_fields(const struct ab_altered *a, const struct ab_altered *b)
{
    if (a->section != b->section) {
        return a->section < b->section ? -1 : 1;
    }
    if (a->index != b->index) {
        return a->index < b->index ? -1 : 1;
    }
    return (a->offset > b->offset) - (a->offset < b->offset);
}

static int compare_altered(const void *a, const void *b)
{
    const struct ab_altered *left = a, *right = b;
    const int order = compare_fields(left, right);
    return order != 0 ? order : left->change - right->change;
}

/* Sorts the changes by what they alter. */
static void table_altered(struct ab_build *build)
{
    struct ab_scenario *scenario = build->scenario;
    const size_t count = (size_t)scenario->change_count;
    struct ab_altered *altered = ab_arena_take(build->arena, count * sizeof *altered);
    if (altered == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const struct ab_change *change = &scenario->change[i];
        altered[i] = (struct ab_altered){change->section, change->index, change->offset, (int)i};
    }
    if (count > 1) {
        qsort(altered, count, sizeof *altered, compare_altered);
    }
    scenario->altered = altered;
}

void ab_build_resolve_changes(struct ab_build *build)
{
    struct ab_conversion conversion = {.layers = build->layers,
                                       .arena = build->arena,
                                       .files = build->files,
                                       .start = build->scenario->general.start,
                                       .folder = ""};
    int left = 0;
    if (build->scenario->change_count > 0 && !ab_build_own(build, AB_SECTION_CHANGE)) {
        return;
    }
    struct ab_change *change = build->scenario->change;
    for (int i = 0; i < build->scenario->change_count; i++) {
        struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CHANGE, &change[i].named);
        if (!thing->doubtful && resolve(build, &conversion, thing, &change[i])) {
            change[left++] = change[i];
        }
    }
    build->scenario->change_count = left;
    ab_build_list_changes(build);
    table_altered(build);
}

bool ab_build_changes_airfield(const struct ab_build *build, const struct ab_airfield *airfield,
                               const char *key)
{
    char name[AB_SECTION_NAME_SIZE + AB_ID_LENGTH_MAX];
    const char *sought = name;
    if (build->changed_keys == 0) {
        return false;
    }
    (void)snprintf(name, sizeof name, "airfield.%s.%s", airfield->named.id, key);
    return bsearch(&sought, build->changed_key, (size_t)build->changed_keys,
                   sizeof *build->changed_key, compare_keys) != NULL;
}

/* Whether a change gives a key of an airfield a value of which something holds. What is no value at all is judged
 * with the changes. */
static bool says(const struct ab_build *build, const char *id, const char *of_airfield,
                 bool (*holds)(const struct ab_airfield *))
{
    char name[AB_SECTION_NAME_SIZE + AB_ID_LENGTH_MAX];
    (void)snprintf(name, sizeof name, "airfield.%s.%s", id, of_airfield);
    const struct ab_key *key = ab_key_named(name);
    bool said = false;
    for (int i = 0; !said && i < build->scenario->change_count; i++) {
        const struct ab_change *change = &build->scenario->change[i];
        struct ab_conversion conversion = {.layers = build->layers, .arena = build->arena};
        struct ab_airfield airfield = {.open = false};
        ab_complaint_clear(&conversion.complaint);
        said = ab_caseless_equal(change->key, name) &&
               (!ab_value_convert(&conversion, key, change->value, &airfield) || holds(&airfield));
    }
    return said;
}

static bool is_open(const struct ab_airfield *airfield)
{
    return airfield->open;
}

static bool is_limited(const struct ab_airfield *airfield)
{
    return airfield->yard_loads != AB_NO_LIMIT;
}

bool ab_build_may_open(const struct ab_build *build, const struct ab_airfield *airfield)
{
    return airfield->open || (ab_build_changes_airfield(build, airfield, "open") &&
                              says(build, airfield->named.id, "open", is_open));
}

bool ab_build_may_limit_yard(const struct ab_build *build, const struct ab_airfield *airfield)
{
    return is_limited(airfield) || says(build, airfield->named.id, "yard_loads", is_limited);
}

/* ---- what changes may do ---- */

/* The first place of those that are sorted, at which one of the field would stand. */
static int first_place(const struct ab_scenario *scenario, const struct ab_altered *field)
{
    int low = 0, high = scenario->altered != NULL ? scenario->change_count : 0;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (compare_fields(&scenario->altered[middle], field) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const struct ab_change *ab_scenario_next_change(const struct ab_scenario *scenario, int section,
                                                int index, size_t offset, int *place)
{
    const struct ab_altered field = {section, index, offset, 0}, *altered = scenario->altered;
    for (*place = *place > 0 ? *place : first_place(scenario, &field);
         *place < scenario->change_count;) {
        const int number = altered != NULL ? altered[*place].change : *place;
        const struct ab_change *change = &scenario->change[number];
        ++*place;
        if (change->section == section && change->index == index && change->offset == offset) {
            return change;
        }
        if (altered != NULL) {
            return NULL;
        }
    }
    return NULL;
}

static int64_t number_at(const void *bytes)
{
    int64_t number;
    memcpy(&number, bytes, sizeof number);
    return number;
}

int64_t ab_scenario_most(const struct ab_scenario *scenario, int section, int index,
                         const void *thing, size_t offset)
{
    int64_t most = number_at((const char *)thing + offset);
    const struct ab_change *change;
    for (int place = 0;
         scenario->change_count > 0 &&
         (change = ab_scenario_next_change(scenario, section, index, offset, &place)) != NULL;) {
        const int64_t number = number_at(change->bytes);
        most = number > most ? number : most;
    }
    return most;
}

int64_t ab_scenario_most_aircraft(const struct ab_scenario *scenario, int fleet)
{
    return ab_scenario_most(scenario, AB_SECTION_FLEET, fleet, &scenario->fleet[fleet],
                            offsetof(struct ab_fleet, number));
}

bool ab_scenario_changes_airfield(const struct ab_scenario *scenario, int airfield, size_t offset)
{
    const struct ab_change *change = NULL;
    bool alters = false;
    for (int place = 0; scenario->change_count > 0 && !alters &&
                        (change = ab_scenario_next_change(scenario, AB_SECTION_AIRFIELD, airfield,
                                                          offset, &place)) != NULL;) {
        alters = change->alters;
    }
    return alters;
}
