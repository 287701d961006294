/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* changes.c - every small change of a scenario that may be worth something. */
#include "insight/changes.h"

#include "base/caseless.h"
#include "base/nearest.h"
#include "engine/simulation.h"
#include "scenario/build.h"
#include "scenario/value.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_SIZE = 1024, KEY_SIZE = 192, DAY_MINUTES = 1440 };

/* What the steps of a listing share. */
struct listing {
    struct ab_what_ifs *ifs;
    const struct ab_document *document;
    const struct ab_scenario *scenario;
    const char *only;
    bool *used; /* of each name of `only`: it names something */
    bool less;
    struct ab_arena *arena;
    struct ab_errors *errors;
};

/* ---- values ---- */

static void print_number(char *text, double number, const char *unit)
{
    (void)snprintf(text, TEXT_SIZE, "%.12g%s%s", number, unit[0] != '\0' ? " " : "", unit);
}

static bool is_word(const struct ab_key *key, const char *text)
{
    return key->word != NULL && strcmp(key->word, text) == 0;
}

/* One more or less; a number that is zero by default is no number, but none at all. */
static bool change_count(const struct ab_key *key, const char *text, bool less, char *to)
{
    const char *cursor = text;
    double number;
    const bool zero_is_none = key->preset != NULL && strcmp(key->preset, "0") == 0;
    if (is_word(key, text) || !ab_scan_number(&cursor, &number) || *cursor != '\0') {
        return false;
    }
    const double after = less ? number - 1 : number + 1;
    if (after < key->minimum || after > key->maximum ||
        (zero_is_none && (number == 0 || after == 0))) {
        return false;
    }
    print_number(to, after, "");
    return true;
}

/* One crew more or less of a fleet of so many aircraft, whose crews are said per aircraft. */
static bool change_crews(const struct ab_key *key, const char *text, double aircraft, bool less,
                         char *to)
{
    const char *cursor = text;
    double number;
    if (is_word(key, text) || aircraft <= 0 || !ab_scan_number(&cursor, &number)) {
        return false;
    }
    const double crews = (double)lround(number * aircraft) + (less ? -1 : 1);
    if (crews <= 0 || crews / aircraft > key->maximum) {
        return false;
    }
    print_number(to, crews / aircraft, "");
    return true;
}

/* Reads a time of the day, "08:30", as minutes; -1 when it is none. */
static int take_clock(const char **text)
{
    const char *c = *text;
    for (int i = 0; i < 5; i++) {
        if (i == 2 ? c[i] != ':' : c[i] < '0' || c[i] > '9') {
            return -1;
        }
    }
    *text += 5;
    return ((c[0] - '0') * 10 + c[1] - '0') * 60 + (c[3] - '0') * 10 + c[4] - '0';
}

/* Closes an hour later, or earlier. */
static bool change_hours(const char *text, bool less, char *to)
{
    const int from = take_clock(&text);
    if (from < 0 || *text++ != '-') {
        return false;
    }
    int until = take_clock(&text);
    if (until < 0 || *text != '\0') {
        return false;
    }
    until += (until <= from ? DAY_MINUTES : 0) + (less ? -60 : 60);
    if (until <= from) {
        return false;
    }
    if (until >= from + DAY_MINUTES) {
        (void)snprintf(to, TEXT_SIZE, "always");
        return true;
    }
    until %= DAY_MINUTES;
    (void)snprintf(to, TEXT_SIZE, "%02d:%02d-%02d:%02d", from / 60, from % 60, until / 60,
                   until % 60);
    return true;
}

/* So many times a number with a unit, or a distribution. */
static bool change_quantity(const struct ab_key *key, const char *text, double factor, char *to)
{
    struct ab_measured measured;
    const char *cursor = text;
    if (is_word(key, text)) {
        return false;
    }
    const size_t digits = strspn(text, "0123456789");
    if (digits == 4 && text[digits] == '-') { /* a date */
        return false;
    }
    if (ab_scan_measured(&cursor, &measured) && *cursor == '\0') {
        if (measured.number == 0) {
            return false;
        }
        print_number(to, measured.number * factor, measured.unit);
        return true;
    }
    return strchr(text, '(') != NULL && strchr(text, ';') == NULL &&
           snprintf(to, TEXT_SIZE, "%.15g * %s", factor, text) < TEXT_SIZE;
}

