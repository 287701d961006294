/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* journal_text.c - writes the lines of a journal.
 *
 * A line costs about as much as a few events of a simulation, so nothing here goes through printf
 * but what is written once. */
#include "study/journal.h"

#include "study/journal_line.h"

#include "model/run.h"
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

void ab_journal_text_clear(struct ab_journal_text *text)
{
    ab_memory_give(text->bytes);
    *text = (struct ab_journal_text){0};
}

/* Room for `size` more bytes, or NULL. */
static char *take_room(struct ab_journal_text *text, size_t size)
{
    if (text->failed) {
        return NULL;
    }
    if (text->room - text->used < size) {
        const size_t room = 2 * text->room + size + 512;
        char *larger = ab_memory_resize(text->bytes, room, 1);
        if (larger == NULL) {
            text->failed = true;
            return NULL;
        }
        text->bytes = larger;
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

static size_t write_hex(char *to, uint64_t value, int digits)
{
    for (int i = digits - 1; i >= 0; i--, value >>= 4) {
        to[i] = "0123456789abcdef"[value & 15];
    }
    return (size_t)digits;
}

static size_t write_decimal(char *to, uint64_t value)
{
    char reversed[24];
    size_t n = 0, i;
    do {
        reversed[n++] = (char)('0' + value % 10);
    } while ((value /= 10) != 0);
    for (i = 0; i < n; i++) {
        to[i] = reversed[n - 1 - i];
    }
    return n;
}

static void put_number(struct ab_journal_text *text, uint64_t value)
{
    char field[24] = " ";
    put_bytes(text, field, 1 + write_decimal(field + 1, value));
}

static void put_hash(struct ab_journal_text *text, uint64_t value)
{
    char field[24] = " ";
    put_bytes(text, field, 1 + write_hex(field + 1, value, 16));
}

/* Whole numbers short of where doubles have gaps; not minus zero, which must come back as such. */
static bool is_short(double value)
{
    return fabs(value) < 1e15 && value == trunc(value) && !(value == 0 && signbit(value));
}

static void put_measure(struct ab_journal_text *text, double value)
{
    char field[24] = " ";
    size_t size = 1;
    if (isnan(value)) {
        field[size++] = '-';
    } else if (ab_is_beyond(value)) {
        field[size++] = '>';
    } else if (is_short(value)) {
        if (value < 0) {
            field[size++] = '-';
        }
        size += write_decimal(field + size, (uint64_t)fabs(value));
    } else {
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        field[size++] = 'x';
        size += write_hex(field + size, bits, 16);
    }
    put_bytes(text, field, size);
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
        char escaped[3] = "%";
        if (c > ' ' && c != '%' && c != 0x7f) {
            put_bytes(text, value, 1);
            continue;
        }
        (void)write_hex(escaped + 1, c, 2);
        put_bytes(text, escaped, sizeof escaped);
    }
}

/* Ends the line that began at `start`. */
static void end_line(struct ab_journal_text *text, size_t start)
{
    char end[] = " *00000000\n";
    if (text->failed) {
        return;
    }
    (void)write_hex(end + 2, ab_journal_checksum(text->bytes + start, text->used - start), 8);
    put_bytes(text, end, sizeof end - 1);
}

/* Puts a line of the head with as many texts as are not NULL. */
static void put_text_line(struct ab_journal_text *text, const char *letter, const char *value,
                          const char *second, const char *third)
{
    const size_t start = text->used;
    put_bytes(text, letter, 1);
    put_field(text, value);
    if (second != NULL) {
        put_field(text, second);
    }
    if (third != NULL) {
        put_field(text, third);
    }
    end_line(text, start);
}

void ab_journal_put_head(struct ab_journal_text *text, const struct ab_journal_head *head)
{
    const size_t start = text->used;
    put_bytes(text, AB_JOURNAL_MAGIC, strlen(AB_JOURNAL_MAGIC));
    put_field(text, head->version);
    put_field(text, head->sources);
    put_hash(text, head->scenario);
    put_hash(text, head->design);
    put_hash(text, head->columns);
    put_number(text, head->seed);
    put_number(text, (uint64_t)head->points);
    put_number(text, (uint64_t)head->replications);
    put_number(text, (uint64_t)head->keys);
    put_number(text, (uint64_t)head->measures);
    put_number(text, (uint64_t)head->first);
    put_number(text, (uint64_t)head->last);
    end_line(text, start);
    put_text_line(text, "n", head->name, NULL, NULL);
    for (int i = 0; i < head->keys; i++) {
        put_text_line(text, "k", head->key[i], head->key_unit[i],
                      ab_journal_kinds[head->key_kind[i]]);
    }
    for (int i = 0; i < head->measures; i++) {
        put_text_line(text, "m", head->measure[i], head->unit[i], NULL);
    }
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

void ab_journal_put_run(struct ab_journal_text *text, const struct ab_journal_run *run,
                        int measures)
{
    const size_t start = text->used;
    put_bytes(text, "r", 1);
    put_number(text, (uint64_t)run->run);
    put_number(text, run->events);
    put_hash(text, run->hash);
    for (int i = 0; i < measures; i++) {
        put_measure(text, run->value[i]);
    }
    if (run->reason != NULL) {
        put_bytes(text, " !", 2);
        put_field(text, run->reason);
    }
    end_line(text, start);
}
