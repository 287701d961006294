/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* manual.c - `airbridge help man`: the manual page, made from the tables of commands, options, keys
 * and result tables, in the man macros of roff. */
#include "cli/cli.h"

#include "output/folder.h"
#include "output/layout.h"
#include "output/result_json.h"
#include "scenario/key_text.h"

#include "base/version.h"
#include <string.h>

/* Writes text in which roff finds nothing to interpret: no escapes, no requests at the beginning of
 * a line, and hyphens that can be copied into a terminal. */
static void put(FILE *stream, const char *text)
{
    bool at_start = true;
    for (; *text != '\0'; text++) {
        if (at_start && (*text == '.' || *text == '\'')) {
            (void)fputs("\\&", stream);
        }
        at_start = *text == '\n';
        switch (*text) {
        case '\\': (void)fputs("\\e", stream); break;
        case '-': (void)fputs("\\-", stream); break;
        case '~': (void)fputs("\\(ti", stream); break;
        case '^': (void)fputs("\\(ha", stream); break;
        case '`': (void)fputs("\\(ga", stream); break;
        case '\'': (void)fputs("\\(aq", stream); break;
        default: (void)fputc(*text, stream); break;
        }
    }
}

/* Paragraphs, divided by empty lines. */
static void put_paragraphs(FILE *stream, const char *text)
{
    for (const char *gap; (gap = strstr(text, "\n\n")) != NULL; text = gap + 2) {
        char paragraph[2000];
        (void)snprintf(paragraph, sizeof paragraph, "%.*s", (int)(gap - text), text);
        put(stream, paragraph);
        (void)fputs("\n.PP\n", stream);
    }
    put(stream, text);
}

/* Lines that stay as they are. */
static void put_lines(FILE *stream, const char *text)
{
    (void)fputs(".EX\n", stream);
    put(stream, text);
    (void)fputs(".EE\n", stream);
}

/* `-o, --output DIR` as the tag of an entry. */
static void put_option_name(FILE *stream, const struct ab_cli_option *option)
{
    if (option->letter != 0) {
        (void)fprintf(stream, "\\fB\\-%c\\fR, ", option->letter);
    }
    (void)fputs("\\fB\\-\\-", stream);
    put(stream, option->name);
    (void)fputs("\\fR", stream);
    if (option->metavar != NULL) {
        (void)fputs(option->without_value != 0 ? "[=\\fI" : " \\fI", stream);
        put(stream, option->metavar);
        (void)fputs(option->without_value != 0 ? "\\fR]" : "\\fR", stream);
    }
}

static void put_command(FILE *stream, const struct ab_cli_command *command)
{
    int count;
    const struct ab_cli_option *option = ab_cli_options(&count);
    (void)fputs(".SS \"airbridge ", stream);
    put(stream, command->name);
    (void)fputs(" ", stream);
    put(stream, command->operands);
    (void)fputs("\"\n", stream);
    put_paragraphs(stream, command->description);
    (void)fputs(".PP\nOptions:", stream);
    for (int i = 0, listed = 0; i < count; i++) {
        if ((command->options & option[i].bit) == 0) {
            continue;
        }
        (void)fputs(listed++ > 0 ? ",\n" : "\n", stream);
        put_option_name(stream, &option[i]);
        if ((command->required & option[i].bit) != 0) {
            (void)fputs(" (needed)", stream);
        }
    }
    (void)fputs(".\n.PP\nExamples:\n.PP\n", stream);
    put_lines(stream, command->examples);
}

static void put_commands(FILE *stream)
{
    int count;
    const struct ab_cli_command *command = ab_cli_commands(&count);
    (void)fputs(".SH COMMANDS\n", stream);
    for (int i = 0; i < count; i++) {
        put_command(stream, &command[i]);
    }
}

