/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* random_values.c - throws the dice and writes values. */
#include "support/random_values.h"

/* ---- dice ---- */

/* SplitMix64 (Steele, Lea, Flood 2014). */
static uint64_t draw(struct maker *maker)
{
    uint64_t z = maker->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* low..high, both possible. */
int random_pick(struct maker *maker, int low, int high)
{
    return low + (int)(draw(maker) % (uint64_t)(high - low + 1));
}

bool random_chance(struct maker *maker, int percent)
{
    return random_pick(maker, 1, 100) <= percent;
}

bool random_has(const struct maker *maker, enum feature feature)
{
    return feature == ALWAYS || (maker->features >> feature & 1) != 0;
}

/* An airfield from `first` on that is not `airfield`, unless there is no other. */
int random_another(struct maker *maker, int airfield, int first)
{
    const int drawn = random_pick(maker, first, maker->airfields - 1);
    return drawn != airfield ? drawn : (drawn + 1) % maker->airfields;
}

/* Minutes up to `most`, in whole hours when the mood asks for it, zero now and then. */
static int minutes(struct maker *maker, int most)
{
    const bool none = random_chance(maker, 8);
    const int drawn = random_pick(maker, 1, most);
    return none ? 0 : maker->whole_hours && most >= 60 ? (drawn + 59) / 60 * 60 : drawn;
}

/* ---- values ---- */

void random_say_distribution(struct maker *maker, int mean)
{
    const int half = mean / 2, twice = 2 * mean;
    const int kind = random_pick(maker, 0, 12);
    switch (maker->whole_hours || mean < 2 ? 0 : kind) {
    case 3:
    case 4: (void)fprintf(maker->out, "exponential(%d min)", mean); break;
    case 5: (void)fprintf(maker->out, "uniform(%d, %d) min", half, twice); break;
    case 6: (void)fprintf(maker->out, "triangular(%d, %d, %d) min", half, mean, twice); break;
    case 7: (void)fprintf(maker->out, "lognormal(%d, %d) min", mean, half); break;
    case 8: (void)fprintf(maker->out, "weibull(%d min, 1.5)", mean); break;
    case 9: (void)fprintf(maker->out, "normal(%d, %d) min", mean, half); break;
    case 10:
        (void)fprintf(maker->out, "mixture(3: %d, 1: lognormal(%d, %d), 0.5: exponential(%d)) min",
                      half, twice, mean, mean);
        break;
    case 11: (void)fprintf(maker->out, "gamma(%d, %d) min", mean, half); break;
    case 12: (void)fprintf(maker->out, "pert(%d, %d, %d) min", half, mean, twice); break;
    default: (void)fprintf(maker->out, "%d min", mean); break;
    }
}

/* A date some hours after the start. */
void random_say_date(struct maker *maker, int hour)
{
    (void)fprintf(maker->out, "2022-01-%02dT%02d:00Z", 5 + hour / 24, hour % 24);
}

static void say_when(struct maker *maker, int low, int high)
{
    if (random_chance(maker, 30)) {
        random_say_date(maker, random_pick(maker, low, high));
    } else {
        random_say_distribution(maker, low * 60 + minutes(maker, (high - low) * 60));
    }
}

static void say_clock(struct maker *maker, int least)
{
    const int from = random_pick(maker, 0, 23), length = random_pick(maker, least, 23);
    if (random_chance(maker, 15)) {
        (void)fprintf(maker->out, "always");
    } else {
        (void)fprintf(maker->out, "%02d:00-%02d:00", from, (from + length) % 24);
    }
}

static void say_word(struct maker *maker, const char *words)
{
    int count = 1;
    for (const char *c = words; *c != '\0'; c++) {
        count += *c == ' ';
    }
    for (int skip = random_pick(maker, 1, count) - 1; skip > 0; words++) {
        skip -= *words == ' ';
    }
    while (*words != '\0' && *words != ' ') {
        (void)fputc(*words++, maker->out);
    }
}

static void say_one(struct maker *maker, char letter, int first, int count)
{
    (void)fprintf(maker->out, "%c%d", letter, random_pick(maker, first, count - 1));
}

void random_say_value(struct maker *maker, const struct row *row)
{
    switch (row->shape) {
    case NUMBER:
        (void)fprintf(maker->out, "%d%s", random_pick(maker, row->low, row->high),
                      row->unit != NULL ? row->unit : "");
        break;
    case SPAN: (void)fprintf(maker->out, "%d min", minutes(maker, row->high)); break;
    case TIME: random_say_distribution(maker, minutes(maker, row->high)); break;
    case DATE: random_say_date(maker, random_pick(maker, row->low, row->high)); break;
    case WHEN: say_when(maker, row->low, row->high); break;
    case FLAG: say_word(maker, "yes no"); break;
    case WORD: say_word(maker, row->unit); break;
    case CLOCK: say_clock(maker, row->low); break;
    case AIRFIELD: say_one(maker, 'a', 0, maker->airfields); break;
    case APOD: say_one(maker, 'a', (maker->airfields + 1) / 2, maker->airfields); break;
    case TYPE: say_one(maker, 't', 0, maker->types); break;
    case FLEET: say_one(maker, 'f', 0, maker->fleets); break;
    case CONTINGENT: say_one(maker, 'c', 0, maker->contingents); break;
    }
}

static void say_row(struct maker *maker, const struct row *row)
{
    (void)fprintf(maker->out, "%s = ", row->key);
    random_say_value(maker, row);
    (void)fputc('\n', maker->out);
}

void random_say_rows(struct maker *maker, const struct row *row, int count)
{
    for (int i = 0; i < count; i++) {
        if (random_has(maker, row[i].feature) && random_chance(maker, row[i].percent)) {
            say_row(maker, &row[i]);
        }
    }
}

void random_begin(struct maker *maker, const char *kind, char letter, int number)
{
    (void)fprintf(maker->out, "[%s.%c%d]\n", kind, letter, number);
}
