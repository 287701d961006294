/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* signals.c - stopping on request.
 *
 * A signal handler can reach nothing but an object with static storage: these flags and the two
 * counters of memory.c are the only ones in the program. They are atomic rather than a sig_atomic_t
 * because other threads than the one that is interrupted read them. */
#include "cli/cli.h"

#include <assert.h>
#include <signal.h>
#include <unistd.h>

static_assert(ATOMIC_BOOL_LOCK_FREE == 2, "a signal handler may write nothing that takes a lock");
static atomic_bool interrupted, is_heeded;

static const int stopping[] = {SIGINT, SIGTERM, SIGHUP};
enum { STOPPING = sizeof stopping / sizeof stopping[0] };

/* Asks to stop, and lets the next signal stop at once, whichever it is. Where nobody heeds it yet,
 * nothing was written either. */
static void stop(int signal_number)
{
    (void)signal_number;
    if (!is_heeded) {
        ssize_t ignored = write(STDERR_FILENO, AB_CLI_INTERRUPTED, sizeof AB_CLI_INTERRUPTED - 1);
        (void)ignored;
        _exit(AB_INTERRUPTED);
    }
    interrupted = true;
    for (int i = 0; i < STOPPING; i++) {
        (void)signal(stopping[i], SIG_DFL);
    }
}

static void catch_one(int signal_number)
{
    struct sigaction action = {.sa_handler = stop};
    /* Whoever started the program with the signal ignored (nohup, a script's background job) wants
     * it to stay so. */
    struct sigaction before;
    if (sigaction(signal_number, NULL, &before) == 0 && before.sa_handler == SIG_IGN) {
        return;
    }
    (void)sigemptyset(&action.sa_mask); /* and no SA_RESTART: a wait must return */
    (void)sigaction(signal_number, &action, NULL);
}

void ab_cli_catch_signals(void)
{
    for (int i = 0; i < STOPPING; i++) {
        catch_one(stopping[i]);
    }
    /* Beyond `ulimit -f` a write then fails with EFBIG and is reported like a full disk. */
    (void)signal(SIGXFSZ, SIG_IGN);
}

const atomic_bool *ab_cli_interruption(void)
{
    is_heeded = true;
    return &interrupted;
}
