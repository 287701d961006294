/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story_read.c - what the tables of a result tell of its traced replication. */
#include "insight/story.h"

#include "base/memory.h"
#include "scenario/files.h"
#include "scenario/zone.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const flight_moments[AB_FLIGHT_MOMENTS] = {
    "tasked",  "onload_begin", "onload_end",    "block_out",   "takeoff",
    "landing", "block_in",     "offload_begin", "offload_end", "ended"};
static const char *const load_moments[AB_LOAD_MOMENTS] = {
    "brought", "taken_up", "prepared", "ready",  "called",
    "tasked",  "loaded",   "departed", "landed", "offloaded"};
static const char *const unit_moments[AB_UNIT_MOMENTS] = {"alerted",   "assembled", "marched",
                                                          "hub_first", "released",  "closed"};

/* ---- tables ---- */

/* A table whose rows are read; after the first fault nothing is read any more. */
struct reading {
    const struct ab_told *told;
    struct ab_errors *errors;
    int row;
    enum ab_status status;
};

static int column_of(struct reading *reading, const char *name)
{
    const int column =
        reading->status == AB_OK ? ab_told_column(reading->told, name, reading->errors) : -1;
    if (column < 0 && reading->status == AB_OK) {
        reading->status = AB_BAD_SCENARIO;
    }
    return column;
}

static const char *text_of(struct reading *reading, const char *name)
{
    const int column = column_of(reading, name);
    return column >= 0 ? ab_told_cell(reading->told, reading->row, column) : "";
}

static double number_of(struct reading *reading, const char *name)
{
    double number = 0;
    const int column = column_of(reading, name);
    if (column >= 0) {
        reading->status =
            ab_told_number(&number, reading->told, reading->row, column, reading->errors);
    }
    return number;
}

static ab_time instant_of(struct reading *reading, const char *name)
{
    ab_time instant = AB_TIME_NEVER;
    const int column = column_of(reading, name);
    if (column >= 0) {
        reading->status =
            ab_told_instant(&instant, reading->told, reading->row, column, reading->errors);
    }
    return instant;
}

static void read_waits(struct reading *reading, double waited[AB_CAUSE_COUNT])
{
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        char name[64];
        (void)snprintf(name, sizeof name, "wait_%s_h", ab_cause_name((enum ab_cause)cause));
        waited[cause] = number_of(reading, name);
    }
}

/* Rows of flights are numbered from 1 in their order, as the program writes them: so a number is a
 * place, and who flew before comes before. */
static int place_of(struct reading *reading, const char *name, int below)
{
    const double number = number_of(reading, name);
    if (reading->status != AB_OK || number == 0) {
        return AB_NOBODY;
    }
    if (!(number >= 1 && number <= below) || number != floor(number)) {
        reading->status =
            ab_told_refuse(reading->told, reading->row, ab_told_column(reading->told, name, NULL),
                           "there is no such flight before it", reading->errors);
        return AB_NOBODY;
    }
    return (int)number - 1;
}

static void read_flight(struct ab_told_flight *flight, struct reading *reading)
{
    *flight = (struct ab_told_flight){
        .tail = text_of(reading, "tail"),
        .type = text_of(reading, "type"),
        .fleet = text_of(reading, "fleet"),
        .purpose = text_of(reading, "purpose"),
        .origin = text_of(reading, "origin"),
        .destination = text_of(reading, "destination"),
        .chalk = text_of(reading, "chalk"),
        .number = (int64_t)number_of(reading, "sortie"),
        .previous = place_of(reading, "previous_sortie", reading->row),
        .load = AB_NOBODY,
        .stops = number_of(reading, "stop") != 0,
    };
    for (int i = 0; i < AB_FLIGHT_MOMENTS; i++) {
        flight->at[i] = instant_of(reading, flight_moments[i]);
    }
    read_waits(reading, flight->waited);
    if (reading->status == AB_OK && flight->number != reading->row + 1) {
        reading->status = ab_told_refuse(
            reading->told, reading->row, ab_told_column(reading->told, "sortie", NULL),
            "flights must be numbered from 1, row by row", reading->errors);
    }
}

