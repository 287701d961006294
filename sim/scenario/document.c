/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* document.c - reads a scenario once, and makes scenarios of it: the steps in their order. */
#include "scenario/document.h"

#include "scenario/build.h"
#include "scenario/held.h"
#include "scenario/input.h"
#include "scenario/past.h"
#include "scenario/text.h"

#include <assert.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

enum { LAYERS_ROOM = 1 << 15, SCENARIO_ROOM = 1 << 16, SCRATCH_ROOM = 1 << 15 };

/* A list of faults that nobody uses now: large, and wanted for each binding. NULL: there is none. */
struct spare {
    _Atomic(struct ab_errors *) list;
};

struct ab_document {
    struct ab_arena *arena;
    struct ab_files *files;
    struct ab_layers layers;
    struct spare *spare;
    struct ab_errors *faults; /* of what was read, for those who bind; NULL: none */

    /* What the layers come to by themselves, all of it converted and nothing left out yet. NULL where
     * they have faults; else others are made of it by converting what differs. */
    struct ab_scenario *image;
};

/* ---- faults ---- */

/* Whether a fault tells of a file. */
static bool is_of(const char *path, const char *file)
{
    return strncmp(path, file, sizeof((struct ab_error *)NULL)->file - 1) == 0;
}

/* The place of a file among the layers, the tables behind them, so that faults come in the order of
 * reading. */
static int rank_of(const struct ab_layers *layers, const char *file)
{
    const int sources = layers->sources.count;
    int rank = 0;
    while (rank < sources && !is_of(layers->sources.source[rank].path, file)) {
        rank++;
    }
    while (rank >= sources && rank < sources + layers->tables &&
           !is_of(layers->table[rank - sources], file)) {
        rank++;
    }
    return rank;
}

/* Sorts faults by file and line: the steps find them in another order than a reader of the file
 * wants to mend them. Insertion sort, because it is stable. */
static void sort_faults(struct ab_errors *errors, const struct ab_layers *layers)
{
    const int kept = errors->count < AB_ERRORS_MAX ? errors->count : AB_ERRORS_MAX;
    for (int i = 1; i < kept; i++) {
        const struct ab_error error = errors->error[i];
        const int rank = rank_of(layers, error.file);
        int place = i;
        for (; place > 0; place--) {
            const struct ab_error *before = &errors->error[place - 1];
            const int rank_before = rank_of(layers, before->file);
            if (rank_before < rank || (rank_before == rank && before->line <= error.line)) {
                break;
            }
            errors->error[place] = *before;
        }
        errors->error[place] = error;
    }
}

/* An empty list, the spare one or another; NULL when memory is out. */
static struct ab_errors *take_faults(struct spare *spare)
{
    struct ab_errors *faults = spare != NULL ? atomic_exchange(&spare->list, NULL) : NULL;
    if (faults == NULL) { /* not all of it is touched */
        faults = ab_memory_resize(NULL, 1, sizeof *faults);
    }
    if (faults != NULL) {
        ab_errors_clear(faults);
    }
    return faults;
}

/* Ends the use of a list, which becomes the spare one. */
static void give_faults(struct spare *spare, struct ab_errors *faults)
{
    ab_memory_give(spare != NULL ? atomic_exchange(&spare->list, faults) : faults);
}

/* ---- loading ---- */

static enum ab_status read_layers(struct ab_document *document, const char *path,
                                  const char *const *set, int count, struct ab_errors *errors)
{
    const enum ab_status status = ab_layers_read(&document->layers, document->files, path, set,
                                                 count, document->arena, document->faults);
    if (status == AB_IO_ERROR) {
        sort_faults(document->faults, &document->layers);
        ab_errors_append(errors, document->faults);
        return document->layers.too_large ? AB_BAD_SCENARIO : AB_IO_ERROR;
    }
    if (status == AB_OK) {
        give_faults(document->spare, document->faults);
        document->faults = NULL;
    }
    return AB_OK;
}

