/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_report.c - the result at the terminal. */
#include "output/align.h"
#include "output/comparison.h"
#include "output/report.h"
#include "support/handmade.h"
#include "support/suite.h"

#include <stdlib.h>

enum { TESTS = 41 };

/* ---- cells of the terminal ---- */

static const char *line_of(const char *text, int width, const char *expected)
{
    char line[64];
    const char *rest = ab_align_line(line, sizeof line, text, width);
    ck_assert_str_eq(line, expected);
    return rest;
}

START_TEST(a_long_text_goes_on_in_the_next_line_at_a_blank)
{
    ck_assert_str_eq(line_of("one two three", 8, "one two"), "three");
    ck_assert_str_eq(line_of("one two three", 7, "one two"), "three");
    ck_assert_str_eq(line_of("one two three", 6, "one"), "two three");
    ck_assert_str_eq(line_of("one", 5, "one"), "");
    ck_assert_str_eq(line_of("onetwothree", 6, "onetwo"), "three");
    ck_assert_str_eq(line_of("\xC3\xA4\xC3\xB6 \xC3\xBC", 3, "\xC3\xA4\xC3\xB6"), "\xC3\xBC");
    ck_assert_str_eq(line_of("\xE6\x9D\xB1\xE4\xBA\xAC", 3, "\xE6\x9D\xB1"), "\xE4\xBA\xAC");
    ck_assert_str_eq(line_of(NULL, 2, ""), "");
    ck_assert_str_eq(line_of(" one two", 5, " one"), "two");
    char small[4];
    ck_assert_str_eq(ab_align_line(small, sizeof small, "abcdef", 20), "def");
    ck_assert_str_eq(small, "abc");
}
END_TEST

START_TEST(dates_are_short_and_never_is_a_dash)
{
    char cell[AB_CELL_SIZE];
    ab_align_date(cell, START + 90 * AB_MINUTE);
    ck_assert_str_eq(cell, "2022-01-05 19:30");
    ab_align_short_date(cell, START + 90 * AB_MINUTE);
    ck_assert_str_eq(cell, "01-05 19:30");
    ab_align_short_date(cell, AB_TIME_NEVER);
    ck_assert_str_eq(cell, "-");
    ab_align_date(cell, AB_TIME_LAST + 1);
    ck_assert_str_eq(cell, "10000-01-01 00:00");
}
END_TEST

START_TEST(a_row_of_numbers_has_one_precision)
{
    const double none = (double)NAN, whole[] = {1, 20, none}, mixed[] = {1, 2.5};
    char cell[AB_CELL_SIZE];
    ck_assert_int_eq(ab_align_decimals(whole, 3), 0);
    ck_assert_int_eq(ab_align_decimals(mixed, 2), 1);
    ab_align_number(cell, none, 1);
    ck_assert_str_eq(cell, "-");
    ab_align_number(cell, 2, 1);
    ck_assert_str_eq(cell, "2.0");
}
END_TEST

/* Whole per cent would say none or all of it. */
START_TEST(shares_near_none_and_near_all_have_decimals)
{
    static const struct {
        double share;
        int decimals;
    } of[] = {{0, 0}, {0.004, 2}, {0.01, 0}, {0.5, 0}, {0.99, 0}, {0.996, 2}, {1, 0}};
    for (size_t i = 0; i < sizeof of / sizeof of[0]; i++) {
        ck_assert_int_eq(ab_align_share_decimals(of[i].share), of[i].decimals);
    }
}
END_TEST

/* ---- the report ---- */

static char printed[20000];
static int columns = 100;

static void print_report(void)
{
    FILE *stream = fmemopen(printed, sizeof printed, "w");
    ab_report_print(stream, columns, result);
    (void)fclose(stream);
}

/* Checks the shape of what was printed: no line too long, none with blanks at its end. */
static void assert_shape(void)
{
    ck_assert_uint_gt(strlen(printed), 0);
    for (char *line = printed, *end; *line != '\0'; line = end + 1) {
        end = strchr(line, '\n');
        ck_assert_ptr_nonnull(end);
        *end = '\0';
        ck_assert_msg(ab_sheet_columns(line) <= columns, "too long: %s", line);
        ck_assert_msg(end == line || end[-1] != ' ', "blanks at the end: '%s'", line);
    }
}

