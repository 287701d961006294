/* signals.c - stopping on request.
 *
 * A signal handler can reach nothing but an object with static storage: this flag and the two
 * counters of memory.c are the only ones in the program. It is atomic rather than a sig_atomic_t
 * because other threads than the one that is interrupted read it. */
#include "cli/cli.h"

#include <assert.h>
#include <signal.h>

static_assert(ATOMIC_BOOL_LOCK_FREE == 2, "a signal handler may write nothing that takes a lock");
static atomic_bool interrupted;

static void ask_to_stop(int signal_number)
{
    (void)signal_number;
    interrupted = true;
}

static void catch_one(int signal_number)
{
    struct sigaction action = {.sa_handler = SIG_IGN};
    /* Whoever started the program with the signal ignored (nohup, a script's background job) wants
     * it to stay so. */
    struct sigaction before;
    if (sigaction(signal_number, NULL, &before) == 0 && before.sa_handler == SIG_IGN) {
        return;
    }
    /* Reset to the default by the first signal, so the second one stops at once. No SA_RESTART: a
     * wait must return. */
    action.sa_handler = ask_to_stop;
    action.sa_flags = (int)SA_RESETHAND;
    (void)sigemptyset(&action.sa_mask);
    (void)sigaction(signal_number, &action, NULL);
}

void ab_cli_catch_signals(void)
{
    catch_one(SIGINT);
    catch_one(SIGTERM);
    /* Beyond `ulimit -f` a write then fails with EFBIG and is reported like a full disk. */
    (void)signal(SIGXFSZ, SIG_IGN);
}

const atomic_bool *ab_cli_interruption(void)
{
    return &interrupted;
}
