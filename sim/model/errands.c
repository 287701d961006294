/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* errands.c - least times of loads as differences from what they are most often, modulo 2^32. */
#include "model/errands.h"

#include "base/memory.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

enum column {
    PREPARATION,
    LEAST_ONLOAD,
    TAKEOFF,
    LANDING,
    SERVICE,
    OVERHEAD,
    REST,
    WHOLE,
    PUT_DOWN,
    ONWARD,
    COLUMNS,
    START = COLUMNS
};
static_assert((int)COLUMNS == AB_ERRAND_COLUMNS, "each has its column");

/* --- columns ----------------------------------------------------------------------------------- */

/* More room, of which what is new is 0; what was is kept if it was `used`. */
static bool widen(void *array, size_t size, int before, int after, bool used)
{
    void *old, *new = ab_memory_take((size_t)after, size);
    if (new == NULL) {
        return false;
    }
    memcpy(&old, array, sizeof old);
    if (used && before > 0) {
        memcpy(new, old, (size_t)before * size);
    }
    ab_memory_give(old);
    memcpy(array, &new, sizeof new);
    return true;
}

static bool is_used(const struct ab_errands *errands, int column)
{
    return (errands->used >> column & 1) != 0;
}

bool ab_errands_reserve(struct ab_errands *errands, int loads)
{
    const int before = errands->room;
    bool wide =
        widen(&errands->haul, sizeof *errands->haul, before, loads, true) &&
        widen(&errands->start, sizeof *errands->start, before, loads, is_used(errands, START));
    for (int c = 0; wide && c < COLUMNS; c++) {
        wide = widen(&errands->column[c], sizeof *errands->column[c], before, loads,
                     is_used(errands, c));
    }
    errands->room = wide ? loads : before;
    return wide;
}

void ab_errands_give(struct ab_errands *errands)
{
    ab_memory_give(errands->haul);
    ab_memory_give(errands->start);
    for (int c = 0; c < COLUMNS; c++) {
        ab_memory_give(errands->column[c]);
    }
    *errands = (struct ab_errands){0};
}

static inline void put(struct ab_errands *errands, int load, enum column column, uint32_t value)
{
    if (value != 0 || is_used(errands, (int)column)) {
        errands->column[column][load] = value;
        errands->used |= UINT32_C(1) << column;
    }
}

static inline uint32_t get(const struct ab_errands *errands, int load, enum column column)
{
    return is_used(errands, (int)column) ? errands->column[column][load] : 0;
}

/* --- what was flown ---------------------------------------------------------------------------- */

void ab_errands_note(struct ab_errands *errands, int load, const struct ab_flown *flown)
{
    if (ab_time_later(flown->block, ab_time_later(flown->onload, flown->offload)) <= UINT32_MAX) {
        errands->haul[load] = (struct ab_haul){(uint32_t)flown->onload, (uint32_t)flown->offload,
                                               (uint32_t)flown->block};
        put(errands, load, TAKEOFF, (uint32_t)flown->takeoff);
        put(errands, load, LANDING, (uint32_t)flown->landing);
    }
}

struct ab_flown ab_errands_flown(const struct ab_errands *errands, int load)
{
    const struct ab_haul *haul = &errands->haul[load];
    return (struct ab_flown){.onload = haul->onload,
                             .offload = haul->offload,
                             .block = haul->way,
                             .takeoff = get(errands, load, TAKEOFF),
                             .landing = get(errands, load, LANDING)};
}

/* --- what is least ----------------------------------------------------------------------------- */

static uint32_t brief(ab_time time)
{
    assert(time >= 0);
    return (uint32_t)(time < UINT32_MAX ? time : UINT32_MAX);
}

/* A time from what it is most often and the difference from that, both modulo 2^32. */
static ab_time differing(ab_time usual, uint32_t difference)
{
    return (uint32_t)usual + difference;
}

void ab_errands_put_start(struct ab_errands *errands, int load, ab_time start)
{
    if (start != 0 || is_used(errands, START)) {
        errands->start[load] = start;
        errands->used |= UINT32_C(1) << START;
    }
}

void ab_errands_put(struct ab_errands *errands, int load, const struct ab_errand *errand)
{
    struct ab_haul *haul = &errands->haul[load];
    const uint32_t onload = brief(errand->onload), landing = brief(errand->landing);
    *haul = (struct ab_haul){onload, brief(errand->offload), brief(errand->lift) - onload};
    const struct ab_errand usual = ab_errand_of(onload, haul->way, haul->offload, landing);
    put(errands, load, PREPARATION, brief(errand->preparation));
    put(errands, load, LEAST_ONLOAD, brief(errand->least_onload) - onload);
    put(errands, load, TAKEOFF, brief(errand->takeoff));
    put(errands, load, LANDING, landing);
    put(errands, load, SERVICE, brief(errand->service));
    put(errands, load, OVERHEAD, brief(errand->overhead) - (uint32_t)usual.overhead);
    put(errands, load, REST, brief(errand->rest) - (uint32_t)usual.rest);
    put(errands, load, WHOLE, brief(errand->whole) - (uint32_t)usual.whole);
    put(errands, load, PUT_DOWN, brief(errand->put_down) - (uint32_t)usual.put_down);
    put(errands, load, ONWARD, brief(errand->onward));
    ab_errands_put_start(errands, load, errand->start);
}

struct ab_errand ab_errands_get_from_columns(const struct ab_errands *errands, int load)
{
    const struct ab_haul *haul = &errands->haul[load];
    struct ab_errand errand =
        ab_errand_of(haul->onload, haul->way, haul->offload, get(errands, load, LANDING));
    errand.start = is_used(errands, START) ? errands->start[load] : 0;
    errand.preparation = get(errands, load, PREPARATION);
    errand.least_onload = differing(errand.onload, get(errands, load, LEAST_ONLOAD));
    errand.takeoff = get(errands, load, TAKEOFF);
    errand.service = get(errands, load, SERVICE);
    errand.lift = differing(errand.lift, 0);
    errand.overhead = differing(errand.overhead, get(errands, load, OVERHEAD));
    errand.rest = differing(errand.rest, get(errands, load, REST));
    errand.whole = differing(errand.whole, get(errands, load, WHOLE));
    errand.put_down = differing(errand.put_down, get(errands, load, PUT_DOWN));
    errand.onward = get(errands, load, ONWARD);
    return errand;
}
