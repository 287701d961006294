/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* streams.c - the random numbers of a model as an endless file, for what tests random numbers.
 *
 *     streams LAYOUT BITS PART | dieharder -a -g 200
 *
 * A model draws little from each of many streams. LAYOUT says in which order they follow one another
 * here, PART from which seed on: parts have no number in common. Streams are those of 100
 * contingents, named as the model names them. LAYOUT control is no stream of the model: multiples of a
 * constant, which a test must find out. BITS is
 *     low   the 32 lowest bits that a uniform number is made of, bits 12 to 43 of its word
 *     high  the 32 highest
 *     byte  the lowest 8 of them, of four draws
 *     both  all bits of both words of a block */
#include "model/luck.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ENTITIES = 100, STREAMS = ENTITIES * AB_CONTINGENT_PURPOSES, WORDS = 1 << 14 };

/* The coordinates of a number. Streams come by entity, the purposes of each beside each other, or by
 * purpose. Indices are those of loads: each has four. */
enum coordinate { INDEX, STREAM, REPLICATION, SEED, COORDINATES };
enum { INDEX_STEP = 4, SEEDS_LOG2 = 24 };
#define CONTROL UINT64_C(0x9e3779b97f4a7c15)

/* Which coordinate changes first, second, ...; how many values each takes before the next one changes. */
static const struct layout {
    const char *name;
    bool by_purpose;
    enum coordinate order[COORDINATES];
    uint32_t count[COORDINATES]; /* by coordinate */
} layouts[] = {
    {"stream", false, {INDEX, STREAM, REPLICATION, SEED}, {1u << 28, STREAMS, 1u << 20, 1u << 24}},
    {"run", false, {INDEX, STREAM, REPLICATION, SEED}, {25, STREAMS, 1u << 20, 1u << 24}},
    {"entities", true, {STREAM, REPLICATION, INDEX, SEED}, {1000, STREAMS, 1000, 1u << 24}},
    {"purposes", false, {STREAM, REPLICATION, INDEX, SEED}, {1000, STREAMS, 1000, 1u << 24}},
    {"control", false, {STREAM, REPLICATION, INDEX, SEED}, {1000, STREAMS, 1000, 1u << 24}},
    {"replications", false, {REPLICATION, INDEX, STREAM, SEED}, {25, STREAMS, 100000, 1u << 24}},
    {"seeds", false, {SEED, REPLICATION, INDEX, STREAM}, {25, STREAMS, 1000, 1u << 24}},
};

struct place {
    const struct layout *layout;
    uint64_t stream[STREAMS];
    uint64_t first_seed;
    uint32_t at[COORDINATES];
    struct ab_luck luck;
    bool is_control;
    uint64_t drawn;
};

/* The ids of the streams, by the model's own names for them. */
static void name_streams(struct place *place)
{
    static char id[ENTITIES][16];
    static struct ab_contingent contingent[ENTITIES];
    static struct ab_run run;
    const struct ab_scenario scenario = {.contingent = contingent, .contingent_count = ENTITIES};
    static uint64_t things[ENTITIES + AB_OWNER_COUNT], purposes[1000];
    for (int i = 0; i < ENTITIES; i++) {
        (void)snprintf(id[i], sizeof id[i], "c%d", i + 1);
        contingent[i].named.id = id[i];
    }
    if (ab_luck_things(&scenario) > sizeof things / sizeof *things ||
        ab_luck_purposes() > sizeof purposes / sizeof *purposes) {
        abort();
    }
    run.scenario = &scenario;
    run.stream = things;
    run.stream_purpose = purposes;
    ab_luck_name_streams(&run);
    for (int i = 0; i < STREAMS; i++) {
        const int entity = place->layout->by_purpose ? i % ENTITIES : i / AB_CONTINGENT_PURPOSES;
        const int purpose = place->layout->by_purpose ? i / ENTITIES : i % AB_CONTINGENT_PURPOSES;
        place->stream[i] = ab_luck_stream(&run, AB_OF_CONTINGENT, entity, purpose);
    }
}

static void step(struct place *place)
{
    const struct layout *layout = place->layout;
    for (int i = 0; i < COORDINATES; i++) {
        const enum coordinate which = layout->order[i];
        if (which == SEED || which == REPLICATION) {
            place->luck.replication = 0; /* another one */
        }
        if (++place->at[which] < layout->count[which]) {
            return;
        }
        place->at[which] = 0;
    }
}

/* The block at a place; then the next place. */
static inline void draw(struct place *place, uint64_t word[2])
{
    if (place->luck.replication == 0) {
        place->luck =
            ab_stream_luck(place->first_seed + place->at[SEED], place->at[REPLICATION] + 1);
    }
    ab_stream_block(&place->luck, place->stream[place->at[STREAM]], INDEX_STEP * place->at[INDEX],
                    word);
    if (place->is_control) {
        word[0] = word[1] = CONTROL * ++place->drawn;
    }
    step(place);
}

/* Fills `out` with words. */
static void fill(struct place *place, const char *bits, uint32_t out[WORDS])
{
    uint64_t word[2];
    for (int i = 0; i < WORDS; i++) {
        draw(place, word);
        switch (bits[0]) {
        case 'l': out[i] = (uint32_t)(word[0] >> 12); break;
        case 'h': out[i] = (uint32_t)(word[0] >> 32); break;
        case 'y':
            out[i] = 0;
            for (int byte = 0; byte < 4; byte++) {
                out[i] = out[i] << 8 | (word[0] >> 12 & 0xff);
                if (byte < 3) {
                    draw(place, word);
                }
            }
            break;
        default: /* both: four at once, since WORDS is a multiple of four */
            out[i++] = (uint32_t)word[0];
            out[i++] = (uint32_t)(word[0] >> 32);
            out[i++] = (uint32_t)word[1];
            out[i] = (uint32_t)(word[1] >> 32);
        }
    }
}

static const struct layout *find(const char *name)
{
    for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
        if (strcmp(layouts[i].name, name) == 0) {
            return &layouts[i];
        }
    }
    return NULL;
}

int main(int argc, char **argv)
{
    static struct place place;
    static uint32_t out[WORDS];
    static const char *const known[] = {"low", "high", "byte", "both"};
    static const char letter[] = "lhyb";
    place.layout = argc == 4 ? find(argv[1]) : NULL;
    const char *bits = NULL;
    for (size_t i = 0; place.layout != NULL && i < sizeof known / sizeof *known; i++) {
        bits = strcmp(argv[2], known[i]) == 0 ? letter + i : bits;
    }
    if (bits == NULL) {
        (void)fprintf(stderr, "usage: streams LAYOUT low|high|byte|both PART\n");
        return 2;
    }
    place.first_seed = 1 + (strtoull(argv[3], NULL, 10) << SEEDS_LOG2);
    place.is_control = strcmp(argv[1], "control") == 0;
    name_streams(&place);
    do {
        fill(&place, bits, out);
    } while (write(STDOUT_FILENO, out, sizeof out) == (ssize_t)sizeof out);
    return 0;
}
