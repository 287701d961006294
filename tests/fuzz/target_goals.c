/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* target_goals.c - what the command line says about a scenario: the first byte chooses the option, the rest
 * is its text.
 *
 * Whatever it is: it is refused with a reason, or what comes of it is within its bounds. */
#include "fuzz/small.h"
#include "fuzz/targets.h"

#include "cli/inquire.h"
#include "cli/variants.h"
#include "insight/changes.h"
#include "insight/goal.h"
#include "study/study.h"

#include <math.h>

struct known {
    struct ab_document *document;
    struct ab_scenario *scenario;
};

static const struct known *known_of_all(struct ab_errors *errors)
{
    static struct known known;
    if (known.scenario == NULL) {
        known.document = fuzz_load(NULL, SMALL, NULL, 0, errors);
        require(ab_document_bind(&known.scenario, known.document, NULL, 0, errors) == AB_OK);
    }
    return &known;
}

typedef enum ab_status try_text(const struct known *known, const char *text,
                                struct ab_errors *errors);

static enum ab_status try_goal(const struct known *known, const char *text,
                               struct ab_errors *errors)
{
    struct ab_goal goal;
    const enum ab_status status = ab_goal_parse(&goal, known->scenario, text, errors);
    require(status != AB_OK || (!isnan(goal.bound) && goal.measure >= 0 &&
                                goal.measure < ab_measure_count(known->scenario)));
    return status;
}

static enum ab_status try_until(const struct known *known, const char *text,
                                struct ab_errors *errors)
{
    struct ab_precision precision;
    return ab_precision_parse(&precision, known->scenario, text, errors);
}

static enum ab_status try_share(const struct known *known, const char *text,
                                struct ab_errors *errors)
{
    (void)known;
    double share;
    const enum ab_status status =
        ab_cli_take_share(&share, "--confidence", text, 0.5, 0.999, errors);
    require(status != AB_OK || (share >= 0.5 && share <= 0.999));
    return status;
}

static enum ab_status try_by(const struct known *known, const char *text, struct ab_errors *errors)
{
    const struct ab_override by = {.key = "scenario.deadline", .value = text};
    struct ab_scenario *scenario = NULL;
    const enum ab_status status = ab_document_bind(&scenario, known->document, &by, 1, errors);
    ab_scenario_destroy(scenario);
    return status;
}

/* A base and what differs, as compare reads them. */
static enum ab_status try_with(const struct known *known, const char *text,
                               struct ab_errors *errors)
{
    (void)known;
    const char *operand[] = {"f.ini"}, *with[] = {text};
    const struct ab_cli_arguments arguments = {
        .operand = operand, .operands = 1, .with = {with, 1}};
    struct ab_cli_variants variants;
    const enum ab_status status = ab_cli_variants_load(&variants, &arguments, errors);
    ab_cli_variants_clear(&variants);
    return status;
}

static enum ab_status try_only(const struct known *known, const char *text,
                               struct ab_errors *errors)
{
    struct ab_what_ifs ifs = {0};
    struct ab_arena *arena = ab_arena_create(1 << 12);
    require(arena != NULL);
    const enum ab_status status = ab_what_ifs_list(&ifs, known->document, known->scenario, text,
                                                   strlen(text) % 2 == 0, arena, errors);
    ab_memory_give(ifs.list);
    ab_arena_destroy(arena);
    return status;
}

/* Words of a command, one a line. */
static enum ab_status try_words(const struct known *known, const char *text,
                                struct ab_errors *errors)
{
    enum { WORDS_MAX = 16 };
    (void)known;
    char *copy = strdup(text), *word[WORDS_MAX + 1] = {copy};
    require(copy != NULL);
    int count = 1;
    for (char *c = copy; *c != '\0'; c++) {
        if (*c == '\n' && count < WORDS_MAX) {
            *c = '\0';
            word[count++] = c + 1;
        }
    }
    struct ab_cli_arguments arguments = {0};
    const struct ab_cli_command *command = ab_cli_find_command(word[0], errors);
    enum ab_status status = AB_BAD_SCENARIO;
    if (command != NULL) {
        status = ab_cli_parse(&arguments, command, count, word, errors);
        ab_cli_clear(&arguments);
    }
    free(copy);
    return status;
}

void fuzz_goals(const uint8_t *data, size_t size)
{
    static try_text *const way[] = {try_goal, try_until, try_share, try_by,
                                    try_with, try_only,  try_words};
    static struct ab_errors errors;
    static const char small[] = SMALL;
    struct shelf shelf = {0};
    if (size == 0) {
        return;
    }
    ab_errors_clear(&errors);
    const struct known *known = known_of_all(&errors);
    char *text = calloc(size, 1);
    require(text != NULL);
    memcpy(text, data + 1, size - 1);
    shelf_put(&shelf, "f.ini", small, sizeof small - 1);
    shelf_open(&shelf);
    const enum ab_status status = way[data[0] % (sizeof way / sizeof *way)](known, text, &errors);
    require_told(status, &errors);
    shelf_open(NULL);
    shelf_clear(&shelf);
    free(text);
}