START_TEST(the_report_fits_a_terminal)
{
    for (columns = 160; columns >= 60; columns -= 20) {
        print_report();
        assert_shape();
    }
    columns = 100;
}
END_TEST

START_TEST(the_report_of_one_replication_fits_a_terminal)
{
    kept.count = 1;
    sum_up();
    print_report();
    assert_shape();
}
END_TEST

START_TEST(one_replication_has_no_percentiles)
{
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "90 %"));
    kept.count = 1;
    sum_up();
    print_report();
    ck_assert_ptr_null(strstr(printed, "90 %"));
}
END_TEST

START_TEST(the_report_dates_what_the_measures_count_in_hours)
{
    /* First landing: 1/7 h, 8/7 h, 15/7 h after the request at 18:00. */
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "2022-01-05 19:08"));
    ck_assert_ptr_nonnull(strstr(printed, "    1.1"));
}
END_TEST

START_TEST(the_report_of_what_goes_on_tells_from_when)
{
    print_report();
    ck_assert_ptr_null(strstr(printed, " UTC on\n"));
    scenario.past = (struct ab_past){.is_given = true, .at = 36 * AB_HOUR};
    print_report();
    scenario.past.is_given = false;
    ck_assert_ptr_nonnull(strstr(printed, ", from 2022-01-07 06:00 UTC on\n"));
}
END_TEST

START_TEST(dates_count_from_the_request_not_from_the_start)
{
    result->request_first = result->request_last = 6 * AB_HOUR;
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "2022-01-06 01:08"));
    result->request_last = 8 * AB_HOUR; /* in another replication */
    print_report();
    ck_assert_ptr_null(strstr(printed, "2022-01-06 01:08"));
}
END_TEST

START_TEST(the_report_names_why_replications_failed)
{
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "1 of 3 replications failed"));
    ck_assert_ptr_nonnull(strstr(printed, "the horizon was reached"));
}
END_TEST

START_TEST(the_report_does_not_show_how_it_was_made)
{
    static char first[sizeof printed];
    print_report();
    memcpy(first, printed, sizeof first);
    result->wall_s = 99;
    result->threads = 7;
    print_report();
    ck_assert_str_eq(printed, first);
}
END_TEST

START_TEST(the_largest_waits_come_first_with_their_share)
{
    print_report();
    const char *working = strstr(printed, "3.0 h   75 %"), *stand = strstr(printed, "1.0 h   25 %");
    ck_assert_ptr_nonnull(working);
    ck_assert_ptr_nonnull(stand);
    ck_assert(working < stand);
}
END_TEST

START_TEST(a_scenario_without_things_has_a_report_all_the_same)
{
    scenario.contingent_count = scenario.site_count = scenario.milestone_count = 0;
    print_report();
    assert_shape();
}
END_TEST

/* Gives a measure this value in every replication. */
static void set_measure(const char *wanted, double value)
{
    char name[128];
    for (int i = 0; i < result->measures; i++) {
        if (strcmp(ab_measure_name(&scenario, i, name, sizeof name), wanted) == 0) {
            for (int row = 0; row < REPLICATIONS; row++) {
                kept.row[row].measure[i] = value;
            }
            sum_up();
            return;
        }
    }
    ck_abort_msg("no measure %s", wanted);
}

START_TEST(the_report_answers_first_when_the_force_closes_and_how_sure_that_is)
{
    print_report(); /* closed in two of three: at 0 h and at 2 h */
    const char *answer =
        strstr(printed, "The force closes after 2.0 h, 2022-01-05 20:00 UTC; 8 times in 10 between "
                        "0.4 and >720 h.\nClosed in 2 of 3 (67 %, 95 % interval 9 to 99.16 %).\n");
    ck_assert_ptr_nonnull(answer);
    ck_assert(answer < strstr(printed, "First landing"));
}
END_TEST

