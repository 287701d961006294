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

#include <string.h>

/* The row of the key that a change alters, if its value names a file of samples; NULL otherwise. */
static const struct ab_key *sampled_key(const struct ab_change *change)
{
    size_t start, length;
    return ab_value_file_name(change->value, &start, &length) ? ab_key_named(change->key) : NULL;
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

/* Whether the value was given matters beside the value where a companion says so. */
static bool is_absent(const struct ab_key *key, const char *thing)
{
    return key->companion != 0 && !ab_key_is_counted(key) &&
           !*(const bool *)(thing + key->companion);
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
                } else if (!is_absent(&kind->key[k], thing)) {
                    ab_value_row(&kind->key[k])->fold(&canon, &kind->key[k], thing);
                }
                ab_canon_text(&canon, "\n");
            }
        }
    }
    return canon.hash;
}
