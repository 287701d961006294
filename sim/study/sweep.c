/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.c - what a sweep is: its points, and the measures that there are over all of them. */
#include "study/sweep.h"

#include "base/caseless.h"
#include "base/fold.h"
#include "base/path.h"
#include "engine/simulation.h"
#include "scenario/input.h"
#include "scenario/layers.h"
#include "scenario/text.h"
#include "scenario/value.h"
#include "study/cases.h"
#include "study/until.h"

#include "base/version.h"
#include <stdio.h>
#include <string.h>

enum { ARENA_ROOM = 1 << 14, SHAPES_MAX = 1024 };

/* ---- points ---- */

/* What holds at a point: at all of them, then what the design varies. NULL when memory is out. */
static struct ab_override *take_overrides(struct ab_arena *arena,
                                          const struct ab_experiment_request *request,
                                          int64_t number, int *count)
{
    const struct ab_design *design = request->design;
    const int keys = ab_design_keys(design);
    struct ab_override *all =
        ab_arena_take(arena, (size_t)(request->overrides + keys) * sizeof *all);
    *count = 0;
    for (int i = 0; all != NULL && i < request->overrides; i++) {
        all[(*count)++] = request->override[i];
    }
    for (int i = 0; all != NULL && i < keys; i++) {
        char text[AB_AXIS_TEXT_SIZE];
        const char *value = ab_design_value(design, number, i, text);
        if (value[0] == '\0' || ab_design_is_label(design, i)) {
            continue;
        }
        const char *copy = ab_arena_copy_text(arena, value);
        if (copy == NULL) {
            return NULL;
        }
        all[(*count)++] = (struct ab_override){.key = ab_design_key(design, i), .value = copy};
    }
    return all;
}

typedef enum ab_status use_of_point(void *result, const struct ab_document *document,
                                    const struct ab_override *override, int count,
                                    struct ab_errors *errors);

/* Does something with the document and what is varied at a point. */
static enum ab_status use_point(use_of_point *use, void *result, const struct ab_experiment *sweep,
                                int64_t number, struct ab_errors *errors)
{
    int count;
    struct ab_arena *arena = ab_arena_create(0);
    const struct ab_override *override =
        arena != NULL ? take_overrides(arena, &sweep->request, number, &count) : NULL;
    const enum ab_status status =
        override != NULL ? use(result, sweep->request.document, override, count, errors)
                         : ab_errors_out_of_memory(errors);
    ab_arena_destroy(arena);
    return status;
}

static enum ab_status bind_point(void *scenario, const struct ab_document *document,
                                 const struct ab_override *override, int count,
                                 struct ab_errors *errors)
{
    return ab_document_bind(scenario, document, override, count, errors);
}

static enum ab_status hash_point(void *hash, const struct ab_document *document,
                                 const struct ab_override *override, int count,
                                 struct ab_errors *errors)
{
    return ab_document_hash(hash, document, override, count, errors);
}

/* Makes the scenario of a point. */
static enum ab_status bind_scenario(struct ab_scenario **scenario,
                                    const struct ab_experiment *sweep, int64_t number,
                                    struct ab_errors *errors)
{
    *scenario = NULL;
    return use_point(bind_point, scenario, sweep, number, errors);
}

/* The column of a measure. *next is where to look first, and the column behind: most measures come in
 * the order of columns. */
static int find_column(const struct ab_journal_head *head, const char *name, int *next)
{
    for (int tried = 0; tried < head->measures; tried++) {
        const int column = (*next + tried) % head->measures;
        if (strcmp(head->measure[column], name) == 0) {
            *next = column + 1;
            return column;
        }
    }
    return AB_NOBODY;
}