START_TEST(a_force_that_closed_at_one_time_in_all_runs_may_do_otherwise_in_others)
{
    set_measure("closure_h", 22);
    print_report();
    ck_assert_ptr_nonnull(
        strstr(printed, "closes after 22.0 h, 2022-01-06 16:00 UTC, in each of 3 runs;\n"
                        "what was never seen in 3 runs may still happen in up to 63 % of runs.\n"));
}
END_TEST

START_TEST(a_force_that_never_closes_is_said_not_to)
{
    set_measure("closure_h", AB_BEYOND);
    print_report();
    ck_assert_ptr_nonnull(strstr(printed,
                                 "The force does not close by the horizon, 02-04 18:00 UTC.\n"
                                 "Closed in 0 of 3 (0 %, 95 % interval 0 to 71 %).\n"));
    ck_assert_ptr_nonnull(strstr(printed, "\nClosure                        >02-04 18:00"));
    ck_assert_ptr_nonnull(strstr(printed, "   >720   >720   >720\n> it had not come by"));
    ck_assert_ptr_null(strstr(printed, "8 times in 10"));
    assert_shape();
}
END_TEST

START_TEST(a_scenario_without_a_force_does_not_say_that_it_does_not_close)
{
    set_measure("closure_h", (double)NAN);
    set_measure("closed", (double)NAN);
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "The scenario has no force to bring in.\n"));
    ck_assert_ptr_null(strstr(printed, "does not close"));
    ck_assert_ptr_null(strstr(printed, "\nClosure"));
}
END_TEST

START_TEST(contingents_are_listed_in_the_order_in_which_they_close)
{
    contingent[0].loads = contingent[1].loads = 1;
    set_measure("closure_h.armenia", 30);
    set_measure("closure_h.belarus", 20);
    print_report();
    const char *first = strstr(printed, "\n  belarus "), *second = strstr(printed, "\n  armenia ");
    ck_assert(first != NULL && second != NULL && first < second);
    set_measure("closure_h.belarus", 30); /* equals in the order of their names */
    print_report();
    ck_assert(strstr(printed, "\n  armenia ") < strstr(printed, "\n  belarus "));
    assert_shape();
}
END_TEST

START_TEST(of_many_contingents_the_last_to_close_are_listed)
{
    enum { MANY = 40 };
    static struct ab_contingent many[MANY];
    static char ids[MANY][8];
    static double value[1000];
    for (int i = 0; i < MANY; i++) {
        many[i] = contingent[0];
        many[i].loads = 1;
        (void)snprintf(ids[i], sizeof ids[i], "c%02d", i);
        many[i].named.id = ids[i];
    }
    scenario.contingent = many;
    for (int count = 30; count <= MANY; count += MANY - 30) {
        scenario.contingent_count = count;
        const int first = ab_measure_find(&scenario, "closure_h.c00");
        const int measures = ab_measure_count(&scenario);
        ck_assert_int_lt(measures, 1000);
        for (int i = 0; i < measures; i++) {
            value[i] = 1;
        }
        for (int i = 0; i < count; i++) {
            value[first + i] = 100 + 7 * i % count; /* each of them once: 7 divides neither */
        }
        for (int row = 0; row < REPLICATIONS; row++) {
            kept.row[row].measure = value;
        }
        sum_up();
        print_report();
        const char *last = printed;
        for (int rank = count == 30 ? 0 : count - 12; rank < count; rank++) {
            int c = 0;
            while (7 * c % count != rank) {
                c++;
            }
            char line[16];
            (void)snprintf(line, sizeof line, "\n  c%02d ", c);
            const char *found = strstr(printed, line);
            ck_assert_msg(found != NULL && found > last, "%s is not in its place", line);
            last = found;
        }
        ck_assert_int_eq(strstr(printed, "the last 12 of 40 contingents") != NULL, count == MANY);
        ck_assert_int_eq(strstr(printed, "\n  c00 ") != NULL, count == 30);
    }
}
END_TEST

START_TEST(a_single_contingent_is_the_force_and_is_not_listed_again)
{
    contingent[0].loads = 1; /* the other one brings nothing: it lends its name to supplies */
    print_report();
    ck_assert_ptr_null(strstr(printed, "\n  armenia "));
    ck_assert_ptr_null(strstr(printed, "\n  belarus "));
}
END_TEST

