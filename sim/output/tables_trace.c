/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* tables_trace.c - tables of the traced replication: flights, loads, airfields, who held what. */
#include "output/column.h"
#include "scenario/evacuation.h"

#include "base/format.h"

#include <assert.h>
#include <math.h>
#include <stddef.h>
#include <string.h>

/* What a row of flights or loads is of. */
struct traced {
    struct ab_item item;                /* first: accessors find the rest by it */
    const struct ab_chalk_record *load; /* NULL: none aboard */
    const struct ab_fleet *fleet;       /* of a flight */
    int number;                         /* of its tail in the fleet, from 1 */
    int64_t elapsed;                    /* hour units, and those of each state */
    int64_t spent[AB_STATE_COUNT];
};

static const struct ab_chalk_record *load_of(const struct ab_item *item)
{
    return AS(struct traced)->load;
}

CELL(put_index, ab_row_integer, item->index + 1)

/* A number in the record that counts the flights from 0, AB_NOBODY: there is none. */
static void put_flight(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const int flight = *(const int *)(const void *)((const char *)item->record + at);
    if (flight != AB_NOBODY) {
        ab_row_integer(row, flight + 1);
    } else {
        ab_row_empty(row);
    }
}
#define FLIGHT(member) put_flight, MEMBER(member, int)

/* The id of an airfield whose index is in the record, AB_NOBODY: there is none. */
static void put_field_id(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const int airfield = *(const int *)(const void *)((const char *)item->record + at);
    ab_row_text(row, airfield != AB_NOBODY ? item->scenario->airfield[airfield].named.id : NULL);
}
#define FIELD(member) put_field_id, MEMBER(member, int)

/* ---- names ---- */

enum { NAME_SIZE = 128 };

/* Puts a name that is made of an id, what it is, and a number of at least so many digits: "depot",
 * "-sup-" and 3 for "depot-sup-003". */
static void put_name(struct ab_row *row, const char *id, const char *what, int number, int digits)
{
    char name[NAME_SIZE + 2 * AB_FORMAT_SIZE];
    const size_t length = strnlen(id, NAME_SIZE), between = strlen(what);
    memcpy(name, id, length);
    memcpy(name + length, what, between + 1);
    (void)ab_format_padded((uint64_t)number, digits, name + length + between);
    ab_row_text(row, name);
}

/* ---- the hours of an account ---- */

/* Each is rounded so that the cells add up to the elapsed time exactly as printed: what is rounded is
 * the running sum, and a cell is the difference of two of these, never more than one unit off. */
static void take_account(struct traced *traced, const struct ab_spent *spent)
{
    ab_time sum = 0;
    traced->elapsed = 0;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        const int64_t before = traced->elapsed;
        sum += spent->in[state];
        traced->elapsed = ab_format_hour_units(sum);
        traced->spent[state] = traced->elapsed - before;
    }
}

static void put_spent(struct ab_row *row, const struct ab_item *item, size_t state)
{
    ab_row_decimal(row, AS(struct traced)->spent[state], AB_HOURS_DECIMALS);
}

static void put_elapsed(struct ab_row *row, const struct ab_item *item, size_t at)
{
    (void)at;
    ab_row_decimal(row, AS(struct traced)->elapsed, AB_HOURS_DECIMALS);
}

#define ACCOUNT(whole, forward)                                                                    \
    NUMBER("elapsed_h", "h", whole ", as far as it came: exactly work_h plus all waits",           \
           BY(put_elapsed)),                                                                       \
        NUMBER("work_h", "h", "time in which the " forward " went forward", put_spent, AB_WORK),   \
        REPEATED(AB_PER_CAUSE, 1, 1, AB_COLUMN_NUMBER, "wait_%_h", "h", "waited for: %",           \
                 BY(put_spent))

/* ---- what a load consists of: the same columns of flights and loads ---- */

/* Load names, e.g. "belarus-in-012" and "depot-sup-003". */
static void put_chalk(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_chalk_record *load = load_of(item);
    (void)at;
    if (load == NULL) {
        ab_row_empty(row);
        return;
    }
    put_name(row, ab_scenario_party(item->scenario, load->contingent)->id,
             load->sustainment           ? "-sup-"
             : load->direction == AB_OUT ? "-out-"
             : load->direction == AB_ON  ? "-on-"
                                         : "-in-",
             load->number, 3);
}

