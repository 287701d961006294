/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_journey.c - contingents that only leave: what is said of a way in, and who counts on them in
 * the theatre. */
#include "scenario/build.h"
#include "scenario/rules.h"

/* Keys of coming, and what says the same of leaving; NULL: nothing does. */
static const struct {
    const char *key, *instead;
} of_coming[] = {
    {"mode_in", "mode_out"},
    {"apoe", "return_to, where it goes"},
    {"apod", "withdraw_from, where it is"},
    {"via", NULL},
    {"onward_mode", NULL},
    {"onward_fleets", NULL},
    {"onward_road_time", NULL},
    {"forward_people", NULL},
    {"forward_assembly", NULL},
    {"priority", "withdrawal_priority"},
    {"delivered", NULL},
    {"airborne", NULL},
    {"airborne_time", NULL},
    {"earliest_arrival", "available"},
    {"load_interval", "outload_interval"},
    {"road_in_time", "road_out_time"},
    {"form_up", NULL},
    {"site_classes", NULL},
    {"withdraw_after", "available: it waits for no withdrawal order"},
};

static void audit_leaver(struct ab_build *build, struct ab_thing *thing)
{
    for (size_t i = 0; i < sizeof of_coming / sizeof of_coming[0]; i++) {
        if (ab_thing_differs(thing, of_coming[i].key)) {
            const char *instead = of_coming[i].instead;
            ab_thing_fault(thing, of_coming[i].key, build->errors,
                           "has no effect: this contingent only leaves (journey = leave)%s%s",
                           instead != NULL ? "; give " : "", instead != NULL ? instead : "");
        }
    }
}

static bool only_leaves(const struct ab_scenario *scenario, int contingent)
{
    return contingent >= 0 && !ab_contingent_comes(&scenario->contingent[contingent]);
}

/* Complains of a thing that names a contingent for what it does in the theatre. */
static void audit_reference(struct ab_build *build, const struct ab_thing *thing, const char *key,
                            int contingent)
{
    if (only_leaves(build->scenario, contingent)) {
        ab_thing_fault(thing, key, build->errors, "[contingent.%s] only leaves (journey = leave)",
                       build->scenario->contingent[contingent].named.id);
    }
}

void ab_build_audit_journeys(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int c = 0; c < scenario->contingent_count; c++) {
        struct ab_thing *thing =
            ab_build_thing(build, AB_SECTION_CONTINGENT, &scenario->contingent[c].named);
        if (!thing->doubtful && only_leaves(scenario, c)) {
            audit_leaver(build, thing);
        }
    }
    audit_reference(build, &build->layers->thing[AB_SECTION_COMMAND][0], "headquarters",
                    scenario->command.headquarters);
    audit_reference(build, &build->layers->thing[AB_SECTION_SUPPLY][0], "contingent",
                    scenario->supply.contingent);
    for (int s = 0; s < scenario->site_count; s++) {
        const struct ab_site *site = &scenario->site[s];
        const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_SITE, &site->named);
        audit_reference(build, thing, "contingent", site->contingent);
        audit_reference(build, thing, "held_by", site->held_by);
    }
}
