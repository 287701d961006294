/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* hash.c - one number for what a scenario says.
 *
 * The hash goes over "section.key=value" of all effective values, defaults included, in the order
 * of kinds, ids and the table of keys. Values are written in one canonical form (1.5 h and 90 min
 * are the same), references as ids in lower case. So comments, layout, order, layers, paths and the
 * case of ids do not count, nor does the design of a sweep, and everything that can change a run
 * does. */
#include "scenario/build.h"

#include "base/caseless.h"
#include "base/fold.h"
#include "base/limits.h"
#include "base/memory.h"
#include "scenario/text.h"

#include <math.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* ---- the canonical form ---- */

void ab_canon_text(struct ab_canon *canon, const char *text)
{
    canon->hash = ab_fold_bytes(canon->hash, text, strlen(text));
}

void ab_canon_format(struct ab_canon *canon, const char *format, ...)
{
    char text[128];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    ab_canon_text(canon, text);
}

/* As "%lld" writes it, by hand: most of what there is to fold are whole numbers. */
void ab_canon_integer(struct ab_canon *canon, int64_t number)
{
    char text[24], *digit = text + sizeof text - 1;
    uint64_t left = number < 0 ? -(uint64_t)number : (uint64_t)number;
    *digit = '\0';
    do {
        *--digit = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (number < 0) {
        *--digit = '-';
    }
    ab_canon_text(canon, digit);
}

/* Twelve digits: 0.1 h and 6 min differ in the seventeenth. */
void ab_canon_number(struct ab_canon *canon, double number)
{
    if (fabs(number) < 1e12 && number == floor(number) && !signbit(number)) {
        ab_canon_integer(canon, (int64_t)number);
        ab_canon_text(canon, " ");
    } else {
        ab_canon_format(canon, "%.12g ", number);
    }
}

void ab_canon_id(struct ab_canon *canon, const char *id)
{
    canon->hash = ab_fold_name(canon->hash, id);
}

/* What the tables say counts, not only the name: they change from year to year. */
void ab_canon_zone(struct ab_canon *canon, const struct ab_zone *zone)
{
    ab_canon_text(canon, zone != NULL ? zone->name : "");
    for (int i = 0; zone != NULL && i < zone->count; i++) {
        ab_canon_format(canon, " %lld %lld", (long long)zone->shift[i].from,
                        (long long)zone->shift[i].offset);
    }
}

/* ---- all values ---- */

/* What a file of samples holds, byte by byte. */
static void fold_file(struct ab_canon *canon, struct ab_build *build, const char *folder,
                      const char *name)
{
    struct ab_conversion conversion = {
        .layers = build->layers, .arena = build->arena, .files = build->files, .folder = folder};
    const char *path;
    char *content;
    size_t size;
    ab_complaint_clear(&conversion.complaint);
    if (ab_conversion_read(&conversion, "samples", name, AB_SAMPLES_BYTES_MAX, &path, &content,
                           &size)) {
        canon->hash = ab_fold_bytes(canon->hash, content, size);
        ab_memory_give(content);
    } else if (conversion.complaint.status == AB_IO_ERROR) {
        ab_build_fail(build, &conversion.complaint);
    }
}

/* What a change or an input says, in which ids and files of samples may stand. */
static void fold_said(struct ab_canon *canon, struct ab_build *build, const struct ab_named *named,
                      enum ab_section section, const char *text)
{
    size_t from = 0, start, length;
    while (ab_value_file_name(text, from, &start, &length)) {
        const struct ab_thing *thing = ab_build_thing(build, section, named);
        char part[AB_VALUE_BYTES_MAX + 1];
        (void)snprintf(part, sizeof part, "%.*s", (int)(start - from), text + from);
        ab_canon_id(canon, part);
        (void)snprintf(part, sizeof part, "%.*s", (int)length, text + start);
        fold_file(canon, build, ab_thing_value(thing, "value")->folder, part);
        from = start + length;
    }
    ab_canon_id(canon, text + from);
}

/* Whether a key is a text that is not told by itself alone. */
static bool may_name_samples(enum ab_section section, const struct ab_key *key)
{
    return (section == AB_SECTION_CHANGE && key->type == AB_VALUE_TEXT) ||
           (section == AB_SECTION_UNCERTAIN && key->offset == offsetof(struct ab_uncertain, value));
}

/* Whether the value was given matters beside the value where a companion says so. */
static bool is_absent(const struct ab_key *key, const char *thing)
{
    return key->companion != 0 && !ab_key_is_counted(key) &&
           !*(const bool *)(thing + key->companion);
}

void ab_canon_value(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    if (!is_absent(key, thing)) {
        ab_value_row(key)->fold(canon, key, thing);
    }
}

uint64_t ab_canon_of(const struct ab_layers *layers, const struct ab_key *key, const void *thing)
{
    struct ab_canon canon = {layers, AB_FOLD_START};
    ab_canon_value(&canon, key, thing);
    return canon.hash;
}

/* Where the past is read from does not count: what it holds does, which the layers say. */
static bool is_place_of_past(enum ab_section section, const struct ab_key *key)
{
    return section == AB_SECTION_PAST && (key->type == AB_VALUE_FILE || key->type == AB_VALUE_TEXT);
}

uint64_t ab_build_hash(struct ab_build *build)
{
    struct ab_canon canon = {build->layers, AB_FOLD_START};
    char name[AB_SECTION_NAME_SIZE];
    for (int s = 0; s < AB_SECTION_SWEEP; s++) {
        const enum ab_section section = (enum ab_section)s;
        const struct ab_section_kind *kind = ab_section_kind(section);
        for (int i = 0; i < ab_scenario_thing_count(build->scenario, section); i++) {
            const char *thing = ab_scenario_thing(build->scenario, section, i);
            (void)ab_section_name(section, build->layers->thing[section][i].id, name);
            for (int k = 0; k < kind->key_count; k++) {
                ab_canon_id(&canon, name);
                ab_canon_text(&canon, ".");
                ab_canon_text(&canon, kind->key[k].name);
                ab_canon_text(&canon, "=");
                if (may_name_samples(section, &kind->key[k])) {
                    fold_said(&canon, build, (const void *)thing, section,
                              *(char *const *)(const void *)(thing + kind->key[k].offset));
                } else if (!is_place_of_past(section, &kind->key[k])) {
                    ab_canon_value(&canon, &kind->key[k], thing);
                }
                ab_canon_text(&canon, "\n");
            }
        }
    }
    return canon.hash;
}
