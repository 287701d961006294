/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_oracles_command.c - who must know, who must agree, who is told first: on paper. The tables are
 * in the scenarios of tests/oracles. */
#include "support/oracle.h"

enum { TESTS = 14 };

#define ONCE "-n 1 "

/* ---- what command knows ---- */

START_TEST(what_depends_on_a_report_waits_for_it)
{
    oracle_title = "blackout, 10 h";
    oracle_run("blackout.ini", ONCE);
    oracle_expect_measure("unguarded_site_h", 27.5);
    oracle_expect_measure("withdrawal_h", 27);
    oracle_expect_measure("report_delay_h", 60);
    oracle_expect_instants("sites.csv", "request_known", NULL, NULL, ORACLE_HOURS(10, 12));
    oracle_expect_instants("sites.csv", "guard_known", NULL, NULL, ORACLE_HOURS(25, 24.5));
    oracle_expect_instants("sites.csv", "handback", NULL, NULL, ORACLE_HOURS(25, 24.5));
    oracle_expect_instants("sites.csv", "handback_known", NULL, NULL, ORACLE_HOURS(37, 35.5));
}
END_TEST

START_TEST(when_it_ends_everything_is_known)
{
    oracle_title = "blackout, until 30 h";
    oracle_run_untraced("blackout.ini", ONCE "--set blackout.lines.until='30 h'");
    oracle_expect_measure("withdrawal_h", 20);
    oracle_expect_measure("report_delay_h", 20 + 20 + 3 + 4.5);
}
END_TEST

/* Before it begins, and at sites that it does not cut off, all is known at once; and without a site
 * that waits for anything nothing happens later. */
START_TEST(it_delays_what_happens_in_it_at_its_sites)
{
    oracle_run_untraced("blackout.ini", ONCE "--set blackout.lines.from='26 h'");
    oracle_expect_measure("withdrawal_h", 15);
    oracle_expect_measure("unguarded_site_h", 21.5);
    oracle_expect_measure("report_delay_h", 0);
    oracle_title = "blackout of one site";
    oracle_run("blackout.ini", ONCE "--set blackout.lines.sites=beta");
    oracle_expect_instants("sites.csv", "guarded", NULL, NULL, ORACLE_HOURS(12, 14.5));
    oracle_expect_instants("sites.csv", "handback", NULL, NULL, ORACLE_HOURS(20, 24.5));
    oracle_expect_measure("withdrawal_h", 35.5 + 2 + 6 - 18);
}
END_TEST

START_TEST(of_several_the_last_to_let_a_report_through_counts)
{
    oracle_run_untraced("blackout.ini", ONCE "--set blackout.other.delay='4 h'");
    oracle_expect_measure("withdrawal_h", 27);
    oracle_run_untraced("blackout.ini", ONCE "--set blackout.lines.delay='0 h' "
                                             "--set blackout.other.delay='10 h'");
    oracle_expect_measure("withdrawal_h", 27);
}
END_TEST

/* ---- who must agree ---- */

static void expect_releases(const char *words, double reserve, double order, double rest,
                            double waited)
{
    char all[256];
    (void)snprintf(all, sizeof all, ONCE "%s", words);
    oracle_run("release.ini", all);
    oracle_expect_measure("closure_h.reserve", reserve + 4);
    oracle_expect_measure("closure_h.rest", rest + 4);
    oracle_expect_measure("release_wait_h", waited);
    oracle_expect_instants("contingents.csv", "released", "contingent", "first",
                           ORACLE_HOURS(order));
}

START_TEST(one_authority_releases_all_at_once)
{
    oracle_title = "release, at once";
    expect_releases("", 9, 10, 11, 9);
}
END_TEST

START_TEST(or_one_by_one)
{
    oracle_title = "release, one by one";
    expect_releases("--set command.release_one_by_one=yes", 9, 12, 15, 15);
}
END_TEST

/* Both reserves ask at 8 h: they are taken by their numbers, of which the withdrawal asked before. */
START_TEST(who_asks_at_one_instant_is_released_by_number)
{
    expect_releases("--set contingent.reserve.notice='3 h'", 11, 10, 11, 3 + 3 + 3);
    expect_releases("--set contingent.reserve.notice='3 h' --set command.release_one_by_one=yes",
                    13, 10, 16, 3 + 5 + 8);
}
END_TEST

START_TEST(and_not_before_its_date)
{
    oracle_title = "release, from a date";
    expect_releases("--set command.release_from='14 h'", 14, 14, 14, 21);
    expect_releases("--set command.release_from='14 h' --set command.release_one_by_one=yes", 14,
                    17, 20, 30);
}
END_TEST

START_TEST(what_needs_no_release_does_not_wait)
{
    expect_releases("--set command.release=withdrawal", 6, 10, 8, 3);
    expect_releases("--set command.release=reserve", 9, 7, 11, 6);
}
END_TEST

/* Asked at 7 and released at 10; the date becomes 12 meanwhile, or 8, or something else changes. */
START_TEST(an_order_that_is_changed_while_it_waits_is_given_once)
{
    static const char other[] =
        "--set change.c.key=withdrawal.handback --set change.c.value='1 h' ";
    static const char date[] = "--set change.c.key=withdrawal.order --set change.c.value=";
    char words[256];
    oracle_title = "a change of the order while it waits";
    for (int hour = 12; hour >= 8; hour -= 4) {
        (void)snprintf(words, sizeof words, "--set change.c.at='7.5 h' %s2022-01-01T%02d:00Z", date,
                       hour);
        expect_releases(words, 9, hour == 12 ? 12 : 10, 11, 9);
    }
    (void)snprintf(words, sizeof words, "--set change.c.at='7.5 h' %s", other);
    expect_releases(words, 9, 10, 11, 9);
}
END_TEST

