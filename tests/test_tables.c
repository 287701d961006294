/* test_tables.c - a result as a folder of tables, from records made by hand. */
#include "output/layout.h"
#include "output/output.h"
#include "study/result.h"
#include "table.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { TESTS = 25, REPLICATIONS = 3, CONTINGENTS = 2, SITES = 2, AIRFIELDS = 2, MILESTONES = 4 };

#define START 1641405600000 /* 2022-01-05T18:00Z */

static struct ab_errors errors;
static char folder[64];
static struct table table;
static struct ab_scenario scenario;
static struct ab_result *result;
static struct ab_output_options options;

static struct ab_aircraft_type aircraft[2];
static struct ab_fleet fleet[2];
static struct ab_airfield airfield[AIRFIELDS];
static struct ab_contingent contingent[CONTINGENTS];
static struct ab_site site[SITES];
static struct ab_milestone milestone[MILESTONES];
static char id[][16] = {"an-124",  "il-76", "alpha", "beta",  "chkalovsky", "zhetygen", "armenia",
                        "belarus", "chp-1", "water", "m-end", "m-late",     "m-many",   "m-span"};
static char text[][32] = {"power plant", "a \"quoted\", source", "two\nlines"};

static void make_milestones(void)
{
    memset(milestone, 0, sizeof milestone);
    for (int i = 0; i < MILESTONES; i++) {
        milestone[i].named.id = id[10 + i];
        milestone[i].since = AB_NOBODY;
    }
    milestone[0].has_earliest = milestone[0].has_latest = true;
    milestone[0].earliest = (double)AB_HOUR;
    milestone[0].latest = 2 * (double)AB_HOUR;
    milestone[0].tolerance = (double)(30 * AB_MINUTE);
    milestone[0].source = text[1];
    milestone[0].use = AB_USE_CALIBRATION;
    milestone[1].has_latest = true;
    milestone[1].latest = (double)AB_HOUR;
    milestone[1].known_miss = text[2];
    milestone[1].use = AB_USE_VALIDATION;
    milestone[2].is_amount = true;
    milestone[2].has_earliest = true;
    milestone[2].earliest = 100;
    milestone[2].tolerance = 5;
    milestone[3].since = 0;
    milestone[3].has_latest = true;
    milestone[3].latest = 90 * (double)AB_MINUTE;
}

static void make_scenario(void)
{
    memset(&scenario, 0, sizeof scenario);
    memset(fleet, 0, sizeof fleet);
    aircraft[0].named.id = id[0];
    aircraft[1].named.id = id[1];
    fleet[0].named.id = id[2];
    fleet[0].number = 2;
    fleet[0].type = 0;
    fleet[1].named.id = id[3];
    fleet[1].number = 12;
    fleet[1].type = 1;
    airfield[0].named.id = id[4];
    airfield[1].named.id = id[5];
    contingent[0].named.id = id[6];
    contingent[1].named.id = id[7];
    site[0].named.id = id[8];
    site[0].site_class = text[0];
    site[1].named.id = id[9];
    make_milestones();
    scenario.general.start = START;
    scenario.aircraft_count = scenario.fleet_count = 2;
    scenario.aircraft = aircraft;
    scenario.fleet = fleet;
    scenario.airfield_count = AIRFIELDS;
    scenario.airfield = airfield;
    scenario.contingent_count = CONTINGENTS;
    scenario.contingent = contingent;
    scenario.site_count = SITES;
    scenario.site = site;
    scenario.milestone_count = MILESTONES;
    scenario.milestone = milestone;
    scenario.hash = 0x123456789ABCDEF0;
}

/* Waits of which none is a whole number of hour units, so that each must be rounded. */
static struct ab_account awkward_account(ab_time seed)
{
    struct ab_account account = {.state = -1};
    for (int state = 0; state < AB_STATE_COUNT; state++)
        account.spent[state] = state % 3 == 0 ? 0 : seed * 7919 + state * 104729 + 179;
    return account;
}

