/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* note.c - surprises that are not about flying: the end, waits for ever, dates out of reach,
 * distributions. */
#include "scenario/note.h"

#include <assert.h>
#include <math.h>
#include <string.h>

bool ab_contingent_comes(const struct ab_contingent *contingent)
{
    return !contingent->standby || contingent->commit.kind != AB_WHEN_UNSET;
}

struct notes {
    struct ab_build *build;
    const struct ab_scenario *scenario;
    struct ab_errors *list;
};

static struct ab_thing *thing_of(const struct notes *notes, enum ab_section section, int index)
{
    const struct ab_named *named = ab_scenario_thing(notes->scenario, section, index);
    return ab_section_kind(section)->named ? ab_build_thing(notes->build, section, named)
                                           : &notes->build->layers->thing[section][0];
}

/* ---- the force ---- */

/* False when there is nobody. */
static bool note_force(const struct notes *notes)
{
    const struct ab_scenario *scenario = notes->scenario;
    const struct ab_thing *general = &notes->build->layers->thing[AB_SECTION_SCENARIO][0];
    bool comes = false;
    for (int c = 0; c < scenario->contingent_count; c++) {
        const struct ab_contingent *contingent = &scenario->contingent[c];
        comes |= ab_contingent_comes(contingent);
        if (!ab_contingent_comes(contingent)) {
            ab_thing_fault(thing_of(notes, AB_SECTION_CONTINGENT, c), "standby", notes->list,
                           "'yes' without `commit`: it is never committed, and never comes");
        }
    }
    if (!comes && scenario->general.end != AB_END_HORIZON) {
        ab_thing_fault(general, "end", notes->list,
                       "no contingent comes%s: a run that waits for the force to close fails at "
                       "the horizon; say end = horizon",
                       scenario->traffic_count > 0 ? ", only visitors do" : "");
    }
    return comes;
}

/* The most people that a contingent can give to a site. */
static void note_sites(const struct notes *notes)
{
    const struct ab_scenario *scenario = notes->scenario;
    for (int s = 0; s < scenario->site_count; s++) {
        const struct ab_site *site = &scenario->site[s];
        double most = 0;
        for (int c = 0; c < scenario->contingent_count; c++) {
            const bool may = site->contingent == AB_NOBODY || site->contingent == c;
            if (may && ab_contingent_comes(&scenario->contingent[c])) {
                most = fmax(most, scenario->contingent[c].people.high);
            }
        }
        if ((double)site->guards > most) {
            ab_thing_fault(thing_of(notes, AB_SECTION_SITE, s), "guards", notes->list,
                           "'%lld' are more people than any contingent that may guard it has, "
                           "%.0f: it is never guarded, for a site is manned by one contingent",
                           (long long)site->guards, most);
        }
    }
}

static void note_supply(const struct notes *notes)
{
    const struct ab_supply *supply = &notes->scenario->supply;
    if (supply->consumption > 0 && supply->stock <= 0 && supply->trigger <= 0) {
        ab_thing_fault(thing_of(notes, AB_SECTION_SUPPLY, 0), "consumption", notes->list,
                       "there is no stock, and no trigger that asks for sustainment: nobody is "
                       "ever supplied");
    }
}

/* ---- dates ---- */

static void note_changes(const struct notes *notes)
{
    const ab_time horizon = notes->scenario->general.horizon;
    for (int i = 0; i < notes->scenario->change_count; i++) {
        const struct ab_when *at = &notes->scenario->change[i].at;
        if (at->kind == AB_WHEN_DATE && at->date > horizon) {
            ab_thing_fault(thing_of(notes, AB_SECTION_CHANGE, i), "at", notes->list,
                           "is behind the horizon: it never happens");
        }
    }
}

static void note_closures(const struct notes *notes)
{
    const ab_time horizon = notes->scenario->general.horizon;
    for (int i = 0; i < notes->scenario->airfield_count; i++) {
        const struct ab_airfield *airfield = &notes->scenario->airfield[i];
        for (int p = 0; p < airfield->closure_count; p++) {
            const struct ab_period *period = &airfield->closures[p];
            if (period->to > 0 && period->from <= horizon) {
                continue;
            }
            ab_thing_fault(thing_of(notes, AB_SECTION_AIRFIELD, i), "closures", notes->list,
                           "number %d of them is %s: it shuts nothing", p + 1,
                           period->to <= 0 ? "over before the scenario starts"
                                           : "behind the horizon");
        }
    }
}

