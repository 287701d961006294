/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* hash.c - one number for what a scenario says.
 *
 * The hash goes over "section.key=value" of all effective values, defaults included, in the order
 * of kinds, ids and the table of keys. Values are written in one canonical form (1.5 h and 90 min
 * are the same), references as ids in lower case. So comments, layout, order, layers, paths and the
 * case of ids do not count, nor does the design of a sweep, and everything that can change a run
 * does. */
#include "scenario/build.h"
#include "scenario/value_part.h"

#include "base/caseless.h"
#include "base/fold.h"

#include <stdarg.h>
#include <string.h>

struct canon {
    const struct ab_build *build;
    uint64_t hash;
};

static void fold_text(struct canon *canon, const char *text)
{
    canon->hash = ab_fold_bytes(canon->hash, text, strlen(text));
}

static void fold_format(struct canon *canon, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void fold_format(struct canon *canon, const char *format, ...)
{
    char text[128];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fold_text(canon, text);
}

/* Twelve digits: 0.1 h and 6 min differ in the seventeenth. */
static void fold_number(struct canon *canon, double number)
{
    fold_format(canon, "%.12g ", number);
}

static void fold_distribution(struct canon *canon, const struct ab_distribution *distribution)
{
    fold_text(canon, ab_distribution_name(distribution->kind));
    fold_number(canon, distribution->a);
    fold_number(canon, distribution->b);
    fold_number(canon, distribution->c);
    for (size_t i = 0; i < distribution->count; i++) {
        fold_number(canon, distribution->sample[i]);
    }
}

/* Ids are the same in whatever case. */
static void fold_id(struct canon *canon, const char *id)
{
    canon->hash = ab_fold_name(canon->hash, id);
}

static void fold_reference(struct canon *canon, enum ab_section target, int index)
{
    fold_id(canon, index >= 0 ? canon->build->layers->thing[target][index].id : "none");
    fold_text(canon, " ");
}

static void fold_numbers_of(struct canon *canon, const struct ab_key *key, const void *field,
                            int count)
{
    for (int i = 0; i < count; i++) {
        const struct ab_number_of *pair = *(struct ab_number_of *const *)field + i;
        fold_reference(canon, key->target, pair->index);
        fold_number(canon, (double)pair->count);
    }
}

static void fold_payload_range(struct canon *canon, const struct ab_payload_point *point, int count)
{
    for (int i = 0; i < count; i++) {
        fold_number(canon, point[i].payload_t);
        fold_number(canon, point[i].range_km);
    }
}

static void fold_periods(struct canon *canon, const struct ab_period *period, int count)
{
    for (int i = 0; i < count; i++) {
        fold_format(canon, "%lld/%lld ", (long long)period[i].from, (long long)period[i].to);
    }
}

/* What the tables say counts, not only the name: they change from year to year. */
static void fold_zone(struct canon *canon, const struct ab_zone *zone)
{
    fold_text(canon, zone != NULL ? zone->name : "");
    for (int i = 0; zone != NULL && i < zone->count; i++) {
        fold_format(canon, " %lld %lld", (long long)zone->shift[i].from,
                    (long long)zone->shift[i].offset);
    }
}

static void fold_when(struct canon *canon, const struct ab_when *when)
{
    if (when->kind == AB_WHEN_DATE) {
        fold_format(canon, "date %lld", (long long)when->date);
    } else if (when->kind == AB_WHEN_DELAY) {
        fold_distribution(canon, &when->delay);
    }
}

/* The row of the key that a change alters, if its value names a file of samples; NULL otherwise. */
static const struct ab_key *sampled_key(const struct ab_change *change)
{
    size_t start, length;
    enum ab_section section;
    return ab_value_file_name(change->value, &start, &length) ? ab_key_named(change->key, &section)
                                                              : NULL;
}

/* What a change says, in which ids may stand. Samples count by content, not by their file's name. */
static void fold_change(struct canon *canon, const struct ab_key *key,
                        const struct ab_change *change)
{
    const struct ab_build *build = canon->build;
    const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_CHANGE, change->named.id);
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
        ab_value_convert_distribution(&conversion, sampled, text, &distribution)) {
        fold_distribution(canon, &distribution);
    } else {
        fold_id(canon, text);
    }
}

