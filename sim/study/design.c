/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* design.c - the points of a sweep. */
#include "study/design.h"

#include "base/caseless.h"
#include "base/fold.h"
#include "base/limits.h"
#include "engine/stream.h"
#include "scenario/text.h"
#include "study/cases.h"

#include <gsl/gsl_qrng.h>
#include <math.h>
#include <string.h>

enum { DESIGN_ROOM = 1 << 14 };

/* A key of the design. */
struct column {
    const char *key;
    int group;
    const char *const *value; /* of a list: [count of the group], `stride` apart; NULL: sampled */
    int stride;
    const int *line;   /* [count of the group], of the file; NULL: not from a table of cases */
    int place, header; /* column and line of the key there */
    bool is_label;
    char unit[AB_UNIT_SIZE]; /* of all values of a list, or "" */
    struct ab_range range;   /* of a sampled key */
    struct ab_form form;     /* of all values, or none */
    const char *name;        /* in tables */
    const char *file;        /* where the values of an axis are said; NULL: on the command line */
    int file_line;
    int sampled; /* of a sampled key: its number among these */
};

struct ab_design {
    struct ab_arena *arena;
    int columns, groups;
    const char *cases; /* the file; NULL: none */
    int64_t points;
    struct column column[AB_VARIED_KEYS_MAX];
    int64_t group_points[AB_VARIED_KEYS_MAX];
    int sampled;    /* keys that are */
    double *sample; /* [points of their group][sampled]: shares of the ranges, 0 to below 1 */
};

/* What the steps of the making share. */
struct making {
    struct ab_design *design;
    const struct ab_design_request *request;
    struct ab_errors *errors;
};

/* Makes a column for a key; NULL, with the fault told, when it may not be varied (again). */
static struct column *add_column(const struct making *making, const char *key, int group)
{
    struct ab_design *design = making->design;
    if (design->columns == AB_VARIED_KEYS_MAX) {
        (void)ab_errors_refuse(making->errors, "more than %d keys are varied", AB_VARIED_KEYS_MAX);
        return NULL;
    }
    for (int i = 0; i < design->columns; i++) {
        if (ab_caseless_equal(design->column[i].key, key)) {
            (void)ab_errors_refuse(making->errors, "%s is varied twice", key);
            return NULL;
        }
    }
    struct column *column = &design->column[design->columns++];
    column->key = key;
    column->name = key;
    column->group = group;
    return column;
}

static int add_group(const struct making *making, int64_t points)
{
    making->design->group_points[making->design->groups] = points;
    return making->design->groups++;
}

/* ---- groups ---- */

/* A whole number as other programs write it, 2.0, becomes 2. */
static void clean_numbers(const struct ab_cases *cases, int number, struct ab_arena *arena)
{
    for (int i = 0; i < cases->rows; i++) {
        const char **value = &cases->value[i * cases->keys + number];
        const size_t digits = strspn(*value, "0123456789");
        const char *behind = *value + digits;
        if (digits > 0 && behind[0] == '.' && behind[1] == '0' &&
            behind[1 + strspn(behind + 1, "0")] == '\0') {
            char *whole = ab_arena_copy_text(arena, *value);
            if (whole != NULL) { /* else it stays as it is, which means the same */
                whole[digits] = '\0';
                *value = whole;
            }
        }
    }
}

/* Makes the column of key number `number` of a table of cases. */
static enum ab_status add_case_column(const struct making *making, const struct ab_cases *cases,
                                      int number, int group)
{
    const char *key = cases->key[number];
    const bool is_label = ab_caseless_equal(key, AB_CASES_LABEL);
    const int first = making->errors->count;
    struct column *column = NULL;
    if (is_label || ab_axis_check_key(key, making->errors) == AB_OK) {
        column = add_column(making, is_label ? AB_CASES_LABEL : key, group);
    }
    if (column == NULL) {
        ab_cases_tell_place(making->errors, first, making->request->cases, cases->line_of_keys,
                            cases->column[number]);
        return AB_BAD_SCENARIO;
    }
    if (!is_label && ab_axis_is_whole(key)) {
        clean_numbers(cases, number, making->design->arena);
    }
    column->value = cases->value + number;
    column->stride = cases->keys;
    column->line = cases->line;
    column->header = cases->line_of_keys;
    column->place = cases->column[number];
    column->is_label = is_label;
    return AB_OK;
}

/* Whether a table has keys of scenarios. One that has none may be any file, and none of it is quoted:
 * what stands in it is not for whoever reads the messages. */
