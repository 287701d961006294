/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value.c - the types of values: each is a row of the table at the end, with its functions.
 *
 * Distributions and time zones, which are longer stories, have files of their own. */
#include "scenario/value.h"
#include "base/path.h"
#include "scenario/files.h"

#include "base/caseless.h"
#include "base/fold.h"
#include "base/limits.h"
#include "base/nearest.h"
#include "base/visible.h"
#include "scenario/arrivals.h"
#include "scenario/key_text.h"
#include "scenario/text.h"
#include "scenario/zone.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* ---- what the functions of types share ---- */

void *ab_conversion_take(struct ab_conversion *conversion, size_t size)
{
    void *memory = ab_arena_take(conversion->arena, size);
    if (memory == NULL) {
        ab_complaint_add_memory(&conversion->complaint);
    }
    return memory;
}

bool ab_conversion_read(struct ab_conversion *conversion, const char *kind, const char *file,
                        size_t most, const char **path, char **content, size_t *size)
{
    struct ab_errors *errors = ab_conversion_take(conversion, sizeof *errors);
    *path = ab_path_join(conversion->arena, conversion->folder, file);
    if (*path == NULL || errors == NULL) {
        return ab_complain_of_memory(&conversion->complaint);
    }
    if (ab_files_read(conversion->files, *path, most, AB_FILES_KEEP, content, size, errors) !=
        AB_OK) {
        return ab_errors_have_ended(errors)
                   ? ab_complain_of_failure(&conversion->complaint, *path, errors->error[0].text)
                   : ab_complain(&conversion->complaint, "names a file of %s: %s", kind,
                                 errors->error[0].text);
    }
    return true;
}

static void *field_of(const struct ab_key *key, void *thing)
{
    return (char *)thing + key->offset;
}

static const void *value_of(const struct ab_key *key, const void *thing)
{
    return (const char *)thing + key->offset;
}

/* How many elements an array has: the companion of its key. */
static int *count_of(const struct ab_key *key, void *thing)
{
    return (int *)(void *)((char *)thing + key->companion);
}

static int counted(const struct ab_key *key, const void *thing)
{
    return *(const int *)(const void *)((const char *)thing + key->companion);
}

/* ---- texts, flags, choices ---- */

/* The name of another file, which a reader follows: no field. */
static bool convert_nothing(struct ab_conversion *conversion, const struct ab_key *key,
                            const char *text, void *thing)
{
    (void)conversion;
    (void)key;
    (void)text;
    (void)thing;
    return true;
}

static void fold_nothing(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    (void)canon;
    (void)key;
    (void)thing;
}

static bool convert_text(struct ab_conversion *conversion, const struct ab_key *key,
                         const char *text, void *thing)
{
    char **field = field_of(key, thing);
    *field = ab_arena_copy_text(conversion->arena, text);
    return *field != NULL || ab_complain_of_memory(&conversion->complaint);
}

/* A text that is not given is that of the section's id, or empty. */
static bool clear_text(const struct ab_key *key, const char *id, struct ab_arena *arena,
                       void *thing)
{
    char **field = field_of(key, thing);
    *field = NULL;
    if ((key->flags & AB_KEY_NULLABLE) == 0) {
        *field = ab_arena_copy_text(arena, (key->flags & AB_KEY_NAMED_BY_ID) != 0 ? id : "");
        return *field != NULL;
    }
    return true;
}

/* A name that is the id is as little told apart by case as that. */
static void fold_text(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    const struct ab_named *named = thing;
    const char *text = *(char *const *)value_of(key, thing);
    if ((key->flags & AB_KEY_NAMED_BY_ID) != 0 && ab_caseless_equal(text, named->id)) {
        ab_canon_id(canon, text);
    } else {
        ab_canon_text(canon, text != NULL ? text : "");
    }
}

static bool convert_file(struct ab_conversion *conversion, const struct ab_key *key,
                         const char *text, void *thing)
{
    char **field = field_of(key, thing);
    if (!ab_visible_is(text)) {
        return ab_complain(&conversion->complaint, AB_UNSEEN_FILE);
    }
    *field = ab_path_join(conversion->arena, conversion->folder, text);
    return *field != NULL || ab_complain_of_memory(&conversion->complaint);
}

static bool convert_flag(struct ab_conversion *conversion, const struct ab_key *key,
                         const char *text, void *thing)
{
    bool *field = field_of(key, thing);
    /* Other programs write True, or TRUE. */
    const bool yes = ab_caseless_equal(text, "yes") || ab_caseless_equal(text, "true");
    const bool no = ab_caseless_equal(text, "no") || ab_caseless_equal(text, "false");
    *field = yes;
    return yes || no ||
           ab_complain(&conversion->complaint, "is not a flag; allowed are yes and no");
}

static void fold_flag(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    ab_canon_text(canon, *(const bool *)value_of(key, thing) ? "yes" : "no");
}

static bool convert_choice(struct ab_conversion *conversion, const struct ab_key *key,
                           const char *text, void *thing)
{
    unsigned *field = field_of(key, thing);
    int choices = 0;
    for (; key->choice[choices].name != NULL; choices++) {
        if (strcmp(key->choice[choices].name, text) == 0) {
            *field = (unsigned)choices;
            return true;
        }
    }
    const char *meant = ab_nearest_in(text, &key->choice->name, sizeof *key->choice, choices);
    if (meant != NULL) {
        char room[AB_NEAREST_SIZE];
        return ab_complain(&conversion->complaint, "is not a choice%s",
                           ab_nearest_ask(room, "'", meant, "'?", ""));
    }
    struct ab_key_text words;
    ab_key_describe(key, &words);
    return ab_complain(&conversion->complaint, "is not a choice; allowed are %s", words.range);
}

