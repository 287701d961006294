/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_evacuation.c - evacuations, worked out on paper: what binds each, in turn. */
#include "support/oracle.h"

enum { TESTS = 27 };

#define ONCE   "-n 1 "
#define PLENTY "--set fleet.fleet.number=20 "

static void expect_over(double hours)
{
    oracle_expect_measure("evacuation_h.people", hours);
}

START_TEST(aircraft_bind)
{
    oracle_title = "evacuation bound by aircraft";
    oracle_run("evacuation.ini", ONCE);
    expect_over(25);
    oracle_expect_measure("evacuated.people", 1000);
    oracle_expect_measure("left_behind.people", 0);
    oracle_expect_measure("boarding_wait_h.people", 200 * (2 + 7 + 12 + 17 + 22));
    oracle_expect_measure("processing_wait_h.people", 0);
    oracle_expect_measure("flying_hours", 10 * 4);
    oracle_expect_measure("backhaul_people", 0);
    table_open(&oracle_table, oracle_folder, "milestones.csv");
    for (int i = 0; i < 3; i++) {
        ck_assert_str_eq(table_cell(&oracle_table, i, "verdict"), "within");
    }
    table_close(&oracle_table);
    oracle_run("evacuation.ini", ONCE "--set fleet.fleet.number=5");
    expect_over(10);
}
END_TEST

/* Seats, more of them with the seats out, a bound of its own, or payload: 5 t for 100 kg each. */
START_TEST(seats_bind)
{
    oracle_title = "evacuation bound by seats";
    oracle_run("evacuation.ini", ONCE "--set aircraft.transport.seats=50");
    expect_over(10 * 5);
    oracle_run("evacuation.ini", ONCE "--set aircraft.transport.seats_evacuation=250");
    expect_over(2 * 5);
    oracle_run("evacuation.ini", ONCE "--set evacuation.people.per_flight=50");
    expect_over(10 * 5);
    oracle_run("evacuation.ini", ONCE "--set 'aircraft.transport.cargo_limit=5 t'");
    expect_over(10 * 5);
    oracle_run("evacuation.ini", ONCE "--set 'aircraft.transport.cargo_limit=5 t' "
                                      "--set 'evacuation.people.person_mass=40 kg'");
    expect_over(5 * 5);
}
END_TEST

/* Home has no fuel from 1 h on, when both aircraft are on their way to town: there and back they could take
 * 50, or nobody. Those who are promised to them go. */
START_TEST(who_has_an_aircraft_goes_with_less_fuel)
{
    static const char *const range[] = {"20 t: 1000 km, 5 t: 2000 km", "20 t: 1000 km"};
    for (int i = 0; i < 2; i++) {
        char words[512];
        (void)snprintf(words, sizeof words,
                       ONCE "--set 'aircraft.transport.payload_range=%s' "
                            "--set 'leg.home-town.distance=1000 km' "
                            "--set evacuation.people.people=200 --set change.dry.value=no "
                            "--set change.dry.key=airfield.home.fuel --set 'change.dry.at=1 h'",
                       range[i]);
        oracle_run("evacuation.ini", words);
        expect_over(5);
        oracle_expect_measure("evacuated.people", 200);
        oracle_expect_measure("flying_hours", 2 * 4);
    }
}
END_TEST

/* Called for 50 at a time; each aircraft takes the hundred that are there, so that every other call is
 * for nobody, and lapses. */
START_TEST(an_aircraft_takes_more_than_it_was_called_for)
{
    oracle_run("evacuation.ini", ONCE "--set evacuation.people.call_size=50");
    expect_over(25);
    oracle_expect_measure("flying_hours", 10 * 4);
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    int answered = 0;
    for (int i = 0; i < oracle_table.rows; i++) {
        answered += strcmp(table_cell(&oracle_table, i, "people"), "100") == 0;
    }
    ck_assert_int_eq(oracle_table.rows, 1000 / 50);
    ck_assert_int_eq(answered, 10);
    table_close(&oracle_table);
}
END_TEST

