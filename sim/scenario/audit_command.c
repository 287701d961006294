/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_command.c - who must know, who must agree, and who may be given what. */
#include "scenario/build.h"
#include "scenario/rules.h"

/* Posture: a site that nobody who comes may be given. */
static void audit_posture(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    const bool said = ab_scenario_has_posture(scenario);
    for (int s = 0; said && s < scenario->site_count; s++) {
        const struct ab_site *site = &scenario->site[s];
        bool open = site->contingent == AB_NOBODY, may = false, comes = false;
        for (int c = 0; !may && c < scenario->contingent_count; c++) {
            const struct ab_contingent *contingent = &scenario->contingent[c];
            const bool is_meant =
                ab_contingent_is_committed(contingent) && (open || site->contingent == c);
            comes |= is_meant;
            may = is_meant && ab_contingent_may_guard(scenario, contingent, site);
        }
        if (comes && !may) {
            const bool classed = *site->site_class != '\0';
            ab_thing_fault(
                ab_build_thing(build, AB_SECTION_SITE, &site->named), "class", build->errors,
                "%s%s%s may be given to nobody who comes: see site_classes", classed ? "'" : "",
                classed ? site->site_class : "a site without a class", classed ? "'" : "");
        }
    }
}

static void audit_release(struct ab_build *build)
{
    const struct ab_thing *thing = &build->layers->thing[AB_SECTION_COMMAND][0];
    const struct ab_scenario *scenario = build->scenario;
    const enum ab_release release = scenario->command.release;
    bool reserve = false;
    for (int c = 0; c < scenario->contingent_count; c++) {
        reserve |=
            scenario->contingent[c].standby && ab_contingent_is_committed(&scenario->contingent[c]);
    }
    const char *const detail = scenario->command.release_time->mean > 0 ? "release_time"
                               : scenario->command.release_from.kind != AB_WHEN_UNSET
                                   ? "release_from"
                               : scenario->command.release_one_by_one ? "release_one_by_one"
                                                                      : NULL;
    if (release == AB_RELEASE_NOTHING && detail != NULL) {
        ab_thing_fault(thing, detail, build->errors, "needs the key release: what is released");
    }
    if (release == AB_RELEASE_WITHDRAWAL && scenario->withdrawal.order.kind == AB_WHEN_UNSET) {
        ab_thing_fault(thing, "release", build->errors,
                       "'withdrawal' needs one: [withdrawal] order is not given");
    }
    if (release == AB_RELEASE_RESERVE && !reserve) {
        ab_thing_fault(thing, "release", build->errors,
                       "'reserve' needs one: no contingent on standby has a `commit`");
    }
}

/* A date cannot wait for a later one. */
static void audit_notifications(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct {
        const char *name;
        const struct ab_when *when;
    } waits[AB_PRECEDES_COUNT] = {
        [AB_PRECEDES_DECISION] = {"[command] decision", &scenario->command.decision},
        [AB_PRECEDES_ORDERS] = {"[command] orders", &scenario->command.orders},
        [AB_PRECEDES_WITHDRAWAL] = {"[withdrawal] order", &scenario->withdrawal.order},
    };
    for (int i = 0; i < scenario->notification_count; i++) {
        const struct ab_notification *notification = &scenario->notification[i];
        struct ab_thing *thing =
            ab_build_thing(build, AB_SECTION_NOTIFICATION, &notification->named);
        const struct ab_when *when = waits[notification->before].when;
        if (when != NULL && when->kind == AB_WHEN_DATE && notification->at.kind == AB_WHEN_DATE &&
            when->date < notification->at.date) {
            ab_thing_fault(thing, "at", build->errors, "is later than %s, which it precedes",
                           waits[notification->before].name);
        }
        if (notification->before == AB_PRECEDES_WITHDRAWAL &&
            scenario->withdrawal.order.kind == AB_WHEN_UNSET) {
            ab_thing_fault(thing, "before", build->errors,
                           "'withdrawal' needs one: [withdrawal] order is not given");
        }
    }
}

static void audit_blackouts(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    for (int i = 0; i < scenario->blackout_count; i++) {
        const struct ab_blackout *blackout = &scenario->blackout[i];
        struct ab_thing *thing = ab_build_thing(build, AB_SECTION_BLACKOUT, &blackout->named);
        ab_build_audit_span(build, thing, &blackout->from, &blackout->until, AB_AT_START);
        if (scenario->site_count == 0) {
            ab_thing_fault(thing, NULL, build->errors, "there is no site that it could cut off");
        }
    }
}

void ab_build_audit_command(struct ab_build *build)
{
    audit_posture(build);
    audit_release(build);
    audit_notifications(build);
    audit_blackouts(build);
}
