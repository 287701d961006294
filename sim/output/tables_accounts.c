/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_accounts.c - tables of a run by contingent, airfield and type, and hour by hour. */
#include "output/column.h"

#include "base/format.h"
#include "scenario/evacuation.h"

#include <math.h>
#include <stdio.h>

/* ---- by thing ---- */

/* A thing, and what of it a row is of. */
struct share {
    const char *of, *id, *name, *meaning;
    double hours, share;
    int n;
    double flights, flown_h, taken_t, burnt_t, cost;
};

static const char *const part_name[AB_PARTS] = {
    [AB_BY_CONTINGENT] = "contingent",
    [AB_BY_AIRFIELD] = "airfield",
    [AB_BY_TYPE] = "type",
};

static int things(const struct ab_scenario *scenario, int part)
{
    return part == AB_BY_CONTINGENT ? ab_scenario_owners(scenario)
           : part == AB_BY_AIRFIELD ? scenario->airfield_count
                                    : scenario->aircraft_count;
}

static const char *id_of(const struct ab_scenario *scenario, int part, int thing)
{
    return part == AB_BY_CONTINGENT ? ab_scenario_owner_id(scenario, thing)
           : part == AB_BY_AIRFIELD ? scenario->airfield[thing].named.id
                                    : scenario->aircraft[thing].named.id;
}

#define RECORD struct share
#define THING                                                                                      \
    TEXT("of", "what kind of thing the row is of", STRING(of)), TEXT("id", "id of it", STRING(id))

static const struct ab_definition waits_by_columns[] = {
    THING,
    TEXT("cause", "what was waited for, as in the names of columns", STRING(name)),
    TEXT("meaning", "the same in words", STRING(meaning)),
    NUMBER(
        "hours_mean", "h",
        "waiting hours per replication, mean: of flights for this contingent and its loads; or of "
        "those at this airfield, or for a slot or an hour of it",
        REAL(hours)),
    NUMBER("share", "1", "share of all that this thing waited", REAL(share)),
};

static const struct ab_definition chain_by_columns[] = {
    THING,
    TEXT("link",
         "stage or wait in the chain behind the last delivery of this contingent, or at this "
         "airfield",
         STRING(name)),
    NUMBER("hours_mean", "h", "hours from the request to that delivery spent so, mean over the n",
           REAL(hours)),
    NUMBER("share", "1", "share of the time from the request to that delivery", REAL(share)),
    INTEGER("n", "replications",
            "in which the contingent closed, or something was delivered at the airfield", COUNT(n)),
};

static const struct ab_definition accounts_columns[] = {
    THING,
    NUMBER(
        "flights_mean", "flights",
        "flights that are over, empty ones included, per replication, mean: for this contingent "
        "(they bring its load, fetch it, or brought it last), from this airfield, or of this type",
        REAL(flights)),
    NUMBER("flying_h_mean", "h", "their block hours", REAL(flown_h)),
    NUMBER("fuel_taken_t_mean", "t",
           "fuel taken on for such flights; of types without a fuel_burn none is counted",
           REAL(taken_t)),
    NUMBER("fuel_burnt_t_mean", "t", "fuel burnt in them: block hours by the burn of their types",
           REAL(burnt_t)),
    NUMBER("cost_mean", "money",
           "their hours and fuel at the prices of the scenario; empty: there "
           "are none",
           REAL(cost)),
};
#undef RECORD

static void put_share(struct ab_row *row, struct share *share, int64_t time, double n, int64_t all)
{
    const struct ab_item item = {.record = share};
    if (time == 0) {
        return;
    }
    share->hours = (double)time / (double)AB_HOUR / n;
    share->share = all > 0 ? (double)time / (double)all : 0;
    ab_row_put(row, &item);
}

static int64_t sum_of(const int64_t *time, int count)
{
    int64_t sum = 0;
    for (int i = 0; i < count; i++) {
        sum += time[i];
    }
    return sum;
}

static void put_waits_by(struct ab_row *row, const struct ab_result *result)
{
    for (int part = 0; part < AB_BY_TYPE; part++) {
        for (int thing = 0; thing < things(result->scenario, part); thing++) {
            const struct ab_account_sum *sum = &result->account[part][thing];
            const int64_t all = sum_of(sum->waited, AB_CAUSE_COUNT);
            for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
                struct share share = {.of = part_name[part],
                                      .id = id_of(result->scenario, part, thing),
                                      .name = ab_cause_name((enum ab_cause)cause),
                                      .meaning = ab_cause_words((enum ab_cause)cause)};
                put_share(row, &share, sum->waited[cause], result->replications, all);
            }
        }
    }
}

