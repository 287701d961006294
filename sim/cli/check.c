/* check.c - `airbridge check`: reads scenarios and runs nothing. */
#include "cli/cli.h"

#include <airbridge/scenario.h>

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
        if (one == AB_OK && !arguments->quiet) {
            (void)printf("%s: no fault\n", path);
            (void)fflush(stdout); /* in step with what goes to stderr */
        }
        if (status == AB_OK)
            status = one;
        ab_scenario_destroy(scenario);
    }
    return status;
}
