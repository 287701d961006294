/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scenario_show.c - the hash of a scenario, `show`, `keys`, and loading without memory. */
#include "base/memory.h"
#include "scenario/document.h"
#include "scenario/key_text.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <sys/stat.h>
#include <unistd.h>

enum { TESTS = 20 };

static uint64_t hash_of(const char *name, const char *set)
{
    struct ab_scenario *scenario = load_good(name, &set, set != NULL);
    const uint64_t hash = scenario->hash;
    ab_scenario_destroy(scenario);
    return hash;
}

/* ---- the hash ---- */

START_TEST(comments_layout_order_layers_and_paths_do_not_change_the_hash)
{
    const uint64_t hash = hash_of("good.ini", NULL);
    ck_assert_uint_eq(hash_of("./good.ini", NULL), hash);
    write_text("f.ini", "[scenario]\nbase = good.ini\n");
    ck_assert_uint_eq(hash_of("f.ini", NULL), hash);
    write_text("g.ini", "; the same, otherwise\r\n[vehicle.bmd-2]\r\nmass=8200 kg ; t\r\n"
                        "width = \"270 cm\"\r\nlength = 5.4m\r\n"
                        "[scenario]\nbase = good.ini\n"
                        "horizon = 1440 h\nstart = 2022-01-05T03:00+03:00\n"
                        "[airfield.almaty]\nopen = true\n");
    ck_assert_uint_eq(hash_of("g.ini", NULL), hash);
    ck_assert_uint_eq(hash_of("good.ini", "airfield.almaty.parking_mog=6"), hash);
    ck_assert_uint_eq(hash_of("good.ini", "withdrawal.order=none"), hash);
}
END_TEST

START_TEST(every_change_of_a_value_changes_the_hash)
{
    const char *sets[] = {
        "scenario.title=x",
        "scenario.seed=2",
        "scenario.deterministic=yes",
        "scenario.end=horizon",
        "scenario.start=2022-01-05T00:00:01Z",
        "airfield.almaty.parking_mog=7",
        "airfield.almaty.latitude=43.3558",
        "aircraft.il-76.payload_range=47 t: 3700 km, 0 t: 7801 km",
        "aircraft.il-76.seats_with_vehicles=0",
        "aircraft.il-76.onload_time=1 h",
        "contingent.rifles.people=uniform(100, 100)",
        "contingent.rifles.vehicles=bmd-2: 4",
        "contingent.rifles.fleets=north",
        "contingent.rifles.commit=0 h",
        "contingent.rifles.commit=2022-01-05T00:00Z",
        "contingent.rifles.load_type=il-76",
        "site.plant.latitude=0",
        "milestone.first.earliest=2022-01-05T00:00Z",
        "milestone.first.known_miss=x",
    };
    enum { COUNT = sizeof sets / sizeof sets[0] };
    uint64_t hash[COUNT + 1];
    hash[COUNT] = hash_of("good.ini", NULL);
    for (int i = 0; i < COUNT; i++) {
        struct ab_scenario *scenario = NULL;
        const char *both[] = {sets[i], "site.plant.longitude=0"};
        const int count = strstr(sets[i], "latitude=0") != NULL ? 2 : 1;
        scenario = load_good("good.ini", both, count);
        hash[i] = scenario->hash;
        ab_scenario_destroy(scenario);
    }
    for (int i = 0; i <= COUNT; i++) {
        for (int j = 0; j < i; j++) {
            ck_assert_msg(hash[i] != hash[j], "%s and %s", sets[j],
                          i < COUNT ? sets[i] : "nothing");
        }
    }
}
END_TEST

