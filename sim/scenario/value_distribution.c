/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value_distribution.c - conversion of random quantities.
 *
 *     2 h                                a constant
 *     triangular(60 min, 90 min, 2 h)    units inside
 *     triangular(1, 1.5, 2) h            or one unit behind, for the parameters without
 *     empirical(loading.csv) min         see samples.c
 *     mixture(19: 0 h, 1: pert(1, 2, 6) h)   weights, and any distributions, mixtures too
 *     0.9 * exponential(2 h)             so many times the quantity, whatever its distribution
 *
 * Which there are, and their parameters, are rows of engine/distribution.c. The shape of a Weibull
 * distribution is a plain number; every other parameter is a quantity of the key's dimension and
 * within its range. */
#include "base/limits.h"
#include "scenario/key_text.h"
#include "scenario/value.h"

#include "base/fold.h"
#include "base/nearest.h"
#include "base/visible.h"
#include "scenario/text.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/* A distribution as written: a name, parameters and a unit behind the bracket. */
struct written {
    enum ab_distribution_kind kind;
    const struct ab_distribution_form *form; /* of the kind */
    double factor;                           /* on the quantity */
    int count;
    struct ab_measured argument[AB_DISTRIBUTION_ARITY_MAX];
    char file[AB_VALUE_BYTES_MAX + 1];
    char inside[AB_VALUE_BYTES_MAX + 1]; /* what stands in the brackets of a mixture */
    char unit[AB_UNIT_SIZE];
};

/* How deep brackets may stand in brackets: as many mixtures, or one less and a distribution. */

static void *take_for_distribution(void *conversion, size_t size)
{
    return ab_conversion_take(conversion, size);
}

/* Names the distributions that there are, or only those that may be of whole numbers. */
static void list_kinds(bool counts, char *text, size_t size)
{
    const struct ab_distribution_form *form;
    size_t used = 0;
    text[0] = '\0';
    for (int i = 0; (form = ab_distribution_form(i)) != NULL; i++) {
        if (form->counts || !counts) {
            used += (size_t)snprintf(text + used, size - used, "%s%s", used > 0 ? ", " : "",
                                     form->name);
        }
    }
    assert(used < size);
}

static void list_parameters(const struct ab_distribution_form *form, char *text, size_t size)
{
    size_t used = 0;
    for (int i = 0; i < form->arity; i++) {
        used += (size_t)snprintf(text + used, size - used, "%s%s", i > 0 ? ", " : "",
                                 form->parameter[i]);
    }
    assert(used < size);
}

/* ---- reading what is written ---- */

static bool find_kind(struct ab_conversion *conversion, const char *text, size_t length,
                      struct written *written)
{
    char name[32], kinds[AB_KEY_TEXT_SIZE];
    struct ab_nearest nearest;
    const struct ab_distribution_form *form;
    for (int i = 0; (form = ab_distribution_form(i)) != NULL; i++) {
        if (strlen(form->name) == length && memcmp(form->name, text, length) == 0) {
            written->kind = (enum ab_distribution_kind)i;
            written->form = form;
            return true;
        }
    }
    (void)snprintf(name, sizeof name, "%.*s", length < sizeof name ? (int)length : 31, text);
    ab_nearest_begin(&nearest, name);
    for (int i = 0; (form = ab_distribution_form(i)) != NULL; i++) {
        ab_nearest_offer(&nearest, form->name);
    }
    const char *meant = ab_nearest_found(&nearest);
    if (meant != NULL) {
        char room[AB_NEAREST_SIZE];
        return ab_complain(&conversion->complaint, "names the unknown distribution '%s'%s", name,
                           ab_nearest_ask(room, "'", meant, "'?", ""));
    }
    list_kinds(false, kinds, sizeof kinds);
    return ab_complain(&conversion->complaint,
                       "names the unknown distribution '%s'; allowed are %s", name, kinds);
}

