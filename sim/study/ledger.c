/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger.c - the journal of a study while the study is made. */
#include "study/ledger.h"

#include "base/file.h"
#include "base/time.h"
#include "study/merge.h"

#include <assert.h>
#include <inttypes.h>
#include <pthread.h>
#include <string.h>

static const double sync_s = 10;

struct ab_ledger {
    char *path, *draft; /* where the finished journal goes, and the one that is written */
    struct ab_journal_head wanted, head; /* head: of the part that is being made */
    struct ab_journal *journal;          /* what was there; NULL: nothing */
    struct ab_log *log;
    enum ab_status (*check)(const struct ab_claim *claim, struct ab_errors *errors);
    const struct ab_claim *claim;
    enum ab_status (*withdraw)(const char *result, struct ab_errors *errors);
    const char *result;
    bool in_order, is_draft;
    uint64_t keep;   /* bytes of what was there */
    int64_t planned; /* replications that its head tells of */
    int64_t given;   /* the one that was given last */
    int64_t seen;    /* runs that were given */

    pthread_mutex_t lock; /* of all that follows, and of what is held in `journal` */
    int64_t behind;       /* the run behind the one that was appended last */
    int64_t count;
    double synced;
    struct ab_errors *errors; /* what went wrong while threads appended */
    enum ab_status status;
};

/* The file that is read and written. */
static const char *file_of(const struct ab_ledger *ledger)
{
    return ledger->is_draft ? ledger->draft : ledger->path;
}

/* ---- opening ---- */

/* Whether a journal is of the study, and the part of it, that is asked for. */
static enum ab_status check_head(const struct ab_ledger *ledger, struct ab_errors *errors)
{
    const struct ab_journal_head *wanted = &ledger->wanted, *head = &ledger->head;
    const int64_t runs = ab_journal_runs(head), wanted_runs = ab_journal_runs(wanted);
    const bool whole =
        head->first == 0 && head->last == runs && wanted->first == 0 && wanted->last == wanted_runs;
    const char *difference = ab_journal_difference(head, wanted, true);
    if (difference == NULL && !whole &&
        (head->first != wanted->first || head->last != wanted->last ||
         head->replications != wanted->replications)) {
        difference = head->kind == AB_PLAN_SWEEP ? "another part of the sweep" : "another part";
    }
    if (difference != NULL) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, file_of(ledger), 0, NULL, NULL,
                             "this journal is of %s; it is not resumed", difference);
    }
    return AB_OK;
}

/* Opens the journal that is there, a draft before another; none is no fault. */
static enum ab_status open_journal(struct ab_ledger *ledger, struct ab_errors *errors)
{
    bool is_there = false;
    enum ab_status status = ab_file_look(&ledger->is_draft, ledger->draft, errors);
    if (status == AB_OK) {
        status = ab_file_look(&is_there, file_of(ledger), errors);
    }
    if (is_there) {
        status = ab_journal_open(&ledger->journal, file_of(ledger), errors);
    }
    if (status == AB_OK && ledger->journal != NULL) {
        ledger->head = *ab_journal_head(ledger->journal);
        ledger->planned = ledger->head.replications;
        status = check_head(ledger, errors);
    }
    return status;
}

enum ab_status ab_ledger_open(struct ab_ledger **ledger, const struct ab_ledger_options *options,
                              struct ab_errors *errors)
{
    struct ab_ledger *made = ab_memory_take(1, sizeof *made);
    *ledger = NULL;
    if (made == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    (void)pthread_mutex_init(&made->lock, NULL);
    made->path = ab_memory_copy_text(options->path);
    made->draft = ab_memory_copy_text(options->draft);
    made->errors = ab_memory_take(1, sizeof *made->errors);
    made->wanted = made->head = *options->head;
    made->in_order = true;
    made->check = options->check;
    made->claim = options->claim;
    made->withdraw = options->withdraw;
    made->result = options->result;
    enum ab_status status = AB_OK;
    if (made->path == NULL || made->draft == NULL || made->errors == NULL) {
        status = ab_errors_out_of_memory(errors);
    } else if (options->resume) {
        status = open_journal(made, errors);
        if (made->journal != NULL) {
            ab_journal_heed(made->journal, options->interrupted);
            ab_journal_pass_damage(made->journal);
        }
    } else {
        made->is_draft = options->beside;
    }
    if (status != AB_OK) {
        ab_ledger_close(made);
        return status;
    }
    *ledger = made;
    return AB_OK;
}

void ab_ledger_close(struct ab_ledger *ledger)
{
    if (ledger == NULL) {
        return;
    }
    ab_journal_close(ledger->journal);
    ab_log_close(ledger->log);
    (void)pthread_mutex_destroy(&ledger->lock);
    ab_memory_give(ledger->errors);
    ab_memory_give(ledger->draft);
    ab_memory_give(ledger->path);
    ab_memory_give(ledger);
}

/* ---- what is there ---- */

static enum ab_status refuse_less(const struct ab_ledger *ledger, int64_t there,
                                  struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, file_of(ledger), 0, NULL, NULL,
                         "this journal holds %" PRId64 " replications%s, and fewer are asked for; "
                         "-n %" PRId64 " or more goes on with it",
                         there, ledger->head.kind == AB_PLAN_SWEEP ? " of each point" : "", there);
}

