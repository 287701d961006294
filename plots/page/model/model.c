/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* model.c - the simulator as WebAssembly: what a page, or any other program that has no more than
 * bytes to give, calls. `make wasm` builds it; model.js calls it.
 *
 * A model gets the files of a scenario by name, loads it, and binds it again with other values, as
 * often as wanted; each value goes through the parser and the audit that --set goes through, and is
 * refused in the same words. Replications are made a few at a time, so that whoever calls can show
 * how far it is and turn to something else:
 *
 *     model = model_new();
 *     model_add_file(model, "plan.ini", bytes, size);        (and what it is based on, its tables)
 *     if (model_load(model, "plan.ini", NULL, 0) != 0)
 *         ... model_faults(model) ...
 *     if (model_begin(model, "fleet.pool.number=6", 1, 1000, -1, 1) == 0)
 *         while (model_step(model, 10) < 1000)
 *             ... model_tell(model) ...
 *
 * Of every replication the base is made, and what was changed, with the same luck: once with the
 * inputs that are not known ([uncertain.ID]) at their base values, which is luck alone, and once with
 * these drawn. What the base came to is kept until another scenario or seed is asked for.
 *
 * Texts that are returned are the model's, until it is asked for the next; NULL: memory is out. */
#include "base/fold.h"
#include "base/memory.h"
#include "output/json.h"
#include "scenario/input.h"
#include "scenario/keys.h"
#include "study/compare.h"

#include <errno.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the module exports. */
#ifdef __wasm__
#define EXPORT(name) __attribute__((export_name(#name))) name
#else
#define EXPORT(name) name
#endif

enum { REPLICATIONS_MAX = 100000, NAME_SIZE = 128 };

struct model_file {
    struct model_file *next;
    char *name, *bytes;
    size_t size;
};

/* A scenario in one of its bands: its inputs at their base values, or drawn. */
enum { LUCK, DRAWN, BANDS };
struct band {
    double *value; /* [replications][measures] */
    struct ab_run_outcome *outcome;
    char refused[AB_REASON_SIZE]; /* why the first draw did that made no scenario */
};

/* The base, or what was changed. */
struct side {
    struct ab_scenario *scenario; /* NULL: there is none */
    struct ab_run *run;
    struct ab_override *override; /* [overrides], in `text` */
    char *text;
    int overrides, measures;
    int made, room; /* replications that there are, and that there is memory for */
    struct band band[BANDS];
};

struct model {
    struct model_file *file;
    struct ab_document *document;
    struct ab_errors errors;
    struct side base, variant;
    uint64_t seed;
    int wanted;
    bool draws;
    double *scratch; /* [wanted] */
    char *text;      /* what was told last */
};

struct model *model_new(void);
void *model_take(size_t size);
void model_give(void *memory);
int model_add_file(struct model *model, char *name, char *bytes, size_t size);
int model_load(struct model *model, const char *name, const char *set, int count);
int model_begin(struct model *model, const char *set, int count, int replications, double seed,
                int draws);
int model_step(struct model *model, int count);
const char *model_faults(struct model *model);
const char *model_show(struct model *model);
const char *model_keys(struct model *model);
const char *model_about(struct model *model);
const char *model_tell(struct model *model);
const char *model_state(struct model *model, int input, double value);

/* ---- memory and files ---- */

void *EXPORT(model_take)(size_t size)
{
    return ab_memory_take(size, 1);
}

void EXPORT(model_give)(void *memory)
{
    ab_memory_give(memory);
}

struct model *EXPORT(model_new)(void)
{
    (void)gsl_set_error_handler_off();
    return ab_memory_take(1, sizeof(struct model));
}

/* Takes over a name and bytes, both from model_take. 0, or AB_IO_ERROR. */
int EXPORT(model_add_file)(struct model *model, char *name, char *bytes, size_t size)
{
    struct model_file *file = ab_memory_take(1, sizeof *file);
    if (file == NULL) {
        return AB_IO_ERROR;
    }
    *file = (struct model_file){model->file, name, bytes, size};
    model->file = file;
    return AB_OK;
}

