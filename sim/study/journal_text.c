/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_text.c - the lines of a journal: writes them, and reads their fields.
 *
 * A line costs about as much as a few events of a simulation, so nothing here goes through printf,
 * and room is made once for all of it. */
#include "study/journal.h"

#include "base/format.h"
#include "model/run.h"
#include "study/journal_line.h"

#include <inttypes.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void ab_journal_text_clear(struct ab_journal_text *text)
{
    ab_memory_give(text->bytes);
    ab_pack_clear(&text->pack);
    *text = (struct ab_journal_text){0};
}

/* Room for `size` more bytes, or NULL. */
static char *take_room(struct ab_journal_text *text, size_t size)
{
    if (text->failed) {
        return NULL;
    }
    if (text->room - text->used < size) {
        const size_t room = text->room + text->room / 4 + size + 512;
        if (!AB_ENLARGE(text->bytes, room)) {
            text->failed = true;
            return NULL;
        }
        text->room = room;
    }
    return text->bytes + text->used;
}

static void put_bytes(struct ab_journal_text *text, const char *bytes, size_t size)
{
    char *room = take_room(text, size);
    if (room == NULL) {
        return;
    }
    memcpy(room, bytes, size);
    text->used += size;
}

void ab_journal_text_append(struct ab_journal_text *text, const struct ab_journal_text *more)
{
    if (more->used > 0) { /* a text that never had memory has no bytes at all */
        put_bytes(text, more->bytes, more->used);
    }
    text->failed = text->failed || more->failed;
}

/* ---- fields ---- */

/* Each of these writes a blank and a field, of FIELD_MAX bytes at most, and returns its end. */
enum { FIELD_MAX = 24 };

static char *write_number(char *to, uint64_t value)
{
    *to++ = ' ';
    return to + ab_format_natural(value, to);
}

static char *write_hash(char *to, uint64_t value)
{
    *to++ = ' ';
    return to + ab_format_hex(value, 16, to);
}

/* A whole number of either sign; - for AB_TIME_NEVER. */
static char *write_signed(char *to, int64_t value)
{
    *to++ = ' ';
    if (value == AB_TIME_NEVER) {
        *to++ = '-';
        return to;
    }
    return to + ab_format_integer(value, to);
}

/* Whole numbers short of where doubles have gaps; not minus zero, which must come back as such. */
static bool is_short(double value)
{
    return fabs(value) < 1e15 && value == trunc(value) && !(value == 0 && signbit(value));
}

static char *write_measure(char *to, double value)
{
    *to++ = ' ';
    if (isnan(value)) {
        *to++ = '-';
    } else if (ab_is_beyond(value)) {
        *to++ = '>';
    } else if (is_short(value)) {
        to += ab_format_integer((int64_t)value, to);
    } else {
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        *to++ = 'x';
        to += ab_format_hex(bits, 16, to);
    }
    return to;
}

static char *write_measures(char *to, const double *value, int count)
{
    for (int i = 0; i < count; i++) {
        to = write_measure(to, value[i]);
    }
    return to;
}

static void put_number(struct ab_journal_text *text, uint64_t value)
{
    char field[FIELD_MAX];
    const char *end = write_number(field, value);
    put_bytes(text, field, (size_t)(end - field));
}

static void put_hash(struct ab_journal_text *text, uint64_t value)
{
    char field[FIELD_MAX];
    const char *end = write_hash(field, value);
    put_bytes(text, field, (size_t)(end - field));
}

/* A text as one field. An empty one is %, which nothing else is. */
static void put_field(struct ab_journal_text *text, const char *value)
{
    put_bytes(text, " ", 1);
    if (value[0] == '\0') {
        put_bytes(text, "%", 1);
    }
    for (; *value != '\0'; value++) {
        const unsigned char c = (unsigned char)*value;
        char escaped[4] = "%";
        if (c > ' ' && c != '%' && c != 0x7f) {
            put_bytes(text, value, 1);
            continue;
        }
        (void)ab_format_hex(c, 2, escaped + 1);
        put_bytes(text, escaped, 3);
    }
}

/* Ends the line that began at `start`. */
static void end_line(struct ab_journal_text *text, size_t start)
{
    char end[] = " *00000000";
    if (text->failed) {
        return;
    }
    (void)ab_format_hex(ab_journal_checksum(text->key, text->bytes + start, text->used - start), 8,
                        end + 2);
    end[sizeof end - 1] = '\n';
    put_bytes(text, end, sizeof end);
}