static bool has_keys(const struct ab_cases *cases)
{
    for (int i = 0; i < cases->keys; i++) {
        if (ab_axis_is_key(cases->key[i])) {
            return true;
        }
    }
    return false;
}

static enum ab_status add_cases(const struct making *making)
{
    struct ab_cases cases;
    enum ab_status status = ab_cases_read(&cases, making->request->files, making->request->cases,
                                          making->design->arena, making->errors);
    if (status != AB_OK) {
        return status;
    }
    if (!has_keys(&cases)) {
        return ab_errors_add(making->errors, AB_BAD_SCENARIO, making->request->cases,
                             cases.line_of_keys, NULL, NULL,
                             cases.keys == 1 && ab_caseless_equal(cases.key[0], AB_CASES_LABEL)
                                 ? "there is no column but `case`, which is only a label"
                                 : "no column is named as a key is, such as "
                                   "airfield.almaty.parking_mog");
    }
    const int group = add_group(making, cases.rows);
    making->design->cases = ab_arena_copy_text(making->design->arena, making->request->cases);
    if (making->design->cases == NULL) {
        return ab_errors_out_of_memory(making->errors);
    }
    for (int i = 0; i < cases.keys && status == AB_OK; i++) {
        status = add_case_column(making, &cases, i, group);
    }
    return status;
}

static bool is_sampled(const struct making *making)
{
    return making->request->kind == AB_DESIGN_LHS || making->request->kind == AB_DESIGN_SOBOL;
}

/* A key of which a parameter is varied is named with it. */
static enum ab_status take_form(const struct making *making, const struct ab_form *form,
                                struct column *column)
{
    column->form = *form;
    if (form->before == NULL || form->parameter[0] == '\0') {
        return AB_OK;
    }
    const size_t size = strlen(column->key) + strlen(form->parameter) + 2;
    char *name = ab_arena_take(making->design->arena, size);
    if (name == NULL) {
        return ab_errors_out_of_memory(making->errors);
    }
    (void)snprintf(name, size, "%s_%s", column->key, form->parameter);
    column->name = name;
    return AB_OK;
}

/* Puts an axis into its group, which is made for the first of those that share it. */
static enum ab_status add_axis(const struct making *making, const struct ab_axis *axis, int *shared)
{
    const bool sampled = is_sampled(making) && axis->is_range;
    const bool together = sampled || making->request->kind == AB_DESIGN_ZIP;
    const int64_t points = sampled ? making->request->points : axis->count;
    if (!sampled && axis->count == 0 && !ab_axis_is_key(axis->key)) {
        return ab_errors_refuse(making->errors,
                                "'%.100s' is not a key; keys are written "
                                "airfield.almaty.parking_mog",
                                axis->key);
    }
    if (!sampled && axis->count == 0) {
        return ab_errors_refuse(
            making->errors,
            "the values of %s: a range needs a step, as in 1 h..3 h step 30 min, "
            "or a sampled design (--design lhs:100)",
            axis->key);
    }
    int group = together ? *shared : AB_NOBODY;
    if (group == AB_NOBODY) {
        group = add_group(making, points);
    }
    if (together) {
        *shared = group;
    }
    if (making->design->group_points[group] != points) {
        return ab_errors_refuse(making->errors,
                                "%s has %lld values and another key has %lld: keys that go in step "
                                "need equally many",
                                axis->key, (long long)points,
                                (long long)making->design->group_points[group]);
    }
    struct column *column = add_column(making, axis->key, group);
    if (column == NULL) {
        return AB_BAD_SCENARIO;
    }
    column->value = sampled ? NULL : axis->value;
    column->stride = 1;
    column->range = axis->range;
    if (sampled) {
        column->sampled = making->design->sampled++;
    }
    return take_form(making, &axis->form, column);
}

/* Reads KEY=VALUES and puts it into its group. */
static enum ab_status read_vary(const struct making *making, const char *text, int *shared)
{
    struct ab_arena *arena = making->design->arena;
    const char *equals = strchr(text, '=');
    if (equals == NULL || equals == text) {
        return ab_errors_refuse(making->errors,
                                "'%.100s' is not KEY=VALUES, as in fleet.north.number=2..10 step 2",
                                text);
    }
    const char *name = text;
    size_t length = (size_t)(equals - text);
    ab_text_trim(&name, &length);
    char *key = ab_arena_take(arena, length + 1);
    if (key == NULL) {
        return ab_errors_out_of_memory(making->errors);
    }
    memcpy(key, name, length);
    struct ab_axis axis;
    const enum ab_status status = ab_axis_parse(&axis, key, equals + 1, arena, making->errors);
    return status == AB_OK ? add_axis(making, &axis, shared) : status;
}