static int give_file(void *owner, const char *name, const char **bytes, size_t *size)
{
    const struct model *model = owner;
    for (const struct model_file *file = model->file; file != NULL; file = file->next) {
        if (strcmp(file->name, name) == 0) {
            *bytes = file->bytes;
            *size = file->size;
            return 0;
        }
    }
    return ENOENT;
}

/* ---- sides ---- */

static void clear_side(struct side *side)
{
    ab_run_destroy(side->run);
    ab_scenario_destroy(side->scenario);
    for (int i = 0; i < BANDS; i++) {
        ab_memory_give(side->band[i].value);
        ab_memory_give(side->band[i].outcome);
    }
    ab_memory_give(side->override);
    ab_memory_give(side->text);
    *side = (struct side){0};
}

/* Forgets the replications of a side, but not their memory. */
static void empty_side(struct side *side)
{
    side->made = 0;
    side->band[DRAWN].refused[0] = '\0';
}

/* Copies `count` texts that stand one behind the other, SECTION.KEY=VALUE; and makes overrides of
 * them. What is no assignment becomes a key by itself, which is refused where it is bound. */
static bool take_overrides(struct side *side, const char *set, int count)
{
    const char *end = set;
    for (int i = 0; i < count; i++) {
        end += strlen(end) + 1;
    }
    side->text = ab_memory_take((size_t)(end - set) + 1, 1);
    side->override = ab_memory_take((size_t)count + 1, sizeof *side->override);
    if (side->text == NULL || side->override == NULL) {
        return false;
    }
    memcpy(side->text, set, (size_t)(end - set));
    char *text = side->text;
    for (int i = 0; i < count; i++) {
        char *const next = text + strlen(text) + 1;
        char *equals = strchr(text, '=');
        side->override[i] = (struct ab_override){.key = text, .value = ""};
        if (equals != NULL) {
            *equals = '\0';
            side->override[i].value = equals + 1;
        }
        text = next;
    }
    side->overrides = count;
    return true;
}

/* Binds the document with assignments; a fault leaves the side empty. */
static enum ab_status bind_side(struct model *model, struct side *side, const char *set, int count)
{
    struct ab_errors *errors = &model->errors;
    clear_side(side);
    enum ab_status status = take_overrides(side, set, count)
                                ? ab_document_bind(&side->scenario, model->document, side->override,
                                                   side->overrides, errors)
                                : ab_errors_out_of_memory(errors);
    if (status == AB_OK) {
        side->measures = ab_measure_count(side->scenario);
        side->run = ab_run_create(side->scenario);
        status = side->run != NULL ? AB_OK : ab_errors_out_of_memory(errors);
    }
    if (status == AB_OK && model->draws && side->scenario->input_count > 0) {
        status =
            ab_inputs_try(model->document, side->scenario, side->override, side->overrides, errors);
    }
    if (status != AB_OK) {
        clear_side(side);
    }
    return status;
}

/* Makes room for so many replications. */
static bool make_room(struct side *side, int replications)
{
    bool good = true;
    for (int i = 0; good && side->room < replications && i < BANDS; i++) {
        struct band *band = &side->band[i];
        const size_t rows = (size_t)replications, row = (size_t)side->measures * sizeof(double);
        double *value = ab_memory_resize(band->value, rows, row > 0 ? row : 1);
        band->value = value != NULL ? value : band->value;
        void *outcome = ab_memory_resize(band->outcome, rows, sizeof *band->outcome);
        band->outcome = outcome != NULL ? outcome : band->outcome;
        good = value != NULL && outcome != NULL;
    }
    if (good && side->room < replications) {
        side->room = replications;
    }
    return good;
}

/* ---- scenarios ---- */

