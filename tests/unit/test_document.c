/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_document.c - a document that is bound with some overrides gives the scenario, or the faults,
 * that its files give with the same statements from --set. */
#include "support/same_scenario.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include "scenario/input.h"
#include "scenario/layers.h"
#include <check.h>
#include <errno.h>
#include <iniparser/iniparser.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

enum { OVERRIDES_MAX = 4, TEXT_SIZE = 1200 };

/* What everything is of: inactive things, lists, references, changes, samples, a time zone. */
#define MANY_KINDS                                                                                 \
    "[scenario]\nbase = good.ini\n" TWO_CONTINGENTS                                                \
    "[fleet.spare]\ntype = il-76\nnumber = 1\nhome = almaty\nactive = no\n"                        \
    "[contingent.reserve]\napoe = chkalovsky\napod = almaty\npeople = uniform(10, 20)\n"           \
    "active = no\nnotice = empirical(notice.csv) h\n"                                              \
    "[contingent.guards]\napoe = chkalovsky\napod = almaty, bishkek\npeople = 40\n"                \
    "fleets = north, spare\nload_plan = il-76: 1\nnotice = empirical(notice.csv) h\n"              \
    "[airfield.bishkek]\nlatitude = 43.0613\nlongitude = 74.4776\ntime_zone = Asia/Bishkek\n"      \
    "weather_open = exponential(40 h)\nweather_closed = uniform(1 h, 5 h)\n"                       \
    "closures = 2022-01-06T00:00Z/2022-01-06T06:00Z\n"                                             \
    "[leg.one]\nfrom = chkalovsky\nto = almaty\nblock_time = triangular(4 h, 4.5 h, 6 h)\n"        \
    "[traffic.civil]\nairfield = bishkek\ninterval = exponential(5 h)\nground_time = 1 h\n"        \
    "[change.shut]\nat = 20 h\nkey = airfield.almaty.parking_mog\nvalue = 4\n"                     \
    "[change.open]\nat = 2022-01-06T00:00Z\nkey = airfield.bishkek.open\nvalue = no\n"             \
    "[milestone.amount]\nevent = people\nfrom = 2022-01-05T00:00Z\nby = 2022-01-09T00:00Z\n"       \
    "latest = 200\ntolerance = 10 %\n"

/* ---- random overrides ---- */

static uint64_t luck;

static uint64_t next_luck(uint64_t below)
{
    luck = luck * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (luck >> 33) % below;
}

static const char *one_of(const char *const *words, size_t count)
{
    return words[next_luck(count)];
}

/* The value that some other thing of the kind gives the key, or its default. */
static const char *value_of_another(const struct ab_layers *layers, enum ab_section section,
                                    int key)
{
    const int count = layers->count[section];
    const struct ab_thing *thing = &layers->thing[section][next_luck((uint64_t)count)];
    const char *value = ab_thing_said(thing, key)->value;
    const char *preset = ab_section_kind(section)->key[key].preset;
    return value != NULL ? value : preset != NULL ? preset : "none";
}

static const char *id_of(const struct ab_layers *layers, enum ab_section section)
{
    const int count = layers->count[section];
    return count > 0 ? layers->thing[section][next_luck((uint64_t)count)].id : "nobody";
}