/* The value of a key after the change; false when there is no more of it to have. */
static bool change_value(bool less, const struct ab_key *key, double aircraft, const char *text,
                         char *to)
{
    switch (key->worth) {
    case AB_WORTH_ONE: return change_count(key, text, less, to);
    case AB_WORTH_CREW: return change_crews(key, text, aircraft, less, to);
    case AB_WORTH_HOUR: return change_hours(text, less, to);
    case AB_WORTH_FASTER: return change_quantity(key, text, less ? 0.9 : 1.1, to);
    case AB_WORTH_SHORTER: return !less && change_quantity(key, text, 0.9, to);
    case AB_WORTH_NOTHING: break;
    }
    return false;
}

bool ab_what_if_value(char *to, size_t size, const struct ab_key *key, double aircraft,
                      const char *text)
{
    char value[TEXT_SIZE];
    return strlen(text) < TEXT_SIZE / 2 && change_value(false, key, aircraft, text, value) &&
           snprintf(to, size, "%s", value) < (int)size;
}

/* What the plan says of a key where it goes on from a past, and its value holds from then on only; NULL:
 * it holds from the start. */
static const struct ab_change *planned(const struct ab_scenario *scenario, const char *name)
{
    for (int i = 0; i < scenario->change_count; i++) {
        const struct ab_change *change = &scenario->change[i];
        if (ab_change_is_of_past(scenario, change) && ab_caseless_equal(change->key, name)) {
            return change;
        }
    }
    return NULL;
}

/* How many hours a time is, on average. */
static double hours_of(const struct ab_key *key, const void *field)
{
    if (key->type == AB_VALUE_DURATION) {
        return ab_time_hours(*(const ab_time *)field);
    }
    const struct ab_distribution *law = key->type == AB_VALUE_WHEN
                                            ? ((const struct ab_when *)field)->delay
                                            : *(const struct ab_distribution *const *)field;
    return law->mean / 3.6e6; /* a date is not made shorter */
}

/* A tenth of a rate, in the unit that its range is told in. */
static double tenth_of(const void *field)
{
    return *(const double *)field / 10;
}

/* ---- words ---- */

/* What a thing is called: its id, as in all accounts, or its section. */
static const char *name_of(enum ab_section section, const void *thing)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    return kind->named ? ((const struct ab_named *)thing)->id : kind->name;
}

static void put_words(const struct listing *listing, enum ab_section section,
                      const struct ab_key *key, const void *thing, char *words)
{
    const char *name = name_of(section, thing), *of = section == AB_SECTION_AIRFIELD ? "at" : "of";
    of = ab_section_kind(section)->named ? of : "of the"; /* command, withdrawal */
    char what[64];
    (void)snprintf(what, sizeof what, "%s", key->name);
    for (char *c = what; *c != '\0'; c++) {
        *c = *c == '_' ? ' ' : *c;
    }
    switch (key->worth) {
    case AB_WORTH_ONE:
    case AB_WORTH_CREW:
        (void)snprintf(words, TEXT_SIZE, "one %s %s %s %s", listing->less ? "less" : "more",
                       key->one, of, name);
        break;
    case AB_WORTH_HOUR:
        (void)snprintf(words, TEXT_SIZE, "an hour %s of %s %s %s", listing->less ? "less" : "more",
                       what, of, name);
        break;
    case AB_WORTH_FASTER:
        (void)snprintf(words, TEXT_SIZE, "%s %s %s, a tenth %s", what, of, name,
                       listing->less ? "less" : "more");
        break;
    case AB_WORTH_SHORTER:
    case AB_WORTH_NOTHING:
        (void)snprintf(words, TEXT_SIZE, "%s %s %s, a tenth shorter", what, of, name);
        break;
    }
}

/* ---- changes ---- */

static enum ab_status out_of_memory(const struct listing *listing)
{
    return ab_errors_out_of_memory(listing->errors);
}

/* Adds an override to a change, and to what --with says of it. */
static bool add_override(const struct listing *listing, struct ab_what_if *what, const char *key,
                         const char *value, char *assign)
{
    const size_t used = strlen(assign);
    struct ab_override *override = &what->override[what->overrides++];
    *override = (struct ab_override){.key = ab_arena_copy_text(listing->arena, key),
                                     .value = ab_arena_copy_text(listing->arena, value)};
    (void)snprintf(assign + used, (size_t)TEXT_SIZE * 4 - used, "%s%s=%s", used > 0 ? ";" : "", key,
                   value);
    return override->key != NULL && override->value != NULL;
}

