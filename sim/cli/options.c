/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* options.c - the table of options, and parsing by it.
 *
 * getopt_long does the splitting. Its habit of taking any unambiguous beginning of a long name is
 * not wanted: a script that says --tr would change its meaning with the next release. */
#include "cli/cli.h"

#include "base/limits.h"
#include "base/memory.h"
#include "base/nearest.h"

#include "study/order.h"
#include "study/study.h"
#include <assert.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_MAX = 64, LONG_BASE = 256 };

#define MEMBER(name) offsetof(struct ab_cli_arguments, name)

static const struct ab_cli_option option_table[] = {
    {AB_CLI_OUTPUT, 'o', "output", "DIR", AB_CLI_TEXT, MEMBER(output), 0, 0, 0,
     "folder for the tables, made when missing; or a file\n"
     "*.sqlite, *.sqlite3 or *.db: one SQLite database"},
    {AB_CLI_FILE, 'o', "output", "FILE", AB_CLI_TEXT, MEMBER(output), 0, 0, 0,
     "the file to write; without it, or with -, the standard\n"
     "output"},
    {AB_CLI_FORMAT, 0, "format", "FORMAT", AB_CLI_TEXT, MEMBER(format), 0, 0, 0,
     "geojson, kml or czml"},
    {AB_CLI_REPLICATIONS, 'n', "replications", "REPS", AB_CLI_NUMBER, MEMBER(replications), 1,
     AB_REPLICATIONS_MAX, 0, "how often to simulate, 1 to 10000000"},
    {AB_CLI_SEED, 0, "seed", "N", AB_CLI_NUMBER, MEMBER(seed), 0, INT64_MAX, 0,
     "luck of the replications, instead of the scenario's seed"},
    {AB_CLI_SET, 0, "set", "KEY=VALUE", AB_CLI_LIST, MEMBER(set), 0, 0, 0,
     "give a key of the scenario another value; repeatable.\n"
     "KEY is section.key, as in airfield.almaty.parking_mog=6"},
    {AB_CLI_FROM, 0, "from", "DIR", AB_CLI_TEXT, MEMBER(from), 0, 0, 0,
     "go on from a result: until --at all is as in its traced\n"
     "replication, from then on as SCENARIO says, with the\n"
     "luck of each replication (see: airbridge keys past)"},
    {AB_CLI_AT, 0, "at", "DATE", AB_CLI_TEXT, MEMBER(at), 0, 0, 0,
     "from when on, as in 2022-01-08T12:00Z"},
    {AB_CLI_WITH, 0, "with", "KEY=VALUE", AB_CLI_LIST, MEMBER(with), 0, 0, 0,
     "compare with SCENARIO having another value there;\n"
     "several in one variant: 'KEY=VALUE; KEY=VALUE'.\n"
     "Repeatable: one variant each"},
    {AB_CLI_PAGE, 'o', "output", "PAGE", AB_CLI_TEXT, MEMBER(output), 0, 0, 0,
     "the file to write, as in january.html"},
    {AB_CLI_LIVE, 0, "live", NULL, AB_CLI_FLAG, MEMBER(live), 0, 0, 0,
     "put the simulator into the page, to try other values in it"},
    {AB_CLI_THREADS, 'j', "threads", "THREADS", AB_CLI_NUMBER, MEMBER(threads), 1, AB_THREADS_MAX,
     0,
     "threads to work with (default: all cores); the result\n"
     "is the same with any number"},
    {AB_CLI_MEMORY, 0, "memory", "SIZE", AB_CLI_TEXT, MEMBER(memory), 0, 0, 0,
     "memory to take at most, as in 500 MB or 2 GB\n"
     "(default: what the machine has, or its control group\n"
     "allows): what may need more is refused"},
    {AB_CLI_TRACE, 0, "trace", "N", AB_CLI_NUMBER, MEMBER(trace), 1, AB_REPLICATIONS_MAX,
     AB_CLI_FIRST,
     "write every flight, load and airfield state of\n"
     "replication N (default: the first); of the states\n"
     "the first 1000000, which takes 150 MB of memory"},
    {AB_CLI_ONLY, 0, "only", "N", AB_CLI_NUMBER, MEMBER(only), 1, AB_REPLICATIONS_MAX, 0,
     "replication N alone, at once: the same as among all"},
    {AB_CLI_BY, 0, "by", "DATE", AB_CLI_TEXT, MEMBER(by), 0, 0, 0,
     "how probable it is that all are in by then, as in\n"
     "2022-01-09T12:00Z; short for\n"
     "--set scenario.deadline=DATE"},
    {AB_CLI_INPUTS, 0, "inputs", "INPUTS", AB_CLI_TEXT, MEMBER(inputs), 0, 0, 0,
     "of what is not known, [uncertain.ID]. base: what the\n"
     "scenario says holds, luck alone; drawn: each\n"
     "replication draws it, the same in all that is\n"
     "compared; of run and validate both (their default), or\n"
     "split: and once more with another luck"},
    {AB_CLI_ONLY_KEYS, 0, "only", "KEYS", AB_CLI_TEXT, MEMBER(only_keys), 0, 0, 0,
     "only these, with commas: airfield.almaty.working_mog,\n"
     "airfield.almaty, airfield.working_mog, airfield,\n"
     "working_mog"},
    {AB_CLI_UNTIL, 0, "until", "MEASURE=HALF", AB_CLI_LIST, MEMBER(until), 0, 0, 0,
     "instead of -n: replicate until no side of the 95 %\n"
     "interval of the measure's mean is longer than HALF,\n"
     "in its unit or as a share of the mean: 2%;\n"
     "repeatable: all hold, at 95 % together"},
    {AB_CLI_MIN, 0, "min", "REPS", AB_CLI_NUMBER, MEMBER(least), AB_UNTIL_LEAST,
     AB_REPLICATIONS_MAX, 0,
     "replications at --until's first look (default: 1000,\n"
     "or --max when that is less); 300 or more. It looks\n"
     "again after 6/5 as many each time"},
    {AB_CLI_MAX, 0, "max", "REPS", AB_CLI_NUMBER, MEMBER(most), 2, AB_REPLICATIONS_MAX, 0,
     "most replications of --until (default: 20000)"},
    {AB_CLI_VARY, 0, "vary", "KEY=VALUES", AB_CLI_LIST, MEMBER(vary), 0, 0, 0,
     "give a key several values in turn: 2,4,8, or\n"
     "'2..10 step 2', units allowed, or a parameter of a\n"
     "distribution, 'exponential(1 h..6 h step 1 h)', which\n"
     "stays random; a plain number makes it constant.\n"
     "Repeatable: all combinations. Replaces the [vary.ID]\n"
     "of the file"},
    {AB_CLI_ZIP, 0, "zip", NULL, AB_CLI_FLAG, MEMBER(zip), 0, 0, 0,
     "the values of all --vary go in step instead"},
    {AB_CLI_CASES, 0, "cases", "FILE", AB_CLI_TEXT, MEMBER(cases), 0, 0, 0,
     "a CSV file: a column per key, a row per case; an\n"
     "empty cell leaves the key as it is, and a column\n"
     "`case` labels the points"},
    {AB_CLI_DESIGN, 0, "design", "KIND:POINTS", AB_CLI_TEXT, MEMBER(design), 0, 0, 0,
     "sample the ranges of --vary: lhs:200 (Latin\n"
     "hypercube) or sobol:256 (balanced at powers of two)"},
    {AB_CLI_OF, 0, "of", "MEASURE", AB_CLI_TEXT, MEMBER(of), 0, 0, 0,
     "of which measure (default: closure_h or, where no\n"
     "force comes, the evacuation_h of the one evacuation)"},
    {AB_CLI_OVER, 0, "over", "KEY=RANGE", AB_CLI_LIST, MEMBER(over), 0, 0, 0,
     "a key that may be anything of a range, LOW..HIGH, instead\n"
     "of what the scenario says is uncertain; repeatable"},
    {AB_CLI_DENIAL, 0, "denial", "TIME", AB_CLI_TEXT, MEMBER(denial), 0, 0, 0,
     "for how long something is denied (default: 24 h)"},
    {AB_CLI_UNFORESEEN, 0, "unforeseen", NULL, AB_CLI_FLAG, MEMBER(unforeseen), 0, 0, 0,
     "nobody knows beforehand of a way that is denied, nor of\n"
     "the end of that, as of airfields and fleets"},
    {AB_CLI_GOAL, 0, "goal", "GOAL", AB_CLI_LIST, MEMBER(goal), 0, 0, 0,
     "what is to be reached: 'closure_h <= 72', 'closure_h <= 3 d',\n"
     "'on_time_share >= 95 %'. Repeatable: all of them at once"},
    {AB_CLI_CONFIDENCE, 0, "confidence", "SHARE", AB_CLI_TEXT, MEMBER(confidence), 0, 0, 0,
     "in which share of replications (default: 90 %)"},
    {AB_CLI_ORDER, 0, "order", "WHO", AB_CLI_TEXT, MEMBER(order), 0, 0, 0,
     "look for a better order: contingents, by their\n"
     "priority; or withdrawal, by withdrawal_priority. Only\n"
     "some of them: contingents:ID,ID"},
    {AB_CLI_SHARD, 0, "shard", "K/N", AB_CLI_TEXT, MEMBER(shard), 0, 0, 0,
     "only part K of N (from 1; 0 is N), to be merged"},
    {AB_CLI_RESUME, 0, "resume", NULL, AB_CLI_FLAG, MEMBER(resume), 0, 0, 0,
     "go on where the journal in or beside DIR ends, if\n"
     "there is one; with a larger -n also behind the end"},
    {AB_CLI_PLAN, 0, "plan", "ENGINE[:N]", AB_CLI_TEXT, MEMBER(plan), 0, 0, 0,
     "run nothing; write a script that does it in N parts:\n"
     "slurm:N a job array, parallel:N for GNU parallel\n"
     "(default: parts of about 1000 runs)"},
    {AB_CLI_RUNS, 0, "runs", NULL, AB_CLI_FLAG, MEMBER(runs), 0, 0, 0,
     "write runs.csv too, a row per replication"},
    {AB_CLI_YES, 0, "yes", NULL, AB_CLI_FLAG, MEMBER(yes), 0, 0, 0,
     "do it though it is more than a million runs"},
    {AB_CLI_FORCE, 0, "force", NULL, AB_CLI_FLAG, MEMBER(force), 0, 0, 0,
     "replace the results in a folder that is not empty, a\n"
     "database, or a file"},
    {AB_CLI_SEARCH, 0, "search", "WORD", AB_CLI_TEXT, MEMBER(search), 0, 0, 0,
     "the keys of which anything that is said holds WORD, or each of several words"},
    {AB_CLI_STRICT, 0, "strict", NULL, AB_CLI_FLAG, MEMBER(strict), 0, 0, 0,
     "what is only a note is a fault"},
    {AB_CLI_QUIET, 'q', "quiet", NULL, AB_CLI_FLAG, MEMBER(quiet), 0, 0, 0, "print faults only"},
    {AB_CLI_JSON, 0, "json", NULL, AB_CLI_FLAG, MEMBER(json), 0, 0, 0,
     "print the result on the standard output as one JSON\n"
     "object instead of the account, and nothing else there\n"
     "(see: airbridge help json)"},
    {AB_CLI_PROGRESS, 0, "progress", "HOW", AB_CLI_TEXT, MEMBER(progress), 0, 0, 0,
     "json: tell how far it is for programs that watch: at\n"
     "most ten times a second a line of JSON on the standard\n"
     "error, with done, total, elapsed_s, per_second and\n"
     "left_s (null while nothing is done yet)"},
    {AB_CLI_HELP, 'h', "help", NULL, AB_CLI_FLAG, MEMBER(help), 0, 0, 0, "this help"},
};