START_TEST(samples_change_the_hash_by_content_and_not_by_name)
{
    write_text("a.csv", "1\n2\n");
    write_text("b.csv", "hours\n2\n1\n");
    write_text("c.csv", "1\n3\n");
    const uint64_t a = hash_of("good.ini", "contingent.rifles.notice=empirical(a.csv) h");
    ck_assert_uint_eq(a, hash_of("good.ini", "contingent.rifles.notice=empirical(b.csv) h"));
    ck_assert_uint_ne(a, hash_of("good.ini", "contingent.rifles.notice=empirical(c.csv) h"));
    ck_assert_uint_ne(a, hash_of("good.ini", "contingent.rifles.notice=empirical(a.csv) min"));
}
END_TEST

/* Whatever names the file: a change of a time or of a date, what an input is drawn from, or a parameter of
 * that. */
static const char *const sampled[] = {
    "[change.c]\nat = 1 d\nkey = airfield.almaty.runway_occupancy\nvalue = empirical(%s) min\n",
    "[change.c]\nat = 1 d\nkey = withdrawal.order\nvalue = empirical(%s) h\n",
    "[change.c]\nat = 1 d\nkey = withdrawal.order\nvalue = mixture(1: empirical(%s) h, 1: 3 h)\n",
    "[change.c]\nat = empirical(%s) h\nkey = airfield.almaty.runways\nvalue = 2\n",
    "[uncertain.u]\nkey = contingent.rifles.notice\nvalue = empirical(%s) h\n",
    "[uncertain.u]\nkey = contingent.rifles.notice\nvalue = mixture(1: empirical(%s), 1: 2) h\n",
    "[uncertain.u]\nkey = contingent.rifles.notice\nvalue = exponential(empirical(%s)) h\n",
    "[uncertain.u]\nkey = contingent.rifles.notice\nvalue = weibull(3 h, 2 * empirical(%s))\n",
    ("[change.c]\nat = 1 d\nkey = airfield.almaty.runway_occupancy\n"
     "value = mixture(1: empirical (%s ) min, 2: 1 min)\n"),
    "[uncertain.u]\nkey = aircraft.il-76.runway\nfactor = 0.1 * empirical(%s)\n",
};
enum { SAMPLED = sizeof sampled / sizeof sampled[0] };

static void write_sampled(const char *path, int which, const char *file)
{
    char text[400] = "[scenario]\nbase = good.ini\n[withdrawal]\norder = 10 d\n";
    const size_t used = strlen(text);
    (void)snprintf(text + used, sizeof text - used, sampled[which], file);
    write_text(path, text);
}

START_TEST(samples_count_by_content_wherever_they_are_named)
{
    uint64_t hash[3];
    for (int i = 0; i < 3; i++) {
        write_text("a.csv", i == 1 ? "1\n3\n" : "1\n2\n");
        write_text("b.csv", "1\n2\n");
        write_sampled("f.ini", _i, i == 2 ? "b.csv" : "a.csv");
        hash[i] = hash_of("f.ini", NULL);
    }
    ck_assert_uint_ne(hash[0], hash[1]);
    ck_assert_uint_eq(hash[0], hash[2]);
}
END_TEST

/* Each differs from the others in its law, in one number, or in one part of a mixture. */
static const char *const laws[] = {
    "2 h",
    "3 h",
    "uniform(1, 3) h",
    "uniform(1, 4) h",
    "uniform(2, 3) h",
    "triangular(1, 2, 3) h",
    "triangular(1, 2.5, 3) h",
    "triangular(1, 2, 4) h",
    "pert(1, 2, 3) h",
    "normal(20, 1) h",
    "normal(20, 2) h",
    "normal(21, 1) h",
    "lognormal(20, 1) h",
    "lognormal(20, 2) h",
    "exponential(2) h",
    "gamma(20, 1) h",
    "weibull(20, 1) h",
    "mixture(1: 1, 1: 3) h",
    "mixture(1: 1, 1: 2, 1: 3) h",
    "mixture(2: 1, 1: 2, 2: 3) h",
    "mixture(1: uniform(0, 2), 1: 3) h",
    "mixture(1: 1, 1: uniform(2, 4)) h",
    "mixture(1: uniform(0, 2), 1: 2, 1: 3) h",
    "mixture(1: 1, 1: uniform(1, 3), 1: 3) h",
    "mixture(1: 1, 1: 2, 1: uniform(2, 4)) h",
};

