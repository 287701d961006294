/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_trial.c - one scenario after another, each in the shelter of a child process. */
#include "support/random_trial.h"

#include "support/examine.h"
#include "support/processor_time.h"
#include "support/random_alike.h"
#include "support/random_checks.h"
#include "support/random_scenario.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CPU_SECONDS = 20, BATCH = 200, ALIKE_OF = 4 /* one scenario in so many */ };

/* Shared by parent and child. */
struct ledger {
    uint64_t seed; /* under trial */
    struct random_tally tally;
    char path[PATH_MAX];
};

static void complain(uint64_t seed, const char *what)
{
    (void)fprintf(stderr, "scenario %llu: %s\n", (unsigned long long)seed, what);
    random_scenario_write(stderr, seed);
    (void)fprintf(stderr, "scenario %llu: %s\n", (unsigned long long)seed, what);
}

/* ---- one scenario ---- */

static bool write_scenario(const char *path, uint64_t seed)
{
    FILE *stream = fopen(path, "w");
    if (stream == NULL) {
        return false;
    }
    random_scenario_write(stream, seed);
    return fclose(stream) == 0;
}

/* Every complaint names a line of the file. */
static const char *check_refusal(const struct ab_errors *errors, const char *path)
{
    for (int i = 0; i < errors->count && i < AB_ERRORS_MAX; i++) {
        if (strcmp(errors->error[i].file, path) != 0 || errors->error[i].line == 0) {
            return "was refused without saying where";
        }
    }
    return errors->count > 0 ? NULL : "was refused without a word";
}

static bool replicate(struct ab_run *run, uint32_t replication, bool trace,
                      struct ab_run_outcome *outcome)
{
    const bool kept = trace || replication == 2; /* which changes nothing of what happens */
    const struct ab_run_options options = {.seed = 1,
                                           .replication = replication,
                                           .trace = trace,
                                           .accounts = kept,
                                           .diary = kept,
                                           .bounds = true};
    return ab_run_replicate(run, &options, outcome);
}

static bool is_same(const struct ab_run_outcome *a, const struct ab_run_outcome *b)
{
    return a->hash == b->hash && a->events == b->events && a->ended == b->ended &&
           a->complete == b->complete;
}

/* Two replications, and the first once more in the same memory, traced. */
static const char *try_run(struct ab_run *run, struct random_tally *tally,
                           struct ab_run_outcome *whole)
{
    struct ab_run_outcome first, other, again;
    if (!replicate(run, 1, false, &first)) {
        return "ran out of memory";
    }
    *whole = first;
    const char *wrong = random_checks(run, &first);
    if (wrong == NULL && !replicate(run, 2, false, &other)) {
        return "ran out of memory";
    }
    wrong = wrong ? wrong : random_checks(run, &other);
    if (wrong != NULL) {
        return wrong;
    }
    if (!replicate(run, 1, true, &again) || !is_same(&first, &again)) {
        return "the same replication went another way the second time";
    }
    tally->completed += (uint64_t)first.complete + other.complete;
    tally->cut_short += (uint64_t)!first.complete + !other.complete;
    tally->events += first.events + other.events;
    return random_checks(run, &again);
}

/* A replication that goes on from itself, some way into it, goes the way it went. */
static const char *try_going_on(const char *path, const struct ab_scenario *scenario, uint64_t seed,
                                const struct ab_run_outcome *whole)
{
    static struct ab_errors errors;
    char file[4096], at[64], instant[40];
    struct ab_scenario *again = NULL;
    struct ab_run_outcome outcome;
    const ab_time when = whole->ended / 16 * (ab_time)(1 + seed % 15);
    if (when <= 0 || when > scenario->general.horizon) {
        return NULL;
    }
    (void)ab_time_format_iso(scenario->general.start + when, instant, sizeof instant);
    (void)snprintf(file, sizeof file, "past.scenario=%s", path);
    (void)snprintf(at, sizeof at, "past.at=%s", instant);
    const char *const set[] = {file, at, "past.seed=1", "past.replication=1"};
    ab_errors_clear(&errors);
    if (ab_scenario_load(&again, path, set, 4, &errors) != AB_OK) {
        ab_errors_print(&errors, stderr);
        return "cannot go on from itself";
    }
    struct ab_run *run = ab_run_create(again);
    const bool ran = run != NULL && replicate(run, 1, false, &outcome);
    const char *wrong = !ran                       ? "ran out of memory, going on"
                        : is_same(whole, &outcome) ? random_checks(run, &outcome)
                                                   : "went another way when it went on from itself";
    ab_run_destroy(run);
    ab_scenario_destroy(again);
    return wrong;
}

