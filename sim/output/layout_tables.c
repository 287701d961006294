/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* layout_tables.c - the columns of every table. The functions that fill the rows follow this
 * order. */
#include "output/layout_definition.h"

#include <stddef.h>

/* Definitions are short this way. Numbers have a unit, "1" where they only number or are a
 * share. */
#define TEXT(name, description)          name, "", description, AB_COLUMN_TEXT, AB_ONCE, 1
#define INSTANT(name, description)       name, "", description, AB_COLUMN_INSTANT, AB_ONCE, 1
#define BOOLEAN(name, description)       name, "", description, AB_COLUMN_BOOLEAN, AB_ONCE, 1
#define NUMBER(name, unit, description)  name, unit, description, AB_COLUMN_NUMBER, AB_ONCE, 1
#define INTEGER(name, unit, description) name, unit, description, AB_COLUMN_INTEGER, AB_ONCE, 1
#define VARIED_KEYS                      "%", "", "varied: %", AB_COLUMN_TEXT, AB_PER_KEY, 1
#define REPLICATION                      INTEGER("replication", "1", "number of the replication, from 1")

/* What had not come about when a replication ended is beyond: later than all that did. Its cell is
 * empty, and so is the mean of what it belongs to. */
#define BEYOND                                                                                     \
    INTEGER("beyond", "replications",                                                              \
            "of which had not come about when the replication ended, and count as later than all " \
            "others")

/* The measures of a single run. */
/* clang-format off */
#define MEASURES                                                                                         \
    {"%", "", "%", AB_COLUMN_NUMBER, AB_PER_MEASURE, 1},                                             \
    {INTEGER("beyond", "measures",                                                                   \
             "of which had not come about when the run ended; their cells are empty")}
/* clang-format on */

/* The unit of a number that another column of its row tells. */
#define PER_ROW "see unit"

/* What no spread does not say, and whose interval it is. */
#define UNSEEN                                                                                     \
    "; where it is 0, what was never seen in n replications may still happen in up to 3 of n"
#define INTERVAL(of)                                                                               \
    "95 % confidence interval of " of " (Student's, corrected for skewness by Hall)"

static const struct ab_definition summary[] = {
    {TEXT("measure", "name of the measure, a column of replications.csv")},
    {TEXT("unit", "unit of the measure")},
    {INTEGER("n", "replications", "replications in which there is such a thing")},
    {NUMBER("mean", PER_ROW, "mean over these replications; empty when some are beyond")},
    {NUMBER("sd", PER_ROW, "standard deviation between replications" UNSEEN)},
    {NUMBER("ci95_low", PER_ROW,
            "lower end of the " INTERVAL("the mean") ", which holds by itself; of closed, which is "
                                                     "a share, that of Clopper and Pearson")},
    {NUMBER("ci95_high", PER_ROW, "upper end of the same interval")},
    {NUMBER("min", PER_ROW, "smallest value")},
    {NUMBER("p10", PER_ROW,
            "10th percentile (Hyndman and Fan type 7); empty: it is beyond, as others may be")},
    {NUMBER("p50", PER_ROW, "median")},
    {NUMBER("p90", PER_ROW, "90th percentile")},
    {NUMBER("max", PER_ROW, "largest value; empty when some are beyond")},
    {BEYOND},
    {NUMBER("mean_of_finished", PER_ROW,
            "mean over the replications that are not beyond: of the early ones, not of all")},
};

static const struct ab_definition replications[] = {
    {REPLICATION},
    MEASURES,
};