START_TEST(every_part_of_a_law_changes_the_hash)
{
    enum { COUNT = sizeof laws / sizeof laws[0] };
    uint64_t hash[COUNT];
    for (int i = 0; i < COUNT; i++) {
        char set[80];
        (void)snprintf(set, sizeof set, "contingent.rifles.notice=%s", laws[i]);
        hash[i] = hash_of("good.ini", set);
        for (int j = 0; j < i; j++) {
            ck_assert_msg(hash[i] != hash[j], "%s and %s", laws[j], laws[i]);
        }
    }
    write_text("a.csv", "1\n2\n3\n");
    for (int changed = 0; changed < 3; changed++) {
        char text[40];
        (void)snprintf(text, sizeof text, "%s\n%s\n%s\n", changed == 0 ? "1.5" : "1",
                       changed == 1 ? "2.5" : "2", changed == 2 ? "3.5" : "3");
        write_text("b.csv", text);
        ck_assert_uint_ne(hash_of("good.ini", "contingent.rifles.notice=empirical(a.csv) h"),
                          hash_of("good.ini", "contingent.rifles.notice=empirical(b.csv) h"));
    }
}
END_TEST

START_TEST(what_is_switched_off_still_counts_in_the_hash)
{
    ck_assert_uint_ne(hash_of("good.ini", "site.plant.active=no"), hash_of("good.ini", NULL));
}
END_TEST

/* ---- show ---- */

/* Shows a scenario into a file. */
static void show_into(const char *name, const char *path, const char *const *sets, int count)
{
    FILE *stream = fopen(name, "w");
    ck_assert_ptr_nonnull(stream);
    ck_assert_int_eq(ab_scenario_show(stream, path, sets, count, NULL, &errors), AB_OK);
    ck_assert_int_eq(fclose(stream), 0);
}

START_TEST(what_is_shown_loads_to_the_same_scenario)
{
    const char *sets[] = {"scenario.title=a; b # c",
                          "scenario.note=say \"x; y\"",
                          "milestone.first.source='q' z",
                          "milestone.first.known_miss= blank ",
                          "contingent.rifles.nation=C:\\",
                          "contingent.rifles.notice=empirical( s #1.csv ) min",
                          ("contingent.rifles.assembly=mixture(2: empirical( s #1.csv ) h, "
                           "1: mixture(1: empirical(t (1), 2.csv), 3: 4) min)"),
                          "change.c.key=airfield.ALMATY.runway_occupancy",
                          "change.c.at=9 h",
                          "change.c.value=empirical(s #1.csv) min",
                          "withdrawal.order=none",
                          "aircraft.il-76.block_factor=triangular(0.9, 1, 1.2)"};
    const int count = sizeof sets / sizeof sets[0];
    write_text("s #1.csv", "5\n6\n");
    write_text("t (1), 2.csv", "7\n8\n");
    struct ab_scenario *scenario = load_good("good.ini", sets, count);
    const uint64_t hash = scenario->hash;
    ab_scenario_destroy(scenario);
    /* In another folder, where names of files would mean something else. */
    ck_assert_int_eq(mkdir("sub", 0777), 0);
    show_into("sub/shown.ini", "good.ini", sets, count);
    ck_assert_uint_eq(hash_of("sub/shown.ini", NULL), hash);
    show_into("sub/again.ini", "sub/shown.ini", NULL, 0);
    ck_assert_uint_eq(hash_of("sub/again.ini", NULL), hash);
}
END_TEST

