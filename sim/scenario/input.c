/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* input.c - draws what is not known, and states it. */
#include "scenario/input.h"

#include "base/format.h"
#include "engine/stream.h"

#include <math.h>
#include <string.h>

/* Ids are those of streams: like all, without case. */
static const char stream_kind[] = "uncertain";

/* How far out inputs are tried: beyond, one draw of a thousand lies. */
static const double low_end = 0.001, high_end = 0.999;

static double within(double value, double least, double most)
{
    return value < least ? least : value > most ? most : value;
}

double ab_input_at(const struct ab_input *input, double quantile)
{
    const double value = input->is_whole
                             ? (double)ab_distribution_count(input->law, quantile)
                             : ab_distribution_quantile(input->law, quantile) / input->scale;
    return within(value, input->least, input->most);
}

double ab_input_mean(const struct ab_input *input)
{
    const double mean = input->law->mean / input->scale;
    return within(input->is_whole ? round(mean) : mean, input->least, input->most);
}

void ab_inputs_draw(const struct ab_scenario *scenario, uint64_t seed, uint32_t replication,
                    double *quantile)
{
    const struct ab_luck luck = ab_stream_luck(seed, replication);
    for (int i = 0; i < scenario->input_count; i++) {
        const uint64_t stream = ab_stream_id(stream_kind, scenario->input[i].of->named.id);
        quantile[i] = ab_stream_uniform(&luck, stream, 0);
    }
}

int ab_inputs_statements(const struct ab_scenario *scenario)
{
    int count = 0;
    for (int i = 0; i < scenario->input_count; i++) {
        count += scenario->input[i].targets;
    }
    return count;
}

/* Writes one value. Fifteen digits: what a scenario wrote comes out as it was. */
static char *write_target(const struct ab_input_target *target, double value,
                          struct ab_arena *arena)
{
    size_t size = 1;
    for (int i = 0; i <= target->numbers; i++) {
        size += strlen(target->text[i]) + AB_FORMAT_SIZE;
    }
    char *text = ab_arena_take(arena, size), *end = text;
    for (int i = 0; text != NULL && i <= target->numbers; i++) {
        const size_t length = strlen(target->text[i]);
        memcpy(end, target->text[i], length);
        end += length;
        if (i < target->numbers) {
            const double number = target->number[i] * value;
            end += ab_format_exact(
                within(target->is_whole ? round(number) : number, target->least, target->most),
                end);
        }
    }
    return text;
}

/* The statements of one input. */
static bool state(const struct ab_input *input, double value, struct ab_override *statement,
                  struct ab_arena *arena)
{
    for (int t = 0; t < input->targets; t++) {
        const char *text = write_target(&input->target[t], value, arena);
        if (text == NULL) {
            return false;
        }
        statement[t] = (struct ab_override){.key = input->target[t].key,
                                            .value = text,
                                            .file = input->of->named.file,
                                            .line = input->of->named.line};
    }
    return true;
}

bool ab_inputs_state(const struct ab_scenario *scenario, const double *value,
                     struct ab_override *statement, struct ab_arena *arena)
{
    for (int i = 0; i < scenario->input_count; i++) {
        if (!state(&scenario->input[i], value[i], statement, arena)) {
            return false;
        }
        statement += scenario->input[i].targets;
    }
    return true;
}

/* The overrides, then the inputs of a replication; NULL when memory is out. */
static struct ab_override *take_statements(const struct ab_scenario *scenario,
                                           const struct ab_override *override, int count,
                                           uint64_t seed, uint32_t replication,
                                           struct ab_arena *arena)
{
    const size_t inputs = (size_t)scenario->input_count;
    const size_t all = (size_t)count + (size_t)ab_inputs_statements(scenario);
    struct ab_override *statement = ab_arena_take(arena, all * sizeof *statement);
    double *value = ab_arena_take(arena, inputs * sizeof *value);
    if (statement == NULL || value == NULL) {
        return NULL;
    }
    if (count > 0) {
        memcpy(statement, override, (size_t)count * sizeof *override);
    }
    ab_inputs_draw(scenario, seed, replication, value);
    for (size_t i = 0; i < inputs; i++) {
        value[i] = ab_input_at(&scenario->input[i], value[i]);
    }
    return ab_inputs_state(scenario, value, &statement[count], arena) ? statement : NULL;
}

enum ab_status ab_inputs_bind(struct ab_scenario **drawn, const struct ab_document *document,
                              const struct ab_scenario *scenario,
                              const struct ab_override *override, int count, uint64_t seed,
                              uint32_t replication, struct ab_errors *errors)
{
    struct ab_arena *arena = ab_arena_create(0);
    const struct ab_override *statement =
        arena != NULL ? take_statements(scenario, override, count, seed, replication, arena) : NULL;
    *drawn = NULL;
    const enum ab_status status =
        statement != NULL ? ab_document_bind_drawn(drawn, document, statement,
                                                   count + ab_inputs_statements(scenario), errors)
                          : ab_errors_out_of_memory(errors);
    ab_arena_destroy(arena);
    return status;
}