START_TEST(what_never_happens_has_no_line)
{
    static const struct {
        const char *label, *measure;
    } rare[] = {{"Diversions", "diversions"},
                {"Emergency landings", "emergencies"},
                {"Visitors turned away", "turned_away"},
                {"Light for return fuel", "light_flights"},
                {"People on return legs", "backhaul_people"},
                {"Supply flights", "sustainment_flights"},
                {"Hours without supplies", "supply_short_h"}};
    for (size_t i = 0; i < sizeof rare / sizeof rare[0]; i++) {
        set_measure(rare[i].measure, 7);
        print_report();
        ck_assert_ptr_nonnull(strstr(printed, rare[i].label));
        set_measure(rare[i].measure, 0);
        print_report();
        ck_assert_ptr_null(strstr(printed, rare[i].label));
    }
}
END_TEST

START_TEST(airfields_without_fuel_are_named_when_flights_are_light_for_it)
{
    airfield[0].fuel = true;
    set_measure("light_flights", 3);
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "Fields without fuel: zhetygen\n"));
    set_measure("light_flights", 0);
    print_report();
    ck_assert_ptr_null(strstr(printed, "without fuel"));
    set_measure("light_flights", (double)NAN);
    print_report();
    ck_assert_ptr_null(strstr(printed, "without fuel"));
    struct ab_airfield many[9];
    static char name[9][8];
    for (int i = 0; i < 9; i++) {
        many[i] = airfield[0];
        (void)snprintf(name[i], sizeof name[i], "f%d", i);
        many[i].named.id = name[i];
        many[i].fuel = i == 0;
    }
    scenario.airfield = many;
    scenario.airfield_count = 9;
    set_measure("light_flights", 3);
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "Fields without fuel: f1, f2 and 6 more\n"));
    scenario.airfield = airfield;
    scenario.airfield_count = AIRFIELDS;
    for (int i = 0; i < AIRFIELDS; i++) { /* they are light for where they have been */
        airfield[i].fuel = true;
    }
    set_measure("light_flights", 3);
    print_report();
    ck_assert_ptr_null(strstr(printed, "without fuel"));
}
END_TEST

START_TEST(emergency_landings_are_told_in_words)
{
    set_measure("emergencies", 3);
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "Out of fuel, at an alternate that was full or shut: up "
                                          "to 3 emergency landings a replication\n"));
    assert_shape();
    set_measure("emergencies", 0);
    print_report();
    ck_assert_ptr_null(strstr(printed, "Out of fuel"));
    set_measure("emergencies", (double)NAN);
    print_report();
    ck_assert_ptr_null(strstr(printed, "Out of fuel"));
}
END_TEST

/* In the hours from 20 to 23 h: 9 of 10 of those waiting, and 3 aircraft of 4 in that time. */
START_TEST(the_fullest_places_are_named_with_the_hours_in_which_it_mattered)
{
    static const double waiting[] = {0.25, 2, 3, 4, 0.25};
    static const double saturated[] = {0.5, 0.5, 1, 0.75, 0.5};
    ab_memory_give(result->use);
    result->use = ab_memory_take(6, sizeof *result->use);
    result->uses = 6;
    for (int i = 0; i < 5; i++) {
        result->use[i] = (struct ab_use_summary){.span = 1 + i,
                                                 .meter = AB_PLACES + AB_WORKING,
                                                 .waiting = waiting[i],
                                                 .saturated = saturated[i]};
    }
    result->use[5] = (struct ab_use_summary){.span = 9, .meter = AB_STANDS, .waiting = 1};
    airfield[1].utc_offset = 6;
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "Fullest, in the hours in which it mattered\n"
                                          "  working places of zhetygen, 75 % of the time, "
                                          "3.0 waiting\n"
                                          "    2022-01-05 20:00 to 01-05 23:00 UTC, "
                                          "02:00 to 05:00 there\n"
                                          "  stands of chkalovsky, 0 % of the time, 1.0 waiting\n"
                                          "    2022-01-06 03:00 to 01-06 04:00 UTC\n"));
    assert_shape();
}
END_TEST

