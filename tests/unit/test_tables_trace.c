/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_tables_trace.c - the tables of a traced replication made by hand, read back: flights, loads,
 * airfields. */
#include "base/format.h"
#include "scenario/keys.h"
#include "support/handmade_tables.h"
#include "support/suite.h"

#include <math.h>
#include <stddef.h>

enum { TESTS = 20 };

START_TEST(tails_are_named_by_fleet_and_number)
{
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "tail"), "beta-01"); /* two of alpha come before */
    ck_assert_str_eq(table_cell(&table, 0, "fleet"), "beta");
    ck_assert_str_eq(table_cell(&table, 0, "type"), "il-76");
    ck_assert_str_eq(table_cell(&table, 1, "tail"), "alpha-02");
    ck_assert_str_eq(table_cell(&table, 1, "type"), "an-124");
    table_close(&table);
}
END_TEST

START_TEST(a_flight_tells_its_load)
{
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "replication"), "2");
    ck_assert_str_eq(table_cell(&table, 0, "chalk"), "belarus-in-007");
    ck_assert_str_eq(table_cell(&table, 0, "people"), "90");
    ck_assert_str_eq(table_cell(&table, 0, "cargo_t"), "31.416");
    ck_assert_str_eq(table_cell(&table, 0, "bound_by"), "deck");
    ck_assert_str_eq(table_cell(&table, 0, "block_h"), "1.5000");
    ck_assert_str_eq(table_cell(&table, 0, "ended"), "");
    table_close(&table);
}
END_TEST

START_TEST(an_empty_flight_carries_nothing_and_names_no_load)
{
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 1, "chalk"), "");
    ck_assert_str_eq(table_cell(&table, 1, "contingent"), "");
    ck_assert_str_eq(table_cell(&table, 1, "people"), "0");
    ck_assert_str_eq(table_cell(&table, 1, "cargo_t"), "0.000");
    ck_assert_str_eq(table_cell(&table, 1, "bound_by"), "");
    ck_assert_str_eq(table_cell(&table, 1, "previous_sortie"), "1");
    table_close(&table);
}
END_TEST

START_TEST(a_flight_whose_payload_was_cut_tells_its_limit_and_why)
{
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "payload_limit_t"), "31.500");
    ck_assert_str_eq(table_cell(&table, 0, "light"), "return fuel");
    ck_assert_str_eq(table_cell(&table, 1, "payload_limit_t"), ""); /* an empty flight */
    ck_assert_str_eq(table_cell(&table, 1, "light"), "");
    table_close(&table);
}
END_TEST

START_TEST(a_payload_without_limit_is_empty)
{
    result->trace.sortie[0].payload_t = (double)INFINITY;
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "payload_limit_t"), "");
    table_close(&table);
}
END_TEST

START_TEST(people_on_a_return_leg_are_passengers_and_no_load)
{
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "passengers"), "0");
    ck_assert_str_eq(table_cell(&table, 1, "passengers"), "120");
    ck_assert_str_eq(table_cell(&table, 1, "people"), "0");
    table_close(&table);
}
END_TEST

START_TEST(a_diverted_flight_names_its_alternate_and_its_time_there)
{
    result->trace.sortie[1].emergency = true;
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "emergency"), "0");
    ck_assert_str_eq(table_cell(&table, 1, "emergency"), "1");
    ck_assert_str_eq(table_cell(&table, 0, "diverted_to"), "");
    ck_assert_str_eq(table_cell(&table, 0, "parked_h"), "0.0000");
    ck_assert_str_eq(table_cell(&table, 1, "diverted_to"), "chkalovsky");
    ck_assert_str_eq(table_cell(&table, 1, "parked_h"), "2.0000");
    table_close(&table);
}
END_TEST

START_TEST(a_flight_that_is_still_at_its_alternate_has_no_time_there_yet)
{
    result->trace.sortie[1].parked = -AB_DAY; /* it came after a day */
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 1, "parked_h"), "");
    table_close(&table);
}
END_TEST

