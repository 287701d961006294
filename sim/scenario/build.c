/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* build.c - converts the values of all things into the structs of the scenario. */
#include "scenario/build.h"

#include "base/nearest.h"
#include "scenario/text.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* ---- where things are ---- */

/* The pointer to the array of a kind is read and written as bytes: the arrays have different types.
 */
static void *array_of(const struct ab_scenario *scenario, const struct ab_section_kind *kind)
{
    void *array;
    memcpy(&array, (const char *)scenario + kind->place, sizeof array);
    return array;
}

int ab_scenario_thing_count(const struct ab_scenario *scenario, enum ab_section section)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    return kind->named ? *(const int *)((const char *)scenario + kind->place_count) : 1;
}

void *ab_scenario_thing(const struct ab_scenario *scenario, enum ab_section section, int index)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    if (!kind->named) {
        return (char *)scenario + kind->place;
    }
    return (char *)array_of(scenario, kind) + (size_t)index * kind->size;
}

struct ab_thing *ab_build_thing(const struct ab_build *build, enum ab_section section,
                                const struct ab_named *named)
{
    return &build->layers->thing[section][named->place];
}

bool ab_build_doubts(const struct ab_build *build, enum ab_section section, int index)
{
    return build->layers->thing[section][index].doubtful;
}

bool ab_build_doubts_fleet(const struct ab_build *build, int fleet)
{
    const struct ab_fleet *plan = &build->scenario->fleet[fleet];
    return ab_build_thing(build, AB_SECTION_FLEET, &plan->named)->doubtful ||
           ab_build_doubts(build, AB_SECTION_AIRCRAFT, plan->type) ||
           ab_build_doubts(build, AB_SECTION_AIRFIELD, plan->home);
}

/* ---- faults ---- */

void ab_build_fault_missing(struct ab_build *build, struct ab_thing *thing, const char *key,
                            const char *why)
{
    char room[AB_NEAREST_SIZE], name[AB_SECTION_NAME_SIZE] = "";
    const char *nearest =
        build->errors->count < AB_ERRORS_MAX && thing->line == 0 && thing->id[0] != '\0'
            ? ab_layers_nearest(build->layers, thing->section, thing->id)
            : NULL;
    thing->doubtful = true;
    if (build->layers->incomplete) {
        return;
    }
    if (nearest != NULL) {
        nearest = ab_section_name(thing->section, nearest, name);
    }
    ab_thing_fault(thing, key, build->errors, "is missing%s%s", why,
                   ab_nearest_ask(room, "[", nearest, "]?", ""));
}

void ab_build_fault_memory(struct ab_build *build)
{
    if (!build->failed) {
        ab_errors_out_of_memory(build->errors);
    }
    build->failed = true;
}

void ab_build_fail(struct ab_build *build, const struct ab_complaint *complaint)
{
    (void)ab_complaint_tell_failure(complaint, build->errors);
    build->failed = true;
}

static void fault_value(struct ab_build *build, struct ab_thing *thing, const struct ab_key *key,
                        const char *value, const struct ab_complaint *complaint)
{
    char name[AB_SECTION_NAME_SIZE];
    thing->doubtful = true;
    if (complaint->status == AB_IO_ERROR) {
        ab_build_fail(build, complaint);
        return;
    }
    if (complaint->file[0] != '\0') {
        const int first = build->errors->count;
        ab_errors_add(build->errors, AB_BAD_SCENARIO, complaint->file, complaint->line,
                      ab_section_name(thing->section, thing->id, name), key->name, "%s",
                      complaint->text);
        ab_errors_tell_column(build->errors, first, complaint->column);
        return;
    }
    ab_thing_fault(thing, key->name, build->errors, "'%.*s' %s",
                   (int)ab_text_shown(value, strlen(value), 100), value, complaint->text);
}

/* ---- conversion ---- */

static void convert_key(struct ab_build *build, struct ab_conversion *conversion,
                        struct ab_thing *thing, int number, void *struct_of_thing)
{
    const struct ab_key *key = &ab_section_kind(thing->section)->key[number];
    const struct ab_assignment *said = ab_thing_said(thing, number);
    if (key->type == AB_VALUE_BASE) {
        return;
    }
    const struct ab_value_row *row = ab_value_row(key);
    if (row->clear != NULL && !row->clear(key, thing->id, build->arena, struct_of_thing)) {
        ab_build_fault_memory(build);
        return;
    }
    const bool given = said->value != NULL && !ab_value_is_none(key, said->value);
    const char *value = given ? said->value : key->preset;
    if (said->file != NULL && said->value == NULL) {
        thing->doubtful = true; /* reported by the pre-scan */
        if (value == NULL) {
            return;
        }
    }
    if (value == NULL) {
        if ((key->flags & AB_KEY_REQUIRED) != 0) {
            ab_build_fault_missing(build, thing, key->name, "");
        }
        return;
    }
    conversion->folder = given ? said->folder : "";
    conversion->is_unheard = build->errors->count >= AB_ERRORS_MAX;
    ab_complaint_clear(&conversion->complaint);
    if (ab_value_convert(conversion, key, value, struct_of_thing)) {
        return;
    }
    fault_value(build, thing, key, value, &conversion->complaint);
    /* With the default in its place the value does no harm to the checks of other things. */
    if (key->preset != NULL) {
        (void)ab_value_convert(conversion, key, key->preset, struct_of_thing);
    }
}

