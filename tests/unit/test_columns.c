/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_columns.c - every column takes its cell from where its name says: rows of things made by hand,
 * no two values of which are the same, so that no two cells can be swapped unseen. */
#include "insight/worth_answer.h"
#include "output/comparison.h"
#include "output/layout.h"
#include "output/row.h"
#include "study/curve.h"
#include "support/handmade_tables.h"
#include "support/suite.h"

enum { TESTS = 22 };

struct expected {
    const char *column, *cell;
};

/* An instant so many seconds after the start. */
#define AT(second) "2022-01-05T18:00:" #second ".000Z"
#define S(second)  ((second)*AB_SECOND)

static bool is_yes_or_no(const char *cell)
{
    return cell[0] == '\0' || strcmp(cell, "0") == 0 || strcmp(cell, "1") == 0;
}

/* A row of the table just read has exactly these cells, and no two of them are the same but for yes or
 * no: which is which, several rows must tell. */
static void check_row(int row, const struct expected *expected, size_t count)
{
    ck_assert_int_eq(table.columns, (int)count);
    for (size_t i = 0; i < count; i++) {
        const char *cell = table_cell(&table, row, expected[i].column);
        ck_assert_msg(strcmp(cell, expected[i].cell) == 0, "column %s: '%s', not '%s'",
                      expected[i].column, cell, expected[i].cell);
        for (size_t j = 0; j < i; j++) {
            ck_assert_msg(is_yes_or_no(cell) || strcmp(cell, expected[j].cell) != 0,
                          "columns %s and %s both have '%s'", expected[i].column,
                          expected[j].column, cell);
        }
    }
}
#define CHECK_ROW(row, ...)                                                                        \
    check_row(row, (const struct expected[]){__VA_ARGS__},                                         \
              sizeof((const struct expected[]){__VA_ARGS__}) / sizeof(struct expected))

/* Statistics of which each is `first` and something. */
static struct ab_summary summary_from(int first)
{
    return (struct ab_summary){
        .n = first + 1,
        .beyond = first + 2,
        .mean = first + 3,
        .sd = first + 4,
        .ci95_low = first + 5,
        .ci95_high = first + 6,
        .min = first + 7,
        .p10 = first + 8,
        .p50 = first + 9,
        .p90 = first + 10,
        .max = first + 11,
        .mean_of_finished = first + 12,
    };
}

START_TEST(of_the_summary)
{
    result->measure[1] = summary_from(100);
    read_table("summary.csv");
    CHECK_ROW(1, {"measure", "first_landing_h"}, {"unit", "h"}, {"n", "101"}, {"beyond", "102"},
              {"mean", "103"}, {"sd", "104"}, {"ci95_low", "105"}, {"ci95_high", "106"},
              {"min", "107"}, {"p10", "108"}, {"p50", "109"}, {"p90", "110"}, {"max", "111"},
              {"mean_of_finished", "112"});
    table_close(&table);
}
END_TEST

START_TEST(of_replications)
{
    for (int i = 0; i < result->measures; i++) {
        kept.row[1].measure[i] = i == 3 || i == 5 ? AB_BEYOND : 1000 + i;
    }
    read_table("replications.csv");
    ck_assert_int_eq(table.columns, result->measures + 2);
    ck_assert_str_eq(table_cell(&table, 1, "replication"), "2");
    ck_assert_str_eq(table_cell(&table, 1, "beyond"), "2");
    for (int i = 0; i < result->measures; i++) {
        char name[128], value[32] = "";
        if (i != 3 && i != 5) {
            (void)snprintf(value, sizeof value, "%d", 1000 + i);
        }
        ck_assert_str_eq(table_cell(&table, 1, ab_measure_name(&scenario, i, name, sizeof name)),
                         value);
    }
    table_close(&table);
}
END_TEST

START_TEST(of_an_instant_among_milestones)
{
    char name[] = "in words", miss[] = "is known", source[] = "a paper";
    milestone[0].name = name;
    milestone[0].known_miss = miss;
    milestone[0].source = source;
    milestone[0].event = AB_ON_LANDING;
    milestone[0].nth = 9;
    milestone[0].airfields.count = 1;
    milestone[0].earliest = (double)S(10);
    milestone[0].latest = (double)S(11);
    milestone[0].tolerance = (double)(90 * AB_MINUTE);
    result->milestone[0] = (struct ab_milestone_result){
        .summary = {.n = 31,
                    .beyond = 32,
                    .p10 = (double)S(12),
                    .p50 = (double)S(13),
                    .p90 = (double)S(14)},
        .within_share = 0.25,
        .verdict = AB_EARLY,
        .outcome = AB_BY_TOLERANCE,
    };
    read_table("milestones.csv");
    CHECK_ROW(0, {"milestone", "m-end"}, {"use", "calibration"}, {"kind", "instant"},
              {"earliest", AT(10)}, {"latest", AT(11)}, {"tolerance_h", "1.5000"},
              {"tolerance_amount", ""}, {"n", "31"}, {"p10", AT(12)}, {"p50", AT(13)},
              {"p90", AT(14)}, {"within_share", "0.25"}, {"verdict", "early"},
              {"known_miss", "is known"}, {"source", "a paper"}, {"name", "in words"},
              {"event", "landing"}, {"filtered", "1"}, {"nth", "9"}, {"from", ""}, {"by", ""},
              {"beyond", "32"}, {"outcome", "by its tolerance"});
    table_close(&table);
}
END_TEST