CELL(put_owner, ab_row_text,
     load_of(item) != NULL ? ab_scenario_party(item->scenario, load_of(item)->contingent)->id
                           : NULL)
CELL(put_people, ab_row_integer, load_of(item) != NULL ? load_of(item)->people : 0)
CELL(put_vehicles, ab_row_integer, load_of(item) != NULL ? load_of(item)->vehicles : 0)

/* A full load of whatever type will be tasked for it has no mass yet. */
CELL(put_cargo, ab_row_tonnes,
     load_of(item) == NULL         ? 0
     : load_of(item)->cargo_t >= 0 ? load_of(item)->cargo_t
                                   : (double)NAN)
CELL(put_bound, ab_row_text, load_of(item) != NULL ? ab_bound_name(load_of(item)->bound) : NULL)

#define LOAD(name, owner, mass)                                                                    \
    TEXT("chalk", name, BY(put_chalk)), TEXT("contingent", owner, BY(put_owner)),                  \
        INTEGER("people", "people", "people aboard", BY(put_people)),                              \
        INTEGER("vehicles", "vehicles", "vehicles aboard", BY(put_vehicles)),                      \
        NUMBER("cargo_t", "t", mass, BY(put_cargo)),                                               \
        TEXT("bound_by", "what limited the load: mass, deck, seats, or remainder", BY(put_bound))

/* ---- flights ---- */

#define RECORD struct ab_sortie_record

/* Tails are numbered through all fleets, in the order of fleets, each as large as it is ever going
 * to be. */
static void take_tail(struct traced *traced, int64_t tail)
{
    const struct ab_scenario *scenario = traced->item.scenario;
    int fleet = 0;
    for (int64_t most; tail >= (most = ab_scenario_most_aircraft(scenario, fleet)); fleet++) {
        tail -= most;
    }
    traced->fleet = &scenario->fleet[fleet];
    traced->number = (int)tail + 1;
}

/* Tail names, e.g. "chkalovsky-07". */
static void put_tail(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct traced *traced = AS(struct traced);
    (void)at;
    put_name(row, traced->fleet->named.id, "-", traced->number, 2);
}

CELL(put_type, ab_row_text, item->scenario->aircraft[AS(struct traced)->fleet->type].named.id)
CELL(put_fleet, ab_row_text, AS(struct traced)->fleet->named.id)
CELL(put_purpose, ab_row_text, ab_purpose_name(THIS->purpose))
CELL(put_light, ab_row_text, THIS->light ? "return fuel" : NULL)
CELL(put_resumed, ab_row_boolean,
     THIS->previous != AB_NOBODY && item->result->trace.sortie[THIS->previous].stops)

CELL(put_way, ab_row_text,
     AS(struct traced)->load != NULL ? ab_direction_name(AS(struct traced)->load->direction) : NULL)

/* Whether its load goes by a hub, and on which side of that it is. */
static void put_tier(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_chalk_record *load = AS(struct traced)->load;
    (void)at;
    const bool comes = load != NULL && load->direction != AB_OUT && !load->sustainment;
    assert(!comes ||
           (load->contingent >= 0 && load->contingent < item->scenario->contingent_count));
    const bool by_hub = comes && item->scenario->contingent[load->contingent].via != AB_NOBODY;
    if (!by_hub) {
        ab_row_empty(row);
    } else {
        ab_row_integer(row, load->direction == AB_ON ? 2 : 1);
    }
}

/* Below zero it is still counting: minus the moment it came. */
CELL(put_parked, ab_row_hours, THIS->parked >= 0 ? THIS->parked : AB_TIME_NEVER)

