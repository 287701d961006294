/* rows.c - tables over all replications. */
#include "output/rows.h"

#include "output/cause.h"
#include "scenario/keys.h"

#include <math.h>

static struct ab_summary summarise(const struct ab_result *result, const double *value, int width,
                                   int index)
{
    return ab_summarise(value + index, result->replications, width, result->scratch);
}

void ab_rows_summary(struct ab_csv *csv, const struct ab_result *result)
{
    for (int measure = 0; measure < result->measures; measure++) {
        char name[128];
        struct ab_summary s = summarise(result, result->measure, result->measures, measure);
        ab_csv_text(csv, ab_measure_name(result->scenario, measure, name, sizeof name));
        ab_csv_text(csv, ab_measure_unit(result->scenario, measure));
        ab_csv_integer(csv, s.n);
        ab_csv_number(csv, s.mean);
        ab_csv_number(csv, s.sd);
        ab_csv_number(csv, s.ci95_low);
        ab_csv_number(csv, s.ci95_high);
        ab_csv_number(csv, s.min);
        ab_csv_number(csv, s.p10);
        ab_csv_number(csv, s.p50);
        ab_csv_number(csv, s.p90);
        ab_csv_number(csv, s.max);
        ab_csv_end_row(csv);
    }
}

void ab_rows_replications(struct ab_csv *csv, const struct ab_result *result)
{
    const double *value = result->measure;
    for (int row = 0; row < result->replications; row++) {
        ab_csv_integer(csv, row + 1);
        for (int measure = 0; measure < result->measures; measure++) {
            ab_csv_number(csv, *value++);
        }
        ab_csv_end_row(csv);
    }
}

/* Puts a value in the kind of its milestone: an instant, hours or an amount; NAN is empty. */
static void put_milestone_value(struct ab_csv *csv, const struct ab_milestone *milestone,
                                double value)
{
    if (isnan(value)) {
        ab_csv_empty(csv);
    } else if (milestone->is_amount) {
        ab_csv_number(csv, value);
    } else if (milestone->since != AB_NOBODY) {
        ab_csv_hours(csv, ab_time_round(value));
    } else {
        ab_csv_instant(csv, ab_time_round(value));
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
    return ab_section_kind(AB_SECTION_MILESTONE)->key[key].words[event];
}

/* What a milestone counts, so that its bounds can be drawn into a curve. */
static void put_milestone_event(struct ab_csv *csv, const struct ab_milestone *milestone)
{
    const bool filtered = milestone->contingents.count > 0 || milestone->airfields.count > 0 ||
                          milestone->sites.count > 0;
    ab_csv_text(csv, event_name(milestone->event));
    ab_csv_boolean(csv, filtered);
    if (milestone->is_amount) {
        ab_csv_empty(csv);
    } else if (milestone->nth == 0) {
        ab_csv_text(csv, "last");
    } else {
        ab_csv_integer(csv, milestone->nth);
    }
    ab_csv_instant(csv, milestone->is_amount ? milestone->from : AB_TIME_NEVER);
    ab_csv_instant(csv, milestone->is_amount ? milestone->by : AB_TIME_NEVER);
}

void ab_rows_milestones(struct ab_csv *csv, const struct ab_result *result)
{
    const double none = (double)NAN;
    for (int i = 0; i < result->scenario->milestone_count; i++) {
        const struct ab_milestone *milestone = &result->scenario->milestone[i];
        struct ab_milestone_result found = ab_result_milestone(result, i);
        ab_csv_text(csv, milestone->named.id);
        ab_csv_text(csv, use_name(milestone->use));
        ab_csv_text(csv, milestone_kind(milestone));
        put_milestone_value(csv, milestone, milestone->has_earliest ? milestone->earliest : none);
        put_milestone_value(csv, milestone, milestone->has_latest ? milestone->latest : none);
        ab_csv_hours(csv,
                     milestone->is_amount ? AB_TIME_NEVER : ab_time_round(milestone->tolerance));
        ab_csv_number(csv, milestone->is_amount ? milestone->tolerance : none);
        ab_csv_integer(csv, found.summary.n);
        put_milestone_value(csv, milestone, found.summary.p10);
        put_milestone_value(csv, milestone, found.summary.p50);
        put_milestone_value(csv, milestone, found.summary.p90);
        ab_csv_number(csv, found.within_share);
        ab_csv_text(csv, ab_verdict_name(found.verdict));
        ab_csv_text(csv, milestone->known_miss);
        ab_csv_text(csv, milestone->source);
        ab_csv_text(csv, milestone->name);
        put_milestone_event(csv, milestone);
        ab_csv_end_row(csv);
    }
}

void ab_rows_contingents(struct ab_csv *csv, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    const struct ab_contingent_record *record = result->contingent;
    for (int row = 0; row < result->replications; row++) {
        for (int i = 0; i < scenario->contingent_count; i++, record++) {
            ab_csv_integer(csv, row + 1);
            ab_csv_text(csv, scenario->contingent[i].named.id);
            ab_csv_integer(csv, record->people);
            ab_csv_integer(csv, record->vehicles);
            ab_csv_boolean(csv, record->committed);
            ab_csv_instant(csv, record->alerted);
            ab_csv_instant(csv, record->assembled);
            ab_csv_instant(csv, record->marched);
            ab_csv_instant(csv, record->first_departure);
            ab_csv_instant(csv, record->first_landing);
            ab_csv_instant(csv, record->closed);
            ab_csv_instant(csv, record->on_task);
            ab_csv_instant(csv, record->released);
            ab_csv_instant(csv, record->withdrawn);
            ab_csv_end_row(csv);
        }
    }
}

void ab_rows_sites(struct ab_csv *csv, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    const struct ab_site_record *record = result->site;
    for (int row = 0; row < result->replications; row++) {
        for (int i = 0; i < scenario->site_count; i++, record++) {
            bool manned = record->contingent != AB_NOBODY;
            ab_csv_integer(csv, row + 1);
            ab_csv_text(csv, scenario->site[i].named.id);
            ab_csv_text(csv, scenario->site[i].site_class);
            ab_csv_instant(csv, record->requested);
            ab_csv_instant(csv, record->assigned);
            ab_csv_instant(csv, record->guarded);
            ab_csv_integer(csv, record->host_relieved);
            ab_csv_instant(csv, record->host_freed);
            ab_csv_instant(csv, record->handback);
            ab_csv_instant(csv, record->handed_back);
            ab_csv_text(csv, manned ? scenario->contingent[record->contingent].named.id : NULL);
            ab_csv_end_row(csv);
        }
    }
}

void ab_rows_waits(struct ab_csv *csv, const struct ab_result *result)
{
    double hours[AB_CAUSE_COUNT];
    double total = ab_result_waits(result, hours);
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        int64_t affected = 0;
        for (int row = 0; row < result->replications; row++) {
            affected += result->cause_sorties[(size_t)row * AB_CAUSE_COUNT + (size_t)cause];
        }
        ab_csv_text(csv, ab_cause_name((enum ab_cause)cause));
        ab_csv_text(csv, ab_cause_words((enum ab_cause)cause));
        ab_csv_number(csv, hours[cause]);
        ab_csv_number(csv, total > 0 ? hours[cause] / total : 0);
        ab_csv_number(csv, (double)affected / result->replications);
        ab_csv_end_row(csv);
    }
}

