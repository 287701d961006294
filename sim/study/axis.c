/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* axis.c - reads the values of a key that a sweep varies. */
#include "study/axis.h"

#include "base/nearest.h"
#include "engine/distribution.h"
#include "scenario/text.h"
#include "scenario/value.h"

#include <math.h>
#include <string.h>

/* What the parts of the parse share. */
struct parse {
    struct ab_axis *axis;
    struct ab_arena *arena;
    struct ab_errors *errors;
    const struct ab_key *key; /* row of the table of keys; NULL: the reader of scenarios will say */
    int room;                 /* values that fit into axis->value */
};

static enum ab_status refuse(const struct parse *parse, const char *element, const char *why)
{
    return ab_errors_refuse(parse->errors, "the values of %s: '%.100s' %s", parse->axis->key,
                            element, why);
}

static bool add_value(struct parse *parse, const char *text)
{
    struct ab_axis *axis = parse->axis;
    if (axis->count == parse->room) {
        /* The arena keeps the smaller arrays too: together no more than the last one. */
        const int room = parse->room == 0 ? 16 : 2 * parse->room;
        const char **larger = ab_arena_take(parse->arena, (size_t)room * sizeof *larger);
        if (larger == NULL) {
            return false;
        }
        if (axis->count > 0) {
            memcpy(larger, axis->value, (size_t)axis->count * sizeof *larger);
        }
        axis->value = larger;
        parse->room = room;
    }
    axis->value[axis->count] = ab_arena_copy_text(parse->arena, text);
    return axis->value[axis->count++] != NULL;
}

/* ---- ranges ---- */

/* The number of steps' values in a range that has steps. */
static int64_t count_steps(const struct ab_range *range)
{
    /* Steps that miss the upper bound by rounding alone still reach it. */
    return (int64_t)floor((range->high - range->low) / range->step + 1e-9) + 1;
}

/* Twelve digits: enough for any quantity, and few enough to write 0.1 + 2 * 0.1 as 0.3. */
static void write_step(const struct ab_range *range, int64_t number, char text[AB_AXIS_NUMBER_SIZE])
{
    (void)snprintf(text, AB_AXIS_NUMBER_SIZE, "%.12g%s%s",
                   range->low + (double)number * range->step, range->unit[0] != '\0' ? " " : "",
                   range->unit);
}

void ab_range_write(const struct ab_range *range, double share, char text[AB_AXIS_NUMBER_SIZE])
{
    if (range->step > 0) {
        const int64_t count = count_steps(range);
        const int64_t number = (int64_t)(share * (double)count);
        write_step(range, number < count ? number : count - 1, text);
        return;
    }
    (void)snprintf(text, AB_AXIS_NUMBER_SIZE, "%.9g%s%s",
                   range->low + share * (range->high - range->low),
                   range->unit[0] != '\0' ? " " : "", range->unit);
}

void ab_form_write(const struct ab_form *form, const struct ab_range *range, double share,
                   char text[AB_AXIS_TEXT_SIZE])
{
    char number[AB_AXIS_NUMBER_SIZE];
    ab_range_write(range, share, number);
    (void)snprintf(text, AB_AXIS_TEXT_SIZE, "%s%s%s", form->before != NULL ? form->before : "",
                   number, form->behind != NULL ? form->behind : "");
}

/* Brings a bound or a step into the unit of the range. */
static bool bring_into_unit(const struct parse *parse, const struct ab_measured *measured,
                            const char *unit, double *number)
{
    struct ab_measured one = {.number = 1};
    struct ab_complaint complaint;
    double value, scale;
    *number = measured->number;
    if (measured->unit[0] == '\0' || strcmp(measured->unit, unit) == 0) {
        return true;
    }
    const enum ab_dimension dimension =
        parse->key != NULL ? parse->key->dimension : AB_DIMENSION_NONE;
    ab_complaint_clear(&complaint);
    memcpy(one.unit, unit, sizeof one.unit);
    if (!ab_measured_convert(measured, dimension, &value, &complaint) ||
        !ab_measured_convert(&one, dimension, &scale, &complaint)) {
        return false;
    }
    *number = value / scale;
    return true;
}

/* Reads the whole of a text as a number, with or without a unit. */
static bool scan_whole(const char *text, struct ab_measured *measured)
{
    if (!ab_scan_measured(&text, measured)) {
        return false;
    }
    ab_scan_blanks(&text);
    return *text == '\0';
}

