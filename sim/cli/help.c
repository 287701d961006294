/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* help.c - `airbridge help`: the help of commands, made from the tables of commands and options. */
#include "cli/cli.h"

#include "base/nearest.h"
#include "scenario/keys.h"

#include <string.h>

enum { HELP_COLUMN = 28 };

const char *const ab_cli_purpose =
    "Simulates the rapid deployment of a force by air: from the request for help over\n"
    "the air bridge and the sites guarded to the last flight home.\n";

struct ab_sheet ab_cli_help_sheet(FILE *stream)
{
    const int width = ab_terminal_width(stream);
    return ab_sheet_on(stream, width < AB_SHEET_USUAL ? width : AB_SHEET_USUAL);
}

void ab_cli_print_item(struct ab_sheet *sheet, int column, const char *name, const char *meaning)
{
    enum { INDENT = 2, BELOW = 6 };
    const bool beside = column <= sheet->width / 2;
    sheet->hang = beside ? column : BELOW;
    ab_sheet_blanks(sheet, INDENT);
    ab_sheet_put(sheet, name);
    ab_sheet_settle(sheet);
    if (!beside || sheet->column + INDENT > column) {
        ab_sheet_end(sheet);
    }
    ab_sheet_blanks(sheet, sheet->hang - sheet->column);
    for (int length; *meaning != '\0'; meaning += length + (meaning[length] == '\n')) {
        length = (int)strcspn(meaning, "\n");
        ab_sheet_say(sheet, "%.*s%s", length, meaning, meaning[length] == '\n' ? " " : "");
    }
    ab_sheet_end(sheet);
    sheet->hang = 0;
}

void ab_cli_print_overview(FILE *stream)
{
    enum { OPERANDS = 14, SUMMARY = 38 };
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    int count;
    const struct ab_cli_command *command = ab_cli_commands(&count);
    ab_sheet_text(&sheet, "Usage: airbridge COMMAND ...\n\n");
    ab_sheet_text(&sheet, ab_cli_purpose);
    ab_sheet_text(&sheet, "\nCommands:\n");
    for (int i = 0; i < count; i++) {
        char name[96];
        (void)snprintf(name, sizeof name, "%-*s%s", OPERANDS - 2, command[i].name,
                       command[i].operands);
        ab_cli_print_item(&sheet, SUMMARY, name, command[i].summary);
    }
    ab_sheet_text(&sheet,
                  "\nairbridge COMMAND --help tells more about a command, airbridge keys about "
                  "what a scenario may say, airbridge help TOPIC about:\n");
    const struct ab_cli_topic *topic = ab_cli_topics(&count);
    sheet.hang = 2;
    ab_sheet_blanks(&sheet, sheet.hang);
    for (int i = 0; i < count; i++) {
        ab_sheet_say(&sheet, "%s%s", topic[i].name, i + 1 < count ? ", " : "");
    }
    ab_sheet_end(&sheet);
}

static void print_option(struct ab_sheet *sheet, const struct ab_cli_option *option)
{
    char name[64], letter[8] = "    ";
    if (option->letter != 0) {
        (void)snprintf(letter, sizeof letter, "-%c, ", option->letter);
    }
    const char *before = option->metavar == NULL ? "" : option->without_value != 0 ? "[=" : " ";
    (void)snprintf(name, sizeof name, "%s--%s%s%s%s", letter, option->name, before,
                   option->metavar != NULL ? option->metavar : "",
                   option->without_value != 0 ? "]" : "");
    ab_cli_print_item(sheet, HELP_COLUMN, name, option->help);
}

/* How much of a command goes into a line so wide: up to a blank that is in no quotes, if there is one. */
static int command_length(const char *command, int length, int width)
{
    int fits = length;
    char quote = '\0';
    for (int i = (int)strspn(command, " "); length > width && i < width - 1; i++) {
        if (quote == '\0' ? command[i] == '\'' || command[i] == '"' : command[i] == quote) {
            quote = quote == '\0' ? command[i] : '\0';
        }
        fits = quote == '\0' && command[i] == ' ' ? i : fits;
    }
    return fits;
}

/* Prints commands, a line each, so that they can be copied: what is too long for a line goes on behind a
 * backslash. */
static void print_commands(struct ab_sheet *sheet, const char *text)
{
    enum { FURTHER = 6 };
    for (int length; *text != '\0'; text += length + (text[length] == '\n')) {
        length = (int)strcspn(text, "\n");
        const char *rest = text;
        int left = length, indent = 0, fits;
        while ((fits = command_length(rest, left, sheet->width - indent)) < left) {
            (void)fprintf(sheet->stream, "%*s%.*s \\\n", indent, "", fits, rest);
            rest += fits + 1;
            left -= fits + 1;
            indent = FURTHER;
        }
        (void)fprintf(sheet->stream, "%*s%.*s\n", indent, "", left, rest);
    }
}

void ab_cli_print_help(FILE *stream, const struct ab_cli_command *command)
{
    struct ab_sheet sheet = ab_cli_help_sheet(stream);
    int count;
    const struct ab_cli_option *option = ab_cli_options(&count);
    sheet.hang = 6;
    ab_sheet_say(&sheet, "Usage: airbridge %s", command->name);
    if (command->operands[0] != '\0') {
        ab_sheet_say(&sheet, " %s", command->operands);
    }
    for (int i = 0; i < count; i++) {
        if ((command->required & option[i].bit) != 0 && option[i].letter != 0) {
            ab_sheet_say(&sheet, " -%c %s", option[i].letter, option[i].metavar);
        } else if ((command->required & option[i].bit) != 0) {
            ab_sheet_say(&sheet, " --%s %s", option[i].name, option[i].metavar);
        }
    }
    ab_sheet_say(&sheet, " [options]");
    ab_sheet_end(&sheet);
    ab_sheet_end(&sheet);
    ab_sheet_text(&sheet, command->description);
    ab_sheet_text(&sheet, "\nOptions:\n");
    for (int i = 0; i < count; i++) {
        if ((command->options & option[i].bit) != 0) {
            print_option(&sheet, &option[i]);
        }
    }
    ab_sheet_text(&sheet, "\nExit status:\n");
    ab_sheet_text(&sheet, ab_cli_exit_statuses);
    ab_sheet_text(&sheet, "\nExamples:\n");
    print_commands(&sheet, command->examples);
}

/* ---- the command ---- */

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
        ab_nearest_ask(room, "'", ab_nearest_found(&nearest), "'?", ""));
}

enum ab_status ab_cli_help(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    if (arguments->operands == 0) {
        ab_cli_print_overview(stdout);
        return AB_OK;
    }
    const char *word = arguments->operand[0];
    int count;
    if (arguments->operands > 1) {
        return strcmp(word, "completion") == 0
                   ? ab_cli_print_completion(stdout, arguments->operand[1], errors)
               : strcmp(word, "measures") == 0
                   ? ab_cli_print_measures(stdout, arguments->operand[1], errors)
                   : ab_errors_refuse(errors, "only `airbridge help completion` takes a second "
                                              "word, bash, zsh or fish, and `airbridge help "
                                              "measures`, a scenario");
    }
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
            ab_cli_print_topic(stdout, &topic[i]);
            return AB_OK;
        }
    }
    return report_unknown(word, errors);
}