/* A milestone that is looked for beyond the end of all runs. */
static void note_milestones(const struct notes *notes)
{
    const ab_time horizon = notes->scenario->general.horizon;
    for (int i = 0; i < notes->scenario->milestone_count; i++) {
        const struct ab_milestone *milestone = &notes->scenario->milestone[i];
        const struct ab_thing *thing = thing_of(notes, AB_SECTION_MILESTONE, i);
        const bool is_date = !milestone->is_amount && milestone->since == AB_NOBODY;
        if (is_date && milestone->has_earliest && milestone->earliest > (double)horizon) {
            ab_thing_fault(thing, "earliest", notes->list,
                           "is behind the horizon: no run can come so far");
        } else if (is_date && milestone->has_latest &&
                   milestone->latest + milestone->tolerance > (double)horizon) {
            ab_thing_fault(thing, "latest", notes->list,
                           "is%s behind the horizon: what would come between the two counts as "
                           "missed",
                           milestone->latest > (double)horizon ? "" : ", with its tolerance,");
        } else if (milestone->is_amount && milestone->by > horizon) {
            ab_thing_fault(thing, "by", notes->list,
                           "is behind the horizon, from where on nothing is counted");
        }
    }
}

/* ---- distributions ---- */

/* Complains of a normal distribution whose mean is not what was written, because it is cut at
 * zero. */
static void note_normal(const struct notes *notes, const struct ab_thing *thing, const char *key,
                        const struct ab_distribution *distribution)
{
    const double moved = distribution->mean / distribution->a - 1;
    if (distribution->kind != AB_NORMAL || fabs(moved) <= 0.01) {
        return;
    }
    if (distribution->a > 0) {
        ab_thing_fault(thing, key, notes->list,
                       "normal is cut at zero, which makes its mean %.3g %% larger than was "
                       "written; lognormal and gamma keep it",
                       100 * moved);
    } else {
        ab_thing_fault(thing, key, notes->list,
                       "normal is cut at zero, and a mean of zero becomes another one; exponential "
                       "keeps what is written");
    }
}

static void note_distributions(const struct notes *notes)
{
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const enum ab_section section = (enum ab_section)s;
        const struct ab_section_kind *kind = ab_section_kind(section);
        for (int i = 0; i < ab_scenario_thing_count(notes->scenario, section); i++) {
            void *thing = ab_scenario_thing(notes->scenario, section, i);
            for (int k = 0; k < kind->key_count; k++) {
                const struct ab_distribution *distribution = ab_value_random(&kind->key[k], thing);
                if (distribution != NULL) {
                    note_normal(notes, thing_of(notes, section, i), kind->key[k].name,
                                distribution);
                }
            }
        }
    }
}

/* What a change makes of a key may be a distribution, too. */
static void note_changed_distributions(const struct notes *notes)
{
    for (int i = 0; i < notes->scenario->change_count; i++) {
        const struct ab_change *change = &notes->scenario->change[i];
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)change->section);
        for (int k = 0; k < kind->key_count; k++) {
            const struct ab_distribution *distribution =
                kind->key[k].offset == change->offset
                    ? ab_value_random(&kind->key[k], (char *)change->bytes - change->offset)
                    : NULL;
            if (distribution != NULL) {
                note_normal(notes, thing_of(notes, AB_SECTION_CHANGE, i), "value", distribution);
            }
        }
    }
}

void ab_build_note(struct ab_build *build, struct ab_errors *list)
{
    const struct notes notes = {.build = build, .scenario = build->scenario, .list = list};
    if (note_force(&notes)) {
        note_sites(&notes);
    }
    note_supply(&notes);
    note_changes(&notes);
    note_closures(&notes);
    note_milestones(&notes);
    note_distributions(&notes);
    note_changed_distributions(&notes);
    ab_build_note_flying(build, list);
}