START_TEST(the_flight_to_a_stop_and_the_one_from_it_are_told_apart)
{
    result->trace.sortie[0].stops = true;
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "stop"), "1");
    ck_assert_str_eq(table_cell(&table, 0, "resumed"), "0");
    ck_assert_str_eq(table_cell(&table, 1, "stop"), "0");
    ck_assert_str_eq(table_cell(&table, 1, "resumed"), "1");
    table_close(&table);
}
END_TEST

START_TEST(pumping_is_told_in_hours)
{
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "fuelling_h"), "0.5000");
    table_close(&table);
}
END_TEST

START_TEST(loads_of_supplies_have_names_of_their_own)
{
    result->trace.chalk[0].sustainment = true;
    read_table("chalks.csv");
    ck_assert_str_eq(table_cell(&table, 0, "chalk"), "belarus-sup-007");
    ck_assert_str_eq(table_cell(&table, 0, "sustainment"), "1");
    ck_assert_str_eq(table_cell(&table, 0, "bulk_t"), "3.250");
    table_close(&table);
    table_open(&table, folder, "sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "chalk"), "belarus-sup-007");
    table_close(&table);
}
END_TEST

START_TEST(a_full_load_has_no_mass_before_it_is_tasked)
{
    result->trace.chalk[0].cargo_t = -1;
    read_table("chalks.csv");
    ck_assert_str_eq(table_cell(&table, 0, "cargo_t"), "");
    table_close(&table);
}
END_TEST

START_TEST(tails_of_a_fleet_that_grows_later_keep_to_their_fleet)
{
    const int64_t number = 3;
    struct ab_change changes[2] = {{.section = AB_SECTION_AIRFIELD},
                                   {.section = AB_SECTION_FLEET,
                                    .index = 0,
                                    .offset = offsetof(struct ab_fleet, number),
                                    .size = sizeof number,
                                    .bytes = (void *)&number}};
    scenario.change_count = 2;
    scenario.change = changes;
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "tail"), "alpha-03");
    table_close(&table);
}
END_TEST

START_TEST(airfields_tell_fuelling_and_a_stock_that_is_limited)
{
    result->trace.airfield[2].fuelling = 2;
    result->trace.airfield[2].fuel_t = (double)INFINITY;
    result->trace.airfield[0].fuel_t = 12.5;
    read_table("airfields.csv");
    ck_assert_str_eq(table_cell(&table, 0, "fuelling"), "0");
    ck_assert_str_eq(table_cell(&table, 0, "fuel_t"), "12.500");
    ck_assert_str_eq(table_cell(&table, 2, "fuelling"), "2");
    ck_assert_str_eq(table_cell(&table, 2, "fuel_t"), "");
    table_close(&table);
}
END_TEST

START_TEST(airfields_tell_how_many_places_there_are_at_the_time)
{
    read_table("airfields.csv");
    ck_assert_str_eq(table_cell(&table, 0, "parking_mog"), "24");
    ck_assert_str_eq(table_cell(&table, 0, "working_mog"), ""); /* not limited */
    table_close(&table);
}
END_TEST

/* A cell of hours as a whole number of ten-thousandths. */
static long long units_of(int row, int column)
{
    const char *cell = table.cell[(row + 1) * table.columns + column];
    const char *point = strchr(cell, '.');
    ck_assert_ptr_nonnull(point);
    ck_assert_uint_eq(strlen(point), 5);
    return strtoll(cell, NULL, 10) * 10000 + strtoll(point + 1, NULL, 10);
}

static void assert_accounts_add_up(const char *file)
{
    read_table(file);
    const int work = table_column(&table, "work_h"), elapsed = table_column(&table, "elapsed_h");
    const int first = table_column(&table, "wait_cargo_h");
    ck_assert_int_eq(first + AB_CAUSE_COUNT, table.columns);
    for (int row = 0; row < table.rows; row++) {
        long long sum = units_of(row, work);
        for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
            sum += units_of(row, first + cause);
        }
        ck_assert_int_gt(sum, 0);
        ck_assert_int_eq(sum, units_of(row, elapsed));
    }
    table_close(&table);
}