static const struct ab_definition milestones[] = {
    {TEXT("milestone", "id of the milestone")},
    {TEXT("use", "input, calibration or validation")},
    {TEXT("kind", "instant, duration (h) or amount: what the bounds and percentiles are")},
    {TEXT("earliest", "lower bound of the historical interval")},
    {TEXT("latest", "upper bound of the historical interval")},
    {NUMBER("tolerance_h", "h", "allowed beyond the interval, for instants and durations")},
    {NUMBER("tolerance_amount", "1", "allowed beyond the interval, for amounts")},
    {INTEGER("n", "replications", "replications")},
    {TEXT("p10", "10th percentile over all replications; empty: it is beyond, as others may be")},
    {TEXT("p50", "median")},
    {TEXT("p90", "90th percentile")},
    {NUMBER("within_share", "1", "share of all replications within interval and tolerance")},
    {TEXT("verdict", "of the median: within (interval and tolerance), early (too few), late (too "
                     "many) or missing")},
    {TEXT("known_miss", "why it is known not to be met")},
    {TEXT("source", "where the historical interval comes from")},
    {TEXT("name", "what it is, in words")},
    {TEXT("event", "what happens, or is counted")},
    {BOOLEAN("filtered", "1: only of some contingents, or at some airfields or sites")},
    {TEXT("nth", "of an instant or a duration: which occurrence, or last")},
    {INSTANT("from", "of an amount: counted from here, inclusive")},
    {INSTANT("by", "of an amount: counted until here, exclusive")},
    {BEYOND},
    {TEXT("outcome", "how it passed: inside the interval, by its tolerance, known miss or missed")},
};

static const struct ab_definition contingents[] = {
    {REPLICATION},
    {TEXT("contingent", "id of the contingent")},
    {INTEGER("people", "people", "people of the contingent in this replication")},
    {INTEGER("vehicles", "vehicles", "vehicles of the contingent")},
    {BOOLEAN("committed", "0: a standby that stayed at home")},
    {INSTANT("alerted", "alert")},
    {INSTANT("assembled", "assembly complete")},
    {INSTANT("marched", "at its airfield of embarkation")},
    {INSTANT("first_departure", "first load under way")},
    {INSTANT("first_landing", "first load in the theatre")},
    {INSTANT("closed", "last load off its aircraft")},
    {INSTANT("on_task", "first task taken over")},
    {INSTANT("released", "free to go home")},
    {INSTANT("withdrawn", "everybody and everything home")},
};

static const struct ab_definition sites[] = {
    {REPLICATION},
    {TEXT("site", "id of the site")},
    {TEXT("class", "class of the site")},
    {INSTANT("requested", "guard requested")},
    {INSTANT("assigned", "guard assigned")},
    {INSTANT("guarded", "host relieved in place")},
    {INTEGER("host_relieved", "people", "host people freed by the relief")},
    {INSTANT("host_freed", "host people free for other tasks")},
    {INSTANT("handback", "handback to the host begins")},
    {INSTANT("handed_back", "handback complete")},
    {TEXT("contingent", "contingent that guards it")},
};

static const struct ab_definition waits[] = {
    {TEXT("cause", "what was waited for, as in the names of columns")},
    {TEXT("meaning", "the same in words")},
    {NUMBER("hours_mean", "h", "waiting hours per replication, mean")},
    {NUMBER("share", "1", "share of all waiting hours")},
    {NUMBER("sorties_affected", "flights",
            "flights (or loads without an aircraft) per replication, mean")},
};

static const struct ab_definition chain[] = {
    {TEXT("link", "stage or wait in the chain behind the last delivery")},
    {NUMBER("hours_mean", "h",
            "hours from request to closure spent so, mean; empty when some did not close")},
    {NUMBER("share", "1", "share of the time from request to closure; empty likewise")},
    {INTEGER("beyond", "replications", "replications that did not close")},
    {NUMBER("hours_mean_of_finished", "h", "mean over the replications that closed")},
    {NUMBER("share_of_finished", "1", "share over the replications that closed")},
};

/* Three columns of a curve. */
/* clang-format off */
#define CURVE(name, unit, text)                                                                          \
    {NUMBER(name "_p10", unit, text ", 10th percentile over replications")},                         \
    {NUMBER(name "_p50", unit, text ", median")},                                                    \
    {NUMBER(name "_p90", unit, text ", 90th percentile")}
/* clang-format on */

