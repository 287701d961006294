/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.h - the command line: commands, options, and how they are described.
 *
 * Two tables say what the program understands: the commands (commands.c) and the options
 * (options.c). They drive parsing, the help of every command and the hints after a typing error.
 * Each command has a file of its own, named after it, with one function that takes the parsed
 * arguments and returns the exit status; faults go into the list that ab_cli_main prints. */
#ifndef AB_CLI_CLI_H
#define AB_CLI_CLI_H

#include "base/error.h"
#include "base/sheet.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Runs the program; returns its exit status. */
enum ab_status ab_cli_main(int argc, char **argv);

/* The values of an option that may be repeated, in order. */
struct ab_cli_list {
    const char **text;
    int count;
};

/* --trace without a number: the first replication that is made. */
enum { AB_CLI_FIRST = -1 };

/* What was written on the command line. Texts point into argv. */
struct ab_cli_arguments {
    int argc; /* the whole command line, for the record */
    char *const *argv;
    const char **operand; /* what is not an option, in order */
    int operands;
    struct ab_cli_list set, with;              /* assignments */
    struct ab_cli_list until;                  /* precisions */
    struct ab_cli_list vary;                   /* KEY=VALUES */
    struct ab_cli_list goal;                   /* MEASURE <= NUMBER */
    struct ab_cli_list over;                   /* KEY=LOW..HIGH */
    const char *of;                            /* NULL: not given */
    const char *denial;                        /* NULL: not given */
    const char *confidence;                    /* NULL: not given */
    const char *order;                         /* likewise: who is put in order */
    const char *output;                        /* NULL: not given */
    const char *cases, *design, *shard, *plan; /* likewise */
    const char *search, *format;               /* likewise */
    const char *inputs;                        /* likewise */
    const char *from, *at;                     /* likewise */
    const char *only_keys;                     /* likewise */
    const char *by, *memory;                   /* likewise */
    char *due;                                 /* what that comes to */
    char *past;                                /* what these come to (from.c) */
    const char *progress;                      /* likewise: "json" is all that there is */
    int64_t replications;                      /* 0: not given */
    int64_t seed;                              /* -1: not given, the scenario's applies */
    int64_t threads;                           /* 0: all cores */
    int64_t trace;                             /* replication to trace, 0: none; AB_CLI_FIRST */
    int64_t only;                              /* the only replication, 0: all */
    int64_t least, most;                       /* --min and --max of --until, 0: not given */
    bool force, quiet, json, help;
    bool zip, resume, runs, yes, strict, live;
    bool unforeseen;
    bool unkept; /* `output` is not the user's: nothing of it stays */
};