START_TEST(of_an_amount_among_milestones)
{
    milestone[2].use = AB_USE_INPUT;
    milestone[2].event = AB_ON_OUT_DEPARTURE;
    milestone[2].has_latest = true;
    milestone[2].latest = 120;
    milestone[2].from = S(20);
    milestone[2].by = S(21);
    result->milestone[2] = (struct ab_milestone_result){
        .summary = {.n = 31, .beyond = 32, .p10 = 33, .p50 = 34, .p90 = 35},
        .within_share = 0.5,
        .verdict = AB_LATE,
        .outcome = AB_KNOWN_MISS,
    };
    read_table("milestones.csv");
    CHECK_ROW(2, {"milestone", "m-many"}, {"use", "input"}, {"kind", "amount"}, {"earliest", "100"},
              {"latest", "120"}, {"tolerance_h", ""}, {"tolerance_amount", "5"}, {"n", "31"},
              {"p10", "33"}, {"p50", "34"}, {"p90", "35"}, {"within_share", "0.5"},
              {"verdict", "late"}, {"known_miss", ""}, {"source", ""}, {"name", ""},
              {"event", "out_departure"}, {"filtered", "0"}, {"nth", ""}, {"from", AT(20)},
              {"by", AT(21)}, {"beyond", "32"}, {"outcome", "known miss"});
    table_close(&table);
}
END_TEST

START_TEST(of_contingents)
{
    kept.row[1].contingent[1] = (struct ab_contingent_record){
        .people = 41,
        .vehicles = 42,
        .committed = true,
        .alerted = S(10),
        .assembled = S(11),
        .marched = S(12),
        .first_departure = S(13),
        .first_landing = S(14),
        .closed = S(15),
        .on_task = S(16),
        .released = S(17),
        .withdrawn = S(18),
        .hub_first = S(19),
        .hub_complete = S(20),
        .limit = {S(21), AB_LIMIT_LOADS, 0},
    };
    read_table("contingents.csv");
    CHECK_ROW(3, {"replication", "2"}, {"contingent", "belarus"}, {"people", "41"},
              {"vehicles", "42"}, {"committed", "1"}, {"alerted", AT(10)}, {"assembled", AT(11)},
              {"marched", AT(12)}, {"first_departure", AT(13)}, {"first_landing", AT(14)},
              {"closed", AT(15)}, {"on_task", AT(16)}, {"released", AT(17)}, {"withdrawn", AT(18)},
              {"hub_first", AT(19)}, {"hub_complete", AT(20)}, {"bound", AT(21)},
              {"bound_by", "loads"}, {"bound_thing", "armenia"});
    table_close(&table);
}
END_TEST

START_TEST(of_sites)
{
    kept.row[2].site[0] = (struct ab_site_record){
        .contingent = 0,
        .requested = S(10),
        .assigned = S(11),
        .guarded = S(12),
        .host_relieved = 43,
        .host_freed = S(13),
        .handback = S(14),
        .handed_back = S(15),
        .request_known = S(16),
        .guard_known = S(17),
        .handback_known = S(18),
    };
    read_table("sites.csv");
    CHECK_ROW(4, {"replication", "3"}, {"site", "chp-1"}, {"class", "power plant"},
              {"requested", AT(10)}, {"assigned", AT(11)}, {"guarded", AT(12)},
              {"host_relieved", "43"}, {"host_freed", AT(13)}, {"handback", AT(14)},
              {"handed_back", AT(15)}, {"contingent", "armenia"}, {"request_known", AT(16)},
              {"guard_known", AT(17)}, {"handback_known", AT(18)});
    table_close(&table);
}
END_TEST