const struct ab_layout ab_layout_waits_by =
    TABLE_OF("waits_by", "waiting by contingent or airfield and cause", waits_by_columns, 3,
             put_waits_by, NULL);

static void put_chain_by(struct ab_row *row, const struct ab_result *result)
{
    for (int part = 0; part < AB_BY_TYPE; part++) {
        for (int thing = 0; thing < things(result->scenario, part); thing++) {
            const struct ab_account_sum *sum = &result->account[part][thing];
            const int64_t all = sum_of(sum->chain, AB_LINK_COUNT);
            for (int link = 0; link < AB_LINK_COUNT; link++) {
                struct share share = {.of = part_name[part],
                                      .id = id_of(result->scenario, part, thing),
                                      .name = ab_link_name(link),
                                      .n = sum->delivered};
                put_share(row, &share, sum->chain[link], sum->delivered, all);
            }
        }
    }
}

/* ---- what bounds the force ---- */

#define RECORD struct ab_limit_sum
CELL(put_limit_name, ab_row_text, ab_limit_name((enum ab_limit_kind)THIS->limit.kind))
CELL(put_limit_thing, ab_row_text,
     THIS->limit.thing != AB_NOBODY ? ab_limit_thing(item->scenario, &THIS->limit) : "*")
CELL(put_limit_share, ab_row_number,
     (double)THIS->replications / (double)item->result->replications)
static const struct ab_definition bounds_columns[] = {
    TEXT("bound_by",
         "what keeps every plan for the same loads from closing sooner: loads (when they come, and "
         "what each takes), road, the work of teams, working places, parking, a runway or the "
         "aircraft, or a flow's ceiling",
         BY(put_limit_name)),
    TEXT("bound_thing", "id of the contingent, airfield, fleet or flow; *: of several",
         BY(put_limit_thing)),
    INTEGER("replications", "replications", "in which it bounds closure most: bound_h",
            COUNT(replications)),
    NUMBER("share", "1", "of all replications", BY(put_limit_share)),
};
#undef RECORD

static void put_bounds(struct ab_row *row, const struct ab_result *result)
{
    for (int kind = AB_LIMIT_LOADS; kind < AB_LIMIT_COUNT; kind++) {
        const int count = ab_limit_things(result->scenario, (enum ab_limit_kind)kind);
        for (int i = 0; i <= count; i++) {
            const struct ab_limit_sum sum = {{AB_TIME_NEVER, kind, i < count ? i : AB_NOBODY},
                                             result->bounded[kind][i]};
            const struct ab_item item = {
                .record = &sum, .scenario = result->scenario, .result = result};
            if (sum.replications > 0) {
                ab_row_put(row, &item);
            }
        }
    }
}

const struct ab_layout ab_layout_bounds =
    TABLE_OF("bounds", "what bounds closure from below, whatever the plan", bounds_columns, 2,
             put_bounds, NULL);

const struct ab_layout ab_layout_chain_by =
    TABLE_OF("chain_by", "what held each contingent back, and the last delivery at each airfield",
             chain_by_columns, 3, put_chain_by, NULL);

static bool has_prices(const struct ab_scenario *scenario)
{
    bool has = false;
    for (int i = 0; i < scenario->aircraft_count; i++) {
        has = has || scenario->aircraft[i].cost_per_hour > 0;
    }
    for (int i = 0; i < scenario->airfield_count; i++) {
        has = has || scenario->airfield[i].fuel_price > 0;
    }
    return has;
}

static void put_accounts(struct ab_row *row, const struct ab_result *result)
{
    const double n = result->replications;
    const bool priced = has_prices(result->scenario);
    for (int part = 0; part < AB_PARTS; part++) {
        for (int thing = 0; thing < things(result->scenario, part); thing++) {
            const struct ab_account_sum *sum = &result->account[part][thing];
            const struct share share = {
                .of = part_name[part],
                .id = id_of(result->scenario, part, thing),
                .flights = (double)sum->flights / n,
                .flown_h = (double)sum->flown / (double)AB_HOUR / n,
                .taken_t = sum->taken_t / n,
                .burnt_t = sum->burnt_t / n,
                .cost = priced ? sum->cost / n : (double)NAN,
            };
            const struct ab_item item = {.record = &share};
            ab_row_put(row, &item);
        }
    }
}