static void fold_choice(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    ab_canon_text(canon, key->choice[*(const unsigned *)value_of(key, thing)].name);
}

/* ---- numbers ---- */

static bool is_word(const struct ab_key *key, const char *text)
{
    return key->word != NULL && strcmp(key->word, text) == 0;
}

/* `+2` may mean two, or two more than before. Where values may be negative it is a plain sign. */
static bool adds(struct ab_complaint *complaint, const struct ab_key *key, const char *text)
{
    if (*text != '+' || key->minimum < 0) {
        return false;
    }
    (void)ab_complain(complaint,
                      "may mean so much, or so much more: write the whole value, without "
                      "the plus sign");
    return true;
}

/* Where a number is wanted but a word is also allowed, the complaint names the word. */
static bool looks_like_word(const struct ab_key *key, const char *text)
{
    return key->word != NULL && text[0] >= 'a' && text[0] <= 'z';
}

static bool convert_count(struct ab_conversion *conversion, const struct ab_key *key,
                          const char *text, void *thing)
{
    int64_t *field = field_of(key, thing);
    if (is_word(key, text)) {
        *field = (int64_t)key->word_value;
        return true;
    }
    if (looks_like_word(key, text)) {
        return ab_complain(&conversion->complaint, "is neither a whole number nor '%s'", key->word);
    }
    if (adds(&conversion->complaint, key, text) ||
        !ab_integer_parse(text, field, &conversion->complaint)) {
        return false;
    }
    /* A double may be no more than the limit where the number itself is. */
    assert(key->maximum < (double)INT64_MAX);
    const bool beyond = *field > (int64_t)key->maximum;
    return ab_range_check(beyond ? (double)INFINITY : (double)*field, AB_DIMENSION_NONE,
                          key->minimum, key->maximum, &conversion->complaint);
}

static void fold_integer(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    ab_canon_integer(canon, *(const int64_t *)value_of(key, thing));
}

static bool read_number(struct ab_conversion *conversion, const struct ab_key *key,
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
    return !adds(&conversion->complaint, key, text) &&
           ab_quantity_parse(text, key->dimension, field, &conversion->complaint) &&
           ab_range_check(*field, key->dimension, key->minimum, key->maximum,
                          &conversion->complaint);
}

static bool convert_number(struct ab_conversion *conversion, const struct ab_key *key,
                           const char *text, void *thing)
{
    return read_number(conversion, key, text, field_of(key, thing));
}

static void fold_number(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    ab_canon_number(canon, *(const double *)value_of(key, thing));
}

static bool convert_hours(struct ab_conversion *conversion, const struct ab_key *key,
                          const char *text, void *thing)
{
    double *field = field_of(key, thing);
    if (!read_number(conversion, key, text, field)) {
        return false;
    }
    *field /= (double)AB_HOUR;
    return true;
}

/* ---- times ---- */

static bool convert_duration(struct ab_conversion *conversion, const struct ab_key *key,
                             const char *text, void *thing)
{
    ab_time *field = field_of(key, thing);
    double ms;
    if (is_word(key, text)) {
        *field = AB_TIME_NEVER;
        return true;
    }
    if (!read_number(conversion, key, text, &ms)) {
        return false;
    }
    *field = ab_time_round(ms);
    return true;
}

#define DATES "dates are written 2022-01-06T01:20+03:00 or 2022-01-05T22:20Z"

static bool read_date(struct ab_conversion *conversion, const char *text, ab_time zero,
                      ab_time *field)
{
    ab_time instant;
    if (!ab_time_parse_iso(text, &instant)) {
        char why[AB_TIME_WHY_SIZE];
        return ab_complain(&conversion->complaint, "is not a date%s; " DATES,
                           ab_time_missing_day(text, why));
    }
    *field = instant - zero;
    return true;
}

static bool convert_date(struct ab_conversion *conversion, const struct ab_key *key,
                         const char *text, void *thing)
{
    return read_date(conversion, text, conversion->start, field_of(key, thing));
}

/* Nothing in a scenario lasts longer than ten years, a request and what follows it twenty, so that
 * every instant that comes of a good start has a year of four digits. */
static bool convert_start(struct ab_conversion *conversion, const struct ab_key *key,
                          const char *text, void *thing)
{
    ab_time *field = field_of(key, thing);
    const ab_time latest = AB_TIME_LAST - 7305 * AB_DAY; /* twenty years before */
    if (!read_date(conversion, text, 0, field)) {
        return false;
    }
    return *field <= latest ||
           ab_complain(&conversion->complaint, "is too late: nothing may come after the year 9999; "
                                               "allowed is 9979-12-31 at the latest");
}

/* What is not given, or could not be read. */
static const struct ab_distribution zero = {.kind = AB_CONSTANT};