static enum ab_meaning meaning_of(const struct ab_thing *thing)
{
    if (thing->section != AB_SECTION_MILESTONE) {
        return AB_MEANS_DATE;
    }
    if (ab_thing_value(thing, "by") != NULL) {
        return AB_MEANS_AMOUNT;
    }
    return ab_thing_value(thing, "since") != NULL ? AB_MEANS_DURATION : AB_MEANS_DATE;
}

static bool name_thing(struct ab_build *build, const struct ab_thing *thing, void *struct_of_thing)
{
    struct ab_named *named = struct_of_thing;
    named->id = ab_arena_copy_text(build->arena, thing->id);
    named->file = ab_arena_copy_text(build->arena, thing->file);
    named->line = thing->line;
    named->place = (int)(thing - build->layers->thing[thing->section]);
    return named->id != NULL && named->file != NULL;
}

/* A varied key is judged elsewhere, which is to know where it was said. */
static void place_vary(struct ab_build *build, const struct ab_thing *thing, struct ab_vary *vary)
{
    const struct ab_assignment *key = ab_thing_value(thing, "key");
    const struct ab_assignment *values = ab_thing_value(thing, "values");
    if (key != NULL && values != NULL) {
        vary->key_file = ab_arena_copy_text(build->arena, key->file);
        vary->key_line = key->line;
        vary->file = ab_arena_copy_text(build->arena, values->file);
        vary->line = values->line;
    }
}

static void convert_thing(struct ab_build *build, struct ab_conversion *conversion,
                          struct ab_thing *thing, void *struct_of_thing)
{
    const struct ab_section_kind *kind = ab_section_kind(thing->section);
    if (kind->named && !name_thing(build, thing, struct_of_thing)) {
        ab_build_fault_memory(build);
        return;
    }
    conversion->meaning = meaning_of(thing);
    for (int i = 0; i < kind->key_count; i++) {
        conversion->start = build->scenario->general.start; /* which [scenario] says itself */
        convert_key(build, conversion, thing, i, struct_of_thing);
    }
    if (thing->section == AB_SECTION_VARY) {
        place_vary(build, thing, struct_of_thing);
    }
}

/* Makes the array of a kind with id. */
static bool take_array(struct ab_build *build, enum ab_section section)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    const int count = build->layers->count[section];
    char *scenario = (char *)build->scenario;
    if (!kind->named) {
        return true;
    }
    void *array = ab_arena_take(build->arena, (size_t)count * kind->size);
    memcpy(scenario + kind->place, &array, sizeof array);
    *(int *)(scenario + kind->place_count) = array != NULL ? count : 0;
    build->owns[section] = true;
    return array != NULL;
}

void ab_build_convert(struct ab_build *build)
{
    struct ab_conversion conversion = {.layers = build->layers,
                                       .arena = build->arena,
                                       .files = build->files,
                                       .laws = ab_laws_create(build->scratch)};
    if (conversion.laws == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const enum ab_section section = (enum ab_section)s;
        if (!take_array(build, section)) {
            ab_build_fault_memory(build);
            return;
        }
        for (int i = 0; i < build->layers->count[section]; i++) {
            convert_thing(build, &conversion, &build->layers->thing[section][i],
                          ab_scenario_thing(build->scenario, section, i));
        }
    }
}

/* ---- what was changed ---- */

bool ab_build_may_convert_changed(const struct ab_layers *layers)
{
    const int start = ab_key_find(AB_SECTION_SCENARIO, "start");
    for (int i = 0; i < layers->changes; i++) {
        const struct ab_changed_slot *changed = &layers->changed[i];
        if (changed->section == AB_SECTION_SCENARIO && changed->key == start) {
            return false; /* all dates count from it */
        }
    }
    return !layers->has_new_things;
}

bool ab_build_own(struct ab_build *build, enum ab_section section)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    const size_t size = (size_t)ab_scenario_thing_count(build->scenario, section) * kind->size;
    if (build->owns[section] || !kind->named) {
        return true;
    }
    void *copy = ab_arena_take(build->arena, size);
    if (copy == NULL) {
        ab_build_fault_memory(build);
        return false;
    }
    if (size > 0) {
        memcpy(copy, array_of(build->scenario, kind), size);
    }
    memcpy((char *)build->scenario + kind->place, &copy, sizeof copy);
    build->owns[section] = true;
    return true;
}

/* Makes a field what it was before anything was converted, with what goes with it. */
static void forget_field(const struct ab_key *key, void *struct_of_thing)
{
    char *thing = struct_of_thing;
    memset(thing + key->offset, 0, ab_value_size(key->type));
    if (key->companion != 0) {
        memset(thing + key->companion, 0, ab_key_is_counted(key) ? sizeof(int) : sizeof(bool));
    }
}