/* Of fields of which every place was full, the fullest three are told. */
START_TEST(no_more_places_are_looked_for_than_there_are)
{
    const int meters = AB_PLACES * AIRFIELDS;
    ab_memory_give(result->use);
    result->use = ab_memory_take((size_t)meters, sizeof *result->use);
    result->uses = meters;
    for (int i = 0; i < meters; i++) {
        result->use[i] = (struct ab_use_summary){.span = 1, .meter = i, .waiting = 9};
    }
    print_report();
    int told = 0;
    for (const char *at = printed; (at = strstr(at, ", 9.0 waiting\n")) != NULL; at++) {
        told++;
    }
    ck_assert_int_eq(told, 3);
}
END_TEST

START_TEST(who_never_closes_is_in_no_list_and_who_goes_through_no_hub_needs_no_word)
{
    contingent[0].loads = contingent[1].loads = 1;
    set_measure("closure_h.armenia", 22);
    set_measure("closure_h.belarus", 20);
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "\n  belarus "));
    ck_assert_ptr_nonnull(strstr(printed, "Inbound flights are those to the theatre"));
    set_measure("closure_h.belarus", (double)NAN);
    print_report();
    ck_assert_ptr_null(strstr(printed, "\n  belarus "));
    contingent[1].standby = true; /* and never committed */
    print_report();
    ck_assert_ptr_null(strstr(printed, "Inbound flights are those to the theatre"));
}
END_TEST

START_TEST(a_bound_is_told_without_a_gap_where_none_is_known)
{
    set_measure("bound_h", 5);
    set_measure("gap", 0.5);
    print_report();
    ck_assert_ptr_nonnull(
        strstr(printed, "before 5.0 h under the same luck: this one closes 50 %"));
    set_measure("gap", (double)NAN);
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "before 5.0 h under the same luck."));
}
END_TEST

/* Clocks are put forward at 23:00 UTC, with which the four hours end that are told. */
START_TEST(the_hours_of_the_fullest_places_are_those_of_the_clocks_at_either_end)
{
    struct ab_zone_shift shift[] = {{-AB_DAY, 0}, {5 * AB_HOUR, AB_HOUR}};
    struct ab_zone zone = {.count = 2, .shift = shift};
    ab_memory_give(result->use);
    result->use = ab_memory_take(5, sizeof *result->use);
    result->uses = 5;
    for (int i = 0; i < 5; i++) {
        result->use[i] = (struct ab_use_summary){
            .span = 1 + i, .meter = AB_PLACES + AB_WORKING, .waiting = i == 4 ? 0.25 : 3};
    }
    airfield[1].time_zone = &zone;
    print_report();
    ck_assert_ptr_nonnull(
        strstr(printed, "2022-01-05 19:00 to 01-05 23:00 UTC, 19:00 to 00:00 there\n"));
}
END_TEST

START_TEST(a_list_of_what_took_the_time_is_complete)
{
    for (int row = 0; row < REPLICATIONS; row++) {
        for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
            kept.row[row].wait_h[cause] = 10 + cause;
        }
    }
    sum_up();
    print_report();
    /* Ten hours and one more for each cause: the five longest, and the others. */
    const int n = AB_CAUSE_COUNT, of_others = (n - 5) * 10 + (n - 5) * (n - 6) / 2;
    const int of_all = n * 10 + n * (n - 1) / 2;
    char others[80], longest[80];
    (void)snprintf(longest, sizeof longest, "%-*s%9.1f h%5.0f %%", AB_CAUSE_WORDS_WIDTH,
                   ab_cause_words((enum ab_cause)(n - 1)), 10.0 + n - 1,
                   100.0 * (10 + n - 1) / of_all);
    (void)snprintf(others, sizeof others, "all others                    %3d.0 h   %.0f %%",
                   of_others, 100.0 * of_others / of_all);
    ck_assert_ptr_nonnull(strstr(printed, longest));
    ck_assert_ptr_nonnull(strstr(printed, others));
    assert_shape();
}
END_TEST

static int print_milestones(void)
{
    FILE *stream = fmemopen(printed, sizeof printed, "w");
    int failed = ab_report_milestones(stream, columns, result);
    (void)fclose(stream);
    return failed;
}