static const struct ab_definition curve[] = {
    {INSTANT("time", "instant; what happens at it is counted")},
    CURVE("landings", "flights", "landings in the theatre with loads of the force, so far"),
    CURVE("people_delivered", "people", "people off their aircraft, or in by road, so far"),
    CURVE("sites_guarded", "sites", "sites guarded at the instant"),
    CURVE("host_relieved", "people", "host people freed so far"),
    CURVE("out_departures", "flights",
          "take-offs out of the theatre with loads of the force, so far"),
};

static const struct ab_definition places[] = {
    {TEXT("kind", "airfield or site")},
    {TEXT("place", "id of the airfield or site")},
    {TEXT("name", "its name")},
    {NUMBER("latitude", "deg", "north of the equator; empty where not given")},
    {NUMBER("longitude", "deg", "east of Greenwich; empty where not given")},
    {INTEGER("parking_mog", "stands", "stands; empty where not limited, and of sites")},
    {INTEGER("working_mog", "aircraft", "working places; empty where not limited, and of sites")},
    {INTEGER("fuel_mog", "aircraft",
             "fuelling places; 0 where there is no fuel; empty where not limited, and of sites")},
};

static const struct ab_definition sorties[] = {
    {REPLICATION},
    {INTEGER("sortie", "1", "number of the flight within the replication, from 1")},
    {TEXT("tail", "aircraft: its fleet and its number in it")},
    {TEXT("type", "aircraft type")},
    {TEXT("fleet", "fleet")},
    {TEXT("purpose", "positioning, deployment, return, withdrawal or sustainment")},
    {TEXT("origin", "airfield of departure")},
    {TEXT("destination", "airfield where it landed, or is to land")},
    {TEXT("chalk", "load aboard, see chalks.csv")},
    {TEXT("contingent", "contingent that the load belongs to")},
    {INTEGER("people", "people", "people aboard")},
    {INTEGER("vehicles", "vehicles", "vehicles aboard")},
    {NUMBER("cargo_t", "t", "mass aboard without people")},
    {TEXT("bound_by", "what limited the load: mass, deck, seats, or remainder")},
    {INTEGER("passengers", "people", "back-haul: people without a load, on a return leg")},
    {NUMBER(
        "payload_limit_t", "t",
        "what it could have carried on this leg; empty where not limited, and of empty flights")},
    {TEXT("light", "why its load is smaller than it could be: return fuel")},
    {BOOLEAN("stop", "1: ends at a stop on the way, with its load aboard")},
    {BOOLEAN("resumed", "1: goes on from a stop on the way, with its load aboard")},
    {TEXT("diverted_to", "alternate that it flew to when it could hold no longer")},
    {BOOLEAN("emergency", "1: out of fuel it landed at an alternate that was full or shut")},
    {INSTANT("tasked", "aircraft tasked")},
    {INSTANT("onload_begin", "onload begins")},
    {INSTANT("onload_end", "onload ends")},
    {INSTANT("block_out", "leaves its stand")},
    {INSTANT("takeoff", "take-off")},
    {INSTANT("landing", "landing")},
    {INSTANT("block_in", "on its stand")},
    {INSTANT("offload_begin", "offload begins")},
    {INSTANT("offload_end", "offload ends")},
    {INSTANT("ended", "serviced: the aircraft is free")},
    {INTEGER("previous_sortie", "1", "flight of the same aircraft before this one")},
    {NUMBER("block_h", "h", "block time as drawn, without holding and queues")},
    {NUMBER("fuelling_h", "h", "pumping time before departure, part of the work")},
    {NUMBER("parked_h", "h",
            "on the ground at its alternate, part of the waits; empty while it is there")},
    {NUMBER("elapsed_h", "h",
            "from tasked to ended, as far as it came: exactly work_h plus all waits")},
    {NUMBER("work_h", "h", "time in which the flight went forward")},
    {"wait_%_h", "h", "waited for: %", AB_COLUMN_NUMBER, AB_PER_CAUSE, 1},
};

