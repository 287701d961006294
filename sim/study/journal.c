/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* journal.c - reads journals, and puts their runs in order. */
#include "study/journal.h"

#include "base/limits.h"
#include "study/journal_line.h"

#include <assert.h>
#include <string.h>

enum {
    HEAD_ROOM = 1 << 13,
    RING_MIN = 64,
    RING_MAX = 1 << 20,
    NAME_BYTES_MAX = 180, /* of a key or a measure: room for those that ids of any length make */
    UNIT_BYTES_MAX = 31
};

/* Lines that came before their turn, with the point's line that one may need. */
struct held {
    int64_t number; /* -1: none */
    char *text;     /* the point's line, a NUL, the run's line, a NUL */
    size_t room, point_size, size;
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
    char *ahead; /* the line of a point that was read, and whose run comes next in the file */
    size_t ahead_room, ahead_size;
    struct held *held; /* [ring], a power of two: run n in held[n % ring] */
    int64_t ring, held_count, last_held;
    uint64_t good; /* bytes up to the end of the last run or head line that is good */
    int64_t next;  /* the run that must come next */
    int64_t point_number;
    int line;
    const char *raw; /* the line that was read last, good or not */
    size_t raw_length, run_length;
    char *run_line;
    const atomic_bool *interrupted;
    uint64_t key; /* of lines below the head */
    int damaged;  /* a whole line that is not good; 0: none */
    bool torn;    /* the line that was read last has no end */
    bool out_of_memory, out_of_order, ended, skips, passes_damage;
    int growths;
    int growths_read; /* up to which runs are read */
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
    journal->torn = torn;
    journal->raw = line;
    journal->raw_length = length;
    /* The line stands in the reader's buffer, which is this journal's alone. */
    return !torn && ab_journal_check_line((char *)line, length, journal->key) ? line : NULL;
}

/* A bad line is a torn end unless a good one follows. */
static enum ab_status judge_bad_line(struct ab_journal *journal, struct ab_errors *errors)
{
    if (journal->out_of_memory) {
        return ab_errors_no_memory_for(errors, journal->path);
    }
    const int bad = journal->line;
    if (journal->passes_damage) {
        journal->damaged = journal->torn ? 0 : bad;
        return AB_OK;
    }
    size_t length;
    bool torn;
    enum ab_status status;
    const char *line;
    while ((line = ab_lines_next(journal->lines, &length, &torn, &status, errors)) != NULL) {
        /* What the head is not known of can't be told good from bad. */
        if (torn ||
            (journal->key != 0 && !ab_journal_check_line((char *)line, length, journal->key))) {
            continue;
        }
        return ab_errors_add(errors, AB_IO_ERROR, journal->path, bad, NULL, NULL,
                             "this line of the journal is damaged, and good ones follow it");
    }
    return status;
}

/* A copy of a field in the arena, NULL when it is not there or memory is out. */
static const char *keep_text(struct ab_journal *journal, const char **cursor)
{
    /* A field ends before the next blank; what it says takes no more than it does. */
    const size_t size = **cursor != '\0' ? strcspn(*cursor + 1, " ") + 2 : 1;
    char *copy = ab_arena_take(journal->arena, size), *end = copy;
    journal->out_of_memory = journal->out_of_memory || copy == NULL;
    return copy != NULL && ab_journal_take_text(cursor, &end) ? copy : NULL;
}

/* The kind of a word, AB_PLAN_KINDS: there is no such. */
static enum ab_plan_kind kind_of(const char *word)
{
    int i = 0;
    while (i < AB_PLAN_KINDS && strcmp(word, ab_plan_words[i]) != 0) {
        i++;
    }
    return (enum ab_plan_kind)i;
}