/* Finds the columns of a point's measures. */
static bool take_columns(struct ab_point *point, const struct ab_journal_head *head)
{
    const int measures = ab_measure_count(point->scenario);
    point->column = ab_memory_take((size_t)measures, sizeof *point->column);
    point->measured = ab_memory_take((size_t)measures, sizeof *point->measured);
    if (point->column == NULL || point->measured == NULL) {
        return false;
    }
    for (int i = 0, next = 0; i < measures; i++) {
        char buffer[128];
        const char *name = ab_measure_name(point->scenario, i, buffer, sizeof buffer);
        point->column[i] = find_column(head, name, &next);
    }
    return true;
}

enum ab_status ab_point_bind(struct ab_point *point, const struct ab_document *document,
                             const struct ab_override *override, int count)
{
    struct ab_errors *errors = ab_memory_take(1, sizeof *errors);
    if (errors == NULL) {
        return AB_IO_ERROR;
    }
    const enum ab_status status = ab_document_bind(&point->own, document, override, count, errors);
    if (status == AB_BAD_SCENARIO) {
        ab_point_refuse(point, errors);
    }
    ab_memory_give(errors);
    point->scenario = point->own;
    if (status != AB_OK) {
        return status == AB_IO_ERROR ? AB_IO_ERROR : AB_OK;
    }
    point->run = ab_run_create(point->scenario);
    return point->run != NULL ? AB_OK : AB_IO_ERROR;
}

static enum ab_status load_point(void *point, const struct ab_document *document,
                                 const struct ab_override *override, int count,
                                 struct ab_errors *errors)
{
    (void)errors;
    return ab_point_bind(point, document, override, count);
}

enum ab_status ab_experiment_load(void *owner, struct ab_point *point, int64_t number)
{
    const struct ab_experiment *sweep = owner;
    ab_point_clear(point);
    point->number = number;
    const enum ab_status status = use_point(load_point, point, sweep, number, NULL);
    if (status != AB_OK || point->run == NULL) {
        return status;
    }
    return take_columns(point, &sweep->head) ? AB_OK : AB_IO_ERROR;
}

/* What of a point's scenario is to be drawn, and for whom. */
struct drawing {
    struct ab_point *point;
    uint64_t seed;
    uint32_t replication;
};

static enum ab_status bind_drawn(void *drawing, const struct ab_document *document,
                                 const struct ab_override *override, int count,
                                 struct ab_errors *errors)
{
    const struct drawing *as = drawing;
    return ab_inputs_bind(&as->point->drawn, document, as->point->scenario, override, count,
                          as->seed, as->replication, errors);
}

/* Draws the inputs of a design point that is loaded, see executor.h. */
static enum ab_status draw_point(void *owner, struct ab_point *point, uint64_t seed,
                                 int replication)
{
    const struct ab_experiment *sweep = owner;
    struct drawing drawing = {point, seed, (uint32_t)replication};
    struct ab_errors *errors = ab_memory_take(1, sizeof *errors);
    if (errors == NULL) {
        return AB_IO_ERROR;
    }
    const enum ab_status status = use_point(bind_drawn, &drawing, sweep, point->number, errors);
    if (status == AB_BAD_SCENARIO) {
        ab_point_refuse(point, errors);
    }
    ab_memory_give(errors);
    return status;
}

/* ---- measures over all points ---- */

/* Adds the measures of a scenario that are not there yet; false when memory is out. */
static bool add_measures(struct ab_experiment *sweep, const struct ab_scenario *scenario)
{
    struct ab_journal_head *head = &sweep->head;
    const int measures = ab_measure_count(scenario);
    const size_t room = (size_t)head->measures + (size_t)measures;
    const char **measure = ab_arena_take(sweep->arena, room * sizeof *measure);
    const char **unit = ab_arena_take(sweep->arena, room * sizeof *unit);
    if (measure == NULL || unit == NULL) {
        return false;
    }
    for (int i = 0; i < head->measures; i++) {
        measure[i] = head->measure[i];
        unit[i] = head->unit[i];
    }
    head->measure = measure;
    head->unit = unit;
    for (int i = 0, next = 0; i < measures; i++) {
        char buffer[128];
        const char *name = ab_measure_name(scenario, i, buffer, sizeof buffer);
        if (find_column(head, name, &next) != AB_NOBODY) {
            continue;
        }
        measure[head->measures] = ab_arena_copy_text(sweep->arena, name);
        unit[head->measures] = ab_arena_copy_text(sweep->arena, ab_measure_unit(scenario, i));
        if (measure[head->measures] == NULL || unit[head->measures] == NULL) {
            return false;
        }
        head->measures++;
    }
    return true;
}