START_TEST(of_waits_and_the_chain)
{
    contingent[0].loads = 1; /* there is a force, which may close */
    result->waited_h = 8;
    result->wait_h[AB_CAUSE_CREW] = 2;
    result->wait_flights[AB_CAUSE_CREW] = 7;
    read_table("waits.csv");
    CHECK_ROW(AB_CAUSE_CREW, {"cause", "crew"}, {"meaning", "crew, or its rest"},
              {"hours_mean", "2"}, {"share", "0.25"}, {"sorties_affected", "7"});
    table_close(&table);
    result->closed = result->replications;
    result->closure_h = 10;
    result->chain_h[AB_LINK_ONLOAD] = 4;
    read_table("chain.csv");
    ck_assert_str_eq(table_cell(&table, AB_LINK_ONLOAD - 1, "link"), ab_link_name(AB_LINK_ONLOAD));
    ck_assert_str_eq(table_cell(&table, AB_LINK_ONLOAD - 1, "hours_mean"), "4");
    ck_assert_str_eq(table_cell(&table, AB_LINK_ONLOAD - 1, "share"), "0.4");
    ck_assert_str_eq(table_cell(&table, AB_LINK_ONLOAD - 1, "beyond"), "0");
    table_close(&table);
    result->closed--; /* means are of those that closed then */
    read_table("chain.csv");
    CHECK_ROW(AB_LINK_ONLOAD - 1, {"link", ab_link_name(AB_LINK_ONLOAD)}, {"hours_mean", ""},
              {"share", ""}, {"beyond", "1"}, {"hours_mean_of_finished", "4"},
              {"share_of_finished", "0.4"});
    table_close(&table);
}
END_TEST

START_TEST(of_curves)
{
    static const char *const name[AB_CURVE_COUNT] = {
        [AB_CURVE_LANDINGS] = "landings",
        [AB_CURVE_PEOPLE] = "people_delivered",
        [AB_CURVE_SITES] = "sites_guarded",
        [AB_CURVE_HOST] = "host_relieved",
        [AB_CURVE_OUT_DEPARTURES] = "out_departures",
        [AB_CURVE_EVACUEES_COME] = "evacuees_come",
        [AB_CURVE_EVACUEES_CLEARED] = "evacuees_cleared",
        [AB_CURVE_EVACUEES_OFF] = "evacuees_off",
    };
    static struct ab_curves curves = {.used = (1u << AB_CURVE_COUNT) - 1};
    static const struct ab_curves nothing;
    ab_curves_store(result, 1, &nothing);
    ab_curves_store(result, 2, &nothing);
    for (int i = 0; i < AB_CURVE_COUNT; i++) { /* 0, 0 and ten times something else each */
        curves.value[i][0] = 10 * (i + 1);
    }
    ab_curves_store(result, 0, &curves);
    read_table("curve.csv");
    ck_assert_int_eq(table.columns, 1 + 3 * AB_CURVE_COUNT);
    ck_assert_str_eq(table_cell(&table, 0, "time"), "2022-01-05T18:00:00.000Z");
    for (int i = 0; i < AB_CURVE_COUNT; i++) {
        const struct ab_summary found = ab_result_curve(result, (enum ab_curve)i, 0);
        const double value[] = {found.p10, found.p50, found.p90};
        for (int j = 0; j < 3; j++) {
            char column[64], cell[32];
            (void)snprintf(column, sizeof column, "%s_p%d", name[i], 10 + 40 * j);
            (void)snprintf(cell, sizeof cell, "%.9g", value[j]);
            ck_assert_str_eq(table_cell(&table, 0, column), cell);
        }
        ck_assert_double_eq(found.p90, 8 * (i + 1));
    }
    table_close(&table);
}
END_TEST

/* Two replications: sums are halved. */
START_TEST(of_waits_and_chains_by_thing)
{
    ck_assert_int_eq(result->replications, REPLICATIONS);
    result->account[AB_BY_CONTINGENT][1].waited[AB_CAUSE_CARGO] = REPLICATIONS * 15 * AB_HOUR;
    result->account[AB_BY_CONTINGENT][1].waited[AB_CAUSE_CREW] = REPLICATIONS * 5 * AB_HOUR;
    read_table("waits_by.csv");
    CHECK_ROW(1, {"of", "contingent"}, {"id", "belarus"}, {"cause", "cargo"},
              {"meaning", "load not ready, batch gate"}, {"hours_mean", "15"}, {"share", "0.75"});
    table_close(&table);
    result->account[AB_BY_CONTINGENT][1].chain[AB_LINK_ONLOAD] = 25 * AB_HOUR;
    result->account[AB_BY_CONTINGENT][1].chain[AB_LINK_OFFLOAD] = 75 * AB_HOUR;
    result->account[AB_BY_CONTINGENT][1].delivered = 5;
    read_table("chain_by.csv");
    CHECK_ROW(2, {"of", "contingent"}, {"id", "belarus"}, {"link", "offload"}, {"hours_mean", "15"},
              {"share", "0.75"}, {"n", "5"});
    table_close(&table);
}
END_TEST

START_TEST(of_accounts)
{
    struct ab_account_sum *sum = &result->account[AB_BY_AIRFIELD][1];
    sum->flights = REPLICATIONS * 21;
    sum->flown = REPLICATIONS * 22 * AB_HOUR;
    sum->taken_t = REPLICATIONS * 23;
    sum->burnt_t = REPLICATIONS * 24;
    sum->cost = REPLICATIONS * 25;
    airfield[0].fuel_price = 1;
    read_table("accounts.csv");
    CHECK_ROW(3, {"of", "airfield"}, {"id", "zhetygen"}, {"flights_mean", "21"},
              {"flying_h_mean", "22"}, {"fuel_taken_t_mean", "23"}, {"fuel_burnt_t_mean", "24"},
              {"cost_mean", "25"});
    table_close(&table);
    airfield[0].fuel_price = 0;
    read_table("accounts.csv");
    ck_assert_str_eq(table_cell(&table, 3, "cost_mean"), "");
    table_close(&table);
}
END_TEST

