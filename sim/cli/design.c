/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* design.c - what `list` and `sweep` share: the design that the options and the scenario ask
 * for. */
#include "cli/design.h"

#include "base/caseless.h"
#include "base/sheet.h"
#include "cli/simulate.h"
#include "scenario/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* Whether the assignment SECTION.KEY=VALUE is of the key. */
static bool assigns(const char *assignment, const char *key)
{
    size_t length = strcspn(assignment, "=");
    ab_text_trim(&assignment, &length);
    return strlen(key) == length && ab_caseless_begins(assignment, key);
}

/* Refuses a --set of a key that is varied: it would change nothing. Where a table of cases has
 * empty cells, --set says what holds there. */
static enum ab_status check_set(const struct ab_design *design,
                                const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    for (int key = 0; key < ab_design_keys(design); key++) {
        const char *name = ab_design_key(design, key);
        for (int i = 0; i < arguments->set.count; i++) {
            if (assigns(arguments->set.text[i], name) &&
                ab_design_place(design, key, 0).file == NULL) {
                return ab_errors_refuse(errors, "%s is varied, so that --set would change nothing",
                                        name);
            }
        }
    }
    return AB_OK;
}

/* Says that a Sobol design is not as even as it could be. */
static void note_uneven(const struct ab_design_request *request)
{
    int64_t below = 1;
    while (2 * below <= request->points) {
        below *= 2;
    }
    if (request->kind == AB_DESIGN_SOBOL && below != request->points) {
        char text[200];
        (void)snprintf(text, sizeof text,
                       "airbridge: note: a Sobol design is balanced at powers of two: %" PRId64
                       " or %" PRId64 " points rather than %" PRId64,
                       below, 2 * below, request->points);
        ab_sheet_message(stderr, text);
    }
}

/* Says which keys that are random in the scenario become constant. */
static enum ab_status note_constants(const struct ab_cli_design *design, struct ab_errors *errors)
{
    struct ab_errors *notes = ab_memory_take(1, sizeof *notes);
    if (notes == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    ab_design_note_constants(design->design, design->scenario, notes);
    ab_errors_print_notes(notes, stderr);
    ab_memory_give(notes);
    return AB_OK;
}

static enum ab_status make_design(struct ab_cli_design *design,
                                  const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    struct ab_design_request request = {.vary = arguments->vary.text,
                                        .vary_count = arguments->vary.count,
                                        .cases = arguments->cases,
                                        .files = ab_document_files(design->request.document),
                                        .seed = design->request.seed};
    if (arguments->zip && arguments->design != NULL) {
        return ab_errors_refuse(errors, "--zip and --design exclude each other");
    }
    struct ab_arena *arena = ab_arena_create(0);
    const char *shape = arguments->zip ? "zip" : arguments->design;
    enum ab_status status = arena != NULL
                                ? ab_design_ask(&request, design->scenario, shape, arena, errors)
                                : ab_errors_out_of_memory(errors);
    if (status == AB_OK) {
        status = ab_design_create(&design->design, &request, errors);
    }
    ab_arena_destroy(arena);
    if (status == AB_OK && !arguments->quiet) {
        note_uneven(&request);
    }
    if (status == AB_OK) {
        status = check_set(design->design, arguments, errors);
    }
    if (status == AB_OK && !arguments->quiet) {
        status = note_constants(design, errors);
    }
    return status;
}

enum ab_status ab_cli_design_take(struct ab_cli_design *design,
                                  const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    struct ab_document *document;
    *design = (struct ab_cli_design){0};
    enum ab_status status = ab_document_load(&document, NULL, arguments->operand[0],
                                             arguments->set.text, arguments->set.count, errors);
    if (status == AB_OK) {
        status = ab_cli_design_make(design, document, arguments, errors);
        design->document = document;
    }
    return status;
}

enum ab_status ab_cli_design_make(struct ab_cli_design *design, const struct ab_document *document,
                                  const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    struct ab_experiment_request *request = &design->request;
    *design = (struct ab_cli_design){0};
    request->path = arguments->operand[0];
    request->document = document;
    enum ab_status status = ab_document_bind(&design->scenario, document, NULL, 0, errors);
    if (status != AB_OK) {
        return status;
    }
    request->seed =
        (uint64_t)(arguments->seed >= 0 ? arguments->seed : design->scenario->general.seed);
    request->replications = arguments->replications > 0 ? arguments->replications
                                                        : design->scenario->sweep.replications;
    request->only = arguments->only;
    request->until = arguments->until.text;
    request->precisions = arguments->until.count;
    const struct ab_scenario *const base = design->scenario;
    enum ab_inputs inputs;
    status = ab_cli_take_bounds(&request->least, &request->replications, arguments, errors);
    if (status == AB_OK) {
        status = ab_cli_take_inputs(&inputs, document, &base, 1, false, arguments, errors);
        request->drawn = status == AB_OK && inputs == AB_INPUTS_DRAWN;
    }
    if (status != AB_OK) {
        return status;
    }
    if (request->only > 0) {
        if (arguments->replications > 0 && request->only > arguments->replications) {
            return ab_errors_refuse(errors, "--only %d: -n gives replications 1 to %d only",
                                    (int)request->only, (int)arguments->replications);
        }
        request->replications = request->only;
    }
    status = make_design(design, arguments, errors);
    if (status != AB_OK) {
        return status;
    }
    request->design = design->design;
    return AB_OK;
}

void ab_cli_design_clear(struct ab_cli_design *design)
{
    ab_design_destroy(design->design);
    ab_scenario_destroy(design->scenario);
    ab_document_destroy(design->document);
    *design = (struct ab_cli_design){0};
}
