/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* uncertain.c - what [uncertain.ID] comes to: which keys an input touches, and how it is written there.
 *
 *     [uncertain.stands]                      [uncertain.pace]
 *     key = airfield.almaty.parking_mog       key = contingent.north.interval, contingent.south.interval
 *     value = triangular(8, 12, 25)           factor = uniform(0.75, 1.5)
 *
 * A value is drawn in the unit of the key. Where the key is random, a parameter may be what is unknown:
 * exponential(uniform(1 h, 6 h)). A factor multiplies every quantity of what the key says. */
#include "base/limits.h"
#include "scenario/build.h"
#include "scenario/input.h"

#include "base/caseless.h"
#include "base/nearest.h"
#include "scenario/text.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { NAME_SIZE = 128 };

/* One key of an input, as it was found. */
struct found {
    const struct ab_key *key;
    const struct ab_thing *thing;
    const struct ab_assignment *said; /* what the key says; value NULL: its default */
};

/* ---- the keys ---- */

/* What of [scenario] is a quantity of the operation, and not of how it is simulated and told. */
static bool is_of_operation(const struct ab_key *key)
{
    static const char *const names[] = {"route_factor", "person_mass", "road_factor", "road_speed",
                                        "wind"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(key->name, names[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Why a key cannot be uncertain; NULL: it can. */
static const char *why_not(enum ab_section section, const struct ab_key *key)
{
    switch (section) {
    case AB_SECTION_PAST: return "is of a past, which is known";
    case AB_SECTION_MILESTONE: return "says what is compared with, not what happens";
    case AB_SECTION_UNCERTAIN:
    case AB_SECTION_SWEEP:
    case AB_SECTION_VARY:
    case AB_SECTION_PRICE:
    case AB_SECTION_TABLE: return "says what is simulated, not what happens";
    case AB_SECTION_SCENARIO:
        if (!is_of_operation(key)) {
            return "says how the operation is simulated, not what happens; it is the same in all "
                   "replications";
        }
        break;
    default: break;
    }
    switch (key->type) {
    case AB_VALUE_COUNT:
    case AB_VALUE_NUMBER:
    case AB_VALUE_DURATION:
    case AB_VALUE_DISTRIBUTION:
    case AB_VALUE_COUNT_DISTRIBUTION:
    case AB_VALUE_WHEN: return NULL;
    default: return "is no number, count or time";
    }
}

static void fault_thing(struct ab_build *build, const struct ab_thing *thing, const char *name,
                        const struct ab_key_path *path)
{
    char room[AB_NEAREST_SIZE], section[AB_SECTION_NAME_SIZE];
    const bool is_heard = build->errors->count < AB_ERRORS_MAX;
    const char *nearest =
        is_heard ? ab_layers_nearest(build->layers, path->section, path->id) : NULL;
    ab_thing_fault(thing, "key", build->errors, "'%s' is of [%s], which is not there%s", name,
                   ab_section_name(path->section, path->id, section),
                   ab_nearest_ask(room, "'", nearest, "'?", ""));
}

/* Finds what a key is; false with a fault when it cannot be uncertain. */
static bool find_key(struct ab_build *build, const struct ab_thing *thing, const char *name,
                     struct found *found)
{
    char room[AB_NEAREST_SIZE];
    struct ab_key_path path;
    if (!ab_key_path(name, &path) || (path.id[0] != '\0') != ab_section_kind(path.section)->named) {
        ab_thing_fault(thing, "key", build->errors,
                       "'%.100s' is not a key; keys are written airfield.almaty.parking_mog", name);
        return false;
    }
    if (path.key < 0) {
        ab_thing_fault(thing, "key", build->errors, "'%.100s' is unknown%s", name,
                       ab_nearest_ask(room, "'", ab_key_nearest(path.section, path.name), "'?",
                                      "; `airbridge keys` lists all keys"));
        return false;
    }
    found->key = &ab_section_kind(path.section)->key[path.key];
    const char *reason = why_not(path.section, found->key);
    if (reason != NULL) {
        ab_thing_fault(thing, "key", build->errors, "'%.100s' cannot be uncertain: it %s", name,
                       reason);
        return false;
    }
    const int index = path.id[0] == '\0' ? 0 : ab_layers_find(build->layers, path.section, path.id);
    if (index < 0) {
        fault_thing(build, thing, name, &path);
        return false;
    }
    found->thing = &build->layers->thing[path.section][index];
    found->said = ab_thing_said(found->thing, path.key);
    return true;
}

/* The rank of what was said of a key, -1 for nothing. */
static int rank_of(const struct ab_thing *thing, int key)
{
    for (int i = 0; i < thing->saids; i++) {
        if (thing->said[i].key == key) {
            return thing->said[i].rank;
        }
    }
    return -1;
}

/* The layer of an input: the highest that says what it touches and how. */
static int rank_of_input(const struct ab_thing *thing)
{
    int rank = -1;
    for (int i = 0; i < thing->saids; i++) {
        const struct ab_key *key = &ab_section_kind(thing->section)->key[thing->said[i].key];
        const bool decides = (key->flags & AB_KEY_DECIDES) != 0 || key->companion != 0;
        rank = decides && thing->said[i].rank > rank ? thing->said[i].rank : rank;
    }
    return rank;
}

/* ---- texts with numbers between ---- */

struct pieces {
    struct ab_arena *arena;
    int numbers;
    const char *text[AB_PARAMETERS_MAX + 1];
    double number[AB_PARAMETERS_MAX];
    char pending[AB_VALUE_BYTES_MAX + AB_UNIT_SIZE + 8]; /* what follows the last number */
    size_t used;
    const char *fault;
    char told[40]; /* a fault that has a number */
};

static void put_text(struct pieces *pieces, const char *text, size_t length)
{
    if (pieces->fault != NULL) { /* what comes behind it is kept nowhere */
        return;
    }
    assert(pieces->used + length < sizeof pieces->pending); /* a value, and a unit for its own */
    memcpy(pieces->pending + pieces->used, text, length);
    pieces->used += length;
    pieces->pending[pieces->used] = '\0';
}

static void put_number(struct pieces *pieces, double number)
{
    if (pieces->numbers == AB_PARAMETERS_MAX) {
        (void)snprintf(pieces->told, sizeof pieces->told, "has more than %d numbers",
                       AB_PARAMETERS_MAX);
        pieces->fault = pieces->told;
        return;
    }
    pieces->text[pieces->numbers] = ab_arena_copy_text(pieces->arena, pieces->pending);
    pieces->number[pieces->numbers++] = number;
    pieces->used = 0;
    pieces->pending[0] = '\0';
}

static void put_unit(struct pieces *pieces, const char *unit)
{
    if (unit[0] != '\0') {
        put_text(pieces, " ", 1);
        put_text(pieces, unit, strlen(unit));
    }
}

/* Makes a target of pieces; false when memory is out. */
static bool finish(const struct pieces *pieces, struct ab_input_target *target)
{
    const size_t count = (size_t)pieces->numbers;
    const char **text = ab_arena_take(pieces->arena, (count + 1) * sizeof *text);
    double *number = ab_arena_take(pieces->arena, count * sizeof *number);
    const char *last = ab_arena_copy_text(pieces->arena, pieces->pending);
    if (text == NULL || number == NULL || last == NULL) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (pieces->text[i] == NULL) {
            return false;
        }
        text[i] = pieces->text[i];
        number[i] = pieces->number[i];
    }
    text[count] = last;
    target->numbers = pieces->numbers;
    target->text = text;
    target->number = number;
    return true;
}

/* The length of what stands before a comma that is in no bracket. */
static size_t part_length(const char *text, size_t length)
{
    size_t i = 0;
    for (int depth = 0; i < length && (text[i] != ',' || depth > 0); i++) {
        depth += (text[i] == '(') - (text[i] == ')');
    }
    return i;
}

/* The brackets of a call and its kind; false when a text is none. */
static bool find_call(const char *text, size_t length, const char **open, const char **close,
                      int *kind)
{
    const char *name = text;
    *open = memchr(text, '(', length);
    if (*open == NULL) {
        return false;
    }
    *close = text + length - 1;
    while (*close > *open && **close != ')') {
        (*close)--;
    }
    size_t name_length = (size_t)(*open - text);
    ab_text_trim(&name, &name_length);
    *kind = ab_distribution_find(name, name_length);
    return *close > *open && *kind >= 0;
}

/* Cuts a quantity into its number and what follows. */
static void scale_quantity(struct pieces *pieces, const char *text, size_t length)
{
    char copy[AB_VALUE_BYTES_MAX + 1];
    const char *cursor = copy;
    struct ab_measured measured;
    (void)snprintf(copy, sizeof copy, "%.*s", (int)length, text);
    ab_scan_blanks(&cursor);
    if (!ab_scan_measured(&cursor, &measured)) {
        pieces->fault = "is no number";
        return;
    }
    put_number(pieces, measured.number);
    put_unit(pieces, measured.unit);
}

/* Cuts 0.9 * DISTRIBUTION, where the factor is what is multiplied; false when it is not that. */
static bool scale_factor(struct pieces *pieces, const char *text, size_t length)
{
    char copy[AB_VALUE_BYTES_MAX + 1];
    const char *cursor = copy;
    double factor;
    (void)snprintf(copy, sizeof copy, "%.*s", (int)length, text);
    ab_scan_blanks(&cursor);
    if (!ab_scan_number(&cursor, &factor)) {
        return false;
    }
    ab_scan_blanks(&cursor);
    if (*cursor != '*') {
        return false;
    }
    put_number(pieces, factor);
    put_text(pieces, " ", 1);
    put_text(pieces, cursor, strlen(cursor));
    return true;
}

/* Cuts a value into its quantities: all are multiplied, weights and shapes are not. */
static void scale_value(struct pieces *pieces, const char *text,
                        size_t length) /* NOLINT(misc-no-recursion): as deep as mixtures are */
{
    const char *open, *close;
    int kind;
    if (scale_factor(pieces, text, length)) {
        return;
    }
    if (!find_call(text, length, &open, &close, &kind)) {
        scale_quantity(pieces, text, length);
        return;
    }
    if (kind == AB_EMPIRICAL) {
        put_number(pieces, 1);
        put_text(pieces, " * ", 3);
        put_text(pieces, text, length);
        return;
    }
    const struct ab_distribution_form *form = ab_distribution_form(kind);
    put_text(pieces, text, (size_t)(open + 1 - text));
    const char *part = open + 1;
    for (int i = 0; part <= close; i++) {
        const size_t rest = (size_t)(close - part), size = part_length(part, rest);
        const char *colon = kind == AB_MIXTURE ? memchr(part, ':', size) : NULL;
        if (colon != NULL) {
            put_text(pieces, part, (size_t)(colon + 1 - part));
            scale_value(pieces, colon + 1, size - (size_t)(colon + 1 - part));
        } else {
            assert(i < form->arity); /* the value was read before */
            if (form->plain[i]) {
                put_text(pieces, part, size);
            } else {
                scale_quantity(pieces, part, size);
            }
        }
        put_text(pieces, size < rest ? "," : ")", 1);
        part += size + 1;
    }
    put_text(pieces, close + 1, length - (size_t)(close + 1 - text));
}

/* ---- a factor ---- */

static bool make_factor(struct ab_build *build, const struct ab_thing *thing,
                        const struct found *found, struct ab_input_target *target)
{
    struct pieces pieces = {.arena = build->arena};
    const char *text = found->said->value != NULL ? found->said->value : found->key->preset;
    const size_t digits = text != NULL ? strspn(text, "0123456789") : 0;
    if (text == NULL) {
        ab_thing_fault(thing, "key", build->errors,
                       "'%s' is not given, so that there is nothing to multiply", target->key);
        return false;
    }
    if (found->key->type == AB_VALUE_WHEN && digits == 4 && text[digits] == '-') {
        pieces.fault = "is a date, which no factor multiplies";
    } else {
        scale_value(&pieces, text, strlen(text));
    }
    if (pieces.fault != NULL) {
        ab_thing_fault(thing, "factor", build->errors, "what %s says, '%.100s', %s", target->key,
                       text, pieces.fault);
        return false;
    }
    target->is_whole = ab_value_row(found->key)->is_whole;
    target->least = target->is_whole ? found->key->minimum : -(double)INFINITY;
    target->most = target->is_whole ? found->key->maximum : (double)INFINITY;
    if (!finish(&pieces, target)) {
        ab_build_fault_memory(build);
        return false;
    }
    return true;
}

/* ---- a value ---- */

/* A value of which one parameter is what is drawn. */
struct nested {
    const char *inner; /* NULL: none is, the value itself is drawn */
    size_t length;
    const char *unit; /* behind the bracket, for all parameters without one */
    bool is_plain;
    bool are_several;
};

/* Looks for the parameter that is a distribution itself. In a mixture all are, and none is meant. */
static void find_nested(const struct ab_key *key, const char *text, struct nested *nested)
{
    const char *open, *close;
    int kind;
    *nested = (struct nested){.unit = ""};
    if (!ab_key_may_be_random(key) || !find_call(text, strlen(text), &open, &close, &kind) ||
        kind == AB_MIXTURE || kind == AB_EMPIRICAL) {
        return;
    }
    const struct ab_distribution_form *form = ab_distribution_form(kind);
    const char *part = open + 1;
    for (int i = 0; part <= close && i < form->arity; i++) {
        const size_t size = part_length(part, (size_t)(close - part));
        if (memchr(part, '(', size) != NULL) {
            nested->are_several = nested->inner != NULL;
            nested->inner = part;
            nested->length = size;
            nested->is_plain = form->plain[i];
        }
        part += size + 1;
    }
    nested->unit = close + 1;
    ab_scan_blanks(&nested->unit);
}

/* Reads the law of an input, or says what is wrong with it. */
static bool read_law(struct ab_build *build, struct ab_thing *thing, const struct ab_key *key,
                     const char *text, struct ab_input *input)
{
    const struct ab_assignment *said = ab_thing_value(thing, "value");
    struct ab_conversion conversion = {.layers = build->layers,
                                       .arena = build->arena,
                                       .files = build->files,
                                       .folder = said->folder};
    struct ab_distribution *law = ab_arena_take(build->arena, sizeof *law);
    if (law == NULL) {
        ab_build_fault_memory(build);
        return false;
    }
    ab_complaint_clear(&conversion.complaint);
    if (!ab_distribution_read(&conversion, key, text, law)) {
        if (conversion.complaint.status == AB_IO_ERROR) {
            ab_build_fail(build, &conversion.complaint);
        } else if (conversion.complaint.file[0] != '\0') {
            char name[AB_SECTION_NAME_SIZE];
            ab_errors_add(build->errors, AB_BAD_SCENARIO, conversion.complaint.file,
                          conversion.complaint.line,
                          ab_section_name(thing->section, thing->id, name), "value", "%s",
                          conversion.complaint.text);
        } else {
            ab_thing_fault(thing, "value", build->errors, "'%.100s' %s", text,
                           conversion.complaint.text);
        }
        return false;
    }
    input->law = law;
    return true;
}

/* The law of what is drawn, in which unit it is told and written, and what stands around it. */
static bool make_value(struct ab_build *build, struct ab_thing *thing, const struct found *found,
                       const char *text, struct ab_input *input, struct pieces *pieces)
{
    struct ab_key as = *found->key;
    struct nested nested;
    struct ab_measured one = {.number = 1};
    struct ab_complaint complaint;
    char law[AB_VALUE_BYTES_MAX + AB_UNIT_SIZE + 8];
    find_nested(found->key, text, &nested);
    if (nested.are_several) {
        ab_thing_fault(thing, "value", build->errors,
                       "'%.100s' has two parameters that are distributions; one is unknown at a "
                       "time, or `factor` for all together",
                       text);
        return false;
    }
    as.type = AB_VALUE_DISTRIBUTION;
    as.dimension = nested.is_plain ? AB_DIMENSION_NONE : as.dimension;
    as.minimum = -(double)INFINITY;
    as.maximum = (double)INFINITY;
    const bool has_unit = nested.inner != NULL && !nested.is_plain && nested.unit[0] != '\0';
    (void)snprintf(law, sizeof law, "%.*s%s%s", (int)(nested.inner ? nested.length : strlen(text)),
                   nested.inner ? nested.inner : text, has_unit ? " " : "",
                   has_unit ? nested.unit : "");
    if (!read_law(build, thing, &as, law + strspn(law, " \t"), input)) {
        return false;
    }
    input->unit = ab_dimension_unit(as.dimension);
    input->scale = ab_dimension_scale(as.dimension);
    if (has_unit) { /* the inner law has it, too, and was accepted */
        (void)snprintf(one.unit, sizeof one.unit, "%s", nested.unit);
        ab_complaint_clear(&complaint);
        (void)ab_measured_convert(&one, as.dimension, &input->scale, &complaint);
        input->unit = ab_arena_copy_text(build->arena, nested.unit);
    }
    if (nested.inner != NULL) {
        put_text(pieces, text, (size_t)(nested.inner - text));
    }
    put_number(pieces, 1);
    if (!has_unit) {
        put_unit(pieces, input->unit);
    }
    if (nested.inner != NULL) {
        put_text(pieces, nested.inner + nested.length, strlen(nested.inner + nested.length));
    }
    input->is_whole = ab_value_row(found->key)->is_whole;
    return true;
}

/* Keeps what is drawn within the range of a key, unless it is a parameter. */
static void narrow(struct ab_input *input, const struct ab_key *key, bool is_nested)
{
    if (!is_nested) {
        input->least = fmax(input->least, key->minimum);
        input->most = fmin(input->most, key->maximum);
    }
}

/* What the first key says, in the unit of the input. */
static double base_of(const struct found *found, bool is_nested, double scale)
{
    const char *text = found->said->value != NULL ? found->said->value : found->key->preset;
    struct ab_complaint complaint;
    double value;
    ab_complaint_clear(&complaint);
    return text != NULL && !is_nested &&
                   ab_quantity_parse(text, found->key->dimension, &value, &complaint)
               ? value / scale
               : (double)NAN;
}

/* ---- whether the range of a key is left ---- */

/* Tries what an input writes at a quantile; false with a fault. */
static bool try_quantile(struct ab_build *build, const struct ab_thing *thing,
                         const struct ab_key *key, const struct ab_input *input, double quantile,
                         const char *which)
{
    const double value = input->is_whole
                             ? (double)ab_distribution_count(input->law, quantile)
                             : ab_distribution_quantile(input->law, quantile) / input->scale;
    char range[96];
    if (value >= input->least && value <= input->most) {
        return true;
    }
    ab_thing_fault(thing, "value", build->errors,
                   "its %s quantile is %.6g%s%s, out of the range of %s; allowed is %s", which,
                   value, input->unit[0] != '\0' ? " " : "", input->unit, key->name,
                   ab_range_text(key->dimension, key->minimum, key->maximum, range, sizeof range));
    return false;
}

/* ---- the whole ---- */

/* Copies the next name of a list with commas; false when it is empty or too long. */
static bool next_name(const char **list, char name[NAME_SIZE])
{
    size_t length = strcspn(*list, ",");
    const char *text = *list;
    *list += length + ((*list)[length] == ',');
    ab_text_trim(&text, &length);
    if (length == 0 || length >= NAME_SIZE) {
        return false;
    }
    memcpy(name, text, length);
    name[length] = '\0';
    return true;
}

static int count_names(const char *list)
{
    int count = 1;
    for (; *list != '\0'; list++) {
        count += *list == ',';
    }
    return count;
}

/* Says that an input has lost a key. */
static void note_replaced(struct ab_build *build, const struct ab_thing *thing,
                          const struct found *found, const char *name)
{
    if (build->notes == NULL) {
        return;
    }
    char line[32] = "";
    if (found->said->line > 0) {
        (void)snprintf(line, sizeof line, ":%d", found->said->line);
    }
    ab_thing_fault(thing, "key", build->notes,
                   "%s is said above it (%s%s), and so is known: the input does not touch it", name,
                   found->said->file, line);
}

/* Complains of a key that an input before has already, or this one. */
static bool is_taken(struct ab_build *build, const struct ab_thing *thing, const char *name,
                     const struct ab_input *first, const struct ab_input *last,
                     const struct ab_input_target *target, int targets)
{
    const struct ab_named *other = NULL;
    for (const struct ab_input *input = first; input < last; input++) {
        for (int t = 0; t < input->targets; t++) {
            other = ab_caseless_equal(input->target[t].key, name) ? &input->of->named : other;
        }
    }
    if (other != NULL) {
        ab_thing_fault(thing, "key", build->errors,
                       "'%s' is that of [uncertain.%s], too (%s:%d): one input says what is not "
                       "known of a key",
                       name, other->id, other->file, other->line);
        return true;
    }
    for (int t = 0; t < targets; t++) {
        if (ab_caseless_equal(target[t].key, name)) {
            ab_thing_fault(thing, "key", build->errors, "'%s' is there twice", name);
            return true;
        }
    }
    return false;
}

/* Complains of what is not said, or twice. */
static bool is_whole_said(struct ab_build *build, const struct ab_thing *thing,
                          const struct ab_uncertain *of)
{
    if (of->has_factor && of->value[0] != '\0') {
        ab_thing_fault(thing, "factor", build->errors,
                       "stands beside value; an input has one of them");
        return false;
    }
    if (!of->has_factor && of->value[0] == '\0') {
        ab_thing_fault(thing, NULL, build->errors,
                       "has neither value nor factor: what it is drawn from");
        return false;
    }
    return true;
}

/* Makes the target of one key, and of the first what is drawn. */
static bool add_target(struct ab_build *build, struct ab_thing *thing, const struct found *found,
                       struct ab_input *input, struct ab_input_target *target)
{
    const struct ab_uncertain *of = input->of;
    if (of->has_factor) {
        return make_factor(build, thing, found, target);
    }
    struct pieces pieces = {.arena = build->arena};
    struct ab_input drawn = *input;
    struct nested nested;
    if (!make_value(build, thing, found, of->value, &drawn, &pieces)) {
        return false;
    }
    if (input->law != NULL &&
        (drawn.is_whole != input->is_whole || strcmp(drawn.unit, input->unit) != 0)) {
        ab_thing_fault(thing, "key", build->errors,
                       "%s is another kind of quantity than the keys before it", target->key);
        return false;
    }
    find_nested(found->key, of->value, &nested);
    if (input->law == NULL) {
        *input = drawn;
        input->base = base_of(found, nested.inner != NULL, input->scale);
    }
    narrow(input, found->key, nested.inner != NULL);
    target->is_whole = input->is_whole;
    target->least = -(double)INFINITY;
    target->most = (double)INFINITY;
    if (!finish(&pieces, target)) {
        ab_build_fault_memory(build);
        return false;
    }
    return try_quantile(build, thing, found->key, input, 0.001, "0.1 %") &&
           try_quantile(build, thing, found->key, input, 0.999, "99.9 %");
}

/* Works out one input; *input has no targets when nothing is left of it. False with a fault. */
static bool make_input(struct ab_build *build, struct ab_thing *thing, const struct ab_input *first,
                       struct ab_input *input)
{
    const struct ab_uncertain *of = input->of;
    const char *list = of->key;
    const int names = count_names(list), rank = rank_of_input(thing);
    struct ab_input_target *target = ab_arena_take(build->arena, (size_t)names * sizeof *target);
    if (target == NULL) {
        ab_build_fault_memory(build);
        return false;
    }
    int targets = 0;
    for (int i = 0; i < names; i++) {
        char name[NAME_SIZE];
        struct found found;
        if (!next_name(&list, name)) {
            ab_thing_fault(thing, "key", build->errors,
                           "has an empty name, or one that is too long");
            return false;
        }
        if (!find_key(build, thing, name, &found) || found.thing->doubtful ||
            is_taken(build, thing, name, first, input, target, targets)) {
            return false;
        }
        if (rank_of(found.thing, (int)(found.key - ab_section_kind(found.thing->section)->key)) >
            rank) {
            note_replaced(build, thing, &found, name);
            continue;
        }
        target[targets].key = ab_arena_copy_text(build->arena, name);
        if (target[targets].key == NULL) {
            ab_build_fault_memory(build);
            return false;
        }
        if (!add_target(build, thing, &found, input, &target[targets])) {
            return false;
        }
        targets++;
    }
    input->target = target;
    input->targets = targets;
    return true;
}

/* What cannot happen, as is thought, is an odd thing to hold where nothing is drawn. */
static void note_base(struct ab_build *build, const struct ab_thing *thing,
                      const struct ab_input *input)
{
    const double low = input->law->low / input->scale, high = input->law->high / input->scale;
    if (build->notes != NULL && (input->base < low || input->base > high)) {
        ab_thing_fault(
            thing, input->of->has_factor ? "factor" : "value", build->notes,
            "is %.6g to %.6g%s%s, and the base value %.6g is not among that: what is told "
            "of luck alone is then of something that is not thought possible",
            low, high, input->unit[0] != '\0' ? " " : "", input->unit, input->base);
    }
}

void ab_build_list_inputs(struct ab_build *build)
{
    struct ab_scenario *scenario = build->scenario;
    scenario->input_count = 0;
    if (scenario->uncertain_count == 0) {
        return;
    }
    struct ab_input *input =
        ab_arena_take(build->arena, (size_t)scenario->uncertain_count * sizeof *input);
    scenario->input = input;
    if (input == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int i = 0; i < scenario->uncertain_count && !build->failed; i++) {
        const struct ab_uncertain *of = &scenario->uncertain[i];
        struct ab_thing *thing = &build->layers->thing[AB_SECTION_UNCERTAIN][i];
        struct ab_input *next = &input[scenario->input_count];
        *next = (struct ab_input){.of = of,
                                  .law = of->has_factor ? of->factor : NULL,
                                  .scale = 1,
                                  .unit = "",
                                  .base = of->has_factor ? 1 : (double)NAN,
                                  .least = -(double)INFINITY,
                                  .most = (double)INFINITY};
        if (of->active && !thing->doubtful && is_whole_said(build, thing, of) &&
            make_input(build, thing, input, next) && next->targets > 0) {
            note_base(build, thing, next);
            scenario->input_count++;
        }
    }
}

void ab_build_forget_inputs(struct ab_build *build)
{
    struct ab_scenario *scenario = build->scenario;
    if (!scenario->past.is_given || scenario->uncertain_count == 0) {
        return;
    }
    scenario->input_count = 0; /* they had values in the past */
    if (build->notes != NULL) {
        ab_thing_fault(&build->layers->thing[AB_SECTION_PAST][0], "scenario", build->notes,
                       "is gone on from: what was not known is known from it, and no "
                       "[uncertain.ID] is drawn");
    }
}
