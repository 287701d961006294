/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* live.h - what a page needs to simulate the scenario of a result again: the words of the command that
 * made it, and every file that its scenario is read from, carried along.
 *
 *     struct ab_carried *carried = ab_carried_create();
 *     const struct ab_reader reader = ab_carried_reader(carried);
 *     ab_document_load(&document, &reader, path, set, count, errors);
 *     ... ab_carried_put(carried, &json), ab_carried_bytes(carried, &size) ...
 *
 * Who reads the same scenario from what was carried, by the same names, gets the same scenario. */
#ifndef AB_OUTPUT_LIVE_H
#define AB_OUTPUT_LIVE_H

#include "base/memory.h"
#include "output/json.h"
#include "scenario/files.h"

/* The command line in a description of a result (page_data.h, the first text), in the arena; and the hash
 * of its scenario, NULL when it does not say. */
struct ab_live_words {
    char **word; /* [count + 1], the last NULL */
    int count;
    const char *hash;
};
enum ab_status ab_live_words_read(struct ab_live_words *words, const char *told,
                                  struct ab_arena *arena, struct ab_errors *errors);

/* Files that are read from the system, scenarios that come with the program and time zones too, and
 * kept. NULL when memory is out. */
struct ab_carried;
struct ab_carried *ab_carried_create(void);
void ab_carried_destroy(struct ab_carried *carried);
struct ab_reader ab_carried_reader(struct ab_carried *carried);

/* Puts an array "files" of {"name", "size"}; their bytes stand one behind the other. */
void ab_carried_put(const struct ab_carried *carried, struct ab_json *json);
const char *ab_carried_bytes(const struct ab_carried *carried, size_t *size);

#endif