void ab_journal_put_texts(struct ab_journal_text *text, const char *word, const char *const *value,
                          int count)
{
    const size_t start = text->used;
    put_bytes(text, word, strlen(word));
    for (int i = 0; i < count; i++) {
        put_field(text, value[i]);
    }
    end_line(text, start);
}

/* ---- the head ---- */

static void put_source(struct ab_journal_text *text, const struct ab_journal_source *source)
{
    const size_t start = text->used;
    put_bytes(text, "s", 1);
    put_field(text, source->name);
    put_field(text, source->origin);
    put_field(text, source->path);
    put_hash(text, source->hash);
    put_number(text, (uint64_t)source->measures);
    put_number(text, (uint64_t)source->set_count);
    for (int i = 0; i < source->set_count; i++) {
        put_field(text, source->set[i]);
    }
    end_line(text, start);
}

void ab_journal_put_head(struct ab_journal_text *text, const struct ab_journal_head *head)
{
    const size_t start = text->used;
    text->key = 0;
    put_bytes(text, AB_JOURNAL_MAGIC, strlen(AB_JOURNAL_MAGIC));
    put_field(text, head->version);
    put_field(text, head->sources);
    put_field(text, ab_plan_words[head->kind]);
    put_hash(text, head->scenario);
    put_hash(text, head->design);
    put_hash(text, head->columns);
    const int64_t number[] = {
        (int64_t)head->points, head->before,      head->replications, head->keys,  head->measures,
        head->milestones,      head->contingents, head->sites,        head->first, head->last};
    put_number(text, head->seed);
    for (size_t i = 0; i < sizeof number / sizeof number[0]; i++) {
        put_number(text, (uint64_t)number[i]);
    }
    if (head->rule != 0) {
        put_hash(text, head->rule);
    }
    if (head->drawn) {
        put_bytes(text, " drawn", 6);
    }
    if (head->build != NULL) {
        put_bytes(text, " built", 6);
        put_field(text, head->build);
        put_hash(text, head->probe);
    }
    end_line(text, start);
    ab_journal_put_texts(text, "n", &head->name, 1);
    for (int i = 0; i < head->keys; i++) {
        const char *const key[] = {head->key[i], head->key_unit[i],
                                   ab_journal_kinds[head->key_kind[i]]};
        ab_journal_put_texts(text, "k", key, 3);
    }
    for (int i = 0; head->kind == AB_PLAN_SWEEP && i < head->measures; i++) {
        const char *const measure[] = {head->measure[i], head->unit[i]};
        ab_journal_put_texts(text, "m", measure, 2);
    }
    for (int i = 0; i < ab_journal_sources(head); i++) {
        put_source(text, &head->source[i]);
    }
    text->key = ab_journal_key(head);
}

void ab_journal_put_end(struct ab_journal_text *text, int64_t point, int replications, bool reached)
{
    const size_t start = text->used;
    put_bytes(text, "e", 1);
    put_number(text, (uint64_t)point);
    put_number(text, (uint64_t)replications);
    put_number(text, reached);
    end_line(text, start);
}

void ab_journal_put_growth(struct ab_journal_text *text, int64_t replications)
{
    const size_t start = text->used;
    put_bytes(text, "g", 1);
    put_number(text, (uint64_t)replications);
    end_line(text, start);
}

void ab_journal_put_point(struct ab_journal_text *text, int64_t point, const char *const *value,
                          int keys)
{
    const size_t start = text->used;
    put_bytes(text, "p", 1);
    put_number(text, (uint64_t)point);
    for (int i = 0; i < keys; i++) {
        put_field(text, value[i]);
    }
    end_line(text, start);
}

/* ---- runs ---- */

/* Begins the line of a run: what each of them has. Room for `more` fields is left. */
static char *begin_run(struct ab_journal_text *text, const struct ab_journal_run *run, int measures,
                       size_t more)
{
    char *to = take_room(text, ((size_t)measures + more + 6) * FIELD_MAX);
    if (to == NULL) {
        return NULL;
    }
    *to++ = 'r';
    to = write_number(to, (uint64_t)run->point);
    to = write_number(to, (uint64_t)run->replication);
    to = write_number(to, run->events);
    to = write_hash(to, run->hash);
    return write_measures(to, run->value, measures);
}

static void end_run(struct ab_journal_text *text, size_t start, const char *end, const char *reason)
{
    if (end == NULL) {
        return;
    }
    text->used = (size_t)(end - text->bytes);
    if (reason != NULL) {
        put_bytes(text, " !", 2);
        put_field(text, reason);
    }
    end_line(text, start);
}