/* What is shown of a scenario is the same scenario. */
static const char *check_shown(const char *path, const struct ab_scenario *scenario,
                               struct ab_errors *errors)
{
    char shown[4096];
    struct ab_scenario *again = NULL;
    (void)snprintf(shown, sizeof shown, "%s.shown", path);
    FILE *stream = fopen(shown, "w");
    const bool written = stream != NULL &&
                         ab_scenario_show(stream, path, NULL, 0, NULL, errors) == AB_OK &&
                         fclose(stream) == 0;
    const bool same = written && ab_scenario_load(&again, shown, NULL, 0, errors) == AB_OK &&
                      again->hash == scenario->hash;
    ab_scenario_destroy(again);
    (void)unlink(shown);
    return same ? NULL : "what is shown of it is not the same scenario";
}

static const char *try_scenario(const char *path, uint64_t seed, struct random_tally *tally)
{
    static struct ab_errors errors, notes; /* large; one trial runs at a time */
    struct ab_scenario *scenario;
    ab_errors_clear(&errors);
    ab_errors_clear(&notes);
    if (examine(&scenario, path, NULL, 0, &notes, &errors) != AB_OK) {
        tally->refused++;
        return check_refusal(&errors, path);
    }
    ab_scenario_destroy(scenario);
    if (ab_scenario_load(&scenario, path, NULL, 0, &errors) != AB_OK) {
        return "is good for check alone";
    }
    const char *wrong = check_shown(path, scenario, &errors);
    struct ab_run *run = ab_run_create(scenario);
    struct ab_run_outcome whole;
    if (wrong == NULL) {
        wrong = run != NULL ? try_run(run, tally, &whole) : "ran out of memory";
    }
    if (wrong == NULL) {
        wrong = try_going_on(path, scenario, seed, &whole);
    }
    if (wrong == NULL && seed % ALIKE_OF == 0) {
        wrong = random_alike(path, scenario, seed);
    }
    ab_run_destroy(run);
    ab_scenario_destroy(scenario);
    return wrong;
}

/* ---- many ---- */

/* In the child: goes on from the seed of the ledger. A scenario that never ends is ended by the
 * limit on processor time, which no other program can use up. */
static void try_batch(struct ledger *ledger, uint64_t end)
{
    for (; ledger->seed < end; ledger->seed++) {
        limit_processor_time(CPU_SECONDS);
        const char *wrong = write_scenario(ledger->path, ledger->seed)
                                ? try_scenario(ledger->path, ledger->seed, &ledger->tally)
                                : "cannot be written";
        if (wrong != NULL) {
            ledger->tally.broken++;
            complain(ledger->seed, wrong);
        }
    }
}

void random_trials(uint64_t first, uint64_t count, struct random_tally *tally)
{
    struct ledger *ledger =
        mmap(NULL, sizeof *ledger, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    const char *folder = getenv("TMPDIR");
    if (ledger == MAP_FAILED) {
        tally->broken++;
        return;
    }
    ledger->seed = first;
    ledger->tally = *tally;
    (void)snprintf(ledger->path, sizeof ledger->path, "%s/random-%ld.ini",
                   folder != NULL ? folder : "/tmp", (long)getpid());
    while (ledger->seed < first + count) {
        const uint64_t left = first + count - ledger->seed;
        const uint64_t end = ledger->seed + (left < BATCH ? left : BATCH);
        int status = 0;
        (void)fflush(NULL);
        const pid_t child = fork();
        if (child == 0) {
            try_batch(ledger, end);
            _exit(0);
        }
        if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) {
            ledger->tally.broken++;
            complain(ledger->seed, "the program died");
            ledger->seed++;
        }
    }
    (void)unlink(ledger->path);
    *tally = ledger->tally;
    (void)munmap(ledger, sizeof *ledger);
}

void random_trial_of(const char *path, struct random_tally *tally)
{
    const char *wrong = try_scenario(path, 0, tally);
    if (wrong != NULL) {
        tally->broken++;
        (void)fprintf(stderr, "%s: %s\n", path, wrong);
    }
}
