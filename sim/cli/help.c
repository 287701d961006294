/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* help.c - the help texts, made from the tables of commands and options. */
#include "cli/cli.h"

#include "base/nearest.h"
#include "scenario/keys.h"

#include <string.h>

enum { HELP_COLUMN = 28 };

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
                "airbridge COMMAND --help tells more about a command, airbridge help topics what\n"
                "else there is to read.\n",
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

/* What is neither a command nor a topic may be meant as one of them, or is a section or key. */
static enum ab_status report_unknown(const char *word, struct ab_errors *errors)
{
    int commands, topics;
    const struct ab_cli_command *command = ab_cli_commands(&commands);
    const struct ab_cli_topic *topic = ab_cli_topics(&topics);
    enum ab_section section;
    struct ab_nearest nearest;
    char room[AB_NEAREST_SIZE];
    if (ab_section_find(word, strcspn(word, "."), &section)) {
        return ab_errors_refuse(errors, "'%.60s' is of a scenario (see: airbridge keys %.60s)",
                                word, word);
    }
    ab_nearest_begin(&nearest, word);
    for (int i = 0; i < commands; i++) {
        (void)ab_nearest_offer(&nearest, command[i].name);
    }
    for (int i = 0; i < topics; i++) {
        (void)ab_nearest_offer(&nearest, topic[i].name);
    }
    return ab_errors_refuse(
        errors,
        "there is no command or topic '%.60s'%s (see: airbridge help, airbridge help topics)", word,
        ab_nearest_ask(room, "", ab_nearest_found(&nearest), "", ""));
}

enum ab_status ab_cli_help(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    if (arguments->operands == 0) {
        ab_cli_print_overview(stdout);
        return AB_OK;
    }
    const char *word = arguments->operand[0];
    int count;
    const struct ab_cli_command *command = ab_cli_commands(&count);
    for (int i = 0; i < count; i++) {
        if (strcmp(command[i].name, word) == 0) {
            ab_cli_print_help(stdout, &command[i]);
            return AB_OK;
        }
    }
    const struct ab_cli_topic *topic = ab_cli_topics(&count);
    for (int i = 0; i < count; i++) {
        if (strcmp(topic[i].name, word) == 0) {
            topic[i].print(stdout);
            return AB_OK;
        }
    }
    return report_unknown(word, errors);
}