/* The same for number `number` of the request; what is at fault is told with its place. */
static enum ab_status add_vary(const struct making *making, int number, int *shared)
{
    const struct ab_design_request *request = making->request;
    const struct ab_vary *said = request->said != NULL ? &request->said[number] : NULL;
    const int first = making->errors->count;
    const enum ab_status status = read_vary(making, request->vary[number], shared);
    if (said == NULL) {
        return status;
    }
    if (status == AB_BAD_SCENARIO) {
        const bool is_key = making->errors->error[first].key[0] != '\0';
        ab_cases_tell_place(making->errors, first, is_key ? said->key_file : said->file,
                            is_key ? said->key_line : said->line, 0);
    } else if (status == AB_OK) {
        struct column *column = &making->design->column[making->design->columns - 1];
        column->file = ab_arena_copy_text(making->design->arena, said->file);
        column->file_line = said->line;
    }
    return status;
}

/* ---- samples ---- */

/* A Latin hypercube's column: the slices in a random order, a random place in each. */
static void sample_slices(struct ab_design *design, const struct column *column, uint64_t seed)
{
    const struct ab_luck luck = ab_stream_luck(seed, 0);
    const uint64_t order = ab_stream_id(column->key, "slice of a Latin hypercube");
    const uint64_t place = ab_stream_id(column->key, "place in a slice");
    const int64_t points = design->group_points[column->group];
    const int64_t stride = design->sampled;
    double *sample = design->sample + column->sampled;
    for (int64_t i = 0; i < points; i++) {
        sample[i * stride] = (double)i;
    }
    /* The shuffle of Fisher and Yates. */
    for (int64_t i = points - 1; i > 0; i--) {
        const double uniform = ab_stream_uniform(&luck, order, (uint32_t)i);
        double *other = &sample[(int64_t)(uniform * (double)(i + 1)) * stride];
        const double kept = sample[i * stride];
        sample[i * stride] = *other;
        *other = kept;
    }
    for (int64_t i = 0; i < points; i++) {
        const double uniform = ab_stream_uniform(&luck, place, (uint32_t)i);
        sample[i * stride] = (sample[i * stride] + uniform) / (double)points;
    }
}

bool ab_sobol_fill(double *share, int columns, int64_t rows)
{
    gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)columns);
    const bool good = sequence != NULL;
    for (int64_t row = 1; good && row < rows; row++) {
        (void)gsl_qrng_get(sequence, share + row * columns);
    }
    gsl_qrng_free(sequence);
    return good;
}

/* The Sobol sequence gives all keys of a point at once: the lower end of one of 2^k slices, of which no
 * two of its first 2^k points are in the same. False when memory is out. */
static bool sample_sobol(struct ab_design *design, int64_t points)
{
    double middle = 0.5;
    for (int64_t slices = 1; slices < points; slices *= 2) {
        middle /= 2;
    }
    const bool good = ab_sobol_fill(design->sample, design->sampled, points);
    for (int64_t i = 0; i < points * design->sampled; i++) {
        design->sample[i] += middle;
    }
    return good;
}

static enum ab_status sample(const struct making *making)
{
    struct ab_design *design = making->design;
    const struct ab_design_request *request = making->request;
    if (design->sampled == 0) {
        return ab_errors_refuse(making->errors,
                                "a sampled design needs a range, as in fleet.north.crews=1..2.5");
    }
    if (request->kind == AB_DESIGN_SOBOL && design->sampled > AB_SOBOL_KEYS_MAX) {
        return ab_errors_refuse(making->errors, "a Sobol design has at most %d ranges",
                                AB_SOBOL_KEYS_MAX);
    }
    design->sample =
        ab_memory_take((size_t)request->points * (size_t)design->sampled, sizeof *design->sample);
    if (design->sample == NULL) {
        return ab_errors_out_of_memory(making->errors);
    }
    if (request->kind == AB_DESIGN_SOBOL) {
        return sample_sobol(design, request->points) ? AB_OK
                                                     : ab_errors_out_of_memory(making->errors);
    }
    for (int i = 0; i < design->columns; i++) {
        if (design->column[i].value == NULL) {
            sample_slices(design, &design->column[i], request->seed);
        }
    }
    return AB_OK;
}