static void random_value(const struct ab_layers *layers, enum ab_section section, int number,
                         char *value, size_t size)
{
    static const char *const words[] = {"yes",
                                        "no",
                                        "none",
                                        "last",
                                        "0",
                                        "1",
                                        "2",
                                        "7",
                                        "3 h",
                                        "2 d",
                                        "40 t",
                                        "1 km",
                                        "900 km/h",
                                        "200",
                                        "0.5",
                                        "12:00-20:00",
                                        "2022-01-06T00:00Z",
                                        "uniform(1 h, 3 h)",
                                        "triangular(1, 2, 4) h",
                                        "exponential(2 h)",
                                        "empirical(notice.csv) h",
                                        "empirical(nix.csv) h",
                                        "Asia/Almaty",
                                        "x",
                                        "-1",
                                        "47 t: 3000 km, 0 t: 8000 km",
                                        "airfield.almaty.open",
                                        "fleet.north.number"};
    const struct ab_key *key = &ab_section_kind(section)->key[number];
    switch (next_luck(10)) {
    case 2:
        if (key->type == AB_VALUE_CHOICE) {
            (void)snprintf(value, size, "%s", key->choice[0].name);
            return;
        }
        (void)snprintf(value, size, "%s", id_of(layers, key->target));
        return;
    case 3:
        (void)snprintf(value, size, "%s, %s", id_of(layers, key->target),
                       id_of(layers, key->target));
        return;
    case 4:
        (void)snprintf(value, size, "%s: %d", id_of(layers, key->target), (int)next_luck(9));
        return;
    case 5:
        (void)snprintf(value, size, "%s", one_of(words, sizeof words / sizeof words[0]));
        return;
    default: (void)snprintf(value, size, "%s", value_of_another(layers, section, number)); return;
    }
}

static void random_override(const struct ab_layers *layers, char *key, char *value, size_t size)
{
    enum ab_section section;
    do {
        section = (enum ab_section)next_luck(AB_SECTION_COUNT);
    } while (layers->count[section] == 0 || section == AB_SECTION_TABLE); /* they are read once */
    const struct ab_section_kind *kind = ab_section_kind(section);
    const int number = (int)next_luck((uint64_t)kind->key_count);
    if (!kind->named) {
        (void)snprintf(key, size, "%s.%s", kind->name, kind->key[number].name);
    } else {
        const char *id = next_luck(30) == 0 ? "unheard-of" : id_of(layers, section);
        (void)snprintf(key, size, "%s.%s.%s", kind->name, id, kind->key[number].name);
    }
    random_value(layers, section, number, value, size);
}

/* ---- both ways ---- */

struct tried {
    char key[OVERRIDES_MAX][TEXT_SIZE], value[OVERRIDES_MAX][TEXT_SIZE];
    char set[OVERRIDES_MAX][2 * TEXT_SIZE + 1];
    int count, good, bad;
};

static char *faults_of(struct ab_errors *found)
{
    errors = *found;
    return printed_faults();
}

/* Binds and loads, and compares. */
static void try_overrides(const struct ab_document *document, const char *path, struct tried *tried)
{
    static struct ab_errors faults[2];
    struct ab_override override[OVERRIDES_MAX];
    const char *set[OVERRIDES_MAX];
    struct ab_scenario *bound, *loaded;
    uint64_t hash;
    char all[OVERRIDES_MAX * 2 * TEXT_SIZE] = "";
    for (int i = 0; i < tried->count; i++) {
        override[i] = (struct ab_override){.key = tried->key[i], .value = tried->value[i]};
        (void)snprintf(tried->set[i], sizeof tried->set[i], "%s=%s", tried->key[i],
                       tried->value[i]);
        set[i] = tried->set[i];
        (void)snprintf(all + strlen(all), sizeof all - strlen(all), " --set '%s'", set[i]);
    }
    ab_errors_clear(&faults[0]);
    ab_errors_clear(&faults[1]);
    const enum ab_status left =
        ab_document_bind(&bound, document, override, tried->count, &faults[0]);
    const enum ab_status right = ab_scenario_load(&loaded, path, set, tried->count, &faults[1]);
    char *told = faults_of(&faults[0]), *expected = faults_of(&faults[1]);
    ck_assert_msg(left == right && strcmp(told, expected) == 0, "%s:\n%s---\n%s", all, told,
                  expected);
    free(told);
    free(expected);
    if (left == AB_OK) {
        const char *difference = difference_of(bound, loaded);
        ck_assert_msg(difference == NULL, "%s: %s", all, difference);
        ck_assert_int_eq(ab_document_hash(&hash, document, override, tried->count, &faults[0]),
                         AB_OK);
        ck_assert_msg(hash == loaded->hash, "%s: another hash", all);
        ck_assert(bound->hash == (tried->count == 0 ? hash : 0));
    }
    tried->good += left == AB_OK;
    tried->bad += left != AB_OK;
    ab_scenario_destroy(loaded);
    ab_scenario_destroy(bound);
}