START_TEST(samples_of_a_scenario_elsewhere_are_shown_where_they_are)
{
    ck_assert_int_eq(mkdir("sub", 0777), 0);
    write_text("sub/good.ini", GOOD_SCENARIO);
    write_text("sub/a.csv", "1\n2\n");
    write_sampled("sub/f.ini", _i, "a.csv");
    show_into("shown.ini", "sub/f.ini", NULL, 0);
    ck_assert_uint_eq(hash_of("shown.ini", NULL), hash_of("sub/f.ini", NULL));
}
END_TEST

START_TEST(the_longest_value_is_shown_so_that_it_loads)
{
    char set[1000] = "scenario.note=";
    memset(set + 14, 'x', 900);
    memcpy(set + 14, "a;", 2);
    const char *sets[] = {set};
    show_into("shown.ini", "good.ini", sets, 1);
    ck_assert_uint_eq(hash_of("shown.ini", NULL), hash_of("good.ini", set));
}
END_TEST

static char *content_of(const char *name)
{
    char *text = calloc(1, 100000);
    FILE *stream = fopen(name, "r");
    ck_assert(text != NULL && stream != NULL);
    ck_assert_uint_gt(fread(text, 1, 99999, stream), 0);
    ck_assert_int_eq(fclose(stream), 0);
    return text;
}

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "'%s' is not in\n%s", part, text);
}

/* In the working folder a scenario with a sample in a file loads, and is not shown, not in part. */
static void refuses_to_show(const char *set, const char *why)
{
    char expected[256];
    write_text("good.ini", GOOD_SCENARIO);
    write_text("s.csv", "5\n6\n");
    ab_scenario_destroy(load_good("good.ini", &set, 1));
    FILE *stream = fopen("shown.ini", "w");
    ck_assert_ptr_nonnull(stream);
    ck_assert_int_eq(ab_scenario_show(stream, "good.ini", &set, 1, NULL, &errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(ftell(stream), 0);
    ck_assert_int_eq(fclose(stream), 0);
    char *text = printed_faults();
    (void)snprintf(expected, sizeof expected,
                   "--set: error: [contingent.rifles] notice: cannot be shown: with the whole name "
                   "of the file, the value %s\n",
                   why);
    ck_assert_str_eq(text, expected);
    free(text);
}

/* What no file can hold. */
START_TEST(a_value_whose_whole_file_name_is_too_long_is_not_shown)
{
    char folder[5][201];
    for (int i = 0; i < 5; i++) {
        memset(folder[i], 'a' + i, 200);
        folder[i][200] = '\0';
        ck_assert_int_eq(mkdir(folder[i], 0777), 0);
        ck_assert_int_eq(chdir(folder[i]), 0);
    }
    refuses_to_show("contingent.rifles.notice=empirical(s.csv) min", "is too long");
    ck_assert_int_eq(chdir("../../../../.."), 0);
}
END_TEST

/* Nor is what would be read as another name, or what nobody could see. */
START_TEST(a_mixture_with_a_bad_character_in_the_whole_name_of_a_file_is_not_shown)
{
    static const char *const folders[][2] = {{"a) (b", "has a bracket in it that ends the name"},
                                             {"a(b", "has a bracket in it that ends the name"},
                                             {"a((b", "has a bracket in it that ends the name"},
                                             {"a\xE2\x80\xAE"
                                              "b",
                                              "holds what a terminal obeys"}};
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        char *value;
        struct ab_document *document;
        const char *set = "contingent.rifles.notice=mixture(1: empirical(s.csv) h, 1: 2 h)";
        ck_assert_int_eq(mkdir(folders[i][0], 0777), 0);
        ck_assert_int_eq(chdir(folders[i][0]), 0);
        refuses_to_show(set, folders[i][1]);
        ck_assert_int_eq(ab_document_load(&document, NULL, "good.ini", &set, 1, &errors), AB_OK);
        ck_assert_int_eq(
            ab_document_value(&value, document, NULL, 0, "contingent.rifles.notice", &errors),
            AB_BAD_SCENARIO);
        ck_assert_ptr_nonnull(strstr(errors.error[1].text, folders[i][1]));
        ck_assert_ptr_null(value);
        ab_document_destroy(document);
        ab_errors_clear(&errors);
        ck_assert_int_eq(chdir(".."), 0);
    }
}
END_TEST

/* The name of the scenario itself stands in a comment, which must end with its line. */
START_TEST(a_strange_name_of_the_file_does_not_keep_it_from_loading)
{
    char longest[250] = "";
    for (int i = 0; i < 80; i++) {
        memcpy(longest + strlen(longest), "\xE2\x82\xAC", 4);
    }
    memcpy(longest + strlen(longest), "\\", 2); /* 241 bytes: cut within a character */
    const char *names[] = {"end\\", "a\nb", "new\xE9", "; x = 1", longest};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        write_text(names[i], GOOD_SCENARIO);
        show_into("shown.ini", names[i], NULL, 0);
        ck_assert_uint_eq(hash_of("shown.ini", NULL), hash_of("good.ini", NULL));
    }
    char *text = content_of("shown.ini");
    ck_assert_ptr_nonnull(strstr(text, "...\xE2\x82\xAC"));
    free(text);
}
END_TEST

