/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* check.c - what reads scenarios and runs nothing: `airbridge check`, `show` and `keys`. */
#include "base/format.h"
#include "base/memory.h"
#include "cli/cli.h"
#include "cli/design.h"
#include "cli/memory.h"
#include "output/result_json.h"
#include "scenario/input.h"
#include "scenario/key_text.h"

#include <math.h>
#include <string.h>

/* Whether the sweep that a scenario carries can be made, and what may surprise in it. */
static enum ab_status check_sweep(const struct ab_scenario *scenario,
                                  const struct ab_document *document,
                                  const struct ab_cli_arguments *arguments, const char **path,
                                  struct ab_errors *notes, struct ab_errors *errors)
{
    if (scenario->vary_count == 0 && scenario->sweep.cases[0] == '\0') {
        return AB_OK;
    }
    struct ab_cli_arguments one = *arguments;
    struct ab_cli_design design;
    struct ab_experiment experiment = {0};
    one.operand = path;
    one.quiet = true; /* what it has to say is among the notes */
    enum ab_status status = ab_cli_design_make(&design, document, &one, errors);
    if (status == AB_OK) {
        status = ab_experiment_prepare(&experiment, &design.request, errors);
    }
    if (status == AB_OK) {
        ab_design_note_constants(design.design, design.scenario, notes);
    }
    ab_experiment_clear(&experiment);
    ab_cli_design_clear(&design);
    return status;
}

/* The faults or notes of a list. */
static void put_list(struct ab_json *json, const char *name, const struct ab_errors *list)
{
    ab_json_begin_array(json, name);
    for (int i = 0; i < list->count && i < AB_ERRORS_MAX; i++) {
        const struct ab_error *one = &list->error[i];
        ab_json_begin_line(json);
        ab_json_text(json, "file", one->file[0] != '\0' ? one->file : NULL);
        if (one->line > 0) {
            ab_json_integer(json, "line", one->line);
        } else {
            ab_json_text(json, "line", NULL);
        }
        ab_json_text(json, "section", one->section[0] != '\0' ? one->section : NULL);
        ab_json_text(json, "key", one->key[0] != '\0' ? one->key : NULL);
        ab_json_text(json, "text", one->text);
        ab_json_end(json);
    }
    ab_json_end(json);
}

/* ---- what is not known ---- */

static void put_inputs(struct ab_json *json, const struct ab_scenario *scenario)
{
    ab_json_begin_array(json, "inputs");
    for (int i = 0; scenario != NULL && i < scenario->input_count; i++) {
        const struct ab_input *input = &scenario->input[i];
        ab_json_begin_line(json);
        ab_json_text(json, "input", input->of->named.id);
        ab_json_text(json, "key", input->of->key);
        ab_json_boolean(json, "factor", input->of->has_factor);
        ab_json_text(json, "unit", input->unit);
        ab_json_number(json, "base", input->base);
        ab_json_number(json, "mean", ab_input_mean(input));
        ab_json_number(json, "p10", ab_input_at(input, 0.1));
        ab_json_number(json, "p50", ab_input_at(input, 0.5));
        ab_json_number(json, "p90", ab_input_at(input, 0.9));
        ab_json_text(json, "source", input->of->source);
        ab_json_end(json);
    }
    ab_json_end(json);
}

/* One input: what its keys are, their base value, and where most of its draws lie. */
static void print_input(struct ab_sheet *sheet, const struct ab_input *input)
{
    const char *blank = input->unit[0] != '\0' ? " " : "";
    if (strchr(input->of->key, ',') == NULL) {
        ab_sheet_say(sheet, "  ");
        ab_sheet_put(sheet, input->of->key);
    } else {
        ab_sheet_say(sheet, "  [uncertain.%s], of %d keys", input->of->named.id, input->targets);
    }
    ab_sheet_end(sheet);
    ab_sheet_say(sheet, "    ");
    if (input->of->has_factor) {
        ab_sheet_say(sheet, "times ");
    } else if (!isnan(input->base)) {
        ab_sheet_say(sheet, "%s%s%s, ", ab_figures(input->base, 6).text, blank, input->unit);
    }
    ab_sheet_say(sheet, "%s to %s%s%s", ab_figures(ab_input_at(input, 0.1), 5).text,
                 ab_figures(ab_input_at(input, 0.9), 5).text, blank, input->unit);
    if (input->of->source[0] != '\0') {
        ab_sheet_say(sheet, "; ");
        ab_sheet_put(sheet, input->of->source);
    }
    ab_sheet_end(sheet);
}

