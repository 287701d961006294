/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* variants.h - the scenarios of a comparison: a base, and what differs from it.
 *
 * A variant is a scenario file of its own, or the base with some keys given other values by --with,
 * which needs no file. */
#ifndef AB_CLI_VARIANTS_H
#define AB_CLI_VARIANTS_H

#include "cli/cli.h"

#include "scenario/scenario.h"

struct ab_cli_variants {
    int count;           /* with the base, which comes first */
    const char **name;   /* no two alike */
    const char **origin; /* what faults of one are told of: its file, or the --with */
    const char **path;   /* files */
    const char ***set;   /* and their assignments, [count][set_count] */
    int *set_count;
    struct ab_scenario **scenario;
    struct ab_arena *arena; /* private: holds the names */
};

/* Loads the scenarios of the operands, then those of --with; --set applies to all of them. Every
 * fault of every one is told; *variants is then to be cleared all the same. Two scenarios are
 * needed at least. */
enum ab_status ab_cli_variants_load(struct ab_cli_variants *variants,
                                    const struct ab_cli_arguments *arguments,
                                    struct ab_errors *errors);
/* Loads those of the journal of a comparison again, which must be what they were; the head is
 * borrowed. To be cleared as well. */
struct ab_journal_head;
enum ab_status ab_cli_variants_reload(struct ab_cli_variants *variants,
                                      const struct ab_journal_head *head, struct ab_errors *errors);

void ab_cli_variants_clear(struct ab_cli_variants *variants);

#endif