bool ab_ledger_next(struct ab_ledger *ledger, struct ab_journal_run *run, enum ab_status *status,
                    struct ab_errors *errors)
{
    *status = AB_OK;
    if (ledger->journal == NULL) {
        return false;
    }
    const bool found = ab_journal_next(ledger->journal, run, status, errors);
    ledger->head = *ab_journal_head(ledger->journal);
    if (*status == AB_OK && ledger->head.replications > ledger->wanted.replications &&
        ledger->head.kind == AB_PLAN_SWEEP) {
        *status = refuse_less(ledger, ledger->head.replications, errors);
        return false;
    }
    ledger->given = found ? run->replication : ledger->given;
    ledger->seen += found && run->ended == 0;
    return found;
}

enum ab_status ab_ledger_refuse(const struct ab_ledger *ledger, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, file_of(ledger), 0, NULL, NULL,
                         "this journal has a run that makes no sense");
}

/* The journal is read to its end. */
static void note_end(struct ab_ledger *ledger)
{
    ledger->keep = ab_journal_good_bytes(ledger->journal);
    ledger->in_order = ab_journal_is_in_order(ledger->journal);
    ledger->behind = ab_journal_next_run(ledger->journal);
    /* Where a sweep has grown, all that was there before is behind us. */
    ledger->count = (ledger->head.before - ledger->wanted.before) * ledger->head.points +
                    ledger->behind - ledger->head.first + ab_journal_held(ledger->journal);
    if (ledger->head.rule != 0) { /* not all numbers before are of runs */
        ledger->count = ledger->seen + ab_journal_held(ledger->journal);
    }
    if (ledger->head.kind != AB_PLAN_SWEEP) { /* it goes on as if all had been wanted at once */
        ledger->head.replications = ledger->wanted.replications;
        ledger->head.last = ledger->wanted.last;
    }
}

enum ab_status ab_ledger_check_rest(struct ab_ledger *ledger, bool by_rule,
                                    struct ab_errors *errors)
{
    struct ab_journal_run run;
    enum ab_status status = AB_OK;
    if (ledger->journal == NULL) {
        return AB_OK;
    }
    while (ab_journal_next(ledger->journal, &run, &status, errors)) {
        continue;
    }
    note_end(ledger);
    const int64_t width = ab_journal_width(&ledger->wanted);
    const int64_t held = ab_journal_last_held(ledger->journal);
    const int64_t last = held >= 0 ? held : ledger->behind - 1;
    if (status != AB_OK || ledger->head.kind == AB_PLAN_SWEEP) {
        return status;
    }
    const int64_t there = ab_journal_replication_at(&ledger->wanted, last);
    const bool finished = held < 0 && last % width == width - 1 && there == ledger->planned;
    if (by_rule ? finished && there > ledger->given : last >= ledger->wanted.last) {
        status = refuse_less(ledger, there, errors);
    }
    return status;
}

int ab_ledger_damaged_line(const struct ab_ledger *ledger)
{
    return ledger->journal != NULL ? ab_journal_damaged_line(ledger->journal) : 0;
}

const char *ab_ledger_path(const struct ab_ledger *ledger)
{
    return file_of(ledger);
}

const struct ab_journal_head *ab_ledger_head(const struct ab_ledger *ledger)
{
    return &ledger->head;
}

int64_t ab_ledger_next_run(const struct ab_ledger *ledger)
{
    return ledger->journal != NULL ? ab_journal_next_run(ledger->journal) : ledger->head.first;
}

bool ab_ledger_is_there(const struct ab_ledger *ledger)
{
    bool is_there;
    return ab_file_look(&is_there, file_of(ledger), NULL) == AB_OK && is_there;
}

int64_t ab_ledger_count(const struct ab_ledger *ledger)
{
    return ledger->count;
}