static void put_options(FILE *stream)
{
    int count;
    const struct ab_cli_option *option = ab_cli_options(&count);
    (void)fputs(".SH OPTIONS\n", stream);
    for (int i = 0; i < count; i++) {
        (void)fputs(".TP\n", stream);
        put_option_name(stream, &option[i]);
        (void)fputs("\n", stream);
        put(stream, option[i].help);
        (void)fputs("\n", stream);
    }
}

/* The ideas; what is made from tables is told elsewhere. */
static void put_topics(FILE *stream)
{
    int count;
    const struct ab_cli_topic *topic = ab_cli_topics(&count);
    (void)fputs(".SH IDEAS\nAs \\fBairbridge help\\fR tells them, by these names.\n", stream);
    for (int i = 0; i < count; i++) {
        if (topic[i].text != NULL) {
            (void)fputs(".SS ", stream);
            put(stream, topic[i].name);
            (void)fputs("\n", stream);
            put_paragraphs(stream, topic[i].text);
        }
    }
}

/* The columns of a table, below it. */
static void put_columns(FILE *stream, enum ab_table table)
{
    (void)fputs(".RS\n", stream);
    for (int i = 0; i < ab_table_patterns(table); i++) {
        struct ab_column column;
        ab_table_pattern(table, i, &column);
        (void)fputs(".TP\n\\fB", stream);
        put(stream, column.name);
        (void)fprintf(stream, "\\fR (%s%s", ab_column_type_name(column.type),
                      column.unit[0] != '\0' ? ", " : "");
        put(stream, column.unit);
        (void)fputs(")\n", stream);
        put(stream, column.description);
        (void)fputs("\n", stream);
    }
    (void)fputs(".RE\n", stream);
}

static void put_tables(FILE *stream)
{
    (void)fputs(".SH FILES\nA result folder holds these tables, in CSV, \\fI" AB_FILE_PACKAGE
                "\\fR, which\ndescribes every column, and \\fI" AB_FILE_MANIFEST
                "\\fR, the manifest. A database holds\nthe same tables by the names of their files "
                "without .csv, and some of its own.\n",
                stream);
    for (int t = 0; t < AB_TABLE_COUNT; t++) {
        const enum ab_table table = (enum ab_table)t;
        const bool file = !ab_table_is_of_database(table);
        (void)fputs(".TP\n.I ", stream);
        put(stream, file ? ab_table_file(table) : ab_table_name(table));
        (void)fputs("\n", stream);
        put(stream, ab_table_description(table));
        (void)fputs(ab_table_is_traced(table) ? "; with \\-\\-trace\n"
                    : file                    ? "\n"
                                              : "; in databases\n",
                    stream);
        put_columns(stream, table);
    }
}

/* A name and what it is. */
static void put_entry(FILE *stream, const char *name, const char *meaning)
{
    (void)fputs(".TP\n.B ", stream);
    put(stream, name);
    (void)fputs("\n", stream);
    put(stream, meaning);
    (void)fputs("\n", stream);
}

static void put_measure(FILE *stream, const char *name, const char *unit, const char *meaning)
{
    (void)fputs(".TP\n\\fB", stream);
    put(stream, name);
    (void)fputs("\\fR (", stream);
    put(stream, unit);
    (void)fputs(")\n", stream);
    put(stream, meaning);
    (void)fputs("\n", stream);
}

static void put_json(FILE *stream)
{
    int count;
    const struct ab_fact *fact = ab_facts(&count);
    (void)fputs(".SH JSON\n", stream);
    put_paragraphs(stream, ab_cli_json_purpose);
    (void)fputs(".PP\nBeside them it has, as far as they apply:\n", stream);
    for (int i = 0; i < count; i++) {
        if (fact[i].in_json) {
            put_entry(stream, fact[i].name, fact[i].meaning);
        }
    }
    (void)fputs(".PP\nAnd \\fI" AB_FILE_MANIFEST "\\fR has beside these:\n", stream);
    for (int i = 0; i < count; i++) {
        if (!fact[i].in_json) {
            put_entry(stream, fact[i].name, fact[i].meaning);
        }
    }
}