/* Tries random overrides of a file, from one to some at a time. */
static void try_file(const char *path, int times, struct tried *tried)
{
    struct ab_document *document;
    struct ab_layers layers;
    struct ab_arena *arena = ab_arena_create(0);
    *tried = (struct tried){0};
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_layers_read(&layers, NULL, path, NULL, 0, arena, &errors), AB_OK);
    ck_assert_int_eq(ab_document_load(&document, NULL, path, NULL, 0, &errors), AB_OK);
    try_overrides(document, path, tried);
    for (int i = 0; i < times; i++) {
        tried->count = 1 + (int)next_luck(1 + next_luck(OVERRIDES_MAX)); /* mostly few */
        for (int k = 0; k < tried->count; k++) {
            random_override(&layers, tried->key[k], tried->value[k], TEXT_SIZE);
        }
        try_overrides(document, path, tried);
    }
    ab_document_destroy(document);
    ab_arena_destroy(arena);
}

static char root[PATH_MAX];

static void enter_with_root(void)
{
    ck_assert_ptr_nonnull(getcwd(root, sizeof root));
    enter_folder();
    write_text("notice.csv", "1\n2\n4\n");
    write_text("many.ini", MANY_KINDS);
    luck = 1;
}

START_TEST(a_bound_scenario_is_the_one_that_is_loaded)
{
    struct tried tried;
    luck = (uint64_t)_i + 1;
    try_file("many.ini", 500, &tried);
    ck_assert_int_gt(tried.good, 100);
    ck_assert_int_gt(tried.bad, 100);
}
END_TEST

static const char *const shipped[] = {
    "scenarios/small/islands.ini",       "scenarios/january-2022.ini",
    "scenarios/kathmandu-2015.ini",      "scenarios/port-au-prince-2010.ini",
    "scenarios/berlin-1949.ini",         "scenarios/addis-ababa-1991.ini",
    "scenarios/tacloban-2013.ini",       "scenarios/what-if/half-fleet.ini",
    "scenarios/what-if/three-months.ini"};
enum { SHIPPED = sizeof shipped / sizeof shipped[0] };

START_TEST(so_are_the_shipped_ones)
{
    char path[2 * PATH_MAX];
    struct tried tried;
    (void)snprintf(path, sizeof path, "%s/%s", root, shipped[_i]);
    try_file(path, 100, &tried);
    ck_assert_int_gt(tried.good, 20);
}
END_TEST

/* What is drawn is bound in short, since its inputs are known. */
START_TEST(what_is_drawn_is_what_is_bound_with_its_values)
{
    enum { INPUTS_MAX = 64, STATEMENTS_MAX = 128, DRAWN = 20 };
    char path[2 * PATH_MAX];
    struct ab_document *document;
    struct ab_scenario *scenario, *drawn, *bound;
    struct ab_override statement[STATEMENTS_MAX];
    double value[INPUTS_MAX];
    struct ab_arena *arena = ab_arena_create(0);
    (void)snprintf(path, sizeof path, "%s/%s", root, shipped[_i]);
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, NULL, path, NULL, 0, &errors), AB_OK);
    ck_assert_int_eq(ab_document_bind(&scenario, document, NULL, 0, &errors), AB_OK);
    const int inputs = scenario->input_count, statements = ab_inputs_statements(scenario);
    ck_assert(inputs <= INPUTS_MAX && statements <= STATEMENTS_MAX);
    for (uint32_t k = 1; k <= DRAWN && inputs > 0; k++) {
        ab_inputs_draw(scenario, 7, k, value);
        for (int i = 0; i < inputs; i++) {
            value[i] = ab_input_at(&scenario->input[i], value[i]);
        }
        ck_assert(ab_inputs_state(scenario, value, statement, arena));
        ck_assert_int_eq(ab_document_bind(&bound, document, statement, statements, &errors), AB_OK);
        ck_assert_int_eq(ab_inputs_bind(&drawn, document, scenario, NULL, 0, 7, k, &errors), AB_OK);
        ck_assert_pstr_eq(difference_of(drawn, bound), NULL);
        ck_assert_int_eq(bound->input_count, 0);
        ck_assert_int_eq(drawn->input_count, 0);
        ab_scenario_destroy(drawn);
        ab_scenario_destroy(bound);
    }
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    ab_arena_destroy(arena);
}
END_TEST

