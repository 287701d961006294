/* layout.c - the columns of every table. The functions that fill the rows follow this order. */
#include "output/layout.h"

#include "output/cause.h"

#include <airbridge/run.h>

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* What a definition stands for. */
enum repeat { ONCE, PER_CAUSE, PER_MEASURE };

struct definition {
    const char *name;
    const char *unit;
    const char *description;
    enum ab_column_type type;
    enum repeat repeat;
};

struct layout {
    const char *file;
    const char *description;
    const struct definition *definition;
    int definitions;
    int keys;
};

/* Definitions are short this way. Numbers have a unit, "1" where they only number or are a share. */
#define TEXT(name, description)          name, "", description, AB_COLUMN_TEXT, ONCE
#define INSTANT(name, description)       name, "", description, AB_COLUMN_INSTANT, ONCE
#define BOOLEAN(name, description)       name, "", description, AB_COLUMN_BOOLEAN, ONCE
#define NUMBER(name, unit, description)  name, unit, description, AB_COLUMN_NUMBER, ONCE
#define INTEGER(name, unit, description) name, unit, description, AB_COLUMN_INTEGER, ONCE
#define REPLICATION                      INTEGER("replication", "1", "number of the replication, from 1")

/* The unit of a number that another column of its row tells. */
#define PER_ROW "see unit"

static const struct definition summary[] = {
    {TEXT("measure", "name of the measure, a column of replications.csv")},
    {TEXT("unit", "unit of the measure")},
    {INTEGER("n", "replications", "replications in which the measure exists")},
    {NUMBER("mean", PER_ROW, "mean over these replications")},
    {NUMBER("sd", PER_ROW, "standard deviation between replications")},
    {NUMBER("ci95_low", PER_ROW,
            "lower end of the 95 % confidence interval of the mean (Student)")},
    {NUMBER("ci95_high", PER_ROW, "upper end of the same interval")},
    {NUMBER("min", PER_ROW, "smallest value")},
    {NUMBER("p10", PER_ROW, "10th percentile (Hyndman and Fan type 7)")},
    {NUMBER("p50", PER_ROW, "median")},
    {NUMBER("p90", PER_ROW, "90th percentile")},
    {NUMBER("max", PER_ROW, "largest value")},
};

static const struct definition replications[] = {
    {REPLICATION},
    {"%", "", "%", AB_COLUMN_NUMBER, PER_MEASURE},
};

static const struct definition milestones[] = {
    {TEXT("milestone", "id of the milestone")},
    {TEXT("use", "input, calibration or validation")},
    {TEXT("kind", "instant, duration (h) or amount: what the bounds and percentiles are")},
    {TEXT("earliest", "lower bound of the historical interval")},
    {TEXT("latest", "upper bound of the historical interval")},
    {NUMBER("tolerance_h", "h", "allowed beyond the interval, for instants and durations")},
    {NUMBER("tolerance_amount", "1", "allowed beyond the interval, for amounts")},
    {INTEGER("n", "replications", "replications in which it happened")},
    {TEXT("p10", "10th percentile over these replications")},
    {TEXT("p50", "median")},
    {TEXT("p90", "90th percentile")},
    {NUMBER("within_share", "1", "share of all replications within interval and tolerance")},
    {TEXT("verdict", "of the median: within, early (too few), late (too many) or missing")},
    {TEXT("known_miss", "why it is known not to be met")},
    {TEXT("source", "where the historical interval comes from")},
    {TEXT("name", "what it is, in words")},
    {TEXT("event", "what happens, or is counted")},
    {BOOLEAN("filtered", "1: only of some contingents, or at some airfields or sites")},
    {TEXT("nth", "of an instant or a duration: which occurrence, or last")},
    {INSTANT("from", "of an amount: counted from here, inclusive")},
    {INSTANT("by", "of an amount: counted until here, exclusive")},
};