/* Whether a text is a number, with a unit or not, or something with brackets, whatever it is worth. */
static bool is_delay(const char *text)
{
    struct ab_measured measured;
    const char *cursor = text;
    return strchr(text, '(') != NULL || (ab_scan_measured(&cursor, &measured) && *cursor == '\0');
}

/* A moment is a date when it begins like one, 2022-; anything else is a delay, but may have been meant
 * as a date: 8/1/2022. */
static bool convert_when(struct ab_conversion *conversion, const struct ab_key *key,
                         const char *text, void *thing)
{
    struct ab_when *field = field_of(key, thing);
    const size_t digits = strspn(text, "0123456789");
    if (digits == 4 && text[digits] == '-') {
        field->kind = AB_WHEN_DATE;
        return read_date(conversion, text, conversion->start, &field->date);
    }
    field->kind = AB_WHEN_DELAY;
    field->delay = &zero;
    if (ab_distribution_convert(conversion, key, text, &field->delay)) {
        return true;
    }
    if (!is_delay(text)) {
        ab_complaint_add_hint(&conversion->complaint, DATES);
    }
    return false;
}

static void fold_when(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    const struct ab_when *when = value_of(key, thing);
    if (when->kind == AB_WHEN_DATE) {
        ab_canon_format(canon, "date %lld", (long long)when->date);
    } else if (when->kind == AB_WHEN_DELAY) {
        ab_canon_distribution(canon, when->delay);
    }
}

static const struct ab_distribution **delay_of(void *field)
{
    struct ab_when *when = field;
    return when->kind == AB_WHEN_DELAY ? &when->delay : NULL;
}

/* Reads "08:00" (00:00 to 24:00) and moves behind it. */
static bool scan_clock(const char **cursor, ab_time *clock)
{
    const char *text = *cursor;
    if (strspn(text, "0123456789") != 2 || text[2] != ':' || strspn(text + 3, "0123456789") != 2) {
        return false;
    }
    const int hours = (text[0] - '0') * 10 + (text[1] - '0');
    const int minutes = (text[3] - '0') * 10 + (text[4] - '0');
    if (minutes > 59 || hours * 60 + minutes > 24 * 60) {
        return false;
    }
    *clock = hours * AB_HOUR + minutes * AB_MINUTE;
    *cursor = text + 5;
    return true;
}

/* "08:00-21:00"; "20:00-06:00" runs over midnight; "always". */
static bool convert_day_hours(struct ab_conversion *conversion, const struct ab_key *key,
                              const char *text, void *thing)
{
    struct ab_hours *hours = field_of(key, thing);
    *hours = (struct ab_hours){0, 0};
    if (strcmp(text, "always") == 0) {
        return true;
    }
    const char *cursor = text;
    if (!scan_clock(&cursor, &hours->from) || *cursor++ != '-' ||
        !scan_clock(&cursor, &hours->to) || *cursor != '\0') {
        return ab_complain(&conversion->complaint,
                           "is not a span of hours; they are written 08:00-21:00, or 'always'");
    }
    if (hours->from == hours->to) {
        return ab_complain(&conversion->complaint, "never opens: it ends when it begins");
    }
    if (hours->to < hours->from) {
        hours->to += AB_DAY;
    }
    if (hours->to - hours->from >= AB_DAY) {
        *hours = (struct ab_hours){0, 0};
    }
    return true;
}

static void fold_day_hours(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    const struct ab_hours *hours = value_of(key, thing);
    ab_canon_format(canon, "%lld-%lld", (long long)hours->from, (long long)hours->to);
}

/* ---- random quantities: value_distribution.c ---- */

static bool convert_distribution(struct ab_conversion *conversion, const struct ab_key *key,
                                 const char *text, void *thing)
{
    return !adds(&conversion->complaint, key, text) &&
           ab_distribution_convert(conversion, key, text, field_of(key, thing));
}

static bool clear_distribution(const struct ab_key *key, const char *id, struct ab_arena *arena,
                               void *thing)
{
    const struct ab_distribution **field = field_of(key, thing);
    (void)id;
    (void)arena;
    *field = &zero;
    return true;
}

static void fold_distribution(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    ab_canon_distribution(canon, *(const struct ab_distribution *const *)value_of(key, thing));
}

static const struct ab_distribution **itself(void *field)
{
    return field;
}

/* ---- time zones: zone.c ---- */

static bool convert_zone(struct ab_conversion *conversion, const struct ab_key *key,
                         const char *text, void *thing)
{
    return ab_zone_read(conversion, text, field_of(key, thing));
}

static void fold_zone(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    ab_canon_zone(canon, *(struct ab_zone *const *)value_of(key, thing));
}

/* ---- lists ---- */

/* A part of a text, without outer blanks. */
struct part {
    const char *text;
    size_t length;
};

static struct part trimmed(const char *text, size_t length)
{
    ab_text_trim(&text, &length);
    return (struct part){text, length};
}

static int count_parts(const char *text)
{
    int parts = 1;
    for (; *text != '\0'; text++) {
        parts += *text == ',';
    }
    return parts;
}

/* Takes the next part off a list; complains of an empty one. */
static bool next_part(struct ab_conversion *conversion, const char **cursor, struct part *part)
{
    const size_t length = strcspn(*cursor, ",");
    *part = trimmed(*cursor, length);
    *cursor += length + ((*cursor)[length] == ',');
    return part->length > 0 ||
           ab_complain(&conversion->complaint, "has an empty place in its list");
}

