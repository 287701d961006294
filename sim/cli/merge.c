/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* merge.c - `airbridge merge`: the parts of a sweep as one result. */
#include "cli/sweep.h"

#include "base/file.h"
#include "output/store.h"
#include "study/merge.h"

/* The journals of the parts, each a folder or a database; false when memory is out. */
static bool name_journals(const struct ab_cli_arguments *arguments, const char **path,
                          struct ab_errors *errors)
{
    for (int i = 0; i < arguments->operands; i++) {
        path[i] = ab_store_journal(arguments->operand[i], errors);
        if (path[i] == NULL) {
            return false;
        }
    }
    return true;
}

/* Refuses to write the result over one of its parts. */
static enum ab_status check_output(const struct ab_cli_arguments *arguments,
                                   const char *const *part, struct ab_errors *errors)
{
    char *path = ab_store_journal(arguments->output, errors);
    enum ab_status status = path != NULL ? AB_OK : AB_IO_ERROR;
    for (int i = 0; status == AB_OK && i < arguments->operands; i++) {
        if (ab_file_is_same(path, part[i])) {
            status = ab_errors_add(errors, AB_BAD_SCENARIO, arguments->output, 0, NULL, NULL,
                                   "the result would replace a part that it is made of; give "
                                   "another place");
        }
    }
    ab_memory_give(path);
    return status;
}

/* Refuses tables that the result cannot have. */
static enum ab_status check_tables(const struct ab_cli_arguments *arguments, const char *part,
                                   struct ab_errors *errors)
{
    struct ab_journal *journal;
    enum ab_status status = ab_journal_open(&journal, part, errors);
    if (journal != NULL) {
        const struct ab_subject subject = {.sweep = ab_journal_head(journal)};
        status = ab_store_check(arguments->output, AB_TABLE_SWEEP, &subject, errors);
    }
    ab_journal_close(journal);
    return status;
}

/* Puts the joint journal in its place, and makes the tables of it. When that fails nothing is left
 * of the result, which would only be in the way of doing it again: its parts are there. */
static enum ab_status make_result(const struct ab_cli_arguments *arguments,
                                  const struct ab_claim *claim, struct ab_writer *journal,
                                  struct ab_errors *errors)
{
    enum ab_status status = ab_writer_commit(journal, errors);
    if (status == AB_OK) {
        status = ab_cli_finish_sweep(arguments, claim, 0, errors);
    }
    if (status != AB_OK && status != AB_FAILED) {
        (void)ab_store_clear(arguments->output, errors);
    }
    return status;
}

/* Joins the parts. What an earlier result left is removed when they have turned out to be complete,
 * and not before. */
static enum ab_status join(const struct ab_cli_arguments *arguments, const struct ab_claim *claim,
                           const char *const *part, struct ab_errors *errors)
{
    char *path = ab_store_journal(arguments->output, errors);
    struct ab_writer *journal = path != NULL ? ab_writer_open(path, errors) : NULL;
    ab_memory_give(path);
    if (journal == NULL) {
        return AB_IO_ERROR;
    }
    enum ab_status status =
        ab_merge_write(journal, part, arguments->operands, ab_cli_interruption(), errors);
    if (status == AB_OK) {
        status = ab_store_clear(arguments->output, errors);
    }
    if (status == AB_OK) {
        return make_result(arguments, claim, journal, errors);
    }
    ab_writer_abandon(journal);
    return status;
}

enum ab_status ab_cli_merge(const struct ab_cli_arguments *arguments, struct ab_errors *errors)
{
    const size_t parts = (size_t)arguments->operands;
    struct ab_claim *claim = NULL;
    const char **path = ab_memory_take(parts, sizeof *path);
    if (path == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    enum ab_status status = name_journals(arguments, path, errors)
                                ? ab_merge_check(path, arguments->operands, errors)
                                : AB_IO_ERROR;
    if (status == AB_OK) {
        status = check_output(arguments, path, errors);
    }
    if (status == AB_OK) {
        status = check_tables(arguments, path[0], errors);
    }
    if (status == AB_OK) {
        (void)ab_cli_interruption(); /* files are written from here on */
        status = ab_store_claim(&claim, arguments->output, errors);
    }
    if (status == AB_OK) {
        status = ab_store_prepare(arguments->output, arguments->force, errors);
    }
    if (status == AB_OK) {
        status = join(arguments, claim, path, errors);
    }
    ab_claim_release(claim);
    for (size_t i = 0; i < parts; i++) {
        ab_memory_give((char *)path[i]);
    }
    ab_memory_give(path);
    return status;
}