START_TEST(each_value_is_shown_with_its_origin)
{
    const char *sets[] = {"airfield.almaty.working_mog=3"};
    write_text("f.ini", "[scenario]\nbase = good.ini\n[airfield.almaty]\nrunways = 2\n");
    show_into("shown.ini", "f.ini", sets, 1);
    char *text = content_of("shown.ini");
    assert_holds(text, "\n[airfield.almaty]\n");
    assert_holds(text, "\nworking_mog = 3                                          ; --set\n");
    assert_holds(text, "\nrunways = 2                                              ; f.ini:4\n");
    assert_holds(text,
                 "\nparking_mog = 6                                          ; good.ini:25\n");
    assert_holds(text, "\nopen = yes                                               ; default\n");
    assert_holds(text, "\n; icao is not given\n");
    ck_assert_ptr_null(strstr(text, "base ="));
    free(text);
}
END_TEST

START_TEST(a_scenario_with_faults_is_not_shown)
{
    write_text("f.ini", "");
    FILE *stream = fopen("shown.ini", "w");
    ck_assert_ptr_nonnull(stream);
    ck_assert_int_eq(ab_scenario_show(stream, "f.ini", NULL, 0, NULL, &errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(ftell(stream), 0);
    ck_assert_int_eq(fclose(stream), 0);
    ck_assert_int_eq(errors.count, 1);
}
END_TEST

/* ---- keys ---- */

static char *keys_text(const char *name, enum ab_status expected)
{
    FILE *stream = fopen("keys.txt", "w");
    ck_assert_ptr_nonnull(stream);
    (void)fputs("\n", stream);
    ck_assert_int_eq(ab_scenario_print_keys(stream, name, 100, &errors), expected);
    ck_assert_int_eq(fclose(stream), 0);
    return content_of("keys.txt");
}

START_TEST(the_reference_has_every_key_of_every_section)
{
    char *text = keys_text(NULL, AB_OK);
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        char part[100];
        (void)snprintf(part, sizeof part, "\n[%s%s]  ", kind->name, kind->named ? ".ID" : "");
        assert_holds(text, part);
        for (int k = 0; k < kind->key_count; k++) {
            (void)snprintf(part, sizeof part, "\n  %s ", kind->key[k].name);
            assert_holds(text, part);
        }
    }
    free(text);
}
END_TEST

START_TEST(the_reference_of_a_section_has_only_that)
{
    char *text = keys_text("vehicle", AB_OK);
    assert_holds(text, "\n[vehicle.ID]  a class of vehicles\n");
    assert_holds(text, "\n  mass    mass, 0 t to 1000 t ");
    ck_assert_ptr_null(strstr(text, "parking_mog"));
    free(text);
}
END_TEST

START_TEST(the_reference_of_a_key_says_all_about_it)
{
    const char *names[] = {"airfield.parking_mog", "airfield.almaty.parking_mog"};
    for (int i = 0; i < 2; i++) {
        char *text = keys_text(names[i], AB_OK);
        assert_holds(text, "\nairfield.ID.parking_mog\n  meaning  stands\n");
        assert_holds(text, "\n  type     whole number\n");
        assert_holds(text, "\n  default  unlimited\n");
        assert_holds(text, "\n  range    1 to 1000000 or unlimited\n");
        free(text);
    }
}
END_TEST

/* Every list of choices is whole, and each choice has its meaning, wherever they are told. */
START_TEST(every_choice_is_told_with_its_meaning)
{
    int choices = 0;
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        char *of_section = keys_text(kind->name, AB_OK);
        for (int k = 0; k < kind->key_count; k++) {
            const struct ab_key *key = &kind->key[k];
            if (key->choice == NULL) {
                continue;
            }
            char name[100], line[200];
            struct ab_key_text text;
            ab_key_describe(key, &text);
            (void)snprintf(name, sizeof name, "%s.%s", kind->name, key->name);
            char *of_key = keys_text(name, AB_OK);
            for (const struct ab_choice *choice = key->choice; choice->name != NULL; choice++) {
                ck_assert_uint_gt(strlen(choice->meaning), 0);
                (void)snprintf(line, sizeof line, "  %s\n", choice->meaning);
                assert_holds(of_key, line);
                assert_holds(of_section, line);
                assert_holds(text.range, choice->name);
                choices++;
            }
            free(of_key);
        }
        free(of_section);
    }
    ck_assert_int_gt(choices, 24);
}
END_TEST