/* Cuts `left: right` in two. */
static bool cut_part(struct ab_conversion *conversion, struct part part, const char *form,
                     struct part *left, struct part *right)
{
    const char *colon = memchr(part.text, ':', part.length);
    if (colon == NULL) {
        return ab_complain(&conversion->complaint, "is not a list of the form %s", form);
    }
    const size_t at = (size_t)(colon - part.text);
    *left = trimmed(part.text, at);
    *right = trimmed(colon + 1, part.length - at - 1);
    return true;
}

/* A copy that ends where the part ends; false when it is longer than any number. */
static bool copy_part(struct part part, char text[64])
{
    if (part.length >= 64) {
        return false;
    }
    memcpy(text, part.text, part.length);
    text[part.length] = '\0';
    return true;
}

/* Takes room for the elements of a list and says how many there are going to be; 0 when there is
 * none. */
static int take_list(struct ab_conversion *conversion, const struct ab_key *key, const char *text,
                     size_t size, void *thing, void *array)
{
    const int parts = count_parts(text);
    void *memory = ab_conversion_take(conversion, (size_t)parts * size);
    memcpy(array, &memory, sizeof memory);
    memcpy(field_of(key, thing), &memory, sizeof memory);
    *count_of(key, thing) = 0;
    return memory != NULL ? parts : 0;
}

static bool read_reference(struct ab_conversion *conversion, const struct ab_key *key,
                           const char *text, size_t length, int *index)
{
    char id[AB_ID_LENGTH_MAX + 1];
    const struct ab_layers *layers = conversion->layers;
    const char *kind = ab_section_kind(key->target)->name;
    *index = AB_NOBODY;
    if (length > AB_ID_LENGTH_MAX) {
        return ab_complain(&conversion->complaint, "is too long for an id of [%s.ID]", kind);
    }
    memcpy(id, text, length);
    id[length] = '\0';
    *index = ab_layers_find(layers, key->target, id);
    if (*index >= 0) {
        return true;
    }
    /* A section that could not be read may be the one that is meant; it is reported already. */
    if (layers->incomplete) {
        return true;
    }
    const char *nearest =
        conversion->is_unheard ? NULL : ab_layers_nearest(layers, key->target, id);
    char room[AB_NEAREST_SIZE];
    return ab_complain(&conversion->complaint, "refers to [%s.%s], which is not there%s", kind, id,
                       ab_nearest_ask(room, "'", nearest, "'?", ""));
}

static bool convert_reference(struct ab_conversion *conversion, const struct ab_key *key,
                              const char *text, void *thing)
{
    return read_reference(conversion, key, text, strlen(text), field_of(key, thing));
}

static bool clear_reference(const struct ab_key *key, const char *id, struct ab_arena *arena,
                            void *thing)
{
    (void)id;
    (void)arena;
    *(int *)field_of(key, thing) = AB_NOBODY;
    return true;
}

static void fold_index(struct ab_canon *canon, const struct ab_key *key, int index)
{
    ab_canon_id(canon, index >= 0 ? canon->layers->thing[key->target][index].id : "none");
    ab_canon_text(canon, " ");
}

static void fold_reference(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    fold_index(canon, key, *(const int *)value_of(key, thing));
}

static bool convert_references(struct ab_conversion *conversion, const struct ab_key *key,
                               const char *text, void *thing)
{
    struct ab_references *references = field_of(key, thing);
    const int parts = count_parts(text);
    references->count = 0;
    references->index = ab_conversion_take(conversion, (size_t)parts * sizeof(int));
    if (references->index == NULL) {
        return false;
    }
    for (int i = 0; i < parts; i++) {
        struct part part;
        int index;
        if (!next_part(conversion, &text, &part) ||
            !read_reference(conversion, key, part.text, part.length, &index)) {
            return false;
        }
        for (int j = 0; j < references->count; j++) {
            if (index >= 0 && references->index[j] == index) {
                return ab_complain(&conversion->complaint, "names '%.*s' twice", (int)part.length,
                                   part.text);
            }
        }
        references->index[references->count++] = index;
    }
    return true;
}

static void fold_references(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    const struct ab_references *references = value_of(key, thing);
    for (int i = 0; i < references->count; i++) {
        fold_index(canon, key, references->index[i]);
    }
}

/* A number alone does not say of what: some thing that there is serves as an example. */
static bool complain_of_number(struct ab_conversion *conversion, const struct ab_key *key,
                               struct part part)
{
    const struct ab_layers *layers = conversion->layers;
    const char *kind = ab_section_kind(key->target)->name;
    return ab_complain(&conversion->complaint,
                       "does not say of which %s; the form is ID: NUMBER, as in %s: %.*s, with ids "
                       "of [%s.ID]",
                       kind,
                       layers->count[key->target] > 0 ? layers->thing[key->target][0].id : "ID",
                       (int)part.length, part.text, kind);
}

