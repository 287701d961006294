/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* help.c - `airbridge help`: the help texts, made from the tables of commands and options, and what
 * there is to read beside the help of commands. */
#include "cli/cli.h"

#include "base/nearest.h"
#include "model/run.h"
#include "output/folder.h"
#include "output/layout.h"
#include "output/result_json.h"
#include "scenario/key_text.h"

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
        if ((command->required & option[i].bit) != 0) {
            (void)fprintf(stream, " -%c %s", option[i].letter, option[i].metavar);
        }
    }
    (void)fprintf(stream, " [options]\n\n%s\nOptions:\n", command->description);
    for (int i = 0; i < count; i++) {
        if ((command->options & option[i].bit) != 0) {
            print_option(stream, &option[i]);
        }
    }
    (void)fprintf(stream, "\nExit status:\n%s\nExamples:\n%s", ab_cli_exit_statuses,
                  command->examples);
}

/* ---- topics ---- */

const char *const ab_cli_exit_statuses =
    "  0    done\n"
    "  1    a replication did not reach the scenario's end, a milestone was missed, --until\n"
    "       was not reached, a trace was too long, or a picture could not be drawn\n"
    "  2    wrong usage or a fault in the scenario; a result folder that is not empty\n"
    "  3    a file cannot be read or written, or memory is out\n"
    "  130  interrupted\n";

const char *const ab_cli_environment =
    "  AIRBRIDGE_PAGE       folder of the template from which `airbridge page` makes pages\n"
    "  AIRBRIDGE_PLOTS      folder of the gnuplot scripts that `airbridge plot` runs\n"
    "  AIRBRIDGE_SCENARIOS  folder of the scenarios in which a `base` is looked for that is\n"
    "                       not beside the file that names it; without it, the folder that\n"
    "                       was installed with the program\n"
    "  COLUMNS              how wide accounts are, 60 at least; without it, as wide as the\n"
    "                       terminal, and 100 columns in a file\n"
    "  TZDIR                folder of the system's time zones\n";

static void print_topics(FILE *stream)
{
    int count;
    const struct ab_cli_topic *topic = ab_cli_topics(&count);
    for (int i = 0; i < count; i++) {
        (void)fprintf(stream, "  %-12s %s\n", topic[i].name, topic[i].summary);
    }
    (void)fputs("\n"
                "`airbridge help` lists the commands, `airbridge help COMMAND` tells about one,\n"
                "`airbridge keys` about every key of a scenario.\n",
                stream);
}

static void print_scenario(FILE *stream)
{
    char notes[AB_KEY_NOTES_SIZE];
    (void)fputs(ab_key_notes(notes), stream);
    (void)fputs("\nSections, of which `airbridge keys SECTION` lists the keys:\n", stream);
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        char name[64];
        (void)snprintf(name, sizeof name, "[%s%s]", kind->name, kind->named ? ".ID" : "");
        (void)fprintf(stream, "  %-17s  %s\n", name, kind->help);
    }
}

static void print_tables(FILE *stream)
{
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        const enum ab_table table = (enum ab_table)t;
        const bool file = !ab_table_is_of_database(table);
        (void)fprintf(stream, "  %-17s  %s%s\n", file ? ab_table_file(table) : ab_table_name(table),
                      ab_table_description(table),
                      ab_table_is_traced(table) ? "; with --trace"
                      : file                    ? ""
                                                : "; in databases");
    }
    (void)fprintf(
        stream,
        "  %-17s  type, unit and meaning of every column, as a Frictionless data package\n"
        "  %-17s  version, command line, seed, hashes, libraries, time taken\n",
        AB_FILE_PACKAGE, AB_FILE_MANIFEST);
    (void)fputs("\n`airbridge help columns` lists the columns of all of them; the file "
                "datapackage.json of\n"
                "a result, and the table field of a database, say the same of its own.\n",
                stream);
}

enum { MEANING_COLUMN = 42, MEANING_END = 99 };

/* A text from a column on, in lines that end between words. */
static void print_wrapped(FILE *stream, const char *text, int column, int end)
{
    while (strlen(text) > (size_t)(end - column)) {
        int length = end - column;
        while (length > 1 && text[length] != ' ') {
            length--;
        }
        (void)fprintf(stream, "%.*s\n%*s", length, text, column, "");
        text += length + 1;
    }
    (void)fprintf(stream, "%s\n", text);
}

static void tell_measures_of(FILE *stream, const struct ab_scenario *scenario,
                             ab_cli_tell_measure *tell)
{
    for (int i = 0; i < ab_measure_count(scenario); i++) {
        char buffer[128];
        const char *name = ab_measure_name(scenario, i, buffer, sizeof buffer);
        tell(stream, name, ab_measure_unit(scenario, i), ab_measure_meaning(name));
    }
}

void ab_cli_tell_measures(FILE *stream, ab_cli_tell_measure *tell)
{
    struct ab_contingent contingent = {.named.id = (char *)"CONTINGENT"};
    struct ab_airfield airfield = {.named.id = (char *)"AIRFIELD"};
    struct ab_aircraft_type type = {.named.id = (char *)"TYPE"};
    struct ab_evacuation evacuation = {.named.id = (char *)"EVACUATION"};
    struct ab_milestone milestone = {.named.id = (char *)"MILESTONE"};
    const struct ab_scenario scenario = {.aircraft = &type,
                                         .aircraft_count = 1,
                                         .contingent = &contingent,
                                         .contingent_count = 1,
                                         .airfield = &airfield,
                                         .airfield_count = 1,
                                         .evacuation = &evacuation,
                                         .evacuation_count = 1,
                                         .milestone = &milestone,
                                         .milestone_count = 1};
    tell_measures_of(stream, &scenario, tell);
}

