/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_input.c - scenario files as people and other programs write them: marks, sizes, and ids in
 * whatever case. */
#include "support/scenario_files.h"
#include "support/suite.h"

#include "model/run.h"
#include "study/study.h"
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { TESTS = 12 };

#define MARK "\xEF\xBB\xBF"

static uint64_t hash_of(const char *name, const char *const *sets, int count)
{
    struct ab_scenario *scenario = load_good(name, sets, count);
    const uint64_t hash = scenario->hash;
    ab_scenario_destroy(scenario);
    return hash;
}

static char *shown(const char *name)
{
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    ck_assert_int_eq(ab_scenario_show(stream, name, NULL, 0, NULL, &errors), AB_OK);
    ck_assert_int_eq(fclose(stream), 0);
    return text;
}

static void assert_holds(const char *text, const char *part)
{
    ck_assert_msg(strstr(text, part) != NULL, "'%s' is not in\n%s", part, text);
}

/* ---- marks ---- */

START_TEST(a_byte_order_mark_changes_nothing)
{
    const uint64_t hash = hash_of("good.ini", NULL, 0);
    write_text("first.ini", MARK GOOD_SCENARIO);
    ck_assert_uint_eq(hash_of("first.ini", NULL, 0), hash);
    write_text("comment.ini", MARK "; a comment\r\n\r\n" GOOD_SCENARIO);
    ck_assert_uint_eq(hash_of("comment.ini", NULL, 0), hash);
    write_text("layer.ini", MARK "[scenario]\r\nbase = comment.ini\r\n");
    ck_assert_uint_eq(hash_of("layer.ini", NULL, 0), hash);
}
END_TEST

START_TEST(faults_behind_a_mark_have_their_line)
{
    write_text("f.ini", MARK "[scenario]\nbase = good.ini\nwind = 5\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:3: error: [scenario] wind: '5' has no unit; a speed is given in km/h, "
                   "m/s, kt, kts\n");
}
END_TEST

/* ---- installed bases ---- */

START_TEST(a_base_is_also_looked_for_among_the_installed_scenarios)
{
    const uint64_t hash = hash_of("good.ini", NULL, 0);
    ck_assert_int_eq(mkdir("installed", 0777), 0);
    ck_assert_int_eq(mkdir("installed/common", 0777), 0);
    ck_assert_int_eq(setenv("AIRBRIDGE_SCENARIOS", "installed", 1), 0);
    write_text("installed/common/good.ini", GOOD_SCENARIO);
    write_text("installed/layer.ini", "[scenario]\nbase = common/good.ini\n");
    write_text("f.ini", "[scenario]\nbase = layer.ini\n");
    ck_assert_uint_eq(hash_of("f.ini", NULL, 0), hash);
    /* What is beside the file that names it comes first. */
    write_text("layer.ini", "[scenario]\nbase = good.ini\nseed = 7\n");
    ck_assert_uint_ne(hash_of("f.ini", NULL, 0), hash);
    /* A name that begins with a dot or a slash means one place. */
    write_text("g.ini", "[scenario]\nbase = ./common/good.ini\n");
    assert_refused("g.ini", NULL, 0, AB_BAD_SCENARIO,
                   "g.ini:2: error: [scenario] base: './common/good.ini' cannot be read: No such "
                   "file or directory\n");
    /* It holds for bases alone, not for what the command line names. */
    struct ab_scenario *scenario;
    ab_errors_clear(&errors);
    ck_assert_int_eq(ab_scenario_load(&scenario, "common/good.ini", NULL, 0, &errors), AB_IO_ERROR);
}
END_TEST

/* ---- sizes ---- */

/* A file beyond what the library reads in one piece, with or without a mark. */
static void write_many(const char *name, const char *mark, int sites)
{
    FILE *stream = fopen(name, "w");
    ck_assert_ptr_nonnull(stream);
    (void)fprintf(stream, "%s[scenario]\nbase = good.ini\n", mark);
    for (int i = 0; i < sites; i++) {
        (void)fprintf(stream,
                      "; %d\n[site.S-%d]\nname = \"A; B %d\"\nroad_time = %d min\nguards = %d\n", i,
                      i, i, i + 1, i % 7 + 1);
    }
    ck_assert_int_eq(fclose(stream), 0);
}

