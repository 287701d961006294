/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* show.c - `airbridge show`: the effective scenario with the origin of each value. */
#include "cli/cli.h"

#include "scenario/scenario.h"

enum ab_status ab_cli_show(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    return ab_scenario_show(stdout, arguments->operand[0], arguments->set.text,
                            arguments->set.count, errors);
}
