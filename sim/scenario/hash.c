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

/* The row of the key that a change alters, if its value names a file of samples; NULL otherwise. */
static const struct ab_key *sampled_key(const struct ab_change *change)
{
    size_t start, length;
    return ab_value_file_name(change->value, 0, &start, &length) ? ab_key_named(change->key) : NULL;
}

/* What a change says, in which ids may stand. Samples count by content, not by their file's name. */
static void fold_change(struct ab_canon *canon, const struct ab_build *build,
                        const struct ab_key *key, const struct ab_change *change)
{
    const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CHANGE, &change->named);
    const struct ab_assignment *said = ab_thing_value(thing, "value");
    const char *text = *(char *const *)(const void *)((const char *)change + key->offset);
    const struct ab_key *sampled = text == change->value ? sampled_key(change) : NULL;
    struct ab_conversion conversion = {
        .layers = build->layers,
        .arena = build->arena,
        .files = build->files,
        .folder = said != NULL ? said->folder : "",
    };
    struct ab_distribution distribution = {0};
    if (sampled != NULL && sampled->type == AB_VALUE_DISTRIBUTION &&
        ab_distribution_read(&conversion, sampled, text, &distribution)) {
        ab_canon_distribution(canon, &distribution);
    } else {
        ab_canon_id(canon, text);
    }
}

/* What an input is drawn from, in which ids do not stand; samples count by content as well. */
static void fold_input(struct ab_canon *canon, const struct ab_build *build,
                       const struct ab_uncertain *input)
{
    const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_UNCERTAIN, &input->named);
    const struct ab_assignment *said = ab_thing_value(thing, "value");
    const size_t first = strcspn(input->key, ",");
    char name[AB_SECTION_NAME_SIZE + 64];
    size_t start, length;
    ab_canon_text(canon, input->value);
    (void)snprintf(name, sizeof name, "%.*s", (int)first, input->key);
    const struct ab_key *key = ab_key_named(name);
    if (said == NULL || key == NULL || !ab_value_file_name(input->value, 0, &start, &length)) {
        return;
    }
    struct ab_conversion conversion = {.layers = build->layers,
                                       .arena = build->arena,
                                       .files = build->files,
                                       .folder = said->folder};
    struct ab_key as = *key;
    struct ab_distribution law = {0};
    as.type = AB_VALUE_DISTRIBUTION;
    as.minimum = -(double)INFINITY;
    as.maximum = (double)INFINITY;
    if (ab_distribution_read(&conversion, &as, input->value, &law)) {
        ab_canon_distribution(canon, &law);
    }
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

/* Where the past is read from does not count: what it holds does, which the layers say. */
static bool is_place_of_past(enum ab_section section, const struct ab_key *key)
{
    return section == AB_SECTION_PAST && (key->type == AB_VALUE_FILE || key->type == AB_VALUE_TEXT);
}

uint64_t ab_build_hash(const struct ab_build *build)
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
                if (section == AB_SECTION_CHANGE && kind->key[k].type == AB_VALUE_TEXT) {
                    fold_change(&canon, build, &kind->key[k], (const void *)thing);
                } else if (section == AB_SECTION_UNCERTAIN &&
                           kind->key[k].offset == offsetof(struct ab_uncertain, value)) {
                    fold_input(&canon, build, (const void *)thing);
                } else if (!is_place_of_past(section, &kind->key[k])) {
                    ab_canon_value(&canon, &kind->key[k], thing);
                }
                ab_canon_text(&canon, "\n");
            }
        }
    }
    return canon.hash;
}