/* Reads LOW..HIGH [step STEP]; false when the text is no range at all. The bounds are copied out
 * first, because a point belongs to a number that it follows. */
static bool scan_range(const char *text, struct ab_measured part[3], bool *has_step)
{
    char bound[AB_AXIS_NUMBER_SIZE];
    const char *dots = strstr(text, "..");
    if (dots == NULL || (size_t)(dots - text) >= sizeof bound) {
        return false;
    }
    memcpy(bound, text, (size_t)(dots - text));
    bound[dots - text] = '\0';
    if (!scan_whole(bound, &part[0])) {
        return false;
    }
    const char *step = strstr(dots + 2, "step");
    *has_step = step != NULL;
    if (!*has_step) {
        return scan_whole(dots + 2, &part[1]);
    }
    if ((size_t)(step - dots - 2) >= sizeof bound) {
        return false;
    }
    memcpy(bound, dots + 2, (size_t)(step - dots - 2));
    bound[step - dots - 2] = '\0';
    return scan_whole(bound, &part[1]) && scan_whole(step + 4, &part[2]);
}

static bool is_whole_number(const struct ab_key *key)
{
    return key != NULL && ab_value_row(key)->is_whole;
}

/* Reads the parts of a range into one unit, and checks them. */
static enum ab_status take_range(struct parse *parse, const char *element,
                                 const struct ab_measured part[3], bool has_step,
                                 struct ab_range *range)
{
    *range = (struct ab_range){0};
    for (int i = 0; i < 3 && range->unit[0] == '\0'; i++) {
        memcpy(range->unit, part[i == 0 ? 1 : i == 1 ? 0 : 2].unit, sizeof range->unit);
    }
    range->high = part[1].number; /* whose unit is that of all, if it has one */
    if (!bring_into_unit(parse, &part[0], range->unit, &range->low) ||
        !bring_into_unit(parse, &part[2], range->unit, &range->step)) {
        return refuse(parse, element, "mixes units that this key cannot have");
    }
    if (!has_step && is_whole_number(parse->key)) {
        range->step = 1;
    }
    if (range->low > range->high) {
        return refuse(parse, element, "is empty: its lower bound is above the upper one");
    }
    if (has_step && !(range->step > 0)) {
        return refuse(parse, element, "has a step that is not positive");
    }
    if (has_step && range->low < range->high &&
        range->step > (range->high - range->low) * (1 + 1e-9)) {
        return refuse(parse, element,
                      part[2].unit[0] == '\0' && range->unit[0] != '\0'
                          ? "has a step that is longer than the range; without a unit it has that "
                            "of the bounds"
                          : "has a step that is longer than the range");
    }
    if (range->step > 0 && (range->high - range->low) / range->step >= AB_AXIS_VALUES_MAX) {
        return refuse(parse, element, "has more than 100000 values");
    }
    return AB_OK;
}

/* Adds the values of a range, with what stands around them. */
static enum ab_status add_range(struct parse *parse, const struct ab_range *range,
                                const struct ab_form *form)
{
    char number[AB_AXIS_NUMBER_SIZE], text[AB_AXIS_TEXT_SIZE];
    const int64_t count = range->step > 0 ? count_steps(range) : 0;
    for (int64_t i = 0; i < count; i++) {
        write_step(range, i, number);
        (void)snprintf(text, sizeof text, "%s%s%s", form->before != NULL ? form->before : "",
                       number, form->behind != NULL ? form->behind : "");
        if (!add_value(parse, text)) {
            return ab_errors_out_of_memory(parse->errors);
        }
    }
    return AB_OK;
}

/* ---- lists ---- */

/* The length of the element at the start of a list: up to the next comma that is in no parentheses
 * and no quotes. */
