/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* gnuplot.c - one gnuplot, from its start to its end.
 *
 * A request to stop may come at any moment. So signals are held back but for the time in which this
 * program sleeps (sigsuspend), where they wake it, as the end of gnuplot does (SIGCHLD): there is
 * no moment between looking and sleeping in which one could be missed. */
#include "cli/gnuplot.h"

#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* What is put aside while gnuplot runs. */
struct signals {
    sigset_t mask;
    struct sigaction on_child;
};

/* A signal that is ignored wakes nobody. */
static void wake(int signal_number)
{
    (void)signal_number;
}

static void hold_signals(struct signals *before)
{
    struct sigaction action = {.sa_handler = wake};
    sigset_t held;
    (void)sigemptyset(&held);
    (void)sigaddset(&held, SIGINT);
    (void)sigaddset(&held, SIGTERM);
    (void)sigaddset(&held, SIGHUP);
    (void)sigaddset(&held, SIGCHLD);
    (void)sigprocmask(SIG_BLOCK, &held, &before->mask);
    (void)sigdelset(&before->mask, SIGCHLD); /* whoever started the program may hold it back */
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(SIGCHLD, &action, &before->on_child);
}

static void release_signals(const struct signals *before)
{
    (void)sigaction(SIGCHLD, &before->on_child, NULL);
    (void)sigprocmask(SIG_SETMASK, &before->mask, NULL);
}

/* Starts it with the signals as they were; what this program ignores, it must not. Returns 0 or why
 * not. */
static int start(pid_t *child, const char *script, const char *result, bool quiet,
                 const sigset_t *mask)
{
    /* The casts: what is started gets copies, but the type of argv cannot say so. */
    char *const argument[] = {(char *)"gnuplot", (char *)"-c", (char *)script, (char *)result,
                              NULL};
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_t files;
    sigset_t defaults;
    int failure = posix_spawnattr_init(&attributes);
    if (failure != 0) {
        return failure;
    }
    failure = posix_spawn_file_actions_init(&files);
    if (failure != 0) {
        (void)posix_spawnattr_destroy(&attributes);
        return failure;
    }
    (void)sigemptyset(&defaults);
    (void)sigaddset(&defaults, SIGXFSZ);
    (void)posix_spawnattr_setsigdefault(&attributes, &defaults);
    (void)posix_spawnattr_setsigmask(&attributes, mask);
    (void)posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    if (quiet) {
        failure = posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    }
    if (failure == 0) {
        failure = posix_spawnp(child, argument[0], &files, &attributes, argument, environ);
    }
    (void)posix_spawn_file_actions_destroy(&files);
    (void)posix_spawnattr_destroy(&attributes);
    return failure;
}

/* Sleeps until it has ended; passes a request to stop on to it, once. Returns its wait status. */
static int wait_for(pid_t child, const sigset_t *mask)
{
    bool asked = false;
    int outcome = 0;
    while (waitpid(child, &outcome, WNOHANG) == 0) {
        if (*ab_cli_interruption() && !asked) {
            asked = true;
            (void)kill(child, SIGTERM);
        }
        (void)sigsuspend(mask);
    }
    return outcome;
}

enum ab_status ab_gnuplot_run(const char *script, const char *result, bool quiet,
                              struct ab_errors *errors)
{
    struct signals before;
    pid_t child = 0;
    int outcome = 0;
    hold_signals(&before);
    const int failure = start(&child, script, result, quiet, &before.mask);
    if (failure == 0) {
        outcome = wait_for(child, &before.mask);
    }
    release_signals(&before);
    if (failure == ENOENT) {
        return ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL,
                             "gnuplot is not installed (Debian: apt-get install gnuplot-nox)");
    }
    if (failure != 0) {
        return ab_errors_add(errors, AB_IO_ERROR, NULL, 0, NULL, NULL, "cannot start gnuplot: %s",
                             strerror(failure));
    }
    if (*ab_cli_interruption()) {
        return AB_INTERRUPTED;
    }
    if (WIFEXITED(outcome) && WEXITSTATUS(outcome) == 0) {
        return AB_OK;
    }
    return ab_errors_add(errors, AB_FAILED, script, 0, NULL, NULL, "gnuplot ended with %s %d",
                         WIFSIGNALED(outcome) ? "signal" : "status",
                         WIFSIGNALED(outcome) ? WTERMSIG(outcome) : WEXITSTATUS(outcome));
}