/* 100 are cleared every 4 h: the aircraft for the last of them is called at 40 h. Person i waits i / 25 h
 * to be cleared. An aircraft takes those who have waited longest, 100 of the 150 that are there: the
 * first of its hundred 3.96 h longer than the last, who waits for 2 h. */
START_TEST(processing_binds)
{
    oracle_title = "evacuation bound by processing";
    oracle_run("evacuation.ini", ONCE PLENTY "--set evacuation.people.processing_rate=25");
    expect_over(40 + 5);
    oracle_expect_measure("processing_wait_h.people", 1000.0 * 1001 / 2 / 25);
    oracle_expect_measure("boarding_wait_h.people", 10 * (100 * 2 + 99.0 * 100 / 2 / 25));
}
END_TEST

/* Four hours a day, 100 an hour: 400, 400, and the last 200 by 10:00 on the third day. */
START_TEST(people_are_cleared_by_day)
{
    oracle_run("evacuation.ini",
               ONCE PLENTY "--set evacuation.people.processing_rate=100 "
                           "--set evacuation.people.processing_hours=08:00-12:00");
    expect_over(48 + 10 + 5);
}
END_TEST

/* 200 at once, then 80 an hour: the last hundred is there at 10 h. */
START_TEST(arrivals_bind)
{
    oracle_title = "evacuation bound by arrivals";
    oracle_run("evacuation.ini",
               ONCE PLENTY "--set 'evacuation.people.arrivals=0 h: 200, 10 h: 1000'");
    expect_over(10 + 5);
    oracle_run("evacuation.ini",
               ONCE PLENTY "--set 'evacuation.people.arrivals=0 h: 2, 10 h: 10'"); /* stretched */
    expect_over(10 + 5);
    oracle_expect_measure("evacuated.people", 1000);
}
END_TEST

/* Groups of 50 every hour, from 1 h to 20 h. */
START_TEST(people_come_in_groups)
{
    oracle_run("evacuation.ini", ONCE PLENTY "--set 'evacuation.people.interval=1 h' "
                                             "--set evacuation.people.group=50");
    expect_over(20 + 5);
    oracle_expect_instants("chalks.csv", "called", "contingent", "people",
                           ORACLE_HOURS(2, 4, 6, 8, 10, 12, 14, 16, 18, 20));
}
END_TEST

/* The door clears each group of 50 in half an hour: person j waits j / 100 h. Every second group fills an
 * aircraft, half an hour after it came; that is there 2 h later, and takes the group before as well. */
START_TEST(groups_are_cleared_one_by_one)
{
    oracle_run("evacuation.ini", ONCE PLENTY "--set 'evacuation.people.interval=1 h' "
                                             "--set evacuation.people.group=50 "
                                             "--set evacuation.people.processing_rate=100");
    expect_over(20.5 + 5);
    oracle_expect_measure("processing_wait_h.people", 20 * (50.0 * 51 / 2 / 100));
    oracle_expect_measure("boarding_wait_h.people",
                          10 * (50 * 3.5 + 50 * 2.5 - 2 * (50.0 * 51 / 2 / 100)));
    oracle_expect_instants("chalks.csv", "called", "contingent", "people",
                           ORACLE_HOURS(2.5, 4.5, 6.5, 8.5, 10.5, 12.5, 14.5, 16.5, 18.5, 20.5));
}
END_TEST

/* Who is aboard at 13 h flies: three rounds of 200. At 11 h the third is on its way to the town, and
 * finds nobody. */
START_TEST(the_end_binds)
{
    oracle_title = "evacuation bound by its end";
    oracle_run("evacuation.ini", ONCE "--set 'evacuation.people.until=13 h'");
    oracle_expect_measure("evacuated.people", 600);
    oracle_expect_measure("left_behind.people", 400);
    expect_over(15);
    oracle_run("evacuation.ini", ONCE "--set 'evacuation.people.until=11 h' --set "
                                      "scenario.end=horizon --set 'scenario.horizon=3 d'");
    oracle_expect_measure("evacuated.people", 400);
    oracle_expect_measure("left_behind.people", 600);
    oracle_expect_measure("boarding_wait_h.people", 200 * 2 + 200 * 7 + 600 * 11);
    oracle_expect_measure("flying_hours", 2 * 8 + 2 * 4); /* there and back in vain */
    expect_over(11);
}
END_TEST