static void print_measure(FILE *stream, const char *name, const char *unit, const char *meaning)
{
    (void)fprintf(stream, "  %-28s  %-8s  ", name, unit);
    print_wrapped(stream, meaning, MEANING_COLUMN, MEANING_END);
}

static void print_measures(FILE *stream)
{
    ab_cli_tell_measures(stream, print_measure);
}

/* The measures of a scenario, with the names of its things. */
static enum ab_status print_measures_of(FILE *stream, const char *path, struct ab_errors *errors)
{
    struct ab_scenario *scenario;
    const enum ab_status status = ab_scenario_load(&scenario, path, NULL, 0, errors);
    if (status == AB_OK) {
        tell_measures_of(stream, scenario, print_measure);
    }
    ab_scenario_destroy(scenario);
    return status;
}

/* What is said of a column below its name. */
enum { DETAIL_INDENT = 6, DETAIL_WIDTH = 80 };

static void print_columns(FILE *stream)
{
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        const enum ab_table table = (enum ab_table)t;
        (void)fprintf(stream, "%s%s: %s\n", t > 0 ? "\n" : "", ab_table_name(table),
                      ab_table_description(table));
        for (int i = 0; i < ab_table_patterns(table); i++) {
            struct ab_column column;
            ab_table_pattern(table, i, &column);
            (void)fprintf(stream, "  %s (%s%s%s)\n%*s", column.name,
                          ab_column_type_name(column.type), column.unit[0] != '\0' ? ", " : "",
                          column.unit, DETAIL_INDENT, "");
            print_wrapped(stream, column.description, DETAIL_INDENT, DETAIL_WIDTH);
        }
    }
}

const char *const ab_cli_json_purpose =
    "With --json, whatever simulates, and check, list, keys and explain, print their result on\n"
    "the standard output as one JSON object (RFC 8259, UTF-8), and nothing else there.\n"
    "It holds nothing that differs between two equal results: the time it took, threads\n"
    "and the command line are in run.json.\n"
    "\n"
    "Its tables are arrays by their names, of an object a row whose members are the table's\n"
    "columns: all that a run or a validation writes (see: airbridge help tables), with --trace\n"
    "also sorties, chalks and airfields; compare of a comparison; sweep, failures, and with\n"
    "--runs runs of a sweep; worth, size, sensitivity, worst and hedges, calibration,\n"
    "predictions and pairs of the commands that ask many runs.\n"
    "Tables with rows for every replication are written with -o only.\n"
    "\n"
    "Numbers have the digits of the tables, instants are text (ISO 8601, UTC), yes or no is\n"
    "true or false, and null is what did not happen, does not exist, or is beyond: the\n"
    "member `beyond` counts these.\n"
    "\n"
    "sweep and merge need no -o then; nothing is kept.\n"
    "\n"
    "check prints so the faults and notes of each file, keys every key of a scenario, and\n"
    "list the runs of a sweep: points, replications and runs, and in list an object a point\n"
    "with its number, its first and last replication and the value of each varied key, as\n"
    "text.\n";

static void print_json(FILE *stream)
{
    int count;
    const struct ab_fact *fact = ab_facts(&count);
    (void)fprintf(stream, "%s\nBeside them it has, as far as they apply:\n", ab_cli_json_purpose);
    for (int i = 0; i < count; i++) {
        if (fact[i].in_json) {
            (void)fprintf(stream, "  %-18s  ", fact[i].name);
            print_wrapped(stream, fact[i].meaning, 22, 80);
        }
    }
    (void)fputs("\nAnd run.json has beside these:\n", stream);
    for (int i = 0; i < count; i++) {
        if (!fact[i].in_json) {
            (void)fprintf(stream, "  %-18s  ", fact[i].name);
            print_wrapped(stream, fact[i].meaning, 22, 80);
        }
    }
}

static void print_statuses(FILE *stream)
{
    (void)fputs(ab_cli_exit_statuses, stream);
}

static void print_environment(FILE *stream)
{
    (void)fputs(ab_cli_environment, stream);
}

static void print_completion(FILE *stream)
{
    (void)ab_cli_print_completion(stream, "bash", NULL);
}

static const struct ab_cli_topic topic_table[] = {
    {"topics", "this list", print_topics},
    {"scenario", "how a scenario file is written, and its kinds of sections", print_scenario},
    {"measures", "name, unit and meaning of every measure, for --until and in tables",
     print_measures},
    {"tables", "the tables of a result", print_tables},
    {"columns", "the columns of every table: type, unit and meaning", print_columns},
    {"json", "the object that --json prints, and run.json", print_json},
    {"statuses", "what the exit statuses mean", print_statuses},
    {"environment", "the variables that are looked at", print_environment},
    {"man", "all of this as a manual page, in roff", ab_cli_print_manual},
    {"completion", "the completion script for bash, or for zsh or fish, as the next word says",
     print_completion},
};

const struct ab_cli_topic *ab_cli_topics(int *count)
{
    *count = sizeof topic_table / sizeof topic_table[0];
    return topic_table;
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
    if (arguments->operands > 1) {
        return strcmp(word, "completion") == 0
                   ? ab_cli_print_completion(stdout, arguments->operand[1], errors)
               : strcmp(word, "measures") == 0
                   ? print_measures_of(stdout, arguments->operand[1], errors)
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
            topic[i].print(stdout);
            return AB_OK;
        }
    }
    return report_unknown(word, errors);
}