static void put_key(FILE *stream, const struct ab_key *key)
{
    struct ab_key_text text;
    ab_key_describe(key, &text);
    (void)fputs(".TP\n.B ", stream);
    put(stream, key->name);
    (void)fputs("\n", stream);
    put(stream, key->help);
    (void)fputs(".\n.br\n", stream);
    put(stream, text.type);
    if (text.units[0] != '\0') {
        (void)fputs(" (", stream);
        put(stream, text.units);
        (void)fputs(")", stream);
    }
    (void)fputs("; default ", stream);
    put(stream, text.preset);
    if (key->choice == NULL && text.range[0] != '\0') {
        (void)fputs("; allowed: ", stream);
        put(stream, text.range);
    }
    (void)fputs((key->flags & AB_KEY_CHANGEABLE) != 0 ? "; [change.ID] may alter it" : "", stream);
    (void)fputs(key->choice == NULL ? ".\n" : "; one of\n", stream);
    for (const struct ab_choice *choice = key->choice; choice != NULL && choice->name != NULL;
         choice++) {
        (void)fputs(".br\n\\fB", stream);
        put(stream, choice->name);
        (void)fputs("\\fR: ", stream);
        put(stream, choice->meaning);
        (void)fputs("\n", stream);
    }
    if (key->rule != NULL) {
        (void)fputs(".br\n", stream);
        put(stream, key->rule);
        (void)fputs("\n", stream);
    }
}

static void put_keys(FILE *stream)
{
    char notes[AB_KEY_NOTES_SIZE];
    (void)fputs(".SH SCENARIO FILES\n", stream);
    put_lines(stream, ab_key_notes(notes));
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        (void)fprintf(stream, ".SS \"[%s%s]\"\n", kind->name, kind->named ? ".ID" : "");
        put(stream, kind->help);
        (void)fputs(".\n", stream);
        for (int k = 0; k < kind->key_count; k++) {
            put_key(stream, &kind->key[k]);
        }
    }
}

void ab_cli_print_manual(FILE *stream)
{
    (void)fputs(".\\\" Made by: airbridge help man\n"
                ".TH AIRBRIDGE 1 \"" AB_VERSION_DATE "\" \"airbridge " AB_VERSION
                "\" \"User Commands\"\n"
                ".nh\n"
                ".SH NAME\n"
                "airbridge \\- simulates rapid deployments by air\n"
                ".SH SYNOPSIS\n"
                ".B airbridge\n"
                ".I COMMAND\n"
                "[\\fIOPTION\\fR | \\fIARGUMENT\\fR]...\n"
                ".SH DESCRIPTION\n",
                stream);
    put_paragraphs(stream, ab_cli_purpose);
    put_commands(stream);
    put_options(stream);
    put_topics(stream);
    (void)fputs(".SH EXIT STATUS\n", stream);
    put_lines(stream, ab_cli_exit_statuses);
    (void)fputs(".SH ENVIRONMENT\n", stream);
    put_lines(stream, ab_cli_environment);
    put_tables(stream);
    (void)fputs(".SH MEASURES\n", stream);
    ab_cli_tell_measures(stream, put_measure);
    put_json(stream);
    put_keys(stream);
    (void)fputs(
        ".SH BUGS\n"
        "What the model leaves out is listed in \\fIshare/doc/airbridge/model.md\\fR, under\n"
        "\"Its limits, plainly\".\n"
        "A report of a fault should hold the scenario, as \\fBairbridge show\\fR prints it, the\n"
        "command line, and what \\fBairbridge version\\fR says.\n"
        ".SH AUTHORS\n"
        "The airbridge developers.\n"
        "Copyright 2026; GPL\\-3.0\\-or\\-later.\n"
        ".SH SEE ALSO\n"
        ".BR gnuplot (1)\n"
        ".PP\n"
        "Programs can embed the simulator: \\fI<airbridge/airbridge.h>\\fR, and\n"
        "\\fIshare/doc/airbridge/library.md\\fR where it is installed.\n",
        stream);
}