START_TEST(a_list_of_choices_is_never_cut)
{
    struct ab_key_text text;
    char expected[2 * AB_KEY_TEXT_SIZE];
    const int key = ab_key_find(AB_SECTION_MILESTONE, "event");
    ab_key_describe(&ab_section_kind(AB_SECTION_MILESTONE)->key[key], &text);
    (void)snprintf(expected, sizeof expected,
                   "--set: error: [milestone.first] event: 'xyzzyplugh' is not a choice; allowed "
                   "are %s\n",
                   text.range);
    ck_assert_ptr_nonnull(strstr(expected, "evacuation_over\n"));
    assert_refused("good.ini", (const char *[]){"milestone.first.event=xyzzyplugh"}, 1,
                   AB_BAD_SCENARIO, expected);
}
END_TEST

/* How others call it finds what it is called here; all words, in any order; what is said of a choice. */
START_TEST(keys_are_found_by_what_is_said_of_them)
{
    static const struct {
        const char *words, *found; /* NULL: nothing */
    } sought[] = {
        {"ramp", "airfield.ID.parking_mog"},
        {"pax", "contingent.ID.people"},
        {"turnaround", "traffic.ID.ground_time"},
        {"stands parking", "airfield.ID.parking_mog"},
        {"evacuated", "milestone.ID.event"},
        {"lookahead", "scenario.tasking"},
        {"km/h", "aircraft.ID.cruise_speed"},
        {"  ", NULL},
        {"ramp zzz", NULL},
        {"zzz", NULL},
    };
    char longest[3000];
    for (size_t i = 0; i < sizeof sought / sizeof sought[0]; i++) {
        char *text = NULL;
        size_t size;
        FILE *stream = open_memstream(&text, &size);
        ck_assert_int_eq(ab_scenario_search_keys(stream, sought[i].words, 80, &errors),
                         sought[i].found != NULL ? AB_OK : AB_BAD_SCENARIO);
        ck_assert_int_eq(fclose(stream), 0);
        ck_assert_msg(sought[i].found == NULL || strstr(text, sought[i].found) != NULL,
                      "'%s' is not found by '%s' but\n%s", sought[i].found, sought[i].words, text);
        free(text);
    }
    memset(longest, 'z', sizeof longest);
    memcpy(longest + 4, " ", 1);
    longest[sizeof longest - 1] = '\0';
    FILE *stream = fopen("keys.txt", "w");
    ck_assert_int_eq(ab_scenario_search_keys(stream, longest, 80, &errors), AB_BAD_SCENARIO);
    ck_assert_int_eq(ab_scenario_search_keys(stream, "", 80, &errors), AB_OK);
    ck_assert_int_eq(fclose(stream), 0);
}
END_TEST

