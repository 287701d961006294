/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* completion.c - `airbridge help completion SHELL`: completion for bash, zsh and fish, made from the
 * tables of commands, options and keys. What is to be completed follows from what the tables call it:
 * a metavar or an operand that says DIR wants a folder, KEY a key, and so on. Each shell has functions
 * of the same names for it, which look things up when the user presses the key. The keys of a scenario
 * are asked of the program, so that --set knows the ids of the very file on the command line. */
#include "cli/cli.h"

#include "scenario/keys.h"

#include <ctype.h>
#include <string.h>

#define COPYRIGHT                                                                                  \
    "# Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later\n"

/* The function that completes a thing of this name, behind "_airbridge_"; NULL for what only the user
 * can know. */
static const char *completer_of(const char *name)
{
    static const char *const row[][2] = {
        {"SCENARIO", "scenarios"}, {"DIR", "folders"},        {"PART", "folders"},
        {"FILE", "files"},         {"PAGE", "files"},         {"KEY=", "assignments"},
        {"KEY", "keys"},           {"KIND", "kinds"},         {"ENGINE", "engines"},
        {"COMMAND", "topics"},     {"HOW", "ways"},           {"INPUTS", "inputs"},
        {"FORMAT", "formats"},     {"TEMPLATE", "templates"}, {"MEASURE=", "precisions"},
        {"MEASURE", "measures"},   {"GOAL", "measures"},
    };
    for (size_t i = 0; name != NULL && i < sizeof row / sizeof row[0]; i++) {
        if (strstr(name, row[i][0]) != NULL) {
            return row[i][1];
        }
    }
    return NULL;
}

static bool takes(const struct ab_cli_command *command, const struct ab_cli_option *option)
{
    return (command->options & option->bit) != 0;
}

/* Whether an option has a value that may not be left out. */
static bool needs_value(const struct ab_cli_option *option)
{
    return option->metavar != NULL && option->without_value == 0;
}

static void put_commands(FILE *stream)
{
    int count;
    const struct ab_cli_command *command = ab_cli_commands(&count);
    for (int i = 0; i < count; i++) {
        (void)fprintf(stream, "%s%s", i > 0 ? " " : "", command[i].name);
    }
}

static void put_topics(FILE *stream)
{
    int count;
    const struct ab_cli_topic *topic = ab_cli_topics(&count);
    for (int i = 0; i < count; i++) {
        (void)fprintf(stream, "%s%s", i > 0 ? " " : "", topic[i].name);
    }
}

static void put_sections(FILE *stream)
{
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        (void)fprintf(stream, "%s%s.", s > 0 ? " " : "", ab_section_kind((enum ab_section)s)->name);
    }
}

/* All names of sections and keys, in lines. */
static void put_keys(FILE *stream)
{
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        (void)fprintf(stream, "%s\n        ", kind->name);
        for (int k = 0; k < kind->key_count; k++) {
            (void)fprintf(stream, "%s%s.%s", k > 0 ? " " : "", kind->name, kind->key[k].name);
        }
        (void)fputs(s + 1 < AB_SECTION_COUNT ? "\n        " : "", stream);
    }
}

/* The first line of a text, within single quotes, without what a shell would look at in one. */
static void put_summary(FILE *stream, const char *text)
{
    for (; *text != '\0' && *text != '\n'; text++) {
        if (*text == '\'') {
            (void)fputs("'\"'\"'", stream);
        } else if (strchr("\\[]:\"`$", *text) == NULL) {
            (void)fputc(*text, stream);
        }
    }
}

static void put_commands_and_topics(FILE *stream)
{
    put_commands(stream);
    (void)fputc(' ', stream);
    put_topics(stream);
}

/* Measures that every scenario has: not those of a thing, which is in capitals. */
static void put_measure(FILE *stream, const char *name, const char *unit, const char *meaning)
{
    const char *thing = strchr(name, '.');
    (void)unit;
    (void)meaning;
    if (thing == NULL || !isupper((unsigned char)thing[1])) {
        (void)fprintf(stream, "%s ", name);
    }
}

static void put_measures(FILE *stream)
{
    ab_cli_tell_measures(stream, put_measure);
}

static void put_templates(FILE *stream)
{
    const char *name;
    for (int i = 0; (name = ab_cli_template_name(i)) != NULL; i++) {
        (void)fprintf(stream, "%s%s", i > 0 ? " " : "", name);
    }
}

static void put_kinds(FILE *stream)
{
    (void)fputs("lhs: sobol:", stream);
}