/* The changes of the curves: for each how many there are, and for each of these how many steps it
 * is behind the one before, and by how much. */
static char *write_curves(char *to, const struct ab_curves *curves)
{
    to = write_number(to, (uint64_t)curves->rung);
    for (int c = 0; c < AB_CURVE_COUNT; c++) {
        const int64_t *value = curves->value[c];
        const int points = (curves->used & 1u << c) != 0 ? curves->last + 1 : 0;
        int changes = 0, last = 0;
        int64_t before = 0;
        for (int i = 0; i < points; before = value[i++]) {
            changes += value[i] != before;
        }
        to = write_number(to, (uint64_t)changes);
        before = 0;
        for (int i = 0; changes > 0; before = value[i++]) {
            if (value[i] != before) {
                to = write_number(to, (uint64_t)(i - last));
                to = write_signed(to, value[i] - before);
                last = i;
                changes--;
            }
        }
    }
    return to;
}

static char *write_contingent(char *to, const struct ab_contingent_record *record)
{
    const int64_t field[] = {
        record->people,       record->vehicles,   record->committed,       record->alerted,
        record->assembled,    record->marched,    record->first_departure, record->first_landing,
        record->closed,       record->on_task,    record->released,        record->withdrawn,
        record->due,          record->late_link,  record->late_by,         record->hub_first,
        record->hub_complete, record->limit.time, record->limit.kind,      record->limit.thing};
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
        to = write_signed(to, field[i]);
    }
    return to;
}

static char *write_site(char *to, const struct ab_site_record *record)
{
    const int64_t field[] = {record->contingent,  record->requested,     record->assigned,
                             record->guarded,     record->host_freed,    record->handback,
                             record->handed_back, record->host_relieved, record->request_known,
                             record->guard_known, record->handback_known};
    for (size_t i = 0; i < sizeof field / sizeof field[0]; i++) {
        to = write_signed(to, field[i]);
    }
    return to;
}

/* Fields that have room for what is packed, in base 64. */
static size_t fields_of(const struct ab_pack *pack)
{
    return (4 * (pack->used / 3 + 8)) / FIELD_MAX + 2;
}

/* Six bits of 48 in each byte. */
static uint64_t spread(uint64_t bits)
{
    bits = (bits & 0xffffff000000) << 8 | (bits & 0xffffff);
    bits = (bits & 0xfff00000fff000) << 4 | (bits & 0xfff00000fff);
    return (bits & 0xfc00fc00fc00fc0) << 2 | (bits & 0x3f003f003f003f);
}

/* Letters, digits, _ and ~ for 0 to 63, by how far these ranges are from each other. */
enum { DIGITS = 16 };
typedef signed char sixteen __attribute__((vector_size(DIGITS)));
static sixteen digits_of(sixteen value)
{
    return value + 'A' + ((value > 25) & ('a' - 'Z' - 1)) + ((value > 51) & ('0' - 'z' - 1)) +
           ((value > 61) & ('_' - '9' - 1)) + ((value > 62) & ('~' - '_' - 1));
}

/* Six bytes of eight as the values of eight digits. */
static uint64_t values_of(const unsigned char *bytes)
{
    uint64_t bits;
    memcpy(&bits, bytes, sizeof bits);
    return htobe64(spread(be64toh(bits) >> 16));
}

/* Twelve bytes of fourteen as sixteen digits. Nothing is written in parts and read as a whole: the
 * processor would wait for that. */
static inline void write_twelve(char *to, const unsigned char *bytes)
{
    typedef uint64_t halves __attribute__((vector_size(DIGITS)));
    const halves bits = {values_of(bytes), values_of(bytes + 6)};
    const sixteen all = digits_of((sixteen)bits);
    memcpy(to, &all, sizeof all);
}

/* Three bytes as four digits; of the last ones, fewer: as many as it takes. */
static char *write_pack(char *to, const struct ab_pack *pack)
{
    enum { TAKEN = DIGITS / 4 * 3, READ = TAKEN + 2 };
    *to++ = ' ';
    if (pack->used == 0) {
        *to++ = '%';
        return to;
    }
    size_t left = pack->used;
    const unsigned char *from = pack->bytes;
    for (; left >= READ; from += TAKEN, left -= TAKEN, to += DIGITS) {
        write_twelve(to, from);
    }
    unsigned char rest[2 * READ] = {0};
    memcpy(rest, from, left);
    write_twelve(to, rest);
    if (left > TAKEN) {
        write_twelve(to + DIGITS, rest + TAKEN);
    }
    return to + (4 * left + 2) / 3;
}