START_TEST(of_flows)
{
    airfield[1].utc_offset = 6.5;
    read_table("flows.csv");
    CHECK_ROW(1, {"time", "2022-01-05T20:00:00.000Z"}, {"airfield", "zhetygen"},
              {"direction", "out"}, {"local", "2022-01-06T02:30+06:30"}, {"hours", "1"},
              {"flights_mean", "101"}, {"flights_p10", "102"}, {"flights_p50", "104"},
              {"flights_p90", "106"}, {"loaded_mean", "111"}, {"loaded_p10", "112"},
              {"loaded_p50", "114"}, {"loaded_p90", "116"}, {"people_mean", "121"},
              {"people_p10", "122"}, {"people_p50", "124"}, {"people_p90", "126"},
              {"vehicles_mean", "131"}, {"vehicles_p10", "132"}, {"vehicles_p50", "134"},
              {"vehicles_p90", "136"}, {"tonnes_mean", "141"}, {"tonnes_p10", "142"},
              {"tonnes_p50", "144"}, {"tonnes_p90", "146"}, {"fuel_mean", "151"},
              {"fuel_p10", "152"}, {"fuel_p50", "154"}, {"fuel_p90", "156"});
    ck_assert_str_eq(table_cell(&table, 0, "direction"), "in");
    ck_assert_str_eq(table_cell(&table, 0, "local"), "");
    table_close(&table);
}
END_TEST

START_TEST(of_what_binds)
{
    airfield[0].working_mog = 7;
    fleet[1].home = 1;
    airfield[1].utc_offset = -3;
    read_table("binding.csv");
    CHECK_ROW(0, {"time", "2022-01-05T21:00:00.000Z"}, {"of", "airfield"}, {"id", "chkalovsky"},
              {"resource", "working places"}, {"local", ""}, {"hours", "1"}, {"in_use", "1.5"},
              {"capacity", "7"}, {"waiting", "2.25"}, {"saturated", "0.125"});
    CHECK_ROW(1, {"time", "2022-01-05T22:00:00.000Z"}, {"of", "fleet"}, {"id", "beta"},
              {"resource", "aircraft"}, {"local", "2022-01-05T19:00-03:00"}, {"hours", "1"},
              {"in_use", "2.5"}, {"capacity", "12"}, {"waiting", "3.25"}, {"saturated", "0.625"});
    table_close(&table);
}
END_TEST

START_TEST(of_bounds)
{
    result->bounded[AB_LIMIT_LOADS][0] = result->bounded[AB_LIMIT_LOADS][1] = 0;
    result->bounded[AB_LIMIT_NOTHING][0] = 7;
    result->bounded[AB_LIMIT_RUNWAY][1] = 2 * REPLICATIONS;
    result->bounded[AB_LIMIT_RUNWAY][AIRFIELDS] = 3 * REPLICATIONS;
    read_table("bounds.csv");
    ck_assert_int_eq(table.rows, 2);
    CHECK_ROW(0, {"bound_by", "runway"}, {"bound_thing", "zhetygen"}, {"replications", "6"},
              {"share", "2"});
    CHECK_ROW(1, {"bound_by", "runway"}, {"bound_thing", "*"}, {"replications", "9"},
              {"share", "3"});
    table_close(&table);
}
END_TEST

START_TEST(of_places)
{
    char field_name[] = "a field", site_name[] = "a plant";
    airfield[1].name = field_name;
    airfield[1].located = airfield[1].fuel = true;
    airfield[1].latitude = 1.5;
    airfield[1].longitude = 2.5;
    airfield[1].parking_mog = 3;
    airfield[1].working_mog = 4;
    airfield[1].fuel_mog = 5;
    airfield[1].preparation_teams = 8;
    airfield[1].yard_loads = 9;
    airfield[1].utc_offset = 6.25;
    site[0].name = site_name;
    site[0].located = true;
    site[0].latitude = 6.5;
    site[0].longitude = 7.5;
    read_table("places.csv");
    CHECK_ROW(1, {"kind", "airfield"}, {"place", "zhetygen"}, {"name", "a field"},
              {"latitude", "1.5"}, {"longitude", "2.5"}, {"parking_mog", "3"}, {"working_mog", "4"},
              {"fuel_mog", "5"}, {"preparation_teams", "8"}, {"yard_loads", "9"}, {"time_zone", ""},
              {"utc_offset_h", "6.25"});
    CHECK_ROW(2, {"kind", "site"}, {"place", "chp-1"}, {"name", "a plant"}, {"latitude", "6.5"},
              {"longitude", "7.5"}, {"parking_mog", ""}, {"working_mog", ""}, {"fuel_mog", ""},
              {"preparation_teams", ""}, {"yard_loads", ""}, {"time_zone", ""},
              {"utc_offset_h", ""});
    table_close(&table);
}
END_TEST