/* Two are away with one crew between them: one flies home for people there, the other waits for the crew to do
 * so when the end comes, and flies home empty when the crew is there, from 2 h to 4 h. Nobody takes over what it
 * came for. */
START_TEST(who_waits_for_a_crew_to_fetch_people_gives_up_at_the_end)
{
    oracle_run("evacuation.ini",
               ONCE "--set evacuation.people.airfield=home --set evacuation.people.to=town "
                    "--set evacuation.people.people=200 --set 'evacuation.people.until=1 h' "
                    "--set fleet.fleet.crews=0.5 --set 'fleet.fleet.positions=town: 2' "
                    "--set contingent.late.apoe=home --set contingent.late.apod=town "
                    "--set contingent.late.loads=1 --set 'contingent.late.assembly=100 h' "
                    "--set scenario.end=horizon --set 'scenario.horizon=10 h'");
    oracle_expect_measure("left_behind.people", 200);
    oracle_expect_measure("flying_hours", 2 + 2);
    oracle_expect_instants("sorties.csv", "ended", NULL, NULL, ORACLE_HOURS(2, 1, 4));
    oracle_expect_waits({"crew", 1 + 1}, {"positioning", 1});
}
END_TEST

/* One comes every hour. The first has waited ten hours at 11 h; the aircraft is there at 13 h and takes
 * all thirteen. So it goes on every 13 h, seven times; for the last nine it is called when the hundredth
 * has come. */
START_TEST(nobody_waits_longer_than_is_said)
{
    oracle_run("evacuation.ini", ONCE "--set 'evacuation.people.longest_wait=10 h' "
                                      "--set evacuation.people.people=100 "
                                      "--set 'evacuation.people.arrivals=0 h: 0, 100 h: 100'");
    expect_over(100 + 5);
    oracle_expect_instants("chalks.csv", "called", "contingent", "people",
                           ORACLE_HOURS(11, 24, 37, 50, 63, 76, 89, 100));
    table_open(&oracle_table, oracle_folder, "chalks.csv");
    for (int i = 0; i < oracle_table.rows; i++) {
        ck_assert_str_eq(table_cell(&oracle_table, i, "people"), i < 7 ? "13" : "9");
    }
    table_close(&oracle_table);
}
END_TEST

/* Three of four go home, 2 h away, one to the port, 1 h away, from where it is 3 h home. */
START_TEST(families_go_where_they_belong)
{
    oracle_run("evacuation-shares.ini", ONCE PLENTY);
    expect_over(5);
    oracle_expect_measure("evacuated.people", 400);
    table_open(&oracle_table, oracle_folder, "sorties.csv");
    int to_home = 0, to_port = 0;
    for (int i = 0; i < oracle_table.rows; i++) {
        const int people = atoi(table_cell(&oracle_table, i, "people"));
        const char *to = table_cell(&oracle_table, i, "destination");
        to_home += strcmp(to, "home") == 0 ? people : 0;
        to_port += strcmp(to, "port") == 0 ? people : 0;
    }
    table_close(&oracle_table);
    ck_assert_int_eq(to_home, 300);
    ck_assert_int_eq(to_port, 100);
}
END_TEST

START_TEST(people_before_cargo)
{
    oracle_title = "evacuation before cargo";
    oracle_run("evacuation-cargo.ini", ONCE "--set scenario.end=closed");
    expect_over(10);
    oracle_expect_measure("closure_h", 18);
}
END_TEST

START_TEST(cargo_before_people)
{
    oracle_title = "cargo before evacuation";
    oracle_run("evacuation-cargo.ini", ONCE "--set evacuation.people.priority=150 "
                                            "--set evacuation.people.fills_returns=no");
    expect_over(16);
    oracle_expect_measure("closure_h", 8);
    oracle_expect_measure("backhaul_people", 0);
}
END_TEST

