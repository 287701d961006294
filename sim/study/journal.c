/* journal.c - reads journals. */
#include "study/journal.h"

#include "study/journal_line.h"

#include <string.h>

enum { HEAD_ROOM = 1 << 13, COUNT_MAX = 1 << 20 };

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
    bool out_of_memory;
};

/* ---- fields ---- */

/* Whether a line's checksum is right; cuts it off. */
static bool check_line(char *line, size_t length)
{
    if (length < AB_JOURNAL_CHECKSUM_SIZE) {
        return false;
    }
    length -= AB_JOURNAL_CHECKSUM_SIZE;
    uint32_t told = 0;
    if (line[length] != ' ' || line[length + 1] != '*') {
        return false;
    }
    for (int i = 2; i < AB_JOURNAL_CHECKSUM_SIZE; i++) {
        const char *digits = "0123456789abcdef", c = line[length + (size_t)i];
        const char *digit = c != '\0' ? strchr(digits, c) : NULL;
        if (digit == NULL) {
            return false;
        }
        told = told << 4 | (uint32_t)(digit - digits);
    }
    if (told != ab_journal_checksum(line, length)) {
        return false;
    }
    line[length] = '\0';
    return true;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool take_hex(const char **cursor, int digits, uint64_t *value)
{
    *value = 0;
    for (int i = 0; i < digits; i++, (*cursor)++) {
        const int digit = hex_digit(**cursor);
        if (digit < 0) {
            return false;
        }
        *value = *value << 4 | (uint64_t)digit;
    }
    return true;
}

static bool take_decimal(const char **cursor, uint64_t *value)
{
    const char *start = *cursor;
    for (*value = 0; **cursor >= '0' && **cursor <= '9'; (*cursor)++) {
        *value = *value * 10 + (uint64_t)(**cursor - '0');
    }
    return *cursor > start && *cursor - start <= 20;
}

static bool take_blank(const char **cursor)
{
    return *(*cursor)++ == ' ';
}

static bool take_number(const char **cursor, uint64_t *value)
{
    return take_blank(cursor) && take_decimal(cursor, value);
}

static bool take_count(const char **cursor, int64_t *value)
{
    uint64_t number;
    if (!take_number(cursor, &number) || number > INT64_MAX) {
        return false;
    }
    *value = (int64_t)number;
    return true;
}

static bool take_hash(const char **cursor, uint64_t *value)
{
    return take_blank(cursor) && take_hex(cursor, 16, value);
}

static bool take_measure(const char **cursor, double *value)
{
    uint64_t number;
    if (!take_blank(cursor)) {
        return false;
    }
    if (**cursor == 'x') {
        ++*cursor;
        if (!take_hex(cursor, 16, &number)) {
            return false;
        }
        memcpy(value, &number, sizeof *value);
        return true;
    }
    const bool minus = **cursor == '-';
    *cursor += minus;
    if (minus && (**cursor == ' ' || **cursor == '\0')) {
        const uint64_t none = UINT64_C(0x7ff8000000000000); /* a quiet NAN */
        memcpy(value, &none, sizeof *value);
        return true;
    }
    if (!take_decimal(cursor, &number)) {
        return false;
    }
    *value = minus ? -(double)number : (double)number;
    return true;
}

/* Decodes a field into `to`, which has room for it; its end comes back in *to. */
static bool take_text(const char **cursor, char **to)
{
    uint64_t byte;
    if (!take_blank(cursor)) {
        return false;
    }
    if ((*cursor)[0] == '%' && ((*cursor)[1] == ' ' || (*cursor)[1] == '\0')) {
        ++*cursor; /* the empty text */
    }
    while (**cursor != ' ' && **cursor != '\0') {
        byte = (unsigned char)*(*cursor)++;
        if (byte == '%' && !take_hex(cursor, 2, &byte)) {
            return false;
        }
        *(*to)++ = (char)byte;
    }
    *(*to)++ = '\0';
    return true;
}

/* ---- the head ---- */

static enum ab_status out_of_memory(const struct ab_journal *journal, struct ab_errors *errors)
{
    return ab_errors_add(errors, AB_IO_ERROR, journal->path, 0, NULL, NULL, "out of memory");
}

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
    /* The line stands in the reader's buffer, which is this journal's alone. */
    return !torn && check_line((char *)line, length) ? line : NULL;
}