START_TEST(work_and_waits_of_a_flight_add_up_as_printed)
{
    assert_accounts_add_up("sorties.csv");
}
END_TEST

START_TEST(work_and_waits_of_a_load_add_up_as_printed)
{
    assert_accounts_add_up("chalks.csv");
}
END_TEST

START_TEST(a_wait_is_printed_within_a_unit_and_none_stays_none)
{
    read_table("sorties.csv");
    const struct ab_spent spent = awkward_times(1);
    const int first = table_column(&table, "wait_cargo_h");
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        const long long units = units_of(0, first + cause);
        ck_assert(llabs(units * 360 - (long long)spent.in[cause]) <= 360);
        if (spent.in[cause] == 0) {
            ck_assert_int_eq(units, 0);
        }
    }
    table_close(&table);
}
END_TEST

START_TEST(elapsed_is_the_exact_time_rounded_once)
{
    read_table("sorties.csv");
    const struct ab_spent spent = awkward_times(12345);
    ab_time total = 0;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        total += spent.in[state];
    }
    ck_assert_int_eq(units_of(1, table_column(&table, "elapsed_h")), ab_format_hour_units(total));
    table_close(&table);
}
END_TEST

START_TEST(airfields_are_sorted_and_tell_the_last_state_of_an_instant)
{
    read_table("airfields.csv");
    ck_assert_int_eq(table.rows, 4);
    ck_assert_str_eq(table_cell(&table, 0, "airfield"), "chkalovsky");
    ck_assert_str_eq(table_cell(&table, 1, "time"), "2022-01-05T19:00:00.000Z");
    ck_assert_str_eq(table_cell(&table, 1, "holding"), "6");
    ck_assert_str_eq(table_cell(&table, 1, "open"), "0");
    ck_assert_str_eq(table_cell(&table, 2, "airfield"), "zhetygen");
    ck_assert_str_eq(table_cell(&table, 3, "time"), "2022-01-05T18:00:05.900Z");
    ck_assert_str_eq(table_cell(&table, 3, "on_ground"), "4");
    table_close(&table);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tables of a trace");
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, make_result, remove_result);
    tcase_add_test(rows, tails_are_named_by_fleet_and_number);
    tcase_add_test(rows, a_flight_tells_its_load);
    tcase_add_test(rows, an_empty_flight_carries_nothing_and_names_no_load);
    tcase_add_test(rows, a_flight_whose_payload_was_cut_tells_its_limit_and_why);
    tcase_add_test(rows, a_payload_without_limit_is_empty);
    tcase_add_test(rows, people_on_a_return_leg_are_passengers_and_no_load);
    tcase_add_test(rows, a_diverted_flight_names_its_alternate_and_its_time_there);
    tcase_add_test(rows, a_flight_that_is_still_at_its_alternate_has_no_time_there_yet);
    tcase_add_test(rows, the_flight_to_a_stop_and_the_one_from_it_are_told_apart);
    tcase_add_test(rows, pumping_is_told_in_hours);
    tcase_add_test(rows, loads_of_supplies_have_names_of_their_own);
    tcase_add_test(rows, a_full_load_has_no_mass_before_it_is_tasked);
    tcase_add_test(rows, tails_of_a_fleet_that_grows_later_keep_to_their_fleet);
    tcase_add_test(rows, airfields_tell_fuelling_and_a_stock_that_is_limited);
    tcase_add_test(rows, airfields_tell_how_many_places_there_are_at_the_time);
    tcase_add_test(rows, work_and_waits_of_a_flight_add_up_as_printed);
    tcase_add_test(rows, work_and_waits_of_a_load_add_up_as_printed);
    tcase_add_test(rows, a_wait_is_printed_within_a_unit_and_none_stays_none);
    tcase_add_test(rows, elapsed_is_the_exact_time_rounded_once);
    tcase_add_test(rows, airfields_are_sorted_and_tell_the_last_state_of_an_instant);
    suite_add_tcase(suite, rows);
    return suite_run(suite, TESTS);
}