static void make_trace(void)
{
    struct ab_trace *trace = &result->trace;
    trace->replication = 2;
    trace->sorties = 2;
    trace->chalks = 1;
    trace->airfields = 5;
    trace->sortie = ab_memory_take(2, sizeof *trace->sortie);
    trace->chalk = ab_memory_take(1, sizeof *trace->chalk);
    trace->airfield = ab_memory_take(5, sizeof *trace->airfield);
    trace->sortie[0] = (struct ab_sortie_record){.tail = 5,
                                                 .origin = 0,
                                                 .destination = 1,
                                                 .chalk = 0,
                                                 .previous = AB_NOBODY,
                                                 .purpose = AB_PURPOSE_DEPLOYMENT,
                                                 .ended = AB_TIME_NEVER,
                                                 .block_time = 90 * AB_MINUTE,
                                                 .account = awkward_account(1)};
    trace->sortie[1] = (struct ab_sortie_record){.tail = 0,
                                                 .origin = 1,
                                                 .chalk = AB_NOBODY,
                                                 .previous = 0,
                                                 .purpose = AB_PURPOSE_RETURN,
                                                 .account = awkward_account(12345)};
    trace->chalk[0] = (struct ab_chalk_record){.contingent = 1,
                                               .number = 7,
                                               .people = 90,
                                               .vehicles = 2,
                                               .cargo_t = 31.4159,
                                               .bound = AB_BOUND_DECK,
                                               .offloaded = AB_DAY,
                                               .sortie = 0,
                                               .account = awkward_account(77)};
    /* In the order of time; airfield 1 changes twice within a second. */
    const struct ab_airfield_record change[] = {
        {.airfield = 1, .time = 0, .on_ground = 1, .open = true},
        {.airfield = 0, .time = AB_SECOND, .on_ground = 2, .open = true},
        {.airfield = 1, .time = 5100, .on_ground = 3, .open = true},
        {.airfield = 1, .time = 5900, .on_ground = 4, .open = true},
        {.airfield = 0, .time = AB_HOUR, .on_ground = 5, .holding = 6, .waiting = 7, .working = 8},
    };
    memcpy(trace->airfield, change, sizeof change);
}

static void make_rows(void)
{
    const double none = (double)NAN;
    for (int row = 0; row < REPLICATIONS; row++) {
        double *measure = result->measure + row * result->measures;
        for (int i = 0; i < result->measures; i++)
            measure[i] = row + i / 7.0;
        double *value = result->milestone + row * MILESTONES;
        value[0] = (double)((row + 1) * AB_HOUR);
        value[1] = row == 0 ? 2 * (double)AB_HOUR : none;
        value[2] = 90 + row * 10;
        value[3] = (double)(row * AB_HOUR);
        for (int i = 0; i < CONTINGENTS; i++) {
            result->contingent[row * CONTINGENTS + i] = (struct ab_contingent_record){
                .people = 100 + row, .committed = i == 1, .withdrawn = AB_TIME_NEVER};
        }
        for (int i = 0; i < SITES; i++) {
            result->site[row * SITES + i] = (struct ab_site_record){
                .contingent = i == 0 ? AB_NOBODY : 1, .guarded = AB_TIME_NEVER};
        }
        result->cause_h[row * AB_CAUSE_COUNT + AB_CAUSE_WORKING] = 3;
        result->cause_h[row * AB_CAUSE_COUNT + AB_CAUSE_STAND] = 1;
        result->cause_sorties[row * AB_CAUSE_COUNT + AB_CAUSE_STAND] = row;
        for (int i = 0; i < AB_LINK_COUNT; i++)
            result->chain[row * AB_LINK_COUNT + i] = i == AB_LINK_FLIGHT ? 6 : i == 0 ? 2 : 0;
        result->outcome[row].complete = row != 1;
        result->outcome[row].reason = row != 1 ? NULL : "the horizon was reached";
        result->outcome[row].events = 10;
    }
    result->measure[result->measures] = none; /* closure of the replication that failed */
}

