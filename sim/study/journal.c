/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* journal.c - reads journals. */
#include "study/journal.h"

#include "study/journal_line.h"

#include <string.h>

enum {
    HEAD_ROOM = 1 << 13,
    COUNT_MAX = 1 << 20,
    NAME_BYTES_MAX = 180, /* of a key or a measure: room for those that ids of any length make */
    UNIT_BYTES_MAX = 31
};

struct ab_journal {
    struct ab_lines *lines;
    struct ab_arena *arena;
    char *path;
    struct ab_journal_head head;
    double *value;      /* [measures] */
    const char **point; /* [keys], into point_text */
    char *point_text;
    size_t point_room;
    char *reason;
    size_t reason_room;
    uint64_t good; /* bytes up to the end of the last run or head line that is good */
    int64_t next;  /* the run that must come next */
    int64_t point_number;
    int line;
    const char *raw; /* the line that was read last, good or not */
    const atomic_bool *interrupted;
    bool out_of_memory;
};

/* ---- the head ---- */

/* The next good line; NULL at the end of what is good. */
static const char *next_line(struct ab_journal *journal, enum ab_status *status,
                             struct ab_errors *errors)
{
    size_t length;
    bool torn;
    const char *line = ab_lines_next(journal->lines, &length, &torn, status, errors);
    if (line == NULL) {
        return NULL;
    }
    journal->line++;
    journal->raw = line;
    /* The line stands in the reader's buffer, which is this journal's alone. */
    return !torn && ab_journal_check_line((char *)line, length) ? line : NULL;
}

/* A bad line is a torn end unless a good one follows. */
static enum ab_status judge_bad_line(struct ab_journal *journal, struct ab_errors *errors)
{
    if (journal->out_of_memory) {
        return ab_errors_no_memory_for(errors, journal->path);
    }
    const int bad = journal->line;
    size_t length;
    bool torn;
    enum ab_status status;
    const char *line;
    while ((line = ab_lines_next(journal->lines, &length, &torn, &status, errors)) != NULL) {
        if (!torn && ab_journal_check_line((char *)line, length)) {
            return ab_errors_add(errors, AB_IO_ERROR, journal->path, bad, NULL, NULL,
                                 "this line of the journal is damaged, and good ones follow it");
        }
    }
    return status;
}

/* A copy of a field in the arena, NULL when it is not there or memory is out. */
static const char *keep_text(struct ab_journal *journal, const char **cursor)
{
    char *copy = ab_arena_take(journal->arena, strlen(*cursor) + 1), *end = copy;
    journal->out_of_memory = journal->out_of_memory || copy == NULL;
    return copy != NULL && ab_journal_take_text(cursor, &end) ? copy : NULL;
}

static bool read_first_line(struct ab_journal *journal, const char *line)
{
    struct ab_journal_head *head = &journal->head;
    const char *cursor = line + strlen(AB_JOURNAL_MAGIC);
    int64_t keys, measures;
    if (strncmp(line, AB_JOURNAL_MAGIC " ", strlen(AB_JOURNAL_MAGIC) + 1) != 0) {
        return false;
    }
    head->version = keep_text(journal, &cursor);
    head->sources = keep_text(journal, &cursor);
    if (head->version == NULL || head->sources == NULL ||
        !ab_journal_take_hash(&cursor, &head->scenario) ||
        !ab_journal_take_hash(&cursor, &head->design) ||
        !ab_journal_take_hash(&cursor, &head->columns) ||
        !ab_journal_take_number(&cursor, &head->seed) ||
        !ab_journal_take_count(&cursor, &head->points) ||
        !ab_journal_take_count(&cursor, &head->replications) ||
        !ab_journal_take_count(&cursor, &keys) || !ab_journal_take_count(&cursor, &measures) ||
        !ab_journal_take_count(&cursor, &head->first) ||
        !ab_journal_take_count(&cursor, &head->last)) {
        return false;
    }
    head->keys = (int)keys;
    head->measures = (int)measures;
    return *cursor == '\0' && keys <= COUNT_MAX && measures <= COUNT_MAX &&
           head->points <= INT32_MAX && head->replications <= INT32_MAX &&
           head->replications >= 1 && head->first <= head->last &&
           head->last <= head->points * head->replications;
}

static bool take_arrays(struct ab_journal *journal)
{
    struct ab_journal_head *head = &journal->head;
    const size_t keys = (size_t)head->keys, measures = (size_t)head->measures;
    head->key = ab_arena_take(journal->arena, keys * sizeof *head->key);
    head->key_unit = ab_arena_take(journal->arena, keys * sizeof *head->key_unit);
    head->key_kind = ab_arena_take(journal->arena, keys * sizeof *head->key_kind);
    head->measure = ab_arena_take(journal->arena, measures * sizeof *head->measure);
    head->unit = ab_arena_take(journal->arena, measures * sizeof *head->unit);
    journal->value = ab_arena_take(journal->arena, measures * sizeof *journal->value);
    journal->point = ab_arena_take(journal->arena, keys * sizeof *journal->point);
    return head->key != NULL && head->key_unit != NULL && head->key_kind != NULL &&
           head->measure != NULL && head->unit != NULL && journal->value != NULL &&
           journal->point != NULL;
}