START_TEST(people_fill_the_way_to_the_next_load)
{
    oracle_title = "filled return legs";
    oracle_run("evacuation-cargo.ini", ONCE "--set evacuation.people.priority=150");
    expect_over(12);
    oracle_expect_measure("closure_h", 9);
    oracle_expect_measure("backhaul_people", 100);
    oracle_expect_measure("evacuated.people", 200);
}
END_TEST

/* Nobody is called: only the two flights home take them, the second after the force is in: off at 12 h. */
START_TEST(people_who_call_nobody_fill_empty_legs)
{
    oracle_run("evacuation-cargo.ini", ONCE "--set evacuation.people.calls_flights=no "
                                            "--set evacuation.people.priority=100");
    expect_over(12);
    oracle_expect_measure("backhaul_people", 200);
    oracle_expect_measure("closure_h", 9);
}
END_TEST

/* 50 people come at 1.25, 2.5 and 3.75 h, and an aircraft is called for each 50. That of the first 50 is
 * there at 3 h, with cargo, and takes all 100: nobody is left of those who were called for at 2.5 h. So
 * the second load of cargo, ready at 3 h, goes at 6 h, before those who came at 3.75 h: off at 9 h and
 * 12 h. For an aircraft the load waits from 3 to 6 h, calls from 1.25 and from 2.5 to 3 h, and from 3.75 to
 * 9 h. */
START_TEST(who_comes_later_is_called_for_anew)
{
    oracle_run("evacuation-cargo.ini",
               ONCE "--set evacuation.people.priority=100 --set evacuation.people.people=150 "
                    "--set evacuation.people.group=50 --set 'evacuation.people.interval=1.25 h' "
                    "--set evacuation.people.call_size=50 "
                    "--set 'contingent.cargo.load_interval=3 h'");
    oracle_expect_measure("closure_h", 9);
    expect_over(12);
    oracle_expect_measure("wait_h.aircraft", 3 + 1.75 + 0.5 + 5.25);
}
END_TEST

/* ---- a curve from a file, and changes ---- */

#define CHANGE(at_, key_, value_)                                                                  \
    "--set 'change.c.at=" at_ "' --set change.c.key=evacuation.people." key_                       \
    " --set 'change.c.value=" value_ "' "

static void expect_called(const double *hours, int count)
{
    oracle_expect_instants("chalks.csv", "called", NULL, NULL, hours, count);
}

/* 200 at once, 400 by 4 h, 400 by 10 h. Cleared 80 an hour the n-th hundred is so at 1.25 n h, and the
 * queue never ends. From 5 h on, when 400 are cleared, 200 an hour: as many as have come, 800, are
 * cleared at 7 h. From then on they are as they come, and 18 s later. */
START_TEST(a_curve_of_two_steps_is_cleared_at_two_rates)
{
    static const char *const curve[] = {"curve(tests/oracles/arrivals.csv)",
                                        "curve(tests/oracles/arrivals-dated.csv)",
                                        "0 h: 200, 4 h: 600, 10 h: 1000"};
    oracle_title = "curve from a file";
    for (int i = 0; i < 3; i++) {
        char words[512];
        (void)snprintf(words, sizeof words,
                       ONCE PLENTY "--set 'evacuation.people.arrivals=%s' --set "
                                   "evacuation.people.people=none --set "
                                   "evacuation.people.processing_rate=80 ",
                       curve[i]);
        oracle_run("evacuation.ini", words);
        expect_called(ORACLE_HOURS(1.25, 2.5, 3.75, 5, 6.25, 7.5, 8.75, 10, 11.25, 12.5));
        (void)strcat(words, CHANGE("5 h", "processing_rate", "200"));
        oracle_run("evacuation.ini", words);
        expect_called(ORACLE_HOURS(1.25, 2.5, 3.75, 5, 5.5, 6, 6.5, 7.005, 8.505, 10.005));
    }
}
END_TEST

/* It begins at 2 h, and four hundred have come by then; the fifth at 3 h, the sixth at 4 h, and so on
 * every 1.5 h. */