START_TEST(a_known_miss_is_marked_and_not_counted_as_failed)
{
    ck_assert_int_eq(print_milestones(), 0);
    ck_assert_ptr_nonnull(strstr(printed, "known miss: beyond\n"));
    ck_assert_ptr_nonnull(strstr(printed, "\n3 inside, 1 known miss\n"));
}
END_TEST

START_TEST(milestones_that_failed_are_counted)
{
    milestone[0].latest = (double)AB_HOUR;
    milestone[2].earliest = 106;
    sum_up();
    ck_assert_int_eq(print_milestones(), 2);
    ck_assert_ptr_nonnull(strstr(printed, "missed: late\n"));
    ck_assert_ptr_nonnull(strstr(printed, "missed: too few\n"));
    ck_assert_ptr_nonnull(strstr(printed, "\n1 inside, 1 known miss, 2 missed\n"));
}
END_TEST

START_TEST(milestones_tell_tolerance_and_percentiles_in_the_order_of_time)
{
    /* At 1, 2, 3 h, allowed 1 to 1.75 h and half an hour more: its median is by tolerance. */
    milestone[0].latest = 1.75 * (double)AB_HOUR;
    milestone[1].latest = 0.5 * (double)AB_HOUR;
    sum_up();
    ck_assert_int_eq(print_milestones(), 0);
    ck_assert_ptr_nonnull(strstr(printed, "by its tolerance\n"));
    ck_assert_ptr_nonnull(
        strstr(printed, "01-05 19:00 .. 01-05 19:45    0.5 h   01-05 19:12   01-05 20:00   "
                        "01-05 20:48\n"));
    ck_assert_ptr_nonnull(strstr(printed, "2 inside, 1 by its tolerance, 1 known miss\n"));
    /* Ids in the order of the file are m-end, m-late, m-many, m-span; the amount is counted until
     * the start, m-span ends 1.5 h after m-end. */
    const char *const order[] = {"\nm-many", "\nm-late", "\nm-end", "\nm-span"};
    for (int i = 0; i < 3; i++) {
        ck_assert(strstr(printed, order[i]) < strstr(printed, order[i + 1]));
    }
    assert_shape();
}
END_TEST

START_TEST(a_time_between_two_that_never_comes_is_beyond)
{
    for (int row = 0; row < REPLICATIONS; row++) {
        kept.row[row].milestone[3] = AB_BEYOND;
    }
    sum_up();
    ck_assert_int_eq(print_milestones(), 1);
    const char *line = strstr(printed, "\nm-span");
    ck_assert_ptr_nonnull(line);
    ck_assert_ptr_nonnull(strstr(line, " beyond "));
    assert_shape();
}
END_TEST

START_TEST(without_milestones_there_is_nothing_to_tell)
{
    scenario.milestone_count = 0;
    sum_up();
    ck_assert_int_eq(print_milestones(), 0);
    ck_assert_str_eq(printed, "");
    scenario.milestone_count = MILESTONES;
}
END_TEST

START_TEST(an_amount_is_a_whole_number)
{
    kept.count = 2; /* 90 and 100.. */
    kept.row[1].milestone[2] = 101;
    sum_up();
    (void)print_milestones();
    ck_assert_ptr_nonnull(strstr(printed, "         100\n"));
    ck_assert_ptr_null(strstr(printed, "95.5"));
}
END_TEST

START_TEST(the_report_of_a_run_shows_only_the_milestones_that_are_missed)
{
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "Milestones: 3 inside, 1 known miss\n"));
    ck_assert_ptr_nonnull(strstr(printed, "\nm-late"));
    ck_assert_ptr_null(strstr(printed, "\nm-end"));
    ck_assert_int_eq(print_milestones(), 0);
    ck_assert_ptr_nonnull(strstr(printed, "\nm-end"));
}
END_TEST

