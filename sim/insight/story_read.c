/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* story_read.c - what the tables of a result tell of its traced replication. */
#include "insight/story.h"

#include "base/caseless.h"
#include "base/memory.h"
#include "scenario/files.h"
#include "scenario/units.h"
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

static void read_waits(struct ab_told_row *row, double waited[AB_CAUSE_COUNT])
{
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        char name[64];
        (void)snprintf(name, sizeof name, "wait_%s_h", ab_cause_name((enum ab_cause)cause));
        waited[cause] = ab_told_row_number(row, name);
    }
}

/* Rows of flights are numbered from 1 in their order, as the program writes them: so a number is a
 * place, and who flew before comes before. */
static int place_of(struct ab_told_row *row, const char *name, int below)
{
    const double number = ab_told_row_number(row, name);
    if (row->status != AB_OK || number == 0) {
        return AB_NOBODY;
    }
    if (!(number >= 1 && number <= below) || number != floor(number)) {
        row->status = ab_told_refuse(row->told, row->row, ab_told_column(row->told, name, NULL),
                                     "there is no such flight before it", row->errors);
        return AB_NOBODY;
    }
    return (int)number - 1;
}

static void read_flight(struct ab_told_flight *flight, struct ab_told_row *row)
{
    *flight = (struct ab_told_flight){
        .tail = ab_told_row_text(row, "tail"),
        .type = ab_told_row_text(row, "type"),
        .fleet = ab_told_row_text(row, "fleet"),
        .purpose = ab_told_row_text(row, "purpose"),
        .origin = ab_told_row_text(row, "origin"),
        .destination = ab_told_row_text(row, "destination"),
        .chalk = ab_told_row_text(row, "chalk"),
        .number = (int64_t)ab_told_row_number(row, "sortie"),
        .previous = place_of(row, "previous_sortie", row->row),
        .load = AB_NOBODY,
        .stops = ab_told_row_number(row, "stop") != 0,
    };
    for (int i = 0; i < AB_FLIGHT_MOMENTS; i++) {
        flight->at[i] = ab_told_row_instant(row, flight_moments[i]);
    }
    read_waits(row, flight->waited);
    if (row->status == AB_OK && flight->number != row->row + 1) {
        row->status = ab_told_refuse(row->told, row->row, ab_told_column(row->told, "sortie", NULL),
                                     "flights must be numbered from 1, row by row", row->errors);
    }
}

static void read_load(struct ab_told_load *load, struct ab_told_row *row, int flights)
{
    *load = (struct ab_told_load){
        .name = ab_told_row_text(row, "chalk"),
        .contingent = ab_told_row_text(row, "contingent"),
        .direction = ab_told_row_text(row, "direction"),
        .people = ab_told_row_text(row, "people"),
        .vehicles = ab_told_row_text(row, "vehicles"),
        .cargo = ab_told_row_text(row, "cargo_t"),
        .is_supplies = ab_told_row_number(row, "sustainment") != 0,
        .flight = place_of(row, "sortie", flights),
    };
    for (int i = 0; i < AB_LOAD_MOMENTS; i++) {
        load->at[i] = ab_told_row_instant(row, load_moments[i]);
    }
    read_waits(row, load->waited);
}