START_TEST(unknown_names_of_the_reference_are_told_with_the_nearest)
{
    free(keys_text("airfeild", AB_BAD_SCENARIO));
    free(keys_text("airfield.parkin_mog", AB_BAD_SCENARIO));
    free(keys_text("airfield.zzz", AB_BAD_SCENARIO));
    free(keys_text("zzz.zzz", AB_BAD_SCENARIO));
    free(keys_text("a", AB_BAD_SCENARIO));
    free(keys_text("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
                   AB_BAD_SCENARIO));
    char *text = printed_faults();
    ck_assert_str_eq(
        text, "airbridge: error: unknown section 'airfeild'; did you mean 'airfield'?\n"
              "airbridge: error: unknown key 'parkin_mog' of [airfield]; did you mean "
              "'parking_mog'?\n"
              "airbridge: error: unknown key 'zzz' of [airfield]; `airbridge keys airfield` lists "
              "them\n"
              "airbridge: error: unknown section 'zzz'; `airbridge help scenario` lists them, and "
              "`airbridge keys --search WORD` looks in all that is said of keys\n"
              "airbridge: error: unknown section 'a'; did you mean the key 'at'?\n"
              "airbridge: error: unknown section "
              "'zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz'; "
              "`airbridge help scenario` lists them, and `airbridge keys --search WORD` looks in "
              "all that is said of keys\n");
    free(text);
}
END_TEST

/* ---- memory ---- */

/* With samples, with the means of inputs, going on from a past, with a table. */
static const char *const frugal[] = {
    TWO_CONTINGENTS "[contingent.rifles]\nnotice = empirical(a.csv) h\n",
    ("deterministic = yes\n"
     "[uncertain.u]\nkey = contingent.rifles.notice\nvalue = empirical(a.csv) h\n"
     "[uncertain.v]\nkey = aircraft.il-76.runway\nfactor = uniform(0.5, 1)\n"),
    ("[past]\nscenario = good.ini\nat = 2022-01-06T00:00Z\n"
     "[fleet.more]\ntype = il-76\nnumber = 2\nhome = chkalovsky\n"
     "[airfield.almaty]\nparking_mog = 8\n"),
    "[table.t]\nkind = contingent\nfile = t.csv\nevery = notice: 2 h\n",
};
enum { FRUGAL = sizeof frugal / sizeof frugal[0] };

START_TEST(memory_that_is_out_at_any_moment_is_an_error_and_no_crash)
{
    write_text("a.csv", "1\n2\n");
    write_text("t.csv", "id,apoe,apod,loads\na,chkalovsky,almaty,2\n");
    ab_scenario_destroy(load_on_good(frugal[_i]));
    const uint64_t before = ab_memory_count();
    ab_scenario_destroy(load_good("f.ini", NULL, 0));
    const uint64_t needed = ab_memory_count() - before;
    ck_assert_uint_gt(needed, 3);
    for (uint64_t n = 1; n <= needed; n++) {
        struct ab_scenario *scenario = NULL;
        ab_errors_clear(&errors);
        ab_memory_fail_after(n);
        const enum ab_status status = ab_scenario_load(&scenario, "f.ini", NULL, 0, &errors);
        ab_memory_fail_after(0);
        ck_assert_int_ne(status, AB_OK);
        ck_assert_ptr_null(scenario);
        ck_assert_ptr_nonnull(strstr(errors.error[0].text, "out of memory"));
    }
}
END_TEST