static bool read_number_of(struct ab_conversion *conversion, const struct ab_key *key,
                           struct part part, int *index, int64_t *number)
{
    struct part id, digits;
    char text[64];
    if (strspn(part.text, "0123456789") >= part.length) {
        return complain_of_number(conversion, key, part);
    }
    if (!cut_part(conversion, part, "ID: NUMBER, ID: NUMBER", &id, &digits) ||
        !read_reference(conversion, key, id.text, id.length, index)) {
        return false;
    }
    if (!copy_part(digits, text)) {
        return ab_complain(&conversion->complaint, "has a number that is too long");
    }
    struct ab_complaint inner;
    ab_complaint_clear(&inner);
    if (adds(&inner, key, text) || !ab_integer_parse(text, number, &inner) ||
        !ab_range_check((double)*number, AB_DIMENSION_NONE, key->minimum, key->maximum, &inner)) {
        return ab_complain(&conversion->complaint, "gives '%.*s' the number '%s', which %s",
                           (int)id.length, id.text, text, inner.text);
    }
    return true;
}

static bool convert_numbers_of(struct ab_conversion *conversion, const struct ab_key *key,
                               const char *text, void *thing)
{
    struct ab_number_of *array;
    const int parts = take_list(conversion, key, text, sizeof *array, thing, &array);
    for (int i = 0; i < parts; i++) {
        struct part part;
        struct ab_number_of *pair = &array[i];
        if (!next_part(conversion, &text, &part) ||
            !read_number_of(conversion, key, part, &pair->index, &pair->count)) {
            return false;
        }
        for (int j = 0; j < i; j++) {
            if (pair->index >= 0 && array[j].index == pair->index) {
                return ab_complain(&conversion->complaint, "names '%.*s' twice",
                                   (int)strcspn(part.text, ": \t"), part.text);
            }
        }
    }
    *count_of(key, thing) = parts;
    return parts > 0;
}

static void fold_numbers_of(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    const struct ab_number_of *pair = *(struct ab_number_of *const *)value_of(key, thing);
    for (int i = 0; i < counted(key, thing); i++) {
        fold_index(canon, key, pair[i].index);
        ab_canon_number(canon, (double)pair[i].count);
    }
}

/* The end of the part of a list that begins here: a comma that is not within brackets. */
static size_t length_of_part(const char *text)
{
    size_t length = 0;
    for (int depth = 0; text[length] != '\0' && (text[length] != ',' || depth > 0); length++) {
        depth += (text[length] == '(') - (text[length] == ')');
    }
    return length;
}

/* Takes a word off the end of what is done at a stop. */
static bool take_purpose(struct part *part, struct ab_stopover *stop)
{
    static const char *const words[] = {"fuel", "crew", "customs", "other"};
    for (int i = 0; i < 4; i++) {
        const size_t length = strlen(words[i]);
        if (part->length > length && part->text[part->length - length - 1] == ' ' &&
            memcmp(part->text + part->length - length, words[i], length) == 0) {
            stop->fuels |= i == 0;
            stop->changes_crew |= i == 1;
            *part = trimmed(part->text, part->length - length);
            return true;
        }
    }
    return false;
}

static bool read_stop(struct ab_conversion *conversion, const struct ab_key *key, struct part part,
                      struct ab_stopover *stop)
{
    struct part id, time;
    char text[AB_VALUE_BYTES_MAX + 1];
    stop->time = &zero;
    if (!cut_part(conversion, part, "ID: TIME PURPOSE, as in b: 90 min fuel, c: 2 h crew", &id,
                  &time) ||
        !read_reference(conversion, key, id.text, id.length, &stop->airfield)) {
        return false;
    }
    while (take_purpose(&time, stop)) {
    }
    memcpy(text, time.text, time.length);
    text[time.length] = '\0';
    return ab_distribution_convert(conversion, key, text, &stop->time);
}

static bool convert_stops(struct ab_conversion *conversion, const struct ab_key *key,
                          const char *text, void *thing)
{
    struct ab_stopover *stop;
    const int most = take_list(conversion, key, text, sizeof *stop, thing, &stop);
    int parts = 0;
    while (most > 0 && (parts == 0 || *text != '\0')) {
        const size_t length = length_of_part(text);
        stop[parts] = (struct ab_stopover){.airfield = AB_NOBODY};
        if (!read_stop(conversion, key, trimmed(text, length), &stop[parts])) {
            return false;
        }
        for (int i = 0; i < parts; i++) {
            if (stop[parts].airfield >= 0 && stop[i].airfield == stop[parts].airfield) {
                return ab_complain(&conversion->complaint, "names '%.*s' twice",
                                   (int)strcspn(text, ": \t"), text);
            }
        }
        parts++;
        text += length + (text[length] == ',');
        text += strspn(text, " \t");
    }
    *count_of(key, thing) = parts;
    return most > 0;
}

static void fold_stops(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    const struct ab_stopover *stop = *(struct ab_stopover *const *)value_of(key, thing);
    for (int i = 0; i < counted(key, thing); i++) {
        fold_index(canon, key, stop[i].airfield);
        ab_canon_distribution(canon, stop[i].time);
        ab_canon_format(canon, " %d%d", stop[i].fuels, stop[i].changes_crew);
    }
}