/* Values that bring along what another thing must follow. */
START_TEST(what_hangs_together_follows)
{
    static const struct {
        const char *key, *value;
    } one[] = {{"fleet.spare.active", "yes"},
               {"fleet.north.active", "no"},
               {"fleet.south.active", "no"},
               {"contingent.reserve.active", "yes"},
               {"contingent.lancers.active", "no"},
               {"site.dam.active", "no"},
               {"traffic.civil.active", "no"},
               {"airfield.bishkek.open", "no"},
               {"airfield.bishkek.latitude", "10"},
               {"airfield.bishkek.latitude", "none"},
               {"airfield.bishkek.weather_closed", "none"},
               {"airfield.bishkek.time_zone", "none"},
               {"airfield.bishkek.closures", "none"},
               {"leg.one.block_time", "none"},
               {"leg.one.both_ways", "no"},
               {"leg.one.from", "bishkek"},
               {"leg.one.route_factor", "1.2"},
               {"contingent.guards.apod", "bishkek"},
               {"contingent.guards.fleets", "none"},
               {"contingent.guards.load_plan", "none"},
               {"change.shut.value", "5"},
               {"change.shut.key", "fleet.north.number"},
               {"change.open.key", "airfield.bishkek.runways"},
               {"milestone.amount.latest", "100"},
               {"milestone.amount.by", "none"},
               {"milestone.amount.tolerance", "5"},
               {"milestone.c.since", "none"},
               {"milestone.a.latest", "2022-01-08T00:00Z"},
               {"scenario.start", "2022-02-01T00:00Z"},
               {"scenario.deterministic", "yes"},
               {"scenario.route_factor", "1.3"},
               {"scenario.wind", "60 km/h"},
               {"aircraft.il-76.payload_range", "40 t: 3000 km, 0 t: 9000 km"},
               {"contingent.new.apoe", "chkalovsky"},
               {"airfield.new.runways", "2"}};
    enum { COUNT = sizeof one / sizeof one[0] };
    static struct tried tried;
    struct ab_document *document;
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, NULL, "many.ini", NULL, 0, &errors), AB_OK);
    tried = (struct tried){0};
    for (int i = 0; i < COUNT; i++) {
        for (int k = 0; k < COUNT; k++) {
            tried.count = 1 + (k != i);
            (void)snprintf(tried.key[0], TEXT_SIZE, "%s", one[i].key);
            (void)snprintf(tried.value[0], TEXT_SIZE, "%s", one[i].value);
            (void)snprintf(tried.key[1], TEXT_SIZE, "%s", one[k].key);
            (void)snprintf(tried.value[1], TEXT_SIZE, "%s", one[k].value);
            try_overrides(document, "many.ini", &tried);
        }
    }
    ck_assert_int_gt(tried.good, COUNT * COUNT / 2);
    ab_document_destroy(document);
}
END_TEST

/* ---- what is read, and when ---- */