#define OPTION_COUNT ((int)(sizeof option_table / sizeof option_table[0]))
_Static_assert(OPTION_COUNT <= OPTIONS_MAX, "options are bits of a number");

const struct ab_cli_option *ab_cli_options(int *count)
{
    *count = OPTION_COUNT;
    return option_table;
}

/* What a parse knows. */
struct parse {
    struct ab_cli_arguments *arguments;
    const struct ab_cli_command *command;
    struct ab_errors *errors;
    ab_cli_bits given; /* bits of options seen */
};

/* The table in the form that getopt_long wants, restricted to the options of one command; zeros end
 * both lists. */
struct getopt_form {
    struct option option[OPTIONS_MAX + 1];
    char letters[3 * OPTIONS_MAX + 3];
};

/* Fills a form of zeros. */
static void make_getopt_form(struct getopt_form *form, ab_cli_bits bits)
{
    /* '-' hands over operands in place, whatever POSIXLY_CORRECT says; ':' tells a missing value
     * from an unknown option. */
    char *letter = form->letters;
    *letter++ = '-';
    *letter++ = ':';
    int n = 0;
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct ab_cli_option *option = &option_table[i];
        if ((bits & option->bit) == 0) {
            continue;
        }
        int has_value = option->kind == AB_CLI_FLAG  ? no_argument
                        : option->without_value != 0 ? optional_argument
                                                     : required_argument;
        form->option[n++] = (struct option){option->name, has_value, NULL, LONG_BASE + i};
        if (option->letter != 0) {
            *letter++ = option->letter;
            if (has_value != no_argument) {
                *letter++ = ':';
            }
        }
    }
}