static bool read_point(struct ab_conversion *conversion, struct part part,
                       struct ab_payload_point *point)
{
    struct part payload, range;
    char mass[64], distance[64];
    if (!cut_part(conversion, part, "PAYLOAD: RANGE, as in 47 t: 3700 km, 0 t: 7800 km", &payload,
                  &range)) {
        return false;
    }
    if (!copy_part(payload, mass) || !copy_part(range, distance)) {
        return ab_complain(&conversion->complaint, "has a number that is too long");
    }
    struct ab_complaint inner;
    ab_complaint_clear(&inner);
    if (!ab_quantity_parse(mass, AB_DIMENSION_MASS, &point->payload_t, &inner) ||
        !ab_range_check(point->payload_t, AB_DIMENSION_MASS, 0, 1000, &inner)) {
        return ab_complain(&conversion->complaint, "has the payload '%s', which %s", mass,
                           inner.text);
    }
    if (!ab_quantity_parse(distance, AB_DIMENSION_DISTANCE, &point->range_km, &inner) ||
        !ab_range_check(point->range_km, AB_DIMENSION_DISTANCE, 0, 45000, &inner)) {
        return ab_complain(&conversion->complaint, "has the range '%s', which %s", distance,
                           inner.text);
    }
    return true;
}

static bool convert_payload_range(struct ab_conversion *conversion, const struct ab_key *key,
                                  const char *text, void *thing)
{
    struct ab_payload_point *points;
    const int parts = take_list(conversion, key, text, sizeof *points, thing, &points);
    for (int i = 0; i < parts; i++) {
        struct part part;
        struct ab_payload_point *point = &points[i];
        if (!next_part(conversion, &text, &part) || !read_point(conversion, part, point)) {
            return false;
        }
        if (i > 0 &&
            (point->payload_t >= point[-1].payload_t || point->range_km <= point[-1].range_km)) {
            return ab_complain(&conversion->complaint,
                               "is not a payload-range curve: from point to point the payload "
                               "must fall and the range rise");
        }
    }
    *count_of(key, thing) = parts;
    return parts > 0;
}

static void fold_payload_range(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    const struct ab_payload_point *point = *(struct ab_payload_point *const *)value_of(key, thing);
    for (int i = 0; i < counted(key, thing); i++) {
        ab_canon_number(canon, point[i].payload_t);
        ab_canon_number(canon, point[i].range_km);
    }
}

/* "12 h: 800": so many have come by then. */
static bool read_arrivals(struct ab_conversion *conversion, struct part part,
                          struct ab_arrivals *arrivals)
{
    struct part when, how_many;
    char time[64], count[64];
    double after, people;
    if (!cut_part(conversion, part, "TIME: PEOPLE, as in 0 h: 200, 12 h: 800", &when, &how_many)) {
        return false;
    }
    if (!copy_part(when, time) || !copy_part(how_many, count)) {
        return ab_complain(&conversion->complaint, "has a number that is too long");
    }
    struct ab_complaint inner;
    ab_complaint_clear(&inner);
    if (!ab_quantity_parse(time, AB_DIMENSION_TIME, &after, &inner) ||
        !ab_range_check(after, AB_DIMENSION_TIME, 0, AB_HOURS_MAX, &inner)) {
        return ab_complain(&conversion->complaint, "has the time '%s', which %s", time, inner.text);
    }
    if (!ab_quantity_parse(count, AB_DIMENSION_NONE, &people, &inner) ||
        !ab_range_check(people, AB_DIMENSION_NONE, 0, 1e6, &inner) || floor(people) < people) {
        return ab_complain(&conversion->complaint, "has '%s' people, which %s", count,
                           inner.text[0] != '\0' ? inner.text : "is no whole number");
    }
    *arrivals = (struct ab_arrivals){.after = ab_time_round(after), .people = (int64_t)people};
    return true;
}

/* "curve(people.csv)": the points of a file. */
static bool convert_curve(struct ab_conversion *conversion, const struct ab_key *key,
                          const char *text, size_t start, size_t length, void *thing)
{
    char *file = ab_arena_copy_text(conversion->arena, text + start);
    struct ab_arrival_curve curve = {0};
    *count_of(key, thing) = 0;
    if (file == NULL) {
        return ab_complain_of_memory(&conversion->complaint);
    }
    file[length] = '\0';
    if (strspn(text + start + length, ") \t") < strlen(text + start + length)) {
        return ab_complain(&conversion->complaint, "has more than a file in its brackets");
    }
    if (!ab_visible_is(file)) {
        return ab_complain(&conversion->complaint, AB_UNSEEN_FILE);
    }
    if (!ab_arrivals_read(conversion, file, &curve)) {
        return false;
    }
    memcpy(field_of(key, thing), &curve.point, sizeof curve.point);
    *count_of(key, thing) = curve.points;
    return true;
}

static bool convert_arrivals(struct ab_conversion *conversion, const struct ab_key *key,
                             const char *text, void *thing)
{
    size_t start, length;
    if (strncmp(text, "curve", 5) == 0 && ab_value_file_name(text, 0, &start, &length)) {
        return convert_curve(conversion, key, text, start, length, thing);
    }
    struct ab_arrivals *points;
    const int parts = take_list(conversion, key, text, sizeof *points, thing, &points);
    for (int i = 0; i < parts; i++) {
        struct part part;
        struct ab_arrivals *point = &points[i];
        if (!next_part(conversion, &text, &part) || !read_arrivals(conversion, part, point)) {
            return false;
        }
        if (i > 0 && (point->after <= point[-1].after || point->people < point[-1].people)) {
            return ab_complain(&conversion->complaint,
                               "is no curve of all who have come so far: from point to point the "
                               "time must rise and the people must not fall");
        }
    }
    *count_of(key, thing) = parts;
    return parts > 0;
}

