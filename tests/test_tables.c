/* test_tables.c - the tables of a result made by hand, read back. */
#include "handmade.h"
#include "output/format.h"
#include "output/layout.h"
#include "scenario/keys.h"
#include "suite.h"
#include "table.h"

#include <errno.h>
#include <math.h>
#include <stddef.h>

enum { TESTS = 41 };

static struct table table;
static const struct ab_subject subject = {.scenario = &scenario};

/* Writes the result and opens one of its tables. */
static void read_table(const char *file)
{
    write_result();
    table_open(&table, folder, file);
}

/* ---- definitions ---- */

START_TEST(no_table_has_two_columns_of_one_name)
{
    for (enum ab_table t = 0; t < AB_TABLE_SWEEP; t++) {
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
    for (enum ab_table t = 0; t < AB_TABLE_SWEEP; t++) {
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
    for (enum ab_table t = 0; t < AB_TABLE_SWEEP; t++) {
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
        ck_assert_int_gt(table.rows, 0);
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
    ck_assert_int_eq(table.columns, 1 + result->measures);
    ck_assert_str_eq(table_cell(&table, 2, "replication"), "3");
    ck_assert_str_eq(table_cell(&table, 0, "closure_h.belarus"), "3.28571429");
    table_close(&table);
}
END_TEST

START_TEST(a_failed_replication_keeps_its_row_with_empty_cells)
{
    read_table("replications.csv");
    ck_assert_str_eq(table_cell(&table, 1, "closure_h"), "");
    ck_assert_str_eq(table_cell(&table, 1, "first_landing_h"), "1.14285714");
    table_close(&table);
}
END_TEST

START_TEST(the_summary_has_a_row_per_measure_that_counts_where_it_exists)
{
    read_table("summary.csv");
    ck_assert_int_eq(table.rows, result->measures);
    ck_assert_str_eq(table_cell(&table, 0, "measure"), "closure_h");
    ck_assert_str_eq(table_cell(&table, 0, "unit"), "h");
    ck_assert_str_eq(table_cell(&table, 0, "n"), "2");
    ck_assert_str_eq(table_cell(&table, 0, "mean"), "1");
    ck_assert_str_eq(table_cell(&table, 1, "n"), "3");
    ck_assert_str_eq(table_cell(&table, 1, "min"), "0.142857143");
    table_close(&table);
}
END_TEST

START_TEST(milestones_are_dates_hours_or_amounts)
{
    read_table("milestones.csv");
    ck_assert_str_eq(table_cell(&table, 0, "kind"), "instant");
    ck_assert_str_eq(table_cell(&table, 0, "earliest"), "2022-01-05T19:00:00Z");
    ck_assert_str_eq(table_cell(&table, 0, "tolerance_h"), "0.5000");
    ck_assert_str_eq(table_cell(&table, 0, "p50"), "2022-01-05T20:00:00Z");
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
    ck_assert_str_eq(table_cell(&table, 1, "n"), "1");
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
    ck_assert_str_eq(table_cell(&table, 2, "from"), "2022-01-06T18:00:00Z");
    ck_assert_str_eq(table_cell(&table, 2, "by"), "2022-01-07T18:00:00Z");
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
    int64_t *landings = result->curve + AB_CURVE_LANDINGS * AB_CURVE_STEPS;
    result->curve_ended[2] = 2 * AB_MINUTE;
    landings[1] = landings[2] = 10; /* in the first replication of three */
    read_table("curve.csv");
    ck_assert_int_eq(table.rows, 3);
    ck_assert_int_eq(table.columns, 1 + 3 * AB_CURVE_COUNT);
    ck_assert_str_eq(table_cell(&table, 0, "time"), "2022-01-05T18:00:00Z");
    ck_assert_str_eq(table_cell(&table, 0, "landings_p90"), "0");
    ck_assert_str_eq(table_cell(&table, 2, "time"), "2022-01-05T18:02:00Z");
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
    read_table("sorties.csv");
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
    struct ab_change grown = {.section = AB_SECTION_FLEET,
                              .index = 0,
                              .offset = offsetof(struct ab_fleet, number),
                              .size = sizeof number,
                              .bytes = (void *)&number};
    scenario.change_count = 1;
    scenario.change = &grown;
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "tail"), "alpha-03");
    table_close(&table);
}
END_TEST

START_TEST(airfields_tell_fuelling_and_a_stock_that_is_limited)
{
    result->trace.airfield[0].fuelling = 2;
    result->trace.airfield[0].fuel_t = (double)INFINITY;
    result->trace.airfield[1].fuel_t = 12.5;
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
    const struct ab_account account = awkward_account(1);
    const int first = table_column(&table, "wait_cargo_h");
    for (int cause = 0; cause < AB_CAUSE_COUNT; cause++) {
        const long long units = units_of(0, first + cause);
        ck_assert(llabs(units * 360 - (long long)account.spent[cause]) <= 360);
        if (account.spent[cause] == 0) {
            ck_assert_int_eq(units, 0);
        }
    }
    table_close(&table);
}
END_TEST

START_TEST(elapsed_is_the_exact_time_rounded_once)
{
    read_table("sorties.csv");
    const struct ab_account account = awkward_account(12345);
    ab_time total = 0;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        total += account.spent[state];
    }
    ck_assert_int_eq(units_of(1, table_column(&table, "elapsed_h")), ab_format_hour_units(total));
    table_close(&table);
}
END_TEST

START_TEST(airfields_are_sorted_and_tell_the_last_state_of_a_second)
{
    read_table("airfields.csv");
    ck_assert_int_eq(table.rows, 4);
    ck_assert_str_eq(table_cell(&table, 0, "airfield"), "chkalovsky");
    ck_assert_str_eq(table_cell(&table, 1, "time"), "2022-01-05T19:00:00Z");
    ck_assert_str_eq(table_cell(&table, 1, "holding"), "6");
    ck_assert_str_eq(table_cell(&table, 1, "open"), "0");
    ck_assert_str_eq(table_cell(&table, 2, "airfield"), "zhetygen");
    ck_assert_str_eq(table_cell(&table, 3, "time"), "2022-01-05T18:00:05Z");
    ck_assert_str_eq(table_cell(&table, 3, "on_ground"), "4");
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
    tcase_add_test(rows, the_summary_has_a_row_per_measure_that_counts_where_it_exists);
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
    tcase_add_test(rows, an_airfield_without_fuel_has_no_fuelling_places);
    tcase_add_test(rows, work_and_waits_of_a_flight_add_up_as_printed);
    tcase_add_test(rows, work_and_waits_of_a_load_add_up_as_printed);
    tcase_add_test(rows, a_wait_is_printed_within_a_unit_and_none_stays_none);
    tcase_add_test(rows, elapsed_is_the_exact_time_rounded_once);
    tcase_add_test(rows, airfields_are_sorted_and_tell_the_last_state_of_a_second);
    suite_add_tcase(suite, rows);
    return suite_run(suite, TESTS);
}