/* Reads the parameters between brackets, text[0 .. length). */
static bool read_arguments(struct ab_conversion *conversion, const char *text, size_t length,
                           struct written *written)
{
    const struct ab_distribution_form *form = written->form;
    const char *end = text + length;
    while (text < end) {
        struct ab_measured measured;
        const char *cursor = text;
        if (!ab_scan_measured(&cursor, &measured)) {
            return ab_complain(&conversion->complaint, "has a parameter that is not a number");
        }
        ab_scan_blanks(&cursor);
        if (cursor != end && strncmp(cursor, "..", 2) == 0) {
            return ab_complain(&conversion->complaint, AB_RANGE_COMPLAINT);
        }
        if (cursor != end && *cursor != ',') {
            return ab_complain(&conversion->complaint,
                               "has a parameter that is more than a number and a unit");
        }
        if (written->count < AB_DISTRIBUTION_ARITY_MAX) {
            written->argument[written->count] = measured;
        }
        written->count++;
        if (cursor != end && cursor + 1 == end) {
            return ab_complain(&conversion->complaint, "has an empty parameter");
        }
        text = cursor != end ? cursor + 1 : end;
    }
    if (written->count != form->arity) {
        char parameters[AB_KEY_TEXT_SIZE];
        list_parameters(form, parameters, sizeof parameters);
        return ab_complain(&conversion->complaint, "gives %s %d parameter%s; it takes %d (%s)",
                           form->name, written->count, written->count == 1 ? "" : "s", form->arity,
                           parameters);
    }
    return true;
}

/* The length of a text up to the bracket that closes one opened before it, or to its end. */
static size_t up_to_closing(const char *text)
{
    size_t i = 0;
    for (int depth = 0; text[i] != '\0' && (text[i] != ')' || depth > 0); i++) {
        depth += (text[i] == '(') - (text[i] == ')');
    }
    return i;
}

/* The first call of a name in a text: where its bracket opens, or NULL. */
static const char *find_call(const char *text, const char *name)
{
    for (; (text = strstr(text, name)) != NULL; text += strlen(name)) {
        const char *open = text + strlen(name);
        ab_scan_blanks(&open);
        if (*open == '(') {
            return open;
        }
    }
    return NULL;
}

/* Passes over a factor in front of a distribution, if there is one. */
static bool skip_factor(const char **text, double *factor)
{
    const char *cursor = *text;
    ab_scan_blanks(&cursor);
    if (!ab_scan_number(&cursor, factor)) {
        return false;
    }
    ab_scan_blanks(&cursor);
    if (*cursor != '*') {
        return false;
    }
    cursor++;
    ab_scan_blanks(&cursor);
    *text = cursor;
    return true;
}

/* In a mixture or another law there may be several, each up to its own bracket; alone, the name may have
 * brackets. A curve of arrivals is no distribution, but names its file alike. */
bool ab_value_file_name(const char *text, size_t from, size_t *start, size_t *length)
{
    const char *name = ab_distribution_name(AB_EMPIRICAL);
    const char *begin = text, *close;
    double factor;
    ab_scan_blanks(&begin);
    while (skip_factor(&begin, &factor)) {
    }
    const bool alone = strncmp(begin, "curve", 5) == 0 || strncmp(begin, name, strlen(name)) == 0;
    if (alone && from > 0) {
        return false;
    }
    const char *open = alone ? strchr(text, '(') : find_call(text + from, name);
    if (open == NULL) {
        return false;
    }
    open++;
    close = alone ? strrchr(open, ')') : open + up_to_closing(open);
    if (close == NULL || *close == '\0') {
        return false;
    }
    ab_scan_blanks(&open);
    while (close > open && (close[-1] == ' ' || close[-1] == '\t')) {
        close--;
    }
    *start = (size_t)(open - text);
    *length = close > open ? (size_t)(close - open) : 0;
    return *length > 0;
}

/* Reads what stands between the brackets, inside[0 .. length). */
static bool read_inside(struct ab_conversion *conversion, const char *text, const char *inside,
                        size_t length, struct written *written)
{
    size_t start;
    if (written->kind == AB_MIXTURE) {
        (void)snprintf(written->inside, sizeof written->inside, "%.*s", (int)length, inside);
        return true;
    }
    if (written->kind != AB_EMPIRICAL) {
        return read_arguments(conversion, inside, length, written);
    }
    if (!ab_value_file_name(text, 0, &start, &length)) {
        return ab_complain(&conversion->complaint, "names no file: empirical(FILE.csv)");
    }
    (void)snprintf(written->file, sizeof written->file, "%.*s", (int)length, text + start);
    return ab_visible_is(written->file) || ab_complain(&conversion->complaint, AB_UNSEEN_FILE);
}

