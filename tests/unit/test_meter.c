/* Copyright (C) 2026 the airbridge developers. SPDX-License-Identifier: GPL-3.0-or-later */
/* test_meter.c - use, lines and fullness in each span, by hand. */
#include "engine/meter.h"
#include "support/suite.h"

enum { TESTS = 5, COUNT = 3, TOLD_MAX = 16 };

static struct ab_meter meter[COUNT];
static int active[COUNT];
static struct ab_use room[COUNT];
static struct {
    int span;
    struct ab_use use;
} told[TOLD_MAX];
static int tolds, turns;
static struct ab_meters meters;

static void turned(void *owner, const struct ab_use *use, int uses)
{
    (void)owner;
    turns++;
    for (int i = 0; i < uses; i++) {
        ck_assert_int_lt(tolds, TOLD_MAX);
        told[tolds].span = meters.span;
        told[tolds++].use = use[i];
    }
}

static void begin(void)
{
    meters = (struct ab_meters){
        .meter = meter, .active = active, .use = room, .count = COUNT, .turned = turned};
    ab_meters_reset(&meters, 100, 40);
    tolds = turns = 0;
}

static void expect(int i, int span, int index, int64_t used, int64_t line, int64_t full)
{
    ck_assert_int_eq(told[i].span, span);
    ck_assert_int_eq(told[i].use.meter, index);
    ck_assert_int_eq(told[i].use.used_ms, used);
    ck_assert_int_eq(told[i].use.line_ms, line);
    ck_assert_int_eq(told[i].use.full_ms, full);
}

/* The first span ends at 40, the others 100 after each other. */
START_TEST(use_is_divided_among_the_spans_in_which_it_is)
{
    ab_meter_set(&meters, 1, 10, 2, 0, false);
    ab_meter_set(&meters, 1, 30, 2, 3, true);
    ab_meter_set(&meters, 1, 150, 0, 0, false);
    ab_meters_close(&meters, 200);
    ck_assert_int_eq(tolds, 3);
    expect(0, 0, 1, 60, 30, 10);
    expect(1, 1, 1, 200, 300, 100);
    expect(2, 2, 1, 20, 30, 10);
}
END_TEST

START_TEST(a_change_at_the_end_of_a_span_belongs_to_the_next)
{
    ab_meter_set(&meters, 0, 40, 1, 0, true);
    ab_meter_set(&meters, 0, 140, 0, 0, false);
    ab_meters_close(&meters, 140);
    ck_assert_int_eq(tolds, 1);
    expect(0, 1, 0, 100, 0, 100);
}
END_TEST

START_TEST(while_nothing_goes_on_no_span_is_told_but_for_who_is_busy)
{
    ab_meter_set(&meters, 2, 10, 5, 0, false);
    ab_meter_set(&meters, 2, 10, 0, 0, false);
    ab_meters_turn(&meters, 1000);
    ck_assert_int_eq(tolds, 1);
    expect(0, 0, 2, 0, 0, 0);
    ck_assert_int_eq(meters.span, 10);
    ab_meter_set(&meters, 0, 1040, 1, 0, false);
    ab_meters_close(&meters, 1041);
    ck_assert_int_eq(tolds, 2);
    expect(1, 11, 0, 1, 0, 0);
}
END_TEST

/* Of a span in which something went on besides what is metered the owner is told, and of it alone. */
START_TEST(a_busy_span_ends_even_when_nothing_was_metered)
{
    meters.busy = true;
    ab_meters_turn(&meters, 1000);
    ck_assert_int_eq(turns, 1);
    ck_assert_int_eq(meters.span, 10);
    meters.busy = true;
    ab_meters_close(&meters, 1001);
    ck_assert_int_eq(turns, 2);
    ck_assert_int_eq(tolds, 0);
}
END_TEST

START_TEST(nothing_is_left_of_what_was_before)
{
    ab_meter_set(&meters, 0, 5, 7, 7, true);
    ab_meters_reset(&meters, 10, 10);
    ab_meter_set(&meters, 0, 0, 1, 0, false);
    ab_meters_close(&meters, 10);
    ck_assert_int_eq(tolds, 1);
    expect(0, 0, 0, 10, 0, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("meter");
    TCase *spans = tcase_create("spans");
    tcase_add_checked_fixture(spans, begin, NULL);
    tcase_add_test(spans, use_is_divided_among_the_spans_in_which_it_is);
    tcase_add_test(spans, a_change_at_the_end_of_a_span_belongs_to_the_next);
    tcase_add_test(spans, while_nothing_goes_on_no_span_is_told_but_for_who_is_busy);
    tcase_add_test(spans, a_busy_span_ends_even_when_nothing_was_metered);
    tcase_add_test(spans, nothing_is_left_of_what_was_before);
    suite_add_tcase(suite, spans);
    return suite_run(suite, TESTS);
}