static void put_engines(FILE *stream)
{
    (void)fputs("slurm: parallel:", stream);
}

static void put_ways(FILE *stream)
{
    (void)fputs("json", stream);
}

static void put_formats(FILE *stream)
{
    (void)fputs("geojson kml czml", stream);
}

static void put_inputs(FILE *stream)
{
    (void)fputs("base drawn both split", stream);
}

/* Functions that offer some words, or words behind which something follows. */
static const struct words {
    const char *name;
    bool begin;
    void (*put)(FILE *stream);
} words_table[] = {
    {"kinds", true, put_kinds},
    {"engines", true, put_engines},
    {"ways", false, put_ways},
    {"inputs", false, put_inputs},
    {"formats", false, put_formats},
    {"keys", false, put_keys},
    {"topics", false, put_commands_and_topics},
    {"templates", false, put_templates},
};
enum { WORDS_COUNT = sizeof words_table / sizeof words_table[0] };

/* The functions of words of a shell: between what stands before the name, before the words, and behind
 * them; the latter differs for words behind which something follows. */
static void put_words(FILE *stream, const char *const before[2], const char *plain,
                      const char *beginning)
{
    for (int i = 0; i < WORDS_COUNT; i++) {
        (void)fprintf(stream, "%s%s%s", before[0], words_table[i].name, before[1]);
        words_table[i].put(stream);
        (void)fputs(words_table[i].begin ? beginning : plain, stream);
    }
}

/* ---- bash ---- */

static const char *const bash_helpers = COPYRIGHT
    "# bash completion of airbridge. Made by: airbridge help completion bash\n"
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
    "\n"
    "# The measures of the scenario on the command line; without one, those that all have.\n"
    "_airbridge_known_measures()\n"
    "{\n"
    "    local word known=''\n"
    "    for word in \"${COMP_WORDS[@]:2}\"; do\n"
    "        [[ $word == *.ini && -f $word ]] || continue\n"
    "        known=$(\"${COMP_WORDS[0]}\" help measures \"$word\" 2>/dev/null |\n"
    "            sed -n 's/^  \\([^ ][^ ]*\\) .*/\\1/p')\n"
    "    done\n"
    "    printf '%s\\n' \"${known:-$measures}\"\n"
    "}\n"
    "\n"
    "_airbridge_measures() { _airbridge_beginnings \"$(_airbridge_known_measures)\"; }\n"
    "_airbridge_precisions()\n"
    "{\n"
    "    compopt -o nospace\n"
    "    mapfile -t COMPREPLY < <(compgen -S = -W \"$(_airbridge_known_measures)\" -- \"$cur\")\n"
    "}\n";

/* Whether another option has the same name, of other commands. */
static bool shares_name(const struct ab_cli_option *one)
{
    int count;
    const struct ab_cli_option *option = ab_cli_options(&count);
    bool shares = false;
    for (int i = 0; i < count; i++) {
        shares = shares || (&option[i] != one && strcmp(option[i].name, one->name) == 0);
    }
    return shares;
}

/* An option behind one command, or behind whichever: "*". */
static void put_bash_pattern(FILE *stream, const struct ab_cli_option *option, const char *command)
{
    if (option->letter != 0) {
        (void)fprintf(stream, "%s' -%c' | ", command, option->letter);
    }
    (void)fprintf(stream, "%s' --%s'", command, option->name);
}

/* What follows an option that takes a value. */
static void put_bash_values(FILE *stream)
{
    int count, commands;
    const struct ab_cli_option *option = ab_cli_options(&count);
    const struct ab_cli_command *command = ab_cli_commands(&commands);
    (void)fputs("    case \"$command $prev\" in\n", stream);
    for (int i = 0; i < count; i++) {
        if (!needs_value(&option[i])) {
            continue;
        }
        const char *completer = completer_of(option[i].metavar);
        const bool shares = shares_name(&option[i]);
        (void)fputs("    ", stream);
        for (int k = 0, listed = 0; k < (shares ? commands : 1); k++) {
            if (!shares || takes(&command[k], &option[i])) {
                (void)fputs(listed++ > 0 ? " | " : "", stream);
                put_bash_pattern(stream, &option[i], shares ? command[k].name : "*");
            }
        }
        (void)fprintf(stream, ") %s%s; return ;;\n", completer != NULL ? "_airbridge_" : ":",
                      completer != NULL ? completer : "");
    }
    (void)fputs("    esac\n", stream);
}