static size_t element_length(const char *text)
{
    int depth = 0;
    char quote = 0;
    size_t i = 0;
    for (; text[i] != '\0'; i++) {
        const char c = text[i];
        if (quote != 0) {
            quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(') {
            depth++;
        } else if (c == ')') {
            depth--;
        } else if (c == ',' && depth <= 0) {
            break;
        }
    }
    return i;
}

/* A copy of an element without outer blanks and quotes; NULL when memory is out. */
static char *cut_element(struct parse *parse, const char *text, size_t length)
{
    ab_text_trim(&text, &length);
    ab_text_unquote(&text, &length);
    char *copy = ab_arena_take(parse->arena, length + 1);
    if (copy != NULL) {
        memcpy(copy, text, length);
    }
    return copy;
}

/* Whether a text that is no range looks like one, where the key has numbers or dates: there two
 * dots can mean nothing else, unless a name of a file stands in parentheses. */
static bool resembles_range(const struct ab_key *key, const char *text)
{
    const char *dots = strstr(text, ".."), *opened = strchr(text, '(');
    return key != NULL && !ab_value_row(key)->is_text && dots != NULL &&
           (opened == NULL || dots < opened);
}

/* ---- ranges among the parameters of a distribution ---- */

/* An element NAME(PARAMETER, ...) UNIT of which one parameter is a range; in a mixture it may be one of
 * a component, or a weight. */
struct call {
    const char *closed;         /* the last bracket */
    const char *range;          /* the parameter */
    size_t length;              /* of it */
    const char *parameter;      /* what it is called, "" when the law is not known */
    bool plain;                 /* it has no unit */
    char unit[AB_UNIT_SIZE];    /* behind the brackets around it, the inner ones first */
    int ranges;                 /* how many there are */
    bool is_odd;                /* two dots stand where there is no range */
    struct ab_measured part[3]; /* of the range */
    bool has_step;
};

static bool has_dots(const char *text, size_t length)
{
    for (size_t i = 1; i < length; i++) {
        if (text[i - 1] == '.' && text[i] == '.') {
            return true;
        }
    }
    return false;
}

/* Looks at one parameter of a kind of distribution. */
static void scan_parameter(struct call *call, const char *text, size_t length, int kind, int number)
{
    char copy[AB_AXIS_TEXT_SIZE];
    struct ab_measured part[3];
    bool has_step;
    memset(part, 0, sizeof part);
    ab_text_trim(&text, &length);
    (void)snprintf(copy, sizeof copy, "%.*s", (int)(length < sizeof copy ? length : 0), text);
    if (scan_range(copy, part, &has_step)) {
        const struct ab_distribution_form *form = ab_distribution_form(kind);
        const bool known =
            form != NULL && number < AB_DISTRIBUTION_ARITY_MAX && form->parameter[number] != NULL;
        call->ranges++;
        call->range = text;
        call->length = length;
        call->parameter = known ? form->parameter[number] : "";
        call->plain = known && form->plain[number];
        call->has_step = has_step;
        memcpy(call->part, part, sizeof part);
    } else {
        call->is_odd |= has_dots(text, length);
    }
}

static void scan_distribution(struct call *call, const char *text, size_t length);

/* Looks at `weight: distribution`. */
static void scan_component(struct call *call, const char *text, size_t length)
{
    const char *colon = memchr(text, ':', length);
    if (colon == NULL) {
        call->is_odd |= has_dots(text, length);
        return;
    }
    const size_t weight = (size_t)(colon - text);
    scan_parameter(call, text, weight, AB_MIXTURE, 0);
    scan_distribution(call, colon + 1, length - weight - 1);
}

/* Looks at all that stands between the brackets of a kind of distribution. */
static void scan_inside(struct call *call, int kind, const char *text, size_t length)
{
    for (int number = 0;; number++) {
        const size_t comma = element_length(text);
        const size_t part = comma < length ? comma : length;
        if (kind == AB_MIXTURE) {
            scan_component(call, text, part);
        } else {
            scan_parameter(call, text, part, kind, number);
        }
        if (part == length) {
            return;
        }
        text += part + 1;
        length -= part + 1;
    }
}

/* Looks at a distribution, or a number for one that is constant. A name of a file may have two dots. */
static void scan_distribution(struct call *call, const char *text, size_t length)
{
    ab_text_trim(&text, &length);
    const char *opened = memchr(text, '(', length);
    const char *end = text + length, *closed = end - 1;
    while (opened != NULL && closed > opened && *closed != ')') {
        closed--;
    }
    if (opened == NULL || closed == opened) {
        scan_parameter(call, text, length, AB_CONSTANT, 0);
        return;
    }
    const char *name = text, *rest = closed + 1;
    size_t name_length = (size_t)(opened - text);
    ab_text_trim(&name, &name_length);
    const int kind = ab_distribution_find(name, name_length), before = call->ranges;
    if (kind == AB_EMPIRICAL) {
        return;
    }
    scan_inside(call, kind, opened + 1, (size_t)(closed - opened) - 1);
    call->is_odd |= has_dots(text, (size_t)(opened - text)) || has_dots(rest, (size_t)(end - rest));
    ab_scan_blanks(&rest);
    if (call->ranges > before && call->unit[0] == '\0') {
        (void)ab_scan_unit(&rest, call->unit);
    }
}

/* Finds the range in an element; false when there are no two dots where a range could be. */
static bool scan_call(const struct ab_key *key, const char *element, struct call *call)
{
    const char *opened = strchr(element, '(');
    *call = (struct call){.closed = strrchr(element, ')'), .parameter = ""};
    if (key == NULL || !ab_key_may_be_random(key) || opened == NULL || call->closed == NULL ||
        call->closed < opened) {
        return false;
    }
    scan_distribution(call, element, strlen(element));
    return call->ranges > 0 || call->is_odd;
}

/* What stands around a range. A unit behind the bracket is that of a number without one, unless it is
 * of a parameter that has none. */
static enum ab_status take_form(struct parse *parse, const char *element, const struct call *call,
                                const struct ab_range *range, struct ab_form *form)
{
    const size_t before = (size_t)(call->range - element);
    char *start = ab_arena_copy_text(parse->arena, element);
    *form = (struct ab_form){.before = start,
                             .behind = ab_arena_copy_text(parse->arena, call->range + call->length),
                             .parameter = call->parameter};
    if (form->before == NULL || form->behind == NULL) {
        return ab_errors_out_of_memory(parse->errors);
    }
    start[before] = '\0';
    if (before + strlen(form->behind) + AB_AXIS_NUMBER_SIZE > AB_AXIS_TEXT_SIZE) {
        return refuse(parse, element, "is too long a text for one with a range");
    }
    if (range->unit[0] == '\0' && !call->plain) {
        memcpy(form->unit, call->unit, sizeof form->unit);
    }
    return AB_OK;
}

/* Takes an element that is a distribution with a range among its parameters. */
static enum ab_status take_call(struct parse *parse, const char *element, const struct call *call,
                                bool alone)
{
    struct ab_range range;
    struct ab_form form;
    const char *rest = call->closed + 1;
    char unit[AB_UNIT_SIZE];
    ab_scan_blanks(&rest);
    if (call->ranges == 0 || call->is_odd || !ab_scan_unit(&rest, unit) || *rest != '\0') {
        return refuse(parse, element,
                      "has a range in the wrong place; it is one parameter, with its step, as in "
                      "exponential(1 h..6 h step 1 h)");
    }
    if (call->ranges > 1) {
        return refuse(parse, element,
                      "has two ranges; one parameter is varied at a time, and a table of cases "
                      "(--cases) can vary several");
    }
    enum ab_status status = take_range(parse, element, call->part, call->has_step, &range);
    if (status == AB_OK) {
        status = take_form(parse, element, call, &range, &form);
    }
    if (status == AB_OK && range.step <= 0 && !alone) {
        status = refuse(parse, element, "has no step");
    }
    if (status != AB_OK) {
        return status;
    }
    parse->axis->is_range = alone;
    parse->axis->range = range;
    parse->axis->form = form;
    return add_range(parse, &range, &form);
}

/* Whether a value has the form, with a number in it. */
static bool has_form(const struct ab_form *form, const char *value)
{
    const size_t before = strlen(form->before), behind = strlen(form->behind);
    const size_t length = strlen(value);
    char number[AB_AXIS_NUMBER_SIZE];
    struct ab_measured measured;
    if (length < before + behind || length - before - behind >= sizeof number ||
        memcmp(value, form->before, before) != 0 ||
        strcmp(value + length - behind, form->behind) != 0) {
        return false;
    }
    memcpy(number, value + before, length - before - behind);
    number[length - before - behind] = '\0';
    return scan_whole(number, &measured) && !measured.is_clock;
}

/* Values of different forms have none in common, and count as what was written. */
static void settle_form(struct ab_axis *axis)
{
    for (int i = 0; axis->form.before != NULL && i < axis->count; i++) {
        if (!has_form(&axis->form, axis->value[i])) {
            axis->form = (struct ab_form){0};
        }
    }
}

void ab_form_take_number(const struct ab_form *form, const char *value,
                         char text[AB_AXIS_TEXT_SIZE])
{
    const size_t before = form->before != NULL ? strlen(form->before) : 0;
    const size_t behind = form->behind != NULL ? strlen(form->behind) : 0;
    (void)snprintf(text, AB_AXIS_TEXT_SIZE, "%.*s%s%s", (int)(strlen(value) - before - behind),
                   value + before, form->unit[0] != '\0' ? " " : "", form->unit);
}

/* ---- elements ---- */

/* Takes one element; `alone`: it is the whole list. */
static enum ab_status take_element(struct parse *parse, const char *element, bool alone)
{
    struct ab_measured part[3];
    memset(part, 0, sizeof part);
    struct ab_range range;
    struct call call;
    bool has_step = false;
    if (element[0] == '\0') {
        return refuse(parse, element, "is empty");
    }
    if (scan_call(parse->key, element, &call)) {
        return take_call(parse, element, &call, alone);
    }
    if (!scan_range(element, part, &has_step)) {
        if (resembles_range(parse->key, element)) {
            return refuse(parse, element,
                          "is not a range; ranges have numbers for bounds and step, as in "
                          "2..10 step 2 or 1 h..3 h step 30 min");
        }
        return add_value(parse, element) ? AB_OK : ab_errors_out_of_memory(parse->errors);
    }
    const enum ab_status status = take_range(parse, element, part, has_step, &range);
    if (status != AB_OK) {
        return status;
    }
    if (range.step <= 0 && !alone) {
        return refuse(parse, element, "has no step");
    }
    parse->axis->is_range = alone;
    parse->axis->range = range;
    return add_range(parse, &range, &(struct ab_form){0});
}

bool ab_axis_is_whole(const char *key)
{
    return is_whole_number(ab_key_named(key));
}

bool ab_axis_is_key(const char *name)
{
    enum ab_section section;
    const size_t length = strcspn(name, ".");
    return name[length] == '.' && ab_section_find(name, length, &section);
}

enum ab_status ab_axis_check_key(const char *key, struct ab_errors *errors)
{
    const char *dot = strrchr(key, '.');
    char name[AB_SECTION_NAME_SIZE];
    enum ab_section section;
    if (strcmp(key, "scenario.seed") == 0 || strncmp(key, "sweep.", 6) == 0 ||
        strncmp(key, "vary.", 5) == 0) {
        return ab_errors_refuse(
            errors, "%.100s cannot be varied: it is the same at every point of a sweep", key);
    }
    if (dot == NULL || !ab_section_find(key, strcspn(key, "."), &section) ||
        ab_key_find(section, dot + 1) >= 0) {
        return AB_OK; /* good, or a name that the reader of scenarios knows what to say of */
    }
    if (ab_section_kind(section)->named && strchr(key, '.') == dot) {
        return ab_errors_refuse(
            errors, "'%.100s' is not a key; keys are written airfield.almaty.parking_mog", key);
    }
    const char *nearest = ab_key_nearest(section, dot + 1);
    (void)snprintf(name, sizeof name, "%.*s", (int)(dot - key), key);
    char room[AB_NEAREST_SIZE];
    return ab_errors_add(
        errors, AB_BAD_SCENARIO, NULL, 0, name, dot + 1, "unknown key%s",
        ab_nearest_ask(room, "'", nearest, "'?", "; `airbridge keys` lists all of them"));
}

enum ab_status ab_axis_parse(struct ab_axis *axis, const char *key, const char *values,
                             struct ab_arena *arena, struct ab_errors *errors)
{
    *axis = (struct ab_axis){.key = ab_arena_copy_text(arena, key)};
    struct parse parse = {.axis = axis, .arena = arena, .errors = errors, .key = ab_key_named(key)};
    if (axis->key == NULL) {
        return ab_errors_out_of_memory(parse.errors);
    }
    if (ab_axis_check_key(key, errors) != AB_OK) {
        return AB_BAD_SCENARIO;
    }
    for (;;) {
        const size_t length = element_length(values);
        const bool alone = axis->count == 0 && values[length] == '\0';
        const char *element = cut_element(&parse, values, length);
        if (element == NULL) {
            return ab_errors_out_of_memory(parse.errors);
        }
        const enum ab_status status = take_element(&parse, element, alone);
        if (status != AB_OK) {
            return status;
        }
        if (axis->count > AB_AXIS_VALUES_MAX) {
            return refuse(&parse, element, "is one value too many: 100000 are allowed");
        }
        if (values[length] == '\0') {
            settle_form(axis);
            return AB_OK;
        }
        values += length + 1;
    }
}
