/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* design.h - the design of a sweep as the options of a command and the scenario ask for it. */
#ifndef AB_CLI_DESIGN_H
#define AB_CLI_DESIGN_H

#include "cli/cli.h"
#include "study/sweep.h"

struct ab_cli_design {
    struct ab_document *document; /* of its own; NULL: another's */
    struct ab_scenario *scenario; /* by itself */
    struct ab_design *design;
    struct ab_experiment_request request;
};

/* Loads the scenario and makes the design; or makes it for a document that is loaded, which must stay.
 * The caller clears it whatever is returned. */
enum ab_status ab_cli_design_take(struct ab_cli_design *design,
                                  const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors);
enum ab_status ab_cli_design_make(struct ab_cli_design *design, const struct ab_document *document,
                                  const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors);
void ab_cli_design_clear(struct ab_cli_design *design);

#endif