static const struct ab_definition sorties_columns[] = {
    REPLICATION,
    INTEGER("sortie", "1", "number of the flight within the replication, from 1", BY(put_index)),
    TEXT("tail", "aircraft: its fleet and its number in it", BY(put_tail)),
    TEXT("type", "aircraft type", BY(put_type)),
    TEXT("fleet", "fleet", BY(put_fleet)),
    TEXT("purpose", "positioning, deployment, return, withdrawal or sustainment", BY(put_purpose)),
    TEXT("origin", "airfield of departure", FIELD(origin)),
    TEXT("destination", "airfield where it landed, or is to land", FIELD(destination)),
    LOAD("load aboard, see chalks.csv", "contingent that the load belongs to",
         "mass aboard without people"),
    INTEGER("passengers", "people", "back-haul: people without a load, on a return leg",
            WHOLE(passengers)),
    NUMBER("payload_limit_t", "t",
           "what it could have carried on this leg; empty where not limited, and of empty flights",
           MASS(payload_t)),
    TEXT("light", "why its load is smaller than it could be: return fuel", BY(put_light)),
    BOOLEAN("stop", "1: ends at a stop on the way, with its load aboard", FLAG(stops)),
    BOOLEAN("resumed", "1: goes on from a stop on the way, with its load aboard", BY(put_resumed)),
    TEXT("diverted_to", "alternate that it flew to when it could hold no longer",
         FIELD(diverted_to)),
    BOOLEAN("emergency", "1: out of fuel it landed at an alternate that was full or shut",
            FLAG(emergency)),
    INSTANT("tasked", "aircraft tasked", MOMENT(tasked)),
    INSTANT("onload_begin", "onload begins", MOMENT(onload_begin)),
    INSTANT("onload_end", "onload ends", MOMENT(onload_end)),
    INSTANT("block_out", "leaves its stand", MOMENT(block_out)),
    INSTANT("takeoff", "take-off", MOMENT(takeoff)),
    INSTANT("landing", "landing", MOMENT(landing)),
    INSTANT("block_in", "on its stand", MOMENT(block_in)),
    INSTANT("offload_begin", "offload begins", MOMENT(offload_begin)),
    INSTANT("offload_end", "offload ends", MOMENT(offload_end)),
    INSTANT("ended", "serviced: the aircraft is free", MOMENT(ended)),
    INTEGER("previous_sortie", "1", "flight of the same aircraft before this one",
            FLIGHT(previous)),
    NUMBER("block_h", "h", "block time as drawn, without holding and queues", DURATION(block_time)),
    NUMBER("fuelling_h", "h", "pumping time before departure, part of the work",
           DURATION(fuelling)),
    NUMBER("parked_h", "h",
           "on the ground at its alternate, part of the waits; empty while it is there",
           BY(put_parked)),
    NUMBER("fuel_taken_t", "t", "taken on at its origin; 0 of types without a fuel_burn",
           MASS(fuel_taken_t)),
    NUMBER("fuel_burnt_t", "t", "burnt, holding and diversion included; 0 while it is in the air",
           MASS(fuel_burnt_t)),
    TEXT(
        "direction",
        "of its load: in, into the theatre or to the hub on the way there; on, from that hub; out, "
        "home or of an evacuation; empty without a load",
        BY(put_way)),
    INTEGER("tier", "1",
            "of a load of a contingent that changes aircraft: 1 to its hub, 2 from there on",
            BY(put_tier)),
    ACCOUNT("from tasked to ended", "flight"),
};
#undef RECORD

/* What every row of a trace is of. */
static struct ab_item trace_item(const struct ab_result *result)
{
    return (struct ab_item){
        .scenario = result->scenario,
        .result = result,
        .replication = result->trace.replication,
    };
}

static void put_sorties(struct ab_row *row, const struct ab_result *result)
{
    struct traced traced = {.item = trace_item(result)};
    for (; traced.item.index < result->trace.sorties; traced.item.index++) {
        const struct ab_sortie_record *sortie = &result->trace.sortie[traced.item.index];
        traced.item.record = sortie;
        traced.load = sortie->chalk != AB_NOBODY ? &result->trace.chalk[sortie->chalk] : NULL;
        take_tail(&traced, sortie->tail);
        take_account(&traced, &result->trace.sortie_spent[traced.item.index]);
        ab_row_put(row, &traced.item);
    }
}

const struct ab_layout ab_layout_sorties =
    TABLE_OF("sorties", "flights of the traced replication", sorties_columns, 2, put_sorties, NULL);

/* ---- loads ---- */

