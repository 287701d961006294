/* check.c - `airbridge check`: reads scenarios and runs nothing. */
#include "cli/design.h"

/* Whether the sweep that a scenario carries can be made. */
static enum ab_status check_sweep(const struct ab_scenario *scenario,
                                  const struct ab_cli_arguments *arguments, const char **path,
                                  struct ab_errors *errors)
{
    if (scenario->vary_count == 0 && scenario->sweep.cases[0] == '\0') {
        return AB_OK;
    }
    struct ab_cli_arguments one = *arguments;
    struct ab_cli_design design;
    struct ab_experiment experiment = {0};
    one.operand = path;
    enum ab_status status = ab_cli_design_take(&design, &one, errors);
    if (status == AB_OK) {
        status = ab_experiment_prepare(&experiment, &design.request, errors);
    }
    ab_experiment_clear(&experiment);
    ab_cli_design_clear(&design);
    return status;
}

enum ab_status ab_cli_check(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    for (int i = 0; i < arguments->operands; i++) {
        const char *path = arguments->operand[i];
        struct ab_scenario *scenario;
        /* The faults of one file must not crowd out those of the next: print them as they come.
         * Those of the last are left to the caller. */
        ab_errors_print(errors, stderr);
        ab_errors_clear(errors);
        enum ab_status one =
            ab_scenario_load(&scenario, path, arguments->set.text, arguments->set.count, errors);
        if (one == AB_OK) {
            one = check_sweep(scenario, arguments, &arguments->operand[i], errors);
        }
        if (one == AB_OK && !arguments->quiet) {
            (void)printf("%s: no fault\n", path);
            (void)fflush(stdout); /* in step with what goes to stderr */
        }
        if (status == AB_OK) {
            status = one;
        }
        ab_scenario_destroy(scenario);
    }
    return status;
}