START_TEST(the_report_of_a_run_shows_a_few_misses_and_counts_the_others)
{
    struct ab_milestone many[9];
    for (int i = 0; i < 9; i++) {
        many[i] = milestone[1];
    }
    scenario.milestone = many;
    scenario.milestone_count = 9;
    double value[9];
    for (int i = 0; i < 9; i++) {
        value[i] = AB_BEYOND;
    }
    for (int i = 0; i < REPLICATIONS; i++) {
        kept.row[i].milestone = value;
    }
    sum_up();
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "Milestones: 0 inside, 9 known misses\n"));
    ck_assert_ptr_nonnull(strstr(printed, "and 3 more, see milestones.csv\n"));
    assert_shape();
}
END_TEST

START_TEST(the_name_of_a_milestone_is_never_cut)
{
    char name[] = "The last of those who came by the second of three flights is at home, and all "
                  "that came with them";
    milestone[0].name = name;
    for (columns = 60; columns < 100; columns += 20) {
        (void)print_milestones();
        assert_shape();
    }
    (void)print_milestones();
    ck_assert_ptr_nonnull(strstr(printed, "  The last of those who came by the second of three "));
    ck_assert_ptr_nonnull(
        strstr(printed, "\n           is at home, and all that came with them\n"));
    ck_assert_ptr_null(strchr(printed, '~'));
    assert_shape();
}
END_TEST

/* Beside luck alone; of a measure that some pairs do not have nothing is said of the variance. */
START_TEST(what_is_drawn_is_told_where_both_have_it)
{
    struct ab_result drawn = *result;
    const int closure = ab_measure_find(&scenario, "closure_h");
    struct ab_summary *measure = calloc((size_t)result->measures, sizeof *measure);
    struct ab_split *split = calloc((size_t)result->measures, sizeof *split);
    ck_assert(measure != NULL && split != NULL);
    memcpy(measure, result->measure, (size_t)result->measures * sizeof *measure);
    for (int i = 0; i < result->measures; i++) {
        split[i].share = (double)NAN;
    }
    drawn.measure = measure;
    result->drawn = &drawn;
    result->split = split;
    split[closure] = (struct ab_split){.share = 0.5, .low = 0.25, .high = 0.75};
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "What is not known"));
    ck_assert_ptr_nonnull(strstr(printed, "  closure, h "));
    ck_assert_ptr_nonnull(strstr(printed, "50 % (25 to 75)"));
    split[closure].share = (double)NAN;
    print_report();
    ck_assert_ptr_nonnull(strstr(printed, "  closure, h "));
    ck_assert_ptr_null(strstr(printed, "(25 to 75)"));
    measure[closure].n = 0;
    print_report();
    ck_assert_ptr_null(strstr(printed, "  closure, h "));
    result->drawn = NULL;
    result->split = NULL;
    free(measure);
    free(split);
}
END_TEST

static void print_comparison(const struct ab_comparison *comparison)
{
    static const char *const name[] = {"base", "changed"};
    FILE *stream = fmemopen(printed, sizeof printed, "w");
    struct ab_sheet sheet = ab_sheet_on(stream, columns);
    ab_comparison_print(&sheet, name, comparison, 1);
    (void)fclose(stream);
}