bool ab_ledger_take(struct ab_ledger *ledger, int64_t run, struct ab_replication *replication,
                    struct ab_curves *curves, char reason[AB_REASON_SIZE], bool *held)
{
    struct ab_journal_run found;
    *held = false;
    if (ledger->journal == NULL) {
        return true;
    }
    (void)pthread_mutex_lock(&ledger->lock);
    const bool good = ab_journal_take_held(ledger->journal, run, &found, held) &&
                      (!*held || ab_journal_take_replication(&found, &ledger->head, replication,
                                                             curves) == AB_OK);
    if (good && *held && found.reason != NULL) {
        (void)snprintf(reason, AB_REASON_SIZE, "%s", found.reason);
        replication->outcome.reason = reason;
    }
    (void)pthread_mutex_unlock(&ledger->lock);
    return good;
}

/* ---- what is made ---- */

static enum ab_status append(struct ab_ledger *ledger, const struct ab_journal_text *text,
                             struct ab_errors *errors)
{
    return text->failed ? ab_errors_out_of_memory(errors)
                        : ab_log_append(ledger->log, text->bytes, text->used, errors);
}

/* Opens the file, in the folder that is claimed: not in one that has taken its name. */
static enum ab_status open_log(struct ab_ledger *ledger, struct ab_errors *errors)
{
    const enum ab_status status =
        ledger->check != NULL ? ledger->check(ledger->claim, errors) : AB_OK;
    if (status != AB_OK) {
        return status;
    }
    return ab_log_open(&ledger->log, file_of(ledger), ledger->keep, errors);
}

bool ab_ledger_is_part(const struct ab_ledger *ledger)
{
    const struct ab_journal_head *head = &ledger->wanted;
    return head->first > 0 || head->last < ab_journal_runs(head);
}

enum ab_status ab_ledger_sign(struct ab_ledger *ledger, const char *build, uint64_t probe,
                              struct ab_errors *errors)
{
    if (ledger->journal == NULL) {
        ledger->wanted.build = ledger->head.build = build;
        ledger->wanted.probe = ledger->head.probe = probe;
        return AB_OK;
    }
    ledger->wanted.build = ledger->head.build;
    ledger->wanted.probe = ledger->head.probe;
    if (ledger->head.build == NULL || ledger->head.probe == probe) {
        return AB_OK;
    }
    return ab_errors_add(
        errors, AB_BAD_SCENARIO, file_of(ledger), 0, NULL, NULL,
        "this journal is of a program that makes another trajectory of the first run "
        "(%s) than this one does (%s); it is not resumed",
        ledger->head.build, build);
}

enum ab_status ab_ledger_begin(struct ab_ledger *ledger, struct ab_errors *errors)
{
    struct ab_journal_text text = {0};
    assert(ledger->log == NULL);
    enum ab_status status = open_log(ledger, errors);
    if (status == AB_OK && ledger->journal == NULL) {
        ab_journal_put_head(&text, &ledger->head);
        status = append(ledger, &text, errors);
        if (status == AB_OK) { /* runs without their head would be of nothing */
            status = ab_log_sync(ledger->log, errors);
        }
        ledger->behind = ledger->head.first;
    }
    ab_journal_text_clear(&text);
    ledger->synced = ab_clock_seconds();
    return status;
}

bool ab_ledger_append(struct ab_ledger *ledger, const struct ab_journal_text *text, int64_t first,
                      int64_t end, int64_t news)
{
    (void)pthread_mutex_lock(&ledger->lock);
    if (ledger->status == AB_OK) {
        ledger->status = append(ledger, text, ledger->errors);
    }
    if (ledger->status == AB_OK) {
        ledger->in_order = ledger->in_order && first == ledger->behind;
        ledger->behind = end;
        ledger->count += news;
        const double now = ab_clock_seconds();
        if (now - ledger->synced >= sync_s) {
            ledger->status = ab_log_sync(ledger->log, ledger->errors);
            ledger->synced = now;
        }
    }
    const bool good = ledger->status == AB_OK;
    (void)pthread_mutex_unlock(&ledger->lock);
    return good;
}

bool ab_ledger_end_point(struct ab_ledger *ledger, int64_t point, int replications, bool reached)
{
    struct ab_journal_text text = {.key = ab_journal_key(&ledger->head)};
    ab_journal_put_end(&text, point, replications, reached);
    const bool good = ab_ledger_append(ledger, &text, ledger->behind,
                                       ab_journal_index(&ledger->head, point + 1, 1), 0);
    ab_journal_text_clear(&text);
    return good;
}