/* Whether a key says if a thing is there. */
static bool switches(const char *key)
{
    static const char end[] = ".active";
    const size_t length = strlen(key), behind = strlen(end);
    return length >= behind && strcmp(key + length - behind, end) == 0;
}

/* What decides which things a point's scenario has, and so which measures: what is active, and
 * which keys a case leaves alone. One number for it; the same one for all points of most
 * designs. */
static uint64_t shape_of(const struct ab_design *design, int64_t number)
{
    uint64_t shape = AB_FOLD_START;
    for (int i = 0; i < ab_design_keys(design); i++) {
        char text[AB_AXIS_TEXT_SIZE];
        const char *value = ab_design_value(design, number, i, text);
        const bool is_switch = switches(ab_design_key(design, i));
        shape = ab_fold_text(shape, is_switch ? value : value[0] == '\0' ? "" : "*");
    }
    return shape;
}

static bool may_change_shape(const struct ab_experiment_request *request)
{
    for (int i = 0; i < ab_design_keys(request->design); i++) {
        if (switches(ab_design_key(request->design, i))) {
            return true;
        }
    }
    return ab_design_has_cases(request->design);
}

/* Adds the measures of one point of every shape. A point whose scenario is at fault has none; its
 * runs will say so. */
static bool add_other_shapes(struct ab_experiment *sweep, struct ab_errors *scratch)
{
    const struct ab_design *design = sweep->request.design;
    uint64_t seen[SHAPES_MAX] = {shape_of(design, 0)};
    int shapes = 1;
    for (int64_t point = 1; point < ab_design_points(design) && shapes < SHAPES_MAX; point++) {
        const uint64_t shape = shape_of(design, point);
        int i = 0;
        while (i < shapes && seen[i] != shape) {
            i++;
        }
        if (i < shapes) {
            continue;
        }
        seen[shapes++] = shape;
        struct ab_scenario *scenario;
        ab_errors_clear(scratch);
        const enum ab_status status = bind_scenario(&scenario, sweep, point, scratch);
        const bool added = status != AB_OK || add_measures(sweep, scenario);
        ab_scenario_destroy(scenario);
        if (status == AB_IO_ERROR || !added) {
            return false;
        }
    }
    return true;
}

/* ---- the sweep ---- */

static enum ab_status fill_head(struct ab_experiment *sweep, struct ab_errors *errors)
{
    const struct ab_experiment_request *request = &sweep->request;
    struct ab_journal_head *head = &sweep->head;
    head->version = AB_VERSION;
    head->sources = ab_version_sources();
    head->kind = AB_PLAN_SWEEP;
    head->before = request->only > 0 ? request->only - 1 : 0;
    head->seed = request->seed;
    head->drawn = request->drawn;
    head->design = ab_design_hash(request->design);
    head->points = ab_design_points(request->design);
    head->replications = request->replications;
    if (request->replications < 1 || head->points > AB_SWEEP_RUNS_MAX / request->replications) {
        return ab_errors_refuse(errors,
                                "%lld points of %lld replications are more than the %d runs that a "
                                "sweep may have",
                                (long long)head->points, (long long)request->replications,
                                AB_SWEEP_RUNS_MAX);
    }
    head->last = ab_journal_runs(head);
    char name[AB_PATH_NAME_SIZE];
    ab_path_scenario_name(request->path, name);
    head->name = ab_arena_copy_text(sweep->arena, name);
    head->keys = ab_design_keys(request->design);
    head->key = ab_arena_take(sweep->arena, (size_t)head->keys * sizeof *head->key);
    head->key_unit = ab_arena_take(sweep->arena, (size_t)head->keys * sizeof *head->key_unit);
    head->key_kind = ab_arena_take(sweep->arena, (size_t)head->keys * sizeof *head->key_kind);
    if (head->name == NULL || head->key == NULL || head->key_unit == NULL ||
        head->key_kind == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < head->keys; i++) {
        head->key[i] = ab_design_column(request->design, i);
        head->key_unit[i] = ab_design_unit(request->design, i);
        head->key_kind[i] = ab_design_kind(request->design, i);
    }
    return AB_OK;
}

