/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_tables.c - how tables are defined, and those of a result made by hand, read back. */
#include "output/layout.h"
#include "study/curve.h"
#include "support/handmade_tables.h"
#include "support/suite.h"

#include <errno.h>
#include <math.h>

enum { TESTS = 21 };

static const struct ab_subject subject = {.scenario = &scenario};

/* ---- definitions ---- */

START_TEST(no_table_has_two_columns_of_one_name)
{
    for (enum ab_table t = 0; t < AB_TABLE_COUNT; t++) {
        const int columns = ab_table_columns(t, &subject);
        ck_assert_int_gt(ab_table_key_columns(t), 0);
        ck_assert_int_le(ab_table_key_columns(t), columns);
        for (int i = 0; i < columns; i++) {
            struct ab_column column, other;
            ab_table_column(t, &subject, i, &column);
            ck_assert_str_ne(column.name, "");
            ck_assert_str_ne(column.description, "");
            for (int j = 0; j < i; j++) {
                ab_table_column(t, &subject, j, &other);
                ck_assert_str_ne(column.name, other.name);
            }
        }
    }
}
END_TEST

START_TEST(every_number_has_a_unit_and_nothing_else_has)
{
    for (enum ab_table t = 0; t < AB_TABLE_COUNT; t++) {
        for (int i = 0; i < ab_table_columns(t, &subject); i++) {
            struct ab_column column;
            ab_table_column(t, &subject, i, &column);
            const bool number = column.type == AB_COLUMN_NUMBER || column.type == AB_COLUMN_INTEGER;
            ck_assert_msg((column.unit[0] != '\0') == number, "%s, column %s: unit '%s'",
                          ab_table_file(t), column.name, column.unit);
        }
    }
}
END_TEST

START_TEST(a_unit_in_a_name_is_the_unit)
{
    static const struct {
        const char *ending, *unit;
    } rule[] = {{"_h", "h"}, {"_t", "t"}};
    int seen = 0;
    for (enum ab_table t = 0; t < AB_TABLE_COUNT; t++) {
        for (int i = 0; i < ab_table_columns(t, &subject); i++) {
            struct ab_column column;
            ab_table_column(t, &subject, i, &column);
            const size_t length = strlen(column.name);
            for (size_t r = 0; r < 2; r++) {
                if (length > 2 && strcmp(column.name + length - 2, rule[r].ending) == 0) {
                    ck_assert_str_eq(column.unit, rule[r].unit);
                    seen++;
                }
            }
        }
    }
    ck_assert_int_gt(seen, 2 * AB_CAUSE_COUNT);
}
END_TEST

START_TEST(headers_are_the_defined_columns)
{
    write_result();
    for (enum ab_table t = 0; t < AB_TABLE_SWEEP; t++) {
        table_open(&table, folder, ab_table_file(t));
        ck_assert_int_eq(table.columns, ab_table_columns(t, &subject));
        for (int i = 0; i < table.columns; i++) {
            struct ab_column column;
            ab_table_column(t, &subject, i, &column);
            ck_assert_str_eq(table_name(&table, i), column.name);
        }
        table_close(&table);
    }
}
END_TEST

/* Whether a cell is what its column is said to hold. */
static bool is_of_type(const char *cell, enum ab_column_type type)
{
    char *end;
    ab_time instant;
    if (cell[0] == '\0') {
        return true;
    }
    switch (type) {
    case AB_COLUMN_INTEGER:
        errno = 0;
        (void)strtoll(cell, &end, 10);
        return errno == 0 && *end == '\0';
    case AB_COLUMN_NUMBER: return isfinite(strtod(cell, &end)) && *end == '\0';
    case AB_COLUMN_INSTANT: return ab_time_parse_iso(cell, &instant);
    case AB_COLUMN_BOOLEAN: return strcmp(cell, "0") == 0 || strcmp(cell, "1") == 0;
    case AB_COLUMN_TEXT: break;
    }
    return true;
}