START_TEST(nothing_is_read_after_loading)
{
    struct ab_document *document;
    struct ab_scenario *before, *after;
    const struct ab_override more[] = {
        {.key = "contingent.guards.people", .value = "41"},
        {.key = "contingent.lancers.notice", .value = "empirical(notice.csv) h"},
        {.key = "airfield.bishkek.runways", .value = "2"}};
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, NULL, "many.ini", NULL, 0, &errors), AB_OK);
    ck_assert_int_eq(ab_document_bind(&before, document, more, 3, &errors), AB_OK);
    ck_assert_int_eq(unlink("many.ini"), 0);
    ck_assert_int_eq(unlink("good.ini"), 0);
    write_text("notice.csv", "no number\n");
    ck_assert_int_eq(ab_document_bind(&after, document, more, 3, &errors), AB_OK);
    ck_assert_ptr_null(difference_of(before, after));
    ab_scenario_destroy(after);
    ab_scenario_destroy(before);
    ab_document_destroy(document);
}
END_TEST

/* Binding takes a few pieces of memory, however large the scenario: it does not read it again. */
START_TEST(binding_takes_a_few_pieces_of_memory)
{
    char path[2 * PATH_MAX];
    struct ab_document *document;
    struct ab_scenario *scenario;
    const struct ab_override more = {.key = "airfield.almaty.working_mog", .value = "3"};
    (void)snprintf(path, sizeof path, "%s/scenarios/january-2022.ini", root);
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, NULL, path, NULL, 0, &errors), AB_OK);
    const uint64_t before = ab_memory_count();
    ck_assert_int_eq(ab_document_bind(&scenario, document, &more, 1, &errors), AB_OK);
    ck_assert_uint_le(ab_memory_count() - before, 6);
    ck_assert_int_eq(scenario->airfield_count > 0, 1);
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
}
END_TEST

/* ---- places ---- */

START_TEST(a_fault_of_an_override_is_told_where_it_stands)
{
    struct ab_document *document;
    struct ab_scenario *scenario;
    const struct ab_override more[] = {
        {.key = "fleet.north.number", .value = "many", .file = "cases.csv", .line = 3, .column = 2},
        {.key = "fleet.nroth", .value = "1", .file = "cases.csv", .line = 1, .column = 4},
        {.key = "nothing", .value = "1", .file = "cases.csv", .line = 1, .column = 5},
        {.key = "fleet.north.colour", .value = "1"}};
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, NULL, "good.ini", NULL, 0, &errors), AB_OK);
    ck_assert_int_eq(ab_document_bind(&scenario, document, more, 4, &errors), AB_BAD_SCENARIO);
    ck_assert_ptr_null(scenario);
    char *told = printed_faults();
    ck_assert_str_eq(
        told,
        "--set: error: [fleet.north] colour: unknown key; `airbridge keys fleet` "
        "lists those of the section\n"
        "cases.csv:1: error: [fleet]: this section needs an id; write [fleet.ID] "
        "(column 4)\n"
        "cases.csv:1: error: 'nothing' is not a key; keys are written "
        "airfield.almaty.parking_mog (column 5)\n"
        "cases.csv:3: error: [fleet.north] number: 'many' is not a whole number (column 2)\n");
    free(told);
    ab_document_destroy(document);
}
END_TEST