#define RECORD struct ab_chalk_record
CELL(put_direction, ab_row_text, ab_direction_name(THIS->direction))
CELL(put_outbound, ab_row_boolean, THIS->direction == AB_OUT)
static const struct ab_definition chalks_columns[] = {
    REPLICATION,
    LOAD("load: contingent; in, on (from the hub), out or sup (supplies); number",
         "contingent that it belongs to",
         "mass without people; empty of a full load before it is tasked"),
    TEXT("direction",
         "in: into the theatre, or to the hub on the way there; on: from that hub; out: home",
         BY(put_direction)),
    BOOLEAN("outbound", "1: homeward", BY(put_outbound)),
    BOOLEAN("forward", "1: part of the forward element", FLAG(forward)),
    BOOLEAN("sustainment", "1: supplies, no part of the force", FLAG(sustainment)),
    NUMBER("bulk_t", "t", "bulk, oversize and outsize cargo, part of cargo_t", MASS(bulk_t)),
    INTEGER("sortie", "1", "flight that carried it, see sorties.csv", FLIGHT(sortie)),
    INSTANT("called", "aircraft called for it", MOMENT(called)),
    INSTANT("ready", "beside the apron, ready to be loaded", MOMENT(ready)),
    INSTANT("tasked", "an aircraft is tasked for it", MOMENT(tasked)),
    INSTANT("loaded", "aboard", MOMENT(loaded)),
    INSTANT("departed", "take-off", MOMENT(departed)),
    INSTANT("landed", "landing", MOMENT(landed)),
    INSTANT("offloaded", "off its aircraft", MOMENT(offloaded)),
    INSTANT("brought", "come to the field to be prepared", MOMENT(brought)),
    INSTANT("taken_up", "by a preparation team", MOMENT(taken_up)),
    INSTANT("prepared", "the team has done, and keeps it while the yard is full", MOMENT(prepared)),
    ACCOUNT("from brought, or else from ready, to offloaded", "load"),
};
#undef RECORD

static void put_chalks(struct ab_row *row, const struct ab_result *result)
{
    struct traced traced = {.item = trace_item(result)};
    for (int i = 0; i < result->trace.chalks; i++) {
        if (result->trace.chalk[i].has_lapsed) {
            continue;
        }
        traced.item.record = traced.load = &result->trace.chalk[i];
        take_account(&traced, &result->trace.chalk_spent[i]);
        ab_row_put(row, &traced.item);
    }
}

const struct ab_layout ab_layout_chalks = TABLE_OF(
    "chalks", "aircraft loads of the traced replication", chalks_columns, 2, put_chalks, NULL);

/* ---- airfields ---- */

#define RECORD struct ab_airfield_record
static const struct ab_definition airfields_columns[] = {
    REPLICATION,
    TEXT("airfield", "id of the airfield", FIELD(airfield)),
    INSTANT("time", "from then on, until the next row of the same airfield", MOMENT(time)),
    INTEGER("on_ground", "stands", "stands taken", COUNT(on_ground)),
    INTEGER("working", "aircraft", "working places in use", COUNT(working)),
    INTEGER("fuelling", "aircraft", "aircraft being fuelled, fuelling places in use",
            COUNT(fuelling)),
    INTEGER("holding", "aircraft",
            "aircraft in the air that wait for a stand, the runway or an open field",
            COUNT(holding)),
    INTEGER("waiting", "aircraft", "aircraft on the ground that wait for a working place",
            COUNT(waiting)),
    NUMBER("fuel_t", "t", "fuel in stock; empty where not limited", MASS(fuel_t)),
    BOOLEAN("open", "1: open for landings", FLAG(open)),
    INTEGER("parking_mog", "stands", "stands there are; empty where not limited",
            CAPACITY(parking_mog)),
    INTEGER("working_mog", "aircraft", "working places there are; empty where not limited",
            CAPACITY(working_mog)),
    INTEGER("preparing", "loads", "loads in the hands of preparation teams", COUNT(preparing)),
    INTEGER("preparation_teams", "loads", "teams there are; empty where not limited",
            CAPACITY(preparation_teams)),
    INTEGER("in_yard", "loads", "loads that stand ready in a yard that is limited", COUNT(in_yard)),
    INTEGER("yard_loads", "loads", "that there is room for; empty where not limited",
            CAPACITY(yard_loads)),
};
#undef RECORD

/* Of several changes at one instant the last is told. */
static void put_airfields(struct ab_row *row, const struct ab_result *result)
{
    const struct ab_trace *trace = &result->trace;
    struct ab_item item = trace_item(result);
    for (int i = 0; i < trace->airfields; i++) {
        const struct ab_airfield_record *record = &trace->airfield[i], *next = record + 1;
        if (i + 1 == trace->airfields || next->airfield != record->airfield ||
            next->time != record->time) {
            item.record = record;
            ab_row_put(row, &item);
        }
    }
}

const struct ab_layout ab_layout_airfields =
    TABLE_OF("airfields", "changes at airfields in the traced replication", airfields_columns, 3,
             put_airfields, NULL);

/* ---- what each flight did, stretch by stretch ---- */