/* Marks the keys of a thing that are to be converted: those that were changed, and those whose value they
 * decide, too: all of a milestone, and those that say together that something was given. */
static void mark_touched(const struct ab_changed_slot *changed, int changes, bool *touched)
{
    const enum ab_section section = changed->section;
    const struct ab_section_kind *kind = ab_section_kind(section);
    for (int i = 0; i < changes; i++) {
        const struct ab_key *key = &kind->key[changed[i].key];
        const bool all = section == AB_SECTION_MILESTONE;
        touched[changed[i].key] = true;
        for (int k = 0; (all || key->companion != 0) && k < kind->key_count; k++) {
            touched[k] |= all || kind->key[k].companion == key->companion;
        }
    }
}

/* Converts what was changed of one thing. */
static void convert_thing_changed(struct ab_build *build, struct ab_conversion *conversion,
                                  const struct ab_changed_slot *changed, int changes)
{
    struct ab_thing *thing = &build->layers->thing[changed->section][changed->index];
    void *struct_of_thing = ab_scenario_thing(build->scenario, changed->section, changed->index);
    const struct ab_section_kind *kind = ab_section_kind(changed->section);
    bool touched[AB_SECTION_KEYS_MAX] = {false};
    assert(kind->key_count <= AB_SECTION_KEYS_MAX);
    mark_touched(changed, changes, touched);
    conversion->meaning = meaning_of(thing);
    for (int i = 0; i < kind->key_count; i++) {
        if (touched[i]) {
            forget_field(&kind->key[i], struct_of_thing);
        }
    }
    for (int i = 0; i < kind->key_count; i++) {
        if (touched[i]) {
            convert_key(build, conversion, thing, i, struct_of_thing);
        }
    }
}

void ab_build_convert_changed(struct ab_build *build, const struct ab_scenario *image)
{
    struct ab_conversion conversion = {.layers = build->layers,
                                       .arena = build->arena,
                                       .files = build->files,
                                       .start = image->general.start};
    *build->scenario = *image;
    const struct ab_changed_slot *changed = build->layers->changed;
    for (int i = 0, end; i < build->layers->changes; i = end) {
        for (end = i + 1; end < build->layers->changes &&
                          changed[end].section == changed[i].section &&
                          changed[end].index == changed[i].index;) {
            end++;
        }
        if (!ab_build_own(build, changed[i].section)) {
            return;
        }
        convert_thing_changed(build, &conversion, &changed[i], end - i);
    }
}

/* ---- determinism ---- */

static void make_constant(struct ab_build *build, const struct ab_key *key,
                          const struct ab_distribution **field)
{
    if ((*field)->kind == AB_CONSTANT) {
        return;
    }
    struct ab_distribution *made = ab_arena_take(build->arena, sizeof *made);
    if (made == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    const double mean = ab_value_row(key)->is_whole ? round((*field)->mean) : (*field)->mean;
    /* A constant of a finite mean that is not negative always compiles. */
    (void)ab_distribution_compile(made, AB_CONSTANT, mean, 0, 0, NULL, 0, NULL, NULL);
    *field = made;
}

/* The stops of a route may be the document's, too. */
static void make_stops_constant(struct ab_build *build, const struct ab_key *key,
                                struct ab_itinerary *route)
{
    struct ab_stopover *own =
        ab_arena_take(build->arena, (size_t)route->stop_count * sizeof *route->stops);
    if (own == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int i = 0; i < route->stop_count; i++) {
        own[i] = route->stops[i];
        make_constant(build, key, &own[i].time);
    }
    route->stops = own;
}

void ab_build_make_constant(struct ab_build *build, const struct ab_key *key, void *thing)
{
    const struct ab_distribution **field = ab_value_random(key, thing);
    if (field != NULL) {
        make_constant(build, key, field);
    } else if (key->type == AB_VALUE_STOPS) {
        make_stops_constant(build, key, thing);
    }
}

void ab_build_join_at_start(struct ab_build *build)
{
    for (int i = 0; i < build->scenario->contingent_count; i++) {
        const struct ab_contingent *contingent = &build->scenario->contingent[i];
        if (contingent->joins_later && contingent->joins <= 0 &&
            ab_build_own(build, AB_SECTION_CONTINGENT)) {
            build->scenario->contingent[i].joins_later = false;
        }
    }
}

/* What is not known stays what it is: whoever draws it all the same must be able to. */
void ab_build_make_deterministic(struct ab_build *build)
{
    for (int s = 0; s < AB_SECTION_UNCERTAIN && ab_build_own(build, (enum ab_section)s); s++) {
        const enum ab_section section = (enum ab_section)s;
        const struct ab_section_kind *kind = ab_section_kind(section);
        for (int i = 0; i < ab_scenario_thing_count(build->scenario, section); i++) {
            for (int k = 0; k < kind->key_count; k++) {
                ab_build_make_constant(build, &kind->key[k],
                                       ab_scenario_thing(build->scenario, section, i));
            }
        }
    }
}
