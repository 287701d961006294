/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_permit.c - permits of ceilings, worked out on paper: of which period they are, and who gives
 * them to others. */
#include "support/oracle.h"
#include "support/windows.h"

enum { TESTS = 14 };

/* Everybody is ready to leave at 1 h, for want of a runway one in each hour: the last two meet the
 * next period, and count there. */
START_TEST(a_permit_that_was_not_used_is_one_of_the_next_period)
{
    oracle_run("windows.ini", ONCE ALONE SIX ALPHA("loads", "6")
                                  QUOTA("q", "4", "3 h") "--set "
                                                         "'airfield.home.runway_occupancy=1 h'");
    oracle_expect_instants("chalks.csv", "departed", NULL, NULL, ORACLE_HOURS(2, 3, 4, 5, 6, 7));
}
END_TEST

/* One flight in six hours. Alpha is aboard at 4 h, since its aircraft was called ahead, and leaves at 7 h, not
 * to land before 10 h: it takes the permit of the hours from 6 h on. That of the hours before is beta's,
 * aboard at 5.5 h.
 *
 * Aboard at 4.75 h, where nobody takes off before 7 h, alpha has the permit from 6 h on before beta, which
 * would be aboard at 6 h at another field: this one leaves at 12 h. So it is where alpha flies over a stop, 1 h
 * there, 1 h on its blocks, and 1 h on, which nobody may land at before 8 h. */
START_TEST(a_permit_is_of_the_period_in_which_a_load_may_leave)
{
    oracle_run("windows.ini", ONCE SIX_HOURS "--set fleet.fleet.number=2 " ALPHA("priority", "1")
                                  ALPHA("earliest_arrival", "10 h") ALPHA("call_forward", "3 h")
                                      BETA("available", "4.5 h"));
    oracle_expect_deliveries(11, 9.5);
    oracle_run("two-origins.ini", ONCE SIX_HOURS "--set airfield.home.takeoff_hours=07:00-04:30");
    oracle_expect_deliveries(11, 16);
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS OVER_MID "--set airfield.mid.landing_hours=08:00-05:30");
    oracle_expect_deliveries(11, 16);
}
END_TEST

/* Alpha's field has hours from 7 to 8 h, and beta, asked first, has the permit from 6 h on. In the line for that of
 * the hours from 12 on alpha may leave at 31 h, and is booked for then: c, whose aircraft has 2 h to come, is aboard
 * at 13.5 h and leaves. */
#define HOME_OUT(hours) "--set airfield.home.takeoff_hours=" hours " "
#define HOUR_OF_HOME    HOME_OUT("07:00-08:00")
#define BETA_FIRST                                                                                 \
    BETA("priority", "2")                                                                          \
    BETA("available", "3 h") BETA("call_forward", "3 h") BETA("earliest_arrival", "10 h")
#define FROM_OTHER(id, available, hours)                                                           \
    "--set contingent." id ".apoe=other --set contingent." id ".apod=away "                        \
    "--set contingent." id ".loads=1 --set contingent." id ".fleets=" id " "                       \
    "--set 'contingent." id ".available=" available "' --set fleet." id ".type=transport "         \
    "--set fleet." id ".number=1 --set fleet." id ".home=" id " --set airfield." id ".name=F "     \
    "--set leg." id ".from=" id " --set leg." id ".to=other "                                      \
    "--set 'leg." id ".block_time=" hours "' --set leg.from-" id ".from=away "                     \
    "--set leg.from-" id ".to=" id " --set 'leg.from-" id ".block_time=3 h' "
START_TEST(who_may_not_leave_yet_has_no_permit)
{
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS HOUR_OF_HOME BETA_FIRST FROM_OTHER("c", "10.5 h", "2 h"));
    oracle_expect_deliveries(35, 11, 17.5);
}
END_TEST

/* The same where d waits in the line with alpha, from 11.5 h on, since two permits of three were taken: it has that of
 * the hours from 12 on, which alpha yields. Alpha is booked for 31 h all the same: nobody comes for g before 36 h. */