/* Adds what alters the key while the run goes on, as far as there is more of it to have. */
static bool add_later(const struct listing *listing, struct ab_what_if *what,
                      const struct ab_key *key, double aircraft, char *assign)
{
    const struct ab_scenario *scenario = listing->scenario;
    for (int i = 0; i < scenario->change_count; i++) {
        const struct ab_change *change = &scenario->change[i];
        char name[KEY_SIZE], value[TEXT_SIZE];
        if (!ab_caseless_equal(change->key, what->key) || ab_change_is_of_past(scenario, change) ||
            !change_value(listing->less, key, aircraft, change->value, value)) {
            continue;
        }
        (void)snprintf(name, sizeof name, "change.%s.value", change->named.id);
        if (!add_override(listing, what, name, value, assign)) {
            return false;
        }
    }
    return true;
}

static double price_of(const struct ab_scenario *scenario, const struct ab_what_if *what)
{
    for (int i = 0; i < scenario->price_count; i++) {
        if (ab_caseless_equal(scenario->price[i].key, what->key)) {
            return scenario->price[i].per_unit * what->units;
        }
    }
    return (double)NAN;
}

static bool add(const struct listing *listing, const struct ab_what_if *what)
{
    struct ab_what_ifs *ifs = listing->ifs;
    if (!AB_EXTEND(ifs->list, ifs->room, ifs->count)) {
        return false;
    }
    ifs->list[ifs->count++] = *what;
    return true;
}

/* How many units of a price a change is: of a tenth, in the unit that the key's range is told in. */
static double units_of(const struct ab_key *key, const void *field)
{
    return key->worth == AB_WORTH_SHORTER  ? hours_of(key, field) / 10
           : key->worth == AB_WORTH_FASTER ? tenth_of(field)
                                           : 1;
}

/* Makes the change of a key whose value is this text, or that of the plan from then on. */
static enum ab_status make_change(const struct listing *listing, enum ab_section section,
                                  const struct ab_key *key, const void *thing, const char *name,
                                  const char *text)
{
    char value[TEXT_SIZE], words[TEXT_SIZE], assign[TEXT_SIZE * 4] = "";
    const double aircraft =
        section == AB_SECTION_FLEET ? (double)((const struct ab_fleet *)thing)->number : 0;
    const struct ab_change *then = planned(listing->scenario, name);
    if (!change_value(listing->less, key, aircraft, then != NULL ? then->value : text, value)) {
        return AB_OK;
    }
    struct ab_what_if what = {
        .worth = key->worth,
        .units = units_of(key, then != NULL ? then->bytes : (const char *)thing + key->offset)};
    put_words(listing, section, key, thing, words);
    what.key = ab_arena_copy_text(listing->arena, name);
    what.words = ab_arena_copy_text(listing->arena, words);
    what.override = ab_arena_take(listing->arena, ((size_t)listing->scenario->change_count + 1) *
                                                      sizeof *what.override);
    if (what.key == NULL || what.words == NULL || what.override == NULL ||
        !add_override(listing, &what, name, value, assign) ||
        !add_later(listing, &what, key, aircraft, assign)) {
        return out_of_memory(listing);
    }
    what.assign = ab_arena_copy_text(listing->arena, assign);
    what.price = price_of(listing->scenario, &what);
    return what.assign != NULL && add(listing, &what) ? AB_OK : out_of_memory(listing);
}

/* ---- which ---- */

/* Whether a name of --only, only[0 .. length), names a key of a thing. */
static bool is_named(const char *only, size_t length, const char *section, const char *id,
                     const char *key)
{
    char name[KEY_SIZE], form[KEY_SIZE];
    if (length >= sizeof name) {
        return false;
    }
    memcpy(name, only, length);
    name[length] = '\0';
    if (ab_caseless_equal(name, section) || ab_caseless_equal(name, key)) {
        return true;
    }
    const char *const part[][2] = {{section, id}, {section, key}};
    for (int i = 0; i < 2; i++) {
        (void)snprintf(form, sizeof form, "%s.%s", part[i][0], part[i][1]);
        if (part[i][1][0] != '\0' && ab_caseless_equal(name, form)) {
            return true;
        }
    }
    (void)snprintf(form, sizeof form, "%s%s%s.%s", section, id[0] != '\0' ? "." : "", id, key);
    return ab_caseless_equal(name, form);
}