/* A build without the INI library reads the same. */
START_TEST(the_prescan_reads_what_the_library_reads)
{
    char path[2 * PATH_MAX], name[200];
    char *content;
    size_t size;
    int compared = 0;
    struct ab_prescan scan;
    struct ab_arena *arena = ab_arena_create(0);
    (void)snprintf(path, sizeof path, "%s%s%s", _i < SHIPPED ? root : "", _i < SHIPPED ? "/" : "",
                   _i < SHIPPED ? shipped[_i] : "quoted.ini");
    write_text("quoted.ini", "[scenario] \n title=\"a; b # c\" ; d\r\nnote = 'it\"s' \n\n; x\n"
                             "[airfield.UAAA]\nname = Almaty's  own ;x\nicao=\"\tU \"\n");
    ck_assert_int_eq(ab_file_read(path, 1 << 24, &content, &size, &errors), AB_OK);
    ck_assert_int_eq(ab_prescan(&scan, path, content, size, arena, arena, &errors), AB_OK);
    dictionary *values = iniparser_load(path);
    ck_assert_ptr_nonnull(values);
    for (int i = 0; i < scan.count; i++) {
        const struct ab_entry *entry = &scan.entry[i];
        if (entry->key != NULL) {
            (void)snprintf(name, sizeof name, "%s:%s", entry->section, entry->key);
            ck_assert_str_eq(entry->value, iniparser_getstring(values, name, "not there"));
            compared++;
        }
    }
    ck_assert_int_gt(compared, 3);
    iniparser_freedict(values);
    ab_memory_give(content);
    ab_arena_destroy(arena);
}
END_TEST

/* ---- readers ---- */

struct named_bytes {
    const char *name, *bytes;
};

/* Files in memory; counts how often each was asked for. */
struct shelf {
    const struct named_bytes *file;
    int count;
    int asked[8];
};

static int take_from_shelf(void *owner, const char *name, const char **bytes, size_t *size)
{
    struct shelf *shelf = owner;
    for (int i = 0; i < shelf->count; i++) {
        if (strcmp(shelf->file[i].name, name) == 0) {
            shelf->asked[i]++;
            *bytes = shelf->file[i].bytes;
            *size = strlen(*bytes);
            return 0;
        }
    }
    return ENOENT;
}

START_TEST(a_reader_gives_bases_and_samples)
{
    const struct named_bytes file[] = {{"plans/plan.ini",
                                        "[scenario]\nbase = parts/fleet.ini\n[contingent.rifles]\n"
                                        "notice = empirical(notice.csv) h\n"},
                                       {"plans/notice.csv", "1\n3\n"},
                                       {"parts/fleet.ini", GOOD_SCENARIO}};
    struct shelf shelf = {.file = file, .count = 3};
    const struct ab_reader reader = {.owner = &shelf, .read = take_from_shelf};
    const struct ab_override more[] = {
        {.key = "contingent.rifles.assembly", .value = "empirical(plans/notice.csv) min"}};
    struct ab_document *document;
    struct ab_scenario *scenario, *same;
    leave_folder(); /* nothing of it is there */
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, &reader, "plans/plan.ini", NULL, 0, &errors),
                     AB_OK);
    ck_assert_int_eq(ab_document_bind(&scenario, document, NULL, 0, &errors), AB_OK);
    ck_assert_double_eq(scenario->contingent[0].notice->mean, 2.0 * (double)AB_HOUR);
    ck_assert_int_eq(ab_document_bind(&same, document, more, 1, &errors), AB_OK);
    ck_assert_double_eq(same->contingent[0].assembly->mean, 2.0 * (double)AB_MINUTE);
    ck_assert_int_eq(shelf.asked[1], 1);
    ab_scenario_destroy(same);
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    enter_folder();
}
END_TEST

