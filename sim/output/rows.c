/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* rows.c - tables over all replications. */
#include "output/rows.h"

#include "output/cause.h"
#include "scenario/keys.h"

#include <math.h>

void ab_rows_summary(struct ab_row *row, const struct ab_result *result)
{
    for (int measure = 0; measure < result->measures; measure++) {
        char name[128];
        const struct ab_summary s = result->measure[measure];
        ab_row_text(row, ab_measure_name(result->scenario, measure, name, sizeof name));
        ab_row_text(row, ab_measure_unit(result->scenario, measure));
        ab_row_integer(row, s.n);
        ab_row_number(row, s.mean);
        ab_row_number(row, s.sd);
        ab_row_number(row, s.ci95_low);
        ab_row_number(row, s.ci95_high);
        ab_row_number(row, s.min);
        ab_row_number(row, s.p10);
        ab_row_number(row, s.p50);
        ab_row_number(row, s.p90);
        ab_row_number(row, s.max);
        ab_row_integer(row, s.beyond);
        ab_row_number(row, s.mean_of_finished);
        ab_row_end(row);
    }
}

void ab_rows_replications(struct ab_row *row, const struct ab_scenario *scenario,
                          const struct ab_replication *replication)
{
    const int measures = ab_measure_count(scenario);
    ab_row_integer(row, replication->number);
    ab_row_measures(row, replication->measure, measures);
    ab_row_end(row);
}

/* Puts a value in the kind of its milestone: an instant, hours or an amount; NAN is empty, and so is
 * what is beyond. */
static void put_milestone_value(struct ab_row *row, const struct ab_milestone *milestone,
                                double value)
{
    if (!isfinite(value)) {
        ab_row_empty(row);
    } else if (milestone->is_amount) {
        ab_row_number(row, value);
    } else if (milestone->since != AB_NOBODY) {
        ab_row_hours(row, ab_time_round(value));
    } else {
        ab_row_instant(row, ab_time_round(value));
    }
}

static const char *milestone_kind(const struct ab_milestone *milestone)
{
    if (milestone->is_amount) {
        return "amount";
    }
    return milestone->since != AB_NOBODY ? "duration" : "instant";
}

static const char *use_name(enum ab_milestone_use use)
{
    switch (use) {
    case AB_USE_INPUT: return "input";
    case AB_USE_CALIBRATION: return "calibration";
    case AB_USE_VALIDATION: break;
    }
    return "validation";
}

/* The word for an event, as a scenario writes it. */
static const char *event_name(enum ab_milestone_event event)
{
    const int key = ab_key_find(AB_SECTION_MILESTONE, "event");
    return ab_section_kind(AB_SECTION_MILESTONE)->key[key].choice[event].name;
}

/* What a milestone counts, so that its bounds can be drawn into a curve. */
static void put_milestone_event(struct ab_row *row, const struct ab_milestone *milestone)
{
    const bool filtered = milestone->contingents.count > 0 || milestone->airfields.count > 0 ||
                          milestone->sites.count > 0;
    ab_row_text(row, event_name(milestone->event));
    ab_row_boolean(row, filtered);
    if (milestone->is_amount) {
        ab_row_empty(row);
    } else if (milestone->nth == 0) {
        ab_row_text(row, "last");
    } else {
        ab_row_integer(row, milestone->nth);
    }
    ab_row_instant(row, milestone->is_amount ? milestone->from : AB_TIME_NEVER);
    ab_row_instant(row, milestone->is_amount ? milestone->by : AB_TIME_NEVER);
}

void ab_rows_milestones(struct ab_row *row, const struct ab_result *result)
{
    const double none = (double)NAN;
    for (int i = 0; i < result->scenario->milestone_count; i++) {
        const struct ab_milestone *milestone = &result->scenario->milestone[i];
        const struct ab_milestone_result found = result->milestone[i];
        ab_row_text(row, milestone->named.id);
        ab_row_text(row, use_name(milestone->use));
        ab_row_text(row, milestone_kind(milestone));
        put_milestone_value(row, milestone, milestone->has_earliest ? milestone->earliest : none);
        put_milestone_value(row, milestone, milestone->has_latest ? milestone->latest : none);
        ab_row_hours(row,
                     milestone->is_amount ? AB_TIME_NEVER : ab_time_round(milestone->tolerance));
        ab_row_number(row, milestone->is_amount ? milestone->tolerance : none);
        ab_row_integer(row, found.summary.n);
        put_milestone_value(row, milestone, found.summary.p10);
        put_milestone_value(row, milestone, found.summary.p50);
        put_milestone_value(row, milestone, found.summary.p90);
        ab_row_number(row, found.within_share);
        ab_row_text(row, ab_verdict_name(found.verdict));
        ab_row_text(row, milestone->known_miss);
        ab_row_text(row, milestone->source);
        ab_row_text(row, milestone->name);
        put_milestone_event(row, milestone);
        ab_row_integer(row, found.summary.beyond);
        ab_row_text(row, ab_outcome_name(found.outcome));
        ab_row_end(row);
    }
}

