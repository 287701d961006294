/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value.c - conversion of single values: texts, flags, numbers, dates, choices. */
#include "scenario/value.h"

#include "base/caseless.h"
#include "base/nearest.h"
#include "base/visible.h"
#include "scenario/key_text.h"
#include "scenario/text.h"
#include "scenario/value_part.h"
#include "scenario/zone.h"

#include <math.h>
#include <string.h>

static bool convert_text(struct ab_conversion *conversion, const char *text, char **field)
{
    *field = ab_arena_copy_text(conversion->arena, text);
    return *field != NULL || ab_complain_of_memory(&conversion->complaint);
}

static bool convert_file(struct ab_conversion *conversion, const char *text, char **field)
{
    if (!ab_visible_is(text)) {
        return ab_complain(&conversion->complaint, AB_UNSEEN_FILE);
    }
    *field = ab_path_join(conversion->arena, conversion->folder, text);
    return *field != NULL || ab_complain_of_memory(&conversion->complaint);
}

static bool convert_flag(struct ab_conversion *conversion, const char *text, bool *field)
{
    /* Other programs write True, or TRUE. */
    const bool yes = ab_caseless_equal(text, "yes") || ab_caseless_equal(text, "true");
    const bool no = ab_caseless_equal(text, "no") || ab_caseless_equal(text, "false");
    *field = yes;
    return yes || no ||
           ab_complain(&conversion->complaint, "is not a flag; allowed are yes and no");
}

static bool convert_choice(struct ab_conversion *conversion, const struct ab_key *key,
                           const char *text, unsigned *field)
{
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, text);
    for (unsigned i = 0; key->choice[i].name != NULL; i++) {
        if (strcmp(key->choice[i].name, text) == 0) {
            *field = i;
            return true;
        }
        ab_nearest_offer(&nearest, key->choice[i].name);
    }
    const char *meant = ab_nearest_found(&nearest);
    if (meant != NULL) {
        return ab_complain(&conversion->complaint, "is not a choice; did you mean '%s'?", meant);
    }
    struct ab_key_text words;
    ab_key_describe(key, &words);
    return ab_complain(&conversion->complaint, "is not a choice; allowed are %s", words.range);
}

static bool is_word(const struct ab_key *key, const char *text)
{
    return key->word != NULL && strcmp(key->word, text) == 0;
}

/* Where a number is wanted but a word is also allowed, the complaint names the word. */
static bool looks_like_word(const struct ab_key *key, const char *text)
{
    return key->word != NULL && text[0] >= 'a' && text[0] <= 'z';
}

static bool convert_count(struct ab_conversion *conversion, const struct ab_key *key,
                          const char *text, int64_t *field)
{
    if (is_word(key, text)) {
        *field = (int64_t)key->word_value;
        return true;
    }
    if (looks_like_word(key, text)) {
        return ab_complain(&conversion->complaint, "is neither a whole number nor '%s'", key->word);
    }
    if (!ab_integer_parse(text, field, &conversion->complaint)) {
        return false;
    }
    /* A double may be no more than the limit where the number itself is. */
    const bool beyond = key->maximum<(double)INT64_MAX && * field>(int64_t) key->maximum;
    return ab_range_check(beyond ? (double)INFINITY : (double)*field, AB_DIMENSION_NONE,
                          key->minimum, key->maximum, &conversion->complaint);
}

static bool convert_number(struct ab_conversion *conversion, const struct ab_key *key,
                           const char *text, double *field)
{
    if (is_word(key, text)) {
        *field = key->word_value;
        return true;
    }
    if (looks_like_word(key, text)) {
        return ab_complain(&conversion->complaint, "is neither a %s nor '%s'",
                           ab_dimension_name(key->dimension), key->word);
    }
    return ab_quantity_parse(text, key->dimension, field, &conversion->complaint) &&
           ab_range_check(*field, key->dimension, key->minimum, key->maximum,
                          &conversion->complaint);
}

static bool convert_duration(struct ab_conversion *conversion, const struct ab_key *key,
                             const char *text, ab_time *field)
{
    double ms;
    if (is_word(key, text)) {
        *field = AB_TIME_NEVER;
        return true;
    }
    if (!convert_number(conversion, key, text, &ms)) {
        return false;
    }
    *field = ab_time_round(ms);
    return true;
}