/* Hours spent that are told apart: 1 h of the first state, 2 h of the next. */
static struct ab_spent distinct_times(int first)
{
    struct ab_spent spent;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        spent.in[state] = (first + state) * AB_HOUR;
    }
    return spent;
}

static void check_account(int row, int first)
{
    char cell[32];
    int whole = 0;
    for (int state = 0; state < AB_STATE_COUNT; state++) {
        char column[64] = "work_h";
        if (state != AB_WORK) {
            (void)snprintf(column, sizeof column, "wait_%s_h", ab_cause_name((enum ab_cause)state));
        }
        (void)snprintf(cell, sizeof cell, "%d.0000", first + state);
        ck_assert_str_eq(table_cell(&table, row, column), cell);
        whole += first + state;
    }
    (void)snprintf(cell, sizeof cell, "%d.0000", whole);
    ck_assert_str_eq(table_cell(&table, row, "elapsed_h"), cell);
}

/* The cells of a row that are no part of its account, which come first. */
static void check_head(int row, const struct expected *expected, size_t count)
{
    const int all = table.columns;
    ck_assert_int_eq(all, (int)count + AB_STATE_COUNT + 1);
    table.columns = (int)count;
    for (size_t i = 0; i < count; i++) {
        ck_assert_str_eq(table.cell[i], expected[i].column);
        const char *cell = table.cell[(row + 1) * all + (int)i];
        ck_assert_msg(strcmp(cell, expected[i].cell) == 0, "column %s: '%s', not '%s'",
                      expected[i].column, cell, expected[i].cell);
    }
    table.columns = all;
}
#define CHECK_HEAD(row, ...)                                                                       \
    check_head(row, (const struct expected[]){__VA_ARGS__},                                        \
               sizeof((const struct expected[]){__VA_ARGS__}) / sizeof(struct expected))

START_TEST(of_sorties)
{
    struct ab_sortie_record *sortie = &result->trace.sortie[1];
    *sortie = (struct ab_sortie_record){
        .tail = 6,
        .origin = 1,
        .destination = 0,
        .diverted_to = 1,
        .emergency = true,
        .passengers = 51,
        .payload_t = 52.5,
        .light = true,
        .chalk = 0,
        .previous = 0,
        .purpose = AB_PURPOSE_WITHDRAWAL,
        .block_time = 2 * AB_HOUR,
        .fuelling = 3 * AB_HOUR,
        .parked = 4 * AB_HOUR,
        .fuel_taken_t = 61.25,
        .fuel_burnt_t = 62.25,
        .tasked = S(10),
        .onload_begin = S(11),
        .onload_end = S(12),
        .block_out = S(13),
        .takeoff = S(14),
        .landing = S(15),
        .block_in = S(16),
        .offload_begin = S(17),
        .offload_end = S(18),
        .ended = S(19),
    };
    result->trace.sortie_spent[1] = distinct_times(20);
    result->trace.chalk[0].direction = AB_ON;
    result->trace.sortie[0].stops = true;
    read_table("sorties.csv");
    CHECK_HEAD(
        1, {"replication", "2"}, {"sortie", "2"}, {"tail", "beta-05"}, {"type", "il-76"},
        {"fleet", "beta"}, {"purpose", "withdrawal"}, {"origin", "zhetygen"},
        {"destination", "chkalovsky"}, {"chalk", "belarus-on-007"}, {"contingent", "belarus"},
        {"people", "90"}, {"vehicles", "2"}, {"cargo_t", "31.416"}, {"bound_by", "deck"},
        {"passengers", "51"}, {"payload_limit_t", "52.500"}, {"light", "return fuel"},
        {"stop", "0"}, {"resumed", "1"}, {"diverted_to", "zhetygen"}, {"emergency", "1"},
        {"tasked", AT(10)}, {"onload_begin", AT(11)}, {"onload_end", AT(12)}, {"block_out", AT(13)},
        {"takeoff", AT(14)}, {"landing", AT(15)}, {"block_in", AT(16)}, {"offload_begin", AT(17)},
        {"offload_end", AT(18)}, {"ended", AT(19)}, {"previous_sortie", "1"}, {"block_h", "2.0000"},
        {"fuelling_h", "3.0000"}, {"parked_h", "4.0000"}, {"fuel_taken_t", "61.250"},
        {"fuel_burnt_t", "62.250"}, {"direction", "on"}, {"tier", "2"});
    check_account(1, 20);
    ck_assert_str_eq(table_cell(&table, 0, "stop"), "1");
    ck_assert_str_eq(table_cell(&table, 0, "resumed"), "0");
    ck_assert_str_eq(table_cell(&table, 0, "emergency"), "0");
    table_close(&table);
}
END_TEST

