/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inquiry.c - a growing table of runs: points, cells, and the making of what is missing. */
#include "insight/inquiry.h"

#include "base/caseless.h"
#include "base/fold.h"
#include "base/format.h"
#include "base/time.h"
#include "base/version.h"
#include "insight/inquiry_journal.h"
#include "study/journal_line.h"
#include "study/sweep.h"

#include <assert.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define MILESTONE "milestone."

/* Behind the columns of a run stand three moments of it, milliseconds, NAN for never. */
enum { AT_REQUEST, AT_ORDER, AT_END, MOMENTS };

static const double append_s = 1e-3, sync_s = 10;

/* A point has an id, by which cells and the journal on its way know it, and the number that its asker
 * knows. They differ where an earlier process has added points in another order. */
struct point {
    struct ab_override *override;
    int count;
    uint64_t hash;
    int number; /* AB_NOBODY: nobody has asked for it yet */
};

struct run {
    struct ab_cell cell; /* its point by id */
    uint64_t events, hash;
    int reason; /* AB_NOBODY: it did not fail */
    bool made, asked;
};

/* Entries by hash: which index of an array is where; AB_NOBODY: none. */
struct map {
    int *entry;
    int size; /* a power of two, more than twice what is in it */
};

struct ab_inquiry {
    struct ab_inquiry_options options;
    struct ab_inquiry_head head;
    struct ab_inquiry_journal *journal; /* NULL: none */
    struct ab_scenario *scenario;
    struct ab_arena *arena; /* texts */

    struct point *point; /* by id */
    int points, point_room, declared;
    struct map point_map;
    int *id; /* by number */
    int numbers, number_room;

    struct run *run;
    double *value; /* [runs][columns + MOMENTS] */
    int runs, run_room;
    struct map run_map;

    struct ab_cell *cell; /* what is being made, by id; */
    int *run_of;          /* and which runs these are */
    int cells, cell_room;
    int64_t asked, made, expected;

    pthread_mutex_t lock; /* of all that follows, while threads make runs */
    const char **reason;
    int reasons, reason_room;
    struct ab_journal_text text; /* not appended yet */
    double appended, synced;
    bool memory_out;       /* while it was read */
    enum ab_status status; /* of the appending */
    struct ab_errors *errors;
};

/* ---- memory ---- */

/* Makes a map larger, empty, when it is to hold more; *emptied: all of it is to be put in again. */
static bool widen_map(struct map *map, int count, bool *emptied)
{
    *emptied = false;
    if (count < map->size / 2) {
        return true;
    }
    const int size = map->size > 0 ? 2 * map->size : 256;
    if (size <= 0 || !AB_ENLARGE(map->entry, size)) {
        return false;
    }
    for (int i = 0; i < size; i++) {
        map->entry[i] = AB_NOBODY;
    }
    map->size = size;
    *emptied = true;
    return true;
}

/* ---- runs ---- */

static uint64_t hash_of_cell(struct ab_cell cell)
{
    return ab_fold_pair(AB_FOLD_START, (uint64_t)cell.point, (uint64_t)cell.replication);
}

/* The place in the map of a cell: that of its run, or a free one. */
static int *place_of_cell(const struct ab_inquiry *inquiry, struct ab_cell cell)
{
    const struct map *map = &inquiry->run_map;
    uint64_t i = hash_of_cell(cell);
    for (;; i++) {
        int *entry = &map->entry[i & (uint64_t)(map->size - 1)];
        if (*entry == AB_NOBODY || (inquiry->run[*entry].cell.point == cell.point &&
                                    inquiry->run[*entry].cell.replication == cell.replication)) {
            return entry;
        }
    }
}

static int width_of(const struct ab_inquiry *inquiry)
{
    return inquiry->options.columns + MOMENTS;
}

/* The run of a cell, which is added when it is not there; AB_NOBODY when memory is out. */
static int take_run(struct ab_inquiry *inquiry, struct ab_cell cell)
{
    bool emptied;
    if (!widen_map(&inquiry->run_map, inquiry->runs + 1, &emptied)) {
        return AB_NOBODY;
    }
    for (int i = 0; emptied && i < inquiry->runs; i++) {
        *place_of_cell(inquiry, inquiry->run[i].cell) = i;
    }
    int *entry = place_of_cell(inquiry, cell);
    if (*entry != AB_NOBODY) {
        return *entry;
    }
    const int room = inquiry->run_room;
    if (!AB_EXTEND(inquiry->run, inquiry->run_room, inquiry->runs)) {
        return AB_NOBODY;
    }
    if (inquiry->run_room > room) {
        const size_t values = (size_t)inquiry->run_room * (size_t)width_of(inquiry);
        if (!AB_ENLARGE(inquiry->value, values)) {
            inquiry->run_room = room;
            return AB_NOBODY;
        }
    }
    inquiry->run[inquiry->runs] = (struct run){.cell = cell, .reason = AB_NOBODY};
    *entry = inquiry->runs;
    return inquiry->runs++;
}

