/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_run.c - the tables of a run: over all replications, of each, and of the scenario. */
#include "output/column.h"

#include "scenario/keys.h"
#include "scenario/rules.h"
#include "study/curve.h"

#include <math.h>

/* What had not come about when a replication ended is beyond: later than all that did. Its cell is
 * empty, and so is the mean of what it belongs to. */
#define BEYOND(...)                                                                                \
    INTEGER("beyond", "replications",                                                              \
            "of which had not come about when the replication ended, and count as later than all " \
            "others",                                                                              \
            __VA_ARGS__)

/* ---- summary: a row per measure ---- */

#define RECORD struct ab_summary
static const struct ab_definition summary_columns[] = {
    TEXT("measure", "name of the measure, a column of replications.csv", BY(ab_cell_measure_name)),
    TEXT("unit", "unit of the measure", BY(ab_cell_measure_unit)),
    INTEGER("n", "replications", "replications in which there is such a thing", COUNT(n)),
    NUMBER("mean", PER_ROW, "mean over these replications; empty when some are beyond", REAL(mean)),
    NUMBER("sd", PER_ROW, "standard deviation between replications" UNSEEN, REAL(sd)),
    NUMBER("ci95_low", PER_ROW,
           "lower end of the " INTERVAL_OF_MEASURE("the mean") ", which holds by itself",
           REAL(ci95_low)),
    NUMBER("ci95_high", PER_ROW, "upper end of the same interval", REAL(ci95_high)),
    NUMBER("min", PER_ROW, "smallest value", REAL(min)),
    NUMBER("p10", PER_ROW,
           "10th percentile (Hyndman and Fan type 7); empty: it is beyond, as others may be",
           REAL(p10)),
    NUMBER("p50", PER_ROW, "median", REAL(p50)),
    NUMBER("p90", PER_ROW, "90th percentile", REAL(p90)),
    NUMBER("max", PER_ROW, "largest value; empty when some are beyond", REAL(max)),
    BEYOND(COUNT(beyond)),
    NUMBER("mean_of_finished", PER_ROW,
           "mean over the replications that are not beyond: of the early ones, not of all",
           REAL(mean_of_finished)),
};
#undef RECORD