START_TEST(of_chalks)
{
    static const struct {
        bool outbound, forward, sustainment;
    } yes[] = {{true, false, false}, {false, true, false}, {false, false, true}};
    for (size_t i = 0; i < sizeof yes / sizeof yes[0]; i++) {
        result->trace.chalk[0] = (struct ab_chalk_record){
            .contingent = 1,
            .number = 7,
            .direction = yes[i].outbound ? AB_OUT : AB_IN,
            .forward = yes[i].forward,
            .sustainment = yes[i].sustainment,
            .people = 61,
            .vehicles = 62,
            .mass_t = 63,
            .cargo_t = 64,
            .bulk_t = 65,
            .bound = AB_BOUND_SEATS,
            .sortie = 65,
            .called = S(10),
            .ready = S(11),
            .tasked = S(12),
            .loaded = S(13),
            .departed = S(14),
            .landed = S(15),
            .offloaded = S(16),
            .brought = S(17),
            .taken_up = S(18),
            .prepared = S(19),
        };
        result->trace.chalk_spent[0] = distinct_times(40);
        read_table("chalks.csv");
        CHECK_HEAD(0, {"replication", "2"},
                   {"chalk", i == 0   ? "belarus-out-007"
                             : i == 1 ? "belarus-in-007"
                                      : "belarus-sup-007"},
                   {"contingent", "belarus"}, {"people", "61"}, {"vehicles", "62"},
                   {"cargo_t", "64.000"}, {"bound_by", "seats"},
                   {"direction", i == 0 ? "out" : "in"}, {"outbound", i == 0 ? "1" : "0"},
                   {"forward", i == 1 ? "1" : "0"}, {"sustainment", i == 2 ? "1" : "0"},
                   {"bulk_t", "65.000"}, {"sortie", "66"}, {"called", AT(10)}, {"ready", AT(11)},
                   {"tasked", AT(12)}, {"loaded", AT(13)}, {"departed", AT(14)}, {"landed", AT(15)},
                   {"offloaded", AT(16)}, {"brought", AT(17)}, {"taken_up", AT(18)},
                   {"prepared", AT(19)});
        check_account(0, 40);
        table_close(&table);
    }
}
END_TEST

START_TEST(of_airfields)
{
    result->trace.airfield[1] = (struct ab_airfield_record){
        .airfield = 0,
        .time = S(50),
        .parking_mog = 71,
        .working_mog = 72,
        .on_ground = 73,
        .working = 74,
        .fuelling = 75,
        .holding = 76,
        .waiting = 77,
        .fuel_t = 78.5,
        .open = true,
        .preparing = 79,
        .preparation_teams = 80,
        .in_yard = 81,
        .yard_loads = 82,
    };
    read_table("airfields.csv");
    CHECK_ROW(1, {"replication", "2"}, {"airfield", "chkalovsky"}, {"time", AT(50)},
              {"on_ground", "73"}, {"working", "74"}, {"fuelling", "75"}, {"holding", "76"},
              {"waiting", "77"}, {"fuel_t", "78.500"}, {"open", "1"}, {"parking_mog", "71"},
              {"working_mog", "72"}, {"preparing", "79"}, {"preparation_teams", "80"},
              {"in_yard", "81"}, {"yard_loads", "82"});
    table_close(&table);
}
END_TEST

START_TEST(of_stages)
{
    struct ab_trace *trace = &result->trace;
    trace->sortie[0] = (struct ab_sortie_record){.origin = 1,
                                                 .destination = 0,
                                                 .chalk = 0,
                                                 .tasked = S(10),
                                                 .onload_begin = S(11),
                                                 .onload_end = S(12),
                                                 .block_out = S(13),
                                                 .takeoff = S(14),
                                                 .landing = S(15),
                                                 .block_in = S(16),
                                                 .offload_begin = S(17),
                                                 .offload_end = S(18),
                                                 .ended = S(19)};
    const struct ab_stretch_record stretch[] = {{0, AB_CAUSE_CARGO, 1, S(10), S(11)},
                                                {0, AB_WORK, 1, S(11), S(16)},
                                                {0, AB_CAUSE_WORKING, 0, S(16), S(17)},
                                                {0, AB_WORK, 0, S(17), S(19)}};
    static const char *const stage[] = {"before onload",  "onload",  "departure",
                                        "take-off",       "flight",  "landing",
                                        "before offload", "offload", "servicing"};
    trace->stretches = 4;
    trace->stretch = ab_memory_resize(trace->stretch, 4, sizeof stretch[0]);
    memcpy(trace->stretch, stretch, sizeof stretch);
    read_table("stages.csv");
    ck_assert_int_eq(table.rows, 9);
    for (int i = 0; i < 9; i++) {
        char begin[64], end[64];
        (void)snprintf(begin, sizeof begin, "2022-01-05T18:00:%02d.000Z", 10 + i);
        (void)snprintf(end, sizeof end, "2022-01-05T18:00:%02d.000Z", 11 + i);
        CHECK_ROW(i, {"replication", "2"}, {"sortie", "1"}, {"begin", begin}, {"end", end},
                  {"stage", stage[i]},
                  {"state", i == 0   ? "cargo"
                            : i == 6 ? "working"
                                     : "work"},
                  {"airfield", i < 5 ? "zhetygen" : "chkalovsky"});
    }
    table_close(&table);
}
END_TEST