/* Whether the numbers of a head go together, so that nobody counts beyond what there is. */
static bool is_sound(const struct ab_journal_head *head)
{
    return head->kind < AB_PLAN_KINDS && head->points >= 1 && head->points <= INT32_MAX &&
           head->replications <= INT32_MAX && head->before < head->replications &&
           head->first <= head->last && head->last <= ab_journal_runs(head) &&
           (head->kind == AB_PLAN_SWEEP ||
            (head->keys == 0 && head->points <= AB_JOURNAL_COUNT_MAX)) &&
           (head->kind != AB_PLAN_RUN || head->points <= AB_RUN_POINTS_MAX) &&
           (head->rule == 0 || (head->kind == AB_PLAN_SWEEP && head->before == 0));
}

/* Whether a word comes next. */
static bool comes_word(const char *cursor, const char *word)
{
    const size_t length = strlen(word);
    return strncmp(cursor, word, length) == 0 && (cursor[length] == '\0' || cursor[length] == ' ');
}

/* The same, and passes it over. */
static bool take_word(const char **cursor, const char *word)
{
    const bool comes = comes_word(*cursor, word);
    *cursor += comes ? strlen(word) : 0;
    return comes;
}

/* What may stand at the end of the first line. */
static bool take_rule(struct ab_journal *journal, const char **cursor)
{
    static const char drawn[] = " drawn", built[] = " built";
    struct ab_journal_head *head = &journal->head;
    /* A hash may begin as a word does, but none is one. */
    if (**cursor != '\0' && !comes_word(*cursor, drawn) && !comes_word(*cursor, built) &&
        !ab_journal_take_hash(cursor, &head->rule)) {
        return false;
    }
    head->drawn = take_word(cursor, drawn);
    if (take_word(cursor, built)) {
        head->build = keep_text(journal, cursor);
        if (head->build == NULL || !ab_journal_take_hash(cursor, &head->probe)) {
            return false;
        }
    }
    return **cursor == '\0' && !(head->drawn && head->kind == AB_PLAN_RUN);
}

static bool read_first_line(struct ab_journal *journal, const char *line)
{
    struct ab_journal_head *head = &journal->head;
    const char *cursor = line + strlen(AB_JOURNAL_MAGIC);
    int64_t count[5];
    if (strncmp(line, AB_JOURNAL_MAGIC " ", strlen(AB_JOURNAL_MAGIC) + 1) != 0) {
        return false;
    }
    head->version = keep_text(journal, &cursor);
    head->sources = head->version != NULL ? keep_text(journal, &cursor) : NULL;
    const char *kind = head->sources != NULL ? keep_text(journal, &cursor) : NULL;
    if (kind == NULL || !ab_journal_take_hash(&cursor, &head->scenario) ||
        !ab_journal_take_hash(&cursor, &head->design) ||
        !ab_journal_take_hash(&cursor, &head->columns) ||
        !ab_journal_take_number(&cursor, &head->seed) ||
        !ab_journal_take_count(&cursor, &head->points) ||
        !ab_journal_take_count(&cursor, &head->before) ||
        !ab_journal_take_count(&cursor, &head->replications)) {
        return false;
    }
    head->kind = kind_of(kind);
    for (int i = 0; i < 5; i++) {
        if (!ab_journal_take_count(&cursor, &count[i]) || count[i] > AB_JOURNAL_COUNT_MAX) {
            return false;
        }
    }
    head->keys = (int)count[0];
    head->measures = (int)count[1];
    head->milestones = (int)count[2];
    head->contingents = (int)count[3];
    head->sites = (int)count[4];
    return ab_journal_take_count(&cursor, &head->first) &&
           ab_journal_take_count(&cursor, &head->last) && take_rule(journal, &cursor) &&
           is_sound(head);
}

