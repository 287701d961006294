/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* value_list.c - conversion of references and of values with several parts, separated by commas:
 * lists of ids, numbers of things (`bmd-2: 30, btr-mdm: 10`), payload-range points. */
#include "scenario/value_part.h"

#include <string.h>

/* A part of a text, without outer blanks. */
struct part {
    const char *text;
    size_t length;
};

static struct part trimmed(const char *text, size_t length)
{
    while (length > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        length--;
    }
    while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        length--;
    }
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

/* ---- references ---- */

bool ab_value_convert_reference(struct ab_conversion *conversion, const struct ab_key *key,
                                const char *text, size_t length, int *index)
{
    char id[AB_ID_LENGTH_MAX + 1];
    struct ab_layers *layers = conversion->layers;
    const char *kind = ab_section_kind(key->target)->name;
    *index = AB_NOBODY;
    if (length > AB_ID_LENGTH_MAX) {
        return ab_complain(&conversion->complaint, "is too long for an id of [%s.ID]", kind);
    }
    memcpy(id, text, length);
    id[length] = '\0';
    *index = ab_layers_find(layers, key->target, id);
    if (*index >= 0) {
        layers->thing[key->target][*index].mentioned = true;
        return true;
    }
    /* A section that could not be read may be the one that is meant; it is reported already. */
    if (layers->incomplete) {
        return true;
    }
    const char *nearest = ab_layers_nearest(layers, key->target, id);
    if (nearest != NULL) {
        return ab_complain(&conversion->complaint,
                           "refers to [%s.%s], which is not there; "
                           "did you mean '%s'?",
                           kind, id, nearest);
    }
    return ab_complain(&conversion->complaint, "refers to [%s.%s], which is not there", kind, id);
}

bool ab_value_convert_references(struct ab_conversion *conversion, const struct ab_key *key,
                                 const char *text, struct ab_references *references)
{
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
            !ab_value_convert_reference(conversion, key, part.text, part.length, &index)) {
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

/* ---- numbers of things ---- */

static bool convert_number_of(struct ab_conversion *conversion, const struct ab_key *key,
                              struct part part, int *index, int64_t *number)
{
    struct part id, digits;
    char text[64];
    if (!cut_part(conversion, part, "ID: NUMBER, ID: NUMBER", &id, &digits) ||
        !ab_value_convert_reference(conversion, key, id.text, id.length, index)) {
        return false;
    }
    if (!copy_part(digits, text)) {
        return ab_complain(&conversion->complaint, "has a number that is too long");
    }
    struct ab_complaint inner;
    ab_complaint_clear(&inner);
    if (!ab_integer_parse(text, number, &inner) ||
        !ab_range_check((double)*number, AB_DIMENSION_NONE, key->minimum, key->maximum, &inner)) {
        return ab_complain(&conversion->complaint, "gives '%.*s' the number '%s', which %s",
                           (int)id.length, id.text, text, inner.text);
    }
    return true;
}

bool ab_value_convert_numbers_of(struct ab_conversion *conversion, const struct ab_key *key,
                                 const char *text, struct ab_number_of **array, int *count)
{
    const int parts = count_parts(text);
    *count = 0;
    *array = ab_conversion_take(conversion, (size_t)parts * sizeof **array);
    if (*array == NULL) {
        return false;
    }
    for (int i = 0; i < parts; i++) {
        struct part part;
        struct ab_number_of *pair = &(*array)[i];
        if (!next_part(conversion, &text, &part) ||
            !convert_number_of(conversion, key, part, &pair->index, &pair->count)) {
            return false;
        }
        for (int j = 0; j < i; j++) {
            if (pair->index >= 0 && (*array)[j].index == pair->index) {
                return ab_complain(&conversion->complaint, "names '%.*s' twice",
                                   (int)strcspn(part.text, ": \t"), part.text);
            }
        }
    }
    *count = parts;
    return true;
}

/* ---- payload and range ---- */

static bool convert_point(struct ab_conversion *conversion, struct part part,
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

bool ab_value_convert_payload_range(struct ab_conversion *conversion, const char *text,
                                    struct ab_payload_point **points, int *count)
{
    const int parts = count_parts(text);
    *count = 0;
    *points = ab_conversion_take(conversion, (size_t)parts * sizeof **points);
    if (*points == NULL) {
        return false;
    }
    for (int i = 0; i < parts; i++) {
        struct part part;
        struct ab_payload_point *point = &(*points)[i];
        if (!next_part(conversion, &text, &part) || !convert_point(conversion, part, point)) {
            return false;
        }
        if (i > 0 &&
            (point->payload_t >= point[-1].payload_t || point->range_km <= point[-1].range_km)) {
            return ab_complain(&conversion->complaint,
                               "is not a payload-range curve: from point to point the payload "
                               "must fall and the range rise");
        }
    }
    *count = parts;
    return true;
}
