/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* pack.c - numbers in few bytes: seven bits each, the lowest first, the sign as the lowest of all. */
#include "base/pack.h"

#include "base/memory.h"

#include <string.h>

enum { REAL_BYTES = 8 };

void ab_pack_empty(struct ab_pack *pack)
{
    pack->used = 0;
    pack->failed = false;
}

void ab_pack_clear(struct ab_pack *pack)
{
    ab_memory_give(pack->bytes);
    *pack = (struct ab_pack){0};
}

unsigned char *ab_pack_room(struct ab_pack *pack, size_t size)
{
    if (pack->failed) {
        return NULL;
    }
    if (pack->bytes == NULL || pack->room - pack->used < size) {
        const size_t room = pack->room + pack->room / 4 + size + 256;
        if (!AB_ENLARGE(pack->bytes, room)) {
            pack->failed = true;
            return NULL;
        }
        pack->room = room;
    }
    return pack->bytes + pack->used;
}

void ab_pack_put(struct ab_pack *pack, int64_t value)
{
    unsigned char *to = ab_pack_room(pack, AB_PACK_MAX);
    if (to != NULL) {
        pack->used = (size_t)(ab_pack_write(to, value) - pack->bytes);
    }
}

static void put_bits(struct ab_pack *pack, double value)
{
    unsigned char *to = ab_pack_room(pack, REAL_BYTES);
    uint64_t bits;
    if (to == NULL) {
        return;
    }
    memcpy(&bits, &value, sizeof bits);
    for (int i = 0; i < REAL_BYTES; i++) {
        to[i] = (unsigned char)(bits >> 8 * i);
    }
    pack->used += REAL_BYTES;
}

void ab_pack_put_real(struct ab_pack *pack, double value)
{
    ab_pack_put(pack, value != 0);
    if (value != 0) {
        put_bits(pack, value);
    }
}

bool ab_pack_copy(struct ab_pack *to, const struct ab_pack *from)
{
    ab_pack_empty(to);
    unsigned char *room = from->used > 0 ? ab_pack_room(to, from->used) : NULL;
    if (from->failed || (from->used > 0 && room == NULL)) {
        return false;
    }
    if (room != NULL) {
        memcpy(room, from->bytes, from->used);
        to->used = from->used;
    }
    return true;
}

struct ab_unpack ab_unpack_begin(const struct ab_pack *pack)
{
    struct ab_unpack rest = {pack->bytes, pack->bytes};
    if (pack->used > 0) { /* nothing may be added to NULL, not even nothing */
        rest.end += pack->used;
    }
    return rest;
}

bool ab_unpack_long(struct ab_unpack *rest, int64_t *value)
{
    const unsigned char *at = rest->at, *const end = rest->end; /* bytes may be anybody's */
    uint64_t found = 0;
    for (int shift = 0; at < end && shift < 7 * AB_PACK_MAX; shift += 7) {
        const unsigned char byte = *at++;
        found |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            rest->at = at;
            *value = (int64_t)(found >> 1) ^ -(int64_t)(found & 1);
            return true;
        }
    }
    return false;
}

static bool take_bits(struct ab_unpack *rest, double *value)
{
    uint64_t bits = 0;
    if (rest->end - rest->at < REAL_BYTES) {
        return false;
    }
    for (int i = 0; i < REAL_BYTES; i++) {
        bits |= (uint64_t)*rest->at++ << 8 * i;
    }
    memcpy(value, &bits, sizeof *value);
    return true;
}

bool ab_unpack_real(struct ab_unpack *rest, double *value)
{
    int64_t is_there;
    *value = 0;
    return ab_unpack(rest, &is_there) && (is_there == 0 || take_bits(rest, value));
}

/* --- many whole numbers ------------------------------------------------------------------------ */

void ab_numbers_empty(struct ab_numbers *numbers)
{
    numbers->used = 0;
    numbers->failed = false;
}

void ab_numbers_clear(struct ab_numbers *numbers)
{
    ab_memory_give(numbers->number);
    *numbers = (struct ab_numbers){0};
}

int64_t *ab_numbers_room(struct ab_numbers *numbers, size_t count)
{
    if (numbers->failed) {
        return NULL;
    }
    if (numbers->number == NULL || numbers->room - numbers->used < count) {
        const size_t room = numbers->room + numbers->room / 4 + count + 32;
        if (!AB_ENLARGE(numbers->number, room)) {
            numbers->failed = true;
            return NULL;
        }
        numbers->room = room;
    }
    return numbers->number + numbers->used;
}

void ab_pack_put_all(struct ab_pack *pack, const struct ab_numbers *numbers)
{
    const int64_t *from = numbers->number, *end = from != NULL ? from + numbers->used : NULL;
    unsigned char *to = ab_pack_room(pack, AB_PACK_MAX * numbers->used);
    for (; to != NULL && from != end; from++) {
        to = ab_pack_write(to, *from);
    }
    if (to != NULL) {
        pack->used = (size_t)(to - pack->bytes);
    }
}

void ab_unpack_all(const struct ab_pack *pack, struct ab_numbers *numbers)
{
    struct ab_unpack rest = ab_unpack_begin(pack);
    int64_t *to = ab_numbers_room(numbers, pack->used); /* each takes a byte at least */
    while (to != NULL && ab_unpack(&rest, to)) {
        to++;
    }
    if (to != NULL) {
        numbers->used = (size_t)(to - numbers->number);
    }
}