/* Where in its flight a stretch lies: until that moment. */
static const struct {
    const char *name;
    size_t until;
} stages[] = {
    {"before onload", offsetof(struct ab_sortie_record, onload_begin)},
    {"onload", offsetof(struct ab_sortie_record, onload_end)},
    {"departure", offsetof(struct ab_sortie_record, block_out)},
    {"take-off", offsetof(struct ab_sortie_record, takeoff)},
    {"flight", offsetof(struct ab_sortie_record, landing)},
    {"landing", offsetof(struct ab_sortie_record, block_in)},
    {"before offload", offsetof(struct ab_sortie_record, offload_begin)},
    {"offload", offsetof(struct ab_sortie_record, offload_end)},
    {"servicing", offsetof(struct ab_sortie_record, ended)},
};
enum { STAGES = sizeof stages / sizeof stages[0] };

static ab_time until(const struct ab_sortie_record *sortie, int stage)
{
    return *(const ab_time *)(const void *)((const char *)sortie + stages[stage].until);
}

/* The stage that a moment is the beginning of: the first that ends later, or has not ended; of what the
 * flight does not have, such as an onload of an empty one, there is none. */
static int stage_at(const struct ab_sortie_record *sortie, ab_time time)
{
    int stage = 0, latest = -1;
    for (int i = 0; i < STAGES; i++) {
        if (until(sortie, i) != AB_TIME_NEVER && until(sortie, i) <= time) {
            latest = i;
        }
    }
    stage = latest + 1;
    const bool onloads = sortie->onload_begin != AB_TIME_NEVER;
    const bool offloads = sortie->offload_begin != AB_TIME_NEVER;
    const bool is_loaded = sortie->chalk != AB_NOBODY || sortie->passengers > 0;
    if (stage < 2 && !onloads && (sortie->block_out != AB_TIME_NEVER || !is_loaded)) {
        stage = 2;
    }
    if ((stage == 6 || stage == 7) && !offloads &&
        (sortie->ended != AB_TIME_NEVER || !is_loaded || sortie->stops)) {
        stage = 8;
    }
    return stage < STAGES ? stage : STAGES - 1;
}

#define RECORD struct ab_stretch_record
CELL(put_number, ab_row_integer, THIS->of + 1)
CELL(put_stage, ab_row_text,
     stages[stage_at(&item->result->trace.sortie[THIS->of], THIS->begin)].name)
CELL(put_state, ab_row_text,
     THIS->state == AB_WORK ? "work" : ab_cause_name((enum ab_cause)THIS->state))

static const struct ab_definition stages_columns[] = {
    REPLICATION,
    INTEGER("sortie", "1", "flight, see sorties.csv", BY(put_number)),
    INSTANT("begin", "the stretch begins: where the one before it ends", MOMENT(begin)),
    INSTANT("end", "and ends", MOMENT(end)),
    TEXT("stage",
         "before onload, onload, departure (until it leaves its stand: fuel, crew, permit, slot, "
         "runway), take-off, flight, "
         "landing, before offload, offload or servicing",
         BY(put_stage)),
    TEXT("state", "work, or what it waits for: CAUSE of wait_CAUSE_h in sorties.csv",
         BY(put_state)),
    TEXT("airfield", "where that is: of work in the air the origin, of a wait what is waited for",
         FIELD(field)),
};

static const struct ab_definition load_stages_columns[] = {
    REPLICATION,
    TEXT("chalk", "load, see chalks.csv", BY(put_chalk)),
    INSTANT("begin", "the stretch begins: where the one before it ends", MOMENT(begin)),
    INSTANT("end", "and ends", MOMENT(end)),
    TEXT("state", "work, or what it waits for: CAUSE of wait_CAUSE_h in chalks.csv", BY(put_state)),
};
#undef RECORD

/* The next moment of a flight behind `time`, or `end`. */
static ab_time next_moment(const struct ab_sortie_record *sortie, ab_time time, ab_time end)
{
    for (int i = 0; i < STAGES; i++) {
        const ab_time at = until(sortie, i);
        end = at != AB_TIME_NEVER && at > time && at < end ? at : end;
    }
    return end;
}

/* Where it works. */
static int place_of(const struct ab_sortie_record *sortie, ab_time time)
{
    enum { FLIGHT = 4 };
    return stage_at(sortie, time) <= FLIGHT ? sortie->origin : sortie->destination;
}