START_TEST(a_reader_gives_tables)
{
    const struct named_bytes file[] = {
        {"plans/plan.ini", "[scenario]\nbase = ../good.ini\n[table.list]\nkind = contingent\n"
                           "file = lists/a.csv\ncolumns = bulk: bulk ston\n"},
        {"plans/lists/a.csv", "id,apoe,apod,bulk,notice\r\n"
                              "U1,chkalovsky,almaty,10,empirical(b.csv) h\r\n"},
        {"plans/lists/b.csv", "1\n3\n"},
        {"plans/../good.ini", GOOD_SCENARIO}};
    struct shelf shelf = {.file = file, .count = 4};
    const struct ab_reader reader = {.owner = &shelf, .read = take_from_shelf};
    const struct ab_override more = {.key = "contingent.u1.bulk", .value = "7 t"};
    struct ab_document *document;
    struct ab_scenario *scenario, *same;
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, &reader, "plans/plan.ini", NULL, 0, &errors),
                     AB_OK);
    ck_assert_int_eq(ab_document_bind(&scenario, document, NULL, 0, &errors), AB_OK);
    ck_assert_int_eq(ab_document_bind(&same, document, &more, 1, &errors), AB_OK);
    const struct ab_contingent *unit = &scenario->contingent[scenario->contingent_count - 1];
    ck_assert_str_eq(unit->named.id, "U1");
    ck_assert_str_eq(unit->named.file, "plans/lists/a.csv");
    ck_assert_int_eq(unit->named.line, 2);
    ck_assert_double_eq_tol(unit->bulk, 9.0718474, 1e-12);
    ck_assert_double_eq(unit->notice->mean, 2.0 * (double)AB_HOUR);
    ck_assert_double_eq(same->contingent[same->contingent_count - 1].bulk, 7);
    ck_assert_int_eq(shelf.asked[1], 1);
    ab_scenario_destroy(same);
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
}
END_TEST

/* A past is read by whoever reads the scenario. */
START_TEST(a_reader_gives_pasts)
{
    const struct named_bytes file[] = {
        {"now.ini", "[scenario]\nbase = then.ini\n[past]\nscenario = then.ini\n"
                    "at = 2022-01-06T00:00Z\n[airfield.almaty]\nparking_mog = 9\n"},
        {"then.ini", GOOD_SCENARIO}};
    struct shelf shelf = {.file = file, .count = 2};
    const struct ab_reader reader = {.owner = &shelf, .read = take_from_shelf};
    struct ab_document *document;
    struct ab_scenario *scenario;
    leave_folder(); /* nothing of it is there */
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, &reader, "now.ini", NULL, 0, &errors), AB_OK);
    ck_assert_int_eq(ab_document_bind(&scenario, document, NULL, 0, &errors), AB_OK);
    ck_assert_int_eq(scenario->airfield[0].parking_mog, 6);
    ck_assert_int_eq(scenario->change_count, 1);
    ck_assert_int_eq(scenario->change[0].at.date, AB_DAY);
    ab_scenario_destroy(scenario);
    ab_document_destroy(document);
    enter_folder();
}
END_TEST

static int give_size(void *owner, const char *name, const char **bytes, size_t *size)
{
    (void)name;
    *bytes = NULL; /* never looked at */
    *size = *(const size_t *)owner;
    return 0;
}

START_TEST(a_reader_may_give_nothing_or_too_much)
{
    static const char *const told[] = {"f.ini: error: [scenario] start: is missing\n",
                                       "f.ini: error: cannot read: it is larger than "};
    const size_t size[] = {0, SIZE_MAX / 2};
    for (int i = 0; i < 2; i++) {
        size_t given = size[i];
        const struct ab_reader reader = {.owner = &given, .read = give_size};
        struct ab_document *document = NULL;
        struct ab_scenario *scenario;
        ab_errors_clear(&errors);
        enum ab_status status = ab_document_load(&document, &reader, "f.ini", NULL, 0, &errors);
        status = status == AB_OK ? ab_document_bind(&scenario, document, NULL, 0, &errors) : status;
        ck_assert_int_eq(status, i == 0 ? AB_BAD_SCENARIO : AB_IO_ERROR);
        char *text = printed_faults();
        ck_assert_msg(strncmp(text, told[i], strlen(told[i])) == 0, "%s", text);
        free(text);
        ab_document_destroy(document);
    }
}
END_TEST

/* What is varied is tried before anything is simulated; what depends on another value, or is nothing, is
 * judged where it is bound. */