/* ---- the whole ---- */

/* The unit of a value that is a number with a unit, else "". */
static void unit_of(const struct ab_form *form, const char *value, char unit[AB_UNIT_SIZE])
{
    char text[AB_AXIS_TEXT_SIZE];
    struct ab_measured measured;
    unit[0] = '\0';
    if (form->before != NULL) {
        ab_form_take_number(form, value, text);
        value = text;
    }
    if (!ab_scan_measured(&value, &measured) || measured.is_clock) {
        return;
    }
    ab_scan_blanks(&value);
    if (*value == '\0') {
        memcpy(unit, measured.unit, AB_UNIT_SIZE);
    }
}

/* Finds out the common unit of a list. */
static void find_unit(const struct ab_design *design, struct column *column)
{
    unit_of(&column->form, column->value[0], column->unit);
    for (int64_t i = 1; i < design->group_points[column->group] && column->unit[0] != '\0'; i++) {
        char unit[AB_UNIT_SIZE];
        unit_of(&column->form, column->value[i * column->stride], unit);
        if (strcmp(unit, column->unit) != 0) {
            column->unit[0] = '\0';
        }
    }
}

static enum ab_status multiply(const struct making *making)
{
    struct ab_design *design = making->design;
    design->points = 1;
    for (int i = 0; i < design->groups; i++) {
        if (design->group_points[i] > AB_DESIGN_POINTS_MAX / design->points) {
            return ab_errors_refuse(making->errors, "the design has more than %d points",
                                    AB_DESIGN_POINTS_MAX);
        }
        design->points *= design->group_points[i];
    }
    return AB_OK;
}

static enum ab_status make(const struct making *making)
{
    const struct ab_design_request *request = making->request;
    enum ab_status status = AB_OK;
    int shared = AB_NOBODY;
    if (is_sampled(making) && (request->points < 1 || request->points > AB_SAMPLED_POINTS_MAX)) {
        return ab_errors_refuse(
            making->errors,
            "a sampled design of %lld points is asked for; it must be 1 to %d, as "
            "--design lhs:200 or `points` in [sweep]",
            (long long)request->points, AB_SAMPLED_POINTS_MAX);
    }
    if (request->cases != NULL && request->cases[0] != '\0') {
        status = add_cases(making);
    }
    for (int i = 0; status == AB_OK && i < request->vary_count; i++) {
        status = add_vary(making, i, &shared);
    }
    if (status == AB_OK && is_sampled(making)) {
        status = sample(making);
    }
    for (int i = 0; status == AB_OK && i < making->design->columns; i++) {
        if (making->design->column[i].value != NULL && !making->design->column[i].is_label) {
            find_unit(making->design, &making->design->column[i]);
        }
    }
    return status == AB_OK ? multiply(making) : status;
}

enum ab_status ab_design_create(struct ab_design **design, const struct ab_design_request *request,
                                struct ab_errors *errors)
{
    struct making making = {.request = request, .errors = errors};
    *design = NULL;
    making.design = ab_memory_take(1, sizeof *making.design);
    if (making.design == NULL) {
        return ab_errors_out_of_memory(making.errors);
    }
    making.design->arena = ab_arena_create(DESIGN_ROOM);
    const enum ab_status status =
        making.design->arena != NULL ? make(&making) : ab_errors_out_of_memory(making.errors);
    if (status == AB_OK) {
        *design = making.design;
    } else {
        ab_design_destroy(making.design);
    }
    return status;
}

void ab_design_destroy(struct ab_design *design)
{
    if (design == NULL) {
        return;
    }
    ab_memory_give(design->sample);
    ab_arena_destroy(design->arena);
    ab_memory_give(design);
}

/* ---- asking ---- */

int64_t ab_design_points(const struct ab_design *design)
{
    return design->points;
}

int ab_design_keys(const struct ab_design *design)
{
    return design->columns;
}

const char *ab_design_key(const struct ab_design *design, int key)
{
    return design->column[key].key;
}

const char *ab_design_column(const struct ab_design *design, int key)
{
    return design->column[key].name;
}

const char *ab_design_unit(const struct ab_design *design, int key)
{
    const struct column *column = &design->column[key];
    if (column->value != NULL) {
        return column->unit;
    }
    return column->range.unit[0] != '\0' ? column->range.unit : column->form.unit;
}

