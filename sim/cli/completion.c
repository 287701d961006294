/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* completion.c - `airbridge help completion`: completion for bash, made from the tables of
 * commands, options and keys. What is to be completed follows from what the tables call it: a
 * metavar or an operand that says DIR wants a folder, KEY a key, and so on. */
#include "cli/cli.h"

#include "scenario/keys.h"

#include <string.h>

/* The functions that look things up when the user presses the key. The keys of a scenario are asked
 * of the program, so that --set knows the ids of the very file on the command line. */
static const char *const helpers =
    "# bash completion of airbridge. Made by: airbridge help completion\n"
    "# shellcheck shell=bash disable=SC2016 # some words are evaluated where they are needed\n"
    "\n"
    "_airbridge_scenarios()\n"
    "{\n"
    "    compopt -o filenames\n"
    "    mapfile -t COMPREPLY < <(compgen -f -X '!*.ini' -- \"$cur\"; compgen -d -- \"$cur\")\n"
    "}\n"
    "\n"
    "_airbridge_folders()\n"
    "{\n"
    "    compopt -o filenames\n"
    "    mapfile -t COMPREPLY < <(compgen -d -- \"$cur\")\n"
    "}\n"
    "\n"
    "_airbridge_files()\n"
    "{\n"
    "    compopt -o filenames\n"
    "    mapfile -t COMPREPLY < <(compgen -f -- \"$cur\")\n"
    "}\n"
    "\n"
    "_airbridge_words()\n"
    "{\n"
    "    mapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$cur\")\n"
    "}\n"
    "\n"
    "# Words behind which something follows.\n"
    "_airbridge_beginnings()\n"
    "{\n"
    "    compopt -o nospace\n"
    "    _airbridge_words \"$1\"\n"
    "}\n"
    "\n"
    "# The keys that the scenario on the command line gives; without one, the kinds of sections.\n"
    "_airbridge_assignments()\n"
    "{\n"
    "    local word keys=''\n"
    "    compopt -o nospace\n"
    "    for word in \"${COMP_WORDS[@]:2}\"; do\n"
    "        [[ $word == *.ini && -f $word ]] || continue\n"
    "        keys=$(\"${COMP_WORDS[0]}\" show \"$word\" 2>/dev/null |\n"
    "            sed -n -e 's/^\\[\\(.*\\)\\].*/\\1/;T key' -e h -e d \\\n"
    "                -e ':key' -e 's/^\\([a-z_0-9]*\\) *=.*/\\1/;T' -e "
    "'G;s/\\(.*\\)\\n\\(.*\\)/\\2.\\1=/p')\n"
    "    done\n"
    "    _airbridge_words \"${keys:-$sections}\"\n"
    "}\n"
    "\n";

static bool says(const char *text, const char *word)
{
    return text != NULL && strstr(text, word) != NULL;
}

/* The helper that completes a thing of this name; NULL for what only the user can know. */
static const char *helper_of(const char *name)
{
    if (says(name, "SCENARIO") || says(name, "A B")) {
        return "_airbridge_scenarios";
    }
    if (says(name, "DIR") || says(name, "PART")) {
        return "_airbridge_folders";
    }
    if (says(name, "FILE")) {
        return "_airbridge_files";
    }
    if (says(name, "KEY=")) {
        return "_airbridge_assignments";
    }
    if (says(name, "KEY")) {
        return "_airbridge_words \"$keys\"";
    }
    if (says(name, "KIND")) {
        return "_airbridge_beginnings 'lhs: sobol:'";
    }
    if (says(name, "ENGINE")) {
        return "_airbridge_beginnings 'slurm: parallel:'";
    }
    if (says(name, "COMMAND")) {
        return "_airbridge_words \"$commands $topics\"";
    }
    return NULL;
}

static void print_words(FILE *stream)
{
    int count;
    const struct ab_cli_command *command = ab_cli_commands(&count);
    (void)fputs("    local commands='", stream);
    for (int i = 0; i < count; i++) {
        (void)fprintf(stream, "%s%s", i > 0 ? " " : "", command[i].name);
    }
    (void)fputs("'\n    # shellcheck disable=SC2034 # said in operands\n    local topics='",
                stream);
    const struct ab_cli_topic *topic = ab_cli_topics(&count);
    for (int i = 0; i < count; i++) {
        (void)fprintf(stream, "%s%s", i > 0 ? " " : "", topic[i].name);
    }
    (void)fputs("'\n    local sections='", stream);
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        (void)fprintf(stream, "%s%s.", s > 0 ? " " : "", ab_section_kind((enum ab_section)s)->name);
    }
    (void)fputs("'\n    local keys='", stream);
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        (void)fprintf(stream, "%s\n        ", kind->name);
        for (int k = 0; k < kind->key_count; k++) {
            (void)fprintf(stream, "%s%s.%s", k > 0 ? " " : "", kind->name, kind->key[k].name);
        }
        (void)fputs(s + 1 < AB_SECTION_COUNT ? "\n        " : "'\n", stream);
    }
}

/* What follows an option that takes a value. */
static void print_option_values(FILE *stream)
{
    int count;
    const struct ab_cli_option *option = ab_cli_options(&count);
    (void)fputs("    case $prev in\n", stream);
    for (int i = 0; i < count; i++) {
        if (option[i].metavar == NULL || option[i].without_value != 0) {
            continue;
        }
        const char *helper = helper_of(option[i].metavar);
        (void)fputs("    ", stream);
        if (option[i].letter != 0) {
            (void)fprintf(stream, "-%c | ", option[i].letter);
        }
        (void)fprintf(stream, "--%s) %s; return ;;\n", option[i].name,
                      helper != NULL ? helper : ":");
    }
    (void)fputs("    esac\n", stream);
}

/* What each command takes. */
static void print_commands(FILE *stream)
{
    int commands, options;
    const struct ab_cli_command *command = ab_cli_commands(&commands);
    const struct ab_cli_option *option = ab_cli_options(&options);
    (void)fputs("    local options='' operand=:\n    case $command in\n", stream);
    for (int i = 0; i < commands; i++) {
        const char *helper = helper_of(command[i].operands);
        (void)fprintf(stream, "    %s) operand='%s' options='", command[i].name,
                      helper != NULL ? helper : ":");
        for (int k = 0, listed = 0; k < options; k++) {
            if ((command[i].options & (unsigned)option[k].bit) != 0) {
                (void)fprintf(stream, "%s--%s", listed++ > 0 ? " " : "", option[k].name);
            }
        }
        (void)fputs("' ;;\n", stream);
    }
    (void)fputs("    esac\n", stream);
}

void ab_cli_print_completion(FILE *stream)
{
    (void)fputs(helpers, stream);
    (void)fputs("_airbridge()\n"
                "{\n"
                "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
                "    local command=${COMP_WORDS[1]}\n"
                "    COMPREPLY=()\n",
                stream);
    print_words(stream);
    (void)fputs("    if ((COMP_CWORD == 1)); then\n"
                "        _airbridge_words \"$commands --help --version\"\n"
                "        return\n"
                "    fi\n",
                stream);
    print_option_values(stream);
    print_commands(stream);
    (void)fputs("    if [[ $cur == -* ]]; then\n"
                "        _airbridge_words \"$options\"\n"
                "    elif [[ $cur != = && $prev != = ]]; then\n"
                "        eval \"$operand\"\n"
                "    fi\n"
                "}\n"
                "complete -F _airbridge airbridge\n",
                stream);
}
