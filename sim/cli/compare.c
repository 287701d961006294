/* compare.c - `airbridge compare`: what a change does, under the same luck. */
#include "cli/simulate.h"

#include "base/memory.h"
#include "output/comparison.h"
#include "output/store.h"

#include <stdio.h>
#include <string.h>

enum { REPLICATIONS_DEFAULT = 100 };

/* A scenario among those compared. */
struct variant {
    char name[80]; /* of the file, without folder and ".ini"; no two alike */
    uint64_t scenario_hash, trajectory_hash;
    int failed;
};

/* What the steps of the command share. */
struct command {
    const struct ab_cli_arguments *arguments;
    struct ab_errors *errors;
    struct variant *variant; /* [operands], the base first */
    uint64_t seed;
    struct ab_scenario *base_scenario;
    struct ab_result *base;
    struct ab_store *store;
    struct ab_row *row; /* of the table of differences */
};

/* ---- names ---- */

static bool is_taken(const struct command *command, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(command->variant[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

static void name_variants(struct command *command)
{
    for (int i = 0; i < command->arguments->operands; i++) {
        const char *path = command->arguments->operand[i], *slash = strrchr(path, '/');
        const char *file = slash != NULL ? slash + 1 : path;
        size_t length = strlen(file);
        if (length > 4 && strcmp(file + length - 4, ".ini") == 0) {
            length -= 4;
        }
        char *name = command->variant[i].name;
        const size_t room = sizeof command->variant[i].name;
        (void)snprintf(name, room, "%.*s", (int)(length < 60 ? length : 60), file);
        for (int n = 2; is_taken(command, i, name); n++) {
            (void)snprintf(name, room, "%.*s-%d", (int)(length < 60 ? length : 60), file, n);
        }
    }
}

/* ---- steps ---- */

/* Simulates a scenario with the luck of all. Runs that failed are told when all is done. */
static enum ab_status simulate(struct command *command, int number, struct ab_scenario **scenario,
                               struct ab_result **result)
{
    struct ab_cli_arguments arguments = *command->arguments;
    struct variant *variant = &command->variant[number];
    enum ab_status status =
        ab_scenario_load(scenario, arguments.operand[number], arguments.set.text,
                         arguments.set.count, command->errors);
    if (status != AB_OK) {
        return status;
    }
    if (number == 0) {
        command->seed =
            (uint64_t)(arguments.seed >= 0 ? arguments.seed : (*scenario)->general.seed);
    }
    arguments.seed = (int64_t)command->seed;
    status = ab_cli_simulate(result, *scenario, &arguments, REPLICATIONS_DEFAULT, command->errors);
    if (*result == NULL) {
        return status;
    }
    variant->scenario_hash = (*scenario)->hash;
    variant->trajectory_hash = (*result)->hash;
    variant->failed = (*result)->failed;
    return AB_OK;
}

static enum ab_status compare_variant(struct command *command, int number)
{
    struct ab_scenario *scenario = NULL;
    struct ab_result *result = NULL;
    const char *name = command->variant[number].name;
    const enum ab_status status = simulate(command, number, &scenario, &result);
    if (status == AB_OK) {
        ab_comparison_put_rows(command->row, name, command->base, result);
        if (!command->arguments->quiet) {
            if (number > 1) {
                (void)putchar('\n');
            }
            ab_comparison_print(stdout, command->variant[0].name, name, command->base, result);
        }
    }
    ab_result_destroy(result);
    ab_scenario_destroy(scenario);
    return status;
}

/* Opens the place of the result, now that the base is known. */
static enum ab_status open_store(struct command *command)
{
    const struct ab_cli_arguments *arguments = command->arguments;
    const struct ab_store_options place = {
        .path = arguments->output,
        .title = command->base_scenario->general.title,
        .subject.scenario = command->base_scenario,
        .start = command->base_scenario->general.start,
        .argc = arguments->argc,
        .argv = arguments->argv,
    };
    command->store = ab_store_open(&place, command->errors);
    if (command->store != NULL) {
        command->row = ab_store_begin(command->store, AB_TABLE_COMPARISON, command->errors);
    }
    return command->row != NULL ? AB_OK : AB_IO_ERROR;
}

static void put_facts(struct ab_json *json, const void *owner)
{
    const struct command *command = owner;
    ab_json_text(json, "generator", "philox4x32-10");
    ab_json_integer(json, "seed", (int64_t)command->seed);
    ab_json_integer(json, "replications", command->base->replications);
    ab_json_integer(json, "traced_replication", 0);
    ab_json_begin_array(json, "scenarios");
    for (int i = 0; i < command->arguments->operands; i++) {
        ab_json_begin_object(json, NULL);
        ab_json_text(json, "name", command->variant[i].name);
        ab_json_hash(json, "scenario_hash", command->variant[i].scenario_hash);
        ab_json_hash(json, "trajectory_hash", command->variant[i].trajectory_hash);
        ab_json_integer(json, "failed", command->variant[i].failed);
        ab_json_end(json);
    }
    ab_json_end(json);
}

static enum ab_status compare_all(struct command *command)
{
    enum ab_status status = simulate(command, 0, &command->base_scenario, &command->base);
    if (status == AB_OK) {
        status = open_store(command);
    }
    for (int i = 1; status == AB_OK && i < command->arguments->operands; i++) {
        status = compare_variant(command, i);
    }
    if (status == AB_OK) {
        return ab_store_commit(command->store, put_facts, command, command->errors);
    }
    ab_store_abandon(command->store);
    return status;
}

/* Every scenario must be good before the first is simulated. */
static enum ab_status check_all(const struct command *command)
{
    enum ab_status status = AB_OK;
    for (int i = 0; i < command->arguments->operands; i++) {
        struct ab_scenario *scenario;
        const enum ab_status one = ab_scenario_load(&scenario, command->arguments->operand[i],
                                                    command->arguments->set.text,
                                                    command->arguments->set.count, command->errors);
        ab_scenario_destroy(scenario);
        status = status == AB_OK ? one : status;
    }
    return status;
}

enum ab_status ab_cli_compare(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    struct command command = {.arguments = arguments, .errors = errors};
    command.variant = ab_memory_take((size_t)arguments->operands, sizeof *command.variant);
    if (command.variant == NULL) {
        return ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "out of memory");
    }
    name_variants(&command);
    enum ab_status status = check_all(&command);
    if (status == AB_OK) {
        status = ab_store_prepare(arguments->output, arguments->force, errors);
    }
    if (status == AB_OK) {
        status = compare_all(&command);
    }
    ab_result_destroy(command.base);
    ab_scenario_destroy(command.base_scenario);
    ab_memory_give(command.variant);
    return status == AB_OK && errors->count > 0 ? errors->status : status;
}