START_TEST(who_came_before_it_began_is_there_then)
{
    oracle_run("evacuation.ini", ONCE PLENTY
               "--set 'evacuation.people.arrivals=curve(tests/oracles/arrivals-dated.csv)' "
               "--set evacuation.people.people=none --set 'evacuation.people.from=2 h' ");
    expect_called(ORACLE_HOURS(2, 2, 2, 2, 3, 4, 5.5, 7, 8.5, 10));
}
END_TEST

/* Two hours each; half of the first is done at 1 h, and the rest takes half an hour. At once from 2 h
 * on: the second, who is at it, and the third are done with. */
START_TEST(who_is_being_cleared_goes_on_at_the_new_rate)
{
#define SLOW                                                                                       \
    ONCE PLENTY "--set 'leg.home-town.block_time=20 h' --set evacuation.people.people=3 --set "    \
                "evacuation.people.call_size=1 --set evacuation.people.per_flight=1 --set "        \
                "evacuation.people.processing_rate=0.5 "
    oracle_run("evacuation.ini", SLOW CHANGE("1 h", "processing_rate", "1"));
    expect_called(ORACLE_HOURS(1.5, 2.5, 3.5));
    oracle_run("evacuation.ini", SLOW CHANGE("3 h", "processing_rate", "unlimited"));
    expect_called(ORACLE_HOURS(2, 3, 3));
    oracle_run("evacuation.ini", ONCE PLENTY
               "--set evacuation.people.people=none --set "
               "'evacuation.people.arrivals=1 h: 100, 2 h: 102' --set "
               "evacuation.people.call_size=1 " CHANGE("1.2 h", "processing_rate", "0.5"));
    expect_over(1.5 + 2 + 5); /* 101 and 102, cleared at 3.5 and 5.5 h, go together */
}
END_TEST

#define THEN(at_, value_)                                                                          \
    "--set 'change.d.at=" at_ "' --set change.d.key=evacuation.people.processing_rate "            \
    "--set change.d.value=" value_ " "

/* 1,000 come at 2 h. At whatever time the rate becomes unlimited, clearing begins at 8 h: all are done
 * with then, or those whom the first hours of 100 left. When it takes time again, who was done with is
 * so still: 200 wait for 2 h for their aircraft. */
START_TEST(hours_of_clearing_hold_at_every_rate)
{
#define BY_DAY                                                                                     \
    ONCE PLENTY "--set 'evacuation.people.from=2 h' --set evacuation.people.processing_rate=100 "  \
                "--set evacuation.people.processing_hours=08:00-12:00 "
#define TWO_HUNDRED BY_DAY "--set evacuation.people.people=200 "
    static const char *const before[] = {"1 h", "2 h", "3 h", "8 h"};
    for (int i = 0; i < 4; i++) {
        char words[512];
        (void)snprintf(words, sizeof words, "%s--set 'change.c.at=%s' ",
                       BY_DAY CHANGE("1 h", "processing_rate", "unlimited"), before[i]);
        oracle_run("evacuation.ini", words);
        expect_called(ORACLE_HOURS(8, 8, 8, 8, 8, 8, 8, 8, 8, 8));
    }
    oracle_run("evacuation.ini", BY_DAY CHANGE("10.5 h", "processing_rate", "unlimited"));
    expect_called(ORACLE_HOURS(9, 10, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5, 10.5));
    oracle_run("evacuation.ini", BY_DAY CHANGE("13 h", "processing_rate", "unlimited"));
    expect_called(ORACLE_HOURS(9, 10, 11, 12, 32, 32, 32, 32, 32, 32));
    oracle_run("evacuation.ini",
               TWO_HUNDRED CHANGE("1 h", "processing_rate", "unlimited") THEN("5 h", "50"));
    expect_called(ORACLE_HOURS(10, 12));
    oracle_run("evacuation.ini",
               TWO_HUNDRED CHANGE("1 h", "processing_rate", "unlimited") THEN("9 h", "0.1"));
    expect_called(ORACLE_HOURS(8, 8));
    oracle_expect_measure("processing_wait_h.people", 200 * 6);
    oracle_expect_measure("boarding_wait_h.people", 200 * 2);
}
END_TEST