enum { OUTCOME_FIELDS = 5, CONTINGENT_FIELDS = 20, SITE_FIELDS = 11 };

/* What a replication that is kept whole has beside; its diary is packed already. */
static char *write_whole(char *to, const struct ab_journal_head *head,
                         const struct ab_replication *replication, const struct ab_pack *diary)
{
    to = write_measures(to, replication->milestone, head->milestones);
    to = write_measures(to, replication->chain_h, AB_LINK_COUNT);
    to = write_measures(to, replication->wait_h, AB_CAUSE_COUNT);
    for (int i = 0; i < AB_CAUSE_COUNT; i++) {
        to = write_signed(to, replication->wait_flights[i]);
    }
    for (int i = 0; i < head->contingents; i++) {
        to = write_contingent(to, &replication->contingent[i]);
    }
    for (int i = 0; i < head->sites; i++) {
        to = write_site(to, &replication->site[i]);
    }
    to = write_pack(to, &replication->accounts);
    if (replication->curves != NULL) {
        to = write_curves(to, replication->curves);
    }
    return replication->diary != NULL ? write_pack(to, diary) : to;
}

void ab_journal_put_replication(struct ab_journal_text *text, const struct ab_journal_head *head,
                                const struct ab_replication *replication)
{
    const struct ab_run_outcome *outcome = &replication->outcome;
    const struct ab_journal_run run = {.point = replication->scenario,
                                       .replication = replication->number,
                                       .events = outcome->events,
                                       .hash = outcome->hash,
                                       .reason = outcome->complete ? NULL : outcome->reason,
                                       .value = replication->measure};
    const size_t start = text->used;
    const int measures = ab_journal_measures(head, run.point);
    const bool whole = head->kind == AB_PLAN_RUN;
    size_t fields = OUTCOME_FIELDS;
    if (whole) {
        fields += (size_t)head->milestones + AB_LINK_COUNT + (size_t)2 * AB_CAUSE_COUNT +
                  (size_t)head->contingents * CONTINGENT_FIELDS + (size_t)head->sites * SITE_FIELDS;
        fields += replication->curves != NULL
                      ? 1 + (size_t)AB_CURVE_COUNT * (1 + (size_t)2 * AB_CURVE_STEPS)
                      : 0;
        fields += fields_of(&replication->accounts);
    }
    if (whole && replication->diary != NULL) {
        ab_pack_empty(&text->pack);
        ab_pack_put_all(&text->pack, replication->diary);
        text->failed = text->failed || text->pack.failed;
        fields += fields_of(&text->pack);
    }
    char *to = begin_run(text, &run, measures, head->kind == AB_PLAN_SWEEP ? 0 : fields);
    if (to != NULL && head->kind != AB_PLAN_SWEEP) {
        to = write_signed(to, outcome->request);
        to = write_signed(to, outcome->idle_from);
        to = write_signed(to, outcome->ended);
        to = write_signed(to, outcome->followed);
        to = write_signed(to, outcome->ordered);
        to = whole ? write_whole(to, head, replication, &text->pack) : to;
    }
    end_run(text, start, to, run.reason);
}

/* ---- reading ---- */