/* Options, as bits so that a command can say which it takes. */
typedef uint64_t ab_cli_bits;
#define AB_CLI_OUTPUT       (UINT64_C(1) << 0)
#define AB_CLI_REPLICATIONS (UINT64_C(1) << 1)
#define AB_CLI_SEED         (UINT64_C(1) << 2)
#define AB_CLI_SET          (UINT64_C(1) << 3)
#define AB_CLI_THREADS      (UINT64_C(1) << 4)
#define AB_CLI_TRACE        (UINT64_C(1) << 5)
#define AB_CLI_FORCE        (UINT64_C(1) << 6)
#define AB_CLI_QUIET        (UINT64_C(1) << 7)
#define AB_CLI_HELP         (UINT64_C(1) << 8)
#define AB_CLI_UNTIL        (UINT64_C(1) << 9)
#define AB_CLI_MIN          (UINT64_C(1) << 10)
#define AB_CLI_MAX          (UINT64_C(1) << 11)
#define AB_CLI_VARY         (UINT64_C(1) << 12)
#define AB_CLI_ZIP          (UINT64_C(1) << 13)
#define AB_CLI_CASES        (UINT64_C(1) << 14)
#define AB_CLI_DESIGN       (UINT64_C(1) << 15)
#define AB_CLI_SHARD        (UINT64_C(1) << 16)
#define AB_CLI_RESUME       (UINT64_C(1) << 17)
#define AB_CLI_PLAN         (UINT64_C(1) << 18)
#define AB_CLI_RUNS         (UINT64_C(1) << 19)
#define AB_CLI_YES          (UINT64_C(1) << 20)
#define AB_CLI_JSON         (UINT64_C(1) << 21)
#define AB_CLI_WITH         (UINT64_C(1) << 22)
#define AB_CLI_STRICT       (UINT64_C(1) << 23)
#define AB_CLI_PROGRESS     (UINT64_C(1) << 24)
#define AB_CLI_ONLY         (UINT64_C(1) << 25)
#define AB_CLI_FROM         (UINT64_C(1) << 26)
#define AB_CLI_SEARCH       (UINT64_C(1) << 27)
#define AB_CLI_AT           (UINT64_C(1) << 28)
#define AB_CLI_INPUTS       (UINT64_C(1) << 29)
#define AB_CLI_GOAL         (UINT64_C(1) << 30)
#define AB_CLI_CONFIDENCE   (UINT64_C(1) << 31)
#define AB_CLI_OF           (UINT64_C(1) << 32)
#define AB_CLI_OVER         (UINT64_C(1) << 33)
#define AB_CLI_ONLY_KEYS    (UINT64_C(1) << 34)
#define AB_CLI_BY           (UINT64_C(1) << 35)
#define AB_CLI_DENIAL       (UINT64_C(1) << 36)
#define AB_CLI_FILE         (UINT64_C(1) << 37)
#define AB_CLI_FORMAT       (UINT64_C(1) << 38)
#define AB_CLI_PAGE         (UINT64_C(1) << 39)
#define AB_CLI_ORDER        (UINT64_C(1) << 40)
#define AB_CLI_LIVE         (UINT64_C(1) << 41)
#define AB_CLI_UNFORESEEN   (UINT64_C(1) << 42)
#define AB_CLI_MEMORY       (UINT64_C(1) << 43)

enum ab_cli_kind { AB_CLI_FLAG, AB_CLI_TEXT, AB_CLI_LIST, AB_CLI_NUMBER };

struct ab_cli_option {
    ab_cli_bits bit;
    char letter; /* 0: it has none */
    const char *name;
    const char *metavar; /* what its value is called; NULL for flags */
    enum ab_cli_kind kind;
    size_t offset;         /* of its member in struct ab_cli_arguments */
    int64_t low, high;     /* AB_CLI_NUMBER: allowed values */
    int64_t without_value; /* AB_CLI_NUMBER: value when none is written; 0: one is needed */
    const char *help;      /* may be several lines */
};

typedef enum ab_status ab_cli_run(const struct ab_cli_arguments *arguments,
                                  struct ab_errors *errors);

struct ab_cli_command {
    const char *name;
    const char *operands; /* as shown in the usage line, e.g. "SCENARIO..." */
    int operands_min, operands_max;
    ab_cli_bits options;     /* it takes */
    ab_cli_bits required;    /* that must be given */
    const char *summary;     /* one line for the list of commands */
    const char *description; /* paragraphs for its own help */
    const char *examples;    /* lines of commands, without the prompt */
    ab_cli_run *run;
};

/* The tables; the number of entries goes to *count. */
const struct ab_cli_command *ab_cli_commands(int *count);
const struct ab_cli_option *ab_cli_options(int *count);

/* The command of that name, or NULL with a fault that names the nearest one. */
const struct ab_cli_command *ab_cli_find_command(const char *name, struct ab_errors *errors);

/* Parses argv[1 ..] of a command (argv[0] is its name) by the table of options. The caller clears
 * the arguments with ab_cli_clear whatever is returned. */
enum ab_status ab_cli_parse(struct ab_cli_arguments *arguments,
                            const struct ab_cli_command *command, int argc, char **argv,
                            struct ab_errors *errors);
void ab_cli_clear(struct ab_cli_arguments *arguments);

/* Refuses the date that an option was given. */
enum ab_status ab_cli_refuse_date(const char *option, const char *text, struct ab_errors *errors);

