/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_scenario.c - what a loaded scenario holds: values, layers, and means. */
#include "scenario/keys.h"
#include "scenario/value.h"
#include "support/scenario_files.h"
#include "support/suite.h"

#include <math.h>
#include <sys/stat.h>

enum { TESTS = 18 };

/* ---- values ---- */

START_TEST(a_small_scenario_has_its_values_and_the_defaults)
{
    struct ab_scenario *scenario = load_good("good.ini", NULL, 0);
    ck_assert_int_eq(scenario->general.start, INT64_C(1641340800000));
    ck_assert_int_eq(scenario->general.horizon, 60 * AB_DAY);
    ck_assert_int_eq(scenario->general.end, AB_END_CLOSED);
    ck_assert_double_eq(scenario->general.person_mass, 0.12);
    ck_assert_str_eq(scenario->general.title, "");
    ck_assert_int_eq(scenario->command.request.kind, AB_WHEN_DELAY);
    ck_assert_int_eq(scenario->withdrawal.order.kind, AB_WHEN_UNSET);
    ck_assert_int_eq(scenario->command.headquarters, AB_NOBODY);
    ck_assert_int_eq(scenario->aircraft_count, 1);
    ck_assert_int_eq(scenario->aircraft[0].payload_points, 2);
    ck_assert_double_eq(scenario->aircraft[0].payload_range[1].range_km, 7800);
    ck_assert(isinf(scenario->aircraft[0].cargo_limit));
    ck_assert_int_eq(scenario->aircraft[0].seats_with_vehicles, -1);
    ck_assert_double_eq(scenario->aircraft[0].block_factor->mean, 1);
    ck_assert_str_eq(scenario->aircraft[0].name, "il-76");
    ck_assert_int_eq(scenario->airfield_count, 2);
    ck_assert_str_eq(scenario->airfield[0].named.id, "almaty");
    ck_assert_int_eq(scenario->airfield[0].parking_mog, 6);
    ck_assert_int_eq(scenario->airfield[0].working_mog, AB_NO_LIMIT);
    ck_assert(isinf(scenario->airfield[0].runway_length));
    ck_assert(scenario->airfield[0].located);
    ck_assert_int_eq(scenario->contingent[0].apoe, 1);
    ck_assert_int_eq(scenario->contingent[0].apod.count, 1);
    ck_assert_int_eq(scenario->contingent[0].apod.index[0], 0);
    ck_assert_int_eq(scenario->contingent[0].vehicles[0].count, 3);
    ck_assert_int_eq(scenario->contingent[0].load_type, AB_NOBODY);
    ck_assert_int_eq(scenario->site[0].contingent, AB_NOBODY);
    ck_assert(scenario->site[0].has_road_time && !scenario->site[0].located);
    ck_assert_ptr_null(scenario->milestone[0].known_miss);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(things_know_their_file_and_line)
{
    struct ab_scenario *scenario = load_on_good("[airfield.kant]\nelevation = 627 m\n"
                                                "[airfield.almaty]\nelevation = 681 m\n");
    ck_assert_int_eq(scenario->airfield_count, 3);
    ck_assert_str_eq(scenario->airfield[0].named.file, "good.ini");
    ck_assert_int_eq(scenario->airfield[0].named.line, 22);
    ck_assert_double_eq(scenario->airfield[0].elevation, 681);
    ck_assert_str_eq(scenario->airfield[2].named.id, "kant");
    ck_assert_str_eq(scenario->airfield[2].named.file, "f.ini");
    ck_assert_int_eq(scenario->airfield[2].named.line, 3);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(units_are_converted_to_those_inside)
{
    struct ab_scenario *scenario = load_on_good("person_mass = 115 kg\n"
                                                "road_speed = 10 m/s\n"
                                                "[aircraft.il-76]\ncruise_speed = 400 kt\n"
                                                "deck_length = 2000 cm\nallowance = 12 min\n"
                                                "[airfield.almaty]\nutc_offset = 6 h\n"
                                                "[withdrawal]\nday_offset = -90 min\n");
    ck_assert_double_eq(scenario->general.person_mass, 0.115);
    ck_assert_double_eq(scenario->general.road_speed, 36);
    ck_assert_double_eq(scenario->aircraft[0].cruise_speed, 740.8);
    ck_assert_double_eq(scenario->aircraft[0].deck_length, 20);
    ck_assert_int_eq(scenario->aircraft[0].allowance, 12 * AB_MINUTE);
    ck_assert_double_eq(scenario->airfield[0].utc_offset, 6);
    ck_assert_int_eq(scenario->withdrawal.day_offset, -90 * AB_MINUTE);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(distributions_take_units_inside_or_behind_the_brackets)
{
    struct ab_scenario *scenario = load_on_good("[contingent.rifles]\n"
                                                "notice = triangular(60 min, 1.5 h, 2 h)\n"
                                                "assembly = triangular(1, 1.5, 2) h\n"
                                                "road_march = 2 h\n"
                                                "form_up = weibull(90 min, 1.5)\n"
                                                "load_interval = constant( 0 )\n"
                                                "outload_interval = uniform(0, 30 min)\n");
    const struct ab_contingent *rifles = &scenario->contingent[0];
    assert_distribution(rifles->notice, AB_TRIANGULAR, 3600000, 5400000, 7200000);
    assert_distribution(rifles->assembly, AB_TRIANGULAR, 3600000, 5400000, 7200000);
    assert_distribution(rifles->road_march, AB_CONSTANT, 7200000, 0, 0);
    assert_distribution(rifles->form_up, AB_WEIBULL, 5400000, 1.5, 0);
    assert_distribution(rifles->load_interval, AB_CONSTANT, 0, 0, 0);
    assert_distribution(rifles->outload_interval, AB_UNIFORM, 0, 1800000, 0);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(samples_are_read_from_a_file_beside_the_scenario_that_names_it)
{
    ck_assert_int_eq(mkdir("base", 0777), 0);
    write_text("base/good.ini", GOOD_SCENARIO);
    write_text("base/b.ini", "[scenario]\nbase = good.ini\n[contingent.rifles]\n"
                             "notice = \"empirical(a # b.csv) min\"\n");
    write_text("base/a # b.csv", "minutes,day\r\n30,1\r\n\r\n10,2\n 20 ,3");
    write_text("f.ini", "[scenario]\nbase = base/b.ini\n");
    struct ab_scenario *scenario = load_good("f.ini", NULL, 0);
    const struct ab_distribution *notice = scenario->contingent[0].notice;
    ck_assert_int_eq(notice->kind, AB_EMPIRICAL);
    ck_assert_uint_eq(notice->count, 3);
    ck_assert_double_eq(notice->sample[0], 600000);
    ck_assert_double_eq(notice->sample[2], 1800000);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(moments_are_dates_or_delays)
{
    struct ab_scenario *scenario = load_on_good("[command]\n"
                                                "request = 2022-01-04T23:00Z\n"
                                                "decision = uniform(1 h, 2 h)\n"
                                                "[withdrawal]\norder = 2022-01-06T06:00+06:00\n");
    ck_assert_int_eq(scenario->command.request.kind, AB_WHEN_DATE);
    ck_assert_int_eq(scenario->command.request.date, -AB_HOUR);
    ck_assert_int_eq(scenario->command.decision.kind, AB_WHEN_DELAY);
    ck_assert_double_eq(scenario->command.decision.delay->mean, 1.5 * 3600000);
    ck_assert_int_eq(scenario->withdrawal.order.date, AB_DAY);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(bounds_of_milestones_are_dates_durations_or_amounts)
{
    struct ab_scenario *scenario =
        load_on_good("[milestone.gap]\nevent = complete\nsince = first\nearliest = 6 h\n"
                     "tolerance = 30 min\nnth = last\n"
                     "[milestone.number]\nevent = people\nfrom = 2022-01-06T00:00Z\n"
                     "by = 2022-01-08T00:00Z\nearliest = 200\nlatest = 300\ntolerance = 25 %\n");
    const struct ab_milestone *first = &scenario->milestone[0], *gap = first + 1, *number = gap + 1;
    ck_assert(!first->has_earliest && first->has_latest && !first->is_amount);
    ck_assert_double_eq(first->latest, 2 * 86400000.0);
    ck_assert_int_eq(gap->since, 0);
    ck_assert_double_eq(gap->earliest, 6 * 3600000.0);
    ck_assert_double_eq(gap->tolerance, 1800000);
    ck_assert_int_eq(gap->nth, 0);
    ck_assert(number->is_amount);
    ck_assert_int_eq(number->from, AB_DAY);
    ck_assert_int_eq(number->by, 3 * AB_DAY);
    ck_assert_double_eq(number->latest, 300);
    ck_assert_double_eq(number->tolerance, 50);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(quotes_keep_what_would_be_a_comment)
{
    struct ab_scenario *scenario = load_on_good("title = \"A; B # C\" ; comment\n"
                                                "note = it's # comment\n");
    ck_assert_str_eq(scenario->general.title, "A; B # C");
    ck_assert_str_eq(scenario->general.note, "it's");
    ab_scenario_destroy(scenario);
}
END_TEST

/* ---- the table of keys ---- */

/* Every default must be a value that a scenario could write. */
START_TEST(every_default_of_the_table_converts)
{
    struct ab_layers *layers = calloc(1, sizeof *layers);
    struct ab_arena *arena = ab_arena_create(0);
    ck_assert(layers != NULL && arena != NULL);
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        char *thing = calloc(1, kind->size);
        ck_assert_ptr_nonnull(thing);
        for (int k = 0; k < kind->key_count; k++) {
            const struct ab_key *key = &kind->key[k];
            struct ab_conversion conversion = {
                .layers = layers, .arena = arena, .meaning = AB_MEANS_AMOUNT, .folder = ""};
            if (key->preset != NULL) {
                ck_assert_msg(ab_value_convert(&conversion, key, key->preset, thing),
                              "%s.%s: '%s' %s", kind->name, key->name, key->preset,
                              conversion.complaint.text);
            }
        }
        free(thing);
    }
    ab_arena_destroy(arena);
    free(layers);
}
END_TEST

START_TEST(every_key_has_a_meaning_and_a_name_of_its_own)
{
    for (int s = 0; s < AB_SECTION_COUNT; s++) {
        const struct ab_section_kind *kind = ab_section_kind((enum ab_section)s);
        ck_assert_int_gt(kind->key_count, 0);
        for (int k = 0; k < kind->key_count; k++) {
            const struct ab_key *key = &kind->key[k];
            ck_assert_int_eq(ab_key_find((enum ab_section)s, key->name), k);
            ck_assert_msg(key->help != NULL && key->help[0] != '\0', "%s.%s", kind->name,
                          key->name);
            ck_assert_uint_lt(key->offset, kind->size);
            ck_assert_uint_lt(key->companion, kind->size);
            /* A key that must be given needs no default, and one with a default is never
             * missing. */
            ck_assert_msg((key->flags & AB_KEY_REQUIRED) == 0 || key->preset == NULL, "%s.%s",
                          kind->name, key->name);
            ck_assert_msg((key->type == AB_VALUE_CHOICE) == (key->choice != NULL), "%s.%s",
                          kind->name, key->name);
        }
    }
}
END_TEST

/* ---- layers ---- */

START_TEST(the_last_layer_wins_key_by_key)
{
    const char *sets[] = {"airfield.almaty.working_mog=3"};
    write_text("b.ini", "[scenario]\nbase = good.ini\n[airfield.almaty]\nparking_mog = 7\n"
                        "working_mog = 2\nrunways = 2\n");
    write_text("f.ini", "[scenario]\nbase = b.ini\n[airfield.almaty]\nparking_mog = 8\n");
    struct ab_scenario *scenario = load_good("f.ini", sets, 1);
    ck_assert_int_eq(scenario->airfield[0].parking_mog, 8);
    ck_assert_int_eq(scenario->airfield[0].working_mog, 3);
    ck_assert_int_eq(scenario->airfield[0].runways, 2);
    ck_assert_double_eq(scenario->airfield[0].latitude, 43.3557);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(a_base_is_found_from_the_file_that_names_it_or_by_an_absolute_name)
{
    char text[512], folder[300];
    ck_assert_int_eq(mkdir("sub", 0777), 0);
    write_text("sub/f.ini", "[scenario]\nbase = ../good.ini\n");
    ab_scenario_destroy(load_good("sub/f.ini", NULL, 0));
    ck_assert_ptr_nonnull(getcwd(folder, sizeof folder));
    (void)snprintf(text, sizeof text, "[scenario]\nbase = %s/good.ini\n", folder);
    write_text("sub/g.ini", text);
    ab_scenario_destroy(load_good("sub/g.ini", NULL, 0));
}
END_TEST

START_TEST(the_last_assignment_of_the_command_line_wins)
{
    const char *sets[] = {"scenario.seed=5", "scenario.seed=6"};
    struct ab_scenario *scenario = load_good("good.ini", sets, 2);
    ck_assert_int_eq(scenario->general.seed, 6);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(an_assignment_may_have_quotes_blanks_and_signs)
{
    const char *sets[] = {"scenario.title=a; b # c = d", "scenario.note=\"quoted\""};
    struct ab_scenario *scenario = load_good("good.ini", sets, 2);
    ck_assert_str_eq(scenario->general.title, "a; b # c = d");
    ck_assert_str_eq(scenario->general.note, "quoted");
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(assignments_may_make_a_new_thing)
{
    const char *sets[] = {"site.well.guards=12", "site.well.road_time=30 min",
                          "airfield.kant.latitude=42.85", "airfield.kant.longitude=74.85",
                          "contingent.rifles.apod=kant, almaty"};
    struct ab_scenario *scenario = load_good("good.ini", sets, 5);
    ck_assert_int_eq(scenario->site_count, 2);
    ck_assert_str_eq(scenario->site[1].named.id, "well");
    ck_assert_str_eq(scenario->site[1].named.file, "--set");
    ck_assert_int_eq(scenario->site[1].guards, 12);
    ck_assert_int_eq(scenario->contingent[0].apod.count, 2);
    ck_assert_str_eq(scenario->airfield[scenario->contingent[0].apod.index[0]].named.id, "kant");
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(none_takes_back_what_a_base_gave)
{
    write_text("b.ini", "[scenario]\nbase = good.ini\n[withdrawal]\norder = 24 h\n"
                        "[site.plant]\nlatitude = 43\nlongitude = 77\ncontingent = rifles\n");
    write_text("f.ini", "[scenario]\nbase = b.ini\n[withdrawal]\norder = none\n"
                        "[site.plant]\ncontingent = none\nroad_time = none\n");
    struct ab_scenario *scenario = load_good("f.ini", NULL, 0);
    ck_assert_int_eq(scenario->withdrawal.order.kind, AB_WHEN_UNSET);
    ck_assert_int_eq(scenario->site[0].contingent, AB_NOBODY);
    ck_assert(!scenario->site[0].has_road_time);
    ab_scenario_destroy(scenario);
}
END_TEST

START_TEST(lists_keep_the_order_written_and_things_are_sorted)
{
    struct ab_scenario *scenario = load_on_good("[airfield.zhetygen]\nlatitude = 43.6\n"
                                                "longitude = 77.1\n"
                                                "[airfield.aktau]\nlatitude = 43.9\n"
                                                "longitude = 51.1\n"
                                                "[contingent.rifles]\n"
                                                "apod = zhetygen, almaty, aktau\n");
    ck_assert_str_eq(scenario->airfield[0].named.id, "aktau");
    ck_assert_str_eq(scenario->airfield[3].named.id, "zhetygen");
    const int expected[] = {3, 1, 0};
    for (int i = 0; i < 3; i++) {
        ck_assert_int_eq(scenario->contingent[0].apod.index[i], expected[i]);
    }
    ab_scenario_destroy(scenario);
}
END_TEST

/* ---- determinism ---- */

START_TEST(a_deterministic_scenario_has_the_means)
{
    struct ab_scenario *scenario =
        load_on_good("deterministic = yes\n"
                     "[command]\ndecision = uniform(1 h, 2 h)\n"
                     "[contingent.rifles]\nnotice = exponential(3 h)\npeople = uniform(100, 201)\n"
                     "[site.plant]\nroad_time = triangular(1 h, 2 h, 3 h)\n");
    assert_distribution(scenario->command.decision.delay, AB_CONSTANT, 5400000, 0, 0);
    assert_distribution(scenario->contingent[0].notice, AB_CONSTANT, 3 * 3600000.0, 0, 0);
    assert_distribution(scenario->contingent[0].people, AB_CONSTANT, 151, 0, 0);
    ck_assert_int_eq(scenario->site[0].road_time->kind, AB_CONSTANT);
    ck_assert_double_eq_tol(scenario->site[0].road_time->a, 7200000, 1e-6);
    ab_scenario_destroy(scenario);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scenario");
    TCase *values = tcase_create("values");
    tcase_add_checked_fixture(values, enter_folder, leave_folder);
    tcase_add_test(values, a_small_scenario_has_its_values_and_the_defaults);
    tcase_add_test(values, things_know_their_file_and_line);
    tcase_add_test(values, units_are_converted_to_those_inside);
    tcase_add_test(values, distributions_take_units_inside_or_behind_the_brackets);
    tcase_add_test(values, samples_are_read_from_a_file_beside_the_scenario_that_names_it);
    tcase_add_test(values, moments_are_dates_or_delays);
    tcase_add_test(values, bounds_of_milestones_are_dates_durations_or_amounts);
    tcase_add_test(values, quotes_keep_what_would_be_a_comment);
    tcase_add_test(values, every_default_of_the_table_converts);
    tcase_add_test(values, every_key_has_a_meaning_and_a_name_of_its_own);
    tcase_add_test(values, a_deterministic_scenario_has_the_means);
    suite_add_tcase(suite, values);
    TCase *layers = tcase_create("layers");
    tcase_add_checked_fixture(layers, enter_folder, leave_folder);
    tcase_add_test(layers, the_last_layer_wins_key_by_key);
    tcase_add_test(layers, a_base_is_found_from_the_file_that_names_it_or_by_an_absolute_name);
    tcase_add_test(layers, the_last_assignment_of_the_command_line_wins);
    tcase_add_test(layers, an_assignment_may_have_quotes_blanks_and_signs);
    tcase_add_test(layers, assignments_may_make_a_new_thing);
    tcase_add_test(layers, none_takes_back_what_a_base_gave);
    tcase_add_test(layers, lists_keep_the_order_written_and_things_are_sorted);
    suite_add_tcase(suite, layers);

    return suite_run(suite, TESTS);
}