/* What each command takes. */
static void put_bash_commands(FILE *stream)
{
    int commands, options;
    const struct ab_cli_command *command = ab_cli_commands(&commands);
    const struct ab_cli_option *option = ab_cli_options(&options);
    (void)fputs("    local options='' operand=:\n    case $command in\n", stream);
    for (int i = 0; i < commands; i++) {
        const char *completer = completer_of(command[i].operands);
        (void)fprintf(stream, "    %s) operand='%s%s' options='", command[i].name,
                      completer != NULL ? "_airbridge_" : ":", completer != NULL ? completer : "");
        for (int k = 0, listed = 0; k < options; k++) {
            if (takes(&command[i], &option[k])) {
                (void)fprintf(stream, "%s--%s", listed++ > 0 ? " " : "", option[k].name);
            }
        }
        (void)fputs("' ;;\n", stream);
    }
    (void)fputs("    esac\n", stream);
}

static void print_bash(FILE *stream)
{
    (void)fputs(bash_helpers, stream);
    put_words(stream, (const char *const[]){"_airbridge_", "() { local all='"},
              "'; _airbridge_words \"$all\"; }\n", "'; _airbridge_beginnings \"$all\"; }\n");
    (void)fputs("\n_airbridge()\n"
                "{\n"
                "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}\n"
                "    local command=${COMP_WORDS[1]}\n"
                "    cur=${cur#[\\'\\\"]} # a quote stays where it is\n"
                "    COMPREPLY=()\n"
                "    local commands='",
                stream);
    put_commands(stream);
    (void)fputs("'\n    local sections='", stream);
    put_sections(stream);
    (void)fputs("'\n    local measures='", stream);
    put_measures(stream);
    (void)fputs("'\n"
                "    if ((COMP_CWORD == 1)); then\n"
                "        _airbridge_words \"$commands --help --version\"\n"
                "        return\n"
                "    fi\n",
                stream);
    put_bash_values(stream);
    put_bash_commands(stream);
    (void)fputs("    if [[ $cur == -* ]]; then\n"
                "        _airbridge_words \"$options\"\n"
                "    elif [[ $cur != = && $prev != = ]]; then\n"
                "        eval \"$operand\"\n"
                "    fi\n"
                "}\n"
                "complete -F _airbridge airbridge\n",
                stream);
}

/* ---- zsh ---- */

static const char *const zsh_helpers =
    "#compdef airbridge\n" COPYRIGHT
    "# zsh completion of airbridge. Made by: airbridge help completion zsh\n"
    "\n"
    "_airbridge_scenarios() { _files -g '*.ini' }\n"
    "_airbridge_folders() { _files -/ }\n"
    "_airbridge_files() { _files }\n"
    "_airbridge_measures() { _airbridge_known_measures ''; }\n"
    "_airbridge_precisions() { _airbridge_known_measures = }\n"
    "\n"
    "# The keys that the scenario on the command line gives; without one, the kinds of sections.\n"
    "_airbridge_assignments()\n"
    "{\n"
    "    local word\n"
    "    local -a keys\n"
    "    for word in $words; do\n"
    "        [[ $word == *.ini && -f $word ]] || continue\n"
    "        keys=(${(f)\"$($airbridge_program show $word 2>/dev/null |\n"
    "            sed -n -e 's/^\\[\\(.*\\)\\].*/\\1/;T key' -e h -e d \\\n"
    "                -e ':key' -e 's/^\\([a-z_0-9]*\\) *=.*/\\1/;T' -e "
    "'G;s/\\(.*\\)\\n\\(.*\\)/\\2.\\1=/p')\"})\n"
    "    done\n"
    "    (( $#keys )) || keys=($airbridge_sections)\n"
    "    compadd -S '' -- $keys\n"
    "}\n"
    "\n"
    "# The measures of the scenario on the command line; without one, those that all have.\n"
    "_airbridge_known_measures()\n"
    "{\n"
    "    local word\n"
    "    local -a known\n"
    "    for word in $words; do\n"
    "        [[ $word == *.ini && -f $word ]] || continue\n"
    "        known=(${(f)\"$($airbridge_program help measures $word 2>/dev/null |\n"
    "            sed -n 's/^  \\([^ ][^ ]*\\) .*/\\1/p')\"})\n"
    "    done\n"
    "    (( $#known )) || known=($airbridge_measures)\n"
    "    compadd -S '' -- ${^known}$1\n"
    "}\n"
    "\n";