static void read_load(struct ab_told_load *load, struct reading *reading, int flights)
{
    *load = (struct ab_told_load){
        .name = text_of(reading, "chalk"),
        .contingent = text_of(reading, "contingent"),
        .direction = text_of(reading, "direction"),
        .people = text_of(reading, "people"),
        .vehicles = text_of(reading, "vehicles"),
        .cargo = text_of(reading, "cargo_t"),
        .is_supplies = number_of(reading, "sustainment") != 0,
        .flight = place_of(reading, "sortie", flights),
    };
    for (int i = 0; i < AB_LOAD_MOMENTS; i++) {
        load->at[i] = instant_of(reading, load_moments[i]);
    }
    read_waits(reading, load->waited);
}

static enum ab_status read_flights(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->sorties, .errors = errors};
    story->flight = ab_memory_take((size_t)story->sorties.rows + 1, sizeof *story->flight);
    if (story->flight == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; reading.row < story->sorties.rows && reading.status == AB_OK; reading.row++) {
        read_flight(&story->flight[story->flights++], &reading);
    }
    return reading.status;
}

struct named {
    const char *name;
    int load;
};

static int compare_names(const void *a, const void *b)
{
    const struct named *one = a, *other = b;
    return strcmp(one->name, other->name);
}

/* Loads by name; NULL when memory is out. */
static struct named *sort_loads(const struct ab_story *story)
{
    struct named *sorted = ab_memory_take((size_t)story->loads + 1, sizeof *sorted);
    for (int i = 0; sorted != NULL && i < story->loads; i++) {
        sorted[i] = (struct named){story->load[i].name, i};
    }
    if (sorted != NULL) {
        qsort(sorted, (size_t)story->loads, sizeof *sorted, compare_names);
    }
    return sorted;
}

/* The load of that name, or AB_NOBODY. */
static int find_load(const struct ab_story *story, const struct named *sorted, const char *name)
{
    const struct named wanted = {.name = name};
    const struct named *found = name[0] != '\0' ? bsearch(&wanted, sorted, (size_t)story->loads,
                                                          sizeof *sorted, compare_names)
                                                : NULL;
    return found != NULL ? found->load : AB_NOBODY;
}

/* Finds the load of each flight. */
static enum ab_status join_loads(struct ab_story *story, struct ab_errors *errors)
{
    struct named *sorted = sort_loads(story);
    if (sorted == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < story->flights; i++) {
        story->flight[i].load = find_load(story, sorted, story->flight[i].chalk);
    }
    ab_memory_give(sorted);
    return AB_OK;
}

static enum ab_status read_loads(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->chalks, .errors = errors};
    story->load = ab_memory_take((size_t)story->chalks.rows + 1, sizeof *story->load);
    if (story->load == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    story->replication = story->chalks.rows > 0 ? (int64_t)number_of(&reading, "replication") : 0;
    for (; reading.row < story->chalks.rows && reading.status == AB_OK; reading.row++) {
        read_load(&story->load[story->loads++], &reading, story->flights);
    }
    return reading.status == AB_OK ? join_loads(story, errors) : reading.status;
}

static enum ab_status read_units(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->contingents, .errors = errors};
    story->unit = ab_memory_take((size_t)story->contingents.rows + 1, sizeof *story->unit);
    if (story->unit == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; reading.row < story->contingents.rows && reading.status == AB_OK; reading.row++) {
        if ((int64_t)number_of(&reading, "replication") != story->replication) {
            continue;
        }
        struct ab_told_unit *unit = &story->unit[story->units++];
        unit->name = text_of(&reading, "contingent");
        for (int i = 0; i < AB_UNIT_MOMENTS; i++) {
            unit->at[i] = instant_of(&reading, unit_moments[i]);
        }
    }
    return reading.status;
}