enum ab_status ab_ledger_grow(struct ab_ledger *ledger, struct ab_errors *errors)
{
    struct ab_journal_head *head = &ledger->head;
    struct ab_journal_text text = {.key = ab_journal_key(head)};
    assert(ledger->journal != NULL); /* which has fewer replications than are wanted */
    if (ab_journal_growths(ledger->journal) == AB_GROWTHS_MAX) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, file_of(ledger), 0, NULL, NULL,
                             "this journal has grown too often without being finished");
    }
    ab_journal_put_growth(&text, ledger->wanted.replications);
    const enum ab_status status = append(ledger, &text, errors);
    ab_journal_text_clear(&text);
    head->before = head->replications;
    head->replications = ledger->wanted.replications;
    head->first = ledger->behind = 0;
    head->last = ab_journal_runs(head);
    ledger->in_order = false;
    return status;
}

enum ab_status ab_ledger_sync(struct ab_ledger *ledger, struct ab_errors *errors)
{
    if (ledger->status == AB_OK) {
        return ab_log_sync(ledger->log, errors);
    }
    ab_errors_append(errors, ledger->errors);
    return ledger->status;
}

/* ---- the end ---- */

/* The parts that a journal which has grown is made of, in readers of their own. */
static enum ab_status open_parts(const struct ab_ledger *ledger, struct ab_journal **part,
                                 int *parts, const atomic_bool *interrupted,
                                 struct ab_errors *errors)
{
    for (*parts = 0;; (*parts)++) {
        bool there = true;
        assert(*parts <= AB_GROWTHS_MAX);
        enum ab_status status = ab_journal_open(&part[*parts], file_of(ledger), errors);
        if (status == AB_OK) {
            status = ab_journal_skip(part[*parts], *parts, &there, errors);
        }
        if (status != AB_OK || !there) {
            ab_journal_close(part[*parts]);
            part[*parts] = NULL;
            return status;
        }
        ab_journal_heed(part[*parts], interrupted);
    }
}

/* Puts all runs of all parts: of each point those of the first part, then of the next ones. */
static enum ab_status put_parts(struct ab_copier *copier, struct ab_journal *const *part, int parts)
{
    const struct ab_journal_head *head = copier->head;
    enum ab_status status = AB_OK;
    if (parts == 1) {
        return ab_copier_put(copier, part[0], head->last - head->first);
    }
    for (int64_t point = 0; status == AB_OK && point < head->points; point++) {
        for (int i = 0; status == AB_OK && i < parts; i++) {
            const struct ab_journal_head *own = ab_journal_head(part[i]);
            status = ab_copier_put(copier, part[i], own->replications - own->before);
        }
    }
    return status;
}

/* Writes the journal as it is when nothing ever came before its turn. */
static enum ab_status rewrite(const struct ab_ledger *ledger, const struct ab_journal_head *head,
                              const atomic_bool *interrupted, struct ab_errors *errors)
{
    struct ab_journal *part[AB_GROWTHS_MAX + 1] = {NULL};
    int parts;
    struct ab_copier copier = {.head = head, .errors = errors};
    enum ab_status status = open_parts(ledger, part, &parts, interrupted, errors);
    if (status == AB_OK) {
        copier.writer = ab_writer_open(ledger->path, errors);
        status = copier.writer != NULL ? AB_OK : AB_IO_ERROR;
    }
    if (status == AB_OK) {
        ab_journal_put_head(&copier.text, head);
        status = put_parts(&copier, part, parts);
    }
    if (status == AB_OK) {
        status = ab_copier_flush(&copier);
    }
    if (status == AB_OK && ledger->is_draft) {
        status = ab_writer_sync(copier.writer, errors);
        status = status == AB_OK ? ledger->withdraw(ledger->result, errors) : status;
    }
    if (status == AB_OK) {
        status = ab_writer_commit(copier.writer, errors);
    } else {
        ab_writer_abandon(copier.writer);
    }
    ab_journal_text_clear(&copier.text);
    for (int i = 0; i < parts; i++) {
        ab_journal_close(part[i]);
    }
    return status;
}

enum ab_status ab_ledger_finish(struct ab_ledger *ledger, int64_t replications,
                                const atomic_bool *interrupted, struct ab_errors *errors)
{
    struct ab_journal_head head = ledger->wanted;
    if (replications > 0) {
        head.replications = replications;
        head.last = ab_journal_runs(&head);
    }
    const bool as_planned =
        head.rule != 0 ? true /* every point has as many as it is to have */
        : ledger->journal == NULL
            ? head.replications == ledger->wanted.replications
            : ledger->planned == head.replications && ledger->count == head.last - head.first;
    if (ledger->in_order && !ledger->is_draft && as_planned) {
        return AB_OK;
    }
    enum ab_status status = rewrite(ledger, &head, interrupted, errors);
    if (status == AB_OK && ledger->is_draft) {
        status = ab_file_remove(ledger->draft, errors);
    }
    return status;
}