/* Two hours each, and one hour each from 3 h on, when the second is half done. What held for no time
 * clears nobody. */
START_TEST(of_two_rates_at_one_instant_the_last_holds)
{
    oracle_run("evacuation.ini",
               SLOW CHANGE("3 h", "processing_rate", "unlimited") THEN("3 h", "1"));
    expect_called(ORACLE_HOURS(2, 3.5, 4.5));
    oracle_run("evacuation.ini",
               SLOW CHANGE("3 h", "processing_rate", "1") THEN("3 h", "unlimited"));
    expect_called(ORACLE_HOURS(2, 3, 3));
}
END_TEST

/* Three hundreds are called at 1.25, 2.5 and 3.75 h and board 2 h later, two of them before 5 h. */
START_TEST(an_evacuation_ends_sooner_or_later_than_planned)
{
#define EIGHTY ONCE PLENTY "--set evacuation.people.processing_rate=80 "
    oracle_run("evacuation.ini", EIGHTY CHANGE("3 h", "until", "5 h"));
    oracle_expect_measure("evacuated.people", 200);
    oracle_expect_measure("left_behind.people", 800);
    oracle_run("evacuation.ini",
               EIGHTY "--set 'evacuation.people.until=5 h' " CHANGE("3 h", "until", "6 h"));
    oracle_expect_measure("evacuated.people", 300);
    oracle_run("evacuation.ini", EIGHTY CHANGE("5 h", "until", "1 h")); /* at once */
    oracle_expect_measure("evacuated.people", 200);
    oracle_run("evacuation.ini",
               EIGHTY "--set 'evacuation.people.until=5 h' " CHANGE("6 h", "until", "8 h"));
    oracle_expect_measure("evacuated.people", 200); /* it was over */
}
END_TEST

/* As cargo before people: the second load goes first at 3 h. From 1 h on the people do, whose aircraft
 * is there at 3 h: off at 6 h and, after a flight out, at 11 h; the cargo at 14 h. */
START_TEST(who_goes_first_changes)
{
    oracle_run("evacuation-cargo.ini",
               ONCE "--set scenario.end=closed --set evacuation.people.priority=150 "
                    "--set evacuation.people.fills_returns=no " CHANGE("1 h", "priority", "50"));
    expect_over(11);
    oracle_expect_measure("closure_h", 14);
    oracle_run("evacuation-cargo.ini",
               ONCE "--set evacuation.people.priority=150 " CHANGE("1 h", "fills_returns", "no"));
    expect_over(16);
    oracle_expect_measure("closure_h", 8);
}
END_TEST

struct gone {
    double hour, come, cleared;
};

static void expect_curves(const struct gone *gone, int count)
{
    int found = 0;
    table_open(&oracle_table, oracle_folder, "curve.csv");
    for (int row = 0; row < oracle_table.rows; row++) {
        const double hour = oracle_hours(table_cell(&oracle_table, row, "time"));
        for (int i = 0; i < count; i++) {
            if (fabs(hour - gone[i].hour) < 1e-9) {
                ck_assert_double_eq(
                    oracle_number(table_cell(&oracle_table, row, "evacuees_come_p50")),
                    gone[i].come);
                ck_assert_double_eq(
                    oracle_number(table_cell(&oracle_table, row, "evacuees_cleared_p50")),
                    gone[i].cleared);
                found++;
            }
        }
    }
    table_close(&oracle_table);
    ck_assert_int_eq(found, count);
}

#define CURVES(...)                                                                                \
    expect_curves((const struct gone[]){__VA_ARGS__},                                              \
                  (int)(sizeof((const struct gone[]){__VA_ARGS__}) / sizeof(struct gone)))
#define CLEARED "--set evacuation.people.processing_rate=50 "