static double *values_of(const struct ab_inquiry *inquiry, int run)
{
    return &inquiry->value[(size_t)run * (size_t)width_of(inquiry)];
}

/* The number of a reason among those that were told; AB_NOBODY when memory is out. */
static int take_reason(struct ab_inquiry *inquiry, const char *reason)
{
    for (int i = 0; i < inquiry->reasons; i++) {
        if (strcmp(inquiry->reason[i], reason) == 0) {
            return i;
        }
    }
    const char *copy = ab_arena_copy_text(inquiry->arena, reason);
    if (copy == NULL || !AB_EXTEND(inquiry->reason, inquiry->reason_room, inquiry->reasons)) {
        return AB_NOBODY;
    }
    inquiry->reason[inquiry->reasons] = copy;
    return inquiry->reasons++;
}

/* ---- points ---- */

static uint64_t hash_of_overrides(const struct ab_override *override, int count)
{
    uint64_t hash = AB_FOLD_START;
    for (int i = 0; i < count; i++) {
        hash = ab_fold_text(ab_fold_name(hash, override[i].key), override[i].value);
    }
    return ab_fold_spread(hash);
}

static bool is_same(const struct point *point, const struct ab_override *override, int count,
                    uint64_t hash)
{
    if (point->hash != hash || point->count != count) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        if (!ab_caseless_equal(point->override[i].key, override[i].key) ||
            strcmp(point->override[i].value, override[i].value) != 0) {
            return false;
        }
    }
    return true;
}

static int *place_of_point(const struct ab_inquiry *inquiry, const struct ab_override *override,
                           int count, uint64_t hash)
{
    const struct map *map = &inquiry->point_map;
    for (uint64_t i = hash;; i++) {
        int *entry = &map->entry[i & (uint64_t)(map->size - 1)];
        if (*entry == AB_NOBODY || is_same(&inquiry->point[*entry], override, count, hash)) {
            return entry;
        }
    }
}

static bool copy_overrides(struct ab_inquiry *inquiry, struct point *point,
                           const struct ab_override *override)
{
    point->override = ab_arena_take(inquiry->arena, (size_t)point->count * sizeof *point->override);
    bool good = point->override != NULL;
    for (int i = 0; good && i < point->count; i++) {
        struct ab_override *copy = &point->override[i];
        *copy =
            (struct ab_override){.key = ab_arena_copy_text(inquiry->arena, override[i].key),
                                 .value = ab_arena_copy_text(inquiry->arena, override[i].value)};
        good = copy->key != NULL && copy->value != NULL;
    }
    return good;
}

/* The id of a point, which is added when it is not there; AB_NOBODY when memory is out. */
static int take_point(struct ab_inquiry *inquiry, const struct ab_override *override, int count)
{
    const uint64_t hash = hash_of_overrides(override, count);
    bool emptied;
    if (!widen_map(&inquiry->point_map, inquiry->points + 1, &emptied)) {
        return AB_NOBODY;
    }
    for (int i = 0; emptied && i < inquiry->points; i++) {
        const struct point *point = &inquiry->point[i];
        *place_of_point(inquiry, point->override, point->count, point->hash) = i;
    }
    int *entry = place_of_point(inquiry, override, count, hash);
    if (*entry != AB_NOBODY) {
        return *entry;
    }
    struct point point = {.count = count, .hash = hash, .number = AB_NOBODY};
    if (!AB_EXTEND(inquiry->point, inquiry->point_room, inquiry->points) ||
        !copy_overrides(inquiry, &point, override)) {
        return AB_NOBODY;
    }
    inquiry->point[inquiry->points] = point;
    *entry = inquiry->points;
    return inquiry->points++;
}