/* The option of a command that getopt_long named by its value or its letter, or NULL. */
static const struct ab_cli_option *find_option(const struct ab_cli_command *command, int code)
{
    if (code >= LONG_BASE) {
        return &option_table[code - LONG_BASE];
    }
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (code != 0 && option_table[i].letter == code &&
            (command->options & option_table[i].bit) != 0) {
            return &option_table[i];
        }
    }
    return NULL;
}

/* The length of the name in `--name` or `--name=value`. */
static size_t long_name_length(const char *word)
{
    return strcspn(word + 2, "=");
}

/* A fault of usage, which points to the command's help. */
__attribute__((format(printf, 2, 3))) static enum ab_status usage_fault(const struct parse *parse,
                                                                        const char *format, ...)
{
    char text[320];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    const char *command = parse->command->name;
    return ab_errors_refuse(parse->errors, "%s: %s (see: airbridge %s --help)", command, text,
                            command);
}

/* Names an option as it was written, or else as it is best known: "-n REPS", "--seed N". */
static void describe_option(const struct ab_cli_option *option, bool is_long, char *text,
                            size_t size)
{
    const char *gap = option->metavar != NULL ? " " : "";
    const char *metavar = option->metavar != NULL ? option->metavar : "";
    if (option->letter != 0 && !is_long) {
        (void)snprintf(text, size, "-%c%s%s", option->letter, gap, metavar);
    } else {
        (void)snprintf(text, size, "--%s%s%s", option->name, gap, metavar);
    }
}