static enum ab_status read_flights(struct ab_story *story, struct ab_errors *errors)
{
    struct ab_told_row row = {.told = &story->sorties, .errors = errors};
    story->flight = ab_memory_take((size_t)story->sorties.rows + 1, sizeof *story->flight);
    if (story->flight == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; row.row < story->sorties.rows && row.status == AB_OK; row.row++) {
        read_flight(&story->flight[story->flights++], &row);
    }
    return row.status;
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
    struct ab_told_row row = {.told = &story->chalks, .errors = errors};
    story->load = ab_memory_take((size_t)story->chalks.rows + 1, sizeof *story->load);
    if (story->load == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    story->replication =
        story->chalks.rows > 0 ? (int64_t)ab_told_row_number(&row, "replication") : 0;
    for (; row.row < story->chalks.rows && row.status == AB_OK; row.row++) {
        read_load(&story->load[story->loads++], &row, story->flights);
    }
    return row.status == AB_OK ? join_loads(story, errors) : row.status;
}

static enum ab_status read_units(struct ab_story *story, struct ab_errors *errors)
{
    struct ab_told_row row = {.told = &story->contingents, .errors = errors};
    story->unit = ab_memory_take((size_t)story->contingents.rows + 1, sizeof *story->unit);
    if (story->unit == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; row.row < story->contingents.rows && row.status == AB_OK; row.row++) {
        if ((int64_t)ab_told_row_number(&row, "replication") != story->replication) {
            continue;
        }
        struct ab_told_unit *unit = &story->unit[story->units++];
        unit->name = ab_told_row_text(&row, "contingent");
        for (int i = 0; i < AB_UNIT_MOMENTS; i++) {
            unit->at[i] = ab_told_row_instant(&row, unit_moments[i]);
        }
    }
    return row.status;
}

/* Reads how long after the request a contingent was in, if the table tells; 0: it does not. */
static double closure_of(struct ab_told_row *row, const char *contingent)
{
    char name[256];
    (void)snprintf(name, sizeof name, "closure_h.%s", contingent);
    return ab_told_column(row->told, name, NULL) >= 0 ? ab_told_row_number(row, name) : 0;
}

/* The request that the scenario gives a date, or a delay that is no distribution: from the start on, if that date is
 * past then. Whoever edited its table may say what is no instant. */
static ab_time request_said(const struct ab_story *story)
{
    const char *start = ab_story_said(story, "scenario.start");
    const char *said = ab_story_said(story, "command.request");
    struct ab_complaint complaint = {0};
    ab_time at, begin;
    double delay;
    if (start == NULL || said == NULL || !ab_time_parse_iso(start, &begin)) {
        return AB_TIME_NEVER;
    }
    if (ab_time_parse_iso(said, &at)) {
        return ab_time_later(at, begin);
    }
    const bool is_delay = ab_quantity_parse(said, AB_DIMENSION_TIME, &delay, &complaint) &&
                          delay >= 0 && delay <= 87600.0 * (double)AB_HOUR;
    return is_delay ? begin + ab_time_round(delay) : AB_TIME_NEVER;
}

/* The request is as long before a contingent was in as its measure says: to nine digits, so that it is
 * rounded to the tenth of a second. The first that is in will do, since it has the most digits. Where none is, it
 * is what the scenario says, if that is no matter of luck. */
static enum ab_status find_request(struct ab_story *story, struct ab_errors *errors)
{
    struct ab_told_row row = {.told = &story->replications, .errors = errors};
    double least = 0;
    bool any_in = false;
    while (row.row < story->replications.rows && row.status == AB_OK &&
           (int64_t)ab_told_row_number(&row, "replication") != story->replication) {
        row.row++;
    }
    for (int i = 0; i < story->units && row.row < story->replications.rows && row.status == AB_OK;
         i++) {
        const ab_time closed = story->unit[i].at[AB_UNIT_CLOSED];
        any_in = any_in || closed != AB_TIME_NEVER;
        const double hours = closed != AB_TIME_NEVER ? closure_of(&row, story->unit[i].name) : 0;
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
    if (!any_in && row.row < story->replications.rows) {
        story->request = request_said(story);
    }
    return row.status;
}

/* ---- stretches ---- */

static enum ab_status refuse(struct ab_told_row *row, const char *column, const char *why)
{
    if (row->status == AB_OK) {
        row->status = ab_told_refuse(row->told, row->row, ab_told_column(row->told, column, NULL),
                                     why, row->errors);
    }
    return row->status;
}

/* What a word for a state stands for. */
static int state_of(struct ab_told_row *row)
{
    const char *name = ab_told_row_text(row, "state");
    if (row->status != AB_OK || strcmp(name, "work") == 0) {
        return AB_WORK;
    }
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        if (strcmp(name, ab_cause_name((enum ab_cause)cause)) == 0) {
            return cause;
        }
    }
    (void)refuse(row, "state", "this is neither work nor the name of a wait");
    return AB_WORK;
}

/* Adds a stretch to those of its flight or load, which come one after another. */
static void add_stretch(struct ab_told_row *row, struct ab_told_stretch *stretch,
                        struct ab_told_stretches *of)
{
    struct ab_told_stretch *last = stretch - 1;
    *stretch = (struct ab_told_stretch){.begin = ab_told_row_instant(row, "begin"),
                                        .end = ab_told_row_instant(row, "end"),
                                        .state = state_of(row)};
    if (row->status != AB_OK) {
        return;
    }
    if (stretch->begin == AB_TIME_NEVER || stretch->end == AB_TIME_NEVER ||
        stretch->begin >= stretch->end) {
        (void)refuse(row, "end", "a stretch must end after it begins");
    } else if (of->count == 0) {
        of->first = row->row;
    } else if (of->first + of->count != row->row || last->end > stretch->begin) {
        (void)refuse(row, "begin", "the stretches must come one after another");
    }
    of->count++;
}

static enum ab_status read_stages(struct ab_story *story, struct ab_errors *errors)
{
    struct ab_told_row row = {.told = &story->stages, .errors = errors};
    story->stage = ab_memory_take((size_t)story->stages.rows + 1, sizeof *story->stage);
    if (story->stage == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; row.row < story->stages.rows && row.status == AB_OK; row.row++) {
        const int flight = place_of(&row, "sortie", story->flights);
        if (flight == AB_NOBODY) {
            return refuse(&row, "sortie", "there is no such flight");
        }
        struct ab_told_stretch *stretch = &story->stage[row.row];
        add_stretch(&row, stretch, &story->flight[flight].stages);
        stretch->stage = ab_told_row_text(&row, "stage");
        stretch->airfield = ab_told_row_text(&row, "airfield");
    }
    return row.status;
}

static enum ab_status read_load_stages(struct ab_story *story, struct ab_errors *errors)
{
    struct ab_told_row row = {.told = &story->load_stages, .errors = errors};
    struct named *sorted = sort_loads(story);
    story->load_stage =
        ab_memory_take((size_t)story->load_stages.rows + 1, sizeof *story->load_stage);
    if (sorted == NULL || story->load_stage == NULL) {
        ab_memory_give(sorted);
        return ab_errors_out_of_memory(errors);
    }
    for (; row.row < story->load_stages.rows && row.status == AB_OK; row.row++) {
        const int load = find_load(story, sorted, ab_told_row_text(&row, "chalk"));
        if (load == AB_NOBODY) {
            (void)refuse(&row, "chalk", "there is no such load");
        } else {
            add_stretch(&row, &story->load_stage[row.row], &story->load[load].stages);
            story->load_stage[row.row].stage = story->load_stage[row.row].airfield = "";
        }
    }
    ab_memory_give(sorted);
    return row.status;
}

/* ---- who held what ---- */

static int held_of(struct ab_told_row *row)
{
    const char *name = ab_told_row_text(row, "held");
    for (int held = 0; held < AB_HELD_COUNT; held++) {
        if (strcmp(name, ab_held_name((enum ab_held)held)) == 0) {
            return held;
        }
    }
    (void)refuse(row, "held", "nothing of this name is held");
    return 0;
}

static enum ab_status read_holders(struct ab_story *story, struct ab_errors *errors)
{
    struct ab_told_row row = {.told = &story->holders, .errors = errors};
    story->holding = ab_memory_take((size_t)story->holders.rows + 1, sizeof *story->holding);
    if (story->holding == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (; row.row < story->holders.rows && row.status == AB_OK; row.row++) {
        struct ab_told_holding *holding = &story->holding[story->holdings++];
        *holding = (struct ab_told_holding){
            .held = held_of(&row),
            .of = ab_told_row_text(&row, "of"),
            .tail = ab_told_row_text(&row, "tail"),
            .traffic = ab_told_row_text(&row, "traffic"),
            .flight = place_of(&row, "sortie", story->flights),
            .begin = ab_told_row_instant(&row, "begin"),
            .end = ab_told_row_instant(&row, "end"),
        };
    }
    return row.status;
}

/* ---- local time ---- */

/* What is no zone of this system is left out: the tables may come from another. */
static void read_zone(struct ab_told_place *place, struct ab_conversion *conversion,
                      const char *zone)
{
    place->rule.time_zone = NULL;
    place->is_local = zone[0] != '\0' && ab_zone_read(conversion, zone, &place->rule.time_zone);
    if (!place->is_local) {
        place->rule.time_zone = NULL;
    }
}

static enum ab_status read_places_with(struct ab_story *story, struct ab_files *files,
                                       struct ab_errors *errors)
{
    struct ab_told_row row = {.told = &story->places, .errors = errors};
    const bool has_zones = ab_told_column(&story->places, "time_zone", NULL) >= 0;
    for (; has_zones && row.row < story->places.rows && row.status == AB_OK; row.row++) {
        struct ab_conversion conversion = {
            .arena = story->memory, .files = files, .start = story->base};
        struct ab_told_place *place = &story->place[story->place_count++];
        place->id = ab_told_row_text(&row, "place");
        read_zone(place, &conversion, ab_told_row_text(&row, "time_zone"));
        const double offset = ab_told_row_number(&row, "utc_offset_h");
        if (!place->is_local && fabs(offset) <= 24 && offset != 0) {
            place->rule.utc_offset = offset;
            place->is_local = true;
        }
    }
    return row.status;
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

bool ab_story_comes_by_road(const struct ab_story *story, int unit)
{
    char key[256];
    (void)snprintf(key, sizeof key, "contingent.%s.mode_in", story->unit[unit].name);
    const char *mode = ab_story_said(story, key);
    return mode != NULL && ab_caseless_equal(mode, "road");
}