START_TEST(a_value_is_tried_alone_where_it_can_be)
{
    static const struct {
        const char *key, *value, *complaint;
    } tried[] = {
        {"airfield.almaty.parking_mog", "7", NULL},
        {"airfield.almaty.parking_mog", "x", "is neither a whole number nor 'unlimited'"},
        {"airfield.almaty.name", "a\x01", "holds a control character"},
        {"airfield.almaty.time_zone", "none", NULL},
        {"airfield.almaty.parkin_mog", "x", NULL},
        {"airfield.nowhere.parking_mog", "x", NULL},
        {"milestone.first.latest", "x", NULL},
    };
    struct ab_document *document;
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, NULL, "good.ini", NULL, 0, &errors), AB_OK);
    for (size_t i = 0; i < sizeof tried / sizeof tried[0]; i++) {
        struct ab_complaint complaint;
        ck_assert_int_eq(ab_document_accepts(document, 0, tried[i].key, tried[i].value, &complaint),
                         tried[i].complaint == NULL);
        ck_assert_str_eq(complaint.text, tried[i].complaint != NULL ? tried[i].complaint : "");
    }
    ab_document_destroy(document);
}
END_TEST

START_TEST(what_a_reader_does_not_have_is_told)
{
    const struct named_bytes file[] = {{"a.ini", "[scenario]\nbase = b.ini\n"},
                                       {"c.ini", "[scenario]\nbase = c.ini\n"}};
    struct shelf shelf = {.file = file, .count = 2};
    const struct ab_reader reader = {.owner = &shelf, .read = take_from_shelf};
    struct ab_document *document;
    struct ab_scenario *scenario;
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_document_load(&document, &reader, "nix.ini", NULL, 0, &errors),
                     AB_IO_ERROR);
    ck_assert_ptr_null(document);
    for (int i = 0; i < 2; i++) {
        const char *path = file[i].name;
        ck_assert_int_eq(ab_document_load(&document, &reader, path, NULL, 0, &errors), AB_OK);
        ck_assert_int_eq(ab_document_bind(&scenario, document, NULL, 0, &errors), AB_BAD_SCENARIO);
        ab_document_destroy(document);
    }
    char *told = printed_faults();
    ck_assert_str_eq(told, "nix.ini: error: cannot open: No such file or directory\n"
                           "a.ini:2: error: [scenario] base: 'b.ini' is neither there as b.ini nor "
                           "as b.ini; AIRBRIDGE_SCENARIOS names another folder\n"
                           "c.ini:2: error: [scenario] base: 'c.ini' is circular: it leads back to "
                           "c.ini\n");
    free(told);
}
END_TEST

int main(void)
{
    enum { SEEDS = 4 };
    Suite *suite = suite_create("document");
    TCase *tests = tcase_create("binding");
    tcase_set_timeout(tests, 300);
    tcase_add_checked_fixture(tests, enter_with_root, leave_folder);
    tcase_add_loop_test(tests, a_bound_scenario_is_the_one_that_is_loaded, 0, SEEDS);
    tcase_add_loop_test(tests, so_are_the_shipped_ones, 0, SHIPPED);
    tcase_add_loop_test(tests, what_is_drawn_is_what_is_bound_with_its_values, 0, SHIPPED);
    tcase_add_test(tests, what_hangs_together_follows);
    tcase_add_test(tests, nothing_is_read_after_loading);
    tcase_add_test(tests, binding_takes_a_few_pieces_of_memory);
    tcase_add_test(tests, a_fault_of_an_override_is_told_where_it_stands);
    tcase_add_loop_test(tests, the_prescan_reads_what_the_library_reads, 0, SHIPPED + 1);
    tcase_add_test(tests, a_reader_gives_bases_and_samples);
    tcase_add_test(tests, a_reader_gives_tables);
    tcase_add_test(tests, a_reader_gives_pasts);
    tcase_add_test(tests, a_reader_may_give_nothing_or_too_much);
    tcase_add_test(tests, a_value_is_tried_alone_where_it_can_be);
    tcase_add_test(tests, what_a_reader_does_not_have_is_told);
    suite_add_tcase(suite, tests);

    return suite_run(suite, SEEDS + 3 * SHIPPED + 11);
}