static void print_inputs(struct ab_sheet *sheet, const struct ab_scenario *scenario)
{
    if (scenario->input_count == 0) {
        return;
    }
    sheet->hang = 6;
    ab_sheet_say(sheet,
                 "what is not known, in %d input%s: base value, p10 to p90, and whose range it is",
                 scenario->input_count, scenario->input_count == 1 ? "" : "s");
    ab_sheet_end(sheet);
    for (int i = 0; i < scenario->input_count; i++) {
        print_input(sheet, &scenario->input[i]);
    }
    sheet->hang = 0;
    if (scenario->general.deterministic) {
        ab_sheet_say(sheet, "  with deterministic = yes its mean holds, not the base value");
        ab_sheet_end(sheet);
    }
}

/* ---- memory ---- */

/* What a run needs, traced and with as many replications as `run` makes; none is made here. */
enum { REPLICATIONS = 100 };

static enum ab_status find_needs(struct ab_needs *needs, const struct ab_scenario *scenario,
                                 const struct ab_document *document, struct ab_errors *errors)
{
    const struct ab_needs_of of = {.scenario = &scenario,
                                   .points = 1,
                                   .document = document,
                                   .replications = REPLICATIONS,
                                   .traced = true};
    return ab_needs_find(needs, &of, errors);
}

static void put_needs(struct ab_json *json, const struct ab_needs *needs)
{
    ab_json_begin_object(json, "memory");
    ab_json_integer(json, "one_thread_bytes", ab_needs_total(needs, 1) - needs->trace);
    ab_json_integer(json, "further_thread_bytes", needs->thread);
    ab_json_integer(json, "trace_bytes", needs->trace);
    ab_json_end(json);
}

static void print_needs(struct ab_sheet *sheet, const struct ab_needs *needs)
{
    char one[AB_CLI_SIZE_SIZE], further[AB_CLI_SIZE_SIZE], trace[AB_CLI_SIZE_SIZE];
    sheet->hang = 4;
    ab_sheet_say(sheet,
                 "  %d replications take up to %s of memory on one thread, up to %s more on each "
                 "further one; --trace up to %s more",
                 REPLICATIONS, ab_cli_show_size(ab_needs_total(needs, 1) - needs->trace, one),
                 ab_cli_show_size(needs->thread, further), ab_cli_show_size(needs->trace, trace));
    ab_sheet_end(sheet);
    sheet->hang = 0;
}

/* Tells what came of one scenario. */
static void tell(const struct ab_cli_arguments *arguments, struct ab_json *json, const char *path,
                 enum ab_status status, const struct ab_scenario *scenario,
                 const struct ab_needs *needs, const struct ab_errors *notes,
                 const struct ab_errors *errors)
{
    if (arguments->json) {
        ab_json_begin_object(json, NULL);
        ab_json_text(json, "path", path);
        ab_json_boolean(json, "good", status == AB_OK);
        put_list(json, "faults", errors);
        put_list(json, "notes", notes);
        put_inputs(json, scenario);
        if (status == AB_OK) {
            put_needs(json, needs);
        }
        ab_json_end(json);
    } else if (status == AB_OK && !arguments->quiet) {
        const int count = notes->count;
        struct ab_sheet sheet = ab_cli_sheet();
        ab_sheet_put(&sheet, path);
        ab_sheet_say(&sheet, ": no fault");
        if (count > 0) {
            ab_sheet_say(&sheet, ", %d note%s", count, count == 1 ? "" : "s");
        }
        ab_sheet_end(&sheet);
        print_needs(&sheet, needs);
        print_inputs(&sheet, scenario);
        (void)fflush(stdout); /* in step with what goes to stderr */
        ab_errors_print_notes(notes, stderr);
    }
}