enum ab_status ab_inquiry_point(struct ab_inquiry *inquiry, const struct ab_override *override,
                                int count, int *point, struct ab_errors *errors)
{
    if (count > AB_INQUIRY_OVERRIDES_MAX) {
        return ab_errors_refuse(
            errors,
            "what is to be tried sets %d values at once, a key and each [change] "
            "of it: at most %d can be set",
            count, AB_INQUIRY_OVERRIDES_MAX);
    }
    const int id = take_point(inquiry, override, count);
    if (id == AB_NOBODY || !AB_EXTEND(inquiry->id, inquiry->number_room, inquiry->numbers)) {
        return ab_errors_out_of_memory(errors);
    }
    if (inquiry->point[id].number == AB_NOBODY) {
        inquiry->point[id].number = inquiry->numbers;
        inquiry->id[inquiry->numbers++] = id;
    }
    *point = inquiry->point[id].number;
    return AB_OK;
}

/* ---- the journal ---- */

/* The key of the runs of a point: its number alone may be that of another one in another journal. */
static uint64_t key_of(const struct ab_inquiry *inquiry, const struct point *point)
{
    return ab_inquiry_journal_key(inquiry->journal) ^ point->hash;
}

static uint64_t key_of_line(const void *owner, const char *line)
{
    const struct ab_inquiry *inquiry = owner;
    const char *cursor = line + 1;
    int64_t point;
    return line[0] == 'r' && ab_journal_take_count(&cursor, &point) && point < inquiry->points
               ? key_of(inquiry, &inquiry->point[point])
               : ab_inquiry_journal_key(inquiry->journal);
}

static void put_point(const struct ab_inquiry *inquiry, struct ab_journal_text *text,
                      const struct point *point, int number)
{
    char digits[24];
    const char *field[1 + 2 * AB_INQUIRY_OVERRIDES_MAX];
    int fields = 0;
    digits[ab_format_natural((uint64_t)number, digits)] = '\0';
    field[fields++] = digits;
    for (int i = 0; i < point->count; i++) {
        field[fields++] = point->override[i].key;
        field[fields++] = point->override[i].value;
    }
    text->key = ab_inquiry_journal_key(inquiry->journal);
    ab_journal_put_texts(text, "p", field, fields);
}

static void put_run(struct ab_inquiry *inquiry, struct ab_journal_text *text, int index, int number)
{
    const struct run *run = &inquiry->run[index];
    const struct ab_journal_head head = {.kind = AB_PLAN_SWEEP, .measures = width_of(inquiry)};
    const struct ab_replication replication = {
        .number = run->cell.replication,
        .scenario = number,
        .measure = values_of(inquiry, index),
        .outcome = {.complete = run->reason == AB_NOBODY,
                    .reason = run->reason != AB_NOBODY ? inquiry->reason[run->reason] : NULL,
                    .events = run->events,
                    .hash = run->hash}};
    text->key = key_of(inquiry, &inquiry->point[run->cell.point]);
    ab_journal_put_replication(text, &head, &replication);
}

/* Appends what is not yet; the first failure is kept. */
static void append(struct ab_inquiry *inquiry)
{
    struct ab_journal_text *text = &inquiry->text;
    if (text->used > 0 && inquiry->status == AB_OK) {
        inquiry->status = ab_inquiry_journal_append(inquiry->journal, text, inquiry->errors);
    }
    text->used = 0;
    inquiry->appended = ab_clock_seconds();
    if (inquiry->status == AB_OK && inquiry->appended - inquiry->synced >= sync_s) {
        inquiry->status = ab_inquiry_journal_sync(inquiry->journal, inquiry->errors);
        inquiry->synced = inquiry->appended;
    }
}

/* Takes a point as it was read: so far all of them are there, in their order. */
static bool read_point(struct ab_inquiry *inquiry, const char *cursor, char *room)
{
    struct ab_override override[AB_INQUIRY_OVERRIDES_MAX];
    int64_t number;
    int count = 0;
    if (!ab_journal_take_count(&cursor, &number) || number != inquiry->points) {
        return false;
    }
    for (; *cursor != '\0' && count < AB_INQUIRY_OVERRIDES_MAX; count++) {
        override[count] = (struct ab_override){.key = room};
        if (!ab_journal_take_text(&cursor, &room)) {
            return false;
        }
        override[count].value = room;
        if (!ab_journal_take_text(&cursor, &room)) {
            return false;
        }
    }
    if (*cursor != '\0') {
        return false;
    }
    const int id = take_point(inquiry, override, count);
    inquiry->memory_out = id == AB_NOBODY;
    return id == number;
}