static bool read_call(struct ab_conversion *conversion, const char *text, const char *open,
                      struct written *written)
{
    const char *close = strrchr(open, ')');
    size_t name = (size_t)(open - text);
    while (name > 0 && (text[name - 1] == ' ' || text[name - 1] == '\t')) {
        name--;
    }
    if (close == NULL) {
        return ab_complain(&conversion->complaint, "has no closing bracket");
    }
    if (!find_kind(conversion, text, name, written)) {
        return false;
    }
    if (!read_inside(conversion, text, open + 1, (size_t)(close - open) - 1, written)) {
        return false;
    }
    const char *cursor = close + 1;
    ab_scan_blanks(&cursor);
    if (!ab_scan_unit(&cursor, written->unit)) {
        return ab_complain(&conversion->complaint, "has an unknown unit behind the bracket");
    }
    ab_scan_blanks(&cursor);
    if (*cursor != '\0') {
        return ab_complain(&conversion->complaint, "has more than a unit behind the bracket");
    }
    return true;
}

static bool read_written(struct ab_conversion *conversion, const char *text,
                         struct written *written)
{
    const char *open = strchr(text, '(');
    *written = (struct written){.kind = AB_CONSTANT, .form = ab_distribution_form(AB_CONSTANT)};
    if (open != NULL) {
        return read_call(conversion, text, open, written);
    }
    const char *cursor = text;
    if (!ab_scan_measured(&cursor, &written->argument[0])) {
        return ab_complain(&conversion->complaint, "is neither a number nor a distribution");
    }
    written->count = 1;
    return ab_measured_is_all(&written->argument[0], cursor, &conversion->complaint);
}

/* ---- units and ranges ---- */

#define BOTH_UNITS "has units both inside and behind the brackets"

/* Converts one parameter; a plain one is a number whatever the dimension. */
static bool convert_argument(struct ab_conversion *conversion, const struct ab_key *key,
                             const struct written *written, int i, double *value)
{
    const bool plain = written->form->plain[i];
    struct ab_measured measured = written->argument[i];
    const enum ab_dimension dimension = plain ? AB_DIMENSION_NONE : key->dimension;
    measured.number *= plain ? 1 : written->factor;
    if (!plain && written->unit[0] != '\0') {
        if (measured.unit[0] != '\0') {
            return ab_complain(&conversion->complaint, BOTH_UNITS);
        }
        memcpy(measured.unit, written->unit, sizeof measured.unit);
    }
    if (!ab_measured_convert(&measured, dimension, value, &conversion->complaint)) {
        return false;
    }
    return plain ||
           ab_range_check(*value, dimension, key->minimum, key->maximum, &conversion->complaint);
}

/* A number of people or of anything else that comes whole. */
static bool check_count(struct ab_conversion *conversion, const struct written *written)
{
    if (!written->form->counts) {
        char kinds[AB_KEY_TEXT_SIZE];
        list_kinds(true, kinds, sizeof kinds);
        return ab_complain(&conversion->complaint,
                           "is not allowed for a number of people; allowed are %s", kinds);
    }
    for (int i = 0; i < written->count; i++) {
        if (written->argument[i].number != floor(written->argument[i].number)) {
            return ab_complain(&conversion->complaint, "is not made of whole numbers");
        }
    }
    return true;
}

/* ---- the whole ---- */

static const char *compile_written(struct ab_conversion *conversion, const struct written *written,
                                   const double *value, const struct ab_samples *samples,
                                   struct ab_distribution *distribution)
{
    return ab_distribution_compile(distribution, written->kind, value[0], value[1], value[2],
                                   samples->value, samples->count, take_for_distribution,
                                   conversion);
}

static bool refuse_law(struct ab_conversion *conversion, const char *reason)
{
    return ab_complain(&conversion->complaint, "is not a distribution: %s", reason);
}

/* Reads what is written but for a mixture. */
static bool read_simple(struct ab_conversion *conversion, const struct ab_key *key,
                        const struct written *written, struct ab_distribution *distribution)
{
    struct ab_samples samples = {NULL, 0};
    double value[AB_DISTRIBUTION_ARITY_MAX] = {0, 0, 0};
    if (written->kind == AB_EMPIRICAL &&
        !ab_samples_read(conversion, key, written->file, written->unit, &samples)) {
        return false;
    }
    for (size_t i = 0; i < samples.count; i++) {
        samples.value[i] *= written->factor;
    }
    for (int i = 0; i < written->count; i++) {
        if (!convert_argument(conversion, key, written, i, &value[i])) {
            return false;
        }
    }
    if (written->form->above_zero && value[0] == 0) {
        return ab_complain(&conversion->complaint, "has a %s of zero; write 0 instead",
                           written->form->parameter[0]);
    }
    const char *reason = compile_written(conversion, written, value, &samples, distribution);
    return reason == NULL || refuse_law(conversion, reason);
}

static bool read_distribution(struct ab_conversion *conversion, const struct ab_key *key,
                              const char *text, const char *unit, double factor,
                              struct ab_distribution *distribution);