START_TEST(every_cell_is_of_its_columns_type)
{
    write_result();
    for (enum ab_table t = 0; t < AB_TABLE_SWEEP; t++) {
        table_open(&table, folder, ab_table_file(t));
        const bool is_of_inputs = t == AB_TABLE_INPUTS || t == AB_TABLE_BANDS ||
                                  t == AB_TABLE_MILESTONE_BANDS || t == AB_TABLE_CURVE_DRAWN ||
                                  t == AB_TABLE_DEADLINES;
        ck_assert(is_of_inputs ? table.rows == 0 : table.rows > 0); /* see cli/uncertain.bats */
        for (int i = table.columns; i < (table.rows + 1) * table.columns; i++) {
            struct ab_column column;
            ab_table_column(t, &subject, i % table.columns, &column);
            ck_assert_msg(is_of_type(table.cell[i], column.type), "%s, column %s: '%s'",
                          ab_table_file(t), column.name, table.cell[i]);
        }
        table_close(&table);
    }
}
END_TEST

/* The key of a row as one text. */
static void key_of(enum ab_table t, int row, char *key, size_t size)
{
    key[0] = '\0';
    for (int i = 0; i < ab_table_key_columns(t); i++) {
        size_t used = strlen(key);
        (void)snprintf(key + used, size - used, "%s\n", table.cell[(row + 1) * table.columns + i]);
    }
}

START_TEST(keys_are_complete_and_unique)
{
    write_result();
    for (enum ab_table t = 0; t < AB_TABLE_SWEEP; t++) {
        table_open(&table, folder, ab_table_file(t));
        for (int row = 0; row < table.rows; row++) {
            char key[512], other[512];
            for (int i = 0; i < ab_table_key_columns(t); i++) {
                ck_assert_str_ne(table.cell[(row + 1) * table.columns + i], "");
            }
            key_of(t, row, key, sizeof key);
            for (int before = 0; before < row; before++) {
                key_of(t, before, other, sizeof other);
                ck_assert_str_ne(key, other);
            }
        }
        table_close(&table);
    }
}
END_TEST

/* ---- rows ---- */

START_TEST(a_replication_has_a_row_with_every_measure)
{
    read_table("replications.csv");
    ck_assert_int_eq(table.rows, REPLICATIONS);
    ck_assert_int_eq(table.columns, 1 + result->measures + 1);
    ck_assert_str_eq(table_cell(&table, 2, "replication"), "3");
    for (int i = 0; i < result->measures; i++) {
        char name[128], value[32];
        (void)snprintf(value, sizeof value, "%.9g", 2 + i / 7.0);
        ck_assert_str_eq(table_cell(&table, 2, ab_measure_name(&scenario, i, name, sizeof name)),
                         value);
    }
    table_close(&table);
}
END_TEST

START_TEST(a_failed_replication_keeps_its_row_with_empty_cells)
{
    read_table("replications.csv");
    ck_assert_str_eq(table_cell(&table, 1, "closure_h"), "");
    ck_assert_str_eq(table_cell(&table, 1, "first_landing_h"), "1.14285714");
    ck_assert_str_eq(table_cell(&table, 0, "beyond"), "0");
    ck_assert_str_eq(table_cell(&table, 1, "beyond"), "1");
    table_close(&table);
}
END_TEST

START_TEST(the_summary_has_a_row_per_measure_that_counts_what_is_beyond)
{
    read_table("summary.csv");
    ck_assert_int_eq(table.rows, result->measures);
    ck_assert_str_eq(table_cell(&table, 0, "measure"), "closure_h");
    ck_assert_str_eq(table_cell(&table, 0, "unit"), "h");
    /* Closed at 0 and at 2 h, and once not at all. */
    ck_assert_str_eq(table_cell(&table, 0, "n"), "3");
    ck_assert_str_eq(table_cell(&table, 0, "beyond"), "1");
    ck_assert_str_eq(table_cell(&table, 0, "mean"), "");
    ck_assert_str_eq(table_cell(&table, 0, "ci95_high"), "");
    ck_assert_str_eq(table_cell(&table, 0, "min"), "0");
    ck_assert_str_eq(table_cell(&table, 0, "p50"), "2");
    ck_assert_str_eq(table_cell(&table, 0, "p90"), "");
    ck_assert_str_eq(table_cell(&table, 0, "max"), "");
    ck_assert_str_eq(table_cell(&table, 0, "mean_of_finished"), "1");
    ck_assert_str_eq(table_cell(&table, 1, "n"), "3");
    ck_assert_str_eq(table_cell(&table, 1, "beyond"), "0");
    ck_assert_str_eq(table_cell(&table, 1, "mean"), table_cell(&table, 1, "mean_of_finished"));
    ck_assert_str_eq(table_cell(&table, 1, "min"), "0.142857143");
    table_close(&table);
}
END_TEST

