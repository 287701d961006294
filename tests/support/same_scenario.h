/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* same_scenario.h - whether two scenarios hold the same in every field, wherever their memory is. */
#ifndef TEST_SAME_SCENARIO_H
#define TEST_SAME_SCENARIO_H

#include "scenario/build.h"

#include <string.h>

static inline bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static inline bool same_array(const void *a, const void *b, int count, size_t size)
{
    return count == 0 || memcmp(a, b, (size_t)count * size) == 0;
}

static inline bool same_distribution(const struct ab_distribution *a,
                                     const struct ab_distribution *b)
{
    struct ab_distribution left = *a, right = *b;
    left.sample = right.sample = NULL;
    left.table = right.table = NULL;
    left.component = right.component = NULL;
    bool same =
        memcmp(&left, &right, sizeof left) == 0 && (a->table == NULL) == (b->table == NULL) &&
        (a->sample == NULL || same_array(a->sample, b->sample, (int)a->count, sizeof *a->sample));
    for (size_t i = 0; same && a->component != NULL && i < a->count; i++) {
        same = same_distribution(&a->component[i].law, &b->component[i].law);
    }
    return same;
}

static inline bool same_zone(const struct ab_zone *a, const struct ab_zone *b)
{
    return a == b ||
           (a != NULL && b != NULL && same_text(a->name, b->name) && a->count == b->count &&
            same_array(a->shift, b->shift, a->count, sizeof *a->shift));
}

static inline size_t element_size(enum ab_value_type type)
{
    switch (type) {
    case AB_VALUE_NUMBERS_OF: return sizeof(struct ab_number_of);
    case AB_VALUE_STOPS: return sizeof(struct ab_stopover);
    case AB_VALUE_PAYLOAD_RANGE: return sizeof(struct ab_payload_point);
    case AB_VALUE_ARRIVALS: return sizeof(struct ab_arrivals);
    default: return sizeof(struct ab_period);
    }
}

/* Elements with padding, or with something behind a pointer, field by field. */
static inline bool same_element(enum ab_value_type type, const void *a, const void *b)
{
    if (type == AB_VALUE_NUMBERS_OF) {
        const struct ab_number_of *x = a, *y = b;
        return x->index == y->index && x->count == y->count;
    }
    if (type == AB_VALUE_STOPS) {
        const struct ab_stopover *x = a, *y = b;
        return x->airfield == y->airfield && same_distribution(x->time, y->time) &&
               x->fuels == y->fuels && x->changes_crew == y->changes_crew;
    }
    return memcmp(a, b, element_size(type)) == 0;
}

/* Arrays behind a pointer. */
static inline bool same_elements(const struct ab_key *key, const char *a, const char *b)
{
    const int count = *(const int *)(a + key->companion);
    const size_t size = element_size(key->type);
    const char *left, *right;
    memcpy(&left, a + key->offset, sizeof left);
    memcpy(&right, b + key->offset, sizeof right);
    bool same = count == *(const int *)(b + key->companion);
    for (int i = 0; same && i < count; i++) {
        same = same_element(key->type, left + (size_t)i * size, right + (size_t)i * size);
    }
    return same;
}

static inline bool same_value(const struct ab_key *key, const void *a, const void *b)
{
    const struct ab_when *when_a = a, *when_b = b;
    const struct ab_references *list_a = a, *list_b = b;
    switch (key->type) {
    case AB_VALUE_BASE: return true;
    case AB_VALUE_TEXT:
    case AB_VALUE_FILE: return same_text(*(char *const *)a, *(char *const *)b);
    case AB_VALUE_DISTRIBUTION:
    case AB_VALUE_COUNT_DISTRIBUTION:
        return same_distribution(*(const struct ab_distribution *const *)a,
                                 *(const struct ab_distribution *const *)b);
    case AB_VALUE_WHEN:
        return when_a->kind == when_b->kind && when_a->date == when_b->date &&
               (when_a->kind != AB_WHEN_DELAY || same_distribution(when_a->delay, when_b->delay));
    case AB_VALUE_REFERENCES:
        return list_a->count == list_b->count &&
               same_array(list_a->index, list_b->index, list_a->count, sizeof *list_a->index);
    case AB_VALUE_ZONE: return same_zone(*(struct ab_zone *const *)a, *(struct ab_zone *const *)b);
    case AB_VALUE_NUMBERS_OF:
    case AB_VALUE_PAYLOAD_RANGE:
    case AB_VALUE_PERIODS: return true; /* same_elements */
    default: return memcmp(a, b, ab_value_size(key->type)) == 0;
    }
}