void ab_rows_chain(struct ab_csv *csv, const struct ab_result *result)
{
    double hours[AB_LINK_COUNT];
    double total = ab_result_chain(result, hours);
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        if (link == AB_WORK) { /* split into the stages that follow */
            continue;
        }
        ab_csv_text(csv, ab_link_name(link));
        ab_csv_number(csv, hours[link]);
        ab_csv_number(csv, total > 0 ? hours[link] / total : 0);
        ab_csv_end_row(csv);
    }
}

void ab_rows_curve(struct ab_csv *csv, const struct ab_result *result)
{
    ab_time step;
    const int points = ab_result_curve_points(result, &step);
    for (int point = 0; point < points; point++) {
        ab_csv_instant(csv, point * step);
        for (int curve = 0; curve < AB_CURVE_COUNT; curve++) {
            const struct ab_summary s = ab_result_curve(result, (enum ab_curve)curve, point);
            ab_csv_number(csv, s.p10);
            ab_csv_number(csv, s.p50);
            ab_csv_number(csv, s.p90);
        }
        ab_csv_end_row(csv);
    }
}

static void put_place(struct ab_csv *csv, const char *kind, const char *id, const char *name)
{
    ab_csv_text(csv, kind);
    ab_csv_text(csv, id);
    ab_csv_text(csv, name);
}

static void put_position(struct ab_csv *csv, bool located, double latitude, double longitude)
{
    ab_csv_number(csv, located ? latitude : (double)NAN);
    ab_csv_number(csv, located ? longitude : (double)NAN);
}

void ab_rows_places(struct ab_csv *csv, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    for (int i = 0; i < scenario->airfield_count; i++) {
        const struct ab_airfield *airfield = &scenario->airfield[i];
        put_place(csv, "airfield", airfield->named.id, airfield->name);
        put_position(csv, airfield->located, airfield->latitude, airfield->longitude);
        ab_csv_limit(csv, airfield->parking_mog);
        ab_csv_limit(csv, airfield->working_mog);
        ab_csv_limit(csv, airfield->fuel ? airfield->fuel_mog : 0);
        ab_csv_end_row(csv);
    }
    for (int i = 0; i < scenario->site_count; i++) {
        const struct ab_site *site = &scenario->site[i];
        put_place(csv, "site", site->named.id, site->name);
        put_position(csv, site->located, site->latitude, site->longitude);
        ab_csv_empty(csv);
        ab_csv_empty(csv);
        ab_csv_empty(csv);
        ab_csv_end_row(csv);
    }
}