START_TEST(milestones_are_dates_hours_or_amounts)
{
    read_table("milestones.csv");
    ck_assert_str_eq(table_cell(&table, 0, "kind"), "instant");
    ck_assert_str_eq(table_cell(&table, 0, "earliest"), "2022-01-05T19:00:00.000Z");
    ck_assert_str_eq(table_cell(&table, 0, "tolerance_h"), "0.5000");
    ck_assert_str_eq(table_cell(&table, 0, "p50"), "2022-01-05T20:00:00.000Z");
    ck_assert_str_eq(table_cell(&table, 2, "kind"), "amount");
    ck_assert_str_eq(table_cell(&table, 2, "earliest"), "100");
    ck_assert_str_eq(table_cell(&table, 2, "tolerance_h"), "");
    ck_assert_str_eq(table_cell(&table, 2, "tolerance_amount"), "5");
    ck_assert_str_eq(table_cell(&table, 2, "p50"), "100");
    ck_assert_str_eq(table_cell(&table, 3, "kind"), "duration");
    ck_assert_str_eq(table_cell(&table, 3, "latest"), "1.5000");
    ck_assert_str_eq(table_cell(&table, 3, "p90"), "1.8000");
    table_close(&table);
}
END_TEST

START_TEST(milestones_tell_their_verdict_and_why_it_was_expected)
{
    read_table("milestones.csv");
    ck_assert_str_eq(table_cell(&table, 0, "verdict"), "within");
    ck_assert_str_eq(table_cell(&table, 0, "within_share"), "0.666666667");
    ck_assert_str_eq(table_cell(&table, 0, "use"), "calibration");
    ck_assert_str_eq(table_cell(&table, 0, "source"), words[1]);
    ck_assert_str_eq(table_cell(&table, 1, "verdict"), "missing");
    ck_assert_str_eq(table_cell(&table, 0, "outcome"), "inside");
    ck_assert_str_eq(table_cell(&table, 1, "outcome"), "known miss");
    ck_assert_str_eq(table_cell(&table, 1, "n"), "3");
    ck_assert_str_eq(table_cell(&table, 1, "beyond"), "2");
    ck_assert_str_eq(table_cell(&table, 1, "p50"), "");
    ck_assert_str_eq(table_cell(&table, 1, "known_miss"), words[2]);
    table_close(&table);
}
END_TEST

START_TEST(milestones_tell_what_they_count)
{
    milestone[0].event = AB_ON_LANDING;
    milestone[0].nth = 9;
    milestone[0].airfields.count = 1;
    milestone[1].event = AB_ON_CLOSED;
    milestone[2].event = AB_ON_OUT_DEPARTURE;
    milestone[2].from = AB_DAY;
    milestone[2].by = 2 * AB_DAY;
    read_table("milestones.csv");
    ck_assert_str_eq(table_cell(&table, 0, "event"), "landing");
    ck_assert_str_eq(table_cell(&table, 0, "filtered"), "1");
    ck_assert_str_eq(table_cell(&table, 0, "nth"), "9");
    ck_assert_str_eq(table_cell(&table, 0, "by"), "");
    ck_assert_str_eq(table_cell(&table, 1, "nth"), "last");
    ck_assert_str_eq(table_cell(&table, 1, "filtered"), "0");
    ck_assert_str_eq(table_cell(&table, 2, "event"), "out_departure");
    ck_assert_str_eq(table_cell(&table, 2, "nth"), "");
    ck_assert_str_eq(table_cell(&table, 2, "from"), "2022-01-06T18:00:00.000Z");
    ck_assert_str_eq(table_cell(&table, 2, "by"), "2022-01-07T18:00:00.000Z");
    table_close(&table);
}
END_TEST