/* The commands that take an option, as "run, validate". */
static void list_takers(const struct ab_cli_option *option, char *text, size_t size)
{
    int count;
    const struct ab_cli_command *command = ab_cli_commands(&count);
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; i < count && used < size; i++) {
        if ((command[i].options & option->bit) != 0) {
            used += (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? ", " : "",
                                     command[i].name);
        }
    }
}

/* Refuses a word that is no option of this command: says which commands have it, or which name is
 * near. `letter` is 0 for a long option. */
static enum ab_status refuse_word(struct parse *parse, const char *word, int letter)
{
    char name[64], takers[128], room[AB_NEAREST_SIZE];
    if (letter != 0) {
        (void)snprintf(name, sizeof name, "-%c", letter);
    } else {
        (void)snprintf(name, sizeof name, "%.*s", (int)long_name_length(word) + 2, word);
    }
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, name + 2);
    for (int i = 0; i < OPTION_COUNT; i++) {
        const struct ab_cli_option *option = &option_table[i];
        bool taken = (parse->command->options & option->bit) != 0;
        bool same = letter != 0 ? option->letter == letter : strcmp(option->name, name + 2) == 0;
        if (!taken && same) {
            list_takers(option, takers, sizeof takers);
            return usage_fault(parse, "there is no option %s here; it belongs to: %s", name,
                               takers);
        }
        if (taken && letter == 0) {
            ab_nearest_offer(&nearest, option->name);
        }
    }
    const char *meant = letter == 0 ? ab_nearest_found(&nearest) : NULL;
    return usage_fault(parse, "there is no option %s%s", name,
                       ab_nearest_ask(room, "--", meant, "", ""));
}

static bool is_digits(const char *text)
{
    return text[0] != '\0' && text[strspn(text, "0123456789")] == '\0';
}

/* Reads a whole number, all digits, within the option's range. */
static enum ab_status take_number(struct parse *parse, const struct ab_cli_option *option,
                                  bool is_long, const char *text, int64_t *number)
{
    errno = 0;
    long long value = is_digits(text) ? strtoll(text, NULL, 10) : -1;
    if (value >= option->low && value <= option->high && errno == 0) {
        *number = value;
        return AB_OK;
    }
    char name[64];
    describe_option(option, is_long, name, sizeof name);
    return usage_fault(parse,
                       "option %s: '%.40s' is not a whole number from %" PRId64 " to %" PRId64,
                       name, text, option->low, option->high);
}