/* Checks one scenario and tells what came of it. */
static enum ab_status check_one(const struct ab_cli_arguments *arguments, struct ab_json *json,
                                const char **path, struct ab_errors *notes,
                                struct ab_errors *errors)
{
    struct ab_errors *list = arguments->strict ? errors : notes;
    struct ab_document *document;
    struct ab_scenario *scenario = NULL;
    struct ab_needs needs = {0};
    enum ab_status status =
        ab_document_load(&document, NULL, *path, arguments->set.text, arguments->set.count, errors);
    if (status == AB_OK) {
        status = ab_document_examine(&scenario, document, NULL, 0, list, errors);
    }
    if (status == AB_OK) {
        status = ab_inputs_try(document, scenario, NULL, 0, errors);
    }
    if (status == AB_OK) {
        status = check_sweep(scenario, document, arguments, path, list, errors);
    }
    if (status == AB_OK) {
        status = find_needs(&needs, scenario, document, errors);
    }
    if (status == AB_OK && arguments->strict && list->count > 0) {
        status = AB_BAD_SCENARIO; /* notes are among the errors */
    }
    tell(arguments, json, *path, status, scenario, &needs, notes, errors);
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    return status;
}

enum ab_status ab_cli_check(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    struct ab_errors *notes = ab_memory_take(1, sizeof *notes);
    if (notes == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    struct ab_json json = {0};
    if (arguments->json) {
        ab_json_begin_result(&json, stdout, "check", NULL);
        ab_json_begin_array(&json, "files");
    }
    for (int i = 0; i < arguments->operands; i++) {
        /* The faults of one file must not crowd out those of the next: print them as they come.
         * Those of the last are left to the caller. */
        ab_errors_print(errors, stderr);
        ab_errors_clear(errors);
        ab_errors_clear(notes);
        const enum ab_status one =
            check_one(arguments, &json, &arguments->operand[i], notes, errors);
        if (status == AB_OK) {
            status = one;
        }
    }
    if (arguments->json) {
        ab_json_end(&json);
        ab_json_end(&json);
    }
    ab_memory_give(notes);
    return status;
}

enum ab_status ab_cli_show(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    return ab_scenario_show(stdout, arguments->operand[0], arguments->set.text,
                            arguments->set.count,
                            arguments->operands > 1 ? arguments->operand[1] : NULL, errors);
}

static const char *text_or_null(const char *text)
{
    return text[0] != '\0' ? text : NULL;
}

static void put_key(struct ab_json *json, const struct ab_section_kind *kind,
                    const struct ab_key *key)
{
    struct ab_key_text text;
    ab_key_describe(key, &text);
    ab_json_begin_object(json, NULL);
    ab_json_text(json, "section", kind->name);
    ab_json_text(json, "key", key->name);
    ab_json_text(json, "type", text.type);
    ab_json_text(json, "units", text_or_null(text.units));
    ab_json_text(json, "default", text_or_null(text.preset));
    ab_json_text(json, "range", text_or_null(text.range));
    ab_json_boolean(json, "changeable", (key->flags & AB_KEY_CHANGEABLE) != 0);
    ab_json_text(json, "meaning", key->help);
    ab_json_text(json, "rule", key->rule);
    ab_json_begin_array(json, "choices");
    for (const struct ab_choice *choice = key->choice; choice != NULL && choice->name != NULL;
         choice++) {
        ab_json_begin_line(json);
        ab_json_text(json, "name", choice->name);
        ab_json_text(json, "meaning", choice->meaning);
        ab_json_end(json);
    }
    ab_json_end(json);
    ab_json_end(json);
}

/* Every key as an object of an array. */
static enum ab_status print_json(const char *name, struct ab_errors *errors)
{
    struct ab_json json;
    if (name != NULL) {
        return ab_errors_refuse(errors, "--json prints all keys; leave out '%.60s'", name);
    }
    ab_json_begin_result(&json, stdout, "keys", NULL);
    ab_json_begin_array(&json, "keys");
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        for (int k = 0; k < kind->key_count; k++) {
            put_key(&json, kind, &kind->key[k]);
        }
    }
    ab_json_end(&json);
    ab_json_end(&json);
    return AB_OK;
}

/* The columns of the terminal, as far as a line of text can be read. */
static int line_width(void)
{
    const int width = ab_terminal_width(stdout);
    return width < AB_SHEET_USUAL ? width : AB_SHEET_USUAL;
}

enum ab_status ab_cli_keys(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *name = arguments->operands > 0 ? arguments->operand[0] : NULL;
    if (arguments->json && arguments->search == NULL) {
        return print_json(name, errors);
    }
    if (arguments->search == NULL) {
        return ab_scenario_print_keys(stdout, name, line_width(), errors);
    }
    if (name != NULL || arguments->json) {
        return ab_errors_refuse(errors, "keys: --search takes neither a section or key nor --json");
    }
    return ab_scenario_search_keys(stdout, arguments->search, line_width(), errors);
}