START_TEST(of_load_stages)
{
    read_table("load_stages.csv");
    ck_assert_int_eq(table.rows, 1);
    CHECK_ROW(0, {"replication", "2"}, {"chalk", "belarus-in-007"},
              {"begin", "2022-01-05T18:00:01.000Z"}, {"end", "2022-01-05T19:00:00.000Z"},
              {"state", "aircraft"});
    table_close(&table);
}
END_TEST

START_TEST(of_holders)
{
    const struct ab_holding_record holding[] = {
        {AB_HELD_WORKING, 1, 6, AB_NOBODY, 4, S(10), S(11)},
        {AB_HELD_REST, 1, 1, AB_NOBODY, AB_NOBODY, S(12), AB_TIME_NEVER},
        {AB_HELD_FLOW, AB_NOBODY, 1, AB_NOBODY, 3, S(13), S(14)},
    };
    result->trace.replication = 9;
    result->trace.holdings = 3;
    result->trace.holding = ab_memory_resize(result->trace.holding, 3, sizeof holding[0]);
    memcpy(result->trace.holding, holding, sizeof holding);
    read_table("holders.csv");
    CHECK_ROW(0, {"replication", "9"}, {"holding", "1"}, {"held", "working"}, {"of", "zhetygen"},
              {"tail", "beta-05"}, {"traffic", ""}, {"sortie", "5"}, {"begin", AT(10)},
              {"end", AT(11)});
    CHECK_ROW(1, {"replication", "9"}, {"holding", "2"}, {"held", "crew_rest"}, {"of", "beta"},
              {"tail", "alpha-02"}, {"traffic", ""}, {"sortie", ""}, {"begin", AT(12)},
              {"end", ""});
    CHECK_ROW(2, {"replication", "9"}, {"holding", "3"}, {"held", "flow"}, {"of", "withdrawal"},
              {"tail", "alpha-02"}, {"traffic", ""}, {"sortie", "4"}, {"begin", AT(13)},
              {"end", AT(14)});
    table_close(&table);
}
END_TEST

static struct ab_contrast contrast_from(int first, bool resolved)
{
    return (struct ab_contrast){
        .base_mean = first,
        .mean = first + 1,
        .difference = {.n = 9,
                       .mean = first + 2,
                       .sd = first + 3,
                       .ci95_low = first + 4,
                       .ci95_high = first + 5},
        .resolved = resolved,
    };
}

START_TEST(of_a_comparison)
{
    struct ab_paired paired[] = {
        {0},
        {
            .known = true,
            .of_time = true,
            .n = 31,
            .base_beyond = 32,
            .beyond = 33,
            .plain = contrast_from(100, true),
            .limited = contrast_from(200, false),
            .wins = {.lower = 34, .higher = 35, .equal = 36, .both_beyond = 37, .p = 0.375},
        }};
    struct ab_compared compared[] = {{.scenario = &scenario}, {.paired = paired}};
    const struct ab_comparison comparison = {.scenarios = 2, .measures = 2, .compared = compared};
    const char *const name[] = {"base", "changed"};
    const struct ab_subject subject = {.scenario = &scenario};
    const int columns = ab_table_columns(AB_TABLE_COMPARISON, &subject);
    static struct ab_csv csv;
    char path[256];
    (void)snprintf(path, sizeof path, "%s/compare.csv", folder);
    struct ab_writer *writer = ab_writer_open(path, &errors);
    ab_csv_init(&csv, writer, columns, START);
    for (int i = 0; i < columns; i++) {
        struct ab_column column;
        ab_table_column(AB_TABLE_COMPARISON, &subject, i, &column);
        ab_row_text(&csv.row, column.name);
    }
    ab_row_end(&csv.row);
    ab_row_belong(&csv.row, AB_TABLE_COMPARISON, &subject);
    ab_comparison_put_rows(&csv.row, &comparison, name);
    ab_csv_flush(&csv);
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    table_open(&table, folder, "compare.csv");
    ck_assert_int_eq(table.rows, 1); /* the variant does not know the other measure */
    CHECK_ROW(
        0, {"variant", "changed"}, {"measure", "first_landing_h"}, {"unit", "h"}, {"n", "31"},
        {"base_mean", "100"}, {"mean", "101"}, {"difference", "102"}, {"sd", "103"},
        {"ci95_low", "104"}, {"ci95_high", "105"}, {"share", "1.02"}, {"resolved", "1"},
        {"base_beyond", "32"}, {"beyond", "33"}, {"lower", "34"}, {"higher", "35"}, {"equal", "36"},
        {"both_beyond", "37"}, {"sign_test_p", "0.375"}, {"base_restricted_mean", "200"},
        {"restricted_mean", "201"}, {"restricted_difference", "202"}, {"restricted_sd", "203"},
        {"restricted_ci95_low", "204"}, {"restricted_ci95_high", "205"},
        {"restricted_share", "1.01"}, {"restricted_resolved", "0"}, {"restricted_left_out", "22"});
    table_close(&table);
}
END_TEST

