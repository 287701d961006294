/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* gsl_stream.c - the streams of the engine as a generator of GSL. */
#include "support/gsl_stream.h"

/* A gsl_rng stands before word `next` of block `index`; word holds that block unless next is 0. */
struct place {
    struct ab_luck luck;
    uint64_t stream;
    uint32_t index;
    uint32_t next;
    uint64_t word[2];
};

static void gsl_seed(void *state, unsigned long seed)
{
    *(struct place *)state = (struct place){.luck = ab_stream_luck(seed, 0)};
}

static unsigned long gsl_get(void *state)
{
    struct place *place = state;
    if (place->next == 0) {
        ab_stream_block(&place->luck, place->stream, place->index, place->word);
    }
    const unsigned long word = place->word[place->next++];
    if (place->next == 2) {
        place->next = 0;
        place->index++;
    }
    return word;
}

static double gsl_get_double(void *state)
{
    struct place *place = state;
    place->index += place->next != 0;
    place->next = 0;
    return ab_stream_uniform(&place->luck, place->stream, place->index++);
}

static const gsl_rng_type PHILOX = {
    .name = "philox2x64-10",
    .max = UINT64_MAX,
    .min = 0,
    .size = sizeof(struct place),
    .set = gsl_seed,
    .get = gsl_get,
    .get_double = gsl_get_double,
};

const gsl_rng_type *const gsl_stream_type = &PHILOX;

void gsl_stream_seek(gsl_rng *rng, const struct ab_luck *luck, uint64_t stream, uint32_t index)
{
    *(struct place *)gsl_rng_state(rng) =
        (struct place){.luck = *luck, .stream = stream, .index = index};
}