START_TEST(memory_that_is_out_while_it_is_shown_is_an_error)
{
    const char *set = "contingent.rifles.notice=mixture(1: empirical(a.csv) h, 1: 2 h)";
    FILE *stream = fopen("shown.ini", "w");
    write_text("a.csv", "1\n2\n");
    const uint64_t before = ab_memory_count();
    ck_assert_int_eq(ab_scenario_show(stream, "good.ini", &set, 1, NULL, &errors), AB_OK);
    const uint64_t needed = ab_memory_count() - before;
    for (uint64_t n = 1; n <= needed; n++) {
        ab_errors_clear(&errors);
        ab_memory_fail_after(n);
        const enum ab_status status = ab_scenario_show(stream, "good.ini", &set, 1, NULL, &errors);
        ab_memory_fail_after(0);
        ck_assert_int_eq(status, AB_IO_ERROR);
        ck_assert_ptr_nonnull(strstr(errors.error[0].text, "out of memory"));
    }
    ck_assert_int_eq(fclose(stream), 0);
}
END_TEST

START_TEST(a_scenario_that_is_not_there_may_be_destroyed)
{
    ab_scenario_destroy(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scenario_show");
    TCase *hash = tcase_create("hash");
    tcase_add_checked_fixture(hash, enter_folder, leave_folder);
    tcase_add_test(hash, comments_layout_order_layers_and_paths_do_not_change_the_hash);
    tcase_add_test(hash, every_change_of_a_value_changes_the_hash);
    tcase_add_test(hash, samples_change_the_hash_by_content_and_not_by_name);
    tcase_add_loop_test(hash, samples_count_by_content_wherever_they_are_named, 0, SAMPLED);
    tcase_add_test(hash, every_part_of_a_law_changes_the_hash);
    tcase_add_test(hash, what_is_switched_off_still_counts_in_the_hash);
    suite_add_tcase(suite, hash);
    TCase *telling = tcase_create("telling");
    tcase_add_checked_fixture(telling, enter_folder, leave_folder);
    tcase_add_test(telling, what_is_shown_loads_to_the_same_scenario);
    tcase_add_loop_test(telling, samples_of_a_scenario_elsewhere_are_shown_where_they_are, 0,
                        SAMPLED);
    tcase_add_test(telling, the_longest_value_is_shown_so_that_it_loads);
    tcase_add_test(telling, a_value_whose_whole_file_name_is_too_long_is_not_shown);
    tcase_add_test(telling,
                   a_mixture_with_a_bad_character_in_the_whole_name_of_a_file_is_not_shown);
    tcase_add_test(telling, a_strange_name_of_the_file_does_not_keep_it_from_loading);
    tcase_add_test(telling, each_value_is_shown_with_its_origin);
    tcase_add_test(telling, a_scenario_with_faults_is_not_shown);
    tcase_add_test(telling, the_reference_has_every_key_of_every_section);
    tcase_add_test(telling, the_reference_of_a_section_has_only_that);
    tcase_add_test(telling, the_reference_of_a_key_says_all_about_it);
    tcase_add_test(telling, every_choice_is_told_with_its_meaning);
    tcase_add_test(telling, a_list_of_choices_is_never_cut);
    tcase_add_test(telling, keys_are_found_by_what_is_said_of_them);
    tcase_add_test(telling, unknown_names_of_the_reference_are_told_with_the_nearest);
    suite_add_tcase(suite, telling);
    TCase *memory = tcase_create("memory");
    tcase_add_checked_fixture(memory, enter_folder, leave_folder);
    tcase_add_loop_test(memory, memory_that_is_out_at_any_moment_is_an_error_and_no_crash, 0,
                        FRUGAL);
    tcase_add_test(memory, memory_that_is_out_while_it_is_shown_is_an_error);
    tcase_add_test(memory, a_scenario_that_is_not_there_may_be_destroyed);
    suite_add_tcase(suite, memory);

    return suite_run(suite, TESTS + 1 + 2 * SAMPLED + FRUGAL);
}
