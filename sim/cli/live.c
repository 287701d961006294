/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* live.c - reads the parts of a page that simulates. */
#include "cli/live.h"

#include "base/limits.h"
#include "cli/cli.h"

#include "base/log.h"
#include "base/path.h"
#include "scenario/document.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- the model ---- */

static enum ab_status read_part(char **bytes, size_t *size, const char *folder, const char *name,
                                struct ab_errors *errors)
{
    char path[PATH_MAX + 16];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    bool is_there;
    const enum ab_status status = ab_file_look(&is_there, path, errors);
    if (status != AB_OK || is_there) {
        return status != AB_OK ? status
                               : ab_file_read(path, AB_PAGE_MODEL_BYTES_MAX, bytes, size, errors);
    }
    return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL,
                         "--live needs the model as WebAssembly, which is not there; `make wasm` "
                         "makes it where emscripten is installed (Debian: apt-get install "
                         "emscripten), and releases have it");
}

static enum ab_status read_model(struct ab_cli_live *live, struct ab_errors *errors)
{
    char folder[PATH_MAX];
    (void)ab_share_find("AIRBRIDGE_PAGE", "page", folder);
    const enum ab_status status =
        read_part(&live->model, &live->model_size, folder, "model.wasm", errors);
    return status == AB_OK
               ? read_part(&live->script, &live->script_size, folder, "model.js", errors)
               : status;
}

/* ---- the scenario ---- */

/* Whether a result tells the hash of the scenario itself: a sweep has that of its first point. */
static bool is_another(const struct ab_live_words *words, const struct ab_scenario *scenario)
{
    char hash[24];
    (void)snprintf(hash, sizeof hash, "%016" PRIx64, scenario->hash);
    return words->hash != NULL && strcmp(words->word[1], "sweep") != 0 &&
           strcmp(hash, words->hash) != 0;
}

/* Reads a scenario, and carries its files. */
static enum ab_status carry(struct ab_cli_live *live, const struct ab_live_words *words,
                            const struct ab_cli_arguments *made, struct ab_errors *errors)
{
    struct ab_document *document = NULL;
    struct ab_scenario *scenario = NULL;
    const struct ab_reader reader = ab_carried_reader(live->carried);
    const char *path = made->operand[0];
    enum ab_status status =
        ab_document_load(&document, &reader, path, made->set.text, made->set.count, errors);
    if (status == AB_OK) {
        status = ab_document_bind(&scenario, document, NULL, 0, errors);
    }
    if (status == AB_OK && is_another(words, scenario)) {
        status = ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                               "the scenario is not what it was when the result was made: make "
                               "the result again, or the page without --live");
    }
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    return status;
}

static enum ab_status tell(struct ab_cli_live *live, const struct ab_cli_arguments *made,
                           struct ab_errors *errors)
{
    struct ab_json json;
    ab_json_init_text(&json, &live->told);
    json.line_from = 1;
    ab_json_begin_object(&json, NULL);
    ab_json_text(&json, "path", made->operand[0]);
    ab_json_begin_array(&json, "set");
    for (int i = 0; i < made->set.count; i++) {
        ab_json_text(&json, NULL, made->set.text[i]);
    }
    ab_json_end(&json);
    ab_carried_put(live->carried, &json);
    ab_json_end(&json);
    return live->told.failed ? ab_errors_out_of_memory(errors) : AB_OK;
}

static enum ab_status refuse_nameless(struct ab_errors *errors)
{
    return ab_errors_refuse(errors, "--live needs a result that tells which scenario it is of; "
                                    "this one was made by a command that names none");
}

/* Understands the command that made the result as the program did then. */
static enum ab_status read_scenario(struct ab_cli_live *live, const struct ab_live_words *words,
                                    struct ab_errors *errors)
{
    const struct ab_cli_command *command =
        words->count > 2 ? ab_cli_find_command(words->word[1], NULL) : NULL;
    if (command == NULL || strncmp(command->operands, "SCENARIO", strlen("SCENARIO")) != 0) {
        return refuse_nameless(errors);
    }
    struct ab_cli_arguments made;
    enum ab_status status = ab_cli_parse(&made, command, words->count - 1, words->word + 1, errors);
    if (status == AB_OK && made.help) {
        status = refuse_nameless(errors);
    }
    if (status == AB_OK) {
        status = ab_cli_take_past(&made, errors);
    }
    if (status == AB_OK) {
        status = ab_cli_take_deadline(&made, errors);
    }
    if (status == AB_OK) {
        status = carry(live, words, &made, errors);
    }
    if (status == AB_OK) {
        status = tell(live, &made, errors);
    }
    ab_cli_clear(&made);
    return status;
}

enum ab_status ab_cli_live_read(struct ab_cli_live *live, const char *description,
                                struct ab_errors *errors)
{
    struct ab_arena *arena = ab_arena_create(0);
    struct ab_live_words words;
    *live = (struct ab_cli_live){.carried = ab_carried_create()};
    enum ab_status status = arena != NULL && live->carried != NULL
                                ? read_model(live, errors)
                                : ab_errors_out_of_memory(errors);
    if (status == AB_OK) {
        status = ab_live_words_read(&words, description, arena, errors);
    }
    if (status == AB_OK) {
        status = read_scenario(live, &words, errors);
    }
    ab_arena_destroy(arena);
    return status;
}

void ab_cli_live_clear(struct ab_cli_live *live)
{
    ab_carried_destroy(live->carried);
    ab_memory_give(live->told.bytes);
    ab_memory_give(live->model);
    ab_memory_give(live->script);
    *live = (struct ab_cli_live){0};
}
