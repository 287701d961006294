/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* cli.c - from argv to an exit status: picks the command, prints the faults, and makes sure that
 * what was printed on the standard output has arrived. */
#include "cli/cli.h"

#include "base/memory.h"

#include "base/version.h"
#include <errno.h>
#include <fcntl.h>
#include <gsl/gsl_errno.h>
#include <iniparser/iniparser.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Were one of the standard descriptors closed, the first file to be opened would take its place
 * and receive what is printed. Opened for the wrong direction, so that using it still fails. */
static void keep_standard_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF) {
            (void)open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
        }
    }
}

/* A full disk shows only when buffers are written out. Returns false when something that was
 * printed did not arrive, with the reason in errno, or 0 when it is not known any more. */
static bool finish_output(void)
{
    bool failed_before = ferror(stdout) != 0;
    errno = 0;
    if (fflush(stdout) != 0 || failed_before) {
        return false;
    }
    /* Some file systems tell only at a close. */
    int copy = dup(STDOUT_FILENO);
    return copy < 0 || close(copy) == 0 || errno == EINTR;
}

/* --by and --at are assignments for the scenario: a fault of one is told as that of its option. */
static void name_options(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    for (int i = 0; i < errors->count && i < AB_ERRORS_MAX; i++) {
        struct ab_error *error = &errors->error[i];
        const bool is_by = arguments->by != NULL && strcmp(error->section, "scenario") == 0 &&
                           strcmp(error->key, "deadline") == 0;
        const bool is_at = arguments->at != NULL && strcmp(error->section, "past") == 0 &&
                           strcmp(error->key, "at") == 0;
        if ((is_by || is_at) && strcmp(error->file, "--set") == 0) {
            (void)snprintf(error->file, sizeof error->file, "%s", is_by ? "--by" : "--at");
        }
    }
}

/* Runs a command with the whole command line, whose second word is its name. */
static enum ab_status run_command(const struct ab_cli_command *command, int argc, char **argv,
                                  struct ab_errors *errors)
{
    struct ab_cli_arguments arguments;
    enum ab_status status = ab_cli_parse(&arguments, command, argc - 1, argv + 1, errors);
    arguments.argc = argc;
    arguments.argv = argv;
    if (status == AB_OK && arguments.help) {
        ab_cli_print_help(stdout, command);
    } else if (status == AB_OK) {
        status = ab_cli_take_past(&arguments, errors);
        status = status == AB_OK ? ab_cli_take_deadline(&arguments, errors) : status;
        status = status == AB_OK ? command->run(&arguments, errors) : status;
        name_options(&arguments, errors);
    }
    ab_cli_clear(&arguments);
    return status;
}

struct ab_sheet ab_cli_sheet(void)
{
    return ab_sheet_on(stdout, ab_terminal_width(stdout));
}

enum ab_status ab_cli_version(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    (void)arguments;
    (void)errors;
    (void)printf("airbridge %s (%s, %s, GSL %s)\n", AB_VERSION, ab_version_sources(),
                 ab_version_compiler(), ab_version_gsl());
    return AB_OK;
}

static bool is_one_of(const char *word, const char *name, const char *letter)
{
    return strcmp(word, name) == 0 || strcmp(word, letter) == 0;
}

/* Finds out what the first word asks for, and does it. */
static enum ab_status dispatch(int argc, char **argv, struct ab_errors *errors)
{
    if (argc < 2) {
        ab_cli_print_overview(stderr);
        return AB_BAD_SCENARIO;
    }
    if (is_one_of(argv[1], "--version", "-V")) {
        return ab_cli_version(NULL, errors);
    }
    if (is_one_of(argv[1], "--help", "-h")) {
        ab_cli_print_overview(stdout);
        return AB_OK;
    }
    if (argv[1][0] == '-') {
        return ab_errors_refuse(errors,
                                "'%.60s' stands where the command belongs; options come after it "
                                "(see: airbridge help)",
                                argv[1]);
    }
    const struct ab_cli_command *command = ab_cli_find_command(argv[1], errors);
    if (command == NULL) {
        return errors->status;
    }
    return run_command(command, argc, argv, errors);
}

/* The INI library would tell its faults by itself, which ours are told of. */
static int say_nothing(const char *format, ...)
{
    (void)format;
    return 0;
}

enum ab_status ab_cli_main(int argc, char **argv)
{
    keep_standard_descriptors();
    (void)gsl_set_error_handler_off();
    iniparser_set_error_callback(say_nothing);
    ab_cli_catch_signals();

    struct ab_errors *errors = ab_memory_take(1, sizeof *errors);
    if (errors == NULL) {
        (void)fputs("airbridge: error: out of memory\n", stderr);
        return AB_IO_ERROR;
    }
    enum ab_status status = dispatch(argc, argv, errors);
    /* What failed before is likely why. */
    if (!finish_output() && status != AB_IO_ERROR) {
        const char *reason = errno != 0 ? strerror(errno) : "not all of it was taken";
        enum ab_status unwritten = ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL,
                                                 "cannot write to the standard output: %s", reason);
        status = status == AB_OK || status == AB_FAILED ? unwritten : status;
    }
    if (status == AB_INTERRUPTED) {
        (void)fputs(AB_CLI_INTERRUPTED, stderr);
    }
    ab_errors_print(errors, stderr);
    ab_memory_give(errors);
    return status;
}