START_TEST(bounds_that_are_not_given_are_empty)
{
    read_table("milestones.csv");
    ck_assert_str_eq(table_cell(&table, 1, "earliest"), "");
    ck_assert_str_eq(table_cell(&table, 2, "latest"), "");
    table_close(&table);
}
END_TEST

START_TEST(contingents_have_a_row_in_each_replication)
{
    read_table("contingents.csv");
    ck_assert_int_eq(table.rows, REPLICATIONS * CONTINGENTS);
    ck_assert_str_eq(table_cell(&table, 3, "replication"), "2");
    ck_assert_str_eq(table_cell(&table, 3, "contingent"), "belarus");
    ck_assert_str_eq(table_cell(&table, 3, "people"), "101");
    ck_assert_str_eq(table_cell(&table, 3, "committed"), "1");
    ck_assert_str_eq(table_cell(&table, 3, "withdrawn"), "");
    table_close(&table);
}
END_TEST

START_TEST(a_site_that_nobody_guards_has_no_contingent)
{
    read_table("sites.csv");
    ck_assert_int_eq(table.rows, REPLICATIONS * SITES);
    ck_assert_str_eq(table_cell(&table, 0, "contingent"), "");
    ck_assert_str_eq(table_cell(&table, 0, "class"), "power plant");
    ck_assert_str_eq(table_cell(&table, 1, "contingent"), "belarus");
    ck_assert_str_eq(table_cell(&table, 1, "guarded"), "");
    table_close(&table);
}
END_TEST

START_TEST(shares_of_waiting_add_up_to_one)
{
    read_table("waits.csv");
    ck_assert_int_eq(table.rows, AB_CAUSE_COUNT);
    double share = 0;
    for (int row = 0; row < table.rows; row++) {
        share += strtod(table_cell(&table, row, "share"), NULL);
    }
    ck_assert_double_eq_tol(share, 1, 1e-8);
    ck_assert_str_eq(table_cell(&table, AB_CAUSE_STAND, "cause"), "stand");
    ck_assert_str_eq(table_cell(&table, AB_CAUSE_STAND, "hours_mean"), "1");
    ck_assert_str_eq(table_cell(&table, AB_CAUSE_STAND, "sorties_affected"), "1");
    table_close(&table);
}
END_TEST

START_TEST(shares_of_the_chain_add_up_to_one)
{
    read_table("chain.csv");
    ck_assert_int_eq(table.rows, AB_LINK_COUNT - 1);
    double share = 0;
    for (int row = 0; row < table.rows; row++) {
        share += strtod(table_cell(&table, row, "share"), NULL);
    }
    ck_assert_double_eq_tol(share, 1, 1e-8);
    table_close(&table);
}
END_TEST

START_TEST(curves_have_a_row_per_step_with_three_percentiles)
{
    static struct ab_curves curves; /* in the first replication of three */
    static const struct ab_curves nothing;
    ab_curves_store(result, 1, &nothing);
    ab_curves_store(result, 2, &nothing);
    curves.last = 2;
    curves.ended = 2 * AB_MINUTE;
    curves.used = 1u << AB_CURVE_LANDINGS;
    curves.value[AB_CURVE_LANDINGS][1] = curves.value[AB_CURVE_LANDINGS][2] = 10;
    ab_curves_store(result, 0, &curves);
    read_table("curve.csv");
    ck_assert_int_eq(table.rows, 3);
    ck_assert_int_eq(table.columns, 1 + 3 * AB_CURVE_COUNT);
    ck_assert_str_eq(table_cell(&table, 0, "time"), "2022-01-05T18:00:00.000Z");
    ck_assert_str_eq(table_cell(&table, 0, "landings_p90"), "0");
    ck_assert_str_eq(table_cell(&table, 2, "time"), "2022-01-05T18:02:00.000Z");
    ck_assert_str_eq(table_cell(&table, 2, "landings_p50"), "0");
    ck_assert_str_eq(table_cell(&table, 2, "landings_p90"),
                     "8"); /* 0, 0, 10: 8 tenths of the way */
    table_close(&table);
}
END_TEST

