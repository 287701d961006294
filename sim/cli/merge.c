/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* merge.c - `airbridge merge`: the parts of a study as one result. */
#include "cli/simulate.h"
#include "cli/sweep.h"

#include "output/store.h"

static enum ab_status make_tables(const struct ab_parts *parts,
                                  const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    switch (parts->head.kind) {
    case AB_PLAN_RUN: return ab_cli_finish_run(arguments, &parts->head, parts->claim, errors);
    case AB_PLAN_COMPARE:
        return ab_cli_finish_compare(arguments, &parts->head, parts->claim, errors);
    default: return ab_cli_finish_sweep(arguments, parts->claim, 0, errors);
    }
}

/* Joins the parts, and makes the tables of the whole. When that fails nothing is left of the result,
 * which would only be in the way of doing it again: its parts are there. */
static enum ab_status make_result(const struct ab_parts *parts,
                                  const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors)
{
    enum ab_status status = ab_parts_join(parts, errors);
    if (status != AB_OK) {
        return status;
    }
    status = make_tables(parts, arguments, errors);
    if (status != AB_OK && status != AB_FAILED) {
        (void)ab_store_clear(arguments->output, NULL);
    }
    return status;
}

static enum ab_status merge(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct ab_parts parts = {.part = (const char *const *)arguments->operand,
                             .parts = arguments->operands,
                             .options = {.path = arguments->output,
                                         .force = arguments->force,
                                         .interrupted = ab_cli_interruption()}};
    enum ab_status status = ab_parts_open(&parts, errors);
    if (status == AB_OK) {
        status = make_result(&parts, arguments, errors);
    }
    ab_parts_clear(&parts);
    return status;
}

enum ab_status ab_cli_merge(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    return ab_cli_run_unkept(arguments, merge, errors);
}