static bool take_arrays(struct ab_journal *journal)
{
    struct ab_journal_head *head = &journal->head;
    const size_t keys = (size_t)head->keys, measures = (size_t)head->measures;
    const size_t sources = (size_t)ab_journal_sources(head);
    head->source = ab_arena_take(journal->arena, sources * sizeof *head->source);
    head->key = ab_arena_take(journal->arena, keys * sizeof *head->key);
    head->key_unit = ab_arena_take(journal->arena, keys * sizeof *head->key_unit);
    head->key_kind = ab_arena_take(journal->arena, keys * sizeof *head->key_kind);
    head->measure = ab_arena_take(journal->arena, measures * sizeof *head->measure);
    head->unit = ab_arena_take(journal->arena, measures * sizeof *head->unit);
    journal->value = ab_arena_take(journal->arena, measures * sizeof *journal->value);
    journal->point = ab_arena_take(journal->arena, keys * sizeof *journal->point);
    return head->source != NULL && head->key != NULL && head->key_unit != NULL &&
           head->key_kind != NULL && head->measure != NULL && head->unit != NULL &&
           journal->value != NULL && journal->point != NULL;
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

static bool read_source(struct ab_journal *journal, int number, enum ab_status *status,
                        struct ab_errors *errors)
{
    struct ab_journal_source *source = (struct ab_journal_source *)&journal->head.source[number];
    const char **text[] = {&source->name, &source->origin, &source->path};
    const char *line = next_line(journal, status, errors);
    if (line == NULL || line[0] != 's') {
        return false;
    }
    const char *cursor = line + 1;
    int64_t measures, sets;
    for (int i = 0; i < 3; i++) {
        *text[i] = keep_text(journal, &cursor);
        if (*text[i] == NULL) {
            return false;
        }
    }
    if (!ab_journal_take_hash(&cursor, &source->hash) ||
        !ab_journal_take_count(&cursor, &measures) || measures > journal->head.measures ||
        !ab_journal_take_count(&cursor, &sets) || sets > AB_JOURNAL_COUNT_MAX) {
        return false;
    }
    const char **set = ab_arena_take(journal->arena, (size_t)sets * sizeof *set);
    journal->out_of_memory = journal->out_of_memory || set == NULL;
    for (int i = 0; i < sets; i++) {
        set = set != NULL && (set[i] = keep_text(journal, &cursor)) != NULL ? set : NULL;
    }
    source->set = set;
    source->set_count = (int)sets;
    source->measures = (int)measures;
    return set != NULL && *cursor == '\0';
}

static enum ab_status refuse_file(const struct ab_journal *journal, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, journal->path, 1, NULL, NULL,
                         "this is not a journal that this program can read");
}

/* A journal, but of another release, which wrote them otherwise. */
static bool is_of_other_format(const char *line)
{
    static const char name[] = "airbridge-journal ";
    const size_t magic = strlen(AB_JOURNAL_MAGIC);
    const char *number = line + sizeof name - 1;
    return strncmp(line, name, sizeof name - 1) == 0 && *number >= '0' && *number <= '9' &&
           strncmp(line, AB_JOURNAL_MAGIC, magic) != 0;
}

static enum ab_status refuse_format(const struct ab_journal *journal, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_BAD_SCENARIO, journal->path, 1, NULL, NULL,
                         "this journal is of another release of the program, which wrote them in "
                         "another format; it cannot be read");
}

/* A first line that is not good is the torn end of a journal that had only begun; a file of another
 * kind must not be taken for one, because it would be written over. */