/* Reads a scenario and its files, with assignments, as airbridge run does with --set. */
int EXPORT(model_load)(struct model *model, const char *name, const char *set, int count)
{
    const struct ab_reader reader = {.owner = model, .read = give_file};
    clear_side(&model->base);
    clear_side(&model->variant);
    ab_document_destroy(model->document);
    model->document = NULL;
    ab_errors_clear(&model->errors);
    const char **assignment = ab_memory_take((size_t)count + 1, sizeof *assignment);
    if (assignment == NULL) {
        return (int)ab_errors_out_of_memory(&model->errors);
    }
    for (int i = 0; i < count; i++, set += strlen(set) + 1) {
        assignment[i] = set;
    }
    enum ab_status status =
        ab_document_load(&model->document, &reader, name, assignment, count, &model->errors);
    ab_memory_give(assignment);
    if (status == AB_OK) {
        status = bind_side(model, &model->base, "", 0);
    }
    if (status == AB_OK) {
        model->seed = (uint64_t)model->base.scenario->general.seed;
    }
    return (int)status;
}

/* Asks for replications 1 to `replications` of the base and, with assignments, of what they make of
 * it; what there is of the base already is kept. A seed below 0 is the scenario's; `draws`: with
 * drawn inputs, too, where there are any. */
int EXPORT(model_begin)(struct model *model, const char *set, int count, int replications,
                        double seed, int draws)
{
    struct ab_errors *errors = &model->errors;
    ab_errors_clear(errors);
    if (model->base.scenario == NULL) {
        return (int)ab_errors_refuse(errors, "there is no scenario");
    }
    if (replications < 1 || replications > REPLICATIONS_MAX) {
        return (int)ab_errors_refuse(errors, "replications must be 1 to %d, not %d",
                                     REPLICATIONS_MAX, replications);
    }
    const uint64_t asked = seed < 0 ? (uint64_t)model->base.scenario->general.seed : (uint64_t)seed;
    const bool draws_now = draws != 0 && model->base.scenario->input_count > 0;
    if (asked != model->seed || draws_now != model->draws) {
        empty_side(&model->base);
    }
    model->seed = asked;
    model->draws = draws_now;
    enum ab_status status = AB_OK;
    if (count > 0) {
        status = bind_side(model, &model->variant, set, count);
    } else {
        clear_side(&model->variant);
    }
    double *scratch = ab_memory_resize(model->scratch, (size_t)replications, sizeof *scratch);
    model->scratch = scratch != NULL ? scratch : model->scratch;
    if (status == AB_OK && (scratch == NULL || !make_room(&model->base, replications) ||
                            (count > 0 && !make_room(&model->variant, replications)))) {
        status = ab_errors_out_of_memory(errors);
    }
    model->wanted = status == AB_OK ? replications : 0;
    return (int)status;
}

/* ---- replications ---- */

static bool replicate(struct side *side, struct ab_run *run, int which, uint64_t seed, int number)
{
    struct band *band = &side->band[which];
    const struct ab_run_options options = {.seed = seed, .replication = (uint32_t)number};
    if (!ab_run_replicate(run, &options, &band->outcome[number - 1])) {
        return false;
    }
    ab_run_measures(run, band->value + (size_t)(number - 1) * (size_t)side->measures);
    return true;
}

/* A replication whose drawn values make no scenario: it has no values, and a reason. */
static void replicate_nothing(const struct model *model, struct side *side, int number)
{
    struct band *band = &side->band[DRAWN];
    double *value = band->value + (size_t)(number - 1) * (size_t)side->measures;
    if (band->refused[0] == '\0') {
        (void)snprintf(band->refused, sizeof band->refused, "%s", model->errors.error[0].text);
    }
    band->outcome[number - 1] = (struct ab_run_outcome){.reason = band->refused};
    for (int i = 0; i < side->measures; i++) {
        value[i] = (double)NAN;
    }
}