static const struct ab_definition chalks[] = {
    {REPLICATION},
    {TEXT("chalk", "load: contingent; in, out or sup (supplies); number")},
    {TEXT("contingent", "contingent that it belongs to")},
    {INTEGER("people", "people", "people aboard")},
    {INTEGER("vehicles", "vehicles", "vehicles aboard")},
    {NUMBER("cargo_t", "t", "mass without people; empty of a full load before it is tasked")},
    {TEXT("bound_by", "what limited the load: mass, deck, seats, or remainder")},
    {BOOLEAN("outbound", "1: homeward")},
    {BOOLEAN("forward", "1: part of the forward element")},
    {BOOLEAN("sustainment", "1: supplies, no part of the force")},
    {NUMBER("bulk_t", "t", "bulk cargo, part of cargo_t")},
    {INTEGER("sortie", "1", "flight that carried it, see sorties.csv")},
    {INSTANT("called", "aircraft called for it")},
    {INSTANT("ready", "beside the apron, ready to be loaded")},
    {INSTANT("tasked", "an aircraft is tasked for it")},
    {INSTANT("loaded", "aboard")},
    {INSTANT("departed", "take-off")},
    {INSTANT("landed", "landing")},
    {INSTANT("offloaded", "off its aircraft")},
    {NUMBER("elapsed_h", "h",
            "from ready to offloaded, as far as it came: exactly work_h plus all waits")},
    {NUMBER("work_h", "h", "time in which the load went forward")},
    {"wait_%_h", "h", "waited for: %", AB_COLUMN_NUMBER, AB_PER_CAUSE, 1},
};

static const struct ab_definition airfields[] = {
    {REPLICATION},
    {TEXT("airfield", "id of the airfield")},
    {INSTANT("time", "from then on, until the next row of the same airfield")},
    {INTEGER("on_ground", "stands", "stands taken")},
    {INTEGER("working", "aircraft", "working places in use")},
    {INTEGER("fuelling", "aircraft", "aircraft being fuelled, fuelling places in use")},
    {INTEGER("holding", "aircraft",
             "aircraft in the air that wait for a stand, the runway or an open field")},
    {INTEGER("waiting", "aircraft", "aircraft on the ground that wait for a working place")},
    {NUMBER("fuel_t", "t", "fuel in stock; empty where not limited")},
    {BOOLEAN("open", "1: open for landings")},
    {INTEGER("parking_mog", "stands", "stands there are; empty where not limited")},
    {INTEGER("working_mog", "aircraft", "working places there are; empty where not limited")},
};

/* ---- a sweep ---- */

#define STATISTIC(name, description)                                                               \
    "%_" name, "", description ": %", AB_COLUMN_NUMBER, AB_PER_MEASURE, 6

static const struct ab_definition sweep[] = {
    {TEXT("scenario", "name of the scenario's file")},
    {INTEGER("point", "1", "number of the design point, from 1")},
    {VARIED_KEYS},
    {INTEGER("replications", "replications", "replications of the point")},
    {INTEGER("failed", "replications", "of which did not reach the scenario's end")},
    {STATISTIC("mean",
               "mean over the replications in which it exists; empty when some are beyond")},
    {STATISTIC("ci95", "longer side of the " INTERVAL("the mean"))},
    {STATISTIC("p10", "10th percentile (Hyndman and Fan type 7); empty: it is beyond")},
    {STATISTIC("p50", "median; empty: it is beyond")},
    {STATISTIC("p90", "90th percentile; empty: it is beyond")},
    {"%_beyond", "replications", "of which had not come about at the end, later than all others: %",
     AB_COLUMN_INTEGER, AB_PER_MEASURE, 6},
};

static const struct ab_definition failures[] = {
    {INTEGER("point", "1", "number of the design point, from 1")},
    {TEXT("reason", "why replications of the point failed")},
    {INTEGER("replications", "replications", "how many failed so")},
    {INTEGER("first", "1", "number of the first of them, from 1")},
};