/* Cuts `weight: distribution` in two and reads both. A unit behind the brackets of the mixture is for
 * each component that has none, the factor in front for all. */
static bool read_component(struct ab_conversion *conversion, const struct ab_key *key, char *text,
                           const struct written *mixture, struct ab_component *component)
{
    const char *cursor = text;
    ab_scan_blanks(&cursor);
    const bool weighs = ab_scan_number(&cursor, &component->weight);
    ab_scan_blanks(&cursor);
    if (!weighs || *cursor != ':') {
        return ab_complain(&conversion->complaint,
                           "has a component without a weight, a number and a colon before it: "
                           "mixture(3: 1 h, 1: exponential(6 h))");
    }
    cursor++;
    ab_scan_blanks(&cursor);
    struct ab_conversion inner = *conversion;
    ab_complaint_clear(&inner.complaint);
    if (read_distribution(&inner, key, cursor, mixture->unit, mixture->factor, &component->law)) {
        return true;
    }
    if (inner.complaint.status != AB_BAD_SCENARIO || inner.complaint.file[0] != '\0') {
        conversion->complaint = inner.complaint; /* of memory, or another file */
        return false;
    }
    return ab_complain(&conversion->complaint, "has the component '%.100s', which %.700s", cursor,
                       inner.complaint.text);
}

/* The length of the component at the start of a text: up to a comma outside of brackets. */
static size_t component_length(const char *text)
{
    size_t i = 0;
    for (int depth = 0; text[i] != '\0' && (text[i] != ',' || depth > 0); i++) {
        depth += (text[i] == '(') - (text[i] == ')');
    }
    return i;
}

static size_t count_components(const char *text)
{
    size_t count = 1;
    for (text += component_length(text); *text != '\0'; text += component_length(text)) {
        text++;
        count++;
    }
    return count;
}

static bool read_mixture(struct ab_conversion *conversion, const struct ab_key *key,
                         const struct written *written, struct ab_distribution *distribution)
{
    const size_t count = count_components(written->inside);
    struct ab_component *component = ab_conversion_take(conversion, count * sizeof *component);
    char *text = ab_arena_copy_text(conversion->arena, written->inside);
    if (component == NULL || text == NULL) {
        return ab_complain_of_memory(&conversion->complaint);
    }
    for (size_t i = 0; i < count; i++) {
        char *one = text;
        text += component_length(text) + 1;
        text[-1] = '\0';
        if (!read_component(conversion, key, one, written, &component[i])) {
            return false;
        }
    }
    const char *reason =
        ab_distribution_mix(distribution, component, count, take_for_distribution, conversion);
    return reason == NULL || refuse_law(conversion, reason);
}

/* Reads the factors in front, and multiplies by them. */
static bool read_factors(struct ab_conversion *conversion, const struct ab_key *key,
                         const char **text, double *factor)
{
    double own;
    while (skip_factor(text, &own)) {
        *factor *= own;
        if (!(own > 0) || !(*factor <= AB_FACTOR_MAX)) {
            return ab_complain(&conversion->complaint,
                               "has a factor that is not more than 0 and at most %d",
                               AB_FACTOR_MAX);
        }
        if (ab_value_row(key)->is_whole) {
            return ab_complain(&conversion->complaint, "has a factor, but is of whole numbers");
        }
    }
    return true;
}

/* Reads a distribution, of which those in mixtures have their unit from outside if they have none. */
static bool read_distribution(struct ab_conversion *conversion, const struct ab_key *key,
                              const char *text, const char *unit, double factor,
                              struct ab_distribution *distribution)
{
    struct written written;
    if (!read_factors(conversion, key, &text, &factor) ||
        !read_written(conversion, text, &written)) {
        return false;
    }
    written.factor = factor;
    if (unit[0] != '\0' && written.unit[0] != '\0') {
        return ab_complain(&conversion->complaint, BOTH_UNITS);
    }
    if (unit[0] != '\0') {
        (void)snprintf(written.unit, sizeof written.unit, "%s", unit);
    }
    if (ab_value_row(key)->is_whole && !check_count(conversion, &written)) {
        return false;
    }
    return written.kind == AB_MIXTURE ? read_mixture(conversion, key, &written, distribution)
                                      : read_simple(conversion, key, &written, distribution);
}

static int deepest_bracket(const char *text)
{
    int deepest = 0;
    for (int depth = 0; *text != '\0'; text++) {
        depth += (*text == '(') - (*text == ')');
        deepest = depth > deepest ? depth : deepest;
    }
    return deepest;
}