START_TEST(a_file_of_any_size_is_read)
{
    const int sites = 5000;
    write_many("many.ini", "", sites);
    write_many("marked.ini", MARK, sites);
    struct ab_scenario *scenario = load_good("many.ini", NULL, 0);
    ck_assert_int_eq(scenario->site_count, sites + 1);
    for (int i = 0; i <= sites; i++) {
        const struct ab_site *site = &scenario->site[i];
        int number;
        if (sscanf(site->named.id, "S-%d", &number) == 1) {
            char name[20];
            (void)snprintf(name, sizeof name, "A; B %d", number);
            ck_assert_str_eq(site->name, name);
            ck_assert_int_eq(site->guards, number % 7 + 1);
        }
    }
    ck_assert_uint_eq(hash_of("marked.ini", NULL, 0), scenario->hash);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(what_is_shown_of_a_large_scenario_loads)
{
    write_many("many.ini", "", 5000); /* 35,000 keys and 2 MB as shown */
    char *text = shown("many.ini");
    ck_assert_uint_gt(strlen(text), 2 << 20);
    write_text("shown.ini", text);
    ck_assert_uint_eq(hash_of("shown.ini", NULL, 0), hash_of("many.ini", NULL, 0));
    free(text);
}
END_TEST

/* ---- ids ---- */

#define IN_CAPITALS                                                                                \
    "[scenario]\nbase = good.ini\n"                                                                \
    "[airfield.UAAA]\nlatitude = 43\nlongitude = 77\nparking_mog = 4\n"                            \
    "[contingent.Lancers]\napoe = Chkalovsky\napod = uaaa, ALMATY\npeople = 40\n"                  \
    "fleets = NORTH\n"                                                                             \
    "[fleet.north]\ncrew_stage = Uaaa: 3\n"                                                        \
    "[change.Shut]\nat = 40 h\nkey = airfield.uAAA.open\nvalue = no\n"

START_TEST(ids_are_told_apart_without_case)
{
    write_text("f.ini", IN_CAPITALS);
    struct ab_scenario *scenario = load_good("f.ini", NULL, 0);
    ck_assert_int_eq(scenario->airfield_count, 3);
    ck_assert_str_eq(scenario->airfield[2].named.id, "UAAA");
    ck_assert_int_eq(scenario->contingent[0].apod.index[0], 2);
    ck_assert_int_eq(scenario->contingent[0].apod.index[1], 0);
    ck_assert_int_eq(scenario->fleet[0].crew_stage[0].index, 2);
    ck_assert_int_eq(scenario->change_count, 1);
    ab_scenario_destroy(scenario);
    ck_assert_uint_eq(hash_of("f.ini", (const char *[]){"change.SHUT.key=airfield.UAAA.open"}, 1),
                      hash_of("f.ini", NULL, 0));
    const char *sets[] = {"airfield.uaaa.parking_mog=9", "fleet.North.number=1"};
    scenario = load_good("f.ini", sets, 2);
    ck_assert_int_eq(scenario->airfield_count, 3);
    ck_assert_int_eq(scenario->airfield[2].parking_mog, 9);
    ck_assert_str_eq(scenario->fleet[0].named.id, "north");
    ck_assert_int_eq(scenario->fleet[0].number, 1);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(an_id_is_told_as_it_was_written_first)
{
    write_text("f.ini", IN_CAPITALS);
    write_text("g.ini", "[scenario]\nbase = f.ini\n[airfield.uaaa]\nrunways = 2\n");
    char *text = shown("g.ini");
    assert_holds(text, "\n[airfield.UAAA]\n");
    assert_holds(text, "\n[contingent.Lancers]\n");
    ck_assert_ptr_null(strstr(text, "[airfield.uaaa]"));
    write_text("shown.ini", text);
    ck_assert_uint_eq(hash_of("shown.ini", NULL, 0), hash_of("g.ini", NULL, 0));
    free(text);
}
END_TEST

START_TEST(two_ids_that_differ_by_case_are_one)
{
    write_text("f.ini", "[scenario]\nbase = good.ini\n[airfield.UAAA]\n[airfield.uaaa]\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:4: error: [airfield.uaaa]: duplicate section; the first is in line 3 "
                   "(ids that differ only by case are one)\n");
    ab_errors_clear(&errors);
    write_text("f.ini",
               "[scenario]\nbase = good.ini\n[contingent.rifles]\napod = almaty, Almaty\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:4: error: [contingent.rifles] apod: 'almaty, Almaty' names 'Almaty' "
                   "twice\n");
}
END_TEST

START_TEST(an_unknown_id_is_told_with_the_nearest)
{
    write_text("f.ini", IN_CAPITALS "[fleet.south]\ntype = il-76\nnumber = 1\nhome = uaab\n");
    assert_refused("f.ini", NULL, 0, AB_BAD_SCENARIO,
                   "f.ini:21: error: [fleet.south] home: 'uaab' refers to [airfield.uaab], which "
                   "is not there; did you mean 'UAAA'?\n");
}
END_TEST

/* The same text with every id in the other case. */
static char *in_other_case(const char *text)
{
    char *copy = strdup(text);
    ck_assert_ptr_nonnull(copy);
    for (char *id = copy; (id = strpbrk(id, "[=")) != NULL;) {
        const bool header = *id == '[';
        id += header ? strcspn(id, ".\n") : 2;
        for (; *id != '\n' && *id != '\0'; id++) {
            const bool value = strncmp(id, "alma", 4) == 0 || strncmp(id, "chka", 4) == 0;
            if (header) {
                *id = *id >= 'a' && *id <= 'z' ? (char)(*id - 'a' + 'A') : *id;
            } else if (value) {
                *id = (char)(*id - 'a' + 'A');
            }
        }
    }
    return copy;
}

START_TEST(the_case_of_ids_changes_neither_hash_nor_luck)
{
    char *text = in_other_case(GOOD_SCENARIO);
    const char *sets[] = {"contingent.RIFLES.notice=exponential(9 h)",
                          "fleet.North.available=uniform(1 h, 9 h)"};
    double closure[2];
    write_text("other.ini", text);
    ck_assert_ptr_nonnull(strstr(text, "[airfield.ALMATY]"));
    ck_assert_uint_eq(hash_of("other.ini", sets, 2), hash_of("good.ini", sets, 2));
    for (int i = 0; i < 2; i++) {
        struct ab_scenario *scenario = load_good(i == 0 ? "good.ini" : "other.ini", sets, 2);
        struct ab_run *run = ab_run_create(scenario);
        const struct ab_run_options options = {.seed = 3, .replication = 5};
        struct ab_run_outcome outcome;
        double measure[200];
        ck_assert_ptr_nonnull(run);
        ck_assert(ab_run_replicate(run, &options, &outcome));
        ck_assert_int_le(ab_measure_count(scenario), 200);
        ab_run_measures(run, measure);
        closure[i] = measure[0];
        ab_run_destroy(run);
        ab_scenario_destroy(scenario);
    }
    ck_assert_double_eq(closure[0], closure[1]);
    free(text);
}
END_TEST

/* ---- times and units ---- */

START_TEST(times_may_be_hours_and_minutes)
{
    const char *sets[] = {"contingent.rifles.notice=uniform(1:30, 2+15)",
                          "contingent.rifles.assembly=2:15", "airfield.almaty.utc_offset=+5:30",
                          "aircraft.il-76.allowance=0:12"};
    struct ab_scenario *scenario = load_good("good.ini", sets, 4);
    const struct ab_contingent *rifles = &scenario->contingent[0];
    ck_assert_double_eq(rifles->notice->a, 90 * 60000);
    ck_assert_double_eq(rifles->notice->b, 135 * 60000);
    ck_assert_double_eq(rifles->assembly->a, 135 * 60000);
    ck_assert_double_eq(scenario->airfield[0].utc_offset, 5.5);
    ck_assert_int_eq(scenario->aircraft[0].allowance, 12 * AB_MINUTE);
    ab_scenario_destroy(scenario);
    assert_refused("good.ini", (const char *[]){"contingent.rifles.notice=uniform(1:30, 2:15) h"},
                   1, AB_BAD_SCENARIO,
                   "--set: error: [contingent.rifles] notice: 'uniform(1:30, 2:15) h' has units "
                   "both inside and behind the brackets\n");
}
END_TEST

START_TEST(flags_are_read_in_any_case)
{
    const char *sets[] = {"airfield.almaty.open=True", "airfield.almaty.fuel=FALSE",
                          "scenario.deterministic=Yes"};
    struct ab_scenario *scenario = load_good("good.ini", sets, 3);
    ck_assert(scenario->airfield[0].open && !scenario->airfield[0].fuel);
    ck_assert(scenario->general.deterministic);
    ab_scenario_destroy(scenario);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("input");
    TCase *cases = tcase_create("files");
    tcase_add_checked_fixture(cases, enter_folder, leave_folder);
    tcase_add_test(cases, a_byte_order_mark_changes_nothing);
    tcase_add_test(cases, faults_behind_a_mark_have_their_line);
    tcase_add_test(cases, a_base_is_also_looked_for_among_the_installed_scenarios);
    tcase_add_test(cases, a_file_of_any_size_is_read);
    tcase_add_test(cases, what_is_shown_of_a_large_scenario_loads);
    tcase_add_test(cases, ids_are_told_apart_without_case);
    tcase_add_test(cases, an_id_is_told_as_it_was_written_first);
    tcase_add_test(cases, two_ids_that_differ_by_case_are_one);
    tcase_add_test(cases, an_unknown_id_is_told_with_the_nearest);
    tcase_add_test(cases, the_case_of_ids_changes_neither_hash_nor_luck);
    tcase_add_test(cases, times_may_be_hours_and_minutes);
    tcase_add_test(cases, flags_are_read_in_any_case);
    suite_add_tcase(suite, cases);

    return suite_run(suite, TESTS);
}
