/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_few.c - means of closure before anything is in the long run, worked out in the head of
 * tests/oracles/few.ini. */
#include "support/oracle.h"

#include <math.h>

#define ONLOAD "--set 'aircraft.transport.onload_time=exponential(3 h)' "
#define ONE    "--set fleet.fleet.number=1 --set contingent.cargo.loads=1 "
#define THREE  "--set fleet.fleet.number=3 --set 'fleet.fleet.available=exponential(6 h)' "
#define SPELLS(field)                                                                              \
    "--set 'airfield." field ".weather_open=exponential(3 h)' "                                    \
    "--set 'airfield." field ".weather_closed=exponential(5 h)' "

/* p(2), the chance that a field whose weather was open two hours ago is open. */
static double open_after_two(void)
{
    const double shuts = 1.0 / 3, opens = 1.0 / 5;
    return (opens + shuts * exp(-2 * (shuts + opens))) / (shuts + opens);
}

static const struct {
    const char *title, *words;
    double closure_h; /* 0: as weather says */
} answer[] = {
    {"longest of five", ONLOAD, 2 + 3 * (1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4 + 1.0 / 5)},
    {"five on two places", ONLOAD "--set airfield.home.working_mog=2", 2 + 3 * 1.5 + 3 * 1.5},
    {"five on one place", ONLOAD "--set airfield.home.working_mog=1", 2 + 5 * 3},
    {"first of three", ONLOAD THREE "--set contingent.cargo.loads=1", 2 + 6.0 / 3 + 3},
    {"second of three",
     THREE "--set contingent.cargo.loads=2 --set 'leg.home-away.block_time=100 h'",
     100 + 6 * (1.0 / 3 + 1.0 / 2)},
    {"weather at the landing", ONE SPELLS("away") "--set airfield.away.weather_stops=landings", 0},
    {"weather at the take-off",
     ONE SPELLS("home") "--set airfield.home.weather_stops=takeoffs "
                        "--set 'aircraft.transport.onload_time=2 h' "
                        "--set 'leg.home-away.block_time=0 h'",
     0},
    {"repairs at either end",
     "--set fleet.fleet.number=1 --set contingent.cargo.loads=4 "
     "--set 'aircraft.transport.onload_time=1 h' --set 'aircraft.transport.offload_time=1 h' "
     "--set aircraft.transport.departure_reliability=0.7 "
     "--set 'aircraft.transport.repair_home=gamma(5 h, 3 h)' "
     "--set 'aircraft.transport.repair_away=exponential(8 h)'",
     22 + 0.3 / 0.7 * (4 * 5 + 3 * 8)},
};

START_TEST(means_are_those_of_paper)
{
    const double expected =
        answer[_i].closure_h > 0 ? answer[_i].closure_h : 2 + 5 * (1 - open_after_two());
    char words[512];
    (void)snprintf(words, sizeof words, "-n 4000 --seed 3 %s", answer[_i].words);
    oracle_title = answer[_i].title;
    oracle_run_untraced("few.ini", words);
    table_open(&oracle_table, oracle_folder, "summary.csv");
    ck_assert_str_eq(table_cell(&oracle_table, 0, "measure"), "closure_h");
    const double n = oracle_number(table_cell(&oracle_table, 0, "n"));
    const double mean = oracle_number(table_cell(&oracle_table, 0, "mean"));
    const double sd = oracle_number(table_cell(&oracle_table, 0, "sd"));
    table_close(&oracle_table);
    oracle_expect_within("closure_h", mean, theory_student(n - 1) * sd / sqrt(n), expected, 0.06);
}
END_TEST

int main(void)
{
    enum { ANSWERS = sizeof answer / sizeof answer[0] };
    Suite *suite = suite_create("oracles: few");
    TCase *tcase = tcase_create("few");
    tcase_add_checked_fixture(tcase, oracle_setup, oracle_teardown);
    tcase_add_loop_test(tcase, means_are_those_of_paper, 0, ANSWERS);
    suite_add_tcase(suite, tcase);
    return suite_run(suite, ANSWERS);
}
