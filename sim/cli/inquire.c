/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inquire.c - what the insight commands share. */
#include "cli/inquire.h"

#include "base/limits.h"
#include "base/log.h"
#include "base/sheet.h"
#include "cli/memory.h"
#include "scenario/rules.h"
#include "scenario/units.h"
#include "study/sweep.h"

#include <inttypes.h>
#include <string.h>

enum ab_status ab_cli_inquiry_load(struct ab_cli_inquiry *cli,
                                   const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors)
{
    *cli = (struct ab_cli_inquiry){.arguments = arguments, .errors = errors};
    enum ab_status status = ab_document_load(&cli->document, NULL, arguments->operand[0],
                                             arguments->set.text, arguments->set.count, errors);
    if (status == AB_OK) {
        status = ab_document_bind(&cli->scenario, cli->document, NULL, 0, errors);
    }
    if (status == AB_OK) {
        cli->seed =
            (uint64_t)(arguments->seed >= 0 ? arguments->seed : cli->scenario->general.seed);
    }
    return status;
}

void ab_cli_inquiry_clear(struct ab_cli_inquiry *cli)
{
    ab_inquiry_close(cli->inquiry);
    ab_scenario_destroy(cli->scenario);
    ab_document_destroy(cli->document);
}

enum ab_status ab_cli_inquiry_open(struct ab_cli_inquiry *cli, const char *command,
                                   const char *const *column, int columns)
{
    const struct ab_cli_arguments *arguments = cli->arguments;
    const struct ab_inquiry_options options = {
        .command = command,
        .document = cli->document,
        .column = column,
        .columns = columns,
        .seed = cli->seed,
        .threads = (int)arguments->threads,
        .interrupted = ab_cli_interruption(),
        .progress = ab_progress_show,
        .progress_owner = &cli->progress,
        .output = arguments->output,
        .resume = arguments->resume,
        .force = arguments->force,
    };
    const struct ab_scenario *const scenario = cli->scenario;
    const struct ab_needs_of of = {.scenario = &scenario,
                                   .points = 1,
                                   .document = cli->document,
                                   .replications = (int)arguments->replications,
                                   .by_points = true};
    enum ab_status status = ab_cli_check_memory(&of, AB_SWEEP_RUNS_MAX, arguments, cli->errors);
    if (status == AB_OK) {
        status = ab_inquiry_open(&cli->inquiry, &options, cli->errors);
    }
    if (status == AB_OK) {
        const char *path;
        const int line = ab_inquiry_damaged_line(cli->inquiry, &path);
        ab_cli_tell_damage(path, line);
        ab_cli_begin_progress(&cli->progress, arguments);
    }
    return status;
}

void ab_cli_inquiry_end(struct ab_cli_inquiry *cli, enum ab_status status)
{
    ab_progress_end(&cli->progress);
    if (cli->arguments->output != NULL && status == AB_INTERRUPTED) {
        (void)fprintf(stderr, "airbridge: interrupted after %" PRId64 " runs; go on with\n ",
                      ab_inquiry_there(cli->inquiry));
        ab_cli_print_resumption(cli->arguments);
    } else if (status == AB_IO_ERROR && ab_inquiry_is_kept(cli->inquiry)) {
        (void)fputs("airbridge: what is done is kept; go on with\n ", stderr);
        ab_cli_print_resumption(cli->arguments);
    }
}

enum ab_status ab_cli_inquiry_tell(struct ab_cli_inquiry *cli, const struct ab_answer *answer,
                                   void (*print)(struct ab_sheet *sheet, const void *owner))
{
    const struct ab_cli_arguments *arguments = cli->arguments;
    enum ab_status status = AB_OK;
    if (arguments->output != NULL) {
        status = ab_answer_write(answer, cli->inquiry, arguments->output, arguments->argc,
                                 arguments->argv, cli->errors);
    }
    if (status == AB_OK && arguments->json) {
        status = ab_answer_print_json(stdout, answer, cli->errors);
    } else if (status == AB_OK && !arguments->quiet) {
        struct ab_sheet sheet = ab_cli_sheet();
        print(&sheet, answer->owner);
    }
    return status;
}

enum ab_status ab_cli_take_measure(const struct ab_cli_inquiry *cli, int *measure)
{
    const struct ab_scenario *scenario = cli->scenario;
    const char *of = cli->arguments->of;
    char over[128];
    if (of == NULL && !ab_scenario_has_force(scenario) && scenario->evacuation_count > 0) {
        (void)snprintf(over, sizeof over, "evacuation_h.%s", scenario->evacuation[0].named.id);
        of = over;
        if (scenario->evacuation_count > 1) {
            return ab_errors_refuse(cli->errors,
                                    "the scenario has no force that closes, and %d evacuations: "
                                    "ask of one of them, as in --of %s",
                                    scenario->evacuation_count, over);
        }
    }
    of = of != NULL ? of : "closure_h";
    return ab_goal_find_measure(measure, scenario, of, "--of", of, cli->errors);
}

enum ab_status ab_cli_take_goals(struct ab_cli_inquiry *cli, struct ab_goal goal[AB_CLI_GOALS_MAX],
                                 const char *column[AB_CLI_GOALS_MAX], struct ab_arena *arena)
{
    const struct ab_cli_list *goals = &cli->arguments->goal;
    enum ab_status status = AB_OK;
    if (goals->count > AB_CLI_GOALS_MAX) {
        return ab_errors_refuse(cli->errors, "size: %d goals at most", AB_CLI_GOALS_MAX);
    }
    for (int i = 0; i < goals->count && status == AB_OK; i++) {
        char buffer[128];
        status = ab_goal_parse(&goal[i], cli->scenario, goals->text[i], cli->errors);
        if (status == AB_OK) {
            column[i] = ab_arena_copy_text(
                arena, ab_measure_name(cli->scenario, goal[i].measure, buffer, sizeof buffer));
            status = column[i] != NULL ? AB_OK : ab_errors_out_of_memory(cli->errors);
        }
    }
    return status;
}

enum ab_status ab_cli_take_share(double *share, const char *option, const char *text, double least,
                                 double most, struct ab_errors *errors)
{
    struct ab_measured measured;
    const char *rest = text;
    const bool read = ab_scan_measured(&rest, &measured) && !measured.is_clock;
    const bool per_cent = read && strcmp(measured.unit, "%") == 0;
    *share = read ? measured.number / (per_cent ? 100 : 1) : -1;
    ab_scan_blanks(&rest);
    if (!read || *rest != '\0' || (measured.unit[0] != '\0' && !per_cent) ||
        !(*share >= least && *share <= most)) {
        return ab_errors_refuse(errors,
                                "%s '%.40s': it must be a share from %g %% to %g %%, as in "
                                "90 %% or 0.9",
                                option, text, 100 * least, 100 * most);
    }
    return AB_OK;
}