static void make_result(void)
{
    ab_errors_clear(&errors);
    (void)snprintf(folder, sizeof folder, "/tmp/airbridge-tables-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
    make_scenario();
    result = ab_result_create(&scenario, REPLICATIONS);
    ck_assert_ptr_nonnull(result);
    make_rows();
    make_trace();
    ab_result_total(result);
    options = (struct ab_output_options){.folder = folder, .force = true};
}

static void remove_result(void)
{
    ab_result_destroy(result);
    char command[128];
    (void)snprintf(command, sizeof command, "rm -rf '%s'", folder);
    ck_assert_int_eq(system(command), 0);
}

static void write_result(void)
{
    ck_assert_int_eq(ab_output_write(result, &options, &errors), AB_OK);
}

/* Writes the result and opens one of its tables. */
static void read_table(const char *file)
{
    write_result();
    table_open(&table, folder, file);
}

static void path_of(char *path, size_t size, const char *file)
{
    (void)snprintf(path, size, "%s/%s", folder, file);
}

static bool exists(const char *file)
{
    char path[128];
    path_of(path, sizeof path, file);
    return access(path, F_OK) == 0;
}

/* ---- definitions ---- */

START_TEST(no_table_has_two_columns_of_one_name)
{
    for (enum ab_table t = 0; t < AB_TABLE_COUNT; t++) {
        const int columns = ab_table_columns(t, &scenario);
        ck_assert_int_gt(ab_table_key_columns(t), 0);
        ck_assert_int_le(ab_table_key_columns(t), columns);
        for (int i = 0; i < columns; i++) {
            struct ab_column column, other;
            ab_table_column(t, &scenario, i, &column);
            ck_assert_str_ne(column.name, "");
            ck_assert_str_ne(column.description, "");
            for (int j = 0; j < i; j++) {
                ab_table_column(t, &scenario, j, &other);
                ck_assert_str_ne(column.name, other.name);
            }
        }
    }
}
END_TEST

START_TEST(headers_are_the_defined_columns)
{
    write_result();
    for (enum ab_table t = 0; t < AB_TABLE_COUNT; t++) {
        table_open(&table, folder, ab_table_file(t));
        ck_assert_int_eq(table.columns, ab_table_columns(t, &scenario));
        for (int i = 0; i < table.columns; i++) {
            struct ab_column column;
            ab_table_column(t, &scenario, i, &column);
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
    if (cell[0] == '\0')
        return true;
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
    for (enum ab_table t = 0; t < AB_TABLE_COUNT; t++) {
        table_open(&table, folder, ab_table_file(t));
        ck_assert_int_gt(table.rows, 0);
        for (int i = table.columns; i < (table.rows + 1) * table.columns; i++) {
            struct ab_column column;
            ab_table_column(t, &scenario, i % table.columns, &column);
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
    for (enum ab_table t = 0; t < AB_TABLE_COUNT; t++) {
        table_open(&table, folder, ab_table_file(t));
        for (int row = 0; row < table.rows; row++) {
            char key[512], other[512];
            for (int i = 0; i < ab_table_key_columns(t); i++)
                ck_assert_str_ne(table.cell[(row + 1) * table.columns + i], "");
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
    ck_assert_str_eq(table_cell(&table, 0, "closure_h.belarus"), "2.42857143");
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
    ck_assert_str_eq(table_cell(&table, 0, "source"), text[1]);
    ck_assert_str_eq(table_cell(&table, 1, "verdict"), "missing");
    ck_assert_str_eq(table_cell(&table, 1, "n"), "1");
    ck_assert_str_eq(table_cell(&table, 1, "known_miss"), text[2]);
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
    for (int row = 0; row < table.rows; row++)
        share += strtod(table_cell(&table, row, "share"), NULL);
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
    for (int row = 0; row < table.rows; row++)
        share += strtod(table_cell(&table, row, "share"), NULL);
    ck_assert_double_eq_tol(share, 1, 1e-8);
    table_close(&table);
}
END_TEST

START_TEST(tails_are_named_by_fleet_and_number)
{
    read_table("sorties.csv");
    ck_assert_str_eq(table_cell(&table, 0, "tail"), "beta-04"); /* two of alpha come before */
    ck_assert_str_eq(table_cell(&table, 0, "fleet"), "beta");
    ck_assert_str_eq(table_cell(&table, 0, "type"), "il-76");
    ck_assert_str_eq(table_cell(&table, 1, "tail"), "alpha-01");
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
        for (int cause = 0; cause < AB_CAUSE_COUNT; cause++)
            sum += units_of(row, first + cause);
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
        if (account.spent[cause] == 0)
            ck_assert_int_eq(units, 0);
    }
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

/* ---- the folder ---- */

START_TEST(a_result_without_trace_removes_tables_of_an_earlier_one)
{
    write_result();
    ck_assert(exists("sorties.csv") && exists("chalks.csv") && exists("airfields.csv"));
    result->trace.replication = 0;
    write_result();
    ck_assert(!exists("sorties.csv") && !exists("chalks.csv") && !exists("airfields.csv"));
    ck_assert(exists("summary.csv") && exists("run.json"));
}
END_TEST

START_TEST(a_folder_that_is_not_empty_is_refused_without_force)
{
    write_result();
    options.force = false;
    ck_assert_int_eq(ab_output_write(result, &options, &errors), AB_BAD_SCENARIO);
    ck_assert(exists("run.json"));
}
END_TEST

START_TEST(a_table_that_cannot_be_written_leaves_no_manifest)
{
    char path[128];
    write_result();
    path_of(path, sizeof path, "waits.csv");
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(mkdir(path, 0777), 0); /* no file can take the place of a folder */
    ck_assert_int_eq(ab_output_write(result, &options, &errors), AB_IO_ERROR);
    ck_assert(!exists("run.json"));
}
END_TEST

START_TEST(running_out_of_memory_anywhere_is_an_error_and_leaves_no_manifest)
{
    enum ab_status status = AB_IO_ERROR;
    uint64_t allocation = 0;
    while (status != AB_OK) {
        ab_errors_clear(&errors);
        ab_memory_fail_after(++allocation);
        status = ab_output_write(result, &options, &errors);
        ab_memory_fail_after(0);
        ck_assert_int_eq(exists("run.json"), status == AB_OK);
        ck_assert(status == AB_OK || (status == AB_IO_ERROR && errors.count > 0));
        ck_assert_uint_lt(allocation, 10000);
    }
    ck_assert_uint_gt(allocation, AB_TABLE_COUNT);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tables");
    TCase *definitions = tcase_create("definitions");
    tcase_add_checked_fixture(definitions, make_result, remove_result);
    tcase_add_test(definitions, no_table_has_two_columns_of_one_name);
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
    tcase_add_test(rows, bounds_that_are_not_given_are_empty);
    tcase_add_test(rows, contingents_have_a_row_in_each_replication);
    tcase_add_test(rows, a_site_that_nobody_guards_has_no_contingent);
    tcase_add_test(rows, shares_of_waiting_add_up_to_one);
    tcase_add_test(rows, shares_of_the_chain_add_up_to_one);
    tcase_add_test(rows, tails_are_named_by_fleet_and_number);
    tcase_add_test(rows, a_flight_tells_its_load);
    tcase_add_test(rows, an_empty_flight_carries_nothing_and_names_no_load);
    tcase_add_test(rows, work_and_waits_of_a_flight_add_up_as_printed);
    tcase_add_test(rows, work_and_waits_of_a_load_add_up_as_printed);
    tcase_add_test(rows, a_wait_is_printed_within_a_unit_and_none_stays_none);
    tcase_add_test(rows, airfields_are_sorted_and_tell_the_last_state_of_a_second);
    suite_add_tcase(suite, rows);
    TCase *files = tcase_create("folder");
    tcase_add_checked_fixture(files, make_result, remove_result);
    tcase_set_timeout(files, 60);
    tcase_add_test(files, a_result_without_trace_removes_tables_of_an_earlier_one);
    tcase_add_test(files, a_folder_that_is_not_empty_is_refused_without_force);
    tcase_add_test(files, a_table_that_cannot_be_written_leaves_no_manifest);
    tcase_add_test(files, running_out_of_memory_anywhere_is_an_error_and_leaves_no_manifest);
    suite_add_tcase(suite, files);

    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int ran = srunner_ntests_run(runner), failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return ran == TESTS && failed == 0 ? 0 : 1;
}
