/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* place.c - where the result of a study goes, with its journal. */
#include "output/place.h"

#include "base/file.h"
#include "base/memory.h"
#include "output/store.h"
#include "study/merge.h"

#include <inttypes.h>

void ab_place_divide(struct ab_place *place, int part, int parts, struct ab_journal_head *head)
{
    place->part = part;
    place->parts = parts;
    place->runs = ab_journal_runs(head);
    const int64_t piece = head->rule != 0 ? head->replications : 1, pieces = place->runs / piece;
    head->first = parts > 0 ? pieces * (part - 1) / parts * piece : 0;
    head->last = parts > 0 ? pieces * part / parts * piece : place->runs;
}

/* ---- the journal ---- */

/* What stands in the way of beginning. */
static enum ab_status refuse_to_begin(const struct ab_place *place, struct ab_errors *errors)
{
    static const char *const noun[AB_PLAN_KINDS] = {"run", "comparison", "sweep"};
    const char *path = place->options.path;
    const enum ab_plan_kind kind = place->head->kind;
    bool is_finished = false;
    enum ab_status status =
        kind != AB_PLAN_SWEEP ? ab_store_look(&is_finished, path, errors) : AB_OK;
    if (is_finished) {
        status = ab_store_prepare(path, false, errors);
    }
    if (status != AB_OK) {
        return status;
    }
    return ab_errors_add(
        errors, AB_BAD_SCENARIO, path, 0, NULL, NULL,
        "%s the journal of a %s; give --resume to go on with it, --force to begin anew",
        ab_store_is_file(path) ? "beside this file lies" : "this folder holds", noun[kind]);
}

/* Makes the place ready for a journal that begins. Of a sweep, what an earlier result left goes at
 * once; others leave it as it is until the new one is whole. */
static enum ab_status begin_anew(const struct ab_place *place, struct ab_ledger_options *ledger,
                                 struct ab_errors *errors)
{
    const char *path = place->options.path;
    const bool sweeps = place->head->kind == AB_PLAN_SWEEP;
    enum ab_status status = ab_store_prepare(path, place->options.force, errors);
    if (status != AB_OK || !place->options.force) {
        return status;
    }
    if (sweeps) {
        return ab_store_clear(path, errors);
    }
    status = ab_store_look(&ledger->beside, path, errors);
    return status != AB_OK || ledger->beside ? status : ab_file_remove(ledger->draft, errors);
}

static enum ab_status open_ledger(struct ab_place *place, struct ab_ledger_options *ledger,
                                  struct ab_errors *errors)
{
    bool is_there = false;
    enum ab_status status = ab_file_look(&is_there, ledger->path, errors);
    if (status == AB_OK && !is_there) {
        status = ab_file_look(&is_there, ledger->draft, errors);
    }
    if (status != AB_OK) {
        return status;
    }
    ledger->resume = place->options.resume && is_there;
    if (ledger->resume) {
        status = ab_store_prepare(place->options.path, true, errors);
    } else if (is_there && !place->options.force) {
        return refuse_to_begin(place, errors);
    } else {
        status = begin_anew(place, ledger, errors);
    }
    return status == AB_OK ? ab_ledger_open(&place->ledger, ledger, errors) : status;
}

enum ab_status ab_place_open(struct ab_place *place, const struct ab_journal_head *head,
                             const struct ab_place_options *options, struct ab_errors *errors)
{
    place->options = *options;
    place->head = head;
    char *path = ab_store_journal(options->path, head->kind, false, errors);
    char *draft = ab_store_journal(options->path, head->kind, true, errors);
    enum ab_status status = path != NULL && draft != NULL ? AB_OK : AB_IO_ERROR;
    if (status == AB_OK && place->claim == NULL) {
        status = ab_store_claim(&place->claim, options->path, errors);
    }
    if (status == AB_OK) {
        struct ab_ledger_options ledger = {.path = path,
                                           .draft = draft,
                                           .head = head,
                                           .interrupted = options->interrupted,
                                           .check = ab_claim_check,
                                           .claim = place->claim,
                                           .withdraw = ab_store_withdraw,
                                           .result = options->path};
        status = open_ledger(place, &ledger, errors);
    }
    ab_memory_give(draft);
    ab_memory_give(path);
    return status;
}

void ab_place_close(struct ab_place *place)
{
    ab_ledger_close(place->ledger);
    ab_claim_release(place->claim); /* nobody else begins anew while the tables are made */
    place->ledger = NULL;
    place->claim = NULL;
}

enum ab_status ab_place_finish(struct ab_place *place, int64_t replications,
                               struct ab_errors *errors)
{
    const enum ab_status status = ab_claim_check(place->claim, errors);
    return status == AB_OK
               ? ab_ledger_finish(place->ledger, replications, place->options.interrupted, errors)
               : status;
}