/* ---- whether all draws are good ---- */

/* What is bound at some values. */
struct trial {
    const struct ab_document *document;
    const struct ab_scenario *scenario;
    struct ab_override *override; /* [count], then room for the inputs' statements */
    int count;
    struct ab_arena *arena;
    struct ab_errors *found, *errors;
};

/* Tells the first fault of a binding as one of an input, or of all. */
static enum ab_status tell(const struct trial *trial, const struct ab_input *input, double value,
                           const char *which)
{
    const struct ab_error *fault = &trial->found->error[0];
    const struct ab_uncertain *of = input != NULL ? input->of : trial->scenario->input[0].of;
    char name[80], what[160];
    (void)snprintf(name, sizeof name, "uncertain.%s", of->named.id);
    if (input != NULL) {
        (void)snprintf(what, sizeof what, "its %s is %.6g%s%s", which, value,
                       input->unit[0] != '\0' ? " " : "", input->unit);
    } else {
        (void)snprintf(what, sizeof what, "all inputs are at their %s", which);
    }
    return ab_errors_add(trial->errors, AB_BAD_SCENARIO, of->named.file, of->named.line, name,
                         of->has_factor ? "factor" : "value", "when %s: [%s] %s%s%.400s", what,
                         fault->section, fault->key, fault->key[0] != '\0' ? ": " : "",
                         fault->text);
}

/* Binds with some statements behind the overrides. */
static enum ab_status bind(struct trial *trial, int statements, const struct ab_input *input,
                           double value, const char *which)
{
    struct ab_scenario *drawn;
    ab_errors_clear(trial->found);
    const enum ab_status status = ab_document_bind_drawn(&drawn, trial->document, trial->override,
                                                         trial->count + statements, trial->found);
    ab_scenario_destroy(drawn);
    if (status == AB_BAD_SCENARIO) {
        return tell(trial, input, value, which);
    }
    ab_errors_append(trial->errors, trial->found);
    return status;
}

static enum ab_status try_one(struct trial *trial, const struct ab_input *input, double quantile,
                              const char *which)
{
    const double value = ab_input_at(input, quantile);
    if (!state(input, value, &trial->override[trial->count], trial->arena)) {
        return ab_errors_out_of_memory(trial->errors);
    }
    return bind(trial, input->targets, input, value, which);
}

static enum ab_status try_all(struct trial *trial, double quantile, const char *which)
{
    const struct ab_scenario *scenario = trial->scenario;
    double *value = ab_arena_take(trial->arena, (size_t)scenario->input_count * sizeof *value);
    if (value == NULL) {
        return ab_errors_out_of_memory(trial->errors);
    }
    for (int i = 0; i < scenario->input_count; i++) {
        value[i] = ab_input_at(&scenario->input[i], quantile);
    }
    if (!ab_inputs_state(scenario, value, &trial->override[trial->count], trial->arena)) {
        return ab_errors_out_of_memory(trial->errors);
    }
    return bind(trial, ab_inputs_statements(scenario), NULL, 0, which);
}

static enum ab_status try_ends(struct trial *trial)
{
    static const char low[] = "0.1 % quantile", high[] = "99.9 % quantile";
    const struct ab_scenario *scenario = trial->scenario;
    enum ab_status status = AB_OK;
    for (int i = 0; i < scenario->input_count; i++) {
        const struct ab_input *input = &scenario->input[i];
        enum ab_status one = try_one(trial, input, low_end, low);
        one = one == AB_OK ? try_one(trial, input, high_end, high) : one;
        status = status == AB_OK ? one : status;
    }
    status = status == AB_OK ? try_all(trial, low_end, low) : status;
    return status == AB_OK ? try_all(trial, high_end, high) : status;
}

enum ab_status ab_inputs_try(const struct ab_document *document, const struct ab_scenario *scenario,
                             const struct ab_override *override, int count,
                             struct ab_errors *errors)
{
    if (scenario->input_count == 0) {
        return AB_OK;
    }
    struct trial trial = {.document = document,
                          .scenario = scenario,
                          .count = count,
                          .arena = ab_arena_create(0),
                          .found = ab_memory_take(1, sizeof *trial.found),
                          .errors = errors};
    const size_t all = (size_t)count + (size_t)ab_inputs_statements(scenario);
    trial.override =
        trial.arena != NULL ? ab_arena_take(trial.arena, all * sizeof *trial.override) : NULL;
    enum ab_status status = AB_OK;
    if (trial.override == NULL || trial.found == NULL) {
        status = ab_errors_out_of_memory(errors);
    } else {
        if (count > 0) {
            memcpy(trial.override, override, (size_t)count * sizeof *override);
        }
        status = try_ends(&trial);
    }
    ab_memory_give(trial.found);
    ab_arena_destroy(trial.arena);
    return status;
}
