/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* topics.c - what `airbridge help TOPIC` tells beside the help of commands. */
#include "cli/cli.h"

#include "output/folder.h"
#include "output/layout.h"
#include "output/result_json.h"
#include "scenario/key_text.h"

#include "model/run.h"
#include <string.h>

const char *const ab_cli_exit_statuses =
    "  0    done\n"
    "  1    a replication did not reach the scenario's end, a milestone was missed, --until\n"
    "       was not reached, a trace was too long, or a picture could not be drawn\n"
    "  2    wrong usage or a fault in the scenario; a result folder that is not empty\n"
    "  3    a file cannot be read or written, or memory is out\n"
    "  130  interrupted\n";

const char *const ab_cli_environment =
    "  AIRBRIDGE_PLOTS      folder of the gnuplot scripts that `airbridge plot` runs\n"
    "  AIRBRIDGE_SCENARIOS  folder of the scenarios in which a `base` is looked for that is\n"
    "                       not beside the file that names it; without it, the folder that\n"
    "                       was installed with the program\n"
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

enum { MEANING_COLUMN = 36, MEANING_END = 99 };

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

void ab_cli_tell_measures(FILE *stream, ab_cli_tell_measure *tell)
{
    struct ab_contingent contingent = {.named.id = (char *)"CONTINGENT"};
    struct ab_airfield airfield = {.named.id = (char *)"AIRFIELD"};
    const struct ab_scenario scenario = {.contingent = &contingent,
                                         .contingent_count = 1,
                                         .airfield = &airfield,
                                         .airfield_count = 1};
    for (int i = 0; i < ab_measure_count(&scenario); i++) {
        char buffer[128];
        const char *name = ab_measure_name(&scenario, i, buffer, sizeof buffer);
        tell(stream, name, ab_measure_unit(&scenario, i), ab_measure_meaning(name));
    }
}

static void print_measure(FILE *stream, const char *name, const char *unit, const char *meaning)
{
    (void)fprintf(stream, "  %-22s  %-8s  ", name, unit);
    print_wrapped(stream, meaning, MEANING_COLUMN, MEANING_END);
}

static void print_measures(FILE *stream)
{
    ab_cli_tell_measures(stream, print_measure);
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
    "With --json, the commands run, validate, compare, sweep and merge print their result\n"
    "on the standard output as one JSON object (RFC 8259, UTF-8), and nothing else there.\n"
    "It holds nothing that differs between two equal results: the time it took, threads\n"
    "and the command line are in run.json.\n"
    "\n"
    "Its tables are arrays by their names, of an object a row whose members are the table's\n"
    "columns: summary, milestones, waits, chain, curve and places of a run or a validation,\n"
    "with --trace also sorties, chalks and airfields; compare of a comparison; sweep,\n"
    "failures, and with --runs runs of a sweep. Tables with rows for every replication are\n"
    "written with -o only.\n"
    "\n"
    "Numbers have the digits of the tables, instants are text (ISO 8601, UTC), yes or no is\n"
    "true or false, and null is what did not happen, does not exist, or is beyond: the\n"
    "member `beyond` counts these.\n";

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
    {"completion", "the completion script for bash", ab_cli_print_completion},
};

const struct ab_cli_topic *ab_cli_topics(int *count)
{
    *count = sizeof topic_table / sizeof topic_table[0];
    return topic_table;
}
