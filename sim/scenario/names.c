/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* names.c - finds sections and keys of the table by name, and names them. */
#include "base/nearest.h"
#include "scenario/text.h"
#include "scenario/value.h"

#include <string.h>

bool ab_key_is_counted(const struct ab_key *key)
{
    return ab_value_row(key)->is_counted;
}

bool ab_section_find(const char *name, size_t length, enum ab_section *section)
{
    for (int i = 0; i < AB_SECTION_COUNT; i++) {
        const char *known = ab_section_kind((enum ab_section)i)->name;
        if (known[0] == name[0] && strlen(known) == length && memcmp(known, name, length) == 0) {
            *section = (enum ab_section)i;
            return true;
        }
    }
    return false;
}

int ab_key_find(enum ab_section section, const char *name)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    for (int i = 0; i < kind->key_count; i++) {
        if (ab_text_equal(kind->key[i].name, name)) {
            return i;
        }
    }
    return -1;
}

const char *ab_section_nearest(const char *name)
{
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, name);
    for (int i = 0; i < AB_SECTION_COUNT; i++) {
        ab_nearest_offer(&nearest, ab_section_kind((enum ab_section)i)->name);
    }
    return ab_nearest_found(&nearest);
}

const char *ab_key_nearest(enum ab_section section, const char *name)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    return ab_nearest_in(name, &kind->key->name, sizeof *kind->key, kind->key_count);
}

const char *ab_section_name(enum ab_section section, const char *id,
                            char text[AB_SECTION_NAME_SIZE])
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    (void)snprintf(text, AB_SECTION_NAME_SIZE, "%s%s%s", kind->name, kind->named ? "." : "",
                   kind->named ? id : "");
    return text;
}

bool ab_key_path(const char *text, struct ab_key_path *path)
{
    const char *first = strchr(text, '.'), *last = strrchr(text, '.');
    const size_t length = last > first ? (size_t)(last - first - 1) : 0;
    *path = (struct ab_key_path){.key = -1};
    if (first == NULL || length > AB_ID_LENGTH_MAX ||
        !ab_section_find(text, (size_t)(first - text), &path->section)) {
        return false;
    }
    memcpy(path->id, first + 1, length);
    path->name = last + 1;
    path->key = ab_key_find(path->section, path->name);
    return true;
}

const struct ab_key *ab_key_named(const char *name)
{
    struct ab_key_path path;
    return ab_key_path(name, &path) && path.key >= 0 ? &ab_section_kind(path.section)->key[path.key]
                                                     : NULL;
}

bool ab_key_may_be_random(const struct ab_key *key)
{
    return ab_value_row(key)->random != NULL;
}
