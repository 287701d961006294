/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inquire.h - what the insight commands share: a scenario, an inquiry of it, and what is told at the
 * end. */
#ifndef AB_CLI_INQUIRE_H
#define AB_CLI_INQUIRE_H

#include "cli/simulate.h"

#include "insight/answer.h"
#include "insight/goal.h"

struct ab_arena;

struct ab_cli_inquiry {
    const struct ab_cli_arguments *arguments;
    struct ab_errors *errors;
    struct ab_document *document;
    struct ab_scenario *scenario; /* by itself */
    uint64_t seed;
    struct ab_inquiry *inquiry;
    struct ab_progress progress;
};

/* Loads the scenario that the arguments name. The caller clears it whatever is returned. */
enum ab_status ab_cli_inquiry_load(struct ab_cli_inquiry *cli,
                                   const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors);
void ab_cli_inquiry_clear(struct ab_cli_inquiry *cli);

/* Opens the inquiry of a command for some columns, and begins to show how far it is. */
enum ab_status ab_cli_inquiry_open(struct ab_cli_inquiry *cli, const char *command,
                                   const char *const *column, int columns);

/* Ends that, and says how to go on when it was interrupted. */
void ab_cli_inquiry_end(struct ab_cli_inquiry *cli, enum ab_status status);

/* Writes the answer where -o says, and prints it: as JSON, or as the account that `print` puts on a
 * sheet, or not at all. */
enum ab_status ab_cli_inquiry_tell(struct ab_cli_inquiry *cli, const struct ab_answer *answer,
                                   void (*print)(struct ab_sheet *sheet, const void *owner));

/* Finds the measure that --of names. Without it that is the closure of the force or, where there is none,
 * when the evacuation is over. */
enum ab_status ab_cli_take_measure(const struct ab_cli_inquiry *cli, int *measure);

/* Reads the goals of --goal, and names the column of each; the names live in the arena. */
enum { AB_CLI_GOALS_MAX = 8 };
enum ab_status ab_cli_take_goals(struct ab_cli_inquiry *cli, struct ab_goal goal[AB_CLI_GOALS_MAX],
                                 const char *column[AB_CLI_GOALS_MAX], struct ab_arena *arena);

/* Reads a share, as in 90 %, 90% or 0.9, between two bounds. `option` has it. */
enum ab_status ab_cli_take_share(double *share, const char *option, const char *text, double least,
                                 double most, struct ab_errors *errors);

#endif