/* Whether moments of a run, in milliseconds, are none or such as there can be. */
static bool are_times(const double moment[MOMENTS])
{
    static const double most = 9e15; /* every whole number to there is a double */
    bool good = true;
    for (int i = 0; i < MOMENTS; i++) {
        good = good && (isnan(moment[i]) || fabs(moment[i]) <= most);
    }
    return good;
}

static bool read_run(struct ab_inquiry *inquiry, const char *cursor, char *room)
{
    int64_t point, replication;
    if (!ab_journal_take_count(&cursor, &point) || !ab_journal_take_count(&cursor, &replication) ||
        point >= inquiry->points || replication < 1 || replication > INT_MAX) {
        return false;
    }
    const int index = take_run(inquiry, (struct ab_cell){(int)point, (int)replication});
    if (index == AB_NOBODY) {
        inquiry->memory_out = true;
        return false;
    }
    struct run *run = &inquiry->run[index];
    double *value = values_of(inquiry, index);
    if (run->made || !ab_journal_take_number(&cursor, &run->events) ||
        !ab_journal_take_hash(&cursor, &run->hash)) {
        return false;
    }
    for (int i = 0; i < width_of(inquiry); i++) {
        if (!ab_journal_take_measure(&cursor, &value[i])) {
            return false;
        }
    }
    if (!are_times(value + inquiry->options.columns)) {
        return false;
    }
    if (strncmp(cursor, " !", 2) == 0) {
        char *to = room;
        cursor += 2;
        if (!ab_journal_take_text(&cursor, &to)) {
            return false;
        }
        run->reason = take_reason(inquiry, room);
        inquiry->memory_out = run->reason == AB_NOBODY;
    }
    run->made = !inquiry->memory_out && *cursor == '\0';
    return run->made;
}

/* Reads what is there. */
static enum ab_status read_journal(struct ab_inquiry *inquiry, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    const atomic_bool *interrupted = inquiry->options.interrupted;
    const char *line;
    while (status == AB_OK && (line = ab_inquiry_journal_next(inquiry->journal, key_of_line,
                                                              inquiry, &status, errors)) != NULL) {
        char *room = ab_memory_take(strlen(line) + 1, 1);
        const bool good = room != NULL && (line[0] == 'p'   ? read_point(inquiry, line + 1, room)
                                           : line[0] == 'r' ? read_run(inquiry, line + 1, room)
                                                            : false);
        ab_memory_give(room);
        if (room == NULL || inquiry->memory_out) {
            status = ab_errors_out_of_memory(errors);
        } else if (!good) {
            ab_inquiry_journal_drop(inquiry->journal);
        } else if (interrupted != NULL && atomic_load(interrupted)) {
            status = AB_INTERRUPTED;
        }
    }
    inquiry->declared = inquiry->points;
    return status;
}

/* ---- opening ---- */

/* Columns of a scenario: measures by their number, milestones behind them; AB_NOBODY: it has none of that
 * name. */
static int find_column(const struct ab_scenario *scenario, const char *name)
{
    const int measure = ab_measure_find(scenario, name);
    if (measure != AB_NOBODY || !ab_caseless_begins(name, MILESTONE)) {
        return measure;
    }
    for (int i = 0; i < scenario->milestone_count; i++) {
        if (ab_caseless_equal(scenario->milestone[i].named.id, name + strlen(MILESTONE))) {
            return ab_measure_count(scenario) + i;
        }
    }
    return AB_NOBODY;
}

static enum ab_status check_column(const struct ab_inquiry *inquiry, const char *name,
                                   struct ab_errors *errors)
{
    return find_column(inquiry->scenario, name) != AB_NOBODY
               ? AB_OK
               : ab_errors_refuse(errors,
                                  "there is no measure %s; `airbridge help measures` tells them, "
                                  "and milestone.ID is one of the scenario's milestones",
                                  name);
}