START_TEST(places_are_airfields_with_their_limits_then_sites)
{
    airfield[0].located = true;
    airfield[0].latitude = 55.5;
    airfield[0].longitude = -38.25;
    airfield[0].parking_mog = 24;
    airfield[0].working_mog = 0;
    read_table("places.csv");
    ck_assert_int_eq(table.rows, AIRFIELDS + SITES);
    ck_assert_str_eq(table_cell(&table, 0, "kind"), "airfield");
    ck_assert_str_eq(table_cell(&table, 0, "place"), "chkalovsky");
    ck_assert_str_eq(table_cell(&table, 0, "latitude"), "55.5");
    ck_assert_str_eq(table_cell(&table, 0, "longitude"), "-38.25");
    ck_assert_str_eq(table_cell(&table, 0, "parking_mog"), "24");
    ck_assert_str_eq(table_cell(&table, 0, "working_mog"), "0");
    ck_assert_str_eq(table_cell(&table, 2, "kind"), "site");
    ck_assert_str_eq(table_cell(&table, 2, "place"), "chp-1");
    table_close(&table);
}
END_TEST

START_TEST(places_without_position_or_limit_leave_them_empty)
{
    airfield[1].located = false;
    airfield[1].parking_mog = airfield[1].working_mog = AB_NO_LIMIT;
    read_table("places.csv");
    const char *const empty[] = {"latitude", "longitude", "parking_mog", "working_mog"};
    for (size_t i = 0; i < sizeof empty / sizeof empty[0]; i++) {
        ck_assert_str_eq(table_cell(&table, 1, empty[i]), "");
    }
    table_close(&table);
}
END_TEST

START_TEST(an_airfield_without_fuel_has_no_fuelling_places)
{
    airfield[0].fuel_mog = airfield[1].fuel_mog = AB_NO_LIMIT;
    airfield[1].fuel = true;
    read_table("places.csv");
    ck_assert_str_eq(table_cell(&table, 0, "fuel_mog"), "0");
    ck_assert_str_eq(table_cell(&table, 1, "fuel_mog"), "");
    ck_assert_str_eq(table_cell(&table, 2, "fuel_mog"), "");
    table_close(&table);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tables");
    TCase *definitions = tcase_create("definitions");
    tcase_add_checked_fixture(definitions, make_result, remove_result);
    tcase_add_test(definitions, no_table_has_two_columns_of_one_name);
    tcase_add_test(definitions, every_number_has_a_unit_and_nothing_else_has);
    tcase_add_test(definitions, a_unit_in_a_name_is_the_unit);
    tcase_add_test(definitions, headers_are_the_defined_columns);
    tcase_add_test(definitions, every_cell_is_of_its_columns_type);
    tcase_add_test(definitions, keys_are_complete_and_unique);
    suite_add_tcase(suite, definitions);
    TCase *rows = tcase_create("rows");
    tcase_add_checked_fixture(rows, make_result, remove_result);
    tcase_add_test(rows, a_replication_has_a_row_with_every_measure);
    tcase_add_test(rows, a_failed_replication_keeps_its_row_with_empty_cells);
    tcase_add_test(rows, the_summary_has_a_row_per_measure_that_counts_what_is_beyond);
    tcase_add_test(rows, milestones_are_dates_hours_or_amounts);
    tcase_add_test(rows, milestones_tell_their_verdict_and_why_it_was_expected);
    tcase_add_test(rows, milestones_tell_what_they_count);
    tcase_add_test(rows, bounds_that_are_not_given_are_empty);
    tcase_add_test(rows, contingents_have_a_row_in_each_replication);
    tcase_add_test(rows, a_site_that_nobody_guards_has_no_contingent);
    tcase_add_test(rows, shares_of_waiting_add_up_to_one);
    tcase_add_test(rows, shares_of_the_chain_add_up_to_one);
    tcase_add_test(rows, curves_have_a_row_per_step_with_three_percentiles);
    tcase_add_test(rows, places_are_airfields_with_their_limits_then_sites);
    tcase_add_test(rows, places_without_position_or_limit_leave_them_empty);
    tcase_add_test(rows, an_airfield_without_fuel_has_no_fuelling_places);
    suite_add_tcase(suite, rows);
    return suite_run(suite, TESTS);
}