/* Adds a value to those that an option was given before. */
static enum ab_status add_to_list(struct parse *parse, const struct ab_cli_option *option,
                                  struct ab_cli_list *list, const char *value)
{
    if (list->count == AB_REPEATS_MAX) {
        return usage_fault(parse, "option --%s is given more than %d times", option->name,
                           AB_REPEATS_MAX);
    }
    list->text[list->count++] = value;
    return AB_OK;
}

/* Refuses a command line that is longer than any that somebody would mean. */
static enum ab_status check_length(const struct parse *parse, int argc, char **argv)
{
    if (argc > AB_ARGUMENTS_MAX) {
        return usage_fault(parse, "there are more than %d words", AB_ARGUMENTS_MAX);
    }
    for (int i = 1; i < argc; i++) {
        const size_t length = strlen(argv[i]);
        if (length > AB_ARGUMENT_BYTES_MAX) {
            return usage_fault(parse, "'%.40s...' has %zu bytes, allowed are %d", argv[i], length,
                               AB_ARGUMENT_BYTES_MAX);
        }
    }
    return AB_OK;
}

/* Stores an option's value where the table says. */
static enum ab_status take_option(struct parse *parse, const struct ab_cli_option *option,
                                  bool is_long, const char *value)
{
    char *member = (char *)parse->arguments + option->offset;
    parse->given |= option->bit;
    assert(option->kind != AB_CLI_TEXT || value != NULL);
    if (option->kind == AB_CLI_TEXT && value[0] == '\0') {
        char name[64];
        describe_option(option, is_long, name, sizeof name);
        return usage_fault(parse, "option %s has an empty value", name);
    }
    switch (option->kind) {
    case AB_CLI_FLAG: *(bool *)(void *)member = true; break;
    case AB_CLI_TEXT: *(const char **)(void *)member = value; break;
    case AB_CLI_LIST:
        return add_to_list(parse, option, (struct ab_cli_list *)(void *)member, value);
    case AB_CLI_NUMBER:
        if (value == NULL) {
            *(int64_t *)(void *)member = option->without_value;
            break;
        }
        return take_number(parse, option, is_long, value, (int64_t *)(void *)member);
    }
    return AB_OK;
}

/* Deals with one answer of getopt_long about the word `word`. */
static enum ab_status take_answer(struct parse *parse, int answer, const char *word, int argc,
                                  char **argv)
{
    if (answer == 1) {
        parse->arguments->operand[parse->arguments->operands++] = optarg;
        return AB_OK;
    }
    bool is_long = strncmp(word, "--", 2) == 0;
    const struct ab_cli_option *option =
        find_option(parse->command, answer == '?' || answer == ':' ? optopt : answer);
    if (is_long && option != NULL &&
        strlen(option->name) != long_name_length(word)) { /* shortened */
        return refuse_word(parse, word, 0);
    }
    char name[64] = "";
    if (option != NULL) {
        describe_option(option, is_long, name, sizeof name);
    }
    if (answer == ':') {
        return usage_fault(parse, "option %s needs a value", name);
    }
    if (answer == '?' && is_long && option != NULL) {
        return usage_fault(parse, "option %s takes no value", name);
    }
    if (answer == '?') {
        return refuse_word(parse, word, is_long ? 0 : optopt);
    }
    assert(option != NULL); /* whatever getopt_long knows is in the table */
    /* A value that may be left out can still be a word of its own: `--trace 5`. */
    if (option->without_value != 0 && optarg == NULL && optind < argc && is_digits(argv[optind])) {
        optarg = argv[optind++];
    }
    return take_option(parse, option, is_long, optarg);
}

/* Refuses a way to tell progress that there is not. */
static enum ab_status check_progress(struct parse *parse)
{
    const char *how = parse->arguments->progress;
    return how == NULL || strcmp(how, "json") == 0
               ? AB_OK
               : usage_fault(parse, "option --progress HOW: '%.100s', but json is all there is",
                             how);
}

/* Refuses a place of the result that is hardly meant as the name of a folder, or of a file. */
static enum ab_status check_output(struct parse *parse)
{
    const char *output = parse->arguments->output;
    const bool is_file = (parse->command->options & (AB_CLI_FILE | AB_CLI_PAGE)) != 0;
    if (output == NULL || output[0] != '-' || (is_file && output[1] == '\0')) {
        return AB_OK;
    }
    if (output[1] == '\0') {
        return usage_fault(parse, "option -o DIR: a result is a folder or a database, and does not "
                                  "go to the standard output; ./- is a folder of that name");
    }
    return usage_fault(parse,
                       "option -o %s: '%.100s' looks like an option; ./%.100s is a %s of that name",
                       is_file ? "FILE" : "DIR", output, output, is_file ? "file" : "folder");
}