/* Says what the journal is of. */
static enum ab_status describe(struct ab_inquiry *inquiry, struct ab_errors *errors)
{
    struct ab_inquiry_options *options = &inquiry->options;
    const size_t texts = 5 + (size_t)options->columns;
    struct ab_inquiry_head *head = &inquiry->head;
    char scenario[24], seed[24];
    scenario[ab_format_hex(inquiry->scenario->hash, 16, scenario)] = '\0';
    seed[ab_format_natural(options->seed, seed)] = '\0';
    head->text = ab_arena_take(inquiry->arena, texts * sizeof *head->text);
    head->difference = ab_arena_take(inquiry->arena, texts * sizeof *head->difference);
    if (head->text == NULL || head->difference == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    const char *const text[] = {AB_VERSION, ab_version_sources(), options->command,
                                ab_arena_copy_text(inquiry->arena, scenario),
                                ab_arena_copy_text(inquiry->arena, seed)};
    static const char *const difference[] = {"another version of airbridge",
                                             "another build of airbridge", "another command",
                                             "another scenario", "another seed"};
    for (; head->texts < 5; head->texts++) {
        head->text[head->texts] = text[head->texts];
        head->difference[head->texts] = difference[head->texts];
    }
    bool good = text[3] != NULL && text[4] != NULL;
    for (int i = 0; i < options->columns; i++, head->texts++) {
        head->text[head->texts] = ab_arena_copy_text(inquiry->arena, options->column[i]);
        head->difference[head->texts] = "another measure";
        good = good && head->text[head->texts] != NULL;
    }
    options->column = (const char *const *)head->text + 5; /* the caller's need not stay */
    return good ? AB_OK : ab_errors_out_of_memory(errors);
}

static enum ab_status open_all(struct ab_inquiry *inquiry, struct ab_errors *errors)
{
    const struct ab_inquiry_options *options = &inquiry->options;
    inquiry->arena = ab_arena_create(0);
    inquiry->errors = ab_memory_take(1, sizeof *inquiry->errors);
    if (inquiry->arena == NULL || inquiry->errors == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    enum ab_status status =
        ab_document_bind(&inquiry->scenario, options->document, NULL, 0, errors);
    for (int i = 0; status == AB_OK && i < options->columns; i++) {
        status = check_column(inquiry, options->column[i], errors);
    }
    if (status == AB_OK) {
        status = describe(inquiry, errors);
    }
    if (status != AB_OK || options->output == NULL) {
        return status;
    }
    status = ab_inquiry_journal_open(&inquiry->journal, options, &inquiry->head, errors);
    if (status == AB_OK) {
        status = read_journal(inquiry, errors);
    }
    return status == AB_OK ? ab_inquiry_journal_begin(inquiry->journal, errors) : status;
}

enum ab_status ab_inquiry_open(struct ab_inquiry **inquiry,
                               const struct ab_inquiry_options *options, struct ab_errors *errors)
{
    struct ab_inquiry *made = ab_memory_take(1, sizeof *made);
    *inquiry = NULL;
    if (made == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    made->options = *options;
    (void)pthread_mutex_init(&made->lock, NULL);
    made->appended = made->synced = ab_clock_seconds();
    const enum ab_status status = open_all(made, errors);
    if (status != AB_OK) {
        ab_inquiry_close(made);
        return status;
    }
    *inquiry = made;
    return AB_OK;
}

void ab_inquiry_close(struct ab_inquiry *inquiry)
{
    if (inquiry == NULL) {
        return;
    }
    ab_inquiry_journal_close(inquiry->journal);
    ab_journal_text_clear(&inquiry->text);
    ab_memory_give(inquiry->cell);
    ab_memory_give(inquiry->run_of);
    ab_memory_give(inquiry->run_map.entry);
    ab_memory_give(inquiry->value);
    ab_memory_give(inquiry->run);
    ab_memory_give(inquiry->id);
    ab_memory_give(inquiry->point_map.entry);
    ab_memory_give(inquiry->point);
    ab_memory_give(inquiry->reason);
    ab_memory_give(inquiry->errors);
    ab_scenario_destroy(inquiry->scenario);
    ab_arena_destroy(inquiry->arena);
    (void)pthread_mutex_destroy(&inquiry->lock);
    ab_memory_give(inquiry);
}

const struct ab_scenario *ab_inquiry_scenario(const struct ab_inquiry *inquiry)
{
    return inquiry->scenario;
}

int ab_inquiry_damaged_line(const struct ab_inquiry *inquiry, const char **path)
{
    *path = inquiry->journal != NULL ? ab_inquiry_journal_path(inquiry->journal) : NULL;
    return *path != NULL ? ab_inquiry_journal_damaged_line(inquiry->journal) : 0;
}

const struct ab_claim *ab_inquiry_claim(const struct ab_inquiry *inquiry)
{
    return ab_inquiry_journal_claim(inquiry->journal);
}

/* ---- making ---- */

static enum ab_status load(void *owner, struct ab_point *point, int64_t number)
{
    const struct ab_inquiry *inquiry = owner;
    const struct point *of = &inquiry->point[number];
    ab_point_clear(point);
    point->number = number;
    const enum ab_status status =
        ab_point_bind(point, inquiry->options.document, of->override, of->count);
    if (status != AB_OK || point->run == NULL) {
        return status;
    }
    const int columns = inquiry->options.columns;
    const int values = ab_measure_count(point->scenario) + point->scenario->milestone_count;
    point->column = ab_memory_take((size_t)columns, sizeof *point->column);
    point->measured = ab_memory_take((size_t)values, sizeof *point->measured);
    if (point->column == NULL || point->measured == NULL) {
        return AB_IO_ERROR;
    }
    for (int i = 0; i < columns; i++) {
        point->column[i] = find_column(point->scenario, inquiry->options.column[i]);
    }
    return AB_OK;
}

/* Takes the values of a run, in the order of the inquiry's columns. */
static void collect(void *owner, const struct ab_point *point, double *value)
{
    const struct ab_inquiry *inquiry = owner;
    if (point->run != NULL) {
        ab_run_measures(point->run, point->measured);
        ab_run_milestones(point->run, point->measured + ab_measure_count(point->scenario));
    }
    for (int i = 0; i < inquiry->options.columns; i++) {
        const bool has = point->run != NULL && point->column[i] != AB_NOBODY;
        value[i] = has ? point->measured[point->column[i]] : (double)NAN;
    }
}

static double milliseconds(ab_time time)
{
    return time == AB_TIME_NEVER ? (double)NAN : (double)time;
}

static ab_time time_of(double milliseconds)
{
    return isnan(milliseconds) ? AB_TIME_NEVER : (ab_time)milliseconds;
}

/* Takes a run that was made, and hands it to the journal at once, whatever is missing before it. */
static bool look(void *owner, const struct ab_run *made, const struct ab_replication *replication)
{
    struct ab_inquiry *inquiry = owner;
    const struct ab_run_outcome *outcome = &replication->outcome;
    const struct ab_cell cell = {replication->scenario, replication->number};
    (void)made;
    (void)pthread_mutex_lock(&inquiry->lock);
    const int index = *place_of_cell(inquiry, cell);
    struct run *run = &inquiry->run[index];
    run->events = outcome->events;
    run->hash = outcome->hash;
    double *value = values_of(inquiry, index);
    const int columns = inquiry->options.columns;
    memcpy(value, replication->measure, (size_t)columns * sizeof *value);
    value[columns + AT_REQUEST] = milliseconds(outcome->request);
    value[columns + AT_ORDER] = milliseconds(outcome->ordered);
    value[columns + AT_END] = milliseconds(outcome->followed);
    run->reason = outcome->complete ? AB_NOBODY : take_reason(inquiry, outcome->reason);
    run->made = outcome->complete || run->reason != AB_NOBODY;
    if (run->made && inquiry->journal != NULL) {
        put_run(inquiry, &inquiry->text, index, cell.point);
        if (ab_clock_seconds() - inquiry->appended >= append_s) {
            append(inquiry);
        }
    }
    const bool good = run->made;
    (void)pthread_mutex_unlock(&inquiry->lock);
    return good;
}

/* Stops when the journal cannot be written. */
static int take(void *owner, const struct ab_replication *replication)
{
    struct ab_inquiry *inquiry = owner;
    (void)replication;
    (void)pthread_mutex_lock(&inquiry->lock);
    const bool good = inquiry->status == AB_OK;
    (void)pthread_mutex_unlock(&inquiry->lock);
    return good ? 1 : -1;
}

static void tell_progress(void *owner, int done, int total)
{
    const struct ab_inquiry *inquiry = owner;
    const struct ab_inquiry_options *options = &inquiry->options;
    const int64_t least = inquiry->made + total, expected = inquiry->expected;
    const int64_t all = expected > least ? expected : least;
    if (options->progress != NULL && all <= INT_MAX) {
        options->progress(options->progress_owner, (int)inquiry->made + done, (int)all);
    }
}

static bool asks_for_bounds(const struct ab_inquiry *inquiry)
{
    bool asks = false;
    for (int i = 0; i < inquiry->options.columns; i++) {
        asks = asks || ab_measure_is_of_bounds(inquiry->options.column[i]);
    }
    return asks;
}

/* Makes the cells that are listed. */
static enum ab_status execute(struct ab_inquiry *inquiry, struct ab_errors *errors)
{
    struct ab_journal_head head = {.kind = AB_PLAN_SWEEP,
                                   .seed = inquiry->options.seed,
                                   .points = inquiry->cells,
                                   .replications = 1,
                                   .last = inquiry->cells,
                                   .measures = width_of(inquiry)};
    const struct ab_plan plan = {.head = &head,
                                 .cell = inquiry->cell,
                                 .collect = collect,
                                 .without_bounds = !asks_for_bounds(inquiry),
                                 .load = load,
                                 .loader = inquiry,
                                 .owner = inquiry,
                                 .look = look,
                                 .take = take};
    const struct ab_study_options options = {.replications = 1,
                                             .seed = inquiry->options.seed,
                                             .threads = inquiry->options.threads,
                                             .interrupted = inquiry->options.interrupted,
                                             .progress = tell_progress,
                                             .progress_owner = inquiry};
    int threads;
    for (; inquiry->journal != NULL && inquiry->declared < inquiry->points; inquiry->declared++) {
        put_point(inquiry, &inquiry->text, &inquiry->point[inquiry->declared], inquiry->declared);
    }
    enum ab_status status = ab_plan_execute(&plan, &options, NULL, &threads, errors);
    if (inquiry->journal != NULL) {
        append(inquiry);
    }
    if (inquiry->status != AB_OK) {
        ab_errors_append(errors, inquiry->errors);
        status = inquiry->status;
    } else if (status != AB_OK && inquiry->journal != NULL) {
        (void)ab_inquiry_journal_sync(inquiry->journal, NULL);
    }
    return status;
}

/* Lists a cell when it is not there; false when memory is out. */
static bool want(struct ab_inquiry *inquiry, int point, int replication)
{
    const struct ab_cell cell = {inquiry->id[point], replication};
    const int index = take_run(inquiry, cell);
    if (index == AB_NOBODY || !AB_EXTEND(inquiry->cell, inquiry->cell_room, inquiry->cells)) {
        return false;
    }
    struct run *run = &inquiry->run[index];
    if (!run->asked) { /* twice in one list is once */
        run->asked = true;
        inquiry->asked++;
        if (!run->made) {
            inquiry->cell[inquiry->cells++] = cell;
        }
    }
    return true;
}

/* Makes what was listed, and counts what came of all that was asked for. */
static enum ab_status make(struct ab_inquiry *inquiry, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    if (inquiry->cells > 0) {
        status = execute(inquiry, errors);
    }
    inquiry->made = inquiry->asked;
    inquiry->cells = 0;
    return status;
}

enum ab_status ab_inquiry_make(struct ab_inquiry *inquiry, const int *point, int points, int first,
                               int last, struct ab_errors *errors)
{
    for (int i = 0; i < points; i++) {
        for (int k = first; k <= last; k++) {
            if (!want(inquiry, point[i], k)) {
                return ab_errors_out_of_memory(errors);
            }
        }
    }
    return make(inquiry, errors);
}

enum ab_status ab_inquiry_make_cells(struct ab_inquiry *inquiry, const struct ab_cell *cell,
                                     int count, struct ab_errors *errors)
{
    for (int i = 0; i < count; i++) {
        if (!want(inquiry, cell[i].point, cell[i].replication)) {
            return ab_errors_out_of_memory(errors);
        }
    }
    return make(inquiry, errors);
}

void ab_inquiry_expect(struct ab_inquiry *inquiry, int64_t runs)
{
    inquiry->expected = runs;
}

/* ---- looking ---- */

/* A run that was made, or NULL. */
static const struct run *find_run(const struct ab_inquiry *inquiry, int point, int replication)
{
    const struct ab_cell cell = {inquiry->id[point], replication};
    const int index = inquiry->run_map.size > 0 ? *place_of_cell(inquiry, cell) : AB_NOBODY;
    return index != AB_NOBODY && inquiry->run[index].made ? &inquiry->run[index] : NULL;
}

double ab_inquiry_value(const struct ab_inquiry *inquiry, int point, int replication, int column)
{
    const struct run *run = find_run(inquiry, point, replication);
    return run != NULL ? values_of(inquiry, (int)(run - inquiry->run))[column] : (double)NAN;
}

uint64_t ab_inquiry_hash(const struct ab_inquiry *inquiry, int point, int replication)
{
    const struct run *run = find_run(inquiry, point, replication);
    return run != NULL ? run->hash : 0;
}

const char *ab_inquiry_reason(const struct ab_inquiry *inquiry, int point, int replication)
{
    const struct run *run = find_run(inquiry, point, replication);
    return run != NULL && run->reason != AB_NOBODY ? inquiry->reason[run->reason] : NULL;
}

struct ab_followed ab_inquiry_followed(const struct ab_inquiry *inquiry, int point, int replication)
{
    const struct run *run = find_run(inquiry, point, replication);
    const ab_time horizon = inquiry->scenario->general.horizon;
    if (run == NULL) {
        return (struct ab_followed){AB_TIME_NEVER, AB_TIME_NEVER, 0, horizon};
    }
    const double *moment = values_of(inquiry, (int)(run - inquiry->run)) + inquiry->options.columns;
    return (struct ab_followed){time_of(moment[AT_REQUEST]), time_of(moment[AT_ORDER]),
                                time_of(moment[AT_END]), horizon};
}

int64_t ab_inquiry_runs(const struct ab_inquiry *inquiry)
{
    return inquiry->asked;
}

int64_t ab_inquiry_there(const struct ab_inquiry *inquiry)
{
    int64_t made = 0;
    for (int i = 0; i < inquiry->runs; i++) {
        made += inquiry->run[i].made;
    }
    return made;
}

bool ab_inquiry_is_kept(const struct ab_inquiry *inquiry)
{
    const char *path;
    bool is_there = false;
    (void)ab_inquiry_damaged_line(inquiry, &path);
    return path != NULL && ab_inquiry_there(inquiry) > 0 &&
           ab_file_look(&is_there, path, NULL) == AB_OK && is_there;
}

int64_t ab_inquiry_failed(const struct ab_inquiry *inquiry)
{
    int64_t failed = 0;
    for (int i = 0; i < inquiry->runs; i++) {
        failed += inquiry->run[i].asked && inquiry->run[i].reason != AB_NOBODY;
    }
    return failed;
}

/* ---- the end ---- */

/* A run in the order of the finished journal. */
struct place {
    int number, replication, run;
};

static int compare_places(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    if (left->number != right->number) {
        return left->number < right->number ? -1 : 1;
    }
    return (left->replication > right->replication) - (left->replication < right->replication);
}

static void write_text(struct ab_writer *writer, struct ab_journal_text *text)
{
    ab_writer_put(writer, text->bytes, text->used);
    text->used = 0;
}

/* Writes what was asked for, point by point. */
static enum ab_status write_runs(struct ab_inquiry *inquiry, struct ab_writer *writer,
                                 const struct place *place, int places, struct ab_errors *errors)
{
    struct ab_journal_text text = {0};
    int next = 0;
    for (int number = 0; number < inquiry->numbers; number++) {
        put_point(inquiry, &text, &inquiry->point[inquiry->id[number]], number);
        for (; next < places && place[next].number == number; next++) {
            put_run(inquiry, &text, place[next].run, number);
        }
        write_text(writer, &text);
    }
    const bool failed = text.failed;
    ab_journal_text_clear(&text);
    if (failed) {
        ab_writer_abandon(writer);
        return ab_errors_out_of_memory(errors);
    }
    return ab_writer_commit(writer, errors);
}

enum ab_status ab_inquiry_finish(struct ab_inquiry *inquiry, struct ab_errors *errors)
{
    assert(inquiry->journal != NULL);
    struct place *place = ab_memory_take((size_t)inquiry->runs, sizeof *place);
    if (place == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    int places = 0;
    for (int i = 0; i < inquiry->runs; i++) {
        const struct run *run = &inquiry->run[i];
        if (run->asked && run->made) {
            place[places++] =
                (struct place){inquiry->point[run->cell.point].number, run->cell.replication, i};
        }
    }
    qsort(place, (size_t)places, sizeof *place, compare_places);
    struct ab_writer *writer = ab_inquiry_journal_rewrite(inquiry->journal, errors);
    const enum ab_status status =
        writer != NULL ? write_runs(inquiry, writer, place, places, errors) : AB_IO_ERROR;
    ab_memory_give(place);
    return status;
}
