/* help.c - the help texts, made from the tables of commands and options. */
#include "cli/cli.h"

#include <string.h>

enum { HELP_COLUMN = 28 };

const char *const ab_cli_exit_statuses =
    "  0    done\n"
    "  1    a replication did not reach the scenario's end, a milestone was missed, --until\n"
    "       was not reached, a trace was too long, or a picture could not be drawn\n"
    "  2    wrong usage or a fault in the scenario; a result folder that is not empty\n"
    "  3    a file cannot be read or written, or memory is out\n"
    "  130  interrupted\n";

const char *const ab_cli_purpose =
    "Simulates the rapid deployment of a force by air: from the request for help over\n"
    "the air bridge and the sites guarded to the last flight home.\n";

void ab_cli_print_overview(FILE *stream)
{
    (void)fprintf(stream, "Usage: airbridge COMMAND ...\n\n%s\nCommands:\n", ab_cli_purpose);
    int count;
    const struct ab_cli_command *command = ab_cli_commands(&count);
    for (int i = 0; i < count; i++) {
        (void)fprintf(stream, "  %-9s %-21s %s\n", command[i].name, command[i].operands,
                      command[i].summary);
    }
    (void)fputs("\n"
                "airbridge COMMAND --help tells more about a command, airbridge --version which\n"
                "release this is.\n",
                stream);
}

static void print_option(FILE *stream, const struct ab_cli_option *option)
{
    char left[64], letter[8] = "    ";
    if (option->letter != 0) {
        (void)snprintf(letter, sizeof letter, "-%c, ", option->letter);
    }
    const char *before = option->metavar == NULL ? "" : option->without_value != 0 ? "[=" : " ";
    (void)snprintf(left, sizeof left, "  %s--%s%s%s%s", letter, option->name, before,
                   option->metavar != NULL ? option->metavar : "",
                   option->without_value != 0 ? "]" : "");
    (void)fprintf(stream, "%-*s", HELP_COLUMN, left);
    for (const char *line = option->help; line != NULL;) {
        const char *end = strchr(line, '\n');
        int length = end != NULL ? (int)(end - line) : (int)strlen(line);
        (void)fprintf(stream, "%*s%.*s\n", line == option->help ? 0 : HELP_COLUMN, "", length,
                      line);
        line = end != NULL ? end + 1 : NULL;
    }
}

void ab_cli_print_help(FILE *stream, const struct ab_cli_command *command)
{
    int count;
    const struct ab_cli_option *option = ab_cli_options(&count);
    (void)fprintf(stream, "Usage: airbridge %s", command->name);
    if (command->operands[0] != '\0') {
        (void)fprintf(stream, " %s", command->operands);
    }
    for (int i = 0; i < count; i++) {
        if ((command->required & (unsigned)option[i].bit) != 0) {
            (void)fprintf(stream, " -%c %s", option[i].letter, option[i].metavar);
        }
    }
    (void)fprintf(stream, " [options]\n\n%s\nOptions:\n", command->description);
    for (int i = 0; i < count; i++) {
        if ((command->options & (unsigned)option[i].bit) != 0) {
            print_option(stream, &option[i]);
        }
    }
    (void)fprintf(stream, "\nExit status:\n%s\nExamples:\n%s", ab_cli_exit_statuses,
                  command->examples);
}

enum ab_status ab_cli_help(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    if (arguments->operands == 0) {
        ab_cli_print_overview(stdout);
        return AB_OK;
    }
    const char *topic = arguments->operand[0];
    if (strcmp(topic, "man") == 0) {
        ab_cli_print_manual(stdout);
        return AB_OK;
    }
    if (strcmp(topic, "completion") == 0) {
        ab_cli_print_completion(stdout);
        return AB_OK;
    }
    const struct ab_cli_command *command = ab_cli_find_command(topic, errors);
    if (command == NULL) {
        return errors->status;
    }
    ab_cli_print_help(stdout, command);
    return AB_OK;
}
