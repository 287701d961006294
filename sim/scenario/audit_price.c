/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* audit_price.c - prices of what there is none of, of what nobody can buy, and of one thing twice. */
#include "base/caseless.h"
#include "base/nearest.h"
#include "scenario/build.h"

#include <stdlib.h>

/* Complains of a price whose key is none, or of nothing that the scenario has. */
static void audit_key(struct ab_build *build, const struct ab_thing *thing, const char *name)
{
    char room[AB_NEAREST_SIZE], section[AB_SECTION_NAME_SIZE];
    struct ab_key_path path;
    if (!ab_key_path(name, &path) || (path.id[0] != '\0') != ab_section_kind(path.section)->named) {
        ab_thing_fault(thing, "key", build->errors,
                       "'%s' is not a key; keys are written airfield.almaty.working_mog", name);
        return;
    }
    if (path.key < 0) {
        const char *nearest = ab_key_nearest(path.section, path.name);
        ab_thing_fault(thing, "key", build->errors, "'%s' is unknown%s", name,
                       ab_nearest_ask(room, "'", nearest, "'?", ""));
    } else if (ab_section_kind(path.section)->key[path.key].worth == AB_WORTH_NOTHING) {
        ab_thing_fault(thing, "key", build->errors,
                       "'%s' is nothing that can be had for a price: that is a number of things, "
                       "daily hours, a rate, or a time",
                       name);
    } else if (ab_layers_find(build->layers, path.section, path.id) < 0) {
        const char *nearest = ab_layers_nearest(build->layers, path.section, path.id);
        ab_thing_fault(thing, "key", build->errors, "'%s': there is no [%s]%s", name,
                       ab_section_name(path.section, path.id, section),
                       ab_nearest_ask(room, "'", nearest, "'?", ""));
    }
}

static int compare_prices(const void *a, const void *b)
{
    const struct ab_price *left = *(const struct ab_price *const *)a;
    const struct ab_price *right = *(const struct ab_price *const *)b;
    const int order = ab_caseless_compare(left->key, right->key);
    return order != 0 ? order : (left > right) - (left < right);
}

/* Complains of the second price of a key. */
static void audit_twice(struct ab_build *build, const struct ab_price **price, int prices)
{
    if (prices > 1) {
        qsort((void *)price, (size_t)prices, sizeof(struct ab_price *), compare_prices);
    }
    for (int i = 1; i < prices; i++) {
        if (ab_caseless_equal(price[i]->key, price[i - 1]->key)) {
            ab_thing_fault(ab_build_thing(build, AB_SECTION_PRICE, &price[i]->named), "key",
                           build->errors, "'%s' has a price already, that of [price.%s]",
                           price[i]->key, price[i - 1]->named.id);
        }
    }
}

void ab_build_audit_prices(struct ab_build *build)
{
    const struct ab_scenario *scenario = build->scenario;
    const struct ab_price **price =
        ab_arena_take(build->scratch, (size_t)scenario->price_count * sizeof(struct ab_price *));
    int prices = 0;
    if (price == NULL) {
        ab_build_fault_memory(build);
        return;
    }
    for (int i = 0; i < scenario->price_count; i++) {
        const struct ab_price *one = &scenario->price[i];
        const struct ab_thing *thing = ab_build_thing(build, AB_SECTION_PRICE, &one->named);
        if (!thing->doubtful) {
            audit_key(build, thing, one->key);
            price[prices++] = one;
        }
    }
    audit_twice(build, price, prices);
}