bool ab_distribution_read(struct ab_conversion *conversion, const struct ab_key *key,
                          const char *text, struct ab_distribution *distribution)
{
    if (deepest_bracket(text) > AB_MIXTURE_DEPTH_MAX) {
        return ab_complain(&conversion->complaint,
                           "has brackets more than %d deep; the weights of mixtures multiply, so "
                           "that they can be written as one",
                           AB_MIXTURE_DEPTH_MAX);
    }
    return read_distribution(conversion, key, text, "", 1, distribution);
}

static void fold_components(struct ab_canon *canon, const struct ab_distribution *mixture)
{
    for (size_t i = 0; i < mixture->count; i++) {
        ab_canon_number(canon, mixture->component[i].share);
        ab_canon_distribution(canon, &mixture->component[i].law);
    }
}

/* ---- equal ones are shared ---- */

struct law {
    const struct ab_key *key;
    const char *text, *folder;
    const struct ab_distribution *distribution; /* NULL: the place is empty */
};

struct ab_laws {
    struct ab_arena *arena;
    size_t room, count; /* a power of two */
    struct law *law;
};

struct ab_laws *ab_laws_create(struct ab_arena *arena)
{
    enum { ROOM_MIN = 64 };
    struct ab_laws *laws = ab_arena_take(arena, sizeof *laws);
    struct law *law = ab_arena_take(arena, ROOM_MIN * sizeof *law);
    if (laws == NULL || law == NULL) {
        return NULL;
    }
    *laws = (struct ab_laws){arena, ROOM_MIN, 0, law};
    return laws;
}

/* Where a text of a key is, or would be. */
static struct law *place_of(const struct ab_laws *laws, const struct law *sought)
{
    const uint64_t start = (AB_FOLD_START ^ (uintptr_t)sought->key) * UINT64_C(0x9e3779b97f4a7c15);
    size_t at = (size_t)ab_fold_spread(ab_fold_text(start, sought->text));
    for (;; at++) {
        struct law *law = &laws->law[at & (laws->room - 1)];
        if (law->distribution == NULL ||
            (law->key == sought->key && strcmp(law->text, sought->text) == 0 &&
             strcmp(law->folder, sought->folder) == 0)) {
            return law;
        }
    }
}

static bool grow(struct ab_laws *laws)
{
    const struct ab_laws old = *laws;
    laws->law = ab_arena_take(laws->arena, 2 * old.room * sizeof *laws->law);
    if (laws->law == NULL) {
        laws->law = old.law;
        return false;
    }
    laws->room = 2 * old.room;
    for (size_t i = 0; i < old.room; i++) {
        if (old.law[i].distribution != NULL) {
            *place_of(laws, &old.law[i]) = old.law[i];
        }
    }
    return true;
}

static bool keep(struct ab_laws *laws, struct law law)
{
    law.text = ab_arena_copy_text(laws->arena, law.text);
    if (law.text == NULL || (2 * ++laws->count > laws->room && !grow(laws))) {
        return false;
    }
    *place_of(laws, &law) = law;
    return true;
}

bool ab_distribution_convert(struct ab_conversion *conversion, const struct ab_key *key,
                             const char *text, const struct ab_distribution **field)
{
    struct law sought = {key, text, conversion->folder, NULL};
    struct ab_distribution read = {0};
    if (conversion->laws != NULL) {
        sought.distribution = place_of(conversion->laws, &sought)->distribution;
    }
    if (sought.distribution != NULL) {
        *field = sought.distribution;
        return true;
    }
    if (!ab_distribution_read(conversion, key, text, &read)) {
        return false;
    }
    struct ab_distribution *made = ab_conversion_take(conversion, sizeof *made);
    if (made == NULL) {
        return false;
    }
    *made = read;
    *field = sought.distribution = made;
    return conversion->laws == NULL || keep(conversion->laws, sought) ||
           ab_complain_of_memory(&conversion->complaint);
}

void ab_canon_distribution(struct ab_canon *canon, const struct ab_distribution *distribution)
{
    ab_canon_text(canon, ab_distribution_name(distribution->kind));
    ab_canon_number(canon, distribution->a);
    ab_canon_number(canon, distribution->b);
    ab_canon_number(canon, distribution->c);
    if (distribution->kind == AB_MIXTURE) {
        fold_components(canon, distribution);
        return;
    }
    for (size_t i = 0; i < distribution->count; i++) {
        ab_canon_number(canon, distribution->sample[i]);
    }
}