/* Reads what ends each point: a rule about measures, of whatever points have them. */
static enum ab_status take_rule(struct ab_experiment *sweep, struct ab_errors *errors)
{
    const struct ab_experiment_request *request = &sweep->request;
    struct ab_journal_head *head = &sweep->head;
    const size_t count = (size_t)request->precisions;
    struct ab_precision *precision = ab_arena_take(sweep->arena, count * sizeof *precision);
    if (precision == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    sweep->rule = (struct ab_study_options){.replications = (int)request->replications,
                                            .until = precision,
                                            .precisions = request->precisions,
                                            .least = (int)request->least};
    if (request->precisions == 0) {
        return AB_OK;
    }
    head->rule =
        ab_fold_pair(AB_FOLD_START, (uint64_t)request->replications, (uint64_t)request->least);
    for (int i = 0; i < request->precisions; i++) {
        const enum ab_status status = ab_precision_parse_among(
            &precision[i], head->measure, head->measures, request->until[i], errors);
        if (status != AB_OK) {
            return status;
        }
        uint64_t half;
        memcpy(&half, &precision[i].half, sizeof half);
        head->rule = ab_fold_text(head->rule, head->measure[precision[i].measure]);
        head->rule = ab_fold_pair(head->rule, half, precision[i].of_mean);
    }
    return ab_study_check(&sweep->rule, errors);
}

/* Where the first point has a fault of an assignment: in a table of cases or, without a file,
 * somewhere else. What is missing in a thing is the doing of a key that names it. */
static struct ab_design_place place_of(const struct ab_design *design, const struct ab_error *error)
{
    char name[sizeof error->section + sizeof error->key + 2];
    (void)snprintf(name, sizeof name, "%s.%s", error->section, error->key);
    for (int i = 0; i < ab_design_keys(design); i++) {
        if (ab_caseless_equal(ab_design_key(design, i), name)) {
            return ab_design_place(design, i, 0);
        }
    }
    (void)snprintf(name, sizeof name, "%s.", error->section);
    for (int i = 0; i < ab_design_keys(design) && error->section[0] != '\0'; i++) {
        if (ab_caseless_begins(ab_design_key(design, i), name)) {
            return ab_design_place(design, i, -1);
        }
    }
    return (struct ab_design_place){0};
}

/* What the first point is, as far as it has room. */
static void describe_first(const struct ab_design *design, char *text, size_t size)
{
    size_t length = 0;
    text[0] = '\0';
    for (int i = 0; i < ab_design_keys(design) && length < size; i++) {
        char value[AB_AXIS_TEXT_SIZE];
        const int wrote = snprintf(text + length, size - length, "%s%s=%s", i > 0 ? "; " : "",
                                   ab_design_key(design, i), ab_design_value(design, 0, i, value));
        length += wrote > 0 ? (size_t)wrote : size;
    }
    if (length >= size) {
        (void)snprintf(text + size - sizeof "...", sizeof "...", "...");
    }
}

/* A fault that stands in a file is one under the values of the point. */
static void add_fault_of_first(const struct ab_design *design, const struct ab_error *error,
                               enum ab_status status, struct ab_errors *errors)
{
    const bool is_set = strcmp(error->file, AB_ORIGIN_SET) == 0;
    const int first = errors->count;
    const bool in_file = !is_set && status == AB_BAD_SCENARIO;
    char point[400] = "";
    if (in_file) {
        describe_first(design, point, sizeof point);
    }
    (void)ab_errors_add(errors, status, is_set ? "point 1" : error->file, error->line,
                        error->section, error->key, "%s%s%s", error->text,
                        in_file ? ", at point 1: " : "", point);
    const struct ab_design_place place = place_of(design, error);
    if (is_set && place.file != NULL) {
        ab_cases_tell_place(errors, first, place.file, place.line, place.column);
    }
}

/* Makes the scenario of the first point. What is at fault there is the design's doing: the scenario by itself was
 * good. */
static enum ab_status bind_first(struct ab_scenario **first, const struct ab_experiment *sweep,
                                 struct ab_errors *errors)
{
    *first = NULL;
    struct ab_errors *found = ab_memory_take(1, sizeof *found);
    if (found == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    const enum ab_status status = bind_scenario(first, sweep, 0, found);
    const int kept = found->count < AB_ERRORS_MAX ? found->count : AB_ERRORS_MAX;
    for (int i = 0; i < kept; i++) {
        add_fault_of_first(sweep->request.design, &found->error[i], status, errors);
    }
    if (ab_errors_have_ended(found)) {
        (void)ab_errors_end(errors);
    }
    ab_memory_give(found);
    return status;
}

/* Looks at the scenario by itself and at the first point; takes hash and measures from them. */
static enum ab_status look_at_scenario(struct ab_experiment *sweep, struct ab_errors *errors)
{
    const struct ab_experiment_request *request = &sweep->request;
    struct ab_scenario *base = NULL, *first = NULL;
    uint64_t hash = 0;
    enum ab_status status =
        ab_document_bind(&base, request->document, request->override, request->overrides, errors);
    if (status == AB_OK && request->overrides > 0) { /* which leave it out, see document.h */
        status = ab_document_hash(&base->hash, request->document, request->override,
                                  request->overrides, errors);
    }
    if (status == AB_OK) {
        status = ab_design_check(request->design, request->document, base->general.start, errors);
    }
    if (status == AB_OK) {
        status = bind_first(&first, sweep, errors);
    }
    if (status == AB_OK) {
        status = use_point(hash_point, &hash, sweep, 0, errors);
    }
    if (status == AB_OK) {
        sweep->head.scenario = ab_fold_pair(0, base->hash, hash);
        status = add_measures(sweep, first) ? AB_OK : ab_errors_out_of_memory(errors);
    }
    ab_scenario_destroy(first);
    ab_scenario_destroy(base);
    return status;
}

/* Adds to the scenario's hash what a value's file of samples holds: by its name the design would
 * be the same whatever is in it. A value that does not go by itself with the scenario adds nothing. */
static enum ab_status fold_samples(struct ab_experiment *sweep, const char *key, const char *value,
                                   struct ab_errors *errors)
{
    const struct ab_experiment_request *request = &sweep->request;
    const size_t count = (size_t)request->overrides + 1;
    struct ab_override *override = ab_memory_take(count, sizeof *override);
    if (override == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < request->overrides; i++) {
        override[i] = request->override[i];
    }
    override[count - 1] = (struct ab_override){.key = key, .value = value};
    const int before = errors->count;
    uint64_t hash = 0;
    enum ab_status status =
        ab_document_hash(&hash, request->document, override, (int)count, errors);
    if (status == AB_BAD_SCENARIO) {
        ab_errors_take_back(errors, before);
        status = AB_OK;
    }
    sweep->head.scenario = ab_fold_pair(sweep->head.scenario, 0, hash);
    ab_memory_give(override);
    return status;
}

/* Does so for all values that name a file. */
static enum ab_status fold_files(struct ab_experiment *sweep, struct ab_errors *errors)
{
    const struct ab_design *design = sweep->request.design;
    enum ab_status status = AB_OK;
    for (int key = 0; key < ab_design_keys(design); key++) {
        for (int64_t i = 0; status == AB_OK && i < ab_design_key_values(design, key); i++) {
            char text[AB_AXIS_TEXT_SIZE];
            size_t start, length;
            const char *value = ab_design_key_value(design, key, i, text);
            if (ab_value_file_name(value, 0, &start, &length)) {
                status = fold_samples(sweep, ab_design_key(design, key), value, errors);
            }
        }
    }
    return status;
}

enum ab_status ab_experiment_prepare(struct ab_experiment *sweep,
                                     const struct ab_experiment_request *request,
                                     struct ab_errors *errors)
{
    *sweep = (struct ab_experiment){.request = *request, .arena = ab_arena_create(ARENA_ROOM)};
    enum ab_status status =
        sweep->arena != NULL ? fill_head(sweep, errors) : ab_errors_out_of_memory(errors);
    if (status == AB_OK) {
        status = look_at_scenario(sweep, errors);
    }
    if (status == AB_OK) {
        status = fold_files(sweep, errors);
    }
    if (status == AB_OK && may_change_shape(request)) {
        struct ab_errors *scratch = ab_memory_take(1, sizeof *scratch);
        if (scratch == NULL || !add_other_shapes(sweep, scratch)) {
            status = ab_errors_out_of_memory(errors);
        }
        ab_memory_give(scratch);
    }
    if (status != AB_OK) {
        return status;
    }
    sweep->head.columns = ab_journal_hash_columns(&sweep->head);
    return take_rule(sweep, errors);
}

void ab_experiment_clear(struct ab_experiment *sweep)
{
    ab_arena_destroy(sweep->arena);
    *sweep = (struct ab_experiment){0};
}

/* What is told of the runs, to whom. */
struct teller {
    struct ab_experiment *sweep;
    int64_t failed;
    int made; /* runs of the point at hand */
    struct ab_until until;
};

/* Counts the runs that failed, and looks at what ends the point. */
static int take_run(void *owner, const struct ab_replication *replication)
{
    struct teller *teller = owner;
    const struct ab_study_options *rule = &teller->sweep->rule;
    teller->failed += !replication->outcome.complete;
    teller->made = replication->number;
    for (int i = 0; i < rule->precisions; i++) {
        const double value = replication->measure[rule->until[i].measure];
        ab_until_look(&teller->until, 0, i, value, value);
    }
    return ab_until_wanted(&teller->until, teller->made);
}

static int count_needed(void *owner)
{
    const struct teller *teller = owner;
    return teller->until.reached ? teller->made : teller->until.look;
}

static bool end_point(void *owner, int64_t point)
{
    struct teller *teller = owner;
    struct ab_experiment *sweep = teller->sweep;
    const bool reached = teller->until.reached;
    if (!reached && sweep->short_points++ == 0) {
        sweep->first_short = point;
    }
    ab_until_restart(&teller->until);
    teller->made = 0;
    return reached;
}

enum ab_status ab_experiment_run(struct ab_experiment *sweep, struct ab_ledger *ledger,
                                 const struct ab_study_options *options, int64_t *failed,
                                 struct ab_errors *errors)
{
    struct teller teller = {.sweep = sweep};
    const struct ab_plan plan = {.head = &sweep->head,
                                 .load = ab_experiment_load,
                                 .draw = draw_point,
                                 .draws = sweep->head.drawn,
                                 .loader = sweep,
                                 .design = sweep->request.design,
                                 .owner = &teller,
                                 .take = take_run,
                                 .needed = count_needed,
                                 .end = end_point};
    int threads;
    *failed = sweep->short_points = 0;
    if (!ab_until_init(&teller.until, &sweep->rule, 1)) {
        return ab_errors_out_of_memory(errors);
    }
    const enum ab_status status = ab_plan_execute(&plan, options, ledger, &threads, errors);
    ab_until_clear(&teller.until);
    *failed = teller.failed;
    return status;
}