static inline bool same_key(const struct ab_key *key, const char *a, const char *b)
{
    if (ab_key_is_counted(key)) {
        return same_elements(key, a, b);
    }
    return same_value(key, a + key->offset, b + key->offset) &&
           (key->companion == 0 ||
            *(const bool *)(a + key->companion) == *(const bool *)(b + key->companion));
}

/* What a change alters, by the type of the key that it alters. */
static inline bool same_change(const struct ab_change *a, const struct ab_change *b)
{
    if (a->section != b->section || a->index != b->index || a->offset != b->offset ||
        a->size != b->size) {
        return false;
    }
    const struct ab_section_kind *kind = ab_section_kind((enum ab_section)a->section);
    for (int k = 0; k < kind->key_count; k++) {
        const struct ab_key *key = &kind->key[k];
        if (key->offset == a->offset && key->type != AB_VALUE_BASE) {
            return ab_key_is_counted(key) || same_value(key, a->bytes, b->bytes);
        }
    }
    return false;
}

/* Whether the same legs and routes lead from one airfield to another. */
static inline bool same_ways(const struct ab_scenario *a, const struct ab_scenario *b)
{
    for (int pair = 0; pair < a->airfield_count * a->airfield_count; pair++) {
        const int from = pair / a->airfield_count, to = pair % a->airfield_count;
        const struct ab_leg *leg = ab_scenario_leg(a, from, to),
                            *other = ab_scenario_leg(b, from, to);
        bool backwards, others;
        const struct ab_itinerary *route = ab_scenario_itinerary(a, from, to, &backwards);
        const struct ab_itinerary *another = ab_scenario_itinerary(b, from, to, &others);
        if ((leg != NULL ? leg - a->leg : -1) != (other != NULL ? other - b->leg : -1) ||
            (route != NULL ? route - a->itinerary : -1) !=
                (another != NULL ? another - b->itinerary : -1) ||
            backwards != others) {
            return false;
        }
    }
    return true;
}

/* The first key in which they differ, "airfield.almaty.open"; NULL when they do not. */
static inline const char *difference_of(const struct ab_scenario *a, const struct ab_scenario *b)
{
    static char name[AB_SECTION_NAME_SIZE + AB_ID_LENGTH_MAX];
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const enum ab_section section = (enum ab_section)s;
        const struct ab_section_kind *kind = ab_section_kind(section);
        const int count = ab_scenario_thing_count(a, section);
        (void)snprintf(name, sizeof name, "%s", kind->name);
        if (count != ab_scenario_thing_count(b, section)) {
            return name;
        }
        for (int i = 0; i < count; i++) {
            const char *left = ab_scenario_thing(a, section, i);
            const char *right = ab_scenario_thing(b, section, i);
            const struct ab_named *named = (const void *)left, *other = (const void *)right;
            const char *id = kind->named ? named->id : "";
            (void)snprintf(name, sizeof name, "%s.%s", kind->name, id);
            if (kind->named && (!same_text(id, other->id) || !same_text(named->file, other->file) ||
                                named->line != other->line || named->place != other->place)) {
                return name;
            }
            for (int k = 0; k < kind->key_count; k++) {
                if (!same_key(&kind->key[k], left, right)) {
                    (void)snprintf(name, sizeof name, "%s.%s.%s", kind->name, id,
                                   kind->key[k].name);
                    return name;
                }
            }
            if (section == AB_SECTION_CHANGE &&
                !same_change((const void *)left, (const void *)right)) {
                return name;
            }
        }
    }
    return same_ways(a, b) ? NULL : "ways";
}

#endif