START_TEST(who_yields_is_booked_for_his_hours)
{
    oracle_run(
        "two-origins.ini",
        ONCE HOUR_OF_HOME BETA_FIRST FROM_OTHER("d", "5 h", "5.5 h") FROM_OTHER(
            "g", "25 h",
            "5.5 h") "--set flow.q.flights=3 --set 'flow.q.per=6 h' --set 'change.a.at=6.5 h' "
                     "--set change.a.key=flow.q.flights --set change.a.value=1");
    oracle_expect_deliveries(35, 11, 16, 40);
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "g", ORACLE_HOURS(29.5));
}
END_TEST

/* The permit from 30 h on, in which the hours after 12 h let alpha leave, is of g, which was asked first: alpha is
 * booked for its hours from 55 h on. D, asked at 4 h, would be aboard at 54.5 h, and has the permit from 60 h on. */
START_TEST(who_is_let_go_in_a_period_that_is_full_is_booked_for_the_next)
{
    oracle_run("two-origins.ini", ONCE SIX_HOURS HOUR_OF_HOME BETA_FIRST FROM_OTHER(
                                      "g", "0 h", "29.5 h") FROM_OTHER("d", "4 h", "49.5 h"));
    oracle_expect_deliveries(59, 11, 64, 34.5);
}
END_TEST

/* The second load is booked for the period from 24 h on, since its aircraft is maintained until 26 h. At 8 h another
 * takes it over, with which it leaves at 9 h: nobody is called for c, which would be aboard at 9.5 h, before 11 h. */
START_TEST(who_is_taken_over_is_booked_anew)
{
    oracle_run("take-over.ini", ONCE SIX_HOURS
               "--set leg.c.from=base --set leg.c.to=strip "
               "--set 'leg.c.block_time=2 h' --set fleet.distant.active=yes --set "
               "contingent.first.fleets=near --set contingent.second.fleets=near --set "
               "contingent.c.apoe=base --set contingent.c.apod=port --set contingent.c.loads=1 "
               "--set contingent.c.fleets=distant --set 'contingent.c.available=8.5 h'");
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "c", ORACLE_HOURS(11));
}
END_TEST

/* As above, with a ceiling from 24 h on: c's aircraft has 20 h to come, and is held to be there when the period from 30 h
 * on begins. It need not be from 8 h on. */
START_TEST(who_is_taken_over_leaves_room_for_another)
{
    oracle_run("take-over.ini", ONCE SIX_HOURS
               "--set 'flow.q.from=24 h' --set leg.c.from=base --set leg.c.to=strip "
               "--set 'leg.c.block_time=20 h' --set fleet.distant.active=yes --set "
               "contingent.first.fleets=near --set contingent.second.fleets=near --set "
               "contingent.c.apoe=strip --set contingent.c.apod=home --set contingent.c.loads=1 "
               "--set contingent.c.fleets=distant --set 'contingent.c.available=7 h'");
    oracle_expect_instants("chalks.csv", "tasked", "contingent", "c", ORACLE_HOURS(8));
}
END_TEST

/* All are aboard at 6 h, when a ground stop has come that ends at 20 h. Alpha goes first, but its crew has been on
 * duty for 15 h, and rests for 10: beta has the permit, and alpha one of the period from 30 h on. */
#define FRESH                                                                                      \
    "--set 'aircraft.fresh.onload_time=1 h' --set 'aircraft.fresh.offload_time=1 h' --set "        \
    "fleet.second.type=fresh "
