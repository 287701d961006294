/* run.c - `airbridge run`: simulates a scenario and writes its tables. */
#include "cli/simulate.h"

#include "output/output.h"
#include "output/report.h"
#include "output/store.h"

enum { REPLICATIONS_DEFAULT = 100 };

/* Writes the tables and prints the account of a result. */
static enum ab_status put_out(const struct ab_result *result,
                              const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const struct ab_output_options options = {
        .path = arguments->output,
        .force = arguments->force,
        .argc = arguments->argc,
        .argv = arguments->argv,
    };
    enum ab_status status = ab_output_write(result, &options, errors);
    if (status == AB_OK && !arguments->quiet) {
        ab_report_print(stdout, result);
        if (result->precise) {
            (void)printf("\n%d replications were enough for what --until asks for\n",
                         result->replications);
        }
    }
    return status;
}

enum ab_status ab_cli_run_scenario(const struct ab_cli_arguments *arguments,
                                   struct ab_errors *errors)
{
    struct ab_scenario *scenario = NULL;
    struct ab_result *result = NULL;
    enum ab_status status = ab_scenario_load(&scenario, arguments->operand[0], arguments->set.text,
                                             arguments->set.count, errors);
    /* Hours of simulation must not end where nothing can be written. */
    if (status == AB_OK) {
        status = ab_store_prepare(arguments->output, arguments->force, errors);
    }
    if (status == AB_OK) {
        status = ab_cli_simulate(&result, scenario, arguments, REPLICATIONS_DEFAULT, errors);
    }
    if (result != NULL) {
        enum ab_status written = put_out(result, arguments, errors);
        status = written != AB_OK ? written : status;
    }
    ab_result_destroy(result);
    ab_scenario_destroy(scenario);
    return status;
}