/* Makes the image of a document that has one. */
static enum ab_status make_image(struct ab_document *document, struct ab_errors *errors)
{
    struct ab_layers layers; /* whose things the conversion may call doubtful */
    struct ab_build build = {
        .layers = &layers,
        .files = document->files,
        .arena = document->arena,
        .scratch = ab_arena_create(0),
        .errors = take_faults(document->spare),
        .scenario = ab_arena_take(document->arena, sizeof *build.scenario),
    };
    build.failed =
        build.errors == NULL || build.scenario == NULL || build.scratch == NULL ||
        ab_layers_override(&layers, &document->layers, NULL, 0, document->arena, NULL) != AB_OK;
    if (!build.failed) {
        ab_build_convert(&build);
    }
    if (!build.failed && build.errors->count == 0) {
        build.failed = !ab_scenario_table_spans(build.scenario, document->arena) ||
                       !ab_scenario_table_legs(build.scenario, document->arena);
        document->image = build.scenario;
    }
    enum ab_status status = AB_OK;
    if (build.failed && build.errors != NULL && build.errors->count > 0) {
        status = build.errors->status;
        ab_errors_append(errors, build.errors);
    } else if (build.failed) {
        status = ab_errors_out_of_memory(errors);
    }
    give_faults(document->spare, build.errors);
    ab_arena_destroy(build.scratch);
    return status;
}

