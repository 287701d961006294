/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* inquiry_journal.c - the file of an inquiry. */
#include "insight/inquiry_journal.h"

#include "base/claim.h"
#include "output/store.h"
#include "study/journal_line.h"

#include <string.h>

#define MAGIC "airbridge-inquiry 2"

struct ab_inquiry_journal {
    const struct ab_inquiry_options *options;
    struct ab_inquiry_head head;
    char *path;
    struct ab_claim *claim;
    struct ab_lines *lines; /* of what is there; NULL: nothing, or it was read */
    struct ab_log *log;
    uint64_t keep, kept; /* bytes of what was read, and of that without the last line */
    uint64_t key;        /* of lines below the first */
    int line, damaged; /* the number of the last line; of one that is whole and not good, 0: none */
    char *text;        /* a copy of the line just read */
    size_t room;
};

static void put_head(const struct ab_inquiry_journal *journal, struct ab_journal_text *text)
{
    text->key = 0;
    ab_journal_put_texts(text, MAGIC, (const char *const *)journal->head.text, journal->head.texts);
}

/* ---- reading ---- */

/* Ends the reading before the last line, which is damaged, or `whole` is false, torn. */
static void end_reading(struct ab_inquiry_journal *journal, bool whole)
{
    journal->damaged = whole ? journal->line : 0;
    ab_lines_close(journal->lines);
    journal->lines = NULL;
}

void ab_inquiry_journal_drop(struct ab_inquiry_journal *journal)
{
    journal->keep = journal->kept;
    end_reading(journal, true);
}

int ab_inquiry_journal_damaged_line(const struct ab_inquiry_journal *journal)
{
    return journal->damaged;
}

const char *ab_inquiry_journal_path(const struct ab_inquiry_journal *journal)
{
    return journal->path;
}

uint64_t ab_inquiry_journal_key(const struct ab_inquiry_journal *journal)
{
    return journal->key;
}

/* Copies a line and takes off its checksum; false when memory is out. */
static bool keep_line(struct ab_inquiry_journal *journal, const char *line, size_t length,
                      uint64_t key, bool *good)
{
    if (length + 1 > journal->room) {
        const size_t room = 2 * length + 256;
        if (!AB_ENLARGE(journal->text, room)) {
            return false;
        }
        journal->room = room;
    }
    memcpy(journal->text, line, length + 1);
    *good = strlen(line) == length && ab_journal_check_line(journal->text, length, key);
    return true;
}

const char *ab_inquiry_journal_next(struct ab_inquiry_journal *journal,
                                    uint64_t (*key)(const void *owner, const char *line),
                                    const void *owner, enum ab_status *status,
                                    struct ab_errors *errors)
{
    size_t length;
    bool torn = false, good = false;
    *status = AB_OK;
    if (journal->lines == NULL) {
        return NULL;
    }
    const char *line = ab_lines_next(journal->lines, &length, &torn, status, errors);
    const bool whole = line != NULL && !torn;
    journal->line++;
    if (whole && !keep_line(journal, line, length, key != NULL ? key(owner, line) : 0, &good)) {
        *status = ab_errors_out_of_memory(errors);
    }
    if (whole && good && *status == AB_OK) {
        journal->kept = journal->keep;
        journal->keep = ab_lines_offset(journal->lines);
        return journal->text;
    }
    end_reading(journal, whole);
    return NULL;
}

/* Compares the first line, which says what the journal is of, with what is asked for. */
static enum ab_status check_head(struct ab_inquiry_journal *journal, struct ab_errors *errors)
{
    const struct ab_inquiry_head *head = &journal->head;
    enum ab_status status;
    const char *line = ab_inquiry_journal_next(journal, NULL, NULL, &status, errors);
    if (status == AB_OK && line == NULL && journal->damaged > 0) {
        return ab_errors_add(errors, AB_IO_ERROR, journal->path, 1, NULL, NULL,
                             "this line of the journal is damaged");
    }
    if (line == NULL) { /* torn within its head: nothing is lost */
        return status;
    }
    if (strncmp(line, MAGIC, strlen(MAGIC)) != 0) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, journal->path, 0, NULL, NULL,
                             "this is no journal of an inquiry that this program can go on with");
    }
    char *room = ab_memory_take(strlen(line) + 1, 1);
    const char *cursor = line + strlen(MAGIC), *difference = NULL;
    for (int i = 0; room != NULL && difference == NULL && i < head->texts; i++) {
        char *end = room;
        if (!ab_journal_take_text(&cursor, &end) || strcmp(room, head->text[i]) != 0) {
            difference = head->difference[i];
        }
    }
    if (difference == NULL && *cursor != '\0') {
        difference = "other columns";
    }
    const bool memory_out = room == NULL;
    ab_memory_give(room);
    if (memory_out) {
        return ab_errors_out_of_memory(errors);
    }
    return difference == NULL
               ? AB_OK
               : ab_errors_add(errors, AB_BAD_SCENARIO, journal->path, 0, NULL, NULL,
                               "this journal is of %s; it is not resumed", difference);
}