/* An option as _arguments wants it. */
static void put_zsh_option(FILE *stream, const struct ab_cli_option *option)
{
    const bool repeats = option->kind == AB_CLI_LIST;
    const char *value = needs_value(option) ? "=" : option->metavar != NULL ? "=-" : "";
    (void)fputs(" \\\n            ", stream);
    if (option->letter != 0) {
        (void)fprintf(stream, "'(-%c --%s)'{-%c%s,--%s%s}'", option->letter, option->name,
                      option->letter, value[0] != '\0' ? "+" : "", option->name, value);
    } else {
        (void)fprintf(stream, "'%s--%s%s", repeats ? "*" : "", option->name, value);
    }
    (void)fputc('[', stream);
    put_summary(stream, option->help);
    (void)fputc(']', stream);
    if (option->metavar != NULL) {
        const char *completer = completer_of(option->metavar);
        (void)fputs(needs_value(option) ? ":" : "::", stream);
        put_summary(stream, option->metavar);
        (void)fprintf(stream, ":%s%s", completer != NULL ? "_airbridge_" : " ",
                      completer != NULL ? completer : "");
    }
    (void)fputc('\'', stream);
}

static void put_zsh_commands(FILE *stream)
{
    int commands, options;
    const struct ab_cli_command *command = ab_cli_commands(&commands);
    const struct ab_cli_option *option = ab_cli_options(&options);
    for (int i = 0; i < commands; i++) {
        const char *completer = completer_of(command[i].operands);
        (void)fprintf(stream, "    %s)\n        _arguments -s -S", command[i].name);
        for (int k = 0; k < options; k++) {
            if (takes(&command[i], &option[k])) {
                put_zsh_option(stream, &option[k]);
            }
        }
        if (completer != NULL) {
            (void)fprintf(stream, " \\\n            '*: :_airbridge_%s'", completer);
        }
        (void)fputs(" ;;\n", stream);
    }
}

static void print_zsh(FILE *stream)
{
    int count;
    const struct ab_cli_command *command = ab_cli_commands(&count);
    (void)fputs(zsh_helpers, stream);
    put_words(stream, (const char *const[]){"_airbridge_", "() { local -a all=("},
              "); compadd -- $all }\n", "); compadd -S '' -- $all }\n");
    (void)fputs("\n_airbridge()\n"
                "{\n"
                "    local airbridge_program=$words[1]\n"
                "    local -a airbridge_sections airbridge_measures described\n"
                "    airbridge_sections=(",
                stream);
    put_sections(stream);
    (void)fputs(")\n    airbridge_measures=(", stream);
    put_measures(stream);
    (void)fputs(")\n    described=(", stream);
    for (int i = 0; i < count; i++) {
        (void)fprintf(stream, "\n        '%s:", command[i].name);
        put_summary(stream, command[i].summary);
        (void)fputc('\'', stream);
    }
    (void)fputs(")\n"
                "    if (( CURRENT == 2 )); then\n"
                "        _describe command described\n"
                "        compadd -- --help --version\n"
                "        return\n"
                "    fi\n"
                "    shift words\n"
                "    (( CURRENT-- ))\n"
                "    case $words[1] in\n",
                stream);
    put_zsh_commands(stream);
    (void)fputs("    esac\n"
                "}\n"
                "if [[ $funcstack[1] == _airbridge ]]; then\n"
                "    _airbridge \"$@\"\n"
                "elif (( $+functions[compdef] )); then\n"
                "    compdef _airbridge airbridge\n"
                "fi\n",
                stream);
}

/* ---- fish ---- */