static enum ab_status judge_first_line(struct ab_journal *journal, struct ab_errors *errors)
{
    if (is_of_other_format(journal->raw)) {
        return refuse_format(journal, errors);
    }
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
    if (is_of_other_format(line)) {
        return refuse_format(journal, errors);
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
    for (int i = 0; head->kind == AB_PLAN_SWEEP && i < head->measures && *whole; i++) {
        *whole = read_measure(journal, i, &status, errors);
    }
    for (int i = 0; i < ab_journal_sources(head) && *whole; i++) {
        *whole = read_source(journal, i, &status, errors);
    }
    if (!*whole && status == AB_OK) {
        return judge_bad_line(journal, errors);
    }
    if (*whole && head->columns != ab_journal_hash_columns(head)) {
        return ab_errors_add(errors, AB_IO_ERROR, journal->path, journal->line, NULL, NULL,
                             "the head of this journal is damaged: its lines are not those that "
                             "the first one counts, or in another order");
    }
    journal->good = ab_lines_offset(journal->lines);
    journal->key = ab_journal_key(head);
    journal->next = head->first;
    journal->point_number = journal->last_held = -1;
    journal->growths_read = AB_GROWTHS_MAX;
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
    for (int64_t i = 0; i < journal->ring; i++) {
        ab_memory_give(journal->held[i].text);
    }
    ab_memory_give(journal->held);
    ab_memory_give(journal->ahead);
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
    journal->out_of_memory = !AB_ENLARGE(*text, 2 * size);
    *room = journal->out_of_memory ? *room : 2 * size;
    return !journal->out_of_memory;
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

/* What tells which run a line is of. */
static bool read_place(const struct ab_journal *journal, const char **cursor,
                       struct ab_journal_run *run)
{
    const struct ab_journal_head *head = &journal->head;
    int64_t replication;
    if (!ab_journal_take_count(cursor, &run->point) ||
        !ab_journal_take_count(cursor, &replication) || run->point >= head->points ||
        replication <= head->before || replication > INT32_MAX) {
        return false;
    }
    run->replication = (int)replication;
    /* What goes in step may have more replications than were planned: it has grown. */
    if (replication > head->replications && head->kind == AB_PLAN_SWEEP) {
        return false;
    }
    run->run = ab_journal_index(head, run->point, replication);
    return run->run >= journal->next;
}

static bool read_run(struct ab_journal *journal, const char *line, struct ab_journal_run *run)
{
    const char *cursor = line + 1;
    run->value = journal->value;
    run->reason = NULL;
    run->ended = 0;
    if (!read_place(journal, &cursor, run) || !ab_journal_take_number(&cursor, &run->events) ||
        !ab_journal_take_hash(&cursor, &run->hash)) {
        return false;
    }
    const int measures = ab_journal_measures(&journal->head, run->point);
    for (int i = 0; i < measures; i++) {
        if (!ab_journal_take_measure(&cursor, &run->value[i])) {
            return false;
        }
    }
    run->rest = cursor;
    char *reason = strstr(cursor, " !");
    if (reason != NULL) {
        const char *from = reason + 2;
        if (!make_room(journal, &journal->reason, &journal->reason_room, strlen(from) + 1)) {
            return false;
        }
        char *to = journal->reason;
        if (!ab_journal_take_text(&from, &to) || *from != '\0') {
            return false;
        }
        run->reason = journal->reason;
    }
    return journal->head.kind != AB_PLAN_SWEEP || *cursor == '\0' || cursor == reason;
}

void ab_journal_pass_damage(struct ab_journal *journal)
{
    journal->passes_damage = true;
}

int ab_journal_damaged_line(const struct ab_journal *journal)
{
    return journal->damaged;
}

void ab_journal_heed(struct ab_journal *journal, const atomic_bool *interrupted)
{
    journal->interrupted = interrupted;
}

/* ---- lines before their turn ---- */

/* Makes room for the lines of runs up to `number`; false when memory is out, or when no journal of
 * this program has them so far apart. */
static bool widen(struct ab_journal *journal, int64_t number)
{
    int64_t ring = journal->ring > 0 ? journal->ring : RING_MIN;
    while (number - journal->next >= ring) {
        ring *= 2;
    }
    if (ring == journal->ring) {
        return true;
    }
    if (ring > RING_MAX) {
        return false;
    }
    struct held *held = ab_memory_take((size_t)ring, sizeof *held);
    if (held == NULL) {
        journal->out_of_memory = true;
        return false;
    }
    for (int64_t i = 0; i < ring; i++) {
        held[i].number = -1;
    }
    for (int64_t i = 0; i < journal->ring; i++) {
        if (journal->held[i].number >= 0) {
            held[journal->held[i].number % ring] = journal->held[i];
        } else {
            ab_memory_give(journal->held[i].text);
        }
    }
    ab_memory_give(journal->held);
    journal->held = held;
    journal->ring = ring;
    return true;
}

/* Keeps the line just read, and the line of its point before it if there is one. */
static bool hold(struct ab_journal *journal, int64_t number, const char *line)
{
    if (!widen(journal, number)) {
        return false;
    }
    struct held *held = &journal->held[number % journal->ring];
    const size_t point = journal->ahead_size, size = journal->raw_length + 1;
    if (held->number >= 0 || !make_room(journal, &held->text, &held->room, point + size)) {
        return false; /* one run twice */
    }
    if (point > 0) {
        memcpy(held->text, journal->ahead, point);
    }
    memcpy(held->text + point, line, size);
    held->number = number;
    held->point_size = point;
    held->size = size;
    journal->ahead_size = 0;
    journal->held_count++;
    journal->last_held = number > journal->last_held ? number : journal->last_held;
    return true;
}

bool ab_journal_take_held(struct ab_journal *journal, int64_t number, struct ab_journal_run *run,
                          bool *is_held)
{
    *is_held = journal->held_count > 0 && journal->held[number % journal->ring].number == number;
    if (!*is_held) {
        return true;
    }
    struct held *held = &journal->held[number % journal->ring];
    held->number = -1;
    journal->held_count--;
    journal->run_line = held->text + held->point_size;
    journal->run_length = held->size - 1;
    return (held->point_size == 0 || read_point(journal, held->text)) &&
           read_run(journal, journal->run_line, run);
}

int64_t ab_journal_last_held(const struct ab_journal *journal)
{
    return journal->held_count > 0 ? journal->last_held : -1;
}

int64_t ab_journal_held(const struct ab_journal *journal)
{
    return journal->held_count;
}

/* ---- line by line ---- */

/* Keeps the line of a point until the run behind it is read. */
static bool keep_point(struct ab_journal *journal, const char *line)
{
    const size_t size = strlen(line) + 1;
    if (!make_room(journal, &journal->ahead, &journal->ahead_room, size)) {
        return false;
    }
    memcpy(journal->ahead, line, size);
    journal->ahead_size = size;
    return true;
}

/* Reads the line that says that there are more replications from here on. */
static bool read_growth(struct ab_journal *journal, const char *line)
{
    struct ab_journal_head *head = &journal->head;
    const char *cursor = line + 1;
    int64_t to;
    if (!ab_journal_take_count(&cursor, &to) || *cursor != '\0' || to <= head->replications ||
        to > INT32_MAX || head->kind != AB_PLAN_SWEEP || head->rule != 0 ||
        journal->growths == AB_GROWTHS_MAX || head->first > 0 ||
        head->last < ab_journal_runs(head) ||
        (!journal->skips && (journal->next != head->last || journal->held_count > 0))) {
        return false;
    }
    journal->growths++;
    journal->good = ab_lines_offset(journal->lines);
    head->before = head->replications;
    head->replications = to;
    head->first = journal->next = 0;
    head->last = ab_journal_runs(head);
    journal->point_number = -1;
    return true;
}

/* Whether a run may stand in this journal. */
static bool is_of_span(const struct ab_journal *journal, int64_t number)
{
    const struct ab_journal_head *head = &journal->head;
    const bool may_grow =
        head->kind != AB_PLAN_SWEEP && head->first == 0 && head->last == ab_journal_runs(head);
    return number < head->last || may_grow;
}

/* Whether the values of the keys that were read last are those of the run whose turn it is. */
static bool fits_point(const struct ab_journal *journal, const struct ab_journal_run *run)
{
    return journal->head.kind != AB_PLAN_SWEEP || run->point == journal->point_number;
}

enum found { FOUND_NOTHING, FOUND_RUN, FOUND_END, FOUND_OTHER };

/* The same of a run whose turn is still to come, before which the values stand where it begins a point. */
static bool fits_ahead(const struct ab_journal *journal, const struct ab_journal_run *run)
{
    const char *cursor = journal->ahead_size > 0 ? journal->ahead + 1 : NULL;
    int64_t point = 0;
    return journal->head.kind != AB_PLAN_SWEEP ||
           (cursor == NULL ? !ab_journal_begins_point(&journal->head, run)
                           : ab_journal_take_count(&cursor, &point) && point == run->point);
}

/* Takes a good line of a run: the one that is due, or one to be kept. */
static enum found take_run(struct ab_journal *journal, const char *line, struct ab_journal_run *run)
{
    struct ab_journal_run place;
    const char *cursor = line + 1;
    if (!read_place(journal, &cursor, &place) || !is_of_span(journal, place.run)) {
        return FOUND_NOTHING;
    }
    const uint64_t end = ab_lines_offset(journal->lines);
    if (place.run > journal->next) {
        journal->out_of_order = true;
        if (!fits_ahead(journal, &place) || !hold(journal, place.run, line)) {
            return FOUND_NOTHING;
        }
        journal->good = end;
        return FOUND_OTHER;
    }
    if (journal->ahead_size > 0 && !read_point(journal, journal->ahead)) {
        return FOUND_NOTHING;
    }
    journal->ahead_size = 0;
    if (!read_run(journal, line, run) || !fits_point(journal, run)) {
        return FOUND_NOTHING;
    }
    journal->run_line = (char *)line; /* in the reader's buffer, as above */
    journal->run_length = journal->raw_length;
    journal->good = end;
    return FOUND_RUN;
}

/* Takes a good line that ends the point whose runs were read, all of which are there. */
static enum found take_end(struct ab_journal *journal, const char *line, struct ab_journal_run *run)
{
    const struct ab_journal_head *head = &journal->head;
    const char *cursor = line + 1;
    int64_t replications, reached;
    if (head->rule == 0 || !ab_journal_take_count(&cursor, &run->point) ||
        !ab_journal_take_count(&cursor, &replications) ||
        !ab_journal_take_count(&cursor, &reached) || *cursor != '\0' || reached > 1 ||
        run->point != journal->point_number || replications > head->replications ||
        journal->held_count > 0 || journal->ahead_size > 0 ||
        journal->next != ab_journal_index(head, run->point, replications + 1)) {
        return FOUND_NOTHING;
    }
    run->ended = run->replication = (int)replications;
    run->reached = reached == 1;
    journal->next = ab_journal_index(head, run->point + 1, 1);
    journal->point_number = -1; /* it ends once */
    journal->run_line = (char *)line;
    journal->run_length = journal->raw_length;
    journal->good = ab_lines_offset(journal->lines);
    return FOUND_END;
}

bool ab_journal_next(struct ab_journal *journal, struct ab_journal_run *run, enum ab_status *status,
                     struct ab_errors *errors)
{
    *status = AB_OK;
    if (journal->interrupted != NULL && *journal->interrupted) {
        *status = AB_INTERRUPTED;
        return false;
    }
    bool held;
    if (!ab_journal_take_held(journal, journal->next, run, &held) ||
        (held && !fits_point(journal, run))) {
        journal->ended = true;
        *status = journal->out_of_memory ? ab_errors_no_memory_for(errors, journal->path)
                                         : ab_errors_add(errors, AB_IO_ERROR, journal->path, 0,
                                                         NULL, NULL, "this journal is damaged");
        return false;
    }
    if (held) {
        journal->next++;
        return true;
    }
    while (!journal->ended) {
        const int before = journal->line;
        const char *line = next_line(journal, status, errors);
        if (line == NULL && (*status != AB_OK || journal->line == before)) {
            journal->ended = true;
            return false;
        }
        enum found found = FOUND_NOTHING;
        if (line != NULL) {
            found = line[0] == 'p'   ? (keep_point(journal, line) ? FOUND_OTHER : FOUND_NOTHING)
                    : line[0] == 'r' ? take_run(journal, line, run)
                    : line[0] == 'e' ? take_end(journal, line, run)
                    : line[0] == 'g' && journal->growths < journal->growths_read &&
                            read_growth(journal, line)
                        ? FOUND_OTHER
                        : FOUND_NOTHING;
        }
        if (found == FOUND_NOTHING) {
            journal->ended = true;
            *status = line != NULL && line[0] == 'g' && journal->growths == journal->growths_read
                          ? AB_OK
                          : judge_bad_line(journal, errors);
            return false;
        }
        if (found == FOUND_RUN || found == FOUND_END) {
            journal->next += found == FOUND_RUN;
            return true;
        }
    }
    return false;
}

const char *const *ab_journal_point(const struct ab_journal *journal)
{
    return journal->point;
}

void ab_journal_copy_run(struct ab_journal *journal, struct ab_journal_text *text)
{
    /* The line with what was cut off it. */
    char *line = journal->run_line, *end = line + journal->run_length;
    end[-AB_JOURNAL_CHECKSUM_SIZE] = ' ';
    *end = '\n';
    const struct ab_journal_text whole = {.bytes = line, .used = journal->run_length + 1};
    ab_journal_text_append(text, &whole);
    end[-AB_JOURNAL_CHECKSUM_SIZE] = *end = '\0';
}

bool ab_journal_is_in_order(const struct ab_journal *journal)
{
    return !journal->out_of_order && journal->growths == 0;
}

int ab_journal_growths(const struct ab_journal *journal)
{
    return journal->growths;
}

enum ab_status ab_journal_skip(struct ab_journal *journal, int growths, bool *there,
                               struct ab_errors *errors)
{
    enum ab_status status = AB_OK;
    const char *line = "";
    journal->growths_read = growths;
    journal->skips = true;
    while (journal->growths < growths && line != NULL) {
        line = next_line(journal, &status, errors);
        if (line != NULL && line[0] == 'g' && !read_growth(journal, line)) {
            status = judge_bad_line(journal, errors);
            break;
        }
    }
    journal->skips = false;
    *there = journal->growths == growths;
    return status;
}

uint64_t ab_journal_good_bytes(const struct ab_journal *journal)
{
    return journal->good;
}

int64_t ab_journal_next_run(const struct ab_journal *journal)
{
    const struct ab_journal_head *head = &journal->head;
    const int64_t point = journal->point_number;
    /* Where a rule ends points, one that has all runs but no end is not complete. */
    const bool open =
        head->rule != 0 && point >= 0 && journal->next == ab_journal_index(head, point + 1, 1);
    return journal->next - open;
}

/* ---- what a study is ---- */

int64_t ab_journal_width(const struct ab_journal_head *head)
{
    return head->kind == AB_PLAN_SWEEP ? 1 : head->points;
}

int64_t ab_journal_runs(const struct ab_journal_head *head)
{
    return head->points * (head->replications - head->before);
}

bool ab_journal_begins_point(const struct ab_journal_head *head, const struct ab_journal_run *run)
{
    return head->kind == AB_PLAN_SWEEP &&
           (run->replication == head->before + 1 ||
            ab_journal_index(head, run->point, run->replication) == head->first);
}

int64_t ab_journal_index(const struct ab_journal_head *head, int64_t point, int64_t replication)
{
    const int64_t width = ab_journal_width(head), each = head->replications - head->before;
    return ((point / width) * each + replication - 1 - head->before) * width + point % width;
}

int64_t ab_journal_point_at(const struct ab_journal_head *head, int64_t run)
{
    return head->kind == AB_PLAN_SWEEP ? run / (head->replications - head->before)
                                       : run % head->points;
}

int64_t ab_journal_replication_at(const struct ab_journal_head *head, int64_t run)
{
    return 1 + head->before +
           (head->kind == AB_PLAN_SWEEP ? run % (head->replications - head->before)
                                        : run / head->points);
}

int64_t ab_journal_sources(const struct ab_journal_head *head)
{
    return head->kind == AB_PLAN_SWEEP                     ? 0
           : head->kind == AB_PLAN_RUN && head->points > 1 ? 1
                                                           : head->points;
}

int ab_journal_measures(const struct ab_journal_head *head, int64_t point)
{
    assert(head->kind == AB_PLAN_SWEEP || head->source != NULL);
    return head->kind == AB_PLAN_SWEEP
               ? head->measures
               : head->source[head->kind == AB_PLAN_RUN ? 0 : point].measures;
}

bool ab_journal_has_curves(const struct ab_journal_head *head, int64_t point, int64_t replication)
{
    return head->kind == AB_PLAN_RUN && point <= AB_POINT_DRAWN &&
           replication - head->before <= AB_CURVE_ROWS;
}

bool ab_journal_has_diary(const struct ab_journal_head *head, int64_t point, int64_t replication)
{
    return head->kind == AB_PLAN_RUN && point == AB_POINT_BASE &&
           replication - head->before <= AB_DIARY_ROWS;
}

uint64_t ab_journal_hash_columns(const struct ab_journal_head *head)
{
    uint64_t hash = AB_FOLD_START;
    for (int i = 0; i < head->keys; i++) {
        hash = ab_fold_text(ab_fold_text(hash, head->key[i]), head->key_unit[i]);
    }
    for (int i = 0; head->kind == AB_PLAN_SWEEP && i < head->measures; i++) {
        hash = ab_fold_text(ab_fold_text(hash, head->measure[i]), head->unit[i]);
    }
    for (int i = 0; i < ab_journal_sources(head); i++) {
        hash = ab_fold_pair(hash, (uint64_t)i, head->source[i].hash);
    }
    return hash;
}

uint64_t ab_journal_key(const struct ab_journal_head *head)
{
    const uint64_t number[] = {head->kind, head->scenario, head->design, head->columns,
                               head->seed, head->rule,     head->drawn,  0};
    uint64_t key = ab_fold_text(ab_fold_text(AB_FOLD_START, head->version), head->sources);
    key = ab_fold_text(key, head->name);
    for (size_t i = 0; i < sizeof number / sizeof number[0]; i += 2) {
        key = ab_fold_pair(key, number[i], number[i + 1]);
    }
    return key;
}

const char *ab_journal_difference(const struct ab_journal_head *a, const struct ab_journal_head *b,
                                  bool growing)
{
    if (strcmp(a->version, b->version) != 0 || strcmp(a->sources, b->sources) != 0) {
        return "another release of the program";
    }
    if (a->kind != b->kind) {
        return "another command";
    }
    if (a->scenario != b->scenario || strcmp(a->name, b->name) != 0) {
        return "another scenario";
    }
    if (a->drawn != b->drawn || (a->kind == AB_PLAN_RUN && a->points != b->points)) {
        return "other --inputs";
    }
    if (a->design != b->design || a->points != b->points || a->keys != b->keys) {
        return a->kind == AB_PLAN_SWEEP ? "another design" : "other variants";
    }
    if (a->rule != b->rule) {
        return a->rule == 0   ? "a sweep without --until"
               : b->rule == 0 ? "a sweep with --until"
                              : "another --until";
    }
    if (a->before != b->before) {
        return "other replications";
    }
    if (!growing && a->replications != b->replications) {
        return "another number of replications";
    }
    if (a->seed != b->seed) {
        return "another seed";
    }
    if (a->columns != b->columns || a->measures != b->measures || a->milestones != b->milestones ||
        a->contingents != b->contingents || a->sites != b->sites) {
        return "other measures";
    }
    return NULL;
}