START_TEST(of_what_things_are_worth)
{
    struct ab_worth_row rows[] = {
        {.sort = AB_WORTH_PAIR,
         .place = 51,
         .state = AB_WORTH_MOVED,
         .key = "a.b",
         .other_key = "c.d",
         .words = "one more b of a",
         .other_words = "one more d of c",
         .assign = "a.b=2;c.d=3",
         .n = 12,
         .paired = {.base_beyond = 13, .beyond = 14, .plain = contrast_from(100, true)},
         .gain = 20,
         .low = 18,
         .high = 22,
         .all_low = 17,
         .all_high = 23,
         .price = 2,
         .extra = 31,
         .extra_low = 30,
         .extra_high = 32,
         .rank = 15,
         .first = true,
         .reason = "none"}};
    const struct ab_worth_result worth = {
        .scenario = &scenario, .of = "closure_h", .unit = "h", .row = rows, .rows = 1};
    const struct ab_subject subject = {.scenario = &scenario};
    const int columns = ab_table_columns(AB_TABLE_WORTH, &subject);
    static struct ab_csv csv;
    char path[256];
    (void)snprintf(path, sizeof path, "%s/worth.csv", folder);
    struct ab_writer *writer = ab_writer_open(path, &errors);
    ab_csv_init(&csv, writer, columns, START);
    for (int i = 0; i < columns; i++) {
        struct ab_column column;
        ab_table_column(AB_TABLE_WORTH, &subject, i, &column);
        ab_row_text(&csv.row, column.name);
    }
    ab_row_end(&csv.row);
    ab_row_belong(&csv.row, AB_TABLE_WORTH, &subject);
    ab_worth_put_rows(&csv.row, &worth);
    ab_csv_flush(&csv);
    ck_assert_int_eq(ab_writer_commit(writer, &errors), AB_OK);
    table_open(&table, folder, "worth.csv");
    CHECK_ROW(0, {"sort", "pair"}, {"place", "51"}, {"what", "one more b of a"}, {"key", "a.b"},
              {"other", "one more d of c"}, {"other_key", "c.d"}, {"measure", "closure_h"},
              {"unit", "h"}, {"with", "a.b=2;c.d=3"}, {"rank", "15"}, {"state", "moved"},
              {"n", "12"}, {"base_mean", "100"}, {"mean", "101"}, {"difference", "102"},
              {"sd", "103"}, {"ci95_low", "104"}, {"ci95_high", "105"}, {"base_beyond", "13"},
              {"beyond", "14"}, {"gain", "20"}, {"gain_low", "18"}, {"gain_high", "22"},
              {"resolved", "1"}, {"first", "1"}, {"price", "2"}, {"gain_per_price", "10"},
              {"gain_per_price_low", "9"}, {"gain_per_price_high", "11"}, {"extra", "31"},
              {"extra_low", "30"}, {"extra_high", "32"}, {"reason", "none"}, {"gain_all_low", "17"},
              {"gain_all_high", "23"}, {"helps", "1"});
    table_close(&table);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("columns");
    TCase *cells = tcase_create("cells");
    tcase_add_checked_fixture(cells, make_result, remove_result);
    tcase_add_test(cells, of_the_summary);
    tcase_add_test(cells, of_replications);
    tcase_add_test(cells, of_an_instant_among_milestones);
    tcase_add_test(cells, of_an_amount_among_milestones);
    tcase_add_test(cells, of_contingents);
    tcase_add_test(cells, of_sites);
    tcase_add_test(cells, of_waits_and_the_chain);
    tcase_add_test(cells, of_curves);
    tcase_add_test(cells, of_waits_and_chains_by_thing);
    tcase_add_test(cells, of_accounts);
    tcase_add_test(cells, of_flows);
    tcase_add_test(cells, of_what_binds);
    tcase_add_test(cells, of_places);
    tcase_add_test(cells, of_bounds);
    tcase_add_test(cells, of_sorties);
    tcase_add_test(cells, of_chalks);
    tcase_add_test(cells, of_airfields);
    tcase_add_test(cells, of_stages);
    tcase_add_test(cells, of_load_stages);
    tcase_add_test(cells, of_holders);
    tcase_add_test(cells, of_a_comparison);
    tcase_add_test(cells, of_what_things_are_worth);
    suite_add_tcase(suite, cells);
    return suite_run(suite, TESTS);
}
