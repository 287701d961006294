/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* worth.c - `airbridge worth`: what more of each thing would buy. */
#include "cli/inquire.h"

#include "insight/goal.h"
#include "insight/worth.h"

enum { REPLICATIONS_DEFAULT = 300 };

/* Writes and prints the answer; replications of the scenario as it is that failed are faults. */
static enum ab_status tell(struct ab_cli_inquiry *cli, const struct ab_worth_result *told)
{
    const struct ab_answer answer = {
        .command = "worth",
        .inquiry = cli->inquiry,
        .subject.scenario = told->scenario,
        .seed = cli->seed,
        .table = {{AB_TABLE_WORTH, ab_worth_put_rows}},
        .tables = 1,
        .facts = ab_worth_put_facts,
        .owner = told,
    };
    const enum ab_status status = ab_cli_inquiry_tell(cli, &answer, ab_worth_print);
    return status == AB_OK && told->failed > 0
               ? ab_cli_report_failures(NULL, told->failed, told->replications, told->first_failed,
                                        told->reason, cli->errors)
               : status;
}

enum ab_status ab_cli_worth(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct ab_worth_options options = {
        .only = arguments->only_keys,
        .replications =
            (int)(arguments->replications > 0 ? arguments->replications : REPLICATIONS_DEFAULT)};
    struct ab_cli_inquiry cli;
    struct ab_worth_answer answer = {0};
    char name[128];
    int measure;
    enum ab_status status = ab_cli_inquiry_load(&cli, arguments, errors);
    if (status == AB_OK) {
        status = ab_cli_take_measure(&cli, &measure);
    }
    if (status == AB_OK) {
        options.of = ab_measure_name(cli.scenario, measure, name, sizeof name);
        status = ab_cli_inquiry_open(&cli, "worth", &options.of, 1);
    }
    if (status == AB_OK) {
        status = ab_worth_ask(&answer, cli.inquiry, cli.document, &options, errors);
        ab_cli_inquiry_end(&cli, status);
    }
    status = status == AB_OK ? tell(&cli, &answer.told) : status;
    ab_worth_clear(&answer);
    ab_cli_inquiry_clear(&cli);
    return status;
}