/* With the inputs of that replication; false when memory is out. */
static bool replicate_drawn(struct model *model, struct side *side, int number)
{
    struct ab_scenario *drawn = NULL;
    if (side->scenario->input_count == 0) {
        return replicate(side, side->run, DRAWN, model->seed, number);
    }
    ab_errors_clear(&model->errors);
    const enum ab_status status =
        ab_inputs_bind(&drawn, model->document, side->scenario, side->override, side->overrides,
                       model->seed, (uint32_t)number, &model->errors);
    if (status == AB_BAD_SCENARIO) {
        replicate_nothing(model, side, number);
        ab_errors_clear(&model->errors);
        return true;
    }
    struct ab_run *run = status == AB_OK ? ab_run_create(drawn) : NULL;
    const bool good = run != NULL && replicate(side, run, DRAWN, model->seed, number);
    ab_run_destroy(run);
    ab_scenario_destroy(drawn);
    return good;
}

/* Makes the next replication of a side, unless it is there. */
static bool advance(struct model *model, struct side *side, int number)
{
    if (side->scenario == NULL || side->made >= number) {
        return true;
    }
    const bool good = replicate(side, side->run, LUCK, model->seed, number) &&
                      (!model->draws || replicate_drawn(model, side, number));
    side->made += good;
    return good;
}

/* How many replications there are of all sides. */
static int made_of(const struct model *model)
{
    const int made = model->variant.scenario != NULL && model->variant.made < model->base.made
                         ? model->variant.made
                         : model->base.made;
    return made < model->wanted ? made : model->wanted;
}

/* Makes up to `count` more; returns how many there are, or -1 when memory is out. */
int EXPORT(model_step)(struct model *model, int count)
{
    for (int i = 0; i < count && made_of(model) < model->wanted; i++) {
        const int number = made_of(model) + 1;
        if (!advance(model, &model->base, number) || !advance(model, &model->variant, number)) {
            model->wanted = 0;
            (void)ab_errors_out_of_memory(&model->errors);
            return -1;
        }
    }
    return made_of(model);
}

/* ---- what is told ---- */

/* Keeps a text, instead of the one before. */
static const char *keep(struct model *model, char *text)
{
    ab_memory_give(model->text);
    model->text = text;
    return text;
}

static void begin_text(struct ab_json *json, struct ab_json_text *text)
{
    *text = (struct ab_json_text){0};
    ab_json_init_text(json, text);
}

static const char *end_text(struct model *model, struct ab_json *json, struct ab_json_text *text)
{
    ab_json_end(json);
    if (text->failed) {
        ab_memory_give(text->bytes);
        return keep(model, NULL);
    }
    return keep(model, text->bytes);
}

/* What was wrong, line by line as on a terminal: FILE:LINE: error: [section] key: text. */
const char *EXPORT(model_faults)(struct model *model)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&text, &size);
    if (stream == NULL) {
        return keep(model, NULL);
    }
    ab_errors_print(&model->errors, stream);
    (void)fclose(stream);
    return keep(model, text);
}

/* The scenario as airbridge show prints it, each value with where it was said. */
const char *EXPORT(model_show)(struct model *model)
{
    char *text = NULL;
    size_t size = 0;
    FILE *stream = model->document != NULL ? open_memstream(&text, &size) : NULL;
    if (stream == NULL) {
        return keep(model, NULL);
    }
    const enum ab_status status =
        ab_document_show(stream, model->document, NULL, 0, NULL, &model->errors);
    (void)fclose(stream);
    if (status != AB_OK) {
        free(text);
        text = NULL;
    }
    return keep(model, text);
}