/* A copy of a field in the arena, NULL when it is not there or memory is out. */
static const char *keep_text(struct ab_journal *journal, const char **cursor)
{
    char *copy = ab_arena_take(journal->arena, strlen(*cursor) + 1), *end = copy;
    return copy != NULL && take_text(cursor, &end) ? copy : NULL;
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
    if (head->version == NULL || head->sources == NULL || !take_hash(&cursor, &head->scenario) ||
        !take_hash(&cursor, &head->design) || !take_hash(&cursor, &head->columns) ||
        !take_number(&cursor, &head->seed) || !take_count(&cursor, &head->points) ||
        !take_count(&cursor, &head->replications) || !take_count(&cursor, &keys) ||
        !take_count(&cursor, &measures) || !take_count(&cursor, &head->first) ||
        !take_count(&cursor, &head->last)) {
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
    head->measure = ab_arena_take(journal->arena, measures * sizeof *head->measure);
    head->unit = ab_arena_take(journal->arena, measures * sizeof *head->unit);
    journal->value = ab_arena_take(journal->arena, measures * sizeof *journal->value);
    journal->point = ab_arena_take(journal->arena, keys * sizeof *journal->point);
    return head->key != NULL && head->key_unit != NULL && head->measure != NULL &&
           head->unit != NULL && journal->value != NULL && journal->point != NULL;
}

/* Reads a line `KIND TEXT [TEXT]` of the head; false when it is not there. */
static bool read_names(struct ab_journal *journal, char kind, const char **name, const char **more,
                       enum ab_status *status, struct ab_errors *errors)
{
    const char *line = next_line(journal, status, errors);
    if (line == NULL || line[0] != kind) {
        return false;
    }
    const char *cursor = line + 1;
    *name = keep_text(journal, &cursor);
    if (more != NULL) {
        *more = keep_text(journal, &cursor);
    }
    return *name != NULL && (more == NULL || *more != NULL);
}

/* Reads the head; *whole: it is all there. */
static enum ab_status read_head(struct ab_journal *journal, bool *whole, struct ab_errors *errors)
{
    struct ab_journal_head *head = &journal->head;
    enum ab_status status;
    const char *line = next_line(journal, &status, errors);
    *whole = false;
    if (line == NULL) {
        return status;
    }
    if (!read_first_line(journal, line)) {
        return ab_errors_add(errors, AB_BAD_SCENARIO, journal->path, 1, NULL, NULL,
                             "this is not a journal that this program can read");
    }
    if (!take_arrays(journal)) {
        return out_of_memory(journal, errors);
    }
    *whole = read_names(journal, 'n', &head->name, NULL, &status, errors);
    for (int i = 0; i < head->keys && *whole; i++) {
        *whole = read_names(journal, 'k', &head->key[i], &head->key_unit[i], &status, errors);
    }
    for (int i = 0; i < head->measures && *whole; i++) {
        *whole = read_names(journal, 'm', &head->measure[i], &head->unit[i], &status, errors);
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
        return ab_errors_add(errors, AB_IO_ERROR, path, 0, NULL, NULL, "out of memory");
    }
    made->arena = ab_arena_create(HEAD_ROOM);
    if (made->arena != NULL) {
        made->path = ab_arena_copy_text(made->arena, path);
    }
    enum ab_status status = made->path == NULL ? out_of_memory(made, errors)
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
        !take_count(&cursor, &journal->point_number)) {
        return false;
    }
    char *to = journal->point_text;
    for (int i = 0; i < journal->head.keys; i++) {
        journal->point[i] = to;
        if (!take_text(&cursor, &to)) {
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
    if (!take_count(&cursor, &run->run) || !take_number(&cursor, &run->events) ||
        !take_hash(&cursor, &run->hash)) {
        return false;
    }
    for (int i = 0; i < journal->head.measures; i++) {
        if (!take_measure(&cursor, &run->value[i])) {
            return false;
        }
    }
    if (strncmp(cursor, " !", 2) == 0) {
        cursor += 2;
        if (!make_room(journal, &journal->reason, &journal->reason_room, strlen(cursor) + 1)) {
            return false;
        }
        char *to = journal->reason;
        if (!take_text(&cursor, &to)) {
            return false;
        }
        run->reason = journal->reason;
    }
    return *cursor == '\0' && run->run == journal->next && run->run < journal->head.last &&
           run->run / journal->head.replications == journal->point_number;
}

/* A bad line is a torn end unless a good one follows. */
static enum ab_status judge_bad_line(struct ab_journal *journal, struct ab_errors *errors)
{
    if (journal->out_of_memory) {
        return out_of_memory(journal, errors);
    }
    const int bad = journal->line;
    size_t length;
    bool torn;
    enum ab_status status;
    const char *line;
    while ((line = ab_lines_next(journal->lines, &length, &torn, &status, errors)) != NULL) {
        if (!torn && check_line((char *)line, length)) {
            return ab_errors_add(errors, AB_IO_ERROR, journal->path, bad, NULL, NULL,
                                 "this line of the journal is damaged, and good ones follow it");
        }
    }
    return status;
}

bool ab_journal_next(struct ab_journal *journal, struct ab_journal_run *run, enum ab_status *status,
                     struct ab_errors *errors)
{
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

struct ab_journal_place ab_journal_place(const struct ab_journal *journal)
{
    return (struct ab_journal_place){ab_lines_offset(journal->lines), journal->next, journal->line};
}

enum ab_status ab_journal_return(struct ab_journal *journal, const struct ab_journal_place *place,
                                 struct ab_errors *errors)
{
    journal->next = place->run;
    journal->line = place->line;
    return ab_lines_seek(journal->lines, place->offset, errors);
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