/* Puts what --by asks for behind the assignments, as the deadline of the scenario. */
enum ab_status ab_cli_take_deadline(struct ab_cli_arguments *arguments, struct ab_errors *errors);

/* Puts what --from and --at ask for among the assignments, before the others (from.c). */
enum ab_status ab_cli_take_past(struct ab_cli_arguments *arguments, struct ab_errors *errors);

/* Prints the list of commands, or the help of one, on stdout or stderr. */
void ab_cli_print_overview(FILE *stream);
void ab_cli_print_help(FILE *stream, const struct ab_cli_command *command);

/* Prints the manual page in roff, and the completion script for a shell: bash, zsh or fish. */
void ab_cli_print_manual(FILE *stream);
enum ab_status ab_cli_print_completion(FILE *stream, const char *shell, struct ab_errors *errors);

/* What all of these say: the meaning of each exit status and of each variable of the environment, one
 * a line, and what the program is for. */
extern const char *const ab_cli_exit_statuses, *const ab_cli_environment, *const ab_cli_purpose;

/* Tells every measure of a scenario with one contingent and one airfield, which are called after
 * what they stand for. */
typedef void ab_cli_tell_measure(FILE *stream, const char *name, const char *unit,
                                 const char *meaning);
void ab_cli_tell_measures(FILE *stream, ab_cli_tell_measure *tell);

/* The name of a template of `airbridge new`, NULL behind the last. */
const char *ab_cli_template_name(int index);

/* What the object of --json is. */
extern const char *const ab_cli_json_purpose;

/* What there is to read beside the help of commands. */
struct ab_cli_topic {
    const char *name, *summary;
    const char *text;            /* as ab_sheet_text takes it, or NULL; */
    void (*print)(FILE *stream); /* behind it what is made from tables, or NULL */
};
const struct ab_cli_topic *ab_cli_topics(int *count);
void ab_cli_print_limits(FILE *stream);
void ab_cli_print_topic(FILE *stream, const struct ab_cli_topic *topic);

/* The measures of a scenario, with the names of its things. */
enum ab_status ab_cli_print_measures(FILE *stream, const char *path, struct ab_errors *errors);

/* A sheet for help: as wide as the terminal, as far as a line of text can be read. */
struct ab_sheet ab_cli_help_sheet(FILE *stream);

/* Prints what something is behind its name, from a column on; below it where the sheet is too narrow, or
 * the name too long. Lines of the meaning are joined. */
void ab_cli_print_item(struct ab_sheet *sheet, int column, const char *name, const char *meaning);

/* Installs the handlers of SIGINT, SIGTERM and SIGHUP and lets a write beyond a file size limit fail
 * instead of killing. A signal ends the program at once, with AB_INTERRUPTED. */
void ab_cli_catch_signals(void);
/* For a command that is about to write files or to wait for a child: from now on the first signal
 * sets this, and the command is to stop soon; the second kills the program. */
const atomic_bool *ab_cli_interruption(void);

/* Runs a command that needs a result to print it: without -o in one that is not kept, which its
 * arguments say. */
typedef enum ab_status ab_cli_command_run(const struct ab_cli_arguments *arguments,
                                          struct ab_errors *errors);
enum ab_status ab_cli_run_unkept(const struct ab_cli_arguments *arguments, ab_cli_command_run *run,
                                 struct ab_errors *errors);

/* What people read on stdout, as wide as the terminal. */
struct ab_sheet ab_cli_sheet(void);
#define AB_CLI_INTERRUPTED "airbridge: interrupted\n" /* is told by both */

/* The commands. */
ab_cli_run ab_cli_check, ab_cli_run_scenario, ab_cli_validate, ab_cli_keys, ab_cli_show,
    ab_cli_plot, ab_cli_help, ab_cli_version, ab_cli_list_runs, ab_cli_sweep, ab_cli_merge,
    ab_cli_compare, ab_cli_size, ab_cli_calibrate, ab_cli_sensitivity, ab_cli_worth, ab_cli_worst,
    ab_cli_explain, ab_cli_new, ab_cli_page, ab_cli_export, ab_cli_size_order;

#endif