const struct ab_layout ab_layout_accounts =
    TABLE_OF("accounts", "flights, hours, fuel and cost by contingent, airfield and type",
             accounts_columns, 2, put_accounts, NULL);

/* ---- hour by hour ---- */

enum { LOCAL_SIZE = 64 };

/* A span at an airfield, or of a fleet. */
struct span {
    ab_time time;
    char local[LOCAL_SIZE];
    struct ab_time_day day; /* of the local time */
    const char *of, *id, *direction, *resource;
    double hours;
    const struct ab_flow_summary *flow;
    double in_use, waiting, saturated;
    int64_t capacity;
};

static char *put_two_digits(char *to, ab_time number)
{
    *to++ = (char)('0' + number / 10 % 10);
    *to++ = (char)('0' + number % 10);
    return to;
}

/* As in 2022-01-07T06:00+06:00. */
static void put_local(struct span *span, ab_time local, ab_time shift)
{
    enum { UP_TO_MINUTES = 16 };
    const ab_time minutes = (shift < 0 ? -shift : shift) / AB_MINUTE;
    (void)ab_time_put_iso(&span->day, local, span->local);
    char *to = span->local + UP_TO_MINUTES;
    *to++ = shift < 0 ? '-' : '+';
    to = put_two_digits(to, minutes / 60);
    *to++ = ':';
    *put_two_digits(to, minutes % 60) = '\0';
}

/* When a span begins, and what the clocks say there: nothing where they say the same, or a year that no
 * date has. */
static void set_time(struct span *span, const struct ab_scenario *scenario, int number,
                     int airfield)
{
    const ab_time step = ab_diary_step(scenario);
    span->time = ab_diary_begins(scenario) + number * step;
    const ab_time shift = ab_airfield_offset(&scenario->airfield[airfield], span->time);
    span->hours = ab_time_hours(step);
    span->local[0] = '\0';
    const ab_time local = scenario->general.start + span->time + shift;
    if (shift != 0 && local >= AB_TIME_FIRST) {
        put_local(span, local, shift);
    }
}

/* What a flow has at an offset, as it is or in thousands. */
static double flow_at(const struct ab_item *item, size_t at)
{
    const struct span *span = item->record;
    return *(const double *)(const void *)((const char *)span->flow + at);
}
CELL(put_flow, ab_row_number, flow_at(item, at))
CELL(put_flow_kg, ab_row_number, flow_at(item, at) / 1000)
#define FIELD_OF(member)     (offsetof(struct ab_flow, member) / sizeof(int64_t))
#define FOUND(member, share) offsetof(struct ab_flow_summary, found[FIELD_OF(member)].share)
#define FLOW(member, put, name, unit, text)                                                        \
    NUMBER(name "_mean", unit, text ", mean over replications", put,                               \
           offsetof(struct ab_flow_summary, mean[FIELD_OF(member)])),                              \
        NUMBER(name "_p10", unit, text ", 10th percentile", put, FOUND(member, p10)),              \
        NUMBER(name "_p50", unit, text ", median", put, FOUND(member, p50)),                       \
        NUMBER(name "_p90", unit, text ", 90th percentile", put, FOUND(member, p90))

#define RECORD struct span
#define SPAN   INSTANT("time", "when the hour or day begins, UTC", MOMENT(time))
#define LOCAL                                                                                      \
    TEXT("local", "what the clocks say there; empty where it is UTC, or before the year 1",        \
         CHARACTERS(local))

static const struct ab_definition flows_columns[] = {
    SPAN,
    TEXT("airfield", "id of the airfield", STRING(id)),
    TEXT("direction", "in: on blocks there; out: off blocks there", STRING(direction)),
    LOCAL,
    NUMBER("hours", "h", "length of the hour, the day or, in a very large scenario, the days",
           REAL(hours)),
    FLOW(flights, put_flow, "flights", "flights", "flights of the force, empty ones included"),
    FLOW(loaded, put_flow, "loaded", "flights", "of which with a load or people"),
    FLOW(people, put_flow, "people", "people", "people aboard"),
    FLOW(vehicles, put_flow, "vehicles", "vehicles", "vehicles aboard"),
    FLOW(kg, put_flow_kg, "tonnes", "t", "mass of people, vehicles and bulk aboard"),
    FLOW(fuel_kg, put_flow_kg, "fuel", "t",
         "out: fuel taken on there; in: fuel burnt on the way there"),
};