static void put_summary(struct ab_row *row, const struct ab_result *result)
{
    struct ab_item item = {.scenario = result->scenario};
    for (; item.index < result->measures; item.index++) {
        item.record = &result->measure[item.index];
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_summary =
    TABLE_OF("summary", "measures over all replications", summary_columns, 1, put_summary, NULL);

/* ---- milestones ---- */

static const struct ab_milestone *milestone_of(const struct ab_item *item)
{
    return &item->scenario->milestone[item->index];
}

/* Texts of the milestone itself; `at`: where in it. */
static void put_milestone_text(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const char *milestone = (const char *)milestone_of(item);
    ab_row_text(row, *(char *const *)(const void *)(milestone + at));
}
#define WORDS(member)                                                                              \
    put_milestone_text,                                                                            \
        _Generic(((struct ab_milestone *)0)->member, char *: offsetof(struct ab_milestone, member))

static void put_use(struct ab_row *row, const struct ab_item *item, size_t at)
{
    static const char *const name[] = {
        [AB_USE_VALIDATION] = "validation",
        [AB_USE_INPUT] = "input",
        [AB_USE_CALIBRATION] = "calibration",
    };
    (void)at;
    ab_row_text(row, name[milestone_of(item)->use]);
}

CELL(put_kind, ab_row_text,
     milestone_of(item)->is_amount            ? "amount"
     : milestone_of(item)->since != AB_NOBODY ? "duration"
                                              : "instant")

void ab_row_in_kind(struct ab_row *row, const struct ab_milestone *milestone, double value)
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

static void put_earliest(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_milestone *milestone = milestone_of(item);
    (void)at;
    ab_row_in_kind(row, milestone, milestone->has_earliest ? milestone->earliest : (double)NAN);
}

static void put_latest(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_milestone *milestone = milestone_of(item);
    (void)at;
    ab_row_in_kind(row, milestone, milestone->has_latest ? milestone->latest : (double)NAN);
}

CELL(put_tolerance_h, ab_row_hours,
     milestone_of(item)->is_amount ? AB_TIME_NEVER : ab_time_round(milestone_of(item)->tolerance))
CELL(put_tolerance_amount, ab_row_number,
     milestone_of(item)->is_amount ? milestone_of(item)->tolerance : (double)NAN)

/* A percentile of what was found. */
static void put_found(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const char *found = item->record;
    ab_row_in_kind(row, milestone_of(item), *(const double *)(const void *)(found + at));
}
#define FOUND(member) put_found, MEMBER(member, double)

CELL(put_verdict, ab_row_text, ab_verdict_name(item->result->milestone[item->index].verdict))
CELL(put_outcome, ab_row_text, ab_outcome_name(item->result->milestone[item->index].outcome))

/* The word for an event, as a scenario writes it. */
static void put_event(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const int key = ab_key_find(AB_SECTION_MILESTONE, "event");
    (void)at;
    ab_row_text(
        row,
        ab_section_kind(AB_SECTION_MILESTONE)->key[key].choice[milestone_of(item)->event].name);
}

CELL(put_filtered, ab_row_boolean,
     milestone_of(item)->contingents.count > 0 || milestone_of(item)->airfields.count > 0 ||
         milestone_of(item)->sites.count > 0 || milestone_of(item)->evacuations.count > 0)

static void put_nth(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_milestone *milestone = milestone_of(item);
    (void)at;
    if (milestone->is_amount) {
        ab_row_empty(row);
    } else if (milestone->nth == 0) {
        ab_row_text(row, "last");
    } else {
        ab_row_integer(row, milestone->nth);
    }
}

CELL(put_from, ab_row_instant,
     milestone_of(item)->is_amount ? milestone_of(item)->from : AB_TIME_NEVER)
CELL(put_by, ab_row_instant, milestone_of(item)->is_amount ? milestone_of(item)->by : AB_TIME_NEVER)

#define RECORD struct ab_milestone_result
static const struct ab_definition milestones_columns[] = {
    TEXT("milestone", "id of the milestone", WORDS(named.id)),
    TEXT("use", "input, calibration or validation", BY(put_use)),
    TEXT("kind", "instant, duration (h) or amount: what the bounds and percentiles are",
         BY(put_kind)),
    TEXT("earliest", "lower bound of the historical interval", BY(put_earliest)),
    TEXT("latest", "upper bound of the historical interval", BY(put_latest)),
    NUMBER("tolerance_h", "h", "allowed beyond the interval, for instants and durations",
           BY(put_tolerance_h)),
    NUMBER("tolerance_amount", "1", "allowed beyond the interval, for amounts",
           BY(put_tolerance_amount)),
    INTEGER("n", "replications", "replications", COUNT(summary.n)),
    TEXT("p10", "10th percentile over all replications; empty: it is beyond, as others may be",
         FOUND(summary.p10)),
    TEXT("p50", "median", FOUND(summary.p50)),
    TEXT("p90", "90th percentile", FOUND(summary.p90)),
    NUMBER("within_share", "1", "share of all replications within interval and tolerance",
           REAL(within_share)),
    TEXT("verdict",
         "of the median: within (interval and tolerance), early (too few), late (too "
         "many) or missing",
         BY(put_verdict)),
    TEXT("known_miss", "why it is known not to be met", WORDS(known_miss)),
    TEXT("source", "where the historical interval comes from", WORDS(source)),
    TEXT("name", "what it is, in words", WORDS(name)),
    TEXT("event", "what happens, or is counted", BY(put_event)),
    BOOLEAN("filtered", "1: only of some contingents or evacuations, or at some airfields or sites",
            BY(put_filtered)),
    TEXT("nth", "of an instant or a duration: which occurrence, or last", BY(put_nth)),
    INSTANT("from", "of an amount: counted from here, inclusive", BY(put_from)),
    INSTANT("by", "of an amount: counted until here, exclusive", BY(put_by)),
    BEYOND(COUNT(summary.beyond)),
    TEXT("outcome", "how it passed: inside the interval, by its tolerance, known miss or missed",
         BY(put_outcome)),
};
#undef RECORD

static void put_milestones(struct ab_row *row, const struct ab_result *result)
{
    struct ab_item item = {.scenario = result->scenario, .result = result};
    for (; item.index < result->scenario->milestone_count; item.index++) {
        item.record = &result->milestone[item.index];
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_milestones = TABLE_OF("milestones", "milestones against history",
                                                       milestones_columns, 1, put_milestones, NULL);

/* Of drawn inputs, beside luck alone. */
CELL(put_share_of_luck, ab_row_number, item->result->milestone[item->index].within_share)
CELL(put_verdict_drawn, ab_row_text,
     ab_verdict_name(((const struct ab_milestone_result *)item->record)->verdict))

#define RECORD struct ab_milestone_result
static const struct ab_definition milestone_bands_columns[] = {
    TEXT("milestone", "id of the milestone", WORDS(named.id)),
    TEXT("kind", "instant, duration (h) or amount: what the percentiles are", BY(put_kind)),
    NUMBER("within_share", "1", "share of replications within interval and tolerance, luck alone",
           BY(put_share_of_luck)),
    NUMBER("within_share_drawn", "1", "the same with drawn inputs", REAL(within_share)),
    TEXT("p10_drawn", "10th percentile with drawn inputs; empty: it is beyond, as others may be",
         FOUND(summary.p10)),
    TEXT("p50_drawn", "median with drawn inputs", FOUND(summary.p50)),
    TEXT("p90_drawn", "90th percentile with drawn inputs", FOUND(summary.p90)),
    TEXT("verdict_drawn", "of that median", BY(put_verdict_drawn)),
    BEYOND(COUNT(summary.beyond)),
};
#undef RECORD

static void put_milestone_bands(struct ab_row *row, const struct ab_result *result)
{
    struct ab_item item = {.scenario = result->scenario, .result = result};
    const int count = result->drawn != NULL ? result->scenario->milestone_count : 0;
    for (; item.index < count; item.index++) {
        item.record = &result->drawn->milestone[item.index];
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_milestone_bands = TABLE_OF(
    "milestone_bands", "milestones under luck alone and with drawn inputs, if there are any",
    milestone_bands_columns, 1, put_milestone_bands, NULL);

/* ---- contingents and sites: a row per replication ---- */

CELL(put_contingent_id, ab_row_text, item->scenario->contingent[item->index].named.id)

#define RECORD struct ab_contingent_record
CELL(put_limit_name, ab_row_text,
     THIS->limit.time == AB_TIME_NEVER ? NULL : ab_limit_name((enum ab_limit_kind)THIS->limit.kind))
CELL(put_limit_thing, ab_row_text,
     THIS->limit.time == AB_TIME_NEVER || THIS->limit.kind == AB_LIMIT_NOTHING ? NULL
     : THIS->limit.thing != AB_NOBODY ? ab_limit_thing(item->scenario, &THIS->limit)
                                      : "*")

static const struct ab_definition contingents_columns[] = {
    REPLICATION,
    TEXT("contingent", "id of the contingent", BY(put_contingent_id)),
    INTEGER("people", "people", "people of the contingent in this replication", WHOLE(people)),
    INTEGER("vehicles", "vehicles", "vehicles of the contingent", WHOLE(vehicles)),
    BOOLEAN("committed", "0: a standby that stayed at home", FLAG(committed)),
    INSTANT("alerted", "alert", MOMENT(alerted)),
    INSTANT("assembled", "assembly complete", MOMENT(assembled)),
    INSTANT("marched", "at its airfield of embarkation", MOMENT(marched)),
    INSTANT("first_departure", "first load under way", MOMENT(first_departure)),
    INSTANT("first_landing", "first load in the theatre", MOMENT(first_landing)),
    INSTANT("closed", "last load off its aircraft", MOMENT(closed)),
    INSTANT("on_task", "first task taken over", MOMENT(on_task)),
    INSTANT("released", "free to go home", MOMENT(released)),
    INSTANT("withdrawn", "everybody and everything home", MOMENT(withdrawn)),
    INSTANT("hub_first", "of one that changes aircraft on its way: first load unloaded at its hub",
            MOMENT(hub_first)),
    INSTANT("hub_complete", "likewise, last load unloaded at its hub", MOMENT(hub_complete)),
    INSTANT("bound", "no plan for the same loads has it in before, under the same luck",
            MOMENT(limit.time)),
    TEXT("bound_by",
         "what bounds that: loads (when they come, and what each takes), road, the work of teams, "
         "working places, parking, a runway or the aircraft, or a flow's ceiling",
         BY(put_limit_name)),
    TEXT("bound_thing", "id of the contingent, airfield, fleet or flow; *: of several",
         BY(put_limit_thing)),
};
#undef RECORD

static void put_contingents(struct ab_row *row, const struct ab_scenario *scenario,
                            const struct ab_replication *replication)
{
    struct ab_item item = {.scenario = scenario, .replication = replication->number};
    for (; item.index < scenario->contingent_count; item.index++) {
        item.record = &replication->contingent[item.index];
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_contingents =
    TABLE_OF("contingents", "contingents of each replication", contingents_columns, 2, NULL,
             put_contingents);

#define RECORD struct ab_site_record
CELL(put_site_id, ab_row_text, item->scenario->site[item->index].named.id)
CELL(put_site_class, ab_row_text, item->scenario->site[item->index].site_class)
CELL(put_guard, ab_row_text,
     THIS->contingent != AB_NOBODY ? item->scenario->contingent[THIS->contingent].named.id : NULL)

static const struct ab_definition sites_columns[] = {
    REPLICATION,
    TEXT("site", "id of the site", BY(put_site_id)),
    TEXT("class", "class of the site", BY(put_site_class)),
    INSTANT("requested", "guard requested", MOMENT(requested)),
    INSTANT("assigned", "guard assigned", MOMENT(assigned)),
    INSTANT("guarded", "host relieved in place", MOMENT(guarded)),
    INTEGER("host_relieved", "people", "host people freed by the relief", WHOLE(host_relieved)),
    INSTANT("host_freed", "host people free for other tasks", MOMENT(host_freed)),
    INSTANT("handback", "handback to the host begins", MOMENT(handback)),
    INSTANT("handed_back", "handback complete", MOMENT(handed_back)),
    TEXT("contingent", "contingent that guards it", BY(put_guard)),
    INSTANT("request_known", "command knows that a guard is asked for", MOMENT(request_known)),
    INSTANT("guard_known", "command knows that the host is relieved", MOMENT(guard_known)),
    INSTANT("handback_known", "command knows that it is handed back", MOMENT(handback_known)),
};
#undef RECORD

static void put_sites(struct ab_row *row, const struct ab_scenario *scenario,
                      const struct ab_replication *replication)
{
    struct ab_item item = {.scenario = scenario, .replication = replication->number};
    for (; item.index < scenario->site_count; item.index++) {
        item.record = &replication->site[item.index];
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_sites =
    TABLE_OF("sites", "sites of each replication", sites_columns, 2, NULL, put_sites);

/* ---- waits and chain ---- */

struct spent {
    const char *name, *meaning;
    double hours, share, flights;      /* NAN: empty */
    double hours_of_all, share_of_all; /* likewise */
    int beyond;
};

#define RECORD struct spent
static const struct ab_definition waits_columns[] = {
    TEXT("cause", "what was waited for, as in the names of columns", STRING(name)),
    TEXT("meaning", "the same in words", STRING(meaning)),
    NUMBER("hours_mean", "h", "waiting hours per replication, mean", REAL(hours)),
    NUMBER("share", "1", "share of all waiting hours", REAL(share)),
    NUMBER("sorties_affected", "flights",
           "flights (or loads without an aircraft) per replication, mean", REAL(flights)),
};

static const struct ab_definition chain_columns[] = {
    TEXT(
        "link",
        "stage or wait in the chain behind the last delivery; decision: from the request to the "
        "alert, which comes no sooner than a contingent joins; approval or release: from when it "
        "was "
        "ready to go until it was allowed to, by approval, available, after, a notification or its "
        "commitment",
        STRING(name)),
    NUMBER("hours_mean", "h",
           "hours from request to closure spent so, mean; empty when some did not close",
           REAL(hours_of_all)),
    NUMBER("share", "1", "share of the time from request to closure; empty likewise",
           REAL(share_of_all)),
    INTEGER("beyond", "replications", "replications that did not close", COUNT(beyond)),
    NUMBER("hours_mean_of_finished", "h", "mean over the replications that closed", REAL(hours)),
    NUMBER("share_of_finished", "1", "share over the replications that closed", REAL(share)),
};
#undef RECORD

static void put_waits(struct ab_row *row, const struct ab_result *result)
{
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        const double hours = result->wait_h[cause];
        const struct spent spent = {
            .name = ab_cause_name((enum ab_cause)cause),
            .meaning = ab_cause_words((enum ab_cause)cause),
            .hours = hours,
            .share = result->waited_h > 0 ? hours / result->waited_h : 0,
            .flights = result->wait_flights[cause],
        };
        const struct ab_item item = {.record = &spent};
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_waits =
    TABLE_OF("waits", "waiting by cause", waits_columns, 1, put_waits, NULL);

static void put_chain(struct ab_row *row, const struct ab_result *result)
{
    const bool has_force = ab_scenario_has_force(result->scenario);
    const int beyond = has_force ? result->replications - result->closed : 0;
    for (int link = 0; link < AB_LINK_COUNT; link++) {
        if (link == AB_WORK) { /* split into the stages that follow */
            continue;
        }
        const double hours = result->chain_h[link];
        const double share = result->closure_h > 0 ? hours / result->closure_h : 0;
        const struct spent spent = {
            .name = ab_link_name(link),
            .hours = hours,
            .share = result->closed > 0 ? share : (double)NAN,
            .hours_of_all = beyond == 0 ? hours : (double)NAN,
            .share_of_all = beyond == 0 ? share : (double)NAN,
            .beyond = beyond,
        };
        const struct ab_item item = {.record = &spent};
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_chain =
    TABLE_OF("chain", "what held the closure back", chain_columns, 1, put_chain, NULL);

/* ---- curve ---- */

struct curve_row {
    ab_time time;
    struct ab_percentiles found[AB_CURVE_COUNT];
};

#define RECORD                    struct curve_row
#define PERCENTILE(curve, member) REAL(found[curve].member)
/* Three columns of a curve. */
#define CURVE(curve, name, unit, text)                                                             \
    NUMBER(name "_p10", unit, text ", 10th percentile over replications", PERCENTILE(curve, p10)), \
        NUMBER(name "_p50", unit, text ", median", PERCENTILE(curve, p50)),                        \
        NUMBER(name "_p90", unit, text ", 90th percentile", PERCENTILE(curve, p90))

static const struct ab_definition curve_columns[] = {
    INSTANT("time", "instant; what happens at it is counted", MOMENT(time)),
    CURVE(AB_CURVE_LANDINGS, "landings", "flights",
          "landings in the theatre with loads of the force, so far"),
    CURVE(AB_CURVE_PEOPLE, "people_delivered", "people",
          "people off their aircraft, or in by road, so far"),
    CURVE(AB_CURVE_SITES, "sites_guarded", "sites", "sites guarded at the instant"),
    CURVE(AB_CURVE_HOST, "host_relieved", "people", "host people freed so far"),
    CURVE(AB_CURVE_OUT_DEPARTURES, "out_departures", "flights",
          "take-offs out of the theatre with loads of the force, so far"),
    CURVE(AB_CURVE_EVACUEES_COME, "evacuees_come", "people",
          "people of evacuations and back-hauls who have come, so far"),
    CURVE(AB_CURVE_EVACUEES_CLEARED, "evacuees_cleared", "people",
          "of these, who have been cleared to board"),
    CURVE(AB_CURVE_EVACUEES_OFF, "evacuees_off", "people", "of these, who are off their aircraft"),
};
#undef RECORD

static void put_curve_of(struct ab_row *row, const struct ab_result *result)
{
    ab_time step;
    const int points = ab_result_curve_points(result, &step);
    struct curve_row of;
    const struct ab_item item = {.record = &of};
    for (int point = 0; point < points; point++) {
        of.time = point * step;
        for (int i = 0; i < AB_CURVE_COUNT; i++) {
            of.found[i] = ab_result_curve_percentiles(result, (enum ab_curve)i, of.time);
        }
        ab_row_put(row, &item);
    }
}

static void put_curve(struct ab_row *row, const struct ab_result *result)
{
    put_curve_of(row, result);
}

static void put_curve_drawn(struct ab_row *row, const struct ab_result *result)
{
    if (result->drawn != NULL) {
        put_curve_of(row, result->drawn);
    }
}

const struct ab_layout ab_layout_curve = TABLE_OF(
    "curve", "landings, people, sites and departures over time", curve_columns, 1, put_curve, NULL);

const struct ab_layout ab_layout_curve_drawn =
    TABLE_OF("curve_drawn", "the same as curve with drawn inputs, if there are any", curve_columns,
             1, put_curve_drawn, NULL);

/* ---- places ---- */

struct place {
    const char *kind, *id, *name;
    double latitude, longitude; /* NAN: not given */
    int64_t parking_mog, working_mog, fuel_mog, preparation_teams, yard_loads;
    const char *time_zone; /* or NULL */
    double utc_offset;     /* NAN: of sites */
};

#define RECORD struct place
static const struct ab_definition places_columns[] = {
    TEXT("kind", "airfield or site", STRING(kind)),
    TEXT("place", "id of the airfield or site", STRING(id)),
    TEXT("name", "its name", STRING(name)),
    NUMBER("latitude", "deg", "north of the equator; empty where not given", REAL(latitude)),
    NUMBER("longitude", "deg", "east of Greenwich; empty where not given", REAL(longitude)),
    INTEGER("parking_mog", "stands", "stands; empty where not limited, and of sites",
            CAPACITY(parking_mog)),
    INTEGER("working_mog", "aircraft", "working places; empty where not limited, and of sites",
            CAPACITY(working_mog)),
    INTEGER("fuel_mog", "aircraft",
            "fuelling places; 0 where there is no fuel; empty where not limited, and of sites",
            CAPACITY(fuel_mog)),
    INTEGER("preparation_teams", "loads",
            "loads prepared at once; empty where not limited, and of sites",
            CAPACITY(preparation_teams)),
    INTEGER("yard_loads", "loads", "loads ready at once; empty where not limited, and of sites",
            CAPACITY(yard_loads)),
    TEXT("time_zone", "zone of its local time, as Asia/Almaty; empty where none is given",
         STRING(time_zone)),
    NUMBER("utc_offset_h", "h",
           "where there is no time_zone: local time minus UTC; empty where there is, and of sites",
           REAL(utc_offset)),
};
#undef RECORD

static void put_places(struct ab_row *row, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    struct place place;
    const struct ab_item item = {.record = &place};
    for (int i = 0; i < scenario->airfield_count; i++) {
        const struct ab_airfield *airfield = &scenario->airfield[i];
        place = (struct place){
            .kind = "airfield",
            .id = airfield->named.id,
            .name = airfield->name,
            .latitude = airfield->located ? airfield->latitude : (double)NAN,
            .longitude = airfield->located ? airfield->longitude : (double)NAN,
            .parking_mog = airfield->parking_mog,
            .working_mog = airfield->working_mog,
            .fuel_mog = airfield->fuel ? airfield->fuel_mog : 0,
            .preparation_teams = airfield->preparation_teams,
            .yard_loads = airfield->yard_loads,
            .time_zone = airfield->time_zone != NULL ? airfield->time_zone->name : NULL,
            .utc_offset = airfield->time_zone != NULL ? (double)NAN : airfield->utc_offset,
        };
        ab_row_put(row, &item);
    }
    for (int i = 0; i < scenario->site_count; i++) {
        const struct ab_site *site = &scenario->site[i];
        place = (struct place){
            .kind = "site",
            .id = site->named.id,
            .name = site->name,
            .latitude = site->located ? site->latitude : (double)NAN,
            .longitude = site->located ? site->longitude : (double)NAN,
            .parking_mog = AB_NO_LIMIT,
            .working_mog = AB_NO_LIMIT,
            .fuel_mog = AB_NO_LIMIT,
            .preparation_teams = AB_NO_LIMIT,
            .yard_loads = AB_NO_LIMIT,
            .utc_offset = (double)NAN,
        };
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_places = TABLE_OF(
    "places", "airfields and sites, and what they can hold", places_columns, 2, put_places, NULL);