static const struct ab_definition runs[] = {
    {INTEGER("point", "1", "number of the design point, from 1")}, {REPLICATION}, {VARIED_KEYS},
    {BOOLEAN("failed", "1: it did not reach the scenario's end")}, MEASURES,
};

/* ---- a comparison ---- */

static const struct ab_definition compare[] = {
    {TEXT("variant", "name of the variant's file, or what --with changes")},
    {TEXT("measure", "name of the measure")},
    {TEXT("unit", "unit of the measure")},
    {INTEGER("n", "replications", "replications in which there is such a thing in both")},
    {NUMBER("base_mean", PER_ROW, "mean of the base over these n; empty when some are beyond")},
    {NUMBER("mean", PER_ROW, "mean of the variant over them; empty likewise")},
    {NUMBER("difference", PER_ROW,
            "mean of variant minus base, replication by replication; empty likewise")},
    {NUMBER("sd", PER_ROW, "standard deviation of these differences" UNSEEN)},
    {NUMBER("ci95_low", PER_ROW,
            "lower end of the " INTERVAL("the mean difference") ", which holds by itself")},
    {NUMBER("ci95_high", PER_ROW, "upper end of the same interval")},
    {NUMBER("share", "1", "difference as a share of the base's mean; empty where that is 0")},
    {BOOLEAN("resolved", "1: the interval does not hold zero")},
    {INTEGER("base_beyond", "replications",
             "of n: it had not come about in the base when it ended")},
    {INTEGER("beyond", "replications", "of n: it had not come about in the variant when it ended")},
    {INTEGER("lower", "replications",
             "replications in which the variant has the lower value (of a time: is sooner)")},
    {INTEGER("higher", "replications",
             "replications in which the variant has the higher value, or alone is beyond")},
    {INTEGER("equal", "replications", "replications in which both have the same value")},
    {INTEGER("both_beyond", "replications", "replications in which it came about in neither")},
    {NUMBER(
        "sign_test_p", "1",
        "probability that lower and higher differ so much by chance (sign test); empty: neither")},
    {NUMBER("base_restricted_mean", PER_ROW,
            "of hours from the request: mean of the base over all n, up to the horizon")},
    {NUMBER("restricted_mean", PER_ROW, "mean of the variant, likewise")},
    {NUMBER("restricted_difference", PER_ROW,
            "mean of variant minus base, replication by replication, each up to the horizon")},
    {NUMBER("restricted_sd", PER_ROW, "standard deviation of these differences")},
    {NUMBER("restricted_ci95_low", PER_ROW,
            "lower end of the 95 % confidence interval of this mean difference")},
    {NUMBER("restricted_ci95_high", PER_ROW, "upper end of the same interval")},
    {NUMBER("restricted_share", "1", "this difference as a share of the base's restricted mean")},
    {BOOLEAN("restricted_resolved", "1: this interval does not hold zero")},
};

/* ---- what only databases have ---- */

static const struct ab_definition run[] = {
    {INTEGER("run", "1", "number of the run, from 1")},
    {TEXT("scenario", "name of the scenario's file, or what --with changes")},
    {INTEGER("point", "1", "number of the design point of a sweep, from 1")},
    {REPLICATION},
    {VARIED_KEYS},
    {BOOLEAN("failed", "1: it did not reach the scenario's end")},
    {TEXT("reason", "why it failed")},
    {INTEGER("events", "events", "events that were simulated")},
    {TEXT("trajectory_hash", "one number, in hexadecimal, over all its events")},
};

static const struct ab_definition measure[] = {
    {INTEGER("run", "1", "number of the run")},
    {TEXT("measure", "name of the measure")},
    {NUMBER("value", PER_ROW,
            "value; empty when it is beyond; a measure that a run does not have has no row")},
    {BOOLEAN("beyond", "1: it had not come about when the run ended, later than any value")},
};