static const struct definition contingents[] = {
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

static const struct definition sites[] = {
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

static const struct definition waits[] = {
    {TEXT("cause", "what was waited for, as in the names of columns")},
    {TEXT("meaning", "the same in words")},
    {NUMBER("hours_mean", "h", "waiting hours per replication, mean")},
    {NUMBER("share", "1", "share of all waiting hours")},
    {NUMBER("sorties_affected", "flights",
            "flights (or loads without an aircraft) per replication, mean")},
};

static const struct definition chain[] = {
    {TEXT("link", "stage or wait in the chain behind the last delivery")},
    {NUMBER("hours_mean", "h", "hours from request to closure spent so, mean")},
    {NUMBER("share", "1", "share of the time from request to closure")},
};

/* Three columns of a curve. */
/* clang-format off */
#define CURVE(name, unit, text)                                                                          \
    {NUMBER(name "_p10", unit, text ", 10th percentile over replications")},                         \
    {NUMBER(name "_p50", unit, text ", median")},                                                    \
    {NUMBER(name "_p90", unit, text ", 90th percentile")}
/* clang-format on */

static const struct definition curve[] = {
    {INSTANT("time", "instant; what happens at it is counted")},
    CURVE("landings", "flights", "landings in the theatre with loads of the force, so far"),
    CURVE("people_delivered", "people", "people off their aircraft, or in by road, so far"),
    CURVE("sites_guarded", "sites", "sites guarded at the instant"),
    CURVE("host_relieved", "people", "host people freed so far"),
    CURVE("out_departures", "flights",
          "take-offs out of the theatre with loads of the force, so far"),
};

static const struct definition places[] = {
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

static const struct definition sorties[] = {
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
    {TEXT("light", "why the payload limit was lower than the leg alone asks for: return fuel")},
    {BOOLEAN("stop", "1: ends at a stop on the way, with its load aboard")},
    {BOOLEAN("resumed", "1: goes on from a stop on the way, with its load aboard")},
    {TEXT("diverted_to", "alternate that it flew to when it could hold no longer")},
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
    {"wait_%_h", "h", "waited for: %", AB_COLUMN_NUMBER, PER_CAUSE},
};

static const struct definition chalks[] = {
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
    {"wait_%_h", "h", "waited for: %", AB_COLUMN_NUMBER, PER_CAUSE},
};

static const struct definition airfields[] = {
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

#define DEFINITIONS(array) (array), (int)(sizeof(array) / sizeof((array)[0]))

static const struct layout layouts[AB_TABLE_COUNT] = {
    [AB_TABLE_SUMMARY] = {"summary.csv", "measures over all replications", DEFINITIONS(summary), 1},
    [AB_TABLE_REPLICATIONS] = {"replications.csv", "measures of each replication",
                               DEFINITIONS(replications), 1},
    [AB_TABLE_MILESTONES] = {"milestones.csv", "milestones against history",
                             DEFINITIONS(milestones), 1},
    [AB_TABLE_CONTINGENTS] = {"contingents.csv", "contingents of each replication",
                              DEFINITIONS(contingents), 2},
    [AB_TABLE_SITES] = {"sites.csv", "sites of each replication", DEFINITIONS(sites), 2},
    [AB_TABLE_WAITS] = {"waits.csv", "waiting by cause", DEFINITIONS(waits), 1},
    [AB_TABLE_CHAIN] = {"chain.csv", "what held the closure back", DEFINITIONS(chain), 1},
    [AB_TABLE_CURVE] = {"curve.csv", "landings, people, sites and departures over time",
                        DEFINITIONS(curve), 1},
    [AB_TABLE_PLACES] = {"places.csv", "airfields and sites, and what they can hold",
                         DEFINITIONS(places), 2},
    [AB_TABLE_SORTIES] = {"sorties.csv", "flights of the traced replication", DEFINITIONS(sorties),
                          2},
    [AB_TABLE_CHALKS] = {"chalks.csv", "aircraft loads of the traced replication",
                         DEFINITIONS(chalks), 2},
    [AB_TABLE_AIRFIELDS] = {"airfields.csv", "changes at airfields in the traced replication",
                            DEFINITIONS(airfields), 3},
};

const char *ab_table_file(enum ab_table table)
{
    return layouts[table].file;
}

const char *ab_table_description(enum ab_table table)
{
    return layouts[table].description;
}

bool ab_table_is_traced(enum ab_table table)
{
    return table >= AB_TABLE_SORTIES;
}

int ab_table_key_columns(enum ab_table table)
{
    return layouts[table].keys;
}

/* How many columns a definition stands for. */
static int repetitions(const struct definition *definition, const struct ab_scenario *scenario)
{
    switch (definition->repeat) {
    case PER_CAUSE: return AB_CAUSE_COUNT;
    case PER_MEASURE: return ab_measure_count(scenario);
    case ONCE: break;
    }
    return 1;
}

int ab_table_columns(enum ab_table table, const struct ab_scenario *scenario)
{
    int columns = 0;
    for (int i = 0; i < layouts[table].definitions; i++) {
        columns += repetitions(&layouts[table].definition[i], scenario);
    }
    return columns;
}

/* Writes a text with its mark, the per cent sign, replaced. */
static void fill_in(char *text, size_t size, const char *pattern, const char *replacement)
{
    const int before = (int)strcspn(pattern, "%");
    (void)snprintf(text, size, "%.*s%s%s", before, pattern, replacement,
                   pattern[before] == '%' ? pattern + before + 1 : "");
}

/* A column that is repeated: `index` says for which cause or measure. */
static void describe_repeated(struct ab_column *column, const struct definition *definition,
                              const struct ab_scenario *scenario, int index)
{
    char measure[sizeof column->name];
    const char *unit = definition->unit, *name, *description;
    if (definition->repeat == PER_CAUSE) {
        name = ab_cause_name((enum ab_cause)index);
        description = ab_cause_words((enum ab_cause)index);
    } else {
        name = ab_measure_name(scenario, index, measure, sizeof measure);
        description = ab_measure_description(scenario, index);
        unit = ab_measure_unit(scenario, index);
    }
    fill_in(column->name, sizeof column->name, definition->name, name);
    fill_in(column->description, sizeof column->description, definition->description, description);
    (void)snprintf(column->unit, sizeof column->unit, "%s", unit);
}

void ab_table_column(enum ab_table table, const struct ab_scenario *scenario, int index,
                     struct ab_column *column)
{
    const struct definition *definition = layouts[table].definition;
    for (int n; index >= (n = repetitions(definition, scenario)); definition++) {
        index -= n;
    }
    assert(definition < layouts[table].definition + layouts[table].definitions);
    column->type = definition->type;
    if (definition->repeat != ONCE) {
        describe_repeated(column, definition, scenario, index);
        return;
    }
    (void)snprintf(column->name, sizeof column->name, "%s", definition->name);
    (void)snprintf(column->unit, sizeof column->unit, "%s", definition->unit);
    (void)snprintf(column->description, sizeof column->description, "%s", definition->description);
}