void ab_rows_contingents(struct ab_row *row, const struct ab_scenario *scenario,
                         const struct ab_replication *replication)
{
    const struct ab_contingent_record *record = replication->contingent;
    for (int i = 0; i < scenario->contingent_count; i++, record++) {
        ab_row_integer(row, replication->number);
        ab_row_text(row, scenario->contingent[i].named.id);
        ab_row_integer(row, record->people);
        ab_row_integer(row, record->vehicles);
        ab_row_boolean(row, record->committed);
        ab_row_instant(row, record->alerted);
        ab_row_instant(row, record->assembled);
        ab_row_instant(row, record->marched);
        ab_row_instant(row, record->first_departure);
        ab_row_instant(row, record->first_landing);
        ab_row_instant(row, record->closed);
        ab_row_instant(row, record->on_task);
        ab_row_instant(row, record->released);
        ab_row_instant(row, record->withdrawn);
        ab_row_end(row);
    }
}

void ab_rows_sites(struct ab_row *row, const struct ab_scenario *scenario,
                   const struct ab_replication *replication)
{
    const struct ab_site_record *record = replication->site;
    for (int i = 0; i < scenario->site_count; i++, record++) {
        bool manned = record->contingent != AB_NOBODY;
        ab_row_integer(row, replication->number);
        ab_row_text(row, scenario->site[i].named.id);
        ab_row_text(row, scenario->site[i].site_class);
        ab_row_instant(row, record->requested);
        ab_row_instant(row, record->assigned);
        ab_row_instant(row, record->guarded);
        ab_row_integer(row, record->host_relieved);
        ab_row_instant(row, record->host_freed);
        ab_row_instant(row, record->handback);
        ab_row_instant(row, record->handed_back);
        ab_row_text(row, manned ? scenario->contingent[record->contingent].named.id : NULL);
        ab_row_end(row);
    }
}

void ab_rows_waits(struct ab_row *row, const struct ab_result *result)
{
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        const double hours = result->wait_h[cause];
        ab_row_text(row, ab_cause_name((enum ab_cause)cause));
        ab_row_text(row, ab_cause_words((enum ab_cause)cause));
        ab_row_number(row, hours);
        ab_row_number(row, result->waited_h > 0 ? hours / result->waited_h : 0);
        ab_row_number(row, result->wait_flights[cause]);
        ab_row_end(row);
    }
}

void ab_rows_chain(struct ab_row *row, const struct ab_result *result)
{
    const bool has_force = ab_scenario_has_force(result->scenario);
    const int beyond = has_force ? result->replications - result->closed : 0;
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        if (link == AB_WORK) { /* split into the stages that follow */
            continue;
        }
        const double hours = result->chain_h[link];
        const double share = result->closure_h > 0 ? hours / result->closure_h : 0;
        ab_row_text(row, ab_link_name(link));
        ab_row_number(row, beyond == 0 ? hours : (double)NAN);
        ab_row_number(row, beyond == 0 ? share : (double)NAN);
        ab_row_integer(row, beyond);
        ab_row_number(row, hours);
        ab_row_number(row, result->closed > 0 ? share : (double)NAN);
        ab_row_end(row);
    }
}

void ab_rows_curve(struct ab_row *row, const struct ab_result *result)
{
    ab_time step;
    const int points = ab_result_curve_points(result, &step);
    for (int point = 0; point < points; point++) {
        ab_row_instant(row, point * step);
        for (int curve = 0; curve < AB_CURVE_COUNT; curve++) {
            const struct ab_summary s = ab_result_curve(result, (enum ab_curve)curve, point);
            ab_row_number(row, s.p10);
            ab_row_number(row, s.p50);
            ab_row_number(row, s.p90);
        }
        ab_row_end(row);
    }
}

static void put_place(struct ab_row *row, const char *kind, const char *id, const char *name)
{
    ab_row_text(row, kind);
    ab_row_text(row, id);
    ab_row_text(row, name);
}

static void put_position(struct ab_row *row, bool located, double latitude, double longitude)
{
    ab_row_number(row, located ? latitude : (double)NAN);
    ab_row_number(row, located ? longitude : (double)NAN);
}

void ab_rows_places(struct ab_row *row, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    for (int i = 0; i < scenario->airfield_count; i++) {
        const struct ab_airfield *airfield = &scenario->airfield[i];
        put_place(row, "airfield", airfield->named.id, airfield->name);
        put_position(row, airfield->located, airfield->latitude, airfield->longitude);
        ab_row_limit(row, airfield->parking_mog);
        ab_row_limit(row, airfield->working_mog);
        ab_row_limit(row, airfield->fuel ? airfield->fuel_mog : 0);
        ab_row_end(row);
    }
    for (int i = 0; i < scenario->site_count; i++) {
        const struct ab_site *site = &scenario->site[i];
        put_place(row, "site", site->named.id, site->name);
        put_position(row, site->located, site->latitude, site->longitude);
        ab_row_empty(row);
        ab_row_empty(row);
        ab_row_empty(row);
        ab_row_end(row);
    }
}
