/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* run.c - `airbridge run`: simulates a scenario and writes its tables. */
#include "cli/simulate.h"

#include "base/path.h"
#include "output/output.h"
#include "output/report.h"
#include "output/result_json.h"

enum { REPLICATIONS_DEFAULT = 100 };

/* Prints the means that --until asked for, when they are known as well as that. */
static void print_means(const struct ab_result *result, const struct ab_study_options *options)
{
    ab_cli_print_enough(result->replications);
    for (int i = 0; i < options->precisions; i++) {
        const int measure = options->until[i].measure;
        const struct ab_summary *known = &result->measure[measure];
        char buffer[128];
        (void)printf("%s: mean %.6g %s, 95 %% interval %.6g to %.6g\n",
                     ab_measure_name(result->scenario, measure, buffer, sizeof buffer), known->mean,
                     ab_measure_unit(result->scenario, measure), known->ci95_low, known->ci95_high);
    }
}

/* Prints what came out, in the way that the arguments ask for. */
static enum ab_status print_result(const struct ab_result *result,
                                   const struct ab_study_options *options,
                                   const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors)
{
    if (arguments->json) {
        return ab_result_print_json(stdout, "run", result, errors);
    }
    if (!arguments->quiet) {
        ab_report_print(stdout, result);
        if (result->precise) {
            print_means(result, options);
        }
    }
    return AB_OK;
}

/* Simulates into the tables of a result that was begun, and ends it in any case. */
static enum ab_status simulate(struct ab_output *output, const struct ab_scenario *scenario,
                               struct ab_cli_study *study, const struct ab_cli_arguments *arguments,
                               struct ab_errors *errors)
{
    struct ab_result *result = NULL;
    study->options.sink = ab_output_put;
    study->options.sink_owner = output;
    const enum ab_status status = ab_cli_simulate(&result, scenario, study, arguments, errors);
    enum ab_status written = result != NULL ? ab_output_finish(output, result, errors)
                                            : ab_output_abandon(output, errors);
    if (result != NULL && written == AB_OK) {
        written = print_result(result, &study->options, arguments, errors);
    }
    ab_result_destroy(result);
    return written != AB_OK ? written : status;
}

enum ab_status ab_cli_run_scenario(const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors)
{
    char name[AB_PATH_NAME_SIZE];
    ab_path_scenario_name(arguments->operand[0], name);
    const struct ab_output_options options = {
        .path = arguments->output,
        .force = arguments->force,
        .scenario = name,
        .argc = arguments->argc,
        .argv = arguments->argv,
    };
    struct ab_scenario *scenario = NULL;
    struct ab_output *output = NULL;
    struct ab_cli_study study;
    enum ab_status status = ab_scenario_load(&scenario, arguments->operand[0], arguments->set.text,
                                             arguments->set.count, errors);
    if (status == AB_OK) {
        status = ab_cli_study_take(&study, scenario, arguments, REPLICATIONS_DEFAULT, errors);
    }
    /* Hours of simulation must not end where nothing can be written. */
    if (status == AB_OK) {
        status = ab_output_begin(&output, scenario, &options, errors);
    }
    if (status == AB_OK) {
        status = simulate(output, scenario, &study, arguments, errors);
    }
    ab_scenario_destroy(scenario);
    return status;
}