/* Reads how long after the request a contingent was in, if the table tells; 0: it does not. */
static double closure_of(struct reading *reading, const char *contingent)
{
    char name[256];
    (void)snprintf(name, sizeof name, "closure_h.%s", contingent);
    return ab_told_column(reading->told, name, NULL) >= 0 ? number_of(reading, name) : 0;
}

/* The request is as long before a contingent was in as its measure says: to nine digits, so that it is
 * rounded to the tenth of a second. The first that is in will do, since it has the most digits. */
static enum ab_status find_request(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->replications, .errors = errors};
    double least = 0;
    while (reading.row < story->replications.rows && reading.status == AB_OK &&
           (int64_t)number_of(&reading, "replication") != story->replication) {
        reading.row++;
    }
    for (int i = 0;
         i < story->units && reading.row < story->replications.rows && reading.status == AB_OK;
         i++) {
        const ab_time closed = story->unit[i].at[AB_UNIT_CLOSED];
        const double hours =
            closed != AB_TIME_NEVER ? closure_of(&reading, story->unit[i].name) : 0;
        if (hours > 0 && (story->closed == AB_TIME_NEVER || closed > story->closed)) {
            story->closed = closed;
        }
        if (hours > 0 && (least == 0 || hours < least)) {
            least = hours;
            const double request = (double)closed - hours * (double)AB_HOUR;
            story->request = request < (double)AB_TIME_FIRST ? AB_TIME_NEVER
                                                             : 100 * ab_time_round(request / 100);
        }
    }
    return reading.status;
}

/* ---- stretches ---- */

static enum ab_status refuse(struct reading *reading, const char *column, const char *why)
{
    if (reading->status == AB_OK) {
        reading->status =
            ab_told_refuse(reading->told, reading->row, ab_told_column(reading->told, column, NULL),
                           why, reading->errors);
    }
    return reading->status;
}

/* What a word for a state stands for. */
static int state_of(struct reading *reading)
{
    const char *name = text_of(reading, "state");
    if (reading->status != AB_OK || strcmp(name, "work") == 0) {
        return AB_WORK;
    }
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        if (strcmp(name, ab_cause_name((enum ab_cause)cause)) == 0) {
            return cause;
        }
    }
    (void)refuse(reading, "state", "this is neither work nor the name of a wait");
    return AB_WORK;
}

/* Adds a stretch to those of its flight or load, which come one after another. */
static void add_stretch(struct reading *reading, struct ab_told_stretch *stretch,
                        struct ab_told_stretches *of)
{
    struct ab_told_stretch *last = stretch - 1;
    *stretch = (struct ab_told_stretch){.begin = instant_of(reading, "begin"),
                                        .end = instant_of(reading, "end"),
                                        .state = state_of(reading)};
    if (reading->status != AB_OK) {
        return;
    }
    if (stretch->begin == AB_TIME_NEVER || stretch->end == AB_TIME_NEVER ||
        stretch->begin >= stretch->end) {
        (void)refuse(reading, "end", "a stretch must end after it begins");
    } else if (of->count == 0) {
        of->first = reading->row;
    } else if (of->first + of->count != reading->row || last->end > stretch->begin) {
        (void)refuse(reading, "begin", "the stretches must come one after another");
    }
    of->count++;
}

static enum ab_status read_stages(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->stages, .errors = errors};
    story->stage = ab_memory_take((size_t)story->stages.rows + 1, sizeof *story->stage);
    if (story->stage == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; reading.row < story->stages.rows && reading.status == AB_OK; reading.row++) {
        const int flight = place_of(&reading, "sortie", story->flights);
        if (flight == AB_NOBODY) {
            return refuse(&reading, "sortie", "there is no such flight");
        }
        struct ab_told_stretch *stretch = &story->stage[reading.row];
        add_stretch(&reading, stretch, &story->flight[flight].stages);
        stretch->stage = text_of(&reading, "stage");
        stretch->airfield = text_of(&reading, "airfield");
    }
    return reading.status;
}