START_TEST(a_comparison_tells_what_is_not_there_together_and_counts_what_is_the_same)
{
    const struct ab_summary spread = {.n = 5, .mean = 2, .min = 1, .max = 3};
    struct ab_paired paired[] = {{.known = true, .only_base = 3, .only_variant = 2},
                                 {.known = true, .n = 5, .wins = {.equal = 5, .p = (double)NAN}}};
    struct ab_compared compared[] = {{.scenario = &scenario}, {.paired = paired}};
    const struct ab_comparison comparison = {
        .scenarios = 2, .replications = 5, .measures = 2, .compared = compared};
    print_comparison(&comparison);
    ck_assert_ptr_nonnull(strstr(printed, "  closure_h "));
    ck_assert_ptr_nonnull(strstr(printed, "  in no replication do both have it\n"));
    ck_assert_ptr_nonnull(strstr(printed, "  1 measure was the same in each replication\n"));
    ck_assert_ptr_null(strstr(printed, "first_landing_h"));
    paired[0].only_variant = 0;
    paired[1].wins.equal = 4;
    paired[1].plain.difference = spread;
    print_comparison(&comparison);
    ck_assert_ptr_nonnull(strstr(printed, "  only the base has it\n"));
    ck_assert_ptr_nonnull(strstr(printed, "  first_landing_h "));
    ck_assert_ptr_null(strstr(printed, "the same in each replication"));
    assert_shape();
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *terminal = tcase_create("terminal");
    tcase_add_checked_fixture(terminal, make_result, remove_result);
    tcase_add_test(terminal, a_long_text_goes_on_in_the_next_line_at_a_blank);
    tcase_add_test(terminal, dates_are_short_and_never_is_a_dash);
    tcase_add_test(terminal, a_row_of_numbers_has_one_precision);
    tcase_add_test(terminal, shares_near_none_and_near_all_have_decimals);
    tcase_add_test(terminal, the_report_fits_a_terminal);
    tcase_add_test(terminal, the_report_of_one_replication_fits_a_terminal);
    tcase_add_test(terminal, one_replication_has_no_percentiles);
    tcase_add_test(terminal, the_report_dates_what_the_measures_count_in_hours);
    tcase_add_test(terminal, the_report_of_what_goes_on_tells_from_when);
    tcase_add_test(terminal, dates_count_from_the_request_not_from_the_start);
    tcase_add_test(terminal, the_report_names_why_replications_failed);
    tcase_add_test(terminal, the_report_does_not_show_how_it_was_made);
    tcase_add_test(terminal, the_largest_waits_come_first_with_their_share);
    tcase_add_test(terminal, a_scenario_without_things_has_a_report_all_the_same);
    tcase_add_test(terminal, the_report_answers_first_when_the_force_closes_and_how_sure_that_is);
    tcase_add_test(terminal,
                   a_force_that_closed_at_one_time_in_all_runs_may_do_otherwise_in_others);
    tcase_add_test(terminal, a_force_that_never_closes_is_said_not_to);
    tcase_add_test(terminal, a_scenario_without_a_force_does_not_say_that_it_does_not_close);
    tcase_add_test(terminal, contingents_are_listed_in_the_order_in_which_they_close);
    tcase_add_test(terminal, of_many_contingents_the_last_to_close_are_listed);
    tcase_add_test(terminal, a_single_contingent_is_the_force_and_is_not_listed_again);
    tcase_add_test(terminal, what_never_happens_has_no_line);
    tcase_add_test(terminal, airfields_without_fuel_are_named_when_flights_are_light_for_it);
    tcase_add_test(terminal, emergency_landings_are_told_in_words);
    tcase_add_test(terminal, the_fullest_places_are_named_with_the_hours_in_which_it_mattered);
    tcase_add_test(terminal, the_hours_of_the_fullest_places_are_those_of_the_clocks_at_either_end);
    tcase_add_test(terminal, no_more_places_are_looked_for_than_there_are);
    tcase_add_test(terminal,
                   who_never_closes_is_in_no_list_and_who_goes_through_no_hub_needs_no_word);
    tcase_add_test(terminal, a_bound_is_told_without_a_gap_where_none_is_known);
    tcase_add_test(terminal, what_is_drawn_is_told_where_both_have_it);
    tcase_add_test(terminal,
                   a_comparison_tells_what_is_not_there_together_and_counts_what_is_the_same);
    tcase_add_test(terminal, a_list_of_what_took_the_time_is_complete);
    tcase_add_test(terminal, a_known_miss_is_marked_and_not_counted_as_failed);
    tcase_add_test(terminal, milestones_that_failed_are_counted);
    tcase_add_test(terminal, milestones_tell_tolerance_and_percentiles_in_the_order_of_time);
    tcase_add_test(terminal, a_time_between_two_that_never_comes_is_beyond);
    tcase_add_test(terminal, without_milestones_there_is_nothing_to_tell);
    tcase_add_test(terminal, an_amount_is_a_whole_number);
    tcase_add_test(terminal, the_report_of_a_run_shows_only_the_milestones_that_are_missed);
    tcase_add_test(terminal, the_report_of_a_run_shows_a_few_misses_and_counts_the_others);
    tcase_add_test(terminal, the_name_of_a_milestone_is_never_cut);
    suite_add_tcase(suite, terminal);

    return suite_run(suite, TESTS);
}