START_TEST(who_rests_has_no_permit)
{
    oracle_run("two-origins.ini",
               ONCE "--set flow.q.flights=1000 --set 'flow.q.per=6 h' " FRESH
                    "--set 'aircraft.transport.crew_duty=10 h' "
                    "--set 'fleet.fleet.crew_rest=10 h' --set fleet.fleet.crews=1 "
                    "--set 'change.a.at=5.5 h' --set change.a.key=flow.q.flights "
                    "--set change.a.value=0 --set 'change.b.at=20 h' "
                    "--set change.b.key=flow.q.flights --set change.b.value=1 " ALPHA("available",
                                                                                      "4.75 h"));
    oracle_expect_deliveries(34, 24);
}
END_TEST

/* Alpha is booked for the first period. When it is known that nobody leaves its field before 7 h, or it is repaired
 * from 4.75 to 14.75 h, beta may have that permit, and is aboard at 5.8 h. */
START_TEST(who_may_not_leave_yet_is_booked_for_later)
{
    oracle_run(
        "two-origins.ini",
        ONCE SIX_HOURS BETA(
            "available", "4.8 h") "--set 'change.a.at=4 h' "
                                  "--set change.a.key=airfield.home.takeoff_hours "
                                  "--set change.a.value=07:00-04:30 --set change.a.foreseen=no ");
    oracle_expect_deliveries(11, 9.8);
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS FRESH BETA(
                   "available", "4.8 h") "--set scenario.deterministic=yes "
                                         "--set aircraft.transport.departure_reliability=0.5 "
                                         "--set 'aircraft.transport.repair_home=10 h' ");
    oracle_expect_deliveries(18.75, 9.8);
}
END_TEST

/* From 4 to 26 h there is fog where alpha has got the permit of the first period. It may lift any time, so alpha
 * keeps it; but when beta is aboard, at 6 h, that period is over. Of four loads of beta the last has the permit from
 * 24 h on, and alpha that from 30 h on. Had beta to leave from there as well, alpha would go first. If there is fog
 * where beta is as well, until 14 h, alpha, which may leave at 8.6 h, has that permit from 12 h on. Where alpha and c
 * have both permits of the first period it is c that yields its own: it goes last.
 *
 * There is fog where beta is from 6.9 to 9 h: it keeps its permit from 6 h on, though alpha is there at 7 h. If the
 * hours there end at 7.5 h, and the fog later, it is known then that beta does not leave that day. */
#define FOG(airfield, open, closed)                                                                \
    "--set 'airfield." airfield ".weather_open=" open "' --set 'airfield." airfield                \
    ".weather_closed=" closed "' "
START_TEST(who_waits_for_the_weather_yields_the_permit_of_a_period_that_is_over)
{
    oracle_run("two-origins.ini", ONCE SIX_HOURS FOG("home", "4 h", "22 h"));
    oracle_expect_deliveries(30, 10);
    oracle_run("two-origins.ini", ONCE SIX_HOURS FOG("home", "4 h", "22 h")
                                      BETA("loads", "4") "--set fleet.second.number=4");
    oracle_expect_deliveries(34, 10, 16, 22, 28);
    oracle_run("windows.ini",
               ONCE SIX_HOURS FOG("home", "4 h", "22 h") "--set fleet.fleet.number=2 " ALPHA(
                   "available", "3.75 h") BETA("available", "5 h"));
    oracle_expect_deliveries(30, 34);
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS FOG("home", "4.6 h", "4 h") FOG("other", "5.5 h", "8.5 h"));
    oracle_expect_deliveries(16, 22);
    oracle_run(
        "two-origins.ini",
        ONCE FOG("home", "4 h", "22 h")
            BETA("available", "22.9 h") "--set flow.q.flights=2 --set 'flow.q.per=6 h' --set "
                                        "contingent.c.apoe=home --set contingent.c.apod=away --set "
                                        "contingent.c.loads=1 --set contingent.c.fleets=fleet "
                                        "--set contingent.c.priority=200 --set "
                                        "'contingent.c.available=3 h' --set fleet.fleet.number=2");
    oracle_expect_deliveries(30, 28, 34);
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS HOUR_OF_HOME BETA_FIRST FOG("other", "6.9 h", "2.1 h"));
    oracle_expect_deliveries(35, 13);
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS HOUR_OF_HOME BETA_FIRST FOG(
                   "other", "6.9 h", "6 h") "--set airfield.other.takeoff_hours=00:00-07:30");
    oracle_expect_deliveries(11.5, 29.8);
}
END_TEST