static bool convert_date(struct ab_conversion *conversion, const char *text, ab_time zero,
                         ab_time *field)
{
    ab_time instant;
    if (!ab_time_parse_iso(text, &instant)) {
        return ab_complain(&conversion->complaint,
                           "is not a date; dates are written 2022-01-06T01:20+03:00 or "
                           "2022-01-05T22:20Z");
    }
    *field = instant - zero;
    return true;
}

/* Nothing in a scenario lasts longer than ten years, a request and what follows it twenty, so that
 * every instant that comes of a good start has a year of four digits. */
static bool convert_start(struct ab_conversion *conversion, const char *text, ab_time *field)
{
    const ab_time latest = AB_TIME_LAST - 7305 * AB_DAY; /* twenty years before */
    if (!convert_date(conversion, text, 0, field)) {
        return false;
    }
    return *field <= latest ||
           ab_complain(&conversion->complaint, "is too late: nothing may come after the year 9999; "
                                               "allowed is 9979-12-31 at the latest");
}

/* A moment is a date when it begins like one, 2022-; anything else is a delay. */
static bool convert_when(struct ab_conversion *conversion, const struct ab_key *key,
                         const char *text, struct ab_when *field)
{
    const size_t digits = strspn(text, "0123456789");
    if (digits == 4 && text[digits] == '-') {
        field->kind = AB_WHEN_DATE;
        return convert_date(conversion, text, conversion->start, &field->date);
    }
    field->kind = AB_WHEN_DELAY;
    return ab_value_convert_distribution(conversion, key, text, &field->delay);
}

/* ---- milestones ---- */

static bool convert_amount(struct ab_conversion *conversion, enum ab_dimension dimension,
                           const char *text, double *field)
{
    if (!ab_quantity_parse(text, dimension, field, &conversion->complaint)) {
        return false;
    }
    return *field >= 0 || ab_complain(&conversion->complaint, "is negative");
}

static bool convert_bound(struct ab_conversion *conversion, const char *text, double *field)
{
    ab_time date = 0;
    switch (conversion->meaning) {
    case AB_MEANS_DATE:
        if (!convert_date(conversion, text, conversion->start, &date)) {
            return false;
        }
        *field = (double)date;
        return true;
    case AB_MEANS_DURATION: return convert_amount(conversion, AB_DIMENSION_TIME, text, field);
    case AB_MEANS_AMOUNT: break;
    }
    return convert_amount(conversion, AB_DIMENSION_NONE, text, field);
}

/* A tolerance in percent is of the smaller bound given, the stricter reading. */
static bool convert_tolerance(struct ab_conversion *conversion, const char *text,
                              const struct ab_milestone *milestone, double *field)
{
    struct ab_measured measured;
    const char *cursor = text;
    if (conversion->meaning != AB_MEANS_AMOUNT) {
        return convert_amount(conversion, AB_DIMENSION_TIME, text, field);
    }
    if (!ab_scan_measured(&cursor, &measured) || strcmp(measured.unit, "%") != 0 ||
        *cursor != '\0') {
        return convert_amount(conversion, AB_DIMENSION_NONE, text, field);
    }
    if (measured.number < 0) {
        return ab_complain(&conversion->complaint, "is negative");
    }
    const double bound = milestone->has_earliest ? milestone->earliest : milestone->latest;
    *field = measured.number * bound / 100;
    return true;
}

/* ---- all of them ---- */