static void put_key(struct ab_json *json, const struct ab_key *key)
{
    const bool is_random = ab_key_may_be_random(key);
    ab_json_begin_line(json);
    ab_json_text(json, "name", key->name);
    ab_json_text(json, "unit", ab_dimension_unit(key->dimension));
    ab_json_number(json, "minimum", key->minimum);
    ab_json_number(json, "maximum", key->maximum);
    ab_json_text(json, "word", key->word);
    ab_json_boolean(json, "whole",
                    key->type == AB_VALUE_COUNT || key->type == AB_VALUE_COUNT_DISTRIBUTION);
    ab_json_boolean(json, "number",
                    is_random || key->type == AB_VALUE_COUNT || key->type == AB_VALUE_NUMBER ||
                        key->type == AB_VALUE_HOURS || key->type == AB_VALUE_DURATION);
    ab_json_boolean(json, "flag", key->type == AB_VALUE_FLAG);
    ab_json_text(json, "default", key->preset);
    ab_json_text(json, "help", key->help);
    ab_json_begin_array(json, "choices");
    for (const struct ab_choice *choice = key->choice; choice != NULL && choice->name != NULL;
         choice++) {
        ab_json_text(json, NULL, choice->name);
    }
    ab_json_end(json);
    ab_json_end(json);
}

/* Every key that a scenario may have, by section: unit, range, words, meaning. */
const char *EXPORT(model_keys)(struct model *model)
{
    struct ab_json json;
    struct ab_json_text text;
    begin_text(&json, &text);
    ab_json_begin_object(&json, NULL);
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        ab_json_begin_array(&json, kind->name);
        for (int k = 0; k < kind->key_count; k++) {
            put_key(&json, &kind->key[k]);
        }
        ab_json_end(&json);
    }
    return end_text(model, &json, &text);
}

static void put_inputs(struct ab_json *json, const struct ab_scenario *scenario)
{
    ab_json_begin_array(json, "inputs");
    for (int i = 0; i < scenario->input_count; i++) {
        const struct ab_input *input = &scenario->input[i];
        ab_json_begin_line(json);
        ab_json_text(json, "id", input->of->named.id);
        ab_json_text(json, "keys", input->of->key);
        ab_json_text(json, "value", input->of->value);
        ab_json_text(json, "source", input->of->source);
        ab_json_text(json, "unit", input->unit);
        ab_json_boolean(json, "whole", input->is_whole);
        ab_json_number(json, "base", input->base);
        ab_json_number(json, "mean", ab_input_mean(input));
        ab_json_number(json, "low", ab_input_at(input, 0.001));
        ab_json_number(json, "high", ab_input_at(input, 0.999));
        ab_json_end(json);
    }
    ab_json_end(json);
}

/* The scenario that is loaded: its title, hash, seed and what is not known of it. */
const char *EXPORT(model_about)(struct model *model)
{
    const struct ab_scenario *scenario = model->base.scenario;
    struct ab_json json;
    struct ab_json_text text;
    if (scenario == NULL) {
        return keep(model, NULL);
    }
    begin_text(&json, &text);
    ab_json_begin_object(&json, NULL);
    ab_json_text(&json, "version", AB_VERSION);
    ab_json_text(&json, "title", scenario->general.title);
    ab_json_hash(&json, "scenario_hash", scenario->hash);
    ab_json_integer(&json, "seed", scenario->general.seed);
    ab_json_boolean(&json, "deterministic", scenario->general.deterministic);
    put_inputs(&json, scenario);
    return end_text(model, &json, &text);
}

/* What gives an input a value, KEY=VALUE of each of its keys. */
const char *EXPORT(model_state)(struct model *model, int input, double value)
{
    const struct ab_scenario *scenario = model->base.scenario;
    struct ab_json json;
    struct ab_json_text text;
    if (scenario == NULL || input < 0 || input >= scenario->input_count) {
        return keep(model, NULL);
    }
    struct ab_arena *arena = ab_arena_create(0);
    const size_t inputs = (size_t)scenario->input_count;
    double *all = arena != NULL ? ab_arena_take(arena, inputs * sizeof *all) : NULL;
    struct ab_override *statement =
        all != NULL
            ? ab_arena_take(arena, (size_t)ab_inputs_statements(scenario) * sizeof *statement)
            : NULL;
    int first = 0;
    for (int i = 0; statement != NULL && i < scenario->input_count; i++) {
        all[i] = i == input ? value : ab_input_mean(&scenario->input[i]);
        first += i < input ? scenario->input[i].targets : 0;
    }
    begin_text(&json, &text);
    ab_json_begin_object(&json, NULL);
    text.failed |= statement == NULL || !ab_inputs_state(scenario, all, statement, arena);
    for (int i = first; !text.failed && i < first + scenario->input[input].targets; i++) {
        ab_json_text(&json, statement[i].key, statement[i].value);
    }
    ab_arena_destroy(arena);
    return end_text(model, &json, &text);
}

