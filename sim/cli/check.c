/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* check.c - `airbridge check`: reads scenarios and runs nothing. */
#include "cli/design.h"

#include "base/memory.h"
#include "base/visible.h"

/* Whether the sweep that a scenario carries can be made, and what may surprise in it. */
static enum ab_status check_sweep(const struct ab_scenario *scenario,
                                  const struct ab_cli_arguments *arguments, const char **path,
                                  struct ab_errors *notes, struct ab_errors *errors)
{
    if (scenario->vary_count == 0 && scenario->sweep.cases[0] == '\0') {
        return AB_OK;
    }
    struct ab_cli_arguments one = *arguments;
    struct ab_cli_design design;
    struct ab_experiment experiment = {0};
    one.operand = path;
    one.quiet = true; /* what it has to say is among the notes */
    enum ab_status status = ab_cli_design_take(&design, &one, errors);
    if (status == AB_OK) {
        status = ab_experiment_prepare(&experiment, &design.request, errors);
    }
    if (status == AB_OK) {
        ab_design_note_constants(design.design, design.scenario, notes);
    }
    ab_experiment_clear(&experiment);
    ab_cli_design_clear(&design);
    return status;
}

/* Checks one scenario and tells what comes out. */
static enum ab_status check_one(const struct ab_cli_arguments *arguments, const char **path,
                                struct ab_errors *notes, struct ab_errors *errors)
{
    struct ab_scenario *scenario;
    enum ab_status status = ab_scenario_examine(&scenario, *path, arguments->set.text,
                                                arguments->set.count, notes, errors);
    if (status == AB_OK) {
        status = check_sweep(scenario, arguments, path, notes, errors);
    }
    if (status == AB_OK && arguments->strict && notes->count > 0) {
        status = AB_BAD_SCENARIO; /* notes are among the errors */
    }
    if (status == AB_OK && !arguments->quiet) {
        const int count = notes->count;
        ab_visible_print(stdout, *path);
        (void)printf(count > 0 ? ": no fault, %d note%s\n" : ": no fault\n", count,
                     count == 1 ? "" : "s");
        (void)fflush(stdout); /* in step with what goes to stderr */
        ab_errors_print_notes(notes, stderr);
    }
    ab_scenario_destroy(scenario);
    return status;
}

enum ab_status ab_cli_check(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    struct ab_errors *notes = ab_memory_take(1, sizeof *notes);
    if (notes == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    for (int i = 0; i < arguments->operands; i++) {
        /* The faults of one file must not crowd out those of the next: print them as they come.
         * Those of the last are left to the caller. */
        ab_errors_print(errors, stderr);
        ab_errors_clear(errors);
        ab_errors_clear(notes);
        const enum ab_status one = check_one(arguments, &arguments->operand[i],
                                             arguments->strict ? errors : notes, errors);
        if (status == AB_OK) {
            status = one;
        }
    }
    ab_memory_give(notes);
    return status;
}
