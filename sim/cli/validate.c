/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* validate.c - `airbridge validate`: holds a scenario's milestones against history. */
#include "cli/simulate.h"

#include "output/report.h"
#include "output/result_json.h"

enum { REPLICATIONS_DEFAULT = 1000 };

/* The milestones that were missed, as one fault. */
static enum ab_status judge(const struct ab_result *result, struct ab_errors *errors)
{
    int missed = 0;
    for (int i = 0; i < result->scenario->milestone_count; i++) {
        missed += result->milestone[i].outcome == AB_MISSED;
    }
    if (missed == 0) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                         "%d of %d milestones missed their historical interval and its tolerance",
                         missed, result->scenario->milestone_count);
}

enum ab_status ab_cli_validate(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct ab_scenario *scenario = NULL;
    struct ab_result *result = NULL;
    struct ab_cli_study study;
    const char *path = arguments->operand[0];
    enum ab_status status =
        ab_scenario_load(&scenario, path, arguments->set.text, arguments->set.count, errors);
    if (status == AB_OK && scenario->milestone_count == 0) {
        status =
            ab_errors_add(errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
                          "there is nothing to validate: the scenario has no [milestone.NAME]");
    }
    if (status == AB_OK) {
        status = ab_cli_study_take(&study, scenario, arguments, REPLICATIONS_DEFAULT, errors);
    }
    if (status == AB_OK) {
        status = ab_cli_simulate(&result, scenario, &study, arguments, errors);
    }
    if (result != NULL) {
        if (arguments->json) {
            const enum ab_status told = ab_result_print_json(stdout, "validate", result, errors);
            status = told != AB_OK ? told : status;
        } else if (!arguments->quiet) {
            (void)ab_report_milestones(stdout, result);
        }
        enum ab_status verdict = judge(result, errors);
        status = verdict != AB_OK ? verdict : status;
    }
    ab_result_destroy(result);
    ab_scenario_destroy(scenario);
    return status;
}
