/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* merge.c - `airbridge merge`: the parts of a study as one result. */
#include "cli/simulate.h"
#include "cli/sweep.h"

#include "base/file.h"
#include "output/store.h"
#include "study/merge.h"

/* The kind of the journal of a part; where there is none, any may be told to be missing. */
static enum ab_plan_kind kind_of(const char *part, struct ab_errors *errors)
{
    const enum ab_plan_kind kind = ab_store_journal_kind(part, errors);
    return kind < AB_PLAN_KINDS ? kind : AB_PLAN_SWEEP;
}

/* The journals of the parts, each a folder or a database; false when memory is out. */
static bool name_journals(const struct ab_cli_arguments *arguments, const char **path,
                          struct ab_errors *errors)
{
    for (int i = 0; i < arguments->operands; i++) {
        path[i] = ab_store_journal(arguments->operand[i], kind_of(arguments->operand[i], errors),
                                   false, errors);
        if (path[i] == NULL) {
            return false;
        }
    }
    return true;
}

/* What the steps share. */
struct merge {
    const struct ab_cli_arguments *arguments;
    struct ab_errors *errors;
    const char **path;           /* [parts] of journals, in the order of their runs */
    struct ab_journal *journal;  /* of the first part, */
    struct ab_journal_head head; /* which tells what the whole is */
    struct ab_claim *claim;
};

/* Refuses to write the result over one of its parts. */
static enum ab_status check_output(const struct merge *merge)
{
    const char *output = merge->arguments->output;
    char *path = ab_store_journal(output, merge->head.kind, false, merge->errors);
    enum ab_status status = path != NULL ? AB_OK : AB_IO_ERROR;
    for (int i = 0; status == AB_OK && i < merge->arguments->operands; i++) {
        if (ab_file_is_same(path, merge->path[i])) {
            status = ab_errors_add(merge->errors, AB_BAD_SCENARIO, output, 0, NULL, NULL,
                                   "the result would replace a part that it is made of; give "
                                   "another place");
        }
    }
    ab_memory_give(path);
    return status;
}

/* Refuses what the result cannot have. */
static enum ab_status check_tables(const struct merge *merge)
{
    const struct ab_cli_arguments *arguments = merge->arguments;
    const struct ab_subject subject = {.sweep = &merge->head};
    return merge->head.kind == AB_PLAN_SWEEP
               ? ab_store_check(arguments->output, AB_TABLE_SWEEP, &subject, merge->errors)
               : AB_OK;
}

static enum ab_status make_tables(const struct merge *merge)
{
    switch (merge->head.kind) {
    case AB_PLAN_RUN:
        return ab_cli_finish_run(merge->arguments, &merge->head, merge->claim, merge->errors);
    case AB_PLAN_COMPARE:
        return ab_cli_finish_compare(merge->arguments, &merge->head, merge->claim, merge->errors);
    default: return ab_cli_finish_sweep(merge->arguments, merge->claim, 0, merge->errors);
    }
}

/* Puts the joint journal in its place, and makes the tables of it. When that fails nothing is left
 * of the result, which would only be in the way of doing it again: its parts are there. */
static enum ab_status make_result(const struct merge *merge, struct ab_writer *journal)
{
    enum ab_status status = ab_writer_commit(journal, merge->errors);
    if (status == AB_OK) {
        status = make_tables(merge);
    }
    if (status != AB_OK && status != AB_FAILED) {
        (void)ab_store_clear(merge->arguments->output, merge->errors);
    }
    return status;
}

/* Joins the parts. What an earlier result left is removed when they have turned out to be complete,
 * and not before. */
static enum ab_status join(const struct merge *merge)
{
    const struct ab_cli_arguments *arguments = merge->arguments;
    struct ab_errors *errors = merge->errors;
    char *path = ab_store_journal(arguments->output, merge->head.kind, false, errors);
    struct ab_writer *journal = path != NULL ? ab_writer_open(path, errors) : NULL;
    ab_memory_give(path);
    if (journal == NULL) {
        return AB_IO_ERROR;
    }
    enum ab_status status =
        ab_merge_write(journal, merge->path, arguments->operands, ab_cli_interruption(), errors);
    if (status == AB_OK) {
        status = ab_store_clear(arguments->output, errors);
    }
    if (status == AB_OK) {
        return make_result(merge, journal);
    }
    ab_writer_abandon(journal);
    return status;
}

/* Looks at the parts, and at what they are of. */
static enum ab_status look_at_parts(struct merge *merge)
{
    enum ab_status status =
        name_journals(merge->arguments, merge->path, merge->errors)
            ? ab_merge_check(merge->path, merge->arguments->operands, merge->errors)
            : AB_IO_ERROR;
    if (status == AB_OK) {
        status = ab_journal_open(&merge->journal, merge->path[0], merge->errors);
    }
    if (status != AB_OK || merge->journal == NULL) { /* that it has begun was checked */
        return status != AB_OK ? status : AB_IO_ERROR;
    }
    merge->head = *ab_journal_head(merge->journal);
    merge->head.first = 0;
    merge->head.last = ab_journal_runs(&merge->head);
    status = check_output(merge);
    return status == AB_OK ? check_tables(merge) : status;
}

enum ab_status ab_cli_merge(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const size_t parts = (size_t)arguments->operands;
    struct merge merge = {.arguments = arguments, .errors = errors};
    merge.path = ab_memory_take(parts, sizeof *merge.path);
    if (merge.path == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    enum ab_status status = look_at_parts(&merge);
    if (status == AB_OK) {
        (void)ab_cli_interruption(); /* files are written from here on */
        status = ab_store_claim(&merge.claim, arguments->output, errors);
    }
    if (status == AB_OK) {
        status = ab_store_prepare(arguments->output, arguments->force, errors);
    }
    if (status == AB_OK) {
        status = join(&merge);
    }
    ab_claim_release(merge.claim);
    ab_journal_close(merge.journal);
    for (size_t i = 0; i < parts; i++) {
        ab_memory_give((char *)merge.path[i]);
    }
    ab_memory_give(merge.path);
    return status;
}
