/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* keys.c - `airbridge keys`: the reference of every key. */
#include "cli/cli.h"

#include "scenario/scenario.h"

enum ab_status ab_cli_keys(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const char *name = arguments->operands > 0 ? arguments->operand[0] : NULL;
    return ab_scenario_print_keys(stdout, name, errors);
}