size_t ab_value_size(enum ab_value_type type)
{
    switch (type) {
    case AB_VALUE_BASE: return 0;
    case AB_VALUE_FLAG: return sizeof(bool);
    case AB_VALUE_CHOICE: return sizeof(unsigned);
    case AB_VALUE_REFERENCE: return sizeof(int);
    case AB_VALUE_DISTRIBUTION:
    case AB_VALUE_COUNT_DISTRIBUTION: return sizeof(struct ab_distribution);
    case AB_VALUE_WHEN: return sizeof(struct ab_when);
    case AB_VALUE_REFERENCES: return sizeof(struct ab_references);
    case AB_VALUE_DAY_HOURS: return sizeof(struct ab_hours);
    case AB_VALUE_COUNT:
    case AB_VALUE_DURATION:
    case AB_VALUE_START:
    case AB_VALUE_DATE: return sizeof(int64_t);
    case AB_VALUE_NUMBER:
    case AB_VALUE_HOURS:
    case AB_VALUE_BOUND:
    case AB_VALUE_TOLERANCE: return sizeof(double);
    case AB_VALUE_TEXT:
    case AB_VALUE_FILE:
    case AB_VALUE_NUMBERS_OF:
    case AB_VALUE_PAYLOAD_RANGE:
    case AB_VALUE_PERIODS:
    case AB_VALUE_ZONE: break;
    }
    return sizeof(void *);
}

/* Converts a text without outer blanks. */
static bool convert_trimmed(struct ab_conversion *conversion, const struct ab_key *key,
                            const char *text, void *thing)
{
    char *const base = thing;
    void *const field = base + key->offset;
    struct ab_number_of *numbers = NULL;
    if (key->companion != 0 && !ab_key_is_counted(key)) {
        *(bool *)(base + key->companion) = true;
    }
    switch (key->type) {
    case AB_VALUE_BASE: return true;
    case AB_VALUE_TEXT: return convert_text(conversion, text, field);
    case AB_VALUE_FILE: return convert_file(conversion, text, field);
    case AB_VALUE_FLAG: return convert_flag(conversion, text, field);
    case AB_VALUE_COUNT: return convert_count(conversion, key, text, field);
    case AB_VALUE_NUMBER: return convert_number(conversion, key, text, field);
    case AB_VALUE_HOURS:
        if (!convert_number(conversion, key, text, field)) {
            return false;
        }
        *(double *)field /= (double)AB_HOUR;
        return true;
    case AB_VALUE_DURATION: return convert_duration(conversion, key, text, field);
    case AB_VALUE_START: return convert_start(conversion, text, field);
    case AB_VALUE_DATE: return convert_date(conversion, text, conversion->start, field);
    case AB_VALUE_CHOICE: return convert_choice(conversion, key, text, field);
    case AB_VALUE_DISTRIBUTION:
    case AB_VALUE_COUNT_DISTRIBUTION:
        return ab_value_convert_distribution(conversion, key, text, field);
    case AB_VALUE_WHEN: return convert_when(conversion, key, text, field);
    case AB_VALUE_REFERENCE:
        return ab_value_convert_reference(conversion, key, text, strlen(text), field);
    case AB_VALUE_REFERENCES: return ab_value_convert_references(conversion, key, text, field);
    case AB_VALUE_NUMBERS_OF:
        if (!ab_value_convert_numbers_of(conversion, key, text, &numbers,
                                         (int *)(base + key->companion))) {
            return false;
        }
        *(struct ab_number_of **)field = numbers;
        return true;
    case AB_VALUE_PAYLOAD_RANGE:
        return ab_value_convert_payload_range(conversion, text, field,
                                              (int *)(base + key->companion));
    case AB_VALUE_DAY_HOURS: return ab_value_convert_day_hours(conversion, text, field);
    case AB_VALUE_PERIODS:
        return ab_value_convert_periods(conversion, text, field, (int *)(base + key->companion));
    case AB_VALUE_ZONE: return ab_zone_read(conversion, text, field);
    case AB_VALUE_BOUND: return convert_bound(conversion, text, field);
    case AB_VALUE_TOLERANCE: return convert_tolerance(conversion, text, thing, field);
    }
    return false;
}

bool ab_value_convert(struct ab_conversion *conversion, const struct ab_key *key, const char *text,
                      void *thing)
{
    char trimmed[AB_VALUE_BYTES_MAX + 1] = "";
    /* Quotes keep outer blanks: a text wants them, nothing else does. */
    if (key->type == AB_VALUE_TEXT) {
        return convert_trimmed(conversion, key, text, thing);
    }
    ab_scan_blanks(&text);
    size_t length = strnlen(text, AB_VALUE_BYTES_MAX);
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        length--;
    }
    memcpy(trimmed, text, length);
    trimmed[length] = '\0';
    return convert_trimmed(conversion, key, trimmed, thing);
}