/* Alpha and c have one flight in twelve hours as well, after two until 5 h, and there is fog where alpha is. Alpha keeps
 * that permit to 12 h, but yields that of the first six hours to beta, aboard at 6.5 h, and the other with it: c, which
 * has waited for it since 6.2 h, leaves.
 *
 * The fog lifts where beta is at 5.1 h, and where alpha is at 5.5 h: both have permits of the first six hours, but the
 * second of them was taken at 4.9 h, and beta leaves with the other. C leaves with what alpha has besides. */
#define OF_TWELVE_HOURS(when)                                                                      \
    "--set flow.q.contingents=alpha,beta --set 'flow.q.per=6 h' --set flow.r.flights=2 "           \
    "--set 'flow.r.per=12 h' --set flow.r.contingents=alpha,c --set 'change.a.at=" when "' "       \
    "--set change.a.key=flow.r.flights --set change.a.value=1 "
START_TEST(who_gives_a_permit_back_gives_others_as_well)
{
    oracle_run("two-origins.ini",
               ONCE OF_TWELVE_HOURS("5 h") FOG("home", "4 h", "22 h") BETA("available", "5.5 h")
                   FROM_OTHER("c", "4.2 h", "1 h") "--set flow.q.flights=1 ");
    oracle_expect_deliveries(30, 10.5, 10.5);
    oracle_run(
        "two-origins.ini",
        ONCE OF_TWELVE_HOURS("4.9 h") FOG("home", "4 h", "1.5 h") FOG("other", "4.4 h", "0.7 h")
            BETA("available", "3.4 h") FROM_OTHER(
                "c", "3.2 h", "1 h") "--set flow.q.flights=2 --set 'change.b.at=4.9 h' "
                                     "--set change.b.key=flow.q.flights --set change.b.value=1 ");
    oracle_expect_deliveries(16, 9.1, 9.5);
}
END_TEST

/* The only stand is taken: alpha, which has the permit of the first period, has a slot at 21 h. When beta is aboard,
 * at 6 h, and goes elsewhere, that period is over; its third load has the permit from 18 h on, and alpha that from 24 h
 * on. If beta went there as well, aboard at 18.5 h, alpha would go first.
 *
 * Alpha has the permit from 18 h on, its slot at 21 h, and hours that end at 20 h and begin at 25 h: beta, aboard at
 * 22.5 h, need not wait for the next period. And in the line for a permit of the hours from 12 on alpha has hours from
 * 31 h on, a slot at 31.5 h, and waits for none with it: d, aboard at 13.5 h, leaves. */
#define ONE_STAND                                                                                  \
    "--set flow.q.contingents=alpha,beta --set airfield.away.slot_control=yes "                    \
    "--set airfield.away.parking_mog=1 --set 'aircraft.slow.onload_time=1 h' "                     \
    "--set 'aircraft.slow.offload_time=20 h' --set fleet.third.type=slow "                         \
    "--set fleet.third.number=1 --set fleet.third.home=home --set contingent.c.apoe=home "         \
    "--set contingent.c.apod=away --set contingent.c.loads=1 --set contingent.c.fleets=third "     \
    "--set airfield.more.name=More --set leg.m.from=other --set leg.m.to=more "                    \
    "--set 'leg.m.block_time=3 h' "
#define AND_D                                                                                      \
    "--set flow.q.contingents=alpha,beta,d --set contingent.d.apoe=other "                         \
    "--set contingent.d.apod=more --set contingent.d.loads=1 --set contingent.d.fleets=second "    \
    "--set 'contingent.d.available=12.5 h' --set fleet.second.number=2 "