/* A point at which a key has value number `value`: along its own group. */
static int64_t point_of(const struct ab_design *design, int key, int64_t value)
{
    for (int group = design->column[key].group + 1; group < design->groups; group++) {
        value *= design->group_points[group];
    }
    return value;
}

/* What a value is by itself; one with another unit than that of all is text. */
static enum ab_value_kind kind_of(const char *value, const char *unit)
{
    const bool whole = value[strspn(value, "0123456789")] == '\0' && strlen(value) <= 15;
    struct ab_measured measured;
    if (whole) {
        return AB_VALUES_INTEGER;
    }
    if (!ab_scan_measured(&value, &measured) || measured.is_clock ||
        strcmp(measured.unit, unit) != 0) {
        return AB_VALUES_TEXT;
    }
    ab_scan_blanks(&value);
    return *value == '\0' ? AB_VALUES_NUMBER : AB_VALUES_TEXT;
}

enum ab_value_kind ab_design_kind(const struct ab_design *design, int key)
{
    const struct column *column = &design->column[key];
    enum ab_value_kind kind = column->is_label ? AB_VALUES_TEXT : AB_VALUES_INTEGER;
    if (column->value == NULL) {
        const struct ab_range *range = &column->range;
        const bool whole = range->unit[0] == '\0' && range->step > 0 &&
                           range->low == trunc(range->low) && range->step == trunc(range->step);
        return whole ? AB_VALUES_INTEGER : AB_VALUES_NUMBER;
    }
    for (int64_t i = 0; i < design->group_points[column->group] && kind != AB_VALUES_TEXT; i++) {
        char text[AB_AXIS_TEXT_SIZE];
        const char *value = ab_design_cell(design, point_of(design, key, i), key, text);
        const enum ab_value_kind one =
            value[0] != '\0' ? kind_of(value, column->unit) : AB_VALUES_INTEGER;
        kind = one < kind ? one : kind;
    }
    return kind;
}

bool ab_design_has_cases(const struct ab_design *design)
{
    return design->cases != NULL;
}

const char *ab_design_value(const struct ab_design *design, int64_t point, int key,
                            char text[AB_AXIS_TEXT_SIZE])
{
    const struct column *column = &design->column[key];
    for (int group = design->groups - 1; group > column->group; group--) {
        point /= design->group_points[group];
    }
    point %= design->group_points[column->group];
    if (column->value != NULL) {
        return column->value[point * column->stride];
    }
    ab_form_write(&column->form, &column->range,
                  design->sample[point * design->sampled + column->sampled], text);
    return text;
}

const char *ab_design_cell(const struct ab_design *design, int64_t point, int key,
                           char text[AB_AXIS_TEXT_SIZE])
{
    const struct ab_form *form = &design->column[key].form;
    char whole[AB_AXIS_TEXT_SIZE];
    const char *value = ab_design_value(design, point, key, whole);
    if (form->before == NULL && value != whole) {
        return value;
    }
    ab_form_take_number(form, value, text);
    return text;
}

int64_t ab_design_key_values(const struct ab_design *design, int key)
{
    return design->group_points[design->column[key].group];
}

const char *ab_design_key_value(const struct ab_design *design, int key, int64_t value,
                                char text[AB_AXIS_TEXT_SIZE])
{
    return ab_design_value(design, point_of(design, key, value), key, text);
}

bool ab_design_is_label(const struct ab_design *design, int key)
{
    return design->column[key].is_label;
}

struct ab_design_place ab_design_place(const struct ab_design *design, int key, int64_t value)
{
    const struct column *column = &design->column[key];
    if (column->line == NULL) {
        return (struct ab_design_place){0};
    }
    return (struct ab_design_place){
        .file = design->cases,
        .line = value < 0 ? column->header : column->line[value],
        .column = column->place,
    };
}

struct ab_design_place ab_design_axis_place(const struct ab_design *design, int key)
{
    const struct column *column = &design->column[key];
    return (struct ab_design_place){.file = column->file, .line = column->file_line};
}

uint64_t ab_design_hash(const struct ab_design *design)
{
    uint64_t hash = AB_FOLD_START;
    char text[AB_AXIS_TEXT_SIZE];
    for (int key = 0; key < design->columns; key++) {
        hash = ab_fold_text(hash, design->column[key].key);
        /* The values of each key and the order of the groups fix all points. */
        for (int64_t i = 0; i < ab_design_key_values(design, key); i++) {
            hash = ab_fold_text(hash, ab_design_key_value(design, key, i, text));
        }
        hash = ab_fold_text(hash, "=");
    }
    return hash;
}
