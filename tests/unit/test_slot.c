/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_slot.c - slot control when aircraft do not leave as foreseen. */
#include "support/oracle.h"

enum { TESTS = 2 };

static double single(const char *measure)
{
    double value[ORACLE_SAMPLE_MAX];
    ck_assert_int_eq(oracle_sample(measure, value), 1);
    return value[0];
}

/* Two are cleared before anybody can know that there will be a queue for the one working place. */
START_TEST(who_is_late_keeps_others_from_being_cleared)
{
    oracle_run("late-leavers.ini", "-n 1");
    ck_assert_double_le(single("max_holding"), 2);
    oracle_run("late-leavers.ini", "-n 1 --set airfield.away.slot_control=no");
    ck_assert_double_ge(single("max_holding"), 9);
}
END_TEST

/* The one place is busy from 0.5 h on, for twelve hours. */
START_TEST(waiting_for_a_slot_does_not_leave_the_place_idle)
{
    oracle_run("late-leavers.ini", "-n 1");
    oracle_expect_measure("closure_h", 12.5);
}
END_TEST

int main(void)
{
    TCase *late = tcase_create("late");
    tcase_add_checked_fixture(late, oracle_setup, oracle_teardown);
    tcase_add_test(late, who_is_late_keeps_others_from_being_cleared);
    tcase_add_test(late, waiting_for_a_slot_does_not_leave_the_place_idle);
    Suite *suite = suite_create("slot");
    suite_add_tcase(suite, late);
    return suite_run(suite, TESTS);
}