/* Reads a line of the head that begins with a letter, as many texts as are asked for; false when it is
 * not there. */
static bool read_texts(struct ab_journal *journal, char letter, const char **text[], int texts,
                       enum ab_status *status, struct ab_errors *errors)
{
    const char *line = next_line(journal, status, errors);
    if (line == NULL || line[0] != letter) {
        return false;
    }
    const char *cursor = line + 1;
    for (int i = 0; i < texts; i++) {
        *text[i] = keep_text(journal, &cursor);
        if (*text[i] == NULL) {
            return false;
        }
    }
    return true;
}

static bool read_name(struct ab_journal *journal, enum ab_status *status, struct ab_errors *errors)
{
    const char **text[] = {&journal->head.name};
    return read_texts(journal, 'n', text, 1, status, errors);
}

/* Whether a name and a unit can be those of a column of a table. */
static bool fits_column(const char *name, const char *unit)
{
    return strlen(name) <= NAME_BYTES_MAX && strlen(unit) <= UNIT_BYTES_MAX;
}

static bool read_key(struct ab_journal *journal, int key, enum ab_status *status,
                     struct ab_errors *errors)
{
    struct ab_journal_head *head = &journal->head;
    const char *kind = "";
    const char **text[] = {&head->key[key], &head->key_unit[key], &kind};
    if (!read_texts(journal, 'k', text, 3, status, errors)) {
        return false;
    }
    int i = 0;
    while (i < AB_VALUE_KINDS && strcmp(kind, ab_journal_kinds[i]) != 0) {
        i++;
    }
    head->key_kind[key] = (enum ab_value_kind)i;
    return i < AB_VALUE_KINDS && fits_column(head->key[key], head->key_unit[key]);
}

static bool read_measure(struct ab_journal *journal, int measure, enum ab_status *status,
                         struct ab_errors *errors)
{
    const char **text[] = {&journal->head.measure[measure], &journal->head.unit[measure]};
    return read_texts(journal, 'm', text, 2, status, errors) &&
           fits_column(journal->head.measure[measure], journal->head.unit[measure]);
}

static enum ab_status refuse_file(const struct ab_journal *journal, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, journal->path, 1, NULL, NULL,
                         "this is not a journal that this program can read");
}

/* A first line that is not good is the torn end of a journal that had only begun; a file of another
 * kind must not be taken for one, because it would be written over. */
static enum ab_status judge_first_line(struct ab_journal *journal, struct ab_errors *errors)
{
    const size_t length = strlen(journal->raw); /* 0: a power cut may leave zeros */
    const size_t magic = strlen(AB_JOURNAL_MAGIC);
    const bool begins =
        strncmp(journal->raw, AB_JOURNAL_MAGIC, length < magic ? length : magic) == 0;
    const enum ab_status status = judge_bad_line(journal, errors);
    return status == AB_OK && !begins ? refuse_file(journal, errors) : status;
}

/* Reads the head; *whole: it is all there. */
static enum ab_status read_head(struct ab_journal *journal, bool *whole, struct ab_errors *errors)
{
    struct ab_journal_head *head = &journal->head;
    enum ab_status status;
    const char *line = next_line(journal, &status, errors);
    *whole = false;
    if (line == NULL) {
        return status == AB_OK && journal->line > 0 ? judge_first_line(journal, errors) : status;
    }
    if (!read_first_line(journal, line)) {
        return journal->out_of_memory ? ab_errors_no_memory_for(errors, journal->path)
                                      : refuse_file(journal, errors);
    }
    if (!take_arrays(journal)) {
        return ab_errors_no_memory_for(errors, journal->path);
    }
    *whole = read_name(journal, &status, errors);
    for (int i = 0; i < head->keys && *whole; i++) {
        *whole = read_key(journal, i, &status, errors);
    }
    for (int i = 0; i < head->measures && *whole; i++) {
        *whole = read_measure(journal, i, &status, errors);
    }
    if (!*whole && status == AB_OK) {
        return judge_bad_line(journal, errors);
    }
    journal->good = ab_lines_offset(journal->lines);
    journal->next = head->first;
    journal->point_number = -1;
    return status;
}

enum ab_status ab_journal_open(struct ab_journal **journal, const char *path,
                               struct ab_errors *errors)
{
    *journal = NULL;
    bool whole = false;
    struct ab_journal *made = ab_memory_take(1, sizeof *made);
    if (made == NULL) {
        return ab_errors_no_memory_for(errors, path);
    }
    made->arena = ab_arena_create(HEAD_ROOM);
    if (made->arena != NULL) {
        made->path = ab_arena_copy_text(made->arena, path);
    }
    enum ab_status status = made->path == NULL ? ab_errors_no_memory_for(errors, made->path)
                                               : ab_lines_open(&made->lines, path, errors);
    if (status == AB_OK) {
        status = read_head(made, &whole, errors);
    }
    if (status == AB_OK && whole) {
        *journal = made;
    } else {
        ab_journal_close(made);
    }
    return status;
}