bool ab_journal_check_line(char *line, size_t length, uint64_t key)
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
    if (told != ab_journal_checksum(key, line, length)) {
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

bool ab_journal_take_number(const char **cursor, uint64_t *value)
{
    return take_blank(cursor) && take_decimal(cursor, value);
}

bool ab_journal_take_count(const char **cursor, int64_t *value)
{
    uint64_t number;
    if (!ab_journal_take_number(cursor, &number) || number > INT64_MAX) {
        return false;
    }
    *value = (int64_t)number;
    return true;
}

bool ab_journal_take_hash(const char **cursor, uint64_t *value)
{
    return take_blank(cursor) && take_hex(cursor, 16, value);
}

bool ab_journal_take_measure(const char **cursor, double *value)
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
    if (**cursor == '>') {
        ++*cursor;
        *value = AB_BEYOND;
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

bool ab_journal_take_text(const char **cursor, char **to)
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

/* No count and no moment of a run is as large, and so many of them can be added and subtracted. */
#define SIGNED_MAX (INT64_C(1) << 53)

static bool take_signed(const char **cursor, int64_t *value)
{
    uint64_t number;
    if (!take_blank(cursor)) {
        return false;
    }
    const bool minus = **cursor == '-';
    *cursor += minus;
    if (minus && (**cursor == ' ' || **cursor == '\0')) {
        *value = AB_TIME_NEVER;
        return true;
    }
    if (!take_decimal(cursor, &number) || number > SIGNED_MAX) {
        return false;
    }
    *value = minus ? -(int64_t)number : (int64_t)number;
    return true;
}

static bool take_measures(const char **cursor, double *value, int count)
{
    for (int i = 0; i < count; i++) {
        if (!ab_journal_take_measure(cursor, &value[i])) {
            return false;
        }
    }
    return true;
}

static bool take_all(const char **cursor, int64_t *value, int count)
{
    for (int i = 0; i < count; i++) {
        if (!take_signed(cursor, &value[i])) {
            return false;
        }
    }
    return true;
}

static bool take_contingent(const char **cursor, struct ab_contingent_record *record)
{
    int64_t field[CONTINGENT_FIELDS];
    if (!take_all(cursor, field, CONTINGENT_FIELDS) || field[13] < AB_NOBODY ||
        field[13] >= AB_LINK_COUNT || field[18] < 0 || field[18] >= AB_LIMIT_COUNT ||
        field[19] < AB_NOBODY || field[19] > INT_MAX) {
        return false;
    }
    *record = (struct ab_contingent_record){.people = field[0],
                                            .vehicles = field[1],
                                            .committed = field[2] != 0,
                                            .alerted = field[3],
                                            .assembled = field[4],
                                            .marched = field[5],
                                            .first_departure = field[6],
                                            .first_landing = field[7],
                                            .closed = field[8],
                                            .on_task = field[9],
                                            .released = field[10],
                                            .withdrawn = field[11],
                                            .due = field[12],
                                            .late_link = (int)field[13],
                                            .late_by = field[14],
                                            .hub_first = field[15],
                                            .hub_complete = field[16],
                                            .limit = {field[17], (int)field[18], (int)field[19]}};
    return true;
}

/* Whether there is such a contingent is for the tables to know: they take it for an index. */
static bool take_site(const char **cursor, struct ab_site_record *record, int contingents)
{
    int64_t field[SITE_FIELDS];
    if (!take_all(cursor, field, SITE_FIELDS) || field[0] < AB_NOBODY || field[0] >= contingents) {
        return false;
    }
    *record = (struct ab_site_record){.contingent = (int)field[0],
                                      .requested = field[1],
                                      .assigned = field[2],
                                      .guarded = field[3],
                                      .host_freed = field[4],
                                      .handback = field[5],
                                      .handed_back = field[6],
                                      .host_relieved = field[7],
                                      .request_known = field[8],
                                      .guard_known = field[9],
                                      .handback_known = field[10]};
    return true;
}

static bool take_curves(const char **cursor, struct ab_curves *curves)
{
    int64_t rung, changes, steps, by;
    if (!ab_journal_take_count(cursor, &rung) || rung > AB_CURVE_RUNGS) {
        return false;
    }
    curves->rung = (int)rung;
    curves->last = AB_CURVE_STEPS - 1;
    curves->used = 0;
    for (int c = 0; c < AB_CURVE_COUNT; c++) {
        int64_t *value = curves->value[c], now = 0;
        int at = 0;
        if (!ab_journal_take_count(cursor, &changes)) {
            return false;
        }
        curves->used |= (changes > 0 ? 1u : 0u) << c;
        for (; changes > 0; changes--) {
            if (!ab_journal_take_count(cursor, &steps) || steps >= AB_CURVE_STEPS - at ||
                !take_signed(cursor, &by)) {
                return false;
            }
            for (; steps > 0; steps--) {
                value[at++] = now;
            }
            now = (int64_t)((uint64_t)now + (uint64_t)by);
        }
        while (at < AB_CURVE_STEPS) {
            value[at++] = now;
        }
    }
    return true;
}

/* What a character stands for; 64: nothing. */
static uint32_t digit_of(char c)
{
    return c >= 'A' && c <= 'Z'   ? (uint32_t)(c - 'A')
           : c >= 'a' && c <= 'z' ? (uint32_t)(c - 'a') + 26
           : c >= '0' && c <= '9' ? (uint32_t)(c - '0') + 52
           : c == '_'             ? 62
           : c == '~'             ? 63
                                  : 64;
}

static bool take_pack(const char **cursor, struct ab_pack *pack)
{
    ab_pack_empty(pack);
    if (!take_blank(cursor)) {
        return false;
    }
    if (**cursor == '%') {
        ++*cursor;
        return true;
    }
    const size_t length = strcspn(*cursor, " ");
    unsigned char *to = ab_pack_room(pack, length);
    if (to == NULL || length % 4 == 1 || length == 0) {
        return false;
    }
    uint32_t bits = 0;
    for (size_t i = 0; i < length; i++) {
        const uint32_t digit = digit_of((*cursor)[i]);
        if (digit > 63) {
            return false;
        }
        bits = bits << 6 | digit;
        if (i % 4 > 0) {
            *to++ = (unsigned char)(bits >> (6 - 2 * (i % 4)));
        }
    }
    pack->used = (size_t)(to - pack->bytes);
    *cursor += length;
    return true;
}

static bool take_diary(const char **cursor, struct ab_curves *curves)
{
    if (!take_pack(cursor, &curves->packed)) {
        return false;
    }
    ab_numbers_empty(&curves->diary);
    ab_unpack_all(&curves->packed, &curves->diary);
    return !curves->diary.failed;
}

static bool take_whole(const char **cursor, const struct ab_journal_head *head,
                       struct ab_replication *replication, struct ab_curves *curves)
{
    int64_t flights[AB_CAUSE_COUNT];
    if (!take_measures(cursor, replication->milestone, head->milestones) ||
        !take_measures(cursor, replication->chain_h, AB_LINK_COUNT) ||
        !take_measures(cursor, replication->wait_h, AB_CAUSE_COUNT) ||
        !take_all(cursor, flights, AB_CAUSE_COUNT)) {
        return false;
    }
    for (int i = 0; i < AB_CAUSE_COUNT; i++) {
        replication->wait_flights[i] = (int)flights[i];
    }
    bool good = true;
    for (int i = 0; good && i < head->contingents; i++) {
        good = take_contingent(cursor, &replication->contingent[i]);
    }
    for (int i = 0; good && i < head->sites; i++) {
        good = take_site(cursor, &replication->site[i], head->contingents);
    }
    good = good && take_pack(cursor, &replication->accounts);
    if (good &&
        strncmp(*cursor, " !", 2) == 0) { /* of a draw that made no scenario there is no more */
        return true;
    }
    if (good && ab_journal_has_curves(head, replication->scenario, replication->number)) {
        curves->ended = replication->outcome.ended;
        replication->curves = curves;
        good = take_curves(cursor, curves);
    }
    if (good && ab_journal_has_diary(head, replication->scenario, replication->number)) {
        replication->diary = &curves->diary;
        good = take_diary(cursor, curves);
    }
    return good;
}

enum ab_status ab_journal_take_replication(const struct ab_journal_run *run,
                                           const struct ab_journal_head *head,
                                           struct ab_replication *replication,
                                           struct ab_curves *curves)
{
    struct ab_run_outcome *outcome = &replication->outcome;
    const char *cursor = run->rest;
    const int measures = ab_journal_measures(head, run->point);
    replication->number = run->replication;
    replication->scenario = (int)run->point;
    replication->curves = NULL;
    replication->diary = NULL;
    if (measures > 0) { /* memcpy takes no NULL, even for nothing */
        memcpy(replication->measure, run->value, (size_t)measures * sizeof *run->value);
    }
    *outcome = (struct ab_run_outcome){.complete = run->reason == NULL,
                                       .reason = run->reason,
                                       .events = run->events,
                                       .hash = run->hash};
    if (head->kind == AB_PLAN_SWEEP) {
        return AB_OK;
    }
    const bool is_whole = head->kind == AB_PLAN_RUN;
    const bool good =
        take_signed(&cursor, &outcome->request) && take_signed(&cursor, &outcome->idle_from) &&
        take_signed(&cursor, &outcome->ended) && take_signed(&cursor, &outcome->followed) &&
        take_signed(&cursor, &outcome->ordered) &&
        (!is_whole || take_whole(&cursor, head, replication, curves)) &&
        (run->reason != NULL ? strncmp(cursor, " !", 2) == 0 : *cursor == '\0');
    const bool memory_out =
        !good && is_whole &&
        (replication->accounts.failed || curves->packed.failed || curves->diary.failed);
    return good ? AB_OK : memory_out ? AB_IO_ERROR : AB_BAD_SCENARIO;
}