/* One is cleared every 1.2 min. Of those who come one by one, 100 an hour, the first does so after 0.6 min. */
START_TEST(curves_tell_who_has_come_and_who_is_cleared)
{
    oracle_run_untraced("evacuation.ini", ONCE CLEARED);
    CURVES({0, 1000, 0}, {1, 1000, 50}, {10, 1000, 500}, {20, 1000, 1000});
    oracle_run_untraced("evacuation.ini",
                        ONCE CLEARED "--set 'evacuation.people.arrivals=0 h: 0, 10 h: 1000'");
    CURVES({0, 0, 0}, {1, 100, 49}, {5, 500, 249}, {10, 1000, 499}, {20, 1000, 999},
           {21, 1000, 1000});
    oracle_run_untraced("evacuation.ini",
                        ONCE "--set 'evacuation.people.arrivals=0 h: 0, 10 h: 1000'");
    CURVES({0, 0, 0}, {1, 100, 100}, {5, 500, 500}, {10, 1000, 1000}, {20, 1000, 1000});
    oracle_run_untraced("evacuation.ini", ONCE CLEARED "--set 'evacuation.people.interval=1 h' "
                                                       "--set evacuation.people.group=100 ");
    CURVES({0, 0, 0}, {1, 100, 0}, {2, 200, 50}, {10, 1000, 450}, {20, 1000, 950},
           {21, 1000, 1000});
}
END_TEST

/* The first three are cleared at 1, 2 and 3 h, and wait for an hour at most from 1.5 h on: one is called
 * at 2 h, for two of them; and for the third, when it is cleared, since it is the last. */
START_TEST(people_wait_for_less_long_from_now_on)
{
    oracle_run("evacuation.ini", ONCE PLENTY
               "--set evacuation.people.people=3 --set evacuation.people.processing_rate=1 " CHANGE(
                   "1.5 h", "longest_wait", "1 h"));
    expect_called(ORACLE_HOURS(2, 3));
}
END_TEST

int main(void)
{
    TCase *paper = tcase_create("on paper");
    tcase_add_checked_fixture(paper, oracle_setup, oracle_teardown);
    tcase_add_test(paper, aircraft_bind);
    tcase_add_test(paper, seats_bind);
    tcase_add_test(paper, an_aircraft_takes_more_than_it_was_called_for);
    tcase_add_test(paper, processing_binds);
    tcase_add_test(paper, people_are_cleared_by_day);
    tcase_add_test(paper, arrivals_bind);
    tcase_add_test(paper, people_come_in_groups);
    tcase_add_test(paper, groups_are_cleared_one_by_one);
    tcase_add_test(paper, the_end_binds);
    tcase_add_test(paper, who_waits_for_a_crew_to_fetch_people_gives_up_at_the_end);
    tcase_add_test(paper, nobody_waits_longer_than_is_said);
    tcase_add_test(paper, families_go_where_they_belong);
    tcase_add_test(paper, people_before_cargo);
    tcase_add_test(paper, cargo_before_people);
    tcase_add_test(paper, people_fill_the_way_to_the_next_load);
    tcase_add_test(paper, people_who_call_nobody_fill_empty_legs);
    tcase_add_test(paper, who_comes_later_is_called_for_anew);
    TCase *mid = tcase_create("a curve from a file, and changes");
    tcase_add_checked_fixture(mid, oracle_setup, oracle_teardown);
    tcase_add_test(mid, a_curve_of_two_steps_is_cleared_at_two_rates);
    tcase_add_test(mid, who_came_before_it_began_is_there_then);
    tcase_add_test(mid, who_is_being_cleared_goes_on_at_the_new_rate);
    tcase_add_test(mid, hours_of_clearing_hold_at_every_rate);
    tcase_add_test(mid, of_two_rates_at_one_instant_the_last_holds);
    tcase_add_test(mid, an_evacuation_ends_sooner_or_later_than_planned);
    tcase_add_test(mid, who_goes_first_changes);
    tcase_add_test(mid, curves_tell_who_has_come_and_who_is_cleared);
    tcase_add_test(mid, people_wait_for_less_long_from_now_on);
    tcase_add_test(mid, who_has_an_aircraft_goes_with_less_fuel);
    Suite *suite = suite_create("evacuations");
    suite_add_tcase(suite, paper);
    suite_add_tcase(suite, mid);
    return suite_run(suite, TESTS);
}