void ab_journal_close(struct ab_journal *journal)
{
    if (journal == NULL) {
        return;
    }
    ab_lines_close(journal->lines);
    ab_memory_give(journal->point_text);
    ab_memory_give(journal->reason);
    ab_arena_destroy(journal->arena);
    ab_memory_give(journal);
}

const struct ab_journal_head *ab_journal_head(const struct ab_journal *journal)
{
    return &journal->head;
}

/* ---- runs ---- */

/* Makes room for a text that grows from line to line; false when memory is out. */
static bool make_room(struct ab_journal *journal, char **text, size_t *room, size_t size)
{
    if (size <= *room) {
        return true;
    }
    char *larger = ab_memory_resize(*text, 2 * size, 1);
    journal->out_of_memory = larger == NULL;
    if (larger == NULL) {
        return false;
    }
    *text = larger;
    *room = 2 * size;
    return true;
}

/* False when the line makes no sense. */
static bool read_point(struct ab_journal *journal, const char *line)
{
    const char *cursor = line + 1;
    if (!make_room(journal, &journal->point_text, &journal->point_room, strlen(line) + 1) ||
        !ab_journal_take_count(&cursor, &journal->point_number)) {
        return false;
    }
    char *to = journal->point_text;
    for (int i = 0; i < journal->head.keys; i++) {
        journal->point[i] = to;
        if (!ab_journal_take_text(&cursor, &to)) {
            return false;
        }
    }
    return *cursor == '\0';
}

static bool read_run(struct ab_journal *journal, const char *line, struct ab_journal_run *run)
{
    const char *cursor = line + 1;
    run->value = journal->value;
    run->reason = NULL;
    if (!ab_journal_take_count(&cursor, &run->run) ||
        !ab_journal_take_number(&cursor, &run->events) ||
        !ab_journal_take_hash(&cursor, &run->hash)) {
        return false;
    }
    for (int i = 0; i < journal->head.measures; i++) {
        if (!ab_journal_take_measure(&cursor, &run->value[i])) {
            return false;
        }
    }
    if (strncmp(cursor, " !", 2) == 0) {
        cursor += 2;
        if (!make_room(journal, &journal->reason, &journal->reason_room, strlen(cursor) + 1)) {
            return false;
        }
        char *to = journal->reason;
        if (!ab_journal_take_text(&cursor, &to)) {
            return false;
        }
        run->reason = journal->reason;
    }
    return *cursor == '\0' && run->run == journal->next && run->run < journal->head.last &&
           run->run / journal->head.replications == journal->point_number;
}

void ab_journal_heed(struct ab_journal *journal, const atomic_bool *interrupted)
{
    journal->interrupted = interrupted;
}

bool ab_journal_next(struct ab_journal *journal, struct ab_journal_run *run, enum ab_status *status,
                     struct ab_errors *errors)
{
    if (journal->interrupted != NULL && *journal->interrupted) {
        *status = AB_INTERRUPTED;
        return false;
    }
    for (;;) {
        const int before = journal->line;
        const char *line = next_line(journal, status, errors);
        if (line == NULL && (*status != AB_OK || journal->line == before)) {
            return false;
        }
        if (line != NULL && line[0] == 'p' && read_point(journal, line)) {
            continue;
        }
        if (line == NULL || line[0] != 'r' || !read_run(journal, line, run)) {
            *status = judge_bad_line(journal, errors);
            return false;
        }
        journal->next++;
        journal->good = ab_lines_offset(journal->lines);
        return true;
    }
}

const char *const *ab_journal_point(const struct ab_journal *journal)
{
    return journal->point;
}

uint64_t ab_journal_good_bytes(const struct ab_journal *journal)
{
    return journal->good;
}

int64_t ab_journal_next_run(const struct ab_journal *journal)
{
    return journal->next;
}

/* ---- what a sweep is ---- */

uint64_t ab_journal_hash_columns(const struct ab_journal_head *head)
{
    uint64_t hash = AB_FOLD_START;
    for (int i = 0; i < head->measures; i++) {
        hash = ab_fold_text(ab_fold_text(hash, head->measure[i]), head->unit[i]);
    }
    return hash;
}

const char *ab_journal_difference(const struct ab_journal_head *a, const struct ab_journal_head *b)
{
    if (strcmp(a->version, b->version) != 0 || strcmp(a->sources, b->sources) != 0) {
        return "another release of the program";
    }
    if (a->scenario != b->scenario || strcmp(a->name, b->name) != 0) {
        return "another scenario";
    }
    if (a->design != b->design || a->points != b->points || a->keys != b->keys) {
        return "another design";
    }
    if (a->replications != b->replications) {
        return "another number of replications";
    }
    if (a->seed != b->seed) {
        return "another seed";
    }
    if (a->columns != b->columns || a->measures != b->measures) {
        return "other measures";
    }
    return NULL;
}