/* ---- the place ---- */

/* Makes the place ready for a journal that begins. */
static enum ab_status begin_anew(const struct ab_inquiry_journal *journal, bool is_there,
                                 struct ab_errors *errors)
{
    const struct ab_inquiry_options *options = journal->options;
    if (is_there && !options->force) {
        return ab_errors_add(
            errors, AB_BAD_SCENARIO, options->output, 0, NULL, NULL,
            "%s the journal of an inquiry; give --resume to go on with it, --force to begin anew",
            ab_store_is_file(options->output) ? "beside this file lies" : "this folder holds");
    }
    const enum ab_status status = ab_store_prepare(options->output, options->force, errors);
    return status == AB_OK && options->force ? ab_store_clear(options->output, errors) : status;
}

static enum ab_status open_file(struct ab_inquiry_journal *journal, struct ab_errors *errors)
{
    const struct ab_inquiry_options *options = journal->options;
    bool is_there;
    enum ab_status status = ab_file_look(&is_there, journal->path, errors);
    if (status != AB_OK) {
        return status;
    }
    if (!options->resume || !is_there) {
        return begin_anew(journal, is_there, errors);
    }
    status = ab_store_prepare(options->output, true, errors);
    if (status == AB_OK) {
        status = ab_lines_open(&journal->lines, journal->path, errors);
    }
    return status == AB_OK ? check_head(journal, errors) : status;
}

enum ab_status ab_inquiry_journal_open(struct ab_inquiry_journal **journal,
                                       const struct ab_inquiry_options *options,
                                       const struct ab_inquiry_head *head, struct ab_errors *errors)
{
    struct ab_inquiry_journal *made = ab_memory_take(1, sizeof *made);
    *journal = made;
    if (made == NULL) {
        return ab_errors_out_of_memory(errors);
    }
    made->options = options;
    made->head = *head;
    made->key = AB_FOLD_START;
    for (int i = 0; i < head->texts; i++) {
        made->key = ab_fold_text(made->key, head->text[i]);
    }
    made->path = ab_store_journal(options->output, AB_PLAN_INQUIRY, false, errors);
    if (made->path == NULL) {
        return AB_IO_ERROR;
    }
    const enum ab_status status = ab_store_claim(&made->claim, options->output, errors);
    return status == AB_OK ? open_file(made, errors) : status;
}

void ab_inquiry_journal_close(struct ab_inquiry_journal *journal)
{
    if (journal == NULL) {
        return;
    }
    ab_lines_close(journal->lines);
    ab_log_close(journal->log);
    ab_claim_release(journal->claim);
    ab_memory_give(journal->path);
    ab_memory_give(journal->text);
    ab_memory_give(journal);
}

const struct ab_claim *ab_inquiry_journal_claim(const struct ab_inquiry_journal *journal)
{
    return journal->claim;
}

/* ---- writing ---- */

enum ab_status ab_inquiry_journal_begin(struct ab_inquiry_journal *journal,
                                        struct ab_errors *errors)
{
    enum ab_status status = ab_claim_check(journal->claim, errors);
    if (status == AB_OK) {
        status = ab_log_open(&journal->log, journal->path, journal->keep, errors);
    }
    if (status == AB_OK && journal->keep == 0) {
        struct ab_journal_text text = {0};
        put_head(journal, &text);
        status = ab_inquiry_journal_append(journal, &text, errors);
        ab_journal_text_clear(&text);
        if (status == AB_OK) { /* runs without their head would be of nothing */
            status = ab_log_sync(journal->log, errors);
        }
    }
    return status;
}

enum ab_status ab_inquiry_journal_append(struct ab_inquiry_journal *journal,
                                         const struct ab_journal_text *text,
                                         struct ab_errors *errors)
{
    return text->failed ? ab_errors_out_of_memory(errors)
                        : ab_log_append(journal->log, text->bytes, text->used, errors);
}

enum ab_status ab_inquiry_journal_sync(struct ab_inquiry_journal *journal, struct ab_errors *errors)
{
    return ab_log_sync(journal->log, errors);
}

struct ab_writer *ab_inquiry_journal_rewrite(struct ab_inquiry_journal *journal,
                                             struct ab_errors *errors)
{
    struct ab_journal_text text = {0};
    if (ab_claim_check(journal->claim, errors) != AB_OK) {
        return NULL;
    }
    put_head(journal, &text);
    struct ab_writer *writer = NULL;
    if (text.failed) {
        (void)ab_errors_out_of_memory(errors);
    } else {
        writer = ab_writer_open(journal->path, errors);
    }
    if (writer != NULL) {
        ab_writer_put(writer, text.bytes, text.used);
    }
    ab_journal_text_clear(&text);
    return writer;
}