/* A name that is the id is as little told apart by case as that. */
static void fold_words(struct canon *canon, const struct ab_key *key, const char *text,
                       const void *thing)
{
    const struct ab_named *named = thing;
    if ((key->flags & AB_KEY_NAMED_BY_ID) != 0 && ab_caseless_equal(text, named->id)) {
        fold_id(canon, text);
    } else {
        fold_text(canon, text != NULL ? text : "");
    }
}

static void fold_value(struct canon *canon, const struct ab_key *key, const char *thing)
{
    const void *field = thing + key->offset;
    const int count = ab_key_is_counted(key) ? *(const int *)(thing + key->companion) : 0;
    const struct ab_references *references = field;
    switch (key->type) {
    case AB_VALUE_BASE: return;
    case AB_VALUE_TEXT:
    case AB_VALUE_FILE: fold_words(canon, key, *(char *const *)field, thing); return;
    case AB_VALUE_FLAG: fold_text(canon, *(const bool *)field ? "yes" : "no"); return;
    case AB_VALUE_COUNT:
    case AB_VALUE_DURATION:
    case AB_VALUE_START:
    case AB_VALUE_DATE: fold_format(canon, "%lld", (long long)*(const int64_t *)field); return;
    case AB_VALUE_NUMBER:
    case AB_VALUE_HOURS:
    case AB_VALUE_BOUND:
    case AB_VALUE_TOLERANCE: fold_number(canon, *(const double *)field); return;
    case AB_VALUE_CHOICE: fold_text(canon, key->choice[*(const unsigned *)field].name); return;
    case AB_VALUE_DISTRIBUTION:
    case AB_VALUE_COUNT_DISTRIBUTION: fold_distribution(canon, field); return;
    case AB_VALUE_WHEN: fold_when(canon, field); return;
    case AB_VALUE_REFERENCE: fold_reference(canon, key->target, *(const int *)field); return;
    case AB_VALUE_REFERENCES:
        for (int i = 0; i < references->count; i++) {
            fold_reference(canon, key->target, references->index[i]);
        }
        return;
    case AB_VALUE_NUMBERS_OF: fold_numbers_of(canon, key, field, count); return;
    case AB_VALUE_PAYLOAD_RANGE:
        fold_payload_range(canon, *(struct ab_payload_point *const *)field, count);
        return;
    case AB_VALUE_DAY_HOURS:
        fold_format(canon, "%lld-%lld", (long long)((const struct ab_hours *)field)->from,
                    (long long)((const struct ab_hours *)field)->to);
        return;
    case AB_VALUE_PERIODS: fold_periods(canon, *(struct ab_period *const *)field, count); return;
    case AB_VALUE_ZONE: fold_zone(canon, *(struct ab_zone *const *)field); return;
    }
}

/* Whether the value was given matters beside the value where a companion says so. */
static bool is_absent(const struct ab_key *key, const char *thing)
{
    return key->companion != 0 && !ab_key_is_counted(key) &&
           !*(const bool *)(thing + key->companion);
}

uint64_t ab_build_hash(const struct ab_build *build)
{
    struct canon canon = {build, AB_FOLD_START};
    char name[AB_SECTION_NAME_SIZE];
    for (int s = 0; s < AB_SECTION_SWEEP; s++) {
        const enum ab_section section = (enum ab_section)s;
        const struct ab_section_kind *kind = ab_section_kind(section);
        for (int i = 0; i < ab_scenario_thing_count(build->scenario, section); i++) {
            for (int k = 0; k < kind->key_count; k++) {
                const char *thing = ab_scenario_thing(build->scenario, section, i);
                fold_id(&canon,
                        ab_section_name(section, build->layers->thing[section][i].id, name));
                fold_format(&canon, ".%s=", kind->key[k].name);
                if (section == AB_SECTION_CHANGE && kind->key[k].type == AB_VALUE_TEXT) {
                    fold_change(&canon, &kind->key[k], (const void *)thing);
                } else if (!is_absent(&kind->key[k], thing)) {
                    fold_value(&canon, &kind->key[k], thing);
                }
                fold_text(&canon, "\n");
            }
        }
    }
    return canon.hash;
}
