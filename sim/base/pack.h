/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* pack.h - whole and real numbers, one after another, in few bytes.
 *
 * A small whole number takes one byte, of either sign, and a larger one a byte per seven bits; a real
 * number is kept exactly, in nine bytes, or one when it is 0. What is packed on one machine is the same on every other.
 *
 *     ab_pack_put(&pack, 12);
 *     ab_pack_put_real(&pack, 0.1);
 *     struct ab_unpack rest = ab_unpack_begin(&pack);
 *     good = ab_unpack(&rest, &whole) && ab_unpack_real(&rest, &real) && rest.at == rest.end;
 */
#ifndef AB_BASE_PACK_H
#define AB_BASE_PACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ab_pack {
    unsigned char *bytes;
    size_t used, room;
    bool failed; /* memory ran out; what was put since is lost */
};

/* Empties it, and keeps its memory; or gives that as well. */
void ab_pack_empty(struct ab_pack *pack);
void ab_pack_clear(struct ab_pack *pack);

void ab_pack_put(struct ab_pack *pack, int64_t value);
void ab_pack_put_real(struct ab_pack *pack, double value);

/* Room for so many bytes more, which the caller fills and counts in `used`; NULL when memory is out. */
unsigned char *ab_pack_room(struct ab_pack *pack, size_t size);

/* For who puts many: writes a whole number of AB_PACK_MAX bytes at most there, and returns its end. */
enum { AB_PACK_MAX = 10 };
static inline unsigned char *ab_pack_write(unsigned char *to, int64_t value)
{
    uint64_t left = (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0);
    for (; left > 0x7f; left >>= 7) {
        *to++ = (unsigned char)(left | 0x80);
    }
    *to++ = (unsigned char)left;
    return to;
}

/* A number of 0 or more that often is `step` or several as one that is short then; and back. */
static inline int64_t ab_pack_times(int64_t value, int64_t step)
{
    /* The lowest bit tells them apart. */
    return value == 0 ? 0 : value >= step && value % step == 0 ? 2 * (value / step) : 2 * value + 1;
}
static inline int64_t ab_unpack_times(int64_t packed, int64_t step)
{
    return packed % 2 == 0 ? (int64_t)((uint64_t)(packed / 2) * (uint64_t)step) : packed / 2;
}

/* Whole numbers one after another, not packed yet, or not any more. */
struct ab_numbers {
    int64_t *number;
    size_t used, room;
    bool failed; /* as of a pack */
};
void ab_numbers_empty(struct ab_numbers *numbers);
void ab_numbers_clear(struct ab_numbers *numbers);
int64_t *ab_numbers_room(struct ab_numbers *numbers, size_t count);

/* Puts all of them; and gets all of a pack, up to what is no number. */
void ab_pack_put_all(struct ab_pack *pack, const struct ab_numbers *numbers);
void ab_unpack_all(const struct ab_pack *pack, struct ab_numbers *numbers);

/* Makes one the same as another; false when memory is out. */
bool ab_pack_copy(struct ab_pack *to, const struct ab_pack *from);

struct ab_unpack {
    const unsigned char *at, *end;
};
struct ab_unpack ab_unpack_begin(const struct ab_pack *pack);

/* The next number; false at the end, or when what is there is none. */
bool ab_unpack_long(struct ab_unpack *rest, int64_t *value);
static inline bool ab_unpack(struct ab_unpack *rest, int64_t *value)
{
    if (rest->at < rest->end && *rest->at < 0x80) { /* most are of one byte */
        const int64_t found = *rest->at++;
        *value = (found >> 1) ^ -(found & 1);
        return true;
    }
    return ab_unpack_long(rest, value);
}
bool ab_unpack_real(struct ab_unpack *rest, double *value);

#endif