static const struct ab_definition binding_columns[] = {
    SPAN,
    TEXT("of", "airfield or fleet", STRING(of)),
    TEXT("id", "id of it", STRING(id)),
    TEXT("resource",
         "of an airfield stands, working places, runway, fuelling, preparation teams, yard; of a "
         "fleet "
         "aircraft, crews",
         STRING(resource)),
    LOCAL,
    NUMBER("hours", "h", "length of the hour, the day or, in a very large scenario, the days",
           REAL(hours)),
    NUMBER("in_use", "1",
           "how many were in use, mean over the time in which replications went on; of a fleet: "
           "aircraft with a flight, from tasking to the end of its servicing",
           REAL(in_use)),
    INTEGER("capacity", "1", "how many there are as the scenario begins; empty: no limit, or crews",
            CAPACITY(capacity)),
    NUMBER("waiting", "1",
           "how many waited in line for it, mean; of aircraft: loads that waited for one, each for "
           "every fleet that may take it",
           REAL(waiting)),
    NUMBER(
        "saturated", "1",
        "share of the time in which all were in use or somebody was in line; of aircraft: in which "
        "some flew and none was free",
        REAL(saturated)),
};
#undef RECORD

static void put_flows(struct ab_row *row, const struct ab_result *result)
{
    struct span span = {0};
    const struct ab_item item = {.record = &span};
    for (int i = 0; i < result->flows; i++) {
        const struct ab_flow_summary *flow = &result->flow[i];
        set_time(&span, result->scenario, flow->span, flow->airfield);
        span.id = result->scenario->airfield[flow->airfield].named.id;
        span.direction = flow->side == AB_SIDE_IN ? "in" : "out";
        span.flow = flow;
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_flows =
    TABLE_OF("flows", "flights, people, cargo and fuel by hour or day and airfield", flows_columns,
             3, put_flows, NULL);

static int64_t capacity_of(const struct ab_scenario *scenario, const struct ab_metered *metered)
{
    const struct ab_airfield *airfield = scenario->airfield;
    const int at = metered->airfield;
    switch (metered->place) {
    case AB_STANDS: return airfield[at].parking_mog;
    case AB_WORKING: return airfield[at].working_mog;
    case AB_RUNWAY: return airfield[at].runways;
    case AB_FUELLING: return airfield[at].fuel_mog;
    case AB_TEAMS: return airfield[at].preparation_teams;
    case AB_YARD: return airfield[at].yard_loads;
    case AB_AIRCRAFT: return scenario->fleet[metered->fleet].number;
    case AB_CREWS: break;
    }
    return AB_NO_LIMIT;
}

static void put_binding(struct ab_row *row, const struct ab_result *result)
{
    const struct ab_scenario *scenario = result->scenario;
    struct span span = {0};
    char at[160];
    const struct ab_item item = {.record = &span};
    for (int i = 0; i < result->uses; i++) {
        const struct ab_use_summary *use = &result->use[i];
        const struct ab_metered metered = ab_diary_metered(scenario, use->meter);
        const bool of_fleet = metered.fleet != AB_NOBODY;
        const int home = of_fleet ? scenario->fleet[metered.fleet].home : metered.airfield;
        const bool staged = metered.place == AB_CREWS && metered.airfield != home;
        set_time(&span, scenario, use->span, staged ? metered.airfield : home);
        span.of = of_fleet ? "fleet" : "airfield";
        span.id = of_fleet ? scenario->fleet[metered.fleet].named.id
                           : scenario->airfield[metered.airfield].named.id;
        span.resource = ab_metered_name(metered.place);
        if (staged) {
            (void)snprintf(at, sizeof at, "%s at %s", span.resource,
                           scenario->airfield[metered.airfield].named.id);
            span.resource = at;
        }
        span.capacity = capacity_of(scenario, &metered);
        span.in_use = use->in_use;
        span.waiting = use->waiting;
        span.saturated = use->saturated;
        ab_row_put(row, &item);
    }
}

const struct ab_layout ab_layout_binding =
    TABLE_OF("binding", "how places, aircraft and crews were used, and when they were full",
             binding_columns, 4, put_binding, NULL);