static const char *const fish_helpers = COPYRIGHT
    "# fish completion of airbridge. Made by: airbridge help completion fish\n"
    "\n"
    "function __airbridge_scenarios\n"
    "    __fish_complete_suffix .ini\n"
    "end\n"
    "function __airbridge_folders\n"
    "    __fish_complete_directories (commandline -ct)\n"
    "end\n"
    "function __airbridge_files\n"
    "    __fish_complete_path (commandline -ct)\n"
    "end\n"
    "\n"
    "# The keys that the scenario on the command line gives; without one, the kinds of sections.\n"
    "function __airbridge_assignments\n"
    "    set -l words (commandline -opc)\n"
    "    set -l keys\n"
    "    for word in $words\n"
    "        string match -q '*.ini' -- $word; and test -f $word; or continue\n"
    "        set keys ($words[1] show $word 2>/dev/null |\n"
    "            sed -n -e 's/^\\[\\(.*\\)\\].*/\\1/;T key' -e h -e d \\\n"
    "                -e ':key' -e 's/^\\([a-z_0-9]*\\) *=.*/\\1/;T' -e "
    "'G;s/\\(.*\\)\\n\\(.*\\)/\\2.\\1=/p')\n"
    "    end\n"
    "    test (count $keys) -gt 0; and string join \\n $keys; or __airbridge_sections\n"
    "end\n"
    "\n"
    "# The measures of the scenario on the command line; without one, those that all have.\n"
    "function __airbridge_measures\n"
    "    set -l words (commandline -opc)\n"
    "    set -l known\n"
    "    for word in $words\n"
    "        string match -q '*.ini' -- $word; and test -f $word; or continue\n"
    "        set known ($words[1] help measures $word 2>/dev/null |\n"
    "            sed -n 's/^  \\([^ ][^ ]*\\) .*/\\1/p')\n"
    "    end\n"
    "    test (count $known) -gt 0; and string join \\n $known; or __airbridge_all_measures\n"
    "end\n"
    "function __airbridge_precisions\n"
    "    string replace -r '$' = (__airbridge_measures)\n"
    "end\n";

/* A function that prints words. */
static void put_fish_words(FILE *stream, const char *name, void (*put)(FILE *stream))
{
    (void)fprintf(stream, "function __airbridge_%s\n    string match -ra '\\S+' '", name);
    put(stream);
    (void)fputs("'\nend\n", stream);
}

/* The condition that one of the commands that take an option is being written. */
static void put_fish_condition(FILE *stream, const struct ab_cli_option *option)
{
    int commands;
    const struct ab_cli_command *command = ab_cli_commands(&commands);
    (void)fputs("complete -c airbridge -n '__fish_seen_subcommand_from", stream);
    for (int i = 0; i < commands; i++) {
        if (takes(&command[i], option)) {
            (void)fprintf(stream, " %s", command[i].name);
        }
    }
    (void)fputc('\'', stream);
}

static void put_fish_options(FILE *stream)
{
    int options;
    const struct ab_cli_option *option = ab_cli_options(&options);
    for (int k = 0; k < options; k++) {
        const char *completer = completer_of(option[k].metavar);
        put_fish_condition(stream, &option[k]);
        if (option[k].letter != 0) {
            (void)fprintf(stream, " -s %c", option[k].letter);
        }
        (void)fprintf(stream, " -l %s%s", option[k].name, needs_value(&option[k]) ? " -x" : "");
        if (completer != NULL) {
            (void)fprintf(stream, " -a '(__airbridge_%s)'", completer);
        }
        (void)fputs(" -d '", stream);
        put_summary(stream, option[k].help);
        (void)fputs("'\n", stream);
    }
}

static void print_fish(FILE *stream)
{
    int commands;
    const struct ab_cli_command *command = ab_cli_commands(&commands);
    (void)fputs(fish_helpers, stream);
    put_fish_words(stream, "sections", put_sections);
    put_fish_words(stream, "all_measures", put_measures);
    for (int i = 0; i < WORDS_COUNT; i++) {
        put_fish_words(stream, words_table[i].name, words_table[i].put);
    }
    (void)fputs("\ncomplete -c airbridge -f\n"
                "complete -c airbridge -n __fish_use_subcommand -l help -d 'the list of commands'\n"
                "complete -c airbridge -n __fish_use_subcommand -l version -d 'which release'\n",
                stream);
    for (int i = 0; i < commands; i++) {
        const char *completer = completer_of(command[i].operands);
        (void)fprintf(stream, "complete -c airbridge -n __fish_use_subcommand -a %s -d '",
                      command[i].name);
        put_summary(stream, command[i].summary);
        (void)fputs("'\n", stream);
        if (completer != NULL) {
            (void)fprintf(stream,
                          "complete -c airbridge -n '__fish_seen_subcommand_from %s' -a "
                          "'(__airbridge_%s)'\n",
                          command[i].name, completer);
        }
    }
    put_fish_options(stream);
}

/* ---- */

enum ab_status ab_cli_print_completion(FILE *stream, const char *shell, struct ab_errors *errors)
{
    static const struct {
        const char *name;
        void (*print)(FILE *stream);
    } row[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};
    for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
        if (strcmp(row[i].name, shell) == 0) {
            row[i].print(stream);
            return AB_OK;
        }
    }
    return ab_errors_refuse(
        errors, "there is no completion for '%.60s', but for bash, zsh and fish", shell);
}