/* A value that is no number is null, one that is beyond "beyond". */
static void put_value(struct ab_json *json, const char *key, double value)
{
    if (ab_is_beyond(value)) {
        ab_json_text(json, key, "beyond");
    } else {
        ab_json_number(json, key, value);
    }
}

static void put_summary(struct ab_json *json, const char *key, const struct ab_summary *summary)
{
    ab_json_begin_object(json, key);
    ab_json_integer(json, "n", summary->n);
    ab_json_integer(json, "beyond", summary->beyond);
    put_value(json, "mean", summary->mean);
    put_value(json, "ci95_low", summary->ci95_low);
    put_value(json, "ci95_high", summary->ci95_high);
    put_value(json, "min", summary->min);
    put_value(json, "p10", summary->p10);
    put_value(json, "p50", summary->p50);
    put_value(json, "p90", summary->p90);
    put_value(json, "max", summary->max);
    put_value(json, "mean_of_finished", summary->mean_of_finished);
    ab_json_end(json);
}

static struct ab_followed followed_of(const struct side *side, const struct ab_run_outcome *outcome)
{
    return (struct ab_followed){outcome->request, outcome->ordered, outcome->followed,
                                side->scenario->general.horizon};
}

/* What a measure differs by under the same luck, as airbridge compare tells it. */
static struct ab_paired pair(const struct model *model, int band, const char *name, int measure,
                             int other, int made)
{
    const struct side *base = &model->base, *variant = &model->variant;
    const struct band *before = &base->band[band], *after = &variant->band[band];
    const enum ab_since since = ab_measure_since(name);
    struct ab_pairs pairs = {0};
    for (int i = 0; i < made; i++) {
        const double a = before->value[(size_t)i * (size_t)base->measures + (size_t)measure];
        const double b = after->value[(size_t)i * (size_t)variant->measures + (size_t)other];
        const struct ab_followed a_of = followed_of(base, &before->outcome[i]);
        const struct ab_followed b_of = followed_of(variant, &after->outcome[i]);
        ab_pairs_add(&pairs, a, b, ab_pairs_limit(since, &a_of, &b_of, a, b),
                     since == AB_SINCE_REQUEST);
    }
    return ab_pairs_tell(&pairs);
}

static void put_contrast(struct ab_json *json, const char *key, const struct ab_contrast *contrast)
{
    ab_json_begin_object(json, key);
    ab_json_integer(json, "n", contrast->difference.n);
    put_value(json, "mean", contrast->difference.mean);
    put_value(json, "ci95_low", contrast->difference.ci95_low);
    put_value(json, "ci95_high", contrast->difference.ci95_high);
    ab_json_boolean(json, "resolved", contrast->resolved);
    ab_json_end(json);
}

static void put_paired(struct ab_json *json, const struct ab_paired *paired)
{
    ab_json_begin_object(json, "difference");
    ab_json_integer(json, "n", paired->n);
    ab_json_integer(json, "base_beyond", paired->base_beyond);
    ab_json_integer(json, "beyond", paired->beyond);
    ab_json_integer(json, "lower", paired->wins.lower);
    ab_json_integer(json, "higher", paired->wins.higher);
    ab_json_integer(json, "equal", paired->wins.equal);
    put_contrast(json, "plain", &paired->plain);
    put_contrast(json, "limited", &paired->limited);
    ab_json_end(json);
}