/* Whether a key of a thing is wanted; notes which names asked for it. */
static bool is_wanted(const struct listing *listing, const char *section, const char *id,
                      const char *key)
{
    bool wanted = listing->only == NULL;
    int number = 0;
    for (const char *name = listing->only; name != NULL; number++) {
        name += strspn(name, " ");
        size_t length = strcspn(name, ",");
        const char *next = name[length] == ',' ? name + length + 1 : NULL;
        while (length > 0 && name[length - 1] == ' ') {
            length--;
        }
        if (is_named(name, length, section, id, key)) {
            wanted = listing->used[number] = true;
        }
        name = next;
    }
    return wanted;
}

/* The kind of things or the key whose name is nearest to one without dots, or NULL. */
static const char *nearest_name(const char *name)
{
    struct ab_nearest nearest;
    ab_nearest_begin(&nearest, name);
    for (int s = 0; strchr(name, '.') == NULL && s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        ab_nearest_offer(&nearest, kind->name);
        for (int k = 0; k < kind->key_count; k++) {
            ab_nearest_offer(&nearest, kind->key[k].name);
        }
    }
    return ab_nearest_found(&nearest);
}

/* Complains of a name of --only that names nothing. */
static enum ab_status check_names(const struct listing *listing)
{
    int number = 0;
    for (const char *name = listing->only; name != NULL; number++) {
        name += strspn(name, " ");
        const size_t length = strcspn(name, ",");
        if (!listing->used[number]) {
            char one[101], room[AB_NEAREST_SIZE];
            (void)snprintf(one, sizeof one, "%.*s", length < 100 ? (int)length : 100, name);
            const char *meant = nearest_name(one);
            return ab_errors_refuse(
                listing->errors,
                "--only: '%s' names nothing in this scenario that there could be more of, nor a "
                "time%s",
                one,
                ab_nearest_ask(room, "", meant, "?",
                               "; names are a key, airfield.almaty, airfield.working_mog, "
                               "airfield or working_mog"));
        }
        name = name[length] == ',' ? name + length + 1 : NULL;
    }
    return AB_OK;
}

/* ---- the list ---- */

/* Makes the change of a key of a thing, if its value has any. */
static enum ab_status list_key(const struct listing *listing, enum ab_section section,
                               const struct ab_key *key, const void *thing, const char *id)
{
    char name[KEY_SIZE];
    const char *kind = ab_section_kind(section)->name;
    if (key->worth == AB_WORTH_NOTHING || !is_wanted(listing, kind, id, key->name)) {
        return AB_OK;
    }
    (void)snprintf(name, sizeof name, "%s%s%s.%s", kind, id[0] != '\0' ? "." : "", id, key->name);
    char *value = NULL;
    enum ab_status status =
        ab_document_value(&value, listing->document, NULL, 0, name, listing->errors);
    if (status == AB_OK && value != NULL) {
        status = make_change(listing, section, key, thing, name, value);
    }
    ab_memory_give(value);
    return status;
}

static enum ab_status list_things(const struct listing *listing, enum ab_section section)
{
    const struct ab_section_kind *kind = ab_section_kind(section);
    const int things = kind->named ? ab_scenario_thing_count(listing->scenario, section) : 1;
    enum ab_status status = AB_OK;
    for (int k = 0; status == AB_OK && k < kind->key_count; k++) {
        for (int i = 0; status == AB_OK && i < things; i++) {
            const void *thing = ab_scenario_thing(listing->scenario, section, i);
            const char *id = kind->named ? ((const struct ab_named *)thing)->id : "";
            status = list_key(listing, section, &kind->key[k], thing, id);
        }
    }
    return status;
}

enum ab_status ab_what_ifs_list(struct ab_what_ifs *ifs, const struct ab_document *document,
                                const struct ab_scenario *scenario, const char *only, bool less,
                                struct ab_arena *arena, struct ab_errors *errors)
{
    struct listing listing = {.ifs = ifs,
                              .document = document,
                              .scenario = scenario,
                              .only = only,
                              .less = less,
                              .arena = arena,
                              .errors = errors};
    *ifs = (struct ab_what_ifs){0};
    listing.used = ab_arena_take(arena, only != NULL ? strlen(only) + 1 : 1);
    if (listing.used == NULL) {
        return out_of_memory(&listing);
    }
    enum ab_status status = AB_OK;
    for (int s = 0; status == AB_OK && s < AB_SECTION_SWEEP; s++) {
        status = list_things(&listing, (enum ab_section)s);
    }
    return status == AB_OK && !less && only != NULL ? check_names(&listing) : status;
}