/* A stretch that goes on from one stage to the next is told of each. */
static void put_stages(struct ab_row *row, const struct ab_result *result)
{
    const struct ab_trace *trace = &result->trace;
    struct ab_item item = trace_item(result);
    for (int i = 0; i < trace->stretches; i++) {
        struct ab_stretch_record part = trace->stretch[i];
        const ab_time end = part.end;
        item.record = &part;
        while (part.begin < end) {
            const struct ab_sortie_record *sortie = &trace->sortie[part.of];
            part.end = next_moment(sortie, part.begin, end);
            part.field = part.state == AB_WORK ? place_of(sortie, part.begin) : part.field;
            ab_row_put(row, &item);
            part.begin = part.end;
        }
    }
}

const struct ab_layout ab_layout_stages =
    TABLE_OF("stages", "what each traced flight did or waited for, without a gap", stages_columns,
             3, put_stages, NULL);

static void put_load_stages(struct ab_row *row, const struct ab_result *result)
{
    const struct ab_trace *trace = &result->trace;
    struct traced traced = {.item = trace_item(result)};
    for (int i = 0; i < trace->load_stretches; i++) {
        traced.load = &trace->chalk[trace->load_stretch[i].of];
        traced.item.record = &trace->load_stretch[i];
        if (!traced.load->has_lapsed) {
            ab_row_put(row, &traced.item);
        }
    }
}

const struct ab_layout ab_layout_load_stages =
    TABLE_OF("load_stages", "what each traced load waited for, without a gap", load_stages_columns,
             3, put_load_stages, NULL);

/* ---- who held what ---- */

#define RECORD struct ab_holding_record
CELL(put_held, ab_row_text, ab_held_name(THIS->held))

static void put_thing(struct ab_row *row, const struct ab_item *item, size_t at)
{
    const struct ab_holding_record *holding = item->record;
    const struct ab_scenario *scenario = item->scenario;
    (void)at;
    ab_row_text(row, holding->held == AB_HELD_CREW || holding->held == AB_HELD_REST
                         ? scenario->fleet[holding->thing].named.id
                     : holding->held != AB_HELD_FLOW ? scenario->airfield[holding->thing].named.id
                     : holding->thing == AB_NOBODY   ? "withdrawal"
                                                     : scenario->flow[holding->thing].named.id);
}

static void put_holder(struct ab_row *row, const struct ab_item *item, size_t at)
{
    if (THIS->tail != AB_NOBODY) {
        put_tail(row, item, at);
    } else {
        ab_row_empty(row);
    }
}

CELL(put_traffic, ab_row_text,
     THIS->traffic != AB_NOBODY ? item->scenario->traffic[THIS->traffic].named.id : NULL)

static const struct ab_definition holders_columns[] = {
    REPLICATION,
    INTEGER("holding", "1", "number within the replication, from 1", BY(put_index)),
    TEXT("held",
         "stand, working (a working place), runway (where there is a line for it), fuelling (a "
         "place), stand_ahead (kept for who is at its alternate), slot (a stand that is foreseen), "
         "crew (where they are counted), crew_rest (at home), flow (of a ceiling)",
         BY(put_held)),
    TEXT("of", "airfield, of crews the fleet, of a ceiling the flow, or withdrawal", BY(put_thing)),
    TEXT("tail", "aircraft that held it; empty of other traffic", BY(put_holder)),
    TEXT("traffic", "other traffic that held it", BY(put_traffic)),
    INTEGER("sortie", "1",
            "flight of the aircraft then, or its last before; empty before the first",
            FLIGHT(sortie)),
    INSTANT("begin", "held from then on", MOMENT(begin)),
    INSTANT(
        "end",
        "until then: of a ceiling the end of its period; empty: still when the replication ended",
        MOMENT(end)),
};
#undef RECORD

static void put_holders(struct ab_row *row, const struct ab_result *result)
{
    struct traced traced = {.item = trace_item(result)};
    for (; traced.item.index < result->trace.holdings; traced.item.index++) {
        const struct ab_holding_record *holding = &result->trace.holding[traced.item.index];
        traced.item.record = holding;
        if (holding->tail != AB_NOBODY) {
            take_tail(&traced, holding->tail);
        }
        ab_row_put(row, &traced.item);
    }
}

const struct ab_layout ab_layout_holders =
    TABLE_OF("holders", "who held stands, working places and the like, and when", holders_columns,
             2, put_holders, NULL);