static void put_side(struct ab_json *json, const struct model *model, const char *key,
                     const struct side *side, int band, int measure, int made)
{
    const struct ab_summary summary =
        ab_summarise(side->band[band].value + measure, made, side->measures, model->scratch);
    put_summary(json, key, &summary);
}

/* A measure in one of the bands. */
static void put_band(struct ab_json *json, const struct model *model, int band, const char *name,
                     int measure, int made)
{
    const struct side *variant = &model->variant;
    const int other =
        variant->scenario != NULL ? ab_measure_find(variant->scenario, name) : AB_NOBODY;
    ab_json_begin_object(json, band == LUCK ? "luck" : "drawn");
    put_side(json, model, "base", &model->base, band, measure, made);
    if (other != AB_NOBODY) {
        const struct ab_paired paired = pair(model, band, name, measure, other, made);
        put_side(json, model, "variant", variant, band, other, made);
        put_paired(json, &paired);
    }
    ab_json_end(json);
}

static void put_measure(struct ab_json *json, const struct model *model, const char *name,
                        int measure, int made)
{
    const struct ab_scenario *scenario = model->base.scenario;
    ab_json_begin_line(json);
    ab_json_text(json, "name", name);
    ab_json_text(json, "unit", ab_measure_unit(scenario, measure));
    ab_json_text(json, "meaning", ab_measure_meaning(name));
    ab_json_boolean(json, "yes_or_no", ab_measure_is_yes_or_no(name));
    ab_json_boolean(json, "gain", ab_measure_is_gain(name));
    for (int band = 0; band < (model->draws ? BANDS : 1); band++) {
        put_band(json, model, band, name, measure, made);
    }
    ab_json_end(json);
}

/* How the first replications of a band ended: the hash is that of run.json, or of compare. */
static void put_outcome(struct ab_json *json, const char *key, const struct band *band, int made)
{
    uint64_t hash = 0;
    int failed = 0;
    const char *reason = "";
    for (int i = 0; i < made; i++) {
        const struct ab_run_outcome *outcome = &band->outcome[i];
        hash = ab_fold_pair(hash, (uint64_t)i + 1, outcome->hash);
        if (!outcome->complete && failed++ == 0 && outcome->reason != NULL) {
            reason = outcome->reason;
        }
    }
    ab_json_begin_object(json, key);
    ab_json_hash(json, "trajectory_hash", hash);
    ab_json_integer(json, "failed", failed);
    ab_json_text(json, "reason", reason);
    ab_json_end(json);
}

static void put_outcomes(struct ab_json *json, const struct model *model, const char *key,
                         const struct side *side, int made)
{
    ab_json_begin_object(json, key);
    put_outcome(json, "luck", &side->band[LUCK], made);
    if (model->draws) {
        put_outcome(json, "drawn", &side->band[DRAWN], made);
    }
    ab_json_end(json);
}

/* What the replications that there are come to: all measures but how soon it could be in, which would
 * take as long as the rest. */
const char *EXPORT(model_tell)(struct model *model)
{
    const int made = made_of(model);
    struct ab_json json;
    struct ab_json_text text;
    if (made == 0) {
        return keep(model, NULL);
    }
    begin_text(&json, &text);
    ab_json_begin_object(&json, NULL);
    ab_json_integer(&json, "replications", made);
    ab_json_integer(&json, "wanted", model->wanted);
    ab_json_integer(&json, "seed", (int64_t)model->seed);
    put_outcomes(&json, model, "base", &model->base, made);
    if (model->variant.scenario != NULL) {
        put_outcomes(&json, model, "variant", &model->variant, made);
    }
    ab_json_begin_array(&json, "measures");
    for (int i = 0; i < model->base.measures; i++) {
        char buffer[NAME_SIZE];
        const char *name = ab_measure_name(model->base.scenario, i, buffer, sizeof buffer);
        if (!ab_measure_is_of_bounds(name)) {
            put_measure(&json, model, name, i, made);
        }
    }
    ab_json_end(&json);
    return end_text(model, &json, &text);
}