/* Those who are told at 9 come first: the order of 7 waits, and becomes one of 12 meanwhile, or of 8. */
START_TEST(nor_is_it_given_when_those_told_first_are_told_but_at_its_date)
{
    oracle_title = "a change of the order before others are told";
    for (int hour = 12; hour >= 8; hour -= 4) {
        char words[512];
        (void)snprintf(words, sizeof words,
                       ONCE "--set command.release=reserve --set notification.n.at='9 h' "
                            "--set notification.n.before=withdrawal --set change.c.at='7.5 h' "
                            "--set change.c.key=withdrawal.order "
                            "--set change.c.value=2022-01-01T%02d:00Z "
                            "--set milestone.o.event=withdrawal_order --set milestone.o.nth=last "
                            "--set milestone.o.earliest=2022-01-01T00:00Z",
                       hour);
        oracle_run("release.ini", words);
        oracle_expect_instants("milestones.csv", "p50", "milestone", "o",
                               ORACLE_HOURS(hour == 12 ? 12 : 9));
        oracle_expect_instants("contingents.csv", "released", "contingent", "first",
                               ORACLE_HOURS(hour == 12 ? 12 : 9));
    }
}
END_TEST

/* ---- who is told first ---- */

/* Two are told, at 7 and at 9 h: the first of them, the second, the one that is named, and both by 9 h. */
START_TEST(who_is_told_is_counted)
{
#define COUNTED(id, which)                                                                         \
    "--set milestone." id ".event=notification --set milestone." id                                \
    ".earliest=2022-01-01T00:00Z --set milestone." id "." which " "
    oracle_run_untraced(
        "relief.ini",
        ONCE "--set notification.eu.at='9 h' --set notification.un.at='7 h' " COUNTED("a", "nth=1")
            COUNTED("b", "nth=2") COUNTED("c", "notifications=eu") COUNTED("d", "nth=last"));
    static const char *const id[] = {"a", "b", "c", "d"};
    static const double hour[] = {7, 9, 9, 9};
    for (int i = 0; i < 4; i++) {
        oracle_expect_instants("milestones.csv", "p50", "milestone", id[i], &hour[i], 1);
    }
}
END_TEST

START_TEST(what_a_notification_precedes_waits_for_it)
{
    oracle_title = "notification first";
    oracle_run("relief.ini", ONCE "--set notification.un.at='30 h' "
                                  "--set notification.un.before=withdrawal");
    /* Ordered 12 h later than in relief.ini, and all follows that. */
    oracle_expect_instants("sites.csv", "handback", NULL, NULL, ORACLE_HOURS(32, 35));
    oracle_expect_measure("withdrawal_h", 15);
    oracle_run_untraced("relief.ini", ONCE "--set notification.un.at='7 h' "
                                           "--set notification.un.before=movement");
    oracle_expect_measure("closure_h", 8 + 7);
    oracle_run_untraced("relief.ini", ONCE "--set notification.un.at='7 h' "
                                           "--set notification.un.before=decision");
    oracle_expect_measure("closure_h", 8 + 7);
    oracle_run_untraced("relief.ini", ONCE "--set notification.un.at='7 h'");
    oracle_expect_measure("closure_h", 8);
}
END_TEST

/* ---- who may be given what ---- */

/* Of two contingents the first to be fit may not be given beta, which is water. */
START_TEST(a_site_goes_to_whoever_may_be_given_its_class)
{
    oracle_title = "posture";
    oracle_run("relief.ini",
               ONCE "--set contingent.force.site_classes='power plant, arsenal' "
                    "--set contingent.other.apoe=home --set contingent.other.apod=away "
                    "--set contingent.other.people=10 "
                    "--set contingent.other.assembly='10 h' "
                    "--set contingent.other.site_classes=WATER");
    /* Other: ready at 10 h, off at 14 h, fit at once. */
    oracle_expect_instants("sites.csv", "assigned", NULL, NULL, ORACLE_HOURS(7, 14));
    oracle_expect_instants("sites.csv", "guarded", NULL, NULL, ORACLE_HOURS(12, 16.5));
}
END_TEST

int main(void)
{
    TCase *command = tcase_create("command");
    tcase_add_checked_fixture(command, oracle_setup, oracle_teardown);
    tcase_add_test(command, what_depends_on_a_report_waits_for_it);
    tcase_add_test(command, when_it_ends_everything_is_known);
    tcase_add_test(command, it_delays_what_happens_in_it_at_its_sites);
    tcase_add_test(command, of_several_the_last_to_let_a_report_through_counts);
    tcase_add_test(command, one_authority_releases_all_at_once);
    tcase_add_test(command, or_one_by_one);
    tcase_add_test(command, who_asks_at_one_instant_is_released_by_number);
    tcase_add_test(command, and_not_before_its_date);
    tcase_add_test(command, what_needs_no_release_does_not_wait);
    tcase_add_test(command, an_order_that_is_changed_while_it_waits_is_given_once);
    tcase_add_test(command, nor_is_it_given_when_those_told_first_are_told_but_at_its_date);
    tcase_add_test(command, who_is_told_is_counted);
    tcase_add_test(command, what_a_notification_precedes_waits_for_it);
    tcase_add_test(command, a_site_goes_to_whoever_may_be_given_its_class);
    Suite *suite = suite_create("command");
    suite_add_tcase(suite, command);
    return suite_run(suite, TESTS);
}