static enum ab_status read_load_stages(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->load_stages, .errors = errors};
    struct named *sorted = sort_loads(story);
    story->load_stage =
        ab_memory_take((size_t)story->load_stages.rows + 1, sizeof *story->load_stage);
    if (sorted == NULL || story->load_stage == NULL) {
        ab_memory_give(sorted);
        return ab_errors_out_of_memory(errors);
    }
    for (; reading.row < story->load_stages.rows && reading.status == AB_OK; reading.row++) {
        const int load = find_load(story, sorted, text_of(&reading, "chalk"));
        if (load == AB_NOBODY) {
            (void)refuse(&reading, "chalk", "there is no such load");
        } else {
            add_stretch(&reading, &story->load_stage[reading.row], &story->load[load].stages);
            story->load_stage[reading.row].stage = story->load_stage[reading.row].airfield = "";
        }
    }
    ab_memory_give(sorted);
    return reading.status;
}

/* ---- who held what ---- */

static int held_of(struct reading *reading)
{
    const char *name = text_of(reading, "held");
    for (int held = 0; held < AB_HELD_COUNT; held++) {
        if (strcmp(name, ab_held_name((enum ab_held)held)) == 0) {
            return held;
        }
    }
    (void)refuse(reading, "held", "nothing of this name is held");
    return 0;
}

static enum ab_status read_holders(struct ab_story *story, struct ab_errors *errors)
{
    struct reading reading = {.told = &story->holders, .errors = errors};
    story->holding = ab_memory_take((size_t)story->holders.rows + 1, sizeof *story->holding);
    if (story->holding == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; reading.row < story->holders.rows && reading.status == AB_OK; reading.row++) {
        struct ab_told_holding *holding = &story->holding[story->holdings++];
        *holding = (struct ab_told_holding){
            .held = held_of(&reading),
            .of = text_of(&reading, "of"),
            .tail = text_of(&reading, "tail"),
            .traffic = text_of(&reading, "traffic"),
            .flight = place_of(&reading, "sortie", story->flights),
            .begin = instant_of(&reading, "begin"),
            .end = instant_of(&reading, "end"),
        };
    }
    return reading.status;
}

/* ---- local time ---- */

/* What is no zone of this system is left out: the tables may come from another. */
static void read_zone(struct ab_told_place *place, struct ab_conversion *conversion,
                      const char *zone)
{
    place->rule.time_zone = NULL;
    place->is_local = zone[0] != '\0' && ab_zone_read(conversion, zone, &place->rule.time_zone) &&
                      place->rule.time_zone != NULL;
    if (!place->is_local) {
        place->rule.time_zone = NULL;
    }
}

static enum ab_status read_places_with(struct ab_story *story, struct ab_files *files,
                                       struct ab_errors *errors)
{
    struct reading reading = {.told = &story->places, .errors = errors};
    const bool has_zones = ab_told_column(&story->places, "time_zone", NULL) >= 0;
    for (; has_zones && reading.row < story->places.rows && reading.status == AB_OK;
         reading.row++) {
        struct ab_conversion conversion = {
            .arena = story->memory, .files = files, .start = story->base};
        struct ab_told_place *place = &story->place[story->place_count++];
        place->id = text_of(&reading, "place");
        read_zone(place, &conversion, text_of(&reading, "time_zone"));
        const double offset = number_of(&reading, "utc_offset_h");
        if (!place->is_local && fabs(offset) <= 24 && offset != 0) {
            place->rule.utc_offset = offset;
            place->is_local = true;
        }
    }
    return reading.status;
}

/* The first moment that is told: zones are read for the years that follow. */
static ab_time first_moment(const struct ab_story *story)
{
    ab_time first = story->request;
    for (int i = 0; i < story->flights; i++) {
        const ab_time at = story->flight[i].at[AB_FLIGHT_TASKED];
        first = at < first ? at : first;
    }
    for (int i = 0; i < story->loads; i++) {
        const ab_time at = story->load[i].at[AB_LOAD_READY];
        first = at < first ? at : first;
    }
    return first == AB_TIME_NEVER ? 0 : first;
}