static const struct ab_definition measure_unit[] = {
    {TEXT("measure", "name of the measure")},
    {TEXT("unit", "its unit")},
    {TEXT("description", "what it is")},
};

static const struct ab_definition field[] = {
    {TEXT("table_name", "name of a table")},
    {INTEGER("position", "1", "number of a column of it, from 1")},
    {TEXT("field", "name of the column")},
    {TEXT("type", "string, integer, number, datetime (ISO 8601, UTC) or boolean (1 or 0)")},
    {TEXT("unit", "unit of a number; 1: it only numbers, or is a share")},
    {TEXT("description", "what it is")},
};

static const struct ab_definition meta[] = {
    {TEXT("key", "what is told of the whole result: a member of a folder's run.json")},
    {TEXT("value", "text, number, or JSON of several")},
};

/* A table's name, and that of its file. */
#define NAME(name)         name, name ".csv"
#define DEFINITIONS(array) (array), (int)(sizeof(array) / sizeof((array)[0]))

const struct ab_layout ab_layouts[AB_TABLE_COUNT] = {
    [AB_TABLE_SUMMARY] = {NAME("summary"), "measures over all replications", DEFINITIONS(summary),
                          1},
    [AB_TABLE_REPLICATIONS] = {NAME("replications"), "measures of each replication",
                               DEFINITIONS(replications), 1},
    [AB_TABLE_MILESTONES] = {NAME("milestones"), "milestones against history",
                             DEFINITIONS(milestones), 1},
    [AB_TABLE_CONTINGENTS] = {NAME("contingents"), "contingents of each replication",
                              DEFINITIONS(contingents), 2},
    [AB_TABLE_SITES] = {NAME("sites"), "sites of each replication", DEFINITIONS(sites), 2},
    [AB_TABLE_WAITS] = {NAME("waits"), "waiting by cause", DEFINITIONS(waits), 1},
    [AB_TABLE_CHAIN] = {NAME("chain"), "what held the closure back", DEFINITIONS(chain), 1},
    [AB_TABLE_CURVE] = {NAME("curve"), "landings, people, sites and departures over time",
                        DEFINITIONS(curve), 1},
    [AB_TABLE_PLACES] = {NAME("places"), "airfields and sites, and what they can hold",
                         DEFINITIONS(places), 2},
    [AB_TABLE_SORTIES] = {NAME("sorties"), "flights of the traced replication",
                          DEFINITIONS(sorties), 2},
    [AB_TABLE_CHALKS] = {NAME("chalks"), "aircraft loads of the traced replication",
                         DEFINITIONS(chalks), 2},
    [AB_TABLE_AIRFIELDS] = {NAME("airfields"), "changes at airfields in the traced replication",
                            DEFINITIONS(airfields), 3},
    [AB_TABLE_SWEEP] = {NAME("sweep"), "measures at each design point", DEFINITIONS(sweep), 2},
    [AB_TABLE_FAILURES] = {NAME("failures"), "why runs failed, by design point",
                           DEFINITIONS(failures), 2},
    [AB_TABLE_RUNS] = {NAME("runs"), "measures of each run of a sweep", DEFINITIONS(runs), 2},
    [AB_TABLE_COMPARISON] = {NAME("compare"), "what each variant changes, measure by measure",
                             DEFINITIONS(compare), 2},
    [AB_TABLE_RUN] = {NAME("run"), "every single run", DEFINITIONS(run), 1},
    [AB_TABLE_MEASURE] = {NAME("measure"), "measures of every run, one a row", DEFINITIONS(measure),
                          2},
    [AB_TABLE_MEASURE_UNIT] = {NAME("measure_unit"), "measures and their units",
                               DEFINITIONS(measure_unit), 1},
    [AB_TABLE_FIELD] = {NAME("field"), "columns of all tables, and what they mean",
                        DEFINITIONS(field), 2},
    [AB_TABLE_META] = {NAME("meta"), "what made the result", DEFINITIONS(meta), 1},
};
