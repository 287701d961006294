/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep.h - what the commands about sweeps share. */
#ifndef AB_CLI_SWEEP_H
#define AB_CLI_SWEEP_H

#include "cli/design.h"
#include "output/sweep_tables.h"

/* Writes the tables of the sweep whose whole journal is in the output folder, which is claimed, and
 * tells what came out. AB_FAILED with a fault when runs failed. */
enum ab_status ab_cli_finish_sweep(const struct ab_cli_arguments *arguments,
                                   const struct ab_claim *claim, double wall_s,
                                   struct ab_errors *errors);

#endif