enum ab_status ab_document_load(struct ab_document **document, const struct ab_reader *reader,
                                const char *path, const char *const *set, int count,
                                struct ab_errors *errors)
{
    struct ab_document *made = ab_memory_take(1, sizeof *made);
    *document = NULL;
    if (made == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    made->arena = ab_arena_create(LAYERS_ROOM);
    made->files = ab_files_create(reader);
    made->spare = ab_memory_take(1, sizeof *made->spare);
    made->faults = take_faults(made->spare);
    enum ab_status status =
        made->arena != NULL && made->files != NULL && made->spare != NULL && made->faults != NULL
            ? read_layers(made, path, set, count, errors)
            : ab_errors_out_of_memory(errors);
    if (status == AB_OK && made->faults == NULL) {
        status = make_image(made, errors);
    }
    if (status == AB_OK) {
        *document = made;
    } else {
        ab_document_destroy(made);
    }
    return status;
}

void ab_document_destroy(struct ab_document *document)
{
    if (document == NULL) {
        return;
    }
    ab_memory_give(document->faults);
    give_faults(document->spare, NULL);
    ab_memory_give(document->spare);
    ab_files_destroy(document->files);
    ab_arena_destroy(document->arena);
    ab_memory_give(document);
}

struct ab_files *ab_document_files(const struct ab_document *document)
{
    return document->files;
}

/* ---- binding ---- */

/* Memory and lists of a binding. */
struct binding {
    struct ab_build build;
    const struct ab_document *document;
    const struct ab_override *override;
    int count;
    bool wants_hash; /* also of what is overridden */
    bool is_drawn;   /* what was not known is among the overrides */
    bool has_past;   /* the overrides hold what is to be said for it to go on from its past, */
    bool has_means;  /* and the means of its inputs, which are: */
    const struct ab_input *input;
    int inputs;
    int first_mean, means; /* those overrides */
};

/* The layers with the overrides on top, in memory of the scenario. */
static enum ab_status override_layers(struct binding *binding)
{
    struct ab_build *build = &binding->build;
    if (binding->document->faults != NULL) {
        ab_errors_append(build->errors, binding->document->faults);
    }
    return ab_layers_override(build->layers, &binding->document->layers, binding->override,
                              binding->count, build->arena, build->errors);
}

/* Whether the values, and what is said of things by the way, are those of the image but for what was
 * changed. */
static bool may_use_image(const struct binding *binding)
{
    return binding->document->image != NULL && binding->build.errors->count == 0 &&
           (binding->count == 0 || !binding->wants_hash) &&
           ab_build_may_convert_changed(binding->build.layers);
}

/* A field that a table is made of. */
struct read_field {
    enum ab_section section;
    size_t offset;
};
static const struct read_field read_by_spans[] = {
    {AB_SECTION_AIRFIELD, offsetof(struct ab_airfield, latitude)},
    {AB_SECTION_AIRFIELD, offsetof(struct ab_airfield, longitude)},
    {AB_SECTION_COUNT, 0},
};
static const struct read_field read_by_legs[] = {
    {AB_SECTION_LEG, offsetof(struct ab_leg, from)},
    {AB_SECTION_LEG, offsetof(struct ab_leg, to)},
    {AB_SECTION_LEG, offsetof(struct ab_leg, both_ways)},
    {AB_SECTION_ROUTE, offsetof(struct ab_itinerary, legs)},
    {AB_SECTION_ROUTE, offsetof(struct ab_itinerary, both_ways)},
    {AB_SECTION_COUNT, 0},
};

/* Whether one of these fields is another. */
static bool alters(const struct ab_layers *layers, const struct read_field *field)
{
    for (; field->section != AB_SECTION_COUNT; field++) {
        const struct ab_key *keys = ab_section_kind(field->section)->key;
        for (int i = 0; i < layers->changes; i++) {
            if (layers->changed[i].section == field->section &&
                keys[layers->changed[i].key].offset == field->offset) {
                return true;
            }
        }
    }
    return false;
}

static void convert(struct binding *binding)
{
    struct ab_build *build = &binding->build;
    const bool has_image = may_use_image(binding);
    if (has_image) {
        ab_build_convert_changed(build, binding->document->image);
    } else {
        ab_build_convert(build);
    }
    if (binding->wants_hash && !build->failed && build->errors->count == 0) {
        build->scenario->hash = ab_build_hash(build);
    }
    if (!build->failed && (!has_image || alters(build->layers, read_by_spans)) &&
        !ab_scenario_table_spans(build->scenario, build->arena)) {
        ab_build_fault_memory(build);
    }
    if (!build->failed && (!has_image || alters(build->layers, read_by_legs)) &&
        !ab_scenario_table_legs(build->scenario, build->arena)) {
        ab_build_fault_memory(build);
    }
}

/* ---- once more ---- */

/* Takes what it needs to be converted again, with more overrides on top; false when memory is out. */
static bool begin_anew(struct binding *binding, const struct ab_override *more, int mores)
{
    struct ab_build *build = &binding->build;
    const size_t count = (size_t)binding->count + (size_t)mores;
    struct ab_override *override = ab_arena_take(build->arena, count * sizeof *override);
    struct ab_layers *layers = ab_arena_take(build->arena, sizeof *layers);
    struct ab_scenario *scenario = ab_arena_take(build->arena, sizeof *scenario);
    if (override == NULL || layers == NULL || scenario == NULL) {
        ab_build_fault_memory(build);
        return false;
    }
    for (int i = 0; i < binding->count; i++) {
        override[i] = binding->override[i];
    }
    for (int i = 0; i < mores; i++) {
        override[binding->count + i] = more[i];
    }
    build->layers = layers;
    build->scenario = scenario;
    memset(build->owns, 0, sizeof build->owns);
    binding->override = override;
    binding->count = (int)count;
    return true;
}

/* ---- what is not known ---- */

/* Says, as overrides on top of the others, that inputs are at their means; false when memory is out. */
static bool take_means(struct binding *binding)
{
    struct ab_build *build = &binding->build;
    const struct ab_scenario *scenario = build->scenario;
    const int statements = ab_inputs_statements(scenario);
    double *mean = ab_arena_take(build->arena, (size_t)scenario->input_count * sizeof *mean);
    struct ab_override *more = ab_arena_take(build->arena, (size_t)statements * sizeof *more);
    for (int i = 0; mean != NULL && i < scenario->input_count; i++) {
        mean[i] = ab_input_mean(&scenario->input[i]);
    }
    if (mean == NULL || more == NULL || !ab_inputs_state(scenario, mean, more, build->arena)) {
        ab_build_fault_memory(build);
        return false;
    }
    binding->has_means = true;
    binding->input = scenario->input;
    binding->inputs = scenario->input_count;
    binding->first_mean = binding->count;
    binding->means = statements;
    return begin_anew(binding, more, statements);
}

/* Lists the inputs, but for those that are known from the past; true when the scenario is to be
 * converted again with their means. That comes before it goes on from a past, which had them. */
static bool list_inputs(struct binding *binding)
{
    struct ab_build *build = &binding->build;
    struct ab_scenario *scenario = build->scenario;
    const bool has_means = scenario->general.deterministic;
    if (binding->has_means) { /* which are the same still, for those who draw them */
        scenario->input = binding->input;
        scenario->input_count = binding->inputs;
        return false;
    }
    if (binding->has_past || ((scenario->past.is_given || binding->is_drawn) && !has_means)) {
        return false;
    }
    ab_build_list_inputs(build);
    return has_means && scenario->input_count > 0 && build->errors->count == 0 && !build->failed;
}

/* Gives the scenario its layers without the means of inputs, which nobody wrote. */
static void keep_written(struct binding *binding)
{
    struct ab_build *build = &binding->build;
    if (!binding->has_means || build->errors->count > 0) {
        build->scenario->layers = build->layers;
        return;
    }
    const int count = binding->count - binding->means;
    struct ab_override *override = ab_arena_take(build->arena, (size_t)count * sizeof *override);
    struct ab_layers *layers = ab_arena_take(build->arena, sizeof *layers);
    build->scenario->layers = layers;
    for (int i = 0; override != NULL && i < count; i++) {
        override[i] = binding->override[i < binding->first_mean ? i : i + binding->means];
    }
    if (override == NULL || layers == NULL ||
        ab_layers_override(layers, &binding->document->layers, override, count, build->arena,
                           build->errors) == AB_IO_ERROR) {
        ab_build_fault_memory(build);
    }
}

/* ---- going on from a past ---- */

static bool begin(struct binding *binding);

/* Converts the scenario that is gone on from, with its means if it has them. */
static void convert_past(struct binding *then) /* NOLINT(misc-no-recursion): twice */
{
    if (override_layers(then) == AB_IO_ERROR) {
        return;
    }
    convert(then);
    if (!then->build.failed && list_inputs(then) && take_means(then)) {
        convert_past(then);
    }
}

/* Compares with the scenario that is gone on from. */
static void compare_with_past(struct ab_past_plan *plan, struct ab_build *build,
                              struct ab_document *document)
{
    struct binding then = {.document = document};
    struct ab_build *past = &then.build;
    assert(document != NULL);
    const bool begun = begin(&then);
    if (begun) {
        convert_past(&then);
    }
    if (!begun || past->failed) {
        ab_build_fault_memory(build);
    } else if (past->errors->count > 0) {
        sort_faults(past->errors, past->layers);
        ab_errors_append(build->errors, past->errors);
    } else if (past->scenario->past.is_given) {
        ab_thing_fault(&build->layers->thing[AB_SECTION_PAST][0], "scenario", build->errors,
                       "goes on from a past itself: that is not followed further");
    } else {
        ab_past_compare(plan, build, past);
    }
    ab_memory_give(past->errors);
    ab_arena_destroy(past->scratch);
    ab_arena_destroy(past->arena);
}

static void plan_from_past(struct ab_past_plan *plan, struct binding *binding)
{
    struct ab_build *build = &binding->build;
    const struct ab_past *past = &build->scenario->past;
    struct ab_document *document = NULL;
    int count;
    char **set = ab_past_assignments(past, build->arena, &count);
    if (set == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    if (ab_document_load(&document, ab_files_reader(build->files), past->scenario,
                         (const char *const *)set, count, build->errors) == AB_OK) {
        compare_with_past(plan, build, document);
    }
    ab_document_destroy(document);
}

/* Says, as overrides on top of the others, what is to be said for the scenario to go on from its past;
 * and converts it again. False when there are faults. */
static bool go_on_from_past(struct binding *binding)
{
    struct ab_build *build = &binding->build;
    struct ab_past_plan plan = {0};
    ab_past_audit(build);
    if (build->errors->count == 0) {
        plan_from_past(&plan, binding);
    }
    if (build->errors->count > 0) {
        return false;
    }
    if (!begin_anew(binding, plan.override, plan.count)) {
        return false;
    }
    binding->has_past = true;
    return true;
}

static bool goes_on(const struct binding *binding)
{
    const struct ab_past *past = &binding->build.scenario->past;
    return !binding->has_past && binding->build.errors->count == 0 &&
           (past->is_given || past->scenario[0] != '\0');
}

/* ---- the steps ---- */

/* The steps. Every step runs in spite of faults of the steps before it, so that all are found in
 * one pass; only what could not be read at all keeps the later ones from judging. */
static void build_scenario(struct binding *binding) /* NOLINT(misc-no-recursion): twice */
{
    struct ab_build *build = &binding->build;
    if (override_layers(binding) == AB_IO_ERROR) {
        return;
    }
    convert(binding);
    if (build->failed) {
        return;
    }
    if (!build->layers->incomplete && list_inputs(binding)) {
        if (take_means(binding)) {
            build_scenario(binding);
        }
        return;
    }
    if (goes_on(binding)) {
        if (go_on_from_past(binding)) {
            build_scenario(binding);
        }
        return;
    }
    if (!build->layers->incomplete) {
        ab_build_forget_inputs(build);
        ab_build_audit_strays(build);
        ab_build_list_changes(build);
        ab_build_remove_inactive(build);
        ab_build_join_at_start(build);
        if (build->failed) {
            return;
        }
        ab_build_resolve_changes(build);
        ab_build_audit(build);
        ab_build_audit_journeys(build);
        ab_build_audit_ways(build);
        ab_build_audit_carriage(build);
        ab_build_audit_evacuations(build);
        ab_build_audit_beginning(build);
        if (build->failed) {
            return;
        }
    }
    if (build->notes != NULL && build->errors->count == 0) {
        ab_build_note(build, build->notes);
        sort_faults(build->notes, build->layers);
    }
    if (build->scenario->general.deterministic) {
        ab_build_make_deterministic(build);
    }
}

/* Takes what a build works on; false when memory is out. */
static bool begin(struct binding *binding)
{
    struct ab_build *build = &binding->build;
    build->files = binding->document->files;
    build->errors = take_faults(binding->document->spare);
    build->arena = ab_arena_create(SCENARIO_ROOM);
    build->scratch = ab_arena_create(SCRATCH_ROOM);
    if (build->arena != NULL) {
        build->layers = ab_arena_take(build->arena, sizeof *build->layers);
        build->scenario = ab_arena_take(build->arena, sizeof *build->scenario);
    }
    build->failed = build->errors == NULL || build->layers == NULL || build->scenario == NULL ||
                    build->scratch == NULL;
    return !build->failed;
}

static enum ab_status bind(struct ab_scenario **scenario, struct binding *binding,
                           struct ab_errors *errors)
{
    struct ab_build *build = &binding->build;
    enum ab_status status = AB_OK;
    *scenario = NULL;
    if (!begin(binding)) {
        status = ab_errors_out_of_memory(errors);
    } else {
        build_scenario(binding);
        keep_written(binding);
        status = build->errors->status;
        sort_faults(build->errors, build->layers);
        ab_errors_append(errors, build->errors);
    }
    give_faults(binding->document->spare, build->errors);
    ab_arena_destroy(build->scratch);
    if (status != AB_OK) {
        ab_arena_destroy(build->arena);
        return status;
    }
    build->scenario->memory = build->arena;
    *scenario = build->scenario;
    return AB_OK;
}

size_t ab_document_bytes(const struct ab_document *document)
{
    return document != NULL ? ab_arena_bytes(document->arena) + ab_files_bytes(document->files) : 0;
}

size_t ab_scenario_bytes(const struct ab_scenario *scenario)
{
    return ab_arena_bytes(scenario->memory) + ab_document_bytes(scenario->document);
}

enum ab_status ab_document_bind(struct ab_scenario **scenario, const struct ab_document *document,
                                const struct ab_override *override, int count,
                                struct ab_errors *errors)
{
    struct binding binding = {
        .document = document, .override = override, .count = count, .wants_hash = count == 0};
    return bind(scenario, &binding, errors);
}

enum ab_status ab_document_bind_drawn(struct ab_scenario **scenario,
                                      const struct ab_document *document,
                                      const struct ab_override *override, int count,
                                      struct ab_errors *errors)
{
    struct binding binding = {
        .document = document, .override = override, .count = count, .is_drawn = true};
    return bind(scenario, &binding, errors);
}

enum ab_status ab_document_examine(struct ab_scenario **scenario,
                                   const struct ab_document *document,
                                   const struct ab_override *override, int count,
                                   struct ab_errors *notes, struct ab_errors *errors)
{
    struct binding binding = {
        .document = document, .override = override, .count = count, .build = {.notes = notes}};
    return bind(scenario, &binding, errors);
}

enum ab_status ab_document_hash(uint64_t *hash, const struct ab_document *document,
                                const struct ab_override *override, int count,
                                struct ab_errors *errors)
{
    struct ab_scenario *scenario;
    struct binding binding = {
        .document = document, .override = override, .count = count, .wants_hash = true};
    const enum ab_status status = bind(&scenario, &binding, errors);
    *hash = scenario != NULL ? scenario->hash : 0;
    ab_scenario_destroy(scenario);
    return status;
}

/* ---- one scenario alone ---- */

/* Binds a document that nobody else has and gives it to the scenario. */
enum ab_status ab_scenario_load(struct ab_scenario **scenario, const char *path,
                                const char *const *assignments, int assignment_count,
                                struct ab_errors *errors)
{
    struct binding binding = {.wants_hash = true};
    struct ab_document *document;
    *scenario = NULL;
    enum ab_status status =
        ab_document_load(&document, NULL, path, assignments, assignment_count, errors);
    if (status == AB_OK) {
        binding.document = document;
        status = bind(scenario, &binding, errors);
    }
    if (status == AB_OK) {
        (*scenario)->document = document;
    } else {
        ab_document_destroy(document);
    }
    return status;
}

void ab_scenario_destroy(struct ab_scenario *scenario)
{
    if (scenario != NULL) {
        struct ab_document *document = scenario->document;
        ab_arena_destroy(scenario->memory);
        ab_document_destroy(document);
    }
}

enum ab_status ab_document_show(FILE *stream, const struct ab_document *document,
                                const struct ab_override *override, int count, const char *section,
                                struct ab_errors *errors)
{
    struct ab_scenario *scenario;
    struct binding binding = {
        .document = document, .override = override, .count = count, .wants_hash = true};
    enum ab_status status = bind(&scenario, &binding, errors);
    if (status == AB_OK) {
        status = ab_layers_show(stream, scenario->layers, section, scenario->hash, errors);
    }
    ab_scenario_destroy(scenario);
    return status;
}

enum ab_status ab_document_value(char **value, const struct ab_document *document,
                                 const struct ab_override *override, int count, const char *key,
                                 struct ab_errors *errors)
{
    struct ab_scenario *scenario;
    struct binding binding = {.document = document, .override = override, .count = count};
    *value = NULL;
    enum ab_status status = bind(&scenario, &binding, errors);
    if (status == AB_OK) { /* whose memory holds the layers */
        status = ab_layers_value(value, binding.build.layers, key, binding.build.arena, errors);
    }
    ab_scenario_destroy(scenario);
    return status;
}

enum ab_status ab_scenario_show(FILE *stream, const char *path, const char *const *assignments,
                                int assignment_count, const char *section, struct ab_errors *errors)
{
    struct ab_document *document;
    enum ab_status status =
        ab_document_load(&document, NULL, path, assignments, assignment_count, errors);
    if (document != NULL) {
        status = ab_document_show(stream, document, NULL, 0, section, errors);
    }
    ab_document_destroy(document);
    return status;
}

/* ---- trying values ---- */

/* The row of the table of keys for SECTION.KEY or SECTION.ID.KEY with the kind it belongs to; NULL
 * when the document has no such thing or it is not judged. */
static const struct ab_key *find_key(const struct ab_document *document, const char *name,
                                     const struct ab_section_kind **kind)
{
    struct ab_key_path path;
    if (!ab_key_path(name, &path) || path.key < 0 ||
        ab_layers_find(&document->layers, path.section, path.id) < 0) {
        return NULL;
    }
    *kind = ab_section_kind(path.section);
    const struct ab_key *key = &(*kind)->key[path.key];
    return ab_value_row(key)->depends ? NULL : key;
}

/* Tries the conversion into a thing that nobody keeps. */
static bool try_value(struct ab_conversion *conversion, const struct ab_section_kind *kind,
                      const struct ab_key *key, const char *value)
{
    void *thing = ab_conversion_take(conversion, kind->size);
    const char *text = ab_value_copy(conversion->arena, value);
    if (thing == NULL || text == NULL) {
        return ab_complain_of_memory(&conversion->complaint);
    }
    const char *unwritable = ab_value_unwritable(text);
    if (unwritable != NULL) {
        return ab_complain(&conversion->complaint, "%s", unwritable);
    }
    return ab_value_is_none(key, text) || ab_value_convert(conversion, key, text, thing);
}

bool ab_document_accepts(const struct ab_document *document, ab_time start, const char *key,
                         const char *value, struct ab_complaint *complaint)
{
    const struct ab_section_kind *kind;
    const struct ab_key *row = find_key(document, key, &kind);
    ab_complaint_clear(complaint);
    if (row == NULL) {
        return true;
    }
    struct ab_arena *arena = ab_arena_create(0);
    if (arena == NULL) {
        return ab_complain_of_memory(complaint);
    }
    struct ab_conversion conversion = {.layers = &document->layers,
                                       .arena = arena,
                                       .files = document->files,
                                       .start = start,
                                       .folder = ""};
    ab_complaint_clear(&conversion.complaint);
    const bool accepted = try_value(&conversion, kind, row, value);
    *complaint = conversion.complaint;
    ab_arena_destroy(arena);
    return accepted;
}