enum ab_status ab_place_report(const struct ab_place *place, int64_t failed,
                               struct ab_errors *errors)
{
    return failed == 0 ? AB_OK
                       : ab_errors_add(errors, AB_FAILED, NULL, 0, NULL, NULL,
                                       "%" PRId64 " of %" PRId64 " runs failed", failed,
                                       ab_ledger_count(place->ledger));
}

/* ---- parts that come together ---- */

static enum ab_status refuse_part(const char *part, struct ab_errors *errors)
{
    bool is_there;
    const enum ab_status status = ab_file_look(&is_there, part, errors);
    return status != AB_OK
               ? status
               : ab_errors_add(errors, AB_IO_ERROR, part, 0, NULL, NULL,
                               is_there ? "here is no journal of a run, a comparison or a sweep"
                                        : "there is no such part");
}

/* The journals of the parts, each a folder or a database. */
static enum ab_status name_journals(struct ab_parts *parts, struct ab_errors *errors)
{
    parts->path = ab_memory_take((size_t)parts->parts, sizeof *parts->path);
    if (parts->path == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    enum ab_status status = AB_OK;
    for (int i = 0; status == AB_OK && i < parts->parts; i++) {
        char *path;
        status = ab_store_find_journal(&path, parts->part[i], errors);
        parts->path[i] = path;
        if (status == AB_OK && path == NULL) {
            status = refuse_part(parts->part[i], errors);
        }
    }
    return status;
}

/* Refuses to write the result over one of its parts. */
static enum ab_status check_output(const struct ab_parts *parts, struct ab_errors *errors)
{
    const char *output = parts->options.path;
    char *path = ab_store_journal(output, parts->head.kind, false, errors);
    enum ab_status status = path != NULL ? AB_OK : AB_IO_ERROR;
    for (int i = 0; status == AB_OK && i < parts->parts; i++) {
        if (ab_file_is_same(path, parts->path[i])) {
            status = ab_errors_add(errors, AB_BAD_SCENARIO, output, 0, NULL, NULL,
                                   "the result would replace a part that it is made of; give "
                                   "another place");
        }
    }
    ab_memory_give(path);
    return status;
}

/* Refuses what the result cannot have. */
static enum ab_status check_tables(const struct ab_parts *parts, struct ab_errors *errors)
{
    const struct ab_subject subject = {.sweep = &parts->head};
    return parts->head.kind == AB_PLAN_SWEEP ? ab_store_check(parts->options.path, &subject, errors)
                                             : AB_OK;
}

/* Looks at the parts, and at what they are of. */
static enum ab_status look_at_parts(struct ab_parts *parts, struct ab_errors *errors)
{
    enum ab_status status = name_journals(parts, errors);
    if (status == AB_OK) {
        status = ab_merge_check(parts->path, parts->parts, errors);
    }
    if (status == AB_OK) {
        status = ab_journal_open(&parts->journal, parts->path[0], errors);
    }
    if (status != AB_OK || parts->journal == NULL) { /* that it has begun was checked */
        return status != AB_OK ? status : AB_IO_ERROR;
    }
    parts->head = *ab_journal_head(parts->journal);
    parts->head.first = 0;
    parts->head.last = ab_journal_runs(&parts->head);
    status = check_output(parts, errors);
    return status == AB_OK ? check_tables(parts, errors) : status;
}

enum ab_status ab_parts_open(struct ab_parts *parts, struct ab_errors *errors)
{
    enum ab_status status = look_at_parts(parts, errors);
    if (status == AB_OK) {
        status = ab_store_claim(&parts->claim, parts->options.path, errors);
    }
    return status == AB_OK ? ab_store_prepare(parts->options.path, parts->options.force, errors)
                           : status;
}

enum ab_status ab_parts_join(const struct ab_parts *parts, struct ab_errors *errors)
{
    const struct ab_place_options *options = &parts->options;
    char *path = ab_store_journal(options->path, parts->head.kind, false, errors);
    struct ab_writer *journal = path != NULL ? ab_writer_open(path, errors) : NULL;
    ab_memory_give(path);
    if (journal == NULL) {
        return AB_IO_ERROR;
    }
    enum ab_status status =
        ab_merge_write(journal, parts->path, parts->parts, options->interrupted, errors);
    if (status == AB_OK) {
        status = ab_store_clear(options->path, errors);
    }
    if (status != AB_OK) {
        ab_writer_abandon(journal);
        return status;
    }
    status = ab_writer_commit(journal, errors);
    if (status != AB_OK) { /* what is left would be in the way of doing it again */
        (void)ab_store_clear(options->path, NULL);
    }
    return status;
}

void ab_parts_clear(struct ab_parts *parts)
{
    ab_claim_release(parts->claim);
    ab_journal_close(parts->journal);
    for (int i = 0; parts->path != NULL && i < parts->parts; i++) {
        ab_memory_give((char *)parts->path[i]);
    }
    ab_memory_give(parts->path);
}