/* Whether everything the command needs is there. */
static enum ab_status check_complete(struct parse *parse)
{
    const struct ab_cli_command *command = parse->command;
    const int operands = parse->arguments->operands;
    if (operands < command->operands_min) {
        return usage_fault(parse, "%s is missing", command->operands);
    }
    if (operands > command->operands_max) {
        const bool takes_values = (parse->given & (AB_CLI_VARY | AB_CLI_SET)) != 0;
        return usage_fault(parse, "'%.100s' is one argument too many%s",
                           parse->arguments->operand[command->operands_max],
                           takes_values ? "; a value with blanks needs quotes" : "");
    }
    for (int i = 0; i < operands; i++) {
        if (parse->arguments->operand[i][0] == '\0') {
            return usage_fault(parse, "argument %d is empty: %s", i + 1, command->operands);
        }
    }
    for (int i = 0; i < OPTION_COUNT; i++) {
        const bool is_printed =
            option_table[i].bit == AB_CLI_OUTPUT && parse->arguments->json; /* instead */
        if ((command->required & ~parse->given & option_table[i].bit) == 0 || is_printed) {
            continue;
        }
        char name[64];
        describe_option(&option_table[i], false, name, sizeof name);
        return usage_fault(parse, "option %s is missing", name);
    }
    return AB_OK;
}

/* The list of an option that may be repeated. */
static struct ab_cli_list *list_of(struct ab_cli_arguments *arguments,
                                   const struct ab_cli_option *option)
{
    return (struct ab_cli_list *)(void *)((char *)arguments + option->offset);
}

/* Room for as many values as there are words; false when memory is out. */
static bool take_lists(struct ab_cli_arguments *arguments, size_t words)
{
    arguments->operand = ab_memory_take(words, sizeof *arguments->operand);
    bool taken = arguments->operand != NULL;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (option_table[i].kind != AB_CLI_LIST) {
            continue;
        }
        struct ab_cli_list *list = list_of(arguments, &option_table[i]);
        list->text = ab_memory_take(words, sizeof *list->text);
        taken = taken && list->text != NULL;
    }
    return taken;
}

enum ab_status ab_cli_parse(struct ab_cli_arguments *arguments,
                            const struct ab_cli_command *command, int argc, char **argv,
                            struct ab_errors *errors)
{
    *arguments = (struct ab_cli_arguments){.seed = -1};
    if (!take_lists(arguments, (size_t)argc + 1)) {
        return ab_errors_out_of_memory(errors);
    }

    struct parse parse = {.arguments = arguments, .command = command, .errors = errors};
    struct getopt_form form = {0};
    make_getopt_form(&form, command->options);
    optind = 0; /* glibc: start anew */
    opterr = 0;
    enum ab_status status = check_length(&parse, argc, argv);
    while (status == AB_OK) {
        int at = optind == 0 ? 1 : optind;
        int answer = getopt_long(argc, argv, form.letters, form.option, NULL);
        if (answer == -1) {
            break;
        }
        status = take_answer(&parse, answer, argv[at], argc, argv);
    }
    while (status == AB_OK && optind < argc) { /* after `--` */
        arguments->operand[arguments->operands++] = argv[optind++];
    }
    if (status == AB_OK && !arguments->help) {
        status = check_output(&parse);
    }
    if (status == AB_OK && !arguments->help) {
        status = check_progress(&parse);
    }
    if (status == AB_OK && !arguments->help) {
        status = check_complete(&parse);
    }
    return status;
}

void ab_cli_clear(struct ab_cli_arguments *arguments)
{
    ab_memory_give(arguments->past);
    ab_memory_give(arguments->due);
    arguments->past = arguments->due = NULL;
    ab_memory_give(arguments->operand);
    arguments->operand = NULL;
    for (int i = 0; i < OPTION_COUNT; i++) {
        if (option_table[i].kind != AB_CLI_LIST) {
            continue;
        }
        struct ab_cli_list *list = list_of(arguments, &option_table[i]);
        ab_memory_give(list->text);
        *list = (struct ab_cli_list){0};
    }
}