static enum ab_status read_places(struct ab_story *story, struct ab_errors *errors)
{
    story->base = first_moment(story);
    struct ab_files *files = ab_files_create(NULL);
    story->memory = ab_arena_create(0);
    story->place = ab_memory_take((size_t)story->places.rows + 1, sizeof *story->place);
    const enum ab_status status = files == NULL || story->memory == NULL || story->place == NULL
                                      ? ab_errors_out_of_memory(errors)
                                      : read_places_with(story, files, errors);
    ab_files_destroy(files);
    return status;
}

/* ---- all of it ---- */

static enum ab_status read_tables(struct ab_story *story, const char *result,
                                  struct ab_errors *errors)
{
    const struct {
        struct ab_told *told;
        enum ab_table table;
    } tables[] = {
        {&story->chalks, AB_TABLE_CHALKS},           {&story->sorties, AB_TABLE_SORTIES},
        {&story->contingents, AB_TABLE_CONTINGENTS}, {&story->replications, AB_TABLE_REPLICATIONS},
        {&story->stages, AB_TABLE_STAGES},           {&story->load_stages, AB_TABLE_LOAD_STAGES},
        {&story->holders, AB_TABLE_HOLDERS},         {&story->places, AB_TABLE_PLACES},
        {&story->said, AB_TABLE_SCENARIO},
    };
    enum ab_status status = AB_OK;
    for (size_t i = 0; status == AB_OK && i < sizeof tables / sizeof tables[0]; i++) {
        status = ab_told_read(tables[i].told, result, tables[i].table, errors);
        if (status == AB_OK && i < 2 && !tables[i].told->is_there) {
            status = ab_errors_add(
                errors, AB_BAD_SCENARIO, result, 0, NULL, NULL,
                "no replication was traced, so that nobody knows what happened in it: "
                "make the result with `airbridge run SCENARIO -n 1 --trace -o DIR`");
        }
    }
    return status;
}

enum ab_status ab_story_read(struct ab_story *story, const char *result, struct ab_errors *errors)
{
    static enum ab_status (*const read[])(struct ab_story *, struct ab_errors *) = {
        read_flights, read_loads,       read_units,   find_request,
        read_stages,  read_load_stages, read_holders, read_places};
    *story = (struct ab_story){.request = AB_TIME_NEVER, .closed = AB_TIME_NEVER};
    enum ab_status status = read_tables(story, result, errors);
    for (size_t i = 0; status == AB_OK && i < sizeof read / sizeof read[0]; i++) {
        status = read[i](story, errors);
    }
    return status;
}

void ab_story_clear(struct ab_story *story)
{
    struct ab_told *const told[] = {&story->sorties,      &story->chalks, &story->contingents,
                                    &story->replications, &story->stages, &story->load_stages,
                                    &story->holders,      &story->places, &story->said};
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        ab_told_clear(told[i]);
    }
    ab_memory_give(story->flight);
    ab_memory_give(story->load);
    ab_memory_give(story->unit);
    ab_memory_give(story->stage);
    ab_memory_give(story->load_stage);
    ab_memory_give(story->holding);
    ab_memory_give(story->place);
    ab_arena_destroy(story->memory);
    *story = (struct ab_story){0};
}

/* ---- asking ---- */

bool ab_story_offset(const struct ab_story *story, const char *airfield, ab_time when,
                     ab_time *offset)
{
    for (int i = 0; i < story->place_count; i++) {
        const struct ab_told_place *place = &story->place[i];
        if (place->is_local && strcmp(place->id, airfield) == 0) {
            *offset = ab_airfield_offset(&place->rule, when - story->base);
            return true;
        }
    }
    return false;
}

const char *ab_story_said(const struct ab_story *story, const char *key)
{
    const int name = ab_told_column(&story->said, "key", NULL);
    const int value = ab_told_column(&story->said, "value", NULL);
    for (int i = 0; name >= 0 && value >= 0 && i < story->said.rows; i++) {
        if (strcmp(ab_told_cell(&story->said, i, name), key) == 0) {
            return ab_told_cell(&story->said, i, value);
        }
    }
    return NULL;
}