START_TEST(who_waits_for_a_slot_yields_the_permit_of_a_period_that_is_over)
{
    oracle_run("two-origins.ini", ONCE SIX_HOURS ONE_STAND BETA("apod", "more")
                                      BETA("loads", "3") "--set fleet.second.number=3");
    oracle_expect_deliveries(28, 10, 16, 22, 24);
    oracle_run("two-origins.ini", ONCE SIX_HOURS ONE_STAND BETA("available", "17.5 h"));
    oracle_expect_deliveries(25, 28, 24);
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS ONE_STAND BETA("apod", "more") ALPHA("available", "18.5 h")
                   BETA("available", "21.5 h") HOME_OUT("01:00-20:00"));
    oracle_expect_deliveries(29, 26.5, 24);
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS HOUR_OF_HOME ONE_STAND BETA_FIRST BETA("apod", "more") AND_D
               "--set 'aircraft.slow.offload_time=24.5 h'");
    oracle_expect_deliveries(35.5, 11, 34.5, 17.5);
}
END_TEST

/* There is one stand. Beta has the permit of the first period, and the slot, when there is fog at its field, from 0.9 to
 * 10.4 h: alpha, aboard at 6.5 h, has the permit from 6 h on, and waits for that slot. Beta has it when the fog lifts, and
 * is off and away at 14.4 h: alpha leaves then. */
START_TEST(who_waits_for_a_slot_yields_to_whoever_has_it)
{
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS FOG("other", "0.9 h", "9.5 h") ALPHA("available", "5.5 h")
                   BETA("available", "0 h") "--set airfield.away.slot_control=yes "
                                            "--set airfield.away.parking_mog=1");
    oracle_expect_deliveries(18.4, 14.4);
}
END_TEST

/* Alpha and beta wait for one of two stands, both of which are taken to 24 h: alpha, which has the permit of the first
 * period, has its slot at 21 h, when there is fog at its field, to 30 h. Beta need not wait for the next period. */
START_TEST(who_has_a_slot_and_waits_for_the_weather_yields_the_permit)
{
    oracle_run("two-origins.ini",
               ONCE SIX_HOURS ONE_STAND FOG("home", "20 h", "10 h")
                   BETA("available",
                        "17.5 h") "--set airfield.away.parking_mog=2 --set aircraft.slow.stands=2");
    oracle_expect_deliveries(34, 25, 24);
}
END_TEST

int main(void)
{
    TCase *permits = tcase_create("permits");
    tcase_add_checked_fixture(permits, oracle_setup, oracle_teardown);
    tcase_add_test(permits, a_permit_that_was_not_used_is_one_of_the_next_period);
    tcase_add_test(permits, a_permit_is_of_the_period_in_which_a_load_may_leave);
    tcase_add_test(permits, who_may_not_leave_yet_has_no_permit);
    tcase_add_test(permits, who_yields_is_booked_for_his_hours);
    tcase_add_test(permits, who_is_let_go_in_a_period_that_is_full_is_booked_for_the_next);
    tcase_add_test(permits, who_is_taken_over_is_booked_anew);
    tcase_add_test(permits, who_is_taken_over_leaves_room_for_another);
    tcase_add_test(permits, who_rests_has_no_permit);
    tcase_add_test(permits, who_may_not_leave_yet_is_booked_for_later);
    tcase_add_test(permits, who_waits_for_the_weather_yields_the_permit_of_a_period_that_is_over);
    tcase_add_test(permits, who_gives_a_permit_back_gives_others_as_well);
    tcase_add_test(permits, who_waits_for_a_slot_yields_the_permit_of_a_period_that_is_over);
    tcase_add_test(permits, who_waits_for_a_slot_yields_to_whoever_has_it);
    tcase_add_test(permits, who_has_a_slot_and_waits_for_the_weather_yields_the_permit);
    Suite *suite = suite_create("permits");
    suite_add_tcase(suite, permits);
    return suite_run(suite, TESTS);
}