static void fold_arrivals(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    const struct ab_arrivals *point = *(struct ab_arrivals *const *)value_of(key, thing);
    for (int i = 0; i < counted(key, thing); i++) {
        ab_canon_format(canon, "%lld%s:%lld ", (long long)point[i].after,
                        point[i].is_date ? "d" : "", (long long)point[i].people);
    }
}

static bool read_period(struct ab_conversion *conversion, const char *text, size_t length,
                        struct ab_period *period)
{
    char copy[128];
    if (length >= sizeof copy) {
        return ab_complain(&conversion->complaint, "has a period that is too long");
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    char *slash = strchr(copy, '/');
    if (slash != NULL) {
        *slash = '\0';
    }
    if (slash == NULL || !ab_time_parse_iso(copy, &period->from) ||
        !ab_time_parse_iso(slash + 1, &period->to)) {
        char why[AB_TIME_WHY_SIZE];
        if (*ab_time_missing_day(copy, why) == '\0' && slash != NULL) {
            (void)ab_time_missing_day(slash + 1, why);
        }
        return ab_complain(&conversion->complaint,
                           "is not a list of periods%s; they are written "
                           "2022-01-13T03:00Z/2022-01-13T09:00Z, separated by commas",
                           why);
    }
    period->from -= conversion->start;
    period->to -= conversion->start;
    return period->from < period->to ||
           ab_complain(&conversion->complaint, "has a period that ends before it begins");
}

static bool convert_periods(struct ab_conversion *conversion, const struct ab_key *key,
                            const char *text, void *thing)
{
    struct ab_period *periods;
    const int parts = take_list(conversion, key, text, sizeof *periods, thing, &periods);
    for (int i = 0; i < parts; i++) {
        const size_t length = strcspn(text, ",");
        const struct part one = trimmed(text, length);
        struct ab_period *period = &periods[i];
        if (!read_period(conversion, one.text, one.length, period)) {
            return false;
        }
        if (i > 0 && period->from < period[-1].to) {
            return ab_complain(&conversion->complaint,
                               "has periods that overlap or are not in order");
        }
        text += length + (text[length] == ',');
    }
    *count_of(key, thing) = parts;
    return parts > 0;
}

static void fold_periods(struct ab_canon *canon, const struct ab_key *key, const void *thing)
{
    const struct ab_period *period = *(struct ab_period *const *)value_of(key, thing);
    for (int i = 0; i < counted(key, thing); i++) {
        ab_canon_format(canon, "%lld/%lld ", (long long)period[i].from, (long long)period[i].to);
    }
}

/* ---- milestones, whose bounds mean what their other keys say ---- */

static bool read_amount(struct ab_conversion *conversion, enum ab_dimension dimension,
                        const char *text, double *field)
{
    if (!ab_quantity_parse(text, dimension, field, &conversion->complaint)) {
        return false;
    }
    return *field >= 0 || ab_complain(&conversion->complaint, "is negative");
}

/* Whether a text is a duration. */
static bool is_duration(const char *text, double *ms)
{
    struct ab_complaint complaint;
    ab_complaint_clear(&complaint);
    return ab_quantity_parse(text, AB_DIMENSION_TIME, ms, &complaint);
}

/* A bound by a duration means nothing unless it is said what it counts from. */
static bool read_bound_date(struct ab_conversion *conversion, const char *text, ab_time *date)
{
    double ms;
    char instant[AB_TIME_ISO_SIZE];
    if (!is_duration(text, &ms) || ms <= 0 || ms >= (double)(AB_TIME_LAST - conversion->start)) {
        return read_date(conversion, text, conversion->start, date);
    }
    (void)ab_time_format_iso(conversion->start + ab_time_round(ms), instant, sizeof instant);
    return ab_complain(
        &conversion->complaint,
        "is a duration where a date is needed: %s is so long after the start; or let "
        "`since` name the milestone that it counts from",
        instant);
}

static bool convert_bound(struct ab_conversion *conversion, const struct ab_key *key,
                          const char *text, void *thing)
{
    double *field = field_of(key, thing), ms;
    ab_time date = 0;
    switch (conversion->meaning) {
    case AB_MEANS_DATE:
        if (!read_bound_date(conversion, text, &date)) {
            return false;
        }
        *field = (double)date;
        return true;
    case AB_MEANS_DURATION: return read_amount(conversion, AB_DIMENSION_TIME, text, field);
    case AB_MEANS_AMOUNT: break;
    }
    if (is_duration(text, &ms) && ms > 0) {
        return ab_complain(&conversion->complaint,
                           "is a duration where a number is needed: with `by` the bounds say how "
                           "much has happened by then");
    }
    return read_amount(conversion, AB_DIMENSION_NONE, text, field);
}

/* A tolerance in percent is of the smaller bound given, the stricter reading. */
static bool convert_tolerance(struct ab_conversion *conversion, const struct ab_key *key,
                              const char *text, void *thing)
{
    double *field = field_of(key, thing);
    const struct ab_milestone *milestone = thing;
    struct ab_measured measured;
    const char *cursor = text;
    if (conversion->meaning != AB_MEANS_AMOUNT) {
        return read_amount(conversion, AB_DIMENSION_TIME, text, field);
    }
    if (!ab_scan_measured(&cursor, &measured) || strcmp(measured.unit, "%") != 0 ||
        *cursor != '\0') {
        return read_amount(conversion, AB_DIMENSION_NONE, text, field);
    }
    if (measured.number < 0) {
        return ab_complain(&conversion->complaint, "is negative");
    }
    const double bound = milestone->has_earliest ? milestone->earliest : milestone->latest;
    *field = measured.number * bound / 100;
    return true;
}

/* ---- the table ---- */

/* clang-format off */
#define TYPE(field, text, reader, folder) .size = sizeof(field), .words = (text), \
    .convert = convert_##reader, .fold = fold_##folder

static const struct ab_value_row rows[AB_VALUE_TYPE_COUNT] = {
    [AB_VALUE_BASE] = {.words = "file", .convert = convert_nothing, .fold = fold_nothing, .is_text = true, .depends = true},
    [AB_VALUE_TEXT] = {TYPE(char *, "text", text, text), .clear = clear_text,
        .is_text = true, .keeps_blanks = true},
    [AB_VALUE_FILE] = {TYPE(char *, "file", file, text), .clear = clear_text,
        .is_text = true},
    [AB_VALUE_FLAG] = {TYPE(bool, "yes or no", flag, flag)},
    [AB_VALUE_COUNT] = {TYPE(int64_t, "whole number", count, integer),
        .is_whole = true},
    [AB_VALUE_NUMBER] = {TYPE(double, "DIMENSION", number, number)},
    [AB_VALUE_HOURS] = {TYPE(double, "DIMENSION", hours, number)},
    [AB_VALUE_DURATION] = {TYPE(ab_time, "DIMENSION", duration, integer)},
    [AB_VALUE_START] = {TYPE(ab_time, "date", start, integer), .units = "ISO 8601"},
    [AB_VALUE_DATE] = {TYPE(ab_time, "date", date, integer), .units = "ISO 8601"},
    [AB_VALUE_CHOICE] = {TYPE(unsigned, "choice", choice, choice)},
    [AB_VALUE_DISTRIBUTION] = {TYPE(struct ab_distribution *, "random DIMENSION", distribution, distribution), .clear = clear_distribution, .random = itself},
    [AB_VALUE_COUNT_DISTRIBUTION] = {TYPE(struct ab_distribution *, "random whole number", distribution, distribution), .clear = clear_distribution, .random = itself, .is_whole = true},
    [AB_VALUE_WHEN] = {TYPE(struct ab_when, "date or random time", when, when),
        .random = delay_of},
    [AB_VALUE_REFERENCE] = {TYPE(int, "id of TARGET", reference, reference),
        .clear = clear_reference},
    [AB_VALUE_REFERENCES] = {TYPE(struct ab_references, "ids of TARGET", references, references)},
    [AB_VALUE_NUMBERS_OF] = {TYPE(struct ab_number_of *, "TARGET: number, ...", numbers_of, numbers_of), .is_counted = true},
    [AB_VALUE_STOPS] = {TYPE(struct ab_stopover *, "TARGET: random time, what for, ...", stops, stops), .is_counted = true},
    [AB_VALUE_PAYLOAD_RANGE] = {TYPE(struct ab_payload_point *, "mass: distance, ...", payload_range, payload_range), .is_counted = true, .second = AB_DIMENSION_DISTANCE},
    [AB_VALUE_ARRIVALS] = {TYPE(struct ab_arrivals *, "time: people, ...; or curve(FILE.csv)", arrivals, arrivals), .is_counted = true},
    [AB_VALUE_DAY_HOURS] = {TYPE(struct ab_hours, "hours of the day", day_hours, day_hours), .units = "HH:MM-HH:MM"},
    [AB_VALUE_PERIODS] = {TYPE(struct ab_period *, "date/date, ...", periods, periods), .is_counted = true, .units = "ISO 8601"},
    [AB_VALUE_ZONE] = {TYPE(struct ab_zone *, "time zone", zone, zone)},
    [AB_VALUE_BOUND] = {TYPE(double, "date, time or number", bound, number),
        .depends = true},
    [AB_VALUE_TOLERANCE] = {TYPE(double, "time, number or %", tolerance, number),
        .depends = true},
};
/* clang-format on */

const struct ab_value_row *ab_value_row(const struct ab_key *key)
{
    return &rows[key->type];
}

bool ab_value_convert(struct ab_conversion *conversion, const struct ab_key *key, const char *text,
                      void *thing)
{
    const struct ab_value_row *row = &rows[key->type];
    char copy[AB_VALUE_BYTES_MAX + 1] = "";
    /* Quotes keep outer blanks: a text wants them, nothing else does. */
    if (!row->keeps_blanks) {
        const struct part one = trimmed(text, strnlen(text, AB_VALUE_BYTES_MAX));
        memcpy(copy, one.text, one.length);
        text = copy;
    }
    if (key->companion != 0 && !row->is_counted) {
        *(bool *)((char *)thing + key->companion) = true;
    }
    return row->convert(conversion, key, text, thing);
}

size_t ab_value_size(enum ab_value_type type)
{
    return rows[type].size;
}

const struct ab_distribution **ab_value_random(const struct ab_key *key, void *thing)
{
    const struct ab_value_row *row = &rows[key->type];
    return row->random != NULL ? row->random(field_of(key, thing)) : NULL;
}
